/* SPDX-License-Identifier: MIT */
/*
 * The keys of the front matter. Every key is a row: its form says how the value is read, its offset where in
 * struct template_options it goes. A key with a fault of its own leaves the default.
 */
#include "setting.h"

#include <stddef.h>
#include <string.h>

enum setting_form {
    SETTING_TEXT,   /* struct runs: words and values */
    SETTING_CHOICE, /* int: which of `words` */
    SETTING_NUMBER, /* int: from least to most */
    SETTING_PLAIN   /* struct setting_word: words without values, as they stand */
};

struct setting_entry {
    const char *key;
    enum setting_form form;
    size_t offset;
    const char *words; /* CHOICE: separated by spaces, in the order of their enum */
    int least, most;   /* NUMBER */
};

#define AT(member) offsetof(struct template_options, member)

static const struct setting_entry setting_table[] = {
    {"title", SETTING_TEXT, AT(title), NULL, 0, 0},
    {"kicker", SETTING_TEXT, AT(kicker), NULL, 0, 0},
    {"author", SETTING_TEXT, AT(author), NULL, 0, 0},
    {"subject", SETTING_TEXT, AT(subject), NULL, 0, 0},
    {"running", SETTING_TEXT, AT(running), NULL, 0, 0},
    {"footer", SETTING_TEXT, AT(footer), NULL, 0, 0},
    {"paper", SETTING_CHOICE, AT(paper), "A4 Letter", 0, 0},
    {"numbers", SETTING_CHOICE, AT(numbers), "short long", 0, 0},
    {"pages", SETTING_NUMBER, AT(pages), NULL, 1, 99},
    {"deal", SETTING_PLAIN, AT(deal), NULL, 0, 0},
    {"theme", SETTING_PLAIN, AT(theme), NULL, 0, 0},
};

enum { SETTINGS = sizeof setting_table / sizeof *setting_table, CHOICES_MOST = 16 };

_Static_assert(SETTINGS <= 64, "settings are told apart by the bits of one word");

size_t setting_count(void)
{
    return SETTINGS;
}

const char *setting_name(size_t index)
{
    return setting_table[index].key;
}

static void *member_at(struct template_options *options, const struct setting_entry *entry)
{
    return (char *)options + entry->offset;
}

/* "A4, Letter or Legal" */
static const char *choices_text(struct arena *arena, char *const *words, size_t count)
{
    struct str out = str_init(arena);
    for (size_t i = 0; i < count; i++)
        str_printf(&out, "%s%s", !i ? "" : i + 1 == count ? " or " : ", ", words[i]);
    return str_text(&out);
}

static void choice_read(const struct value_scope *scope, const struct setting_entry *entry,
    struct slice value, struct place place, int *chosen)
{
    char *words[CHOICES_MOST];
    size_t count = 0;
    for (const char *at = entry->words; *at;) {
        size_t n = strcspn(at, " ");
        if (slice_equals(value, arena_strndup(scope->arena, at, n))) {
            *chosen = (int)count;
            return;
        }
        words[count++] = arena_strndup(scope->arena, at, n);
        at += n + (at[n] == ' ');
    }
    diags_add(scope->diags, DIAG_BAD_ATTRIBUTE, place, NULL, choices_text(scope->arena, words, count),
        "'%s' has no value '%.*s'", entry->key, (int)value.length, value.at);
}

static void number_read(const struct value_scope *scope, const struct setting_entry *entry,
    struct slice value, struct place place, int *out)
{
    int number = 0;
    bool good = value.length > 0 && value.length <= 4;
    for (size_t i = 0; good && i < value.length; i++) {
        good = is_digit(value.at[i]);
        number = number * 10 + (value.at[i] - '0');
    }
    if (good && number >= entry->least && number <= entry->most)
        *out = number;
    else
        diags_add(scope->diags, DIAG_BAD_ATTRIBUTE, place, NULL, NULL, "'%s' is a whole number from %d to %d",
            entry->key, entry->least, entry->most);
}

static void value_set(const struct value_scope *scope, struct template_options *options,
    const struct setting_entry *entry, struct slice value, struct place place)
{
    void *at = member_at(options, entry);
    switch (entry->form) {
    case SETTING_TEXT:
        *(struct runs *)at = runs_parse(scope, value.at, value.length, place);
        break;
    case SETTING_CHOICE:
        choice_read(scope, entry, value, place, at);
        break;
    case SETTING_NUMBER:
        number_read(scope, entry, value, place, at);
        break;
    case SETTING_PLAIN:
        *(struct setting_word *)at =
            (struct setting_word){arena_strndup(scope->arena, value.at, value.length), place};
        break;
    }
}

static const struct setting_entry *entry_find(
    const struct value_scope *scope, const char *key, struct place place)
{
    const char *keys[SETTINGS];
    struct str known = str_init(scope->arena);
    str_append(&known, "known are");
    for (size_t i = 0; i < SETTINGS; i++) {
        if (!strcmp(setting_table[i].key, key))
            return &setting_table[i];
        keys[i] = setting_table[i].key;
        str_printf(&known, "%s %s", i ? "," : ":", keys[i]);
    }
    const char *near = suggest_nearest(key, keys, SETTINGS);
    diags_add(scope->diags, DIAG_UNKNOWN_NAME, place, NULL,
        near ? arena_printf(scope->arena, "did you mean '%s'?", near) : str_text(&known),
        "unknown setting '%s'", key);
    return NULL;
}

void setting_read(const struct value_scope *scope, struct template_options *options, struct slice line,
    struct place place, uint64_t *seen)
{
    struct slice word = line;
    const char *colon = memchr(line.at, ':', line.length);
    if (colon)
        word.length = (size_t)(colon - line.at);
    word = slice_trim(word);
    struct slice all = slice_trim(line);
    place = place_shift(place, (size_t)(all.at - line.at));
    if (!colon || !word.length) {
        diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, place, NULL, "settings are written key: value",
            "this line of the front matter has no key");
        return;
    }
    const struct setting_entry *entry =
        entry_find(scope, arena_strndup(scope->arena, word.at, word.length), place);
    if (!entry)
        return;
    uint64_t bit = UINT64_C(1) << (entry - setting_table);
    if (*seen & bit)
        diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, place, NULL, NULL, "'%s' is given twice", entry->key);
    *seen |= bit;
    struct slice rest = {colon + 1, line.length - (size_t)(colon + 1 - line.at)};
    struct slice value = slice_trim(rest);
    if (value.length >= 2 && value.at[0] == '"' && value.at[value.length - 1] == '"')
        value = (struct slice){value.at + 1, value.length - 2};
    else if (value.length && value.at[0] == '"')
        diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, place_shift(place, (size_t)(value.at - all.at)), NULL,
            NULL, "a quotation mark is not closed on this line");
    const char *from = value.length ? value.at : colon + 1;
    value_set(scope, options, entry, value, place_shift(place, (size_t)(from - all.at)));
}
