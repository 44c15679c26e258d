/* SPDX-License-Identifier: MIT */
/*
 * describe: in, a finished plan or facts; out, sentences: how to read the drawing, what it shows for those
 * who cannot see it, and the loops. Careful moods: what is not signed "would" or "is in talks to"; money
 * "could come back", and only if the deals it depends on go ahead; nobody is said to do anything in order to.
 */
#include "describe.h"
#include "plan.h"

#include "say.h"
#include "wording.h"

#include <stdlib.h>
#include <string.h>

enum { FLOWS_TOLD = 3, CHANGES_TOLD = 3, EDGE_FLOWS_TOLD = 2 };

/* ---- how to read it ---- */

struct occurring {
    bool buckets[BUCKET_COUNT], forms[FORM_COUNT];
};

static struct occurring occurring_in(const struct flow_plan *plan)
{
    struct occurring in = {0};
    for (size_t r = 0; r < plan->ribbon_count; r++) {
        const struct ribbon *ribbon = &plan->ribbons[r];
        if (ribbon->gone)
            continue;
        in.forms[ribbon->form] = true;
        if (ribbon->form != FORM_UNKNOWN)
            in.buckets[ribbon->bucket] = true;
    }
    return in;
}

static void subtitle_add(struct str *out, bool occurs, const char *words)
{
    if (!occurs)
        return;
    str_append(out, out->length > 0 ? "; " : said(out->arena, "Width: amount; "));
    str_append(out, words);
}

/* "Marked: what changed since 10 Dec 2025." */
static void since_sentence(const struct flow_plan *plan, struct str *out)
{
    if (plan->options.since == NULL)
        return;
    bool any = plan->gone_left > 0;
    for (size_t r = 0; r < plan->ribbon_count && !any; r++)
        any = plan->ribbons[r].change != FLOW_SAME;
    for (size_t c = 0; c < plan->card_count && !any; c++)
        any = plan->cards[c].mark != NULL;
    struct str date = str_init(out->arena);
    word_date(&date, plan->options.since->overlay->then->dataset->as_of);
    if (any)
        say_to(out, "Marked: what changed since %s.", str_text(&date));
    else
        say_to(out, "Nothing drawn here has changed since %s.", str_text(&date));
}

static const char *subtitle_words(struct arena *arena, const struct occurring *in)
{
    struct str out = str_init(arena);
    subtitle_add(
        &out, in->buckets[BUCKET_FIRM], say(arena, "solid: %s", word_bucket_short(arena, BUCKET_FIRM)));
    subtitle_add(&out, in->buckets[BUCKET_PLANNED],
        say(arena, "outlined: %s", word_bucket_short(arena, BUCKET_PLANNED)));
    subtitle_add(
        &out, in->buckets[BUCKET_TALK], say(arena, "dashed: %s", word_bucket_short(arena, BUCKET_TALK)));
    subtitle_add(
        &out, in->buckets[BUCKET_DEAD], say(arena, "faint: %s", word_bucket_short(arena, BUCKET_DEAD)));
    subtitle_add(&out, in->forms[FORM_UNSURE], said(arena, "hatched: uncertain"));
    subtitle_add(&out, in->forms[FORM_UNKNOWN], said(arena, "dotted: undisclosed"));
    return str_text(&out);
}

const char *flow_subtitle(struct arena *arena, const struct flow_plan *plan)
{
    struct occurring in = occurring_in(plan);
    struct str whole = str_init(arena);
    const char *out = subtitle_words(arena, &in);
    since_sentence(plan, &whole);
    str_printf(&whole, "%s%s", whole.length > 0 && *out != '\0' ? " " : "", out);
    return str_text(&whole);
}

const char *flow_subtitle_longest(struct arena *arena)
{
    struct occurring all;
    for (int b = 0; b < BUCKET_COUNT; b++)
        all.buckets[b] = true;
    for (int f = 0; f < FORM_COUNT; f++)
        all.forms[f] = true;
    return subtitle_words(arena, &all);
}

/* ---- what it shows ---- */

struct told {
    size_t ribbon;
    money reserve;
};

static int compare_told(const void *a, const void *b)
{
    const struct told *x = a, *y = b;
    if (x->reserve != y->reserve)
        return x->reserve > y->reserve ? -1 : 1;
    return x->ribbon < y->ribbon ? -1 : x->ribbon > y->ribbon ? 1 : 0;
}

