/* SPDX-License-Identifier: MIT */
/*
 * matrix_draw: in, a finished plan; out, the scene. Forms carry what is known, as in the flow diagram: solid,
 * outlined, dashed by standing; filled as far as sure; hatched, outlined or frayed above; dotted where nobody
 * says. Colours are classes.
 */
#include "matrix_plan.h"
#include "party_colour.h"
#include "say.h"

#include <math.h>

static const double EDGE = 0.7, GRID = 0.35, AXIS = 0.8, TOOTH = 2.4, FRAY = 2.2, RADIUS = 1.5,
                    MUTUAL_WIDTH = 10;
static const float FADED = 0.36F; /* of its colour, what a faded strip keeps */

static struct colour shade_of(enum role role, float shade)
{
    return (struct colour){role, shade, 0};
}

static struct colour strip_colour(const struct matrix_strip *strip, float shade, bool faded)
{
    /* all its shades alike, so that dashes, outlines and fillings can still be told apart */
    return shade_of(class_colour(strip->deal_class).role, faded ? 1 - (1 - shade) * FADED : shade);
}

static float bucket_shade(enum bucket bucket)
{
    static const float shades[BUCKET_COUNT] = {
        [BUCKET_DEAD] = 0.92F, [BUCKET_TALK] = 0.86F, [BUCKET_PLANNED] = 0.66F, [BUCKET_FIRM] = 0.22F};
    return shades[bucket];
}

static bool is_talk(const struct matrix_strip *strip)
{
    return strip->bucket == BUCKET_TALK || strip->bucket == BUCKET_DEAD;
}

/* ---- squares ---- */

/* A top in teeth: "or more" */
static void trace_frayed(struct scene *scene, double x, double y, double width, double height)
{
    int teeth = (int)fmax(round(width / TOOTH), 1);
    double step = width / teeth, depth = fmin(FRAY, height / 2);
    scene_move(scene, x, y + height);
    scene_line(scene, x, y + depth);
    for (int i = 0; i < teeth; i++) {
        scene_line(scene, x + (i + 0.5) * step, y);
        scene_line(scene, x + (i + 1) * step, y + depth);
    }
    scene_line(scene, x + width, y + height);
    scene_close(scene);
}

static void trace_body(struct scene *scene, const struct matrix_strip *strip, double y, double height)
{
    if (strip->open && height >= 3)
        trace_frayed(scene, strip->x, y, strip->width, height);
    else
        scene_rectangle(scene, strip->x, y, strip->width, height);
}

/* What fills the strip above its sure part */
static struct paint unsure_paint(const struct matrix_strip *strip, bool faded)
{
    struct paint paint = {.fill = strip_colour(strip, bucket_shade(strip->bucket), faded)};
    if (strip->look == LOOK_SOFT)
        paint.fill = strip_colour(strip, fminf(bucket_shade(strip->bucket) + 0.3F, 0.93F), faded);
    if (strip->look == LOOK_OUTLINE)
        paint.fill = shade_of(ROLE_PAPER, 0);
    if (strip->look == LOOK_HATCHED) {
        paint.fill = strip_colour(strip, 0.90F, faded);
        paint.hatch = strip_colour(strip, 0.25F, faded);
        paint.hatch_gap = 2.8;
        paint.hatch_width = 0.7;
    }
    return paint;
}

static void draw_strip(
    struct scene *scene, const struct matrix_strip *strip, double base, double side, bool faded)
{
    double core = fmin(strip->core_height, side);
    bool outlined =
        strip->bucket != BUCKET_FIRM || strip->look == LOOK_OUTLINE || strip->look == LOOK_HATCHED;
    double inset = outlined ? fmin(EDGE / 2, fmin(strip->width, side) / 4) : 0;
    trace_body(scene, strip, base - side, side);
    scene_paint(scene, unsure_paint(strip, faded));
    if (strip->look != LOOK_SOLID && core > 0.05) {
        scene_rectangle(scene, strip->x, base - core, strip->width, core);
        scene_paint(scene, (struct paint){.fill = strip_colour(strip, bucket_shade(strip->bucket), faded)});
    }
    if (!outlined)
        return;
    struct matrix_strip edge = *strip;
    edge.x += inset;
    edge.width -= 2 * inset;
    trace_body(scene, &edge, base - side + inset, side - 2 * inset);
    scene_paint(
        scene, (struct paint){.stroke = strip_colour(strip, 0, faded),
                   .stroke_width = fmin(fmin(EDGE, 2 * inset), fmax(side * 0.09, 0.4)), /* dashes follow it */
                   .dash = is_talk(strip) ? DASH_DASHED : DASH_SOLID});
}

