/* SPDX-License-Identifier: MIT */
/* The schedule: columns add up to facts, words keep their qualifiers, nothing overlaps whatever is asked. */
#include "fixture.h"
#include "schedule_plan.h"
#include "str.h"

#include <string.h>

static const double widths[] = {246, 450, 499, 510, 900};
enum { WIDTHS = sizeof widths / sizeof *widths };

/* Parties p (Payer), q (Seller), r (Third); deals are objects without sources; extra: further members */
static const struct facts *facts_with(
    struct fixture *fixture, const char *as_of, const char *const *deals, size_t count, const char *extra)
{
    struct str out = str_init(fixture->arena);
    str_printf(&out,
        "{\"dealbrief\":\"1\",\"as_of\":\"%s\",\"sources\":[{\"id\":\"s\",\"publisher\":\"S\"}],"
        "\"parties\":[{\"id\":\"p\",\"name\":\"Payer\"},{\"id\":\"q\",\"name\":\"Seller\"},{\"id\":\"r\","
        "\"name\":\"Third\"}]%s,\"deals\":[",
        as_of, extra);
    for (size_t i = 0; i < count; i++)
        str_printf(&out, "%s{\"sources\":[\"s\"],%s}", i ? "," : "", deals[i]);
    str_append(&out, "]}");
    return fixture_json(fixture, str_text(&out));
}

static struct chart *chart_of(
    struct fixture *fixture, const struct facts *facts, struct chart_request request)
{
    struct chart *chart = fixture_chart(fixture, facts, NULL, schedule_chart_make, request);
    if (!chart)
        fail_msg("no chart: %s", diags_brief(fixture->arena, fixture->diags));
    return chart;
}

static const char *dump_of(struct fixture *fixture, const struct chart *chart)
{
    struct str out = str_init(fixture->arena);
    chart->dump(chart->plan, &out);
    return str_text(&out);
}

