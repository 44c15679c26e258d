/* SPDX-License-Identifier: MIT */
/*
 * table: words → measured cells → column widths → lines in their places → scene. It refuses to know what the
 * words mean; all it knows of numbers is where their decimal point stands.
 */
#include "table.h"

#include "wording.h"

#include "list.h"
#include "say.h"
#include "str.h"
#include "theme.h"
#include "widths.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* points */
static const double group_space = 5, column_gap = 12, narrow_gap = 9, mark_size = 5.6, mark_step = 10,
                    indent_step = 9, word_most = 90, superscript_size = 7, superscript_rise = 2.6,
                    superscript_gap = 0.6, heavy_rule = 0.8, light_rule = 0.4, note_gap = 5;

struct cell_plan {
    const struct text_span *spans;
    struct text_lines lines;
    const struct text_run *superscript; /* of number cells: hangs behind the last line */
    size_t columns;                     /* it runs over */
    double natural;                     /* width on one line, with mark and indent, without what hangs */
    double least;                       /* its longest word */
    double tail;                        /* from the decimal point to the end */
    struct width_words words;
};

struct table_plan {
    struct arena *arena;
    struct text *text;
    const struct table *table;
    double width, gap;
    double *x, *widths, *tails, *hangs; /* by column */
    struct cell_plan *heads, *cells;    /* cells: row by row */
    double *heights;
    bool *marked; /* by row: † or ‡ stands in it */
    double head_height, note_height;
    struct text_lines note;
};

struct reference { /* what a span links to */
    const char *link, *target;
};

static bool is_empty(const struct table_cell *cell)
{
    return (!cell->text || !*cell->text) && !cell->superscript && cell->reference_count == 0 &&
           cell->mark == MARK_NONE;
}

static double lead_width(const struct table_cell *cell)
{
    return (cell->mark == MARK_NONE ? 0 : mark_step) + (cell->indent ? indent_step : 0);
}

/* A row of one line is a leading high; lines within a cell stand closer, by 10.5 of 15. */
static double row_least(const struct table_plan *plan)
{
    return text_leading_in_use(plan->text, STYLE_TABLE);
}

static double line_pitch(const struct table_plan *plan)
{
    return row_least(plan) * 0.7;
}

static struct text_style row_style(const struct table_plan *plan, enum table_row_kind kind)
{
    return text_style_in_use(plan->text, kind == ROW_DATA ? STYLE_TABLE : STYLE_TABLE_STRONG);
}

static struct text_style superscript_style(struct text_style style)
{
    style.size = superscript_size;
    return style;
}

/* Where the number's decimal point stands: the byte after its integer digits ("at least 22.5" → before ".5").
 */
static size_t point_offset(const struct table_plan *plan, const char *text)
{
    char point = manner_in(plan->arena)->point[0];
    size_t end = strlen(text);
    while (end > 0 && !is_digit(text[end - 1]))
        end--;
    size_t at = end;
    while (at > 0 && is_digit(text[at - 1]))
        at--;
    if (at > 1 && text[at - 1] == point && is_digit(text[at - 2]))
        return at - 1;
    return end;
}

static double tail_width(const struct table_plan *plan, struct text_style style, const char *text)
{
    char *whole = arena_strndup(plan->arena, text, point_offset(plan, text));
    return text_width(plan->text, style, text) - text_width(plan->text, style, whole);
}

static const struct reference *reference_new(struct arena *arena, const char *link, const char *target)
{
    if (!link && !target)
        return NULL;
    struct reference *reference = arena_new(arena, struct reference);
    *reference = (struct reference){link, target};
    return reference;
}

/* The spans of a cell: its text, its superscript (not of numbers, where it hangs), its references with commas
 * between */
