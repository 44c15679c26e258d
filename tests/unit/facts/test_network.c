/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "made.h"
#include "mincost.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct deal *pays(struct made *made, const char *from, const char *to, const char *amount)
{
    char id[32];
    snprintf(id, sizeof id, "d%zu", made->dataset.deal_count);
    return made_deal(made, id, TYPE_SERVICES, from, to, amount, STATUS_SIGNED);
}

static const char *way(struct made *made, const struct facts *facts, const size_t *nodes, size_t length)
{
    struct str out = str_init(made->arena);
    for (size_t i = 0; i < length; i++)
        str_printf(&out, "%s%s", i ? " " : "", facts->nodes[nodes[i]].id);
    return str_text(&out);
}

static const char *circuits(struct made *made, const struct facts *facts)
{
    struct str out = str_init(made->arena);
    for (size_t i = 0; i < facts->firm.circuit_count; i++) {
        const struct circuit *circuit = &facts->firm.circuits[i];
        str_printf(&out, "%s: %lld\n", way(made, facts, circuit->nodes, circuit->length),
            (long long)circuit->amount);
    }
    return str_text(&out);
}

static const char *loops(struct made *made, const struct facts *facts)
{
    struct str out = str_init(made->arena);
    for (size_t i = 0; i < facts->firm.loop_count; i++) {
        const struct loop *loop = &facts->firm.loops[i];
        str_printf(&out, "%s: %lld\n", way(made, facts, loop->nodes, loop->length),
            (long long)loop->bottleneck_headline);
    }
    return str_text(&out);
}

/* "up to" may be said of a circulation where the narrowest payment of each loop has no higher end. */
static void test_bound(void **state)
{
    (void)state;
    static const struct {
        const char *ab, *bc, *ca, *ba;
        money circulating;
        bool is_most;
    } rings[] = {
        {"$4", "$6", "$9", NULL, 1200, true}, {"up to $4", "at least $6", "undisclosed", NULL, 0, false},
        {"up to $4", "at least $6", "$9", NULL, 1200, true}, /* what is open does not limit */
        {"at least $4", "$6", "$9", NULL, 1200, false},
        {"at least $4", "$4", "$9", NULL, 1200, true}, /* two are narrowest: one stays */
        {"about $4", "$6", "$9", NULL, 1200, false}, {"$3-$4", "$6", "$9", NULL, 900, false},
        {"$4", "$6", "$9", "undisclosed", 1200, true},  /* the pair could take from the ring, at a loss */
        {"$9", "$6", "$6", "undisclosed", 1800, false}, /* here it could take what the ring leaves */
    };
    for (size_t i = 0; i < sizeof rings / sizeof *rings; i++) {
        struct made made = made_start();
        pays(&made, "a", "b", rings[i].ab);
        pays(&made, "b", "c", rings[i].bc);
        pays(&made, "c", "a", rings[i].ca);
        if (rings[i].ba)
            pays(&made, "b", "a", rings[i].ba);
        const struct facts *facts = made_facts(&made, LEVEL_PARENT);
        assert_int_equal(facts->firm.circulating, rings[i].circulating);
        assert_int_equal(facts->firm.circulating_is_most, rings[i].is_most);
        made_end(&made);
    }
}

/* b lies on two triangles that share its one edge; only one of them can be filled, and the pair goes first.
 */
static void test_circuits(void **state)
{
    (void)state;
    struct made made = made_start();
    pays(&made, "a", "b", "$5");
    pays(&made, "b", "a", "$2");
    pays(&made, "b", "c", "$9");
    pays(&made, "c", "a", "$9");
    pays(&made, "x", "a", "$100");
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_string_equal(loops(&made, facts), "a b: 200\na b c: 500\n");
    assert_string_equal(circuits(&made, facts), "a b c: 500\n");
    assert_int_equal(facts->firm.gross, 12500);
    assert_int_equal(facts->firm.circulating, 1500);
    /* a is paid 109 + 2 and pays 5 … net: x −100, a +106, b −6, c 0 */
    assert_int_equal(facts->firm.net_transfer, 10600);
    assert_int_equal(facts->firm.passing, 12500 - 1500 - 10600);
    made_end(&made);
}

