/* SPDX-License-Identifier: MIT */
/* Outlines told without cairo are those that cairo tells, byte for byte. */
#include "pdf_file.h"
#include "pdf_halo.h"
#include "support.h"

#include <cairo-pdf.h>
#include <stdint.h>
#include <string.h>

static const double WIDTH = 1300, HEIGHT = 900;

static int setup(void **state)
{
    *state = arena_create();
    return 0;
}

static int teardown(void **state)
{
    arena_destroy(*state);
    return 0;
}

static cairo_status_t bytes_take(void *closure, const unsigned char *bytes, unsigned length)
{
    str_append_bytes(closure, bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

/* The content of the one page of a PDF of cairo */
static const char *content_of(struct arena *arena, const struct str *pdf)
{
    struct pdf_file file = {0};
    struct bytes bytes, of_page = {0};
    assert_true(pdf_file_open(&file, arena, (struct bytes){(const unsigned char *)pdf->at, pdf->length}));
    for (int i = 1; i < file.count; i++) {
        int content = pdf_reference(pdf_value(pdf_file_object(&file, i), "/Contents"));
        if (content && pdf_file_stream(&file, pdf_file_object(&file, content), &bytes))
            of_page = bytes;
    }
    assert_non_null(of_page.at);
    const char *copy = arena_strndup(arena, (const char *)of_page.at, of_page.length);
    pdf_file_close(&file);
    return copy;
}

static uint32_t next(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % below;
}

/* Within the page; every second one lies halfway between two thousandths, or on whole points */
static double number(uint32_t *seed, double most)
{
    double value = next(seed, (uint32_t)(most - 4)) + 2;
    return value + (next(seed, 2) ? next(seed, 16) / 16.0 : next(seed, 256) / 256.0);
}

static void shapes_trace(cairo_t *cairo, uint32_t seed)
{
    for (uint32_t i = 0, shapes = 2 + next(&seed, 5); i < shapes; i++) {
        cairo_move_to(cairo, number(&seed, WIDTH), number(&seed, HEIGHT));
        for (uint32_t k = 0, steps = 2 + next(&seed, 12); k < steps; k++) {
            double x = number(&seed, WIDTH), y = number(&seed, HEIGHT), x1 = number(&seed, WIDTH),
                   y1 = number(&seed, HEIGHT), x2 = number(&seed, WIDTH), y2 = number(&seed, HEIGHT);
            if (next(&seed, 2))
                cairo_line_to(cairo, x, y);
            else
                cairo_curve_to(cairo, x1, y1, x2, y2, x, y);
        }
        cairo_close_path(cairo);
    }
}

/* A page on which the shapes are stroked between two lines; shorten: with a mark in their place */
static const char *page_draw(struct arena *arena, uint32_t seed, struct pdf_halos *shorten)
{
    struct str pdf = str_init(arena);
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(bytes_take, &pdf, WIDTH, HEIGHT);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    for (int i = 0; i < 3; i++) {
        if (i == 1)
            shapes_trace(cairo, seed);
        else
            cairo_move_to(cairo, 10, 10 + i), cairo_line_to(cairo, 50, 10 + i);
        if (i == 1 && shorten)
            pdf_halo_shorten(shorten, arena, cairo, WIDTH, HEIGHT);
        cairo_stroke(cairo);
    }
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    return content_of(arena, &pdf);
}

static bool is_known(void)
{
    return cairo_version() / 100 == CAIRO_VERSION_ENCODE(1, 16, 0) / 100;
}

static void same(void **state)
{
    for (uint32_t seed = 1; seed <= 200; seed++) {
        struct arena *arena = arena_create();
        struct pdf_halos halos = pdf_halos_none(arena);
        struct str put = str_init(arena);
        size_t at = 0;
        const char *whole = page_draw(arena, seed, NULL), *marked = page_draw(arena, seed, &halos);
        assert_int_equal(halos.list.count, is_known() ? 1 : 0);
        assert_true(!is_known() || strlen(marked) < strlen(whole));
        pdf_halos_put(&halos, &at, marked, strlen(marked), &put);
        assert_int_equal(at, halos.list.count);
        assert_string_equal(str_text(&put), whole);
        arena_destroy(arena);
    }
    (void)state;
}

/* What might be a rectangle, and what might be off the page, is cairo's. */
static void left(void **state)
{
    struct arena *arena = *state;
    struct pdf_halos halos = pdf_halos_none(arena);
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(NULL, NULL, WIDTH, HEIGHT);
    cairo_t *cairo = cairo_create(surface);
    pdf_halo_shorten(&halos, arena, cairo, WIDTH, HEIGHT);
    cairo_rectangle(cairo, 10, 10, 20, 20);
    pdf_halo_shorten(&halos, arena, cairo, WIDTH, HEIGHT);
    cairo_rectangle(cairo, WIDTH - 10, 10, 20, 20);
    pdf_halo_shorten(&halos, arena, cairo, WIDTH, HEIGHT);
    assert_int_equal(halos.list.count, 0);
    cairo_path_t *path = cairo_copy_path(cairo);
    assert_true(path->num_data > 10); /* both are there */
    cairo_path_destroy(path);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

/* A mark that is not there keeps its halo, and those behind it, waiting. */
static void waits(void **state)
{
    struct arena *arena = *state;
    struct pdf_halos halos = pdf_halos_none(arena);
    struct str out = str_init(arena);
    size_t at = 0;
    str_append(&halos.outlines, "ONE\nTWO\n");
    *list_push(arena, &halos.list) = (struct pdf_halo){"1 1 m S\n", 0, 4};
    *list_push(arena, &halos.list) = (struct pdf_halo){"2 2 m S\n", 4, 8};
    pdf_halos_put(&halos, &at, "2 2 m S\n", 8, &out);
    assert_int_equal(at, 0);
    assert_string_equal(str_text(&out), "2 2 m S\n");
    out.length = 0;
    pdf_halos_put(&halos, &at, "q 1 1 m 1 1 m S\nQ", 17, &out);
    assert_int_equal(at, 1);
    assert_string_equal(str_text(&out), "q 1 1 m ONE\nQ");
    out.length = 0;
    pdf_halos_put(&halos, &at, "1 1 m S\n2 2 m S\n", 16, &out);
    assert_int_equal(at, 2);
    assert_string_equal(str_text(&out), "1 1 m S\nTWO\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same),
        cmocka_unit_test(left),
        cmocka_unit_test(waits),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
