/* SPDX-License-Identifier: MIT */
/*
 * Blocks → boxes: the masthead, headings, prose, lists, tables, figures and what the briefing writes itself.
 * Sizes come from the type scale; the spaces between are here.
 */
#include "compose_internal.h"

#include "bridge_rows.h"
#include "change_words.h"
#include "compose_layout.h"
#include "compose_note.h"
#include "deal_table.h"
#include "figure_memo.h"
#include "flow.h"
#include "keyfigures.h"
#include "keynumbers.h"
#include "prose.h"
#include "say.h"
#include "valuation.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define LIST_INDENT 12.0
#define QUOTE_INDENT 16.0
#define SOURCE_INDENT 15.0

/* keeps a mark on the line of its word */
#define WORD_JOINER "\u2060"

/* loops that ::loops tells when nobody says how many, and the drawing numbers fewer */
enum { LOOPS_USUAL = 5 };

static const struct colour ink = {.role = ROLE_INK}, secondary = {.role = ROLE_SECONDARY},
                           faint = {.role = ROLE_FAINT};

static bool is_pageless(const struct composer *composer)
{
    return composer->expansion->medium == MEDIUM_HTML;
}

void box_add(struct composer *composer, struct box *box)
{
    box->group = composer->group;
    box->order = composer->boxes.count;
    *list_push(composer->arena, &composer->boxes) = box;
}

const struct box_group *group_make(struct composer *composer, enum tag tag)
{
    struct box_group *group = arena_new(composer->arena, struct box_group);
    group->tag = tag;
    group->parent = composer->group;
    return group;
}

/* ---- runs → spans ---- */

struct span_set {
    struct text_span *spans;
    struct look *looks;
    size_t count;
};

static enum text_face run_face(const struct run *run, enum text_face plain)
{
    if (run->code)
        return FACE_CONDENSED;
    if (run->strong)
        return plain == FACE_CONDENSED ? FACE_CONDENSED_SEMIBOLD : FACE_SEMIBOLD;
    if (run->emphasis)
        return plain == FACE_CONDENSED ? FACE_CONDENSED_MEDIUM : FACE_MEDIUM;
    return plain;
}

static struct span_set runs_spans(
    struct composer *composer, const struct runs *runs, enum style style, struct colour colour)
{
    struct span_set set = {arena_array(composer->arena, struct text_span, runs->count + 1),
        arena_array(composer->arena, struct look, runs->count + 1), runs->count};
    struct text_style base = text_style_in_use(composer->text, style);
    uint32_t before = 0;
    bool raised = false; /* a mark stands right before */
    for (size_t i = 0; i < runs->count; i++) {
        const struct run *run = &runs->at[i];
        struct text_span *span = &set.spans[i];
        const char *words = run->kind == RUN_BREAK ? "\n" : run->text ? run->text : "";
        span->string = run->code || run->superscript ? words : prose_typeset(composer->arena, words, before);
        span->style = (struct text_style){run_face(run, base.face), base.size};
        set.looks[i] = (struct look){colour, run->address, run->target, 0, run->note};
        if (run->address)
            set.looks[i].colour = (struct colour){.role = ROLE_CAPITAL};
        if (run->superscript) {
            span->style.size = base.size * 0.68;
            span->rise = set.looks[i].rise = base.size * 0.34;
            bool apart = raised && strcmp(words, ",") != 0; /* "†,14" */
            span->string = arena_printf(composer->arena, WORD_JOINER "%s%s", apart ? "," : "", words);
            set.looks[i].colour = secondary;
        }
        if (*words) {
            before = prose_last(words);
            raised = run->superscript && strcmp(words, ",") != 0;
        }
    }
    return set;
}

static const char *runs_words(struct composer *composer, const struct runs *runs)
{
    struct str out = str_init(composer->arena);
    for (size_t i = 0; i < runs->count; i++)
        if (!runs->at[i].superscript)
            str_append(&out, runs->at[i].kind == RUN_BREAK ? " " : runs->at[i].text ? runs->at[i].text : "");
    return prose_typeset(composer->arena, str_text(&out), 0);
}

struct box *runs_box(
    struct composer *composer, const struct runs *runs, enum style style, struct colour colour, double width)
{
    struct span_set set = runs_spans(composer, runs, style, colour);
    struct box *box =
        box_text(composer->text, composer->arena, set.spans, set.looks, set.count, width, style);
    notes_mark(composer, box);
    return box;
}

/* ---- masthead and headings ---- */

static void bar_add(struct composer *composer)
{
    struct box *box = arena_new(composer->arena, struct box);
    box->kind = BOX_DRAWING;
    box->keep_with_next = true;
    box->drawing = scene_create(composer->arena, composer->width, 6);
    scene_begin(box->drawing, (struct scene_group){.tag = TAG_ARTIFACT});
    scene_rectangle(box->drawing, 0, 0, 30, 6);
    scene_paint(box->drawing, (struct paint){.fill = {.role = ROLE_ACCENT}});
    scene_end(box->drawing);
    box_add(composer, box);
}

static const char *kicker_words(struct composer *composer)
{
    const struct template_options *options = &composer->expansion->template->options;
    if (options->kicker.count)
        return expand_text(composer->expansion, &options->kicker);
    struct str out = str_init(composer->arena);
    word_date_long(&out, composer->input->dataset->as_of);
    return say(composer->arena, "DEAL BRIEFING · as of %s", str_text(&out));
}

/* The logo at the left */
static void logo_draw(struct composer *composer, struct scene *row)
{
    const struct house *house = composer->input->house;
    enum tag tag = house->logo_alt ? TAG_FIGURE : TAG_ARTIFACT;
    scene_begin(row, (struct scene_group){.tag = tag, .alt = house->logo_alt});
    scene_place(row, house->logo, 0, 0);
    scene_end(row);
}

/* What the theme sets above everything: a logo, and words to its right (the name of the publication, its
 * date) */
static void masthead_words_add(struct composer *composer)
{
    const struct house *house = composer->input->house;
    const struct scene *logo = house->logo;
    const char *words = house->masthead.count ? expand_text(composer->expansion, &house->masthead) : "";
    struct text_style style = text_style_in_use(composer->text, STYLE_RUNNING);
    words = prose_typeset(composer->arena, words, 0);
    bool beside =
        logo && !is_pageless(composer) &&
        text_width(composer->text, style, words) <= composer->width - scene_width(logo) - 2 * GUTTER;
    if (logo) {
        struct box *box = arena_new(composer->arena, struct box);
        box->kind = BOX_DRAWING;
        box->before = house->bar ? 10 : 0;
        box->keep_with_next = true;
        box->logo_alt = house->logo_alt ? house->logo_alt : "";
        box->drawing = scene_create(
            composer->arena, is_pageless(composer) ? scene_width(logo) : composer->width, scene_height(logo));
        logo_draw(composer, box->drawing);
        if (beside && *words) {
            const struct text_run *run = text_shape(composer->text, style, words);
            scene_begin(box->drawing, (struct scene_group){.tag = TAG_P});
            scene_text(
                box->drawing, run, composer->width, scene_height(logo) - run->descent, ALIGN_END, secondary);
            scene_end(box->drawing);
        }
        box_add(composer, box);
    }
    if (beside || !*words)
        return;
    struct box *box =
        box_words(composer->text, composer->arena, words, STYLE_RUNNING, secondary, composer->width);
    box->before = house->bar || logo ? 6 : 0;
    box->keep_with_next = true;
    box_add(composer, box);
}

