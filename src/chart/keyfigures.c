/* SPDX-License-Identifier: MIT */
/*
 * keyfigures: values and labels → one size for all numbers, columns as wide as their numbers need, wrapped
 * labels. It refuses to know what is counted; a qualifier is never parted from its number.
 */
#include "keyfigures.h"

#include "str.h"
#include "say.h"
#include "theme.h"

#include <math.h>

/* points */
static const double column_gap = 14, column_least = 84, size_least = 11, size_step = 0.5, qualifier_gap = 3,
                    rule_width = 0.8, number_gap = 6, label_gap = 3, row_gap = 10, bottom_gap = 6,
                    balance_step = 6, number_share = 0.85;
enum { LINES_GOOD = 3, BALANCE_ROUNDS = 24 }; /* of a label; of width moved from one column to another */

struct cell {
    const struct keyfigure *figure;
    double x, width;
    const struct text_run *qualifier; /* NULL: none */
    struct text_lines value, label;
};

struct row {
    size_t first, count;
    double top, number_base, label_base;
    bool qualifier_above;
};

struct keyfigures_plan {
    struct text *text;
    struct arena *arena;
    struct cell *cells;
    size_t count;
    struct row *rows;
    size_t row_count;
    struct text_style number; /* one size for all */
    double number_leading, width, height;
};

static bool has_qualifier(const struct keyfigure *figure)
{
    return figure->qualifier && *figure->qualifier;
}

static double need(
    const struct keyfigures_plan *plan, const struct keyfigure *figure, struct text_style style, bool above)
{
    double number = text_width(plan->text, style, figure->value);
    if (!has_qualifier(figure))
        return number;
    double qualifier =
        text_width(plan->text, text_style_in_use(plan->text, STYLE_KEY_LABEL), figure->qualifier);
    return above ? fmax(number, qualifier) : number + qualifier_gap + qualifier;
}

/* What a column needs: the most of what stands in it, in any row, so that the rows stand under each other */
static double slot_need(const struct keyfigures_plan *plan, size_t slot, struct text_style style, bool above)
{
    double most = 0;
    for (size_t i = 0; i < plan->row_count; i++)
        if (slot < plan->rows[i].count)
            most = fmax(most, need(plan, plan->cells[plan->rows[i].first + slot].figure, style, above));
    return most;
}

static bool all_fit(const struct keyfigures_plan *plan, struct text_style style, bool above)
{
    double sum = 0;
    for (size_t slot = 0; plan->row_count > 0 && slot < plan->rows[0].count; slot++)
        sum += slot_need(plan, slot, style, above) + (slot > 0 ? column_gap : 0);
    return sum <= plan->width;
}

/* Full size with the qualifier beside the number, else above it, else smaller; at the least size values are
 * wrapped. */
static bool size_choose(struct keyfigures_plan *plan)
{
    plan->number = text_style_in_use(plan->text, STYLE_KEY_NUMBER);
    if (all_fit(plan, plan->number, false))
        return false;
    while (!all_fit(plan, plan->number, true) && plan->number.size > size_least)
        plan->number.size = fmax(plan->number.size - size_step, size_least);
    return true;
}

/* Rows of equal length, so that five on a narrow page stand 3 + 2 and not 4 + 1 */
static void rows_split(struct keyfigures_plan *plan)
{
    size_t most = (size_t)fmax(1, floor((plan->width + column_gap) / (column_least + column_gap)));
    plan->row_count = (plan->count + most - 1) / most;
    plan->rows = arena_array(plan->arena, struct row, plan->row_count + 1);
    size_t each = plan->row_count > 0 ? (plan->count + plan->row_count - 1) / plan->row_count : 0;
    for (size_t i = 0; i < plan->row_count; i++) {
        plan->rows[i].first = i * each;
        plan->rows[i].count = i + 1 < plan->row_count ? each : plan->count - i * each;
    }
}

static void columns_place(struct keyfigures_plan *plan, const double *widths)
{
    for (size_t i = 0; i < plan->row_count; i++) {
        double x = 0;
        for (size_t slot = 0; slot < plan->rows[i].count; slot++) {
            struct cell *cell = &plan->cells[plan->rows[i].first + slot];
            cell->x = x;
            cell->width = widths[slot];
            x += widths[slot] + column_gap;
        }
    }
}

static struct text_lines wrap(
    const struct keyfigures_plan *plan, const char *string, struct text_style style, double width)
{
    struct text_span span = {string, style, 0, NULL};
    return text_wrap(plan->text, plan->arena, &span, 1, fmax(width, 1) + 0.01);
}

/* In lines of about one length: no word stands alone in the last */
static struct text_lines label_wrap(const struct keyfigures_plan *plan, const char *label, double width)
{
    struct text_span span = {label, text_style_in_use(plan->text, STYLE_KEY_LABEL), 0, NULL};
    return text_wrap_balanced(plan->text, plan->arena, &span, 1, fmax(width, 1) + 0.01);
}

