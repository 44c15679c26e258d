/* SPDX-License-Identifier: MIT */
/*
 * Tables of what people write instead of the notation, and a few tests of shape. Only called once an amount
 * is refused.
 */
#include "amount_advice.h"
#include "currency.h"
#include "str.h"

#include <stdio.h>
#include <string.h>

static const char *const forms =
    "write it as '$38B', 'up to $100B', '$10B-$20B', 'tens of billions' or 'undisclosed'";
static const char *const scale_forms = "scales are k, M, B and T: thousand, million, billion, trillion";

/* letters of any script: a run of bytes that are ASCII letters or parts of longer sequences */
static bool is_wordy(char c)
{
    return is_letter(c) || (unsigned char)c >= 0x80;
}

bool amount_character_fits(uint32_t code, struct advice *advice)
{
    bool foreign = (code >= 0x660 && code <= 0x669) || (code >= 0x6F0 && code <= 0x6F9) ||
                   (code >= 0x966 && code <= 0x96F) || (code >= 0x9E6 && code <= 0x9EF) ||
                   (code >= 0xFF10 && code <= 0xFF19);
    if (code == UINT32_MAX)
        *advice = (struct advice){"it is not UTF-8", "save the file as UTF-8"};
    else if (code < 0x20 || code == 0x7F || code == 0x85 || code == 0x2028 || code == 0x2029)
        *advice =
            (struct advice){"it holds a line break or a control character", "an amount stands on one line"};
    else if (foreign)
        *advice = (struct advice){"its digits are not 0 to 9", "write the digits 0 to 9"};
    else
        return true;
    return false;
}

/* digits */

static const char *without(
    struct arena *arena, const char *digits, size_t length, char dropped, char from, char to)
{
    struct str out = str_init(arena);
    for (size_t i = 0; i < length; i++)
        if (digits[i] != dropped)
            str_char(&out, digits[i] == from ? to : digits[i]);
    return str_text(&out);
}

/* Are the groups between `separator`s 1–3 digits, then 3 each? */
static bool grouped(const char *digits, size_t length, char separator)
{
    size_t group = 0;
    bool first = true;
    for (size_t i = 0; i <= length; i++) {
        if (i < length && digits[i] != separator) {
            group++;
            continue;
        }
        if (first ? group < 1 || group > 3 : group != 3)
            return false;
        first = false;
        group = 0;
    }
    return true;
}

static size_t count_of(const char *digits, size_t length, char c)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += digits[i] == c;
    return count;
}

bool amount_digits_fit(struct arena *arena, const char *digits, size_t length, struct advice *advice)
{
    const char *point = memchr(digits, '.', length), *comma = memchr(digits, ',', length);
    size_t whole = point ? (size_t)(point - digits) : length;
    size_t points = count_of(digits, length, '.'), commas = count_of(digits, length, ',');
    size_t tail = comma ? length - (size_t)(comma - digits) - 1 : 0;
    bool comma_decimal =
        commas == 1 && (points == 0 ? tail < 3 || (comma == digits + 1 && *digits == '0') : comma > point);
    if (comma_decimal) {
        const char *hint = without(arena, digits, length, '.', ',', '.');
        *advice = (struct advice){"it has a decimal comma", arena_printf(arena, "write a point: '%s'", hint)};
    } else if (points > 1 && !commas && grouped(digits, length, '.')) {
        const char *hint = without(arena, digits, length, 0, '.', ',');
        *advice = (struct advice){
            "it has points between thousands", arena_printf(arena, "write commas: '%s'", hint)};
    } else if (points > 1 || (comma && point && commas != count_of(digits, whole, ','))) {
        *advice =
            (struct advice){"it has more than one point", "write one point, for decimals: '1,250,000.50'"};
    } else if (commas && !grouped(digits, whole, ',')) {
        size_t last = whole;
        while (digits[last - 1] != ',')
            last--;
        /* "1,00,000" is one number however it is grouped; of "5,000,00" nobody knows which was meant */
        *advice = (struct advice){"its digits are not grouped by thousands",
            whole - last == 3
                ? arena_printf(arena, "leave the commas out: '%s'", without(arena, digits, length, ',', 0, 0))
                : "a comma stands before three digits, a point before decimals: '1,250,000.50'"};
    } else if (*digits == '0' && length > 1 && digits[1] != '.') {
        *advice = (struct advice){"it begins with a zero", "leave out the zero in front"};
    } else {
        return true;
    }
    return false;
}

