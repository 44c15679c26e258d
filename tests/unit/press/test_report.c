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

static size_t lines_of(const char *text)
{
    size_t lines = 0;
    for (const char *at = text; (at = strchr(at, '\n')); at++)
        lines++;
    return lines;
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
    assert_int_equal(lines_of(text), 21);
    assert_true(!strncmp(text, "x.json:1:1: ", 12));
    assert_non_null(strstr(text, "x.json:20:1: "));
    assert_null(strstr(text, "x.json:21:1: "));
    assert_non_null(strstr(text, "dealbrief: 480 more errors not shown\n"));
    diags_destroy(diags);
    arena_destroy(arena);
}

static void test_json(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct report_style style = {.colour = true, .form = DIAGNOSTICS_JSON};
    diags_add(diags, DIAG_UNKNOWN_PARTY, (struct place){"a \"b\".json", 4, 9}, "deals[0].from",
        "did you mean 'é'?", "a \\ and a \n and a \x1b and a \xff");
    assert_string_equal(reported(arena, diags, style),
        "{\"schema\":1,\"severity\":\"error\",\"code\":\"unknown-party\",\"file\":\"a "
        "\\\"b\\\".json\",\"line\":4,"
        "\"column\":9,\"path\":\"deals[0].from\",\"sentence\":\"a \\\\ and a <U+000A> and a <U+001B> and a "
        "<0xFF>\","
        "\"hint\":\"did you mean 'é'?\"}\n");
    for (int i = 0; i < 30; i++)
        diags_add(diags, DIAG_NO_SOURCE, (struct place){"z.json", i + 1, 1}, NULL, NULL, "no source");
    assert_int_equal(lines_of(reported(arena, diags, style)), 31);
    style.quiet = true;
    assert_int_equal(lines_of(reported(arena, diags, style)), 1);
    diags_destroy(diags);
    /* what has no line is put at the start of its file; what is to be written has no place */
    diags = diags_create();
    diags_add(diags, DIAG_JSON_EMPTY, (struct place){.file = "a"}, NULL, NULL, "empty");
    diags_add(diags, DIAG_CANNOT_WRITE, (struct place){.file = "b"}, NULL, NULL, "full");
    const char *text = reported(arena, diags, style);
    assert_non_null(strstr(text, "\"file\":\"a\",\"line\":1,\"column\":1,"));
    assert_non_null(strstr(text, "\"file\":\"b\",\"line\":0,\"column\":0,"));
    diags_destroy(diags);
    arena_destroy(arena);
}

/* docs.github.com: workflow commands; % CR LF are escaped everywhere, : and , in properties */
static void test_github(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct report_style style = {.colour = true, .form = DIAGNOSTICS_GITHUB};
    diags_add(diags, DIAG_ODD_PERCENT, (struct place){"a,b:100%.json", 4, 9}, "deals[0]",
        "write 27, not 0.27: so", "0.27 %% is below one");
    assert_string_equal(reported(arena, diags, style),
        "::warning file=a%2Cb%3A100%25.json,line=4,col=9,title=odd-percent::0.27 %25 is below one; write 27, "
        "not "
        "0.27: so\n");
    diags_add(diags, DIAG_CANNOT_WRITE, (struct place){.file = "out"}, NULL, NULL, "full");
    assert_non_null(strstr(reported(arena, diags, style), "::error file=out,title=cannot-write::full\n"));
    diags_destroy(diags);
    arena_destroy(arena);
}

static void test_line(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct str text = str_init(arena), json = str_init(arena), github = str_init(arena);
    const char *typed = "unknown command 'a\n::error::b\x1b'";
    report_line(DIAGNOSTICS_TEXT, DIAG_USAGE, typed, &text);
    report_line(DIAGNOSTICS_JSON, DIAG_USAGE, typed, &json);
    report_line(DIAGNOSTICS_GITHUB, DIAG_USAGE, typed, &github);
    assert_string_equal(str_text(&text), "dealbrief: unknown command 'a<U+000A>::error::b<U+001B>'\n");
    assert_string_equal(str_text(&json),
        "{\"schema\":1,\"severity\":\"error\",\"code\":\"usage\",\"file\":\"\",\"line\":0,\"column\":0,"
        "\"path\":\"\","
        "\"sentence\":\"unknown command 'a<U+000A>::error::b<U+001B>'\",\"hint\":\"\"}\n");
    assert_string_equal(
        str_text(&github), "::error title=usage::unknown command 'a<U+000A>::error::b<U+001B>'\n");
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines), cmocka_unit_test(test_many),
        cmocka_unit_test(test_json), cmocka_unit_test(test_github), cmocka_unit_test(test_line)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
