/* SPDX-License-Identifier: MIT */
/*
 * text_check: looks at texts and addresses for what cannot be printed, deceives the eye or breaks an output
 * format.
 *
 * Adds diagnostics at the place that is passed in, each kind at most once a text. Knows nothing of the
 * dataset.
 */
#ifndef DEALBRIEF_TEXT_CHECK_H
#define DEALBRIEF_TEXT_CHECK_H

#include "diag.h"

#include <stdint.h>

/* ASCII letters, digits and the like, at most so many: nothing that text_check would say anything of. The
   other way round nothing is said: false means that somebody has to look. */
bool text_is_harmless(const char *text, size_t most);
bool url_is_harmless(const char *url, size_t most); /* the same for url_check */

/* most: code points; hint: how there could be more, or NULL */
void text_check(struct diags *diags, struct place place, const char *path, const char *text, size_t most,
    const char *hint);
/* An http or https address that can stand in a PDF or SVG once ( ) ' are percent-encoded; most: bytes */
void url_check(struct diags *diags, struct place place, const char *path, const char *url, size_t most,
    const char *hint);

/* What a reader sees of a letter */
bool letter_is_space(uint32_t code);
bool letter_shows_nothing(uint32_t code); /* spaces among them */
bool letter_is_mark(uint32_t code);       /* drawn on the letter before it */
bool text_shows_nothing(const char *text);

#endif