/* Netting the pairs first would find 4 × 1; the long way round holds more. */
static void test_longest_sum(void **state)
{
    (void)state;
    struct made made = made_start();
    const char *const ring[] = {"a", "b", "c", "d", "e", "f", "g"};
    for (size_t i = 0; i < 7; i++)
        pays(&made, ring[i], ring[(i + 1) % 7], "$10");
    pays(&made, "b", "a", "$10");
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->firm.circulating, 7000);
    assert_string_equal(circuits(&made, facts), "a b c d e f g: 1000\n");
    assert_string_equal(loops(&made, facts), "a b: 1000\n"); /* seven are too many for the list */
    assert_false(facts->firm.loops_cut);
    made_end(&made);
}

static void test_unknown_edge(void **state)
{
    (void)state;
    struct made made = made_start();
    pays(&made, "a", "b", "$8")->type = TYPE_EQUITY;
    pays(&made, "b", "a", "undisclosed")->status = STATUS_ACTIVE;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct loop *loop = &facts->firm.loops[0];
    assert_int_equal(facts->firm.loop_count, 1);
    assert_int_equal(loop->unknown_edges, 1);
    assert_int_equal(loop->bottleneck_headline, 0);
    assert_int_equal(loop->weakest, 6);
    assert_true(loop->strict);
    assert_true(loop->classes[CLASS_CAPITAL] && loop->classes[CLASS_COMMERCE] && !loop->classes[CLASS_BUILD]);
    assert_int_equal(facts->firm.circulating, 0);
    assert_int_equal(facts->firm.circuit_count, 0);
    pays(&made, "a", "b", "$1")->type = TYPE_BUILD;
    struct str out = str_init(made.arena);
    facts_write_json(made_facts(&made, LEVEL_PARENT), &out);
    assert_non_null(strstr(str_text(&out),
        "\"classes\": [\n          \"build\",\n          \"capital\",\n          \"commerce\"\n        ]"));
    made_end(&made);
}

/* A sure whole pays b, its unsure part c: bounds are summed one by one, so what b takes in is crossed. */
static void test_crossed(void **state)
{
    (void)state;
    struct made made = made_start();
    pays(&made, "a", "b", "$40");
    pays(&made, "a", "c", "up to $30")->part_of = 0;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct exposure *b = &facts->firm.exposures[1];
    assert_int_equal(b->in.low, 1000);
    assert_int_equal(b->in.high, 4000);
    assert_int_equal(b->net_low, 4000);
    assert_int_equal(b->net_high, 1000);
    assert_int_equal(facts->firm.exposures[0].net_low, -4000); /* the payer has both: exactly 40 */
    assert_int_equal(facts->firm.exposures[0].net_high, -4000);
    assert_int_equal(facts->firm.gross_low, 4000);
    made_end(&made);
}

/* A sure $10B of which up to $10B are told apart: the whole is no flow, but both are 10 together. */
static void test_leftover(void **state)
{
    (void)state;
    struct made made = made_start();
    pays(&made, "a", "b", "$10");
    pays(&made, "a", "b", "up to $10")->part_of = 0;
    pays(&made, "b", "a", "$20");
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct network *firm = &facts->firm;
    assert_int_equal(firm->edge_count, 2);
    assert_int_equal(firm->edges[0].flows.count, 1);
    assert_int_equal(firm->edges[0].leftovers.count, 1);
    assert_int_equal(firm->edges[0].weight, 1000);
    assert_int_equal(firm->edges[0].weight_low, 1000);
    assert_int_equal(firm->gross, 3000);
    assert_int_equal(firm->gross_low, 3000);
    assert_int_equal(firm->circulating_low, 2000);
    assert_true(firm->circulating_is_most);
    assert_int_equal(firm->exposures[0].out.sum_low, 1000);
    assert_int_equal(firm->exposures[0].out.sum_high, 1000);
    assert_int_equal(firm->exposures[0].net_low, 1000);
    assert_int_equal(firm->exposures[0].net_high, 1000);
    assert_int_equal(firm->loop_count, 1);
    assert_int_equal(firm->loops[0].bottleneck_low, 1000);
    assert_true(firm->top_share_low > 0.6666 && firm->top_share_high < 0.6667); /* b: 20 of 30, exactly */
    made_end(&made);
}

