#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""poison.py PROGRAM ROOT: text that is meant to break whoever reads an output, in every field and every output.

What the reader of datasets accepts has to be inert wherever it is printed; what it refuses is refused with a diagnostic that is
inert itself. Each kind of output is read by a parser that knows what may stand in it, and nothing else.
"""
import copy
import csv
import html.parser
import io
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import tempfile
import unittest
import urllib.parse
import urllib.request
import xml.parsers.expat
import zlib

PROGRAM, ROOT = (os.path.abspath(word) for word in sys.argv[1:3])
sys.path += [os.path.join(ROOT, "tests", "svg"), os.path.join(ROOT, "tests", "pdf")]
import hostile  # noqa: E402  (the scanner of SVG)
import pdf_file  # noqa: E402

EVERYTHING = os.path.join(ROOT, "tests", "hostile", "ok_everything.json")
SAMPLE = os.path.join(ROOT, "samples", "openai-amazon-2025-12.json")

POISON = [  # a dataset may say all of it
    "</text><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "]]>", "--><script>alert(1)</script><!--",
    "' onmouseover='alert(1)", "</title></style></script><svg/onload=alert(1)>", "&lt;script&gt;&#60;b&#62;&amp;quot;",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;", "javascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=", "[x](javascript:alert(1))", "![x](http://127.0.0.1:9/x.png)", "<http://127.0.0.1:9/>",
    "=cmd|' /C calc'!A0", "+1+1", "-1", "-1+cmd", "@SUM(1,1)", "=1+1;=2+2", "a;=1+1", "a\",=1+1,\"b", "'=1+1", "\uff1d1+1", "\uff0b1",
    "\uff0d1", "\uff20SUM(1)", "../../x", "..\\..\\x", "CON", "nul", "/etc/passwd", "%0A::error::boom", "::warning file=x.json,line=1::boom",
    "##[error]boom", "##[add-matcher]x.json", "::stop-commands::x", "$(touch poisoned)", "`touch poisoned`", "; touch poisoned #", "a|b&c>d<e",
    ") /S /JavaScript /JS (app.alert\\(1\\)) >> (", "\\) \\\\ \\", ">> endobj 9 0 obj << /OpenAction", "endstream endobj", "(((", ")))", "\\",
    "</rdf:li></rdf:Alt></dc:title><pdfaid:part>9</pdfaid:part>", "<rdf:Description rdf:about=''/>", "<?xpacket end='w'?>",
    "{{ 7*7 }} {{ dataset.title }}", "{{dataset.title|date:long}}", "::include{file=/etc/passwd}", ":::each{deals}", "::flow", "# A heading",
    "> a quotation", "- [ ] **a** _b_ `c` ~~d~~ [^1]", "| a | b |", "<!-- comment -->", "\\{{ x }}", "%s%n%x%d", "${x} #{x} <%= x %>",
    "a\u200bb", "a\u00adb", "a\u200eb", "\u0645\u0631\u062d\u0628\u0627 1", "\ufffd", "\U0001f600\ufe0f", "x=1; style=evil; program=evil",
    "flow", "sources", "data", "null", "NaN", "Infinity", "1e999", "true", "0x10", "__proto__", "constructor"]
REFUSED = ["a\nb", "a\r\n::error::boom", "\t=1+1", "\r=1+1", "a\tb", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x9b31m", "\x00", "\x07", "\x08" * 8,
           "\x7f", "\x85", "\u202eevil", "\u202aa\u202c", "\u2066a\u2069", "a\u2028::error::boom", "\u2029", "\ufffe", "\uffff", "\ufdd0",
           "a" + "\u200b" * 5 + "b", "a" + "\u0301" * 5, "\x0b", "\x0c"]
IDS = ["../../x", "..", ".", "/etc/passwd", "a/b", "a\\b", "CON", "a b", "a%2fb", "<b>", "\"x", "a\nb", "a\x00b", "\x1b[1m", "$(x)", "`x`", "-x", ".x",
       "a:b", "a#b", "::error::x", "\u202ex", "=1+1", "", "x" * 65, "\u0430dam"]
URLS_REFUSED = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "//example.com/x",
                "https://example.com/\"onload=\"x", "https://example.com/<script>", "https://example.com/ x", "https://example.com/\nx",
                "https://example.com/\u202ex", "ftp://example.com/", "https:", "https://", "http:\\\\example.com", "\x01javascript:x", " https://example.com/",
                "https://exa\x00mple.com/", "https://example.com/\\x", "view-source:https://example.com/", "blob:https://example.com/x", "%0Ajavascript:x"]
URLS = ["https://example.com/')/S/JavaScript/JS(app.alert(1))", "https://example.com/%22%3E%3Cscript%3E?a=b&c=%27(d)#e", "http://example.com/;=1+1,%0A::error::x",
        "https://example.com/$(touch%20poisoned)#%60touch%20poisoned%60", "https://example.com/javascript:alert(1)", "HTTPS://EXAMPLE.COM/=1+1"]

CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
WORKFLOW = {"error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "set-output", "save-state", "set-env", "add-path", "stop-commands",
            "add-matcher", "remove-matcher", "echo", "x"}


def workflow_command(line):
    """The command that GitHub's runner takes a line for, None when for none: "::name …::" at its start, or the older "##[name …]" anywhere"""
    begun = line.lstrip()
    new = re.match(r"::([^ :]*)(?: [^:]*(?::(?!:)[^:]*)*)?::", begun)
    if new and new[1].lower() in WORKFLOW:
        return new[1]
    old = re.search(r"##\[([^ \]]*)[^\]]*\]", line)
    return old[1] if old and old[1].lower() in WORKFLOW else None


def run(*words, data=None, folder=None, env=None, binary=False):
    done = subprocess.run([PROGRAM, *words], input=data, capture_output=True, cwd=folder, check=False, env=os.environ | (env or {}))
    errors = done.stderr.decode("utf-8", "surrogateescape")
    return done.returncode, done.stdout if binary else done.stdout.decode("utf-8", "surrogateescape"), errors


