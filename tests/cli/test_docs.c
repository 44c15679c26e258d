/* SPDX-License-Identifier: MIT */
/* README, manual page, --help and the list of diagnostics say what the program does: they are run and
 * compared here. */
#include "fixture.h"

#include "options.h"

static void diagnostics_format(struct str *out, const char *const *examples)
{
    str_append(out,
        "# Diagnostics\n\n"
        "Every line that dealbrief prints about an input ends in one of these codes. A code "
        "keeps its meaning for\n"
        "ever. An error refuses the input; a warning does not, unless `--strict` is given. This "
        "page is generated\n"
        "from `src/base/diag_codes.h` (`./dev update`).\n\n"
        "```\ndeals.json:41:17: error: unknown party 'amazn' in deals[3].from; did you mean 'amazon'? "
        "[unknown-party]\n```\n\n"
        "`--diagnostics json` prints one object a line, all of them rather than the first 20 errors and "
        "20 warnings, usage\nerrors too. The keys are always there; a text that there is not is `\"\"`, "
        "a line and column that there is not\nis 0. Lines and columns count from 1, columns in bytes. "
        "`schema` stays 1 as long as these keys keep their meaning.\n\n"
        "```\n{\"schema\":1,\"severity\":\"error\",\"code\":\"unknown-party\",\"file\":\"deals.json\","
        "\"line\":41,\"column\":17,\"path\":\"deals[3].from\",\"sentence\":\"unknown party 'amazn' in "
        "deals[3].from\",\"hint\":\"did you mean 'amazon'?\"}\n```\n\n"
        "What a message quotes is inert: controls, directions and non-characters stand there as `<U+202E>`, "
        "and `::` at the start of a line and `##[`, which a runner of GitHub's would obey, as `:<U+003A>` "
        "and `##<U+005B>`.\n\n"
        "`--diagnostics github` prints annotations of a workflow run, the first 20 errors and 20 "
        "warnings:\n\n"
        "```\n::error file=deals.json,line=41,col=17,title=unknown-party::unknown party 'amazn' in "
        "deals[3].from; did you mean 'amazon'?\n```\n\n"
        "All go to standard error. `--quiet` leaves warnings out, `--strict` lets warnings refuse; both "
        "work with every form.\n\n"
        "| code | | meaning |\n|---|---|---|\n");
    for (int code = 0; code < DIAG_CODE_COUNT; code++)
        str_printf(out, "| `%s` | %s | %s |\n", diag_code_text((enum diag_code)code),
            diag_code_severity((enum diag_code)code) == DIAG_SEVERITY_ERROR ? "error" : "warning",
            diag_code_meaning((enum diag_code)code));
    str_append(out,
        "\n## Examples\n\nWhat `dealbrief check` says of files in `tests/hostile`, one for each code that a "
        "dataset can give:\n\n```\n");
    for (int code = 0; code < DIAG_CODE_COUNT; code++)
        if (examples[code])
            str_printf(out, "%s\n", examples[code]);
    str_append(out, "```\n");
}

