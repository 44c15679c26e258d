/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "decimal.h"
#include "str.h"
#include "text_check.h"

#include <string.h>

static const struct place here = {"f", 1, 1};

/* The codes that a text gets, in order, "" for none */
static const char *codes(
    struct arena *arena, void (*check)(struct diags *diags, const char *text), const char *text)
{
    struct diags *diags = diags_create();
    check(diags, text);
    struct str out = str_init(arena);
    size_t count;
    const struct diag *sorted = diags_sorted(diags, &count);
    for (size_t i = 0; i < count; i++)
        str_printf(&out, "%s%s", i ? " " : "", diag_code_text(sorted[i].code));
    diags_destroy(diags);
    return str_text(&out);
}

static void check_text(struct diags *diags, const char *text)
{
    text_check(diags, here, "x", text, 20, NULL);
}

static void check_url(struct diags *diags, const char *text)
{
    url_check(diags, here, "x", text, 2000, NULL);
}

struct vector {
    const char *text, *codes;
};

static void vectors_check(
    void (*check)(struct diags *diags, const char *text), const struct vector *vectors, size_t count)
{
    struct arena *arena = arena_create();
    for (size_t i = 0; i < count; i++)
        if (strcmp(codes(arena, check, vectors[i].text), vectors[i].codes) != 0)
            fail_msg("'%s' gives '%s', not '%s'", vectors[i].text, codes(arena, check, vectors[i].text),
                vectors[i].codes);
    arena_destroy(arena);
}

#define CHECK(check, vectors) vectors_check((check), (vectors), sizeof(vectors) / sizeof *(vectors))

static void test_texts(void **state)
{
    (void)state;
    static const struct vector vectors[] = {
        {"", ""}, {"Crédit Agricole & Söhne", "limit-text"}, {"12345678901234567890", ""},
        {"éééééééééééééééééééé", ""}, /* twenty characters, forty bytes */
        {"ééééééééééééééééééééé", "limit-text"}, {"<b>\"'&\\", ""}, {"日本 東京", ""},
        {"a\tb", "text-control"}, {"a\nb\tc", "text-control"}, /* once a text */
        {"a\x7f", "text-control"}, {"a\xC2\x85", "text-control"},
        {"a\xE2\x80\xA8z", "text-control"},     /* line separator */
        {"a\xE2\x80\xAEz", "text-bidi"},        /* override */
        {"a\xE2\x81\xA6z", "text-bidi"},        /* isolate */
        {"a\xE2\x80\x8Fz", "text-invisible"},   /* right-to-left mark */
        {"a\xEF\xBF\xBE", "text-noncharacter"}, /* U+FFFE */
        {"a\xEF\xB7\x90", "text-noncharacter"}, /* U+FDD0 */
        {"a\xF4\x8F\xBF\xBF", "text-noncharacter"}, {"a\xEF\xBF\xBD", "text-replacement"},
        {"CafÃ©", "text-mojibake"}, {"itâ€™s", "text-mojibake"}, {"Â£5", "text-mojibake"},
        {"São, ÃO, Âme, â", ""},              /* such letters alone are Portuguese and French */
        {"a\xC2\xAD", "text-invisible"},      /* soft hyphen */
        {"a\xE2\x80\x8Bz", "text-invisible"}, /* zero width space */
        {"a\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B", "text-invisible"},
        {"a\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B", "text-invisible-many"},
        {"\xE2\x80\x8B"
         "a\xE2\x80\x8B"
         "a\xE2\x80\x8B"
         "a\xE2\x80\x8B"
         "a\xE2\x80\x8B",
            "text-invisible"},       /* never five in a row */
        {"می\xE2\x80\x8Cخواهم", ""}, /* Persian needs its joiner */
        {"क्\xE2\x80\x8Dष", ""},      /* so does Hindi */
        {"a\xE2\x80\x8D"
         "b",
            "text-invisible"},
        {"☎\xEF\xB8\x8E", ""}, /* a selector behind a symbol */
        {"a\xEF\xB8\x8F", "text-invisible"}, {"e\xCC\x81", ""}, {"e\xCC\x81\xCC\x81\xCC\x81\xCC\x81", ""},
        {"e\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81", "text-combining"},
        {"\t\xE2\x80\xAE", "text-control text-bidi"},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaa\t",
            "text-control"}, /* what is wrong inside is said instead of the length */
        {"ที่นี่น้ำ", ""},        /* Thai stacks two */
    };
    CHECK(check_text, vectors);
}

