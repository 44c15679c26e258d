/* SPDX-License-Identifier: MIT */
/*
 * facts: everything that is computed from a dataset, derived once. Numbers only: no fonts, no colours, no
 * sentences.
 *
 * Definitions and their sources stand in docs/facts.md. Money: hundredths of the dataset's currency,
 * intervals [low, high] where high may be MONEY_OPEN. Everything lives in the arena given to facts_derive;
 * dataset must outlive it.
 */
#ifndef DEALBRIEF_FACTS_H
#define DEALBRIEF_FACTS_H

#include "dataset.h"
#include "figures.h"
#include "select.h"
#include "str.h"
#include "wording.h"

enum level {
    LEVEL_PARENT,
    LEVEL_SELF,
    LEVEL_BENEFIT
}; /* whose money: rolled up to parents; as written; see facts.md */

/* One who pays or is paid, after roll-up: a party, or several that stand on one side with an unknown split.
 */
struct node {
    const char *id;         /* "amazon"; joint: ids sorted, "oracle+softbank" */
    struct indices parties; /* the parties it stands for, after roll-up, sorted by id */
    struct indices units;   /* parties that were rolled up into it and take part in a flow (AWS for amazon) */
};

/* One movement of money (or relation, when class is CLASS_RELATION or the amount is absent): a deal without
   legs gives one, a leg gives one, a side with a known split gives one for each member. Order: deals in file
   order, legs in order. */
struct flow {
    size_t deal;         /* index into dataset->deals */
    size_t leg;          /* index into its legs, NO_INDEX for the deal itself */
    size_t payer, payee; /* nodes */
    struct indices payer_parties,
        payee_parties; /* as written, in file order: AWS, not Amazon; one member of a known split */
    enum deal_type type;
    enum deal_class deal_class;
    enum status status;
    enum bucket bucket;
    int rank;
    bool is_money;        /* false for relations and amounts that are absent, "none" or zero */
    bool intra_group;     /* payer and payee are the same node after roll-up */
    int64_t share_weight; /* its weight in a known split, as against its fellows; SHARE_ONE without one */
    bool in_parts;        /* wholly itemised by its parts (part_of): not counted, not drawn */
    struct amount amount; /* effective: funded, tranches, part_of and split applied; `words` kept only while
                             still true */
    struct amount
        counted; /* what it adds to totals: less what its parts itemise, bound by bound; good for sums that
                    hold the parts too, alone its high may lie below its low or headline */
    struct amount paid;         /* `funded` of the movement, split applied; ABSENT when nothing is said */
    struct amount paid_counted; /* the same less what its parts say is paid: to sum */
    struct amount rest; /* what its parts leave, as an interval that stands alone: to draw and to print.
                           Without parts all three are the same */
    const char *key;    /* "deal" or "deal#n" (leg from 0), as in the JSON output */
};

/* A sum. low, high: undisclosed not included, counted beside. */
struct total {
    money low, high, headline; /* headline: sum of those that have one */
    money sum_low, sum_high; /* bound by bound: what a whole counts beside its parts can have them crossed */
    int flows, undisclosed,
        no_headline; /* the members of one known split count once; flows holds the undisclosed too */
    int digits;      /* of the least precise input; 0: no number among them */
    bool all_exact;  /* every summed flow is exact: headline = low = high */
    bool any_approx; /* some summed headline is "about" or "nearly" */
    bool any_about;  /* some is "about" */
    money certain;   /* lows of those with a headline: certain / headline is the guaranteed share */
};

/* A sum over one status, whatever `binding` makes of it. */
struct status_total {
    struct total total;
    int binding, not_binding; /* flows said to be, said not to be; of the others nothing is said */
};

