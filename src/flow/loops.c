/* SPDX-License-Identifier: MIT */
/*
 * loops: in, a gathered plan; out, the list under the drawing: each numbered loop with who takes part, how
 * much can come back, its weakest leg and what has to happen before it closes; then those whose size is not
 * known, how many there are besides, and what signed and paid deals alone come to. Every amount is one of
 * facts.
 */
#include "describe.h"
#include "plan.h"

#include "say.h"
#include "wording.h"

#include <math.h>

enum { UNSIZED_MOST = 3 }; /* loops of no known size that are listed */
static const double COLUMN_LEAST = 215, COLUMN_GAP = 14, LEADING = 9.5, ENTRY_GAP = 2.5, MARK_ROOM = 12;

/* ---- words ---- */

static const char *money_words(struct arena *arena, const struct facts *facts, money amount, bool most)
{
    struct str value = str_init(arena), out = str_init(arena);
    word_money_rounded(
        &value, amount, facts->dataset->currency, NUMBER_SHORT, 0, most ? ROUND_UP : ROUND_HALF_EVEN);
    word_qualified(&out, (struct qualified){most ? said(arena, "up to") : NULL, str_text(&value)});
    return str_text(&out);
}

/* "Weakest leg: Amazon → OpenAI, about $10B, in talks; closes only if it goes ahead." */
static void entry_closing(
    const struct flow_plan *plan, struct str *out, const size_t *edges, size_t length, bool sized)
{
    const struct facts *facts = plan->facts;
    struct closing closing = closing_find(out->arena, facts, plan->network, edges, length, sized);
    const struct flow *weakest = &facts->flows[closing.weakest];
    bool firm = closing_is_firm(&closing);
    if (firm)
        firm_legs_words(out, facts, plan->network, edges, length);
    str_printf(out, "%s %s → %s, ",
        firm ? said(out->arena, "; the weakest:") : said(out->arena, "Weakest leg:"),
        facts_node_name(out->arena, facts, weakest->payer),
        facts_node_name(out->arena, facts, weakest->payee));
    flow_amount_words(out, weakest);
    str_append(out, ", ");
    flow_status_words(out, facts, weakest);
    if (!firm) {
        bool itself = closing.needed.count == 1 && closing.choice_count == 0 &&
                      facts->flows[closing.needed.at[0]].deal == weakest->deal;
        struct str condition = str_init(out->arena);
        if (itself)
            say_to(&condition, "it %s", word_bucket_condition(out->arena, weakest->bucket));
        else
            closing_words(&condition, facts, plan->network, &closing, false);
        if (closing.in_full)
            say_to(out, "; closes in full only if %s", str_text(&condition));
        else
            say_to(out, "; closes only if %s", str_text(&condition));
    }
    str_char(out, '.');
}

static struct loop_entry circuit_entry(struct flow_plan *plan, size_t index)
{
    const struct circuit *circuit = &plan->network->circuits[index];
    bool shared = circuit_is_shared(plan->network, circuit),
         bound = !shared && circuit_is_bound(plan->facts, plan->network, circuit);
    struct str name = str_init(plan->arena), words = str_init(plan->arena);
    loop_names(plan->arena, plan->facts, &name, circuit->nodes, circuit->length);
    str_printf(&name, ": %s", money_words(plan->arena, plan->facts, circuit->amount, bound));
    str_append(&words, shared
                           ? said(plan->arena, " on the figures given, beside what the other loops carry. ")
                       : bound ? ". "
                               : said(plan->arena, " on the figures given. "));
    entry_closing(plan, &words, circuit->edges, circuit->length, true);
    return (struct loop_entry){.number = index + 1,
        .nodes = circuit->nodes,
        .edges = circuit->edges,
        .length = circuit->length,
        .name = str_text(&name),
        .words = str_text(&words)};
}

