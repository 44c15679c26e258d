/* SPDX-License-Identifier: MIT */
/* A figure for somebody else's page: what is in it stays in it, in HTML and in Markdown, whatever its words. */
#include "html_snippet.h"

#include "sample.h"
#include "support.h"

#include <md4c.h>
#include <string.h>

#define HOSTILE "</style></figure>\n\n<script>alert(1)</script>\"'&<b>"

struct piece {
    struct arena *arena;
    struct text *text;
    struct document_figure figure;
    struct document_snippet snippet;
    const char *html;
};

static struct scene *drawing(struct piece *piece, const char *word)
{
    struct scene *scene = scene_create(piece->arena, 300, 100);
    scene_begin(scene, (struct scene_group){.tag = TAG_FIGURE, .alt = HOSTILE});
    const struct text_run *run = text_shape(piece->text, (struct text_style){FACE_CONDENSED, 10}, word);
    scene_text(scene, run, 10, 50, ALIGN_START, (struct colour){.role = ROLE_INK});
    scene_rectangle(scene, 10, 60, 40, 20);
    scene_paint(scene, (struct paint){.fill = {ROLE_CAPITAL}, .hatch = {ROLE_INK}});
    scene_end(scene);
    return scene;
}

static struct document_table *numbers(struct piece *piece)
{
    static struct document_column columns[] = {{"From", NULL, false}, {HOSTILE, "$B", true}};
    struct document_table *table = arena_new(piece->arena, struct document_table);
    *table = (struct document_table){.columns = columns, .column_count = 2, .row_count = 1};
    table->rows = arena_array(piece->arena, struct document_row, 1);
    table->rows[0].cells = arena_array(piece->arena, struct document_cell, 2);
    document_run_append(piece->arena, &table->rows[0].cells[0].runs, "Amazon");
    document_run_append(piece->arena, &table->rows[0].cells[1].runs, HOSTILE);
    table->rows[0].cells[1].mark = DOCUMENT_TALK;
    return table;
}

static const char *written(struct piece *piece, const struct theme *dark)
{
    struct diags *diags = diags_create();
    struct bytes bytes;
    struct html_snippet_options options = {.dark = dark, .bar = true};
    assert_true(html_snippet_write(piece->arena, piece->text, &piece->snippet, &options, &bytes, diags));
    diags_destroy(diags);
    piece->html = arena_strndup(piece->arena, (const char *)bytes.at, bytes.length);
    assert_int_equal(strlen(piece->html), bytes.length);
    return piece->html;
}

static void piece_open(struct piece *piece, const char *word)
{
    *piece = (struct piece){.arena = arena_create()};
    piece->text = sample_text(piece->arena);
    piece->figure = (struct document_figure){.title = HOSTILE,
        .measure = HOSTILE,
        .wide = drawing(piece, word),
        .narrow = drawing(piece, word),
        .data = numbers(piece)};
    piece->snippet = (struct document_snippet){&piece->figure, HOSTILE, "en", {.data = "The numbers"}};
}

static void piece_close(struct piece *piece)
{
    text_destroy(piece->text);
    arena_destroy(piece->arena);
}

static size_t count_of(const char *html, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(html, part); at; at = strstr(at + 1, part))
        count++;
    return count;
}

static void stays_within(void **state)
{
    (void)state;
    struct piece piece;
    piece_open(&piece, "Amazon");
    const char *html = written(&piece, NULL);
    assert_true(str_starts(html, "<figure class=\"db"));
    assert_string_equal(html + strlen(html) - 10, "</figure>\n");
    assert_null(strstr(html, "\n\n"));
    assert_null(strstr(html, "<script"));
    assert_null(strstr(html, "\002"));
    assert_null(strstr(html, "\001"));
    assert_null(strstr(html, "style=\""));
    assert_int_equal(count_of(html, "<figure"), 1);
    assert_int_equal(count_of(html, "</style>"), 1);
    assert_int_equal(count_of(html, "<svg"), 3); /* the style's, and two drawings */
    assert_int_equal(count_of(html, "<desc"), 1); /* said once */
    assert_int_equal(count_of(html, "scope=\"col\""), 2);
    piece_close(&piece);
}

