/* SPDX-License-Identifier: MIT */
/*
 * woff: a TrueType font → WOFF 2 (W3C Recommendation, 8 August 2024).
 *
 * In: a font of one face, its tables sorted by tag. Out: a header of 48 bytes, two or three for each table,
 * then all tables as one Brotli stream. Outlines are told anew by section 5.1: each kind of number has a
 * stream of its own, boxes and places that can be found again are left out; side bearings that are the
 * outlines' left edges go by section 5.4. Tables that this file does not understand to the last byte go as
 * they are.
 */
#include "text_internal.h"

#include <brotli/encode.h>
#include <string.h>

/* Of the flags of points (OpenType, "glyf") and of composite glyphs */
enum { ON_CURVE = 1, SHORT_X = 2, SHORT_Y = 4, REPEATED = 8, SAME_X = 16, SAME_Y = 32, OVERLAPS = 64 };
enum { WORDS = 1, SCALED = 8, MORE = 32, TWO_SCALES = 64, MATRIX = 128, INSTRUCTED = 256 };

/* Of head: the font came out of a lossless conversion (section 5) */
enum { HEAD_FLAGS = 16, HEAD_LOCA_FORMAT = 50, CONVERTED = 1 << 11 };

struct span {
    const unsigned char *at;
    size_t length;
};

/* Reads beyond the end give 0 and are remembered */
struct reader {
    struct span rest;
    bool short_of;
};

enum { NOWHERE = INT32_MAX };

struct outlines {
    struct str contours, points, flags, places, composites, boxes, instructions;
    unsigned char *boxed; /* a bit a glyph, the highest first: its box stands in boxes */
    int *left;            /* of each glyph; NOWHERE: nothing is drawn */
    size_t glyph_count;
    size_t room; /* what readers take for glyf, who make each glyph a multiple of four bytes long */
};

static uint32_t number(const unsigned char *at, int bytes)
{
    uint32_t value = 0;
    while (bytes--)
        value = value << 8 | *at++;
    return value;
}

static size_t padded(size_t length)
{
    return (length + 3) & ~(size_t)3;
}

static struct span taken(struct reader *reader, size_t length)
{
    if (length > reader->rest.length) {
        reader->short_of = true;
        return (struct span){NULL, 0};
    }
    struct span slice = {reader->rest.at, length};
    reader->rest.at += length;
    reader->rest.length -= length;
    return slice;
}

static unsigned byte_take(struct reader *reader)
{
    struct span slice = taken(reader, 1);
    return slice.length ? *slice.at : 0;
}

static unsigned word_take(struct reader *reader)
{
    struct span slice = taken(reader, 2);
    return slice.length ? number(slice.at, 2) : 0;
}

static struct span table_find(const unsigned char *sfnt, const char *tag)
{
    for (size_t i = 0; i < number(sfnt + 4, 2); i++) {
        const unsigned char *entry = sfnt + 12 + 16 * i;
        if (!memcmp(entry, tag, 4))
            return (struct span){sfnt + number(entry + 8, 4), number(entry + 12, 4)};
    }
    return (struct span){NULL, 0};
}

/* Section 4.1: seven bits a byte, the highest first; all but the last have the eighth */
static void base_128_append(struct str *out, size_t value)
{
    int bytes = 1;
    while (value >> 7 * bytes)
        bytes++;
    while (bytes--)
        str_char(out, (char)((value >> 7 * bytes & 0x7F) | (bytes ? 0x80 : 0)));
}

/* Section 6.1, "255UInt16": of the ways to say a number, the shortest */
static void count_append(struct str *out, size_t value)
{
    enum { FIRST = 253, WORD = 253, ONE_MORE = 255, TWO_MORE = 254 };
    if (value < FIRST) {
        str_char(out, (char)value);
    } else if (value < FIRST + 256) {
        str_char(out, (char)ONE_MORE);
        str_char(out, (char)(value - FIRST));
    } else if (value < 2 * FIRST + 256) {
        str_char(out, (char)TWO_MORE);
        str_char(out, (char)(value - 2 * FIRST));
    } else {
        str_char(out, (char)WORD);
        big_endian_append(out, value, 2);
    }
}

