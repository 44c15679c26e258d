/* SPDX-License-Identifier: MIT */
/*
 * schedule_words: money by year → the finding, the measure, a description, notes and the table of numbers.
 */
#include "schedule_plan.h"

#include "say.h"
#include "wording.h"

#include <string.h>

struct qualified schedule_sum_words(const struct due *due, const struct money_sum *sum, int digits)
{
    return sum_qualified(due->arena, sum, due->facts->dataset->currency, NUMBER_SHORT, digits);
}

static void sum_say(struct str *out, const struct due *due, const struct money_sum *sum, int digits)
{
    word_qualified(out, schedule_sum_words(due, sum, digits));
}

static const char *sum_text(const struct due *due, const struct money_sum *sum)
{
    struct str out = str_init(due->arena);
    sum_say(&out, due, sum, 0);
    return str_text(&out);
}

static const char *party_name(const struct due *due)
{
    return party_short(&due->facts->dataset->parties[due->party]);
}

static bool all_firm(const struct due *due)
{
    return due->firm.low == due->dated.low && due->firm.high == due->dated.high &&
           due->firm.headline == due->dated.headline;
}

/* Of all by the sum and the year, else by the party, the sum and the year; as it stands, if all goes ahead,
   as it was; in that year, or by then */
static const char *const dated_sentences[3][3][2] = {
    {{WORDS("%s falls due in %d"), WORDS("%s falls due by %d")},
        {WORDS("%s would fall due in %d"), WORDS("%s would fall due by %d")},
        {WORDS("%s fell due in %d"), WORDS("%s fell due by %d")}},
    {{WORDS("%s has to pay %s in %d"), WORDS("%s has to pay %s by %d")},
        {WORDS("%s would have to pay %s in %d"), WORDS("%s would have to pay %s by %d")},
        {WORDS("%s had to pay %s in %d"), WORDS("%s had to pay %s by %d")}},
    {{WORDS("%s is to get %s in %d"), WORDS("%s is to get %s by %d")},
        {WORDS("%s would get %s in %d"), WORDS("%s would get %s by %d")},
        {WORDS("%s was to get %s in %d"), WORDS("%s was to get %s by %d")}}};

/* "$38B falls due by 2032", "OpenAI would have to pay at least $400B by 2032" */
static void dated_say(struct str *out, const struct due *due)
{
    int as_of = date_year(due->facts->dataset->as_of);
    bool past = due->last_year < as_of, firm = all_firm(due);
    bool one_year = due->columns.at[0].year == due->last_year;
    const char *sentence = said(out->arena, dated_sentences[due->way][!firm ? 1 : past ? 2 : 0][!one_year]);
    if (due->way == SCHEDULE_ALL)
        str_printf(out, sentence, sum_text(due, &due->dated), due->last_year);
    else
        str_printf(out, sentence, party_name(due), sum_text(due, &due->dated), due->last_year);
    if (due->overlaps.count)
        say_to(out, ", overlaps included");
    if (!firm && money_sum_any(&due->firm))
        say_to(out, ", %s of it %s", sum_text(due, &due->firm), word_bucket_short(out->arena, BUCKET_FIRM));
}

const char *schedule_title(const struct due *due)
{
    struct str out = str_init(due->arena);
    dated_say(&out, due);
    if (due->facts->undated.count) {
        struct money_sum undated = total_sum(&due->facts->undated_total);
        say_to(&out, "; %s more has no dates", sum_text(due, &undated));
    }
    return word_capital(due->arena, str_text(&out));
}

/* A dataset names its metrics as it likes; those with a usual name have one in other languages. */
const char *schedule_metric_words(const struct arena *arena, const char *name)
{
    return said_in(arena, "metric", name);
}

static const char *by_words(const struct due *due)
{
    static const char *const names[BY_COUNT] = {"", WORDS_IN("by", "deal"), WORDS_IN("by", "payer"),
        WORDS_IN("by", "payee"), WORDS_IN("by", "class of deal")};
    return said_in(due->arena, "by", names[due->by]);
}

static bool any_assumed(const struct due *due)
{
    for (size_t i = 0; i < due->pieces.count; i++)
        if (due->pieces.at[i].assumed)
            return true;
    return false;
}

