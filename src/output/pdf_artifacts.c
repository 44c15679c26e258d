/* SPDX-License-Identifier: MIT */
/*
 * pdf_artifacts: finds what a page paints outside of marked content, and marks it.
 *
 * In: the content of a page. Out: the same with marks. It refuses to know files, the structure tree and what
 * the page looks like.
 *
 * The content is cut into marks, brackets (q Q, BT ET) and stretches that paint. A pair of brackets with no
 * mark between its ends is taken as one stretch; the ends of all other pairs, and the marks, are where a
 * stretch ends. So every /Artifact begins and ends at one depth of brackets, and outside of a path, where
 * marks may not stand (14.6.1).
 */
#include "pdf_artifacts.h"

#include "list.h"
#include "pdf_syntax.h"

#include <string.h>

enum part_kind { PART_PAINT, PART_OPEN, PART_CLOSE, PART_MARKED };

struct part {
    enum part_kind kind;
    char bracket;      /* 'q', 'T' */
    size_t begin, end; /* bytes; from the first operand to past the operator */
    size_t partner;    /* of a bracket: the part at its other end */
    size_t marked;     /* outer ends of marked content before it */
};

struct scan {
    struct arena *arena;
    const char *start, *at, *end;
    LIST(struct part) parts;
    LIST(size_t) open;   /* brackets */
    size_t depth;        /* of marked content */
    size_t replacements; /* outside of it: marks that are painted with what they hold */
    size_t marked;
};

/* operators */

enum action {
    ACTION_STATE,
    ACTION_PAINT,
    ACTION_OPEN,
    ACTION_CLOSE,
    ACTION_MARK,
    ACTION_UNMARK,
    ACTION_IMAGE
};

/* Up to three letters as one number, by which operators are told apart */
#define OPERATOR(a, b, c) ((unsigned)(a) | (unsigned)(b) << 8 | (unsigned)(c) << 16)

static enum action operator_action(struct slice word)
{
    unsigned letters = 0;
    if (word.length > 3)
        return ACTION_STATE;
    for (size_t i = 0; i < word.length; i++)
        letters |= (unsigned)(unsigned char)word.at[i] << 8 * i;
    switch (letters) {
    case OPERATOR('q', 0, 0):
    case OPERATOR('B', 'T', 0):
        return ACTION_OPEN;
    case OPERATOR('Q', 0, 0):
    case OPERATOR('E', 'T', 0):
        return ACTION_CLOSE;
    case OPERATOR('B', 'M', 'C'):
    case OPERATOR('B', 'D', 'C'):
        return ACTION_MARK;
    case OPERATOR('E', 'M', 'C'):
        return ACTION_UNMARK;
    case OPERATOR('B', 'I', 0):
        return ACTION_IMAGE;
    case OPERATOR('m', 0, 0):
    case OPERATOR('l', 0, 0):
    case OPERATOR('c', 0, 0):
    case OPERATOR('v', 0, 0):
    case OPERATOR('y', 0, 0):
    case OPERATOR('h', 0, 0):
    case OPERATOR('r', 'e', 0):
    case OPERATOR('S', 0, 0):
    case OPERATOR('s', 0, 0):
    case OPERATOR('f', 0, 0):
    case OPERATOR('F', 0, 0):
    case OPERATOR('f', '*', 0):
    case OPERATOR('B', 0, 0):
    case OPERATOR('B', '*', 0):
    case OPERATOR('b', 0, 0):
    case OPERATOR('b', '*', 0):
    case OPERATOR('n', 0, 0):
    case OPERATOR('W', 0, 0):
    case OPERATOR('W', '*', 0):
    case OPERATOR('T', 'j', 0):
    case OPERATOR('T', 'J', 0):
    case OPERATOR('\'', 0, 0):
    case OPERATOR('"', 0, 0):
    case OPERATOR('D', 'o', 0):
    case OPERATOR('s', 'h', 0):
        return ACTION_PAINT;
    default:
        return ACTION_STATE;
    }
}

/* Bytes of an inline image without filters (8.9.7); 0: they cannot be told from its dictionary */
struct image {
    int width, height, bits, components;
    bool filtered;
};

static void image_read(struct image *image, struct pdf_token key, struct pdf_token value)
{
    if (pdf_token_is(key, "/W") || pdf_token_is(key, "/Width"))
        pdf_token_int(value, &image->width);
    if (pdf_token_is(key, "/H") || pdf_token_is(key, "/Height"))
        pdf_token_int(value, &image->height);
    if (pdf_token_is(key, "/BPC") || pdf_token_is(key, "/BitsPerComponent"))
        pdf_token_int(value, &image->bits);
    if ((pdf_token_is(key, "/IM") || pdf_token_is(key, "/ImageMask")) && pdf_token_is(value, "true"))
        image->bits = image->components = 1;
    if (pdf_token_is(value, "/G") || pdf_token_is(value, "/DeviceGray"))
        image->components = 1;
    if (pdf_token_is(value, "/RGB") || pdf_token_is(value, "/DeviceRGB"))
        image->components = 3;
    if (pdf_token_is(value, "/CMYK") || pdf_token_is(value, "/DeviceCMYK"))
        image->components = 4;
    image->filtered = image->filtered || pdf_token_is(key, "/F") || pdf_token_is(key, "/Filter");
}

