/* SPDX-License-Identifier: MIT */
/*
 * html_snippet: in, a figure and two themes; out, HTML. It refuses to know what the figure shows.
 *
 * All names begin with a hash of the content; while the text is gathered, the byte MARK stands for it (svg.c
 * has its own). The style stands inside of an SVG, where HTML allows one within a page; doubled classes
 * outweigh what hosts say of tables and figures, and "all: revert" takes back what they have said.
 */
#include "html_snippet.h"

#include "font_face.h"
#include "hash.h"
#include "html_internal.h"
#include "output.h"
#include "prefix.h"
#include "xml.h"

#define MARK "\002"
#define ROOT "." MARK "." MARK

static const char layout[] = ROOT
    "{all:initial;display:block;box-sizing:border-box;container-type:inline-size;max-width:712px;"
    "margin:24px auto;padding:0 16px 14px;background:var(--db-paper);color:var(--db-ink);"
    "font:400 14px/1.4 var(--db-sans);overflow-wrap:break-word;text-align:left;position:relative}\n" ROOT
    " :is(figcaption,span,div,p,details,summary,table,caption,thead,tbody,tr,th,td,small,sup,a,i,em,"
    "strong,code){all:revert;box-sizing:border-box}\n" ROOT " figcaption{padding:12px 0 8px}" ROOT
    " figcaption span{display:block}\n" ROOT " ." MARK
    "-title{font:600 17px/1.35 var(--db-sans);text-wrap:balance}" ROOT " ." MARK
    "-measure{font:400 14px/1.4 var(--db-condensed);color:var(--db-secondary);margin-top:2px}\n" ROOT
    " svg{display:block;width:100%;height:auto;max-width:none;overflow:visible}" ROOT
    " svg text{paint-order:stroke;stroke-linejoin:round}" ROOT " ." MARK
    "-style{position:absolute;width:0;height:0}\n" ROOT " ." MARK "-fixed{overflow-x:auto}" ROOT " ." MARK
    "-narrow{display:none}" ROOT " ." MARK "-fixed svg{min-width:560px}\n" ROOT
    " details{margin-top:10px;font:400 13px/1.4 var(--db-condensed);color:var(--db-secondary)}" ROOT
    " summary{cursor:pointer;width:fit-content;padding:3px 0}\n" ROOT " ." MARK
    "-sources{margin:10px 0 0;font:400 13px/1.4 var(--db-condensed);color:var(--db-faint)}" ROOT " ." MARK
    "-note{margin:8px 0 0;font:400 13px/1.4 var(--db-condensed);color:var(--db-secondary)}\n" ROOT
    " a{color:var(--db-link)}" ROOT " ." MARK "-nb{display:inline;white-space:nowrap}\n" ROOT
    " sup{font-size:10.5px;line-height:0;vertical-align:.45em}" ROOT " :is(a,summary,." MARK
    "-table):focus-visible{outline:2px solid var(--db-link);outline-offset:2px}\n" ROOT " ." MARK
    "-table{overflow-x:auto}" ROOT
    " table{border-collapse:collapse;width:100%;font:400 14px/1.35 var(--db-condensed);"
    "color:var(--db-ink);border-top:2px solid var(--db-ink);border-bottom:2px solid var(--db-ink)}" ROOT
    " details table{border-width:1px;font-size:13px}\n" ROOT
    " :is(th,td){text-align:left;vertical-align:top;padding:5px 14px 5px 0;font-weight:400}" ROOT
    " tr>:last-child{padding-right:0}\n" ROOT
    " thead th{font-weight:600;vertical-align:bottom;border-bottom:1px solid var(--db-ink)}" ROOT
    " thead small{font-size:1em;font-weight:400;color:var(--db-secondary)}\n" ROOT " tbody tr+tr>*," ROOT
    " tbody+tbody tr>*{border-top:1px solid var(--db-rule)}\n" ROOT " :is(." MARK "-group th,." MARK
    "-sum>*){font-weight:600}" ROOT " tbody ." MARK "-group th{padding-top:12px}\n" ROOT " :is(th,td)." MARK
    "-r{text-align:right;font-variant-numeric:tabular-nums}" ROOT " :is(th,td)." MARK
    "-faint{color:var(--db-faint)}" ROOT " :is(th,td)." MARK "-in{padding-left:1.2em}\n" ROOT " td." MARK
    "-m{padding-left:1.07em}" ROOT " td." MARK "-m ." MARK "-mark{margin-left:-1.07em}\n" ROOT " ." MARK
    "-mark{display:inline-block;width:.62em;height:.62em;margin-right:.45em;"
    "border:1px solid var(--db-ink)}" ROOT " ." MARK "-mark." MARK "-firm{border-width:.31em}" ROOT " ." MARK
    "-mark." MARK "-planned{box-shadow:inset 0 0 0 1em var(--db-soft)}" ROOT " ." MARK "-mark." MARK
    "-talk{border-style:dashed}\n" ROOT " ." MARK "-mark." MARK
    "-dead{border:0;background:linear-gradient(45deg,transparent 43%,"
    "var(--db-secondary) 43% 57%,transparent 57%),linear-gradient(-45deg,transparent 43%,"
    "var(--db-secondary) 43% 57%,transparent 57%)}\n";