static void draw_unknown(struct scene *scene, double x, double base, double side, struct colour colour)
{
    scene_rectangle(scene, x + 0.5, base - side + 0.5, side - 1, side - 1);
    scene_paint(scene,
        (struct paint){
            .fill = shade_of(ROLE_PAPER, 0), .stroke = colour, .stroke_width = 1, .dash = DASH_DOTTED});
}

static void draw_square(struct scene *scene, const struct matrix_cell *cell)
{
    if (cell->unknown) {
        draw_unknown(
            scene, cell->square_x, cell->base, cell->side, strip_colour(&cell->strips[0], 0, cell->faded));
        return;
    }
    for (size_t s = 0; s < cell->strip_count; s++)
        if (cell->strips[s].reserve > 0)
            draw_strip(scene, &cell->strips[s], cell->base, cell->side, cell->faded);
    if (cell->dots > 0)
        draw_unknown(
            scene, cell->dots_x, cell->base, cell->dots, strip_colour(cell->partly_unknown, 0, cell->faded));
}

/* ---- marks ---- */

/* Two arrows, one each way; x, y: the middle */
static void draw_mutual(struct scene *scene, double x, double y, struct colour colour)
{
    for (int way = -1; way <= 1; way += 2) {
        double line = y + way * 1.5, tip = x + way * 3.4;
        scene_move(scene, x - way * 3.2, line);
        scene_line(scene, tip - way * 0.6, line);
        scene_paint(scene, (struct paint){.stroke = colour, .stroke_width = 0.8});
        scene_move(scene, tip - way * 2.1, line - 1.4);
        scene_line(scene, tip, line);
        scene_line(scene, tip - way * 2.1, line + 1.4);
        scene_paint(scene, (struct paint){.stroke = colour, .stroke_width = 0.8});
    }
}

static void draw_disc(
    const struct matrix_plan *plan, struct scene *scene, const char *number, double x, double y, bool faded)
{
    struct text_style style = {FACE_CONDENSED_SEMIBOLD, 7};
    const struct text_run *run = text_shape(plan->text, style, number);
    double radius = MATRIX_MARK / 2, width = fmax(2 * radius, run->width + 3.4);
    scene_rounded(scene, x - width / 2, y - radius, width, 2 * radius, radius);
    scene_paint(scene, (struct paint){.fill = shade_of(ROLE_INK, faded ? 0.6F : 0)});
    scene_text(scene, run, x, y + 2.5, ALIGN_MIDDLE, shade_of(ROLE_PAPER, 0));
}

/* Where there is no room beside the discs, the cell's frame alone says that it is one of a pair. */
static void draw_marks(const struct matrix_plan *plan, struct scene *scene, const struct matrix_cell *cell)
{
    double y = cell->y + 2 + MATRIX_MARK / 2, step = MATRIX_MARK + 1;
    size_t first = cell->loops.count < cell->discs_each ? cell->loops.count : cell->discs_each;
    for (size_t i = 0; i < cell->loops.count; i++)
        draw_disc(plan, scene, arena_printf(plan->arena, "%zu", cell->loops.at[i] + 1),
            cell->x + 2 + MATRIX_MARK / 2 + step * (double)(i % cell->discs_each),
            y + step * (double)(i / cell->discs_each), cell->faded);
    if (cell->mutual && 2 + step * (double)first + MUTUAL_WIDTH <= cell->width)
        draw_mutual(scene, cell->x + cell->width - 6, y, shade_of(ROLE_INK, cell->faded ? 0.6F : 0));
}

/* ---- words ---- */

static void draw_lines(struct scene *scene, const struct text_lines *lines, double x, double y,
    double leading, enum align align, struct colour colour)
{
    for (size_t l = 0; l < lines->count; l++) {
        const struct text_line *line = &lines->lines[l];
        double from = x - (align == ALIGN_MIDDLE ? line->width / 2 : align == ALIGN_END ? line->width : 0);
        for (size_t p = 0; p < line->count; p++)
            scene_text_piece(scene, line->pieces[p].run, from + line->pieces[p].x, y + leading * (double)l,
                align, colour, (struct colour){0}, 0);
    }
}

