/* SPDX-License-Identifier: MIT */
/*
 * wording: the one place where amounts, dates, statuses and counts become words.
 *
 * Honesty rules kept here: a qualifier never leaves its number ("up to $100B"); at most three significant
 * digits and never more than the least precise input has (at least two); what stands for itself is rounded
 * half-even, the low end of an interval down and its high end up, so that what is printed holds what is
 * known; minus is U+2212, ranges take an en dash; below signed the mood is conditional. All texts are
 * appended to a builder; nothing reads the locale.
 */
#ifndef DEALBRIEF_WORDING_H
#define DEALBRIEF_WORDING_H

#include "dataset.h"
#include "str.h"

enum number_style {
    NUMBER_SHORT, /* $38B, $14.2B, $500M */
    NUMBER_LONG,  /* $38 billion */
};

enum rounding {
    ROUND_HALF_EVEN,
    ROUND_DOWN, /* towards −∞: a low end, "at least" */
    ROUND_UP,   /* towards +∞: a high end, "up to", "at most" */
};

/* ---- money ---- */

/* "$38B"; digits: significant digits to keep at most, raised to 2 and cut to 3 (0: as many as are there, up
   to three). EUR "€38B", others "CHF 38B" (U+00A0). Below 1,000 units cents are kept when there are any:
   "$12.50". Never "-0". For a sum pass 0: adding $38B to $400B is exact to the billion; `digits` is for
   quotients, shares and conversions. */
void word_money(struct str *out, money value, const char *currency, enum number_style style, int digits);
/* The same, rounded as a bound; the words that make it one ("at most") are the caller's. */
void word_money_rounded(struct str *out, money value, const char *currency, enum number_style style,
    int digits, enum rounding rounding);

/* A number and the qualifier that must stand before it; apart only so that the qualifier can be set small. */
struct qualified {
    const char *qualifier; /* "up to", "about", "at least", "nearly"; NULL: none */
    const char *value;     /* "$100B", "$10B–$20B", "undisclosed" */
};
/* "up to $100B" */
void word_qualified(struct str *out, struct qualified words);

/* "up to $100B", "about $10B", "at least $20B", "$10B–$20B", "tens of billions", "undisclosed", "none";
   ABSENT "". `words` are printed wherever there are any. "at least" and "up to" take the bound, not the
   headline. */
void word_amount(struct str *out, const struct amount *amount, enum number_style style);
struct qualified amount_qualified(struct arena *arena, const struct amount *amount, enum number_style style);
/* Is it an "about" that hangs on conditions: less of it is certain than "about" alone says? low is certain.
 */
bool amount_hangs(const struct amount *amount);
/* ", of which $4B is certain" of one that does, else nothing */
void word_certain(struct str *out, const struct amount *amount, enum number_style style);
/* The same as word_amount for an amount that was divided: a bound that three digits would hold ("up to $14.2B
   a year" of $85B in six years) is no exception from amount->digits: "up to $15B". */
void word_quotient(struct str *out, const struct amount *amount, enum number_style style);
/* An interval: "$10B–$100B", "at least $20B", "up to $5B" from zero, "$38B" when both ends are equal; a net
   interval may begin below zero ("−$20B to $10B") or be open below (−MONEY_OPEN: "at most $5B"), or at both
   ends ("not known"); from zero to open is "size not known". Ends are rounded outward, so different ones
   never print alike. Where only the high end would have a scale it is written out, "$5–$5,000,000": "$5–$5M"
   means five to five million to nobody. */
void word_interval(
    struct str *out, money low, money high, const char *currency, enum number_style style, int digits);

/* What has been added up; undisclosed ones are not in it */
struct money_sum {
    money low, high, headline;
    bool all_headline; /* each summed amount has a headline */
    bool any_about, any_nearly;
};
/* Is it only as wide as "about" makes it: at most a quarter of the headline? */
bool sum_is_about(const struct money_sum *sum);
/* As an interval; one that is only about keeps that word */
struct qualified sum_qualified(struct arena *arena, const struct money_sum *sum, const char *currency,
    enum number_style style, int digits);

/* One unit for a column of a table */
struct money_unit {
    money size;        /* hundredths of the currency in one of it */
    const char *label; /* "$B", "CHF M" */
};
/* The unit in which most of the values are plain numbers */
struct money_unit money_unit_choose(
    struct arena *arena, const money *values, size_t count, const char *currency);
