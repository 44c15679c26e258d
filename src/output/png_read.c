/* SPDX-License-Identifier: MIT */
/*
 * png_read: a PNG that somebody else made → pixels. Its size is looked at before anything is unpacked.
 */
#include "output.h"

#include "paint.h"

#include <string.h>

struct reading {
    struct bytes bytes;
    size_t at;
};

static cairo_status_t bytes_give(void *closure, unsigned char *to, unsigned length)
{
    struct reading *reading = closure;
    if (reading->bytes.length - reading->at < length)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(to, reading->bytes.at + reading->at, length);
    reading->at += length;
    return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *png_surface(struct bytes png)
{
    struct reading reading = {png, 0};
    return cairo_image_surface_create_from_png_stream(bytes_give, &reading);
}

static uint32_t word_at(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

const char *png_check(struct bytes png, unsigned *width, unsigned *height)
{
    static const unsigned char head[16] = {
        0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
    if (png.length < 24 || memcmp(png.at, head, sizeof head) != 0)
        return "it is no PNG";
    *width = word_at(png.at + 16);
    *height = word_at(png.at + 20);
    if (!*width || !*height || *width > FIXED_PNG_SIDE || *height > FIXED_PNG_SIDE)
        return "it has no pixels, or more than 4096 a side";
    cairo_surface_t *surface = png_surface(png);
    bool good = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    return good ? NULL : "the PNG is damaged";
}
