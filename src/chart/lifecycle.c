/* SPDX-License-Identifier: MIT */
/*
 * lifecycle: deals → rows of dots, a column for each stage from rumour to closing. A stage has a dot where
 * somebody said the deal was there; what was passed in silence has none. Unlike other charts it keeps deals
 * that were called off: how far things come is not told by the survivors.
 */
#include "list.h"
#include "lifecycle_plan.h"
#include "say.h"
#include "theme.h"
#include "wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const double lifecycle_radius = 4.2, lifecycle_past = 2.6;

/* points */
static const double row_gap = 5, amount_gap = 10, group_height = 12, head_gap = 4, label_gap = 2.5,
                    head_apart = 3, narrow = 380, label_below = 11.5, label_above = -7.4, tall_height = 29,
                    plain_height = 10;
enum { ROWS_USUAL = 40 };

/* ---- stages ---- */

int stage_of_status(enum status status)
{
    if (status == STATUS_NONE)
        return -1;
    if (status_bucket(status, TRI_UNKNOWN) == BUCKET_DEAD)
        return STAGE_OFF;
    return status == STATUS_COMPLETED ? STAGE_CLOSED : (int)status - (int)STATUS_RUMOURED;
}

static int column_of_status(const struct lifecycle_plan *plan, enum status status)
{
    int stage = stage_of_status(status);
    return stage < 0 ? -1 : plan->column_of[stage];
}

/* Which stages anything is known of, in any row */
static void stages_used(const struct lifecycle_plan *plan, bool used[STAGE_COUNT])
{
    memset(used, 0, STAGE_COUNT * sizeof *used);
    for (size_t i = 0; i < plan->row_count; i++) {
        const struct lifecycle_row *row = &plan->rows[i];
        for (size_t n = 0; n < row->line->step_count; n++)
            if (stage_of_status(row->line->steps[n].status) >= 0)
                used[stage_of_status(row->line->steps[n].status)] = true;
        if (row->news == NEWS_MOVE)
            used[stage_of_status(row->was)] = true;
        if (row->line->expected.precision != DATE_NONE)
            used[STAGE_CLOSED] = true;
    }
}

enum columns { COLUMNS_ALL, COLUMNS_USED, COLUMNS_MERGED, COLUMNS_COARSE, COLUMNS_HOW };

static void columns_choose(struct lifecycle_plan *plan, enum columns how)
{
    static const int merged[STAGE_COUNT] = {0, 0, 1, 1, 2, 3, 4, 4, 5, 6};
    static const int coarse[STAGE_COUNT] = {0, 0, 0, 0, 1, 1, 2, 2, 3, 4};
    bool used[STAGE_COUNT];
    stages_used(plan, used);
    plan->coarse = how == COLUMNS_COARSE;
    plan->merged = how >= COLUMNS_MERGED;
    int count = 0;
    for (int stage = 0; stage < STAGE_COUNT; stage++) {
        bool left_out = !used[stage] && (stage == STAGE_OFF || how == COLUMNS_USED);
        int column = how == COLUMNS_COARSE ? coarse[stage] : plan->merged ? merged[stage] : count;
        plan->column_of[stage] = left_out ? -1 : column;
        count = left_out ? count : column + 1;
    }
    plan->column_count = count;
}

static bool column_is_shared(const struct lifecycle_plan *plan, int column)
{
    int stages = 0;
    for (int stage = 0; stage < STAGE_COUNT; stage++)
        stages += plan->column_of[stage] == column;
    return stages > 1;
}

