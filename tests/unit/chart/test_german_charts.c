/* SPDX-License-Identifier: MIT */
/* The charts of time, change and value in German: whole sentences, plural forms, and no English word of the
 * program left in any of them. */
#include "changes.h"
#include "fixture.h"
#include "matrix_plan.h"
#include "say.h"
#include "str.h"
#include "wording.h"

#include <ctype.h>
#include <string.h>

static struct fixture german(void)
{
    struct fixture fixture = fixture_init();
    arena_set_manner(fixture.arena, manner_of(LANGUAGE_GERMAN));
    return fixture;
}

/* Its own texts are names without a word in them. Each %s stands where an edition differs. */
static const struct facts *neutral(struct fixture *fixture, const char *as_of, const char *third)
{
    return fixture_json(fixture,
        arena_printf(fixture->arena,
            "{\"dealbrief\":\"1\",\"as_of\":\"%s\",\"currency\":\"USD\",\"sources\":[{\"id\":\"s\","
            "\"publisher\":\"Xx\"},{\"id\":\"t\",\"publisher\":\"Yy\"}],"
            "\"parties\":[{\"id\":\"ada\",\"name\":\"Ada\"},{\"id\":\"bo\",\"name\":\"Bo\"},"
            "{\"id\":\"cy\",\"name\":\"Cy\"}],\"deals\":["
            "{\"id\":\"d1\",\"title\":\"D1\",\"type\":\"services\",\"from\":\"ada\",\"to\":\"bo\",\"amount\":"
            "\"$38B\",\"status\":\"signed\",\"dates\":{\"signed\":\"2025-11-03\"},\"term\":{\"start\":"
            "\"2026-01-01\",\"years\":2},\"sources\":[\"s\"],\"claims\":[{\"field\":\"amount\",\"value\":"
            "\"at least $40B\",\"source\":\"t\"}]},"
            "{\"id\":\"d2\",\"title\":\"D2\",\"type\":\"equity\",\"from\":\"bo\",\"to\":\"ada\",\"amount\":"
            "\"up to $10B\",\"status\":\"in_talks\",\"dates\":{\"reported\":\"2025-12-16\"},\"sources\":"
            "[\"s\"]},"
            "{\"id\":\"d3\",\"title\":\"D3\",\"type\":\"equity\",\"from\":\"cy\",\"to\":\"ada\",%s,"
            "\"sources\":[\"s\"]},"
            "{\"id\":\"d4\",\"title\":\"D4\",\"type\":\"lease\",\"from\":\"ada\",\"to\":\"cy\",\"amount\":"
            "\"undisclosed\",\"status\":\"announced\",\"sources\":[\"s\"]}],"
            "\"valuations\":[{\"party\":\"ada\",\"date\":\"2025-03\",\"value\":\"$300B\",\"basis\":\"round\","
            "\"money\":\"post\",\"sources\":[\"s\"]},{\"party\":\"ada\",\"date\":\"2025-12\",\"value\":"
            "\"at least $500B\",\"basis\":\"round\",\"status\":\"in_talks\",\"sources\":[\"s\"]}],"
            "\"metrics\":[{\"party\":\"ada\",\"name\":\"revenue\",\"period\":\"2025\",\"value\":\"about "
            "$13B\",\"basis\":\"forecast\",\"sources\":[\"s\"]}]}",
            as_of, third));
}

#define WAS_PLANNED "\"amount\":\"$5B\",\"status\":\"announced\",\"dates\":{\"announced\":\"2025-09\"}"
#define IS_SIGNED                                                                                            \
    "\"amount\":\"$6.5B\",\"status\":\"signed\",\"dates\":{\"announced\":\"2025-09\",\"signed\":\"2025-"     \
    "12\"}"

static const struct facts *facts_of(struct fixture *fixture)
{
    return neutral(fixture, "2025-12-17", IS_SIGNED);
}