/* How many lines the labels of a column take, in any row */
static size_t slot_lines(const struct keyfigures_plan *plan, size_t slot, double width)
{
    size_t most = 0;
    for (size_t i = 0; i < plan->row_count; i++) {
        if (slot >= plan->rows[i].count)
            continue;
        const char *label = plan->cells[plan->rows[i].first + slot].figure->label;
        size_t lines = label && *label
                           ? wrap(plan, label, text_style_in_use(plan->text, STYLE_KEY_LABEL), width).count
                           : 0;
        most = lines > most ? lines : most;
    }
    return most;
}

/* The column that can best do without a little width and whose labels then still are lower than `lines`;
   `slots` when none can */
static size_t donor_find(
    const struct keyfigures_plan *plan, const double *widths, const double *needs, size_t slots, size_t lines)
{
    size_t donor = slots;
    double most = 0;
    for (size_t slot = 0; slot < slots; slot++) {
        double spare = widths[slot] - balance_step - needs[slot];
        if (spare > most && slot_lines(plan, slot, widths[slot] - balance_step) < lines) {
            donor = slot;
            most = spare;
        }
    }
    return donor;
}

/* A label of many lines makes the whole row high: its column takes width from those that have it to spare. */
static void columns_balance(
    const struct keyfigures_plan *plan, double *widths, const double *needs, size_t slots)
{
    for (int round = 0; round < BALANCE_ROUNDS; round++) {
        size_t tall = 0, lines = 0;
        for (size_t slot = 0; slot < slots; slot++) {
            size_t own = slot_lines(plan, slot, widths[slot]);
            if (own > lines) {
                lines = own;
                tall = slot;
            }
        }
        size_t donor = lines > LINES_GOOD ? donor_find(plan, widths, needs, slots, lines) : slots;
        if (donor == slots)
            return;
        widths[donor] -= balance_step;
        widths[tall] += balance_step;
    }
}

/* Equal shares, but no column below its need: those above the share get their need, the rest divide what is
   left. Where the needs are more than there is, all get the same, and values are wrapped. */
static void columns_share(struct keyfigures_plan *plan, bool above)
{
    size_t slots = plan->row_count > 0 ? plan->rows[0].count : 0;
    double available = plan->width - column_gap * ((double)slots - 1),
           share = available / (double)(slots + !slots);
    double *widths = arena_array(plan->arena, double, slots + 1), sum = 0;
    double *needs = arena_array(plan->arena, double, slots + 1);
    for (size_t slot = 0; slot < slots; slot++)
        sum += needs[slot] = slot_need(plan, slot, plan->number, above);
    for (size_t round = 0; round < slots && sum <= available; round++) {
        double left = available;
        size_t sharing = slots;
        for (size_t slot = 0; slot < slots; slot++)
            if (needs[slot] > share) {
                left -= needs[slot];
                sharing--;
            }
        if (sharing > 0)
            share = fmin(share, left / (double)sharing);
    }
    for (size_t slot = 0; slot < slots; slot++)
        widths[slot] = sum <= available ? fmax(share, needs[slot]) : share;
    if (sum <= available)
        columns_balance(plan, widths, needs, slots);
    columns_place(plan, widths);
}

static size_t labels_lines(const struct keyfigures_plan *plan)
{
    size_t most = 0;
    for (size_t slot = 0; plan->row_count > 0 && slot < plan->rows[0].count; slot++) {
        size_t lines = slot_lines(plan, slot, plan->cells[slot].width);
        most = lines > most ? lines : most;
    }
    return most;
}

static double row_place(struct keyfigures_plan *plan, struct row *row, double top, bool above)
{
    size_t values = 1, labels = 0;
    bool qualified = false;
    for (size_t i = 0; i < row->count; i++) {
        struct cell *cell = &plan->cells[row->first + i];
        double beside = 0;
        if (has_qualifier(cell->figure)) {
            cell->qualifier = text_shape(
                plan->text, text_style_in_use(plan->text, STYLE_KEY_LABEL), cell->figure->qualifier);
            beside = above ? 0 : cell->qualifier->width + qualifier_gap;
            qualified = true;
        }
        cell->value = wrap(plan, cell->figure->value, plan->number, cell->width - beside);
        values = cell->value.count > values ? cell->value.count : values;
        if (cell->figure->label && *cell->figure->label)
            cell->label = label_wrap(plan, cell->figure->label, cell->width);
        labels = cell->label.count > labels ? cell->label.count : labels;
    }
    double leading = text_leading_in_use(plan->text, STYLE_KEY_LABEL);
    row->top = top;
    row->qualifier_above = above && qualified;
    row->number_base = top + rule_width + number_gap + (row->qualifier_above ? leading - 1 : 0) +
                       text_cap_height(plan->text, plan->number);
    row->label_base = row->number_base + plan->number_leading * (double)(values - 1) + label_gap +
                      text_style_in_use(plan->text, STYLE_KEY_LABEL).size;
    return row->label_base + leading * (labels > 0 ? (double)labels - 1 : 0) + bottom_gap;
}

