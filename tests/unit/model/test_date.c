/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "date.h"

#include <string.h>

static void test_readable(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum date_precision precision;
        int32_t first, last; /* computed with another program's calendar */
    } rows[] = {
        {"1970-01-01", DATE_DAY, 0, 0},
        {"1969-12-31", DATE_DAY, -1, -1},
        {"2025-11-03", DATE_DAY, 20395, 20395},
        {"2025-12-17", DATE_DAY, 20439, 20439},
        {"2024-02-29", DATE_DAY, 19782, 19782},
        {"2000-02-29", DATE_DAY, 11016, 11016},
        {"0001-01-01", DATE_DAY, -719162, -719162},
        {"9999-12-31", DATE_DAY, 2932896, 2932896},
        {"2025-11", DATE_MONTH, 20393, 20422},
        {"2024-02", DATE_MONTH, 19754, 19782},
        {"2025-02", DATE_MONTH, 20120, 20147},
        {"1900-02", DATE_MONTH, -25536, -25509},
        {"2025-Q1", DATE_QUARTER, 20089, 20178},
        {"2025-Q3", DATE_QUARTER, 20270, 20361},
        {"2025-Q4", DATE_QUARTER, 20362, 20453},
        {"2025-H1", DATE_HALF, 20089, 20269},
        {"2025-H2", DATE_HALF, 20270, 20453},
        {"2025", DATE_YEAR, 20089, 20453},
        {"0001", DATE_YEAR, -719162, -718798},
        {"9999", DATE_YEAR, 2932532, 2932896},
        {"2030s", DATE_DECADE, 21915, 25566},
        {"9990s", DATE_DECADE, 2929245, 2932896},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct date date;
        const char *sentence, *hint;
        bool read = date_parse(arena, rows[i].text, &date, &sentence, &hint);
        if (!read || date.precision != rows[i].precision || date.first != rows[i].first ||
            date.last != rows[i].last)
            fail_msg("%s: %d [%d, %d] %s", rows[i].text, (int)date.precision, date.first, date.last,
                read ? "" : sentence);
        assert_string_equal(date_iso(arena, date), rows[i].text);
        assert_null(sentence);
    }
    arena_destroy(arena);
}

