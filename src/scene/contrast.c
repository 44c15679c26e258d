/* SPDX-License-Identifier: MIT */
/*
 * WCAG's contrast, and distances in OKLab (Björn Ottosson, 2020) as seen with normal sight and with the three
 * kinds of colour blindness (Machado, Oliveira and Fernandes, 2009, severity 1, on linear sRGB).
 */
#include "contrast.h"

#include <math.h>

static double linear(double value)
{
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double gamma_of(double value)
{
    return value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055;
}

static double held(double value)
{
    return fmin(fmax(value, 0), 1);
}

static struct rgb linear_rgb(struct rgb colour)
{
    return (struct rgb){linear(colour.red), linear(colour.green), linear(colour.blue)};
}

static double luminance(struct rgb colour)
{
    struct rgb l = linear_rgb(colour);
    return 0.2126 * l.red + 0.7152 * l.green + 0.0722 * l.blue;
}

double contrast_ratio(struct rgb a, struct rgb b)
{
    double x = luminance(a), y = luminance(b);
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

/* ---- OKLab ---- */

struct oklab {
    double l, a, b;
};

static struct oklab oklab_of(struct rgb c) /* c: linear */
{
    double l = cbrt(0.4122214708 * c.red + 0.5363325363 * c.green + 0.0514459929 * c.blue);
    double m = cbrt(0.2119034982 * c.red + 0.6806995451 * c.green + 0.1073969566 * c.blue);
    double s = cbrt(0.0883024619 * c.red + 0.2817188376 * c.green + 0.6299787005 * c.blue);
    return (struct oklab){0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

static double cube(double value)
{
    return value * value * value;
}

static struct rgb oklab_rgb(struct oklab lab)
{
    double l = cube(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b);
    double m = cube(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b);
    double s = cube(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b);
    return (struct rgb){gamma_of(held(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)),
        gamma_of(held(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)),
        gamma_of(held(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s))};
}

/* ---- a colour that would do ---- */

/* As it is written, #rrggbb: what is proposed must hold for the rounded colour */
static struct rgb rounded(struct rgb colour)
{
    return (struct rgb){round(held(colour.red) * 255) / 255, round(held(colour.green) * 255) / 255,
        round(held(colour.blue) * 255) / 255};
}

static bool reaches(struct rgb colour, const struct rgb *grounds, size_t count, double least)
{
    for (size_t i = 0; i < count; i++)
        if (contrast_ratio(colour, grounds[i]) < least)
            return false;
    return true;
}

bool contrast_remedy(
    struct rgb colour, const struct rgb *grounds, size_t count, double least, struct rgb *remedy)
{
    enum { STEPS = 200 };
    struct oklab own = oklab_of(linear_rgb(colour));
    for (int step = 0; step <= STEPS; step++) {
        for (int way = -1; way <= 1; way += 2) {
            struct oklab lab = own;
            lab.l = own.l + way * (double)step / STEPS;
            if (lab.l < 0 || lab.l > 1)
                continue;
            struct rgb candidate = rounded(oklab_rgb(lab));
            if (reaches(candidate, grounds, count, least)) {
                *remedy = candidate;
                return true;
            }
        }
    }
    return false;
}

/* ---- the eyes of readers ---- */

static const struct {
    const char *name;
    double matrix[9];
} sights[SIGHT_COUNT] = {
    [SIGHT_NORMAL] = {"normal sight", {1, 0, 0, 0, 1, 0, 0, 0, 1}},
    [SIGHT_PROTANOPIA] = {"protanopia",
        {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998}},
    [SIGHT_DEUTERANOPIA] = {"deuteranopia",
        {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881}},
    [SIGHT_TRITANOPIA] = {"tritanopia",
        {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900}},
};

const char *sight_name(enum sight sight)
{
    return sights[sight].name;
}

static struct rgb seen(struct rgb colour, enum sight sight)
{
    const double *m = sights[sight].matrix;
    struct rgb c = linear_rgb(colour);
    return (struct rgb){held(m[0] * c.red + m[1] * c.green + m[2] * c.blue),
        held(m[3] * c.red + m[4] * c.green + m[5] * c.blue),
        held(m[6] * c.red + m[7] * c.green + m[8] * c.blue)};
}

double colour_distance(struct rgb a, struct rgb b, enum sight sight)
{
    struct oklab p = oklab_of(seen(a, sight)), q = oklab_of(seen(b, sight));
    return 100 * sqrt((p.l - q.l) * (p.l - q.l) + (p.a - q.a) * (p.a - q.a) + (p.b - q.b) * (p.b - q.b));
}
