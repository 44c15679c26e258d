# SPDX-License-Identifier: MIT
"""A PDF as its objects: read through qpdf's JSON, so that nothing here parses cross-reference tables.

In: a file name. Out: objects by number, streams decoded, content streams as operators, the structure tree as nodes.
It knows no rules: those are in check.py. A value is what qpdf's JSON calls it: "/Name", "u:text", "b:hex", "5 0 R".
"""
import base64
import json
import re
import subprocess
import zlib

REFERENCE = re.compile(r"\d+ \d+ R\Z")


class Broken(Exception):
    """The file cannot be read at all."""


class Stream:
    def __init__(self, number, dictionary, raw):
        self.number = number
        self.dictionary = dictionary
        self.raw = raw
        self._data = None

    def filters(self):
        names = self.dictionary.get("/Filter", [])
        return names if isinstance(names, list) else [names]

    def data(self):
        if self._data is None:
            data = self.raw
            for name in self.filters():
                if name == "/FlateDecode":
                    try:
                        data = zlib.decompressobj().decompress(data)
                    except zlib.error as error:
                        raise Broken(f"object {self.number}: {error}") from error
            self._data = data
        return self._data


class Pdf:
    def __init__(self, path):
        self.path = path
        with open(path, "rb") as file:
            self.bytes = file.read()
        run = subprocess.run(
            ["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=none", path],
            capture_output=True, check=False)
        if run.returncode != 0:
            raise Broken("qpdf: " + run.stderr.decode("utf-8", "replace").strip().replace("\n", "; "))
        head, table = json.loads(run.stdout)["qpdf"]
        self.version = head["pdfversion"]
        self.objects = {}
        self.trailer = {}
        for key, entry in table.items():
            if key == "trailer":
                self.trailer = entry["value"]
            elif "stream" in entry:
                stream = entry["stream"]
                reference = key[len("obj:"):]
                self.objects[reference] = Stream(
                    reference, stream["dict"], base64.b64decode(stream.get("data", "")))
            else:
                self.objects[key[len("obj:"):]] = entry["value"]
        self.root = self.get(self.trailer.get("/Root")) or {}
        self.pages = list(self._pages())
        self.page_number = {reference: i + 1 for i, (reference, _) in enumerate(self.pages)}
        self._tree = None
        self._walks = None

    def get(self, value):
        """What a value is once references are followed."""
        for _ in range(32):
            if isinstance(value, str) and REFERENCE.match(value):
                value = self.objects.get(value)
            else:
                return value
        return None

    def item(self, holder, *keys):
        """The value at the end of a way of keys, None where the way ends early."""
        value = self.get(holder)
        for key in keys:
            if isinstance(value, Stream):
                value = value.dictionary
            if not isinstance(value, dict):
                return None
            value = self.get(value.get(key))
        return value

    def entry(self, holder, key):
        """The value as it is written: references are not followed."""
        value = self.get(holder)
        if isinstance(value, Stream):
            value = value.dictionary
        return value.get(key) if isinstance(value, dict) else None

    def array(self, holder, *keys):
        """A list, or what stands in a list's place; a single value stays a reference if it is one."""
        written = self.entry(self.item(holder, *keys[:-1]), keys[-1])
        value = self.get(written)
        return value if isinstance(value, list) else [] if value is None else [written]

    def _pages(self):
        seen = set()

        def below(reference, inherited):
            node = self.get(reference)
            if not isinstance(node, dict) or reference in seen:
                return
            seen.add(reference)
            inherited = {**inherited, **{
                key: node[key] for key in ("/Resources", "/MediaBox", "/CropBox", "/Rotate") if key in node}}
            if "/Kids" in node:
                for kid in self.array(node, "/Kids"):
                    yield from below(kid, inherited)
            else:
                yield reference, {**inherited, **node}

        yield from below(self.root.get("/Pages"), {})

    def tree(self):
        if self._tree is None:
            self._tree = Tree(self)
        return self._tree

    def walks(self):
        """What the content of each page does, in page order."""
        if self._walks is None:
            self._walks = []
            for number, (reference, page) in enumerate(self.pages, 1):
                data = b"\n".join(
                    self.get(part).data() for part in self.array(page, "/Contents")
                    if isinstance(self.get(part), Stream))
                walk = Walk(self, number, reference)
                walk.run(data, self.item(page, "/Resources") or {}, ())
                self._walks.append(walk)
        return self._walks


