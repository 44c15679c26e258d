/* SPDX-License-Identifier: MIT */
/*
 * dataset: one snapshot of what is known at as_of, read and checked. Plain structs; input/dataset_load fills
 * them.
 *
 * Everything lives in the arena it was loaded into. Order is the file's. References are indices into the
 * dataset's own arrays (NO_INDEX: absent). Strings are UTF-8, NULL when absent. Money is in the dataset's
 * currency (converted once at fx.date); the words of an amount stay as written.
 */
#ifndef DEALBRIEF_DATASET_H
#define DEALBRIEF_DATASET_H

#include "amount.h"
#include "arena.h"
#include "date.h"
#include "diag.h"
#include "file.h"
#include "str.h"

#include <stdbool.h>
#include <stddef.h>

#define NO_INDEX ((size_t)-1)

struct indices {
    size_t *at, count;
};

struct strings {
    const char **at;
    size_t count;
};

enum party_kind {
    PARTY_COMPANY,
    PARTY_BUSINESS_UNIT,
    PARTY_FUND,
    PARTY_SOVEREIGN_FUND,
    PARTY_STATE_COMPANY,
    PARTY_GOVERNMENT,
    PARTY_PERSON,
    PARTY_GROUP,
    PARTY_PROJECT,
    PARTY_VEHICLE,
    PARTY_CLUB,
    PARTY_OTHER,
};

struct party {
    const char *id, *name, *short_name; /* short_name: `short`, or NULL */
    enum party_kind kind;
    struct strings roles, aliases;
    size_t parent; /* party, for roll-up */
    struct indices members;
    size_t serves; /* party: `for` */
    const char *lei, *ticker, *exchange, *country, *url;
    const char *colour; /* "#rrggbb" or NULL */
    const char *note;
    struct indices sources;
    const char *shown,
        *shown_full; /* short name, name, between isolates: see name_isolated; NULL: as they are */
};

enum deal_class {
    CLASS_CAPITAL,
    CLASS_COMMERCE,
    CLASS_BUILD,
    CLASS_OWNERSHIP,
    CLASS_RELATION,
    CLASS_OTHER,
    CLASS_COUNT
};

enum deal_type {
    TYPE_EQUITY,
    TYPE_CONVERTIBLE,
    TYPE_DEBT,
    TYPE_WARRANT,
    TYPE_GUARANTEE,
    TYPE_GRANT,
    TYPE_PURCHASE,
    TYPE_SERVICES,
    TYPE_LEASE,
    TYPE_LICENSE,
    TYPE_REVENUE_SHARE,
    TYPE_PPA,
    TYPE_BUILD,
    TYPE_JOINT_VENTURE,
    TYPE_ACQUISITION,
    TYPE_SECONDARY,
    TYPE_TRANSFER,
    TYPE_INTEGRATION,
    TYPE_PARTNERSHIP,
    TYPE_OTHER,
    TYPE_COUNT
};

enum status {
    STATUS_NONE, /* absent, where that is allowed */
    STATUS_CANCELLED,
    STATUS_WITHDRAWN,
    STATUS_TERMINATED,
    STATUS_LAPSED,
    STATUS_DENIED,
    STATUS_SUPERSEDED,
    STATUS_RUMOURED,
    STATUS_REPORTED,
    STATUS_IN_TALKS,
    STATUS_PROPOSED,
    STATUS_AGREED,
    STATUS_ANNOUNCED,
    STATUS_SIGNED,
    STATUS_ACTIVE,
    STATUS_CLOSED,
    STATUS_COMPLETED,
    STATUS_COUNT
};

enum bucket { BUCKET_DEAD, BUCKET_TALK, BUCKET_PLANNED, BUCKET_FIRM, BUCKET_COUNT };

enum tristate { TRI_UNKNOWN, TRI_FALSE, TRI_TRUE }; /* absent or null; false; true */

enum evidence {
    EVIDENCE_NONE,
    EVIDENCE_FILING,
    EVIDENCE_PARTY,
    EVIDENCE_ANALYST,
    EVIDENCE_PRESS,
    EVIDENCE_RUMOUR,
    EVIDENCE_ASSUMED,
};

enum what { WHAT_MONEY, WHAT_EQUITY, WHAT_WARRANTS, WHAT_GOODS, WHAT_SERVICES, WHAT_RIGHTS, WHAT_GUARANTEE };

enum confidence { CONFIDENCE_NONE, CONFIDENCE_LOW, CONFIDENCE_MEDIUM, CONFIDENCE_HIGH };

/* from or to: one party or several */
struct side {
    bool present;
    struct indices parties;
};

/* a share of the whole, in trillionths: twelve decimals */
#define SHARE_ONE INT64_C(1000000000000)

enum split_kind { SPLIT_UNKNOWN, SPLIT_EQUAL, SPLIT_SHARES };

struct split {
    enum split_kind kind;
    struct indices parties;     /* SHARES: whom each share belongs to */
    int64_t *share_trillionths; /* parallel to parties; sums to about SHARE_ONE */
};

