/* SPDX-License-Identifier: MIT */
/*
 * theme: the tables of colours of the usual look, light and dark.
 *
 * In: a role. Out: sRGB. It refuses to know what is drawn in them. That the six categories keep apart for
 * colour-blind readers, and that text keeps its contrast, is computed in the tests.
 */
#include "theme.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

#define HEX(value)                                                                                           \
    {                                                                                                        \
        ((value) >> 16 & 0xFF) / 255.0, ((value) >> 8 & 0xFF) / 255.0, ((value)&0xFF) / 255.0                \
    }

static const struct theme light = {{
    [ROLE_PAPER] = HEX(0xFFFFFF),
    [ROLE_INK] = HEX(0x14181F),
    [ROLE_SECONDARY] = HEX(0x4A5260),
    [ROLE_FAINT] = HEX(0x6B7280),
    [ROLE_RULE] = HEX(0xC9CDD3),
    [ROLE_TINT] = HEX(0xF4F2EC),
    [ROLE_ACCENT] = HEX(0xB3261E),
    [ROLE_CAPITAL] = HEX(0x2446A8),
    [ROLE_COMMERCE] = HEX(0xD9730D),
    [ROLE_BUILD] = HEX(0x8B2D72),
    [ROLE_OWNERSHIP] = HEX(0x5A5A00),
    [ROLE_RELATION] = HEX(0x1E90E0),
    [ROLE_OTHER] = HEX(0x7A808A),
}};

static const struct theme dark = {{
    [ROLE_PAPER] = HEX(0x121417),
    [ROLE_INK] = HEX(0xE8EAED),
    [ROLE_SECONDARY] = HEX(0xB4BBC6),
    [ROLE_FAINT] = HEX(0x8C94A0),
    [ROLE_RULE] = HEX(0x3A414B),
    [ROLE_TINT] = HEX(0x1C1F24),
    [ROLE_ACCENT] = HEX(0xFF8A80),
    [ROLE_CAPITAL] = HEX(0x5C74F2),
    [ROLE_COMMERCE] = HEX(0xE0862A),
    [ROLE_BUILD] = HEX(0xB5489C),
    [ROLE_OWNERSHIP] = HEX(0xE8E6A0),
    [ROLE_RELATION] = HEX(0x8FD0FF),
    [ROLE_OTHER] = HEX(0x8A919C),
}};

const struct theme *theme_light(void)
{
    return &light;
}

const struct theme *theme_dark(void)
{
    return &dark;
}

struct rgb theme_colour(const struct theme *theme, struct colour colour)
{
    assert(colour.role > ROLE_NONE && colour.role < ROLE_COUNT);
    assert(isfinite(colour.shade) && fabsf(colour.shade) <= 1);
    struct rgb from = theme->colours[colour.role];
    struct rgb to = theme->colours[colour.shade < 0 ? ROLE_INK : ROLE_PAPER];
    double part = fabs((double)colour.shade);
    return (struct rgb){from.red + (to.red - from.red) * part, from.green + (to.green - from.green) * part,
        from.blue + (to.blue - from.blue) * part};
}

/* The hardest is a grey of exactly 3 to 1 on white: with a quarter of #14181F it comes to 4.5. */
struct colour words_colour(struct colour colour)
{
    static const float ink = 0.26F;
    colour.shade = fmaxf(fminf(colour.shade, 0) - ink, -1);
    return colour;
}

static unsigned channel(double value)
{
    return (unsigned)lround(fmin(fmax(value, 0), 1) * 255);
}

static int hex_digit(char c)
{
    return is_digit(c) ? c - '0' : letter_small(c) - 'a' + 10;
}

bool rgb_parse(const char *text, struct rgb *colour)
{
    int digits[6];
    size_t count = 0;
    if (*text != '#')
        return false;
    for (text++; is_hex_digit(*text) && count < 6; text++)
        digits[count++] = hex_digit(*text);
    if (*text || (count != 3 && count != 6))
        return false;
    for (int i = 5; count == 3 && i >= 0; i--)
        digits[i] = digits[i / 2];
    *colour = (struct rgb){(digits[0] * 16 + digits[1]) / 255.0, (digits[2] * 16 + digits[3]) / 255.0,
        (digits[4] * 16 + digits[5]) / 255.0};
    return true;
}

void theme_hex(struct rgb colour, char hex[8])
{
    snprintf(hex, 8, "#%02x%02x%02x", channel(colour.red), channel(colour.green), channel(colour.blue));
}

struct text_style theme_style(enum style style)
{
    return type_scale_usual()->steps[style].style;
}

double theme_leading(enum style style)
{
    return type_scale_usual()->steps[style].leading;
}

enum role theme_category(unsigned index)
{
    return index < ROLE_OTHER - ROLE_CAPITAL ? (enum role)(ROLE_CAPITAL + index) : ROLE_OTHER;
}
