/* SPDX-License-Identifier: MIT */
/* In: colours by role, characters. Out: how they are written, and the rules of the page. It refuses to know
 * elements. */
#include "svg_page.h"

#include "svg_colours.h"

#include <string.h>

static struct svg_page_colour *light_find(const struct svg_page *page, const char *light)
{
    for (size_t i = 0; i < page->colours.count; i++)
        if (!strcmp(page->colours.at[i].light, light))
            return &page->colours.at[i];
    return NULL;
}

const char *svg_page_colour(struct svg_page *page, struct colour colour, enum svg_page_use use)
{
    struct rgb light = theme_colour(page->light, colour);
    struct svg_page_colour wanted = {.used = {false}};
    wanted.used[use] = true;
    theme_hex(theme_colour(page->dark, colour), wanted.dark);
    svg_hex_shorten(wanted.dark);
    for (int steps = 0;; steps++) {
        theme_hex(svg_colour_moved(light, steps), wanted.light);
        svg_hex_shorten(wanted.light);
        struct svg_page_colour *found = light_find(page, wanted.light);
        if (found && !strcmp(found->dark, wanted.dark)) {
            found->used[use] = true;
            return arena_strdup(page->arena, found->light);
        }
        if (found)
            continue;
        *list_push(page->arena, &page->colours) = wanted;
        return arena_strdup(page->arena, wanted.light);
    }
}

void svg_page_character(struct svg_page *page, enum text_face face, uint32_t character)
{
    *list_push(page->arena, &page->characters[face]) = character;
}

void svg_page_dark_append(const struct svg_page *page, const char *within, struct str *out)
{
    static const char *const names[PAGE_USES] = {"fill", "stroke", "stop-color"};
    for (size_t i = 0; i < page->colours.count; i++) {
        const struct svg_page_colour *colour = &page->colours.at[i];
        for (int use = 0; use < PAGE_USES && strcmp(colour->light, colour->dark) != 0; use++)
            if (colour->used[use])
                str_printf(out, "%s[%s=\"%s\"]{%s:%s}\n", within, names[use], colour->light, names[use], colour->dark);
    }
}