static size_t cell_spans(const struct table_plan *plan, const struct table_cell *cell,
    struct text_style style, struct text_span **spans)
{
    struct text_span *at = arena_array(plan->arena, struct text_span, 2 + 2 * cell->reference_count);
    size_t count = 0;
    *spans = at;
    if (cell->text && *cell->text)
        at[count++] =
            (struct text_span){cell->text, style, 0, reference_new(plan->arena, cell->link, cell->target)};
    if (cell->superscript && !cell->is_number)
        at[count++] = (struct text_span){cell->superscript, superscript_style(style), superscript_rise,
            reference_new(plan->arena, NULL, cell->superscript_target)};
    for (size_t i = 0; i < cell->reference_count; i++) {
        const struct table_reference *reference = &cell->references[i];
        if (count > 0)
            at[count++] = (struct text_span){i > 0 ? ", " : " ", style, 0, NULL};
        at[count++] = (struct text_span){
            reference->text, style, 0, reference_new(plan->arena, NULL, reference->target)};
    }
    return count;
}

static size_t words_count(const char *text)
{
    size_t count = 0;
    for (bool inside = false; *text; text++) {
        count += *text != ' ' && !inside;
        inside = *text != ' ';
    }
    return count;
}

struct word_list {
    double *at;
    size_t count;
    bool open; /* the next span goes on with the last word */
};

static void span_words(const struct table_plan *plan, const struct text_span *span, struct word_list *words)
{
    const char *text = span->string;
    while (*text) {
        size_t length = strcspn(text, " ");
        if (length > 0) {
            double width = text_width(plan->text, span->style, arena_strndup(plan->arena, text, length));
            if (words->open && words->count > 0)
                words->at[words->count - 1] += width;
            else
                words->at[words->count++] = width;
            words->open = true;
        }
        if (text[length])
            words->open = false;
        text += length + (text[length] != 0);
    }
}

static void cell_measure(const struct table_plan *plan, const struct table_cell *cell,
    struct text_style style, struct cell_plan *out)
{
    struct text_span *spans;
    size_t count = cell_spans(plan, cell, style, &spans), most = 1;
    for (size_t i = 0; i < count; i++)
        most += words_count(spans[i].string);
    struct word_list words = {arena_array(plan->arena, double, most), 0, false};
    out->natural = lead_width(cell);
    for (size_t i = 0; i < count; i++) {
        span_words(plan, &spans[i], &words);
        out->natural += text_width(plan->text, spans[i].style, spans[i].string);
    }
    out->words = (struct width_words){words.at, words.count, lead_width(cell)};
    for (size_t i = 0; i < words.count; i++)
        out->least = fmax(out->least, lead_width(cell) + fmin(words.at[i], word_most));
    if (cell->is_number && cell->text)
        out->tail = tail_width(plan, style, cell->text);
    if (cell->superscript && cell->is_number)
        out->superscript = text_shape(plan->text, superscript_style(style), cell->superscript);
}

static struct table_cell head_cell(const struct table_plan *plan, size_t column)
{
    const struct table_column *spec = &plan->table->columns[column];
    struct table_cell cell = {.text = spec->head};
    if (spec->unit)
        cell.text = arena_printf(plan->arena, "%s, %s", spec->head, spec->unit);
    return cell;
}

/* How many columns the text of a heading or subtotal runs over: its own and the empty ones behind it */
static size_t cell_columns(const struct table *table, const struct table_row *row, size_t column)
{
    size_t count = 1;
    if (row->kind == ROW_GROUP)
        return column == 0 ? table->column_count : 1;
    if (row->kind == ROW_SUBTOTAL && !is_empty(&row->cells[column]) &&
        table->columns[column].align == TABLE_LEFT)
        while (column + count < table->column_count && is_empty(&row->cells[column + count]))
            count++;
    return count;
}

static struct cell_plan *cell_at(const struct table_plan *plan, size_t row, size_t column)
{
    return &plan->cells[row * plan->table->column_count + column];
}

static void cells_measure(struct table_plan *plan)
{
    const struct table *table = plan->table;
    for (size_t column = 0; column < table->column_count; column++) {
        struct table_cell head = head_cell(plan, column);
        cell_measure(plan, &head, text_style_in_use(plan->text, STYLE_TABLE_HEAD), &plan->heads[column]);
        plan->heads[column].columns = 1;
    }
    for (size_t row = 0; row < table->row_count; row++)
        for (size_t column = 0; column < table->column_count; column++) {
            struct cell_plan *cell = cell_at(plan, row, column);
            cell_measure(plan, &table->rows[row].cells[column], row_style(plan, table->rows[row].kind), cell);
            cell->columns = cell_columns(table, &table->rows[row], column);
        }
}

