/* SPDX-License-Identifier: MIT */
/* Datasets go to spreadsheets and come back the same; spreadsheets that are wrong are told where. */
#include "support.h"

#include "dataset_load.h"
#include "json_write.h"
#include "layout.h"
#include "quick.h"
#include "sheets.h"
#include "tree.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool seen[DIAG_CODE_COUNT];

static const struct json *parse(struct arena *arena, struct bytes bytes)
{
    struct diags *diags = diags_create();
    const struct json *json = json_parse(arena, "test.json", bytes, diags);
    diags_destroy(diags);
    assert_non_null(json);
    return json;
}

static const struct json *parse_text(struct arena *arena, const char *text)
{
    return parse(arena, (struct bytes){(const unsigned char *)text, strlen(text)});
}

/* The first value of a that b does not have */
static const struct json *difference(const struct json *a, const struct json *b)
{
    const struct json *other = b->first;
    for (const struct json *child = a->first; child; child = child->next) {
        if (a->kind == JSON_OBJECT)
            other = json_find(b, child->key);
        if (!other)
            return child;
        if (!tree_same(child, other))
            return child->kind == other->kind && child->first ? difference(child, other) : child;
        other = other->next;
    }
    return a;
}

/* export, import, and the written text of the result: all the same */
static void round_trip(struct arena *arena, const struct json *root, const char *name)
{
    struct sheet_file *files;
    struct diags *diags = diags_create();
    size_t count = sheets_export(arena, root, &files);
    for (size_t i = 0; i < count; i++)
        files[i].path = files[i].name;
    const struct json *again = sheets_import(arena, "folder", files, count, false, NULL, diags);
    if (!again)
        fail_msg("%s does not come back\n%s", name, diags_brief(arena, diags));
    if (!tree_same(root, again)) {
        const struct json *first = difference(root, again);
        struct str value = str_init(arena);
        json_write_compact(first, &value);
        fail_msg(
            "%s comes back as something else at '%s': %s", name, json_path(arena, first), str_text(&value));
    }
    struct str text = str_init(arena);
    json_write(again, &text);
    assert_true(tree_same(root, parse_text(arena, str_text(&text))));
    diags_destroy(diags);
}

static bool loads(struct arena *arena, const struct json *root)
{
    struct diags *diags = diags_create();
    bool good = dataset_load_tree(arena, "test.json", (struct json *)root, NULL, diags);
    diags_destroy(diags);
    return good;
}

static void test_samples(void **state)
{
    (void)state;
    static const char *const names[] = {
        "ai-deals-2025-12", "flow-22-deals", "openai-amazon-2025-12", "pharma-licensing-2025"};
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        round_trip(arena, parse(arena, source_file(arena, arena_printf(arena, "samples/%s.json", names[i]))),
            names[i]);
    arena_destroy(arena);
}

/* Every dataset among the bad inputs that is read after all */
static void test_corpus(void **state)
{
    (void)state;
    struct arena *arena = arena_create(), *scratch = arena_create();
    char *line = arena_strdup(arena, (const char *)source_file(arena, "tests/hostile/index.tsv").at);
    size_t tried = 0;
    for (line = strchr(line, '\n'); line && line[1]; line = strchr(line + 1, '\n')) {
        const char *name = arena_strndup(arena, line + 1, strcspn(line + 1, "\t"));
        if (!strncmp(line + 1 + strlen(name), "\tERROR", 6))
            continue;
        const struct json *root =
            parse(scratch, source_file(scratch, arena_printf(scratch, "tests/hostile/%s", name)));
        assert_true(loads(scratch, root));
        round_trip(scratch, root, name);
        tried++;
        arena_reset(scratch);
    }
    assert_true(tried > 50);
    arena_destroy(scratch);
    arena_destroy(arena);
}

/* files */

static int by_name(const void *left, const void *right)
{
    return strcmp(((const struct sheet_file *)left)->name, ((const struct sheet_file *)right)->name);
}

static size_t folder_list(struct arena *arena, const char *relative, struct sheet_file *files, size_t most)
{
    DIR *directory = opendir(source_path(arena, relative));
    size_t count = 0;
    assert_non_null(directory);
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (entry->d_name[0] == '.')
            continue;
        assert_true(count < most);
        files[count].path = files[count].name = arena_strdup(arena, entry->d_name);
        files[count].bytes = source_file(arena, arena_printf(arena, "%s/%s", relative, entry->d_name));
        count++;
    }
    closedir(directory);
    qsort(files, count, sizeof *files, by_name);
    return count;
}

