#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random datasets that are hard to draw: what tests/model/random_dataset.py makes, with words, sizes and shapes of all kinds.

In: a seed. Out: one dataset, the same for the same seed: 2 to 60 parties, 1 to 200 deals, rings, hubs and joint sides, parts
and tranches, amounts from a cent to a thousand trillion in many currencies, names that are long or of any script, and every
list that a dataset may have. A few are refused (a sum too large, a split beside a part): that is an answer, too.

    random_story.py SEED     prints it
"""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../model"))
import random_dataset  # noqa: E402

NAMES = ["Acme", "Bolt Energy", "Ō", "A", "شركة النور للطاقة", "חברת האור", "株式会社の非常に長い名前の会社", "华夏云计算有限公司",
         "서울반도체", "Ελληνική Εταιρεία", "Общество с ограниченной ответственностью", "बैंक ऑफ भारत", "บริษัทไทย",
         "W" * 70, "The Very Long Name of a Company That Was Merged out of Three Others and Kept All of Their Names",
         "</text><script>alert(1)</script>", "\"' onload='alert(1)\" x=\"", "]]><![CDATA[<b>", "{{ deal.d0.amount }}", "::flow",
         "[link](https://example.com)", "| a | b |", "**bold** `code` # head", "&amp; &#x3c;", "🏦 Bank", "(1) \\) /JS", "a\u0301\u0327b",
         "$5B", "nan", "inf", "x\u200bY", "Société Générale", "A&B – C", "Zürcher Kantonalbank", "İş Bankası", "fi ffi fl",
         "Nguyễn Văn Đức", "👩‍👩‍👧‍👦", "١٢٣", "mid שלום dle", "<svg onload=alert(1)>", "javascript:alert(1)", "%s%n", "Łódź"]
WORDS = ["capacity", "chips", "a very large order of servers", "option", "until 2032", "بناء", "取引の条件", "שותפות", "& more", "<b>",
         "unbelievablylongwordthatnobodycouldpossiblybreakanywhereatall" * 2, "—", "*", "_x_", "`", "#", "1.", "- ", "|", "$10B", "2025"]
ADDRESSES = ["https://example.com/a?b=c&d=e", "http://example.org/(x)", "https://example.com/%22%3E%3Cscript%3E", "https://xn--bcher-kva.example/ü",
             "https://example.com/" + "a" * 300]
CURRENCIES = {"CHF": 1.13, "SEK": 0.094, "KWD": 3.25, "IDR": 0.0000613, "VND": 0.0000393, "BRL": 0.165, "AED": 0.2723, "TWD": 0.0308,
              "ZAR": 0.0548, "PLN": 0.247, "IRR": 0.0000237}
NOTES = ["risk", "regulatory", "context", "opinion", "claim", "technical", "watch", "method", "correction"]
METRICS = ["revenue", "net_loss", "operating_loss", "cash", "cash_burn", "capex", "ebitda", "head count"]
COUNTRIES = ["US", "GB", "JP", "CN", "DE", "SA", "IL", "KR"]
EVIDENCE = ["filing", "party", "analyst", "press", "rumour", "assumed"]


class Teller(random_dataset.Maker):
    def __init__(self, seed):
        super().__init__(seed)
        self.last_sides = None
        self.wild = self.chance(0.3)      # amounts of any size at all
        self.plain = self.chance(0.3)     # no strange words
        self.shape = self.r.choice(["any", "any", "any", "few", "hub", "ring", "chain"])
        if self.chance(0.3) and self.foreign:
            self.foreign = self.foreign + self.r.sample(sorted(CURRENCIES), 3)

    def name(self):
        if self.plain or self.chance(0.4):
            return self.r.choice(["Alder", "Beacon", "Cobalt", "Dunmore", "Ember", "Granite"]) + self.r.choice(
                ["", " Compute", " Capital", " Power & Light", " Networks", " Holdings plc"])
        return self.r.choice(NAMES)

    def text(self, words):
        if self.plain:
            return " ".join(self.r.choice(["the", "deal", "of", "servers", "runs", "until", "2030"]) for _ in range(words))
        return " ".join(self.r.choice(WORDS if self.chance(0.7) else NAMES) for _ in range(words))

    # sizes and shapes

    def cents(self):
        if not self.wild or self.chance(0.5):
            return super().cents()
        return self.r.randrange(1, 100) * 10 ** self.r.randrange(0, self.r.choice([4, 10, 14]))

    def sides(self):
        made = super().sides()
        if self.shape == "any" or self.chance(0.3) or isinstance(made["from"], list) or isinstance(made["to"], list):
            return made
        number = len(self.ids)
        if self.shape == "few":
            pool = self.ids[:3]
            made["from"], made["to"] = self.r.choice(pool), self.r.choice(pool)
        elif self.shape == "hub":
            made[self.r.choice(["from", "to"])] = self.ids[0]
        else:
            at = self.r.randrange(number if self.shape == "ring" else number - 1)
            made["from"], made["to"] = self.ids[at], self.ids[(at + 1) % number]
        return made

    def signed(self, text, iso):
        if iso in CURRENCIES:
            return self.r.choice([f"{iso} {text}", f"{text} {iso}"])
        return super().signed(text, iso)

    # what a reader sees

    def told_party(self, party, number):
        party["name"] = f"{self.name()} {number}"
        extras = {"short": lambda: f"{self.name()[:30]} {number}", "roles": lambda: [self.text(1)[:60]], "country": lambda: self.r.choice(COUNTRIES),
                  "url": lambda: self.r.choice(ADDRESSES), "note": lambda: self.text(12), "ticker": lambda: "TICK",
                  "colour": lambda: f"#{self.r.randrange(1 << 24):06x}", "aliases": lambda: [f"alias {number}"]}
        self.some(party, extras, 0.25)

    def some(self, holder, extras, share):
        for key, make in extras.items():
            if key not in holder and self.chance(share):
                holder[key] = make()

    def day(self):
        return f"{self.r.randrange(2018, 2026)}-{self.r.randrange(1, 13):02}-{self.r.randrange(1, 29):02}"

    def terms(self):
        made = [{"kind": self.r.choice(["exclusivity", "option", "veto", self.text(1)[:80] or "x"]), "text": self.text(self.r.randrange(1, 30))}
                for _ in range(self.r.randrange(1, 4))]
        for term in made:
            self.some(term, {"holder": self.one, "grantor": self.one, "bound": self.one, "until": lambda: self.text(2)[:90],
                             "scope": lambda: self.text(2)[:90], "status": lambda: "in force"}, 0.4)
        return made

    def one(self):
        return self.r.choice(self.ids)

    def claims(self, field, value):
        return [{"field": field, "value": value, "source": "s", "text": self.text(6)} | ({"judgement": self.text(3)} if self.chance(0.5) else {})]

    def told_deal(self, deal, ids):
        self.some(deal, {
            "date": lambda: self.date(), "title": lambda: self.text(self.r.randrange(1, 9))[:400] or "t", "for": lambda: self.text(2)[:300] or "f",
            "evidence": lambda: self.r.choice(EVIDENCE), "confidence": lambda: self.r.choice(["low", "medium", "high"])}, 0.5)
        self.some(deal, {
            "note": lambda: self.text(20), "terms": self.terms, "tags": lambda: ["a", "b"], "related": lambda: [self.r.choice(ids)],
            "beneficiary": self.one, "quantity": lambda: {"value": self.r.choice([4.5, "about 3", 10**12, 0.001]), "unit": self.r.choice(["GW", "accelerators"])},
            "stake": lambda: {"percent": self.r.choice([0.5, 27, 100, 33.333]), "basis": "as converted"},
            "rate": lambda: {"percent": self.r.choice([0, 2.5, 100]), "of": "revenue"},
            "dates": lambda: {self.r.choice(["reported", "announced", "signed", "closed", "expected"]): self.day()},
            "history": lambda: [{"date": self.day(), "status": "in_talks", "note": self.text(4), "source": "s"}],
            "claims": lambda: self.claims("amount", self.money(self.cents() + 100, self.currency)),
            "assumed": lambda: ["status"]}, 0.12)

    def rest(self, made, ids):
        sources = [{"id": f"s{n}", "publisher": self.name(), "title": self.text(5)[:400] or "t", "url": self.r.choice(ADDRESSES),
                    "date": self.day(), "kind": self.r.choice(["filing", "party", "press", "analyst", "aggregator", "rumour"])}
                   for n in range(self.r.choice([0, 1, 5, 40]))]
        made["sources"] += sources
        for deal in made["deals"]:
            if sources and self.chance(0.7):
                deal["sources"] = ["s"] + sorted({self.r.choice(sources)["id"] for _ in range(self.r.randrange(1, 5))})
        if self.chance(0.6):
            made["notes"] = [{"kind": self.r.choice(NOTES), "text": self.text(self.r.randrange(1, 50))[:1900] or "x", "sources": ["s"]}
                             | ({"about": [self.one()]} if self.chance(0.4) else {}) | ({"deals": [self.r.choice(ids)]} if self.chance(0.3) else {})
                             for _ in range(self.r.choice([1, 3, 12]))]
        if self.chance(0.4):
            made["metrics"] = [{"party": self.one(), "name": self.r.choice(METRICS), "period": self.date(), "value": self.money(self.cents() + 100, self.currency),
                                "basis": self.r.choice(["actual", "forecast", "run-rate", "reported"]), "sources": ["s"]}
                               for _ in range(self.r.choice([1, 4, 10]))]

    def dataset(self):
        parties = self.r.choice([2, 3, 4, 5, 6, 8, 10]) if self.chance(0.85) else self.r.randrange(10, 61)
        deals = self.r.choice([1, 2, 3, 5, 8, 12, 20]) if self.chance(0.9) else self.r.randrange(20, 201)
        made = {"dealbrief": "1", "as_of": self.r.choice(["2025-12-17", "2025-12-17", "2024-02-29"]), "currency": self.currency,
                "title": self.text(self.r.randrange(1, 8))[:400] or "t", "language": self.r.choice(["en", "en", "de", "ar", "ja"]),
                "parties": self.parties(parties), "sources": [{"id": "s", "publisher": "Random", "kind": "press"}]}
        for number, party in enumerate(made["parties"]):
            self.told_party(party, number)
        made["deals"] = self.deals(deals)
        ids = [deal["id"] for deal in made["deals"]]
        for deal in made["deals"]:
            self.told_deal(deal, ids)
        self.some(made, {"subtitle": lambda: self.text(9)[:400], "publisher": lambda: self.name(), "author": lambda: self.name(),
                         "valuations": self.valuations,
                         "conventions": lambda: {"approx": self.r.choice([0, 0.1, 1]), "vague": self.r.choice(["none", "decade"])}}, 0.5)
        self.rest(made, ids)
        base = random_dataset.RATES[self.currency]
        rates = {iso: rate / base for iso, rate in {**random_dataset.RATES, **CURRENCIES}.items() if iso != self.currency}
        made["fx"] = {"base": self.currency, "date": "2025-12-16", "rates": {iso: float(f"{rate:.4g}") for iso, rate in rates.items()}}
        return made


def dataset(seed):
    return Teller(seed).dataset()


if __name__ == "__main__":
    print(json.dumps(dataset(int(sys.argv[1])), indent=1, ensure_ascii=False))
