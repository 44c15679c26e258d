/* SPDX-License-Identifier: MIT */
/*
 * What the files that answer a {{ value }} share: answer.c (objects, filters, printing), answer_figure.c
 * (figures), answer_metric.c (metrics). Nobody outside sees it.
 */
#ifndef DEALBRIEF_ANSWER_INTERNAL_H
#define DEALBRIEF_ANSWER_INTERNAL_H

#include "expand.h"

enum money_form { MONEY_FORM_AMOUNT, MONEY_FORM_TOTAL, MONEY_FORM_INTERVAL };

/* A multiple, a share (of 1) or years: value lies between low and high, which may be INFINITY; NAN: none. */
struct measure {
    double low, high, value;
    bool about; /* only "about" makes it wide: value stands for it */
    int digits; /* of the least precise input; 0: not known */
};

struct answer {
    enum value_type type;
    const char *text; /* TEXT; NUMBER: as it is printed */
    bool is_count;    /* NUMBER: a whole one */
    int64_t number;
    enum money_form form;
    struct amount amount;
    struct total total;
    int digits;
    const char
        *after; /* what an amount says besides; of a measure a format around it: "%s on the figures given" */
    struct date date;
    enum status status;
    struct indices parties, sources;
    size_t index; /* of the deal, party, valuation, note or metric */
    size_t deal;  /* whose money it is; NO_INDEX */
    struct measure measure;
    bool is_growth; /* SHARE: may be below zero or above one */
    bool absent;    /* the dataset does not say */
    bool marks;     /* print `sources` as marks */
};

bool answer_look_up(const struct expansion *expansion, const struct value *value, struct answer *answer);
/* Figures from ROOT_SHARE on; false after an error. */
bool answer_figure(const struct expansion *expansion, const struct value *value, struct answer *answer);
/* metric.PARTY.NAME.PERIOD */
bool answer_metric_of(const struct expansion *expansion, const struct value *value, struct answer *answer);
/* "$4.3B", "45 %", "4 times" */
const char *metric_text(
    const struct expansion *expansion, const struct answer *answer, enum number_style style);
/* "3.8×", "at most 2 %", "about two years" */
const char *measure_text(const struct expansion *expansion, const struct answer *answer);

bool fail_name(const struct expansion *expansion, struct place place, const char *hint, const char *sentence);
/* unknown party, with the nearest there is */
bool fail_party(const struct expansion *expansion, const char *id, struct place place);
void answer_string(struct answer *answer, const char *text);
void answer_date(struct answer *answer, struct date date);
void answer_amount(struct answer *answer, const struct amount *amount, size_t deal);
void answer_indices(struct answer *answer, enum value_type type, const struct indices *indices);
/* Deals, valuations and metrics stand for their money where a filter asks for money. */
void answer_as_money(const struct expansion *expansion, struct answer *answer);
/* As an interval: of a deal what the facts made of it (funded, tranches, parts), else the amount's own. */
void answer_range(const struct expansion *expansion, struct answer *answer);
const char *money_text(
    const struct expansion *expansion, const struct answer *answer, enum number_style style);

#endif
