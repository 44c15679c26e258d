/* SPDX-License-Identifier: MIT */
/* The timeline: when deals run, what of it is sure, and that nothing is drawn that nobody stated. */
#include "fixture.h"

#include "str.h"
#include "timeline_plan.h"

#include <string.h>

static const double widths[] = {246, 336, 426, 486, 499, 876};
enum { WIDTHS = sizeof widths / sizeof *widths };

static struct chart *timeline(struct fixture *fixture, const struct facts *facts, double width, size_t most)
{
    struct chart_request request = fixture_request(width);
    request.most = most;
    return fixture_chart(fixture, facts, NULL, timeline_chart_make, request);
}

static bool has(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

static bool said(struct fixture *fixture, const char *part)
{
    size_t count;
    const struct diag *diags = diags_sorted(fixture->diags, &count);
    for (size_t i = 0; i < count; i++)
        if (has(diags[i].sentence, part))
            return true;
    return false;
}

/* Deals between two parties, each `JSON` the fields besides id, type, from, to and sources */
static const struct facts *facts_of(struct fixture *fixture, const char *const *deals, size_t count)
{
    struct str out = str_init(fixture->arena);
    str_append(&out,
        "{\"dealbrief\": \"1\", \"as_of\": \"2025-12-17\", \"sources\": [{\"id\": \"s\", \"publisher\": "
        "\"S\"}], \"parties\": [{\"id\": \"p\", \"name\": \"Payer\"}, {\"id\": \"q\", \"name\": "
        "\"Paid\"}], \"deals\": [");
    for (size_t i = 0; i < count; i++)
        str_printf(&out,
            "%s{\"id\": \"d%02zu\", \"type\": \"lease\", \"from\": \"p\", \"to\": \"q\", \"sources\": "
            "[\"s\"], %s}",
            i ? ", " : "", i, deals[i]);
    str_append(&out, "]}");
    return fixture_json(fixture, str_text(&out));
}

#define FACTS(fixture, ...)                                                                                  \
    facts_of(fixture, (const char *const[]){__VA_ARGS__},                                                    \
        sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

/* All that must hold at every width */
static void assert_drawn(struct fixture *fixture, const struct facts *facts, size_t most)
{
    for (size_t i = 0; i < WIDTHS; i++) {
        struct chart *chart = timeline(fixture, facts, widths[i], most);
        assert_non_null(chart);
        fixture_chart_scene(fixture, chart, widths[i]);
        const struct timeline_plan *plan = chart->plan;
        assert_true(plan->today_x >= plan->plot_left && plan->today_x <= plan->plot_right);
        for (size_t n = 0; n < plan->row_count; n++) {
            const struct timeline_row *row = &plan->rows[n];
            for (size_t piece = 0; piece < row->piece_count; piece++) {
                assert_true(row->pieces[piece].x1 >= plan->plot_left - 0.01);
                assert_true(row->pieces[piece].x2 <= plan->plot_right + 0.01);
                assert_true(piece == 0 || row->pieces[piece].x1 >= row->pieces[piece - 1].x2 - 0.01);
            }
        }
    }
}

static const struct timeline_plan *plan_of(struct fixture *fixture, const struct facts *facts)
{
    struct chart *chart = timeline(fixture, facts, 499, 0);
    assert_non_null(chart);
    return chart->plan;
}

static void assert_at(const struct timeline_plan *plan, double x, int year, int month, int day)
{
    const struct scale *scale = &plan->axis.scale;
    double part = (day_of(year, month, day) - scale->low) / (scale->high - scale->low);
    assert_near(x, scale->start + part * (scale->end - scale->start), 0.001);
}

static void assert_piece(const struct timeline_row *row, size_t piece, enum piece_kind kind)
{
    assert_true(piece < row->piece_count);
    assert_int_equal(row->pieces[piece].kind, kind);
}

/* ---- days ---- */

static struct term term_of(
    struct fixture *fixture, const char *start, const char *end, double low, double high)
{
    struct term term = {
        .present = true, .years_low = (int32_t)(low * YEARS_ONE), .years_high = (int32_t)(high * YEARS_ONE)};
    const char *sentence, *hint;
    assert_true(!start || date_parse(fixture->arena, start, &term.start, &sentence, &hint));
    assert_true(!end || date_parse(fixture->arena, end, &term.end, &sentence, &hint));
    return term;
}

static const char *span_text(
    struct fixture *fixture, const char *start, const char *end, double low, double high)
{
    struct term term = term_of(fixture, start, end, low, high);
    struct deal_span span;
    if (!deal_span_find(&term, day_of(2025, 12, 17), &span))
        return "nothing";
    struct str out = str_init(fixture->arena);
    const int32_t days[] = {span.start_first, span.start_last, span.end_first, span.end_last};
    str_append(&out, span.floating ? "floating" : "fixed");
    for (size_t i = 0; i < 4; i++) {
        int year, month, day;
        day_split(days[i], &year, &month, &day);
        bool known = i < 2 ? span.start_known || span.floating : span.end_known;
        if (known)
            str_printf(&out, " %d-%02d-%02d", year, month, day);
        else
            str_append(&out, " ?");
    }
    return str_text(&out);
}

static void test_days(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    assert_string_equal(
        span_text(&fixture, "2025-11-03", NULL, 7, 7), "fixed 2025-11-03 2025-11-03 2032-11-02 2032-11-02");
    assert_string_equal(
        span_text(&fixture, "2027", NULL, 5, 5), "fixed 2027-01-01 2027-12-31 2031-12-31 2032-12-30");
    assert_string_equal(
        span_text(&fixture, "2026-01-01", NULL, 5, 7), "fixed 2026-01-01 2026-01-01 2030-12-31 2032-12-31");
    assert_string_equal(
        span_text(&fixture, "2024-02-29", NULL, 1, 1), "fixed 2024-02-29 2024-02-29 2025-02-27 2025-02-27");
    /* half a year is 182.625 days, 183 */
    assert_string_equal(span_text(&fixture, "2026-01-01", NULL, 2.5, 2.5),
        "fixed 2026-01-01 2026-01-01 2028-07-01 2028-07-01");
    assert_string_equal(
        span_text(&fixture, NULL, NULL, 5, 7), "floating 2025-12-17 2025-12-17 2030-12-16 2032-12-16");
    assert_string_equal(
        span_text(&fixture, "2026-H2", "2029", 0, 0), "fixed 2026-07-01 2026-12-31 2029-01-01 2029-12-31");
    assert_string_equal(span_text(&fixture, "2026-H2", NULL, 0, 0), "fixed 2026-07-01 2026-12-31 ? ?");
    assert_string_equal(span_text(&fixture, NULL, "2030s", 0, 0), "fixed ? ? 2030-01-01 2039-12-31");
    assert_string_equal(span_text(&fixture, NULL, "2030", 3, 3), "fixed ? ? 2030-01-01 2030-12-31");
    assert_string_equal(span_text(&fixture, NULL, NULL, 0, 0), "nothing");
    fixture_finish(&fixture);
}

/* ---- bars ---- */

#define TERM(words) "\"amount\": \"$7B\", \"status\": \"signed\", \"term\": {" words "}"

static void test_pieces(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct timeline_plan *plan = plan_of(&fixture,
        FACTS(&fixture, TERM("\"years\": \"5-7\", \"start\": \"2026-01-01\""),
            TERM("\"start\": \"2027\", \"years\": 5"), TERM("\"start\": \"2028-01-01\""),
            TERM("\"years\": 3"), TERM("\"start\": \"2024-01-01\""), TERM("\"end\": \"2024-12-31\"")));
    assert_int_equal(plan->row_count, 6);
    assert_int_equal(plan->span_count, 6);
    /* by start: d04 (2024, runs on), d05 (known by its end), d00, d01, d02, then what only has a length */
    const struct timeline_row *running = &plan->rows[0], *ending = &plan->rows[1], *five = &plan->rows[2],
                              *soft = &plan->rows[3], *coming = &plan->rows[4], *floating = &plan->rows[5];
    assert_int_equal(five->line->deal, 0);
    assert_int_equal(five->piece_count, 2);
    assert_piece(five, 0, PIECE_SURE);
    assert_at(plan, five->pieces[0].x1, 2026, 1, 1);
    assert_at(plan, five->pieces[0].x2, 2031, 1, 1);
    assert_piece(five, 1, PIECE_UNSURE);
    assert_at(plan, five->pieces[1].x2, 2033, 1, 1);
    assert_string_equal(five->line->yearly, "$1B–$1.4B a year");

    assert_int_equal(soft->piece_count, 3);
    assert_piece(soft, 0, PIECE_UNSURE);
    assert_at(plan, soft->pieces[0].x1, 2027, 1, 1);
    assert_at(plan, soft->pieces[1].x1, 2027, 12, 31);
    assert_at(plan, soft->pieces[1].x2, 2032, 1, 1);
    assert_at(plan, soft->pieces[2].x2, 2032, 12, 31);

    /* nobody says how long: the fade has one length, whatever the dates; signed ones run until today */
    assert_int_equal(coming->piece_count, 1);
    assert_piece(coming, 0, PIECE_FADE_RIGHT);
    assert_near(coming->pieces[0].x2 - coming->pieces[0].x1, timeline_fade, 0.001);
    assert_at(plan, coming->pieces[0].x1, 2028, 1, 1);
    assert_int_equal(running->piece_count, 2);
    assert_piece(running, 0, PIECE_SURE);
    assert_at(plan, running->pieces[0].x2, 2025, 12, 17);
    assert_piece(running, 1, PIECE_FADE_RIGHT);
    assert_null(running->line->yearly);

    assert_int_equal(ending->piece_count, 1);
    assert_piece(ending, 0, PIECE_FADE_LEFT);
    assert_at(plan, ending->pieces[0].x2, 2025, 1, 1);
    assert_near(ending->pieces[0].x2 - ending->pieces[0].x1, timeline_fade, 0.001);

    assert_true(floating->span.floating);
    assert_int_equal(floating->piece_count, 1);
    assert_piece(floating, 0, PIECE_UNSURE);
    assert_near(floating->pieces[0].x1, plan->today_x, 0.001);
    assert_at(plan, floating->pieces[0].x2, 2028, 12, 17);
    fixture_finish(&fixture);
}

/* A deal that is only planned is not known to have begun. */
static void test_planned_start(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct timeline_plan *plan = plan_of(&fixture,
        FACTS(&fixture,
            "\"amount\": \"$1B\", \"status\": \"announced\", \"term\": {\"start\": \"2024-01-01\"}"));
    assert_int_equal(plan->rows[0].piece_count, 1);
    assert_piece(&plan->rows[0], 0, PIECE_FADE_RIGHT);
    assert_at(plan, plan->rows[0].pieces[0].x1, 2024, 1, 1);
    fixture_finish(&fixture);
}

/* ---- dates ---- */

static void test_dates(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = FACTS(&fixture,
        "\"status\": \"closed\", \"amount\": \"$1B\", \"dates\": {\"signed\": \"2024-11-13\", \"closed\": "
        "\"2025-Q1\"}",
        "\"status\": \"active\", \"amount\": \"up to $5B\", \"dates\": {\"signed\": \"2022-12\"}",
        "\"status\": \"in_talks\", \"amount\": \"undisclosed\", \"history\": [{\"date\": \"2025-10\", "
        "\"status\": \"rumoured\"}, {\"date\": \"2025-12-16\", \"status\": \"in_talks\"}]",
        "\"status\": \"announced\", \"amount\": \"at least $2B\", \"dates\": {\"expected\": \"2027\"}",
        "\"status\": \"signed\", \"amount\": \"$3B\"");
    const struct timeline_plan *plan = plan_of(&fixture, facts);
    assert_int_equal(plan->row_count, 4);
    assert_int_equal(plan->span_count, 0);
    assert_string_equal(plan->rows[0].label->string, "active; signed Dec 2022");
    assert_near(plan->rows[0].mark.x, (plan->rows[0].mark.x1 + plan->rows[0].mark.x2) / 2, 0.001);
    assert_at(plan, plan->rows[0].mark.x1, 2022, 12, 1);
    assert_at(plan, plan->rows[0].mark.x2, 2023, 1, 1);
    assert_string_equal(plan->rows[1].label->string, "closed Q1 2025");
    assert_int_equal(plan->rows[1].tick_count, 1);
    assert_at(plan, plan->rows[1].ticks[0].x1, 2024, 11, 13);
    assert_string_equal(plan->rows[2].label->string, "in talks 16 Dec 2025");
    assert_string_equal(plan->rows[3].label->string, "announced; expected 2027");
    assert_true(plan->rows[3].mark.expected);
    assert_int_equal(plan->undated_count, 1);
    struct chart *chart = timeline(&fixture, facts, 499, 0);
    assert_string_equal(chart->title, "None of five deals states how long it runs");
    assert_true(has(fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 499)),
        "No date known: Payer → Paid, lease ($3B)."));
    assert_int_equal(chart->data->row_count, 5);
    assert_true(has(chart->alt, "Without any date: Payer → Paid, lease ($3B)."));
    assert_drawn(&fixture, facts, 0);
    fixture_finish(&fixture);
}

