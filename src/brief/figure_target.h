/* SPDX-License-Identifier: MIT */
/*
 * figure_target: one figure as a picture for a place of known size: a mail, a card in social media, a printed
 * column, a small preview.
 *
 * In: what may be asked of a figure, and the place. Out: a scene, and how many pixels show it. It refuses to
 * know PNG.
 */
#ifndef DEALBRIEF_FIGURE_TARGET_H
#define DEALBRIEF_FIGURE_TARGET_H

#include "figure.h"

enum figure_target { TARGET_MAIL, TARGET_CARD, TARGET_PAGE, TARGET_THUMB, TARGET_COUNT };

struct figure_picture {
    struct scene *scene;
    double scale;           /* pixels a point */
    double density;         /* pixels a point where it is shown: of letters that are too small, more */
    unsigned width, height; /* pixels: the scene stands in the middle; 0: as large as it is */
};

const char *const *figure_targets(size_t *count);
int figure_target_find(const char *name); /* −1 */
/* Of mail alone: the others have a number of pixels of their own. */
bool figure_target_takes_ratio(enum figure_target target);
/* ratio: pixels for each CSS pixel, where the target takes it. false after adding an error */
bool figure_target_draw(const struct figure_context *context, const struct figure_request *request,
    enum figure_target target, double ratio, struct figure_picture *picture);

#endif
