/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "flow_graphs.h"
#include "matrix_plan.h"
#include "scene.h"
#include "str.h"

#include <string.h>

static struct matrix_plan *plan_with(
    struct fixture *fixture, const struct facts *facts, struct matrix_options options)
{
    return matrix_plan_make(fixture->arena, fixture->text, facts, &options, fixture->diags);
}

static struct matrix_plan *plan_for(struct fixture *fixture, const struct facts *facts, double width)
{
    return plan_with(fixture, facts, (struct matrix_options){.width = width});
}

static const char *dump(struct fixture *fixture, const struct matrix_plan *plan)
{
    struct str out = str_init(fixture->arena);
    matrix_plan_dump(plan, &out);
    return str_text(&out);
}

/* A dataset of these parties (their JSON) and deals: what follows the id of d0, d1 … */
static const struct facts *made(
    struct fixture *fixture, const char *parties, const char *const *deals, size_t count)
{
    struct str out = str_init(fixture->arena);
    str_printf(&out,
        "{\"dealbrief\": \"1\", \"as_of\": \"2025-12-17\", \"currency\": \"USD\", \"parties\": [%s], "
        "\"deals\": [",
        parties);
    for (size_t i = 0; i < count; i++)
        str_printf(&out, "%s{\"id\": \"d%zu\", %s, \"sources\": [\"s\"]}", i ? ", " : "", i, deals[i]);
    str_append(&out, "], \"sources\": [{\"id\": \"s\", \"publisher\": \"P\"}]}");
    return fixture_json(fixture, str_text(&out));
}

#define PARTY(id) "{\"id\": \"" id "\", \"name\": \"" id "\"}"
#define ABC PARTY("a") ", " PARTY("b") ", " PARTY("c")
#define DEAL(from, to, type, status, amount)                                                                 \
    "\"from\": \"" from "\", \"to\": \"" to "\", \"type\": \"" type "\", \"status\": \"" status              \
    "\", \"amount\": \"" amount "\""

/* No square outside its cell, its area to scale, no text outside the drawing */
static void assert_clean(struct fixture *fixture, const struct matrix_plan *plan)
{
    for (size_t c = 0; c < plan->cell_count; c++) {
        const struct matrix_cell *cell = &plan->cells[c];
        assert_true(cell->x >= plan->left - 1e-6 && cell->side <= cell->width);
        assert_true(cell->base - cell->side >= cell->y && cell->base <= cell->y + cell->height);
        if (!cell->unknown && !cell->floored)
            assert_near(cell->side * cell->side * (double)plan->reserve_most,
                plan->side_most * plan->side_most * (double)cell->reserve, 1e-6 * (double)plan->reserve_most);
        for (size_t l = 0; l < cell->words.lines.count; l++)
            assert_true(cell->words.lines.lines[l].width <= cell->width);
        double width = 0;
        for (size_t s = 0; s < cell->strip_count; s++) {
            assert_true(cell->strips[s].core <= cell->strips[s].reserve);
            width += cell->strips[s].width;
        }
        if (!cell->unknown)
            assert_near(width, cell->side, 1e-6);
    }
    struct scene *scene = scene_create(fixture->arena, plan->width, matrix_plan_height(plan));
    matrix_draw(plan, scene);
    assert_within(scene, plan->width);
}

/* By hand: a pays b 38 for sure and at least 5, b pays a up to 10 and c nobody knows what, c pays b from 10
   to 100. Net: a 43, c 10 (its low end), b the rest below nothing. The widest square, 54, stands for 100, so
   43 is 54·√0.43 = 35.41 broad and 10 is 54·√0.1 = 17.08. */
