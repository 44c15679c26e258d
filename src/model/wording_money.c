/* SPDX-License-Identifier: MIT */
/*
 * Money into words, by integers only: a value is rounded in decimal before a unit is chosen, so that 999.6
 * million becomes $1B and not $1,000M. A number that stands for itself is rounded half-even; the end of an
 * interval outward, so that what is printed holds all that is known. One way leads from an interval to its
 * words, with a unit at each number or in the one unit of a table's column.
 */
#include "wording.h"

#include "currency.h"
#include "say.h"
#include "wording_number.h"

#include <stdlib.h>
#include <string.h>

/* "about" may stand for an interval no wider than this, in hundredths of the headline: twice the widest
   tolerance that is usual (10 %), and a little. Wider ones print both ends. */
enum { ABOUT_PERCENT = 25 };

/* ---- rounding ---- */

static uint64_t magnitude(money value)
{
    return value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
}

static int decimal_length(uint64_t value)
{
    int length = 1;
    for (; value >= 10; value /= 10)
        length++;
    return length;
}

/* to `keep` significant digits; DOWN and UP: towards and away from zero */
static uint64_t rounded(uint64_t value, int keep, enum rounding rounding)
{
    uint64_t step = 1;
    for (int drop = decimal_length(value) - keep; drop > 0; drop--)
        step *= 10;
    uint64_t quotient = value / step, rest = value % step;
    bool up =
        rounding == ROUND_UP ? rest > 0 : rest > step - rest || (rest == step - rest && quotient % 2 == 1);
    return (quotient + (up && rounding != ROUND_DOWN)) * step;
}

/* Down and up are meant on the line of numbers: below zero they change places. */
static enum rounding of_magnitude(money value, enum rounding rounding)
{
    if (value >= 0 || rounding == ROUND_HALF_EVEN)
        return rounding;
    return rounding == ROUND_DOWN ? ROUND_UP : ROUND_DOWN;
}

/* Below a thousand units cents are kept where `digits` does not forbid them. */
static int digits_kept(uint64_t size, int digits)
{
    const uint64_t thousand = 100000;
    if (size < thousand && digits == 0)
        return 5;
    int keep = digits == 0 ? DIGITS_MOST : digits < DIGITS_LEAST ? DIGITS_LEAST : digits;
    return size >= thousand && keep > DIGITS_MOST ? DIGITS_MOST : keep;
}

static uint64_t money_rounded(money value, int digits, enum rounding rounding)
{
    uint64_t size = magnitude(value);
    return rounded(size, digits_kept(size, digits), of_magnitude(value, rounding));
}

/* ---- one number ---- */

void number_append_grouped(struct str *out, uint64_t value)
{
    if (value >= 1000) {
        number_append_grouped(out, value / 1000);
        str_printf(out, "%s%03u", manner_in(out->arena)->grouping, (unsigned)(value % 1000));
    } else {
        str_printf(out, "%u", (unsigned)value);
    }
}

void number_append_quotient(struct str *out, uint64_t value, uint64_t whole)
{
    number_append_grouped(out, value / whole);
    uint64_t rest = value % whole;
    if (rest)
        str_append(out, manner_in(out->arena)->point);
    while (rest) {
        rest *= 10;
        str_char(out, (char)('0' + rest / whole));
        rest %= whole;
    }
}

void number_append_decimal(struct str *out, double value, int decimals)
{
    struct str plain = str_init(out->arena);
    str_number(&plain, value, decimals);
    for (const char *at = str_text(&plain); *at; at++) {
        if (*at == '.')
            str_append(out, manner_in(out->arena)->point);
        else
            str_char(out, *at);
    }
}

static const uint64_t scale_sizes[MONEY_SCALES] = {
    UINT64_C(100000000000000), UINT64_C(100000000000), UINT64_C(100000000), UINT64_C(100000)};

