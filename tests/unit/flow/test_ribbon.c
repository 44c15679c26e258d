/* SPDX-License-Identifier: MIT */
/* How a ribbon looks: every form and standing exactly, and the words of the legend that say what they mean.
 */
#include "fixture.h"
#include "ribbon.h"

#include <string.h>

static struct fixture *fixture;

#define PEOPLE                                                                                               \
    "{\"id\":\"a\",\"name\":\"Ash\"},{\"id\":\"b\",\"name\":\"Birch\"},{\"id\":\"c\",\"name\":\"Cedar\"}"

/* 30 pt level, a turn upwards, 20 pt up */
static struct path path_sample(void)
{
    struct path path = {0};
    path_start(&path, fixture->arena, (struct point){0, 100}, HEADING_EAST);
    path_across(&path, fixture->arena, 30, 100);
    path_turn(&path, fixture->arena, HEADING_NORTH, 10);
    path_upright(&path, fixture->arena, 70);
    return path;
}

static struct path path_level(double length)
{
    struct path path = {0};
    path_start(&path, fixture->arena, (struct point){0, 0}, HEADING_EAST);
    path_across(&path, fixture->arena, length, 0);
    return path;
}

static struct path path_slanted(double lean)
{
    struct path path = {0};
    path_start(&path, fixture->arena, (struct point){0, 0}, HEADING_EAST);
    path.lean = lean;
    path_across(&path, fixture->arena, 40, 30);
    return path;
}

static const char *body_dump(const struct ribbon *ribbon, const struct path *path)
{
    struct scene *scene = scene_create(fixture->arena, 100, 100);
    struct str out = str_init(fixture->arena);
    ribbon_draw_body(scene, ribbon, path);
    scene_dump(scene, &out);
    return strchr(str_text(&out), '\n') + 1;
}

static struct ribbon ribbon_sample(enum form form, enum bucket bucket, double thickness, double loop)
{
    static const double cores[FORM_COUNT] = {[FORM_SOLID] = 1,
        [FORM_SOFT] = 0.9,
        [FORM_AT_MOST] = 0.25,
        [FORM_AT_LEAST] = 1,
        [FORM_UNSURE] = 0.25};
    bool unknown = form == FORM_UNKNOWN;
    return (struct ribbon){.deal_class = CLASS_CAPITAL,
        .bucket = bucket,
        .form = form,
        .thickness = unknown ? UNKNOWN_THICKNESS : thickness,
        .core_thickness = cores[form] * thickness,
        .loop_thickness = unknown ? 0 : loop * thickness};
}

static void test_every_form_and_standing(void **state)
{
    (void)state;
    static const char *const forms[FORM_COUNT] = {
        "exact", "about", "up to", "at least", "range", "undisclosed"};
    struct str out = str_init(fixture->arena);
    struct path path = path_sample();
    for (int form = 0; form < FORM_COUNT; form++)
        for (int bucket = BUCKET_FIRM; bucket >= BUCKET_DEAD; bucket--)
            for (int way = 0; way < (form == FORM_UNKNOWN ? 1 : 4); way++) {
                double thickness = way < 2 ? 16 : 3, loop = way % 2 ? 0.6 : 0;
                struct ribbon ribbon = ribbon_sample((enum form)form, (enum bucket)bucket, thickness, loop);
                str_printf(&out, "%s %s %.0f%s\n%s\n", forms[form], bucket_name((enum bucket)bucket),
                    ribbon.thickness, loop > 0 ? " returning" : "", body_dump(&ribbon, &path));
            }
    assert_golden("tests/golden/flow/forms.scene", str_text(&out));
}

