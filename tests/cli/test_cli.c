/* SPDX-License-Identifier: MIT */
/* The command line: exit codes, standard streams, "-", and what stays as it was when something fails. */
#include "fixture.h"

#include <cjson/cJSON.h>

#include <sys/stat.h>
#include <unistd.h>

static void assert_said(struct process_result result, int code, const char *part)
{
    if (result.exit_code != code || !strstr(text_of(result.errors), part))
        fail_msg("exit %d (wanted %d), said: %s(wanted: %s)", result.exit_code, code, text_of(result.errors),
            part);
}

static void test_usage(void **state)
{
    struct fixture *fixture = *state;
    const char *only[] = {NULL}, *sample = fixture->sample;
    assert_said(run_with(fixture, NULL, only), 2, "needs a dataset");
    assert_said(RUN(fixture, "rendr"), 2, "unknown command 'rendr'; did you mean 'render'?");
    assert_said(RUN(fixture, "render"), 2, "render needs a dataset");
    assert_said(
        RUN(fixture, "figure", "flow", source_path(fixture->arena, "tests/hostile/amount_none_only.json")), 1,
        "there is nothing for the flow diagram [no-data]");
    assert_said(RUN(fixture, "figure"), 2, "figure needs a kind and a dataset");
    assert_said(RUN(fixture, "figure", "flow"), 2, "figure needs a dataset");
    assert_said(RUN(fixture, "figure", "flwo", sample), 2, "did you mean 'flow'?");
    assert_said(RUN(fixture, "render", "--outptu", "x", sample), 2, "did you mean '--output'?");
    assert_said(RUN(fixture, "render", sample, "-o"), 2, "--output needs PATH");
    assert_said(RUN(fixture, "render", sample, "-f", "gif"), 2,
        "--format takes pdf, svg, png or html (figure: one of svg, png, pdf, html, json, csv), not 'gif'");
    assert_said(RUN(fixture, "render", sample, "-f", "json"), 2, "dealbrief facts");
    assert_said(RUN(fixture, "render", sample, "-o", "-"), 2, "add -f pdf");
    assert_said(RUN(fixture, "figure", "flow", sample, "--width", "0x10"), 2,
        "--width takes a number from 300 to 2400");
    assert_said(RUN(fixture, "figure", "flow", sample, "--width", "inf"), 2, "--width takes a number");
    assert_said(RUN(fixture, "figure", "flow", sample, "--theme", "pink"), 2, "light, dark or auto");
    assert_said(RUN(fixture, "figure", "flow", sample, "-f", "html", "--height", "400"), 2,
        "a figure in HTML is as high as the column it stands in makes it");
    assert_said(RUN(fixture, "figure", "bridge", sample), 2, "--since OLD names the older one");
    assert_said(RUN(fixture, "figure", "deal", sample), 2, "--deal ID names it");
    assert_said(RUN(fixture, "figure", "schedule", sample, "--metric", "revenu"), 2,
        "the dataset has no metric 'revenu'");
    assert_said(RUN(fixture, "figure", "schedule", sample, "--max", "0"), 2,
        "--max takes a whole number from 1 to 500");
    assert_said(RUN(fixture, "figure", "schedule", sample, "--by", "x"), 2,
        "--by takes auto, deal, payer, payee or class");
    assert_said(
        RUN(fixture, "figure", "valuation", sample, "--party", "opneai"), 2, "did you mean 'openai'?");
    assert_said(RUN(fixture, "figure", "flow", sample, "--highlight", "party"), 2, "needs --party");
    assert_said(RUN(fixture, "figure", "flow", sample, "--party", "openai"), 2, "--highlight party");
    assert_said(RUN(fixture, "figure", "flow", sample, "--deal", "chips"), 2, "--highlight deal");
    assert_said(RUN(fixture, "figure", "flow", sample, "--axis", "log"), 2,
        "--axis does nothing for 'flow': it is for the valuation and the range");
    assert_said(
        RUN(fixture, "figure", "flow", sample, "--size", "1200"), 2, "--size takes WIDTHxHEIGHT in px");
    assert_said(RUN(fixture, "figure", "flow", sample, "--size", "200x630"), 2,
        "--size's width takes a number from 300 to 2400, not '200'");
    assert_said(RUN(fixture, "figure", "flow", sample, "--size", "600x9999"), 2,
        "--size's height takes a number from 150 to 2400");
    assert_said(RUN(fixture, "figure", "flow", sample, "--height", "1e3"), 2,
        "--height takes a number from 150 to 2400");
    assert_said(RUN(fixture, "figure", "table", sample, "--height", "300"), 2,
        "--height does nothing for 'table': it is for the flow, the valuation");
    assert_said(RUN(fixture, "figure", "flow", sample, "--size", "a4", "-f", "svg"), 2, "a page is for PDF");
    assert_said(RUN(fixture, "figure", "flow", sample, "--size", "600x400", "--width", "600"), 2,
        "does not go with --width");
    assert_said(RUN(fixture, "figure", "flow", sample, "--size", "600x400", "-f", "json"), 2,
        "numbers have no height");
    assert_said(RUN(fixture, "figure", "flow", sample, "--height", "400", "--direction", "down"), 2,
        "chooses its height");
    assert_said(
        RUN(fixture, "figure", "flow", sample, "--size", "900x600", "--since", sample, "--changes", "panels"),
        2, "two panels choose their height");
    assert_said(RUN(fixture, "figure", "flow", sample, "--size", "300x150"), 1, "[size-too-small]");
    assert_said(RUN(fixture, "figure", "flow", sample, "--max-parties", "1"), 2,
        "--max-parties takes a whole number from 2 to 9999, or all, not '1'");
    assert_said(RUN(fixture, "figure", "flow", sample, "--max-parties", "7.5"), 2, "or all, not '7.5'");
    assert_said(RUN(fixture, "figure", "flow", sample, "--max-parties", ""), 2, "or all, not ''");
    assert_said(RUN(fixture, "figure", "table", sample, "--max-parties", "5"), 2,
        "--max-parties does nothing for 'table': it is for the flow and the matrix");
    assert_said(RUN(fixture, "figure", "flow", sample, "--highlight", "openai"), 2,
        "--highlight takes loops, party:ID, deal:ID, loop:N or none, not 'openai'");
    assert_said(RUN(fixture, "figure", "flow", sample, "--highlight", "party:opneai"), 2,
        "the dataset has no party 'opneai'; did you mean 'openai'?");
    assert_said(RUN(fixture, "figure", "flow", sample, "--highlight", "deal:aws-rentl"), 2,
        "the dataset has no deal 'aws-rentl'; did you mean 'aws-rental'?");
    assert_said(RUN(fixture, "figure", "flow", sample, "--highlight", "loop:x"), 2, "as in loop:2");
    assert_said(RUN(fixture, "figure", "flow", sample, "--highlight", "loop:7"), 1,
        "the flow diagram has no loop 7 to highlight");
    assert_said(RUN(fixture, "figure", "flow", sample, "--loops", "signed"), 2, "--loops takes live or firm");
    assert_said(RUN(fixture, "figure", "flow", sample, "--loops", "firm", "--highlight", "none"), 2,
        "--highlight asks for none");
    assert_said(RUN(fixture, "figure", "flow", sample, "--highlight", "loop:1", "--where", "bucket=firm"), 1,
        "the flow diagram has no loop 1 to highlight");
    assert_said(RUN(fixture, "figure", "table", sample, "--loops", "firm"), 2, "only the flow has --loops");
    assert_said(RUN(fixture, "figure", "table", sample, "--max-parties", "5"), 2,
        "--max-parties does nothing for 'table': it is for the flow and the matrix");
    assert_said(RUN(fixture, "figure", "table", sample, "--highlight", "loops"), 2,
        "--highlight does nothing for 'table': it is for the flow and the matrix");
    assert_said(
        RUN(fixture, "figure", "table", sample, "--direction", "down"), 2, "only the flow has a --direction");
    assert_said(RUN(fixture, "figure", "flow", sample, "--direction", "up"), 2, "right or down");
    assert_said(RUN(fixture, "figure", "keyfigures", sample, "--where", "class=build"), 2,
        "--where does nothing for 'keyfigures'");
    assert_said(RUN(fixture, "figure", "valuation", sample, "--where", "class=build"), 2,
        "--where does nothing for 'valuation'");
    assert_said(RUN(fixture, "figure", "flow", sample, "-o", "x.jpg"), 2, "ending is none of");
    assert_said(RUN(fixture, "figure", "flow", sample, "-f", "svg", "-o", "x.png"), 2, "two formats");
    assert_said(
        RUN(fixture, "figure", "flow", sample, "--where", "clas=commerce"), 2, "--where, character 1");
    assert_said(RUN(fixture, "facts", sample, "--where", "class=comerce"), 2, "did you mean 'commerce'?");
    assert_said(RUN(fixture, "check", "--party", "x", sample), 2, "check has no option --party");
    assert_said(RUN(fixture, "check", "--strict=yes", sample), 2, "takes no value");
    assert_said(RUN(fixture, "render", sample, sample, "-o", fixture->folder), 2, "is named twice");
    assert_int_equal(entries(fixture->folder), 0);
}

