#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What has to hold of the program's figures whatever the dataset, tried on random ones.

In: the program and seeds.  Out: the seeds at fault, exit 1.  It asks the program alone; the model only reads amounts.

    properties.py PROGRAM FIRST COUNT
"""

import copy
import json
import random
import sys
from fractions import Fraction

import facts_model
import random_dataset
from compare import Refused, cents, run_on

LARGE = 10**30


class Broken(Exception):
    pass


def require(holds, sentence, *values):
    if not holds:
        raise Broken(f"{sentence}: {', '.join(str(value) for value in values)}")


def bound(printed):
    """for comparing: an open end is larger than anything"""
    return LARGE if printed == "inf" else -LARGE if printed == "-inf" else cents(printed)


def within(sentence, value, low, high):
    require(low <= value <= high, sentence, low, value, high)


def cells(facts):
    return {(c, b): cell for c, row in facts["totals"].items() for b, cell in row.items()}


def plain(cents_):
    """money that no notation rounds"""
    return cents_ // 100 if cents_ % 100 == 0 else f"{cents_ // 100}.{cents_ % 100:02}"


def amount_object(low, high, headline):
    made = {"low": plain(low), "high": None if high is None else plain(high)}
    if headline is not None:
        made["headline"] = plain(headline)
    return made


def model_flows(dataset):
    read_back = json.loads(json.dumps(dataset), parse_float=Fraction)
    return facts_model.flows_of(facts_model.Reader(read_back), read_back)


def holder_of(dataset, flow):
    """the deal or leg in which the amount of a flow is written"""
    deal = next(deal for deal in dataset["deals"] if deal["id"] == flow.deal["id"])
    return deal["flows"][int(flow.key.split("#")[1])] if "#" in flow.key else deal


def without_parts(dataset):
    for deal in dataset["deals"]:
        deal.pop("part_of", None)
    return dataset


# ------------------------------------------------------------------------------------------------------------ monotone

def raised(dataset, r):
    """one amount doubled, in words that say exactly that"""
    made = copy.deepcopy(dataset)
    flows = [flow for flow in model_flows(made) if flow.amount is not None and not flow.amount.undisclosed]
    flows = [flow for flow in flows if not {"tranches", "funded", "schedule"} & set(holder_of(made, flow))]
    if not flows:
        return None
    flow = r.choice(flows)
    a = flow.amount
    holder_of(made, flow)["amount"] = amount_object(2 * a.low, None if a.high is None else 2 * a.high,
                                                    None if a.headline is None else 2 * a.headline)
    holder_of(made, flow)["amount"]["currency"] = made["currency"]
    return made


def check_monotone(program, dataset, facts, r):
    made = raised(dataset, r)
    if made is None:
        return
    try:
        more = run_on(program, made)
    except Refused:                    # a part that outgrew its whole
        return
    for key in ("low", "high", "headline"):
        require(bound(more["all_live"][key]) >= bound(facts["all_live"][key]), f"a larger amount lowers all_live.{key}",
                facts["all_live"][key], more["all_live"][key])
    if any("part_of" in deal for deal in dataset["deals"]):
        return
    for name, cell in cells(facts).items():
        for key in ("low", "high", "headline"):
            require(bound(cells(more)[name][key]) >= bound(cell[key]), f"a larger amount lowers {name} {key}")
    for key in ("loops_firm", "loops_all"):
        for figure in ("gross", "circulating", "circulating_low"):
            require(more[key][figure] >= facts[key][figure], f"a larger amount lowers {key}.{figure}")


# ------------------------------------------------------------------------------------------------------------- samples

def sample(dataset, r):
    """every amount that has a size becomes one exact value from its interval"""
    made = copy.deepcopy(dataset)
    for flow in model_flows(made):
        holder, a = holder_of(made, flow), flow.amount
        for key in ("tranches", "funded", "schedule"):
            holder.pop(key, None)
        holder.pop("amount", None)
        if "#" in flow.key:            # the years stay within the amounts that they had
            next(deal for deal in made["deals"] if deal["id"] == flow.deal["id"]).pop("schedule", None)
        if a is None or a.undisclosed:
            holder["amount"] = "none" if a is None else "undisclosed"
            continue
        high = 3 * a.low + 1000 if a.high is None else a.high
        low = max(a.low, 1)            # a stated zero would be no money
        holder["amount"] = {"value": plain(r.choice([low, high, r.randint(low, high)])),
                            "currency": made["currency"]}
    return made


def check_samples(program, dataset, r):
    whole = without_parts(copy.deepcopy(dataset))
    facts, point = run_on(program, whole), run_on(program, sample(whole, r))
    for name, cell in cells(facts).items():
        one = cells(point)[name]
        require(one["low"] == one["high"], "a sum of exact amounts is exact", one)
        within(f"a sample of {name}", cents(one["low"]), bound(cell["low"]), bound(cell["high"]))
    for view in ("firm", "all"):
        check_exposures(facts["exposure_" + view], point["exposure_" + view])
        check_loops(facts["loops_" + view], point["loops_" + view])
        check_share(facts, point, view)
        check_pairs(facts["pairs_" + view], point["pairs_" + view])
    for name, row in facts["annualised"].items():
        if name in point["annualised"]:
            high = LARGE if row["high"] == "inf" else row["high"]
            one = point["annualised"][name]
            require(row["low"] <= one["low"] <= one["high"] <= high, "an average of a sample", row, one)


def check_exposures(facts, point):
    for node, row in facts.items():
        for way in ("in", "out", "net"):
            low, high = (bound(row[f"{way}_{end}"]) for end in ("low", "high"))
            for end in ("low", "high"):
                within(f"a sample of {node}.{way}", bound(point[node][f"{way}_{end}"]), low, high)


def check_loops(facts, point):
    require(point["circulating"] >= facts["circulating_low"], "a sample circulates at least the low",
            facts["circulating_low"], point["circulating"])
    if facts["circulating_is_most"]:
        require(point["circulating"] <= facts["circulating"], "a sample circulates at most what is claimed",
                facts["circulating"], point["circulating"])


def check_share(facts, point, view):
    """the share of the payer that pays most on headlines"""
    row = facts["concentration_" + view]
    gross = point["loops_" + view]["gross"]
    if row["top_payer"] is None or not gross:
        return
    share = Fraction(point["exposure_" + view][row["top_payer"]]["out_head"]) / Fraction(gross)
    slack = Fraction(1, 10**4)         # the bounds are printed to four decimals
    within("a sample of the top share", share, row["top_share_low"] - slack, row["top_share_high"] + slack)


def check_pairs(facts, point):
    found = {(pair["investor"], pair["buyer"]): pair for pair in point}
    for pair in facts:
        one = found[pair["investor"], pair["buyer"]]
        for key in ("matched_low", "matched_high", "matched_head"):
            within("a sample of matched", bound(one[key]), bound(pair["matched_low"]), bound(pair["matched_high"]))


# --------------------------------------------------------------------------------------------------------- circulation

def check_circulation(dataset, facts):
    """the circuits fit into the edges, and what they leave has no cycle"""
    read_back = json.loads(json.dumps(dataset), parse_float=Fraction)
    network = facts_model.Network(read_back, "parent")
    flows = facts_model.flows_of(facts_model.Reader(read_back), read_back)
    facts_model.Parts(flows)
    edges = [e for e in network.edges([f for f in flows if f.is_money() and f.is_live()]) if e.payer != e.payee]
    for view, chosen in (("firm", [e for e in edges if e.flow.bucket == "firm"]), ("all", edges)):
        rest = {leg: facts_model.weight_of(pair) for leg, pair in facts_model.merged(chosen).items()}
        for circuit in facts["loops_" + view]["circuits"]:
            nodes = circuit["circuit"].split(" -> ")
            for leg in zip(nodes, nodes[1:]):
                rest[leg] -= cents(circuit["amount"])
        require(all(left >= 0 for left in rest.values()), "circuits take more than an edge carries")
        nodes = {node for leg in rest for node in leg}
        while True:                    # those who pay nobody any more are taken out until none is left
            ends = {node for node in nodes if not any(left and leg[0] == node and leg[1] in nodes
                                                      for leg, left in rest.items())}
            if not ends:
                break
            nodes -= ends
        require(not nodes, "what the circulation leaves has a cycle", *sorted(nodes))


# ------------------------------------------------------------------------------------------------- what changes nothing

IN_ORDER = ("loops_firm", "loops_all", "pairs_firm", "pairs_all")
PLACED = {"errors", "warnings"}        # they say where in the file


def sorted_lists(value):
    if isinstance(value, dict):
        return {key: sorted_lists(below) for key, below in value.items()}
    if isinstance(value, list):
        return sorted((sorted_lists(below) for below in value), key=lambda one: json.dumps(one, sort_keys=True, default=str))
    return value


def unordered(facts):
    """lists as sets where the file's order may show; those of the networks have an order of their own"""
    return {key: value if key in IN_ORDER else sorted_lists(value) for key, value in facts.items()}


