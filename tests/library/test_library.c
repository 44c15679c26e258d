/* SPDX-License-Identifier: MIT */
/* The library as other programs use it: the command's bytes, bad arguments, many contexts, many drawings,
 * threads. Its functions come from the shared library; what else is used here is the tests' own copy. */
#include "../cli/fixture.h"

#include "dealbrief.h"
#include "options.h"

#include <locale.h>
#include <malloc.h>
#include <pthread.h>

struct drawn {
    unsigned char *at;
    size_t length;
};

static struct dealbrief *context_open(void)
{
    struct dealbrief *context;
    assert_int_equal(dealbrief_open(getenv("DEALBRIEF_TEST_ROOT"), NULL, &context), DEALBRIEF_DONE);
    assert_int_equal(dealbrief_diagnostic_count(context), 0);
    return context;
}

static struct dealbrief_dataset *sample_load(struct fixture *fixture, struct dealbrief *context)
{
    struct dealbrief_dataset *dataset;
    assert_int_equal(dealbrief_load_file(context, fixture->sample, &dataset), DEALBRIEF_DONE);
    assert_non_null(dataset);
    return dataset;
}

static void assert_bytes(struct fixture *fixture, const char *what, struct drawn drawn, const char *path)
{
    struct bytes kept = bytes_of(fixture, path);
    if (drawn.length != kept.length || memcmp(drawn.at, kept.at, kept.length))
        fail_msg("%s: the library's %zu bytes are not the command's %zu", what, drawn.length, kept.length);
    dealbrief_free(drawn.at);
}

/* ---- the command's bytes ---- */

/* kind, format, then options as names and values; the command is asked for the same */
static void figure_compare(
    struct fixture *fixture, struct dealbrief *context, const char *kind, const char *format, ...)
{
    const char *pairs[16], *words[24], *word, *name = NULL;
    const char *path = arena_printf(fixture->arena, "%s/figure.%s", fixture->folder, format);
    size_t count = 0, said = 0;
    const char *const fixed[] = {"-q", "figure", kind, fixture->sample, "-f", format, "-o", path};
    for (; said < sizeof fixed / sizeof *fixed; said++)
        words[said] = fixed[said];
    va_list options;
    va_start(options, format);
    while ((word = va_arg(options, const char *)) != NULL) {
        pairs[count++] = word;
        if (name)
            words[said++] = str_equals(word, "yes") ? arena_printf(fixture->arena, "--%s", name)
                                                    : arena_printf(fixture->arena, "--%s=%s", name, word);
        name = name ? NULL : word;
    }
    va_end(options);
    pairs[count] = words[said] = NULL;
    const char *locales = getenv("LOCPATH")
                              ? fixture->folder
                              : NULL; /* this process's own affair: glibc leaks what it makes of it */
    unsetenv("LOCPATH");
    struct process_result result = run_with(fixture, NULL, words);
    if (locales)
        setenv("LOCPATH", locales, 1);
    if (result.exit_code != 0)
        fail_msg("%s", text_of(result.errors));
    struct dealbrief_dataset *dataset = sample_load(fixture, context);
    struct drawn drawn;
    assert_int_equal(
        dealbrief_figure(context, dataset, kind, format, pairs, &drawn.at, &drawn.length), DEALBRIEF_DONE);
    assert_bytes(fixture, path, drawn, path);
    dealbrief_dataset_free(dataset);
}

static void test_figures_are_the_commands(void **state)
{
    struct fixture *fixture = *state;
    struct dealbrief *context = context_open();
    figure_compare(fixture, context, "flow", "svg", NULL);
    figure_compare(fixture, context, "flow", "svg", "svg-text", "plain", NULL);
    figure_compare(fixture, context, "flow", "svg", "svg-text", "outline", "theme", "dark", NULL);
    figure_compare(
        fixture, context, "flow", "svg", "svg-text", "embed", "theme", "auto", "width", "360", NULL);
    figure_compare(fixture, context, "flow", "png", "highlight", "party:openai", "scale", "1", NULL);
    figure_compare(fixture, context, "flow", "png", "target", "card", "style", "salmon", NULL);
    figure_compare(fixture, context, "flow", "json", NULL);
    figure_compare(fixture, context, "flow", "html", "language", "de", NULL);
    figure_compare(
        fixture, context, "valuation", "svg", "party", "openai", "title", "-5 % und \"mehr\"", NULL);
    figure_compare(fixture, context, "table", "csv", NULL);
    figure_compare(fixture, context, "timeline", "pdf", "linearize", "yes", NULL);
    dealbrief_close(context);
}

