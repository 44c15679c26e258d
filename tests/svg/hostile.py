#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""hostile.py PROGRAM ROOT: SVG of datasets whose every word is meant to break it.

In: the program and the folder of the project. Out: what was found, exit 1. Every kind of figure in every mode must be
well-formed, hold no element and no attribute but those we write, no address but of the web, and nothing in its style but
its own rules.
"""
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.parsers.expat

NAMES = [  # each stands in every field once
    "</text><script>alert(1)</script>", "]]><![CDATA[<b>", "--><!-- x -- y", "&#x3c;img src=x onerror=alert(1)&gt;",
    "\"' onload='alert(1)\" x=\"", "\uFFFD\uFFFC \u0e01\u0e33", "\u0301\u0327\u20DD a\u0301\u0301\u0301",
    "javascript:alert(1)", "data:text/html,<script>", "{{7*7}}${x}<%= y %>", "</style><style>*{background:url(//x)}",
    "\\3c script\\3e ;} * {fill:red", "url(#x) expression(1) @import 'x'", "%s%n%00", "\u200Bx\u200D",
    "\u0645\u0631\u062D\u0628\u0627 A", "\u05d0</text>\u05d1 1", "\U0001F600\U0001F1E9\U0001F1EA",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y 'z'>]>&y;"]
REFUSED = [  # no dataset may hold them; a title of the command line is made harmless
    "a\u202Eb\u202Dc", "a\u2066d\u2067e\u2068f", "x\uFFFEy\uFDD0\U0001FFFE", "\x01\x02\x07\x08\x0b\x0c\x1b\x7f", "\t\n\r x",
    "\x85\x9f"]
ADDRESSES = ["https://example.com/%22%3E%3Cscript%3E?c=d&e=(f)", "http://example.com/#--&amp;%3E",
             "https://example.com/'onload='alert(1)", "https://example.com/&#x22;"]
ADDRESSES_REFUSED = ["javascript:alert(1)", "data:text/html;base64,PHNjcmlwdD4=", "https://example.com/\"><script>", "vbscript:x",
                     "//example.com/x", "JaVaScRiPt:x", "\tjavascript:x", "https://example.com/\u202Egpj.exe", "https://a b/"]

ELEMENTS = {"svg", "g", "path", "rect", "circle", "text", "tspan", "title", "desc", "a", "style", "defs", "pattern"}
ATTRIBUTES = {
    "xmlns", "viewBox", "width", "height", "lang", "role", "aria-labelledby", "id", "class", "href", "d", "x", "y", "dx",
    "dy", "cx", "cy", "r", "rx", "fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray",
    "stroke-linecap", "stroke-linejoin", "paint-order", "font-family", "font-size", "font-weight", "text-anchor",
    "text-rendering", "patternUnits", "xml:space"}
DATA = re.compile(r"data-[a-z0-9-]+\Z")
# values that are not of the data: nothing in them may come from there
STRICT = {
    "viewBox": r"0 0 [\d.]+ [\d.]+", "width": r"[\d.]+", "height": r"[\d.]+", "lang": r"[a-zA-Z-]+", "role": "img",
    "id": r"db[0-9a-v]{5}([-_][a-z0-9-]+)?", "class": r"[a-z0-9 _-]+", "d": r"[-MmLlHhVvCcQqTtZz0-9. ]*",
    "fill": r"#[0-9a-f]{3,6}|none|url\(#db[0-9a-v]{5}_h\d+\)", "stroke": r"#[0-9a-f]{3,6}|none",
    "xml:space": "preserve", "xmlns": r"http://www\.w3\.org/2000/svg",
    "font-family": r"(db[0-9a-v]{5}-[sc],)?[A-Za-z ',-]+", "href": r"(https?://[^\s\"'<>]+|#[a-z0-9-]+)"}
# what the style may hold, fonts taken out: rules of ids, classes and attributes of ours
FONT = re.compile(r"@font-face\{font-family:db[0-9a-v]{5}-[sc];font-weight:\d00;"
                  r"src:url\(data:font/woff2;base64,[A-Za-z0-9+/=]+\)format\(\"woff2\"\)\}")
RULE = re.compile(r"[\s#.*,>:()=\"'\[\]{};%@_a-zA-Z0-9-]*\Z")

FAULTS = []


class Reader:
    def __init__(self, where):
        self.where, self.stack, self.style, self.roots = where, [], "", 0
        self.ids = set()

    def fault(self, words):
        FAULTS.append(f"{self.where}: {words}")
        if len(FAULTS) < 40:
            print(FAULTS[-1])

    def begin(self, name, attributes):
        if name not in ELEMENTS:
            self.fault(f"an element <{name}>")
        if not self.stack:
            self.roots += 1
        for key, value in attributes.items():
            if key not in ATTRIBUTES and not DATA.match(key):
                self.fault(f"an attribute {key} of <{name}>")
            if key in STRICT and not re.fullmatch(STRICT[key], value):
                self.fault(f"{key}={value!r}")
            if "url(" in value and key not in ("fill",) and not DATA.match(key):
                self.fault(f"{key} holds an address: {value!r}")
            if key == "href" and name != "a":
                self.fault(f"href of <{name}>")
            if key == "id" and value in self.ids:
                self.fault(f"the id {value} stands twice")
            if key == "id":
                self.ids.add(value)
            self.words(value)
        self.stack.append(name)

    def end(self, name):
        self.stack.pop()
        if name == "style":
            rest = FONT.sub("", self.style)
            if not RULE.match(rest) or "url" in rest or "@import" in rest or "\\" in rest:
                self.fault(f"the style holds {rest!r}")

    def words(self, text):
        for c in text:
            if c in "\u202A\u202B\u202C\u202D\u202E" or (ord(c) & 0xFFFE) == 0xFFFE:
                self.fault(f"U+{ord(c):04X} in {text!r}")
            elif (ord(c) < 0x20 and c != "\n") or 0x7F <= ord(c) < 0xA0:
                self.fault(f"a control character, U+{ord(c):04X}, in {text!r}")
        # isolates that are left open end with their element: it is a paragraph of its own

    def text(self, data):
        if self.stack and self.stack[-1] == "style":
            self.style += data

    def read(self, data):
        parser = xml.parsers.expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = 1 << 20
        parser.StartElementHandler, parser.EndElementHandler = self.begin, self.end

        def characters(data):
            self.text(data)
            if self.stack and self.stack[-1] != "style":
                self.words(data)

        parser.CharacterDataHandler = characters
        for name in ("CommentHandler", "ProcessingInstructionHandler", "StartDoctypeDeclHandler", "StartCdataSectionHandler"):
            setattr(parser, name, lambda *unused, name=name: self.fault(f"{name} was called"))
        try:
            parser.Parse(data, True)
        except xml.parsers.expat.ExpatError as error:
            self.fault(f"not well-formed: {error}")


def spoilt(dataset, start):
    """Every free word replaced by one of NAMES, each place by another."""
    names = itertools.islice(itertools.cycle(NAMES), start, None)

    def word(was):
        return next(names) + (was[:12] if was else "")

    addresses = itertools.cycle(ADDRESSES)
    for key in ("title", "subtitle", "publisher"):
        dataset[key] = word(dataset.get(key))
    for source in dataset.get("sources", []):
        source["title"], source["publisher"], source["note"] = word("t"), word("p"), word("n")
        source["url"] = next(addresses)
    for party in dataset["parties"]:
        party["name"], party["short"] = word(party["name"]), word("s")[:40]
        party["roles"] = [word("r")]
    for deal in dataset["deals"]:
        deal["title"], deal["for"], deal["note"] = word(deal.get("title")), word(deal.get("for")), word("n")
        for term in deal.get("terms", []):
            term["text"] = word("t")
    for metric in dataset.get("metrics", []):
        metric["note"] = word("n")
    for value in dataset.get("valuations", []):
        value["note"] = word("n")
    for note in dataset.get("notes", []):
        note["text"] = word("n")
    return dataset


def figures(project):
    """Kind → the dataset it is drawn of, an older one, and more arguments"""
    def at(*names):
        return os.path.join(project, *names)
    deals, sample = at("samples", "ai-deals-2025-12.json"), at("samples", "openai-amazon-2025-12.json")
    old, new = at("tests", "editions", "old.json"), at("tests", "editions", "new.json")
    return {kind: (deals, None, []) for kind in (
        "matrix", "twoway", "schedule", "timeline", "range", "exposure", "multiples", "tornado", "lifecycle",
        "keyfigures")} | {
            "flow": (sample, None, []), "valuation": (sample, None, []), "table": (sample, None, []),
            "deal": (deals, None, ["--deal", "nvidia-openai-loi"]), "bridge": (new, old, [])}


def run(words):
    return subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)


def fault(words):
    FAULTS.append(words)
    print(words)


class Maker:
    def __init__(self, program, folder):
        self.program, self.folder, self.made = program, folder, 0

    def written(self, dataset, name):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(dataset, file)
        return path

    def spoil(self, path, name, start):
        with open(path, encoding="utf-8") as file:
            return self.written(spoilt(json.load(file), start), name)

    def look(self, where, words):
        out = os.path.join(self.folder, "figure.svg")
        done = run([self.program, "-q", "figure", *words, "-o", out])
        if done.returncode != 0:
            fault(f"{where}: {done.returncode}: {done.stderr[:600]}")
            return
        with open(out, "rb") as file:
            Reader(where).read(file.read())
        os.unlink(out)
        self.made += 1

    def kind(self, number, kind, path, older, more):
        for turn, (mode, theme) in enumerate((("embed", "auto"), ("plain", "light"), ("outline", "dark"))):
            start = 5 * number + 7 * turn
            words = [kind, self.spoil(path, f"{kind}.json", start), *more, "--svg-text", mode, "--theme", theme]
            words += ["--since", self.spoil(older, f"{kind}-old.json", start + 3)] if older else []
            words += ["--title", (NAMES + REFUSED)[(number + turn) % len(NAMES + REFUSED)]] if turn else []
            self.look(f"{kind} {mode}", words)

    def titles(self, path):
        for title in NAMES + REFUSED:
            for mode in ("embed", "plain"):
                self.look(f"title {title!r} {mode}", ["keyfigures", path, "--svg-text", mode, "--title", title])

    def refused(self, path):
        """A dataset with one of these: exit 1, a reason, no file."""
        with open(path, encoding="utf-8") as file:
            dataset = json.load(file)
        for words, address in [(words, False) for words in REFUSED] + [(words, True) for words in ADDRESSES_REFUSED]:
            spoilt_one = json.loads(json.dumps(dataset))
            spoilt_one["sources"][0]["url" if address else "title"] = words
            out = os.path.join(self.folder, "refused.svg")
            done = run([self.program, "figure", "keyfigures", self.written(spoilt_one, "refused.json"), "-o", out])
            if done.returncode != 1 or "error:" not in done.stderr or os.path.exists(out):
                fault(f"{words!r} in a source: {done.returncode}, {done.stderr[:300]}")


def main():
    program, project = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        maker = Maker(program, folder)
        for number, (kind, (path, older, more)) in enumerate(sorted(figures(project).items())):
            maker.kind(number, kind, path, older, more)
        sample = os.path.join(project, "samples", "openai-amazon-2025-12.json")
        maker.titles(sample)
        maker.refused(sample)
    print(f"{maker.made} figures, {len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
