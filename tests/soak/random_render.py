#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""random_render.py PROGRAM ROOT [N [FIRST]]: N (100,000) random datasets of random_story.py, rendered as PDF, SVG and HTML.

In: the program and the folder of the project. Out: the seeds at fault, exit 1. Runs of 250 with -j 2, in turn from a
manifest and from JSON Lines, in every template and style. Each dataset must be rendered or refused with a reason, no process
may be stopped, no library may print; every SVG and HTML page is read and may hold only what we write; of the PDFs one in
ten goes through `qpdf --check`, one in fifty through tests/pdf/check.py as well.
"""
import html.parser
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
COUNT = int(sys.argv[3]) if len(sys.argv) > 3 else 100000
FIRST = int(sys.argv[4]) if len(sys.argv) > 4 else 1
for place in ("tests/svg", "tests/pdf"):
    sys.path.insert(0, os.path.join(ROOT, place))
import check  # noqa: E402
import hostile  # noqa: E402
import random_story  # noqa: E402

RUN = 250
LOOKS = [["-t", "weekly"], ["-t", "one-page", "--style", "salmon"], ["-t", "article", "--style", "night"],
         ["-t", "deal", "--style", "ink"], ["-t", "weekly", "--style", "letter-landscape"],
         ["-t", "article", "--language", "de", "--svg-text", "plain"], ["-t", "weekly", "--language", "de", "--svg-text", "outline"]]
QPDF_EACH, CHECK_EACH = 10, 50
REFUSED_MOST = 0.03        # else the generator makes what is no test of drawing

NUMBERS = re.compile(r"-?(\d+\.?\d*|\.\d+)( -?(\d+\.?\d*|\.\d+))*\Z")
NUMERIC = {"x", "y", "dx", "dy", "cx", "cy", "r", "rx", "fill-opacity", "stroke-opacity", "stroke-width", "stroke-dasharray",
           "font-size", "font-weight"}
FORBIDDEN = {"script", "iframe", "object", "embed", "form", "input", "button", "base", "link", "foreignobject", "image", "img", "use",
             "audio", "video", "animate", "set"}

faults = []


def fault(seed, text):
    faults.append(f"seed {seed}: {text}")
    print(f"soak: {faults[-1][:600]}", flush=True)


class Drawing(hostile.Reader):
    """an SVG: elements, attributes and addresses by tests/svg/hostile.py, and numbers that are numbers"""
    def __init__(self, seed, where):
        super().__init__(where)
        self.seed = seed

    def fault(self, words):
        fault(self.seed, f"{self.where}: {words}")

    def begin(self, name, attributes):
        super().begin(name, attributes)
        for key in NUMERIC & attributes.keys():
            if not NUMBERS.match(attributes[key]):
                self.fault(f"{key}={attributes[key]!r}")


class Page(html.parser.HTMLParser):
    """an HTML page: nothing that acts, no address but of the web, of the page and of its own fonts"""
    def __init__(self, seed, where):
        super().__init__()
        self.seed, self.where, self.open = seed, where, 0

    def handle_starttag(self, tag, attributes):
        self.open += 1
        if tag in FORBIDDEN:
            fault(self.seed, f"{self.where}: an element <{tag}>")
        for key, value in attributes:
            if key.startswith("on") or key in ("style", "src", "srcdoc", "action"):
                fault(self.seed, f"{self.where}: an attribute {key}={value!r} of <{tag}>")
            if key in ("href", "xlink:href") and not re.match(r"(https?://[^\s\"'<>]+|#[^\s]+)\Z", value or ""):
                fault(self.seed, f"{self.where}: an address {value!r}")
            if key in ("d", "viewbox", "width", "height", "x", "y", "cx", "cy", "r") and re.search(r"nan|inf", value or ""):
                fault(self.seed, f"{self.where}: {key}={value!r}")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)


class Soak:
    def __init__(self, folder):
        self.folder, self.process = folder, None
        self.seen = {"rendered": 0, "refused": 0, "SVG": 0, "HTML": 0, "PDF": 0, "qpdf": 0, "checked": 0, "bytes": 0}
        self.slowest, self.drawing_seconds, self.pdfs = (0, None), 0, 0

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def path(self, name):
        return os.path.join(self.folder, name)

    def generate(self, seeds, by_line):
        """What the program is told to read"""
        texts = [json.dumps(random_story.dataset(seed), ensure_ascii=False) for seed in seeds]
        if by_line:
            with open(self.path("all.jsonl"), "w", encoding="utf-8") as file:
                file.write("\n".join(texts) + "\n")
            return ["--jsonl", "all.jsonl"]
        for seed, text in zip(seeds, texts):
            with open(self.path(f"s{seed}.json"), "w", encoding="utf-8") as file:
                file.write(text)
        with open(self.path("list"), "w", encoding="utf-8") as file:
            file.write("".join(f"s{seed}.json\n" for seed in seeds))
        return ["--manifest", "list"]

    def run(self, seeds, look, by_line):
        inputs = self.generate(seeds, by_line)
        began = time.time()
        self.process = subprocess.Popen(
            [PROGRAM, "render", "-q", *inputs, *look, "-j", "2", "--time-limit", "120", "-f", "pdf,svg,html", "-o", "out", "--results", "results",
             "--diagnostics", "json"], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
        told = self.process.communicate()[1]
        self.drawing_seconds += time.time() - began
        name = f"{seeds[0]}…{seeds[-1]}"
        for line in told.splitlines():
            if not line.startswith("{"):
                fault(name, f"a library printed {line!r}")
        if not os.path.exists(self.path("results")):
            fault(name, f"exit {self.process.returncode} without results: {told[-2000:]}")
            return
        with open(self.path("results"), encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
        if len(lines) != len(seeds):
            fault(name, f"{len(lines)} results")
        refused = any(line["result"] == "refused" for line in lines)
        if self.process.returncode != (1 if refused else 0):
            fault(name, f"exit {self.process.returncode}: {told[-2000:]}")
        for seed, line in zip(seeds, lines):
            self.look(seed, line, look)

    def look(self, seed, line, look):
        verdict = line["result"], line["exit"]
        if verdict == ("refused", 1) and line["errors"] > 0 and not line["outputs"]:
            self.seen["refused"] += 1
        elif verdict != ("rendered", 0):
            fault(seed, f"{' '.join(look)}: {verdict}")
        else:
            self.seen["rendered"] += 1
        self.slowest = max(self.slowest, (line["milliseconds"], seed))
        for output in line["outputs"]:
            self.seen["bytes"] += output["bytes"]
            self.look_into(seed, self.path(output["path"]))

    def look_into(self, seed, path):
        where = os.path.basename(path)
        if path.endswith(".pdf"):
            self.look_into_pdf(seed, path)
            return
        with open(path, "rb") as file:
            data = file.read()
        if path.endswith(".svg"):
            self.seen["SVG"] += 1
            Drawing(seed, where).read(data)
        else:
            self.seen["HTML"] += 1
            page = Page(seed, where)
            page.feed(data.decode("utf-8"))
            if page.open < 10:
                fault(seed, f"{where}: {page.open} elements")

    def look_into_pdf(self, seed, path):
        self.seen["PDF"] += 1
        if self.seen["PDF"] % QPDF_EACH == 0:
            self.seen["qpdf"] += 1
            done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, errors="replace", check=False)
            if done.returncode or "WARNING" in done.stdout + done.stderr:
                fault(seed, f"qpdf: {done.stdout}{done.stderr}")
        if self.seen["PDF"] % CHECK_EACH == 0:
            self.seen["checked"] += 1
            for clause, sentence, where in check.check(path):
                fault(seed, f"{clause}: {sentence} ({where})")

    def all(self):
        for number, first in enumerate(range(FIRST, FIRST + COUNT, RUN)):
            seeds = range(first, min(first + RUN, FIRST + COUNT))
            self.run(seeds, LOOKS[number % len(LOOKS)], number % 2 == 1)
            for name in os.listdir(self.folder):
                path = self.path(name)
                shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
            if number % 4 == 3:
                print(f"soak: {seeds[-1] + 1 - FIRST} datasets, {len(faults)} faults", flush=True)
        if self.seen["refused"] > max(2, COUNT * REFUSED_MOST):
            fault(FIRST, f"{self.seen['refused']} of {COUNT} were refused")


def main():
    began, folder = time.time(), tempfile.mkdtemp(prefix="dealbrief-soak-")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    soak = Soak(folder)
    try:
        soak.all()
    finally:
        soak.end()
        shutil.rmtree(folder, ignore_errors=True)
    seen = soak.seen
    print(f"soak: {seen['rendered']} rendered, {seen['refused']} refused: {seen['SVG']} SVG and {seen['HTML']} HTML read, {seen['PDF']} PDF of "
          f"which {seen['qpdf']} through qpdf and {seen['checked']} through every rule; {seen['bytes'] / 1e6:.0f} MB")
    print(f"soak: slowest {soak.slowest[0]} ms (seed {soak.slowest[1]}); drawing {soak.drawing_seconds:.0f} s of {time.time() - began:.0f} s")
    print(f"soak: {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
