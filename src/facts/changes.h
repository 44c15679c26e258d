/* SPDX-License-Identifier: MIT */
/*
 * changes: what differs between two editions of a dataset, found by id. Numbers and kinds only; sentences are
 * made of them elsewhere.
 *
 * Two editions differ where they say something else: the order of things, comments, white space and another
 * way of writing the same amount or date are no change. Amounts are compared in the currency they were
 * written in, so that a new exchange rate is no news; what rates and conventions do to the sums is a step of
 * the bridge. Definitions: docs/facts.md.
 */
#ifndef DEALBRIEF_CHANGES_H
#define DEALBRIEF_CHANGES_H

#include "facts.h"

enum change_subject {
    CHANGED_DEAL,
    CHANGED_PARTY,
    CHANGED_VALUATION,
    CHANGED_METRIC,
    CHANGED_NOTE,
    CHANGED_SOURCE,
    CHANGED_DATASET,
    CHANGED_COUNT
};

/* What was done to the subject. Not every kind goes with every subject. */
enum change_kind {
    CHANGE_NEW,
    CHANGE_REMOVED,
    CHANGE_STATUS,  /* move says which way; bucket_was, bucket_is */
    CHANGE_BINDING, /* the field `binding`; bucket_was, bucket_is */
    CHANGE_AMOUNT,  /* of a deal or a leg; a valuation's or metric's value; traits */
    CHANGE_FUNDED,  /* traits */
    CHANGE_RAISED,  /* a valuation's; traits */
    CHANGE_SOLD,
    CHANGE_TRANCHE_ADDED,
    CHANGE_TRANCHE_REMOVED,
    CHANGE_TRANCHE_MET,    /* its condition is met, or it was closed */
    CHANGE_TRANCHE_AMOUNT, /* traits */
    CHANGE_TRANCHE,        /* its status, condition or date: word of the field in `field` */
    CHANGE_LEG_ADDED,
    CHANGE_LEG_REMOVED,
    CHANGE_PAYER,
    CHANGE_PAYEE,
    CHANGE_SPLIT,
    CHANGE_TYPE, /* class_was, class_is */
    CHANGE_TERM,
    CHANGE_CLAUSE_ADDED, /* an entry of `terms` */
    CHANGE_CLAUSE_REMOVED,
    CHANGE_CLAUSE_CHANGED,
    CHANGE_DATE, /* which: `field` */
    CHANGE_EVIDENCE,
    CHANGE_SOURCE_ADDED,
    CHANGE_SOURCE_REMOVED,
    CHANGE_CLAIM_ADDED,
    CHANGE_CLAIM_REMOVED,
    CHANGE_PART_OF,
    CHANGE_RENAMED,    /* a title or a name */
    CHANGE_REPARENTED, /* a party's parent */
    CHANGE_TEXT,       /* a note's text */
    CHANGE_BASIS,      /* a valuation's or metric's basis, or pre- and post-money: `field` */
    CHANGE_RATES,      /* of the dataset: exchange rates */
    CHANGE_CONVENTION, /* of the dataset: approx, vague, day_count: `field` */
    CHANGE_CURRENCY,   /* of the dataset */
    CHANGE_DETAIL,     /* anything else: `field` */
    CHANGE_KIND_COUNT
};

enum change_move { MOVE_NONE, MOVE_UP, MOVE_DOWN, MOVE_DIED, MOVE_REVIVED, MOVE_LEVEL };

/* What happened to an amount, or-ed. RAISED and LOWERED go by the headlines where both have one, else by the
   ends when both ends went one way; NARROWED: the new interval lies within the old, WIDENED: around it. */
enum amount_trait {
    TRAIT_RAISED = 1,
    TRAIT_LOWERED = 2,
    TRAIT_NARROWED = 4,
    TRAIT_WIDENED = 8,
    TRAIT_DISCLOSED = 16, /* undisclosed, now it has a size */
    TRAIT_HIDDEN = 32,    /* had a size, now undisclosed */
    TRAIT_VAGUE = 64,     /* had a number, now words only */
    TRAIT_NAMED = 128,    /* had words only, now a number */
    TRAIT_ADDED = 256,    /* no money was said to move, now it is */
    TRAIT_DROPPED = 512,  /* money was said to move, now none is */
    TRAIT_CURRENCY = 1024 /* written in another currency */
};
enum { TRAIT_COUNT = 11 };

enum change_value_kind { CHANGE_VALUE_NONE, CHANGE_VALUE_WORD, CHANGE_VALUE_AMOUNT, CHANGE_VALUE_IDS };

/* What stood there: nothing, a word of the format or a text, an amount as it was written, or ids. */
struct change_value {
    enum change_value_kind kind;
    const char *word;
    struct amount amount;
    struct strings ids; /* sorted */
};

