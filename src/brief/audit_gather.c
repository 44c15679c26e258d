/* SPDX-License-Identifier: MIT */
/*
 * Gathers the numbers that prose may stand on: what the dataset states comes first, then what facts make of
 * it, what the older edition said, what the template's values print. What is wide in the data gives its ends,
 * each with the hedge that it must keep.
 */
#include "audit_candidates.h"

#include "wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { YEAR_FIRST = 1900, YEAR_COUNT = 300, MILLION = 1000000 };

typedef LIST(struct candidate) candidate_list;

struct gathering {
    struct arena *arena;
    const struct dataset *dataset;
    candidate_list list;
    struct origin years[YEAR_COUNT]; /* before NULL: the year does not occur */
    bool stated;
    enum language language; /* of texts */
    bool comma;             /* of their decimals */
};

/* ---- adding ---- */

static void number_put(struct gathering *gathering, enum prose_kind kind, const char *currency, int64_t value,
    unsigned needs, struct origin origin)
{
    struct candidate *candidate = list_push(gathering->arena, &gathering->list);
    candidate->kind = kind;
    currency_set(candidate->currency, currency);
    candidate->value = value;
    candidate->needs = needs;
    candidate->order = gathering->list.count;
    candidate->stated = gathering->stated;
    candidate->origin = origin;
}

static void money_put(
    struct gathering *gathering, const char *currency, money value, unsigned needs, struct origin origin)
{
    if (value < 0)
        value = value <= -MONEY_OPEN ? MONEY_OPEN : -value; /* prose says "pays out $5B net" */
    if (value > 0 && value < MONEY_OPEN)
        number_put(gathering, PROSE_MONEY, currency, value, needs, origin);
}

static void amount_put(struct gathering *gathering, const struct amount *amount, struct origin origin)
{
    const char *currency = *amount->currency ? amount->currency : gathering->dataset->currency;
    if (!amount_is_sized(amount))
        return;
    if (amount->written && amount->written != amount)
        amount_put(gathering, amount->written, origin);
    if (amount->low == amount->high) {
        money_put(gathering, currency, amount->low, 0, origin);
        return;
    }
    bool about = amount_kind_is_about(amount->kind);
    if (about ||
        (amount->has_headline && amount->headline != amount->low && amount->headline != amount->high))
        money_put(gathering, currency, amount->headline, HEDGE_ABOUT, origin);
    if (!about || amount_hangs(amount))
        money_put(gathering, currency, amount->low, about ? 0 : HEDGE_LEAST, origin);
    if (!about)
        money_put(gathering, currency, amount->high, HEDGE_MOST, origin);
}

static void interval_put(struct gathering *gathering, money low, money high, bool has_headline,
    money headline, unsigned needs, struct origin origin)
{
    const char *currency = gathering->dataset->currency;
    if (low == high) {
        money_put(gathering, currency, low, 0, origin);
        return;
    }
    money_put(gathering, currency, low, HEDGE_LEAST, origin);
    money_put(gathering, currency, high, HEDGE_MOST, origin);
    if (has_headline)
        money_put(gathering, currency, headline,
            needs              ? needs
            : headline == high ? HEDGE_MOST
            : headline == low  ? HEDGE_LEAST
                               : 0,
            origin);
}

static void total_put(struct gathering *gathering, const struct total *total, struct origin origin)
{
    interval_put(gathering, total->low, total->high, total->headline > 0, total->headline,
        total->any_approx ? HEDGE_ABOUT : 0, origin);
}

static void real_put(
    struct gathering *gathering, enum prose_kind kind, double value, unsigned needs, struct origin origin)
{
    double millionths = fabs(value) * MILLION;
    if (isfinite(millionths) && millionths >= 1 && millionths < 1e15)
        number_put(gathering, kind, "", (int64_t)llround(millionths), needs, origin);
}

static void quotient_put(struct gathering *gathering, enum prose_kind kind, double scale,
    const struct quotient *quotient, struct origin origin)
{
    bool wide = !(quotient->low == quotient->high);
    real_put(gathering, kind, quotient->low * scale, wide ? HEDGE_LEAST : 0, origin);
    if (wide)
        real_put(gathering, kind, quotient->high * scale, HEDGE_MOST, origin);
    real_put(gathering, kind, quotient->headline * scale, 0, origin);
}