enum deed {
    DEED_PAY,
    DEED_INVEST,
    DEED_LEND,
    DEED_GUARANTEE,
    DEED_GRANT,
    DEED_WARRANTS,
    DEED_SHARES,
    DEED_ACQUIRE
};

/* What is done, in whole sentences. Of a band: payer and payee, between them the mood ("would"); in a clause:
   payer and verb ("has signed to"), then amount, payee and term (" over seven years"), or payee first. Where
   a language tells an infinitive with "to" from one without, the context says which. */
static const struct {
    const char *single, *several, *mood;
    const char *clause, *done;
    bool payee_first;
} deeds[] = {
    [DEED_PAY] = {WORDS("%s pays %s"), WORDS("%s pay %s"), WORDS("%s %s pay %s"),
        WORDS_IN("would", WORDS_IN("to", "%s %s pay %s %s%s")), WORDS("%s %s paid %s %s%s"), true},
    [DEED_INVEST] = {WORDS("%s invests in %s"), WORDS("%s invest in %s"), WORDS("%s %s invest in %s"),
        WORDS_IN("would", WORDS_IN("to", "%s %s invest %s in %s%s")), WORDS("%s %s invested %s in %s%s"),
        false},
    [DEED_LEND] = {WORDS("%s lends to %s"), WORDS("%s lend to %s"), WORDS("%s %s lend to %s"),
        WORDS_IN("would", WORDS_IN("to", "%s %s lend %s to %s%s")), WORDS("%s %s lent %s to %s%s"), false},
    [DEED_GUARANTEE] = {WORDS("%s stands surety for %s"), WORDS("%s stand surety for %s"),
        WORDS("%s %s stand surety for %s"), WORDS_IN("would", WORDS_IN("to", "%s %s guarantee %s for %s%s")),
        WORDS("%s %s guaranteed %s for %s%s"), false},
    [DEED_GRANT] = {WORDS("%s gives a grant to %s"), WORDS("%s give a grant to %s"),
        WORDS("%s %s give a grant to %s"), WORDS_IN("would", WORDS_IN("to", "%s %s grant %s to %s%s")),
        WORDS("%s %s granted %s to %s%s"), false},
    [DEED_WARRANTS] = {WORDS("%s issues warrants to %s"), WORDS("%s issue warrants to %s"),
        WORDS("%s %s issue warrants to %s"),
        WORDS_IN("would", WORDS_IN("to", "%s %s issue warrants worth %s to %s%s")),
        WORDS("%s %s issued warrants worth %s to %s%s"), false},
    [DEED_SHARES] = {WORDS("%s buys shares from %s"), WORDS("%s buy shares from %s"),
        WORDS("%s %s buy shares from %s"),
        WORDS_IN("would", WORDS_IN("to", "%s %s buy shares from %s for %s%s")),
        WORDS("%s %s bought shares from %s for %s%s"), true},
    [DEED_ACQUIRE] = {WORDS("%s pays %s"), WORDS("%s pay %s"), WORDS("%s %s pay %s"),
        WORDS_IN("would", WORDS_IN("to", "%s %s pay %s %s in an acquisition%s")),
        WORDS("%s %s paid %s %s in an acquisition%s"), true},
};

static enum deed deed_of(const struct facts *facts, const struct flow *flow)
{
    const struct deal *deal = &facts->dataset->deals[flow->deal];
    enum what what = flow->leg == NO_INDEX ? deal->what : deal->legs[flow->leg].what;
    if (what == WHAT_GUARANTEE || flow->type == TYPE_GUARANTEE)
        return DEED_GUARANTEE;
    if (what == WHAT_WARRANTS || flow->type == TYPE_WARRANT)
        return DEED_WARRANTS;
    switch (flow->type) {
    case TYPE_EQUITY:
    case TYPE_CONVERTIBLE:
        return DEED_INVEST;
    case TYPE_DEBT:
        return DEED_LEND;
    case TYPE_GRANT:
        return DEED_GRANT;
    case TYPE_SECONDARY:
        return DEED_SHARES;
    case TYPE_ACQUISITION:
        return DEED_ACQUIRE;
    default:
        return DEED_PAY;
    }
}

/* Several deals in one band: their common deed, else they pay. */
static enum deed ribbon_deed(const struct facts *facts, const struct ribbon *ribbon)
{
    enum deed deed = deed_of(facts, &facts->flows[ribbon->flows.at[0]]);
    for (size_t i = 1; i < ribbon->flows.count; i++)
        if (deed_of(facts, &facts->flows[ribbon->flows.at[i]]) != deed)
            return DEED_PAY;
    return deed;
}

