/* SPDX-License-Identifier: MIT */
/*
 * panels: in, two editions; out, both drawn in the same places at one scale, side by side or one below the
 * other, so that an eye can compare. A frame is laid out for whatever either edition draws, each ribbon in
 * the room that the wider of both takes; then either edition is drawn into it with its own words and sums.
 * Who is in one edition only has an empty place in the other.
 */
#include "plan.h"

#include "say.h"
#include "wording.h"

#include <math.h>
#include <string.h>

enum { THEN, NOW, PANELS };
static const double GAP = 24, SIDE_LEAST = 330, HEAD = 16, HEAD_BASE = 10, BELOW = 6, HEIGHT_LEAST = 40;

struct flow_panels {
    struct arena *arena;
    struct flow_plan *frame, *plans[PANELS], *legend; /* legend: of both; NULL when nothing is drawn */
    struct point at[PANELS];                          /* of each drawing; its head stands above */
    double width, height, legend_y;
};

/* ---- gathering ---- */

/* The clause is asked of the old edition as it was; who was not in it is nobody there. */
void plan_select_then(struct flow_plan *then, const struct flow_options *options)
{
    const struct dataset *dataset = then->facts->dataset, *now = options->since->overlay->now->dataset;
    size_t offset, index = options->highlight_index;
    const char *sentence, *hint;
    then->options.since = NULL;
    if (options->where != NULL) {
        then->options.where =
            selection_parse(then->arena, selection_text(options->where), dataset, &offset, &sentence, &hint);
        then->empty = then->options.where == NULL;
    }
    if (options->highlight == HIGHLIGHT_PARTY)
        then->options.highlight_index = dataset_find_party(dataset, now->parties[index].id);
    if (options->highlight == HIGHLIGHT_DEAL)
        then->options.highlight_index = dataset_find_deal(dataset, now->deals[index].id);
}

bool flow_is_placed(const struct flow_plan *frame, size_t flow)
{
    const struct overlay *overlay = frame->options.since->overlay;
    size_t before = overlay->before[flow];
    if (flow < overlay->now->flow_count &&
        flow_is_drawn(frame->panels[NOW], &frame->panels[NOW]->facts->flows[flow]))
        return true;
    return before != NO_INDEX && overlay->after[before] == flow &&
           flow_is_drawn(frame->panels[THEN], &overlay->then->flows[before]);
}

size_t frame_flow(const struct flow_plan *panel, size_t flow)
{
    const struct flow_plan *frame = panel->frame;
    return panel == frame->panels[THEN] ? frame->options.since->overlay->after[flow] : flow;
}

static void members_take(
    struct flow_plan *panel, struct card *card, const struct card *slot, const bool *used)
{
    const struct facts *facts = panel->frame->facts;
    card->members.at = arena_array(panel->arena, size_t, slot->members.count + 1);
    for (size_t m = 0; m < slot->members.count; m++) {
        size_t node = facts_find_node(panel->facts, facts->nodes[slot->members.at[m]].id);
        if (node != NO_INDEX && used[node])
            card->members.at[card->members.count++] = node;
    }
    if (card->members.count == 1) {
        card->name = facts_node_name(panel->arena, panel->facts, card->members.at[0]);
        return;
    }
    const char *words = strchr(slot->name, ' ');
    card->name = words != NULL ? arena_printf(panel->arena, "%zu%s", card->members.count, words) : slot->name;
}

void panel_take_cards(struct flow_plan *panel, const bool *used)
{
    const struct flow_plan *frame = panel->frame;
    panel->cards = arena_array(panel->arena, struct card, frame->card_count + 1);
    panel->card_count = frame->card_count;
    for (size_t c = 0; c < frame->card_count; c++) {
        const struct card *slot = &frame->cards[c];
        struct card *card = &panel->cards[c];
        *card = (struct card){.id = slot->id, .name = slot->name, .node = NO_INDEX};
        if (slot->node == NO_INDEX)
            members_take(panel, card, slot, used);
        else if ((card->node = facts_find_node(panel->facts, slot->id)) != NO_INDEX)
            card->name = facts_node_name(panel->arena, panel->facts, card->node);
    }
}