/* A narrow column, of a telephone or beside something: the other drawing, and rows as cards */
static const char narrow[] =
    "@container (max-width:519px){\n" ROOT " ." MARK "-wide{display:none}" ROOT " ." MARK
    "-narrow{display:block}\n" ROOT " ." MARK "-cards{overflow:visible}" ROOT " ." MARK
    "-cards :is(table,tbody){display:block}\n" ROOT " ." MARK
    "-cards thead{position:absolute;width:1px;height:1px;overflow:hidden;"
    "clip-path:inset(50%)}\n" ROOT " ." MARK
    "-cards tr{display:grid;grid-template-columns:1fr 1fr;gap:2px 16px;padding:10px 0}" ROOT " ." MARK
    "-cards :is(tbody tr+tr,tbody+tbody tr){border-top:1px solid var(--db-rule)}\n" ROOT " ." MARK
    "-cards tbody tr>*{border:0;padding:0;text-align:left;min-width:0}" ROOT " ." MARK "-cards td." MARK
    "-r:not(td." MARK "-r~td." MARK "-r)"
    "{grid-area:1/2;font-weight:600}\n" ROOT " ." MARK "-cards ." MARK "-group>th," ROOT " ." MARK
    "-tall tbody th{grid-column:1/-1}" ROOT " ." MARK "-cards tr:not(." MARK "-group,." MARK
    "-sum)>th{font-weight:600}" ROOT " ." MARK "-cards ." MARK "-none{display:none}" ROOT " ." MARK
    "-cards td." MARK "-m ." MARK "-mark{margin-left:0}\n" ROOT " ." MARK
    "-cards td[data-label]::before{content:attr(data-label)\"  \";white-space:pre-wrap;"
    "color:var(--db-secondary);font-size:.86em;font-weight:400}\n" ROOT " ." MARK "-cards tr." MARK
    "-group{padding-bottom:4px}" ROOT " ." MARK "-cards ." MARK "-group+tr{border-top:0}" ROOT " ." MARK
    "-cards." MARK "-tall td." MARK "-r{grid-area:auto}\n"
    "}\n";

/* ---- style ---- */

static const char families[] =
    ROOT "{--db-sans:\"" MARK "s\",\"IBM Plex Sans\",system-ui,-apple-system,\"Segoe UI\",Roboto,Arial,"
         "sans-serif;--db-condensed:\"" MARK "c\",\"IBM Plex Sans Condensed\",\"Arial Narrow\",Arial,"
         "sans-serif}\n" ROOT " ." MARK "-s{font-family:var(--db-sans)}" ROOT " ." MARK
         "-c{font-family:var(--db-condensed)}\n";

static bool style_append(const struct html *html, const struct html_snippet_options *options, struct str *out)
{
    for (enum text_face face = 0; face < FACE_COUNT; face++)
        if (!font_face_append(out, html->text, face, font_is_condensed(face) ? MARK "c" : MARK "s",
                html->page.characters[face].at, html->page.characters[face].count, NULL))
            return false;
    str_append(out, families);
    html_colours_append(out, ROOT, "db-", html->page.light);
    str_append(out, layout);
    if (options->bar)
        str_append(out, ROOT "::before{content:\"\";display:block;width:38px;height:5px;"
                             "background:var(--db-accent)}\n");
    str_append(out, narrow);
    if (!options->dark)
        return true;
    str_append(out, "@media screen and (prefers-color-scheme:dark){\n");
    html_colours_append(out, ROOT, "db-", html->page.dark);
    svg_page_dark_append(&html->page, ROOT " ", out);
    str_append(out, "}\n");
    return true;
}

