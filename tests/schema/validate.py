#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The published schema, judged by a validator that is not ours (python3-jsonschema), beside the reader.

validate.py PROGRAM ROOT: PROGRAM prints the schema and checks datasets, ROOT is the source tree.
  - the schema is a draft-07 schema;
  - what the reader accepts without an unknown key, the schema accepts: samples, the starter, tests/hostile;
  - what the reader refuses for its shape, the schema refuses: by code, with the exceptions listed below;
  - what only the reader can see, the schema lets pass: else the lists here are out of date;
  - values of every form, generated: schema and reader agree.
Nothing is skipped: a missing validator is a failure.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    sys.exit("validate.py: the Python module jsonschema is missing: apt-get install python3-jsonschema")

# Errors for the shape of a value: a schema refuses them.
SEEN = """wrong-type missing-field unknown-word unknown-version bad-id bad-pattern bad-date bad-amount bad-percent
bad-term bad-url out-of-range empty-list no-parties amount-negative limit-text text-control text-bidi
text-noncharacter""".split()

# Errors that only the whole dataset, arithmetic or a look at every letter shows: a schema lets them pass.
UNSEEN = {
    "duplicate-id": "compares objects",
    "unknown-party": "looks an id up",
    "unknown-deal": "looks an id up",
    "unknown-source": "looks an id up",
    "parent-loop": "follows ids",
    "part-loop": "follows ids",
    "supersedes-loop": "follows ids",
    "no-rate": "looks a rate up",
    "bad-split": "sums, and looks ids up",
    "bad-schedule": "sums",
    "bad-lei": "computes check digits",
    "tranche-sum": "sums",
    "funded-above": "compares amounts",
    "part-above": "compares amounts",
    "amount-backwards": "compares ends",
    "amount-huge": "multiplies by a scale",
    "amount-precision": "multiplies by a scale",
    "text-invisible-many": "a matter of Unicode tables",
    "text-combining": "a matter of Unicode tables",
}

# No JSON, or JSON that parsers read differently: the schema never sees it.
NO_JSON = re.compile(r"json-|duplicate-key|limit-input")

# Files of a seen code that a schema lets pass all the same, and the other way round
PASS_ALL_THE_SAME = {
    "amount_object_headline.json": "a headline outside of low and high: compares amounts",
    "amount_object_outside.json": "a headline outside of value: compares amounts",
    "amount_object_dark_headline.json": "a headline beside a word that says there is no size",
    "amount_range_mixed_currency.json": "two currencies: which symbols mean which codes",
    "term_backwards.json": "the end is before the start: compares dates",
    "amount_two_codes.json": "two currencies: which codes are the same",
    "amount_xxx.json": "a list of codes",
    "date_century.json": "a leap year",
    "date_feb_29.json": "a leap year",
    "date_newline.json": "to Python, $ stands before a last line break, too",
    "name_plane_end.json": "beyond U+FFFF, which dialects write differently",
    "type_years_range_back.json": "the end is before the start",
    "url_newline_end.json": "to Python, $ stands before a last line break, too",
}
FAIL_ALL_THE_SAME = {
    "fx_negative.json": "a rate below zero is a range, too",
    "amount_int64_edge.json": "a plain number above the limit is a range, too",
    "ref_name_not_id.json": "a name with a blank is no id, whether known or not",
    "text_zwj_many.json": "too long besides",
    "amount_number_1e300.json": "a plain number above the limit is a range, too",
    "type_from_empty.json": "an empty text is no id, whether known or not",
    "type_fx_zero.json": "a rate of zero is a range, too",
    "two_faults.json": "the other fault is a word",
}


def rows(root):
    with open(os.path.join(root, "tests/hostile/index.tsv"), encoding="utf-8") as file:
        names = file.readline().rstrip("\n").split("\t")
        return [dict(zip(names, line.rstrip("\n").split("\t"))) for line in file]


