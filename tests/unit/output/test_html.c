/* SPDX-License-Identifier: MIT */
/* The HTML writer on a document whose every word is hostile. A small reader accepts only what is promised. */
#include "html.h"

#include "sample.h"
#include "support.h"

#include <string.h>

#define HOSTILE "</style></script><script>alert(1)</script>\"'&<b>"
#define RIGHT_TO_LEFT "\xE2\x80\xAE" /* an override: all behind it would read backwards */
#define HEBREW "\xD7\x90\xD7\x91"
#define RANGE "$48B\xE2\x80\x93$138B"

struct page {
    struct arena *arena;
    struct text *text;
    struct diags *diags;
    struct document document;
    const char *html;
};

/* ---- a document ---- */

static struct document_runs words(struct page *page, const char *text)
{
    struct document_runs runs = {0};
    document_run_append(page->arena, &runs, text);
    return runs;
}

static struct document_node *paragraph(struct page *page, const char *text)
{
    struct document_node *node = document_append(page->arena, page->document.root, DOCUMENT_PARAGRAPH);
    node->runs = words(page, text);
    return node;
}

static void open_page(struct page *page)
{
    *page = (struct page){.arena = arena_create(), .diags = diags_create()};
    page->text = sample_text(page->arena);
    page->document = (struct document){.title = HOSTILE,
        .author = HOSTILE,
        .subject = HOSTILE,
        .language = "en",
        .footer_left = HOSTILE,
        .words = {HOSTILE, HOSTILE, "source"},
        .root = arena_new(page->arena, struct document_node)};
}

static void write_page(struct page *page)
{
    struct bytes bytes;
    struct html_options options = {NULL, NULL};
    assert_true(html_write(page->arena, page->text, &page->document, &options, &bytes, page->diags));
    page->html = arena_strndup(page->arena, (const char *)bytes.at, bytes.length);
    assert_int_equal(strlen(page->html), bytes.length);
}

static void close_page(struct page *page)
{
    text_destroy(page->text);
    diags_destroy(page->diags);
    arena_destroy(page->arena);
}

static struct document_table *table_of(struct page *page, size_t columns, size_t rows, const char *text)
{
    struct document_table *table = arena_new(page->arena, struct document_table);
    table->id = "fig-table";
    table->caption = words(page, text);
    table->column_count = columns;
    table->row_count = rows;
    table->note = text;
    table->columns = arena_array(page->arena, struct document_column, columns);
    table->rows = arena_array(page->arena, struct document_row, rows);
    for (size_t c = 0; c < columns; c++)
        table->columns[c] = (struct document_column){text, text, c > 1};
    for (size_t r = 0; r < rows; r++) {
        table->rows[r].kind = (enum document_row_kind)(r % 3);
        table->rows[r].cells = arena_array(page->arena, struct document_cell, columns);
        for (size_t c = 0; c < columns; c++)
            if (c < 2 || r % 3 == DOCUMENT_ROW)
                table->rows[r].cells[c] =
                    (struct document_cell){words(page, text), (enum document_mark)(c % 5), c == 1, c == 2};
    }
    return table;
}

