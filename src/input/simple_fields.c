/* SPDX-License-Identifier: MIT */
#include "fields.h"

#include "dataset_load.h"
#include "str.h"
#include "text_check.h"
#include "word_advice.h"

#include <string.h>

/* texts */

static void string_store(void *field, const char *text)
{
    *(const char **)field = text;
}

/* A text without a letter says nothing: it is absent, which some fields may not be. */
static void text_read(
    struct loader *loader, struct node node, void *field, const struct rule *rule, enum limit limit)
{
    if (!string_expected(loader, node, "a string"))
        return;
    size_t most = limit_of(loader->limits, limit);
    if (!text_is_harmless(node.json->text, most))
        text_check(loader->diags, node.json->place, node_path(loader, node), node.json->text, most,
            loader_hint(loader, limit));
    if (!text_shows_nothing(node.json->text))
        string_store(field, node.json->text);
    else if (rule && rule->required)
        fault_add(loader, DIAG_MISSING_FIELD, node, NULL, "there is no text");
}

void read_name(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    text_read(loader, node, field, rule, LIMIT_NAME);
}

void read_text(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    text_read(loader, node, field, rule, LIMIT_TEXT);
}

void read_number_or_name(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    if (node.json->kind == JSON_NUMBER)
        string_store(field, node.json->text);
    else if (string_expected(loader, node, "a string or a number"))
        read_name(loader, node, field, rule);
}

void read_names(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    struct strings *strings = field;
    if (node.json->kind != JSON_ARRAY) {
        fault_wrong_type(loader, node, "an array of strings");
        return;
    }
    const char **texts = arena_array(loader->arena, const char *, node.json->count);
    size_t count = 0;
    for (const struct json *child = node.json->first; child; child = child->next) {
        read_name(loader, (struct node){child}, &texts[count], rule);
        count += texts[count] != NULL;
    }
    *strings = (struct strings){texts, count};
}

bool id_is_good(const char *id)
{
    size_t length = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789._-");
    return length && !id[length] && length <= FIXED_ID_LENGTH && !strchr("._-", id[0]);
}

/* "Deal One" → "deal-one" */
static const char *id_proposal(struct arena *arena, const char *text)
{
    struct str out = str_init(arena);
    for (; *text && out.length < FIXED_ID_LENGTH; text++) {
        char c = letter_small(*text);
        bool good = is_letter(c) || is_digit(c) || (out.length && (c == '.' || c == '_'));
        if (good)
            str_char(&out, c);
        else if (out.length && out.at[out.length - 1] != '-')
            str_char(&out, '-');
    }
    while (out.length && out.at[out.length - 1] == '-')
        out.at[--out.length] = '\0';
    return str_text(&out);
}

void read_id(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (!string_expected(loader, node, "a string"))
        return;
    const char *id = node.json->text;
    string_store(field, id);
    if (id_is_good(id))
        return;
    const char *better = id_proposal(loader->arena, id);
    if (strlen(id) > FIXED_ID_LENGTH)
        fault_add(loader, DIAG_BAD_ID, node, "64 are the most",
            arena_printf(loader->arena, "an id of %zu characters", strlen(id)));
    else
        fault_no_such(loader, DIAG_BAD_ID, node, "is no id: those are made of a-z, 0-9, '.', '_' and '-'",
            *better ? arena_printf(loader->arena, "for example '%s'", better) : NULL);
}

void read_url(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (!string_expected(loader, node, "a string"))
        return;
    size_t most = limit_of(loader->limits, LIMIT_URL);
    if (!url_is_harmless(node.json->text, most))
        url_check(loader->diags, node.json->place, node_path(loader, node), node.json->text, most,
            loader_hint(loader, LIMIT_URL));
    string_store(field, node.json->text);
}

/* ISO 7064 MOD 97-10: letters count as 10 to 35, the whole read as one number leaves 1 */
static bool lei_sum_good(const char *lei)
{
    unsigned rest = 0;
    for (; *lei; lei++) {
        unsigned value = is_digit(*lei) ? (unsigned)(*lei - '0') : (unsigned)(*lei - 'A') + 10;
        rest = (value > 9 ? rest * 100 : rest * 10) + value;
        rest %= 97;
    }
    return rest == 1;
}