static void test_addresses(void **state)
{
    (void)state;
    static const struct vector vectors[] = {
        {"https://example.com", ""},
        {"HTTPS://EXAMPLE.COM/A?b=c&d=e#f", ""},
        {"http://example.com:8080/a(b)'c;d,e!f*g~h@i%20j", ""},
        {"https://[2001:db8::1]/x", ""},
        {"https://münchen.de/straße", ""},
        {"https://пример.рф/", ""},
        {"https://例え.jp/x", ""},
        {"https://еxample.com", "odd-url"}, /* a Cyrillic е */
        {"https://example.com/пример", ""}, /* the path may */
        {"", "bad-url"},
        {"example.com", "bad-url"},
        {"ftp://example.com", "bad-url"},
        {"mailto:a@example.com", "bad-url"},
        {"javascript:alert(1)", "bad-url"},
        {" https://example.com", "bad-url"},
        {"https:/example.com", "bad-url"},
        {"https://", "bad-url"},
        {"https://?x", "bad-url"},
        {"https://x.example/a b", "bad-url"},
        {"https://x.example/a\"b", "bad-url"},
        {"https://x.example/<b>", "bad-url"},
        {"https://x.example/a\\b", "bad-url"},
        {"https://x.example/{a}", "bad-url"},
        {"https://x.example/?a[]=1", "bad-url"},
        {"https://x.example/a\nb", "bad-url"},
        {"https://x.example/\xE2\x80\xAE", "bad-url"},
        {"https://x.example/\xE2\x80\x8B", "bad-url"},
        {"https://x.example/%", "bad-url"},
        {"https://x.example/%4", "bad-url"},
        {"https://x.example/%zz", "bad-url"},
    };
    CHECK(check_url, vectors);
}

static void test_long_address(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct str url = str_init(arena);
    str_append(&url, "https://x.example/");
    while (url.length < 2000)
        str_char(&url, 'a');
    assert_string_equal(codes(arena, check_url, str_text(&url)), "");
    str_char(&url, 'a');
    assert_string_equal(codes(arena, check_url, str_text(&url)), "limit-text");
    arena_destroy(arena);
}

static void test_decimals(void **state)
{
    (void)state;
    static const struct {
        const char *digits;
        int decimals;
        bool good;
        int64_t value;
    } vectors[] = {
        {"0", 2, true, 0},
        {"-0", 2, true, 0},
        {"-0.0e5", 9, true, 0},
        {"1.17", 9, true, 1170000000},
        {"1e-09", 9, true, 1},
        {"4e-10", 9, true, 0},
        {"5e-10", 9, true, 0}, /* a half goes to even */
        {"15e-10", 9, true, 2},
        {"25e-10", 9, true, 2},
        {"25.00001e-10", 9, true, 3},
        {"0.125", 2, true, 12},
        {"0.135", 2, true, 14},
        {"0.1250000000000000000000000000000001", 2, true, 13},
        {"-2.5", 0, true, -2},
        {"-3.5", 0, true, -4},
        {"12345.678", 0, true, 12346},
        {"0.00012e4", 1, true, 12},
        {"1E+3", 2, true, 100000},
        {"9223372036854775807", 0, true, INT64_MAX},
        {"9223372036854775808", 0, false, 0},
        {"92233720368547758.07", 2, true, INT64_MAX},
        {"92233720368547758.08", 2, false, 0},
        {"1e19", 0, false, 0},
        {"1e99999999999", 0, false, 0},
        {"0e99999999999", 0, true, 0},
        {"1e-99999999999", 9, true, 0},
        {"", 0, false, 0},
        {"x", 0, false, 0},
        {"1x", 0, false, 0},
        {"1e", 0, false, 0},
        {".5", 0, false, 0},
    };
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        int64_t value = 0;
        bool good = decimal_read(vectors[i].digits, vectors[i].decimals, &value);
        if (good != vectors[i].good || (good && value != vectors[i].value))
            fail_msg(
                "%s × 10^%d gives %d, %lld", vectors[i].digits, vectors[i].decimals, good, (long long)value);
    }
    assert_true(decimal_is_negative("-1e-300"));
    assert_false(decimal_is_negative("-0.0e9"));
    assert_false(decimal_is_negative("1"));
    assert_true(decimal_is_zero("0.000e12"));
    assert_false(decimal_is_zero("0.01"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_texts), cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_long_address), cmocka_unit_test(test_decimals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