static void year_put(struct gathering *gathering, int year, struct origin origin)
{
    int at = year - YEAR_FIRST;
    if (at >= 0 && at < YEAR_COUNT && !gathering->years[at].before)
        gathering->years[at] = origin;
}

static void years_put(struct gathering *gathering, struct date from, struct date to, struct origin origin)
{
    int last = date_year(to);
    for (int year = date_year(from); year <= last && year < YEAR_FIRST + YEAR_COUNT; year++)
        year_put(gathering, year, origin);
}

static void date_put(struct gathering *gathering, struct date date, struct origin origin)
{
    if (date.precision == DATE_NONE)
        return;
    if (date.precision == DATE_DECADE)
        number_put(gathering, PROSE_YEAR, "", date_year(date), NEEDS_DECADE, origin);
    else
        year_put(gathering, date_year(date), origin);
}

/* What a text with a source of its own, or a value of the template, says */
static void text_put(struct gathering *gathering, const char *text, struct origin origin)
{
    prose_number_list numbers = {0};
    if (!text || !strpbrk(text, "0123456789abcdefghijklmnopqrstuvwxyz"))
        return;
    prose_numbers_read_as(
        gathering->arena, text, strlen(text), gathering->language, gathering->comma, &numbers);
    for (size_t i = 0; i < numbers.count; i++) {
        const struct prose_number *number = &numbers.at[i];
        const char *currency = !strcmp(number->currency, "$") ? "USD" : number->currency;
        if (number->kind == PROSE_MONEY &&
            currency_may_be(number->currency, gathering->dataset->currency, gathering->dataset->currency))
            currency = gathering->dataset->currency;
        if (number->kind == PROSE_YEAR && !number->top) {
            year_put(gathering, (int)number->value, origin);
            continue;
        }
        unsigned needs = number->kind == PROSE_SPAN ? 0 : number->hedge; /* "over seven years" */
        if (number->top)
            needs = number->kind == PROSE_YEAR ? (unsigned)NEEDS_DECADE : (unsigned)HEDGE_LEAST;
        number_put(gathering, number->kind, currency, number->value, needs, origin);
    }
}

/* ---- what the dataset states ---- */

static struct origin origin_of(const char *before, const char *id, const char *after)
{
    return (struct origin){before, id ? id : "", after};
}

static void term_put(struct gathering *gathering, const struct term *term, struct origin origin)
{
    if (!term->present)
        return;
    bool wide = term->years_low != term->years_high;
    if (term->years_high) {
        number_put(gathering, PROSE_SPAN, "", term->years_low, wide ? HEDGE_LEAST : 0, origin);
        number_put(gathering, PROSE_SPAN, "", term->years_high, wide ? HEDGE_MOST : 0, origin);
    }
    date_put(gathering, term->start, origin);
    date_put(gathering, term->end, origin);
    if (term->start.precision != DATE_NONE && term->end.precision != DATE_NONE) {
        years_put(gathering, term->start, term->end, origin);
        real_put(
            gathering, PROSE_SPAN, (term->end.last - term->start.first + 1) / 365.25, HEDGE_ABOUT, origin);
        number_put(gathering, PROSE_SPAN, "",
            llround((term->end.last - term->start.first + 1) / 365.25) * MILLION, 0, origin);
    } else if (term->start.precision != DATE_NONE && term->years_high) {
        int first = date_year(term->start);
        for (int i = 0; i <= term->years_high / MILLION; i++)
            year_put(gathering, first + i, origin);
    }
}

static void rate_put(struct gathering *gathering, const struct rate *rate, struct origin origin)
{
    if (rate->present && rate->has_percent)
        number_put(gathering, PROSE_SHARE, "", rate->percent_millionths, 0, origin);
    if (rate->present)
        text_put(gathering, rate->text, origin);
}

static void stake_put(struct gathering *gathering, const struct stake *stake, struct origin origin)
{
    if (stake->present && stake->has_percent)
        number_put(gathering, PROSE_SHARE, "", stake->percent_millionths, 0, origin);
    if (stake->present)
        date_put(gathering, stake->date, origin);
}

static void split_put(struct gathering *gathering, const struct split *split, struct origin origin)
{
    if (split->kind == SPLIT_SHARES)
        for (size_t i = 0; i < split->parties.count; i++)
            number_put(gathering, PROSE_SHARE, "", split->share_trillionths[i] / (SHARE_ONE / 100 / MILLION),
                0, origin);
    else if (split->kind == SPLIT_EQUAL && split->parties.count > 1)
        real_put(gathering, PROSE_SHARE, 100.0 / (double)split->parties.count, 0, origin);
}