/* years in millionths: 7000000 = 7 years; low = high when one number was given; 0 when absent */
enum { YEARS_ONE = 1000000 };
struct term {
    bool present;
    int32_t years_low, years_high;
    const char *years_words; /* as written: "7", "5-7"; NULL when absent */
    struct date start, end;
};

struct rate {
    bool present;
    bool has_percent;
    int64_t percent_millionths; /* 20 % = 20000000 */
    const char *of, *text;
};

struct quantity {
    bool present;
    const char *value, *unit; /* value as written: "about 4.5" */
};

struct stake {
    bool present, has_percent;
    int64_t percent_millionths;
    const char *basis;
    struct date date;
};

struct history_entry {
    struct date date;
    enum status status;
    struct amount amount;
    const char *note;
    size_t source;
};

struct claim {
    const char *field, *value, *text, *judgement;
    size_t source;
    bool has_amount; /* the value reads as an amount */
    struct amount amount;
};

struct tranche {
    const char *kind, *when, *condition, *note;
    struct amount amount;
    enum status status;
    enum tristate met; /* TRUE also when a date was given */
    struct date met_on;
    struct strings assumed;
};

struct deal_term {
    const char *kind, *text, *scope, *until, *status;
    size_t holder, grantor, bound; /* parties */
};

struct schedule_entry {
    int year;
    struct amount amount;
    const char *note;
};

struct leg { /* an entry of `flows`, with what it omits inherited from its deal (but amount and funded) */
    const char *id; /* NULL when absent */
    struct side from, to;
    struct amount amount;
    const char *purpose; /* `for` */
    enum what what;
    enum deal_type type;
    struct split split;
    struct quantity quantity;
    struct term term;
    enum status status;
    struct rate rate;
    struct amount funded;
    const char *note;
};

struct deal_dates {
    struct date date, reported, announced, signed_on, closed, cancelled, expected;
};

struct deal {
    const char *id, *title; /* title NULL when absent: wording makes one */
    enum deal_type type;
    struct side from, to;
    struct split split;
    struct amount amount;
    const char *purpose; /* `for` */
    enum what what;
    struct leg *legs;
    size_t leg_count;
    size_t beneficiary; /* party */
    struct quantity quantity;
    struct stake stake;
    struct rate rate;
    enum status status;
    enum tristate binding;
    enum evidence evidence;
    struct deal_dates dates;
    struct term term;
    struct schedule_entry *schedule;
    size_t schedule_count;
    struct tranche *tranches;
    size_t tranche_count;
    struct amount funded;
    struct deal_term *terms;
    size_t term_count;
    size_t part_of;                               /* deal */
    struct indices overlaps, supersedes, related; /* deals */
    struct indices sources;
    struct claim *claims;
    size_t claim_count;
    struct strings assumed;
    struct history_entry *history;
    size_t history_count;
    enum confidence confidence;
    const char *note;
    struct strings tags;
};

enum valuation_basis {
    BASIS_ROUND,
    BASIS_TENDER,
    BASIS_SECONDARY,
    BASIS_MARKET,
    BASIS_ACQUISITION,
    BASIS_IMPLIED,
    BASIS_REPORTED,
    BASIS_APPRAISAL,
};

enum valuation_money { MONEY_UNSPECIFIED, MONEY_PRE, MONEY_POST };

struct valuation {
    const char *id; /* NULL when absent */
    size_t party;
    struct date date;
    struct amount value;
    enum valuation_basis basis;
    enum valuation_money money;
    struct amount raised, sold;
    struct stake stake;
    enum status status; /* STATUS_NONE when absent */
    size_t deal;
    struct indices sources;
    struct claim *claims;
    size_t claim_count;
    struct strings assumed;
    const char *note;
};

enum metric_basis {
    METRIC_NONE,
    METRIC_ACTUAL,
    METRIC_FORECAST,
    METRIC_RUN_RATE,
    METRIC_IMPLIED,
    METRIC_REPORTED,
    METRIC_COMPANY_CLAIM
};

struct metric {
    const char *id;
    size_t party;
    const char *name;
    const char *period_words;
    struct date period;      /* DATE_NONE when the period is free text */
    const char *value_words; /* as written */
    struct amount value;     /* AMOUNT_ABSENT when unit is given and the value is no money */
    enum metric_basis basis;
    const char *unit;
    struct indices sources;
    struct claim *claims;
    size_t claim_count;
    struct strings assumed;
    const char *note;
};

enum note_kind {
    NOTE_RISK,
    NOTE_REGULATORY,
    NOTE_CONTEXT,
    NOTE_OPINION,
    NOTE_CLAIM,
    NOTE_TECHNICAL,
    NOTE_WATCH,
    NOTE_METHOD,
    NOTE_CORRECTION
};

struct note {
    const char *id;
    enum note_kind kind;
    const char *text;
    struct indices about; /* parties */
    struct indices deals;
    struct date date;
    struct indices sources;
};

