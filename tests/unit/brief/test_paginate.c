/* SPDX-License-Identifier: MIT */
#include "desk.h"

#include "paginate.h"

#include <math.h>
#include <string.h>
#include <time.h>

#define AMAZON "samples/openai-amazon-2025-12.json"

typedef LIST(struct box *) box_list;

struct stack {
    struct desk desk;
    box_list boxes;
    struct page_format format;
    struct pages pages;
};

static struct box *add(struct stack *stack, struct box *box)
{
    *list_push(stack->desk.arena, &stack->boxes) = box;
    return box;
}

static struct box *add_lines(struct stack *stack, size_t lines)
{
    struct str words = str_init(stack->desk.arena);
    for (size_t i = 0; i < lines; i++)
        str_printf(&words, "%sline %zu", i ? "\n" : "", i + 1);
    struct box *box = box_words(stack->desk.text, stack->desk.arena, str_text(&words), STYLE_BODY,
        (struct colour){.role = ROLE_INK}, 400);
    box->before = 6;
    return add(stack, box);
}

static struct box *add_heading(struct stack *stack)
{
    struct box *box = add_lines(stack, 1);
    box->is_heading = box->keep_with_next = box->whole = box->on_grid = true;
    box->before = 20;
    return box;
}

static struct box *add_drawing(struct stack *stack, double height, bool floats)
{
    struct box *box = arena_new(stack->desk.arena, struct box);
    box->kind = BOX_DRAWING;
    box->drawing = scene_create(stack->desk.arena, 400, height);
    box->before = 8;
    box->floats = floats;
    return add(stack, box);
}

static struct box *add_table(struct stack *stack, size_t rows)
{
    struct arena *arena = stack->desk.arena;
    struct table *table = arena_new(arena, struct table);
    table->column_count = 1;
    table->columns = arena_array(arena, struct table_column, 1);
    table->columns[0].head = "Head";
    table->row_count = rows;
    table->rows = arena_array(arena, struct table_row, rows);
    for (size_t i = 0; i < rows; i++) {
        table->rows[i].cells = arena_array(arena, struct table_cell, 1);
        table->rows[i].cells[0].text = arena_printf(arena, "row %zu", i);
        table->rows[i].kind = i % 7 == 0 && i + 1 < rows ? ROW_GROUP : ROW_DATA;
    }
    struct box *box = arena_new(arena, struct box);
    box->kind = BOX_TABLE;
    box->plan = table_plan_make(arena, stack->desk.text, table, 499);
    box->row_count = rows;
    box->before = 6;
    return add(stack, box);
}

static struct box *add_columns(struct stack *stack, size_t entries)
{
    struct box **boxes = arena_array(stack->desk.arena, struct box *, entries);
    for (size_t i = 0; i < entries; i++) {
        boxes[i] = box_words(stack->desk.text, stack->desk.arena, i % 3 ? "one" : "one\ntwo", STYLE_NOTE,
            (struct colour){.role = ROLE_INK}, 240);
        boxes[i]->before = 2;
    }
    struct box *box = box_columns(stack->desk.arena, boxes, entries, 2, 499, 20);
    box->before = 6;
    return add(stack, box);
}

/* A list of items of so many lines each, ended by 0 */
static void add_list(struct stack *stack, const size_t *lines)
{
    struct box_group *list = arena_new(stack->desk.arena, struct box_group);
    list->tag = TAG_LIST;
    for (; *lines; lines++) {
        struct box_group *item = arena_new(stack->desk.arena, struct box_group);
        *item = (struct box_group){TAG_ITEM, list};
        struct box *box = add_lines(stack, *lines);
        box->group = item;
        box->before = 3;
    }
}