static void masthead_add(struct composer *composer, const struct block *block)
{
    if (composer->input->house->bar && !is_pageless(composer))
        bar_add(composer);
    masthead_words_add(composer);
    const char *words = kicker_words(composer);
    if (*words) {
        struct box *kicker =
            box_words(composer->text, composer->arena, prose_typeset(composer->arena, words, 0), STYLE_KICKER,
                (struct colour){.role = ROLE_ACCENT}, composer->width);
        kicker->before = 8;
        kicker->keep_with_next = true;
        box_add(composer, kicker);
    }
    struct span_set set = runs_spans(composer, &block->runs, STYLE_TITLE, ink);
    struct box *title = box_text_balanced(
        composer->text, composer->arena, set.spans, set.looks, set.count, composer->width, STYLE_TITLE);
    notes_mark(composer, title);
    title->tag = TAG_H1;
    title->bookmark = runs_words(composer, &block->runs);
    title->before = 2;
    title->keep_with_next = title->is_heading = true;
    box_add(composer, title);
    composer->has_title = true;
}

static void heading_add(struct composer *composer, const struct block *block)
{
    if (!*runs_words(composer, &block->runs))
        return;
    if (block->level == 1 && !composer->has_title) {
        masthead_add(composer, block);
        return;
    }
    bool section = block->level < 3;
    struct box *box = runs_box(composer, &block->runs, section ? STYLE_SECTION : STYLE_SUBSECTION, ink,
        section || composer->prose_columns < 2 ? composer->width : composer->prose);
    box->flows = !section;
    box->tag = block->level == 1 ? TAG_H1 : block->level == 2 ? TAG_H2 : TAG_H3;
    box->bookmark = runs_words(composer, &block->runs);
    box->before = section ? SPACE_SECTION : SPACE_SUBSECTION;
    box->keep_with_next = box->is_heading = box->whole = box->on_grid = true;
    box_add(composer, box);
}

/* ---- prose and lists ---- */

/* What a line of it may be at most */
static double prose_most(const struct composer *composer, enum style style)
{
    return PROSE_EMS_MOST * text_style_in_use(composer->text, style).size;
}

void prose_box_add(struct composer *composer, struct box *box)
{
    box->x = composer->indent;
    box->before = composer->next_before >= 0 ? composer->next_before : SPACE_PARAGRAPH;
    box->bar = composer->quoted;
    box->flows = !composer->standfirst;
    if (composer->bullet) {
        bool number = is_digit(composer->bullet[0]);
        enum style style = number ? STYLE_BODY_STRONG : STYLE_BODY;
        box->bullet = text_shape(composer->text, text_style_in_use(composer->text, style), composer->bullet);
        box->bullet_words = composer->bullet;
        box->bullet_x = -LIST_INDENT;
        box->bullet_colour = number ? ink : faint;
    }
    composer->bullet = NULL;
    composer->next_before = -1;
    box_add(composer, box);
}

static void paragraph_add(struct composer *composer, const struct block *block)
{
    if (!*runs_words(composer, &block->runs))
        return;
    enum style style = composer->standfirst ? STYLE_STANDFIRST : STYLE_BODY;
    const char *words = runs_words(composer, &block->runs);
    double width = composer->prose;
    if (composer->standfirst && composer->prose_columns > 1) /* it stands alone, above the columns */
        width = fmin(composer->width, prose_most(composer, style));
    prose_box_add(composer, runs_box(composer, &block->runs, style, composer->standfirst ? secondary : ink,
                                width - composer->indent));
    if (str_ends(words, ":") && block->next) /* it announces what follows */
        composer->boxes.at[composer->boxes.count - 1]->keep_with_next = true;
}

static void item_add(struct composer *composer, const struct block *item, const char *bullet, double before)
{
    const struct box_group *outer = composer->group;
    composer->group = group_make(composer, TAG_ITEM);
    composer->bullet = bullet;
    composer->next_before = before;
    compose_children(composer, item);
    composer->bullet = NULL;
    composer->next_before = -1;
    composer->group = outer;
}

static void list_add(struct composer *composer, const struct block *block)
{
    const struct box_group *outer = composer->group;
    int number = block->start;
    composer->group = group_make(composer, TAG_LIST);
    composer->indent += LIST_INDENT;
    for (const struct block *item = block->first; item; item = item->next) {
        const char *bullet = block->ordered ? arena_printf(composer->arena, "%d.", number++) : "\u2022";
        item_add(composer, item, bullet, item == block->first ? SPACE_PARAGRAPH : SPACE_ITEM);
    }
    composer->indent -= LIST_INDENT;
    composer->group = outer;
}

/* "3. Amazon → …": the number stands as the item's mark. */
static const char *number_cut(struct composer *composer, const char **sentence)
{
    size_t digits = strspn(*sentence, "0123456789");
    if (!digits || strncmp(*sentence + digits, ". ", 2))
        return "\u2022";
    const char *number = arena_strndup(composer->arena, *sentence, digits);
    *sentence += digits + 2;
    return number;
}

/* Sentences of our own as a list */
void sentences_add(struct composer *composer, const struct strings *sentences)
{
    const struct box_group *outer = composer->group;
    const struct box_group *list = group_make(composer, TAG_LIST);
    composer->indent += LIST_INDENT;
    for (size_t i = 0; i < sentences->count; i++) {
        const char *sentence = sentences->at[i];
        composer->group = list;
        composer->group = group_make(composer, TAG_ITEM);
        composer->bullet = number_cut(composer, &sentence);
        composer->next_before = i ? SPACE_ITEM : SPACE_PARAGRAPH;
        struct box *box = box_words(composer->text, composer->arena,
            prose_typeset(composer->arena, sentence, 0), STYLE_BODY, ink, composer->prose - composer->indent);
        prose_box_add(composer, box);
    }
    composer->indent -= LIST_INDENT;
    composer->group = outer;
}

static void quote_add(struct composer *composer, const struct block *block)
{
    bool outer = composer->quoted;
    const struct box_group *around = composer->group;
    struct box_group *group = arena_new(composer->arena, struct box_group);
    *group = (struct box_group){.tag = TAG_NONE, .parent = around, .is_quote = true};
    composer->group = group;
    composer->indent += QUOTE_INDENT;
    composer->quoted = true;
    compose_children(composer, block);
    composer->quoted = outer;
    composer->group = around;
    composer->indent -= QUOTE_INDENT;
}

