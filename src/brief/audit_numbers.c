/* SPDX-License-Identifier: MIT */
/*
 * Reads prose in three steps: every character becomes one of a few letters (all blanks a space, all dashes a
 * hyphen, no capitals), then numbers are looked for from left to right, then the words around each say how it
 * is meant.
 *
 * Decisions: a number without a currency is money where a scale in words follows and no noun after it ("10
 * billion into", not "800 million users"); four digits from 1900 to 2199 are a year unless a unit follows;
 * "four times" is a multiple where something is compared ("four times as much"), "doubled" always but for
 * "doubled down"; years of a past or a distance ("two years ago", "the past three years") are no span of a
 * deal.
 */
#include "audit_numbers.h"

#include "currency.h"
#include "str.h"

#include <assert.h>
#include <string.h>

/* letters that ASCII has not */
enum { EURO = 1, POUND, YEN, RUPEE, WON, CROSS, FILLED, LETTER, OTHER };

struct letters {
    char *at; /* `count` of them, then NUL; never two blanks in a row */
    bool *capital;
    uint32_t *offset; /* of each, in bytes of the text; one more at the end */
    size_t count;
    enum language language;
};

struct reading {
    struct letters text;
    prose_number_list *list;
    struct arena *arena;
};

/* ---- letters ---- */

static char letter_beyond(uint32_t code)
{
    static const struct {
        uint32_t code;
        char letter;
    } known[] = {{0x20AC, EURO}, {0xA3, POUND}, {0xA5, YEN}, {0x20B9, RUPEE}, {0x20A9, WON}, {0xD7, CROSS},
        {0xFFFC, FILLED}, {0x2010, '-'}, {0x2011, '-'}, {0x2012, '-'}, {0x2013, '-'}, {0x2212, '-'},
        {0x2014, ';'}, {0x2018, '\''}, {0x2019, '\''}, {0x2026, '.'}, {0x2248, '~'}, {0x2265, '>'},
        {0x2264, '<'}, {0xFF04, '$'}, {0xFF05, '%'}, {0xA0, ' '}, {0x202F, ' '}, {0x3000, ' '}, {0x85, ' '}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].code == code)
            return known[i].letter;
    if (code >= 0x2000 && code <= 0x200A)
        return ' ';
    bool script = (code >= 0xC0 && code < 0x2000) || code >= 0x3040;
    return script ? LETTER : OTHER;
}

static bool is_nothing(uint32_t code)
{
    return code == 0xAD || (code >= 0x200B && code <= 0x200F) || code == 0x2060 || code == 0xFEFF;
}

/* "1.234,5" → "1,234.5" where that is how numbers are written */
static void separators_swap(struct letters *letters)
{
    for (size_t i = 1; i + 1 < letters->count; i++) {
        char *at = &letters->at[i];
        bool thousands = is_digit(at[1]) && is_digit(at[2]) && is_digit(at[3]) && !is_digit(at[4]);
        if (*at == ',' && is_digit(at[-1]) && is_digit(at[1]))
            *at = '.';
        else if (*at == '.' && is_digit(at[-1]) && thousands)
            *at = ',';
    }
}

static struct letters letters_make(
    struct arena *arena, const char *text, size_t length, enum language language, bool comma)
{
    struct letters out = {arena_array(arena, char, length + 8), arena_array(arena, bool, length + 8),
        arena_array(arena, uint32_t, length + 8), 0, language};
    const char *at = text, *end = text + length;
    while (at < end) {
        const char *from = at;
        uint32_t code = utf8_next(&at, end);
        if (at == from)
            at++; /* a NUL */
        if (is_nothing(code))
            continue;
        char letter = OTHER;
        if (code == '\n' || code == '\t' || code == '\r')
            letter = ' ';
        else if (code >= ' ' && code < 0x7F)
            letter = letter_small((char)code);
        else if (code >= 0x80 && code != UINT32_MAX)
            letter = letter_beyond(code);
        if (letter == ' ' && out.count && out.at[out.count - 1] == ' ')
            continue;
        out.offset[out.count] = (uint32_t)(from - text);
        out.capital[out.count] = code >= 'A' && code <= 'Z';
        out.at[out.count++] = letter;
    }
    out.offset[out.count] = (uint32_t)length;
    if (comma)
        separators_swap(&out);
    return out;
}

static bool is_wordly(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || c == LETTER || c == '_';
}

/* Where this phrase ends that begins at `at`; 0: it does not stand there as words of its own. A space of the
   phrase may be a hyphen. */
static size_t phrase_end(const struct letters *text, size_t at, const char *phrase)
{
    for (; *phrase; phrase++) {
        if (*phrase != ' ') {
            if (text->at[at++] != *phrase)
                return 0;
            continue;
        }
        if (text->at[at] != ' ' && text->at[at] != '-')
            return 0;
        at++;
    }
    return is_wordly(phrase[-1]) && is_wordly(text->at[at]) ? 0 : at;
}

static size_t phrases_end(const struct letters *text, size_t at, const char *const *phrases)
{
    for (; *phrases; phrases++) {
        size_t end = phrase_end(text, at, *phrases);
        if (end)
            return end;
    }
    return 0;
}

static size_t blanks_end(const struct letters *text, size_t at)
{
    return at + (text->at[at] == ' ');
}

/* One blank or hyphen may stand before the next word of a number: "38 billion", "$38-billion" */
static size_t joint_end(const struct letters *text, size_t at)
{
    return text->at[at] == '-' ? at + 1 : blanks_end(text, at);
}