/* What no source says "would" happen, however firm it counts. */
static const char *assumed_mood(const struct arena *arena, enum bucket bucket, bool several)
{
    return word_bucket_mood(arena, bucket == BUCKET_FIRM ? BUCKET_PLANNED : bucket, several);
}

/* "Amazon would invest in OpenAI" */
static const char *band_words(struct arena *arena, const char *payer, const char *payee, enum bucket bucket,
    enum deed deed, bool several, bool assumed)
{
    if (bucket == BUCKET_FIRM && !assumed)
        return arena_printf(
            arena, said(arena, several ? deeds[deed].several : deeds[deed].single), payer, payee);
    return arena_printf(
        arena, said(arena, deeds[deed].mood), payer, assumed_mood(arena, bucket, several), payee);
}

/* Its status, or what made it bind or not bind */
static bool status_is_assumed(const struct facts *facts, const struct flow *flow)
{
    const struct deal *deal = &facts->dataset->deals[flow->deal];
    bool by_binding = status_bucket(flow->status, TRI_UNKNOWN) != flow->bucket;
    return deal_is_assumed(deal, flow->leg, "status") ||
           (by_binding && deal_is_assumed(deal, flow->leg, "binding"));
}

/* "status and amount assumed"; "" where sources state what is told */
static const char *flow_assumed(struct arena *arena, const struct facts *facts, const struct flow *flow)
{
    struct str out = str_init(arena);
    word_assumed(&out, &facts->dataset->deals[flow->deal], flow->leg);
    return str_text(&out);
}

/* A verb that says who speaks says so of a status that somebody reported. */
static const char *flow_attribution(
    const struct arena *arena, const struct facts *facts, const struct flow *flow)
{
    return word_deal_attribution(arena, facts->dataset, &facts->dataset->deals[flow->deal],
        status_is_assumed(facts, flow) ? STATUS_NONE : flow->status);
}

/* ", according to press reports"; of what is assumed in part ", the rest according to press reports" */
static void attribute(struct str *out, const struct facts *facts, const struct flow *flow)
{
    const char *attribution = flow_attribution(out->arena, facts, flow);
    bool rest = *flow_assumed(out->arena, facts, flow) &&
                strcmp(attribution, word_attribution(out->arena, EVIDENCE_ASSUMED)) != 0;
    if (*attribution && rest)
        say_to(out, ", the rest %s", attribution);
    else if (*attribution)
        str_printf(out, ", %s", attribution);
}

static void tell_ribbon(const struct flow_plan *plan, struct str *out, size_t index)
{
    const struct ribbon *ribbon = &plan->ribbons[index];
    const struct cable *cable = &plan->cables[ribbon->cable];
    const struct card *payer = &plan->cards[cable->payer];
    const struct flow *flow = &plan->facts->flows[ribbon->flows.at[0]];
    bool several = payer->node == NO_INDEX || plan->facts->nodes[payer->node].parties.count > 1;
    bool alone = ribbon->flows.count == 1;
    str_printf(out, " %s: %s",
        band_words(out->arena, payer->name, plan->cards[cable->payee].name, ribbon->bucket,
            ribbon_deed(plan->facts, ribbon), several, alone && status_is_assumed(plan->facts, flow)),
        plan->labels[index].text);
    bool told = strstr(plan->labels[index].text, word_status(out->arena, flow->status)) != NULL;
    if (alone && !told)
        str_printf(out, ", %s", word_status(out->arena, flow->status));
    if (alone)
        word_certain(out, &flow->rest, NUMBER_SHORT);
    const char *assumed = alone ? flow_assumed(out->arena, plan->facts, flow) : "";
    if (*assumed)
        str_printf(out, " (%s)", assumed);
    str_char(out, '.');
}

/* By whom all that is drawn is known; NULL where they differ, or something of it is assumed */
static const char *plan_attribution(const struct flow_plan *plan)
{
    const char *common = NULL;
    for (size_t r = 0; r < plan->ribbon_count; r++)
        for (size_t i = 0; i < plan->ribbons[r].flows.count && !plan->ribbons[r].gone; i++) {
            const struct flow *flow = &plan->facts->flows[plan->ribbons[r].flows.at[i]];
            const char *one = flow_attribution(plan->arena, plan->facts, flow);
            if ((common && strcmp(one, common) != 0) || *flow_assumed(plan->arena, plan->facts, flow))
                return NULL;
            common = one;
        }
    return common;
}

