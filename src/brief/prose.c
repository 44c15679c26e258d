/* SPDX-License-Identifier: MIT */
/* Facts → the sentences that every briefing ends with. Each says only what applies to this dataset. */
#include "prose.h"

#include "list.h"
#include "summary.h"
#include "total_words.h"

#include <string.h>

/* ---- typography ---- */

uint32_t prose_last(const char *text)
{
    uint32_t last = 0;
    const char *at = text, *end = text + strlen(text);
    while (at < end)
        last = utf8_next(&at, end);
    return last;
}

static bool opens_after(uint32_t before)
{
    return !before || before == ' ' || before == 0xA0 || before == '\n' || before == '(' || before == '[' ||
           before == '/' || before == 0x2013 || before == 0x2014 || before == 0x2018 || before == 0x201C ||
           before == '"' || before == '\'';
}

/* A number and its scale stay on one line. */
static bool is_scale(const char *at)
{
    static const char *const scales[] = {"thousand", "million", "billion", "trillion", "%"};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (str_starts(at, scales[i]))
            return true;
    return false;
}

const char *prose_typeset(struct arena *arena, const char *text, uint32_t before)
{
    struct str out = str_init(arena);
    const char *at = text, *end = text + strlen(text);
    while (at < end) {
        const char *from = at;
        uint32_t code = utf8_next(&at, end);
        if (code == '\'')
            str_append(&out, opens_after(before) ? "\u2018" : "\u2019");
        else if (code == '"')
            str_append(&out, opens_after(before) ? "\u201C" : "\u201D");
        else if (code == ' ' && before >= '0' && before <= '9' && is_scale(at))
            str_append(&out, "\u00A0");
        else
            str_append_bytes(&out, from, (size_t)(at - from));
        before = code;
    }
    return str_text(&out);
}

/* ---- notes ---- */

const enum note_kind *prose_note_order(size_t *count)
{
    static const enum note_kind order[] = {NOTE_CORRECTION, NOTE_RISK, NOTE_REGULATORY, NOTE_WATCH,
        NOTE_CONTEXT, NOTE_CLAIM, NOTE_TECHNICAL, NOTE_OPINION, NOTE_METHOD};
    *count = sizeof order / sizeof *order;
    return order;
}

/* ---- sources ---- */

const char *prose_source_details(
    struct arena *arena, const struct dataset *dataset, const struct cited *cited, size_t source)
{
    const struct source *at = &dataset->sources[source];
    struct str out = str_init(arena);
    if (at->date.precision != DATE_NONE) {
        word_date(&out, at->date);
        str_append(&out, ". ");
    }
    if (*word_source_kind(at->kind))
        str_printf(&out, "%s. ", word_source_kind(at->kind));
    if (at->via != NO_INDEX && at->via < dataset->source_count)
        str_printf(&out, "Not read itself; as given by source %d. ", cited->numbers[at->via]);
    struct slice text = slice_trim(slice_of(str_text(&out)));
    return arena_strndup(arena, text.at, text.length);
}

/* ---- method ---- */

typedef LIST(const char *) sentence_list;

static void say(struct arena *arena, sentence_list *list, const char *sentence)
{
    *list_push(arena, list) = sentence;
}

/* "three signed, one closed and four in talks" in rank order, firmest first; or of the dead */
static const char *statuses_words(struct arena *arena, const struct dataset *dataset, bool dead)
{
    int counts[STATUS_COUNT] = {0}, kinds = 0, done = 0;
    struct str out = str_init(arena);
    for (size_t i = 0; i < dataset->deal_count; i++)
        counts[dataset->deals[i].status]++;
    for (int s = 0; s < STATUS_COUNT; s++)
        kinds += counts[s] > 0 && (status_rank((enum status)s) == 0) == dead;
    for (int rank = dead ? 0 : 8; rank >= (dead ? 0 : 1); rank--) {
        for (int s = STATUS_COUNT - 1; s > STATUS_NONE; s--) {
            if (!counts[s] || status_rank((enum status)s) != rank)
                continue;
            if (done++)
                str_append(&out, done == kinds ? " and " : ", ");
            str_printf(&out, "%s %s", count_words(arena, counts[s]), word_status((enum status)s));
        }
    }
    return str_text(&out);
}

