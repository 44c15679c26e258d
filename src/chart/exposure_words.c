/* SPDX-License-Identifier: MIT */
/*
 * exposure_words: rows in numbers → nets, the finding, sentences and the table. "Takes in" and "pays out",
 * never "owes".
 */
#include "exposure_plan.h"
#include "say.h"
#include "wording.h"

#include <string.h>

enum { ROWS_TOLD = 2 };

static const char *currency_of(const struct exposures *exposures)
{
    return exposures->facts->dataset->currency;
}

/* ---- the net ---- */

/* "at least $25B" → "at least", "$25B" */
static void net_split(const struct exposures *exposures, struct exposure_row *row, const char *words)
{
    static const char *const english[] = {WORDS("at least"), WORDS("at most"), WORDS("up to")};
    row->net = words;
    for (size_t i = 0; i < sizeof english / sizeof *english; i++) {
        const char *qualifier = said(exposures->arena, english[i]);
        size_t length = strlen(qualifier);
        if (strncmp(words, qualifier, length) != 0 || words[length] != ' ')
            continue;
        row->qualifier = qualifier;
        row->at_most = i == 1;
        row->net = arena_strdup(exposures->arena, words + length + 1);
        return;
    }
}

static bool is_sized(const struct mirror_side *side)
{
    return side->total.flows > side->total.undisclosed;
}

/* The interval as words, and which way it goes: "at least −$5B in minus out" is "at most $5B more out than
 * in".
 */
static void net_word(const struct exposures *exposures, struct exposure_row *row, money low, money high)
{
    struct str out = str_init(exposures->arena);
    bool outward = low < 0 && (high <= 0 || high == MONEY_OPEN);
    money from = outward ? high == MONEY_OPEN ? -MONEY_OPEN : -high : low;
    money to = outward ? low == -MONEY_OPEN ? MONEY_OPEN : -low : high;
    word_interval(&out, from, to, currency_of(exposures), NUMBER_SHORT, 0);
    bool either = low < 0 && high > 0 && low != -MONEY_OPEN && high != MONEY_OPEN;
    const char *side;
    if (low == 0 && high == 0)
        side = row->as_disclosed ? WORDS("even, as disclosed") : WORDS("as much in as out");
    else if (either)
        side = row->as_disclosed ? WORDS("in − out, as disclosed") : WORDS("in − out");
    else if (outward)
        side = row->as_disclosed ? WORDS("more out, as disclosed") : WORDS("more out than in");
    else
        side = row->as_disclosed ? WORDS("more in, as disclosed") : WORDS("more in than out");
    if ((low != 0 || high != 0) && !either)
        row->net_way = outward ? NET_OUT : NET_IN;
    row->net_side = said(exposures->arena, side);
    net_split(exposures, row, str_text(&out));
}

static money open_minus(money a, money b)
{
    return a == MONEY_OPEN ? MONEY_OPEN : b == MONEY_OPEN ? -MONEY_OPEN : a - b;
}

/* Who pays only, or takes in only, needs no net. Where something is undisclosed on both sides, it is that of
   what is disclosed. */
void exposure_net_set(const struct exposures *exposures, struct exposure_row *row)
{
    const struct total *in = &row->in.total, *out = &row->out.total;
    money low = row->net_low, high = row->net_high;
    row->net = row->qualifier = row->net_side = NULL;
    if (!row->in.amount || !row->out.amount) {
        row->net_side = row->in.amount ? said(exposures->arena, "only takes in")
                                       : said(exposures->arena, "only pays out");
        return;
    }
    row->as_disclosed = in->undisclosed && out->undisclosed && is_sized(&row->in) && is_sized(&row->out);
    if (row->as_disclosed) {
        low = open_minus(in->low, out->high);
        high = open_minus(in->high, out->low);
    }
    bool unknown = (low == -MONEY_OPEN && high >= 0 && (high == MONEY_OPEN || high == 0)) ||
                   (low == 0 && high == MONEY_OPEN);
    if (unknown)
        row->qualifier = said(exposures->arena, "not known");
    else
        net_word(exposures, row, low, high);
}

