/* SPDX-License-Identifier: MIT */
/*
 * pdf_tree: the structure tree of a PDF (ISO 32000-1, 14.7 and 14.8), read, mended and written back.
 *
 * In: the tree as cairo wrote it, and the marks that it was drawn by, which are its elements in preorder.
 * Out: the same tree with attributes, alternative texts and ids, where each block is one element. It refuses
 * to know content streams and what a document is about.
 *
 * Only elements that change are written: most cells of a long table stay as they are.
 */
#include "pdf_tree.h"

#include "list.h"
#include "pdf_syntax.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum kid_kind { KID_NODE, KID_CONTENT, KID_LINK };

struct kid {
    enum kid_kind kind;
    int object; /* NODE: the element while reading; CONTENT: its page; LINK: the annotation */
    int mcid;   /* CONTENT */
    size_t node;
};

#define NO_NODE SIZE_MAX

struct node {
    int object;
    const struct pdf_mark *mark;
    size_t parent;
    LIST(struct kid) kids;
    size_t one_with; /* the node that it was merged into; NO_NODE: none */
    bool changed;
    bool has_box;
    double left, bottom, right, top;
    int note; /* its number; 0: it is none */
    const char *numbering;
};

struct tree {
    struct pdf_file *file;
    struct arena *arena;
    const struct pdf_drawing *drawing;
    LIST(struct node) nodes; /* as the marks */
    int notes;
};

/* reading */

/* One or two numbers may be the start of a reference: they wait until it is known. */
struct kid_reader {
    struct tree *tree;
    size_t node;
    int page; /* of the element */
    int waiting[2];
    int count;
};

static struct kid *kid_add(struct tree *tree, size_t node, enum kid_kind kind)
{
    struct kid *kid = list_push(tree->arena, &tree->nodes.at[node].kids);
    kid->kind = kind;
    return kid;
}

static void content_add(struct kid_reader *reader, int page, int mcid)
{
    struct kid *kid = kid_add(reader->tree, reader->node, KID_CONTENT);
    kid->object = page;
    kid->mcid = mcid;
}

static void waiting_flush(struct kid_reader *reader)
{
    for (int i = 0; i < reader->count; i++)
        content_add(reader, reader->page, reader->waiting[i]);
    reader->count = 0;
}

static void number_take(struct kid_reader *reader, int number)
{
    if (reader->count == 2) {
        content_add(reader, reader->page, reader->waiting[0]);
        reader->waiting[0] = reader->waiting[1];
        reader->count = 1;
    }
    reader->waiting[reader->count++] = number;
}

/* "254 0 R", of which the first number was read */
static bool reference_rest(const char **at, const char *end)
{
    struct pdf_token generation = pdf_token_next(at, end);
    return pdf_token_is(generation, "0") && pdf_token_is(pdf_token_next(at, end), "R");
}

/* << /Type /OBJR /Obj 254 0 R >> or << /Type /MCR /Pg 4 0 R /MCID 3 >>, after its << */
static bool dictionary_take(struct kid_reader *reader, const char **at, const char *end)
{
    int page = reader->page, mcid = -1, object = 0;
    for (;;) {
        struct pdf_token key = pdf_token_next(at, end);
        if (key.kind == PDF_CLOSE)
            break;
        struct pdf_token value = pdf_token_next(at, end);
        bool good = key.kind == PDF_NAME;
        if (pdf_token_is(key, "/Obj"))
            good = pdf_token_int(value, &object) && reference_rest(at, end);
        else if (pdf_token_is(key, "/Pg"))
            good = pdf_token_int(value, &page) && reference_rest(at, end);
        else if (pdf_token_is(key, "/MCID"))
            good = pdf_token_int(value, &mcid);
        if (!good)
            return false;
    }
    if (object)
        kid_add(reader->tree, reader->node, KID_LINK)->object = object;
    else if (mcid >= 0)
        content_add(reader, page, mcid);
    return object || mcid >= 0;
}