static bool any_flow(const struct facts *facts, bool (*test)(const struct facts *, const struct flow *))
{
    for (size_t i = 0; i < facts->flow_count; i++)
        if (test(facts, &facts->flows[i]))
            return true;
    return false;
}

static bool is_vague(const struct facts *facts, const struct flow *flow)
{
    (void)facts;
    return flow->amount.kind == AMOUNT_VAGUE;
}

static bool is_ceiling(const struct facts *facts, const struct flow *flow)
{
    (void)facts;
    return flow->amount.kind == AMOUNT_AT_MOST;
}

static bool is_approximate(const struct facts *facts, const struct flow *flow)
{
    (void)facts;
    return flow->amount.kind == AMOUNT_APPROX || flow->amount.kind == AMOUNT_NEARLY;
}

static bool is_undisclosed(const struct facts *facts, const struct flow *flow)
{
    (void)facts;
    return flow->is_money && flow->amount.kind == AMOUNT_UNDISCLOSED;
}

static bool is_unbound(const struct facts *facts, const struct flow *flow)
{
    const struct deal *deal = &facts->dataset->deals[flow->deal];
    return deal->binding != TRI_UNKNOWN && status_bucket(flow->status, TRI_UNKNOWN) != flow->bucket;
}

static bool has_units(const struct facts *facts)
{
    for (size_t i = 0; i < facts->node_count; i++)
        if (facts->nodes[i].units.count)
            return true;
    return false;
}

static bool has_joint(const struct facts *facts)
{
    for (size_t i = 0; i < facts->node_count; i++)
        if (facts->nodes[i].parties.count > 1)
            return true;
    return false;
}

static bool has_assumed(const struct dataset *dataset)
{
    for (size_t i = 0; i < dataset->deal_count; i++)
        if (dataset->deals[i].assumed.count)
            return true;
    for (size_t i = 0; i < dataset->valuation_count; i++)
        if (dataset->valuations[i].assumed.count)
            return true;
    return false;
}

static void say_counted(struct arena *arena, const struct facts *facts, sentence_list *list)
{
    const struct dataset *dataset = facts->dataset;
    struct str out = str_init(arena);
    if (!dataset->deal_count)
        return;
    const char *live = statuses_words(arena, dataset, false), *dead = statuses_words(arena, dataset, true);
    str_printf(&out, "Counted as of ");
    word_date_long(&out, dataset->as_of);
    str_printf(&out, ": %s%s%s. Signed includes active and paid; announced, agreed in outline; less is talk.",
        *live ? live : "nothing", *dead ? "; left out: " : "", dead);
    if (any_flow(facts, is_unbound))
        str_append(&out, " A deal known to bind counts as firm, one known not to bind at most as planned.");
    struct press_count press = summary_press(facts);
    if (press.press_only && press.press_only < press.deals) {
        str_append(&out, " Known from press reports only: ");
        word_count(&out, press.press_only);
        str_append(&out, " of ");
        word_counted(&out, press.deals, "deal that moves money.", "deals that move money.");
    }
    say(arena, list, str_text(&out));
}

static void say_parties(struct arena *arena, const struct facts *facts, sentence_list *list)
{
    struct str out = str_init(arena);
    if (facts->level == LEVEL_PARENT && has_units(facts))
        str_append(&out, "Units count as their parent. ");
    if (has_joint(facts))
        str_append(&out, "Parties on one side in unknown shares stand as one. ");
    struct slice text = slice_trim(slice_of(str_text(&out)));
    if (text.length)
        say(arena, list, arena_strndup(arena, text.at, text.length));
}