static void test_briefings_are_the_commands(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    struct dealbrief *context = context_open();
    struct dealbrief_dataset *dataset = sample_load(fixture, context);
    struct drawn drawn;
    const char *old = source_path(arena, "samples/editions/openai-amazon-2025-12-10.json");
    const char *const change[] = {"template", "change", "since", old, "style", "night", NULL};
    const char *folder = arena_printf(arena, "%s/openai-amazon-2025-12", fixture->folder);
    const char *pdf = arena_printf(arena, "%s/briefing.pdf", folder);
    assert_int_equal(
        RUN(fixture, "-q", fixture->sample, "-f", "pdf,html", "-o", fixture->folder).exit_code, 0);
    assert_int_equal(
        dealbrief_briefing(context, dataset, "pdf", NULL, &drawn.at, &drawn.length), DEALBRIEF_DONE);
    assert_bytes(fixture, "briefing.pdf", drawn, pdf);
    assert_int_equal(
        dealbrief_briefing(context, dataset, "html", NULL, &drawn.at, &drawn.length), DEALBRIEF_DONE);
    assert_bytes(fixture, "briefing.html", drawn, arena_printf(arena, "%s/briefing.html", folder));

    assert_int_equal(RUN(fixture, "-q", fixture->sample, "-f", "pdf", "-o", fixture->folder, "-t", "change",
                         "--since", old, "--style", "night")
                         .exit_code,
        0);
    assert_int_equal(
        dealbrief_briefing(context, dataset, "pdf", change, &drawn.at, &drawn.length), DEALBRIEF_DONE);
    assert_bytes(fixture, "the change", drawn, pdf);
    dealbrief_dataset_free(dataset);
    dealbrief_close(context);
}

static void test_facts_are_the_commands(void **state)
{
    struct fixture *fixture = *state;
    struct dealbrief *context = context_open();
    struct dealbrief_dataset *dataset = sample_load(fixture, context);
    struct drawn drawn;
    const char *path = arena_printf(fixture->arena, "%s/facts.json", fixture->folder);
    const char *const some[] = {"where", "class=commerce", "level", "self", NULL};
    assert_int_equal(RUN(fixture, "-q", "facts", fixture->sample, "-o", path).exit_code, 0);
    assert_int_equal(dealbrief_facts(context, dataset, NULL, &drawn.at, &drawn.length), DEALBRIEF_DONE);
    assert_bytes(fixture, "facts", drawn, path);
    assert_int_equal(RUN(fixture, "-q", "facts", fixture->sample, "-o", path, "--where", "class=commerce",
                         "--level", "self")
                         .exit_code,
        0);
    assert_int_equal(dealbrief_facts(context, dataset, some, &drawn.at, &drawn.length), DEALBRIEF_DONE);
    assert_bytes(fixture, "some facts", drawn, path);
    dealbrief_dataset_free(dataset);
    dealbrief_close(context);
}

/* As SOURCE_DATE_EPOCH; and the dataset's bytes under its name, where no file is read */
static void test_time_is_told(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    struct dealbrief *context = context_open();
    struct dealbrief_dataset *dataset;
    struct drawn drawn;
    struct bytes sample = bytes_of(fixture, fixture->sample);
    const char *program = arena_printf(arena, "%s figure flow %s -q -f pdf -o %s/at.pdf", fixture->program,
        fixture->sample, fixture->folder);
    const char *words[] = {"sh", "-c", arena_printf(arena, "SOURCE_DATE_EPOCH=1700000000 %s", program), NULL};
    assert_int_equal(process_run(arena, words, NULL).exit_code, 0);
    assert_int_equal(
        dealbrief_load(context, "elsewhere/openai-amazon-2025-12.json", sample.at, sample.length, &dataset),
        DEALBRIEF_DONE);
    assert_int_equal(dealbrief_set_time(context, 1700000000), DEALBRIEF_DONE);
    assert_int_equal(
        dealbrief_figure(context, dataset, "flow", "pdf", NULL, &drawn.at, &drawn.length), DEALBRIEF_DONE);
    assert_bytes(fixture, "at.pdf", drawn, arena_printf(arena, "%s/at.pdf", fixture->folder));
    assert_int_equal(dealbrief_set_time(context, -1), DEALBRIEF_DONE);
    figure_compare(fixture, context, "flow", "pdf", NULL);
    assert_int_equal(dealbrief_set_time(context, INT64_C(253402300800)), DEALBRIEF_USAGE);
    dealbrief_dataset_free(dataset);
    dealbrief_close(context);
}

