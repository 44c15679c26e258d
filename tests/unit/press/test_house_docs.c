/* SPDX-License-Identifier: MIT */
/* Every example of docs/themes.md is a theme without a fault; what the page says exists does, and is all. */
#include "support.h"

#include "house_load.h"
#include "str.h"

#include <string.h>

static const struct house *loaded(struct arena *arena, const char *text, struct diags *diags)
{
    struct bytes bytes = {(const unsigned char *)text, strlen(text)};
    return house_load(arena, "our-house.json", source_path(arena, "tests/themes"), bytes, NULL, diags);
}

/* The next block of code in that language, without its fences; NULL: none. *at moves behind it. */
static const char *block_next(struct arena *arena, const char **at, const char *opening)
{
    const char *start = strstr(*at, opening);
    if (!start)
        return NULL;
    start += strlen(opening);
    const char *end = strstr(start, "\n```");
    assert_non_null(end);
    *at = end;
    return arena_strndup(arena, start, (size_t)(end + 1 - start));
}

static void test_examples(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *at = (const char *)source_file(arena, "docs/themes.md").at, *theme;
    size_t count = 0;
    while ((theme = block_next(arena, &at, "```json\n"))) {
        struct diags *diags = diags_create();
        const struct house *house = loaded(arena, theme, diags);
        if (!house || diags_count(diags, DIAG_SEVERITY_WARNING))
            fail_msg("%s\n%s", theme, diags_brief(arena, diags));
        diags_destroy(diags);
        count++;
    }
    assert_int_equal(count, 7);
    arena_destroy(arena);
}

/* The warning that the page shows is the one that such a theme gets. */
static void test_warning(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    const char *at = (const char *)source_file(arena, "docs/themes.md").at;
    loaded(
        arena, "{\n  \"light\": {\n    \"ink\": \"#000000\",\n    \"faint\": \"#9aa3b0\"\n  }\n}\n", diags);
    size_t count;
    const struct diag *diag = diags_sorted(diags, &count);
    assert_int_equal(count, 1);
    const char *line = arena_printf(arena, "our-house.json:%d:%d: warning: %s; %s [%s]\n", diag->place.line,
        diag->place.column, diag->sentence, diag->hint, diag_code_text(diag->code));
    if (!strstr(at, line))
        fail_msg("docs/themes.md does not show\n%s", line);
    diags_destroy(diags);
    arena_destroy(arena);
}

/* Names the loader knows, as it lists them for one that it does not: each stands in the page in quotes of
 * code */
static void names_check(struct arena *arena, const char *page, const char *theme, const char *before)
{
    struct diags *diags = diags_create();
    size_t count;
    assert_null(loaded(arena, theme, diags));
    const struct diag *diag = diags_sorted(diags, &count);
    const char *text = strstr(diag->hint, before) ? diag->hint : diag->sentence, *at = strstr(text, before);
    assert_non_null(at);
    at += strlen(before);
    size_t names = 0;
    while (*at && !str_starts(at, "not '")) {
        size_t length = strcspn(at, ", ");
        const char *name = arena_printf(arena, "`%.*s`", (int)length, at);
        if (!str_equals(name, "`or`")) {
            names++;
            if (!strstr(page, name) && !strstr(page, arena_printf(arena, "\"%.*s\"", (int)length, at)))
                fail_msg("docs/themes.md does not name %s", name);
        }
        at += length + strspn(at + length, ", ");
    }
    assert_true(names >= 2);
    diags_destroy(diags);
}

static void test_names(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *page = (const char *)source_file(arena, "docs/themes.md").at;
    static const char *const unknown[] = {"{\"zzzzzzzz\": 1}", "{\"light\": {\"zzzzzzzz\": 1}}",
        "{\"type\": {\"zzzzzzzz\": 1}}", "{\"type\": {\"body\": {\"zzzzzzzz\": 1}}}",
        "{\"page\": {\"zzzzzzzz\": 1}}", "{\"page\": {\"margins\": {\"zzzzzzzz\": 1}}}",
        "{\"masthead\": {\"zzzzzzzz\": 1}}",
        "{\"masthead\": {\"logo\": {\"file\": \"logo.svg\", \"zzzzzzzz\": 1}}}",
        "{\"numbers\": {\"zzzzzzzz\": 1}}"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        names_check(arena, page, unknown[i], "known are: ");
    names_check(arena, page, "{\"type\": {\"body\": {\"face\": \"z\"}}}", "'face' is ");
    names_check(arena, page, "{\"page\": {\"size\": \"z\"}}", "'size' is ");
    names_check(arena, page, "{\"numbers\": {\"scale\": \"z\"}}", "'scale' is ");
    names_check(arena, page, "{\"numbers\": {\"symbol\": \"z\"}}", "'symbol' is ");
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_warning),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