/* ---- no English ---- */

static const char *english_in(struct arena *arena, const char *text)
{
    static const char *const english[] = {"the", "of", "and", "or", "to", "is", "are", "with", "without",
        "not", "no", "deal", "amount", "amounts", "signed", "paid", "announced", "agreed", "talks",
        "undisclosed", "disclosed", "about", "up", "least", "most", "nearly", "from", "by", "year", "years",
        "since", "until", "which", "what", "more", "other", "others", "one", "two", "three", "date", "dates",
        "stated", "total", "fall", "falls", "revenue", "value", "values", "range", "loop", "loops", "pays",
        "possible", "certain", "size", "open", "end", "start", "low", "high", "capital", "Capital",
        "Commerce"};
    for (const char *at = text; *at;) {
        size_t length = 0;
        while (isalpha((unsigned char)at[length]) || (unsigned char)at[length] >= 0x80)
            length++;
        for (size_t i = 0; i < sizeof english / sizeof *english; i++)
            if (strlen(english[i]) == length && !strncmp(at, english[i], length))
                return arena_printf(arena, "'%s' is in: %s", english[i], text);
        at += length ? length : 1;
    }
    return NULL;
}

static void assert_german(struct fixture *fixture, const char *text)
{
    const char *found = english_in(fixture->arena, text);
    if (found)
        fail_msg("%s", found);
}

static struct chart *drawn(struct fixture *fixture, const struct facts *facts, const struct changes *changes,
    chart_maker *make, struct chart_request request)
{
    static const double widths[] = {246, 499, 900};
    struct chart *chart = NULL;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        request.width = widths[i];
        chart = fixture_chart(fixture, facts, changes, make, request);
        if (!chart)
            fail_msg("no chart: %s", diags_brief(fixture->arena, fixture->diags));
        struct scene *scene = fixture_chart_scene(fixture, chart, widths[i]);
        assert_german(fixture, fixture_words(fixture->arena, scene));
        assert_german(fixture, chart->title);
        assert_german(fixture, chart->subtitle);
        assert_german(fixture, chart->alt);
    }
    return chart;
}

/* ---- each kind ---- */

static void test_schedule(void **state)
{
    (void)state;
    struct fixture fixture = german();
    struct chart_request request = fixture_request(499);
    struct chart *chart = drawn(&fixture, facts_of(&fixture), NULL, schedule_chart_make, request);
    assert_string_equal(chart->title, "38\u00A0Mrd.\u00A0$ werden bis 2027 fällig; dazu "
                                      "6,5–16,5\u00A0Mrd.\u00A0$ ohne Termin");
    assert_string_equal(chart->subtitle,
        "Zusagen je Kalenderjahr in USD, nach Deal. Kein Zahlungsplan ist bekannt: Angenommen ist eine "
        "gleichmäßige Verteilung über jede Laufzeit");
    request.party = 0;
    request.metric = "revenue";
    chart = drawn(&fixture, facts_of(&fixture), NULL, schedule_chart_make, request);
    assert_string_equal(chart->title, "Ada muss 38\u00A0Mrd.\u00A0$ bis 2027 zahlen");
    assert_non_null(
        strstr(chart->alt, "Als Linie Umsatz von Ada: rund 13\u00A0Mrd.\u00A0$ für 2025 (Prognose)"));
    fixture_finish(&fixture);
}

static void test_timeline(void **state)
{
    (void)state;
    struct fixture fixture = german();
    struct chart *chart =
        drawn(&fixture, facts_of(&fixture), NULL, timeline_chart_make, fixture_request(499));
    assert_string_equal(chart->title,
        "Für einen von vier Deals ist die Laufzeit genannt; von den unterschriebenen mit Termin endet der "
        "letzte 2027");
    assert_non_null(strstr(chart->alt, "Zeitachse, Stand: 17. Dezember 2025. Für einen von vier Deals"));
    assert_non_null(strstr(chart->alt, "letzte 2027. D1: 38\u00A0Mrd.\u00A0$"));
    fixture_finish(&fixture);
}