/* ---- plain numbers ---- */

struct figure_read {
    int64_t digits;       /* without the point */
    int decimals, places; /* places: digits written */
    bool words, grouped, huge;
    size_t end;
};

static bool group_follows(const char *at)
{
    return at[0] == ',' && is_digit(at[1]) && is_digit(at[2]) && is_digit(at[3]) && !is_digit(at[4]);
}

static void digit_take(struct figure_read *figure, char c)
{
    figure->places++;
    figure->huge = figure->huge || figure->digits > INT64_MAX / 100;
    if (!figure->huge)
        figure->digits = figure->digits * 10 + (c - '0');
}

static bool digits_read(const struct letters *text, size_t at, struct figure_read *figure)
{
    *figure = (struct figure_read){0};
    if (!is_digit(text->at[at]))
        return false;
    while (is_digit(text->at[at]))
        digit_take(figure, text->at[at++]);
    while (figure->places <= 3 + 3 * figure->grouped && group_follows(text->at + at)) {
        figure->grouped = true;
        for (int i = 1; i <= 3; i++)
            digit_take(figure, text->at[at + (size_t)i]);
        at += 4;
        if (!group_follows(text->at + at))
            break;
        figure->places = 0;
    }
    if (text->at[at] == '.' && is_digit(text->at[at + 1])) {
        for (at++; is_digit(text->at[at]); at++) {
            digit_take(figure, text->at[at]);
            figure->decimals++;
        }
    }
    figure->end = at;
    return true;
}

static const struct {
    const char *word;
    int value;
} small_numbers[] = {{"zwei", 2}, {"drei", 3}, {"vier", 4}, {"f\010nf", 5}, {"sechs", 6}, {"sieben", 7},
    {"acht", 8}, {"neun", 9}, {"zehn", 10}, {"elf", 11}, {"zw\010lf", 12}, {"one", 1}, {"two", 2},
    {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10},
    {"eleven", 11}, {"twelve", 12}, {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16},
    {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20}, {"thirty", 30}, {"forty", 40},
    {"fifty", 50}, {"sixty", 60}, {"seventy", 70}, {"eighty", 80}, {"ninety", 90}, {"a hundred", 100},
    {"one hundred", 100}, {"a dozen", 12}};

static int small_read(const struct letters *text, size_t at, size_t *end)
{
    for (size_t i = sizeof small_numbers / sizeof *small_numbers; i--;) {
        *end = phrase_end(text, at, small_numbers[i].word);
        if (*end)
            return small_numbers[i].value;
    }
    return 0;
}

/* "seven", "twenty-five", "two and a half", "half a" (trillion), "a" (billion) */
static bool words_read(const struct letters *text, size_t at, struct figure_read *figure)
{
    size_t end;
    *figure = (struct figure_read){.words = true};
    if ((end = phrase_end(text, at, "half a"))) {
        *figure = (struct figure_read){5, 1, 1, true, false, false, end};
        return true;
    }
    int value = small_read(text, at, &end);
    if (!value)
        return false;
    if (value >= 20 && value < 100 && (text->at[end] == '-' || text->at[end] == ' ')) {
        size_t further;
        int rest = small_read(text, end + 1, &further);
        if (rest && rest < 10) {
            value += rest;
            end = further;
        }
    }
    *figure = (struct figure_read){value, 0, value < 10 ? 1 : 2, true, false, false, end};
    size_t half = phrase_end(text, blanks_end(text, end), "and a half");
    if (half)
        *figure = (struct figure_read){value * 10 + 5, 1, 2, true, false, false, half};
    return true;
}

static bool figure_read(const struct letters *text, size_t at, struct figure_read *figure)
{
    return digits_read(text, at, figure) || words_read(text, at, figure);
}

/* digits · 10^exponent; INT64_MAX where that is too much. Finer than can be held is cut. */
static int64_t scaled(int64_t digits, int exponent)
{
    for (; exponent < 0; exponent++)
        digits /= 10;
    for (; exponent > 0 && digits; exponent--)
        if (__builtin_mul_overflow(digits, 10, &digits))
            return INT64_MAX;
    return digits;
}

static void value_set(struct prose_number *number, const struct figure_read *figure, int exponent)
{
    int64_t unit = scaled(1, exponent - figure->decimals);
    number->value = figure->huge ? INT64_MAX : scaled(figure->digits, exponent - figure->decimals);
    number->unit = unit ? unit : 1;
}

/* ---- money ---- */

void currency_set(char currency[4], const char *code)
{
    size_t length = strlen(code);
    assert(length < 4);
    memcpy(currency, code, length + 1);
}

struct word_power {
    const char *word;
    int power;
};

static const struct word_power scale_words[] = {{"billionen", 12}, {"milliarden", 9}, {"milliarde", 9},
    {"millionen", 6}, {"bio.", 12}, {"mrd.", 9}, {"mrd", 9}, {"mio.", 6}, {"mio", 6}, {"tsd.", 3},
    {"thousand", 3}, {"million", 6}, {"millions", 6}, {"billion", 9}, {"billions", 9}, {"trillion", 12},
    {"trillions", 12}, {"mn", 6}, {"mln", 6}, {"bn", 9}, {"bln", 9}, {"tn", 12}, {"trn", 12}};
static const struct word_power scale_letters[] = {{"k", 3}, {"m", 6}, {"mm", 6}, {"b", 9}, {"t", 12}};

