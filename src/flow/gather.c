/* SPDX-License-Identifier: MIT */
/*
 * gather: in, facts and a selection; out, cards, cables and ribbons with their amounts, in an order that does
 * not depend on the file's. Small ones are folded here, openly: parties beyond a number into "n others",
 * deals beyond a number within one cable into "n deals". It refuses to know points.
 */
#include "plan.h"

#include "say.h"
#include "wording.h"

#include <stdlib.h>
#include <string.h>

enum { BADGES_MOST = 4 }; /* loops' numbers beside one ribbon */
enum { CABLE_MOST = 6 };  /* ribbons between two parties; above, the smallest are folded by kind */

enum role class_role(enum deal_class deal_class)
{
    return theme_category((unsigned)deal_class);
}

/* ---- which flows ---- */

bool flow_is_selected(const struct flow_plan *plan, const struct flow *flow)
{
    return !plan->empty && flow_selected(plan->facts, plan->options.where, flow);
}

bool flow_is_drawn(const struct flow_plan *plan, const struct flow *flow)
{
    const struct flow_since *since = plan->options.since;
    bool own = since == NULL || flow < plan->facts->flows + since->overlay->now->flow_count;
    return own && flow->is_money && !flow->in_parts && !flow->intra_group && flow_is_selected(plan, flow);
}

/* ---- folding parties ---- */

struct node_use {
    size_t node;
    const char *id;
    double gross;
    bool pays, is_paid;
    bool gone; /* only what is gone ran here */
};

static int compare_gross(const void *a, const void *b)
{
    const struct node_use *x = a, *y = b;
    if (x->gone != y->gone)
        return x->gone ? 1 : -1;
    if (x->gross != y->gross)
        return x->gross > y->gross ? -1 : 1;
    return strcmp(x->id, y->id);
}

/* Whom only what is gone ran between. */
static void ghosts_use(const struct flow_plan *plan, struct node_use *use)
{
    for (size_t i = 0; i < plan->facts->flow_count; i++) {
        if (!flow_is_ghost(plan, i))
            continue;
        const struct flow *flow = &plan->facts->flows[i];
        struct node_use *ends[] = {&use[flow->payer], &use[flow->payee]};
        struct amount amount = flow_amount_drawn(plan, i);
        for (int e = 0; e < 2; e++) {
            if (!ends[e]->pays && !ends[e]->is_paid)
                ends[e]->gone = true;
            if (ends[e]->gone)
                ends[e]->gross += (double)amount_reserve(&amount) + 1;
        }
    }
}

/* The nodes that take part, greatest first, after them who does no longer. */
static struct node_use *nodes_used(struct flow_plan *plan, size_t *count)
{
    const struct facts *facts = plan->facts;
    struct node_use *use = arena_array(plan->arena, struct node_use, facts->node_count + 1);
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (plan->panels[0] != NULL ? !flow_is_placed(plan, i) : !flow_is_drawn(plan, flow))
            continue;
        struct amount amount = flow_amount_drawn(plan, i);
        double reserve = (double)amount_reserve(&amount) + 1;
        use[flow->payer].gross += reserve;
        use[flow->payee].gross += reserve;
        use[flow->payer].pays = true;
        use[flow->payee].is_paid = true;
    }
    if (plan->panels[0] == NULL)
        ghosts_use(plan, use);
    *count = 0;
    for (size_t i = 0; i < facts->node_count; i++)
        if (use[i].gross > 0) {
            use[*count] = use[i];
            use[*count].node = i;
            use[*count].id = facts->nodes[i].id;
            ++*count;
        }
    qsort(use, *count, sizeof *use, compare_gross);
    return use;
}

/* ---- who is not folded ---- */

/* With so many named parties, those folded who only pay and who are only paid stand apart; else there is one
   "n others". */
enum { NAMED_APART = 5 };
enum fold_group { FOLD_PAYERS, FOLD_PAYEES, FOLD_BOTH, FOLD_GROUPS };

static enum fold_group fold_group_of(const struct node_use *use, bool grouped)
{
    return !grouped || (use->pays && use->is_paid) ? FOLD_BOTH : use->pays ? FOLD_PAYERS : FOLD_PAYEES;
}

static int compare_cards(const void *a, const void *b)
{
    const struct card *x = a, *y = b;
    return strcmp(x->id, y->id);
}

/* Whether its money leaves a card for another one, as drawn: not among those who are folded into one, nor
   between two cards of theirs that stand apart. */
static bool flow_runs(const struct flow_plan *plan, const size_t *card_of, const struct flow *flow)
{
    size_t payer = card_of[flow->payer], payee = card_of[flow->payee];
    return payer != payee && !(plan->cards[payer].apart && plan->cards[payee].apart);
}