# ---- what is found ----

def closed(text):
    """Without the pairs that the program itself puts around names that run the other way"""
    return re.sub("[\u2066-\u2068]([^\u2066-\u2069]*)\u2069", r"\1", text)


class Findings(list):
    def add(self, where, what):
        self.append(f"{where}: {what}")


FOUND = Findings()


def inert_text(where, text, *, commands=True):
    bad = CONTROLS.search(text)
    if bad:
        FOUND.add(where, f"U+{ord(bad[0]):04X} in {text[max(0, bad.start() - 30):bad.end() + 30]!r}")
    if re.search("[\udc80-\udcff]", text):
        FOUND.add(where, "it is not UTF-8")
    for line in text.split("\n") if commands else ():
        if workflow_command(line):
            FOUND.add(where, f"a runner would obey {line[:200]!r}")


# ---- HTML ----

HTML_ELEMENTS = set("html head meta title style body main header footer section figure figcaption div p h1 h2 h3 h4 span a br em strong code sup small table caption thead "
                    "tbody tr th td ul ol li dl dt dd blockquote details summary hr i svg g path rect circle text tspan desc defs pattern nav lineargradient stop".split())
HTML_ATTRIBUTES = {"lang", "dir", "charset", "name", "content", "class", "id", "href", "rel", "scope", "colspan", "rowspan", "hidden", "start", "reversed", "open",
                   "aria-label", "aria-hidden", "aria-labelledby", "aria-describedby", "role", "tabindex", "title", "abbr", "http-equiv", "type", "value", "gradientunits", "x1", "y1", "x2", "y2", "spreadmethod", "offset", "stop-color"}
HTML_STRICT = {"id": r"[a-z0-9][a-z0-9._-]*", "class": r"[a-z0-9 _-]+", "rel": r"noopener", "href": r"https?://[!-~]+|#[a-z0-9._-]+", "scope": "col|row|rowgroup|colgroup",
               "role": r"[a-z]+", "dir": "ltr|rtl|auto", "lang": "[A-Za-z-]+", "colspan": r"\d+", "rowspan": r"\d+", "tabindex": "0", "start": r"\d+",
               "http-equiv": "Content-Security-Policy", "charset": "utf-8"}
VOID = {"meta", "br", "hr"}


class HtmlReader(html.parser.HTMLParser):
    def __init__(self, where):
        super().__init__(convert_charrefs=True)
        self.where, self.stack, self.style, self.title, self.ids, self.meta, self.words = where, [], "", "", set(), {}, []

    def fault(self, what):
        FOUND.add(self.where, what)

    def handle_starttag(self, tag, attrs):
        inside = "svg" in self.stack or tag == "svg"
        if tag not in HTML_ELEMENTS:
            self.fault(f"an element <{tag}>")
        for key, value in attrs:
            value = value or ""
            known = key in HTML_ATTRIBUTES or key.startswith("data-") or (inside and key in {name.lower() for name in hostile.ATTRIBUTES})
            if not known:
                self.fault(f"an attribute {key} of <{tag}>")
            strict = HTML_STRICT.get(key)
            if strict and not re.fullmatch(strict, value) and not (inside and key in ("id", "class")):
                self.fault(f"{key}={value[:200]!r} of <{tag}>")
            if key == "href" and tag != "a":
                self.fault(f"href of <{tag}>")
            if CONTROLS.search(value):
                self.fault(f"{key}={value[:200]!r}")
            if key == "id":
                if value in self.ids:
                    self.fault(f"the id {value} stands twice")
                self.ids.add(value)
        if tag == "meta":
            self.meta[dict(attrs).get("name")] = dict(attrs).get("content")
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag):
        if not self.stack or self.stack[-1] != tag:
            self.fault(f"</{tag}> in {self.stack[-3:]}")
        else:
            self.stack.pop()

    def handle_data(self, data):
        if self.stack[-1:] == ["style"]:
            self.style += data
            return
        if self.stack == ["html", "head", "title"]:
            self.title += data
        self.words.append(data)
        if CONTROLS.search(closed(data)):
            self.fault(f"a control character in {data[:80]!r}")

    def handle_decl(self, decl):
        if decl != "DOCTYPE html":
            self.fault(f"<!{decl[:80]}>")

    def odd(self, data):
        self.fault(f"a comment, a processing instruction or a declaration: {data[:80]!r}")

    handle_comment = handle_pi = unknown_decl = odd

    def read(self, data):
        self.feed(data.decode("utf-8"))
        self.close()
        if self.stack:
            self.fault(f"left open: {self.stack}")
        rest = re.sub(r"@font-face\{[^{}]*src:url\(data:font/woff2;base64,[A-Za-z0-9+/=]+\)format\(\"woff2\"\)[^{}]*\}", "", self.style)
        for part in ("url(", "@import", "expression", "\\", "<", "javascript"):
            if part in rest:
                self.fault(f"the style holds {part}")
        return self


# ---- PDF ----

PDF_NEVER = {"/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/RichMedia", "/Rendition", "/Movie", "/Sound",
             "/XFA", "/AcroForm", "/Encrypt", "/Collection"}
XMP_ELEMENTS = re.compile(r"(x:xmpmeta|rdf:(RDF|Description|Alt|Seq|Bag|li)|dc:(format|title|creator|description|language)|xmp:\w+|pdf:Producer|pdfaid:(part|conformance)|"
                          r"pdfuaid:part|dealbrief:\w+|pdfaExtension:schemas|pdfaSchema:\w+|pdfaProperty:\w+)\Z")


def pdf_text(value):
    return pdf_file.text(value) if isinstance(value, str) else value