/* The value of /K: one kid, or an array of them */
static bool kids_read(struct kid_reader *reader, const char *at, const char *end)
{
    bool array = false;
    for (;;) {
        struct pdf_token token = pdf_token_next(&at, end);
        int number;
        if (pdf_token_int(token, &number)) {
            number_take(reader, number);
            continue;
        }
        if (pdf_token_is(token, "R") && reader->count == 2) {
            kid_add(reader->tree, reader->node, KID_NODE)->object = reader->waiting[0];
            reader->count = 0;
            continue;
        }
        waiting_flush(reader);
        if (pdf_token_is(token, "[") && !array)
            array = true;
        else if (pdf_token_is(token, "<<") && dictionary_take(reader, &at, end))
            continue;
        else
            return token.kind == PDF_CLOSE || token.kind == PDF_NAME || token.kind == PDF_END;
    }
}

static bool is_name(struct slice value, const char *name)
{
    return value.length == strlen(name) + 1 && value.at[0] == '/' &&
           slice_equals((struct slice){value.at + 1, value.length - 1}, name);
}

struct element {
    struct slice kind; /* "/TD"; empty: none */
    int page;          /* 0: none */
    struct slice kids; /* from the value of /K on; empty: none */
};

/* The first token of a value, whose rest is passed over when it stands in brackets. What is left of a
   reference are numbers and R, which are no keys. */
static struct pdf_token value_take(const char **at, const char *end)
{
    struct pdf_token first = pdf_token_next(at, end), token = first;
    for (int depth = first.kind == PDF_OPEN; depth > 0;
         depth += (token.kind == PDF_OPEN) - (token.kind == PDF_CLOSE)) {
        token = pdf_token_next(at, end);
        if (token.kind == PDF_END || token.kind == PDF_FAULT)
            break;
    }
    return first;
}

/* Of tens of thousands in a long table: each is read in one go. */
static struct element element_read(struct slice text)
{
    struct element element = {{"", 0}, 0, {"", 0}};
    const char *at = text.at, *end = at + text.length;
    struct pdf_token key = pdf_token_next(&at, end); /* << */
    for (;;) {
        key = pdf_token_next(&at, end);
        if (key.kind == PDF_CLOSE || key.kind == PDF_END || key.kind == PDF_FAULT)
            return element;
        if (key.kind != PDF_NAME)
            continue;
        const char *from = at;
        struct pdf_token value = value_take(&at, end);
        if (key.text.length == 2 && key.text.at[1] == 'S')
            element.kind = value.text;
        else if (key.text.length == 2 && key.text.at[1] == 'K')
            element.kids = (struct slice){from, (size_t)(end - from)}; /* whoever reads them knows the end */
        else if (slice_equals(key.text, "/Pg"))
            pdf_token_int(value, &element.page);
    }
}

/* Reads an element and those below it; false: tree and marks differ. */
static bool node_read(struct tree *tree, int object, size_t parent, unsigned depth)
{
    size_t index = tree->nodes.count;
    if (index == tree->drawing->mark_count || tree->drawing->marks[index].depth != depth)
        return false;
    struct element element = element_read(pdf_file_object(tree->file, object));
    struct slice kids = element.kids;
    struct node *node = list_push(tree->arena, &tree->nodes);
    node->object = object;
    node->mark = &tree->drawing->marks[index];
    node->parent = parent;
    node->one_with = NO_NODE;
    node->has_box = node->mark->has_box;
    node->left = node->mark->left;
    node->bottom = node->mark->bottom;
    node->right = node->mark->right;
    node->top = node->mark->top;
    struct kid_reader reader = {tree, index, element.page, {0}, 0};
    if (!is_name(element.kind, node->mark->name) || !kids_read(&reader, kids.at, kids.at + kids.length))
        return false;
    for (size_t i = 0; i < tree->nodes.at[index].kids.count; i++) {
        struct kid *kid = &tree->nodes.at[index].kids.at[i];
        if (kid->kind != KID_NODE)
            continue;
        kid->node = tree->nodes.count;
        if (!node_read(tree, kid->object, index, depth + 1))
            return false;
    }
    return true;
}

/* merging */

static size_t node_real(const struct tree *tree, size_t node)
{
    while (tree->nodes.at[node].one_with != NO_NODE)
        node = tree->nodes.at[node].one_with;
    return node;
}

static bool is_inside(const struct tree *tree, size_t node, size_t outer)
{
    for (; node != NO_NODE; node = tree->nodes.at[node].parent)
        if (node == outer)
            return true;
    return false;
}

