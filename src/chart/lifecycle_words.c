/* SPDX-License-Identifier: MIT */
/*
 * lifecycle_words: what the lifecycle chart says in words: heads, finding, measure, alternative text, notes,
 * and its table.
 */
#include "list.h"
#include "lifecycle_plan.h"
#include "say.h"
#include "wording.h"

#include <string.h>

enum { NAMED_MOST = 12, DESCRIBED_MOST = 3 };

const char *lifecycle_column_words(const struct lifecycle_plan *plan, int column)
{
    static const char *const standings[] = {WORDS("under discussion"), WORDS("announced or agreed"),
        WORDS("signed or active"), WORDS("closed"), WORDS("called off")};
    static const char *const merged[STAGE_COUNT] = {WORDS("rumoured or reported"), NULL,
        WORDS("in talks or proposed"), NULL, NULL, NULL, WORDS("signed or active"), NULL, NULL, NULL};
    int stage = 0;
    if (plan->coarse)
        return said(plan->arena, standings[column]);
    while (plan->column_of[stage] != column)
        stage++;
    if (plan->merged && merged[stage])
        return said(plan->arena, merged[stage]);
    return stage == STAGE_OFF ? said(plan->arena, "called off")
                              : word_status(plan->arena, (enum status)((int)STATUS_RUMOURED + stage));
}

const char *lifecycle_note(struct arena *arena, const struct lifecycle_row *row)
{
    if (row->news == NEWS_NO)
        return NULL;
    if (row->news == NEWS_FRESH)
        return said(arena, "new");
    return row->corrected ? say(arena, "corrected: was %s", word_status(arena, row->was))
                          : say(arena, "was %s", word_status(arena, row->was));
}

const char *lifecycle_sentence(const struct lifecycle_plan *plan, const struct lifecycle_row *row)
{
    const struct deal_line *line = row->line;
    struct str out = str_init(plan->arena);
    const char *word = word_status(out.arena, line->status);
    str_printf(&out, "%s, %s: %s", line->name,
        line->amount ? line->amount : said(out.arena, "no amount stated"), word);
    for (size_t i = line->step_count; i-- > 0;)
        if (line->steps[i].present && line->steps[i].date.precision != DATE_NONE) {
            str_char(&out, ' ');
            word_date_when(&out, line->steps[i].date);
        }
    str_append(&out, str_starts(line->standing, word) ? line->standing + strlen(word) : ""); /* ", binding" */
    for (size_t i = 0; i < line->step_count; i++) {
        const struct deal_step *step = &line->steps[i];
        if (step->present || step->date.precision == DATE_NONE)
            continue;
        str_printf(&out, ", %s ", word_status(out.arena, step->status));
        word_date_when(&out, step->date);
    }
    if (line->expected.precision != DATE_NONE) {
        struct str expected = str_init(plan->arena);
        word_date_when(&expected, line->expected);
        say_to(&out, ", expected %s", str_text(&expected));
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
    word_counted(out, (int64_t)count, one, many);
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
    return say(plan->arena, "Since %s: %s", since_word(plan),
        out.length ? str_text(&out) : said(plan->arena, "no deal has moved"));
}

/* "three of eight deals are signed or paid", then ", two under discussion" */
static void standing_append(
    struct str *out, const struct lifecycle_plan *plan, size_t count, const char *standing)
{
    struct str number = str_init(plan->arena), deals = str_init(plan->arena);
    word_count(&number, (int64_t)count);
    word_counted(&deals, (int64_t)plan->deals, "deal", "deals");
    bool first = out->length == 0;
    str_append(out, first ? "" : ", ");
    if (count == plan->deals)
        say_to(out, "all %s are %s", str_text(&deals), standing);
    else if (first && count == 1)
        say_to(out, "one of %s is %s", str_text(&deals), standing);
    else if (first)
        say_to(out, "%s of %s are %s", str_text(&number), str_text(&deals), standing);
    else if (count == 1)
        say_to(out, "one %s", standing);
    else
        str_printf(out, "%s %s", str_text(&number), standing);
}

const char *lifecycle_title(const struct lifecycle_plan *plan)
{
    if (plan->changes)
        return since_title(plan);
    if (plan->deals == 1)
        return say(plan->arena, "How far the deal has come: %s", plan->rows[0].line->standing);
    static const enum bucket order[] = {BUCKET_FIRM, BUCKET_PLANNED, BUCKET_TALK, BUCKET_DEAD};
    struct str out = str_init(plan->arena);
    for (size_t i = 0; i < 4; i++) {
        size_t count = plan->by_bucket[order[i]];
        if (!count)
            continue;
        standing_append(&out, plan, count, word_bucket_short(out.arena, order[i]));
    }
    return word_capital(plan->arena, str_text(&out));
}

const char *lifecycle_subtitle(const struct lifecycle_plan *plan)
{
    struct str out = str_init(plan->arena), date = str_init(plan->arena);
    word_date(&date, plan->facts->dataset->as_of);
    say_to(&out,
        "How far each deal has come, with the dates that are known; the furthest first, then by amount");
    if (plan->changes)
        say_to(&out, "; red: moved since %s", since_word(plan));
    say_to(&out, "; as of %s", str_text(&date));
    return str_text(&out);
}

const char *lifecycle_describe(const struct lifecycle_plan *plan)
{
    struct str out = str_init(plan->arena);
    struct str date = str_init(plan->arena);
    word_date_long(&date, plan->facts->dataset->as_of);
    say_to(&out, "Dot chart of how far deals have come, as of %s. %s. ", str_text(&date),
        lifecycle_title(plan));
    size_t shown = plan->row_count > DESCRIBED_MOST ? DESCRIBED_MOST : plan->row_count;
    for (size_t i = 0; i < shown; i++)
        str_printf(&out, "%s%s", i ? "; " : "", plan->rows[i].sentence);
    if (shown < plan->row_count) {
        str_append(&out, said(plan->arena, "; and "));
        word_counted(&out, (int64_t)(plan->row_count - shown), "more", "more");
    }
    str_append(&out, ".");
    if (plan->gone)
        say_to(&out, " Gone: %s.", plan->gone);
    return str_text(&out);
}

/* ---- notes ---- */

const char *const *lifecycle_notes(const struct lifecycle_plan *plan, size_t *count)
{
    note_list notes = {0};
    if (plan->gone)
        *list_push(plan->arena, &notes) =
            say(plan->arena, "No longer in the dataset since %s: %s.", since_word(plan), plan->gone);
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
