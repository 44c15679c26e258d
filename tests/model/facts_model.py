#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A second, slow and obvious implementation of `dealbrief facts`, written from the definitions and not from src/facts.

In: a valid dataset (parsed JSON).  Out: the same keys as the program prints, money as whole hundredths, None for an open
bound.  No floating point touches money.  It refuses to know about errors and warnings: the dataset is taken to be valid.

    facts_model.py DATASET [self|parent|benefit]     prints the figures
"""

import datetime
import json
import re
import sys
from fractions import Fraction

CLASSES = {
    "capital": "equity convertible debt warrant guarantee grant",
    "commerce": "purchase services lease license revenue_share ppa",
    "build": "build joint_venture",
    "ownership": "acquisition secondary transfer",
    "relation": "integration partnership",
    "other": "other",
}
CLASS_OF = {kind: name for name, kinds in CLASSES.items() for kind in kinds.split()}
RANKS = {"rumoured": 1, "reported": 2, "in_talks": 3, "proposed": 3, "agreed": 4, "announced": 5,
         "signed": 6, "active": 7, "closed": 8, "completed": 8,
         "cancelled": 0, "withdrawn": 0, "terminated": 0, "lapsed": 0, "denied": 0, "superseded": 0}
LONGEST_LOOP = 6


# ---------------------------------------------------------------------------------------------------- small arithmetic

def half_even(value):
    """the nearest whole number; of two as near, the even one"""
    return round(Fraction(value))


def plus(a, b):
    """the sum of two bounds, of which None is open"""
    return None if a is None or b is None else a + b


def less(a, b):
    """what is left of bound a when b is taken away, never below zero; an open one stays open"""
    if a is None or b is None:
        return None if a is None else 0
    return max(0, a - b)


def smaller(a, b):
    if a is None or b is None:
        return b if a is None else a
    return min(a, b)


def shared_out(total, shares):
    """total in whole hundredths by the largest remainder; of equal remainders the first in the list"""
    if total is None:
        return [None for share in shares]
    exact = [Fraction(total) * share / sum(shares) for share in shares]
    parts = [part.numerator // part.denominator for part in exact]
    order = sorted(range(len(shares)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[:total - sum(parts)]:
        parts[i] += 1
    return parts


# ------------------------------------------------------------------------------------------------------------- amounts

class Amount:
    """low, high (None: open), headline (None: none), in hundredths of the dataset's currency"""

    def __init__(self, low, high, headline, undisclosed=False):
        self.low, self.high, self.headline, self.undisclosed = low, high, headline, undisclosed

    def weight(self):
        return self.low if self.headline is None else self.headline

    def is_nothing(self):
        return not self.undisclosed and self.high == 0 and not self.headline

    def __repr__(self):
        return "?" if self.undisclosed else f"[{self.low}, {self.high}] {self.headline}"


def undisclosed():
    return Amount(0, 0, None, True)


SYMBOLS = {"$": "USD", "US$": "USD", "A$": "AUD", "C$": "CAD", "HK$": "HKD",
           "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW"}
SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "mm": 6, "million": 6, "b": 9, "bn": 9, "billion": 9,
          "t": 12, "tn": 12, "trillion": 12}
QUALIFIERS = {
    "approx": ["approximately", "approx.", "approx", "roughly", "around", "about", "circa", "c.", "some", "~", "≈"],
    "nearly": ["nearly", "almost", "just under", "close to"],
    "at_most": ["up to", "as much as", "at most", "no more than", "maximum of", "max.", "less than", "under", "below",
                "<=", "<", "≤"],
    "at_least": ["at least", "no less than", "minimum of", "min.", "more than", "over", "above", "beyond", "north of",
                 "in excess of", ">=", ">", "≥"],
}
MONEY = (r"(?:(?P<iso{n}>[A-Z]{{3}})\s*)?(?P<symbol{n}>US\$|HK\$|A\$|C\$|[$€£¥₹₩])?\s*"
         r"(?P<digits{n}>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<point{n}>\.\d+)?\s*"
         r"(?:(?P<scale{n}>(?i:thousand|million|billion|trillion|mn|mm|bn|tn|[kmbt]))(?![A-Za-z]))?"
         r"\s*(?P<iso_after{n}>[A-Z]{{3}})?")
ONE = re.compile(MONEY.format(n=1) + r"(?P<more>\s*\+|\s+or more)?$")
TWO = re.compile(MONEY.format(n=1) + r"\s*(?:-|–|\.\.|\bto\b)\s*" + MONEY.format(n=2) + "$")
VAGUE = re.compile(r"(?:(?:several|a few)\s+)?(?:(?P<tens>tens of|hundreds of|double-digit)\s+)?"
                   r"(?P<noun>thousand|million|billion|trillion)s?(?:\s+of dollars|\s+(?P<iso>[A-Z]{3}))?$", re.I)


