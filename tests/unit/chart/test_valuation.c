/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "scene.h"
#include "str.h"
#include "valuation.h"
#include "valuation_plan.h"

#include <string.h>

static struct valuation_plan *plan_for(
    struct fixture *fixture, const struct facts *facts, size_t party, double width)
{
    struct valuation_options options = {.party = party, .width = width};
    return valuation_plan_make(fixture->arena, fixture->text, facts, &options, fixture->diags);
}

/* No label on another, on a mark, or outside; every mark within the plot; the drawing within the width */
static void assert_clean(struct fixture *fixture, const struct valuation_plan *plan)
{
    for (size_t i = 0; i < plan->mark_count; i++) {
        const struct mark *mark = &plan->marks[i];
        assert_true(
            mark->x >= 0 && mark->x <= plan->width && mark->y >= 0 && mark->y <= plan->plot_bottom + 1e-9);
        if (!mark->label.placed)
            continue;
        for (size_t j = 0; j < plan->mark_count; j++) {
            struct rect box = valuation_mark_box(plan, &plan->marks[j]);
            assert_false(rects_meet(&mark->label.box, &box));
            assert_false(j != i && plan->marks[j].label.placed &&
                         rects_meet(&mark->label.box, &plan->marks[j].label.box));
        }
    }
    struct scene *scene = scene_create(fixture->arena, plan->width, valuation_plan_height(plan));
    valuation_draw(plan, scene);
    assert_drawing(scene, plan->width);
}

static const char *dump(struct fixture *fixture, const struct valuation_plan *plan)
{
    struct str out = str_init(fixture->arena);
    valuation_plan_dump(plan, &out);
    return str_text(&out);
}

static void test_samples(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const struct {
        const char *sample, *party;
    } cases[] = {{"openai-amazon-2025-12", "openai"}, {"ai-deals-2025-12", "openai"},
        {"ai-deals-2025-12", NULL}, {"pharma-licensing-2025", NULL}};
    const double widths[] = {360, 499, 680};
    for (size_t i = 0; i < 4; i++) {
        const struct facts *facts = fixture_sample(&fixture, cases[i].sample);
        size_t party = cases[i].party ? dataset_find_party(facts->dataset, cases[i].party) : NO_INDEX;
        struct str out = str_init(fixture.arena);
        for (size_t w = 0; w < 3; w++) {
            struct valuation_plan *plan = plan_for(&fixture, facts, party, widths[w]);
            assert_non_null(plan);
            assert_clean(&fixture, plan);
            str_printf(&out, "%g: %s\n%s\n%s", widths[w], valuation_subtitle(fixture.arena, plan),
                valuation_describe(fixture.arena, plan), dump(&fixture, plan));
        }
        assert_golden(arena_printf(fixture.arena, "tests/golden/chart/%s-valuation%s%s.txt", cases[i].sample,
                          cases[i].party ? "-" : "", cases[i].party ? cases[i].party : ""),
            str_text(&out));
    }
    fixture_finish(&fixture);
}

static void test_scene(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct valuation_plan *plan =
        plan_for(&fixture, facts, dataset_find_party(facts->dataset, "openai"), 499);
    struct scene *scene = scene_create(fixture.arena, 499, valuation_plan_height(plan));
    valuation_draw(plan, scene);
    struct str out = str_init(fixture.arena);
    scene_dump(scene, &out);
    assert_golden("tests/golden/chart/ai-deals-2025-12-valuation-openai.scene", str_text(&out));
    fixture_finish(&fixture);
}

