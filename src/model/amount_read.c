/* SPDX-License-Identifier: MIT */
/*
 * The reader of amounts: a hand-written descent through the notation of docs/dataset.md, integers only.
 *
 *     amount = [qualifier] money ["+" | "or more"] | money ("-" | "–" | ".." | "to") money | vague | word
 *     money  = [ISO] [symbol] digits [scale] [ISO]
 *
 * It is stricter than a reader of prose on purpose: whatever could mean two things (a decimal comma, three
 * digits after a point without a scale, "Milliarden") is refused with a hint. Decisions where the notation is
 * silent:
 *   - a qualifier before vague words ("up to tens of billions") or before a range is refused: it would need
 * an interval that neither the words nor the drawing could carry honestly; the hint names the number to
 * write;
 *   - "about $20B+" and "up to $20B+" contradict themselves and are refused, "over $20B+" is not;
 *   - of zero, "about", "nearly" and "up to" say nothing more than zero does: they become exact;
 *   - "$" alone is USD and "¥" is JPY, but a code beside them decides: "CAD $5B", "$5B CAD";
 *   - M and m are both million, and MM is too: nobody writes thousandths of a currency.
 */
#include "amount.h"
#include "amount_advice.h"
#include "currency.h"
#include "str.h"

#include <assert.h>
#include <string.h>

enum { NO_SCALE = -1 };

struct reader {
    struct arena *arena;
    const char *written; /* as it was given, for sentences */
    const char *text;    /* a copy: trimmed, each run of blanks one space */
    const char *at;      /* in text */
    const struct amount_rules *rules;
    enum amount_fault fault;
    const char *sentence, *hint;
};

struct number {
    const char *digits;  /* without separators, in the arena */
    size_t whole, count; /* digits before the point; in all */
    int scale;           /* power of ten, NO_SCALE when none is written */
    char currency[4];    /* "" when none is written */
    bool shared_symbol;  /* the currency comes from a bare "$" or "¥" */
};

/* faults */

static bool refuse(struct reader *reader, enum amount_fault fault, const char *sentence, const char *hint)
{
    reader->fault = fault;
    reader->sentence = sentence;
    reader->hint = hint;
    return false;
}

/* "cannot read the amount '…' (reason)": callers may go on with "in deals[3].amount" */
static bool unreadable(struct reader *reader, struct advice advice)
{
    const char *quoted = str_quoted(reader->arena, reader->written);
    return refuse(reader, AMOUNT_UNREADABLE,
        advice.reason ? arena_printf(reader->arena, "cannot read the amount '%s' (%s)", quoted, advice.reason)
                      : arena_printf(reader->arena, "cannot read the amount '%s'", quoted),
        advice.hint);
}

static bool unreadable_for(struct reader *reader, const char *reason, const char *hint)
{
    return unreadable(reader, (struct advice){reason, hint});
}

static bool negative(struct reader *reader)
{
    return refuse(reader, AMOUNT_NEGATIVE,
        arena_printf(
            reader->arena, "the amount '%s' is below zero", str_quoted(reader->arena, reader->written)),
        "amounts are never negative; of a payment, swap from and to");
}

static bool at_fault(struct reader *reader, enum amount_fault fault)
{
    const char *quoted = str_quoted(reader->arena, reader->written);
    if (fault == AMOUNT_HUGE)
        return refuse(reader, fault,
            arena_printf(reader->arena, "the amount '%s' is too large to be kept exactly", quoted),
            "the most is 10,000 trillion");
    return refuse(reader, fault,
        arena_printf(reader->arena, "the amount '%s' is finer than a hundredth", quoted),
        "an amount has at most two decimals once its scale is applied");
}

/* small steps */

static void skip_space(struct reader *reader)
{
    while (*reader->at == ' ')
        reader->at++;
}

/* Length of `phrase` at the start of text, whatever the case; 0 when it is not there or goes on as a longer
 * word */
static size_t phrase_length(const char *text, const char *phrase)
{
    size_t length = strlen(phrase);
    if (!str_starts_any_case(text, phrase))
        return 0;
    bool word = is_letter(phrase[length - 1]);
    return word && (is_letter(text[length]) || is_digit(text[length])) ? 0 : length;
}

