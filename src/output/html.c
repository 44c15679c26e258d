/* SPDX-License-Identifier: MIT */
/*
 * html: the page around the pieces of a document, and all pieces but tables.
 *
 * In: a document. Out: bytes. It refuses to know what a figure shows; svg.c draws them, twice where there is
 * a narrow one, and the style shows the one that fits.
 */
#include "html.h"

#include "address.h"
#include "font_face.h"
#include "html_internal.h"
#include "output.h"
#include "xml.h"

#include <string.h>

enum { RANGE_BYTES = 32, LONG_VALUE_BYTES = 9, LONGER_VALUE_BYTES = 16 };

/* ---- words ---- */

/* A range of two numbers, "$48B–$138B", stays in one line unless it is as long as one. */
static bool is_range(const char *word, size_t length)
{
    static const char dash[] = "\xE2\x80\x93";
    for (size_t i = 1; length <= RANGE_BYTES && i + strlen(dash) < length; i++)
        if (!strncmp(word + i, dash, strlen(dash)))
            return strcspn(word, "0123456789") < i && strcspn(word + i, "0123456789") < length - i;
    return false;
}

static void words_escape(struct html *html, const char *words)
{
    while (*words) {
        size_t length = strcspn(words, " "), gap = words[length] == ' ';
        bool range = is_range(words, length);
        if (range) {
            str_append(&html->body, "<span");
            html_class(html, "nb");
            str_char(&html->body, '>');
        }
        xml_escape(&html->body, arena_strndup(html->arena, words, length));
        str_append(&html->body, range ? "</span>" : "");
        str_append(&html->body, gap ? " " : "");
        words += length + gap;
    }
}

void html_words(struct html *html, enum text_face face, const char *words)
{
    const char *tidied = text_tidied(html->arena, words), *end = tidied + strlen(tidied);
    words_escape(html, tidied);
    for (const char *at = tidied; at < end;) {
        uint32_t c = utf8_next(&at, end);
        if (c != UINT32_MAX)
            svg_page_character(&html->page, face, c);
    }
}

static enum text_face run_face(const struct document_run *run, enum text_face around)
{
    enum text_face family = run->condensed || font_is_condensed(around) ? FACE_CONDENSED : FACE_REGULAR;
    int weight = run->strong ? 2 : run->medium ? 1 : (int)(around % 3);
    return (enum text_face)((int)family + weight);
}

/* The end of what was opened; "" when the address is none that a page may lead to */
static const char *link_open(struct html *html, const struct document_run *run)
{
    struct str *out = &html->body;
    if (address_is_safe(run->link)) {
        struct str address = str_init(html->arena);
        address_append(&address, run->link);
        str_append(out, "<a");
        xml_attribute(out, "href", str_text(&address));
        str_append(out, " rel=\"noopener\">");
        return "</a>";
    }
    if (!run->target)
        return "";
    str_append(out, "<a");
    xml_attribute(out, "href", arena_printf(html->arena, "#%s", run->target));
    const char *number = run->text + strcspn(run->text, "0123456789");
    if (run->raised && *number)
        xml_attribute(out, "aria-label",
            arena_printf(
                html->arena, "%s %.*s", html->source_word, (int)strspn(number, "0123456789"), number));
    str_char(out, '>');
    return "</a>";
}

static void run_write(struct html *html, enum text_face face, const struct document_run *run)
{
    struct str *out = &html->body;
    if (!strcmp(run->text, "\n")) {
        str_append(out, "<br>");
        return;
    }
    const char *element = run->strong ? "strong" : run->medium ? "em" : run->condensed ? "code" : NULL;
    if (run->raised)
        str_append(out, "<sup>");
    const char *link = link_open(html, run);
    if (element)
        str_printf(out, "<%s>", element);
    html_words(html, run_face(run, face), run->text);
    if (element)
        str_printf(out, "</%s>", element);
    str_append(out, link);
    if (run->raised)
        str_append(out, "</sup>");
}

void html_runs(struct html *html, enum text_face face, const struct document_runs *runs)
{
    for (size_t i = 0; i < runs->count; i++)
        run_write(html, face, &runs->at[i]);
}

/* ---- pieces ---- */