/* ── column widths ── */

static struct width_demand column_demand(struct table_plan *plan, size_t column)
{
    const struct table_column *spec = &plan->table->columns[column];
    struct width_demand demand = {plan->heads[column].natural, plan->heads[column].least, spec->weight};
    double left = 0, tail = 0,
           hang = 0; /* the widest part before the point, behind it, and behind the number */
    for (size_t row = 0; row < plan->table->row_count; row++) {
        const struct cell_plan *cell = cell_at(plan, row, column);
        if (cell->columns > 1)
            continue;
        demand.natural = fmax(demand.natural, cell->natural);
        demand.least = fmax(demand.least, cell->least);
        if (spec->align == TABLE_DECIMAL && plan->table->rows[row].cells[column].is_number) {
            left = fmax(left, cell->natural - cell->tail);
            tail = fmax(tail, cell->tail);
        }
        if (cell->superscript)
            hang = fmax(hang, superscript_gap + cell->superscript->width);
    }
    plan->tails[column] = tail;
    plan->hangs[column] = hang;
    demand.natural = fmax(fmax(demand.natural, left + tail) + hang, spec->least);
    demand.least = fmax(demand.least + hang, spec->least);
    demand.natural = fmax(demand.natural, demand.least);
    return demand;
}

/* The words of the head and of every row; what runs over several columns, and headings, take no part. */
static const struct width_words *words_gather(const struct table_plan *plan)
{
    size_t columns = plan->table->column_count;
    struct width_words *words =
        arena_array(plan->arena, struct width_words, columns * (plan->table->row_count + 1));
    for (size_t i = 0; i < columns; i++)
        words[i] = plan->heads[i].words;
    for (size_t row = 0; row < plan->table->row_count; row++)
        for (size_t i = 0; i < columns; i++) {
            const struct cell_plan *cell = cell_at(plan, row, i);
            if (cell->columns != 1)
                continue;
            words[(row + 1) * columns + i] = cell->words;
            words[(row + 1) * columns + i].lead += plan->hangs[i];
        }
    return words;
}

static void columns_plan(struct table_plan *plan)
{
    size_t count = plan->table->column_count;
    struct width_demand *demands = arena_array(plan->arena, struct width_demand, count);
    double least = 0, natural = 0;
    for (size_t i = 0; i < count; i++) {
        demands[i] = column_demand(plan, i);
        least += demands[i].least;
        natural += demands[i].natural;
    }
    /* where lines have to wrap, the words need the room more than the gaps do */
    plan->gap = natural + column_gap * (double)(count - 1) > plan->width ? narrow_gap : column_gap;
    if (count > 1 && least + column_gap * (double)(count - 1) > plan->width)
        plan->gap = fmin(column_gap, fmax(4, (plan->width - least) / (double)(count - 1)));
    double available = fmax(plan->width - plan->gap * (double)(count - 1), 1);
    struct width_problem problem = {demands, count, words_gather(plan), plan->table->row_count + 1,
        text_width(plan->text, text_style_in_use(plan->text, STYLE_TABLE), " "), available};
    widths_share(plan->arena, &problem, plan->widths);
    double x = 0;
    for (size_t i = 0; i < count; i++) {
        plan->x[i] = x;
        x += plan->widths[i] + plan->gap;
    }
}

/* ── lines ── */

static double cell_width(const struct table_plan *plan, const struct cell_plan *cell, size_t column)
{
    size_t last = column + cell->columns - 1;
    return plan->x[last] + plan->widths[last] - plan->x[column] -
           (cell->columns == 1 ? plan->hangs[column] : 0);
}

static void cell_wrap(const struct table_plan *plan, const struct table_cell *content,
    struct text_style style, size_t column, struct cell_plan *cell)
{
    struct text_span *spans;
    size_t count = cell_spans(plan, content, style, &spans);
    cell->spans = spans;
    if (count > 0) /* a hundredth of slack: sums of parts may differ from the whole in the last bits */
        cell->lines = text_wrap(plan->text, plan->arena, spans, count,
            fmax(cell_width(plan, cell, column) - lead_width(content), 1) + 0.01);
}

