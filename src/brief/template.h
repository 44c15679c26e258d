/* SPDX-License-Identifier: MIT */
/*
 * template: Markdown with directives and {{ values }} → a tree of blocks. Parsed once, used for many
 * datasets; it looks at no data. The language stands in docs/templates.md. Everything is strict: an unknown
 * directive, attribute or filter is an error with line, column and suggestion, and all of them are found in
 * one run.
 */
#ifndef DEALBRIEF_TEMPLATE_H
#define DEALBRIEF_TEMPLATE_H

#include "arena.h"
#include "diag.h"
#include "file.h"

struct template;

/* NULL when any error was added. */
const struct template *template_parse(
    struct arena *arena, const char *file, struct bytes bytes, struct diags *diags);

/* What its front matter says under theme: a name, or a file beside it; NULL: nothing */
const char *template_theme(const struct template *template);
struct place template_theme_place(const struct template *template);

/* The names of all directives, for suggestions and docs */
const char *const *template_directives(size_t *count);

#endif