struct change {
    enum change_subject subject;
    enum change_kind kind;
    size_t before, after;           /* the object in the old and in the new edition; NO_INDEX */
    size_t leg_before, leg_after;   /* of a leg; NO_INDEX: the deal itself */
    size_t part_before, part_after; /* tranche, clause, claim; NO_INDEX */
    const char *id;                 /* of the object; NULL when it has none */
    const char *field;              /* which field, where the kind leaves it open; else NULL */
    struct change_value was, is;
    enum change_move move;
    enum bucket bucket_was, bucket_is;
    enum deal_class class_was, class_is;
    unsigned traits;
    size_t correction; /* note of the new edition that calls it a correction; NO_INDEX: news */
};

/* One column of a bridge. high counts an open amount with its low end; `open` says how many there are. */
struct bridge_sum {
    money low, high, headline;
    int flows, undisclosed, open, no_headline;
};

bool bridge_sum_is_zero(const struct bridge_sum *sum);
/* a + sign · b */
void bridge_sum_add(struct bridge_sum *a, const struct bridge_sum *b, int sign);

enum bridge_step {
    STEP_NEW,
    STEP_RAISED,      /* amounts revised upwards, end by end; disclosed; legs added */
    STEP_LOWERED,     /* ≤ 0 */
    STEP_MOVED_IN,    /* from another class or bucket, at the old amount */
    STEP_MOVED_OUT,   /* ≤ 0 */
    STEP_WITHDRAWN,   /* ≤ 0: died, or left the dataset */
    STEP_PARTS,       /* what is itemised by parts (part_of) of its own, and ceilings of parts */
    STEP_RATES,       /* other exchange rates */
    STEP_CONVENTIONS, /* other readings of "about" and of vague words */
    STEP_CORRECTED,   /* all that a correction did */
    STEP_COUNT
};

/* opening + Σ steps = closing, to the hundredth, in every column */
struct bridge_cell {
    bool present; /* either edition has flows here */
    bool moved;   /* any step is not zero */
    struct bridge_sum opening, closing, steps[STEP_COUNT];
};

/* What one deal did to a step of a cell. Those of a cell's step add up to it, but for rates and conventions,
   which no deal did. */
struct bridge_part {
    size_t before, after; /* the deal in either edition; NO_INDEX */
    enum deal_class deal_class;
    enum bucket bucket;
    enum bridge_step step;
    enum deal_class other_class; /* of what moved: where it came from or went; else its own */
    enum bucket other_bucket;
    struct bridge_sum sum;
};

struct bridge {
    bool possible; /* false: the currencies differ and no rate turns one into the other */
    struct bridge_cell cells[CLASS_COUNT][BUCKET_COUNT];
    struct bridge_part *parts; /* in the order they were found in */
    size_t part_count;
};

/* A deal that is gone and one that is new, the same but for the id. */
struct change_twin {
    size_t before, after;
};

struct changes {
    const struct facts *before, *after;
    struct change *at; /* dataset, deals in the new file's order with the removed ones after them, parties,
                          valuations, metrics, notes, sources */
    size_t count;
    struct bridge bridge;
    struct change_twin *twins;
    size_t twin_count;
    size_t shared_deals; /* ids that both editions have */
};

/* before and after on one level. Both must outlive the changes. */
const struct changes *changes_derive(
    struct arena *arena, const struct facts *before, const struct facts *after);

/* How many subjects (not changes) each kind of news touches; a deal is counted in one of new, removed, moved,
   revised, and if a correction names it, in corrected alone; sources and claims alone are no revision. */
struct change_counts {
    int deals_new, deals_removed, deals_moved, deals_revised, deals_sourced, deals_corrected;
    int valuations, metrics, parties, notes, sources, dataset;
};
struct change_counts changes_count(const struct changes *changes);

enum change_news {
    NEWS_NEW,
    NEWS_MOVED,   /* status or bucket, but not to the dead */
    NEWS_REVISED, /* anything that says more than its sources */
    NEWS_GONE,    /* removed, or died */
    NEWS_SOURCED, /* sources, claims and evidence only */
    NEWS_CORRECTED,
    NEWS_OTHER /* no deal */
};
/* Changes of one deal stand together: of the run that begins at `first`, its end and its group. */
size_t change_run_end(const struct changes *changes, size_t first);
enum change_news change_run_news(const struct changes *changes, size_t first);

enum change_move status_move(enum status was, enum status is);
const char *change_kind_name(enum change_kind kind);
const char *change_subject_name(enum change_subject subject);
const char *change_move_name(enum change_move move); /* "" for NONE */
const char *amount_trait_name(unsigned trait);       /* of one bit */
const char *bridge_step_name(enum bridge_step step);

struct json_out;
/* An object, under this key where it stands in another; docs/facts.md says what every key means. */
void changes_write_json(struct json_out *json, const char *key, const struct changes *changes);
/* facts_write_json with the key `changes` and what loading had to say (`errors`, `warnings`); NULL: without
 */
void facts_write_json_since(
    const struct facts *facts, const struct changes *changes, struct diags *diags, struct str *out);
/* The same, a file_writer of a struct facts_file: written as it is made, since it can be many times as long
   as the dataset. */
struct facts_file {
    const struct facts *facts;
    const struct changes *changes; /* NULL */
    struct diags *diags;
};
struct file_sink;
void facts_write_file(const void *content, struct file_sink *sink);

#endif