/* The part pays somebody else: what it leaves stands on an edge of its own, of low 10 and weight 0. That is
 * no leg of unknown size and closes no loop, though as a low it could go round. */
static void test_leftover_alone(void **state)
{
    (void)state;
    struct made made = made_start();
    pays(&made, "a", "b", "$10");
    pays(&made, "a", "c", "up to $10")->part_of = 0;
    pays(&made, "b", "a", "$20");
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct network *firm = &facts->firm;
    assert_int_equal(firm->edge_count, 3);
    assert_int_equal(firm->edges[0].flows.count, 0);
    assert_int_equal(firm->edges[0].weight, 0);
    assert_int_equal(firm->edges[0].weight_low, 1000);
    assert_false(firm->edges[0].unknown);
    assert_int_equal(firm->loop_count, 0);
    assert_int_equal(firm->circulating, 0);
    assert_int_equal(firm->circulating_low, 2000);
    assert_false(firm->circulating_is_most);
    assert_int_equal(firm->exposures[0].out.sum_low, 1000);
    assert_int_equal(firm->exposures[1].in.sum_low, 1000);
    assert_int_equal(firm->exposures[1].in_weight, 0);
    assert_int_equal(firm->gross_low, 3000);
    made_end(&made);
}

/* A part in talks takes the headline of a signed whole: among what is firm only its low is left, even where
 * nobody else pays. */
static void test_leftover_of_talk(void **state)
{
    (void)state;
    struct made made = made_start();
    made_deal(&made, "w", TYPE_EQUITY, "a", "b", "$10", STATUS_SIGNED);
    made_deal(&made, "p", TYPE_EQUITY, "a", "b", "up to $10", STATUS_IN_TALKS)->part_of = 0;
    pays(&made, "b", "a", "$20");
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->firm.exposure_count, 2);
    assert_int_equal(facts->firm.exposures[0].out.sum_low, 1000);
    assert_int_equal(facts->firm.exposures[0].out.flows, 0);
    assert_int_equal(facts->firm.pair_count, 0);
    assert_int_equal(facts->live.pair_count, 1);
    assert_int_equal(facts->live.pairs[0].capital.sum_low, 1000);
    assert_int_equal(facts->live.pairs[0].capital.flows, 1);
    assert_int_equal(facts->live.pairs[0].matched_low, 1000);
    made_end(&made);
}

static void test_low_and_headline(void **state)
{
    (void)state;
    struct made made = made_start();
    pays(&made, "a", "b", "up to $100");
    pays(&made, "b", "a", "$30-$80");
    pays(&made, "a", "b", "$20");
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->firm.edge_count, 2);
    assert_int_equal(facts->firm.edges[0].weight, 12000);
    assert_int_equal(facts->firm.edges[0].weight_low, 2000);
    assert_int_equal(facts->firm.edges[1].weight, 3000); /* a range has no headline: its low end */
    assert_int_equal(facts->firm.circulating, 6000);
    assert_int_equal(facts->firm.circulating_low, 4000);
    assert_int_equal(facts->firm.edges[0].circulating, 3000);
    assert_int_equal(facts->firm.edges[1].circulating_low, 2000);
    made_end(&made);
}

