/* SPDX-License-Identifier: MIT */
/* In: colours by role. Out: how they are written, and rules. It refuses to know elements. */
#include "svg_colours.h"

#include <math.h>
#include <string.h>

/* Roles of figures; past them, the colours of a logo */
#define ROLES (ROLE_OTHER + 1)

/* Custom properties of the figure's own, by role: one letter, since every rule names one */
static const char letters[ROLES] = {[ROLE_PAPER] = 'p',
    [ROLE_INK] = 'i',
    [ROLE_SECONDARY] = 's',
    [ROLE_FAINT] = 'f',
    [ROLE_RULE] = 'r',
    [ROLE_TINT] = 't',
    [ROLE_ACCENT] = 'a',
    [ROLE_CAPITAL] = 'c',
    [ROLE_COMMERCE] = 'm',
    [ROLE_BUILD] = 'b',
    [ROLE_OWNERSHIP] = 'o',
    [ROLE_RELATION] = 'l',
    [ROLE_OTHER] = 'x'};

struct rgb svg_colour_moved(struct rgb colour, int steps)
{
    double step = steps / 255.0;
    colour.blue += colour.blue > 0.5 ? -step : step;
    return colour;
}

void svg_hex_shorten(char hex[8])
{
    if (hex[1] != hex[2] || hex[3] != hex[4] || hex[5] != hex[6])
        return;
    hex[2] = hex[3];
    hex[3] = hex[5];
    hex[4] = '\0';
}

/* Mixed towards itself, or all the way: the same colour said otherwise */
static struct colour colour_plain(struct colour colour)
{
    enum role to = colour.shade < 0 ? ROLE_INK : ROLE_PAPER;
    if (fabsf(colour.shade) >= 1)
        colour.role = to;
    if (colour.role == to)
        colour.shade = 0;
    colour.transparency = 0;
    return colour;
}

static bool colour_is(struct colour a, struct colour b)
{
    return a.role == b.role && !(a.shade < b.shade) && !(a.shade > b.shade);
}

static bool hex_is_taken(const struct svg_colours *colours, const char *hex)
{
    for (size_t i = 0; i < colours->list.count; i++)
        if (!strcmp(colours->list.at[i].hex, hex))
            return true;
    return false;
}

static struct svg_colour *colour_add(struct arena *arena, struct svg_colours *colours, struct colour colour)
{
    struct svg_colour added = {.colour = colour};
    struct rgb light = theme_colour(colours->theme, colour);
    int steps = 0;
    do {
        theme_hex(svg_colour_moved(light, steps++), added.hex);
        svg_hex_shorten(added.hex);
    } while (hex_is_taken(colours, added.hex));
    struct svg_colour *kept = list_push(arena, &colours->list);
    *kept = added;
    return kept;
}

const char *svg_colours_hex(
    struct arena *arena, struct svg_colours *colours, struct colour colour, enum svg_use use)
{
    struct svg_colour *found = NULL;
    colour = colour_plain(colour);
    for (size_t i = 0; i < colours->list.count && !found; i++)
        if (colour_is(colours->list.at[i].colour, colour))
            found = &colours->list.at[i];
    if (!found)
        found = colour_add(arena, colours, colour);
    found->used[use] = true;
    return found->hex;
}

/* rules */

static void roles_find(const struct svg_colours *colours, bool used[ROLES])
{
    for (size_t i = 0; i < colours->list.count; i++) {
        struct colour colour = colours->list.at[i].colour;
        if (colour.role < ROLES)
            used[colour.role] = true;
        if (colour.role < ROLES && (colour.shade < 0 || colour.shade > 0))
            used[colour.shade < 0 ? ROLE_INK : ROLE_PAPER] = true;
    }
}

/* #db1f00a{--p:var(--db-paper,#fff);--i:var(--db-ink,#14181f)} */
static void roles_append(const struct theme *theme, const bool used[ROLES], const char *root, struct str *out)
{
    const char *before = "{";
    str_printf(out, "#%s", root);
    for (enum role role = ROLE_PAPER; role < ROLES; role++) {
        char hex[8];
        if (!used[role])
            continue;
        theme_hex(theme->colours[role], hex);
        svg_hex_shorten(hex);
        str_printf(out, "%s--%c:var(--db-%s,%s)", before, letters[role], role_name(role), hex);
        before = ";";
    }
    str_char(out, '}');
}

/* The colours of a logo are the house's: nobody else sets them. */
static bool rule_is_wanted(const struct svg_colour *colour, int use)
{
    return colour->used[use] && colour->colour.role < ROLES;
}

static void rule_append(const struct svg_colour *colour, int use, const char *root, struct str *out)
{
    const char *name = use == SVG_FILL ? "fill" : "stroke";
    double shade = (double)colour->colour.shade;
    str_printf(out, "#%s [%s=\"%s\"]{%s:", root, name, colour->hex, name);
    if (fabs(shade) > 0) {
        str_printf(out, "color-mix(in srgb,var(--%c)", letters[colour->colour.role]);
        str_number(out, (1 - fabs(shade)) * 100, 1);
        str_printf(out, "%%,var(--%c))", letters[shade < 0 ? ROLE_INK : ROLE_PAPER]);
    } else
        str_printf(out, "var(--%c)", letters[colour->colour.role]);
    str_append(out, "}\n");
}

/* Within @supports: a reader that cannot mix colours would make them black. (And optimisers leave rules in it
 * alone, where they would write others into the elements, out of reach of those for the dark.) */
void svg_colours_append(const struct svg_colours *colours, const char *root, struct str *out)
{
    bool used[ROLES] = {false};
    roles_find(colours, used);
    str_append(out, "@supports(color:color-mix(in srgb,red,red)){\n");
    roles_append(colours->theme, used, root, out);
    str_char(out, '\n');
    if (colours->dark) {
        str_append(out, "@media screen and (prefers-color-scheme:dark){");
        roles_append(colours->dark, used, root, out);
        str_append(out, "}\n");
    }
    for (size_t i = 0; i < colours->list.count; i++)
        for (int use = 0; use < SVG_USES; use++)
            if (rule_is_wanted(&colours->list.at[i], use))
                rule_append(&colours->list.at[i], use, root, out);
    str_append(out, "}\n");
}
