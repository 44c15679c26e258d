/* SPDX-License-Identifier: MIT */
/* Where steep ribbons go up and down in a crowded gap. */
#include "support.h"

#include "tracks.h"

#include <math.h>

enum { MANY = 12, WIDTH = 60 };

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_create();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

/* A flight of stairs: each begins and ends ten points below the one before, and none need cross. */
static void stairs(struct track *tracks, bool down)
{
    for (size_t i = 0; i < MANY; i++) {
        double from = 10.0 * (double)i, to = from + 200;
        tracks[i] = (struct track){
            .cable = i, .link = 1, .left = down ? from : to, .right = down ? to : from, .thickness = 2};
    }
}

static void test_few_keep_their_curves(void **state)
{
    (void)state;
    struct track tracks[MANY];
    stairs(tracks, true);
    assert_true(tracks_mark(tracks, 7) <= 0); /* 7 · (2 + 1.2) = 22.4: no crowd */
    tracks_place(arena, tracks, 7, WIDTH);
    for (size_t i = 0; i < 7; i++)
        assert_true(!tracks[i].steep && tracks[i].x <= 0);
}

static void test_need(void **state)
{
    (void)state;
    struct track tracks[MANY + 2];
    stairs(tracks, true);
    tracks[MANY] = (struct track){.left = 0, .right = 300, .thickness = 12}; /* too thick to stand upright */
    tracks[MANY + 1] = (struct track){.left = 100, .right = 150, .thickness = 2};
    /* all twelve pass 110 to 200: 12 · 3.2 and a point at either side */
    assert_true(fabs(tracks_mark(tracks, MANY + 2) - 40.4) < 1e-9);
    assert_true(tracks[0].steep && !tracks[MANY].steep && !tracks[MANY + 1].steep);
}

static void expect_apart(const struct track *tracks, bool down)
{
    for (size_t i = 0; i < MANY; i++) {
        assert_true(tracks[i].x >= 2.1 - 1e-9 && tracks[i].x <= WIDTH - 2.1 + 1e-9); /* room to turn in */
        for (size_t j = i + 1; j < MANY; j++) { /* j lies below i: going down it stands farther left */
            double right = down ? tracks[i].x - tracks[j].x : tracks[j].x - tracks[i].x;
            assert_true(right >= 2);
        }
    }
}

static void test_stairs(void **state)
{
    (void)state;
    for (int down = 0; down < 2; down++) {
        struct track tracks[MANY];
        stairs(tracks, down);
        assert_true(tracks_mark(tracks, MANY) > 0);
        tracks_place(arena, tracks, MANY, WIDTH);
        expect_apart(tracks, down);
    }
}

/* A gap far too narrow: nothing leaves it. */
static void test_narrow(void **state)
{
    (void)state;
    struct track tracks[MANY];
    stairs(tracks, true);
    assert_true(tracks_mark(tracks, MANY) > 0);
    tracks_place(arena, tracks, MANY, 6);
    for (size_t i = 0; i < MANY; i++)
        assert_true(tracks[i].x > 0 && tracks[i].x < 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_few_keep_their_curves, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_need, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_stairs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_narrow, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