static void rule_add(struct composer *composer)
{
    struct box *box = arena_new(composer->arena, struct box);
    box->kind = BOX_DRAWING;
    box->is_rule = true;
    box->before = 8;
    box->drawing = scene_create(composer->arena, composer->width, 1);
    scene_begin(box->drawing, (struct scene_group){.tag = TAG_ARTIFACT});
    scene_rule(
        box->drawing, 0, 0.5, composer->width, 0.5, (struct colour){.role = ROLE_RULE}, 0.4, DASH_SOLID);
    scene_end(box->drawing);
    box_add(composer, box);
}

/* ---- tables ---- */

/* Above the head of a table's later parts: its title, which stands right above it, and that it goes on */
static const char *continued_words(const struct composer *composer)
{
    size_t count = composer->boxes.count;
    const struct box *above = count ? composer->boxes.at[count - 1] : NULL;
    const char *title =
        above && above->keep_with_next ? (above->bookmark ? above->bookmark : above->says) : NULL;
    return title && *title ? say(composer->arena, "%s (continued)", title)
                           : said(composer->arena, "Continued");
}

void table_box_add(struct composer *composer, const struct table *table, double before)
{
    struct box *box = arena_new(composer->arena, struct box);
    box->kind = BOX_TABLE;
    box->plan = table_plan_make(composer->arena, composer->text, table, composer->width);
    box->table = table;
    box->row_count = table->row_count;
    box->before = before;
    box->on_grid = true;
    box->arena = composer->arena;
    box->text = composer->text;
    box->continued = continued_words(composer);
    box_add(composer, box);
}

/* The same below its caption, both in a section of their own. caption: NULL: none */
void captioned_table_add(struct composer *composer, const struct table *table, const char *caption)
{
    const struct box_group *outer = composer->group;
    if (caption) {
        const char *words = prose_typeset(composer->arena, caption, 0);
        struct box *box =
            box_words(composer->text, composer->arena, words, STYLE_SUBSECTION, ink, composer->width);
        box->tag = TAG_CAPTION;
        box->before = SPACE_CAPTION;
        box->keep_with_next = true;
        box->says = words;
        composer->group = group_make(composer, TAG_SECTION);
        box_add(composer, box);
    }
    table_box_add(composer, table, SPACE_FIGURE);
    composer->group = outer;
}

/* A table written in Markdown: the first row is its head. */
static void markdown_table_add(struct composer *composer, const struct block *block)
{
    struct table *table = arena_new(composer->arena, struct table);
    const struct block *head = block->first;
    if (!head)
        return;
    for (const struct block *cell = head->first; cell; cell = cell->next)
        table->column_count++;
    for (const struct block *row = head->next; row; row = row->next)
        table->row_count++;
    table->columns = arena_array(composer->arena, struct table_column, table->column_count + 1);
    table->rows = arena_array(composer->arena, struct table_row, table->row_count + 1);
    size_t c = 0, r = 0;
    for (const struct block *cell = head->first; cell; cell = cell->next, c++) {
        table->columns[c].head = runs_words(composer, &cell->runs);
        table->columns[c].align = cell->right ? TABLE_RIGHT : TABLE_LEFT;
        table->columns[c].weight = 1;
    }
    for (const struct block *row = head->next; row; row = row->next, r++) {
        table->rows[r].cells = arena_array(composer->arena, struct table_cell, table->column_count + 1);
        c = 0;
        for (const struct block *cell = row->first; cell && c < table->column_count; cell = cell->next, c++) {
            table->rows[r].cells[c].text = runs_words(composer, &cell->runs);
            table->rows[r].cells[c].is_number = cell->right;
        }
    }
    table_box_add(composer, table, SPACE_PARAGRAPH);
}

/* ---- figures ---- */

const struct facts *facts_at(struct composer *composer, enum level level)
{
    if (level == composer->input->facts->level)
        return composer->input->facts;
    if (!composer->facts[level])
        composer->facts[level] = facts_derive(composer->arena, composer->input->dataset, level);
    return composer->facts[level];
}

const int *numbers_shown(const struct composer *composer)
{
    return composer->expansion->has_sources ? composer->expansion->cited->numbers : NULL;
}

static bool id_taken(const struct composer *composer, const char *id)
{
    for (size_t i = 0; i < composer->figures.count; i++)
        if (!strcmp(composer->figures.at[i].request.id, id))
            return true;
    return false;
}

static const char *figure_id(
    struct composer *composer, const struct figure_request *request, const struct block *block)
{
    if (block->order->id) {
        if (id_taken(composer, block->order->id))
            diags_add(composer->input->diags, DIAG_SAME_FIGURE,
                block->directive->attributes[ATTRIBUTE_ID].place, NULL, NULL, "two figures have the id '%s'",
                block->order->id);
        return block->order->id;
    }
    const char *usual = figure_default_id(composer->arena, composer->input->dataset, request);
    const char *id = usual;
    for (int n = 2; id_taken(composer, id); n++)
        id = arena_printf(composer->arena, "%s-%d", usual, n);
    return id;
}

/* How many loops ::loops tells: at least as many as a drawing numbers, where nobody says how many. */
static int loops_told(const struct composer *composer, const struct block *block)
{
    int numbered = (int)circuits_numbered(&composer->input->facts->live);
    int most = most_now(composer, block->order, composer->input->facts->live.loop_count);
    return most ? most : numbered > LOOPS_USUAL ? numbered : LOOPS_USUAL;
}

static int loops_told_within(const struct composer *composer, const struct block *block)
{
    int most = 0;
    if (block->kind == BLOCK_DIRECTIVE && block->directive->name == DIRECTIVE_LOOPS)
        most = loops_told(composer, block);
    for (const struct block *child = block->first; child; child = child->next) {
        int told = loops_told_within(composer, child);
        most = told > most ? told : most;
    }
    return most;
}

/* Whether ::loops has all the loops that the drawing numbers: then the figure need not say them again. */
static bool page_tells_loops(const struct composer *composer, const struct order *order)
{
    bool same = order->loops != FLOW_LOOPS_FIRM && order->level == LEVEL_PARENT && !order->where;
    size_t told = (size_t)loops_told_within(composer, composer->root);
    return same && told > 0 && told >= circuits_numbered(&composer->input->facts->live);
}

static const struct figure_request *request_add(
    struct composer *composer, enum figure_kind kind, const struct block *block)
{
    const struct order *order = block->order;
    struct figure_request request = {.kind = kind,
        .title = order->caption,
        .width = composer->width,
        .height = order->height,
        .party = order->party,
        .where = order->where,
        .level = order->level,
        .parties_most = order->parties_most,
        .highlight = order->highlight,
        .highlight_index = order->highlight_index,
        .loops = order->loops,
        .lists_loops = kind == FIGURE_FLOW && !page_tells_loops(composer, order),
        .columns = order->columns,
        .column_count = order->column_count,
        .group = order->group,
        .direction = order->direction,
        .changes = order->changes,
        .scale = order->scale,
        .deal = order->deal,
        .by = order->by,
        .metric = order->metric,
        .deal_class = order->deal_class,
        .bucket = order->bucket,
        .most = (size_t)order->most,
        .items = order->items,
        .items_place = order->items_place};
    request.id = figure_id(composer, &request, block);
    struct brief_figure *figure = list_push(composer->arena, &composer->figures);
    figure->request = request;
    figure->caption = order->caption;
    struct figure_request *copy = arena_new(composer->arena, struct figure_request);
    *copy = request;
    return copy;
}