static bool take(struct reader *reader, const char *phrase)
{
    size_t length = phrase_length(reader->at, phrase);
    reader->at += length;
    if (length)
        skip_space(reader);
    return length > 0;
}

/* A minus of any kind that stands before a number or a currency */
static size_t minus_length(const char *text)
{
    static const char *const signs[] = {"-", "−", "–"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(text, signs[i]))
            return strlen(signs[i]);
    return 0;
}

/* numbers */

/* digits · 10^exponent hundredths */
static enum amount_fault hundredths(const char *digits, size_t count, int64_t exponent, money *value)
{
    while (count && *digits == '0') {
        digits++;
        count--;
    }
    *value = 0;
    if (!count)
        return AMOUNT_OK;
    while (digits[count - 1] == '0') {
        count--;
        exponent++;
    }
    if ((int64_t)count + exponent > 19)
        return AMOUNT_HUGE;
    if (exponent < 0)
        return AMOUNT_PRECISION;
    uint64_t result = 0; /* at most 19 digits: fits */
    for (size_t i = 0; i < count; i++)
        result = result * 10 + (uint64_t)(digits[i] - '0');
    for (; exponent > 0; exponent--)
        result *= 10;
    if (result > (uint64_t)MONEY_MOST)
        return AMOUNT_HUGE;
    *value = (money)result;
    return AMOUNT_OK;
}

/* Significant digits as written: zeros that end a whole number are not, zeros after a point are. */
static int significant(const struct number *number)
{
    size_t first = 0, end = number->count;
    while (first < end && number->digits[first] == '0')
        first++;
    if (number->count == number->whole)
        while (end > first && number->digits[end - 1] == '0')
            end--;
    size_t count = end - first;
    return count < 1 ? 1 : count > 99 ? 99 : (int)count;
}

/* digits[,ddd][.digits] into number; the places of commas are checked */
static bool read_digits(struct reader *reader, struct number *number)
{
    const char *start = reader->at;
    size_t length = strspn(start, "0123456789,.");
    while (length && !is_digit(start[length - 1])) /* "10.." or "10, " end before the sign */
        length--;
    const char *range = memchr(start, '.', length) ? strstr(start, "..") : NULL;
    if (range && range < start + length)
        length = (size_t)(range - start);
    struct advice advice;
    if (!amount_digits_fit(reader->arena, start, length, &advice))
        return unreadable(reader, advice);
    char *digits = arena_alloc(reader->arena, length + 1);
    bool point = false;
    for (size_t i = 0; i < length; i++) {
        point = point || start[i] == '.';
        if (is_digit(start[i])) {
            digits[number->count++] = start[i];
            number->whole += !point;
        }
    }
    number->digits = digits;
    reader->at = start + length;
    return true;
}

static const struct {
    const char *word;
    int power;
} scales[] = {
    {"thousand", 3},
    {"k", 3},
    {"million", 6},
    {"mm", 6},
    {"mn", 6},
    {"m", 6},
    {"billion", 9},
    {"bn", 9},
    {"b", 9},
    {"trillion", 12},
    {"tn", 12},
    {"t", 12},
};

const char *amount_scale_word(size_t index)
{
    return index < sizeof scales / sizeof *scales ? scales[index].word : NULL;
}

static bool take_scale(struct reader *reader, struct number *number)
{
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        size_t length = phrase_length(reader->at, scales[i].word);
        if (length) {
            reader->at += length;
            number->scale = scales[i].power;
            return true;
        }
    }
    return false;
}

/* Joins a second mention of a currency to the first; false when they differ */
static bool join_currency(struct number *number, const char *code, bool shared)
{
    if (!number->currency[0] || !strcmp(number->currency, code)) {
        number->shared_symbol = number->currency[0] ? number->shared_symbol && shared : shared;
    } else if (number->shared_symbol && !shared && currency_shares_symbol(number->currency, code)) {
        number->shared_symbol = false;
    } else {
        return shared && currency_shares_symbol(code, number->currency);
    }
    memcpy(number->currency, code, 4);
    return true;
}

