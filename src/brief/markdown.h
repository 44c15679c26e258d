/* SPDX-License-Identifier: MIT */
/*
 * markdown: a stretch of Markdown without directives → blocks. The only file that knows md4c.
 *
 * md4c gives no source lines, so everything that can be wrong is found before it runs: {{ values }} are cut
 * out by position and stand as single private characters while md4c reads.
 */
#ifndef DEALBRIEF_MARKDOWN_H
#define DEALBRIEF_MARKDOWN_H

#include "block.h"

/* Appends to parent. place: of text[0]; lines end in "\n" (CR removed by the caller). Adds errors. */
void markdown_parse(const struct value_scope *scope, struct block *parent, const char *text, size_t length,
    struct place place);

/* The end of the value that opens at text[0..1] = "{{": offset of "}}", or `length` when its line ends first
 */
size_t value_end(const char *text, size_t length);

#endif