static double words_into(struct composer *composer, struct scene *scene, const char *words, enum style style,
    struct colour colour, enum tag tag, double y)
{
    if (!words || !*words)
        return y;
    struct box *box = box_words_balanced(composer->text, composer->arena,
        prose_typeset(composer->arena, words, 0), style, colour, composer->width);
    double height = box_height(box);
    scene_resize(scene, composer->width, y + height);
    box->tag = tag;
    box_draw(box, scene, 0, box_units(box), 0, y, height);
    return y + height;
}

/* What makes a figure's box, once or again. */
struct box_refit {
    struct composer *composer;
    const struct figure_request *request;
    const char *caption; /* NULL: none */
    bool subtitled;
    const char *title; /* of the drawing: the request's, or the finding */
    bool is_pressed;   /* made lower than it was: what cannot be is not tried twice */
    bool says_finding; /* without a caption of its own, the finding is the caption */
    struct diag *said; /* of the drawing that stands, not of those tried before */
    size_t said_count;
    size_t parties, parties_all; /* that a flow draws, and that there are; else 0 */
    struct figure_parts parts;   /* of the drawing made last */
};

/* Parties, at least, that a flow has cards for: else the page is given a grid; pressed into the rest of a
   page: else it keeps its height and goes to the next. */
enum { PARTIES_READ = 8, PARTIES_PRESSED = 6 };
static const double GRID_SHARE = 0.9; /* of a page: a grid leaves room for the words that say why it is one */
static const double HOPELESS = 1.3;   /* times the page's height: lower heights asked for will not help */

/* What comes out a little higher than asked for (the words around a drawing are not known before) is asked
   for lower once or twice more, by more than it was over: what is taken off a drawing is not all of it. */
enum { PRESS_TRIES = 3 };
static const double PRESS_OVER = 0.12, PRESS_FURTHER = 1.5;

static void said_keep(struct box_refit *how, struct diags *diags)
{
    how->said = diags_copy(how->composer->arena, diags, &how->said_count);
}

static void said_report(const struct box_refit *how, struct diags *diags)
{
    diags_repeat(diags, how->said, how->said_count);
}

/* Caption, measure and drawing as one scene. height: of the whole; 0: chosen. NULL after an error */
static struct scene *figure_compose(struct box_refit *how, double height, struct diags *diags)
{
    struct composer *composer = how->composer;
    struct figure_request request = *how->request;
    struct figure_context context = {composer->arena, composer->text, composer->input->engine,
        facts_at(composer, request.level), numbers_shown(composer), diags, composer->input->changes};
    struct scene *scene = scene_create(composer->arena, composer->width, 1);
    struct figure_parts parts;
    double head = how->caption ? text_leading_in_use(composer->text, STYLE_SUBSECTION) : 0;
    head += how->subtitled ? text_leading_in_use(composer->text, STYLE_FIGURE_SUBTITLE) : 0;
    head = is_pageless(composer) ? 0 : head; /* its words stand beside it */
    if (height > 0)
        request.height = height - head - SPACE_FIGURE;
    if (how->is_pressed && figure_memo_is_hopeless(composer->expansion->memo, &request))
        return NULL;
    if (!figure_make_once(composer->expansion->memo, &context, &request, &parts))
        return NULL;
    if (how->says_finding && how->caption == how->title) /* none of its own: that of the drawing made last */
        how->caption = parts.title;
    how->title = parts.title;
    how->parties = parts.parties;
    how->parties_all = parts.parties_all;
    how->parts = parts;
    if (is_pageless(composer))
        return parts.drawing;
    bool worded = (how->caption && *how->caption) || (how->subtitled && parts.subtitle && *parts.subtitle);
    scene_begin(scene, (struct scene_group){.tag = worded ? TAG_SECTION : TAG_NONE});
    double y = words_into(composer, scene, how->caption, STYLE_SUBSECTION, ink, TAG_CAPTION, 0);
    if (how->subtitled)
        y = words_into(composer, scene, parts.subtitle, STYLE_FIGURE_SUBTITLE, secondary,
            y > 0 ? TAG_P : TAG_CAPTION, y);
    y += y > 0 ? SPACE_FIGURE : 0;
    scene_place(scene, parts.drawing, 0, y);
    scene_end(scene);
    scene_resize(scene, composer->width, y + scene_height(parts.drawing));
    return scene;
}

/* The same; what is said of it waits until it is known which drawing stands, errors do not. */
static struct scene *figure_scene(struct box_refit *how, double height)
{
    struct diags *diags = diags_create();
    struct scene *scene = figure_compose(how, height, diags);
    said_keep(how, diags);
    if (diags_count(diags, DIAG_SEVERITY_ERROR) > 0) {
        said_report(how, how->composer->input->diags);
        how->said_count = 0;
    }
    diags_destroy(diags);
    return scene;
}

/* A flow folded into a handful says too little of who pays whom; who asks for few gets few. */
static bool is_folded_away(const struct box_refit *how, size_t least)
{
    bool asked = how->request->parties_most != 0 || how->request->kind != FIGURE_FLOW;
    return !asked && how->parties < least && how->parties < how->parties_all;
}

/* Lower, for the rest of a page; the old drawing stands where NULL comes back. */
static struct scene *figure_refit(struct box_refit *how, double height)
{
    struct box_refit before = *how;
    struct scene *lower = NULL;
    double ask = height, over = 0;
    how->is_pressed = true;
    for (int i = 0; i < PRESS_TRIES && (i == 0 || (over > 0 && over < height * PRESS_OVER)); i++) {
        ask -= over * PRESS_FURTHER;
        lower = figure_scene(how, ask);
        over = lower ? scene_height(lower) - height : 0;
    }
    how->is_pressed = false;
    if (lower && over <= 0 && !is_folded_away(how, PARTIES_PRESSED))
        return lower;
    *how = before;
    return NULL;
}

/* What a page holds of a figure: where it may come to stand away from its heading, its title too. */
static double page_room(const struct composer *composer, const struct box_refit *how)
{
    return composer->height - (how->caption ? 0 : text_leading_in_use(composer->text, STYLE_SUBSECTION));
}

/* Nothing may be higher than a page. A figure need not come out as low as it is asked to, so lower heights
   are tried while there is hope; NULL when none fits. */
static struct scene *figure_within(struct composer *composer, struct box_refit *how, struct scene *scene)
{
    static const double parts[] = {1, 0.88, 0.76, 0.64};
    double room = page_room(composer, how);
    for (size_t i = 0; i < sizeof parts / sizeof *parts && scene && scene_height(scene) > room; i++) {
        bool hopeless = scene_height(scene) > room * HOPELESS || is_folded_away(how, PARTIES_READ);
        if (i > 0 && hopeless)
            break;
        struct scene *lower = figure_scene(how, room * parts[i]);
        if (!lower || scene_height(lower) < scene_height(scene))
            scene = lower;
    }
    return scene && scene_height(scene) <= composer->height ? scene : NULL;
}

