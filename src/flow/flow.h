/* SPDX-License-Identifier: MIT */
/*
 * flow: the money-flow diagram. Facts come in; positions (plan) and then a scene (draw) go out.
 *
 * Cards are parties, ribbons are deals, widths are linear in money; cycles are drawn as return ribbons
 * through lanes. Units: points. A plan owns nothing: all lives in the arena. User text never reaches
 * Graphviz.
 */
#ifndef DEALBRIEF_FLOW_H
#define DEALBRIEF_FLOW_H

#include "overlay.h"
#include "scene.h"
#include "text.h"

#include <stdint.h>

/* The Graphviz context: one for the process, not thread-safe. NULL never (ends the process when out of
 * memory). */
struct flow_engine;
struct flow_engine *flow_engine_create(void);
const char *flow_engine_version(const struct flow_engine *engine); /* of Graphviz: "2.43.0" */
void flow_engine_destroy(struct flow_engine *engine);

#define PARTIES_ALL SIZE_MAX

/* What stands out. Loops: the part of every ribbon that can come back, and its loops' numbers. A party, a
   deal or one loop: its ribbons and their cards keep their colour, the rest is pale. */
enum flow_highlight { HIGHLIGHT_LOOPS, HIGHLIGHT_NONE, HIGHLIGHT_PARTY, HIGHLIGHT_DEAL, HIGHLIGHT_LOOP };

/* Whose circulation is drawn and numbered: that of all live deals, or of signed and paid ones alone; of those
   that the where-clause chooses. */
enum flow_loops { FLOW_LOOPS_LIVE, FLOW_LOOPS_FIRM };

/* Where money runs: columns of parties from left to right, or rows of them from top to bottom. */
enum flow_direction { DIRECTION_RIGHT, DIRECTION_DOWN };

/* How a figure shows what changed, where an older edition was given */
enum flow_changes_shown { CHANGES_MARKED, CHANGES_PANELS, CHANGES_HIDDEN };

/* What happened to a flow since an older edition */
enum flow_change {
    FLOW_SAME,
    FLOW_NEW,
    FLOW_RAISED,
    FLOW_LOWERED,
    FLOW_REVISED, /* otherwise: what its mark says */
    FLOW_GONE,
    FLOW_CHANGE_COUNT
};
const char *flow_change_name(enum flow_change change); /* "new", "raised" …; SAME "" */

struct flow_mark {
    enum flow_change change;
    const char *words; /* at the ribbon: "new", "raised from $30B"; NULL: none */
    const char *told;  /* in a sentence, as `diff` tells it: "$30B became $38B"; NULL: none */
};

/* An older edition to compare with. */
struct flow_since {
    const struct overlay *overlay;
    const struct flow_mark *marks; /* by flow of overlay->facts */
    const char **cards;            /* by node of overlay->facts: what happened to the party; NULL: nothing */
    bool no_ghosts;                /* what is gone is not drawn */
};

/* Where things stood in an older edition's drawing, so that the new one is like it. */
struct flow_prior;

struct flow_options {
    double width; /* of the drawing */
    enum flow_direction direction;
    double height;                 /* to fit; 0: chosen from the data */
    const struct selection *where; /* NULL: all live money flows */
    size_t parties_most;           /* cards, those of "n others" among them; 0: chosen; PARTIES_ALL */
    enum flow_highlight highlight;
    size_t highlight_index; /* party or deal in the dataset; a loop's number, from 0 */
    enum flow_loops loops;
    bool lists_loops;               /* the numbered loops are listed under the drawing */
    const struct flow_since *since; /* what changed is marked, what is gone an empty outline; NULL: none. The
                                       facts to plan are then the overlay's */
    const struct flow_prior *prior; /* NULL: none */
    bool brief; /* with a height: what the subtitle says is in no legend, every ribbon has its words at itself,
                   and what does not fit is not cut for it */
    size_t pressed; /* with a height: flow_plan_pressed() of the same diagram when it was to be as high or higher: what was
                       not enough then is not tried again */
    const struct selection *whole; /* brief: what `where` is a part of, NULL everything; a line tells of the
                                      rest */
};

/* The nodes of what is drawn, in the order in which they keep cards of their own; indices of facts */
const size_t *flow_nodes_ranked(struct arena *arena, struct text *text, const struct facts *facts,
    const struct flow_options *options, size_t *count);

