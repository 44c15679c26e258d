/* SPDX-License-Identifier: MIT */
/*
 * deal_maker: payments between names → the tree of a dataset, with parties, sources and ids made up from the
 * names.
 *
 * Ids depend on the names alone, so that they stay the same from edition to edition; where two names give one
 * id the second gets -2. What nobody said is assumed cautiously, listed in `assumed`, and told in a warning
 * each.
 */
#ifndef DEALBRIEF_DEAL_MAKER_H
#define DEALBRIEF_DEAL_MAKER_H

#include "names.h"
#include "quick.h"
#include "sheet_rows.h"

struct deal_maker {
    struct sheet_work work;
    struct place start; /* of the file */
    struct json *root, *parties, *deals, *sources;
    struct json **last_party, **last_deal, **last_source;
    struct names party_ids, party_names, deal_ids, source_ids, source_names, publishers;
    const char *title, *currency, *as_of; /* said by the file; NULL: not */
    size_t statuses, types, amounts;      /* how many were assumed */
};

void deal_maker_init(struct deal_maker *maker, struct arena *arena, const char *file, struct diags *diags);

/* "Nestlé S.A." → "nestle-s-a" */
const char *id_from_name(struct arena *arena, const char *name);

/* Ids of a party and a source, made when the name is met first. A source is a publisher, a URL or both. */
const char *maker_party(struct deal_maker *maker, const char *name, struct place place);
const char *maker_source(struct deal_maker *maker, const char *text, struct place place);
/* "cloud-lab-equity", with -2 where that is taken */
const char *maker_deal_id(struct deal_maker *maker, const char *from, const char *to, const char *type);
void maker_deal_id_take(struct deal_maker *maker, const char *id);
void maker_deal_put(struct deal_maker *maker, struct json *deal);

/* Marks a field of a deal as assumed. */
void maker_assume(struct deal_maker *maker, struct json *deal, const char *field);

/* The whole, checked; NULL after adding errors. */
const struct json *maker_finish(struct deal_maker *maker, const struct import_options *options);

#endif
