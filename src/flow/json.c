/* SPDX-License-Identifier: MIT */
/*
 * json: in, a finished plan; out, its geometry for people who draw it themselves and for measurements.
 * {"bbox", "direction", "nodes", "ribbons", "labels", "loops"}; points, y grows downwards; the format stands
 * in docs/figures.md.
 */
#include "closing.h"
#include "plan.h"

#include <inttypes.h>
#include <string.h>

static const double TOLERANCE = 0.25;

static void write_key(struct str *out, const char *key, const char *value)
{
    str_printf(out, "\"%s\":", key);
    str_json(out, value);
}

static void write_number(struct str *out, const char *key, double value)
{
    str_printf(out, ",\"%s\":", key);
    str_number(out, value, 2);
}

static void write_box(struct str *out, struct box box)
{
    write_number(out, "x0", box.x0);
    write_number(out, "y0", box.y0);
    write_number(out, "x1", box.x1);
    write_number(out, "y1", box.y1);
}

static void write_nodes(const struct flow_plan *plan, struct str *out)
{
    str_append(out, " \"nodes\":[");
    const char *separator = "\n  {";
    for (size_t c = 0; c < plan->card_count; c++) {
        if (plan->cards[c].absent)
            continue;
        str_append(out, separator);
        separator = ",\n  {";
        write_key(out, "id", plan->cards[c].id);
        write_box(out, card_box(plan, &plan->cards[c]));
        str_char(out, '}');
    }
    str_append(out, "],\n");
}

static void write_money(struct str *out, const char *key, money value)
{
    if (value == MONEY_OPEN) {
        str_printf(out, ",\"%s\":\"inf\"", key);
        return;
    }
    str_printf(out, ",\"%s\":%" PRId64, key, value / 100);
    if (value % 100 != 0)
        str_printf(out, ".%02d", (int)(value % 100));
}

/* Currency units, exact: the headline, else the low bound; 0 where nothing is disclosed. */
static void write_value(struct str *out, const struct ribbon *ribbon)
{
    money value = ribbon->amount.has_headline ? ribbon->amount.headline : ribbon->amount.low;
    write_money(out, "value", ribbon->form == FORM_UNKNOWN || ribbon->gone ? 0 : value);
}

/* What happened to it since the older edition. What is gone is worth nothing now. */
static void write_change(struct str *out, const struct ribbon *ribbon)
{
    if (ribbon->change == FLOW_SAME)
        return;
    str_char(out, ',');
    write_key(out, "change", flow_change_name(ribbon->change));
    if (ribbon->mark != NULL) {
        str_char(out, ',');
        write_key(out, "mark", ribbon->mark);
    }
    if (ribbon->gone && ribbon->form != FORM_UNKNOWN)
        write_money(
            out, "before", ribbon->amount.has_headline ? ribbon->amount.headline : ribbon->amount.low);
    else if (ribbon->before_value > 0)
        write_money(out, "before", ribbon->before_value);
}

static void write_line(struct str *out, const char *key, const struct polyline *line)
{
    str_printf(out, ",\"%s\":[", key);
    for (size_t i = 0; i < line->count; i++) {
        str_append(out, i == 0 ? "[" : ",[");
        str_number(out, line->points[i].x, 2);
        str_char(out, ',');
        str_number(out, line->points[i].y, 2);
        str_char(out, ']');
    }
    str_char(out, ']');
}

static void write_ribbon(const struct flow_plan *plan, struct str *out, const struct ribbon *ribbon)
{
    const struct cable *cable = &plan->cables[ribbon->cable];
    struct polyline line = path_flatten(&cable->path, plan->arena, ribbon->offset, TOLERANCE);
    write_key(out, "deal", ribbon->ids);
    str_char(out, ',');
    write_key(out, "from", plan->cards[cable->payer].id);
    str_char(out, ',');
    write_key(out, "to", plan->cards[cable->payee].id);
    write_value(out, ribbon);
    write_change(out, ribbon);
    write_number(out, "t", ribbon->thickness);
    str_printf(out, ",\"back\":%s", cable->back ? "true" : "false");
    write_line(out, "pts", &line);
    line = ribbon_outline(plan, ribbon, TOLERANCE);
    write_line(out, "outline", &line);
}