void html_class(struct html *html, const char *names)
{
    struct str *out = &html->body;
    if (!names || !*names)
        return;
    str_append(out, " class=\"");
    for (;;) {
        size_t length = strcspn(names, " ");
        str_append(out, html->class_prefix);
        str_append_bytes(out, names, length);
        if (!names[length])
            break;
        str_char(out, ' ');
        names += length + 1;
    }
    str_char(out, '"');
}

bool html_drawing(
    struct html *html, const struct scene *scene, const char *prefix, const char *label, struct diags *diags)
{
    struct svg_options options = {SVG_TEXT_PAGE, html->page.light, &html->page};
    struct bytes svg;
    html->page.prefix = prefix;
    html->page.label = label;
    if (!svg_write(html->arena, html->text, scene, &options, &svg, diags))
        return false;
    str_append_bytes(&html->body, svg.at, svg.length);
    return true;
}

static bool drawings_write(
    struct html *html, const struct document_figure *figure, const char *label, struct diags *diags)
{
    struct str *out = &html->body;
    const char *wide = arena_printf(html->arena, "%s-w", figure->id);
    const char *narrow = arena_printf(html->arena, "%s-n", figure->id);
    str_printf(out, "<div class=\"%s\">\n", figure->narrow ? "wide" : "fixed");
    if (!html_drawing(html, figure->wide, wide, label, diags))
        return false;
    str_append(out, "</div>\n");
    if (!figure->narrow)
        return true;
    str_append(out, "<div class=\"narrow\">\n");
    html->page.again = true;
    bool drawn = html_drawing(html, figure->narrow, narrow, label, diags);
    html->page.again = false;
    if (!drawn)
        return false;
    str_append(out, "</div>\n");
    return true;
}

static void data_write(struct html *html, const struct document_table *data)
{
    struct str *out = &html->body;
    str_append(out, "<details><summary>");
    html_words(html, FACE_CONDENSED, html->document->words.data);
    str_append(out, "</summary>\n");
    html_table(html, data, true);
    str_append(out, "</details>\n");
}

static bool figure_write(struct html *html, const struct document_figure *figure, struct diags *diags)
{
    struct str *out = &html->body;
    const char *label = arena_printf(html->arena, "%s-title", figure->id);
    str_append(out, "<figure");
    xml_attribute(out, "id", figure->id);
    str_append(out, ">\n<figcaption><span");
    xml_attribute(out, "id", label);
    str_printf(out, " class=\"%s\">", figure->title_is_hidden ? "hidden" : "title");
    html_words(html, FACE_SEMIBOLD, figure->title ? figure->title : figure->id);
    str_append(out, "</span>");
    if (figure->measure && *figure->measure) {
        str_append(out, "<span class=\"measure\">");
        html_words(html, FACE_CONDENSED, figure->measure);
        str_append(out, "</span>");
    }
    str_append(out, "</figcaption>\n");
    if (!drawings_write(html, figure, label, diags))
        return false;
    if (figure->data)
        data_write(html, figure->data);
    str_append(out, "</figure>\n");
    return true;
}

/* The logo's name stands beside it for those who do not see it: its drawing has none of its own. */
static bool logo_write(struct html *html, const struct document_node *node, struct diags *diags)
{
    struct str *out = &html->body;
    str_append(out, "<div class=\"logo\">\n");
    if (node->alt) {
        str_append(out, "<span class=\"hidden\">");
        html_words(html, FACE_REGULAR, node->alt);
        str_append(out, "</span>\n");
    }
    if (!html_drawing(html, node->logo, "logo", NULL, diags))
        return false;
    str_append(out, "</div>\n");
    return true;
}

static size_t longest_value(const struct document_numbers *numbers)
{
    size_t longest = 0;
    for (size_t i = 0; i < numbers->count; i++) {
        size_t length = strlen(numbers->at[i].value);
        longest = length > longest ? length : longest;
    }
    return longest;
}

static void numbers_write(struct html *html, const struct document_numbers *numbers)
{
    struct str *out = &html->body;
    if (numbers->title) {
        str_append(out, "<p class=\"caption\">");
        html_words(html, FACE_SEMIBOLD, numbers->title);
        str_append(out, "</p>\n");
    }
    size_t longest = longest_value(numbers);
    str_printf(out, "<dl class=\"numbers%s\"",
        longest > LONGER_VALUE_BYTES ? " long longer"
        : longest > LONG_VALUE_BYTES ? " long"
                                     : "");
    xml_attribute(out, "id", numbers->id);
    str_append(out, ">\n");
    for (size_t i = 0; i < numbers->count; i++) {
        const struct document_number *number = &numbers->at[i];
        str_append(out, "<div><dt>");
        html_words(html, FACE_CONDENSED, number->label);
        str_append(out, "</dt><dd>");
        if (number->qualifier) {
            str_append(out, "<small>");
            html_words(html, FACE_CONDENSED, number->qualifier);
            str_append(out, "</small> ");
        }
        html_words(html, FACE_SEMIBOLD, number->value);
        str_append(out, "</dd></div>\n");
    }
    str_append(out, "</dl>\n");
}