static void assert_holds(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("'%s' is not in:\n%s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("'%s' is in:\n%s", part, text);
}

static void draw_all(struct fixture *fixture, const struct facts *facts, struct chart_request request)
{
    for (int i = 0; i < WIDTHS; i++) {
        request.width = widths[i];
        fixture_chart_scene(fixture, chart_of(fixture, facts, request), widths[i]);
    }
}

/* AWS: $38B in seven years from 3 Nov 2025, 30/360: 58 of 2520 days in 2025 are 874,603,174.60; a year is
   5,428,571,428.57. Oracle: $300B in five years from 2027. Stargate: $100B in 2025–2028 beside its sites. */
static void test_sample(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct chart *chart = chart_of(&fixture, facts, fixture_request(499));
    const char *dump = dump_of(&fixture, chart);
    assert_string_equal(chart->title, "$738B–$838B would fall due by 2032, overlaps included, $338B of it "
                                      "signed or paid; at least $431B more "
                                      "has no dates");
    assert_holds(dump, "series 1 'Oracle cloud contract'\n");
    assert_holds(dump, "piece 2027 1 firm assumed 60000000000 60000000000\n");
    assert_holds(dump, "piece 2028 3 planned assumed 0 25000000000\n");
    assert_holds(dump, "year 2029 65428571428.57 '$65.4B'\n");
    assert_holds(dump, "year 2032 4553968253.97 '$4.6B'\n"); /* 302 of 2520 days; two digits, as in $38B */
    assert_holds(chart->alt, "an assumed even spread");
    struct str csv = str_init(fixture.arena); /* with qualifiers and bounds, as drawn */
    data_table_write_csv(chart->data, &csv);
    assert_holds(str_text(&csv), "2028,Stargate,planned,assumed,0,25000000000,25000000000,up to $25B");
    assert_holds(str_text(&csv),
        "2028,AWS capacity for OpenAI,firm,assumed,5428571428.57,5428571428.57,5428571428.57,$5.4B");
    draw_all(&fixture, facts, fixture_request(0));
    struct chart_request request = fixture_request(0);
    for (int by = 0; by < BY_COUNT; by++)
        for (size_t most = 0; most < 3; most++) {
            request.by = (enum chart_by)by;
            request.most = most;
            draw_all(&fixture, facts, request);
        }
    fixture_finish(&fixture);
}

/* Both deals are counted in full; that they are in part about the same money is said, once a pair */
static void test_overlaps(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct chart *chart =
        chart_of(&fixture, fixture_sample(&fixture, "ai-deals-2025-12"), fixture_request(499));
    const struct due *due = &((const struct schedule_plan *)chart->plan)->due;
    const char *notes[12];
    assert_int_equal(due->overlaps.count, 1);
    assert_int_equal(schedule_notes(due, notes, 12), 3);
    assert_string_equal(notes[0],
        "Counted in full, though said to be in part about the same money: Oracle cloud "
        "contract and Sites named so far.");
    assert_string_equal(notes[1], "Start or length assumed, stated by no source: AWS capacity for OpenAI, "
                                  "Stargate, Sites named so far.");
    fixture_finish(&fixture);
}

/* Every year's pieces are that year of facts->schedules, whatever the series */
static void test_adds_up(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    money years[20] = {0}, all = 0;
    for (size_t i = 0; i < facts->schedule_count; i++)
        for (size_t y = 0; y < facts->schedules[i].count; y++) {
            years[facts->schedules[i].years[y].year - 2020] += facts->schedules[i].years[y].amount;
            all += facts->schedules[i].years[y].amount;
        }
    assert_true(all == INT64_C(83800000000000)); /* 300 + 38 + 100 + 400, in hundredths */
    struct chart_request request = fixture_request(499);
    for (int by = BY_DEAL; by < BY_COUNT; by++) {
        request.by = (enum chart_by)by;
        const char *dump = dump_of(&fixture, chart_of(&fixture, facts, request));
        for (int year = 2025; year <= 2032; year++) {
            struct str line = str_init(fixture.arena);
            str_printf(&line, "year %d ", year);
            str_number(&line, money_units(years[year - 2020]), 2);
            str_append(&line, " '");
            assert_holds(dump, str_text(&line));
        }
    }
    fixture_finish(&fixture);
}

#define DEAL(id, amount, status, more)                                                                       \
    "\"id\":\"" id "\",\"type\":\"purchase\",\"from\":\"p\",\"to\":\"q\",\"amount\":\"" amount               \
    "\",\"status\":\"" status "\"," more
#define YEAR_2026 "\"term\":{\"start\":\"2026-01-01\",\"years\":1}"

/* One year, one deal: exact, open, about, up to; what is said is never narrower than what is known */
static void test_qualifiers(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const struct {
        const char *amount, *title, *year, *piece;
    } cases[] = {{"$38B", "$38B falls due in 2026", "'$38B'", "38000000000 38000000000"},
        {"at least $38B", "At least $38B falls due in 2026", "'at least $38B'", "38000000000 38000000000"},
        {"up to $38B", "Up to $38B falls due in 2026", "'up to $38B'", "0 38000000000"},
        {"about $38B", "About $38B falls due in 2026", "'about $38B'", "34200000000 38000000000"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *deal = arena_printf(fixture.arena,
            "\"id\":\"d\",\"type\":\"purchase\",\"from\":\"p\",\"to\":\"q\",\"amount\":\"%s\",\"status\":"
            "\"signed\"," YEAR_2026,
            cases[i].amount);
        const struct facts *facts = facts_with(&fixture, "2025-12-01", &deal, 1, "");
        struct chart *chart = chart_of(&fixture, facts, fixture_request(499));
        const char *dump = dump_of(&fixture, chart);
        assert_string_equal(chart->title, cases[i].title);
        assert_holds(dump, cases[i].year);
        assert_holds(dump, cases[i].piece);
        draw_all(&fixture, facts, fixture_request(0));
    }
    fixture_finish(&fixture);
}

/* A plan by year from the source is no assumption; what it leaves of the deal is said; a gap stays empty */
static void test_disclosed(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char *const deals[] = {
        DEAL("a", "$10B", "signed",
            "\"schedule\":[{\"year\":2026,\"amount\":\"$2B\"},{\"year\":2029,\"amount\":\"about $5B\"}]"),
        DEAL("b", "$3B", "in_talks", "\"term\":{\"start\":\"2026-01-01\",\"years\":1}"),
        DEAL("c", "$7B", "announced", "\"note\":\"no term\"")};
    const struct facts *facts = facts_with(&fixture, "2025-12-01", deals, 3, "");
    struct chart *chart = chart_of(&fixture, facts, fixture_request(499));
    const char *dump = dump_of(&fixture, chart);
    assert_string_equal(chart->title,
        "About $10B would fall due by 2029, about $7B of it signed or paid; $7B more has no dates");
    assert_holds(dump, "piece 2026 0 firm disclosed 2000000000 2000000000\n");
    assert_holds(dump, "piece 2026 1 talk assumed 3000000000 3000000000\n");
    assert_holds(dump, "piece 2029 0 firm disclosed 4500000000 5000000000\n");
    assert_holds(dump, "year 2027 0 ''\n");
    const char *words = fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 499));
    assert_holds(words, "2027\n");
    assert_holds(words, "the years that are given come to $7B of $10B; the rest has no year.");
    assert_holds(words, "No dates\n");
    draw_all(&fixture, facts, fixture_request(0));
    fixture_finish(&fixture);
}

