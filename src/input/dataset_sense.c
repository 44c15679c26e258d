/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

/* Zero as it was written: what an exchange rate rounds away is not. */
static bool is_zero(const struct amount *amount)
{
    return amount_is_sized(amount) && amount->high == 0 &&
           !(amount->words && strpbrk(amount->words, "123456789"));
}

static void amount_sense(const struct check *check, const struct amount *amount, enum bucket bucket)
{
    if (is_zero(amount))
        check_say(check, DIAG_AMOUNT_ZERO, amount,
            "write \"none\" where no money is involved, or \"undisclosed\"", "%s is zero",
            check_path(check, amount));
    if (amount->kind == AMOUNT_VAGUE && bucket == BUCKET_FIRM)
        check_say(check, DIAG_VAGUE_FIRM, amount, "is a figure known?",
            "%s is vague, though the deal is firm", check_path(check, amount));
}

/* Does a type of this class move money, so that silence about how much may be a slip? */
static bool class_moves_money(enum deal_class deal_class)
{
    return deal_class == CLASS_CAPITAL || deal_class == CLASS_COMMERCE || deal_class == CLASS_BUILD ||
           deal_class == CLASS_OWNERSHIP;
}

/* An absent amount says that no money is involved. Shares, warrants and goods that are named in `what` are
   none; what was paid, even how much is not said, is some. */
static void absence_sense(const struct check *check, const void *object, enum deal_type type, enum what what,
    const struct amount *amount, const struct amount *funded)
{
    bool paid = funded->kind == AMOUNT_UNDISCLOSED || (amount_is_sized(funded) && funded->low > 0);
    if (amount->kind == AMOUNT_ABSENT && what == WHAT_MONEY && !paid && class_moves_money(type_class(type)))
        check_say(check, DIAG_NO_AMOUNT, object,
            "write \"undisclosed\" where nobody says how much, \"none\" where there is none",
            "%s has no amount, which says that no money is involved", check_path(check, object));
}

/* Tranches, flows and parts itemise their deal: it needs no amount of its own beside them. */
static void deal_absence_sense(const struct check *check, const struct deal *deal)
{
    for (size_t i = 0; i < deal->leg_count; i++) {
        const struct leg *leg = &deal->legs[i];
        absence_sense(check, leg, leg->type, leg->what, &leg->amount, &leg->funded);
    }
    if (!deal->leg_count && !deal->tranche_count && !check->itemised[deal - check->dataset->deals])
        absence_sense(check, deal, deal->type, deal->what, &deal->amount, &deal->funded);
}

/* By deal: is another a part of it? */
static const bool *itemised_find(const struct check *check)
{
    const struct dataset *dataset = check->dataset;
    bool *itemised = arena_array(check->arena, bool, dataset->deal_count);
    for (size_t i = 0; i < dataset->deal_count; i++)
        if (dataset->deals[i].part_of != NO_INDEX)
            itemised[dataset->deals[i].part_of] = true;
    return itemised;
}

/* The outermost parent of every party. Loops are errors, which are gone when this is asked. */
static const size_t *roots_find(const struct check *check)
{
    size_t count = check->dataset->party_count;
    size_t *roots = arena_array(check->arena, size_t, count), *way = arena_array(check->arena, size_t, count);
    bool *known = arena_array(check->arena, bool, count);
    for (size_t i = 0; i < count; i++) {
        size_t length = 0, at = i;
        for (; !known[at] && check->dataset->parties[at].parent != NO_INDEX;
             at = check->dataset->parties[at].parent)
            way[length++] = at;
        size_t root = known[at] ? roots[at] : at;
        roots[at] = root;
        known[at] = true;
        while (length) {
            roots[way[--length]] = root;
            known[way[length]] = true;
        }
    }
    return roots;
}