/* "$500B" and "beyond $500B" of one month: two marks, apart, neither called pre- or post-money */
static void test_same_month(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "openai-amazon-2025-12");
    struct valuation_plan *plan =
        plan_for(&fixture, facts, dataset_find_party(facts->dataset, "openai"), 499);
    assert_int_equal(plan->mark_count, 2);
    const struct mark *stated = &plan->marks[0], *talked = &plan->marks[1];
    assert_int_equal(stated->state, STATE_PLANNED);
    assert_int_equal(stated->form, FORM_RING);
    assert_int_equal(talked->state, STATE_TALK);
    assert_int_equal(talked->form, FORM_DISC);
    assert_true(talked->open_up && !stated->open_up);
    assert_true(talked->x - stated->x >= 2 * plan->radius);
    assert_true(stated->x >= stated->date_from && talked->x <= talked->date_to);
    assert_true(stated->label.placed && talked->label.placed);
    assert_string_equal(stated->label.lines[1]->string, "$500B†");
    assert_string_equal(talked->label.lines[1]->string, "at least $500B†");
    assert_string_equal(
        valuation_subtitle(fixture.arena, plan), "Stated value of OpenAI; pre- or post-money not stated");
    fixture_finish(&fixture);
}

#define VALUE(date, value, basis) "\"date\": \"" date "\", \"value\": \"" value "\", \"basis\": \"" basis "\""

static struct valuation_plan *made(
    struct fixture *fixture, const char *const *valuations, size_t count, double width)
{
    const struct facts *facts = fixture_valuations(fixture, valuations, count);
    struct valuation_plan *plan = plan_for(fixture, facts, 0, width);
    if (plan)
        assert_clean(fixture, plan);
    return plan;
}

static void test_one_point(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const char *const one[] = {
        VALUE("2025-03-31", "$300B", "round") ", \"money\": \"post\", \"status\": \"closed\""};
    struct valuation_plan *plan = made(&fixture, one, 1, 499);
    assert_string_equal(dump(&fixture, plan),
        "height 130\n"
        "axis upright '0' 113 '100' 81.07 '200' 49.13 '$300B' 17.2\n"
        "axis level 'Mar 2025' 105.55 'Apr' 253.42 'May' 396.52\n"
        "p 2025-03-31 round firm '$300B' at 248.65  17.2 label 255.85  12.2 '$300B'\n");
    assert_string_equal(valuation_subtitle(fixture.arena, plan), "Stated value of Party; post-money");
    assert_string_equal(valuation_describe(fixture.arena, plan),
        "Step chart of stated values. Party: $300B on 31 March 2025. Party: $300B, funding round, post-money, closed, 31 Mar 2025. "
        "Basis: post-money.");
    fixture_finish(&fixture);
}

/* $20B before $5B came, $25B after: one stem, on which a step-up of 20 / 10 is told; the next step starts
   from the post-money value. */
static void test_stem(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const char *const values[] = {
        VALUE("2025-06-01", "$25B",
            "round") ", \"money\": \"post\", \"raised\": \"$5B\", \"status\": \"closed\"",
        VALUE("2024-01-01", "$10B", "round") ", \"money\": \"post\", \"status\": \"closed\"",
        VALUE("2025-06-01", "$20B", "round") ", \"money\": \"pre\", \"status\": \"closed\"",
        VALUE("2026-01-01", "$50B", "round") ", \"money\": \"post\", \"status\": \"closed\""};
    for (double width = 246; width < 700; width += 113) {
        struct valuation_plan *plan = made(&fixture, values, 4, width);
        assert_int_equal(plan->mark_count, 4);
        assert_near(plan->marks[1].value, 20e9, 0);
        assert_near(plan->marks[2].value, 25e9, 0);
        assert_true(plan->marks[2].on_stem && !plan->marks[1].on_stem && !plan->marks[3].on_stem);
        assert_near(plan->marks[1].x, plan->marks[2].x, 0);
        assert_int_equal(plan->step_count, 3);
        assert_true(plan->steps[1].stem && plan->steps[1].from == 1 && plan->steps[1].to == 2);
        assert_int_equal(plan->steps[2].from, 2);
        assert_string_equal(
            valuation_mark_note(fixture.arena, plan, &plan->marks[2], true), "post-money, step-up 2×");
        assert_string_equal(valuation_mark_note(fixture.arena, plan, &plan->marks[1], true), "pre-money");
        assert_null(valuation_step_multiple(fixture.arena, plan, &plan->steps[1]));
        assert_string_equal(valuation_step_multiple(fixture.arena, plan, &plan->steps[2]), "2×");
        assert_non_null(strstr(valuation_legend(fixture.arena, plan), "Broad stem"));
    }
    fixture_finish(&fixture);
}