/* Around y, the middle */
static void draw_middle(struct scene *scene, const struct text_lines *lines, double x, double y,
    double leading, enum align align, struct colour colour)
{
    double top = y - leading * (double)lines->count / 2;
    draw_lines(scene, lines, x, top + leading - 2, leading, align, colour);
}

static void draw_word(const struct matrix_plan *plan, struct scene *scene, const char *word,
    struct text_style style, double x, double y, enum align align, struct colour colour)
{
    scene_text(scene, text_shape(plan->text, style, word), x, y, align, colour);
}

/* ---- the grid ---- */

static void draw_cell(const struct matrix_plan *plan, struct scene *scene, const struct matrix_cell *cell)
{
    struct scene_data data[] = {{"deal", cell->deals}, {"from", plan->parties[cell->payer].id},
        {"to", plan->parties[cell->payee].id}};
    scene_begin(
        scene, (struct scene_group){
                   .css = "cell", .title = matrix_cell_title(plan, cell), .data = data, .data_count = 3});
    if (cell->mutual) {
        scene_rounded(scene, cell->x + 0.6, cell->y + 0.6, cell->width - 1.2, cell->height - 1.2, RADIUS);
        scene_paint(scene,
            (struct paint){.stroke = shade_of(ROLE_INK, cell->faded ? 0.8F : 0.35F), .stroke_width = 0.6});
    }
    draw_square(scene, cell);
    draw_marks(plan, scene, cell);
    bool own = cell->within && plan->parties[cell->payer].node != NO_INDEX;
    draw_lines(scene, &cell->words.lines, cell->x + cell->width / 2, cell->base + 1 + MATRIX_LEADING - 2.2,
        MATRIX_LEADING, ALIGN_MIDDLE, shade_of(own ? ROLE_SECONDARY : ROLE_INK, cell->faded ? 0.6F : 0));
    scene_end(scene);
}

static double grid_right(const struct matrix_plan *plan)
{
    return plan->left + plan->pitch * (double)plan->column_count;
}

/* The diagonal: where row and column are the same party */
static void draw_diagonal(const struct matrix_plan *plan, struct scene *scene)
{
    for (size_t i = 0; i < plan->row_count; i++) {
        const struct matrix_party *party = &plan->parties[plan->rows[i]];
        if (party->column == NO_INDEX)
            continue;
        scene_rectangle(scene, plan->left + plan->pitch * (double)party->column, plan->row_tops[i],
            plan->pitch, plan->row_tops[i + 1] - plan->row_tops[i]);
        scene_paint(scene, (struct paint){.fill = shade_of(ROLE_TINT, 0)});
    }
}

static void draw_rules(const struct matrix_plan *plan, struct scene *scene)
{
    double right = grid_right(plan), end = right + plan->right;
    struct colour rule = shade_of(ROLE_RULE, 0), ink = shade_of(ROLE_INK, 0);
    for (size_t i = 1; i < plan->row_count; i++)
        scene_rule(scene, 0, plan->row_tops[i], end, plan->row_tops[i], rule, GRID, DASH_SOLID);
    for (size_t i = 0; i <= plan->column_count; i++) {
        double x = plan->left + plan->pitch * (double)i;
        scene_rule(scene, x, plan->head_height, x, plan->grid_bottom, rule, GRID, DASH_SOLID);
    }
    double bottom = plan->grid_bottom + plan->total_height;
    scene_rule(scene, 0, plan->head_height, end, plan->head_height, ink, AXIS, DASH_SOLID);
    scene_rule(scene, 0, plan->grid_bottom, end, plan->grid_bottom, ink, AXIS, DASH_SOLID);
    scene_rule(scene, 0, bottom, end, bottom, ink, AXIS, DASH_SOLID);
}

/* Columns that stand before the row's party, or are its own, lie left of the line. */
static size_t columns_before(const struct matrix_plan *plan, size_t party)
{
    size_t count = 0;
    while (count < plan->column_count && plan->columns[count] <= party)
        count++;
    return count;
}