/* Where a figure would run over the page, a sentence says so and where the figure is. */
static void too_high_add(struct composer *composer, const struct figure_request *request, struct place place)
{
    diags_add(composer->input->diags, DIAG_CROWDED, place, NULL, "draw fewer with a where-clause",
        "the figure '%s' is too dense for a page and is left out of it", request->id);
    const char *words = say(composer->arena,
        "Too much goes on here for one page: the figure is in the file \u201c%s\u201d beside this briefing.",
        request->id);
    struct box *box = box_words(composer->text, composer->arena, prose_typeset(composer->arena, words, 0),
        STYLE_NOTE, secondary, composer->width);
    box->tag = TAG_P;
    box->before = SPACE_CAPTION;
    box_add(composer, box);
}

/* The scene with its title above it */
static struct scene *titled_scene(struct composer *composer, const struct box_refit *how, struct scene *scene)
{
    struct scene *titled = scene_create(composer->arena, composer->width, 1);
    scene_begin(titled, (struct scene_group){.tag = TAG_SECTION});
    double y = words_into(composer, titled, how->title, STYLE_SUBSECTION, ink, TAG_CAPTION, 0);
    if (y + scene_height(scene) > composer->height)
        return NULL;
    scene_place(titled, scene, 0, y);
    scene_end(titled);
    scene_resize(titled, composer->width, y + scene_height(scene));
    return titled;
}

static struct box_refit *refit_add(
    struct composer *composer, const struct figure_request *request, const char *caption, bool subtitled)
{
    struct box_refit *how = arena_new(composer->arena, struct box_refit);
    *how = (struct box_refit){
        .composer = composer, .request = request, .caption = caption, .subtitled = subtitled};
    *list_push(composer->arena, &composer->made) = how;
    return how;
}

/* A heading that stands right above is the figure's title. */
static bool headed(const struct composer *composer)
{
    size_t count = composer->boxes.count;
    return count > 0 && composer->boxes.at[count - 1]->is_heading;
}

static void drawing_box_add(struct composer *composer, struct box_refit *how, struct scene *scene, bool fixed)
{
    enum figure_kind kind = how->request->kind;
    struct box *box = arena_new(composer->arena, struct box);
    box->kind = BOX_DRAWING;
    box->drawing = scene;
    box->before = how->caption ? SPACE_CAPTION + 4 : headed(composer) ? SPACE_FIGURE : SPACE_CAPTION;
    box->floats = kind != FIGURE_TABLE && kind != FIGURE_KEYFIGURES;
    if (box->floats && !fixed) {
        box->refit = figure_refit;
        box->how = how;
    }
    box->made = how;
    if (box->floats && !how->caption && !is_pageless(composer))
        box->captioned = titled_scene(composer, how, scene);
    box_add(composer, box);
}

/* "A grid stands here for the flow diagram: of these 30 parties it would draw three …" */
static void grid_words_add(struct composer *composer, const struct box_refit *flow)
{
    struct str out = str_init(composer->arena);
    struct str all = str_init(composer->arena), drawn = str_init(composer->arena);
    word_count(&all, (int64_t)flow->parties_all);
    word_count(&drawn, (int64_t)flow->parties);
    say_to(&out,
        "A grid stands here for the flow diagram, in which %s parties with so much between them would not be "
        "read: on this page it has room for %s, with all others folded together.",
        str_text(&all), str_text(&drawn));
    if (!is_pageless(composer))
        say_to(&out, " It is in the file “%s” beside this briefing.", flow->request->id);
    struct box *box = box_words(composer->text, composer->arena,
        prose_typeset(composer->arena, str_text(&out), 0), STYLE_NOTE, secondary, composer->prose);
    box->tag = TAG_P;
    box->before = SPACE_PARAGRAPH;
    box->keep_with_next = true;
    box_add(composer, box);
}

/* What is too dense to be read as a flow, as a grid: the same numbers. Its smallest parties are folded until
   it fits. */
static bool grid_add(struct composer *composer, struct box_refit *flow, struct place place)
{
    static const int most[] = {0, 16, 10, 6};
    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        struct figure_request *request = arena_new(composer->arena, struct figure_request);
        *request = *flow->request;
        request->kind = FIGURE_MATRIX;
        request->lists_loops = false;
        request->height = 0;
        request->parties_most = most[i];
        struct box_refit *how = refit_add(composer, request, flow->caption, flow->subtitled);
        struct scene *scene = figure_scene(how, 0);
        if (scene && scene_height(scene) <= composer->height * GRID_SHARE) {
            flow->said_count = 0;
            diags_add(composer->input->diags, DIAG_CROWDED, place, NULL, "draw fewer with a where-clause",
                "the figure '%s' is too dense for a page: a grid stands there in its place",
                flow->request->id);
            grid_words_add(composer, flow);
            drawing_box_add(composer, how, scene, false);
            return true;
        }
        how->said_count = 0;
    }
    return false;
}

/* As low as its share of a limited number of pages; it stays as it is where that cannot be */
static struct scene *figure_lower(struct composer *composer, struct box_refit *how, struct scene *scene)
{
    static const double parts[] = {1, 0.7, 0.4};
    double whole = scene_height(scene), least = height_now(composer, whole);
    for (size_t i = 0; i < sizeof parts / sizeof *parts && least < whole; i++) {
        struct scene *lower = figure_refit(how, whole - (whole - least) * parts[i]);
        if (lower)
            return lower;
    }
    return scene;
}

static void drawing_add(
    struct composer *composer, const struct block *block, enum figure_kind kind, bool subtitled)
{
    const struct figure_request *request = request_add(composer, kind, block);
    struct box_refit *how = refit_add(composer, request, block->order->caption, subtitled);
    struct scene *made = figure_scene(how, 0);
    if (!made)
        return;
    struct scene *scene = figure_within(composer, how, made);
    bool dense =
        kind == FIGURE_FLOW && (!scene || (!block->order->height && is_folded_away(how, PARTIES_READ)));
    if (dense && grid_add(composer, how, block->directive->place))
        return;
    if (scene && kind != FIGURE_KEYFIGURES && !block->order->height)
        scene = figure_lower(composer, how, scene);
    if (scene)
        drawing_box_add(composer, how, scene, block->order->height > 0);
    else
        too_high_add(composer, how->request, block->directive->place);
}

static size_t table_data_rows(const struct table *table)
{
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++)
        count += table->rows[i].kind == ROW_DATA;
    return count;
}