static int power_of(
    const struct letters *text, size_t at, const struct word_power *words, size_t count, size_t *end)
{
    for (size_t i = 0; i < count; i++)
        if ((*end = phrase_end(text, at, words[i].word)))
            return words[i].power;
    return 0;
}

/* 0: none. Letters ("38B") only where a currency makes them money. */
static int scale_read(const struct letters *text, size_t at, bool letters, size_t *end)
{
    size_t count = sizeof scale_words / sizeof *scale_words;
    int power = power_of(text, joint_end(text, at), scale_words, count, end);
    if (power == 9 && text->language == LANGUAGE_GERMAN && text->at[joint_end(text, at)] == 'b')
        power = 12; /* "1 Billion" */
    if (!power && letters)
        power = power_of(text, text->at[at] == ' ' ? at + 1 : at, scale_letters,
            sizeof scale_letters / sizeof *scale_letters, end);
    return power;
}

static const struct {
    const char *word, *code;
} symbols[] = {{"us$", "USD"}, {"a$", "AUD"}, {"au$", "AUD"}, {"c$", "CAD"}, {"ca$", "CAD"}, {"hk$", "HKD"},
    {"nt$", "TWD"}, {"nz$", "NZD"}, {"s$", "SGD"}, {"r$", "BRL"}, {"$", "$"}, {"\1", "EUR"}, {"\2", "GBP"},
    {"\3", "JPY"}, {"\4", "INR"}, {"\5", "KRW"}, {"rmb", "CNY"}};
static const struct {
    const char *word, *code;
} names[] = {{"us-dollar", "USD"}, {"schweizer franken", "CHF"}, {"franken", "CHF"}, {"us dollar", "USD"},
    {"u.s. dollar", "USD"}, {"american dollar", "USD"}, {"canadian dollar", "CAD"},
    {"australian dollar", "AUD"}, {"dollar", "$"}, {"euro", "EUR"}, {"pound", "GBP"},
    {"pounds sterling", "GBP"}, {"swiss franc", "CHF"}, {"franc", "CHF"}, {"yen", "JPY"}, {"yuan", "CNY"},
    {"renminbi", "CNY"}, {"won", "KRW"}, {"rupee", "INR"}, {"kronor", "SEK"}};

static bool code_read(const struct letters *text, size_t at, char code[4])
{
    for (int i = 0; i < 3; i++) {
        char c = text->at[at + (size_t)i];
        if (c < 'a' || c > 'z' || !text->capital[at + (size_t)i])
            return false;
        code[i] = (char)(c - 'a' + 'A');
    }
    code[3] = '\0';
    return currency_exists(code, 3);
}

/* The currency before a number: where the number begins; 0: none */
static size_t currency_before(const struct letters *text, size_t at, char code[4])
{
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        size_t length = strlen(symbols[i].word);
        if (strncmp(text->at + at, symbols[i].word, length))
            continue;
        currency_set(code, symbols[i].code);
        return blanks_end(text, at + length);
    }
    if (!code_read(text, at, code))
        return 0;
    size_t next = blanks_end(text, at + 3);
    return is_digit(text->at[next]) || (text->at[next] == '$' && next == at + 3)
               ? next + (text->at[next] == '$')
               : 0;
}

/* "dollars", "US dollars", "euros", "EUR", "€" after a number: where it ends; 0: none */
static size_t currency_after(const struct letters *text, size_t at, bool scaled_number, char code[4])
{
    size_t word = joint_end(text, at);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t length = strlen(names[i].word);
        if (strncmp(text->at + word, names[i].word, length))
            continue;
        size_t end = word + length + (text->at[word + length] == 's');
        if (is_wordly(text->at[end]))
            continue;
        currency_set(code, names[i].code);
        return end;
    }
    if (text->at[word] == EURO || text->at[word] == POUND) {
        currency_set(code, text->at[word] == EURO ? "EUR" : "GBP");
        return word + 1;
    }
    if (text->at[word] == '$' && scaled_number && !is_digit(text->at[word + 1])) {
        currency_set(code, "$");
        return word + 1;
    }
    bool found =
        scaled_number && text->at[at] == ' ' && code_read(text, word, code) && !is_wordly(text->at[word + 3]);
    return found ? word + 3 : 0;
}

/* ---- ranges ---- */

static const char *const range_words[] = {"to", "and", "or", "bis", "und", NULL};

/* "between 10 and 20" */
static bool is_between(const struct letters *text, size_t start)
{
    static const char *const words[] = {"between ", "zwischen "};
    for (size_t i = 0; i < 2; i++) {
        size_t length = strlen(words[i]);
        if (start >= length && !strncmp(text->at + start - length, words[i], length) &&
            (start == length || !is_wordly(text->at[start - length - 1])))
            return true;
    }
    return false;
}

/* From the end of one number to the start of the next in a range; 0: no range. "and" needs "between" before.
 */
static size_t range_joint(const struct letters *text, size_t start, size_t end)
{
    size_t at = blanks_end(text, end);
    size_t dash = at + (text->at[at] == '-' && text->at[at + 1] == '-'); /* as it is typed */
    if (text->at[dash] == '-' && (at > end) == (text->at[dash + 1] == ' '))
        return blanks_end(text, dash + 1);
    if (at == end)
        return 0;
    size_t word = phrases_end(text, at, range_words);
    if (!word || text->at[word] != ' ')
        return 0;
    bool both = text->at[at] == 'a' || text->at[at] == 'u';
    return both && !is_between(text, start) ? 0 : blanks_end(text, word);
}