static struct loop_entry unsized_entry(struct flow_plan *plan, const struct loop *loop)
{
    struct str name = str_init(plan->arena), words = str_init(plan->arena);
    loop_names(plan->arena, plan->facts, &name, loop->nodes, loop->length);
    str_append(&name, said(plan->arena, ": capacity unknown"));
    str_append(&words, ". ");
    entry_closing(plan, &words, loop->edges, loop->length, false);
    return (struct loop_entry){.nodes = loop->nodes,
        .edges = loop->edges,
        .length = loop->length,
        .name = str_text(&name),
        .words = str_text(&words)};
}

/* ---- what stands before and after ---- */

static bool is_firm_variant(const struct flow_plan *plan)
{
    return plan->network == &plan->facts->firm && plan->options.loops == FLOW_LOOPS_FIRM;
}

/* "And seven smaller loops of together $12B": those with no number of their own */
static void tail_rest(const struct flow_plan *plan, struct str *out, size_t numbered)
{
    const struct network *network = plan->network;
    money sum = 0, least = MONEY_OPEN;
    bool smaller = !network->circuits_cut;
    for (size_t c = 0; c < numbered; c++)
        least = network->circuits[c].amount < least ? network->circuits[c].amount : least;
    for (size_t c = numbered; c < network->circuit_count; c++) {
        sum = money_add(sum, network->circuits[c].amount);
        smaller = smaller && network->circuits[c].amount <= least;
    }
    int64_t rest = (int64_t)(network->circuit_count - numbered);
    if (rest == 0)
        return;
    struct str loops = str_init(out->arena), amount = str_init(out->arena);
    word_counted(
        &loops, rest, smaller ? "smaller loop" : "further loop", smaller ? "smaller loops" : "further loops");
    word_money_rounded(&amount, sum, plan->facts->dataset->currency, NUMBER_SHORT, 0,
        network->circuits_cut ? ROUND_DOWN : ROUND_HALF_EVEN);
    if (network->circuits_cut)
        say_count_to(out, rest, "And at least %s of at least %s. ",
            "And at least %s of together at least %s. ", str_text(&loops), str_text(&amount));
    else
        say_count_to(
            out, rest, "And %s of %s. ", "And %s of together %s. ", str_text(&loops), str_text(&amount));
}

static void tail_unsized(struct str *out, size_t unsized)
{
    if (unsized <= UNSIZED_MOST)
        return;
    struct str count = str_init(out->arena);
    int64_t more = (int64_t)(unsized - UNSIZED_MOST);
    word_count(&count, more);
    if (out->length > 0)
        say_count_to(out, more, "%s further loop is of unknown capacity. ",
            "%s further loops are of unknown capacity. ", str_text(&count));
    else
        say_count_to(out, more, "And %s further loop is of unknown capacity. ",
            "And %s further loops are of unknown capacity. ", str_text(&count));
}

/* What the other variant comes to. "nothing" only where nothing at all goes round. */
static const char *other_words(const struct flow_plan *plan, const struct network *other)
{
    if (other->circulation_cut)
        return said(plan->arena, "more than could be added up");
    const char *amount =
        money_words(plan->arena, plan->facts, other->circulating, other->circulating_is_most);
    if (other->circulating > 0)
        return plan->network->circulating_is_most && !other->circulating_is_most
                   ? say(plan->arena, "%s on the figures given", amount)
                   : amount;
    return other->loop_count > 0 ? said(plan->arena, "how much is not disclosed")
                                 : said(plan->arena, "nothing");
}

static bool only_firm_chosen(const struct flow_plan *plan)
{
    const struct network *live = &plan->facts->live;
    for (size_t e = 0; e < live->edge_count; e++)
        for (size_t f = 0; f < live->edges[e].flows.count; f++)
            if (plan->facts->flows[live->edges[e].flows.at[f]].bucket != BUCKET_FIRM)
                return false;
    return plan->options.where != NULL;
}

/* "Together up to $20B could run in loops, every payment of a loop counted"; false: there is nothing to say
 */
