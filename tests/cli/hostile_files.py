#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""hostile_files.py PROGRAM ROOT: what is no plain file, leads away, or is built to exhaust whoever reads it.

Each case is refused at once, with a sentence, a right exit code, and nothing written; what a shell offers as a
file (standard input, <(…)) is read as before.
"""
import json
import os
import re
import socket
import struct
import subprocess
import sys
import tempfile
import time
import unittest
import zlib

PROGRAM, ROOT = (os.path.abspath(word) for word in sys.argv[1:3])
SAMPLE = os.path.join(ROOT, "samples", "openai-amazon-2025-12.json")
AT_ONCE = 8.0  # seconds, on a machine that others use, under sanitizers; without them it takes a twentieth
LIGHT = 700 * 1024  # KiB of memory, most of it shadow under a sanitizer
TEMPLATE = "# {{ dataset.title }}\n\nWords.\n"


def run(*words, data=b"", folder=None, seconds=60, pass_fds=()):
    """Exit code, standard output, standard error, seconds, KiB"""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors, tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        process = subprocess.Popen([PROGRAM, *words], stdin=given, stdout=output, stderr=errors, cwd=folder, pass_fds=pass_fds)
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() - begun > seconds:
                process.kill()
                _, status, usage = os.wait4(process.pid, 0)
                break
            time.sleep(.002)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        return (process.returncode, output.read(), errors.read().decode("utf-8", "replace"), time.monotonic() - begun,
                usage.ru_maxrss)


def png(width, height, rows=b"", *, spoil=False, cut=0):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body) ^ spoil)
    data = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return data[:len(data) - cut]


GOOD_ROWS = b"".join(b"\0" + b"\x20\x40\x60\xff" * 8 for _ in range(8))
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">%s</svg>'


class Case(unittest.TestCase):
    def setUp(self):
        self.kept = tempfile.TemporaryDirectory(prefix="dealbrief-hostile-")
        self.folder = self.kept.name
        self.addCleanup(self.kept.cleanup)
        with open(SAMPLE, "rb") as file:
            self.sample = file.read()
        self.write("deals.json", self.sample)
        self.write("secret", "a secret")

    def write(self, name, what):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(what if isinstance(what, bytes) else what.encode())
        return path

    def refused(self, words, codes=(1, 74), said="error", **more):
        before = sorted(os.listdir(self.folder))
        code, output, errors, seconds, memory = run(*words, folder=self.folder, **more)
        told = f"{words}: exit {code} after {seconds:.1f} s, {memory} KiB: {errors[:600]}"
        self.assertIn(code, codes, told)
        self.assertRegex(errors, r"(?m)^\S.*: error: .*\[[a-z0-9-]+\]$", told)
        self.assertRegex(errors, said, told)
        self.assertEqual(output, b"", told)
        self.assertLess(seconds, AT_ONCE, told)
        self.assertLess(memory, LIGHT, told)
        self.assertNotIn("a secret", errors)
        self.assertEqual(sorted(os.listdir(self.folder)), before, told)
        for c in errors:
            self.assertTrue(c == "\n" or ord(c) >= 0x20, told)
        return errors

    def drawn(self, words, **more):
        code, output, errors, _, _ = run(*words, folder=self.folder, **more)
        self.assertEqual(code, 0, f"{words}: {errors[:600]}")
        return output


def odd_files(case, ending):
    """Names of what can be opened and is no plain file, and what is said of it"""
    path = os.path.join(case.folder, "pipe" + ending)
    os.mkfifo(path)
    yield path, "a pipe"
    path = os.path.join(case.folder, "socket" + ending)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(path)
        yield path, "a socket"
    for device in ("/dev/zero", "/dev/full", "/dev/tty"):
        path = os.path.join(case.folder, os.path.basename(device) + ending)
        os.symlink(device, path)
        yield path, "a device"
    path = os.path.join(case.folder, "folder" + ending)
    os.mkdir(path)
    yield path, "a folder"


class NoPlainFile(Case):
    """In place of every file that the program reads"""

    def in_place_of(self, ending, *commands):
        for path, what in odd_files(self, ending):
            for command in commands:
                if what == "a folder" and command[0] == "import":
                    continue  # import reads folders
                with self.subTest(command=command[0], what=what):
                    self.refused([path if word is None else word for word in command], (74,), f"it is {what}|this is {what}")

    def test_datasets(self):
        self.in_place_of(
            ".json", ["check", None], ["render", None, "-o", "out"], ["render", None, "-o", "out", "-j", "1"],
            ["figure", "flow", None, "-o", "out.svg"], ["facts", None], ["diff", None, "deals.json"],
            ["diff", "deals.json", None], ["export", None, "-o", "out"],
            ["render", "deals.json", "--since", None, "-o", "out"])

    def test_tables(self):
        self.in_place_of(".csv", ["import", None])
        self.in_place_of(".txt", ["import", None])

    def test_tables_in_folder(self):
        for path, what in odd_files(self, ".csv"):
            folder = os.path.join(self.folder, "tables")
            os.mkdir(folder)
            os.symlink(path, os.path.join(folder, "deals.csv"))
            with self.subTest(what=what):
                self.refused(["import", "tables"], (74,), f"it is {what}")
            os.unlink(os.path.join(folder, "deals.csv"))
            os.rmdir(folder)

    def test_templates(self):
        self.in_place_of(".md", ["render", "deals.json", "-t", None, "-o", "out"])

    def test_themes(self):
        self.in_place_of(".json", ["render", "deals.json", "--style", None, "-o", "out"],
                         ["figure", "flow", "deals.json", "--style", None, "-o", "out.svg"])

    def test_lists(self):
        self.in_place_of(".list", ["render", "--manifest", None, "-o", "out"], ["render", "--jsonl", None, "-o", "out"])

    def test_in_a_list(self):
        for path, what in odd_files(self, ".json"):
            with self.subTest(what=what):
                self.write("list", path + "\n")
                self.refused(["render", "--manifest", "list", "-o", "out"], (74,), f"is {what}")
                os.unlink(os.path.join(self.folder, "list"))

    def test_inspected(self):
        self.in_place_of(".pdf", ["inspect", None])

    def test_fonts(self):
        os.mkdir(os.path.join(self.folder, "fonts"))
        for path, what in odd_files(self, ".ttf"):
            if what == "a folder":
                continue
            link = os.path.join(self.folder, "fonts", "one.ttf")
            os.symlink(path, link)
            with self.subTest(what=what):
                self.refused(["render", "deals.json", "--font-dir", "fonts", "-o", "out"], (1, 70, 74), "one.ttf")
            os.unlink(link)

    def test_theme_of_a_template(self):
        self.write("own.md", "---\ntheme: look.json\n---\n" + TEMPLATE)
        for path, what in odd_files(self, ""):
            link = os.path.join(self.folder, "look.json")
            os.link(path, link) if what in ("a pipe", "a socket") else os.symlink(path, link)
            with self.subTest(what=what):
                self.refused(["render", "deals.json", "-t", "own.md", "-o", "out"])
            os.unlink(link)

    def test_logo_of_a_theme(self):
        for ending in (".svg", ".png"):
            for path, what in odd_files(self, ending):
                self.write("look.json", json.dumps({"masthead": {"logo": {"file": os.path.basename(path)}}}))
                with self.subTest(what=what, ending=ending):
                    self.refused(["render", "deals.json", "--style", "look.json", "-o", "out"])

    def test_snippet_of_a_template(self):
        for path, what in odd_files(self, ".md"):
            self.write("own.md", TEMPLATE + f"\n::include{{file={os.path.basename(path)}}}\n")
            with self.subTest(what=what):
                self.refused(["render", "deals.json", "-t", "own.md", "-o", "out"], (1,), "bad-include")

    def test_beside_the_outputs(self):
        """What an older run left may have been put in place of by anything; a run looks there first."""
        out = os.path.join(self.folder, "out")
        self.drawn(["render", "deals.json", "-o", out, "-f", "svg"])
        stamp = os.path.join(out, "deals", ".dealbrief")
        os.unlink(stamp)
        os.mkfifo(stamp)
        begun = time.monotonic()
        code, _, errors, _, _ = run("render", "deals.json", "-o", out, "-f", "svg", "--dry-run", folder=self.folder, seconds=AT_ONCE)
        self.assertEqual(code, 0, errors)
        self.assertLess(time.monotonic() - begun, AT_ONCE)


class Streams(Case):
    """What a shell or the system hands over under a name goes on being read."""

    def test_datasets(self):
        expected = self.drawn(["facts", "deals.json"])
        self.assertEqual(self.drawn(["facts", "-"], data=self.sample), expected)
        self.assertEqual(self.drawn(["facts", "/dev/stdin"], data=self.sample), expected)
        for command in ('"$0" facts <(cat deals.json)', 'cat deals.json | "$0" facts /dev/stdin', 'cat deals.json | "$0" facts -',
                        '"$0" facts /dev/fd/5 5< <(cat deals.json)', '"$0" facts /proc/self/fd/5 5< <(sleep .3; cat deals.json)',
                        'cat deals.json | "$0" facts /proc/self/fd/0', '"$0" facts /dev/fd/5 5<deals.json'):
            done = subprocess.run(["bash", "-c", command, PROGRAM], cwd=self.folder, capture_output=True, check=False)
            self.assertEqual(done.returncode, 0, f"{command}: {done.stderr[:300]}")
            self.assertEqual(done.stdout, expected, command)

    def test_others(self):
        self.write("own.md", TEMPLATE)
        self.write("look.json", "{}")
        self.write("list", "deals.json\n")
        self.write("lines", json.dumps(json.loads(self.sample)) + "\n")
        for command in ('"$0" render deals.json -t <(cat own.md) -f pdf -o -', '"$0" render deals.json --style <(cat look.json) -f pdf -o -',
                        '"$0" render -q --manifest <(cat list) -o a && cat a/deals/briefing.pdf',
                        '"$0" render -q --jsonl <(sleep .3; cat lines) -o b && cat b/*/briefing.pdf',
                        '"$0" diff <(cat deals.json) <(cat deals.json)', '"$0" render deals.json --since <(cat deals.json) -f pdf -o -',
                        '"$0" render -q --manifest <(echo /dev/fd/0) -o c <deals.json && cat c/0/briefing.pdf',
                        '"$0" render deals.json -t /dev/stdin -f pdf -o - <own.md'):
            done = subprocess.run(["bash", "-c", command, PROGRAM], cwd=self.folder, capture_output=True, check=False)
            self.assertEqual(done.returncode, 0, f"{command}: {done.stderr[:300]}")
            self.assertTrue(done.stdout, command)


class LeadsAway(Case):
    """Nothing but a template's own folder is read for it."""

    def test_snippets(self):
        folder = os.path.join(self.folder, "own")
        os.mkdir(folder)
        os.symlink("../secret", os.path.join(folder, "link.md"))
        os.symlink(os.path.join(self.folder, "secret"), os.path.join(folder, "absolute.md"))
        os.symlink("..", os.path.join(folder, "up"))
        os.symlink("loop.md", os.path.join(folder, "loop.md"))
        for name in ("../secret", "/etc/passwd", self.folder + "/secret", "./../secret", "parts/../../secret", "link.md",
                     "absolute.md", "up/secret", "loop.md", "//etc/passwd", "..", ".", "", "file:///etc/passwd",
                     "http://127.0.0.1:9/x.md", "a\\..\\..\\secret", "..//secret", "secret/../../secret", "~/.profile", "$HOME/x",
                     "/proc/self/environ", "/dev/stdin", "x" * 5000, "none.md", "%2e%2e/secret"):
            self.write("own/own.md", TEMPLATE + f'\n::include{{file="{name}"}}\n')
            with self.subTest(name=name[:60]):
                self.refused(["render", "deals.json", "-t", "own/own.md", "-o", "out"], (1,))

    def test_themes_and_logos(self):
        folder = os.path.join(self.folder, "own")
        os.mkdir(folder)
        self.write("look.json", "{}")
        self.write("logo.svg", SVG % '<path d="M0 0h5v5z"/>')
        os.symlink("../look.json", os.path.join(folder, "link.json"))
        os.symlink("../logo.svg", os.path.join(folder, "link.svg"))
        for name in ("../look.json", self.folder + "/look.json", "./../look.json", "link.json", "http://127.0.0.1:9/x.json", "/dev/stdin.json"):
            self.write("own/own.md", f"---\ntheme: {name}\n---\n" + TEMPLATE)
            with self.subTest(name=name):
                self.refused(["render", "deals.json", "-t", "own/own.md", "-o", "out"], (1, 74))
        for name in ("../logo.svg", self.folder + "/logo.svg", "link.svg", "../secret", "/etc/passwd", "http://127.0.0.1:9/x.svg",
                     "logo\0.svg", "data:image/svg+xml,<svg/>", "", ".", "..", "x" * 5000):
            self.write("own/look.json", json.dumps({"masthead": {"logo": {"file": name}}}))
            with self.subTest(name=name[:60]):
                self.refused(["render", "deals.json", "--style", "own/look.json", "-o", "out"], (1, 74))

    def test_cycles(self):
        self.write("own.md", TEMPLATE + "\n::include{file=a.md}\n")
        self.write("a.md", "::include{file=b.md}\n")
        self.write("b.md", "::include{file=a.md}\n")
        self.refused(["render", "deals.json", "-t", "own.md", "-o", "out"], (1,), "include itself")
        self.write("a.md", "::include{file=own.md}\n")
        self.refused(["render", "deals.json", "-t", "own.md", "-o", "out"], (1,))
        os.unlink(os.path.join(self.folder, "b.md"))
        os.link(os.path.join(self.folder, "a.md"), os.path.join(self.folder, "b.md"))  # one file, two names
        self.write("a.md", "::include{file=b.md}\n")
        self.refused(["render", "deals.json", "-t", "own.md", "-o", "out"], (1,))

    def test_depth(self):
        for i in range(10000):
            self.write(f"s{i}.md", f"::include{{file=s{i + 1}.md}}\n")
        self.write("s10000.md", "The end.\n")
        self.write("own.md", TEMPLATE + "\n::include{file=s0.md}\n")
        self.refused(["render", "deals.json", "-t", "own.md", "-o", "out"], (1,), "bad-include")
        self.write("own.md", TEMPLATE + "\n::include{file=s9995.md}\n")
        self.drawn(["render", "deals.json", "-t", "own.md", "-f", "pdf", "-o", "-"])

    def test_growth(self):
        """Each takes the next in ten times: a thousand million in all"""
        for i in range(9):
            self.write(f"s{i}.md", f"::include{{file=s{i + 1}.md}}\n\n" * 10)
        self.write("s9.md", "The end.\n")
        self.write("own.md", TEMPLATE + "\n::include{file=s0.md}\n")
        self.refused(["render", "deals.json", "-t", "own.md", "-o", "out"], (1,), "bad-include")


