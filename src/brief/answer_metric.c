/* SPDX-License-Identifier: MIT */
/*
 * metric.PARTY.NAME.PERIOD → the metric of a dataset. Names and periods are compared as keys, "Net loss" is
 * net_loss and "FY2025" fy2025; latest is, of those whose period had begun by as_of, the last to end.
 */
#include "answer_internal.h"

#include <ctype.h>
#include <string.h>

/* What a path can hold: letters, digits, '_' and '-'; a point would end the word. */
static const char *path_key(struct arena *arena, const char *text)
{
    char *key = str_key(arena, text ? text : "");
    for (char *at = key; *at; at++)
        if (!isalnum((unsigned char)*at) && *at != '_' && *at != '-')
            *at = '_';
    return key;
}

static bool key_is(struct arena *arena, const char *text, const char *key)
{
    return !strcmp(path_key(arena, text), path_key(arena, key));
}

static bool period_is(struct arena *arena, const struct metric *metric, const char *period)
{
    if (metric->period_words && key_is(arena, metric->period_words, period))
        return true;
    return metric->period.precision != DATE_NONE && key_is(arena, date_iso(arena, metric->period), period);
}

static int basis_rank(enum metric_basis basis)
{
    static const int ranks[] = {[METRIC_ACTUAL] = 0,
        [METRIC_REPORTED] = 1,
        [METRIC_COMPANY_CLAIM] = 2,
        [METRIC_RUN_RATE] = 3,
        [METRIC_IMPLIED] = 4,
        [METRIC_FORECAST] = 5,
        [METRIC_NONE] = 6};
    return ranks[basis];
}

/* Of those of one period the surest, then the first in the file */
static bool is_later(const struct dataset *dataset, size_t a, size_t b)
{
    const struct metric *x = &dataset->metrics[a], *y = &dataset->metrics[b];
    bool x_began = x->period.first <= dataset->as_of.last, y_began = y->period.first <= dataset->as_of.last;
    if (x_began != y_began)
        return x_began;
    if (x->period.last != y->period.last)
        return x_began ? x->period.last > y->period.last : x->period.first < y->period.first;
    return basis_rank(x->basis) < basis_rank(y->basis);
}

struct wanted {
    size_t party;
    const char *name, *period;
    struct place name_place, period_place;
};

/* Ids of parties may hold points: the longest that is one. The period is the last word. */
static bool wanted_split(const struct expansion *expansion, const struct value *value, struct wanted *wanted)
{
    struct arena *arena = expansion->arena;
    const char *id = value->id, *last = strrchr(id, '.');
    wanted->party = NO_INDEX;
    for (const char *point = last; point > id && wanted->party == NO_INDEX;) {
        for (point--; point > id && *point != '.';)
            point--;
        if (point == id)
            break;
        wanted->party =
            dataset_find_party(expansion->dataset, arena_strndup(arena, id, (size_t)(point - id)));
        wanted->name = arena_strndup(arena, point + 1, (size_t)(last - point - 1));
        wanted->name_place = place_shift(value->id_place, (size_t)(point + 1 - id));
    }
    wanted->period = last + 1;
    wanted->period_place = place_shift(value->id_place, (size_t)(last + 1 - id));
    if (wanted->party != NO_INDEX)
        return true;
    if (!strncmp(id, "this.", 5) && expansion->party != NO_INDEX) {
        wanted->party = expansion->party;
        wanted->name = arena_strndup(arena, id + 5, last > id + 5 ? (size_t)(last - id - 5) : 0);
        wanted->name_place = place_shift(value->id_place, 5);
        return true;
    }
    return fail_party(expansion, arena_strndup(arena, id, strcspn(id, ".")), value->id_place);
}

/* The party's metrics by their keys, or the periods of one of them, for suggestions */
static const char *const *keys_of(
    const struct expansion *expansion, const struct wanted *wanted, bool periods, size_t *count)
{
    const struct dataset *dataset = expansion->dataset;
    struct arena *arena = expansion->arena;
    const char **keys = arena_array(arena, const char *, dataset->metric_count + 1);
    *count = 0;
    for (size_t i = 0; i < dataset->metric_count; i++) {
        const struct metric *metric = &dataset->metrics[i];
        if (metric->party != wanted->party || (periods && !key_is(arena, metric->name, wanted->name)))
            continue;
        const char *key = path_key(arena, periods ? metric->period_words : metric->name);
        bool known = false;
        for (size_t k = 0; k < *count; k++)
            known = known || !strcmp(keys[k], key);
        if (!known)
            keys[(*count)++] = key;
    }
    return keys;
}