/* ---- what follows a number and makes it one ---- */

static const char *const percent_words[] = {"%", "prozent", "percent", "per cent", "pct", "pc", NULL};
static const char *const year_words[] = {"years", "year", "yrs", "yr", "jahre", "jahren", "jahr", NULL};
static const char *const points_words[] = {"points", "point", NULL};

static size_t percent_end(const struct letters *text, size_t at)
{
    size_t end = phrases_end(text, blanks_end(text, at), percent_words);
    if (!end && text->at[at] == '-')
        end = phrases_end(text, at + 1, percent_words);
    return end && !phrases_end(text, joint_end(text, end), points_words) ? end : 0;
}

static size_t cross_end(const struct letters *text, size_t at)
{
    size_t end = blanks_end(text, at);
    if (text->at[end] == CROSS)
        return is_digit(text->at[blanks_end(text, end + 1)]) ? 0 : end + 1; /* 2 × 3 */
    return text->at[at] == 'x' && !is_wordly(text->at[at + 1]) ? at + 1 : 0;
}

/* "times" counts as a multiple where something is compared. */
static size_t times_end(const struct letters *text, size_t at, bool decimal)
{
    static const char *const compared[] = {"as", "the", "its", "their", "his", "her", "our", "this", "that",
        "those", "these", "what", "more", "larger", "bigger", "higher", "greater", "faster", "over",
        "revenue", "revenues", "sales", "earnings", "profit", "profits", "income", "turnover", "cash",
        "annual", "annualised", "annualized", "yearly", "last", "forecast", "expected", "current", "forward",
        "trailing", "run", "of", NULL};
    size_t end = joint_end(text, at);
    size_t fold = phrase_end(text, end, "fold");
    if (fold)
        return fold;
    size_t mal = phrase_end(text, end, "mal");
    if (mal)
        return decimal || phrase_end(text, blanks_end(text, mal), "so") ? mal : 0;
    if (!(end = phrase_end(text, end, "times")))
        return 0;
    return decimal || phrases_end(text, blanks_end(text, end), compared) ? end : 0;
}

static size_t years_end(const struct letters *text, size_t at)
{
    static const char *const distances[] = {"ago", "later", "earlier", "old", "before", "after", "since",
        "hence", "away", "ahead", "running", "on", "younger", "older", NULL};
    size_t end = phrases_end(text, joint_end(text, at), year_words);
    if (!end)
        return 0;
    size_t next = text->at[end] == '\'' ? end + 1 : end; /* "in two years' time" */
    if (next != end && phrase_end(text, blanks_end(text, next), "time"))
        return 0;
    return phrases_end(text, joint_end(text, end), distances) ? 0 : end;
}

/* ---- the words around ---- */

struct hedge_words {
    const char *words;
    enum hedge hedge;
};

static const struct hedge_words before_words[] = {{"rund", HEDGE_ABOUT}, {"etwa", HEDGE_ABOUT},
    {"ungef\010hr", HEDGE_ABOUT}, {"knapp", HEDGE_ABOUT}, {"bis zu", HEDGE_MOST},
    {"h\010chstens", HEDGE_MOST}, {"maximal", HEDGE_MOST}, {"weniger als", HEDGE_MOST},
    {"mindestens", HEDGE_LEAST}, {"mehr als", HEDGE_LEAST}, {"\010ber", HEDGE_LEAST}, {"about", HEDGE_ABOUT},
    {"around", HEDGE_ABOUT}, {"some", HEDGE_ABOUT}, {"roughly", HEDGE_ABOUT}, {"approximately", HEDGE_ABOUT},
    {"approx.", HEDGE_ABOUT}, {"circa", HEDGE_ABOUT}, {"ca.", HEDGE_ABOUT}, {"c.", HEDGE_ABOUT},
    {"~", HEDGE_ABOUT}, {"nearly", HEDGE_ABOUT}, {"almost", HEDGE_ABOUT}, {"close to", HEDGE_ABOUT},
    {"near", HEDGE_ABOUT}, {"an estimated", HEDGE_ABOUT}, {"estimated at", HEDGE_ABOUT},
    {"estimated", HEDGE_ABOUT}, {"just over", HEDGE_ABOUT}, {"just under", HEDGE_ABOUT},
    {"a little over", HEDGE_ABOUT}, {"in the region of", HEDGE_ABOUT}, {"on the order of", HEDGE_ABOUT},
    {"perhaps", HEDGE_ABOUT}, {"up to", HEDGE_MOST}, {"as much as", HEDGE_MOST}, {"as many as", HEDGE_MOST},
    {"as high as", HEDGE_MOST}, {"at most", HEDGE_MOST}, {"no more than", HEDGE_MOST},
    {"not more than", HEDGE_MOST}, {"a maximum of", HEDGE_MOST}, {"maximum", HEDGE_MOST},
    {"max.", HEDGE_MOST}, {"less than", HEDGE_MOST}, {"under", HEDGE_MOST}, {"below", HEDGE_MOST},
    {"fewer than", HEDGE_MOST}, {"capped at", HEDGE_MOST}, {"cap of", HEDGE_MOST}, {"ceiling of", HEDGE_MOST},
    {"limit of", HEDGE_MOST}, {"<", HEDGE_MOST}, {"could reach", HEDGE_MOST}, {"could rise to", HEDGE_MOST},
    {"may reach", HEDGE_MOST}, {"might reach", HEDGE_MOST}, {"could hit", HEDGE_MOST},
    {"could be worth", HEDGE_MOST}, {"potential", HEDGE_MOST}, {"potentially", HEDGE_MOST},
    {"at least", HEDGE_LEAST}, {"more than", HEDGE_LEAST}, {"over", HEDGE_LEAST}, {"above", HEDGE_LEAST},
    {"beyond", HEDGE_LEAST}, {"past", HEDGE_LEAST}, {"exceeding", HEDGE_LEAST}, {"exceeds", HEDGE_LEAST},
    {"exceeded", HEDGE_LEAST}, {"exceed", HEDGE_LEAST}, {"upwards of", HEDGE_LEAST},
    {"in excess of", HEDGE_LEAST}, {"north of", HEDGE_LEAST}, {"no less than", HEDGE_LEAST},
    {"not less than", HEDGE_LEAST}, {"no fewer than", HEDGE_LEAST}, {"a minimum of", HEDGE_LEAST},
    {"minimum", HEDGE_LEAST}, {">", HEDGE_LEAST}, {"well over", HEDGE_LEAST}, {"ceiling", HEDGE_MOST},
    {"cap", HEDGE_MOST}, {"limit", HEDGE_MOST}};
