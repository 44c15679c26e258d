/* SPDX-License-Identifier: MIT */
/*
 * flows: comes in a dataset, goes out its movements of money between nodes: rolled up, with effective
 * amounts, a known split spread over its members. Refuses to know sums and graphs.
 */
#include "apportion.h"
#include "derive.h"
#include "list.h"
#include "wording.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct party_ref {
    const char *id;
    size_t party;
};

static int party_ref_compare(const void *a, const void *b)
{
    const struct party_ref *x = a, *y = b;
    return strcmp(x->id, y->id);
}

/* ---- roll-up ---- */

static size_t party_above(const struct dataset *dataset, enum level level, size_t party)
{
    const struct party *at = &dataset->parties[party];
    bool stands_for = at->kind == PARTY_PROJECT || at->kind == PARTY_VEHICLE;
    if (level == LEVEL_BENEFIT && stands_for && at->serves != NO_INDEX)
        return at->serves;
    return level == LEVEL_SELF ? NO_INDEX : at->parent;
}

/* Parents and `for` together can close a ring that neither does alone: it counts as its member of the
 * smallest id. */
static size_t ring_root(const struct dataset *dataset, enum level level, size_t member)
{
    size_t least = member;
    for (size_t at = party_above(dataset, level, member); at != member; at = party_above(dataset, level, at))
        if (strcmp(dataset->parties[at].id, dataset->parties[least].id) < 0)
            least = at;
    return least;
}

/* By party: the one it counts as. Each is walked once: up to one that is known, then back down. */
static size_t *roots_find(struct arena *arena, const struct dataset *dataset, enum level level)
{
    enum { NEW, OPEN, DONE };
    size_t count = dataset->party_count;
    size_t *roots = arena_array(arena, size_t, count), *way = arena_array(arena, size_t, count);
    unsigned char *state = arena_array(arena, unsigned char, count);
    for (size_t i = 0; i < count; i++) {
        size_t length = 0, at = i, root = NO_INDEX;
        for (; state[at] == NEW && root == NO_INDEX; at = party_above(dataset, level, at)) {
            state[at] = OPEN;
            way[length++] = at;
            if (party_above(dataset, level, at) == NO_INDEX)
                root = at;
            else if (state[party_above(dataset, level, at)] == OPEN)
                root = ring_root(dataset, level, at);
        }
        if (root == NO_INDEX)
            root = roots[at];
        while (length) {
            roots[way[--length]] = root;
            state[way[length]] = DONE;
        }
    }
    return roots;
}

/* Sorted by id, each once. */
static struct indices parties_sort(
    struct arena *arena, const struct dataset *dataset, const size_t *parties, size_t count)
{
    struct party_ref *refs = arena_array(arena, struct party_ref, count);
    for (size_t i = 0; i < count; i++)
        refs[i] = (struct party_ref){dataset->parties[parties[i]].id, parties[i]};
    qsort(refs, count, sizeof *refs, party_ref_compare);
    struct indices sorted = {arena_array(arena, size_t, count), 0};
    for (size_t i = 0; i < count; i++)
        if (!sorted.count || sorted.at[sorted.count - 1] != refs[i].party)
            sorted.at[sorted.count++] = refs[i].party;
    return sorted;
}

/* One party alone is the common case and costs nothing: its root stands in the table. */
static struct node node_make(
    struct arena *arena, const struct dataset *dataset, size_t *roots, const struct indices *side)
{
    if (side->count == 1)
        return (struct node){dataset->parties[roots[side->at[0]]].id, {&roots[side->at[0]], 1}, {0}};
    struct node node = {0};
    size_t *rolled = arena_array(arena, size_t, side->count);
    for (size_t i = 0; i < side->count; i++)
        rolled[i] = roots[side->at[i]];
    node.parties = parties_sort(arena, dataset, rolled, side->count);
    struct str id = str_init(arena);
    for (size_t i = 0; i < node.parties.count; i++) {
        if (i)
            str_char(&id, '+');
        str_append(&id, dataset->parties[node.parties.at[i]].id);
    }
    node.id = str_text(&id);
    return node;
}

/* ---- movements ---- */

/* A stated zero is no money, as "none" is: it is drawn nowhere, closes no loop and is in no count of
 * payments. */