/* A table with a row for each letter: d data, D data with a dagger, g heading, s subtotal */
static struct box *add_rows(struct stack *stack, const char *rows)
{
    struct arena *arena = stack->desk.arena;
    struct table *table = arena_new(arena, struct table);
    table->column_count = 1;
    table->columns = arena_array(arena, struct table_column, 1);
    table->columns[0].head = "Head";
    table->row_count = strlen(rows);
    table->rows = arena_array(arena, struct table_row, table->row_count);
    table->note = "† Assumed";
    for (size_t i = 0; i < table->row_count; i++) {
        table->rows[i].cells = arena_array(arena, struct table_cell, 1);
        table->rows[i].cells[0].text = arena_printf(arena, "row %zu", i);
        table->rows[i].cells[0].superscript = rows[i] == 'D' ? "†" : NULL;
        table->rows[i].kind = rows[i] == 'g' ? ROW_GROUP : rows[i] == 's' ? ROW_SUBTOTAL : ROW_DATA;
    }
    struct box *box = arena_new(arena, struct box);
    box->kind = BOX_TABLE;
    box->arena = arena;
    box->text = stack->desk.text;
    box->continued = "Deals (continued)";
    box->plan = table_plan_make(arena, stack->desk.text, table, 499);
    box->row_count = table->row_count;
    return add(stack, box);
}

/* How often a page prints exactly these words as one run */
static size_t prints(const struct stack *stack, size_t page, const char *words)
{
    size_t count, found = 0;
    const struct scene_item *items = scene_items(stack->pages.scenes[page], &count);
    for (size_t i = 0; i < count; i++)
        found += items[i].kind == SCENE_TEXT && !strcmp(items[i].run->string, words);
    return found;
}

#define INSIDE 741.89 /* points: the height of a page's inside */

static void stack_open(struct stack *stack)
{
    *stack = (struct stack){0};
    desk_open(&stack->desk, AMAZON);
    stack->format = page_format_make(false);
}

static void stack_run(struct stack *stack)
{
    stack->pages =
        paginate(stack->desk.arena, stack->desk.text, stack->boxes.at, stack->boxes.count, &stack->format);
}

/* "box from-to@page" of every piece in the order they were placed */
static const char *placed(struct stack *stack)
{
    struct str out = str_init(stack->desk.arena);
    for (size_t i = 0; i < stack->pages.placement_count; i++) {
        const struct placement *at = &stack->pages.placements[i];
        str_printf(&out, "%s%zu %zu-%zu@%zu", i ? ", " : "", at->box, at->from, at->to, at->page + 1);
    }
    return str_text(&out);
}

/* Every box once, its parts in order, nothing outside the margins, nothing over something else. */
static void check_placed(const struct stack *stack)
{
    size_t *done = arena_array(stack->desk.arena, size_t, stack->boxes.count + 1);
    double bottom = stack->format.height - stack->format.bottom, below = 0;
    size_t page = 0, highest = 0;
    for (size_t i = 0; i < stack->pages.placement_count; i++) {
        const struct placement *at = &stack->pages.placements[i];
        const struct box *box = stack->boxes.at[at->box];
        assert_int_equal(at->from, done[at->box]);
        assert_true(at->to > at->from);
        done[at->box] = at->to;
        assert_true(at->page >= page);
        if (at->page > page)
            below = stack->format.top;
        page = at->page;
        assert_true(at->y >= fmax(below, stack->format.top) - 0.01);
        below = at->y + at->height;
        assert_true(below <= bottom + 0.05);
        if (!box->floats) { /* only figures come late */
            assert_true(at->box >= highest);
            highest = at->box;
        }
        if (box->kind == BOX_TEXT && box->lines.count > 1)
            assert_true(at->to - at->from >= 2);
    }
    for (size_t i = 0; i < stack->boxes.count; i++)
        assert_int_equal(
            done[i], stack->boxes.at[i]->kind == BOX_PAGE_BREAK ? 0 : box_units(stack->boxes.at[i]));
}