static double lines_height(const struct table_plan *plan, size_t lines)
{
    return row_least(plan) + line_pitch(plan) * (double)(lines > 1 ? lines - 1 : 0);
}

static void lines_plan(struct table_plan *plan)
{
    const struct table *table = plan->table;
    size_t most = 1;
    for (size_t column = 0; column < table->column_count; column++) {
        struct table_cell head = head_cell(plan, column);
        cell_wrap(plan, &head, text_style_in_use(plan->text, STYLE_TABLE_HEAD), column, &plan->heads[column]);
        most = plan->heads[column].lines.count > most ? plan->heads[column].lines.count : most;
    }
    plan->head_height = lines_height(plan, most) + heavy_rule;
    for (size_t row = 0; row < table->row_count; row++) {
        most = 1;
        for (size_t column = 0; column < table->column_count; column++) {
            struct cell_plan *cell = cell_at(plan, row, column);
            if (table->rows[row].kind == ROW_GROUP && column > 0)
                continue;
            cell_wrap(
                plan, &table->rows[row].cells[column], row_style(plan, table->rows[row].kind), column, cell);
            most = cell->lines.count > most ? cell->lines.count : most;
        }
        plan->heights[row] =
            lines_height(plan, most) + (table->rows[row].kind == ROW_GROUP ? group_space : 0);
    }
}

static void note_plan(struct table_plan *plan)
{
    if (!plan->table->note || !*plan->table->note)
        return;
    struct text_span span = {plan->table->note, text_style_in_use(plan->text, STYLE_NOTE), 0, NULL};
    plan->note = text_wrap(plan->text, plan->arena, &span, 1, plan->width);
    plan->note_height = note_gap + text_leading_in_use(plan->text, STYLE_NOTE) * (double)plan->note.count;
}

static bool is_marked(const struct table_cell *cell)
{
    const char *words[] = {cell->text, cell->superscript};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i] && (strstr(words[i], "†") || strstr(words[i], "‡")))
            return true;
    return false;
}

static void marks_find(struct table_plan *plan)
{
    for (size_t row = 0; row < plan->table->row_count; row++)
        for (size_t column = 0; column < plan->table->column_count; column++)
            plan->marked[row] = plan->marked[row] || is_marked(&plan->table->rows[row].cells[column]);
}

struct table_plan *table_plan_make(
    struct arena *arena, struct text *text, const struct table *table, double width)
{
    assert(table->column_count > 0 && width > 0);
    struct table_plan *plan = arena_new(arena, struct table_plan);
    plan->arena = arena;
    plan->text = text;
    plan->table = table;
    plan->width = width;
    plan->x = arena_array(arena, double, table->column_count);
    plan->widths = arena_array(arena, double, table->column_count);
    plan->tails = arena_array(arena, double, table->column_count);
    plan->hangs = arena_array(arena, double, table->column_count);
    plan->heads = arena_array(arena, struct cell_plan, table->column_count);
    plan->cells = arena_array(arena, struct cell_plan, table->column_count * table->row_count + 1);
    plan->heights = arena_array(arena, double, table->row_count + 1);
    plan->marked = arena_array(arena, bool, table->row_count + 1);
    cells_measure(plan);
    marks_find(plan);
    columns_plan(plan);
    lines_plan(plan);
    note_plan(plan);
    return plan;
}

double table_head_height(const struct table_plan *plan)
{
    return plan->head_height;
}

double table_row_height(const struct table_plan *plan, size_t row)
{
    assert(row < plan->table->row_count);
    return plan->heights[row];
}

double table_note_height(const struct table_plan *plan)
{
    return plan->note_height;
}

bool table_may_break_before(const struct table_plan *plan, size_t row)
{
    if (row == 0 || row >= plan->table->row_count)
        return true;
    return plan->table->rows[row - 1].kind != ROW_GROUP && plan->table->rows[row].kind != ROW_SUBTOTAL;
}

bool table_row_is_data(const struct table_plan *plan, size_t row)
{
    return plan->table->rows[row].kind == ROW_DATA;
}