static bool two_currencies(struct reader *reader)
{
    return unreadable_for(reader, "it names two currencies",
        "an amount has one currency; convert one of them, or write two deals");
}

/* An ISO code here, if there is one. false only on a fault. */
static bool take_code(struct reader *reader, struct number *number)
{
    size_t letters = 0;
    while (is_capital(reader->at[letters]))
        letters++;
    if (letters != 3 || is_letter(reader->at[3]))
        return true;
    if (reader->at == reader->text && !reader->at[3]) /* "TBD": a word, not a currency */
        return true;
    char code[4] = {reader->at[0], reader->at[1], reader->at[2], '\0'};
    if (!currency_exists(code, 3)) {
        const char *near = currency_suggest(code);
        return unreadable_for(reader, arena_printf(reader->arena, "'%s' is not a currency code", code),
            near ? arena_printf(reader->arena, "did you mean '%s'?", near)
                 : "codes are those of ISO 4217, such as USD or EUR");
    }
    reader->at += 3;
    return join_currency(number, code, false) || two_currencies(reader);
}

static bool take_symbol(struct reader *reader, struct number *number)
{
    size_t length;
    bool shared;
    const char *code = currency_symbol(reader->at, &length, &shared);
    if (!code)
        return true;
    reader->at += length;
    return join_currency(number, code, shared) || two_currencies(reader);
}

/* [ISO] [symbol] digits [scale] [ISO] */
static bool read_money(struct reader *reader, struct number *number)
{
    *number = (struct number){.scale = NO_SCALE};
    size_t minus = minus_length(reader->at);
    reader->at += minus;
    skip_space(reader);
    if (!take_code(reader, number))
        return false;
    skip_space(reader);
    if (!take_symbol(reader, number))
        return false;
    skip_space(reader);
    size_t inner = minus_length(reader->at);
    reader->at += inner;
    skip_space(reader);
    if (!is_digit(*reader->at))
        return reader->rules->tersely
                   ? refuse(reader, AMOUNT_UNREADABLE, "", NULL)
                   : unreadable(reader, amount_advise_start(reader->arena, reader->text, reader->at));
    if (minus || inner)
        return negative(reader);
    if (!read_digits(reader, number))
        return false;
    skip_space(reader);
    if (take_scale(reader, number))
        skip_space(reader);
    if (!take_code(reader, number))
        return false;
    skip_space(reader);
    return true;
}

static bool number_value(struct reader *reader, const struct number *number, money *value)
{
    if (number->scale == NO_SCALE && number->count - number->whole == 3)
        return unreadable(
            reader, amount_advise_three(reader->arena, number->digits, number->whole, number->count));
    int64_t exponent =
        (number->scale == NO_SCALE ? 0 : number->scale) + 2 - (int64_t)(number->count - number->whole);
    enum amount_fault fault = hundredths(number->digits, number->count, exponent, value);
    return fault == AMOUNT_OK || at_fault(reader, fault);
}

/* qualifiers: longer ones first where one begins another */

