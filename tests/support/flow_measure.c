/* SPDX-License-Identifier: MIT */
/*
 * flow_measure: in, geometry as JSON; out, counts and shares. Written to be obvious rather than fast: every
 * pair is compared, areas are summed along lines a quarter of a point apart.
 *
 * A ribbon's area is its "outline" where the geometry has one, else its centre line widened by t.
 */
#include "flow_measure.h"

#include <cjson/cJSON.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SCAN_STEP = 0.25, TOUCH = 0.1, LEVEL = 0.01, TIGHT_SLACK = 0.98, BEND_WINDOW = 3;

struct spot {
    double x, y;
};

struct shape {
    struct spot *at;
    size_t count;
};

struct frame {
    double x0, y0, x1, y1;
};

struct band {
    const char *deal, *from, *to;
    double value, thickness;
    bool back;
    struct shape line, outline;
};

struct tag {
    struct frame frame;
    const char *of, *ribbon, *text;
};

struct drawing {
    struct frame frame;
    struct band *bands;
    struct tag *cards, *tags;
    size_t band_count, card_count, tag_count;
};

/* ---- reading ---- */

static double number_of(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsNumber(item) ? item->valuedouble : NAN;
}

static const char *text_of(struct arena *arena, const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsString(item) ? arena_strndup(arena, item->valuestring, strlen(item->valuestring)) : NULL;
}

static struct frame frame_of(const cJSON *object)
{
    return (struct frame){
        number_of(object, "x0"), number_of(object, "y0"), number_of(object, "x1"), number_of(object, "y1")};
}

static struct shape shape_of(struct arena *arena, const cJSON *list)
{
    struct shape shape = {arena_array(arena, struct spot, (size_t)cJSON_GetArraySize(list) + 1), 0};
    const cJSON *pair;
    cJSON_ArrayForEach(pair, list)
    {
        const cJSON *x = cJSON_GetArrayItem(pair, 0), *y = cJSON_GetArrayItem(pair, 1);
        if (cJSON_IsNumber(x) && cJSON_IsNumber(y))
            shape.at[shape.count++] = (struct spot){x->valuedouble, y->valuedouble};
    }
    return shape;
}

/* Both sides of the centre line, each point moved along the mean of its two segments' normals. */
static struct shape widened(struct arena *arena, const struct shape *line, double half)
{
    struct shape shape = {arena_array(arena, struct spot, 2 * line->count + 1), 2 * line->count};
    for (size_t i = 0; i < line->count; i++) {
        struct spot a = line->at[i > 0 ? i - 1 : 0], b = line->at[i + 1 < line->count ? i + 1 : i];
        double length = hypot(b.x - a.x, b.y - a.y);
        double x = length > 0 ? -(b.y - a.y) / length * half : 0,
               y = length > 0 ? (b.x - a.x) / length * half : 0;
        shape.at[i] = (struct spot){line->at[i].x + x, line->at[i].y + y};
        shape.at[shape.count - 1 - i] = (struct spot){line->at[i].x - x, line->at[i].y - y};
    }
    return shape;
}

static struct band band_of(struct arena *arena, const cJSON *item)
{
    struct band band = {text_of(arena, item, "deal"), text_of(arena, item, "from"),
        text_of(arena, item, "to"), number_of(item, "value"), number_of(item, "t"),
        cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(item, "back")), {0}, {0}};
    const cJSON *outline = cJSON_GetObjectItemCaseSensitive(item, "outline");
    band.line = shape_of(arena, cJSON_GetObjectItemCaseSensitive(item, "pts"));
    band.outline =
        outline != NULL ? shape_of(arena, outline) : widened(arena, &band.line, band.thickness / 2);
    return band;
}

