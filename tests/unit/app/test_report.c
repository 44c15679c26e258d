/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "report.h"

#include <string.h>

static const char *reported(struct arena *arena, struct diags *diags, struct report_style style)
{
    struct str out = str_init(arena);
    report_diags(diags, &style, &out);
    return str_text(&out);
}

static void test_lines(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct report_style plain = {0}, quiet = {.quiet = true};
    assert_string_equal(reported(arena, diags, plain), "");
    assert_int_equal(report_exit_code(diags, true), 0);
    diags_add(
        diags, DIAG_NO_SOURCE, (struct place){"x.json", 5, 3}, "deals[0]", NULL, "deals[0] names no source");
    assert_int_equal(report_exit_code(diags, false), 0);
    assert_int_equal(report_exit_code(diags, true), 3);
    assert_string_equal(reported(arena, diags, quiet), "");
    diags_add(diags, DIAG_UNKNOWN_PARTY, (struct place){"x.json", 4, 9}, NULL, "did you mean 'amazon'?",
        "unknown party 'amazn' in deals[0].from");
    assert_int_equal(report_exit_code(diags, true), 1);
    assert_string_equal(reported(arena, diags, plain),
        "x.json:4:9: error: unknown party 'amazn' in deals[0].from; did you mean 'amazon'? [unknown-party]\n"
        "x.json:5:3: warning: deals[0] names no source [no-source]\n");
    diags_add(diags, DIAG_CANNOT_WRITE, (struct place){.file = "out/x"}, NULL, NULL, "cannot write: full");
    assert_int_equal(report_exit_code(diags, false), 74);
    assert_true(
        !strncmp(reported(arena, diags, quiet), "out/x: error: cannot write: full [cannot-write]\n", 20));
    diags_destroy(diags);
    arena_destroy(arena);
}

static void test_many(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    for (int line = 500; line > 0; line--)
        diags_add(diags, DIAG_UNKNOWN_PARTY, (struct place){"x.json", line, 1}, NULL, NULL, "unknown party");
    const char *text = reported(arena, diags, (struct report_style){0});
    size_t lines = 0;
    for (const char *at = text; (at = strchr(at, '\n')); at++)
        lines++;
    assert_int_equal(lines, 21);
    assert_true(!strncmp(text, "x.json:1:1: ", 12));
    assert_non_null(strstr(text, "x.json:20:1: "));
    assert_null(strstr(text, "x.json:21:1: "));
    assert_non_null(strstr(text, "dealbrief: 480 more errors not shown\n"));
    diags_destroy(diags);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines), cmocka_unit_test(test_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
