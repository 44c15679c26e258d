/* SPDX-License-Identifier: MIT */
/*
 * marker: forms, whiskers and arrows → paths. It refuses to know scales.
 */
#include "marker.h"

#include "say.h"

#include <math.h>

static const double whisker_width = 0.8, cap = 2.4, head_length = 2.8, head_breadth = 2.2;
static const struct colour none = {ROLE_NONE, 0, 0}, paper = {ROLE_PAPER, 0, 0};

enum mark_form marker_form(enum valuation_basis basis)
{
    static const enum mark_form forms[] = {
        [BASIS_ROUND] = FORM_DISC,
        [BASIS_TENDER] = FORM_DIAMOND,
        [BASIS_SECONDARY] = FORM_DIAMOND,
        [BASIS_MARKET] = FORM_BAR,
        [BASIS_ACQUISITION] = FORM_BLOCK,
        [BASIS_IMPLIED] = FORM_TRIANGLE,
        [BASIS_REPORTED] = FORM_RING,
        [BASIS_APPRAISAL] = FORM_CROSS,
    };
    return forms[basis];
}

const char *marker_form_name(const struct arena *arena, enum mark_form form)
{
    static const char *const names[] = {
        [FORM_DISC] = WORDS("funding round"),
        [FORM_DIAMOND] = WORDS("tender or secondary sale"),
        [FORM_TRIANGLE] = WORDS("implied"),
        [FORM_BAR] = WORDS("market value"),
        [FORM_RING] = WORDS("reported"),
        [FORM_BLOCK] = WORDS("acquisition price"),
        [FORM_CROSS] = WORDS("appraisal"),
    };
    return said(arena, names[form]);
}

enum mark_state marker_state(enum status status)
{
    if (status == STATUS_NONE)
        return STATE_FIRM;
    switch (status_bucket(status, TRI_UNKNOWN)) {
    case BUCKET_TALK:
        return STATE_TALK;
    case BUCKET_PLANNED:
        return STATE_PLANNED;
    default:
        return STATE_FIRM;
    }
}

static void form_path(struct scene *scene, enum mark_form form, double x, double y, double r)
{
    switch (form) {
    case FORM_DISC:
    case FORM_RING:
        scene_circle(scene, x, y, r);
        return;
    case FORM_DIAMOND:
        r *= 1.25;
        scene_move(scene, x, y - r);
        scene_line(scene, x + r, y);
        scene_line(scene, x, y + r);
        scene_line(scene, x - r, y);
        break;
    case FORM_TRIANGLE:
        r *= 1.2;
        scene_move(scene, x, y - r);
        scene_line(scene, x + r, y + r * 0.75);
        scene_line(scene, x - r, y + r * 0.75);
        break;
    case FORM_BAR:
        scene_rectangle(scene, x - r * 1.5, y - r * 0.45, r * 3, r * 0.9);
        return;
    case FORM_BLOCK:
        scene_rectangle(scene, x - r, y - r, r * 2, r * 2);
        return;
    case FORM_CROSS:
    case FORM_COUNT:
        scene_move(scene, x - r, y);
        scene_line(scene, x + r, y);
        scene_move(scene, x, y - r);
        scene_line(scene, x, y + r);
        return;
    }
    scene_close(scene);
}

void marker_draw(struct scene *scene, enum mark_form form, enum mark_state state, struct colour colour,
    double x, double y, double radius)
{
    struct colour light = colour;
    light.shade = fmaxf(colour.shade, 0) + (1 - fmaxf(colour.shade, 0)) * 0.72f;
    struct paint paint = {.fill = colour, .hatch = none, .stroke = colour, .stroke_width = 1};
    if (form == FORM_RING) {
        paint.fill = paper;
        paint.stroke_width = 1.8;
    } else if (form == FORM_CROSS) {
        paint.fill = none;
        paint.stroke_width = 1.6;
    }
    if (state == STATE_PLANNED && form != FORM_CROSS)
        paint.fill = light;
    if (state == STATE_TALK) {
        paint.fill = form == FORM_CROSS ? none : paper;
        paint.stroke_width = 0.8;
        paint.dash = DASH_DASHED;
    }
    form_path(scene, form, x, y, radius - paint.stroke_width / 2 + 0.3);
    scene_paint(scene, paint);
}

void marker_whisker(struct scene *scene, double x1, double y1, double x2, double y2, struct colour colour)
{
    bool level = fabs(y2 - y1) < fabs(x2 - x1);
    double dx = level ? 0 : cap, dy = level ? cap : 0; /* caps stand across */
    scene_move(scene, x1, y1);
    scene_line(scene, x2, y2);
    scene_move(scene, x1 - dx, y1 - dy);
    scene_line(scene, x1 + dx, y1 + dy);
    scene_move(scene, x2 - dx, y2 - dy);
    scene_line(scene, x2 + dx, y2 + dy);
    scene_paint(
        scene, (struct paint){.fill = none, .hatch = none, .stroke = colour, .stroke_width = whisker_width});
}

void marker_arrow(struct scene *scene, double x1, double y1, double x2, double y2, struct colour colour)
{
    double length = fmax(hypot(x2 - x1, y2 - y1), 0.01);
    double ux = (x2 - x1) / length, uy = (y2 - y1) / length;
    double back_x = x2 - ux * head_length, back_y = y2 - uy * head_length;
    scene_move(scene, x1, y1);
    scene_line(scene, x2, y2);
    scene_move(scene, back_x - uy * head_breadth, back_y + ux * head_breadth);
    scene_line(scene, x2, y2);
    scene_line(scene, back_x + uy * head_breadth, back_y - ux * head_breadth);
    scene_paint(scene, (struct paint){.fill = none, .hatch = none, .stroke = colour, .stroke_width = 1});
}

void marker_swatch(struct scene *scene, double x, double y, struct colour colour)
{
    scene_rectangle(scene, x - 5, y - 1.2, 10, 2.4);
    scene_paint(scene, (struct paint){.fill = colour, .hatch = none, .stroke = none});
}
