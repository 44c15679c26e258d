#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""damage.py PROGRAM ROOT: the checker is told of every damage that is done to a good PDF.

In: the program and the folder of the project. Out: what was not told, exit 1. A PDF with a table, a figure, lists, notes
and links is made; it has no faults. Then each of the damages below is done to a copy, and check.py must name its clause.
"""
import base64
import copy
import json
import os
import re
import subprocess
import sys
import tempfile

import check

TEMPLATE = """# A title

A paragraph of its own.

## Who pays

::keyfigures

::table{columns="from to what amount sources" group=class}

### A chart

::twoway

1. One thing
2. Another thing

::pagebreak

::sources
"""

DAMAGES = []


def damage(clause, name=None):
    """A function that changes a Copy, and the clause that it breaks."""
    def keep(function):
        DAMAGES.append((clause, name or function.__name__, function))
        return function
    return keep


class Copy:
    """A PDF in qpdf's JSON, to be changed."""

    def __init__(self, document):
        self.document = document
        self.table = document["qpdf"][1]
        self.root = self.value(self.table["trailer"]["value"]["/Root"])

    def entry(self, reference):
        return self.table["obj:" + reference]

    def value(self, reference):
        entry = self.entry(reference)
        return entry["value"] if "value" in entry else entry["stream"]["dict"]

    def all(self, **wanted):
        """(reference, dictionary) of the objects with these entries: S="/TH"."""
        for key, entry in list(self.table.items()):
            if not key.startswith("obj:"):
                continue
            value = entry["value"] if "value" in entry else entry["stream"]["dict"]
            if isinstance(value, dict) and all(value.get("/" + name) == to for name, to in wanted.items()):
                yield key[len("obj:"):], value

    def first(self, **wanted):
        return next(self.all(**wanted))[1]

    def node(self, tag):
        return next((reference, value) for reference, value in self.all(S=tag) if "/K" in value)

    def data(self, reference, change):
        stream = self.entry(reference)["stream"]
        before = base64.b64decode(stream["data"])
        after = change(before)
        assert before != after, "the damage changes nothing"
        stream["data"] = base64.b64encode(after).decode()

    def page(self):
        return self.first(Type="/Page")

    def content(self, change):
        self.data(self.page()["/Contents"], change)

    def metadata(self, before, after):
        self.data(self.root["/Metadata"], lambda data: re.sub(before, after, data, flags=re.S))

    def font(self, kind):
        """A font that is shown, as its dictionary."""
        return self.first(Type="/Font", Subtype=kind)

    def attributes(self, tag):
        value = self.node(tag)[1]["/A"]
        return value[0] if isinstance(value, list) else value


def delete(way, key):
    def change(copied):
        del way(copied)[key]
    return change


def put(way, key, value):
    def change(copied):
        way(copied)[key] = value
    return change


def root(copied):
    return copied.root


def replaced(before, after):
    return lambda data: re.sub(before, after, data, count=1, flags=re.S)


def info(copied):
    return copied.value(copied.table["trailer"]["value"]["/Info"])


def annotation(copied):
    return copied.first(Type="/Annot")


def filespec(copied):
    return copied.first(Type="/Filespec")


def descriptor(copied):
    return copied.value(copied.font("/TrueType")["/FontDescriptor"])


def tagged(tag):
    return lambda copied: copied.node(tag)[1]


def first_outline(copied):
    return copied.value(copied.value(copied.root["/Outlines"])["/First"])


def attached(copied):
    return copied.value(filespec(copied)["/EF"]["/F"])


def tree_root(copied):
    return copied.value(copied.root["/StructTreeRoot"])


