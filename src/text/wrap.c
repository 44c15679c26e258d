/* SPDX-License-Identifier: MIT */
/*
 * wrap: spans of text → lines no wider than asked.
 *
 * In: spans and a width. Out: lines of placed runs. Where a line may end is Pango's reading of UAX 14 on the
 * whole paragraph, across spans; the choice is greedy. Each span is shaped once and measured by its letters'
 * advances; the pieces of a line are cut out of that shape when they end at spaces, and shaped anew only when
 * letters that lean on each other are parted. It refuses to justify.
 */
#include "text_internal.h"

#include "list.h"

#include <assert.h>
#include <string.h>

#define SOFT_HYPHEN "\xC2\xAD"

struct isolates {
    struct str marks; /* those that are open before `at` */
    size_t at;
};

/* A paragraph: what stands between two "\n". Offsets count its bytes. */
struct paragraph {
    struct text *text;
    struct arena *arena; /* of the lines */
    const struct text_span *spans;
    const char *bytes;    /* of all spans, clean */
    const size_t *starts; /* of each span in bytes; one more at the end */
    size_t span_count;
    size_t start, end;            /* of the paragraph in bytes */
    double width;                 /* to fit; ≤ 0: any */
    double *advances;             /* [i]: how far the pen is before byte i, from the paragraph's start */
    const struct text_run **runs; /* of each span within the paragraph; NULL: nothing */
    const bool *breaks, *letters; /* [i]: a line, a letter may begin before byte i */
    struct isolates *isolates;
};