/* What each member pays and is paid, as far as it is drawn: what stays among them is not. */
static void member_sums(struct flow_plan *plan, struct card *card, size_t index, const size_t *card_of)
{
    size_t *member_of = arena_array(plan->arena, size_t, plan->facts->node_count + 1);
    card->member_in = arena_array(plan->arena, struct flow_sum, card->members.count);
    card->member_out = arena_array(plan->arena, struct flow_sum, card->members.count);
    for (size_t m = 0; m < card->members.count; m++)
        member_of[card->members.at[m]] = m;
    for (size_t i = 0; i < plan->facts->flow_count; i++) {
        const struct flow *flow = &plan->facts->flows[i];
        if (!flow_is_drawn(plan, flow) || !flow_runs(plan, card_of, flow))
            continue;
        if (card_of[flow->payer] == index)
            flow_sum_add(&card->member_out[member_of[flow->payer]], &flow->rest);
        if (card_of[flow->payee] == index)
            flow_sum_add(&card->member_in[member_of[flow->payee]], &flow->rest);
    }
}

static void card_fold(
    struct flow_plan *plan, const struct node_use *use, size_t count, bool grouped, enum fold_group group)
{
    static const char *const ids[] = {"+other-payers", "+other-payees", "+others"};
    static const char *const words[] = {
        WORDS("%zu other payers"), WORDS("%zu other payees"), WORDS("%zu others")};
    size_t members = 0;
    for (size_t i = 0; i < count; i++)
        members += fold_group_of(&use[i], grouped) == group ? 1 : 0;
    if (members == 0)
        return;
    struct card *card = &plan->cards[plan->card_count++];
    card->members.at = arena_array(plan->arena, size_t, members);
    for (size_t i = 0; i < count; i++)
        if (fold_group_of(&use[i], grouped) == group) {
            card->members.at[card->members.count++] = use[i].node;
            card->gross += use[i].gross;
        }
    size_t only = card->members.at[0];
    card->node = members == 1 ? only : NO_INDEX;
    card->id = members == 1 ? plan->facts->nodes[only].id : ids[group];
    card->name = members == 1 ? facts_node_name(plan->arena, plan->facts, only)
                              : arena_printf(plan->arena, said(plan->arena, words[group]), members);
}

/* The networks that the plan reads are those of the deals that are chosen. */
static void plan_choose(struct flow_plan *plan)
{
    if (!plan->chosen)
        plan->facts = facts_choose(plan->arena, plan->facts, plan->options.where);
    plan->chosen = true;
    plan->network = plan->empty                              ? NULL
                    : plan->options.loops == FLOW_LOOPS_FIRM ? &plan->facts->firm
                                                             : &plan->facts->live;
}

static bool loop_is_shown(const struct flow_plan *plan, size_t circuit)
{
    return plan->options.highlight == HIGHLIGHT_LOOPS ||
           (plan->options.highlight == HIGHLIGHT_LOOP && plan->options.highlight_index == circuit);
}

struct ranking {
    const struct node_use *use;
    size_t count;
    bool *taken; /* by place in use */
    struct node_use *ranked;
    size_t ranked_count;
};

static void ranking_take(struct ranking *ranking, size_t place)
{
    if (ranking->taken[place])
        return;
    ranking->taken[place] = true;
    ranking->ranked[ranking->ranked_count++] = ranking->use[place];
}

static void ranking_take_greatest(struct ranking *ranking)
{
    for (size_t i = 0; i < ranking->count; i++)
        if (!ranking->taken[i]) {
            ranking_take(ranking, i);
            return;
        }
}

static void ranking_take_marked(struct ranking *ranking, const bool *marked)
{
    for (size_t i = 0; i < ranking->count; i++)
        if (marked[ranking->use[i].node])
            ranking_take(ranking, i);
}

/* Whom the options bring out, then whom they deal with. */
static void ranking_take_highlit(const struct flow_plan *plan, struct ranking *ranking)
{
    const struct facts *facts = plan->facts;
    enum flow_highlight highlight = plan->options.highlight;
    size_t index = plan->options.highlight_index;
    bool *own = arena_array(plan->arena, bool, facts->node_count + 1),
         *near = arena_array(plan->arena, bool, facts->node_count + 1);
    if (highlight != HIGHLIGHT_PARTY && highlight != HIGHLIGHT_DEAL)
        return;
    for (size_t i = 0; highlight == HIGHLIGHT_PARTY && i < facts->node_count; i++)
        own[i] = node_has_party(facts, i, index);
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (!flow_is_drawn(plan, flow))
            continue;
        if (highlight == HIGHLIGHT_DEAL && flow->deal == index)
            own[flow->payer] = own[flow->payee] = true;
        if (highlight == HIGHLIGHT_PARTY && (own[flow->payer] || own[flow->payee]))
            near[flow->payer] = near[flow->payee] = true;
    }
    ranking_take_marked(ranking, own);
    ranking_take_marked(ranking, near);
}

static void ranking_take_circuit(
    const struct flow_plan *plan, struct ranking *ranking, const struct circuit *circuit)
{
    bool *on_loop = arena_array(plan->arena, bool, plan->facts->node_count + 1);
    for (size_t i = 0; i < circuit->length; i++)
        on_loop[circuit->nodes[i]] = true;
    ranking_take_marked(ranking, on_loop);
}

/* By what they carry, those of as much as they are numbered: numbers go by length, and a short loop of little
   money must not hide those who pass on the most. */
static int compare_circuits(const void *a, const void *b)
{
    const struct circuit *x = *(const struct circuit *const *)a, *y = *(const struct circuit *const *)b;
    if (x->amount != y->amount)
        return x->amount > y->amount ? -1 : 1;
    return x < y ? -1 : x > y; /* of one array */
}