static const struct {
    const char *phrase;
    enum amount_kind kind;
} qualifiers[] = {
    {"approximately", AMOUNT_APPROX},
    {"approx.", AMOUNT_APPROX},
    {"approx", AMOUNT_APPROX},
    {"about", AMOUNT_APPROX},
    {"around", AMOUNT_APPROX},
    {"roughly", AMOUNT_APPROX},
    {"circa", AMOUNT_APPROX},
    {"c.", AMOUNT_APPROX},
    {"some", AMOUNT_APPROX},
    {"~", AMOUNT_APPROX},
    {"≈", AMOUNT_APPROX},
    {"nearly", AMOUNT_NEARLY},
    {"almost", AMOUNT_NEARLY},
    {"just under", AMOUNT_NEARLY},
    {"close to", AMOUNT_NEARLY},
    {"up to", AMOUNT_AT_MOST},
    {"as much as", AMOUNT_AT_MOST},
    {"at most", AMOUNT_AT_MOST},
    {"no more than", AMOUNT_AT_MOST},
    {"maximum of", AMOUNT_AT_MOST},
    {"max.", AMOUNT_AT_MOST},
    {"less than", AMOUNT_AT_MOST},
    {"under", AMOUNT_AT_MOST},
    {"below", AMOUNT_AT_MOST},
    {"<=", AMOUNT_AT_MOST},
    {"<", AMOUNT_AT_MOST},
    {"≤", AMOUNT_AT_MOST},
    {"at least", AMOUNT_AT_LEAST},
    {"no less than", AMOUNT_AT_LEAST},
    {"minimum of", AMOUNT_AT_LEAST},
    {"min.", AMOUNT_AT_LEAST},
    {"more than", AMOUNT_AT_LEAST},
    {"over", AMOUNT_AT_LEAST},
    {"above", AMOUNT_AT_LEAST},
    {"beyond", AMOUNT_AT_LEAST},
    {"north of", AMOUNT_AT_LEAST},
    {"in excess of", AMOUNT_AT_LEAST},
    {">=", AMOUNT_AT_LEAST},
    {">", AMOUNT_AT_LEAST},
    {"≥", AMOUNT_AT_LEAST},
};

const char *amount_qualifier_phrase(size_t index)
{
    return index < sizeof qualifiers / sizeof *qualifiers ? qualifiers[index].phrase : NULL;
}

/* "<" but not "<=" */
static bool below_strictly(const char *text)
{
    static const char *const phrases[] = {"just under", "less than", "under", "below", "<"};
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (phrase_length(text, phrases[i]))
            return !str_starts(text, "<=");
    return false;
}

/* AMOUNT_EXACT when there is none */
static enum amount_kind take_qualifier(struct reader *reader)
{
    for (size_t i = 0; i < sizeof qualifiers / sizeof *qualifiers; i++)
        if (take(reader, qualifiers[i].phrase))
            return qualifiers[i].kind;
    return AMOUNT_EXACT;
}

/* vague words */

enum vague { VAGUE_NOT, VAGUE_READ, VAGUE_REFUSED };

static const struct {
    const char *many, *one;
    int power;
} nouns[] = {
    {"thousands", "thousand", 3},
    {"millions", "million", 6},
    {"billions", "billion", 9},
    {"trillions", "trillion", 12},
};

/* The noun's power of ten; NO_SCALE when there is none. "billion" alone is no number: the singular needs a
 * quantifier. */
static int take_noun(struct reader *reader, bool quantified)
{
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (take(reader, nouns[i].many) || (quantified && take(reader, nouns[i].one)))
            return nouns[i].power;
    return NO_SCALE;
}

/* 10^(power + 2) hundredths; power at most 14 */
static money power_of_ten(int power)
{
    money value = 100;
    for (; power > 0; power--)
        value *= 10;
    return value;
}

static const char *vague_words(struct arena *arena, const char *start, const char *end, const char *code)
{
    while (end > start && end[-1] == ' ')
        end--;
    const char *words = str_small(arena, arena_strndup(arena, start, (size_t)(end - start)));
    return *code ? arena_printf(arena, "%s %s", words, code) : words;
}

/* several tens of billions [of dollars | ISO]; the interval is the decade that the words name */
static enum vague read_vague(struct reader *reader, struct amount *amount)
{
    const char *start = reader->at;
    bool few = take(reader, "several") || take(reader, "a few");
    bool tens = take(reader, "tens of") || take(reader, "double-digit");
    bool hundreds = !tens && (take(reader, "hundreds of") || (few && take(reader, "hundred")));
    int power = take_noun(reader, few || tens || hundreds);
    const char *end = reader->at;
    if (power == NO_SCALE) {
        reader->at = start;
        return VAGUE_NOT;
    }
    struct number unit = {.scale = NO_SCALE};
    bool dollars = take(reader, "of dollars");
    end = dollars ? reader->at : end;
    if (!dollars && !take_code(reader, &unit))
        return VAGUE_REFUSED;
    skip_space(reader);
    if (*reader->at) {
        reader->at = start;
        return VAGUE_NOT;
    }
    amount->kind = AMOUNT_VAGUE;
    amount->low = power_of_ten(power + (tens ? 1 : hundreds ? 2 : 0));
    amount->high = amount->low * 10;
    amount->words = vague_words(reader->arena, start, end, unit.currency);
    if (dollars || unit.currency[0])
        memcpy(amount->currency, dollars ? "USD" : unit.currency, 4);
    return VAGUE_READ;
}

