/* SPDX-License-Identifier: MIT */
/* Themes as their users meet them: which one counts, what is wrong with one, and that nothing is written
 * then. */
#include "fixture.h"

static void assert_said(struct process_result result, int exit_code, const char *said)
{
    if (result.exit_code != exit_code || !strstr(text_of(result.errors), said))
        fail_msg("exit code %d, and said:\n%s", result.exit_code, text_of(result.errors));
}

static void test_ships(void **state)
{
    struct fixture *fixture = *state;
    static const char *const names[] = {"house", "salmon", "ink", "night", "letter-landscape"};
    const char *last = "";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct process_result result = RUN(fixture, "figure", "keyfigures", fixture->sample, "--style",
            names[i], "-q", "-f", "svg", "-o", "-");
        assert_int_equal(result.exit_code, 0);
        if (i < 4) /* the last differs in paper alone */
            assert_string_not_equal(text_of(result.output), last);
        last = text_of(result.output);
    }
    assert_said(RUN(fixture, "render", fixture->sample, "--style", "salmn", "-o", fixture->folder), 2,
        "dealbrief: error: there is no theme 'salmn'; did you mean 'salmon'? [usage]");
}

/* What is hard to read is drawn, and said; --strict refuses it. */
static void test_warnings(void **state)
{
    struct fixture *fixture = *state;
    const char *theme = kept_write(fixture, "pale.json", "{\"light\": {\n  \"faint\": \"#9aa3b0\"}}\n");
    const char *out = arena_printf(fixture->arena, "%s/out", fixture->folder);
    static const char said[] =
        "pale.json:2:12: warning: faint text (faint #9aa3b0) has a contrast of 2.54 to 1 on "
        "paper (#ffffff); small text needs 4.5; #6f7784 would do (4.5 to 1) [low-contrast]";
    assert_said(RUN(fixture, "render", fixture->sample, "--style", theme, "-o", out, "-f", "pdf", "--strict"),
        3, said);
    assert_false(exists(out));
    assert_said(
        RUN(fixture, "figure", "flow", fixture->sample, "--style", theme, "-o", out, "-f", "svg", "--strict"),
        3, said);
    assert_false(exists(out));
    struct process_result result =
        RUN(fixture, "figure", "flow", fixture->sample, "--style", theme, "-f", "svg", "-o", "-");
    assert_said(result, 0, said);
    assert_true(result.output.length > 1000);
    result =
        RUN(fixture, "render", fixture->sample, fixture->sample, "--style", theme, "-o", out, "-f", "pdf");
    assert_int_equal(result.exit_code, 2); /* one name twice */
    result = RUN(fixture, "render", fixture->sample, "--style", theme, "-o", out, "-f", "pdf");
    assert_said(result, 0, said);
    assert_null(strstr(strstr(text_of(result.errors), said) + strlen(said), "low-contrast")); /* once */
    assert_int_equal(
        RUN(fixture, "render", fixture->sample, "--style", theme, "-o", out, "-f", "pdf", "-q").errors.length,
        0);
}

/* All that is wrong with a theme, in one run; what was there before stays as it was. */
static void test_errors(void **state)
{
    struct fixture *fixture = *state;
    const char *out = arena_printf(fixture->arena, "%s/out", fixture->folder);
    assert_int_equal(RUN(fixture, "render", "-q", fixture->sample, "-o", out, "-f", "pdf").exit_code, 0);
    const char *pdf = arena_printf(fixture->arena, "%s/openai-amazon-2025-12/briefing.pdf", out);
    struct bytes before = bytes_of(fixture, pdf);
    const char *theme = kept_write(fixture, "broken.json",
        "{\"ligth\": {},\n\"light\": {\"ink\": \"#fefefe\", \"paper\": \"white\"},\n\"type\": {\"body\": "
        "{\"size\": "
        "\"12px\"}},\n\"page\": {\"size\": \"A9\"},\n\"masthead\": {\"logo\": {\"file\": \"../logo.svg\"}},\n"
        "\"footer\": {\"text\": \"{{ dataset.titel }}\"},\n\"numbers\": {\"decimal\": \"'\"}}\n");
    struct process_result result =
        RUN(fixture, "render", fixture->sample, "--style", theme, "-o", out, "-f", "pdf");
    static const char *const said[] = {
        "broken.json:1:2: error: unknown key 'ligth'; did you mean 'light'? [theme-key]",
        "broken.json:2:18: error: text (ink #fefefe) has a contrast of 1.0",
        "broken.json:2:38: error: 'white' is no colour; # and six hexadecimal digits: #1f77b4 [bad-pattern]",
        "broken.json:3:27: error: 'size' is no length; a length is points, or a text with its unit",
        "broken.json:4:18: error: 'size' is A3, A4, A5, Letter, Legal or Tabloid, not 'A9' [unknown-word]",
        "broken.json:5:31: error: '../logo.svg' lies outside of this file's folder; put a copy beside it",
        "broken.json:6:32: error: dataset has no field 'titel'; did you mean 'title'? [unknown-name]",
        "broken.json:7:24: error: 'decimal' is \".\" or \",\", not ''' [unknown-word]"};
    const char *at = text_of(result.errors);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        assert_said(result, 1, said[i]);
        assert_true(strstr(at, said[i]) != NULL); /* in the order of the file */
        at = strstr(at, said[i]);
    }
    assert_int_equal(entries(out), 1);
    struct bytes after = bytes_of(fixture, pdf);
    assert_int_equal(after.length, before.length);
    assert_memory_equal(after.at, before.at, before.length);
    /* one that cannot be read is another matter */
    assert_said(RUN(fixture, "render", fixture->sample, "--style", "none.json", "-o", out), 74,
        "none.json:1:1: error: cannot open: No such file or directory");
}

/* The command line counts before the template; the template's theme lies in its folder. */
static void test_precedence(void **state)
{
    struct fixture *fixture = *state;
    kept_write(fixture, "ours.json", "{\"light\": {\"paper\": \"#FFF1E5\"}}");
    const char *template = kept_write(fixture, "t.md", "---\ntheme: ours.json\n---\n# T\n\n::keyfigures\n");
    const char *out = arena_printf(fixture->arena, "%s/out", fixture->folder);
    const char *svg = arena_printf(fixture->arena, "%s/openai-amazon-2025-12/keyfigures.svg", out);
    assert_int_equal(RUN(fixture, "render", "-q", fixture->sample, "-t", template, "-o", out).exit_code, 0);
    assert_non_null(strstr(text_of(bytes_of(fixture, svg)), "#fff1e5"));
    assert_int_equal(
        RUN(fixture, "render", "-q", fixture->sample, "-t", template, "-o", out, "--style", "ink").exit_code,
        0);
    assert_null(strstr(text_of(bytes_of(fixture, svg)), "#fff1e5"));
    template = kept_write(fixture, "t.md", "---\ntheme: ../ours.json\n---\n# T\n");
    assert_said(RUN(fixture, "render", fixture->sample, "-t", template, "-o", out), 1,
        "t.md:2:8: error: '../ours.json' lies outside of this file's folder");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_ships), CASE(test_warnings), CASE(test_errors), CASE(test_precedence)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
