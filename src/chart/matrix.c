/* SPDX-License-Identifier: MIT */
/*
 * matrix: in, gathered cells and a width; out, where everything stands: names, columns, rows as high as their
 * squares need, words, legend. Parties are folded until no word needs more room than its column has.
 */
#include "matrix_plan.h"

#include "say.h"
#include "wording.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static const double WIDTH_LEAST = 120, WIDTH_NARROW = 300, NAMED_SHARE = 0.8, NAME_SHARE_MANY = 0.17,
                    PITCH_MOST = 84, CELL_PAD = 1, SIDE_MOST = 54, SQUARE_PAD = 2, DOTS_GAP = 1.5,
                    DOTS_SHARE = 0.75, NAME_SHARE = 0.22, NAME_LEAST = 40, NAME_MOST = 130, COLUMN_GAP = 4,
                    TOTAL_LEAST = 24, TOTAL_SHARE = 0.16, ROW_PAD = 2.5, LEGEND_GAP = 10, LEGEND_ROW = 12.5,
                    ENTRY_GAP = 13, SWATCH_GAP = 4, REMARK_LEADING = 9.5, HEAD_PAD = 3;
enum {
    MANY_COLUMNS = 10,
    NAMED_LINES = 2,
    FULL_LINES = 2,
    BRIEF_LINES = 2,
    SUM_LINES = 3,
    HEAD_LINES = 3,
    PARTIES_LEAST = 4
};

struct text_style matrix_cell_style(void)
{
    return (struct text_style){FACE_CONDENSED_MEDIUM, 7};
}

struct text_style matrix_name_style(void)
{
    return (struct text_style){FACE_CONDENSED_MEDIUM, 7.5};
}

struct text_style matrix_sum_style(void)
{
    return (struct text_style){FACE_CONDENSED_SEMIBOLD, 7};
}

/* ---- words in columns ---- */

static struct text_lines wrap(
    const struct matrix_plan *plan, const char *string, struct text_style style, double width)
{
    struct text_span span = {.string = string, .style = style};
    return text_wrap(plan->text, plan->arena, &span, 1, fmax(width, 1) + 0.01);
}

/* The widest piece between the places where a line may break: spaces and dashes */
static double word_need(const struct matrix_plan *plan, const char *words, struct text_style style)
{
    double most = 0;
    for (const char *at = words; *at;) {
        const char *end = at;
        while (*end && *end != ' ' && !str_starts(end, "–"))
            end++;
        if (str_starts(end, "–"))
            end += strlen("–");
        most = fmax(most, text_width(plan->text, style, arena_strndup(plan->arena, at, (size_t)(end - at))));
        at = end;
        while (*at == ' ')
            at++;
    }
    return most;
}

bool matrix_words_fit(
    const struct matrix_plan *plan, const char *words, struct text_style style, double width, size_t lines)
{
    return word_need(plan, words, style) <= width && wrap(plan, words, style, width).count <= lines;
}

static void words_make(struct matrix_plan *plan)
{
    for (size_t c = 0; c < plan->cell_count; c++) {
        struct matrix_cell *cell = &plan->cells[c];
        matrix_words_set(plan, &cell->words, &cell->sum);
        if (cell->within && plan->parties[cell->payer].node != NO_INDEX) { /* in no total */
            cell->words.full = arena_printf(plan->arena, "(%s)", cell->words.full);
            cell->words.brief = arena_printf(plan->arena, "(%s)", cell->words.brief);
        }
    }
    for (size_t p = 0; p < plan->party_count; p++) {
        matrix_words_set(plan, &plan->parties[p].out_words, &plan->parties[p].out);
        matrix_words_set(plan, &plan->parties[p].in_words, &plan->parties[p].in);
    }
    matrix_words_set(plan, &plan->total_words, &plan->total);
}

