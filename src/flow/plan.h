/* SPDX-License-Identifier: MIT */
/*
 * plan (internal to flow): the numbers of one drawing, filled in this order:
 *
 *     fold    how many cards                        gather  facts → cards, cables, ribbons
 *     order   columns, items, y
 *     fit     money → thickness, card sizes         route  x, ribbon paths
 *     label   where the words stand                 legend what the forms mean, the loops (loops)
 *
 * Cards and cables are numbered by party id, ribbons by cable and kind, never by the file's order, so that
 * the same deals give the same drawing whatever their order. Units: points, y grows downwards; money as in
 * facts.
 *
 * All is laid out as if money ran from left to right, in columns. Where it runs down, the drawing is seen
 * with x and y exchanged: columns are rows, a card's width is how high it looks. What is asked of a path, of
 * card_box and of labels is answered as it is seen; everything else is as it is laid out.
 */
#ifndef DEALBRIEF_FLOW_PLAN_H
#define DEALBRIEF_FLOW_PLAN_H

#include "flow.h"
#include "geometry.h"
#include "sums.h"
#include "theme.h"

#define FLOOR_THICKNESS 2.0   /* the least width of a ribbon of known size */
#define UNKNOWN_THICKNESS 7.0 /* of one whose size is not known: not to scale */
#define UNKNOWN_SLIM 5.0      /* the same where a height is to be kept */
#define RIBBON_GAP 1.2        /* between ribbons of one cable */
#define BADGE_GAP 1.2         /* between loop numbers */
#define BADGE_RADIUS 4.6      /* of a loop number */
#define BAR_WIDTH 3.5         /* the coloured in and out bars on card edges */

enum form {        /* how sure the size is */
    FORM_SOLID,    /* exact */
    FORM_SOFT,     /* about: soft edges outside the sure core */
    FORM_AT_MOST,  /* outline, solid core where some of it is sure */
    FORM_AT_LEAST, /* solid, frayed end */
    FORM_UNSURE,   /* solid to the low, hatched to the high end */
    FORM_UNKNOWN,  /* undisclosed: hollow, dotted, fixed width */
    FORM_COUNT
};

struct ribbon {
    struct indices flows; /* of facts; more than one when small ones were folded */
    const char *ids;      /* deal id; folded: joined by "+" */
    size_t cable;
    enum deal_class deal_class;
    enum bucket bucket;
    enum form form;
    struct amount amount; /* what is drawn */
    money reserve, core;  /* full width and the sure part of it */
    money circulating;    /* the part that can return to its payer */
    double thickness, core_thickness, loop_thickness;
    double offset;           /* of its centre from the cable's, to the right of travel */
    bool floored;            /* drawn at FLOOR_THICKNESS although it is less */
    bool faded;              /* something else is highlighted */
    struct indices circuits; /* numbers (from 0) of the loops it is part of */
    bool gone;               /* only the older edition has it: an empty outline, in no sum */
    enum flow_change change;
    const char *mark;   /* what the drawing says of it: "new"; NULL: nothing */
    money before_value; /* its headline or low end in the older edition; 0: not known */
    money before; /* what it reserved in the older edition; < 0: it was not there, or of no known size */
    size_t frame; /* of a panel: the frame's ribbon in whose room it runs */
    double before_thickness, slot; /* slot: the room it takes, the wider of both editions' */
};

/* All ribbons from one card to another. */
struct cable {
    size_t payer, payee;
    size_t first, count; /* ribbons */
    money reserve;
    bool back;  /* a return: runs from right to left, or within one column */
    bool loose; /* its cards may share a column: set where too many columns were asked for */
    double thickness;
    size_t *chain,
        chain_count;          /* items from left to right: forward with both cards, a return its lanes only */
    double port_out, port_in; /* its centre at each card, from the card's centre */
    bool up_out, up_in;       /* a return's lane lies above the card where it leaves, arrives */
    double *tracks; /* by link of the chain: its upright's distance from the gap's left end; 0: it curves */
    double track_out, track_in; /* a return: how far from the card's edge its upright stands */
    struct path path;           /* centre line, in the direction of the money */
};

struct card_line {
    const struct text_run *run;
    bool is_name, is_mark;
};

struct card {
    const char *id, *name;
    size_t node;                             /* of facts; NO_INDEX for "n others" */
    struct indices members;                  /* nodes folded into it, greatest first */
    struct flow_sum *member_in, *member_out; /* of each member, as far as drawn */
    double gross;                            /* for ranking only */
    struct flow_sum in, out;
    size_t component, item;
    int column;
    double x, width, height, least_height; /* height: stretched where that lets ribbons run straight */
    size_t *out_order, *in_order, out_count, in_count; /* cables on each side, top to bottom */
    struct card_line lines[12];
    size_t line_count;
    double text_height, text_width, in_stack, out_stack;
    bool faded;
    bool gone;        /* only what is gone ran here */
    bool apart;       /* of folded parties: what runs to others of them is not drawn */
    bool absent;      /* of a panel: who is in the other edition alone */
    const char *mark; /* what happened to the party; NULL */
};

