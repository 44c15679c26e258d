/* SPDX-License-Identifier: MIT */
/*
 * Facts → a few sentences. Classes are never added together; what is under discussion is never said to be
 * done; what names no amount is counted.
 */
#include "summary.h"

#include "flow.h"
#include "total_words.h"
#include "wording.h"
#include "say.h"

#include <string.h>

static bool is_summed(const struct total *total)
{
    return total->flows > total->undisclosed;
}

static int parts_count(const struct facts *facts, enum bucket bucket)
{
    int count = 0;
    for (int c = 0; c < CLASS_COUNT; c++)
        count += is_summed(&facts->totals[c][bucket]);
    return count;
}

static const char *sized_words(struct arena *arena, const struct total *total, const char *currency)
{
    struct total_words words = total_words(arena, total, currency, NUMBER_SHORT, 0);
    struct str out = str_init(arena);
    word_qualified(&out, (struct qualified){words.qualifier, words.value});
    return str_text(&out);
}

/* "$13B in capital, $48B–$138B in commercial deals and $1B in building" */
static void parts_append(struct str *out, const struct facts *facts, enum bucket bucket)
{
    int count = parts_count(facts, bucket), done = 0;
    for (int c = 0; c < CLASS_COUNT; c++) {
        struct total sized = facts->totals[c][bucket];
        if (!is_summed(&sized))
            continue;
        if (done)
            str_append(out, ++done == count ? said(out->arena, " and ") : ", ");
        else
            done = 1;
        const char *words = sized_words(out->arena, &sized, facts->dataset->currency);
        str_printf(out, said_in(out->arena, "class", "%s in %s"), words,
            word_class_noun(out->arena, (enum deal_class)c));
    }
}

static int undisclosed_count(const struct facts *facts)
{
    int count = 0;
    for (int c = 0; c < CLASS_COUNT; c++)
        for (int b = BUCKET_TALK; b <= BUCKET_FIRM; b++)
            count += facts->totals[c][b].undisclosed;
    return count;
}

/* Deals between parties in which no money moves; live ones. */
static int relation_count(const struct facts *facts)
{
    int count = 0;
    for (size_t i = 0; i < facts->flow_count; i++)
        count += facts->flows[i].deal_class == CLASS_RELATION && facts->flows[i].bucket != BUCKET_DEAD;
    return count;
}

/* "$13B in capital is only under discussion" */
static void bucket_append(struct str *out, const struct facts *facts, enum bucket bucket)
{
    static const struct {
        const char *one, *many;
    } sentences[] = {[BUCKET_DEAD] = {WORDS("%s is called off"), "%s are called off"},
        [BUCKET_TALK] = {WORDS("%s is only under discussion"), "%s are only under discussion"},
        [BUCKET_PLANNED] = {WORDS("%s is announced or agreed, not known to bind"),
            "%s are announced or agreed, not known to bind"},
        [BUCKET_FIRM] = {WORDS("%s is signed or paid"), "%s are signed or paid"}};
    int count = parts_count(facts, bucket);
    if (!count)
        return;
    if (out->length)
        str_append(out, "; ");
    struct str parts = str_init(out->arena);
    parts_append(&parts, facts, bucket);
    say_count_to(out, count, sentences[bucket].one, sentences[bucket].many, str_text(&parts));
}

const char *summary_title(struct arena *arena, const struct dataset *dataset)
{
    if (dataset->title)
        return dataset->title;
    struct str title = str_init(arena);
    word_date_long(&title, dataset->as_of);
    return say(arena, "Deals as of %s", str_text(&title));
}

static bool flow_is_assumed(const struct facts *facts, const struct flow *flow)
{
    static const char *const told[] = {"status", "binding", "from", "to", "type", "amount"};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (deal_is_assumed(&facts->dataset->deals[flow->deal], flow->leg, told[i]))
            return true;
    return false;
}

struct press_count summary_press(const struct facts *facts)
{
    struct press_count count = {0};
    size_t last = NO_INDEX, last_assumed = NO_INDEX;
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (flow->is_money && flow->bucket != BUCKET_DEAD && flow->deal != last_assumed &&
            flow_is_assumed(facts, flow)) {
            last_assumed = flow->deal;
            count.assumed++;
        }
        if (!flow->is_money || flow->bucket == BUCKET_DEAD || flow->deal == last)
            continue;
        last = flow->deal;
        count.deals++;
        count.press_only +=
            deal_attribution(facts->dataset, &facts->dataset->deals[last], STATUS_NONE) == EVIDENCE_PRESS;
    }
    return count;
}