/* ---- what is wrong ---- */

static void test_nothing_given(void **state)
{
    struct fixture *fixture = *state;
    struct dealbrief *context = context_open();
    struct dealbrief_dataset *dataset = sample_load(fixture, context), *other;
    unsigned char *at = (unsigned char *)"";
    size_t length = 7;
    assert_int_equal(dealbrief_open(NULL, NULL, NULL), DEALBRIEF_USAGE);
    dealbrief_close(NULL);
    dealbrief_dataset_free(NULL);
    dealbrief_free(NULL);
    assert_int_equal(dealbrief_set_time(NULL, 0), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_diagnostic_count(NULL), 0);
    assert_null(dealbrief_diagnostic_at(NULL, 0));
    assert_null(dealbrief_diagnostic_at(context, dealbrief_diagnostic_count(context)));
    assert_int_equal(dealbrief_load(NULL, "a", "", 0, &other), DEALBRIEF_USAGE);
    assert_null(other);
    assert_int_equal(dealbrief_load(context, NULL, "", 0, &other), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_load(context, "a", NULL, 1, &other), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_load(context, "a", "", 0, NULL), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_load_file(NULL, "a", &other), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_load_file(context, NULL, &other), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_load_file(context, "a", NULL), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_figure(NULL, dataset, "flow", "svg", NULL, &at, &length), DEALBRIEF_USAGE);
    assert_null(at);
    assert_int_equal(length, 0);
    assert_int_equal(dealbrief_figure(context, NULL, "flow", "svg", NULL, &at, &length), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_figure(context, dataset, NULL, "svg", NULL, &at, &length), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_figure(context, dataset, "flow", NULL, NULL, &at, &length), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_figure(context, dataset, "flow", "svg", NULL, NULL, &length), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_figure(context, dataset, "flow", "svg", NULL, &at, NULL), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_briefing(NULL, dataset, "pdf", NULL, &at, &length), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_briefing(context, NULL, "pdf", NULL, &at, &length), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_briefing(context, dataset, NULL, NULL, &at, &length), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_briefing(context, dataset, "pdf", NULL, NULL, NULL), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_facts(NULL, dataset, NULL, &at, &length), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_facts(context, NULL, NULL, &at, &length), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_facts(context, dataset, NULL, NULL, NULL), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_facts(context, dataset, NULL, &at, &length), DEALBRIEF_DONE);
    dealbrief_free(at);
    dealbrief_dataset_free(dataset);
    dealbrief_close(context);
}

static void assert_told(const struct dealbrief *context, const char *code, const char *sentence)
{
    const struct dealbrief_diagnostic *told = dealbrief_diagnostic_at(context, 0);
    assert_non_null(told);
    assert_string_equal(told->code, code);
    if (!strstr(told->sentence, sentence))
        fail_msg("'%s' does not say '%s'", told->sentence, sentence);
    assert_int_equal(told->severity, DEALBRIEF_ERROR);
}