class Reader:
    """turns the written amounts of one dataset into intervals"""

    def __init__(self, dataset):
        conventions = dataset.get("conventions", {})
        self.currency = dataset.get("currency", "USD")
        self.slack = Fraction(str(conventions.get("approx", "0.1")))
        self.vague = conventions.get("vague", "decade")
        self.rates = {iso: Fraction(str(rate)) for iso, rate in dataset.get("fx", {}).get("rates", {}).items()}

    def exchanged(self, amount, iso):
        if iso == self.currency:
            return amount
        rate = self.rates[iso]
        return Amount(*(None if bound is None else half_even(bound * rate)
                        for bound in (amount.low, amount.high, amount.headline)), amount.undisclosed)

    def read(self, written, currency=None):
        """None: no money"""
        currency = currency or self.currency
        if written is None:
            return None
        if isinstance(written, dict):
            return self.read_object(written, currency)
        if not isinstance(written, str):
            cents = half_even(Fraction(str(written)) * 100)
            return self.exchanged(Amount(cents, cents, cents), currency)
        text = written.strip()
        if text.lower() in ("undisclosed", "unknown", "confidential"):
            return undisclosed()
        if text.lower() == "none":
            return None
        return self.read_vague(text, currency) or self.read_range(text, currency) or self.read_one(text, currency)

    def read_object(self, written, currency):
        currency = written.get("currency") or currency
        if "value" in written:
            amount = self.read(written["value"], currency)
            if amount and written.get("headline") is not None:
                amount.headline = self.read(written["headline"], currency).headline
            return amount
        low, high, headline = (self.read(written.get(key), currency) for key in ("low", "high", "headline"))
        return Amount(low.low if low else 0, high.high if high else None, headline.headline if headline else None)

    def read_vague(self, text, currency):
        found = VAGUE.match(text)
        if not found:
            return None
        if self.vague == "none":
            return undisclosed()
        zeros = {"tens of": 1, "double-digit": 1, "hundreds of": 2}.get((found["tens"] or "").lower(), 0)
        low = 100 * 10 ** (SCALES[found["noun"].lower()] + zeros)
        iso = "USD" if "dollars" in text.lower() else (found["iso"] or currency).upper()
        return self.exchanged(Amount(low, 10 * low, None), iso)

    def cents(self, found, n, scale):
        units = Fraction(found[f"digits{n}"].replace(",", "") + (found[f"point{n}"] or ""))
        cents = units * 100 * 10 ** (SCALES[scale.lower()] if scale else 0)
        assert cents.denominator == 1, found.string
        return int(cents)

    def currency_of(self, found, n):
        return found[f"iso{n}"] or found[f"iso_after{n}"] or SYMBOLS.get(found[f"symbol{n}"])

    def read_range(self, text, currency):
        found = TWO.match(text)
        if not found:
            return None
        iso = self.currency_of(found, 1) or self.currency_of(found, 2) or currency
        low = self.cents(found, 1, found["scale1"] or found["scale2"])
        high = self.cents(found, 2, found["scale2"])
        return self.exchanged(Amount(low, high, None), iso)

    def read_one(self, text, currency):
        kind = "exact"
        for name, words in QUALIFIERS.items():
            for word in words:
                rest = text[len(word):]
                if text.lower().startswith(word) and (not word[-1].isalpha() or not rest[:1].isalpha()):
                    kind, text = name, rest.strip()
                    break
            if kind != "exact":
                break
        found = ONE.match(text)
        assert found, text
        if found["more"]:
            kind = "at_least"
        x = self.cents(found, 1, found["scale1"])
        about = (half_even(x * (1 - self.slack)), half_even(x * (1 + self.slack)))
        low, high = {"exact": (x, x), "approx": about, "nearly": (about[0], x), "at_most": (0, x),
                     "at_least": (x, None)}[kind]
        return self.exchanged(Amount(low, high, x), self.currency_of(found, 1) or currency)


# --------------------------------------------------------------------------------------------------------------- flows

def is_sure(tranche):
    if tranche.get("met", False) is not False or tranche.get("status") in ("closed", "completed"):
        return True
    return "condition" not in tranche and "met" not in tranche


class Tranches:
    """what the tranches that can still happen come to"""

    def __init__(self, reader, tranches, currency):
        alive = [(t, reader.read(t["amount"], currency)) for t in tranches if RANKS[t.get("status", "signed")]]
        alive = [(t, a) for t, a in alive if a is not None]
        self.known = [a for _, a in alive if not a.undisclosed]
        self.hides = len(self.known) < len(alive)
        self.sure = sum(a.low for t, a in alive if is_sure(t))

    def sum(self):
        """None: no money"""
        if self.hides and not self.sure:
            return undisclosed()
        if not self.known:
            return None
        high, headline = (None if self.hides else 0), 0
        for a in self.known:
            high, headline = plus(high, a.high), plus(headline, a.headline)
        if high is None and headline is not None and headline > self.sure:
            headline = None            # "at least" promises its number
        return Amount(self.sure, high, headline)


