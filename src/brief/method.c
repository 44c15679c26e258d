/* SPDX-License-Identifier: MIT */
/*
 * Facts → the notes on method, in the order in which a sceptic asks: what was counted and how well it is
 * known, whose money it is, how words became numbers, what may count twice, what was turned into another
 * currency, what has no date, how it was rounded, what was assumed, what was corrected.
 */
#include "method.h"

#include "assumed.h"
#include "list.h"
#include "summary.h"
#include "total_words.h"
#include "say.h"

#include <string.h>

struct notes_maker {
    struct arena *arena;
    const struct facts *facts;
    const struct dataset *dataset;
    const struct changes *changes;
    struct method_notes *notes;
};

static void note_add(struct notes_maker *maker, const char *lead, const struct str *text)
{
    struct slice trimmed = slice_trim(slice_of(str_text(text)));
    if (trimmed.length)
        *list_push(maker->arena, maker->notes) = (struct method_note){
            said(maker->arena, lead), arena_strndup(maker->arena, trimmed.at, trimmed.length)};
}

static const char *date_text(struct arena *arena, struct date date)
{
    struct str out = str_init(arena);
    word_date_long(&out, date);
    return str_text(&out);
}

static const char *money_text(const struct notes_maker *maker, const struct total *total)
{
    return total_phrase(maker->arena, total, maker->dataset->currency, NUMBER_SHORT, 0);
}

static const char *counted(struct arena *arena, int64_t count, const char *one, const char *many)
{
    struct str out = str_init(arena);
    word_counted(&out, count, one, many);
    return str_text(&out);
}

/* ---- what was counted, and how well it is known ---- */

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
                str_append(&out, done == kinds ? said(arena, " and ") : ", ");
            if (counts[s] == 1)
                say_to(&out, "one %s", word_status(arena, (enum status)s));
            else
                say_to(&out, "%s %s", count_words(arena, counts[s]), word_status(arena, (enum status)s));
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

static bool is_floor(const struct facts *facts, const struct flow *flow)
{
    (void)facts;
    return flow->amount.kind == AMOUNT_AT_LEAST;
}

