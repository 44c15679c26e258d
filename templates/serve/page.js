// SPDX-License-Identifier: MIT
// The page around an edition: what the server says (/events, the whole state each time) → what is seen. All texts of
// others go in as text, never as markup.
"use strict";

const at = (id) => document.getElementById(id);
const make = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text }, more);
const seen = { dataset: 0, number: -1, version: 0 };
let state = null;

// The edition keeps its place when it is loaded again.
function edition_show(number, version) {
  const frame = at("edition"), same = seen.number === number, view = frame.contentWindow;
  if (same && seen.version === version) return;
  const x = same ? view.scrollX : 0, y = same ? view.scrollY : 0;
  frame.onload = () => (x || y) && frame.contentWindow.scrollTo(x, y);
  frame.hidden = false;
  view.location.replace(`/${number}/briefing.html?${version}`);
  seen.number = number;
  seen.version = version;
}

// "a.json:3:1: error: …" with its place and its kind set off
function told_show(told) {
  const lines = told.split("\n").filter((line) => line).map((line) => {
    const parts = /^(.*?: )(error|warning)(: .*)$/.exec(line), row = make("div", parts ? "" : line);
    if (parts) row.append(make("span", parts[1], { className: "place" }), make("span", parts[2], { className: parts[2] }), parts[3]);
    return row;
  });
  at("told").replaceChildren(...lines);
  at("report").hidden = lines.length === 0;
}

function files_show(number, files) {
  const link = (name) => make("a", name, { href: `/${number}/${encodeURIComponent(name)}`, target: "_blank", rel: "noopener" });
  const figures = files.filter((name) => !name.startsWith("briefing."));
  const all = files.filter((name) => name.startsWith("briefing.")).map(link);
  if (figures.length) {
    const box = make("details"), list = make("div"), stems = new Map();
    for (const name of figures) {
      const dot = name.lastIndexOf("."), stem = name.slice(0, dot);
      stems.set(stem, [...(stems.get(stem) || []), name]);
    }
    for (const [stem, names] of stems) {
      list.append(make("span", stem));
      for (let i = 0; i < 2; i++)
        list.append(names[i] ? Object.assign(link(names[i]), { textContent: names[i].slice(names[i].lastIndexOf(".") + 1) }) : make("span"));
    }
    box.open = at("files").querySelector("details")?.open || false;
    box.append(make("summary", `${stems.size} figures`), list);
    all.push(box);
  }
  at("files").replaceChildren(...all);
}

function datasets_show() {
  at("datasets").hidden = state.datasets.length < 2;
  at("datasets").replaceChildren(...state.datasets.map((one, number) => {
    const link = make("a", one.name, { href: `#${number}`, className: one.refused ? "refused" : "" });
    if (number === seen.dataset) link.setAttribute("aria-current", "page");
    return link;
  }));
}

function state_show() {
  const wanted = Number(location.hash.slice(1));
  seen.dataset = state.datasets[wanted] ? wanted : 0;
  const one = state.datasets[seen.dataset];
  if (!one) return;
  const refused = state.refused || one.refused, drawn = one.files.includes("briefing.html");
  at("name").textContent = one.name;
  document.title = (refused ? "✗ " : "") + one.name;
  const made = `${one.files.length} outputs in ${one.milliseconds} ms`;
  at("status").className = refused ? "refused" : "good";
  at("status").textContent = !refused ? made : drawn ? "refused; this is the last good edition" : "refused";
  at("report").className = refused ? "refused" : "";
  // where template or theme are refused, the dataset was not asked
  told_show(state.refused ? state.told : state.told + one.told);
  datasets_show();
  files_show(seen.dataset, one.files);
  at("empty").hidden = drawn;
  if (drawn) edition_show(seen.dataset, one.version);
  else at("edition").hidden = true;
}

const events = new EventSource("/events");
events.onmessage = (event) => {
  state = JSON.parse(event.data);
  state_show();
};
events.onerror = () => {
  at("status").className = "refused";
  at("status").textContent = "dealbrief has ended, or cannot be reached";
};
addEventListener("hashchange", () => state && state_show());