/* Any two of them would be taken for each other if they were drawn alike. */
static void test_no_two_look_alike(void **state)
{
    (void)state;
    static const double thicknesses[] = {2, 3, 4.4, 4.6, 8, 20, 120};
    struct path path = path_level(60);
    for (size_t t = 0; t < sizeof thicknesses / sizeof *thicknesses; t++) {
        const char *looks[FORM_COUNT * BUCKET_COUNT * 2];
        size_t count = 0;
        for (int form = 0; form < FORM_COUNT; form++)
            for (int bucket = 0; bucket < BUCKET_COUNT; bucket++)
                for (int loop = 0; loop < (form == FORM_UNKNOWN ? 1 : 2); loop++) {
                    struct ribbon ribbon =
                        ribbon_sample((enum form)form, (enum bucket)bucket, thicknesses[t], 0.5 * loop);
                    looks[count++] = body_dump(&ribbon, &path);
                }
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; j < i; j++)
                assert_string_not_equal(looks[i], looks[j]);
    }
}

static size_t moves_of(const struct scene_item *item)
{
    size_t moves = 0;
    for (size_t i = 0; i < item->segment_count; i++)
        moves += item->segments[i].kind == SEGMENT_MOVE ? 1 : 0;
    return moves;
}

/* Both edges of a turn begin their dashes anew where it ends. */
static void test_dashes_stay_abreast(void **state)
{
    (void)state;
    struct scene *scene = scene_create(fixture->arena, 100, 100);
    struct ribbon ribbon = ribbon_sample(FORM_SOLID, BUCKET_TALK, 10, 0);
    struct path path = path_sample();
    ribbon_draw_body(scene, &ribbon, &path);
    size_t count;
    const struct scene_item *items = scene_items(scene, &count);
    assert_int_equal(items[count - 1].paint.dash, DASH_DASHED);
    assert_int_equal(moves_of(&items[count - 1]), 4);
    assert_float_equal(items[count - 1].paint.dash_unit, 1, 1e-9);
}

/* A stroke is as broad as the band only where the band is as thick across as at the cards. */
static void test_strokes_stand_for_even_bands_alone(void **state)
{
    (void)state;
    struct ribbon ribbon = ribbon_sample(FORM_SOLID, BUCKET_FIRM, 8, 0);
    struct path even = path_slanted(1), sheared = path_slanted(0);
    assert_non_null(strstr(body_dump(&ribbon, &even), " stroke capital+0.42 8"));
    assert_null(strstr(body_dump(&ribbon, &sheared), " stroke capital+0.42"));
    assert_non_null(strstr(body_dump(&ribbon, &sheared), " fill capital+0.42"));
}

/* 20 pt, of which 5 are sure and 15 can return: 5 dark, the 5 on each side hatched */
static void test_a_core_shows_what_of_it_is_not_sure(void **state)
{
    (void)state;
    struct path path = path_level(60);
    struct ribbon ribbon = ribbon_sample(FORM_UNSURE, BUCKET_FIRM, 20, 0.75);
    const char *dump = body_dump(&ribbon, &path);
    assert_non_null(
        strstr(dump, "M 0 -7.5 L 60 -7.5 L 60 7.5 L 0 7.5 Z fill capital+0.25 hatch capital-0.5"));
    assert_non_null(strstr(dump, "M 0 0 L 60 0 stroke capital-0.5 5\n"));
}

/* "At least" is cut through all of the body: two teeth of a 3 pt ribbon, 5 pt deep */
static void test_strands(void **state)
{
    (void)state;
    struct path path = path_level(60);
    struct ribbon ribbon = ribbon_sample(FORM_AT_LEAST, BUCKET_PLANNED, 3, 0);
    const char *teeth = "path M 60 -1.5 L 55 -0.75 L 60 0 Z M 60 0 L 55 0.75 L 60 1.5 Z fill paper\n";
    const char *dump = body_dump(&ribbon, &path), *at = strstr(dump, teeth);
    assert_non_null(at);
    assert_string_equal(at, teeth); /* it is the last */
}