/* One edge of the graph of different nodes: all live money flows from payer to payee within one view. */
struct edge {
    size_t payer, payee;
    money weight;     /* sum of headlines, of lows where there is none */
    money weight_low; /* sum of lows */
    int rank;         /* of its lowest-ranked flow */
    bool has_capital, has_commerce;
    bool unknown;          /* weight 0, though something flows */
    money circulating;     /* its part in the largest circulation on `weight` */
    money circulating_low; /* … on `weight_low` */
    struct indices flows;
    struct indices
        leftovers; /* wholes that their parts itemise but for a low: in weight_low and in nothing else */
};

/* A cycle: nodes[0] pays nodes[1] … pays nodes[0]. nodes[0] is the smallest id. */
struct loop {
    size_t *nodes, *edges, length;
    money bottleneck_low, bottleneck_headline; /* unknown legs count as 0 here: say "capacity unknown" */
    int unknown_edges;
    int weakest; /* lowest status rank on it */
    size_t weakest_edge;
    bool strict; /* holds capital and commerce */
    bool classes[CLASS_COUNT];
};

/* A part of the largest circulation: parts add up to it, nothing is counted twice. amount > 0. */
struct circuit {
    size_t *nodes, *edges, length;
    money amount;
    int weakest;
    size_t weakest_edge;
};

/* What the n largest payers pay of all, n = place + 1. */
enum { TOP_MOST = 5 };
struct top {
    size_t payer; /* node of the last of them; the others are those of the places before */
    double low, high, headline;
    bool open; /* an open end makes low 0, or high 1 */
};

/* The graph among firm deals only, or among all live ones. */
struct network {
    struct edge *edges; /* sorted by payer id, payee id */
    size_t edge_count;
    money gross, circulating, circulating_low;
    bool circulation_cut;     /* too long to find: what circulates and passes is not known, and 0 here */
    bool circulating_is_most; /* no amount is open enough for more: "at most" may be said */
    money gross_low;
    double share;                /* circulating / gross; 0 when gross is 0 */
    double share_low;            /* circulating_low / gross_low */
    money passing, net_transfer; /* gross = circulating + passing + net_transfer */
    struct loop *loops;          /* pairs first, then by capacity, then by ids; bounded, see loops_cut */
    size_t loop_count;
    bool loops_cut; /* more were there than the limit */
    struct circuit
        *circuits; /* largest circulation at `weight`, decomposed: shortest first, fixed tie rule */
    size_t circuit_count;
    bool circuits_cut;  /* too long to find them all: those here do not add up to `circulating` */
    struct pair *pairs; /* largest match first, then by ids */
    size_t pair_count;
    struct exposure *exposures; /* sorted as nodes */
    size_t exposure_count;
    double hhi;                                      /* of outflows; −1 when nothing is paid */
    size_t top_payer;                                /* node, NO_INDEX */
    double top_share_low, top_share_high, top_share; /* −1 when there is none; top_share on weights */
    struct top tops[TOP_MOST];                       /* the largest payer, the two largest … */
    size_t top_count;
};

/* Two nodes of which one puts capital into the other and sells to it: capital goes out, commerce comes back.
 */
struct pair {
    size_t investor, buyer;         /* the buyer got the capital and pays for goods or services */
    struct total capital, commerce; /* investor → buyer; buyer → investor */
    money capital_weight, commerce_weight;
    money matched_low, matched_high, matched; /* the smaller of the two, bound by bound, and on weights */
    double multiple; /* commerce / capital on weights; −1 when one of them has no size */
    int weakest;     /* lowest status rank on either way */
};

struct exposure {
    size_t node;
    struct total in, out;
    money in_weight, out_weight;           /* as edges weigh: the headline, else the low end */
    money net_low, net_high, net_headline; /* of the sums bound by bound; ±MONEY_OPEN; on weights */
};

struct annual {
    size_t flow;
    bool has_headline;
    money low, high, headline;                    /* hundredths a year, half-even; high may be MONEY_OPEN */
    double exact_low, exact_high, exact_headline; /* unrounded, in currency units, for the JSON */
    int digits;
};

struct schedule_year {
    money amount;
    int year;
    bool disclosed; /* from the deal's own schedule; else an assumed even spread */
};

