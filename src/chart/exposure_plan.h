/* SPDX-License-Identifier: MIT */
/*
 * exposure_plan: the rows of an exposure chart, between what gathers and what finds words for them.
 */
#ifndef DEALBRIEF_EXPOSURE_PLAN_H
#define DEALBRIEF_EXPOSURE_PLAN_H

#include "chart.h"
#include "mirror.h"

/* Which way the net goes, where that can be said */
enum net_way { NET_NEITHER, NET_IN, NET_OUT };

struct exposure_row {
    const char *name, *detail; /* detail: NULL where there is none */
    size_t node;               /* NO_INDEX: several together */
    size_t members;            /* parties added up in it; 0: it is one */
    bool is_all;               /* a party's sum over the rows below it */
    money weight;              /* in and out together, as edges weigh */
    struct mirror_side in, out;
    money net_low, net_high; /* ±MONEY_OPEN, also where something is undisclosed */
    bool as_disclosed;       /* the net is that of what is disclosed: on both sides something is not */
    enum net_way net_way;
    bool at_most;                           /* is the qualifier */
    const char *qualifier, *net, *net_side; /* "at least", "$25B", "more out than in"; net NULL: not known */
};

struct exposures {
    struct arena *arena;
    const struct facts *facts; /* with the networks of the chosen flows */
    const struct chart_request *request;
    size_t party_node; /* whose exposure it is; NO_INDEX: everybody's */
    struct exposure_row *rows;
    size_t count;
    size_t parties;    /* those that are in it, added up or not */
    int inner;         /* flows between parties that are added up: in no row */
    const char *joint; /* names of joint nodes in which the party takes part beside its own; NULL */
};

void exposure_net_set(const struct exposures *exposures, struct exposure_row *row);
const char *exposure_net_words(const struct exposures *exposures, const struct exposure_row *row);
const char *exposure_sentence(const struct exposures *exposures, const struct exposure_row *row);
const char *exposure_title(const struct exposures *exposures);
const char *exposure_subtitle(const struct exposures *exposures);
const char *exposure_describe(const struct exposures *exposures);
const struct data_table *exposure_data(const struct exposures *exposures);
enum { EXPOSURE_NOTES = 4 };
size_t exposure_notes(const struct exposures *exposures, const char *notes[EXPOSURE_NOTES]);

#endif
