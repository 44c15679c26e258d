# SPDX-License-Identifier: MIT
"""The library as it is installed: found by pkg-config, the example and the blocks of the documentation compiled against it and
run, from C and from Python; then the whole moved elsewhere. usage: installed.py SOURCE BUILD PROGRAM"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

source, build, program = sys.argv[1:]
sample = os.path.join(source, "samples", "openai-amazon-2025-12.json")
BARE = {"PATH": os.environ["PATH"]}


def run(words, **options):
    done = subprocess.run(words, capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def find(folder, name):
    for place, _, names in os.walk(folder):
        if name in names:
            return place
    raise AssertionError(f"{name} was not installed")


def same(one, other):
    with open(one, "rb") as a, open(other, "rb") as b:
        assert a.read() == b.read(), f"{one} and {other} differ"


def example_compile(text_or_path, target, root):
    """root: the folder that holds the prefix, wherever it was moved to; pkg-config is told."""
    config = find(root, "libdealbrief.pc")
    environment = dict(BARE, PKG_CONFIG_PATH=config)
    prefix = os.path.dirname(find(root, "dealbrief.h"))
    words = run(["pkg-config", f"--define-variable=prefix={prefix}", "--cflags", "--libs", "libdealbrief"], env=environment).split()
    run(["cc", "-std=c17", "-Wall", "-Wextra", "-Werror", text_or_path, "-o", target, *words])
    return dict(BARE, LD_LIBRARY_PATH=find(root, "libdealbrief.so.0"))


def blocks(language):
    with open(os.path.join(source, "docs", "library.md"), encoding="utf-8") as file:
        return re.findall(rf"^```{language}\n(.*?)^```$", file.read(), re.M | re.S)


with tempfile.TemporaryDirectory(prefix="dealbrief-library-") as work:
    root = os.path.join(work, "root")
    run(["meson", "install", "--no-rebuild", "--quiet", "-C", build, "--destdir", root])
    usual = os.path.join(work, "usual.svg")
    run([program, "-q", "figure", "flow", sample, "--width", "800", "-o", usual])

    def draw_all(place, name):
        drawn = os.path.join(work, name + ".svg")
        environment = example_compile(os.path.join(source, "examples", "draw.c"), os.path.join(work, "draw"), place)
        run([os.path.join(work, "draw"), sample, "flow", "svg", drawn, "width", "800"], env=environment, cwd=work)
        same(drawn, usual)
        os.remove(drawn)
        run([sys.executable, "-B", os.path.join(source, "examples", "draw.py"), sample, "flow", "svg", drawn, "width=800"],
            env=environment, cwd=work)
        same(drawn, usual)
        return environment

    draw_all(root, "installed")
    moved = os.path.join(work, "some where else")
    # a blank in a prefix is more than pkg-config's words can carry; the program that was compiled before finds the library
    plain = os.path.join(work, "elsewhere")
    os.rename(root, plain)
    environment = draw_all(plain, "moved")
    os.rename(plain, moved)
    environment["LD_LIBRARY_PATH"] = find(moved, "libdealbrief.so.0")
    drawn = os.path.join(work, "again.svg")
    run([os.path.join(work, "draw"), sample, "flow", "svg", drawn, "width", "800"], env=environment, cwd=work)
    same(drawn, usual)
    os.rename(moved, plain)
    environment["LD_LIBRARY_PATH"] = find(plain, "libdealbrief.so.0")

    # what a bad dataset and a bad option come to
    with open(os.path.join(work, "bad.json"), "w", encoding="utf-8") as file:
        file.write("{")
    for words, status, said in ((["bad.json", "flow", "svg", "x.svg"], 1, "bad.json:1:"),
                                ([sample, "flow", "svg", "x.svg", "widht", "800"], 2, "did you mean 'width'?"),
                                (["none.json", "flow", "svg", "x.svg"], 74, "none.json")):
        done = subprocess.run([os.path.join(work, "draw"), *words], env=environment, cwd=work, capture_output=True, text=True)
        assert done.returncode == status and said in done.stderr, done
        assert not os.path.exists(os.path.join(work, "x.svg"))
    done = subprocess.run([sys.executable, "-B", os.path.join(source, "examples", "draw.py"), "bad.json", "flow", "svg", "x.svg"],
                          env=environment, cwd=work, capture_output=True, text=True)
    assert done.returncode == 1 and "bad.json:1:" in done.stderr and "json-end" in done.stderr, done

    # the documentation: each block is a whole program, run where deals.json lies
    shutil.copy(sample, os.path.join(work, "deals.json"))
    shutil.copy(os.path.join(source, "examples", "draw.py"), work)
    in_c, in_python = blocks("c"), blocks("python")
    assert in_c and in_python
    for index, text in enumerate(in_c):
        path = os.path.join(work, f"block{index}.c")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        example_compile(path, os.path.join(work, "block"), plain)
        run([os.path.join(work, "block")], env=environment, cwd=work)
    for text in in_python:
        run([sys.executable, "-B", "-c", text], env=environment, cwd=work)
    assert os.path.getsize(os.path.join(work, "briefing.pdf")) > 10000 and os.path.getsize(os.path.join(work, "flow.png")) > 1000
print(f"installed, moved, found by pkg-config; {len(in_c)} and {len(in_python)} blocks of the documentation run")