static void claims_put(
    struct gathering *gathering, const struct claim *claims, size_t count, struct origin origin)
{
    for (size_t i = 0; i < count; i++) {
        if (claims[i].has_amount)
            amount_put(gathering, &claims[i].amount, origin);
        else
            text_put(gathering, claims[i].value, origin);
        text_put(gathering, claims[i].text, origin);
        text_put(gathering, claims[i].judgement, origin);
    }
}

static void legs_put(struct gathering *gathering, const struct deal *deal)
{
    struct origin origin = origin_of("deal ", deal->id, ", a part");
    for (size_t i = 0; i < deal->leg_count; i++) {
        const struct leg *leg = &deal->legs[i];
        amount_put(gathering, &leg->amount, origin);
        amount_put(gathering, &leg->funded, origin_of("deal ", deal->id, ", paid"));
        split_put(gathering, &leg->split, origin);
        term_put(gathering, &leg->term, origin);
        rate_put(gathering, &leg->rate, origin);
        text_put(gathering, leg->note, origin);
    }
    for (size_t i = 0; i < deal->tranche_count; i++) {
        const struct tranche *tranche = &deal->tranches[i];
        struct origin of = origin_of("deal ", deal->id, ", a tranche");
        amount_put(gathering, &tranche->amount, of);
        date_put(gathering, tranche->met_on, of);
        text_put(gathering, tranche->when, of);
        text_put(gathering, tranche->condition, of);
        text_put(gathering, tranche->note, of);
    }
}

static void deal_dates_put(struct gathering *gathering, const struct deal *deal, struct origin origin)
{
    const struct deal_dates *dates = &deal->dates;
    const struct date all[] = {dates->date, dates->reported, dates->announced, dates->signed_on,
        dates->closed, dates->cancelled, dates->expected};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        date_put(gathering, all[i], origin);
}

static void deal_put(struct gathering *gathering, const struct deal *deal)
{
    struct origin origin = origin_of("deal ", deal->id, ""),
                  text = origin_of("the text of deal ", deal->id, "");
    amount_put(gathering, &deal->amount, origin);
    amount_put(gathering, &deal->funded, origin_of("deal ", deal->id, ", paid"));
    legs_put(gathering, deal);
    term_put(gathering, &deal->term, origin);
    rate_put(gathering, &deal->rate, origin);
    stake_put(gathering, &deal->stake, origin);
    split_put(gathering, &deal->split, origin);
    deal_dates_put(gathering, deal, origin);
    for (size_t i = 0; i < deal->schedule_count; i++) {
        amount_put(gathering, &deal->schedule[i].amount, origin_of("deal ", deal->id, ", its schedule"));
        year_put(gathering, deal->schedule[i].year, origin);
    }
    for (size_t i = 0; i < deal->history_count; i++) {
        amount_put(gathering, &deal->history[i].amount, origin_of("deal ", deal->id, ", its history"));
        date_put(gathering, deal->history[i].date, origin);
        text_put(gathering, deal->history[i].note, text);
    }
    for (size_t i = 0; i < deal->term_count; i++) {
        text_put(gathering, deal->terms[i].text, text);
        text_put(gathering, deal->terms[i].until, text);
        text_put(gathering, deal->terms[i].scope, text);
    }
    claims_put(gathering, deal->claims, deal->claim_count, origin_of("a claim about deal ", deal->id, ""));
    text_put(gathering, deal->purpose, text);
    text_put(gathering, deal->note, text);
}

static void valuation_put(struct gathering *gathering, const struct valuation *valuation)
{
    const char *party = dataset_party_id(gathering->dataset, valuation->party);
    struct origin origin = origin_of("valuation of ", party, "");
    amount_put(gathering, &valuation->value, origin);
    amount_put(gathering, &valuation->raised, origin_of("valuation of ", party, ", raised"));
    amount_put(gathering, &valuation->sold, origin_of("valuation of ", party, ", sold"));
    date_put(gathering, valuation->date, origin);
    stake_put(gathering, &valuation->stake, origin);
    claims_put(gathering, valuation->claims, valuation->claim_count,
        origin_of("a claim about the valuation of ", party, ""));
    text_put(gathering, valuation->note, origin_of("the text of a valuation of ", party, ""));
}