/* No file of tests/hostile can give these: why */
static const struct {
    enum diag_code code;
    const char *reason;
} without_case[] = {{DIAG_USAGE, "the command line"}, {DIAG_STRICT, "an option"},
    {DIAG_CANNOT_READ, "the system"}, {DIAG_CANNOT_WRITE, "the system"},
    {DIAG_LIMIT_INPUT, "too large to be kept: test_limits"},
    {DIAG_JSON_VALUES, "too large to be kept: test_limits"},
    {DIAG_LIMIT_LIST, "too large to be kept: limits.py"},
    {DIAG_BELOW_HAIRLINE, "drawing: in index.tsv, where render decides"},
    {DIAG_CROWDED, "drawing: in index.tsv, where render decides"},
    {DIAG_LAYOUT_FAILED, "no input is known that Graphviz cannot lay out"},
    {DIAG_NO_DATA, "the command line: figure without data"}, {DIAG_LIMIT_PAGES, "a template"},
    {DIAG_PAGES_FULL, "a template"}, {DIAG_LIMIT_PIXELS, "the command line"},
    {DIAG_LIMIT_HEIGHT, "too large to be kept: limits.py"}, {DIAG_SIZE_TOO_SMALL, "the command line"},
    {DIAG_TEMPLATE_SYNTAX, "a template"}, {DIAG_TEMPLATE_MARKUP, "a template"},
    {DIAG_BAD_INCLUDE, "a template"}, {DIAG_UNKNOWN_NAME, "a template"}, {DIAG_UNKNOWN_FILTER, "a template"},
    {DIAG_BAD_FILTER, "a template"}, {DIAG_UNKNOWN_DIRECTIVE, "a template"},
    {DIAG_UNKNOWN_ATTRIBUTE, "a template"}, {DIAG_BAD_ATTRIBUTE, "a template"},
    {DIAG_BAD_WHERE, "a template"}, {DIAG_EXPECT_FAILED, "a template"}, {DIAG_AUDIT_NUMBER, "a template"},
    {DIAG_AUDIT_QUALIFIER, "a template"}, {DIAG_AUDIT_UNUSED, "a template"}, {DIAG_SAME_FIGURE, "a template"},
    {DIAG_UNKNOWN_THEME, "a theme"}, {DIAG_THEME_KEY, "a theme"}, {DIAG_LOW_CONTRAST, "a theme"},
    {DIAG_UNREADABLE, "a theme"}, {DIAG_COLOURS_ALIKE, "a theme"}, {DIAG_BAD_LOGO, "a theme"},
    {DIAG_OUTSIDE_FOLDER, "a theme"}, {DIAG_BAD_FONT, "--font-dir"}, {DIAG_LIMIT_TIME, "a run: test_batch"},
    {DIAG_LIMIT_MEMORY, "a run: test_batch"}, {DIAG_WORKER_STOPPED, "a run: test_batch"},
    {DIAG_UNFIT_LIBRARY, "a library: test_libraries"}};

static bool needs_case(enum diag_code code)
{
    for (size_t i = 0; i < sizeof without_case / sizeof *without_case; i++)
        if (without_case[i].code == code)
            return false;
    /* spreadsheets and pairs of editions are not one dataset: their own tests show their codes */
    static const char *const elsewhere[] = {
        "csv-", "import-", "sankey-", "editions-", "id-changed", "inspect-"};
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
        if (str_starts(diag_code_text(code), elsewhere[i]))
            return false;
    return true;
}

/* The first line that `check` prints with a code, of the first file of index.tsv that names it */
static void examples_find(struct fixture *fixture, const char **examples)
{
    char *at = arena_strdup(fixture->arena, text_of(source_file(fixture->arena, "tests/hostile/index.tsv")));
    struct process_options there = {.folder = source_path(fixture->arena, "tests/hostile")};
    for (at = strchr(at, '\n') + 1; *at;) {
        char *end = strchr(at, '\n'), *cells[4] = {at};
        for (int i = 1; i < 4; i++) {
            cells[i] = strchr(cells[i - 1], '\t');
            *cells[i]++ = '\0';
        }
        *strchr(cells[3], '\t') = '\0';
        at = end + 1;
        for (int code = 0; code < DIAG_CODE_COUNT; code++) {
            if (examples[code] || strcmp(cells[3], diag_code_text((enum diag_code)code)) != 0)
                continue;
            struct process_result result = RUN_WITH(fixture, &there, "check", "--color", "never", cells[0]);
            const char *tail = arena_printf(fixture->arena, " [%s]\n", cells[3]);
            char *found = strstr(arena_strdup(fixture->arena, text_of(result.errors)), tail);
            if (!found)
                continue;
            found[strlen(tail) - 1] = '\0';
            char *line = found;
            while (!str_starts(line, cells[0]))
                line--;
            examples[code] = line;
        }
    }
}

