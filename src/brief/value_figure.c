/* SPDX-License-Identifier: MIT */
/*
 * Parses what follows the name of a figure: a where-clause, parties and words, or two other values. Which
 * parties there are is known only with a dataset; how many a figure takes, and which words, is known here.
 */
#include "value.h"

#include <string.h>

struct word {
    const char *text;
    struct place place;
};

enum { WORDS_MOST = 6 };

struct words {
    struct word at[WORDS_MOST];
    size_t count;
    bool cut; /* there were more */
};

static struct words words_split(
    const struct value_scope *scope, const char *text, size_t length, struct place place)
{
    struct words words = {0};
    for (size_t at = 0; at < length;) {
        size_t from = at;
        while (at < length && text[at] != ' ' && text[at] != '\t')
            at++;
        if (at > from && words.count == WORDS_MOST)
            words.cut = true;
        else if (at > from)
            words.at[words.count++] =
                (struct word){arena_strndup(scope->arena, text + from, at - from), place_shift(place, from)};
        while (at < length && (text[at] == ' ' || text[at] == '\t'))
            at++;
    }
    return words;
}

static bool fail_syntax(
    const struct value_scope *scope, struct place place, const char *hint, const char *sentence)
{
    diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, place, NULL, hint, "%s", sentence);
    return false;
}

struct aspect_entry {
    enum value_root root;
    const char *word;
    enum figure_aspect aspect;
    enum value_type type;
};

static const struct aspect_entry aspect_table[] = {
    {ROOT_PAIR, "matched", ASPECT_MATCHED, VALUE_MONEY},
    {ROOT_PAIR, "capital", ASPECT_CAPITAL, VALUE_MONEY},
    {ROOT_PAIR, "commerce", ASPECT_COMMERCE, VALUE_MONEY},
    {ROOT_PAIR, "multiple", ASPECT_MULTIPLE, VALUE_MULTIPLE},
    {ROOT_STEPUP, "ratio", ASPECT_RATIO, VALUE_MULTIPLE},
    {ROOT_STEPUP, "growth", ASPECT_GROWTH, VALUE_SHARE},
    {ROOT_SHARE, "circulating", ASPECT_CIRCULATING, VALUE_SHARE},
    {ROOT_SHARE, "guaranteed", ASPECT_GUARANTEED, VALUE_SHARE},
    {ROOT_SHARE, "top", ASPECT_TOP, VALUE_SHARE},
    {ROOT_SHARE, "stake", ASPECT_STAKE, VALUE_SHARE},
};

enum { ASPECTS = sizeof aspect_table / sizeof *aspect_table };

static bool takes_firm(const struct value *value)
{
    return value->root == ROOT_PAIR || value->root == ROOT_COVER ||
           (value->root == ROOT_SHARE &&
               (value->aspect == ASPECT_CIRCULATING || value->aspect == ASPECT_TOP));
}

static bool fail_word(const struct value_scope *scope, const struct value *value, const struct word *word)
{
    const char *known[ASPECTS + 1];
    size_t count = 0;
    for (size_t i = 0; i < ASPECTS && value->aspect == ASPECT_USUAL; i++)
        if (aspect_table[i].root == value->root)
            known[count++] = aspect_table[i].word;
    if (takes_firm(value))
        known[count++] = "firm";
    const char *near = suggest_nearest(word->text, known, count);
    struct str hint = str_init(scope->arena);
    if (near)
        str_printf(&hint, "did you mean '%s'?", near);
    for (size_t i = 0; i < count && !near; i++)
        str_printf(&hint, "%s%s", i ? ", " : "it takes: ", known[i]);
    return fail_syntax(scope, word->place, count ? str_text(&hint) : NULL,
        arena_printf(scope->arena, "'%s' cannot stand in '%s'", word->text, value->text));
}