/* "≥ 38B" where it has room, else "≥38B", else on two lines */
static const char *brief_words(const struct matrix_plan *plan, const char *words, struct text_style style)
{
    double width = plan->pitch - 2 * CELL_PAD;
    const char *space = strchr(words, ' ');
    if (!space || text_width(plan->text, style, words) <= width - 1)
        return words;
    const char *joined = arena_printf(plan->arena, "%.*s%s", (int)(space - words), words, space + 1);
    return word_need(plan, joined, style) <= width ? joined : words;
}

static const char *sum_words_in(const struct matrix_plan *plan, const struct matrix_words *words)
{
    return plan->brief ? brief_words(plan, words->brief, matrix_sum_style()) : words->full;
}

/* Below a square that nobody knows the size of, the dots say so where the word has no room. */
static const char *cell_words(const struct matrix_plan *plan, const struct matrix_cell *cell)
{
    if (plan->brief && cell->unknown)
        return "";
    return plan->brief ? brief_words(plan, cell->words.brief, matrix_cell_style()) : cell->words.full;
}

static bool all_fit(const struct matrix_plan *plan)
{
    double width = plan->pitch - 2 * CELL_PAD;
    size_t lines = plan->brief ? BRIEF_LINES : FULL_LINES;
    for (size_t c = 0; c < plan->cell_count; c++)
        if (!matrix_words_fit(plan, cell_words(plan, &plan->cells[c]), matrix_cell_style(), width, lines))
            return false;
    for (size_t i = 0; i < plan->column_count; i++) {
        const struct matrix_party *party = &plan->parties[plan->columns[i]];
        if (!matrix_words_fit(
                plan, sum_words_in(plan, &party->in_words), matrix_sum_style(), width, SUM_LINES))
            return false;
    }
    return true;
}

/* ---- columns ---- */

/* Beneath a number a head has less room than where it is all there is. */
bool matrix_head_fits(const struct matrix_plan *plan, const char *name)
{
    size_t lines = plan->numbered ? NAMED_LINES : HEAD_LINES;
    return matrix_words_fit(plan, name, matrix_cell_style(), plan->pitch - HEAD_PAD, lines);
}

static bool head_fits(const struct matrix_plan *plan, size_t column)
{
    return matrix_head_fits(plan, plan->parties[plan->columns[column]].name);
}

static bool heads_fit(const struct matrix_plan *plan)
{
    for (size_t i = 0; i < plan->column_count; i++)
        if (!head_fits(plan, i))
            return false;
    return true;
}

/* Numbers carry names where most of these fit, the others cut: a few alone would seem to be picked. */
static void heads_name(struct matrix_plan *plan)
{
    size_t named = 0;
    for (size_t i = 0; i < plan->column_count; i++)
        named += head_fits(plan, i);
    plan->named = !plan->numbered || (double)named >= NAMED_SHARE * (double)plan->column_count;
    for (size_t i = 0; i < plan->column_count; i++)
        plan->parties[plan->columns[i]].named = plan->named && (!plan->numbered || head_fits(plan, i));
}

/* A phone has room for whole words nowhere but in the names. */
static const char *out_words_in(const struct matrix_plan *plan, const struct matrix_words *words)
{
    return plan->brief_sums ? words->brief : words->full;
}

static void totals_measure(struct matrix_plan *plan)
{
    double need = text_width(plan->text, matrix_cell_style(), said(plan->arena, "pays out")),
           word = TOTAL_LEAST;
    for (size_t i = 0; i <= plan->row_count; i++) {
        const char *words = out_words_in(
            plan, i < plan->row_count ? &plan->parties[plan->rows[i]].out_words : &plan->total_words);
        need = fmax(need, text_width(plan->text, matrix_sum_style(), words));
        word = fmax(word, word_need(plan, words, matrix_sum_style()));
    }
    plan->right = fmax(fmin(need, plan->width * TOTAL_SHARE), word) + COLUMN_GAP;
}