static void table_add(struct composer *composer, const struct block *block)
{
    const struct figure_request *request = request_add(composer, FIGURE_TABLE, block);
    struct deal_table_options options = {request->columns, request->column_count, request->where,
        (enum deal_table_group)request->group, numbers_shown(composer), 0,
        composer->expansion->thrift != NULL};
    const struct facts *facts = facts_at(composer, request->level);
    const struct table *table = deal_table_make(composer->arena, facts, &options);
    if (table && block->order->least + block->order->most) {
        options.most = (size_t)most_now(composer, block->order, table_data_rows(table));
        struct deal_table_left left = deal_table_left(composer->arena, facts, &options);
        table = deal_table_make(composer->arena, facts, &options);
        left_out_note(composer, deal_table_left_words(composer->arena, facts, &left));
    }
    if (composer->quiet && (!table || !table->row_count)) {
        composer->figures.count--;
        return;
    }
    if (!table || !table->row_count) {
        diags_add(composer->input->diags, DIAG_NO_DATA, block->directive->place, NULL,
            "put it into :::if{where=\"…\"} if that may happen", "no deal belongs into this table");
        return;
    }
    struct table *named = arena_new(composer->arena, struct table);
    *named = *table;
    named->id = request->id;
    captioned_table_add(composer, named, block->order->caption);
}

/* ---- what changed ---- */

void words_heading_add(struct composer *composer, const char *words, int level)
{
    struct block heading = {.kind = BLOCK_HEADING, .level = level};
    struct run *run = list_push(composer->arena, &heading.runs);
    run->text = words;
    heading_add(composer, &heading);
}

void words_paragraph_add(struct composer *composer, const char *words, enum style style)
{
    struct box *box = box_words(composer->text, composer->arena, prose_typeset(composer->arena, words, 0),
        style, style == STYLE_NOTE ? secondary : ink, composer->prose - composer->indent);
    prose_box_add(composer, box);
}

/* At most so many sentences, and how many more there are; 0: all */
static struct strings sentences_cut(struct composer *composer, const struct strings *sentences, int most)
{
    size_t count = sentences->count;
    if (!most || count <= (size_t)most + 1)
        return *sentences;
    struct strings cut = {arena_array(composer->arena, const char *, (size_t)most + 1), (size_t)most + 1};
    for (int i = 0; i < most; i++)
        cut.at[i] = sentences->at[i];
    struct str rest = str_init(composer->arena);
    word_count(&rest, (int64_t)count - most);
    cut.at[most] = say(composer->arena, "And %s more.", str_text(&rest));
    return cut;
}

static void bridge_columns(struct arena *arena, struct table *table, const struct bridge_rows *rows)
{
    table->columns[0] = (struct table_column){.head = said(arena, "How the sums moved"), .weight = 1};
    for (size_t c = 0; c < rows->column_count; c++) {
        struct table_column *column = &table->columns[c + 1];
        column->head = rows->columns[c];
        column->unit = rows->is_money[c] ? rows->unit : NULL;
        column->align = TABLE_DECIMAL;
        column->least = 64;
    }
}

static const char *bridge_note(struct composer *composer, const struct bridge_rows *rows)
{
    struct str out = str_init(composer->arena);
    if (rows->has_open)
        str_append(&out,
            said(out.arena, "Open-ended amounts (“at least”) stand in the high column with what is known. "));
    if (rows->rounded)
        str_append(&out, said(out.arena, "Rounded so that every column adds up. "));
    if (*rows->still)
        say_to(&out, "Unchanged: %s.", rows->still);
    return out.length ? str_text(&out) : NULL;
}

static void bridge_add(struct composer *composer, const struct bridge_rows *rows)
{
    static const enum table_row_kind kinds[] = {[BRIDGE_HEAD] = ROW_GROUP,
        [BRIDGE_OPENING] = ROW_DATA,
        [BRIDGE_STEP] = ROW_DATA,
        [BRIDGE_CLOSING] = ROW_SUBTOTAL};
    struct table *table = arena_new(composer->arena, struct table);
    table->column_count = rows->column_count + 1;
    table->row_count = rows->row_count;
    table->columns = arena_array(composer->arena, struct table_column, table->column_count);
    table->rows = arena_array(composer->arena, struct table_row, table->row_count);
    table->id = "bridge";
    table->note = bridge_note(composer, rows);
    bridge_columns(composer->arena, table, rows);
    for (size_t r = 0; r < rows->row_count; r++) {
        const struct bridge_row *row = &rows->rows[r];
        struct table_cell *cells = arena_array(composer->arena, struct table_cell, table->column_count);
        cells[0].text = word_capital(composer->arena, row->label);
        cells[0].indent = row->kind == BRIDGE_STEP;
        for (size_t c = 0; c < rows->column_count; c++) {
            cells[c + 1].text = row->cells[c];
            cells[c + 1].is_number = true;
        }
        table->rows[r] = (struct table_row){kinds[row->kind], cells};
    }
    table_box_add(composer, table, SPACE_CAPTION);
}

static void sums_add(struct composer *composer, const struct changes *changes)
{
    struct bridge_rows rows = bridge_rows_make(composer->arena, changes);
    if (rows.row_count)
        bridge_add(composer, &rows);
    else if (!changes->bridge.possible)
        words_paragraph_add(composer,
            said(composer->arena,
                "The sums cannot be compared: an exchange rate between the two currencies is missing."),
            STYLE_NOTE);
}

/* Nothing without an older edition: the template serves both. */
static void changes_add(struct composer *composer, const struct block *block)
{
    const struct changes *changes = composer->input->changes;
    if (!changes)
        return;
    const struct change_story *story = changes_tell(composer->arena, changes, false);
    struct str title = str_init(composer->arena);
    word_date(&title, changes->before->dataset->as_of);
    words_heading_add(composer,
        block->order->caption ? block->order->caption
                              : say(composer->arena, "What changed since %s", str_text(&title)),
        2);
    composer->next_before = SPACE_PARAGRAPH;
    words_paragraph_add(composer, story->headline, STYLE_BODY);
    for (size_t i = 0; i < story->section_count; i++) {
        int most = most_now(composer, block->order, story->sections[i].sentences.count);
        struct strings sentences = sentences_cut(composer, &story->sections[i].sentences, most);
        words_heading_add(composer, story->sections[i].heading, 3);
        sentences_add(composer, &sentences);
    }
    sums_add(composer, changes);
}

/* ---- notes, sources, method ---- */

static void note_runs(struct composer *composer, const struct note *note, struct runs *runs)
{
    struct run *words = list_push(composer->arena, runs);
    words->kind = RUN_TEXT;
    words->text = note->text;
    struct run style = {0};
    if (composer->expansion->has_sources)
        marks_append(composer->arena, composer->expansion->cited, &note->sources, &style, runs);
}

static int notes_of_kind(struct composer *composer, enum note_kind kind, int most, struct block *list)
{
    const struct dataset *dataset = composer->input->dataset;
    int count = 0;
    for (size_t i = 0; i < dataset->note_count && (!most || count < most); i++) {
        if (dataset->notes[i].kind != kind)
            continue;
        struct block *item = block_append(composer->arena, list, BLOCK_ITEM);
        struct block *paragraph = block_append(composer->arena, item, BLOCK_PARAGRAPH);
        note_runs(composer, &dataset->notes[i], &paragraph->runs);
        count++;
    }
    return count;
}

