// SPDX-License-Identifier: MIT
// png: a PNG of 8 bits a channel, not interlaced → its pixels as RGBA. It knows nothing of what they show.
'use strict';
const zlib = require('node:zlib');

const CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4};

function paeth(a, b, c) {
    const p = a + b - c, x = Math.abs(p - a), y = Math.abs(p - b), z = Math.abs(p - c);
    return x <= y && x <= z ? a : y <= z ? b : c;
}

// Takes the filters of one line back; line and above: without their first byte
function unfilter(kind, line, above, step) {
    for (let i = 0; i < line.length; i++) {
        const left = i >= step ? line[i - step] : 0, up = above ? above[i] : 0, corner = above && i >= step ? above[i - step] : 0;
        if (kind === 1) line[i] += left;
        else if (kind === 2) line[i] += up;
        else if (kind === 3) line[i] += (left + up) >> 1;
        else if (kind === 4) line[i] += paeth(left, up, corner);
    }
}

function decode(png) {
    const parts = [];
    let width = 0, height = 0, channels = 0, kind = 0, palette = null;
    for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
        const name = png.toString('latin1', at + 4, at + 8), data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
        if (name === 'IHDR') {
            [width, height, kind] = [data.readUInt32BE(0), data.readUInt32BE(4), data[9]];
            channels = CHANNELS[kind];
            if (data[8] !== 8 || data[12]) throw new Error('a PNG that is not read here');
        }
        if (name === 'PLTE') palette = data;
        if (name === 'IDAT') parts.push(data);
    }
    const raw = zlib.inflateSync(Buffer.concat(parts)), row = width * channels, pixels = Buffer.alloc(4 * width * height, 255);
    for (let y = 0, above = null; y < height; y++) {
        const line = raw.subarray(y * (row + 1) + 1, (y + 1) * (row + 1));
        unfilter(raw[y * (row + 1)], line, above, channels);
        above = line;
        for (let x = 0, to = 4 * y * width; x < width; x++, to += 4)
            for (let c = 0; c < 4; c++) {
                if (kind === 3 && c < 3) pixels[to + c] = palette[3 * line[x] + c];
                else if (kind === 0 && c < 3) pixels[to + c] = line[x];
                else if ((kind === 2 && c < 3) || kind === 6) pixels[to + c] = line[x * channels + c];
            }
    }
    return {width, height, pixels};
}

function cut(picture, left, top, width, height) {
    const pixels = Buffer.alloc(4 * width * height);
    for (let y = 0; y < height; y++)
        picture.pixels.copy(pixels, 4 * y * width, 4 * ((top + y) * picture.width + left), 4 * ((top + y) * picture.width + left + width));
    return {width, height, pixels};
}

// Of all pixels: how many differ by more than `step` in a channel; and the largest difference
function differ(a, b, step) {
    if (a.width !== b.width || a.height !== b.height) return {share: 1, most: 255};
    if (a.pixels.equals(b.pixels)) return {share: 0, most: 0};
    let count = 0, most = 0;
    for (let i = 0; i < a.pixels.length; i += 4) {
        const d = Math.max(Math.abs(a.pixels[i] - b.pixels[i]), Math.abs(a.pixels[i + 1] - b.pixels[i + 1]),
            Math.abs(a.pixels[i + 2] - b.pixels[i + 2]));
        most = Math.max(most, d);
        count += d > step;
    }
    return {share: count / (a.width * a.height), most};
}

module.exports = {decode, cut, differ};