/* ---- the lead ---- */

/* Live payments between two parties, each once */
static bool is_payment(const struct flow *flow)
{
    return flow->is_money && flow->bucket != BUCKET_DEAD && !flow->in_parts && !flow->intra_group;
}

/* Whoever is on one side of most payments, if of more than a third; said where there are enough to compare.
 */
static void central_append(struct str *out, const struct facts *facts)
{
    enum { ENOUGH = 4 };
    size_t *sides = arena_array(out->arena, size_t, facts->node_count + 1), all = 0, most = 0;
    for (size_t i = 0; i < facts->node_count; i++)
        sides[i] = 0;
    for (size_t i = 0; i < facts->flow_count; i++)
        if (is_payment(&facts->flows[i])) {
            all++;
            sides[facts->flows[i].payer]++;
            sides[facts->flows[i].payee]++;
        }
    for (size_t i = 1; i < facts->node_count; i++)
        most = sides[i] > sides[most] ? i : most;
    if (all < ENOUGH || sides[most] * 3 <= all)
        return;
    struct str part = str_init(out->arena), whole = str_init(out->arena);
    word_count(&part, (int64_t)sides[most]);
    word_count(&whole, (int64_t)all);
    const char *name = facts_node_name(out->arena, facts, most);
    if (sides[most] == all)
        say_to(out, "%s stands on one side of all %s payments.", name, str_text(&whole));
    else
        say_to(out, "%s stands on one side of %s of %s payments.", name, str_text(&part), str_text(&whole));
}

/* The largest payment of which a size is known, signed or not; NULL: none is. Of two as large the first by id
 */
static const struct flow *largest_flow(const struct facts *facts, bool firm)
{
    const struct flow *largest = NULL;
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (!is_payment(flow) || (flow->bucket == BUCKET_FIRM) != firm || flow_weight(flow) <= 0)
            continue;
        money more = largest ? flow_weight(flow) - flow_weight(largest) : 1;
        if (more > 0 || (more == 0 && strcmp(flow->key, largest->key) < 0))
            largest = flow;
    }
    return largest;
}

struct payment_words {
    const char *amount, *payer, *payee;
};

static struct payment_words payment_words(
    struct arena *arena, const struct facts *facts, const struct flow *flow)
{
    struct str amount = str_init(arena);
    word_amount(&amount, &flow->amount, NUMBER_SHORT);
    return (struct payment_words){str_text(&amount), facts_node_name(arena, facts, flow->payer),
        facts_node_name(arena, facts, flow->payee)};
}

static const char *largest_sentence(struct arena *arena, const struct facts *facts)
{
    const struct flow *firm = largest_flow(facts, true), *open = largest_flow(facts, false);
    if (!firm && !open)
        return "";
    struct payment_words one = payment_words(arena, facts, firm ? firm : open);
    if (!open)
        return say(arena, "Of the amounts known, the largest is %s, from %s to %s, signed or paid.",
            one.amount, one.payer, one.payee);
    if (!firm)
        return say(arena, "Of the amounts known, the largest is %s, from %s to %s; it is not signed yet.",
            one.amount, one.payer, one.payee);
    struct payment_words other = payment_words(arena, facts, open);
    return say(arena,
        "Of the amounts known, the largest signed or paid is %s, from %s to %s; the largest not signed yet "
        "is "
        "%s, from %s to %s.",
        one.amount, one.payer, one.payee, other.amount, other.payer, other.payee);
}

static void press_append(struct str *out, const struct facts *facts)
{
    struct press_count press = summary_press(facts);
    if (press.deals && press.press_only == press.deals)
        str_append(out,
            press.assumed ? said(out->arena,
                                " All of this is known from press reports only, but for what is assumed (†).")
                          : said(out->arena, " All of this is known from press reports only."));
}

const char *summary_lead(struct arena *arena, const struct facts *facts)
{
    struct str out = str_init(arena);
    central_append(&out, facts);
    const char *largest = largest_sentence(arena, facts);
    str_printf(&out, "%s%s", out.length && *largest ? " " : "", largest);
    if (!out.length)
        return summary_totals(arena, facts);
    int unknown = undisclosed_count(facts);
    if (unknown) {
        str_char(&out, ' ');
        say_count_to(&out, unknown, "%s payment names no amount.", "%s payments name no amount.",
            word_capital(arena, count_words(arena, unknown)));
    }
    press_append(&out, facts);
    return str_text(&out);
}