/* A step from point to point, by the table of section 5.2: a flag, and one to four bytes */
static void step_append(struct outlines *outlines, bool on_curve, int x, int y)
{
    unsigned wide = (unsigned)(x < 0 ? -x : x), high = (unsigned)(y < 0 ? -y : y);
    unsigned signs = (x < 0 ? 0U : 1U) | (y < 0 ? 0U : 2U), flag = 0;
    struct str *places = &outlines->places;
    if (x == 0 && high < 1280) {
        flag = ((high & 0xF00) >> 7) + (y < 0 ? 0 : 1);
        big_endian_append(places, high & 0xFF, 1);
    } else if (y == 0 && wide < 1280) {
        flag = 10 + ((wide & 0xF00) >> 7) + (signs & 1);
        big_endian_append(places, wide & 0xFF, 1);
    } else if (x && y && wide <= 64 && high <= 64) {
        flag = 20 + ((wide - 1) & 0x30) + (((high - 1) & 0x30) >> 2) + signs;
        big_endian_append(places, ((wide - 1) & 0xF) << 4 | ((high - 1) & 0xF), 1);
    } else if (x && y && wide <= 768 && high <= 768) {
        flag = 84 + 12 * (((wide - 1) & 0x300) >> 8) + (((high - 1) & 0x300) >> 6) + signs;
        big_endian_append(places, ((wide - 1) & 0xFF) << 8 | ((high - 1) & 0xFF), 2);
    } else if (wide < 4096 && high < 4096) {
        flag = 120 + signs;
        big_endian_append(places, (uint64_t)wide << 12 | high, 3);
    } else {
        flag = 124 + signs;
        big_endian_append(places, (uint64_t)wide << 16 | high, 4);
    }
    str_char(&outlines->flags, (char)(flag | (on_curve ? 0 : 0x80)));
}

/* One coordinate's step as glyf has it */
static int step_take(struct reader *reader, unsigned flag, unsigned is_short, unsigned same)
{
    if (flag & is_short) {
        int step = (int)byte_take(reader);
        return flag & same ? step : -step;
    }
    return flag & same ? 0 : (int16_t)word_take(reader);
}

static void box_keep(struct outlines *outlines, size_t glyph, const unsigned char *box)
{
    outlines->boxed[glyph / 8] |= (unsigned char)(0x80 >> glyph % 8);
    str_append_bytes(&outlines->boxes, box, 8);
}

static bool flags_take(struct reader *reader, unsigned char *flags, size_t count)
{
    for (size_t i = 0; i < count;) {
        unsigned flag = byte_take(reader);
        size_t times = 1 + (flag & REPEATED ? byte_take(reader) : 0);
        if (reader->short_of || times > count - i || flag & OVERLAPS)
            return false;
        memset(flags + i, (int)flag, times);
        i += times;
    }
    return true;
}

static bool simple_tell(struct arena *arena, struct outlines *outlines, size_t glyph,
    const unsigned char *box, size_t contours, struct reader *reader)
{
    size_t points = 0;
    for (size_t i = 0; i < contours; i++) {
        size_t end = word_take(reader);
        if (reader->short_of || end < points)
            return false;
        count_append(&outlines->points, end + 1 - points);
        points = end + 1;
    }
    size_t instructed = word_take(reader);
    struct span instructions = taken(reader, instructed);
    unsigned char *flags = arena_alloc(arena, points + 1);
    if (reader->short_of || !flags_take(reader, flags, points))
        return false;
    int *across = arena_array(arena, int, points + 1);
    for (size_t i = 0; i < points; i++)
        across[i] = step_take(reader, flags[i], SHORT_X, SAME_X);
    int x = 0, y = 0, edges[4] = {0};
    for (size_t i = 0; i < points; i++) {
        int up = step_take(reader, flags[i], SHORT_Y, SAME_Y);
        step_append(outlines, flags[i] & ON_CURVE, across[i], up);
        x += across[i];
        y += up;
        if (i == 0 || x < edges[0])
            edges[0] = x;
        if (i == 0 || y < edges[1])
            edges[1] = y;
        if (i == 0 || x > edges[2])
            edges[2] = x;
        if (i == 0 || y > edges[3])
            edges[3] = y;
    }
    count_append(&outlines->places, instructed);
    str_append_bytes(&outlines->instructions, instructions.at, instructions.length);
    bool same = true;
    for (int i = 0; i < 4; i++)
        same &= edges[i] == (int16_t)number(box + (size_t)2 * i, 2);
    if (!same)
        box_keep(outlines, glyph, box);
    return !reader->short_of;
}

static bool composite_tell(
    struct outlines *outlines, size_t glyph, const unsigned char *box, struct reader *reader)
{
    const unsigned char *begin = reader->rest.at;
    unsigned flags = MORE, all = 0;
    while (flags & MORE && !reader->short_of) {
        flags = word_take(reader);
        all |= flags;
        taken(reader, (size_t)2 + (flags & WORDS ? 4 : 2) + (flags & SCALED ? 2 : 0) +
                          (flags & TWO_SCALES ? 4 : 0) + (flags & MATRIX ? 8 : 0));
    }
    if (reader->short_of)
        return false;
    str_append_bytes(&outlines->composites, begin, (size_t)(reader->rest.at - begin));
    if (all & INSTRUCTED) {
        size_t instructed = word_take(reader);
        struct span instructions = taken(reader, instructed);
        count_append(&outlines->places, instructed);
        str_append_bytes(&outlines->instructions, instructions.at, instructions.length);
    }
    box_keep(outlines, glyph, box);
    return !reader->short_of;
}