/* Loop by loop, and before each the two greatest who are left: folded, the greatest would be the story. */
static void ranking_take_network(
    const struct flow_plan *plan, struct ranking *ranking, const struct network *network)
{
    size_t count = network == NULL ? 0 : circuits_numbered(network);
    const struct circuit **circuits = arena_array(plan->arena, const struct circuit *, count + 1);
    for (size_t c = 0; c < count; c++)
        circuits[c] = &network->circuits[c];
    qsort(circuits, count, sizeof(const struct circuit *), compare_circuits);
    for (size_t c = 0; c < count; c++) {
        ranking_take_greatest(ranking);
        ranking_take_greatest(ranking);
        ranking_take_circuit(plan, ranking, circuits[c]);
    }
}

/* The usual loops come first in every variant, so that one drawing can be laid beside the other. */
static void ranking_take_loops(const struct flow_plan *plan, struct ranking *ranking)
{
    enum flow_highlight highlight = plan->options.highlight;
    if (highlight != HIGHLIGHT_LOOPS && highlight != HIGHLIGHT_LOOP)
        return;
    if (highlight == HIGHLIGHT_LOOP && plan->network != NULL &&
        plan->options.highlight_index < plan->network->circuit_count)
        ranking_take_circuit(plan, ranking, &plan->network->circuits[plan->options.highlight_index]);
    ranking_take_network(plan, ranking, plan->empty ? NULL : &plan->facts->live);
    ranking_take_network(plan, ranking, plan->network);
}

/* The order in which parties keep a card of their own. It does not depend on how many there is room for: who
   stands in the smaller drawing stands in the larger one too. */
static void use_rank(const struct flow_plan *plan, struct node_use *use, size_t count)
{
    struct ranking ranking = {.use = use,
        .count = count,
        .taken = arena_array(plan->arena, bool, count + 1),
        .ranked = arena_array(plan->arena, struct node_use, count + 1)};
    ranking_take_highlit(plan, &ranking);
    ranking_take_loops(plan, &ranking);
    for (size_t i = 0; i < count; i++)
        ranking_take(&ranking, i);
    if (count > 0)
        memcpy(use, ranking.ranked, count * sizeof *use);
}

const size_t *flow_nodes_ranked(struct arena *arena, struct text *text, const struct facts *facts,
    const struct flow_options *options, size_t *count)
{
    struct flow_plan *plan = plan_create(arena, text, facts, options);
    plan_choose(plan);
    struct node_use *use = nodes_used(plan, count);
    use_rank(plan, use, *count);
    size_t *nodes = arena_array(arena, size_t, *count + 1);
    for (size_t i = 0; i < *count; i++)
        nodes[i] = use[i].node;
    return nodes;
}

static size_t groups_among(const struct node_use *use, size_t count, bool grouped)
{
    bool groups[FOLD_GROUPS] = {false};
    for (size_t i = 0; i < count; i++)
        groups[fold_group_of(&use[i], grouped)] = true;
    return (size_t)groups[FOLD_PAYERS] + groups[FOLD_PAYEES] + groups[FOLD_BOTH];
}

/* How many keep their own card where `most` cards are allowed, those of the others among them. Never fewer
   for a greater `most`: to set payers and payees apart, nobody is folded who had a card with one "n others".
 */
static size_t named_most(const struct node_use *use, size_t count, size_t most, bool *grouped)
{
    size_t named = count > most ? (most > 1 ? most - 1 : 1) : count, apart = named;
    *grouped = false;
    while (apart > 1 && count > most && apart + groups_among(use + apart, count - apart, true) > most)
        apart--;
    if (apart < NAMED_APART)
        return named < NAMED_APART ? named : NAMED_APART;
    *grouped = true;
    return apart;
}

static void card_add(struct flow_plan *plan, const struct node_use *use)
{
    struct card *card = &plan->cards[plan->card_count++];
    card->node = use->node;
    card->id = use->id;
    card->gross = use->gross;
    card->name = facts_node_name(plan->arena, plan->facts, use->node);
}

/* A height given is kept by drawing no deals between two cards of folded parties either; each of these cards
   must keep some that are drawn. */
static void others_part(struct flow_plan *plan, const size_t *card_of)
{
    bool pressed = plan_is_pressed(plan) && plan->panels[0] == NULL && plan->frame == NULL;
    for (size_t i = 0; i < plan->facts->flow_count && pressed; i++) {
        const struct flow *flow = &plan->facts->flows[i];
        if (!flow_is_drawn(plan, flow))
            continue;
        struct card *payer = &plan->cards[card_of[flow->payer]], *payee = &plan->cards[card_of[flow->payee]];
        if ((payer->node == NO_INDEX) != (payee->node == NO_INDEX))
            (payer->node == NO_INDEX ? payer : payee)->apart = true;
    }
}