static bool drawing_read(struct arena *arena, const char *json, struct drawing *drawing)
{
    cJSON *root = cJSON_Parse(json);
    const cJSON *box = cJSON_GetObjectItemCaseSensitive(root, "bbox"), *item;
    const cJSON *nodes = cJSON_GetObjectItemCaseSensitive(root, "nodes"),
                *ribbons = cJSON_GetObjectItemCaseSensitive(root, "ribbons"),
                *labels = cJSON_GetObjectItemCaseSensitive(root, "labels");
    bool good = cJSON_GetArraySize(box) == 4 && cJSON_IsArray(nodes) && cJSON_IsArray(ribbons) &&
                cJSON_IsArray(labels);
    if (good) {
        double side[4];
        for (int i = 0; i < 4; i++)
            side[i] = cJSON_GetArrayItem(box, i)->valuedouble;
        drawing->frame = (struct frame){side[0], side[1], side[2], side[3]};
        drawing->cards = arena_array(arena, struct tag, (size_t)cJSON_GetArraySize(nodes) + 1);
        drawing->bands = arena_array(arena, struct band, (size_t)cJSON_GetArraySize(ribbons) + 1);
        drawing->tags = arena_array(arena, struct tag, (size_t)cJSON_GetArraySize(labels) + 1);
        cJSON_ArrayForEach(item, nodes) drawing->cards[drawing->card_count++] =
            (struct tag){frame_of(item), text_of(arena, item, "id"), NULL, NULL};
        cJSON_ArrayForEach(item, ribbons) drawing->bands[drawing->band_count++] = band_of(arena, item);
        cJSON_ArrayForEach(item, labels) drawing->tags[drawing->tag_count++] = (struct tag){frame_of(item),
            text_of(arena, item, "of"), text_of(arena, item, "ribbon"), text_of(arena, item, "text")};
    }
    cJSON_Delete(root);
    return good;
}

/* ---- crossings ---- */