def text(value):
    """A string object as words, None when it is no string."""
    if not isinstance(value, str):
        return None
    if value.startswith("u:"):
        return value[2:]
    if value.startswith("b:"):
        return bytes.fromhex(value[2:]).decode("latin-1")
    return None


def octets(value):
    """A string object as bytes."""
    if isinstance(value, str) and value.startswith("b:"):
        return bytes.fromhex(value[2:])
    if isinstance(value, str) and value.startswith("u:"):
        try:
            return value[2:].encode("latin-1")
        except UnicodeEncodeError:
            return b"\xfe\xff" + value[2:].encode("utf-16-be")
    return b""


def name_tree(pdf, reference, leaf):
    """(key, value) of a name or number tree; leaf: "/Names" or "/Nums"."""
    node, seen = pdf.get(reference), set()
    waiting = [node]
    while waiting:
        node = waiting.pop(0)
        if not isinstance(node, dict) or id(node) in seen:
            continue
        seen.add(id(node))
        entries = pdf.array(node, leaf)
        for i in range(0, len(entries) - 1, 2):
            yield entries[i], entries[i + 1]
        waiting = [pdf.get(kid) for kid in pdf.array(node, "/Kids")] + waiting


# content streams

TOKEN = re.compile(
    rb"[\x00\t\n\f\r ]*(?:"
    rb"(?P<comment>%[^\r\n]*)"
    rb"|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?=[\x00\t\n\f\r ()<>\[\]{}/%]|\Z))"
    rb"|(?P<name>/[^\x00\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<open><<|\[)"
    rb"|(?P<close>>>|\])"
    rb"|(?P<hex><[^>]*>)"
    rb"|(?P<string>\()"
    rb"|(?P<word>[^\x00\t\n\f\r ()<>\[\]{}/%]+)"
    rb"|(?P<other>.))", re.S)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Name(str):
    pass


def string_end(data, start):
    """A literal string from behind its opening bracket: its bytes and where it ends."""
    out, depth, i = bytearray(), 1, start
    while i < len(data):
        c = data[i:i + 1]
        if c == b"\\":
            digits = re.compile(rb"[0-7]{1,3}").match(data, i + 1)
            if digits:
                out.append(int(digits.group(), 8) & 255)
                i = digits.end()
                continue
            following = data[i + 1:i + 2]
            if following in (b"\n", b"\r"):
                i += 3 if data[i + 1:i + 3] == b"\r\n" else 2
                continue
            out += ESCAPES.get(following, following)
            i += 2
            continue
        depth += (c == b"(") - (c == b")")
        if depth == 0:
            return bytes(out), i + 1
        out += c
        i += 1
    raise Broken("a string has no end")


def operators(data):
    """(operator, operands) one by one; an inline image is the operator BI with its dictionary."""
    position, operands, stack = 0, [], []
    while position < len(data):
        match = TOKEN.match(data, position)
        if not match or match.group(match.lastgroup).isspace():
            break
        position = match.end()
        kind, word = match.lastgroup, match.group(match.lastgroup)
        if kind == "comment":
            continue
        if kind == "open":
            stack.append((word, operands))
            operands = []
            continue
        if kind == "close":
            if not stack:
                raise Broken("a bracket is closed that was not opened")
            opener, outer = stack.pop()
            if opener == b"<<":
                value = dict(zip(operands[0::2], operands[1::2]))
            else:
                value = operands
            operands = outer
            operands.append(value)
            continue
        if kind == "string":
            value, position = string_end(data, position)
        elif kind == "hex":
            digits = re.sub(rb"\s", b"", word[1:-1])
            value = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("latin-1"))
        elif kind == "name":
            plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m.group(1), 16)]), word)
            value = Name(plain.decode("utf-8", "replace"))
        elif kind == "number":
            value = float(word) if b"." in word else int(word)
        elif word in (b"true", b"false", b"null"):
            value = {b"true": True, b"false": False, b"null": None}[word]
        else:
            if stack:
                raise Broken("an operator stands within brackets")
            operator = word.decode("latin-1")
            if operator == "ID":
                end = re.compile(rb"[\s]EI(?=[\s]|\Z)").search(data, position)
                position = end.end() if end else len(data)
                yield "BI", [dict(zip(operands[0::2], operands[1::2]))]
            elif operator != "BI":
                yield operator, operands
            operands = []
            continue
        operands.append(value)
    if operands or stack:
        raise Broken("operands are left at the end of a content stream")


PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "BI", "Tj", "TJ", "'", '"'}
SHOWING = {"Tj", "TJ", "'", '"'}


class Mark:
    """One open marked-content sequence."""

    def __init__(self, tag, properties):
        self.tag = tag
        self.properties = properties
        self.mcid = properties.get("/MCID") if properties else None
        self.actual = None
        value = properties.get("/ActualText") if properties else None
        if isinstance(value, bytes):
            self.actual = value[2:].decode("utf-16-be", "replace") if value[:2] == b"\xfe\xff" else value.decode(
                "utf-8" if value[:3] == b"\xef\xbb\xbf" else "latin-1", "replace").lstrip("\ufeff")


class Walk:
    """One page's content from the first operator to the last, forms included."""

    def __init__(self, pdf, number, reference):
        self.pdf = pdf
        self.number = number
        self.reference = reference
        self.operators = []      # (operator, operands, marks, depth) of every operator, forms in place
        self.faults = []         # what cannot be: (sentence)
        self.mcids = []          # in order, as opened
        self.shown = {}          # font reference → codes shown with it
        self.words = []          # (marks, text) in painting order
        self.forms = {}          # form reference → times it is painted
        self.deepest = 0

    def run(self, data, resources, marks, depth=0, font=None, seen=()):
        marks, saved = list(marks), []
        below = len(marks)
        fonts = self.pdf.item(resources, "/Font") or {}
        objects = self.pdf.item(resources, "/XObject") or {}
        properties = self.pdf.item(resources, "/Properties") or {}
        render = 0
        try:
            for operator, operands in operators(data):
                if operator == "q":
                    depth += 1
                    saved.append((font, render))
                    self.deepest = max(self.deepest, depth)
                elif operator == "Q":
                    depth -= 1
                    if not saved:
                        self.faults.append("Q without q")
                    else:
                        font, render = saved.pop()
                elif operator in ("BMC", "BDC"):
                    extra = operands[1] if operator == "BDC" and len(operands) > 1 else {}
                    if isinstance(extra, Name):
                        extra = self.pdf.item(properties, str(extra)) or {}
                    marks.append(Mark(str(operands[0]) if operands else "", extra))
                    if marks[-1].mcid is not None:
                        self.mcids.append(marks[-1].mcid)
                elif operator == "EMC":
                    if len(marks) <= below:
                        self.faults.append("EMC without BMC or BDC")
                    else:
                        marks.pop()
                elif operator == "Tf":
                    font = fonts.get(str(operands[0])) if operands else None
                    if font is None:
                        self.faults.append(f"font {operands[:1]} is not in the resources")
                elif operator == "Tr":
                    render = operands[0]
                self.operators.append((operator, operands, tuple(marks), depth))
                if operator in SHOWING:
                    self.show(operator, operands, font, tuple(marks), render)
                if operator == "Do" and operands:
                    reference = objects.get(str(operands[0]))
                    form = self.pdf.get(reference)
                    if form is None:
                        self.faults.append(f"XObject {operands[0]} is not in the resources")
                    elif form.dictionary.get("/Subtype") == "/Form" and reference not in seen:
                        self.forms[reference] = self.forms.get(reference, 0) + 1
                        self.run(form.data(), self.pdf.item(form, "/Resources") or {}, marks, depth, font,
                                 seen + (reference,))
        except Broken as broken:
            self.faults.append(str(broken))
        if len(marks) > below:
            self.faults.append("marked content is not ended")
        if saved:
            self.faults.append("q without Q")

    def show(self, operator, operands, font, marks, render):
        parts = operands[0] if operator == "TJ" else operands[-1:]
        shown = b"".join(part for part in parts if isinstance(part, bytes)) if operands else b""
        if font is None:
            return
        kept = self.shown.setdefault(font, {})
        reader = font_of(self.pdf, font)
        words = []
        for code in reader.codes(shown):
            kept.setdefault(code, (render, marks))
            words.append(reader.unicode.get(code, "\ufffd"))
        self.words.append((marks, "".join(words)))


# fonts

def cmap_unicode(data):
    """A ToUnicode CMap: code → text."""
    out = {}
    plain = data.decode("latin-1")

    def words(digits):
        return bytes.fromhex(digits).decode("utf-16-be", "replace")

    for block in re.findall(r"beginbfchar(.*?)endbfchar", plain, re.S):
        for code, to in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            out[int(code, 16)] = words(to)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", plain, re.S):
        for first, last, to, many in re.findall(
                r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]*)>|\[(.*?)\])", block, re.S):
            low, high = int(first, 16), int(last, 16)
            if many:
                for i, one in enumerate(re.findall(r"<([0-9A-Fa-f]*)>", many)):
                    out[low + i] = words(one)
            else:
                start = int(to, 16)
                for code in range(low, min(high, low + 65535) + 1):
                    out[code] = words(f"{start + code - low:0{len(to)}x}")
    return out


