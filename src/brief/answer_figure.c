/* SPDX-License-Identifier: MIT */
/*
 * Figures as values: share, annual, pair, stepup, cover, runway, ratio. The numbers are those of the facts;
 * here they get the words that say how sure they are. What a figure rests on and is not known makes its end
 * open: it is never left out in silence.
 */
#include "answer_internal.h"
#include "derive.h"
#include "say.h"
#include "total_words.h"

#include <math.h>
#include <string.h>

/* What a measure rests on, around its words */
static const char given[] = WORDS("%s on the figures given");

/* ---- words ---- */

static const char *framed(struct arena *arena, const char *frame, const char *words)
{
    return frame ? arena_printf(arena, said(arena, frame), words) : words;
}

static const char *multiple_text(struct arena *arena, const struct answer *answer)
{
    const struct measure *at = &answer->measure;
    struct ratio ratio = {at->low, at->high, at->value, at->about};
    struct str out = str_init(arena);
    if (word_ratio(&out, &ratio, at->digits))
        return framed(arena, answer->after, str_text(&out));
    if (!isfinite(at->value))
        return said(arena, "not known");
    word_multiple(&out, at->value, at->digits, ROUND_HALF_EVEN);
    return framed(arena, given, str_text(&out));
}

static const char *percent_text(struct arena *arena, double share, enum rounding rounding)
{
    struct str out = str_init(arena);
    if (rounding == ROUND_HALF_EVEN && share >= 0 && share <= 1)
        word_share(&out, share);
    else
        word_percent_rounded(&out, share * 100, rounding);
    return str_text(&out);
}

static const char *share_text(struct arena *arena, const struct answer *answer)
{
    const struct measure *at = &answer->measure;
    bool open = !isfinite(at->high), floor = at->low <= 0 && !answer->is_growth, nothing = floor && open;
    const char *words, *frame = nothing ? given : answer->after;
    if (at->low >= at->high || at->about || nothing) {
        if (!isfinite(at->value))
            return said(arena, "not known");
        words = percent_text(arena, at->value, ROUND_HALF_EVEN);
        if (at->about && at->low < at->high)
            words = say(arena, "about %s", words);
    } else if (floor) {
        words = say(arena, "at most %s", percent_text(arena, at->high, ROUND_UP));
    } else if (open) {
        words = say(arena, "at least %s", percent_text(arena, at->low, ROUND_DOWN));
    } else {
        const char *low = percent_text(arena, at->low, ROUND_DOWN);
        words = say(arena, "%s to %s", low, percent_text(arena, at->high, ROUND_UP));
    }
    return framed(arena, frame, words);
}

/* Tenths of years are as fine as a quotient of two amounts can be read: millionths for wording.h */
static int32_t years_tenths(double years, enum rounding rounding)
{
    double most = (double)(INT32_MAX / YEARS_ONE), tenths = years * 10;
    tenths = rounding == ROUND_DOWN ? floor(tenths + 1e-9)
             : rounding == ROUND_UP ? ceil(tenths - 1e-9)
                                    : nearbyint(tenths);
    tenths = tenths > most * 10 ? most * 10 : tenths;
    return (int32_t)tenths * (YEARS_ONE / 10);
}

static const char *years_words(struct arena *arena, int32_t low, int32_t high)
{
    struct str out = str_init(arena);
    word_years(&out, low, high, false);
    return str_text(&out);
}

static const char *years_text(struct arena *arena, const struct answer *answer)
{
    const struct measure *at = &answer->measure;
    bool open = !isfinite(at->high), single = at->low >= at->high || at->about;
    const char *words;
    if ((open && at->low <= 0) || (single && !isfinite(at->value)))
        return said(arena, "not known");
    if (single) {
        int32_t years = years_tenths(at->value, ROUND_HALF_EVEN), least = YEARS_ONE / 10;
        words = years_words(arena, years ? years : least, years ? years : least);
        words = !years      ? say(arena, "less than %s", words)
                : at->about ? say(arena, "about %s", words)
                            : words;
    } else if (open || at->low <= 0) {
        int32_t years = open ? years_tenths(at->low, ROUND_DOWN) : years_tenths(at->high, ROUND_UP);
        words = years_words(arena, years, years);
        words = open ? say(arena, "at least %s", words) : say(arena, "at most %s", words);
    } else {
        words = years_words(arena, years_tenths(at->low, ROUND_DOWN), years_tenths(at->high, ROUND_UP));
    }
    return framed(arena, answer->after, words);
}

