/* SPDX-License-Identifier: MIT */
/* Manual pages of section 5 name everything that the program knows, their examples run, and all pages are
 * made without a warning. (The fields of dealbrief-dataset(5) are made by test_format.) */
#include "fixture.h"

#include "directive.h"
#include "setting.h"

#include <cjson/cJSON.h>

static const char *page_read(struct fixture *fixture, const char *name)
{
    return text_of(source_file(fixture->arena, arena_printf(fixture->arena, "docs/man/%s.scd", name)));
}

/* From a heading to the next */
static const char *section_of(struct fixture *fixture, const char *page, const char *heading)
{
    const char *from = strstr(page, arena_printf(fixture->arena, "\n# %s\n", heading));
    if (!from)
        fail_msg("no section %s", heading);
    const char *next = strstr(from + 3, "\n# ");
    return next ? arena_strndup(fixture->arena, from, (size_t)(next - from)) : from;
}

/* The lines below one that names a thing in bold, up to the next that begins so */
static const char *entry_of(struct fixture *fixture, const char *section, const char *name)
{
    const char *bold = arena_printf(fixture->arena, "*%s*", name);
    for (const char *at = section; (at = strstr(at, bold)); at++) {
        const char *line = at;
        while (line > section && line[-1] != '\n')
            line--;
        if (*line == '\t') /* said elsewhere */
            continue;
        const char *end = strstr(at, "\n*");
        return end ? arena_strndup(fixture->arena, at, (size_t)(end - at)) : at;
    }
    fail_msg("the page has no entry for %s", name);
    return "";
}

static void bold_check(struct fixture *fixture, const char *text, const char *word, const char *where)
{
    if (!strstr(text, arena_printf(fixture->arena, "*%s*", word)))
        fail_msg("%s lacks %s", where, word);
}

static void test_directives(void **state)
{
    struct fixture *fixture = *state;
    const char *page = page_read(fixture, "dealbrief-template.5");
    const char *leaves = section_of(fixture, page, "DIRECTIVES"),
               *containers = section_of(fixture, page, "CONTAINERS");
    size_t count, attributes, attributes_seen = 0;
    const char *const *names = directive_names(&count);
    assert_true(count > 30);
    for (size_t i = 0; i < count; i++) {
        bool leaf = strstr(leaves, arena_printf(fixture->arena, "\n*::%s*", names[i])) != NULL;
        const char *entry =
            leaf ? entry_of(fixture, leaves, arena_printf(fixture->arena, "::%s", names[i]))
                 : entry_of(fixture, containers, arena_printf(fixture->arena, ":::%s", names[i]));
        const char *const *words = directive_attributes(fixture->arena, names[i], &attributes);
        for (size_t j = 0; j < attributes; j++, attributes_seen++)
            bold_check(fixture, entry, words[j], names[i]);
    }
    assert_true(attributes_seen > 100);
}

static void test_values(void **state)
{
    struct fixture *fixture = *state;
    const char *page = page_read(fixture, "dealbrief-template.5");
    const char *values = section_of(fixture, page, "VALUES"), *figures = section_of(fixture, page, "FIGURES"),
               *filters = section_of(fixture, page, "FILTERS"),
               *settings = section_of(fixture, page, "SETTINGS");
    size_t count, fields;
    const char *const *filter = value_filters(&count);
    for (size_t i = 0; i < count; i++)
        if (!strstr(filters, arena_printf(fixture->arena, "*%s*", filter[i])) &&
            !strstr(filters, arena_printf(fixture->arena, "*%s:*", filter[i])))
            fail_msg("the page lacks the filter %s", filter[i]);
    const char *const *roots = value_roots(&count);
    for (size_t i = 0; i < count; i++) {
        const char *const *names = value_fields(fixture->arena, (enum value_root)i, &fields);
        if (!fields) { /* a figure */
            if (!strstr(figures, arena_printf(fixture->arena, "\n*%s", roots[i])))
                fail_msg("the page lacks the figure %s", roots[i]);
            continue;
        }
        const char *entry = strstr(values, arena_printf(fixture->arena, "\n*%s.*", roots[i]));
        if (!entry)
            fail_msg("the page lacks %s", roots[i]);
        const char *line = strchr(entry + 1, '\n');
        const char *words = arena_printf(
            fixture->arena, " %s ", arena_strndup(fixture->arena, line + 2, strcspn(line + 2, ";\n")));
        for (size_t j = 0; j < fields; j++)
            if (!strstr(words, arena_printf(fixture->arena, " %s ", names[j])))
                fail_msg("the page lacks %s.%s", roots[i], names[j]);
    }
    for (size_t i = 0; i < setting_count(); i++)
        bold_check(fixture, settings, setting_name(i), "settings");
}

