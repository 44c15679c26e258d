/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "list.h"
#include "lookalike.h"
#include "str.h"

#include <stdlib.h>
#include <string.h>

static int by_valuation(const void *left, const void *right)
{
    const struct valuation *a = *(const struct valuation *const *)left,
                           *b = *(const struct valuation *const *)right;
    const int64_t keys[][2] = {{(int64_t)a->party, (int64_t)b->party}, {a->date.first, b->date.first},
        {a->date.last, b->date.last}, {a->value.kind, b->value.kind}, {a->value.low, b->value.low},
        {a->value.high, b->value.high}, {a->basis, b->basis}, {a->money, b->money}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return 0;
}

static int by_valuation_and_order(const void *left, const void *right)
{
    int order = by_valuation(left, right);
    const struct valuation *a = *(const struct valuation *const *)left,
                           *b = *(const struct valuation *const *)right;
    return order ? order : a < b ? -1 : a > b; /* elements of one array */
}

static void same_valuations_sense(const struct check *check)
{
    size_t count = check->dataset->valuation_count;
    const struct valuation **sorted = arena_array(check->arena, const struct valuation *, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &check->dataset->valuations[i];
    if (count)
        qsort(sorted, count, sizeof *sorted, by_valuation_and_order);
    for (size_t i = 1; i < count; i++)
        if (!by_valuation(&sorted[i - 1], &sorted[i]))
            check_say(check, DIAG_SAME_VALUATION, sorted[i], "keep one of them",
                "%s is the valuation of line %d again", check_path(check, sorted[i]),
                dataset_place(check->dataset, sorted[i - 1]).line);
}

struct called {
    const char *name; /* as written */
    const char *look; /* text_look of it */
    const struct party *party;
    const void *field;
};

static int by_name(const void *left, const void *right)
{
    const struct called *a = left, *b = right;
    int order = strcmp(a->look, b->look);
    return order ? order : a->party < b->party ? -1 : a->party > b->party; /* elements of one array */
}

/* deals: by the first of each side, type, amount and date, then all that is compared */

static int indices_order(const struct indices *a, const struct indices *b)
{
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (size_t i = 0; i < a->count; i++)
        if (a->at[i] != b->at[i])
            return a->at[i] < b->at[i] ? -1 : 1;
    return 0;
}

static int dates_order(const struct deal_dates *a, const struct deal_dates *b)
{
    const struct date dates[][2] = {{a->date, b->date}, {a->reported, b->reported},
        {a->announced, b->announced}, {a->signed_on, b->signed_on}, {a->closed, b->closed},
        {a->cancelled, b->cancelled}};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        if (dates[i][0].precision != dates[i][1].precision)
            return dates[i][0].precision < dates[i][1].precision ? -1 : 1;
        if (dates[i][0].first != dates[i][1].first)
            return dates[i][0].first < dates[i][1].first ? -1 : 1;
    }
    return 0;
}

static int by_deal(const void *left, const void *right)
{
    const struct deal *a = *(const struct deal *const *)left, *b = *(const struct deal *const *)right;
    const int64_t keys[][2] = {{a->type, b->type}, {a->amount.kind, b->amount.kind},
        {a->amount.low, b->amount.low}, {a->amount.high, b->amount.high}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    int order = dates_order(&a->dates, &b->dates);
    order = order ? order : indices_order(&a->from.parties, &b->from.parties);
    return order ? order : indices_order(&a->to.parties, &b->to.parties);
}

static int by_deal_and_order(const void *left, const void *right)
{
    int order = by_deal(left, right);
    const struct deal *a = *(const struct deal *const *)left, *b = *(const struct deal *const *)right;
    return order ? order : a < b ? -1 : a > b; /* elements of one array */
}

static bool is_dated(const struct deal *deal)
{
    static const struct deal_dates never = {0};
    return dates_order(&deal->dates, &never) != 0;
}

static bool names_deal(const struct check *check, const struct deal *deal, const struct deal *other)
{
    size_t index = (size_t)(other - check->dataset->deals);
    const struct indices *lists[] = {&deal->overlaps, &deal->supersedes, &deal->related};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (size_t j = 0; j < lists[i]->count; j++)
            if (lists[i]->at[j] == index)
                return true;
    return deal->part_of == index;
}

/* What the author tells apart is two: by what it is for, by how much of what, or by naming one in the other.
 */
static bool told_apart(const struct check *check, const struct deal *a, const struct deal *b)
{
    bool purposes = a->purpose && b->purpose && strcmp(a->purpose, b->purpose) != 0;
    bool quantities = a->quantity.present && b->quantity.present && a->quantity.value && b->quantity.value &&
                      strcmp(a->quantity.value, b->quantity.value) != 0;
    return purposes || quantities || a->what != b->what || names_deal(check, a, b) ||
           names_deal(check, b, a) || status_is_dead(a->status) != status_is_dead(b->status);
}

static void same_deals_sense(const struct check *check)
{
    size_t count = 0;
    const struct deal **sorted = arena_array(check->arena, const struct deal *, check->dataset->deal_count);
    for (size_t i = 0; i < check->dataset->deal_count; i++) {
        const struct deal *deal = &check->dataset->deals[i];
        if (!deal->leg_count && deal->from.present && deal->to.present && amount_is_sized(&deal->amount) &&
            is_dated(deal))
            sorted[count++] = deal;
    }
    if (count)
        qsort(sorted, count, sizeof *sorted, by_deal_and_order);
    for (size_t i = 1; i < count; i++)
        if (!by_deal(&sorted[i - 1], &sorted[i]) && !told_apart(check, sorted[i - 1], sorted[i]))
            check_say(check, DIAG_SAME_DEAL, sorted[i], "keep one, or say in 'for' what tells them apart",
                "%s has the parties, type, amount and date of '%s' on line %d", check_path(check, sorted[i]),
                sorted[i - 1]->id, dataset_place(check->dataset, sorted[i - 1]).line);
}

static struct called called(
    const struct check *check, const struct party *party, const char *name, const void *field)
{
    return (struct called){name, text_look(check->arena, name), party, field};
}

static void names_sense(const struct check *check)
{
    LIST(struct called) names = {0};
    for (size_t i = 0; i < check->dataset->party_count; i++) {
        const struct party *party = &check->dataset->parties[i];
        *list_push(check->arena, &names) = called(check, party, party->name, &party->name);
        if (party->short_name)
            *list_push(check->arena, &names) = called(check, party, party->short_name, &party->short_name);
        for (size_t j = 0; j < party->aliases.count; j++)
            *list_push(check->arena, &names) = called(check, party, party->aliases.at[j], &party->aliases);
    }
    if (names.count)
        qsort(names.at, names.count, sizeof *names.at, by_name);
    for (size_t i = 1; i < names.count; i++) {
        const struct called *a = &names.at[i - 1], *b = &names.at[i];
        if (a->party == b->party || strcmp(a->look, b->look) != 0) /* parties lie together within a name */
            continue;
        check_say(check, DIAG_SAME_NAME, b->field, "are they one and the same?",
            str_equals_any_case(a->name, b->name) ? "%s names the party '%s', too"
                                                  : "%s looks like the name of the party '%s'",
            check_path(check, b->field), a->party->id);
    }
}

void twins_sense(const struct check *check)
{
    same_deals_sense(check);
    same_valuations_sense(check);
    names_sense(check);
}