/* The word that says which of several, or `firm` */
static bool word_take(const struct value_scope *scope, struct value *value, const struct word *word)
{
    if (!strcmp(word->text, "firm") && takes_firm(value) && !value->firm) {
        value->firm = true;
        return true;
    }
    for (size_t i = 0; i < ASPECTS; i++) {
        const struct aspect_entry *entry = &aspect_table[i];
        if (entry->root != value->root || strcmp(entry->word, word->text) || value->aspect != ASPECT_USUAL)
            continue;
        value->aspect = entry->aspect;
        value->type = entry->type;
        return true;
    }
    return fail_word(scope, value, word);
}

static bool name_take(
    const struct value_scope *scope, struct value *value, size_t which, const struct word *word)
{
    value->names[which] = word->text;
    value->name_places[which] = word->place;
    if (strcmp(word->text, "this"))
        return true;
    value->names[which] = NULL;
    if (scope->inside[SUBJECT_PARTIES])
        return true;
    diags_add(scope->diags, DIAG_UNKNOWN_NAME, word->place, NULL, "write the party's id",
        "'this' stands only inside :::each{parties}");
    return false;
}

/* So many parties, then words in any order */
static bool names_parse(const struct value_scope *scope, struct value *value, const struct words *words,
    size_t first, size_t names, const char *hint)
{
    bool good = !words->cut;
    if (words->count < first + names)
        return fail_syntax(scope, value->place, hint,
            names == 2 ? arena_printf(scope->arena, "'%s' needs two parties", value->text)
                       : arena_printf(scope->arena, "'%s' needs a party", value->text));
    for (size_t i = 0; i < names; i++)
        good = name_take(scope, value, i, &words->at[first + i]) && good;
    for (size_t i = first + names; i < words->count; i++)
        good = word_take(scope, value, &words->at[i]) && good;
    if (words->cut)
        fail_syntax(
            scope, value->place, hint, arena_printf(scope->arena, "'%s' has too many words", value->text));
    return good;
}

static const char share_hint[] =
    "write share:circulating, share:guaranteed WHERE, share:top 3 or share:stake PARTY";

static bool top_parse(const struct value_scope *scope, struct value *value, const struct words *words)
{
    const struct word *number = words->count > 1 ? &words->at[1] : NULL;
    if (!number || strlen(number->text) != 1 || number->text[0] < '1' || number->text[0] > '5')
        return fail_syntax(scope, number ? number->place : value->place, "write share:top 3",
            "'share:top' needs a number from 1 to 5");
    value->number = number->text[0] - '0';
    bool good = true;
    for (size_t i = 2; i < words->count; i++)
        good = word_take(scope, value, &words->at[i]) && good;
    return good;
}

static bool share_parse(
    const struct value_scope *scope, struct value *value, const char *text, size_t length, struct place place)
{
    struct words words = words_split(scope, text, length, place);
    if (!words.count)
        return fail_syntax(scope, value->place, share_hint, "'share' needs to know of what");
    if (!word_take(scope, value, &words.at[0]))
        return false;
    size_t skip = strlen(words.at[0].text);
    switch (value->aspect) {
    case ASPECT_TOP:
        return top_parse(scope, value, &words);
    case ASPECT_STAKE:
        return names_parse(scope, value, &words, 1, 1, share_hint);
    case ASPECT_GUARANTEED: {
        struct slice where = slice_trim((struct slice){text + skip, length - skip});
        value->where = arena_strndup(scope->arena, where.at, where.length);
        value->where_place = place_shift(place, where.length ? (size_t)(where.at - text) : skip);
        return true;
    }
    default: {
        bool good = true;
        for (size_t i = 1; i < words.count; i++)
            good = word_take(scope, value, &words.at[i]) && good;
        return good;
    }
    }
}

/* ---- ratio:A to B ---- */