static bool any_disclosed(const struct due *due)
{
    for (size_t i = 0; i < due->pieces.count; i++)
        if (!due->pieces.at[i].assumed)
            return true;
    return false;
}

const char *schedule_subtitle(const struct due *due)
{
    struct str out = str_init(due->arena);
    const char *currency = due->facts->dataset->currency;
    if (due->way == SCHEDULE_ALL)
        say_to(&out, "Commitments by calendar year, %s, by %s", currency, by_words(due));
    else if (due->way == SCHEDULE_PAYS)
        say_to(
            &out, "What %s has to pay by calendar year, %s, by %s", party_name(due), currency, by_words(due));
    else
        say_to(
            &out, "What %s is to get by calendar year, %s, by %s", party_name(due), currency, by_words(due));
    if (any_assumed(due) && any_disclosed(due))
        say_to(&out, ". Hatched: no plan is disclosed, an even spread over the term is assumed");
    else if (any_assumed(due))
        say_to(&out, ". No plan is disclosed: an even spread over each term is assumed");
    return str_text(&out);
}

/* ---- in sentences ---- */

static void years_describe(struct str *out, const struct due *due)
{
    size_t greatest = 0;
    for (size_t i = 0; i < due->columns.count; i++)
        if (due->columns.at[i].amount > due->columns.at[greatest].amount)
            greatest = i;
    if (due->columns.count > 1) {
        const struct schedule_column *column = &due->columns.at[greatest];
        struct str sum = str_init(due->arena);
        sum_say(&sum, due, &column->sum, column->digits);
        say_to(out, " The most falls into %d: %s.", column->year, str_text(&sum));
    }
    for (size_t i = 0; i < due->series.count; i++) {
        const struct schedule_series *series = &due->series.at[i];
        str_printf(out, "%s%s ", i ? ", " : " ", series->name);
        sum_say(out, due, &series->sum, 0);
    }
    str_append(out, ".");
}

static void points_describe(struct str *out, const struct due *due)
{
    const struct dataset *dataset = due->facts->dataset;
    if (!due->metric)
        return;
    say_to(out, " A line shows the %s of %s:", schedule_metric_words(out->arena, due->metric),
        party_short(&dataset->parties[due->metric_party]));
    for (size_t i = 0; i < due->points.count; i++) {
        const struct metric *metric = &dataset->metrics[due->points.at[i].metric];
        struct str value = str_init(out->arena), period = str_init(out->arena);
        word_amount(&value, &metric->value, NUMBER_SHORT);
        word_date(&period, metric->period);
        str_append(out, i ? ", " : " ");
        str_printf(out, said_in(out->arena, "period", "%s in %s"), str_text(&value), str_text(&period));
        const char *basis = word_metric_basis(out->arena, metric->basis);
        str_printf(out, "%s%s%s", *basis ? " (" : "", basis, *basis ? ")" : "");
    }
    str_append(out, ".");
}

const char *schedule_alt(const struct due *due)
{
    struct str out = str_init(due->arena);
    int first = due->columns.at[0].year, last = due->columns.at[due->columns.count - 1].year;
    if (due->columns.count > 1)
        say_to(&out, "Stacked column chart by calendar year, %d to %d. %s.", first, last, schedule_title(due));
    else
        say_to(&out, "Stacked column chart by calendar year, %d. %s.", first, schedule_title(due));
    years_describe(&out, due);
    if (any_assumed(due) && any_disclosed(due))
        say_to(&out, " Where no plan is disclosed, an even spread is assumed.");
    else if (any_assumed(due))
        say_to(&out, " All of it is an assumed even spread.");
    points_describe(&out, due);
    return str_text(&out);
}

/* ---- below the chart ---- */

/* Years that a source gives and that come to less than the deal */
static const char *short_note(const struct due *due, const struct schedule *schedule)
{
    const struct facts *facts = due->facts;
    const struct flow *flow = &facts->flows[schedule->flow];
    money years = 0;
    for (size_t i = 0; i < schedule->count; i++)
        years = money_add(years, schedule->years[i].amount);
    if (!schedule->count || !schedule->years[0].disclosed || !flow->counted.has_headline ||
        years >= flow->counted.headline)
        return NULL;
    struct str given = str_init(due->arena), all = str_init(due->arena);
    word_money(&given, years, facts->dataset->currency, NUMBER_SHORT, 0);
    word_amount(&all, &flow->counted, NUMBER_SHORT);
    return say(due->arena, "%s: the years that are given come to %s of %s; the rest has no year.",
        word_deal_title(due->arena, facts->dataset, &facts->dataset->deals[flow->deal]), str_text(&given),
        str_text(&all));
}

