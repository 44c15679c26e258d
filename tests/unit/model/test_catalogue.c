/* SPDX-License-Identifier: MIT */
/*
 * The words that the code says and those that the catalogue holds are the same: each literal that say(),
 * said() and their kin are given, and each that WORDS() marks, has a German entry, and no entry is left over.
 * The source is read as text: literals that stand side by side are joined, comments left out.
 */
#include "support.h"

#include "catalogue.h"
#include "list.h"
#include "say.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Which argument holds the words, counted from 0, and which the context (−1: none) */
static const struct taker {
    const char *name;
    int words, context;
    const char *fixed; /* the context that the function gives */
    bool plural;       /* the argument after the words holds those of many */
} takers[] = {
    {"say", 1, -1, NULL, false},
    {"say_to", 1, -1, NULL, false},
    {"said", 1, -1, NULL, false},
    {"said_in", 2, 1, NULL, false},
    {"said_count", 2, -1, NULL, true},
    {"say_count", 2, -1, NULL, true},
    {"say_count_to", 2, -1, NULL, true},
    {"word_counted", 2, -1, "counted", true},
    {"said_counted", 2, -1, "counted", true},
    {"WORDS", 0, -1, NULL, false},
    {"WORDS_IN", 1, 0, NULL, false},
    /* they pass their words on to word_counted() */
    {"counted", 2, -1, "counted", true},
    {"note_counted", 3, -1, "counted", true},
    {"count_append", 3, -1, "counted", true},
    {"part_append", 2, -1, "counted", true},
};

/* word_more(out, count, "term") says "one more" and "%s more" in the context it is given. */
static const char *const more_words[] = {"one more", "%s more"};

/* Contexts of words that are the dataset's: kinds of terms and tranches, names of metrics, vague amounts; and
   keys of the format, which tables of data hold. The catalogue knows the usual ones; nothing in the code says
   them. */
static const char *const vocabularies[] = {
    "data", "data head", "metric", "term", "term status", "tranche", "vague"};

typedef LIST(const char *) keys;

struct scan {
    struct arena *arena;
    keys found, plurals; /* all; of them those that are counted */
    const char *file;
    const char *at;    /* in the text of the file */
    size_t unreadable; /* words that stand with what is neither a literal nor a choice of literals */
};

static bool is_name(char c)
{
    return is_letter(c) || is_digit(c) || c == '_';
}

/* Past what is no code of interest: a comment, a character, a space */
static void past_blank(struct scan *scan)
{
    for (;;) {
        if (!strncmp(scan->at, "/*", 2)) {
            const char *end = strstr(scan->at + 2, "*/");
            scan->at = end ? end + 2 : scan->at + strlen(scan->at);
        } else if (*scan->at && strchr(" \t\n\\", *scan->at)) {
            scan->at++;
        } else {
            return;
        }
    }
}

/* Past a character, which may be a quotation mark */
static void past_character(struct scan *scan)
{
    for (scan->at++; *scan->at && *scan->at != '\''; scan->at++)
        scan->at += *scan->at == '\\' && scan->at[1];
    scan->at += *scan->at == '\'';
}

static void escape_append(struct str *out, const char **at)
{
    static const char plain[] = "n\nt\tr\r";
    const char *found = strchr(plain, **at);
    if (**at == 'x') {
        char *end;
        str_char(out, (char)strtol(*at + 1, &end, 16));
        *at = end;
    } else if (**at == 'u') {
        char digits[5] = {0}, *end;
        memcpy(digits, *at + 1, 4);
        utf8_append(out, (uint32_t)strtol(digits, &end, 16));
        *at += 5;
    } else if (is_digit(**at)) {
        char *end;
        str_char(out, (char)strtol(*at, &end, 8));
        *at = end;
    } else {
        str_char(out, found && (found - plain) % 2 == 0 ? found[1] : **at);
        ++*at;
    }
}

