/* SPDX-License-Identifier: MIT */
/*
 * Any text as an amount, a JSON number and a date: what is read keeps the rules of an interval, and what is
 * printed of it can be read again and says nothing more certain.
 */
#include "target.h"

#include "wording.h"

#include <string.h>

static void amount_check(const struct amount *amount, const char *sentence, bool good)
{
    REQUIRE(good == (sentence == NULL));
    if (!good)
        return;
    REQUIRE(amount->low >= 0 && amount->low <= amount->high);
    /* "about" may mean twice as much */
    REQUIRE(amount->low <= MONEY_MOST && (amount->high <= 2 * MONEY_MOST || amount->high == MONEY_OPEN));
    REQUIRE(!amount->has_headline || (amount->headline >= amount->low && amount->headline <= amount->high &&
                                         amount->headline < MONEY_OPEN));
    REQUIRE(amount->digits >= 0);
    REQUIRE(strlen(amount->currency) == 3);
}

/* Rounding aside: kind, currency, and whether there is a bound and a headline stay. */
static void again_check(struct arena *arena, const struct amount *amount, const struct amount_rules *rules)
{
    for (enum number_style style = NUMBER_SHORT; style <= NUMBER_LONG; style++) {
        struct str words = str_init(arena);
        struct amount again = {0};
        const char *sentence, *hint;
        word_amount(&words, amount, style);
        enum amount_fault fault = amount_parse(arena, str_text(&words), rules, &again, &sentence, &hint);
        /* the largest may round up; a range from $5 to $5M is refused as a slip, for $5–$5M is often one; "at
           least zero" says nothing and is printed as "size not known" */
        bool says_nothing = amount->kind == AMOUNT_AT_LEAST && amount->low == 0;
        REQUIRE(fault == AMOUNT_OK || fault == AMOUNT_HUGE || amount->kind == AMOUNT_RANGE || says_nothing);
        if (fault != AMOUNT_OK)
            continue;
        REQUIRE(again.kind == amount->kind || amount->kind == AMOUNT_RANGE);
        REQUIRE((again.high == MONEY_OPEN) == (amount->high == MONEY_OPEN));
        REQUIRE(again.has_headline == amount->has_headline || amount->kind == AMOUNT_RANGE);
        REQUIRE(!amount_is_sized(amount) || !strcmp(again.currency, amount->currency));
    }
}

static void amounts_try(struct arena *arena, const char *text, const struct amount_rules *rules)
{
    struct amount amount = {0};
    const char *sentence, *hint;
    bool good = amount_parse(arena, text, rules, &amount, &sentence, &hint) == AMOUNT_OK;
    amount_check(&amount, sentence, good);
    if (good) {
        again_check(arena, &amount, rules);
        for (int64_t rate = 1; rate <= INT64_C(1000000000000); rate *= 997) {
            struct amount converted = amount;
            amount_convert(&converted, "GBP", rate);
            REQUIRE(converted.low >= 0 && converted.low <= converted.high);
            REQUIRE(!converted.has_headline ||
                    (converted.headline >= converted.low && converted.headline <= converted.high));
        }
    }
    struct amount number = {0};
    good = amount_parse_number(arena, text, rules, &number, &sentence, &hint) == AMOUNT_OK;
    amount_check(&number, sentence, good);
}

static void date_try(struct arena *arena, const char *text)
{
    struct date date = {0}, again = {0};
    const char *sentence, *hint;
    bool good = date_parse(arena, text, &date, &sentence, &hint);
    REQUIRE(good == (sentence == NULL));
    if (!good)
        return;
    REQUIRE(date.precision != DATE_NONE && date.first <= date.last);
    REQUIRE(date_year(date) >= 1 && date_year(date) <= 9999);
    REQUIRE(date_parse(arena, date_iso(arena, date), &again, &sentence, &hint));
    REQUIRE(again.precision == date.precision && again.first == date.first && again.last == date.last);
    struct str words = str_init(arena);
    word_date(&words, date);
    word_date_long(&words, date);
    word_date_when(&words, date);
    REQUIRE(words.length > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t length)
{
    static const struct amount_rules usual = {"USD", 100000, false}, other = {"EUR", 1000000, true};
    struct arena *arena = arena_create();
    const char *text = arena_strndup(arena, (const char *)at, length);
    amounts_try(arena, text, &usual);
    amounts_try(arena, text, &other);
    date_try(arena, text);
    arena_destroy(arena);
    return 0;
}