static size_t later(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t earlier(size_t a, size_t b)
{
    return a < b ? a : b;
}

static const char *bytes_between(const struct paragraph *paragraph, size_t start, size_t end)
{
    return arena_strndup(paragraph->text->scratch, paragraph->bytes + start, end - start);
}

/* The isolates that are open where a piece begins, to open them there again; text_clean closes them. Pieces
   come one behind the other: what was read for the one before is not read again. */
static const char *isolates_open(const struct paragraph *paragraph, size_t span, size_t start)
{
    struct isolates *open = paragraph->isolates;
    size_t begin = later(paragraph->starts[span], paragraph->start);
    if (open->at < begin || open->at > start) {
        open->marks.length = 0;
        open->at = begin;
    }
    const char *at = paragraph->bytes + open->at;
    while (at < paragraph->bytes + start) {
        const char *before = at;
        uint32_t code = utf8_next(&at, paragraph->bytes + start);
        if (code >= 0x2066 && code <= 0x2068)
            str_append_bytes(&open->marks, before, (size_t)(at - before));
        else if (code == 0x2069)
            open->marks.length -= 3; /* bytes of each; they are in pairs */
    }
    open->at = start;
    return arena_strndup(paragraph->text->scratch, str_text(&open->marks), open->marks.length);
}

static void paragraph_measure(struct paragraph *paragraph)
{
    struct arena *scratch = paragraph->text->scratch;
    size_t length = paragraph->end - paragraph->start;
    double pen = 0;
    paragraph->advances = arena_array(scratch, double, length + 1);
    paragraph->runs = arena_array(scratch, const struct text_run *, paragraph->span_count);
    for (size_t i = 0; i < paragraph->span_count; i++) {
        size_t start = later(paragraph->starts[i], paragraph->start);
        size_t end = earlier(paragraph->starts[i + 1], paragraph->end);
        if (start >= end)
            continue;
        const struct text_run *run = text_find_or_shape(
            paragraph->text, paragraph->spans[i].style, bytes_between(paragraph, start, end));
        double *advances = arena_array(scratch, double, end - start + 1);
        text_run_advances(run, advances);
        for (size_t j = start; j <= end; j++)
            paragraph->advances[j - paragraph->start] = pen + advances[j - start];
        pen += advances[end - start];
        paragraph->runs[i] = run;
    }
}

static void paragraph_find_breaks(struct paragraph *paragraph)
{
    size_t length = paragraph->end - paragraph->start;
    const char *bytes = paragraph->bytes + paragraph->start;
    const struct breaks *found = text_breaks(paragraph->text, bytes, length);
    paragraph->letters = found->letters;
    paragraph->breaks = found->lines;
}

static bool hyphen_ends(const struct paragraph *paragraph, size_t end)
{
    return end >= paragraph->start + 2 && !memcmp(paragraph->bytes + end - 2, SOFT_HYPHEN, 2);
}

static size_t span_at(const struct paragraph *paragraph, size_t offset)
{
    size_t span = 0;
    while (paragraph->starts[span + 1] <= offset)
        span++;
    return span;
}

static size_t trimmed_end(const struct paragraph *paragraph, size_t start, size_t end)
{
    while (end > start && paragraph->bytes[end - 1] == ' ')
        end--;
    return end;
}

/* The width of a line from start to end by its letters' advances, spaces at its end left out */
static double line_width(const struct paragraph *paragraph, size_t start, size_t end)
{
    end = trimmed_end(paragraph, start, end);
    double width =
        paragraph->advances[end - paragraph->start] - paragraph->advances[start - paragraph->start];
    if (end < paragraph->end && hyphen_ends(paragraph, end))
        width += text_find_or_shape(paragraph->text, paragraph->spans[span_at(paragraph, end - 1)].style, "-")
                     ->width;
    return width;
}

/* Within a word that is longer than a line, an address above all, it ends behind one of these sooner than
   anywhere else. */
static bool is_joint(char c)
{
    return c && strchr("/.?&=_-:;,#%", c);
}

/* The last place a line from start may end at, so that it fits and ends at or before `limit`; if no word
   fits, behind a joint of it; if there is none, between letters; if no letter fits, after one. */
static size_t line_end(const struct paragraph *paragraph, size_t start, size_t limit)
{
    size_t word = start, joint = start, letter = start;
    double from = paragraph->advances[start - paragraph->start];
    for (size_t end = start + 1; end <= limit; end++) {
        size_t i = end - paragraph->start;
        if (!paragraph->letters[i] && !paragraph->breaks[i])
            continue;
        bool fits = line_width(paragraph, start, end) <= paragraph->width + FIT_TOLERANCE;
        if (fits && paragraph->breaks[i])
            word = end;
        if (fits && paragraph->letters[i] && is_joint(paragraph->bytes[end - 1]) &&
            !is_joint(paragraph->bytes[end]))
            joint = end;
        if ((fits || letter == start) && paragraph->letters[i])
            letter = end;
        /* far enough that spaces and hyphens cannot make it fit again */
        size_t solid = trimmed_end(paragraph, start, end);
        if (!fits && letter > start &&
            paragraph->advances[solid - paragraph->start] - from > paragraph->width + FIT_TOLERANCE)
            break;
    }
    /* a joint near the start would leave most of the line empty */
    bool far = paragraph->advances[joint - paragraph->start] - from > paragraph->width / 2;
    return word > start ? word : joint > start && far ? joint : letter;
}

static const struct text_run *piece_run(
    const struct paragraph *paragraph, size_t span, size_t start, size_t end, bool hyphen)
{
    if (!hyphen) {
        size_t run_start = later(paragraph->starts[span], paragraph->start);
        const struct text_run *run =
            text_slice(paragraph->text, paragraph->runs[span], start - run_start, end - run_start);
        if (run)
            return run;
    }
    const char *broken =
        arena_printf(paragraph->text->scratch, "%s%.*s%s", isolates_open(paragraph, span, start),
            (int)(end - start - (hyphen ? 2 : 0)), paragraph->bytes + start, hyphen ? "-" : "");
    return text_find_or_shape(paragraph->text, paragraph->spans[span].style, broken);
}

static struct text_line line_make(const struct paragraph *paragraph, size_t start, size_t end)
{
    struct text_line line = {0};
    size_t solid = trimmed_end(paragraph, start, end);
    if (solid == start)
        return line;
    bool hyphen = solid < paragraph->end && hyphen_ends(paragraph, solid);
    size_t first = span_at(paragraph, start), last = span_at(paragraph, solid - 1);
    line.pieces = arena_array(paragraph->arena, struct text_piece, last - first + 1);
    for (size_t i = first; i <= last; i++) {
        size_t from = later(paragraph->starts[i], start), to = earlier(paragraph->starts[i + 1], solid);
        if (from >= to)
            continue;
        const struct text_run *run = piece_run(paragraph, i, from, to, hyphen && i == last);
        line.pieces[line.count++] = (struct text_piece){run, line.width, i};
        line.width += run->width;
    }
    return line;
}

typedef LIST(struct text_line) line_list;

/* Shaping the pieces may show that parted letters are wider than they were together: then the line ends
 * earlier. */
static struct text_line line_fit(const struct paragraph *paragraph, size_t start, size_t *end)
{
    struct text_line line = line_make(paragraph, start, *end);
    while (paragraph->width > 0 && line.width > paragraph->width + FIT_TOLERANCE) {
        size_t shorter = line_end(paragraph, start, *end - 1);
        if (shorter <= start || shorter >= *end)
            break;
        *end = shorter;
        line = line_make(paragraph, start, shorter);
    }
    return line;
}

/* A line that ends where no space was: behind a hyphen, in an address, between letters */
static bool is_within_word(const struct paragraph *paragraph, size_t end)
{
    return end > paragraph->start && end < paragraph->end && paragraph->bytes[end - 1] != ' ' &&
           paragraph->bytes[end] != ' ';
}

static void paragraph_wrap(struct paragraph *paragraph, line_list *lines)
{
    paragraph_measure(paragraph);
    if (paragraph->width > 0)
        paragraph_find_breaks(paragraph);
    size_t start = paragraph->start;
    do {
        size_t end = paragraph->width > 0 ? line_end(paragraph, start, paragraph->end) : paragraph->end;
        struct text_line line = line_fit(paragraph, start, &end);
        assert(end > start || start == paragraph->end);
        if (line.count)
            line.pieces[line.count - 1].runs_on = is_within_word(paragraph, end);
        *list_push(paragraph->arena, lines) = line;
        start = end;
        while (start < paragraph->end && paragraph->bytes[start] == ' ')
            start++;
    } while (start < paragraph->end);
}

struct text_lines text_wrap(
    struct text *text, struct arena *arena, const struct text_span *spans, size_t count, double width)
{
    struct str bytes = str_init(text->scratch);
    size_t *starts = arena_array(text->scratch, size_t, count + 1);
    line_list lines = {0};
    for (size_t i = 0; i < count; i++) {
        text_clean(&bytes, spans[i].string, true);
        starts[i + 1] = bytes.length;
    }
    const char *all = str_text(&bytes);
    for (size_t start = 0, end; bytes.length && start <= bytes.length; start = end + 1) {
        end = start + strcspn(all + start, "\n");
        struct isolates isolates = {str_init(text->scratch), start};
        struct paragraph paragraph = {.text = text,
            .arena = arena,
            .spans = spans,
            .bytes = all,
            .starts = starts,
            .span_count = count,
            .start = start,
            .end = end,
            .width = width,
            .isolates = &isolates};
        paragraph_wrap(&paragraph, &lines);
    }
    arena_reset(text->scratch);
    return (struct text_lines){lines.at, lines.count};
}

struct text_lines text_wrap_balanced(
    struct text *text, struct arena *arena, const struct text_span *spans, size_t count, double width)
{
    struct text_lines lines = text_wrap(text, arena, spans, count, width);
    double low = width / 2, high = width;
    while (lines.count > 1 && high - low > 4) {
        double middle = (low + high) / 2;
        struct text_lines narrower = text_wrap(text, arena, spans, count, middle);
        if (narrower.count > lines.count) {
            low = middle;
        } else {
            high = middle;
            lines = narrower;
        }
    }
    return lines;
}