const char *measure_text(const struct expansion *expansion, const struct answer *answer)
{
    struct answer at = *answer;
    if (at.digits && (!at.measure.digits || at.digits < at.measure.digits))
        at.measure.digits = at.digits;
    if (at.type == VALUE_YEARS)
        return years_text(expansion->arena, &at);
    if (at.type == VALUE_SHARE)
        return share_text(expansion->arena, &at);
    return multiple_text(expansion->arena, &at);
}

/* ---- parties ---- */

static size_t party_top(const struct dataset *dataset, size_t party)
{
    while (dataset->parties[party].parent != NO_INDEX)
        party = dataset->parties[party].parent;
    return party;
}

/* The party that a figure names; NO_INDEX after an error */
static size_t party_of(const struct expansion *expansion, const struct value *value)
{
    if (!value->names[0])
        return expansion->party;
    size_t party = dataset_find_party(expansion->dataset, value->names[0]);
    if (party == NO_INDEX)
        fail_party(expansion, value->names[0], value->name_places[0]);
    return party;
}

/* *node is NO_INDEX where the party pays and gets nothing; a unit stands for its parent, "a+b" for two that
   nobody can tell apart. false after an error. */
static bool node_of(const struct expansion *expansion, const struct value *value, size_t which, size_t *node)
{
    const struct facts *facts = expansion->facts;
    const struct dataset *dataset = expansion->dataset;
    const char *id = value->names[which];
    size_t party = id ? dataset_find_party(dataset, id) : expansion->party;
    *node = NO_INDEX;
    if (party == NO_INDEX) {
        *node = facts_find_node(facts, id);
        return *node != NO_INDEX || fail_party(expansion, id, value->name_places[which]);
    }
    if (facts->level != LEVEL_SELF)
        party = party_top(dataset, party);
    *node = facts_find_node(facts, dataset->parties[party].id);
    return true;
}

/* ---- pair ---- */

static const struct pair *pair_find(const struct network *network, size_t investor, size_t buyer)
{
    for (size_t i = 0; i < network->pair_count; i++)
        if (network->pairs[i].investor == investor && network->pairs[i].buyer == buyer)
            return &network->pairs[i];
    return NULL;
}

static double as_number(money amount)
{
    return amount == MONEY_OPEN ? (double)INFINITY : (double)amount;
}

static struct measure ratio_between(money low, money high, money by_low, money by_high)
{
    bool is_open = high == MONEY_OPEN || by_low <= 0;
    return (struct measure){
        .low = by_high == MONEY_OPEN || by_high <= 0 ? 0 : as_number(low) / as_number(by_high),
        .high = is_open ? (double)INFINITY : as_number(high) / as_number(by_low),
        .value = (double)NAN};
}

static void pair_matched(const struct pair *pair, struct answer *answer)
{
    money capital = total_high(&pair->capital), commerce = total_high(&pair->commerce);
    answer->form = MONEY_FORM_INTERVAL;
    answer->total =
        (struct total){.low = pair->matched_low, .high = capital < commerce ? capital : commerce, .flows = 1};
}

static bool answer_pair(const struct expansion *expansion, const struct value *value, struct answer *answer)
{
    const struct network *network = value->firm ? &expansion->facts->firm : &expansion->facts->live;
    size_t investor, buyer;
    bool good = node_of(expansion, value, 0, &investor);
    good = node_of(expansion, value, 1, &buyer) && good;
    if (!good)
        return false;
    const struct pair *pair = pair_find(network, investor, buyer);
    answer->absent = !pair;
    if (!pair && pair_find(network, buyer, investor) && !value->optional)
        return fail_name(expansion, value->name_places[0],
            "the investor comes first, then who is paid and buys from it",
            arena_printf(
                expansion->arena, "'%s': capital flows the other way between these two", value->text));
    if (!pair)
        return true;
    answer->form = MONEY_FORM_TOTAL;
    if (value->aspect == ASPECT_CAPITAL)
        answer->total = pair->capital;
    else if (value->aspect == ASPECT_COMMERCE)
        answer->total = pair->commerce;
    else
        pair_matched(pair, answer);
    if (value->aspect != ASPECT_MULTIPLE)
        return true;
    answer->measure = ratio_between(
        pair->commerce.low, total_high(&pair->commerce), pair->capital.low, total_high(&pair->capital));
    answer->measure.value = pair->multiple >= 0 ? pair->multiple : (double)NAN;
    answer->measure.digits = pair->capital.digits && pair->capital.digits < pair->commerce.digits
                                 ? pair->capital.digits
                                 : pair->commerce.digits;
    return true;
}

/* ---- annual ---- */

