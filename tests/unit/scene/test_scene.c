/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "scene.h"
#include "theme.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

struct fixture {
    struct arena *arena;
    struct text *text;
};

static int fixture_init(void **state)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct fixture *fixture = arena_new(arena, struct fixture);
    fixture->arena = arena;
    fixture->text = text_create(source_path(arena, "fonts"), NULL, diags);
    diags_destroy(diags);
    *state = fixture;
    return fixture->text ? 0 : -1;
}

static int fixture_finish(void **state)
{
    struct fixture *fixture = *state;
    text_destroy(fixture->text);
    arena_destroy(fixture->arena);
    return 0;
}

static const char *dumped(struct fixture *fixture, const struct scene *scene)
{
    struct str out = str_init(fixture->arena);
    scene_dump(scene, &out);
    return str_text(&out);
}

static struct colour plain(enum role role)
{
    return (struct colour){.role = role};
}

static void figure_draw(struct fixture *fixture, struct scene *scene)
{
    const struct scene_data data[] = {{"from", "amazon"}, {"amount", "≥ \"10\" \\ bn"}};
    const struct text_run *name = text_shape(fixture->text, theme_style(STYLE_LABEL), "Amazon \"AWS\"");
    scene_begin(
        scene, (struct scene_group){.tag = TAG_FIGURE, .id = "flow", .alt = "Who pays\nwhom", .y = -0.25});
    scene_begin(
        scene, (struct scene_group){
                   .id = "flow.a-1", .css = "ribbon", .title = "Amazon pays", .data = data, .data_count = 2});
    scene_move(scene, 0, 10.004);
    scene_curve(scene, 30, 10, 60.125, 20.996, 90, 20);
    scene_line(scene, 90, 30);
    scene_close(scene);
    scene_paint(scene, (struct paint){.fill = {ROLE_COMMERCE, 0.6f, 0.2f},
                           .hatch = plain(ROLE_COMMERCE),
                           .stroke = {ROLE_COMMERCE, -0.25f, 0},
                           .stroke_width = 0.5,
                           .dash = DASH_DASHED,
                           .round = true});
    scene_end(scene);
    scene_circle(scene, 50, 50, 10);
    scene_paint(scene, (struct paint){.hatch = plain(ROLE_BUILD), .hatch_gap = 3, .hatch_width = 1.25});
    scene_rounded(scene, 10, 10, 80, 40, 4);
    scene_paint(scene, (struct paint){.fill = plain(ROLE_TINT)});
    scene_rounded(scene, 0, 0, 10, 10, 0);
    scene_paint(scene, (struct paint){.stroke = plain(ROLE_INK), .stroke_width = 0.8, .dash = DASH_DOTTED});
    scene_rule(scene, 0, 5, 100, 5, plain(ROLE_RULE), 0.4, DASH_SOLID);
    scene_text(scene, name, 100, 50, ALIGN_START, plain(ROLE_INK));
    scene_text(scene, name, 100, 60, ALIGN_END, plain(ROLE_ACCENT));
    scene_text_halo(scene, name, 100, 70, ALIGN_MIDDLE, plain(ROLE_SECONDARY), plain(ROLE_PAPER), 2);
    scene_end(scene);
}

static void links_draw(struct fixture *fixture, struct scene *scene)
{
    const struct text_run *run = text_shape(fixture->text, theme_style(STYLE_NOTE), "[3]");
    scene_begin(scene, (struct scene_group){.tag = TAG_H2, .bookmark = "Sources", .anchor = "source-3"});
    scene_begin(scene, (struct scene_group){.tag = TAG_LINK,
                           .link = "https://example.org/?a=b&c",
                           .link_x = 1,
                           .link_y = 2.5,
                           .link_width = run->width,
                           .link_height = 10});
    scene_text(scene, run, 1, 10, ALIGN_START, plain(ROLE_INK));
    scene_end(scene);
    scene_begin(scene,
        (struct scene_group){.tag = TAG_LINK, .target = "source-3", .link_width = 5, .link_height = 5});
    scene_end(scene);
    scene_end(scene);
}

static void test_everything(void **state)
{
    struct fixture *fixture = *state;
    struct scene *scene = scene_create(fixture->arena, 499, 300.5);
    scene_describe(scene, "OpenAI’s money", "Ribbons", NULL);
    figure_draw(fixture, scene);
    links_draw(fixture, scene);
    assert_golden("tests/golden/scene/everything.txt", dumped(fixture, scene));
}