static void test_by_hand(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const char *const deals[] = {DEAL("a", "b", "services", "signed", "$38B"),
        DEAL("b", "a", "equity", "in_talks", "up to $10B"),
        DEAL("a", "b", "license", "signed", "at least $5B"),
        DEAL("b", "c", "services", "announced", "undisclosed"),
        DEAL("c", "b", "equity", "announced", "$10B-$100B")};
    struct matrix_plan *plan = plan_for(&fixture, made(&fixture, ABC, deals, 5), 499);
    assert_clean(&fixture, plan);
    assert_string_equal(dump(&fixture, plan),
        "3 × 3 pitch 84 height 268.29\n"
        "total 'at least $53B'\n"
        "party 1 a 'a' out 'at least $43B' in 'up to $10B' row column\n"
        "party 2 c 'c' out '$10B–$100B' in 'undisclosed' row column\n"
        "party 3 b 'b' out 'size not known' in 'at least $53B' row column\n"
        "cell 1 3 'at least $43B' '≥ 43B' d0+d2 side 35.41 [1 3 0+ 43000000000 43000000000] loop 1 mutual\n"
        "cell 2 3 '$10B–$100B' '10–100B' d4 side 54 [0 2 3 10000000000 100000000000] mutual\n"
        "cell 3 1 'up to $10B' '≤ 10B' d1 side 17.08 [0 1 2 0 10000000000] loop 1 mutual\n"
        "cell 3 2 'undisclosed' '?' d3 side 8 [1 2 0? 0 0] unknown mutual\n"
        "Sums run across kinds of deals: the same money may be counted more than once.\n");
    fixture_finish(&fixture);
}

static void test_samples(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char *const samples[] = {
        "openai-amazon-2025-12", "ai-deals-2025-12", "pharma-licensing-2025", "flow-22-deals"};
    const double widths[] = {246, 499, 876};
    for (size_t i = 0; i < 4; i++) {
        const struct facts *facts = fixture_sample(&fixture, samples[i]);
        struct str out = str_init(fixture.arena);
        for (size_t w = 0; w < 3; w++) {
            struct matrix_plan *plan = plan_for(&fixture, facts, widths[w]);
            assert_non_null(plan);
            assert_clean(&fixture, plan);
            str_printf(&out, "%g: %s\n%s\n%s\n%s", widths[w], matrix_title(fixture.arena, facts),
                matrix_subtitle(fixture.arena, plan), matrix_describe(fixture.arena, plan),
                dump(&fixture, plan));
        }
        assert_golden(
            arena_printf(fixture.arena, "tests/golden/chart/%s-matrix.txt", samples[i]), str_text(&out));
    }
    fixture_finish(&fixture);
}

static void test_scene(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct matrix_plan *plan = plan_for(&fixture, fixture_sample(&fixture, "openai-amazon-2025-12"), 499);
    struct scene *scene = scene_create(fixture.arena, 499, matrix_plan_height(plan));
    matrix_draw(plan, scene);
    struct str out = str_init(fixture.arena);
    scene_dump(scene, &out);
    assert_golden("tests/golden/chart/openai-amazon-2025-12-matrix.scene", str_text(&out));
    fixture_finish(&fixture);
}

/* Whatever the graph: nothing outside, areas to scale, and the sum in the corner is the same at every width
 */
static void test_graphs(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const int parties[] = {6, 24, 40, 60};
    for (int shape = 0; shape < GRAPH_SHAPES; shape++)
        for (size_t n = 0; n < sizeof parties / sizeof *parties; n++) {
            if (shape == GRAPH_COMPLETE && parties[n] > 24)
                continue;
            const char *json =
                graph_dataset(fixture.arena, (enum graph_shape)shape, parties[n], parties[n] * 2, 7);
            const struct facts *facts = fixture_json(&fixture, json);
            struct matrix_plan *broad = plan_for(&fixture, facts, 876),
                               *narrow = plan_for(&fixture, facts, 246);
            assert_non_null(broad);
            assert_non_null(narrow);
            assert_clean(&fixture, broad);
            assert_clean(&fixture, narrow);
            assert_string_equal(broad->total_words.full, narrow->total_words.full);
            assert_true(broad->party_count >= narrow->party_count);
        }
    fixture_finish(&fixture);
}

/* What stays in one group stands in brackets on the diagonal and is in no sum; the joint payers are one row.
 */