static size_t image_bytes(const struct image *image)
{
    if (image->filtered || image->width <= 0 || image->height <= 0 || image->bits <= 0 ||
        image->components <= 0)
        return 0;
    return ((size_t)image->width * (size_t)image->bits * (size_t)image->components + 7) / 8 *
           (size_t)image->height;
}

static bool ends_image(const char *at, const char *end)
{
    return end - at >= 2 && at[0] == 'E' && at[1] == 'I' && (end - at == 2 || !pdf_is_regular(at[2]));
}

/* What follows the data of an image: is it page description? Data of a filter may hold EI by chance. */
static bool goes_on(const char *at, const char *end)
{
    for (int i = 0; i < 10; i++) {
        struct pdf_token token = pdf_token_next(&at, end);
        if (token.kind == PDF_END)
            return true;
        for (size_t k = 0; k < token.text.length && token.kind != PDF_STRING; k++)
            if (token.text.at[k] < ' ' || token.text.at[k] > '~')
                return false;
        if (token.kind == PDF_FAULT)
            return false;
        if (token.kind == PDF_WORD)
            return token.text.length <= 3;
    }
    return true;
}

/* Past the EI of the image whose BI was read */
static bool image_skip(struct scan *scan)
{
    struct image image = {0};
    struct pdf_token key = pdf_token_next(&scan->at, scan->end);
    while (key.kind == PDF_NAME) {
        struct pdf_token value = pdf_token_next(&scan->at, scan->end);
        image_read(&image, key, value);
        while (value.kind == PDF_OPEN || value.kind == PDF_CLOSE) /* what is inside reads as pairs as well */
            value = pdf_token_next(&scan->at, scan->end);
        key = pdf_token_next(&scan->at, scan->end);
        while (key.kind != PDF_NAME && key.kind != PDF_WORD && key.kind != PDF_END && key.kind != PDF_FAULT)
            key = pdf_token_next(&scan->at, scan->end);
    }
    if (!pdf_token_is(key, "ID") || scan->at == scan->end)
        return false;
    const char *data = scan->at + 1;
    size_t length = image_bytes(&image);
    if (length && length <= (size_t)(scan->end - data)) {
        const char *at = data + length;
        if (pdf_token_is(pdf_token_next(&at, scan->end), "EI")) {
            scan->at = at;
            return true;
        }
    }
    for (const char *at = data; at < scan->end; at++)
        if (pdf_is_space(at[-1]) && ends_image(at, scan->end) && goes_on(at + 2, scan->end)) {
            scan->at = at + 2;
            return true;
        }
    return false;
}

/* parts */

static struct part *part_add(struct scan *scan, enum part_kind kind, const char *begin)
{
    struct part *part = list_push(scan->arena, &scan->parts);
    part->kind = kind;
    part->begin = (size_t)(begin - scan->start);
    part->end = (size_t)(scan->at - scan->start);
    part->marked = scan->marked;
    part->partner = SIZE_MAX;
    return part;
}

static void paint_add(struct scan *scan, const char *begin)
{
    struct part *last = scan->parts.count ? &scan->parts.at[scan->parts.count - 1] : NULL;
    if (scan->depth)
        return;
    if (last && last->kind == PART_PAINT)
        last->end = (size_t)(scan->at - scan->start);
    else
        part_add(scan, PART_PAINT, begin);
}

static void bracket_open(struct scan *scan, struct slice word, const char *begin)
{
    size_t index = scan->parts.count;
    part_add(scan, PART_OPEN, begin)->bracket = word.at[word.length - 1];
    *list_push(scan->arena, &scan->open) = index;
}

static bool bracket_close(struct scan *scan, struct slice word, const char *begin)
{
    size_t index = scan->parts.count;
    char bracket = word.at[0] == 'Q' ? 'q' : 'T';
    if (!scan->open.count)
        return false;
    size_t partner = scan->open.at[--scan->open.count];
    if (scan->parts.at[partner].bracket != bracket)
        return false;
    part_add(scan, PART_CLOSE, begin)->partner = partner;
    scan->parts.at[partner].partner = index;
    return true;
}

/* Words in a place of their own ("/Span << /ActualText … >> BDC") are no content of the structure: outside of
   it they are painted as all else, marks and all. */
static bool is_replacement(struct scan *scan, const char *begin)
{
    const char *at = begin, *end = scan->at;
    bool replaces = false;
    for (struct pdf_token token = pdf_token_next(&at, end); token.kind != PDF_END && token.kind != PDF_FAULT;
         token = pdf_token_next(&at, end)) {
        if (pdf_token_is(token, "/MCID"))
            return false;
        replaces = replaces || pdf_token_is(token, "/ActualText");
    }
    return replaces;
}

