/* SPDX-License-Identifier: MIT */
/* Where an output comes from, asked of the outputs themselves. */
#include "fixture.h"

#include "hash.h"

#include <cjson/cJSON.h>

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
    static const char *const files[][2] = {
        {"briefing.pdf", "PDF"}, {"flow.png", "PNG"}, {"flow.svg", "SVG"}, {"briefing.html", "HTML"}};
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

/* The dataset comes out of the PDF as it went in; of what is no PDF it is an error, and nothing is written.
 */
static void test_dataset(void **state)
{
    struct fixture *fixture = *state;
    const char *folder = rendered(fixture),
               *to = arena_printf(fixture->arena, "%s/again.json", fixture->folder);
    const char *pdf = arena_printf(fixture->arena, "%s/briefing.pdf", folder);
    struct bytes sample = source_file(fixture->arena, "samples/openai-amazon-2025-12.json");
    struct process_result result = RUN(fixture, "inspect", pdf, "-o", to);
    assert_int_equal(result.exit_code, 0);
    assert_string_equal(text_of(result.output), "");
    struct bytes again = bytes_of(fixture, to);
    assert_int_equal(again.length, sample.length);
    assert_memory_equal(again.at, sample.at, sample.length);
    result = RUN(fixture, "inspect", pdf, "-o", "-");
    assert_int_equal(result.output.length, sample.length);
    const char *none = arena_printf(fixture->arena, "%s/none.json", fixture->folder);
    result = RUN(fixture, "inspect", arena_printf(fixture->arena, "%s/flow.png", folder), "-o", none);
    assert_int_equal(result.exit_code, 1);
    assert_non_null(strstr(text_of(result.errors), "[inspect-no-dataset]"));
    assert_false(exists(none));
}

/* JSON of one line that other programs read */
static void test_json(void **state)
{
    struct fixture *fixture = *state;
    const char *pdf = arena_printf(fixture->arena, "%s/briefing.pdf", rendered(fixture));
    struct process_result result = RUN(fixture, "inspect", "--json", pdf);
    assert_int_equal(result.exit_code, 0);
    cJSON *root = cJSON_Parse(text_of(result.output));
    assert_non_null(root);
    assert_string_equal(cJSON_GetObjectItem(root, "kind")->valuestring, "PDF");
    assert_string_equal(cJSON_GetObjectItem(root, "dataset-sha256")->valuestring, sample_hash(fixture));
    cJSON *file = cJSON_GetArrayItem(cJSON_GetObjectItem(root, "attached"), 0);
    assert_string_equal(cJSON_GetObjectItem(file, "name")->valuestring, "openai-amazon-2025-12.json");
    assert_string_equal(cJSON_GetObjectItem(file, "sha256")->valuestring, sample_hash(fixture));
    cJSON_Delete(root);
}

/* Tables go in where the theme consents, and nowhere else; they are the ones that export writes. */
static void test_tables(void **state)
{
    struct fixture *fixture = *state;
    const char *theme = kept_write(fixture, "ours.json", "{\"attach\": {\"csv\": true}}");
    const char *pdf = arena_printf(fixture->arena, "%s/flow.pdf", fixture->folder);
    const char *csv = arena_printf(fixture->arena, "%s/csv", fixture->folder);
    struct process_result result =
        RUN(fixture, "figure", "flow", "-q", fixture->sample, "--style", theme, "-o", pdf);
    assert_int_equal(result.exit_code, 0);
    assert_int_equal(RUN(fixture, "export", "-q", fixture->sample, "-o", csv).exit_code, 0);
    struct bytes deals = bytes_of(fixture, arena_printf(fixture->arena, "%s/deals.csv", csv));
    const char *said = text_of(RUN(fixture, "inspect", pdf).output);
    if (!strstr(
            said, arena_printf(fixture->arena, "attached         deals.csv, %zu bytes\n", deals.length)) ||
        !strstr(said, "template         figure flow\n") || !strstr(said, "style            ours\n"))
        fail_msg("%s", said);
    said = text_of(
        RUN(fixture, "inspect", arena_printf(fixture->arena, "%s/briefing.pdf", rendered(fixture))).output);
    assert_null(strstr(said, ".csv"));
}

/* A PDF of which somebody changed the hash */
static void test_changed(void **state)
{
    struct fixture *fixture = *state;
    const char *pdf = arena_printf(fixture->arena, "%s/briefing.pdf", rendered(fixture));
    struct bytes bytes = bytes_of(fixture, pdf);
    char *copy = arena_strndup(fixture->arena, (const char *)bytes.at, bytes.length);
    const char *hash = sample_hash(fixture);
    size_t found = 0;
    for (size_t i = 0; i + 64 <= bytes.length; i++)
        if (!memcmp(copy + i, hash, 64)) {
            copy[i] = copy[i] == '0' ? '1' : '0';
            found++;
        }
    assert_int_equal(found, 1); /* the metadata is not packed, so that others can read it */
    const char *changed = arena_printf(fixture->arena, "%s/changed.pdf", fixture->folder);
    FILE *file = fopen(changed, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(copy, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
    struct process_result result = RUN(fixture, "inspect", changed);
    assert_int_equal(result.exit_code, 1);
    assert_string_equal(text_of(result.output), "");
    assert_non_null(strstr(text_of(result.errors), "[inspect-differs]"));
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
    const struct CMUnitTest tests[] = {CASE(test_kinds), CASE(test_dataset), CASE(test_json),
        CASE(test_tables), CASE(test_changed), CASE(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