bool table_is_marked(const struct table_plan *plan, size_t first, size_t last)
{
    for (size_t row = first; row < last; row++)
        if (plan->marked[row])
            return true;
    return false;
}

double table_width(const struct table_plan *plan)
{
    return plan->width;
}

void table_column_place(const struct table_plan *plan, size_t column, double *x, double *width)
{
    *x = plan->x[column];
    *width = plan->widths[column];
}

/* ── drawing ── */

static const struct colour ink = {ROLE_INK, 0, 0}, secondary = {ROLE_SECONDARY, 0, 0},
                           faint = {ROLE_FAINT, 0, 0}, rule = {ROLE_RULE, 0, 0}, none = {ROLE_NONE, 0, 0};

static void mark_draw(struct scene *scene, enum table_mark mark, double x, double middle)
{
    double side = mark_size, y = middle - side / 2;
    struct paint paint = {.fill = none, .hatch = none, .stroke = none};
    if (mark == MARK_DEAD) {
        paint.stroke = secondary;
        paint.stroke_width = 0.9;
        scene_move(scene, x + 0.5, y + 0.5);
        scene_line(scene, x + side - 0.5, y + side - 0.5);
        scene_move(scene, x + side - 0.5, y + 0.5);
        scene_line(scene, x + 0.5, y + side - 0.5);
        scene_paint(scene, paint);
        return;
    }
    double inset = 0;
    if (mark == MARK_FIRM) {
        paint.fill = ink;
    } else {
        paint.stroke = ink;
        paint.stroke_width = 0.7;
        inset = paint.stroke_width / 2;
        paint.dash = mark == MARK_TALK ? DASH_DASHED : DASH_SOLID;
        if (mark == MARK_PLANNED)
            paint.fill = (struct colour){ROLE_INK, 0.72f, 0};
    }
    scene_rectangle(scene, x + inset, y + inset, side - 2 * inset, side - 2 * inset);
    scene_paint(scene, paint);
}

static double point_x(const struct table_plan *plan, size_t column)
{
    return plan->x[column] + plan->widths[column] - plan->hangs[column] - plan->tails[column];
}

/* The left end of a line, by the column's alignment; numbers stand with their point on the column's point. */
static double line_x(const struct table_plan *plan, const struct cell_plan *cell,
    const struct table_cell *content, size_t column, size_t line)
{
    enum table_align align = plan->table->columns[column].align;
    double left = plan->x[column] + lead_width(content), width = cell->lines.lines[line].width;
    if (align == TABLE_LEFT || cell->columns > 1)
        return left;
    double x = plan->x[column] + plan->widths[column] - plan->hangs[column] - width;
    if (align == TABLE_DECIMAL && content->is_number && line + 1 == cell->lines.count)
        x += cell->tail - plan->tails[column];
    return fmax(x, plan->x[column]);
}

double table_cell_point(const struct table_plan *plan, size_t row, size_t column)
{
    const struct cell_plan *cell = cell_at(plan, row, column);
    if (cell->lines.count == 0)
        return point_x(plan, column);
    size_t last = cell->lines.count - 1;
    double x = line_x(plan, cell, &plan->table->rows[row].cells[column], column, last);
    return x + cell->lines.lines[last].width - cell->tail;
}

static void piece_draw(struct scene *scene, const struct text_piece *piece, const struct text_span *spans,
    double x, double base, enum align align, struct colour colour)
{
    const struct text_span *span = &spans[piece->span];
    const struct reference *reference = span->user;
    const struct text_run *run = piece->run;
    if (reference)
        scene_begin(scene, (struct scene_group){.tag = TAG_LINK,
                               .link = reference->link,
                               .target = reference->target,
                               .link_x = x,
                               .link_y = base - run->ascent - span->rise,
                               .link_width = run->width,
                               .link_height = run->ascent + run->descent});
    scene_text_piece(scene, run, x, base - span->rise, align, span->rise > 0 ? secondary : colour,
        (struct colour){ROLE_NONE}, 0);
    if (piece->runs_on)
        scene_runs_on(scene);
    if (reference)
        scene_end(scene);
}

