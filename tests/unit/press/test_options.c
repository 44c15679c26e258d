/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "options.h"
#include "output.h"

#include <string.h>

static struct options parsed(
    struct arena *arena, bool expected, const char **sentence, const char *const *words)
{
    char *arguments[16] = {(char *)(uintptr_t) "dealbrief"};
    int count = 1;
    for (; words[count - 1]; count++)
        arguments[count] = arena_strdup(arena, words[count - 1]);
    struct options options;
    *sentence = "";
    assert_int_equal(options_parse(arena, count, arguments, &options, sentence), expected);
    return options;
}

#define PARSED(...) parsed(arena, true, &sentence, (const char *const[]){__VA_ARGS__, NULL})
#define REFUSED(...) (parsed(arena, false, &sentence, (const char *const[]){__VA_ARGS__, NULL}), sentence)

static void test_forms(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *sentence;
    struct options options = PARSED("a.json", "-o", "x", "--format=pdf,png", "b.json");
    assert_int_equal(options.command, COMMAND_RENDER);
    assert_int_equal(options.input_count, 2);
    assert_string_equal(options.inputs[1], "b.json");
    assert_string_equal(options.output, "x");
    assert_int_equal(options.formats, FORMAT_PDF | FORMAT_PNG);
    options = PARSED(
        "figure", "flow", "-", "-ofile.svg", "--width", "360.5", "--svg-text", "outline", "--theme=dark");
    assert_int_equal(options.command, COMMAND_FIGURE);
    assert_string_equal(options.kind, "flow");
    assert_string_equal(options.inputs[0], "-");
    assert_string_equal(options.output, "file.svg");
    assert_true(options.width > 360.49 && options.width < 360.51);
    assert_int_equal(options.svg_text, SVG_TEXT_OUTLINE);
    assert_true(options.dark);
    options = PARSED("check", "--", "-odd-name.json");
    assert_string_equal(options.inputs[0], "-odd-name.json");
    assert_int_equal(PARSED("--version").command, COMMAND_VERSION);
    assert_int_equal(PARSED("figure", "-h").command, COMMAND_HELP);
    arena_destroy(arena);
}

static void test_refusals(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *sentence;
    assert_string_equal(REFUSED("figure", "flow", "a.json", "--width", "1e3"),
        "--width takes a number from 300 to 2400, not '1e3'");
    assert_string_equal(REFUSED("figure", "flow", "a.json", "--width", ""),
        "--width takes a number from 300 to 2400, not ''");
    assert_string_equal(REFUSED("figure", "flow", "a.json", "b.json"), "figure takes one dataset");
    assert_string_equal(
        REFUSED("facts", "a.json", "--wdith", "3"), "unknown option '--wdith'; did you mean '--width'?");
    assert_string_equal(REFUSED("facts", "a.json", "--width", "300"), "facts has no option --width");
    assert_string_equal(REFUSED("render", "a.json", "-f", "pdf,"),
        "--format takes pdf, svg, png or html (figure: one of svg, png, pdf, html, json, csv), not ''");
    assert_string_equal(REFUSED("render", "a.json", "-x"), "unknown option '-x'");
    assert_string_equal(REFUSED("help", "figrue"), "unknown command 'figrue'; did you mean 'figure'?");
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_forms), cmocka_unit_test(test_refusals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