def effective_amount(reader, written, funded, tranches, currency):
    amount = reader.read(written, currency)
    if tranches:
        tranches = Tranches(reader, tranches, currency)
        if written is None:
            amount = tranches.sum()
        elif amount is not None and not amount.undisclosed:
            amount.low = smaller(tranches.sure, amount.high)
        elif amount is not None and tranches.sure:
            amount = Amount(tranches.sure, None, None)
    paid = reader.read(funded, currency)
    if amount is None and written is None and paid is not None and paid.undisclosed:
        return undisclosed()           # something was paid
    if paid is None or not paid.low or written == "none":
        return amount
    if amount is None or amount.undisclosed:
        return Amount(paid.low, None, None)
    headline = amount.headline if amount.headline is None else max(amount.headline, paid.low)
    return Amount(max(amount.low, paid.low), amount.high, headline if paid.low > amount.low else amount.headline)


def as_list(value):
    return value if isinstance(value, list) else [value]


class Flow:
    def __init__(self, reader, deal, leg, key):
        whole = {k: v for k, v in deal.items() if k not in ("amount", "funded", "tranches", "flows", "schedule")}
        both = {**whole, **leg}
        self.key, self.deal, self.leg = key, deal, leg
        self.payers, self.payees = as_list(both["from"]), as_list(both["to"])
        self.split = both.get("split", "unknown")
        self.class_ = CLASS_OF[both["type"]]
        self.rank = RANKS[both["status"]]
        self.bucket = bucket_of(self.rank, deal.get("binding"))
        self.term = both.get("term", {})
        amount = effective_amount(reader, leg.get("amount"), leg.get("funded"), leg.get("tranches"),
                                  both.get("currency"))
        nothing = amount is not None and amount.is_nothing()       # a stated zero is no money
        self.amount = None if self.class_ == "relation" or nothing else amount
        self.has_parts = False

    def is_live(self):
        return self.bucket != "dead"

    def is_money(self):
        return self.amount is not None and not (self.has_parts and self.amount.is_nothing())


def bucket_of(rank, binding):
    bucket = "dead" if rank == 0 else "talk" if rank < 4 else "planned" if rank < 6 else "firm"
    if binding is True and bucket == "planned":
        return "firm"
    if binding is False and bucket == "firm":
        return "planned"
    return bucket


def flows_of(reader, dataset):
    flows = []
    for deal in dataset["deals"]:
        if "flows" in deal:
            flows += [Flow(reader, deal, leg, f"{deal['id']}#{n}") for n, leg in enumerate(deal["flows"])]
        else:
            flows.append(Flow(reader, deal, {k: deal[k] for k in ("amount", "funded", "tranches") if k in deal},
                              deal["id"]))
    return flows


# --------------------------------------------------------------------------------------------------------------- parts

class Parts:
    """caps each part at its whole, then leaves a whole what its parts do not itemise"""

    def __init__(self, flows):
        self.flows, self.deals, self.children = {}, {}, {}
        for flow in flows:
            if flow.deal["id"] not in self.deals and flow.deal.get("part_of"):
                self.children.setdefault(flow.deal["part_of"], []).append(flow.deal["id"])
            self.flows.setdefault(flow.deal["id"], []).append(flow)
            self.deals[flow.deal["id"]] = flow.deal
        for deal in self.deals:
            if not self.deals[deal].get("part_of"):
                self.cap_below(deal)
        for deal in self.deals:
            if not self.deals[deal].get("part_of"):
                self.leave_rest(deal)

    def money(self, deal):
        return [flow for flow in self.flows[deal] if flow.amount is not None]

    def cap_below(self, whole):
        ceiling = self.ceiling(whole)
        for part in self.children.get(whole, []):
            for flow in self.money(part):
                a = flow.amount
                if ceiling is not None and not a.undisclosed:
                    flow.amount = Amount(min(a.low, ceiling), smaller(a.high, ceiling),
                                         a.headline if a.headline is None else min(a.headline, ceiling))
            self.cap_below(part)

    def ceiling(self, deal):
        """None: none known"""
        money = self.money(deal)
        if not money or any(flow.amount.undisclosed for flow in money):
            return None
        high = 0
        for flow in money:
            high = plus(high, flow.amount.high)
        return high

    def leave_rest(self, whole):
        """-> what the live flows of the deal and of all its parts come to together, or None if there are none"""
        together = None
        for part in self.children.get(whole, []):
            one = self.leave_rest(part)
            if one is None:
                continue
            together = self.both(together or (0, 0, 0), one)
            self.take(whole, part, one)
        if together is not None:
            for flow in self.money(whole):
                flow.has_parts = not flow.amount.undisclosed
        for flow in self.money(whole):
            if flow.is_live():
                a = flow.amount
                together = self.both(together or (0, 0, 0), (a.low, a.high, a.headline or 0))
        return together

    @staticmethod
    def both(one, two):
        return one[0] + two[0], plus(one[1], two[1]), one[2] + two[2]

    def take(self, whole, part, taken):
        """first from the leg between the same parties, then from the others in order"""
        low, high, headline = taken
        first = self.flows[part][0]
        legs = sorted(self.money(whole), key=lambda f: (f.payers, f.payees) != (first.payers, first.payees))
        for flow in legs:
            a = flow.amount
            if a.undisclosed:
                continue
            flow.amount = Amount(less(a.low, low), 0 if high is None and a.high is not None else less(a.high, high),
                                 None if a.headline is None else less(a.headline, headline))
            low, headline = less(low, a.low), less(headline, a.headline or 0)
            high = 0 if a.high is None else less(high, a.high)