class Judge:
    def __init__(self, program, root):
        self.program, self.root, self.faults, self.counts = program, root, [], {}
        text = subprocess.run([program, "schema"], capture_output=True, check=True).stdout
        self.schema = json.loads(text)
        jsonschema.Draft7Validator.check_schema(self.schema)
        self.validator = jsonschema.Draft7Validator(self.schema)

    def fault(self, sentence):
        self.faults.append(sentence)

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def complaint(self, dataset):
        """None, or what the schema has against a dataset"""
        if self.validator.is_valid(dataset):
            return None
        error = jsonschema.exceptions.best_match(self.validator.iter_errors(dataset))
        return f"{error.json_path}: {error.message[:160]}"

    def load(self, path):
        with open(os.path.join(self.root, path), encoding="utf-8-sig") as file:
            return json.load(file)

    def accepts(self, what, dataset):
        complaint = self.complaint(dataset)
        if complaint:
            self.fault(f"{what} should validate, but {complaint}")
        self.count("accepted")

    def refuses(self, what, dataset, why):
        if self.validator.is_valid(dataset):
            self.fault(f"{what} validates, but {why}")
        self.count("refused")


def judge_samples(judge):
    folder = os.path.join(judge.root, "samples")
    names = sorted(name for name in os.listdir(folder) if name.endswith(".json"))
    if not names:
        judge.fault("there are no samples")
    for name in names:
        judge.accepts(name, judge.load(os.path.join("samples", name)))


def judge_hostile(judge):
    seen_codes = set()
    for row in rows(judge.root):
        name, code = row["file"], row["code"]
        if NO_JSON.match(code):
            judge.count("no JSON")
            continue
        dataset = judge.load(os.path.join("tests/hostile", name))
        seen_codes.add(code)
        if row["expect"] != "ERROR":
            if code == "unknown-key":
                judge.refuses(name, dataset, "it has an unknown key")
            else:
                judge.accepts(name, dataset)
        elif name in PASS_ALL_THE_SAME:
            judge.accepts(name, dataset)
        elif name in FAIL_ALL_THE_SAME:
            judge.refuses(name, dataset, FAIL_ALL_THE_SAME[name])
        elif code in SEEN:
            judge.refuses(name, dataset, f"its fault is one of shape: {code}")
        elif code in UNSEEN:
            judge.accepts(name, dataset)
        elif code == "bad-rate":
            judge.accepts(name, dataset)
        else:
            judge.fault(f"{name}: say in tests/schema/validate.py whether a schema can see {code}")
    for code in SEEN:
        if code not in seen_codes:
            judge.fault(f"no file of tests/hostile has {code}")


# Values of each form. Whether one is good is for the reader to say; the schema has to agree, but where a set
# of exceptions says that only the reader can know.

QUALIFIERS = """approximately approx. approx about around roughly circa c. some ~ ≈ nearly almost just_under close_to up_to
as_much_as at_most no_more_than maximum_of max. less_than under below <= < ≤ at_least no_less_than minimum_of min.
more_than over above beyond north_of in_excess_of >= > ≥""".split()
SCALES = "thousand k million mm mn m billion bn b trillion tn t".split()
SYMBOLS = "$ US$ A$ C$ HK$ € £ ¥ ₹ ₩".split()