/* All amounts of the network, as a sum */
static struct money_sum network_sum(const struct facts *facts, const struct network *network)
{
    struct money_sum sum = {.all_headline = true};
    for (size_t e = 0; e < network->edge_count; e++)
        for (size_t i = 0; i < network->edges[e].flows.count; i++) {
            const struct amount *amount = &facts->flows[network->edges[e].flows.at[i]].counted;
            sum.low = money_add(sum.low, amount->low);
            sum.high = money_add(sum.high, amount_is_sized(amount) ? amount->high : MONEY_OPEN);
            sum.headline = money_add(sum.headline, amount->has_headline ? amount->headline : 0);
            sum.all_headline = sum.all_headline && amount->has_headline;
            sum.any_about = sum.any_about || amount->kind == AMOUNT_APPROX;
            sum.any_nearly = sum.any_nearly || amount->kind == AMOUNT_NEARLY;
        }
    return sum;
}

const char *flow_gross_words(struct arena *arena, const struct facts *facts, const struct network *network)
{
    struct money_sum sum = network_sum(facts, network);
    const char *currency = facts->dataset->currency;
    bool least = sum.low >= network->gross, most = sum.high <= network->gross;
    struct qualified words = sum_qualified(arena, &sum, currency, NUMBER_SHORT, 0);
    struct str out = str_init(arena);
    bool is_about = words.qualifier && (!strcmp(words.qualifier, said(arena, "about")) ||
                                           !strcmp(words.qualifier, said(arena, "nearly")));
    if (is_about && sum.headline == network->gross) {
        word_qualified(&out, words);
        return str_text(&out);
    }
    word_money_rounded(&out, network->gross, currency, NUMBER_SHORT, 0,
        least == most ? ROUND_HALF_EVEN
        : least       ? ROUND_DOWN
                      : ROUND_UP);
    if (!least && !most)
        return say(arena, "%s on the figures given", str_text(&out));
    struct str whole = str_init(arena);
    const char *qualifier = least && most ? NULL : least ? said(arena, "at least") : said(arena, "up to");
    word_qualified(&whole, (struct qualified){qualifier, str_text(&out)});
    return str_text(&whole);
}

static void tell_circulation(const struct flow_plan *plan, struct str *out)
{
    bool firm_alone = plan->network == &plan->facts->firm && plan->options.loops == FLOW_LOOPS_FIRM;
    if (plan->network == NULL || plan->network->circulating <= 0)
        return;
    bool most = plan->network->circulating_is_most;
    const char *gross = flow_gross_words(out->arena, plan->facts, plan->network);
    struct str words = str_init(out->arena);
    word_money_rounded(&words, plan->network->circulating, plan->facts->dataset->currency, NUMBER_SHORT, 0,
        most ? ROUND_UP : ROUND_HALF_EVEN);
    str_char(out, ' ');
    if (firm_alone && most)
        say_to(out, "Of %s signed or paid, at most %s could run in loops.", gross, str_text(&words));
    else if (firm_alone)
        say_to(out, "Of %s signed or paid, %s could run in loops, on the figures given.", gross,
            str_text(&words));
    else if (most)
        say_to(out, "Of %s, at most %s could run in loops.", gross, str_text(&words));
    else
        say_to(out, "Of %s, %s could run in loops, on the figures given.", gross, str_text(&words));
}

/* Each change by itself, as the report of changes tells it; what is gone is told only here. */
static void tell_changes(const struct flow_plan *plan, struct str *out)
{
    if (plan->options.since == NULL)
        return;
    size_t changes = 0;
    str_char(out, ' ');
    since_sentence(plan, out);
    for (size_t r = 0; r < plan->ribbon_count; r++) {
        const struct ribbon *ribbon = &plan->ribbons[r];
        const struct cable *cable = &plan->cables[ribbon->cable];
        const char *told =
            ribbon->flows.count == 1 ? plan->options.since->marks[ribbon->flows.at[0]].told : ribbon->mark;
        if (told != NULL && changes++ < CHANGES_TOLD)
            say_to(out, " %s to %s, %s: %s.", plan->cards[cable->payer].name, plan->cards[cable->payee].name,
                plan->labels[r].text, told);
    }
    for (size_t c = 0; c < plan->card_count; c++)
        if (plan->cards[c].mark != NULL && changes++ < CHANGES_TOLD)
            str_printf(out, " %s: %s.", plan->cards[c].name, plan->cards[c].mark);
    if (changes > CHANGES_TOLD) {
        str_char(out, ' ');
        word_counted(out, (int64_t)(changes - CHANGES_TOLD), "further change", "further changes");
        str_char(out, '.');
    }
}

