/* SPDX-License-Identifier: MIT */
/* web_table: tables for those who read in a browser, of pages and of figures that stand in others' pages. */
#ifndef DEALBRIEF_WEB_TABLE_H
#define DEALBRIEF_WEB_TABLE_H

#include "data_table.h"
#include "document.h"
#include "table.h"

struct document_table *web_table(struct arena *arena, const struct table *table);
/* The columns that readers need: amounts in words, without their ends to the cent and without ids */
struct document_table *web_data(struct arena *arena, const struct data_table *data);

#endif
