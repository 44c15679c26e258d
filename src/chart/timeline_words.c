/* SPDX-License-Identifier: MIT */
/*
 * timeline_words: what the timeline says in words: finding, measure, alternative text, notes, and its table.
 */
#include "list.h"
#include "say.h"
#include "timeline_plan.h"
#include "wording.h"

#include <math.h>
#include <string.h>

enum { NAMED_MOST = 12, DESCRIBED_MOST = 2 };

static bool length_known(const struct timeline_row *row)
{
    return row->spans && row->span.end_known && (row->span.start_known || row->span.floating);
}

/* "five years from 2027", "from H2 2026, end not stated" */
static void span_word(struct str *out, const struct timeline_row *row)
{
    word_term(out, row->line->term);
    if (row->span.floating)
        say_to(out, ", start not stated");
    else if (!row->span.end_known)
        say_to(out, ", end not stated");
    else if (!row->span.start_known && row->line->term->years_high <= 0)
        say_to(out, ", start not stated");
}

const char *timeline_detail(struct arena *arena, const struct timeline_row *row)
{
    if (!row->spans)
        return NULL; /* its label says it */
    struct str out = str_init(arena);
    str_printf(&out, "%s, ", row->line->standing);
    span_word(&out, row);
    return str_text(&out);
}

static const struct deal_step *step_of(const struct timeline_row *row)
{
    for (size_t i = 0; i < row->line->step_count; i++) {
        const struct deal_step *step = &row->line->steps[i];
        if (step->date.precision == row->date.precision && step->date.first == row->date.first &&
            (step->present || i + 1 == row->line->step_count ||
                row->line->steps[i + 1].date.precision == DATE_NONE))
            return step;
    }
    return NULL;
}

/* "announced 18 Nov 2025, binding"; "active; signed Mar 2025" */
const char *timeline_label(struct arena *arena, const struct timeline_row *row)
{
    struct str date = str_init(arena);
    const struct deal_step *step = step_of(row);
    const char *word = word_status(arena, row->line->status), *standing = row->line->standing;
    word_date(&date, row->date);
    if (!step)
        return say(arena, "%s; expected %s", standing, str_text(&date));
    if (!step->present)
        return arena_printf(arena, "%s; %s %s", standing, word_status(arena, step->status), str_text(&date));
    const char *binding = str_starts(standing, word) ? standing + strlen(word) : "";
    return arena_printf(arena, "%s %s%s", word, str_text(&date), binding);
}

const char *timeline_sentence(struct arena *arena, const struct timeline_row *row)
{
    struct str out = str_init(arena);
    str_printf(&out, "%s: %s", row->line->name,
        row->line->amount ? row->line->amount : said(arena, "no amount stated"));
    if (row->line->yearly)
        str_printf(&out, " (%s)", row->line->yearly);
    str_printf(&out, ", %s", row->spans ? timeline_detail(arena, row) : row->line->standing);
    for (size_t i = 0; i < row->line->step_count; i++) {
        const struct deal_step *step = &row->line->steps[i];
        if (step->date.precision == DATE_NONE)
            continue;
        str_printf(
            &out, ", %s%s", step->present ? "" : word_status(arena, step->status), step->present ? "" : " ");
        word_date(&out, step->date);
    }
    if (row->line->expected.precision != DATE_NONE) {
        struct str expected = str_init(arena);
        word_date(&expected, row->line->expected);
        say_to(&out, ", expected %s", str_text(&expected));
    }
    return str_text(&out);
}

/* ---- finding ---- */

/* Between which days the last of them ends: no day before the latest that any end begins with */
static bool last_end(const struct timeline_plan *plan, bool firm, int32_t *first, int32_t *last)
{
    bool found = false;
    for (size_t i = 0; i < plan->span_count; i++) {
        const struct timeline_row *row = &plan->rows[i];
        enum bucket bucket = row->line->bucket;
        if (!row->span.end_known || row->span.floating || bucket == BUCKET_DEAD ||
            (bucket == BUCKET_FIRM) != firm)
            continue;
        *first = !found || row->span.end_first > *first ? row->span.end_first : *first;
        *last = !found || row->span.end_last > *last ? row->span.end_last : *last;
        found = true;
    }
    return found;
}