SIMPLE = [
    ("A3 6.6.2.1", "no metadata", delete(root, "/Metadata")),
    ("A3 6.2.3", "no output intent", delete(root, "/OutputIntents")),
    ("A3 6.2.4.3", "device colours without a profile", delete(root, "/OutputIntents")),
    ("A3 6.7.4", "no language", delete(root, "/Lang")),
    ("UA 7.2 (11-001)", "words of no language", delete(root, "/Lang")),
    ("A3 6.7.4", "a language that is none", put(root, "/Lang", "u:English (UK)")),
    ("A3 6.7.2", "not marked", delete(root, "/MarkInfo")),
    ("UA 7.1 (01-007)", "suspects", put(root, "/MarkInfo", {"/Marked": True, "/Suspects": True})),
    ("A3 6.7.3", "no tree", delete(root, "/StructTreeRoot")),
    ("UA 7.1 (07-001", "no title shown", delete(root, "/ViewerPreferences")),
    ("UA 7.1 (07-001", "the file's name shown", put(root, "/ViewerPreferences", {"/DisplayDocTitle": False})),
    ("A3 6.9", "layers", put(root, "/OCProperties", {"/D": {}, "/OCGs": []})),
    ("A3 6.4", "a form", put(root, "/AcroForm", {"/Fields": []})),
    ("A3 6.4.2", "XFA", put(root, "/AcroForm", {"/Fields": [], "/XFA": "u:x"})),
    ("A3 6.5.1", "JavaScript on opening", put(root, "/OpenAction", {"/S": "/JavaScript", "/JS": "u:1"})),
    ("A3 6.5.1", "named JavaScript", put(lambda c: c.root["/Names"], "/JavaScript", {"/Names": ["u:a", {"/S": "/JavaScript"}]})),
    ("A3 6.5.2", "additional actions", put(lambda c: c.page(), "/AA", {"/O": {"/S": "/GoTo"}})),
    ("A3 6.10", "presentation steps", put(lambda c: c.page(), "/PresSteps", {})),
    ("A3 6.11", "requirements", put(root, "/Requirements", [])),
    ("A3 6.1.12", "permissions", put(root, "/Perms", {"/Other": {}})),
    ("PDF 12.4.2", "labels from the second page", put(root, "/PageLabels", {"/Nums": [1, {"/S": "/D"}]})),
    ("A3 6.8", "associated with nothing", delete(root, "/AF")),
    ("A3 6.8", "no relationship", delete(filespec, "/AFRelationship")),
    ("A3 6.8; UA 7.11", "no UF", delete(filespec, "/UF")),
    ("PDF 7.11.3", "no description", delete(filespec, "/Desc")),
    ("A3 6.8", "no type", delete(attached, "/Subtype")),
    ("A3 6.8", "no date of change", lambda c: attached(c)["/Params"].pop("/ModDate")),
    ("PDF 7.11.4", "another size", lambda c: attached(c)["/Params"].update({"/Size": 3})),
    ("PDF 7.11.4", "in no list", lambda c: c.root["/Names"].pop("/EmbeddedFiles")),
    ("PDF 7.9.4", "a date that is none", put(info, "/ModDate", "u:20251217000000Z")),
    ("PDF 14.3.3", "another date in the packet", lambda c: c.metadata(rb"<xmp:ModifyDate>2025", rb"<xmp:ModifyDate>2024")),
    ("PDF 14.3.3", "another title", put(info, "/Title", "u:Another")),
    ("PDF 14.3.3", "another author", put(info, "/Author", "u:Nobody")),
    ("UA 7.1 (06-003)", "no title", lambda c: c.metadata(rb"<dc:title>.*?</dc:title>", b"")),
    ("A3 6.6.4", "part 2", lambda c: c.metadata(rb"<pdfaid:part>3", b"<pdfaid:part>2")),
    ("A3 6.6.4", "level B", lambda c: c.metadata(rb"conformance>A<", b"conformance>B<")),
    ("UA 5", "no UA", lambda c: c.metadata(rb"<pdfuaid:part>1</pdfuaid:part>", b"")),
    ("A3 6.6.4; UA 5", "another prefix", lambda c: c.metadata(rb"pdfaid([:=])", rb"pdfid\1")),
    ("A3 6.6.2.1", "not well-formed", lambda c: c.metadata(rb"</rdf:RDF>", b"")),
    ("A3 6.6.2.1", "no trailer", lambda c: c.metadata(rb"<\?xpacket end=.*", b"")),
    ("A3 6.6.2.1", "bytes in the header", lambda c: c.metadata(rb"\?>", b' bytes="9"?>')),
    ("A3 6.6.2.3", "an undeclared property", lambda c: c.metadata(
        rb"<pdfaProperty:name>asOf<", b"<pdfaProperty:name>asOff<")),
    ("A3 6.6.2.3", "a declaration without a type", lambda c: c.metadata(
        rb"<pdfaProperty:valueType>Text</pdfaProperty:valueType>", b"")),
    ("A3 6.3.2", "a link without flags", delete(annotation, "/F")),
    ("A3 6.3.2", "a hidden link", put(annotation, "/F", 6)),
    ("A3 6.3.1", "a film", put(annotation, "/Subtype", "/Movie")),
    ("A3 6.3.3", "a note without an appearance", put(annotation, "/Subtype", "/Text")),
    ("UA 7.18.1", "a note in Link", put(annotation, "/Subtype", "/Text")),
    ("UA 7.18.5 (28-012)", "a link that says nothing", delete(annotation, "/Contents")),
    ("PDF 14.7.4.4", "a link that leads to no element", delete(annotation, "/StructParent")),
    ("PDF 12.5.2", "a link without an area", put(annotation, "/Rect", [10, 10, 10, 20])),
    ("PDF 12.5.2", "a link outside of the page", put(annotation, "/Rect", [1000, 10, 1100, 20])),
    ("PDF 12.3.2", "a link to nowhere", put(annotation, "/Dest", "u:nowhere")),
    ("A3 6.5.1", "a link that launches", put(annotation, "/A", {"/S": "/Launch", "/F": "u:x"})),
    ("PDF 12.6.4.7", "a raw address", put(annotation, "/A", {"/S": "/URI", "/URI": "u:https://exämple.org"})),
    ("UA 7.18.3", "no tab order", delete(lambda c: next(v for _, v in c.all(Type="/Page") if "/Annots" in v), "/Tabs")),
    ("A3 6.2.10", "a blend mode that is none", lambda c: c.value(c.page()["/Resources"]).setdefault(
        "/ExtGState", {}).update({"/x": {"/BM": "/Sparkle"}})),
    ("A3 6.2.5", "a transfer function", lambda c: c.value(c.page()["/Resources"]).setdefault(
        "/ExtGState", {}).update({"/x": {"/TR": "/Identity"}})),
    ("A3 6.2.2", "resources of the parent", lambda c: c.first(Type="/Pages").update(
        {"/Resources": c.page().pop("/Resources")})),
    ("A3 6.1.13", "a page of 20 metres", put(lambda c: c.page(), "/MediaBox", [0, 0, 60000, 800])),
    ("A3 6.1.13", "a large number", put(root, "/X", 3000000000)),
    ("A3 6.1.13", "a long string", put(root, "/X", "u:" + "x" * 40000)),
    ("A3 6.1.13", "a long name", put(root, "/X", "/" + "x" * 200)),
    # fonts
    ("A3 6.2.11.4", "not embedded", delete(descriptor, "/FontFile2")),
    ("PDF 9.6.4", "no tag", put(lambda c: c.font("/TrueType"), "/BaseFont", "/Plex")),
    ("PDF 9.8.1", "another name", put(descriptor, "/FontName", "/ABCDEF+Other")),
    ("A3 6.2.11.6", "symbolic and not", put(descriptor, "/Flags", 36)),
    ("A3 6.2.11.6", "symbolic with an encoding", put(descriptor, "/Flags", 4)),
    ("A3 6.2.11.6", "no encoding", delete(lambda c: c.font("/TrueType"), "/Encoding")),
    ("A3 6.2.11.7.2", "no ToUnicode", lambda c: [v.pop("/ToUnicode") for _, v in c.all(Subtype="/Type0")]),
    ("A3 6.2.11.3.2", "no CIDToGIDMap", lambda c: [v.pop("/CIDToGIDMap") for _, v in c.all(Subtype="/CIDFontType2")]),
    ("A3 6.2.11.3.1", "no CIDSystemInfo", lambda c: [
        v.pop("/CIDSystemInfo") for _, v in c.all(Subtype="/CIDFontType2")]),
    ("A3 6.2.11.3.3", "another CMap", lambda c: [
        v.update({"/Encoding": "/UniJIS-UCS2-H"}) for _, v in c.all(Subtype="/Type0")]),
    ("A3 6.2.11.2", "widths are missing", lambda c: c.font("/TrueType")["/Widths"].pop()),
    ("A3 6.2.11.5", "other widths", lambda c: [
        v.update({"/Widths": [w + 9 for w in v["/Widths"]]}) for _, v in c.all(Type="/Font", Subtype="/TrueType")]),
    ("A3 6.2.11.5", "other widths by number", lambda c: [
        v.update({"/W": [], "/DW": 77}) for _, v in c.all(Subtype="/CIDFontType2")]),
    # the tree
    ("PDF 14.7.2", "another parent", put(tagged("/H2"), "/P", "1 0 R")),
    ("A3 6.7.3.4", "a type of its own", put(tagged("/H2"), "/S", "/Kicker")),
    ("A3 6.7.3.4; UA 7.1 (02-003)", "mapped in a circle", put(tree_root, "/RoleMap", {"/A": "/B", "/B": "/A"})),
    ("A3 6.7.3.4; UA 7.1 (02-004)", "a standard type mapped", put(tree_root, "/RoleMap", {"/P": "/Span"})),
    ("PDF 14.7.2", "not one Document", put(tagged("/Document"), "/S", "/Part")),
    ("UA 7.4.2 (14-002)", "begins with H2", put(tagged("/H1"), "/S", "/H2")),
    ("UA 7.4.2 (14-003)", "H3 after H1", put(tagged("/H2"), "/S", "/H3")),
    ("UA 7.4", "two H1", put(tagged("/H2"), "/S", "/H1")),
    ("UA 7.4.4", "H without a number", put(tagged("/H2"), "/S", "/H")),
    ("UA 7.3 (13-004)", "no alternative text", delete(tagged("/Figure"), "/Alt")),
    ("UA 7.3 (13-004)", "a blank alternative text", put(tagged("/Figure"), "/Alt", "u:  ")),
    ("PDF 14.8.5.4.3", "no box", delete(tagged("/Figure"), "/A")),
    ("UA 7.7", "a formula", lambda c: (delete(tagged("/Figure"), "/Alt")(c), put(tagged("/Figure"), "/S", "/Formula")(c))),
    ("UA 7.5 (15-003)", "no scope", lambda c: [v.pop("/A") for _, v in c.all(S="/TH")]),
    ("UA 7.2 (09-004)", "a span less", lambda c: [
        v["/A"].pop("/ColSpan", 0) if isinstance(v["/A"], dict) else [a.pop("/ColSpan", 0) for a in v["/A"]]
        for _, v in c.all(S="/TH")]),
    ("UA 7.2 (09-004)", "a cell less", lambda c: c.node("/TR")[1]["/K"].pop()),
    ("UA 7.2 (09-004", "TD for TR", put(tagged("/TR"), "/S", "/TD")),
    ("UA 7.2 (09-004", "a paragraph in a table", put(tagged("/TR"), "/S", "/P")),
    ("UA 7.2 (09-004", "a caption in the middle", lambda c: c.value(
        tagged("/Table")(c)["/K"][2]).update({"/S": "/Caption"})),
    ("UA 7.2 (09-004", "LI without a list", put(tagged("/L"), "/S", "/Sect")),
    ("UA 7.2 (09-004", "an item without a body", put(tagged("/LBody"), "/S", "/Lbl")),
    ("UA 7.2 (09-004", "words in a list", put(tagged("/LBody"), "/S", "/L")),
    ("PDF 14.8.4", "a paragraph in a line", put(tagged("/Sect"), "/S", "/Span")),
    ("PDF 14.8.4", "a caption of nothing", put(tagged("/P"), "/S", "/Caption")),
    ("UA 7.9 (19-003)", "a note without an ID", delete(tagged("/Note"), "/ID")),
    ("UA 7.9 (19-004)", "an ID twice", put(tagged("/H2"), "/ID", "u:Note.000001")),
    ("PDF 14.7.2", "not in the tree of IDs", delete(tree_root, "/IDTree")),
    ("UA 7.18.5 (28-011)", "a link in a span", put(tagged("/Link"), "/S", "/Span")),
    ("UA 7.18.1", "a link in no element", lambda c: c.node("/Link")[1].update(
        {"/K": [k for k in c.node("/Link")[1]["/K"] if not isinstance(k, dict)]})),
    ("PDF 14.7.4.4", "no parent tree", delete(tree_root, "/ParentTree")),
    ("PDF 14.7.4.4", "content of two elements", lambda c: c.node("/H2")[1].update({"/K": [0, 1]})),
    ("UA 7.1 (01-005)", "content of no element", delete(tagged("/H2"), "/K")),
    ("PDF 14.7.4.4", "content that is not there", put(tagged("/H2"), "/K", [3, 999])),
    ("UA 7.1 (14-001)", "a heading without words", lambda c: c.content(
        replaced(rb"(/H2 <</MCID \d+>>\s*BDC|/H2 << ?/MCID \d+ ?>> BDC)(.*?)EMC", rb"\1 EMC"))),
    ("UA 7.1 (09-001)", "pages out of order", lambda c: c.first(Type="/Pages")["/Kids"].reverse()),
    ("PDF 12.3.3", "a count below nothing", lambda c: c.value(c.root["/Outlines"]).update({"/Count": -3})),
    ("PDF 12.3.3", "an entry to nowhere", lambda c: first_outline(c).update({"/Dest": "u:nowhere"})),
    ("PDF 12.3.3", "an entry without words", lambda c: first_outline(c).update({"/Title": "u:"})),
    # content
    ("UA 7.1 (01-005)", "untagged drawing", lambda c: c.content(lambda data: data + b"\n0 0 9 9 re f\n")),
    ("UA 7.1 (01-003)", "decoration in tagged content", lambda c: c.content(
        replaced(rb"(/H1[^B]*BDC)(.*?)EMC", rb"\1 /Artifact BMC \2 EMC EMC"))),
    ("UA 7.1 (01-004)", "tagged content in decoration", lambda c: c.content(
        replaced(rb"(/H1[^B]*BDC)(.*?)EMC", rb"/Artifact BMC \1 \2 EMC EMC"))),
    ("PDF 14.7.4", "tagged content in tagged content", lambda c: c.content(
        replaced(rb"(/H1[^B]*BDC)(.*?)EMC", rb"\1 /Span <</MCID 2>> BDC \2 EMC EMC"))),
    ("PDF 14.7.4.4", "marked twice", lambda c: c.content(replaced(rb"/MCID 1\b", b"/MCID 0"))),
    ("A3 6.2.2", "an operator that is none", lambda c: c.content(lambda data: data + b"\n1 2 zz\n")),
    ("A3 6.2.2", "not ended", lambda c: c.content(lambda data: data + b"\n/Artifact BMC\n")),
    ("A3 6.2.2", "Q without q", lambda c: c.content(lambda data: data + b"\nQ Q Q Q\n")),
    ("A3 6.1.13", "deep", lambda c: c.content(lambda data: data + b"q " * 29 + b"Q " * 29)),
    ("A3 6.2.4.3", "CMYK", lambda c: c.content(lambda data: b"/Artifact BMC 0 0 0 1 k 0 0 1 1 re f EMC\n" + data)),
    ("A3 6.2.2", "a font that is not there", lambda c: c.content(replaced(rb"/f-\d+-\d+", b"/none"))),
]