struct schedule {
    size_t flow;
    struct schedule_year *years;
    size_t count;
    struct schedule_year *together; /* of all members of a known split, at the first of them; else NULL */
};

struct stepup {
    size_t party, from, to; /* valuations */
    double ratio;           /* V2 / V1 */
    double step_up;         /* pre / V1; NAN when pre is not known */
    int days;
    double annualised; /* NAN under 365 days */
    bool same_basis;
    bool has_raised;
    money raised;
    double dilution; /* NAN */
};

struct facts {
    const struct dataset *dataset;
    enum level level;
    const struct selection *selection; /* what the flows were chosen by; NULL: all are here */
    struct node *nodes;                /* sorted by id */
    size_t node_count;
    struct flow *flows;
    size_t flow_count;
    struct total totals[CLASS_COUNT][BUCKET_COUNT];
    struct status_total by_status[CLASS_COUNT][STATUS_COUNT];
    struct total all_live, intra_group;
    money live_certain; /* lows of what is firm and has a headline: live_certain / all_live.headline is the
                           guaranteed share of everything live */
    money overlap_low,
        overlap_high; /* all_live if deals that overlap are about the same money: [most, sum] of each group */
    struct network firm, live;
    struct annual *annuals;
    size_t annual_count;
    struct schedule *schedules;
    size_t schedule_count;
    struct indices undated; /* flows that are live, have a size, and no start or length to spread it over */
    struct total undated_total;
    struct stepup *stepups;
    size_t stepup_count;
    struct figures figures;
};

const struct facts *facts_derive(struct arena *arena, const struct dataset *dataset, enum level level);
/* The same of those flows alone that a selection (NULL: all) chooses. Of a whole whose parts are left out
   there counts what they leave of it, as an interval that stands alone. Valuations are not chosen from. */
const struct facts *facts_derive_selected(
    struct arena *arena, const struct dataset *dataset, enum level level, const struct selection *selection);

/* The same facts with the networks of the chosen flows alone, and wholes as above; the numbers of flows and
   nodes stay, totals and figures are those of everything. `selection` NULL: facts as they are. */
const struct facts *facts_choose(
    struct arena *arena, const struct facts *facts, const struct selection *selection);

/* Flows and totals alone: what editions are compared by. */
const struct facts *facts_derive_sums(struct arena *arena, const struct dataset *dataset, enum level level);

/* Σ over matching money flows (`counted` amounts); dead ones only when the selection names status or bucket.
 */
struct total facts_total(const struct facts *facts, const struct selection *selection);
/* What wording.h takes for a sum */
/* What it may come to: with an undisclosed payment beside it there is no upper end */
money total_high(const struct total *total);
struct money_sum total_sum(const struct total *total);
const struct annual *facts_annual(const struct facts *facts, size_t flow); /* NULL when it has no term */
/* The same of its whole amount, with what its parts itemise: beside that amount, never to be summed. */
bool facts_annual_whole(const struct facts *facts, size_t flow, struct annual *annual);
/* Flows stand in the order of their deals: the index of the deal's first, or of what follows where it has
 * none */
size_t facts_first_flow(const struct facts *facts, size_t deal);
/* How many of its circuits, from the first on, a drawing numbers: nine, or of more the first five */
enum { CIRCUITS_NUMBERED_MOST = 9 };
size_t circuits_numbered(const struct network *network);
/* The most its flows can come to; never less than it weighs. MONEY_OPEN where an end is open */
money edge_high(const struct facts *facts, const struct edge *edge);
money flow_weight(const struct flow *flow);                        /* its headline, else its low end */
size_t facts_find_node(const struct facts *facts, const char *id); /* NO_INDEX */

/* "Amazon", "SoftBank / Oracle" (file order of the side is not kept: names sorted by id) */
const char *facts_node_name(struct arena *arena, const struct facts *facts, size_t node);

/* The whole as JSON, two-space indent, keys documented in docs/facts.md; ends in a newline. */
void facts_write_json(const struct facts *facts, struct str *out);

#endif