static void assert_title(const char *const *values, size_t count, const char *title)
{
    struct fixture fixture = fixture_init();
    struct valuation_plan *plan = made(&fixture, values, count, 499);
    const char *made_title = valuation_title(fixture.arena, plan);
    if (strcmp(made_title, title))
        fail_msg("'%s' is not '%s'", made_title, title);
    fixture_finish(&fixture);
}

/* From where to where; what is only talked about comes behind and never as an end of the way */
static void test_titles(void **state)
{
    (void)state;
    const char *const values[] = {VALUE("2021", "$14B", "reported") ", \"status\": \"closed\"",
        VALUE("2025-10-28", "$500B", "implied") ", \"status\": \"announced\"",
        VALUE("2025-12-17", "over $500B", "round") ", \"status\": \"in_talks\""};
    assert_title(values, 1, "Party: $14B in 2021");
    assert_title(values, 2, "Party: from $14B in 2021 to $500B (announced) in October 2025");
    assert_title(values, 3,
        "Party: from $14B in 2021 to $500B (announced) in October 2025, at least $500B (in talks)");
    assert_title(values + 1, 2, "Party: $500B (announced), at least $500B (in talks)");
    assert_title(values + 2, 1, "Party: at least $500B (in talks) on 17 December 2025");
    const char *const same[] = {VALUE("2025-10-02", "$5B", "round"), VALUE("2025-10-28", "$5B", "round"),
        VALUE("2025-11-28", "$5B", "round") ", \"status\": \"announced\""};
    assert_title(same, 2, "Party: $5B on 2 October 2025 and again on 28 October 2025");
    assert_title(same, 3, "Party: $5B in October 2025 and, announced, in November 2025");
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    assert_string_equal(valuation_title(fixture.arena, plan_for(&fixture, facts, NO_INDEX, 499)),
        "Latest stated values: from about $350B (announced) for Anthropic to $5T for NVIDIA");
    fixture_finish(&fixture);
}

/* Marks of a party have its colour, and are the same whoever else is drawn */
static void test_colours(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct valuation_plan *all = plan_for(&fixture, facts, NO_INDEX, 499);
    assert_int_equal(all->series_count, 4);
    for (size_t i = 0; i < all->series_count; i++) {
        struct valuation_plan *one = plan_for(&fixture, facts, all->series[i].party, 499);
        assert_int_equal(one->series[0].colour.role, all->series[i].colour.role);
        assert_near(one->series[0].colour.shade, all->series[i].colour.shade, 0);
    }
    fixture_finish(&fixture);
}

static void test_no_data(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const char *const hidden[] = {
        VALUE("2025", "undisclosed", "round"), VALUE("2024", "undisclosed", "tender")};
    assert_null(made(&fixture, hidden, 2, 499));
    assert_true(diags_has(fixture.diags, DIAG_NO_DATA));
    size_t count;
    const struct diag *diags = diags_sorted(fixture.diags, &count);
    assert_string_equal(diags[0].sentence, "no valuation of Party states a size: all are undisclosed");
    fixture_finish(&fixture);
    fixture = fixture_init();
    assert_null(made(&fixture, NULL, 0, 499));
    const struct facts *none = fixture_valuations(&fixture, NULL, 0);
    assert_null(plan_for(&fixture, none, NO_INDEX, 499));
    diags = diags_sorted(fixture.diags, &count);
    assert_int_equal(count, 2);
    assert_string_equal(diags[1].sentence, "the dataset has no valuation that states a size");
    fixture_finish(&fixture);
}