/* Card of each node, NO_INDEX for nodes that take no part. */
static size_t *cards_number(struct flow_plan *plan)
{
    size_t *card_of = arena_array(plan->arena, size_t, plan->facts->node_count + 1);
    for (size_t i = 0; i < plan->facts->node_count; i++)
        card_of[i] = NO_INDEX;
    plan->parties_drawn = 0;
    for (size_t c = 0; c < plan->card_count; c++) {
        if (plan->cards[c].node != NO_INDEX) {
            card_of[plan->cards[c].node] = c;
            plan->parties_drawn++;
        }
        for (size_t m = 0; m < plan->cards[c].members.count; m++)
            card_of[plan->cards[c].members.at[m]] = c;
    }
    others_part(plan, card_of);
    for (size_t c = 0; c < plan->card_count; c++)
        if (plan->cards[c].members.count > 0)
            member_sums(plan, &plan->cards[c], c, card_of);
    return card_of;
}

static size_t *cards_framed(struct flow_plan *plan, const struct node_use *use, size_t count)
{
    bool *used = arena_array(plan->arena, bool, plan->facts->node_count + 1);
    for (size_t i = 0; i < count; i++)
        used[use[i].node] = true;
    panel_take_cards(plan, used);
    plan->parties_all = count;
    return cards_number(plan);
}

/* Card of each node, NO_INDEX for nodes that take no part. */
static size_t *cards_make(struct flow_plan *plan, size_t most)
{
    size_t count, gone = 0;
    struct node_use *use = nodes_used(plan, &count);
    if (plan->frame != NULL)
        return cards_framed(plan, use, count);
    while (gone < count && use[count - 1 - gone].gone)
        gone++;
    count -= gone; /* they are never folded: they take what room is left */
    gone = count + gone <= most ? gone : count < most ? most - count : 0;
    use_rank(plan, use, count);
    bool grouped;
    size_t kept = named_most(use, count, most, &grouped);
    if (kept < count)
        qsort(use + kept, count - kept, sizeof *use, compare_gross);
    plan->parties_all = count + gone; /* who is gone is drawn, or told with what has no room: never folded */
    plan->cards = arena_array(plan->arena, struct card, kept + gone + FOLD_GROUPS);
    plan->card_count = 0;
    for (size_t i = 0; i < kept; i++)
        card_add(plan, &use[i]);
    for (size_t i = count; i < count + gone; i++)
        card_add(plan, &use[i]);
    for (int group = 0; group < FOLD_GROUPS; group++)
        card_fold(plan, use + kept, count - kept, grouped, (enum fold_group)group);
    qsort(plan->cards, plan->card_count, sizeof *plan->cards, compare_cards);
    return cards_number(plan);
}

/* ---- ribbons ---- */

static enum form amount_form(const struct amount *amount)
{
    if (!amount_is_sized(amount))
        return amount->kind == AMOUNT_UNDISCLOSED || !amount->has_headline ? FORM_UNKNOWN : FORM_SOLID;
    if (amount->high == MONEY_OPEN || amount->kind == AMOUNT_AT_LEAST)
        return amount_reserve(amount) > 0 ? FORM_AT_LEAST : FORM_UNKNOWN;
    if (amount_hangs(amount))
        return FORM_AT_MOST;
    if (amount_kind_is_about(amount->kind))
        return FORM_SOFT;
    if (amount->kind == AMOUNT_RANGE || amount->kind == AMOUNT_VAGUE || !amount->has_headline)
        return FORM_UNSURE;
    return amount->low < amount->headline ? FORM_AT_MOST : FORM_SOLID;
}

static void ribbon_set_amount(struct ribbon *ribbon, struct amount amount)
{
    ribbon->amount = amount;
    ribbon->form = amount_form(&amount);
    ribbon->reserve = amount_reserve(&amount);
    ribbon->core =
        ribbon->form == FORM_AT_LEAST || amount.low > ribbon->reserve ? ribbon->reserve : amount.low;
}

struct sort_ribbon {
    struct ribbon ribbon;
    size_t payer, payee, leg;
    const char *deal_id;
};