static void superscript_draw(
    struct scene *scene, const struct table_cell *content, const struct text_run *run, double x, double base)
{
    bool links = content->superscript_target != NULL;
    double y = base - superscript_rise;
    if (links)
        scene_begin(scene, (struct scene_group){.tag = TAG_LINK,
                               .target = content->superscript_target,
                               .link_x = x,
                               .link_y = y - run->ascent,
                               .link_width = run->width,
                               .link_height = run->ascent + run->descent});
    scene_text(scene, run, x, y, ALIGN_START, secondary);
    if (links)
        scene_end(scene);
}

/* base: of the first line */
static void cell_draw(const struct table_plan *plan, struct scene *scene, const struct cell_plan *cell,
    const struct table_cell *content, size_t column, double base, double cap_height)
{
    if (content->mark != MARK_NONE)
        mark_draw(scene, content->mark, plan->x[column] + (content->indent ? indent_step : 0),
            base - cap_height / 2);
    double end = plan->x[column];
    bool left = plan->table->columns[column].align == TABLE_LEFT || cell->columns > 1;
    for (size_t i = 0; i < cell->lines.count; i++) {
        const struct text_line *line = &cell->lines.lines[i];
        double x = line_x(plan, cell, content, column, i);
        for (size_t j = 0; j < line->count; j++)
            piece_draw(scene, &line->pieces[j], cell->spans, x + line->pieces[j].x,
                base + line_pitch(plan) * (double)i, left ? ALIGN_START : ALIGN_END,
                content->faint ? faint : ink);
        end = x + line->width;
    }
    if (cell->superscript) {
        size_t below = cell->lines.count > 0 ? cell->lines.count - 1 : 0;
        superscript_draw(scene, content, cell->superscript, end + superscript_gap,
            base + line_pitch(plan) * (double)below);
    }
}

/* The head of a later part is said once, with the first: decoration there */
static void head_draw(const struct table_plan *plan, struct scene *scene, bool continued)
{
    double cap_height = text_cap_height(plan->text, text_style_in_use(plan->text, STYLE_TABLE_HEAD));
    scene_begin(scene, (struct scene_group){.tag = continued ? TAG_ARTIFACT : TAG_TR, .css = "head"});
    for (size_t i = 0; i < plan->table->column_count; i++) {
        const struct cell_plan *cell = &plan->heads[i];
        struct table_cell content = head_cell(plan, i);
        size_t above = cell->lines.count > 0 ? cell->lines.count - 1 : 0;
        double base =
            plan->head_height - (row_least(plan) - cap_height) / 2 - line_pitch(plan) * (double)above;
        scene_begin(scene, (struct scene_group){.tag = TAG_TH, .scope = SCOPE_COLUMN});
        cell_draw(plan, scene, cell, &content, i, base, cap_height);
        scene_end(scene);
    }
    scene_end(scene);
}

/* A heading is the head of all the rows below it; elsewhere the words at the left are that of their row. */
static struct scene_group cell_group(
    const struct table_plan *plan, const struct table_row *row, const struct cell_plan *cell, size_t column)
{
    bool names = column == 0 && plan->table->column_count > 1 && !row->cells[0].is_number &&
                 plan->table->columns[0].align == TABLE_LEFT && cell->lines.count > 0;
    size_t span = row->kind == ROW_GROUP ? plan->table->column_count : cell->columns;
    return (struct scene_group){.tag = names ? TAG_TH : TAG_TD,
        .scope = names ? SCOPE_ROW : SCOPE_NONE,
        .column_span = span > 1 ? (int)span : 0};
}

static void row_draw(const struct table_plan *plan, struct scene *scene, size_t row, double top)
{
    static const char *const css[] = {[ROW_DATA] = "row", [ROW_GROUP] = "group", [ROW_SUBTOTAL] = "subtotal"};
    const struct table_row *content = &plan->table->rows[row];
    double cap_height = text_cap_height(plan->text, row_style(plan, content->kind));
    double base = top + (row_least(plan) + cap_height) / 2 + (content->kind == ROW_GROUP ? group_space : 0);
    scene_begin(scene, (struct scene_group){.tag = TAG_TR, .css = css[content->kind]});
    for (size_t i = 0; i < plan->table->column_count;) {
        const struct cell_plan *cell = cell_at(plan, row, i);
        struct scene_group group = cell_group(plan, content, cell, i);
        scene_begin(scene, group);
        cell_draw(plan, scene, cell, &content->cells[i], i, base, cap_height);
        scene_end(scene);
        i += group.column_span ? (size_t)group.column_span : 1;
    }
    scene_end(scene);
}