/* The kept folder is what export writes, byte for byte, and says what the JSON sample says, 0.10 included. */
static void test_kept_folder(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct sheet_file files[16], *written;
    size_t count = folder_list(arena, "samples/csv/openai-amazon-2025-12", files, 16);
    const struct json *root = sheets_import(arena, "folder", files, count, false, NULL, diags);
    assert_non_null(root);
    assert_int_equal(sheets_export(arena, root, &written), count);
    qsort(written, count, sizeof *written, by_name);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(written[i].name, files[i].name);
        assert_string_equal((const char *)written[i].bytes.at, (const char *)files[i].bytes.at);
    }
    const struct json *sample = parse(arena, source_file(arena, "samples/openai-amazon-2025-12.json"));
    assert_true(tree_same(root, sample));
    diags_destroy(diags);
    arena_destroy(arena);
}

/* datasets made up: every field once, with texts that are nasty in a cell and keys of all sorts put in */

static uint32_t next(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static const char *const nasty[] = {"=1+1", "'=1+1", "''@x", "'plain", "-", "+49 30", "@handle", "a; b", "a;",
    ";", " padded ", "\"quoted\" start", "\"whole\"", "[1, 2]", "[sic] text", "{}", "{\"a\": 1}", "json:4",
    "json:", "true", "FALSE", "null", "12", "-12", "1e9", "3.8E+10", "007", "1,234.5", "1.5", "#REF!", "####",
    "#N/A", "comma, here", "tab\there", "Nestl\xC3\xA9", "a\xC2\xA0-b", "0", "27%", "2025-11-03", "45964",
    "x; =cmd()", "x\\n", "a\"b", "\xE2\x80\x9Ctypographic\xE2\x80\x9D", "sep=;", "of", "key", "'", "''",
    "x.y", "{", "[", "\"", "Err:502"};
static const char *const free_only[] = {"", " ", "\n", "two\nlines", "tab\tin front", "\t=x", "\r"};
static const char *const keys[] = {"// a comment", "//", "x_", "x_mine", "x_a.b", "x_=1", "//=2", "strange",
    "term.years", "Amount", "of", "", " x", "a.b", "split.lab", "\"q\"", "=k", "//\nx", "x_;,"};

static struct json *leaf(struct arena *arena, enum json_kind kind, const char *text)
{
    return tree_leaf(arena, kind, text, (struct place){0});
}

static struct json *random_value(struct arena *arena, uint32_t *seed, int depth)
{
    static const char *const numbers[] = {"0", "-0", "1.50", "-12", "3.8E+10", "1e-7", "38000000000", "4.0"};
    uint32_t choice = next(seed) % (depth ? 10 : 8);
    if (choice < 3)
        return leaf(arena, JSON_STRING, nasty[next(seed) % COUNT(nasty)]);
    if (choice < 4)
        return leaf(arena, JSON_STRING, free_only[next(seed) % COUNT(free_only)]);
    if (choice < 6)
        return leaf(arena, JSON_NUMBER, numbers[next(seed) % COUNT(numbers)]);
    if (choice < 8)
        return leaf(arena, (enum json_kind)(next(seed) % 3), NULL);
    struct json *json = leaf(arena, choice == 8 ? JSON_ARRAY : JSON_OBJECT, NULL);
    for (uint32_t i = next(seed) % 4; i--;) {
        const char *key = choice == 8 ? NULL : keys[next(seed) % COUNT(keys)];
        struct json *value = random_value(arena, seed, depth - 1);
        if (!key || !json_find(json, key))
            tree_put(json, key, value);
    }
    return json;
}

static bool is_text(const struct rule *rule)
{
    return rule && (rule->form == FORM_NAME || rule->form == FORM_TEXT) && strcmp(rule->key, "field") != 0 &&
           strcmp(rule->key, "$schema") != 0;
}

/* In each object of the format: some texts replaced, some keys of nobody's put in */
static void spoil(struct arena *arena, struct json *object, const struct shape *shape, uint32_t *seed)
{
    for (struct json *child = object->first; child; child = child->next) {
        const struct rule *rule = layout_rule(shape, child->key);
        bool open = false;
        const struct shape *inside = rule ? layout_inside(rule, &open) : NULL;
        if (is_text(rule) && child->kind == JSON_STRING && next(seed) % 3 == 0)
            child->text = nasty[next(seed) % COUNT(nasty)];
        else if (rule && rule->form == FORM_NAMES && child->kind == JSON_ARRAY &&
                 strcmp(rule->key, "assumed") != 0)
            for (uint32_t i = next(seed) % 3; i--;)
                tree_put(child, NULL, leaf(arena, JSON_STRING, nasty[next(seed) % COUNT(nasty)]));
        else if (rule && rule->form == FORM_OBJECTS)
            for (struct json *element = child->first; element; element = element->next)
                spoil(arena, element, rule->more, seed);
        else if (inside && !open && child->kind == JSON_OBJECT)
            spoil(arena, child, inside, seed);
    }
    for (uint32_t i = next(seed) % 3; i--;) {
        const char *key = keys[next(seed) % COUNT(keys)];
        if (!json_find(object, key))
            tree_put(object, key, random_value(arena, seed, 3));
    }
}

static void test_random(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct bytes bytes = source_file(arena, "tests/hostile/ok_everything.json");
    struct arena *scratch = arena_create();
    size_t tried = 0;
    for (uint32_t seed = 1; seed <= 3000; seed++) {
        uint32_t random = seed * 2654435761u;
        struct json *root = (struct json *)parse(scratch, bytes);
        spoil(scratch, root, &dataset_shape, &random);
        if (loads(scratch, root)) {
            round_trip(scratch, root, arena_printf(scratch, "seed %u", (unsigned)seed));
            tried++;
        }
        arena_reset(scratch);
    }
    assert_true(tried > 500);
    arena_destroy(scratch);
    arena_destroy(arena);
}

/* A valuation without an id is named by its number, unless that is another one's id. */
static void test_numbers_as_ids(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct json *root = parse_text(arena, "{\"dealbrief\":\"1\",\"as_of\":\"2025\",\"parties\":[{"
                                                "\"id\":\"a\",\"name\":\"A\"}],\"deals\":[],\"sources\":"
                                                "[{\"id\":\"s\",\"publisher\":\"S\"}],\"valuations\":["
                                                "{\"party\":\"a\",\"date\":\"2025\",\"value\":\"$1B\","
                                                "\"basis\":\"round\",\"claims\":[{\"field\":\"value\","
                                                "\"value\":\"$1B\",\"source\":\"s\"}]},"
                                                "{\"id\":\"0\",\"party\":\"a\",\"date\":\"2024\",\"value\":"
                                                "\"$2B\",\"basis\":\"round\",\"claims\":[{\"field\":"
                                                "\"value\",\"value\":2,\"source\":\"s\"}]},"
                                                "{\"party\":\"a\",\"date\":\"2023\",\"value\":\"$3B\","
                                                "\"basis\":\"round\",\"claims\":[]}],\"metrics\":[],"
                                                "\"notes\":[]}");
    round_trip(arena, root, "numbers as ids");
    struct sheet_file *files;
    size_t count = sheets_export(arena, root, &files);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(files[i].name, "claims.csv"))
            assert_string_equal(
                (const char *)files[i].bytes.at, "of,field,value,source\r\nvaluations/0,value,json:2,s\r\n");
    assert_int_equal(count, 8);
    arena_destroy(arena);
}