static void test_bad_options(void **state)
{
    static const struct {
        const char *kind, *format, *options[5], *sentence;
    } cases[] = {{"flow", "svg", {"widht", "300"}, "did you mean 'width'?"},
        {"flow", "svg", {"width", "3"}, "--width"}, {"flow", "svg", {"width"}, "has no value"},
        {"flow", "svg", {"", "x"}, "unknown option ''"},
        {"flow", "svg", {"template", "x"}, "a figure takes no"},
        {"flow", "svg", {"strict", "1"}, "yes or no"}, {"flow", "svg", {"since", "-"}, "standard input"},
        {"flow", "svg", {"highlight", "party:opnai"}, "did you mean 'openai'?"},
        {"flow", "svg", {"style", "hose"}, "there is no theme 'hose'"},
        {"flow", "svg", {"output", "/tmp/x"}, "unknown option 'output'"},
        {"flow", "svg,png", {0}, "one format"}, {"flow", "tiff", {0}, "tiff"}, {"flow", "", {0}, "format"},
        {"flwo", "svg", {0}, "did you mean 'flow'?"}, {"--help", "svg", {0}, "unknown figure '--help'"},
        {"", "svg", {0}, "unknown figure"}, {"flow", "png", {"theme", "auto"}, "SVG and HTML"}};
    struct fixture *fixture = *state;
    struct dealbrief *context = context_open();
    struct dealbrief_dataset *dataset = sample_load(fixture, context);
    const char *const linear[] = {"linearize", "yes", NULL}, *const lost[] = {"template", "weakly", NULL};
    struct drawn drawn;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(dealbrief_figure(context, dataset, cases[i].kind, cases[i].format, cases[i].options,
                             &drawn.at, &drawn.length),
            DEALBRIEF_USAGE);
        assert_null(drawn.at);
        assert_told(context, "usage", cases[i].sentence);
    }
    assert_int_equal(
        dealbrief_briefing(context, dataset, "svg", NULL, &drawn.at, &drawn.length), DEALBRIEF_USAGE);
    assert_told(context, "usage", "pdf or html");
    assert_int_equal(
        dealbrief_briefing(context, dataset, "html", linear, &drawn.at, &drawn.length), DEALBRIEF_USAGE);
    assert_int_equal(
        dealbrief_briefing(context, dataset, "pdf", lost, &drawn.at, &drawn.length), DEALBRIEF_USAGE);
    assert_told(context, "usage", "there is no template 'weakly'");
    dealbrief_dataset_free(dataset);
    dealbrief_close(context);
}

/* Each option of the command is the library's or stands here with those that are none of its business. */
struct offered {
    struct dealbrief *context;
    const struct dealbrief_dataset *dataset;
    size_t known, withheld;
};

static bool is_known(const struct offered *offered, const char *name)
{
    const char *const options[] = {name, NULL, NULL};
    struct drawn drawn;
    assert_int_equal(dealbrief_figure(offered->context, offered->dataset, "flow", "svg", options, &drawn.at,
                         &drawn.length),
        DEALBRIEF_USAGE);
    return !str_starts(dealbrief_diagnostic_at(offered->context, 0)->sentence, "unknown option");
}

static void option_visit(void *context, const char *spelling)
{
    static const char *const withheld[] = {"output", "format", "kit", "font-dir", "json", "decimal",
        "manifest", "jsonl", "jobs", "shard", "force", "sync", "dry-run", "results", "depfile",
        "time-limit", "memory-limit", "limit", "no-sandbox", "diagnostics", "color", "quiet", "help", "version", "watch",
        "serve", "host", "port"};
    struct offered *offered = context;
    bool out = false;
    if (!str_starts(spelling, "--"))
        return;
    for (size_t i = 0; i < sizeof withheld / sizeof *withheld; i++)
        out = out || str_equals(withheld[i], spelling + 2);
    if (is_known(offered, spelling + 2) == out)
        fail_msg("%s: the library %s", spelling, out ? "knows it" : "does not know it");
    *(out ? &offered->withheld : &offered->known) += 1;
}

static void test_options_are_the_commands(void **state)
{
    struct fixture *fixture = *state;
    struct offered offered = {.context = context_open()};
    struct dealbrief_dataset *dataset = sample_load(fixture, offered.context);
    offered.dataset = dataset;
    options_each(option_visit, &offered);
    assert_true(offered.known >= 29 && offered.withheld >= 21);
    dealbrief_dataset_free(dataset);
    dealbrief_close(offered.context);
}