struct advice amount_advise_three(struct arena *arena, const char *digits, size_t whole, size_t count)
{
    const char *reason = "three digits after a point could be thousands or decimals";
    if (whole > 3 || *digits == '0')
        return (struct advice){reason, "write at most two decimals, or a scale: '1.234B'"};
    return (struct advice){reason,
        arena_printf(arena, "write '%.*s,%.*s' for thousands, or a scale: '%.*s.%.*sM'", (int)whole, digits,
            (int)(count - whole), digits + whole, (int)whole, digits, (int)(count - whole), digits + whole)};
}

const char *amount_advise_round(struct arena *arena, money value)
{
    static const char letters[] = "\0kMBT";
    money units = value / 100;
    size_t step = 0;
    while (step < 4 && units >= 1000 && units % 1000 == 0) {
        units /= 1000;
        step++;
    }
    return step ? arena_printf(arena, "%lld%c", (long long)units, letters[step])
                : arena_printf(arena, "%lld", (long long)units);
}

/* words of other languages and other notations; "Billion" is always 10⁹ here, so false friends are named */

static const struct {
    const char *word, *means, *worth; /* one of both: the scale to write, or what one of it is */
} foreign_scales[] = {
    {"tsd", "thousand"},
    {"mio", "million"},
    {"mill", "million"},
    {"mil", "million' or 'thousand"},
    {"mln", "million"},
    {"millionen", "million"},
    {"millones", "million"},
    {"millions", "million"},
    {"miljoen", "million"},
    {"milioni", "million"},
    {"mrd", "billion"},
    {"mld", "billion"},
    {"mlrd", "billion"},
    {"mdr", "billion"},
    {"md", "billion"},
    {"mds", "billion"},
    {"bln", "billion"},
    {"bio", "billion' or 'trillion"},
    {"bil", "billion"},
    {"billions", "billion"},
    {"milliard", "billion"},
    {"milliarde", "billion"},
    {"milliarden", "billion"},
    {"milliards", "billion"},
    {"miljard", "billion"},
    {"miliardi", "billion"},
    {"billionen", "trillion"},
    {"billones", "trillion"},
    {"biljoen", "trillion"},
    {"trillions", "trillion"},
    {"trn", "trillion"},
    {"trln", "trillion"},
    {"thousands", "thousand"},
    {"grand", "thousand"},
    {"тыс", "thousand"},
    {"млн", "million"},
    {"млрд", "billion"},
    {"трлн", "trillion"},
    {"億", NULL, "100 million"},
    {"亿", NULL, "100 million"},
    {"万", NULL, "10 thousand"},
    {"兆", NULL, "a trillion"},
    {"萬", NULL, "10 thousand"},
    {"만", NULL, "10 thousand"},
    {"억", NULL, "100 million"},
    {"조", NULL, "a trillion"},
    {"lakh", NULL, "100 thousand"},
    {"lakhs", NULL, "100 thousand"},
    {"lac", NULL, "100 thousand"},
    {"crore", NULL, "10 million"},
    {"crores", NULL, "10 million"},
    {"cr", NULL, "10 million"},
};

static bool advise_foreign(struct arena *arena, const char *written, struct advice *advice)
{
    const char *word = str_small(arena, written);
    for (size_t i = 0; i < sizeof foreign_scales / sizeof *foreign_scales; i++) {
        if (strcmp(foreign_scales[i].word, word))
            continue;
        advice->reason = arena_printf(arena, "'%s' is not one of the scales", written);
        advice->hint = foreign_scales[i].means
                           ? arena_printf(arena, "write '%s'", foreign_scales[i].means)
                           : arena_printf(arena, "convert it: one %s is %s", word, foreign_scales[i].worth);
        return true;
    }
    return false;
}

static bool is_scale(const char *word, size_t length)
{
    for (size_t i = 0; amount_scale_word(i); i++)
        if (strlen(amount_scale_word(i)) == length && !memcmp(amount_scale_word(i), word, length))
            return true;
    return false;
}

static bool two_scales(const char *word)
{
    size_t length = strlen(word);
    for (size_t i = 1; i < length; i++)
        if (is_scale(word, i) && is_scale(word + i, length - i))
            return true;
    return is_scale(word, length);
}

