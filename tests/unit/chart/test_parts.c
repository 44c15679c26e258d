/* SPDX-License-Identifier: MIT */
/* What all charts are made of: labels that make room for each other, bars, axes, rows, colours, tables of
 * data. */
#include "axis.h"
#include "bar.h"
#include "data_table.h"
#include "fixture.h"
#include "footer.h"
#include "party_colour.h"
#include "placer.h"
#include "rows.h"

#include <string.h>

static void test_spread(void **state)
{
    (void)state;
    double at[3];
    assert_true(labels_spread((double[]){10, 40, 80}, (double[]){10, 10, 10}, 3, 0, 100, at));
    assert_near(at[0], 10, 1e-9);
    assert_near(at[1], 40, 1e-9);
    assert_near(at[2], 80, 1e-9);
    /* three that all want 50 stand around it */
    assert_true(labels_spread((double[]){50, 50, 50}, (double[]){10, 10, 10}, 3, 0, 100, at));
    assert_near(at[0], 40, 1e-9);
    assert_near(at[1], 50, 1e-9);
    assert_near(at[2], 60, 1e-9);
    /* pushed in from the end, which pushes its neighbour on */
    assert_true(labels_spread((double[]){84, 99, 100}, (double[]){10, 10, 10}, 3, 0, 100, at));
    assert_near(at[2], 95, 1e-9);
    assert_near(at[1], 85, 1e-9);
    assert_near(at[0], 75, 1e-9);
    assert_false(labels_spread((double[]){1, 2, 3}, (double[]){50, 50, 50}, 3, 0, 100, at));
}

static void test_placer(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct placer *placer = placer_create(fixture.arena, (struct rect){0, 0, 100, 100});
    placer_block(placer, (struct rect){0, 0, 50, 100}, PLACER_BLOCKED);
    placer_block(placer, (struct rect){50, 0, 100, 50}, 5);
    struct candidate seats[] = {
        {{10, 10, 20, 20}, 0}, {{60, 10, 70, 20}, 1}, {{60, 60, 70, 70}, 3}, {{95, 60, 105, 70}, 0}};
    assert_int_equal(placer_take(placer, seats, 4), 2); /* 1 costs 6, 3 reaches past the edge */
    assert_int_equal(placer_take(placer, seats, 4), 1); /* 2 is taken now */
    assert_int_equal(placer_take(placer, seats, 4), -1);
    fixture_finish(&fixture);
}

static struct amount amount_of(struct fixture *fixture, const char *words)
{
    struct amount amount;
    const char *sentence, *hint;
    struct amount_rules rules = {"USD", 100000, false};
    assert_int_equal(amount_parse(fixture->arena, words, &rules, &amount, &sentence, &hint), AMOUNT_OK);
    return amount;
}

static const char *bar_text(struct fixture *fixture, const char *words)
{
    struct scale scale = {false, 0, 100e9, 0, 200};
    struct amount amount = amount_of(fixture, words);
    struct bar bar = bar_of_amount(&scale, &amount, BUCKET_TALK);
    bar.breadth = 8;
    struct str out = str_init(fixture->arena);
    bar_dump(&bar, &out);
    return str_text(&out);
}

/* start low high across breadth: a bar is never longer than what is known */
static void test_bar(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    assert_string_equal(bar_text(&fixture, "$38B"), "bar talk 0 76 76 0 8 headline 76");
    assert_string_equal(bar_text(&fixture, "up to $100B"), "bar talk 0 0 200 0 8 headline 200");
    assert_string_equal(bar_text(&fixture, "about $10B"), "bar talk 0 18 22 0 8 headline 20");
    assert_string_equal(bar_text(&fixture, "at least $20B"), "bar talk 0 40 40 0 8 headline 40 open");
    assert_string_equal(bar_text(&fixture, "$10B-$20B"), "bar talk 0 20 40 0 8");
    assert_string_equal(bar_text(&fixture, "undisclosed"), "bar talk 0 0 0 0 8 undisclosed");
    struct scale left = {false, 0, 100e9, 200, 0}; /* out to the left */
    struct amount amount = amount_of(&fixture, "at least $20B");
    struct bar bar = bar_of_amount(&left, &amount, BUCKET_FIRM);
    bar.upright = false;
    assert_near(bar_end(&bar), 160 - BAR_TEETH, 1e-9);
    struct rect rect = bar_rect(&bar);
    assert_near(rect.x1, 155, 1e-9);
    assert_near(rect.x2, 200, 1e-9);
    fixture_finish(&fixture);
}