static void names_measure(struct matrix_plan *plan)
{
    double share = plan->column_count > MANY_COLUMNS ? NAME_SHARE_MANY : NAME_SHARE, need = 0;
    double most = fmin(fmax(plan->width * share, NAME_LEAST), NAME_MOST);
    for (size_t i = 0; i < plan->row_count; i++)
        need = fmax(need, text_width(plan->text, matrix_name_style(), plan->parties[plan->rows[i]].name));
    need = fmax(need, text_width(plan->text, matrix_cell_style(), said(plan->arena, "takes in")));
    plan->name_width = fmin(need, most);
}

/* Columns share what names and totals leave; heads are names where all of them have room, else numbers. */
static void columns_place(struct matrix_plan *plan)
{
    plan->brief_sums = plan->width < WIDTH_NARROW;
    totals_measure(plan);
    names_measure(plan);
    for (int numbered = 0; numbered < 2; numbered++) {
        plan->numbered = numbered == 1;
        plan->number_width = plan->numbered ? 12 : 0;
        plan->left = plan->number_width + plan->name_width + COLUMN_GAP;
        plan->pitch = fmin((plan->width - plan->left - plan->right) / (double)plan->column_count, PITCH_MOST);
        if (plan->pitch > 0 && (plan->numbered || heads_fit(plan)))
            break;
    }
    plan->brief = false;
    plan->brief = !all_fit(plan);
    heads_name(plan);
}

/* ---- rows ---- */

/* "23" and the name below it, cut where it has no room */
static const char *head_words(const struct matrix_plan *plan, size_t column)
{
    const struct matrix_party *party = &plan->parties[plan->columns[column]];
    size_t number = plan->columns[column] + 1;
    if (!plan->numbered)
        return party->name;
    if (!plan->named)
        return arena_printf(plan->arena, "%zu", number);
    const char *name = party->name;
    if (!party->named)
        name = text_shape_fitting(plan->text, matrix_cell_style(), name, plan->pitch - HEAD_PAD)->string;
    return arena_printf(plan->arena, "%zu\n%s", number, name);
}

static double heads_height(struct matrix_plan *plan)
{
    size_t most = 1;
    for (size_t i = 0; i < plan->column_count; i++) {
        struct matrix_party *party = &plan->parties[plan->columns[i]];
        party->column_name = wrap(plan, head_words(plan, i), matrix_cell_style(), plan->pitch - HEAD_PAD);
        most = party->column_name.count > most ? party->column_name.count : most;
    }
    return (double)most * MATRIX_LEADING + 5;
}

/* Discs beside each other in a cell; the mark of a pair stands beside them where it has room. */
static size_t discs_most(const struct matrix_plan *plan)
{
    return (size_t)fmax(1, floor((plan->pitch - 3) / (MATRIX_MARK + 1)));
}

static size_t mark_lines(const struct matrix_plan *plan, size_t payer)
{
    size_t most = 0, each = discs_most(plan);
    for (size_t c = 0; c < plan->cell_count; c++) {
        const struct matrix_cell *cell = &plan->cells[c];
        size_t lines = (cell->loops.count + each - 1) / each;
        if (lines == 0 && cell->mutual)
            lines = 1;
        if (cell->payer == payer && lines > most)
            most = lines;
    }
    return most;
}

/* Not to scale, and never broader than what is */
static double unknown_side(const struct matrix_plan *plan)
{
    return fmin(MATRIX_UNKNOWN, plan->pitch / 4);
}

/* The dots of what is undisclosed stand beside the square where both have room; else its top is frayed. */
static void cell_dots(const struct matrix_plan *plan, struct matrix_cell *cell)
{
    double dots = cell->partly_unknown ? unknown_side(plan) * DOTS_SHARE : 0;
    bool beside = cell->partly_unknown && cell->side + DOTS_GAP + dots <= plan->pitch - 2 * DOTS_GAP;
    cell->dots = beside ? dots : 0;
    for (size_t s = cell->strip_count; cell->partly_unknown && !beside && s-- > 0;)
        if (cell->strips[s].reserve > 0) {
            cell->strips[s].open = true;
            break;
        }
}

