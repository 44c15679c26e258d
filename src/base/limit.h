/* SPDX-License-Identifier: MIT */
/*
 * limit: how much the program takes from outside, and makes of it: one table for what checks, for --limit and for
 * docs/limits.md.
 *
 * LIMITS are those that --limit changes; a struct limits of zeros, and a NULL, are the usual ones. Nobody below the
 * command line changes one. FIXED_LIMITS are those that an array, a format or a library sets.
 */
#ifndef DEALBRIEF_LIMIT_H
#define DEALBRIEF_LIMIT_H

#include "arena.h"

#include <stddef.h>

/*
 *     X(NAME, "name", usual, most, "what it bounds", "code", "why this number, and why no more")
 *
 * usual is a plain number: --help prints it as it stands.
 */
#define LIMITS(X)                                                                                            \
    X(BYTES, "bytes", 67108864, 1073741824,                                                                  \
        "bytes of a dataset, of a line of `--jsonl`, of a spreadsheet, and of a file within a PDF that "     \
        "`inspect` reads",                                                                                   \
        "limit-input",                                                                                       \
        "64 MiB hold 400,000 deals; lines and columns are counted in 32 bits, with room to spare")           \
    X(DEPTH, "depth", 64, 500, "arrays and objects within one another, in datasets and themes", "json-depth", \
        "the format itself needs fewer than 10; the reader goes down once for each")                          \
    X(VALUES, "values", 3000000, 30000000, "values of a JSON file", "json-values",                           \
        "each takes 88 bytes: 264 MB, at most 2.6 GB")                                                       \
    X(ENTRIES, "entries", 100000, 1000000, "entries of a list: parties, deals, tranches, sources …",         \
        "limit-list", "the facts of 100,000 deals take 3 s, those of a million 20 s; `values` bounds them all") \
    X(NAME, "name", 500, 1000, "characters of a name", "limit-text",                                         \
        "a longer one is no name, and in a narrow column higher than a page")                                \
    X(TEXT, "text", 2000, 8000, "characters of a note or another text", "limit-text",                        \
        "PDF/A has room for 32,767 bytes in a string, 4 a character")                                        \
    X(URL, "url", 2000, 8000, "bytes of an address", "limit-text", "longer ones fail in browsers and mails") \
    X(COLUMNS, "columns", 2000, 16384, "columns of a spreadsheet", "limit-input",                            \
        "no table of the format has a hundred; spreadsheet programs end at 16,384")                          \
    X(CELLS, "cells", 8000000, 80000000, "cells of a spreadsheet", "limit-input",                            \
        "each takes 16 bytes and its text: 128 MB, at most 1.3 GB")                                          \
    X(TEMPLATE, "template", 1048576, 4194304, "bytes of a template, and of a snippet that it includes",     \
        "limit-input", "the largest that ships has 2,000; 4 MiB of short lists take 1.5 GB")                                                   \
    X(THEME, "theme", 262144, 4194304, "bytes of a theme", "limit-input", "the largest that ships has 2,000") \
    X(LOGO, "logo", 524288, 8388608, "bytes of a logo", "limit-input", "it goes into every output")          \
    X(PAGES, "pages", 500, 5000, "pages of a briefing", "limit-pages",                                       \
        "nobody reads more; what `:::each` repeats is bounded by 600 blocks a page")                         \
    X(PIXELS, "pixels", 100000000, 500000000, "pixels of a PNG", "limit-pixels",                             \
        "each takes 4 bytes: 400 MB, at most 2 GB, where 32 bits end")                                       \
    X(MANIFEST, "manifest", 268435456, 1073741824, "bytes of a file of `--manifest`", "limit-input",         \
        "about 4 million names")                                                                             \
    X(INSPECT, "inspect", 268435456, 1073741824, "bytes of a file that `inspect` reads", "limit-input",      \
        "a briefing of hundreds of pages has a few MB")

enum limit {
#define LIMIT_NUMBER(id, name, usual, most, what, code, why) LIMIT_##id,
    LIMITS(LIMIT_NUMBER)
#undef LIMIT_NUMBER
        LIMIT_COUNT
};

