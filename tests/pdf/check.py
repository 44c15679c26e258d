#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check.py FILE...: the rules of PDF/A-3a and PDF/UA-1 that can bite a PDF of ours.

In: PDFs. Out: a line a fault, `file: clause: sentence (where)`; exit 1 when there is one, 2 when a file cannot be read.
Clauses: "A3 6.2.3" is ISO 19005-3, "UA 7.1" ISO 14289-1 (with the checkpoint of the Matterhorn Protocol 1.1 in
brackets), "PDF 14.7" ISO 32000-1, whose promises both build on. It stands in for veraPDF where that cannot be had, and
asks a little more: what no rule of a standard can ask, such as that a table's cells say what they are heads of.
"""
import re
import sys
import xml.etree.ElementTree as xml

from pdf_file import (
    PAINTING, REFERENCE, Annotation, Broken, Content, Node, Pdf, Stream, font_of, name_tree, octets, text)

RULES = []


def rule(clause):
    """A rule yields (sentence, where) for each fault, or (clause, sentence, where) when it knows a nearer clause."""
    def keep(function):
        RULES.append((clause, function))
        return function
    return keep


def dictionaries(pdf):
    """(reference, dictionary) of every object, and of what lies directly within."""
    def within(reference, value):
        if isinstance(value, Stream):
            value = value.dictionary
        if isinstance(value, dict):
            yield reference, value
            for inner in value.values():
                yield from within(reference, inner)
        elif isinstance(value, list):
            for inner in value:
                yield from within(reference, inner)

    kept = pdf.__dict__.get("dictionaries")
    if kept is None:
        kept = [found for reference, value in pdf.objects.items() for found in within(reference, value)]
        pdf.dictionaries = kept
    return kept


def streams(pdf):
    return [value for value in pdf.objects.values() if isinstance(value, Stream)]


# the file

@rule("A3 6.1.2")
def header(pdf):
    lines = re.match(rb"%PDF-1\.([0-7])(?:\r\n|\n|\r)(%[^\r\n]*)", pdf.bytes)
    if not lines:
        yield "the file does not begin with %PDF-1.n and a comment", "byte 0"
    elif len(lines.group(2)) < 5 or any(byte < 128 for byte in lines.group(2)[1:5]):
        yield "the second line has no four bytes above 127", "byte 9"


@rule("A3 6.1.3")
def trailer(pdf):
    parts = pdf.array(pdf.trailer, "/ID")
    if len(parts) != 2 or not all(octets(part) for part in parts):
        yield "the trailer has no ID of two strings", "trailer"
    if "/Encrypt" in pdf.trailer:
        yield "the file is encrypted", "trailer"
    if not re.search(rb"%%EOF(?:\r\n|\n|\r)?\Z", pdf.bytes):
        yield "something stands behind the last %%EOF", "end of file"


@rule("A3 6.1.7.1")
def stream_ends(pdf):
    # linear readers find a stream's end by the line break before the keyword
    for found in re.finditer(rb"(.)endstream\s+endobj", pdf.bytes, re.S):
        if found.group(1) not in b"\r\n":
            yield "no line break before endstream", f"byte {found.start() + 1}"
    for found in re.finditer(rb">>\s*stream(?!\r\n|\n)", pdf.bytes):
        if pdf.bytes[found.end() - 6:found.end()] == b"stream" and not re.search(
                rb"[^\s]", pdf.bytes[found.start() + 2:found.end() - 6]):
            yield "the keyword stream is not followed by a line break", f"byte {found.start()}"
    for one in streams(pdf):
        for key in ("/F", "/FFilter", "/FDecodeParms"):
            if key in one.dictionary:
                yield f"a stream has {key}: its data lie outside of the file", one.number


@rule("A3 6.1.7.2")
def filters(pdf):
    known = {"/ASCIIHexDecode", "/ASCII85Decode", "/FlateDecode", "/RunLengthDecode", "/CCITTFaxDecode",
             "/JBIG2Decode", "/DCTDecode", "/JPXDecode"}
    for one in streams(pdf):
        for name in one.filters():
            if name not in known:
                yield f"filter {name} is not allowed", one.number


@rule("A3 6.1.6.1")
def limits(pdf):
    def within(where, value):
        if isinstance(value, bool):
            return
        if isinstance(value, int) and not -2147483648 <= value <= 2147483647:
            yield "A3 6.1.13", "an integer is out of range", where
        elif isinstance(value, float) and abs(value) > 3.403e38:
            yield "A3 6.1.13", "a real is out of range", where
        elif isinstance(value, str) and value.startswith("/") and len(value.encode()) > 128:
            yield "A3 6.1.13", "a name is longer than 127 bytes", where
        elif isinstance(value, str) and value[:2] in ("u:", "b:") and len(octets(value)) > 32767:
            yield "A3 6.1.13", "a string is longer than 32767 bytes", where
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield from within(where, key)
                yield from within(where, inner)
        elif isinstance(value, list):
            for inner in value:
                yield from within(where, inner)

    for reference, value in pdf.objects.items():
        yield from within(reference, value.dictionary if isinstance(value, Stream) else value)
    if len(pdf.objects) > 8388607:
        yield "A3 6.1.13", "there are more than 8388607 objects", "file"
    for walk in pdf.walks():
        if walk.deepest > 28:
            yield "A3 6.1.13", f"q is nested {walk.deepest} deep", f"page {walk.number}"
    for number, (_, page) in enumerate(pdf.pages, 1):
        box = pdf.array(page, "/MediaBox")
        if len(box) != 4 or not all(3 <= size <= 14400 for size in (box[2] - box[0], box[3] - box[1])):
            yield "A3 6.1.13", "the page is smaller than 3 or larger than 14400 units", f"page {number}"


@rule("A3 6.1.12")
def permissions(pdf):
    for key in pdf.item(pdf.root, "/Perms") or {}:
        if key not in ("/UR3", "/DocMDP"):
            yield f"the permissions hold {key}", "catalog"


@rule("PDF 7.7.2")
def catalog_version(pdf):
    said = pdf.root.get("/Version")
    if said and not re.match(r"/1\.[0-7]\Z", str(said)):
        yield f"the catalog says version {said}", "catalog"
    if not pdf.pages:
        yield "there are no pages", "catalog"


# content

KNOWN = set("b B b* B* BDC BI BMC BT c cm CS cs d d0 d1 Do DP EMC ET f F f* G g gs h i j J K k l M m MP n q Q re RG rg "
            "ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split())


@rule("A3 6.2.2")
def content_operators(pdf):
    for walk in pdf.walks():
        for fault in walk.faults:
            yield fault, f"page {walk.number}"
        unknown = {operator for operator, *_ in walk.operators} - KNOWN
        if unknown:
            yield f"operators that PDF does not have: {' '.join(sorted(unknown))}", f"page {walk.number}"
        if "/Resources" not in (pdf.get(walk.reference) or {}):
            yield "the page has no resources of its own", f"page {walk.number}"
    for reference, value in dictionaries(pdf):
        if value.get("/Subtype") == "/Form" and "/BBox" in value and "/Resources" not in value:
            yield "a form has no resources of its own", reference


def output_profile(pdf):
    for intent in pdf.array(pdf.root, "/OutputIntents"):
        if pdf.item(intent, "/S") == "/GTS_PDFA1":
            stream = pdf.item(intent, "/DestOutputProfile")
            if isinstance(stream, Stream):
                return stream
    return None


@rule("A3 6.2.3")
def output_intent(pdf):
    intents = [intent for intent in pdf.array(pdf.root, "/OutputIntents")]
    profiles = {pdf.entry(intent, "/DestOutputProfile") for intent in intents}
    if len(profiles) > 1:
        yield "output intents name more than one profile", "catalog"
    stream = output_profile(pdf)
    if not stream:
        yield "there is no output intent GTS_PDFA1 with a profile", "catalog"
        return
    for intent in intents:
        if not text(pdf.item(intent, "/OutputConditionIdentifier")):
            yield "an output intent has no OutputConditionIdentifier", "catalog"
    yield from (("A3 6.2.3", sentence, stream.number) for sentence in profile_faults(stream, output=True))


def profile_faults(stream, output):
    data = stream.data()
    if len(data) < 132 or data[36:40] != b"acsp":
        yield "the profile is no ICC profile"
        return
    if int.from_bytes(data[0:4], "big") != len(data):
        yield "the profile's size is not the one in its header"
    if data[8] > 4:
        yield "the profile is newer than ICC version 4"
    if data[12:16] not in ((b"mntr", b"prtr") if output else (b"mntr", b"prtr", b"scnr", b"spac")):
        yield f"the profile is of class {data[12:16]!r}"
    channels = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4, b"Lab ": 3}.get(data[16:20])
    if channels is None or stream.dictionary.get("/N") != channels:
        yield f"the profile is for {data[16:20]!r} and N says {stream.dictionary.get('/N')}"


def device_spaces(pdf):
    """(colour space, where) of everything that is painted in a device's own colours."""
    operators = {"rg": "/DeviceRGB", "RG": "/DeviceRGB", "g": "/DeviceGray", "G": "/DeviceGray", "k": "/DeviceCMYK",
                 "K": "/DeviceCMYK"}
    for walk in pdf.walks():
        found = {operators[operator] for operator, *_ in walk.operators if operator in operators}
        found |= {str(operands[0]) for operator, operands, *_ in walk.operators
                  if operator in ("cs", "CS") and operands}
        for space in found:
            yield space, f"page {walk.number}"
    for reference, value in dictionaries(pdf):
        for key in ("/ColorSpace", "/CS"):
            space = pdf.get(value.get(key))
            if isinstance(space, list) and space and space[0] == "/Indexed":
                space = pdf.get(space[1])
            if isinstance(space, str):
                yield space, reference


