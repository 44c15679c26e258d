/* SPDX-License-Identifier: MIT */
/* What changed between two editions, each rule by a pair made by hand; and on random pairs the bridge, which
 * must reconcile with the totals of both whatever the parts, splits and legs. */
#include "support.h"

#include "changes.h"
#include "made.h"

#include <stdio.h>
#include <string.h>

struct both {
    struct made old, new;
};

static struct both pair_start(void)
{
    return (struct both){made_start(), made_start()};
}

static void pair_end(struct both *pair)
{
    made_end(&pair->old);
    made_end(&pair->new);
}

static const struct changes *pair_changes(struct both *pair)
{
    return changes_derive(
        pair->new.arena, made_facts(&pair->old, LEVEL_PARENT), made_facts(&pair->new, LEVEL_PARENT));
}

/* "kind:traits …" of every change of deals, in order; "id.kind" for what is new and removed */
static const char *brief_of(struct both *pair, const struct changes *changes)
{
    struct str out = str_init(pair->new.arena);
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *change = &changes->at[i];
        if (change->subject != CHANGED_DEAL)
            continue;
        str_printf(&out, "%s%s.%s", out.length ? " " : "", change->id, change_kind_name(change->kind));
        if (change->move)
            str_printf(&out, ":%s", change_move_name(change->move));
        for (int bit = 0; bit < TRAIT_COUNT; bit++)
            if (change->traits & 1u << bit)
                str_printf(&out, ":%s", amount_trait_name(1u << bit));
    }
    return str_text(&out);
}

/* One deal of which only the amount, or only the status, differs. */
static void assert_amounts(const char *was, const char *is, const char *expected)
{
    struct both pair = pair_start();
    made_deal(&pair.old, "d", TYPE_LEASE, "a", "b", was, STATUS_SIGNED);
    made_deal(&pair.new, "d", TYPE_LEASE, "a", "b", is, STATUS_SIGNED);
    assert_string_equal(brief_of(&pair, pair_changes(&pair)), expected);
    pair_end(&pair);
}

static void test_amounts(void **state)
{
    (void)state;
    assert_amounts("$10B", "USD 10 billion", "");
    assert_amounts("about $10B", "~10,000 million", "");
    assert_amounts("tens of billions", "double-digit billions", "");
    assert_amounts("$10B", "$50B", "d.amount:raised");
    assert_amounts("$10B", "$9.99B", "d.amount:lowered");
    assert_amounts("about $10B", "$10B", "d.amount:narrowed");
    assert_amounts("$10B", "about $10B", "d.amount:widened");
    assert_amounts("up to $10B", "$10B", "d.amount:narrowed");
    assert_amounts("$10B", "$8B-$20B", "d.amount:widened");
    assert_amounts("$10B-$20B", "$20B-$30B", "d.amount:raised");
    assert_amounts("at least $20B", "$25B", "d.amount:raised:narrowed");
    assert_amounts("undisclosed", "$5B", "d.amount:disclosed");
    assert_amounts("$5B", "undisclosed", "d.amount:hidden");
    assert_amounts("tens of billions", "$38B", "d.amount:narrowed:named");
    assert_amounts("$38B", "tens of billions", "d.amount:widened:vague");
    assert_amounts(NULL, "$5B", "d.amount:added");
    assert_amounts("$5B", NULL, "d.amount:dropped");
    assert_amounts("undisclosed", "confidential", "");
}

static void assert_moved(enum status was, enum status is, const char *expected)
{
    struct both pair = pair_start();
    made_deal(&pair.old, "d", TYPE_LEASE, "a", "b", "$1B", was);
    made_deal(&pair.new, "d", TYPE_LEASE, "a", "b", "$1B", is);
    assert_string_equal(brief_of(&pair, pair_changes(&pair)), expected);
    pair_end(&pair);
}

