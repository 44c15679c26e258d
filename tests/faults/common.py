# SPDX-License-Identifier: MIT
"""What the campaigns share: an older edition in a folder, runs that go wrong on purpose, and what may be left of them."""
import atexit
import concurrent.futures
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../support"))
from folders import tree  # noqa: E402

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
LIMIT = 60  # seconds after which a run counts as hung: machines that test are busy
ALL = ("-f", "pdf,svg,png,html")
SENTENCE = re.compile(r"^(dealbrief: .+|.+: error: .+)$", re.MULTILINE)
STRAY = re.compile(r"\.dealbrief-[0-9-]+\.tmp$")
KEPT = ("PATH", "HOME", "LANG", "ASAN_OPTIONS", "LSAN_OPTIONS")


def environment(**more):
    own = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**own, **{name: str(value) for name, value in more.items()}}


def is_sanitized():
    with open(PROGRAM, "rb") as file:
        return b"__asan_init" in file.read()


def skip(why):
    print(f"faults: skipped: {why}", flush=True)
    sys.exit(77)


def strays(found):
    return [path for path in found if STRAY.search(path)]


class Result:
    def __init__(self, code, out, told, hung):
        self.code, self.out, self.told, self.hung = code, out, told, hung

    def __str__(self):
        return f"{'hung' if self.hung else f'exit {self.code}'}: {self.told[-300:]!r}"


def run(words, cwd, env=None, stdin=None, **more):
    """The program with these words; words that begin with a program of their own are run as they are."""
    if words[0] not in ("strace", "setpriv", "sh"):
        words = [PROGRAM, *words]
    process = subprocess.Popen(words, cwd=cwd, env=environment() if env is None else env, start_new_session=True,
                               **{"stdin": subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
                                  "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more})
    try:
        out, told = process.communicate(stdin, timeout=LIMIT)
        hung = False
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, told = process.communicate()
        hung = True
    return Result(process.returncode, out or b"", (told or b"").decode(errors="replace"), hung)


class Campaign:
    """Datasets in two editions, and folders of what both come to. Threads take runs from it, each in a place of its own."""

    def __init__(self, name, names=("a",), formats=ALL, small=False):
        self.name, self.names, self.formats = name, names, formats
        self.began, self.faults, self.lock, self.counts = time.time(), [], threading.Lock(), {}
        self.folder = tempfile.mkdtemp(prefix=f"dealbrief-{name}-")
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        with open(os.path.join(ROOT, "samples/openai-amazon-2025-12.json"), encoding="utf-8") as file:
            sample = file.read()
        for edition in ("old", "new"):
            os.mkdir(self.path(edition))
            for name in names:
                data = json.loads(sample)
                if small:
                    data["deals"] = [{key: deal[key] for key in deal if key != "related"} for deal in data["deals"][:2]]
                data["title"] = f"{edition} edition of {name}"
                data["deals"][0]["amount"] = f"${len(edition) + 10 + (edition == 'new')} billion"
                with open(self.path(f"{edition}/{name}.json"), "w", encoding="utf-8") as file:
                    json.dump(data, file, indent=1)
            got = run(["render", "-q", *self.datasets(), *formats, "-o", "out"], self.path(edition))
            assert got.code == 0, got
        self.old, self.new = tree(self.path("old/out")), tree(self.path("new/out"))
        both = [path for path in self.old if self.old[path] == self.new.get(path)]
        # the datasets differ, so no output may be the same: else a torn or lost one could pass for either
        self.same = set(both)

    def datasets(self):
        return [f"{name}.json" for name in self.names]

    def path(self, name):
        return os.path.join(self.folder, name)

    def expect(self, true, text):
        if not true:
            with self.lock:
                self.faults.append(text)
        return true

    def count(self, what, more=1):
        with self.lock:
            self.counts[what] = self.counts.get(what, 0) + more

    def place(self):
        """A folder of its own with the newer datasets and, in out, the older edition"""
        there = tempfile.mkdtemp(prefix="place-", dir=self.folder)
        for name in self.datasets():
            shutil.copy(self.path(f"new/{name}"), there)
        with open(os.path.join(there, "deals.txt"), "w", encoding="utf-8") as file:
            file.write("// as of 2025-12-31\nAlder [12B] Beacon\nBeacon [300M] Cobalt\nCobalt [1.5B] Alder\n")
        self.restore(there)
        return there

    def restore(self, there):
        shutil.rmtree(os.path.join(there, "out"), ignore_errors=True)
        shutil.copytree(self.path("old/out"), os.path.join(there, "out"))

    def judge(self, label, got, there, words, codes=(70, 74), mixed=False):
        """Done with the newer edition; or an error, a sentence, and the older one. mixed: or files of both, all whole.
        Then the same run without a fault, where something was left that is none of the edition's."""
        found = tree(os.path.join(there, "out"))
        left = strays(found)
        for path in left:
            del found[path]
        if not self.expect(not got.hung and got.code is not None and got.code >= 0, f"{label}: {got}"):
            return
        if got.code == 0:
            self.count("done")
            for path in [path for path in found if os.path.basename(path) == ".dealbrief" and found[path] != self.new.get(path)]:
                left.append(path)  # it says of a part that it could not be read: the next run makes it anew
                found[path] = self.new.get(path)
            self.expect(found == self.new, f"{label}: done, and other files: {self.differences(found)}")
        else:
            self.count(f"exit {got.code}")
            self.expect(got.code in codes, f"{label}: {got}")
            self.expect(SENTENCE.search(got.told), f"{label}: no sentence: {got}")
            torn = [path for path in found if found[path] not in (self.old.get(path), self.new.get(path))]
            self.expect(not torn, f"{label}: torn: {torn}")
            self.expect(not self.old.keys() - found.keys(), f"{label}: lost: {self.old.keys() - found.keys()}")
            self.expect(mixed or found == self.old, f"{label}: an error, and the older edition is not there: {self.differences(found)}")
        if left:
            self.count("left something")
            again = run(words, there)
            self.expect(again.code == 0, f"{label}: run again: {again}")
            self.expect(tree(os.path.join(there, "out")) == self.new, f"{label}: run again, and there is something else")

    def differences(self, found):
        return {path: "old" if found.get(path) == self.old.get(path) else "missing" if path not in found else "another"
                for path in sorted(found.keys() | self.new.keys()) if found.get(path) != self.new.get(path)}

    def each(self, one, items, workers=2):
        """one(place, item) for each item; a place is used by one thread at a time."""
        places = [self.place() for _ in range(workers)]

        def taken(item):
            with self.lock:
                there = places.pop()
            try:
                one(there, item)
            finally:
                with self.lock:
                    places.append(there)
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            for _ in pool.map(taken, items):
                pass

    def finish(self, summary, *others):
        """The line that sums up, of other campaigns as well; the process ends."""
        for other in others:
            self.faults += other.faults
            for what, count in other.counts.items():
                self.count(what, count)
        for fault in self.faults[:40]:
            print(f"faults: FAULT: {fault}", flush=True)
        more = "".join(f", {count:,} {what}" for what, count in sorted(self.counts.items()))
        print(f"faults: {self.name} {summary}{more}, {len(self.faults)} faults, {time.time() - self.began:.0f} s", flush=True)
        sys.exit(1 if self.faults else 0)