static void test_help(void **state)
{
    struct fixture *fixture = *state;
    static const char *const words[] = {"render", "figure", "check", "facts", NULL};
    for (size_t i = 0; words[i]; i++) {
        struct process_result result = RUN(fixture, "help", words[i]);
        assert_int_equal(result.exit_code, 0);
        assert_non_null(strstr(text_of(result.output), words[i]));
        assert_int_equal(result.errors.length, 0);
        struct process_result same = RUN(fixture, words[i], "--help");
        assert_int_equal(same.exit_code, 0);
        assert_string_equal(text_of(same.output), text_of(result.output));
    }
    assert_non_null(strstr(text_of(RUN(fixture, "--help").output), "Exit codes"));
    struct process_result version = RUN(fixture, "--version");
    assert_int_equal(version.exit_code, 0);
    assert_true(str_starts(text_of(version.output), "dealbrief "));
    struct process_options full = {.output_path = "/dev/full"};
    assert_int_equal(RUN_WITH(fixture, &full, "--help").exit_code, 74);
    assert_int_equal(RUN_WITH(fixture, &full, "--version").exit_code, 74);
}

static void test_render(void **state)
{
    struct fixture *fixture = *state;
    struct process_result result = RUN(fixture, "render", "-q", fixture->sample, "-o", fixture->folder);
    assert_int_equal(result.exit_code, 0);
    assert_int_equal(result.output.length, 0);
    assert_int_equal(result.errors.length, 0);
    static const char *const names[] = {
        "briefing.pdf", "flow.svg", "flow.png", "valuation-openai.svg", "valuation-openai.png"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_true(
            exists(arena_printf(fixture->arena, "%s/openai-amazon-2025-12/%s", fixture->folder, names[i])));
    /* a table alone names its publishers, not the numbers of a list it does not have; relations are no
     * commitments */
    const char *table = arena_printf(fixture->arena, "%s/openai-amazon-2025-12/table.svg", fixture->folder);
    const char *relations =
        arena_printf(fixture->arena, "%s/openai-amazon-2025-12/table-2.svg", fixture->folder);
    assert_non_null(strstr(text_of(bytes_of(fixture, table)), ">Analysis article<"));
    assert_non_null(strstr(text_of(bytes_of(fixture, relations)), ">Without money<"));
    /* a command is optional, formats can be chosen */
    const char *other = arena_printf(fixture->arena, "%s/other", fixture->folder);
    const char *gone = arena_printf(fixture->arena, "%s/gone/x.svg", other);
    assert_int_equal(RUN(fixture, "figure", "flow", fixture->sample, "-q", "-o", gone).exit_code, 74);
    assert_int_equal(RUN(fixture, fixture->sample, "-q", "-o", other, "-f", "pdf").exit_code, 0);
    assert_int_equal(entries(arena_printf(fixture->arena, "%s/openai-amazon-2025-12", other)), 2); /* and .dealbrief */
}

static void test_streams(void **state)
{
    struct fixture *fixture = *state;
    struct process_options from_file = {
        .input = source_file(fixture->arena, "samples/openai-amazon-2025-12.json")};
    struct process_result pdf = RUN_WITH(fixture, &from_file, "render", "-q", "-", "-f", "pdf", "-o", "-");
    assert_int_equal(pdf.exit_code, 0);
    assert_memory_equal(pdf.output.at, "%PDF-", 5);
    struct process_result svg = RUN_WITH(fixture, &from_file, "figure", "-q", "flow", "-");
    assert_int_equal(svg.exit_code, 0);
    assert_true(str_starts(text_of(svg.output), "<svg") || str_starts(text_of(svg.output), "<?xml"));
    struct process_result json =
        RUN_WITH(fixture, &from_file, "figure", "-q", "flow", "-", "-f", "json", "-o", "-");
    assert_int_equal(json.exit_code, 0);
    assert_non_null(strstr(text_of(json.output), "\"ribbons\""));
    struct process_result facts = RUN_WITH(fixture, &from_file, "facts", "-q", "-");
    assert_int_equal(facts.exit_code, 0);
    assert_non_null(strstr(text_of(facts.output), "\"loops_all\""));
    struct process_result png = RUN(fixture, "figure", "-q", "flow", fixture->sample, "-f", "png", "-o", "-");
    assert_int_equal(png.exit_code, 0);
    assert_memory_equal(png.output.at, "\x89PNG\r\n\x1a\n", 8);
    assert_int_equal(entries(fixture->folder), 0);
}

static void test_figure_files(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *kind, *name, *magic;
    } cases[] = {{"flow", "f.svg", "<"}, {"flow", "f.PNG", "\x89PNG"}, {"flow", "f.pdf", "%PDF-"},
        {"flow", "f.json", "{"}, {"valuation", "v.svg", "<"}, {"table", "t.svg", "<"},
        {"keyfigures", "k.png", "\x89PNG"}, {"matrix", "m.svg", "<svg"},
        {"matrix", "m.json", "{\n  \"currency\""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *path = arena_printf(fixture->arena, "%s/%s", fixture->folder, cases[i].name);
        assert_int_equal(
            RUN(fixture, "figure", "-q", cases[i].kind, fixture->sample, "-o", path).exit_code, 0);
        assert_memory_equal(bytes_of(fixture, path).at, cases[i].magic, strlen(cases[i].magic));
    }
    assert_int_equal(entries(fixture->folder), sizeof cases / sizeof *cases);
}

/* two faults on the lines of the one deal */
static const char bad_dataset[] =
    "{ \"dealbrief\": \"1\", \"as_of\": \"2025-12-17\",\n"
    "  \"parties\": [ { \"id\": \"amazon\", \"name\": \"Amazon\" }, { \"id\": \"openai\", \"name\": "
    "\"OpenAI\" } ],\n"
    "  \"sources\": [ { \"id\": \"s\", \"publisher\": \"P\" } ],\n"
    "  \"deals\": [ { \"id\": \"d\", \"type\": \"equity\", \"from\": \"amazn\", \"to\": \"openai\",\n"
    "    \"amount\": \"$1O\", \"status\": \"signed\", \"sources\": [\"s\"] } ] }\n";

static unsigned big_endian(const unsigned char *at)
{
    return (unsigned)at[0] << 24 | (unsigned)at[1] << 16 | (unsigned)at[2] << 8 | at[3];
}

static void test_exact_sizes(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *kind, *size, *ratio;
        unsigned width, height;
    } cases[] = {{"flow", "1200x630", "1", 1200, 630}, {"flow", "1200x630", "2", 2400, 1260},
        {"flow", "601x401", "1.5", 902, 602}, {"valuation", "600x400", "2", 1200, 800}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const words[] = {"figure", cases[i].kind, fixture->sample, "-q", "--size", cases[i].size,
            "--scale", cases[i].ratio, "-f", "png", "-o", "-", NULL};
        struct process_result result = run_with(fixture, NULL, words);
        assert_int_equal(result.exit_code, 0);
        assert_int_equal(big_endian(result.output.at + 16), cases[i].width);
        assert_int_equal(big_endian(result.output.at + 20), cases[i].height);
    }
    const char *const page[] = {
        "figure", "flow", fixture->sample, "-q", "--size", "a4-landscape", "-f", "pdf", "-o", "-", NULL};
    assert_int_equal(run_with(fixture, NULL, page).exit_code, 0);
}

