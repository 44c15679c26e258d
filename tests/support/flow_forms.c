/* SPDX-License-Identifier: MIT */
/*
 * flow_forms: FORM OUT.png|.svg|.pdf [dark] — a contact sheet of ribbons of one form (0 … 5), of every
 * standing and at many widths, without and with what can return, for looking at while working on how they are
 * drawn.
 */
#include "output.h"
#include "ribbon.h"
#include "wording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTHS = 8 };
static const double widths[WIDTHS] = {2, 2.6, 3.5, 5, 8, 14, 30, 60};
static const double CELL = 86, LEFT = 50, ROW_GAP = 16;

struct sheet {
    struct arena *arena;
    struct text *text;
    struct scene *scene;
    struct flow_plan plan;
};

static void words(struct sheet *sheet, const char *string, double x, double y)
{
    const struct text_run *run = text_shape(sheet->text, theme_style(STYLE_NOTE), string);
    scene_text(sheet->scene, run, x, y, ALIGN_START, (struct colour){ROLE_INK, 0, 0});
}

static struct ribbon sample(enum form form, enum bucket bucket, double thickness, double loop)
{
    static const double cores[FORM_COUNT] = {
        [FORM_SOLID] = 1, [FORM_SOFT] = 0.9, [FORM_AT_MOST] = 0.3, [FORM_AT_LEAST] = 1, [FORM_UNSURE] = 0.35};
    return (struct ribbon){.deal_class = (enum deal_class)(form % 4),
        .bucket = bucket,
        .form = form,
        .thickness = form == FORM_UNKNOWN ? UNKNOWN_THICKNESS : thickness,
        .core_thickness = cores[form] * thickness,
        .loop_thickness = form == FORM_UNKNOWN ? 0 : loop * thickness};
}

static void stub(struct sheet *sheet, double x, double y, double height)
{
    scene_rectangle(sheet->scene, x, y - height / 2 - 3, 10, height + 6);
    scene_paint(sheet->scene,
        (struct paint){.fill = {ROLE_TINT, 0, 0}, .stroke = {ROLE_FAINT, 0.2F, 0}, .stroke_width = 0.6});
}

/* One ribbon over a crossing one, between two cards */
static void cell(struct sheet *sheet, const struct ribbon *ribbon, double x, double y)
{
    struct ribbon other = sample(FORM_SOLID, BUCKET_FIRM, 6, 0);
    other.deal_class = CLASS_BUILD;
    struct path across = {0}, path = {0};
    double reach = ribbon->thickness / 2 + 7;
    path_start(&across, sheet->arena, (struct point){x + 66, y - reach}, HEADING_SOUTH);
    path_upright(&across, sheet->arena, y + reach);
    ribbon_draw_body(sheet->scene, &other, &across);
    path_start(&path, sheet->arena, (struct point){x + 8, y - 4}, HEADING_EAST);
    path.lean = ribbon->thickness < 7 ? 1 : 0;
    path_across(&path, sheet->arena, x + 22, y - 4);
    path_across(&path, sheet->arena, x + 52, y + 4);
    path_across(&path, sheet->arena, x + 76, y + 4);
    sheet->plan.cables[0].path = path;
    ribbon_draw_body(sheet->scene, ribbon, &path);
    ribbon_draw_direction(&sheet->plan, sheet->scene, ribbon);
    stub(sheet, x - 2, y - 4, ribbon->thickness);
    stub(sheet, x + 76, y + 4, ribbon->thickness);
}

static double sheet_rows(struct sheet *sheet, enum form form)
{
    double y = 8;
    for (int bucket = BUCKET_FIRM; bucket >= BUCKET_DEAD; bucket--)
        for (int loop = 0; loop < (form == FORM_UNKNOWN ? 1 : 3); loop++) {
            double x = LEFT, height = form == FORM_UNKNOWN ? 12 : loop < 2 ? 62 : 34;
            words(sheet, bucket_name((enum bucket)bucket), 8, y + height / 2);
            for (int w = 0; w < (form == FORM_UNKNOWN ? 1 : loop < 2 ? WIDTHS : WIDTHS - 1); w++, x += CELL) {
                struct ribbon ribbon = sample(form, (enum bucket)bucket, widths[w], 0.4 * loop);
                cell(sheet, &ribbon, x, y + height / 2);
            }
            y += height + ROW_GAP;
        }
    return y;
}