/* What keeps with the next stands on the page of its first piece. */
static void check_kept(const struct stack *stack)
{
    size_t *first = arena_array(stack->desk.arena, size_t, stack->boxes.count + 1);
    for (size_t i = stack->pages.placement_count; i-- > 0;)
        first[stack->pages.placements[i].box] = stack->pages.placements[i].page;
    for (size_t i = 0; i + 1 < stack->boxes.count; i++)
        if (stack->boxes.at[i]->keep_with_next && !stack->boxes.at[i + 1]->floats)
            assert_int_equal(first[i], first[i + 1]);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* A mark in the fourth line of a paragraph */
static const struct note_mark *note_marks(struct stack *stack)
{
    struct note_mark *mark = arena_new(stack->desk.arena, struct note_mark);
    *mark = (struct note_mark){3, box_words(stack->desk.text, stack->desk.arena, "† Note", STYLE_NOTE,
                                      (struct colour){.role = ROLE_FAINT}, 400)};
    return mark;
}

/* No heading ends a page, no item stands alone at the top of one when it is the last of its list, and the
   notes of a page have their room. */
static void check_ends(const struct stack *stack)
{
    for (size_t i = 0; i < stack->pages.placement_count; i++) {
        const struct placement *at = &stack->pages.placements[i], *next = at + 1;
        const struct box *box = stack->boxes.at[at->box];
        bool ends = i + 1 == stack->pages.placement_count || next->page != at->page;
        if (box->mark_count && at->from <= 3 && at->to > 3)
            assert_true(prints(stack, at->page, "† Note") >= 1);
        if (!ends)
            continue;
        assert_false(box->is_heading);
        if (i + 1 < stack->pages.placement_count && next->from == 0 && box->group &&
            at->to == box_units(box) && next->box == at->box + 1 && stack->boxes.at[next->box]->group)
            assert_true(stack->boxes.at[next->box]->group->parent != box->group->parent ||
                        stack->boxes.at[next->box + 1]->group == NULL ||
                        stack->boxes.at[next->box + 1]->group->parent == box->group->parent);
    }
}

static void add_random(struct stack *stack, uint32_t *seed)
{
    size_t one, two;
    switch (next_random(seed) % 10) {
    case 8:
        one = 1 + next_random(seed) % 5;
        two = 1 + next_random(seed) % 9;
        add_list(stack, (const size_t[]){one, two, 2, 0});
        break;
    case 9:
        add_lines(stack, 6)->marks = note_marks(stack);
        stack->boxes.at[stack->boxes.count - 1]->mark_count = 1;
        break;
    case 0:
        add_heading(stack);
        break;
    case 1:
        add_drawing(stack, 60 + next_random(seed) % 560, true);
        break;
    case 2:
        add_table(stack, 1 + next_random(seed) % 70);
        break;
    case 3:
        add_columns(stack, 1 + next_random(seed) % 90);
        break;
    case 4:
        add_drawing(stack, 20 + next_random(seed) % 80, false);
        break;
    default:
        add_lines(stack, 1 + next_random(seed) % 12);
    }
}

static void test_random(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 120; seed++) {
        struct stack stack;
        uint32_t random = seed;
        stack_open(&stack);
        for (size_t i = 0, count = 5 + seed % 40; i < count; i++)
            add_random(&stack, &random);
        add_lines(&stack, 1);
        stack_run(&stack);
        check_placed(&stack);
        check_kept(&stack);
        check_ends(&stack);
        desk_close(&stack.desk);
    }
}

static void test_widows(void **state)
{
    (void)state;
    struct stack stack;
    stack_open(&stack);
    add_drawing(&stack, 741.89 - 6 - 14 * 4.5, false); /* leaves room for four lines */
    add_lines(&stack, 5);                              /* 3 + 2, not 4 + 1 */
    add_drawing(&stack, 300, false);                   /* so that the last page is none of a few lines */
    stack_run(&stack);
    assert_string_equal(placed(&stack), "0 0-1@1, 1 0-3@1, 1 3-5@2, 2 0-1@2");
    desk_close(&stack.desk);
    stack_open(&stack);
    add_drawing(&stack, 741.89 - 6 - 14 * 1.5, false); /* one line would stand alone */
    add_lines(&stack, 5);
    stack_run(&stack);
    assert_string_equal(placed(&stack), "0 0-1@1, 1 0-5@2");
    desk_close(&stack.desk);
}

static void test_heading(void **state)
{
    (void)state;
    struct stack stack;
    stack_open(&stack);
    add_drawing(&stack, 656, false);
    add_heading(&stack);
    add_lines(&stack, 8); /* 741.89 − 656 − 20 − 14 − 6 leaves three lines */
    add_drawing(&stack, 300, false);
    stack_run(&stack);
    assert_string_equal(placed(&stack), "0 0-1@1, 1 0-1@1, 2 0-3@1, 2 3-8@2, 3 0-1@2");
    desk_close(&stack.desk);
    stack_open(&stack);
    add_drawing(&stack, 688, false);
    add_heading(&stack);
    add_lines(&stack, 8);
    stack_run(&stack);
    assert_string_equal(placed(&stack), "0 0-1@1, 1 0-1@2, 2 0-8@2");
    desk_close(&stack.desk);
}