static size_t notes_count(const struct dataset *dataset, enum note_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < dataset->note_count; i++)
        count += dataset->notes[i].kind == kind;
    return count;
}

/* "Risks: two more" */
static void notes_left_out(struct composer *composer, enum note_kind kind, size_t count)
{
    struct str words = str_init(composer->arena);
    word_counted(&words, (int64_t)count, "note", "notes");
    left_out_note(composer,
        say(composer->arena, "%s under “%s”", str_text(&words), word_note_kind(composer->arena, kind)));
}

static void notes_add(struct composer *composer, const struct order *order)
{
    size_t count;
    const enum note_kind *kinds = prose_note_order(&count);
    bool single = order->kinds && !(order->kinds & (order->kinds - 1));
    for (size_t i = 0; i < count; i++) {
        struct block list = {.kind = BLOCK_LIST};
        if (order->kinds && !(order->kinds & (1u << kinds[i])))
            continue;
        size_t all = notes_count(composer->input->dataset, kinds[i]);
        int most = most_now(composer, order, all);
        if (!notes_of_kind(composer, kinds[i], most, &list))
            continue;
        if (most && all > (size_t)most)
            notes_left_out(composer, kinds[i], all - (size_t)most);
        if (!single) {
            struct block heading = {.kind = BLOCK_HEADING, .level = 3};
            struct run *run = list_push(composer->arena, &heading.runs);
            run->text = word_note_kind(composer->arena, kinds[i]);
            heading_add(composer, &heading);
        }
        list_add(composer, &list);
    }
}

static struct box *source_entry(struct composer *composer, size_t source, double width)
{
    const struct dataset *dataset = composer->input->dataset;
    const struct source *at = &dataset->sources[source];
    struct runs runs = {0};
    struct run *publisher = list_push(composer->arena, &runs);
    *publisher = (struct run){.kind = RUN_TEXT, .text = at->publisher, .emphasis = true, .address = at->url};
    const char *title = at->title ? arena_printf(composer->arena, ". %s", at->title) : "";
    bool stop = str_ends(title, ".") || str_ends(title, "?") || str_ends(title, "!");
    const char *details = prose_source_details(composer->arena, dataset, composer->expansion->cited, source);
    struct run *rest = list_push(composer->arena, &runs);
    *rest = (struct run){.kind = RUN_TEXT};
    rest->text = arena_printf(composer->arena, "%s%s %s", title, stop ? "" : ".", details);
    struct box *box = runs_box(composer, &runs, STYLE_NOTE, secondary, width);
    int number = composer->expansion->cited->numbers[source];
    box->anchor = arena_printf(composer->arena, "source-%d", number);
    box->bullet = text_shape(composer->text, text_style_in_use(composer->text, STYLE_NOTE),
        arena_printf(composer->arena, "%d", number));
    box->bullet_words = arena_printf(composer->arena, "%d", number);
    box->bullet_x = -SOURCE_INDENT;
    box->bullet_colour = secondary;
    box->x = SOURCE_INDENT;
    box->before = 2;
    return box;
}

static void sources_add(struct composer *composer, const struct order *order)
{
    const struct cited *cited = composer->expansion->cited;
    struct cited chosen;
    if (order->deal != NO_INDEX) {
        chosen = cited_by_deal(composer->arena, composer->input->dataset, cited, order->deal);
        cited = &chosen;
    }
    if (!cited->count)
        return;
    const struct box_group *outer = composer->group;
    int columns = cited->count > 3 ? 2 : 1;
    double width = box_column_width(composer->width, columns, 2 * GUTTER);
    struct box **entries = arena_array(composer->arena, struct box *, cited->count);
    composer->group = group_make(composer, TAG_LIST);
    const struct box_group *list = composer->group;
    for (size_t i = 0; i < cited->count; i++) {
        composer->group = list;
        entries[i] = source_entry(composer, cited->sources[i], width - SOURCE_INDENT);
        entries[i]->group = group_make(composer, TAG_ITEM);
    }
    composer->group = outer;
    struct box *box =
        box_columns(composer->arena, entries, cited->count, columns, composer->width, 2 * GUTTER);
    box->before = SPACE_PARAGRAPH;
    box_add(composer, box);
}

static void page_break_add(struct composer *composer)
{
    struct box *box = arena_new(composer->arena, struct box);
    box->kind = BOX_PAGE_BREAK;
    box_add(composer, box);
}

/* Nothing to draw is said in words where the template asks for all flows; a clause that finds none is a
 * fault. */
static void flow_add(struct composer *composer, const struct block *block, enum figure_kind kind)
{
    if (block->order->where || figure_flow_any(facts_at(composer, block->order->level), NULL)) {
        drawing_add(composer, block, kind, true);
        return;
    }
    if (composer->quiet)
        return;
    if (!diags_has(composer->input->diags, DIAG_NOTHING_LIVE))
        diags_add(composer->input->diags, DIAG_NOTHING_LIVE,
            (struct place){composer->input->dataset->file, 0, 0}, NULL, NULL,
            "no deal with an amount is live: the %s is left out",
            kind == FIGURE_FLOW ? "flow diagram" : "matrix");
    struct box *box = box_words(composer->text, composer->arena,
        said(composer->arena,
            "No money is known to move between two of these parties: there is no flow to draw."),
        STYLE_BODY, ink, composer->prose);
    composer->next_before = SPACE_PARAGRAPH;
    prose_box_add(composer, box);
}

/* A chart with nothing to draw says so in its place: a template serves many datasets. */
static void empty_chart_add(struct composer *composer, const struct box_refit *how)
{
    struct arena *arena = composer->arena;
    const char *words = arena_printf(arena, "%s.", word_capital(arena, how->said[0].sentence));
    struct box *box = box_words(
        composer->text, arena, prose_typeset(arena, words, 0), STYLE_NOTE, secondary, composer->prose);
    box->tag = TAG_P;
    box->before = SPACE_CAPTION;
    box_add(composer, box);
}

static bool is_empty(const struct diags *diags)
{
    return diags_has(diags, DIAG_NO_DATA) && diags_count(diags, DIAG_SEVERITY_ERROR) == 1;
}

/* A bridge needs an older edition: without one there is no change to show, and nothing is drawn. */
static void chart_add(struct composer *composer, const struct block *block)
{
    enum figure_kind kind = (enum figure_kind)figure_kind_find(block->directive->word);
    struct diags *diags = diags_create();
    if ((figure_takes(kind) & NEEDS_SINCE) && !composer->input->changes) {
        diags_destroy(diags);
        return;
    }
    const struct figure_request *request = request_add(composer, kind, block);
    struct box_refit *how = refit_add(composer, request, block->order->caption, true);
    how->says_finding = true;
    struct scene *made = figure_compose(how, 0, diags);
    said_keep(how, diags);
    bool empty = is_empty(diags);
    diags_destroy(diags);
    if (!made) {
        if (empty && !composer->quiet)
            empty_chart_add(composer, how);
        else if (empty)
            how->said_count = 0;
        else
            said_report(how, composer->input->diags);
        how->said_count = 0;
        composer->figures.count--; /* no file either */
        return;
    }
    struct scene *scene = figure_within(composer, how, made);
    if (scene && !block->order->height)
        scene = figure_lower(composer, how, scene);
    if (scene)
        drawing_box_add(composer, how, scene, block->order->height > 0);
    else
        too_high_add(composer, how->request, block->directive->place);
}

