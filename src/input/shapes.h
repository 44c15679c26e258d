/* SPDX-License-Identifier: MIT */
/*
 * shapes: which keys each object of the format has, and what they mean.
 *
 * The tables themselves: vocabularies.c the fixed lists of words, parts_load.c the small objects inside of
 * others, deal_load.c deals and their flows, exchange_load.c conventions and exchange rates, dataset_load.c
 * all the rest.
 */
#ifndef DEALBRIEF_SHAPES_H
#define DEALBRIEF_SHAPES_H

#include "fields.h"

extern const struct vocabulary party_kind_vocabulary, deal_type_vocabulary, deal_status_vocabulary,
    what_vocabulary, evidence_vocabulary, valuation_basis_vocabulary, metric_basis_vocabulary,
    note_kind_vocabulary, source_kind_vocabulary, confidence_vocabulary, pre_post_vocabulary,
    split_way_vocabulary, vague_rule_vocabulary, day_count_vocabulary;

/* vocabularies.c: the place of a word in a list of count, or −1 */
int vocabulary_index(const char *word, const char *const *words, int count);

/* parts_load.c: elements of lists */
extern const struct shape schedule_shape, tranche_shape, deal_term_shape, history_shape, claim_shape;
/* parts_load.c: structs of the same name */
field_reader read_split;
field_reader read_term;
field_reader read_rate;
field_reader read_quantity;
field_reader read_stake;
field_reader read_stake_or_percent; /* struct stake: an object, or a bare percentage */

/* parts_load.c, deal_load.c, exchange_load.c: objects inside of others */
extern const struct shape term_shape, rate_shape, quantity_shape, stake_shape, conventions_shape, fx_shape;

extern const struct shape deal_shape;
extern const struct shape dataset_shape; /* dataset_load.c: the whole format hangs from it */

/* exchange_load.c */
field_reader read_conventions; /* struct dataset */
field_reader read_fx;          /* struct fx */

#endif