static bool is_same(const struct pdf_mark *one, const struct pdf_mark *other)
{
    return (!other->whole || one->whole == other->whole) && !strcmp(one->name, other->name);
}

/* The last part of the same element before a node, which does not stand in it; NO_NODE: there is none */
static size_t node_before(const struct tree *tree, size_t node)
{
    const struct pdf_mark *mark = tree->nodes.at[node].mark;
    for (size_t i = node; i-- > 0;)
        if (is_same(tree->nodes.at[i].mark, mark) && !is_inside(tree, node, node_real(tree, i)))
            return node_real(tree, i);
    return NO_NODE;
}

static size_t kid_index(const struct tree *tree, size_t parent, size_t node)
{
    const struct node *at = &tree->nodes.at[parent];
    for (size_t i = 0; i < at->kids.count; i++)
        if (at->kids.at[i].kind == KID_NODE && at->kids.at[i].node == node)
            return i;
    assert(!"a kid of its parent");
    return 0;
}

/* Puts the kids of a node into another at an index. */
static void kids_move(struct tree *tree, size_t from, size_t to, size_t index)
{
    struct node *source = &tree->nodes.at[from], *target = &tree->nodes.at[to];
    size_t count = source->kids.count, tail = target->kids.count - index;
    for (size_t i = 0; i < count; i++)
        list_push(tree->arena, &target->kids);
    if (count)
        memmove(target->kids.at + index + count, target->kids.at + index, tail * sizeof *target->kids.at);
    for (size_t i = 0; i < count; i++) {
        struct kid kid = source->kids.at[i];
        target->kids.at[index + i] = kid;
        if (kid.kind != KID_NODE)
            continue;
        tree->nodes.at[kid.node].parent = to;
        tree->nodes.at[kid.node].changed = true;
    }
    source->kids.count = 0;
    target->changed = true;
}

static void kid_remove(struct tree *tree, size_t parent, size_t index)
{
    struct node *node = &tree->nodes.at[parent];
    memmove(node->kids.at + index, node->kids.at + index + 1,
        (node->kids.count - index - 1) * sizeof *node->kids.at);
    node->kids.count--;
    node->changed = true;
}

static void box_join(struct node *node, const struct node *other)
{
    if (!other->has_box)
        return;
    node->left = node->has_box ? fmin(node->left, other->left) : other->left;
    node->bottom = node->has_box ? fmin(node->bottom, other->bottom) : other->bottom;
    node->right = node->has_box ? fmax(node->right, other->right) : other->right;
    node->top = node->has_box ? fmax(node->top, other->top) : other->top;
    node->has_box = true;
}

/* The content of a node becomes that of another, which stands for it from now on. */
static void node_merge(struct tree *tree, size_t node, size_t into, size_t at)
{
    size_t parent = tree->nodes.at[node].parent;
    size_t index = kid_index(tree, parent, node);
    kid_remove(tree, parent, index);
    kids_move(tree, node, into, at == SIZE_MAX ? tree->nodes.at[into].kids.count : at);
    tree->nodes.at[node].one_with = into;
}

static void tree_merge(struct tree *tree)
{
    for (size_t i = 1; i < tree->nodes.count; i++) {
        const struct pdf_mark *mark = tree->nodes.at[i].mark;
        size_t into = mark->continues ? node_before(tree, i) : NO_NODE;
        if (into != NO_NODE) {
            bool same_page_box = !strcmp(mark->name, "Figure");
            if (same_page_box)
                box_join(&tree->nodes.at[into], &tree->nodes.at[i]);
            node_merge(tree, i, into, SIZE_MAX);
        } else if (mark->line) {
            size_t parent = tree->nodes.at[i].parent;
            node_merge(tree, i, parent, kid_index(tree, parent, i));
        }
    }
}

/* what elements say of themselves */

static const char *numbering_of(const char *label)
{
    if (is_digit(label[0]))
        return "Decimal";
    if (is_letter(label[0]))
        return is_capital(label[0]) ? "UpperAlpha" : "LowerAlpha";
    return "Disc";
}