/* Whatever takes up room in a column: a card, or a cable passing by. */
struct item {
    size_t card, cable; /* one of them NO_INDEX */
    int column;
    double height, y; /* y: of its centre */
    double rank_y;    /* place that dot gave it; orders the column */
};

/* A weakly connected part of the graph, laid out on its own and stacked. */
struct component {
    size_t *cards, card_count;
    size_t *cables, cable_count;
    size_t first_item, item_count;
    size_t **columns, *column_counts; /* items of each column from top to bottom */
    int column_count;
    double top, height;                       /* within the drawing */
    double left, length, gaps;                /* the same along the way of the money; of it without cards */
    double *column_x, *curve_from, *curve_to; /* cards' left edge; the curve zone left of each column */
    double *curve_round;                      /* of that zone: see geometry.h */
    struct straightened *straightened;        /* straight.c's memory; NULL before */
    bool shares_row;                          /* down: it stands beside another */
};

enum { MARK_LENGTH = 4 };

/* The words of one ribbon: loop badges, then amount and purpose in a few lines. */
struct label {
    size_t ribbon;
    struct text_lines lines;
    const char *text;        /* all that is said of the ribbon, one line */
    const char *ids;         /* of the deals it tells of; joined by "+" where it tells of several ribbons */
    struct box box;          /* what its ink covers, badges included, a leader not */
    struct indices circuits; /* loops whose numbers stand at it */
    double badges;           /* width of these numbers' discs; 0: they found no room */
    double badge_x, badge_y; /* the first badge's left end; their middle */
    double x, base, leading; /* the words: their middle (or side, see align), first base line */
    int align;         /* lines: −1 left, 0 centred on x, 1 right; centred ones make room for badges */
    bool badges_apart; /* badges stand on a line of their own, above the words */
    bool placed, on_dark, halo;
    bool
        in_key; /* the words stand in the key; at the ribbon only a mark, and not even that when not placed */
    bool joined; /* told by the label of another ribbon of its cable */
    char mark[MARK_LENGTH];
    size_t number;      /* of the mark, in the key's order */
    double mark_radius; /* of the disc, whose middle is x, base */
    size_t mark_span;   /* the piece of its words that is the mark of what changed; 0: none */
    bool has_leader;    /* a line from the ribbon to the words or the mark */
    struct point leader_from, leader_to;
};

struct key_entry {
    size_t label;
    const struct text_run *mark;
    struct text_lines lines;
    double x, y; /* of the mark's base line */
};

enum { KEY_MARK = 2 }; /* the span of a key entry that says what changed */

enum legend_kind { LEGEND_CLASS, LEGEND_BUCKET, LEGEND_FORM, LEGEND_LOOP, LEGEND_CHANGE };

struct legend_entry {
    enum legend_kind kind;
    int value;          /* class, bucket, form or change */
    enum bucket bucket; /* of its sample */
    bool cored;         /* a form of which a part is sure */
    const struct text_run *run;
    double x, y; /* of the swatch's left end and the base line */
};

/* One line of the list of loops. */
struct loop_entry {
    size_t number;               /* of its badges, from 1; 0: of no known size, and nowhere in the drawing */
    const size_t *nodes, *edges; /* of the network */
    size_t length;
    const char *name, *words;    /* "Amazon → OpenAI → Amazon: up to $10B", ". Weakest leg: …." */
    const struct text_run *mark; /* NULL without a number */
    struct text_lines lines;
    double x, y; /* of the mark's left end and the base line */
};

/* What stands below the drawing, cut in this order where a given height leaves it no room: the list of loops
   and the entries of the legend that the subtitle says as well; the names of those folded, but for the
   greatest; the key. */
enum brevity { BREVITY_NONE, BREVITY_LEGEND, BREVITY_NAMES, BREVITY_KEY };

struct flow_plan {
    struct arena *arena;
    struct text *text;
    const struct facts *facts; /* as given, but for what parties are called (names.c) and the networks */
    const struct facts *given;
    struct party *parties; /* of facts, where some have a short name; else NULL */
    struct flow_options options;
    bool chosen;                   /* the networks of facts are those of what is selected */
    const struct network *network; /* whose circulation is drawn; NULL: nothing is selected */
    struct measured *measured;     /* fold.c's memory */
    double width, height, below;   /* below: what stands under the drawing takes about this much */