def require_same(sentence, one, two, but=()):
    for key in set(one) | set(two):
        if key not in but and key not in PLACED:
            require(one.get(key) == two.get(key), f"{sentence}: {key}", one.get(key), two.get(key))


def check_shuffled(program, dataset, facts, r):
    made = copy.deepcopy(dataset)
    for part in ("deals", "parties", "valuations", "sources"):
        r.shuffle(made.get(part, []))
    for deal in made["deals"]:
        for holder in [deal, *deal.get("flows", [])]:
            for side in ("from", "to", "tranches", "overlaps"):
                if isinstance(holder.get(side), list):
                    r.shuffle(holder[side])
    days = [(v["party"], facts_model.first_day(v["date"])) for v in made.get("valuations", [])]
    but = () if len(set(days)) == len(days) else ("stepups",)     # on one day the file's order counts
    require_same("another order", unordered(facts), unordered(run_on(program, made)), but)


def check_renamed(program, dataset, facts):
    """the new ids are in the order of the old ones, since ids decide between equals"""
    text = json.dumps(dataset)
    for old in [party["id"] for party in dataset["parties"]] + [deal["id"] for deal in dataset["deals"]]:
        text = text.replace(f'"{old}"', f'"x-{old}"')
    again = json.dumps(run_on(program, json.loads(text)), default=str).replace("x-", "")
    require_same("other ids", json.loads(json.dumps(facts, default=str)), json.loads(again))