/* A list is numbered as its first label. */
static void numbering_find(struct tree *tree, size_t label)
{
    for (size_t at = tree->nodes.at[label].parent; at != NO_NODE; at = tree->nodes.at[at].parent) {
        struct node *node = &tree->nodes.at[at];
        if (strcmp(node->mark->name, "L") != 0)
            continue;
        if (!node->numbering && tree->nodes.at[label].mark->words) {
            node->numbering = numbering_of(tree->nodes.at[label].mark->words);
            node->changed = true;
        }
        return;
    }
}

/* Heads of which nobody said of what: of their columns in the first row, of their rows below it */
static enum scope scope_of(const struct tree *tree, const struct node *node)
{
    if (node->mark->scope)
        return node->mark->scope;
    const struct node *row = &tree->nodes.at[node->parent];
    if (row->parent == NO_NODE)
        return SCOPE_COLUMN;
    const struct node *table = &tree->nodes.at[row->parent];
    for (size_t i = 0; i < table->kids.count; i++)
        if (table->kids.at[i].kind == KID_NODE &&
            !strcmp(tree->nodes.at[table->kids.at[i].node].mark->name, "TR"))
            return table->kids.at[i].node == node->parent ? SCOPE_COLUMN : SCOPE_ROW;
    return SCOPE_ROW;
}

static void nodes_describe(struct tree *tree)
{
    for (size_t i = 0; i < tree->nodes.count; i++) {
        struct node *node = &tree->nodes.at[i];
        const struct pdf_mark *mark = node->mark;
        if (node->one_with != NO_NODE)
            continue;
        if (!strcmp(mark->name, "Note"))
            node->note = ++tree->notes;
        if (!strcmp(mark->name, "Lbl"))
            numbering_find(tree, i);
        node->changed = node->changed || node->note || node->has_box || mark->alt || mark->title ||
                        mark->language || mark->column_span > 1 || !strcmp(mark->name, "TH");
    }
}

/* writing */

static void number_append(struct str *out, double value)
{
    str_number(out, value, 2);
    str_char(out, ' ');
}

static void table_append(struct str *out, const struct tree *tree, const struct node *node)
{
    static const char *const scopes[] = {"", "Column", "Row", "Both"};
    bool head = !strcmp(node->mark->name, "TH");
    if (!head && node->mark->column_span < 2)
        return;
    str_append(out, "/A<</O/Table");
    if (head) {
        str_append(out, "/Scope/");
        str_append(out, scopes[scope_of(tree, node)]);
    }
    if (node->mark->column_span > 1)
        str_printf(out, "/ColSpan %d", node->mark->column_span);
    str_append(out, ">>");
}

static void attributes_append(struct str *out, const struct tree *tree, const struct node *node)
{
    table_append(out, tree, node);
    if (node->numbering)
        str_printf(out, "/A<</O/List/ListNumbering/%s>>", node->numbering);
    if (!node->has_box)
        return;
    str_append(out, "/A<</O/Layout/Placement/Block/BBox[");
    number_append(out, node->left);
    number_append(out, node->bottom);
    number_append(out, node->right);
    number_append(out, node->top);
    str_append(out, "]>>");
}

static void text_append(struct str *out, const char *key, const char *text)
{
    if (!text || !text[0])
        return;
    str_append(out, key);
    pdf_text_append(out, text);
}

/* A kid on the page that the element names is a number alone. */
static void kid_append(struct str *out, const struct tree *tree, struct kid kid, int page)
{
    if (kid.kind == KID_NODE) {
        pdf_reference_append(out, tree->nodes.at[kid.node].object);
    } else if (kid.kind == KID_LINK) {
        str_append(out, "<</Type/OBJR/Obj ");
        pdf_reference_append(out, kid.object);
        str_append(out, ">>");
    } else if (kid.object == page) {
        pdf_number_append(out, kid.mcid);
        str_char(out, ' ');
    } else {
        str_append(out, "<</Type/MCR/Pg ");
        pdf_reference_append(out, kid.object);
        str_append(out, "/MCID ");
        pdf_number_append(out, kid.mcid);
        str_append(out, ">>");
    }
}

static int node_page(const struct node *node)
{
    for (size_t i = 0; i < node->kids.count; i++)
        if (node->kids.at[i].kind == KID_CONTENT)
            return node->kids.at[i].object;
    return 0;
}

static const char *note_id(struct arena *arena, int note)
{
    return arena_printf(arena, "(Note.%06d)", note);
}

