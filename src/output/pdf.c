/* SPDX-License-Identifier: MIT */
/*
 * pdf: pages → one PDF with outline, links, named destinations and a structure tree, drawn in memory by
 * cairo.
 *
 * In: scenes, one a page. Out: bytes that are the same for the same scenes. It refuses to know files and what
 * a page shows. Groups become tags:
 *
 *     Document                        one for all pages
 *       Sect, L, Table, TR            containers
 *         H1 P TD Caption Note LBody  blocks: one text alone is their content; several become a Span each,
 * links a Link Figure                      all of its drawing; when it holds blocks: a Div of Figures and
 * those blocks
 *
 * Content stands in leaves of that tree only: cairo 1.16 leaves what stands beside a child tag untagged, and
 * writes a damaged file when a link is outside of the structure or tags overlap. What is in no leaf is
 * decoration.
 */
#include "output.h"

#include "address.h"
#include "list.h"
#include "paint.h"

#include <assert.h>
#include <cairo-pdf.h>
#include <math.h>
#include <string.h>
#include <time.h>

enum { OUTLINE_LEVELS = 3 };

static const char DOCUMENT[] = "Document";

/* PDF 1.7, annex C.2: readers need not take larger pages. */
static const double PAGE_LIMIT = 14400;
/* Air above a destination, so that the line does not stick to the window's edge */
static const double DESTINATION_AIR = 8;

struct anchor {
    const char *name;
    bool placed;
};

struct pdf {
    struct arena *arena;
    const struct theme *theme;
    cairo_surface_t *surface;
    cairo_t *cairo;
    LIST(struct anchor) anchors;   /* of all pages, known before the first is drawn */
    LIST(const char *) late_links; /* attributes of links inside an open leaf */
    int parents[OUTLINE_LEVELS + 1];
    size_t bookmarks;
    bool opened; /* the Document */
};

/* What the items stand in */
enum surroundings { IN_CONTAINER, IN_BLOCK, IN_LEAF, IN_ARTIFACT };

struct items { /* a run of items and where their group lies */
    const struct scene_item *at;
    size_t count;
    struct origin origin;
};

static void items_draw(struct pdf *pdf, struct items items, enum surroundings surroundings);

static struct items group_items(struct items outer, size_t begin)
{
    size_t end = group_end(outer.at, outer.count, begin);
    return (struct items){
        outer.at + begin + 1, end - begin - 1, origin_inside(outer.origin, &outer.at[begin].group)};
}

/* tags */

static const char *tag_name(enum tag tag)
{
    static const char *const names[] = {
        [TAG_SECTION] = "Sect",
        [TAG_H1] = "H1",
        [TAG_H2] = "H2",
        [TAG_H3] = "H3",
        [TAG_P] = "P",
        [TAG_FIGURE] = "Figure",
        [TAG_CAPTION] = "Caption",
        [TAG_TABLE] = "Table",
        [TAG_TR] = "TR",
        [TAG_TH] = "TH",
        [TAG_TD] = "TD",
        [TAG_LIST] = "L",
        [TAG_ITEM] = "LI",
        [TAG_NOTE] = "Note",
        [TAG_SPAN] = "Span",
        [TAG_LABEL] = "Lbl",
    };
    assert(tag < sizeof names / sizeof *names && names[tag]);
    return names[tag];
}

static bool tag_is_container(enum tag tag)
{
    return tag == TAG_SECTION || tag == TAG_LIST || tag == TAG_TABLE || tag == TAG_TR;
}

static bool tag_is_block(enum tag tag)
{
    return tag == TAG_H1 || tag == TAG_H2 || tag == TAG_H3 || tag == TAG_P || tag == TAG_CAPTION ||
           tag == TAG_TH || tag == TAG_TD || tag == TAG_ITEM || tag == TAG_NOTE;
}

static void tag_open(struct pdf *pdf, const char *name)
{
    cairo_tag_begin(pdf->cairo, name, NULL);
}

static void link_tag(struct pdf *pdf, const char *attributes)
{
    cairo_tag_begin(pdf->cairo, CAIRO_TAG_LINK, attributes);
    cairo_tag_end(pdf->cairo, CAIRO_TAG_LINK);
}

