/* SPDX-License-Identifier: MIT */
/*
 * compare: what the files that find changes share; nobody outside this room sees it.
 */
#ifndef DEALBRIEF_COMPARE_H
#define DEALBRIEF_COMPARE_H

#include "changes.h"
#include "derive.h"
#include "list.h"

/* Ids of one edition, sorted: a find is a binary search. */
struct id_entry {
    const char *id;
    size_t index;
};
struct id_index {
    struct id_entry *at;
    size_t count;
};
struct id_index deals_index(struct arena *arena, const struct dataset *dataset);
size_t id_index_find(const struct id_index *index, const char *id); /* NO_INDEX */

struct comparison {
    struct arena *arena;
    const struct dataset *was; /* the old edition at the new one's rates and conventions */
    const struct dataset *is;
    struct id_index deals_was, deals_is;
    LIST(struct change) changes;
    struct change about; /* subject, indices and id that the next changes share */
};

/* A change of what `about` names, to be filled in; valid until the next. */
struct change *change_add(struct comparison *comparison, enum change_kind kind);
/* The same with what stood and stands there when they differ; texts may be NULL. */
bool change_add_text(
    struct comparison *comparison, enum change_kind kind, const char *field, const char *was, const char *is);
bool change_add_ids(struct comparison *comparison, enum change_kind kind, const char *field,
    struct strings was, struct strings is);
/* Adds nothing when they say the same. */
bool change_add_amount(
    struct comparison *comparison, enum change_kind kind, const struct amount *was, const struct amount *is);
void change_add_date(struct comparison *comparison, const char *field, struct date was, struct date is);
void change_add_sources(struct comparison *comparison, const struct indices *was, const struct indices *is);
void change_add_claims(struct comparison *comparison, const struct claim *was, size_t was_count,
    const struct claim *is, size_t is_count);

struct change_value value_of_text(const char *text);
struct change_value value_of_amount(const struct amount *amount);
/* Sorted ids of parties, deals or sources of one edition */
struct strings party_ids(struct arena *arena, const struct dataset *dataset, const struct indices *parties);
struct strings deal_ids(struct arena *arena, const struct dataset *dataset, const struct indices *deals);
bool strings_equal(const struct strings *a, const struct strings *b);
struct strings strings_sorted(struct arena *arena, const struct strings *strings);
const char *amount_exact_text(struct arena *arena, const struct amount *amount);

/* amount_change.c: the field as it was written */
const struct amount *amount_as_written(const struct amount *amount);
/* 0: they say the same. Both on one base currency. */
unsigned amount_change(const struct amount *was, const struct amount *is);

/* Pairs two lists in passes: pass p pairs what `alike(context, i, j, p)` allows, in order. partner[i] is the
   new index of old i, NO_INDEX: none; back the other way round. */
struct pairing {
    size_t *partner, *back;
};
struct pairing pair_up(struct arena *arena, size_t was_count, size_t is_count, int passes,
    bool (*alike)(const void *context, size_t i, size_t j, int pass), const void *context);

/* deal_changes.c */
void deal_compare(struct comparison *comparison, size_t before, size_t after);
struct pairing legs_pair(struct arena *arena, const struct dataset *was_set, const struct deal *was,
    const struct dataset *is_set, const struct deal *is);
/* record_changes.c: parties, valuations, metrics, notes, sources, and the dataset's own */
void dataset_compare(struct comparison *comparison, const struct dataset *as_it_was);
void parties_compare(struct comparison *comparison);
void valuations_compare(struct comparison *comparison);
void metrics_compare(struct comparison *comparison);
void notes_compare(struct comparison *comparison);
void sources_compare(struct comparison *comparison);
bool note_is_in(const struct dataset *dataset, const struct note *note); /* by id, else kind and text */

/* restate.c */
struct reading { /* how amounts become intervals in one currency */
    const struct fx *fx, *fallback;
    const char *currency;
    int64_t approx_ppm;
    bool vague_is_unknown;
};
/* The dataset with all amounts read anew; *complete false where a rate is missing. What needs no change is
   shared with the original. */
const struct dataset *dataset_restate(
    struct arena *arena, const struct dataset *dataset, const struct reading *reading, bool *complete);
/* changes.c: the old edition at the new one's rates and conventions */
const struct dataset *dataset_as_now(
    struct arena *arena, const struct dataset *was, const struct dataset *is, bool *complete);
bool rates_equal(const struct dataset *a, const struct dataset *b);

/* bridge.c. correction: by deal of the new edition, NO_INDEX or a note */
void bridge_derive(struct arena *arena, const struct comparison *comparison, const struct facts *before,
    const struct facts *after, const size_t *correction, struct bridge *bridge);

#endif