static void node_write(struct tree *tree, const struct node *node, int root)
{
    struct str out = str_init(tree->arena);
    int page = node_page(node);
    str_append(&out, "<</Type/StructElem/S/");
    str_append(&out, node->mark->name);
    str_append(&out, "/P ");
    pdf_reference_append(&out, node->parent == NO_NODE ? root : tree->nodes.at[node->parent].object);
    if (page) {
        str_append(&out, "/Pg ");
        pdf_reference_append(&out, page);
    }
    attributes_append(&out, tree, node);
    text_append(&out, "/Alt", node->mark->alt);
    text_append(&out, "/T", node->mark->title);
    text_append(&out, "/Lang", node->mark->language);
    if (node->note)
        str_printf(&out, "/ID%s", note_id(tree->arena, node->note));
    str_append(&out, node->kids.count ? "/K[" : "");
    for (size_t i = 0; i < node->kids.count; i++)
        kid_append(&out, tree, node->kids.at[i], page);
    str_append(&out, node->kids.count ? "]>>" : ">>");
    pdf_file_put(tree->file, node->object, str_text(&out));
}

/* the way back: from content to its element (14.7.4.4) */

struct back { /* an entry of the parent tree: a page's content, or a link */
    int key;
    bool page;
    int element;        /* of a link */
    LIST(int) elements; /* of a page, by the number of its content; 0: none */
};

struct parents {
    struct tree *tree;
    size_t *page_of;         /* by the number of a page's object, from 1 on; 0: it is none */
    LIST(struct back) backs; /* pages as they come, then links */
};

static int key_of(struct tree *tree, int object, const char *key)
{
    struct slice value = pdf_value(pdf_file_object(tree->file, object), key);
    const char *at = value.at;
    int number;
    return pdf_token_int(pdf_token_next(&at, value.at + value.length), &number) ? number : -1;
}

static void back_content(struct parents *parents, struct kid kid, int element)
{
    struct tree *tree = parents->tree;
    bool there = kid.object > 0 && kid.object < tree->file->count;
    size_t page = there ? parents->page_of[kid.object] : 0;
    if (!page || parents->backs.at[page - 1].key < 0) {
        tree->file->fault = "content that stands on no page";
        return;
    }
    struct back *back = &parents->backs.at[page - 1];
    while (back->elements.count <= (size_t)kid.mcid)
        *list_push(tree->arena, &back->elements) = 0;
    back->elements.at[kid.mcid] = element;
}

static void back_link(struct parents *parents, struct kid kid, int element)
{
    struct back *back = list_push(parents->tree->arena, &parents->backs);
    back->key = key_of(parents->tree, kid.object, "/StructParent");
    back->element = element;
    if (back->key < 0)
        parents->tree->file->fault = "a link without a place in the structure";
}

static int backs_order(const void *a, const void *b)
{
    const struct back *left = a, *right = b;
    return (left->key > right->key) - (left->key < right->key);
}

static void back_append(struct str *out, const struct back *back)
{
    if (back->key < 0 || (back->page && !back->elements.count))
        return;
    pdf_number_append(out, back->key);
    str_char(out, ' ');
    if (!back->page) {
        pdf_reference_append(out, back->element);
        return;
    }
    str_char(out, '[');
    for (size_t i = 0; i < back->elements.count; i++) {
        if (back->elements.at[i])
            pdf_reference_append(out, back->elements.at[i]);
        else
            str_append(out, "null ");
    }
    str_append(out, "]");
}

/* The parent tree */
static void parents_append(struct str *out, struct tree *tree, const int *pages, size_t page_count)
{
    struct parents parents = {
        .tree = tree, .page_of = arena_array(tree->arena, size_t, (size_t)tree->file->count)};
    for (size_t i = 0; i < page_count; i++) {
        struct back *back = list_push(tree->arena, &parents.backs);
        parents.page_of[pages[i]] = i + 1;
        back->page = true;
        back->key = key_of(tree, pages[i], "/StructParents");
    }
    for (size_t i = 0; i < tree->nodes.count && !tree->file->fault; i++) {
        const struct node *node = &tree->nodes.at[i];
        for (size_t k = 0; k < node->kids.count; k++) {
            if (node->kids.at[k].kind == KID_CONTENT)
                back_content(&parents, node->kids.at[k], node->object);
            if (node->kids.at[k].kind == KID_LINK)
                back_link(&parents, node->kids.at[k], node->object);
        }
    }
    if (parents.backs.count)
        qsort(parents.backs.at, parents.backs.count, sizeof *parents.backs.at, backs_order);
    str_append(out, "<</Nums[");
    for (size_t i = 0; i < parents.backs.count; i++)
        back_append(out, &parents.backs.at[i]);
    str_append(out, "]>>");
}