/* Every class and id, and every family of fonts, begins with the figure's own prefix. */
static void names_are_its_own(void **state)
{
    (void)state;
    struct piece piece;
    piece_open(&piece, "Amazon");
    const char *html = written(&piece, NULL);
    char prefix[11] = {0};
    memcpy(prefix, html + strlen("<figure class=\""), 10);
    static const char *const starts[] = {" class=\"", " id=\"", "aria-labelledby=\"", "font-face{font-family:"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        const char *at = html;
        size_t found = 0;
        for (; (at = strstr(at, starts[i])); found++) {
            at += strlen(starts[i]);
            for (;;) {
                assert_memory_equal(at, prefix, 10);
                at += strcspn(at, " \";");
                if (*at != ' ')
                    break;
                at++;
            }
        }
        assert_true(found > 0);
    }
    /* rules, too: none begins with the name of an element */
    const char *style = strstr(html, "<style>"), *end = strstr(html, "</style>");
    for (const char *line = strchr(style, '\n') + 1; line < end; line = strchr(line, '\n') + 1)
        assert_true(*line == '.' || *line == '@' || *line == '}');
    piece_close(&piece);
}

static void two_differ(void **state)
{
    (void)state;
    struct piece one, other;
    piece_open(&one, "Amazon");
    piece_open(&other, "OpenAI");
    const char *html = written(&one, NULL), *again = written(&other, NULL);
    assert_memory_not_equal(html + 15, again + 15, 10);
    assert_string_equal(written(&one, NULL), html);
    piece_close(&one);
    piece_close(&other);
}

static void dark_is_opt_in(void **state)
{
    (void)state;
    struct piece piece;
    piece_open(&piece, "Amazon");
    assert_null(strstr(written(&piece, NULL), "prefers-color-scheme"));
    const char *html = written(&piece, theme_dark());
    assert_int_equal(count_of(html, "prefers-color-scheme:dark"), 1);
    assert_non_null(strstr(html, "--db-paper:#121417"));
    piece_close(&piece);
}

/* ---- Markdown ---- */

struct gathered {
    struct str html;
    bool inside;
    size_t blocks;
};

static int block_enter(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct gathered *gathered = context;
    (void)detail;
    gathered->inside = type == MD_BLOCK_HTML;
    gathered->blocks += gathered->inside;
    return 0;
}

static int block_leave(MD_BLOCKTYPE type, void *detail, void *context)
{
    (void)type;
    (void)detail;
    ((struct gathered *)context)->inside = false;
    return 0;
}

static int span_ignore(MD_SPANTYPE type, void *detail, void *context)
{
    (void)type;
    (void)detail;
    (void)context;
    return 0;
}

static int text_gather(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context)
{
    struct gathered *gathered = context;
    if (gathered->inside && type == MD_TEXT_HTML)
        str_append_bytes(&gathered->html, text, size);
    return 0;
}

/* Between two paragraphs of a site's source it is one block of HTML, and comes out byte for byte. */
static void markdown_keeps_it(void **state)
{
    (void)state;
    struct piece piece;
    piece_open(&piece, "Amazon *and* _others_ [1](x)");
    const char *html = written(&piece, NULL);
    struct str source = str_init(piece.arena);
    str_printf(&source, "Before.\n\n%s\nAfter, with *emphasis*.\n", html);
    struct gathered gathered = {.html = str_init(piece.arena)};
    MD_PARSER parser = {.enter_block = block_enter,
        .leave_block = block_leave,
        .enter_span = span_ignore,
        .leave_span = span_ignore,
        .text = text_gather};
    assert_int_equal(md_parse(source.at, (MD_SIZE)source.length, &parser, &gathered), 0);
    assert_int_equal(gathered.blocks, 1);
    assert_string_equal(str_text(&gathered.html), html);
    piece_close(&piece);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(stays_within), cmocka_unit_test(names_are_its_own),
        cmocka_unit_test(two_differ), cmocka_unit_test(dark_is_opt_in), cmocka_unit_test(markdown_keeps_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