static void test_statuses(void **state)
{
    (void)state;
    assert_moved(STATUS_IN_TALKS, STATUS_ANNOUNCED, "d.status:up");
    assert_moved(STATUS_SIGNED, STATUS_IN_TALKS, "d.status:down");
    assert_moved(STATUS_IN_TALKS, STATUS_DENIED, "d.status:died");
    assert_moved(STATUS_LAPSED, STATUS_RUMOURED, "d.status:revived");
    assert_moved(STATUS_IN_TALKS, STATUS_PROPOSED, "d.status:level");
    assert_moved(STATUS_DENIED, STATUS_WITHDRAWN, "d.status:level");
    assert_moved(STATUS_SIGNED, STATUS_SIGNED, "");
}

static void test_binding_moves_the_bucket(void **state)
{
    (void)state;
    struct both pair = pair_start();
    made_deal(&pair.old, "d", TYPE_LEASE, "a", "b", "$1B", STATUS_ANNOUNCED);
    made_deal(&pair.new, "d", TYPE_LEASE, "a", "b", "$1B", STATUS_ANNOUNCED)->binding = TRI_TRUE;
    const struct changes *changes = pair_changes(&pair);
    assert_string_equal(brief_of(&pair, changes), "d.binding");
    assert_int_equal(changes->at[0].bucket_was, BUCKET_PLANNED);
    assert_int_equal(changes->at[0].bucket_is, BUCKET_FIRM);
    assert_int_equal(change_run_news(changes, 0), NEWS_MOVED);
    const struct bridge_cell *firm = &changes->bridge.cells[CLASS_COMMERCE][BUCKET_FIRM];
    assert_int_equal(firm->steps[STEP_MOVED_IN].low, BILLION);
    assert_int_equal(
        changes->bridge.cells[CLASS_COMMERCE][BUCKET_PLANNED].steps[STEP_MOVED_OUT].low, -BILLION);
    pair_end(&pair);
}

static void test_order_is_no_change(void **state)
{
    (void)state;
    struct both pair = pair_start();
    made_deal(&pair.old, "x", TYPE_LEASE, "a", "b+c", "$1B", STATUS_SIGNED);
    made_deal(&pair.old, "y", TYPE_EQUITY, "b", "a", "$2B", STATUS_SIGNED);
    made_deal(&pair.new, "y", TYPE_EQUITY, "b", "a", "$2B", STATUS_SIGNED);
    made_deal(&pair.new, "x", TYPE_LEASE, "a", "c+b", "$1B", STATUS_SIGNED);
    const struct changes *changes = pair_changes(&pair);
    assert_int_equal(changes->count, 0);
    assert_int_equal(changes->shared_deals, 2);
    pair_end(&pair);
}

static void test_twins(void **state)
{
    (void)state;
    struct both pair = pair_start();
    made_deal(&pair.old, "before", TYPE_LEASE, "a", "b", "$1B", STATUS_SIGNED);
    made_deal(&pair.old, "other", TYPE_LEASE, "a", "b", "$3B", STATUS_SIGNED);
    made_deal(&pair.new, "after", TYPE_LEASE, "a", "b", "USD 1bn", STATUS_ACTIVE);
    made_deal(&pair.new, "fresh", TYPE_LEASE, "a", "b", "$2B", STATUS_SIGNED);
    const struct changes *changes = pair_changes(&pair);
    assert_string_equal(brief_of(&pair, changes), "after.new fresh.new before.removed other.removed");
    assert_int_equal(changes->twin_count, 1);
    assert_int_equal(changes->twins[0].before, 0);
    assert_int_equal(changes->twins[0].after, 0);
    assert_int_equal(changes->shared_deals, 0);
    pair_end(&pair);
}