class Exhausting(Case):
    def test_templates(self):
        containers = ":::each{deals}\n"
        for name, what in {
            "empty": b"", "nul": b"# A\0b\n", "nuls": b"\0" * 100000, "high": bytes(range(128, 256)) * 50, "utf16": "# A\n".encode("utf-16"),
            "long": b"# A\n" + b"x" * (64 << 20), "deep": (containers * 10000).encode(),
            "quotes": b">" * 100000 + b"x\n", "lists": b"".join(b" " * 2 * i + b"- x\n" for i in range(2000)),
            "brackets": b"[" * 100000, "stars": b"*a " * 50000, "braces": b"{{" * 50000, "open": b"{{ dataset.title", "fence": b"---\n",
            "ticks": b"`" * 100000 + b"a", "settings": b"---\n" + b"title: x\n" * 50000 + b"---\n# A\n",
            "expression": b"{{ " + b"a." * 50000 + b"b }}", "filters": b"{{ dataset.title" + b" | long" * 20000 + b" }}",
            "attributes": b"::flow{" + b"a=b " * 20000 + b"}"}.items():
            self.write("own.md", what)
            with self.subTest(name=name):
                code, _, errors, seconds, memory = run("render", "deals.json", "-t", "own.md", "-f", "pdf", "-o", "out", folder=self.folder,
                                                       seconds=40)
                self.assertIn(code, (0, 1), f"{name}: {code} after {seconds:.1f} s: {errors[:300]}")
                self.assertLess(seconds, 20, name)
                self.assertEqual(os.path.exists(os.path.join(self.folder, "out", "deals", "briefing.pdf")), code == 0, name)
                if code == 0:
                    os.unlink(os.path.join(self.folder, "out", "deals", "briefing.pdf"))

    def test_themes(self):
        for name, what in {
            "empty": b"", "nul": b'{"name":"a\0b"}', "escaped nul": b'{"masthead":{"logo":{"file":"a\\u0000.svg"}}}', "deep": b"[" * 100000,
            "long": b" " * (64 << 20), "number": b'{"page":{"margins":1e999}}', "words": json.dumps({"masthead": {"text": "x" * 100000}}).encode(),
            "escape": json.dumps({"masthead": {"text": "\x1b[2J"}}).encode(), "bidi": json.dumps({"footer": {"text": "a\u202eb"}}).encode(),
            "colour": json.dumps({"light": {"ink": "red;}*{background:url(//x)"}}).encode(), "key": json.dumps({"</style>": 1}).encode(),
            "font": json.dumps({"font": "../../x"}).encode(), "name": json.dumps({"light": "\u202e"}).encode()}.items():
            self.write("look.json", what)
            with self.subTest(name=name):
                self.refused(["render", "deals.json", "--style", "look.json", "-o", "out"], (1,))

    def logo(self, name, data):
        self.write(name, data)
        self.write("look.json", json.dumps({"masthead": {"logo": {"file": name}}}))

    def test_png(self):
        for name, data in {
            "bomb": png(60000, 60000, b"\0" * 100000), "wide": png(2147483647, 1), "wider": png(4294967295, 4294967295), "none": png(0, 0),
            "short": png(8, 8, GOOD_ROWS[:50]), "long": png(8, 8, GOOD_ROWS * 1000 + b"\0" * (40 << 20)), "cut": png(8, 8, GOOD_ROWS, cut=20),
            "end": png(8, 8, GOOD_ROWS, cut=12), "spoilt": png(8, 8, GOOD_ROWS, spoil=True), "empty": b"", "head": b"\x89PNG\r\n\x1a\n",
            "words": b"not a picture", "svg": (SVG % "").encode()}.items():
            self.logo("logo.png", data)
            with self.subTest(name=name):
                if name == "long":  # what stands behind the last row is not drawn: refused or drawn, but light
                    code, _, errors, seconds, memory = run("render", "deals.json", "--style", "look.json", "-f", "pdf", "-o", "-", folder=self.folder)
                    self.assertIn(code, (0, 1), errors)
                    self.assertLess((seconds, memory), (AT_ONCE, LIGHT))
                    continue
                self.refused(["render", "deals.json", "--style", "look.json", "-o", "out"], (1,), "bad-logo")
        self.logo("logo.png", png(8, 8, GOOD_ROWS))
        self.drawn(["render", "deals.json", "--style", "look.json", "-f", "pdf", "-o", "-"])

    def test_svg(self):
        laughs = "<!DOCTYPE svg [" + "".join(
            f'<!ENTITY l{i + 1} "{"&l%d;" % i * 10}">' for i in range(9)) + '<!ENTITY l0 "ha">]>' + SVG % "<text>&l9;</text>"
        secret = "file://" + os.path.join(self.folder, "secret")
        for name, text in {
            "image": SVG % '<image href="http://127.0.0.1:9/x.png" width="5" height="5"/>', "file": SVG % f'<image href="{secret}"/>',
            "xlink": SVG % f'<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{secret}#a"/>', "use": SVG % '<use href="#a"/>',
            "import": SVG % '<style>@import url("http://127.0.0.1:9/x.css");</style><path d="M0 0h5v5z"/>',
            "font": SVG % '<style>@font-face{font-family:x;src:url(http://127.0.0.1:9/x)}</style>',
            "fill": SVG % '<path d="M0 0h5v5z" fill="url(http://127.0.0.1:9/x#a)"/>', "style": SVG % '<path d="M0 0h5v5z" style="fill:url(#a)"/>',
            "script": SVG % "<script>alert(1)</script>", "event": SVG % '<path d="M0 0h5v5z" onload="alert(1)"/>',
            "foreign": SVG % "<foreignObject><body/></foreignObject>", "entity": f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{secret}">]>' + SVG % "<text>&x;</text>",
            "dtd": '<!DOCTYPE svg SYSTEM "http://127.0.0.1:9/x.dtd">' + SVG % "", "laughs": laughs,
            "include": SVG % f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}"/>',
            "deep": SVG % ("<g>" * 10000 + "</g>" * 10000), "link": SVG % '<a href="javascript:alert(1)"><path d="M0 0h5v5z"/></a>',
            "huge": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e300 1e300"><path d="M0 0h5v5z"/></svg>',
            "nan": SVG % '<path d="M nan 0h5v5z"/>', "outside": SVG % '<path d="M0 0h5000v5z"/>', "points": SVG % ('<path d="M0 0' + "h1h-1" * 40000 + '"/>'),
            "filter": SVG % '<filter id="a"><feImage href="http://127.0.0.1:9/x"/></filter>', "animate": SVG % '<animate attributeName="href"/>',
            "empty": "", "cut": '<svg viewBox="0 0 1', "nul": SVG % "\0", "long": SVG % (" " * (1 << 20))}.items():
            self.logo("logo.svg", text)
            with self.subTest(name=name):
                self.refused(["render", "deals.json", "--style", "look.json", "-o", "out"], (1,))