/* the kept bad spreadsheets */

enum index_column { NAME, OPTIONS, EXPECT, CODE, AT, MESSAGES, WHY, COLUMN_TOTAL };

static const struct json *hostile_import(struct arena *arena, const char *const *row, struct diags *diags)
{
    const char *path = arena_printf(arena, "tests/hostile/csv/%s", row[NAME]);
    struct import_options options = {!strcmp(row[OPTIONS], "comma"), "2025-12-17", "the day of the test"};
    struct sheet_file files[32];
    struct stat status;
    assert_int_equal(stat(source_path(arena, path), &status), 0);
    if (S_ISDIR(status.st_mode)) {
        size_t count = folder_list(arena, path, files, 32);
        return sheets_import(arena, row[NAME], files, count, options.decimal_comma, NULL, diags);
    }
    struct bytes bytes = source_file(arena, path);
    bool lines = !strcmp(row[NAME] + strlen(row[NAME]) - 4, ".txt");
    assert_int_equal(lines, sankeymatic_likely(bytes));
    return lines ? sankeymatic_import(arena, row[NAME], bytes, &options, diags)
                 : quick_import(arena, row[NAME], bytes, &options, diags);
}

static bool stands(struct arena *arena, const struct diag *sorted, size_t count, const char *const *row)
{
    for (size_t i = 0; i < count; i++) {
        const char *at = arena_printf(
            arena, "%s:%d:%d", sorted[i].place.file, sorted[i].place.line, sorted[i].place.column);
        if (!strcmp(diag_code_text(sorted[i].code), row[CODE]) &&
            (!strcmp(row[AT], "-") || !strcmp(row[AT], at)))
            return true;
    }
    return false;
}