static bool amount_is_money(const struct amount *amount)
{
    if (amount->kind == AMOUNT_ABSENT || amount->kind == AMOUNT_NONE)
        return false;
    return !amount_is_sized(amount) || amount->low != 0 || amount->high != 0;
}

static void movement_amounts(const struct dataset *dataset, struct movement *movement)
{
    const struct deal *deal = &dataset->deals[movement->deal];
    const struct leg *leg = movement->leg == NO_INDEX ? NULL : &deal->legs[movement->leg];
    movement->bucket = status_bucket(movement->status, deal->binding);
    movement->amount = effective_amount(deal, leg);
    movement->is_money = type_class(movement->type) != CLASS_RELATION && amount_is_money(&movement->amount);
    movement->paid = movement->paid_counted = leg ? leg->funded : deal->funded;
}

static struct movement movement_of(const struct dataset *dataset, size_t index, size_t leg)
{
    const struct deal *deal = &dataset->deals[index];
    struct movement movement = {.deal = index, .leg = leg};
    if (leg == NO_INDEX) {
        movement.from = &deal->from, movement.to = &deal->to;
        movement.split = &deal->split, movement.term = &deal->term;
        movement.type = deal->type, movement.status = deal->status;
    } else {
        const struct leg *at = &deal->legs[leg];
        movement.from = &at->from, movement.to = &at->to;
        movement.split = &at->split, movement.term = &at->term;
        movement.type = at->type, movement.status = at->status;
    }
    movement_amounts(dataset, &movement);
    return movement;
}

static struct movements movements_gather(struct arena *arena, const struct dataset *dataset)
{
    struct movements movements = {.first = arena_array(arena, size_t, dataset->deal_count + 1)};
    for (size_t d = 0; d < dataset->deal_count; d++) {
        size_t legs = dataset->deals[d].leg_count;
        movements.first[d + 1] = movements.first[d] + (legs ? legs : 1);
    }
    movements.at = arena_array(arena, struct movement, movements.first[dataset->deal_count]);
    for (size_t d = 0; d < dataset->deal_count; d++) {
        size_t legs = dataset->deals[d].leg_count;
        if (!legs)
            movements.at[movements.count++] = movement_of(dataset, d, NO_INDEX);
        for (size_t leg = 0; leg < legs; leg++)
            movements.at[movements.count++] = movement_of(dataset, d, leg);
    }
    return movements;
}

/* ---- splits ---- */

/* A known split needs one side with several members. */
static const struct side *split_side(const struct movement *movement)
{
    bool many_from = movement->from->parties.count > 1, many_to = movement->to->parties.count > 1;
    if (movement->split->kind == SPLIT_UNKNOWN || many_from == many_to)
        return NULL;
    return many_from ? movement->from : movement->to;
}

static int64_t split_share(const struct split *split, size_t party)
{
    if (split->kind == SPLIT_EQUAL)
        return SHARE_ONE;
    for (size_t i = 0; i < split->parties.count; i++)
        if (split->parties.at[i] == party)
            return split->share_trillionths[i] > 0 ? split->share_trillionths[i] : 0;
    return 0;
}

/* By party id, so that the cent left over goes to the same one whatever the order in the file. */
static int64_t *split_weights(
    struct arena *arena, const struct split *split, const struct indices *sorted, int64_t *sum)
{
    int64_t *weights = arena_array(arena, int64_t, sorted->count);
    *sum = 0;
    for (size_t i = 0; i < sorted->count; i++) {
        weights[i] = split_share(split, sorted->at[i]);
        *sum += weights[i];
    }
    return weights;
}

static struct amount *amount_split(
    struct arena *arena, const struct amount *whole, const int64_t *weights, size_t count)
{
    money *low = arena_array(arena, money, count), *high = arena_array(arena, money, count),
          *headline = arena_array(arena, money, count);
    apportion(arena, whole->low, weights, count, low);
    apportion(arena, whole->high, weights, count, high);
    apportion(arena, whole->headline, weights, count, headline);
    struct amount *pieces = arena_array(arena, struct amount, count);
    for (size_t i = 0; i < count; i++) {
        pieces[i] = *whole;
        pieces[i].low = low[i], pieces[i].high = high[i], pieces[i].headline = headline[i];
        pieces[i].words = NULL;
        if (whole->kind == AMOUNT_VAGUE)
            pieces[i].kind = AMOUNT_RANGE;
    }
    return pieces;
}

/* ---- flows ---- */