static void test_float(void **state)
{
    (void)state;
    struct stack stack;
    stack_open(&stack);
    add_drawing(&stack, 400, false);
    add_heading(&stack);
    add_drawing(&stack, 400, true); /* waits; the text of its section goes first */
    add_lines(&stack, 10);
    add_lines(&stack, 20);
    stack_run(&stack);
    assert_string_equal(placed(&stack), "0 0-1@1, 1 0-1@1, 3 0-10@1, 4 0-10@1, 2 0-1@2, 4 10-20@2");
    desk_close(&stack.desk);
    stack_open(&stack);
    add_drawing(&stack, 620, false);
    add_drawing(&stack, 400, true);
    add_heading(&stack); /* little room is left: the next section does not begin before the figure */
    add_lines(&stack, 3);
    stack_run(&stack);
    assert_string_equal(placed(&stack), "0 0-1@1, 1 0-1@2, 2 0-1@2, 3 0-3@2");
    desk_close(&stack.desk);
}

static void test_break(void **state)
{
    (void)state;
    struct stack stack;
    stack_open(&stack);
    struct box *cut = arena_new(stack.desk.arena, struct box);
    cut->kind = BOX_PAGE_BREAK;
    add(&stack, cut); /* at the top of a page it does nothing */
    add_lines(&stack, 2);
    add(&stack, cut);
    add_lines(&stack, 2);
    stack_run(&stack);
    assert_string_equal(placed(&stack), "1 0-2@1, 3 0-2@2");
    desk_close(&stack.desk);
}

static void test_columns(void **state)
{
    (void)state;
    struct stack stack;
    double height;
    stack_open(&stack);
    struct box *box = add_columns(&stack, 8); /* heights 20 10 10 20 10 10 20 10, 2 between */
    assert_int_equal(box_take(box, 0, 1000, false, &height), 11); /* lines */
    assert_true(fabs(height - 66) < 1);                           /* 20+10+10+20 | 10+10+20+10, balanced */
    assert_int_equal(box_take(box, 0, 46, false, &height), 8);    /* 20+10+10 | 20+10+10 */
    assert_int_equal(box_take(box, 0, 8, false, &height), 0);
    assert_int_equal(box_take(box, 0, 8, true, &height), 2);
    desk_close(&stack.desk);
}

/* The last of several items is not alone, and a long one before it breaks sooner than that. */
static void test_list(void **state)
{
    (void)state;
    struct stack stack;
    stack_open(&stack);
    add_drawing(&stack, INSIDE - 2 * 17 - 10, false); /* two of three items fit */
    add_list(&stack, (const size_t[]){1, 1, 1, 0});
    add_drawing(&stack, 300, false);
    stack_run(&stack);
    assert_string_equal(placed(&stack), "0 0-1@1, 1 0-1@1, 2 0-1@2, 3 0-1@2, 4 0-1@2");
    desk_close(&stack.desk);
    stack_open(&stack);
    add_drawing(&stack, INSIDE - 17 - 3 - 6 * 14 - 5, false); /* the long item fits to its end */
    add_list(&stack, (const size_t[]){1, 6, 1, 0});
    add_drawing(&stack, 300, false);
    stack_run(&stack);
    assert_string_equal(placed(&stack), "0 0-1@1, 1 0-1@1, 2 0-4@1, 2 4-6@2, 3 0-1@2, 4 0-1@2");
    desk_close(&stack.desk);
}

/* Three rows on either side, a heading with its first row, a subtotal with its last; rows are 15 high, heads
   15.8, headings 20, the rule below 0.8, the note 15. */