/* Returns: turns and an S-curve, at small widths */
static double sheet_turns(struct sheet *sheet, enum form form, double y)
{
    for (int bucket = BUCKET_FIRM; bucket >= BUCKET_TALK; bucket--, y += 72)
        for (int w = 0; w < 6; w++) {
            double x = LEFT + w * 118.0, thickness = (const double[]){2, 3.5, 7}[w / 2];
            struct ribbon ribbon = sample(form, (enum bucket)bucket, thickness, w % 2 ? 0.6 : 0);
            struct path path = {0};
            path_start(&path, sheet->arena, (struct point){x + 90, y + 40}, HEADING_EAST);
            path.lean = ribbon.thickness < 7 ? 1 : 0;
            path_across(&path, sheet->arena, x + 95, y + 40);
            path_turn(&path, sheet->arena, HEADING_NORTH, 10);
            path_turn(&path, sheet->arena, HEADING_WEST, 10);
            path_across(&path, sheet->arena, x + 70, y + 20);
            path_across(&path, sheet->arena, x + 40, y + 8);
            path_across(&path, sheet->arena, x + 15, y + 8);
            path_turn(&path, sheet->arena, HEADING_SOUTH, 10);
            path_upright(&path, sheet->arena, y + 36);
            path_turn(&path, sheet->arena, HEADING_EAST, 10);
            path_across(&path, sheet->arena, x + 30, y + 46);
            sheet->plan.cables[0].path = path;
            ribbon_draw_body(sheet->scene, &ribbon, &path);
            ribbon_draw_direction(&sheet->plan, sheet->scene, &ribbon);
            stub(sheet, x + 30, y + 46, ribbon.thickness);
            stub(sheet, x + 80, y + 40, ribbon.thickness);
        }
    return y;
}

static bool sheet_write(struct sheet *sheet, const char *name, const struct theme *theme, struct bytes *bytes,
    struct diags *diags)
{
    const struct pdf_options pdf = {.title = "Forms", .language = "en"};
    const struct svg_options svg = {SVG_TEXT_EMBED, theme};
    if (strstr(name, ".png") != NULL)
        return png_write(
            sheet->arena, sheet->scene, &(struct png_options){.theme = theme, .scale = 2}, bytes, diags);
    if (strstr(name, ".pdf") != NULL)
        return pdf_write(sheet->arena, &sheet->scene, 1, &pdf, bytes, diags);
    return svg_write(sheet->arena, sheet->text, sheet->scene, &svg, bytes, diags);
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 64;
    const char *fonts = getenv("DEALBRIEF_FONTS");
    const struct theme *theme = argc > 3 && strcmp(argv[3], "dark") == 0 ? theme_dark() : theme_light();
    enum form form = (enum form)(strtoul(argv[1], NULL, 10) % FORM_COUNT);
    struct diags *diags = diags_create();
    struct sheet sheet = {.arena = arena_create()};
    struct file_output output = {.path = argv[2]};
    sheet.text = text_create(fonts != NULL ? fonts : "fonts", NULL, diags);
    sheet.plan.arena = sheet.arena;
    sheet.plan.cables = arena_array(sheet.arena, struct cable, 1);
    sheet.scene = scene_create(sheet.arena, 100, 100);
    double height = sheet_rows(&sheet, form);
    height = sheet_turns(&sheet, form, height);
    scene_resize(sheet.scene, LEFT + WIDTHS * CELL + 10, height + 10);
    if (!sheet_write(&sheet, argv[2], theme, &output.bytes, diags))
        return 1;
    file_write_all(sheet.arena, &output, 1, diags);
    text_destroy(sheet.text);
    diags_destroy(diags);
    arena_destroy(sheet.arena);
    return 0;
}
