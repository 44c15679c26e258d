/* SPDX-License-Identifier: MIT */
#include "desk.h"

#include "dataset_load.h"

#include <string.h>

void desk_take(struct desk *desk, const char *json)
{
    struct diags *own = diags_create();
    struct bytes bytes = {(const unsigned char *)json, strlen(json)};
    desk->dataset = dataset_load(desk->arena, "made.json", bytes, own);
    if (!desk->dataset)
        fail_msg("the dataset of this test is refused: %s", diags_brief(desk->arena, own));
    diags_destroy(own);
    desk->facts = facts_derive(desk->arena, desk->dataset, LEVEL_PARENT);
}

void desk_open(struct desk *desk, const char *sample)
{
    *desk = (struct desk){.arena = arena_create(), .diags = diags_create()};
    if (!sample)
        return;
    desk->text = text_create(source_path(desk->arena, "fonts"), NULL, desk->diags);
    desk->engine = flow_engine_create();
    assert_non_null(desk->text);
    desk_take(desk, (const char *)source_file(desk->arena, sample).at);
}

void desk_take_editions(struct desk *desk, const char *old, const char *new)
{
    desk_take(desk, (const char *)source_file(desk->arena, old).at);
    const struct facts *before = desk->facts;
    desk_take(desk, (const char *)source_file(desk->arena, new).at);
    desk->changes = changes_derive(desk->arena, before, desk->facts);
}

void desk_close(struct desk *desk)
{
    if (desk->engine)
        flow_engine_destroy(desk->engine);
    if (desk->text)
        text_destroy(desk->text);
    diags_destroy(desk->diags);
    arena_destroy(desk->arena);
}

const struct template *desk_template(struct desk *desk, const char *source)
{
    struct bytes bytes = {(const unsigned char *)source, strlen(source)};
    return template_parse(desk->arena, "t.md", bytes, desk->reader, desk->diags);
}

const struct brief *desk_brief(struct desk *desk, const char *source)
{
    const struct template *template = desk_template(desk, source);
    if (!template)
        return NULL;
    struct brief_input input = {
        desk->arena, desk->text, desk->engine, desk->dataset, desk->facts, template, desk->diags};
    return brief_make(&input);
}

const struct block *desk_fill(struct desk *desk, const struct template *template)
{
    struct cited *cited = arena_new(desk->arena, struct cited);
    struct expansion expansion;
    *cited = cited_number(desk->arena, desk->dataset);
    expansion_init(&expansion, desk->arena, desk->dataset, desk->facts, template, cited, desk->diags);
    expansion.changes = desk->changes;
    return expand_blocks(&expansion);
}

const struct block *desk_expand(struct desk *desk, const char *source)
{
    const struct template *template = desk_template(desk, source);
    return template && desk->dataset ? desk_fill(desk, template) : NULL;
}

const char *desk_faults(struct desk *desk, const char *source)
{
    struct diags *kept = desk->diags;
    desk->diags = diags_create();
    desk_expand(desk, source);
    const char *faults = diags_brief(desk->arena, desk->diags);
    diags_destroy(desk->diags);
    desk->diags = kept;
    return faults;
}

static void runs_print(struct str *out, const struct runs *runs)
{
    for (size_t i = 0; i < runs->count; i++) {
        const struct run *run = &runs->at[i];
        const char *mark = run->strong ? "**" : run->emphasis ? "*" : run->code ? "`" : "";
        str_append(out, mark);
        if (run->kind == RUN_VALUE)
            str_printf(out, "{%s}", run->value->text);
        else if (run->kind == RUN_BREAK)
            str_append(out, "/");
        else if (run->superscript)
            str_printf(out, "[%s]", run->text);
        else
            str_append(out, run->text);
        str_append(out, mark);
        if (run->link)
            str_append(out, "@");
    }
}

const char *desk_words(struct desk *desk, const char *source)
{
    const struct block *root = desk_expand(desk, source);
    struct str out = str_init(desk->arena);
    if (diags_count(desk->diags, DIAG_SEVERITY_ERROR)) {
        size_t count;
        const struct diag *first = diags_sorted(desk->diags, &count);
        fail_msg("%s: %s", source, first[0].sentence);
    }
    assert_non_null(root);
    if (root->first)
        runs_print(&out, &root->first->runs);
    return str_text(&out);
}