static void literal_append(struct scan *scan, struct str *out)
{
    for (scan->at++; *scan->at && *scan->at != '"';) {
        if (*scan->at == '\\') {
            scan->at++;
            escape_append(out, &scan->at);
        } else {
            str_char(out, *scan->at++);
        }
    }
    scan->at += *scan->at == '"';
}

/* What stands for a literal, as wording.c has it */
static bool piece_append(struct scan *scan, struct str *out)
{
    static const struct {
        const char *name, *text;
    } pieces[] = {{"NBSP", "\xC2\xA0"}, {"EN_DASH", "\xE2\x80\x93"}, {"MINUS", "\xE2\x88\x92"}};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t length = strlen(pieces[i].name);
        if (strncmp(scan->at, pieces[i].name, length) || is_name(scan->at[length]))
            continue;
        str_append(out, pieces[i].text);
        scan->at += length;
        return true;
    }
    return false;
}

static keys argument_read(struct scan *scan);

/* WORDS_IN("would", WORDS_IN("to", "…")): the marks of one text in two contexts stand within each other. */
static bool mark_append(struct scan *scan, struct str *out)
{
    bool in = str_starts(scan->at, "WORDS_IN(");
    if (!in && !str_starts(scan->at, "WORDS("))
        return false;
    scan->at = strchr(scan->at, '(') + 1;
    keys texts = argument_read(scan);
    if (in && *scan->at == ',') {
        scan->at++;
        texts = argument_read(scan);
    }
    scan->at += *scan->at == ')';
    str_append(out, texts.count ? texts.at[0] : "");
    return true;
}

/* One argument: each text that it may be, of `a ? "b" : c ? "d" : "e"` three. A literal beside anything else
   is counted as unreadable. Stops at the comma or the bracket. */
static keys argument_read(struct scan *scan)
{
    keys texts = {0};
    struct str text = str_init(scan->arena);
    bool literal = false, other = false;
    int depth = 0;
    for (past_blank(scan);; past_blank(scan)) {
        char c = *scan->at;
        bool over = !c || (depth == 0 && (c == ',' || c == ')'));
        if (over || (depth == 0 && (c == '?' || c == ':'))) {
            if (literal && !other)
                *list_push(scan->arena, &texts) = str_text(&text);
            scan->unreadable += literal && other && c != '?';
            if (over)
                return texts;
            text = str_init(scan->arena);
            literal = other = false;
            scan->at++;
        } else if (c == '"') {
            struct str deeper = str_init(scan->arena);
            literal_append(scan, depth ? &deeper : &text);
            literal = literal || depth == 0;
        } else if (depth == 0 && mark_append(scan, &text)) {
            literal = true;
        } else if (!piece_append(scan, &text)) {
            other = true;
            depth += (c == '(' || c == '[') - (c == ')' || c == ']');
            if (c == '\'')
                past_character(scan);
            else if (!is_name(c))
                scan->at++;
            while (is_name(*scan->at))
                scan->at++;
        }
    }
}

static void key_add(struct scan *scan, const char *context, const char *words, bool plural)
{
    if (!*words)
        return;
    const char *key = context ? arena_printf(scan->arena, "%s\004%s", context, words) : words;
    *list_push(scan->arena, &scan->found) = key;
    if (plural)
        *list_push(scan->arena, &scan->plurals) = key;
}

static void call_read(struct scan *scan, const struct taker *taker)
{
    const char *context = taker->fixed;
    bool unknown = false; /* the context is a variable: the words are marked elsewhere */
    for (int i = 0; i <= taker->words; i++) {
        size_t before = scan->unreadable;
        keys texts = argument_read(scan);
        if (i != taker->words)
            scan->unreadable = before;
        if (i == taker->context) {
            context = texts.count == 1 ? texts.at[0] : NULL;
            unknown = !context;
        }
        for (size_t t = 0; i == taker->words && t < texts.count && !unknown; t++)
            key_add(scan, context, texts.at[t], taker->plural);
        if (scan->unreadable > before)
            print_message("# %s: cannot read the words given to %s()\n", scan->file, taker->name);
        if (*scan->at != ',')
            return;
        scan->at++;
    }
}