/* Heads wrap between words; false where a word is broader than its column, or they need a fourth line. */
static bool heads_shape(struct lifecycle_plan *plan, struct text *text)
{
    double pitch = (plan->plot_right - plan->plot_left) / plan->column_count;
    struct text_style style = theme_style(STYLE_AXIS);
    bool fits = true;
    memset(plan->columns, 0, sizeof plan->columns);
    for (int column = 0; column < plan->column_count; column++) {
        struct stage_column *at = &plan->columns[column];
        at->x = plan->plot_left + pitch * (column + 0.5);
        const char *words = lifecycle_column_words(plan, column);
        struct text_span span = {.string = words, .style = style};
        struct text_lines lines = text_wrap(text, plan->arena, &span, 1, pitch - head_apart);
        for (size_t i = 0; i < lines.count && i < HEAD_LINES; i++)
            at->head[i] = lines.lines[i].pieces[0].run;
        fits = fits && lines.count <= HEAD_LINES;
        for (const char *word = words; fits && *word;) {
            size_t length = strcspn(word, " ");
            fits = text_width(text, style, arena_printf(plan->arena, "%.*s", (int)length, word)) <=
                   pitch - head_apart;
            word += length + (word[length] == ' ');
        }
    }
    return fits;
}

static void groups_place(struct lifecycle_plan *plan, struct text *text)
{
    static const int ends[] = {4, 6, STAGE_OFF};
    static const enum bucket buckets[] = {BUCKET_TALK, BUCKET_PLANNED, BUCKET_FIRM};
    double half = (plan->plot_right - plan->plot_left) / plan->column_count / 2;
    plan->group_count = 0;
    for (int i = 0, stage = 0; i < 3 && !plan->coarse; i++) {
        struct column_group group = {NULL, INFINITY, -INFINITY};
        for (; stage < ends[i]; stage++)
            if (plan->column_of[stage] >= 0) {
                double x = plan->columns[plan->column_of[stage]].x;
                group.x1 = fmin(group.x1, x - half + 2);
                group.x2 = fmax(group.x2, x + half - 2);
            }
        if (group.x2 < group.x1)
            continue;
        struct text_style style = theme_style(STYLE_AXIS);
        const char *words = word_bucket_short(plan->arena, buckets[i]);
        if (text_width(text, style, words) <= group.x2 - group.x1)
            group.label = text_shape(text, style, words);
        plan->groups[plan->group_count++] = group;
    }
}

static size_t head_lines(const struct lifecycle_plan *plan)
{
    size_t most = 1;
    for (int column = 0; column < plan->column_count; column++)
        for (size_t i = 0; i < HEAD_LINES; i++)
            if (plan->columns[column].head[i] && i + 1 > most)
                most = i + 1;
    return most;
}

/* ---- what has changed ---- */

static bool is_about(const struct change *change, const struct deal_line *line, const struct facts *facts)
{
    if (change->subject != CHANGED_DEAL || change->after != line->deal)
        return false;
    for (size_t i = 0; i < line->flows.count; i++)
        if (facts->flows[line->flows.at[i]].leg == change->leg_after)
            return true;
    return change->leg_after == NO_INDEX;
}

static void news_find(const struct lifecycle_plan *plan, struct lifecycle_row *row)
{
    const struct changes *changes = plan->changes;
    for (size_t i = 0; changes && i < changes->count; i++) {
        const struct change *change = &changes->at[i];
        if (!is_about(change, row->line, plan->facts))
            continue;
        if (change->kind == CHANGE_NEW && row->news == NEWS_NO)
            row->news = NEWS_FRESH;
        if (change->kind != CHANGE_STATUS || status_find(change->is.word) != (int)row->line->status)
            continue;
        int was = status_find(change->was.word);
        if (was <= STATUS_NONE)
            continue;
        row->news = NEWS_MOVE;
        row->was = (enum status)was;
        row->move = change->move;
        row->corrected = change->correction != NO_INDEX;
    }
}

/* Of all lines, drawn or not; what is news is drawn first. */
static void news_count(struct lifecycle_plan *plan, const struct deal_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct lifecycle_row row = {.line = &lines->at[i]};
        news_find(plan, &row);
        plan->moved[row.move] += row.news == NEWS_MOVE;
        plan->fresh += row.news == NEWS_FRESH;
        lines->at[i].keep = row.news != NEWS_NO;
    }
}