/* A metric that is no money, by its unit: "4 times", "12 %", "7 years" */
static void measure_put(struct gathering *gathering, const struct metric *metric, struct origin origin)
{
    const char *unit = metric->unit ? metric->unit : "", *mark = NULL;
    if (str_equals_any_case(unit, "times") || str_equals_any_case(unit, "x") ||
        str_equals_any_case(unit, "ratio"))
        mark = "×";
    else if (!strcmp(unit, "%") || str_starts_any_case(unit, "percent") ||
             str_starts_any_case(unit, "per cent"))
        mark = " %";
    else if (str_starts_any_case(unit, "year"))
        mark = " years";
    if (mark && metric->value_words)
        text_put(gathering, arena_printf(gathering->arena, "%s%s", metric->value_words, mark), origin);
}

static void metric_put(struct gathering *gathering, const struct metric *metric)
{
    const char *party = dataset_party_id(gathering->dataset, metric->party);
    struct origin origin =
        origin_of("metric of ", party, arena_printf(gathering->arena, ", %s", metric->name));
    amount_put(gathering, &metric->value, origin);
    measure_put(gathering, metric, origin);
    date_put(gathering, metric->period, origin);
    text_put(gathering, metric->period_words, origin);
    claims_put(gathering, metric->claims, metric->claim_count, origin);
    text_put(gathering, metric->note, origin);
}

static void dataset_put(struct gathering *gathering)
{
    const struct dataset *dataset = gathering->dataset;
    date_put(gathering, dataset->as_of, origin_of("as_of", "", ""));
    for (size_t i = 0; i < dataset->deal_count; i++)
        deal_put(gathering, &dataset->deals[i]);
    for (size_t i = 0; i < dataset->valuation_count; i++)
        valuation_put(gathering, &dataset->valuations[i]);
    for (size_t i = 0; i < dataset->metric_count; i++)
        metric_put(gathering, &dataset->metrics[i]);
    for (size_t i = 0; i < dataset->note_count; i++) {
        const struct note *note = &dataset->notes[i];
        date_put(gathering, note->date, origin_of("note ", note->id, ""));
        if (note->sources.count)
            text_put(gathering, note->text, origin_of("note ", note->id, ""));
    }
    for (size_t i = 0; i < dataset->source_count; i++) {
        struct origin origin = origin_of("source ", dataset->sources[i].id, "");
        date_put(gathering, dataset->sources[i].date, origin);
        date_put(gathering, dataset->sources[i].accessed, origin);
        text_put(gathering, dataset->sources[i].title, origin);
    }
    for (size_t i = 0; i < dataset->party_count; i++)
        text_put(
            gathering, dataset->parties[i].note, origin_of("the text of party ", dataset->parties[i].id, ""));
    if (dataset->fx.present)
        date_put(gathering, dataset->fx.date, origin_of("the exchange rates", "", ""));
    number_put(
        gathering, PROSE_SHARE, "", dataset->approx_ppm * 100, 0, origin_of("conventions, approx", "", ""));
}

/* ---- what facts make of it ---- */

static const char *class_small(const struct gathering *gathering, int deal_class)
{
    return str_small(gathering->arena, word_class(gathering->arena, (enum deal_class)deal_class));
}

static void totals_put(struct gathering *gathering, const struct facts *facts, const char *before)
{
    for (int c = 0; c < CLASS_COUNT; c++) {
        const char *class_word = class_small(gathering, c);
        money low = 0, headline = 0;
        for (int b = 0; b < BUCKET_COUNT; b++) {
            const struct total *total = &facts->totals[c][b];
            struct origin origin = origin_of(before, class_word,
                arena_printf(gathering->arena, ", %s", word_bucket_short(gathering->arena, (enum bucket)b)));
            total_put(gathering, total, origin);
            if (b == BUCKET_DEAD)
                continue;
            low = money_add(low, total->low);
            headline = money_add(headline, total->headline);
            if (total->headline > 0)
                real_put(gathering, PROSE_SHARE, 100.0 * (double)total->certain / (double)total->headline, 0,
                    origin_of("guaranteed share of ", class_word, origin.after));
        }
        money_put(gathering, facts->dataset->currency, low, 0, origin_of(before, class_word, ""));
        money_put(gathering, facts->dataset->currency, headline, 0, origin_of(before, class_word, ""));
        for (int b = BUCKET_TALK; b < BUCKET_COUNT && headline > 0; b++)
            real_put(gathering, PROSE_SHARE, 100.0 * (double)facts->totals[c][b].headline / (double)headline,
                0,
                origin_of("share of ", class_word,
                    arena_printf(
                        gathering->arena, ", %s", word_bucket_short(gathering->arena, (enum bucket)b))));
        for (int s = 0; s < STATUS_COUNT; s++)
            total_put(gathering, &facts->by_status[c][s].total,
                origin_of(before, class_word,
                    arena_printf(gathering->arena, ", %s", word_status(gathering->arena, (enum status)s))));
    }
    total_put(gathering, &facts->all_live, origin_of(before, "all classes", ""));
    total_put(gathering, &facts->intra_group, origin_of(before, "money inside groups", ""));
    total_put(gathering, &facts->undated_total, origin_of(before, "undated deals", ""));
    interval_put(gathering, facts->overlap_low, facts->overlap_high, false, 0, 0,
        origin_of("total without overlaps", "", ""));
    if (facts->all_live.headline > 0)
        real_put(gathering, PROSE_SHARE,
            100.0 * (double)facts->live_certain / (double)facts->all_live.headline, 0,
            origin_of("guaranteed share of all", "", ""));
}

