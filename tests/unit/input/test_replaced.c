/* SPDX-License-Identifier: MIT */
/*
 * Each value of ok_everything.json in turn is replaced by another one. Whatever stands there, reading ends
 * well; a value of the wrong type gives one error and nothing that hangs on it gives another.
 */
#include "support.h"

#include "dataset_load.h"
#include "json.h"
#include "str.h"

#include <string.h>

struct writer {
    struct str out;
    size_t count;   /* of values so far */
    size_t replace; /* the number of the value to be replaced */
    const char *with;
};

static void string_write(struct str *out, const char *text)
{
    str_char(out, '"');
    for (; *text; text++)
        str_printf(out, *text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
    str_char(out, '"');
}

static void value_write(struct writer *writer, const struct json *json);

static void children_write(struct writer *writer, const struct json *json)
{
    bool object = json->kind == JSON_OBJECT;
    str_char(&writer->out, object ? '{' : '[');
    for (const struct json *child = json->first; child; child = child->next) {
        if (object) {
            string_write(&writer->out, child->key);
            str_char(&writer->out, ':');
        }
        value_write(writer, child);
        if (child->next)
            str_char(&writer->out, ',');
    }
    str_char(&writer->out, object ? '}' : ']');
}

static void value_write(struct writer *writer, const struct json *json)
{
    if (writer->count++ == writer->replace)
        str_append(&writer->out, writer->with);
    else if (json->kind == JSON_OBJECT || json->kind == JSON_ARRAY)
        children_write(writer, json);
    else if (json->kind == JSON_STRING)
        string_write(&writer->out, json->text);
    else
        str_append(&writer->out, json->kind == JSON_NUMBER  ? json->text
                                 : json->kind == JSON_TRUE  ? "true"
                                 : json->kind == JSON_FALSE ? "false"
                                                            : "null");
}

static const struct json *corpus(struct arena *arena)
{
    struct diags *diags = diags_create();
    const struct json *root =
        json_parse(arena, "e", source_file(arena, "tests/hostile/ok_everything.json"), diags);
    diags_destroy(diags);
    assert_non_null(root);
    return root;
}

/* Writes the corpus with one value replaced, loads it; the number of errors. count: of values in the corpus
 */
static size_t errors_with(struct arena *scratch, const struct json *root, size_t replace, const char *with,
    size_t *count, const char **text)
{
    struct writer writer = {.out = str_init(scratch), .replace = replace, .with = with};
    value_write(&writer, root);
    *count = writer.count;
    *text = str_text(&writer.out);
    struct diags *diags = diags_create();
    struct bytes bytes = {(const unsigned char *)*text, writer.out.length};
    const struct dataset *dataset = dataset_load(scratch, "e", bytes, diags);
    size_t errors = diags_count(diags, DIAG_SEVERITY_ERROR);
    if ((dataset == NULL) != (errors > 0))
        fail_msg("%s: %zu errors, %s", *text, errors, dataset ? "loaded" : "not loaded");
    if (errors > 1)
        *text = diags_brief(scratch, diags);
    diags_destroy(diags);
    return errors;
}

static void replace_each(const char *with, void (*judge)(size_t errors, size_t index, const char *text))
{
    struct arena *arena = arena_create(), *scratch = arena_create();
    const struct json *root = corpus(arena);
    for (size_t i = 0, values = i + 1; i < values; i++) {
        const char *text;
        size_t errors = errors_with(scratch, root, i, with, &values, &text);
        values = i ? values : 2; /* the root alone counts one */
        judge(errors, i, text);
        arena_reset(scratch);
    }
    arena_destroy(scratch);
    arena_destroy(arena);
}

static size_t fine;

static void at_most_one(size_t errors, size_t index, const char *text)
{
    fine += !errors;
    if (errors > 1)
        fail_msg("value %zu gives %zu errors\n%s", index, errors, text);
}

static void any(size_t errors, size_t index, const char *text)
{
    (void)index, (void)text;
    fine += !errors;
}

/* true fits nowhere but in binding and met, twice each */
static void test_true(void **state)
{
    (void)state;
    fine = 0;
    replace_each("true", at_most_one);
    assert_int_equal(fine, 4);
}

/* null fits in binding, twice, and in low, high and headline of an amount */
static void test_null(void **state)
{
    (void)state;
    fine = 0;
    replace_each("null", at_most_one);
    assert_int_equal(fine, 5);
}

static void test_others(void **state)
{
    (void)state;
    static const char *const values[] = {
        "[{}]", "\"lab\"", "\"\\u202e\"", "-1", "1e300", "{\"low\":\"$1B\"}", "[\"round\",\"lease\"]"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        replace_each(values[i], any);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_true), cmocka_unit_test(test_null), cmocka_unit_test(test_others)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