/* Loading and drawing keep within the limits of the context, and the usual ones come back. */
static void test_limits(void **state)
{
    struct fixture *fixture = *state;
    struct dealbrief *context = context_open(), *narrow = context_open();
    struct dealbrief_dataset *dataset = NULL;
    struct drawn drawn;
    const char *path = fixture->sample;
    assert_int_equal(dealbrief_set_limit(context, "entries", 3), DEALBRIEF_DONE);
    assert_int_equal(dealbrief_load_file(context, path, &dataset), DEALBRIEF_REFUSED);
    assert_null(dataset);
    assert_string_equal(dealbrief_diagnostic_at(context, 0)->code, "limit-list");
    assert_int_equal(dealbrief_set_limit(context, "entries", 0), DEALBRIEF_DONE);
    assert_int_equal(dealbrief_set_limit(context, "pages", 1), DEALBRIEF_DONE);
    dataset = sample_load(fixture, context);
    assert_int_equal(
        dealbrief_briefing(context, dataset, "pdf", NULL, &drawn.at, &drawn.length), DEALBRIEF_REFUSED);
    assert_null(drawn.at);
    assert_int_equal(dealbrief_set_limit(context, "pages", 5000), DEALBRIEF_DONE);
    assert_int_equal(
        dealbrief_briefing(context, dataset, "pdf", NULL, &drawn.at, &drawn.length), DEALBRIEF_DONE);
    dealbrief_free(drawn.at);
    assert_int_equal(dealbrief_set_limit(narrow, "bytes", 100), DEALBRIEF_DONE);
    assert_int_equal(dealbrief_facts(narrow, dataset, NULL, &drawn.at, &drawn.length), DEALBRIEF_REFUSED);
    assert_string_equal(dealbrief_diagnostic_at(narrow, 0)->code, "limit-input");
    assert_int_equal(
        dealbrief_load_file(narrow, path, &(struct dealbrief_dataset *){NULL}), DEALBRIEF_REFUSED);
    assert_int_equal(
        dealbrief_load(narrow, "x", "{}", 2, &(struct dealbrief_dataset *){NULL}), DEALBRIEF_REFUSED);
    assert_string_equal(dealbrief_diagnostic_at(narrow, 0)->code, "missing-field");
    assert_int_equal(dealbrief_set_limit(context, "pages", 5001), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_set_limit(context, "page", 1), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_set_limit(context, NULL, 1), DEALBRIEF_USAGE);
    assert_int_equal(dealbrief_set_limit(NULL, "pages", 1), DEALBRIEF_USAGE);
    dealbrief_dataset_free(dataset);
    dealbrief_close(context);
    dealbrief_close(narrow);
}

static void test_refused_then_good(void **state)
{
    static const struct {
        const char *bytes, *code;
        int line;
    } cases[] = {{"", "json-empty", 0}, {"{", "json-end", 1}, {"{\n  \"version\": 1,,\n}", "json-syntax", 2},
        {"\xff\xfe{", "json-encoding", 1}, {"[]", "wrong-type", 1}};
    struct fixture *fixture = *state;
    struct dealbrief *context = context_open();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct dealbrief_dataset *dataset;
        assert_int_equal(
            dealbrief_load(context, "bad.json", cases[i].bytes, strlen(cases[i].bytes), &dataset),
            DEALBRIEF_REFUSED);
        assert_null(dataset);
        assert_told(context, cases[i].code, "");
        assert_string_equal(dealbrief_diagnostic_at(context, 0)->file, "bad.json");
        assert_int_equal(dealbrief_diagnostic_at(context, 0)->line, cases[i].line);
    }
    struct dealbrief_dataset *dataset;
    assert_int_equal(dealbrief_load_file(context, "no/such.json", &dataset), DEALBRIEF_FILES);
    assert_told(context, "cannot-read", "");
    assert_int_equal(dealbrief_load_file(context, fixture->folder, &dataset), DEALBRIEF_FILES);
    assert_int_equal(dealbrief_load_file(context, "-", &dataset), DEALBRIEF_USAGE);
    figure_compare(fixture, context, "flow", "svg", NULL);
    dealbrief_close(context);
}

