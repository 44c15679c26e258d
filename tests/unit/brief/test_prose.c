/* SPDX-License-Identifier: MIT */
#include "desk.h"

#include "cited.h"
#include "method.h"
#include "prose.h"
#include "summary.h"
#include "total_words.h"

#include <string.h>

static void test_typeset(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t before;
        const char *set;
    } vectors[] = {
        {"Amazon's \"deal\"", 0, "Amazon\u2019s \u201Cdeal\u201D"},
        {"'trillions' (\"a\")", ' ', "\u2018trillions\u2019 (\u201Ca\u201D)"},
        {"\"'a' b\"", 0, "\u201C\u2018a\u2019 b\u201D"},
        {"'s", 'n', "\u2019s"},
        {"$10 billion or 4 % of 10 bills", 0, "$10\u00A0billion or 4\u00A0% of 10 bills"},
        {"17 December, 36 GW, 36 GWx, 3 May 2025, 3 Maybe", 0,
            "17\u00A0December, 36\u00A0GW, 36 GWx, 3\u00A0May 2025, 3 Maybe"},
        {"Q3 2025, p. 5, pp. 5, EQ3 2025, chip. 5", 0,
            "Q3\u00A02025, p.\u00A05, pp.\u00A05, EQ3 2025, chip. 5"},
        {"a -- b, 3--4, x--y, a --- b", 0, "a \u2013 b, 3\u20134, x--y, a \u2013 b"},
        {" billion", '8', "\u00A0billion"},
        {"38 Mrd. $, 3 Milliarden, 5 $, Mrd. Kunden, 17. Dezember, im. Dezember", 0,
            "38\u00A0Mrd.\u00A0$, 3\u00A0Milliarden, 5\u00A0$, Mrd. Kunden, 17.\u00A0Dezember, im. Dezember"},
        {"\xFF ok", 0, "\xFF ok"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
        assert_string_equal(prose_typeset(arena, vectors[i].text, vectors[i].before), vectors[i].set);
    arena_set_manner(arena, manner_of(LANGUAGE_GERMAN));
    assert_string_equal(
        prose_typeset(arena, "\"a 'b'\" OpenAI's", 0), "\u201Ea \u201Ab\u2018\u201C OpenAI\u2019s");
    arena_set_manner(arena, NULL);
    assert_int_equal(prose_last("ab\u2019"), 0x2019);
    assert_int_equal(prose_last(""), 0);
    arena_destroy(arena);
}

static const char *total(struct arena *arena, struct total sum)
{
    return total_phrase(arena, &sum, "USD", NUMBER_SHORT, 0);
}

#define BILLION INT64_C(100000000000)

static void test_totals(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(total(arena, (struct total){0}), "none");
    assert_string_equal(total(arena, (struct total){.flows = 1, .undisclosed = 1}), "undisclosed");
    assert_string_equal(
        total(arena, (struct total){.flows = 2, .undisclosed = 2}), "undisclosed (two deals)");
    assert_string_equal(
        total(arena, (struct total){.flows = 1, .low = BILLION, .high = BILLION, .headline = BILLION}),
        "$1B");
    assert_string_equal(
        total(arena, (struct total){.flows = 3, .undisclosed = 1, .low = BILLION, .high = 2 * BILLION}),
        "$1B–$2B plus one undisclosed");
    assert_string_equal(total(arena, (struct total){.flows = 1,
                                         .low = 9 * BILLION,
                                         .high = 11 * BILLION,
                                         .headline = 10 * BILLION,
                                         .any_approx = true,
                                         .any_about = true}),
        "about $10B");
    /* too wide for one word: both ends */
    assert_string_equal(total(arena, (struct total){.flows = 2,
                                         .low = 9 * BILLION,
                                         .high = 19 * BILLION,
                                         .headline = 14 * BILLION,
                                         .any_approx = true,
                                         .any_about = true}),
        "$9B–$19B");
    assert_string_equal(total(arena, (struct total){.flows = 1, .high = 5 * BILLION}), "up to $5B");
    assert_string_equal(
        total(arena, (struct total){.flows = 1, .low = 5 * BILLION, .high = MONEY_OPEN}), "at least $5B");
    arena_destroy(arena);
}

static const char *method_of(struct desk *desk, const char *json)
{
    desk_open(desk, "samples/openai-amazon-2025-12.json");
    desk_take(desk, json);
    struct method_notes method = method_notes_make(desk->arena, desk->facts, NULL);
    struct str out = str_init(desk->arena);
    for (size_t i = 0; i < method.count; i++)
        str_printf(&out, "%s%s %s", i ? "\n" : "", method.at[i].lead, method.at[i].text);
    return str_text(&out);
}

#define SCENE                                                                                                \
    "{\"dealbrief\":\"1\",\"as_of\":\"2026-03-31\",\"currency\":\"EUR\",\"sources\":[{\"id\":\"s\","         \
    "\"publisher\":\"P\"},"                                                                                  \
    "{\"id\":\"ecb\",\"publisher\":\"Central "                                                               \
    "Bank\"}],\"parties\":[{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"b\","                                     \
    "\"name\":\"B\"}],"
#define PAID(id, type, status, more)                                                                         \
    "{\"id\":\"" id "\",\"type\":\"" type "\",\"from\":\"a\",\"to\":\"b\",\"status\":\"" status              \
    "\",\"date\":\"2026-01-01\",\"sources\":[\"s\"]" more "}"

/* The rates stand in the note, their source among the sources; who is dead is not counted. */
static void test_method(void **state)
{
    (void)state;
    struct desk desk;
    const char *method = method_of(&desk, SCENE
        "\"fx\":{\"base\":\"EUR\",\"date\":\"2026-03-30\",\"rates\":{\"GBP\":1.16,\"JPY\":0.0061},\"source\":"
        "[\"ecb\"]},\"deals\":[" PAID("x", "debt", "signed", ",\"amount\":\"£2B\"") "," PAID("y", "debt",
            "denied", ",\"amount\":\"€1B\"") "," PAID("z", "debt", "cancelled", ",\"amount\":\"€1B\"") "]}");
    assert_non_null(strstr(method, "What is counted. As of 31 March 2026: one signed. Left out of every sum: "
                                   "one denied and one cancelled. "));
    assert_non_null(strstr(method, "Exchange rates. Other currencies were turned into EUR at the rates of 30 "
                                   "March 2026, as published by Central Bank: "
                                   "1 GBP = 1.16 EUR, 1 JPY = 0.0061 EUR.\n"));
    assert_int_equal(cited_number(desk.arena, desk.dataset).numbers[1], 2);
    desk_close(&desk);
}

/* Nothing is added up where nothing is paid, and a flow that nobody pays is a sentence, not a picture. */
static void test_relations(void **state)
{
    (void)state;
    static const char json[] = SCENE "\"deals\":[" PAID("x", "partnership", "signed",
        ",\"for\":\"research\"") "," PAID("y", "integration", "announced", "") "]}";
    struct desk desk;
    assert_null(strstr(method_of(&desk, json), "summed apart"));
    assert_string_equal(
        summary_totals(desk.arena, desk.facts), "No payment is known; two agreements are without money.");
    const struct brief *brief = desk_brief(&desk, "::flow\n");
    assert_non_null(brief);
    assert_int_equal(brief->figure_count, 0);
    brief = desk_brief(&desk, (const char *)source_file(desk.arena, "templates/weekly.md").at);
    assert_non_null(brief);
    assert_int_equal(brief->figure_count, 2); /* the card, and the table of those without money */
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_typeset),
        cmocka_unit_test(test_totals),
        cmocka_unit_test(test_method),
        cmocka_unit_test(test_relations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