static void test_leg_inserted(void **state)
{
    (void)state;
    struct both pair = pair_start();
    struct leg *was =
        made_legs(&pair.old, made_deal(&pair.old, "d", TYPE_LEASE, "a", "b", NULL, STATUS_SIGNED), 1);
    struct leg *is =
        made_legs(&pair.new, made_deal(&pair.new, "d", TYPE_LEASE, "a", "b", NULL, STATUS_SIGNED), 2);
    was[0].amount = made_amount(&pair.old, "$4B");
    is[0].amount = made_amount(&pair.new, "$9B");
    is[1].amount = made_amount(&pair.new, "$4B");
    const struct changes *changes = pair_changes(&pair);
    assert_string_equal(brief_of(&pair, changes), "d.leg_added");
    assert_int_equal(changes->at[0].leg_after, 0);
    const struct bridge_cell *cell = &changes->bridge.cells[CLASS_COMMERCE][BUCKET_FIRM];
    assert_int_equal(cell->opening.low, 4 * BILLION);
    assert_int_equal(cell->steps[STEP_RAISED].low, 9 * BILLION);
    assert_int_equal(cell->steps[STEP_RAISED].flows, 1);
    assert_int_equal(cell->closing.low, 13 * BILLION);
    pair_end(&pair);
}

static void test_leg_follows_its_deal(void **state)
{
    (void)state;
    struct both pair = pair_start();
    struct leg *was =
        made_legs(&pair.old, made_deal(&pair.old, "d", TYPE_LEASE, "a", "b", NULL, STATUS_IN_TALKS), 2);
    struct leg *is =
        made_legs(&pair.new, made_deal(&pair.new, "d", TYPE_LEASE, "a", "b", NULL, STATUS_SIGNED), 2);
    was[0].id = is[0].id = "first", was[1].id = is[1].id = "second";
    for (int i = 0; i < 2; i++)
        was[i].amount = made_amount(&pair.old, "$4B"), is[i].amount = made_amount(&pair.new, "$4B");
    is[1].status = STATUS_IN_TALKS; /* the second leg did not move with its deal: that is no change of it */
    assert_string_equal(brief_of(&pair, pair_changes(&pair)), "d.status:up");
    is[1].status = STATUS_CLOSED;
    assert_string_equal(brief_of(&pair, pair_changes(&pair)), "d.status:up d.status:up");
    pair_end(&pair);
}

/* The whole says the same, but what it counts is less by its new part: a step of its own. */
static void test_parts_step(void **state)
{
    (void)state;
    struct both pair = pair_start();
    made_deal(&pair.old, "whole", TYPE_EQUITY, "a", "b", "$50B", STATUS_SIGNED);
    made_deal(&pair.new, "whole", TYPE_EQUITY, "a", "b", "$50B", STATUS_SIGNED);
    made_deal(&pair.new, "part", TYPE_EQUITY, "a", "b", "$20B", STATUS_SIGNED)->part_of = 0;
    const struct changes *changes = pair_changes(&pair);
    const struct bridge_cell *cell = &changes->bridge.cells[CLASS_CAPITAL][BUCKET_FIRM];
    assert_string_equal(brief_of(&pair, changes), "part.new");
    assert_int_equal(cell->opening.headline, 50 * BILLION);
    assert_int_equal(cell->steps[STEP_NEW].headline, 20 * BILLION);
    assert_int_equal(cell->steps[STEP_PARTS].headline, -20 * BILLION);
    assert_int_equal(cell->closing.headline, 50 * BILLION);
    pair_end(&pair);
}

static void test_open_ends(void **state)
{
    (void)state;
    struct both pair = pair_start();
    made_deal(&pair.old, "d", TYPE_EQUITY, "a", "b", "at least $20B", STATUS_SIGNED);
    made_deal(&pair.new, "d", TYPE_EQUITY, "a", "b", "$25B", STATUS_SIGNED);
    const struct bridge_cell *cell = &pair_changes(&pair)->bridge.cells[CLASS_CAPITAL][BUCKET_FIRM];
    assert_int_equal(cell->opening.high, 20 * BILLION);
    assert_int_equal(cell->opening.open, 1);
    assert_int_equal(cell->steps[STEP_RAISED].high, 5 * BILLION);
    assert_int_equal(cell->steps[STEP_RAISED].open, -1);
    assert_int_equal(cell->closing.high, 25 * BILLION);
    assert_int_equal(cell->closing.open, 0);
    pair_end(&pair);
}