static void test_axis(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct axis_request level = {fixture.arena, fixture.text, 100, 400, 420, 0};
    struct str out = str_init(fixture.arena);
    struct axis axis = axis_money(&level, "USD", 0, 37e9, false, false);
    axis_dump(&axis, &out);
    axis = axis_money(&level, "USD", -12e9, 37e9, false, true);
    axis_dump(&axis, &out);
    struct axis_request upright = {fixture.arena, fixture.text, 150, 0, 420, 0};
    axis = axis_money(&upright, "EUR", 3e6, 9e10, true, false);
    axis_dump(&axis, &out);
    axis = axis_number(&level, "×", 0, 61, false);
    axis_dump(&axis, &out);
    axis = axis_dates(&level, day_of(2025, 3, 1), day_of(2032, 8, 9));
    axis_dump(&axis, &out);
    assert_string_equal(str_text(&out),
        "axis level '0' 100 '10' 175 '20' 250 '30' 325 '$40B' 400\n"
        "axis level '20' 100 '0' 200 '20' 300 '$40B' 400\n"
        "axis upright log '€1M' 150 '€100M' 90.4 '€10B' 30.8\n"
        "axis level '0' 100 '20' 175 '40' 250 '60' 325 '80×' 400\n"
        "axis level '2026' 133.77 '2028' 214.35 '2030' 295.03 '2032' 375.61\n");
    fixture_finish(&fixture);
}

static void test_rows(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct row_words words[] = {{"Amazon", NULL},
        {"A company whose name is as long as sixty letters and a few more", "equity, in talks"},
        {"Donaudampfschifffahrtsgesellschaftskapitaenswitwenverband", NULL}};
    const double widths[] = {246, 450, 900};
    for (size_t i = 0; i < 3; i++) {
        struct rows_request request = {fixture.arena, fixture.text, words, 3, widths[i], 10, 9, 6, 0};
        struct rows rows = rows_plan(&request);
        struct scene *scene = scene_create(fixture.arena, widths[i], rows.bottom);
        for (size_t row = 0; row < 3; row++) {
            row_draw(&rows, scene, row);
            assert_true(rows.at[row].middle - 4.5 >= rows.at[row].top - 1e-9);
            assert_true(rows.at[row].middle + 4.5 <= rows.at[row].top + rows.at[row].height + 1e-9);
        }
        assert_drawing(scene, widths[i]);
        assert_int_equal(rows.above, i == 0);
    }
    fixture_finish(&fixture);
}

/* sRGB → OKLab (Ottosson 2020), after simulating colour blindness (Machado, Oliveira, Fernandes 2009,
 * severity 1) */
static void linear_of(struct rgb colour, double linear[3])
{
    const double values[] = {colour.red, colour.green, colour.blue};
    for (int i = 0; i < 3; i++)
        linear[i] = values[i] <= 0.04045 ? values[i] / 12.92 : pow((values[i] + 0.055) / 1.055, 2.4);
}

static void oklab_of(const double c[3], double lab[3])
{
    double l = cbrt(0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2]);
    double m = cbrt(0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2]);
    double s = cbrt(0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2]);
    lab[0] = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
    lab[1] = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
    lab[2] = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
}

static const double sights[4][3][3] = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

static void seen_by(int sight, struct rgb colour, double lab[3])
{
    double linear[3], seen[3];
    linear_of(colour, linear);
    for (int i = 0; i < 3; i++) {
        seen[i] = 0;
        for (int j = 0; j < 3; j++)
            seen[i] += sights[sight][i][j] * linear[j];
        seen[i] = fmin(fmax(seen[i], 0), 1);
    }
    oklab_of(seen, lab);
}

/* Least distance × 100 between any two of the first `count` parties' colours, over four kinds of sight */
static double least_distance(const struct theme *theme, size_t count)
{
    double least = INFINITY;
    for (int sight = 0; sight < 4; sight++)
        for (size_t a = 0; a < count; a++)
            for (size_t b = 0; b < a; b++) {
                double x[3], y[3];
                seen_by(sight, theme_colour(theme, party_rank_colour(a)), x);
                seen_by(sight, theme_colour(theme, party_rank_colour(b)), y);
                least = fmin(least, 100 * hypot(hypot(x[0] - y[0], x[1] - y[1]), x[2] - y[2]));
            }
    return least;
}

static void test_colours(void **state)
{
    (void)state;
    const struct theme *themes[] = {theme_light(), theme_dark()};
    for (int i = 0; i < 2; i++) {
        assert_true(least_distance(themes[i], 5) >= 9);
        assert_true(least_distance(themes[i], PARTY_COLOURS) >= 5.9);
    }
    assert_int_equal(party_rank_colour(PARTY_COLOURS).role, ROLE_OTHER);
}

