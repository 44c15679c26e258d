/* SPDX-License-Identifier: MIT */
#include "amount_pattern.h"

#include "amount.h"
#include "amount_advice.h"
#include "str.h"

#include <assert.h>
#include <string.h>

/* The blanks that the reader takes for one */
#define BLANKS "[ \\u00a0\\u2009\\u202f]*"
#define BLANK "[ \\u00a0\\u2009\\u202f]+"
#define SIGN "[$€£¥₹₩]"
#define SYMBOL "(?:(?:US|A|C|HK)?\\$|[€£¥₹₩])"
#define CODE "[A-Z]{3}"
/* [code] [symbol] before the digits */
#define CURRENCY_BEFORE "(?:" CODE "(?:" BLANK SYMBOL "|" BLANKS SIGN ")?|" SYMBOL ")?" BLANKS
#define WHOLE "(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)"
/* without a scale: hundredths at the finest, and never three digits, which may mean thousands */
#define HUNDREDTHS "(?:\\.(?:[0-9]{1,2}|[0-9]{2}00+))?"
#define DECIMALS "(?:\\.[0-9]+)?"

/* "up to" → "[Uu][Pp]BLANK[Tt][Oo]": no dialect-independent way says that case does not count */
static void words_append(struct str *out, const char *words)
{
    for (; *words; words++) {
        char c = *words;
        if (c >= 'a' && c <= 'z')
            str_printf(out, "[%c%c]", c - 32, c);
        else if (c == ' ')
            str_append(out, BLANK);
        else if (strchr(".+*?|()[]{}^$", c))
            str_printf(out, "\\%c", c);
        else
            str_char(out, c);
    }
}

static bool ends_in_letter(const char *phrase)
{
    char last = phrase[strlen(phrase) - 1];
    return last >= 'a' && last <= 'z';
}

static enum amount_kind qualifier_kind(struct arena *arena, const char *phrase)
{
    const struct amount_rules rules = {.currency = "USD", .approx_ppm = 100000};
    struct amount amount;
    const char *sentence, *hint;
    enum amount_fault fault =
        amount_parse(arena, arena_printf(arena, "%s 5", phrase), &rules, &amount, &sentence, &hint);
    assert(fault == AMOUNT_OK);
    (void)fault;
    return amount.kind;
}

/* The qualifiers that mean "at least", or all others; those that are words, or those that end in a sign */
static void qualifiers_append(struct arena *arena, struct str *out, bool at_least, bool words)
{
    const char *between = "(?:", *phrase;
    for (size_t i = 0; (phrase = amount_qualifier_phrase(i)); i++) {
        if ((qualifier_kind(arena, phrase) == AMOUNT_AT_LEAST) != at_least || ends_in_letter(phrase) != words)
            continue;
        str_append(out, between);
        words_append(out, phrase);
        between = "|";
    }
    str_char(out, ')');
}

/* [qualifier] [code] [symbol]: behind a word stands a blank or a sign of currency */
static void start_append(struct arena *arena, struct str *out, bool at_least, bool optional)
{
    str_append(out, "(?:(?:");
    qualifiers_append(arena, out, at_least, false);
    str_append(out, BLANKS "|");
    qualifiers_append(arena, out, at_least, true);
    str_printf(out, BLANK ")" CURRENCY_BEFORE "|");
    qualifiers_append(arena, out, at_least, true);
    str_append(out, SIGN BLANKS);
    if (optional)
        str_append(out, "|" CURRENCY_BEFORE);
    str_char(out, ')');
}

static void scale_append(struct str *out)
{
    const char *word;
    for (size_t i = 0; (word = amount_scale_word(i)); i++) {
        str_append(out, i ? "|" : "(?:");
        words_append(out, word);
    }
    str_char(out, ')');
}

/* digits [scale] [code]; `shared`: the scale may stand at the other end of a range */
static void number_append(struct str *out, bool shared)
{
    str_append(out, WHOLE "(?:" DECIMALS BLANKS);
    scale_append(out);
    str_printf(out, "(?:" BLANK CODE ")?|%s(?:" BLANKS CODE ")?)" BLANKS, shared ? DECIMALS : HUNDREDTHS);
}

static void range_append(struct str *out)
{
    str_append(out, CURRENCY_BEFORE);
    number_append(out, true);
    str_append(out, "(?:[-–]|\\.\\.|[Tt][Oo]" BLANK ")" BLANKS CURRENCY_BEFORE);
    number_append(out, false);
}

/* ["several"|"a few"] ["tens of" …] noun ["of dollars"|code]; the singular needs one of the words before it
 */
static void vague_append(struct str *out)
{
    static const char *const many[] = {"tens of", "hundreds of", "double-digit"};
    static const char *const nouns[] = {"thousand", "million", "billion", "trillion"};
    struct str tens = str_init(out->arena), noun = str_init(out->arena);
    for (size_t i = 0; i < sizeof many / sizeof *many; i++) {
        str_append(&tens, i ? "|" : "");
        words_append(&tens, many[i]);
    }
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        str_append(&noun, i ? "|" : "(?:");
        words_append(&noun, nouns[i]);
    }
    str_append(&noun, ")");
    str_append(out, "(?:(?:(?:[Ss][Ee][Vv][Ee][Rr][Aa][Ll]|[Aa]" BLANK "[Ff][Ee][Ww])" BLANK);
    str_printf(out, "(?:(?:%s|[Hh][Uu][Nn][Dd][Rr][Ee][Dd])" BLANK ")?", str_text(&tens));
    str_printf(out, "|(?:%s)" BLANK ")%s[Ss]?|%s[Ss])", str_text(&tens), str_text(&noun), str_text(&noun));
    str_append(out, "(?:" BLANK "(?:" CODE "|");
    words_append(out, "of dollars");
    str_append(out, "))?");
}

const char *amount_pattern(struct arena *arena)
{
    static const char *const words[] = {"undisclosed", "unknown", "confidential", "none"};
    struct str out = str_init(arena);
    str_append(&out, "^" BLANKS "(?:");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        words_append(&out, words[i]);
        str_char(&out, '|');
    }
    start_append(arena, &out, false, false);
    number_append(&out, false);
    str_char(&out, '|');
    start_append(arena, &out, true, true);
    number_append(&out, false);
    str_append(&out, "(?:\\+|[Oo][Rr]" BLANK "[Mm][Oo][Rr][Ee])?|");
    range_append(&out);
    str_char(&out, '|');
    vague_append(&out);
    str_append(&out, ")" BLANKS "$");
    return str_text(&out);
}

const char *amount_pattern_exact(struct arena *arena)
{
    struct str out = str_init(arena);
    str_append(&out, "^" BLANKS CURRENCY_BEFORE);
    number_append(&out, false);
    str_append(&out, "$");
    return str_text(&out);
}