/* What a party has to pay; what it gets where it pays nothing with dates; the title says which */
static void test_party(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char *const deals[] = {DEAL("a", "$10B", "signed", YEAR_2026)};
    const struct facts *facts = facts_with(&fixture, "2025-12-01", deals, 1, "");
    struct chart_request request = fixture_request(499);
    request.party = 0;
    assert_string_equal(chart_of(&fixture, facts, request)->title, "Payer has to pay $10B in 2026");
    request.party = 1;
    assert_string_equal(chart_of(&fixture, facts, request)->title, "Seller is to get $10B in 2026");
    request.party = 2;
    assert_null(fixture_chart(&fixture, facts, NULL, schedule_chart_make, request));
    facts = facts_with(&fixture, "2028-12-01", deals, 1, "");
    request.party = 0;
    assert_string_equal(chart_of(&fixture, facts, request)->title, "Payer had to pay $10B in 2026");
    fixture_finish(&fixture);
}

static void test_metric(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char *const deals[] = {
        DEAL("a", "$10B", "signed", "\"term\":{\"start\":\"2026-01-01\",\"years\":3}")};
    static const char metrics[] =
        ",\"metrics\":[{\"party\":\"p\",\"name\":\"revenue\",\"period\":\"2025\",\"value\":\"$4B\",\"basis\":"
        "\"actual\",\"sources\":[\"s\"]},{\"party\":\"p\",\"name\":\"revenue\",\"period\":\"2027\",\"value\":"
        "\"about $6B\",\"basis\":\"forecast\",\"sources\":[\"s\"]},{\"party\":\"p\",\"name\":\"revenue\","
        "\"period\":\"2025-H1\",\"value\":\"$1B\",\"basis\":\"actual\",\"sources\":[\"s\"]},{\"party\":\"p\","
        "\"name\":\"revenue\",\"period\":\"2026-03\",\"value\":\"$5B\",\"basis\":\"run-rate\",\"sources\":["
        "\"s\"]}]";
    const struct facts *facts = facts_with(&fixture, "2026-12-01", deals, 1, metrics);
    struct chart_request request = fixture_request(499);
    request.metric = "revenue";
    struct chart *chart = chart_of(&fixture, facts, request);
    const char *words = fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 499));
    assert_int_equal(chart->metrics.count, 3);
    assert_holds(words, "Payer revenue");
    assert_holds(words, "run rate");
    assert_holds(words, "forecast");
    assert_holds(words, "Not on the line of revenue: $1B (2025-H1)");
    assert_holds(dump_of(&fixture, chart), "year 2025 0 ''\n"); /* its own year, though nothing falls due */
    draw_all(&fixture, facts, request);
    request.metric = "burn";
    assert_null(fixture_chart(&fixture, facts, NULL, schedule_chart_make, request));
    request.metric = "revenue";
    request.party = 1;
    assert_null(fixture_chart(&fixture, facts, NULL, schedule_chart_make, request));
    fixture_finish(&fixture);
}

