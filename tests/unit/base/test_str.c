/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "list.h"
#include "str.h"

#include <string.h>

static const char *number(struct arena *arena, double value, int decimals)
{
    struct str out = str_init(arena);
    str_number(&out, value, decimals);
    return arena_strdup(arena, str_text(&out));
}

static void test_number(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(number(arena, 3.50, 2), "3.5");
    assert_string_equal(number(arena, 12, 2), "12");
    assert_string_equal(number(arena, -0.25, 2), "-0.25");
    assert_string_equal(number(arena, -0.001, 2), "0");
    assert_string_equal(number(arena, 0.05, 2), "0.05");
    assert_string_equal(number(arena, 0.999, 2), "1");
    arena_destroy(arena);
}

static uint32_t first(const char *text, size_t length)
{
    return utf8_next(&text, text + length);
}

static void test_utf8(void **state)
{
    (void)state;
    assert_int_equal(first("a", 1), 'a');
    assert_int_equal(first("", 0), 0);
    assert_int_equal(first("\xE2\x82\xAC", 3), 0x20AC);
    assert_int_equal(first("\xF0\x9F\x92\xB6", 4), 0x1F4B6);
    assert_int_equal(first("\xE2\x82", 2), UINT32_MAX);
    assert_int_equal(first("\xC0\x80", 2), UINT32_MAX);
    assert_int_equal(first("\xED\xA0\x80", 3), UINT32_MAX);
    assert_int_equal(first("\xF4\x90\x80\x80", 4), UINT32_MAX);
    assert_int_equal(first("\xE0\x80\x80", 3), UINT32_MAX);
    struct arena *arena = arena_create();
    struct str out = str_init(arena);
    utf8_append(&out, 0x1F4B6);
    utf8_append(&out, 0x20AC);
    utf8_append(&out, 0xE9);
    assert_string_equal(str_text(&out), "\xF0\x9F\x92\xB6\xE2\x82\xAC\xC3\xA9");
    assert_int_equal(utf8_count(str_text(&out)), 3);
    arena_destroy(arena);
}

static void test_suggest(void **state)
{
    (void)state;
    const char *const names[] = {"amazon", "aws", "openai", "openai-sites"};
    assert_string_equal(suggest_nearest("amazn", names, 4), "amazon");
    assert_string_equal(suggest_nearest("opneai", names, 4), "openai");
    assert_null(suggest_nearest("zebra", names, 4));
    assert_null(suggest_nearest("", names, 4));
    assert_string_equal(suggest_nearest("asw", names, 4), "aws");
}

static void test_list(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    LIST(int) numbers = {0};
    for (int i = 0; i < 1000; i++)
        *list_push(arena, &numbers) = i;
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers.at[i], i);
    arena_reset(arena);
    char *again = arena_alloc(arena, 100000);
    for (size_t i = 0; i < 100000; i++)
        assert_int_equal(again[i], 0);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_number), cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_suggest), cmocka_unit_test(test_list)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