for clause, name, change in SIMPLE:
    damage(clause, name)(change)


def image_add(copied, **more):
    copied.table["obj:9000 0 R"] = {"stream": {"data": base64.b64encode(b"\0\0\0").decode(), "dict": {
        "/Type": "/XObject", "/Subtype": "/Image", "/Width": 1, "/Height": 1, "/ColorSpace": "/DeviceRGB",
        "/BitsPerComponent": 8, **more}}}
    copied.root["/X"] = "9000 0 R"


@damage("A3 6.2.8")
def interpolated(copied):
    image_add(copied, **{"/Interpolate": True})


@damage("A3 6.2.8")
def alternates(copied):
    image_add(copied, **{"/Alternates": []})


@damage("A3 6.2.8")
def bits(copied):
    image_add(copied, **{"/BitsPerComponent": 3})


@damage("A3 6.2.9")
def postscript(copied):
    image_add(copied, **{"/Subtype": "/PS"})


@damage("A3 6.1.7.1")
def data_elsewhere(copied):
    image_add(copied, **{"/F": "u:other.bin"})


@damage("A3 6.1.7.2")
def packed_with_lzw(copied):
    image_add(copied, **{"/Filter": "/LZWDecode"})


@damage("A3 6.2.3", "a profile that is none")
def profile(copied):
    copied.data(copied.root["/OutputIntents"][0]["/DestOutputProfile"], lambda data: b"x" * len(data))