static bool mark_open(struct scan *scan, const char *begin)
{
    if (!scan->depth && is_replacement(scan, begin)) {
        scan->replacements++;
        paint_add(scan, begin);
        return true;
    }
    if (!scan->depth++) {
        part_add(scan, PART_MARKED, begin);
        scan->marked++;
    }
    return true;
}

static bool mark_close(struct scan *scan, const char *begin)
{
    if (!scan->depth && scan->replacements) {
        scan->replacements--;
        paint_add(scan, begin);
        return true;
    }
    if (!scan->depth)
        return false;
    if (!--scan->depth)
        scan->marked++;
    return true;
}

static bool operator_take(struct scan *scan, struct slice word, const char *begin)
{
    switch (operator_action(word)) {
    case ACTION_STATE:
        return true;
    case ACTION_PAINT:
        paint_add(scan, begin);
        return true;
    case ACTION_OPEN:
        bracket_open(scan, word, begin);
        return true;
    case ACTION_CLOSE:
        return bracket_close(scan, word, begin);
    case ACTION_MARK:
        return mark_open(scan, begin);
    case ACTION_UNMARK:
        return mark_close(scan, begin);
    case ACTION_IMAGE:
        if (!image_skip(scan))
            return false;
        paint_add(scan, begin);
        return true;
    }
    return true;
}

static bool is_value(struct slice word)
{
    return word.length > 3 &&
           (slice_equals(word, "true") || slice_equals(word, "false") || slice_equals(word, "null"));
}

/* Operands are numbers more often than not, which need no telling apart: moves past them, and says where the
   first begins; NULL: there was none. */
static const char *numbers_skip(struct scan *scan)
{
    const char *at = scan->at, *end = scan->end, *begin = NULL;
    for (; at < end && (is_digit(*at) || *at == '.' || *at == '-' || *at == ' ' || *at == '\n'); at++)
        if (!begin && *at > ' ')
            begin = at;
    scan->at = at;
    return begin;
}

static bool content_scan(struct scan *scan)
{
    const char *begin = NULL;
    for (;;) {
        const char *number = numbers_skip(scan);
        begin = begin ? begin : number;
        struct pdf_token token = pdf_token_next(&scan->at, scan->end);
        begin = begin ? begin : token.text.at;
        if (token.kind == PDF_FAULT)
            return false;
        if (token.kind == PDF_END)
            return !scan->open.count && !scan->depth && !scan->replacements;
        if (token.kind != PDF_WORD || is_value(token.text))
            continue;
        if (!operator_take(scan, token.text, begin))
            return false;
        begin = NULL;
    }
}

/* marks */

struct copy {
    struct scan *scan;
    struct str *out;
    size_t done; /* bytes of the content that are written */
};

static void copy_to(struct copy *copy, size_t end)
{
    str_append_bytes(copy->out, copy->scan->start + copy->done, end - copy->done);
    copy->done = end;
}

static void stretch_mark(struct copy *copy, size_t begin, size_t end)
{
    copy_to(copy, begin);
    str_append(copy->out, "/Artifact BMC\n");
    copy_to(copy, end);
    str_append(copy->out, "\nEMC");
}

/* A pair of brackets with nothing marked inside: the index of its end; else 0 */
static size_t whole_pair(const struct scan *scan, size_t i)
{
    const struct part *open = &scan->parts.at[i];
    return open->kind == PART_OPEN && scan->parts.at[open->partner].marked == open->marked ? open->partner
                                                                                           : 0;
}

static bool paints(const struct scan *scan, size_t from, size_t to)
{
    for (size_t i = from; i <= to; i++)
        if (scan->parts.at[i].kind == PART_PAINT)
            return true;
    return false;
}

static void parts_mark(struct copy *copy)
{
    const struct scan *scan = copy->scan;
    size_t begin = SIZE_MAX, end = 0;
    for (size_t i = 0; i < scan->parts.count; i++) {
        const struct part *part = &scan->parts.at[i];
        size_t last = whole_pair(scan, i);
        last = last ? last : i;
        if (last == i && part->kind != PART_PAINT) {
            if (begin != SIZE_MAX)
                stretch_mark(copy, begin, end);
            begin = SIZE_MAX;
            continue;
        }
        if (paints(scan, i, last)) {
            begin = begin == SIZE_MAX ? part->begin : begin;
            end = scan->parts.at[last].end;
        }
        i = last;
    }
    if (begin != SIZE_MAX)
        stretch_mark(copy, begin, end);
}

bool pdf_artifacts_mark(struct arena *arena, struct slice content, struct str *out)
{
    struct scan scan = {
        .arena = arena, .start = content.at, .at = content.at, .end = content.at + content.length};
    struct copy copy = {&scan, out, 0};
    if (!content_scan(&scan))
        return false;
    str_reserve(out, out->length + content.length + content.length / 8);
    parts_mark(&copy);
    copy_to(&copy, content.length);
    return true;
}