/* ---- samples ---- */

static const char *dump(struct fixture *fixture, const struct chart *chart)
{
    struct str out = str_init(fixture->arena);
    chart->dump(chart->plan, &out);
    return str_text(&out);
}

static void test_samples(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char *const names[] = {
        "ai-deals-2025-12", "pharma-licensing-2025", "flow-22-deals", "openai-amazon-2025-12"};
    static const char *const titles[] = {
        "Seven of 38 deals state how long they run; of those signed and dated the last ends in 2032",
        "None of ten deals states how long it runs", "None of 22 deals states how long it runs",
        "One of eight deals states how long it runs"};
    for (size_t i = 0; i < 4; i++) {
        const struct facts *facts = fixture_sample(&fixture, names[i]);
        assert_drawn(&fixture, facts, 0);
        assert_string_equal(timeline(&fixture, facts, 499, 0)->title, titles[i]);
    }
    fixture_finish(&fixture);
}

/* Seven years from the as-of date, 17 Dec 2025 to 16 Dec 2032: the whole axis, which begins 3.6 pt within the
   plot. */
static void test_numbers(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct chart *chart = timeline(&fixture, fixture_sample(&fixture, "openai-amazon-2025-12"), 499, 0);
    const struct timeline_plan *plan = chart->plan;
    assert_near(plan->axis.scale.low, day_of(2025, 12, 17), 0);
    assert_near(plan->axis.scale.high, day_of(2032, 12, 17), 0);
    assert_near(plan->rows[0].pieces[0].x1, plan->plot_left + 3.6, 0.001);
    assert_near(plan->rows[0].pieces[0].x2, plan->plot_right - 3.6, 0.001);
    /* 323.3 pt for 2557 days: 1 Jan 2026 … 2032 are 15, 380, 745, 1111, 1476, 1841 and 2206 days on */
    assert_true(has(dump(&fixture, chart), "axis level '2026' 124 '2027' 170.15 '2028' 216.3 '2029' 262.57 "
                                           "'2030' 308.72 '2031' 354.87 '2032' 401.02\n"
                                           "today 122.1\n"
                                           "floating aws-rental unsure 122.1 445.4 $38B, $5.4B a year\n"));
    fixture_finish(&fixture);
}