# -------------------------------------------------------------------------------------------------------------- totals

def total_of(amounts):
    known = [a for a in amounts if not a.undisclosed]
    high = 0
    for a in known:
        high = plus(high, a.high)
    return {"low": sum(a.low for a in known), "high": high,
            "headline": sum(a.headline for a in known if a.headline is not None),
            "flows": len(amounts), "undisclosed": len(amounts) - len(known),
            "no_headline": sum(1 for a in known if a.headline is None)}


def inside(edges, itemised):
    """the sum of what stays inside a node; the members of one flow count once"""
    edges = [edge for edge in edges if edge.payer == edge.payee]
    total = total_of([edge.amount for edge in edges])
    total["low"] += sum(edge.amount.low for edge in itemised if edge.payer == edge.payee)
    flows = {edge.flow.key: edge.amount for edge in edges}.values()
    total["flows"] = len(flows)
    total["undisclosed"] = sum(1 for amount in flows if amount.undisclosed)
    total["no_headline"] = sum(1 for amount in flows if not amount.undisclosed and amount.headline is None)
    return total


def total_of_flows(flows):
    """a whole that its parts itemise is no flow, but with them it comes to its own low"""
    total = total_of([flow.amount for flow in flows if flow.is_money()])
    total["low"] += sum(flow.amount.low for flow in flows if not flow.is_money())
    return total


def totals(flows):
    cells = {}
    for flow in flows:
        if flow.is_money() or flow.amount.low:
            cells.setdefault(flow.class_, {}).setdefault(flow.bucket, []).append(flow)
    return {class_: {bucket: total_of_flows(cell) for bucket, cell in row.items()} for class_, row in cells.items()}


def guaranteed(amounts):
    """what is certain of the headlines"""
    quoted = [a for a in amounts if not a.undisclosed and a.headline is not None]
    headline = sum(a.headline for a in quoted)
    return Fraction(min(sum(a.low for a in quoted), headline), headline) if headline else None


def overlap_adjusted(dataset, live, all_live):
    """of deals that may be about the same money at least the largest counts; a whole and its parts are one family"""
    deals = {deal["id"]: deal for deal in dataset["deals"]}

    def family(deal):
        return family(deals[deal]["part_of"]) if deals[deal].get("part_of") else deal

    groups = [{one} for one in deals if family(one) == one]
    mixed = set()
    for deal in deals.values():
        for other in deal.get("overlaps", []):
            one, two = family(deal["id"]), family(other)
            if one == two:
                mixed.add(one)
            joined = [group for group in groups if one in group or two in group]
            groups = [group for group in groups if group not in joined] + [set().union(*joined)]
    low = 0
    for group in groups:
        lows = []
        for one in group:
            members = [sum(f.amount.low for f in live if f.deal["id"] == deal) for deal in deals if family(deal) == one]
            lows.append(max(members) if one in mixed else sum(members))
        low += max(lows)
    return {"low": low, "high": all_live["high"]}


# --------------------------------------------------------------------------------------------------------------- edges

class Edge:
    """money between two nodes from one flow, or the low that its parts leave a whole that is no flow any more"""

    def __init__(self, flow, payer, payee, amount):
        self.flow, self.payer, self.payee, self.amount = flow, payer, payee, amount
        self.flows = flow.is_money()

    def weight(self):
        return self.amount.weight() if self.flows else 0


