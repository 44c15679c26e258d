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
#define SUM_DIGITS 3

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

/* A sum of $38B and $100B is $138B: what limits it is the place of the last digit, not the number of digits,
   so a sum keeps three unless fewer are asked for. */
static int total_digits(int digits)
{
    return digits ? digits : SUM_DIGITS;
}

/* With everything in the sum known to have a headline, a lower end of 0 that stands under it means "up to".
 */
static bool is_ceiling(const struct total *total)
{
    return !total->no_headline && total->low == 0 && total->headline > 0 && total->high == total->headline;
}

struct total_words total_words(
    struct arena *arena, const struct total *total, const char *currency, enum number_style style, int digits)
{
    struct total_words words = {0};
    int sized = total->flows - total->undisclosed;
    bool summed = sized > 0 || total->low > 0;
    int keep = total_digits(digits);
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
        words.value = money_words(arena, total->low, currency, style, keep);
    } else if (is_about(total)) {
        words.qualifier = "about";
        words.value = money_words(arena, total->headline, currency, style, keep);
    } else if (is_ceiling(total)) {
        words.qualifier = "up to";
        words.value = money_words(arena, total->headline, currency, style, keep);
    } else if (total->high == MONEY_OPEN) {
        words.qualifier = "at least";
        words.value = money_words(arena, total->low, currency, style, keep);
    } else {
        struct str out = str_init(arena);
        word_interval(&out, total->low, total->high, currency, style, keep);
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

const char *total_sentence(
    struct arena *arena, const struct total *total, const char *currency, enum number_style style)
{
    struct total_words words = total_words(arena, total, currency, style, 0);
    if (words.qualifier || !words.is_sum || total->low == total->high || total->low <= 0)
        return words.qualifier ? arena_printf(arena, "%s %s", words.qualifier, words.value) : words.value;
    int keep = total_digits(0);
    return arena_printf(arena, "between %s and %s", money_words(arena, total->low, currency, style, keep),
        money_words(arena, total->high, currency, style, keep));
}