static const char *const kind_words[] = {
    [BLOCK_ROOT] = "root",
    [BLOCK_HEADING] = "heading",
    [BLOCK_PARAGRAPH] = "paragraph",
    [BLOCK_QUOTE] = "quote",
    [BLOCK_LIST] = "list",
    [BLOCK_ITEM] = "item",
    [BLOCK_RULE] = "rule",
    [BLOCK_TABLE] = "table",
    [BLOCK_ROW] = "row",
    [BLOCK_CELL] = "cell",
    [BLOCK_DIRECTIVE] = "::",
    [BLOCK_CONTAINER] = ":::",
};

static void tree_print(struct str *out, const struct block *block, int depth)
{
    for (const struct block *child = block->first; child; child = child->next) {
        str_printf(out, "%*s%s", depth * 2, "", kind_words[child->kind]);
        if (child->kind == BLOCK_HEADING)
            str_printf(out, "%d", child->level);
        if (child->ordered)
            str_printf(out, " from %d", child->start);
        if (child->directive)
            str_append(out, child->directive->word);
        if (child->runs.count) {
            str_char(out, ' ');
            runs_print(out, &child->runs);
        }
        str_char(out, '\n');
        tree_print(out, child, depth + 1);
    }
}

const char *desk_tree(struct arena *arena, const struct block *root)
{
    struct str out = str_init(arena);
    tree_print(&out, root, 0);
    return str_text(&out);
}

/* ---- what is read on pages ---- */

static bool starts_line(enum tag tag)
{
    return tag == TAG_H1 || tag == TAG_H2 || tag == TAG_H3 || tag == TAG_P || tag == TAG_CAPTION ||
           tag == TAG_TR || tag == TAG_FIGURE || tag == TAG_NOTE || tag == TAG_ITEM;
}

static const char *line_head(enum tag tag)
{
    switch (tag) {
    case TAG_H1:
        return "# ";
    case TAG_H2:
        return "## ";
    case TAG_H3:
        return "### ";
    case TAG_CAPTION:
        return "caption: ";
    case TAG_TR:
        return "| ";
    case TAG_ITEM:
        return "- ";
    default:
        return "";
    }
}

struct reader {
    struct str out;
    size_t figures, artifacts; /* open groups of them */
};

static void read_begin(struct reader *reader, const struct scene_group *group)
{
    reader->artifacts += group->tag == TAG_ARTIFACT;
    if (reader->figures || reader->artifacts)
        reader->figures += reader->figures && group->tag == TAG_FIGURE;
    else if (starts_line(group->tag) && (!reader->out.length || !str_ends(str_text(&reader->out), "- ")))
        str_printf(&reader->out, "\n%s", line_head(group->tag));
    if (group->tag == TAG_FIGURE && !reader->figures) {
        str_append(&reader->out, "(figure)");
        reader->figures = 1;
    }
}

static void read_text(struct reader *reader, const char *words)
{
    if (reader->figures || reader->artifacts)
        return;
    size_t length = reader->out.length;
    if (length && !strchr(" \n", str_text(&reader->out)[length - 1]))
        str_char(&reader->out, ' ');
    str_append(&reader->out, words);
}

const char *desk_pages_words(struct arena *arena, const struct brief *brief)
{
    struct reader reader = {.out = str_init(arena)};
    for (size_t page = 0; page < brief->page_count; page++) {
        enum tag open[64];
        size_t depth = 0, count;
        const struct scene_item *items = scene_items(brief->pages[page], &count);
        str_printf(&reader.out, "%s---- page %zu", page ? "\n" : "", page + 1);
        for (size_t i = 0; i < count; i++) {
            if (items[i].kind == SCENE_GROUP_BEGIN) {
                read_begin(&reader, &items[i].group);
                open[depth++] = items[i].group.tag;
            } else if (items[i].kind == SCENE_GROUP_END) {
                depth--;
                reader.figures -= open[depth] == TAG_FIGURE;
                reader.artifacts -= open[depth] == TAG_ARTIFACT;
            } else if (items[i].kind == SCENE_TEXT) {
                read_text(&reader, items[i].run->string);
            }
        }
    }
    str_char(&reader.out, '\n');
    return str_text(&reader.out);
}
