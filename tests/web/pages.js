// SPDX-License-Identifier: MIT
// pages: the HTML edition of every sample in a browser: 320, 360 and 1200 px, light and dark, on paper, under
// a policy that allows nothing but the page's own style and fonts.
//
// node pages.js DEALBRIEF ROOT [PICTURES]: ends with 77 where there is no Chromium; PICTURES is a folder that
// gets a picture of each.
'use strict';
const {execFileSync} = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const browser = require('./browser.js');
const checks = require('./checks.js');

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";
const CONTRAST = 4.5; // WCAG 2.2 AA for letters of usual size
const LEAST = {320: 10, 360: 11, 1200: 11}; // px of the smallest letters
const PAPER = [680, 940]; // px of the text of a Letter page, margins of 15 mm taken off
const BYTES = 400000; // of a page: the largest sample takes 350,000 (83,000 as a server sends it)
const WIDTHS = Object.keys(LEAST).map(Number);

const [program, root, pictures] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dealbrief-web-'));
let bad = 0, good = 0;

function tell(where, faults) {
    good += !faults.length;
    bad += faults.length > 0;
    for (const fault of faults.slice(0, 12)) console.log(`${where}: ${fault}`);
    if (faults.length > 12) console.log(`${where}: and ${faults.length - 12} more`);
}

function render(name, file, options) {
    execFileSync(program, ['-q', 'render', file, '-f', 'html', '-o', path.join(folder, name), ...options]);
    const [made] = fs.readdirSync(path.join(folder, name));
    return path.join(folder, name, made, 'briefing.html');
}

// The page as a server would send it that trusts nobody
function guarded(file) {
    const page = fs.readFileSync(file, 'utf8');
    const at = page.indexOf('<meta charset');
    if (at < 0) throw new Error(`${file}: no head`);
    const meta = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
    const other = file.replace(/\.html$/, '-guarded.html');
    fs.writeFileSync(other, page.slice(0, at) + meta + page.slice(at));
    return 'file://' + other;
}

// All that can be asked of an open page: what the light does not change once a width, in both lights what it
// does. tell(where, faults) hears of each look.
async function look(page, url, widths, tell) {
    await page.size(widths[0], 900);
    await page.scheme('light');
    await page.open(url);
    tell('as a whole', [...await page.call(checks.fonts), ...await page.call(checks.names),
        ...await page.call(checks.columns)]);
    for (const width of widths) {
        await page.size(width, 900);
        await page.call(checks.unfold, false);
        const faults = [...await page.call(checks.widths, width), ...await page.call(checks.figures)];
        await page.call(checks.unfold, true);
        faults.push(...await page.call(checks.widths, width));
        await page.size(width, await page.call(checks.height));
        faults.push(...await page.call(checks.grounds), ...await page.call(checks.measure));
        tell(`${width} px`, [...new Set(faults)]);
        for (const scheme of width === 320 ? ['light'] : ['light', 'dark']) { // 320 has the drawings of 360
            await page.scheme(scheme);
            tell(`${width} px, ${scheme}`, await page.call(checks.letters, LEAST[width], CONTRAST));
        }
        await page.scheme('light');
    }
    tell('what it does', [...page.complaints,
        ...page.requests.filter((to) => to !== url && !to.startsWith('data:')).map((to) => `asks for ${to}`)]);
}

const letters = (words) => words.normalize('NFKC').replace(/[\s\p{Cf}]+/gu, '');