def scan_xmp(where, data):
    texts = {}
    stack = []

    def start(name, attributes):
        stack.append(name)
        if not XMP_ELEMENTS.match(name):
            FOUND.add(where, f"XMP has <{name}>")

    def end(name):
        stack.pop()

    def words(text):
        key = next((name for name in reversed(stack) if not name.startswith("rdf:")), "")
        texts[key] = texts.get(key, "") + text
        inert_text(where + ", XMP", text, commands=False)

    parser = xml.parsers.expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
    parser.StartDoctypeDeclHandler = lambda *unused: FOUND.add(where, "XMP has a DTD")
    parser.CommentHandler = lambda *unused: FOUND.add(where, "XMP has a comment")
    try:
        parser.Parse(data, True)
    except xml.parsers.expat.ExpatError as error:
        FOUND.add(where, f"XMP is not well-formed: {error}")
    if (texts.get("pdfaid:part"), texts.get("pdfuaid:part")) != ("3", "1"):
        FOUND.add(where, f"XMP says PDF/A-{texts.get('pdfaid:part')}, PDF/UA-{texts.get('pdfuaid:part')}")
    return texts


def scan_pdf(where, path):
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        FOUND.add(where, f"qpdf: {done.stdout[-300:]} {done.stderr[-300:]}")
        return {}, {}
    pdf = pdf_file.Pdf(path)
    attached = []

    def walk(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in PDF_NEVER:
                    FOUND.add(where, f"{key} in {str(value)[:200]}")
                if key == "/S" and inner in PDF_NEVER | {"/Named", "/Hide", "/SetOCGState", "/Thread", "/Trans"}:
                    FOUND.add(where, f"an action {inner}")
                if key == "/URI" and value.get("/S") == "/URI" and not re.fullmatch(r"https?://[!#-&*-;=?-\[\]-~]+", pdf_text(inner), re.I):
                    FOUND.add(where, f"an address {inner!r}")
                walk(inner)
            if value.get("/Type") == "/EmbeddedFile":
                attached.append(value)
            if value.get("/Type") == "/Filespec" and not re.fullmatch(r"[^\x00-\x1f/\\]+", pdf_text(value.get("/UF", value.get("/F", "u:?")))):
                FOUND.add(where, f"a file called {value.get('/UF')!r}")
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    for thing in pdf.objects.values():
        walk(thing.dictionary if isinstance(thing, pdf_file.Stream) else thing)
    walk(pdf.trailer)
    if len(attached) > 1:
        FOUND.add(where, f"{len(attached)} files are attached")
    for key in ("/Title", "/Author", "/Subject", "/Creator", "/Producer"):
        value = pdf.item(pdf.trailer.get("/Info"), key)
        if value is not None:
            inert_text(f"{where}, {key}", pdf_text(value), commands=False)
    info = {key: pdf_text(value) for key, value in (pdf.get(pdf.trailer.get("/Info")) or {}).items()}
    return info, scan_xmp(where, pdf.get(pdf.root["/Metadata"]).data())


# ---- PNG, CSV ----

def scan_png(where, data):
    words = {}
    at = 8
    names = []
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        FOUND.add(where, "no PNG")
        return words
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if zlib.crc32(name + body) != struct.unpack(">I", data[at + 8 + length:at + 12 + length])[0]:
            FOUND.add(where, f"the sum of {name} is wrong")
        names.append(name.decode())
        if name == b"iTXt":
            key, rest = body.split(b"\0", 1)
            packed, rest = rest[:2], rest[2:]
            language, _, text = rest.split(b"\0", 2)
            if packed != b"\0\0" or key.decode() not in ("Title", "Description", "Source", "Software", "dealbrief") or key.decode() in words or b"\0" in text or \
                    not re.fullmatch(rb"[A-Za-z-]*", language):
                FOUND.add(where, f"a text {body[:80]!r}")
            words[key.decode()] = text.decode("utf-8")
            inert_text(f"{where}, {key.decode()}", text.decode("utf-8"), commands=False)
        at += 12 + length
    if names[0] != "IHDR" or names[-1] != "IEND" or set(names) - {"IHDR", "sRGB", "pHYs", "iTXt", "IDAT", "IEND"}:
        FOUND.add(where, f"chunks {names}")
    return words


FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?\Z")


def scan_csv(where, data):
    text = data.decode("utf-8-sig")
    inert_text(where, closed(text.replace("\r\n", "\n")), commands=False)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        FOUND.add(where, f"no CSV: {error}")
        return []
    if len({len(row) for row in rows}) > 1:
        FOUND.add(where, "rows of several lengths")
    for row in rows:
        for cell in row:
            if FORMULA.match(cell) and not NUMBER.match(cell):
                FOUND.add(where, f"a spreadsheet would compute {cell[:80]!r}")
    for line in text.splitlines():  # a program that cuts at semicolons or tabs and knows no other mark
        for mark in ";\t":
            for part in re.sub(r'"(?:[^"]|"")*"', '""', line).split(mark)[1:]:
                if FORMULA.match(part.strip().lstrip("'")):
                    FOUND.add(where, f"a spreadsheet that cuts at {mark!r} would compute {part[:80]!r}")
    return rows


def strict_json(where, text):
    def refuse(word):
        FOUND.add(where, f"{word} is no JSON")

    def once(pairs):
        keys = [key for key, _ in pairs]
        if len(keys) != len(set(keys)):
            FOUND.add(where, f"a key stands twice: {keys}")
        return dict(pairs)

    try:
        value = json.loads(text, parse_constant=refuse, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        FOUND.add(where, f"no JSON: {error}: {text[:200]!r}")
        return {}
    inert_text(where, text)
    return value


def scan_file(path, where=None):
    where = where or os.path.basename(path)
    with open(path, "rb") as file:
        data = file.read()
    if path.endswith(".svg"):
        before = len(hostile.FAULTS)
        hostile.Reader(where).read(data)
        FOUND.extend(hostile.FAULTS[before:])
        if b"<" not in data:
            FOUND.add(where, "empty")
    elif path.endswith(".html"):
        HtmlReader(where).read(data)
    elif path.endswith(".pdf"):
        scan_pdf(where, path)
    elif path.endswith(".png"):
        scan_png(where, data)
    elif path.endswith(".csv"):
        scan_csv(where, data)
    elif path.endswith((".json", ".dealbrief")):
        strict_json(where, data.decode("utf-8"))
    elif path.endswith(".txt"):
        inert_text(where, closed(data.decode("utf-8")), commands=False)
    else:
        FOUND.add(where, "a file that nobody knows")


# ---- diagnostics ----

def scan_errors(where, errors, form, files=None):
    """Standard error in one of its forms; returns the codes"""
    if errors and not errors.endswith("\n"):
        FOUND.add(where, "the last line is not ended")
    inert_text(f"{where}, {form}", errors, commands=form != "github")
    codes = []
    for line in errors.splitlines():
        if form == "json":
            told = strict_json(where, line)
            if set(told) - {"included"} != {"schema", "severity", "code", "file", "line", "column", "path", "sentence", "hint"}:
                FOUND.add(where, f"keys of {line[:200]}")
            codes.append(told.get("code"))
            if files and told.get("file") not in files:
                FOUND.add(where, f"the file {told.get('file')!r}")
        elif form == "github":
            told = re.fullmatch(r"::(error|warning) (?:file=([^,:]*),)?(?:line=(\d+),col=(\d+),)?title=([a-z0-9-]+)::(.*)", line)
            if not told and not line.startswith("dealbrief: "):
                FOUND.add(where, f"no annotation: {line[:300]!r}")
            elif told:
                codes.append(told[5])
                if files and told[2] is not None and urllib.parse.unquote(told[2]) not in files:
                    FOUND.add(where, f"the file {told[2]!r}")
        else:
            told = re.search(r": (?:error|warning): .*\[([a-z0-9-]+)\]$", line)
            codes.append(told[1] if told else None)
    return codes


class Case(unittest.TestCase):
    def setUp(self):
        FOUND.clear()
        self.kept = tempfile.TemporaryDirectory(prefix="dealbrief-poison-")
        self.addCleanup(self.kept.cleanup)
        self.folder = os.path.realpath(self.kept.name)

    def tearDown(self):
        self.assertFalse(os.path.exists(os.path.join(self.folder, "poisoned")), "something was run")
        self.assertFalse(FOUND, f"{len(FOUND)} findings:\n" + "\n".join(line[:400] for line in dict.fromkeys(FOUND)))

    def write(self, name, what):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(what if isinstance(what, str) else json.dumps(what))
        return path


# ---- fields ----

FREE = {"title", "subtitle", "publisher", "author", "name", "short", "roles", "aliases", "ticker", "exchange", "note", "for", "condition", "text", "scope",
        "judgement", "confidence", "via", "unit", "of", "basis", "what", "tags", "previous", "$schema", "holder", "grantor", "bound", "period", "day_count", "quantity",
        "kind", "accessed", "date", "currency", "language", "type", "status", "colour", "country", "lei"}


def places(value, at=()):
    """Ways to all strings that are no ids and no addresses"""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*at, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*at, number))
    elif isinstance(value, str):
        yield at


