/* SPDX-License-Identifier: MIT */
/* The flow diagram in German: whole sentences, the verb last, and none of our English words left. */
#include "fixture.h"

#include "say.h"

#include <string.h>

static struct fixture *shared;

static const char parties[] = "{\"id\": \"a\", \"name\": \"Ahorn\"}, {\"id\": \"b\", \"name\": \"Birke\"}, "
                              "{\"id\": \"c\", \"name\": \"Zeder\"}";

static const char deals[] =
    "{\"id\": \"x\", \"from\": \"a\", \"to\": \"b\", \"type\": \"equity\", \"amount\": \"up to $10B\", "
    "\"status\": "
    "\"in_talks\"},"
    "{\"id\": \"y\", \"from\": \"b\", \"to\": \"a\", \"type\": \"lease\", \"amount\": \"$3B\", \"status\": "
    "\"signed\"},"
    "{\"id\": \"z\", \"from\": \"b\", \"to\": \"c\", \"type\": \"debt\", \"amount\": \"undisclosed\", "
    "\"status\": \"signed\"}";

static const struct facts *german_facts(void)
{
    fixture_reset(shared);
    arena_set_manner(shared->arena, manner_of(LANGUAGE_GERMAN));
    return fixture_facts(shared, fixture_json(shared, parties, deals));
}

static void assert_holds(const char *text, const char *words)
{
    if (!strstr(text, words))
        fail_msg("“%s” is not in “%s”", words, text);
}

static void test_verbs_stand_last(void **state)
{
    (void)state;
    const struct facts *facts = german_facts();
    struct str out = str_init(shared->arena);
    for (size_t i = 0; i < facts->flow_count; i++) {
        flow_tell(&out, facts, i);
        str_append(&out, ". ");
    }
    const char *told = str_text(&out);
    assert_holds(told, "Ahorn verhandelt darüber, bis zu 10\u00A0Mrd.\u00A0$ in Birke zu investieren.");
    assert_holds(told, "Birke hat unterschrieben, 3\u00A0Mrd.\u00A0$ an Ahorn zu zahlen.");
    assert_holds(told, "Birke hat unterschrieben, einen nicht genannten Betrag an Zeder zu verleihen.");
}

static void test_no_english_is_left(void **state)
{
    (void)state;
    static const char *const english[] = {" the ", " of ", " and ", " to ", " is ", " are ", " with ",
        " not ", "signed", "undisclosed", "about", "up to", "at least", " from ", " by ", "could", "would",
        "amount"};
    struct flow_plan *plan = fixture_plan(shared, german_facts(), 500, 0);
    const char *told = flow_describe(shared->arena, plan), *measure = flow_subtitle(shared->arena, plan);
    assert_holds(told, "Flussdiagramm, wer wem zahlt: drei Geldströme, drei Beteiligte.");
    assert_holds(told, "Ahorn würde in Birke investieren: bis zu 10\u00A0Mrd.\u00A0$");
    assert_holds(measure, "Breite: Betrag; voll: unterschrieben oder bezahlt");
    for (size_t i = 0; i < sizeof english / sizeof *english; i++)
        if (strstr(told, english[i]) || strstr(measure, english[i]))
            fail_msg("English is left: “%s” in “%s %s”", english[i], told, measure);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verbs_stand_last), cmocka_unit_test(test_no_english_is_left)};
    return FIXTURE_RUN(&shared, tests);
}