@rule("A3 6.2.4.3")
def device_colours(pdf):
    stream = output_profile(pdf)
    kind = stream.data()[16:20] if stream else b""
    for space, where in set(device_spaces(pdf)):
        if space == "/DeviceRGB" and kind != b"RGB ":
            yield "DeviceRGB without an output intent for RGB", where
        elif space == "/DeviceCMYK" and kind != b"CMYK":
            yield "DeviceCMYK without an output intent for CMYK", where
        elif space == "/DeviceGray" and not kind:
            yield "DeviceGray without an output intent", where


@rule("A3 6.2.4.2")
def colour_profiles(pdf):
    for reference, value in pdf.objects.items():
        if isinstance(value, list) and value[:1] == ["/ICCBased"]:
            stream = pdf.get(value[1])
            if isinstance(stream, Stream):
                yield from ((sentence, reference) for sentence in profile_faults(stream, output=False))


BLENDS = set("/Normal /Compatible /Multiply /Screen /Overlay /Darken /Lighten /ColorDodge /ColorBurn /HardLight /SoftLight "
             "/Difference /Exclusion /Hue /Saturation /Color /Luminosity".split())


@rule("A3 6.2.5")
def graphics_states(pdf):
    for reference, value in dictionaries(pdf):
        for state in (pdf.item(value, "/ExtGState") or {}).values() if "/ExtGState" in value else ():
            state = pdf.get(state) or {}
            if "/TR" in state or "/HTP" in state or state.get("/TR2", "/Default") != "/Default":
                yield "a graphics state has a transfer function or HTP", reference
            if state.get("/RI", "/Perceptual") not in ("/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual",
                                                       "/Saturation"):
                yield "A3 6.2.6", "a graphics state has a rendering intent that PDF does not have", reference
            for mode in pdf.array(state, "/BM"):
                if mode not in BLENDS:
                    yield "A3 6.2.10", f"blend mode {mode}", reference


@rule("A3 6.2.8")
def images(pdf):
    for one in streams(pdf):
        value = one.dictionary
        if value.get("/Subtype") != "/Image":
            continue
        if "/Alternates" in value or "/OPI" in value:
            yield "an image has alternates or OPI", one.number
        if pdf.get(value.get("/Interpolate")) is True:
            yield "an image asks to be interpolated", one.number
        bits = pdf.get(value.get("/BitsPerComponent"))
        if value.get("/ImageMask") is True and bits not in (None, 1):
            yield f"a mask has {bits} bits", one.number
        elif bits not in (None, 1, 2, 4, 8, 16):
            yield f"an image has {bits} bits a component", one.number
    for walk in pdf.walks():
        for operator, operands, *_ in walk.operators:
            if operator == "BI" and (operands[0].get("/I") or operands[0].get("/Interpolate")):
                yield "an inline image asks to be interpolated", f"page {walk.number}"
            if operator == "BI" and operands[0].get("/F", operands[0].get("/Filter")) in ("/LZW", "/LZWDecode"):
                yield "A3 6.1.10", "an inline image is packed with LZW", f"page {walk.number}"


@rule("A3 6.2.9")
def forms(pdf):
    for one in streams(pdf):
        value = one.dictionary
        if value.get("/Subtype") == "/Form" and ("/OPI" in value or "/PS" in value or "/Ref" in value):
            yield "a form has OPI, PS or Ref", one.number
        if value.get("/Subtype") == "/PS" or value.get("/Subtype2") == "/PS":
            yield "there is a PostScript XObject", one.number


@rule("A3 6.2.10")
def transparency(pdf):
    spaces = {"/DeviceRGB", "/DeviceGray", "/DeviceCMYK"}
    if output_profile(pdf):
        return
    for number, (_, page) in enumerate(pdf.pages, 1):
        if pdf.item(page, "/Group", "/CS") in spaces | {None}:
            yield "a page's blending space is a device's, and there is no output intent", f"page {number}"


# fonts

def shown_fonts(pdf):
    """font reference → {code: (render mode, marks)} over all pages."""
    out = {}
    for walk in pdf.walks():
        for reference, codes in walk.shown.items():
            out.setdefault(reference, {}).update(codes)
    return out


@rule("A3 6.2.11.2")
def font_dictionaries(pdf):
    kinds = {"/Type0", "/Type1", "/MMType1", "/Type3", "/TrueType"}
    for reference in shown_fonts(pdf):
        font = font_of(pdf, reference)
        if font.dictionary.get("/Type") != "/Font" or font.subtype not in kinds:
            yield "a font dictionary has no Type Font or no Subtype of a font", reference
        if font.subtype != "/Type3" and not isinstance(font.dictionary.get("/BaseFont"), str):
            yield "a font has no BaseFont", reference
        if font.subtype in ("/TrueType", "/Type1"):
            first, last = font.dictionary.get("/FirstChar"), font.dictionary.get("/LastChar")
            widths = pdf.array(font.dictionary, "/Widths")
            if not isinstance(first, int) or not isinstance(last, int) or len(widths) != last - first + 1:
                yield f"{font.name}: FirstChar, LastChar and Widths do not agree", reference
        if font.composite and len(pdf.array(font.dictionary, "/DescendantFonts")) != 1:
            yield f"{font.name}: not one descendant", reference


