#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""render --watch and --serve: what is saved is rendered, whatever way it was saved; a fault is told, and gone when it is mended; nothing is waited for by the clock."""
import fcntl, http.client, json, os, pty, re, shutil, signal, socket, struct, subprocess, sys, tempfile, termios, threading, time, unittest

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
SAMPLE = open(os.path.join(ROOT, "samples/openai-amazon-2025-12.json")).read()
LONG = 120  # seconds that a loaded machine may take for what takes a tenth of one
WATCHING = re.compile(r"^dealbrief: .*, watching$")


def until(what, question):
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        got = question()
        if got:
            return got
        time.sleep(0.002)
    raise AssertionError("waited in vain for " + (what() if callable(what) else what))


class Watcher:
    """A running --watch; its reports are what ends in a line with 'watching'"""

    def __init__(self, folder, *words, env=None):
        self.process = subprocess.Popen([PROGRAM, "render", *words], cwd=folder, stderr=subprocess.PIPE,
                                        stdout=subprocess.PIPE, env=env)
        self.data, self.seen, self.closed = b"", 0, False
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        while data := os.read(self.process.stderr.fileno(), 65536):
            self.data += data
        self.closed = True

    def reports(self):
        found, lines = [], []
        for line in self.data.decode().split("\n")[:-1]:
            lines.append(line)
            if WATCHING.match(line):
                found.append("\n".join(lines))
                lines = []
        return found

    def report(self, *parts):
        """The next report that holds all parts; older ones are left behind."""
        def look():
            for number, text in enumerate(self.reports()[self.seen:], self.seen):
                if all(part in text for part in parts):
                    self.seen = number + 1
                    return text
        return until(lambda: f"{parts} in {self.data.decode()[-3000:]!r}", look)

    def end(self, number=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(LONG)
        until("the end of standard error", lambda: self.closed)
        out = self.process.stdout.read()
        self.process.stdout.close()
        self.process.stderr.close()
        return code, out


class Screen:
    """What a terminal of so many columns shows of the control sequences that are used here, and of no others"""

    def __init__(self, columns):
        self.columns, self.rows, self.x, self.y = columns, [""], 0, 0

    def put(self, text):
        at = 0
        while at < len(text):
            found = re.compile(r"\x1b\[([\d;]*)([A-Za-z])").match(text, at)
            if found:
                number, letter = found.groups()
                at = found.end()
                if letter == "A":
                    self.y = max(0, self.y - int(number))
                elif letter == "J":
                    self.rows = self.rows[:self.y] + [self.rows[self.y][:self.x] if self.y < len(self.rows) else ""]
                elif letter != "m":
                    raise AssertionError("an unknown control sequence: " + found.group())
                continue
            character = text[at]
            at += 1
            if character == "\r":
                self.x = 0
            elif character == "\n":
                self.y += 1
            elif character < " ":
                raise AssertionError(f"an unknown control: {character!r}")
            else:
                if self.x == self.columns:
                    self.x, self.y = 0, self.y + 1
                self.rows += [""] * (self.y + 1 - len(self.rows))
                row = self.rows[self.y].ljust(self.x)
                self.rows[self.y] = row[:self.x] + character + row[self.x + 1:]
                self.x += 1
            self.rows += [""] * (self.y + 1 - len(self.rows))

    def text(self):
        return "\n".join(self.rows)


class Place(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory(prefix="dealbrief-watch-")
        self.addCleanup(place.cleanup)
        self.there = place.name

    def path(self, name):
        return os.path.join(self.there, name)

    def write(self, name, text):
        with open(self.path(name), "w") as file:
            file.write(text)
        return name

    def replace(self, name, text):
        """As editors save"""
        os.rename(self.path(self.write(name + "~", text)), self.path(name))

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def watch(self, *words, **more):
        watcher = Watcher(self.there, *words, "--watch", **more)
        self.addCleanup(lambda: watcher.process.poll() is None and watcher.end(signal.SIGKILL))
        return watcher

    def once(self, *words, code=0):
        got = subprocess.run([PROGRAM, "render", *words], cwd=self.there, capture_output=True, text=True)
        self.assertEqual(got.returncode, code, got.stderr)
        return got


class Watch(Place):
    def test_dataset(self):
        self.write("a.json", SAMPLE)
        watcher = self.watch("a.json", "-f", "pdf")
        first = watcher.report("a.json: 1 output in ")
        self.assertNotIn("\x1b", first)
        times = []
        for number, save in enumerate((self.write, self.replace, self.write)):
            text = SAMPLE.replace("$10 billion", f"${11 + number} billion")
            save("a.json", text)
            watcher.report("a.json: 1 output")
            self.once("-q", "a.json", "-f", "pdf", "-o", "one")
            self.assertEqual(self.read("out/a/briefing.pdf"), self.read("one/a/briefing.pdf"))
        good = self.read("out/a/briefing.pdf")
        self.replace("a.json", '{"x":')
        told = watcher.report("a.json: refused, older outputs stay, watching")
        self.assertIn("a.json:1:6: error", told)
        self.assertEqual(self.read("out/a/briefing.pdf"), good)
        os.unlink(self.path("a.json"))
        watcher.report("a.json:1:1: error: cannot open", "refused")
        self.assertEqual(self.read("out/a/briefing.pdf"), good)
        self.write("a.json", SAMPLE)
        told = watcher.report("a.json: 1 output in ")
        self.assertNotIn("error", told)
        self.assertNotEqual(self.read("out/a/briefing.pdf"), good)
        self.assertEqual([name for name in os.listdir(self.path("out/a")) if name not in ("briefing.pdf", ".dealbrief")], [])
        self.assertEqual(watcher.end(), (-signal.SIGTERM, b""))
        self.assertNotIn(b"\x1b", watcher.data)

    def test_folder_comes_back(self):
        os.mkdir(self.path("data"))
        self.write("data/a.json", SAMPLE)
        watcher = self.watch("data/a.json", "-f", "pdf")
        watcher.report("1 output")
        shutil.rmtree(self.path("data"))
        watcher.report("cannot open")
        os.mkdir(self.path("data"))
        self.write("data/a.json", SAMPLE)
        watcher.report("1 output")
        os.rename(self.path("data"), self.path("was"))
        watcher.report("cannot open")
        os.mkdir(self.path("new"))
        self.write("new/a.json", SAMPLE.replace("$10 billion", "$12 billion"))
        os.rename(self.path("new"), self.path("data"))
        watcher.report("1 output")
        self.write("data/a.json", "[")
        watcher.report("data/a.json:1:2: error")
        self.assertEqual(watcher.end(signal.SIGINT)[0], -signal.SIGINT)

    def test_link(self):
        os.mkdir(self.path("one"))
        os.mkdir(self.path("other"))
        self.write("one/a.json", SAMPLE)
        self.write("other/a.json", "[")
        os.symlink("one/a.json", self.path("a.json"))
        watcher = self.watch("a.json", "-f", "pdf")
        watcher.report("1 output")
        self.write("one/a.json", SAMPLE.replace("$10 billion", "$12 billion"))
        watcher.report("1 output")
        os.symlink("other/a.json", self.path("next"))
        os.rename(self.path("next"), self.path("a.json"))
        watcher.report("a.json:1:2: error")
        self.write("other/a.json", SAMPLE)
        watcher.report("1 output")
        watcher.end()

    def test_template_and_theme(self):
        self.write("a.json", SAMPLE)
        os.mkdir(self.path("parts"))
        self.write("own.md", "# {{dataset.title}}\n\n::include{file=parts/lead.md}\n\n::flow\n")
        self.write("parts/lead.md", "{{dataset.lead}}\n")
        self.write("own.json", '{"masthead":{"text":"First","logo":{"file":"logo.svg","alt":"A box"}}}')
        logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0H%dV10H0z" fill="#123"/></svg>'
        self.write("logo.svg", logo % 10)
        words = ("a.json", "-t", "own.md", "--style", "own.json", "-f", "pdf,html")
        watcher = self.watch(*words)
        watcher.report("a.json: 2 outputs in ")

        def same():
            self.once("-q", *words, "-o", "once", "--force")
            for name in ("briefing.pdf", "briefing.html"):
                self.assertEqual(self.read("out/a/" + name), self.read("once/a/" + name))
        states = {self.read("out/a/briefing.html")}
        for name, text in (("own.md", "# {{dataset.title}}\n\nMore.\n\n::include{file=parts/lead.md}\n\n::flow\n"),
                           ("parts/lead.md", "{{dataset.lead}} And more.\n"),
                           ("own.json", '{"masthead":{"text":"Second","logo":{"file":"logo.svg","alt":"A box"}},"type":{"body":{"size":10}}}'),
                           ("logo.svg", logo % 5)):
            self.replace(name, text)
            watcher.report("a.json: 2 outputs in ")
            same()
            states.add(self.read("out/a/briefing.html"))
        self.assertEqual(len(states), 5)
        good = self.read("out/a/briefing.html")
        self.write("own.md", "# {{dataset.titel}}\n\n::include{file=parts/lead.md}\n\n::flow\n")
        self.assertIn("own.md:1:13: error", watcher.report("is refused, older outputs stay"))
        self.write("own.json", '{"masthead":{"txet":"Third"}}')
        watcher.report("own.md:1:13: error", "own.json:1:14: error", "is refused, older outputs stay")
        self.write("own.md", "# {{dataset.title}}\n\n::include{file=parts/new.md}\n")
        self.assertNotIn("own.md:1:13", watcher.report("own.md:3:16: error", "own.json:1:14: error"))
        self.write("own.json", "{}")
        self.assertNotIn("own.json", watcher.report("own.md:3:16: error"))
        self.assertEqual(self.read("out/a/briefing.html"), good)
        self.write("parts/new.md", "Here it is.\n")  # nobody could know of it
        self.assertNotIn("error", watcher.report("a.json: 2 outputs in "))
        same()
        os.unlink(self.path("own.md"))
        watcher.report("own.md", "refused")
        self.write("own.md", "# Back\n")
        watcher.report("a.json: 2 outputs in ")
        same()
        watcher.end()

    def test_several(self):
        names = [self.write(f"d{i}.json", SAMPLE) for i in range(3)]
        self.write("old.json", SAMPLE)
        watcher = self.watch(*names, "-f", "pdf", "--since", "old.json")
        watcher.report("3 datasets: 3 outputs in ")
        before = {n: os.stat(self.path(f"out/{n[:-5]}/briefing.pdf")).st_ino for n in names}
        self.write("d1.json", "[")
        told = watcher.report("d1.json: refused, older outputs stay")
        self.assertNotIn("d0.json", told)
        self.write("d2.json", SAMPLE)
        watcher.report("d2.json: 1 output in ", ", 1 refused, older outputs stay")
        self.assertEqual(os.stat(self.path("out/d0/briefing.pdf")).st_ino, before["d0.json"])
        self.write("d1.json", SAMPLE)
        self.assertNotIn("refused", watcher.report("d1.json: 1 output in "))
        self.write("old.json", SAMPLE.replace("$10 billion", "$9 billion"))
        watcher.report("3 datasets: 3 outputs in ")
        watcher.end()

    def test_forms(self):
        self.write("a.json", '{"x":')
        watcher = self.watch("a.json", "-f", "pdf", "--diagnostics", "json")
        until("an error", lambda: b"\n" in watcher.data)
        self.write("a.json", SAMPLE)
        until("the PDF", lambda: os.path.exists(self.path("out/a/briefing.pdf")))
        watcher.end()
        self.assertTrue(all(json.loads(line)["schema"] == 1 for line in watcher.data.splitlines()))
        watcher = self.watch("a.json", "-f", "pdf", "-q", "-o", "quiet")
        until("the PDF", lambda: os.path.exists(self.path("quiet/a/briefing.pdf")))
        watcher.end()
        self.assertEqual(watcher.data, b"")
        watcher = self.watch("a.json", "-f", "pdf", "--strict", "-o", "strict")
        watcher.report("refused for 3 warnings under --strict", "a.json: refused")
        watcher.end()
        self.assertFalse(os.path.exists(self.path("strict/a/briefing.pdf")))

    def test_usage(self):
        self.write("a.json", SAMPLE)
        for words, part in ((["-"], "standard input"), (["a.json", "-t", "-"], "standard input"),
                            (["a.json", "--since", "-"], "standard input"), (["a.json", "-o", "-", "-f", "pdf"], "standard output"),
                            (["a.json", "--jsonl"], "--jsonl"), (["a.json", "--manifest", "x"], "--manifest"),
                            (["a.json", "--shard", "1/2"], "--shard"), (["a.json", "-j", "2"], "--jobs"),
                            (["a.json", "--results", "-"], "--results"), (["a.json", "--depfile", "d"], "--depfile"),
                            (["a.json", "--dry-run"], "--dry-run"), (["a.json", "--force"], "--force"),
                            (["a.json", "--time-limit", "9"], "--time-limit"), (["a.json", "--memory-limit", "512"], "--memory-limit")):
            told = self.once(*words, "--watch", code=2).stderr
            self.assertIn("--watch", told)
            self.assertIn(part, told)
        self.once("a.json", "a.json", "--watch", code=2)
        self.assertFalse(os.path.exists(self.path("out")))

    def test_terminal(self):
        self.write("a.json", SAMPLE)
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 60, 0, 0))
        env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
        process = subprocess.Popen([PROGRAM, "render", "a.json", "--watch", "-f", "pdf"], cwd=self.there, stderr=theirs,
                                   stdout=subprocess.PIPE, env=env)
        self.addCleanup(lambda: process.poll() is None and process.kill())
        os.close(theirs)
        said, screen, shown = [b""], Screen(60), [0]

        def read():
            try:
                while data := os.read(ours, 65536):
                    said[0] += data
            except OSError:  # the other end is closed
                pass
        threading.Thread(target=read, daemon=True).start()

        def shows(*parts):
            def look():
                text = said[0].decode(errors="ignore")
                if not text.endswith("watching\r\n"):
                    return False
                screen.put(text[shown[0]:])
                shown[0] = len(text)
                flat = screen.text().replace("\n", "")
                return all(part in flat for part in parts) and flat
            return until(lambda: f"{parts} in {said[0]!r}", look)
        first = shows("a.json: 1 output in ", "[signed-undated]")
        rows = len(screen.rows)
        self.assertGreater(rows, 4)  # three warnings, longer than a row, and the status
        self.assertIn(b"\x1b[1;35mwarning:\x1b[0m", said[0])
        self.write("a.json", '{"x":')
        second = shows("a.json:1:6: error", "refused, older outputs stay")
        self.assertNotIn("warning", second)
        self.assertLess(len(screen.rows), rows)
        self.write("a.json", SAMPLE)
        third = shows("a.json: 1 output in ", "[signed-undated]")
        self.assertEqual(re.sub(r"\d+ ms", "", third), re.sub(r"\d+ ms", "", first))
        self.assertEqual(len(screen.rows), rows)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(LONG), -signal.SIGINT)
        self.assertEqual(process.stdout.read(), b"")
        process.stdout.close()
        os.close(ours)

    def test_speed_and_memory(self):
        """Printed, as machines differ; memory is held to what cannot grow unseen."""
        self.write("a.json", SAMPLE)
        watcher = self.watch("a.json")
        watcher.report("17 outputs in ")
        target, taken, resident = self.path("out/a/briefing.pdf"), [], []

        def state():
            found = os.stat(target)
            return found.st_ino, found.st_mtime_ns
        for number in range(40):
            before, text = state(), SAMPLE.replace("$10 billion", f"${11 + number % 7} billion")
            began = time.monotonic()
            self.replace("a.json", text)
            until("the outputs", lambda: state() != before)
            taken.append((time.monotonic() - began) * 1e3)
            watcher.report("17 outputs in ")
            with open(f"/proc/{watcher.process.pid}/status") as file:
                resident.append(int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)))
        watcher.end()
        taken.sort()
        print(f"# from the write to the renamed outputs: {taken[0]:.0f} ms at best, {taken[len(taken) // 2]:.0f} ms in the middle, "
              f"{taken[-1]:.0f} ms at worst; {resident[9]} KB after 10 renderings, {resident[-1]} KB after {len(resident)}",
              file=sys.stderr)
        if not sanitized():  # which keep what is freed for a while
            self.assertLess(resident[-1], resident[9] + 8192)