/* Ribbons of money that moves or is to move; the others are told as gone. */
static size_t told_collect(const struct flow_plan *plan, struct told *told)
{
    size_t count = 0;
    for (size_t r = 0; r < plan->ribbon_count; r++)
        if (!plan->ribbons[r].gone)
            told[count++] = (struct told){r, plan->ribbons[r].reserve};
    if (count > 0)
        qsort(told, count, sizeof *told, compare_told);
    return count;
}

static size_t cards_live(const struct flow_plan *plan)
{
    size_t count = 0;
    for (size_t c = 0; c < plan->card_count; c++)
        count += plan->cards[c].gone || plan->cards[c].absent ? 0 : 1;
    return count;
}

static void tell_highlight(const struct flow_plan *plan, struct str *out)
{
    const char *words = flow_highlight_words(out->arena, plan->facts, &plan->options);
    if (words != NULL)
        say_to(out, " In colour: %s; the rest is pale.", words);
}

const char *flow_describe(struct arena *arena, const struct flow_plan *plan)
{
    struct str out = str_init(arena);
    if (plan->ribbon_count == 0)
        return said(arena, "No money flow to draw: no deal with an amount is live.");
    struct str flows = str_init(arena), parties = str_init(arena);
    word_counted(&flows, plan->flows_drawn, "flow of money", "flows of money");
    word_counted(&parties, (int64_t)cards_live(plan), "party", "parties");
    say_to(&out, "Flow diagram of who pays whom: %s between %s.", str_text(&flows), str_text(&parties));
    tell_highlight(plan, &out);
    tell_circulation(plan, &out);
    struct told *told = arena_array(arena, struct told, plan->ribbon_count);
    size_t count = told_collect(plan, told);
    const char *common = plan_attribution(plan);
    if (common && *common)
        say_to(&out, " All of it %s.", common);
    for (size_t i = 0; i < count && i < FLOWS_TOLD; i++)
        tell_ribbon(plan, &out, told[i].ribbon);
    if (count > FLOWS_TOLD) {
        struct str further = str_init(arena);
        word_counted(&further, (int64_t)(count - FLOWS_TOLD), "further band", "further bands");
        say_to(&out, " Smaller or undisclosed: %s.", str_text(&further));
    }
    tell_changes(plan, &out);
    return str_text(&out);
}

/* ---- loops ---- */

static bool flow_is_sized(const struct flow *flow)
{
    return (flow->counted.has_headline ? flow->counted.headline : flow->counted.low) > 0;
}

void loop_names(
    struct arena *arena, const struct facts *facts, struct str *out, const size_t *nodes, size_t length)
{
    for (size_t i = 0; i <= length; i++)
        str_printf(out, "%s%s", i > 0 ? " → " : "", facts_node_name(arena, facts, nodes[i % length]));
}

void flow_amount_words(struct str *out, const struct flow *flow)
{
    if (flow->rest.kind == AMOUNT_UNDISCLOSED)
        str_append(out, said(out->arena, "an undisclosed amount"));
    else
        word_amount(out, &flow->rest, NUMBER_SHORT);
}

static void flow_term_words(const struct facts *facts, struct str *out, const struct flow *flow)
{
    const struct deal *deal = &facts->dataset->deals[flow->deal];
    const struct term *term = flow->leg != NO_INDEX ? &deal->legs[flow->leg].term : &deal->term;
    if (!term->present || term->years_low <= 0)
        return;
    struct str years = str_init(out->arena);
    word_years(&years, term->years_low, term->years_high, false);
    say_to(out, " over %s", str_text(&years));
}

/* `binding` moved it to another standing than its status alone gives */
static bool binding_decides(const struct flow *flow)
{
    return status_bucket(flow->status, TRI_UNKNOWN) != flow->bucket;
}

void flow_status_words(struct str *out, const struct facts *facts, const struct flow *flow)
{
    const char *assumed = flow_assumed(out->arena, facts, flow);
    str_append(out, word_status(out->arena, flow->status));
    if (binding_decides(flow))
        str_append(out,
            flow->bucket == BUCKET_FIRM ? said(out->arena, ", binding") : said(out->arena, ", not binding"));
    if (*assumed)
        str_printf(out, " (%s)", assumed);
}