def amounts():
    for qualifier in QUALIFIERS:
        words = qualifier.replace("_", " ")
        for form in "{} $5B", "{}5B", "{}$5B", "{} 5 billion", "  {}  USD 5bn ", "{} $5B+", "{} five", "{} billions", \
                "{} $5B-$10B", "{}", "{} €1,250,000.50":
            yield form.format(words)
        yield words.upper() + " 5B"
        yield words.title() + "\u00a0$5B"
        yield words.replace(" ", "\u202f ") + " 5B"
    for scale in SCALES:
        for form in "5{}", "$5 {}", "5{} EUR", "5{}EUR", "1.234567{}", "5{}+", "5 {} or more", "5-10{}", "5{}-10{}", \
                "5 {} to 10 {}", "5{}..10{}", "5{}–10{}", "5{}1", "5{}s", "{}", "5 5{}":
            yield form.replace("{}", scale)
            yield form.replace("{}", scale.upper())
    for symbol in SYMBOLS:
        for form in "{}5", "{} 5", "5{}", "{}{}5", "EUR {}5", "USD{}5", "{}5-{}10", "-{}5", "{}-5", "{}", "{}5 USD":
            yield form.replace("{}", symbol)
    for vague in "thousands", "millions", "billions", "trillions", "thousand", "million", "billion", "trillion":
        for form in "{}", "several {}", "a few {}", "tens of {}", "hundreds of {}", "double-digit {}", "several tens of {}", \
                "a few hundred {}", "several hundred {}", "hundred {}", "{} of dollars", "tens of {} EUR", "several {}s", \
                "a {}", "few {}", "tens {}", "Tens  Of {}", "many {}":
            yield form.replace("{}", vague)
    yield from ("undisclosed unknown confidential none Undisclosed UNKNOWN None n/a tbd TBD ? - + free nothing "
                "5 0 00 05 0.5 .5 5. 5.5 5.55 5.555 5.5555 5.5500 5.550 1.000 1,000 1,00 10,000 1000,000 0,123 1,234,567 "
                "1,234,56 1.234,50 1.2.3 1e9 5e 0x5 five 5B 5b 5BB 5M 5Mio 5Mrd 5G 5BUSD 5USD USD5 USDEUR5 usd5 $5usd "
                "5% (5B) 5B? ~~5 ~<5 <~5 5B++ 5B- -5B +5B −5B 5B-10B 10..20B 10...20B 5-10-15 5--10 5-+10 5B/10B").split()
    yield from ("", " ", "\u00a05B\u00a0", "5\u2009000", "5 000", "5 B", "5 B B", "$ 5 B USD", "US $5", "USD $5B", "USD US$5B",
                "5B or  more", "5 or more", "or more", "5B or less", "5B and more", "up to about $5B", "about up to 5B",
                "between 5 and 10", "from 5 to 10B", "5 to 10B", "5to 10B", "5 to10B", "5Bto 10B", "5B TO 10B", "$5 - €10B",
                "5B -10B", "5B– 10B", "$5\tB", "$5\nB", "5\n", "５B", "٥B", "tens of\nbillions", "some", "some billions",
                "$40 Billion", "40 BILLION DOLLARS", "40 billion dollars", "billions of euros", "billions of Dollars",
                "ABC 5", "5 ABC", "1234567890123456789", "undisclosed amount", "not disclosed", "none yet", "1 of dollars")


DATES = """2025 2025-11 2025-11-03 2025-Q1 2025-Q4 2025-H1 2025-H2 2030s 2020s 0001 9999 9990s 0010s 2024-02-29 2025-12-31 2025-04-30
 2025-Q0 2025-Q5 2025-H0 2025-H3 2025s 2035s 0000 0000s 0000-01 10000 999 2025-00 2025-13 2025-1 2025-11-00 2025-11-31 2025-02-30
 2025-12-32 2025-11-3 2025/11/03 03.11.2025 2025-11-03T00:00 2025-q1 2025Q1 Q1-2025 2025- -2025 +2025 20251103 today""".split() + [
     "", " 2025", "2025 ", "November 2025", "2025–11", "２０２５", "2025-11-03 "]
YEARS = [1, 7, 7.0, 0.5, 2.25, 100, 7e0, "7", "5-7", "5–7", "2.5", "2.5-3", "5.", "100", 0, -1, 100.5, 1000, "", " 7", "7 ",
         "5 - 7", "five", "-5", "5-", "5-7-9", "5--7", ".5", "7y", None, True, [7], {"n": 7}]
SCHEDULE_YEARS = [2026, "2026", 1000, 9999, "0001", "9999", 999, 10000, 0, -1, 2026.5, "26", "0000", "20266", "", " 2026", "2026 ", None]
PERCENTS = [0, 1, 27, 99.999999, 100, 50.5, -0.5, -1, 100.5, 1000, "27", "27 %", None, True, [27]]
SHARES = [{"a": 0.5, "b": 0.5}, {"a": 1}, {"a": 1, "b": 0}, {"a": 0.25, "b": 0.75, "//": "a comment"}, "equal", "unknown",
          "Equal", "half", {"a": -1, "b": 2}, {"a": 1.5}, {"a": "0.5", "b": "0.5"}, {"A b": 1}, {}, 0.5, None, ["a"], True]
FRACTIONS = [0, 0.1, 1, 0.05, 1.5, -0.1, "0.1", None]
URLS = ["http://a", "https://example.com", "HTTPS://Example.COM/a?b=c#d", "http://a.b/(c)'d", "http://[::1]/", "https://a/%20",
        "https://example.com/ä", "https://a:80", "https://u@h/", "https://a?b", "https://a#b", "http://xn--a", "https://a/~b;c=d,e!f*",
        "", "http://", "https:///a", "http:/a", "ftp://a", "javascript:alert(1)", "a.b", "//a.b", "data:text/html,a", "http://a b",
        "http://a/b c", "http://a/%2", "http://a/%zz", "http://a/%", "http://a/<b>", 'http://a/"b', "http://a/\\b", "http://a/[b]",
        "http://a/{b}", "http://a/^", "http://a/`", "http://a/|", "http://a/\u202eb", "http://a/\u200bb", " http://a", "http://a/\tb",
        "https://?a", "https://#a", "http://a/\u00a0", "mailto:a@b.c"]