/* Deals that left the dataset; of a choice of deals nobody can tell whether they belonged to it. */
static void gone_find(struct lifecycle_plan *plan, const struct chart_request *request)
{
    struct str out = str_init(plan->arena);
    for (size_t i = 0; plan->changes && i < plan->changes->count; i++) {
        const struct change *change = &plan->changes->at[i];
        bool left = change->subject == CHANGED_DEAL && change->kind == CHANGE_REMOVED &&
                    change->leg_before == NO_INDEX;
        if (!left || request->where || request->party != NO_INDEX)
            continue;
        const struct dataset *before = plan->changes->before->dataset;
        const struct deal *deal = &before->deals[change->before];
        str_printf(&out, "%s%s (%s)", plan->gone_count++ ? "; " : "",
            word_deal_title(plan->arena, before, deal), word_status(out.arena, deal->status));
    }
    plan->gone = plan->gone_count ? str_text(&out) : NULL;
}

/* ---- dots ---- */

/* Of stages that share a column the present one counts, else the last; where nobody dates the present one
   the last date of the others stands beside its dot, with their name. */
static void dot_set(
    struct lifecycle_plan *plan, struct lifecycle_row *row, int column, const struct deal_step *step)
{
    struct stage_dot *dot = &row->dots[column];
    bool dated = step->date.precision != DATE_NONE;
    if (dot->kind == DOT_PAST && dot->status == step->status && !step->present)
        return; /* of a status it had twice the first day counts */
    if (dot->kind == DOT_PRESENT && (dot->dated || !dated)) {
        plan->dropped_dates += dated;
        return;
    }
    if (dot->kind == DOT_PRESENT || (step->present && !dated && dot->kind == DOT_PAST)) {
        dot->kind = DOT_PRESENT;
        dot->date = dated ? step->date : dot->date;
        dot->status = dated ? step->status : dot->status;
        dot->dated = false;
        return;
    }
    plan->dropped_dates += dot->kind == DOT_PAST && dot->status != step->status && dot->dated;
    *dot = (struct stage_dot){.kind = step->present ? DOT_PRESENT : DOT_PAST,
        .dated = dated,
        .date = step->date,
        .status = step->status};
}

static void future_set(const struct lifecycle_plan *plan, struct lifecycle_row *row)
{
    int reached = row->present > row->was_column ? row->present : row->was_column;
    int closed = plan->column_of[STAGE_CLOSED], off = plan->column_of[STAGE_OFF];
    for (int column = 0; column < plan->column_count; column++)
        if (row->dots[column].kind != DOT_NONE && column > reached)
            reached = column;
    for (int column = reached + 1; column < plan->column_count; column++)
        if (column != off)
            row->dots[column].kind = DOT_FUTURE;
    bool expected = row->line->expected.precision != DATE_NONE && closed >= 0;
    if (expected && row->dots[closed].kind == DOT_FUTURE)
        row->dots[closed] = (struct stage_dot){
            .kind = DOT_EXPECTED, .dated = true, .date = row->line->expected, .status = STATUS_CLOSED};
}

static void dots_place(struct lifecycle_plan *plan, struct lifecycle_row *row)
{
    const struct deal_line *line = row->line;
    memset(row->dots, 0, sizeof row->dots);
    for (size_t i = 0; i < line->step_count; i++) {
        int column = column_of_status(plan, line->steps[i].status);
        if (column >= 0)
            dot_set(plan, row, column, &line->steps[i]);
    }
    row->present = column_of_status(plan, line->status);
    row->was_column = row->news == NEWS_MOVE ? column_of_status(plan, row->was) : -1;
    if (row->was_column >= 0 && row->dots[row->was_column].kind == DOT_NONE)
        row->dots[row->was_column] = (struct stage_dot){.kind = DOT_PAST, .status = row->was};
    row->first = row->present;
    for (int column = plan->column_count; column-- > 0;)
        if (row->dots[column].kind != DOT_NONE && column < row->first)
            row->first = column;
    if (line->bucket != BUCKET_DEAD)
        future_set(plan, row);
}

static double dot_radius(const struct stage_dot *dot)
{
    return dot->kind == DOT_PRESENT ? lifecycle_radius : lifecycle_past;
}