static void self_payment_sense(
    struct check *check, const struct side *from, const struct side *to, enum deal_type type)
{
    if (type_class(type) == CLASS_RELATION)
        return;
    check->stamp++;
    for (size_t i = 0; i < from->parties.count; i++) {
        size_t payer = from->parties.at[i];
        check->stamps[check->roots[payer]] = check->stamp;
        check->payers[check->roots[payer]] = payer;
    }
    for (size_t i = 0; i < to->parties.count; i++) {
        size_t payee = to->parties.at[i];
        if (check->stamps[check->roots[payee]] != check->stamp)
            continue;
        size_t payer = check->payers[check->roots[payee]];
        if (payer == payee)
            check_say(check, DIAG_SELF_PAYMENT, to, "are from and to right?", "'%s' pays itself in %s",
                check_party_id(check->dataset, payer), check_path(check, to));
        else
            check_say(check, DIAG_SELF_PAYMENT, to,
                "such money vanishes where units count with their parents",
                "'%s' pays '%s' of its own group in %s", check_party_id(check->dataset, payer),
                check_party_id(check->dataset, payee), check_path(check, to));
        return;
    }
}

/* objects */

static void source_sense(const struct check *check, const void *object, const struct indices *sources)
{
    if (!sources->count)
        check_say(check, DIAG_NO_SOURCE, object, "name one in \"sources\"", "%s names no source",
            check_path(check, object));
}

/* `supersedes` alone takes nothing out of a total: the status does. */
static void superseded_sense(const struct check *check, const struct deal *deal)
{
    for (size_t i = 0; i < deal->supersedes.count; i++) {
        const struct deal *old = &check->dataset->deals[deal->supersedes.at[i]];
        if (!status_is_dead(old->status) && !status_is_dead(deal->status))
            check_say(check, DIAG_SUPERSEDED_LIVE, &deal->supersedes,
                "write \"status\": \"superseded\" there, or both count", "%s names '%s', which is still '%s'",
                check_path(check, &deal->supersedes), old->id, status_name(old->status));
    }
}

/* Where there are flows, the deal's own amount is what is printed: it should be theirs. */
static void flows_sum_sense(const struct check *check, const struct deal *deal)
{
    struct interval own, sum;
    if (!deal->leg_count || !amount_is_sized(&deal->amount) || !amount_interval(&deal->amount, &own) ||
        !legs_interval(deal, &sum))
        return;
    own = interval_widened(own, deal_exchanged(deal) + (deal->amount.written != NULL));
    if (sum.low <= own.high && sum.high >= own.low)
        return;
    const char *slip = sum.low > own.high ? slip_hint(check->arena, sum.low, own.high)
                                          : slip_hint(check->arena, sum.high, own.low);
    check_say(check, DIAG_FLOWS_SUM, &deal->amount, slip ? slip : "the flows are what counts",
        "%s is printed, and the flows add up to %s", check_path(check, &deal->amount),
        sum.low > own.high ? "more" : "less");
}

static void deal_sense(struct check *check, const struct deal *deal)
{
    enum bucket bucket = status_bucket(deal->status, deal->binding);
    amount_sense(check, &deal->amount, bucket);
    if (!deal->leg_count)
        self_payment_sense(check, &deal->from, &deal->to, deal->type);
    for (size_t i = 0; i < deal->leg_count; i++) {
        const struct leg *leg = &deal->legs[i];
        amount_sense(check, &leg->amount, status_bucket(leg->status, deal->binding));
        self_payment_sense(check, &leg->from, &leg->to, leg->type);
    }
    for (size_t i = 0; i < deal->tranche_count; i++)
        amount_sense(check, &deal->tranches[i].amount, BUCKET_PLANNED);
    deal_absence_sense(check, deal);
    source_sense(check, deal, &deal->sources);
    superseded_sense(check, deal);
    flows_sum_sense(check, deal);
    deal_dates_sense(check, deal);
    deal_claims_sense(check, deal);
}

/* valuations */