static void test_lifecycle(void **state)
{
    (void)state;
    struct fixture fixture = german();
    struct chart *chart =
        drawn(&fixture, facts_of(&fixture), NULL, lifecycle_chart_make, fixture_request(499));
    assert_string_equal(chart->title,
        "Zwei von vier Deals sind unterschrieben oder bezahlt, einer angekündigt "
        "oder vereinbart, einer im Gespräch");
    assert_non_null(strstr(chart->alt, "Punktdiagramm, wie weit Deals sind, Stand: 17. Dezember 2025."));
    assert_non_null(strstr(chart->alt, " und "));
    const struct facts *before = neutral(&fixture, "2025-11-17", WAS_PLANNED), *after = facts_of(&fixture);
    const struct changes *changes = changes_derive(fixture.arena, before, after);
    chart = drawn(&fixture, after, changes, lifecycle_chart_make, fixture_request(499));
    assert_string_equal(chart->title, "Seit 17. Nov. 2025: ein Deal ist vorangekommen");
    fixture_finish(&fixture);
}

static void test_bridge(void **state)
{
    (void)state;
    struct fixture fixture = german();
    const struct facts *before = neutral(&fixture, "2025-11-17", WAS_PLANNED), *after = facts_of(&fixture);
    const struct changes *changes = changes_derive(fixture.arena, before, after);
    struct chart *chart = drawn(&fixture, after, changes, bridge_chart_make, fixture_request(499));
    assert_string_equal(chart->title, "Kapital: von 5–15\u00A0Mrd.\u00A0$ auf "
                                      "6,5–16,5\u00A0Mrd.\u00A0$, ganz durch erhöhte Beträge");
    fixture_finish(&fixture);
}

static void test_value(void **state)
{
    (void)state;
    struct fixture fixture = german();
    struct chart_request request = fixture_request(499);
    const struct facts *facts = facts_of(&fixture);
    struct chart *chart = drawn(&fixture, facts, NULL, multiples_chart_make, request);
    assert_string_equal(chart->title, "Ada zuletzt mit rund 23× Umsatz bewertet (Prognose, 2025)");
    request.party = 0;
    chart = drawn(&fixture, facts, NULL, range_chart_make, request);
    assert_string_equal(chart->title,
        "Ada: zwischen 300\u00A0Mrd.\u00A0$ und mindestens 500\u00A0Mrd.\u00A0$ (im "
        "Gespräch), je nachdem, wann bewertet wurde");
    request.party = NO_INDEX;
    request.deal = 0;
    chart = drawn(&fixture, facts, NULL, range_chart_make, request);
    assert_string_equal(chart->title, "Ada → Bo: zwischen 38\u00A0Mrd.\u00A0$ und mindestens "
                                      "40\u00A0Mrd.\u00A0$, je nachdem, wer berichtet");
    request.deal = NO_INDEX;
    chart = drawn(&fixture, facts, NULL, tornado_chart_make, request);
    assert_string_equal(chart->title,
        "Ein Deal allein könnte die genannten 16,5\u00A0Mrd.\u00A0$ (Kapital) um "
        "10\u00A0Mrd.\u00A0$ mindern: D2");
    fixture_finish(&fixture);
}

static void test_matrix(void **state)
{
    (void)state;
    struct fixture fixture = german();
    const struct facts *facts = facts_of(&fixture);
    const struct matrix_options options = {.width = 499};
    struct matrix_plan *plan = matrix_plan_make(fixture.arena, fixture.text, facts, &options, fixture.diags);
    struct scene *scene = scene_create(fixture.arena, plan->width, matrix_plan_height(plan));
    matrix_draw(plan, scene);
    assert_german(&fixture, fixture_words(fixture.arena, scene));
    assert_german(&fixture, matrix_describe(fixture.arena, plan));
    assert_german(&fixture, matrix_subtitle(fixture.arena, plan));
    assert_string_equal(
        matrix_title(fixture.arena, facts), "Wer an wen zahlt: zwei Paare haben Deals in beiden Richtungen");
    fixture_finish(&fixture);
}