static void test_correction(void **state)
{
    (void)state;
    struct both pair = pair_start();
    size_t deals[] = {0};
    struct note note = {.kind = NOTE_CORRECTION, .text = "Lower.", .deals = {deals, 1}};
    made_deal(&pair.old, "d", TYPE_EQUITY, "a", "b", "$20B", STATUS_SIGNED);
    made_deal(&pair.new, "d", TYPE_EQUITY, "a", "b", "$2B", STATUS_SIGNED);
    pair.new.dataset.notes = &note;
    pair.new.dataset.note_count = 1;
    const struct changes *changes = pair_changes(&pair);
    const struct bridge_cell *cell = &changes->bridge.cells[CLASS_CAPITAL][BUCKET_FIRM];
    assert_int_equal(changes->at[0].correction, 0);
    assert_int_equal(change_run_news(changes, 0), NEWS_CORRECTED);
    assert_int_equal(cell->steps[STEP_CORRECTED].low, -18 * BILLION);
    assert_int_equal(cell->steps[STEP_LOWERED].low, 0);
    pair.old.dataset.notes = &note; /* it was there already: the change is news */
    pair.old.dataset.note_count = 1;
    changes = pair_changes(&pair);
    assert_int_equal(changes->at[0].correction, NO_INDEX);
    assert_int_equal(
        changes->bridge.cells[CLASS_CAPITAL][BUCKET_FIRM].steps[STEP_LOWERED].low, -18 * BILLION);
    pair_end(&pair);
}

/* €5B: 1.10, then 1.20 */
static struct amount euros(struct made *made, money billions, int64_t rate_percent)
{
    struct amount *written = arena_new(made->arena, struct amount);
    *written = made_amount(made, arena_printf(made->arena, "€%lldB", (long long)billions));
    struct amount amount = *written;
    amount_convert(&amount, "USD", rate_percent * 10000000);
    amount.written = written;
    return amount;
}

static void test_rates_are_no_news(void **state)
{
    (void)state;
    struct both pair = pair_start();
    struct fx_rate then = {"EUR", 1100000000}, now = {"EUR", 1200000000};
    pair.old.dataset.fx = (struct fx){.present = true, .rates = &then, .rate_count = 1};
    pair.new.dataset.fx = (struct fx){.present = true, .rates = &now, .rate_count = 1};
    struct deal *was = made_deal(&pair.old, "d", TYPE_EQUITY, "a", "b", "$1B", STATUS_SIGNED);
    struct deal *is = made_deal(&pair.new, "d", TYPE_EQUITY, "a", "b", "$1B", STATUS_SIGNED);
    was->amount = euros(&pair.old, 5, 110);
    is->amount = euros(&pair.new, 5, 120);
    const struct changes *changes = pair_changes(&pair);
    const struct bridge_cell *cell = &changes->bridge.cells[CLASS_CAPITAL][BUCKET_FIRM];
    assert_string_equal(brief_of(&pair, changes), "");
    assert_int_equal(changes->count, 1); /* that the rates changed */
    assert_int_equal(changes->at[0].kind, CHANGE_RATES);
    assert_int_equal(cell->steps[STEP_RATES].low, BILLION / 2);
    assert_int_equal(cell->steps[STEP_RAISED].low, 0);
    is->amount = euros(&pair.new, 6, 120); /* one more: 1.2 at the new rate */
    changes = pair_changes(&pair);
    cell = &changes->bridge.cells[CLASS_CAPITAL][BUCKET_FIRM];
    assert_string_equal(brief_of(&pair, changes), "d.amount:raised");
    assert_int_equal(cell->steps[STEP_RATES].low, BILLION / 2);
    assert_int_equal(cell->steps[STEP_RAISED].low, BILLION / 5 * 6);
    pair_end(&pair);
}

