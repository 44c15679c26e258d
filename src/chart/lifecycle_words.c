/* SPDX-License-Identifier: MIT */
/*
 * lifecycle_words: what the lifecycle chart says in words: heads, finding, measure, alternative text, notes,
 * and its table.
 */
#include "list.h"
#include "lifecycle_plan.h"
#include "wording.h"

#include <string.h>

enum { NAMED_MOST = 12, DESCRIBED_MOST = 24 };

const char *lifecycle_column_words(const struct lifecycle_plan *plan, int column)
{
    static const char *const standings[] = {
        "under discussion", "announced or agreed", "signed or active", "closed", "called off"};
    static const char *const merged[STAGE_COUNT] = {"rumoured or reported", NULL, "in talks or proposed",
        NULL, NULL, NULL, "signed or active", NULL, NULL, NULL};
    int stage = 0;
    if (plan->coarse)
        return standings[column];
    while (plan->column_of[stage] != column)
        stage++;
    if (plan->merged && merged[stage])
        return merged[stage];
    return stage == STAGE_OFF ? "called off"
                              : word_status(plan->arena, (enum status)((int)STATUS_RUMOURED + stage));
}

const char *lifecycle_note(struct arena *arena, const struct lifecycle_row *row)
{
    if (row->news == NEWS_NO)
        return NULL;
    if (row->news == NEWS_FRESH)
        return "new";
    return arena_printf(arena, "%swas %s", row->corrected ? "corrected: " : "", word_status(arena, row->was));
}

const char *lifecycle_sentence(const struct lifecycle_plan *plan, const struct lifecycle_row *row)
{
    const struct deal_line *line = row->line;
    struct str out = str_init(plan->arena);
    str_printf(&out, "%s, %s: %s", line->name, line->amount ? line->amount : "no amount stated",
        word_status(out.arena, line->status));
    for (size_t i = line->step_count; i-- > 0;)
        if (line->steps[i].present && line->steps[i].date.precision != DATE_NONE) {
            str_char(&out, ' ');
            word_date_when(&out, line->steps[i].date);
        }
    str_append(&out, line->standing + strlen(word_status(out.arena, line->status))); /* ", binding" */
    for (size_t i = 0; i < line->step_count; i++) {
        const struct deal_step *step = &line->steps[i];
        if (step->present || step->date.precision == DATE_NONE)
            continue;
        str_printf(&out, ", %s ", word_status(out.arena, step->status));
        word_date_when(&out, step->date);
    }
    if (line->expected.precision != DATE_NONE) {
        str_append(&out, ", expected ");
        word_date_when(&out, line->expected);
    }
    const char *note = lifecycle_note(plan->arena, row);
    if (note)
        str_printf(&out, " (%s)", note);
    return str_text(&out);
}

/* ---- finding ---- */

static void part_append(struct str *out, size_t count, const char *one, const char *many)
{
    if (!count)
        return;
    str_append(out, out->length ? ", " : "");
    word_count(out, (int64_t)count);
    str_printf(out, " %s", count == 1 ? one : many);
}

static const char *since_word(const struct lifecycle_plan *plan)
{
    struct str out = str_init(plan->arena);
    word_date(&out, plan->changes->before->dataset->as_of);
    return str_text(&out);
}

static const char *since_title(const struct lifecycle_plan *plan)
{
    struct str out = str_init(plan->arena);
    part_append(&out, plan->moved[MOVE_UP], "deal moved on", "deals moved on");
    part_append(&out, plan->moved[MOVE_LEVEL], "moved sideways", "moved sideways");
    part_append(&out, plan->moved[MOVE_DOWN], "fell back", "fell back");
    part_append(&out, plan->moved[MOVE_REVIVED], "was revived", "were revived");
    part_append(&out, plan->moved[MOVE_DIED], "was called off", "were called off");
    part_append(&out, plan->fresh, "is new", "are new");
    part_append(&out, plan->gone_count, "is gone", "are gone");
    return arena_printf(
        plan->arena, "Since %s: %s", since_word(plan), out.length ? str_text(&out) : "no deal has moved");
}

const char *lifecycle_title(const struct lifecycle_plan *plan)
{
    if (plan->changes)
        return since_title(plan);
    if (plan->deals == 1)
        return arena_printf(plan->arena, "How far the deal has come: %s", plan->rows[0].line->standing);
    static const enum bucket order[] = {BUCKET_FIRM, BUCKET_PLANNED, BUCKET_TALK, BUCKET_DEAD};
    struct str out = str_init(plan->arena);
    for (size_t i = 0; i < 4; i++) {
        size_t count = plan->by_bucket[order[i]];
        if (!count)
            continue;
        bool first = out.length == 0, all = count == plan->deals;
        str_append(&out, first ? "" : ", ");
        if (all)
            str_append(&out, "all");
        else
            word_count(&out, (int64_t)count);
        if (first) {
            str_append(&out, all ? " " : " of ");
            word_counted(&out, (int64_t)plan->deals, "deal", "deals");
            str_append(&out, count == 1 ? " is" : " are");
        }
        str_printf(&out, " %s", word_bucket_short(out.arena, order[i]));
    }
    return word_capital(plan->arena, str_text(&out));
}