const char *summary_totals(struct arena *arena, const struct facts *facts)
{
    struct str out = str_init(arena);
    bucket_append(&out, facts, BUCKET_FIRM);
    bucket_append(&out, facts, BUCKET_PLANNED);
    bucket_append(&out, facts, BUCKET_TALK);
    if (out.length)
        str_char(&out, '.');
    int unknown = undisclosed_count(facts);
    if (unknown) {
        const char *count = word_capital(arena, count_words(arena, unknown));
        if (out.length)
            say_count_to(&out, unknown, " %s more payment names no amount.",
                " %s more payments name no amount.", count);
        else
            say_count_to(&out, unknown, "%s payment names no amount.", "%s payments name no amount.", count);
    }
    int relations = relation_count(facts);
    if (!out.length && relations)
        say_count_to(&out, relations, "No payment is known; %s agreement is without money.",
            "No payment is known; %s agreements are without money.", count_words(arena, relations));
    press_append(&out, facts);
    return word_capital(arena, str_text(&out));
}

/* "up to $20B"; "$20B" where it could be more: the caller says on what it rests */
struct qualified summary_circulating(
    struct arena *arena, const struct facts *facts, const struct network *network)
{
    struct str out = str_init(arena);
    bool most = network->circulating_is_most;
    word_money_rounded(&out, network->circulating, facts->dataset->currency, NUMBER_SHORT, 0,
        most ? ROUND_UP : ROUND_HALF_EVEN);
    return (struct qualified){most ? said(arena, "up to") : NULL, str_text(&out)};
}

/* What a sentence on circulation is made of */
struct share {
    const char *part, *whole, *share; /* "up to $20B", "$471B", "4.2 %" */
    bool given;                       /* "on the figures given": it could be more */
};

static struct share share_words(struct arena *arena, const struct facts *facts, const struct network *network)
{
    struct qualified part = summary_circulating(arena, facts, network);
    struct str words = str_init(arena), gross = str_init(arena), share = str_init(arena);
    word_qualified(&words, part);
    word_share(&share, network->share);
    if (part.qualifier)
        str_append(&gross, flow_gross_words(arena, facts, network));
    else /* the figures given have been named */
        word_money(&gross, network->gross, facts->dataset->currency, NUMBER_SHORT, 0);
    return (struct share){str_text(&words), str_text(&gross), str_text(&share), !part.qualifier};
}

static const char *firm_part(struct arena *arena, const struct facts *facts)
{
    const struct network *firm = &facts->firm;
    if (firm->circulating) {
        struct share share = share_words(arena, facts, firm);
        return arena_printf(arena,
            said(arena, share.given
                            ? WORDS("among signed and paid deals alone, on the figures given, %s of %s (%s)")
                            : WORDS("among signed and paid deals alone, %s of %s (%s)")),
            share.part, share.whole, share.share);
    }
    return said(arena,
        firm->circulation_cut ? WORDS("among signed and paid deals alone, the loops are too many to add up")
        : firm->loop_count    ? WORDS("among signed and paid deals alone, how much is not disclosed")
                              : WORDS("among signed and paid deals alone, none would"));
}

static const char *live_part(struct arena *arena, const struct facts *facts)
{
    struct share share = share_words(arena, facts, &facts->live);
    const char *firm = firm_part(arena, facts);
    if (share.given)
        return say(arena,
            "On the figures given, %s of %s (%s) could run in loops, every payment of a loop counted; %s.",
            share.part, share.whole, share.share, firm);
    return say(arena, "%s of %s (%s) could run in loops, every payment of a loop counted; %s.",
        word_capital(arena, share.part), share.whole, share.share, firm);
}

const char *summary_circulation(struct arena *arena, const struct facts *facts)
{
    const struct network *live = &facts->live;
    if (!live->edge_count)
        return "";
    if (live->circulation_cut)
        return said(arena,
            "How much could come back to those who pay it is not known: the loops are too many to add up.");
    if (live->circulating)
        return live_part(arena, facts);
    if (live->loop_count)
        return say_count(arena, (int64_t)live->loop_count,
            "Money could run in %s loop, but how much would come back is not disclosed.",
            "Money could run in %s loops, but how much would come back is not disclosed.",
            count_words(arena, (int64_t)live->loop_count));
    return said(arena, "None of this money runs in a loop.");
}