static void squares_scale(struct matrix_plan *plan)
{
    plan->side_most = fmin(plan->pitch - 2 * SQUARE_PAD, SIDE_MOST) * plan->side_share;
    plan->reserve_most = 0;
    for (size_t c = 0; c < plan->cell_count; c++)
        if (plan->cells[c].reserve > plan->reserve_most)
            plan->reserve_most = plan->cells[c].reserve;
    for (size_t c = 0; c < plan->cell_count; c++) {
        struct matrix_cell *cell = &plan->cells[c];
        cell->side = unknown_side(plan);
        if (cell->unknown)
            continue;
        cell->side = plan->side_most * sqrt((double)cell->reserve / (double)plan->reserve_most);
        cell->floored = cell->side < MATRIX_FLOOR;
        cell->side = fmax(cell->side, MATRIX_FLOOR);
        cell_dots(plan, cell);
    }
}

static void strips_place(struct matrix_cell *cell)
{
    double x = cell->square_x;
    for (size_t s = 0; s < cell->strip_count; s++) {
        struct matrix_strip *strip = &cell->strips[s];
        if (strip->reserve <= 0)
            continue;
        strip->x = x;
        strip->width = cell->side * ((double)strip->reserve / (double)cell->reserve);
        strip->core_height = cell->side * ((double)strip->core / (double)strip->reserve);
        x += strip->width;
    }
}

static double row_place(struct matrix_plan *plan, size_t payer, double top)
{
    struct matrix_party *party = &plan->parties[payer];
    double marks = (double)mark_lines(plan, payer) * (MATRIX_MARK + 1), side = 0, words = 0;
    party->row_name = wrap(plan, party->name, matrix_name_style(), plan->name_width);
    party->out_words.lines =
        wrap(plan, out_words_in(plan, &party->out_words), matrix_sum_style(), plan->right - COLUMN_GAP);
    for (size_t c = 0; c < plan->cell_count; c++) {
        struct matrix_cell *cell = &plan->cells[c];
        if (cell->payer != payer)
            continue;
        cell->words.lines =
            wrap(plan, cell_words(plan, cell), matrix_cell_style(), plan->pitch - 2 * CELL_PAD);
        side = fmax(side, cell->side);
        words = fmax(words, (double)cell->words.lines.count * MATRIX_LEADING);
    }
    double names = fmax((double)party->row_name.count * MATRIX_NAME_LEADING,
        (double)party->out_words.lines.count * MATRIX_LEADING);
    double height = fmax(marks + side + (words > 0 ? words + 1 : 0), names) + 2 * ROW_PAD;
    for (size_t c = 0; c < plan->cell_count; c++) {
        struct matrix_cell *cell = &plan->cells[c];
        if (cell->payer != payer)
            continue;
        cell->x = plan->left + plan->pitch * (double)plan->parties[cell->payee].column;
        cell->y = top;
        cell->width = plan->pitch;
        cell->height = height;
        cell->base = top + height - ROW_PAD - (words > 0 ? words + 1 : 0);
        double beside = cell->dots > 0 ? cell->dots + DOTS_GAP : 0;
        cell->square_x = cell->x + (cell->width - cell->side - beside) / 2;
        cell->dots_x = cell->square_x + cell->side + DOTS_GAP;
        cell->discs_each = discs_most(plan);
        strips_place(cell);
    }
    return height;
}

static double totals_place(struct matrix_plan *plan)
{
    size_t most = 1;
    for (size_t i = 0; i < plan->column_count; i++) {
        struct matrix_party *party = &plan->parties[plan->columns[i]];
        party->in_words.lines =
            wrap(plan, sum_words_in(plan, &party->in_words), matrix_sum_style(), plan->pitch - 2 * CELL_PAD);
        most = party->in_words.lines.count > most ? party->in_words.lines.count : most;
    }
    plan->total_words.lines =
        wrap(plan, out_words_in(plan, &plan->total_words), matrix_sum_style(), plan->right - COLUMN_GAP);
    most = plan->total_words.lines.count > most ? plan->total_words.lines.count : most;
    return (double)most * MATRIX_LEADING + 2 * ROW_PAD + 1;
}