static void test_conventions_are_no_news(void **state)
{
    (void)state;
    struct both pair = pair_start();
    made_deal(&pair.old, "d", TYPE_EQUITY, "a", "b", "about $10B", STATUS_SIGNED);
    struct deal *is = made_deal(&pair.new, "d", TYPE_EQUITY, "a", "b", "about $10B", STATUS_SIGNED);
    pair.new.dataset.approx_ppm = 200000;
    is->amount.low = 8 * BILLION, is->amount.high = 12 * BILLION;
    const struct changes *changes = pair_changes(&pair);
    const struct bridge_cell *cell = &changes->bridge.cells[CLASS_CAPITAL][BUCKET_FIRM];
    assert_string_equal(brief_of(&pair, changes), "");
    assert_int_equal(cell->steps[STEP_CONVENTIONS].low, -BILLION);
    assert_int_equal(cell->steps[STEP_CONVENTIONS].high, BILLION);
    pair_end(&pair);
}

static void test_tranches(void **state)
{
    (void)state;
    struct both pair = pair_start();
    struct deal *was = made_deal(&pair.old, "d", TYPE_EQUITY, "a", "b", "$50B", STATUS_SIGNED);
    struct deal *is = made_deal(&pair.new, "d", TYPE_EQUITY, "a", "b", "$50B", STATUS_SIGNED);
    made_tranche(&pair.old, was, "$15B", NULL)->kind = "first";
    made_tranche(&pair.old, was, "$35B", "on an IPO")->kind = "second";
    struct tranche *met = made_tranche(&pair.new, is, "$35B", "on an IPO");
    met->kind = "second", met->met = TRI_TRUE;
    made_tranche(&pair.new, is, "$15B", NULL)->kind = "first";
    const struct changes *changes = pair_changes(&pair);
    const struct bridge_cell *cell = &changes->bridge.cells[CLASS_CAPITAL][BUCKET_FIRM];
    assert_string_equal(brief_of(&pair, changes), "d.tranche_met");
    assert_int_equal(cell->opening.low, 15 * BILLION);
    assert_int_equal(cell->steps[STEP_RAISED].low, 35 * BILLION);
    assert_int_equal(cell->steps[STEP_RAISED].headline, 0);
    pair_end(&pair);
}

/* ---- random pairs ---- */

struct dice {
    uint64_t state;
};

static unsigned roll(struct dice *dice, unsigned sides)
{
    dice->state ^= dice->state << 13;
    dice->state ^= dice->state >> 7;
    dice->state ^= dice->state << 17;
    return (unsigned)(dice->state % sides);
}

static const char *random_amount(struct dice *dice, struct arena *arena)
{
    static const char *const forms[] = {
        "$%u.%02uM", "about $%u.%02uM", "up to $%u.%02uM", "over $%u.%02uM", "nearly $%u.%02uM"};
    unsigned form = roll(dice, 9), whole = 1 + roll(dice, 999), cents = roll(dice, 100);
    if (form < 5) {
        switch (form) {
        case 0:
            return arena_printf(arena, forms[0], whole, cents);
        case 1:
            return arena_printf(arena, forms[1], whole, cents);
        case 2:
            return arena_printf(arena, forms[2], whole, cents);
        case 3:
            return arena_printf(arena, forms[3], whole, cents);
        default:
            return arena_printf(arena, forms[4], whole, cents);
        }
    }
    if (form == 5)
        return arena_printf(arena, "$%uM-$%uM", whole, whole + 1 + roll(dice, 500));
    return form == 6 ? "hundreds of millions" : form == 7 ? "undisclosed" : NULL;
}