struct drafts {
    struct arena *arena, *scratch; /* of the flows; of what is needed on the way */
    struct flow *at;
    size_t count, capacity;
};

static const char *flow_key(
    struct arena *arena, const struct dataset *dataset, const struct movement *movement)
{
    const char *id = dataset->deals[movement->deal].id;
    return movement->leg == NO_INDEX ? id : arena_printf(arena, "%s#%zu", id, movement->leg);
}

static struct flow flow_of(
    struct arena *arena, const struct dataset *dataset, const struct movement *movement)
{
    return (struct flow){
        .deal = movement->deal,
        .leg = movement->leg,
        .payer_parties = movement->from->parties,
        .payee_parties = movement->to->parties,
        .type = movement->type,
        .deal_class = type_class(movement->type),
        .status = movement->status,
        .bucket = movement->bucket,
        .rank = status_rank(movement->status),
        .is_money = movement->is_money,
        .share_weight = SHARE_ONE,
        .in_parts = movement->in_parts,
        .amount = movement->amount,
        .counted = movement->counted,
        .rest = movement->rest,
        .paid = movement->paid,
        .paid_counted = movement->paid_counted,
        .key = flow_key(arena, dataset, movement),
    };
}

static struct indices indices_single(struct arena *arena, size_t value)
{
    struct indices single = {arena_array(arena, size_t, 1), 1};
    single.at[0] = value;
    return single;
}

/* How many flows a movement is at most */
static size_t movement_width(const struct movement *movement)
{
    const struct side *side = split_side(movement);
    return side ? side->parties.count : 1;
}

static void members_spread(struct drafts *drafts, const struct movement *movement, const struct flow *whole,
    const struct indices *members, const int64_t *weights)
{
    struct arena *scratch = drafts->scratch;
    size_t count = members->count;
    const struct amount *amounts = amount_split(scratch, &movement->amount, weights, count);
    const struct amount *counted = amount_split(scratch, &movement->counted, weights, count);
    const struct amount *rest = amount_split(scratch, &movement->rest, weights, count);
    const struct amount *paid = amount_split(scratch, &movement->paid, weights, count);
    const struct amount *paid_counted = amount_split(scratch, &movement->paid_counted, weights, count);
    bool payers = split_side(movement) == movement->from;
    for (size_t i = 0; i < count; i++) {
        if (!weights[i])
            continue;
        struct flow *flow = &drafts->at[drafts->count++];
        *flow = *whole;
        flow->share_weight = weights[i];
        *(payers ? &flow->payer_parties : &flow->payee_parties) =
            indices_single(drafts->arena, members->at[i]);
        flow->amount = amounts[i], flow->counted = counted[i], flow->rest = rest[i];
        flow->paid = paid[i], flow->paid_counted = paid_counted[i];
    }
}

static void movement_spread(
    struct drafts *drafts, const struct dataset *dataset, const struct movement *movement)
{
    struct flow whole = flow_of(drafts->arena, dataset, movement);
    const struct side *side = split_side(movement);
    int64_t sum = 0, *weights = NULL;
    struct indices members = {0};
    if (side) {
        members = parties_sort(drafts->scratch, dataset, side->parties.at, side->parties.count);
        weights = split_weights(drafts->scratch, movement->split, &members, &sum);
    }
    if (sum)
        members_spread(drafts, movement, &whole, &members, weights);
    else
        drafts->at[drafts->count++] = whole;
}

static void movements_spread(
    struct arena *arena, struct arena *scratch, struct facts *facts, const struct movements *movements)
{
    struct drafts drafts = {.arena = arena, .scratch = scratch};
    size_t most = 0;
    for (size_t m = 0; m < movements->count; m++)
        most += movement_width(&movements->at[m]);
    drafts.at = arena_array(arena, struct flow, most);
    for (size_t m = 0; m < movements->count; m++)
        movement_spread(&drafts, facts->dataset, &movements->at[m]);
    facts->flows = drafts.at;
    facts->flow_count = drafts.count;
}

/* ---- nodes ---- */

/* One node that a flow asks for, and where it has to be put down. */
struct wish {
    struct node node;
    size_t *place;
};

static int wish_compare(const void *a, const void *b)
{
    const struct wish *x = a, *y = b;
    return strcmp(x->node.id, y->node.id);
}

struct gathering {
    struct arena *arena, *scratch;
    struct facts *facts;
    size_t *roots;
    bool *wished;  /* by root: one wish of it is enough */
    size_t *alone; /* by root: its node */
    LIST(struct wish) wishes;
};

