/* SPDX-License-Identifier: MIT */
/* Same input, same bytes: other LANG, TZ, HOME, working directory, machine fonts. Another order of keys in
   the JSON is another file, whose hash the outputs name: they show the same. */
#include "fixture.h"

#include "process.h"

#include <cjson/cJSON.h>

static const char *const names[] = {
    "briefing.pdf", "flow.svg", "flow.png", "valuation-openai.svg", "valuation-openai.png"};

static const char *render(
    struct fixture *fixture, const char *name, const char *dataset, const struct process_options *options)
{
    const char *out = arena_printf(fixture->arena, "%s/%s", fixture->folder, name);
    struct process_result result = RUN_WITH(fixture, options, "render", "-q", dataset, "-o", out);
    if (result.exit_code != 0)
        fail_msg("%s: exit %d: %s", name, result.exit_code, text_of(result.errors));
    return arena_printf(fixture->arena, "%s/openai-amazon-2025-12", out);
}

static void assert_same(struct fixture *fixture, const char *one, const char *other)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct bytes a = bytes_of(fixture, arena_printf(fixture->arena, "%s/%s", one, names[i]));
        struct bytes b = bytes_of(fixture, arena_printf(fixture->arena, "%s/%s", other, names[i]));
        if (a.length != b.length || memcmp(a.at, b.at, a.length))
            fail_msg("%s/%s and %s/%s differ", one, names[i], other, names[i]);
    }
    assert_int_equal(entries(one), entries(other));
}

/* A PNG without its texts, which name the dataset's hash */
static struct bytes png_shown(struct arena *arena, struct bytes png)
{
    struct str out = str_init(arena);
    for (size_t at = 8; at + 12 <= png.length;) {
        size_t length = 12 + ((size_t)png.at[at] << 24 | (size_t)png.at[at + 1] << 16 |
                                 (size_t)png.at[at + 2] << 8 | png.at[at + 3]);
        if (memcmp(png.at + at + 4, "iTXt", 4) != 0)
            str_append_bytes(&out, png.at + at, length);
        at += length;
    }
    return (struct bytes){(const unsigned char *)out.at, out.length};
}

/* An SVG whose hash of the dataset, and the prefix of its ids, are made alike */
static struct bytes svg_shown(struct arena *arena, struct bytes svg)
{
    static const char before[] = "aria-labelledby=\"";
    const char *all = arena_strndup(arena, (const char *)svg.at, svg.length), *at = strstr(all, before);
    assert_non_null(at);
    const char *prefix = arena_strndup(arena, at + strlen(before), strcspn(at + strlen(before), "_"));
    size_t length = strlen(prefix);
    assert_true(length == 7);
    struct str out = str_init(arena);
    for (at = all; *at;) {
        size_t digits = strspn(at, "0123456789abcdef");
        bool named = !strncmp(at, prefix, length), hash = digits == 64;
        if (named || hash)
            str_append(&out, named ? "PREFIX" : "HASH");
        else
            str_char(&out, *at);
        at += named ? length : hash ? digits : 1;
    }
    return (struct bytes){(const unsigned char *)out.at, out.length};
}

/* The words of a PDF with the places they stand at */
static struct bytes pdf_shown(struct fixture *fixture, const char *path)
{
    const char *argv[] = {"pdftotext", "-bbox", path, "-", NULL};
    struct process_result result = process_run(fixture->arena, argv, NULL);
    assert_int_equal(result.exit_code, 0);
    const char *body = strstr(text_of(result.output), "<body>"); /* after the dates and titles */
    assert_non_null(body);
    return (struct bytes){(const unsigned char *)body, strlen(body)};
}

static struct bytes shown(struct fixture *fixture, const char *folder, const char *name)
{
    const char *path = arena_printf(fixture->arena, "%s/%s", folder, name);
    if (str_ends(name, ".pdf"))
        return pdf_shown(fixture, path);
    struct bytes bytes = bytes_of(fixture, path);
    return (str_ends(name, ".png") ? png_shown : svg_shown)(fixture->arena, bytes);
}

static void assert_shown_same(struct fixture *fixture, const char *one, const char *other)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct bytes a = shown(fixture, one, names[i]), b = shown(fixture, other, names[i]);
        assert_true(a.length > 1000);
        if (a.length != b.length || memcmp(a.at, b.at, a.length))
            fail_msg("%s/%s and %s/%s show something else", one, names[i], other, names[i]);
    }
    assert_int_equal(entries(one), entries(other));
}

static void test_environment(void **state)
{
    struct fixture *fixture = *state;
    const char *nothing[] = {NULL};
    const char *elsewhere[] = {"LANG=de_DE.UTF-8", "LC_ALL=tr_TR.UTF-8", "TZ=Asia/Kathmandu", "HOME=/nowhere",
        "XDG_CACHE_HOME=/nowhere", "FONTCONFIG_FILE=/dev/null", "GVBINDIR=/nowhere", "PANGO_LANGUAGE=ja",
        "CAIRO_DEBUG_PDF=1", NULL};
    struct process_options bare = {.environment = nothing}, far = {.environment = elsewhere, .folder = "/"};
    const char *plain = render(fixture, "plain", fixture->sample, NULL);
    assert_same(fixture, plain, render(fixture, "bare", fixture->sample, &bare));
    assert_same(fixture, plain, render(fixture, "far", fixture->sample, &far));
}

/* The children of every object in the opposite order; arrays stay as they are. cJSON keeps children in a
   ring: the first one's prev is the last. */
static void keys_turn(cJSON *value)
{
    cJSON *last = NULL;
    for (cJSON *child = value->child; child; child = child->next)
        keys_turn(child);
    if (!cJSON_IsObject(value) || !value->child)
        return;
    cJSON *first = value->child;
    for (cJSON *child = first, *next; child; child = next) {
        next = child->next;
        child->next = last;
        child->prev = next;
        last = child;
    }
    value->child = last;
    last->prev = first;
}

static void test_order_of_keys(void **state)
{
    struct fixture *fixture = *state;
    const char *plain = render(fixture, "plain", fixture->sample, NULL);
    cJSON *root = cJSON_Parse(text_of(source_file(fixture->arena, "samples/openai-amazon-2025-12.json")));
    assert_non_null(root);
    keys_turn(root);
    char *text = cJSON_Print(root);
    assert_non_null(text);
    const char *turned = kept_write(fixture, "openai-amazon-2025-12.json", text);
    cJSON_free(text);
    cJSON_Delete(root);
    assert_shown_same(fixture, plain, render(fixture, "turned", turned, NULL));
}

/* What was rendered before in the same process: words, fonts and figures are kept there. */
static void test_company(void **state)
{
    struct fixture *fixture = *state;
    const char *plain = render(fixture, "plain", fixture->sample, NULL),
               *out = arena_printf(fixture->arena, "%s/company", fixture->folder);
    struct process_result result =
        RUN_WITH(fixture, NULL, "render", "-q", source_path(fixture->arena, "samples/ai-deals-2025-12.json"),
            source_path(fixture->arena, "samples/pharma-licensing-2025.json"),
            source_path(fixture->arena, "samples/flow-22-deals.json"), fixture->sample, "-o", out);
    if (result.exit_code != 0)
        fail_msg("exit %d: %s", result.exit_code, text_of(result.errors));
    assert_same(fixture, plain, arena_printf(fixture->arena, "%s/openai-amazon-2025-12", out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(test_environment), CASE(test_order_of_keys), CASE(test_company)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