class TrueType:
    """The tables of a TrueType program that a PDF's font must agree with."""

    def __init__(self, data):
        self.tables = {}
        self.data = data
        count = int.from_bytes(data[4:6], "big")
        for i in range(count):
            entry = data[12 + 16 * i:28 + 16 * i]
            start, length = int.from_bytes(entry[8:12], "big"), int.from_bytes(entry[12:16], "big")
            if start + length > len(data):
                raise Broken(f"table {entry[:4]!r} lies outside of the font program")
            self.tables[entry[:4].decode("latin-1")] = data[start:start + length]
        for name in ("head", "hhea", "hmtx", "maxp"):
            if name not in self.tables:
                raise Broken(f"the font program has no table {name}")
        self.units = self.number("head", 18)
        self.metrics = self.number("hhea", 34)
        self.glyphs = self.number("maxp", 4)

    def number(self, table, at):
        return int.from_bytes(self.tables[table][at:at + 2], "big")

    def width(self, glyph):
        glyph = min(glyph, self.metrics - 1)
        return self.number("hmtx", 4 * glyph) * 1000 / self.units

    def cmaps(self):
        """(platform, encoding) → {code: glyph}; formats 0, 4 and 6."""
        table, out = self.tables.get("cmap"), {}
        if not table:
            return out
        for i in range(int.from_bytes(table[2:4], "big")):
            platform, encoding = (int.from_bytes(table[4 + 8 * i + k:6 + 8 * i + k], "big") for k in (0, 2))
            start = int.from_bytes(table[8 + 8 * i:12 + 8 * i], "big")
            out[platform, encoding] = self.cmap(table[start:])
        return out

    @staticmethod
    def cmap(part):
        def word(at):
            return int.from_bytes(part[at:at + 2], "big")

        kind, found = word(0), {}
        if kind == 0:
            found = {code: glyph for code, glyph in enumerate(part[6:262]) if glyph}
        elif kind == 6:
            found = {word(6) + i: word(10 + 2 * i) for i in range(word(8))}
        elif kind == 4:
            count = word(6) // 2
            for i in range(count):
                end, start = word(14 + 2 * i), word(16 + 2 * count + 2 * i)
                delta, offset = word(16 + 4 * count + 2 * i), word(16 + 6 * count + 2 * i)
                for code in range(start, end + 1):
                    if code == 0xFFFF:
                        continue
                    glyph = code
                    if offset:
                        glyph = word(16 + 6 * count + 2 * i + offset + 2 * (code - start))
                        if not glyph:
                            continue
                    if (glyph + delta) & 0xFFFF:
                        found[code] = (glyph + delta) & 0xFFFF
        return found