static void test_firm_and_live(void **state)
{
    (void)state;
    struct made made = made_start();
    pays(&made, "a", "b", "$10")->status = STATUS_IN_TALKS;
    pays(&made, "b", "a", "$38");
    pays(&made, "b", "a", "$99")->status = STATUS_TERMINATED;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->firm.loop_count, 0);
    assert_int_equal(facts->firm.circulating, 0);
    assert_int_equal(facts->live.loop_count, 1);
    assert_int_equal(facts->live.circulating, 2000);
    assert_int_equal(facts->live.loops[0].weakest, 3);
    assert_int_equal(facts->live.edges[facts->live.loops[0].weakest_edge].payer, facts_find_node(facts, "a"));
    assert_int_equal(facts->live.gross, 4800);
    made_end(&made);
}

static void test_exposure(void **state)
{
    (void)state;
    struct made made = made_start();
    pays(&made, "a", "b", "over $3");
    pays(&made, "b", "a", "$10-$100");
    pays(&made, "c", "b", "undisclosed");
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct exposure *a = &facts->firm.exposures[0];
    assert_int_equal(facts->firm.exposure_count, 3);
    assert_int_equal(a->in.low, 1000);
    assert_int_equal(a->in.high, 10000);
    assert_int_equal(a->in.headline, 0);
    assert_int_equal(a->in_weight, 1000);
    assert_int_equal(a->out.high, MONEY_OPEN);
    assert_int_equal(a->net_low, -MONEY_OPEN);
    assert_int_equal(a->net_high, 9700);
    assert_int_equal(a->net_headline, 700);
    assert_int_equal(facts->firm.exposures[2].out.undisclosed, 1);
    made_end(&made);
}

static void test_concentration(void **state)
{
    (void)state;
    struct made made = made_start();
    pays(&made, "a", "z", "$10-$30");
    pays(&made, "b", "z", "$8");
    pays(&made, "c", "z", "up to $2");
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    /* weights 10, 8, 2 */
    assert_true(facts->firm.hhi > 4199.999 && facts->firm.hhi < 4200.001);
    assert_int_equal(facts->firm.top_payer, 0);
    assert_true(facts->firm.top_share_low == 0.5);
    assert_true(facts->firm.top_share_high == 30.0 / 38);
    pays(&made, "b", "z", "over $1");
    facts = made_facts(&made, LEVEL_PARENT);
    assert_true(facts->firm.top_share_low == 0); /* the others have no ceiling */
    made_end(&made);
}

static void test_pairs(void **state)
{
    (void)state;
    struct made made = made_start();
    pays(&made, "amazon", "openai", "about $10")->type = TYPE_EQUITY;
    pays(&made, "openai", "amazon", "$38");
    pays(&made, "openai", "amazon", "undisclosed")->status = STATUS_IN_TALKS;
    pays(&made, "amazon", "openai", "$99"); /* commerce the wrong way round has no part in it */
    pays(&made, "nvidia", "lab", "up to $50")->type = TYPE_EQUITY;
    pays(&made, "lab", "nvidia", "undisclosed");
    pays(&made, "bank", "lab", "$7")->type = TYPE_DEBT; /* nothing comes back */
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->live.pair_count, 2);
    const struct pair *pair = &facts->live.pairs[0];
    assert_string_equal(facts->nodes[pair->investor].id, "amazon");
    assert_string_equal(facts->nodes[pair->buyer].id, "openai");
    assert_int_equal(pair->matched_low, 900);
    assert_int_equal(pair->matched_high, 1100);
    assert_int_equal(pair->matched, 1000);
    assert_int_equal(pair->commerce.undisclosed, 1);
    assert_true(pair->multiple == 3.8);
    assert_int_equal(pair->weakest, 3);
    assert_int_equal(facts->firm.pairs[0].weakest, 6);
    pair = &facts->live.pairs[1];
    assert_string_equal(facts->nodes[pair->investor].id, "nvidia");
    assert_int_equal(pair->matched, 0);
    assert_true(pair->multiple == -1); /* not "0 times": its size is not known */
    made_end(&made);
}