static void rules_draw(const struct table_plan *plan, struct scene *scene, size_t first, size_t last)
{
    double width = plan->width, y = plan->head_height;
    scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT, .css = "rules"});
    scene_rule(scene, 0, heavy_rule / 2, width, heavy_rule / 2, ink, heavy_rule, DASH_SOLID);
    scene_rule(scene, 0, y, width, y, ink, light_rule, DASH_SOLID);
    for (size_t row = first; row < last; row++) {
        y += plan->heights[row];
        if (row + 1 < last && plan->table->rows[row].kind != ROW_GROUP)
            scene_rule(scene, 0, y, width, y, rule, light_rule, DASH_SOLID);
    }
    scene_rule(scene, 0, y + heavy_rule / 2, width, y + heavy_rule / 2, ink, heavy_rule, DASH_SOLID);
    scene_end(scene);
}

/* Below a part that is not the last it is said before its time, and once more: decoration */
static double note_draw(const struct table_plan *plan, struct scene *scene, double top, bool last)
{
    double leading = text_leading_in_use(plan->text, STYLE_NOTE), base = top + note_gap + leading * 0.75;
    scene_begin(scene, (struct scene_group){.tag = last ? TAG_P : TAG_ARTIFACT, .css = "note"});
    for (size_t i = 0; i < plan->note.count; i++)
        for (size_t j = 0; j < plan->note.lines[i].count; j++) {
            const struct text_piece *piece = &plan->note.lines[i].pieces[j];
            scene_text(scene, piece->run, piece->x, base + leading * (double)i, ALIGN_START, faint);
        }
    scene_end(scene);
    return plan->note_height;
}

double table_draw(const struct table_plan *plan, struct scene *scene, size_t first, size_t last,
    bool continued, bool with_note)
{
    assert(first <= last && last <= plan->table->row_count);
    scene_begin(scene, (struct scene_group){.tag = TAG_TABLE,
                           .id = plan->table->id,
                           .css = continued ? "table continued" : "table",
                           .continues = continued,
                           .whole = plan});
    rules_draw(plan, scene, first, last);
    head_draw(plan, scene, continued);
    double y = plan->head_height;
    for (size_t row = first; row < last; row++) {
        row_draw(plan, scene, row, y);
        y += plan->heights[row];
    }
    scene_end(scene);
    y += heavy_rule;
    if (with_note && plan->note.count > 0)
        y += note_draw(plan, scene, y, last == plan->table->row_count);
    return y;
}

const char *table_describe(struct arena *arena, const struct table *table)
{
    struct str out = str_init(arena);
    size_t rows = 0;
    for (size_t i = 0; i < table->row_count; i++)
        rows += table->rows[i].kind == ROW_DATA;
    struct str count = str_init(arena), columns = str_init(arena), groups = str_init(arena);
    word_counted(&count, (int64_t)rows, "row", "rows");
    for (size_t i = 0; i < table->column_count; i++) {
        const struct table_column *column = &table->columns[i];
        str_append(&columns, i > 0 ? ", " : "");
        str_append(
            &columns, column->unit ? say(arena, "%s in %s", column->head, column->unit) : column->head);
    }
    for (size_t i = 0; i < table->row_count; i++)
        if (table->rows[i].kind == ROW_GROUP)
            str_printf(&groups, "%s%s", groups.length ? ", " : "", table->rows[i].cells[0].text);
    say_to(&out, "Table of %s. Columns: %s.", str_text(&count), str_text(&columns));
    if (groups.length)
        say_to(&out, " Groups: %s.", str_text(&groups));
    return arena_strdup(arena, str_text(&out));
}
