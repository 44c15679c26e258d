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

/* A file that ::include names, as it was read. */
struct snippet {
    struct bytes bytes;
    const char *name;     /* for messages: as the user would write it */
    const char *identity; /* the same text for the same file, whatever it is called */
};

/* Reads snippets for the parser, which opens no files. `file` is a plain path downwards ("parts/risks.md"):
   the parser refuses all others. false with the reason in *sentence and maybe *hint. */
struct snippet_reader {
    bool (*read)(const void *from, struct arena *arena, const char *file, struct snippet *snippet,
        const char **sentence, const char **hint);
    const void *from;
};

/* NULL when any error was added. reader NULL: ::include is an error. */
const struct template *template_parse(struct arena *arena, const char *file, struct bytes bytes,
    const struct snippet_reader *reader, struct diags *diags);

/* As template_parse, but what could be read is returned even where errors were added (*good false): the names
   in it can be looked up in a dataset (brief_check), so that one run tells those faults, too. No briefing is
   ever made of it. */
const struct template *template_read(struct arena *arena, const char *file, struct bytes bytes,
    const struct snippet_reader *reader, struct diags *diags, bool *good);

/* So that faults in snippets which only a dataset shows are told with the place that includes them */
void template_origins(const struct template *template, struct diags *diags);

/* What its front matter says under theme: a name, or a file beside it; NULL: nothing */
const char *template_theme(const struct template *template);
struct place template_theme_place(const struct template *template);

/* The names of all directives, for suggestions and docs */
const char *const *template_directives(size_t *count);

#endif