static void random_deal(struct dice *dice, struct made *made, unsigned number)
{
    static const char *const sides[] = {"a", "b", "c", "unit", "a+b", "b+c"};
    enum status status = (enum status)(1 + roll(dice, STATUS_COUNT - 1));
    const char *from = sides[roll(dice, 6)], *to = sides[roll(dice, 4)];
    const char *amount = random_amount(dice, made->arena);
    struct deal *deal = made_deal(made, arena_printf(made->arena, "d%u", number),
        (enum deal_type)roll(dice, TYPE_COUNT), from, to, amount, status);
    deal->binding = (enum tristate)roll(dice, 3);
    if (deal->from.parties.count > 1 && roll(dice, 2))
        deal->split.kind = SPLIT_EQUAL;
    if (!roll(dice, 5)) {
        struct leg *legs = made_legs(made, deal, 1 + roll(dice, 3));
        deal->amount = (struct amount){0};
        for (size_t i = 0; i < deal->leg_count; i++) {
            legs[i].amount = made_amount(made, random_amount(dice, made->arena));
            if (!roll(dice, 3))
                legs[i].status = (enum status)(1 + roll(dice, STATUS_COUNT - 1));
        }
    }
    if (!roll(dice, 6) && !deal->leg_count) {
        made_tranche(made, deal, random_amount(dice, made->arena), roll(dice, 2) ? "if" : NULL);
        made_tranche(made, deal, random_amount(dice, made->arena), NULL);
    }
    if (!roll(dice, 6))
        deal->funded = made_amount(made, "$7.31M");
}

/* A sure whole whose unsure parts lie elsewhere, in bucket or in class: its bounds cross, and where they take
 * all of its high end it is no flow and still has its low. */
static void crossed_deals(struct made *made, struct dice *dice)
{
    static const char *const parts[] = {"up to $40M", "about $30M", "up to $10M", "$20M-$40M"};
    size_t whole = made->dataset.deal_count;
    made_deal(made, "whole", TYPE_EQUITY, "a", "b", "$40M", STATUS_ANNOUNCED);
    for (unsigned n = 0; n < 2; n++) {
        struct deal *part = made_deal(made, n ? "part1" : "part0", roll(dice, 3) ? TYPE_EQUITY : TYPE_LEASE,
            "a", roll(dice, 3) ? "b" : "c", parts[roll(dice, 4)],
            roll(dice, 3) ? STATUS_IN_TALKS : STATUS_SIGNED);
        if (roll(dice, 4))
            part->part_of = whole;
    }
}

/* An edition: most deals as the seed of their number makes them, so that two editions share most. */
static void random_edition(struct made *made, uint64_t seed, bool later, bool parts)
{
    struct dice dice = {seed * 2654435761u + 88172645463325252u + later};
    made_party(made, "a", NULL);
    made_party(made, "unit", "a");
    for (unsigned n = 0; n < 14; n++) {
        struct dice own = {seed * 7919 + n * 104729 + 12345};
        roll(&own, 2), roll(&own, 2);
        unsigned fate = roll(&dice, 8);
        if (fate == 0)
            continue;
        if (fate < 3)
            own.state += 77 + later;
        random_deal(&own, made, n);
    }
    for (size_t d = 1; d < made->dataset.deal_count && parts; d++)
        if (!roll(&dice, 4))
            made->dataset.deals[d].part_of = roll(&dice, (unsigned)d);
    if (parts)
        crossed_deals(made, &dice);
}

static money sized(money value)
{
    return value == MONEY_OPEN ? 0 : value;
}

