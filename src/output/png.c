/* SPDX-License-Identifier: MIT */
/*
 * png: a scene → an opaque PNG on the theme's paper.
 *
 * In: a scene, a theme, pixels a point. Out: bytes without a time stamp. Packing is the slowest step of all
 * outputs, so filter and level were measured: charts are flat, and no filter beats every filter in time and
 * size. Level 3 takes half the time of level 5 (10 against 20 ms for a flow diagram of 1360 × 721) for a file
 * 7 % larger; below it nothing is gained.
 */
#include "output.h"

#include "paint.h"

#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <string.h>

static const double PIXEL_LIMIT = 100e6;
static const double SIDE_LIMIT = 32767; /* cairo's */
static const double POINTS_A_METRE = 72 / 0.0254;

enum { COMPRESSION = 3, FILTER = PNG_FILTER_NONE };

struct picture {
    struct arena *arena;
    cairo_surface_t *surface;
    int width, height;
    double scale;
    struct str out;
};

static bool failure_add(struct diags *diags, const char *reason)
{
    diags_add(
        diags, DIAG_CANNOT_WRITE, (struct place){0}, NULL, NULL, "the PNG could not be made: %s", reason);
    return false;
}

static bool size_check(const struct scene *scene, double scale, struct diags *diags)
{
    double width = ceil(scene_width(scene) * scale), height = ceil(scene_height(scene) * scale);
    if (!scene_is_drawable(scene) || !isfinite(scale) || scale <= 0)
        return failure_add(diags, "the figure is empty or holds a number out of range");
    if (width <= SIDE_LIMIT && height <= SIDE_LIMIT && width * height <= PIXEL_LIMIT)
        return true;
    diags_add(diags, DIAG_LIMIT_PIXELS, (struct place){0}, NULL, "ask for a smaller scale or width",
        "the picture would be %.0f × %.0f pixels; the limit is %.0f million, and %.0f a side", width, height,
        PIXEL_LIMIT / 1e6, SIDE_LIMIT);
    return false;
}

/* drawing */

static void paper_paint(cairo_t *cairo, const struct theme *theme)
{
    struct rgb paper = theme_colour(theme, (struct colour){.role = ROLE_PAPER});
    cairo_set_source_rgb(cairo, paper.red, paper.green, paper.blue);
    cairo_paint(cairo);
}

static cairo_status_t picture_draw(
    struct picture *picture, const struct scene *scene, const struct theme *theme)
{
    picture->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture->width, picture->height);
    cairo_t *cairo = cairo_create(picture->surface);
    paper_paint(cairo, theme);
    cairo_scale(cairo, picture->scale, picture->scale);
    scene_paint_cairo(scene, theme, cairo);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(picture->surface);
    return status ? status : cairo_surface_status(picture->surface);
}

/* packing */

static void bytes_take(png_structp png, png_bytep bytes, png_size_t length)
{
    str_append_bytes(png_get_io_ptr(png), bytes, length);
}

static void bytes_flush(png_structp png)
{
    (void)png;
}

static void warning_drop(png_structp png, png_const_charp text)
{
    (void)png;
    (void)text;
}

/* cairo's pixels are native 32-bit words 0x00rrggbb. */
static void row_convert(const unsigned char *from, unsigned char *to, int width)
{
    for (int x = 0; x < width; x++) {
        uint32_t pixel;
        memcpy(&pixel, from + 4 * (size_t)x, sizeof pixel);
        *to++ = (unsigned char)(pixel >> 16);
        *to++ = (unsigned char)(pixel >> 8);
        *to++ = (unsigned char)pixel;
    }
}

static void header_write(png_structp png, png_infop info, const struct picture *picture)
{
    png_uint_32 per_metre = (png_uint_32)lround(picture->scale * POINTS_A_METRE);
    png_set_compression_level(png, COMPRESSION);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, FILTER);
    png_set_IHDR(png, info, (png_uint_32)picture->width, (png_uint_32)picture->height, 8, PNG_COLOR_TYPE_RGB,
        PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    png_write_info(png, info);
}

static void rows_write(png_structp png, const struct picture *picture)
{
    const unsigned char *pixels = cairo_image_surface_get_data(picture->surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(picture->surface);
    unsigned char *row = arena_alloc_array(picture->arena, (size_t)picture->width, 3);
    for (size_t y = 0; y < (size_t)picture->height; y++) {
        row_convert(pixels + y * stride, row, picture->width);
        png_write_row(png, row);
    }
}

/* libpng leaves by longjmp; nothing local is changed between setjmp and that. */
static bool rows_pack(png_structp png, png_infop info, const struct picture *picture)
{
    if (setjmp(png_jmpbuf(png)))
        return false;
    header_write(png, info, picture);
    rows_write(png, picture);
    png_write_end(png, NULL);
    return true;
}

static bool picture_pack(struct picture *picture)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, warning_drop);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info)
        memory_exhausted();
    png_set_write_fn(png, &picture->out, bytes_take, bytes_flush);
    bool good = rows_pack(png, info, picture);
    png_destroy_write_struct(&png, &info);
    return good;
}

bool png_write(struct arena *arena, const struct scene *scene, const struct theme *theme, double scale,
    struct bytes *bytes, struct diags *diags)
{
    if (!size_check(scene, scale, diags))
        return false;
    struct picture picture = {.arena = arena, .scale = scale, .out = str_init(arena)};
    picture.width = (int)ceil(scene_width(scene) * scale);
    picture.height = (int)ceil(scene_height(scene) * scale);
    cairo_status_t status = picture_draw(&picture, scene, theme ? theme : theme_light());
    bool packed = !status && picture_pack(&picture);
    cairo_surface_destroy(picture.surface);
    if (!packed)
        return failure_add(diags, status ? cairo_status_to_string(status) : "libpng gave up");
    *bytes = (struct bytes){(const unsigned char *)picture.out.at, picture.out.length};
    return true;
}