/* Of how many deals it is stated how long they run */
static size_t deals_with_length(const struct timeline_plan *plan)
{
    LIST(size_t) found = {0};
    for (size_t i = 0; i < plan->span_count; i++) {
        bool known = !length_known(&plan->rows[i]);
        for (size_t j = 0; j < found.count && !known; j++)
            known = found.at[j] == plan->rows[i].line->deal;
        if (!known)
            *list_push(plan->arena, &found) = plan->rows[i].line->deal;
    }
    return found.count;
}

static void end_append(struct str *out, const struct timeline_plan *plan)
{
    int32_t first = 0, last = 0;
    int from, to, month, day;
    bool firm = last_end(plan, true, &first, &last);
    if (!firm && !last_end(plan, false, &first, &last))
        return;
    day_split(first, &from, &month, &day);
    day_split(last, &to, &month, &day);
    if (firm && from == to)
        say_to(out, "; of those signed and dated the last ends in %d", to);
    else if (firm)
        say_to(out, "; of those signed and dated the last ends in %d to %d", from, to);
    else if (from == to)
        say_to(out, "; the last would end in %d", to);
    else
        say_to(out, "; the last would end in %d to %d", from, to);
}

/* "two of five deals state how long they run" */
static void lengths_append(struct str *out, const struct timeline_plan *plan)
{
    size_t lengths = deals_with_length(plan), all = plan->deals;
    struct str some = str_init(plan->arena), deals = str_init(plan->arena);
    word_count(&some, (int64_t)lengths);
    word_counted(&deals, (int64_t)all, "deal", "deals");
    if (all == 1 && lengths)
        say_to(out, "How long the deal runs is stated");
    else if (all == 1)
        say_to(out, "How long the deal runs is not stated");
    else if (lengths == all && all == 2)
        say_to(out, "Both deals state how long they run");
    else if (lengths == all)
        say_to(out, "All deals state how long they run");
    else if (lengths == 0)
        say_to(out, "None of %s states how long it runs", str_text(&deals));
    else if (lengths == 1)
        say_to(out, "One of %s states how long it runs", str_text(&deals));
    else
        say_to(out, "%s of %s state how long they run", str_text(&some), str_text(&deals));
}

const char *timeline_title(const struct timeline_plan *plan)
{
    struct str out = str_init(plan->arena);
    if (plan->left_out) {
        word_count(&out, (int64_t)plan->row_count);
        return say_count(plan->arena, (int64_t)plan->row_count,
            "When deals run: the %s greatest that are dated",
            "When deals run: the %s greatest that are dated", str_text(&out));
    }
    lengths_append(&out, plan);
    end_append(&out, plan);
    return word_capital(plan->arena, str_text(&out));
}

const char *timeline_subtitle(const struct timeline_plan *plan)
{
    struct str date = str_init(plan->arena);
    word_date(&date, plan->facts->dataset->as_of);
    return plan->span_count
               ? say(plan->arena,
                     "Each deal from start to end, on an axis of dates; amounts and what they come to in a "
                     "year at the right; line: %s",
                     str_text(&date))
               : say(plan->arena,
                     "Deals on an axis of dates; amounts and what they come to in a year at the right; line: "
                     "%s",
                     str_text(&date));
}

const char *timeline_describe(const struct timeline_plan *plan)
{
    struct str out = str_init(plan->arena);
    struct str date = str_init(plan->arena);
    word_date_long(&date, plan->facts->dataset->as_of);
    say_to(&out, "Timeline as of %s. %s. ", str_text(&date), timeline_title(plan));
    size_t shown = plan->row_count > DESCRIBED_MOST ? DESCRIBED_MOST : plan->row_count;
    for (size_t i = 0; i < shown; i++)
        str_printf(&out, "%s%s", i ? "; " : "", plan->rows[i].sentence);
    if (shown < plan->row_count) {
        str_append(&out, said(plan->arena, "; and "));
        word_counted(&out, (int64_t)(plan->row_count - shown), "more", "more");
    }
    str_append(&out, ".");
    if (plan->undated_count)
        say_to(&out, " Without any date: %s.",
            deal_lines_named(plan->arena, plan->undated, plan->undated_count, 2));
    return str_text(&out);
}

/* ---- notes ---- */