/* ---- networks by chance: what must always hold ---- */

static uint64_t chance(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 33;
}

static struct made made_by_chance(uint64_t seed, size_t parties, size_t deals)
{
    struct made made = made_for(parties, deals);
    char from[16], to[16];
    for (size_t i = 0; i < deals; i++) {
        size_t a = chance(&seed) % parties;
        size_t b = (a + 1 + chance(&seed) % (parties - 1)) % parties;
        snprintf(from, sizeof from, "p%03zu", a);
        snprintf(to, sizeof to, "p%03zu", b);
        struct deal *deal = pays(&made, from, to, NULL);
        money size = (money)(chance(&seed) % 1000 + 1) * 100;
        deal->amount = (struct amount){AMOUNT_AT_MOST, true, size / 3, size, size, "USD", 3, NULL};
        if (chance(&seed) % 10 == 0)
            deal->amount = (struct amount){.kind = AMOUNT_UNDISCLOSED};
    }
    return made;
}

static void check_conserved(const struct facts *facts, bool low)
{
    money *balance = calloc(facts->node_count, sizeof *balance);
    money sum = 0;
    for (size_t e = 0; e < facts->firm.edge_count; e++) {
        const struct edge *edge = &facts->firm.edges[e];
        money around = low ? edge->circulating_low : edge->circulating;
        assert_true(around >= 0 && around <= (low ? edge->weight_low : edge->weight));
        balance[edge->payer] -= around;
        balance[edge->payee] += around;
        sum += around;
    }
    for (size_t n = 0; n < facts->node_count; n++)
        assert_int_equal(balance[n], 0);
    assert_int_equal(sum, low ? facts->firm.circulating_low : facts->firm.circulating);
    free(balance);
}

/* Maximal means that no augmenting cycle is left: with gain 1 for more of an edge and −1 for less of it,
   Bellman and Ford find no cycle of positive gain in what is still possible. */
static void check_largest(const struct facts *facts)
{
    size_t nodes = facts->node_count;
    int *gain = calloc(nodes, sizeof *gain);
    bool moved = true;
    for (size_t round = 0; moved; round++) {
        assert_true(round <= nodes + 1);
        moved = false;
        for (size_t e = 0; e < facts->firm.edge_count; e++) {
            const struct edge *edge = &facts->firm.edges[e];
            if (edge->circulating < edge->weight && gain[edge->payer] + 1 > gain[edge->payee]) {
                gain[edge->payee] = gain[edge->payer] + 1;
                moved = true;
            }
            if (edge->circulating > 0 && gain[edge->payee] - 1 > gain[edge->payer]) {
                gain[edge->payer] = gain[edge->payee] - 1;
                moved = true;
            }
        }
    }
    free(gain);
}

/* What remains must have an order: take away nodes that nobody pays until none is left. */
static void check_rest_acyclic(const struct facts *facts)
{
    size_t nodes = facts->node_count, gone = 0;
    bool *out = calloc(nodes, sizeof *out);
    for (bool moved = true; moved;) {
        moved = false;
        for (size_t n = 0; n < nodes; n++) {
            bool paid = out[n];
            for (size_t e = 0; e < facts->firm.edge_count && !paid; e++) {
                const struct edge *edge = &facts->firm.edges[e];
                paid = edge->payee == n && !out[edge->payer] && edge->weight > edge->circulating;
            }
            if (!paid) {
                out[n] = moved = true;
                gone++;
            }
        }
    }
    assert_int_equal(gone, nodes);
    free(out);
}