static void write_ribbons(const struct flow_plan *plan, struct str *out)
{
    str_append(out, " \"ribbons\":[");
    for (size_t r = 0; r < plan->ribbon_count; r++) {
        str_append(out, r == 0 ? "\n  {" : ",\n  {");
        write_ribbon(plan, out, &plan->ribbons[r]);
        str_char(out, '}');
    }
    str_append(out, "],\n");
}

static void write_label(
    struct str *out, const char *text, struct box box, const char *whose, const char *id, bool first)
{
    str_append(out, first ? "\n  {" : ",\n  {");
    write_key(out, "text", text);
    write_box(out, box);
    str_char(out, ',');
    write_key(out, whose, id);
    str_char(out, '}');
}

/* The words as they stand there, lines joined; of a lettered one the letter. */
static const char *label_words(const struct flow_plan *plan, const struct label *label)
{
    if (label->in_key)
        return label->mark;
    struct str words = str_init(plan->arena);
    for (size_t l = 0; l < label->lines.count; l++)
        for (size_t p = 0; p < label->lines.lines[l].count; p++) {
            const char *piece = label->lines.lines[l].pieces[p].run->string;
            bool spaced = words.length > 0 && words.at[words.length - 1] != ' ' && *piece != ' ';
            str_printf(&words, "%s%s", spaced && *piece != ',' ? " " : "", piece);
        }
    return str_text(&words);
}

static void write_labels(const struct flow_plan *plan, struct str *out)
{
    bool first = true;
    str_append(out, " \"labels\":[");
    for (size_t c = 0; c < plan->card_count; c++)
        for (size_t l = 0; l < plan->cards[c].line_count; l++) {
            const struct card *card = &plan->cards[c];
            write_label(out, card->lines[l].run->string, card_line_box(plan, card, l), "of", card->id, first);
            first = false;
        }
    for (size_t i = 0; i < plan->ribbon_count; i++) {
        const struct label *label = &plan->labels[i];
        if (!label->placed)
            continue;
        write_label(out, label_words(plan, label), label->box, "ribbon", label->ids, first);
        first = false;
    }
    str_append(out, "],\n");
}

/* ---- loops ---- */

static void write_item(struct str *out, size_t index, const char *text)
{
    str_append(out, index > 0 ? "," : "");
    str_json(out, text);
}

static const char *deal_id(const struct facts *facts, size_t flow)
{
    return facts->dataset->deals[facts->flows[flow].deal].id;
}

static bool id_stands(const char *const *ids, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(ids[i], id))
            return true;
    return false;
}

/* Leg by leg, the largest deals of a leg first; each once. */
static void write_loop_deals(const struct flow_plan *plan, struct str *out, const struct loop_entry *loop)
{
    const char **ids = arena_array(plan->arena, const char *, plan->facts->flow_count + 1);
    size_t count = 0;
    str_append(out, ",\"deals\":[");
    for (size_t e = 0; e < loop->length; e++) {
        const struct edge *edge = &plan->network->edges[loop->edges[e]];
        const size_t *flows = edge_flows_sorted(plan->arena, plan->facts, edge);
        for (size_t f = 0; f < edge->flows.count; f++) {
            const char *id = deal_id(plan->facts, flows[f]);
            if (id_stands(ids, count, id))
                continue;
            write_item(out, count, id);
            ids[count++] = id;
        }
    }
    str_char(out, ']');
}

