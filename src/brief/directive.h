/* SPDX-License-Identifier: MIT */
/*
 * directive: `::name[caption]{attributes}` and `:::name{attributes}`: the table of all that exist, and their
 * parser.
 *
 * Everything that can be known without data is checked here: names, attributes, words from fixed lists,
 * numbers.
 */
#ifndef DEALBRIEF_DIRECTIVE_H
#define DEALBRIEF_DIRECTIVE_H

#include "value.h"

enum directive_name {
    DIRECTIVE_KEYFIGURES,
    DIRECTIVE_TABLE,
    DIRECTIVE_FLOW,
    DIRECTIVE_MATRIX,
    DIRECTIVE_LOOPS,
    DIRECTIVE_CHANGES,
    DIRECTIVE_CHART, /* every kind of figure that is a chart, by its word */
    DIRECTIVE_NOTES,
    DIRECTIVE_SOURCES,
    DIRECTIVE_METHOD,
    DIRECTIVE_RIGHTS,
    DIRECTIVE_DISPUTES,
    DIRECTIVE_TOC,
    DIRECTIVE_PAGEBREAK,
    DIRECTIVE_INCLUDE,
    DIRECTIVE_EXPECT,
    DIRECTIVE_VOUCH,
    CONTAINER_EACH,
    CONTAINER_IF,
    CONTAINER_UNLESS,
    CONTAINER_STANDFIRST,
    CONTAINER_KEEP,
    CONTAINER_COLUMNS,
    CONTAINER_FOUND, /* kept when a directive in it finds something */
    CONTAINER_SPARE, /* goes first when `pages` run out */
    CONTAINER_ONLY,
};

enum attribute_name {
    ATTRIBUTE_SUBJECT, /* the bare word: each{notes} */
    ATTRIBUTE_ID,
    ATTRIBUTE_WHERE,
    ATTRIBUTE_PARTY,
    ATTRIBUTE_COLUMNS,
    ATTRIBUTE_GROUP,
    ATTRIBUTE_ITEMS,
    ATTRIBUTE_LEVEL,
    ATTRIBUTE_HIGHLIGHT,
    ATTRIBUTE_LOOPS,
    ATTRIBUTE_HEIGHT,
    ATTRIBUTE_DIRECTION,
    ATTRIBUTE_CHANGES,
    ATTRIBUTE_SCALE,
    ATTRIBUTE_DEAL,
    ATTRIBUTE_BY,
    ATTRIBUTE_METRIC,
    ATTRIBUTE_CLASS,
    ATTRIBUTE_BUCKET,
    ATTRIBUTE_MAX,
    ATTRIBUTE_MAX_PARTIES,
    ATTRIBUTE_KIND,
    ATTRIBUTE_WITH,
    ATTRIBUTE_COUNT_OF, /* columns side by side; the word is `count` */
    ATTRIBUTE_DEPTH,    /* levels of headings below the first */
    ATTRIBUTE_FILE,
    ATTRIBUTE_CHANGED,
    ATTRIBUTE_LEAST,    /* what max may shrink to when `pages` run out */
    ATTRIBUTE_ORDER,    /* of the deals of an :::each */
    ATTRIBUTE_RANK,     /* of a :::spare: 1 goes first */
    ATTRIBUTE_NAME,
    ATTRIBUTE_COUNT
};

struct attribute {
    bool present;
    const char *value;
    int number;         /* of a whole number */
    struct place place; /* of the value's first letter (inside the quotes) */
};

struct directive {
    enum directive_name name;
    const char *word; /* as written */
    bool container;
    struct place place; /* of the first colon */
    bool has_caption;
    const struct runs *caption;
    struct attribute attributes[ATTRIBUTE_COUNT];
    enum subject subject;
    const struct value *expected; /* expect: the figure */
    const char *expected_text;
};

/* One line, from the first colon to its end. NULL after adding errors. */
const struct directive *directive_parse(
    const struct value_scope *scope, const char *line, size_t length, bool container, struct place place);

const char *const *directive_names(size_t *count);
/* The attributes that a directive of this name takes, for docs and tests; without the bare word */
const char *const *directive_attributes(struct arena *arena, const char *name, size_t *count);

#endif