static void more_read(struct scan *scan)
{
    keys texts = {0};
    for (int i = 0; i < 3; i++, scan->at += *scan->at == ',')
        texts = argument_read(scan);
    for (size_t t = 0; t < texts.count; t++)
        for (size_t i = 0; i < 2; i++)
            key_add(scan, texts.at[t], more_words[i], false);
}

/* `WORDS(` where WORDS is defined, or a function's own head, is no use of it: the argument has no literal. */
static void name_read(struct scan *scan, struct slice word)
{
    const char *back = scan->at;
    for (size_t i = 0; i < sizeof takers / sizeof *takers && *back == '('; i++) {
        if (!slice_equals(word, takers[i].name))
            continue;
        scan->at = back + 1;
        call_read(scan, &takers[i]);
    }
    if (*back == '(' && slice_equals(word, "word_more")) {
        scan->at = back + 1;
        more_read(scan);
    }
    scan->at = back; /* calls stand within calls */
}

static void text_scan(struct scan *scan, const char *text)
{
    for (scan->at = text; *scan->at;) {
        past_blank(scan);
        const char *name = scan->at;
        if (*name == '"') {
            struct str ignored = str_init(scan->arena);
            literal_append(scan, &ignored);
            continue;
        }
        if (*name == '\'') {
            past_character(scan);
            continue;
        }
        if (!is_name(*name)) {
            scan->at += *name != '\0';
            continue;
        }
        while (is_name(*scan->at))
            scan->at++;
        name_read(scan, (struct slice){name, (size_t)(scan->at - name)});
    }
}

static void room_scan(struct scan *scan, const char *room)
{
    const char *folder = source_path(scan->arena, arena_printf(scan->arena, "src/%s", room));
    DIR *open = opendir(folder);
    assert_non_null(open);
    for (struct dirent *entry = readdir(open); entry; entry = readdir(open)) {
        static const char *const tools[] = {"say.c", "say.h", "catalogue_make.c"};
        bool tool = false;
        for (size_t i = 0; i < sizeof tools / sizeof *tools; i++)
            tool = tool || str_equals(entry->d_name, tools[i]);
        if (tool || !(str_ends(entry->d_name, ".c") || str_ends(entry->d_name, ".h")))
            continue;
        scan->file = arena_printf(scan->arena, "src/%s/%s", room, entry->d_name);
        struct bytes bytes = source_file(scan->arena, scan->file);
        text_scan(scan, arena_strndup(scan->arena, (const char *)bytes.at, bytes.length));
    }
    closedir(open);
}

static struct scan source_scan(struct arena *arena)
{
    static const char *const rooms[] = {
        "model", "input", "facts", "text", "scene", "flow", "chart", "brief", "output", "press", "app"};
    struct scan scan = {.arena = arena};
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++)
        room_scan(&scan, rooms[i]);
    qsort(scan.found.at, scan.found.count, sizeof *scan.found.at, compare_texts);
    return scan;
}

/* ---- the catalogue ---- */

static int key_compare(const void *key, const void *entry)
{
    return strcmp(key, ((const struct catalogue_entry *)entry)->key);
}

static const struct catalogue_entry *entry_of(const char *key)
{
    return bsearch(key, catalogue_de.entries, catalogue_de.count, sizeof *catalogue_de.entries, key_compare);
}

/* U+0004 as it can be read */
static const char *shown(struct arena *arena, const char *key)
{
    const char *end = strchr(key, '\004');
    return end ? arena_printf(arena, "%s (%.*s)", end + 1, (int)(end - key), key) : key;
}

