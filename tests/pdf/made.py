#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""made.py PROGRAM ROOT samples|figures|large|names|aloud|preflight: PDFs of ours in the hands of those who read PDFs.

In: the program and the folder of the project. Out: what somebody found, exit 1; 77 where the tool that was asked for is
not there. Every PDF goes through check.py, `qpdf --check`, `pdffonts` and, where it is installed, `mutool`.
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import check
import read_aloud

FAULTS = []


def fault(path, words):
    FAULTS.append(f"{path}: {words}")
    print(FAULTS[-1])


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, errors="replace", check=False, **more)


def qpdf(path):
    done = run("qpdf", "--check", path)
    if done.returncode != 0 or "WARNING" in done.stdout + done.stderr:
        fault(path, "qpdf: " + (done.stdout + done.stderr).strip())


def fonts(path):
    lines = run("pdffonts", path).stdout.splitlines()
    at = lines[0].find("emb") if lines else -1
    for line in lines[2:]:
        # boxes in the place of letters that no font has are a font of their own, Type 3: never a subset
        if line[at:].split()[:3] != ["yes", "no" if " Type 3 " in line else "yes", "yes"]:
            fault(path, "pdffonts: " + line)


def mutool(path, folder):
    if not shutil.which("mutool"):
        return
    for words in (["info", path], ["draw", "-q", "-F", "stext", "-o", os.devnull, path],
                  ["clean", path, os.path.join(folder, "cleaned.pdf")]):
        done = run("mutool", *words)
        told = done.stderr.replace("warning: ICC support is not available", "")  # of that build, not of the file
        if done.returncode != 0 or re.search(r"^(?:warning|error):", told, re.M):
            fault(path, f"mutool {words[0]}: {done.stderr.strip()}")


def look(path, folder):
    for clause, sentence, where in check.check(path):
        fault(path, f"{clause}: {sentence} ({where})")
    qpdf(path)
    fonts(path)
    mutool(path, folder)


class Maker:
    def __init__(self, program, project, folder):
        self.program, self.project, self.folder = program, project, folder
        self.count = 0

    def sample(self, name):
        return os.path.join(self.project, "samples", name)

    def briefing(self, dataset, *more):
        """Renders; the path of the PDF."""
        self.count += 1
        out = os.path.join(self.folder, f"out{self.count}")
        done = run(self.program, "-q", "render", dataset, "-f", "pdf", "-o", out, *more)
        found = glob.glob(os.path.join(out, "*", "briefing.pdf"))
        if done.returncode != 0 or len(found) != 1:
            fault(dataset, f"{' '.join(more)}: {done.stderr.strip()}")
            return None
        return found[0]

    def looked(self, dataset, *more):
        path = self.briefing(dataset, *more)
        if path:
            look(path, self.folder)
        return path

    def figure(self, kind, dataset, *more):
        self.count += 1
        path = os.path.join(self.folder, f"{kind}-{self.count}.pdf")
        done = run(self.program, "-q", "figure", kind, dataset, "-f", "pdf", "-o", path, *more)
        if done.returncode != 0:
            fault(kind, f"{' '.join(more)}: {done.stderr.strip()}")
            return None
        look(path, self.folder)
        return path


SAMPLES = ("openai-amazon-2025-12.json", "ai-deals-2025-12.json", "pharma-licensing-2025.json")


def samples(maker):
    """Every sample in every template; the German ones of one sample, and what themes change."""
    since = maker.sample("editions/openai-amazon-2025-12-10.json")
    for name in SAMPLES:
        for template in ("weekly", "one-page", "article", "deal"):
            maker.looked(maker.sample(name), "-t", template)
    amazon = maker.sample(SAMPLES[0])
    maker.looked(amazon, "-t", "change", "--since", since)
    for template in ("weekly", "one-page", "article", "deal"):
        maker.looked(amazon, "-t", template, "--language", "de")
    maker.looked(amazon, "-t", "change", "--since", since, "--language", "de")
    maker.looked(amazon, "--style", "salmon")