static const double TOO_HIGH = 1e5;

/* ---- legend ---- */

/* The greatest 1, 2 or 5 · 10^n whose square is at most half as broad as the greatest; 0 when there is none.
 */
static money scale_value(const struct matrix_plan *plan)
{
    static const int steps[] = {1, 2, 5};
    double side = fmin(plan->side_most / 2, MATRIX_SWATCH);
    double most = plan->side_most > 0
                      ? (double)plan->reserve_most * (side / plan->side_most) * (side / plan->side_most)
                      : 0;
    money best = 0, decade = 1;
    for (int power = 0; power < 18; power++, decade *= 10)
        for (int s = 0; s < 3; s++)
            if ((double)(decade * steps[s]) <= most)
                best = decade * steps[s];
    return best;
}

static struct matrix_legend_entry *entry_add(struct matrix_plan *plan, int kind, int value, const char *words)
{
    struct matrix_legend_entry *entry = &plan->legend[plan->legend_count++];
    *entry = (struct matrix_legend_entry){.value = value, .swatch = MATRIX_SWATCH};
    entry->kind = kind;
    entry->run = text_shape(plan->text, theme_style(STYLE_NOTE), words);
    return entry;
}

static void scale_entry(struct matrix_plan *plan)
{
    plan->scale_money = plan->reserve_most > 0 ? scale_value(plan) : 0;
    if (plan->scale_money == 0)
        return;
    plan->scale_side = plan->side_most * sqrt((double)plan->scale_money / (double)plan->reserve_most);
    struct str amount = str_init(plan->arena);
    word_money(&amount, plan->scale_money, plan->facts->dataset->currency, NUMBER_SHORT, 0);
    const char *words = say(plan->arena, "this area = %s", str_text(&amount));
    entry_add(plan, ENTRY_SCALE, 0, words)->swatch = plan->scale_side;
}

static void legend_collect(struct matrix_plan *plan)
{
    bool classes[CLASS_COUNT] = {false}, buckets[BUCKET_COUNT] = {false}, looks[LOOK_COUNT] = {false},
         open = false, unknown = false, mutual = false, loop = false;
    for (size_t c = 0; c < plan->cell_count; c++) {
        const struct matrix_cell *cell = &plan->cells[c];
        unknown = unknown || cell->unknown || cell->partly_unknown;
        mutual = mutual || cell->mutual;
        loop = loop || cell->loops.count > 0;
        for (size_t s = 0; s < cell->strip_count; s++) {
            classes[cell->strips[s].deal_class] = true;
            if (cell->strips[s].reserve <= 0)
                continue;
            buckets[cell->strips[s].bucket] = true;
            looks[cell->strips[s].look] = true;
            open = open || cell->strips[s].open;
        }
    }
    plan->legend =
        arena_array(plan->arena, struct matrix_legend_entry, CLASS_COUNT + BUCKET_COUNT + LOOK_COUNT + 6);
    plan->legend_count = 0;
    scale_entry(plan);
    for (int c = 0; c < CLASS_COUNT; c++)
        if (classes[c])
            entry_add(plan, ENTRY_CLASS, c, word_class(plan->arena, (enum deal_class)c));
    bool brief = manner_in(plan->arena)->brief; /* the subtitle says these */
    for (int b = BUCKET_COUNT - 1; b >= 0 && !brief; b--)
        if (buckets[b])
            entry_add(plan, ENTRY_BUCKET, b, word_bucket(plan->arena, (enum bucket)b));
    for (int l = 0; l < LOOK_COUNT && !brief; l++)
        if (looks[l] && l != LOOK_SOLID)
            entry_add(plan, ENTRY_LOOK, l, matrix_look_words(plan->arena, (enum square_look)l));
    if (open && !brief)
        entry_add(plan, ENTRY_OPEN, 0, said(plan->arena, "at least: frayed top"));
    if (unknown && !brief)
        entry_add(plan, ENTRY_UNKNOWN, 0, said(plan->arena, "undisclosed: area not to scale"));
    if (mutual)
        entry_add(plan, ENTRY_MUTUAL, 0, said(plan->arena, "deals in both directions"))->swatch = 12;
    if (loop)
        entry_add(plan, ENTRY_LOOP, 0, said(plan->arena, "part of the loop of that number"));
    if (matrix_runs_back(plan) && !brief)
        entry_add(plan, ENTRY_STAIR, 0, said(plan->arena, "left of the stepped line: money that runs back"))
            ->swatch = 16;
}

