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

/* In place, within a block, moved into a block of its own, and there: whatever the way, nothing is lost. */
static void test_grow(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    char *bytes = arena_grow(arena, NULL, 0, 32);
    memcpy(bytes, "kept", 5);
    assert_ptr_equal(arena_grow(arena, bytes, 32, 1000), bytes); /* nothing stands behind it */
    char *other = arena_strdup(arena, "other");
    char *moved = arena_grow(arena, bytes, 1000, 2000);
    assert_ptr_not_equal(moved, bytes);
    char *small = arena_alloc(arena, 16);
    for (size_t size = 2000; size < 5000000; size *= 3) {
        moved = arena_grow(arena, moved, size, 3 * size);
        moved[3 * size - 1] = 'x';
        char *beside = arena_alloc(arena, 4096);
        for (size_t i = 0; i < 4096; i++)
            assert_int_equal(beside[i], 0);
        memset(beside, 'y', 4096);
        assert_string_equal(moved, "kept");
        assert_int_equal(moved[3 * size - 1], 'x');
    }
    assert_string_equal(other, "other");
    assert_int_equal(small[0], 0);
    arena_reset(arena);
    assert_int_equal(*(char *)arena_alloc(arena, 1), 0);
    arena_destroy(arena);
}

struct wide_element {
    uint64_t at[32];
};

static void test_long_list(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    LIST(struct wide_element) list = {0};
    for (uint64_t i = 0; i < 20000; i++) {
        struct wide_element *element = list_push(arena, &list);
        for (size_t j = 0; j < 32; j++)
            assert_int_equal(element->at[j], 0);
        memset(element, 0xAA, sizeof *element);
        element->at[7] = i;
    }
    for (uint64_t i = 0; i < 20000; i++)
        assert_int_equal(list.at[i].at[7], i);
    list.count -= 100; /* what is taken off and put on again is zero again */
    assert_int_equal(list_push(arena, &list)->at[31], 0);
    arena_destroy(arena);
}

static void test_reserve(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct str out = str_init(arena);
    str_reserve(&out, 5);
    assert_string_equal(str_text(&out), "");
    const char *at = out.at;
    str_append(&out, "12345");
    assert_ptr_equal(out.at, at);
    str_reserve(&out, 3);
    assert_string_equal(str_text(&out), "12345");
    str_reserve(&out, 1000000);
    str_append(&out, "6");
    assert_string_equal(str_text(&out), "123456");
    arena_destroy(arena);
}

/* Beside each end of the alphabet and of the digits stands what is neither. */
static void test_letters(void **state)
{
    (void)state;
    for (const char *c = "@[`{/:\xC3\x84\xE4_ "; *c; c++) {
        assert_false(is_letter(*c) || is_capital(*c) || is_digit(*c) || is_hex_digit(*c));
        assert_int_equal(letter_small(*c), *c);
    }
    assert_false(is_letter('\0') || is_digit('\0') || is_hex_digit('\0'));
    assert_int_equal(letter_small('A'), 'a');
    assert_int_equal(letter_small('Z'), 'z');
    assert_int_equal(letter_small('m'), 'm');
    assert_true(is_letter('a') && is_letter('z') && is_letter('A') && is_letter('Z'));
    assert_true(is_digit('0') && is_digit('9') && !is_letter('0') && !is_digit('a'));
    assert_true(is_capital('A') && is_capital('Z') && !is_capital('a') && !is_capital('z'));
    assert_true(is_hex_digit('0') && is_hex_digit('f') && is_hex_digit('F'));
    assert_false(is_hex_digit('g') || is_hex_digit('G'));
}

static void test_any_case(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(str_small(arena, "In Talks \xC3\x84[Z]"), "in talks \xC3\x84[z]");
    assert_string_equal(str_key(arena, "In talks-NOW_ok"), "in_talks_now_ok");
    assert_string_equal(str_key(arena, ""), "");
    assert_true(str_equals_any_case("Name", "nAME"));
    assert_true(str_equals_any_case("", ""));
    assert_false(str_equals_any_case("name", "names"));
    assert_false(str_equals_any_case("names", "name"));
    assert_false(str_equals_any_case("[", "{")); /* 0x20 apart, and no letters */
    assert_false(str_equals_any_case("\xC3\x84", "\xC3\xA4"));
    assert_true(str_starts_any_case("HTTPS://x", "https:"));
    assert_true(str_starts_any_case("x", ""));
    assert_false(str_starts_any_case("http", "https"));
    assert_true(str_ends_any_case("a.SVG", ".svg"));
    assert_false(str_ends_any_case("svg", ".svg"));
    assert_false(str_ends_any_case("a.svg.gz", ".svg"));
    assert_true(slice_equals_any_case((struct slice){"From,To", 4}, "from"));
    assert_false(slice_equals_any_case((struct slice){"From,To", 3}, "from"));
    assert_false(slice_equals_any_case((struct slice){"From,To", 5}, "from"));
    assert_true(slice_equals_any_case((struct slice){NULL, 0}, ""));
    arena_destroy(arena);
}

static void test_copies(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(str_trimmed(arena, " \t a b\r\n"), "a b");
    assert_string_equal(str_trimmed(arena, " \n"), "");
    char text[64];
    memset(text, 'x', sizeof text);
    text[48] = '\0';
    assert_ptr_equal(str_quoted(arena, text), text); /* 48 bytes stand as they are */
    memcpy(text + 47, "\xE2\x82\xAC", 4);            /* one character across the 48th byte goes whole */
    const char *cut = str_quoted(arena, text);
    assert_int_equal(strlen(cut), 47 + strlen("…"));
    assert_string_equal(cut + 46, "x…");
    const char *const names[] = {"b", "a", "B"};
    assert_true(compare_texts(&names[0], &names[1]) > 0 && compare_texts(&names[2], &names[1]) < 0);
    assert_int_equal(compare_texts(&names[0], &names[0]), 0);
    arena_destroy(arena);
}

