#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""memory.py PROGRAM ROOT LIBRARY [COPIES [RUNS]]: calls for memory that fail, one after the other and many in a row.

LIBRARY: made of allocations.c. COPIES (600): in how many copies of running programs one call fails, over all commands;
every copy has to end at once with 70. RUNS (60): whole runs in which the n-th call fails, of which the older files have
to be left, and runs of several datasets in which one worker's does: one briefing is refused, the others are written.
"""
import os
import shutil
import sys

from common import Campaign, environment, is_sanitized, run, skip, tree

LIBRARY = os.path.abspath(sys.argv[3])
COPIES = int(sys.argv[4]) if len(sys.argv) > 4 else 600
RUNS = int(sys.argv[5]) if len(sys.argv) > 5 else 60
TOLD = "dealbrief: out of memory\n"
# in the process itself: a worker would count calls of its own
RENDER = ["render", "-q", "a.json", "-f", "pdf,svg,png,html", "-o", "out", "--force", "--no-sandbox"]
COMMANDS = {
    "render": RENDER,
    "check": ["check", "-q", "a.json"],
    "facts": ["facts", "-q", "a.json"],
    "figure": ["figure", "-q", "flow", "a.json", "-o", "flow.svg"],
    "kit": ["figure", "-q", "flow", "a.json", "--kit", "kit"],
    "import": ["import", "-q", "deals.txt"],
}


def preloaded(**more):
    return environment(LD_PRELOAD=LIBRARY, **more)


class Memory:
    def __init__(self):
        self.one = Campaign("memory")
        self.calls, self.good = {}, {}

    def count(self):
        """How many calls a run of each command makes, and what it comes to"""
        for name, words in COMMANDS.items():
            there = self.one.place()
            got = run(words, there, preloaded(FAULTS_TOLD="told"))
            self.one.expect(got.code == 0, f"{name}: {got}")
            with open(os.path.join(there, "told"), encoding="ascii") as file:
                self.calls[name] = int(file.read().split()[0])
            os.remove(os.path.join(there, "told"))
            self.good[name] = (got.out, tree(there))
            self.one.expect(self.calls[name] > 500, f"{name}: {self.calls[name]} calls are seen")

    def copies(self):
        """Each command once, with copies made on the way; what it does itself is what it does ever."""
        every = max(1, sum(self.calls.values()) // COPIES)
        for name, words in COMMANDS.items():
            there = self.one.place()
            got = run(words, there, preloaded(FAULTS_EVERY=every, FAULTS_TOLD="told"))
            with open(os.path.join(there, "told"), encoding="ascii") as file:
                first, *bad = file.read().splitlines()
            os.remove(os.path.join(there, "told"))
            _, made, wrong = map(int, first.split())
            self.one.count("copies", made)
            self.one.expect(wrong == 0, f"{name}: {wrong} of {made} copies did not end with 70: {bad}")
            self.one.expect(made >= self.calls[name] // every // 2, f"{name}: only {made} copies were made")
            # copies that are made after the count was written tell as well
            self.one.expect(not got.told.replace(TOLD, "") and got.told.count(TOLD) >= made, f"{name}: {got}")
            self.one.expect((got.code, got.out, tree(there)) == (0, *self.good[name]), f"{name}: with copies it came to another end")

    def whole(self, there, item):
        name, number, length = item
        label = f"{name}, call {number}, {length} in all"
        got = run(COMMANDS[name], there, preloaded(FAULTS_FROM=number, FAULTS_LENGTH=length))
        self.one.count("runs")
        ends = number > self.calls[name] + 2000  # threads take some calls more or less
        if name == "render":
            self.one.judge(label, got, there, RENDER, codes=() if ends else (70,))
            self.one.restore(there)
        else:
            self.one.expect(got.code in ((0,) if ends else (0, 70)), f"{label}: {got}")
            self.one.expect(got.code == 70 or got.out == self.good[name][0], f"{label}: done, and another output")
            self.one.expect(got.code == 0 or not got.out, f"{label}: an error, and an output")
            self.one.expect(got.code == 70 or name not in ("figure", "kit") or os.path.exists(os.path.join(there, COMMANDS[name][-1])), f"{label}: done, and no file")
            self.one.expect(got.code == 0 or not os.path.exists(os.path.join(there, "flow.svg")), f"{label}: an error, and a file")
            shutil.rmtree(os.path.join(there, "kit"), ignore_errors=True)
            if os.path.exists(os.path.join(there, "flow.svg")):
                os.remove(os.path.join(there, "flow.svg"))
        if not ends and number < self.calls[name] - 2000:
            self.one.expect(got.code == 70 and got.told.startswith(TOLD[:-1]), f"{label}: {got}")

    def runs(self):
        items = []
        share = {"render": RUNS // 2}
        for name, calls in self.calls.items():
            count = max(2, share.get(name, RUNS // 10))
            items += [(name, 1 + i * calls // count, (1, 3, 1000000)[i % 3]) for i in range(count)]
            items.append((name, 10 * calls, 1))
        self.one.each(self.whole, items)


def workers():
    """One call of one worker: one briefing costs itself."""
    many = Campaign("workers", ("a", "b", "c"), ("-f", "pdf,svg"))
    words = ["render", "-q", *many.datasets(), "-f", "pdf,svg", "-o", "out", "-j", "2"]
    count = max(4, RUNS // 6)

    def one(there, number):
        got = run(words, there, preloaded(FAULTS_FROM=number, FAULTS_WORKER=1))
        label = f"workers, call {number}"
        found = tree(os.path.join(there, "out"))
        old = {name for name in many.names if all(found.get(path) == many.old[path] for path in many.old if path.startswith(name + "/"))}
        new = {name for name in many.names if all(found.get(path) == many.new[path] for path in many.new if path.startswith(name + "/"))}
        many.count("runs")
        many.expect(old | new == set(many.names), f"{label}: {many.differences(found)}")
        many.expect(got.code in (0, 70), f"{label}: {got}")
        many.expect(len(old) == (got.code == 70), f"{label}: {got}: left as they were: {old}")
        many.expect(got.told.count("[limit-memory]") == (got.code == 70), f"{label}: {got}")
        many.expect(number < 10000000 or got.code == 0, f"{label}: {got}")
        many.count(f"exit {got.code}")
        many.restore(there)
    # one that fails before it has taken its job is replaced, and that costs nothing
    many.each(one, [1 + i * 30000 // count for i in range(count)] + [100000000])
    many.expect(many.counts.get("exit 70", 0) >= count // 2, f"of {count} workers that fail {many.counts} are told of")
    return many


if is_sanitized():
    skip("with sanitizers memory is theirs")
memory = Memory()
memory.count()
memory.copies()
memory.runs()
many = workers()
many.counts = {f"{what} with a worker that fails": number for what, number in many.counts.items()}
memory.one.finish(f"of {sum(memory.calls.values()):,} calls in {len(COMMANDS)} commands", many)