static int compare_size(size_t a, size_t b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

/* By cable, then kinds in a fixed order: class, firmest first, greatest first. */
static int compare_ribbons(const void *a, const void *b)
{
    const struct sort_ribbon *x = a, *y = b;
    int order = compare_size(x->payer, y->payer);
    if (order == 0)
        order = compare_size(x->payee, y->payee);
    if (order == 0)
        order = (int)x->ribbon.deal_class - (int)y->ribbon.deal_class;
    if (order == 0)
        order = (int)y->ribbon.bucket - (int)x->ribbon.bucket;
    if (order == 0 && x->ribbon.reserve != y->ribbon.reserve)
        order = x->ribbon.reserve > y->ribbon.reserve ? -1 : 1;
    if (order == 0)
        order = strcmp(x->deal_id, y->deal_id);
    if (order == 0)
        order = compare_size(x->leg, y->leg);
    return order != 0 ? order : compare_size(x->ribbon.flows.at[0], y->ribbon.flows.at[0]);
}

static size_t frame_ribbon(const struct flow_plan *plan, size_t flow)
{
    const struct flow_plan *frame = plan->frame;
    for (size_t r = 0; r < frame->ribbon_count; r++)
        for (size_t i = 0; i < frame->ribbons[r].flows.count; i++)
            if (frame->ribbons[r].flows.at[i] == flow)
                return r;
    return 0;
}

/* Room doubles: there is as much as the next power of two. */
static void flow_push(struct arena *arena, struct indices *flows, size_t index)
{
    if ((flows->count & (flows->count - 1)) == 0)
        flows->at = arena_grow_array(
            arena, flows->at, flows->count, flows->count ? 2 * flows->count : 1, sizeof *flows->at);
    flows->at[flows->count++] = index;
}

static struct sort_ribbon sort_ribbon_of(struct flow_plan *plan, size_t index, const size_t *card_of)
{
    const struct flow *flow = &plan->facts->flows[index];
    struct sort_ribbon sort = {.payer = card_of[flow->payer], .payee = card_of[flow->payee]};
    sort.deal_id = plan->facts->dataset->deals[flow->deal].id;
    sort.leg = flow->leg == NO_INDEX ? 0 : flow->leg + 1;
    flow_push(plan->arena, &sort.ribbon.flows, index);
    sort.ribbon.ids = sort.deal_id;
    sort.ribbon.deal_class = flow->deal_class;
    sort.ribbon.bucket = flow->bucket;
    sort.ribbon.gone = plan->panels[0] != NULL ? !flow_is_drawn(plan, flow) : flow_is_ghost(plan, index);
    sort.ribbon.frame = plan->frame != NULL ? frame_ribbon(plan, frame_flow(plan, index)) : 0;
    ribbon_set_amount(&sort.ribbon, flow_amount_drawn(plan, index));
    return sort;
}

/* ---- folding deals within one cable ---- */

static struct amount amounts_sum(const struct amount *a, const struct amount *b)
{
    struct amount sum = *a;
    sum.words = NULL;
    sum.low = money_add(a->low, b->low);
    sum.high = money_add(a->high, b->high);
    sum.headline = money_add(a->has_headline ? a->headline : 0, b->has_headline ? b->headline : 0);
    sum.has_headline = a->has_headline && b->has_headline;
    sum.digits = 0;
    if (a->kind != b->kind)
        sum.kind = sum.high == MONEY_OPEN ? AMOUNT_AT_LEAST
                   : sum.low == sum.high  ? AMOUNT_EXACT
                                          : AMOUNT_RANGE;
    if (sum.kind == AMOUNT_NEARLY)
        sum.kind = AMOUNT_APPROX;
    if (sum.kind == AMOUNT_VAGUE)
        sum.kind = AMOUNT_RANGE;
    if (sum.kind == AMOUNT_RANGE)
        sum.has_headline = false;
    if (sum.kind == AMOUNT_AT_LEAST)
        sum.headline = sum.low;
    return sum;
}

static bool same_kind(const struct ribbon *a, const struct ribbon *b)
{
    return a->deal_class == b->deal_class && a->bucket == b->bucket && a->gone == b->gone &&
           (a->form == FORM_UNKNOWN) == (b->form == FORM_UNKNOWN);
}

static void ribbon_absorb(struct flow_plan *plan, struct ribbon *into, const struct ribbon *other)
{
    for (size_t i = 0; i < other->flows.count; i++)
        flow_push(plan->arena, &into->flows, other->flows.at[i]);
    ribbon_set_amount(into, amounts_sum(&into->amount, &other->amount));
}

static const char *ids_joined(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    struct str ids = str_init(plan->arena);
    for (size_t i = 0; i < ribbon->flows.count; i++)
        str_printf(&ids, "%s%s", i ? "+" : "",
            plan->facts->dataset->deals[plan->facts->flows[ribbon->flows.at[i]].deal].id);
    return str_text(&ids);
}

/* The reserve that a ribbon must reach to stand alone in a cable of `count`. */
static money standing_alone(const struct sort_ribbon *sorted, size_t count)
{
    money greatest[CABLE_MOST] = {0};
    for (size_t i = 0; i < count; i++) {
        money value = sorted[i].ribbon.reserve;
        for (size_t place = 0; place < CABLE_MOST - 1; place++)
            if (value > greatest[place]) {
                money moved = greatest[place];
                greatest[place] = value;
                value = moved;
            }
    }
    return greatest[CABLE_MOST - 2];
}

/* The deal that is to be brought out stands alone. */
static bool ribbon_is_asked_for(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    return plan->options.highlight == HIGHLIGHT_DEAL &&
           plan->facts->flows[ribbon->flows.at[0]].deal == plan->options.highlight_index;
}

/* What shares a ribbon in the frame shares one in its panels. */
static struct ribbon *ribbon_framed(const struct flow_plan *plan, size_t first, size_t frame)
{
    for (size_t r = first; r < plan->ribbon_count; r++)
        if (plan->ribbons[r].frame == frame)
            return &plan->ribbons[r];
    return NULL;
}

static void cable_add(struct flow_plan *plan, const struct sort_ribbon *sorted, size_t count)
{
    struct cable *cable = &plan->cables[plan->cable_count];
    *cable = (struct cable){.payer = sorted->payer, .payee = sorted->payee, .first = plan->ribbon_count};
    bool others = plan->cards[cable->payer].node == NO_INDEX || plan->cards[cable->payee].node == NO_INDEX;
    money alone = count > CABLE_MOST || (others && count > 1) ? standing_alone(sorted, count) : -1;
    size_t standing = 0;
    for (size_t i = 0; i < count; i++) {
        bool stands = alone < 0 || ribbon_is_asked_for(plan, &sorted[i].ribbon) ||
                      (!others && sorted[i].ribbon.reserve >= alone && standing < CABLE_MOST - 1);
        standing += stands;
        struct ribbon *into =
            plan->frame != NULL ? ribbon_framed(plan, cable->first, sorted[i].ribbon.frame) : NULL;
        for (size_t r = cable->first;
             plan->frame == NULL && !stands && r < plan->ribbon_count && into == NULL; r++)
            if (plan->ribbons[r].circulating < 0 && same_kind(&plan->ribbons[r], &sorted[i].ribbon))
                into = &plan->ribbons[r];
        if (into != NULL) {
            ribbon_absorb(plan, into, &sorted[i].ribbon);
            continue;
        }
        plan->ribbons[plan->ribbon_count] = sorted[i].ribbon;
        plan->ribbons[plan->ribbon_count].cable = plan->cable_count;
        plan->ribbons[plan->ribbon_count].circulating =
            stands ? 0 : -1; /* −1 marks what others may fold into */
        plan->ribbon_count++;
    }
    for (size_t r = cable->first; r < plan->ribbon_count; r++) {
        if (plan->ribbons[r].flows.count > 1)
            plan->ribbons[r].ids = ids_joined(plan, &plan->ribbons[r]);
        plan->ribbons[r].circulating = 0;
        cable->reserve = money_add(cable->reserve, plan->ribbons[r].reserve);
    }
    cable->count = plan->ribbon_count - cable->first;
    plan->cable_count++;
}

static void cables_make(struct flow_plan *plan, struct sort_ribbon *sorted, size_t count)
{
    qsort(sorted, count, sizeof *sorted, compare_ribbons);
    plan->ribbons = arena_array(plan->arena, struct ribbon, count + 1);
    plan->cables = arena_array(plan->arena, struct cable, count + 1);
    plan->ribbon_count = plan->cable_count = 0;
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && sorted[end].payer == sorted[i].payer && sorted[end].payee == sorted[i].payee)
            end++;
        cable_add(plan, sorted + i, end - i);
        i = end;
    }
}