class Network:
    def __init__(self, dataset, level):
        self.parties = {p["id"]: p for p in dataset.get("parties", [])}
        self.level = level

    def node(self, party):
        if self.level == "self":
            return party
        while True:
            here = self.parties[party]
            if self.level == "benefit" and here.get("kind") in ("project", "vehicle") and here.get("for"):
                party = here["for"]
            elif here.get("parent"):
                party = here["parent"]
            else:
                return party

    def joint(self, side):
        return "+".join(sorted({self.node(party) for party in side}))

    def sides(self, flow):
        """pairs of nodes, each with its share: one pair unless a single side has several with known shares"""
        payers, payees = sorted(flow.payers), sorted(flow.payees)
        many = payers if len(payers) > 1 else payees
        if flow.split == "unknown" or (len(payers) > 1) == (len(payees) > 1):
            return [(self.joint(payers), self.joint(payees), Fraction(1))]
        if isinstance(flow.split, dict) and not set(flow.split) <= set(many):     # inherited, and about others
            return [(self.joint(payers), self.joint(payees), Fraction(1))]
        shares = [Fraction(1) if flow.split == "equal" else Fraction(half_even(Fraction(str(flow.split.get(one, 0))) * 10**12), 10**12) for one in many]
        return [(self.node(a), self.node(b), share)
                for (a, b), share in zip([(a, b) for a in payers for b in payees], shares)]

    def edges(self, flows):
        edges = []
        for flow in flows:
            sides = self.sides(flow)
            shares = [share for _, _, share in sides]
            a = flow.amount
            bounds = zip(*(shared_out(bound, shares) for bound in (a.low, a.high, a.headline)))
            for (payer, payee, share), (low, high, headline) in zip(sides, bounds):
                if share:
                    edges.append(Edge(flow, payer, payee, Amount(low, high, headline, a.undisclosed)))
        return edges


def exposure(edges):
    rows, unknown = {}, set()
    for edge in edges:
        for party, way in ((edge.payee, "in"), (edge.payer, "out")):
            row = rows.setdefault(party, {"in_low": 0, "in_high": 0, "in_head": 0, "in_und": 0,
                                          "out_low": 0, "out_high": 0, "out_head": 0, "out_und": 0})
            if edge.amount.undisclosed:
                row[way + "_und"] += (party, way, edge.flow.key) not in unknown
                unknown.add((party, way, edge.flow.key))
            else:
                row[way + "_low"] += edge.amount.low
                row[way + "_high"] = plus(row[way + "_high"], edge.amount.high)
                row[way + "_head"] += edge.weight()
    for row in rows.values():
        row["net_low"] = None if row["out_high"] is None else row["in_low"] - row["out_high"]
        row["net_high"] = None if row["in_high"] is None else row["in_high"] - row["out_low"]
        row["net_head"] = row["in_head"] - row["out_head"]
        row["gross_head"] = row["in_head"] + row["out_head"]
    for party, row in rows.items():
        if "+" in party:
            row["members"] = {one: {"in_low": 0, "in_high": most(row, "in"), "out_low": 0, "out_high": most(row, "out")}
                              for one in party.split("+")}
    return rows


def most(row, way):
    """a member carries at most all of it"""
    low, high = row[way + "_low"], row[way + "_high"]
    return None if high is None else max(low, high)


def concentration(edges):
    paid = {}
    for edge in edges:
        row = paid.setdefault(edge.payer, [0, 0, 0])
        if not edge.amount.undisclosed:
            row[0] += edge.amount.low
            row[1] = plus(row[1], edge.amount.high)
            row[2] += edge.weight()
    gross = sum(row[2] for row in paid.values())
    if not gross:
        return None
    order = sorted((party for party in paid if paid[party][2]), key=lambda party: (-paid[party][2], party))
    tops = [top_share(paid, order[:n], gross) for n in range(1, min(5, len(order)) + 1)]
    return {"hhi_outflow_headline": 10000 * sum(Fraction(row[2], gross) ** 2 for row in paid.values()),
            "top_payer": order[0], "top": tops,
            **{"top_" + key: tops[0][key] for key in ("share_low", "share_high", "share_headline")}}


def top_share(paid, payers, gross):
    """of what all pay what these pay, at least, at most and on weights"""
    ours, theirs = [0, 0], [0, 0]
    for party, row in paid.items():
        side = ours if party in payers else theirs
        side[0] += row[0]
        side[1] = plus(side[1], row[1])
    (low, high), (others_low, others_high) = ours, theirs
    return {"n": len(payers), "payers": payers, "bounds_open": high is None or others_high is None,
            "share_low": Fraction(low, low + others_high) if others_high is not None and low else Fraction(0),
            "share_high": Fraction(1) if high is None else Fraction(high, high + others_low) if high else Fraction(0),
            "share_headline": Fraction(sum(paid[party][2] for party in payers), gross)}