static void test_diagnostics(void **state)
{
    struct fixture *fixture = *state;
    struct str out = str_init(fixture->arena);
    const char *examples[DIAG_CODE_COUNT] = {0};
    size_t missing = 0;
    examples_find(fixture, examples);
    for (int code = 0; code < DIAG_CODE_COUNT; code++)
        if (!examples[code] && needs_case((enum diag_code)code))
            print_error("no file of tests/hostile gives %s\n", diag_code_text((enum diag_code)code)),
                missing++;
    assert_int_equal(missing, 0);
    diagnostics_format(&out, examples);
    assert_golden("docs/diagnostics.md", str_text(&out));
}

static const char *code_cell(struct arena *arena, const char *code)
{
    return *code ? arena_printf(arena, "`%s`", code) : "";
}

static void limits_format(struct arena *arena, struct str *out)
{
    static const struct {
        int number;
        const char *what, *code, *why;
    } fixed[] = {
#define ROW(name, number, what, code, why) {number, what, code, why},
        FIXED_LIMITS(ROW)
#undef ROW
    };
    str_append(out,
        "# Limits\n\n"
        "What comes from outside is bounded, so that no file, whoever made it, takes all memory or all day. "
        "More "
        "than a limit\nallows is an error with a sentence, a place and a hint; nothing is written, and the "
        "exit "
        "code is 1. This page is generated\nfrom `src/base/limit.h` (`./dev update`).\n\n"
        "```\ndeals.json:3:12: error: 501 characters stand in title, where 500 are the most; --limit name=N "
        "allows more, up to 1000 [limit-text]\n```\n\n"
        "## Those that can be changed\n\n"
        "```sh\ndealbrief render big.json --limit pages=900 --limit bytes=200000000\n```\n\n"
        "`--limit NAME=N` sets one higher or lower, from 1 to the number under \"at most\"; every command "
        "that reads "
        "a dataset, a\nspreadsheet or an output has it. Other programs call `dealbrief_set_limit` "
        "([library.md](library.md)). The [JSON Schema](dataset.schema.json)\nknows the usual numbers.\n\n"
        "| name | of what | usual | at most | said of more | why |\n|---|---|---|---|---|---|\n");
    for (int i = 0; i < LIMIT_COUNT; i++) {
        const struct limit_row *row = limit_row((enum limit)i);
        str_printf(out, "| `%s` | %s | %zu | %zu | `%s` | %s |\n", row->name, row->what, row->usual,
            row->most, row->code, row->why);
    }
    str_append(out,
        "\nA higher limit is no promise that there is memory and time for all of it: a run of several "
        "datasets has "
        "30 seconds and\n1024 MiB for each, which are options of their own.\n\n"
        "## Time and memory\n\n"
        "| option of render | of what | usual | from, to | said of more |\n|---|---|---|---|---|\n"
        "| `--time-limit` | seconds of a briefing | 30; one dataset alone: none | 0.1, 86400 | `limit-time`, "
        "exit "
        "code 70 |\n"
        "| `--memory-limit` | MiB that a process may address | 1024; one dataset alone: none | 256, 1048576 "
        "| "
        "`limit-memory`, exit code 70 |\n\n"
        "How many processes, parties, rows and pixels a px are wanted is said by other options; dealbrief(1) "
        "has "
        "their numbers.\n\n"
        "## Those that cannot\n\n"
        "A format, an array or a library sets them. Where nothing is said of more, more is no error.\n\n"
        "| of what | most | said of more | why |\n|---|---|---|---|\n");
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        str_printf(out, "| %s | %d | %s | %s |\n", fixed[i].what, fixed[i].number,
            code_cell(arena, fixed[i].code), fixed[i].why);
}

static bool code_known(const char *text)
{
    for (int code = 0; code < DIAG_CODE_COUNT; code++)
        if (str_equals(text, diag_code_text((enum diag_code)code)))
            return true;
    return false;
}

static void test_limits(void **state)
{
    struct fixture *fixture = *state;
    struct str out = str_init(fixture->arena);
    for (int i = 0; i < LIMIT_COUNT; i++) {
        const struct limit_row *row = limit_row((enum limit)i);
        if (!code_known(row->code) || row->usual < 1 || row->most < row->usual)
            fail_msg("the row of %s in src/base/limit.h", row->name);
    }
    limits_format(fixture->arena, &out);
    assert_golden("docs/limits.md", str_text(&out));
}