struct flow_plan;

/* NULL after adding an error (no-data when a where-clause leaves nothing, layout-failed); may add warnings
   (below-hairline, crowded; nothing-live: the plan then draws one sentence). A given height is kept:
   what stands below is shortened and parties are folded for it, down to two cards; only what fits not even
   then is higher than asked. With a direction of down the height is chosen. */
struct flow_plan *flow_plan_make(struct arena *arena, struct flow_engine *engine, struct text *text,
    const struct facts *facts, const struct flow_options *options, struct diags *diags);
double flow_plan_height(const struct flow_plan *plan);
/* With a height: how many steps of shortening and folding were not enough for it */
size_t flow_plan_pressed(const struct flow_plan *plan);
/* How many parties have a card of their own, and how many there are */
size_t flow_plan_parties(const struct flow_plan *plan, size_t *all);
/* Draws at the scene's origin, no title or source line: those are the frame's. */
void flow_draw(const struct flow_plan *plan, struct scene *scene);
/* What the drawing shows, in sentences, for those who cannot see it. */
const char *flow_describe(struct arena *arena, const struct flow_plan *plan);
/* "Width: amount; solid: signed or paid; …": what one must know to read this drawing */
const char *flow_subtitle(struct arena *arena, const struct flow_plan *plan);
/* With all that it can hold: for those who must leave room before there is a plan */
const char *flow_subtitle_longest(struct arena *arena);
/* Geometry as JSON: bbox, nodes, ribbons, labels (docs/figures.md); ends in a newline. */
void flow_write_json(const struct flow_plan *plan, struct str *out);

/* From options->since: its old edition laid out with the same options. NULL where that draws nothing. */
const struct flow_prior *flow_prior_make(
    struct arena *arena, struct flow_engine *engine, struct text *text, const struct flow_options *options);

/* Both editions of options->since in the same places at one scale, side by side or, where it is narrow, one
   below the other; options->width is that of the whole. NULL as above, and where the editions' currencies
   cannot be compared. */
struct flow_panels;
struct flow_panels *flow_panels_make(struct arena *arena, struct flow_engine *engine, struct text *text,
    const struct flow_options *options, struct diags *diags);
double flow_panels_height(const struct flow_panels *panels);
void flow_panels_draw(const struct flow_panels *panels, struct scene *scene);
const char *flow_panels_describe(struct arena *arena, const struct flow_panels *panels);
const char *flow_panels_subtitle(struct arena *arena, const struct flow_panels *panels);
/* {"panels": [{"as_of", "x", "y", "geometry": as above}, …]} */
void flow_panels_write_json(const struct flow_panels *panels, struct str *out);

/* "Not drawn: 26 deals with 18 smaller parties.": what `where` leaves out of a whole (NULL: everything); NULL:
   nothing */
const char *flow_rest_words(struct arena *arena, const struct facts *facts, const struct selection *where,
    const struct selection *whole);
/* One flow of money as a clause: "Amazon is in talks to invest $10B in OpenAI" */
void flow_tell(struct str *out, const struct facts *facts, size_t flow);
/* What the shares of a network are of, in the words of what was added up, headlines or else low ends:
   "$471B", "at least $471B" where none of it is less, "up to $20B" where all are ceilings, else "$471B on the
   figures given". */
const char *flow_gross_words(struct arena *arena, const struct facts *facts, const struct network *network);

/* The loops of a network as sentences: "Amazon would invest $10B in OpenAI; … closes only if …"; one string
   each, at most `most`, then one that counts the rest. */
struct strings flow_loop_sentences(
    struct arena *arena, const struct facts *facts, const struct network *network, int most);
/* What is highlighted, from "loops", "none", "party:ID", "deal:ID" or "loop:N" (from 1). On failure false,
 *and sentence and *hint (maybe NULL) say why. */
bool flow_highlight_parse(struct arena *arena, const char *text, const struct dataset *dataset,
    enum flow_highlight *highlight, size_t *index, const char **sentence, const char **hint);
/* "OpenAI’s deals", "the deal “Azure services”", "loop 2, OpenAI → Amazon → OpenAI"; NULL where nothing is
 * pale */
const char *flow_highlight_words(
    struct arena *arena, const struct facts *facts, const struct flow_options *options);
#endif