/* Which scale a value is told in; MONEY_SCALES: none. Thousands are written out in long style: $750,000. */
static size_t scale_of(const struct manner *manner, uint64_t value, enum number_style style)
{
    for (size_t i = 0; i < MONEY_SCALES; i++)
        if (value >= scale_sizes[i] && (style == NUMBER_SHORT ? manner->scales[i] : manner->scale_words[i]))
            return i;
    return MONEY_SCALES;
}

static void append_plain(struct str *out, uint64_t value)
{
    number_append_grouped(out, value / 100);
    if (value % 100)
        str_printf(out, "%s%02u", manner_in(out->arena)->point, (unsigned)(value % 100));
}

/* "$", "US$", "€", "CHF" */
static const char *currency_text(const struct manner *manner, const char *code)
{
    const char *sign = currency_sign(code);
    return !sign ? code : manner->us_dollar && !strcmp(sign, "$") ? "US$" : sign;
}

/* Before the number: "$", "CHF " */
static void append_currency(struct str *out, const char *code)
{
    str_append(out, currency_text(manner_in(out->arena), code));
    if (!currency_sign(code) && *code)
        str_append(out, NBSP);
}

/* How the numbers of one text are written */
struct hand {
    const char *currency;
    enum number_style style;
    const struct money_unit *unit; /* of a column; NULL: each number has its own */
    bool written_out;              /* "$5,000,000": no scale */
    bool is_quotient;              /* of a division: never more digits than it may have */
    bool is_first;                 /* of two ends: the currency stands behind the second */
    bool shares_scale;             /* of a range: the other end says "Mrd." for both */
};

/* false when the column's unit cannot hold it: more than three decimals, or below a hundredth of it */
static bool append_in_unit(struct str *out, bool minus, uint64_t size, struct money_unit unit)
{
    const uint64_t least_part = 100, thousandth = 1000;
    uint64_t whole = (uint64_t)unit.size, finest = whole > thousandth ? whole / thousandth : 1;
    if (size % finest != 0 || (size > 0 && size < whole / least_part))
        return false;
    if (minus)
        str_append(out, MINUS);
    if (whole == 100)
        append_plain(out, size);
    else
        number_append_quotient(out, size, whole);
    return true;
}

static bool append_number(
    struct str *out, money value, const struct hand *hand, int digits, enum rounding rounding)
{
    uint64_t size = money_rounded(value, digits, rounding);
    bool minus = value < 0 && size;
    if (hand->unit)
        return append_in_unit(out, minus, size, *hand->unit);
    const struct manner *manner = manner_in(out->arena);
    if (minus)
        str_append(out, MINUS);
    if (!manner->currency_last)
        append_currency(out, hand->currency);
    size_t scale = hand->written_out ? MONEY_SCALES : scale_of(manner, size, hand->style);
    if (scale == MONEY_SCALES) {
        append_plain(out, size);
    } else {
        bool one = size == scale_sizes[scale];
        number_append_quotient(out, size, scale_sizes[scale]);
        str_append(out, hand->shares_scale            ? ""
                        : hand->style == NUMBER_SHORT ? manner->scales[scale]
                        : one                         ? manner->scale_word_one[scale]
                                                      : manner->scale_words[scale]);
    }
    if (manner->currency_last && !hand->is_first && *hand->currency)
        str_printf(out, NBSP "%s", currency_text(manner, hand->currency));
    return true;
}

void word_money_rounded(struct str *out, money value, const char *currency, enum number_style style,
    int digits, enum rounding rounding)
{
    if (value == MONEY_OPEN)
        str_append(out, said(out->arena, "an open amount"));
    else
        append_number(out, value, &(struct hand){.currency = currency, .style = style}, digits, rounding);
}

void word_money(struct str *out, money value, const char *currency, enum number_style style, int digits)
{
    word_money_rounded(out, value, currency, style, digits, ROUND_HALF_EVEN);
}

/* ---- an interval ---- */

/* Qualifier and number, apart: false when the number does not fit the column's unit */
struct telling {
    const char *qualifier; /* "at least"; NULL: none */
    struct str value;
    bool fits;
};

static struct telling telling_of_words(struct arena *arena, const char *words)
{
    struct telling telling = {.value = str_init(arena), .fits = true};
    str_append(&telling.value, words);
    return telling;
}

