#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""calls.py PROGRAM ROOT [COUNT]: system calls that fail, each in turn, COUNT (80) of them over all runs that are tried.

A run ends with 0 and the bytes of ever, or with an error, a sentence and the older files; it is not ended by a signal,
does not hang, and leaves no temporary file that the next run does not remove.
"""
import os
import re
import shutil
import subprocess
import sys

from common import ALL, PROGRAM, Campaign, is_sanitized, run, skip, tree

COUNT = int(sys.argv[3]) if len(sys.argv) > 3 else 80
# each with the errors that it is given in turn; those of the first list at every place, where COUNT allows
WRITING = {"write": ("ENOSPC", "EIO", "EINTR"), "rename": ("EACCES", "EXDEV"), "mkdir": ("EACCES", "ENOSPC"), "fchmod": ("EPERM",), "fsync": ("EIO", "ENOSPC", "EINTR"),
           "flock": ("ENOLCK", "EINTR"), "link": ("EPERM", "EIO"), "unlink": ("EACCES",), "unlinkat": ("EACCES",),
           "sendto": ("EPIPE", "EINTR", "ENOBUFS"), "recvfrom": ("ECONNRESET", "EINTR"), "poll": ("EINTR", "ENOMEM"),
           "socketpair": ("EMFILE",), "clone": ("EAGAIN",), "wait4": ("EINTR",), "signalfd4": ("EMFILE",), "prlimit64": ("EPERM",),
           "landlock_create_ruleset": ("ENOSYS",), "landlock_add_rule": ("EINVAL",), "landlock_restrict_self": ("EPERM",),
           "seccomp": ("EINVAL",), "prctl": ("EINVAL",), "getdents64": ("EIO",), "readlink": ("EACCES",), "lseek": ("EINVAL",),
           "sched_getaffinity": ("EINVAL",), "rt_sigprocmask": ("EINVAL",), "fcntl": ("EBADF",), "ioctl": ("ENOTTY",)}
READING = {"openat": ("EACCES", "EMFILE", "EIO"), "read": ("EIO", "EINTR"), "newfstatat": ("EIO", "EACCES"), "mmap": ("ENOMEM",),
           "close": ("EIO",), "clone3": ("EAGAIN",), "brk": ("retval=0",), "mprotect": ("ENOMEM",), "munmap": ("ENOMEM",),
           "access": ("EACCES",), "pread64": ("EIO",), "statfs": ("EIO",), "getrandom": ("ENOSYS",)}
ERRORS = {**WRITING, **READING}
LOADER = re.compile(r"error while loading shared libraries|cannot (?:map|apply|enable|allocate)|Fatal glibc error|out of memory", re.MULTILINE)

SINGLE, MANY = Campaign("calls"), Campaign("calls-many", ("a", "b", "c"), ("-f", "pdf,svg"))
RUNS = {
    "single": (SINGLE, ["render", "-q", "a.json", *ALL, "-o", "out"]),
    "many": (MANY, ["render", "-q", *MANY.datasets(), "-f", "pdf,svg", "-o", "out", "-j", "2"]),
    "synced": (SINGLE, ["render", "-q", "a.json", *ALL, "-o", "out", "--sync"]),
    "check": (SINGLE, ["check", "-q", "a.json"]),
    "facts": (SINGLE, ["facts", "-q", "a.json"]),
    "figure": (SINGLE, ["figure", "-q", "flow", "a.json", "-o", "flow.svg"]),
    "init": (SINGLE, ["init", "begun.json"]),
}
DRAWN = ("single", "many", "synced")
ONLY = {"synced": ("fsync",)}  # the rest of it is as in "single"
MADE = {"figure": "flow.svg", "init": "begun.json"}
FOUND = {"many": [("sendto", "ENOBUFS", 2), ("close", "EIO", "before wait4")]}  # what was found once is tried each time
SHARE = {"single": 0.40, "many": 0.34, "synced": 0.04, "check": 0.03, "facts": 0.05, "figure": 0.07, "init": 0.07}


def counted(campaign, words):
    """call → the numbers of it in the process that makes it most often, once libraries are loaded; what the run came to.
    "close before wait4" → those of the first process that let its workers go."""
    there = campaign.place()
    trace = os.path.join(there, "trace")
    got = run(["strace", "-f", "-qq", "-o", trace, PROGRAM, *words], there)
    campaign.expect(got.code == 0, f"undisturbed: {got}")
    found, loaded, first, goodbyes, before = {}, {}, None, [], None
    with open(trace, encoding="utf-8", errors="replace") as file:
        for line in file:
            call = re.match(r"(\d+) +(\w+)\(", line)
            if call:
                found.setdefault(call[2], {}).setdefault(call[1], 0)
                found[call[2]][call[1]] += 1
                first = first or call[1]
                if call[1] == first:
                    if (before, call[2]) == ("close", "wait4"):
                        goodbyes.append(found["close"][first])
                    before = call[2]
                if call[2] == "openat" and re.search(r'\.so[.0-9]*", .*= [0-9]+$', line):
                    loaded = {name: max(times.values()) for name, times in found.items()}
    os.remove(trace)
    # the last one of the loader is kept: what it says is looked at as well
    numbers = {call: range(max(1, loaded.get(call, 0)), max(found[call].values()) + 1) for call in found}
    return {**numbers, "close before wait4": goodbyes}, (got.out, tree(there))


def chosen(calls, count):
    """(call, error, number): a place for every error of what writes, as far as count allows; the rest from what reads"""
    everywhere = [(call, error, number) for call, errors in WRITING.items() if call in calls
                  for number in calls[call] for error in errors]
    reads = [(call, error, number) for call, errors in READING.items() if call in calls
             for number in calls[call] for error in errors]

    def spread(items, most):
        return items if len(items) <= most else [items[i * len(items) // most] for i in range(most)]
    first = spread(everywhere, max(count // 2, count - len(reads)))
    return first + spread(reads, count - len(first))


def synced_count(there, out):
    """How often a run into this folder has something brought to the disk"""
    trace = os.path.join(there, "trace")
    got = run(["strace", "-f", "-qq", "-e", "trace=fsync", "-o", trace, PROGRAM, *RUNS["synced"][1], "-o", out, "--force"], there)
    SINGLE.expect(got.code == 0, f"--sync: {got}")
    with open(trace, encoding="utf-8") as file:
        return len(re.findall(r"fsync\([0-9]+\) += 0", file.read()))


def sync_judge():
    """Each file and its folder; what folders are made in, where some are"""
    there = SINGLE.place()
    files = len(SINGLE.new)
    for out, count in (("out", files + 1), ("fresh/deep", files + 4), ("fresh/deep", files + 1)):
        got = synced_count(there, out)
        SINGLE.expect(got == count, f"--sync into {out}: {got} fsync, not {count}")


def injected(name, campaign, words, good):
    def one(there, item):
        call, error, number = item
        error = error if "=" in error else f"error={error}"  # brk tells in its own way that it failed
        label = f"{name}: {call} no. {number}: {error}"
        log = os.path.join(there, "log")
        got = run(["strace", "-f", "-qq", "--seccomp-bpf", "-o", log, "-e", f"trace={call}", "-e", f"inject={call}:{error}:when={number}",
                   PROGRAM, *words], there)
        with open(log, encoding="utf-8", errors="replace") as file:
            happened = "(INJECTED)" in file.read()
        os.remove(log)
        campaign.count("injected" if happened else "not come to")
        if call == "fsync" and happened:
            campaign.expect(got.code == (0 if error == "error=EINTR" else 74), f"{label}: {got}")
        if got.code == 127 and LOADER.search(got.told):  # the loader's files, not the program's
            campaign.count("refused by the loader")
            campaign.expect(name not in DRAWN or tree(os.path.join(there, "out")) == campaign.old, f"{label}: {got}: files changed")
        elif name in DRAWN:
            campaign.judge(label, got, there, words, mixed=name == "many" or call == "rename" or call == "fsync" and number > len(campaign.new),
                           codes=(1, 70, 74) if "[bad-font]" in got.told else (70, 74))
            if got.code == 0 or call in ("rename", "fsync") or name == "many":
                campaign.restore(there)
        else:
            output_judge(campaign, label, got, there, MADE.get(name), good)
    return one


def output_judge(campaign, label, got, there, made, good):
    """What goes to standard output, or into one new file"""
    path = made and os.path.join(there, made)
    codes = (0, 1, 70, 74) if "[bad-font]" in got.told else (0, 70, 74)
    campaign.expect(got.code in codes and not got.hung, f"{label}: {got}")
    if got.code == 0:
        campaign.count("done")
        campaign.expect(got.out == good[0], f"{label}: done, and another output")
        campaign.expect(tree(there) == good[1], f"{label}: done, and other files")
    else:
        campaign.count(f"exit {got.code}")
        campaign.expect("dealbrief: " in got.told or ": error: " in got.told, f"{label}: no sentence: {got}")
        campaign.expect(not path or not os.path.exists(path) or tree(there).get(made) == good[1][made], f"{label}: an error, and a torn file")
    for entry in os.listdir(there):
        if entry == made or entry.startswith(".dealbrief-"):
            campaign.count("left something", entry != made)
            os.remove(os.path.join(there, entry))


if is_sanitized():
    skip("with sanitizers the calls are theirs")
if not shutil.which("strace") or subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True).returncode != 0:
    skip("there is no strace, or it may not be used")
sync_judge()
for which, (kind, line) in RUNS.items():
    calls, result = counted(kind, line)
    known = [(call, error, number) for call, error, at in FOUND.get(which, [])
             for number in ([at] if isinstance(at, int) else calls[f"{call} {at}"])]
    kind.expect(len(known) >= len(FOUND.get(which, [])), f"{which}: {FOUND.get(which)}: there is no such call")
    kind.each(injected(which, kind, line, result), known + chosen({call: calls[call] for call in ONLY.get(which, calls)}, max(5, int(COUNT * SHARE[which]))))
SINGLE.finish(f"in {len(RUNS)} kinds of runs", MANY)