static void directive_draw(struct composer *composer, const struct block *block)
{
    struct strings sentences;
    switch (block->directive->name) {
    case DIRECTIVE_KEYFIGURES:
        if (block->order->items || keynumbers_any(composer->arena, composer->input->facts))
            drawing_add(composer, block, FIGURE_KEYFIGURES, false);
        break;
    case DIRECTIVE_FLOW:
        flow_add(composer, block, FIGURE_FLOW);
        break;
    case DIRECTIVE_MATRIX:
        flow_add(composer, block, FIGURE_MATRIX);
        break;
    case DIRECTIVE_CHART:
        chart_add(composer, block);
        break;
    case DIRECTIVE_TABLE:
        table_add(composer, block);
        break;
    case DIRECTIVE_LOOPS:
        sentences = flow_loop_sentences(composer->arena, composer->input->facts,
            &composer->input->facts->live, loops_told(composer, block));
        sentences_add(composer, &sentences);
        break;
    case DIRECTIVE_CHANGES:
        changes_add(composer, block);
        break;
    case DIRECTIVE_NOTES:
        notes_add(composer, block->order);
        break;
    case DIRECTIVE_SOURCES:
        sources_add(composer, block->order);
        break;
    case DIRECTIVE_METHOD:
        method_add(composer);
        break;
    case DIRECTIVE_RIGHTS:
        rights_add(composer, block);
        break;
    case DIRECTIVE_DISPUTES:
        disputes_add(composer, block);
        break;
    case DIRECTIVE_TOC:
        toc_add(composer, block);
        break;
    case DIRECTIVE_PAGEBREAK:
        page_break_add(composer);
        break;
    default:
        assert(!"a directive that draws nothing was expanded");
    }
}

static void directive_add(struct composer *composer, const struct block *block)
{
    size_t boxes = composer->boxes.count;
    directive_draw(composer, block);
    composer->found += composer->boxes.count > boxes && block->directive->name != DIRECTIVE_PAGEBREAK;
}

static void container_add(struct composer *composer, const struct block *block)
{
    size_t first = composer->boxes.count;
    bool outer = composer->standfirst;
    if (block->directive->name == CONTAINER_COLUMNS) {
        columns_add(composer, block);
        return;
    }
    if (block->directive->name == CONTAINER_FOUND) {
        found_add(composer, block);
        return;
    }
    if (block->directive->name == CONTAINER_SPARE && spare_dropped(composer, block))
        return;
    if (block->directive->name == CONTAINER_STANDFIRST)
        composer->standfirst = true;
    compose_children(composer, block);
    composer->standfirst = outer;
    if (block->directive->name != CONTAINER_KEEP)
        return;
    for (size_t i = first; i < composer->boxes.count; i++) {
        composer->boxes.at[i]->whole = true;
        composer->boxes.at[i]->floats = false;
        if (i + 1 < composer->boxes.count)
            composer->boxes.at[i]->keep_with_next = true;
    }
}

static void block_add(struct composer *composer, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        heading_add(composer, block);
        break;
    case BLOCK_PARAGRAPH:
        paragraph_add(composer, block);
        break;
    case BLOCK_QUOTE:
        quote_add(composer, block);
        break;
    case BLOCK_LIST:
        list_add(composer, block);
        break;
    case BLOCK_RULE:
        rule_add(composer);
        break;
    case BLOCK_TABLE:
        markdown_table_add(composer, block);
        break;
    case BLOCK_DIRECTIVE:
        directive_add(composer, block);
        break;
    case BLOCK_CONTAINER:
        container_add(composer, block);
        break;
    default:
        compose_children(composer, block);
    }
}

void compose_children(struct composer *composer, const struct block *block)
{
    for (const struct block *child = block->first; child; child = child->next)
        block_add(composer, child);
}

/* Ten of the twelve columns of the grid where that is a good line; narrower paper gives all it has; wide
   paper sets prose in columns. */
static void prose_measure(struct composer *composer)
{
    double most = prose_most(composer, STYLE_BODY);
    double column = (composer->width - 11 * GUTTER) / 12;
    double ten = PROSE_COLUMNS * column + (PROSE_COLUMNS - 1) * GUTTER;
    composer->prose_columns = 1;
    composer->prose = composer->width < most ? composer->width : most;
    if (ten >= 0.9 * most && ten <= most) {
        composer->prose = ten;
    } else if (composer->width > PROSE_WIDE * most) {
        composer->prose_columns = composer->width > 2 * most ? 3 : 2;
        composer->prose = box_column_width(composer->width, composer->prose_columns, 2 * GUTTER);
    }
}

struct composition compose(const struct brief_input *input, const struct expansion *expansion,
    const struct block *root, double width, double height)
{
    struct composer *composer =
        arena_new(input->arena, struct composer); /* boxes that are made again need it */
    *composer = (struct composer){.input = input,
        .expansion = expansion,
        .root = root,
        .arena = input->arena,
        .text = input->text,
        .width = width,
        .page_width = width,
        .height = height,
        .next_before = -1};
    prose_measure(composer);
    compose_children(composer, root);
    left_out_add(composer);
    if (composer->prose_columns > 1)
        compose_wide(composer);
    layout_finish(composer);
    return (struct composition){
        composer, composer->boxes.at, composer->boxes.count, composer->figures.at, composer->figures.count};
}

void compose_report(const struct composition *composition)
{
    const struct composer *composer = composition->composer;
    for (size_t i = 0; i < composer->made.count; i++)
        said_report(composer->made.at[i], composer->input->diags);
}

/* A telephone's width has rows rather than columns: there money runs down. */
static struct figure_request request_narrowed(const struct figure_request *request, double width)
{
    struct figure_request narrow = *request;
    narrow.width = width;
    narrow.height = 0;
    narrow.direction = DIRECTION_DOWN;
    return narrow;
}

struct scene *compose_figure_again(const struct box *box, double width)
{
    const struct box_refit *how = box->made;
    struct composer *composer = how->composer;
    struct figure_request request = request_narrowed(how->request, width);
    struct diags *diags = diags_create();
    struct figure_context context = {composer->arena, composer->text, composer->input->engine,
        facts_at(composer, request.level), numbers_shown(composer), diags, composer->input->changes};
    struct figure_parts parts;
    bool made = figure_make(&context, &request, &parts);
    diags_destroy(diags);
    return made ? parts.drawing : NULL;
}

struct composed_figure compose_figure(const struct box *box)
{
    const struct box_refit *how = box->made;
    const char *title = how->caption ? how->caption : how->title;
    return (struct composed_figure){
        how->request, title, !how->caption, how->subtitled ? how->parts.subtitle : NULL, &how->parts};
}
