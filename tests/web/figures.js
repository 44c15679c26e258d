// SPDX-License-Identifier: MIT
// figures: every figure as SVG in pages of others: beside others, as <img>, under a policy that allows nothing,
// in the dark, under a host's style, after sanitisers and optimisers, in librsvg beside our own PNG.
//
// node figures.js DEALBRIEF ROOT own|cleaned [PICTURES]: "own" needs a browser and rsvg-convert, "cleaned" the
// packages of package-lock.json too. Ends with 77 where they are missing. PICTURES is a folder for what differs.
'use strict';
const {execFileSync} = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const {pathToFileURL} = require('node:url');
const browser = require('./browser.js');
const png = require('./png.js');

const [program, root, what, pictures] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dealbrief-figures-'));
const WIDTH = 680, GAP = 12;
const DEALS = path.join(root, 'samples/ai-deals-2025-12.json');
const SAMPLE = path.join(root, 'samples/openai-amazon-2025-12.json');
const KINDS = {
    flow: [SAMPLE], matrix: [DEALS], valuation: [SAMPLE], twoway: [DEALS], schedule: [DEALS], timeline: [DEALS],
    bridge: [path.join(root, 'tests/editions/new.json'), '--since', path.join(root, 'tests/editions/old.json')],
    range: [DEALS], exposure: [DEALS], multiples: [DEALS], tornado: [DEALS], lifecycle: [DEALS],
    deal: [DEALS, '--deal', 'nvidia-openai-loi'], table: [SAMPLE], keyfigures: [DEALS]
};
for (const kind of Object.keys(KINDS)) // FIGURES=flow,deal: these alone
    if (process.env.FIGURES && !process.env.FIGURES.split(',').includes(kind)) delete KINDS[kind];
const MODES = ['embed', 'plain', 'outline'];

// What hosts say of all drawings, and what they say of their text
const HOSTILE = `
    *,*::before{box-sizing:border-box;margin:0;padding:0;border:0;font:inherit;vertical-align:baseline}
    body{font:italic 700 19px/2 Georgia,serif;letter-spacing:.12em;word-spacing:.4em;text-transform:uppercase;
        font-variant:small-caps;text-shadow:1px 1px red;color:red;fill:red;stroke:lime;stroke-width:3;text-anchor:end;
        font-feature-settings:"smcp";text-rendering:optimizeSpeed;paint-order:stroke;visibility:visible;cursor:wait}
    svg{fill:red;stroke:red;stroke-width:4;overflow:hidden;vertical-align:middle}
    svg *{transition:all .3s;fill-opacity:.4}
    path,rect,circle{fill:currentColor;stroke:blue;stroke-dasharray:2 2}
    .content svg path,.content svg g{fill:lime;opacity:.6}
    g{stroke-width:5}text{font:20px monospace;fill:red}tspan{font-weight:100;fill:blue}
    a{color:blue;text-decoration:underline;fill:blue}a:hover{fill:red}pattern path{stroke:red}
    .card{display:flex;border:1px solid;fill:red}.ribbon{fill:red;transform:rotate(2deg)}.loop,.legend,.labels{display:none}
    title,desc{display:block}style{display:none}`;

let good = 0, bad = 0;
function tell(where, fault) {
    good += !fault;
    bad += Boolean(fault);
    if (fault) console.log(`${where}: ${fault}`);
}

function made(kind, options) {
    return execFileSync(program, ['-q', 'figure', kind, ...KINDS[kind], '--width', String(WIDTH), '-o', '-', ...options],
        {maxBuffer: 1 << 26});
}

// One figure in one mode: what it is called, and its text
function figures(theme, modes = MODES) {
    const all = [];
    for (const kind of Object.keys(KINDS))
        for (const mode of modes) {
            const svg = made(kind, ['--svg-text', mode, '--theme', theme]).toString('utf8');
            const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg);
            all.push({kind, mode, theme, svg, width: Math.ceil(width), height: Math.ceil(height)});
        }
    return all;
}