/* "$10B–$100B" in a narrow column: the scale that both ends share is written once, the currency not at all */
static void test_brief(void **state)
{
    (void)state;
    static const struct {
        money low, high;
        const char *brief, *german;
    } rows[] = {{10, 100, "10–100B", "10–100\u00A0Mrd."}, {38, 38, "38B", "38\u00A0Mrd."},
        {0, 5, "≤ 5B", "≤ 5\u00A0Mrd."}, {40, MONEY_OPEN, "≥ 40B", "≥ 40\u00A0Mrd."},
        {500, 1500, "500B–1.5T", "500\u00A0Mrd.–1,5\u00A0Bio."}};
    struct fixture fixtures[] = {fixture_init(), german()};
    const money billion = INT64_C(100000000000);
    for (size_t f = 0; f < 2; f++) {
        struct matrix_plan plan = {.arena = fixtures[f].arena, .facts = facts_of(&fixtures[f])};
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            struct flow_sum sum = {.flows = 2,
                .low = rows[i].low * billion,
                .high = rows[i].high == MONEY_OPEN ? MONEY_OPEN : rows[i].high * billion};
            struct matrix_words words;
            matrix_words_set(&plan, &words, &sum);
            assert_string_equal(words.brief, f ? rows[i].german : rows[i].brief);
        }
        fixture_finish(&fixtures[f]);
    }
}

/* 1, 2, 12, 13 of them */
static void test_plurals(void **state)
{
    (void)state;
    static const struct {
        int64_t count;
        const char *text;
    } rows[] = {{1, "eine Zusage in nicht genannter Höhe ist nicht enthalten."},
        {2, "zwei Zusagen in nicht genannter Höhe sind nicht enthalten."},
        {12, "zwölf Zusagen in nicht genannter Höhe sind nicht enthalten."},
        {13, "13 Zusagen in nicht genannter Höhe sind nicht enthalten."}};
    struct fixture fixture = german();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str out = str_init(fixture.arena);
        word_counted(&out, rows[i].count, "commitment of undisclosed size is not in it.",
            "commitments of undisclosed size are not in it.");
        assert_string_equal(str_text(&out), rows[i].text);
    }
    fixture_finish(&fixture);
}

static bool refused(const struct fixture *fixture, const char *sentence)
{
    size_t count;
    const struct diag *all = diags_sorted(fixture->diags, &count);
    for (size_t i = 0; i < count; i++)
        if (strstr(all[i].sentence, sentence))
            return true;
    return false;
}

/* What is refused is said in English, whatever the language of the drawing */
static void test_refusals(void **state)
{
    (void)state;
    struct fixture fixture = german();
    const struct facts *facts = facts_of(&fixture);
    struct chart_request request = fixture_request(499);
    const struct changes *same = changes_derive(fixture.arena, facts, facts);
    assert_null(fixture_chart(&fixture, facts, same, bridge_chart_make, request));
    request.metric = "ebitda";
    assert_null(fixture_chart(&fixture, facts, NULL, multiples_chart_make, request));
    assert_true(refused(&fixture, "nothing changed in the sum of capital between 17 Dec 2025"));
    assert_true(refused(&fixture, "no EBITDA is given"));
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_schedule),
        cmocka_unit_test(test_timeline),
        cmocka_unit_test(test_lifecycle),
        cmocka_unit_test(test_bridge),
        cmocka_unit_test(test_value),
        cmocka_unit_test(test_matrix),
        cmocka_unit_test(test_brief),
        cmocka_unit_test(test_plurals),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
