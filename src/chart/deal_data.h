/* SPDX-License-Identifier: MIT */
/*
 * deal_data: the deals that a flow diagram, a matrix or a comparison table shows, as rows for machines and
 * for those who cannot see the drawing: from, to, what, class, bounds, the amount in words, status, sources.
 */
#ifndef DEALBRIEF_DEAL_DATA_H
#define DEALBRIEF_DEAL_DATA_H

#include "data_table.h"
#include "facts.h"

/* A row a flow, as it is drawn: what parts of it are drawn by themselves is not in it again, so that bounds
   may be added up. In the order of deals' ids. */
const struct data_table *deal_data_flows(
    struct arena *arena, const struct facts *facts, const struct selection *where);
/* A row a deal or leg, in the table's order; part_of names the deal that a part is counted in. */
const struct data_table *deal_data_rows(
    struct arena *arena, const struct facts *facts, const struct selection *where);

#endif