/* What either edition draws, when the frame has its cards and ribbons. */
void frame_gather_panels(struct flow_plan *frame)
{
    for (size_t r = 0; r < frame->ribbon_count; r++)
        frame->ribbons[r].reserve = 0;
    for (int p = 0; p < PANELS; p++) {
        struct flow_plan *panel = frame->panels[p];
        plan_gather(panel, frame->card_count);
        for (size_t r = 0; r < panel->ribbon_count; r++) {
            struct ribbon *slot = &frame->ribbons[panel->ribbons[r].frame];
            slot->reserve =
                slot->reserve > panel->ribbons[r].reserve ? slot->reserve : panel->ribbons[r].reserve;
        }
        for (size_t c = 0; c < panel->card_count; c++)
            panel->cards[c].absent = panel->cards[c].in.flows == 0 && panel->cards[c].out.flows == 0;
    }
    for (size_t c = 0; c < frame->cable_count; c++) {
        struct cable *cable = &frame->cables[c];
        cable->reserve = 0;
        for (size_t r = cable->first; r < cable->first + cable->count; r++)
            cable->reserve = money_add(cable->reserve, frame->ribbons[r].reserve);
    }
}

/* ---- laying out ---- */

static const struct cable *frame_cable(const struct flow_plan *frame, const struct cable *cable)
{
    for (size_t c = 0; c < frame->cable_count; c++)
        if (frame->cables[c].payer == cable->payer && frame->cables[c].payee == cable->payee)
            return &frame->cables[c];
    return NULL;
}

static void cable_adopt(struct flow_plan *panel, struct cable *cable)
{
    const struct cable *slot = frame_cable(panel->frame, cable);
    cable->back = slot->back;
    cable->thickness = slot->thickness;
    cable->port_out = slot->port_out;
    cable->port_in = slot->port_in;
    cable->path = slot->path;
    for (size_t r = cable->first; r < cable->first + cable->count; r++)
        panel->ribbons[r].offset = panel->frame->ribbons[panel->ribbons[r].frame].offset;
}

/* The frame's places are the panel's. */
static void panel_adopt(struct flow_plan *panel)
{
    const struct flow_plan *frame = panel->frame;
    panel->width = frame->width;
    panel->scale = frame->scale;
    panel->band_height = frame->band_height;
    panel->components = frame->components;
    panel->component_count = frame->component_count;
    panel->items = frame->items;
    panel->item_count = frame->item_count;
    for (size_t c = 0; c < panel->card_count; c++) {
        const struct card *slot = &frame->cards[c];
        struct card *card = &panel->cards[c];
        card->component = slot->component;
        card->item = slot->item;
        card->column = slot->column;
        card->x = slot->x;
        card->width = slot->width;
        card->height = slot->height;
    }
    for (size_t c = 0; c < panel->cable_count; c++)
        cable_adopt(panel, &panel->cables[c]);
}

/* One for both: their ribbons together, at the full width. */
static struct flow_plan *legend_make(const struct flow_panels *panels)
{
    const struct flow_plan *then = panels->plans[THEN], *now = panels->plans[NOW];
    struct flow_plan *legend = arena_new(panels->arena, struct flow_plan);
    *legend = *now;
    legend->width = panels->width;
    legend->ribbons = arena_array(panels->arena, struct ribbon, then->ribbon_count + now->ribbon_count + 1);
    for (size_t r = 0; r < now->ribbon_count; r++)
        legend->ribbons[r] = now->ribbons[r];
    for (size_t r = 0; r < then->ribbon_count; r++)
        legend->ribbons[now->ribbon_count + r] = then->ribbons[r];
    legend->ribbon_count = now->ribbon_count + then->ribbon_count;
    return legend;
}

static void panels_place(struct flow_panels *panels, bool beside)
{
    double low = 0;
    size_t marks = 0;
    for (int p = 0; p < PANELS; p++) {
        struct flow_plan *plan = panels->plans[p];
        panel_adopt(plan);
        plan->first_mark = marks;
        plan_labels(plan);
        plan_loops_tell(plan);
        plan->height = plan_legend_own(plan, plan->band_height + BELOW);
        marks += plan->key_count;
        panels->at[p] = (struct point){
            beside && p == NOW ? plan->width + GAP : 0, (beside || p == THEN ? 0 : low + GAP / 2) + HEAD};
        low = fmax(low, panels->at[p].y + plan->height);
    }
    panels->legend = legend_make(panels);
    panels->legend_y = low;
    panels->height = plan_legend_shared(panels->legend, low);
}