static const struct hedge_words after_words[] = {{"or so", HEDGE_ABOUT}, {"or thereabouts", HEDGE_ABOUT},
    {"at most", HEDGE_MOST}, {"or less", HEDGE_MOST}, {"maximum", HEDGE_MOST}, {"ceiling", HEDGE_MOST},
    {"cap", HEDGE_MOST}, {"limit", HEDGE_MOST}, {"or more", HEDGE_LEAST}, {"at least", HEDGE_LEAST},
    {"or higher", HEDGE_LEAST}, {"and more", HEDGE_LEAST}, {"minimum", HEDGE_LEAST}, {"floor", HEDGE_LEAST},
    {"+", HEDGE_LEAST}, {"plus", HEDGE_LEAST}, {"and up", HEDGE_LEAST}};

static bool ends_clause(const struct letters *text, size_t at)
{
    char c = text->at[at];
    bool stop = c == '.' || c == '?' || c == '!';
    return c == ';' || c == ':' || c == FILLED || (stop && (text->at[at + 1] == ' ' || !text->at[at + 1]));
}

enum { NEAR_BEFORE = 100, NEAR_AFTER = 60 }; /* letters */

static bool ends_nearness(const struct letters *text, size_t at)
{
    char c = text->at[at];
    if (c == ',' || c == '$' || (c >= EURO && c <= WON))
        return true;
    /* "c.", "ca.", "approx.", "max." end no sentence */
    return ends_clause(text, at) && !(c == '.' && at && strchr("acx", text->at[at - 1]));
}

/* Back over seven words at most. What stands right before, but for an article, is its hedge; of two such
   phrases the longer. */
static void hedges_before(const struct letters *text, size_t from, struct prose_number *number)
{
    static const char *const between[] = {"a", "an", "another", "additional", "further", NULL};
    size_t touching = from;
    int words = 0;
    bool inside = false;
    for (size_t at = from; at-- > 0 && words < 8 && from - at < NEAR_BEFORE;) {
        if (ends_nearness(text, at))
            break;
        bool wordly = is_wordly(text->at[at]);
        words += wordly && !inside;
        inside = wordly;
        if (at && wordly && is_wordly(text->at[at - 1]))
            continue;
        for (size_t i = 0; i < sizeof before_words / sizeof *before_words; i++) {
            size_t end = phrase_end(text, at, before_words[i].words);
            if (!end || end > from)
                continue;
            if (blanks_end(text, end) >= touching) {
                number->says &= ~number->hedge; /* "no more than" after "more than" */
                number->hedge = before_words[i].hedge;
            }
            number->says |= before_words[i].hedge;
        }
        size_t article = phrases_end(text, at, between);
        if (article && blanks_end(text, article) >= touching)
            touching = at;
    }
}

static void hedges_after(const struct letters *text, size_t from, struct prose_number *number)
{
    size_t most = from + NEAR_AFTER;
    for (int words = 0; words < 3 && from < text->count && from < most; words++) {
        from = blanks_end(text, from);
        if (ends_clause(text, from) || text->at[from] == ',')
            return;
        for (size_t i = 0; i < sizeof after_words / sizeof *after_words; i++)
            if (phrase_end(text, from, after_words[i].words))
                number->says |= after_words[i].hedge;
        while (from < most && text->at[from] && text->at[from] != ' ' && text->at[from] != ',' &&
               !ends_clause(text, from))
            from++;
    }
}

/* ---- finding ---- */

static struct prose_number *number_add(
    struct reading *reading, enum prose_kind kind, size_t start, size_t end)
{
    struct prose_number *number = list_push(reading->arena, reading->list);
    number->kind = kind;
    number->start = reading->text.offset[start];
    number->end = reading->text.offset[end];
    return number;
}

static void hedges_set(const struct letters *text, size_t start, size_t end, struct prose_number *first,
    struct prose_number *second)
{
    hedges_before(text, start, first);
    hedges_after(text, end, second ? second : first);
    if (second) {
        second->says |= first->says | HEDGE_MOST;
        second->hedge = HEDGE_MOST;
        first->says |= second->says | HEDGE_LEAST;
        first->hedge |= HEDGE_LEAST;
        first->in_range = second->in_range = true;
    }
    first->says |= first->hedge;
}