static double legend_place(struct matrix_plan *plan, double y)
{
    double x = 0;
    legend_collect(plan);
    y += LEGEND_ROW - 2 + fmax(plan->scale_side - MATRIX_SWATCH, 0);
    for (size_t i = 0; i < plan->legend_count; i++) {
        struct matrix_legend_entry *entry = &plan->legend[i];
        double width = entry->swatch + SWATCH_GAP + entry->run->width;
        if (x > 0 && x + width > plan->width) {
            x = 0;
            y += LEGEND_ROW;
        }
        entry->x = x;
        entry->y = y;
        x += width + ENTRY_GAP;
    }
    return y + 4;
}

/* ---- the whole ---- */

static void plan_place(struct matrix_plan *plan)
{
    squares_scale(plan);
    plan->head_height = heads_height(plan);
    plan->row_tops = arena_array(plan->arena, double, plan->row_count + 2);
    double y = plan->head_height;
    for (size_t i = 0; i < plan->row_count; i++) {
        plan->row_tops[i] = y;
        y += row_place(plan, plan->rows[i], y);
    }
    plan->row_tops[plan->row_count] = plan->grid_bottom = y;
    plan->total_height = totals_place(plan);
    y = legend_place(plan, y + plan->total_height + LEGEND_GAP);
    struct text_span span = {.string = matrix_remarks(plan), .style = theme_style(STYLE_NOTE)};
    plan->remarks = text_wrap(plan->text, plan->arena, &span, 1, plan->width);
    plan->remarks_y = y + REMARK_LEADING;
    plan->height = y + (plan->remarks.count > 0 ? REMARK_LEADING * (double)plan->remarks.count + 3 : 0);
}

/* At most `most` parties: do all words have room, and is it as low as asked? */
static bool plan_try(struct matrix_plan *plan, size_t most)
{
    plan->facts = plan->given;
    if (!matrix_gather(plan, most))
        return true;
    words_make(plan);
    columns_place(plan);
    if (!all_fit(plan))
        return false;
    matrix_names_choose(plan);
    plan->side_share = 1;
    plan_place(plan);
    /* in a card squares become smaller before anybody is folded */
    for (double share = 0.85; manner_in(plan->arena)->brief && share > 0.3 &&
                              plan->height > plan->options.height && plan->options.height > 0;
         share -= 0.1) {
        plan->side_share = share;
        plan_place(plan);
    }
    return plan->options.height <= 0 || plan->height <= plan->options.height + 0.5;
}

static void warn_folded(const struct matrix_plan *plan, struct diags *diags)
{
    if (plan->parties_kept == plan->parties_all || plan->party_count == plan->options.parties_most)
        return;
    diags_add(diags, DIAG_CROWDED, (struct place){plan->facts->dataset->file, 0, 0}, "parties",
        "draw fewer with a where-clause",
        "%zu parties are more than the matrix holds at this size: %zu are shown, the %zu smallest as "
        "“others”",
        plan->parties_all, plan->parties_kept, plan->parties_all - plan->parties_kept);
}