static void row_check(struct arena *arena, const char *const *row)
{
    struct diags *diags = diags_create();
    const struct json *root = hostile_import(arena, row, diags);
    size_t count;
    const struct diag *sorted = diags_sorted(diags, &count);
    for (size_t i = 0; i < count; i++)
        seen[sorted[i].code] = true;
    bool good = strcmp(row[EXPECT], "ERROR") != 0;
    if (good != (root != NULL) || good != !diags_count(diags, DIAG_SEVERITY_ERROR))
        fail_msg("%s: %s expected\n%s", row[NAME], row[EXPECT], diags_brief(arena, diags));
    if (count != (size_t)strtol(row[MESSAGES], NULL, 10))
        fail_msg("%s: %s messages expected\n%s", row[NAME], row[MESSAGES], diags_brief(arena, diags));
    if (strcmp(row[EXPECT], "OK") != 0 && !stands(arena, sorted, count, row))
        fail_msg("%s: %s at %s expected\n%s", row[NAME], row[CODE], row[AT], diags_brief(arena, diags));
    if (root && !strncmp(row[NAME], "ok_", 3))
        round_trip(arena, root, row[NAME]);
    diags_destroy(diags);
}

static void test_hostile(void **state)
{
    (void)state;
    struct arena *arena = arena_create(), *scratch = arena_create();
    char *line = arena_strdup(arena, (const char *)source_file(arena, "tests/hostile/csv/index.tsv").at);
    size_t rows = 0;
    for (line = strchr(line, '\n') + 1; *line; rows++) {
        const char *row[COLUMN_TOTAL] = {0};
        char *end = strchr(line, '\n'), *cell = line;
        *end = '\0';
        for (size_t i = 0; i < COLUMN_TOTAL && cell; i++) {
            row[i] = cell;
            cell = strchr(cell, '\t');
            if (cell)
                *cell++ = '\0';
        }
        assert_non_null(row[WHY]);
        row_check(scratch, row);
        arena_reset(scratch);
        line = end + 1;
    }
    assert_true(rows >= 70);
    for (int code = DIAG_CSV_ENCODING; code <= DIAG_SANKEY_COMPUTED; code++)
        if (!seen[code])
            fail_msg("nothing in tests/hostile/csv gives %s", diag_code_text((enum diag_code)code));
    arena_destroy(scratch);
    arena_destroy(arena);
}

/* A row is named as the spreadsheet counts it, whatever lines its cells have. */
static void test_rows_named(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    static const char deals[] = "id,type,from,to,note,amount,status\n"
                                "one,equity,a,b,\"two\nlines\",$1B,signed\n"
                                "\n"
                                "two,equity,a,b,,ten,signed\n";
    const struct sheet_file files[] = {
        {"dataset.csv", "dataset.csv", {(const unsigned char *)"key,value\nas_of,2025\n", 21}},
        {"deals.csv", "deals.csv", {(const unsigned char *)deals, sizeof deals - 1}},
        {"parties.csv", "parties.csv", {(const unsigned char *)"id,name\na,A\nb,B\n", 16}}};
    assert_null(sheets_import(arena, "folder", files, 3, false, NULL, diags));
    size_t count;
    const struct diag *sorted = diags_sorted(diags, &count);
    assert_int_equal(count, 1);
    assert_int_equal(sorted[0].place.line, 5);
    assert_int_equal(sorted[0].place.column, 17);
    assert_string_equal(sorted[0].path, "row 4, column F (amount)");
    assert_non_null(strstr(sorted[0].sentence, "in row 4, column F (amount)"));
    diags_destroy(diags);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_samples), cmocka_unit_test(test_corpus),
        cmocka_unit_test(test_kept_folder), cmocka_unit_test(test_numbers_as_ids),
        cmocka_unit_test(test_random), cmocka_unit_test(test_hostile), cmocka_unit_test(test_rows_named)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