IDS = ["a", "0", "a-b", "a.b_c-d", "a" * 64, "a" * 65, "", "A", "-a", ".a", "_a", "a b", "ä", "a/b", "a\u200b", "a'b", 5, None]
TEXTS = ["a", "ä", " a ", "日本", "a" * 500, "a" * 501, "", " ", "   ", "a\tb", "a\nb", "\x7f", "\u0085", "\u2028", "\u202e", "\u2066",
         "\ufdd0", "\uffff", "\ufffe", "😀" * 500, "😀" * 501, 5, None, True, ["a"], {"a": "b"}]
LISTS = [[], ["a"], ["a", "b"], "a", [""], ["a" * 501], [5], [None], [["a"]], None, 5, {"a": "b"}]
SIDES = ["a", ["a"], ["a", "b"], [], [5], 5, None, {"a": 1}, "A", ["A b"]]
SOURCES = ["s", ["s"], [], [5], 5, None, {"s": 1}]
WORDS = ["signed", "in_talks", "proposed", "completed", "lapsed", "Signed", "in talks", "in-talks", "", "done", None, 6, ["signed"]]
TRISTATES = [True, False, None, "true", "yes", 1, 0, [], {}]
METS = [True, False, "2025", "2025-11-03", "yes", "true", 2025, None, []]
NUMBERS = [0, 5, 0.5, 1e9, 1e16, 38000000000.0, -1, -0.5, 1.1e16, 1e300, None, True, [5]]
OBJECTS = [{"value": "$5B"}, {"value": 5}, {"low": "$1B"}, {"high": "$1B"}, {"low": 1, "high": 2}, {"low": None, "high": 2},
           {"low": 1, "high": None, "headline": None}, {"low": 1, "high": 3, "headline": 2, "text": "some"}, {"value": "~$5B", "text": ""},
           {"low": 1, "currency": "USD"}, {"value": 5, "low": None}, {"low": 1, "//": "x", "x_y": 5}, {"value": "up to $5B"},
           {"value": "undisclosed"}, {"value": "$5-$9", "headline": 7},
           {}, {"text": "some"}, {"value": None}, {"low": None, "high": None}, {"low": None}, {"value": 5, "low": 1},
           {"headline": 5}, {"low": "~1B"}, {"high": "up to 2B"}, {"low": "undisclosed"}, {"low": "1B-2B"}, {"low": -1}, {"value": -1},
           {"low": True}, {"low": [1]}, {"value": {"value": 1}}, {"low": 1, "currency": "usd"}, {"low": 1, "currency": 5},
           {"low": 1, "currency": None}, {"low": 1, "text": 5}, {"low": 1, "text": None}, {"low": "five"}]
LEIS = ["INR2EJN1ERAN0W5ZP974", "INR2EJN1ERAN0W5ZP97A", "inr2ejn1eran0w5zp974", "INR2EJN1ERAN0W5ZP97", "INR2EJN1ERAN0W5ZP9744", "", None]
COUNTRIES = ["US", "ZZ", "us", "USA", "U", "", "U1", None]
CURRENCIES = ["EUR", "USD", "eur", "EU", "EURO", "", "E1R", None]
COLOURS = ["#1f77b4", "#FFFFFF", "#fff", "1f77b4", "#1f77b4a", "#1f77bg", "red", "", None]
RATES = [{"EUR": 1.1}, {"EUR": 1.1, "//": "a comment", "x_a": "b"}, {}, {"EUR": 0}, {"EUR": -1}, {"EUR": "1.1"}, {"eur": 1.1},
         {"EURO": 1.1}, [], None, 1.1]

# What only the reader knows of such values
ONLY_READER = {
    ("amount", value) for value in (
        # no currency there is
        "ABC 5", "5 ABC",
        # two currencies that are not one
        "EUR $5", "EUR US$5", "EUR A$5", "EUR C$5", "EUR HK$5", "EUR £5", "EUR ¥5", "EUR ₹5", "EUR ₩5", "$5 - €10B",
        "USD€5", "USD£5", "USD¥5", "USD₹5", "USD₩5", "A$5 USD", "C$5 USD", "HK$5 USD", "€5 USD", "£5 USD", "¥5 USD", "₹5 USD", "₩5 USD",
        # size and precision
        "1234567890123456789", "1.234567thousand", "1.234567k", "1.234567THOUSAND", "1.234567K",
        # a word that begins where another ends
        "5Bto 10B",
        # to Python's expressions $ stands before a last line feed, too; elsewhere it does not
        "5\n",
    )
}