class Serve(Place):
    def setUp(self):
        super().setUp()
        if "built without" in subprocess.run([PROGRAM, "render", "x.json", "--serve", "-j", "2"], capture_output=True, text=True).stderr:
            self.skipTest("built without --serve")

    def serve(self, *words):
        watcher = Watcher(self.there, *words)
        self.addCleanup(lambda: watcher.process.poll() is None and watcher.end(signal.SIGKILL))
        found = until("an address", lambda: re.search(r"^dealbrief: http://127\.0\.0\.1:(\d+)/ shows (it|them)\n", watcher.data.decode(), re.M))
        self.port = int(found.group(1))
        return watcher

    def get(self, path, method="GET", host=None, address="127.0.0.1", body=None):
        connection = http.client.HTTPConnection(address, self.port, timeout=LONG)
        connection.putrequest(method, path, skip_host=True)
        for one in [host or f"127.0.0.1:{self.port}"] if not isinstance(host, list) else host:
            connection.putheader("Host", one)
        if body:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, answer.headers, data

    def events(self):
        """States as they come"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        self.addCleanup(connection.close)
        connection.request("GET", "/events")
        answer = connection.getresponse()
        self.assertEqual(answer.headers["Content-Type"], "text/event-stream")
        while line := answer.readline():
            if line.startswith(b"data: "):
                yield json.loads(line[6:])

    def listeners(self, pid):
        own = set()
        for name in os.listdir(f"/proc/{pid}/fd"):
            found = re.match(r"socket:\[(\d+)\]", os.readlink(f"/proc/{pid}/fd/{name}"))
            if found:
                own.add(found.group(1))
        places = []
        for table in ("tcp", "tcp6"):
            if os.path.exists(f"/proc/net/{table}"):
                with open(f"/proc/net/{table}") as file:
                    for cells in (line.split() for line in file.read().splitlines()[1:]):
                        if cells[9] in own and cells[3] == "0A":
                            address, port = cells[1].split(":")
                            places.append((address, int(port, 16)))
        return places

    def test_edition(self):
        self.write("a.json", SAMPLE)
        watcher = self.serve("a.json", "--serve")
        watcher.report("a.json: 18 outputs in ")
        places = self.listeners(watcher.process.pid)
        self.assertTrue(places)
        for address, port in places:
            self.assertIn(address, (socket.inet_aton("127.0.0.1")[::-1].hex().upper(), "00000000000000000000000001000000"))
            self.assertEqual(port, self.port)
        self.once("-q", "a.json", "-f", "html", "-o", "once")
        status, headers, page = self.get("/0/briefing.html")
        self.assertEqual((status, page), (200, self.read("once/a/briefing.html")))
        self.assertEqual((headers["Cache-Control"], headers["Content-Type"]), ("no-store", "text/html; charset=utf-8"))
        for name, kind in (("briefing.pdf", "application/pdf"), ("flow.svg", "image/svg+xml"), ("flow.png", "image/png")):
            status, headers, data = self.get("/0/" + name)
            self.assertEqual((status, headers["Content-Type"], data), (200, kind, self.read("out/a/" + name)))
        status, headers, data = self.get("/")
        self.assertEqual(status, 200)
        self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
        self.assertIn(b"/page.js", data)
        self.assertEqual([self.get(path)[0] for path in ("/page.js", "/page.css")], [200, 200])
        status, headers, data = self.get("/0/flow.svg", method="HEAD")
        self.assertEqual((status, int(headers["Content-Length"]), data), (200, os.path.getsize(self.path("out/a/flow.svg")), b""))
        states = self.events()
        state = next(states)
        self.assertFalse(state["refused"] or state["datasets"][0]["refused"])
        self.assertEqual(state["datasets"][0]["name"], "a.json")
        self.assertEqual(len(state["datasets"][0]["files"]), 18)
        self.assertIn("[signed-undated]", state["datasets"][0]["told"])
        version = state["datasets"][0]["version"]
        self.write("a.json", '{"<b>":')
        state = next(states)
        self.assertTrue(state["datasets"][0]["refused"])
        self.assertIn("a.json:1:8: error", state["datasets"][0]["told"])
        self.assertEqual(state["datasets"][0]["version"], version)
        self.assertEqual(self.get("/0/briefing.html")[2], page)
        self.write("a.json", SAMPLE.replace("$10 billion", "$12 billion"))
        state = next(states)
        self.assertFalse(state["datasets"][0]["refused"])
        self.assertNotEqual(state["datasets"][0]["version"], version)
        self.once("-q", "a.json", "-f", "html", "-o", "once", "--force")
        self.assertEqual(self.get("/0/briefing.html")[2], self.read("once/a/briefing.html"))
        self.assertNotEqual(self.get("/0/briefing.html")[2], page)
        self.assertEqual(watcher.end(signal.SIGINT), (-signal.SIGINT, b""))  # with a stream open
        self.assertEqual(list(states), [])

    def test_refusals(self):
        self.write("a.json", SAMPLE)
        self.write("secret.html", "secret")
        watcher = self.serve("a.json", "--serve=0", "-f", "html")
        watcher.report("1 output")
        good = [f"{name}:{self.port}" for name in ("localhost", "LocalHost", "127.0.0.1", "[::1]")]
        self.assertEqual([self.get("/", host=host)[0] for host in good], [200] * 4)
        for host in ("evil.example", f"evil.example:{self.port}", "localhost", f"localhost:{self.port + 1}", f"localhost.:{self.port}",
                     f"127.0.0.1:{self.port}.evil.example", f"x@127.0.0.1:{self.port}", " ", [good[0], "evil.example"], [good[0]] * 2):
            for path in ("/", "/events", "/0/briefing.html", "/nothing"):
                self.assertIn(self.get(path, host=host)[0], (400, 403), host)
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"):
            status, headers, data = self.get("/0/briefing.html", method=method, body=b"x=1" if method == "POST" else None)
            self.assertEqual((status, headers["Allow"]), (405, "GET, HEAD"), method)
        for path in ("/0/.dealbrief", "/0/../../secret.html", "/0/..%2f..%2fsecret.html", "/../secret.html", "/secret.html", "/0//briefing.html",
                     "/1/briefing.html", "/00000000000000000000000000/briefing.html", "/-1/briefing.html", "/0/briefing.html/",
                     "/0/", "/0", "//", "/0/flow.svg", "http://evil.example/", "/etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/page.html"):
            status, headers, data = self.get(path)
            self.assertEqual(status, 404, path)
            self.assertNotIn(b"secret", data)
        for path in ("/", "/events", "/0/briefing.html"):
            self.assertNotIn("Access-Control-Allow-Origin", self.get(path, method="HEAD")[1])
            self.assertEqual(self.get(path, method="HEAD")[1]["Cross-Origin-Resource-Policy"], "same-origin")
        raw = socket.create_connection(("127.0.0.1", self.port), timeout=LONG)
        raw.sendall(b"nonsense\r\n\r\n")
        raw.recv(4096)
        raw.close()
        self.assertEqual(self.get("/")[0], 200)
        other = subprocess.run([PROGRAM, "render", "a.json", f"--serve={self.port}", "-o", "other"], cwd=self.there, capture_output=True, text=True)
        self.assertEqual(other.returncode, 74, other.stderr)
        self.assertIn(f"cannot listen on 127.0.0.1, port {self.port}: ", other.stderr)
        self.assertFalse(os.path.exists(self.path("other")))
        watcher.end()

    def test_several(self):
        self.write("a.json", SAMPLE)
        self.write("b b.json", "[")
        self.write("own.md", "# {{dataset.title}}\n")
        watcher = self.serve("a.json", "b b.json", "--serve", "-f", "html", "-t", "own.md", "--color", "always")
        states = self.events()
        state = next(states)
        while len(state["datasets"]) < 2:
            state = next(states)
        self.assertEqual([(one["name"], one["refused"], one["files"]) for one in state["datasets"]],
                         [("a.json", False, ["briefing.html"]), ("b b.json", True, [])])
        self.assertNotIn("\x1b", state["datasets"][1]["told"])
        self.assertEqual(self.get("/1/briefing.html")[0], 404)
        self.write("b b.json", SAMPLE)
        state = next(states)
        self.assertEqual(state["datasets"][1]["files"], ["briefing.html"])
        self.assertEqual(self.get("/1/briefing.html")[0], 200)
        self.write("own.md", "# {{dataset.titel}}\n")
        state = next(states)
        self.assertTrue(state["refused"])
        self.assertIn("own.md:1:13: error", state["told"])
        os.unlink(self.path("out/b b/briefing.html"))
        self.assertEqual([self.get(f"/{number}/briefing.html")[0] for number in (0, 1)], [200, 404])
        watcher.end()

    def test_usage(self):
        self.write("a.json", SAMPLE)
        for words, part in ((["--serve", "-f", "pdf"], "add html to --format"), (["--serve=70000"], "--serve takes a port from 0 to 65535"),
                            (["--serve=x"], "--serve takes a port"), (["--serve", "-q"], "--serve=8000"),
                            (["--serve", "-j", "3"], "--jobs"), (["--serve", "-o", "-", "-f", "html"], "standard output")):
            self.assertIn(part, self.once("a.json", *words, code=2).stderr)
        self.assertFalse(os.path.exists(self.path("out")))


def sanitized():
    with open(PROGRAM, "rb") as file:
        return b"__asan_init" in file.read()


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:], verbosity=2)
