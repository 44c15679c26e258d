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

/* "$38B"; digits: significant digits to keep at most (0: as many as are there, up to three). EUR "€38B", others
   "CHF 38B". Below 1,000 units cents are kept when there are any: "$12.50". */
void word_money(struct str *out, money value, const char *currency, enum number_style style, int digits);
/* "up to $100B", "about $10B", "at least $20B", "$10B–$20B", "tens of billions", "undisclosed", "none"; ABSENT "". */
void word_amount(struct str *out, const struct amount *amount, enum number_style style);
/* The amount as an interval: "$10B–$100B", "at least $20B"; undisclosed stays "undisclosed". */
void word_interval(struct str *out, money low, money high, const char *currency, enum number_style style, int digits);

/* "17 Dec 2025", "Dec 2025", "Q3 2025", "H2 2025", "2025", "the 2030s" */
void word_date(struct str *out, struct date date);
/* "17 December 2025" */
void word_date_long(struct str *out, struct date date);

/* The verb of facts.md that takes an infinitive: "is in talks to", "has signed to" */
const char *word_status_verb(enum status status);
/* "in talks", "signed", "closed" … */
const char *word_status(enum status status);
/* "signed or paid" (firm), "announced or agreed, binding not stated" (planned), "under discussion" (talk), "dead" */
const char *word_bucket(enum bucket bucket);
/* "Capital: money for shares, loans and guarantees" style headings: "Capital", "Commerce", "Building", "Ownership",
   "Relations without money", "Other" */
const char *word_class(enum deal_class deal_class);
/* "equity", "lease", "revenue share" … for people */
const char *word_type(enum deal_type type);

/* 0–12 as words ("seven"), above as digits with thousands commas */
void word_count(struct str *out, int64_t count);
/* 1 decimal at most and only below ten: "3.8", "12"; for multiples and percentages; value finite */
void word_decimal(struct str *out, double value, int decimals);

/* Names: `short` when given, else the name */
const char *party_short(const struct party *party);
/* "SoftBank and Oracle": a list of names; short: "SoftBank / Oracle" */
void word_parties(struct str *out, const struct dataset *dataset, const struct indices *parties, bool compact);
/* The deal's title, or "Amazon → OpenAI, equity" made from what is there */
const char *word_deal_title(struct arena *arena, const struct dataset *dataset, const struct deal *deal);

#endif