    struct card *cards;
    size_t card_count;
    struct cable *cables;
    size_t cable_count;
    struct ribbon *ribbons;
    size_t ribbon_count;
    struct item *items;
    size_t item_count;
    struct component *components;
    size_t component_count;

    enum brevity brevity;
    size_t parties_floor;              /* fewer are not tried to save height; 0: as usual */
    size_t parties_cap;                /* more are too dense; 0: not known */
    size_t parties_drawn, parties_all; /* before folding */
    size_t parties_most;               /* cards, at this try */
    bool fits;                         /* there was room for so many */
    size_t pressed;                    /* steps of pressing it into its height that were not enough */
    double need;    /* the least width at which bends and uprights find room, at the least scale */
    int unlabelled; /* ribbons whose words found no room */
    int flows_drawn, intra_flows, folded_flows, relation_flows;
    int gone_left;                 /* gone and not drawn */
    struct flow_plan *panels[2];   /* of a frame: what is drawn into it, then and now; else NULL */
    const struct flow_plan *frame; /* of a panel: whose places it takes; else NULL */
    bool empty;                    /* a panel of which nothing is selected */
    size_t first_mark;             /* the letter to begin with */
    struct flow_sum intra, folded;

    int restarts;                   /* of the ordering; 0: by size */
    int columns_most;               /* that fit the width, uprights and curves between them */
    double cable_gap;               /* between cables at a card */
    double scale;                   /* points per hundredth */
    double card_width, band_height; /* of the drawing proper */
    bool down;                      /* money runs from top to bottom */
    bool spreads;                   /* down: the last straightening, free in what is left of the width */
    double closeness;               /* down: of the gaps across, 1 where there is room */
    double across;                  /* down: what the broadest row takes up */
    double stretch;                 /* down: of the gaps between rows, to fill a height given */

    struct label *labels; /* one a ribbon, in the ribbons' order */
    size_t untold;        /* ribbons past the number that words are sought for */
    struct key_entry *key;
    size_t key_count;
    struct legend_entry *legend;
    size_t legend_count;
    money bar_money;
    double bar_x, bar_y, bar_height;
    const struct text_run *bar_run;
    struct loop_entry *loops; /* told in words; listed only where the options say so */
    size_t loop_count;
    const char *loop_head, *loop_tail; /* NULL: none */
    struct text_lines loop_head_lines, loop_tail_lines;
    double loop_head_y, loop_tail_y;
    struct text_lines remarks;
    double remarks_y;
};

/* gather.c: false when there is nothing to draw. At most `most` cards; the smallest beyond are folded. */
bool plan_gather(struct flow_plan *plan, size_t most);
bool flow_is_drawn(const struct flow_plan *plan, const struct flow *flow);
bool flow_is_selected(const struct flow_plan *plan, const struct flow *flow);

/* since.c: what changed is marked on ribbons and cards; a flow that is gone, but is to be drawn */
bool flow_is_ghost(const struct flow_plan *plan, size_t flow);
struct amount flow_amount_drawn(const struct flow_plan *plan, size_t flow);
void plan_mark_changes(struct flow_plan *plan);
/* " · raised from $30B"; "" */
const char *ribbon_mark_joined(const struct flow_plan *plan, const struct ribbon *ribbon);

/* panels.c. Of a frame: a flow that either edition draws. Of a panel: its flow's number in the frame; cards
   in the frame's order, `used` by node. */
bool flow_is_placed(const struct flow_plan *frame, size_t flow);
size_t frame_flow(const struct flow_plan *panel, size_t flow);
void panel_take_cards(struct flow_plan *panel, const bool *used);
void frame_gather_panels(struct flow_plan *frame);

/* Room is short: a height is kept, or money runs down a telephone. */
#define NARROW 300
static inline bool plan_is_pressed(const struct flow_plan *plan)
{
    return plan->brevity >= BREVITY_LEGEND || (plan->down && plan->width < NARROW);
}

/* A plan of the old edition: the same options, asked of it */
void plan_select_then(struct flow_plan *then, const struct flow_options *options);

/* plan.c: in two steps; false after an error was added */
struct flow_plan *plan_create(
    struct arena *arena, struct text *text, const struct facts *facts, const struct flow_options *options);
bool plan_run(struct flow_plan *plan, struct flow_engine *engine, struct diags *diags);

/* order.c: components, columns, places. False when Graphviz failed. */
bool plan_columns(struct flow_plan *plan, struct flow_engine *engine, int most);
bool plan_order(struct flow_plan *plan, struct flow_engine *engine);
void item_heights(struct flow_plan *plan);
double thickness_most(const struct flow_plan *plan); /* of a cable */