/* Closes a leaf and adds the links that were met inside. */
static void leaf_close(struct pdf *pdf, const char *name)
{
    cairo_tag_end(pdf->cairo, name);
    for (size_t i = 0; i < pdf->late_links.count; i++)
        link_tag(pdf, pdf->late_links.at[i]);
    pdf->late_links.count = 0;
}

/* links and destinations */

static struct anchor *anchor_find(struct pdf *pdf, const char *name)
{
    for (size_t i = 0; i < pdf->anchors.count; i++)
        if (!strcmp(pdf->anchors.at[i].name, name))
            return &pdf->anchors.at[i];
    return NULL;
}

static bool page_is_drawn(const struct scene *page)
{
    size_t count;
    struct box box;
    const struct scene_item *items = scene_items(page, &count);
    return items_box(items, 0, count, (struct origin){0, 0}, &box);
}

static void anchors_gather(struct pdf *pdf, const struct scene *page)
{
    size_t count;
    const struct scene_item *items = scene_items(page, &count);
    for (size_t i = 0; i < count; i++) {
        const char *name = items[i].kind == SCENE_GROUP_BEGIN ? items[i].group.anchor : NULL;
        if (name && !anchor_find(pdf, name))
            list_push(pdf->arena, &pdf->anchors)->name = name;
    }
}

static bool group_is_link(struct pdf *pdf, const struct scene_group *group)
{
    return address_is_safe(group->link) || (group->target && anchor_find(pdf, group->target));
}

/* The box of a link in page points: the one that was given, else that of the content */
static struct box link_box(const struct scene_group *group, struct items content)
{
    struct box box;
    if (group->link_width > 0 && group->link_height > 0) {
        double x = content.origin.x + group->link_x, y = content.origin.y + group->link_y;
        return (struct box){x, y, x + group->link_width, y + group->link_height};
    }
    items_box(content.at, 0, content.count, content.origin, &box);
    return box;
}

static const char *link_attributes(struct pdf *pdf, const struct scene_group *group, struct items content)
{
    struct str out = str_init(pdf->arena);
    struct box box = link_box(group, content);
    if (address_is_safe(group->link)) {
        str_append(&out, "uri='");
        address_append(&out, group->link);
    } else {
        str_printf(&out, "dest='%s", group->target);
    }
    str_append(&out, "' rect=[");
    const double numbers[] = {box.left, box.top, box.right - box.left, box.bottom - box.top};
    for (size_t i = 0; i < 4; i++) {
        str_append(&out, i ? " " : "");
        str_number(&out, numbers[i], 2);
    }
    str_char(&out, ']');
    return str_text(&out);
}

static void destination_place(struct pdf *pdf, const char *name, struct items content)
{
    struct box box;
    double top = items_box(content.at, 0, content.count, content.origin, &box) ? box.top : content.origin.y;
    struct str out = str_init(pdf->arena);
    str_printf(&out, "name='%s' x=0 y=", name);
    str_number(&out, fmax(top - DESTINATION_AIR, 0), 2);
    cairo_tag_begin(pdf->cairo, CAIRO_TAG_DEST, str_text(&out));
    cairo_tag_end(pdf->cairo, CAIRO_TAG_DEST);
}

static int bookmark_level(enum tag tag)
{
    return tag == TAG_H2 ? 2 : tag == TAG_H3 ? 3 : 1;
}

/* Hangs the bookmark below the last one of a higher level. */
static void bookmark_add(struct pdf *pdf, const struct scene_group *group, const char *destination)
{
    int level = bookmark_level(group->tag), above = level - 1;
    const char *attributes = arena_printf(pdf->arena, "dest='%s'", destination);
    int flags = level < OUTLINE_LEVELS ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0;
    while (above > 0 && !pdf->parents[above])
        above--;
    int parent = above ? pdf->parents[above] : CAIRO_PDF_OUTLINE_ROOT;
    pdf->parents[level] =
        cairo_pdf_surface_add_outline(pdf->surface, parent, group->bookmark, attributes, flags);
    for (int below = level + 1; below <= OUTLINE_LEVELS; below++)
        pdf->parents[below] = 0;
}