/* A name tree of the notes (ISO 14289-1, 7.9) */
static void ids_append(struct str *out, struct tree *tree)
{
    if (!tree->notes)
        return;
    str_append(out, "/IDTree<</Names[");
    for (size_t i = 0; i < tree->nodes.count; i++)
        if (tree->nodes.at[i].note)
            str_printf(
                out, "%s %d 0 R ", note_id(tree->arena, tree->nodes.at[i].note), tree->nodes.at[i].object);
    str_append(out, "]>>");
}

/* What a reader is told when it comes to a link (ISO 14289-1, 7.18.5), and that it is printed (ISO
 * 19005-3, 6.3.2) */
static void links_describe(struct tree *tree)
{
    for (size_t i = 0; i < tree->nodes.count; i++) {
        const struct node *node = &tree->nodes.at[i];
        for (size_t k = 0; k < node->kids.count; k++) {
            if (node->kids.at[k].kind != KID_LINK)
                continue;
            struct str entries = str_init(tree->arena), out = str_init(tree->arena);
            str_append(&entries, "/F 4/Contents");
            pdf_text_append(&entries, node->mark->words ? node->mark->words : "");
            int object = node->kids.at[k].object;
            pdf_dictionary_append(&out, pdf_file_object(tree->file, object), str_text(&entries));
            pdf_file_put(tree->file, object, str_text(&out));
        }
    }
}

/* Pages on which nothing is drawn leave no tree: an empty document is a document (ISO 14289-1, 7.1). */
static int tree_make(struct pdf_file *file)
{
    int root = pdf_file_number(file);
    int document =
        pdf_file_add(file, arena_printf(file->arena, "<</Type/StructElem/S/Document/P %d 0 R>>", root));
    pdf_file_put(file, root,
        arena_printf(file->arena, "<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[]>>>>", document));
    return root;
}

static int root_find(struct pdf_file *file)
{
    struct slice catalog = pdf_file_resolve(file, pdf_value(file->trailer, "/Root"));
    return pdf_reference(pdf_value(catalog, "/StructTreeRoot"));
}

/* The one element below the root: 5 0 R, or [ 5 0 R ] */
static int document_find(struct pdf_file *file, int root)
{
    struct slice kids = pdf_value(pdf_file_object(file, root), "/K");
    if (kids.length && kids.at[0] == '[')
        kids = (struct slice){kids.at + 1, kids.length - 1};
    return pdf_reference(kids);
}

int pdf_tree_finish(
    struct pdf_file *file, const struct pdf_drawing *drawing, const int *pages, size_t page_count)
{
    struct tree tree = {.file = file, .arena = file->arena, .drawing = drawing};
    if (!drawing->mark_count)
        return tree_make(file);
    int root = root_find(file), document = document_find(file, root);
    if (!document || !node_read(&tree, document, NO_NODE, 0) || tree.nodes.count != drawing->mark_count) {
        file->fault = "its structure is not the one that was drawn";
        return 0;
    }
    tree_merge(&tree);
    nodes_describe(&tree);
    for (size_t i = 0; i < tree.nodes.count; i++)
        if (tree.nodes.at[i].one_with == NO_NODE && tree.nodes.at[i].changed)
            node_write(&tree, &tree.nodes.at[i], root);
    links_describe(&tree);
    struct str out = str_init(file->arena);
    str_append(&out, "<</Type/StructTreeRoot/K ");
    pdf_reference_append(&out, document);
    str_append(&out, "/ParentTree ");
    parents_append(&out, &tree, pages, page_count);
    ids_append(&out, &tree);
    str_append(&out, ">>");
    pdf_file_put(file, root, str_text(&out));
    return file->fault ? 0 : root;
}