static const char *node_id(const struct facts *facts, size_t node)
{
    return node < facts->node_count ? facts->nodes[node].id : "";
}

static void pair_put(struct gathering *gathering, const struct facts *facts, const struct pair *pair)
{
    struct origin origin = origin_of("pair ", node_id(facts, pair->investor),
        arena_printf(gathering->arena, " and %s", node_id(facts, pair->buyer)));
    total_put(gathering, &pair->capital, origin);
    total_put(gathering, &pair->commerce, origin);
    interval_put(gathering, pair->matched_low, pair->matched_high, true, pair->matched, 0, origin);
    if (pair->multiple > 0) {
        real_put(gathering, PROSE_MULTIPLE, pair->multiple, 0, origin);
        real_put(gathering, PROSE_SHARE, 100 / pair->multiple, 0, origin);
    }
}

static void network_put(struct gathering *gathering, const struct facts *facts, const struct network *network)
{
    const char *currency = facts->dataset->currency;
    struct origin loops = origin_of("what circulates", "", "");
    money_put(gathering, currency, network->gross, 0, origin_of("all money between parties", "", ""));
    money_put(
        gathering, currency, network->gross_low, HEDGE_LEAST, origin_of("all money between parties", "", ""));
    if (!network->circulation_cut) {
        money_put(gathering, currency, network->circulating, 0, loops);
        money_put(gathering, currency, network->circulating_low, 0, loops);
        real_put(gathering, PROSE_SHARE, 100 * network->share, 0, loops);
        real_put(gathering, PROSE_SHARE, 100 * network->share_low, 0, loops);
        money_put(gathering, currency, network->passing, 0, origin_of("what passes through", "", ""));
        money_put(gathering, currency, network->net_transfer, 0, origin_of("net transfers", "", ""));
    }
    for (size_t i = 0; i < network->pair_count; i++)
        pair_put(gathering, facts, &network->pairs[i]);
    for (size_t i = 0; i < network->exposure_count; i++) {
        const struct exposure *exposure = &network->exposures[i];
        const char *id = node_id(facts, exposure->node);
        total_put(gathering, &exposure->in, origin_of("what ", id, " takes in"));
        total_put(gathering, &exposure->out, origin_of("what ", id, " pays out"));
        money_put(gathering, currency, exposure->in_weight, 0, origin_of("what ", id, " takes in"));
        money_put(gathering, currency, exposure->out_weight, 0, origin_of("what ", id, " pays out"));
        interval_put(gathering, exposure->net_low, exposure->net_high, true, exposure->net_headline, 0,
            origin_of("net of ", id, ""));
    }
    for (size_t i = 0; i < network->loop_count; i++)
        interval_put(gathering, network->loops[i].bottleneck_low, network->loops[i].bottleneck_headline,
            false, 0, 0, origin_of("a loop through ", node_id(facts, network->loops[i].nodes[0]), ""));
    for (size_t i = 0; i < network->circuit_count; i++)
        money_put(gathering, currency, network->circuits[i].amount, 0,
            origin_of("a loop through ", node_id(facts, network->circuits[i].nodes[0]), ""));
    for (size_t i = 0; i < network->edge_count; i++) {
        const struct edge *edge = &network->edges[i];
        if (edge->flows.count > 1)
            money_put(gathering, currency, edge->weight, 0,
                origin_of("from ", node_id(facts, edge->payer),
                    arena_printf(gathering->arena, " to %s", node_id(facts, edge->payee))));
    }
    for (size_t i = 0; i < network->top_count; i++) {
        struct origin origin = origin_of("share of the largest payers", "", "");
        real_put(gathering, PROSE_SHARE, 100 * network->tops[i].headline, 0, origin);
        real_put(gathering, PROSE_SHARE, 100 * network->tops[i].low, HEDGE_LEAST, origin);
        real_put(gathering, PROSE_SHARE, 100 * network->tops[i].high, HEDGE_MOST, origin);
    }
}

