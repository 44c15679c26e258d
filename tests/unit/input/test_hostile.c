/* SPDX-License-Identifier: MIT */
/* Every file of tests/hostile gets the verdict, the code, the place and the number of messages of its row in
 * index.tsv. */
#include "support.h"

#include "dataset_load.h"
#include "json.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum column { FILE_NAME, EXPECT, DECIDED, CODE, AT, MESSAGES, WHY, COLUMN_COUNT };

static bool seen[DIAG_CODE_COUNT];

/* The value that a JSON pointer names; no key of the corpus needs ~ escapes. */
static const struct json *pointer_find(struct arena *arena, const struct json *json, const char *pointer)
{
    while (json && *pointer == '/' && pointer[1]) {
        size_t length = strcspn(pointer + 1, "/");
        const char *step = arena_strndup(arena, pointer + 1, length);
        if (json->kind == JSON_ARRAY) {
            const struct json *child = json->first;
            for (long i = strtol(step, NULL, 10); child && i; i--)
                child = child->next;
            json = child;
        } else {
            json = json_find(json, step);
        }
        pointer += 1 + length;
    }
    return json;
}

static bool same_place(struct place a, struct place b)
{
    return a.line == b.line && a.column == b.column;
}

/* A pointer stands for the value it names, or for that value's key. */
static bool stands_at(struct arena *arena, const struct diag *diag, struct bytes bytes, const char *at)
{
    if (!strcmp(at, "-"))
        return true;
    if (*at != '/') {
        struct place place = {0};
        assert_int_equal(sscanf(at, "%d:%d", &place.line, &place.column), 2);
        return same_place(diag->place, place);
    }
    struct diags *ignored = diags_create();
    const struct json *root = json_parse(arena, "", bytes, ignored);
    diags_destroy(ignored);
    assert_non_null(root);
    const struct json *json = pointer_find(arena, root, at);
    if (!json)
        fail_msg("%s names nothing", at);
    return same_place(diag->place, json->place) || same_place(diag->place, json->key_place);
}

static bool is_inert(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            return false;
    return true;
}

static void messages_note(const struct diag *sorted, size_t count, const char *file)
{
    for (size_t i = 0; i < count; i++) {
        seen[sorted[i].code] = true;
        assert_string_equal(sorted[i].place.file, file);
        if (!is_inert(sorted[i].sentence) || !is_inert(sorted[i].hint) || !is_inert(sorted[i].path))
            fail_msg("%s: a message holds a control character", file);
        size_t length = strlen(sorted[i].sentence);
        assert_true(length > 0);
        if (sorted[i].sentence[length - 1] == '.' ||
            (sorted[i].sentence[0] >= 'A' && sorted[i].sentence[0] <= 'Z'))
            fail_msg("%s: not worded as a diagnostic: %s", file, sorted[i].sentence);
    }
}

static bool message_stands(
    struct arena *arena, const struct diag *sorted, size_t count, struct bytes bytes, const char *const *row)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(diag_code_text(sorted[i].code), row[CODE]) &&
            stands_at(arena, &sorted[i], bytes, row[AT]))
            return true;
    return false;
}

static void row_check(struct arena *arena, const char *const *row)
{
    struct diags *diags = diags_create();
    struct bytes bytes = source_file(arena, arena_printf(arena, "tests/hostile/%s", row[FILE_NAME]));
    const struct dataset *dataset = dataset_load(arena, row[FILE_NAME], bytes, diags);
    size_t count;
    const struct diag *sorted = diags_sorted(diags, &count);
    messages_note(sorted, count, row[FILE_NAME]);
    bool loads = strcmp(row[EXPECT], "ERROR") != 0;
    if (loads != (dataset != NULL) || loads != !diags_count(diags, DIAG_SEVERITY_ERROR))
        fail_msg("%s: %s expected\n%s", row[FILE_NAME], row[EXPECT], diags_brief(arena, diags));
    if (count != (size_t)strtol(row[MESSAGES], NULL, 10))
        fail_msg("%s: %s messages expected\n%s", row[FILE_NAME], row[MESSAGES], diags_brief(arena, diags));
    /* what drawing decides is none of the reader's business: there it must merely load, without a word */
    if (!strcmp(row[DECIDED], "load") && strcmp(row[EXPECT], "OK") != 0 &&
        !message_stands(arena, sorted, count, bytes, row))
        fail_msg("%s: %s at %s expected\n%s", row[FILE_NAME], row[CODE], row[AT], diags_brief(arena, diags));
    diags_destroy(diags);
}