/* "and two without a term" */
static const char *termless_words(const struct expansion *expansion, int termless, bool joined)
{
    if (!termless)
        return NULL;
    const char *count = count_words(expansion->arena, termless);
    return joined ? say(expansion->arena, " and %s without a term", count)
                  : say(expansion->arena, " plus %s without a term", count);
}

/* Averages per year are summed as totals are; what has no term or no size stands beside. */
static bool answer_annual(const struct expansion *expansion, const struct value *value, struct answer *answer)
{
    const struct facts *facts = expansion->facts;
    const struct selection *where = expand_where(expansion, value->where, value->where_place);
    const struct flow *before = NULL;
    struct tally tally = {0};
    int termless = 0, digits = 0;
    if (!where)
        return false;
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (!flow_is_live_money(flow) || !flow_selected(facts, where, flow))
            continue;
        const struct annual *annual = facts_annual(facts, i);
        struct flow one = *flow;
        if (annual) {
            one.counted.low = annual->low;
            one.counted.high = annual->high;
            one.counted.has_headline = annual->has_headline;
            one.counted.headline = annual->headline;
            digits = !digits || annual->digits < digits ? annual->digits : digits;
        } else if (amount_is_sized(&flow->counted)) {
            termless += !before || !flows_are_one(before, flow);
            before = flow;
            continue;
        }
        struct flow *kept = arena_new(expansion->arena, struct flow);
        *kept = one;
        tally_add(&tally, kept);
    }
    answer->form = MONEY_FORM_TOTAL;
    answer->total = tally_finish(&tally);
    answer->digits = digits;
    answer->absent = answer->total.flows == answer->total.undisclosed;
    answer->after = termless_words(expansion, termless, answer->total.undisclosed > 0);
    return true;
}

/* ---- stepup ---- */

static bool is_plain(const struct amount *amount)
{
    return amount->kind == AMOUNT_EXACT || amount->kind == AMOUNT_NONE;
}

/* Only "about" makes a quotient wide: neither is a bound or a range. */
static bool hangs_on_about(const struct amount *a, const struct amount *b)
{
    bool plain =
        (amount_kind_is_about(a->kind) || is_plain(a)) && (amount_kind_is_about(b->kind) || is_plain(b));
    return plain && (amount_kind_is_about(a->kind) || amount_kind_is_about(b->kind));
}

static int digits_of(const struct amount *a, const struct amount *b)
{
    return a->digits && (!b->digits || a->digits < b->digits) ? a->digits : b->digits;
}

/* What the party was worth before the round, by what it was worth last, where only "about" makes that wide. A
   pre-money value that is stated beside the round is not looked for: its step-up is another. */
static bool stepup_about(const struct dataset *dataset, const struct stepup *stepup, struct measure *measure)
{
    const struct valuation *to = &dataset->valuations[stepup->to];
    const struct amount *from = &dataset->valuations[stepup->from].value, *raised = &to->raised;
    bool less = to->money == MONEY_POST && stepup->has_raised;
    bool bounded = !less || is_plain(raised) || amount_kind_is_about(raised->kind);
    bool about = hangs_on_about(&to->value, from) || (is_plain(from) && is_plain(&to->value));
    if (!bounded || !about)
        return false;
    money low = to->value.low - (less ? raised->high : 0), high = to->value.high - (less ? raised->low : 0),
          pre = to->value.headline - (less ? stepup->raised : 0);
    if (fabs((double)pre / (double)from->headline - stepup->step_up) > 1e-9)
        return false;
    *measure = ratio_between(low > 0 ? low : 0, high, from->low, from->high);
    measure->value = stepup->step_up;
    measure->about = true;
    measure->digits = digits_of(from, &to->value);
    return true;
}

static bool answer_stepup(const struct expansion *expansion, const struct value *value, struct answer *answer)
{
    const struct facts *facts = expansion->facts;
    const struct stepup *last = NULL;
    size_t party = party_of(expansion, value);
    if (party == NO_INDEX)
        return false;
    for (size_t i = 0; i < facts->stepup_count; i++)
        if (facts->stepups[i].party == party)
            last = &facts->stepups[i]; /* of a party they stand by date */
    double number = !last                            ? (double)NAN
                    : value->aspect == ASPECT_RATIO  ? last->ratio
                    : value->aspect == ASPECT_GROWTH ? last->annualised
                                                     : last->step_up;
    answer->absent = !isfinite(number);
    if (answer->absent)
        return true;
    const struct amount *from = &expansion->dataset->valuations[last->from].value,
                        *to = &expansion->dataset->valuations[last->to].value,
                        *raised = &expansion->dataset->valuations[last->to].raised;
    struct measure *measure = &answer->measure;
    *measure = (struct measure){number, number, number, false, digits_of(from, to)};
    bool exact = is_plain(from) && is_plain(to);
    if (value->aspect == ASPECT_RATIO && !exact) {
        *measure = ratio_between(to->low, to->high, from->low, from->high);
        measure->value = number;
        measure->about = hangs_on_about(to, from);
        measure->digits = digits_of(from, to);
    } else if (!exact || (last->has_raised && !is_plain(raised) && value->aspect == ASPECT_USUAL)) {
        if (value->aspect != ASPECT_USUAL || !stepup_about(expansion->dataset, last, measure))
            answer->after = given;
    }
    answer->is_growth = value->aspect == ASPECT_GROWTH;
    return true;
}

