/* SPDX-License-Identifier: MIT */
/* The geometry as JSON: loops with their numbers worked out by hand, the direction, and the keys that the
 * documentation names. */
#include "fixture.h"

#include "list.h"
#include "str.h"

#include <string.h>

static struct fixture *fixture;

#define PARTIES                                                                                              \
    "{\"id\":\"a\",\"name\":\"Ash\"},{\"id\":\"b\",\"name\":\"Birch\"},{\"id\":\"c\",\"name\":\"Cedar\"},"   \
    "{\"id\":\"d\",\"name\":\"Date\"}"
#define DEAL(id, type, from, to, status, amount)                                                             \
    "{\"id\":\"" id "\",\"type\":\"" type "\",\"from\":\"" from "\",\"to\":\"" to "\",\"status\":\"" status  \
    "\",\"date\":\"2025-01-01\",\"amount\":\"" amount "\",\"sources\":[\"s\"]}"

static const char *json_of(const char *deals, struct flow_options options)
{
    fixture_reset(fixture);
    const struct facts *facts = fixture_facts(fixture, fixture_json(fixture, PARTIES, deals));
    struct flow_plan *plan =
        flow_plan_make(fixture->arena, fixture->engine, fixture->text, facts, &options, fixture->diags);
    assert_non_null(plan);
    struct str out = str_init(fixture->arena);
    flow_write_json(plan, &out);
    return str_text(&out);
}

static const char *loops_in(const char *json)
{
    const char *at = strstr(json, " \"loops\":[");
    assert_non_null(at);
    return at;
}

/* x waits, y carries 9 to 30 of which the loop's weight is 9 (a range weighs its low end): 9 come back, for
   sure once it closes; the narrowest leg at high ends is x with 10. */
static void test_a_loop(void **state)
{
    (void)state;
    static const char deals[] = DEAL("x", "equity", "a", "b", "in_talks", "$10B") "," DEAL(
        "y", "lease", "b", "a", "signed", "$9B-$30B") "," DEAL("z", "lease", "c", "d", "signed", "$1.5B");
    static const char loop[] =
        " \"loops\":[\n"
        "  {\"number\":1,\"parties\":[\"a\",\"b\"],\"deals\":[\"x\",\"y\"],\"capacity\":{\"shared\":false,"
        "\"most\":false,\"value\":9000000000,\"low\":9000000000,\"high\":10000000000},"
        "\"weakest\":{\"deal\":\"x\",\"from\":\"a\",\"to\":\"b\",\"bucket\":\"talk\"},"
        "\"closes_if\":{\"deals\":[\"x\"],\"enough_of\":[],\"in_full\":false},"
        "\"words\":\"Ash → Birch → Ash: $9B on the figures given. Weakest leg: Ash → Birch, $10B, in talks; "
        "closes only if it goes ahead.\"}]}\n";
    assert_string_equal(loops_in(json_of(deals, (struct flow_options){.width = 499})), loop);
    assert_string_equal(
        loops_in(json_of(deals, (struct flow_options){.width = 499, .highlight = HIGHLIGHT_NONE})),
        " \"loops\":[]}\n");
    assert_string_equal(
        loops_in(json_of(deals, (struct flow_options){.width = 499, .loops = FLOW_LOOPS_FIRM})),
        " \"loops\":[]}\n");
}

static const char choices[] = DEAL("x", "equity", "a", "b", "signed", "at least $5B") "," DEAL(
    "y1", "lease", "b", "a", "in_talks", "at least $4B") "," DEAL("y2", "lease", "b", "a", "in_talks",
    "at least $4B") "," DEAL("y3", "lease", "b", "a", "in_talks", "at least $4B") "," DEAL("u", "equity", "c",
    "d", "signed", "$1.5B") "," DEAL("v", "lease", "d", "c", "signed", "undisclosed");

/* Back come 5, of which each of two deals in talks can carry 4: enough of both are needed. An open end is
   "inf"; capital against undisclosed commerce has no number. */
