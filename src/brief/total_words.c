/* SPDX-License-Identifier: MIT */
/*
 * Sums of the facts → words. wording.h says how the number is put; here what is undisclosed, and was not
 * summed, is said beside it.
 */
#include "total_words.h"
#include "say.h"

#include <string.h>

const char *count_words(struct arena *arena, int64_t count)
{
    struct str out = str_init(arena);
    word_count(&out, count);
    return str_text(&out);
}

struct total_words total_words(
    struct arena *arena, const struct total *total, const char *currency, enum number_style style, int digits)
{
    struct total_words words = {0};
    int sized = total->flows - total->undisclosed;
    bool summed = sized > 0 || total->low > 0;
    if (!total->flows) {
        words.value = said(arena, "none");
        return words;
    }
    if (!summed) {
        words.value = said(arena, "undisclosed");
        if (total->undisclosed > 1)
            words.beside = say(arena, "%s deals", count_words(arena, total->undisclosed));
        return words;
    }
    words.is_sum = true;
    if (total->undisclosed)
        words.beside = say(arena, "%s undisclosed", count_words(arena, total->undisclosed));
    struct money_sum sum = total_sum(total);
    struct qualified sized_words = sum_qualified(arena, &sum, currency, style, digits);
    words.qualifier = sized_words.qualifier;
    words.value = sized_words.value;
    return words;
}

const char *total_phrase(
    struct arena *arena, const struct total *total, const char *currency, enum number_style style, int digits)
{
    struct total_words words = total_words(arena, total, currency, style, digits);
    struct str out = str_init(arena);
    word_qualified(&out, (struct qualified){words.qualifier, words.value});
    if (words.beside && words.is_sum)
        say_to(&out, " plus %s", words.beside);
    else if (words.beside)
        str_printf(&out, " (%s)", words.beside);
    return str_text(&out);
}