static void test_place(void **state)
{
    struct fixture *fixture = *state;
    struct arena *other = arena_create();
    struct scene *page = scene_create(fixture->arena, 595, 842), *part = scene_create(other, 100, 100);
    figure_draw(fixture, part);
    const char *alone = dumped(fixture, part);
    scene_place(page, part, 48, 96.5);
    scene_place(page, part, 48, 400);
    arena_destroy(other); /* nothing of the part is borrowed */
    const char *placed = dumped(fixture, page);
    assert_true(
        str_starts(placed, "scene 595 842 title=\"\" description=\"\" language=\"en\"\n  group at 48 96.5\n"
                           "    group figure at 0 -0.25 id=\"flow\""));
    assert_non_null(strstr(placed, "\n  end\n  group at 48 400\n"));
    /* the items themselves are as they were */
    const char *last = strstr(alone, "text 100 50 ");
    assert_non_null(last);
    assert_non_null(strstr(placed, arena_strndup(fixture->arena, last, strcspn(last, "\n"))));
}

/* A preview has paths alone, scaled, without the keys that words explain. */
static void test_marks(void **state)
{
    struct fixture *fixture = *state;
    struct scene *part = scene_create(fixture->arena, 100, 100), *page = scene_create(fixture->arena, 50, 50);
    struct str out = str_init(fixture->arena);
    scene_begin(part, (struct scene_group){.css = "ribbon", .x = 10, .y = 20});
    scene_rectangle(part, 0, 0, 40, 8);
    scene_paint(part, (struct paint){.fill = {ROLE_CAPITAL}});
    scene_end(part);
    scene_begin(part, (struct scene_group){.css = "legend"});
    scene_begin(part, (struct scene_group){.css = "card"});
    scene_rectangle(part, 0, 90, 5, 5);
    scene_paint(part, (struct paint){.fill = {ROLE_INK}});
    scene_end(part);
    scene_end(part);
    scene_rectangle(part, 0, 30, 5, 5);
    scene_paint(part, (struct paint){.fill = {ROLE_ACCENT}});
    assert_float_equal(scene_marks_bottom(part), 35, 1e-9);
    scene_place_marks(page, part, 3, 4, 0.5);
    scene_dump(page, &out);
    assert_string_equal(str_text(&out), "scene 50 50 title=\"\" description=\"\" language=\"en\"\n"
                                        "  group at 3 4\n"
                                        "    group at 5 10\n"
                                        "      path M 0 0 L 20 0 L 20 4 L 0 4 Z fill capital\n"
                                        "    end\n"
                                        "    path M 0 15 L 2.5 15 L 2.5 17.5 L 0 17.5 Z fill accent\n"
                                        "  end\n");
}

static void test_unseen_is_dropped(void **state)
{
    struct fixture *fixture = *state;
    struct scene *scene = scene_create(fixture->arena, 10, 10);
    size_t count;
    scene_rectangle(scene, 0, 0, 5, 5);
    scene_paint(scene, (struct paint){.stroke = plain(ROLE_INK), .stroke_width = 0});
    scene_rectangle(scene, 0, 0, 5, 5);
    scene_paint(scene, (struct paint){.fill = {ROLE_INK, 0, 1}});
    scene_paint(scene, (struct paint){.fill = plain(ROLE_INK)}); /* no path */
    scene_text(
        scene, text_shape(fixture->text, theme_style(STYLE_BODY), ""), 0, 0, ALIGN_START, plain(ROLE_INK));
    scene_items(scene, &count);
    assert_int_equal(count, 0);
    /* what is left over of an invisible stroke makes no difference */
    scene_rectangle(scene, 0, 0, 5, 5);
    scene_paint(scene,
        (struct paint){.fill = plain(ROLE_INK), .stroke_width = 3, .dash = DASH_DOTTED, .round = true});
    const struct scene_item *items = scene_items(scene, &count);
    assert_int_equal(count, 1);
    assert_int_equal(items[0].paint.dash, DASH_SOLID);
    assert_float_equal(items[0].paint.stroke_width, 0, 0);
}

