/* SPDX-License-Identifier: MIT */
/* fixture: fonts, datasets and facts for the tests of charts; a table as plain text. */
#ifndef DEALBRIEF_TEST_CHART_FIXTURE_H
#define DEALBRIEF_TEST_CHART_FIXTURE_H

#include "chart.h"
#include "facts.h"
#include "support.h"
#include "table.h"
#include "text.h"
#include "theme.h"

#include <math.h>

struct fixture {
    struct arena *arena;
    struct diags *diags;
    struct text *text;
};

struct fixture fixture_init(void);
void fixture_finish(struct fixture *fixture);

/* Facts of a sample under samples/, or of JSON text; fail the test when it does not load */
const struct facts *fixture_sample(struct fixture *fixture, const char *name);
const struct facts *fixture_json(struct fixture *fixture, const char *json);
/* A dataset of one party "p" ("Party") and one source, with these valuations (JSON objects without party and
 * sources) */
const struct facts *fixture_valuations(struct fixture *fixture, const char *const *valuations, size_t count);

/* One line a row, cells parted by " | ", marks as [firm], superscripts as ^x, references as {1 2}; then the
 * note */
const char *fixture_table_text(struct arena *arena, const struct table *table);
#define assert_near(a, b, tolerance) assert_true(fabs((a) - (b)) <= (tolerance))

/* A chart as `figure KIND` plans it: NULL when it finds nothing, which `fixture->diags` then says. changes
   NULL: one edition. party and deal of the request: set NO_INDEX yourself where none is meant; width 0: 499.
 */
struct chart *fixture_chart(struct fixture *fixture, const struct facts *facts, const struct changes *changes,
    chart_maker *make, struct chart_request request);
/* No party, no deal, nothing chosen */
struct chart_request fixture_request(double width);
/* Its scene; everything that must hold of any chart is asserted: see assert_drawing */
struct scene *fixture_chart_scene(struct fixture *fixture, const struct chart *chart, double width);
/* All words within 0 … width and the height, 7 pt at least, none over another */
void assert_drawing(const struct scene *scene, double width);
/* The words of a drawing, one line a run, in drawing order */
const char *fixture_words(struct arena *arena, const struct scene *scene);

/* The right ends of everything drawn: no text may reach past `width` (or left of 0) */
void assert_within(const struct scene *scene, double width);

#endif