@damage("A3 6.2.3", "a profile cut short")
def profile_short(copied):
    copied.data(copied.root["/OutputIntents"][0]["/DestOutputProfile"], lambda data: data[:-4])


@damage("A3 6.2.11.8")
def notdef(copied):
    """Codes lead to the glyph 0."""
    for _, value in copied.all(Subtype="/CIDFontType2"):
        copied.table["obj:9001 0 R"] = {"stream": {"data": base64.b64encode(bytes(4000)).decode(), "dict": {}}}
        value["/CIDToGIDMap"] = "9001 0 R"


def unicode_to(words):
    def change(copied):
        for _, value in copied.all(Type="/Font", Subtype="/TrueType"):
            copied.data(value["/ToUnicode"], lambda data: re.sub(
                rb"<([0-9a-f]{4})>(?=\s*(?:<..>\s*<....>|<..>\s*<..>\s*<....>|end))", b"<" + words + b">", data,
                flags=re.I))
    return change


damage("A3 6.2.11.7.2; UA 7.21.7 (31-028)", "the code point 0")(unicode_to(b"0000"))
damage("A3 6.2.11.7.3", "private use")(unicode_to(b"E001"))

BYTES = [
    ("A3 6.1.2", "no header", lambda data: b"\n" + data),
    ("A3 6.1.2", "no line of high bytes", lambda data: re.sub(rb"(%PDF-1\.\d\n)%[^\n]*", rb"\1%abcd", data, count=1)),
    ("A3 6.1.3", "no ID", lambda data: re.sub(rb"/ID ?\[.*?\]", lambda m: b" " * len(m.group()), data, flags=re.S)),
    ("A3 6.1.3", "something behind the end", lambda data: data + b"more\n"),
    ("A3 6.1.7.1", "no line break before endstream", lambda data: data.replace(b"\nendstream", b" endstream", 1)),
]