static const char *flow_deal(const struct facts *facts, size_t flow)
{
    return facts->dataset->deals[facts->flows[flow].deal].id;
}

/* A deal's share of what its class comes to */
static void flow_shares_put(struct gathering *gathering, const struct facts *facts)
{
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        money whole = 0, weight = flow_weight(flow);
        for (int b = BUCKET_TALK; b < BUCKET_COUNT; b++)
            whole = money_add(whole, facts->totals[flow->deal_class][b].headline);
        amount_put(gathering, &flow->amount, origin_of("deal ", flow_deal(facts, i), ""));
        if (flow->is_money && flow->bucket != BUCKET_DEAD && weight > 0 && whole > 0)
            real_put(gathering, PROSE_SHARE, 100.0 * (double)weight / (double)whole, 0,
                origin_of("share of deal ", flow_deal(facts, i), " in its class"));
    }
}

static void schedules_put(struct gathering *gathering, const struct facts *facts)
{
    money sums[2][CLASS_COUNT][YEAR_COUNT] = {0};
    for (size_t i = 0; i < facts->schedule_count; i++) {
        const struct schedule *schedule = &facts->schedules[i];
        const struct flow *flow = &facts->flows[schedule->flow];
        struct origin origin = origin_of("deal ", flow_deal(facts, schedule->flow), " by year");
        for (size_t y = 0; y < schedule->count; y++) {
            const struct schedule_year *year = &schedule->years[y];
            money_put(gathering, facts->dataset->currency, year->amount, 0, origin);
            year_put(gathering, year->year, origin);
            int at = year->year - YEAR_FIRST;
            if (at < 0 || at >= YEAR_COUNT || flow->bucket == BUCKET_DEAD)
                continue;
            money *live = &sums[0][flow->deal_class][at], *firm = &sums[1][flow->deal_class][at];
            *live = money_add(*live, year->amount);
            if (flow->bucket == BUCKET_FIRM)
                *firm = money_add(*firm, year->amount);
        }
        for (size_t y = 0; schedule->together && y < schedule->count; y++)
            money_put(gathering, facts->dataset->currency, schedule->together[y].amount, 0, origin);
    }
    for (int f = 0; f < 2; f++)
        for (int c = 0; c < CLASS_COUNT; c++)
            for (int y = 0; y < YEAR_COUNT; y++)
                if (sums[f][c][y])
                    money_put(gathering, facts->dataset->currency, sums[f][c][y], 0,
                        origin_of(class_small(gathering, c), " in ",
                            arena_printf(gathering->arena, "%d", y + YEAR_FIRST)));
}

static void annuals_put(struct gathering *gathering, const struct facts *facts)
{
    for (size_t i = 0; i < facts->annual_count; i++) {
        const struct annual *annual = &facts->annuals[i];
        interval_put(gathering, annual->low, annual->high, annual->has_headline, annual->headline, 0,
            origin_of("deal ", flow_deal(facts, annual->flow), " per year"));
    }
}

static void stepups_put(struct gathering *gathering, const struct facts *facts)
{
    for (size_t i = 0; i < facts->stepup_count; i++) {
        const struct stepup *stepup = &facts->stepups[i];
        struct origin origin = origin_of("step-up of ", dataset_party_id(facts->dataset, stepup->party), "");
        real_put(gathering, PROSE_MULTIPLE, stepup->ratio, 0, origin);
        real_put(gathering, PROSE_MULTIPLE, stepup->step_up, 0, origin);
        real_put(gathering, PROSE_SHARE, 100 * (stepup->ratio - 1), 0, origin);
        real_put(gathering, PROSE_SHARE, 100 * (stepup->step_up - 1), 0, origin);
        real_put(gathering, PROSE_SHARE, 100 * stepup->annualised, 0, origin);
        real_put(gathering, PROSE_SHARE, 100 * stepup->dilution, 0, origin);
        if (stepup->has_raised)
            money_put(gathering, facts->dataset->currency, stepup->raised, 0, origin);
    }
}