/* For arrays that must hold whatever is asked for */
enum {
#define LIMIT_CEILING(id, name, usual, most, what, code, why) LIMIT_MOST_##id = (most),
    LIMITS(LIMIT_CEILING)
#undef LIMIT_CEILING
};

/*
 *     X(NAME, number, "what it bounds", "code", "why")
 *
 * code: what is said of more; "": what is done instead stands under why.
 */
#define FIXED_LIMITS(X)                                                                                      \
    X(ID_LENGTH, 64, "bytes of an id", "bad-id", "ids become names of files")                           \
    X(MARKS, 4, "marks on one letter", "text-combining", "Vietnamese needs 2; more cover other lines")  \
    X(INVISIBLES, 4, "invisible characters in a row", "text-invisible-many", "emoji need 3")            \
    X(YEARS, 100, "years of a term", "bad-term", "longer leases exist, longer deals do not")            \
    X(DATASET_ROWS, 20000, "rows of dataset.csv", "limit-input", "it has a row for each field")         \
    X(TEMPLATE_DEPTH, 16, "containers within one another, in a template", "template-syntax",            \
        "an array; the whole counts as one")                                                                 \
    X(CHAIN, 8, "snippets within one another", "bad-include", "nobody could find a fault in more")      \
    X(INCLUSIONS, 500, "snippets of a template in all", "bad-include",                                  \
        "one that includes another twice, and so on, grows without end")                                     \
    X(WORDS, 300, "characters of a text in a theme", "limit-text", "it stands in the head of a page")   \
    X(LOGO_DEPTH, 32, "elements within one another, in an SVG logo", "bad-logo", "an array")            \
    X(LOGO_ATTRIBUTES, 64, "attributes of an element, in an SVG logo", "bad-logo", "an array")          \
    X(LOGO_SEGMENTS, 20000, "segments of all paths, in an SVG logo", "bad-logo",                        \
        "it is drawn on every page")                                                                         \
    X(PNG_SIDE, 4096, "pixels a side of a PNG logo", "bad-logo", "it is unpacked: 64 MB")               \
    X(PICTURE_SIDE, 32767, "pixels a side of a PNG that is written", "limit-pixels", "cairo ends there") \
    X(FIGURE_HEIGHT, 900000, "points of a figure's height", "limit-height",                                  \
        "a table of 60,000 rows; coordinates end at a million")                                              \
    X(PAGE_SIDE, 14400, "points a side of a page of PDF", "limit-height",                                    \
        "PDF/A allows no more (ISO 19005-2, 6.1.13)")                                                        \
    X(ATTACHMENTS, 64, "files within a PDF that `inspect` lists", "", "the rest is left out")           \
    X(LOOP_LENGTH, 6, "parties of a loop of money", "",                                                 \
        "longer ones are not listed, but counted in what could come back")                                   \
    X(LOOPS, 2000, "loops of money that are listed", "", "there may be millions; facts say that there are more") \
    X(MESSAGES, 20, "errors, and warnings, that are printed of a dataset", "",                          \
        "their number follows; `--diagnostics json` prints all")                                             \
    X(FAULTS, 50000, "errors, and warnings, that are gathered of a dataset's fields", "",               \
        "nobody reads them; the verdict stays the same")                                                     \
    X(CONNECTIONS, 64, "connections to `--serve`", "", "further ones wait")

enum {
#define FIXED_NUMBER(name, number, what, code, why) FIXED_##name = (number),
    FIXED_LIMITS(FIXED_NUMBER)
#undef FIXED_NUMBER
};

struct limits {
    size_t given[LIMIT_COUNT]; /* 0: the usual one */
};

struct limit_row {
    const char *name;
    size_t usual, most; /* the least is 1 */
    const char *what, *code, *why;
};

const struct limit_row *limit_row(enum limit limit);
/* The number that holds; limits NULL: the usual one */
size_t limit_of(const struct limits *limits, enum limit limit);
/* "--limit depth=N allows more, up to 500", or that no more can be allowed: what hints say */
const char *limit_hint(struct arena *arena, const struct limits *limits, enum limit limit);

#endif