static bool qualified_vague(struct reader *reader, enum amount_kind kind, const struct amount *vague)
{
    struct arena *arena = reader->arena;
    money bound = kind == AMOUNT_AT_MOST ? vague->high : vague->low;
    const char *number = amount_advise_round(arena, bound);
    const char *hint =
        kind == AMOUNT_AT_MOST    ? arena_printf(arena, "write a number, such as 'up to %s'", number)
        : kind == AMOUNT_AT_LEAST ? arena_printf(arena, "write a number, such as 'at least %s'", number)
                                  : arena_printf(arena, "'%s' alone says as much", vague->words);
    return unreadable_for(reader, "a qualifier needs a number", hint);
}

/* the whole */

static void set_currency(struct amount *amount, const struct number *number)
{
    if (number->currency[0])
        memcpy(amount->currency, number->currency, 4);
}

static void set_interval(struct amount *amount, enum amount_kind kind, money value, int64_t approx_ppm)
{
    const int64_t whole = 1000000;
    bool plain_zero = value == 0 && kind != AMOUNT_AT_LEAST;
    amount->kind = plain_zero ? AMOUNT_EXACT : kind;
    amount->has_headline = true;
    amount->headline = amount->low = amount->high = value;
    if (amount_kind_is_about(kind))
        amount->low = approx_ppm >= whole ? 0 : money_scale(value, whole - approx_ppm, whole);
    if (kind == AMOUNT_APPROX)
        amount->high = money_scale(value, whole + approx_ppm, whole);
    if (kind == AMOUNT_AT_MOST)
        amount->low = 0;
    if (kind == AMOUNT_AT_LEAST)
        amount->high = MONEY_OPEN;
}

static bool left_over(struct reader *reader)
{
    return reader->rules->tersely
               ? refuse(reader, AMOUNT_UNREADABLE, "", NULL)
               : unreadable(reader, amount_advise_rest(reader->arena, reader->text, reader->at));
}

static bool take_range_sign(struct reader *reader)
{
    static const char *const signs[] = {"-", "–", ".."};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(reader->at, signs[i])) {
            reader->at += strlen(signs[i]);
            skip_space(reader);
            return true;
        }
    return phrase_length(reader->at, "to ") && take(reader, "to");
}

static bool backwards(struct reader *reader, const struct number *left, const struct number *right)
{
    bool serves_both = left->scale == NO_SCALE && right->scale != NO_SCALE;
    bool left_only = left->scale != NO_SCALE && right->scale == NO_SCALE;
    return refuse(reader, AMOUNT_BACKWARDS,
        arena_printf(
            reader->arena, "the range '%s' runs backwards", str_quoted(reader->arena, reader->written)),
        left_only     ? "write the scale at both ends"
        : serves_both ? "the low end comes first; a scale on the right serves both ends"
                      : "the low end comes first");
}

static bool read_range(struct reader *reader, struct number *left, struct amount *amount)
{
    struct number right;
    if (!read_money(reader, &right))
        return false;
    if (*reader->at)
        return left_over(reader);
    struct number both = *left;
    if (right.currency[0] && !join_currency(&both, right.currency, right.shared_symbol))
        return two_currencies(reader);
    bool scale_serves_both = left->scale == NO_SCALE && right.scale != NO_SCALE;
    struct number scaled = *left;
    scaled.scale = scale_serves_both ? right.scale : left->scale;
    if (!number_value(reader, &scaled, &amount->low) || !number_value(reader, &right, &amount->high))
        return false;
    if (amount->low > amount->high)
        return backwards(reader, left, &right);
    int low_digits = significant(left), high_digits = significant(&right);
    amount->kind = AMOUNT_RANGE;
    amount->digits = low_digits < high_digits ? low_digits : high_digits;
    set_currency(amount, &both);
    return true;
}

