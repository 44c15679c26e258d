/* SPDX-License-Identifier: MIT */
/*
 * fonts: the six bundled faces and the user's, in a font configuration of our own.
 *
 * In: a folder or two. Out: struct text, ready to shape; or bad-font, naming the file. It refuses to know the
 * machine's fonts, fontconfig's files and the locale. A bundled face is checked to the last byte, and
 * has to be the one that was bundled: a damaged one, or another version, would otherwise draw another picture
 * without a word. The user's fonts are checked by the checksums of their tables; those in colour are left
 * out, and those that would stand in for a bundled face.
 */
#include "text_internal.h"

#include "list.h"

#include <errno.h>
#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct {
    const char *file, *family;
    PangoWeight weight;
    int fontconfig_weight;
    PangoStretch stretch;
    uint32_t mark; /* checkSumAdjustment of its `head`, which depends on every byte */
} bundled[FACE_COUNT] = {
    [FACE_REGULAR] = {"IBMPlexSans-Regular.ttf", "IBM Plex Sans", PANGO_WEIGHT_NORMAL, FC_WEIGHT_REGULAR,
        PANGO_STRETCH_NORMAL, 0xE45A4D39},
    [FACE_MEDIUM] = {"IBMPlexSans-Medium.ttf", "IBM Plex Sans", PANGO_WEIGHT_MEDIUM, FC_WEIGHT_MEDIUM,
        PANGO_STRETCH_NORMAL, 0x8EB3516F},
    [FACE_SEMIBOLD] = {"IBMPlexSans-SemiBold.ttf", "IBM Plex Sans", PANGO_WEIGHT_SEMIBOLD, FC_WEIGHT_DEMIBOLD,
        PANGO_STRETCH_NORMAL, 0x4BE0C82C},
    [FACE_CONDENSED] = {"IBMPlexSansCondensed-Regular.ttf", "IBM Plex Sans Condensed", PANGO_WEIGHT_NORMAL,
        FC_WEIGHT_REGULAR, PANGO_STRETCH_CONDENSED, 0x7BE2B679},
    [FACE_CONDENSED_MEDIUM] = {"IBMPlexSansCondensed-Medium.ttf", "IBM Plex Sans Condensed",
        PANGO_WEIGHT_MEDIUM, FC_WEIGHT_MEDIUM, PANGO_STRETCH_CONDENSED, 0x3E047198},
    [FACE_CONDENSED_SEMIBOLD] = {"IBMPlexSansCondensed-SemiBold.ttf", "IBM Plex Sans Condensed",
        PANGO_WEIGHT_SEMIBOLD, FC_WEIGHT_DEMIBOLD, PANGO_STRETCH_CONDENSED, 0x657424C2},
};

static void bad_font(struct diags *diags, const char *path, const char *sentence)
{
    diags_add(diags, DIAG_BAD_FONT, (struct place){.file = path}, NULL, NULL, "%s", sentence);
}

static uint32_t big_endian(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* The sum that OpenType keeps of each table; that of `head` leaves its own field (bytes 8 to 11) out. */
static uint32_t table_sum(const unsigned char *at, size_t length, bool is_head)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < length; i += 4) {
        unsigned char last[4] = {0};
        bool whole = length - i >= 4;
        if (!whole)
            memcpy(last, at + i, length - i);
        if (!is_head || i != 8)
            sum += big_endian(whole ? at + i : last);
    }
    return sum;
}

/* The sum of a whole file of one font: OpenType, "Calculating checksums" */
static const uint32_t sum_of_file = 0xB1B0AFBA;

/* from: of the directory of tables, which stand in the order of their names. Each has to lie in the file and
 * be what its checksum says. mark: the field of `head` that makes the sum of a whole file of one font what it
 * is */
static bool tables_are_whole(const unsigned char *at, size_t length, size_t from, uint32_t *mark)
{
    if (from > length || length - from < 12)
        return false;
    size_t count = (size_t)at[from + 4] << 8 | at[from + 5];
    if (!count || (length - from - 12) / 16 < count)
        return false;
    for (size_t i = 0; i < count; i++) {
        const unsigned char *entry = at + from + 12 + 16 * i;
        uint32_t offset = big_endian(entry + 8), size = big_endian(entry + 12);
        bool is_head = !memcmp(entry, "head", 4);
        if (i && big_endian(entry) <= big_endian(entry - 16))
            return false;
        if (offset > length || size > length - offset || (is_head && size < 12))
            return false;
        if (table_sum(at + offset, size, is_head) != big_endian(entry + 4))
            return false;
        if (is_head)
            *mark = big_endian(at + offset + 8);
    }
    return true;
}

/* One of ours: its tables, their directory, and what lies between them */
static bool is_bundled(hb_blob_t *blob, enum text_face face)
{
    uint32_t mark = 0;
    unsigned length;
    const unsigned char *at = (const unsigned char *)hb_blob_get_data(blob, &length);
    return at && tables_are_whole(at, length, 0, &mark) && mark == bundled[face].mark &&
           table_sum(at, length, false) == sum_of_file;
}

