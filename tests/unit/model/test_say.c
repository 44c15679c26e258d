/* SPDX-License-Identifier: MIT */
/* Words in another language: numbers, dates, qualifiers, plural forms, and English where nothing is said. */
#include "support.h"

#include "say.h"
#include "wording.h"

static struct arena *german(void)
{
    struct arena *arena = arena_create();
    arena_set_manner(arena, manner_of(LANGUAGE_GERMAN));
    return arena;
}

#define BILLION INT64_C(100000000000)

static void test_languages(void **state)
{
    (void)state;
    static const struct {
        const char *tag;
        enum language language;
        bool found;
    } rows[] = {{NULL, LANGUAGE_ENGLISH, true}, {"en-GB", LANGUAGE_ENGLISH, true},
        {"de", LANGUAGE_GERMAN, true}, {"DE-at", LANGUAGE_GERMAN, true}, {"d", LANGUAGE_ENGLISH, false},
        {"den", LANGUAGE_ENGLISH, false}, {"fr", LANGUAGE_ENGLISH, false}, {"", LANGUAGE_ENGLISH, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum language language;
        assert_int_equal(language_find(rows[i].tag, &language), rows[i].found);
        assert_int_equal(language, rows[i].language);
    }
}

static const char *money_of(struct arena *arena, money value, const char *currency, enum number_style style)
{
    struct str out = str_init(arena);
    word_money(&out, value, currency, style, 0);
    return str_text(&out);
}

static void test_money(void **state)
{
    (void)state;
    struct arena *arena = german();
    assert_string_equal(money_of(arena, 38 * BILLION, "USD", NUMBER_SHORT), "38\u00A0Mrd.\u00A0$");
    assert_string_equal(money_of(arena, 142 * BILLION / 10, "EUR", NUMBER_SHORT), "14,2\u00A0Mrd.\u00A0€");
    assert_string_equal(money_of(arena, 5 * BILLION / 10, "CHF", NUMBER_SHORT), "500\u00A0Mio.\u00A0CHF");
    assert_string_equal(money_of(arena, 1000 * BILLION, "USD", NUMBER_LONG), "1\u00A0Billion\u00A0$");
    assert_string_equal(money_of(arena, 38 * BILLION, "USD", NUMBER_LONG), "38\u00A0Milliarden\u00A0$");
    assert_string_equal(money_of(arena, 1250, "USD", NUMBER_SHORT), "12,50\u00A0$");
    assert_string_equal(money_of(arena, 75000000, "USD", NUMBER_LONG), "750.000\u00A0$");
    assert_string_equal(money_of(arena, -BILLION, "USD", NUMBER_SHORT), "−1\u00A0Mrd.\u00A0$");
    arena_destroy(arena);
}

static const char *interval_of(struct arena *arena, money low, money high)
{
    struct str out = str_init(arena);
    word_interval(&out, low, high, "USD", NUMBER_SHORT, 0);
    return str_text(&out);
}

static void test_qualifiers(void **state)
{
    (void)state;
    struct arena *arena = german();
    assert_string_equal(interval_of(arena, 0, 100 * BILLION), "bis zu 100\u00A0Mrd.\u00A0$");
    assert_string_equal(interval_of(arena, 20 * BILLION, MONEY_OPEN), "mindestens 20\u00A0Mrd.\u00A0$");
    assert_string_equal(interval_of(arena, 10 * BILLION, 20 * BILLION), "10–20\u00A0Mrd.\u00A0$");
    assert_string_equal(interval_of(arena, -BILLION, 2 * BILLION), "−1\u00A0Mrd. bis 2\u00A0Mrd.\u00A0$");
    assert_string_equal(interval_of(arena, 0, MONEY_OPEN), "Höhe nicht bekannt");
    struct money_unit unit = money_unit_choose(arena, (money[]){38 * BILLION}, 1, "USD");
    assert_string_equal(unit.label, "Mrd.\u00A0$");
    arena_destroy(arena);
}

static const char *date_of(
    struct arena *arena, const char *text, void (*word)(struct str *out, struct date date))
{
    struct str out = str_init(arena);
    struct date date;
    const char *sentence, *hint;
    assert_true(date_parse(arena, text, &date, &sentence, &hint));
    word(&out, date);
    return str_text(&out);
}

static void test_dates(void **state)
{
    (void)state;
    struct arena *arena = german();
    assert_string_equal(date_of(arena, "2025-12-17", word_date), "17. Dez. 2025");
    assert_string_equal(date_of(arena, "2025-12-17", word_date_long), "17. Dezember 2025");
    assert_string_equal(date_of(arena, "2025-12-17", word_date_when), "am 17. Dezember 2025");
    assert_string_equal(date_of(arena, "2025-Q3", word_date), "Q3 2025");
    assert_string_equal(date_of(arena, "2025-Q3", word_date_when), "im dritten Quartal 2025");
    assert_string_equal(date_of(arena, "2025", word_date_when), "im Jahr 2025");
    assert_string_equal(date_of(arena, "2025-03", word_date_when), "im März 2025");
    struct manner manner = *manner_of(LANGUAGE_ENGLISH);
    arena_set_manner(arena, &manner);
    manner.dates = DATES_MONTH_FIRST;
    assert_string_equal(date_of(arena, "2025-12-17", word_date), "Dec 17, 2025");
    manner.dates = DATES_ISO;
    assert_string_equal(date_of(arena, "2025-12-17", word_date_long), "2025-12-17");
    assert_string_equal(date_of(arena, "2025-12", word_date), "2025-12");
    arena_destroy(arena);
}

static const char *counted_of(struct arena *arena, int64_t count)
{
    struct str out = str_init(arena);
    word_counted(&out, count, "more flow", "more flows");
    return str_text(&out);
}

static void test_counts(void **state)
{
    (void)state;
    struct arena *arena = german();
    assert_string_equal(counted_of(arena, 0), "kein weiterer Strom");
    assert_string_equal(counted_of(arena, 1), "ein weiterer Strom");
    assert_string_equal(counted_of(arena, 2), "zwei weitere Ströme");
    assert_string_equal(counted_of(arena, 1300), "1.300 weitere Ströme");
    struct str out = str_init(arena);
    word_percent(&out, 4.2);
    str_char(&out, ' ');
    word_multiple(&out, 3.8, 0, ROUND_HALF_EVEN);
    str_char(&out, ' ');
    word_years(&out, 5 * YEARS_ONE, 7 * YEARS_ONE, false);
    assert_string_equal(str_text(&out), "4,2\u00A0% 3,8× fünf bis sieben Jahre");
    arena_destroy(arena);
}

static void test_english_where_nothing_is_said(void **state)
{
    (void)state;
    struct arena *arena = german(), *plain = arena_create();
    assert_string_equal(say(arena, "no such words: %d", 3), "no such words: 3");
    assert_string_equal(said(plain, "signed"), "signed");
    assert_string_equal(said(arena, "signed"), "unterschrieben");
    struct arena *beside = arena_create_beside(arena);
    assert_string_equal(said(beside, "signed"), "unterschrieben");
    arena_destroy(beside);
    arena_destroy(plain);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_money),
        cmocka_unit_test(test_qualifiers),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_english_where_nothing_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