/* What is paid, as the object of a sentence: a language may decline it there. */
static const char *object_words(struct arena *arena, const struct flow *flow, enum deed deed)
{
    struct str out = str_init(arena);
    if (flow->rest.kind == AMOUNT_UNDISCLOSED)
        return deed == DEED_WARRANTS ? said_in(arena, "worth", "an undisclosed amount")
                                     : said_in(arena, "object", "an undisclosed amount");
    word_amount(&out, &flow->rest, NUMBER_SHORT);
    return str_text(&out);
}

/* The verb and the sentence that goes with it: "has" paid, "is in talks to" lend; "would" pay what was signed
   and is known not to bind, or is assumed */
struct verb {
    const char *words, *sentence;
};

static struct verb flow_verb(
    struct arena *arena, const struct facts *facts, const struct flow *flow, enum deed deed)
{
    bool several = flow->payer_parties.count > 1,
         done = flow->status == STATUS_CLOSED || flow->status == STATUS_COMPLETED;
    enum tristate binding = facts->dataset->deals[flow->deal].binding;
    bool is_assumed = status_is_assumed(facts, flow);
    if (done && !is_assumed && !binding_decides(flow))
        return (struct verb){
            several ? said(arena, "have") : said(arena, "has"), said(arena, deeds[deed].done)};
    bool bare = is_assumed || word_deal_verb_is_bare(flow->status, binding);
    return (struct verb){is_assumed ? assumed_mood(arena, flow->bucket, several)
                                    : word_deal_verb(arena, flow->status, binding, several),
        said_in(arena, bare ? "would" : "to", deeds[deed].clause)};
}

static const char *parties_words(
    struct arena *arena, const struct facts *facts, const struct indices *parties)
{
    struct str out = str_init(arena);
    word_parties(&out, facts->dataset, parties, false);
    return str_text(&out);
}

/* "Amazon is in talks to invest $10B in OpenAI" */
static void flow_clause(const struct facts *facts, struct str *out, const struct flow *flow)
{
    struct arena *arena = out->arena;
    enum deed deed = deed_of(facts, flow);
    struct verb verb = flow_verb(arena, facts, flow, deed);
    struct str term = str_init(arena);
    flow_term_words(facts, &term, flow);
    const char *payer = parties_words(arena, facts, &flow->payer_parties);
    const char *payee = parties_words(arena, facts, &flow->payee_parties);
    const char *amount = object_words(arena, flow, deed);
    bool payee_first = deeds[deed].payee_first;
    str_printf(out, verb.sentence, payer, verb.words, payee_first ? payee : amount,
        payee_first ? amount : payee, str_text(&term));
    word_certain(out, &flow->rest, NUMBER_SHORT);
}

/* "in talks; status assumed": the status itself where the verb no longer says it. "" where nothing is assumed
 */
static const char *assumption_words(struct arena *arena, const struct facts *facts, const struct flow *flow)
{
    const char *assumed = flow_assumed(arena, facts, flow);
    return *assumed && status_is_assumed(facts, flow) && !binding_decides(flow)
               ? arena_printf(arena, "%s; %s", word_status(arena, flow->status), assumed)
               : assumed;
}

void flow_tell(struct str *out, const struct facts *facts, size_t flow)
{
    const char *assumed = assumption_words(out->arena, facts, &facts->flows[flow]);
    flow_clause(facts, out, &facts->flows[flow]);
    if (*assumed)
        str_printf(out, " (%s)", assumed);
}

/* "Amazon is in talks to invest $10B in OpenAI (capital), according to press reports"; said: by whom has been
 * said */
static void flow_sentence(const struct facts *facts, struct str *out, const struct flow *flow, bool known)
{
    flow_clause(facts, out, flow);
    str_printf(out, " (%s", word_class_plain(out->arena, flow->deal_class));
    if (binding_decides(flow))
        str_printf(out, "; %s%s", word_status(out->arena, flow->status),
            flow->bucket == BUCKET_FIRM ? said(out->arena, ", binding") : said(out->arena, ", not binding"));
    const char *assumed = assumption_words(out->arena, facts, flow);
    str_printf(out, "%s%s)", *assumed ? "; " : "", assumed);
    if (!known)
        attribute(out, facts, flow);
}

/* How many of an edge's flows, the largest first, are told: what is undisclosed beside a known amount is only
   counted. */