static void test_table(void **state)
{
    (void)state;
    static const struct {
        const char *rows;
        double room;
        const char *placed;
    } cases[] = {
        {"dddddddd", 16.6 + 6 * 15 + 1, "0 0-1@1, 1 0-5@1, 1 5-8@2, 2 0-1@2"},
        {"dddddddd", 16.6 + 2 * 15 + 1, "0 0-1@1, 1 0-8@2, 2 0-1@2"},
        {"ddddd", 16.6 + 4 * 15 + 1, "0 0-1@1, 1 0-5@2, 2 0-1@2"},
        {"ddddgdddd", 16.6 + 4 * 15 + 20 + 1, "0 0-1@1, 1 0-4@1, 1 4-9@2, 2 0-1@2"},
        {"ddddsddd", 16.6 + 4 * 15 + 1, "0 0-1@1, 1 0-3@1, 1 3-8@2, 2 0-1@2"},
        {"gdddddddd", 16.6 + 20 + 3 * 15 + 1, "0 0-1@1, 1 0-4@1, 1 4-9@2, 2 0-1@2"},
        {"dDdddddd", 16.6 + 6 * 15 + 1, "0 0-1@1, 1 0-5@1, 1 5-8@2, 2 0-1@2"},
        {"dDdddddd", 16.6 + 5 * 15 + 1, "0 0-1@1, 1 0-4@1, 1 4-8@2, 2 0-1@2"}, /* its note needs room */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct stack stack;
        stack_open(&stack);
        add_drawing(&stack, INSIDE - cases[i].room, false);
        add_rows(&stack, cases[i].rows);
        add_drawing(&stack, 300, false);
        stack_run(&stack);
        assert_string_equal(placed(&stack), cases[i].placed);
        desk_close(&stack.desk);
    }
}

/* The head is repeated below words that say so; the note stands where its dagger is, and at the end. */
static void test_table_goes_on(void **state)
{
    (void)state;
    struct stack stack;
    stack_open(&stack);
    add_drawing(&stack, INSIDE - 150, false);
    add_rows(&stack, "dDdddddddddd");
    add_drawing(&stack, 300, false);
    stack_run(&stack);
    assert_int_equal(stack.pages.count, 2);
    assert_int_equal(prints(&stack, 0, "Deals (continued)"), 0);
    assert_int_equal(prints(&stack, 1, "Deals (continued)"), 1);
    assert_int_equal(prints(&stack, 0, "Head") + prints(&stack, 1, "Head"), 2);
    assert_int_equal(prints(&stack, 0, "† Assumed"), 1);
    assert_int_equal(prints(&stack, 1, "† Assumed"), 1);
    desk_close(&stack.desk);
    stack_open(&stack);
    add_drawing(&stack, INSIDE - 150, false);
    add_rows(&stack, "dddddddddDdd");
    add_drawing(&stack, 300, false);
    stack_run(&stack);
    assert_int_equal(prints(&stack, 0, "† Assumed"), 0);
    assert_int_equal(prints(&stack, 1, "† Assumed"), 1);
    desk_close(&stack.desk);
}

/* A figure that waits stays in its section, and a line says where it is. */
static void test_float_stays(void **state)
{
    (void)state;
    struct stack stack;
    stack_open(&stack);
    add_drawing(&stack, 300, false);
    add_drawing(&stack, 500, true);
    add_lines(&stack, 4);
    add_heading(&stack)->tag = TAG_H2;
    add_lines(&stack, 4);
    stack_run(&stack);
    assert_string_equal(placed(&stack), "0 0-1@1, 2 0-4@1, 1 0-1@2, 3 0-1@2, 4 0-4@2");
    assert_int_equal(prints(&stack, 0, "The figure is on page 2."), 1);
    desk_close(&stack.desk);
    stack_open(&stack); /* a subsection may fill a page that is half empty */
    add_drawing(&stack, 300, false);
    add_drawing(&stack, 500, true);
    add_lines(&stack, 4);
    add_heading(&stack)->tag = TAG_H3;
    add_lines(&stack, 4);
    stack_run(&stack);
    assert_string_equal(placed(&stack), "0 0-1@1, 2 0-4@1, 3 0-1@1, 4 0-4@1, 1 0-1@2");
    desk_close(&stack.desk);
}