struct flow_panels *flow_panels_make(struct arena *arena, struct flow_engine *engine, struct text *text,
    const struct flow_options *options, struct diags *diags)
{
    const struct overlay *overlay = options->since->overlay;
    struct flow_panels *panels = arena_new(arena, struct flow_panels);
    struct flow_options inner = *options;
    struct flow_since *marks = arena_new(arena, struct flow_since);
    bool beside = (options->width - GAP) / 2 >= SIDE_LEAST;
    *panels = (struct flow_panels){.arena = arena, .width = options->width};
    *marks = *options->since;
    marks->no_ghosts = true;
    inner.since = marks;
    inner.direction = DIRECTION_RIGHT;
    inner.width = beside ? (options->width - GAP) / 2 : options->width;
    if (options->height > 0)
        inner.height = fmax((beside ? options->height : options->height / 2 - GAP / 2) - HEAD, HEIGHT_LEAST);
    if (options->highlight == HIGHLIGHT_LOOP) {
        diags_add(diags, DIAG_NO_DATA, (struct place){overlay->now->dataset->file, 0, 0}, NULL,
            "bring out a party or a deal",
            "loop numbers are each edition's own: panels cannot bring one out");
        return NULL;
    }
    if (!overlay->comparable) {
        diags_add(diags, DIAG_NO_DATA, (struct place){overlay->now->dataset->file, 0, 0}, NULL,
            "add the old currency's rate to fx.rates",
            "the editions are kept in different currencies and no rate turns one into the other: they cannot "
            "be drawn at one scale");
        return NULL;
    }
    struct flow_plan *frame = plan_create(arena, text, overlay->facts, &inner);
    frame->panels[THEN] = plan_create(arena, text, overlay->then, &inner);
    frame->panels[NOW] = plan_create(arena, text, overlay->now, &inner);
    plan_select_then(frame->panels[THEN], options);
    for (int p = 0; p < PANELS; p++) {
        panels->plans[p] = frame->panels[p];
        frame->panels[p]->frame = frame;
    }
    panels->frame = frame;
    if (!plan_run(frame, engine, diags))
        return NULL;
    panels->height = frame->height;
    if (frame->ribbon_count > 0)
        panels_place(panels, beside);
    return panels;
}

double flow_panels_height(const struct flow_panels *panels)
{
    return panels->height;
}

/* ---- telling ---- */

static struct date panel_date(const struct flow_panels *panels, int panel)
{
    return panels->plans[panel]->facts->dataset->as_of;
}

static void head_draw(const struct flow_panels *panels, struct scene *scene, int panel)
{
    struct str words = str_init(panels->arena);
    struct text_style style = {FACE_CONDENSED_SEMIBOLD, theme_style(STYLE_LABEL).size};
    word_date(&words, panel_date(panels, panel));
    scene_text(scene, text_shape(panels->frame->text, style, str_text(&words)), panels->at[panel].x,
        panels->at[panel].y - HEAD + HEAD_BASE, ALIGN_START, (struct colour){.role = ROLE_INK});
}

void flow_panels_draw(const struct flow_panels *panels, struct scene *scene)
{
    if (panels->legend == NULL) {
        flow_draw(panels->frame, scene);
        return;
    }
    for (int p = 0; p < PANELS; p++) {
        const struct flow_plan *plan = panels->plans[p];
        struct scene *part = scene_create(panels->arena, plan->width, plan->height);
        flow_draw(plan, part);
        scene_begin(scene, (struct scene_group){.css = "panel"});
        head_draw(panels, scene, p);
        scene_place(scene, part, panels->at[p].x, panels->at[p].y);
        scene_end(scene);
    }
    flow_draw_legend(panels->legend, scene);
}

const char *flow_panels_describe(struct arena *arena, const struct flow_panels *panels)
{
    struct str out = str_init(arena);
    if (panels->legend == NULL)
        return flow_describe(arena, panels->frame);
    str_append(&out, said(arena, "Two editions, drawn in the same places at one scale."));
    for (int p = 0; p < PANELS; p++) {
        struct str date = str_init(arena);
        word_date(&date, panel_date(panels, p));
        say_to(&out, " As of %s. ", str_text(&date));
        str_append(&out, panels->plans[p]->ribbon_count > 0 ? flow_describe(arena, panels->plans[p])
                                                            : said(arena, "No money flow is drawn."));
    }
    return str_text(&out);
}

const char *flow_panels_subtitle(struct arena *arena, const struct flow_panels *panels)
{
    return flow_subtitle(arena, panels->legend != NULL ? panels->legend : panels->frame);
}

void flow_panels_write_json(const struct flow_panels *panels, struct str *out)
{
    if (panels->legend == NULL) {
        flow_write_json(panels->frame, out);
        return;
    }
    str_append(out, "{\"panels\":[");
    for (int p = 0; p < PANELS; p++) {
        str_printf(out, "%s{\"as_of\":\"%s\",\"x\":", p > 0 ? ",\n" : "",
            date_iso(panels->arena, panel_date(panels, p)));
        str_number(out, panels->at[p].x, 2);
        str_append(out, ",\"y\":");
        str_number(out, panels->at[p].y, 2);
        str_append(out, ",\"geometry\":");
        flow_write_json(panels->plans[p], out);
        str_char(out, '}');
    }
    str_append(out, "]}\n");
}