const char *const *timeline_notes(const struct timeline_plan *plan, size_t *count)
{
    note_list notes = {0};
    bool floating = false, cut = false;
    for (size_t i = 0; i < plan->row_count; i++) {
        floating = floating || (plan->rows[i].spans && plan->rows[i].span.floating);
        cut = cut || plan->rows[i].cut;
    }
    if (floating)
        *list_push(plan->arena, &notes) =
            said(plan->arena, "Where only the length is stated the bar is laid from the as-of date on, "
                              "hatched: when it starts is not known.");
    if (cut)
        *list_push(plan->arena, &notes) = said(plan->arena, "An arrow runs on past the axis.");
    LIST(const struct deal_line *) lines = {0};
    for (size_t i = 0; i < plan->row_count; i++)
        *list_push(plan->arena, &lines) = plan->rows[i].line;
    for (size_t i = 0; i < plan->undated_count; i++)
        *list_push(plan->arena, &lines) = plan->undated[i];
    const char *assumed = deal_lines_assumed(plan->arena, plan->facts, lines.at, lines.count);
    if (assumed)
        *list_push(plan->arena, &notes) = assumed;
    if (manner_in(plan->arena)->brief)
        note_counted(
            plan->arena, &notes, plan->undated_count, "deal has no known date.", "deals have no known date.");
    else if (plan->undated_count)
        *list_push(plan->arena, &notes) = say(plan->arena, "No date known: %s.",
            deal_lines_named(plan->arena, plan->undated, plan->undated_count, NAMED_MOST));
    note_counted(plan->arena, &notes, plan->left_out, "row of smaller or undisclosed amount is not drawn.",
        "rows of smaller or undisclosed amounts are not drawn.");
    note_counted(plan->arena, &notes, plan->dead, "deal that was called off is not drawn.",
        "deals that were called off are not drawn.");
    note_counted(plan->arena, &notes, plan->relations, "relation without money is not drawn.",
        "relations without money are not drawn.");
    *count = notes.count;
    return notes.at;
}

/* ---- table ---- */

static const char *steps_text(struct arena *arena, const struct deal_line *line)
{
    struct str out = str_init(arena);
    for (size_t i = 0; i < line->step_count; i++)
        if (line->steps[i].date.precision != DATE_NONE)
            str_printf(&out, "%s%s %s", out.length ? "; " : "", status_name(line->steps[i].status),
                date_iso(arena, line->steps[i].date));
    return out.length ? str_text(&out) : NULL;
}

static void day_cell(struct data_table *table, bool known, int32_t day)
{
    if (known)
        data_day(table, day);
    else
        data_text(table, NULL);
}

static void amount_cells(struct data_table *table, const struct amount *amount, const char *words)
{
    data_bounds(table, amount);
    data_text(table, words);
}

static void data_row(struct data_table *table, const struct timeline_plan *plan, const struct deal_line *line,
    const struct deal_span *span)
{
    bool start = span && span->start_known, end = span && span->end_known && !span->floating;
    bool years = line->term->present && line->term->years_high > 0;
    data_text(table, plan->facts->dataset->deals[line->deal].id);
    data_text(table, line->name);
    data_text(table, class_name(line->deal_class));
    data_text(table, status_name(line->status));
    day_cell(table, start, start ? span->start_first : 0);
    day_cell(table, start, start ? span->start_last : 0);
    day_cell(table, end, end ? span->end_first : 0);
    day_cell(table, end, end ? span->end_last : 0);
    data_number(table, years ? (double)line->term->years_low / YEARS_ONE : NAN);
    data_number(table, years ? (double)line->term->years_high / YEARS_ONE : NAN);
    data_text(table, steps_text(plan->arena, line));
    amount_cells(table, &line->size, line->amount);
    amount_cells(table, &line->year, line->yearly);
    data_text(table, deal_line_assumed(plan->arena, plan->facts, line));
}

const struct data_table *timeline_data(const struct timeline_plan *plan)
{
    static const struct data_column columns[] = {{"deal", false}, {"name", false}, {"class", false},
        {"status", false}, {"start_from", false}, {"start_to", false}, {"end_from", false}, {"end_to", false},
        {"years_low", true}, {"years_high", true}, {"steps", false}, {"low", true}, {"high", true},
        {"headline", true}, {"amount", false}, {"year_low", true}, {"year_high", true},
        {"year_headline", true}, {"year_amount", false}, {"assumed", false}};
    struct data_table *table =
        data_table_create(plan->arena, "timeline", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < plan->row_count; i++)
        data_row(table, plan, plan->rows[i].line, plan->rows[i].spans ? &plan->rows[i].span : NULL);
    for (size_t i = 0; i < plan->undated_count; i++)
        data_row(table, plan, plan->undated[i], NULL);
    return table;
}