def check_divided(program, dataset, facts, r):
    """a deal of a known amount given as two parts of itself"""
    made = copy.deepcopy(dataset)
    wholes = {deal.get("part_of") for deal in made["deals"]}
    flows = [flow for flow in model_flows(made) if flow.amount is not None and not flow.amount.undisclosed
             and "#" not in flow.key and flow.deal["id"] not in wholes and flow.amount.low == flow.amount.high
             and flow.amount.headline == flow.amount.low and flow.amount.low > 1
             and not {"tranches", "funded", "schedule", "part_of"} & set(flow.deal) and flow.is_live()]
    if not flows:
        return
    flow = r.choice(flows)
    deal = holder_of(made, flow)
    joint = len(flow.payers) > 1 or len(flow.payees) > 1
    if joint and flow.split != "unknown":          # its cents are shared once, not twice
        return
    first = r.randrange(1, flow.amount.low)
    for name, piece in (("one", first), ("two", flow.amount.low - first)):
        part = {key: value for key, value in deal.items() if key not in ("overlaps", "supersedes", "term")}
        made["deals"].append({**part, "id": f"{deal['id']}-{name}", "part_of": deal["id"],
                              "amount": {"value": plain(piece), "currency": made["currency"]}})
    divided = run_on(program, made)
    for name, cell in cells(facts).items():
        for key in ("low", "high", "headline", "undisclosed", "no_headline"):  # not words: "about" may have been said
            require(cells(divided)[name][key] == cell[key], f"two parts change {name} {key}", cell[key])
    for key in facts:
        if key.startswith(("loops_", "exposure_", "concentration_")):
            require(divided[key] == facts[key], f"two parts change {key}", facts[key], divided[key])


