/* SPDX-License-Identifier: MIT */
/*
 * png: a scene → an opaque PNG on the theme's paper.
 *
 * In: a scene, a theme, pixels a point. Out: bytes without a time stamp. Packing was measured with libdeflate
 * (CPU, 2 cores of a shared machine) on figures of 1200 × 800, a flow of 38 deals and a valuation:
 *
 *     filter     level 1          level 2          level 5          the filter itself
 *     none       9 ms, 218 KB     14 ms, 197 KB    16 ms, 191 KB    with the conversion
 *     sub        11 ms, 276 KB    15 ms, 261 KB    17 ms, 254 KB    as none
 *     up         12 ms, 286 KB    15 ms, 269 KB    17 ms, 260 KB    as none
 *     Paeth      13 ms, 281 KB    15 ms, 267 KB    17 ms, 259 KB    + 4 ms
 *     adaptive   12 ms, 269 KB    12 ms, 256 KB    13 ms, 248 KB    + 33 ms
 *     none (2)   10 ms, 124 KB    13 ms, 112 KB    12 ms, 108 KB
 *
 * Charts are flat: no filter beats every filter in time and size. Level 2 is a tenth smaller and costs a third
 * of the packing. A palette is no way: letters and bands have 600 to more than 1,000 colours.
 */
#include "output.h"

#include "paint.h"

#include <assert.h>
#include <libdeflate.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double POINTS_A_METRE = 72 / 0.0254;

enum { LEVEL = 1 };

struct picture {
    struct arena *arena;
    cairo_surface_t *surface;
    int width, height;
    double scale, density; /* pixels a point: drawn, and shown */
    struct str out;
};

static bool failure_add(struct diags *diags, const char *reason)
{
    diags_add(
        diags, DIAG_CANNOT_WRITE, (struct place){0}, NULL, NULL, "the PNG could not be made: %s", reason);
    return false;
}

bool png_sides_fit(const struct scene *scene, double scale)
{
    double width = ceil(scene_width(scene) * scale), height = ceil(scene_height(scene) * scale);
    return width <= FIXED_PICTURE_SIDE && height <= FIXED_PICTURE_SIDE;
}

bool png_fits(const struct scene *scene, double scale, const struct limits *limits)
{
    double width = ceil(scene_width(scene) * scale), height = ceil(scene_height(scene) * scale);
    return png_sides_fit(scene, scale) && width * height <= (double)limit_of(limits, LIMIT_PIXELS);
}

static bool size_check(
    struct arena *arena, const struct scene *scene, const struct png_options *options, struct diags *diags)
{
    double scale = options->scale;
    double width = ceil(scene_width(scene) * scale), height = ceil(scene_height(scene) * scale);
    if (!scene_is_drawable(scene) || !isfinite(scale) || scale <= 0)
        return failure_add(diags, "the figure is empty or holds a number out of range");
    if (png_fits(scene, scale, options->limits))
        return true;
    diags_add(diags, DIAG_LIMIT_PIXELS, (struct place){.file = options->file}, NULL,
        !png_sides_fit(scene, scale) ? "ask for a smaller scale or width"
                                     : arena_printf(arena, "ask for a smaller scale or width; %s",
                                           limit_hint(arena, options->limits, LIMIT_PIXELS)),
        "the picture would be %.0f × %.0f pixels; the limit is %zu, and %d a side", width, height,
        limit_of(options->limits, LIMIT_PIXELS), FIXED_PICTURE_SIDE);
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
    /* in the middle, on a whole pixel: hairlines stay sharp */
    cairo_translate(cairo, floor((picture->width - ceil(scene_width(scene) * picture->scale)) / 2),
        floor((picture->height - ceil(scene_height(scene) * picture->scale)) / 2));
    cairo_scale(cairo, picture->scale, picture->scale);
    scene_paint_cairo(scene, theme, cairo);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(picture->surface);
    return status ? status : cairo_surface_status(picture->surface);
}

/* packing: the container is small (PNG specification, third edition, 5 and 11), the work is libdeflate's */

static void word_put(unsigned char *to, uint32_t word)
{
    to[0] = (unsigned char)(word >> 24);
    to[1] = (unsigned char)(word >> 16);
    to[2] = (unsigned char)(word >> 8);
    to[3] = (unsigned char)word;
}

static void chunk_write(struct str *out, const char type[4], const void *data, size_t length)
{
    unsigned char word[4];
    word_put(word, (uint32_t)length);
    str_append_bytes(out, word, sizeof word);
    str_append_bytes(out, type, 4);
    str_append_bytes(out, data, length);
    uint32_t sum = libdeflate_crc32(libdeflate_crc32(0, type, 4), data, length);
    word_put(word, sum);
    str_append_bytes(out, word, sizeof word);
}