static bool is_currency_word(const char *word)
{
    static const char *const words[] = {"dollar", "dollars", "euro", "euros", "pound", "pounds", "yen",
        "yuan", "rupees", "won", "francs", "usd", "eur", "gbp", "jpy", "inr", "krw", "chf", "us", "bucks"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i], word))
            return true;
    return false;
}

static const char *nearest_scale(const char *word)
{
    const char *words[32];
    size_t count = 0;
    for (size_t i = 0; amount_scale_word(i) && count < 32; i++)
        if (strlen(amount_scale_word(i)) > 3)
            words[count++] = amount_scale_word(i);
    return strlen(word) > 3 ? suggest_nearest(word, words, count) : NULL;
}

/* A word straight behind a number */
static struct advice advise_word(struct arena *arena, const char *at, bool after_zero)
{
    size_t length = 0;
    while (is_wordy(at[length]))
        length++;
    const char *written = arena_strndup(arena, at, length), *word = str_small(arena, written);
    struct advice advice;
    if (advise_foreign(arena, written, &advice))
        return advice;
    if (two_scales(word))
        return (struct advice){"it has two scales", scale_forms};
    if (is_currency_word(word))
        return (struct advice){NULL, "write the currency as a sign or code: '$10B', 'USD 10B' or '10B USD'"};
    if (*word == 'x' && after_zero)
        return (struct advice){"it is written in base 16", "write the number in decimal digits"};
    if (!strcmp(word, "e") && (is_digit(at[1]) || at[1] == '+' || at[1] == '-'))
        return (struct advice){"it has an exponent", "write the number with a scale: '10B'"};
    if (!strcmp(word, "a") || !strcmp(word, "per") || !strcmp(word, "annually") || !strcmp(word, "yearly"))
        return (struct advice){"it is a rate", "write the whole amount, and the years under 'term'"};
    const char *near = nearest_scale(word);
    return (struct advice){arena_printf(arena, "'%s' is not one of the scales", written),
        near ? arena_printf(arena, "did you mean '%s'?", near) : scale_forms};
}

/* behind the number: qualifiers that this notation has in front */
static const struct {
    const char *phrase, *instead;
} behind[] = {
    {"or less", "up to"},
    {"or under", "up to"},
    {"at most", "up to"},
    {"max", "up to"},
    {"tops", "up to"},
    {"or so", "about"},
    {"approx", "about"},
    {"ish", "about"},
    {"at least", "at least"},
    {"min", "at least"},
    {"and more", "at least"},
    {"or above", "at least"},
    {"or over", "at least"},
    {"plus", "at least"},
};

static bool advise_behind(struct arena *arena, const char *text, const char *at, struct advice *advice)
{
    const char *rest = str_small(arena, at);
    size_t number = strlen(text) - strlen(at); /* both end together, whatever blanks were joined in between */
    while (number && text[number - 1] == ' ')
        number--;
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        if (!str_starts(rest, behind[i].phrase))
            continue;
        advice->reason = "its qualifier stands behind the number";
        advice->hint = arena_printf(arena, "write '%s %.*s'", behind[i].instead, (int)number, text);
        return number < 48;
    }
    return false;
}

static struct advice advise_sign(const char *at)
{
    size_t length;
    bool shared;
    if (is_digit(*at) || ((*at == '\'' || *at == '_') && is_digit(at[1])))
        return (struct advice){
            "its digits are not in one piece", "write commas between thousands, or nothing: '1,250,000'"};
    if (str_starts(at, "’") && is_digit(at[3]))
        return (struct advice){
            "its digits are not in one piece", "write commas between thousands, or nothing: '1,250,000'"};
    if (currency_symbol(at, &length, &shared))
        return (struct advice){
            "its currency sign stands behind the number", "write the sign before the number: '€10B'"};
    if (*at == '%')
        return (struct advice){"a percentage is no amount", "write a share under 'stake' or 'rate'"};
    if (*at == '/')
        return (struct advice){"it is a rate", "write the whole amount, and the years under 'term'"};
    if (str_starts(at, "—") || str_starts(at, "−") || str_starts(at, "…") || *at == '~')
        return (struct advice){NULL, "write a range with '-' or 'to': '$10B-$20B'"};
    if (*at == '+')
        return (struct advice){"a range has two ends already", "leave out the '+'"};
    if (*at == '-' || *at == '.' || str_starts(at, "–"))
        return (struct advice){NULL, "write one number, or a range of two: '$10B-$20B'"};
    return (struct advice){NULL, forms};
}

