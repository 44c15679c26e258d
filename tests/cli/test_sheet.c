/* SPDX-License-Identifier: MIT */
/* import and export as their users meet them; the examples of docs/spreadsheets.md are run. */
#include "fixture.h"

static const char *in_folder(struct fixture *fixture, const char *name)
{
    return arena_printf(fixture->arena, "%s/%s", fixture->folder, name);
}

static const char *kept_text(struct fixture *fixture, const char *name)
{
    return text_of(bytes_of(fixture, in_folder(fixture, name)));
}

static void expect_exit(struct process_result result, int code)
{
    if (result.exit_code != code)
        fail_msg("exit %d, not %d\n%.600s", result.exit_code, code, text_of(result.errors));
}

/* What stands in the first block of a language in a page */
static const char *block_of(struct fixture *fixture, const char *page, const char *language)
{
    const char *start = strstr(page, arena_printf(fixture->arena, "```%s\n", language));
    assert_non_null(start);
    start = strchr(start, '\n') + 1;
    return arena_strndup(fixture->arena, start, (size_t)(strstr(start, "```") - start));
}

static void test_docs(void **state)
{
    struct fixture *fixture = *state;
    const char *page = text_of(source_file(fixture->arena, "docs/spreadsheets.md"));
    kept_write(fixture, "quick.csv", block_of(fixture, page, "csv"));
    kept_write(fixture, "lines.txt", block_of(fixture, page, "text"));
    assert_int_equal(symlink(source_path(fixture->arena, "samples"), in_folder(fixture, "samples")), 0);
    struct process_options options = {.folder = fixture->folder};
    expect_exit(RUN_WITH(fixture, &options, "import", "quick.csv", "-o", "quick.json"), 0);
    expect_exit(RUN_WITH(fixture, &options, "import", "lines.txt", "-o", "lines.json"), 0);
    expect_exit(
        RUN_WITH(fixture, &options, "export", "samples/openai-amazon-2025-12.json", "-o", "tables"), 0);
    expect_exit(RUN_WITH(fixture, &options, "import", "tables", "-o", "again.json"), 0);
    for (const char *line = page; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (!strncmp(line, "dealbrief ", 10)) /* the commands above are those of the page */
            assert_true(strstr(line, "import quick.csv -o quick.json") == line + 10 ||
                        strstr(line, "import lines.txt -o lines.json") == line + 10 ||
                        strstr(line, "export samples/openai-amazon-2025-12.json -o tables") == line + 10 ||
                        strstr(line, "import tables -o again.json") == line + 10);
    }
    expect_exit(RUN_WITH(fixture, &options, "check", "-q", "quick.json", "lines.json", "again.json"), 0);
    assert_non_null(strstr(kept_text(fixture, "quick.json"), "\"id\": \"softbank-example-sites-build\""));
    assert_non_null(strstr(kept_text(fixture, "lines.json"), "\"colour\": \"#4477aa\""));
}

/* The figures of a dataset that went through spreadsheets are the same bytes. */
static void test_same_facts(void **state)
{
    struct fixture *fixture = *state;
    static const char *const names[] = {"ai-deals-2025-12", "openai-amazon-2025-12", "pharma-licensing-2025"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *sample =
            source_path(fixture->arena, arena_printf(fixture->arena, "samples/%s.json", names[i]));
        const char *tables = in_folder(fixture, names[i]);
        const char *again = in_folder(fixture, arena_printf(fixture->arena, "%s.json", names[i]));
        expect_exit(RUN(fixture, "export", "-q", sample, "-o", tables), 0);
        expect_exit(RUN(fixture, "import", "-q", tables, "-o", again), 0);
        struct process_result one = RUN(fixture, "facts", "-q", sample),
                              two = RUN(fixture, "facts", "-q", again);
        expect_exit(one, 0);
        /* warnings come first, with the lines of their own file */
        const char *figures = strstr(text_of(one.output), "\n  \"totals\""),
                   *others = strstr(text_of(two.output), "\n  \"totals\"");
        assert_non_null(figures);
        assert_non_null(others);
        if (strcmp(figures, others) != 0)
            fail_msg("%s: other figures after export and import", names[i]);
    }
}

