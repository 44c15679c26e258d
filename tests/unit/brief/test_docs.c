/* SPDX-License-Identifier: MIT */
/* Every example of docs/templates.md is a briefing; what the page says exists does. */
#include "desk.h"

#include <string.h>

#define OPENING "```markdown\n"

static void test_examples(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    const char *at = (const char *)source_file(desk.arena, "docs/templates.md").at;
    size_t count = 0;
    while ((at = strstr(at, OPENING))) {
        at += strlen(OPENING);
        const char *end = strstr(at, "\n```");
        assert_non_null(end);
        const char *source = arena_strndup(desk.arena, at, (size_t)(end + 1 - at));
        const struct brief *brief = desk_brief(&desk, source);
        if (!brief) {
            size_t faults;
            const struct diag *first = diags_sorted(desk.diags, &faults);
            fail_msg("%s\n%d:%d %s", source, first[0].place.line, first[0].place.column, first[0].sentence);
        }
        assert_true(brief->page_count > 0);
        count++;
        at = end;
    }
    assert_true(count >= 6);
    assert_false(diags_has(desk.diags, DIAG_AUDIT_NUMBER) || diags_has(desk.diags, DIAG_AUDIT_QUALIFIER) ||
                 diags_has(desk.diags, DIAG_AUDIT_UNUSED));
    desk_close(&desk);
}

static void test_names(void **state)
{
    (void)state;
    struct desk desk;
    size_t count;
    desk_open(&desk, NULL);
    const char *page = (const char *)source_file(desk.arena, "docs/templates.md").at;
    const char *const *names = template_directives(&count);
    for (size_t i = 0; i < count; i++)
        if (!strstr(page, arena_printf(desk.arena, "::%s", names[i])))
            fail_msg("docs/templates.md does not name '%s'", names[i]);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