@rule("A3 6.2.11.3; UA 7.21.3 (31-001, 31-004, 31-006)")
def composite_fonts(pdf):
    for reference in shown_fonts(pdf):
        font = font_of(pdf, reference)
        if not font.composite:
            continue
        system = pdf.item(font.descendant, "/CIDSystemInfo") or {}
        if not text(system.get("/Registry")) or not text(system.get("/Ordering")) or "/Supplement" not in system:
            yield "A3 6.2.11.3.1; UA 7.21.3.1 (31-001)", f"{font.name}: no CIDSystemInfo", reference
        if font.descendant.get("/Subtype") == "/CIDFontType2":
            mapping = pdf.item(font.descendant, "/CIDToGIDMap")
            if mapping != "/Identity" and not isinstance(mapping, Stream):
                yield "A3 6.2.11.3.2; UA 7.21.3.2 (31-004)", f"{font.name}: no CIDToGIDMap", reference
        encoding = pdf.item(font.dictionary, "/Encoding")
        if encoding not in ("/Identity-H", "/Identity-V") and not isinstance(encoding, Stream):
            yield "A3 6.2.11.3.3; UA 7.21.3.3 (31-006)", f"{font.name}: CMap {encoding} is not embedded", reference


@rule("A3 6.2.11.4; UA 7.21.4 (31-009)")
def fonts_embedded(pdf):
    for reference, codes in shown_fonts(pdf).items():
        font = font_of(pdf, reference)
        if font.subtype == "/Type3":
            continue
        if all(render == 3 for render, _ in codes.values()):
            continue
        key, stream = font.program()
        if not stream:
            yield f"{font.name} is not embedded", reference
            continue
        if not re.match(r"/[A-Z]{6}\+", font.name):
            yield "PDF 9.6.4", f"{font.name} is a subset without a tag of six letters", reference
        if font.descriptor.get("/FontName") != font.name or (
                font.composite and font.descendant.get("/BaseFont") != font.name):
            yield "PDF 9.8.1", f"{font.name} has other names in its descriptor or descendant", reference
        if key == "/FontFile3" and stream.dictionary.get("/Subtype") not in (
                "/Type1C", "/CIDFontType0C", "/OpenType"):
            yield "A3 6.2.11.2", f"{font.name}: FontFile3 without a Subtype", reference
        if "/CIDSet" in font.descriptor or "/CharSet" in font.descriptor:
            yield from glyph_sets(pdf, font, codes)
        try:
            font.truetype()
        except Broken as broken:
            yield f"{font.name}: {broken}", reference


def glyph_sets(pdf, font, codes):
    held = pdf.item(font.descriptor, "/CIDSet")
    if isinstance(held, Stream):
        bits = held.data()
        for code in codes:
            if code // 8 >= len(bits) or not bits[code // 8] & (0x80 >> code % 8):
                yield "A3 6.2.11.4.2; UA 7.21.4.2 (31-014)", f"{font.name}: CIDSet lacks {code}", font.reference


@rule("A3 6.2.11.5; UA 7.21.5 (31-016)")
def font_widths(pdf):
    for reference, codes in shown_fonts(pdf).items():
        font = font_of(pdf, reference)
        try:
            program = font.truetype()
        except Broken:
            continue
        if not program:
            continue
        for code in sorted(codes):
            glyph = font.glyph(code)
            if glyph is None:
                continue
            if glyph >= program.glyphs:
                yield "A3 6.2.11.4.1; UA 7.21.4.1 (31-011)", f"{font.name}: the program lacks glyph {glyph}", reference
            elif glyph == 0 and codes[code][0] != 3:
                yield ("A3 6.2.11.8; UA 7.21.8 (31-030)",
                       f"{font.name}: code {code} ({font.unicode.get(code)!r}) shows .notdef", reference)
            elif abs(font.width(code) - program.width(glyph)) > 1:
                yield (f"{font.name}: code {code} is {font.width(code)} wide and its glyph {program.width(glyph):g}",
                       reference)


@rule("A3 6.2.11.6; UA 7.21.6 (31-017)")
def truetype_encodings(pdf):
    for reference in shown_fonts(pdf):
        font = font_of(pdf, reference)
        if font.subtype != "/TrueType":
            continue
        try:
            program = font.truetype()
        except Broken:
            continue
        flags = font.descriptor.get("/Flags", 0)
        encoding = pdf.item(font.dictionary, "/Encoding")
        base = encoding.get("/BaseEncoding") if isinstance(encoding, dict) else encoding
        if bool(flags & 4) == bool(flags & 32):
            yield f"{font.name}: neither or both of symbolic and nonsymbolic", reference
        elif flags & 32:
            if base not in ("/WinAnsiEncoding", "/MacRomanEncoding"):
                yield f"{font.name}: nonsymbolic, and its encoding is {base}", reference
            if isinstance(encoding, dict) and "/Differences" in encoding and (3, 1) not in program.cmaps():
                yield f"{font.name}: differences without a Unicode cmap", reference
            if program and not set(program.cmaps()) & {(3, 1), (1, 0)}:
                yield f"{font.name}: nonsymbolic, and no cmap (3,1) or (1,0)", reference
        else:
            if encoding is not None:
                yield f"{font.name}: symbolic with an encoding", reference
            if program and (3, 0) not in program.cmaps() and len(program.cmaps()) != 1:
                yield f"{font.name}: symbolic, and no cmap (3,0) nor one alone", reference


@rule("A3 6.2.11.7.2; UA 7.21.7 (31-027)")
def font_unicode(pdf):
    for reference, codes in shown_fonts(pdf).items():
        font = font_of(pdf, reference)
        if not font.has_unicode and (font.composite or pdf.item(font.dictionary, "/Encoding") not in (
                "/WinAnsiEncoding", "/MacRomanEncoding")):
            yield f"{font.name} has no ToUnicode", reference
            continue
        if not font.has_unicode:
            continue
        for code, (_, marks) in sorted(codes.items()):
            words = font.unicode.get(code)
            replaced = any(mark.actual is not None for mark in marks)
            if not words:
                yield f"{font.name}: code {code} has no Unicode value", reference
            elif any(ord(c) in (0, 0xFEFF, 0xFFFE) for c in words):
                yield "A3 6.2.11.7.2; UA 7.21.7 (31-028)", f"{font.name}: code {code} is {words!r}", reference
            elif not replaced and any(private(c) for c in words):
                yield "A3 6.2.11.7.3", f"{font.name}: code {code} is of the private use area", reference
            elif "\ufffd" in words:
                yield f"{font.name}: code {code} stands for the replacement character", reference


def private(c):
    return 0xE000 <= ord(c) <= 0xF8FF or 0xF0000 <= ord(c) <= 0x10FFFD


# annotations, actions, attachments, what is not allowed at all

def annotations(pdf):
    """(page number, page reference, reference, dictionary)"""
    for number, (page_reference, page) in enumerate(pdf.pages, 1):
        for reference in pdf.array(page, "/Annots"):
            value = pdf.get(reference)
            if isinstance(value, dict):
                yield number, page_reference, reference, value
            else:
                yield number, page_reference, reference, {}