def two_way_pairs(edges):
    """capital one way, commerce the other"""
    pairs = merged(edges)
    found = []
    for investor, buyer in pairs:
        capital = [e for e in pairs[investor, buyer] if e.flow.class_ == "capital"]
        commerce = [e for e in pairs.get((buyer, investor), []) if e.flow.class_ == "commerce"]
        if any(e.flows for e in capital) and any(e.flows for e in commerce):
            found.append(pair_row(investor, buyer, capital, commerce))
    return sorted(found, key=lambda row: (-row["matched_head"], row["investor"], row["buyer"]))


def pair_row(investor, buyer, capital, commerce):
    there, back = total_of([e.amount for e in capital]), total_of([e.amount for e in commerce])
    for total, edges in ((there, capital), (back, commerce)):
        edges = [e for e in edges if e.flows]
        total["flows"] = len({e.flow.key for e in edges})
        total["undisclosed"] = len({e.flow.key for e in edges if e.amount.undisclosed})
        total["no_headline"] = len({e.flow.key for e in edges if not e.amount.undisclosed and e.amount.headline is None})
    weights = weight_of(capital), weight_of(commerce)
    lows, highs = zip(in_order(there), in_order(back))
    return {"investor": investor, "buyer": buyer, "capital": there, "commerce": back,
            "matched_low": min(lows), "matched_high": smaller(*highs), "matched_head": min(weights),
            "multiple": Fraction(weights[1], weights[0]) if all(weights) else None,
            "weakest": min(e.flow.rank for e in capital + commerce if e.flows)}


def in_order(total):
    low, high = total["low"], total["high"]
    return (high, low) if high is not None and low > high else (low, high)


# --------------------------------------------------------------------------------------------------------------- loops

def merged(edges):
    """(payer, payee) -> [edges]"""
    pairs = {}
    for edge in edges:
        pairs.setdefault((edge.payer, edge.payee), []).append(edge)
    return pairs


def weight_of(pair):
    return sum(edge.weight() for edge in pair)


def low_of(pair):
    return sum(edge.amount.low for edge in pair)


def loops(pairs):
    after = {}
    for payer, payee in pairs:
        if not any(edge.flows for edge in pairs[payer, payee]):
            continue                   # nothing flows there but a low that parts leave
        after.setdefault(payer, []).append(payee)
    found = []

    def walk(path):
        for party in after.get(path[-1], []):
            if party == path[0]:
                found.append(list(path))
            elif party > path[0] and party not in path and len(path) < LONGEST_LOOP:
                walk(path + [party])

    for start in sorted(after):
        walk([start])
    return [loop_row(pairs, path) for path in found]


def loop_row(pairs, path):
    legs = [pairs[leg] for leg in zip(path, path[1:] + path[:1])]
    flows = [edge.flow for leg in legs for edge in leg if edge.flows]
    classes = sorted({flow.class_ for flow in flows})
    return {"loop": " -> ".join(path + path[:1]),
            "bottleneck_low": min(low_of(leg) for leg in legs),
            "bottleneck_headline": min(weight_of(leg) for leg in legs),
            "unknown_edges": sum(1 for leg in legs if weight_of(leg) == 0),
            "weakest": min(flow.rank for flow in flows),
            "classes": classes,
            "capital_and_commerce": "capital" in classes and "commerce" in classes}


def longer_circulation(capacity, flow):
    """a cycle along which the flow can be changed so that its sum grows, as [(leg, +1 or -1)], or None: Bellman-Ford"""
    arcs = [(a, b, -1, (a, b), 1) for (a, b), most in capacity.items() if flow[a, b] < most]
    arcs += [(b, a, 1, (a, b), -1) for (a, b) in capacity if flow[a, b] > 0]
    nodes = {node for arc in arcs for node in arc[:2]}
    distance, came = dict.fromkeys(nodes, 0), {}
    last = None
    for _ in nodes:
        last = None                    # a node that the last round still brought nearer: a cycle leads to it
        for arc in arcs:
            if distance[arc[0]] + arc[2] < distance[arc[1]]:
                distance[arc[1]] = distance[arc[0]] + arc[2]
                came[arc[1]] = arc
                last = arc[1]
        if last is None:
            break
    if last is None:
        return None
    for _ in nodes:
        last = came[last][0]
    cycle, node = [], last
    while not cycle or node != last:
        cycle.append(came[node][3:])
        node = came[node][0]
    return cycle


def largest_circulation(capacity):
    """The flow per leg: cycles are cancelled until none makes the sum larger. Capacities come in bit by bit from the highest,
    each time with twice the flow of before: else billions are reached in steps of cents."""
    flow = dict.fromkeys(capacity, 0)
    for bit in reversed(range(max(capacity.values(), default=0).bit_length())):
        most = {leg: value >> bit for leg, value in capacity.items()}
        flow = {leg: 2 * value for leg, value in flow.items()}
        while cycle := longer_circulation(most, flow):
            step = min(most[leg] - flow[leg] if sign > 0 else flow[leg] for leg, sign in cycle)
            for leg, sign in cycle:
                flow[leg] += sign * step
    return flow