static bool is_mark(const struct stage_dot *dot)
{
    return dot->kind != DOT_NONE && dot->kind != DOT_FUTURE;
}

/* How far words may reach from a column on to the right, and to the left of it */
static double room_right(const struct lifecycle_plan *plan, const struct lifecycle_row *row, int column)
{
    for (int next = column + 1; next < plan->column_count; next++)
        if (is_mark(&row->dots[next]))
            return plan->columns[next].x - dot_radius(&row->dots[next]) - label_gap;
    return plan->plot_right;
}

static double room_left(const struct lifecycle_plan *plan, const struct lifecycle_row *row, int column)
{
    for (int before = column; before-- > 0;)
        if (is_mark(&row->dots[before])) {
            const struct stage_dot *dot = &row->dots[before];
            bool behind = dot->label && dot->label_x > plan->columns[before].x;
            return behind ? dot->label_x + dot->label->width + 3
                          : plan->columns[before].x + dot_radius(dot) + label_gap;
        }
    return plan->plot_left;
}

/* Does the arrow of a move run on this side of the column? */
static bool arrow_at(const struct lifecycle_row *row, int column, bool right)
{
    int low = row->was_column < row->present ? row->was_column : row->present;
    int high = row->was_column < row->present ? row->present : row->was_column;
    if (row->was_column < 0 || low == high)
        return false;
    return right ? column >= low && column < high : column > low && column <= high;
}

/* Beside the dots, each within the room to its neighbours; false where one finds none */
static bool labels_beside(const struct lifecycle_plan *plan, struct lifecycle_row *row)
{
    for (int column = 0; column < plan->column_count; column++) {
        struct stage_dot *dot = &row->dots[column];
        if (!dot->label)
            continue;
        double x = plan->columns[column].x, away = dot_radius(dot) + label_gap, width = dot->label->width;
        dot->label_y = 2.6;
        if (x + away + width <= room_right(plan, row, column) && !arrow_at(row, column, true))
            dot->label_x = x + away;
        else if (x - away - width >= room_left(plan, row, column) && !arrow_at(row, column, false))
            dot->label_x = x - away - width;
        else
            return false;
    }
    return true;
}

/* Below the dots, above them where the one before is in the way */
static void labels_below(struct lifecycle_plan *plan, struct lifecycle_row *row)
{
    double below = -INFINITY, above = -INFINITY;
    for (int column = 0; column < plan->column_count; column++) {
        struct stage_dot *dot = &row->dots[column];
        if (!dot->label)
            continue;
        double width = dot->label->width;
        dot->label_x =
            fmin(fmax(plan->columns[column].x - width / 2, plan->plot_left), plan->plot_right - width);
        if (dot->label_x >= below + 3) {
            dot->label_y = label_below;
            below = dot->label_x + width;
        } else if (dot->label_x >= above + 3) {
            dot->label_y = label_above;
            above = dot->label_x + width;
        } else {
            dot->label = NULL;
            plan->dropped_dates++;
        }
    }
}

/* "10 Sep 2025"; "signed Dec 2022" where the column does not say whose date it is */
static const char *dot_words(const struct lifecycle_plan *plan, const struct lifecycle_row *row, int column)
{
    const struct stage_dot *dot = &row->dots[column];
    struct str out = str_init(plan->arena);
    bool own = dot->kind == DOT_PRESENT && dot->status == row->line->status;
    if (!is_mark(dot) || dot->date.precision == DATE_NONE)
        return NULL;
    if (column_is_shared(plan, column) && !own && dot->kind != DOT_EXPECTED)
        str_printf(&out, "%s ", word_status(out.arena, dot->status));
    word_date(&out, dot->date);
    return str_text(&out);
}

static void labels_place(struct lifecycle_plan *plan, struct text *text)
{
    for (size_t i = 0; i < plan->row_count; i++) {
        struct lifecycle_row *row = &plan->rows[i];
        for (int column = 0; column < plan->column_count; column++) {
            const char *words = dot_words(plan, row, column);
            if (words)
                row->dots[column].label = text_shape(text, theme_style(STYLE_LABEL_AMOUNT), words);
        }
        row->tall = !labels_beside(plan, row);
        if (row->tall)
            labels_below(plan, row);
    }
}

