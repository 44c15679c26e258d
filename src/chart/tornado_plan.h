/* SPDX-License-Identifier: MIT */
/*
 * tornado_plan: what the files of the tornado share; nobody outside sees it. First rows in money
 * (tornado_gather), then points (tornado), words (tornado_words), a scene (tornado_draw).
 */
#ifndef DEALBRIEF_TORNADO_PLAN_H
#define DEALBRIEF_TORNADO_PLAN_H

#include "axis.h"
#include "bar.h"
#include "chart.h"
#include "footer.h"
#include "list.h"
#include "rows.h"

enum { TORNADO_ROWS = 12, UNDISCLOSED_ROWS = 3 };

/* A deal's part in the total, or that of the smaller ones together */
struct tornado_row {
    size_t deal;        /* NO_INDEX: several */
    size_t merged;      /* how many */
    size_t undisclosed; /* … of these of unknown size */
    const char *id, *name, *detail;
    enum bucket bucket;
    money less, more;    /* what may fall away of the total, and come on top; more: known part */
    money less_if_comes; /* of `less`, what falls away even if the deal comes, at its low end */
    bool open, unsized;  /* no end is known; nothing of it is known */
    bool with_parts;
};

struct tornado_money {
    struct arena *arena;
    const struct facts *facts;
    enum deal_class deal_class;
    money base; /* the class's live total: headlines, else low ends */
    LIST(struct tornado_row) rows;
    LIST(const char *) folded;  /* names of those in a row of several */
    size_t uncertain;           /* deals, merged or not */
    size_t sure;                /* deals of the class that swing nothing */
    size_t left_out;            /* past what facts keep */
    size_t others[CLASS_COUNT]; /* uncertain deals of other classes */
};

struct tornado_text {
    const struct text_run *run;
    double x, y;
    struct colour colour;
};

struct tornado_plan {
    struct tornado_money sums;
    double width, height;
    double base_x, top, bottom, mark; /* mark: height of a bar */
    struct rows rows;
    struct axis axis;
    LIST(struct bar) bars;
    bool unsure; /* something quoted is not certain even if it comes */
    LIST(struct tornado_text) words;
    struct footer *footer;
    double axis_base, footer_top;
};

/* false after adding an error */
bool tornado_gather(
    const struct chart_context *context, const struct chart_request *request, struct tornado_money *sums);

const char *tornado_title(const struct tornado_money *sums);
const char *tornado_subtitle(const struct tornado_money *sums);
const char *tornado_alt(const struct tornado_money *sums);
struct data_table *tornado_data(const struct tornado_money *sums);
size_t tornado_notes(const struct tornado_money *sums, const char **notes, size_t most);
/* "−$100B", "+$90B", "+$5B or more", "undisclosed"; NULL: nothing on that side */
const char *tornado_less(const struct tornado_money *sums, const struct tornado_row *row);
const char *tornado_more(const struct tornado_money *sums, const struct tornado_row *row);
const char *tornado_base(const struct tornado_money *sums); /* "$741B" */

void tornado_draw(const void *plan, struct scene *scene);
void tornado_dump(const void *plan, struct str *out);

#endif
