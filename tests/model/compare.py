#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares `dealbrief facts` with the independent model, on kept files and on random datasets.

Money has to agree to the last hundredth, averages and ratios to a billionth (or to the decimals that are printed), loops
as a set and in their documented order.

    compare.py PROGRAM seeds FIRST COUNT       random datasets
    compare.py PROGRAM files FILE...           kept ones
Ends with 1 and the seeds at fault where anything differs.
"""

import json
import os
import subprocess
import sys
import tempfile
from fractions import Fraction

import facts_model
import random_dataset

LEVELS = ("parent", "self", "benefit")
FOUR_DECIMALS = {"share", "share_low", "guaranteed", "top_share_low", "top_share_high",
                 "top_share_headline", "share_high", "share_headline"}
RATIOS = {"ratio", "step_up", "annualised", "dilution", "hhi_outflow_headline", "multiple"}
COUNTS = {"n", "flows", "undisclosed", "no_headline", "unknown_edges", "weakest", "in_und", "out_und", "days", "parties",
          "deals", "sources", "valuations", "notes"}


class Refused(Exception):
    pass


def run(program, path, level="parent"):
    done = subprocess.run([program, "facts", "-q", "--level", level, path], capture_output=True, check=False)
    if done.returncode:
        raise Refused(f"exit {done.returncode}: {done.stderr.decode(errors='replace').strip()}")
    return json.loads(done.stdout, parse_float=Fraction)


def run_on(program, dataset, level="parent"):
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(dataset, file, ensure_ascii=False)
        file.flush()
        return run(program, file.name, level)


def cents(printed):
    """None is open on the side where it stands"""
    if printed in ("inf", "-inf"):
        return None
    value = Fraction(printed) * 100
    assert value.denominator == 1, printed
    return int(value)


class Difference:
    def __init__(self):
        self.found = []

    def say(self, path, model, program):
        self.found.append(f"{'.'.join(map(str, path))}: model {show(model)}, program {show(program)}")

    def compare(self, path, model, program):
        if isinstance(model, dict) and isinstance(program, dict):
            for key in model:
                if key in program:
                    self.compare(path + [key], model[key], program[key])
                else:
                    self.say(path + [key], model[key], "nothing")
        elif isinstance(model, list) and isinstance(program, list):
            if len(model) != len(program):
                self.say(path + ["length"], len(model), len(program))
            for n, (one, two) in enumerate(zip(model, program)):
                self.compare(path + [n], one, two)
        elif not same(path, model, program):
            self.say(path, model, program)

    def compare_keys(self, path, model, program):
        """every row the one has, the other has"""
        if set(model) != set(program):
            self.say(path + ["keys"], sorted(set(model) - set(program)), sorted(set(program) - set(model)))


def show(value):
    return float(value) if isinstance(value, Fraction) else value


def same(path, model, program):
    key = path[-1]
    if path[0] == "annualised":
        return near_average(model, program)
    if key in FOUR_DECIMALS:
        return (model is None) == (program is None) and (model is None or
                                                         abs(model - program) <= Fraction(50001, 10**9))
    if key in RATIOS:
        return (model is None) == (program is None) and (model is None or
                                                         abs(float(model) - float(program)) <= 2e-9 * max(1, abs(model)))
    if model is None:
        return program in (None, "inf", "-inf")
    if key in COUNTS or isinstance(model, (str, bool)) or program is None:
        return model == program
    return model == cents(program)


def near_average(model, program):
    if model is None or program in (None, "inf"):
        return model is None and program in (None, "inf")
    return abs(Fraction(model) / 100 - Fraction(program)) <= max(Fraction(1, 10**6), abs(Fraction(program)) / 10**9)


def loop_order(row):
    nodes = row["loop"].split(" -> ")
    return (len(nodes) > 3, -Fraction(row["bottleneck_headline"]), -Fraction(row["bottleneck_low"]), len(nodes), nodes)


def compare_loops(difference, name, model, program):
    if program["loops_cut"]:
        return
    ours = program["loops"]
    if [row["loop"] for row in ours] != [row["loop"] for row in sorted(ours, key=loop_order)]:
        difference.say([name, "order"], "documented", [row["loop"] for row in ours])
    by_name = [sorted(rows, key=lambda row: row["loop"]) for rows in (model["loops"], ours)]
    difference.compare_keys([name], *({row["loop"] for row in rows} for rows in by_name))
    difference.compare([name, "loops"], *by_name)


def compare_circuits(difference, name, program):
    """the parts add up to the circulation"""
    total = sum(cents(row["amount"]) * row["circuit"].count(" -> ") for row in program["circuits"])
    if total != cents(program["circulating"]):
        difference.say([name, "circuits"], show(program["circulating"]), show(Fraction(total, 100)))
    if cents(program["gross"]) != sum(cents(program[key]) for key in ("circulating", "passing", "net_transfer")):
        difference.say([name, "gross"], "the sum of its parts", show(program["gross"]))


def differences(dataset, program, level):
    model = facts_model.facts(dataset, level)
    difference = Difference()
    for name in ("firm", "all"):
        one, two = model["loops_" + name], program["loops_" + name]
        compare_loops(difference, "loops_" + name, one, two)
        compare_circuits(difference, "loops_" + name, two)
        one.pop("loops"), two.pop("loops")
        if model["concentration_" + name] is None:
            model["concentration_" + name] = {**dict.fromkeys(program["concentration_" + name]), "top": []}
        difference.compare_keys(["exposure_" + name], model["exposure_" + name], program["exposure_" + name])
    for key in ("totals", "annualised", "schedule", "stepups"):
        difference.compare_keys([key], model[key], program[key])
    for key in ("schedule", "totals"):
        for row in set(model[key]) & set(program[key]):
            difference.compare_keys([key, row], model[key][row], program[key][row])
    difference.compare([], model, program)
    return difference.found


def compare_dataset(program, dataset, level):
    read_back = json.loads(json.dumps(dataset), parse_float=Fraction)
    return differences(read_back, run_on(program, dataset, level), level)


def compare_seeds(program, first, count):
    wrong = refused = 0
    for seed in range(first, first + count):
        level = LEVELS[seed % 4 % 3]
        try:
            found = compare_dataset(program, random_dataset.dataset(seed), level)
        except Refused as reason:
            refused += 1
            found = [f"refused: {reason}"]
        if found:
            wrong += 1
            print(f"seed {seed}, level {level}:", *found[:8], sep="\n  ")
    print(f"{count} random datasets: {count - wrong} agree, {wrong} differ ({refused} of them refused)")
    return wrong


def compare_files(program, paths):
    wrong = 0
    for path in paths:
        for level in LEVELS:
            found = differences(facts_model.load(path), run(program, path, level), level)
            wrong += bool(found)
            print(f"{os.path.basename(path)}, level {level}:", *(found or ["agrees"]), sep="\n  ")
    return wrong


def main(arguments):
    program, what, *rest = arguments
    wrong = compare_files(program, rest) if what == "files" else compare_seeds(program, int(rest[0]), int(rest[1]))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