struct advice amount_advise_rest(struct arena *arena, const char *text, const char *at)
{
    struct advice advice;
    if (advise_behind(arena, text, at, &advice))
        return advice;
    if (*at == '.' && is_wordy(at[1]))
        return (struct advice){"no digit follows its point", "leave out the point: '5B'"};
    if (is_wordy(*at) && (unsigned char)*at < 0x80)
        return advise_word(arena, at, at > text && at[-1] == '0');
    advice = advise_sign(at);
    if (advice.hint == forms && is_wordy(*at))
        return advise_word(arena, at, false);
    return advice;
}

/* where no number begins */

static const char *const phrases[] = {"undisclosed", "unknown", "confidential", "none", "thousands",
    "millions", "billions", "trillions", "tens of thousands", "tens of millions", "tens of billions",
    "tens of trillions", "hundreds of thousands", "hundreds of millions", "hundreds of billions",
    "hundreds of trillions", "several thousand", "several million", "several billion", "several trillion",
    "a few thousand", "a few million", "a few billion", "a few trillion", "several hundred million",
    "several hundred billion", "a few hundred million", "a few hundred billion", "several tens of billions",
    "double-digit millions", "double-digit billions", "tens of billions of dollars", "billions of dollars",
    "hundreds of millions of dollars", "millions of dollars"};

static const struct {
    const char *begins, *reason, *hint;
    bool whole; /* nothing may follow */
} starts[] = {
    {"(", "it stands in brackets", "amounts are never negative; of a payment, swap from and to"},
    {"minus ", NULL, "amounts are never negative; of a payment, swap from and to"},
    {".", "a number begins with a digit", "write a zero before the point: '0.5'"},
    {"between ", NULL, "write a range with '-' or 'to': '$10B-$20B'"},
    {"from ", NULL, "write a range with '-' or 'to': '$10B-$20B'"},
    {"single-digit", NULL, "write 'millions' or 'billions': they stand for one to ten of them"},
    {"triple-digit", NULL, "write 'hundreds of millions' or 'hundreds of billions'"},
    {"double digit", NULL, "write 'double-digit' with a hyphen"},
    {"multi", NULL, "write 'millions' or 'billions'"},
    {"dozens of", NULL, "write 'tens of millions' or 'tens of billions'"},
    {"scores of", NULL, "write 'tens of millions' or 'tens of billions'"},
    {"a billion", NULL, "write '1B'"},
    {"a million", NULL, "write '1M'"},
    {"half a", NULL, "write the number in digits: '0.5B'"},
    {"billion", NULL, "write '1B', or 'billions' when the number is not known", true},
    {"million", NULL, "write '1M', or 'millions' when the number is not known", true},
    {"n/a", NULL, "write 'undisclosed' when money moves and its size is not known, 'none' when none moves"},
    {"n.a", NULL, "write 'undisclosed' when money moves and its size is not known, 'none' when none moves"},
    {"tb", NULL, "write 'undisclosed'"},
    {"?", NULL, "write 'undisclosed'"},
    {"not ", NULL, "write 'undisclosed'"},
    {"secret", NULL, "write 'undisclosed'"},
    {"nil", NULL, "write 'none'"},
    {"zero", NULL, "write 'none'"},
    {"free", NULL, "write 'none'"},
    {"nothing", NULL, "write 'none'"},
    {"ten of ", NULL, "write 'tens of millions' or 'tens of billions'"},
    {"hundred of ", NULL, "write 'hundreds of millions' or 'hundreds of billions'"},
    {"one ", NULL, "write the number in digits"},
    {"two ", NULL, "write the number in digits"},
    {"three ", NULL, "write the number in digits"},
    {"four ", NULL, "write the number in digits"},
    {"five ", NULL, "write the number in digits"},
    {"six ", NULL, "write the number in digits"},
    {"seven ", NULL, "write the number in digits"},
    {"eight ", NULL, "write the number in digits"},
    {"nine ", NULL, "write the number in digits"},
    {"ten ", NULL, "write the number in digits"},
    {"twenty ", NULL, "write the number in digits"},
    {"fifty ", NULL, "write the number in digits"},
};