def put(value, at, new):
    for key in at[:-1]:
        value = value[key]
    value[at[-1]] = new


def got(value, at):
    for key in at:
        value = value[key]
    return value


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def free_places(dataset):
    """Those of them in which any word may stand: found by asking the program"""
    found = []
    for at in places(dataset):
        spoilt = copy.deepcopy(dataset)
        put(spoilt, at, "<b>&\"' x</b>")
        code, _, _ = run("check", "-q", "-", data=json.dumps(spoilt).encode())
        if code == 0:
            found.append(at)
    return found


class Fields(Case):
    """Every field of the format"""

    @classmethod
    def setUpClass(cls):
        cls.dataset = load(EVERYTHING)
        cls.free = free_places(cls.dataset)

    def test_enough_fields(self):
        self.assertGreater(len(self.free), 45, self.free)
        for at in (("title",), ("subtitle",), ("publisher",), ("author",), ("sources", 0, "title"), ("sources", 0, "note"), ("parties", 0, "name"),
                   ("parties", 0, "short"), ("deals", 0, "title"), ("deals", 0, "for"), ("deals", 0, "note"), ("metrics", 2, "unit"), ("notes", 0, "text")):
            self.assertIn(at, self.free)

    def test_refused_words(self):
        """In each free field each refused word, one field and word after the other by turns; in all forms"""
        for number, word in enumerate(REFUSED):
            for turn, at in enumerate(self.free[number % 5::5] if word not in REFUSED[:2] else self.free):
                spoilt = copy.deepcopy(self.dataset)
                put(spoilt, at, "x " + word)
                form = ("text", "json", "github")[(number + turn) % 3]
                code, output, errors = run("check", "--diagnostics", form, "-", data=json.dumps(spoilt).encode())
                where = f"{word!r} in {at}"
                if code != 1 or output:
                    FOUND.add(where, f"exit {code}: {errors[:200]}")
                codes = scan_errors(where, errors, form)
                if not any(code and code.startswith(("text-", "json-", "bad-", "unknown-", "missing-")) for code in codes):
                    FOUND.add(where, f"codes {codes}")

    def test_ids_and_addresses(self):
        ids = [at for at in places(self.dataset) if at[-1] == "id"]
        addresses = [at for at in places(self.dataset) if at[-1] == "url"]
        self.assertGreater(len(ids), 10)
        self.assertEqual(len(addresses), 2)
        for at, words in [(at, IDS) for at in ids] + [(at, URLS_REFUSED) for at in addresses]:
            for turn, word in enumerate(words):
                spoilt = copy.deepcopy(self.dataset)
                put(spoilt, at, word)
                form = ("text", "json", "github")[turn % 3]
                code, output, errors = run("check", "--diagnostics", form, "-", data=json.dumps(spoilt).encode())
                if code != 1 or output:
                    FOUND.add(f"{word!r} in {at}", f"exit {code}: {errors[:200]}")
                scan_errors(f"{word!r} in {at}", errors, form)

    def test_other_places(self):
        """Words in place of dates, amounts, words of lists, keys, numbers: whatever is said of them is inert"""
        rest = [at for at in places(self.dataset) if at not in self.free]
        for number, at in enumerate(rest):
            for turn in range(4):
                word = (POISON + REFUSED)[(7 * number + 11 * turn) % len(POISON + REFUSED)]
                spoilt = copy.deepcopy(self.dataset)
                put(spoilt, at, word)
                form = ("text", "json", "github")[(number + turn) % 3]
                code, output, errors = run("check", "--diagnostics", form, "-", data=json.dumps(spoilt).encode())
                if code not in (0, 1) or output:
                    FOUND.add(f"{word!r} in {at}", f"exit {code}: {errors[:200]}")
                scan_errors(f"{word!r} in {at}", errors, form)
        for word in POISON + REFUSED:
            spoilt = copy.deepcopy(self.dataset) | {word: 1}
            spoilt["deals"][0] |= {word: "x"}
            spoilt["fx"]["rates"][word] = "x"
            for form in ("text", "json", "github"):
                scan_errors(f"{word!r} as a key", run("check", "--diagnostics", form, "-", data=json.dumps(spoilt).encode())[2], form)
            scan_errors(f"{word!r} as it is", run("check", "-", data=word.encode("utf-8", "surrogatepass"))[2], "text")


