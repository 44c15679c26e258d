/* SPDX-License-Identifier: MIT */
/*
 * rows: words and a width → lines and heights. It refuses to know what the marks are.
 */
#include "rows.h"

#include "theme.h"

#include <math.h>
#include <string.h>

static const double narrow = 330, usual_share = 0.34, label_gap = 8, above_gap = 2, join_gap = 5;
static const struct colour ink = {ROLE_INK, 0, 0}, secondary = {ROLE_SECONDARY, 0, 0};

static struct text_style name_style(void)
{
    return theme_style(STYLE_LABEL);
}

/* The second line takes all that is left, cut where it must be. */
static void words_wrap(const struct rows_request *request, const char *words, struct text_style style,
    double width, const struct text_run *runs[2])
{
    struct text_span span = {.string = words, .style = style};
    const struct text_run *whole = text_shape(request->text, style, words);
    if (whole->width <= width &&
        !strchr(words, '\n')) { /* most are: finding where they may break costs more */
        runs[0] = whole;
        return;
    }
    struct text_lines lines = text_wrap(request->text, request->arena, &span, 1, width);
    if (lines.count == 0) { /* no words, but their line */
        runs[0] = text_shape(request->text, style, words);
        return;
    }
    runs[0] = lines.lines[0].pieces[0].run;
    if (lines.count == 1 && lines.lines[0].count == 1)
        return;
    const char *first = runs[0]->string;
    size_t length = strlen(first);
    const char *rest = !strncmp(words, first, length) ? words + length : words;
    while (*rest == ' ')
        rest++;
    runs[1] = text_shape_fitting(request->text, style, rest, width);
}

static double widest(const struct rows_request *request)
{
    double width = 0;
    for (size_t i = 0; i < request->count; i++) {
        width = fmax(width, text_width(request->text, name_style(), request->words[i].name));
        if (request->words[i].detail)
            width = fmax(
                width, text_width(request->text, theme_style(STYLE_LABEL_AMOUNT), request->words[i].detail));
    }
    return width;
}

static bool all_join(const struct rows_request *request, double width)
{
    for (size_t i = 0; i < request->count; i++) {
        const struct row_words *words = &request->words[i];
        double needed = text_width(request->text, name_style(), words->name);
        if (words->detail)
            needed += join_gap + text_width(request->text, theme_style(STYLE_LABEL_AMOUNT), words->detail);
        needed += request->taken ? request->taken[i] : 0;
        if (needed > width)
            return false;
    }
    return true;
}

static double words_height(const struct rows *rows, const struct row_lines *row)
{
    double height = theme_leading(STYLE_LABEL);
    height += row->name[1] ? theme_leading(STYLE_LABEL) : 0;
    for (int i = 0; i < 2 && row->detail[i] && !rows->joined; i++)
        height += theme_leading(STYLE_LABEL_AMOUNT);
    return height;
}

struct rows rows_plan(const struct rows_request *request)
{
    struct rows rows = {.count = request->count, .above = request->width < narrow};
    double share = request->share > 0 ? request->share : usual_share;
    rows.label_width =
        rows.above ? request->width : fmin(ceil(widest(request)) + 0.5, request->width * share);
    rows.joined = rows.above && request->joined && all_join(request, rows.label_width);
    rows.plot_left = rows.above ? 0 : rows.label_width + label_gap;
    rows.at = arena_array(request->arena, struct row_lines, request->count + 1);
    rows.bottom = request->top;
    for (size_t i = 0; i < request->count; i++) {
        struct row_lines *row = &rows.at[i];
        words_wrap(request, request->words[i].name, name_style(), rows.label_width, row->name);
        if (request->words[i].detail)
            words_wrap(request, request->words[i].detail, theme_style(STYLE_LABEL_AMOUNT), rows.label_width,
                row->detail);
        double words = words_height(&rows, row) + (rows.joined ? above_gap : 0); /* lines keep off details */
        row->top = rows.bottom;
        row->height = rows.above ? words + above_gap + request->mark : fmax(words, request->mark);
        row->middle =
            rows.above ? row->top + words + above_gap + request->mark / 2 : row->top + row->height / 2;
        rows.bottom += row->height + (i + 1 < request->count ? request->gap : 0);
    }
    return rows;
}

void row_draw(const struct rows *rows, struct scene *scene, size_t index)
{
    const struct row_lines *row = &rows->at[index];
    double y = rows->above ? row->top : row->middle - words_height(rows, row) / 2;
    for (int i = 0; i < 2 && row->name[i]; i++) {
        scene_text(scene, row->name[i], 0, y + theme_leading(STYLE_LABEL) * 0.78, ALIGN_START, ink);
        y += theme_leading(STYLE_LABEL);
    }
    if (row->detail[0] && rows->joined) {
        scene_text(scene, row->detail[0], row->name[0]->width + join_gap,
            row->top + theme_leading(STYLE_LABEL) * 0.78, ALIGN_START, secondary);
        return;
    }
    for (int i = 0; i < 2 && row->detail[i]; i++) {
        scene_text(
            scene, row->detail[i], 0, y + theme_leading(STYLE_LABEL_AMOUNT) * 0.78, ALIGN_START, secondary);
        y += theme_leading(STYLE_LABEL_AMOUNT);
    }
}

void rows_dump(const struct rows *rows, struct str *out)
{
    for (size_t i = 0; i < rows->count; i++) {
        str_append(out, "row ");
        str_number(out, rows->at[i].middle, 2);
        for (int line = 0; line < 2 && rows->at[i].name[line]; line++)
            str_printf(out, " '%s'", rows->at[i].name[line]->string);
        for (int line = 0; line < 2 && rows->at[i].detail[line]; line++)
            str_printf(out, " '%s'", rows->at[i].detail[line]->string);
        str_char(out, '\n');
    }
}