const char *lifecycle_subtitle(const struct lifecycle_plan *plan)
{
    struct str out = str_init(plan->arena);
    str_append(&out,
        "How far each deal has come, with the dates that are known; the furthest first, then by amount");
    if (plan->changes)
        str_printf(&out, "; red: moved since %s", since_word(plan));
    str_append(&out, "; as of ");
    word_date(&out, plan->facts->dataset->as_of);
    return str_text(&out);
}

const char *lifecycle_describe(const struct lifecycle_plan *plan)
{
    struct str out = str_init(plan->arena);
    str_append(&out, "How far deals have come, from rumour to closing, as of ");
    word_date_long(&out, plan->facts->dataset->as_of);
    str_printf(&out, ". %s. ", lifecycle_title(plan));
    size_t shown = plan->row_count > DESCRIBED_MOST ? DESCRIBED_MOST : plan->row_count;
    for (size_t i = 0; i < shown; i++)
        str_printf(&out, "%s%s", i ? "; " : "", plan->rows[i].sentence);
    if (shown < plan->row_count) {
        str_append(&out, "; and ");
        word_count(&out, (int64_t)(plan->row_count - shown));
        str_append(&out, " more");
    }
    str_append(&out, ".");
    if (plan->gone)
        str_printf(&out, " Gone: %s.", plan->gone);
    return str_text(&out);
}

/* ---- notes ---- */

const char *const *lifecycle_notes(const struct lifecycle_plan *plan, size_t *count)
{
    note_list notes = {0};
    if (plan->gone)
        *list_push(plan->arena, &notes) =
            arena_printf(plan->arena, "No longer in the dataset since %s: %s.", since_word(plan), plan->gone);
    LIST(const struct deal_line *) lines = {0};
    for (size_t i = 0; i < plan->row_count; i++)
        *list_push(plan->arena, &lines) = plan->rows[i].line;
    const char *assumed = deal_lines_assumed(plan->arena, plan->facts, lines.at, lines.count);
    if (assumed)
        *list_push(plan->arena, &notes) = assumed;
    note_counted(plan->arena, &notes, plan->left_out, "row of smaller or undisclosed amount is not drawn.",
        "rows of smaller or undisclosed amounts are not drawn.");
    note_counted(plan->arena, &notes, plan->dropped_dates, "date found no room; the table has it.",
        "dates found no room; the table has them.");
    note_counted(plan->arena, &notes, plan->relations, "relation without money is not drawn.",
        "relations without money are not drawn.");
    *count = notes.count;
    return notes.at;
}

/* ---- table: a row for each step ---- */

static void step_cells(struct data_table *table, const struct lifecycle_plan *plan,
    const struct lifecycle_row *row, const struct deal_step *step)
{
    const struct deal_line *line = row->line;
    bool dated = step->date.precision != DATE_NONE;
    data_text(table, plan->facts->dataset->deals[line->deal].id);
    data_text(table, line->name);
    data_text(table, class_name(line->deal_class));
    data_text(table, status_name(step->status));
    data_text(table, step->present ? "yes" : "no");
    data_text(table, dated ? date_iso(plan->arena, step->date) : NULL);
    data_text(table, step->present && row->news == NEWS_MOVE ? status_name(row->was) : NULL);
    data_text(table, row->news == NEWS_FRESH ? "yes" : plan->changes ? "no" : NULL);
    data_bounds(table, &line->size);
    data_text(table, line->amount);
    data_text(table, deal_line_assumed(plan->arena, plan->facts, line));
}

const struct data_table *lifecycle_data(const struct lifecycle_plan *plan)
{
    static const struct data_column columns[] = {{"deal", false}, {"name", false}, {"class", false},
        {"status", false}, {"present", false}, {"date", false}, {"was", false}, {"new", false}, {"low", true},
        {"high", true}, {"headline", true}, {"amount", false}, {"assumed", false}};
    struct data_table *table =
        data_table_create(plan->arena, "lifecycle", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < plan->row_count; i++)
        for (size_t n = 0; n < plan->rows[i].line->step_count; n++)
            step_cells(table, plan, &plan->rows[i], &plan->rows[i].line->steps[n]);
    return table;
}
