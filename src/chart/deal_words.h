/* SPDX-License-Identifier: MIT */
/*
 * deal_words: the words of a comparison table's cells. Amounts are given in one unit for a whole column; what
 * has no number stays words, and no qualifier is lost.
 */
#ifndef DEALBRIEF_DEAL_WORDS_H
#define DEALBRIEF_DEAL_WORDS_H

#include "deal_rows.h"
#include "wording.h"

struct deal_words {
    struct arena *arena;
    const struct facts *facts;
    const struct deal_table_options *options;
    struct money_unit amount_unit, year_unit;
    bool used_dagger, used_shares, used_year, used_part; /* what the note must explain */
};

/* What a row pays in a year, all of its flows; false when it has no term or no size */
bool deal_row_annual(const struct facts *facts, const struct deal_row *row, struct annual *annual);
/* That as an amount of its own, to be printed by word_quotient: the quotient of `amount`, with its qualifier,
   unless a term of five to seven years makes an interval of an exact one */
struct amount annual_amount(
    const struct facts *facts, const struct amount *amount, const struct annual *annual);

struct table_cell deal_cell_side(struct deal_words *words, const struct deal_row *row, bool payer);
struct table_cell deal_cell_what(struct deal_words *words, const struct deal_row *row);
struct table_cell deal_cell_type(struct deal_words *words, const struct deal_row *row);
struct table_cell deal_cell_amount(struct deal_words *words, const struct deal_row *row);
struct table_cell deal_cell_year(struct deal_words *words, const struct deal_row *row);
struct table_cell deal_cell_status(struct deal_words *words, const struct deal_row *row);
struct table_cell deal_cell_terms(struct deal_words *words, const struct deal_row *row);
struct table_cell deal_cell_term(struct deal_words *words, const struct deal_row *row);
struct table_cell deal_cell_sources(struct deal_words *words, const struct deal_row *row);
struct table_cell deal_cell_date(struct deal_words *words, const struct deal_row *row);
/* "48–138", "at least 62.5"; is_number where it is one */
struct table_cell deal_cell_sum(struct deal_words *words, const struct deal_sum *sum);
/* "Commerce in total, $48B of it signed or paid; 3 more undisclosed" */
const char *deal_sum_label(
    struct deal_words *words, const char *group, const struct deal_group *sums, bool with_amount);

#endif