void read_lei(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (!string_expected(loader, node, "a string"))
        return;
    const char *lei = node.json->text;
    size_t length = strspn(lei, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    if (length != 20 || lei[20] || !is_digit(lei[18]) || !is_digit(lei[19]))
        fault_no_such(loader, DIAG_BAD_PATTERN, node, "is no legal entity identifier",
            "18 capital letters or digits and 2 check digits");
    else if (!lei_sum_good(lei))
        fault_no_such(loader, DIAG_BAD_LEI, node, "has check digits that do not match",
            "a letter or digit is wrong: look it up");
    else
        string_store(field, lei);
}

/* count letters A–Z and nothing else */
static bool is_capitals(const char *text, size_t count)
{
    return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == count && !text[count];
}

void read_country(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (!string_expected(loader, node, "a string"))
        return;
    if (is_capitals(node.json->text, 2))
        string_store(field, node.json->text);
    else
        fault_no_such(
            loader, DIAG_BAD_PATTERN, node, "is no country code", "two capital letters: US, GB, JP");
}

void read_colour(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (!string_expected(loader, node, "a string"))
        return;
    const char *text = node.json->text;
    if (text[0] == '#' && strspn(text + 1, "0123456789abcdefABCDEF") == 6 && !text[7])
        string_store(field, text);
    else
        fault_no_such(
            loader, DIAG_BAD_PATTERN, node, "is no colour", "# and six hexadecimal digits: #1f77b4");
}

/* A language, then further subtags: the shape of BCP 47 without its registry. Languages of more than three
   letters are not registered; what looks like one is a word. */
static bool is_language_tag(const char *tag)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char all[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    size_t first = strspn(tag, letters);
    if (first < 2 || first > 3)
        return false;
    for (tag += first; *tag == '-';) {
        size_t length = strspn(++tag, all);
        if (length < 1 || length > 8)
            return false;
        tag += length;
    }
    return !*tag;
}

static const char *language_hint(struct arena *arena, const char *text)
{
    static const char *const words[][2] = {{"english", "en"}, {"german", "de"}, {"deutsch", "de"},
        {"french", "fr"}, {"français", "fr"}, {"spanish", "es"}, {"español", "es"}, {"italian", "it"},
        {"italiano", "it"}, {"portuguese", "pt"}, {"português", "pt"}, {"dutch", "nl"}, {"nederlands", "nl"},
        {"polish", "pl"}, {"polski", "pl"}, {"japanese", "ja"}, {"chinese", "zh"}, {"korean", "ko"},
        {"arabic", "ar"}, {"russian", "ru"}, {"turkish", "tr"}, {"swedish", "sv"}, {"danish", "da"},
        {"norwegian", "no"}, {"finnish", "fi"}, {"hindi", "hi"}};
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_equals_any_case(text, words[i][0]))
            return arena_printf(arena, "write '%s'", words[i][1]);
    char *copy = arena_strdup(arena, text); /* en_US.UTF-8, as a system's locale has it */
    copy[strcspn(copy, ".@")] = '\0';
    for (char *c = copy; *c; c++)
        *c = *c == '_' ? '-' : *c;
    return is_language_tag(copy) ? arena_printf(arena, "write '%s'", copy) : "a tag such as 'en' or 'pt-BR'";
}

/* What is no tag is left out with a warning: it would make a PDF's language one that no reader knows. */
void read_language(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    const char *text = NULL;
    read_name(loader, node, &text, rule);
    if (!text || is_language_tag(text))
        string_store(field, text);
    else
        fault_no_such(loader, DIAG_ODD_LANGUAGE, node, "is no language tag and left out",
            language_hint(loader->arena, text));
}

void read_currency(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (!string_expected(loader, node, "a string"))
        return;
    if (is_capitals(node.json->text, 3))
        memcpy(field, node.json->text, 4);
    else
        fault_no_such(
            loader, DIAG_BAD_PATTERN, node, "is no currency code", "three capital letters: USD, EUR, JPY");
}

void read_date(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (!string_expected(loader, node, "a date in quotes"))
        return;
    const char *sentence = NULL, *hint = NULL;
    struct date date = {0};
    if (date_parse(loader->arena, node.json->text, &date, &sentence, &hint))
        *(struct date *)field = date;
    else
        fault_add(loader, DIAG_BAD_DATE, node, hint, sentence);
}

void read_tristate(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)rule;
    if (node.json->kind == JSON_TRUE)
        *(enum tristate *)field = TRI_TRUE;
    else if (node.json->kind == JSON_FALSE)
        *(enum tristate *)field = TRI_FALSE;
    else if (node.json->kind != JSON_NULL)
        fault_wrong_type(loader, node, "true, false or null");
}

/* fixed lists of words */

static const char *word_suggest(struct arena *arena, const struct vocabulary *vocabulary, const char *word)
{
    const char *words[64], *normals[64];
    size_t count = 0;
    for (int i = vocabulary->first; i <= vocabulary->last && count < 64; i++, count++) {
        words[count] = vocabulary->name(i);
        normals[count] = str_key(arena, words[count]);
    }
    const char *nearest = suggest_nearest(str_key(arena, word), normals, count);
    for (size_t i = 0; i < count; i++)
        if (nearest == normals[i])
            return words[i];
    return NULL;
}

static const char *words_listed(struct arena *arena, const struct vocabulary *vocabulary)
{
    struct str out = str_init(arena);
    str_append(&out, "one of ");
    for (int i = vocabulary->first; i <= vocabulary->last; i++)
        str_printf(&out, "%s%s", i > vocabulary->first ? ", " : "", vocabulary->name(i));
    return str_text(&out);
}

void read_word(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    const struct vocabulary *vocabulary = rule->more;
    if (!string_expected(loader, node, "a string"))
        return;
    int value = vocabulary->find(node.json->text);
    if (value >= 0) {
        *(unsigned *)field =
            (unsigned)value; /* an enum without negative values is an unsigned int to gcc and clang */
        return;
    }
    const char *advice = word_advice(loader->arena, vocabulary, node.json->text);
    const char *nearest = advice ? NULL : word_suggest(loader->arena, vocabulary, node.json->text);
    const char *hint = advice    ? advice
                       : nearest ? arena_printf(loader->arena, "did you mean '%s'?", nearest)
                                 : words_listed(loader->arena, vocabulary);
    fault_add(loader, DIAG_UNKNOWN_WORD, node, hint,
        arena_printf(loader->arena, "unknown %s '%s'", vocabulary->noun, node.json->text));
}