/* ---- rows ---- */

struct sorted_row {
    const struct facts *facts;
    const struct deal_line *line;
};

static int compare_rows(const void *first, const void *second)
{
    const struct sorted_row *a = first, *b = second;
    int x = stage_of_status(a->line->status), y = stage_of_status(b->line->status);
    x = x == STAGE_OFF ? -1 : x;
    y = y == STAGE_OFF ? -1 : y;
    if (x != y)
        return x > y ? -1 : 1;
    return deal_lines_compare(a->facts, a->line, b->line);
}

static void rows_sort(struct lifecycle_plan *plan, const struct deal_lines *lines)
{
    struct sorted_row *sorted = arena_array(plan->arena, struct sorted_row, lines->count);
    for (size_t i = 0; i < lines->count; i++)
        sorted[i] = (struct sorted_row){plan->facts, &lines->at[i]};
    qsort(sorted, lines->count, sizeof *sorted, compare_rows);
    plan->rows = arena_array(plan->arena, struct lifecycle_row, lines->count);
    plan->row_count = lines->count;
    for (size_t i = 0; i < lines->count; i++) {
        plan->rows[i] = (struct lifecycle_row){.line = sorted[i].line};
        news_find(plan, &plan->rows[i]);
    }
}

/* In one line a number keeps its scale and its currency: "at least 40…" of forty billion says nothing. */
static double amount_room(const struct lifecycle_plan *plan, struct text *text)
{
    double most = fmax(64, fmin(plan->width * 0.17, 130)), widest = 0;
    for (size_t i = 0; i < plan->row_count && plan->width < narrow; i++)
        if (plan->rows[i].line->amount)
            widest =
                fmax(widest, text_width(text, theme_style(STYLE_LABEL), plan->rows[i].line->amount) + 0.1);
    double notes = 0; /* nor is a note cut that a little more room would hold */
    for (size_t i = 0; i < plan->row_count; i++) {
        const char *note = lifecycle_note(plan->arena, &plan->rows[i]);
        double width = note ? text_width(text, theme_style(STYLE_LABEL_AMOUNT), note) + 0.1 : 0;
        notes = fmax(notes, width);
    }
    return fmax(fmax(most, fmin(widest, plan->width * 0.34)), fmin(notes, plan->width * 0.26));
}

static double amount_shape(struct lifecycle_plan *plan, struct text *text)
{
    struct text_style style = theme_style(STYLE_LABEL), small = theme_style(STYLE_LABEL_AMOUNT);
    double most = amount_room(plan, text), width = 0;
    size_t lines_most = plan->width < narrow ? 1 : 2;
    for (size_t i = 0; i < plan->row_count; i++) {
        struct lifecycle_row *row = &plan->rows[i];
        const char *words = row->line->amount, *note = lifecycle_note(plan->arena, row);
        row->note = note ? text_shape_fitting(text, small, note, most) : NULL;
        struct text_span span = {
            words ? words : said(plan->arena, "no amount stated"), words ? style : small, 0, NULL};
        struct text_lines lines = text_wrap(text, plan->arena, &span, 1, most);
        for (size_t n = 0; n < lines.count && n < lines_most; n++) {
            const char *line = lines.lines[n].pieces[0].run->string, *rest = strstr(span.string, line);
            bool last = n + 1 == lines_most && lines.count > lines_most;
            row->amount[n] = text_shape_fitting(text, span.style, last && rest ? rest : line, most);
            width = fmax(width, row->amount[n]->width);
        }
        width = fmax(width, row->note ? row->note->width : 0);
    }
    return ceil(width) + 1;
}

static double amount_height(const struct lifecycle_row *row)
{
    return theme_leading(STYLE_LABEL) * (1 + (row->amount[1] != NULL)) +
           (row->note ? theme_leading(STYLE_LABEL_AMOUNT) : 0);
}

