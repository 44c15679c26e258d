#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""No invalid read or write, no use of what was never set, no leak of ours: whole runs under valgrind. Exit 77 where there is none."""
import os, shutil, subprocess, sys, tempfile

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
SAMPLE = os.path.join(ROOT, "samples/openai-amazon-2025-12.json")
BAD = os.path.join(ROOT, "tests/hostile/json_missing_comma.json")
SHORT = [(0, "-f", "pdf,svg"), (1, "check", BAD)]
LONG = [(0, "-f", "pdf,svg,png,html"), (0, "-t", "article", "-f", "pdf,html", "--language", "de"), (0, "figure", "matrix", SAMPLE, "-o", "m.png"),
        (0, "figure", "flow", SAMPLE, "--kit", "kit"), (0, "facts", SAMPLE), (0, "export", SAMPLE, "-o", "csv"), (1, "check", BAD), (1, BAD)]


def main():
    if not shutil.which("valgrind"):
        print("valgrind is not here: not tried")
        sys.exit(77)
    faults = 0
    with tempfile.TemporaryDirectory(prefix="dealbrief-valgrind-") as folder:
        for code, *words in LONG if "all" in sys.argv[3:] else SHORT:
            if words[0].startswith("-"):
                words = [SAMPLE, "--force", *words]
            # the program's malloc is its own (src/app/memory.c): that is what the synonym says
            command = ["valgrind", "-q", "--soname-synonyms=somalloc=NONE", "--leak-check=full", "--errors-for-leak-kinds=definite", "--show-leak-kinds=definite",
                       "--error-exitcode=99", f"--suppressions={ROOT}/tests/soak/valgrind.supp", PROGRAM, *words]
            got = subprocess.run(command, cwd=folder, capture_output=True, text=True)
            good = got.returncode == code
            faults += not good
            print(("ok " if good else f"not ok ({got.returncode}) ") + " ".join(os.path.basename(word) for word in words), flush=True)
            if not good:
                print(got.stderr[-6000:])
    sys.exit(1 if faults else 0)


main()