static const char *left_out_note(const struct due *due)
{
    const struct dataset *dataset = due->facts->dataset;
    struct str out = str_init(due->arena);
    for (size_t i = 0; i < due->points_left_out.count; i++) {
        const struct metric *metric = &dataset->metrics[due->points_left_out.at[i]];
        str_append(&out, i ? ", " : "");
        word_amount(&out, &metric->value, NUMBER_SHORT);
        str_printf(&out, " (%s)", metric->period_words);
    }
    return say(due->arena, "Not on the line of %s: %s, not a year of the chart.",
        schedule_metric_words(due->arena, due->metric), str_text(&out));
}

static const char *joint_note(const struct due *due)
{
    const struct facts *facts = due->facts;
    for (size_t i = 0; due->way != SCHEDULE_ALL && i < facts->schedule_count; i++) {
        const struct flow *flow = &facts->flows[facts->schedules[i].flow];
        size_t node = due->way == SCHEDULE_PAYS ? flow->payer : flow->payee;
        if (facts->nodes[node].parties.count > 1)
            return due->way == SCHEDULE_PAYS
                       ? say(due->arena,
                             "With what %s has to pay together with others: nobody says who has which share.",
                             party_name(due))
                       : say(due->arena,
                             "With what %s is to get together with others: nobody says who has which share.",
                             party_name(due));
    }
    return NULL;
}

/* Nobody says how large an overlap is: the sums have both deals in full. */
static const char *overlaps_note(const struct due *due)
{
    enum { NAMED = 2 };
    const struct dataset *dataset = due->facts->dataset;
    struct str out = str_init(due->arena);
    for (size_t i = 0; i < due->overlaps.count && i < NAMED; i++) {
        str_append(&out, i ? "; " : "");
        say_to(&out, "%s and %s",
            word_deal_title(due->arena, dataset, &dataset->deals[due->overlaps.at[i].a]),
            word_deal_title(due->arena, dataset, &dataset->deals[due->overlaps.at[i].b]));
    }
    if (due->overlaps.count > NAMED)
        say_to(&out, "; %zu pairs more", due->overlaps.count - NAMED);
    return say(
        due->arena, "Counted in full, though said to be in part about the same money: %s.", str_text(&out));
}

typedef LIST(size_t) deal_list;

/* Once each, by id: the order of deals in the file is nobody's */
static void deal_keep(const struct due *due, deal_list *deals, size_t deal)
{
    const struct deal *all = due->facts->dataset->deals;
    size_t at = 0;
    while (at < deals->count && strcmp(all[deals->at[at]].id, all[deal].id) < 0)
        at++;
    if (at < deals->count && deals->at[at] == deal)
        return;
    list_push(due->arena, deals);
    memmove(&deals->at[at + 1], &deals->at[at], (deals->count - 1 - at) * sizeof *deals->at);
    deals->at[at] = deal;
}

/* Of which deals the years themselves are assumed, not only the spread over them */
static const char *terms_note(const struct due *due)
{
    enum { NAMED = 4 };
    const struct facts *facts = due->facts;
    struct str out = str_init(due->arena);
    deal_list deals = {0};
    for (size_t i = 0; i < facts->schedule_count; i++) {
        const struct flow *flow = &facts->flows[facts->schedules[i].flow];
        if (deal_is_assumed(&facts->dataset->deals[flow->deal], flow->leg, "term"))
            deal_keep(due, &deals, flow->deal);
    }
    for (size_t i = 0; i < deals.count && i < NAMED; i++)
        str_printf(&out, "%s%s", i ? ", " : "",
            word_deal_title(due->arena, facts->dataset, &facts->dataset->deals[deals.at[i]]));
    if (deals.count > NAMED) {
        str_append(&out, said(due->arena, " and "));
        word_counted(&out, (int64_t)(deals.count - NAMED), "more", "more");
    }
    return deals.count ? say(due->arena, "Start or length assumed, stated by no source: %s.", str_text(&out))
                       : NULL;
}

