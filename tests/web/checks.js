// SPDX-License-Identifier: MIT
// checks: what a page must hold, asked inside of it. Each function stands alone (it is sent to the browser as
// text) and answers with a list of faults, one line each; an empty list is good.
'use strict';

// Nothing is wider than the window, and nothing stands past its sides but what scrolls by itself.
function widths(wide) {
    const faults = [];
    const name = (e) => `<${e.tagName.toLowerCase()}${e.id ? ' #' + e.id : ''} "${e.textContent.trim().slice(0, 30)}">`;
    if (document.scrollingElement.scrollWidth > wide)
        faults.push(`it scrolls sideways: ${document.scrollingElement.scrollWidth} px in ${wide}`);
    const scrolls = (e) => {
        for (let up = e; up && up !== document.body; up = up.parentElement) {
            if (up.classList.contains('hidden') || up.classList.contains('skip')) return true;
            if (getComputedStyle(up).clipPath !== 'none' && !up.closest('svg')) return true;
            const own = getComputedStyle(up);
            if (up !== e && up.tagName !== 'svg' && !up.closest('svg') && /auto|scroll/.test(own.overflowX)) {
                const box = up.getBoundingClientRect();
                if (box.left >= -0.5 && box.right <= wide + 0.5) return true;
            }
        }
        return false;
    };
    for (const e of document.body.querySelectorAll('*')) {
        if (e.closest('defs,clipPath,pattern')) continue;
        const box = e.getBoundingClientRect();
        if (!box.width || !box.height || (box.left >= -0.5 && box.right <= wide + 0.5)) continue;
        if (!scrolls(e)) faults.push(`${name(e)} stands from ${box.left.toFixed(1)} to ${box.right.toFixed(1)} of ${wide}`);
    }
    // words past the sides of their own figure; a browser sets a long line a little wider than it was measured
    const SLACK = 2;
    for (const svg of document.querySelectorAll('figure svg')) {
        const frame = svg.getBoundingClientRect();
        for (const text of frame.width ? svg.querySelectorAll('text') : []) {
            const box = text.getBoundingClientRect();
            if (box.width && (box.left < frame.left - SLACK || box.right > frame.right + SLACK))
                faults.push(`"${text.textContent}" leaves its figure: ${box.left.toFixed(1)}–${box.right.toFixed(1)} of ` +
                    `${frame.left.toFixed(1)}–${frame.right.toFixed(1)}`);
        }
    }
    return faults;
}

// Every figure is seen once, and has a name.
function figures() {
    const faults = [];
    for (const figure of document.querySelectorAll('figure')) {
        const seen = [...figure.querySelectorAll('svg')].filter((svg) => svg.getBoundingClientRect().height > 0);
        if (seen.length !== 1) faults.push(`figure ${figure.id} is seen ${seen.length} times`);
        for (const svg of seen) {
            const labels = (svg.getAttribute('aria-labelledby') || '').split(/\s+/).map((id) => document.getElementById(id));
            if (!labels[0] || !labels[0].textContent.trim()) faults.push(`figure ${figure.id} has no name`);
        }
    }
    for (const range of document.querySelectorAll('.nb'))
        if (getComputedStyle(range).display !== 'inline') faults.push(`"${range.textContent}" stands in a line of its own`);
    return faults;
}