/* Nothing has dates: refused, with what there is */
static void test_nothing(void **state)
{
    (void)state;
    static const char *const samples[] = {"openai-amazon-2025-12", "flow-22-deals", "pharma-licensing-2025"};
    static const char *const sums[] = {
        "$471B–$561B has no dates", "$916B–$987B has no dates", "$9.42B–$64.1B has no dates"};
    for (int i = 0; i < 3; i++) {
        struct fixture fixture = fixture_init();
        const struct facts *facts = fixture_sample(&fixture, samples[i]);
        assert_null(fixture_chart(&fixture, facts, NULL, schedule_chart_make, fixture_request(499)));
        size_t count;
        const struct diag *said = diags_sorted(fixture.diags, &count);
        assert_int_equal(count, 1);
        assert_int_equal(said->code, DIAG_NO_DATA);
        assert_holds(said->sentence, sums[i]);
        fixture_finish(&fixture);
    }
    struct fixture fixture = fixture_init();
    static const char *const deals[] = {DEAL("a", "undisclosed", "signed", YEAR_2026)};
    const struct facts *facts = facts_with(&fixture, "2025-12-01", deals, 1, "");
    assert_null(fixture_chart(&fixture, facts, NULL, schedule_chart_make, fixture_request(499)));
    fixture_finish(&fixture);
}

/* Fifty years; a spread of 10⁴; sixty deals with long names; all equal */
static void test_many(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char *const spans[] = {
        DEAL("a", "$100B", "signed", "\"term\":{\"start\":\"1990-01-01\",\"end\":\"2040-12-31\"}"),
        DEAL("b", "$10M", "in_talks", "\"term\":{\"start\":\"1995-01-01\",\"years\":2}"),
        DEAL("c", "at least $9B", "announced", "\"term\":{\"start\":\"2031-01-01\",\"years\":3}")};
    const struct facts *facts = facts_with(&fixture, "2025-12-01", spans, 3, "");
    const char *words = fixture_words(
        fixture.arena, fixture_chart_scene(&fixture, chart_of(&fixture, facts, fixture_request(499)), 499));
    assert_holds(words, "1990\n");
    assert_holds(words, "2040\n");
    assert_lacks(words, "1991\n");
    draw_all(&fixture, facts, fixture_request(0));
    const char *deals[60];
    for (int i = 0; i < 60; i++)
        deals[i] = arena_printf(fixture.arena,
            "\"id\":\"d%02d\",\"title\":\"A commitment with a name as long as sixty letters, number "
            "%02d\",\"type\":"
            "\"purchase\",\"from\":\"%s\",\"to\":\"%s\",\"amount\":\"$%dB\",\"status\":\"%s\"%s",
            i, i, i % 3 ? "p" : "r", "q", i % 2 ? 5 : i + 1,
            i % 4 == 0   ? "in_talks"
            : i % 4 == 1 ? "signed"
                         : "announced",
            i < 30 ? ",\"term\":{\"start\":\"2026-01-01\",\"years\":4}" : "");
    facts = facts_with(&fixture, "2025-12-01", deals, 60, "");
    struct chart_request request = fixture_request(0);
    for (int by = 0; by < BY_COUNT; by++) {
        request.by = (enum chart_by)by;
        draw_all(&fixture, facts, request);
    }
    request.by = BY_DEAL;
    request.width = 499;
    assert_holds(dump_of(&fixture, chart_of(&fixture, facts, request)), "series 6 '24 others'\n");
    request.most = 500;
    draw_all(&fixture, facts, request);
    fixture_finish(&fixture);
}

/* Past eighty years the columns end, and the rest is said */
static void test_endless(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char *const deals[] = {
        DEAL("a", "$100B", "signed", "\"term\":{\"start\":\"2026-01-01\",\"years\":100}")};
    const struct facts *facts = facts_with(&fixture, "2025-12-01", deals, 1, "");
    struct chart *chart = chart_of(&fixture, facts, fixture_request(499));
    const char *words = fixture_words(fixture.arena, fixture_chart_scene(&fixture, chart, 499));
    assert_holds(words, "$20B more falls due after 2105, up to 2125.");
    assert_holds(chart->title, "$100B falls due by 2125");
    draw_all(&fixture, facts, fixture_request(0));
    fixture_finish(&fixture);
}

/* A height is kept */
static void test_height(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct chart_request request = fixture_request(510);
    request.height = 330;
    struct chart *chart = chart_of(&fixture, facts, request);
    assert_near(chart->height, 330, 0.02);
    fixture_chart_scene(&fixture, chart, 510);
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sample), cmocka_unit_test(test_overlaps),
        cmocka_unit_test(test_adds_up), cmocka_unit_test(test_qualifiers), cmocka_unit_test(test_disclosed),
        cmocka_unit_test(test_party), cmocka_unit_test(test_metric), cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_many), cmocka_unit_test(test_endless), cmocka_unit_test(test_height)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
