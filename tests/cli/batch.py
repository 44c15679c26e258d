#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs of many datasets: the same bytes however they are divided, one that fails costs itself, what stops a run leaves whole files."""
import fcntl, hashlib, json, os, shutil, signal, subprocess, sys, tempfile, time, unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../support"))
from folders import tree  # noqa: E402

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
SAMPLE = open(os.path.join(ROOT, "samples/openai-amazon-2025-12.json")).read()


class Batch(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory(prefix="dealbrief-batch-")
        self.addCleanup(self.place.cleanup)
        self.there = self.place.name
        self.env = {k: v for k, v in os.environ.items() if k != "MAKEFLAGS"}

    def path(self, name):
        return os.path.join(self.there, name)

    def write(self, name, text):
        with open(self.path(name), "w") as file:
            file.write(text)
        return name

    def datasets(self, count, bad=()):
        return [self.write(f"d{i:03}.json", SAMPLE.replace("$10 billion", f"$10 billion ({i})") if i not in bad else '{"x":')
                for i in range(count)]

    def run_(self, *words, code=0, **more):
        got = subprocess.run([PROGRAM, *words], cwd=self.there, env=self.env, capture_output=True, text=True, **more)
        self.assertEqual(got.returncode, code, got.stderr[-2000:])
        return got

    def test_division_changes_nothing(self):
        names = self.datasets(6, bad=(3,))
        one = self.run_("render", *names, "-j", "1", "-o", "one", "--results", "one.jsonl", code=1)
        many = self.run_("render", *names, "-j", "4", "-o", "many", "--results", "many.jsonl", code=1)
        self.assertEqual(one.stderr, many.stderr)
        self.assertIn("d003.json:1:6: error", one.stderr)
        self.assertEqual(tree(self.path("one")), tree(self.path("many")))
        self.assertEqual(len(os.listdir(self.path("one"))), 5)
        self.write("list", "\r\n".join(names) + "\r\n\n")
        for i in range(1, 4):
            self.run_("render", "-q", "--manifest", "list", "--shard", f"{i}/3", "-o", "shards", code=1 if i == 1 else 0)
        self.assertEqual(tree(self.path("one")), tree(self.path("shards")))
        for name in names:
            if name != "d003.json":
                self.run_("render", "-q", name, "-o", "each")
        self.assertEqual(tree(self.path("one")), tree(self.path("each")))
        lines = [json.loads(line) for line in open(self.path("one.jsonl"))]
        self.assertEqual([line["dataset"] for line in lines], names)
        self.assertEqual([line["exit"] for line in lines], [0, 0, 0, 1, 0, 0])
        for line in lines:
            for output in line["outputs"]:
                data = open(self.path(output["path"]), "rb").read()
                self.assertEqual((output["bytes"], output["sha256"]), (len(data), hashlib.sha256(data).hexdigest()))
        self.assertTrue(lines[0]["outputs"] and not lines[3]["outputs"])

    def test_lines(self):
        good = json.dumps(json.loads(SAMPLE))
        text = f'{good}\n\n{{"x":\n{good}'
        got = self.run_("render", "--jsonl", "-o", "out", "-f", "pdf", "--results", "-", input=text, code=1)
        self.assertEqual(sorted(os.listdir(self.path("out"))), ["stdin-1", "stdin-4"])
        self.assertIn("<stdin>:3:6: error", got.stderr)
        self.assertEqual([(json.loads(l)["line"], json.loads(l)["result"]) for l in got.stdout.splitlines()],
                         [(1, "rendered"), (3, "refused"), (4, "rendered")])
        self.write("deals.jsonl", text)
        self.run_("render", "-q", "--jsonl", "deals.jsonl", "--shard", "1/3", "-o", "two", "-f", "pdf")
        self.assertEqual(sorted(os.listdir(self.path("two"))), ["deals-1", "deals-4"])

    def test_usage(self):
        os.mkdir(self.path("a"))
        names = self.datasets(1) + [self.write("a/d000.json", SAMPLE)]
        self.assertIn("would both be written", self.run_("render", *names, code=2).stderr)
        for shard in ("0/2", "3/2", "1", "1/0", "a/b"):
            self.run_("render", names[0], "--shard", shard, code=2)
        self.run_("render", names[0], "-j", "x", code=2)
        self.run_("render", "--manifest", "nowhere", code=74)
        self.run_("render", "--jsonl", "--manifest", "nowhere", code=2)
        self.assertFalse(os.path.exists(self.path("out")))

    def test_incremental(self):
        names = self.datasets(2)
        self.write("own.md", "# {{dataset.title}}\n\n::include{file=part.md}\n")
        self.write("part.md", "{{dataset.lead}}\n")
        render = ("render", "-q", *names, "-f", "pdf", "-t", "own.md", "-j", "2")

        def made():
            found = [os.stat(self.path(f"out/{n[:-5]}/briefing.pdf")) for n in names]
            return [(one.st_ino, one.st_mtime_ns) for one in found]  # numbers of files are used again

        def reasons():
            return self.run_("render", *names, "-f", "pdf", "-t", "own.md", "--dry-run").stdout
        self.assertEqual(reasons(), "render out/d000 (new)\nrender out/d001 (new)\n")
        self.run_(*render)
        first = made()
        self.run_(*render, "--results", "r.jsonl")
        self.assertEqual(made(), first)
        self.assertEqual([json.loads(l)["result"] for l in open(self.path("r.jsonl"))], ["unchanged"] * 2)
        self.assertEqual(reasons(), "skip out/d000\nskip out/d001\n")
        self.write("part.md", "{{dataset.lead}} More.\n")
        self.assertEqual(reasons().count("(the template has changed)"), 2)
        self.run_(*render)
        self.write("own.md", "# {{dataset.title}}\n\nMore.\n\n::include{file=part.md}\n")
        self.assertEqual(reasons().count("(the template has changed)"), 2)
        self.run_(*render)
        second = made()
        self.assertTrue(first[0] != second[0] and first[1] != second[1])
        self.write(names[0], SAMPLE)
        self.assertEqual(reasons(), "render out/d000 (the dataset has changed)\nskip out/d001\n")
        self.run_(*render)
        self.assertEqual(made()[1], second[1])
        with open(self.path("out/d001/briefing.pdf"), "ab") as file:
            file.write(b"x")
        self.assertIn("briefing.pdf is not there as it was written", reasons())
        self.run_(*render)
        self.assertEqual(reasons().count("skip"), 2)
        self.assertIn("the options are others", self.run_("render", *names, "-t", "own.md", "--dry-run").stdout)
        self.run_(*render, "--force")
        self.assertNotEqual(made()[0], second[0])
        self.run_(*render, "--strict", code=3)  # its warnings are asked again
        self.write("out/d000/.dealbrief", "{]")
        self.assertIn("nothing says", reasons())

    @unittest.skipUnless(shutil.which("make"), "there is no make")
    def test_depfile(self):
        self.write("a #b$c.json", SAMPLE)
        self.write("Makefile", "all: out/a/briefing.pdf\nout/%/briefing.pdf: %.json\n\t" + PROGRAM +
                   " render -q -f pdf -t own.md -o out --depfile $*.d $<\n\techo made >> log\n-include a.d\n")
        self.write("own.md", "# {{dataset.title}}\n")
        self.write("a.json", SAMPLE)
        self.run_("render", "-q", "a #b$c.json", "-f", "pdf", "--depfile", "x.d")
        self.assertTrue(open(self.path("x.d")).read().startswith("out/a\\ \\#b$$c/briefing.pdf: \\\n a\\ \\#b$$c.json \\\n"))

        def make():
            subprocess.run(["make", "-s"], cwd=self.there, env=self.env, check=True)
            return open(self.path("log")).read().count("made")
        self.assertEqual([make(), make()], [1, 1])
        os.utime(self.path("own.md"), (time.time() + 5, time.time() + 5))
        self.assertEqual(make(), 2)
        self.write("a.json", "{")
        os.remove(self.path("a.d"))
        self.run_("render", "-q", "a.json", "-f", "pdf", "--depfile", "a.d", code=1)
        self.assertFalse(os.path.exists(self.path("a.d")))

    def test_limits(self):
        names = self.datasets(2)
        got = self.run_("render", "-q", *names, "--time-limit", "0.1", "--force", code=70)
        self.assertEqual(got.stderr.count("[limit-time]"), 2)
        self.assertEqual(tree(self.path("out")), {})
        with open(PROGRAM, "rb") as file:
            if b"__asan_init" in file.read():
                return  # it addresses terabytes: memory is not limited
        data = json.loads(SAMPLE)
        data["deals"] = [dict(data["deals"][0], id=f"x{i}", what="z" * 1500) for i in range(20000)]
        self.write("big.json", json.dumps(data))
        got = self.run_("render", "-q", names[0], "big.json", "--memory-limit", "256", "-f", "pdf", code=70)
        self.assertRegex(got.stderr, r"big\.json:1:1: error: .*\[(limit-memory|worker-stopped)\]")
        self.assertEqual(os.listdir(self.path("out")), ["d000"])

    def children(self, process):
        with open(f"/proc/{process.pid}/task/{process.pid}/children") as file:
            return [int(word) for word in file.read().split()]

    def begun(self, names, *words):
        process = subprocess.Popen([PROGRAM, "render", "-q", *names, "-o", "out", *words], cwd=self.there, env=self.env,
                                   stderr=subprocess.PIPE, text=True)
        end = time.time() + 60
        while time.time() < end and not (os.path.isdir(self.path("out")) and len(os.listdir(self.path("out"))) > 2):
            time.sleep(0.01)
        return process

    def test_workers_are_alone(self):
        """Once it is in the sandbox no worker opens a file but fonts, makes none, and has no socket or process."""
        names = self.datasets(3)
        trace = "trace=open,openat,openat2,creat,socket,connect,execve,fork,vfork,clone,clone3,rename,renameat2,unlink,unlinkat,mkdir,landlock_restrict_self"
        fonts = os.path.join(ROOT, "fonts") + "/"
        for count, words in ((3, ()), (1, ()), (3, ("--no-sandbox",)), (1, ("--no-sandbox",))):
            command = ["strace", "-qq", "-f", "-e", trace, "-o", "trace", PROGRAM, "-q", *names[:count], "-j", "2", "-f", "pdf,svg", "--force", *words]
            traced = {**self.env, "ASAN_OPTIONS": "detect_leaks=0"}  # looking for leaks takes ptrace, which strace has
            got = subprocess.run(command, cwd=self.there, env=traced, capture_output=True, text=True)
            self.assertEqual(got.returncode, 0, got.stderr[-2000:])
            alone, done, begun = set(), [], {}
            for line in open(self.path("trace")):
                process, call = line.split(None, 1)
                if "<unfinished" in call:
                    begun[process] = call.split("<unfinished")[0]
                    continue
                if "resumed>" in call:
                    call = begun.pop(process, "") + call.split("resumed>")[1]
                if "landlock_restrict_self(" in call and call.rstrip().endswith("= 0"):
                    alone.add(process)
                elif process in alone and "CLONE_THREAD" in call:
                    alone.add(call.split()[-1])
                elif process in alone and " = -1 " not in call and "= ?" not in call:
                    done.append(call.strip())
            if words:
                self.assertFalse(alone)
            elif not alone:
                print("this kernel has no Landlock: not tried")
            else:
                self.assertGreaterEqual(len(alone), min(count, 2))
                self.assertTrue(done, "fonts at least are opened")
                for call in done:
                    self.assertTrue(fonts in call and "O_RDONLY" in call, call)

    def test_no_memory(self):
        """With any amount of memory: the files of a run that had enough, or 70, a sentence and the folder as it was."""
        if b"__asan_init" in open(PROGRAM, "rb").read():
            self.skipTest("sanitizers address terabytes")
        name = self.datasets(1)[0]
        self.run_(name, "-q", "-o", "enough")
        good, codes = tree(self.path("enough")), set()
        for kilobytes in (*range(36000, 130000, 6000), 400000):
            got = subprocess.run(["sh", "-c", f'ulimit -v {kilobytes}; exec "$0" "$@"', PROGRAM, name, "-q", "-o", "out"],
                                 cwd=self.there, env=self.env, capture_output=True, text=True)
            codes.add(got.returncode)
            if got.returncode == 127:  # the loader has no room for the libraries
                continue
            self.assertIn(got.returncode, (0, 70), f"{kilobytes}: {got.stderr}")
            self.assertEqual(tree(self.path("out")), good if got.returncode == 0 else {}, kilobytes)
            self.assertRegex(got.stderr, r"^$" if got.returncode == 0 else r"^((dealbrief|d000.json): .*\n|d000.json:1:1: error: .*\[limit-memory\]\n)+$")
            shutil.rmtree(self.path("out"), ignore_errors=True)
        self.assertTrue({0, 70} <= codes, codes)

    def test_worker_that_dies(self):
        names = self.datasets(12)
        for _ in range(5):  # one that dies between two jobs is replaced, and costs nothing
            shutil.rmtree(self.path("out"), ignore_errors=True)
            process = self.begun(names, "-j", "2", "--results", "r.jsonl")
            os.kill(self.children(process)[0], signal.SIGSEGV)
            told = process.communicate()[1]
            if process.returncode:
                break
        self.assertEqual(process.returncode, 70, told)
        self.assertEqual(told.count("[worker-stopped]"), 1)
        codes = [json.loads(line)["exit"] for line in open(self.path("r.jsonl"))]
        self.assertEqual(sorted(codes), [0] * 11 + [70])

    def test_stopped_and_begun_again(self):
        names = self.datasets(14, bad=(5,))
        self.run_("render", "-q", *names, "-o", "whole", code=1)
        for number in (signal.SIGTERM, signal.SIGKILL):
            process = self.begun(names, "-j", "2", "--results", "r.jsonl")
            workers = self.children(process)
            process.send_signal(number)
            told = process.communicate()[1]
            self.assertEqual(process.returncode, -number)
            if number == signal.SIGTERM:
                self.assertIn("stopped by signal 15", told)
                done = [json.loads(line)["folder"] for line in open(self.path("r.jsonl"))]
                self.assertTrue(0 < len(done) < 14)
            end = time.time() + 20
            while time.time() < end and any(os.path.exists(f"/proc/{worker}") for worker in workers):
                time.sleep(0.05)
            self.assertFalse([worker for worker in workers if os.path.exists(f"/proc/{worker}")])
            whole = tree(self.path("whole"))
            for name, digest in tree(self.path("out")).items():
                if not os.path.basename(name).endswith(".tmp"):
                    self.assertEqual(whole[name], digest, name)  # no torn file
        self.run_("render", "-q", *names, "-o", "out", "-j", "2", code=1)
        self.assertEqual(tree(self.path("out")), tree(self.path("whole")))

    def test_nothing_is_left_of_one_that_was_killed(self):
        names = self.datasets(2)
        self.run_("render", "-q", *names, "-f", "pdf")
        whole = tree(self.path("out"))
        left = ["out/d000/.dealbrief-999999-0-0.tmp", "out/d001/.dealbrief-12-3-1.tmp", ".dealbrief-999999-1-0.tmp"]
        for options in ((), ("--force",)):  # folders that are up to date, and those that are written
            for path in left:
                self.write(path, "half a file")
            kept = [self.write("out/d000/.dealbrief-notes.tmp", "mine"), self.write("out/d001/mine.tmp", "mine")]
            self.run_("render", "-q", *names, "-f", "pdf", "--dry-run")
            self.assertEqual([os.path.exists(self.path(path)) for path in left], [True] * 3)
            self.run_("render", "-q", *names, "-f", "pdf", "--results", "r.jsonl", *options)
            self.assertEqual([os.path.exists(self.path(path)) for path in left + kept], [False] * 3 + [True] * 2)
            for path in kept:
                os.remove(self.path(path))
            self.assertEqual(tree(self.path("out")), whole)
        self.write(left[0], "of one that lives")
        lock = os.open(self.path("out/d000"), os.O_RDONLY)
        fcntl.flock(lock, fcntl.LOCK_SH)
        self.run_("render", "-q", *names, "-f", "pdf", "--force")
        self.assertTrue(os.path.exists(self.path(left[0])))
        fcntl.flock(lock, fcntl.LOCK_EX)  # somebody's own: nobody waits for it
        self.run_("render", "-q", *names, "-f", "pdf", "--force", timeout=60)
        os.close(lock)

    def shell(self, line):
        subprocess.run(["sh", "-c", line], cwd=self.there, env={**self.env, "PATH": os.path.dirname(PROGRAM) + ":" + self.env["PATH"]},
                       check=True, timeout=200)

    def whole(self, names):
        self.run_("render", "-q", *names, "-f", "pdf", "-o", "whole")
        return tree(self.path("whole"))

    def test_xargs(self):
        os.mkdir(self.path("datasets"))
        names = [self.write(f"datasets/a {i}.json", SAMPLE) for i in range(5)]
        self.shell("find datasets -name '*.json' -print0 | xargs -0 -n 2 -P 2 dealbrief render -q -j 1 -f pdf -o out")
        self.assertEqual(tree(self.path("out")), self.whole(names))
        self.shell("find datasets -name '*.json' -print0 | dealbrief render -q -f pdf --manifest - -o one")
        self.assertEqual(tree(self.path("one")), tree(self.path("out")))

    @unittest.skipUnless(shutil.which("parallel"), "there is no GNU parallel")
    def test_parallel(self):
        os.mkdir(self.path("datasets"))
        names = [self.write(f"datasets/a {i}.json", SAMPLE) for i in range(5)]
        self.shell("find datasets -name '*.json' -print0 | parallel -0 -n 2 -j 2 dealbrief render -q -j 1 -f pdf -o out")
        self.assertEqual(tree(self.path("out")), self.whole(names))

    @unittest.skipUnless(shutil.which("ninja"), "there is no ninja")
    def test_ninja(self):
        self.write("own.md", "# {{dataset.title}}\n")
        self.write("a.json", SAMPLE)
        self.write("build.ninja", "rule briefing\n  command = dealbrief render -q -f pdf -t own.md -o out --depfile $out.d $in\n"
                   "  depfile = $out.d\nbuild out/a/briefing.pdf: briefing a.json\n")
        self.shell("ninja > first; ninja > second")
        self.assertIn("no work to do", open(self.path("second")).read())
        os.utime(self.path("own.md"), (time.time() + 5, time.time() + 5))
        self.shell("ninja -n > third")
        self.assertIn("dealbrief render", open(self.path("third")).read())

    @unittest.skipUnless(shutil.which("make"), "there is no make")
    def test_make_shares_its_slots(self):
        names = self.datasets(6)
        self.write("Makefile", "all:\n\t+" + PROGRAM + " render -q -j 4 -f pdf " + " ".join(names) + "\n")
        for slots in ("1", "3"):
            subprocess.run(["make", "-s", "-j", slots], cwd=self.there, env=self.env, check=True, timeout=120)
        self.assertEqual(len(os.listdir(self.path("out"))), 6)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2, warnings="ignore")