def circulating(weights):
    return sum(largest_circulation({leg: w for leg, w in weights.items() if w}).values())


def loops_of(edges):
    pairs = merged(edges)
    weights = {leg: weight_of(pair) for leg, pair in pairs.items()}
    lows = {leg: low_of(pair) for leg, pair in pairs.items()}
    gross = sum(weights.values())
    round_ = circulating(weights)
    net = {}
    for (payer, payee), weight in weights.items():
        net[payer] = net.get(payer, 0) - weight
        net[payee] = net.get(payee, 0) + weight
    transfer = sum(value for value in net.values() if value > 0)
    return {"gross": gross, "gross_low": sum(lows.values()), "circulating": round_,
            "circulating_low": circulating(lows),
            "share": Fraction(round_, gross) if gross else Fraction(0),
            "share_low": Fraction(circulating(lows), sum(lows.values())) if sum(lows.values()) else Fraction(0),
            "passing": gross - round_ - transfer, "net_transfer": transfer, "loops": loops(pairs)}


# ---------------------------------------------------------------------------------------------------------------- time

def first_day(written):
    year = int(written[:4])
    if written.endswith("0s"):
        return datetime.date(year, 1, 1)
    rest = written[5:]
    month = 1 if not rest else (int(rest[1]) * 3 - 2) if rest[0] == "Q" else (int(rest[1]) * 6 - 5) if rest[0] == "H" \
        else int(rest[:2])
    return datetime.date(year, month, int(rest[3:5]) if len(rest) == 5 else 1)