static void group_mark(struct pdf *pdf, const struct scene_group *group, struct items content)
{
    struct anchor *anchor = group->anchor ? anchor_find(pdf, group->anchor) : NULL;
    const char *destination = group->anchor;
    if (anchor && !anchor->placed)
        destination_place(pdf, anchor->name, content);
    if (anchor)
        anchor->placed = true;
    if (!group->bookmark || !group->bookmark[0])
        return;
    if (!destination) { /* capital letters: no anchor of a scene is named so */
        destination = arena_printf(pdf->arena, "Bookmark.%zu", ++pdf->bookmarks);
        destination_place(pdf, destination, content);
    }
    bookmark_add(pdf, group, destination);
}

/* what is inside */

static bool holds_blocks(struct items items)
{
    for (size_t i = 0; i < items.count; i++) {
        if (items.at[i].kind != SCENE_GROUP_BEGIN)
            continue;
        enum tag tag = items.at[i].group.tag;
        if (tag_is_block(tag) || tag_is_container(tag) || tag == TAG_FIGURE)
            return true;
    }
    return false;
}

static bool holds_text(struct items items)
{
    for (size_t i = 0; i < items.count; i++)
        if (items.at[i].kind == SCENE_TEXT)
            return true;
    return false;
}

/* One text and nothing that asks for a tag of its own? */
static bool is_single_text(struct pdf *pdf, struct items items)
{
    size_t texts = 0;
    for (size_t i = 0; i < items.count; i++) {
        const struct scene_group *group = &items.at[i].group;
        texts += items.at[i].kind == SCENE_TEXT;
        if (items.at[i].kind == SCENE_GROUP_BEGIN &&
            (group->tag == TAG_SPAN || group->tag == TAG_ARTIFACT || group_is_link(pdf, group)))
            return false;
    }
    return texts <= 1 && !holds_blocks(items);
}

/* drawing */

static void leaf_draw(struct pdf *pdf, const char *name, struct items items)
{
    tag_open(pdf, name);
    items_draw(pdf, items, IN_LEAF);
    leaf_close(pdf, name);
}

static void text_draw(
    struct pdf *pdf, const struct scene_item *item, struct origin origin, enum surroundings in)
{
    const char *name = in == IN_CONTAINER ? "P" : in == IN_BLOCK ? "Span" : NULL;
    if (name)
        tag_open(pdf, name);
    item_paint_cairo(item, pdf->theme, origin, pdf->cairo);
    if (name)
        leaf_close(pdf, name);
}

static void link_draw(
    struct pdf *pdf, const struct scene_group *group, struct items items, enum surroundings in)
{
    const char *attributes = link_attributes(pdf, group, items);
    if (in == IN_LEAF) {
        *list_push(pdf->arena, &pdf->late_links) = attributes;
        items_draw(pdf, items, IN_LEAF);
        return;
    }
    if (in != IN_BLOCK)
        tag_open(pdf, "P");
    cairo_tag_begin(pdf->cairo, CAIRO_TAG_LINK, attributes);
    items_draw(pdf, items, IN_LEAF);
    leaf_close(pdf, CAIRO_TAG_LINK);
    if (in != IN_BLOCK)
        cairo_tag_end(pdf->cairo, "P");
}

/* A block that is a link as a whole: the tag of the block around the Link */
static void block_draw(struct pdf *pdf, const struct scene_group *group, struct items items)
{
    const char *name = tag_name(group->tag), *inner = group->tag == TAG_ITEM ? "LBody" : NULL;
    bool link = group_is_link(pdf, group);
    if (!link && is_single_text(pdf, items)) {
        if (inner)
            tag_open(pdf, name);
        leaf_draw(pdf, inner ? inner : name, items);
        if (inner)
            cairo_tag_end(pdf->cairo, name);
        return;
    }
    tag_open(pdf, name);
    if (inner)
        tag_open(pdf, inner);
    if (link)
        link_draw(pdf, group, items, IN_BLOCK);
    else
        items_draw(pdf, items, IN_BLOCK);
    if (inner)
        cairo_tag_end(pdf->cairo, inner);
    cairo_tag_end(pdf->cairo, name);
}

static void figure_part_draw(struct pdf *pdf, struct items items)
{
    if (holds_text(items))
        leaf_draw(pdf, tag_name(TAG_FIGURE), items);
    else
        items_draw(pdf, items, IN_ARTIFACT);
}

/* A figure with captions or tables in it: what lies between those is one Figure each, and decoration where
   there is no text. */