/* ---- bad cases ---- */

static void test_refused(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    assert_null(timeline(&fixture, FACTS(&fixture, "\"status\": \"signed\", \"amount\": \"$3B\""), 499, 0));
    assert_true(said(&fixture, "no deal that is chosen has a date or a term"));
    assert_null(timeline(&fixture,
        FACTS(&fixture, "\"status\": \"denied\", \"amount\": \"$3B\", \"date\": \"2025-01\""), 499, 0));
    assert_true(said(&fixture, "no live deal is chosen"));
    fixture_finish(&fixture);
}

static void test_one(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts =
        FACTS(&fixture, "\"status\": \"signed\", \"amount\": \"$3B\", \"date\": \"2025-12-17\"");
    assert_drawn(&fixture, facts, 0);
    assert_string_equal(timeline(&fixture, facts, 499, 0)->title, "How long the deal runs is not stated");
    const struct timeline_plan *plan = plan_of(&fixture, facts);
    assert_true(plan->axis.scale.high - plan->axis.scale.low >= 60);
    facts = FACTS(&fixture, TERM("\"years\": 2, \"start\": \"2026\""));
    assert_drawn(&fixture, facts, 0);
    assert_string_equal(timeline(&fixture, facts, 499, 0)->title,
        "How long the deal runs is stated; of those signed and dated the last ends in 2027 to 2028");
    fixture_finish(&fixture);
}