static void check_circuits(const struct facts *facts)
{
    const struct network *network = &facts->firm;
    money *left = calloc(network->edge_count + 1, sizeof *left);
    for (size_t e = 0; e < network->edge_count; e++)
        left[e] = network->edges[e].circulating;
    for (size_t i = 0; i < network->circuit_count; i++) {
        const struct circuit *circuit = &network->circuits[i];
        assert_true(circuit->amount > 0);
        assert_true(!i || network->circuits[i - 1].length <= circuit->length);
        for (size_t k = 0; k < circuit->length; k++) {
            const struct edge *edge = &network->edges[circuit->edges[k]];
            assert_int_equal(edge->payer, circuit->nodes[k]);
            assert_int_equal(edge->payee, circuit->nodes[(k + 1) % circuit->length]);
            assert_true(!k || circuit->nodes[k] > circuit->nodes[0]);
            left[circuit->edges[k]] -= circuit->amount;
        }
    }
    for (size_t e = 0; e < network->edge_count; e++)
        assert_int_equal(left[e], 0);
    free(left);
}

/* Every cycle of up to six by plain search, to compare the count. */
static size_t cycles_from(const struct network *network, size_t start, size_t node, size_t depth, bool *seen)
{
    size_t count = 0;
    for (size_t e = 0; e < network->edge_count; e++) {
        if (network->edges[e].payer != node)
            continue;
        size_t next = network->edges[e].payee;
        if (next == start)
            count++;
        else if (next > start && !seen[next] && depth < 6) {
            seen[next] = true;
            count += cycles_from(network, start, next, depth + 1, seen);
            seen[next] = false;
        }
    }
    return count;
}

static void check_loops(const struct facts *facts)
{
    size_t count = 0;
    bool *seen = calloc(facts->node_count, sizeof *seen);
    for (size_t n = 0; n < facts->node_count; n++)
        count += cycles_from(&facts->firm, n, n, 1, seen);
    free(seen);
    if (facts->firm.loops_cut)
        assert_true(count > facts->firm.loop_count);
    else
        assert_int_equal(facts->firm.loop_count, count);
}

static void test_chance(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        size_t parties = 2 + seed % 11, deals = 1 + (size_t)(seed * 7) % 40;
        struct made made = made_by_chance(seed, parties, deals);
        const struct facts *facts = made_facts(&made, LEVEL_PARENT);
        check_conserved(facts, false);
        check_conserved(facts, true);
        check_largest(facts);
        check_rest_acyclic(facts);
        check_circuits(facts);
        check_loops(facts);
        const struct network *firm = &facts->firm;
        assert_true(firm->circulating_low <= firm->circulating);
        assert_true(firm->passing >= 0);
        assert_int_equal(firm->gross, firm->circulating + firm->passing + firm->net_transfer);
        made_end(&made);
    }
}

/* The JSON as far as the lists that follow the file. */
static const char *sums_and_graphs(struct made *made)
{
    struct str out = str_init(made->arena);
    facts_write_json(made_facts(made, LEVEL_PARENT), &out);
    const char *end = strstr(str_text(&out), "\"annualised\"");
    assert_non_null(end);
    return arena_strndup(made->arena, str_text(&out), (size_t)(end - str_text(&out)));
}

/* What is given up says so: nothing is found in fewer steps than there are. */
static void test_steps(void **state)
{
    (void)state;
    for (int enough = 0; enough < 2; enough++) {
        struct arena *arena = arena_create();
        struct mincost *flow = mincost_create(arena, 3, 3);
        mincost_add(flow, 0, 1, 5);
        mincost_add(flow, 1, 2, 7);
        mincost_add(flow, 2, 0, 4);
        assert_int_equal(mincost_solve(flow, enough ? 1000 : 10), enough);
        if (enough) { /* 4 go round; 1 and 3 remain */
            assert_int_equal(mincost_on(flow, 0), 1);
            assert_int_equal(mincost_on(flow, 1), 3);
            assert_int_equal(mincost_on(flow, 2), 0);
        }
        arena_destroy(arena);
    }
}