/* ---- loops ---- */

static struct ribbon *ribbon_of_flow(struct flow_plan *plan, size_t flow)
{
    for (size_t r = 0; r < plan->ribbon_count; r++)
        for (size_t i = 0; i < plan->ribbons[r].flows.count; i++)
            if (plan->ribbons[r].flows.at[i] == flow)
                return &plan->ribbons[r];
    return NULL;
}

/* The circulating part of an edge, shared out among its flows by their weights; what rounding leaves goes to
   the first that has room. */
static void edge_share(struct flow_plan *plan, const struct edge *edge)
{
    money left = edge->circulating;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < edge->flows.count; i++) {
            struct ribbon *ribbon = ribbon_of_flow(plan, edge->flows.at[i]);
            money weight = flow_weight(&plan->facts->flows[edge->flows.at[i]]);
            if (ribbon == NULL || edge->weight <= 0)
                continue;
            double exact = (double)edge->circulating * ((double)weight / (double)edge->weight);
            money share = pass == 0 ? (money)exact : ribbon->reserve - ribbon->circulating;
            share = share > left ? left : share;
            if (share > 0) {
                ribbon->circulating += share;
                left -= share;
            }
        }
}

static void circuits_mark(struct flow_plan *plan)
{
    const struct network *network = plan->network;
    for (size_t c = 0; c < circuits_numbered(network); c++)
        for (size_t e = 0; loop_is_shown(plan, c) && e < network->circuits[c].length; e++) {
            const struct edge *edge = &network->edges[network->circuits[c].edges[e]];
            struct ribbon *most = NULL;
            for (size_t i = 0; i < edge->flows.count; i++) {
                struct ribbon *ribbon = ribbon_of_flow(plan, edge->flows.at[i]);
                if (ribbon != NULL && (most == NULL || ribbon->circulating > most->circulating))
                    most = ribbon;
            }
            if (most == NULL || most->circuits.count == BADGES_MOST ||
                (most->circuits.count > 0 && most->circuits.at[most->circuits.count - 1] == c))
                continue;
            size_t *numbers = arena_array(plan->arena, size_t, most->circuits.count + 1);
            if (most->circuits.count > 0)
                memcpy(numbers, most->circuits.at, most->circuits.count * sizeof *numbers);
            numbers[most->circuits.count] = c;
            most->circuits.at = numbers;
            most->circuits.count++;
        }
}

static void loops_mark(struct flow_plan *plan)
{
    if (plan->network == NULL ||
        (plan->options.highlight != HIGHLIGHT_LOOPS && plan->options.highlight != HIGHLIGHT_LOOP))
        return;
    for (size_t e = 0; e < plan->network->edge_count; e++)
        if (plan->network->edges[e].circulating > 0)
            edge_share(plan, &plan->network->edges[e]);
    circuits_mark(plan);
}

/* ---- highlight ---- */