/* Each place has its pixels, whatever the kind */
static void test_targets(void **state)
{
    struct fixture *fixture = *state;
    static const char *const kinds[] = {"flow", "matrix", "valuation", "twoway", "timeline", "range",
        "exposure", "tornado", "lifecycle", "table", "keyfigures"};
    static const struct {
        const char *target;
        unsigned width, height, density; /* height 0: as it comes; pixels a metre */
    } cases[] = {{"mail", 1200, 0, 7559}, {"card", 1200, 630, 7559}, {"page", 2080, 0, 11811},
        {"thumb", 640, 360, 7559}};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            struct process_result result = RUN(
                fixture, "figure", kinds[k], fixture->sample, "-q", "--target", cases[i].target, "-o", "-");
            assert_int_equal(result.exit_code, 0);
            assert_int_equal(big_endian(result.output.at + 16), cases[i].width);
            if (cases[i].height)
                assert_int_equal(big_endian(result.output.at + 20), cases[i].height);
            assert_memory_equal(result.output.at + 50, "pHYs", 4); /* behind IHDR and sRGB */
            assert_int_equal(big_endian(result.output.at + 54), cases[i].density);
        }
}

static void test_targets_refused(void **state)
{
    struct fixture *fixture = *state;
    const char *sample = fixture->sample;
    assert_said(RUN(fixture, "figure", "flow", sample, "--target", "card", "-f", "svg"), 2,
        "--target is for PNG: -f png, or a file that ends in .png");
    assert_said(RUN(fixture, "figure", "flow", sample, "--target", "card", "--width", "600", "-o", "-"), 2,
        "--target says how large the figure is; it goes without --width, --height and --size");
    assert_said(RUN(fixture, "figure", "flow", sample, "--target", "thumb", "--scale", "1", "-o", "-"), 2,
        "cards, pages and thumbs have pixels of their own: --scale is for --target mail");
    assert_said(RUN(fixture, "figure", "flow", sample, "--target", "tablet"), 2,
        "--target takes mail, card, page or thumb, not 'tablet'");
    assert_said(RUN(fixture, "figure", "range", sample, "--scale", "log"), 2,
        "--scale takes PNG pixels for each px, as in --scale 2; the axis of a chart is --axis log");
    assert_said(RUN(fixture, "figure", "range", sample, "--scale", "2"), 2,
        "--scale is for PNG: all else has no pixels");
    assert_said(RUN(fixture, "render", sample, "-f", "pdf", "--target", "card"), 2,
        "--target is for PNG, and --format leaves it out");
    assert_said(
        RUN(fixture, "figure", "keyfigures", sample, "--target", "thumb", "-o", "-", "--title",
            "A title of so many words that no thumbnail on this earth can hold it, however small its "
            "letters are set, because it goes on and on about everything that the figure shows, and "
            "then says it again in other words, for those who did not read the beginning of it, and "
            "who may have lost patience long before they came to the end of a sentence like this one, "
            "which only goes on in order to be too long for the place it is put in"),
        1, "the title of the figure 'keyfigures' does not fit into a thumbnail");
}

