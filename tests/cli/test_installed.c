/* SPDX-License-Identifier: MIT */
/* What `meson install` puts into a system finds its libraries, fonts and templates there, wherever that is.
 */
#include "fixture.h"

static void test_installed(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    const char *install[] = {"meson", "install", "--no-rebuild", "--quiet", "-C", getenv("DEALBRIEF_BUILD"),
        "--destdir", fixture->folder, NULL};
    struct process_result installed = process_run(arena, install, NULL);
    if (installed.exit_code != 0)
        fail_msg("meson install: %s", text_of(installed.errors));
    const char *find[] = {"find", fixture->folder, "-name", "dealbrief", "-type", "f", "-perm", "-u+x", NULL};
    const char *path = text_of(process_run(arena, find, NULL).output);
    assert_non_null(strchr(path, '\n'));
    fixture->program = arena_strndup(arena, path, strcspn(path, "\n"));
    /* another folder, nothing in the environment: only what was installed is there to be found */
    const char *nothing[] = {NULL};
    struct process_options options = {.environment = nothing, .folder = fixture->folder};
    struct process_result result =
        RUN_WITH(fixture, &options, "render", "-q", fixture->sample, "-f", "pdf", "-o", "out");
    if (result.exit_code != 0)
        fail_msg("exit %d: %s", result.exit_code, text_of(result.errors));
    assert_true(exists(arena_printf(arena, "%s/out/openai-amazon-2025-12/briefing.pdf", fixture->folder)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(test_installed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