/* International text, not packed: readers of metadata know it as "Title", "Description"… (11.3.3.4) */
static void words_write(struct str *out, const char *keyword, const char *language, const char *words)
{
    struct str data = str_init(out->arena);
    if (!words || !words[0])
        return;
    str_append_bytes(&data, keyword, strlen(keyword) + 1);
    str_append_bytes(&data, "\0", 2); /* not packed, by no method */
    str_append_bytes(&data, language, strlen(language) + 1);
    str_append_bytes(&data, "", 1); /* the keyword is not translated */
    str_append(&data, words);
    chunk_write(out, "iTXt", data.at, data.length);
}

static void meaning_write(struct str *out, const struct scene *scene, const struct provenance *provenance)
{
    struct str line = str_init(out->arena);
    const char *language = scene_language(scene);
    provenance_append(&line, provenance);
    words_write(out, "Title", language, scene_title(scene));
    words_write(out, "Description", language, scene_description(scene));
    words_write(out, "Source", language, scene_source(scene));
    words_write(out, "Software", "", provenance ? provenance->program : NULL);
    words_write(out, PROVENANCE_KEYWORD, "", str_text(&line));
}

static void head_write(struct picture *picture)
{
    static const unsigned char signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    enum { DEPTH = 8, TRUECOLOUR = 2, PERCEPTUAL = 0, METRE = 1 };
    unsigned char header[13] = {[8] = DEPTH, [9] = TRUECOLOUR}, intent = PERCEPTUAL, size[9] = {[8] = METRE};
    word_put(header, (uint32_t)picture->width);
    word_put(header + 4, (uint32_t)picture->height);
    word_put(size, (uint32_t)lround(picture->density * POINTS_A_METRE));
    memcpy(size + 4, size, 4);
    str_append_bytes(&picture->out, signature, sizeof signature);
    chunk_write(&picture->out, "IHDR", header, sizeof header);
    chunk_write(&picture->out, "sRGB", &intent, 1);
    chunk_write(&picture->out, "pHYs", size, sizeof size);
}

/* cairo's pixels are native 32-bit words 0x00rrggbb; each row begins with its filter: 0, none. */
static void rows_convert(const struct picture *picture, unsigned char *to)
{
    const unsigned char *pixels = cairo_image_surface_get_data(picture->surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(picture->surface);
    for (size_t y = 0; y < (size_t)picture->height; y++) {
        *to++ = 0;
        for (size_t x = 0; x < (size_t)picture->width; x++) {
            uint32_t pixel;
            memcpy(&pixel, pixels + y * stride + 4 * x, sizeof pixel);
            *to++ = (unsigned char)(pixel >> 16);
            *to++ = (unsigned char)(pixel >> 8);
            *to++ = (unsigned char)pixel;
        }
    }
}

static void picture_pack(
    struct picture *picture, const struct scene *scene, const struct provenance *provenance)
{
    size_t raw_size = (size_t)picture->height * (1 + 3 * (size_t)picture->width);
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    size_t bound = compressor ? libdeflate_zlib_compress_bound(compressor, raw_size) : 0;
    /* large and short-lived: not the arena's */
    unsigned char *raw = malloc(raw_size), *packed = malloc(bound);
    if (!compressor || !raw || !packed)
        memory_exhausted();
    rows_convert(picture, raw);
    size_t length = libdeflate_zlib_compress(compressor, raw, raw_size, packed, bound);
    assert(length); /* the bound is enough for any input */
    head_write(picture);
    meaning_write(&picture->out, scene, provenance);
    chunk_write(&picture->out, "IDAT", packed, length);
    chunk_write(&picture->out, "IEND", "", 0);
    free(packed);
    free(raw);
    libdeflate_free_compressor(compressor);
}

bool png_write(struct arena *arena, const struct scene *scene, const struct png_options *options,
    struct bytes *bytes, struct diags *diags)
{
    double scale = options->scale;
    if (!size_check(arena, scene, options, diags))
        return false;
    struct picture picture = {.arena = arena, .scale = scale, .out = str_init(arena)};
    picture.density = options->density > 0 ? options->density : scale;
    picture.width = options->width ? (int)options->width : (int)ceil(scene_width(scene) * scale);
    picture.height = options->height ? (int)options->height : (int)ceil(scene_height(scene) * scale);
    cairo_status_t status = picture_draw(&picture, scene, options->theme ? options->theme : theme_light());
    if (!status)
        picture_pack(&picture, scene, options->provenance);
    cairo_surface_destroy(picture.surface);
    if (status)
        return failure_add(diags, cairo_status_to_string(status));
    *bytes = (struct bytes){(const unsigned char *)picture.out.at, picture.out.length};
    return true;
}
