/* SPDX-License-Identifier: MIT */
/*
 * stakes: comes in valuations with the money that went in, goes out what part of the party it comes to.
 *
 * New money x at a value V: x / V when V is post-money, x / (V + x) when it is pre-money; where nobody says
 * which, anything from the one to the other. Shares that changed hands are x / V. Without `raised` and `sold`
 * the new equity of the linked deal is taken: then it is the stake of who pays in that deal.
 */
#include "derive.h"

#include <math.h>

/* x / (V + x), which rises with x and falls with V */
static double diluted(money x, money value)
{
    if (x == 0)
        return value > 0 ? 0 : (double)NAN;
    if (value == MONEY_OPEN)
        return 0;
    return x == MONEY_OPEN ? 1 : (double)x / ((double)value + (double)x);
}

static double at_most_one(double share)
{
    return share > 1 ? 1 : share;
}

static double lesser(double a, double b)
{
    return a < b ? a : b;
}

static void share_find(struct stake_figure *stake, enum valuation_money basis, const struct amount *worth)
{
    struct interval x = stake->money, value = interval_of(worth);
    struct quotient post = ratio_of(x, value);
    bool heads = x.has_headline && value.has_headline && value.headline > 0;
    double head_pre = heads ? diluted(x.headline, value.headline) : (double)NAN;
    post.high = at_most_one(post.high), post.headline = at_most_one(post.headline);
    post.low = at_most_one(post.low);
    double pre_low = diluted(x.low, value.high), pre_high = diluted(x.high, value.low);
    bool is_post = basis == MONEY_POST || stake->of == STAKE_SOLD, is_pre = !is_post && basis == MONEY_PRE;
    stake->share.low = is_post ? post.low : lesser(pre_low, post.low);
    stake->share.high = is_pre ? pre_high : post.high;
    stake->head_low = is_post ? post.headline : head_pre;
    stake->head_high = is_pre ? head_pre : post.headline;
    bool one = is_post || is_pre;
    stake->share.headline = one ? stake->head_high : (double)NAN;
}

/* Half a unit of its last digit: "27" is 26.5 to 27.5. */
static double stated_slack(int64_t millionths)
{
    int64_t unit = 1000000;
    while (unit > 1 && millionths % unit)
        unit /= 10;
    return (double)unit / 2;
}

static void stated_find(struct stake_figure *stake, const struct stake *stated, bool by_deal)
{
    if (stake->has_stated || !stated->present || !stated->has_percent)
        return;
    stake->has_stated = true;
    stake->stated_by_deal = by_deal;
    stake->stated_millionths = stated->percent_millionths;
    double percent = (double)stated->percent_millionths, slack = stated_slack(stated->percent_millionths);
    const double whole = 1e8; /* 100 %, in millionths */
    stake->outside =
        percent + slack < stake->share.low * whole || percent - slack > stake->share.high * whole;
}

static bool pays_in(const struct flow *flow, size_t party)
{
    bool equity = flow->type == TYPE_EQUITY || flow->type == TYPE_CONVERTIBLE;
    return equity && flow->is_money && flow->bucket != BUCKET_DEAD && flow->payee_parties.count == 1 &&
           flow->payee_parties.at[0] == party;
}

/* New equity that the deal brings the party; one of unknown size opens the end. */
static bool deal_money(const struct facts *facts, size_t deal, size_t party, struct interval *sum)
{
    bool any = false;
    *sum = (struct interval){.has_headline = true};
    for (size_t i = facts_first_flow(facts, deal); i < facts->flow_count && facts->flows[i].deal == deal;
         i++) {
        if (!pays_in(&facts->flows[i], party))
            continue;
        any = true;
        struct interval more = interval_of(&facts->flows[i].amount);
        if (!amount_is_sized(&facts->flows[i].amount))
            more.high = MONEY_OPEN;
        interval_add(sum, more);
    }
    return any && sum->high > 0;
}

static void stake_add(struct facts *facts, size_t index, enum stake_of of, struct interval amount)
{
    const struct valuation *valuation = &facts->dataset->valuations[index];
    struct stake_figure *stake = &facts->figures.stakes[facts->figures.stake_count++];
    *stake = (struct stake_figure){.valuation = index, .of = of, .money = amount};
    share_find(stake, valuation->money, &valuation->value);
    stated_find(stake, &valuation->stake, false);
    if (valuation->deal != NO_INDEX)
        stated_find(stake, &facts->dataset->deals[valuation->deal].stake, true);
}

void stakes_derive(struct arena *arena, struct facts *facts)
{
    const struct dataset *dataset = facts->dataset;
    facts->figures.stakes = arena_array(arena, struct stake_figure, dataset->valuation_count * 2);
    for (size_t i = 0; i < dataset->valuation_count; i++) {
        const struct valuation *valuation = &dataset->valuations[i];
        struct interval amount;
        bool dead = valuation->status != STATUS_NONE && status_rank(valuation->status) == 0;
        if (dead || valuation->party == NO_INDEX || !amount_is_sized(&valuation->value) ||
            valuation->value.high <= 0)
            continue;
        bool raised = amount_is_sized(&valuation->raised), sold = amount_is_sized(&valuation->sold);
        if (raised)
            stake_add(facts, i, STAKE_RAISED, interval_of(&valuation->raised));
        if (sold)
            stake_add(facts, i, STAKE_SOLD, interval_of(&valuation->sold));
        if (!raised && !sold && valuation->deal != NO_INDEX &&
            deal_money(facts, valuation->deal, valuation->party, &amount))
            stake_add(facts, i, STAKE_DEAL, amount);
    }
}
