#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Each limit of docs/limits.md from both sides: as much as it allows is taken, one more is refused with its code, a place and a
hint, and --limit moves the border."""
import json, os, re, resource, subprocess, sys, tempfile, unittest

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
SAMPLE = os.path.join(ROOT, "samples/openai-amazon-2025-12.json")


def table():
    rows = {}
    for line in open(os.path.join(ROOT, "docs/limits.md"), encoding="utf-8"):
        found = re.fullmatch(r"\| `(\w+)` \| .* \| (\d+) \| (\d+) \| `([\w-]+)` \| .* \|\n", line)
        if found:
            rows[found[1]] = (int(found[2]), int(found[3]), found[4])
    return rows


ROWS = table()


def dataset(**more):
    whole = {"dealbrief": "1", "as_of": "2025-12-31", "parties": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
             "sources": [{"id": "s", "publisher": "R"}],
             "deals": [{"id": "d", "type": "purchase", "from": "a", "to": "b", "status": "signed", "date": "2025-01-02", "amount": "$5B",
                        "sources": ["s"]}]}
    whole.update(more)
    return whole


class Limits(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory(prefix="dealbrief-limits-")
        self.addCleanup(self.place.cleanup)
        self.there = self.place.name

    def write(self, name, content):
        content = content if isinstance(content, (str, bytes)) else json.dumps(content)
        with open(os.path.join(self.there, name), "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        return name

    def ran(self, *words, **more):
        done = subprocess.run([PROGRAM, *words], cwd=self.there, capture_output=True, **more)
        return done.returncode, done.stderr.decode()

    def taken(self, name, *words, code=0):
        got, said = self.ran(*words)
        self.assertEqual(got, code, said[-1000:])
        self.assertNotIn(f"[{ROWS[name][2]}]", said)

    def refused(self, name, most, *words, place="1:1"):
        got, said = self.ran(*words)
        hint = "this is the most that --limit allows" if most == ROWS[name][1] else f"--limit {name}=N allows more, up to {ROWS[name][1]}"
        lines = [line for line in said.splitlines() if line.endswith(f"[{ROWS[name][2]}]")]
        self.assertEqual(got, 1, said[-1000:])
        self.assertTrue(lines, said[-1000:])
        self.assertRegex(lines[0], rf"^\S+:{place}: error: .*\b{most}\b.*; .*{re.escape(hint)} \[")
        return lines[0]

    def both_sides(self, name, amount, *words, place="1:1", code=0):
        """words: a command whose input holds just so much of it"""
        self.taken(name, *words, "--limit", f"{name}={amount}", code=code)
        line = self.refused(name, amount - 1, *words, "--limit", f"{name}={amount - 1}", place=place)
        if amount <= ROWS[name][0]:
            self.taken(name, *words, code=code)
        else:
            self.refused(name, ROWS[name][0], *words, place=place)
        return line

    def test_every_limit_has_a_test(self):
        missing = [name for name in ROWS if not hasattr(self, f"test_{name}")]
        self.assertEqual(missing, [])
        self.assertGreaterEqual(len(ROWS), 16)

    def test_bytes(self):
        text = json.dumps(dataset())
        self.write("a.json", text)
        for words in ("check a.json", "facts a.json -o facts.json", "figure flow a.json -o flow.svg", "export a.json -o csv",
                      "render a.json -o out --force"):
            self.both_sides("bytes", len(text), *words.split())
        self.write("lines", text + "\n" + " " * 9 + text + "\n")
        self.both_sides("bytes", len(text) + 9, "render", "--jsonl", "lines", "-o", "out", "-f", "html", "--force", place="2:1")
        sheet = "from,to,amount,date,source\nA,B,$5B,2025-01-02,R\n"
        self.write("deals.csv", sheet)
        self.both_sides("bytes", len(sheet), "import", "deals.csv", "-o", "import.json")
        self.write("old.json", dataset(title="An older edition, which is longer than the other"))
        longer = os.path.getsize(os.path.join(self.there, "old.json"))
        self.both_sides("bytes", longer, "diff", "old.json", "a.json", "-o", "diff.txt")
        self.both_sides("bytes", longer, "facts", "a.json", "--since", "old.json", "-o", "facts.json")

    def test_bytes_of_a_line_that_goes_on(self):
        lines = dataset()
        self.write("lines", " " * 300000 + "\n" + json.dumps(lines) + "\n")
        line = self.refused("bytes", 100000, "render", "--jsonl", "lines", "-o", "out", "-f", "html", "--limit", "bytes=100000")
        self.assertIn("this line is longer than 100000 bytes", line)
        self.assertTrue(os.path.exists(os.path.join(self.there, "out/lines-2/briefing.html")))

    def test_bytes_within_a_pdf(self):
        text = json.dumps(dataset())
        self.write("a.json", text)
        self.taken("bytes", "render", "a.json", "-o", "out", "-f", "pdf")
        self.both_sides("bytes", len(text), "inspect", "out/a/briefing.pdf", "-o", "again.json")
        with open(os.path.join(self.there, "again.json"), encoding="utf-8") as file:
            self.assertEqual(file.read(), text)

    def nested(self, depth):
        return dataset(x_own=json.loads("[" * (depth - 1) + "]" * (depth - 1)))

    def test_depth(self):
        usual, most, _ = ROWS["depth"]
        for depth in (20, usual, usual + 1, most - 1):
            self.write("a.json", self.nested(depth))
            self.both_sides("depth", depth, "check", "a.json", place=r"1:\d+")
        self.write("a.json", self.nested(most))
        at = ["--limit", f"depth={most}"]
        self.taken("depth", "check", "a.json", *at)
        self.taken("depth", "export", "a.json", "-o", "csv", *at)
        self.taken("depth", "diff", "a.json", "a.json", "-o", "diff", *at)
        self.write("attach.json", {"attach": {"csv": True}})
        self.taken("depth", "render", "a.json", "-o", "out", "--style", "attach.json", "-f", "pdf", *at)
        done = subprocess.run([PROGRAM, "inspect", "out/a/briefing.pdf", "--json"], cwd=self.there, capture_output=True, check=True)
        self.assertIn("deals.csv", done.stdout.decode())
        self.write("a.json", self.nested(most + 1))
        self.refused("depth", most, "check", "a.json", *at, place=r"1:\d+")

    def test_values(self):
        whole = dataset(x_own=list(range(1000)))
        self.write("a.json", whole)
        self.both_sides("values", self.count(whole), "check", "a.json", place=r"1:\d+")

    def count(self, value):
        below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
        return 1 + sum(self.count(child) for child in below)

    def test_entries(self):
        usual = ROWS["entries"][0]
        parties = [{"id": f"p{i}", "name": f"P{i}"} for i in range(50)]
        self.write("a.json", dataset(parties=dataset()["parties"] + parties))
        self.both_sides("entries", 52, "check", "a.json", place=r"1:\d+")
        tranches = [{"amount": "$1M"} for i in range(40)]
        whole = dataset()
        whole["deals"][0].update(amount="$40M", tranches=tranches)
        self.write("a.json", whole)
        line = self.both_sides("entries", 40, "check", "a.json", place=r"1:\d+")
        self.assertIn("40 entries stand in deals[0].tranches, where 39 are the most", line)
        for count in (usual, usual + 1):
            self.write("a.json", dataset(notes=[{"kind": "context", "text": "t"}] * count))
            self.both_sides("entries", count, "check", "a.json", "-q", place=r"1:\d+")
        self.write("deals.csv", "from,to,amount,date,source\n" + "A,B,$5B,2025-01-02,R\n" * 30)
        self.both_sides("entries", 30, "import", "deals.csv", "-q", "-o", "import.json", place=r"\d+:\d+")

    def lengths(self, name, make):
        usual, most, _ = ROWS[name]
        for length in (usual, usual + 1, most - 1):
            self.write("a.json", make(length))
            self.both_sides(name, length, "check", "a.json", place=r"1:\d+")
        self.write("a.json", make(most))
        for template in ("weekly", "article"):
            self.taken(name, "render", "a.json", "-t", template, "-o", "out", "-f", "pdf,svg,html", "--limit", f"{name}={most}")
        self.write("a.json", make(most + 1))
        self.refused(name, most, "check", "a.json", "--limit", f"{name}={most}", place=r"1:\d+")

    def test_name(self):
        self.lengths("name", lambda length: dataset(parties=[{"id": "a", "name": "é" * length}, {"id": "b", "name": "B"}]))

    def test_text(self):
        self.lengths("text", lambda length: dataset(notes=[{"kind": "context", "text": ("é wörd " * length)[:length - 1] + "."}]))

    def test_url(self):
        start = "https://example.org/"
        self.lengths("url", lambda length: dataset(sources=[{"id": "s", "publisher": "R", "url": start + "a" * (length - len(start))}]))

    def test_columns(self):
        usual, most, _ = ROWS["columns"]
        for count in (20, usual, usual + 1, most - 1):
            names = "from,to,amount,date,source," + ",".join(f"x_{i}" for i in range(count - 5))
            self.write("deals.csv", names + "\nA,B,$5B,2025-01-02,R" + "," * (count - 5) + "\n")
            self.both_sides("columns", count, "import", "deals.csv", "-q", "-o", "import.json")
        os.mkdir(os.path.join(self.there, "tables"))
        self.write("tables/deals.csv", "id,type,from,to,amount,status\nd,purchase,a,b,$5B,signed\n")
        self.write("tables/parties.csv", "id,name\na,A\nb,B\n")
        self.write("tables/dataset.csv", "key,value\nas_of,2025\n")
        self.both_sides("columns", 6, "import", "tables", "-q", "-o", "import.json")

    def test_cells(self):
        self.write("deals.csv", "from,to,amount,date,source\n" + "A,B,$5B,2025-01-02,R\n" * 9)
        self.both_sides("cells", 50, "import", "deals.csv", "-q", "-o", "import.json", place="10:1")

    def test_template(self):
        usual = ROWS["template"][0]
        self.write("a.json", dataset())
        for length in (1000, usual, usual + 1):
            self.write("t.md", "# Title\n" + " " * (length - 9) + "\n")
            self.both_sides("template", length, "render", "a.json", "-t", "t.md", "-o", "out", "-f", "html", "--force")
        self.write("t.md", "# Title\n\n::include{file=s.md}\n")
        self.write("s.md", "Words.\n" + "\n" * 993)
        words = ["render", "a.json", "-t", "t.md", "-o", "out", "-f", "html", "--force", "--limit"]
        self.taken("template", *words, "template=1000")
        got, said = self.ran(*words, "template=999")
        self.assertEqual((got, said), (1, "t.md:3:16: error: cannot read 's.md': the file is longer than 999 bytes; --limit template=N "
                                          f"allows more, up to {ROWS['template'][1]} [bad-include]\n"))

    def test_theme(self):
        usual = ROWS["theme"][0]
        self.write("a.json", dataset())
        for length in (100, usual, usual + 1):
            self.write("t.json", "{}" + " " * (length - 2))
            self.both_sides("theme", length, "render", "a.json", "--style", "t.json", "-o", "out", "-f", "html", "--force")

    def test_logo(self):
        usual = ROWS["logo"][0]
        self.write("a.json", dataset())
        self.write("t.json", {"masthead": {"logo": {"file": "l.svg", "alt": "L"}}})
        logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z"/>'
        for length in (200, usual, usual + 1):
            self.write("l.svg", logo + " " * (length - len(logo) - 6) + "</svg>")
            self.both_sides("logo", length, "render", "a.json", "--style", "t.json", "-o", "out", "-f", "html", "--force")

    def test_pages(self):
        usual, most, _ = ROWS["pages"]
        self.write("a.json", dataset())
        for count in (7, usual, usual + 1, most - 1):
            self.write("t.md", "# Title\n\nPage\n\n" + "::pagebreak\n\nPage\n\n" * (count - 1))
            self.both_sides("pages", count, "render", "a.json", "-t", "t.md", "-o", "out", "-f", "pdf", "--force")
        # what ::: each repeats is bounded by blocks, and those by pages
        self.write("b.json", dataset(notes=[{"kind": "context", "text": f"t{i}"} for i in range(26)]))
        self.write("t.md", "# Title\n\n:::each{notes}\n:::each{notes}\nx\n:::\n:::\n")
        line = self.refused_each("b.json")
        self.assertIn("--limit pages=N allows more", line)

    def refused_each(self, name):
        got, said = self.ran("render", name, "-t", "t.md", "-o", "out", "-f", "html", "--limit", "pages=1")
        self.assertEqual((got, "[limit-pages]" in said), (1, True), said)
        self.assertEqual(self.ran("render", name, "-t", "t.md", "-o", "out", "-f", "html", "--limit", "pages=2")[0], 0)
        return said

    def test_pixels(self):
        self.write("a.json", dataset())
        self.taken("pixels", "figure", "flow", "a.json", "-o", "f.png")
        with open(os.path.join(self.there, "f.png"), "rb") as file:
            head = file.read(24)
        pixels = int.from_bytes(head[16:20], "big") * int.from_bytes(head[20:24], "big")
        self.both_sides("pixels", pixels, "figure", "flow", "a.json", "-o", "f.png")
        # a briefing goes on without the picture, and says so
        got, said = self.ran("render", "a.json", "-o", "out", "-f", "png", "--limit", "pixels=1000")
        self.assertEqual(got, 0, said)
        self.assertIn("the PDF and the SVG have it; --limit pixels=N allows more", said)

    def test_manifest(self):
        self.write("a.json", dataset())
        self.write("list", "a.json\n" + "\n" * 93)
        self.both_sides("manifest", 100, "render", "--manifest", "list", "-o", "out", "-f", "html", "--force")

    def test_inspect(self):
        self.taken("inspect", "figure", "flow", self.write("a.json", dataset()), "-o", "f.svg")
        self.both_sides("inspect", os.path.getsize(os.path.join(self.there, "f.svg")), "inspect", "f.svg")

    def test_command_line(self):
        for words, sentence in ((["dept=3"], "unknown limit 'dept'; did you mean 'depth'?"),
                                (["banana=3"], "unknown limit 'banana'"),
                                (["depth"], "--limit takes NAME=N, as in --limit depth=100, not 'depth'"),
                                (["=3"], "--limit takes NAME=N, as in --limit depth=100, not '=3'"),
                                (["depth=0"], "--limit depth takes a whole number from 1 to 500, not '0'"),
                                (["depth=501"], "--limit depth takes a whole number from 1 to 500, not '501'"),
                                (["depth=1e2"], "--limit depth takes a whole number from 1 to 500, not '1e2'"),
                                (["depth="], "--limit depth takes a whole number from 1 to 500, not ''"),
                                (["depth=99999999999999999999999"], "--limit depth takes a whole number from 1 to 500, not '9")):
            got, said = self.ran("check", SAMPLE, "--limit", *words)
            self.assertEqual(got, 2)
            self.assertIn(sentence, said)
        self.assertEqual(self.ran("schema", "--limit", "depth=3")[0], 2)
        # the last one counts, and each is another's business
        self.assertEqual(self.ran("check", "-q", SAMPLE, "--limit=depth=2", "--limit=depth=10", "--limit", "name=100")[0], 0)
        done = subprocess.run([PROGRAM, "help", "check"], capture_output=True, check=True).stdout.decode()
        shown = re.findall(r"(\w+) \((\d+)\)", re.sub(r"\s+", " ", done.split("--limit NAME=N")[1].split("--strict")[0]))
        self.assertEqual(shown, [(name, str(row[0])) for name, row in ROWS.items()])

    def test_what_is_up_to_date_is_so_within_its_limits(self):
        self.write("a.json", dataset())
        self.assertEqual(self.ran("render", "a.json", "-o", "out")[0], 0)
        self.assertEqual(self.ran("render", "a.json", "-o", "out", "--limit", "name=2")[1], "")
        got, said = self.ran("render", "a.json", "-o", "out", "--limit", "entries=1")
        self.assertEqual((got, "[limit-list]" in said), (1, True), said)

    def deals(self, count):
        """A table of so many rows, each less than 15 points high"""
        deal = dataset()["deals"][0]
        return self.write("deals.json", dataset(deals=[dict(deal, id=f"d{i}") for i in range(count)]))

    def test_height_of_a_page(self):
        words = ("figure", "table", "deals.json", "-q", "-o", "table.pdf")
        self.deals(900)
        self.assertEqual(self.ran(*words), (0, ""))
        self.deals(1000)
        got, said = self.ran(*words)
        self.assertEqual(got, 1, said)
        self.assertRegex(said, r"^deals.json:1:1: error: the figure would be 1\d{4} points high, and a page of PDF has at most 14400; .* \[limit-height\]\n$")
        self.assertEqual(self.ran(*words[:-1], "table.svg"), (0, ""))

    def test_height_of_a_figure(self):
        self.deals(99999)
        for name in ("table.svg", "table.png", "table.pdf", "table.html"):
            got, said = self.ran("figure", "table", "deals.json", "-q", "-o", name)
            self.assertEqual(got, 1, said)
            self.assertRegex(said, r"^deals.json:1:1: error: a table of 100001 rows would be 1\d{6} points high, and a figure has at most 900000; .* \[limit-height\]\n$")
            self.assertFalse(os.path.exists(os.path.join(self.there, name)))
        self.assertEqual(self.ran("export", "deals.json", "-q", "-o", "csv"), (0, ""))  # as the hint says

    def test_flow_of_many_deals(self):
        """Twenty thousand deals of one pair, and each a part of the one before: 10 s of processor are the most for a figure."""
        for name, part in (("flat", lambda i: {}), ("star", lambda i: {"part_of": "d0"}), ("chain", lambda i: {"part_of": f"d{i - 1}"})):
            deal = dataset()["deals"][0]
            deals = [dict(deal, id=f"d{i}", **(part(i) if i else {"amount": "$5B" if name == "chain" else "$900000B"})) for i in range(20000)]
            self.write("deals.json", dataset(deals=deals))
            began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            got, said = self.ran("figure", "flow", "deals.json", "-q", "-o", "flow.svg")
            self.assertEqual(got, 0, said)
            self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - began, 10, name)

    def test_several_at_once(self):
        """Workers have the limits of the command line."""
        names = [self.write(f"{i}.json", dataset(title="x" * (10 + i))) for i in range(4)]
        got, said = self.ran("render", *names, "-j", "2", "-o", "out", "-f", "html", "--limit", "name=11")
        self.assertEqual(got, 1)
        self.assertEqual([line.split(":")[0] for line in said.splitlines() if "[limit-text]" in line], ["2.json", "3.json"])
        self.assertEqual(sorted(os.listdir(os.path.join(self.there, "out"))), ["0", "1"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=0)