static bool index_stands(const struct indices *indices, const size_t *roots, size_t root)
{
    for (size_t i = 0; i < indices->count; i++)
        if (roots[indices->at[i]] == root)
            return true;
    return false;
}

/* Is a party, or who counts with it, on some side of a deal, in it through a vehicle, or its beneficiary? */
static bool has_side(const struct check *check, const struct deal *deal, size_t party)
{
    const size_t *roots = check->roots;
    size_t root = roots[party];
    const struct party *parties = check->dataset->parties;
    const struct indices *sides[] = {&deal->from.parties, &deal->to.parties};
    for (size_t leg = 0; leg <= deal->leg_count; leg++) {
        for (size_t i = 0; i < 2; i++) {
            if (index_stands(sides[i], roots, root))
                return true;
            for (size_t j = 0; j < sides[i]->count; j++) {
                const struct party *other = &parties[sides[i]->at[j]];
                if ((other->serves != NO_INDEX && roots[other->serves] == root) ||
                    index_stands(&other->members, roots, root))
                    return true;
            }
        }
        if (leg < deal->leg_count) {
            sides[0] = &deal->legs[leg].from.parties;
            sides[1] = &deal->legs[leg].to.parties;
        }
    }
    size_t serves = parties[party].serves;
    return (deal->beneficiary != NO_INDEX && roots[deal->beneficiary] == root) ||
           (serves != NO_INDEX && serves != party && parties[serves].serves == NO_INDEX &&
               has_side(check, deal, serves));
}

/* Whose shares are sold, or who is taken over, has no side in it: only who raises money does. */
static void link_sense(const struct check *check, const struct valuation *valuation)
{
    if (valuation->deal == NO_INDEX)
        return;
    const struct deal *deal = &check->dataset->deals[valuation->deal];
    if (type_class(deal->type) == CLASS_CAPITAL && !has_side(check, deal, valuation->party))
        check_say(check, DIAG_ODD_LINK, &valuation->deal, "is it another deal's?",
            "%s names '%s', where '%s' neither pays nor is paid", check_path(check, &valuation->deal),
            deal->id, check_party_id(check->dataset, valuation->party));
}

/* What comes in adds to the value: before the money it is worth less than after, and never less than it
 * raised. */
static void money_sense(const struct check *check, size_t index)
{
    enum { COMPARED_MOST = 64 };
    const struct valuation *valuations = check->dataset->valuations, *valuation = &valuations[index];
    struct interval value, other;
    if (valuation->money == MONEY_UNSPECIFIED || !amount_interval(&valuation->value, &value))
        return;
    if (valuation->money == MONEY_POST && amount_interval(&valuation->raised, &other) &&
        other.low > value.high)
        check_say(check, DIAG_ODD_VALUATION, &valuation->raised,
            slip_hint(check->arena, other.low, value.high), "%s is more than the valuation after it",
            check_path(check, &valuation->raised));
    for (size_t i = index > COMPARED_MOST ? index - COMPARED_MOST : 0; i < index; i++) {
        const struct valuation *earlier = &valuations[i];
        if (earlier->party != valuation->party ||
            earlier->money + valuation->money != MONEY_PRE + MONEY_POST ||
            earlier->date.last < valuation->date.first || earlier->date.first > valuation->date.last ||
            !amount_interval(&earlier->value, &other))
            continue;
        bool post = valuation->money == MONEY_POST;
        if (post ? other.low > value.high : value.low > other.high)
            check_say(check, DIAG_ODD_VALUATION, &valuation->value, "are pre and post swapped?",
                "%s, %s the money, is %s than %s", check_path(check, &valuation->value),
                post ? "after" : "before", post ? "less" : "more", check_path(check, &earlier->value));
    }
}

static void valuation_sense(const struct check *check, size_t index)
{
    const struct valuation *valuation = &check->dataset->valuations[index];
    amount_sense(check, &valuation->value, BUCKET_PLANNED);
    source_sense(check, valuation, &valuation->sources);
    if (valuation->status != STATUS_NONE && status_is_dead(valuation->status))
        return;
    future_sense(check, &valuation->date, "is the year right, and as_of?");
    link_sense(check, valuation);
    money_sense(check, index);
    valuation_claims_sense(check, valuation);
}

