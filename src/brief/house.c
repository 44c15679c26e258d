/* SPDX-License-Identifier: MIT */
#include "house.h"

#define MARGIN 48.0

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