static void span_put(struct gathering *gathering, const struct interval *interval, struct origin origin)
{
    interval_put(
        gathering, interval->low, interval->high, interval->has_headline, interval->headline, 0, origin);
}

static void paid_put(struct gathering *gathering, const struct facts *facts)
{
    const struct figures *figures = &facts->figures;
    for (size_t i = 0; i < figures->paid_count; i++) {
        const struct paid *paid = &figures->paids[i];
        const char *id = flow_deal(facts, paid->flow);
        span_put(gathering, &paid->paid, origin_of("deal ", id, ", paid"));
        span_put(gathering, &paid->pending, origin_of("deal ", id, ", not yet paid"));
        quotient_put(gathering, PROSE_SHARE, 100, &paid->share, origin_of("deal ", id, ", paid"));
        date_put(gathering, paid->date, origin_of("deal ", id, ", paid"));
    }
    for (int c = 0; c < CLASS_COUNT; c++)
        for (int b = 0; b < BUCKET_COUNT; b++) {
            const struct paid_total *total = &figures->paid[c][b];
            const char *word = class_small(gathering, c);
            span_put(gathering, &total->paid, origin_of("paid of ", word, ""));
            span_put(gathering, &total->closed, origin_of("closed of ", word, ""));
            span_put(gathering, &total->pending, origin_of("not yet paid of ", word, ""));
        }
}

static void covers_put(struct gathering *gathering, const struct facts *facts)
{
    for (size_t i = 0; i < facts->figures.cover_count; i++) {
        const struct cover *cover = &facts->figures.covers[i];
        const char *id = dataset_party_id(facts->dataset, cover->party);
        const struct purchases *both[] = {&cover->firm, &cover->live};
        for (int f = 0; f < 2; f++) {
            span_put(gathering, &both[f]->yearly, origin_of("yearly purchases of ", id, ""));
            span_put(gathering, &both[f]->termless_sum, origin_of("purchases without a term of ", id, ""));
        }
        for (size_t m = 0; m < cover->metric_count; m++) {
            quotient_put(
                gathering, PROSE_MULTIPLE, 1, &cover->metrics[m].firm, origin_of("cover of ", id, ""));
            quotient_put(
                gathering, PROSE_MULTIPLE, 1, &cover->metrics[m].live, origin_of("cover of ", id, ""));
        }
        for (size_t p = 0; p < cover->part_count; p++)
            quotient_put(gathering, PROSE_MULTIPLE, 1, &cover->parts[p].ratio,
                origin_of("deal ", flow_deal(facts, cover->parts[p].flow), " against revenue"));
    }
}

static void figures_put(struct gathering *gathering, const struct facts *facts)
{
    const struct figures *figures = &facts->figures;
    const struct dataset *dataset = facts->dataset;
    paid_put(gathering, facts);
    covers_put(gathering, facts);
    for (size_t i = 0; i < figures->multiple_count; i++)
        quotient_put(gathering, PROSE_MULTIPLE, 1, &figures->multiples[i].ratio,
            origin_of("multiple of ",
                dataset_party_id(dataset, dataset->valuations[figures->multiples[i].valuation].party), ""));
    for (size_t i = 0; i < figures->growth_count; i++) {
        const struct growth *growth = &figures->growths[i];
        struct origin origin =
            origin_of("growth of ", dataset_party_id(dataset, dataset->metrics[growth->to].party), "");
        struct quotient more = {growth->ratio.low - 1, growth->ratio.high - 1, growth->ratio.headline - 1};
        quotient_put(gathering, PROSE_MULTIPLE, 1, &growth->ratio, origin);
        quotient_put(gathering, PROSE_SHARE, 100, &more, origin);
        quotient_put(gathering, PROSE_SHARE, 100, &growth->annualised, origin);
    }
    for (size_t i = 0; i < figures->stake_count; i++) {
        const struct stake_figure *stake = &figures->stakes[i];
        struct origin origin = origin_of(
            "stake in ", dataset_party_id(dataset, dataset->valuations[stake->valuation].party), "");
        span_put(gathering, &stake->money, origin);
        quotient_put(gathering, PROSE_SHARE, 100, &stake->share, origin);
        real_put(gathering, PROSE_SHARE, 100 * stake->head_low, 0, origin);
        real_put(gathering, PROSE_SHARE, 100 * stake->head_high, 0, origin);
    }
    for (size_t i = 0; i < figures->runway_count; i++)
        quotient_put(gathering, PROSE_SPAN, 1, &figures->runways[i].years,
            origin_of("runway of ", dataset_party_id(dataset, figures->runways[i].party), ""));
    for (size_t i = 0; i < figures->sensitivity.count; i++) {
        const struct swing *swing = &figures->sensitivity.swings[i];
        struct origin origin = origin_of("total without deal ", dataset->deals[swing->deal].id, "");
        money_put(gathering, dataset->currency, swing->without, 0, origin);
    }
    for (int i = 0; i < EVIDENCE_COUNT; i++)
        real_put(gathering, PROSE_SHARE, figures->quality.percent[i], 0,
            origin_of("share by evidence, ", word_evidence(gathering->arena, (enum evidence)i), ""));
}

