#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random valid datasets that reach every rule of docs/dataset.md and docs/facts.md.

In: a seed.  Out: one dataset, the same for the same seed.  It refuses to know what any figure should come to.

    random_dataset.py SEED     prints it
"""

import json
import random
import sys

LIVE = ["rumoured", "reported", "in_talks", "proposed", "agreed", "announced", "signed", "signed", "active", "closed",
        "completed"]
DEAD = ["cancelled", "withdrawn", "terminated", "lapsed", "denied", "superseded"]
CAPITAL = ["equity", "equity", "convertible", "debt", "warrant", "guarantee", "grant"]
COMMERCE = ["purchase", "services", "lease", "license", "revenue_share", "ppa"]
RELATIONS = ["integration", "partnership"]
REST = ["build", "joint_venture", "acquisition", "secondary", "transfer", "integration", "partnership", "other"]
SIGNS = {"USD": ["$", "US$"], "EUR": ["€"], "GBP": ["£"], "JPY": ["¥"], "INR": ["₹"], "KRW": ["₩"], "CAD": ["C$"],
         "AUD": ["A$"], "HKD": ["HK$"], "CNY": []}
RATES = {"USD": 1, "EUR": 1.0834, "GBP": 1.2651, "JPY": 0.006713, "INR": 0.01187, "KRW": 0.000712, "CAD": 0.7312,
         "AUD": 0.6529, "HKD": 0.1284, "CNY": 0.1379}
SCALES = [(1, [""]), (10**3, ["k", "K", " thousand"]), (10**6, ["m", "M", "mn", "mm", " million"]),
          (10**9, ["b", "B", "bn", " billion"]), (10**12, ["t", "T", "tn", " trillion"])]
QUALIFIERS = {
    "approx": ["approx ", "about ", "around ", "approximately ", "approx. ", "roughly ", "circa ", "c. ", "some ", "~",
               "≈ "],
    "nearly": ["nearly ", "almost ", "just under ", "close to "],
    "at_most": ["up to ", "as much as ", "at most ", "no more than ", "maximum of ", "max. ", "less than ", "under ",
                "below ", "< ", "<=", "≤"],
    "at_least": ["at least ", "no less than ", "minimum of ", "min. ", "more than ", "over ", "above ", "beyond ",
                 "north of ", "in excess of ", "> ", ">= ", "≥"],
}
VAGUE = {9: "thousands", 12: "millions", 15: "billions"}


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.currency = self.r.choice(["USD", "USD", "USD", "EUR"])
        self.foreign = self.r.sample([iso for iso in RATES if iso != self.currency], self.r.choice([0, 0, 1, 3]))

    def chance(self, share):
        return self.r.random() < share

    # ------------------------------------------------------------------------------------------------------- amounts

    def cents(self):
        """few digits, of any size; now and then to the cent"""
        if self.chance(0.08):
            return self.r.randrange(1, 10**7)
        return self.r.randrange(1, 10 ** self.r.choice([1, 1, 2, 3])) * 10 ** self.r.randrange(5, 12)

    def digits(self, cents, least_scale=1):
        """the number and the scale it is written with"""
        fits = [(scale, words) for scale, words in SCALES
                if scale >= least_scale and cents >= scale * 5 and (cents % scale == 0 or scale == 1 and cents < 10**9
                                                                    or scale > 1 and cents * 10 % scale == 0)]
        if not fits:
            fits = SCALES[:1]
        scale, words = self.r.choice(fits)
        units, rest = divmod(cents, 100 * scale)
        number = f"{units:,}" if self.chance(0.5) else str(units)
        if rest:
            places = len(str(100 * scale)) - 1
            point = f"{rest:0{places}d}".rstrip("0")
            number += "." + (point.ljust(2, "0") if scale == 1 else point)
        return number, self.r.choice(words)

    def money(self, cents, iso):
        number, scale = self.digits(cents)
        return self.signed(number + scale, iso)

    def signed(self, text, iso):
        sign = self.r.choice(SIGNS[iso]) if SIGNS[iso] else ""
        way = self.r.choice(["sign", "sign", "before", "after", "both"])
        if way == "sign" and not sign:
            way = "before"
        if iso == self.currency and self.chance(0.2):
            return text
        return {"sign": f"{sign}{text}", "before": f"{iso} {text}", "after": f"{text} {iso}",
                "both": f"{iso} {sign}{text}"}[way]

    def amount(self, cents, iso=None, kinds=None):
        """cents is what an interval surely reaches up to"""
        iso = iso or (self.r.choice(self.foreign) if self.foreign and self.chance(0.3) else self.currency)
        kind = self.r.choice(kinds or ["exact"] * 6 + ["approx"] * 2 + ["nearly", "at_most", "at_most", "at_least", "plus",
                                                                       "range", "range", "vague", "undisclosed",
                                                                       "number", "object", "object"])
        if kind == "exact":
            return self.money(cents, iso)
        if kind in QUALIFIERS:
            words = self.r.choice(QUALIFIERS[kind])
            return (words.capitalize() if self.chance(0.1) else words) + self.money(cents, iso)
        if kind == "plus":
            return self.money(cents, iso) + self.r.choice(["+", " or more"])
        if kind == "range":
            return self.range(cents, iso)
        if kind == "vague":
            return self.vague(iso)
        if kind == "number":
            return self.number(cents) if iso == self.currency else self.money(cents, iso)
        if kind == "object":
            return self.object(cents, iso)
        return self.r.choice(["undisclosed", "unknown", "confidential"])

    def range(self, cents, iso):
        high = cents * self.r.choice([1, 2, 3, 10])
        dash = self.r.choice(["-", "–", "..", " to ", " - "])
        low, low_scale = self.digits(cents)
        if self.chance(0.4):           # the scale on the right serves both
            factor = {word: size for size, words in SCALES for word in words}[low_scale]
            if low_scale and high % factor == 0:
                units, rest = divmod(high, 100 * factor)
                point = f".{rest:0{len(str(100 * factor)) - 1}d}".rstrip("0") if rest else ""
                return self.signed(f"{low}{dash}{units}{point}{low_scale}", iso)
        number, scale = self.digits(high)
        while bool(low_scale) != bool(scale):       # or the scale on the right would be meant for both
            (low, low_scale), (number, scale) = self.digits(cents), self.digits(high)
        return self.signed(low + low_scale, iso) + dash + self.signed(number + scale, iso)

    def vague(self, iso):
        noun = self.r.choice(["thousand", "million", "billion"])
        tens = self.r.choice(["", "tens of ", "hundreds of ", "double-digit "])
        several = self.r.choice(["", "several ", "a few "])
        text = f"{several}{tens}{noun}{'' if several and not tens and self.chance(0.5) else 's'}"
        if iso == "USD" and self.chance(0.5):
            return text + " of dollars"
        return text if iso == self.currency else f"{text} {iso}"

    def number(self, cents):
        return cents // 100 if cents % 100 == 0 else cents / 100

    @staticmethod
    def number_text(cents):
        return f"{cents // 100}.{cents % 100:02}" if cents % 100 else str(cents // 100)

    def object(self, cents, iso):
        high = cents * self.r.choice([1, 2, 5])
        made = self.r.choice([
            {"value": self.number(cents)}, {"value": self.number(cents), "text": "as told"},
            {"low": self.number(cents), "high": self.number(high)},
            {"low": self.number(cents // 2), "high": self.number(high), "headline": self.number(cents)},
            {"value": f"{iso} {self.number_text(cents)}-{iso} {self.number_text(high)}",
             "headline": f"{iso} {self.number_text((cents + high) // 2)}"},
            {"low": self.number(cents), "high": None}, {"low": self.number(cents), "high": None,
                                                        "headline": self.number(cents)},
            {"high": self.number(cents)}])
        if iso != self.currency or self.chance(0.2):
            made["currency"] = iso
        return made

    def pieces(self, cents, most):
        """at most `most` whole numbers that sum to cents"""
        cuts = sorted(self.r.randrange(cents + 1) for _ in range(self.r.randrange(most)))
        if self.chance(0.5) and cents >= 100:
            cuts = [cut // 100 * 100 for cut in cuts]
        return [b - a for a, b in zip([0] + cuts, cuts + [cents]) if b > a]

    # -------------------------------------------------------------------------------------------------------- parties

    def parties(self, number):
        made = []
        for n in range(number):
            party = {"id": f"p{n}", "name": f"Party {n}"}
            if made and self.chance(0.2):
                party.update(parent=self.r.choice(made)["id"], kind=self.r.choice(["business_unit", "company"]))
            elif made and self.chance(0.12):
                party.update(kind=self.r.choice(["project", "vehicle"]))
                if self.chance(0.8):
                    party["for"] = self.r.choice(made)["id"]
                if self.chance(0.2):
                    party["parent"] = self.r.choice(made)["id"]
            elif self.chance(0.3):
                party["kind"] = self.r.choice(["company", "fund", "group", "government"])
            made.append(party)
        self.r.shuffle(made)
        self.ids = [party["id"] for party in made]
        return made

    def side(self):
        if self.chance(0.15):
            return self.r.sample(self.ids, min(len(self.ids), self.r.choice([1, 2, 2, 3])))
        return self.r.choice(self.ids)

    def sides(self):
        payer, payee = self.side(), self.side()
        while payer == payee and self.chance(0.85):
            payee = self.side()
        made = {"from": payer, "to": payee}
        joint = [side for side in (payer, payee) if isinstance(side, list) and len(side) > 1]
        if joint and self.chance(0.7):
            made["split"] = self.split(joint)
        return made

    def split(self, joint):
        if len(joint) == 1 and self.chance(0.6):
            shares = {2: [[0.5, 0.5], [0.25, 0.75], [1, 0], [0.3334, 0.6667], [0.1, 0.9]],
                      3: [[0.3333, 0.3333, 0.3334], [0.2, 0.3, 0.5], [0.33333, 0.33333, 0.33333], [0.33333333, 0.33333333, 0.33333334],
                          [1 / 3, 1 / 3, 1 / 3], [0.5, 0.5, 0]]}
            return dict(zip(joint[0], self.r.choice(shares[len(joint[0])])))
        return self.r.choice(["unknown", "equal", "equal"])

    # ---------------------------------------------------------------------------------------------------------- deals

    def date(self, first=2019, last=2026):
        year = self.r.randrange(first, last)
        month, day = self.r.randrange(1, 13), self.r.randrange(1, 29)
        return self.r.choice([f"{year}", f"{year}-Q{month % 4 + 1}", f"{year}-H{month % 2 + 1}", f"{year}-{month:02}",
                              f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day:02}", f"{year}-12-31",
                              f"{year}-{month:02}-30" if month != 2 else f"{year}-02-28",
                              f"{year}-02-{28 if year % 4 else 29}",
                              f"{year}-01-31", "2020s" if self.chance(0.2) else f"{year}-10-31"])

    def term(self):
        term = {}
        if self.chance(0.65):
            term["years"] = self.r.choice([1, 2, 3, 5, 7, 10, 2.5, 0.5, 1.25, "5-7", "2.5-3", 3.7, 1.125, "5.5-7.25", 0.8333, 0.001, 2.3333333])
        if self.chance(0.6):
            term["start"] = self.date(2022, 2027)
        if self.chance(0.4 if term.get("start") else 0.1):
            term["end"] = self.date(2030, 2034).replace("2020s", "2030s")
        return term or {"start": self.date()}

    def status(self):
        return self.r.choice(DEAD if self.chance(0.08) else LIVE)

    def kind(self):
        return self.r.choice(CAPITAL if self.chance(0.42) else COMMERCE if self.chance(0.75) else REST)

    def leg(self, deal, iso):
        leg = {**self.sides()}
        if self.chance(0.5):
            leg["type"] = self.kind()
        if self.chance(0.3):
            leg["status"] = self.status()
        if self.chance(0.3):
            leg["term"] = self.term()
        if "from" in deal and self.chance(0.4) and "split" not in leg:
            del leg[self.r.choice(["from", "to"])]
        if self.chance(0.9):
            cents = self.cents()
            leg["amount"] = self.amount(cents, iso)
            if self.chance(0.1):
                leg.update(self.paid(cents, iso, leg["amount"]))
            return leg, 0 if self.is_vague(leg) else cents
        return leg, 0

    def paid(self, cents, iso, amount):
        paid = cents * self.r.randrange(1, 10) // 10
        if paid < 1 or isinstance(amount, str) and self.is_word(amount, "vague"):
            return {}
        return {"funded": self.amount(paid, iso or self.currency, ["exact", "approx", "at_most", "at_least", "number",
                                                                   "nearly", "undisclosed"])
                if self.chance(0.95) else "none"}

    @staticmethod
    def is_word(amount, kind):
        vague = amount.lower().startswith(("several", "a few", "tens", "hundreds", "double", "thousand", "million",
                                           "billion"))
        return vague if kind == "vague" else amount.lower() in ("undisclosed", "unknown", "confidential")

    def tranches(self, cents, iso):
        tranches = []
        for piece in self.pieces(cents, 4):
            tranche = {"kind": "milestone", "amount": self.amount(piece, iso, ["exact"] * 4 + ["approx", "at_most",
                                                                                                "undisclosed"])}
            if self.chance(0.5):
                tranche["condition"] = "as agreed"
                if self.chance(0.3):
                    tranche["met"] = self.r.choice([True, True, False, "2025-03"])
            if self.chance(0.3):
                tranche["status"] = self.r.choice(["closed", "completed", "signed", "announced", "in_talks"])
            tranches.append(tranche)
        return tranches

    def schedule(self, cents, iso):
        years = self.r.sample(range(2022, 2032), 4)
        return [{"year": self.r.choice([year, str(year)]), "amount": self.amount(piece, iso, ["exact"])}
                for year, piece in zip(years, self.pieces(max(1, cents * self.r.choice([5, 9, 10]) // 10), 4))]

    def deal(self, number):
        deal = {"id": f"d{number}", "type": self.kind(), "status": self.status(), "sources": ["s"]}
        cents = self.cents()
        iso = self.r.choice(self.foreign) if self.foreign and self.chance(0.25) else self.currency
        if iso != self.currency and self.chance(0.5):
            deal["currency"] = iso
        if self.chance(0.12):
            deal["binding"] = self.r.choice([True, False, None])
        if self.chance(0.5):
            deal["term"] = self.term()
        if self.chance(0.15):
            return self.deal_of_legs(deal, cents, iso)
        deal.update(self.sides())
        if self.chance(0.05):
            deal["what"] = self.r.choice(["money", "equity", "warrants", "goods", "services", "rights", "guarantee"])
        if self.chance(0.92):
            deal["amount"] = self.amount(cents, iso) if not self.chance(0.02) else "none" if self.chance(0.5) else "$0"
        if deal.get("amount") in ("none", "$0"):
            return deal, 0, iso
        if self.chance(0.18):
            if self.chance(0.4):
                deal.pop("amount", None)
            if not self.is_vague(deal):
                deal["tranches"] = self.tranches(cents, iso)
        if "amount" not in deal and "tranches" not in deal and self.chance(0.1):
            deal["funded"] = self.amount(cents, iso, ["exact", "approx", "undisclosed"])
        if "amount" in deal and self.chance(0.12):
            deal.update(self.paid(cents, iso, deal["amount"]))
        if "amount" in deal and self.chance(0.1) and not self.is_vague(deal):
            deal["schedule"] = self.schedule(cents, iso)
        return deal, 0 if self.is_vague(deal) else cents, iso

    def is_vague(self, deal):
        return isinstance(deal.get("amount"), str) and self.is_word(deal["amount"], "vague")

    def deal_of_legs(self, deal, cents, iso):
        if self.chance(0.5):
            deal.update(self.sides())
        legs = [self.leg(deal, iso) for _ in range(self.r.choice([1, 2, 2, 3]))]
        deal["flows"] = [leg for leg, _ in legs]
        least = min((cents for _, cents in legs), default=0) // 10
        if least and self.chance(0.4):
            deal["schedule"] = self.schedule(least, iso)
        if self.chance(0.3) and "schedule" not in deal:
            deal["amount"] = self.amount(cents, iso)
        return deal, max((cents for leg, cents in legs if leg.get("type", deal["type"]) not in RELATIONS), default=0), iso

    def make_part(self, deal, whole, cents, iso):
        """deal becomes a part of whole, and is small enough for it"""
        for key in ("funded", "tranches", "schedule", "currency"):
            deal.pop(key, None)
        if "amount" in deal:
            share = cents * self.r.choice([1, 3, 5, 8, 10]) // 10
            if share:
                deal["amount"] = self.amount(share, iso, ["exact"] * 3 + ["approx", "at_most", "at_least", "nearly",
                                                                          "undisclosed"])
        deal["part_of"] = whole["id"]
        return deal.get("amount") and share

    # --------------------------------------------------------------------------------------------------- the dataset

    def deals(self, number):
        made = [self.deal(n) for n in range(number)]
        ids = [deal["id"] for deal, _, _ in made]
        for n in range(1, number):
            deal, cents, iso = made[n]
            whole, whole_cents, whole_iso = made[self.r.randrange(n)]
            if self.chance(0.25) and "flows" not in deal and whole_cents:
                made[n] = (deal, self.make_part(deal, whole, whole_cents, whole_iso) or 0, whole_iso)
            if self.chance(0.08):
                deal["overlaps"] = self.r.sample([i for i in ids if i != deal["id"]], min(number - 1, self.r.choice([1, 2])))
            if self.chance(0.05):
                deal["supersedes"] = [ids[self.r.randrange(n)]]
        deals = [deal for deal, _, _ in made]
        self.r.shuffle(deals)
        return deals

    def valuations(self):
        made = []
        for party in self.r.sample(self.ids, min(len(self.ids), 3)):
            for _ in range(self.r.choice([0, 1, 2, 4])):
                cents = self.cents() + 10**9
                value = {"party": party, "date": self.date(2015, 2026), "value": self.amount(cents),
                         "basis": self.r.choice(["round", "round", "tender", "secondary", "market", "acquisition",
                                                 "implied", "reported", "appraisal"])}
                if self.chance(0.6):
                    value["money"] = self.r.choice(["pre", "post", "unspecified"])
                if self.chance(0.4):
                    value["raised"] = self.amount(max(1, cents // 20), self.currency) if self.chance(0.9) else "none"
                if self.chance(0.8):
                    value["status"] = self.r.choice(["closed", "closed", "completed", "signed", "active", "announced",
                                                     "in_talks", "agreed", "withdrawn"])
                made.append(value)
        return made

    def dataset(self):
        size = self.r.choice([1, 2, 3, 4, 5, 6, 8, 10, 12, 15]) if not self.chance(0.03) else self.r.randrange(20, 61)
        made = {"dealbrief": "1", "as_of": "2025-12-17", "currency": self.currency,
                "parties": self.parties(self.r.randrange(2, 5 + size // 3 + 3)),
                "sources": [{"id": "s", "publisher": "Random", "kind": "press"}], "deals": self.deals(size)}
        conventions = {}
        if self.chance(0.3):
            conventions["approx"] = self.r.choice([0, 0.05, 0.1, 0.15, 0.25, 0.333, 1])
        if self.chance(0.2):
            conventions["vague"] = self.r.choice(["none", "decade"])
        if self.chance(0.3):
            conventions["day_count"] = self.r.choice(["30/360", "actual"])
        if conventions:
            made["conventions"] = conventions
        if self.chance(0.5):
            made["valuations"] = self.valuations()
        base = RATES[self.currency]
        made["fx"] = {"base": self.currency, "date": "2025-12-16",
                      "rates": {iso: rate if base == 1 else round(rate / base, 6) for iso, rate in RATES.items()
                                if iso != self.currency}}
        if self.currency != "EUR" and not self.foreign and self.chance(0.5):
            del made["fx"]
        return made


def dataset(seed):
    return Maker(seed).dataset()


if __name__ == "__main__":
    print(json.dumps(dataset(int(sys.argv[1])), indent=1, ensure_ascii=False))