static size_t edge_told(const struct facts *facts, const size_t *flows, size_t count)
{
    size_t told = 1;
    while (told < count && told < EDGE_FLOWS_TOLD && flow_is_sized(&facts->flows[flows[told]]))
        told++;
    return told;
}

static void edge_sentence(
    struct arena *arena, const struct facts *facts, struct str *out, const struct edge *edge, bool known)
{
    const size_t *flows = edge_flows_sorted(arena, facts, edge);
    size_t told = edge_told(facts, flows, edge->flows.count);
    for (size_t i = 0; i < told; i++) {
        str_append(out, i > 0 ? said(arena, " and ") : "");
        flow_sentence(facts, out, &facts->flows[flows[i]], known);
    }
    if (told < edge->flows.count) {
        struct str further = str_init(arena);
        word_counted(&further, (int64_t)(edge->flows.count - told), "further deal", "further deals");
        say_to(out, ", besides %s", str_text(&further));
    }
}

/* By whom all that is told of a loop is known; NULL where they differ, or something of it is assumed */
static const char *loop_attribution(struct arena *arena, const struct facts *facts,
    const struct network *network, const size_t *edges, size_t length)
{
    const char *common = NULL;
    for (size_t e = 0; e < length; e++) {
        const struct edge *edge = &network->edges[edges[e]];
        const size_t *flows = edge_flows_sorted(arena, facts, edge);
        size_t told = edge_told(facts, flows, edge->flows.count);
        for (size_t i = 0; i < told; i++) {
            const char *one = flow_attribution(arena, facts, &facts->flows[flows[i]]);
            if ((common && strcmp(one, common) != 0) || *flow_assumed(arena, facts, &facts->flows[flows[i]]))
                return NULL;
            common = one;
        }
    }
    return common;
}

/* "According to press reports, Amazon is in talks to …; OpenAI has signed to …." */
static void legs_sentence(struct str *out, const struct facts *facts, const struct network *network,
    const size_t *edges, size_t length)
{
    const char *common = loop_attribution(out->arena, facts, network, edges, length);
    if (common && *common)
        say_to(out, "%s, ", word_capital(out->arena, common));
    for (size_t e = 0; e < length; e++) {
        str_append(out, e > 0 ? "; " : "");
        edge_sentence(out->arena, facts, out, &network->edges[edges[e]], common != NULL);
    }
    str_char(out, '.');
}

void firm_legs_words(struct str *out, const struct facts *facts, const struct network *network,
    const size_t *edges, size_t length)
{
    bool by_binding = false, assumed = false;
    for (size_t e = 0; e < length; e++) {
        const struct edge *edge = &network->edges[edges[e]];
        for (size_t i = 0; i < edge->flows.count; i++) {
            const struct flow *flow = &facts->flows[edge->flows.at[i]];
            by_binding = by_binding || (flow->bucket == BUCKET_FIRM && binding_decides(flow));
            assumed = assumed || (flow->bucket == BUCKET_FIRM && status_is_assumed(facts, flow));
        }
    }
    str_append(out, assumed && by_binding ? said(out->arena, "Every leg counts as signed, paid or binding")
                    : assumed             ? said(out->arena, "Every leg counts as signed or paid")
                    : by_binding          ? said(out->arena, "Every leg is signed, paid or binding")
                                          : said(out->arena, "Every leg is signed or paid"));
}

void closing_words(struct str *out, const struct facts *facts, const struct network *network,
    const struct closing *closing, bool as_deals)
{
    struct arena *arena = out->arena;
    size_t count = 0;
    for (size_t i = 0; i < closing->needed.count; i++) {
        const struct flow *flow = &facts->flows[closing->needed.at[i]];
        const char *title = word_deal_title(arena, facts->dataset, &facts->dataset->deals[flow->deal]);
        const char *condition = word_bucket_condition(arena, flow->bucket);
        str_append(out, count++ > 0 ? said(arena, " and ") : "");
        if (as_deals)
            say_to(out, "the deal “%s” %s", title, condition);
        else
            say_to(out, "“%s” %s", title, condition);
    }
    for (size_t i = 0; i < closing->choice_count; i++) {
        const struct edge *edge = &network->edges[closing->choices[i].edge];
        struct str deals = str_init(arena);
        word_counted(&deals, closing->choices[i].deals, "deal", "deals"); /* never one: it would be needed */
        str_append(out, count++ > 0 ? said(arena, " and ") : "");
        say_to(out, "enough of the %s from %s to %s that are not firm go ahead", str_text(&deals),
            facts_node_name(arena, facts, edge->payer), facts_node_name(arena, facts, edge->payee));
    }
}

