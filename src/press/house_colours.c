/* SPDX-License-Identifier: MIT */
/*
 * What is measured: text on its grounds by WCAG 2.2 (4.5 to 1; 3 to 1 for the marks of charts), and how far
 * two categories lie apart in OKLab for normal sight and three kinds of colour blindness. Okabe and Ito's
 * palette, made for the colour-blind, has 7.6.
 */
#include "house_colours.h"

#include "contrast.h"

#include <math.h>

static const double text_least = 4.5, mark_least = 3, unreadable = 2, invisible = 1.2, apart_least = 7;

struct check {
    struct arena *arena;
    const struct house_colours *colours;
    struct diags *diags;
};

/* Of the colour, else of the ground it clashes with, else of the set */
static struct place place_of(const struct check *check, enum role role, enum role ground)
{
    const struct house_colours *colours = check->colours;
    if (colours->places[role].file)
        return colours->places[role];
    return colours->places[ground].file ? colours->places[ground] : colours->place;
}

static const char *hint_of(
    const struct check *check, enum role role, const enum role *grounds, size_t count, double least)
{
    struct rgb at[4], remedy;
    char hex[8];
    for (size_t i = 0; i < count; i++)
        at[i] = check->colours->theme->colours[grounds[i]];
    if (!contrast_remedy(check->colours->theme->colours[role], at, count, least, &remedy))
        return "no shade of it does on this ground: change the ground";
    theme_hex(remedy, hex);
    return arena_printf(check->arena, "%s would do (%.1f to 1)", hex, contrast_ratio(remedy, at[0]));
}

/* The ground on which it reads worst, if that is too little. Figures are cut, not rounded: 4.49 is not 4.5.
 */
static void role_check(const struct check *check, enum role role, const char *what, const enum role *grounds,
    size_t count, double least, double error)
{
    const struct theme *theme = check->colours->theme;
    enum role worst = grounds[0];
    char hex[8], ground_hex[8];
    for (size_t i = 1; i < count; i++)
        if (contrast_ratio(theme->colours[role], theme->colours[grounds[i]]) <
            contrast_ratio(theme->colours[role], theme->colours[worst]))
            worst = grounds[i];
    double ratio = contrast_ratio(theme->colours[role], theme->colours[worst]);
    if (ratio >= least)
        return;
    theme_hex(theme->colours[role], hex);
    theme_hex(theme->colours[worst], ground_hex);
    diags_add(check->diags, ratio < error ? DIAG_UNREADABLE : DIAG_LOW_CONTRAST, place_of(check, role, worst),
        arena_printf(check->arena, "%s.%s", check->colours->name, role_name(role)),
        hint_of(check, role, grounds, count, least),
        "%s (%s %s) has a contrast of %.2f to 1 on %s (%s); %s needs %.1f", what, role_name(role), hex,
        floor(ratio * 100) / 100, role_name(worst), ground_hex, least > mark_least ? "small text" : "a mark",
        least);
}

static void pair_check(const struct check *check, enum role one, enum role other)
{
    const struct theme *theme = check->colours->theme;
    double least = INFINITY;
    enum sight worst = SIGHT_NORMAL;
    for (int sight = 0; sight < SIGHT_COUNT; sight++) {
        double distance = colour_distance(theme->colours[one], theme->colours[other], (enum sight)sight);
        if (distance < least) {
            least = distance;
            worst = (enum sight)sight;
        }
    }
    if (least >= apart_least)
        return;
    char hex[8], other_hex[8];
    theme_hex(theme->colours[one], hex);
    theme_hex(theme->colours[other], other_hex);
    diags_add(check->diags, DIAG_COLOURS_ALIKE, place_of(check, other, one),
        arena_printf(check->arena, "%s.%s", check->colours->name, role_name(other)),
        "make one of them lighter or darker",
        "%s (%s) and %s (%s) look alike: %.1f apart with %s; categories need %.0f", role_name(one), hex,
        role_name(other), other_hex, floor(least * 10) / 10, sight_name(worst), apart_least);
}

/* A logo is seen by what stands out of it most: dark letters on a dark page are not. That of a PNG is not
   known. */
static void logo_check(const struct check *check)
{
    const struct theme *theme = check->colours->theme;
    struct rgb paper = theme->colours[ROLE_PAPER], best = paper;
    size_t count;
    const struct scene_item *items = scene_items(check->colours->logo, &count);
    for (size_t i = 0; i < count; i++) {
        if (items[i].kind == SCENE_IMAGE)
            return;
        if (items[i].kind != SCENE_PATH || items[i].paint.fill.role == ROLE_NONE)
            continue;
        struct rgb fill = theme_colour(theme, items[i].paint.fill);
        if (contrast_ratio(fill, paper) > contrast_ratio(best, paper))
            best = fill;
    }
    double ratio = contrast_ratio(best, paper);
    if (ratio >= mark_least)
        return;
    char hex[8], paper_hex[8];
    theme_hex(best, hex);
    theme_hex(paper, paper_hex);
    diags_add(check->diags, DIAG_LOW_CONTRAST, check->colours->logo_place, "masthead.logo.file",
        "currentColor in the SVG is the ink of the page; or take a logo that was made for this ground",
        "the logo (%s at best) has a contrast of %.2f to 1 on paper (%s); a mark needs %.1f", hex,
        floor(ratio * 100) / 100, paper_hex, mark_least);
}

void house_colours_check(struct arena *arena, const struct house_colours *colours, struct diags *diags)
{
    static const enum role grounds[] = {ROLE_PAPER, ROLE_TINT};
    const struct check check = {arena, colours, diags};
    if (colours->logo)
        logo_check(&check);
    if (!colours->given)
        return;
    role_check(&check, ROLE_INK, "text", grounds, 2, text_least, unreadable);
    role_check(&check, ROLE_SECONDARY, "second text", grounds, 2, text_least, unreadable);
    role_check(&check, ROLE_FAINT, "faint text", grounds, 1, text_least, unreadable);
    role_check(&check, ROLE_ACCENT, "the kicker", grounds, 1, text_least, unreadable);
    for (int role = ROLE_CAPITAL; role <= ROLE_OTHER; role++) {
        bool links = role == ROLE_CAPITAL && colours->pages;
        role_check(&check, (enum role)role, links ? "links" : "a category", grounds, 1,
            links ? text_least : mark_least, links ? unreadable : invisible);
        for (int other = ROLE_CAPITAL; other < role; other++)
            pair_check(&check, (enum role)other, (enum role)role);
    }
}
