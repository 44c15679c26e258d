#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""kills.py PROGRAM ROOT [COUNT [PAIRS]]: COUNT (15) batches that get SIGKILL and as many that get SIGTERM, at any moment of
the run, and a fifth of that of runs of one dataset. One that has ended before is no such run: it is tried again, earlier.

The folder holds an older edition. Each of its files is the old or the new one afterwards, none is missing, and the next
run completes the edition and leaves nothing else. Then PAIRS (3) of runs write into one folder at the same time.
"""
import os
import random
import signal
import statistics
import subprocess
import sys
import time

from common import LIMIT, PROGRAM, Campaign, environment, run, strays, tree

COUNT = int(sys.argv[3]) if len(sys.argv) > 3 else 15
PAIRS = int(sys.argv[4]) if len(sys.argv) > 4 else max(3, COUNT // 10)
FORMATS = ("-f", "pdf,svg")
chance = random.Random(COUNT)
several = Campaign("kills", ("a", "b", "c"), FORMATS, small=True)
single = Campaign("kills-single", ("a",), FORMATS, small=True)
LINES = {several: ["render", "-q", *several.datasets(), *FORMATS, "-o", "out", "-j", "2"],
         single: ["render", "-q", "a.json", *FORMATS, "-o", "out"]}


def begin(words, there):
    return subprocess.Popen([PROGRAM, *words], cwd=there, env=environment(), start_new_session=True,
                            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def alone(there):
    """Waits until no process of a killed run is left: workers end with their parent, a moment later."""
    end = time.time() + LIMIT
    while time.time() < end:
        for process in os.listdir("/proc"):
            try:
                if process.isdigit() and os.readlink(f"/proc/{process}/cwd") == os.path.realpath(there):
                    break
            except OSError:
                continue
        else:
            return True
        time.sleep(0.01)
    return False


def usual(campaign):
    """Seconds that a run takes, the median of seven"""
    there, taken = campaign.place(), []
    for _ in range(7):
        began = time.time()
        process = begin(LINES[campaign], there)
        told = process.communicate()[1].decode(errors="replace")
        taken.append(time.time() - began)
        campaign.expect(process.returncode == 0, f"undisturbed: exit {process.returncode}: {told}")
        campaign.restore(there)
    return statistics.median(taken)


def hit(campaign, there, number, moment):
    """The process that got the signal while it ran, and the moment"""
    while True:
        process = begin(LINES[campaign], there)
        time.sleep(moment)
        process.send_signal(number)
        if process.returncode is None:  # send_signal looks first
            return process, moment
        process.communicate()
        campaign.restore(there)
        campaign.count("had ended before and were tried again")
        moment *= 0.8


def stopped(campaign, number, seconds):
    def one(there, item):
        index, moment = item
        process, moment = hit(campaign, there, number, moment * seconds)
        label = f"{len(campaign.names)} datasets, {number.name} after {moment:.3f} s"
        try:
            told = process.communicate(timeout=LIMIT)[1].decode(errors="replace")
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            campaign.expect(False, f"{label}: it did not end")
            return
        campaign.count(number.name)
        campaign.expect(alone(there), f"{label}: a worker goes on")
        campaign.expect(process.returncode in (0, -number), f"{label}: exit {process.returncode}: {told}")
        campaign.count(f"of {number.name} ended with 0", process.returncode == 0)
        found = tree(os.path.join(there, "out"))
        left = strays(found)
        for path in left:
            del found[path]
        campaign.count("left temporary files", bool(left))
        # one that listens to signals finishes what it has begun
        campaign.expect(not left or number == signal.SIGKILL or campaign is single, f"{label}: left {left}")
        torn = [path for path in found if found[path] not in (campaign.old.get(path), campaign.new.get(path))]
        lost = campaign.old.keys() - found.keys()
        campaign.expect(not torn and not lost, f"{label}: torn {torn}, lost {lost}")
        campaign.count("files compared", len(found))
        campaign.count("ended with both editions", found not in (campaign.old, campaign.new))
        if left or index % 10 == 0:
            again = run(LINES[campaign], there)
            campaign.expect(again.code == 0, f"{label}: run again: {again}")
            campaign.expect(tree(os.path.join(there, "out")) == campaign.new, f"{label}: run again, and it is not the newer edition alone")
            campaign.count("run again")
        campaign.restore(there)
    campaign.each(one, [(i, chance.triangular(0, 1, 0.85)) for i in range(COUNT if campaign is several else max(2, COUNT // 5))])


def together(there, _):
    """Two editions at once into one folder, while somebody looks"""
    out = os.path.join(there, "out")
    newer = begin([*LINES[several], "--force"], there)
    older = begin([*LINES[several][:-4], "-o", out, "-j", "2", "--force"], several.path("old"))
    missing = set()
    while newer.poll() is None or older.poll() is None:
        missing |= {path for path in several.old if not os.path.exists(os.path.join(out, path))}
    for process in (newer, older):
        told = process.communicate()[1].decode(errors="replace")
        several.expect(process.returncode == 0, f"two runs at once: exit {process.returncode}: {told}")
    found = tree(out)
    several.expect(not missing, f"two runs at once: missing for a moment: {missing}")
    several.expect(not strays(found), f"two runs at once: left {strays(found)}")
    several.expect(all(found.get(path) in (several.old[path], several.new[path]) for path in several.old), "two runs at once: a torn file")
    several.expect(found.keys() == several.old.keys(), f"two runs at once: {found.keys() ^ several.old.keys()}")
    several.count("two runs at once")
    again = run(LINES[several], there)
    several.expect(again.code == 0 and tree(out) == several.new, f"two runs at once, then one: {again}: {several.differences(tree(out))}")
    several.restore(there)


for kind in (several, single):
    needed = usual(kind)
    for which in (signal.SIGKILL, signal.SIGTERM):
        stopped(kind, which, needed)
several.each(together, range(PAIRS), workers=1)
several.finish("of batches and single runs", single)