static void id_write(struct str *out, const char *id)
{
    if (id)
        xml_attribute(out, "id", id);
}

static void heading_write(struct html *html, const struct document_node *node)
{
    struct str *out = &html->body;
    str_printf(out, "<h%d", node->level);
    id_write(out, node->id);
    str_char(out, '>');
    html_runs(html, FACE_SEMIBOLD, &node->runs);
    str_printf(out, "</h%d>\n", node->level);
}

static void paragraph_write(struct html *html, const struct document_node *node)
{
    static const char *const classes[STYLE_COUNT] = {[STYLE_KICKER] = "kicker",
        [STYLE_RUNNING] = "running",
        [STYLE_STANDFIRST] = "standfirst",
        [STYLE_NOTE] = "note",
        [STYLE_SUBSECTION] = "caption"};
    struct str *out = &html->body;
    str_append(out, "<p");
    id_write(out, node->id);
    if (classes[node->style])
        xml_attribute(out, "class", classes[node->style]);
    str_char(out, '>');
    html_runs(html, text_style_in_use(html->text, node->style).face, &node->runs);
    str_append(out, "</p>\n");
}

static bool node_write(struct html *html, const struct document_node *node, struct diags *diags);

static bool children_write(struct html *html, const struct document_node *node, struct diags *diags)
{
    for (const struct document_node *child = node->first; child; child = child->next)
        if (!node_write(html, child, diags))
            return false;
    return true;
}

/* open: with its attributes */
static bool around_write(struct html *html, const char *element, const char *attributes,
    const struct document_node *node, struct diags *diags)
{
    struct str *out = &html->body;
    str_printf(out, "<%s%s", element, attributes);
    id_write(out, node->id);
    if (node->number)
        xml_attribute(out, "value", node->number);
    str_append(out, ">\n");
    if (!children_write(html, node, diags))
        return false;
    str_printf(out, "</%s>\n", element);
    return true;
}

static bool node_write(struct html *html, const struct document_node *node, struct diags *diags)
{
    switch (node->kind) {
    case DOCUMENT_HEADING:
        heading_write(html, node);
        break;
    case DOCUMENT_PARAGRAPH:
        paragraph_write(html, node);
        break;
    case DOCUMENT_LIST:
        /* role: a browser forgets that a list without bullets is one */
        return around_write(html, node->ordered ? "ol" : "ul",
            node->small ? " class=\"small\" role=\"list\"" : "", node, diags);
    case DOCUMENT_ITEM:
        return around_write(html, "li", "", node, diags);
    case DOCUMENT_QUOTE:
        return around_write(html, "blockquote", "", node, diags);
    case DOCUMENT_COLUMNS:
        return around_write(html, "div", " class=\"columns\"", node, diags);
    case DOCUMENT_RULE:
        str_append(&html->body, "<hr>\n");
        break;
    case DOCUMENT_LOGO:
        return logo_write(html, node, diags);
    case DOCUMENT_TABLE:
        html_table(html, node->table, false);
        break;
    case DOCUMENT_FIGURE:
        return figure_write(html, node->figure, diags);
    case DOCUMENT_NUMBERS:
        numbers_write(html, node->numbers);
        break;
    case DOCUMENT_ROOT:
        return children_write(html, node, diags);
    }
    return true;
}

/* ---- the page ---- */

static bool is_masthead(const struct document_node *node)
{
    return node && (node->kind == DOCUMENT_LOGO ||
                       (node->kind == DOCUMENT_PARAGRAPH &&
                           (node->style == STYLE_KICKER || node->style == STYLE_RUNNING)) ||
                       (node->kind == DOCUMENT_HEADING && node->level == 1));
}

static bool has_title(const struct document_node *root)
{
    for (const struct document_node *node = root->first; node; node = node->next)
        if (node->kind == DOCUMENT_HEADING && node->level == 1)
            return true;
    return false;
}