static const char *tolerance_words(struct arena *arena, int64_t ppm)
{
    struct str out = str_init(arena);
    str_number(&out, (double)ppm / 10000.0, 2);
    return str_text(&out);
}

static void say_amounts(struct arena *arena, const struct facts *facts, sentence_list *list)
{
    const struct dataset *dataset = facts->dataset;
    struct str out = str_init(arena);
    if (any_flow(facts, is_ceiling))
        str_append(&out,
            "\u201CUp to\u201D is a ceiling: the amount lies between nothing, or what is certain, and the "
            "ceiling. ");
    if (any_flow(facts, is_approximate))
        str_printf(&out, "\u201CAbout\u201D is read as plus or minus %s %%. ",
            tolerance_words(arena, dataset->approx_ppm));
    if (any_flow(facts, is_vague))
        str_append(&out, dataset->vague_is_unknown
                             ? "Vague amounts count as undisclosed. "
                             : "Vague amounts are the decade they name: tens of billions, 10 to 100. ");
    if (any_flow(facts, is_undisclosed))
        str_append(&out, "Undisclosed amounts are counted, never summed. ");
    struct slice text = slice_trim(slice_of(str_text(&out)));
    if (text.length)
        say(arena, list, arena_strndup(arena, text.at, text.length));
}

static void say_sums(struct arena *arena, const struct facts *facts, sentence_list *list)
{
    struct str out = str_init(arena);
    if (!facts->all_live.flows)
        return; /* nothing was added up */
    str_append(&out, "Deals of different kinds are summed apart, lest money count twice. ");
    if (facts->live.circulating) {
        str_append(&out, "What could come back is worked out on headline amounts or else low ends, "
                         "and counts once for each payer of a loop. ");
        if (!facts->live.circulating_is_most)
            str_append(&out, "Where amounts turn out larger it may be more. ");
    }
    str_append(&out, "Sums have up to three figures, quotients no more than the source. ");
    struct slice text = slice_trim(slice_of(str_text(&out)));
    say(arena, list, arena_strndup(arena, text.at, text.length));
}

/* "1.16", "0.0061": as it was written, in billionths */
static void rate_append(struct str *out, int64_t billionths)
{
    str_printf(out, "%lld", (long long)(billionths / 1000000000));
    int64_t rest = billionths % 1000000000;
    if (rest)
        str_char(out, '.');
    for (int64_t place = 100000000; rest; rest %= place, place /= 10)
        str_char(out, (char)('0' + rest / place));
}

static const char *fx_source_words(const struct dataset *dataset)
{
    size_t source = dataset->fx.source ? dataset_find_source(dataset, dataset->fx.source) : NO_INDEX;
    return source != NO_INDEX ? dataset->sources[source].publisher : "";
}

static void say_rates(struct arena *arena, const struct facts *facts, sentence_list *list)
{
    const struct fx *fx = &facts->dataset->fx;
    if (!fx->present || !fx->rate_count)
        return;
    struct str out = str_init(arena);
    str_printf(&out, "Other currencies were turned into %s at the rates of ", facts->dataset->currency);
    word_date_long(&out, fx->date);
    for (size_t i = 0; i < fx->rate_count; i++) {
        str_printf(&out, "%s1 %s = ", i ? ", " : ": ", fx->rates[i].currency);
        rate_append(&out, fx->rates[i].rate_billionths);
        str_printf(&out, " %s", facts->dataset->currency);
    }
    const char *source = fx_source_words(facts->dataset);
    str_printf(&out, "%s%s.", *source ? ", as published by " : "", source);
    say(arena, list, str_text(&out));
}

struct strings prose_method(struct arena *arena, const struct facts *facts)
{
    sentence_list list = {0};
    say_counted(arena, facts, &list);
    say_parties(arena, facts, &list);
    say_amounts(arena, facts, &list);
    say_sums(arena, facts, &list);
    say_rates(arena, facts, &list);
    if (has_assumed(facts->dataset))
        say(arena, &list, "\u2020 marks what was assumed.");
    return (struct strings){list.at, list.count};
}