def poisoned(dataset, free, start, step=1):
    """Every free field with another word of POISON; names stay apart"""
    spoilt = copy.deepcopy(dataset)
    for number, at in enumerate(free):
        word = POISON[(start + step * number) % len(POISON)]
        put(spoilt, at, word if at[-1] not in ("name",) else f"{word} {number}" if number % 2 else f"{word}")
    addresses = [at for at in places(spoilt) if at[-1] == "url"]
    for number, at in enumerate(addresses):
        put(spoilt, at, URLS[(start + number) % len(URLS)])
    return spoilt


class Outputs(Case):
    """What the reader accepts, in every output"""

    @classmethod
    def setUpClass(cls):
        cls.sets = []
        for path in (EVERYTHING, SAMPLE):
            dataset = load(path)
            cls.sets.append((dataset, free_places(dataset)))

    def datasets(self, turns):
        for which, (dataset, free) in enumerate(self.sets):
            for turn in range(turns):
                yield f"set {which}, turn {turn}", poisoned(dataset, free, turn * (len(POISON) // turns + 1), 1 + turn)

    def check_tree(self, folder, expected):
        """Nothing is written but into the folders expected, and under plain names; the files"""
        paths = []
        for base, folders, files in os.walk(folder):
            for name in files:
                path = os.path.join(base, name)
                paths.append(path)
                if os.path.relpath(base, folder) not in expected:
                    FOUND.add(path, "outside of its folder")
                if not re.fullmatch(r"\.dealbrief|[a-z0-9][a-z0-9._@-]*", name):
                    FOUND.add(path, "an odd name")
        return paths

    def test_briefings(self):
        made = 0
        for number, (where, dataset) in enumerate(self.datasets(6)):
            self.write("deals.json", dataset)
            out = os.path.join(self.folder, "out")
            template = ("weekly", "one-page", "change", "deal", "article", "weekly")[number % 6]
            form = ("text", "json", "github")[number % 3]
            code, output, errors = run("render", "deals.json", "-o", out, "-f", "pdf,html,svg,png", "-t", template, "--force", "--diagnostics", form,
                                       "--language", ("en", "de")[number % 2], folder=self.folder)
            self.assertEqual((code, output), (0, ""), f"{where}: {errors[:500]}")
            scan_errors(where, errors, form, {"deals.json", template + ".md"})
            for path in self.check_tree(out, {"deals"}):
                scan_file(path, f"{where}, {template}, {os.path.basename(path)}")
                made += 1
                if path.endswith((".pdf", ".svg", ".html", ".png")):
                    code, told, errors = run("inspect", path, folder=self.folder)
                    inert_text(f"{where}, inspect {path}", told + errors)
                    strict_json(f"{where}, inspect --json {path}", run("inspect", "--json", path, folder=self.folder)[1])
                os.unlink(path)
        self.assertGreater(made, 60)

    def test_figures(self):
        for number, (where, dataset) in enumerate(self.datasets(3)):
            self.write("deals.json", dataset)
            older = copy.deepcopy(dataset)
            older["as_of"] = "2025-11-30"
            for deal in older["deals"]:
                deal["title"], deal["note"] = deal.get("note", ""), deal.get("title", "")
            older["parties"][0]["name"] = POISON[number]
            self.write("older.json", older)
            for turn, kind in enumerate(("flow", "matrix", "valuation", "twoway", "schedule", "timeline", "range", "exposure", "multiples", "tornado", "lifecycle", "keyfigures",
                                         "table", "deal")):
                words = [kind, "deals.json", "--title", POISON[(5 * number + 13 * turn) % len(POISON)], "--language", ("de", "en")[turn % 2]]
                words += ["--since", "older.json"] if kind == "flow" else []
                for ending in ("html", "csv", "json"):
                    name = f"figure.{ending}"
                    code, output, errors = run("figure", *words, "-o", name, folder=self.folder)
                    scan_errors(f"{where}, {kind}", errors, "text")
                    if code == 0:
                        scan_file(os.path.join(self.folder, name), f"{where}, {kind}.{ending}")
                        os.unlink(os.path.join(self.folder, name))
                    elif ending == "html" and kind in ("flow", "matrix", "table", "keyfigures", "exposure"):
                        FOUND.add(f"{where}, {kind}", errors[:300])
                if (number + turn) % 4 == 0:
                    code, output, errors = run("figure", *words, "--kit", "kit", folder=self.folder)
                    scan_errors(f"{where}, {kind}", errors, "text")
                    for path in self.check_tree(os.path.join(self.folder, "kit"), {"."}) if code == 0 else ():
                        scan_file(path, f"{where}, {kind}, kit, {os.path.basename(path)}")

    def test_data(self):
        for where, dataset in self.datasets(4):
            self.write("deals.json", dataset)
            older = copy.deepcopy(dataset)
            older["as_of"] = "2025-11-30"
            for deal in older["deals"]:
                deal["title"], deal["note"] = deal.get("note", ""), deal.get("title", "")
            older["parties"][0]["name"] = "Another"
            older["notes"] = []
            self.write("older.json", older)
            code, output, errors = run("facts", "deals.json", folder=self.folder)
            self.assertEqual(code, 0, errors)
            strict_json(f"{where}, facts", output)
            code, output, errors = run("diff", "older.json", "deals.json", folder=self.folder)
            self.assertEqual(code, 0, errors)
            inert_text(f"{where}, diff", output)
            strict_json(f"{where}, diff --json", run("diff", "--json", "older.json", "deals.json", folder=self.folder)[1])
            code, output, errors = run("export", "deals.json", "-o", "tables", folder=self.folder)
            self.assertEqual((code, output), (0, ""), errors)
            for path in self.check_tree(os.path.join(self.folder, "tables"), {"."}):
                scan_file(path, f"{where}, export, {os.path.basename(path)}")
            code, output, errors = run("import", "tables", folder=self.folder)
            self.assertEqual(code, 0, errors)
            again = strict_json(f"{where}, import", output)
            self.assertEqual({key: value for key, value in again.items() if value}, {key: value for key, value in dataset.items() if value}, where)

    def test_titles(self):
        """A title is printed as it stands: it is neither run, expanded nor cut, and says the same everywhere."""
        self.write("own.md", "# {{ dataset.title }}\n\n{{ dataset.subtitle }}\n\n::keyfigures\n\n::table{columns=\"from to what note\"}\n".replace(" note\"", "\""))
        base = load(SAMPLE)
        for word in POISON:
            self.write("deals.json", base | {"title": word, "subtitle": word, "publisher": word, "author": word})
            code, _, errors = run("render", "deals.json", "-o", "out", "-t", "own.md", "-f", "pdf,html,svg,png", "--force", folder=self.folder)
            self.assertEqual(code, 0, f"{word!r}: {errors}")
            folder = os.path.join(self.folder, "out", "deals")
            shown = " ".join(word.split())
            with open(os.path.join(folder, "briefing.html"), "rb") as file:
                page = HtmlReader(f"{word!r}").read(file.read())
            info, xmp = scan_pdf(f"{word!r}", os.path.join(folder, "briefing.pdf"))
            bare = {"html": page.title, "pdf": info.get("/Title"), "xmp": xmp.get("dc:title", "").strip(), "author": info.get("/Author"),
                    "meta": page.meta.get("author"), "creator": xmp.get("dc:creator", "").strip()}
            for where, said in bare.items():
                if said != shown:
                    FOUND.add(f"{word!r}", f"the title in {where} is {said!r}")
            if shown not in "".join(page.words).replace("\n", " "):
                FOUND.add(f"{word!r}", f"the page says {''.join(page.words)[:200]!r}")


class Names(Case):
    """Names of files: of datasets, in outputs, rules, results, diagnostics and on terminals"""

    NAMES = ["a b", "a#b", "a$b", "a$(touch poisoned)", "`touch poisoned`", "a:b", "a\\b", "a\\ b", "a\\#b", "a\\\\ b", "a%0Ab", "::error::x", "::warning file=y,line=1::x",
             " ::error::x", "##[error]x", "a'b", "a\"b", "<b>x<b>", "a;b", "x; style=evil; program=evil", "a&b|c", "a=b", "=1+1", "@x", "~", "a*b?[c]", "{x}", "-x", "--x", "x;touch poisoned;", "a\\;b", "a\\:b", "a%b",
             "con", "nul.x", "caf\u00e9", "%2e%2e", "a,b", "a\u200bb"]
    ODD = ["a\nb", "a\tb", "a\x1b[31mb", "a\x7fb", "a\u202eb", "a\rb", "a\n::error::x", "a\udcffb"]

    def test_depfile(self):
        """make and ninja read what is meant, or there is none"""
        with open(SAMPLE, "rb") as file:
            sample = file.read()
        for name in self.NAMES + self.ODD:
            folder = tempfile.mkdtemp(dir=self.folder)
            path = os.path.join(folder, name + ".json")
            with open(os.fsencode(path.encode("utf-8", "surrogateescape")), "wb") as file:
                file.write(sample)
            done = subprocess.run([PROGRAM, "render", "-q", os.fsencode("./" + name + ".json"), "-o", "out", "-f", "svg", "-t", "article", "--depfile", "rules.d", "--results", "results"],
                                  capture_output=True, cwd=folder, check=False)
            errors = done.stderr.decode("utf-8", "replace")
            inert_text(f"{name!r}", errors)
            rules = os.path.join(folder, "rules.d")
            if done.returncode == 0:
                with open(os.path.join(folder, "results"), encoding="utf-8", errors="surrogateescape") as file:
                    lines = file.read().split("\n")
                if len(lines) != 2 or lines[1]:
                    FOUND.add(f"{name!r}", f"results of {len(lines)} lines")
                inert_text(f"{name!r}, results", lines[0])
                told = strict_json(f"{name!r}, results", lines[0])
                for output in told["outputs"]:
                    if "\udcff" not in name and not CONTROLS.search(name) and not os.path.exists(os.path.join(folder, output["path"])):
                        FOUND.add(f"{name!r}", f"results name {output['path']!r}")
                for base, folders, files in os.walk(os.fsencode(folder)):
                    for one in files:
                        where = os.path.relpath(base, os.fsencode(folder))
                        if one.endswith((b".svg", b".pdf")) and where != b"out/" + os.fsencode(name):
                            FOUND.add(f"{name!r}", f"{one!r} in {where!r}")
            elif os.path.exists(rules) or "error" not in errors or not re.search("[\n\t;]", name):
                FOUND.add(f"{name!r}", f"exit {done.returncode}: {errors[:200]}")
            if done.returncode == 0:
                self.depfile_read(name, folder, rules)

    def depfile_read(self, name, folder, rules):
        with open(rules, "rb") as file:
            text = file.read()
        dataset = os.fsencode(name) + b".json"
        target = b"out/" + os.fsencode(name) + b"/keyfigures.svg"
        self.assertTrue(os.path.exists(os.fsencode(folder) + b"/" + target))
        os.utime(os.fsencode(folder) + b"/" + dataset, (4e9, 4e9))  # newer than its outputs: who asks has to see that
        done = subprocess.run([b"make", b"-rR", b"-d", b"-f", b"rules.d"] + ([b"--", target] if b"=" not in target else []), capture_output=True, cwd=folder, check=False,
                              env=os.environ | {"LC_ALL": "C"})
        if b"=" not in target and b"Prerequisite '" + dataset + b"' is newer than target '" + target + b"'" not in done.stdout:
            FOUND.add(f"{name!r}, make", f"does not see the dataset: {text[:120]!r}: {(done.stdout[-300:] + done.stderr)!r}")
        subprocess.run(["make", "-rR", "-f", "rules.d"], capture_output=True, cwd=folder, check=False)
        if any(one.startswith("poisoned") for one in os.listdir(folder)):
            FOUND.add(f"{name!r}, make", "ran something")

        def for_ninja(path):
            return re.sub(rb"([ :$])", rb"$\1", path)

        with open(os.path.join(folder, "build.ninja"), "wb") as file:
            file.write(b"rule r\n command = true\n depfile = rules.d\nbuild " + for_ninja(target) + b": r\n")
        done = subprocess.run(["ninja", "-n", "-d", "explain"], capture_output=True, cwd=folder, check=False)
        if "\r" in name:
            return  # which ninja's own files cannot name
        if b"[1/1]" not in done.stdout:
            FOUND.add(f"{name!r}, ninja", f"does not see the dataset: {text[:120]!r}: {(done.stdout + done.stderr)[:300]!r}")
        elif re.fullmatch(r"[A-Za-z0-9\u00e9 #$:,=@~.()-]+", name) and b"older than most recent input" not in done.stdout + done.stderr and b"command line not found in log" not in done.stdout + done.stderr:
            FOUND.add(f"{name!r}, ninja", f"does not read the rules: {(done.stdout + done.stderr)[:300]!r}")

    def test_terminal(self):
        """A report on a terminal: colours and the line of progress, and nothing of a name"""
        sample = load(SAMPLE)
        sample["parties"][0]["nam\x1be"] = 1
        names = []
        for number, name in enumerate(self.NAMES + self.ODD):
            path = os.path.join(self.folder, f"{number} {name}.json")
            with open(os.fsencode(path), "w", encoding="utf-8") as file:
                json.dump(sample | {"deals": sample["deals"] if number % 2 else []}, file)
            names.append(os.fsencode(path))
        master, slave = pty.openpty()
        process = subprocess.Popen([PROGRAM, "render", *names, "-o", "out", "-f", "svg", "-t", "article"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=slave,
                                   cwd=self.folder, env=os.environ | {"TERM": "xterm"})
        os.close(slave)
        said = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:
                break
            if not part:
                break
            said += part
        os.close(master)
        self.assertEqual(process.wait(), 1)
        text = said.decode("utf-8", "surrogateescape")
        self.assertIn("\x1b[1;31merror:", text)
        inert_text("terminal", re.sub("\x1b\\[(?:[01](?:;3[0-9])?m|K)|\r", "", text))

    def test_refusals(self):
        """Diagnostics of files with odd names, in every form; of options, too"""
        for name in self.NAMES + self.ODD:
            path = os.path.join(self.folder, name + ".json")
            with open(os.fsencode(path), "w", encoding="utf-8") as file:
                file.write("{}")
            plain = name + ".json" if not re.search("[\n\r]", name) and not CONTROLS.search(name) and "\udcff" not in name and "\u200b" not in name else None
            for form in ("text", "json", "github"):
                arguments = [os.fsencode(word) for word in ("check", "--diagnostics", form, "--", name + ".json")]
                code, output, errors = run(*arguments, folder=self.folder)
                if code == 2 or output:
                    FOUND.add(f"{name!r}", f"exit {code}: {errors[:200]}")
                if scan_errors(f"{name!r}", errors, form, {plain} if plain else None).count(None):
                    FOUND.add(f"{name!r}", f"not told: {errors[:200]}")
                for words in () if form != ("text", "json", "github")[len(name) % 3] else (["render", "x.json", "-t", name], ["render", "x.json", "--style", name], ["figure", name, "x.json"], [name], ["render", "--" + name],
                              ["figure", "flow", SAMPLE, "--party", name], ["figure", "flow", SAMPLE, "--where", name], ["render", SAMPLE, "--deal", name, "-t", "deal"],
                              ["figure", "flow", SAMPLE, "--highlight", name], ["render", SAMPLE, "--font-dir", name], ["inspect", name], ["diff", name, name], ["import", name + ".txt"],
                              ["render", SAMPLE, "--language", name], ["figure", "flow", SAMPLE, "-o", name + "/x.svg"], ["figure", "flow", SAMPLE, "-f", name]):
                    code, output, errors = run(*[os.fsencode(word) for word in [*words, "--diagnostics", form]], folder=self.folder)
                    if code == 0:
                        FOUND.add(f"{words}", "exit 0")
                    inert_text(f"{words}, {form}", errors, commands=form != "github")
                    if form == "json":
                        for line in errors.splitlines():
                            strict_json(f"{words}", line)

    def test_dry_run(self):
        for name in self.NAMES:
            with open(os.path.join(self.folder, name + ".json"), "w", encoding="utf-8") as file:
                json.dump(load(SAMPLE), file)
            code, output, errors = run("render", "--dry-run", "./" + name + ".json", folder=self.folder)
            self.assertEqual(code, 0, errors)
            inert_text(f"{name!r}, dry run", output)

    def test_provenance(self):
        """What an output says of where it comes from cannot be said by a name"""
        for name in self.NAMES:
            if name.startswith("-"):
                continue
            with open(os.path.join(self.folder, name + ".json"), "w", encoding="utf-8") as file:
                json.dump(load(SAMPLE), file)
            for ending in ("svg", "png", "pdf", "html"):
                code, _, errors = run("figure", "keyfigures", "-q", "./" + name + ".json", "-o", f"x.{ending}", folder=self.folder)
                self.assertEqual(code, 0, errors)
                told = strict_json(f"{name!r}", run("inspect", "--json", f"x.{ending}", folder=self.folder)[1])
                if (told.get("dataset") != name + ".json" and "\u200b" not in name) or told.get("style") != "house" or not told.get("program", "").startswith("dealbrief "):
                    FOUND.add(f"{name!r} in {ending}", f"{told}")
                inert_text(f"{name!r}", run("inspect", f"x.{ending}", folder=self.folder)[1])


class Strangers(Case):
    """A file from somebody else says of itself what it likes: inspect prints it, and that is all."""

    def test_inspect(self):
        printed = 0
        lines = ["dataset=\x1b[2J\x1b]0;x\x07; program=::error::boom; style=##[error]boom; as-of=\u202ex\x9b31m; template=a\x00b",
                 "dataset=a%0A::error::boom%0D; program=%1B%5B2J; style=%00; as-of=%%%; x=y; dataset=twice", "=;;=;%", "dataset=" + "x" * 100000]
        for number, line in enumerate(lines):
            def chunk(name, body):
                return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
            data = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)) +
                    chunk(b"iTXt", b"dealbrief\0\0\0\0\0" + line.encode("utf-8")) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b""))
            marked = "".join(f"&#{ord(c)};" if c != "\0" else "&#0;" for c in line[:2000])
            for name, content in (("x.png", data), ("x.svg", f'<svg xmlns="http://www.w3.org/2000/svg" data-dealbrief="{marked}"></svg>'.encode()),
                                  ("x.html", f'<!DOCTYPE html>\n<html><head><meta name="dealbrief" content="{marked}"></head></html>'.encode())):
                with open(os.path.join(self.folder, name), "wb") as file:
                    file.write(content)
                for form in ("text", "json", "github"):
                    code, output, errors = run("inspect", name, "--diagnostics", form, folder=self.folder)
                    self.assertIn(code, (0, 1), errors)
                    printed += code == 0
                    inert_text(f"{name} {number}", output)
                    scan_errors(f"{name} {number}", errors, form)
                    code, output, errors = run("inspect", "--json", name, "--diagnostics", form, folder=self.folder)
                    if code == 0:
                        strict_json(f"{name} {number}, json", output)
        self.assertGreater(printed, 12)