static const char *detail_of(const struct lifecycle_plan *plan, const struct deal_line *line)
{
    bool said = strcmp(line->standing, word_status(plan->arena, line->status)) == 0;
    bool shared = column_is_shared(plan, column_of_status(plan, line->status));
    return shared || !said || line->bucket == BUCKET_DEAD ? line->standing : NULL;
}

static void words_plan(struct lifecycle_plan *plan, struct text *text, double amounts, double share)
{
    struct row_words *words = arena_array(plan->arena, struct row_words, plan->row_count);
    for (size_t i = 0; i < plan->row_count; i++)
        words[i] = (struct row_words){plan->rows[i].line->name, detail_of(plan, plan->rows[i].line)};
    bool above = plan->width < narrow;
    double room = plan->width - amounts - amount_gap;
    struct rows_request request = {.arena = plan->arena,
        .text = text,
        .words = words,
        .count = plan->row_count,
        .width = above ? fmin(room, 329) : fmax(room, 331),
        .mark = plain_height,
        .gap = row_gap,
        .share = share};
    plan->words = rows_plan(&request);
    plan->plot_left = plan->words.plot_left;
    plan->plot_right = above ? plan->width : room;
}

/* Names give way before stages do: columns for all of them, then for those that occur, then some of them
   share one, then a column is a standing. */
static void columns_plan(struct lifecycle_plan *plan, struct text *text)
{
    static const double shares[] = {0.36, 0.3};
    double amounts = amount_shape(plan, text);
    for (int how = COLUMNS_ALL; how < COLUMNS_HOW; how++)
        for (size_t i = 0; i < 2; i++) {
            columns_choose(plan, (enum columns)how);
            if (how == COLUMNS_USED && plan->column_count == 1 && plan->column_of[STAGE_OFF] < 0)
                break; /* one stage alone says nothing of the way */
            words_plan(plan, text, amounts, shares[i]);
            if (heads_shape(plan, text))
                return;
        }
}

/* Rows below the heads, each as high as its words, its amount and its dates need */
static void rows_stack(struct lifecycle_plan *plan)
{
    double y = plan->plot_top;
    for (size_t i = 0; i < plan->row_count; i++) {
        struct row_lines *at = &plan->words.at[i];
        const struct lifecycle_row *row = &plan->rows[i];
        double need = row->tall ? tall_height : plain_height;
        double drawn = plan->words.above ? at->middle - at->top + need / 2 + 1
                                         : fmax(fmax(at->height, need), amount_height(row));
        double words = at->middle - at->top - plain_height / 2;
        double least = plan->words.above ? fmax(amount_height(row) - words, 0) : 0;
        at->middle = plan->words.above ? y + words + least + need / 2 : y + drawn / 2;
        at->height = plan->words.above ? words + least + need : drawn;
        at->top = y;
        y += at->height + row_gap;
    }
    plan->plot_bottom = y - row_gap;
    plan->words.bottom = plan->plot_bottom;
}

static void deals_count(struct lifecycle_plan *plan, const struct deal_lines *lines)
{
    for (size_t i = 0; i < lines->count;) {
        enum bucket weakest = lines->at[i].bucket;
        size_t deal = lines->at[i].deal;
        for (; i < lines->count && lines->at[i].deal == deal; i++)
            if (weakest == BUCKET_DEAD ||
                (lines->at[i].bucket != BUCKET_DEAD && lines->at[i].bucket < weakest))
                weakest = lines->at[i].bucket;
        plan->by_bucket[weakest]++;
        plan->deals++;
    }
}

static struct lifecycle_plan *lifecycle_plan_make(
    const struct chart_context *context, const struct chart_request *request, size_t most)
{
    struct lifecycle_plan *plan = arena_new(context->arena, struct lifecycle_plan);
    *plan = (struct lifecycle_plan){.arena = context->arena,
        .facts = context->facts,
        .changes = context->changes,
        .width = request->width};
    bool chosen = request->where && selection_names_status(request->where);
    struct deal_lines_request asked = {
        context->arena, context->facts, request->party, request->where, !chosen, false};
    struct deal_lines *lines = arena_new(context->arena, struct deal_lines);
    *lines = deal_lines_make(&asked);
    if (lines->count == 0) {
        chart_no_data(context, NULL, "no deal is chosen: there is nothing for the lifecycle");
        return NULL;
    }
    plan->relations = lines->relations;
    deals_count(plan, lines);
    news_count(plan, lines);
    plan->left_out = deal_lines_cut(context->arena, lines, context->facts, most);
    plan->lines = *lines;
    rows_sort(plan, &plan->lines);
    gone_find(plan, request);
    return plan;
}