static struct telling telling_of_number(struct arena *arena, const char *qualifier, money value,
    const struct hand *hand, int digits, enum rounding rounding)
{
    struct telling telling = {.qualifier = qualifier, .value = str_init(arena)};
    telling.fits = append_number(&telling.value, value, hand, digits, rounding);
    return telling;
}

/* The right-hand scale serves both ends of "$10–20B"; so that "$5" is not read as millions, the end behind
   it is written out: "$5–$5,000,000". */
static struct hand hand_of_range(const struct manner *manner, struct hand hand, money low, int digits_low)
{
    uint64_t size = money_rounded(low, digits_low, ROUND_DOWN);
    hand.written_out = !hand.unit && size > 0 && scale_of(manner, size, hand.style) == MONEY_SCALES;
    return hand;
}

/* "48–138 Mrd. $": where the currency stands last, the scale does, too, when it is that of both ends */
static bool scale_is_shared(const struct manner *manner, const struct hand *hand, uint64_t low, uint64_t high)
{
    return manner->currency_last && !hand->unit && !hand->written_out &&
           scale_of(manner, low, hand->style) == scale_of(manner, high, hand->style);
}

static struct telling telling_of_range(
    struct arena *arena, money low, money high, const struct hand *given, int digits_low, int digits_high)
{
    struct hand hand = hand_of_range(manner_in(arena), *given, low, digits_low), first = hand;
    struct telling telling = {.value = str_init(arena)};
    first.is_first = true;
    first.shares_scale = scale_is_shared(manner_in(arena), &hand, money_rounded(low, digits_low, ROUND_DOWN),
                             money_rounded(high, digits_high, ROUND_UP)) &&
                         low > 0;
    telling.fits = append_number(&telling.value, low, &first, digits_low, ROUND_DOWN);
    str_append(&telling.value, low < 0 ? said(arena, " to ") : EN_DASH);
    telling.fits = append_number(&telling.value, high, &hand, digits_high, ROUND_UP) && telling.fits;
    return telling;
}

/* Each end with its own digits: an amount prints its ends as they were written, as long as three hold them */
static struct telling telling_of_interval(
    struct arena *arena, money low, money high, const struct hand *hand, int digits_low, int digits_high)
{
    bool open_below = low <= -MONEY_OPEN, open_above = high == MONEY_OPEN;
    if (open_below && open_above)
        return telling_of_words(arena, said(arena, "not known"));
    if (open_above && low == 0)
        return telling_of_words(arena, said(arena, "size not known"));
    if (open_above)
        return telling_of_number(arena, said(arena, "at least"), low, hand, digits_low, ROUND_DOWN);
    if (open_below)
        return telling_of_number(arena, said(arena, "at most"), high, hand, digits_high, ROUND_UP);
    if (low == high)
        return telling_of_number(arena, NULL, high, hand, digits_high, ROUND_HALF_EVEN);
    if (low == 0)
        return telling_of_number(arena, said(arena, "up to"), high, hand, digits_high, ROUND_UP);
    return telling_of_range(arena, low, high, hand, digits_low, digits_high);
}

static struct qualified qualified_of(const struct telling *telling)
{
    return (struct qualified){telling->qualifier, str_text(&telling->value)};
}

void word_qualified(struct str *out, struct qualified words)
{
    str_append(out, words.qualifier ? words.qualifier : "");
    str_append(out, words.qualifier ? " " : "");
    str_append(out, words.value);
}

void word_interval(
    struct str *out, money low, money high, const char *currency, enum number_style style, int digits)
{
    struct hand hand = {.currency = currency, .style = style};
    struct telling telling = telling_of_interval(out->arena, low, high, &hand, digits, digits);
    word_qualified(out, qualified_of(&telling));
}

/* ---- an amount ---- */

/* A bound that three digits hold is printed as it is: `digits` is that of the less precise end, and would
   turn $125B–$200B into $120B–$200B, and what a part leaves of "up to $12.6B" from $11.1B into $12B. */