static void everything(struct page *page)
{
    struct arena *arena = page->arena;
    struct document_node *root = page->document.root;
    struct document_node *logo = document_append(arena, root, DOCUMENT_LOGO);
    logo->logo = sample_figure(arena, page->text);
    logo->alt = HOSTILE;
    struct document_node *title = document_append(arena, root, DOCUMENT_HEADING);
    title->level = 1;
    title->style = STYLE_TITLE;
    title->id = "title";
    title->runs = words(page, HOSTILE);
    paragraph(page, HOSTILE)->runs.at[0].strong = true;
    struct document_node *list = document_append(arena, root, DOCUMENT_LIST);
    list->ordered = true;
    struct document_node *item = document_append(arena, list, DOCUMENT_ITEM);
    item->number = "7";
    document_append(arena, item, DOCUMENT_PARAGRAPH)->runs = words(page, HOSTILE);
    struct document_node *quote = document_append(arena, root, DOCUMENT_QUOTE);
    document_append(arena, quote, DOCUMENT_PARAGRAPH)->runs = words(page, HOSTILE);
    document_append(arena, root, DOCUMENT_RULE);
    document_append(arena, root, DOCUMENT_TABLE)->table = table_of(page, 6, 6, HOSTILE);
    struct document_figure *figure = arena_new(arena, struct document_figure);
    *figure = (struct document_figure){"fig-a", HOSTILE, false, HOSTILE, sample_figure(arena, page->text),
        sample_figure(arena, page->text), table_of(page, 2, 2, HOSTILE)};
    ((struct document_table *)figure->data)->id = NULL;
    document_append(arena, root, DOCUMENT_FIGURE)->figure = figure;
    struct document_numbers *numbers = arena_new(arena, struct document_numbers);
    struct document_number *number = arena_new(arena, struct document_number);
    *number = (struct document_number){HOSTILE, HOSTILE, HOSTILE};
    *numbers = (struct document_numbers){"fig-numbers", HOSTILE, number, 1};
    document_append(arena, root, DOCUMENT_NUMBERS)->numbers = numbers;
}

/* ---- the reader ---- */

struct element {
    const char *name;
    size_t length;
};

static bool is_void(struct element element)
{
    return (element.length == 4 && !memcmp(element.name, "meta", 4)) ||
           (element.length == 2 && (!memcmp(element.name, "br", 2) || !memcmp(element.name, "hr", 2)));
}

/* name="value" pairs up to ">"; what is behind it */
static const char *attributes_read(const char *at)
{
    while (*at == ' ') {
        at += 1 + strcspn(at + 1, "=<>\" ");
        assert_int_equal(at[0], '=');
        assert_int_equal(at[1], '"');
        at += 2;
        at += strcspn(at, "\"<");
        assert_int_equal(*at++, '"');
    }
    at += *at == '/';
    assert_int_equal(*at, '>');
    return at + 1;
}

/* Every element is closed by its own end; text holds no bare mark. */
static void assert_well_formed(const char *html)
{
    struct element open[64];
    size_t depth = 0;
    const char *at = html + strlen("<!DOCTYPE html>\n");
    assert_memory_equal(html, "<!DOCTYPE html>\n", at - html);
    while (*at) {
        at += strcspn(at, "<>");
        if (!*at)
            break;
        assert_int_equal(*at++, '<');
        bool end = *at == '/';
        at += end;
        struct element element = {at, strcspn(at, " />")};
        assert_true(element.length > 0);
        at = attributes_read(at + element.length);
        if (end) {
            assert_true(depth > 0);
            depth--;
            assert_int_equal(open[depth].length, element.length);
            assert_memory_equal(open[depth].name, element.name, element.length);
        } else if (!is_void(element) && at[-2] != '/') {
            assert_true(depth < 64);
            open[depth++] = element;
            if (!strncmp(element.name, "style>", 6)) {
                const char *close = strstr(at, "</");
                assert_memory_equal(close, "</style>", 8);
                at = close;
            }
        }
    }
    assert_int_equal(depth, 0);
}

static size_t count_of(const char *text, const char *wanted)
{
    size_t count = 0;
    for (; (text = strstr(text, wanted)); text += strlen(wanted))
        count++;
    return count;
}

/* ---- tests ---- */

static void test_hostile_words(void **state)
{
    (void)state;
    struct page page;
    open_page(&page);
    everything(&page);
    write_page(&page);
    assert_well_formed(page.html);
    assert_null(strstr(page.html, "<script"));
    assert_null(strstr(page.html, "<b>"));
    assert_int_equal(count_of(page.html, "</style>"), 1);
    assert_non_null(strstr(page.html, "<title>&lt;/style&gt;&lt;/script&gt;&lt;script&gt;alert(1)"));
    assert_non_null(strstr(page.html, "&quot;'&amp;&lt;b&gt;"));
    close_page(&page);
}

