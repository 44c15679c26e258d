#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""surroundings.py PROGRAM ROOT [DAMAGES]: another environment, other fonts: the same bytes or an error, never another picture.

DAMAGES (12): for how many random bytes of the bundled fonts, and of one of the user's, another is put in place.
"""
import os
import random
import shutil
import struct
import subprocess
import sys

from common import ALL, PROGRAM, ROOT, Campaign, environment, run, tree

DAMAGES = int(sys.argv[3]) if len(sys.argv) > 3 else 12
chance = random.Random(DAMAGES)
campaign = Campaign("surroundings")
there = campaign.place()
FACES = sorted(name for name in os.listdir(os.path.join(ROOT, "fonts")) if name.endswith(".ttf"))


def outputs(found):
    """without what says which program and fonts they were made with"""
    return {path: digest for path, digest in found.items() if os.path.basename(path) != ".dealbrief"}


def judge(label, got, folder, good, refused=None):
    """The same or an error; refused: it has to be an error (True), or to be the same (False)."""
    found = outputs(tree(folder)) if os.path.isdir(folder) else {}
    campaign.count("runs")
    campaign.count("refused" if got.code else "same")
    campaign.expect(not got.hung and got.code in (0, 1, 2, 70, 74), f"{label}: {got}")
    if got.code == 0:
        campaign.expect(found == good, f"{label}: ANOTHER PICTURE: {sorted(path for path in found.keys() | good if found.get(path) != good.get(path))}")
    else:
        campaign.expect(not found and got.told.strip(), f"{label}: an error, and {found or 'no sentence'}")
    campaign.expect(refused is None or refused == (got.code != 0), f"{label}: {got}")
    shutil.rmtree(folder, ignore_errors=True)


# the environment

def locales():
    """Variables that lead to locales, which are made here: a comma before decimals, a dotless i"""
    made = os.path.join(campaign.folder, "locales")
    os.mkdir(made)
    for name in ("de_DE", "tr_TR"):
        try:
            subprocess.run(["localedef", "-i", name, "-f", "UTF-8", os.path.join(made, f"{name}.UTF-8")], capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            print("faults: skipped: no locales can be made here", flush=True)
            return {}
    # the C library keeps what it takes LOCPATH apart into, and sanitizers would count that
    return {"LOCPATH": made, "ASAN_OPTIONS": "detect_leaks=0"}


NOISE = {"TZ": "Asia/Kathmandu", "FONTCONFIG_FILE": "/nowhere", "FONTCONFIG_PATH": "/nowhere", "FONTCONFIG_SYSROOT": "/tmp",
         "FC_LANG": "ja", "FC_DEBUG": "1024", "PANGO_LANGUAGE": "ja:ar", "PANGOCAIRO_BACKEND": "win32", "PANGO_RC_FILE": "/nowhere",
         "PANGO_SYSCONFDIR": "/nowhere", "HB_OPTIONS": "uniscribe-bug-compatible", "HB_SHAPER_LIST": "fallback", "HB_DEBUG": "1",
         "HB_FONT_FUNCS": "ft", "HB_FACE_LOADER": "ft", "HB_SUBSET_OPTIONS": "x", "CAIRO_DEBUG": "flush-immediately",
         "CAIRO_DEBUG_PDF": "1", "CAIRO_DEBUG_TAG": "1", "GVBINDIR": "/nowhere", "GV_FILE_PATH": "/nowhere", "GVPRIVATE_PATH": "/nowhere",
         "DOTFONTPATH": "/nowhere", "SERVER_NAME": "a", "GDFONTPATH": "/nowhere", "TMPDIR": "/nowhere", "XDG_CONFIG_HOME": "/nowhere",
         "XDG_DATA_HOME": "/nowhere", "XDG_CACHE_HOME": "/nowhere", "XDG_RUNTIME_DIR": "/nowhere", "XDG_DATA_DIRS": "/nowhere",
         "HOME": "/nowhere", "USER": "nobody", "COLUMNS": "3", "TERM": "dumb", "LANGUAGE": "tr:de", "G_SLICE": "always-malloc",
         "G_FILENAME_ENCODING": "latin1", "CHARSET": "latin1", "FREETYPE_PROPERTIES": "truetype:interpreter-version=35",
         "PIXMAN_DISABLE": "sse2 ssse3 avx2", "MALLOC_ARENA_MAX": "1", "MALLOC_PERTURB_": "165", "DEALBRIEF_TEST_ROOT": "/nowhere",
         "DEALBRIEF_PROGRAM": "/nowhere", "DEALBRIEF_UPDATE": "1", "DEALBRIEF_BUILD": "/nowhere", "NO_COLOR": "1", "FORCE_COLOR": "1",
         "QPDF_ZOPFLI": "force", "OMP_NUM_THREADS": "1", "POSIXLY_CORRECT": "1", "GLIB_CHARSETALIAS_DIR": "/nowhere"}


def environments():
    good = outputs(campaign.new)
    words = ["render", "-q", "a.json", *ALL, "-o", "made"]
    made = os.path.join(there, "made")
    own, found = locales(), []
    for name in ("C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "nonsense"):
        found.append((f"locale {name}", {"LANG": name, "LC_ALL": name, **own}))
    single = list(NOISE.items())
    if DAMAGES < 100:
        single = chance.sample(single, 2)
    found += [(f"{name}={value}", {name: value}) for name, value in single]
    found.append(("all of them", {**NOISE, "LC_ALL": "tr_TR.UTF-8", **own}))
    for label, more in found:
        judge(label, run(words, there, environment(**more)), made, good, refused=False)
    judge("no environment", run(words, there, {}), made, good, refused=False)
    judge("DEALBRIEF_DATA is nowhere", run(words, there, environment(DEALBRIEF_DATA="/nowhere")), made, good, refused=True)
    for mask in ("000", "077", "777"):
        got = run(["sh", "-c", f'umask {mask}; exec "$0" "$@"', PROGRAM, *words], there)
        if got.code == 0:
            mode = os.stat(os.path.join(made, "a/briefing.pdf")).st_mode & 0o777
            campaign.expect(mode == 0o666 & ~int(mask, 8), f"umask {mask}: the mode is {mode:o}")
        judge(f"umask {mask}", got, made, good)
    absolute = ["render", "-q", os.path.join(there, "a.json"), *ALL, "-o", made]
    for folder in ("/", "/proc/self", campaign.folder):
        judge(f"in {folder}", run(absolute, folder), made, good, refused=False)
    gone = os.path.join(there, "gone")
    os.mkdir(gone)
    got = run(["sh", "-c", f'rmdir "{gone}"; exec "$0" "$@"', PROGRAM, *absolute], gone)
    judge("in a folder that was removed", got, made, good, refused=False)


# fonts

def table_sum(data):
    data += bytes(-len(data) % 4)
    return sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF


def entries(data):
    """tag → place of its entry, offset, length"""
    count = struct.unpack_from(">H", data, 4)[0]
    return {bytes(data[at:at + 4]): (at, *struct.unpack_from(">II", data, at + 8)) for at in range(12, 12 + 16 * count, 16)}


def summed(data):
    """with all its checksums right"""
    data = bytearray(data)
    for tag, (at, offset, length) in entries(data).items():
        if tag == b"head":
            struct.pack_into(">I", data, offset + 8, 0)
        struct.pack_into(">I", data, at + 4, table_sum(bytes(data[offset:offset + length])))
    struct.pack_into(">I", data, entries(data)[b"head"][1] + 8, (0xB1B0AFBA - table_sum(bytes(data))) & 0xFFFFFFFF)
    return bytes(data)


def wider(data):
    """A whole font whose letters stand farther apart, as another version's might"""
    data = bytearray(data)
    _, offset, _ = entries(data)[b"hmtx"]
    for glyph in range(200):
        struct.pack_into(">H", data, offset + 4 * glyph, struct.unpack_from(">H", data, offset + 4 * glyph)[0] + 20)
    return summed(data)