static size_t row_split(char *line, const char **row)
{
    size_t count = 0;
    for (char *cell = line; cell && count < COLUMN_COUNT; count++) {
        row[count] = cell;
        cell = strchr(cell, '\t');
        if (cell)
            *cell++ = '\0';
    }
    return count;
}

static void test_corpus(void **state)
{
    (void)state;
    struct arena *arena = arena_create(), *scratch = arena_create();
    char *line = arena_strdup(arena, (const char *)source_file(arena, "tests/hostile/index.tsv").at);
    size_t rows = 0;
    for (line = strchr(line, '\n') + 1; *line; rows++) {
        char *end = strchr(line, '\n');
        *end = '\0';
        const char *row[COLUMN_COUNT];
        assert_int_equal(row_split(line, row), COLUMN_COUNT);
        row_check(scratch, row);
        arena_reset(scratch);
        line = end + 1;
    }
    assert_true(rows >= 200);
    arena_destroy(scratch);
    arena_destroy(arena);
}

/* what is too large to be kept as a file */

static void load_text(
    struct arena *arena, const char *text, size_t length, const struct limits *limits, enum diag_code code)
{
    struct diags *diags = diags_create();
    assert_null(dataset_load_at(arena, (struct place){"large.json", 1, 1},
        (struct bytes){(const unsigned char *)text, length}, limits, diags));
    assert_true(diags_has(diags, code));
    size_t count;
    messages_note(diags_sorted(diags, &count), 1, "large.json");
    diags_destroy(diags);
}

static void test_limits(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    size_t most = limit_of(NULL, LIMIT_BYTES);
    struct limits more = {
        .given = {[LIMIT_BYTES] = most + 1, [LIMIT_VALUES] = limit_of(NULL, LIMIT_VALUES) + 1}};
    char *spaces = arena_alloc(arena, most + 2);
    memset(spaces, ' ', most + 1);
    load_text(arena, spaces, most + 1, NULL, DIAG_LIMIT_INPUT);
    load_text(arena, spaces, most + 1, &more, DIAG_JSON_EMPTY);
    load_text(arena, spaces, most, NULL, DIAG_JSON_EMPTY);

    struct str values = str_init(arena);
    str_append(&values, "[0");
    for (size_t i = 2; i < limit_of(NULL, LIMIT_VALUES); i++)
        str_append_bytes(&values, ",0", 2);
    str_char(&values, ']');
    load_text(arena, values.at, values.length, NULL, DIAG_WRONG_TYPE);
    values.length--;
    str_append(&values, ",0]");
    load_text(arena, values.at, values.length, NULL, DIAG_JSON_VALUES);
    load_text(arena, values.at, values.length, &more, DIAG_WRONG_TYPE);
    arena_destroy(arena);
}

/* Hundreds of thousands of faults end in a bounded number of messages, in little time and memory. */
static void test_flood(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct str text = str_init(arena);
    str_append(&text, "{\"dealbrief\":\"1\",\"as_of\":\"2025\",\"deals\":[");
    for (int i = 0; i < 300000; i++)
        str_append(&text, i % 2 ? "{}," : "0,");
    str_append(&text, "{\"id\":\"a\",\"part_of\":\"b\"}]}");
    size_t before = arena_used(arena);
    struct limits more = {.given[LIMIT_ENTRIES] = 300001};
    load_text(arena, text.at, text.length, NULL, DIAG_LIMIT_LIST);
    load_text(arena, text.at, text.length, &more, DIAG_WRONG_TYPE);
    assert_true(arena_used(arena) - before < 150 * 1024 * 1024);
    arena_destroy(arena);
}

static bool is_of_reading(enum diag_code code)
{
    return (code == DIAG_LIMIT_INPUT || (code >= DIAG_JSON_EMPTY && code <= DIAG_NOTHING_LIVE)) &&
           code != DIAG_MISSING_GLYPH; /* fonts are not known here */
}

static void test_every_code(void **state)
{
    (void)state;
    for (int code = 0; code < DIAG_CODE_COUNT; code++)
        if (is_of_reading((enum diag_code)code) && !seen[code])
            fail_msg("nothing in tests/hostile gives %s", diag_code_text((enum diag_code)code));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_corpus), cmocka_unit_test(test_limits), cmocka_unit_test(test_flood),
        cmocka_unit_test(test_every_code), /* last: the others note what they see */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