const char *exposure_net_words(const struct exposures *exposures, const struct exposure_row *row)
{
    if (!row->net)
        return row->net_side ? row->net_side : row->qualifier;
    return arena_printf(exposures->arena, "%s%s%s %s", row->qualifier ? row->qualifier : "",
        row->qualifier ? " " : "", row->net, row->net_side);
}

const char *exposure_sentence(const struct exposures *exposures, const struct exposure_row *row)
{
    const char *in = mirror_side_words(exposures->arena, &row->in),
               *out = mirror_side_words(exposures->arena, &row->out);
    if (!row->net && row->net_side)
        return say(exposures->arena, "%s: in %s, out %s", row->name, in, out);
    return say(exposures->arena, "%s: in %s, out %s; net %s", row->name, in, out,
        exposure_net_words(exposures, row));
}

/* ---- the finding ---- */

static bool side_is_firm(const struct mirror_side *side)
{
    return !side->by_bucket[BUCKET_PLANNED].flows && !side->by_bucket[BUCKET_TALK].flows &&
           !side->by_bucket[BUCKET_DEAD].flows;
}

static bool is_several(const struct exposures *exposures, size_t node)
{
    return exposures->facts->nodes[node].parties.count > 1;
}

/* English has one "would" for one and for several. */
static const char *would_said(const struct arena *arena, const char *words, bool several)
{
    return several ? said_in(arena, "several", words) : said(arena, words);
}

/* "OpenAI would pay out at least $25B more than it would take in" */
static const char *title_of_party(const struct exposures *exposures, const struct exposure_row *all)
{
    bool firm = side_is_firm(&all->in) && side_is_firm(&all->out), several = is_several(exposures, all->node);
    enum { WOULD, ONE, SEVERAL } who = !firm ? WOULD : several ? SEVERAL : ONE;
    static const char *const only[][2] = {[WOULD] = {WORDS_IN("several", WORDS("%s would pay out %s")),
                                              WORDS_IN("several", WORDS("%s would take in %s"))},
        [ONE] = {WORDS("%s pays out %s"), WORDS("%s takes in %s")},
        [SEVERAL] = {WORDS("%s pay out %s"), WORDS("%s take in %s")}};
    static const char *const more[][2] = {[WOULD] = {WORDS("%s would pay out %s more than it would take in"),
                                              WORDS("%s would take in %s more than it would pay out")},
        [ONE] = {WORDS("%s pays out %s more than it takes in"),
            WORDS("%s takes in %s more than it pays out")},
        [SEVERAL] = {
            WORDS("%s pay out %s more than they take in"), WORDS("%s take in %s more than they pay out")}};
    static const char *const would[2] = {WORDS("%s would pay out %s more than they would take in"),
        WORDS("%s would take in %s more than they would pay out")};
    struct arena *arena = exposures->arena;
    if (!all->in.amount || !all->out.amount)
        return arena_printf(arena,
            would_said(arena, only[who][all->in.amount != NULL], who == WOULD && several), all->name,
            mirror_side_words(arena, all->in.amount ? &all->in : &all->out));
    if (all->net && all->net_way != NET_NEITHER && !all->at_most) {
        bool in = all->net_way == NET_IN;
        struct str amount = str_init(arena);
        word_qualified(&amount, (struct qualified){all->qualifier, all->net});
        const char *sentence = arena_printf(arena,
            said(arena, who == WOULD && several ? would[in] : more[who][in]), all->name, str_text(&amount));
        return all->as_disclosed ? say(arena, "On the figures given, %s", sentence) : sentence;
    }
    return say(arena, "%s: in %s, out %s", all->name, mirror_side_words(exposures->arena, &all->in),
        mirror_side_words(exposures->arena, &all->out));
}

