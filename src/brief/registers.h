/* SPDX-License-Identifier: MIT */
/*
 * registers: two tables that a briefing makes of what deals say beside their amounts: the register of rights
 * and conditions, and the figures on which publishers disagree. Words and indices only; no layout.
 */
#ifndef DEALBRIEF_REGISTERS_H
#define DEALBRIEF_REGISTERS_H

#include "facts.h"
#include "table.h"

struct register_request {
    struct arena *arena;
    const struct facts *facts;
    const struct selection *where; /* NULL: all live deals */
    size_t party;                  /* NO_INDEX: all */
    size_t deal;                   /* NO_INDEX: all */
    size_t most;                   /* deals of rights, disputed figures; 0: all */
    const int *source_numbers;     /* by source index; NULL: the template lists no sources */
};

/* Who may do what, on what condition, until when: terms, stakes, rates, what is paid in shares or rights, and
   instalments that hang on something. A group a deal. NULL when no deal says anything. */
const struct table *rights_table(const struct register_request *request);
/* Who says what of one figure: first the value that is used here, then every claim. NULL when there is none.
 */
const struct table *disputes_table(const struct register_request *request);

/* ---- for the two ---- */

/* Is it asked for: of this deal, live or chosen by the clause, with this party in it? */
bool register_wants(const struct register_request *request, size_t deal);
/* The numbers of sources, each with its link; empty where none are shown */
void register_cite(
    const struct register_request *request, const struct indices *sources, struct table_cell *cell);
/* The mark of a status: firm, planned, talk, dead */
enum table_mark bucket_mark(enum bucket bucket);

#endif
