/* SPDX-License-Identifier: MIT */
#include "address.h"
#include "support.h"
#include "xml.h"

static void safe(void **state)
{
    (void)state;
    assert_true(address_is_safe("http://example.org"));
    assert_true(address_is_safe("HTTPS://example.org/a"));
    assert_true(address_is_safe("https://[2001:db8::1]/"));
    assert_false(address_is_safe(NULL));
    assert_false(address_is_safe(""));
    assert_false(address_is_safe("http://"));
    assert_false(address_is_safe("https:///path"));
    assert_false(address_is_safe("https://?q"));
    assert_false(address_is_safe("https://\\evil"));
    assert_false(address_is_safe("https:// example.org"));
    assert_false(address_is_safe(" https://example.org"));
    assert_false(address_is_safe("javascript:alert(1)//https://example.org"));
    assert_false(address_is_safe("java\nscript:alert(1)"));
    assert_false(address_is_safe("data:text/html,<script>"));
    assert_false(address_is_safe("file:///etc/passwd"));
    assert_false(address_is_safe("//example.org"));
    assert_false(address_is_safe("mailto:a@example.org"));
}

static void encoded_is(const char *address, const char *expected)
{
    struct arena *arena = arena_create();
    struct str out = str_init(arena);
    address_append(&out, address);
    assert_string_equal(str_text(&out), expected);
    arena_destroy(arena);
}

static void encoded(void **state)
{
    (void)state;
    encoded_is("https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&d=e#f");
    encoded_is("https://e.org/a(b)\\'\"<>", "https://e.org/a%28b%29%5C%27%22%3C%3E");
    encoded_is("https://e.org/caf\xC3\xA9 \x7F\n\x01", "https://e.org/caf%C3%A9%20%7F%0A%01");
    encoded_is("https://e.org/%28 100% %zz %4", "https://e.org/%28%20100%25%20%25zz%20%254");
    encoded_is("https://e.org/{}|^`\xFF", "https://e.org/%7B%7D%7C%5E%60%FF");
}

static void escaped(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct str out = str_init(arena);
    xml_escape(&out, "a&b<c>\"d\" 'e'\n\tf\x01\x1F\x7Fg");
    xml_escape(&out, "\xC2\x85h\xEF\xBF\xBEi\xE2\x80\xAEj\xFFk\xED\xA0\x80");
    assert_string_equal(str_text(&out),
        "a&amp;b&lt;c&gt;&quot;d&quot; 'e'  fghij\xEF\xBF\xBDk\xEF\xBF\xBD\xEF\xBF\xBD"
        "\xEF\xBF\xBD");
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(safe),
        cmocka_unit_test(encoded),
        cmocka_unit_test(escaped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
