/* SPDX-License-Identifier: MIT */
/*
 * A value rests on the field it names, or on the fields that its filters read: `deal.x | status` on the
 * status, `deal.x | per-year` on amount and term.
 */
#include "answer_assumed.h"

#include "say.h"
#include "wording.h"

enum assumed_field { RESTS_ON_AMOUNT = 1, RESTS_ON_STATUS = 2, RESTS_ON_DATES = 4, RESTS_ON_TERM = 8 };

static unsigned field_rests(const struct value *value)
{
    switch (value->field) {
    case FIELD_AMOUNT:
    case FIELD_VALUE:
        return RESTS_ON_AMOUNT;
    case FIELD_STATUS:
        return RESTS_ON_STATUS;
    case FIELD_DATE:
        return RESTS_ON_DATES;
    case FIELD_TERM_YEARS:
        return RESTS_ON_TERM;
    default:
        return 0;
    }
}

static unsigned filter_rests(enum filter filter)
{
    switch (filter) {
    case FILTER_SHORT:
    case FILTER_LONG:
    case FILTER_RANGE:
    case FILTER_SIG:
        return RESTS_ON_AMOUNT;
    case FILTER_PER_YEAR:
        return RESTS_ON_AMOUNT | RESTS_ON_TERM;
    case FILTER_STATUS:
        return RESTS_ON_STATUS;
    case FILTER_DATE:
        return RESTS_ON_DATES;
    default:
        return 0;
    }
}

/* A deal or valuation by itself is its title or its money; what a filter takes of it, it rests on. */
static unsigned value_rests(const struct value *value)
{
    unsigned rests = field_rests(value);
    bool whole = value->field == FIELD_WHOLE, filtered = false;
    for (size_t i = 0; i < value->filter_count; i++) {
        enum filter filter = value->filters[i].filter;
        if (whole || filter == FILTER_PER_YEAR)
            rests |= filter_rests(filter);
        filtered = filtered || filter_rests(filter);
    }
    if (whole && !filtered && value->root == ROOT_VALUATION && !value->filter_count)
        rests |= RESTS_ON_AMOUNT;
    return rests;
}

bool value_is_assumed(const struct dataset *dataset, const struct value *value, size_t index)
{
    if (value->root == ROOT_VALUATION && (value->field == FIELD_DEAL || value->field == FIELD_PARTY))
        return false; /* the index is of another thing */
    static const struct {
        unsigned rests;
        const char *of_deal, *of_valuation;
    } fields[] = {{RESTS_ON_AMOUNT, "amount", "value"}, {RESTS_ON_STATUS, "status", "status"},
        {RESTS_ON_DATES, "dates", "date"}, {RESTS_ON_TERM, "term", NULL}};
    unsigned rests = value_rests(value);
    for (size_t i = 0; i < sizeof fields / sizeof *fields && index != NO_INDEX; i++) {
        if (!(rests & fields[i].rests))
            continue;
        if (value->root == ROOT_DEAL && deal_is_assumed(&dataset->deals[index], NO_INDEX, fields[i].of_deal))
            return true;
        if (value->root == ROOT_VALUATION && fields[i].of_valuation &&
            strings_hold(&dataset->valuations[index].assumed, fields[i].of_valuation))
            return true;
    }
    return false;
}

void assumed_append(struct arena *arena, const struct run *style, struct runs *out)
{
    struct run *mark = list_push(arena, out);
    *mark = *style;
    mark->kind = RUN_TEXT;
    mark->value = NULL;
    mark->superscript = true;
    mark->text = "\u2020";
    mark->note = said(arena, "\u2020 Assumed: no source states it.");
}