struct money_read {
    struct figure_read figure;
    char currency[4];
    int power;     /* 0: no scale */
    bool prefixed; /* the currency stands before the number */
    bool by_code;  /* … as three letters */
    size_t end;
};

/* One end of a range, or all of it: [currency] figure [scale] [currency] */
static bool money_end_read(const struct letters *text, size_t at, bool letters, struct money_read *money)
{
    *money = (struct money_read){0};
    size_t number = currency_before(text, at, money->currency);
    if (!number)
        money->currency[0] = '\0';
    money->prefixed = number > 0;
    money->by_code = number && text->capital[at] && text->at[number - 1] != '$';
    number = number ? number : at;
    size_t a = 0;
    if (!figure_read(text, number, &money->figure)) {
        /* "a billion dollars", "$1" never lacks its digits */
        size_t end;
        if (!(a = phrase_end(text, number, "a")) || !scale_read(text, a, false, &end))
            return false;
        money->figure = (struct figure_read){1, 0, 1, true, false, false, a};
    }
    money->end = money->figure.end;
    size_t end;
    money->power = scale_read(text, money->end, letters || *money->currency, &end);
    if (money->power)
        money->end = end;
    char after[4];
    if ((end = currency_after(text, money->end, money->power > 0, after))) {
        if (!*money->currency || !strcmp(money->currency, "$"))
            currency_set(money->currency, after);
        money->end = end;
    }
    return true;
}

/* After "10 billion" without a currency: is it money, or so many of something? */
static bool noun_follows(const struct letters *text, size_t at)
{
    static const char *const plain[] = {"into", "in", "over", "from", "to", "a", "an", "per", "for", "and",
        "or", "by", "on", "at", "as", "with", "is", "was", "are", "were", "would", "will", "could", "which",
        "that", "this", "it", "than", "but", "if", "when", "while", "though", "because", "until", "through",
        "within", "each", "every", "so", "has", "had", "have", "may", "might", "who", "worth", "more", "less",
        "between", "during", "against", "towards", "toward", "under", "of", NULL};
    if (text->at[at] != ' ' && text->at[at] != '-')
        return is_wordly(text->at[at]);
    at = joint_end(text, at);
    return (text->at[at] >= 'a' && text->at[at] <= 'z') && !phrases_end(text, at, plain);
}

static void money_set(struct prose_number *number, const struct money_read *money, const char *currency)
{
    currency_set(number->currency, currency);
    value_set(number, &money->figure, money->power + 2);
}

/* "€3.5 billion or $4.06 billion": a second currency begins a number of its own. "$" is any dollar. */
static bool currencies_differ(const char *a, const char *b)
{
    if (!*a || !*b || !strcmp(a, b))
        return false;
    const char *other = !strcmp(a, "$") ? b : !strcmp(b, "$") ? a : NULL;
    return !other || other[2] != 'D';
}

static size_t money_read(struct reading *reading, size_t at)
{
    const struct letters *text = &reading->text;
    struct money_read first, second;
    if (!money_end_read(text, at, false, &first))
        return 0;
    size_t joint = range_joint(text, at, first.end);
    bool range = joint && money_end_read(text, joint, *first.currency != 0, &second) &&
                 (*second.currency || second.power) && !percent_end(text, second.end) &&
                 !currencies_differ(first.currency, second.currency) &&
                 (first.prefixed || first.power || !second.prefixed); /* "in 2025 or $10B" is none */
    if (range) {
        const char *currency = *first.currency && (strcmp(first.currency, "$") || !*second.currency)
                                   ? first.currency
                                   : second.currency;
        if (!*currency && noun_follows(text, second.end))
            return 0;
        first.power = first.power ? first.power : second.power;
        second.power = second.power || *second.currency ? second.power : first.power;
        struct prose_number *number = number_add(reading, PROSE_MONEY, at, first.end);
        money_set(number, &first, currency);
        size_t of_first = reading->list->count - 1;
        number = number_add(reading, PROSE_MONEY, joint, second.end);
        money_set(number, &second, currency);
        hedges_set(text, at, second.end, &reading->list->at[of_first], number);
        return second.end;
    }
    /* "COP28", "TOP 10" */
    bool bare = first.by_code && !first.power && !first.figure.decimals && !first.figure.grouped;
    if (bare || (!*first.currency && (!first.power || first.power == 3 || noun_follows(text, first.end))))
        return 0;
    struct prose_number *number = number_add(reading, PROSE_MONEY, at, first.end);
    money_set(number, &first, first.currency);
    hedges_set(text, at, first.end, number, NULL);
    return first.end;
}

/* "tens of billions of dollars", "hundreds of millions" */
static size_t vague_read(struct reading *reading, size_t at)
{
    static const struct word_power decades[] = {{"tens of", 1}, {"hundreds of", 2}, {"thousands of", 3}};
    static const struct word_power scales[] = {{"millions", 6}, {"billions", 9}, {"trillions", 12}};
    const struct letters *text = &reading->text;
    size_t end, after;
    int decade = power_of(text, at, decades, 3, &end);
    if (!decade)
        return 0;
    int power = power_of(text, blanks_end(text, end), scales, 3, &end);
    if (!power)
        return 0;
    char currency[4] = "";
    size_t of = phrase_end(text, blanks_end(text, end), "of");
    if (of && (after = currency_after(text, of, true, currency)))
        end = after;
    else if (of)
        return 0; /* "tens of millions of users" */
    struct prose_number *number = number_add(reading, PROSE_MONEY, at, end);
    currency_set(number->currency, currency);
    number->value = scaled(1, decade + power + 2);
    number->top = scaled(1, decade + power + 3);
    number->unit = 1;
    number->says = HEDGE_ABOUT | HEDGE_LEAST | HEDGE_MOST;
    return end;
}

