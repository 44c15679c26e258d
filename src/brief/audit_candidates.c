/* SPDX-License-Identifier: MIT */
/*
 * Looks numbers up in what was gathered, and says what lies nearest.
 *
 * The rule of a match: the number in the data rounds to the one in the prose at the digits that are written,
 * and lies within a tenth of it. After "about" and its like it may lie within a twentieth; after "more than"
 * above by less than an eighth, after "less than" or "up to" below by less than an eighth; the ends of a
 * range may be rounded outward by one unit. Years match exactly. Of several that match, those nearest decide
 * whether a hedge is missing.
 */
#include "audit_candidates.h"

#include "currency.h"
#include "wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MILLION = 1000000 };

/* ---- looking up ---- */

bool currency_may_be(const char *written, const char *code, const char *base)
{
    if (!*written || !strcmp(written, code))
        return true;
    if (strcmp(written, "$"))
        return false;
    bool dollars = !strcmp(base, "USD") || currency_shares_symbol("USD", base);
    return !strcmp(code, dollars ? base : "USD") || !strcmp(code, "USD");
}

/* The first candidate of this kind that is not below value */
static size_t first_from(const struct candidates *candidates, enum prose_kind kind, int64_t value)
{
    size_t low = 0, high = candidates->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct candidate *at = &candidates->at[middle];
        if (at->kind < kind || (at->kind == kind && at->value < value))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct bounds {
    int64_t low, high;
};

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static struct bounds bounds_of(const struct prose_number *number)
{
    int64_t value = number->value, slack = number->unit / 2 < value / 10 ? number->unit / 2 : value / 10;
    if (number->top)
        return (struct bounds){value, number->top - (number->kind == PROSE_YEAR)};
    if (number->kind == PROSE_YEAR)
        return (struct bounds){value, value};
    int64_t below = slack, above = slack;
    if (number->hedge & HEDGE_ABOUT)
        below = above = larger(slack, value / 20);
    int64_t reach = number->in_range ? (number->unit < value / 10 ? number->unit : value / 10) : value / 8;
    if (number->hedge & HEDGE_LEAST)
        above = larger(above, reach);
    if (number->hedge & HEDGE_MOST)
        below = larger(below, reach);
    return (struct bounds){value - below, value + above};
}

/* Of candidates at one distance: one whose own hedge the prose has, then what is stated, then what is worked
 * out */
static int weight_of(const struct candidate *candidate, const struct prose_number *number)
{
    return candidate->needs & number->says ? 3 : candidate->stated ? 2 : 1;
}

static bool bears_out(const struct candidate *candidate, const struct prose_number *number)
{
    return !candidate->needs || (candidate->needs & number->says) || number->top;
}

enum match candidates_match(
    const struct candidates *candidates, const struct prose_number *number, const struct candidate **nearest)
{
    *nearest = NULL;
    if (number->value > INT64_MAX / 2 || number->value <= 0)
        return number->value <= 0 ? MATCH_FULL : MATCH_NONE; /* "$0" is no claim */
    struct bounds bounds = bounds_of(number);
    int64_t least = INT64_MAX;
    for (size_t i = first_from(candidates, number->kind, bounds.low); i < candidates->count; i++) {
        const struct candidate *at = &candidates->at[i];
        if (at->kind != number->kind || at->value > bounds.high)
            break;
        if (!currency_may_be(number->currency, at->currency, candidates->base))
            continue;
        int64_t distance = number->top ? 0 : llabs(at->value - number->value);
        int gain = *nearest ? weight_of(at, number) - weight_of(*nearest, number) : 1;
        bool better = !gain && bears_out(at, number) && !bears_out(*nearest, number);
        if (distance < least || (distance == least && (gain > 0 || better))) {
            least = distance;
            *nearest = at;
        }
    }
    return !*nearest ? MATCH_NONE : bears_out(*nearest, number) ? MATCH_FULL : MATCH_UNHEDGED;
}

/* ---- words ---- */

const char *candidate_words(struct arena *arena, const struct candidate *candidate)
{
    struct str out = str_init(arena);
    double real = (double)candidate->value / MILLION;
    if (candidate->needs & (HEDGE_ABOUT | HEDGE_LEAST | HEDGE_MOST))
        str_append(&out, candidate->needs & HEDGE_MOST    ? "up to "
                         : candidate->needs & HEDGE_LEAST ? "at least "
                                                          : "about ");
    switch (candidate->kind) {
    case PROSE_MONEY:
        word_money(
            &out, candidate->value, *candidate->currency ? candidate->currency : "USD", NUMBER_SHORT, 0);
        break;
    case PROSE_MULTIPLE:
        word_multiple(&out, real, 0, ROUND_HALF_EVEN);
        break;
    case PROSE_SHARE:
        word_percent(&out, real);
        break;
    case PROSE_SPAN:
        str_number(&out, real, 1);
        str_append(&out, candidate->value == MILLION ? " year" : " years");
        break;
    default:
        str_printf(&out, candidate->needs & NEEDS_DECADE ? "the %lds" : "%ld", (long)candidate->value);
    }
    return str_text(&out);
}

const char *candidate_origin(struct arena *arena, const struct candidate *candidate)
{
    const struct origin *origin = &candidate->origin;
    return arena_printf(arena, "%s%s%s", origin->before, origin->id, origin->after);
}

const struct candidate *candidates_stated(
    const struct candidates *candidates, const struct prose_number *number)
{
    const struct candidate *best = NULL;
    for (size_t i = first_from(candidates, number->kind, 1); i < candidates->count; i++) {
        const struct candidate *at = &candidates->at[i];
        if (at->kind != number->kind)
            break;
        if (!at->stated || !currency_may_be(number->currency, at->currency, candidates->base))
            continue;
        if (!best || llabs(at->value - number->value) < llabs(best->value - number->value))
            best = at;
    }
    return best;
}

enum { NEAREST_MOST = 3, STEPS_MOST = 500 };

struct nearest {
    const struct candidate *at[NEAREST_MOST];
    const char *words[NEAREST_MOST];
    size_t count;
};

static void nearest_add(struct arena *arena, struct nearest *nearest, const struct candidate *candidate)
{
    const char *words = candidate_words(arena, candidate);
    for (size_t i = 0; i < nearest->count; i++)
        if (nearest->at[i]->value == candidate->value || !strcmp(nearest->words[i], words))
            return;
    if (nearest->count == NEAREST_MOST)
        return;
    nearest->words[nearest->count] = words;
    nearest->at[nearest->count++] = candidate;
}

static const struct candidate *stated_at(
    const struct candidates *candidates, const struct prose_number *number, int64_t value)
{
    for (size_t i = first_from(candidates, number->kind, value); i < candidates->count; i++) {
        const struct candidate *at = &candidates->at[i];
        if (at->kind != number->kind || at->value != value)
            return NULL;
        if (at->stated && currency_may_be(number->currency, at->currency, candidates->base))
            return at;
    }
    return NULL;
}

static double distance_of(int64_t a, int64_t b)
{
    return fabs(log((double)a / (double)b));
}

/* A slip of the hand: one digit another, two swapped, or the scale: the nearest stated number that is one */
static const struct candidate *slip_find(
    const struct candidates *candidates, const struct prose_number *number)
{
    const struct candidate *best = NULL;
    int64_t digits = number->value / number->unit, variants[128];
    size_t count = 0;
    if (digits <= 0 || digits > 99999 || number->value > INT64_MAX / 2000)
        return NULL;
    for (int64_t place = 1; place <= digits; place *= 10) {
        int64_t here = digits / place % 10, next = digits / place / 10 % 10;
        for (int d = 0; d < 10; d++)
            variants[count++] = (digits + (d - here) * place) * number->unit;
        variants[count++] = (digits + (next - here) * place + (here - next) * place * 10) * number->unit;
    }
    if (number->kind == PROSE_MONEY) {
        variants[count++] = number->value * 1000;
        variants[count++] = number->value / 1000;
    }
    for (size_t i = 0; i < count; i++) {
        const struct candidate *at = variants[i] > 0 ? stated_at(candidates, number, variants[i]) : NULL;
        if (at && (!best || distance_of(at->value, number->value) < distance_of(best->value, number->value)))
            best = at;
    }
    return best;
}

/* The next of the same kind and currency, from i on by step; NULL after too many others */
static const struct candidate *beside(
    const struct candidates *candidates, const struct prose_number *number, size_t *i, int step)
{
    for (int steps = 0; steps < STEPS_MOST && *i < candidates->count; steps++, *i += (size_t)step) {
        const struct candidate *at = &candidates->at[*i];
        if (at->kind != number->kind)
            return NULL;
        if (currency_may_be(number->currency, at->currency, candidates->base))
            return at;
    }
    return NULL;
}

const char *candidates_nearest(
    struct arena *arena, const struct candidates *candidates, const struct prose_number *number)
{
    struct nearest nearest = {0};
    int64_t value = number->value > 0 ? number->value : 1;
    const struct candidate *slip = slip_find(candidates, number);
    size_t up = first_from(candidates, number->kind, value), down = up - 1; /* SIZE_MAX ends it */
    if (slip)
        nearest_add(arena, &nearest, slip);
    for (int steps = 0; steps < STEPS_MOST && nearest.count < NEAREST_MOST; steps++) {
        const struct candidate *above = beside(candidates, number, &up, 1);
        const struct candidate *below = beside(candidates, number, &down, -1);
        if (!above && !below)
            break;
        if (above && (!below || distance_of(above->value, value) < distance_of(below->value, value))) {
            nearest_add(arena, &nearest, above);
            up++;
        } else {
            while (down && candidates->at[down - 1].kind == below->kind &&
                   candidates->at[down - 1].value == below->value)
                down--; /* of equals the first was stated first */
            nearest_add(arena, &nearest, beside(candidates, number, &down, 1));
            down = first_from(candidates, below->kind, below->value) - 1;
        }
    }
    struct str out = str_init(arena);
    for (size_t i = 0; i < nearest.count; i++)
        str_printf(
            &out, "%s%s (%s)", i ? ", " : "", nearest.words[i], candidate_origin(arena, nearest.at[i]));
    return str_text(&out);
}