static void side_wish(struct gathering *gathering, const struct indices *side, size_t *place)
{
    struct node node = node_make(gathering->scratch, gathering->facts->dataset, gathering->roots, side);
    bool *wished = node.parties.count == 1 ? &gathering->wished[node.parties.at[0]] : NULL;
    *place = NO_INDEX;
    if (wished && *wished && side->count == 1)
        return;
    *list_push(gathering->scratch, &gathering->wishes) =
        (struct wish){node, node.parties.count == 1 && side->count == 1 ? NULL : place};
    if (wished)
        *wished = true;
}

/* What stays: of one party it stands in the table of roots already. */
static struct node node_keep(struct gathering *gathering, const struct node *node)
{
    struct arena *arena = gathering->arena;
    size_t count = node->parties.count;
    if (count == 1) {
        size_t party = node->parties.at[0];
        return (struct node){
            gathering->facts->dataset->parties[party].id, {&gathering->roots[party], 1}, {0}};
    }
    struct node kept = {arena_strdup(arena, node->id), {arena_array(arena, size_t, count), count}, {0}};
    memcpy(kept.parties.at, node->parties.at, count * sizeof *kept.parties.at);
    return kept;
}

static void wishes_grant(struct gathering *gathering)
{
    struct facts *facts = gathering->facts;
    struct wish *wishes = gathering->wishes.at;
    size_t count = gathering->wishes.count;
    if (count)
        qsort(wishes, count, sizeof *wishes, wish_compare);
    size_t different = 0;
    for (size_t i = 0; i < count; i++)
        different += !i || !str_equals(wishes[i - 1].node.id, wishes[i].node.id);
    facts->nodes = arena_array(gathering->arena, struct node, different);
    for (size_t i = 0; i < count; i++) {
        if (!i || !str_equals(wishes[i - 1].node.id, wishes[i].node.id))
            facts->nodes[facts->node_count++] = node_keep(gathering, &wishes[i].node);
        if (wishes[i].place)
            *wishes[i].place = facts->node_count - 1;
        if (wishes[i].node.parties.count == 1)
            gathering->alone[wishes[i].node.parties.at[0]] = facts->node_count - 1;
    }
}

static void node_settle(const struct gathering *gathering, const struct indices *side, size_t *place)
{
    if (*place == NO_INDEX)
        *place = gathering->alone[gathering->roots[side->at[0]]];
}

static void nodes_make(struct arena *arena, struct facts *facts, size_t *roots)
{
    size_t parties = facts->dataset->party_count;
    struct gathering gathering = {.arena = arena, .scratch = arena_create(), .facts = facts, .roots = roots};
    gathering.wished = arena_array(gathering.scratch, bool, parties);
    gathering.alone = arena_array(gathering.scratch, size_t, parties);
    for (size_t i = 0; i < facts->flow_count; i++) {
        side_wish(&gathering, &facts->flows[i].payer_parties, &facts->flows[i].payer);
        side_wish(&gathering, &facts->flows[i].payee_parties, &facts->flows[i].payee);
    }
    wishes_grant(&gathering);
    for (size_t i = 0; i < facts->flow_count; i++) {
        struct flow *flow = &facts->flows[i];
        node_settle(&gathering, &flow->payer_parties, &flow->payer);
        node_settle(&gathering, &flow->payee_parties, &flow->payee);
        flow->intra_group = flow->payer == flow->payee;
    }
    arena_destroy(gathering.scratch);
}

struct unit {
    size_t node;
    const char *id;
    size_t party;
};

static int unit_compare(const void *a, const void *b)
{
    const struct unit *x = a, *y = b;
    if (x->node != y->node)
        return x->node < y->node ? -1 : 1;
    return strcmp(x->id, y->id);
}

struct units {
    struct unit *at;
    size_t count, capacity;
};

static void units_gather(struct arena *arena, const struct facts *facts, const size_t *roots, size_t node,
    const struct indices *parties, struct units *units)
{
    for (size_t i = 0; i < parties->count; i++) {
        size_t party = parties->at[i];
        if (roots[party] != party)
            *list_push(arena, units) = (struct unit){node, facts->dataset->parties[party].id, party};
    }
}

