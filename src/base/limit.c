/* SPDX-License-Identifier: MIT */
#include "limit.h"

#include <assert.h>

static const struct limit_row rows[] = {
#define ROW(id, name, usual, most, what, code, why) {name, usual, most, what, code, why},
    LIMITS(ROW)
#undef ROW
};
static_assert(sizeof rows / sizeof *rows == LIMIT_COUNT, "every limit has a row");

const struct limit_row *limit_row(enum limit limit)
{
    assert(limit < LIMIT_COUNT);
    return &rows[limit];
}

size_t limit_of(const struct limits *limits, enum limit limit)
{
    return limits && limits->given[limit] ? limits->given[limit] : limit_row(limit)->usual;
}

const char *limit_hint(struct arena *arena, const struct limits *limits, enum limit limit)
{
    const struct limit_row *row = limit_row(limit);
    return limit_of(limits, limit) < row->most
               ? arena_printf(arena, "--limit %s=N allows more, up to %zu", row->name, row->most)
               : "this is the most that --limit allows";
}