/* Two lines are no last page: what stands before comes along, or the spaces give way. */
static void test_tail(void **state)
{
    (void)state;
    struct stack stack;
    stack_open(&stack);
    add_drawing(&stack, 480, false);
    add_heading(&stack);
    add_lines(&stack, 10);
    add_lines(&stack, 7); /* 480 + 20 + 14 + 6 + 140 + 6 + 70: two lines are left over */
    stack_run(&stack);
    assert_int_equal(stack.pages.count, 2);
    assert_string_equal(placed(&stack), "0 0-1@1, 1 0-1@1, 2 0-3@1, 2 3-10@2, 3 0-7@2");
    desk_close(&stack.desk);
    stack_open(&stack);
    for (int i = 0; i < 37; i++)
        add_lines(&stack, 1); /* 37 × 20 − 6 fit; */
    add_lines(&stack, 2);     /* these do not, but that spaces give way */
    stack_run(&stack);
    assert_int_equal(stack.pages.count, 1);
    desk_close(&stack.desk);
}

/* A note stands once, at the foot of the page of its mark, and nothing runs into it. */
static void test_notes(void **state)
{
    (void)state;
    struct stack stack;
    stack_open(&stack);
    struct box *note = box_words(
        stack.desk.text, stack.desk.arena, "† Assumed", STYLE_NOTE, (struct colour){.role = ROLE_FAINT}, 499);
    struct note_mark marks[] = {{1, note}, {2, note}, {7, note}};
    add_drawing(&stack, INSIDE - 6 - 5 * 14, false);
    struct box *box = add_lines(&stack, 8); /* five lines without the note, which takes 22: three */
    box->marks = marks;
    box->mark_count = 3;
    add_drawing(&stack, 300, false);
    stack_run(&stack);
    assert_string_equal(placed(&stack), "0 0-1@1, 1 0-3@1, 1 3-8@2, 2 0-1@2");
    assert_int_equal(prints(&stack, 0, "† Assumed"), 1);
    assert_int_equal(prints(&stack, 1, "† Assumed"), 1);
    desk_close(&stack.desk);
}

/* Columns go on over pages; a heading does not end one, nor does a single line. */
static void test_columns_break(void **state)
{
    (void)state;
    struct stack stack;
    double height;
    stack_open(&stack);
    add_lines(&stack, 4);
    add_heading(&stack)->before = 10;
    add_lines(&stack, 6);
    struct box *box = box_columns(stack.desk.arena, stack.boxes.at, 3, 2, 499, 20);
    /* 56 + 10 + 14 + 6 + 28 would be 114: lower, the heading opens the second column */
    assert_int_equal(box_take(box, 0, 113, false, &height), 11);
    assert_true(fabs(height - (14 + 6 + 84)) < 1);
    assert_int_equal(box_take(box, 0, 60, false, &height), 4 + 1 + 2);
    assert_true(fabs(height - 56) < 0.01);
    assert_int_equal(box_take(box, 7, 60, false, &height), 11); /* 2 + 2 lines */
    assert_true(fabs(height - 28) < 0.6);
    desk_close(&stack.desk);
}

/* A dagger and the number of a source that follow each other are told apart. */
static void test_marks_apart(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, AMAZON);
    const struct brief *brief = desk_brief(&desk,
        "{{ valuation.openai.latest.date }} {{ valuation.openai.latest.sources | cite }}\n\n::sources\n");
    assert_non_null(brief);
    struct stack stack = {.desk = desk, .pages = {.scenes = (struct scene **)brief->pages}};
    assert_int_equal(prints(&stack, 0, "\u2060†"), 1);
    assert_int_equal(prints(&stack, 0, "\u2060,1"), 1);
    assert_int_equal(prints(&stack, 0, "† Assumed: no source states it."), 1);
    desk_close(&desk);
}