class Alone(Case):
    """Of a run nothing is opened but what it is made of, and nobody is called."""

    def traced(self, *words):
        trace = os.path.join(self.folder, "trace")
        done = subprocess.run(["strace", "-f", "-qq", "-s", "4096", "-o", trace, "-e", "trace=open,openat,openat2,creat,socket,connect,bind,listen,execve",
                               PROGRAM, *words], cwd=self.folder, capture_output=True, text=True, check=False,
                              env=os.environ | {"ASAN_OPTIONS": "detect_leaks=0"})  # which cannot look under strace
        with open(trace, encoding="utf-8", errors="replace") as file:
            calls = file.read().splitlines()
        os.unlink(trace)
        self.assertGreater(len(calls), 20)
        return done, calls

    def look(self, calls, folders):
        programs = [call for call in calls if " execve(" in call]
        self.assertEqual(len(programs), 1, programs)
        system = ("/lib/", "/lib64/", "/usr/lib", "/etc/ld.so", "/proc/", "/sys/", "/dev/null", "/usr/local/lib", "/nix/",
                  os.path.dirname(os.path.dirname(os.path.dirname(PROGRAM))) + "/", os.path.join(ROOT, "fonts"), os.path.join(ROOT, "templates"))
        for call in calls:
            self.assertNotRegex(call, r"\b(socket|connect|bind|listen)\(", call)
            opened = re.search(r'\b(?:open|openat|openat2|creat)\((?:AT_FDCWD, |\d+, )?"((?:[^"\\]|\\.)*)".* = \d+', call)
            if not opened:
                continue
            path = os.path.normpath(os.path.join(self.folder, opened[1]))
            self.assertTrue(path.startswith(system) or path in folders or path.startswith(tuple(folder + "/" for folder in folders)) or
                            path == os.path.join(self.folder, "deals.json"), call)
            self.assertNotIn("secret", path, call)

    def prepared(self, *, hostile):
        folder = os.path.join(self.folder, "own")
        os.mkdir(folder)
        secret = os.path.join(self.folder, "secret")
        self.write("own/logo.svg", SVG % (f'<image href="file://{secret}"/><use href="http://127.0.0.1:9/x#a"/>' if hostile else '<path d="M0 0h5v5z"/>'))
        self.write("own/look.json", json.dumps({"masthead": {"logo": {"file": "logo.svg"}}}))
        os.symlink("../secret", os.path.join(folder, "link.md"))
        self.write("own/part.md", "A part. [A link](https://example.com/)\n")
        bad = "".join(f"\n::include{{file={name}}}\n" for name in ("../secret", "link.md", secret, "/etc/passwd"))
        self.write("own/own.md", "---\ntheme: look.json\n---\n" + TEMPLATE + "\n::include{file=part.md}\n" + (
            bad + f"\n![x](file://{secret})\n\n![y](http://127.0.0.1:9/y.png)\n\n<img src=\"file://{secret}\">\n\n<script src=http://127.0.0.1:9/></script>\n"
            if hostile else "\n::flow\n\n::sources\n"))
        return folder, os.path.join(self.folder, "out")

    def test_hostile(self):
        folders = self.prepared(hostile=True)
        done, calls = self.traced("render", "deals.json", "-t", "own/own.md", "-f", "pdf,svg,png,html", "-o", "out")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertFalse(os.path.exists(folders[1]))
        self.look(calls, folders)

    def test_good(self):
        folders = self.prepared(hostile=False)
        done, calls = self.traced("render", "deals.json", "-t", "own/own.md", "-f", "pdf,svg,png,html", "-o", "out")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(os.path.exists(os.path.join(folders[1], "deals", "briefing.html")))
        self.look(calls, folders)


if __name__ == "__main__":
    names = sys.argv[3:]
    if names == ["Alone"]:
        try:
            if subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode != 0:
                sys.exit(77)
        except FileNotFoundError:
            sys.exit(77)
    unittest.main(argv=[sys.argv[0], *names])
