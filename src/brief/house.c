/* SPDX-License-Identifier: MIT */
#include "house.h"

#include <string.h>

#define MARGIN 48.0
#define NBSP "\xC2\xA0"

struct house house_usual(void)
{
    return (struct house){.light = *theme_light(),
        .dark = *theme_dark(),
        .scale = *type_scale_usual(),
        .margins = {MARGIN, MARGIN, MARGIN, MARGIN},
        .bar = true};
}

const struct theme *house_page_theme(const struct house *house)
{
    return house->dark_pages ? &house->dark : &house->light;
}

const struct manner *house_manner(const struct house *house, struct arena *arena, const struct manner *manner)
{
    static const char *const scales[][MONEY_SCALES] = {[SCALE_LETTER] = {"T", "B", "M", "K"},
        [SCALE_SHORT_WORD] = {"tn", "bn", "mn", "k"},
        [SCALE_WORD] = {NBSP "trillion", NBSP "billion", NBSP "million", NULL}};
    const struct house_numbers *numbers = &house->numbers;
    if (!numbers->given)
        return manner;
    struct manner *own = arena_new(arena, struct manner);
    *own = *manner;
    if (numbers->scale != SCALE_AS_LANGUAGE && manner->language == LANGUAGE_ENGLISH)
        memcpy(own->scales, scales[numbers->scale], sizeof own->scales);
    own->us_dollar = own->us_dollar || numbers->us_dollar;
    own->point = numbers->point ? numbers->point : own->point;
    own->grouping = numbers->grouping ? numbers->grouping : own->grouping;
    own->dates = numbers->has_dates ? numbers->dates : own->dates;
    return own;
}
