/* SPDX-License-Identifier: MIT */
/*
 * json_advice: what to write instead of what stands where JSON wants something else.
 *
 * Looks at the bytes of a text from a place on; only called once the text is refused. NULL: nothing to say.
 */
#ifndef DEALBRIEF_JSON_ADVICE_H
#define DEALBRIEF_JSON_ADVICE_H

#include "str.h"

const char *json_advise_value(struct arena *arena, struct slice rest); /* where a value should stand */
const char *json_advise_key(struct arena *arena, struct slice rest);   /* where a key should */
const char *json_advise_colon(struct slice rest);
/* where a comma or the end of the container should; string_column: where a string began that ended on this
   line just before, else 0 */
const char *json_advise_comma(struct arena *arena, struct slice rest, int string_column);
const char *json_advise_number(
    struct arena *arena, const char *text); /* for a number with letters or dashes */

#endif