static void figure_parts_draw(struct pdf *pdf, struct items items)
{
    size_t from = 0;
    for (size_t i = 0; i <= items.count; i++) {
        bool group = i < items.count && items.at[i].kind == SCENE_GROUP_BEGIN;
        struct items inside = group ? group_items(items, i) : (struct items){0};
        enum tag tag = group ? items.at[i].group.tag : TAG_NONE;
        bool apart = group && (tag_is_block(tag) || tag_is_container(tag) || tag == TAG_FIGURE ||
                                  holds_blocks(inside));
        if (i < items.count && !apart) {
            i += group ? inside.count + 1 : 0;
            continue;
        }
        if (i > from)
            figure_part_draw(pdf, (struct items){items.at + from, i - from, items.origin});
        if (!apart)
            break;
        if (tag == TAG_NONE && !group_is_link(pdf, &items.at[i].group)) {
            group_mark(pdf, &items.at[i].group, inside);
            figure_parts_draw(pdf, inside);
        } else {
            items_draw(pdf, (struct items){items.at + i, inside.count + 2, items.origin}, IN_CONTAINER);
        }
        i += inside.count + 1;
        from = i + 1;
    }
}

static void figure_draw_tagged(struct pdf *pdf, const struct scene_group *group, struct items items)
{
    bool parts = holds_blocks(items);
    if (!parts && group_is_link(pdf, group))
        *list_push(pdf->arena, &pdf->late_links) = link_attributes(pdf, group, items);
    if (!parts) {
        leaf_draw(pdf, tag_name(TAG_FIGURE), items);
        return;
    }
    tag_open(pdf, "Div");
    figure_parts_draw(pdf, items);
    cairo_tag_end(pdf->cairo, "Div");
}

static void group_draw(
    struct pdf *pdf, const struct scene_group *group, struct items items, enum surroundings in)
{
    enum tag tag = group->tag;
    bool free = in == IN_CONTAINER || in == IN_BLOCK;
    group_mark(pdf, group, items);
    if (tag == TAG_ARTIFACT && free)
        in = IN_ARTIFACT;
    if (free && tag_is_container(tag)) {
        tag_open(pdf, tag_name(tag));
        items_draw(pdf, items, IN_CONTAINER);
        cairo_tag_end(pdf->cairo, tag_name(tag));
    } else if (free && tag_is_block(tag)) {
        block_draw(pdf, group, items);
    } else if (free && tag == TAG_FIGURE) {
        figure_draw_tagged(pdf, group, items);
    } else if (group_is_link(pdf, group)) {
        link_draw(pdf, group, items, in);
    } else if (in == IN_BLOCK && tag == TAG_SPAN) {
        leaf_draw(pdf, tag_name(tag), items);
    } else {
        items_draw(pdf, items, in);
    }
}

static void items_draw(struct pdf *pdf, struct items items, enum surroundings in)
{
    for (size_t i = 0; i < items.count; i++) {
        const struct scene_item *item = &items.at[i];
        if (item->kind == SCENE_GROUP_BEGIN) {
            struct items inside = group_items(items, i);
            group_draw(pdf, &item->group, inside, in);
            i += inside.count + 1;
        } else if (item->kind == SCENE_TEXT) {
            text_draw(pdf, item, items.origin, in);
        } else {
            item_paint_cairo(item, pdf->theme, items.origin, pdf->cairo);
        }
    }
}

/* Paper is white by itself. In no leaf: decoration. */
static void paper_paint(struct pdf *pdf, const struct scene *page)
{
    struct rgb paper = pdf->theme->colours[ROLE_PAPER];
    if (paper.red >= 1 && paper.green >= 1 && paper.blue >= 1)
        return;
    cairo_set_source_rgb(pdf->cairo, paper.red, paper.green, paper.blue);
    cairo_rectangle(pdf->cairo, 0, 0, scene_width(page), scene_height(page));
    cairo_fill(pdf->cairo);
}

/* cairo forgets the tags of a page on which nothing is drawn, and those that were opened before a page's size
   was set: the size comes first, an empty page is left alone, and the Document begins with the first that is
   not. */
static void page_draw(struct pdf *pdf, const struct scene *page)
{
    struct items items = {0};
    items.at = scene_items(page, &items.count);
    cairo_pdf_surface_set_size(pdf->surface, scene_width(page), scene_height(page));
    if (page_is_drawn(page)) {
        if (!pdf->opened)
            tag_open(pdf, DOCUMENT);
        pdf->opened = true;
    }
    paper_paint(pdf, page);
    if (page_is_drawn(page))
        items_draw(pdf, items, IN_CONTAINER);
    cairo_show_page(pdf->cairo);
}