typedef size_t unit_reader(const struct letters *text, size_t at, bool decimal);

static size_t percent_unit(const struct letters *text, size_t at, bool decimal)
{
    (void)decimal;
    return percent_end(text, at);
}

static size_t multiple_unit(const struct letters *text, size_t at, bool decimal)
{
    size_t end = cross_end(text, at);
    return end ? end : times_end(text, at, decimal);
}

static size_t span_unit(const struct letters *text, size_t at, bool decimal)
{
    (void)decimal;
    return years_end(text, at);
}

/* "the past three years", "the first two years" */
static bool is_distance(const struct letters *text, size_t start)
{
    static const char *const words[] = {"vor", "letzten", "n\010chsten", "ersten", "past", "last", "next",
        "first", "previous", "coming", "in", "every", "final", "recent", "within", "after", NULL};
    for (size_t i = 0; words[i]; i++) {
        size_t length = strlen(words[i]);
        if (start > length && phrase_end(text, start - length - 1, words[i]) == start - 1 &&
            (start == length + 1 || !is_wordly(text->at[start - length - 2])))
            return true;
    }
    return false;
}

/* A number, or a range of two, that the unit after it makes what it is */
static size_t measured_read(struct reading *reading, size_t at, enum prose_kind kind, unit_reader *unit)
{
    const struct letters *text = &reading->text;
    struct figure_read first, second;
    if (!figure_read(text, at, &first))
        return 0;
    bool single = kind == PROSE_SPAN && first.words && first.digits == 1 && !first.decimals;
    if (single || (kind == PROSE_SPAN && is_distance(text, at)))
        return 0; /* "one year" is a way of speaking */
    size_t own = unit(text, first.end, first.decimals > 0);
    size_t joint = range_joint(text, at, own ? own : first.end), end = 0;
    bool range = joint && figure_read(text, joint, &second) &&
                 (end = unit(text, second.end, first.decimals + second.decimals > 0));
    if (!range && !own)
        return 0;
    if (kind == PROSE_SHARE && !range && !first.huge && first.digits == scaled(100, first.decimals))
        return own; /* so is "100 %" */
    const int exponent = 6;
    struct prose_number *number = number_add(reading, kind, at, range && !own ? first.end : own);
    value_set(number, &first, exponent);
    if (!range) {
        hedges_set(text, at, own, number, NULL);
        return own;
    }
    size_t of_first = reading->list->count - 1;
    number = number_add(reading, kind, joint, end);
    value_set(number, &second, exponent);
    hedges_set(text, at, end, &reading->list->at[of_first], number);
    return end;
}

/* "doubled", "tripled", "twice as much": how many times, in one word */
static size_t word_multiple_read(struct reading *reading, size_t at)
{
    static const struct {
        const char *word;
        int value;
        bool compared; /* only before "as", "the", … */
    } words[] = {{"verdoppelt", 2, false}, {"verdreifacht", 3, false}, {"vervierfacht", 4, false},
        {"doubled", 2, false}, {"tripled", 3, false}, {"trebled", 3, false}, {"quadrupled", 4, false},
        {"twofold", 2, false}, {"threefold", 3, false}, {"fourfold", 4, false}, {"fivefold", 5, false},
        {"tenfold", 10, false}, {"twice", 2, true}, {"double", 2, true}, {"triple", 3, true},
        {"quadruple", 4, true}};
    static const char *const compared[] = {
        "as much", "as large", "as big", "as many", "as high", "the", "its", "what", "that of", NULL};
    static const char *const otherwise[] = {"down", "up", "back", "over", NULL};
    const struct letters *text = &reading->text;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t end = phrase_end(text, at, words[i].word);
        if (!end)
            continue;
        size_t next = blanks_end(text, end);
        if (words[i].compared ? !phrases_end(text, next, compared) : phrases_end(text, next, otherwise) > 0)
            return 0;
        struct prose_number *number = number_add(reading, PROSE_MULTIPLE, at, end);
        number->value = (int64_t)words[i].value * 1000000;
        number->unit = 1000000;
        hedges_set(text, at, end, number, NULL);
        return end;
    }
    return 0;
}

static bool year_digits(const struct letters *text, size_t at, int *year)
{
    *year = 0;
    for (size_t i = 0; i < 4; i++) {
        if (!is_digit(text->at[at + i]))
            return false;
        *year = *year * 10 + (text->at[at + i] - '0');
    }
    return *year >= 1900 && *year < 2200;
}

static struct prose_number *year_add(struct reading *reading, int year, size_t start, size_t end)
{
    struct prose_number *number = number_add(reading, PROSE_YEAR, start, end);
    number->value = year;
    number->unit = 1;
    return number;
}

/* "2025-30", "2025/26": a second year cut short, later than the first and no month of an ISO date */
static size_t short_year_read(struct reading *reading, int year, size_t at)
{
    const struct letters *text = &reading->text;
    if ((text->at[at] != '-' && text->at[at] != '/') || !is_digit(text->at[at + 1]) ||
        !is_digit(text->at[at + 2]) || is_wordly(text->at[at + 3]) ||
        (text->at[at + 3] == '-' && is_digit(text->at[at + 4])))
        return 0;
    int rest = (text->at[at + 1] - '0') * 10 + (text->at[at + 2] - '0');
    if (rest <= year % 100)
        return 0;
    year_add(reading, year - year % 100 + rest, at + 1, at + 3);
    return at + 3;
}