struct keyfigures_plan *keyfigures_plan_make(
    struct arena *arena, struct text *text, const struct keyfigure *figures, size_t count, double width)
{
    struct keyfigures_plan *plan = arena_new(arena, struct keyfigures_plan);
    plan->arena = arena;
    plan->text = text;
    plan->width = width;
    plan->count = count;
    plan->cells = arena_array(arena, struct cell, count + 1);
    for (size_t i = 0; i < count; i++)
        plan->cells[i].figure = &figures[i];
    rows_split(plan);
    bool above = size_choose(plan);
    columns_share(plan, above);
    double smaller = plan->number.size * number_share;
    while (labels_lines(plan) > LINES_GOOD && plan->number.size - size_step >= smaller) {
        plan->number.size -= size_step; /* numbers that fill the width leave their labels none */
        columns_share(plan, above);
    }
    plan->number_leading = plan->number.size * 20 / 17;
    for (size_t i = 0; i < plan->row_count; i++) {
        double top = i == 0 ? 0 : plan->height + row_gap - bottom_gap;
        plan->height = row_place(plan, &plan->rows[i], top, above);
    }
    return plan;
}

double keyfigures_plan_height(const struct keyfigures_plan *plan)
{
    return plan->height;
}

static void lines_draw(struct scene *scene, const struct text_lines *lines, double x, double base,
    double leading, struct colour colour)
{
    for (size_t i = 0; i < lines->count; i++)
        for (size_t j = 0; j < lines->lines[i].count; j++) {
            const struct text_piece *piece = &lines->lines[i].pieces[j];
            scene_text(scene, piece->run, x + piece->x, base + leading * (double)i, ALIGN_START, colour);
        }
}

static void cell_draw(
    const struct keyfigures_plan *plan, struct scene *scene, const struct row *row, const struct cell *cell)
{
    const struct colour ink = {ROLE_INK, 0, 0}, secondary = {ROLE_SECONDARY, 0, 0};
    double x = cell->x;
    scene_begin(scene, (struct scene_group){.tag = TAG_ITEM, .css = "keyfigure"});
    if (cell->qualifier) {
        double cap_height = text_cap_height(plan->text, plan->number);
        double base = row->qualifier_above ? row->number_base - cap_height - 4 : row->number_base;
        scene_text(scene, cell->qualifier, x, base, ALIGN_START, secondary);
        x += row->qualifier_above ? 0 : cell->qualifier->width + qualifier_gap;
    }
    lines_draw(scene, &cell->value, x, row->number_base, plan->number_leading, ink);
    lines_draw(scene, &cell->label, cell->x, row->label_base,
        text_leading_in_use(plan->text, STYLE_KEY_LABEL), secondary);
    scene_end(scene);
}

void keyfigures_draw(const struct keyfigures_plan *plan, struct scene *scene)
{
    scene_begin(scene, (struct scene_group){.tag = TAG_LIST});
    for (size_t i = 0; i < plan->row_count; i++) {
        const struct row *row = &plan->rows[i];
        double y = row->top + rule_width / 2;
        scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT});
        scene_rule(scene, 0, y, plan->width, y, (struct colour){i == 0 ? ROLE_INK : ROLE_RULE, 0, 0},
            i == 0 ? rule_width : 0.4, DASH_SOLID);
        scene_end(scene);
        for (size_t j = 0; j < row->count; j++)
            cell_draw(plan, scene, row, &plan->cells[row->first + j]);
    }
    scene_end(scene);
    if (plan->row_count == 0)
        return;
    scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT});
    scene_rule(scene, 0, plan->height - 0.2, plan->width, plan->height - 0.2,
        (struct colour){ROLE_RULE, 0, 0}, 0.4, DASH_SOLID);
    scene_end(scene);
}

const char *keyfigures_describe(struct arena *arena, const struct keyfigures_plan *plan)
{
    struct str out = str_init(arena);
    if (plan->count == 0)
        return "";
    str_append(&out, said(arena, "Key figures. "));
    for (size_t i = 0; i < plan->count; i++) {
        const struct keyfigure *figure = plan->cells[i].figure;
        str_printf(&out, "%s%s%s%s%s%s", i > 0 ? "; " : "", has_qualifier(figure) ? figure->qualifier : "",
            has_qualifier(figure) ? " " : "", figure->value, figure->label && *figure->label ? ": " : "",
            figure->label ? figure->label : "");
    }
    str_char(&out, '.');
    return arena_strdup(arena, str_text(&out));
}

void keyfigures_plan_dump(const struct keyfigures_plan *plan, struct str *out)
{
    str_append(out, "number ");
    str_number(out, plan->number.size, 2);
    str_append(out, " height ");
    str_number(out, plan->height, 2);
    str_char(out, '\n');
    for (size_t i = 0; i < plan->row_count; i++)
        for (size_t j = 0; j < plan->rows[i].count; j++) {
            const struct cell *cell = &plan->cells[plan->rows[i].first + j];
            str_printf(out, "row %zu %s: x ", i, cell->figure->value);
            str_number(out, cell->x, 2);
            str_append(out, " width ");
            str_number(out, cell->width, 2);
            str_printf(out, " lines %zu+%zu%s\n", cell->value.count, cell->label.count,
                !cell->qualifier                ? ""
                : plan->rows[i].qualifier_above ? " qualifier above"
                                                : " qualifier beside");
        }
}
