/* SPDX-License-Identifier: MIT */
/*
 * What real runs draw, held to what was looked at and kept: SVG and the text of the PDF exactly, a few small
 * PNGs within a tolerance of 2 per channel (rasterisers differ by that much between versions).
 */
#include "process.h"
#include "str.h"
#include "support.h"

#include <png.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const samples[] = {"openai-amazon-2025-12", "ai-deals-2025-12", "pharma-licensing-2025"};
enum { SAMPLE_COUNT = sizeof samples / sizeof *samples };

static struct bytes program_output(struct arena *arena, const char *const *words)
{
    const char *arguments[20] = {getenv("DEALBRIEF_PROGRAM")};
    for (size_t i = 0; words[i] && i < 18; i++)
        arguments[i + 1] = words[i];
    struct process_result result = process_run(arena, arguments, NULL);
    if (result.exit_code != 0)
        fail_msg("exit %d: %s", result.exit_code, (const char *)result.errors.at);
    return result.output;
}

#define OUTPUT(arena, ...) program_output(arena, (const char *const[]){__VA_ARGS__, NULL})

static const char *sample_path(struct arena *arena, const char *name)
{
    return source_path(arena, arena_printf(arena, "samples/%s.json", name));
}

static void figure_compare(struct arena *arena, const char *kind, const char *sample, const char *width)
{
    struct bytes svg = OUTPUT(
        arena, "figure", "-q", kind, sample_path(arena, sample), "--width", width, "--svg-text", "plain");
    assert_golden(
        arena_printf(arena, "tests/golden/kept/%s.%s-%s.svg", sample, kind, width), (const char *)svg.at);
}

static void test_figures(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (int i = 0; i < SAMPLE_COUNT; i++) {
        figure_compare(arena, "flow", samples[i], "680");
        figure_compare(arena, "table", samples[i], "680");
        figure_compare(arena, "keyfigures", samples[i], "680");
    }
    figure_compare(arena, "flow", samples[0], "360");
    figure_compare(arena, "flow", "flow-22-deals", "360");
    figure_compare(arena, "flow", samples[0], "1200");
    figure_compare(arena, "valuation", samples[0], "680");
    figure_compare(arena, "valuation", samples[1], "680");
    arena_destroy(arena);
}

/* What a chart takes to draw a sample by itself; NULL: no such sample has anything for it. The picture is
   that of the first sample that has. */
static const struct chart_case {
    const char *kind, *option, *values[SAMPLE_COUNT];
} charts[] = {{"twoway", NULL, {"", "", NULL}}, {"schedule", NULL, {NULL, "", NULL}},
    {"timeline", NULL, {"", "", ""}}, {"range", NULL, {"", "", ""}}, {"exposure", NULL, {"", "", ""}},
    {"multiples", NULL, {NULL, "", NULL}}, {"tornado", NULL, {"", "", ""}}, {"lifecycle", NULL, {"", "", ""}},
    {"deal", "--deal", {"amazon-equity", "nvidia-openai-loi", NULL}}};
enum { CHART_COUNT = sizeof charts / sizeof *charts };

static struct bytes chart_output(
    struct arena *arena, const struct chart_case *chart, int sample, const char *width, const char *format)
{
    const char *words[16] = {"figure", "-q", chart->kind, sample_path(arena, samples[sample]), "--width",
        width, "-f", format, "-o", "-", "--svg-text", "plain"};
    size_t count = 12;
    if (!strcmp(format, "png")) {
        words[count++] = "--scale";
        words[count++] = "0.5";
    }
    if (chart->option) {
        words[count++] = chart->option;
        words[count++] = chart->values[sample];
    }
    const char *ended[17] = {0};
    memcpy(ended, words, count * sizeof *words);
    return program_output(arena, ended);
}

