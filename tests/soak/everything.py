#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""everything.py ROOT [HOURS [SEED]]: every campaign of ./dev for an equal part of HOURS (8), and one table of what they came to.

A small run of each says how fast it is here, and a second one fills its time. Seeds follow each other from SEED (another one
each day). Logs are kept in build-bench/soak, the table as well (Markdown, as docs/reliability.md has it). Ends with 1 where
anything was found; what an interrupted run has done is told, too.
"""
import os
import re
import subprocess
import sys
import time

ROOT = os.path.abspath(sys.argv[1])
HOURS = float(sys.argv[2]) if len(sys.argv) > 2 else 8
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else int(time.time()) // 86400 * 100000 % 2**31
KEPT = os.path.join(ROOT, "build-bench", "soak")
# what, ./dev …, of what size the small run is, whether it takes a seed, and the lines of its output that tell how much it was
CAMPAIGNS = (
    ("a batch, 1 % bad in six ways, stopped, killed and begun again", "soak batch", 300, False, r"campaign: (.*)"),
    ("random datasets, drawn", "soak render", 250, True, r"soak: (\d+ rendered.*|slowest.*)"),
    ("random flow graphs", "soak layout", 100, True, r"soak: (\d+ graphs.*)"),
    ("memory, system calls, disks, signals, fonts that fail", "soak faults", 1, False, r"faults: (.*)"),
    ("figures against a second implementation", "model", 100, True, r"(\d+ random datasets: .*)"),
    ("fuzzing, address and undefined sanitizers", "fuzz", 7, False, r"dev: fuzz (\w+: \d+ runs).*"),
)


class Row:
    def __init__(self, what, words):
        self.what, self.words, self.lines, self.seconds, self.found = what, words, [], 0, []


def run(row, words, size, seed, telling):
    """One run: its lines and its time go into the row. Returns seconds."""
    words = [*words.split(), str(size), *([str(seed)] if seed is not None else [])]
    log, began = os.path.join(KEPT, "-".join(words) + ".log"), time.time()
    row.words = "./dev " + " ".join(words)
    with open(log, "w", encoding="utf-8") as file:
        code = subprocess.run([os.path.join(ROOT, "dev"), *words], stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT, check=False).returncode
    seconds = time.time() - began
    with open(log, encoding="utf-8", errors="replace") as file:
        lines = [found[1].strip() for line in file if (found := re.fullmatch(telling, line.rstrip("\n")))]
    if code or not lines:
        row.found.append(f"{os.path.relpath(log, ROOT)} (exit {code})")
    row.lines, row.seconds = lines[-12:] or row.lines, row.seconds + seconds
    return seconds


def campaign(row, words, size, seeded, telling, share):
    seed = SEED if seeded else None
    seconds = run(row, words, size, seed, telling)
    more = int(size * (share - seconds) / seconds)
    if more > size:
        run(row, words, more, seed + size if seeded else None, telling)


def clock(seconds):
    return f"{seconds:.0f} s" if seconds < 300 else f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def table(rows):
    text = ["| what | how much | time | found | again with |", "|---|---|---|---|---|"]
    for row in rows:
        much = "; ".join(row.lines).replace("|", "\\|")
        text.append(f"| {row.what} | {much} | {clock(row.seconds)} | {', '.join(row.found) or 'nothing'} | `{row.words}` |")
    return "\n".join(text) + "\n"


def main():
    os.makedirs(KEPT, exist_ok=True)
    rows, whole = [], True
    try:
        for what, words, size, seeded, telling in CAMPAIGNS:
            rows.append(Row(what, words))
            campaign(rows[-1], words, size, seeded, telling, HOURS * 3600 / len(CAMPAIGNS))
            print(f"dev: {words}: {clock(rows[-1].seconds)}, {', '.join(rows[-1].found) or 'nothing found'}", flush=True)
    except KeyboardInterrupt:
        whole = False
        rows[-1].found.append("interrupted")
    text = table(rows)
    with open(os.path.join(KEPT, "table.md"), "w", encoding="utf-8") as file:
        file.write(text)
    print(text, end="")
    return 0 if whole and not any(row.found for row in rows) else 1


sys.exit(main())