static void cell_check(const struct bridge_cell *cell, const struct total *before, const struct total *after,
    bool parts, uint64_t seed)
{
    struct bridge_sum sum = cell->opening;
    for (int s = 0; s < STEP_COUNT; s++) {
        sum.low += cell->steps[s].low;
        sum.high += cell->steps[s].high;
        sum.headline += cell->steps[s].headline;
        sum.flows += cell->steps[s].flows;
        sum.undisclosed += cell->steps[s].undisclosed;
        sum.open += cell->steps[s].open;
        sum.no_headline += cell->steps[s].no_headline;
    }
    if (memcmp(&sum, &cell->closing, sizeof sum) != 0)
        fail_msg("pair %llu: the bridge does not close", (unsigned long long)seed);
    assert_int_equal(cell->opening.low, before->sum_low);
    assert_int_equal(cell->closing.low, after->sum_low);
    assert_int_equal(cell->opening.headline, before->headline);
    assert_int_equal(cell->closing.headline, after->headline);
    assert_int_equal(cell->opening.open > 0, before->sum_high == MONEY_OPEN);
    assert_int_equal(cell->closing.open > 0, after->sum_high == MONEY_OPEN);
    if (!cell->closing.open)
        assert_int_equal(cell->closing.high, sized(after->sum_high));
    if (!cell->opening.open)
        assert_int_equal(cell->opening.high, sized(before->sum_high));
    assert_int_equal(cell->closing.flows, after->flows);
    assert_int_equal(cell->closing.undisclosed, after->undisclosed);
    struct bridge_sum none = {0};
    if (!parts)
        assert_memory_equal(&cell->steps[STEP_PARTS], &none, sizeof none);
    assert_memory_equal(&cell->steps[STEP_RATES], &none, sizeof none);
    assert_true(cell->steps[STEP_RAISED].low >= 0 && cell->steps[STEP_RAISED].high >= 0);
    assert_true(cell->steps[STEP_LOWERED].low <= 0 && cell->steps[STEP_LOWERED].headline <= 0);
    assert_true(cell->steps[STEP_WITHDRAWN].low <= 0 && cell->steps[STEP_MOVED_OUT].low <= 0);
}

/* What moves between cells is neither made nor lost. */
static void moves_check(const struct bridge *bridge)
{
    money low = 0, headline = 0;
    for (int c = 0; c < CLASS_COUNT; c++)
        for (int b = 0; b < BUCKET_COUNT; b++) {
            const struct bridge_cell *cell = &bridge->cells[c][b];
            low += cell->steps[STEP_MOVED_IN].low + cell->steps[STEP_MOVED_OUT].low;
            headline += cell->steps[STEP_MOVED_IN].headline + cell->steps[STEP_MOVED_OUT].headline;
        }
    assert_true(low >= 0 && headline >= 0); /* what died comes out of `withdrawn` */
}

/* What deals did adds up to every step, field by field. */
static void parts_check(const struct bridge *bridge)
{
    struct bridge_sum left[CLASS_COUNT][BUCKET_COUNT][STEP_COUNT], none = {0};
    for (int c = 0; c < CLASS_COUNT; c++)
        for (int b = 0; b < BUCKET_COUNT; b++)
            memcpy(left[c][b], bridge->cells[c][b].steps, sizeof left[c][b]);
    for (size_t i = 0; i < bridge->part_count; i++) {
        const struct bridge_part *part = &bridge->parts[i];
        struct bridge_sum *sum = &left[part->deal_class][part->bucket][part->step];
        assert_true(part->before != NO_INDEX || part->after != NO_INDEX);
        sum->low -= part->sum.low;
        sum->high -= part->sum.high;
        sum->headline -= part->sum.headline;
        sum->flows -= part->sum.flows;
        sum->undisclosed -= part->sum.undisclosed;
        sum->open -= part->sum.open;
        sum->no_headline -= part->sum.no_headline;
        bool moved = part->deal_class != part->other_class || part->bucket != part->other_bucket;
        if (moved)
            assert_true(
                part->step == STEP_MOVED_IN || part->step == STEP_MOVED_OUT || part->step == STEP_WITHDRAWN);
    }
    for (int c = 0; c < CLASS_COUNT; c++)
        for (int b = 0; b < BUCKET_COUNT; b++)
            for (int s = 0; s < STEP_COUNT; s++)
                assert_memory_equal(&left[c][b][s], &none, sizeof none);
}