static void test_within(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char joint_deal[] =
        "\"from\": [\"a\", \"b\"], \"to\": \"c\", \"type\": \"equity\", \"status\": \"signed\", \"amount\": "
        "\"$4B\"";
    const char *const deals[] = {
        DEAL("u", "a", "equity", "signed", "$2B"), DEAL("a", "b", "services", "signed", "$3B"), joint_deal};
    struct matrix_plan *plan = plan_for(
        &fixture, made(&fixture, ABC ", {\"id\": \"u\", \"name\": \"u\", \"parent\": \"a\"}", deals, 3), 499);
    assert_string_equal(plan->total_words.full, "$7B");
    size_t within = 0, joint = 0;
    for (size_t c = 0; c < plan->cell_count; c++) {
        within += plan->cells[c].within && strcmp(plan->cells[c].words.full, "($2B)") == 0;
        joint += strcmp(plan->parties[plan->cells[c].payer].id, "a+b") == 0;
    }
    assert_int_equal(within, 1);
    assert_int_equal(joint, 1);
    fixture_finish(&fixture);
}

/* Three of five: the greatest two stand alone; what the others pay each other stays a cell and in the sum. */
static void test_folded(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const char *const deals[] = {DEAL("a", "b", "services", "signed", "$30B"),
        DEAL("c", "d", "services", "signed", "$2B"), DEAL("e", "a", "services", "signed", "$1B"),
        DEAL("d", "e", "services", "withdrawn", "$9B")};
    const struct facts *facts = made(&fixture, ABC ", " PARTY("d") ", " PARTY("e"), deals, 4);
    struct matrix_plan *plan =
        plan_with(&fixture, facts, (struct matrix_options){.width = 499, .parties_most = 3});
    assert_int_equal(plan->party_count, 3);
    assert_string_equal(plan->parties[2].name, "3 others");
    assert_string_equal(plan->parties[2].out_words.full, "$3B");
    assert_string_equal(plan->parties[2].in_words.full, "$2B");
    assert_string_equal(plan->total_words.full, "$33B");
    assert_string_equal(matrix_cell_find(plan, 2, 2)->words.full, "$2B");
    fixture_finish(&fixture);
}

static void test_nothing(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const char *const deals[] = {DEAL("a", "b", "services", "withdrawn", "$30B")};
    assert_null(plan_for(&fixture, made(&fixture, ABC, deals, 1), 499));
    assert_string_equal(diags_brief(fixture.arena, fixture.diags), "0:0 no-data\n");
    fixture_finish(&fixture);
}

/* A party brought out: cells without it are faded; a loop that is not there is refused. */
static void test_highlight(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const char *const deals[] = {
        DEAL("a", "b", "services", "signed", "$30B"), DEAL("b", "c", "services", "signed", "$2B")};
    const struct facts *facts = made(&fixture, ABC, deals, 2);
    struct matrix_options options = {.width = 499, .highlight = MATRIX_PARTY, .highlight_index = 2};
    struct matrix_plan *plan = plan_with(&fixture, facts, options);
    assert_true(matrix_cell_find(plan, 0, 1)->faded && plan->parties[0].faded);
    assert_false(matrix_cell_find(plan, 1, 2)->faded || plan->parties[1].faded);
    options.highlight = MATRIX_LOOP;
    assert_null(plan_with(&fixture, facts, options));
    assert_string_equal(diags_brief(fixture.arena, fixture.diags), "0:0 no-data\n");
    fixture_finish(&fixture);
}

/* A head is numbered, and where heads have names it has one, be it cut. */
static void test_no_head_is_without_its_name(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char *const samples[] = {"ai-deals-2025-12", "flow-22-deals"};
    size_t cut = 0;
    for (size_t s = 0; s < 2; s++)
        for (double width = 360; width < 900; width += 20) {
            struct matrix_plan *plan = plan_for(&fixture, fixture_sample(&fixture, samples[s]), width);
            for (size_t i = 0; i < plan->column_count; i++) {
                const struct matrix_party *party = &plan->parties[plan->columns[i]];
                assert_true(party->column_name.count >= (plan->numbered && plan->named ? 2 : 1));
                for (size_t l = 0; l < party->column_name.count; l++)
                    assert_true(party->column_name.lines[l].width <= plan->pitch);
                cut += plan->named && !party->named;
            }
        }
    assert_true(cut > 0);
    fixture_finish(&fixture);
}