/* word_amount and word_interval with numbers in that unit: "up to 5.4", "48–138". false, and nothing
   appended, where a number would need more than three decimals or is below a hundredth of the unit. */
bool word_amount_in(struct str *out, const struct amount *amount, struct money_unit unit);
bool word_quotient_in(struct str *out, const struct amount *amount, struct money_unit unit);
bool word_interval_in(struct str *out, money low, money high, struct money_unit unit, int digits);

/* ---- dates ---- */

/* "17 Dec 2025", "Dec 2025", "Q3 2025", "H2 2025", "2025", "the 2030s" */
void word_date(struct str *out, struct date date);
/* "Sep"; 1 to 12 */
const char *word_month(const struct arena *arena, int month);
/* "17 December 2025", "the third quarter of 2025" */
void word_date_long(struct str *out, struct date date);
/* "on 17 December 2025", "in December 2025", "in the 2030s" */
void word_date_when(struct str *out, struct date date);

/* ---- statuses, classes, types and their kin ---- */

/* The verb, taking an infinitive: "is in talks to", "has signed to", "is reported to be planning to" */
const char *word_status_verb(const struct arena *arena, enum status status);
/* Of several: "are in talks to", "have said they will" */
const char *word_status_verbs(const struct arena *arena, enum status status);
/* The same of a deal, where `binding` has the last word: "is bound to" for one that is agreed and binding,
   "would" for one that is signed and does not bind. For what is firm or talk by its status, the verb above.
 */
const char *word_deal_verb(
    const struct arena *arena, enum status status, enum tristate binding, bool several);
/* Is that verb one like "would" and "is no longer to", after which German has no "zu"? */
bool word_deal_verb_is_bare(enum status status, enum tristate binding);
/* "in talks", "signed", "closed" … */
const char *word_status(const struct arena *arena, enum status status);
/* What has to happen before a deal of this standing is firm, after "only if the deal": "goes ahead", "becomes
   binding";
   "" for firm ones */
const char *word_bucket_condition(const struct arena *arena, enum bucket bucket);
/* Before an infinitive, of what a deal of this standing does: "would"; "is no longer to"; "" for firm ones,
 * which pay */
const char *word_bucket_mood(const struct arena *arena, enum bucket bucket, bool several);
/* "signed or paid", "announced or agreed", "under discussion", "called off": for labels */
const char *word_bucket_short(const struct arena *arena, enum bucket bucket);
/* "signed or paid" (firm), "announced or agreed, binding not stated" (planned), "under discussion" (talk),
 * "dead" */
const char *word_bucket(const struct arena *arena, enum bucket bucket);
/* "Capital: money for shares, loans and guarantees" style headings: "Capital", "Commerce", "Building",
   "Ownership", "Relations without money", "Other" */
const char *word_class(const struct arena *arena, enum deal_class deal_class);
/* What a sentence calls its deals: "capital", "commercial deals", "share deals" */
const char *word_class_noun(const struct arena *arena, enum deal_class deal_class);
/* "capital", "commerce", "build": one word, as the format calls it */
const char *word_class_plain(const struct arena *arena, enum deal_class deal_class);
/* "equity", "lease", "revenue share" … for people */
const char *word_type(const struct arena *arena, enum deal_type type);
/* "filing", "party statement", "press" …; "" for NONE */
const char *word_evidence(const struct arena *arena, enum evidence evidence);
/* "according to press reports"; "" for NONE. What is known only from the press is attributed. */
const char *word_attribution(const struct arena *arena, enum evidence evidence);
/* The same for a deal in a sentence: "" where a filing or a party vouches for it, and where its verb already
   says who speaks ("is rumoured to", "is reported to"). Without `evidence` its sources decide, the best of
   them. */
/* Who is to be named for a deal of this status; NONE: nobody */
enum evidence deal_attribution(const struct dataset *dataset, const struct deal *deal, enum status status);
const char *word_deal_attribution(
    const struct arena *arena, const struct dataset *dataset, const struct deal *deal, enum status status);
/* Is this field one that no source states, of the deal or (not NO_INDEX) of its leg? A leg has its own amount
   and funded; all else it may have from its deal. */