#define FORMS "a date is 2025-11-03, 2025-11, 2025-Q3, 2025-H2, 2025 or 2030s"

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *sentence, *hint;
    } rows[] = {
        {"", "the date is empty", "leave the key out when no date is known"},
        {"  ", "the date is empty", "leave the key out when no date is known"},
        {"12/16/2025", "cannot read the date '12/16/2025'", "write 2025-12-16"},
        {"16/12/2025", "cannot read the date '16/12/2025'", "write 2025-12-16"},
        {"03/04/2025", "cannot read the date '03/04/2025'", "write 2025-03-04 or 2025-04-03"},
        {"4/4/2025", "cannot read the date '4/4/2025'", "write 2025-04-04"},
        {"16.12.2025", "cannot read the date '16.12.2025'", "write 2025-12-16"},
        {"3.4.2025", "cannot read the date '3.4.2025'", "write 2025-04-03"},
        {"31/31/2025", "cannot read the date '31/31/2025'", FORMS},
        {"2025/12/16", "cannot read the date '2025/12/16'", "write 2025-12-16"},
        {"2025.12.16", "cannot read the date '2025.12.16'", "write 2025-12-16"},
        {"2025-1-5", "cannot read the date '2025-1-5'", "write 2025-01-05"},
        {"2025-6", "cannot read the date '2025-6'", "write 2025-06"},
        {"6/2025", "cannot read the date '6/2025'", "write 2025-06"},
        {"20251216", "cannot read the date '20251216'", "write 2025-12-16"},
        {"2025-12-16x", "cannot read the date '2025-12-16x'", "write 2025-12-16"},
        {" 2025-12-16", "cannot read the date ' 2025-12-16'", "write 2025-12-16"},
        {"2025-12-16T10:00:00Z", "cannot read the date '2025-12-16T10:00:00Z'", "write 2025-12-16"},
        {"16 Dec 2025", "cannot read the date '16 Dec 2025'", "write 2025-12-16"},
        {"December 16, 2025", "cannot read the date 'December 16, 2025'", "write 2025-12-16"},
        {"2025 Dec 16", "cannot read the date '2025 Dec 16'", "write 2025-12-16"},
        {"31 Feb 2025", "cannot read the date '31 Feb 2025'", FORMS},
        {"Dec 2025", "cannot read the date 'Dec 2025'", "write 2025-12"},
        {"December", "cannot read the date 'December'", FORMS},
        {"Q3 2025", "cannot read the date 'Q3 2025'", "write 2025-Q3"},
        {"2025Q3", "cannot read the date '2025Q3'", "write 2025-Q3"},
        {"2025-q3", "cannot read the date '2025-q3'", "write 2025-Q3"},
        {"H1 2025", "cannot read the date 'H1 2025'", "write 2025-H1"},
        {"2025-Q5", "cannot read the date '2025-Q5'", "quarters are Q1 to Q4"},
        {"2025-Q0", "cannot read the date '2025-Q0'", "quarters are Q1 to Q4"},
        {"2025-H3", "cannot read the date '2025-H3'", "halves are H1 and H2"},
        {"2035s", "cannot read the date '2035s'", FORMS},
        {"the 2030s", "cannot read the date 'the 2030s'", "write 2030s"},
        {"last week", "cannot read the date 'last week'", FORMS},
        {"25", "cannot read the date '25'", FORMS},
        {"202", "cannot read the date '202'", FORMS},
        {"-2025", "cannot read the date '-2025'", FORMS},
        {"٢٠٢٥", "cannot read the date '٢٠٢٥'", FORMS},
        {"10000-01-01", "cannot read the date '10000-01-01'", "years run from 1 to 9999"},
        {"99999999999999999999", "cannot read the date '99999999999999999999'", FORMS},
        {"some time in the winter of that year, as far as is known today",
            "cannot read the date 'some time in the winter of that year, as far as …'", FORMS},
        {"éééééééééééééééééééééééx éé", "cannot read the date 'éééééééééééééééééééééééx …'", FORMS},
        {"0000", "there is no year 0 in the date '0000'", "years run from 1 to 9999"},
        {"0000-01-01", "there is no year 0 in the date '0000-01-01'", "years run from 1 to 9999"},
        {"0000s", "there is no year 0 in the date '0000s'", "years run from 1 to 9999"},
        {"0000-Q1", "there is no year 0 in the date '0000-Q1'", "years run from 1 to 9999"},
        {"2025-13", "there is no month 13 in the date '2025-13'", "months run from 01 to 12"},
        {"2025-00", "there is no month 0 in the date '2025-00'", "months run from 01 to 12"},
        {"2025-16-12", "there is no month 16 in the date '2025-16-12'", "did you mean 2025-12-16?"},
        {"2025-02-29", "there is no day 29 in February 2025", "the last day is 2025-02-28"},
        {"1900-02-29", "there is no day 29 in February 1900", "the last day is 1900-02-28"},
        {"2025-04-31", "there is no day 31 in April 2025", "the last day is 2025-04-30"},
        {"2025-04-00", "there is no day 0 in April 2025", "the last day is 2025-04-30"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct date date;
        const char *sentence, *hint;
        if (date_parse(arena, rows[i].text, &date, &sentence, &hint))
            fail_msg("'%s' was read", rows[i].text);
        assert_string_equal(sentence, rows[i].sentence);
        assert_string_equal(hint, rows[i].hint);
        assert_int_equal(date.precision, DATE_NONE);
    }
    arena_destroy(arena);
}

/* Each day of 9,999 years: the count goes up by one and splits back. */
static void test_calendar(void **state)
{
    (void)state;
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t expected = -719162;
    for (int year = 1; year <= 9999; year++)
        for (int month = 1; month <= 12; month++) {
            bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
            int length = lengths[month - 1] + (month == 2 && leap);
            for (int day = 1; day <= length; day++, expected++) {
                int y, m, d;
                day_split(expected, &y, &m, &d);
                if (day_of(year, month, day) != expected || y != year || m != month || d != day)
                    fail_msg("%d-%d-%d", year, month, day);
            }
        }
    assert_int_equal(expected, 2932897);
}

static void test_year(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct date date;
    const char *sentence, *hint;
    assert_true(date_parse(arena, "2030s", &date, &sentence, &hint));
    assert_int_equal(date_year(date), 2030);
    assert_true(date_parse(arena, "2025-12-31", &date, &sentence, &hint));
    assert_int_equal(date_year(date), 2025);
    assert_string_equal(date_iso(arena, (struct date){0}), "");
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readable),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_calendar),
        cmocka_unit_test(test_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