def base():
    return {
        "dealbrief": "1", "as_of": "2025-12-17",
        "sources": [{"id": "s", "publisher": "P"}],
        "parties": [{"id": "a", "name": "Ann"}, {"id": "b", "name": "Bob"}, {"id": "c", "name": "Cid"}],
        "deals": [{"id": "d", "type": "purchase", "from": "a", "to": "c", "amount": "$5B", "status": "signed", "date": "2025",
                   "sources": ["s"]}],
    }


def cases():
    """(form, value, dataset) for every form and value"""
    def deal(**fields):
        dataset = base()
        dataset["deals"][0].update(fields)
        return dataset

    def party(**fields):
        dataset = base()
        dataset["parties"][0].update(fields)
        return dataset

    def top(**fields):
        dataset = base()
        dataset.update(fields)
        return dataset

    for value in dict.fromkeys(amounts()):
        yield "amount", value, deal(amount=value)
    for value in NUMBERS + OBJECTS:
        yield "amount", value, deal(amount=value)
    for value in DATES + [2025, None, ["2025"]]:
        yield "date", value, deal(date=value, status="in_talks")
    for value in YEARS:
        yield "years", value, deal(term={"years": value})
    for value in SCHEDULE_YEARS:
        yield "year", value, deal(schedule=[{"year": value, "amount": "$1B"}])
    for value in PERCENTS:
        yield "percent", value, deal(stake={"percent": value})
        yield "stake", value, top(valuations=[{"party": "a", "date": "2025", "value": "$5B", "basis": "round", "stake": value}])
    for value in SHARES:
        yield "split", value, deal(**{"from": ["a", "b"], "split": value})
    for value in FRACTIONS:
        yield "approx", value, top(conventions={"approx": value})
    for value in URLS:
        yield "url", value, party(url=value)
    for value in IDS:
        dataset = base()
        dataset["notes"] = [{"id": value, "kind": "risk", "text": "T"}]
        yield "id", value, dataset
    for value in TEXTS:
        yield "name", value, party(name=value)
        yield "short", value, party(short=value)
        yield "$schema", value, top(**{"$schema": value})
        yield "quantity", value, deal(quantity={"value": value, "unit": "GW"})
        yield "metric", value, top(metrics=[{"party": "a", "name": "staff", "period": "2025", "unit": "people", "value": value}])
    for value in LISTS:
        yield "names", value, party(roles=value)
    for value in SIDES:
        yield "from", value, deal(**{"from": value})
    for value in SOURCES:
        yield "sources", value, deal(sources=value)
    for value in WORDS:
        yield "status", value, deal(status=value)
    for value in TRISTATES:
        yield "binding", value, deal(binding=value)
    for value in METS:
        yield "met", value, deal(tranches=[{"amount": "$5B", "met": value}])
    for value in LEIS:
        yield "lei", value, party(lei=value)
    for value in COUNTRIES:
        yield "country", value, party(country=value)
    for value in CURRENCIES:
        yield "currency", value, top(currency=value)
    for value in COLOURS:
        yield "colour", value, party(colour=value)
    for value in RATES:
        yield "rates", value, top(fx={"rates": value})
    for value in ["1", "2", "", 1, None]:
        yield "version", value, top(dealbrief=value)
    for value in ["$5B", "up to 5B", 5, "five", "12 %", -5, "-5", "", None, {"value": 5}]:
        yield "money metric", value, top(metrics=[{"party": "a", "name": "revenue", "period": "2025", "value": value}])
    for value in [None, [], {}, "a", 5, [5], [{}], [[]]]:
        for key in "parties", "deals", "valuations", "metrics", "notes", "sources":
            if key != "parties" or value != []:
                yield key, value, top(**{key: value})
        for key in "flows", "tranches", "terms", "claims", "history", "schedule", "term", "stake", "rate", "quantity", "dates":
            yield key, value, deal(**{key: value})
    for drop in [("from",), ("to",), ("from", "to"), ("id",), ("type",), ("status",), ("amount",), ()]:
        for flows in [None, [{}], [{"from": "a"}], [{"to": "c"}], [{"from": "a", "to": "c"}], [{"from": "a", "to": "c"}, {}]]:
            dataset = base()
            for key in drop:
                del dataset["deals"][0][key]
            if flows is not None:
                dataset["deals"][0]["flows"] = flows
            yield "deal without", (drop, flows), dataset
    for key in "dealbrief", "as_of", "deals", "parties", "sources":
        dataset = base()
        del dataset[key]
        yield "dataset without", key, dataset


