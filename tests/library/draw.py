# SPDX-License-Identifier: MIT
"""The example draws what the command draws. usage: draw.py DRAW PROGRAM SOURCE"""
import os
import subprocess
import sys
import tempfile

draw, program, source = sys.argv[1:]
sample = os.path.join(source, "samples", "openai-amazon-2025-12.json")
with tempfile.TemporaryDirectory(prefix="dealbrief-draw-") as work:
    for kind, form, options in (("flow", "svg", ["width", "420"]), ("matrix", "png", []), ("valuation", "pdf", ["party", "openai"])):
        one, other = (os.path.join(work, f"{name}.{form}") for name in ("one", "other"))
        subprocess.run([draw, sample, kind, form, one, *options], check=True)
        words = [f"--{options[i]}={options[i + 1]}" for i in range(0, len(options), 2)]
        subprocess.run([program, "-q", "figure", kind, sample, "-f", form, "-o", other, *words], check=True)
        with open(one, "rb") as a, open(other, "rb") as b:
            assert a.read() == b.read(), f"{kind}.{form} differ"
        os.remove(one)
    # nothing of the environment is asked for; docs/library.md names what changes bytes all the same
    usual, other = os.path.join(work, "usual.pdf"), os.path.join(work, "other.pdf")
    subprocess.run([draw, sample, "flow", "pdf", usual], check=True, capture_output=True)
    for word in ("DEALBRIEF_DATA=/nowhere", "SOURCE_DATE_EPOCH=1", "NO_COLOR=1", "LANG=de_DE.UTF-8", "LC_ALL=tr_TR.UTF-8", "TZ=Asia/Tokyo",
                 "LANGUAGE=ja", "PANGO_LANGUAGE=ja:zh", "PANGOCAIRO_BACKEND=win32", "HB_OPTIONS=uniscribe-bug-compatible",
                 "FREETYPE_PROPERTIES=truetype:interpreter-version=35", "FONTCONFIG_FILE=/nowhere", "FONTCONFIG_PATH=/nowhere",
                 "FONTCONFIG_SYSROOT=/tmp", "FC_LANG=ja", "CAIRO_DEBUG=x", "GVBINDIR=/nowhere", "DOTFONTPATH=/tmp", "SERVER_NAME=x",
                 "HOME=/nowhere"):
        name, value = word.split("=", 1)
        done = subprocess.run([draw, sample, "flow", "pdf", other], env={**os.environ, name: value}, capture_output=True, text=True)
        assert done.returncode == 0, f"{word}: {done.stderr}"
        with open(usual, "rb") as a, open(other, "rb") as b:
            assert a.read() == b.read(), f"{word} changes what is drawn"
        os.remove(other)
    done = subprocess.run([draw, sample, "flow", "svg", os.path.join(work, "no/where.svg")], capture_output=True, text=True)
    assert done.returncode == 74 and "no/where.svg" in done.stderr, done
    assert subprocess.run([draw, sample], capture_output=True).returncode == 2