/* path, line, column and hint are the command's; a warning loads, and is refused when asked to be strict */
static void test_diagnostics(void **state)
{
    struct fixture *fixture = *state;
    struct dealbrief *context = context_open();
    const char *text = text_of(bytes_of(fixture, fixture->sample)),
               *at = strstr(text, "\"from\": \"amazon\"");
    const char *const strict[] = {"strict", "yes", NULL}, *const lenient[] = {"strict", "no", NULL};
    assert_non_null(at);
    char *broken = arena_strdup(fixture->arena, text);
    memcpy(broken + (at - text) + 9, "amazno", 6);
    struct dealbrief_dataset *dataset;
    assert_int_equal(dealbrief_load(context, "x.json", broken, strlen(broken), &dataset), DEALBRIEF_REFUSED);
    const struct dealbrief_diagnostic *told = dealbrief_diagnostic_at(context, 0);
    for (size_t i = 1; told && !str_equals(told->code, "unknown-party"); i++)
        told = dealbrief_diagnostic_at(context, i);
    assert_non_null(told);
    assert_true(told->line > 1 && told->column > 1 && str_starts(told->path, "deals["));
    assert_string_equal(told->hint, "did you mean 'amazon'?");

    const char *odd = arena_printf(fixture->arena, "{\"unheard\": 1,%s", strchr(text, '{') + 1);
    struct drawn drawn;
    assert_int_equal(dealbrief_load(context, "odd.json", odd, strlen(odd), &dataset), DEALBRIEF_DONE);
    assert_int_equal(dealbrief_diagnostic_at(context, 0)->severity, DEALBRIEF_WARNING);
    assert_string_equal(dealbrief_diagnostic_at(context, 0)->code, "unknown-key");
    assert_int_equal(dealbrief_figure(context, dataset, "flow", "svg", strict, &drawn.at, &drawn.length),
        DEALBRIEF_STRICT);
    assert_null(drawn.at);
    assert_int_equal(
        dealbrief_figure(context, dataset, "flow", "svg", lenient, &drawn.at, &drawn.length), DEALBRIEF_DONE);
    dealbrief_free(drawn.at);
    dealbrief_dataset_free(dataset);
    dealbrief_close(context);
}

/* Data or fonts that are not there: a context to ask why, and the same answer ever after */
static void test_no_data(void **state)
{
    struct fixture *fixture = *state;
    struct dealbrief *context;
    struct dealbrief_dataset *dataset;
    enum dealbrief_status status = dealbrief_open(fixture->folder, NULL, &context);
    assert_true(status != DEALBRIEF_DONE);
    assert_non_null(context);
    assert_told(context, "bad-font", "");
    assert_int_equal(dealbrief_load_file(context, fixture->sample, &dataset), status);
    assert_null(dataset);
    assert_told(context, "bad-font", "");
    dealbrief_close(context);
    assert_int_equal(
        dealbrief_open(getenv("DEALBRIEF_TEST_ROOT"), "/no/such/folder", &context), DEALBRIEF_FILES);
    dealbrief_close(context);
}

/* ---- many ---- */

static struct drawn flow_draw(struct dealbrief *context, const struct dealbrief_dataset *dataset)
{
    struct drawn drawn;
    const char *const options[] = {"width", "500", NULL};
    if (dealbrief_figure(context, dataset, "flow", "svg", options, &drawn.at, &drawn.length))
        fail_msg("a flow cannot be drawn");
    return drawn;
}

static void assert_same_and_free(struct drawn drawn, struct drawn first)
{
    assert_int_equal(drawn.length, first.length);
    assert_memory_equal(drawn.at, first.at, first.length);
    dealbrief_free(drawn.at);
}

static void test_ten_contexts(void **state)
{
    struct fixture *fixture = *state;
    struct dealbrief *first = context_open();
    struct dealbrief_dataset *dataset = sample_load(fixture, first);
    struct drawn kept = flow_draw(first, dataset);
    for (int i = 0; i < 10; i++) {
        struct dealbrief *context = context_open();
        assert_same_and_free(flow_draw(context, dataset), kept);
        if (i % 2) /* beside one another, too */
            assert_same_and_free(flow_draw(first, dataset), kept);
        dealbrief_close(context);
    }
    dealbrief_free(kept.at);
    dealbrief_close(first);
    dealbrief_dataset_free(dataset); /* after the context that it was loaded with */
}