static money out_weight(const struct exposures *exposures, size_t i)
{
    return exposures->facts->live.exposures[i].out_weight;
}

/* Who pays out most, and whether that holds whatever the open amounts are */
static const struct exposure *payer_most(const struct exposures *exposures, bool *sure)
{
    const struct network *live = &exposures->facts->live;
    size_t most = 0;
    *sure = true;
    for (size_t i = 1; i < live->exposure_count; i++)
        if (out_weight(exposures, i) > out_weight(exposures, most))
            most = i;
    for (size_t i = 0; i < live->exposure_count; i++) {
        const struct total *out = &live->exposures[i].out;
        bool below = !out->undisclosed && out->high < live->exposures[most].out.low;
        *sure = *sure && (i == most || below);
    }
    return out_weight(exposures, most) > 0 ? &live->exposures[most] : NULL;
}

/* "pays out the most: at least $1B" is no finding where another is certain to pay more than that. */
static bool is_outdone(const struct exposures *exposures, const struct money_sum *sum)
{
    const struct network *live = &exposures->facts->live;
    bool outdone = false;
    for (size_t i = 0; i < live->exposure_count; i++)
        outdone = outdone || live->exposures[i].out.low > sum->low;
    return sum->high == MONEY_OPEN && outdone;
}

static const char *title_of_all(const struct exposures *exposures)
{
    bool sure;
    const struct exposure *payer = payer_most(exposures, &sure);
    const struct exposure_row *row = NULL;
    for (size_t i = 0; payer && i < exposures->count; i++)
        if (exposures->rows[i].node == payer->node)
            row = &exposures->rows[i];
    if (!row)
        return said(exposures->arena, "What each party takes in and pays out");
    static const char *const titles[][2] = {
        {WORDS_IN("several", WORDS("%s would pay out the most: %s")),
            WORDS_IN("several", WORDS("On the figures given, %s would pay out the most: %s"))},
        {WORDS("%s pay out the most: %s"), WORDS("On the figures given, %s pay out the most: %s")},
        {WORDS("%s pays out the most: %s"), WORDS("On the figures given, %s pays out the most: %s")}};
    bool several = is_several(exposures, payer->node);
    int who = !side_is_firm(&row->out) ? 0 : several ? 1 : 2;
    struct money_sum sum = total_sum(&row->out.total);
    sum.high = row->out.total.undisclosed ? MONEY_OPEN : sum.high;
    if (is_outdone(exposures, &sum))
        return said(exposures->arena, "What each party takes in and pays out");
    struct str out = str_init(exposures->arena);
    word_qualified(&out, sum_qualified(exposures->arena, &sum, currency_of(exposures), NUMBER_SHORT, 0));
    return arena_printf(exposures->arena,
        would_said(exposures->arena, titles[who][!sure], who == 0 && several), row->name, str_text(&out));
}

const char *exposure_title(const struct exposures *exposures)
{
    return exposures->party_node == NO_INDEX ? title_of_all(exposures)
                                             : title_of_party(exposures, &exposures->rows[0]);
}

/* ---- what is measured ---- */

const char *exposure_subtitle(const struct exposures *exposures)
{
    struct str out = str_init(exposures->arena);
    bool several = exposures->party_node != NO_INDEX && is_several(exposures, exposures->party_node);
    if (exposures->party_node == NO_INDEX)
        str_append(&out, said(exposures->arena, "What each party pays out and takes in under its deals"));
    else if (several)
        say_to(&out, "What %s pay out and take in under their deals, by whom with", exposures->rows[0].name);
    else
        say_to(&out, "What %s pays out and takes in under its deals, by whom with", exposures->rows[0].name);
    str_append(
        &out, said(exposures->arena, ", over the whole terms; both on one scale; not what anybody owes"));
    str_append(&out, exposures->request->where ? said(exposures->arena, "; chosen deals only") : "");
    return str_text(&out);
}