static void draw_stair(const struct matrix_plan *plan, struct scene *scene)
{
    double from = plan->left;
    scene_move(scene, from, plan->row_tops[0]);
    for (size_t i = 0; i < plan->row_count && plan->parties[plan->rows[i]].node != NO_INDEX; i++) {
        double x = plan->left + plan->pitch * (double)columns_before(plan, plan->rows[i]);
        scene_line(scene, x, plan->row_tops[i]);
        scene_line(scene, x, plan->row_tops[i + 1]);
    }
    scene_paint(scene, (struct paint){.stroke = shade_of(ROLE_FAINT, 0), .stroke_width = 0.9});
}

/* ---- heads and sums ---- */

static void draw_row_head(const struct matrix_plan *plan, struct scene *scene, size_t row)
{
    const struct matrix_party *party = &plan->parties[plan->rows[row]];
    double middle = (plan->row_tops[row] + plan->row_tops[row + 1]) / 2;
    struct scene_data data[] = {{"party", party->id}};
    scene_begin(
        scene, (struct scene_group){.css = "head", .title = party->name, .data = data, .data_count = 1});
    if (plan->numbered)
        draw_word(plan, scene, arena_printf(plan->arena, "%zu", plan->rows[row] + 1), matrix_cell_style(),
            plan->number_width - 3,
            middle - MATRIX_NAME_LEADING * (double)party->row_name.count / 2 + MATRIX_NAME_LEADING - 2,
            ALIGN_END, shade_of(ROLE_SECONDARY, party->faded ? 0.6F : 0));
    draw_middle(scene, &party->row_name, plan->number_width, middle, MATRIX_NAME_LEADING, ALIGN_START,
        shade_of(ROLE_INK, party->faded ? 0.6F : 0));
    scene_end(scene);
    scene_begin(scene, (struct scene_group){.css = "total",
                           .title = say(plan->arena, "%s pays out %s", party->name, party->out_words.full),
                           .data = data,
                           .data_count = 1});
    draw_middle(scene, &party->out_words.lines, grid_right(plan) + plan->right, middle, MATRIX_LEADING,
        ALIGN_END, shade_of(ROLE_INK, party->faded ? 0.6F : 0));
    scene_end(scene);
}

static void draw_column_head(const struct matrix_plan *plan, struct scene *scene, size_t column)
{
    const struct matrix_party *party = &plan->parties[plan->columns[column]];
    double x = plan->left + plan->pitch * ((double)column + 0.5);
    struct colour ink = shade_of(ROLE_INK, party->faded ? 0.6F : 0);
    struct scene_data data[] = {{"party", party->id}};
    scene_begin(
        scene, (struct scene_group){.css = "head", .title = party->name, .data = data, .data_count = 1});
    double base = plan->head_height - 4 - MATRIX_LEADING * (double)(party->column_name.count - 1);
    draw_lines(scene, &party->column_name, x, plan->numbered ? MATRIX_LEADING - 1 : base, MATRIX_LEADING,
        ALIGN_MIDDLE, ink);
    scene_end(scene);
    scene_begin(scene, (struct scene_group){.css = "total",
                           .title = say(plan->arena, "%s takes in %s", party->name, party->in_words.full),
                           .data = data,
                           .data_count = 1});
    draw_lines(scene, &party->in_words.lines, x, plan->grid_bottom + 3 + MATRIX_LEADING - 2, MATRIX_LEADING,
        ALIGN_MIDDLE, ink);
    scene_end(scene);
}

static void draw_margins(const struct matrix_plan *plan, struct scene *scene)
{
    double end = grid_right(plan) + plan->right, base = plan->head_height - 4,
           sums = plan->grid_bottom + 3 + MATRIX_LEADING - 2;
    struct colour secondary = shade_of(ROLE_SECONDARY, 0);
    scene_begin(scene, (struct scene_group){.css = "margins"});
    const char *both = said(plan->arena, "pays ↓   is paid →"), *pays = said(plan->arena, "pays ↓");
    double room = plan->left - plan->number_width - 2;
    draw_word(plan, scene, text_width(plan->text, matrix_cell_style(), both) <= room ? both : pays,
        matrix_cell_style(), plan->number_width, base, ALIGN_START, secondary);
    draw_word(
        plan, scene, said(plan->arena, "pays out"), matrix_cell_style(), end, base, ALIGN_END, secondary);
    draw_word(plan, scene, said(plan->arena, "takes in"), matrix_cell_style(), plan->number_width, sums,
        ALIGN_START, secondary);
    scene_begin(scene, (struct scene_group){.css = "total"});
    draw_lines(scene, &plan->total_words.lines, end, sums, MATRIX_LEADING, ALIGN_END, shade_of(ROLE_INK, 0));
    scene_end(scene);
    scene_end(scene);
}