/* What stands above the title and the title itself; a document without one says it to those who hear. */
static bool body_write(struct html *html, struct diags *diags)
{
    const struct document *document = html->document;
    struct str *out = &html->body;
    const struct document_node *node = document->root->first;
    str_append(out, "<a class=\"skip\" href=\"#briefing\">");
    html_words(html, FACE_REGULAR, document->words.skip);
    str_append(out, "</a>\n");
    str_append(out, document->bar ? "<header class=\"bar\">\n" : "<header>\n");
    if (!has_title(document->root)) {
        str_append(out, "<h1 class=\"hidden\">");
        html_words(html, FACE_SEMIBOLD, document->title);
        str_append(out, "</h1>\n");
    }
    for (; is_masthead(node); node = node->next)
        if (!node_write(html, node, diags))
            return false;
    str_append(out, "</header>\n<main id=\"briefing\">\n");
    for (; node; node = node->next)
        if (!node_write(html, node, diags))
            return false;
    str_append(out, "</main>\n");
    return true;
}

static void footer_write(struct html *html)
{
    const struct document *document = html->document;
    struct str *out = &html->body;
    if (!document->footer_left)
        return;
    str_append(out, "<footer>\n<p>");
    html_words(html, FACE_CONDENSED, document->footer_left);
    if (document->footer_right) {
        html_words(html, FACE_CONDENSED, "  ·  ");
        html_words(html, FACE_CONDENSED, document->footer_right);
    }
    str_append(out, "</p>\n</footer>\n");
}

static void meta_write(struct str *out, const char *name, const char *content)
{
    if (!content || !*content)
        return;
    str_append(out, "<meta");
    xml_attribute(out, "name", name);
    xml_attribute(out, "content", content);
    str_append(out, ">\n");
}

static void head_write(const struct document *document, const struct provenance *provenance, struct str *out)
{
    struct str origin = str_init(out->arena);
    str_append(out, "<!DOCTYPE html>\n<html");
    xml_attribute(out, "lang", document->language);
    str_append(out, " dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    xml_escape(out, document->title);
    str_append(out, "</title>\n");
    meta_write(out, "viewport", "width=device-width, initial-scale=1");
    meta_write(out, "description", document->subject);
    meta_write(out, "author", document->author);
    meta_write(out, "color-scheme", "light dark");
    provenance_append(&origin, provenance);
    meta_write(out, PROVENANCE_KEYWORD, str_text(&origin));
}

static bool fonts_write(struct html *html, struct str *out)
{
    /* digits stand in front of the items of numbered lists */
    for (const char *c = "0123456789."; *c; c++)
        svg_page_character(&html->page, FACE_SEMIBOLD, (uint32_t)*c);
    for (enum text_face face = 0; face < FACE_COUNT; face++)
        if (!font_face_append(out, html->text, face,
                font_is_condensed(face) ? PAGE_CLASS_CONDENSED : PAGE_CLASS_SANS,
                html->page.characters[face].at, html->page.characters[face].count, NULL))
            return false;
    return true;
}

static bool fail(struct diags *diags)
{
    diags_add(diags, DIAG_CANNOT_WRITE, (struct place){0}, NULL, NULL,
        "the page could not be made: a font could not be reduced to the characters used");
    return false;
}

bool html_write(struct arena *arena, struct text *text, const struct document *document,
    const struct html_options *options, struct bytes *bytes, struct diags *diags)
{
    struct html html = {
        .arena = arena, .text = text, .document = document, .class_prefix = "", .body = str_init(arena)};
    struct str page = str_init(arena);
    html.source_word = document->words.source;
    html.page.arena = arena;
    html.page.light = options->light ? options->light : theme_light();
    html.page.dark = options->dark ? options->dark : theme_dark();
    if (!body_write(&html, diags))
        return false;
    footer_write(&html);
    head_write(document, options->provenance, &page);
    str_append(&page, "<style>\n");
    if (!fonts_write(&html, &page))
        return fail(diags);
    html_style_append(&html, &page);
    str_append(&page, "</style>\n</head>\n<body>\n");
    str_append(&page, str_text(&html.body));
    str_append(&page, "</body>\n</html>\n");
    *bytes = (struct bytes){(const unsigned char *)page.at, page.length};
    return true;
}