static const char *legend_of(const char *deals)
{
    const struct facts *facts = fixture_facts(fixture, fixture_json(fixture, PEOPLE, deals));
    struct flow_plan *plan = fixture_plan(fixture, facts, 680, 0);
    struct str out = str_init(fixture->arena);
    for (size_t i = 0; i < plan->legend_count; i++)
        str_printf(&out, "%s%s", i > 0 ? " | " : "", plan->legend[i].run->string);
    for (size_t l = 0; l < plan->remarks.count; l++)
        for (size_t p = 0; p < plan->remarks.lines[l].count; p++)
            str_printf(&out, "%s%s", p > 0 ? "" : " / ", plan->remarks.lines[l].pieces[p].run->string);
    return str_text(&out);
}

static const char *deal(const char *to, const char *amount, const char *status)
{
    return arena_printf(fixture->arena,
        "{\"id\":\"d%s\",\"type\":\"lease\",\"from\":\"a\",\"to\":\"%s\",\"amount\":%s,\"status\":\"%s\","
        "\"date\":\"2025-01-01\",\"sources\":[\"s\"]}",
        to, to, amount, status);
}

static void test_the_legend_says_what_occurs(void **state)
{
    (void)state;
    const char *up_to = "\"up to $50B\"";
    assert_string_equal(legend_of(deal("b", "\"$50B\"", "signed")), "Commerce | signed or paid");
    assert_string_equal(legend_of(deal("b", up_to, "signed")), "Commerce | signed or paid | hollow: up to");
    assert_string_equal(legend_of(deal("b", "\"undisclosed\"", "in_talks")),
        "Commerce | dotted: undisclosed, width not to scale");
    assert_string_equal(legend_of(deal("b", "\"about $50B\"", "in_talks")),
        "Commerce | under discussion | soft edges: about");
    assert_string_equal(legend_of(arena_printf(fixture->arena, "%s,%s", deal("b", "\"$20B-$50B\"", "signed"),
                            deal("c", "\"at least $50B\"", "announced"))),
        "Commerce | signed or paid | announced or agreed | frayed end: at least | "
        "filled to the low figure, hatched to the high");
}

/* "About $50B, of which $40B is certain" is no "up to". */
static void test_what_depends_on_conditions_is_not_up_to(void **state)
{
    (void)state;
    const char *deals = "{\"id\":\"d\",\"type\":\"equity\",\"from\":\"a\",\"to\":\"b\",\"amount\":\"about "
                        "$50B\",\"status\":\"signed\","
                        "\"tranches\":[{\"amount\":\"$20B\"},{\"amount\":\"about $30B\",\"condition\":\"an "
                        "IPO\"}],\"date\":\"2025-01-01\",\"sources\":[\"s\"]}";
    assert_string_equal(legend_of(deals), "Capital | signed or paid | hollow: not certain; filled: certain");
}

static void test_relations_are_counted_not_drawn(void **state)
{
    (void)state;
    const char *deals = arena_printf(fixture->arena,
        "%s,{\"id\":\"r\",\"type\":\"partnership\",\"from\":\"a\",\"to\":\"c\",\"amount\":\"none\","
        "\"status\":\"signed\","
        "\"date\":\"2025-01-01\",\"sources\":[\"s\"]}",
        deal("b", "\"$50B\"", "signed"));
    assert_string_equal(
        legend_of(deals), "Commerce | signed or paid / Not drawn: one relation without money.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_form_and_standing),
        cmocka_unit_test(test_no_two_look_alike),
        cmocka_unit_test(test_dashes_stay_abreast),
        cmocka_unit_test(test_strokes_stand_for_even_bands_alone),
        cmocka_unit_test(test_a_core_shows_what_of_it_is_not_sure),
        cmocka_unit_test(test_strands),
        cmocka_unit_test(test_the_legend_says_what_occurs),
        cmocka_unit_test(test_what_depends_on_conditions_is_not_up_to),
        cmocka_unit_test(test_relations_are_counted_not_drawn),
    };
    return FIXTURE_RUN(&fixture, tests);
}