def check_dead(program, dataset, facts):
    made = copy.deepcopy(dataset)
    party = made["parties"][0]["id"]
    made["deals"].append({"id": "zz", "type": "equity", "status": "lapsed", "from": party, "sources": ["s"],
                          "to": made["parties"][-1]["id"], "amount": 7, "term": {"years": 2, "start": "2025"}})
    but = ("totals", "by_status", "counts", "paid", "quality")     # these tell of the dead too
    require_same("a dead deal", facts, run_on(program, made), but)


def check_added(program, dataset, facts):
    """a deal between two newcomers adds its amount to its own cell and to nothing else; taken out again it is as if never told"""
    made = copy.deepcopy(dataset)
    made["parties"] += [{"id": "zy", "name": "Newcomer One"}, {"id": "zz", "name": "Newcomer Two"}]
    made["deals"].append({"id": "zz", "type": "equity", "status": "signed", "from": "zy", "sources": ["s"], "to": "zz",
                          "amount": 7, "currency": made["currency"]})
    more = run_on(program, made)
    for name, cell in cells(facts).items():
        gain = 700 if name == ("capital", "firm") else 0
        for key in ("low", "high", "headline"):
            before = bound(cell[key])
            require(bound(cells(more)[name][key]) == (before if before == LARGE else before + gain), f"a new deal changes {name} {key}",
                    cell[key], cells(more)[name][key])
    for view in ("firm", "all"):
        for key in ("circulating", "circulating_low", "loops", "circuits"):
            require(more["loops_" + view][key] == facts["loops_" + view][key], f"a new deal changes loops_{view}.{key}")
        for node, row in facts["exposure_" + view].items():
            require(more["exposure_" + view][node] == row, f"a new deal changes the exposure of {node}")
    made["deals"].pop()
    made["parties"] = made["parties"][:-2]
    require_same("a deal added and removed", facts, run_on(program, made))


def check_exchanged(program, dataset, facts):
    """another currency at 1:1 is the same money"""
    made = copy.deepcopy(dataset)
    made.setdefault("fx", {"base": made["currency"], "date": "2025-12-16", "rates": {}})["rates"]["XDR"] = 1
    for deal in made["deals"]:
        deal.setdefault("currency", "XDR")
    text = json.dumps(made).replace(f'"currency": "{made["currency"]}"', '"currency": "XDR"')
    made = {**json.loads(text), "currency": made["currency"]}
    made["valuations"] = dataset.get("valuations", [])
    require_same("money at 1:1", facts, run_on(program, made))


def check(program, seed):
    dataset, r = random_dataset.dataset(seed), random.Random(seed)
    facts = run_on(program, dataset)
    check_circulation(dataset, facts)
    check_monotone(program, dataset, facts, r)
    check_samples(program, dataset, r)
    check_shuffled(program, dataset, facts, r)
    check_renamed(program, dataset, facts)
    check_divided(program, dataset, facts, r)
    check_dead(program, dataset, facts)
    check_added(program, dataset, facts)
    check_exchanged(program, dataset, facts)


def main(arguments):
    program, first, count = arguments[0], int(arguments[1]), int(arguments[2])
    wrong = 0
    for seed in range(first, first + count):
        try:
            check(program, seed)
        except (Broken, Refused) as reason:
            wrong += 1
            print(f"seed {seed}: {str(reason)[:600]}")
    print(f"{count} random datasets: {wrong} break a rule")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
