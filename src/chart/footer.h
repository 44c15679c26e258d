/* SPDX-License-Identifier: MIT */
/*
 * footer: what stands below a chart: a key of the forms that are used in it, and sentences about what is not
 * in it or assumed. Points.
 */
#ifndef DEALBRIEF_FOOTER_H
#define DEALBRIEF_FOOTER_H

#include "bar.h"
#include "list.h"
#include "scene.h"

/* What stands before the words of an entry of the key: a small bar, or a mark drawn by whoever knows it. */
struct footer_key {
    const char *label;
    struct bar bar; /* only bucket, colour, open, unsized and whether low = high count */
    bool hatched;   /* the swatch is an unsure bar */
    void (*draw)(
        struct scene *scene, double x, double y, const void *what); /* NULL: the bar; centre of 14 × 7 */
    const void *what;
};

struct footer;

/* keys: in rows; notes: a paragraph each, wrapped. Both may be none; then it has no height. */
struct footer *footer_plan(struct arena *arena, struct text *text, double width,
    const struct footer_key *keys, size_t key_count, const char *const *notes, size_t note_count);
double footer_height(const struct footer *footer);
void footer_draw(const struct footer *footer, struct scene *scene, double y);
void footer_dump(const struct footer *footer, struct str *out);

/* Notes to be: notes.at, notes.count for footer_plan */
typedef LIST(const char *) note_list;
/* "Four rows of smaller amount are not drawn."; nothing where count is 0 */
void note_counted(struct arena *arena, note_list *notes, size_t count, const char *one, const char *many);

/* The usual keys of charts made of bars, those of them that are used: appended to keys (room for
 * FOOTER_USUAL) */
enum { FOOTER_USUAL = 6 };
struct footer_used {
    bool buckets[BUCKET_COUNT]; /* FIRM alone needs no words */
    bool unsure, open, unsized;
};
/* What a bar of a chart uses, or-ed into *used */
void footer_use(struct footer_used *used, const struct bar *bar);
size_t footer_usual(
    const struct arena *arena, const struct footer_used *used, struct footer_key keys[FOOTER_USUAL]);

#endif