@rule("A3 6.3")
def annotation_rules(pdf):
    allowed = {"/Link"}  # of all kinds that the standard has, this program makes one
    for number, page_reference, reference, value in annotations(pdf):
        where = f"page {number}, object {reference}"
        if value.get("/Subtype") not in allowed:
            yield "A3 6.3.1", f"an annotation of kind {value.get('/Subtype')}", where
        flags = pdf.get(value.get("/F"))
        if not isinstance(flags, int):
            yield "A3 6.3.2", "an annotation has no flags", where
        elif not flags & 4 or flags & (1 | 2 | 32 | 256):
            yield "A3 6.3.2", f"an annotation's flags {flags} do not print or hide it", where
        if value.get("/Subtype") not in ("/Link", "/Popup") and "/AP" not in value:
            yield "A3 6.3.3", "an annotation has no appearance", where
        if pdf.item(value, "/AP") and set(pdf.item(value, "/AP")) != {"/N"}:
            yield "A3 6.3.3", "an appearance has other states than N", where
        box, rect = pdf.array(dict(pdf.pages)[page_reference], "/MediaBox"), pdf.array(value, "/Rect")
        if len(rect) != 4 or rect[0] >= rect[2] or rect[1] >= rect[3]:
            yield "PDF 12.5.2", "an annotation has no area", where
        elif rect[0] < box[0] - 1 or rect[1] < box[1] - 1 or rect[2] > box[2] + 1 or rect[3] > box[3] + 1:
            yield "PDF 12.5.2", "an annotation lies outside of its page", where
        if not (text(value.get("/Contents")) or "").strip():
            yield "UA 7.18.5 (28-012)", "a link has no Contents that says where it goes", where


@rule("A3 6.5.1")
def actions(pdf):
    kinds = {"/GoTo", "/GoToR", "/GoToE", "/Thread", "/URI", "/Named", "/SubmitForm", "/Launch", "/Sound", "/Movie",
             "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView", "/JavaScript"}
    for reference, value in dictionaries(pdf):
        if value.get("/S") in kinds - {"/GoTo", "/URI"} and "/K" not in value and "/P" not in value:
            yield f"action {value['/S']}", reference
        if "/AA" in value and value.get("/Type") in ("/Catalog", "/Page", "/Annot"):
            yield "A3 6.5.2", "additional actions", reference
        if value.get("/S") == "/URI":
            address = octets(value.get("/URI"))
            if not re.match(rb"https?://[\x21-\x7e]+\Z", address):
                yield "PDF 12.6.4.7", f"the address {address[:60]!r} is no http(s) address in ASCII", reference
    if "/OpenAction" in pdf.root and isinstance(pdf.item(pdf.root, "/OpenAction"), dict) and pdf.item(
            pdf.root, "/OpenAction", "/S") != "/GoTo":
        yield "an action on opening", "catalog"
    if pdf.item(pdf.root, "/Names", "/JavaScript"):
        yield "there is JavaScript", "catalog"


def destinations(pdf):
    out = {}
    for key, value in name_tree(pdf, pdf.entry(pdf.item(pdf.root, "/Names"), "/Dests"), "/Names"):
        out[octets(key)] = value
    return out


def leads_somewhere(pdf, value, named):
    value = pdf.get(value)
    if isinstance(value, str) and value[:2] in ("u:", "b:"):
        value = pdf.get(named.get(octets(value)))
    if isinstance(value, dict):
        value = pdf.get(value.get("/D"))
    return isinstance(value, list) and bool(value) and value[0] in pdf.page_number


@rule("PDF 12.3.2")
def links_lead_somewhere(pdf):
    named = destinations(pdf)
    for name, value in named.items():
        if not leads_somewhere(pdf, value, {}):
            yield f"destination {name!r} is on no page", "names"
    for number, _, reference, value in annotations(pdf):
        action = pdf.item(value, "/A") or {}
        goal = value.get("/Dest", action.get("/D"))
        if action.get("/S") == "/URI":
            continue
        if not leads_somewhere(pdf, goal, named):
            yield f"a link leads nowhere: {goal}", f"page {number}, object {reference}"


@rule("A3 6.4")
def no_forms(pdf):
    if "/AcroForm" in pdf.root:
        yield "there is a form", "catalog"
    if pdf.item(pdf.root, "/AcroForm", "/XFA"):
        yield "A3 6.4.2; UA 7.15 (25-001)", "there is an XFA form", "catalog"


@rule("A3 6.9; UA 7.10 (20-001)")
def no_layers(pdf):
    properties = pdf.item(pdf.root, "/OCProperties")
    if properties is None:
        return
    for one in [pdf.item(properties, "/D")] + pdf.array(properties, "/Configs"):
        if not text(pdf.item(one, "/Name")):
            yield "a configuration of optional content has no name", "catalog"
        if pdf.item(one, "/AS"):
            yield "a configuration of optional content has AS", "catalog"
    yield "there is optional content, which this program does not make", "catalog"


@rule("A3 6.10")
def no_presentations(pdf):
    if pdf.item(pdf.root, "/Names", "/AlternatePresentations"):
        yield "there are alternate presentations", "catalog"
    for number, (_, page) in enumerate(pdf.pages, 1):
        if "/PresSteps" in page:
            yield "there are presentation steps", f"page {number}"
    if "/Requirements" in pdf.root:
        yield "A3 6.11", "the catalog has requirements", "catalog"


@rule("A3 6.8; UA 7.11 (21-001)")
def attachments(pdf):
    named = dict(name_tree(pdf, pdf.entry(pdf.item(pdf.root, "/Names"), "/EmbeddedFiles"), "/Names"))
    associated = set(map(str, pdf.array(pdf.root, "/AF")))
    for reference, value in dictionaries(pdf):
        if "/EF" not in value:
            continue
        if not text(value.get("/F")) or not text(value.get("/UF")):
            yield "an attachment has no F or no UF", reference
        if pdf.get(value.get("/AFRelationship")) not in (
                "/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified", "/EncryptedPayload"):
            yield "A3 6.8", "an attachment has no AFRelationship", reference
        if reference not in associated:
            yield "A3 6.8", "an attachment is associated with nothing (AF)", reference
        if reference not in map(str, named.values()):
            yield "PDF 7.11.4", "an attachment stands in no list of attachments", reference
        if not text(value.get("/Desc")):
            yield "PDF 7.11.3", "an attachment has no description", reference
        stream = pdf.item(value, "/EF", "/F")
        if not isinstance(stream, Stream):
            yield "an attachment has no stream", reference
            continue
        kind = str(stream.dictionary.get("/Subtype", ""))
        if not re.match(r"/[\w.+-]+(?:/|#2[fF])[\w.+-]+\Z", kind):
            yield "A3 6.8", f"an attachment's type is {kind or 'not given'}", reference
        date = text(pdf.item(stream, "/Params", "/ModDate"))
        if not date or not DATE.match(date):
            yield "A3 6.8", "an attachment has no date of its last change", reference
        size = pdf.item(stream, "/Params", "/Size")
        if size is not None and size != len(stream.data()):
            yield "PDF 7.11.4", f"an attachment says {size} bytes and has {len(stream.data())}", reference
    for reference in associated:
        if "/EF" not in (pdf.get(reference) or {}):
            yield "A3 6.8", "AF names something that is no attachment", reference