static void test_random_bridges(void **state)
{
    (void)state;
    size_t changed = 0, moved = 0, crossed = 0;
    for (uint64_t seed = 1; seed <= 1500; seed++) {
        struct both pair = pair_start();
        bool parts = seed % 2;
        random_edition(&pair.old, seed, false, parts);
        random_edition(&pair.new, seed, true, parts);
        const struct facts *before = made_facts(&pair.old, LEVEL_PARENT),
                           *after = made_facts(&pair.new, LEVEL_PARENT);
        const struct changes *changes = changes_derive(pair.new.arena, before, after);
        changed += changes->count;
        for (int c = 0; c < CLASS_COUNT; c++)
            for (int b = 0; b < BUCKET_COUNT; b++) {
                cell_check(
                    &changes->bridge.cells[c][b], &before->totals[c][b], &after->totals[c][b], parts, seed);
                crossed += after->totals[c][b].sum_low > after->totals[c][b].sum_high;
                moved += changes->bridge.cells[c][b].steps[STEP_MOVED_IN].flows > 0;
            }
        moves_check(&changes->bridge);
        parts_check(&changes->bridge);
        const struct changes *none = changes_derive(pair.new.arena, after, after);
        assert_int_equal(none->count, 0);
        pair_end(&pair);
    }
    assert_true(changed > 5000 && moved > 500 && crossed > 500);
}

/* By hand: old, a planned $40B of which up to $10B are told apart: 40..30 are left beside 0..10. New, the
 * part is up to $40B and in talks: of the planned 40..40 it takes 0..40, so 40..0 are left, headline 0, and
 * the whole is no flow. */
static void test_crossed_bounds(void **state)
{
    (void)state;
    struct both pair = pair_start();
    made_deal(&pair.old, "w", TYPE_EQUITY, "a", "b", "$40B", STATUS_ANNOUNCED);
    made_deal(&pair.old, "p", TYPE_EQUITY, "a", "b", "up to $10B", STATUS_IN_TALKS)->part_of = 0;
    made_deal(&pair.new, "w", TYPE_EQUITY, "a", "b", "$40B", STATUS_ANNOUNCED);
    made_deal(&pair.new, "p", TYPE_EQUITY, "a", "b", "up to $40B", STATUS_IN_TALKS)->part_of = 0;
    const struct changes *changes = pair_changes(&pair);
    const struct bridge_cell *planned = &changes->bridge.cells[CLASS_CAPITAL][BUCKET_PLANNED];
    assert_int_equal(planned->opening.low, 40 * BILLION);
    assert_int_equal(planned->opening.high, 30 * BILLION);
    assert_int_equal(planned->opening.headline, 30 * BILLION);
    assert_int_equal(planned->closing.low, 40 * BILLION);
    assert_int_equal(planned->closing.high, 0);
    assert_int_equal(planned->closing.headline, 0);
    assert_int_equal(planned->closing.flows, 0);
    assert_int_equal(planned->steps[STEP_PARTS].low, 0);
    assert_int_equal(planned->steps[STEP_PARTS].high, -30 * BILLION);
    assert_int_equal(planned->steps[STEP_PARTS].flows, -1);
    const struct bridge_cell *talk = &changes->bridge.cells[CLASS_CAPITAL][BUCKET_TALK];
    assert_int_equal(talk->opening.high, 10 * BILLION);
    assert_int_equal(talk->closing.high, 40 * BILLION);
    assert_int_equal(talk->steps[STEP_RAISED].high, 30 * BILLION);
    pair_end(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_amounts), cmocka_unit_test(test_statuses),
        cmocka_unit_test(test_binding_moves_the_bucket), cmocka_unit_test(test_order_is_no_change),
        cmocka_unit_test(test_twins), cmocka_unit_test(test_leg_inserted),
        cmocka_unit_test(test_leg_follows_its_deal), cmocka_unit_test(test_parts_step),
        cmocka_unit_test(test_open_ends), cmocka_unit_test(test_correction),
        cmocka_unit_test(test_rates_are_no_news), cmocka_unit_test(test_conventions_are_no_news),
        cmocka_unit_test(test_tranches), cmocka_unit_test(test_crossed_bounds),
        cmocka_unit_test(test_random_bridges)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