/* house.json says every key once; what it leaves out is what only some themes need */
static void keys_check(struct fixture *fixture, const char *page, const cJSON *object, size_t *count)
{
    for (const cJSON *at = object->child; at; at = at->next) {
        if (str_starts(at->string, "//"))
            continue;
        bold_check(fixture, page, at->string, "dealbrief-theme(5)");
        (*count)++;
        if (cJSON_IsObject(at))
            keys_check(fixture, page, at, count);
    }
}

static void test_theme_keys(void **state)
{
    struct fixture *fixture = *state;
    const char *page = page_read(fixture, "dealbrief-theme.5");
    size_t count = 0;
    cJSON *house = cJSON_Parse(text_of(source_file(fixture->arena, "templates/themes/house.json")));
    assert_non_null(house);
    keys_check(fixture, page, house, &count);
    cJSON_Delete(house);
    assert_true(count > 40);
    static const char *const others[] = {"logo", "file", "alt", "attach", "csv", "symbol", "decimal",
        "grouping", "dates", "scale", "orientation"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        bold_check(fixture, page, others[i], "dealbrief-theme(5)");
}

/* The first literal block of a page, as the program reads it; false when it says less than nothing */
static const char *example_write(struct fixture *fixture, const char *name, const char *file)
{
    const char *from = strstr(page_read(fixture, name), "\n```\n");
    assert_non_null(from);
    from += strlen("\n```\n");
    return kept_write(
        fixture, file, arena_strndup(fixture->arena, from, (size_t)(strstr(from, "\n```") - from) + 1));
}

static void good_check(const struct process_result *result)
{
    if (result->exit_code != 0 || result->errors.length)
        fail_msg("exit %d: %s", result->exit_code, text_of(result->errors));
}

static void test_examples(void **state)
{
    struct fixture *fixture = *state;
    const char *dataset = example_write(fixture, "dealbrief-dataset.5", "x.json"),
               *template = example_write(fixture, "dealbrief-template.5", "x.md"),
               *theme = example_write(fixture, "dealbrief-theme.5", "theme.json"),
               *out = arena_printf(fixture->arena, "%s/out", fixture->folder);
    struct process_result result = RUN(fixture, "check", "--strict", dataset);
    good_check(&result);
    result =
        RUN(fixture, "render", "--strict", dataset, "-t", template, "--style", theme, "-f", "pdf", "-o", out);
    good_check(&result);
}

static bool has_tool(struct fixture *fixture, const char *tool)
{
    const char *words[] = {"sh", "-c", arena_printf(fixture->arena, "command -v %s >/dev/null", tool), NULL};
    return process_run(fixture->arena, words, NULL).exit_code == 0;
}

/* scdoc puts an empty paragraph around whatever is indented, and lines are as long as they come. */
static void test_pages_made(void **state)
{
    struct fixture *fixture = *state;
    static const char *const pages[] = {
        "dealbrief.1", "dealbrief.3", "dealbrief-dataset.5", "dealbrief-template.5", "dealbrief-theme.5"};
    if (!has_tool(fixture, "scdoc")) {
        print_message("scdoc is not there: pages are not made\n");
        skip();
    }
    bool mandoc = has_tool(fixture, "mandoc");
    if (!mandoc)
        print_message("mandoc is not there: pages are made, and not looked at\n");
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        const char *scd =
            source_path(fixture->arena, arena_printf(fixture->arena, "docs/man/%s.scd", pages[i]));
        const char *words[] = {"sh", "-c",
            arena_printf(fixture->arena, "scdoc <'%s' >'%s/%s'%s%s", scd, fixture->folder, pages[i],
                mandoc ? " && cd \"$0\" && mandoc -T lint " : "", mandoc ? pages[i] : ""),
            fixture->folder, NULL};
        struct process_result result = process_run(fixture->arena, words, NULL);
        if (result.errors.length)
            fail_msg("scdoc: %s", text_of(result.errors));
        for (const char *line = text_of(result.output); *line; line += strcspn(line, "\n") + 1) {
            const char *told = arena_strndup(fixture->arena, line, strcspn(line, "\n"));
            if (!strstr(told, ": STYLE: ") && !strstr(told, "skipping paragraph macro"))
                fail_msg("%s", told);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(test_directives), CASE(test_values), CASE(test_theme_keys),
        CASE(test_examples), CASE(test_pages_made)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