class Font:
    """A font of the PDF: how codes become characters, glyphs and widths."""

    def __init__(self, pdf, reference):
        self.pdf = pdf
        self.reference = reference
        self.dictionary = pdf.get(reference) or {}
        self.subtype = self.dictionary.get("/Subtype")
        self.composite = self.subtype == "/Type0"
        self.descendant = pdf.get((pdf.array(self.dictionary, "/DescendantFonts") or [None])[0]) or {}
        self.holder = self.descendant if self.composite else self.dictionary
        self.descriptor = pdf.item(self.holder, "/FontDescriptor") or {}
        stream = pdf.item(self.dictionary, "/ToUnicode")
        self.has_unicode = isinstance(stream, Stream)
        self.unicode = cmap_unicode(stream.data()) if self.has_unicode else {}
        self.name = str(self.dictionary.get("/BaseFont", self.subtype))
        self._program = None

    def codes(self, shown):
        if self.composite:
            return [int.from_bytes(shown[i:i + 2], "big") for i in range(0, len(shown), 2)]
        return list(shown)

    def program(self):
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            stream = self.pdf.item(self.descriptor, key)
            if isinstance(stream, Stream):
                return key, stream
        return None, None

    def truetype(self):
        key, stream = self.program()
        if self._program is None and (key == "/FontFile2" or (stream and stream.data()[:4] == b"\0\1\0\0")):
            self._program = TrueType(stream.data())
        return self._program

    def glyph(self, code):
        """The glyph of a code in a TrueType program, None when that cannot be told."""
        program = self.truetype()
        if not program:
            return None
        if self.composite:
            mapping = self.pdf.item(self.descendant, "/CIDToGIDMap")
            if isinstance(mapping, Stream):
                return int.from_bytes(mapping.data()[2 * code:2 * code + 2], "big")
            return code
        cmaps = program.cmaps()
        if (3, 1) in cmaps and self.dictionary.get("/Encoding"):
            try:
                point = ord(bytes([code]).decode("cp1252"))
            except UnicodeDecodeError:
                return 0
            return cmaps[3, 1].get(point, 0)
        for table in ((1, 0), (3, 0)):
            if table in cmaps:
                found = cmaps[table]
                return found.get(code) or found.get(0xF000 + code, 0)
        return None

    def width(self, code):
        """The width that the PDF says."""
        if not self.composite:
            widths, first = self.pdf.array(self.dictionary, "/Widths"), self.dictionary.get("/FirstChar", 0)
            if 0 <= code - first < len(widths):
                return widths[code - first]
            return self.descriptor.get("/MissingWidth", 0)
        entries, i = self.pdf.array(self.descendant, "/W"), 0
        while i + 1 < len(entries):
            following = self.pdf.get(entries[i + 1])
            if isinstance(following, list):
                if 0 <= code - entries[i] < len(following):
                    return following[code - entries[i]]
                i += 2
            else:
                if entries[i] <= code <= following:
                    return entries[i + 2]
                i += 3
        return self.descendant.get("/DW", 1000)


def font_of(pdf, reference):
    kept = pdf.__dict__.setdefault("fonts", {})
    if reference not in kept:
        kept[reference] = Font(pdf, reference)
    return kept[reference]


# the structure tree

class Node:
    """One structure element."""

    def __init__(self, reference, dictionary, parent):
        self.reference = reference
        self.dictionary = dictionary
        self.parent = parent
        self.kids = []           # Node, Content or Annotation
        self.tag = str(dictionary.get("/S", ""))[1:]
        self.role = self.tag     # once the role map was applied

    def nodes(self):
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def all(self):
        yield self
        for kid in self.nodes():
            yield from kid.all()

    def text(self, key):
        return text(self.dictionary.get(key))


class Content:
    def __init__(self, page, mcid):
        self.page = page
        self.mcid = mcid


class Annotation:
    def __init__(self, page, reference):
        self.page = page
        self.reference = reference


class Tree:
    def __init__(self, pdf):
        self.pdf = pdf
        self.faults = []
        self.root = pdf.item(pdf.root, "/StructTreeRoot")
        self.nodes = []
        self.tops = []
        self.roles = pdf.item(self.root, "/RoleMap") or {}
        seen = set()
        for kid in pdf.array(self.root, "/K"):
            self.tops.append(self.node(kid, None, None, seen))
        self.tops = [node for node in self.tops if node]

    def node(self, reference, parent, page, seen):
        dictionary = self.pdf.get(reference)
        if not isinstance(dictionary, dict):
            self.faults.append(f"structure element {reference} is not there")
            return None
        if reference in seen:
            self.faults.append(f"structure element {reference} stands in two places")
            return None
        if isinstance(reference, str):
            seen.add(reference)
        node = Node(reference, dictionary, parent)
        steps = 0
        while "/" + node.role in self.roles and steps < 16:
            node.role = str(self.roles["/" + node.role])[1:]
            steps += 1
        self.nodes.append(node)
        page = dictionary.get("/Pg", page)
        for kid in self.pdf.array(dictionary, "/K"):
            value = self.pdf.get(kid)
            if isinstance(value, int):
                node.kids.append(Content(page, value))
            elif isinstance(value, dict) and value.get("/Type") == "/MCR":
                node.kids.append(Content(value.get("/Pg", page), value.get("/MCID")))
            elif isinstance(value, dict) and value.get("/Type") == "/OBJR":
                node.kids.append(Annotation(value.get("/Pg", page), value.get("/Obj")))
            else:
                below = self.node(kid, node, page, seen)
                if below:
                    node.kids.append(below)
        return node

    def attributes(self, node):
        out = {}
        for one in self.pdf.array(node.dictionary, "/A"):
            one = self.pdf.get(one)
            if isinstance(one, dict):
                out.update(one)
        return out
