/* SPDX-License-Identifier: MIT */
/*
 * Sums → words. An interval keeps both ends; one that only comes from "about" keeps that word; one that only
 * comes from "up to" keeps that. What is undisclosed was not summed and is said beside.
 */
#include "total_words.h"

#include <string.h>

/* "about" may stand for a sum whose interval is no wider than this, in hundredths of the headline: twice the
   widest tolerance that is usual (10 %). Wider sums print both ends. */
#define ABOUT_PERCENT 25

const char *count_words(struct arena *arena, int64_t count)
{
    struct str out = str_init(arena);
    word_count(&out, count);
    return str_text(&out);
}

static const char *money_words(
    struct arena *arena, money value, const char *currency, enum number_style style, int digits)
{
    struct str out = str_init(arena);
    word_money(&out, value, currency, style, digits);
    return str_text(&out);
}

static bool is_about(const struct total *total)
{
    if (!total->any_approx || total->no_headline || total->high == MONEY_OPEN || total->headline <= 0)
        return false;
    money widest = money_scale(total->headline, ABOUT_PERCENT, 100);
    return total->high - total->low <= widest;
}

struct total_words total_words(
    struct arena *arena, const struct total *total, const char *currency, enum number_style style, int digits)
{
    struct total_words words = {0};
    int sized = total->flows - total->undisclosed;
    bool summed = sized > 0 || total->low > 0;
    if (!total->flows) {
        words.value = "none";
        return words;
    }
    if (!summed) {
        words.value = "undisclosed";
        if (total->undisclosed > 1)
            words.beside = arena_printf(arena, "%s deals", count_words(arena, total->undisclosed));
        return words;
    }
    words.is_sum = true;
    if (total->undisclosed)
        words.beside = arena_printf(arena, "%s undisclosed", count_words(arena, total->undisclosed));
    if (total->low == total->high) {
        words.value = money_words(arena, total->low, currency, style, digits);
    } else if (is_about(total)) {
        words.qualifier = "about";
        words.value = money_words(arena, total->headline, currency, style, digits);
    } else if (total->low == 0 && total->high != MONEY_OPEN) {
        words.qualifier = "up to";
        words.value = money_words(arena, total->high, currency, style, digits);
    } else if (total->high == MONEY_OPEN) {
        words.qualifier = "at least";
        words.value = money_words(arena, total->low, currency, style, digits);
    } else {
        struct str out = str_init(arena);
        word_interval(&out, total->low, total->high, currency, style, digits);
        words.value = str_text(&out);
    }
    return words;
}

const char *total_phrase(
    struct arena *arena, const struct total *total, const char *currency, enum number_style style, int digits)
{
    struct total_words words = total_words(arena, total, currency, style, digits);
    struct str out = str_init(arena);
    if (words.qualifier)
        str_printf(&out, "%s ", words.qualifier);
    str_append(&out, words.value);
    if (words.beside && words.is_sum)
        str_printf(&out, " plus %s", words.beside);
    else if (words.beside)
        str_printf(&out, " (%s)", words.beside);
    return str_text(&out);
}