/* A policy without scripts, and style from one element */
static void test_policy(void **state)
{
    (void)state;
    struct page page;
    open_page(&page);
    everything(&page);
    write_page(&page);
    assert_int_equal(count_of(page.html, "<style"), 1);
    assert_null(strstr(page.html, " style=\""));
    assert_null(strstr(page.html, " onclick"));
    assert_null(strstr(page.html, "@import"));
    assert_int_equal(count_of(page.html, "url("),
        count_of(page.html, "url(data:font/woff2;base64,") + count_of(page.html, "url(#"));
    close_page(&page);
}

static void test_links(void **state)
{
    (void)state;
    static const char *const refused[] = {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x",
        "file:///etc/passwd", "//example.org", "https://", " https://example.org", ""};
    struct page page;
    open_page(&page);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        paragraph(&page, "words")->runs.at[0].link = refused[i];
    paragraph(&page, "good")->runs.at[0].link = "https://example.org/\"onx='a'<b>";
    struct document_run *mark = paragraph(&page, "[12]")->runs.at;
    mark->raised = true;
    mark->target = "source-12";
    write_page(&page);
    assert_well_formed(page.html);
    /* to the skip link, the good one and the mark */
    assert_int_equal(count_of(page.html, "<a "), 3);
    assert_int_equal(count_of(page.html, ">words</p>"), sizeof refused / sizeof *refused);
    assert_non_null(
        strstr(page.html, "<a href=\"https://example.org/%22onx=%27a%27%3Cb%3E\" rel=\"noopener\">good</a>"));
    assert_non_null(strstr(page.html, "<sup><a href=\"#source-12\" aria-label=\"source 12\">[12]</a></sup>"));
    close_page(&page);
}

/* Foreign directions end where their words end. */
static void test_directions(void **state)
{
    (void)state;
    struct page page;
    open_page(&page);
    paragraph(&page, "a " RIGHT_TO_LEFT "b");
    paragraph(&page, HEBREW " (c)");
    write_page(&page);
    assert_null(strstr(page.html, RIGHT_TO_LEFT));
    const char *hebrew = strstr(page.html, HEBREW);
    assert_non_null(hebrew);
    /* U+2067 or U+2068 … U+2069 around it */
    assert_true(!memcmp(hebrew - 3, "\xE2\x81\xA7", 3) || !memcmp(hebrew - 3, "\xE2\x81\xA8", 3));
    assert_non_null(strstr(hebrew, "\xE2\x81\xA9"));
    close_page(&page);
}

static void test_ranges(void **state)
{
    (void)state;
    struct page page;
    open_page(&page);
    paragraph(&page, "from " RANGE ", say");
    paragraph(&page, "who\xE2\x80\x93whom, 5 \xE2\x80\x93 6, \xE2\x80\x93"
                     "7");
    write_page(&page);
    assert_int_equal(count_of(page.html, "class=\"nb\""), 1);
    assert_non_null(strstr(page.html, "from <span class=\"nb\">" RANGE ",</span> say"));
    close_page(&page);
}

static void test_logo(void **state)
{
    (void)state;
    struct page page;
    open_page(&page);
    struct document_node *logo = document_append(page.arena, page.document.root, DOCUMENT_LOGO);
    logo->logo = scene_create(page.arena, 40, 20);
    logo->alt = "The Letter";
    struct document_node *beside = paragraph(&page, "Number 7");
    beside->style = STYLE_RUNNING;
    write_page(&page);
    const char *header = strstr(page.html, "<header>"), *end = strstr(page.html, "</header>");
    const char *name = strstr(page.html, "<span class=\"hidden\">The Letter</span>");
    const char *drawing = strstr(page.html, "<svg ");
    const char *words_beside = strstr(page.html, ">Number 7</p>");
    assert_true(header && name && drawing && words_beside && end);
    assert_true(header < name && name < drawing && drawing < words_beside && words_beside < end);
    assert_non_null(strstr(drawing, "aria-hidden=\"true\">"));
    close_page(&page);
}

