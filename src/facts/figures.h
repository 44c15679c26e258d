/* SPDX-License-Identifier: MIT */
/*
 * figures: what is derived beside sums and networks: paid, cover, multiples, growth, stakes, runway,
 * sensitivity, quality. Numbers only; definitions stand in docs/facts.md.
 *
 * Money: hundredths of the dataset's currency, high may be MONEY_OPEN. A ratio's high may be INFINITY (an
 * open end, or something that may be nothing underneath); NAN is what cannot be said. Indices point into the
 * dataset.
 */
#ifndef DEALBRIEF_FIGURES_H
#define DEALBRIEF_FIGURES_H

#include "dataset.h"

struct interval {
    money low, high, headline;
    bool has_headline;
};

struct quotient {
    double low, high, headline;
};

/* What is known to be paid of one movement of money (a known split is added up again). */
struct paid {
    size_t flow;             /* the first of the movement */
    struct interval of;      /* what was promised */
    struct interval paid;    /* `funded`; of unknown size: between nothing and all of it */
    bool undisclosed;        /* something was paid, nobody says how much */
    struct quotient share;   /* paid / promised, at most 1 */
    struct interval pending; /* promised, not known to be paid; nothing once the deal is dead */
    struct date date;        /* of the payment, where one can be named; see docs/facts.md */
};

/* The same over one class and bucket. Headlines and what has none: paid money without a headline counts its
 * low. */
struct paid_total {
    int flows;               /* with `funded` */
    int undisclosed;         /* … of unknown size */
    struct interval paid;    /* Σ of those with a size */
    struct interval of;      /* Σ of what these were promised */
    struct interval closed;  /* deals and tranches that are closed, where nothing is said about payment */
    struct interval pending; /* all that is promised less paid less closed */
};

/* A metric as money in a year. */
struct yearly {
    size_t metric, party;
    const char *key; /* its name in small letters, words joined by '_' */
    enum metric_basis basis;
    struct date period;
    struct interval value; /* in a year */
    int scale; /* the period's value was taken so many times: 1 a year or a rate, 2 a half … 12 a month */
};

struct purchases {
    struct interval
        yearly;   /* annualised, of flows with a size and a term; headline: none where one lacks it */
    int flows;    /* summed */
    int joint;    /* … of which paid together with others, shares unknown: they count from nothing to all */
    int termless; /* with a size, without a term: not in the sum */
    struct interval termless_sum;
    int undisclosed; /* of unknown size: not in the sum */
};

struct cover_metric {
    struct yearly revenue;
    bool chosen; /* the one to quote */
    struct quotient firm, live;
};

struct cover_part {
    size_t flow; /* the first of its movement */
    struct interval yearly;
    struct quotient ratio; /* against the chosen revenue */
};

/* What a party has undertaken to buy in a year, against its revenue. */
struct cover {
    size_t party;
    struct purchases firm, live;
    struct cover_metric *metrics; /* by period, as in yearly.c */
    size_t metric_count;
    struct cover_part *parts; /* live flows that it pays alone, in file order */
    size_t part_count;
};

struct multiple {
    size_t valuation;
    struct yearly metric;
    struct quotient ratio;
    bool stands; /* the valuation happened; else it is only talked about */
};

struct growth {
    size_t from, to; /* metrics of one party, name, basis and length of period */
    struct quotient ratio;
    int days;                   /* between the first days */
    struct quotient annualised; /* ratio^(a year / the time between) − 1; NAN under a year */
};

enum stake_of { STAKE_RAISED, STAKE_SOLD, STAKE_DEAL };

struct stake_figure {
    size_t valuation;
    enum stake_of of;           /* what x is: new money, shares sold, the linked deal's money */
    struct interval money;      /* x */
    struct quotient share;      /* headline: see head_low, head_high */
    double head_low, head_high; /* on headlines; the same where pre or post is known; NAN without headlines */
    bool has_stated;
    int64_t stated_millionths; /* percent · 10⁶ as a source gives it */
    bool stated_by_deal;       /* it stands at the linked deal */
    bool outside;              /* the stated one, taken at its own precision, lies outside share */
};

enum burn_kind { BURN_CASH, BURN_OPERATING_LOSS, BURN_NET_LOSS };

struct runway {
    size_t party;
    size_t cash; /* metric */
    struct yearly burn;
    enum burn_kind kind; /* a loss is not cash: only where no burn is given */
    bool chosen;
    struct quotient years;
};

/* One deal's weight in the live total of one class. */
struct swing {
    size_t deal;
    bool with_parts; /* its parts are in it */
    enum deal_class deal_class;
    int weakest;                    /* lowest rank of its flows */
    money without, at_low, at_high; /* the class's live total on weights, but for this deal */
    money at_least;                 /* the same total if only what of the deal is firm comes, at its low end */
    money swing;                    /* MONEY_OPEN when at_high is */
    enum bucket bucket;             /* the lowest of its flows */
};

struct sensitivity {
    money base[CLASS_COUNT];
    struct swing *swings; /* open ones first, then the largest, ties by deal id, class */
    size_t count;
    size_t open_left_out, left_out; /* open ones and others beyond the limit of each */
};

enum { EVIDENCE_COUNT = EVIDENCE_ASSUMED + 1 };

struct quality {
    money headline[EVIDENCE_COUNT]; /* of live flows, by the deal's evidence */
    int percent[EVIDENCE_COUNT];    /* sum to 100 by largest remainder; all 0 when there is no headline */
    int deals;                      /* live deals, those without money too */
    int unsourced, single_sourced;  /* no source; one that was read (`via` another is that other) */
    int vague, undisclosed;         /* deals with such an amount */
    int disputed;                   /* deals with a claim that says something else */
    int disputed_valuations, disputed_metrics;
    int assumed_deals, assumed_fields; /* live deals; fields of these, of valuations and of metrics */
    size_t oldest, newest;             /* sources, NO_INDEX */
    int oldest_days, newest_days;      /* at as_of, from the last day that their date can mean */
    int undated_sources;
};

struct figures {
    struct paid *paids;
    size_t paid_count;
    struct paid_total paid[CLASS_COUNT][BUCKET_COUNT];
    struct cover *covers;
    size_t cover_count;
    struct multiple *multiples;
    size_t multiple_count;
    struct growth *growths;
    size_t growth_count;
    struct stake_figure *stakes;
    size_t stake_count;
    struct runway *runways;
    size_t runway_count;
    struct sensitivity sensitivity;
    struct quality quality;
};

struct arena;
struct facts;
void figures_derive(struct arena *arena, struct facts *facts);

#endif
