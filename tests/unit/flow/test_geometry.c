/* SPDX-License-Identifier: MIT */
/* Centre lines and their parallels: exact points. */
#include "geometry.h"
#include "support.h"

#include <math.h>

#define assert_near(a, b) assert_true(fabs((a) - (b)) < 1e-9)

static void test_an_s_curve_is_displaced_vertically(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct path path;
    path_start(&path, arena, (struct point){0, 0}, HEADING_EAST);
    path.round = 1;
    path_across(&path, arena, 100, 40);
    assert_int_equal(path.count, 1);
    struct bezier curve = path_parallel(&path, 0, 5);
    assert_near(curve.p[0].y, 5);
    assert_near(curve.p[1].x, 46); /* slope 0.4, arms of 0.42 to 0.46 */
    assert_near(curve.p[1].y, 5);
    assert_near(curve.p[2].x, 54);
    assert_near(curve.p[3].y, 45);
    arena_destroy(arena);
}

/* To the right of travel: below when heading east, above when heading west. */
static void test_sides_follow_the_direction(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct path path;
    path_start(&path, arena, (struct point){100, 10}, HEADING_WEST);
    path_across(&path, arena, 0, 10);
    struct bezier line = path_parallel(&path, 0, 3);
    assert_true(line.straight);
    assert_near(line.p[0].y, 7);
    arena_destroy(arena);
}

static void test_turns_are_concentric(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct path path;
    path_start(&path, arena, (struct point){0, 100}, HEADING_EAST);
    path_turn(&path, arena, HEADING_NORTH, 10); /* to the left: the right side is outside */
    struct bezier outer = path_parallel(&path, 0, 4), inner = path_parallel(&path, 0, -4);
    assert_near(outer.p[0].y, 104);
    assert_near(outer.p[3].x, 14);
    assert_near(outer.p[3].y, 90);
    assert_near(inner.p[3].x, 6);
    assert_near(outer.p[1].x - outer.p[0].x, 0.5522847498307936 * 14);
    assert_near(inner.p[1].x - inner.p[0].x, 0.5522847498307936 * 6);
    arena_destroy(arena);
}

static void test_straight_pieces_join_and_nothing_is_empty(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct path path;
    path_start(&path, arena, (struct point){0, 0}, HEADING_EAST);
    path_across(&path, arena, 0, 0);
    path_across(&path, arena, 30, 0);
    path_across(&path, arena, 70, 0);
    assert_int_equal(path.count, 1);
    assert_near(path_before_end(&path, 0, 0).x, 70);
    arena_destroy(arena);
}

static void test_flattening_stays_near_the_curve(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct path path;
    path_start(&path, arena, (struct point){0, 0}, HEADING_EAST);
    path_turn(&path, arena, HEADING_SOUTH, 50);
    struct polyline line = path_flatten(&path, arena, 0, 0.25);
    for (size_t i = 0; i < line.count; i++)
        assert_true(fabs(hypot(line.points[i].x, line.points[i].y - 50) - 50) < 0.3);
    assert_true(fabs(polyline_length(&line) - 50 * 1.5707963) < 0.5);
    struct point way, at = polyline_at(&line, 1e9, &way);
    assert_near(at.y, 50);
    assert_true(way.y > 0.99);
    arena_destroy(arena);
}

/* Seen with x and y exchanged: from top to bottom, and an offset to the right now lies to the left. */
static void test_a_transposed_path_is_seen_exchanged(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct path path;
    path_start(&path, arena, (struct point){10, 30}, HEADING_EAST);
    path_across(&path, arena, 50, 30);
    path_turn(&path, arena, HEADING_SOUTH, 20); /* to (70, 50), as it is built */
    path.transposed = true;
    struct bezier line = path_parallel(&path, 0, 3), turn = path_parallel(&path, 1, 3);
    assert_near(line.p[0].x, 33);
    assert_near(line.p[0].y, 10);
    assert_near(line.p[3].x, 33);
    assert_near(line.p[3].y, 50);
    assert_near(turn.p[3].x, 50);
    assert_near(turn.p[3].y, 67);
    struct polyline points = path_flatten(&path, arena, 0, 0.25);
    assert_near(points.points[0].x, 30);
    assert_near(points.points[0].y, 10);
    struct point way, at = polyline_at(&points, 20, &way);
    assert_near(at.x, 30);
    assert_near(at.y, 30);
    assert_near(way.y, 1);
    arena_destroy(arena);
}

static void test_the_end_is_found_from_behind(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct path path;
    path_start(&path, arena, (struct point){10, 30}, HEADING_EAST);
    path_across(&path, arena, 50, 60);
    struct point at = path_before_end(&path, 8, 5);
    assert_near(at.x, 42);
    assert_near(at.y, 65);
    path.transposed = true;
    at = path_before_end(&path, 8, 5);
    assert_near(at.x, 65);
    assert_near(at.y, 42);
    struct box box = box_transposed((struct box){1, 2, 3, 4});
    assert_near(box.x0, 2);
    assert_near(box.y0, 1);
    assert_near(box.x1, 4);
    assert_near(box.y1, 3);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_s_curve_is_displaced_vertically),
        cmocka_unit_test(test_sides_follow_the_direction),
        cmocka_unit_test(test_turns_are_concentric),
        cmocka_unit_test(test_straight_pieces_join_and_nothing_is_empty),
        cmocka_unit_test(test_flattening_stays_near_the_curve),
        cmocka_unit_test(test_a_transposed_path_is_seen_exchanged),
        cmocka_unit_test(test_the_end_is_found_from_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
