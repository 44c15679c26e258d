/* SPDX-License-Identifier: MIT */
/*
 * Dates are read strictly: one spelling for each precision, four-digit years 1–9999, and the day must exist.
 * What people write instead (12/16/2025, 16 Dec 2025, 2025-1-5) is recognised only to say in the hint what to
 * write.
 */
#include "date.h"
#include "str.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

static const char *const forms = "a date is 2025-11-03, 2025-11, 2025-Q3, 2025-H2, 2025 or 2030s";

/* Howard Hinnant's days_from_civil: eras of 400 years that begin on 1 March */
int32_t day_of(int year, int month, int day)
{
    int shifted = month <= 2 ? year - 1 : year;
    int era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    int year_of_era = shifted - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void day_split(int32_t day, int *year, int *month, int *day_of_month)
{
    int32_t shifted = day + 719468;
    int32_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int32_t day_of_era = shifted - era * 146097;
    int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month_from_march = (5 * day_of_year + 2) / 153;
    *day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    *month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

int date_year(struct date date)
{
    int year, month, day;
    day_split(date.first, &year, &month, &day);
    return year;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static struct date months(enum date_precision precision, int year, int first, int last)
{
    return (struct date){precision, day_of(year, first, 1), day_of(year, last, month_days(year, last))};
}

const char *date_iso(struct arena *arena, struct date date)
{
    if (date.precision == DATE_NONE)
        return "";
    int year, month, day;
    day_split(date.first, &year, &month, &day);
    switch (date.precision) {
    case DATE_DAY:
        return arena_printf(arena, "%04d-%02d-%02d", year, month, day);
    case DATE_MONTH:
        return arena_printf(arena, "%04d-%02d", year, month);
    case DATE_QUARTER:
        return arena_printf(arena, "%04d-Q%d", year, (month + 2) / 3);
    case DATE_HALF:
        return arena_printf(arena, "%04d-H%d", year, month > 6 ? 2 : 1);
    case DATE_DECADE:
        return arena_printf(arena, "%04ds", year);
    default:
        return arena_printf(arena, "%04d", year);
    }
}

/* Does the text have exactly this shape? 9 stands for a digit, anything else for itself. */
static bool shaped(const char *text, const char *shape)
{
    for (; *shape; text++, shape++)
        if (*shape == '9' ? !is_digit(*text) : *text != *shape)
            return false;
    return !*text;
}

static int number_at(const char *text, int length)
{
    int value = 0;
    for (int i = 0; i < length; i++)
        value = value * 10 + (text[i] - '0');
    return value;
}

static bool exists(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= month_days(year, month);
}

/* The first three numbers in a text and what stands between them; letters make a month when they begin like
 * one. */
struct guess {
    int numbers[3], widths[3], count;
    int month;      /* from a name, else 0 */
    char separator; /* between the first two numbers */
};

static int month_named(const char *letters, size_t length)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (length < 3)
        return 0;
    for (int i = 0; i < 12; i++) {
        bool same = true;
        for (int j = 0; j < 3; j++)
            same = same && (letters[j] | 0x20) == names[i * 3 + j];
        if (same)
            return i + 1;
    }
    return 0;
}

static struct guess guess_parts(const char *text)
{
    struct guess guess = {0};
    while (*text && guess.count < 3) {
        size_t digits = strspn(text, "0123456789");
        size_t letters = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
        if (digits) {
            guess.numbers[guess.count] = digits <= 8 ? number_at(text, (int)digits) : INT_MAX;
            guess.widths[guess.count++] = (int)digits;
            text += digits;
            if (guess.count == 1)
                guess.separator = *text;
        } else if (letters) {
            guess.month = guess.month ? guess.month : month_named(text, letters);
            text += letters;
        } else {
            text++;
        }
    }
    return guess;
}

static const char *advise(struct arena *arena, int year, int month, int day)
{
    return exists(year, month, day) ? arena_printf(arena, "write %04d-%02d-%02d", year, month, day) : forms;
}

static const char *advise_year_last(struct arena *arena, int first, int second, int year, char separator)
{
    bool american = exists(year, first, second), european = exists(year, second, first);
    if (american && european && first != second && separator == '/')
        return arena_printf(
            arena, "write %04d-%02d-%02d or %04d-%02d-%02d", year, first, second, year, second, first);
    if (european && (separator != '/' || !american))
        return advise(arena, year, second, first);
    return advise(arena, year, first, second);
}

static const char *advise_period(struct arena *arena, const char *text, struct guess guess)
{
    const char *letter = strpbrk(text, "QqHh");
    if (!letter || guess.count != 2)
        return NULL;
    bool year_first = guess.widths[0] == 4;
    int year = guess.numbers[!year_first], part = guess.numbers[year_first];
    bool quarter = *letter == 'Q' || *letter == 'q';
    if (guess.widths[!year_first] != 4 || part < 1 || part > (quarter ? 4 : 2))
        return NULL;
    return arena_printf(arena, "write %04d-%c%d", year, quarter ? 'Q' : 'H', part);
}

static const char *advise_named(struct arena *arena, struct guess guess)
{
    if (guess.count == 1 && guess.widths[0] == 4)
        return arena_printf(arena, "write %04d-%02d", guess.numbers[0], guess.month);
    if (guess.count == 2 && guess.widths[1] == 4)
        return advise(arena, guess.numbers[1], guess.month, guess.numbers[0]);
    if (guess.count == 2 && guess.widths[0] == 4)
        return advise(arena, guess.numbers[0], guess.month, guess.numbers[1]);
    return forms;
}

/* What was probably meant */
static const char *date_hint(struct arena *arena, const char *text)
{
    struct guess guess = guess_parts(text);
    if (guess.month)
        return advise_named(arena, guess);
    const char *period = advise_period(arena, text, guess);
    if (period)
        return period;
    if (guess.count == 3 && guess.widths[0] == 4)
        return advise(arena, guess.numbers[0], guess.numbers[1], guess.numbers[2]);
    if (guess.count == 3 && guess.widths[2] == 4)
        return advise_year_last(arena, guess.numbers[0], guess.numbers[1], guess.numbers[2], guess.separator);
    if (guess.count == 1 && guess.widths[0] == 8)
        return advise(arena, guess.numbers[0] / 10000, guess.numbers[0] / 100 % 100, guess.numbers[0] % 100);
    bool month_last = guess.count == 2 && guess.widths[0] == 4;
    int year = guess.numbers[!month_last], month = guess.numbers[month_last];
    if (guess.count == 2 && guess.widths[!month_last] == 4 && exists(year, month, 1))
        return arena_printf(arena, "write %04d-%02d", year, month);
    if (guess.count == 1 && guess.widths[0] == 4 && guess.numbers[0] % 10 == 0 && str_ends(text, "s"))
        return arena_printf(arena, "write %04ds", guess.numbers[0]);
    return forms;
}

/* A text of the right shape whose numbers name nothing: say which */
static const char *impossible(struct arena *arena, const char *text, int year, int month, int day)
{
    static const char *const names[] = {"January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December"};
    if (year < 1)
        return arena_printf(arena, "there is no year 0 in the date '%s'", text);
    if (month < 1 || month > 12)
        return arena_printf(arena, "there is no month %d in the date '%s'", month, text);
    return arena_printf(arena, "there is no day %d in %s %d", day, names[month - 1], year);
}

static bool read_period(const char *text, int year, struct date *date)
{
    int part = text[6] - '0';
    if (text[5] == 'Q' && part >= 1 && part <= 4)
        *date = months(DATE_QUARTER, year, part * 3 - 2, part * 3);
    else if (text[5] == 'H' && part >= 1 && part <= 2)
        *date = months(DATE_HALF, year, part * 6 - 5, part * 6);
    else
        return false;
    return true;
}

bool date_parse(
    struct arena *arena, const char *text, struct date *date, const char **sentence, const char **hint)
{
    *date = (struct date){0};
    *sentence = NULL;
    *hint = NULL;
    bool whole = shaped(text, "9999-99-99"), to_month = shaped(text, "9999-99"),
         to_year = shaped(text, "9999");
    bool decade = shaped(text, "9990s"), period = shaped(text, "9999-Q9") || shaped(text, "9999-H9");
    if (!whole && !to_month && !to_year && !decade && !period) {
        bool empty = !text[strspn(text, " \t\r\n")];
        bool far = strspn(text, "0123456789") > 4 && shaped(text + strspn(text, "0123456789"), "-99-99");
        *sentence = empty ? "the date is empty"
                          : arena_printf(arena, "cannot read the date '%s'", str_quoted(arena, text));
        *hint = empty ? "leave the key out when no date is known"
                : far ? "years run from 1 to 9999"
                      : date_hint(arena, text);
        return false;
    }
    int year = number_at(text, 4), month = whole || to_month ? number_at(text + 5, 2) : 1;
    int day = whole ? number_at(text + 8, 2) : 1;
    if (!exists(year, month, day)) {
        *sentence = impossible(arena, text, year, month, day);
        if (year < 1)
            *hint = "years run from 1 to 9999";
        else if (month >= 1 && month <= 12)
            *hint =
                arena_printf(arena, "the last day is %04d-%02d-%02d", year, month, month_days(year, month));
        else if (whole && exists(year, day, month))
            *hint = arena_printf(arena, "did you mean %04d-%02d-%02d?", year, day, month);
        else
            *hint = "months run from 01 to 12";
        return false;
    }
    if (whole) {
        *date = (struct date){DATE_DAY, day_of(year, month, day), day_of(year, month, day)};
    } else if (to_month) {
        *date = months(DATE_MONTH, year, month, month);
    } else if (to_year) {
        *date = months(DATE_YEAR, year, 1, 12);
    } else if (decade) {
        *date = (struct date){DATE_DECADE, day_of(year, 1, 1), day_of(year + 9, 12, 31)};
    } else if (!read_period(text, year, date)) {
        *sentence = arena_printf(arena, "cannot read the date '%s'", text);
        *hint = text[5] == 'Q' ? "quarters are Q1 to Q4" : "halves are H1 and H2";
        return false;
    }
    return true;
}