/* Not known is null, not 0; what needs no search is there. */
static void test_cut_json(void **state)
{
    (void)state;
    struct made made = made_start();
    made_deal(&made, "d", TYPE_SERVICES, "a", "b", "$5", STATUS_SIGNED);
    made_deal(&made, "e", TYPE_EQUITY, "b", "a", "$3", STATUS_SIGNED);
    struct facts facts = *made_facts(&made, LEVEL_PARENT);
    facts.firm.circulation_cut = facts.live.circuits_cut = true;
    facts.firm.circulating = facts.firm.passing = 0;
    struct str out = str_init(made.arena);
    facts_write_json(&facts, &out);
    const char *firm = strstr(str_text(&out), "\"loops_firm\""),
               *all = strstr(str_text(&out), "\"loops_all\"");
    assert_non_null(strstr(firm, "\"circulating\": null,\n    \"circulating_low\": null,"));
    assert_non_null(strstr(firm, "\"share\": null,\n    \"share_low\": null,\n    \"passing\": null,\n"
                                 "    \"net_transfer\": 2,"));
    assert_true(strstr(firm, "\"circulation_cut\": true") < all);
    assert_null(strstr(all, "\"circulation_cut\""));
    assert_non_null(strstr(all, "\"circulating\": 6,"));
    assert_non_null(strstr(all, "\"circuits_cut\": true"));
    made_end(&made);
}

/* The same deals in another order give the same bytes. */
static void test_order(void **state)
{
    (void)state;
    struct made made = made_by_chance(77, 14, 60);
    const char *there = sums_and_graphs(&made);
    struct dataset *dataset = &made.dataset;
    for (size_t i = 0, k = dataset->deal_count - 1; i < k; i++, k--) {
        struct deal swap = dataset->deals[i];
        dataset->deals[i] = dataset->deals[k];
        dataset->deals[k] = swap;
    }
    assert_string_equal(there, sums_and_graphs(&made));
    made_end(&made);
}

/* Dense and large: bounded, and still exact where it is not a list. */
static void test_large(void **state)
{
    (void)state;
    struct made made = made_by_chance(5, 60, 8000);
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_true(facts->firm.loops_cut);
    check_conserved(facts, false);
    check_largest(facts);
    check_circuits(facts);
    for (size_t i = 0; i < facts->firm.loop_count; i++)
        assert_true(facts->firm.loops[i].length <= 3); /* all pairs, then threes until the list is full */
    made_end(&made);
    made = made_by_chance(6, 1000, 5000);
    facts = made_facts(&made, LEVEL_PARENT);
    check_conserved(facts, false);
    check_largest(facts);
    check_circuits(facts);
    made_end(&made);
}

/* Amounts near the ceiling do not wrap round. */
static void test_huge(void **state)
{
    (void)state;
    struct made made = made_start();
    for (int i = 0; i < 30; i++) {
        pays(&made, "a", "b", NULL)->amount =
            (struct amount){AMOUNT_EXACT, true, MONEY_MOST, MONEY_MOST, MONEY_MOST, "USD", 1, NULL};
        pays(&made, "b", "a", "$7");
    }
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->firm.edges[0].weight, MONEY_OPEN);
    assert_int_equal(facts->firm.circulating, 2 * 30 * 700);
    made_end(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_circuits), cmocka_unit_test(test_longest_sum),
        cmocka_unit_test(test_unknown_edge), cmocka_unit_test(test_crossed), cmocka_unit_test(test_leftover),
        cmocka_unit_test(test_leftover_alone), cmocka_unit_test(test_leftover_of_talk),
        cmocka_unit_test(test_low_and_headline), cmocka_unit_test(test_firm_and_live),
        cmocka_unit_test(test_bound), cmocka_unit_test(test_exposure), cmocka_unit_test(test_concentration),
        cmocka_unit_test(test_pairs), cmocka_unit_test(test_chance), cmocka_unit_test(test_order),
        cmocka_unit_test(test_steps), cmocka_unit_test(test_cut_json), cmocka_unit_test(test_large),
        cmocka_unit_test(test_huge)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