static const char *keys_hint(
    const struct expansion *expansion, const char *word, const char *const *keys, size_t count)
{
    const char *near = suggest_nearest(word, keys, count);
    struct str out = str_init(expansion->arena);
    if (near)
        str_printf(&out, "did you mean '%s'?", near);
    for (size_t i = 0; i < count && !near; i++)
        str_printf(&out, "%s%s", i ? ", " : "there are: ", keys[i]);
    return count ? str_text(&out) : NULL;
}

/* Which word is wrong: the metric or its period. A party without such a metric is a gap in the data, and
   `optional` covers it; a word that is close to one there is, is a slip. */
static bool fail_metric(const struct expansion *expansion, const struct value *value,
    const struct wanted *wanted, struct answer *answer)
{
    size_t count;
    const char *const *keys = keys_of(expansion, wanted, true, &count);
    const char *party = expansion->dataset->parties[wanted->party].id;
    answer->absent = true;
    if (value->optional)
        return true;
    if (count)
        return fail_name(expansion, wanted->period_place, keys_hint(expansion, wanted->period, keys, count),
            arena_printf(
                expansion->arena, "'%s' of '%s' has no period '%s'", wanted->name, party, wanted->period));
    keys = keys_of(expansion, wanted, false, &count);
    return fail_name(expansion, wanted->name_place, keys_hint(expansion, wanted->name, keys, count),
        arena_printf(expansion->arena, "'%s' has no metric '%s'", party, wanted->name));
}

static size_t metric_find(const struct expansion *expansion, const struct wanted *wanted)
{
    const struct dataset *dataset = expansion->dataset;
    bool latest = !strcmp(wanted->period, "latest");
    size_t best = NO_INDEX;
    for (size_t i = 0; i < dataset->metric_count; i++) {
        const struct metric *metric = &dataset->metrics[i];
        if (metric->party != wanted->party || !key_is(expansion->arena, metric->name, wanted->name))
            continue;
        if (latest ? metric->period.precision == DATE_NONE
                   : !period_is(expansion->arena, metric, wanted->period))
            continue;
        bool better = best == NO_INDEX ||
                      (latest ? is_later(dataset, i, best)
                              : basis_rank(metric->basis) < basis_rank(dataset->metrics[best].basis));
        best = better ? i : best;
    }
    return best;
}

static void metric_field(
    const struct expansion *expansion, const struct value *value, size_t index, struct answer *answer)
{
    const struct metric *metric = &expansion->dataset->metrics[index];
    switch (value->field) {
    case FIELD_PARTY:
        answer->type = VALUE_PARTY;
        answer->index = metric->party;
        break;
    case FIELD_NAME:
        answer_string(answer, metric->name);
        break;
    case FIELD_PERIOD: {
        struct str out = str_init(expansion->arena);
        word_date(&out, metric->period);
        answer_string(answer, metric->period.precision == DATE_NONE ? metric->period_words : str_text(&out));
        break;
    }
    case FIELD_BASIS:
        answer_string(answer, word_metric_basis(expansion->arena, metric->basis));
        break;
    case FIELD_NOTE:
        answer_string(answer, metric->note);
        break;
    case FIELD_SOURCES:
        answer_indices(answer, VALUE_SOURCES, &metric->sources);
        break;
    default:
        answer->type = VALUE_METRIC;
        answer->index = index;
        break;
    }
}

bool answer_metric_of(const struct expansion *expansion, const struct value *value, struct answer *answer)
{
    struct wanted wanted = {0};
    if (!wanted_split(expansion, value, &wanted))
        return false;
    size_t index = metric_find(expansion, &wanted);
    if (index == NO_INDEX)
        return fail_metric(expansion, value, &wanted, answer);
    metric_field(expansion, value, index, answer);
    return true;
}

const char *metric_text(
    const struct expansion *expansion, const struct answer *answer, enum number_style style)
{
    const struct metric *metric = &expansion->dataset->metrics[answer->index];
    if (metric->value.kind != AMOUNT_ABSENT) {
        struct answer worth = *answer;
        answer_as_money(expansion, &worth);
        return money_text(expansion, &worth, style);
    }
    const char *unit = metric->unit ? metric->unit : "";
    if (!strcmp(unit, "percent"))
        unit = "%";
    if (!strcmp(unit, "ratio")) /* "> 1", a number by itself */
        unit = "";
    return arena_printf(expansion->arena, "%s%s%s", metric->value_words ? metric->value_words : "",
        *unit ? "\u00A0" : "", unit);
}
