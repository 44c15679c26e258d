/* SPDX-License-Identifier: MIT */
#include "sample.h"
#include "output.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

enum { PAGES = 3 };

struct fixture {
    struct arena *arena;
    struct text *text;
    struct bytes pdf;
    const char *plain; /* the PDF with NUL bytes replaced, so that it can be searched as a string */
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

static const char *plain_of(struct arena *arena, struct bytes pdf)
{
    char *plain = arena_alloc(arena, pdf.length + 1);
    for (size_t i = 0; i < pdf.length; i++)
        plain[i] = pdf.at[i] ? (char)pdf.at[i] : ' ';
    return plain;
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
    fixture->plain = plain_of(fixture->arena, fixture->pdf);
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

static size_t count_of(const char *text, const char *word)
{
    size_t count = 0;
    for (; (text = strstr(text, word)); text += strlen(word))
        count++;
    return count;
}

static void counted(const struct fixture *f, const char *word, size_t expected)
{
    size_t found = count_of(f->plain, word);
    if (found != expected)
        fail_msg("%s stands %zu times in the PDF, not %zu", word, found, expected);
}

/* Every entry of the cross-reference table leads to the object that it names: a damaged one is how a wrong
 * tag shows. */
static void references_check(struct arena *arena, const char *text)
{
    const char *start = strstr(text, "\nstartxref\n");
    assert_non_null(start);
    const char *table = text + strtoul(start + 11, NULL, 10);
    assert_memory_equal(table, "xref\n0 ", 7);
    char *at;
    size_t count = strtoul(table + 7, &at, 10);
    assert_true(count > 5);
    for (size_t i = 1; i < count; i++) {
        const char *entry = at + 1 + 20 * i;
        assert_memory_equal(entry + 10, " 00000 n ", 9);
        const char *object = text + strtoul(entry, NULL, 10);
        const char *head = arena_printf(arena, "%zu 0 obj\n", i);
        if (strncmp(object, head, strlen(head)) != 0)
            fail_msg("object %zu is not where the table says", i);
    }
}

static void cross_references(void **state)
{
    struct fixture *f = *state;
    references_check(f->arena, f->plain);
}

static void version_and_pages(void **state)
{
    struct fixture *f = *state;
    assert_memory_equal(f->plain, "%PDF-1.7\n", 9);
    counted(f, "/Type /Page ", PAGES);
    counted(f, "/MediaBox [ 0 0 595.28 841.89 ]", PAGES);
    assert_string_equal(f->plain + f->pdf.length - 6, "%%EOF\n");
}

static void metadata(void **state)
{
    struct fixture *f = *state;
    counted(f, "/Author (An author)", 1);
    counted(f, "/Subject (A subject)", 1);
    counted(f, "/Creator (dealbrief)", 1);
    counted(f, "/CreationDate (20251203235959Z)", 1);
    counted(f, "/ModDate (20251203235959Z)", 1);
    counted(f,
        "/Title <FEFF004400650061006C007300200028006F0066002900200"
        "05C00206771>",
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
        {"Span", 5 * PAGES},  /* two lines and three links that lead nowhere */
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
    counted(f, "/Rect [ 150 673.89 190 687.89 ]", PAGES); /* as given, turned upside down */
    counted(f, "/Rect [ 68 427.89 148 451.89 ]", PAGES);  /* in a group that was placed in the page */
    counted(f, "/Dest (sources)", PAGES + 1);             /* links, and the bookmark of that heading */
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
    counted(f, "<< /Title (Section)", PAGES);
    counted(f, "<< /Title (Table)", PAGES);
    counted(f,
        "<< /Title <FEFF005400690074006C0065002000280077006900740068002900200"
        "05C00200061006E0064002000E9>",
        1); /* "Title (with) \ and é" */
    counted(f, "/Dest (Bookmark.1)", 1);
    counted(f, "(sources) [", 1); /* one destination, though three pages link to it */
}

static void fonts_embedded(void **state)
{
    struct fixture *f = *state;
    size_t descriptors = count_of(f->plain, "/Type /FontDescriptor");
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
    other.plain = plain_of(f->arena, pdf);
    counted(&other, "/MediaBox [ 0 0 300 100 ]", 1);
    counted(&other, "/MediaBox [ 0 0 200 100 ]", 1);
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

static size_t texts_count(const struct scene *scene)
{
    size_t count, texts = 0;
    const struct scene_item *items = scene_items(scene, &count);
    for (size_t i = 0; i < count; i++)
        texts += items[i].kind == SCENE_TEXT;
    return texts;
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
        const char *plain = plain_of(arena, pdf);
        references_check(arena, plain);
        bool drawn = texts_count(pages[0]) + texts_count(pages[1]);
        assert_int_equal(count_of(plain, "/S /Document\n"), drawn);
        assert_int_equal(count_of(plain, "/Subtype /Link"), count_of(plain, "/S /Link\n"));
        links += count_of(plain, "/Subtype /Link");
        arena_reset(arena);
    }
    assert_true(links > 300);
    diags_destroy(diags);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cross_references),
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
