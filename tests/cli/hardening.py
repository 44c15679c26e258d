#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the compiler and the linker offer is in the program and in the library; the list of what a build is made of is whole."""
import json, os, re, subprocess, sys, unittest

BUILD, ROOT, LIBRARY = (os.path.abspath(word) for word in sys.argv[1:4])
PROGRAM = os.path.join(BUILD, "src/app/dealbrief")


def read(*words):
    return subprocess.run(["readelf", "-W", *words], capture_output=True, text=True, check=True).stdout


class Hardening(unittest.TestCase):
    def test_program_and_library(self):
        for path in (PROGRAM, LIBRARY):
            with self.subTest(path=path):
                self.assertRegex(read("-h", path), r"Type:\s+DYN")
                dynamic = read("-d", path)
                self.assertIn("BIND_NOW", dynamic)
                self.assertNotIn("TEXTREL", dynamic)
                headers = read("-l", path)
                self.assertIn("GNU_RELRO", headers)
                self.assertRegex(headers, r"GNU_STACK.*RW ")
                symbols = read("--dyn-syms", path)
                self.assertIn("__stack_chk_fail", symbols)
                self.assertRegex(symbols, r"__\w+_chk\b")
        self.assertIn("PIE", read("-d", PROGRAM))

    def test_sbom(self):
        script = os.path.join(ROOT, "packaging/sbom")
        first, again = (subprocess.run([sys.executable, "-B", script, BUILD], capture_output=True, text=True, check=True).stdout for _ in range(2))
        self.assertEqual(first, again)
        bom = json.loads(first)
        self.assertEqual((bom["bomFormat"], bom["specVersion"]), ("CycloneDX", "1.5"))
        parts = bom["components"]
        named = {part["name"]: part for part in parts}
        for name in ("cairo", "Pango", "Graphviz", "qpdf", "cJSON"):
            self.assertTrue(named[name]["version"] and named[name]["licenses"])
        needed = set(re.findall(r"\(NEEDED\).*\[(.*)\]", read("-d", PROGRAM)))
        self.assertEqual(needed - set(named), set())
        fonts = [part for part in parts if part["name"].startswith("fonts/")]
        self.assertEqual(len(fonts), 6)
        self.assertEqual(len({part["bom-ref"] for part in parts}), len(parts))


unittest.main(argv=sys.argv[:1], verbosity=2)