# metadata

DATE = re.compile(r"D:\d{4}(?:\d\d(?:\d\d(?:\d\d(?:\d\d(?:\d\d)?)?)?)?)?(?:Z|[+-]\d\d'\d\d'?)?\Z")
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/", "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/", "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/", "extension": "http://www.aiim.org/pdfa/ns/extension/",
    "schema": "http://www.aiim.org/pdfa/ns/schema#", "property": "http://www.aiim.org/pdfa/ns/property#",
    "type": "http://www.aiim.org/pdfa/ns/type#", "mm": "http://ns.adobe.com/xap/1.0/mm/",
    "rights": "http://ns.adobe.com/xap/1.0/rights/",
}
PREDEFINED = {  # the properties of XMP 2005 that we could meet, by namespace
    "dc": "contributor coverage creator date description format identifier language publisher relation rights source subject "
          "title type",
    "xmp": "Advisory BaseURL CreateDate CreatorTool Identifier Label MetadataDate ModifyDate Nickname Rating Thumbnails",
    "pdf": "Keywords PDFVersion Producer Trapped", "pdfaid": "part conformance amd corr", "extension": "schemas",
    "mm": "DerivedFrom DocumentID History InstanceID ManagedFrom Manager ManageTo ManageUI ManagerVariant RenditionClass "
          "RenditionParams VersionID Versions LastURL RenditionOf SaveID",
    "rights": "Certificate Marked Owner UsageTerms WebStatement",
}
PREFIXES = {"pdfaid": "pdfaid", "pdfuaid": "pdfuaid", "extension": "pdfaExtension", "schema": "pdfaSchema",
            "property": "pdfaProperty"}


def packet(pdf):
    stream = pdf.item(pdf.root, "/Metadata")
    return stream if isinstance(stream, Stream) else None


def properties(pdf):
    """{(namespace, name): element or words} of the packet's descriptions; raises xml.ParseError."""
    stream = packet(pdf)
    out = {}
    if not stream:
        return out
    for description in xml.fromstring(stream.data()).iter(RDF + "Description"):
        for key, value in description.attrib.items():
            match = re.match(r"\{(.*)\}(.*)", key)
            if match and not key.startswith(RDF) and "www.w3.org/XML" not in match.group(1):
                out.setdefault(match.groups(), value)
        for element in description:
            match = re.match(r"\{(.*)\}(.*)", element.tag)
            if match:
                out.setdefault(match.groups(), element)
    return out


def words_of(value):
    """The words of a property: of its first item where it is a list."""
    if value is None or isinstance(value, str):
        return value
    for item in value.iter(RDF + "li"):
        return item.text or ""          # a blank at the end is one in both places
    return (value.text or "").strip()


@rule("A3 6.6.2.1; UA 7.1 (06-001)")
def metadata(pdf):
    stream = packet(pdf)
    if not stream:
        yield "the catalog has no XMP metadata", "catalog"
        return
    if stream.dictionary.get("/Type") != "/Metadata" or stream.dictionary.get("/Subtype") != "/XML":
        yield "the metadata are not of type Metadata, subtype XML", stream.number
    if stream.filters():
        yield "PDF 14.3.2", "the metadata are packed: a plain reader cannot find them", stream.number
    data = stream.data()
    head = re.match(rb"(?:\xef\xbb\xbf)?\s*<\?xpacket begin=([\"'])(.*?)\1(.*?)\?>", data)
    if not head:
        yield "the packet has no header", stream.number
    elif re.search(rb"\b(?:bytes|encoding)=", head.group(3)):
        yield "the packet's header has the attribute bytes or encoding", stream.number
    if not re.search(rb"<\?xpacket end=[\"'][rw][\"']\?>\s*\Z", data):
        yield "the packet has no trailer", stream.number
    try:
        data.decode("utf-8")
        properties(pdf)
    except (UnicodeDecodeError, xml.ParseError) as error:
        yield f"the metadata are not well-formed: {error}", stream.number


def readable(pdf):
    try:
        return properties(pdf)
    except xml.ParseError:
        return {}


@rule("A3 6.6.4")
def says_pdfa(pdf):
    found = readable(pdf)
    part = words_of(found.get((NAMESPACES["pdfaid"], "part")))
    conformance = words_of(found.get((NAMESPACES["pdfaid"], "conformance")))
    if part != "3":
        yield f"pdfaid:part is {part}, not 3", "metadata"
    if conformance != "A":
        yield f"pdfaid:conformance is {conformance}, not A", "metadata"


@rule("UA 5 (06-002)")
def says_pdfua(pdf):
    part = words_of(readable(pdf).get((NAMESPACES["pdfuaid"], "part")))
    if part != "1":
        yield f"pdfuaid:part is {part}, not 1", "metadata"


@rule("A3 6.6.4; UA 5")
def prefixes(pdf):
    stream = packet(pdf)
    for key, prefix in PREFIXES.items() if stream else ():
        for found in re.findall(rb"xmlns:([\w.-]+)\s*=\s*[\"']" + re.escape(NAMESPACES[key].encode()), stream.data()):
            if found.decode() != prefix:
                yield f"{NAMESPACES[key]} has the prefix {found.decode()}, not {prefix}", stream.number


@rule("A3 6.6.2.3")
def extension_schemas(pdf):
    found = readable(pdf)
    stream = packet(pdf)
    if not stream or not found:
        return
    declared = set()
    for schema in xml.fromstring(stream.data()).iter():
        if schema.find("{%s}namespaceURI" % NAMESPACES["schema"]) is None:
            continue
        uri = schema.find("{%s}namespaceURI" % NAMESPACES["schema"]).text
        for name in ("schema", "prefix"):
            if schema.find("{%s}%s" % (NAMESPACES["schema"], name)) is None:
                yield f"the extension schema {uri} has no {name}", stream.number
        for one in schema.iter():
            name = one.find("{%s}name" % NAMESPACES["property"])
            if name is None:
                continue
            declared.add((uri, name.text))
            for part in ("valueType", "category", "description"):
                element = one.find("{%s}%s" % (NAMESPACES["property"], part))
                if element is None or not (element.text or "").strip():
                    yield f"the declaration of {name.text} has no {part}", stream.number
                elif part == "category" and element.text not in ("internal", "external"):
                    yield f"the declaration of {name.text} is of category {element.text}", stream.number
    known = {(NAMESPACES[key], name) for key, names in PREDEFINED.items() for name in names.split()}
    inner = {NAMESPACES["schema"], NAMESPACES["property"], NAMESPACES["type"]}
    for uri, name in found:
        if (uri, name) not in known | declared and uri not in inner:
            yield f"property {name} of {uri} is declared nowhere", stream.number