/* A fiscal year may stick to its letters, a year of an ISO date to its month. */
static size_t year_read(struct reading *reading, size_t at)
{
    static const char *const units[] = {"mw", "gw", "kw", "gwh", "mwh", "km", "kg", "tonnes", "gpus", "chips",
        "people", "employees", "jobs", "staff", "engineers", "servers", "homes", "users", "customers",
        "shares", "pages", "words", NULL};
    const struct letters *text = &reading->text;
    int year;
    size_t end = at + 4;
    if (!year_digits(text, at, &year))
        return 0;
    char next = text->at[end];
    if (next == 's' && !is_wordly(text->at[end + 1]) && year % 10 == 0) {
        year_add(reading, year, at, end + 1)->top = year + 10;
        return end + 1;
    }
    if (is_wordly(next) || (next == '.' && is_digit(text->at[end + 1])) || group_follows(text->at + end) ||
        phrases_end(text, joint_end(text, end), units))
        return 0;
    year_add(reading, year, at, end);
    size_t rest = short_year_read(reading, year, end);
    if (rest)
        return rest;
    while (next == '-' && is_digit(text->at[end + 1]) && is_digit(text->at[end + 2]) &&
           !is_digit(text->at[end + 3])) {
        end += 3; /* the month and the day of 2025-12-17 */
        next = text->at[end];
    }
    return end;
}

/* ---- all of it ---- */

/* Addresses, and words with digits in them (GPT-4, H100, Q3), are passed over as a whole. */
static size_t passed_over(const struct letters *text, size_t at)
{
    size_t end = at;
    if (!is_wordly(text->at[at]) || is_digit(text->at[at]))
        return 0;
    while (is_wordly(text->at[end]))
        end++;
    if (!strncmp(text->at + end, "://", 3) || !strncmp(text->at + at, "www.", 4)) {
        while (text->at[end] && text->at[end] != ' ' && text->at[end] != FILLED)
            end++;
        return end;
    }
    for (end = at; is_wordly(text->at[end]); end++) {
        bool fiscal = end - at == 2 && !strncmp(text->at + at, "fy", 2);
        if (is_digit(text->at[end]) && !fiscal) {
            while (is_wordly(text->at[end]) ||
                   ((text->at[end] == '-' || text->at[end] == '.') && is_wordly(text->at[end + 1])))
                end++;
            return end;
        }
        if (fiscal)
            return 0;
    }
    /* GPT-4, but not "mid-2025" or "early-2030s" */
    int year;
    if (text->at[end] == '-' && is_digit(text->at[end + 1]) && !year_digits(text, end + 1, &year)) {
        size_t after = end + 1;
        while (is_wordly(text->at[after]) || (text->at[after] == '.' && is_digit(text->at[after + 1])))
            after++;
        return after;
    }
    return 0;
}

/* Most words begin no number, and are not looked at twice. */
static bool may_begin(const struct letters *text, size_t at)
{
    char c = text->at[at], code[4];
    if (is_digit(c) || c == '$' || (c >= EURO && c <= WON))
        return true;
    if (c == 'a')
        return text->at[at + 1] == 'c' || text->at[at + 1] == ' ' || text->at[at + 1] == '$' ||
               text->at[at + 1] == 'u' || code_read(text, at, code);
    return c && (strchr("otfsenhdqzv", c) ||
                    (text->capital[at] && (strchr("ucr", c) || code_read(text, at, code))));
}

static size_t number_read(struct reading *reading, size_t at)
{
    size_t end;
    if (!may_begin(&reading->text, at))
        return 0;
    if ((end = vague_read(reading, at)) || (end = measured_read(reading, at, PROSE_SHARE, percent_unit)) ||
        (end = measured_read(reading, at, PROSE_MULTIPLE, multiple_unit)) ||
        (end = money_read(reading, at)) || (end = measured_read(reading, at, PROSE_SPAN, span_unit)) ||
        (end = word_multiple_read(reading, at)))
        return end;
    return year_read(reading, at);
}

static size_t word_end(const struct letters *text, size_t at)
{
    if (!is_wordly(text->at[at]))
        return at + 1;
    while (is_wordly(text->at[at]) || ((text->at[at] == '.' || text->at[at] == ',') &&
                                          is_digit(text->at[at + 1]) && is_digit(text->at[at - 1])))
        at++;
    return at;
}

void prose_numbers_read(
    struct arena *arena, const char *text, size_t length, enum language language, prose_number_list *list)
{
    prose_numbers_read_as(arena, text, length, language, language == LANGUAGE_GERMAN, list);
}

void prose_numbers_read_as(struct arena *arena, const char *text, size_t length, enum language language,
    bool comma, prose_number_list *list)
{
    struct reading reading = {letters_make(arena, text, length, language, comma), list, arena};
    const struct letters *letters = &reading.text;
    for (size_t at = 0; at < letters->count;) {
        bool fiscal = !strncmp(letters->at + at, "fy", 2) && is_digit(letters->at[at + 2]);
        size_t next = fiscal ? year_read(&reading, at + 2) : number_read(&reading, at);
        if (!next)
            next = passed_over(letters, at);
        at = next ? next : word_end(letters, at);
    }
}