/* A font, or a collection of fonts, of which no table is damaged. What stands beside the tables, their names
 * above all, is in the sum of a font; a collection has none, and a name that leaves the order as it was is
 * not seen. */
static bool is_whole(hb_blob_t *blob)
{
    uint32_t mark;
    unsigned length;
    const unsigned char *at = (const unsigned char *)hb_blob_get_data(blob, &length);
    if (!at || length < 12 || memcmp(at, "ttcf", 4) != 0)
        return at && tables_are_whole(at, length, 0, &mark) && table_sum(at, length, false) == sum_of_file;
    size_t count = big_endian(at + 8);
    if (!count || (length - 12) / 4 < count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!tables_are_whole(at, length, big_endian(at + 12 + 4 * i), &mark))
            return false;
    return true;
}

static bool pattern_has_family(FcPattern *pattern, const char *family)
{
    FcChar8 *name;
    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &name) == FcResultMatch; i++)
        if (str_equals_any_case((const char *)name, family))
            return true;
    return false;
}

/* Adds the file and says whether it is the face we think it is. */
static bool face_add(FcConfig *config, const char *path, enum text_face face)
{
    int weight = -1;
    if (!FcConfigAppFontAddFile(config, (const FcChar8 *)path))
        return false;
    const FcFontSet *fonts = FcConfigGetFonts(config, FcSetApplication);
    FcPattern *pattern = fonts->fonts[fonts->nfont - 1];
    FcPatternGetInteger(pattern, FC_WEIGHT, 0, &weight);
    return pattern_has_family(pattern, bundled[face].family) && weight == bundled[face].fontconfig_weight;
}

static void face_measure(struct face *face)
{
    hb_font_t *font = hb_font_create(face->tables);
    double em = hb_face_get_upem(face->tables);
    hb_font_set_scale(font, (int)em, (int)em);
    hb_font_extents_t extents = {0};
    hb_position_t cap_height = 0;
    hb_font_get_h_extents(font, &extents);
    hb_ot_metrics_get_position_with_fallback(font, HB_OT_METRICS_TAG_CAP_HEIGHT, &cap_height);
    hb_font_destroy(font);
    face->ascent = extents.ascender / em;
    face->descent = -extents.descender / em;
    face->cap_height = cap_height / em;
}

/* Opening a pipe waits for somebody to write to it. */
static bool is_plain_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

static bool face_load(struct text *text, enum text_face which, const char *folder, struct diags *diags)
{
    struct face *face = &text->faces[which];
    face->path = arena_printf(text->arena, "%s/%s", folder, bundled[which].file);
    hb_blob_t *blob = is_plain_file(face->path) ? hb_blob_create_from_file_or_fail(face->path) : NULL;
    if (!blob) {
        diags_add(diags, DIAG_BAD_FONT, (struct place){.file = face->path}, NULL,
            "reinstall the program: its fonts belong into that folder", "cannot read the font %s",
            bundled[which].file);
        return false;
    }
    bool whole = is_bundled(blob, which);
    if (whole)
        face->tables = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    if (!whole || !face_add(text->config, face->path, which)) {
        diags_add(diags, DIAG_BAD_FONT, (struct place){.file = face->path}, NULL, "reinstall the program",
            "the font %s is damaged or another font", bundled[which].file);
        return false;
    }
    face_measure(face);
    return true;
}

/* the user's fonts */

bool text_is_font_name(const char *name)
{
    static const char *const endings[] = {".ttf", ".otf", ".ttc", ".otc"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (strlen(name) > 4 && str_ends_any_case(name, endings[i]))
            return true;
    return false;
}

static bool pattern_is_welcome(FcPattern *pattern)
{
    FcBool in_colour = FcFalse;
    FcPatternGetBool(pattern, FC_COLOR, 0, &in_colour);
    if (in_colour)
        return false;
    for (size_t i = 0; i < FACE_COUNT; i++)
        if (pattern_has_family(pattern, bundled[i].family))
            return false;
    return true;
}

static void extra_add(struct text *text, const char *path, struct diags *diags)
{
    int count = 0;
    if (!is_plain_file(path)) {
        bad_font(diags, path, "this font is no plain file");
        return;
    }
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    bool whole = blob && is_whole(blob);
    hb_blob_destroy(blob);
    FcPattern *pattern = FcFreeTypeQuery((const FcChar8 *)path, 0, NULL, &count);
    bool readable = pattern != NULL;
    bool welcome = readable && pattern_is_welcome(pattern);
    if (pattern)
        FcPatternDestroy(pattern);
    if (!readable || (welcome && !FcConfigAppFontAddFile(text->config, (const FcChar8 *)path)))
        bad_font(diags, path, "this font cannot be read");
    else if (!whole) /* letters of it would be missing, or others */
        diags_add(diags, DIAG_BAD_FONT, (struct place){.file = path}, NULL,
            "put a whole copy into the folder, or take it out",
            "this font is damaged: it is not what its checksums say");
}

/* Sorted, because the order of a folder is the file system's whim and would decide between equal fonts. */
static void extra_load(struct text *text, const char *folder, struct diags *diags)
{
    size_t count;
    const char *const *names = folder_names(text->arena, folder, &count);
    if (!names) {
        diags_add(diags, DIAG_BAD_FONT, (struct place){.file = folder}, NULL, NULL,
            "cannot read the font folder: %s", strerror(errno));
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (text_is_font_name(names[i]))
            extra_add(text, arena_printf(text->arena, "%s/%s", folder, names[i]), diags);
}

/* Pango */

cairo_font_options_t *plain_options_create(void)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    return options;
}

/* Hinting, rounding and the usual 96 dpi would move letters and line ends from surface to surface. */
static void context_create(struct text *text)
{
    text->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(text->map), text->config);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(text->map), 72);
    text->context = pango_font_map_create_context(text->map);
    cairo_font_options_t *options = plain_options_create();
    pango_cairo_context_set_font_options(text->context, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(text->context, 72);
    pango_context_set_round_glyph_positions(text->context, FALSE);
    pango_context_set_language(text->context, pango_language_from_string("en"));
    pango_context_set_base_dir(text->context, PANGO_DIRECTION_LTR);
    text->no_attributes = pango_attr_list_new();
}