def figures(maker):
    amazon, deals = maker.sample(SAMPLES[0]), maker.sample(SAMPLES[1])
    since = maker.sample("editions/openai-amazon-2025-12-10.json")
    for kind in ("flow", "matrix", "valuation", "twoway", "schedule", "timeline", "range", "exposure", "multiples",
                 "tornado", "lifecycle", "table", "keyfigures"):
        maker.figure(kind, deals if kind in ("multiples", "tornado", "schedule") else amazon)
    maker.figure("bridge", amazon, "--since", since)
    maker.figure("deal", amazon, "--deal", "amazon-equity")
    maker.figure("flow", amazon, "--language", "de", "--width", "360")


def dataset(deals, **more):
    return {"dealbrief": "1", "title": "A title", "as_of": "2026-03-31",
            "sources": [{"id": "s", "publisher": "The Ledger", "kind": "press", "url": "https://example.org/a?b=c&d"}],
            "parties": [{"id": f"p{i}", "name": f"Party {i}"} for i in range(9)], "deals": deals, **more}


def kept(maker, name, value):
    path = os.path.join(maker.folder, name)
    with open(path, "w", encoding="utf-8") as file:
        if isinstance(value, str):
            file.write(value)
        else:
            json.dump(value, file, ensure_ascii=False)
    return path


def large(maker):
    """A table over many pages, which is one table, and a document of many sections, lists and columns."""
    deals = [{"id": f"d{i}", "type": "purchase", "from": f"p{i % 8}", "to": f"p{(i + 1) % 9}", "amount": f"${i + 1}M",
              "for": f"goods of number {i} " + "that take more than a line of their column to say " * (i % 3),
              "status": "signed", "date": "2026-01-15", "sources": ["s"]} for i in range(300)]
    path = maker.looked(kept(maker, "many.json", dataset(deals)), "-t", kept(
        maker, "table.md", '# Many\n\n## All of them\n\n::table{columns="from to what amount status sources" group=class}\n'))
    if path:
        said = read_aloud.read(path)
        tables = [line for line in said if line.strip().startswith("Table,")]
        if len(tables) != 1 or sum("From | To" in line for line in said) != 1:
            fault(path, f"a table over pages is read as {tables}")
    words = "# Many sections\n\n::toc{depth=2}\n\n" + "".join(
        f"## Section {i}\n\n" + "A paragraph of some length, which is long enough to be broken over several lines and, "
        "now and then, over two pages or columns. " * (1 + i % 7) +
        f"\n\n- One item\n- Another item of number {i}\n\n### Below it\n\n> Said by somebody.\n\n" for i in range(200))
    path = maker.looked(kept(maker, "few.json", dataset(deals[:3])), "-t", kept(maker, "sections.md", words))
    if path:
        said = read_aloud.read(path)
        for i in range(200):
            if f"Heading 2: Section {i}" not in said:
                fault(path, f"section {i} is not read")
        wanted = 1 + 200 * 1
        lists = sum(line.strip().startswith("List of") for line in said)
        if lists < wanted:
            fault(path, f"{lists} lists instead of {wanted}")
        parts = [line for line in said if line.endswith("over two pages or")]
        if parts or any(re.search(r"\w\.A paragraph|[a-z]over two", line) for line in said):
            fault(path, "a paragraph over two pages is read as two, or its words run together")


NAMES = [
    "O'Neill \\ (Sons) & <Partners> \"quoted\"", "Ärzte für Ökologie mbH & Co. KGaA", "Crédit Agricole — Île-de-France",
    "株式会社日立製作所", "شركة أرامكو السعودية", "Ἀθῆναι ΑΕ", "Сбербанк", "fi fl ffi office affluent",
    "A" * 60, "e\u0301clair\u00ad\u200b\u2011x", "100 % [brackets] {braces} /slash %percent", "₹ € £ ¥ ₩ → − ≈ ≥ ½ ²",
]


