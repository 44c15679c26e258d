/* SPDX-License-Identifier: MIT */
/*
 * srgb_profile: the bytes of an ICC profile, from the numbers of the standard.
 *
 * Written here and not copied: nobody's licence is on it. Numbers: IEC 61966-2-1 (primaries, white D65, the
 * curve), adapted to D50, as profiles have it (ICC.1:2004-10, 6.3 and annex E), by the Bradford matrix; each
 * column of primaries sums to D50. It refuses to know PDF.
 */
#include "srgb_profile.h"

#include <assert.h>
#include <string.h>

enum { HEADER = 128, ENTRY = 12 };

static void number_append(struct str *out, uint32_t value)
{
    const unsigned char bytes[] = {(unsigned char)(value >> 24), (unsigned char)(value >> 16),
        (unsigned char)(value >> 8), (unsigned char)value};
    str_append_bytes(out, bytes, sizeof bytes);
}

/* s15Fixed16Number: in 65536ths */
static void fixed_append(struct str *out, const int32_t *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        number_append(out, (uint32_t)values[i]);
}

/* multiLocalizedUnicodeType with one English text */
static void text_append(struct str *out, const char *ascii)
{
    size_t length = strlen(ascii);
    str_append_bytes(out, "mluc\0\0\0\0\0\0\0\1\0\0\0\14enUS", 20);
    number_append(out, (uint32_t)(2 * length));
    number_append(out, 28);
    for (; *ascii; ascii++) {
        str_char(out, '\0');
        str_char(out, *ascii);
    }
}

static void xyz_append(struct str *out, const int32_t xyz[3])
{
    str_append_bytes(out, "XYZ \0\0\0\0", 8);
    fixed_append(out, xyz, 3);
}

static const int32_t WHITE[] = {63190, 65536, 54061}; /* D50: 0.9642, 1, 0.8249 */
static const int32_t RED[] = {28578, 14581, 912}, GREEN[] = {25241, 46981, 6361},
                     BLUE[] = {9371, 3974, 46788};
/* Bradford, D65 → D50 */
static const int32_t ADAPTATION[] = {68674, 1502, -3290, 1939, 64912, -1118, -605, 987, 49262};
/* ((x + 0.055) / 1.055)^2.4, and x / 12.92 below 0.04045 */
static const int32_t CURVE[] = {157286, 62119, 3417, 5072, 2651};

static void tag_append(struct str *out, int tag)
{
    switch (tag) {
    case 0:
        text_append(out, "sRGB");
        break;
    case 1:
        text_append(out, "No copyright");
        break;
    case 2:
        xyz_append(out, WHITE);
        break;
    case 3:
        str_append_bytes(out, "sf32\0\0\0\0", 8);
        fixed_append(out, ADAPTATION, 9);
        break;
    case 4:
        xyz_append(out, RED);
        break;
    case 5:
        xyz_append(out, GREEN);
        break;
    case 6:
        xyz_append(out, BLUE);
        break;
    default: /* parametric, of the third kind */
        str_append_bytes(out, "para\0\0\0\0\0\3\0\0", 12);
        fixed_append(out, CURVE, 5);
    }
    while (out->length % 4)
        str_char(out, '\0');
}

static void header_append(struct str *out, size_t size)
{
    static const unsigned char date[12] = {0x07, 0xD0, 0, 1, 0, 1}; /* 1 January 2000, whenever it is made */
    size_t start = out->length;
    number_append(out, (uint32_t)size);
    number_append(out, 0);
    number_append(out, 0x04200000);
    str_append(out, "mntrRGB XYZ ");
    str_append_bytes(out, date, sizeof date);
    str_append(out, "acsp");
    while (out->length - start < 68)
        str_char(out, '\0');
    fixed_append(out, WHITE, 3);
    while (out->length - start < HEADER)
        str_char(out, '\0');
}

void srgb_profile_append(struct str *out)
{
    static const char *const names[] = {
        "desc", "cprt", "wtpt", "chad", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"};
    enum { TAGS = sizeof names / sizeof *names, CURVE_TAG = 7 };
    size_t offsets[TAGS], sizes[TAGS], start = HEADER + 4 + TAGS * ENTRY;
    struct str data = str_init(out->arena);
    for (int i = 0; i < TAGS; i++) { /* the three colours share a curve */
        offsets[i] = i > CURVE_TAG ? offsets[CURVE_TAG] : start + data.length;
        if (i <= CURVE_TAG)
            tag_append(&data, i);
        sizes[i] = i > CURVE_TAG ? sizes[CURVE_TAG] : start + data.length - offsets[i];
    }
    header_append(out, start + data.length);
    number_append(out, TAGS);
    for (int i = 0; i < TAGS; i++) {
        str_append(out, names[i]);
        number_append(out, (uint32_t)offsets[i]);
        number_append(out, (uint32_t)sizes[i]);
    }
    str_append_bytes(out, data.at, data.length);
}