/* Whether money of the loop runs in it: all of a leg's deals carry it together. */
static bool flow_is_on_loop(const struct flow_plan *plan, size_t circuit, size_t flow)
{
    const struct network *network = plan->network;
    for (size_t e = 0; e < network->circuits[circuit].length; e++) {
        const struct edge *edge = &network->edges[network->circuits[circuit].edges[e]];
        if (indices_hold(&edge->flows, flow))
            return true;
    }
    return false;
}

static bool ribbon_is_highlit(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    for (size_t i = 0; i < ribbon->flows.count; i++) {
        const struct flow *flow = &plan->facts->flows[ribbon->flows.at[i]];
        size_t index = plan->options.highlight_index;
        if (plan->options.highlight == HIGHLIGHT_DEAL && flow->deal == index)
            return true;
        if (plan->options.highlight == HIGHLIGHT_LOOP && ribbon->circulating > 0 &&
            flow_is_on_loop(plan, index, ribbon->flows.at[i]))
            return true;
        if (plan->options.highlight == HIGHLIGHT_PARTY &&
            (node_has_party(plan->facts, flow->payer, index) ||
                node_has_party(plan->facts, flow->payee, index)))
            return true;
    }
    return false;
}

static bool highlight_is_beyond(const struct flow_plan *plan)
{
    return plan->options.highlight_index >= circuits_numbered(plan->network);
}

static void highlight_mark(struct flow_plan *plan)
{
    enum flow_highlight highlight = plan->options.highlight;
    if (highlight == HIGHLIGHT_LOOPS || highlight == HIGHLIGHT_NONE)
        return;
    if (highlight == HIGHLIGHT_LOOP && (plan->network == NULL || highlight_is_beyond(plan)))
        return; /* refused in plan.c */
    for (size_t c = 0; c < plan->card_count; c++)
        plan->cards[c].faded = true;
    for (size_t r = 0; r < plan->ribbon_count; r++) {
        struct ribbon *ribbon = &plan->ribbons[r];
        ribbon->faded = !ribbon_is_highlit(plan, ribbon);
        if (!ribbon->faded) {
            plan->cards[plan->cables[ribbon->cable].payer].faded = false;
            plan->cards[plan->cables[ribbon->cable].payee].faded = false;
        }
    }
}

/* ---- sums on cards ---- */

static size_t flow_card(const struct flow *flow, const size_t *card_of, bool out)
{
    return card_of[out ? flow->payer : flow->payee];
}

/* Deals of which a part is not summed on this side of this card. Where all are, what the whole adds beside
   them is known bound by bound. A part tells all the deals it is in, up to one that knows. */
static bool *wholes_apart(const struct flow_plan *plan, const size_t *card_of, size_t card, bool out)
{
    const struct facts *facts = plan->facts;
    const struct deal *deals = facts->dataset->deals;
    bool *apart = arena_array(plan->arena, bool, facts->dataset->deal_count + 1);
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *part = &facts->flows[i];
        if (!part->is_money || part->bucket == BUCKET_DEAD)
            continue;
        bool drawn = flow_is_drawn(plan, part) && flow_runs(plan, card_of, part);
        if ((drawn || part->in_parts) && flow_card(part, card_of, out) == card)
            continue;
        for (size_t at = deals[part->deal].part_of; at != NO_INDEX && !apart[at]; at = deals[at].part_of)
            apart[at] = true;
    }
    return apart;
}

static bool ribbon_holds_parts(const struct flow_plan *plan, const struct ribbon *ribbon, size_t whole)
{
    const struct facts *facts = plan->facts;
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *part = &facts->flows[i];
        bool held = part->in_parts || !part->is_money || part->bucket == BUCKET_DEAD ||
                    !deal_is_part(facts->dataset, part->deal, facts->flows[whole].deal);
        for (size_t f = 0; f < ribbon->flows.count && !held; f++)
            held = ribbon->flows.at[f] == i;
        if (!held)
            return false;
    }
    return true;
}

/* A folded ribbon that holds a whole and all its parts: a part's doubt is not added twice. */
static void ribbon_tighten(const struct flow_plan *plan, struct ribbon *ribbon)
{
    struct amount amount = ribbon->amount;
    for (size_t f = 0; f < ribbon->flows.count && ribbon->flows.count > 1; f++) {
        const struct flow *flow = &plan->facts->flows[ribbon->flows.at[f]];
        if (!flow_has_parts(flow) || flow->rest.high == MONEY_OPEN || amount.high == MONEY_OPEN ||
            !ribbon_holds_parts(plan, ribbon, ribbon->flows.at[f]))
            continue;
        amount.low += flow->counted.low - flow->rest.low;
        amount.high += flow->counted.high - flow->rest.high;
    }
    if ((amount.low == ribbon->amount.low && amount.high == ribbon->amount.high) || amount.low > amount.high)
        return;
    amount.kind = amount.low == amount.high ? AMOUNT_EXACT : AMOUNT_RANGE;
    amount.has_headline = amount.kind == AMOUNT_EXACT;
    amount.headline = amount.has_headline ? amount.high : 0;
    money before = ribbon->reserve;
    ribbon_set_amount(ribbon, amount);
    plan->cables[ribbon->cable].reserve += ribbon->reserve - before;
}