/* Each part may be smaller than the whole, and all of them together too many. */
static void parts_sense(const struct check *check)
{
    size_t count = check->dataset->deal_count;
    money *sums = arena_array(check->arena, money, count);
    size_t *parts = arena_array(check->arena, size_t, count),
           *exchanged = arena_array(check->arena, size_t, count);
    struct interval one;
    for (size_t i = 0; i < count; i++) {
        const struct deal *deal = &check->dataset->deals[i];
        if (deal->part_of == NO_INDEX || status_is_dead(deal->status) || !deal_interval(deal, &one))
            continue;
        sums[deal->part_of] = money_add(sums[deal->part_of], one.low);
        parts[deal->part_of]++;
        exchanged[deal->part_of] += deal_exchanged(deal);
    }
    for (size_t i = 0; i < count; i++) {
        const struct deal *whole = &check->dataset->deals[i];
        if (parts[i] > 1 && deal_interval(whole, &one) &&
            sums[i] > interval_widened(one, exchanged[i] + deal_exchanged(whole)).high)
            check_say(check, DIAG_PARTS_ABOVE, whole, "is one of them counted twice?",
                "the parts of %s add up to more than the whole", check_path(check, whole));
    }
}

static void parties_sense(const struct check *check)
{
    for (size_t i = 0; i < check->dataset->party_count; i++) {
        const struct party *party = &check->dataset->parties[i];
        if ((party->kind == PARTY_PROJECT || party->kind == PARTY_VEHICLE) && party->serves == NO_INDEX)
            check_say(check, DIAG_PROJECT_FOR, party, "write \"for\" and the id of a party",
                "%s is a %s and does not say whom it serves", check_path(check, party),
                party_kind_name(party->kind));
    }
}

static void live_sense(const struct check *check)
{
    if (!check->dataset->deal_count) {
        check_say(check, DIAG_NOTHING_LIVE, &check->dataset->deals, "add who pays whom",
            "no deal stands in %s", check_path(check, &check->dataset->deals));
        return;
    }
    for (size_t i = 0; i < check->dataset->deal_count; i++)
        if (!status_is_dead(check->dataset->deals[i].status))
            return;
    check_say(check, DIAG_NOTHING_LIVE, &check->dataset->deals, "all are cancelled, lapsed or the like",
        "no deal is live in %s", check_path(check, &check->dataset->deals));
}

void dataset_check_sense(
    struct arena *scratch, const struct dataset *dataset, const bool *source_cited, struct diags *diags)
{
    struct check check = {.arena = scratch, .dataset = dataset, .diags = diags};
    check.roots = roots_find(&check);
    check.itemised = itemised_find(&check);
    check.stamps = arena_array(scratch, size_t, dataset->party_count);
    check.payers = arena_array(scratch, size_t, dataset->party_count);
    for (size_t i = 0; i < dataset->deal_count; i++)
        deal_sense(&check, &dataset->deals[i]);
    for (size_t i = 0; i < dataset->valuation_count; i++)
        valuation_sense(&check, i);
    for (size_t i = 0; i < dataset->metric_count; i++) {
        source_sense(&check, &dataset->metrics[i], &dataset->metrics[i].sources);
        metric_claims_sense(&check, &dataset->metrics[i]);
    }
    for (size_t i = 0; i < dataset->source_count; i++)
        if (!source_cited[i])
            check_say(&check, DIAG_SOURCE_UNUSED, &dataset->sources[i], "cite it or take it out",
                "nothing cites %s, '%s'", check_path(&check, &dataset->sources[i]), dataset->sources[i].id);
    parts_sense(&check);
    twins_sense(&check);
    parties_sense(&check);
    live_sense(&check);
}