static size_t missing_count(const struct scan *scan)
{
    size_t missing = 0;
    for (size_t i = 0; i < scan->found.count; i++) {
        const char *key = scan->found.at[i];
        if ((i && !strcmp(key, scan->found.at[i - 1])) || entry_of(key))
            continue;
        missing++;
        print_message("# not in languages/de: %s\n", shown(scan->arena, key));
    }
    return missing;
}

static size_t formless_count(const struct scan *scan)
{
    size_t formless = 0;
    for (size_t i = 0; i < scan->plurals.count; i++) {
        const struct catalogue_entry *entry = entry_of(scan->plurals.at[i]);
        if (!entry || entry->said[1])
            continue;
        formless++;
        print_message("# without a form of many in languages/de: %s\n", shown(scan->arena, entry->key));
    }
    return formless;
}

static bool is_of_datasets(const char *key)
{
    for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++) {
        size_t length = strlen(vocabularies[i]);
        if (str_starts(key, vocabularies[i]) && key[length] == '\004')
            return true;
    }
    return false;
}

/* ---- tests ---- */

static void test_scanner(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct scan scan = {.arena = arena, .file = "test"};
    text_scan(&scan,
        "x = say(arena, \"One %s \"\n \"two\", said(a, \"in\\u00A0it\")); /* say(a, \"no\") */"
        " unsaid(a, \"no\"); word_counted(&out, n, \"deal\", \"deals\"); said_in(a, \"c\", \"w\");"
        " WORDS(\"m\" NBSP \"%\") said(a, table[i]); f(\"say(a, \\\"no\\\")\");"
        " said(a, b ? \"y\" : c == 'd' ? \"z\" : e[1]); said_in(a, context, \"no\");"
        " WORDS_IN(\"p\", WORDS_IN(\"q\", WORDS(\"r\"))); word_more(&out, f(a, b), \"t\");"
        " g(a, said(a, \"\"));");
    static const char *const wanted[] = {"One %s two", "in\xC2\xA0it", "counted\004deal", "c\004w",
        "m\xC2\xA0%", "y", "z", "p\004r", "q\004r", "r", "t\004one more", "t\004%s more"};
    size_t count = sizeof wanted / sizeof *wanted;
    assert_int_equal(scan.found.count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(scan.found.at[i], wanted[i]);
    assert_int_equal(scan.plurals.count, 1);
    assert_int_equal(scan.unreadable, 0);
    arena_destroy(arena);
}

static void test_faults_are_found(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct scan scan = {.arena = arena, .file = "test (one that cannot be read is wanted)"};
    text_scan(&scan, "say(a, \"signed\"); say(a, \"what nobody has translated\"); said(a, \"x\" SOME \"y\");"
                     " word_counted(o, n, \"nobody's noun\", \"nobody's nouns\");"
                     " say_count(a, n, \"signed\", \"signed\");");
    assert_int_equal(missing_count(&scan), 2);
    assert_int_equal(formless_count(&scan), 1);
    assert_int_equal(scan.unreadable, 1);
    arena_destroy(arena);
}

static void test_all_said(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct scan scan = source_scan(arena);
    assert_true(scan.found.count > 1000);
    assert_int_equal(missing_count(&scan), 0);
    assert_int_equal(formless_count(&scan), 0);
    assert_int_equal(scan.unreadable, 0);
    arena_destroy(arena);
}

static void test_none_left_over(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct scan scan = source_scan(arena);
    size_t left = 0;
    for (size_t i = 0; i < catalogue_de.count; i++) {
        const char *key = catalogue_de.entries[i].key;
        if (is_of_datasets(key) || bsearch(&key, scan.found.at, scan.found.count, sizeof key, compare_texts))
            continue;
        left++;
        print_message("# said nowhere: %s\n", shown(arena, key));
    }
    assert_int_equal(left, 0);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scanner),
        cmocka_unit_test(test_faults_are_found),
        cmocka_unit_test(test_all_said),
        cmocka_unit_test(test_none_left_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