class Served(Case):
    """The page of --serve: its headers, and what is told to it"""

    def test_page(self):
        if "built without" in run("render", "x.json", "--serve", "-j", "2")[2]:
            self.skipTest("built without --serve")
        dataset = load(SAMPLE)
        free = free_places(dataset)
        names = ["<img src=x onerror=alert(1)>.json", "a b#c.json", "b.json"]
        for number, name in enumerate(names):
            self.write(name, poisoned(dataset, free, 17 * number) if number < 2 else dataset | {"title": "\x1b[31m</script>\u202e"})
        process = subprocess.Popen([PROGRAM, "render", *names, "--serve", "-o", "out", "-t", "article", "-f", "html,svg,png,pdf"], cwd=self.folder, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            port = None
            for line in process.stderr:
                text = line.decode("utf-8")
                inert_text("serve", text)
                found = re.search(r"http://(?:127\.0\.0\.1|localhost):(\d+)/", text)
                port = found[1] if found else port
                if port:
                    break
            base = f"http://127.0.0.1:{port}"

            def get(path):
                with urllib.request.urlopen(base + path, timeout=30) as answer:
                    headers = dict(answer.headers)
                    for key in headers:
                        inert_text(f"serve {path}, {key}", headers[key])
                    if headers.get("X-Content-Type-Options") != "nosniff":
                        FOUND.add(path, "may be taken for something else")
                    return headers, answer.read()

            headers, page = get("/")
            policy = headers.get("Content-Security-Policy", "")
            for part in ("default-src 'none'", "script-src 'self'", "base-uri 'none'", "form-action 'none'"):
                self.assertIn(part, policy)
            self.assertNotIn("unsafe", policy)
            self.assertNotRegex(page.decode(), r"(?i)<script(?! src)|\son[a-z]+=|javascript:")
            for path in re.findall(r'src="(/[^"]+\.js)"', page.decode()):
                code = get(path)[1].decode()
                self.assertNotRegex(code, r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setTimeout\(\s*['\"]")
            with urllib.request.urlopen(base + "/events", timeout=60) as events:
                while True:
                    line = events.readline().decode("utf-8")
                    if not line.startswith("data: "):
                        continue
                    state = strict_json("events", line[6:])
                    inert_text("events", line.rstrip("\n"))
                    if len(state["datasets"] if "datasets" in state else next(value for value in state.values() if isinstance(value, list))) == 3:
                        break
            shown = state["datasets"] if "datasets" in state else next(value for value in state.values() if isinstance(value, list))
            for number, one in enumerate(shown):
                for name in one["files"]:
                    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", name):
                        FOUND.add("serve", f"a file {name!r}")
                    headers, data = get(f"/{number}/{name}")
                    if name.endswith((".html", ".svg")) and "script-src" not in headers.get("Content-Security-Policy", "") and \
                            "default-src 'none'" not in headers.get("Content-Security-Policy", ""):
                        FOUND.add(f"serve {name.rsplit('.')[-1]}", "no policy says that nothing may be run")
                    if name.endswith((".html", ".svg")):
                        path = os.path.join(self.folder, "served." + name.rsplit(".")[-1])
                        with open(path, "wb") as file:
                            file.write(data)
                        scan_file(path, f"serve {name}")
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