/* " to " that is no key of a where-clause ("to=openai", "to in (…)"); `length` when there is none */
static size_t to_find(const char *text, size_t length)
{
    for (size_t i = 1; i + 4 <= length; i++) {
        if (strncmp(text + i, " to ", 4))
            continue;
        size_t after = i + 4;
        while (after < length && text[after] == ' ')
            after++;
        bool is_key = after < length && (strchr("=!<>", text[after]) ||
                                            (after + 3 <= length && !strncmp(text + after, "in ", 3)));
        if (!is_key)
            return i;
    }
    return length;
}

static bool operand_fits(const struct value_scope *scope, const struct value *operand)
{
    unsigned fits = 1u << VALUE_MONEY | 1u << VALUE_DEAL | 1u << VALUE_VALUATION | 1u << VALUE_METRIC;
    if (fits & (1u << operand->type))
        return true;
    diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, operand->place, NULL, NULL,
        "a ratio is of two amounts of money; '%s' is %s", operand->text, value_type_name(operand->type));
    return false;
}

static bool ratio_parse(
    const struct value_scope *scope, struct value *value, const char *text, size_t length, struct place place)
{
    size_t to = to_find(text, length), skip = 4;
    if (to == length) { /* two without a space in them */
        const char *space = memchr(text, ' ', length);
        bool single = space && !memchr(space + 1, ' ', length - (size_t)(space + 1 - text));
        if (!single)
            return fail_syntax(scope, value->place, "write ratio:A to B", "'ratio' needs two amounts");
        to = (size_t)(space - text);
        skip = 1;
    }
    value->operands[0] = value_parse(scope, text, to, place);
    value->operands[1] =
        value_parse(scope, text + to + skip, length - to - skip, place_shift(place, to + skip));
    bool good = value->operands[0] && value->operands[1];
    for (int i = 0; i < 2; i++)
        good = value->operands[i] && operand_fits(scope, value->operands[i]) && good;
    return good;
}

bool value_figure_parse(
    const struct value_scope *scope, struct value *value, const char *text, size_t length, struct place place)
{
    static const enum value_type types[ROOT_KIND_COUNT] = {[ROOT_TOTAL] = VALUE_MONEY,
        [ROOT_COUNT] = VALUE_NUMBER,
        [ROOT_CIRCULATING] = VALUE_MONEY,
        [ROOT_SHARE] = VALUE_SHARE,
        [ROOT_ANNUAL] = VALUE_MONEY,
        [ROOT_PAIR] = VALUE_MONEY,
        [ROOT_STEPUP] = VALUE_MULTIPLE,
        [ROOT_COVER] = VALUE_MULTIPLE,
        [ROOT_RUNWAY] = VALUE_YEARS,
        [ROOT_RATIO] = VALUE_MULTIPLE};
    size_t skip = length && text[0] == ':';
    struct slice rest = slice_trim((struct slice){text + skip, length - skip});
    place = place_shift(place, rest.length ? (size_t)(rest.at - text) : skip);
    struct words words;
    value->type = types[value->root];
    switch (value->root) {
    case ROOT_SHARE:
        return share_parse(scope, value, rest.at, rest.length, place);
    case ROOT_PAIR:
        words = words_split(scope, rest.at, rest.length, place);
        return names_parse(scope, value, &words, 0, 2, "write pair:INVESTOR BUYER");
    case ROOT_STEPUP:
    case ROOT_COVER:
    case ROOT_RUNWAY:
        words = words_split(scope, rest.at, rest.length, place);
        return names_parse(scope, value, &words, 0, 1, "write stepup:PARTY, cover:PARTY or runway:PARTY");
    case ROOT_RATIO:
        return ratio_parse(scope, value, rest.at, rest.length, place);
    default:
        value->where = arena_strndup(scope->arena, rest.at, rest.length);
        value->where_place = place;
        if (value->root != ROOT_CIRCULATING || !rest.length)
            return true;
        return fail_syntax(scope, place, NULL, "'circulating' takes no where");
    }
}
