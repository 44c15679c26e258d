/* SPDX-License-Identifier: MIT */
/*
 * footer: keys and notes → rows and lines.
 */
#include "footer.h"

#include "say.h"
#include "theme.h"
#include "wording.h"

#include <math.h>

static const double swatch = 14, swatch_height = 7, word_gap = 4, key_gap = 10, key_height = 12, top_gap = 6,
                    note_gap = 2, lone_gap = 3; /* above notes: below keys, below the drawing */
static const struct colour secondary = {ROLE_SECONDARY, 0, 0}, faint = {ROLE_FAINT, 0, 0};

struct key_place {
    const struct text_run *label;
    double x, y; /* left end; base line */
};

struct footer {
    const struct footer_key *keys;
    struct key_place *places;
    size_t key_count;
    struct text_lines *notes;
    size_t note_count;
    double notes_top, height;
};

static double keys_place(struct footer *footer, struct text *text, double width)
{
    double x = 0, y = top_gap + key_height * 0.75;
    for (size_t i = 0; i < footer->key_count; i++) {
        struct key_place *place = &footer->places[i];
        place->label = text_shape_fitting(
            text, theme_style(STYLE_NOTE), footer->keys[i].label, fmax(width - swatch - word_gap, 1));
        double needed = swatch + word_gap + place->label->width;
        if (x > 0 && x + needed > width) {
            x = 0;
            y += key_height;
        }
        place->x = x;
        place->y = y;
        x += needed + key_gap;
    }
    return footer->key_count ? y + key_height * 0.25 : 0;
}

/* Where room is short: all of them as one paragraph */
static void notes_join(
    struct arena *arena, struct footer *footer, const char *const **notes, const char **joined)
{
    struct str out = str_init(arena);
    for (size_t i = 0; i < footer->note_count; i++)
        str_printf(&out, "%s%s", i ? " " : "", (*notes)[i]);
    *joined = str_text(&out);
    *notes = joined;
    footer->note_count = 1;
}

struct footer *footer_plan(struct arena *arena, struct text *text, double width,
    const struct footer_key *keys, size_t key_count, const char *const *notes, size_t note_count)
{
    struct footer *footer = arena_new(arena, struct footer);
    *footer = (struct footer){.keys = keys, .key_count = key_count, .note_count = note_count};
    const char *joined;
    if (manner_in(arena)->brief && note_count > 1)
        notes_join(arena, footer, &notes, &joined);
    note_count = footer->note_count;
    footer->places = arena_array(arena, struct key_place, key_count + 1);
    footer->notes = arena_array(arena, struct text_lines, note_count + 1);
    footer->height = keys_place(footer, text, width);
    footer->height += note_count ? key_count ? note_gap : lone_gap : 0;
    footer->notes_top = footer->height;
    for (size_t i = 0; i < note_count; i++) {
        struct text_span span = {.string = notes[i], .style = theme_style(STYLE_NOTE)};
        footer->notes[i] = text_wrap(text, arena, &span, 1, width);
        footer->height += (double)footer->notes[i].count * theme_leading(STYLE_NOTE);
    }
    return footer;
}

double footer_height(const struct footer *footer)
{
    return footer->height;
}

static void swatch_draw(struct scene *scene, const struct footer_key *key, double x, double y)
{
    if (key->draw) {
        key->draw(scene, x + swatch / 2, y + swatch_height / 2, key->what);
        return;
    }
    struct bar bar = key->bar;
    bar.upright = false;
    bar.start = x;
    bar.high = x + swatch - (bar.open ? BAR_TEETH : 0);
    bar.low = key->hatched ? x : bar.high;
    bar.headline = NAN;
    bar.across = y;
    bar.breadth = swatch_height;
    bar_draw(scene, &bar);
}

void footer_draw(const struct footer *footer, struct scene *scene, double top)
{
    scene_begin(scene, (struct scene_group){.css = "key"});
    for (size_t i = 0; i < footer->key_count; i++) {
        const struct key_place *place = &footer->places[i];
        swatch_draw(scene, &footer->keys[i], place->x, top + place->y - swatch_height + 0.4);
        scene_text(scene, place->label, place->x + swatch + word_gap, top + place->y, ALIGN_START, secondary);
    }
    scene_end(scene);
    double y = top + footer->notes_top;
    for (size_t i = 0; i < footer->note_count; i++) {
        scene_begin(scene, (struct scene_group){.tag = TAG_NOTE});
        for (size_t line = 0; line < footer->notes[i].count; line++, y += theme_leading(STYLE_NOTE))
            for (size_t p = 0; p < footer->notes[i].lines[line].count; p++) {
                const struct text_piece *piece = &footer->notes[i].lines[line].pieces[p];
                scene_text(
                    scene, piece->run, piece->x, y + theme_leading(STYLE_NOTE) * 0.78, ALIGN_START, faint);
            }
        scene_end(scene);
    }
}

void footer_dump(const struct footer *footer, struct str *out)
{
    for (size_t i = 0; i < footer->key_count; i++)
        str_printf(out, "key '%s'\n", footer->keys[i].label);
    for (size_t i = 0; i < footer->note_count; i++)
        for (size_t line = 0; line < footer->notes[i].count; line++)
            for (size_t p = 0; p < footer->notes[i].lines[line].count; p++)
                str_printf(out, "note '%s'\n", footer->notes[i].lines[line].pieces[p].run->string);
}

void note_counted(struct arena *arena, note_list *notes, size_t count, const char *one, const char *many)
{
    if (!count)
        return;
    struct str out = str_init(arena);
    word_counted(&out, (int64_t)count, one, many);
    *list_push(arena, notes) = word_capital(arena, str_text(&out));
}

void footer_use(struct footer_used *used, const struct bar *bar)
{
    used->buckets[bar->bucket] = true;
    used->unsized = used->unsized || bar->unsized;
    used->open = used->open || (bar->open && !bar->unsized);
    used->unsure = used->unsure || (!bar->unsized && fabs(bar->high - bar->low) > 0.05);
}

static void usual_add(struct footer_key *keys, size_t *count, struct footer_key key)
{
    key.bar.colour = (struct colour){ROLE_SECONDARY, 0, 0};
    keys[(*count)++] = key;
}

size_t footer_usual(
    const struct arena *arena, const struct footer_used *used, struct footer_key keys[FOOTER_USUAL])
{
    size_t count = 0;
    bool mixed = used->buckets[BUCKET_PLANNED] || used->buckets[BUCKET_TALK] || used->buckets[BUCKET_DEAD];
    for (int bucket = BUCKET_FIRM; bucket > BUCKET_DEAD && mixed; bucket--)
        if (used->buckets[bucket])
            usual_add(keys, &count,
                (struct footer_key){.label = word_bucket_short(arena, (enum bucket)bucket),
                    .bar = {.bucket = (enum bucket)bucket}});
    if (used->unsure)
        usual_add(keys, &count,
            (struct footer_key){.label = said(arena, "possible, not certain"),
                .bar = {.bucket = BUCKET_FIRM},
                .hatched = true});
    if (used->open)
        usual_add(keys, &count,
            (struct footer_key){
                .label = said(arena, "at least"), .bar = {.bucket = BUCKET_FIRM, .open = true}});
    if (used->unsized)
        usual_add(keys, &count,
            (struct footer_key){
                .label = said(arena, "undisclosed"), .bar = {.bucket = BUCKET_FIRM, .unsized = true}});
    return count;
}
