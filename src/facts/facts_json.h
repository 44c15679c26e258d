/* SPDX-License-Identifier: MIT */
/*
 * facts_json: what the files that write facts as JSON share; nobody outside sees it.
 */
#ifndef DEALBRIEF_FACTS_JSON_H
#define DEALBRIEF_FACTS_JSON_H

#include "facts.h"
#include "json_out.h"

/* the keys of a sum, into an object that is open */
void facts_write_total(struct json_out *json, const struct facts *facts, const struct total *total);
/* figures_json.c: paid, cover, multiples, growth, stakes, runway, sensitivity, quality */
void facts_write_figures(struct json_out *json, const struct facts *facts);

#endif