static const char *const kit_files[] = {
    "figure.svg", "figure@2x.png", "figure-mail.png", "card.png", "figure.html", "alt.txt", "data.csv"};

/* All files, of every kind; the same bytes twice; one sentence or more in alt.txt, rows in data.csv */
static void test_kit(void **state)
{
    struct fixture *fixture = *state;
    static const char *const kinds[] = {"flow", "matrix", "valuation", "twoway", "timeline", "range",
        "exposure", "tornado", "lifecycle", "table", "keyfigures"};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        const char *first = arena_printf(fixture->arena, "%s/kit/%s", fixture->folder, kinds[k]);
        const char *again = arena_printf(fixture->arena, "%s/again/%s", fixture->folder, kinds[k]);
        assert_int_equal(
            RUN(fixture, "figure", kinds[k], fixture->sample, "-q", "--kit", first).exit_code, 0);
        assert_int_equal(
            RUN(fixture, "figure", kinds[k], fixture->sample, "-q", "--kit", again).exit_code, 0);
        assert_int_equal(entries(first), 7);
        for (size_t i = 0; i < sizeof kit_files / sizeof *kit_files; i++) {
            struct bytes a = bytes_of(fixture, arena_printf(fixture->arena, "%s/%s", first, kit_files[i]));
            struct bytes b = bytes_of(fixture, arena_printf(fixture->arena, "%s/%s", again, kit_files[i]));
            assert_int_equal(a.length, b.length);
            assert_memory_equal(a.at, b.at, a.length);
        }
        const char *alt = text_of(bytes_of(fixture, arena_printf(fixture->arena, "%s/alt.txt", first)));
        size_t length = strlen(alt);
        assert_true(length > 40);
        assert_int_equal(alt[length - 1], 10);
        const char *csv = text_of(bytes_of(fixture, arena_printf(fixture->arena, "%s/data.csv", first)));
        assert_non_null(strstr(strstr(csv, "\r\n") + 2, "\r\n"));
        const char *html = text_of(bytes_of(fixture, arena_printf(fixture->arena, "%s/figure.html", first)));
        assert_true(str_starts(html, "<figure class=\"db"));
        assert_null(strstr(html, "\n\n"));
        assert_non_null(strstr(html, "<table"));
    }
}

/* Nothing of a kit is written where one file of it cannot be. */
static void test_kit_refused(void **state)
{
    struct fixture *fixture = *state;
    const char *sample = fixture->sample, *kit = arena_printf(fixture->arena, "%s/none", fixture->folder);
    assert_said(RUN(fixture, "figure", "flow", sample, "--kit", "-"), 2, "--kit takes a folder");
    assert_said(RUN(fixture, "figure", "flow", sample, "--kit", kit, "-o", "x.svg"), 2,
        "--kit DIR says which files there are and where; it goes without --output and --format");
    assert_said(RUN(fixture, "figure", "flow", sample, "--kit", kit, "-f", "png"), 2,
        "without --output and --format");
    assert_said(RUN(fixture, "figure", "flow", sample, "--kit", kit, "--target", "mail"), 2,
        "--kit has a picture for each place; it goes without --target and --scale");
    assert_said(RUN(fixture, "figure", "flow", sample, "--kit", kit, "--size", "600x400"), 2,
        "--kit has pictures of several sizes; it takes --width");
    assert_said(RUN(fixture, "render", sample, "--kit", kit), 2, "render has no option --kit");
    assert_int_equal(RUN(fixture, "figure", "multiples", sample, "-q", "--kit", kit).exit_code, 1);
    assert_int_equal(RUN(fixture, "figure", "flow", sample, "--strict", "--kit", kit).exit_code, 3);
    assert_false(exists(kit));
    const char *file = kept_write(fixture, "file", "a file");
    assert_int_equal(RUN(fixture, "figure", "range", sample, "-q", "--kit", file).exit_code, 74);
    const char *taken = arena_printf(fixture->arena, "%s/taken", fixture->folder);
    assert_int_equal(mkdir(taken, 0777), 0);
    assert_int_equal(mkdir(arena_printf(fixture->arena, "%s/alt.txt", taken), 0777), 0);
    assert_int_equal(RUN(fixture, "figure", "range", sample, "-q", "--kit", taken).exit_code, 74);
    assert_int_equal(entries(taken), 1);
}