/* Its part of what circulates; the least of its legs' low ends, and of their high ones. */
static void write_capacity(const struct flow_plan *plan, struct str *out, const struct loop_entry *loop)
{
    if (loop->number == 0) {
        str_append(out, ",\"capacity\":null");
        return;
    }
    const struct circuit *circuit = &plan->network->circuits[loop->number - 1];
    money low = circuit->amount, high = MONEY_OPEN;
    for (size_t e = 0; e < loop->length; e++) {
        const struct edge *edge = &plan->network->edges[loop->edges[e]];
        money most = edge_high(plan->facts, edge);
        low = edge->weight_low < low ? edge->weight_low : low;
        high = most < high ? most : high;
    }
    bool shared = circuit_is_shared(plan->network, circuit);
    bool bound = !shared && circuit_is_bound(plan->facts, plan->network, circuit);
    str_printf(
        out, ",\"capacity\":{\"shared\":%s,\"most\":%s", shared ? "true" : "false", bound ? "true" : "false");
    write_money(out, "value", circuit->amount);
    write_money(out, "low", low);
    write_money(out, "high", high);
    str_char(out, '}');
}

static void write_ends(const struct facts *facts, struct str *out, size_t payer, size_t payee)
{
    write_key(out, "from", facts->nodes[payer].id);
    str_char(out, ',');
    write_key(out, "to", facts->nodes[payee].id);
}

static void write_closing(const struct flow_plan *plan, struct str *out, const struct closing *closing)
{
    if (closing_is_firm(closing)) {
        str_append(out, ",\"closes_if\":null");
        return;
    }
    str_append(out, ",\"closes_if\":{\"deals\":[");
    for (size_t i = 0; i < closing->needed.count; i++)
        write_item(out, i, deal_id(plan->facts, closing->needed.at[i]));
    str_append(out, "],\"enough_of\":[");
    for (size_t i = 0; i < closing->choice_count; i++) {
        const struct edge *edge = &plan->network->edges[closing->choices[i].edge];
        str_append(out, i > 0 ? ",{" : "{");
        write_ends(plan->facts, out, edge->payer, edge->payee);
        str_printf(out, ",\"count\":%d}", closing->choices[i].deals);
    }
    str_printf(out, "],\"in_full\":%s}", closing->in_full ? "true" : "false");
}

static void write_loop(const struct flow_plan *plan, struct str *out, const struct loop_entry *loop)
{
    const struct facts *facts = plan->facts;
    struct closing closing =
        closing_find(plan->arena, facts, plan->network, loop->edges, loop->length, loop->number > 0);
    const struct flow *weakest = &facts->flows[closing.weakest];
    if (loop->number > 0)
        str_printf(out, "\"number\":%zu", loop->number);
    else
        str_append(out, "\"number\":null");
    str_append(out, ",\"parties\":[");
    for (size_t i = 0; i < loop->length; i++)
        write_item(out, i, facts->nodes[loop->nodes[i]].id);
    str_char(out, ']');
    write_loop_deals(plan, out, loop);
    write_capacity(plan, out, loop);
    str_append(out, ",\"weakest\":{");
    write_key(out, "deal", deal_id(facts, closing.weakest));
    str_char(out, ',');
    write_ends(facts, out, weakest->payer, weakest->payee);
    str_char(out, ',');
    write_key(out, "bucket", bucket_name(weakest->bucket));
    str_char(out, '}');
    write_closing(plan, out, &closing);
    str_char(out, ',');
    write_key(out, "words", arena_printf(plan->arena, "%s%s", loop->name, loop->words));
}

static void write_loops(const struct flow_plan *plan, struct str *out)
{
    str_append(out, " \"loops\":[");
    for (size_t i = 0; i < plan->loop_count; i++) {
        str_append(out, i == 0 ? "\n  {" : ",\n  {");
        write_loop(plan, out, &plan->loops[i]);
        str_char(out, '}');
    }
    str_append(out, "]");
}

void flow_write_json(const struct flow_plan *plan, struct str *out)
{
    str_append(out, "{\"bbox\":[0,0,");
    str_number(out, plan->width, 2);
    str_char(out, ',');
    str_number(out, plan->height, 2);
    str_append(out, "],\n ");
    write_key(out, "direction", plan->down ? "down" : "right");
    str_append(out, ",\n");
    write_nodes(plan, out);
    write_ribbons(plan, out);
    write_labels(plan, out);
    write_loops(plan, out);
    str_append(out, "}\n");
}