static const struct facts *many(struct fixture *fixture, size_t count, const char *format)
{
    const char **deals = arena_array(fixture->arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        deals[i] = arena_printf(fixture->arena,
            "\"title\": \"%s %zu\", \"amount\": \"$%zuM\", \"status\": \"signed\", \"term\": {\"start\": "
            "\"%zu-01-01\", "
            "\"end\": \"%zu\"}",
            format, i, 100 + i, 1990 + i % 36, 1995 + i % 36 + i % 16);
    return facts_of(fixture, deals, count);
}

static void test_sixty(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = many(&fixture, 60, "Deal");
    assert_drawn(&fixture, facts, 60);
    assert_false(said(&fixture, "smallest rows"));
    struct chart *chart = timeline(&fixture, facts, 499, 0);
    const struct timeline_plan *plan = chart->plan;
    assert_int_equal(plan->row_count, 40);
    assert_int_equal(chart->deals.count, 40);
    assert_true(said(&fixture, "leaves out the 20 smallest rows"));
    assert_true(has(fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 499)),
        "20 rows of smaller or undisclosed amounts are not drawn."));
    for (size_t i = 0; i < plan->row_count; i++)
        assert_true(plan->rows[i].line->weight >= 12000000000);
    fixture_finish(&fixture);
}