static void test_strings_are_copied(void **state)
{
    struct fixture *fixture = *state;
    struct scene *scene = scene_create(fixture->arena, 10, 10);
    char title[] = "before", id[] = "a", value[] = "x";
    struct scene_data data = {"v", value};
    scene_describe(scene, title, title, "de");
    scene_begin(scene, (struct scene_group){.id = id, .title = title, .data = &data, .data_count = 1});
    scene_end(scene);
    title[0] = id[0] = value[0] = '?';
    assert_string_equal(dumped(fixture, scene),
        "scene 10 10 title=\"before\" description=\"before\" language=\"de\"\n"
        "  group id=\"a\" title=\"before\" data-v=\"x\"\n  end\n");
}

static void test_circle_is_round(void **state)
{
    struct fixture *fixture = *state;
    struct scene *scene = scene_create(fixture->arena, 10, 10);
    size_t count;
    scene_circle(scene, 3, 4, 2);
    scene_paint(scene, (struct paint){.fill = plain(ROLE_INK)});
    const struct segment *at = scene_items(scene, &count)->segments;
    for (size_t i = 1; i < 5; i++) {
        /* the middle of each quarter lies on the circle, to 3/10000 of its radius */
        double x = (at[i - 1].x + 3 * at[i].x1 + 3 * at[i].x2 + at[i].x) / 8;
        double y = (at[i - 1].y + 3 * at[i].y1 + 3 * at[i].y2 + at[i].y) / 8;
        assert_float_equal(hypot(x - 3, y - 4), 2, 6e-4);
    }
}

static void test_dashes(void **state)
{
    (void)state;
    double lengths[2] = {-1, -1};
    assert_int_equal(scene_dash_lengths(&(struct paint){.dash = DASH_SOLID, .stroke_width = 1}, lengths), 0);
    assert_int_equal(scene_dash_lengths(&(struct paint){.dash = DASH_DASHED, .stroke_width = 1}, lengths), 2);
    assert_float_equal(lengths[0], 4, 1e-9);
    assert_float_equal(lengths[1], 2.5, 1e-9);
    assert_int_equal(scene_dash_lengths(&(struct paint){.dash = DASH_DOTTED, .stroke_width = 2}, lengths), 2);
    assert_float_equal(lengths[0], 2, 1e-9);
    assert_float_equal(lengths[1], 4, 1e-9);
    const struct paint broad = {.dash = DASH_DASHED, .stroke_width = 5, .dash_unit = 1};
    assert_int_equal(scene_dash_lengths(&broad, lengths), 2);
    assert_float_equal(lengths[0], 4, 1e-9);
    assert_float_equal(lengths[1], 2.5, 1e-9);
    scene_dash_lengths(&(struct paint){.dash = DASH_DOTTED}, lengths);
    assert_true(lengths[0] > 0 && lengths[1] > 0);
}

/* Broken invariants stop the program. */

static void end_too_often(struct scene *scene)
{
    scene_end(scene);
}

static void end_too_seldom(struct scene *scene)
{
    size_t count;
    scene_begin(scene, (struct scene_group){.tag = TAG_P});
    scene_items(scene, &count);
}

static void line_without_move(struct scene *scene)
{
    scene_line(scene, 1, 1);
}

static void path_left_over(struct scene *scene)
{
    scene_move(scene, 1, 1);
    scene_end(scene);
}

static void not_a_number(struct scene *scene)
{
    scene_move(scene, NAN, 1);
}

static void too_far(struct scene *scene)
{
    scene_begin(scene, (struct scene_group){.x = 1e7});
}

static void bad_id(struct scene *scene)
{
    scene_begin(scene, (struct scene_group){.id = "Über x"});
}

static void test_assertions(void **state)
{
    static void (*const breaks[])(struct scene *) = {
        end_too_often, end_too_seldom, line_without_move, path_left_over, not_a_number, too_far, bad_id};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
        fflush(NULL);
        pid_t child = fork();
        if (!child) {
            struct rlimit no_core = {0, 0};
            setrlimit(RLIMIT_CORE, &no_core);
            signal(SIGABRT, SIG_DFL);
            if (!freopen("/dev/null", "w", stderr))
                _exit(1);
            breaks[i](scene_create(fixture->arena, 10, 10));
            _exit(0);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything),
        cmocka_unit_test(test_place),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_unseen_is_dropped),
        cmocka_unit_test(test_strings_are_copied),
        cmocka_unit_test(test_circle_is_round),
        cmocka_unit_test(test_dashes),
        cmocka_unit_test(test_assertions),
    };
    return cmocka_run_group_tests(tests, fixture_init, fixture_finish);
}