static void test_choices_and_unknowns(void **state)
{
    (void)state;
    assert_string_equal(loops_in(json_of(choices, (struct flow_options){.width = 499})),
        " \"loops\":[\n"
        "  {\"number\":1,\"parties\":[\"a\",\"b\"],\"deals\":[\"x\",\"y1\",\"y2\",\"y3\"],"
        "\"capacity\":{\"shared\":false,\"most\":false,\"value\":5000000000,\"low\":5000000000,"
        "\"high\":\"inf\"},\"weakest\":{\"deal\":\"y2\",\"from\":\"b\",\"to\":\"a\",\"bucket\":\"talk\"},"
        "\"closes_if\":{\"deals\":[],\"enough_of\":[{\"from\":\"b\",\"to\":\"a\",\"count\":3}],"
        "\"in_full\":false},"
        "\"words\":\"Ash → Birch → Ash: $5B on the figures given. Weakest leg: Birch → Ash, at least $4B, in "
        "talks; closes only if enough of the three deals from Birch to Ash that are not firm go ahead.\"},\n"
        "  {\"number\":null,\"parties\":[\"c\",\"d\"],\"deals\":[\"u\",\"v\"],\"capacity\":null,"
        "\"weakest\":{\"deal\":\"v\",\"from\":\"d\",\"to\":\"c\",\"bucket\":\"firm\"},\"closes_if\":null,"
        "\"words\":\"Cedar → Date → Cedar: capacity unknown. Every leg is signed or paid; the weakest: Date "
        "→ "
        "Cedar, an undisclosed amount, signed.\"}]}\n");
}

static void test_the_direction_drawn(void **state)
{
    (void)state;
    static const char deals[] = DEAL("z", "lease", "c", "d", "signed", "$1.5B");
    struct flow_options down = {.width = 270, .direction = DIRECTION_DOWN};
    assert_non_null(
        strstr(json_of(deals, (struct flow_options){.width = 499}), "],\n \"direction\":\"right\",\n"));
    assert_non_null(strstr(json_of(deals, down), "],\n \"direction\":\"down\",\n"));
}

/* ---- the keys that are documented ---- */

typedef LIST(const char *) words;

static bool words_hold(const words *list, const char *word)
{
    for (size_t i = 0; i < list->count; i++)
        if (!strcmp(list->at[i], word))
            return true;
    return false;
}

/* Quoted words: keys alone, behind which a colon stands, or all of them. */
static void words_gather(words *list, const char *text, const char *end, bool keys)
{
    for (const char *at = text; (at = strchr(at, '"')) != NULL && at < end;) {
        const char *from = ++at;
        while (*at != '"')
            at += *at == '\\' ? 2 : 1;
        const char *word = arena_strndup(fixture->arena, from, (size_t)(at - from));
        at++;
        if ((!keys || *at == ':') && !words_hold(list, word))
            *list_push(fixture->arena, list) = word;
    }
}

static words documented(void)
{
    struct bytes bytes = source_file(fixture->arena, "docs/figures.md");
    const char *page = arena_strndup(fixture->arena, (const char *)bytes.at, bytes.length);
    const char *block = strstr(page, "    {\"bbox\": [x0, y0, x1, y1], \"direction\"");
    assert_non_null(block);
    words list = {0};
    words_gather(&list, block, strstr(block, "\n\n"), false);
    return list;
}

static void test_keys_are_those_documented(void **state)
{
    (void)state;
    static const char *const since[] = {"change", "mark", "before"}; /* tests/cli/test_editions.c has these */
    struct flow_options options = {.width = 700};
    const char *first = json_of(choices, options);
    struct str out = str_init(fixture->arena);
    str_append(&out, first);
    struct flow_plan *plan = flow_plan_make(fixture->arena, fixture->engine, fixture->text,
        fixture_sample(fixture, "ai-deals-2025-12"), &options, fixture->diags);
    flow_write_json(plan, &out);
    words keys = {0}, named = documented();
    words_gather(&keys, str_text(&out), str_text(&out) + out.length, true);
    for (size_t i = 0; i < keys.count; i++)
        if (!words_hold(&named, keys.at[i]))
            fail_msg("docs/figures.md does not name the key '%s'", keys.at[i]);
    for (size_t i = 0; i < 3; i++)
        *list_push(fixture->arena, &keys) = since[i];
    for (size_t i = 0; i < named.count; i++)
        if (!words_hold(&keys, named.at[i]) && strcmp(named.at[i], "right") && strcmp(named.at[i], "down"))
            fail_msg("docs/figures.md names a key '%s' that is not written", named.at[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_loop),
        cmocka_unit_test(test_choices_and_unknowns),
        cmocka_unit_test(test_the_direction_drawn),
        cmocka_unit_test(test_keys_are_those_documented),
    };
    return FIXTURE_RUN(&fixture, tests);
}
