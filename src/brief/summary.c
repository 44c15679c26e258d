/* SPDX-License-Identifier: MIT */
/*
 * Facts → a few sentences. Classes are never added together; what is under discussion is never said to be
 * done; what names no amount is counted.
 */
#include "summary.h"

#include "flow.h"
#include "total_words.h"
#include "wording.h"

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
static void parts_append(struct str *out, const struct facts *facts, enum bucket bucket, const char *more)
{
    int count = parts_count(facts, bucket), done = 0;
    for (int c = 0; c < CLASS_COUNT; c++) {
        struct total sized = facts->totals[c][bucket];
        if (!is_summed(&sized))
            continue;
        if (done)
            str_append(out, ++done == count ? " and " : ", ");
        else
            done = 1;
        const char *words = sized_words(out->arena, &sized, facts->dataset->currency);
        str_printf(out, "%s%s in %s", more, words, word_class_noun(out->arena, (enum deal_class)c));
        more = "";
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
static void bucket_append(
    struct str *out, const struct facts *facts, enum bucket bucket, const char *before, const char *after)
{
    int count = parts_count(facts, bucket);
    if (!count)
        return;
    if (out->length)
        str_append(out, "; ");
    parts_append(out, facts, bucket, "");
    str_printf(
        out, " %s %s%s%s", count > 1 ? "are" : "is", before, word_bucket_short(out->arena, bucket), after);
}

const char *summary_title(struct arena *arena, const struct dataset *dataset)
{
    if (dataset->title)
        return dataset->title;
    struct str title = str_init(arena);
    str_append(&title, "Deals as of ");
    word_date_long(&title, dataset->as_of);
    return str_text(&title);
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

const char *summary_totals(struct arena *arena, const struct facts *facts)
{
    struct str out = str_init(arena);
    bucket_append(&out, facts, BUCKET_FIRM, "", "");
    bucket_append(&out, facts, BUCKET_PLANNED, "", ", not known to bind");
    bucket_append(&out, facts, BUCKET_TALK, "only ", "");
    if (out.length)
        str_char(&out, '.');
    int unknown = undisclosed_count(facts);
    if (unknown) {
        str_printf(&out, "%s%s %s%s %s no amount.", out.length ? " " : "",
            word_capital(arena, count_words(arena, unknown)), out.length ? "more " : "",
            unknown == 1 ? "payment" : "payments", unknown == 1 ? "names" : "name");
    }
    int relations = relation_count(facts);
    if (!out.length && relations)
        str_printf(&out, "No payment is known; %s %s without money.", count_words(arena, relations),
            relations == 1 ? "agreement is" : "agreements are");
    struct press_count press = summary_press(facts);
    if (press.deals && press.press_only == press.deals)
        str_append(&out, press.assumed
                             ? " All of this is known from press reports only, but for what is assumed (†)."
                             : " All of this is known from press reports only.");
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
    return (struct qualified){most ? "up to" : NULL, str_text(&out)};
}

/* "up to $20B of $471B (4.2 %)", "on the figures given, $20B of $471B (4.2 %)" */
static const char *share_words(struct arena *arena, const struct facts *facts, const struct network *network)
{
    struct qualified part = summary_circulating(arena, facts, network);
    struct str out = str_init(arena);
    str_append(&out, part.qualifier ? "" : "on the figures given, ");
    word_qualified(&out, part);
    str_append(&out, " of ");
    if (part.qualifier)
        str_append(&out, flow_gross_words(arena, facts, network));
    else /* the figures given have been named */
        word_money(&out, network->gross, facts->dataset->currency, NUMBER_SHORT, 0);
    str_append(&out, " (");
    word_share(&out, network->share);
    str_append(&out, ")");
    return str_text(&out);
}

static const char *firm_part(struct arena *arena, const struct facts *facts)
{
    const struct network *firm = &facts->firm;
    if (firm->circulating)
        return arena_printf(arena, "among signed and paid deals alone, %s", share_words(arena, facts, firm));
    if (firm->circulation_cut)
        return "among signed and paid deals alone, the loops are too many to add up";
    return firm->loop_count ? "among signed and paid deals alone, how much is not disclosed"
                            : "among signed and paid deals alone, none would";
}

const char *summary_circulation(struct arena *arena, const struct facts *facts)
{
    const struct network *live = &facts->live;
    if (!live->edge_count)
        return "";
    if (live->circulation_cut)
        return "How much could come back to those who pay it is not known: the loops are too many to add up.";
    if (live->circulating)
        return arena_printf(arena,
            "%s could come back to those who pay it, counted at each payer of a loop; %s.",
            word_capital(arena, share_words(arena, facts, live)), firm_part(arena, facts));
    if (live->loop_count)
        return arena_printf(arena, "Money could run in %s %s, but how much would come back is not disclosed.",
            count_words(arena, (int64_t)live->loop_count), live->loop_count == 1 ? "loop" : "loops");
    return "None of this money runs in a loop.";
}