/* A height that is given is kept, by rows; with as many as it bears */
static void test_height(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct chart_request request = fixture_request(499);
    request.height = 400;
    struct chart *chart =
        fixture_chart(&fixture, many(&fixture, 30, "Deal"), NULL, timeline_chart_make, request);
    const struct timeline_plan *plan = chart->plan;
    assert_true(chart->height <= 400 && chart->height > 350);
    assert_true(plan->row_count > 5 && plan->row_count < 30);
    fixture_finish(&fixture);
}

static void test_long_names(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    assert_drawn(
        &fixture, many(&fixture, 12, "A lease of buildings with a name of no less than sixty letters"), 0);
    assert_drawn(&fixture,
        many(&fixture, 3, "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamten"), 0);
    fixture_finish(&fixture);
}

#define DAY(day) "\"amount\": \"undisclosed\", \"status\": \"announced\", \"date\": \"" day "\""

static void test_extremes(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    assert_drawn(&fixture, FACTS(&fixture, DAY("2025-12-17"), DAY("2025-12-17"), DAY("2025-12-17")), 0);
    assert_drawn(
        &fixture, FACTS(&fixture, DAY("1990"), DAY("1999-05"), DAY("2025"), TERM("\"end\": \"2040\"")), 0);
    assert_drawn(&fixture,
        FACTS(&fixture, TERM("\"start\": \"2025-12-01\", \"end\": \"2025-12-02\""),
            TERM("\"start\": \"2025-12-01\", \"years\": 30")),
        0);
    assert_drawn(&fixture,
        FACTS(&fixture, TERM("\"start\": \"1000\", \"end\": \"1001\""), TERM("\"start\": \"2026-01-01\""),
            "\"amount\": \"several hundred billion\", \"status\": \"in_talks\", \"term\": {\"years\": "
            "\"10-20\"}"),
        0);
    fixture_finish(&fixture);
}