/* the document */

static void metadata_set(struct pdf *pdf, cairo_pdf_metadata_t key, const char *value)
{
    if (value && value[0])
        cairo_pdf_surface_set_metadata(pdf->surface, key, value);
}

/* cairo 1.16 takes ISO 8601 only; without a date it would ask the clock. */
static void date_set(struct pdf *pdf, int64_t seconds)
{
    time_t time = (time_t)seconds;
    struct tm tm;
    char date[64] = "1970-01-01T00:00:00Z";
    if (gmtime_r(&time, &tm) && tm.tm_year >= 0 && tm.tm_year < 8100)
        strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &tm);
    metadata_set(pdf, CAIRO_PDF_METADATA_CREATE_DATE, date);
    metadata_set(pdf, CAIRO_PDF_METADATA_MOD_DATE, date);
}

static void document_draw(struct pdf *pdf, struct scene *const *pages, size_t count)
{
    for (size_t i = 0; i < count; i++)
        page_draw(pdf, pages[i]);
    if (pdf->opened)
        cairo_tag_end(pdf->cairo, DOCUMENT);
}

static cairo_status_t bytes_take(void *closure, const unsigned char *bytes, unsigned length)
{
    str_append_bytes(closure, bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

/* A context error would silently blank the rest of the pages: both the context and the surface are asked. */
static cairo_status_t document_make(struct pdf *pdf, struct scene *const *pages, size_t count,
    const struct pdf_options *options, struct str *out)
{
    pdf->surface =
        cairo_pdf_surface_create_for_stream(bytes_take, out, scene_width(pages[0]), scene_height(pages[0]));
    pdf->cairo = cairo_create(pdf->surface);
    metadata_set(pdf, CAIRO_PDF_METADATA_TITLE, options->title);
    metadata_set(pdf, CAIRO_PDF_METADATA_AUTHOR, options->author);
    metadata_set(pdf, CAIRO_PDF_METADATA_SUBJECT, options->subject);
    metadata_set(pdf, CAIRO_PDF_METADATA_CREATOR, options->creator);
    date_set(pdf, options->time);
    for (size_t i = 0; i < count; i++)
        if (page_is_drawn(pages[i]))
            anchors_gather(pdf, pages[i]);
    document_draw(pdf, pages, count);
    cairo_status_t status = cairo_status(pdf->cairo);
    cairo_destroy(pdf->cairo);
    cairo_surface_finish(pdf->surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(pdf->surface);
    cairo_surface_destroy(pdf->surface);
    return status;
}

static void failure_add(struct diags *diags, const char *reason)
{
    diags_add(
        diags, DIAG_CANNOT_WRITE, (struct place){0}, NULL, NULL, "the PDF could not be made: %s", reason);
}

static bool pages_check(struct scene *const *pages, size_t count, struct diags *diags)
{
    bool good = count > 0;
    for (size_t i = 0; i < count && good; i++)
        good = scene_is_drawable(pages[i]) && scene_width(pages[i]) <= PAGE_LIMIT &&
               scene_height(pages[i]) <= PAGE_LIMIT;
    if (!good)
        failure_add(diags, count ? "a page is empty, larger than 14400 points or holds a number out of range"
                                 : "there are no pages");
    return good;
}

/* cairo 1.16 says 1.5; the structure tree and its tags are those of 1.7. */
static void version_set(struct str *out)
{
    assert(str_starts(str_text(out), "%PDF-1.5"));
    out->at[strlen("%PDF-1.")] = '7';
}

bool pdf_write(struct arena *arena, struct scene *const *pages, size_t count,
    const struct pdf_options *options, struct bytes *bytes, struct diags *diags)
{
    struct pdf pdf = {.arena = arena, .theme = options->theme ? options->theme : theme_light()};
    struct str out = str_init(arena);
    if (!pages_check(pages, count, diags))
        return false;
    cairo_status_t status = document_make(&pdf, pages, count, options, &out);
    if (status != CAIRO_STATUS_SUCCESS) {
        failure_add(diags, cairo_status_to_string(status));
        return false;
    }
    version_set(&out);
    *bytes = (struct bytes){(const unsigned char *)out.at, out.length};
    return true;
}