static void nodes_add_units(struct arena *arena, struct facts *facts, const size_t *roots)
{
    struct arena *scratch = arena_create();
    struct units units = {0};
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        units_gather(scratch, facts, roots, flow->payer, &flow->payer_parties, &units);
        units_gather(scratch, facts, roots, flow->payee, &flow->payee_parties, &units);
    }
    if (units.count)
        qsort(units.at, units.count, sizeof *units.at, unit_compare);
    size_t *parties = arena_array(arena, size_t, units.count);
    size_t kept = 0;
    for (size_t i = 0; i < units.count; i++) {
        if (i && !unit_compare(&units.at[i - 1], &units.at[i]))
            continue;
        struct node *node = &facts->nodes[units.at[i].node];
        if (!node->units.count)
            node->units.at = &parties[kept];
        node->units.count++;
        parties[kept++] = units.at[i].party;
    }
    arena_destroy(scratch);
}

/* What a whole counts beside its parts is good for sums that hold them, bound by bound. Where none of them is
   chosen it stands alone, by what they leave of it: [0, 100] of a 500 that "at least 400" itemises, not [0,
   0]. */
void wholes_stand_alone(struct facts *facts, const bool *chosen)
{
    const struct dataset *dataset = facts->dataset;
    struct arena *scratch = arena_create();
    bool *accompanied = arena_array(scratch, bool, dataset->deal_count);
    for (size_t i = 0; i < facts->flow_count; i++) {
        size_t whole = !chosen || chosen[i] ? dataset->deals[facts->flows[i].deal].part_of : NO_INDEX;
        for (; whole != NO_INDEX && !accompanied[whole]; whole = dataset->deals[whole].part_of)
            accompanied[whole] = true;
    }
    for (size_t i = 0; i < facts->flow_count; i++)
        if (!accompanied[facts->flows[i].deal])
            facts->flows[i].counted = facts->flows[i].rest;
    arena_destroy(scratch);
}

static void flows_choose(struct arena *arena, struct facts *facts, size_t *roots)
{
    size_t kept = 0;
    for (size_t i = 0; i < facts->flow_count; i++)
        if (selection_matches(facts->selection, facts, &facts->flows[i]))
            facts->flows[kept++] = facts->flows[i];
    facts->flow_count = kept;
    wholes_stand_alone(facts, NULL);
    facts->node_count = 0;
    nodes_make(arena, facts, roots);
}

void flows_derive(struct arena *arena, struct facts *facts)
{
    struct arena *scratch = arena_create();
    struct movements movements = movements_gather(scratch, facts->dataset);
    parts_resolve(scratch, facts->dataset, &movements);
    paid_resolve(scratch, facts->dataset, &movements);
    movements_spread(arena, scratch, facts, &movements);
    arena_destroy(scratch);
    size_t *roots = roots_find(arena, facts->dataset, facts->level);
    nodes_make(arena, facts, roots);
    if (facts->selection) /* a selection asks for nodes, so they are made before it and then anew */
        flows_choose(arena, facts, roots);
    nodes_add_units(arena, facts, roots);
}

/* ---- questions ---- */

size_t facts_find_node(const struct facts *facts, const char *id)
{
    size_t low = 0, high = facts->node_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(facts->nodes[middle].id, id);
        if (!order)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NO_INDEX;
}

const char *facts_node_name(struct arena *arena, const struct facts *facts, size_t node)
{
    struct str name = str_init(arena);
    const struct indices *parties = &facts->nodes[node].parties;
    for (size_t i = 0; i < parties->count; i++) {
        const struct party *party = &facts->dataset->parties[parties->at[i]];
        if (i)
            str_append(&name, " / ");
        str_append(&name, party_short(party));
    }
    return str_text(&name);
}

money flow_weight(const struct flow *flow)
{
    return flow->counted.has_headline ? flow->counted.headline : flow->counted.low;
}

bool flow_is_live_money(const struct flow *flow)
{
    return flow->is_money && !flow->in_parts && flow->bucket != BUCKET_DEAD;
}

bool flow_is_leftover(const struct flow *flow)
{
    return flow->is_money && flow->in_parts && flow->bucket != BUCKET_DEAD && flow->counted.low > 0;
}

const struct term *flow_term(const struct facts *facts, const struct flow *flow)
{
    const struct deal *deal = &facts->dataset->deals[flow->deal];
    return flow->leg == NO_INDEX ? &deal->term : &deal->legs[flow->leg].term;
}