# Whatever the reader says with one of these is not for the schema: the value has the right shape.
def reader_refuses_shape(codes):
    return any(code in SEEN or code == "bad-rate" for code in codes)


def reader_codes(program, folder, datasets):
    """file number → codes of its errors and of unknown keys"""
    for number, dataset in enumerate(datasets):
        with open(os.path.join(folder, f"{number}.json"), "w", encoding="utf-8") as file:
            json.dump(dataset, file, ensure_ascii=False)
    codes = [set() for _ in datasets]
    for start in range(0, len(datasets), 400):
        names = [f"{number}.json" for number in range(start, min(start + 400, len(datasets)))]
        result = subprocess.run([program, "check", *names], cwd=folder, capture_output=True, check=False)
        if result.returncode not in (0, 1):
            sys.exit(f"validate.py: check ended with {result.returncode}")
        for line in result.stderr.decode("utf-8").splitlines():
            match = re.match(r"(\d+)\.json:.*?(error|warning): .*\[([a-z-]+)\]$", line)
            if match and (match[2] == "error" or match[3] == "unknown-key"):
                codes[int(match[1])].add(match[3])
    return codes


def judge_values(judge):
    every = list(cases())
    with tempfile.TemporaryDirectory() as folder:
        codes = reader_codes(judge.program, folder, [dataset for _, _, dataset in every])
    unused = set(ONLY_READER)
    good = bad = 0
    for (form, value, dataset), found in zip(every, codes):
        valid = judge.validator.is_valid(dataset)
        key = (form, value) if isinstance(value, str) else None
        if key in ONLY_READER:
            unused.discard(key)
            if not valid or not found:
                judge.fault(f"{form} {value!r} is no longer for the reader alone")
        elif not found and not valid:
            complaint = judge.complaint(dataset)
            judge.fault(f"{form} {value!r}: the reader accepts it, the schema does not: {complaint}")
        elif reader_refuses_shape(found) and valid:
            judge.fault(f"{form} {value!r}: the reader refuses it ({', '.join(sorted(found))}), the schema does not")
        good += not found
        bad += bool(found)
        judge.count("values compared")
    for form, value in sorted(unused):
        judge.fault(f"{form} {value!r} is named as for the reader alone, but not tried")
    if good < 300 or bad < 300:
        judge.fault(f"only {good} good and {bad} bad values were tried")


def judge_strangers(judge):
    """An unknown key is refused in every object, a comment and a key of one's own are not"""
    def objects(value):
        if isinstance(value, dict):
            yield value
        children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        for child in children:
            yield from objects(child)

    dataset = judge.load("tests/hostile/ok_everything.json")
    count = sum(1 for _ in objects(dataset))
    for index in range(count):
        for key, good in ("stranger", False), ("//", True), ("x_mine", True):
            dataset = judge.load("tests/hostile/ok_everything.json")
            target = list(objects(dataset))[index]
            if "cloud" in target and key != "//":  # shares of a split: every other key is a party
                continue
            target[key] = "anything"
            if good:
                judge.accepts(f"ok_everything.json with {key} in object {index}", dataset)
            else:
                judge.refuses(f"ok_everything.json with {key} in object {index}", dataset, "its key is unknown")


def main():
    program, root = sys.argv[1:3]
    judge = Judge(os.path.abspath(program), root)
    starter = subprocess.run([judge.program, "init"], capture_output=True, check=True).stdout
    judge.accepts("the starter", json.loads(starter))
    judge_samples(judge)
    judge_hostile(judge)
    judge_values(judge)
    judge_strangers(judge)
    for sentence in judge.faults:
        print(sentence)
    print(", ".join(f"{what}: {count}" for what, count in sorted(judge.counts.items())))
    return 1 if judge.faults else 0


sys.exit(main())