// Ids are unique; what leads into the page arrives; what is outside is an http address. Headings go down by
// one; there is one title.
function names() {
    const faults = [], ids = new Set();
    for (const e of document.querySelectorAll('[id]')) {
        if (ids.has(e.id)) faults.push(`the id "${e.id}" stands twice`);
        ids.add(e.id);
    }
    for (const a of document.querySelectorAll('a')) {
        const to = a.getAttribute('href') || a.getAttribute('xlink:href') || '';
        if (to.startsWith('#') ? !ids.has(decodeURIComponent(to.slice(1))) : !/^https?:\/\/[^/]/.test(to))
            faults.push(`"${a.textContent.trim().slice(0, 30)}" leads to ${to || 'nothing'}`);
    }
    for (const e of document.querySelectorAll('*'))
        for (const attribute of e.attributes) {
            const used = /url\(["']?#([^"')]+)/.exec(attribute.value);
            const named = attribute.name.startsWith('aria-') && /labelledby|describedby/.test(attribute.name);
            for (const id of used ? [used[1]] : named ? attribute.value.split(/\s+/) : [])
                if (!ids.has(id)) faults.push(`${attribute.name} names #${id}, which is not there`);
            if (/^on/.test(attribute.name)) faults.push(`${attribute.name} is a script`);
        }
    let level = 0;
    for (const e of document.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
        const own = +e.tagName[1];
        if (own > level + 1) faults.push(`"${e.textContent}" is a heading of level ${own} under ${level}`);
        level = own;
    }
    const titles = document.querySelectorAll('h1').length;
    if (titles !== 1) faults.push(`${titles} titles`);
    if (document.querySelector('script,iframe,object,embed,form,base')) faults.push('an element that a letter does not need');
    return faults;
}

// What lies under each letter, first to last, kept for letters(): asking what is where is slow, and the
// light does not change it. The window must be as high as the page: it is asked at its place.
function grounds() {
    const look = (e, x, y) => {
        if (!e.closest('svg') || e.tagName === 'svg') return {e, box: true};
        if (!(e instanceof SVGGeometryElement)) return null;
        const at = new DOMPoint(x, y).matrixTransform(e.getScreenCTM().inverse());
        return {e, fill: e.isPointInFill(at), stroke: e.isPointInStroke(at)};
    };
    for (const e of document.querySelectorAll('svg *'))
        if (e instanceof SVGGraphicsElement) e.style.pointerEvents = 'all';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const node = walker.currentNode, e = node.parentElement;
        if (!node.data.trim() || e.closest('style,title,desc,.hidden,.skip')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getClientRects()[0];
        if (!box || !box.width || !box.height || getComputedStyle(e).visibility === 'hidden') continue;
        const x = box.left + box.width / 2, y = box.top + box.height / 2;
        const stack = document.elementsFromPoint(x, y);
        const from = stack.findIndex((other) => other === e || e.contains(other));
        const under = stack.slice(from < 0 ? 0 : from).reverse().map((other) => look(other, x, y)).filter(Boolean);
        const svg = e.closest('svg'), matrix = svg ? e.getScreenCTM() : null;
        const words = `"${node.data.trim().slice(0, 40)}"${svg ? ' in ' + (e.closest('figure') || svg).id : ''}`;
        found.push({e, svg, words, under, scale: matrix ? Math.hypot(matrix.c, matrix.d) : 1});
    }
    window.grounds = found;
    return found.length ? [] : ['there are no words'];
}

// After grounds(): letters are dark enough for what lies under them and not smaller than `least` px.
function letters(least, contrast) {
    const faults = new Set(), paints = new Map();
    const parse = (words) => {
        const n = (words.match(/-?[\d.]+(e-\d+)?/g) || []).map(Number);
        if (/^color\(srgb/.test(words)) return [n[0] * 255, n[1] * 255, n[2] * 255, n.length > 3 ? n[3] : 1];
        return n.length >= 3 ? [n[0], n[1], n[2], n.length > 3 ? n[3] : 1] : null;
    };
    const over = (top, under) => {
        const a = top[3];
        return [0, 1, 2].map((i) => top[i] * a + under[i] * (1 - a)).concat(1);
    };
    const light = (c) => [0, 1, 2].map((i) => c[i] / 255)
        .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const ratio = (a, b) => {
        const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
        return (x + 0.05) / (y + 0.05);
    };
    // what lies between the lines of a hatched area: the middle stop of its gradient
    const between = (url) => {
        const stops = document.getElementById(/#([^"')]+)/.exec(url)[1]).querySelectorAll('stop');
        const style = getComputedStyle(stops[stops.length >> 1]), colour = parse(style.stopColor);
        return [colour[0], colour[1], colour[2], colour[3] * style.stopOpacity];
    };
    // what an element alone paints
    const paint = (e, box) => {
        const style = getComputedStyle(e);
        if (box) return {box: parse(style.backgroundColor)};
        let opacity = 1;
        for (let up = e; up && up.tagName !== 'svg'; up = up.parentElement) opacity *= +getComputedStyle(up).opacity;
        const part = (name, own) => {
            const colour = style[name].startsWith('url') ? between(style[name]) : style[name] !== 'none' ? parse(style[name]) : null;
            return colour && [colour[0], colour[1], colour[2], colour[3] * opacity * own];
        };
        return {fill: part('fill', +style.fillOpacity), stroke: part('stroke', +style.strokeOpacity)};
    };
    const ground = (under) => {
        let ground = parse(getComputedStyle(document.body).backgroundColor) || [255, 255, 255, 1];
        for (const {e, box, fill, stroke} of under) {
            if (e === document.documentElement) continue;
            if (!paints.has(e)) paints.set(e, paint(e, box));
            const own = paints.get(e);
            for (const layer of box ? [own.box] : [fill && own.fill, stroke && own.stroke])
                if (layer) ground = over(layer, ground);
        }
        return ground;
    };
    for (const {e, svg, words, under, scale} of window.grounds) {
        const style = getComputedStyle(e), size = parseFloat(style.fontSize) * scale;
        if (size < least - 0.05) faults.add(`${words} is ${size.toFixed(1)} px small`);
        let colour = parse(svg ? style.fill : style.color);
        if (!colour) {
            faults.add(`${words} has no plain colour`);
            continue;
        }
        let below = ground(under);
        if (svg && style.stroke !== 'none' && /^stroke/.test(style.paintOrder)) below = over(parse(style.stroke), below);
        if (svg) colour = [colour[0], colour[1], colour[2], colour[3] * style.fillOpacity];
        const measured = ratio(over(colour, below), below);
        if (measured < contrast)
            faults.add(`${words} has a contrast of ${measured.toFixed(2)}: ${colour.slice(0, 3).map(Math.round)} on ` +
                `${below.slice(0, 3).map(Math.round)}`);
    }
    return [...faults];
}

// The letters are those that came with the page.
async function fonts() {
    await document.fonts.ready;
    const faults = [];
    for (const face of document.fonts) {
        if (face.status === 'unloaded') await face.load().catch(() => {});
        if (face.status !== 'loaded') faults.push(`the font ${face.family} ${face.weight} is ${face.status}`);
    }
    if (!document.fonts.size) faults.push('the page brings no fonts');
    return faults;
}

// Lines of running text have 75 characters or less: on a wide window the column ends before.
function measure() {
    const faults = [];
    for (const e of document.querySelectorAll('main p,main li,header p')) {
        if (e.children.length > 3 || e.closest('.small,.columns,figure,td,th') || e.matches('.note,.caption,.kicker,.running')) continue;
        const range = document.createRange(), words = e.textContent.trim();
        range.selectNodeContents(e);
        const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.bottom / 8))).size;
        if (lines >= 3 && words.length / (lines - 0.25) > 75)
            faults.push(`"${words.slice(0, 30)}" has ${Math.round(words.length / (lines - 0.25))} characters a line`);
    }
    return faults;
}

// A sum stands under the head of its column.
function columns() {
    const faults = [];
    for (const table of document.querySelectorAll('table')) {
        const heads = [...table.querySelectorAll('thead th')];
        for (const row of table.querySelectorAll('tbody tr')) {
            let at = 0;
            for (const cell of row.cells) {
                const head = heads[at + cell.colSpan - 1];
                if (cell.classList.contains('r') && cell.textContent && (!head || !head.classList.contains('r')))
                    faults.push(`"${cell.textContent}" stands under "${head ? head.textContent : ''}"`);
                at += cell.colSpan;
            }
            if (at !== heads.length) faults.push(`"${row.textContent}" has ${at} of ${heads.length} cells`);
        }
    }
    return faults;
}

// Of figures, in px of a window as wide as a page's text: those higher than `most` would be cut on paper.
function high(most) {
    return [...document.querySelectorAll('figure')].filter((e) => e.getBoundingClientRect().height > most)
        .map((e) => `${e.id} is ${Math.round(e.getBoundingClientRect().height)} px high, a page ${most}`);
}

function headings() {
    return [...document.querySelectorAll('h1,h2,h3')].map((e) => e.textContent.trim());
}

function height() {
    return document.scrollingElement.scrollHeight;
}

function unfold(open) {
    for (const e of document.querySelectorAll('details')) e.open = open;
}

module.exports = {widths, figures, names, grounds, letters, fonts, measure, columns, high, headings, height, unfold};