/* A figure drawn for two widths says once what it shows, and its hatched areas are no patterns: those print
   as pictures. Its data stay a table, which needs no roles. */
static void test_figure(void **state)
{
    (void)state;
    struct page page;
    open_page(&page);
    struct document_figure *figure = arena_new(page.arena, struct document_figure);
    *figure = (struct document_figure){.id = "fig-a",
        .title = "Title",
        .wide = sample_figure(page.arena, page.text),
        .narrow = sample_figure(page.arena, page.text)};
    document_append(page.arena, page.document.root, DOCUMENT_FIGURE)->figure = figure;
    write_page(&page);
    assert_int_equal(count_of(page.html, "<desc "), 1);
    assert_int_equal(count_of(page.html, "aria-labelledby=\"fig-a-title fig-a-w_desc\""), 2);
    assert_int_equal(count_of(page.html, "<pattern"), 0);
    assert_int_equal(count_of(page.html, "<linearGradient"), 4);
    assert_non_null(strstr(page.html, "spreadMethod=\"repeat\"><stop offset="));
    close_page(&page);
}

static struct document_table *sums_of(struct page *page, size_t columns)
{
    struct document_table *table = arena_new(page->arena, struct document_table);
    table->column_count = columns;
    table->row_count = 2;
    table->columns = arena_array(page->arena, struct document_column, columns);
    table->rows = arena_array(page->arena, struct document_row, 2);
    for (size_t c = 0; c < columns; c++)
        table->columns[c] = (struct document_column){arena_printf(page->arena, "H%zu", c), NULL, c == 3};
    for (size_t r = 0; r < 2; r++)
        table->rows[r].cells = arena_array(page->arena, struct document_cell, columns);
    for (size_t c = 0; c < columns; c++)
        document_run_append(page->arena, &table->rows[0].cells[c].runs, "x");
    table->rows[1].kind = DOCUMENT_ROW_SUM;
    document_run_append(page->arena, &table->rows[1].cells[0].runs, "Sum");
    document_run_append(page->arena, &table->rows[1].cells[3].runs, "7");
    return table;
}

/* Words of a sum run on to its number, which stands in its column; what stays a table says no roles. */
static void test_tables(void **state)
{
    (void)state;
    struct page page;
    open_page(&page);
    document_append(page.arena, page.document.root, DOCUMENT_TABLE)->table = sums_of(&page, 6);
    write_page(&page);
    assert_non_null(strstr(page.html, "<th scope=\"row\" role=\"rowheader\" colspan=\"3\">Sum</th>"
                                      "<td role=\"cell\" class=\"r\" data-label=\"H3\">7</td>"
                                      "<td role=\"cell\" class=\"none\"></td>"));
    assert_int_equal(count_of(page.html, " tall"), 0);
    close_page(&page);
    open_page(&page);
    document_append(page.arena, page.document.root, DOCUMENT_TABLE)->table = sums_of(&page, 4);
    write_page(&page);
    assert_int_equal(count_of(page.html, "role=\"cell\""), 0);
    assert_int_equal(count_of(page.html, "data-label=\""), 0);
    close_page(&page);
}

static void test_same_bytes(void **state)
{
    (void)state;
    struct page first, second;
    open_page(&first);
    open_page(&second);
    everything(&first);
    everything(&second);
    write_page(&first);
    write_page(&second);
    assert_string_equal(first.html, second.html);
    close_page(&first);
    close_page(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hostile_words),
        cmocka_unit_test(test_policy),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_directions),
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_logo),
        cmocka_unit_test(test_figure),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