// Paper takes the whole: every heading can be read in it.
async function print(page, url) {
    await page.size(1200, 900);
    await page.scheme('dark'); // paper stays light
    await page.open(url);
    const headings = await page.call(checks.headings);
    await page.size(...PAPER);
    await page.send('Emulation.setEmulatedMedia', {media: 'print'});
    const high = await page.call(checks.high, PAPER[1]);
    await page.send('Emulation.setEmulatedMedia', {media: ''});
    const pdf = await page.print();
    const file = path.join(folder, 'print.pdf');
    fs.writeFileSync(file, pdf);
    const text = letters(execFileSync('pdftotext', [file, '-']).toString());
    const faults = headings.filter((words) => !text.includes(letters(words))).map((words) => `not on paper: ${words}`);
    faults.push(...high);
    if (!headings.length) faults.push('no headings');
    if (/\/Subtype\s*\/Image\b/.test(pdf.toString('latin1'))) faults.push('paper gets pictures of drawings');
    if (!/\/Type\s*\/Page\b/.test(pdf.toString('latin1'))) faults.push('no pages');
    return faults;
}

async function picture(page, url, name, width, scheme) {
    if (!pictures) return;
    await page.size(width, 900);
    await page.scheme(scheme);
    await page.open(url);
    await page.size(width, await page.call(checks.height));
    fs.writeFileSync(path.join(pictures, `${name}-${width}-${scheme}.png`), await page.picture());
}

async function edition(page, name, file, options, widths, paper = true) {
    const made = render(name, file, options), bytes = fs.statSync(made).size, url = guarded(made);
    if (bytes > BYTES) tell(name, [`${bytes} bytes`]);
    await look(page, url, widths, (where, faults) => tell(`${name}, ${where}`, faults));
    if (paper) tell(`${name}, paper`, await print(page, url));
    for (const width of widths)
        for (const scheme of ['light', 'dark']) await picture(page, url, name, width, scheme);
}

// A page with every fault: what does not see them is no check.
async function faulty(page) {
    const url = guarded(path.join(folder, 'faulty.html'));
    const all = [];
    await look(page, url, [360], (where, faults) => all.push(...faults));
    const found = all.join('\n');
    const wanted = ['it scrolls sideways', 'stands from', 'leaves its figure', 'is seen 2 times', 'has no name',
        'the id "twice" stands twice', 'leads to #nowhere', 'leads to javascript:', 'names #gone', 'onclick is a script',
        'is a heading of level 3 under 1', 'px small', '"grey" has a contrast', '"on blue" in f has a contrast',
        'asks for http://127.0.0.1:9/', 'violates the following Content Security Policy', 'brings no fonts'];
    tell('the page of faults', wanted.filter((fault) => !found.includes(fault)).map((fault) => `not noticed: ${fault}`));
    if (bad) console.log(found);
}

async function main() {
    const chromium = browser.find();
    if (!chromium) {
        console.log('skipped: no chromium in the search path');
        return 77;
    }
    const profile = path.join(folder, 'profile');
    const running = await browser.open(chromium, profile);
    try {
        const page = await browser.tab(running);
        fs.copyFileSync(path.join(__dirname, 'faulty.html'), path.join(folder, 'faulty.html'));
        await faulty(page);
        const samples = path.join(root, 'samples');
        for (const file of fs.readdirSync(samples).filter((name) => name.endsWith('.json')).sort())
            await edition(page, path.basename(file, '.json'), path.join(samples, file), [], WIDTHS);
        const deals = path.join(samples, 'openai-amazon-2025-12.json');
        await edition(page, 'letter', deals, ['--style', path.join(root, 'tests/themes/letter.json')], [320, 1200]);
        const themes = path.join(root, 'templates/themes');
        for (const file of fs.readdirSync(themes).filter((name) => name !== 'house.json').sort())
            await edition(page, file, deals, ['--style', path.join(themes, file)], [360], false);
        await edition(page, 'german', deals, ['--language', 'de'], [360, 1200]);
    } finally {
        await running.close();
    }
    console.log(`${good} looks without a fault, ${bad} with`);
    return bad ? 1 : 0;
}

main().then((code) => code, (error) => (console.log(error.stack), 1)).then((code) => {
    fs.rmSync(folder, {recursive: true, force: true, maxRetries: 5});
    process.exit(code);
});