static void test_import_streams(void **state)
{
    struct fixture *fixture = *state;
    static const char *const epoch[] = {"SOURCE_DATE_EPOCH=1766000000", NULL};
    struct process_options options = {
        .environment = epoch, .input = {(const unsigned char *)"A [12B] B\n", strlen("A [12B] B\n")}};
    struct process_result result = RUN_WITH(fixture, &options, "import", "-");
    expect_exit(result, 0);
    assert_non_null(strstr(text_of(result.output), "\"as_of\": \"2025-12-17\""));
    assert_non_null(strstr(text_of(result.errors), "<stdin>:1:1: warning:"));
    /* a warning refuses under --strict, and nothing is written */
    const char *target = in_folder(fixture, "x.json");
    result = RUN_WITH(fixture, &options, "import", "-", "--strict", "-o", target);
    expect_exit(result, 3);
    assert_false(exists(target));
    result = RUN_WITH(fixture, &options, "import", "-", "-q");
    assert_int_equal(result.errors.length, 0);
}

static void test_import_faults(void **state)
{
    struct fixture *fixture = *state;
    struct process_options options = {.folder = fixture->folder};
    kept_write(fixture, "bad.csv", "from,to,amount\nA,B,ten\nC,D,#REF!\n");
    kept_write(fixture, "out.json", "kept");
    struct process_result result = RUN_WITH(fixture, &options, "import", "bad.csv", "-o", "out.json");
    expect_exit(result, 1);
    assert_non_null(strstr(text_of(result.errors), "bad.csv:2:5: error: "));
    assert_non_null(strstr(text_of(result.errors), "row 2, column C (amount)"));
    assert_non_null(strstr(text_of(result.errors), "bad.csv:3:5: error: "));
    assert_string_equal(kept_text(fixture, "out.json"), "kept");
    expect_exit(RUN_WITH(fixture, &options, "import", "nowhere.csv"), 74);
    expect_exit(RUN_WITH(fixture, &options, "import", "nowhere"), 74);
    result = RUN(fixture, "import", fixture->sample);
    expect_exit(result, 1);
    assert_non_null(strstr(text_of(result.errors), "this is JSON, not a spreadsheet"));
    expect_exit(RUN_WITH(fixture, &options, "import", "bad.csv", "--decimal", "x"), 2);
    kept_write(fixture, "comma.csv", "from;to;amount\nA;B;$1,5B\n");
    result = RUN_WITH(fixture, &options, "import", "-q", "comma.csv", "--decimal", ",");
    expect_exit(result, 0);
    assert_non_null(strstr(text_of(result.output), "\"amount\": \"$1.5B\""));
}

/* What people try first is told the way. */
static void test_datasets_only(void **state)
{
    struct fixture *fixture = *state;
    struct process_options options = {.folder = fixture->folder};
    kept_write(fixture, "deals.csv", "from,to,amount\nA,B,$1B\n");
    struct process_result result = RUN_WITH(fixture, &options, "check", "deals.csv");
    expect_exit(result, 1);
    assert_non_null(strstr(text_of(result.errors), "`dealbrief import deals.csv -o NAME.json`"));
    result = RUN_WITH(fixture, &options, "facts", ".");
    expect_exit(result, 74);
    assert_non_null(strstr(text_of(result.errors), "`dealbrief import . -o NAME.json`"));
}

static void test_export(void **state)
{
    struct fixture *fixture = *state;
    struct process_options options = {.folder = fixture->folder};
    expect_exit(RUN_WITH(fixture, &options, "export", "-q", fixture->sample), 0);
    assert_int_equal(entries(in_folder(fixture, "out/openai-amazon-2025-12/csv")), 9);
    assert_true(
        str_starts(kept_text(fixture, "out/openai-amazon-2025-12/csv/deals.csv"), "id,title,type,from,to,"));
    expect_exit(RUN_WITH(fixture, &options, "export", fixture->sample, "-o", "-"), 2);
    struct process_result part =
        RUN_WITH(fixture, &options, "import", "out/openai-amazon-2025-12/csv/deals.csv");
    assert_non_null(
        strstr(text_of(part.errors), "import out/openai-amazon-2025-12/csv` reads the whole folder"));
    /* a dataset that is refused leaves no folder */
    kept_write(fixture, "bad.json", "{\"dealbrief\": \"1\"}");
    expect_exit(RUN_WITH(fixture, &options, "export", "bad.json", "-o", "bad"), 1);
    assert_false(exists(in_folder(fixture, "bad")));
}