/* Words of strangers are no formulas; what is vague has no number. */
static void test_deals_as_csv(void **state)
{
    struct fixture *fixture = *state;
    const char *data = kept_write(fixture, "formula.json",
        "{\"dealbrief\":\"1\",\"as_of\":\"2025-12-17\",\"title\":\"T\",\"currency\":\"USD\",\n"
        "\"sources\":[{\"id\":\"s\",\"publisher\":\"@Daily, Evening\"}],\n"
        "\"parties\":[{\"id\":\"a\",\"name\":\"=cmd|' /C calc'!A0\"},{\"id\":\"b\",\"name\":\"-B\"}],\n"
        "\"deals\":[{\"id\":\"d1\",\"type\":\"services\",\"from\":\"a\",\"to\":\"b\",\"amount\":\"up to "
        "$2B\","
        "\"for\":\"+1 \\\"quoted\\\"\",\"status\":\"signed\",\"date\":\"2025-01\",\"sources\":[\"s\"]},\n"
        "{\"id\":\"d2\",\"type\":\"equity\",\"from\":\"b\",\"to\":\"a\",\"amount\":\"undisclosed\","
        "\"for\":\"shares\",\"status\":\"in_talks\",\"date\":\"2025-02\",\"sources\":[\"s\"]}]}\n");
    static const char *const kinds[] = {"flow", "matrix", "table"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        assert_string_equal(text_of(RUN(fixture, "figure", kinds[i], data, "-q", "-f", "csv").output),
            "deal,from,to,what,class,low,high,headline,amount,status,standing,date,assumed,part_of,"
            "sources\r\n"
            "d2,\"'-B\",\"'=cmd|' /C calc'!A0\",Shares,capital,,,,undisclosed,in_talks,talk,2025-02,,,"
            "\"'@Daily, Evening\"\r\n"
            "d1,\"'=cmd|' /C calc'!A0\",\"'-B\",\"'+1 \"\"quoted\"\"\",commerce,0,2000000000,2000000000,up "
            "to $2B,"
            "signed,firm,2025-01,,,\"'@Daily, Evening\"\r\n");
}

static void test_refused(void **state)
{
    struct fixture *fixture = *state;
    const char *bad = kept_write(fixture, "bad.json", bad_dataset);
    const char *out = arena_printf(fixture->arena, "%s/out", fixture->folder);
    struct process_result result = RUN(fixture, "render", bad, "-o", out);
    assert_said(result, 1,
        "bad.json:4:53: error: unknown party 'amazn' in deals[0].from; did you mean 'amazon'? "
        "[unknown-party]\n");
    assert_said(result, 1, "bad.json:5:15: error: ");
    assert_said(result, 1, "[bad-amount]");
    assert_false(exists(out));
    /* an older output stays */
    const char *figure = kept_write(fixture, "old.svg", "old");
    assert_int_equal(RUN(fixture, "figure", "flow", bad, "-o", figure).exit_code, 1);
    assert_string_equal(text_of(bytes_of(fixture, figure)), "old");
    assert_int_equal(entries(fixture->folder), 2);
    /* a good one beside a bad one is written, the highest code is returned */
    result = RUN(fixture, "render", "-q", bad, fixture->sample, "-o", out);
    assert_int_equal(result.exit_code, 1);
    assert_true(exists(arena_printf(fixture->arena, "%s/openai-amazon-2025-12/briefing.pdf", out)));
    assert_false(exists(arena_printf(fixture->arena, "%s/bad", out)));
}

static void test_strict(void **state)
{
    struct fixture *fixture = *state;
    const char *warns = kept_write(fixture, "warns.json",
        "{ \"dealbrief\": \"1\", \"as_of\": \"2025-12-17\",\n"
        "  \"parties\": [ { \"id\": \"a\", \"name\": \"A\" }, { \"id\": \"b\", \"name\": \"B\" } ],\n"
        "  \"deals\": [ { \"id\": \"d\", \"type\": \"equity\", \"from\": \"a\", \"to\": \"b\", \"amount\": "
        "\"$10B\",\n"
        "    \"status\": \"in_talks\" } ] }\n");
    const char *out = arena_printf(fixture->arena, "%s/out", fixture->folder);
    assert_said(RUN(fixture, "render", warns, "-o", out, "--strict"), 3, "warning: ");
    assert_false(exists(out));
    assert_said(RUN(fixture, "check", "--strict", warns), 3, "[no-source]");
    /* a number of the template that the data does not bear out */
    const char *audited = kept_write(fixture, "audited.md", "A pays $987B.\n");
    assert_said(RUN(fixture, "render", fixture->sample, "-t", audited, "-o", out, "-f", "pdf", "--strict"), 3,
        "audited.md:1:8: warning: '$987B' is no number of the dataset or its figures; nearest: ");
    assert_said(RUN(fixture, "check", "-q", "--strict", warns), 3, "dealbrief: refused for ");
    assert_said(RUN(fixture, "check", warns), 0, "[no-source]");
    assert_int_equal(RUN(fixture, "check", "-q", warns).errors.length, 0);
    assert_int_equal(RUN(fixture, "render", "-q", warns, "-o", out).exit_code, 0);
    assert_said(RUN(fixture, "check", "--color", "always", warns), 0, "\033[1;35mwarning:\033[0m");
}

static int occurrences(const char *text, const char *wanted)
{
    int count = 0;
    for (; (text = strstr(text, wanted)); text += strlen(wanted))
        count++;
    return count;
}

/* Whatever is written, the same is said of the same template, once: of the number typed for all, and of the
   one that only the page has where there is a page. */
static void test_audit_of_formats(void **state)
{
    struct fixture *fixture = *state;
    const char *template =
        kept_write(fixture, "formats.md", "A pays $987B.\n\n:::only{html}\nAnd $789B.\n:::\n");
    const char *out = arena_printf(fixture->arena, "%s/formats", fixture->folder);
    static const char *const formats[] = {"pdf", "html", "pdf,html"};
    for (size_t i = 0; i < 3; i++) {
        struct process_result result =
            RUN(fixture, "render", fixture->sample, "-t", template, "-o", out, "-f", formats[i]);
        const char *said = text_of(result.errors);
        assert_int_equal(result.exit_code, 0);
        assert_int_equal(occurrences(said, "formats.md:1:8: warning: '$987B' is no number"), 1);
        assert_int_equal(occurrences(said, "formats.md:4:5: warning: '$789B' is no number"), i > 0);
    }
    assert_said(RUN(fixture, "render", "-q", fixture->sample, "-t", template, "-o", out, "-f", "pdf,html",
                    "--strict"),
        3, "dealbrief: refused for 5 warnings"); /* three are of the dataset */
}

/* Every line of standard error is one object with these keys; the number of lines */
static size_t json_lines(struct process_result result)
{
    static const char *const texts[] = {"severity", "code", "file", "path", "sentence", "hint"},
                             *const numbers[] = {"schema", "line", "column"};
    size_t count = 0;
    for (const char *at = text_of(result.errors); *at; count++) {
        const char *end = NULL;
        cJSON *json = cJSON_ParseWithOpts(at, &end, 0);
        if (!json || *end != '\n')
            fail_msg("no line of JSON: %.200s", at);
        for (size_t i = 0; i < 6; i++)
            assert_true(cJSON_IsString(cJSON_GetObjectItemCaseSensitive(json, texts[i])));
        for (size_t i = 0; i < 3; i++)
            assert_true(cJSON_IsNumber(cJSON_GetObjectItemCaseSensitive(json, numbers[i])));
        assert_int_equal(cJSON_GetArraySize(json), 9);
        assert_int_equal(cJSON_GetObjectItemCaseSensitive(json, "schema")->valueint, 1);
        cJSON_Delete(json);
        at = end + 1;
    }
    return count;
}

static size_t parts(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
        count++;
    return count;
}

static void test_diagnostics(void **state)
{
    struct fixture *fixture = *state;
    const char *many = source_path(fixture->arena, "tests/hostile/many_errors.json");
    const char *warns = source_path(fixture->arena, "tests/hostile/no_source.json");
    const char *both = source_path(fixture->arena, "tests/hostile/json_str_raw_esc.json");
    /* all of them, where 20 are printed as text */
    struct process_result result = RUN(fixture, "check", many, "--diagnostics", "json");
    assert_int_equal(result.exit_code, 1);
    assert_int_equal(json_lines(result), 995);
    result = RUN(fixture, "check", many, "--diagnostics", "github");
    assert_int_equal(parts(text_of(result.errors), "::error file="), 20);
    assert_said(result, 1, "dealbrief: 975 more errors not shown\n");
    /* several inputs, quiet, strict, colour */
    result = RUN(fixture, "check", warns, both, "--diagnostics", "json", "--color", "always");
    assert_int_equal(json_lines(result), 2);
    result = RUN(fixture, "check", "-q", warns, both, "--diagnostics", "json");
    assert_int_equal(json_lines(result), 1);
    result = RUN(fixture, "check", "--strict", warns, "--diagnostics", "json");
    assert_int_equal(json_lines(result), 2);
    assert_said(result, 3, "\"code\":\"strict\"");
    assert_int_equal(json_lines(RUN(fixture, "check", "-q", "--strict", warns, "--diagnostics", "json")), 1);
    assert_said(RUN(fixture, "check", "--strict", warns, "--diagnostics", "github"), 3,
        "::error title=strict::refused for 1 warning under --strict\n");
    /* every command that loads, and what is wrong before anything is loaded */
    const char *const commands[][3] = {{"render"}, {"facts"}, {"figure", "flow"}, {"check"}};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        const char *words[8] = {
            commands[i][0], commands[i][1] ? commands[i][1] : many, many, "--diagnostics", "json"};
        if (!commands[i][1])
            words[1] = "--diagnostics", words[2] = "json", words[3] = many, words[4] = NULL;
        assert_int_equal(json_lines(run_with(fixture, NULL, words)), 995);
    }
    assert_int_equal(json_lines(RUN(fixture, "check", "--bogus", "--diagnostics=json")), 1);
    assert_int_equal(json_lines(RUN(fixture, "rendr", "--diagnostics", "json")), 1);
    assert_int_equal(json_lines(RUN(fixture, "check", "no/such.json", "--diagnostics", "json")), 1);
    assert_int_equal(json_lines(RUN(fixture, "figure", "flwo", warns, "--diagnostics", "json")), 1);
    assert_int_equal(
        json_lines(RUN(fixture, "figure", "flow", warns, "--where", "x=1", "-q", "--diagnostics", "json")),
        1);
    assert_int_equal(json_lines(RUN(fixture, "render", "-f", "json", warns, "--diagnostics", "json")), 1);
    assert_int_equal(json_lines(RUN(fixture, "export", warns, "-o", "-", "--diagnostics", "json")), 1);
    assert_int_equal(json_lines(RUN(fixture, "diff", "-", "-", "--diagnostics", "json")), 1);
    const char *out = arena_printf(fixture->arena, "%s/strict", fixture->folder);
    assert_said(RUN(fixture, "export", warns, "--strict", "-o", out), 3, "under --strict");
    assert_said(RUN(fixture, "diff", fixture->sample, warns, "--strict", "-o", out), 3, "under --strict");
    assert_said(RUN(fixture, "facts", warns, "--strict", "-o", out), 3, "under --strict");
    assert_said(RUN(fixture, "figure", "flow", warns, "--strict", "-o", out), 3, "under --strict");
    assert_int_equal(entries(fixture->folder), 0);
    assert_said(RUN(fixture, "check", warns, "--diagnostics", "xml"), 2,
        "dealbrief: --diagnostics takes text, json or github, not 'xml'");
    struct process_result silent = RUN(
        fixture, "check", source_path(fixture->arena, "tests/hostile/ok_base.json"), "--diagnostics", "json");
    assert_int_equal(silent.errors.length, 0);
    assert_int_equal(silent.exit_code, 0);
}