struct matrix_plan *matrix_plan_make(struct arena *arena, struct text *text, const struct facts *facts,
    const struct matrix_options *options, struct diags *diags)
{
    struct matrix_plan *plan = arena_new(arena, struct matrix_plan);
    size_t most = options->parties_most > 0 ? options->parties_most : MATRIX_PARTIES_MOST;
    plan->arena = arena;
    plan->text = text;
    plan->given = facts_choose(arena, facts, options->where);
    plan->options = *options;
    plan->width = fmax(options->width, WIDTH_LEAST);
    plan->side_share = 1;
    bool whole = manner_in(arena)->brief && options->parties_most == MATRIX_PARTIES_ALL;
    while (!plan_try(plan, most) && most > PARTIES_LEAST && !whole)
        most = (plan->party_count < most ? plan->party_count : most) - 1;
    if (plan->party_count == 0) {
        diags_add(diags, DIAG_NO_DATA, (struct place){facts->dataset->file, 0, 0}, NULL, NULL,
            options->where
                ? "no money flow matches: there is nothing for the matrix"
                : "no money is known to move between two parties: there is nothing for the matrix");
        return NULL;
    }
    if (!matrix_highlight_is_seen(plan)) {
        const char *what =
            options->highlight == MATRIX_LOOP
                ? arena_printf(arena, "the matrix has no loop %zu", options->highlight_index + 1)
                : "the matrix has no money of it";
        diags_add(diags, DIAG_NO_DATA, (struct place){facts->dataset->file, 0, 0}, NULL, NULL,
            "%s to highlight", what);
        return NULL;
    }
    if (whole && !all_fit(plan)) /* a card takes fewer parties instead: this is too high for any */
        plan->height = TOO_HIGH;
    if (plan->height <= 0)
        plan_place(plan);
    warn_folded(plan, diags);
    return plan;
}

double matrix_plan_height(const struct matrix_plan *plan)
{
    return plan->height;
}

/* ---- dump ---- */

static void dump_number(struct str *out, const char *key, double value)
{
    str_printf(out, " %s ", key);
    str_number(out, value, 2);
}

static void dump_cell(struct str *out, const struct matrix_cell *cell)
{
    str_printf(out, "cell %zu %zu '%s' '%s' %s", cell->payer + 1, cell->payee + 1, cell->words.full,
        cell->words.brief, cell->deals);
    dump_number(out, "side", cell->side);
    for (size_t s = 0; s < cell->strip_count; s++) {
        const struct matrix_strip *strip = &cell->strips[s];
        str_printf(out, " [%d %d %d%s %" PRId64 " %" PRId64 "]", (int)strip->deal_class, (int)strip->bucket,
            (int)strip->look,
            strip->open          ? "+"
            : strip->undisclosed ? "?"
                                 : "",
            strip->core / 100, strip->reserve / 100);
    }
    for (size_t i = 0; i < cell->loops.count; i++)
        str_printf(out, " loop %zu", cell->loops.at[i] + 1);
    str_printf(out, "%s%s%s%s%s\n", cell->unknown ? " unknown" : "", cell->within ? " within" : "",
        cell->mutual ? " mutual" : "", cell->faded ? " faded" : "", cell->floored ? " floored" : "");
}

void matrix_plan_dump(const struct matrix_plan *plan, struct str *out)
{
    str_printf(out, "%zu × %zu%s%s", plan->row_count, plan->column_count, plan->numbered ? " numbered" : "",
        plan->brief ? " brief" : "");
    dump_number(out, "pitch", plan->pitch);
    dump_number(out, "height", plan->height);
    str_printf(out, "\ntotal '%s'\n", plan->total_words.full);
    for (size_t p = 0; p < plan->party_count; p++) {
        const struct matrix_party *party = &plan->parties[p];
        str_printf(out, "party %zu %s '%s' out '%s' in '%s'%s%s\n", p + 1, party->id, party->name,
            party->out_words.full, party->in_words.full, party->pays ? " row" : "",
            party->is_paid ? " column" : "");
    }
    for (size_t c = 0; c < plan->cell_count; c++)
        dump_cell(out, &plan->cells[c]);
    str_printf(out, "%s\n", matrix_remarks(plan));
}