/* ---- below ---- */

static void draw_sample(struct scene *scene, const struct matrix_legend_entry *entry)
{
    struct matrix_strip sample = {.deal_class = CLASS_OTHER,
        .bucket = BUCKET_FIRM,
        .x = entry->x,
        .width = entry->swatch,
        .core_height = entry->swatch};
    if (entry->kind == ENTRY_CLASS)
        sample.deal_class = (enum deal_class)entry->value;
    if (entry->kind == ENTRY_BUCKET)
        sample.bucket = (enum bucket)entry->value;
    if (entry->kind == ENTRY_LOOK) {
        sample.look = (enum square_look)entry->value;
        sample.core_height = entry->swatch * 0.4;
    }
    sample.open = entry->kind == ENTRY_OPEN;
    draw_strip(scene, &sample, entry->y + 1, entry->swatch, false);
}

static void draw_stair_sample(struct scene *scene, const struct matrix_legend_entry *entry)
{
    scene_move(scene, entry->x, entry->y - 7);
    scene_line(scene, entry->x + 8, entry->y - 7);
    scene_line(scene, entry->x + 8, entry->y);
    scene_line(scene, entry->x + 16, entry->y);
    scene_paint(scene, (struct paint){.stroke = shade_of(ROLE_FAINT, 0), .stroke_width = 0.9});
}

static void draw_swatch(
    const struct matrix_plan *plan, struct scene *scene, const struct matrix_legend_entry *entry)
{
    double middle = entry->x + entry->swatch / 2;
    switch (entry->kind) {
    case ENTRY_SCALE:
        scene_rectangle(scene, entry->x, entry->y + 1 - entry->swatch, entry->swatch, entry->swatch);
        scene_paint(scene, (struct paint){.fill = shade_of(ROLE_SECONDARY, 0)});
        break;
    case ENTRY_UNKNOWN:
        draw_unknown(scene, entry->x, entry->y + 1, entry->swatch, shade_of(ROLE_OTHER, 0));
        break;
    case ENTRY_MUTUAL:
        scene_rounded(scene, entry->x + 0.3, entry->y - 7.6, entry->swatch - 0.6, 9.4, RADIUS);
        scene_paint(scene, (struct paint){.stroke = shade_of(ROLE_INK, 0.35F), .stroke_width = 0.6});
        draw_mutual(scene, middle, entry->y - 2.9, shade_of(ROLE_INK, 0));
        break;
    case ENTRY_LOOP:
        draw_disc(plan, scene, "1", middle, entry->y - 2.6, false);
        break;
    case ENTRY_STAIR:
        draw_stair_sample(scene, entry);
        break;
    default:
        draw_sample(scene, entry);
    }
}

static void draw_legend(const struct matrix_plan *plan, struct scene *scene)
{
    struct colour secondary = shade_of(ROLE_SECONDARY, 0);
    scene_begin(scene, (struct scene_group){.css = "legend"});
    for (size_t i = 0; i < plan->legend_count; i++) {
        const struct matrix_legend_entry *entry = &plan->legend[i];
        draw_swatch(plan, scene, entry);
        scene_text(scene, entry->run, entry->x + entry->swatch + 4, entry->y, ALIGN_START, secondary);
    }
    scene_end(scene);
    draw_lines(scene, &plan->remarks, 0, plan->remarks_y, 9.5, ALIGN_START, secondary);
}

void matrix_draw(const struct matrix_plan *plan, struct scene *scene)
{
    scene_begin(scene, (struct scene_group){.css = "grid"});
    draw_diagonal(plan, scene);
    draw_rules(plan, scene);
    if (matrix_runs_back(plan))
        draw_stair(plan, scene);
    scene_end(scene);
    for (size_t i = 0; i < plan->column_count; i++)
        draw_column_head(plan, scene, i);
    for (size_t i = 0; i < plan->row_count; i++) {
        draw_row_head(plan, scene, i);
        for (size_t c = 0; c < plan->cell_count; c++)
            if (plan->cells[c].payer == plan->rows[i])
                draw_cell(plan, scene, &plan->cells[c]);
    }
    draw_margins(plan, scene);
    draw_legend(plan, scene);
}