static double side_of(struct spot a, struct spot b, struct spot p)
{
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

static bool segments_cross(struct spot a, struct spot b, struct spot c, struct spot d)
{
    double c_side = side_of(a, b, c), d_side = side_of(a, b, d), a_side = side_of(c, d, a),
           b_side = side_of(c, d, b);
    return (c_side > 0) != (d_side > 0) && (a_side > 0) != (b_side > 0);
}

static struct frame segment_frame(struct spot a, struct spot b)
{
    return (struct frame){fmin(a.x, b.x), fmin(a.y, b.y), fmax(a.x, b.x), fmax(a.y, b.y)};
}

static bool frames_meet(struct frame a, struct frame b)
{
    return a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1;
}

static int lines_cross(const struct shape *a, const struct shape *b)
{
    int count = 0;
    for (size_t i = 1; i < a->count; i++) {
        struct frame frame = segment_frame(a->at[i - 1], a->at[i]);
        for (size_t j = 1; j < b->count; j++)
            count += frames_meet(frame, segment_frame(b->at[j - 1], b->at[j])) &&
                             segments_cross(a->at[i - 1], a->at[i], b->at[j - 1], b->at[j])
                         ? 1
                         : 0;
    }
    return count;
}

static void measure_crossings(const struct drawing *drawing, struct flow_measures *out)
{
    double total = 0, sum = 0;
    for (size_t i = 0; i < drawing->band_count; i++)
        total += drawing->bands[i].value;
    for (size_t i = 0; i < drawing->band_count; i++)
        for (size_t j = i + 1; j < drawing->band_count; j++) {
            int count = lines_cross(&drawing->bands[i].line, &drawing->bands[j].line);
            out->crossings += count;
            sum += count * drawing->bands[i].value * drawing->bands[j].value;
        }
    out->weighted_crossings = total > 0 ? 1000 * sum / (total * total) : 0;
}

/* ---- areas ---- */

struct cut {
    double x;
    int step;
};

static int compare_cuts(const void *a, const void *b)
{
    const struct cut *x = a, *y = b;
    return x->x < y->x ? -1 : x->x > y->x ? 1 : y->step - x->step;
}

static int compare_numbers(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* Where a polygon meets the line at y, sorted; returns how many. */
static size_t cuts_of(const struct shape *shape, double y, double *cuts)
{
    size_t count = 0;
    for (size_t i = 0; i < shape->count; i++) {
        struct spot a = shape->at[i], b = shape->at[(i + 1) % shape->count];
        if ((a.y <= y) != (b.y <= y))
            cuts[count++] = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
    }
    qsort(cuts, count, sizeof *cuts, compare_numbers);
    return count - count % 2;
}

static double covered(struct cut *cuts, size_t count)
{
    double length = 0;
    int depth = 0;
    qsort(cuts, count, sizeof *cuts, compare_cuts);
    for (size_t i = 0; i < count; i++) {
        if (depth > 0)
            length += cuts[i].x - cuts[i - 1].x;
        depth += cuts[i].step;
    }
    return length;
}

static void measure_overlap(struct arena *arena, const struct drawing *drawing, struct flow_measures *out)
{
    size_t points = 0;
    for (size_t i = 0; i < drawing->band_count; i++)
        points += drawing->bands[i].outline.count + 1;
    double *cuts = arena_array(arena, double, points + 1), sum = 0, all = 0;
    struct cut *steps = arena_array(arena, struct cut, points + 1);
    for (double y = drawing->frame.y0 + SCAN_STEP / 2; y < drawing->frame.y1; y += SCAN_STEP) {
        size_t step_count = 0;
        for (size_t i = 0; i < drawing->band_count; i++) {
            size_t count = cuts_of(&drawing->bands[i].outline, y, cuts);
            for (size_t c = 0; c < count; c += 2) {
                sum += cuts[c + 1] - cuts[c];
                steps[step_count++] = (struct cut){cuts[c], 1};
                steps[step_count++] = (struct cut){cuts[c + 1], -1};
            }
        }
        all += covered(steps, step_count);
    }
    out->overlap = all > 0 ? 100 * (sum - all) / all : 0;
}

/* ---- what lies on what ---- */

static bool spot_inside(const struct shape *shape, double x, double y)
{
    bool inside = false;
    for (size_t i = 0; i < shape->count; i++) {
        struct spot a = shape->at[i], b = shape->at[(i + 1) % shape->count];
        if ((a.y <= y) != (b.y <= y) && x < a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y))
            inside = !inside;
    }
    return inside;
}

/* Whether a segment has a point within the frame (Liang and Barsky's clipping). */
static bool segment_enters(struct spot a, struct spot b, struct frame f)
{
    double from = 0, to = 1, dx = b.x - a.x, dy = b.y - a.y;
    double p[4] = {-dx, dx, -dy, dy}, q[4] = {a.x - f.x0, f.x1 - a.x, a.y - f.y0, f.y1 - a.y};
    for (int i = 0; i < 4; i++) {
        if (p[i] == 0 && q[i] <= 0)
            return false;
        if (p[i] < 0)
            from = fmax(from, q[i] / p[i]);
        else if (p[i] > 0)
            to = fmin(to, q[i] / p[i]);
    }
    return from < to;
}

static bool shape_enters(const struct shape *shape, struct frame frame)
{
    struct frame f = {frame.x0 + TOUCH, frame.y0 + TOUCH, frame.x1 - TOUCH, frame.y1 - TOUCH};
    if (f.x0 >= f.x1 || f.y0 >= f.y1)
        return false;
    for (size_t i = 0; i < shape->count; i++)
        if (segment_enters(shape->at[i], shape->at[(i + 1) % shape->count], f))
            return true;
    return spot_inside(shape, (f.x0 + f.x1) / 2, (f.y0 + f.y1) / 2);
}

static bool frames_overlap(struct frame a, struct frame b)
{
    return a.x0 + TOUCH < b.x1 && b.x0 + TOUCH < a.x1 && a.y0 + TOUCH < b.y1 && b.y0 + TOUCH < a.y1;
}

static bool same(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static void measure_cards(const struct drawing *drawing, struct flow_measures *out)
{
    for (size_t b = 0; b < drawing->band_count; b++)
        for (size_t c = 0; c < drawing->card_count; c++) {
            const struct band *band = &drawing->bands[b];
            const struct tag *card = &drawing->cards[c];
            bool own = same(band->from, card->of) || same(band->to, card->of);
            out->over_cards += !own && shape_enters(&band->outline, card->frame) ? 1 : 0;
        }
}

static void measure_labels(const struct drawing *drawing, struct flow_measures *out)
{
    for (size_t t = 0; t < drawing->tag_count; t++) {
        const struct tag *tag = &drawing->tags[t];
        for (size_t u = t + 1; u < drawing->tag_count; u++)
            out->label_on_label += frames_overlap(tag->frame, drawing->tags[u].frame) ? 1 : 0;
        for (size_t c = 0; c < drawing->card_count; c++)
            out->label_on_card +=
                !same(tag->of, drawing->cards[c].of) && frames_overlap(tag->frame, drawing->cards[c].frame)
                    ? 1
                    : 0;
        for (size_t b = 0; b < drawing->band_count; b++)
            out->label_on_ribbon += !same(tag->ribbon, drawing->bands[b].deal) &&
                                            shape_enters(&drawing->bands[b].outline, tag->frame)
                                        ? 1
                                        : 0;
    }
}

/* ---- lines ---- */

static double shape_length(const struct shape *line)
{
    double length = 0;
    for (size_t i = 1; i < line->count; i++)
        length += hypot(line->at[i].x - line->at[i - 1].x, line->at[i].y - line->at[i - 1].y);
    return length;
}

static struct spot spot_at(const struct shape *line, double length)
{
    for (size_t i = 1; i < line->count; i++) {
        double step = hypot(line->at[i].x - line->at[i - 1].x, line->at[i].y - line->at[i - 1].y);
        if (length <= step && step > 0)
            return (struct spot){line->at[i - 1].x + (line->at[i].x - line->at[i - 1].x) * length / step,
                line->at[i - 1].y + (line->at[i].y - line->at[i - 1].y) * length / step};
        length -= step;
    }
    return line->at[line->count - 1];
}

/* The circle through three points of the line, a window apart: its radius; infinite where they are level. */
static double radius_through(struct spot a, struct spot b, struct spot c)
{
    double ab = hypot(b.x - a.x, b.y - a.y), bc = hypot(c.x - b.x, c.y - b.y),
           ca = hypot(a.x - c.x, a.y - c.y);
    double area = fabs(side_of(a, b, c)) / 2;
    return area > 1e-9 ? ab * bc * ca / (4 * area) : INFINITY;
}

/* The centre line is flattened: its bends are measured over a window as long as half the band is wide. */
static bool is_tight(const struct band *band)
{
    double half = band->thickness / 2, window = fmax(half, BEND_WINDOW), length = shape_length(&band->line);
    if (band->thickness <= 2 * BEND_WINDOW)
        return false;
    for (double at = window; at + window <= length; at += window / 4)
        if (radius_through(spot_at(&band->line, at - window), spot_at(&band->line, at),
                spot_at(&band->line, at + window)) < half * TIGHT_SLACK)
            return true;
    return false;
}

/* Level, or plumb where money runs down. */
static bool is_straight(const struct shape *line)
{
    bool level = line->count > 0, plumb = level;
    for (size_t i = 1; i < line->count; i++) {
        level = level && fabs(line->at[i].y - line->at[0].y) <= LEVEL;
        plumb = plumb && fabs(line->at[i].x - line->at[0].x) <= LEVEL;
    }
    return level || plumb;
}

static void measure_lines(const struct drawing *drawing, struct flow_measures *out)
{
    double total = 0, level = 0, length = 0;
    for (size_t i = 0; i < drawing->band_count; i++) {
        const struct band *band = &drawing->bands[i];
        total += band->value;
        level += is_straight(&band->line) ? band->value : 0;
        length += band->value * shape_length(&band->line);
        out->tight_turns += is_tight(band) ? 1 : 0;
    }
    double width = drawing->frame.x1 - drawing->frame.x0;
    out->straight = total > 0 ? 100 * level / total : 100;
    out->length = total > 0 ? length / (total * width) : 0;
}

static bool frame_within(struct frame a, struct frame b)
{
    return a.x0 >= b.x0 - TOUCH && a.y0 >= b.y0 - TOUCH && a.x1 <= b.x1 + TOUCH && a.y1 <= b.y1 + TOUCH;
}

static void measure_frame(const struct drawing *drawing, struct flow_measures *out)
{
    for (size_t c = 0; c < drawing->card_count; c++)
        out->outside += frame_within(drawing->cards[c].frame, drawing->frame) ? 0 : 1;
    for (size_t t = 0; t < drawing->tag_count; t++)
        out->outside += frame_within(drawing->tags[t].frame, drawing->frame) ? 0 : 1;
    for (size_t b = 0; b < drawing->band_count; b++)
        for (size_t i = 0; i < drawing->bands[b].outline.count; i++) {
            struct spot at = drawing->bands[b].outline.at[i];
            out->outside += frame_within((struct frame){at.x, at.y, at.x, at.y}, drawing->frame) ? 0 : 1;
        }
}

bool flow_measure(struct arena *arena, const char *json, struct flow_measures *measures)
{
    struct drawing drawing = {0};
    *measures = (struct flow_measures){0};
    if (!drawing_read(arena, json, &drawing))
        return false;
    measures->cards = (int)drawing.card_count;
    measures->ribbons = (int)drawing.band_count;
    measures->labels = (int)drawing.tag_count;
    measure_crossings(&drawing, measures);
    measure_overlap(arena, &drawing, measures);
    measure_cards(&drawing, measures);
    measure_labels(&drawing, measures);
    measure_lines(&drawing, measures);
    measure_frame(&drawing, measures);
    return true;
}

bool flow_overfull_is_told(struct diags *diags)
{
    size_t count;
    const struct diag *sorted = diags_sorted(diags, &count);
    for (size_t i = 0; i < count; i++)
        if (sorted[i].code == DIAG_CROWDED && strstr(sorted[i].sentence, "no room for all of its"))
            return true;
    return false;
}
