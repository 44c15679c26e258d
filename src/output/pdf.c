/* SPDX-License-Identifier: MIT */
/*
 * pdf: pages → one PDF with outline, links, named destinations and a structure tree, drawn in memory by
 * cairo and finished by pdf_finish.c, which is told by marks what cairo cannot say.
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
#include "limit.h"
#include "list.h"
#include "paint.h"
#include "pdf_finish.h"

#include <assert.h>
#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

enum { OUTLINE_LEVELS = 3 };

static const char DOCUMENT[] = "Document";

/* PDF 1.7, annex C.2: readers need not take larger pages. */
/* Air above a destination, so that the line does not stick to the window's edge */
static const double DESTINATION_AIR = 8;
/* Of a letter's size: within one line base lines differ by less, words stand further apart */
static const double SAME_LINE = 0.7, WORD_GAP = 0.12;

struct anchor {
    const char *name;
    bool placed;
};

struct late_link { /* a link inside an open leaf */
    const char *attributes, *words;
};

struct said {                      /* the last text of the block that is open */
    const struct scene_item *item; /* NULL: none yet */
    struct origin origin;
    bool goes_on; /* none yet on this page, but on the one before */
};

struct pdf {
    struct arena *arena;
    const struct theme *theme;
    cairo_surface_t *surface;
    cairo_t *cairo;
    LIST(struct anchor) anchors; /* of all pages, known before the first is drawn */
    LIST(struct late_link) late_links;
    LIST(struct pdf_mark) marks; /* one a tag, as they are opened */
    unsigned depth;              /* tags that are open */
    struct said said;
    struct pdf_halos halos;
    double page_width, page_height;
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

/* Opens a tag; what only the finisher can say of it is for the caller to add. */
static struct pdf_mark *mark_open(struct pdf *pdf, const char *name, const char *attributes)
{
    struct pdf_mark *mark = list_push(pdf->arena, &pdf->marks);
    mark->name = name;
    mark->depth = pdf->depth++;
    cairo_tag_begin(pdf->cairo, name, attributes);
    return mark;
}

static void tag_open(struct pdf *pdf, const char *name)
{
    mark_open(pdf, name, NULL);
}

static void tag_close(struct pdf *pdf, const char *name)
{
    cairo_tag_end(pdf->cairo, name);
    pdf->depth--;
}

/* The tag of a group, in which words begin anew, but for those that go on from the page before */
static struct pdf_mark *group_open(struct pdf *pdf, const char *name, const struct scene_group *group)
{
    struct pdf_mark *mark = mark_open(pdf, name, NULL);
    pdf->said = (struct said){.goes_on = group->continues};
    mark->continues = group->continues;
    mark->whole = group->whole;
    mark->scope = group->scope;
    mark->column_span = group->column_span;
    mark->title = group->title;
    mark->language = group->language;
    return mark;
}

/* words: what a reader is told of it */
static void link_open(struct pdf *pdf, const char *attributes, const char *words)
{
    mark_open(pdf, CAIRO_TAG_LINK, attributes)->words = words;
}

/* Closes a leaf and adds the links that were met inside. */
static void leaf_close(struct pdf *pdf, const char *name)
{
    tag_close(pdf, name);
    for (size_t i = 0; i < pdf->late_links.count; i++) {
        link_open(pdf, pdf->late_links.at[i].attributes, pdf->late_links.at[i].words);
        tag_close(pdf, CAIRO_TAG_LINK);
    }
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

/* Its words, with a space between texts */
static void words_append(struct str *out, struct items items)
{
    for (size_t i = 0; i < items.count; i++) {
        if (items.at[i].kind != SCENE_TEXT)
            continue;
        if (out->length && out->at[out->length - 1] != ' ')
            str_char(out, ' ');
        str_append(out, items.at[i].run->string);
    }
}

static const char *words_of(struct pdf *pdf, struct items items)
{
    struct str out = str_init(pdf->arena);
    words_append(&out, items);
    return str_text(&out);
}

/* What a link says: the sentence about it, else its words, else where it leads */
static const char *link_words(struct pdf *pdf, const struct scene_group *group, struct items items)
{
    const char *words = group->title ? group->title : words_of(pdf, items);
    return words[0] ? words : group->link ? group->link : group->target;
}

static void late_link_add(struct pdf *pdf, const struct scene_group *group, struct items items)
{
    *list_push(pdf->arena, &pdf->late_links) =
        (struct late_link){link_attributes(pdf, group, items), link_words(pdf, group, items)};
}

/* drawing */

static void leaf_draw(struct pdf *pdf, const char *name, const struct scene_group *group, struct items items)
{
    struct pdf_mark *mark = group_open(pdf, name, group);
    if (group->tag == TAG_LABEL)
        mark->words = words_of(pdf, items);
    items_draw(pdf, items, IN_LEAF);
    leaf_close(pdf, name);
}

/* Does a text begin a new word after the one before it in its block: in a new line, or with a gap between
 * them? */
static bool is_apart(const struct said *before, const struct scene_item *item, struct origin origin)
{
    const struct text_run *run = before->item->run;
    double end = before->origin.x + before->item->x + run->width,
           size = fmax(run->style.size, item->run->style.size);
    double drop = fabs(origin.y + item->y - before->origin.y - before->item->y);
    double gap = origin.x + item->x - end;
    if (str_ends(run->string, " ") || item->run->string[0] == ' ')
        return false;
    return drop < SAME_LINE * size && gap > -SAME_LINE * size ? gap > WORD_GAP * size
                                                              : !before->item->runs_on;
}

/* What a reader hears of a block is one string: between two lines there is a space, though none is drawn. */
static void space_draw(struct pdf *pdf, const struct scene_item *item, struct origin origin)
{
    if (pdf->said.item && is_apart(&pdf->said, item, origin))
        item_space_paint(pdf->said.item, pdf->said.item->run->width, pdf->said.origin, pdf->cairo);
    else if (pdf->said.goes_on)
        item_space_paint(item, 0, origin, pdf->cairo);
    pdf->said = (struct said){item, origin, false};
}

static void words_draw(struct pdf *pdf, const struct scene_item *item, struct origin origin)
{
    if (item->halo.role) {
        cairo_new_path(pdf->cairo);
        text_item_path(item, origin, pdf->cairo);
        pdf_halo_shorten(&pdf->halos, pdf->arena, pdf->cairo, pdf->page_width, pdf->page_height);
        halo_stroke(item, pdf->theme, pdf->cairo);
    }
    letters_paint(item, pdf->theme, origin, pdf->cairo);
}

static void text_draw(
    struct pdf *pdf, const struct scene_item *item, struct origin origin, enum surroundings in)
{
    const char *name = in == IN_CONTAINER ? "P" : in == IN_BLOCK ? "Span" : NULL;
    if (name)
        mark_open(pdf, name, NULL)->line = in == IN_BLOCK;
    if (in == IN_BLOCK || in == IN_LEAF)
        space_draw(pdf, item, origin);
    words_draw(pdf, item, origin);
    if (name)
        leaf_close(pdf, name);
}

static void link_draw(
    struct pdf *pdf, const struct scene_group *group, struct items items, enum surroundings in)
{
    if (in == IN_LEAF) {
        late_link_add(pdf, group, items);
        items_draw(pdf, items, IN_LEAF);
        return;
    }
    if (in != IN_BLOCK)
        tag_open(pdf, "P");
    link_open(pdf, link_attributes(pdf, group, items), link_words(pdf, group, items));
    items_draw(pdf, items, IN_LEAF);
    leaf_close(pdf, CAIRO_TAG_LINK);
    if (in != IN_BLOCK)
        tag_close(pdf, "P");
}

/* The content of a block whose tag is open; a block that is a link as a whole: the Link inside of it */
static void block_fill(struct pdf *pdf, const struct scene_group *group, struct items items)
{
    if (group_is_link(pdf, group))
        link_draw(pdf, group, items, IN_BLOCK);
    else
        items_draw(pdf, items, IN_BLOCK);
}

static bool block_is_leaf(struct pdf *pdf, const struct scene_group *group, struct items items)
{
    return !group_is_link(pdf, group) && is_single_text(pdf, items);
}

/* The words of an item, without its label */
static void body_draw(struct pdf *pdf, const struct scene_group *group, struct items items)
{
    if (!items.count)
        return;
    if (block_is_leaf(pdf, group, items)) {
        struct pdf_mark *mark = mark_open(pdf, "LBody", NULL);
        mark->continues = group->continues;
        mark->whole = group->whole;
        pdf->said = (struct said){0};
        items_draw(pdf, items, IN_LEAF);
        leaf_close(pdf, "LBody");
        return;
    }
    struct pdf_mark *mark = mark_open(pdf, "LBody", NULL);
    mark->continues = group->continues;
    mark->whole = group->whole;
    pdf->said = (struct said){0};
    block_fill(pdf, group, items);
    tag_close(pdf, "LBody");
}

/* The first label among the items; their count: there is none */
static size_t label_find(struct items items)
{
    size_t i = 0;
    while (i < items.count && !(items.at[i].kind == SCENE_GROUP_BEGIN && items.at[i].group.tag == TAG_LABEL))
        i = items.at[i].kind == SCENE_GROUP_BEGIN ? group_end(items.at, items.count, i) + 1 : i + 1;
    return i;
}

/* LI: its label, if it has one, beside its body */
static void item_draw(struct pdf *pdf, const struct scene_group *group, struct items items)
{
    size_t label = label_find(items);
    struct items body = items;
    group_open(pdf, tag_name(group->tag), group);
    if (label < items.count) {
        size_t after = group_end(items.at, items.count, label) + 1;
        body_draw(pdf, group, (struct items){items.at, label, items.origin});
        leaf_draw(pdf, tag_name(TAG_LABEL), &items.at[label].group, group_items(items, label));
        body = (struct items){items.at + after, items.count - after, items.origin};
    }
    body_draw(pdf, group, body);
    tag_close(pdf, tag_name(group->tag));
}

static void block_draw(struct pdf *pdf, const struct scene_group *group, struct items items)
{
    const char *name = tag_name(group->tag);
    if (group->tag == TAG_ITEM) {
        item_draw(pdf, group, items);
    } else if (block_is_leaf(pdf, group, items)) {
        leaf_draw(pdf, name, group, items);
    } else {
        group_open(pdf, name, group);
        block_fill(pdf, group, items);
        tag_close(pdf, name);
    }
}

/* What a figure shows, for those who do not see it: as it was said, else its title, else the words in it */
static const char *figure_alt(struct pdf *pdf, const struct scene_group *group, struct items items)
{
    const char *words = group->alt ? group->alt : group->title ? group->title : words_of(pdf, items);
    return words[0] ? words : tag_name(TAG_FIGURE);
}

/* continued: the rest of a figure of which a part was drawn before what stands between them */
static void figure_leaf_draw(
    struct pdf *pdf, const struct scene_group *group, struct items items, struct items all, bool continued)
{
    struct box box;
    const char *name = tag_name(TAG_FIGURE);
    struct pdf_mark *mark = group_open(pdf, name, group);
    mark->title = NULL;
    mark->alt = figure_alt(pdf, group, all);
    mark->continues = mark->continues || continued;
    mark->whole = group;
    mark->has_box = items_box(items.at, 0, items.count, items.origin, &box);
    mark->left = box.left;
    mark->bottom = pdf->page_height - box.bottom;
    mark->right = box.right;
    mark->top = pdf->page_height - box.top;
    items_draw(pdf, items, IN_LEAF);
    leaf_close(pdf, name);
}

struct figure { /* of parts */
    const struct scene_group *group;
    struct items items;
    bool begun;
};

static void figure_part_draw(struct pdf *pdf, struct figure *figure, struct items items)
{
    if (holds_text(items)) {
        figure_leaf_draw(pdf, figure->group, items, figure->items, figure->begun);
        figure->begun = true;
    } else {
        items_draw(pdf, items, IN_ARTIFACT);
    }
}

/* A figure with captions or tables in it: what lies between those is one Figure, and decoration where there
   is no text. */
static void figure_parts_draw(struct pdf *pdf, struct figure *figure, struct items items)
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
            figure_part_draw(pdf, figure, (struct items){items.at + from, i - from, items.origin});
        if (!apart)
            break;
        if (tag == TAG_NONE && !group_is_link(pdf, &items.at[i].group)) {
            group_mark(pdf, &items.at[i].group, inside);
            figure_parts_draw(pdf, figure, inside);
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
        late_link_add(pdf, group, items);
    if (!parts) {
        figure_leaf_draw(pdf, group, items, items, false);
        return;
    }
    struct figure figure = {group, items, false};
    tag_open(pdf, "Div");
    figure_parts_draw(pdf, &figure, items);
    tag_close(pdf, "Div");
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
        group_open(pdf, tag_name(tag), group);
        items_draw(pdf, items, IN_CONTAINER);
        tag_close(pdf, tag_name(tag));
    } else if (free && tag_is_block(tag)) {
        block_draw(pdf, group, items);
    } else if (free && tag == TAG_FIGURE) {
        figure_draw_tagged(pdf, group, items);
    } else if (group_is_link(pdf, group)) {
        link_draw(pdf, group, items, in);
    } else if ((in == IN_BLOCK && tag == TAG_SPAN) || (free && tag == TAG_LABEL)) {
        leaf_draw(pdf, tag_name(tag), group, items);
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
   was set, or before a rectangle that covers a page of whole points, for it takes that to hide all before it:
   the size comes first, then the paper, an empty page is left alone, and the Document begins with the first
   that is not. */
static void page_draw(struct pdf *pdf, const struct scene *page)
{
    struct items items = {0};
    items.at = scene_items(page, &items.count);
    pdf->page_width = scene_width(page);
    pdf->page_height = scene_height(page);
    cairo_pdf_surface_set_size(pdf->surface, scene_width(page), scene_height(page));
    paper_paint(pdf, page);
    if (page_is_drawn(page)) {
        if (!pdf->opened)
            tag_open(pdf, DOCUMENT);
        pdf->opened = true;
        items_draw(pdf, items, IN_CONTAINER);
    }
    cairo_show_page(pdf->cairo);
}

/* the document */

/* Without a date cairo asks the clock; what the file says of itself is the finisher's. */
static void date_set(struct pdf *pdf)
{
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, "1970-01-01T00:00:00Z");
}

static void document_draw(struct pdf *pdf, struct scene *const *pages, size_t count)
{
    for (size_t i = 0; i < count; i++)
        page_draw(pdf, pages[i]);
    if (pdf->opened)
        tag_close(pdf, DOCUMENT);
}

static cairo_status_t bytes_take(void *closure, const unsigned char *bytes, unsigned length)
{
    str_append_bytes(closure, bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

/* A context error would silently blank the rest of the pages: both the context and the surface are asked. */
static cairo_status_t document_make(
    struct pdf *pdf, struct scene *const *pages, size_t count, struct str *out)
{
    pdf->surface =
        cairo_pdf_surface_create_for_stream(bytes_take, out, scene_width(pages[0]), scene_height(pages[0]));
    pdf->cairo = cairo_create(pdf->surface);
    date_set(pdf);
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
        good = scene_is_drawable(pages[i]) && scene_width(pages[i]) <= FIXED_PAGE_SIDE &&
               scene_height(pages[i]) <= FIXED_PAGE_SIDE;
    if (!good)
        failure_add(diags, count ? "a page is empty, larger than 14400 points or holds a number out of range"
                                 : "there are no pages");
    return good;
}

bool pdf_draw(struct arena *arena, struct scene *const *pages, size_t count, const struct theme *theme,
    struct pdf_drawing *drawing, struct diags *diags)
{
    struct pdf pdf = {.arena = arena, .theme = theme ? theme : theme_light(), .halos = pdf_halos_none(arena)};
    struct str out = str_init(arena);
    if (!pages_check(pages, count, diags))
        return false;
    cairo_status_t status = document_make(&pdf, pages, count, &out);
    if (status != CAIRO_STATUS_SUCCESS) {
        failure_add(diags, cairo_status_to_string(status));
        return false;
    }
    *drawing = (struct pdf_drawing){
        {(const unsigned char *)out.at, out.length}, pdf.marks.at, pdf.marks.count, pdf.halos};
    return true;
}

bool pdf_write(struct arena *arena, struct scene *const *pages, size_t count,
    const struct pdf_options *options, struct bytes *bytes, struct diags *diags)
{
    struct pdf_drawing drawing;
    return pdf_draw(arena, pages, count, options->theme, &drawing, diags) &&
           pdf_finish(arena, &drawing, options, bytes, diags);
}