size_t schedule_notes(const struct due *due, const char **notes, size_t most)
{
    size_t count = 0;
    if (money_sum_any(&due->later))
        notes[count++] = word_capital(
            due->arena, say(due->arena, "%s more falls due after %d, up to %d.", sum_text(due, &due->later),
                            due->columns.at[due->columns.count - 1].year, due->last_year));
    for (size_t i = 0; i < due->facts->schedule_count && count + 6 < most; i++) {
        const char *note = short_note(due, &due->facts->schedules[i]);
        if (note)
            notes[count++] = note;
    }
    if (due->overlaps.count)
        notes[count++] = overlaps_note(due);
    const char *terms = terms_note(due);
    if (terms)
        notes[count++] = terms;
    const char *joint = joint_note(due);
    if (joint)
        notes[count++] = joint;
    if (due->undisclosed) {
        struct str words = str_init(due->arena);
        word_counted(&words, due->undisclosed, "commitment of undisclosed size is not in it.",
            "commitments of undisclosed size are not in it.");
        notes[count++] = word_capital(due->arena, str_text(&words));
    }
    if (due->points_left_out.count)
        notes[count++] = left_out_note(due);
    return count;
}

/* ---- the numbers ---- */

static void piece_row(struct data_table *table, const struct due *due, const struct schedule_piece *piece)
{
    struct str words = str_init(due->arena);
    struct money_sum sum = money_sum_settled(&piece->sum);
    sum_say(&words, due, &sum, piece->digits);
    data_text(table, "commitment");
    data_count(table, due->columns.at[piece->column].year);
    data_text(table, due->series.at[piece->series].name);
    data_text(table, bucket_name(piece->bucket));
    data_text(table, piece->assumed ? "assumed" : "disclosed");
    data_money(table, sum.low);
    data_money(table, sum.high);
    data_money(table, piece->amount);
    data_text(table, str_text(&words));
}

static void column_row(struct data_table *table, const struct due *due, const struct schedule_column *column)
{
    struct str words = str_init(due->arena);
    if (column->flows)
        sum_say(&words, due, &column->sum, column->digits);
    data_text(table, "total");
    data_count(table, column->year);
    data_text(table, NULL);
    data_text(table, NULL);
    data_text(table, NULL);
    data_money(table, column->sum.low);
    data_money(table, column->sum.high);
    data_money(table, column->amount);
    data_text(table, column->flows ? str_text(&words) : said(table->arena, "none"));
}

static void undated_row(
    struct data_table *table, const struct due *due, const struct schedule_undated *undated)
{
    const struct dataset *dataset = due->facts->dataset;
    data_text(table, "undated");
    data_text(table, NULL);
    data_text(table, word_deal_title(due->arena, dataset, &dataset->deals[undated->deal]));
    data_text(table, bucket_name(undated->bucket));
    data_text(table, NULL);
    data_money(table, undated->sum.low);
    data_money(table, undated->sum.high);
    data_money(table, undated->sum.has_headline ? undated->sum.headline : MONEY_OPEN);
    data_text(table, undated->words);
}

static void point_row(struct data_table *table, const struct due *due, const struct schedule_point *point)
{
    const struct metric *metric = &due->facts->dataset->metrics[point->metric];
    data_text(table, due->metric);
    data_count(table, due->columns.at[point->column].year);
    data_text(table, party_short(&due->facts->dataset->parties[metric->party]));
    data_text(table, NULL);
    data_text(table, metric->basis == METRIC_NONE ? NULL : word_metric_basis(table->arena, metric->basis));
    data_amount(table, &metric->value);
}

struct data_table *schedule_data(const struct due *due)
{
    static const struct data_column columns[] = {{"what", false}, {"year", true}, {"series", false},
        {"standing", false}, {"basis", false}, {"low", true}, {"high", true}, {"amount", true},
        {"words", false}};
    struct data_table *table =
        data_table_create(due->arena, "schedule", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < due->pieces.count; i++)
        piece_row(table, due, &due->pieces.at[i]);
    for (size_t i = 0; i < due->columns.count; i++)
        column_row(table, due, &due->columns.at[i]);
    for (size_t i = 0; i < due->undated.count; i++)
        undated_row(table, due, &due->undated.at[i]);
    for (size_t i = 0; i < due->points.count; i++)
        point_row(table, due, &due->points.at[i]);
    return table;
}
