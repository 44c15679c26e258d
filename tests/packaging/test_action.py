# SPDX-License-Identifier: MIT
"""The action for workflows: its problem matcher finds in real diagnostics what the program says as JSON, its script gives the
program what the inputs ask for, and every input has its place."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["DEALBRIEF_TEST_ROOT"])
PROGRAM = os.environ["DEALBRIEF_PROGRAM"]
SAMPLE = ROOT / "samples/openai-amazon-2025-12.json"


def run(*words, **options):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, **options)


class Matcher(unittest.TestCase):
    def setUp(self):
        text = (ROOT / "packaging/action/problem-matcher.json").read_text()
        self.patterns = [matcher["pattern"][0] for matcher in json.loads(text)["problemMatcher"]]

    def match(self, line):
        """As a runner does: the groups of the one pattern that fits"""
        found = []
        for pattern in self.patterns:
            match = re.search(pattern["regexp"], line)
            if match:
                keys = [key for key in pattern if key != "regexp"]
                found.append({key: match.group(pattern[key]) for key in keys})
        self.assertLessEqual(len(found), 1, line)
        return found[0] if found else None

    def test_real(self):
        folder = ROOT / "tests/hostile"
        names = sorted(path.name for path in folder.glob("*.json"))[::3]  # a third of them: every kind is there
        seen = 0
        for name in names:
            text = run("check", "--color", "never", name, cwd=folder).stderr
            told = [json.loads(line) for line in run("check", "--diagnostics", "json", name, cwd=folder).stderr.splitlines()]
            matched = [match for match in map(self.match, text.splitlines()) if match]
            # the text stops at 20 errors and 20 warnings, and then counts the others
            lines = [line for line in text.splitlines() if re.search(r"(error|warning): ", line)]
            self.assertEqual(len(matched), len(lines), (name, text))
            for match in matched:
                same = [one for one in told if match["message"].startswith(one["sentence"]) and one["code"] == match["code"]
                        and one["severity"] == match["severity"]
                        and (one["file"], str(one["line"]), str(one["column"]))
                        == (match["file"] or "", match.get("line", "0"), match.get("column", "0"))]
                self.assertTrue(same, (name, match))
                seen += 1
        self.assertGreater(seen, 100)

    def test_without_place(self):
        result = run("figure", "flow", str(SAMPLE), "--style", "nosuch")
        match = self.match(result.stderr.splitlines()[0])
        self.assertEqual((match["file"], match["code"]), (None, "usage"), result.stderr)

    def test_other_lines(self):
        for line in ("gcc: error: no input files", "a.c:1:2: error: expected ';'", "12:30:01: error: x", ""):
            self.assertIsNone(self.match(line), line)


class Action(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="dealbrief-action-"))
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "bin").mkdir()
        (self.folder / "bin/dealbrief").symlink_to(PROGRAM)
        (self.folder / "data/more").mkdir(parents=True)
        shutil.copy(SAMPLE, self.folder / "data/one.json")
        shutil.copy(SAMPLE, self.folder / "data/more/two words.json")

    def render(self, datasets, **inputs):
        outputs = self.folder / "outputs"
        outputs.write_text("")
        environment = {"PATH": f"{self.folder}/bin:{os.environ['PATH']}", "GITHUB_OUTPUT": str(outputs), "DATASETS": datasets}
        environment.update(inputs)
        result = subprocess.run(["bash", str(ROOT / "packaging/action/render")], cwd=self.folder, env=environment,
                                capture_output=True, text=True)
        said, lines = {}, iter(outputs.read_text().splitlines())
        for line in lines:
            if "<<" in line:
                key, end = line.split("<<")
                said[key] = []
                for line in lines:
                    if line == end:
                        break
                    said[key].append(line)
            else:
                key, said[key] = line.split("=", 1)
        return result, said

    def test_render(self):
        result, said = self.render("data/**/*.json\n", FORMATS="pdf", OUTPUT="pdfs", TEMPLATE="one-page",
                                   ARGUMENTS="--language de\n--style  salmon")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertFalse([line for line in result.stderr.splitlines() if not line.startswith("::warning file=")])
        self.assertEqual(said, {"exit-code": "0", "folder": "pdfs",
                                "files": ["pdfs/two words/briefing.pdf", "pdfs/one/briefing.pdf"]})
        for file in said["files"]:
            self.assertTrue((self.folder / file).read_bytes().startswith(b"%PDF"))

    def test_refused(self):
        (self.folder / "data/bad.json").write_text('{"dealbrief": "1",\n "as_of": "2025-12-17",\n "deals": 3}\n')
        result, said = self.render("data/bad.json\ndata/one.json", FORMATS="pdf")
        self.assertEqual((result.returncode, said["exit-code"]), (1, "1"))
        self.assertRegex(result.stderr, r"(?m)^::error file=data/bad\.json,line=3,col=11,title=")
        self.assertEqual(said["files"], ["out/one/briefing.pdf"])  # the good one is there
        result, said = self.render("data/bad.json", FAIL="false", CHECK_ONLY="true")
        self.assertEqual((result.returncode, said["exit-code"], said["files"]), (0, "1", []))

    def test_missing(self):
        result, said = self.render("data/nothing-*.json")
        self.assertEqual((result.returncode, said["exit-code"]), (74, "74"))
        self.assertIn("nothing-*.json", result.stderr)

    def test_nothing_is_evaluated(self):
        result, said = self.render("$(touch evil)\n`touch evil`\n-f", ARGUMENTS="$(touch evil)", FORMATS="$(touch evil)")
        self.assertNotEqual(result.returncode, 0)
        self.assertFalse((self.folder / "evil").exists())

    def test_inputs(self):
        try:
            import yaml
        except ImportError:
            self.skipTest("PyYAML is not there")
        action = yaml.safe_load((ROOT / "action.yml").read_text())
        steps = action["runs"]["steps"]
        used = set(re.findall(r"\$\{\{ inputs\.([a-z-]+) \}\}", json.dumps(steps)))
        self.assertEqual(used, set(action["inputs"]))
        script = (ROOT / "packaging/action/render").read_text()
        step = next(step for step in steps if step.get("id") == "render")
        for name in step["env"]:
            self.assertRegex(script, r"\$\{?" + name, name)
        for output in action["outputs"].values():
            name = re.fullmatch(r"\$\{\{ steps\.render\.outputs\.([a-z-]+) \}\}", output["value"]).group(1)
            self.assertIn(f"{name}", script)
        # a value of an input never stands in a command line
        self.assertFalse([step["run"] for step in steps if "${{ inputs" in step.get("run", "")])
        for path in re.findall(r"\$GITHUB_ACTION_PATH/([a-z/.-]+)", json.dumps(steps)):
            self.assertTrue((ROOT / path).is_file(), path)


if __name__ == "__main__":
    unittest.main()