bool deal_is_assumed(const struct deal *deal, size_t leg, const char *field);
/* "status and amount assumed": of what a sentence about the deal, or this leg of it, rests on; false, and
   nothing appended, where sources state it all */
bool word_assumed(struct str *out, const struct deal *deal, size_t leg);
/* "funding round", "tender offer", "market value" … */
const char *word_valuation_basis(const struct arena *arena, enum valuation_basis basis);
/* "pre-money", "post-money", "" when not stated */
const char *word_valuation_money(const struct arena *arena, enum valuation_money money);
/* "actual", "forecast", "run rate"; "" for NONE */
const char *word_metric_basis(const struct arena *arena, enum metric_basis basis);
/* Headings over notes of a kind: "Risks", "Regulation", "What to watch" */
const char *word_note_kind(const struct arena *arena, enum note_kind kind);
/* "sovereign wealth fund" */
const char *word_party_kind(const struct arena *arena, enum party_kind kind);
/* "Filing", "Press" …: how a source is labelled; "" for NONE */
const char *word_source_kind(const struct arena *arena, enum source_kind kind);

/* ---- counts and numbers ---- */

/* 0–12 as words ("seven"), above as digits with thousands commas */
void word_count(struct str *out, int64_t count);
/* Always as digits: "7", "1,234" */
void word_number(struct str *out, int64_t count);
/* "one more", "three more" of what the context of the catalogue names: other languages decline it */
void word_more(struct str *out, int64_t count, const char *context);
/* "2.5", with at most `decimals` digits after the point */
void word_decimal(struct str *out, double value, int decimals);
/* word_count and its noun: "three deals", "one deal", "no deals" */
void word_counted(struct str *out, int64_t count, const char *one, const char *many);
/* "4.2 %" (U+00A0): value in percent, one decimal below ten, at most three digits; finite */
void word_percent(struct str *out, double percent);
void word_percent_rounded(struct str *out, double percent, enum rounding rounding); /* as a bound */
/* Of a whole, 0 to 1: "4.2 %"; never "0 %" of something ("under 0.1 %") nor "100 %" of less than all ("over
 * 99 %") */
void word_share(struct str *out, double share);
/* Millionths of a whole as somebody stated them: "12.5 %", "33.3 %" */
void word_stated_share(struct str *out, int64_t millionths);
/* "3.8×", "12×", "0.38×": two significant digits below a hundred, above as many as the less precise input
   has, two or three (0: three); "under 0.001×"; finite and not below zero */
void word_multiple(struct str *out, double value, int digits, enum rounding rounding);
/* How many times one amount is another: [low, high], which may be INFINITY; value between them where both
 * have one */
struct ratio {
    double low, high, value;
    bool about; /* only "about" and "nearly" make it wide: value stands for it */
};
/* "3.8×", "about 3.8×", "at least 3.8×", "at most 4×", "3.1–4.7×", ends outward; false, and nothing appended,
   where nothing can be said */
bool word_ratio(struct str *out, const struct ratio *ratio, int digits);
/* Hundredths of years: "seven years", "five to seven years", "2.5 years"; compact "7 years", "5–7 years" */
void word_years(struct str *out, int32_t years_low, int32_t years_high, bool compact);
/* "seven years", "seven years from 1 Jan 2026", "until 2030"; "" when absent */
void word_term(struct str *out, const struct term *term);
/* The first letter as a capital, to begin a sentence: "Up to $100B" */
const char *word_capital(struct arena *arena, const char *text);

/* ---- names ---- */

/* Names as they stand beside other words: `short` when given, else the name; the name */
const char *party_short(const struct party *party);
const char *party_full(const struct party *party);
/* A name with right-to-left letters stands between isolates, in the direction of its first letter, so that it
   keeps its own order and reorders nothing beside it. NULL: it needs none. */
const char *name_isolated(struct arena *arena, const char *name);
/* "SoftBank and Oracle": a list of names; short: "SoftBank / Oracle" */
void word_parties(
    struct str *out, const struct dataset *dataset, const struct indices *parties, bool compact);
/* The deal's title, or "Amazon → OpenAI, equity" made from what is there; of several legs the first, and how
 * many more */
const char *word_deal_title(struct arena *arena, const struct dataset *dataset, const struct deal *deal);

#endif