/* A lease of 99 years does not make a hair of all the others: it is cut, and says so. */
static void test_cut(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = FACTS(&fixture, TERM("\"start\": \"2026-01-01\", \"years\": 99"),
        TERM("\"start\": \"2026-01-01\", \"years\": 10"));
    assert_drawn(&fixture, facts, 0);
    const struct timeline_plan *plan = plan_of(&fixture, facts);
    assert_false(plan->rows[0].cut);
    assert_true(plan->rows[1].cut);
    assert_near(plan->rows[1].pieces[0].x2, plan->axis.scale.end, 0.001);
    struct chart *chart = timeline(&fixture, facts, 499, 0);
    assert_true(has(fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 499)),
        "An arrow runs on past the axis."));
    fixture_finish(&fixture);
}

/* Flows of other classes and terms are lines of their own; no sum crosses them. */
static void test_flows(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct timeline_plan *plan = plan_of(&fixture,
        FACTS(&fixture,
            "\"title\": \"Vehicle\", \"status\": \"signed\", \"date\": \"2025-10-07\", \"flows\": "
            "[{\"amount\": \"$3B\", "
            "\"type\": \"equity\"}, {\"amount\": \"up to $2B\", \"type\": \"debt\"}, {\"amount\": \"$9B\", "
            "\"term\": {\"years\": 3, \"start\": \"2026-01-01\"}}, {\"amount\": \"undisclosed\", \"type\": "
            "\"purchase\"}]"));
    assert_int_equal(plan->row_count, 3);
    assert_string_equal(plan->rows[0].line->name, "Vehicle: lease");
    assert_string_equal(plan->rows[0].line->yearly, "$3B a year");
    assert_string_equal(plan->rows[1].line->name, "Vehicle: equity and debt");
    assert_string_equal(plan->rows[1].line->amount, "$3B–$5B");
    assert_string_equal(plan->rows[2].line->amount, "undisclosed");
    assert_int_equal(plan->deals, 1);
    fixture_finish(&fixture);
}

static void test_party(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct chart_request request = fixture_request(499);
    request.party = dataset_find_party(facts->dataset, "anthropic");
    struct chart *chart = fixture_chart(&fixture, facts, NULL, timeline_chart_make, request);
    assert_non_null(chart);
    const struct timeline_plan *plan = chart->plan;
    for (size_t i = 0; i < plan->row_count; i++)
        assert_true(has(plan->rows[i].line->name, "Anthropic"));
    assert_int_equal(plan->row_count, 5);
    fixture_finish(&fixture);
}

/* What no source states is named, field by field, and stands in the table */
static void test_assumed(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = FACTS(&fixture,
        "\"title\": \"Rent\", \"amount\": \"$5B\", \"status\": \"signed\", \"term\": {\"years\": 3, "
        "\"start\": \"2026\"}, \"assumed\": [\"term.start\"]",
        "\"title\": \"Loan\", \"amount\": \"$4B\", \"status\": \"signed\", \"dates\": {\"signed\": "
        "\"2025-05-01\"}, \"assumed\": [\"dates.signed\", \"status\"]",
        "\"title\": \"Sure\", \"amount\": \"$3B\", \"status\": \"signed\", \"dates\": {\"signed\": "
        "\"2025-05-01\"}");
    struct chart *chart = timeline(&fixture, facts, 499, 0);
    size_t count;
    const char *const *notes = timeline_notes(chart->plan, &count);
    assert_int_equal(count, 1);
    assert_string_equal(
        notes[0], "Assumed, stated by no source: status of Loan; date of Loan; term of Rent.");
    struct str csv = str_init(fixture.arena);
    data_table_write_csv(chart->data, &csv);
    assert_true(has(str_text(&csv), ",status; date\n") || has(str_text(&csv), ",status; date\r\n"));
    assert_drawn(&fixture, facts, 0);
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_planned_start),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_one),
        cmocka_unit_test(test_sixty),
        cmocka_unit_test(test_height),
        cmocka_unit_test(test_long_names),
        cmocka_unit_test(test_extremes),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_flows),
        cmocka_unit_test(test_assumed),
        cmocka_unit_test(test_party),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
