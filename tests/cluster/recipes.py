#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""recipes.py PROGRAM ROOT: the Job of packaging/kubernetes and the job definition of packaging/aws-batch, without a cluster.

Their fields are read, and their command lines are run for each index with the variables that the cluster would set: the
union of the indexes must be one run, and an index with a bad dataset must end with a code that is not tried again.
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../support"))
from folders import tree  # noqa: E402

PROGRAM, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
try:
    import yaml
except ImportError:
    yaml = None
COUNT, BAD = 10, 4
NOT_AGAIN, AGAIN = {1, 2, 3}, {70, 74, 75}  # exit codes


class Recipes(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory(prefix="dealbrief-recipes-")
        self.addCleanup(place.cleanup)
        self.there = place.name
        with open(os.path.join(ROOT, "samples/openai-amazon-2025-12.json"), encoding="utf-8") as file:
            sample = file.read()
        self.names = [f"d{i:03}.json" for i in range(COUNT)]
        for i, name in enumerate(self.names):
            with open(self.path(name), "w", encoding="utf-8") as file:
                file.write('{"x":' if i == BAD else sample.replace("$10 billion", f"$10 billion ({i})"))
        with open(self.path("datasets.txt"), "w", encoding="utf-8") as file:
            file.write("\n".join(self.names) + "\n")

    def path(self, name):
        return os.path.join(self.there, name)

    def indexes_run(self, command, count, variables):
        """the exit code of each index; variables: of an index"""
        path = os.path.dirname(PROGRAM) + ":" + os.environ["PATH"]
        codes = [subprocess.run(command, cwd=self.there, env={"PATH": path, **variables(index)}, stderr=subprocess.DEVNULL,
                                timeout=200).returncode for index in range(count)]
        self.assertEqual(codes, [int(index == BAD % count) for index in range(count)])
        one = subprocess.run([PROGRAM, "render", "-q", "--manifest", "datasets.txt", "-o", "one"], cwd=self.there,
                             stderr=subprocess.DEVNULL)
        self.assertEqual(one.returncode, 1)
        self.assertEqual(tree(self.path("out")), tree(self.path("one")))
        told = []
        for index in range(count):
            with open(self.path(f"results/{index + 1}.jsonl"), encoding="utf-8") as file:
                told += [json.loads(line) for line in file]
        self.assertEqual({line["dataset"]: line["exit"] for line in told}, {name: int(i == BAD) for i, name in enumerate(self.names)})

    @unittest.skipUnless(yaml, "there is no python3-yaml")
    def test_kubernetes(self):
        with open(os.path.join(ROOT, "packaging/kubernetes/briefings.yaml"), encoding="utf-8") as file:
            job = yaml.safe_load(file)
        self.assertEqual((job["apiVersion"], job["kind"]), ("batch/v1", "Job"))
        spec, pod = job["spec"], job["spec"]["template"]["spec"]
        container = pod["containers"][0]
        self.assertEqual(spec["completionMode"], "Indexed")
        self.assertEqual(pod["restartPolicy"], "Never")  # backoffLimitPerIndex and podFailurePolicy ask for it
        self.assertGreater(spec["backoffLimitPerIndex"], 0)
        rules = [rule for rule in spec["podFailurePolicy"]["rules"] if "onExitCodes" in rule]
        self.assertEqual([rule["action"] for rule in rules], ["FailIndex"])
        self.assertEqual(rules[0]["onExitCodes"]["operator"], "In")
        self.assertEqual(rules[0]["onExitCodes"]["containerName"], container["name"])
        self.assertEqual(set(rules[0]["onExitCodes"]["values"]), NOT_AGAIN)
        self.assertGreater(pod["terminationGracePeriodSeconds"], 10)
        self.assertIn(container["volumeMounts"][0]["name"], [volume["name"] for volume in pod["volumes"]])
        self.assertEqual(container["workingDir"], container["volumeMounts"][0]["mountPath"])
        own = {entry["name"]: entry["value"] for entry in container["env"]}
        self.assertEqual(own["SHARDS"], str(spec["completions"]))
        self.assertNotIn("$(", container["args"][0].replace("$((", ""))  # Kubernetes would put a variable there
        self.indexes_run(container["command"] + container["args"], spec["completions"],
                         lambda index: {**own, "JOB_COMPLETION_INDEX": str(index)})

    def test_aws_batch(self):
        with open(os.path.join(ROOT, "packaging/aws-batch/briefings.json"), encoding="utf-8") as file:
            definition = json.load(file)
        container, retry = definition["containerProperties"], definition["retryStrategy"]
        self.assertEqual(definition["type"], "container")
        self.assertLessEqual(len(retry["evaluateOnExit"]), 5)  # the most there may be; the first that fits counts
        for code in NOT_AGAIN | AGAIN:
            fits = next(rule["action"] for rule in retry["evaluateOnExit"] if rule.get("onExitCode", str(code)) == str(code))
            self.assertEqual(fits, "EXIT" if code in NOT_AGAIN else "RETRY")
        self.assertEqual(container["mountPoints"][0]["sourceVolume"], container["volumes"][0]["name"])
        self.assertEqual(container["mountPoints"][0]["containerPath"], "/work")
        command = container["command"][:2] + [container["command"][2].replace("cd /work", f"cd '{self.there}'")]
        self.indexes_run(command, 4, lambda index: {"AWS_BATCH_JOB_ARRAY_INDEX": str(index), "AWS_BATCH_JOB_ARRAY_SIZE": "4"})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2, warnings="ignore")