static bool tail_sum(const struct flow_plan *plan, struct str *out)
{
    const struct network *network = plan->network;
    bool most = network->circulating_is_most;
    const char *amount = money_words(plan->arena, plan->facts, network->circulating, most);
    if (network->circulating > 0 && plan->options.where)
        str_printf(out,
            said(plan->arena, most ? WORDS("Together %s could run in loops among the deals drawn, every "
                                           "payment of a loop counted")
                                   : WORDS("Together, on the figures given, %s could run in loops among the "
                                           "deals drawn, every payment of a loop counted")),
            amount);
    else if (network->circulating > 0)
        str_printf(out,
            said(plan->arena, most ? WORDS("Together %s could run in loops, every payment of a loop counted")
                                   : WORDS("Together, on the figures given, %s could run in loops, every "
                                           "payment of a loop counted")),
            amount);
    else if (is_firm_variant(plan))
        str_append(out,
            said(plan->arena,
                network->circulation_cut
                    ? WORDS("How much could come back is not known: the loops are too many to add up")
                : network->loop_count > 0 ? WORDS("How much could come back is not disclosed")
                                          : WORDS("On signed and paid deals alone, nothing comes back")));
    return network->circulating > 0 || is_firm_variant(plan);
}

/* What it comes to, and beside it the other variant: "…; on signed and paid deals alone, nothing." */
static void tail_together(const struct flow_plan *plan, struct str *out)
{
    const struct facts *facts = plan->facts;
    bool firm = is_firm_variant(plan);
    bool all = plan->options.where == NULL;
    if (firm && !facts->firm.loop_count && !facts->live.loop_count && !facts->firm.circulation_cut) {
        str_append(out,
            said(plan->arena,
                all ? WORDS(
                          "Nothing comes back, neither on signed and paid deals alone nor on all live ones.")
                    : WORDS(
                          "Nothing comes back, neither on signed and paid deals alone nor on all live deals "
                          "drawn.")));
        return;
    }
    if (!tail_sum(plan, out))
        return;
    if (firm && all)
        say_to(out, "; on all live deals, %s", other_words(plan, &facts->live));
    else if (firm)
        say_to(out, "; on all live deals drawn, %s", other_words(plan, &facts->live));
    else if (!only_firm_chosen(plan))
        say_to(out, "; on signed and paid deals alone, %s", other_words(plan, &facts->firm));
    str_char(out, '.');
}

static size_t unsized_count(const struct network *network)
{
    size_t count = 0;
    for (size_t l = 0; l < network->loop_count; l++)
        count += loop_is_unsized(&network->loops[l]) ? 1 : 0;
    return count;
}

static bool shows_loops(const struct flow_plan *plan)
{
    return plan->network != NULL &&
           (plan->options.highlight == HIGHLIGHT_LOOPS || plan->options.highlight == HIGHLIGHT_LOOP);
}

void plan_loops_tell(struct flow_plan *plan)
{
    plan->loop_count = 0;
    plan->loop_head = plan->loop_tail = NULL;
    if (!shows_loops(plan))
        return;
    const struct network *network = plan->network;
    size_t numbered = circuits_numbered(network), unsized = unsized_count(network), told = 0;
    plan->loops = arena_array(plan->arena, struct loop_entry, numbered + UNSIZED_MOST + 1);
    bool one = plan->options.highlight == HIGHLIGHT_LOOP;
    for (size_t c = 0; c < numbered; c++)
        if (!one || c == plan->options.highlight_index)
            plan->loops[plan->loop_count++] = circuit_entry(plan, c);
    for (size_t l = 0; l < network->loop_count && !one && told < UNSIZED_MOST; l++)
        if (loop_is_unsized(&network->loops[l])) {
            plan->loops[plan->loop_count++] = unsized_entry(plan, &network->loops[l]);
            told++;
        }
    if (plan->loop_count > 0)
        plan->loop_head = said(plan->arena, ": what could come back to its payer");
    struct str tail = str_init(plan->arena);
    if (!one) {
        tail_rest(plan, &tail, numbered);
        tail_unsized(&tail, unsized);
        tail_together(plan, &tail);
    }
    if (tail.length > 0)
        plan->loop_tail = str_text(&tail);
}

