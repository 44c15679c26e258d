/* SPDX-License-Identifier: MIT */
/* What parties are called in a drawing: full where it fits, short elsewhere, and everywhere alike. */
#include "fixture.h"

#include "dataset_load.h"
#include "plan.h"

#include <string.h>
#include <unistd.h>

static struct fixture *fixture;

static const char *const parties =
    "{\"id\":\"aws\",\"name\":\"Amazon Web Services\",\"short\":\"AWS\"},"
    "{\"id\":\"ibm\",\"name\":\"International Business Machines Corporation of America\",\"short\":\"IBM\"},"
    "{\"id\":\"long\",\"name\":\"Amalgamated Holdings of the Northern Hemisphere and Consolidated Overseas "
    "Territories Limited\"}";

static const char *deal(const char *id, const char *from, const char *to)
{
    return arena_printf(fixture->arena,
        "{\"id\":\"%s\",\"type\":\"equity\",\"from\":\"%s\",\"to\":\"%s\",\"amount\":\"$5B\",\"status\":"
        "\"signed\","
        "\"date\":\"2025-01-01\",\"sources\":[\"s\"]}",
        id, from, to);
}

static const struct flow_plan *ring_plan(double width)
{
    fixture_reset(fixture);
    const char *a = deal("a", "aws", "ibm"), *b = deal("b", "ibm", "long"), *c = deal("c", "long", "aws");
    const char *deals = arena_printf(fixture->arena, "%s,%s,%s", a, b, c);
    const char *json = fixture_json(fixture, parties, deals);
    return fixture_plan(fixture, fixture_facts(fixture, json), width, 0);
}

static const struct card *card_of(const struct flow_plan *plan, const char *id)
{
    for (size_t c = 0; c < plan->card_count; c++)
        if (strcmp(plan->cards[c].id, id) == 0)
            return &plan->cards[c];
    fail_msg("no card %s", id);
    return NULL;
}

static const char *name_lines(const struct card *card)
{
    struct str out = str_init(fixture->arena);
    for (size_t l = 0; l < card->line_count; l++)
        if (card->lines[l].is_name)
            str_printf(&out, "%s%s", l > 0 ? "|" : "", card->lines[l].run->string);
    return str_text(&out);
}

static void test_full_where_it_fits(void **state)
{
    (void)state;
    const struct flow_plan *plan = ring_plan(700);
    assert_string_equal(name_lines(card_of(plan, "aws")), "Amazon Web Services");
    assert_string_equal(name_lines(card_of(plan, "ibm")), "IBM");
    /* the sentences and titles of the drawing use the same names; titles say the full one of a short one */
    const char *told = flow_describe(fixture->arena, plan), *dump = fixture_dump(fixture, plan, 700);
    assert_non_null(strstr(told, "Amazon Web Services"));
    assert_null(strstr(told, "AWS"));
    assert_non_null(strstr(dump, "International Business Machines Corporation of America"));
    assert_non_null(strstr(dump, "Amazon Web Services → IBM: $5B"));
    for (size_t i = 0; i < plan->loop_count; i++)
        assert_null(strstr(plan->loops[i].name, "AWS"));
    assert_non_null(strstr(plan->loops[0].name, "Amazon Web Services → IBM"));
}

/* The last line ends at a word, and what stands on the card is a part of the name. */
static void test_cut_at_a_word(void **state)
{
    (void)state;
    const struct flow_plan *plan = ring_plan(700);
    const struct card *card = card_of(plan, "long");
    const char *name = card->name, *lines = name_lines(card);
    struct str joined = str_init(fixture->arena);
    for (const char *at = lines; *at != '\0'; at++)
        str_char(&joined, *at == '|' ? ' ' : *at);
    size_t kept = strlen(str_text(&joined)) - strlen("…");
    assert_string_equal(str_text(&joined) + kept, "…");
    assert_memory_equal(str_text(&joined), name, kept);
    assert_true(name[kept] == ' ');
    assert_string_equal(card_full_name(plan, card), name);
}

/* A dataset without short names is read as it is: no copies. */
static void test_nothing_to_shorten(void **state)
{
    (void)state;
    fixture_reset(fixture);
    const struct facts *facts = fixture_facts(fixture, fixture_random(fixture, 6, 8, 1, 0));
    const struct flow_plan *plan = fixture_plan(fixture, facts, 600, 0);
    assert_ptr_equal(plan->facts, facts);
}

/* ---- with fonts of the machine, where it has them ---- */

static const char *const noto[] = {"/usr/share/fonts/opentype/noto", "/usr/share/fonts/truetype/noto"};
static const char *const samples[] = {"深圳市腾讯计算机系统有限公司", "شركة أرامكو السعودية 2030"};

static void check_script(size_t which, const char *begins, const char *ends)
{
    if (access(noto[which], R_OK) != 0) { /* cmocka's skip() says "not ok", and Meson takes it at its word */
        print_message("# %s is not there: not tried\n", noto[which]);
        return;
    }
    struct text *usual = fixture->text;
    fixture_reset(fixture);
    fixture->text = text_create(source_path(fixture->arena, "fonts"), noto[which], fixture->diags);
    assert_non_null(fixture->text);
    uint32_t missing = 0;
    bool covered = text_covers(fixture->text, samples[which], &missing);
    if (covered) {
        const char *people = arena_printf(fixture->arena,
            "{\"id\":\"p\",\"name\":\"%s\"},{\"id\":\"q\",\"name\":\"OpenAI\"}", samples[which]);
        const char *json = fixture_json(fixture, people, deal("a", "p", "q"));
        const struct flow_plan *plan = fixture_plan(fixture, fixture_facts(fixture, json), 300, 0);
        const struct card *card = card_of(plan, "p");
        struct str joined = str_init(fixture->arena);
        for (size_t l = 0; l < card->line_count; l++) {
            struct box ink = card_line_box(plan, card, l), box = card_box(plan, card);
            assert_true(ink.x1 > ink.x0 && ink.x0 > box.x0 && ink.x1 < box.x1 && ink.y0 > box.y0);
            const char *line = card->lines[l].run->string;
            if (!card->lines[l].is_name)
                continue;
            assert_memory_equal(line, begins, strlen(begins));
            size_t length = strlen(line) - strlen(begins) - strlen(ends);
            bool spaced = joined.length > 0 && *begins != '\0';
            str_printf(&joined, "%s%.*s", spaced ? " " : "", (int)length, line + strlen(begins));
            assert_string_equal(line + strlen(begins) + length, ends);
        }
        assert_string_equal(str_text(&joined), samples[which]);
        assert_true(card->line_count > 2); /* broken, also without spaces */
    }
    text_destroy(fixture->text);
    fixture->text = usual;
    if (!covered)
        print_message("# no font of %s has the script: not tried\n", noto[which]);
}

static void test_chinese(void **state)
{
    (void)state;
    check_script(0, "", "");
}

static void test_arabic(void **state)
{
    (void)state;
    check_script(1, "\u2067", "\u2069");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full_where_it_fits),
        cmocka_unit_test(test_cut_at_a_word),
        cmocka_unit_test(test_nothing_to_shorten),
        cmocka_unit_test(test_chinese),
        cmocka_unit_test(test_arabic),
    };
    return FIXTURE_RUN(&fixture, tests);
}