static void test_charts(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (int i = 0; i < CHART_COUNT; i++)
        for (int s = 0; s < SAMPLE_COUNT; s++)
            if (charts[i].values[s])
                assert_golden(
                    arena_printf(arena, "tests/golden/kept/%s.%s-680.svg", samples[s], charts[i].kind),
                    (const char *)chart_output(arena, &charts[i], s, "680", "svg").at);
    const char *bridge[] = {"figure", "-q", "bridge", source_path(arena, "tests/editions/new.json"),
        "--since", source_path(arena, "tests/editions/old.json"), "--width", "680", "--svg-text", "plain",
        NULL};
    assert_golden(
        "tests/golden/kept/editions.bridge-680.svg", (const char *)program_output(arena, bridge).at);
    arena_destroy(arena);
}

/* What a reader can copy out of the PDF, page by page */
static void test_text(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (int i = 0; i < SAMPLE_COUNT; i++) {
        struct process_options options = {
            .input = OUTPUT(arena, "render", "-q", sample_path(arena, samples[i]), "-f", "pdf", "-o", "-")};
        const char *arguments[] = {"pdftotext", "-", "-", NULL};
        struct process_result result = process_run(arena, arguments, &options);
        assert_int_equal(result.exit_code, 0);
        assert_golden(
            arena_printf(arena, "tests/golden/kept/%s.txt", samples[i]), (const char *)result.output.at);
    }
    arena_destroy(arena);
}

static void pdf_check(struct arena *arena, const char *path)
{
    const char *check[] = {"qpdf", "--check", path, NULL};
    struct process_result result = process_run(arena, check, NULL);
    if (result.exit_code != 0)
        fail_msg("%s: %s%s", path, (const char *)result.output.at, (const char *)result.errors.at);
    /* name, type, encoding, emb, sub, uni: every font embedded, a subset, with a map to Unicode */
    const char *fonts[] = {"pdffonts", path, NULL};
    struct process_result listed = process_run(arena, fonts, NULL);
    assert_int_equal(listed.exit_code, 0);
    size_t count = 0;
    const char *line = (const char *)listed.output.at;
    for (int number = 0; *line; number++) {
        size_t length = strcspn(line, "\n");
        if (number >= 2) {
            const char *text = arena_strndup(arena, line, length);
            if (!strstr(text, "yes yes yes") || !strstr(text, "Plex"))
                fail_msg("%s: a font is not embedded: %s", path, text);
            count++;
        }
        line += length + (line[length] == '\n');
    }
    assert_true(count >= 2);
}

static void test_pdf(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    char folder[] = "/tmp/dealbrief-golden-XXXXXX";
    assert_non_null(mkdtemp(folder));
    for (int i = 0; i < SAMPLE_COUNT; i++) {
        OUTPUT(arena, "render", "-q", sample_path(arena, samples[i]), "-f", "pdf", "-o", folder);
        pdf_check(arena, arena_printf(arena, "%s/%s/briefing.pdf", folder, samples[i]));
    }
    const char *clean[] = {"rm", "-rf", folder, NULL};
    process_run(arena, clean, NULL);
    arena_destroy(arena);
}

struct picture {
    png_uint_32 width, height;
    unsigned char *pixels; /* RGB */
};

static struct picture picture_read(struct arena *arena, struct bytes bytes)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, bytes.at, bytes.length))
        fail_msg("not a PNG: %s", image.message);
    image.format = PNG_FORMAT_RGB;
    unsigned char *pixels = arena_alloc(arena, PNG_IMAGE_SIZE(image));
    png_color white = {255, 255, 255};
    assert_true(png_image_finish_read(&image, &white, pixels, 0, NULL));
    return (struct picture){image.width, image.height, pixels};
}

static void picture_compare(struct arena *arena, const char *kept_path, struct bytes now)
{
    const char *update = getenv("DEALBRIEF_UPDATE");
    if (update && *update) {
        struct diags *diags = diags_create();
        struct file_output output = {source_path(arena, kept_path), now};
        assert_true(file_write_all(arena, &output, 1, diags));
        diags_destroy(diags);
        return;
    }
    struct picture a = picture_read(arena, source_file(arena, kept_path)), b = picture_read(arena, now);
    assert_int_equal(a.width, b.width);
    assert_int_equal(a.height, b.height);
    size_t off = 0, count = (size_t)a.width * a.height * 3;
    for (size_t i = 0; i < count; i++)
        off += abs((int)a.pixels[i] - (int)b.pixels[i]) > 2;
    if (off)
        fail_msg("%s: %zu of %zu values are off by more than 2", kept_path, off, count);
}