static bool joint_is_drawn(const struct exposures *exposures)
{
    for (size_t i = 0; i < exposures->count; i++)
        if (exposures->rows[i].node != NO_INDEX && is_several(exposures, exposures->rows[i].node))
            return true;
    return false;
}

static const char *inner_note(const struct exposures *exposures)
{
    struct str out = str_init(exposures->arena);
    word_counted(&out, exposures->inner, "deal", "deals");
    return say(exposures->arena, "What the others pay each other is left out: %s.", str_text(&out));
}

size_t exposure_notes(const struct exposures *exposures, const char *notes[EXPOSURE_NOTES])
{
    size_t count = 0;
    const struct facts *facts = exposures->facts;
    if (exposures->inner > 0)
        notes[count++] = inner_note(exposures);
    if (joint_is_drawn(exposures))
        notes[count++] = said(
            exposures->arena, "Who stands together pays or takes in together: nobody stated the shares.");
    if (exposures->joint)
        notes[count++] =
            say(exposures->arena, "Not in it, what these pay and take in together: %s.", exposures->joint);
    if (facts->intra_group.flows > 0 && !exposures->request->where)
        notes[count++] = said(exposures->arena, "What stays within one group is not counted.");
    return count;
}

const char *exposure_describe(const struct exposures *exposures)
{
    struct str out = str_init(exposures->arena);
    size_t told = exposures->count < ROWS_TOLD ? exposures->count : ROWS_TOLD;
    say_to(&out, "Two-sided bar chart, paid out against taken in. %s. ", exposure_title(exposures));
    for (size_t i = 0; i < told; i++)
        str_printf(&out, "%s. ", exposure_sentence(exposures, &exposures->rows[i]));
    if (told < exposures->count) {
        struct str more = str_init(exposures->arena);
        word_counted(&more, (int64_t)(exposures->count - told), "more row", "more rows");
        say_to(&out, "And %s.", str_text(&more));
    }
    return str_trimmed(exposures->arena, str_text(&out));
}

/* ---- the table ---- */

static void side_cells(struct data_table *table, const struct mirror_side *side)
{
    static const enum bucket buckets[] = {BUCKET_FIRM, BUCKET_PLANNED, BUCKET_TALK};
    data_money(table, side->total.sum_low);
    data_money(table, side->total.sum_high);
    data_count(table, side->total.undisclosed);
    for (size_t i = 0; i < 3; i++) {
        data_money(table, side->by_bucket[buckets[i]].sum_low);
        data_money(table, side->by_bucket[buckets[i]].sum_high);
    }
    data_text(table, mirror_side_words(table->arena, side));
}

static void net_cell(struct data_table *table, money value)
{
    data_money(table, value == -MONEY_OPEN ? MONEY_OPEN : value);
}

const struct data_table *exposure_data(const struct exposures *exposures)
{
    static const struct data_column columns[] = {{"party", false}, {"out_low", true}, {"out_high", true},
        {"out_undisclosed", true}, {"out_firm_low", true}, {"out_firm_high", true}, {"out_planned_low", true},
        {"out_planned_high", true}, {"out_talk_low", true}, {"out_talk_high", true}, {"out", false},
        {"in_low", true}, {"in_high", true}, {"in_undisclosed", true}, {"in_firm_low", true},
        {"in_firm_high", true}, {"in_planned_low", true}, {"in_planned_high", true}, {"in_talk_low", true},
        {"in_talk_high", true}, {"in", false}, {"net_low", true}, {"net_high", true}, {"net", false}};
    struct data_table *table =
        data_table_create(exposures->arena, "exposure", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < exposures->count; i++) {
        const struct exposure_row *row = &exposures->rows[i];
        data_text(table, row->name);
        side_cells(table, &row->out);
        side_cells(table, &row->in);
        net_cell(table, row->net_low);
        net_cell(table, row->net_high);
        data_text(table, exposure_net_words(exposures, row));
    }
    return table;
}