/* The family is set by itself: a description *string* that ends in "Condensed" is read as a width. */
static void descriptions_create(struct text *text)
{
    for (size_t i = 0; i < FACE_COUNT; i++) {
        text->descriptions[i] = pango_font_description_new();
        pango_font_description_set_family_static(text->descriptions[i], bundled[i].family);
        pango_font_description_set_weight(text->descriptions[i], bundled[i].weight);
        pango_font_description_set_stretch(text->descriptions[i], bundled[i].stretch);
        pango_font_description_set_style(text->descriptions[i], PANGO_STYLE_NORMAL);
    }
}

struct text *text_create(const char *font_folder, const char *extra_folder, struct diags *diags)
{
    struct arena *arena = arena_create();
    struct text *text = arena_new(arena, struct text);
    bool good = true;
    text->arena = arena;
    text->runs = arena_create();
    text->scratch = arena_create();
    text->config = FcConfigCreate();
    FcConfigSetSysRoot(
        text->config, NULL); /* else FONTCONFIG_SYSROOT of the environment says where our own files are */
    for (size_t i = 0; i < FACE_COUNT; i++)
        good = face_load(text, (enum text_face)i, font_folder, diags) && good;
    if (good && extra_folder) {
        size_t before = diags_count(diags, DIAG_SEVERITY_ERROR);
        extra_load(text, extra_folder, diags);
        good = diags_count(diags, DIAG_SEVERITY_ERROR) == before;
    }
    if (!good) {
        text_destroy(text);
        return NULL;
    }
    context_create(text);
    descriptions_create(text);
    return text;
}

void text_destroy(struct text *text)
{
    if (!text)
        return;
    text_caches_clear(text);
    for (size_t i = 0; i < FACE_COUNT; i++) {
        if (text->descriptions[i])
            pango_font_description_free(text->descriptions[i]);
        hb_face_destroy(text->faces[i].tables);
    }
    if (text->box_face)
        cairo_font_face_destroy(text->box_face);
    if (text->no_attributes)
        pango_attr_list_unref(text->no_attributes);
    g_clear_object(&text->context);
    g_clear_object(&text->map);
    FcConfigDestroy(text->config);
    arena_destroy(text->scratch);
    arena_destroy(text->runs);
    arena_destroy(text->arena);
}

/* coverage */

/* Characters that are obeyed or left out, and so need no glyph */
static bool needs_no_glyph(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || pango_is_zero_width(code) ||
           (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF);
}

bool text_covers_code(const struct text *text, uint32_t code)
{
    if ((code >= 0x20 && code < 0x7F) || needs_no_glyph(code))
        return true;
    const FcFontSet *fonts = FcConfigGetFonts(text->config, FcSetApplication);
    for (int i = 0; i < fonts->nfont; i++) {
        FcCharSet *set;
        if (FcPatternGetCharSet(fonts->fonts[i], FC_CHARSET, 0, &set) == FcResultMatch &&
            FcCharSetHasChar(set, code))
            return true;
    }
    return false;
}

bool text_covers(struct text *text, const char *string, uint32_t *code_point)
{
    const char *end = string + strlen(string);
    while (string < end) {
        uint32_t code = utf8_next(&string, end);
        if (code == UINT32_MAX || text_covers_code(text, code))
            continue;
        *code_point = code;
        return false;
    }
    return true;
}

const char *text_libraries(struct arena *arena)
{
    return arena_printf(arena, "cairo %s, Pango %s, HarfBuzz %s, fontconfig %d", cairo_version_string(),
        pango_version_string(), hb_version_string(), FcGetVersion());
}