/* The table of contents prints the pages that headings came to stand on. */
static void test_contents(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, AMAZON);
    const struct brief *brief = desk_brief(&desk,
        "---\nrunning: \"Running {{ dataset.currency }}\"\nfooter: Foot\n---\n# Title\n\n## Contents\n\n"
        "::toc{depth=2}\n\n## One\n\nText\n\n::pagebreak\n\n### Sub\n\nText\n\n::pagebreak\n\n## "
        "Two\n\nText\n");
    assert_non_null(brief);
    assert_int_equal(brief->page_count, 3);
    struct stack stack = {.desk = desk, .pages = {.scenes = (struct scene **)brief->pages}};
    size_t count;
    struct str links = str_init(desk.arena);
    const struct scene_item *items = scene_items(brief->pages[0], &count);
    for (size_t i = 0; i < count; i++)
        if (items[i].kind == SCENE_GROUP_BEGIN && items[i].group.tag == TAG_LINK)
            for (size_t k = i; k < i + 2; k++)
                if (items[k].kind == SCENE_TEXT)
                    str_printf(&links, "%s>%s ", items[k].run->string, items[i].group.target);
    assert_string_equal(str_text(&links), "One>section-3 1>section-3 Sub>section-4 2>section-4 Two>section-5 "
                                          "3>section-5 ");
    assert_int_equal(prints(&stack, 0, "Running USD"), 0);
    assert_int_equal(prints(&stack, 1, "Running USD"), 1);
    assert_int_equal(prints(&stack, 1, "One"), 1); /* current at the top of page 2 */
    assert_int_equal(prints(&stack, 2, "Two"), 2); /* its heading and the running head */
    assert_int_equal(prints(&stack, 2, "Foot"), 1);
    assert_int_equal(prints(&stack, 2, "page 3 of 3"), 1);
    desk_close(&desk);
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SECONDS_MOST 40.0 /* of CPU */
#else
#define SECONDS_MOST 3.0
#endif

static const char *many_deals(struct arena *arena, int count)
{
    struct str json = str_init(arena);
    str_append(&json, "{\"dealbrief\":\"1\",\"title\":\"Many\",\"as_of\":\"2025-12-17\",\"currency\":\"USD\","
                      "\"sources\":[{\"id\":\"s\",\"publisher\":\"N\",\"kind\":\"press\"}],\"parties\":[");
    for (int i = 0; i < 40; i++)
        str_printf(
            &json, "%s{\"id\":\"p%d\",\"name\":\"Party number %d\",\"sources\":[\"s\"]}", i ? "," : "", i, i);
    str_append(&json, "],\"deals\":[");
    for (int i = 0; i < count; i++)
        str_printf(&json,
            "%s{\"id\":\"d%d\",\"type\":\"services\",\"from\":\"p%d\",\"to\":\"p%d\",\"status\":\"signed\","
            "\"for\":\"lot "
            "%d\",\"amount\":\"$%d.5B\",\"dates\":{\"signed\":\"2025-01-02\"},\"sources\":[\"s\"]}",
            i ? "," : "", i, i % 19, 19 + i % 21, i, 1 + i % 90);
    str_append(&json, "]}");
    return str_text(&json);
}

/* Two hundred sections and five thousand deals */
static void test_speed(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, AMAZON);
    desk_take(&desk, many_deals(desk.arena, 5000));
    struct str source = str_init(desk.arena);
    str_append(&source, "# Long\n\n::toc{depth=2}\n\n");
    for (int i = 0; i < 200; i++) {
        str_printf(&source, "## Section %d\n\n", i);
        for (int k = 0; k < 40; k++)
            str_printf(&source, "Words of section %d, sentence %d. ", i, k);
        str_append(&source, "\n\n- one\n- two\n- three\n\n");
    }
    str_append(&source,
        "## Deals\n\n::table\n\n:::columns{count=3}\n:::each{deals max=500}\n- {{ deal.title }}: "
        "{{ deal.amount }} {{ deal.sources | cite }}\n:::\n:::\n\n## Sources\n::sources\n");
    clock_t start = clock();
    const struct brief *brief = desk_brief(&desk, str_text(&source));
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    assert_non_null(brief);
    assert_true(brief->page_count > 150);
    if (seconds > SECONDS_MOST)
        fail_msg("%.2f s of CPU for %zu pages", seconds, brief->page_count);
    print_message("# %.2f s of CPU for %zu pages\n", seconds, brief->page_count);
    desk_close(&desk);
}