const dataUrl = (type, text) => `data:${type};base64,${Buffer.from(text).toString('base64')}`;
const WAYS = {
    inline: (figure) => figure.svg,
    img: (figure) => `<img alt="" width="${figure.width}" src="${dataUrl('image/svg+xml', figure.svg)}">`,
    alone: (figure) => `<iframe srcdoc="${(`<!DOCTYPE html><style>body{margin:0}svg{display:block}</style>` + figure.svg)
        .replace(/&/g, '&amp;').replace(/"/g, '&quot;')}" width="${figure.width}" height="${figure.height}"></iframe>`
};

// All of them in one page, a column for each mode; answers with the picture of each. host: style of the page;
// policy: of its content; attribute: of its <html>
async function shots(page, list, {way = 'inline', scheme = 'light', host = '', policy = '', attribute = ''} = {}) {
    // the same figure always stands at the same place: edges are painted a little otherwise elsewhere
    const columns = MODES, tops = columns.map(() => 0), places = [];
    let body = '';
    for (const figure of list) {
        const column = columns.indexOf(figure.mode), left = column * (WIDTH + GAP), top = tops[column];
        places.push([left, top, figure.width, figure.height]);
        tops[column] += figure.height + GAP;
        const inside = (WAYS[way] || WAYS.inline)(figure);
        body += policy ? `<div id="f${places.length}">${inside}</div>` :
            `<div style="position:absolute;direction:ltr;left:${left}px;top:${top}px;width:${figure.width}px">${inside}</div>`;
    }
    const high = Math.max(...tops), wide = columns.length * (WIDTH + GAP);
    const meta = policy && `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
    const basis = policy ? '' : `<style>html,body{margin:0;background:#fff}svg,img,iframe{display:block;border:0}${host}</style>`;
    const file = path.join(folder, 'page.html');
    fs.writeFileSync(file, `<!DOCTYPE html><html ${attribute}><head><meta charset="utf-8">${meta}${basis}</head>` +
        `<body class="content">${body}</body></html>`);
    await page.scheme(scheme);
    await page.size(wide, policy ? 800 : high);
    await page.open(pathToFileURL(file).href);
    if (policy) // style by script is not style of the page: it is allowed
        await page.call((all, wide, high) => {
            document.body.style.cssText = `margin:0;width:${wide}px;height:${high}px;background:#fff`;
            all.forEach(([left, top, width], i) => {
                const box = document.getElementById(`f${i + 1}`);
                box.style.cssText = `position:absolute;left:${left}px;top:${top}px;width:${width}px`;
                box.firstElementChild.style.display = 'block';
            });
        }, places, wide, high);
    await page.size(wide, high);
    await page.call(() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 60)))));
    const picture = png.decode(await page.picture());
    return places.map((place) => png.cut(picture, ...place));
}

// step: per channel; share: of the pixels that may differ by more
// The same drawing in another place
const MOVED = {step: 48, share: 0.0001};

function compare(name, list, one, other, {step = 0, share = 0} = {}) {
    list.forEach((figure, i) => {
        const found = png.differ(one[i], other[i], step);
        tell(`${name}: ${figure.kind} ${figure.mode} ${figure.theme}`, found.share > share &&
            `${(found.share * 100).toFixed(3)} % of the pixels differ by more than ${step}, at most by ${found.most}`);
    });
}

const pick = (list, all, test) => all.filter((unused, i) => test(list[i]));