def day_after(written):
    """the first day that a date no longer covers"""
    first, rest = first_day(written), written[5:]
    if len(rest) == 5:
        return first + datetime.timedelta(1)
    months = 120 if written.endswith("0s") else 12 if not rest else 3 if rest[0] == "Q" else 6 if rest[0] == "H" else 1
    months += first.month - 1
    return datetime.date(first.year + months // 12, months % 12 + 1, 1)


def years_of(term):
    """least, most and mean number of years, or None"""
    years = term.get("years")
    if years is not None:
        ends = [Fraction(half_even(Fraction(end) * 10**6), 10**6) for end in str(years).split("-")]
        return ends[0], ends[-1], (ends[0] + ends[-1]) / 2
    if term.get("start") and term.get("end"):
        length = Fraction((day_after(term["end"]) - first_day(term["start"])).days) / Fraction("365.25")
        return length, length, length
    return None


def annualised(flows):
    rows = {}
    for flow in flows:
        years, a = years_of(flow.term), flow.amount
        if years is None or a.undisclosed or a.high == 0:
            continue
        rows[flow.key] = {"low": a.low / years[1], "high": None if a.high is None else a.high / years[0],
                          "headline": None if a.headline is None else a.headline / years[2]}
    return rows


def day_number(day, count):
    return 360 * day.year + 30 * day.month + day.day if count == "30/360" else day.toordinal()


def year_shares(term, count):
    """[(year, share)] of a straight line over the term, or None"""
    if not term.get("start"):
        return None
    first = first_day(term["start"])
    if first.day == 31 and count == "30/360":
        first = first.replace(day=30)
    start = Fraction(day_number(first, count))
    if term.get("years") is not None:
        end = start + years_of(term)[2] * (360 if count == "30/360" else Fraction("365.25"))
    elif term.get("end"):
        end = Fraction(day_number(day_after(term["end"]), count))
    else:
        return None
    shares, year = [], first_day(term["start"]).year
    while True:
        begins, ends = (day_number(datetime.date(y, 1, 1), count) for y in (year, year + 1))
        if begins >= end:
            return shares
        shares.append((year, min(end, ends) - max(start, begins)))
        year += 1


def has_own_years(flow, flows):
    """of several live flows of money nobody says whose the years are"""
    alike = [one for one in flows if one.deal is flow.deal and one.amount is not None and one.is_live()]
    return bool(flow.deal.get("schedule")) and alike == [flow]


def schedule(reader, flows, all_flows, count):
    rows = {}
    for flow in flows:
        if has_own_years(flow, all_flows):
            rows[flow.key] = {}
            for row in flow.deal["schedule"]:
                amount = reader.read(row["amount"], flow.deal.get("currency"))
                if amount:
                    rows[flow.key][str(row["year"])] = amount.weight()
            continue
        shares = year_shares(flow.term, count)
        if shares and flow.amount.headline:
            parts = shared_out(flow.amount.headline, [share for _, share in shares])
            rows[flow.key] = {str(year): part for (year, _), part in zip(shares, parts)}
    return rows


# ---------------------------------------------------------------------------------------------------------- valuations

def stepups(reader, dataset):
    by_party = {}
    for value in dataset.get("valuations", []):
        if value.get("status", "closed") in ("closed", "completed", "announced", "signed"):
            by_party.setdefault(value["party"], []).append(value)
    rows = {}
    for party, values in by_party.items():
        values.sort(key=lambda v: (first_day(v["date"]), v.get("money") != "pre"))
        steps, before, i = [], None, 0
        while i < len(values):
            twice = i + 1 < len(values) and told_twice(values[i], values[i + 1])
            value = values[i + 1] if twice else values[i]
            step = stepup(reader, before, value) if before else None
            pre = reader.read(values[i]["value"]).headline if twice else None
            if step and pre:
                step["step_up"] = Fraction(pre, reader.read(before["value"]).headline)
            steps.append(step)
            before = value
            i += 2 if twice else 1
        if any(steps):
            rows[party] = [step for step in steps if step]
    return rows


def told_twice(one, two):
    """One round before and after the money came"""
    return (one.get("money"), two.get("money")) == ("pre", "post") and \
        (one["basis"], one["date"]) == (two["basis"], two["date"])


def stepup(reader, one, two):
    v1, v2 = (reader.read(v["value"]).headline for v in (one, two))
    if not v1 or not v2:
        return None
    raised = reader.read(two.get("raised"))
    if raised is None and two.get("raised") is not None:
        raised = Amount(0, 0, 0)       # "none"
    raised = raised.headline if raised else None
    pre = None
    if two.get("money") == "post" and raised is not None:
        pre = v2 - raised
    elif two.get("money") == "pre" or two["basis"] in ("tender", "secondary", "market"):
        pre = v2
    dilution = None
    if raised is not None and two["basis"] == "round":
        dilution = Fraction(raised, v2 if two.get("money") == "post" else v2 + raised)
    days = (first_day(two["date"]) - first_day(one["date"])).days
    return {"frm": one["date"], "to": two["date"], "ratio": Fraction(v2, v1),
            "step_up": None if pre is None else Fraction(pre, v1), "days": days,
            "annualised": float(Fraction(v2, v1)) ** (365.25 / days) - 1 if days >= 365 else None,
            "same_basis": one["basis"] == two["basis"], "raised": raised, "dilution": dilution}


# -------------------------------------------------------------------------------------------------------------- it all

def facts(dataset, level="parent"):
    reader = Reader(dataset)
    flows = flows_of(reader, dataset)
    Parts(flows)
    money = [flow for flow in flows if flow.is_money()]
    live = [flow for flow in money if flow.is_live()]
    network = Network(dataset, level)
    edges = network.edges(live)
    counted = [flow for flow in flows if flow.amount is not None]
    counted_live = [flow for flow in counted if flow.is_live()]
    leftovers = network.edges([flow for flow in counted_live if not flow.is_money()])
    between = [edge for edge in edges + [edge for edge in leftovers if edge.amount.low] if edge.payer != edge.payee]
    figures = {"totals": totals(counted), "all_live": total_of_flows(counted_live),
               "intra_group": inside(edges, leftovers),
               "annualised": annualised(live),
               "schedule": schedule(reader, live, flows, dataset.get("conventions", {}).get("day_count", "30/360")),
               "stepups": stepups(reader, dataset),
               "counts": {"flows": len(flows), **{key: len(dataset.get(key, [])) for key in
                                                  ("parties", "deals", "sources", "valuations", "notes")}}}
    for class_, cells in figures["totals"].items():
        if "firm" in cells:
            cells["firm"]["guaranteed"] = guaranteed(
                [flow.amount for flow in money if flow.class_ == class_ and flow.bucket == "firm"])
    figures["overlap_adjusted"] = overlap_adjusted(dataset, counted_live, figures["all_live"])
    figures["schedule_disclosed"] = [flow.key for flow in live if has_own_years(flow, flows) and
                                     figures["schedule"].get(flow.key)]
    undated = [flow for flow in live if flow.key not in figures["schedule"] and not flow.amount.undisclosed]
    figures["schedule_undated"] = {"of": [flow.key for flow in undated], **total_of([f.amount for f in undated])}
    for name, chosen in (("firm", [e for e in between if e.flow.bucket == "firm"]), ("all", between)):
        figures["pairs_" + name] = two_way_pairs(chosen)
        figures["loops_" + name] = loops_of(chosen)
        figures["exposure_" + name] = exposure(chosen)
        figures["concentration_" + name] = concentration(chosen)
    return figures


def load(path):
    with open(path, encoding="utf-8-sig") as file:
        return json.load(file, parse_float=Fraction, parse_int=int)


def main(arguments):
    def plain(value):
        return float(value) if isinstance(value, Fraction) else str(value)
    print(json.dumps(facts(load(arguments[0]), *arguments[1:]), indent=1, default=plain))


if __name__ == "__main__":
    main(sys.argv[1:])