static void test_io(void **state)
{
    struct fixture *fixture = *state;
    assert_said(RUN(fixture, "check", "no/such.json"), 74, "no/such.json:1:1: error: cannot open: ");
    assert_said(RUN(fixture, "check", fixture->folder), 74, "[cannot-read]");
    assert_said(
        RUN(fixture, "check", fixture->sample, "--font-dir", "no/such"), 74, "--font-dir is no folder");
    const char *png[] = {"figure", "-q", "flow", fixture->sample, "-o", "/dev/full", "-f", "png", NULL};
    assert_said(run_with(fixture, NULL, png), 74, "[cannot-write]");
    assert_said(RUN(fixture, "facts", "-q", fixture->sample, "-o", "/dev/full"), 74, "[cannot-write]");
    struct process_options full = {.output_path = "/dev/full"};
    assert_said(
        RUN_WITH(fixture, &full, "facts", "-q", fixture->sample), 74, "<stdout>: error: cannot write");
    /* a file where a folder should be: fails for root too */
    const char *file = kept_write(fixture, "file", "x");
    const char *below = arena_printf(fixture->arena, "%s/below", file);
    assert_said(RUN(fixture, "render", "-q", fixture->sample, "-o", below), 74, "[cannot-write]");
    const char *closed = arena_printf(fixture->arena, "%s/closed", fixture->folder);
    assert_int_equal(mkdir(closed, 0555), 0);
    if (geteuid() != 0) /* root may write anywhere */
        assert_said(RUN(fixture, "render", "-q", fixture->sample, "-o", closed), 74, "[cannot-write]");
    assert_int_equal(entries(closed), 0);
    assert_said(RUN(fixture, "render", "-q", fixture->sample, "-t", "no-such.md", "-o", fixture->folder), 74,
        "no-such.md");
}