static void test_two_hundred_figures(void **state)
{
    enum { WARM = 40, MANY = 200 };
    struct fixture *fixture = *state;
    struct dealbrief *context = context_open();
    struct dealbrief_dataset *dataset = sample_load(fixture, context);
    struct drawn kept = flow_draw(context, dataset);
    size_t before = 0;
    for (int i = 0; i < MANY; i++) {
        assert_same_and_free(flow_draw(context, dataset), kept);
        if (i == WARM)
            before = mallinfo2().uordblks;
    }
    size_t after = mallinfo2().uordblks;
    print_message("# in use after %d: %zu KB, after %d: %zu KB\n", WARM, before / 1024, MANY, after / 1024);
    assert_true(after <= before + 64 * 1024);
    dealbrief_free(kept.at);
    dealbrief_dataset_free(dataset);
    dealbrief_close(context);
}

struct worker {
    pthread_t thread;
    const struct dealbrief_dataset *dataset;
    struct drawn kept;
    bool good;
};

static void *worker_run(void *argument)
{
    struct worker *worker = argument;
    struct dealbrief *context;
    worker->good = dealbrief_open(getenv("DEALBRIEF_TEST_ROOT"), NULL, &context) == DEALBRIEF_DONE;
    for (int i = 0; i < 8 && worker->good; i++) {
        struct drawn drawn;
        const char *const options[] = {"width", "500", NULL};
        worker->good = dealbrief_figure(context, worker->dataset, "flow", "svg", options, &drawn.at,
                           &drawn.length) == DEALBRIEF_DONE &&
                       drawn.length == worker->kept.length &&
                       !memcmp(drawn.at, worker->kept.at, drawn.length);
        dealbrief_free(drawn.at);
    }
    dealbrief_close(context);
    return NULL;
}

static void test_threads(void **state)
{
    struct fixture *fixture = *state;
    struct dealbrief *context = context_open();
    struct dealbrief_dataset *dataset = sample_load(fixture, context);
    struct worker workers[4];
    struct drawn kept = flow_draw(context, dataset);
    for (size_t i = 0; i < 4; i++) {
        workers[i] = (struct worker){.dataset = dataset, .kept = kept};
        assert_int_equal(pthread_create(&workers[i].thread, NULL, worker_run, &workers[i]), 0);
    }
    for (size_t i = 0; i < 4; i++)
        pthread_join(workers[i].thread, NULL);
    for (size_t i = 0; i < 4; i++)
        assert_true(workers[i].good);
    dealbrief_free(kept.at);
    dealbrief_dataset_free(dataset);
    dealbrief_close(context);
}

/* A comma before decimals in the program's locale: made here, where localedef can */
static void test_locale(void **state)
{
    struct fixture *fixture = *state;
    const char *make[] = {"localedef", "-i", "de_DE", "-f", "UTF-8",
        arena_printf(fixture->arena, "%s/de_DE.UTF-8", fixture->folder), NULL};
    setenv("LOCPATH", fixture->folder, 1);
    if (process_run(fixture->arena, make, NULL).exit_code != 0 || !setlocale(LC_ALL, "de_DE.UTF-8")) {
        print_message("no German locale can be made here (localedef, /usr/share/i18n)\n");
        unsetenv("LOCPATH");
        skip();
    }
    struct dealbrief *context = context_open();
    assert_string_equal(localeconv()->decimal_point, ",");
    figure_compare(fixture, context, "flow", "svg", "width", "500.5", NULL);
    figure_compare(fixture, context, "table", "pdf", "style", "house", NULL); /* with sizes of 8.5 */
    assert_string_equal(setlocale(LC_ALL, NULL), "de_DE.UTF-8");
    assert_string_equal(localeconv()->decimal_point, ",");
    setlocale(LC_ALL, "C");
    unsetenv("LOCPATH"); /* Graphviz asks for the locale by name to put it back */
    dealbrief_close(context);
}

static void test_version(void **state)
{
    (void)state;
    assert_int_equal(dealbrief_abi(), DEALBRIEF_ABI);
    assert_string_equal(dealbrief_version(), DEALBRIEF_VERSION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(test_version), CASE(test_figures_are_the_commands),
        CASE(test_briefings_are_the_commands), CASE(test_facts_are_the_commands), CASE(test_time_is_told),
        CASE(test_nothing_given), CASE(test_bad_options), CASE(test_options_are_the_commands),
        CASE(test_limits), CASE(test_refused_then_good), CASE(test_diagnostics), CASE(test_no_data),
        CASE(test_ten_contexts), CASE(test_two_hundred_figures), CASE(test_threads), CASE(test_locale)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
