/* SPDX-License-Identifier: MIT */
/* text_paint: a shaped run → cairo, with its left end of the base line at (x, y). Included by output/paint.c only. */
#ifndef DEALBRIEF_TEXT_PAINT_H
#define DEALBRIEF_TEXT_PAINT_H

#include "text.h"

#include <cairo.h>

void text_run_paint(const struct text_run *run, cairo_t *cairo, double x, double y);
/* A space in the run's last font, of which nothing is to be seen: for readers of the words */
void text_space_paint(const struct text_run *run, cairo_t *cairo, double x, double y);
/* adds the outlines to the current path (for halos) */
void text_run_path(const struct text_run *run, cairo_t *cairo, double x, double y);

#endif