static void facts_put(struct gathering *gathering, const struct facts *facts)
{
    totals_put(gathering, facts, "total of ");
    flow_shares_put(gathering, facts);
    annuals_put(gathering, facts);
    schedules_put(gathering, facts);
    network_put(gathering, facts, &facts->firm);
    network_put(gathering, facts, &facts->live);
    stepups_put(gathering, facts);
    figures_put(gathering, facts);
}

/* What the older edition said, and how far sums moved */
static void changes_put(struct gathering *gathering, const struct changes *changes)
{
    const struct dataset *before = changes->before->dataset;
    date_put(gathering, before->as_of, origin_of("as_of of the older edition", "", ""));
    for (size_t i = 0; i < before->deal_count; i++)
        amount_put(gathering, &before->deals[i].amount, origin_of("deal ", before->deals[i].id, ", earlier"));
    for (size_t i = 0; i < before->valuation_count; i++)
        amount_put(gathering, &before->valuations[i].value,
            origin_of("valuation of ", dataset_party_id(before, before->valuations[i].party), ", earlier"));
    for (size_t i = 0; i < before->metric_count; i++)
        amount_put(gathering, &before->metrics[i].value,
            origin_of("metric of ", dataset_party_id(before, before->metrics[i].party), ", earlier"));
    if (!strcmp(before->currency, gathering->dataset->currency))
        totals_put(gathering, changes->before, "earlier total of ");
    for (int c = 0; c < CLASS_COUNT && changes->bridge.possible; c++)
        for (int b = 0; b < BUCKET_COUNT; b++)
            for (int s = 0; s < STEP_COUNT; s++)
                money_put(gathering, gathering->dataset->currency,
                    changes->bridge.cells[c][b].steps[s].headline, 0,
                    origin_of("change of ", class_small(gathering, c), ""));
}

static int by_value(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

enum language candidates_language(const struct dataset *dataset)
{
    enum language language;
    return language_find(dataset->language, &language) ? language : LANGUAGE_ENGLISH;
}

const struct candidates *candidates_gather(struct arena *arena, const struct facts *facts,
    const struct changes *changes, const struct prose_texts *filled, enum language language)
{
    struct gathering *gathering = arena_new(arena, struct gathering);
    *gathering = (struct gathering){.arena = arena,
        .dataset = facts->dataset,
        .stated = true,
        .language = candidates_language(facts->dataset),
        .comma = candidates_language(facts->dataset) == LANGUAGE_GERMAN};
    dataset_put(gathering);
    gathering->stated = false;
    facts_put(gathering, facts);
    if (changes)
        changes_put(gathering, changes);
    gathering->language = language;
    gathering->comma = filled->comma;
    for (size_t i = 0; i < filled->count; i++)
        text_put(gathering, filled->at[i], origin_of("printed by a value", "", ""));
    gathering->stated = true;
    for (int i = 0; i < YEAR_COUNT; i++)
        if (gathering->years[i].before)
            number_put(gathering, PROSE_YEAR, "", YEAR_FIRST + i, 0, gathering->years[i]);
    if (gathering->list.count)
        qsort(gathering->list.at, gathering->list.count, sizeof *gathering->list.at, by_value);
    struct candidates *candidates = arena_new(arena, struct candidates);
    *candidates = (struct candidates){gathering->list.at, gathering->list.count, facts->dataset->currency};
    return candidates;
}