static void test_pictures(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    static const char *const kinds[] = {"flow", "valuation"};
    for (int i = 0; i < 2; i++) {
        struct bytes png = OUTPUT(arena, "figure", "-q", kinds[i], sample_path(arena, samples[0]), "--width",
            "360", "--scale", "0.5", "-f", "png", "-o", "-");
        picture_compare(
            arena, arena_printf(arena, "tests/golden/kept/%s.%s-360.png", samples[0], kinds[i]), png);
    }
    struct bytes dark = OUTPUT(arena, "figure", "-q", "flow", sample_path(arena, samples[0]), "--width",
        "360", "--scale", "0.5", "--theme", "dark", "-f", "png", "-o", "-");
    picture_compare(arena, "tests/golden/kept/openai-amazon-2025-12.flow-360-dark.png", dark);
    const char *bridge[] = {"figure", "-q", "bridge", source_path(arena, "tests/editions/new.json"),
        "--since", source_path(arena, "tests/editions/old.json"), "--width", "360", "--scale", "0.5", "-f",
        "png", "-o", "-", NULL};
    picture_compare(arena, "tests/golden/kept/editions.bridge-360.png", program_output(arena, bridge));
    for (int i = 0; i < CHART_COUNT; i++)
        picture_compare(arena,
            arena_printf(arena, "tests/golden/kept/%s.%s-360.png", samples[1], charts[i].kind),
            chart_output(arena, &charts[i], 1, "360", "png"));
    arena_destroy(arena);
}

/* What a figure says it shows, as <desc> has it */
static void alt_append(struct arena *arena, struct str *out, const char *const *words)
{
    const char *svg = (const char *)program_output(arena, words).at;
    const char *from = strstr(svg, "_desc\">"), *to = from ? strstr(from, "</desc>") : NULL;
    assert_non_null(to);
    from += strlen("_desc\">");
    str_append_bytes(out, from, (size_t)(to - from));
    str_append(out, "\n\n");
}

/* Alternative texts of all kinds, to be read by an editor whenever one changes */
static void test_alternative_texts(void **state)
{
    (void)state;
    static const char *const kinds[] = {"flow", "matrix", "valuation", "twoway", "schedule", "timeline",
        "range", "exposure", "multiples", "tornado", "lifecycle", "table", "keyfigures"};
    static const char *const languages[] = {"en", "de"};
    struct arena *arena = arena_create();
    struct str out = str_init(arena);
    for (size_t l = 0; l < 2; l++)
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            const char *sample = source_path(arena, "samples/ai-deals-2025-12.json");
            const char *words[] = {"figure", "-q", kinds[k], sample, "--svg-text", "plain", "--language",
                languages[l], NULL};
            str_printf(&out, "%s %s\n", kinds[k], languages[l]);
            alt_append(arena, &out, words);
        }
    const char *card[] = {"figure", "-q", "deal", source_path(arena, "samples/openai-amazon-2025-12.json"),
        "--deal", "amazon-equity", "--svg-text", "plain", NULL};
    const char *bridge[] = {"figure", "-q", "bridge", source_path(arena, "tests/editions/new.json"), "--since",
        source_path(arena, "tests/editions/old.json"), "--svg-text", "plain", NULL};
    str_append(&out, "deal\n");
    alt_append(arena, &out, card);
    str_append(&out, "bridge\n");
    alt_append(arena, &out, bridge);
    assert_golden("tests/golden/kept/alternative-texts.txt", str_text(&out));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_figures), cmocka_unit_test(test_charts), cmocka_unit_test(test_alternative_texts),
        cmocka_unit_test(test_text), cmocka_unit_test(test_pdf), cmocka_unit_test(test_pictures)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