static void test_codes_unique(void **state)
{
    (void)state;
    for (int a = 0; a < DIAG_CODE_COUNT; a++)
        for (int b = a + 1; b < DIAG_CODE_COUNT; b++)
            assert_string_not_equal(diag_code_text((enum diag_code)a), diag_code_text((enum diag_code)b));
}

static void spelling_check(void *context, const char *spelling)
{
    if (!strstr(context, spelling))
        fail_msg("the manual page does not mention %s", spelling);
}

static void test_manual(void **state)
{
    struct fixture *fixture = *state;
    char *page =
        arena_strdup(fixture->arena, text_of(source_file(fixture->arena, "docs/man/dealbrief.1.scd")));
    options_each(spelling_check, page);
    for (int command = 0; command < COMMAND_VERSION; command++)
        if (!strstr(page, command_name((enum command)command)))
            fail_msg("the manual page does not mention %s", command_name((enum command)command));
}

static void test_help_width(void **state)
{
    struct fixture *fixture = *state;
    struct str out = str_init(fixture->arena);
    for (int command = 0; command <= COMMAND_COUNT; command++)
        options_help((enum command)command, &out);
    for (const char *line = str_text(&out); *line;) {
        size_t length = strcspn(line, "\n");
        if (length > 100)
            fail_msg("a line of --help is too wide: %.*s", (int)length, line);
        line += length + (line[length] == '\n');
    }
}

/* "dealbrief a 'b c' d" → words; quotes keep spaces */
static size_t words_split(
    struct arena *arena, const char *line, size_t length, const char **words, size_t most)
{
    size_t count = 0;
    const char *end = line + length;
    while (line < end && count < most) {
        while (line < end && *line == ' ')
            line++;
        char quote = line < end && (*line == '"' || *line == '\'') ? *line++ : ' ';
        const char *start = line;
        while (line < end && *line != quote)
            line++;
        if (line > start)
            words[count++] = arena_strndup(arena, start, (size_t)(line - start));
        line += line < end;
    }
    return count;
}

static void command_run(struct fixture *fixture, const char *line, size_t length)
{
    const char *words[32] = {0};
    size_t count = words_split(fixture->arena, line, length, words, 30);
    assert_true(count > 1);
    words[0] = fixture->program;
    struct process_options options = {.folder = fixture->folder};
    struct process_result result = process_run(fixture->arena, words, &options);
    if (result.exit_code != 0)
        fail_msg("README: %.*s: exit %d: %s", (int)length, line, result.exit_code, text_of(result.errors));
}

/* Every line of the README that starts with "dealbrief " is run, in order, in a folder with the samples; what
   a fenced block marked json shows is there under the name the text gives it. */
static void test_readme(void **state)
{
    struct fixture *fixture = *state;
    const char *readme = text_of(source_file(fixture->arena, "README.md"));
    assert_non_null(strstr(readme, "./dev demo\n"));
    assert_non_null(strstr(readme, "./dev test\n"));
    assert_int_equal(symlink(source_path(fixture->arena, "samples"),
                         arena_printf(fixture->arena, "%s/samples", fixture->folder)),
        0);
    const char *json = strstr(readme, "```json\n");
    assert_non_null(json);
    json += strlen("```json\n");
    kept_write(
        fixture, "mine.json", arena_strndup(fixture->arena, json, (size_t)(strstr(json, "```") - json)));
    size_t commands = 0;
    for (const char *line = readme; *line;) {
        size_t length = strcspn(line, "\n");
        if (str_starts(line, "dealbrief ")) {
            command_run(fixture, line, length);
            commands++;
        }
        line += length + (line[length] == '\n');
    }
    assert_true(commands >= 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(test_diagnostics), CASE(test_limits), CASE(test_codes_unique),
        CASE(test_manual), CASE(test_help_width), CASE(test_readme)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