static bool read_number(struct reader *reader, struct amount *amount)
{
    bool below = below_strictly(reader->at);
    enum amount_kind kind = take_qualifier(reader);
    if (kind != AMOUNT_EXACT) {
        struct amount vague = {0};
        enum vague found = read_vague(reader, &vague);
        if (found != VAGUE_NOT)
            return found == VAGUE_REFUSED ? false : qualified_vague(reader, kind, &vague);
    }
    struct number number;
    if (!read_money(reader, &number))
        return false;
    if (kind == AMOUNT_EXACT && take_range_sign(reader))
        return read_range(reader, &number, amount);
    bool more = take(reader, "+") || take(reader, "or more");
    if (*reader->at)
        return left_over(reader);
    if (more && kind != AMOUNT_EXACT && kind != AMOUNT_AT_LEAST)
        return unreadable_for(
            reader, "its two qualifiers contradict each other", "keep the one that the source uses");
    money value;
    if (!number_value(reader, &number, &value))
        return false;
    if (below && !value)
        return unreadable_for(
            reader, "no amount is below zero", "write 'none', or the number that the source names");
    set_interval(amount, more ? AMOUNT_AT_LEAST : kind, value, reader->rules->approx_ppm);
    set_currency(amount, &number);
    amount->digits = significant(&number);
    return true;
}

static bool read_word(struct reader *reader, struct amount *amount)
{
    static const struct {
        const char *word;
        enum amount_kind kind;
    } words[] = {{"undisclosed", AMOUNT_UNDISCLOSED}, {"unknown", AMOUNT_UNDISCLOSED},
        {"confidential", AMOUNT_UNDISCLOSED}, {"none", AMOUNT_NONE}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = phrase_length(reader->at, words[i].word);
        if (length && !reader->at[length]) {
            amount->kind = words[i].kind;
            return true;
        }
    }
    return false;
}

/* Trimmed, each run of blanks one space; the blanks that web pages and typesetters put inside amounts count
   as blanks. NULL with a reason when a character cannot stand in an amount at all. */
static const char *normalised(struct arena *arena, const char *text, struct advice *advice)
{
    struct str out = str_init(arena);
    const char *end = text + strlen(text);
    bool blank = false;
    while (text < end) {
        const char *start = text;
        uint32_t code = utf8_next(&text, end);
        if (!amount_character_fits(code, advice))
            return NULL;
        if (code == ' ' || code == 0xA0 || code == 0x2009 || code == 0x202F) {
            blank = true;
            continue;
        }
        if (blank && out.length)
            str_char(&out, ' ');
        blank = false;
        str_append_bytes(&out, start, (size_t)(text - start));
    }
    return str_text(&out);
}

static bool read_amount(struct reader *reader, struct amount *amount)
{
    struct advice advice;
    reader->at = reader->text = normalised(reader->arena, reader->written, &advice);
    if (!reader->text)
        return unreadable(reader, advice);
    if (!*reader->at)
        return refuse(reader, AMOUNT_UNREADABLE, "the amount is empty",
            "write 'undisclosed' when money moves and its size is not known; leave the key out when none "
            "moves");
    if (read_word(reader, amount))
        return true;
    enum vague vague = read_vague(reader, amount);
    if (vague == VAGUE_NOT)
        return read_number(reader, amount);
    if (vague == VAGUE_READ && reader->rules->vague_is_unknown) {
        amount->kind = AMOUNT_UNDISCLOSED; /* the words stay: they are still what the source says */
        amount->low = amount->high = 0;
    }
    return vague == VAGUE_READ;
}

static void amount_clear(struct amount *amount, const struct amount_rules *rules)
{
    *amount = (struct amount){0};
    size_t length = strlen(rules->currency);
    assert(length < sizeof amount->currency);
    memcpy(amount->currency, rules->currency, length + 1);
}