/* ---- pieces ---- */

static void caption_write(struct html *html, const struct document_figure *figure)
{
    struct str *out = &html->body;
    str_append(out, "<span id=\"" MARK "-name\" class=\"" MARK "-title\">");
    html_words(html, FACE_SEMIBOLD, figure->title ? figure->title : "");
    str_append(out, "</span>");
    if (figure->measure && *figure->measure) {
        str_append(out, "<span class=\"" MARK "-measure\">");
        html_words(html, FACE_CONDENSED, figure->measure);
        str_append(out, "</span>");
    }
    str_append(out, "</figcaption>\n");
}

static bool drawings_write(struct html *html, const struct document_figure *figure, struct diags *diags)
{
    struct str *out = &html->body;
    str_printf(out, "<div class=\"" MARK "-%s\">\n", figure->narrow ? "wide" : "fixed");
    if (!html_drawing(html, figure->wide, MARK "-w", MARK "-name", diags))
        return false;
    str_append(out, "</div>\n");
    if (!figure->narrow)
        return true;
    str_append(out, "<div class=\"" MARK "-narrow\" hidden>\n"); /* also without the style */
    html->page.again = true;
    bool drawn = html_drawing(html, figure->narrow, MARK "-n", MARK "-name", diags);
    html->page.again = false;
    str_append(out, "</div>\n");
    return drawn;
}

static bool body_write(struct html *html, const struct document_snippet *snippet, struct diags *diags)
{
    const struct document_figure *figure = snippet->figure;
    struct str *out = &html->body;
    caption_write(html, figure);
    if (figure->wide && !drawings_write(html, figure, diags))
        return false;
    if (!figure->wide)
        html_table(html, figure->data, false);
    else if (figure->data && figure->data->row_count) {
        str_append(out, "<details><summary>");
        html_words(html, FACE_CONDENSED, snippet->words.data);
        str_append(out, "</summary>\n");
        html_table(html, figure->data, true);
        str_append(out, "</details>\n");
    }
    if (snippet->sources) {
        str_append(out, "<p class=\"" MARK "-sources\">");
        html_words(html, FACE_CONDENSED, snippet->sources);
        str_append(out, "</p>\n");
    }
    return true;
}

/* The name of all names: 32 bits of the content's SHA-256 */
static const char *prefix_make(struct arena *arena, const struct str *document)
{
    struct bytes bytes = {(const unsigned char *)document->at, document->length};
    return arena_printf(arena, "db%.8s", hash_sha256(arena, bytes));
}

static void head_write(
    const struct document_snippet *snippet, const struct html_snippet_options *options, struct str *out)
{
    str_append(out, "<figure class=\"" MARK "\"");
    xml_attribute(out, "lang", snippet->language);
    provenance_attribute(out, options->provenance);
    str_append(out, ">\n<figcaption><svg class=\"" MARK "-style\" width=\"0\" height=\"0\" "
                    "aria-hidden=\"true\"><style>\n");
}

bool html_snippet_write(struct arena *arena, struct text *text, const struct document_snippet *snippet,
    const struct html_snippet_options *options, struct bytes *bytes, struct diags *diags)
{
    struct html html = {.arena = arena,
        .text = text,
        .source_word = snippet->words.source,
        .class_prefix = MARK "-",
        .body = str_init(arena)};
    struct str document = str_init(arena);
    html.page.arena = arena;
    html.page.light = options->light ? options->light : theme_light();
    html.page.dark = options->dark ? options->dark : html.page.light;
    html.page.sans = MARK "-s";
    html.page.condensed = MARK "-c";
    if (!body_write(&html, snippet, diags))
        return false;
    head_write(snippet, options, &document);
    if (!style_append(&html, options, &document)) {
        diags_add(diags, DIAG_CANNOT_WRITE, (struct place){0}, NULL, NULL,
            "the figure could not be made: a font could not be reduced to the characters used");
        return false;
    }
    str_append(&document, "</style></svg>");
    str_append(&document, str_text(&html.body));
    str_append(&document, "</figure>\n");
    *bytes = prefix_fill(arena, &document, MARK, prefix_make(arena, &document));
    return true;
}