/* Lightness (OKLab, 0 to 1) of what fills most of a bar */
static double lightness(
    struct fixture *fixture, const struct theme *theme, struct colour colour, enum bucket bucket)
{
    struct scale scale = {false, 0, 1, 0, 100};
    struct bar bar = bar_of_numbers(&scale, 1, 1, 1, bucket);
    bar.breadth = 10;
    bar.colour = colour;
    struct scene *scene = scene_create(fixture->arena, 100, 10);
    bar_draw(scene, &bar);
    size_t count;
    const struct scene_item *items = scene_items(scene, &count);
    for (size_t i = 0; i < count; i++)
        if (items[i].kind == SCENE_PATH && items[i].paint.fill.role != ROLE_NONE) {
            double lab[3];
            seen_by(0, theme_colour(theme, items[i].paint.fill), lab);
            return lab[0];
        }
    return -1;
}

/* In greyscale, standing is still told: firm, planned and talk differ in lightness in every colour and both
   themes, and what is not firm has an outline besides (talk a dashed one). */
static void test_greyscale(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct theme *themes[] = {theme_light(), theme_dark()};
    double least = INFINITY;
    for (int t = 0; t < 2; t++)
        for (size_t rank = 0; rank <= PARTY_COLOURS; rank++) {
            struct colour colour = party_rank_colour(rank);
            double firm = lightness(&fixture, themes[t], colour, BUCKET_FIRM),
                   planned = lightness(&fixture, themes[t], colour, BUCKET_PLANNED),
                   talk = lightness(&fixture, themes[t], colour, BUCKET_TALK);
            least = fmin(least, fmin(fabs(firm - planned), fabs(planned - talk)));
        }
    print_message("# least difference of lightness: %.3f\n", least);
    assert_true(least >= 0.05);
    fixture_finish(&fixture);
}

/* Subsidiaries have their parent's colour; a party behind the others changes no other's. */
static void test_party_order(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const char start[] = "{\"dealbrief\":\"1\",\"as_of\":\"2025-12-01\",\"sources\":[{\"id\":\"s\","
                                "\"publisher\":\"S\"}],\"parties\":[{\"id\":\"b\",\"name\":\"B\"},{\"id\":"
                                "\"bu\",\"name\":\"BU\",\"parent\":\"b\"},{\"id\":\"a\",\"name\":\"A\"}";
    static const char rest[] = "],\"deals\":[{\"id\":\"d\",\"type\":\"equity\",\"from\":\"a\",\"to\":\"b\","
                               "\"amount\":\"$1B\",\"status\":\"announced\",\"sources\":[\"s\"]}]}";
    const struct facts *facts = fixture_json(&fixture, arena_printf(fixture.arena, "%s%s", start, rest));
    const struct facts *more = fixture_json(
        &fixture, arena_printf(fixture.arena, "%s,{\"id\":\"0\",\"name\":\"Zero\"}%s", start, rest));
    assert_int_equal(party_rank(facts->dataset, 0), 0);
    assert_int_equal(party_rank(facts->dataset, 1), 0);
    assert_int_equal(party_rank(facts->dataset, 2), 1);
    assert_int_equal(party_rank(more->dataset, 2), 1);
    assert_int_equal(party_rank(more->dataset, 3), 2);
    fixture_finish(&fixture);
}

static void test_data(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    static const struct data_column columns[] = {
        {"name", false}, {"low", true}, {"high", true}, {"headline", true}, {"words", false}};
    struct data_table *table = data_table_create(fixture.arena, "test", columns, 5);
    struct amount amount = amount_of(&fixture, "at least $20.5M"),
                  unknown = amount_of(&fixture, "undisclosed");
    data_text(table, "=cmd|' /C calc'!A0");
    data_amount(table, &amount);
    data_text(table, "Smith, \"Jr\"");
    data_amount(table, &unknown);
    struct str out = str_init(fixture.arena);
    data_table_write_csv(table, &out);
    data_table_write_json(table, &out);
    assert_string_equal(str_text(&out),
        "name,low,high,headline,words\r\n"
        "\"'=cmd|' /C calc'!A0\",20500000,,20500000,at least $20.5M\r\n"
        "\"Smith, \"\"Jr\"\"\",,,,undisclosed\r\n"
        "{\n  \"chart\": \"test\",\n  \"columns\": [\"name\", \"low\", \"high\", \"headline\", \"words\"],\n"
        "  \"rows\": [\n"
        "    {\"name\": \"=cmd|' /C calc'!A0\", \"low\": 20500000, \"high\": null, \"headline\": 20500000, "
        "\"words\": \"at least $20.5M\"},\n"
        "    {\"name\": \"Smith, \\\"Jr\\\"\", \"low\": null, \"high\": null, \"headline\": null, \"words\": "
        "\"undisclosed\"}\n  ]\n}\n");
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_spread), cmocka_unit_test(test_placer),
        cmocka_unit_test(test_bar), cmocka_unit_test(test_axis), cmocka_unit_test(test_rows),
        cmocka_unit_test(test_colours), cmocka_unit_test(test_greyscale), cmocka_unit_test(test_party_order),
        cmocka_unit_test(test_data)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
