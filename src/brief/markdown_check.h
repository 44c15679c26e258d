/* SPDX-License-Identifier: MIT */
/*
 * markdown_check: kinds of Markdown that a briefing does not have and that would be lost, or printed as they
 * stand: cells beyond a table's head, footnotes, links without an address, strikes, tasks, HTML. Found by
 * eye, line by line, because md4c tells no lines and leaves out what it does not take.
 */
#ifndef DEALBRIEF_MARKDOWN_CHECK_H
#define DEALBRIEF_MARKDOWN_CHECK_H

#include "value.h"

struct markdown_lines {
    const struct value_scope *scope;
    const char *text; /* the whole stretch: links may lead to a later line of it */
    size_t length;
    const char *before; /* the line before; NULL: there is none */
    size_t before_length;
    bool blank_above; /* before that: none, or a blank one */
    bool before_blank;
    size_t columns; /* of the table that is open; 0: none */
};

/* To be called for each line that is not within a block of code, in order. */
void markdown_line_check(struct markdown_lines *lines, const char *line, size_t length, struct place place);

#endif