/* Words inside the paper's margins (running head and footer at their sides), groups balanced; how many */
static size_t check_margins(const struct brief *brief, const struct page_format *format)
{
    size_t texts = 0;
    for (size_t page = 0; page < brief->page_count; page++) {
        size_t count;
        double dx = 0, dy = 0, x[64] = {0}, y[64] = {0};
        size_t depth = 0;
        const struct scene_item *items = scene_items(brief->pages[page], &count);
        for (size_t i = 0; i < count; i++) {
            const struct scene_item *item = &items[i];
            if (item->kind == SCENE_GROUP_BEGIN) {
                x[depth] = dx;
                y[depth++] = dy;
                dx += item->group.x;
                dy += item->group.y;
            } else if (item->kind == SCENE_GROUP_END) {
                assert_true(depth > 0);
                dx = x[--depth];
                dy = y[depth];
            } else if (item->kind == SCENE_TEXT) {
                double base = dy + item->y;
                texts++;
                assert_true(dx + item->x >= format->left - 0.5);
                assert_true(dx + item->x + item->run->width <= format->width - format->right + 0.5);
                bool furniture = fabs(base - format->head) < 0.01 || fabs(base - format->footer) < 0.01;
                assert_true(furniture || base - item->run->ascent >= format->top - 3);
                assert_true(furniture || base <= format->height - format->bottom + 0.5);
            }
        }
        assert_int_equal(depth, 0);
    }
    return texts;
}

static void check_pages(const char *sample, bool letter)
{
    struct desk desk;
    desk_open(&desk, sample);
    struct bytes weekly = source_file(desk.arena, "templates/weekly.md");
    const char *source = (const char *)weekly.at;
    if (letter)
        source = arena_printf(desk.arena, "---\npaper: Letter\n---\n%s", strstr(source + 4, "\n---\n") + 5);
    const struct brief *brief = desk_brief(&desk, source);
    assert_non_null(brief);
    struct page_format format = page_format_make(letter);
    assert_true(check_margins(brief, &format) > 100);
    desk_close(&desk);
}

/* Words and addresses of 300 letters everywhere, twelve columns, lists four deep, sections with nothing in
 * them */
static void test_nasty(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, AMAZON);
    struct str address = str_init(desk.arena), word = str_init(desk.arena), out = str_init(desk.arena);
    str_append(&address, "https://example.com");
    for (int i = 0; i < 20; i++)
        str_printf(&address, "/path-%d-of-it?q=%d", i, i);
    for (int i = 0; i < 300; i++)
        str_char(&word, (char)('a' + i % 26));
    const char *url = str_text(&address), *long_word = str_text(&word);
    str_printf(&out, "---\nkicker: \"%s\"\nrunning: \"%s\"\nfooter: \"%s\"\n---\n# %s %s\n\n", url, long_word,
        url, url, long_word);
    str_printf(&out, "::toc[Contents %s]{depth=2}\n\n## %s\n\n### %s\n\n%s\n\n> %s\n\n", url, long_word, url,
        url, long_word);
    str_printf(
        &out, "- %s\n  - %s\n    - %s\n      - %s\n\n## Empty\n\n## Empty too\n\n", url, long_word, url, url);
    for (int row = 0; row < 12; row++) {
        for (int column = 0; column < 12; column++)
            str_printf(&out, "|%s", row == 1 ? "---" : row == 3 && column % 5 == 0 ? url : "some words");
        str_append(&out, "|\n");
    }
    str_printf(&out, "\n::keyfigures{items=\"total:class=capital,bucket=firm as %s\"}\n\n", url);
    str_printf(&out, "::valuation[%s]{party=openai}\n\n::table[%s]\n\n", url, long_word);
    str_printf(&out, ":::columns{count=3}\n### %s\n- %s\n\n%s\n\n::valuation[%s]{party=openai id=b}\n:::\n",
        url, long_word, url, long_word);
    const struct brief *brief = desk_brief(&desk, str_text(&out));
    assert_string_equal(diags_brief(desk.arena, desk.diags), "");
    assert_non_null(brief);
    struct page_format format = page_format_make(false);
    assert_true(check_margins(brief, &format) > 100);
    desk_close(&desk);
}

static void test_samples(void **state)
{
    (void)state;
    check_pages(AMAZON, false);
    check_pages(AMAZON, true);
    check_pages("samples/pharma-licensing-2025.json", false);
    check_pages("samples/ai-deals-2025-12.json", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_widows),
        cmocka_unit_test(test_heading),
        cmocka_unit_test(test_float),
        cmocka_unit_test(test_break),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_columns_break),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_table_goes_on),
        cmocka_unit_test(test_float_stays),
        cmocka_unit_test(test_tail),
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_contents),
        cmocka_unit_test(test_marks_apart),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_nasty),
        cmocka_unit_test(test_speed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
