/* SPDX-License-Identifier: MIT */
/*
 * wording: the one place where amounts, dates, statuses and counts become words.
 *
 * Honesty rules kept here: a qualifier never leaves its number ("up to $100B"); rounding is half-even to at most three
 * significant digits and never more than the least precise input has (at least two); minus is U+2212, ranges take an
 * en dash; below signed the mood is conditional. All texts are appended to a builder; nothing reads the locale.
 */
#ifndef DEALBRIEF_WORDING_H
#define DEALBRIEF_WORDING_H

#include "dataset.h"
#include "str.h"

enum number_style {
    NUMBER_SHORT, /* $38B, $14.2B, $500M */
    NUMBER_LONG,  /* $38 billion */
};

/* "$38B"; digits: significant digits to keep at most, raised to 2 and cut to 3 (0: as many as are there, up to three).
   EUR "€38B", others "CHF 38B" (U+00A0). Below 1,000 units cents are kept when there are any: "$12.50". Never "-0".
   For a sum pass 0: adding $38B to $400B is exact to the billion; `digits` is for quotients, shares and conversions. */
void word_money(struct str *out, money value, const char *currency, enum number_style style, int digits);
/* "up to $100B", "about $10B", "at least $20B", "$10B–$20B", "tens of billions", "undisclosed", "none"; ABSENT "".
   `words` are printed wherever there are any. "at least" and "up to" take the bound, not the headline. */
void word_amount(struct str *out, const struct amount *amount, enum number_style style);
/* An interval: "$10B–$100B", "at least $20B", "up to $5B" from zero, "$38B" when both ends print alike; a net interval may
   begin below zero ("−$20B to $10B") or be open below (−MONEY_OPEN: "at most $5B"), or at both ends ("not known"). */
void word_interval(struct str *out, money low, money high, const char *currency, enum number_style style, int digits);
/* The interval of an amount; undisclosed, none and absent as word_amount prints them */
void word_amount_interval(struct str *out, const struct amount *amount, enum number_style style);

/* "17 Dec 2025", "Dec 2025", "Q3 2025", "H2 2025", "2025", "the 2030s" */
void word_date(struct str *out, struct date date);
/* "17 December 2025", "the third quarter of 2025" */
void word_date_long(struct str *out, struct date date);
/* "on 17 December 2025", "in December 2025", "in the 2030s" */
void word_date_when(struct str *out, struct date date);

/* The verb, taking an infinitive: "is in talks to", "has signed to", "is reported to be planning to" */
const char *word_status_verb(enum status status);
/* "in talks", "signed", "closed" … */
const char *word_status(enum status status);
/* What has to happen before a deal of this standing is firm, after "only if the deal": "goes ahead", "becomes binding";
   "" for firm ones */
const char *word_bucket_condition(enum bucket bucket);
/* "firm", "planned", "in talks", "dead": for labels */
const char *word_bucket_short(enum bucket bucket);
/* "signed or paid" (firm), "announced or agreed, binding not stated" (planned), "under discussion" (talk), "dead" */
const char *word_bucket(enum bucket bucket);
/* "Capital: money for shares, loans and guarantees" style headings: "Capital", "Commerce", "Building", "Ownership",
   "Relations without money", "Other" */
const char *word_class(enum deal_class deal_class);
/* What a sentence calls its deals: "capital", "commercial deals", "share deals" */
const char *word_class_noun(enum deal_class deal_class);
/* What money buys in a class, for a legend: "shares, loans and guarantees" */
const char *word_class_gloss(enum deal_class deal_class);
/* "equity", "lease", "revenue share" … for people */
const char *word_type(enum deal_type type);
/* "filing", "party statement", "press" …; "" for NONE */
const char *word_evidence(enum evidence evidence);
/* "according to press reports"; "" for NONE. What is known only from the press is attributed. */
const char *word_attribution(enum evidence evidence);
/* "funding round", "tender offer", "market value" … */
const char *word_valuation_basis(enum valuation_basis basis);
/* "pre-money", "post-money", "" when not stated */
const char *word_valuation_money(enum valuation_money money);
/* "actual", "forecast", "run rate"; "" for NONE */
const char *word_metric_basis(enum metric_basis basis);
/* Headings over notes of a kind: "Risks", "Regulation", "What to watch" */
const char *word_note_kind(enum note_kind kind);
/* "sovereign wealth fund" */
const char *word_party_kind(enum party_kind kind);
/* "Filing", "Press" …: how a source is labelled; "" for NONE */
const char *word_source_kind(enum source_kind kind);

/* 0–12 as words ("seven"), above as digits with thousands commas */
void word_count(struct str *out, int64_t count);
/* word_count and its noun: "three deals", "one deal", "no deals" */
void word_counted(struct str *out, int64_t count, const char *one, const char *many);
/* At most `decimals` decimals and only below ten: "3.8", "12"; for multiples and percentages; value finite */
void word_decimal(struct str *out, double value, int decimals);
/* "4.2 %" (U+00A0): value in percent, one decimal below ten */
void word_percent(struct str *out, double percent);
/* Hundredths of years: "seven years", "five to seven years", "2.5 years"; compact "7 years", "5–7 years" */
void word_years(struct str *out, int years_low, int years_high, bool compact);
/* "seven years", "seven years from 1 Jan 2026", "until 2030"; "" when absent */
void word_term(struct str *out, const struct term *term);
/* The first letter as a capital, to begin a sentence: "Up to $100B" */
const char *word_capital(struct arena *arena, const char *text);

/* Names: `short` when given, else the name */
const char *party_short(const struct party *party);
/* "SoftBank and Oracle": a list of names; short: "SoftBank / Oracle" */
void word_parties(struct str *out, const struct dataset *dataset, const struct indices *parties, bool compact);
/* The deal's title, or "Amazon → OpenAI, equity" made from what is there; of several legs the first, and how many more */
const char *word_deal_title(struct arena *arena, const struct dataset *dataset, const struct deal *deal);

#endif
