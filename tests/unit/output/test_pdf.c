/* SPDX-License-Identifier: MIT */
#include "output.h"
#include "qdf.h"
#include "sample.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

enum { PAGES = 3 };

struct fixture {
    struct arena *arena;
    struct text *text;
    struct bytes pdf;
    const char *plain; /* the PDF laid open */
};

static const struct pdf_options options = {.title = "Deals (of) \\ \xE6\x9D\xB1",
    .author = "An author",
    .subject = "A subject",
    .language = "en",
    .creator = "dealbrief",
    .time = 1764806399}; /* 2025-12-03 23:59:59 UTC */

static struct bytes pages_written(struct arena *arena, struct text *text)
{
    struct bytes pdf = {0};
    struct scene *pages[PAGES];
    struct diags *diags = diags_create();
    for (int i = 0; i < PAGES; i++)
        pages[i] = sample_page(arena, text, i + 1);
    assert_true(pdf_write(arena, pages, PAGES, &options, &pdf, diags));
    assert_int_equal(diags_count(diags, DIAG_SEVERITY_ERROR) + diags_count(diags, DIAG_SEVERITY_WARNING), 0);
    diags_destroy(diags);
    return pdf;
}

/* A page of 100 points' height with one text that stands in no group */
static struct scene *lone_text(struct fixture *f, double width)
{
    struct scene *scene = scene_create(f->arena, width, 100);
    scene_text(scene, text_shape(f->text, theme_style(STYLE_BODY), "alone"), 10, 20, ALIGN_START,
        (struct colour){.role = ROLE_INK});
    return scene;
}

static int setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->arena = arena_create();
    fixture->text = sample_text(fixture->arena);
    fixture->pdf = pages_written(fixture->arena, fixture->text);
    fixture->plain = qdf_text(fixture->arena, fixture->pdf);
    *state = fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    text_destroy(fixture->text);
    arena_destroy(fixture->arena);
    free(fixture);
    return 0;
}

static void counted(const struct fixture *f, const char *word, size_t expected)
{
    size_t found = qdf_count(f->plain, word);
    if (found != expected)
        fail_msg("%s stands %zu times in the PDF, not %zu", word, found, expected);
}

static void version_and_pages(void **state)
{
    struct fixture *f = *state;
    assert_memory_equal(f->pdf.at, "%PDF-1.7\n", 9);
    assert_memory_equal(f->pdf.at + f->pdf.length - 6, "%%EOF\n", 6);
    counted(f, "/Type /Page\n", PAGES);
    counted(f, "/MediaBox [\n    0\n    0\n    595.28\n    841.89\n  ]", PAGES);
}

static void metadata(void **state)
{
    struct fixture *f = *state;
    counted(f, "/Author (An author)", 1);
    counted(f, "/Subject (A subject)", 1);
    counted(f, "/Creator (dealbrief)", 1);
    counted(f, "/CreationDate (D:20251203235959Z)", 1);
    counted(f, "/ModDate (D:20251203235959Z)", 1);
    counted(f, "/Title <feff004400650061006c007300200028006f006600290020005c00206771>",
        1); /* "Deals (of) \ 東" */
}

/* One root over all pages, and the same shape on each */
static void structure(void **state)
{
    struct fixture *f = *state;
    const struct {
        const char *name;
        size_t count;
    } tags[] = {{"Document", 1}, {"Sect", PAGES}, {"H1", 1}, {"H2", PAGES}, {"H3", PAGES}, {"P", PAGES},
        {"Table", PAGES}, {"TR", 2 * PAGES}, {"TH", 3 * PAGES}, {"TD", 3 * PAGES}, {"L", PAGES},
        {"LI", PAGES}, {"LBody", PAGES}, {"Figure", 2 * PAGES}, {"Div", PAGES}, {"Caption", PAGES},
        {"Span", 0},          /* lines, and links that lead nowhere, are their paragraph's */
        {"Link", 4 * PAGES}}; /* an address, a target, an item, a card in the figure */
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        counted(f, arena_printf(f->arena, "/S /%s\n", tags[i].name), tags[i].count);
}

static void links(void **state)
{
    struct fixture *f = *state;
    counted(f, "/Subtype /Link", 4 * PAGES);
    counted(f, "/URI (", 3 * PAGES);
    counted(f, "/URI (http://example.org/%28a%29%20/S%20/JavaScript%20/JS%20%28b%29)", PAGES);
    counted(f, "/URI (https://example.org/item)", PAGES);
    counted(f, "/URI (https://example.org/a%28b%29?q=%27x%27%20y%5Cz%C3%A9%22%3E%3Cb%3E&c=1)", PAGES);
    counted(f, "/Rect [\n    150\n    673.89\n    190\n    687.89\n  ]",
        PAGES); /* as given, turned upside down */
    counted(f, "/Rect [\n    68\n    427.89\n    148\n    451.89\n  ]",
        PAGES);                               /* in a group placed in the page */
    counted(f, "/Dest (sources)", PAGES + 1); /* links, and the bookmark of that heading */
    counted(f, "nowhere", 0);
}