/* ---- cover, runway ---- */

static struct measure measure_of(const struct quotient *quotient)
{
    return (struct measure){quotient->low, quotient->high,
        isnan(quotient->headline) ? quotient->low : quotient->headline, false, 0};
}

/* What has no term or no size would come on top: then only the low end is sure. */
static bool answer_cover(const struct expansion *expansion, const struct value *value, struct answer *answer)
{
    const struct figures *figures = &expansion->facts->figures;
    size_t party = party_of(expansion, value);
    if (party == NO_INDEX)
        return false;
    answer->absent = true;
    for (size_t i = 0; i < figures->cover_count; i++) {
        const struct cover *cover = &figures->covers[i];
        for (size_t m = 0; m < cover->metric_count && cover->party == party; m++) {
            const struct cover_metric *metric = &cover->metrics[m];
            const struct purchases *bought = value->firm ? &cover->firm : &cover->live;
            const struct quotient *quotient = value->firm ? &metric->firm : &metric->live;
            if (!metric->chosen || isnan(quotient->low))
                continue;
            answer->absent = false;
            answer->measure = measure_of(quotient);
            answer->measure.digits = expansion->dataset->metrics[metric->revenue.metric].value.digits;
            if (bought->termless || bought->undisclosed)
                answer->measure.high = (double)INFINITY;
        }
    }
    return true;
}

static bool answer_runway(const struct expansion *expansion, const struct value *value, struct answer *answer)
{
    static const char *const burned[] = {[BURN_CASH] = NULL,
        [BURN_OPERATING_LOSS] = WORDS("%s at the rate of its operating loss"),
        [BURN_NET_LOSS] = WORDS("%s at the rate of its net loss")};
    const struct figures *figures = &expansion->facts->figures;
    size_t party = party_of(expansion, value);
    if (party == NO_INDEX)
        return false;
    answer->absent = true;
    for (size_t i = 0; i < figures->runway_count; i++) {
        const struct runway *runway = &figures->runways[i];
        if (runway->party != party || !runway->chosen)
            continue;
        const struct metric *metrics = expansion->dataset->metrics;
        answer->absent = false;
        answer->measure = measure_of(&runway->years);
        answer->measure.about =
            hangs_on_about(&metrics[runway->cash].value, &metrics[runway->burn.metric].value);
        answer->after = burned[runway->kind];
    }
    return true;
}

/* ---- share ---- */

static void share_circulating(const struct network *network, struct answer *answer)
{
    answer->absent = !network->edge_count || network->circulation_cut;
    answer->measure = (struct measure){network->share, network->share, network->share, false, 0};
    answer->after = given;
}

static bool share_guaranteed(
    const struct expansion *expansion, const struct value *value, struct answer *answer)
{
    const struct selection *where = expand_where(expansion, value->where, value->where_place);
    if (!where)
        return false;
    struct total total = facts_total(expansion->facts, where);
    answer->absent = total.headline <= 0;
    double share = answer->absent ? 0 : (double)total.certain / (double)total.headline;
    answer->measure = (struct measure){share, share, share, false, 0};
    return true;
}

static void share_top(const struct network *network, const struct value *value, struct answer *answer)
{
    answer->absent = network->top_count < (size_t)value->number;
    if (answer->absent)
        return;
    const struct top *top = &network->tops[value->number - 1];
    answer->measure = (struct measure){top->low, top->high, top->headline, false, 0};
    if (!top->open && top->low < top->high)
        return;
    answer->measure.low = answer->measure.high = top->headline;
    answer->after = top->open ? given : NULL;
}