/* `joint`: wholes beside all their parts add what they add to totals; else every flow what stands alone. */
static struct flow_sum card_sum_of(
    const struct flow_plan *plan, const size_t *card_of, size_t card, bool out, bool joint)
{
    struct flow_sum sum = {0};
    const bool *apart = NULL; /* made where a whole is met */
    for (size_t i = 0; i < plan->facts->flow_count; i++) {
        const struct flow *flow = &plan->facts->flows[i];
        if (flow_card(flow, card_of, out) != card)
            continue;
        bool beside = joint && flow->is_money && !flow->intra_group && flow_has_parts(flow) &&
                      flow_is_selected(plan, flow);
        if (beside && !apart)
            apart = wholes_apart(plan, card_of, card, out);
        beside = beside && !apart[flow->deal];
        if (flow_is_drawn(plan, flow) && flow_runs(plan, card_of, flow))
            flow_sum_add(&sum, beside ? &flow->counted : &flow->rest);
        else if (beside && flow->in_parts) {
            sum.low = money_add(sum.low, flow->counted.low);
            sum.only = NULL;
        }
    }
    return sum;
}

static struct flow_sum card_sum(const struct flow_plan *plan, const size_t *card_of, size_t card, bool out)
{
    struct flow_sum sum = card_sum_of(plan, card_of, card, out, true);
    return sum.low <= sum.high ? sum : card_sum_of(plan, card_of, card, out, false);
}

static bool flow_counts(const struct facts *facts, const struct selection *where, const struct flow *flow)
{
    return flow->is_money && !flow->in_parts && !flow->intra_group && flow_selected(facts, where, flow);
}

/* A part of a whole: how many deals are left, and of how many parties that the part lacks */
const char *flow_rest_words(struct arena *arena, const struct facts *facts, const struct selection *where,
    const struct selection *whole)
{
    bool *drawn = arena_array(arena, bool, facts->node_count + 1),
         *told = arena_array(arena, bool, facts->dataset->deal_count + 1);
    int64_t rest_deals = 0, rest_parties = 0;
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (flow_counts(facts, where, flow))
            drawn[flow->payer] = drawn[flow->payee] = told[flow->deal] = true;
    }
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (!flow_counts(facts, whole, flow) || flow_counts(facts, where, flow))
            continue;
        rest_deals += !told[flow->deal];
        rest_parties += !drawn[flow->payer] + (flow->payee != flow->payer && !drawn[flow->payee]);
        told[flow->deal] = drawn[flow->payer] = drawn[flow->payee] = true;
    }
    if (rest_deals == 0)
        return NULL;
    struct str deals = str_init(arena), parties = str_init(arena);
    word_counted(&deals, rest_deals, "deal", "deals");
    word_counted(&parties, rest_parties, "smaller party", "smaller parties");
    return rest_parties > 0 ? say(arena, "Not drawn: %s with %s.", str_text(&deals), str_text(&parties))
                            : say(arena, "Not drawn: %s.", str_text(&deals));
}

bool plan_gather(struct flow_plan *plan, size_t most)
{
    plan_choose(plan);
    const struct facts *facts = plan->facts;
    size_t *card_of = cards_make(plan, most);
    struct sort_ribbon *sorted = arena_array(plan->arena, struct sort_ribbon, facts->flow_count + 1);
    size_t count = 0;
    plan->intra = plan->folded = (struct flow_sum){0};
    plan->flows_drawn = plan->intra_flows = plan->folded_flows = plan->relation_flows = plan->gone_left = 0;
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (plan->panels[0] != NULL) {
            if (flow_is_placed(plan, i) && card_of[flow->payer] != card_of[flow->payee])
                sorted[count++] = sort_ribbon_of(plan, i, card_of);
        } else if (flow_is_drawn(plan, flow)) {
            if (!flow_runs(plan, card_of, flow)) {
                plan->folded_flows++;
                flow_sum_add(&plan->folded, &flow->rest);
                continue;
            }
            plan->flows_drawn++;
            sorted[count++] = sort_ribbon_of(plan, i, card_of);
        } else if (flow_is_ghost(plan, i)) {
            size_t payer = card_of[flow->payer], payee = card_of[flow->payee];
            if (payer == NO_INDEX || payee == NO_INDEX || payer == payee)
                plan->gone_left++;
            else
                sorted[count++] = sort_ribbon_of(plan, i, card_of);
        } else if (flow_is_selected(plan, flow) && !flow->in_parts) {
            plan->relation_flows += flow->is_money ? 0 : 1;
            plan->intra_flows += flow->is_money && flow->intra_group ? 1 : 0;
            if (flow->is_money && flow->intra_group)
                flow_sum_add(&plan->intra, &flow->rest);
        }
    }
    for (size_t c = 0; c < plan->card_count; c++) {
        plan->cards[c].in = card_sum(plan, card_of, c, false);
        plan->cards[c].out = card_sum(plan, card_of, c, true);
    }
    cables_make(plan, sorted, count);
    for (size_t r = 0; r < plan->ribbon_count; r++)
        ribbon_tighten(plan, &plan->ribbons[r]);
    loops_mark(plan);
    highlight_mark(plan);
    plan_mark_changes(plan);
    if (plan->panels[0] != NULL)
        frame_gather_panels(plan);
    return plan->ribbon_count > 0;
}