static const char *name_at(const struct matrix_plan *plan, const char *id)
{
    for (size_t p = 0; p < plan->party_count; p++)
        if (!strcmp(plan->parties[p].id, id))
            return plan->parties[p].name;
    return NULL;
}

/* The full name where it changes no width, on all rows of a party or on none. */
static void test_names(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char parties[] =
        "{\"id\": \"a\", \"name\": \"Payer of much\"}, "
        "{\"id\": \"b\", \"name\": \"Bank of it\", \"short\": \"BoI\"}, "
        "{\"id\": \"c\", \"name\": \"Counterparty of quite exceptional length and of a great many words\", "
        "\"short\": \"Counterparty\"}";
    const char *const deals[] = {DEAL("b", "c", "services", "signed", "$38B"),
        DEAL("c", "b", "services", "signed", "$38B"), DEAL("a", "b", "services", "signed", "$1B")};
    struct matrix_plan *plan = plan_for(&fixture, made(&fixture, parties, deals, 3), 499);
    assert_string_equal(name_at(plan, "a"), "Payer of much");
    assert_string_equal(name_at(plan, "b"), "Bank of it");
    assert_string_equal(name_at(plan, "c"), "Counterparty");
    assert_non_null(strstr(matrix_describe(fixture.arena, plan), "Bank of it to Counterparty"));
    fixture_finish(&fixture);
}

/* Two loops, of 10 and of 4: one brought out shows its number alone, and the JSON says what is pale. */
static void test_one_loop(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const char *const deals[] = {DEAL("a", "b", "equity", "in_talks", "$10B"),
        DEAL("b", "a", "services", "signed", "$38B"), DEAL("c", "b", "equity", "signed", "$4B"),
        DEAL("b", "c", "lease", "signed", "$9B")};
    const struct facts *facts = made(&fixture, ABC, deals, 4);
    struct matrix_plan *plan = plan_with(&fixture, facts,
        (struct matrix_options){.width = 499, .highlight = MATRIX_LOOP, .highlight_index = 1});
    for (size_t c = 0; c < plan->cell_count; c++) {
        bool own = strstr("d2 d3", plan->cells[c].deals) != NULL;
        assert_int_equal(plan->cells[c].faded, !own);
        assert_int_equal(plan->cells[c].loops.count, own ? 1 : 0);
    }
    struct str out = str_init(fixture.arena);
    matrix_write_json(plan, &out);
    size_t pale = 0;
    for (const char *at = str_text(&out); (at = strstr(at, "\"pale\": true")) != NULL; at++)
        pale++;
    assert_int_equal(pale, 3); /* two cells, and party a */
    size_t offset;
    const char *sentence, *hint;
    struct matrix_options some = {.width = 499};
    some.where = selection_parse(fixture.arena, "party=c", facts->dataset, &offset, &sentence, &hint);
    plan = plan_with(&fixture, facts, some);
    assert_int_equal(plan->cell_count, 2);
    for (size_t c = 0; c < 2; c++)
        assert_int_equal(plan->cells[c].loops.count, 1); /* found among what is chosen */
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_by_hand), cmocka_unit_test(test_samples),
        cmocka_unit_test(test_scene), cmocka_unit_test(test_graphs), cmocka_unit_test(test_within),
        cmocka_unit_test(test_folded), cmocka_unit_test(test_nothing), cmocka_unit_test(test_highlight),
        cmocka_unit_test(test_no_head_is_without_its_name), cmocka_unit_test(test_names),
        cmocka_unit_test(test_one_loop)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