// Programs of this library, given our fonts, against our own PNG
function librsvg(theme) {
    const config = path.join(folder, 'fonts.conf');
    fs.writeFileSync(config, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>` +
        `<dir>${path.join(root, 'fonts')}</dir><cachedir>${folder}/cache</cachedir></fontconfig>`);
    for (const kind of Object.keys(KINDS)) {
        const own = png.decode(made(kind, ['-f', 'png', '--scale', '2', '--theme', theme]));
        for (const mode of MODES) {
            const input = made(kind, ['--svg-text', mode, '--theme', theme]);
            const drawn = png.decode(execFileSync('rsvg-convert', ['-z', '2'],
                {input, maxBuffer: 1 << 27, env: {...process.env, FONTCONFIG_FILE: config}}));
            // the SVG is whole pixels high
            const found = drawn.height < own.height ? {share: 1} :
                png.differ(own, png.cut(drawn, 0, 0, own.width, own.height), 48);
            tell(`librsvg: ${kind} ${mode} ${theme}`, found.share > LIBRSVG_SHARE &&
                `${(found.share * 100).toFixed(3)} % of the pixels differ by more than 48 from our PNG`);
        }
    }
}
// Edges of letters: 0.035 % as measured; 0.123 % where a title has a ligature ("figures"), which librsvg sets a
// fraction of a pixel wider.
const LIBRSVG_SHARE = 0.002;

async function own(page) {
    const light = figures('light'), dark = figures('dark', ['embed']), auto = figures('auto');
    const base = await shots(page, light), ofAuto = await shots(page, auto);
    compare('beside others and alone', light, base, await shots(page, light, {way: 'alone'}));
    const images = await shots(page, light, {way: 'img'});
    compare('as <img>', light, base, images);
    compare('a light card in the dark', light, base, await shots(page, light, {scheme: 'dark'}));
    compare('auto in the light', light, base, ofAuto, {step: 2});
    const embedded = (figure) => figure.mode === 'embed';
    const turned = await shots(page, auto, {scheme: 'dark'});
    compare('auto in the dark', dark, await shots(page, dark), pick(auto, turned, embedded), {step: 2});
    compare('auto as <img> in the dark', auto, turned, await shots(page, auto, {scheme: 'dark', way: 'img'}));
    const sheltered = (figure) => figure.mode !== 'plain';
    compare('under a host\'s style', light.filter(sheltered), pick(light, base, sheltered),
        await shots(page, light.filter(sheltered), {host: HOSTILE}));
    compare('auto under a host\'s style', auto, ofAuto, await shots(page, auto, {host: HOSTILE}));
    compare('in a page from right to left', light.filter(sheltered), pick(light, base, sheltered),
        await shots(page, light.filter(sheltered), {attribute: 'dir="rtl"'}));
    // no style at all: what stands in the attributes; of words with embedded fonts, as the plain ones in the one
    // face that is named around the drawing (the other is said by classes)
    const strict = await shots(page, light, {policy: "default-src 'none'"});
    const plain = (figure) => figure.mode === 'plain';
    const outline = (figure) => figure.mode === 'outline';
    compare('without style', light.filter(plain), pick(light, base, plain), pick(light, strict, plain));
    compare('without style', light.filter(outline), pick(light, base, outline), pick(light, strict, outline));
    const oneFace = light.filter(plain).map((figure) => {
        let first = true;
        const svg = figure.svg.replace(/ font-family="[^"]*"/g, (all) => first ? (first = false, all) : '');
        return {...figure, svg};
    });
    compare('without style', light.filter(embedded), await shots(page, oneFace), pick(light, strict, embedded), MOVED);
    compare('as <img> where only pictures may be', light, images,
        await shots(page, light, {way: 'img', policy: "default-src 'none'; img-src data:"}));
    // a page that sets every colour
    const names = [...new Set(auto.flatMap(({svg}) => svg.match(/--db-[a-z]+/g) || []))];
    const red = await shots(page, auto, {host: `:root{${names.map((name) => `${name}:#f00`).join(';')}}`});
    red.forEach((picture, i) => {
        let other = 0, where = '';
        for (let p = 0; p < picture.pixels.length; p += 4)
            if (picture.pixels[p] < 254 || picture.pixels[p + 1] > 1 || picture.pixels[p + 2] > 1) {
                other++;
                where = `${(p / 4) % picture.width}, ${Math.floor(p / 4 / picture.width)}`;
            }
        tell(`all colours set: ${auto[i].kind} ${auto[i].mode}`, other && `${other} pixels are not red, as at ${where}`);
    });
    librsvg('light');
}

async function cleaned(page, {optimize}, purifier) {
    const light = figures('light'), auto = figures('auto', ['embed', 'plain']), all = [...light, ...auto];
    const kept = (figure, svg) => tell(`${figure.kind} ${figure.mode} ${figure.theme}: provenance`,
        !svg.includes('data-dealbrief="dataset=') && 'is lost');
    const base = await shots(page, light), ofAuto = await shots(page, auto), turned = await shots(page, auto, {scheme: 'dark'});
    await page.open('about:blank');
    await page.send('Runtime.evaluate', {expression: purifier});
    for (const [name, profile] of [['DOMPurify', {}], ['DOMPurify, svg profile', {USE_PROFILES: {svg: true}}]]) {
        await page.open('about:blank');
        await page.send('Runtime.evaluate', {expression: purifier});
        const clean = [];
        for (const figure of all) {
            const svg = await page.call((svg, profile) => DOMPurify.sanitize(svg, profile), figure.svg, profile);
            kept(figure, svg);
            clean.push({...figure, svg});
        }
        const ofLight = clean.slice(0, light.length), rest = clean.slice(light.length);
        compare(name, ofLight, base, await shots(page, ofLight));
        compare(name, rest, ofAuto, await shots(page, rest));
        compare(`${name}, dark`, rest, turned, await shots(page, rest, {scheme: 'dark'}));
    }
    // as <img>: of figures without style SVGO calls the ids a, b …, so that two in one page share their hatches
    for (const [name, config] of [['SVGO', {}], ['SVGO, several passes', {multipass: true, plugins: ['preset-default']}]]) {
        const small = all.filter(({mode}) => mode !== 'outline')
            .map((figure) => ({...figure, svg: optimize(figure.svg, config).data}));
        small.forEach((figure) => kept(figure, figure.svg));
        const isAuto = ({theme}) => theme === 'auto', rest = small.filter(isAuto), ofLight = small.filter((f) => !isAuto(f));
        const near = {step: 32, share: 0.0005}; // it rounds places to a thousandth and joins paths
        compare(name, ofLight, pick(light, base, ({mode}) => mode !== 'outline'), await shots(page, ofLight, {way: 'img'}), near);
        compare(name, rest, ofAuto, await shots(page, rest, {way: 'img'}), near);
        compare(`${name}, dark`, rest, turned, await shots(page, rest, {way: 'img', scheme: 'dark'}), near);
    }
}

async function main() {
    const chromium = browser.find(), packages = path.join(__dirname, 'node_modules');
    let purifier, svgo;
    if (!chromium) {
        console.log('skipped: no chromium in the search path');
        return 77;
    }
    if (what === 'cleaned') {
        if (!fs.existsSync(path.join(packages, 'svgo')) || !fs.existsSync(path.join(packages, 'dompurify'))) {
            console.log('skipped: DOMPurify and SVGO are not installed (./dev web does so, from the network)');
            return 77;
        }
        purifier = fs.readFileSync(path.join(packages, 'dompurify/dist/purify.min.js'), 'utf8');
        svgo = await import(pathToFileURL(path.join(packages, 'svgo/lib/svgo-node.js')).href);
    }
    const running = await browser.open(chromium, path.join(folder, 'profile'));
    try {
        const page = await browser.tab(running);
        if (what === 'cleaned') await cleaned(page, svgo, purifier);
        else await own(page);
    } finally {
        await running.close();
    }
    console.log(`${good} comparisons without a fault, ${bad} with`);
    return bad ? 1 : 0;
}

main().then((code) => code, (error) => (console.log(error.stack), 1)).then((code) => {
    fs.rmSync(folder, {recursive: true, force: true, maxRetries: 5});
    process.exit(code);
});