static int bound_digits(money value, int digits, const struct hand *hand)
{
    if (hand->is_quotient)
        return digits;
    if (value == MONEY_OPEN)
        return 0;
    uint64_t size = magnitude(value);
    return rounded(size, DIGITS_MOST, ROUND_DOWN) == size ? 0 : digits;
}

static struct telling telling_of_spread(
    struct arena *arena, const struct amount *amount, const struct hand *hand)
{
    return telling_of_interval(arena, amount->low, amount->high, hand,
        bound_digits(amount->low, amount->digits, hand), bound_digits(amount->high, amount->digits, hand));
}

/* "at least" and "up to" print the bound: where tranches or a whole's ceiling have moved it, the headline
   would promise more than is known. */
static struct telling telling_of_amount(
    struct arena *arena, const struct amount *amount, const struct hand *hand)
{
    enum amount_kind kind = amount->kind;
    int digits = amount->digits;
    bool about = amount_kind_is_about(kind);
    if (amount->words && amount->words_are_number && manner_in(arena)->language != LANGUAGE_ENGLISH) {
        struct amount number = amount->written ? *amount->written : *amount;
        struct hand own = {.currency = number.currency, .style = hand->style};
        number.words = NULL;
        return telling_of_amount(arena, &number, &own);
    }
    if (amount->words)
        return telling_of_words(
            arena, kind == AMOUNT_VAGUE ? said_in(arena, "vague", amount->words) : amount->words);
    if (!amount_is_sized(amount))
        return telling_of_words(arena, kind == AMOUNT_NONE     ? said(arena, "none")
                                       : kind == AMOUNT_ABSENT ? ""
                                                               : said(arena, "undisclosed"));
    if (kind == AMOUNT_EXACT)
        return telling_of_number(arena, NULL, amount->has_headline ? amount->headline : amount->low, hand,
            digits, ROUND_HALF_EVEN);
    if (kind == AMOUNT_AT_MOST && amount->high != MONEY_OPEN)
        return telling_of_number(arena, said(arena, "up to"), amount->high, hand,
            bound_digits(amount->high, digits, hand), ROUND_UP);
    if (kind == AMOUNT_AT_LEAST && amount->low > 0)
        return telling_of_number(arena, said(arena, "at least"), amount->low, hand,
            bound_digits(amount->low, digits, hand), ROUND_DOWN);
    if (about && amount->has_headline)
        return telling_of_number(arena, kind == AMOUNT_APPROX ? said(arena, "about") : said(arena, "nearly"),
            amount->headline, hand, digits, ROUND_HALF_EVEN);
    return telling_of_spread(arena, amount, hand);
}

struct qualified amount_qualified(struct arena *arena, const struct amount *amount, enum number_style style)
{
    struct hand hand = {.currency = amount->currency, .style = style};
    struct telling telling = telling_of_amount(arena, amount, &hand);
    return qualified_of(&telling);
}

void word_amount(struct str *out, const struct amount *amount, enum number_style style)
{
    word_qualified(out, amount_qualified(out->arena, amount, style));
}

/* "About" is as wide below its figure as above it, to the hundredth. */
bool amount_hangs(const struct amount *amount)
{
    return amount->kind == AMOUNT_APPROX && amount->has_headline && amount->high != MONEY_OPEN &&
           amount->headline - amount->low > amount->high - amount->headline + 1;
}

void word_certain(struct str *out, const struct amount *amount, enum number_style style)
{
    if (!amount_hangs(amount))
        return;
    if (amount->low <= 0) {
        str_append(out, said(out->arena, ", none of it certain"));
        return;
    }
    struct str certain = str_init(out->arena);
    word_money_rounded(&certain, amount->low, amount->currency, style, 0, ROUND_DOWN);
    say_to(out, ", of which %s is certain", str_text(&certain));
}

/* ---- a sum ---- */