static void places_plan(struct lifecycle_plan *plan, struct text *text)
{
    columns_plan(plan, text);
    groups_place(plan, text);
    plan->groups_base = theme_leading(STYLE_AXIS) * 0.78;
    plan->heads_base =
        (plan->group_count ? group_height : 0) + (double)head_lines(plan) * theme_leading(STYLE_AXIS) - 2;
    plan->plot_top = plan->heads_base + head_gap + 2;
    for (size_t i = 0; i < plan->row_count; i++)
        dots_place(plan, &plan->rows[i]);
    labels_place(plan, text);
    rows_stack(plan);
    for (size_t i = 0; i < plan->row_count; i++)
        plan->rows[i].sentence = lifecycle_sentence(plan, &plan->rows[i]);
    struct footer_key *keys;
    size_t note_count, key_count = lifecycle_keys(plan->arena, plan, &keys);
    const char *const *notes = lifecycle_notes(plan, &note_count);
    plan->footer = footer_plan(plan->arena, text, plan->width, keys, key_count, notes, note_count);
    plan->footer_y = plan->plot_bottom + 2;
    plan->height = plan->footer_y + footer_height(plan->footer);
}

/* ---- the numbers ---- */

static void dump(const void *made, struct str *out)
{
    static const char *const kinds[] = {"", "", "past", "present", "expected"};
    const struct lifecycle_plan *plan = made;
    str_append(out, "columns");
    for (int i = 0; i < plan->column_count; i++) {
        str_char(out, ' ');
        str_number(out, plan->columns[i].x, 2);
    }
    for (size_t i = 0; i < plan->row_count; i++) {
        const struct lifecycle_row *row = &plan->rows[i];
        str_printf(out, "\n%s", plan->facts->dataset->deals[row->line->deal].id);
        for (int column = 0; column < plan->column_count; column++)
            if (is_mark(&row->dots[column]))
                str_printf(out, " %d:%s '%s'", column, kinds[row->dots[column].kind],
                    row->dots[column].label ? row->dots[column].label->string : "");
        str_printf(out, " %s%s%s", row->line->amount ? row->line->amount : "-", row->note ? ", " : "",
            row->note ? row->note->string : "");
    }
    str_char(out, '\n');
    footer_dump(plan->footer, out);
}

bool lifecycle_chart_make(
    const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    struct indices deals;
    struct lifecycle_plan *plan, *kept = NULL;
    struct rows_fit fit = {.count = request->most ? request->most : ROWS_USUAL};
    do {
        plan = lifecycle_plan_make(context, request, fit.count);
        if (!plan)
            return false;
        places_plan(plan, context->text);
        fit.rows = plan->row_count;
        if (rows_fit_try(&fit, plan->plot_bottom - plan->plot_top, plan->height, request->height) || !kept)
            kept = plan;
    } while (fit.again);
    plan = kept;
    deal_lines_deals(context->arena, &plan->lines, &deals);
    if (plan->left_out && !request->most && request->height <= 0)
        chart_crowded(context, "--max draws more, --where chooses",
            arena_printf(context->arena, "the lifecycle leaves out the %zu smallest rows", plan->left_out));
    *chart = (struct chart){.height = plan->height,
        .title = lifecycle_title(plan),
        .subtitle = lifecycle_subtitle(plan),
        .alt = lifecycle_describe(plan),
        .data = lifecycle_data(plan),
        .deals = deals,
        .plan = plan,
        .draw = lifecycle_draw,
        .dump = dump};
    return true;
}