def names(maker):
    """Names that are hard to say in a PDF: in cells, outlines, alternative texts, links and metadata."""
    for i, name in enumerate(NAMES):
        value = dataset(
            [{"id": "a", "type": "equity", "from": "p0", "to": "p1", "amount": "$5B", "for": name, "status": "signed",
              "date": "2026-01-01", "sources": ["s"]},
             {"id": "b", "type": "purchase", "from": "p1", "to": "p0", "amount": "up to $3B", "for": name,
              "status": "in_talks", "date": "2026-01-01", "sources": ["s"]}], title=name)
        value["parties"][0]["name"] = name
        path = kept(maker, f"name{i}.json", value)
        maker.looked(path, "-t", kept(
            maker, "n.md", "# {{ dataset.title }}\n\n## {{ dataset.title }}\n\n::flow\n\n::table\n\n::sources\n"))


ALOUD = {  # template, language → the kept text
    "weekly-openai-amazon": ("openai-amazon-2025-12.json", ["-t", "weekly"]),
    "weekly-openai-amazon-de": ("openai-amazon-2025-12.json", ["-t", "weekly", "--language", "de"]),
    "article-pharma": ("pharma-licensing-2025.json", ["-t", "article"]),
}


def aloud(maker):
    """What is read aloud is what was read and approved: tests/golden/aloud; DEALBRIEF_UPDATE=1 writes it anew."""
    for name, (sample, more) in ALOUD.items():
        path = maker.briefing(maker.sample(sample), *more)
        if not path:
            continue
        said = "\n".join(read_aloud.read(path)) + "\n"
        golden = os.path.join(maker.project, "tests", "golden", "aloud", name + ".txt")
        if os.environ.get("DEALBRIEF_UPDATE"):
            os.makedirs(os.path.dirname(golden), exist_ok=True)
            with open(golden, "w", encoding="utf-8") as file:
                file.write(said)
            continue
        with open(golden, encoding="utf-8") as file:
            wanted = file.read()
        if said != wanted:
            import difflib
            fault(golden, "\n".join(difflib.unified_diff(
                wanted.splitlines(), said.splitlines(), "kept", "read", lineterm="", n=0)))
        # the same words in the same order for poppler's readers
        told = re.findall(r'^ *"(.*)"$', run("pdfinfo", "-struct-text", path).stdout, re.M)
        if "".join(told).count("\ufffd") or len(told) < 20:
            fault(path, "pdfinfo -struct-text reads it otherwise")


LIFTED = {  # what PDF/A-1 forbids and PDF/A-3 does not, by preflight's codes
    "1.2.9": "embedded files", "1.4.7": "embedded files", "2.1.6": "ICC profiles of version 4", "2.2.1": "transparency",
    "3.1.11": "subsets without a CIDSet", "7.11.2": "another part than 1",
}


def preflight(maker):
    """Preflight knows PDF/A-1b alone: what it says of fonts, metadata, output intent and IDs holds for PDF/A-3 too."""
    jars = [f"/usr/share/java/{name}.jar" for name in (
        "preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "javax.activation",
        "jaxb-api")]
    java = shutil.which("java")
    if not java or not all(map(os.path.exists, jars)):
        print("skipped: no java, libpdfbox2-java, libactivation-java or libjaxb-api-java")
        sys.exit(77)
    path = maker.briefing(maker.sample(SAMPLES[0]))
    # object streams and such are no matter of fonts: the old form, where preflight reads further
    plain = os.path.join(maker.folder, "plain.pdf")
    subprocess.run(["qpdf", "--object-streams=disable", "--newline-before-endstream", path, plain], check=True)
    done = run(java, "-cp", ":".join(jars), "org.apache.pdfbox.preflight.Validator_A1b", plain, timeout=120)
    said = done.stdout + done.stderr
    codes = set(re.findall(r"^\s*(\d+(?:\.\d+)+) : (.*)$", said, re.M))
    for code, words in sorted(codes):
        if code not in LIFTED:
            fault(path, f"preflight: {code} {words}")
    if not codes:
        fault(path, "preflight says nothing: " + said[:400])


KINDS = {function.__name__: function for function in (samples, figures, large, names, aloud, preflight)}


def main(arguments):
    if len(arguments) != 3 or arguments[2] not in KINDS:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        maker = Maker(arguments[0], arguments[1], folder)
        KINDS[arguments[2]](maker)
        print(f"{maker.count} PDFs, {len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