static const struct {
    const char *sign, *code;
} other_signs[] = {{"R$", "BRL"}, {"S$", "SGD"}, {"NZ$", "NZD"}, {"NT$", "TWD"}, {"MX$", "MXN"},
    {"CN¥", "CNY"}, {"RMB", "CNY"}, {"AU$", "AUD"}, {"CA$", "CAD"}, {"kr", "SEK, NOK or DKK"}, {"zł", "PLN"},
    {"₽", "RUB"}, {"₺", "TRY"}, {"₪", "ILS"}, {"₫", "VND"}, {"₱", "PHP"}, {"₦", "NGN"},
    {"₿", "USD, converted"}, {"Rs", "INR"}, {"Fr", "CHF"}, {"元", "CNY"}};

static bool advise_sign_start(struct arena *arena, const char *at, struct advice *advice)
{
    for (size_t i = 0; i < sizeof other_signs / sizeof *other_signs; i++) {
        size_t length = strlen(other_signs[i].sign);
        if (!str_starts(at, other_signs[i].sign) ||
            (is_wordy(*at) && (unsigned char)*at < 0x80 && is_wordy(at[length])))
            continue;
        *advice =
            (struct advice){arena_printf(arena, "'%s' is not one of the currency signs", other_signs[i].sign),
                arena_printf(arena, "write the currency's code: %s", other_signs[i].code)};
        return true;
    }
    return false;
}

static bool advise_phrase(struct arena *arena, const char *text, struct advice *advice)
{
    const char *near = suggest_nearest(text, phrases, sizeof phrases / sizeof *phrases);
    if (!near)
        return false;
    *advice = (struct advice){NULL, arena_printf(arena, "did you mean '%s'?", near)};
    return true;
}

/* "upto $10B": the words in front of the number are nearly a qualifier */
static bool advise_qualifier(struct arena *arena, const char *written, struct advice *advice)
{
    const char *at = str_small(arena, written);
    const char *candidates[64];
    size_t count = 0;
    for (size_t i = 0; amount_qualifier_phrase(i) && count < 64; i++) {
        if (str_starts(at, amount_qualifier_phrase(i))) {
            *advice = (struct advice){"it has two qualifiers", "keep the one that the source uses"};
            return true;
        }
        if (strlen(amount_qualifier_phrase(i)) > 3)
            candidates[count++] = amount_qualifier_phrase(i);
    }
    size_t length = strcspn(at, "0123456789$");
    const char *rest = written + length;
    while (length && at[length - 1] == ' ')
        length--;
    const char *near = *rest ? suggest_nearest(arena_strndup(arena, at, length), candidates, count) : NULL;
    if (near && strlen(rest) < 48)
        *advice = (struct advice){NULL, arena_printf(arena, "did you mean '%s %s'?", near, rest)};
    return near && strlen(rest) < 48;
}

struct advice amount_advise_start(struct arena *arena, const char *text, const char *at)
{
    const char *whole = str_small(arena, text), *low = str_small(arena, at);
    struct advice advice;
    if (!*at && text[strcspn(text, "0123456789")])
        return (struct advice){"its range has one end", "write both ends, '$10B-$20B', or 'at least $10B'"};
    if (!*at)
        return (struct advice){"it holds no number", forms};
    if (advise_sign_start(arena, at, &advice))
        return advice;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (str_starts(low, starts[i].begins) && (!starts[i].whole || str_equals(low, starts[i].begins)))
            return (struct advice){starts[i].reason, starts[i].hint};
    if (advise_phrase(arena, whole, &advice))
        return advice;
    if (advise_qualifier(arena, at, &advice))
        return advice;
    size_t length = 0;
    while (is_wordy(low[length]))
        length++;
    if (advise_foreign(arena, arena_strndup(arena, at, length), &advice))
        return advice;
    if (length == 3 && at[3] &&
        currency_exists((char[]){(char)(low[0] - 32), (char)(low[1] - 32), (char)(low[2] - 32), 0}, 3))
        return (struct advice){NULL, "write the currency code in capitals: 'USD 10B'"};
    return (struct advice){NULL, forms};
}
