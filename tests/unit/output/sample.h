/* SPDX-License-Identifier: MIT */
/* sample: small scenes with everything a writer must cope with, hostile texts and addresses among them. */
#ifndef DEALBRIEF_TEST_SAMPLE_H
#define DEALBRIEF_TEST_SAMPLE_H

#include "scene.h"
#include "theme.h"

struct text *sample_text(struct arena *arena);

/* 240 × 160: groups with an offset, a hatch, dashes, a halo, a safe and an unsafe link, texts that look like
 * markup */
struct scene *sample_figure(struct arena *arena, struct text *text);
/* An A4 page of headings, paragraphs with links, a table, a list and a figure; `number` from 1 */
struct scene *sample_page(struct arena *arena, struct text *text, int number);

#endif