static bool is_approximate(const struct facts *facts, const struct flow *flow)
{
    (void)facts;
    return amount_kind_is_about(flow->amount.kind);
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

static void counted_note(struct notes_maker *maker)
{
    const struct dataset *dataset = maker->dataset;
    struct str out = str_init(maker->arena);
    if (!dataset->deal_count)
        return;
    const char *live = statuses_words(maker->arena, dataset, false),
               *dead = statuses_words(maker->arena, dataset, true);
    const char *date = date_text(maker->arena, dataset->as_of);
    if (*live)
        say_to(&out, "As of %s: %s. ", date, live);
    else
        say_to(&out, "As of %s no deal is live. ", date);
    if (*dead)
        say_to(&out, "Left out of every sum: %s. ", dead);
    str_append(
        &out, said(out.arena,
                  "Signed, active and closed deals are firm; announced ones and those agreed in outline are "
                  "planned; anything less is talk. "));
    if (any_flow(maker->facts, is_unbound))
        str_append(
            &out, said(out.arena,
                      "A deal known to bind counts as firm, one known not to bind at most as planned. "));
    note_add(maker, WORDS("What is counted."), &out);
}

static void evidence_note(struct notes_maker *maker)
{
    struct press_count press = summary_press(maker->facts);
    const struct quality *quality = &maker->facts->figures.quality;
    struct arena *arena = maker->arena;
    struct str out = str_init(arena);
    if (press.deals && press.press_only == press.deals)
        str_append(&out,
            said(out.arena,
                "Everything here is known from press reports only; no filing and no party vouches for it. "));
    else if (press.press_only)
        say_to(&out, "Known from press reports only: %s of %s. ", count_words(arena, press.press_only),
            counted(arena, press.deals, "deal that moves money", "deals that move money"));
    if (quality->single_sourced)
        say_count_to(&out, quality->single_sourced, "%s deal rests on a single source. ",
            "%s deals rest on a single source. ",
            word_capital(arena, count_words(arena, quality->single_sourced)));
    if (quality->unsourced)
        say_count_to(&out, quality->unsourced, "%s deal names no source at all. ",
            "%s deals name no source at all. ", word_capital(arena, count_words(arena, quality->unsourced)));
    note_add(maker, WORDS("Evidence."), &out);
}

/* ---- whose money, which amounts ---- */

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

/* "AWS as Amazon, Azure as Microsoft" */
static const char *units_words(const struct notes_maker *maker)
{
    struct str out = str_init(maker->arena);
    const struct facts *facts = maker->facts;
    int told = 0, all = 0;
    for (size_t i = 0; i < facts->node_count; i++)
        all += facts->nodes[i].units.count > 0;
    for (size_t i = 0; i < facts->node_count && told < 4; i++) {
        if (!facts->nodes[i].units.count)
            continue;
        struct str units = str_init(maker->arena);
        word_parties(&units, maker->dataset, &facts->nodes[i].units, false);
        str_append(&out, told++ ? ", " : "");
        say_to(&out, "%s as %s", str_text(&units), facts_node_name(maker->arena, facts, i));
    }
    if (all > told)
        str_append(&out, said(out.arena, " and so on"));
    return str_text(&out);
}

static void parties_note(struct notes_maker *maker)
{
    const struct facts *facts = maker->facts;
    struct str out = str_init(maker->arena);
    if (facts->level == LEVEL_PARENT && has_units(facts))
        say_to(&out, "Units count as their parent: %s. ", units_words(maker));
    if (has_joint(facts))
        str_append(
            &out, said(out.arena,
                      "Parties that stand on one side in unknown shares are drawn and counted as one. "));
    if (facts->intra_group.flows)
        say_to(&out, "What stays within one group (%s) is in the totals and in no loop. ",
            money_text(maker, &facts->intra_group));
    note_add(maker, WORDS("Whose money."), &out);
}

/* A number as C writes it, with the point of the language */
static const char *with_point(struct arena *arena, const char *number)
{
    const char *point = strchr(number, '.');
    return point ? arena_printf(
                       arena, "%.*s%s%s", (int)(point - number), number, manner_in(arena)->point, point + 1)
                 : number;
}

static const char *tolerance_words(struct arena *arena, int64_t ppm)
{
    struct str out = str_init(arena);
    str_number(&out, (double)ppm / 10000.0, 2);
    return with_point(arena, str_text(&out));
}

static void amounts_note(struct notes_maker *maker)
{
    const struct facts *facts = maker->facts;
    struct str out = str_init(maker->arena);
    if (any_flow(facts, is_ceiling))
        str_append(&out,
            said(out.arena,
                "\u201CUp to\u201D is a ceiling: the amount lies between nothing, or what is certain, and "
                "the ceiling. "));
    if (any_flow(facts, is_floor))
        str_append(&out, said(out.arena, "\u201CAt least\u201D has no upper end. "));
    if (any_flow(facts, is_approximate))
        say_to(&out, "\u201CAbout\u201D is read as plus or minus %s %%. ",
            tolerance_words(maker->arena, maker->dataset->approx_ppm));
    if (any_flow(facts, is_vague))
        str_append(
            &out, maker->dataset->vague_is_unknown
                      ? said(out.arena, "Vague amounts count as undisclosed. ")
                      : said(out.arena,
                            "Vague words are read as the decade they name: tens of billions, 10 to 100. "));
    if (any_flow(facts, is_undisclosed))
        str_append(&out, said(out.arena, "Undisclosed amounts are counted, never summed. "));
    note_add(maker, WORDS("Amounts."), &out);
}

/* ---- sums ---- */

static bool any_overlap(const struct dataset *dataset)
{
    for (size_t i = 0; i < dataset->deal_count; i++)
        if (dataset->deals[i].overlaps.count)
            return true;
    return false;
}

static bool any_part(const struct dataset *dataset)
{
    for (size_t i = 0; i < dataset->deal_count; i++)
        if (dataset->deals[i].part_of != NO_INDEX)
            return true;
    return false;
}

static void twice_note(struct notes_maker *maker)
{
    const struct facts *facts = maker->facts;
    struct str out = str_init(maker->arena);
    if (!facts->all_live.flows)
        return; /* nothing was added up */
    str_append(&out,
        said(out.arena,
            "Capital, commerce, building and ownership are summed apart, because money raised in one may be "
            "spent in another. "));
    if (any_part(maker->dataset))
        str_append(&out, said(out.arena, "A deal and its parts count once. "));
    if (any_overlap(maker->dataset)) {
        struct str range = str_init(maker->arena);
        word_interval(
            &range, facts->overlap_low, facts->overlap_high, maker->dataset->currency, NUMBER_SHORT, 0);
        say_to(&out,
            "Some deals may be about the same money; all of them stand in the sums. Over everything live "
            "that leaves "
            "%s. ",
            str_text(&range));
    }
    note_add(maker, WORDS("Double counting."), &out);
}

static void loops_note(struct notes_maker *maker)
{
    const struct facts *facts = maker->facts;
    struct str out = str_init(maker->arena);
    if (!facts->live.circulating)
        return;
    str_append(
        &out, said(out.arena, "What could run in loops is the most that can go round at once on headline "
                              "amounts, or low ends where there is none. Every payment of a loop "
                              "counts: in a loop of two that is twice what comes back. "));
    if (!facts->live.circulating_is_most)
        str_append(&out, said(out.arena, "Where amounts turn out larger it may be more. "));
    note_add(maker, WORDS("Loops."), &out);
}

/* "1.16", "0.0061": as it was written, in billionths */
static void rate_append(struct str *out, int64_t billionths)
{
    str_printf(out, "%lld", (long long)(billionths / 1000000000));
    int64_t rest = billionths % 1000000000;
    if (rest)
        str_append(out, manner_in(out->arena)->point);
    for (int64_t place = 100000000; rest; rest %= place, place /= 10)
        str_char(out, (char)('0' + rest / place));
}

static const char *fx_source_words(const struct dataset *dataset)
{
    size_t source = dataset->fx.source ? dataset_find_source(dataset, dataset->fx.source) : NO_INDEX;
    return source != NO_INDEX ? dataset->sources[source].publisher : "";
}

static void rates_note(struct notes_maker *maker)
{
    const struct fx *fx = &maker->dataset->fx;
    if (!fx->present || !fx->rate_count)
        return;
    struct str out = str_init(maker->arena), rates = str_init(maker->arena);
    for (size_t i = 0; i < fx->rate_count; i++) {
        str_printf(&rates, "%s1 %s = ", i ? ", " : "", fx->rates[i].currency);
        rate_append(&rates, fx->rates[i].rate_billionths);
        str_printf(&rates, " %s", maker->dataset->currency);
    }
    const char *source = fx_source_words(maker->dataset), *date = date_text(maker->arena, fx->date);
    if (*source)
        say_to(&out, "Other currencies were turned into %s at the rates of %s, as published by %s: %s. ",
            maker->dataset->currency, date, source, str_text(&rates));
    else
        say_to(&out, "Other currencies were turned into %s at the rates of %s: %s. ",
            maker->dataset->currency, date, str_text(&rates));
    if (fx->note)
        str_append(&out, fx->note);
    note_add(maker, WORDS("Exchange rates."), &out);
}

static void dates_note(struct notes_maker *maker)
{
    const struct facts *facts = maker->facts;
    struct str out = str_init(maker->arena);
    bool spread = false;
    for (size_t i = 0; i < facts->schedule_count; i++)
        for (size_t y = 0; y < facts->schedules[i].count; y++)
            spread = spread || !facts->schedules[i].years[y].disclosed;
    if (spread)
        str_append(&out,
            said(out.arena, "Where nobody says when it is paid, an amount is spread evenly over its term. "));
    if (facts->undated.count && facts->schedule_count)
        say_count_to(&out, (int64_t)facts->undated.count,
            "%s payment has neither start nor length and stands in no year: %s. ",
            "%s payments have neither start nor length and stand in no year: %s. ",
            word_capital(maker->arena, count_words(maker->arena, (int64_t)facts->undated.count)),
            money_text(maker, &facts->undated_total));
    note_add(maker, WORDS("Years."), &out);
}

static void rounding_note(struct notes_maker *maker)
{
    struct str out = str_init(maker->arena);
    if (!maker->facts->all_live.flows)
        return;
    str_append(&out, said(out.arena, "Sums have up to three figures, and so has what an amount comes to in a "
                                     "year; other quotients have "
                                     "no more than the least exact of what they are made of; the ends of a "
                                     "range are rounded outwards. "));
    note_add(maker, WORDS("Rounding."), &out);
}

/* ---- what was assumed, what was corrected ---- */

static void assumed_note(struct notes_maker *maker)
{
    struct str out = str_init(maker->arena);
    const char *list = assumed_words(maker->arena, maker->facts);
    if (*list)
        say_to(&out, "What no source states is marked with a dagger: %s.", list);
    note_add(maker, WORDS("\u2020 Assumed."), &out);
}

static void corrected_name(struct notes_maker *maker, struct str *out, const struct change *change)
{
    const struct dataset *dataset = maker->changes->after->dataset;
    const char *name = change->id;
    if (change->subject == CHANGED_DEAL && change->after != NO_INDEX)
        name = word_deal_title(maker->arena, dataset, &dataset->deals[change->after]);
    else if (change->subject == CHANGED_PARTY && change->after != NO_INDEX)
        name = party_short(&dataset->parties[change->after]);
    else if (change->subject == CHANGED_VALUATION && change->after != NO_INDEX)
        name = say(maker->arena, "valuation of %s",
            party_short(&dataset->parties[dataset->valuations[change->after].party]));
    else if (change->subject == CHANGED_METRIC && change->after != NO_INDEX)
        name = say(maker->arena, "%s of %s", dataset->metrics[change->after].name,
            party_short(&dataset->parties[dataset->metrics[change->after].party]));
    if (name && !strstr(str_text(out), name))
        str_printf(out, "%s%s", out->length ? ", " : "", name);
}

/* What this correction mended: "Amazon equity, valuation of OpenAI"; "" when nothing changed by it */
static const char *corrected_names(struct notes_maker *maker, size_t note)
{
    struct str out = str_init(maker->arena);
    for (size_t i = 0; i < maker->changes->count; i++)
        if (maker->changes->at[i].correction == note)
            corrected_name(maker, &out, &maker->changes->at[i]);
    return str_text(&out);
}

/* With an older edition, what was corrected rather than changed; without one the dataset's own remarks. */
static void corrections_note(struct notes_maker *maker)
{
    struct str out = str_init(maker->arena);
    const struct dataset *dataset = maker->dataset;
    for (size_t i = 0; i < dataset->note_count; i++) {
        if (dataset->notes[i].kind != NOTE_CORRECTION)
            continue;
        const char *names = maker->changes ? corrected_names(maker, i) : "";
        if (*names)
            str_printf(&out, "%s: %s ", names, dataset->notes[i].text);
        else if (!maker->changes)
            str_printf(&out, "%s ", dataset->notes[i].text);
    }
    if (maker->changes && !out.length)
        say_to(&out, "No correction of the edition of %s is recorded.",
            date_text(maker->arena, maker->changes->before->dataset->as_of));
    note_add(maker, WORDS("Corrections."), &out);
}

struct method_notes method_notes_make(
    struct arena *arena, const struct facts *facts, const struct changes *changes)
{
    struct method_notes notes = {0};
    struct notes_maker maker = {arena, facts, facts->dataset, changes, &notes};
    counted_note(&maker);
    evidence_note(&maker);
    parties_note(&maker);
    amounts_note(&maker);
    twice_note(&maker);
    loops_note(&maker);
    rates_note(&maker);
    dates_note(&maker);
    rounding_note(&maker);
    assumed_note(&maker);
    corrections_note(&maker);
    return notes;
}
