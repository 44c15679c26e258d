/* SPDX-License-Identifier: MIT */
/* The tornado: bounds are those of facts' sensitivity, certain deals are counted and not drawn, nothing
 * overlaps. */
#include "fixture.h"
#include "str.h"

#include <stdio.h>
#include <string.h>

static const double widths[] = {246, 450, 499, 510, 900};
enum { WIDTHS = sizeof widths / sizeof *widths };

static const struct facts *facts_with(struct fixture *fixture, const char *const *deals, size_t count)
{
    struct str out = str_init(fixture->arena);
    str_append(&out,
        "{\"dealbrief\":\"1\",\"as_of\":\"2025-12-01\",\"sources\":[{\"id\":\"s\",\"publisher\":\"S\"}"
        "],\"parties\":[{\"id\":\"p\",\"name\":\"Payer\"},{\"id\":\"q\",\"name\":\"Seller\"}],"
        "\"deals\":[");
    for (size_t i = 0; i < count; i++)
        str_printf(&out, "%s{\"sources\":[\"s\"],\"from\":\"p\",\"to\":\"q\",%s}", i ? "," : "", deals[i]);
    str_append(&out, "]}");
    return fixture_json(fixture, str_text(&out));
}

static struct chart *chart_of(
    struct fixture *fixture, const struct facts *facts, struct chart_request request)
{
    struct chart *chart = fixture_chart(fixture, facts, NULL, tornado_chart_make, request);
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

static const struct selection *where(struct fixture *fixture, const struct facts *facts, const char *clause)
{
    size_t offset;
    const char *sentence, *hint;
    const struct selection *selection =
        selection_parse(fixture->arena, clause, facts->dataset, &offset, &sentence, &hint);
    assert_non_null(selection);
    return selection;
}

/* $40B signed of which $10B is certain; $100B "up to" in an outline; an exact $5B announced; "about $10B" in
   talks; "at least $3B" closed */
static void test_sample(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct chart *chart = chart_of(&fixture, facts, fixture_request(499));
    const char *dump = dump_of(&fixture, chart);
    assert_string_equal(chart->title,
        "One deal alone could take $100B off the quoted $222B of capital: NVIDIA letter of intent");
    assert_holds(dump, "total capital 221600000000\n"
                       "nvidia-openai-loi planned -100000000000 -100000000000 0 '−$100B' ''\n"
                       "softbank-openai firm -30000000000 -30000000000 0 '−$30B' ''\n"
                       "xai-financing talk -20000000000 -14500000000 2000000000 '−$20B' '+$2B'\n"
                       "amazon-openai-equity talk -10000000000 -1000000000 1000000000 '−$10B' '+$1B'\n");
    assert_holds(dump, "nvidia-intel planned -5000000000 0 0 '−$5B' ''\n");
    assert_holds(dump, "google-anthropic firm 0 0 0 open '' 'open end'\n"
                       "nvidia-coreweave-equity firm 0 0 0 undisclosed '' 'undisclosed'\n");
    assert_holds(dump, "note 'Two deals are signed or paid and exact, and swing nothing.'\n");
    draw_all(&fixture, facts, fixture_request(0));
    fixture_finish(&fixture);
}

/* What is quoted twice as much is drawn twice as long; both sides at one scale */
static void test_scale_is_one(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char *const deals[] = {
        "\"id\":\"a\",\"type\":\"purchase\",\"amount\":\"up to $20B\",\"status\":\"signed\"",
        "\"id\":\"b\",\"type\":\"purchase\",\"amount\":\"$10B\",\"status\":\"announced\"",
        "\"id\":\"c\",\"type\":\"purchase\",\"amount\":\"tens of billions\",\"status\":\"signed\"",
        "\"id\":\"d\",\"type\":\"purchase\",\"amount\":\"$7B\",\"status\":\"signed\""};
    const struct facts *facts = facts_with(&fixture, deals, 4);
    const char *dump = dump_of(&fixture, chart_of(&fixture, facts, fixture_request(499)));
    assert_holds(dump, "total commerce 47000000000\n"
                       "c firm 0 0 90000000000 '' '+$90B'\n"
                       "a firm -20000000000 -20000000000 0 '−$20B' ''\n"
                       "b planned -10000000000 0 0 '−$10B' ''\n");
    assert_holds(dump, "One deal is signed or paid and exact, and swings nothing.");
    double ends[3] = {0}, starts[3] = {0};
    const char *at = dump;
    for (int i = 0; i < 3; i++) {
        at = strstr(at + 1, "bar ");
        assert_non_null(at);
        double low, high;
        char bucket[16];
        assert_int_equal(sscanf(at, "bar %15s %lf %lf %lf", bucket, &starts[i], &low, &high), 4);
        ends[i] = high;
    }
    assert_near(starts[0], starts[1], 0.011);
    assert_near((ends[0] - starts[0]) / 9, (starts[1] - ends[1]) / 2, 0.02);
    assert_near(starts[1] - ends[1], 2 * (starts[2] - ends[2]), 0.03);
    fixture_finish(&fixture);
}

/* A class by where; rows at most, the rest added up; the undisclosed together and by name */
static void test_choices(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct chart_request request = fixture_request(499);
    request.where = where(&fixture, facts, "class=commerce");
    const char *dump = dump_of(&fixture, chart_of(&fixture, facts, request));
    assert_holds(dump, "total commerce 740900000000\n");
    assert_holds(dump, "others talk 0 0 0 undisclosed"); /* the weakest of the eight is in talks */
    assert_holds(dump, "8 others, undisclosed: ");
    draw_all(&fixture, facts, request);
    request.most = 3;
    dump = dump_of(&fixture, chart_of(&fixture, facts, request));
    /* Oracle 40 + xAI 20 + CoreWeave 18.4 */
    assert_holds(dump, "others talk -78400000000 -38400000000 0 open 'together −$78.4B' 'open end'\n");
    assert_holds(dump, "'11 smaller ones' 'eight of them undisclosed'");
    draw_all(&fixture, facts, request);
    request.most = 1;
    struct chart *chart = chart_of(&fixture, facts, request);
    assert_string_equal(
        chart->title, "13 uncertain deals could move the quoted $741B of commercial deals by $259B or more");
    draw_all(&fixture, facts, request);
    fixture_finish(&fixture);
}

static void test_nothing(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char *const deals[] = {
        "\"id\":\"a\",\"type\":\"purchase\",\"amount\":\"$20B\",\"status\":\"signed\""};
    const struct facts *facts = facts_with(&fixture, deals, 1);
    assert_null(fixture_chart(&fixture, facts, NULL, tornado_chart_make, fixture_request(499)));
    size_t count;
    assert_holds(diags_sorted(fixture.diags, &count)->sentence,
        "every deal is signed or paid and exact: nothing swings the total");
    fixture_finish(&fixture);
}

/* All undisclosed; one; sixty with long names over a spread of 10⁴; all equal */
static void test_bad_cases(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char *const unknown[] = {
        "\"id\":\"a\",\"type\":\"purchase\",\"amount\":\"undisclosed\",\"status\":\"signed\"",
        "\"id\":\"b\",\"type\":\"purchase\",\"amount\":\"undisclosed\",\"status\":\"in_talks\""};
    const struct facts *facts = facts_with(&fixture, unknown, 2);
    struct chart *chart = chart_of(&fixture, facts, fixture_request(499));
    assert_string_equal(chart->title, "Nobody says how large two uncertain deals are");
    draw_all(&fixture, facts, fixture_request(0));
    draw_all(&fixture, facts_with(&fixture, unknown, 1), fixture_request(0));
    const char *deals[60];
    for (int i = 0; i < 60; i++)
        deals[i] = arena_printf(fixture.arena,
            "\"id\":\"d%02d\",\"title\":\"A commitment with a name as long as sixty letters, number "
            "%02d\",\"type\":\"purchase\",\"amount\":\"%s$%d%s\",\"status\":\"%s\"",
            i, i, i % 5 ? "up to " : "about ", i < 30 ? 10 : i + 1, i % 2 ? "M" : "B",
            i % 3 == 0   ? "in_talks"
            : i % 3 == 1 ? "signed"
                         : "announced");
    facts = facts_with(&fixture, deals, 60);
    draw_all(&fixture, facts, fixture_request(0));
    struct chart_request request = fixture_request(0);
    request.most = 60;
    draw_all(&fixture, facts, request);
    request.width = 499;
    chart = chart_of(&fixture, facts, request);
    assert_int_equal(chart->data->row_count, 60);
    assert_lacks(dump_of(&fixture, chart), "smaller ones");
    draw_all(&fixture, facts_with(&fixture, deals + 1, 1), fixture_request(0));
    fixture_finish(&fixture);
}

static void test_other_samples(void **state)
{
    (void)state;
    static const char *const samples[] = {"openai-amazon-2025-12", "flow-22-deals", "pharma-licensing-2025"};
    for (int i = 0; i < 3; i++) {
        struct fixture fixture = fixture_init();
        draw_all(&fixture, fixture_sample(&fixture, samples[i]), fixture_request(0));
        fixture_finish(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sample), cmocka_unit_test(test_scale_is_one),
        cmocka_unit_test(test_choices), cmocka_unit_test(test_nothing), cmocka_unit_test(test_bad_cases),
        cmocka_unit_test(test_other_samples)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