static bool glyph_tell(struct arena *arena, struct outlines *outlines, size_t glyph, struct span data)
{
    if (!data.length) {
        outlines->left[glyph] = NOWHERE;
        big_endian_append(&outlines->contours, 0, 2);
        return true;
    }
    struct reader reader = {data, false};
    int contours = (int16_t)word_take(&reader);
    struct span box = taken(&reader, 8);
    if (reader.short_of || contours == 0 || contours < -1)
        return false;
    big_endian_append(&outlines->contours, (uint16_t)contours, 2);
    outlines->left[glyph] = (int16_t)number(box.at, 2);
    return contours < 0 ? composite_tell(outlines, glyph, box.at, &reader)
                        : simple_tell(arena, outlines, glyph, box.at, (size_t)contours, &reader);
}

/* False: a font whose outlines this file does not understand */
static bool outlines_tell(struct arena *arena, const unsigned char *sfnt, struct outlines *outlines)
{
    struct span glyf = table_find(sfnt, "glyf"), loca = table_find(sfnt, "loca"),
                head = table_find(sfnt, "head"), maxp = table_find(sfnt, "maxp");
    if (!glyf.length || head.length < HEAD_LOCA_FORMAT + 2 || maxp.length < 6)
        return false;
    size_t count = number(maxp.at + 4, 2), width = number(head.at + HEAD_LOCA_FORMAT, 2) ? 4 : 2;
    if (loca.length != (count + 1) * width)
        return false;
    *outlines = (struct outlines){str_init(arena), str_init(arena), str_init(arena), str_init(arena),
        str_init(arena), str_init(arena), str_init(arena), arena_alloc(arena, (count + 31) / 32 * 4),
        arena_array(arena, int, count + 1), count, 0};
    memset(outlines->boxed, 0, (count + 31) / 32 * 4);
    for (size_t i = 0; i < count; i++) {
        size_t begin = number(loca.at + i * width, (int)width),
               end = number(loca.at + (i + 1) * width, (int)width);
        if (width == 2) {
            begin *= 2;
            end *= 2;
        }
        if (end < begin || end > glyf.length ||
            !glyph_tell(arena, outlines, i, (struct span){glyf.at + begin, end - begin}))
            return false;
        outlines->room += padded(end - begin);
    }
    return true;
}

static void glyf_append(struct str *out, const struct outlines *outlines, unsigned loca_format)
{
    const struct str *streams[] = {&outlines->contours, &outlines->points, &outlines->flags,
        &outlines->places, &outlines->composites, &outlines->boxes, &outlines->instructions};
    enum { STREAMS = sizeof streams / sizeof *streams, BOXES = 5 };
    size_t bits = (outlines->glyph_count + 31) / 32 * 4;
    big_endian_append(out, 0, 4); /* no options */
    big_endian_append(out, outlines->glyph_count, 2);
    big_endian_append(out, loca_format, 2);
    for (int i = 0; i < STREAMS; i++)
        big_endian_append(out, streams[i]->length + (i == BOXES ? bits : 0), 4);
    for (int i = 0; i < STREAMS; i++) {
        if (i == BOXES)
            str_append_bytes(out, outlines->boxed, bits);
        str_append_bytes(out, streams[i]->at, streams[i]->length);
    }
}

/* Section 5.4: widths, without the bearings where each is its outline's left edge. False: one is not. What
 * has no outline may lose its bearing: nothing shows it. */
static bool widths_append(struct str *out, const unsigned char *sfnt, const struct outlines *outlines)
{
    struct span hmtx = table_find(sfnt, "hmtx"), hhea = table_find(sfnt, "hhea");
    size_t count = hhea.length < 36 ? 0 : number(hhea.at + 34, 2), all = outlines->glyph_count;
    if (!count || count > all || hmtx.length != 4 * count + 2 * (all - count))
        return false;
    for (size_t i = 0; i < all; i++) {
        const unsigned char *bearing = hmtx.at + (i < count ? 4 * i + 2 : 4 * count + 2 * (i - count));
        if (outlines->left[i] != NOWHERE && (int16_t)number(bearing, 2) != outlines->left[i])
            return false;
    }
    str_char(out, 3); /* neither the bearings of glyphs with a width of their own nor those of the others */
    for (size_t i = 0; i < count; i++)
        str_append_bytes(out, hmtx.at + 4 * i, 2);
    return true;
}