/* Each kind of value, dead ones left out: ranges are whiskers without a middle, open ends arrows. */
static void test_kinds(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const char *const kinds[] = {VALUE("2020", "$10B-$20B", "acquisition"),
        VALUE("2021-06", "tens of billions", "appraisal"), VALUE("2022-01-15", "up to $30B", "tender"),
        VALUE("2023-H1", "over $35B", "secondary"), VALUE("2024-03-01", "about $40B", "market"),
        VALUE("2024-09-01", "$45B", "implied") ", \"status\": \"rumoured\"",
        VALUE("2025-01-01", "$99B", "round") ", \"status\": \"withdrawn\"",
        VALUE("2025-05-05", "undisclosed", "round"),
        VALUE("2025-06-01", "$50B", "round") ", \"money\": \"pre\""};
    struct valuation_plan *plan = made(&fixture, kinds, 9, 680);
    assert_int_equal(plan->mark_count, 7);
    assert_int_equal(plan->unsized, 1);
    const struct mark *range = &plan->marks[0], *vague = &plan->marks[1], *most = &plan->marks[2];
    assert_true(range->high_y < range->low_y && range->y == range->low_y);
    assert_true(vague->high_y < vague->low_y);
    assert_true(most->open_down && isnan(most->low_y));
    assert_true(plan->marks[3].open_up);
    assert_golden("tests/golden/chart/valuation-kinds.txt", dump(&fixture, plan));
    assert_string_equal(valuation_subtitle(fixture.arena, plan),
        "Stated value of Party; pre- or post-money not stated where not marked; "
        "one further value undisclosed");
    fixture_finish(&fixture);
}

/* A ratio of open-ended values says which way it is open, or nothing. */
static void test_multiples(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const char *const values[] = {VALUE("2020-01-01", "$10B", "round"),
        VALUE("2021-01-01", "over $100B", "round"), VALUE("2022-01-01", "about $20B", "round"),
        VALUE("2023-01-01", "about $90B", "round"), VALUE("2024-01-01", "up to $20B", "round"),
        VALUE("2025-01-01", "up to $80B", "round")};
    struct valuation_plan *plan = made(&fixture, values, 6, 680);
    const char *const expected[] = {"at least 10×", "at most 0.22×", "about 4.5×", "at most 0.25×", NULL};
    assert_int_equal(plan->step_count, 5);
    for (size_t i = 0; i < 5; i++) {
        const char *multiple = valuation_step_multiple(fixture.arena, plan, &plan->steps[i]);
        if (expected[i])
            assert_string_equal(multiple, expected[i]);
        else
            assert_null(multiple);
    }
    fixture_finish(&fixture);
}

static const char *const equal_values[] = {VALUE("2025-01", "$5B", "round"), VALUE("2025-02", "$5B", "round"),
    VALUE("2025-03", "$5B", "tender"), VALUE("2025-03", "$5B", "implied"),
    VALUE("2025-03-20", "$5B", "reported")};
static const char *const one_day[] = {VALUE("2025-03-03", "$5B", "round"),
    VALUE("2025-03-03", "$6B", "market"), VALUE("2025-03-03", "$90B", "tender"),
    VALUE("2025-03-03", "$5.1B", "implied")};
static const char *const decades[] = {VALUE("1990", "$1M", "round"), VALUE("2000", "$50M", "round"),
    VALUE("2010s", "$700M", "reported"), VALUE("2030-Q3", "$2T", "market"),
    VALUE("2040-12-31", "$10T", "market")};
static const char *const wide[] = {
    VALUE("2020-01-01", "$0.01", "round"), VALUE("2025-01-01", "$9,999,999,999,999,999", "round")};

