// SPDX-License-Identifier: MIT
// browser: a headless Chromium, spoken to over two pipes in its DevTools protocol. Needs no package. It knows
// pages as files; what is asked of them is the caller's.
'use strict';
const {spawn} = require('node:child_process');
const path = require('node:path');
const fs = require('node:fs');

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];
const PATIENCE = 60000; // ms for one answer: machines that test are busy

// The first of NAMES in the search path; null: none is here
function find() {
    for (const folder of (process.env.PATH || '').split(':'))
        for (const name of NAMES)
            if (folder && fs.existsSync(path.join(folder, name))) return path.join(folder, name);
    return null;
}

// profile: an empty folder of ours
async function open(program, profile) {
    const child = spawn(program, [
        '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-extensions',
        '--hide-scrollbars', '--force-color-profile=srgb', `--user-data-dir=${profile}`, '--remote-debugging-pipe',
        'about:blank'
    ], {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], env: {...process.env, HOME: profile}});
    const waiting = new Map();
    const listeners = new Set();
    let number = 0, rest = Buffer.alloc(0), gone = null;
    const lose = (why) => {
        gone = gone || new Error(why);
        for (const {fail} of waiting.values()) fail(gone);
        waiting.clear();
    };
    child.on('error', (error) => lose(`chromium does not start: ${error.message}`));
    child.on('exit', (code) => lose(`chromium ended (${code})`));
    child.stdio[3].on('error', () => lose('chromium does not listen'));
    child.stdio[4].on('data', (data) => {
        rest = Buffer.concat([rest, data]);
        for (let end; (end = rest.indexOf(0)) >= 0; rest = rest.subarray(end + 1)) {
            const message = JSON.parse(rest.subarray(0, end).toString('utf8'));
            const asked = waiting.get(message.id);
            if (!asked) {
                for (const listener of listeners) listener(message);
                continue;
            }
            waiting.delete(message.id);
            if (message.error) asked.fail(new Error(`${asked.method}: ${message.error.message}`));
            else asked.take(message.result);
        }
    });
    const send = (method, params = {}, sessionId = undefined) => new Promise((take, fail) => {
        if (gone) return fail(gone);
        const id = ++number;
        const timer = setTimeout(() => fail(new Error(`${method}: no answer in ${PATIENCE / 1000} s`)), PATIENCE);
        waiting.set(id, {method,
            take: (result) => (clearTimeout(timer), take(result)),
            fail: (error) => (clearTimeout(timer), fail(error))});
        child.stdio[3].write(JSON.stringify({id, method, params, sessionId}) + '\0');
    });
    const close = async () => {
        const ended = new Promise((done) => child.once('exit', done));
        await send('Browser.close').catch(() => child.kill());
        await Promise.race([ended, new Promise((done) => setTimeout(done, 5000).unref())]);
        child.kill('SIGKILL');
    };
    return {send, listeners, close};
}

// A tab that keeps what its pages complain of and ask for
async function tab(browser) {
    const {targetId} = await browser.send('Target.createTarget', {url: 'about:blank'});
    const {sessionId} = await browser.send('Target.attachToTarget', {targetId, flatten: true});
    const page = {complaints: [], requests: []};
    const send = (method, params) => browser.send(method, params, sessionId);
    let loaded = null;
    browser.listeners.add((message) => {
        if (message.sessionId !== sessionId) return;
        const {method, params} = message;
        if (method === 'Page.loadEventFired' && loaded) loaded();
        if (method === 'Network.requestWillBeSent') page.requests.push(params.request.url);
        if (method === 'Log.entryAdded') page.complaints.push(params.entry.text);
        if (method === 'Runtime.consoleAPICalled')
            page.complaints.push(params.args.map((arg) => arg.value || arg.description).join(' '));
        if (method === 'Runtime.exceptionThrown') page.complaints.push(params.exceptionDetails.text);
    });
    for (const domain of ['Page', 'Network', 'Log', 'Runtime']) await send(`${domain}.enable`);
    page.send = send;
    page.open = async (url) => {
        page.complaints.length = page.requests.length = 0;
        const done = new Promise((take) => (loaded = take));
        await send('Page.navigate', {url});
        await done;
    };
    page.size = (width, height) => send('Emulation.setDeviceMetricsOverride',
        {width, height, deviceScaleFactor: 1, mobile: false});
    page.scheme = (value) => send('Emulation.setEmulatedMedia',
        {features: [{name: 'prefers-color-scheme', value}]});
    // call: a function that knows nothing but the page, and what it is given
    page.call = async (call, ...given) => {
        const expression = `(${call})(...${JSON.stringify(given)})`;
        const answer = await send('Runtime.evaluate', {expression, awaitPromise: true, returnByValue: true});
        if (answer.exceptionDetails)
            throw new Error(answer.exceptionDetails.exception.description || answer.exceptionDetails.text);
        return answer.result.value;
    };
    page.print = async () => Buffer.from((await send('Page.printToPDF', {preferCSSPageSize: true})).data, 'base64');
    page.picture = async () => Buffer.from((await send('Page.captureScreenshot', {captureBeyondViewport: true})).data, 'base64');
    return page;
}

module.exports = {find, open, tab};