bool sum_is_about(const struct money_sum *sum)
{
    if (!(sum->any_about || sum->any_nearly) || !sum->all_headline || sum->high == MONEY_OPEN ||
        sum->headline <= 0 || sum->headline < sum->low || sum->headline > sum->high)
        return false;
    return sum->high - sum->low <= money_scale(sum->headline, ABOUT_PERCENT, 100);
}

struct qualified sum_qualified(struct arena *arena, const struct money_sum *sum, const char *currency,
    enum number_style style, int digits)
{
    struct hand hand = {.currency = currency, .style = style};
    struct telling telling =
        sum_is_about(sum)
            ? telling_of_number(arena, sum->any_about ? said(arena, "about") : said(arena, "nearly"),
                  sum->headline, &hand, digits, ROUND_HALF_EVEN)
            : telling_of_interval(arena, sum->low, sum->high, &hand, digits, digits);
    return qualified_of(&telling);
}

/* ---- one unit for a column ---- */

static const money unit_sizes[] = {
    INT64_C(100000000000000), INT64_C(100000000000), INT64_C(100000000), INT64_C(100000), INT64_C(100)};
enum { UNITS = sizeof unit_sizes / sizeof *unit_sizes };

static int money_compare(const void *first, const void *second)
{
    money a = *(const money *)first, b = *(const money *)second;
    return a < b ? -1 : a > b;
}

/* "$B", "CHF M"; "$" for plain units */
static const char *unit_label(struct arena *arena, money size, const char *currency)
{
    const struct manner *manner = manner_in(arena);
    size_t scale = scale_of(manner, (uint64_t)size, NUMBER_SHORT);
    const char *text = currency_text(manner, currency),
               *letter = scale < MONEY_SCALES ? manner->scales[scale] : "";
    bool spaced = !strncmp(letter, NBSP, strlen(NBSP));
    if (manner->currency_last)
        return arena_printf(
            arena, "%s%s%s", spaced ? letter + strlen(NBSP) : letter, *letter ? NBSP : "", text);
    return arena_printf(
        arena, "%s%s%s", text, *letter && !spaced && !currency_sign(currency) ? NBSP : "", letter);
}

struct money_unit money_unit_choose(
    struct arena *arena, const money *values, size_t count, const char *currency)
{
    money *sorted = arena_array(arena, money, count + 1);
    size_t used = 0;
    for (size_t i = 0; i < count; i++)
        if (values[i] > 0 && values[i] != MONEY_OPEN)
            sorted[used++] = values[i];
    qsort(sorted, used, sizeof *sorted, money_compare);
    money middle = used > 0 ? sorted[used / 2] : unit_sizes[1];
    int unit = 0;
    while (unit + 1 < UNITS && unit_sizes[unit] > middle)
        unit++;
    return (struct money_unit){unit_sizes[unit], unit_label(arena, unit_sizes[unit], currency)};
}

static bool append_telling(struct str *out, const struct telling *telling)
{
    if (telling->fits)
        word_qualified(out, qualified_of(telling));
    return telling->fits;
}

bool word_amount_in(struct str *out, const struct amount *amount, struct money_unit unit)
{
    struct hand hand = {.currency = amount->currency, .unit = &unit};
    struct telling telling = telling_of_amount(out->arena, amount, &hand);
    return append_telling(out, &telling);
}

void word_quotient(struct str *out, const struct amount *amount, enum number_style style)
{
    struct hand hand = {.currency = amount->currency, .style = style, .is_quotient = true};
    struct telling telling = telling_of_amount(out->arena, amount, &hand);
    word_qualified(out, qualified_of(&telling));
}

bool word_quotient_in(struct str *out, const struct amount *amount, struct money_unit unit)
{
    struct hand hand = {.currency = amount->currency, .unit = &unit, .is_quotient = true};
    struct telling telling = telling_of_amount(out->arena, amount, &hand);
    return append_telling(out, &telling);
}

bool word_interval_in(struct str *out, money low, money high, struct money_unit unit, int digits)
{
    struct hand hand = {.currency = "", .unit = &unit};
    struct telling telling = telling_of_interval(out->arena, low, high, &hand, digits, digits);
    return append_telling(out, &telling);
}