/* Of its latest valuation that says what was raised or sold */
static bool share_stake(const struct expansion *expansion, const struct value *value, struct answer *answer)
{
    const struct figures *figures = &expansion->facts->figures;
    const struct valuation *valuations = expansion->dataset->valuations;
    const struct stake_figure *last = NULL;
    size_t party = party_of(expansion, value);
    if (party == NO_INDEX)
        return false;
    for (size_t i = 0; i < figures->stake_count; i++) {
        const struct stake_figure *at = &figures->stakes[i];
        bool later = !last || valuations[at->valuation].date.last >= valuations[last->valuation].date.last;
        if (valuations[at->valuation].party == party && later)
            last = at;
    }
    answer->absent = !last;
    if (last)
        answer->measure = measure_of(&last->share);
    return true;
}

static bool answer_share(const struct expansion *expansion, const struct value *value, struct answer *answer)
{
    const struct network *network = value->firm ? &expansion->facts->firm : &expansion->facts->live;
    switch (value->aspect) {
    case ASPECT_GUARANTEED:
        return share_guaranteed(expansion, value, answer);
    case ASPECT_TOP:
        share_top(network, value, answer);
        return true;
    case ASPECT_STAKE:
        return share_stake(expansion, value, answer);
    default:
        share_circulating(network, answer);
        return true;
    }
}

/* ---- ratio ---- */

struct side_of_ratio {
    money low, high, headline;
    bool has_headline, about, plain;
    int digits;
};

static bool ratio_side(const struct expansion *expansion, const struct value *value, bool optional,
    struct side_of_ratio *side, bool *absent)
{
    struct answer answer = {0};
    struct value operand = *value;
    operand.optional = optional;
    if (!answer_look_up(expansion, &operand, &answer))
        return false;
    bool metric = answer.type == VALUE_METRIC;
    if (!answer.absent)
        answer_as_money(expansion, &answer);
    if (metric && answer.absent)
        return fail_name(expansion, value->place, "a ratio is of two amounts of money",
            arena_printf(expansion->arena, "'%s' is no money", value->text));
    *absent = *absent || answer.absent;
    const struct amount amount = answer.amount;
    if (answer.form == MONEY_FORM_AMOUNT) {
        side->about = amount_kind_is_about(amount.kind);
        side->plain = is_plain(&amount);
        side->has_headline = amount.has_headline;
        side->headline = amount.headline;
        side->digits = amount.digits;
        answer_range(expansion, &answer);
        if (!amount_is_sized(&amount) && amount.kind != AMOUNT_NONE)
            answer.total.undisclosed = 1;
    } else if (answer.form == MONEY_FORM_TOTAL) {
        side->has_headline = !answer.total.no_headline && !answer.total.undisclosed;
        side->headline = answer.total.headline;
        side->digits = answer.digits ? answer.digits : answer.total.digits;
        side->plain = answer.total.all_exact;
    }
    side->low = answer.total.low;
    side->high = answer.after && answer.form == MONEY_FORM_TOTAL ? MONEY_OPEN : total_high(&answer.total);
    return true;
}

/* An end that is not known is open: "$5B plus two undisclosed" is at least $5B. */
static bool answer_ratio(const struct expansion *expansion, const struct value *value, struct answer *answer)
{
    struct side_of_ratio sides[2] = {0};
    bool good = ratio_side(expansion, value->operands[0], value->optional, &sides[0], &answer->absent);
    good = ratio_side(expansion, value->operands[1], value->optional, &sides[1], &answer->absent) && good;
    if (!good || answer->absent)
        return good;
    const struct side_of_ratio *a = &sides[0], *b = &sides[1];
    answer->measure = ratio_between(a->low, a->high, b->low, b->high);
    if (a->has_headline && b->has_headline && b->headline > 0)
        answer->measure.value = (double)a->headline / (double)b->headline;
    bool settled = (a->about || a->plain) && (b->about || b->plain);
    answer->measure.about = settled && (a->about || b->about);
    answer->measure.digits = a->digits && (!b->digits || a->digits < b->digits) ? a->digits : b->digits;
    answer->absent =
        !(answer->measure.low > 0) && !isfinite(answer->measure.high) && isnan(answer->measure.value);
    return true;
}

bool answer_figure(const struct expansion *expansion, const struct value *value, struct answer *answer)
{
    answer->type = value->type;
    switch (value->root) {
    case ROOT_SHARE:
        return answer_share(expansion, value, answer);
    case ROOT_ANNUAL:
        return answer_annual(expansion, value, answer);
    case ROOT_PAIR:
        return answer_pair(expansion, value, answer);
    case ROOT_STEPUP:
        return answer_stepup(expansion, value, answer);
    case ROOT_COVER:
        return answer_cover(expansion, value, answer);
    case ROOT_RUNWAY:
        return answer_runway(expansion, value, answer);
    default:
        return answer_ratio(expansion, value, answer);
    }
}