@rule("PDF 14.3.3")
def information(pdf):
    """Both places where a document says who made it say the same."""
    found = readable(pdf)
    held = pdf.item(pdf.trailer, "/Info") or {}
    pairs = {"/Title": ("dc", "title"), "/Author": ("dc", "creator"), "/Subject": ("dc", "description"),
             "/Creator": ("xmp", "CreatorTool"), "/Producer": ("pdf", "Producer"), "/Keywords": ("pdf", "Keywords")}
    for key, (space, name) in pairs.items():
        said, other = text(held.get(key)), words_of(found.get((NAMESPACES[space], name)))
        if said is not None and said != other:
            yield f"{key[1:]} is {said!r} and {space}:{name} {other!r}", "information"
    for key, name in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        said, other = text(held.get(key)), words_of(found.get((NAMESPACES["xmp"], name)))
        if said is None:
            continue
        if not DATE.match(said):
            yield "PDF 7.9.4", f"{key[1:]} {said} is no date", "information"
        elif not other or re.sub(r"\D", "", said.rstrip("Z"))[:14] != re.sub(r"\D", "", other)[:14]:
            yield f"{key[1:]} is {said} and xmp:{name} {other}", "information"


@rule("UA 7.1 (06-003)")
def title(pdf):
    if not words_of(readable(pdf).get((NAMESPACES["dc"], "title"))):
        yield "the document has no title (dc:title)", "metadata"


@rule("UA 7.1 (07-001, 07-002)")
def title_shown(pdf):
    if pdf.item(pdf.root, "/ViewerPreferences", "/DisplayDocTitle") is not True:
        yield "a reader is not told to show the title instead of the file's name", "catalog"


# what it says: language, structure, marks

LANGUAGE = re.compile(r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?"
                      r"(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*(?:-[A-WYZa-wyz0-9](?:-[A-Za-z0-9]{2,8})+)*"
                      r"(?:-x(?:-[A-Za-z0-9]{1,8})+)?\Z")


@rule("A3 6.7.4; UA 7.2 (11-006)")
def language(pdf):
    said = text(pdf.root.get("/Lang"))
    if not said:
        yield "the catalog has no language", "catalog"
    for reference, value in dictionaries(pdf):
        one = text(pdf.get(value.get("/Lang"))) if "/Lang" in value else None
        if one is not None and not LANGUAGE.match(one):
            yield f"{one!r} is no language", reference


@rule("A3 6.7.2; UA 6.2 (01-007)")
def marked(pdf):
    if pdf.item(pdf.root, "/MarkInfo", "/Marked") is not True:
        yield "A3 6.7.2; UA 6.2", "the catalog does not say that the file is tagged", "catalog"
    if pdf.item(pdf.root, "/MarkInfo", "/Suspects") is True:
        yield "UA 7.1 (01-007)", "the file says that its tags are suspect", "catalog"
    if not isinstance(pdf.item(pdf.root, "/StructTreeRoot"), dict):
        yield "A3 6.7.3; UA 7.1", "there is no structure tree", "catalog"


@rule("UA 7.1 (01-003, 01-004, 01-005)")
def every_mark(pdf):
    for walk in pdf.walks():
        loose, told = 0, set()
        for operator, operands, marks, _ in walk.operators:
            if operator == "Do" and is_form(pdf, walk, operands):
                continue  # what is inside of it is looked at by itself
            tagged = [i for i, mark in enumerate(marks) if mark.mcid is not None]
            artifacts = [i for i, mark in enumerate(marks) if mark.tag == "/Artifact"]
            if operator in PAINTING and not tagged and not artifacts:
                loose += 1
            if tagged and artifacts:
                told.add(("UA 7.1 (01-003)", "an artifact within tagged content") if artifacts[-1] > tagged[0]
                         else ("UA 7.1 (01-004)", "tagged content within an artifact"))
            if len(tagged) > 1:
                told.add(("PDF 14.7.4", "tagged content within tagged content"))
        if loose:
            yield "UA 7.1 (01-005)", f"{loose} painting operators are neither tagged nor artifacts", f"page {walk.number}"
        for clause, sentence in sorted(told):
            yield clause, sentence, f"page {walk.number}"


def is_form(pdf, walk, operands):
    resources = pdf.item(dict(pdf.pages)[walk.reference], "/Resources", "/XObject") or {}
    found = pdf.get(resources.get(str(operands[0]))) if operands else None
    return isinstance(found, Stream) and found.dictionary.get("/Subtype") == "/Form"


STANDARD = set("Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private H H1 H2 H3 H4 H5 H6 P L LI Lbl "
               "LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu RB RT RP "
               "WT WP Figure Formula Form".split())


@rule("A3 6.7.3.4; UA 7.1 (02-001, 02-003, 02-004)")
def structure_types(pdf):
    tree = pdf.tree()
    for name, to in tree.roles.items():
        if name[1:] in STANDARD:
            yield "A3 6.7.3.4; UA 7.1 (02-004)", f"the standard type {name} is mapped to {to}", "role map"
        seen, at = set(), name
        while at in tree.roles and at not in seen:
            seen.add(at)
            at = tree.roles[at]
        if at in seen:
            yield "A3 6.7.3.4; UA 7.1 (02-003)", f"{name} is mapped in a circle", "role map"
    for node in tree.nodes:
        if node.role not in STANDARD:
            yield "A3 6.7.3.4; UA 7.1 (02-001)", f"{node.tag} is no standard type and mapped to none", node.reference


@rule("PDF 14.7.2")
def structure_sound(pdf):
    tree = pdf.tree()
    for fault in tree.faults:
        yield fault, "structure tree"
    if tree.root is not None and tree.root.get("/Type") != "/StructTreeRoot":
        yield "the root is not of type StructTreeRoot", "structure tree"
    if len(tree.tops) != 1 or tree.tops[0].role != "Document":
        yield f"the tree does not begin with one Document but {[node.tag for node in tree.tops]}", "structure tree"
    root = pdf.root.get("/StructTreeRoot")
    for node in tree.nodes:
        above = node.parent.reference if node.parent else root
        if node.dictionary.get("/P") != above:
            yield f"{node.tag} names another parent than the one that it stands in", node.reference


@rule("PDF 14.7.4.4")
def parent_tree(pdf):
    """Content and tree know each other, in both directions."""
    tree = pdf.tree()
    numbers = {key: value for key, value in name_tree(pdf, pdf.entry(tree.root, "/ParentTree"), "/Nums")}
    following = pdf.item(tree.root, "/ParentTreeNextKey")
    if following is not None and numbers and following <= max(numbers):
        yield "ParentTreeNextKey is a number that is taken", "structure tree"
    owners, objects = {}, {}
    for node in tree.nodes:
        for kid in node.kids:
            if isinstance(kid, Content):
                if (kid.page, kid.mcid) in owners:
                    yield f"content {kid.mcid} belongs to two elements", page_words(pdf, kid.page)
                owners[kid.page, kid.mcid] = node
            elif isinstance(kid, Annotation):
                objects[kid.reference] = node
    for walk in pdf.walks():
        where, seen = f"page {walk.number}", set()
        page = dict(pdf.pages)[walk.reference]
        entries = pdf.get(numbers.get(page.get("/StructParents")))
        if walk.mcids and not isinstance(entries, list):
            yield "the page is not in the parent tree", where
            continue
        for mcid in walk.mcids:
            if mcid in seen:
                yield f"content {mcid} is marked twice", where
            seen.add(mcid)
            node = owners.get((walk.reference, mcid))
            if node is None:
                yield "UA 7.1 (01-005)", f"content {mcid} is in no structure element", where
            elif mcid >= len(entries) or entries[mcid] != node.reference:
                yield f"content {mcid} is of {node.reference} and the parent tree says otherwise", where
        for (page_reference, mcid), node in owners.items():
            if page_reference == walk.reference and mcid not in seen:
                yield f"{node.tag} names content {mcid} that is not there", where
    for number, _, reference, value in annotations(pdf):
        where = f"page {number}, object {reference}"
        node = objects.get(reference)
        if node is None:
            yield "UA 7.18.1 (28-002)", "an annotation is in no structure element", where
            continue
        key = pdf.get(value.get("/StructParent"))
        if key is None or numbers.get(key) != node.reference:
            yield "an annotation's StructParent does not lead to its structure element", where
        if value.get("/Subtype") == "/Link" and node.role != "Link":
            yield "UA 7.18.5 (28-011)", f"a link is in {node.tag}, not in Link", where
        elif value.get("/Subtype") not in ("/Link", "/Widget", "/Popup") and node.role != "Annot":
            yield "UA 7.18.1 (28-002)", f"an annotation is in {node.tag}, not in Annot", where


