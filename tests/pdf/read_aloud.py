#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""read_aloud.py FILE: what a screen reader says of a PDF, from the first line to the last.

In: a tagged PDF. Out: a line a block, read from the structure tree alone: a figure is its alternative text, a table its
captions and cells below their heads. Words stand as they are in the file: where two are run together here, they are
run together for a listener.
"""
import sys

from pdf_file import Broken, Content, Node, Pdf, text
from check import NAMESPACES, readable, texts, words_of

NAMES = {"H1": "Heading 1", "H2": "Heading 2", "H3": "Heading 3", "Caption": "Caption", "Note": "Note"}


class Reader:
    def __init__(self, pdf, out):
        self.pdf = pdf
        self.tree = pdf.tree()
        self.words = texts(pdf)
        self.out = out
        self.page = 0
        self.level = 0

    def say(self, line):
        self.out.append("  " * self.level + " ".join(line.split()))

    def inside(self, node):
        """The words of a node in one string."""
        replaced = node.text("/ActualText") or node.text("/Alt")
        if replaced:
            return replaced
        out = []
        for kid in node.kids:
            if isinstance(kid, Content):
                out.append(self.words.get((kid.page, kid.mcid), ""))
            elif isinstance(kid, Node):
                words = self.inside(kid)
                gap = words[:len(words) - len(words.lstrip())]
                out.append(f"{gap}[{words.strip()}]" if kid.role == "Link" else words)
        return "".join(out)

    def turn(self, node):
        """Says where a page begins."""
        for one in node.all():
            for kid in one.kids:
                page = self.pdf.page_number.get(kid.page, 0) if isinstance(kid, Content) else 0
                if page:
                    if page > self.page:
                        self.page = page
                        self.out.append(f"--- page {page} ---")
                    return

    def list(self, node):
        items = [kid for kid in node.nodes() if kid.role == "LI"]
        self.turn(node)
        self.say(f"List of {len(items)}:")
        self.level += 1
        for item in items:
            label = " ".join(self.inside(kid).strip() for kid in item.nodes() if kid.role == "Lbl")
            for body in (kid for kid in item.nodes() if kid.role == "LBody"):
                self.turn(body)
                blocks = [kid for kid in body.nodes() if kid.role in ("P", "L", "Div", "Sect", "Table", "Figure")]
                if not blocks:
                    self.say(f"{label} {self.inside(body)}" if label else self.inside(body))
                for i, kid in enumerate(blocks):
                    if i == 0 and kid.role == "P":
                        self.say(f"{label} {self.inside(kid)}" if label else self.inside(kid))
                    else:
                        self.level += 1
                        self.block(kid)
                        self.level -= 1
        self.level -= 1

    def table(self, node):
        rows = [row for row in node.all() if row.role == "TR"]
        width = 0
        for row in rows:
            width = max(width, sum(self.tree.attributes(cell).get("/ColSpan", 1) for cell in row.nodes()))
        self.turn(node)
        self.say(f"Table, {width} columns, {len(rows)} rows:")
        self.level += 1
        heads = {}
        for caption in (kid for kid in node.nodes() if kid.role == "Caption"):
            self.say("Caption: " + self.inside(caption))
        for row in rows:
            self.turn(row)
            x, said = 0, []
            for cell in row.nodes():
                attributes = self.tree.attributes(cell)
                words, span = self.inside(cell).strip(), attributes.get("/ColSpan", 1)
                if cell.role == "TH" and attributes.get("/Scope") == "/Column":
                    for i in range(span):
                        heads[x + i] = words
                    said.append(words)
                elif cell.role == "TH":
                    said.append(words.upper() if span == width else words)
                elif words:
                    head = heads.get(x, "") if span == 1 else ""
                    said.append(f"{head}: {words}" if head else words)
                x += span
            self.say(" | ".join(said))
        self.level -= 1
        self.say("End of table")

    def block(self, node):
        if node.role == "L":
            self.list(node)
        elif node.role == "Table":
            self.table(node)
        elif node.role == "Figure":
            self.turn(node)
            self.say("Figure: " + (node.text("/Alt") or node.text("/ActualText") or "NOTHING IS SAID OF IT"))
        elif node.role in ("Document", "Sect", "Div", "Part", "Art", "LBody", "TOC", "TOCI", "BlockQuote"):
            for kid in node.nodes():
                self.block(kid)
        else:
            self.turn(node)
            name = NAMES.get(node.role)
            self.say(f"{name}: {self.inside(node)}" if name else self.inside(node))


def read(path):
    pdf = Pdf(path)
    out = []
    out.append(f"Title: {words_of(readable(pdf).get((NAMESPACES['dc'], 'title'))) or 'NONE'}")
    out.append(f"Language: {text(pdf.root.get('/Lang')) or 'NONE'}, {len(pdf.pages)} pages")
    reader = Reader(pdf, out)
    for top in pdf.tree().tops:
        reader.block(top)
    return out


def main(arguments):
    if len(arguments) != 1 or arguments[0] in ("-h", "--help"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        print("\n".join(read(arguments[0])))
    except Broken as broken:
        print(f"{arguments[0]}: {broken}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