enum source_kind {
    SOURCE_NONE,
    SOURCE_FILING,
    SOURCE_PARTY,
    SOURCE_PRESS,
    SOURCE_ANALYST,
    SOURCE_AGGREGATOR,
    SOURCE_RUMOUR,
    SOURCE_ASSUMED
};

struct source {
    const char *id, *publisher, *title, *url, *note;
    struct date date, accessed;
    enum source_kind kind;
    size_t via; /* source */
};

struct fx_rate {
    char currency[4];
    int64_t rate_billionths;
};

struct fx {
    bool present;
    char base[4];
    struct date date;
    struct fx_rate *rates;
    size_t rate_count;
    const char *note;
    const char *source;
};

struct dataset {
    const char *file;   /* as named in diagnostics */
    struct bytes bytes; /* the file as it was read, for those who hand it on; empty where no one file was */
    struct date as_of;
    const char *title, *subtitle, *publisher, *author, *language, *previous;
    char currency[4];
    int64_t approx_ppm;
    bool vague_is_unknown, actual_days; /* conventions; day_count: actual */
    struct fx fx;
    struct party *parties;
    size_t party_count;
    struct deal *deals;
    size_t deal_count;
    struct valuation *valuations;
    size_t valuation_count;
    struct metric *metrics;
    size_t metric_count;
    struct note *notes;
    size_t note_count;
    struct source *sources;
    size_t source_count;
    struct strings tags;
    struct place_table *places;
};

/* Where a field stands in the file: the address of the struct member (&deal->amount, &party->name) or of the
   struct itself for the whole object. Line 0 when it was not written. */
struct place dataset_place(const struct dataset *dataset, const void *field);
/* The JSON path of the same, "deals[3].from"; "" when it was not written. */
const char *dataset_path(const struct dataset *dataset, const void *field);

struct place_table *place_table_create(
    struct arena *arena, const char *file); /* file: of fields that were not written */
/* One field by itself. path is kept, not copied. Adding a field again replaces its place. */
void place_table_add(struct place_table *table, const void *field, struct place place, const char *path);

/* All fields in one stretch of memory, of whom somebody knows where they stand: false for what was not
 *written. path is made only where path is not NULL. */
typedef bool place_finder(
    struct arena *arena, const void *objects, const void *field, struct place *place, const char **path);
/* Stretches do not overlap. A field that was added by itself counts before its stretch. */
void place_table_add_objects(
    struct place_table *table, const void *start, size_t length, place_finder *find, const void *objects);

size_t dataset_find_party(const struct dataset *dataset, const char *id); /* NO_INDEX when there is none */
size_t dataset_find_deal(const struct dataset *dataset, const char *id);
/* One of `flows` by its id, or by its number from 0; NULL: none */
const struct leg *deal_find_leg(const struct deal *deal, struct slice which);
/* "flows.upfront.amount" and "flows.0.amount" → the leg, and in `field` what follows it; NULL: of no leg */
const struct leg *deal_path_leg(const struct deal *deal, const char *path, const char **field);
size_t dataset_find_source(const struct dataset *dataset, const char *id);
const char *dataset_party_id(const struct dataset *dataset, size_t party); /* NULL for NO_INDEX */

bool indices_hold(const struct indices *indices, size_t index);
bool strings_hold(const struct strings *strings, const char *text);

/* The date of the furthest stage that has one: closed, signed, announced, `date`, reported, cancelled,
   expected */
struct date deal_date(const struct deal *deal);

enum deal_class type_class(enum deal_type type);
int status_rank(enum status status); /* dead 0, rumoured 1 … closed 8; STATUS_NONE −1 */
/* binding true lifts planned to firm, false lowers firm to planned */
enum bucket status_bucket(enum status status, enum tristate binding);

/* Its only flow that is money and live: whose a schedule of the deal is. NO_INDEX: none or several, `count`
 * says */
size_t deal_money_leg(const struct deal *deal, size_t *count);

/* The words of the format: "in_talks", "revenue_share"; find gives −1 for an unknown word. */
const char *type_name(enum deal_type type);
int type_find(const char *word);
const char *status_name(enum status status);
int status_find(const char *word);
const char *class_name(enum deal_class deal_class);
int class_find(const char *word);
const char *bucket_name(enum bucket bucket);
int bucket_find(const char *word);
const char *party_kind_name(enum party_kind kind);
int party_kind_find(const char *word);
const char *what_name(enum what what);
int what_find(const char *word);
const char *evidence_name(enum evidence evidence); /* "" for NONE */
int evidence_find(const char *word);
const char *valuation_basis_name(enum valuation_basis basis);
int valuation_basis_find(const char *word);
const char *metric_basis_name(enum metric_basis basis);
int metric_basis_find(const char *word);
const char *note_kind_name(enum note_kind kind);
int note_kind_find(const char *word);
const char *source_kind_name(enum source_kind kind);
int source_kind_find(const char *word);

/* `all` words of one list, for suggestions; the array is static */
const char *const *status_words(size_t *count);
const char *const *type_words(size_t *count);

#endif