static void closing_sentence(struct str *out, const struct facts *facts, const struct network *network,
    const size_t *edges, size_t length, bool sized)
{
    struct closing closing = closing_find(out->arena, facts, network, edges, length, sized);
    struct str words = str_init(out->arena);
    if (closing_is_firm(&closing))
        firm_legs_words(&words, facts, network, edges, length);
    else
        closing_words(&words, facts, network, &closing, true);
    str_char(out, ' ');
    if (closing_is_firm(&closing))
        str_printf(out, "%s.", str_text(&words));
    else if (closing.in_full)
        say_to(out, "The loop closes in full only if %s.", str_text(&words));
    else
        say_to(out, "The loop closes only if %s.", str_text(&words));
}

static const char *circuit_sentence(
    struct arena *arena, const struct facts *facts, const struct network *network, size_t index)
{
    const struct circuit *circuit = &network->circuits[index];
    bool shared = circuit_is_shared(network, circuit),
         bound = !shared && circuit_is_bound(facts, network, circuit);
    struct str out = str_init(arena), amount = str_init(arena);
    str_printf(&out, "%zu. ", index + 1);
    loop_names(arena, facts, &out, circuit->nodes, circuit->length);
    word_money_rounded(&amount, circuit->amount, facts->dataset->currency, NUMBER_SHORT, 0,
        bound ? ROUND_UP : ROUND_HALF_EVEN);
    if (shared)
        say_to(&out, ": %s could come back, on the figures given and beside what the other loops carry. ",
            str_text(&amount));
    else if (bound)
        say_to(&out, ": at most %s could come back. ", str_text(&amount));
    else
        say_to(&out, ": %s could come back, on the figures given. ", str_text(&amount));
    legs_sentence(&out, facts, network, circuit->edges, circuit->length);
    closing_sentence(&out, facts, network, circuit->edges, circuit->length, true);
    return str_text(&out);
}

/* A loop in which some leg has no known size. */
static const char *unsized_sentence(
    struct arena *arena, const struct facts *facts, const struct network *network, const struct loop *loop)
{
    struct str out = str_init(arena);
    loop_names(arena, facts, &out, loop->nodes, loop->length);
    str_printf(&out, "%s. ", said(arena, ": capacity unknown"));
    legs_sentence(&out, facts, network, loop->edges, loop->length);
    closing_sentence(&out, facts, network, loop->edges, loop->length, false);
    return str_text(&out);
}

static const char *rest_sentence(struct arena *arena, const struct network *network, size_t listed)
{
    struct str out = str_init(arena);
    if (network->circulation_cut)
        return said(arena, "How much could come back is not known: the loops are too many to add up.");
    size_t rest = network->loop_count > listed ? network->loop_count - listed : 0;
    if (rest == 0)
        return NULL;
    word_count(&out, (int64_t)rest);
    if (network->loops_cut)
        return say_count(arena, (int64_t)rest,
            "At least %s further loop runs through the same deals; counting them too would count money more "
            "than once.",
            "At least %s further loops run through the same deals; counting them too would count money more "
            "than once.",
            str_text(&out));
    return say_count(arena, (int64_t)rest,
        "%s further loop runs through the same deals; counting them too would count money more than once.",
        "%s further loops run through the same deals; counting them too would count money more than once.",
        word_capital(arena, str_text(&out)));
}

bool loop_is_unsized(const struct loop *loop)
{
    return loop->unknown_edges > 0 && loop->strict;
}

struct strings flow_loop_sentences(
    struct arena *arena, const struct facts *facts, const struct network *network, int most)
{
    size_t limit = most > 0 ? (size_t)most : 0;
    struct strings sentences = {.at = arena_array(arena, const char *, limit + 1)};
    for (size_t c = 0; c < network->circuit_count && sentences.count < limit; c++)
        sentences.at[sentences.count++] = circuit_sentence(arena, facts, network, c);
    for (size_t l = 0; l < network->loop_count && sentences.count < limit; l++)
        if (loop_is_unsized(&network->loops[l]))
            sentences.at[sentences.count++] = unsized_sentence(arena, facts, network, &network->loops[l]);
    const char *rest = rest_sentence(arena, network, sentences.count);
    if (rest != NULL)
        sentences.at[sentences.count++] = rest;
    return sentences;
}