/* No key through which a PDF acts, no picture where a vector was asked for */
static void nothing_active(void **state)
{
    struct fixture *f = *state;
    const char *const keys[] = {"/S /JavaScript", "/JS (", "/JS <", "/OpenAction", "/AA ", "/Launch",
        "/EmbeddedFile", "javascript:", "file:", "/Subtype /Image", "/PatternType"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        counted(f, keys[i], 0);
}

static void bookmarks(void **state)
{
    struct fixture *f = *state;
    counted(f, "/Type /Outlines", 1);
    counted(f, "/Title (Section)", PAGES);
    counted(f, "/Title (Table)", PAGES);
    counted(f,
        "/Title <feff005400690074006c0065002000280077006900740068002900200"
        "05c00200061006e0064002000e9>",
        1); /* "Title (with) \\ and é" */
    counted(f, "/Dest (Bookmark.1)", 1);
    counted(f, "(sources)\n    [", 1); /* one destination, though three pages link to it */
}

static void fonts_embedded(void **state)
{
    struct fixture *f = *state;
    size_t descriptors = qdf_count(f->plain, "/Type /FontDescriptor");
    assert_true(descriptors >= 3);
    counted(f, "/FontFile2 ", descriptors);
    size_t subsets = 0;
    for (const char *at = f->plain; (at = strstr(at, "/FontName /")); at++)
        subsets += at[17] == '+';
    assert_int_equal(subsets, descriptors);
}

static void same_twice(void **state)
{
    struct fixture *f = *state;
    text_forget(f->text);
    struct bytes again = pages_written(f->arena, f->text);
    assert_int_equal(again.length, f->pdf.length);
    assert_memory_equal(again.at, f->pdf.at, again.length);
}

static void refused(void **state)
{
    struct fixture *f = *state;
    struct diags *diags = diags_create();
    struct bytes pdf = {0};
    struct scene *pages[] = {scene_create(f->arena, 100, 100), scene_create(f->arena, 100, 14401)};
    assert_false(pdf_write(f->arena, pages, 0, &options, &pdf, diags));
    assert_false(pdf_write(f->arena, pages, 2, &options, &pdf, diags));
    struct scene *flat[] = {scene_create(f->arena, 100, 0)};
    assert_false(pdf_write(f->arena, flat, 1, &options, &pdf, diags));
    assert_null(pdf.at);
    assert_true(diags_count(diags, DIAG_SEVERITY_ERROR) >= 2);
    assert_true(diags_has(diags, DIAG_CANNOT_WRITE));
    assert_true(pdf_write(f->arena, pages, 1, &options, &pdf, diags)); /* an empty page is a page */
    diags_destroy(diags);
}

/* Pages of different sizes keep them, and what is tagged stays under one root. */
static void sizes(void **state)
{
    struct fixture *f = *state;
    struct diags *diags = diags_create();
    struct bytes pdf = {0};
    struct scene *pages[] = {lone_text(f, 300), lone_text(f, 200)};
    assert_true(pdf_write(f->arena, pages, 2, &options, &pdf, diags));
    struct fixture other = *f;
    other.plain = qdf_text(f->arena, pdf);
    counted(&other, "    300\n    100\n  ]", 1);
    counted(&other, "    200\n    100\n  ]", 1);
    counted(&other, "/S /Document\n", 1);
    counted(&other, "/S /P\n", 2);
    diags_destroy(diags);
}

static unsigned next(unsigned *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

/* Any group in any other, links and destinations everywhere */
static void tangle_draw(struct fixture *f, struct scene *scene, unsigned *seed, int depth)
{
    static const char *const names[] = {"a", "b", "c", "nowhere"};
    unsigned parts = next(seed, 4);
    for (unsigned i = 0; i < parts; i++) {
        if (!depth || !next(seed, 3)) {
            scene_text(scene, text_shape(f->text, theme_style(STYLE_NOTE), "word"), next(seed, 100),
                9 + next(seed, 90), ALIGN_START, (struct colour){.role = ROLE_INK});
            continue;
        }
        struct scene_group group = {.tag = (enum tag)next(seed, TAG_ARTIFACT + 1)};
        unsigned kind = next(seed, 6);
        group.link = kind == 1 ? "https://example.org/" : NULL;
        group.target = kind == 2 ? names[next(seed, 4)] : NULL;
        group.anchor = kind == 3 ? names[next(seed, 3)] : NULL;
        group.bookmark = kind > 3 ? "bookmark" : NULL;
        scene_begin(scene, group);
        tangle_draw(f, scene, seed, depth - 1);
        scene_end(scene);
    }
}

static void any_nesting(void **state)
{
    struct fixture *f = *state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    size_t links = 0;
    for (unsigned round = 0; round < 300; round++) {
        unsigned seed = round * 7919;
        struct scene *pages[] = {scene_create(arena, 100, 100), scene_create(arena, 100, 100)};
        tangle_draw(f, pages[0], &seed, 7);
        tangle_draw(f, pages[1], &seed, 7);
        struct bytes pdf = {0};
        if (!pdf_write(arena, pages, 2, &options, &pdf, diags))
            fail_msg("round %u was not written", round);
        const char *plain = qdf_text(arena, pdf);
        assert_int_equal(qdf_count(plain, "/S /Document\n"), 1);
        assert_int_equal(qdf_count(plain, "/Subtype /Link"), qdf_count(plain, "/S /Link\n"));
        links += qdf_count(plain, "/Subtype /Link");
        arena_reset(arena);
    }
    assert_true(links > 300);
    diags_destroy(diags);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(version_and_pages),
        cmocka_unit_test(metadata),
        cmocka_unit_test(structure),
        cmocka_unit_test(links),
        cmocka_unit_test(nothing_active),
        cmocka_unit_test(bookmarks),
        cmocka_unit_test(fonts_embedded),
        cmocka_unit_test(same_twice),
        cmocka_unit_test(refused),
        cmocka_unit_test(sizes),
        cmocka_unit_test(any_nesting),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