def write(document, path):
    source = path + ".json"
    with open(source, "w", encoding="utf-8") as file:
        json.dump(document, file)
    run = subprocess.run(["qpdf", "--json-input", "--compress-streams=n", "--object-streams=disable", "--static-id",
                          "--newline-before-endstream", source, path], capture_output=True, check=False)
    if run.returncode not in (0, 3):
        raise RuntimeError(run.stderr.decode())


def told(path, clause):
    return [fault for fault in check.check(path) if fault[0].startswith(clause)]


def main(arguments):
    program, project = arguments
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, "t.md")
        with open(template, "w", encoding="utf-8") as file:
            file.write(TEMPLATE)
        sample = os.path.join(project, "samples", "openai-amazon-2025-12.json")
        subprocess.run([program, "-q", "render", sample, "-t", template, "-f", "pdf", "-o", folder], check=True)
        made = os.path.join(folder, "openai-amazon-2025-12", "briefing.pdf")
        run = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", made],
                             capture_output=True, check=True)
        document = json.loads(run.stdout)
        document.pop("pages", None)
        document = {"version": 2, "parameters": {"decodelevel": "generalized"}, "qpdf": document["qpdf"]}
        good = os.path.join(folder, "good.pdf")
        write(document, good)
        for fault in check.check(made) + check.check(good):
            print("the good one:", *fault)
            bad += 1
        for clause, name, change in DAMAGES:
            path = os.path.join(folder, "damaged.pdf")
            copied = Copy(copy.deepcopy(document))
            before = json.dumps(copied.document)
            change(copied)
            assert json.dumps(copied.document) != before, f"{name}: nothing was damaged"
            write(copied.document, path)
            if not told(path, clause):
                print(f"{name}: nobody tells of {clause}; told:", sorted({fault[0] for fault in check.check(path)}))
                bad += 1
        with open(good, "rb") as file:
            data = file.read()
        for clause, name, change in BYTES:
            path = os.path.join(folder, "damaged.pdf")
            after = change(data)
            assert after != data, f"{name}: nothing was damaged"
            with open(path, "wb") as file:
                file.write(after)
            if not told(path, clause):
                print(f"{name}: nobody tells of {clause}")
                bad += 1
    named = {clause for clause, *_ in DAMAGES + BYTES}
    print(f"{len(DAMAGES) + len(BYTES)} damages, {len(named)} clauses, {bad} not told")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