/* straight.c: y of every item at the present thickness, ports sorted by it; sets component heights. */
bool plan_straighten(struct flow_plan *plan, int rounds);

/* names.c: what parties are called in the whole drawing, by what fits a card's inner width. */
void plan_take_facts(struct flow_plan *plan, const struct facts *facts);
void plan_names_choose(struct flow_plan *plan, double width);
const char *card_full_name(const struct flow_plan *plan, const struct card *card);
double name_longest_word(const struct flow_plan *plan, const char *name);
/* What is left of a name from a line on, cut at a word, else between letters. */
const struct text_run *name_last_line(const struct flow_plan *plan, const char *name,
    const struct text_lines *lines, size_t from, double width);

/* fit.c: thickness of everything at a scale; the scale that fits a height: where money runs down, a width. */
void plan_thickness(struct flow_plan *plan, double scale);
/* Down: the words wrapped anew for cards as broad as they became. */
void plan_card_text_again(struct flow_plan *plan);
/* Base line of a line of the card's words, and what its letters cover */
double card_line_base(const struct flow_plan *plan, const struct card *card, size_t line);
struct box card_line_box(const struct flow_plan *plan, const struct card *card, size_t line);
/* As many columns as the width holds with all that runs between them, the words on cards; the height at the
   least scale worth drawing, with a quick order. */
bool plan_columns_to_fit(struct flow_plan *plan, struct flow_engine *engine, double *height);
bool plan_order_near(struct flow_plan *plan, struct flow_engine *engine, double height);
/* The quick order in which the least height was measured */
bool plan_order_low(struct flow_plan *plan, struct flow_engine *engine);
bool plan_fit(struct flow_plan *plan, double height);

/* route.c: x of cards, then every cable's path. */
void plan_route(struct flow_plan *plan);
int plan_columns_most(const struct flow_plan *plan); /* how many columns fit the width */

/* rows.c: what differs where money runs down. */
#define EDGE 0.75 /* room for outlines at the drawing's edge */
/* How much of the width rows may take up; how many there may be. */
double rows_room(const struct flow_plan *plan);
int rows_most(const struct flow_plan *plan);
/* Spreads cards over more rows where one would be broader than the room, at the present thickness. */
void rows_split(struct flow_plan *plan);
/* The least width that cards and what passes them in one row can have, at the present scale. */
double rows_need(const struct flow_plan *plan);
/* Components side by side while there is room, else above each other: sets top; returns the broadest row's
 * width. */
double rows_pack(struct flow_plan *plan);
/* Their places along the way of the money, once their lengths are known: sets left; returns where all end,
   and how much of that are gaps between rows of cards. */
double rows_stack(struct flow_plan *plan, double *gaps);

/* label.c */
void plan_labels(struct flow_plan *plan);
/* Left end of a line of the label; the words begin after the badges where they share it. */
double label_line_x(const struct label *label, size_t line);
/* The disc of a loop's number: its width. Discs stand BADGE_GAP apart. */
double badge_width(const struct flow_plan *plan, size_t circuit);
double label_demand(const struct flow_plan *plan, size_t cable); /* width its words would like */
struct box card_box(const struct flow_plan *plan, const struct card *card);
/* Outline of a ribbon, flattened: a closed polygon */
struct polyline ribbon_outline(const struct flow_plan *plan, const struct ribbon *ribbon, double tolerance);

/* overfull.c: warns when ribbons leave the drawing or lie over cards that are not theirs. */
void plan_warn_overfull(const struct flow_plan *plan, struct diags *diags);

/* ribbon.c */
/* Width of the core: what may not hide a ribbon's standing or qualifier keeps clear of its edges. */
double core_width(const struct ribbon *ribbon);
double core_drawn_width(
    const struct ribbon *ribbon); /* a thin one is drawn wider, so that it is seen; or 0 */

/* loops.c: who goes round with what, in words, and their place below the drawing from y on; returns where it
   ends. */
void plan_loops_tell(struct flow_plan *plan);
double plan_loops(struct flow_plan *plan, double y);

/* legend.c: below the drawing, from y on; returns where it ends. */
double plan_legend(struct flow_plan *plan, double y);
double plan_legend_shared(struct flow_plan *plan, double y); /* scale bar and forms */
double plan_legend_own(struct flow_plan *plan, double y);    /* key and remarks */
/* draw.c */
void flow_draw_legend(const struct flow_plan *plan, struct scene *scene);

/* Amount-weighted look-ups shared by several files */
enum role class_role(enum deal_class deal_class);

#endif