/* Tables of an earlier export are not read back as this dataset's; strangers are left alone. */
static void test_export_again(void **state)
{
    struct fixture *fixture = *state;
    struct process_options options = {.folder = fixture->folder};
    expect_exit(RUN_WITH(fixture, &options, "export", "-q", fixture->sample, "-o", "t"), 0);
    kept_write(fixture, "t/mine.csv", "a,b\n");
    kept_write(fixture, "small.json",
        "{\"dealbrief\": \"1\", \"as_of\": \"2025\", \"parties\": [{\"id\": \"a\", \"name\": \"A\"}, "
        "{\"id\": \"b\", "
        "\"name\": \"B\"}], \"deals\": [{\"id\": \"d\", \"type\": \"grant\", \"from\": \"a\", \"to\": \"b\", "
        "\"amount\": "
        "\"$1B\", \"status\": \"announced\"}]}");
    expect_exit(RUN_WITH(fixture, &options, "export", "-q", "small.json", "-o", "t"), 0);
    assert_string_equal(kept_text(fixture, "t/terms.csv"), "");
    assert_string_equal(kept_text(fixture, "t/mine.csv"), "a,b\n");
    assert_string_equal(kept_text(fixture, "t/parties.csv"), "id,name\r\na,A\r\nb,B\r\n");
    struct process_result result = RUN_WITH(fixture, &options, "import", "t");
    expect_exit(result, 0);
    assert_null(strstr(text_of(result.output), "valuations"));
    assert_non_null(strstr(text_of(result.errors), "t/mine.csv:1:1: warning: no table is called 'mine.csv'"));
}

/* Where the last file cannot be written, none is. */
static void test_export_atomic(void **state)
{
    struct fixture *fixture = *state;
    struct process_options options = {.folder = fixture->folder};
    assert_int_equal(mkdir(in_folder(fixture, "t"), 0777), 0);
    assert_int_equal(mkdir(in_folder(fixture, "t/dataset.csv"), 0777), 0);
    expect_exit(RUN_WITH(fixture, &options, "export", "-q", fixture->sample, "-o", "t"), 74);
    assert_int_equal(entries(in_folder(fixture, "t")), 1);
    kept_write(fixture, "file", "");
    expect_exit(RUN_WITH(fixture, &options, "export", "-q", fixture->sample, "-o", "file"), 74);
}

/* A sheet of 100,000 rows is imported in seconds. */
static void test_large_sheet(void **state)
{
    struct fixture *fixture = *state;
    struct process_options options = {.folder = fixture->folder};
    struct str text = str_init(fixture->arena);
    str_append(&text, "from,to,amount,type,status,date,source\n");
    for (int i = 0; i < 100000; i++)
        str_printf(&text, "Party %d,Party %d,$%dM,lease,signed,2025-%02d,Publisher %d\n", i % 4999,
            i % 4999 / 2 + 5000, i % 900 + 1, i % 12 + 1, i % 300);
    kept_write(fixture, "large.csv", str_text(&text));
    struct process_result result =
        RUN_WITH(fixture, &options, "import", "-q", "large.csv", "-o", "large.json");
    expect_exit(result, 0);
    assert_true(result.usage.ru_utime.tv_sec < 20); /* about 1.5 s; more under sanitizers */
}

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(test_docs), CASE(test_same_facts), CASE(test_import_streams),
        CASE(test_import_faults), CASE(test_datasets_only), CASE(test_export), CASE(test_export_again),
        CASE(test_export_atomic), CASE(test_large_sheet)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