/* ---- places ---- */

static struct text_style note_style(bool strong)
{
    struct text_style style = theme_style(STYLE_NOTE);
    if (strong)
        style.face = FACE_CONDENSED_SEMIBOLD;
    return style;
}

static struct text_lines wrap_two(struct flow_plan *plan, const char *strong, const char *plain, double width)
{
    struct text_span spans[2] = {
        {.string = strong, .style = note_style(true)}, {.string = plain, .style = note_style(false)}};
    return text_wrap(plan->text, plan->arena, spans, 2, width);
}

static double entry_height(const struct loop_entry *entry)
{
    return LEADING * (double)entry->lines.count + ENTRY_GAP;
}

static double entries_height(const struct flow_plan *plan, size_t from, size_t to)
{
    double height = 0;
    for (size_t i = from; i < to; i++)
        height += entry_height(&plan->loops[i]);
    return height;
}

/* How many of the entries stand in the left column, so that the higher one is as low as can be. */
static size_t left_count(const struct flow_plan *plan)
{
    size_t best = plan->loop_count;
    double least = entries_height(plan, 0, plan->loop_count);
    for (size_t left = plan->loop_count; left-- > 0;) {
        double height = fmax(entries_height(plan, 0, left), entries_height(plan, left, plan->loop_count));
        if (height < least) {
            least = height;
            best = left;
        }
    }
    return best;
}

static double place_entries(struct flow_plan *plan, double y)
{
    bool two = plan->loop_count > 1 && plan->width >= 2 * COLUMN_LEAST + COLUMN_GAP;
    double width = two ? (plan->width - COLUMN_GAP) / 2 : plan->width, bottom = y;
    for (size_t i = 0; i < plan->loop_count; i++) {
        struct loop_entry *entry = &plan->loops[i];
        if (entry->number > 0)
            entry->mark =
                text_shape(plan->text, note_style(true), arena_printf(plan->arena, "%zu", entry->number));
        entry->lines = wrap_two(plan, entry->name, entry->words, width - MARK_ROOM);
    }
    size_t left = two ? left_count(plan) : plan->loop_count;
    double at = y;
    for (size_t i = 0; i < plan->loop_count; i++) {
        struct loop_entry *entry = &plan->loops[i];
        at = i == left ? y : at;
        entry->x = i < left ? 0 : width + COLUMN_GAP;
        entry->y = at + LEADING;
        at += entry_height(entry);
        bottom = fmax(bottom, at);
    }
    return bottom;
}

double plan_loops(struct flow_plan *plan, double y)
{
    plan->loop_head_lines = plan->loop_tail_lines = (struct text_lines){0};
    plan_loops_tell(plan);
    if (!plan->options.lists_loops || plan->brevity >= BREVITY_LEGEND ||
        (plan->loop_head == NULL && plan->loop_tail == NULL))
        return y;
    y += 4;
    if (plan->loop_head != NULL) {
        const char *title = is_firm_variant(plan) ? said(plan->arena, "Loops of signed and paid deals")
                                                  : said(plan->arena, "Loops");
        plan->loop_head_lines = wrap_two(plan, title, plan->loop_head, plan->width);
        plan->loop_head_y = y + LEADING;
        y = place_entries(plan, y + LEADING * (double)plan->loop_head_lines.count + 3);
    }
    if (plan->loop_tail != NULL) {
        plan->loop_tail_lines = wrap_two(plan, "", plan->loop_tail, plan->width);
        plan->loop_tail_y = y + LEADING;
        y += LEADING * (double)plan->loop_tail_lines.count + 3;
    }
    return y;
}