enum amount_fault amount_parse(struct arena *arena, const char *text, const struct amount_rules *rules,
    struct amount *amount, const char **sentence, const char **hint)
{
    struct reader reader = {.arena = arena, .written = text, .rules = rules};
    amount_clear(amount, rules);
    if (!read_amount(&reader, amount)) {
        assert(reader.fault != AMOUNT_OK);
        amount_clear(amount, rules);
    }
    *sentence = reader.sentence;
    *hint = reader.hint;
    return reader.fault;
}

/* plain numbers as JSON writes them */

struct token {
    bool negative, malformed;
    char *digits;
    size_t count;
    int64_t exponent; /* of the last digit, in units */
};

static int64_t token_exponent(const char *text, bool *malformed)
{
    bool below = *text == '-';
    text += *text == '-' || *text == '+';
    *malformed = !is_digit(*text);
    int64_t value = 0;
    for (; is_digit(*text); text++)
        value =
            value < 100000 ? value * 10 + (*text - '0') : value; /* beyond that every value is out of range */
    *malformed = *malformed || *text;
    return below ? -value : value;
}

static struct token token_split(struct arena *arena, const char *text)
{
    struct token token = {.negative = *text == '-'};
    text += token.negative;
    token.malformed = !is_digit(*text);
    token.digits = arena_alloc(arena, strlen(text) + 1);
    for (; is_digit(*text); text++)
        token.digits[token.count++] = *text;
    if (*text == '.') {
        token.malformed = token.malformed || !is_digit(text[1]);
        for (text++; is_digit(*text); text++) {
            token.digits[token.count++] = *text;
            token.exponent--;
        }
    }
    bool bad = *text != '\0';
    if (*text == 'e' || *text == 'E')
        token.exponent += token_exponent(text + 1, &bad);
    token.malformed = token.malformed || bad;
    return token;
}

/* Programs that keep JSON numbers as doubles would change this value: whole numbers past 2^53 that are odd,
   cents where neighbouring doubles lie further apart than cents do. Up to 15 digits nothing is ever changed.
 */
static bool survives_double(money value)
{
    int digits = 0;
    money rest = value;
    while (rest && rest % 10 == 0)
        rest /= 10;
    for (; rest; rest /= 10)
        digits++;
    if (digits <= 15)
        return true;
    if (value % 100 == 0)
        return value / 100 <= INT64_C(1) << 53 || value / 100 % 2 == 0;
    return value / 100 < INT64_C(1) << (value % 10 ? 46 : 49);
}

static bool read_token(struct reader *reader, struct amount *amount)
{
    struct token token = token_split(reader->arena, reader->written);
    if (token.malformed)
        return unreadable_for(reader, "it is not a number", NULL);
    money value;
    enum amount_fault fault = hundredths(token.digits, token.count, token.exponent + 2, &value);
    bool zero = fault == AMOUNT_OK && value == 0;
    if (token.negative && !zero)
        return negative(reader);
    if (fault != AMOUNT_OK)
        return at_fault(reader, fault);
    if (!survives_double(value))
        return refuse(reader, AMOUNT_PRECISION,
            arena_printf(reader->arena, "the number %s cannot be held exactly as a floating-point number",
                str_quoted(reader->arena, reader->written)),
            arena_printf(
                reader->arena, "write it as a text: \"%s\"", str_quoted(reader->arena, reader->written)));
    set_interval(amount, AMOUNT_EXACT, value, 0);
    /* trailing zeros say nothing here: programs write 38000000000.0 for 38e9 */
    struct number number = {.digits = token.digits, .whole = token.count, .count = token.count};
    amount->digits = significant(&number);
    return true;
}

enum amount_fault amount_parse_number(struct arena *arena, const char *digits,
    const struct amount_rules *rules, struct amount *amount, const char **sentence, const char **hint)
{
    struct reader reader = {.arena = arena, .written = digits, .rules = rules};
    amount_clear(amount, rules);
    if (!read_token(&reader, amount)) {
        assert(reader.fault != AMOUNT_OK);
        amount_clear(amount, rules);
    }
    *sentence = reader.sentence;
    *hint = reader.hint;
    return reader.fault;
}