def page_words(pdf, reference):
    return f"page {pdf.page_number.get(reference, '?')}"


@rule("UA 7.18.3 (28-008)")
def tab_order(pdf):
    for number, (_, page) in enumerate(pdf.pages, 1):
        if page.get("/Annots") and page.get("/Tabs") != "/S":
            yield "the page has annotations and its tab order is not the structure's", f"page {number}"


@rule("UA 7.20 (30-002)")
def forms_once(pdf):
    times = {}
    for walk in pdf.walks():
        for reference, count in walk.forms.items():
            times[reference] = times.get(reference, 0) + count
    for reference, count in times.items():
        if count > 1 and b"/MCID" in pdf.get(reference).data():
            yield "a form with tagged content is painted more than once", reference


CHILDREN = {  # what may stand in what: PDF 14.8.4.3, UA 7.2, 7.6
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
    "TR": {"TH", "TD"}, "L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"}, "TOCI": {"Lbl", "Reference", "P", "TOC", "NonStruct"},
}
PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"}, "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"}, "TH": {"TR"},
    "TD": {"TR"}, "LI": {"L"}, "LBody": {"LI"}, "TOCI": {"TOC"},
}
HOLDERS = set("Document Part Art Sect Div TOC Index L LI Table TR THead TBody TFoot".split())  # blocks alone, no content


@rule("UA 7.2 (09-004, 09-005, 09-006)")
def nesting(pdf):
    for node in pdf.tree().nodes:
        below = [kid.role for kid in node.nodes()]
        if node.role in CHILDREN:
            for role in sorted(set(below) - CHILDREN[node.role]):
                yield f"{role} in {node.role}", node.reference
        if node.role in PARENTS and (node.parent is None or node.parent.role not in PARENTS[node.role]):
            yield f"{node.role} outside of {', '.join(sorted(PARENTS[node.role]))}", node.reference
        if node.role in HOLDERS and len(below) != len(node.kids):
            yield f"{node.role} holds words or drawing of its own, not in a block", node.reference
        if node.role == "Table":
            captions = [i for i, role in enumerate(below) if role == "Caption"]
            if len(captions) > 1 or (captions and captions[0] not in (0, len(below) - 1)):
                yield "a table's caption is not its first or last", node.reference
            if below.count("THead") > 1 or below.count("TFoot") > 1 or (
                    ("THead" in below or "TFoot" in below) and "TBody" not in below):
                yield "a table has two heads or feet, or a head and no body", node.reference
        if node.role in ("L", "TOC") and "Caption" in below and below.index("Caption") != 0:
            yield f"the caption of {node.role} is not its first", node.reference
        if node.role == "L" and not below:
            yield "a list has no items", node.reference
        if node.role == "LI" and "LBody" not in below:
            yield "a list's item has no body", node.reference


@rule("PDF 14.8.4")
def blocks_apart(pdf):
    """Blocks do not stand in lines of words."""
    blocks = set("P H H1 H2 H3 H4 H5 H6 Table L Sect Div Document".split())
    for node in pdf.tree().nodes:
        if node.role in ("P", "Span", "H1", "H2", "H3", "H4", "H5", "H6", "Link", "Lbl", "Reference"):
            for role in sorted({kid.role for kid in node.nodes()} & blocks):
                yield f"{role} in {node.role}", node.reference
        if node.role == "Caption" and (node.parent is None or node.parent.role not in (
                "Table", "L", "TOC", "Figure", "Sect", "Div", "Part", "Art")):
            yield f"a caption of nothing: it stands in {node.parent.role if node.parent else 'no element'}", node.reference


@rule("UA 7.2 (15-003)")
def tables(pdf):
    tree = pdf.tree()
    for table in (node for node in tree.nodes if node.role == "Table"):
        rows = [row for row in table.all() if row.role == "TR"]
        grid, where = {}, table.reference
        for y, row in enumerate(rows):
            x = 0
            for cell in row.nodes():
                attributes = tree.attributes(cell)
                columns, down = attributes.get("/ColSpan", 1), attributes.get("/RowSpan", 1)
                while (x, y) in grid:
                    x += 1
                for i in range(columns):
                    for j in range(down):
                        if (x + i, y + j) in grid:
                            yield "UA 7.2 (09-004)", "cells of a table overlap", cell.reference
                        grid[x + i, y + j] = cell
                x += columns
        widths = {max((x for x, row in grid if row == y), default=-1) + 1 for y in range(len(rows))}
        if len(widths) > 1 or (grid and max(y for _, y in grid) >= len(rows)):
            yield "UA 7.2 (09-004)", f"rows of {' and '.join(map(str, sorted(widths)))} columns in one table", where
        if not rows:
            yield "UA 7.2 (09-004)", "a table has no rows", where
        if len(grid) != sum(max((x for x, row in grid if row == y), default=-1) + 1 for y in range(len(rows))):
            yield "UA 7.2 (09-004)", "a table has holes", where
        yield from heads(tree, rows, where)


def heads(tree, rows, where):
    found = False
    for row in rows:
        for cell in row.nodes():
            if cell.role != "TH":
                continue
            scope = tree.attributes(cell).get("/Scope")
            if scope not in ("/Row", "/Column", "/Both"):
                yield "UA 7.5 (15-003)", f"a head's scope is {scope}", cell.reference
            elif scope != "/Row":
                found = True
            if tree.attributes(cell).get("/O") not in ("/Table", None):
                yield "PDF 14.7.5", "a head's attributes are not of the owner Table", cell.reference
    if not found:
        yield "UA 7.5 (15-003)", "a table has no head of a column", where


@rule("UA 7.4 (14-002, 14-003, 14-006, 14-007)")
def headings(pdf):
    last, firsts, plain, numbered = 0, 0, 0, 0
    for node in pdf.tree().nodes:
        plain += node.role == "H"
        match = re.match(r"H([1-6])\Z", node.role)
        if not match:
            continue
        numbered += 1
        level = int(match.group(1))
        if last == 0 and level != 1:
            yield "UA 7.4.2 (14-002)", f"the first heading is {node.tag}", node.reference
        elif level > last + 1:
            yield "UA 7.4.2 (14-003)", f"{node.tag} follows H{last}", node.reference
        firsts += level == 1
        last = level
    if plain:
        yield "UA 7.4.4 (14-007)", "headings without a level" + (" beside numbered ones" if numbered else ""), "structure tree"
    if firsts != 1:
        yield "UA 7.4", f"{firsts} headings of the first level instead of one", "structure tree"


