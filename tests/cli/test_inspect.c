/* SPDX-License-Identifier: MIT */
/* Where an output comes from, asked of the outputs themselves. */
#include "fixture.h"

#include "hash.h"

static const char *rendered(struct fixture *fixture)
{
    const char *out = arena_printf(fixture->arena, "%s/out", fixture->folder);
    struct process_result result =
        RUN(fixture, "render", "-q", fixture->sample, "-f", "pdf,png,svg,html", "-o", out);
    assert_int_equal(result.exit_code, 0);
    return arena_printf(fixture->arena, "%s/openai-amazon-2025-12", out);
}

static const char *sample_hash(struct fixture *fixture)
{
    return hash_sha256(fixture->arena, source_file(fixture->arena, "samples/openai-amazon-2025-12.json"));
}

/* "dealbrief 0.1.0" */
static const char *version_of(struct fixture *fixture)
{
    char *line = arena_strdup(fixture->arena, text_of(RUN(fixture, "--version").output));
    line[strcspn(line, "\n")] = '\0';
    return line;
}

static void test_kinds(void **state)
{
    struct fixture *fixture = *state;
    static const char *const files[][2] = {{"flow.png", "PNG"}, {"briefing.html", "HTML"}};
    const char *folder = rendered(fixture), *version = version_of(fixture);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const char *path = arena_printf(fixture->arena, "%s/%s", folder, files[i][0]);
        struct process_result result = RUN(fixture, "inspect", path);
        if (result.exit_code != 0)
            fail_msg("%s: %s", files[i][0], text_of(result.errors));
        const char *expected = arena_printf(fixture->arena,
            "kind             %s\ndataset          openai-amazon-2025-12.json\ndataset-sha256   %s\nas-of    "
            "    "
            "    2025-12-17\nprogram          %s\ntemplate         weekly.md\ntemplate-sha256  %s\n"
            "style            house\n",
            files[i][1], sample_hash(fixture), version,
            hash_sha256(fixture->arena, source_file(fixture->arena, "templates/weekly.md")));
        if (!str_starts(text_of(result.output), expected))
            fail_msg("%s: %s", files[i][0], text_of(result.output));
    }
}

static void test_refused(void **state)
{
    struct fixture *fixture = *state;
    struct process_result result = RUN(fixture, "inspect", fixture->sample);
    assert_int_equal(result.exit_code, 1);
    assert_non_null(strstr(text_of(result.errors), "[inspect-unknown]"));
    assert_int_equal(RUN(fixture, "inspect").exit_code, 2);
    assert_int_equal(RUN(fixture, "inspect", "a", "b").exit_code, 2);
    assert_int_equal(RUN(fixture, "inspect", "/nowhere/a.pdf").exit_code, 74);
    assert_int_equal(RUN(fixture, "inspect", fixture->sample, "--width", "500").exit_code, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(test_kinds), CASE(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