/* The number of a table by section 4.1; 63: it has none */
static unsigned tag_number(const unsigned char *tag)
{
    static const char known[] =
        "cmapheadhheahmtxmaxpnameOS/2postcvt fpgmglyflocaprepCFF VORGEBDTEBLCgasphdmxkern"
        "LTSHPCLTVDMXvheavmtxBASEGDEFGPOSGSUB"; /* the first of 63 */
    for (unsigned i = 0; i < (sizeof known - 1) / 4; i++)
        if (!memcmp(known + (size_t)4 * i, tag, 4))
            return i;
    return 63;
}

/* version: 0 (anew) or 3 (as they are) of glyf and loca; 0 (as they are) or 1 (anew) of others */
static void entry_append(struct str *directory, const unsigned char *entry, size_t length, unsigned version)
{
    unsigned number_of = tag_number(entry);
    str_char(directory, (char)(number_of | version << 6));
    if (number_of == 63)
        str_append_bytes(directory, entry, 4);
    base_128_append(directory, length);
}

static void table_append(struct arena *arena, struct str *directory, struct str *tables,
    const unsigned char *sfnt, const unsigned char *entry, const struct outlines *outlines)
{
    enum { GLYF_AS_IT_IS = 3, HMTX_TOLD_ANEW = 1 };
    struct span table = {sfnt + number(entry + 8, 4), number(entry + 12, 4)};
    bool glyf = !memcmp(entry, "glyf", 4), loca = !memcmp(entry, "loca", 4);
    size_t before = tables->length;
    if (outlines && (glyf || loca)) {
        entry_append(directory, entry, glyf ? outlines->room : table.length, 0);
        if (glyf)
            glyf_append(tables, outlines, number(table_find(sfnt, "head").at + HEAD_LOCA_FORMAT, 2));
        base_128_append(directory, tables->length - before);
        return;
    }
    struct str widths = str_init(arena);
    if (outlines && !memcmp(entry, "hmtx", 4) && widths_append(&widths, sfnt, outlines)) {
        entry_append(directory, entry, table.length, HMTX_TOLD_ANEW);
        base_128_append(directory, widths.length);
        str_append_bytes(tables, widths.at, widths.length);
        return;
    }
    entry_append(directory, entry, table.length, glyf || loca ? GLYF_AS_IT_IS : 0);
    str_append_bytes(tables, table.at, table.length);
    if (outlines && !memcmp(entry, "head", 4))
        tables->at[before + HEAD_FLAGS] = (char)(tables->at[before + HEAD_FLAGS] | CONVERTED >> 8);
}

/* An effort of 9 saves 1 %, but clears 33 MB of tables for each font; 11 saves 4 % and takes ten times as
 * long. */
enum { EFFORT = 5, WINDOW_BITS = 18 };

static struct bytes squeezed(struct arena *arena, const struct str *tables)
{
    size_t length = BrotliEncoderMaxCompressedSize(tables->length);
    unsigned char *buffer = arena_alloc(arena, length);
    if (!BrotliEncoderCompress(EFFORT, WINDOW_BITS, BROTLI_MODE_FONT, tables->length,
            (const unsigned char *)tables->at, &length, buffer))
        memory_exhausted();
    return (struct bytes){buffer, length};
}

struct bytes woff_wrap(struct arena *arena, const unsigned char *sfnt)
{
    size_t count = number(sfnt + 4, 2), whole = 12 + 16 * count;
    struct str directory = str_init(arena), tables = str_init(arena), out = str_init(arena);
    struct outlines outlines;
    bool told = outlines_tell(arena, sfnt, &outlines);
    for (size_t i = 0; i < count; i++) { /* by tag: glyf stands before loca, with nothing between */
        const unsigned char *entry = sfnt + 12 + 16 * i;
        table_append(arena, &directory, &tables, sfnt, entry, told ? &outlines : NULL);
        whole += padded(told && !memcmp(entry, "glyf", 4) ? outlines.room : number(entry + 12, 4));
    }
    struct bytes stream = squeezed(arena, &tables);
    str_append(&out, "wOF2");
    str_append_bytes(&out, sfnt, 4);
    big_endian_append(&out, padded(48 + directory.length + stream.length), 4);
    big_endian_append(&out, count, 2);
    big_endian_append(&out, 0, 2);
    big_endian_append(&out, whole, 4);
    big_endian_append(&out, stream.length, 4);
    big_endian_append(&out, 1, 2); /* version 1.0 */
    big_endian_append(&out, 0, 2);
    for (int i = 0; i < 5; i++) /* neither metadata nor private data */
        big_endian_append(&out, 0, 4);
    str_append_bytes(&out, directory.at, directory.length);
    str_append_bytes(&out, stream.at, stream.length);
    str_append_bytes(&out, "\0\0\0", padded(out.length) - out.length);
    return (struct bytes){(const unsigned char *)out.at, out.length};
}