def changed(data, at, to=None):
    return data[:at] + bytes([data[at] ^ 0x20 if to is None else to]) + data[at + 1:]


def damages(data, another):
    """(label, bytes; None: the file is not there)"""
    found = [("missing", None), ("empty", b""), ("half of it", data[:len(data) // 2]), ("without its end", data[:-1]),
             ("another face", another), ("another version", wider(data)), ("a page", b"<!DOCTYPE html>\n" * 900),
             ("only zeros behind its head", data[:400] + bytes(len(data) - 400)), ("longer", data + b"\0" * 4 + b"abcd")]
    for tag in (b"GPOS", b"kern", b"GSUB", b"post", b"OS/2", b"prep", b"gasp"):
        if tag in entries(data):
            found.append((f"{tag.decode()} under another name", changed(data, entries(data)[tag][0] + 3)))
    return found


def with_data():
    """Fonts and templates of our own, to be spoilt"""
    data = os.path.join(there, "data")
    for name in ("fonts", "templates"):
        shutil.copytree(os.path.join(ROOT, name), os.path.join(data, name))
    return data


def bundled():
    good, data = outputs(campaign.new), with_data()
    words = ["render", "-q", "a.json", *ALL, "-o", "made"]
    told = environment(DEALBRIEF_DATA=data)
    made = os.path.join(there, "made")
    judge("fonts of our own", run(words, there, told), made, good, refused=False)
    whole = {name: open(os.path.join(data, "fonts", name), "rb").read() for name in FACES}
    for i, name in enumerate(FACES):
        ways = damages(whole[name], whole[FACES[i - 1]])
        if DAMAGES < 100:
            ways = [way for j, way in enumerate(ways) if j % len(FACES) == i or (i == 0 and way[0] == "another version")]
        for way, spoilt in ways:
            spoil(data, name, spoilt)
            # its last byte is none of a table, and 0
            judge(f"{name}: {way}", run(words, there, told), made, good, refused=None if way == "without its end" else True)
            spoil(data, name, whole[name])
    for _ in range(DAMAGES):
        name = chance.choice(FACES)
        at = chance.randrange(len(whole[name]) if chance.random() < 0.5 else 400)
        spoil(data, name, changed(whole[name], at, chance.randrange(256)))
        judge(f"{name}: byte {at}", run(words, there, told), made, good)
        spoil(data, name, whole[name])
    # what stands there and is up to date is not up to date with other fonts
    run(words, there, told)
    spoil(data, FACES[0], b"")
    got = run(words, there, told)
    campaign.expect(got.code == 1 and "[bad-font]" in got.told, f"up to date, then a damaged font: {got}")
    shutil.rmtree(made)
    shutil.rmtree(data)


def spoil(data, name, to):
    path = os.path.join(data, "fonts", name)
    if to is None:
        os.remove(path)
        return
    with open(path, "wb") as file:
        file.write(to)


def snowy(data):
    """A font of another name that has one sign: U+2603, drawn as its glyph 36"""
    for name in ("IBM Plex", "IBMPlex"):
        data = data.replace(name.encode("utf-16-be"), name.replace("IBM", "Own").encode("utf-16-be")).replace(name.encode(), name.replace("IBM", "Own").encode())
    data = bytearray(data + bytes(-len(data) % 4))
    table = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIIIIII", 12, 0, 28, 0, 1, 0x2603, 0x2603, 36)
    struct.pack_into(">II", data, entries(data)[b"cmap"][0] + 8, len(data), len(table))
    return summed(data + table)


def users():
    """A name with a sign that only the user's font has"""
    folder, made = os.path.join(there, "own"), os.path.join(there, "made")
    os.mkdir(folder)
    with open(os.path.join(there, "a.json"), encoding="utf-8") as file:
        text = file.read().replace('"name": "OpenAI"', '"name": "OpenAI \u2603"')
    with open(os.path.join(there, "snow.json"), "w", encoding="utf-8") as file:
        file.write(text)
    with open(os.path.join(ROOT, "fonts", FACES[0]), "rb") as file:
        font = snowy(file.read())
    words = ["render", "-q", "snow.json", "-f", "pdf,svg", "-o", "made", "--font-dir", "own"]
    put = os.path.join(folder, "own.ttf")

    def write(data):
        with open(put, "wb") as file:
            file.write(data)
    write(font)
    got = run(words, there)
    good = outputs(tree(made)) if got.code == 0 else {}
    judge("a font of the user's", got, made, good, refused=False)
    os.remove(put)
    got = run([word for word in words if word != "-q"], there)  # drawn as an empty box, which is told
    campaign.expect(got.code == 0 and "[missing-glyph]" in got.told, f"without it: {got}")
    shutil.rmtree(made)
    for label, spoilt in damages(font, font):
        if label in ("missing", "another face", "another version"):
            continue  # it is the user's
        write(spoilt)
        judge(f"the user's font: {label}", run(words, there), made, good, refused=True)
    for _ in range(DAMAGES):
        at = chance.randrange(len(font) if chance.random() < 0.5 else 400)
        write(changed(font, at, chance.randrange(256)))
        judge(f"the user's font: byte {at}", run(words, there), made, good)
    for cut in sorted(chance.randrange(len(font)) for _ in range(max(4, DAMAGES // 4))):
        write(font[:cut])
        judge(f"the user's font: {cut} bytes of it", run(words, there), made, good, refused=True)


environments()
bundled()
users()
campaign.finish("environments and fonts")
