#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""disk.py PROGRAM ROOT [SIZES]: disks that are full, folders that cannot be written to, pipes and streams that are closed.

Small disks are mounted, which takes root; SIZES (2) of them for each format, between a page and what the outputs take.
"""
import os
import shutil
import subprocess
import sys

from common import LIMIT, PROGRAM, Campaign, environment, run, tree

SIZES = int(sys.argv[3]) if len(sys.argv) > 3 else 2
FORMATS = ("pdf", "svg", "png", "html")
campaign = Campaign("disk")
there = campaign.place()


def mounted(size):
    """A new disk of that many bytes in THERE/disk; None where nobody may mount one"""
    disk = os.path.join(there, "disk")
    os.makedirs(disk, exist_ok=True)
    if os.geteuid() != 0 or not shutil.which("mount"):
        return None
    return disk if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], capture_output=True).returncode == 0 else None


def full(form):
    """The old edition is on the disk and what is left of it is less and less."""
    whole = run(["render", "-q", "a.json", "-f", form, "-o", "enough"], there)
    new = tree(os.path.join(there, "enough"))
    needed = sum(os.path.getsize(os.path.join(there, "enough", path)) // 4096 + 1 for path in new) + 4
    campaign.expect(whole.code == 0, f"{form}: {whole}")
    # an edition and a part of another, in pages; the last has room for both
    for pages in [needed + needed * i // SIZES for i in range(SIZES)] + [3 * needed]:
        disk = mounted(pages * 4096)
        if not disk:
            return False
        try:
            on_disk(form, pages, disk, new, pages == 3 * needed)
        finally:
            subprocess.run(["umount", disk], check=True)
    shutil.rmtree(os.path.join(there, "enough"))
    return True


def on_disk(form, pages, disk, new, room):
    label = f"{form} on a disk of {pages} pages"
    words = ["render", "-q", os.path.join(there, "a.json"), "-f", form, "-o", "out"]
    # -C: the old edition, where it was drawn
    made = run(["render", "-q", campaign.path("old/a.json"), "-f", form, "-o", "out"], disk)
    if made.code != 0:  # not even the first one found room: nothing of it may be there
        campaign.expect(made.code == 74 and not tree(disk), f"{label}: first: {made}")
        return
    old = tree(os.path.join(disk, "out"))
    for _ in range(2):
        got = run([*words, "--force"], disk)
        campaign.count("runs")
        campaign.count(f"exit {got.code}")
        found = tree(os.path.join(disk, "out"))
        if got.code == 0:
            campaign.expect(found == new, f"{label}: done, and other files")
        else:
            campaign.expect(got.code == 74 and "No space left on device" in got.told, f"{label}: {got}")
            campaign.expect(found == old, f"{label}: an error, and the older edition is not there")
        campaign.expect(not room or got.code == 0, f"{label}: {got}")


def told(label, got, code, text=""):
    campaign.count("runs")
    campaign.count(f"exit {got.code}")
    campaign.expect(got.code == code and not got.hung and text in got.told, f"{label}: {got}")


def special():
    """What is no folder or file, or may not be written to"""
    with open(os.path.join(there, "file"), "w", encoding="ascii") as file:
        file.write("mine")
    told("a file where the folder would be", run(["render", "-q", "a.json", "-o", "file"], there), 74, "Not a directory")
    told("a file where a folder of folders would be", run(["render", "-q", "a.json", "-o", "file/below"], there), 74, "Not a directory")
    told("figure below a file", run(["figure", "-q", "flow", "a.json", "-o", "file/flow.svg"], there), 74)
    with open(os.path.join(there, "file"), encoding="ascii") as file:
        campaign.expect(file.read() == "mine", "the file that was in the way is another")
    os.makedirs(os.path.join(there, "way/a/briefing.pdf"))
    told("a folder where a file would be", run(["render", "-q", "a.json", "-o", "way"], there), 74, "Is a directory")
    campaign.expect(tree(os.path.join(there, "way")) == {}, "a folder was in the way, and something was written")
    told("figure into /dev/full", run(["figure", "-q", "flow", "a.json", "-o", "/dev/full"], there), 74, "No space left")
    told("results into /dev/full", run(["render", "-q", "a.json", "-f", "svg", "-o", "results", "--results", "/dev/full"], there), 74, "No space left")
    told("a link that leads nowhere", (os.symlink("nowhere/at/all", os.path.join(there, "lost.svg")),
                                      run(["figure", "-q", "flow", "a.json", "-o", "lost.svg"], there))[1], 0)


MANY = [f"{letter}.json" for letter in "abcdef"]
OUTPUT = {"render": ["render", "-q", "a.json", "-f", "pdf", "-o", "-"], "page": ["render", "-q", "a.json", "-f", "html", "-o", "-"],
          "figure": ["figure", "-q", "flow", "a.json", "-o", "-"], "facts": ["facts", "-q", "a.json"], "export": ["schema"],
          "import": ["import", "-q", "deals.txt"], "plan": ["render", "a.json", "--dry-run"], "results": ["render", "-q", "a.json", "-f", "svg", "--force", "-o", "there", "--results", "-"],
          "version": ["--version"], "help": ["--help"], "init": ["init"], "completion": ["completion", "bash"],
          "inspect": ["inspect", "there/a/briefing.pdf"], "several": ["render", "-q", "a.json", "b.json", "-f", "svg", "--force", "-o", "there", "--results", "-"]}


def streams():
    """Standard output that is full, closed, or read by nobody; standard error that is closed or full"""
    for name in MANY[1:]:
        shutil.copy(os.path.join(there, "a.json"), os.path.join(there, name))
    run(["render", "-q", "a.json", "-f", "pdf", "-o", "there"], there)
    for name, words in OUTPUT.items():
        with open("/dev/full", "wb") as nothing:
            told(f"{name}: /dev/full", run(words, there, stdout=nothing), 74, "")
        reading, writing = os.pipe()
        os.close(reading)
        try:
            got = run(words, there, stdout=writing)
        finally:
            os.close(writing)
        told(f"{name}: a pipe without a reader", got, 74)
        campaign.expect(got.told.strip(), f"{name}: a pipe without a reader: no sentence")
        if SIZES > 2 or name in ("render", "facts", "results", "help"):
            told(f"{name}: closed", run(["sh", "-c", 'exec "$0" "$@" >&-', PROGRAM, *words], there), 74)
    before = tree(os.path.join(there, "out"))
    for closed in ("2>/dev/full", "<&- >&- 2>&-", *(("<&- 2>&-", ">&- 2>&-", "2>&-", "<&-", ">&-") if SIZES > 2 else ())):
        campaign.restore(there)
        got = run(["sh", "-c", f'exec "$0" "$@" {closed}', PROGRAM, "render", "a.json", *campaign.formats, "-o", "out"], there)
        told(f"{closed}", got, 0)
        campaign.expect(tree(os.path.join(there, "out")) == campaign.new, f"{closed}: {campaign.differences(tree(os.path.join(there, 'out')))}")
        with open(os.path.join(there, "bad.json"), "w", encoding="ascii") as file:
            file.write("{")
        told(f"{closed}, a bad dataset", run(["sh", "-c", f'exec "$0" "$@" {closed}', PROGRAM, "render", "bad.json", "-o", "out"], there), 1)
        # enough that a worker gets work again after something of the first ones was told
        several = run(["sh", "-c", f'exec "$0" "$@" {closed}', PROGRAM, "render", *MANY, "-j", "2", "-f", "svg", "-o", "several", "--force"], there)
        told(f"{closed}, several", several, 0)
        found = {path: digest for path, digest in tree(os.path.join(there, "several")).items() if path.startswith("a/") and path.endswith(".svg")}
        good = {path: digest for path, digest in campaign.new.items() if path.endswith(".svg")}
        campaign.expect(found == good, f"{closed}, several: other files")
    campaign.expect(before == campaign.old, "standard output went into the folder")


def nobody():
    """Folders and files that may not be written to or read; as somebody who is not root"""
    os.chmod(campaign.folder, 0o755)
    os.chmod(there, 0o755)
    campaign.restore(there)
    before = tree(os.path.join(there, "out"))
    became = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    if became and not shutil.which("setpriv"):
        return False
    paths = [os.path.join(there, "out", "a"), os.path.join(there, "out")]
    for path in paths:
        os.chmod(path, 0o555)
    outside = [*became, PROGRAM] if became else []
    probe = subprocess.run([*(outside or [PROGRAM]), "--version"], capture_output=True, timeout=LIMIT, cwd=there)
    if probe.returncode != 0:
        return False  # the program is where others cannot get at it
    told("a folder that may not be written to", run([*outside, "render", "-q", "a.json", *campaign.formats, "-o", "out"], there), 74, "Permission denied")
    told("a folder in which none may be made", run([*outside, "render", "-q", "b.json", *campaign.formats, "-o", "out"], there), 74, "Permission denied")
    told("several", run([*outside, "render", "-q", "a.json", "b.json", "-j", "2", *campaign.formats, "-o", "out"], there), 74, "Permission denied")
    os.chmod(os.path.join(there, "b.json"), 0)
    told("a dataset that may not be read", run([*outside, "check", "-q", "b.json"], there), 74, "Permission denied")
    for path in paths:
        os.chmod(path, 0o755)
    campaign.expect(tree(os.path.join(there, "out")) == before, "a folder that may not be written to has changed")
    return True


try:
    special()
    streams()
    more = "" if nobody() else ", permissions not tried"
    tried = [full(form) for form in FORMATS]
    more += "" if all(tried) else ", full disks not tried (mounting takes root)"
finally:
    subprocess.run(["umount", os.path.join(there, "disk")], capture_output=True, env=environment())
campaign.finish(f"full, closed, forbidden{more}")
