/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <string.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void test_order(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct place later = {"a.json", 4, 2}, earlier = {"a.json", 3, 9};
    diags_add(diags, DIAG_NO_SOURCE, later, NULL, NULL, "second");
    diags_add(diags, DIAG_UNKNOWN_PARTY, earlier, "deals[3].from", "did you mean 'x'?", "first");
    diags_add(diags, DIAG_UNKNOWN_PARTY, earlier, "deals[3].from", "did you mean 'x'?", "first");
    assert_string_equal(diags_brief(arena, diags), "3:9 unknown-party\n4:2 no-source\n");
    assert_int_equal(diags_count(diags, DIAG_SEVERITY_WARNING), 1);
    assert_true(diags_has(diags, DIAG_NO_SOURCE));
    assert_false(diags_has(diags, DIAG_JSON_END));
    diags_destroy(diags);
    arena_destroy(arena);
}

static void test_inert(void **state)
{
    (void)state;
    struct diags *diags = diags_create();
    diags_add(diags, DIAG_TEXT_BIDI, (struct place){"x", 1, 1}, NULL, NULL, "name '%s'", "a\033[2J\xE2\x80\xAE\xFF");
    size_t count;
    assert_string_equal(diags_sorted(diags, &count)[0].sentence, "name 'a<U+001B>[2J<U+202E><0xFF>'");
    diags_destroy(diags);
}

static void test_write(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    char folder[] = "/tmp/dealbrief-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *one = arena_printf(arena, "%s/deep/er/one", folder), *two = arena_printf(arena, "%s/two", folder);
    struct file_output outputs[] = {{one, {(const unsigned char *)"1", 1}}, {two, {(const unsigned char *)"22", 2}}};
    assert_true(file_write_all(arena, outputs, 2, diags));
    struct bytes bytes;
    assert_true(file_read(arena, two, 10, &bytes, diags));
    assert_int_equal(bytes.length, 2);
    assert_false(file_read(arena, two, 1, &bytes, diags));
    assert_true(diags_has(diags, DIAG_LIMIT_INPUT));

    /* one of two cannot be written: the other keeps its old text and nothing is left over */
    outputs[1].bytes = (struct bytes){(const unsigned char *)"new", 3};
    outputs[0].path = arena_printf(arena, "%s/two/below-a-file", folder);
    struct file_output swapped[] = {outputs[1], outputs[0]};
    assert_false(file_write_all(arena, swapped, 2, diags));
    assert_true(diags_has(diags, DIAG_CANNOT_WRITE));
    assert_true(file_read(arena, two, 10, &bytes, diags));
    assert_memory_equal(bytes.at, "22", 2);
    unlink(one);
    unlink(two);
    rmdir(arena_printf(arena, "%s/deep/er", folder));
    rmdir(arena_printf(arena, "%s/deep", folder));
    assert_int_equal(rmdir(folder), 0);
    diags_destroy(diags);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order), cmocka_unit_test(test_inert), cmocka_unit_test(test_write)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
