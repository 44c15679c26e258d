/* SPDX-License-Identifier: MIT */
/*
 * floor: the least that any program with these libraries costs: start, load one face, draw one line of PDF.
 * What dealbrief adds is measured against it, so that the figures mean the same on any machine.
 */
#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <stdio.h>

static cairo_status_t discard(void *closure, const unsigned char *bytes, unsigned length)
{
    (void)bytes;
    *(unsigned long *)closure += length;
    return CAIRO_STATUS_SUCCESS;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: floor FONT.ttf\n", stderr);
        return 2;
    }
    FcConfig *config = FcConfigCreate();
    FcConfigAppFontAddFile(config, (const FcChar8 *)argv[1]);
    FcConfigSetCurrent(config);
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
    unsigned long written = 0;
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(discard, &written, 595, 842);
    cairo_t *cairo = cairo_create(surface);
    PangoContext *context = pango_font_map_create_context(map);
    PangoLayout *layout = pango_layout_new(context);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, "IBM Plex Sans");
    pango_font_description_set_absolute_size(font, 10 * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, "one line of a briefing", -1);
    pango_cairo_show_layout(cairo, layout);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    pango_font_description_free(font);
    g_object_unref(layout);
    g_object_unref(context);
    g_object_unref(map);
    return written > 500 ? 0 : 1;
}