static void test_nasty(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct str out = str_init(fixture.arena);
    static const struct {
        const char *name;
        const char *const *values;
        size_t count;
    } cases[] = {
        {"equal", equal_values, 5}, {"one day", one_day, 4}, {"1990-2040", decades, 5}, {"wide", wide, 2}};
    for (size_t i = 0; i < 4; i++)
        for (double width = 119; width <= 700; width += 95) {
            struct valuation_plan *plan = made(&fixture, cases[i].values, cases[i].count, width);
            assert_non_null(plan);
            assert_true(plan->y.tick_count <= 5);
            if (width > 498 && width < 500)
                str_printf(&out, "%s\n%s", cases[i].name, dump(&fixture, plan));
        }
    assert_golden("tests/golden/chart/valuation-nasty.txt", str_text(&out));
    fixture_finish(&fixture);
}

static void crowd(struct fixture *fixture, size_t count, struct valuation_plan **plan)
{
    const char **values = arena_array(fixture->arena, const char *, count);
    for (size_t i = 0; i < count; i++) {
        size_t month = i % 12 + 1, year = 2000 + i / 12;
        values[i] = arena_printf(fixture->arena,
            "\"date\": \"%zu-%02zu-01\", \"value\": \"$%zuB\", \"basis\": \"round\"", year, month,
            10 + (i * 37 % 90) + i / 4);
    }
    *plan = made(fixture, values, count, 499);
}

static void test_crowds(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct valuation_plan *plan;
    crowd(&fixture, 60, &plan);
    assert_true(plan->unlabelled > 50);
    assert_true(plan->marks[59].label.placed && plan->marks[0].label.placed);
    assert_true(plan->key_count > 0);
    assert_true(diags_has(fixture.diags, DIAG_CROWDED));
    size_t count;
    assert_string_equal(diags_sorted(fixture.diags, &count)[0].sentence,
        arena_printf(fixture.arena, "the valuation chart has room for the labels of %zu of its 60 marks",
            60 - plan->unlabelled));
    fixture_finish(&fixture);
    fixture = fixture_init();
    crowd(&fixture, 500, &plan);
    assert_int_equal(plan->mark_count, 500);
    assert_near(plan->radius, 1.4, 1e-9);
    assert_true(diags_has(fixture.diags, DIAG_CROWDED));
    fixture_finish(&fixture);
}

/* A height that is asked for is kept, with its keys and footnote */
static void test_height_and_scale(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct valuation_options options = {.party = NO_INDEX, .width = 499, .height = 260};
    struct valuation_plan *plan =
        valuation_plan_make(fixture.arena, fixture.text, facts, &options, fixture.diags);
    assert_near(valuation_plan_height(plan), 260, 0.01);
    assert_clean(&fixture, plan);
    options.party = dataset_find_party(facts->dataset, "openai");
    options.scale = SCALE_LINEAR;
    plan = valuation_plan_make(fixture.arena, fixture.text, facts, &options, fixture.diags);
    assert_false(plan->y.scale.log);
    assert_true(plan->y.scale.low == 0);
    assert_clean(&fixture, plan);
    options.scale = SCALE_LOG;
    options.party = dataset_find_party(facts->dataset, "anthropic");
    plan = valuation_plan_make(fixture.arena, fixture.text, facts, &options, fixture.diags);
    assert_true(plan->y.scale.log);
    assert_string_equal(plan->y.note->string, "log scale");
    assert_clean(&fixture, plan);
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_samples), cmocka_unit_test(test_scene),
        cmocka_unit_test(test_same_month), cmocka_unit_test(test_one_point), cmocka_unit_test(test_no_data),
        cmocka_unit_test(test_stem), cmocka_unit_test(test_titles), cmocka_unit_test(test_colours),
        cmocka_unit_test(test_kinds), cmocka_unit_test(test_multiples), cmocka_unit_test(test_nasty),
        cmocka_unit_test(test_crowds), cmocka_unit_test(test_height_and_scale)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