def spoken(pdf, node):
    """Words that a reader would say for a node, nothing for what is not there."""
    words = texts(pdf)
    said = node.text("/ActualText") or node.text("/Alt")
    if said:
        return said
    return "".join(
        spoken(pdf, kid) if isinstance(kid, Node) else words.get((kid.page, kid.mcid), "") if isinstance(kid, Content)
        else "" for kid in node.kids)


def texts(pdf):
    """(page reference, mcid) → the words that are shown in it."""
    kept = pdf.__dict__.get("texts")
    if kept is not None:
        return kept
    kept = {}
    for walk in pdf.walks():
        said = set()
        for marks, words in walk.words:
            mcid = next((mark.mcid for mark in marks if mark.mcid is not None), None)
            actual = next((mark for mark in marks if mark.actual is not None), None)
            if actual is not None:
                words = "" if id(actual) in said else actual.actual
                said.add(id(actual))
            if mcid is not None:
                kept[walk.reference, mcid] = kept.get((walk.reference, mcid), "") + words
    pdf.texts = kept
    return kept


@rule("UA 7.3 (13-004)")
def figures(pdf):
    tree = pdf.tree()
    for node in tree.nodes:
        if node.role == "Formula" and not (node.text("/Alt") or "").strip():
            yield "UA 7.7 (17-002)", "a formula has no alternative text", node.reference
        if node.role != "Figure":
            continue
        if not (node.text("/Alt") or node.text("/ActualText") or "").strip():
            yield "a figure has no alternative text", node.reference
        box = tree.pdf.get(tree.attributes(node).get("/BBox"))
        if not isinstance(box, list) or len(box) != 4 or box[0] >= box[2] or box[1] >= box[3]:
            yield "PDF 14.8.5.4.3", "a figure has no BBox", node.reference


@rule("UA 7.1 (14-001)")
def nothing_empty(pdf):
    """An element that says nothing is noise: a heading, a paragraph, a caption, a link."""
    for node in pdf.tree().nodes:
        if node.role in ("H1", "H2", "H3", "P", "Caption", "Lbl", "LBody", "Note", "Link", "TH") and not spoken(
                pdf, node).strip():
            if node.role == "TH" and node.parent and node.parent.nodes()[0] is node:
                continue  # the corner of a table
            if any(isinstance(kid, Annotation) for one in node.all() for kid in one.kids) and node.role != "Link":
                continue
            yield f"{node.tag} says nothing", node.reference


@rule("UA 7.9 (19-003, 19-004)")
def notes(pdf):
    tree, seen = pdf.tree(), set()
    kept = {octets(key): value for key, value in name_tree(pdf, pdf.entry(tree.root, "/IDTree"), "/Names")}
    for node in tree.nodes:
        name = octets(node.dictionary.get("/ID"))
        if node.role == "Note" and not name:
            yield "UA 7.9 (19-003)", "a note has no ID", node.reference
        if name and name in seen:
            yield "UA 7.9 (19-004)", f"the ID {name!r} is there twice", node.reference
        if name and kept.get(name) != node.reference:
            yield "PDF 14.7.2", f"the ID {name!r} is not in the IDTree", node.reference
        seen.add(name)
    for name in set(kept) - seen:
        yield "PDF 14.7.2", f"the IDTree leads from {name!r} to nothing", "structure tree"


@rule("UA 7.2 (11-001)")
def languages(pdf):
    if text(pdf.root.get("/Lang")):
        return
    for node in pdf.tree().nodes:
        inherited, at = None, node
        while at is not None and not inherited:
            inherited, at = at.text("/Lang"), at.parent
        if not inherited and any(isinstance(kid, Content) for kid in node.kids):
            yield "words of no language", node.reference
            return


@rule("PDF 12.3.3")
def outline(pdf):
    root = pdf.item(pdf.root, "/Outlines")
    if not isinstance(root, dict):
        return
    named = destinations(pdf)

    def below(holder, reference):
        """Checks the items of one holder; returns how many are to be seen when it is open."""
        kid, before, shown = holder.get("/First"), None, 0
        while kid:
            item = pdf.get(kid)
            if not isinstance(item, dict):
                faults.append(("an entry of the outline is not there", str(kid)))
                break
            if item.get("/Parent") != reference or item.get("/Prev") != before:
                faults.append(("an entry of the outline has a wrong parent or neighbour", kid))
            if not (text(item.get("/Title")) or "").strip():
                faults.append(("an entry of the outline has no words", kid))
            action = pdf.item(item, "/A") or {}
            if not leads_somewhere(pdf, item.get("/Dest", action.get("/D")), named):
                faults.append(("an entry of the outline leads nowhere", kid))
            inner = below(item, kid)
            count = pdf.get(item.get("/Count", 0))
            if inner and abs(count) != inner:
                faults.append((f"an entry's Count is {count} and {inner} are below it", kid))
            shown += 1 + (inner if count > 0 else 0)
            before, kid = kid, item.get("/Next")
            if shown > 100000:
                break
        if holder.get("/Last") != before:
            faults.append(("the last entry of an outline is another one", reference))
        return shown

    faults = []
    shown = below(root, pdf.root.get("/Outlines"))
    yield from faults
    if pdf.get(root.get("/Count", 0)) != shown:
        yield f"the outline's Count is {root.get('/Count')} and {shown} entries are to be seen", "outline"


@rule("PDF 12.4.2")
def page_labels(pdf):
    if "/PageLabels" not in pdf.root:
        return
    numbers = [key for key, _ in name_tree(pdf, pdf.root["/PageLabels"], "/Nums")]
    if not numbers or numbers[0] != 0:
        yield "page labels do not begin with the first page", "catalog"
    if numbers != sorted(set(numbers)) or any(number >= len(pdf.pages) for number in numbers):
        yield "page labels are out of order or of pages that are not there", "catalog"


# reading order

@rule("UA 7.1 (09-001)")
def reading_order(pdf):
    """Pages are read one after the other, and on each what is painted first is read first."""
    last = (0, -1)
    for node in pdf.tree().tops[:1]:
        for one in contents(node):
            at = (pdf.page_number.get(one.page, 0), one.mcid)
            if at[0] < last[0]:
                yield f"page {at[0]} is read after page {last[0]}", f"page {at[0]}"
                return
            last = at


def contents(node):
    for kid in node.kids:
        if isinstance(kid, Content):
            yield kid
        elif isinstance(kid, Node):
            yield from contents(kid)


def check(path):
    """The faults of a file: [(clause, sentence, where)]."""
    try:
        pdf = Pdf(path)
    except Broken as broken:
        return [("PDF 7.5", str(broken), "file")]
    out = []
    for clause, function in RULES:
        try:
            for fault in function(pdf):
                out.append(tuple(fault) if len(fault) == 3 else (clause, *fault))
        except (Broken, AttributeError, TypeError, ValueError, KeyError, IndexError) as error:
            # a shape that no rule expects is a fault of the file, told as such
            out.append((clause, f"{function.__name__}: cannot be read: {type(error).__name__}: {error}", "file"))
    return out


def main(arguments):
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__, file=sys.stderr)
        return 2
    bad = False
    for path in arguments:
        for clause, sentence, where in check(path):
            where = f"object {where}" if REFERENCE.match(str(where)) else where
            print(f"{path}: {clause}: {sentence} ({where})")
            bad = True
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
