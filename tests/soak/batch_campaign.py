#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""batch_campaign.py PROGRAM ROOT [N]: one run of N (10,000) datasets that is stopped, killed, and begun again.

In: the program and the folder of the project. Out: what was found, exit 1. One in a hundred of the datasets is bad, in
six ways in turn. A run with -j 2 gets SIGTERM after a quarter, the next one SIGKILL with all its processes after half;
the third goes on to the end, a fourth finds nothing to do. Then every verdict must be the right one, every file must be
the one that the results name and stay what it was when it was first seen, nothing else may be there, samples must be
whole to programs that read them, and be what a run of that dataset alone writes.
"""
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
COUNT = int(sys.argv[3]) if len(sys.argv) > 3 else 10000
sys.path.insert(0, os.path.join(ROOT, "tests/model"))
import random_dataset  # noqa: E402

OPTIONS = ["-q", "-j", "2", "-f", "pdf,svg", "-o", "out", "--manifest", "list"]
# how a dataset is bad, and the diagnostic that must say so
BAD = [("json-end", lambda data: json.dumps(data)[:-40]),
       ("unknown-party", lambda data: json.dumps({**data, "deals": [{**data["deals"][0], "from": "nobody-here"}]})),
       ("missing-field", lambda data: json.dumps({key: data[key] for key in data if key != "as_of"})),
       ("bad-amount", lambda data: json.dumps({**data, "deals": [{**data["deals"][0], "amount": "$12 bananas"}]})),
       ("json-empty", lambda data: ""),
       ("wrong-type", lambda data: json.dumps({**data, "deals": {"not": "a list"}}))]
FIRST = ["Alder", "Beacon", "Cobalt", "Dunmore", "Ember", "Fathom", "Granite", "Harbor", "Indigo", "Juniper", "Kestrel"]
SECOND = ["Compute", "Systems", "Capital", "Power", "Networks", "Labs", "Energy", "Cloud", "Foundry", "Robotics", "& Søn"]
NAMES = ["OpenAI", "Amazon", "Microsoft", "SoftBank", "Oracle", "NVIDIA", "AMD", "Etsy", "Shopify", "Instacart"]

# outputs that other programs look at, and datasets that are rendered once more: fewer of a small run
PDFS, SVGS, ALONE = (50, 100, 25) if COUNT >= 1000 else (8, 12, 5)

faults = []


def expect(true, text):
    if not true:
        faults.append(text)


def say(text):
    print(f"campaign: {text}", flush=True)


class Campaign:
    def __init__(self, folder):
        self.folder, self.random, self.bad, self.seen = folder, random.Random(COUNT), {}, {}
        self.process = None
        with open(os.path.join(ROOT, "samples/openai-amazon-2025-12.json"), encoding="utf-8") as file:
            self.sample = json.load(file)

    def path(self, name):
        return os.path.join(self.folder, name)

    # what is drawn

    def varied(self, number):
        """the sample under other titles, with other parties and amounts"""
        text = json.dumps(self.sample, ensure_ascii=False)
        places = self.random.sample(range(len(FIRST) * len(SECOND)), len(NAMES))
        for name, place in zip(NAMES, places):
            text = text.replace(f'"{name}"', f'"{FIRST[place % len(FIRST)]} {SECOND[place // len(FIRST)]}"')
        data = json.loads(text)
        data["title"] = f"Edition {number}: who pays {data['parties'][0]['name']}"
        for deal in data["deals"]:
            if deal.get("amount", "").startswith("$"):
                deal["amount"] = self.random.choice(["", "about ", "up to ", "at least "]) + f"${self.random.randrange(1, 500)}B"
        return data

    def generate(self):
        count = max(len(BAD), COUNT // 100)
        bad = self.random.sample(range(COUNT), count)
        self.bad = {f"d{number:05}.json": BAD[i % len(BAD)][0] for i, number in enumerate(bad)}
        ways = {number: BAD[i % len(BAD)][1] for i, number in enumerate(bad)}
        self.names = [f"d{number:05}.json" for number in range(COUNT)]
        for number, name in enumerate(self.names):
            other = number % 4 == 3 and number not in ways
            data = random_dataset.Maker(number).dataset() if other else self.varied(number)
            with open(self.path(name), "w", encoding="utf-8") as file:
                file.write(ways[number](data) if number in ways else json.dumps(data, ensure_ascii=False))
        with open(self.path("list"), "w", encoding="utf-8") as file:
            file.write("\n".join(self.names) + "\n")

    # runs

    def begin(self, results):
        self.told = open(self.path("told"), "w+", encoding="utf-8")
        self.process = subprocess.Popen([PROGRAM, "render", *OPTIONS, "--diagnostics", "json", "--results", results],
                                        cwd=self.folder, stderr=self.told, start_new_session=True)
        return self.process

    def end(self):
        """Nothing goes on when the campaign does not."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def wait_for(self, process, folders):
        while process.poll() is None and not (os.path.isdir(self.path("out")) and len(os.listdir(self.path("out"))) >= folders):
            time.sleep(0.02)
        expect(process.poll() is None, f"the run ended by itself, with {process.returncode}")

    def results(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def codes_told(self):
        """which dataset was told which errors"""
        self.told.seek(0)
        found = {}
        for line in self.told:
            if not line.startswith("{"):  # of a library, perhaps
                expect(False, f"this was told: {line!r}")
                continue
            told = json.loads(line)
            if told["severity"] == "error":
                found.setdefault(told["file"], set()).add(told["code"])
        self.told.close()
        return found

    # checks

    def look(self):
        """Every file under its name is whole, so it is the same for ever; temporary files are returned."""
        temporary = []
        for base, _, names in os.walk(self.path("out")):
            for name in names:
                path = os.path.join(base, name)
                if name.endswith(".tmp"):
                    temporary.append(path)
                    continue
                with open(path, "rb") as file:
                    digest = hashlib.sha256(file.read()).hexdigest()
                expect(self.seen.setdefault(path, digest) == digest, f"{path} was another file before")
        return temporary

    def results_check(self, lines):
        for line in lines:
            name, stem = line["dataset"], line["dataset"][:-5]
            if name in self.bad:
                expect((line["result"], line["exit"], line["outputs"]) == ("refused", 1, []), f"{name}: {line}")
                expect(line["errors"] > 0, f"{name}: no error is counted")
                expect(not os.path.exists(self.path(f"out/{stem}")), f"{name} was refused, and there is a folder")
                continue
            expect(line["exit"] == 0 and line["result"] in ("rendered", "unchanged"), f"{name}: {line}")
            expect(line["errors"] == 0 and line["folder"] == f"out/{stem}", f"{name}: {line}")
            with open(self.path(name), "rb") as file:
                expect(line["sha256"] == hashlib.sha256(file.read()).hexdigest(), f"{name}: of another dataset")
            for output in line["outputs"]:
                path = self.path(output["path"])
                expect(self.seen.get(path) == output["sha256"], f"{path} is not what the results say")
                expect(os.path.exists(path) and os.path.getsize(path) == output["bytes"], f"{path}: another length")
            there = set(os.listdir(self.path(f"out/{stem}"))) if os.path.isdir(self.path(f"out/{stem}")) else set()
            named = {os.path.basename(output["path"]) for output in line["outputs"]}
            expect("briefing.pdf" in named and there == named | {".dealbrief"}, f"{name}: {there ^ named}")

    def samples_check(self, lines):
        outputs = [output["path"] for line in lines for output in line["outputs"]]
        pdfs = [path for path in outputs if path.endswith(".pdf")]
        svgs = [path for path in outputs if path.endswith(".svg")]
        for path in self.random.sample(pdfs, min(PDFS, len(pdfs))):
            got = subprocess.run(["qpdf", "--check", self.path(path)], capture_output=True, text=True)
            expect(got.returncode == 0, f"{path}: qpdf: {got.stdout}{got.stderr}")
        for path in self.random.sample(svgs, min(SVGS, len(svgs))):
            got = subprocess.run(["rsvg-convert", "-o", self.path("drawn.png"), self.path(path)], capture_output=True, text=True)
            expect(got.returncode == 0 and os.path.getsize(self.path("drawn.png")) > 500, f"{path}: rsvg: {got.stderr}")

    def alone_check(self):
        good = [name for name in self.names if name not in self.bad]
        for name in self.random.sample(good, min(ALONE, len(good))):
            subprocess.run([PROGRAM, "render", "-q", "-f", "pdf,svg", "-o", "alone", name], cwd=self.folder, check=True)
            stem = name[:-5]
            alone, there = self.path(f"alone/{stem}"), self.path(f"out/{stem}")
            expect(sorted(os.listdir(alone)) == sorted(os.listdir(there)), f"{name}: other files when alone")
            for one in os.listdir(alone):
                with open(f"{alone}/{one}", "rb") as a, open(f"{there}/{one}", "rb") as b:
                    expect(a.read() == b.read(), f"{name}: {one} is another when alone")

    # the campaign

    def stopped(self):
        process = self.begin("first.jsonl")
        self.wait_for(process, COUNT // 4)
        process.send_signal(signal.SIGTERM)
        code = process.wait()
        self.codes_told()
        expect(code == -signal.SIGTERM, f"SIGTERM: exit {code}")
        expect(not self.look(), "SIGTERM: temporary files are left")
        lines = self.results("first.jsonl")
        self.results_check(lines)
        whole = sum(line["exit"] == 0 for line in lines)
        expect(whole == len(os.listdir(self.path("out"))), "SIGTERM: the results are not what is there")
        say(f"SIGTERM: {len(lines)} told, {whole} written")

    def killed(self):
        process = self.begin("second.jsonl")
        self.wait_for(process, COUNT // 2)
        with open(f"/proc/{process.pid}/task/{process.pid}/children", encoding="ascii") as file:
            workers = file.read().split()
        expect(len(workers) == 2, f"-j 2, and the workers are {workers}")
        os.killpg(process.pid, signal.SIGKILL)
        expect(process.wait() == -signal.SIGKILL, "SIGKILL: it ended by itself")
        self.told.close()
        end = time.time() + 20
        while time.time() < end and any(os.path.exists(f"/proc/{worker}") for worker in workers):
            time.sleep(0.05)
        expect(not os.path.exists(self.path("second.jsonl")), "SIGKILL: there are results")
        left = self.look()
        say(f"SIGKILL: {len(os.listdir(self.path('out')))} folders, {len(left)} temporary files are left")

    def finished(self):
        began = time.time()
        process = self.begin("third.jsonl")
        expect(process.wait() == 1, f"the end: exit {process.returncode}")
        seconds = time.time() - began
        told = self.codes_told()
        expect(told.keys() == self.bad.keys(), f"errors are told of {sorted(told.keys() ^ self.bad.keys())}")
        for name, code in self.bad.items():
            expect(code in told.get(name, ()), f"{name}: {told.get(name)} is told, not {code}")
        expect(not self.look(), "temporary files are left at the end")
        lines = self.results("third.jsonl")
        expect([line["dataset"] for line in lines] == self.names, "the results are not those of all datasets, in order")
        self.results_check(lines)
        unchanged = sum(line["result"] == "unchanged" for line in lines)
        expect(unchanged >= COUNT // 2 - 20, f"only {unchanged} were up to date")
        say(f"the rest: {seconds:.0f} s, {unchanged} up to date, {len(self.bad)} refused, exit {process.returncode}")
        return lines

    def again(self):
        began = time.time()
        process = self.begin("fourth.jsonl")
        expect(process.wait() == 1, f"once more: exit {process.returncode}")
        self.codes_told()
        lines = self.results("fourth.jsonl")
        expect(all(line["result"] == "unchanged" or line["dataset"] in self.bad for line in lines), "once more: not all up to date")
        say(f"once more, nothing to do: {time.time() - began:.1f} s")

    def run(self):
        self.generate()
        say(f"{COUNT} datasets, {len(self.bad)} of them bad")
        self.stopped()
        self.killed()
        lines = self.finished()
        self.again()
        self.samples_check(lines)
        self.alone_check()
        say(f"{len(self.seen)} files, {sum(os.path.getsize(path) for path in self.seen) / 1e6:.0f} MB")


def main():
    began, folder = time.time(), tempfile.mkdtemp(prefix="dealbrief-campaign-")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    campaign = Campaign(folder)
    try:
        campaign.run()
    finally:
        campaign.end()
        shutil.rmtree(folder, ignore_errors=True)
    for fault in faults[:40]:
        say(f"FAULT: {fault}")
    say(f"{len(faults)} faults, {time.time() - began:.0f} s")
    return 1 if faults else 0


sys.exit(main())