static void test_slice_number(void **state)
{
    (void)state;
    size_t number = 0;
    assert_true(slice_number(slice_of("0"), 1, &number) && number == 0);
    assert_true(slice_number(slice_of("0012"), 13, &number) && number == 12);
    assert_false(slice_number(slice_of("12"), 12, &number));
    assert_false(slice_number(slice_of(""), 12, &number));
    assert_false(slice_number(slice_of("0"), 0, &number));
    assert_false(slice_number(slice_of("-1"), 12, &number));
    assert_false(slice_number(slice_of("1a"), 100, &number));
    assert_false(slice_number(slice_of("18446744073709551617"), 100, &number)); /* 2^64 + 1 */
}

static void test_web_scheme(void **state)
{
    (void)state;
    assert_int_equal(web_scheme_length("http://a"), 7);
    assert_int_equal(web_scheme_length("HttpS://a"), 8);
    assert_int_equal(web_scheme_length("https:/a"), 0);
    assert_int_equal(web_scheme_length("ftp://a"), 0);
    assert_int_equal(web_scheme_length(""), 0);
}

static void test_json(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct str out = str_init(arena);
    str_json(&out, "");
    str_json(&out, "a\"b\\c/d'\n\t\r\x01\x1F\x7F\xC3\xA9");
    assert_string_equal(str_text(&out), "\"\"\"a\\\"b\\\\c/d'\\n\\t\\r\\u0001\\u001f\\u007f\xC3\xA9\"");
    out = str_init(arena); /* what is not seen, what is not UTF-8, what a log's reader obeys */
    str_json(&out, "##[a] #[ ##\xE2\x80\xAE[\xF3\xA0\x81\x81\xEF\xBF\xBE\xFF\xE2\x82");
    assert_string_equal(
        str_text(&out), "\"##\\u005ba] #[ ##\\u202e[\\udb40\\udc41\\ufffe\\ufffd\\ufffd\\ufffd\"");
    out = str_init(arena);
    str_json(&out, "[");
    str_json(&out, "#[");
    str_json(&out, "x##");
    assert_string_equal(str_text(&out), "\"[\"\"#[\"\"x##\"");
    arena_destroy(arena);
}

static void test_log(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct str out = str_init(arena);
    str_append_log(&out, "::error::x\n a::b\n\t ::x\n\xC2\xA0::y\n:a ##[x ##x #[y\n");
    assert_string_equal(str_text(&out),
        ":<U+003A>error::x\n a::b\n\t :<U+003A>x\n\xC2\xA0:<U+003A>y\n:a ##<U+005B>x ##x #[y\n");
    assert_string_equal(str_inert(arena, "a\n\x1B\xEF\xBF\xBF\xEF\xB7\x90\xFF\xC3\xA9"),
        "a<U+000A><U+001B><U+FFFF><U+FDD0><0xFF>\xC3\xA9");
    arena_destroy(arena);
}

static void test_formula(void **state)
{
    (void)state;
    static const char *const formulas[] = {"=1", "+1", "-1", "@x", "\t1", "\r1", "\n1", "\xEF\xBC\x9Dx",
        "\xEF\xBC\x8B", "\xEF\xBC\x8Dx", "\xEF\xBC\xA0x"};
    static const char *const plain[] = {"", "1", "a=1", "'=1", " =1", "\xEF\xBC\x9E", "\xE2\x88\x92x"};
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
        assert_true(str_is_formula(formulas[i]));
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        assert_false(str_is_formula(plain[i]));
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

static void test_wrapped(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct str out = str_init(arena);
    str_append(&out, "  ");
    str_append_wrapped(&out, "\xC3\xA9\xC3\xA9\xC3\xA9 b cccc dddddddddd e", 2, 7);
    assert_string_equal(str_text(&out), "  \xC3\xA9\xC3\xA9\xC3\xA9 b\n  cccc\n  dddddddddd\n  e\n");
    arena_destroy(arena);
}

static void test_suggest(void **state)
{
    (void)state;
    const char *const names[] = {"amazon", "aws", "openai", "openai-sites"};
    assert_string_equal(suggest_nearest("amazn", names, 4), "amazon");
    assert_string_equal(suggest_nearest("opneai", names, 4), "openai");
    assert_string_equal(suggest_nearest("ama", names, 4), "amazon"); /* what begins so */
    assert_string_equal(suggest_nearest("ope", names, 4), "openai");
    assert_null(suggest_nearest("am", names, 4));
    assert_null(suggest_nearest("ama", (const char *const[]){"amazon", "amaro"}, 2));
    assert_null(suggest_nearest("zebra", names, 4));
    assert_null(suggest_nearest("", names, 4));
    assert_string_equal(suggest_nearest("asw", names, 4), "aws");
    assert_null(suggest_nearest("rent", (const char *const[]){"debt"}, 1));
    assert_null(suggest_nearest("planned", (const char *const[]){"lapsed"}, 1));
    assert_string_equal(suggest_nearest("singed", (const char *const[]){"signed"}, 1), "signed");
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_number), cmocka_unit_test(test_grow),
        cmocka_unit_test(test_long_list), cmocka_unit_test(test_reserve), cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_suggest), cmocka_unit_test(test_letters), cmocka_unit_test(test_any_case),
        cmocka_unit_test(test_copies), cmocka_unit_test(test_slice_number), cmocka_unit_test(test_web_scheme),
        cmocka_unit_test(test_json), cmocka_unit_test(test_log), cmocka_unit_test(test_formula),
        cmocka_unit_test(test_wrapped), cmocka_unit_test(test_list)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