/* A name given by hand that is none is a wrong argument; a file that is not there cannot be read. */
static void test_unknown_names(void **state)
{
    struct fixture *fixture = *state;
    const char *out = fixture->folder, *sample = fixture->sample;
    assert_said(RUN(fixture, "render", sample, "-t", "wekly", "-o", out), 2,
        "dealbrief: error: there is no template 'wekly'; did you mean 'weekly'? [usage]");
    assert_said(RUN(fixture, "render", sample, "-t", "nowhere", "-o", out), 2,
        "there are article, change, deal, one-page, weekly; a file of your own ends in .md");
    assert_said(
        RUN(fixture, "render", sample, "-t", "no/such", "-o", out), 74, "no/such:1:1: error: cannot open");
    assert_said(RUN(fixture, "render", sample, "--style", "no-such.json", "-o", out), 74, "[cannot-read]");
    assert_said(RUN(fixture, "render", sample, "-t", "deal", "--deal", "amazon-equty", "-o", out), 2,
        "dealbrief: error: unknown deal 'amazon-equty'; did you mean 'amazon-equity'? [usage]");
    assert_said(
        RUN(fixture, "render", sample, "--deal", "amazon-equity", "-o", out), 2, "--deal needs a template");
    assert_said(RUN(fixture, "figure", "valuation", sample, "--party", "ope"), 2, "did you mean 'openai'?");
}

static void test_template_errors(void **state)
{
    struct fixture *fixture = *state;
    const char *out = arena_printf(fixture->arena, "%s/out", fixture->folder);
    const char *template = kept_write(fixture, "t.md", "# {{ dataset.title }}\n\n::flwo\n");
    struct process_result result = RUN(fixture, "render", "-q", fixture->sample, "-t", template, "-o", out);
    assert_said(result, 1, "t.md:3:");
    assert_said(result, 1, "did you mean 'flow'?");
    template =
        kept_write(fixture, "u.md", "# {{ party.amzon.name }}\n\n{{ deal.amazon-equty.amount | short }}\n");
    result = RUN(fixture, "render", "-q", fixture->sample, "-t", template, "-o", out);
    assert_said(result, 1, "u.md:1:");
    assert_said(result, 1, "u.md:3:");
    assert_said(result, 1, "did you mean 'amazon-equity'?");
    /* what reading shows, what the dataset shows and what the theme shows: in one run */
    template = kept_write(fixture, "v.md",
        "---\ntheme: salmn\n---\n::flwo\n\n{{ deal.amazon-equty.amount | short "
        "}}\n\n::expect{count:type=equity is "
        "\"99\"}\n");
    result = RUN(fixture, "render", "-q", fixture->sample, "-t", template, "-o", out);
    assert_said(result, 1, "v.md:2:8: error: there is no theme 'salmn'; did you mean 'salmon'?");
    assert_said(result, 1, "v.md:4:3: error: unknown directive 'flwo'; did you mean 'flow'?");
    assert_said(result, 1, "v.md:6:9: error: unknown deal 'amazon-equty'; did you mean 'amazon-equity'?");
    assert_said(result, 1, "v.md:8:10: error: 'count:type=equity' is no longer \"99\"; it is now ");
    assert_false(exists(out));
}

/* A snippet is a plain file in the template's folder or below it; both places are told */
static void test_snippets(void **state)
{
    struct fixture *fixture = *state;
    const char *folder = arena_printf(fixture->arena, "%s/desk", fixture->folder);
    const char *out = arena_printf(fixture->arena, "%s/snippets", fixture->folder);
    assert_int_equal(mkdir(folder, 0755), 0);
    kept_write(fixture, "outside.md", "OUTSIDE\n");
    kept_write(fixture, "desk/inside.md", "Said by {{ dataset.publisher | optional }}.\n");
    kept_write(fixture, "desk/faulty.md", "\n{{ deal.aws-rentl.amount }}\n");
    assert_int_equal(symlink("../outside.md", arena_printf(fixture->arena, "%s/link.md", folder)), 0);
    assert_int_equal(symlink("inside.md", arena_printf(fixture->arena, "%s/near.md", folder)), 0);
    const char *template = kept_write(fixture, "desk/good.md",
        "# {{ dataset.title }}\n::include{file=inside.md}\n::include{file=near.md}\n");
    assert_int_equal(RUN(fixture, "render", "-q", fixture->sample, "-t", template, "-o", out).exit_code, 0);
    template = kept_write(fixture, "desk/bad.md",
        "# {{ dataset.title "
        "}}\n::include{file=link.md}\n::include{file=none.md}\n::include{file=../outside.md}\n");
    const char *refused = arena_printf(fixture->arena, "%s/refused", fixture->folder);
    struct process_result result =
        RUN(fixture, "render", "-q", fixture->sample, "-t", template, "-o", refused);
    assert_said(result, 1, "bad.md:2:16: error: 'link.md' leads out of the template's folder");
    assert_said(result, 1, "bad.md:3:16: error: cannot open 'none.md'");
    assert_said(result, 1, "bad.md:4:16: error: a snippet lies in the template's folder");
    template = kept_write(fixture, "desk/late.md", "# {{ dataset.title }}\n\n::include{file=faulty.md}\n");
    result = RUN(fixture, "render", "-q", fixture->sample, "-t", template, "-o", refused);
    assert_said(result, 1, "desk/faulty.md:2:9: error: unknown deal 'aws-rentl'");
    assert_said(result, 1, "late.md:3:1)");
    assert_false(exists(refused));
}

/* 900 deals make a table too high for a picture: the rest of the briefing is written, and what is not is said
 */
static void test_high_table(void **state)
{
    struct fixture *fixture = *state;
    struct str text = str_init(fixture->arena);
    str_append(&text, "{ \"dealbrief\": \"1\", \"as_of\": \"2025-12-17\", \"sources\": [ { \"id\": \"s\", "
                      "\"publisher\": \"P\" } ],\n"
                      "  \"parties\": [ { \"id\": \"a\", \"name\": \"A\" }, { \"id\": \"b\", \"name\": \"B\" "
                      "} ],\n  \"deals\": [\n");
    for (int i = 0; i < 900; i++)
        str_printf(&text,
            "%s{ \"id\": \"d%d\", \"type\": \"services\", \"from\": \"a\", \"to\": \"b\", \"amount\": "
            "\"$%dM\", "
            "\"status\": \"active\", \"sources\": [\"s\"] }",
            i ? ",\n" : "", i, 100 + i);
    str_append(&text, "] }\n");
    const char *path = kept_write(fixture, "many.json", str_text(&text));
    assert_said(RUN(fixture, "render", path, "-o", fixture->folder), 0,
        "/many/table.png would be too high a picture");
    assert_true(exists(arena_printf(fixture->arena, "%s/many/table.svg", fixture->folder)));
    assert_true(exists(arena_printf(fixture->arena, "%s/many/flow.png", fixture->folder)));
    assert_false(exists(arena_printf(fixture->arena, "%s/many/table.png", fixture->folder)));
    const char *alone[] = {"figure", "table", path, "-f", "png", "-o", "-", NULL};
    assert_said(run_with(fixture, NULL, alone), 1, "[limit-pixels]");
}

static void test_epoch(void **state)
{
    struct fixture *fixture = *state;
    const char *bad[] = {"SOURCE_DATE_EPOCH=soon", NULL}, *good[] = {"SOURCE_DATE_EPOCH=86400", NULL};
    struct process_options options = {.environment = bad};
    assert_said(RUN_WITH(fixture, &options, "check", "-q", fixture->sample), 2, "SOURCE_DATE_EPOCH");
    options.environment = good;
    struct process_result pdf =
        RUN_WITH(fixture, &options, "render", "-q", fixture->sample, "-f", "pdf", "-o", "-");
    assert_int_equal(pdf.exit_code, 0);
    bool found = false;
    for (size_t i = 0; i + 20 < pdf.output.length; i++)
        found |= !memcmp(pdf.output.at + i, "1970-01-02T00:00:00Z", 20);
    assert_true(found);
}

static void test_linearised(void **state)
{
    struct fixture *fixture = *state;
    const char *sample = fixture->sample;
    struct process_result pages = RUN(fixture, "render", "-q", sample, "--linearize", "-f", "pdf", "-o", "-");
    struct process_result figure = RUN(fixture, "figure", "flow", "-q", sample, "--linearize", "-f", "pdf");
    struct process_result usual = RUN(fixture, "figure", "flow", "-q", sample, "-f", "pdf");
    assert_int_equal(pages.exit_code + figure.exit_code + usual.exit_code, 0);
    assert_non_null(strstr(arena_strndup(fixture->arena, text_of(pages.output), 200), "/Linearized 1"));
    assert_non_null(strstr(arena_strndup(fixture->arena, text_of(figure.output), 200), "/Linearized 1"));
    assert_null(strstr(arena_strndup(fixture->arena, text_of(usual.output), 200), "/Linearized"));
    assert_said(RUN(fixture, "figure", "flow", sample, "--linearize"), 2, "--linearize is about PDFs");
    assert_said(RUN(fixture, "render", sample, "--linearize", "-f", "svg"), 2, "--linearize is about PDFs");
}

static void assert_drawn(struct process_result result, const char *part, const char *absent)
{
    const char *svg = text_of(result.output);
    if (result.exit_code != 0 || !strstr(svg, part) || (absent && strstr(svg, absent)))
        fail_msg("exit %d: %s; wanted: %s, not: %s", result.exit_code, text_of(result.errors), part,
            absent ? absent : "-");
}

/* What stands out is said in the title; loops are listed where they are numbered. */
static void test_highlights_and_loops(void **state)
{
    struct fixture *fixture = *state;
    const char *sample = fixture->sample;
    assert_drawn(RUN(fixture, "figure", "flow", sample), "data-loop=\"1\"", NULL);
    assert_drawn(RUN(fixture, "figure", "flow", sample), "on signed and paid deals alone, nothing", NULL);
    assert_drawn(RUN(fixture, "figure", "flow", sample, "--loops", "live"), "data-loop=\"1\"", NULL);
    assert_drawn(RUN(fixture, "figure", "flow", sample, "--loops", "firm"),
        "Who pays whom: on signed and paid deals alone, nothing comes back</title>", "data-loop");
    assert_drawn(RUN(fixture, "figure", "flow", sample, "--highlight", "party:microsoft"),
        "Who pays whom: Microsoft’s deals in colour</title>", "data-loop");
    assert_drawn(RUN(fixture, "figure", "flow", sample, "--highlight", "party", "--party", "microsoft"),
        "Who pays whom: Microsoft’s deals in colour</title>", "data-loop");
    assert_drawn(RUN(fixture, "figure", "flow", sample, "--highlight", "party:microsoft", "--title", "T"),
        "In colour: Microsoft’s deals", "data-loop");
    assert_drawn(
        RUN(fixture, "figure", "flow", sample, "--highlight", "deal:aws-rental"), " in colour</title>", NULL);
    assert_drawn(RUN(fixture, "figure", "flow", sample, "--highlight", "loop:1"),
        "Who pays whom: loop 1, Amazon → OpenAI → Amazon in colour</title>", NULL);
    assert_drawn(
        RUN(fixture, "figure", "flow", sample, "--highlight", "none"), "Who pays whom</title>", "data-loop");
}

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(test_highlights_and_loops), CASE(test_usage), CASE(test_help),
        CASE(test_render), CASE(test_streams), CASE(test_figure_files), CASE(test_exact_sizes),
        CASE(test_targets), CASE(test_targets_refused), CASE(test_kit), CASE(test_kit_refused),
        CASE(test_deals_as_csv), CASE(test_refused), CASE(test_strict), CASE(test_audit_of_formats),
        CASE(test_diagnostics), CASE(test_io), CASE(test_unknown_names), CASE(test_template_errors),
        CASE(test_snippets), CASE(test_high_table), CASE(test_epoch), CASE(test_linearised)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
