/* SPDX-License-Identifier: MIT */
/*
 * bridge_words: what a bridge says: columns, title, measure, notes, text for those who cannot see it, and its
 * numbers as a table. A finding is only said where it holds at the low end, at the high end and of the
 * figures that were named.
 */
#include "bridge_plan.h"

#include "say.h"
#include "wording.h"

#include <stdlib.h>
#include <string.h>

static const char *const minus = "\u2212";
enum { NAMES_MOST = 3 };

static const struct {
    const char *label, *through;
} step_words[STEP_COUNT] = {[STEP_NEW] = {WORDS("new"), WORDS_IN("through", "new deals")},
    [STEP_RAISED] = {WORDS("raised"), WORDS_IN("through", "raised amounts")},
    [STEP_LOWERED] = {WORDS("lowered"), WORDS_IN("through", "lowered amounts")},
    [STEP_MOVED_IN] = {WORDS("moved in"), WORDS_IN("through", "deals that moved in")},
    [STEP_MOVED_OUT] = {WORDS("moved out"), WORDS_IN("through", "deals that moved out")},
    [STEP_WITHDRAWN] = {WORDS("gone"), WORDS_IN("through", "deals that were called off or dropped")},
    [STEP_PARTS] = {WORDS("counted in parts"), WORDS_IN("through", "what is counted in parts")},
    [STEP_RATES] = {WORDS("exchange rates"), WORDS_IN("through", "exchange rates")},
    [STEP_CONVENTIONS] = {WORDS("conventions"), WORDS_IN("through", "other conventions")},
    [STEP_CORRECTED] = {WORDS("corrections"), WORDS_IN("through", "corrections")}};

static const char *currency_of(const struct bridge_plan *plan)
{
    return plan->changes->after->dataset->currency;
}

static const struct bridge_column *closing_of(const struct bridge_plan *plan)
{
    return &plan->columns[plan->column_count - 1];
}

static bool is_step(const struct bridge_column *column)
{
    return column->kind == COLUMN_STEP || column->kind == COLUMN_OTHER;
}

const char *bridge_class_words(const struct bridge_plan *plan)
{
    const char *noun = word_class_noun(plan->arena, plan->deal_class);
    if (plan->bucket == BUCKET_COUNT)
        return noun;
    return arena_printf(plan->arena, "%s, %s", noun, word_bucket_short(plan->arena, plan->bucket));
}

/* ---- amounts ---- */

static void money_signed(const struct bridge_plan *plan, struct str *out, money value)
{
    str_append(out, value < 0 ? minus : "+");
    word_money(out, value < 0 ? -value : value, currency_of(plan), NUMBER_SHORT, 0);
}

static bool any_about(const struct bridge_plan *plan, const struct facts *facts)
{
    for (int b = 0; b < BUCKET_COUNT; b++)
        if (bridge_bucket_counts(plan, (enum bucket)b) && facts->totals[plan->deal_class][b].any_approx)
            return true;
    return false;
}

/* "$48B–$138B", "at least $20B", "undisclosed" */
static const char *total_words(const struct bridge_plan *plan, const struct bridge_column *column)
{
    const struct bridge_sum *sum = &column->sum;
    const struct facts *facts = column->kind == COLUMN_OPENING ? plan->changes->before : plan->changes->after;
    if (!sum->flows)
        return said(plan->arena, "none");
    if (sum->flows == sum->undisclosed)
        return said(plan->arena, "undisclosed");
    struct str out = str_init(plan->arena);
    struct money_sum words = {.low = sum->low,
        .high = sum->open > 0          ? MONEY_OPEN
                : sum->high > sum->low ? sum->high
                                       : sum->low,
        .headline = sum->headline,
        .all_headline = sum->no_headline == 0,
        .any_about = any_about(plan, facts)};
    word_qualified(&out, sum_qualified(plan->arena, &words, currency_of(plan), NUMBER_SHORT, 0));
    return str_text(&out);
}

/* head: how much of it stands before its value, 0: it has none */
static void extra_add(struct bridge_column *column, const char *words, size_t head)
{
    if (column->extra_count < BRIDGE_EXTRAS) {
        column->extra_heads[column->extra_count] = head;
        column->extras[column->extra_count++] = words;
    }
}

/* what: with a sign and a number */
static void counted_add(
    const struct bridge_plan *plan, struct bridge_column *column, int count, const char *what)
{
    const char *sign = !is_step(column) ? "" : count < 0 ? minus : "+";
    if (count)
        extra_add(column, arena_printf(plan->arena, said(plan->arena, what), sign, abs(count)), 0);
}

/* What the other ends did, where it is something else */
static void ends_tell(const struct bridge_plan *plan, struct bridge_column *column)
{
    money value = bridge_on(&column->sum, plan->end);
    const struct {
        enum bridge_end end;
        const char *name;
        money value;
    } ends[] = {{ON_LOW, said(plan->arena, "low end"), column->sum.low},
        {ON_HIGH, said(plan->arena, "high end"), column->sum.high}};
    for (size_t i = 0; i < 2; i++) {
        if (ends[i].value == value || plan->end == ends[i].end)
            continue;
        struct str out = str_init(plan->arena);
        str_printf(&out, "%s ", ends[i].name);
        if (ends[i].value)
            money_signed(plan, &out, ends[i].value);
        else
            say_to(&out, "as it was");
        extra_add(column, str_text(&out), strlen(ends[i].name));
    }
}

static void amounts_tell(const struct bridge_plan *plan, struct bridge_column *column)
{
    if (is_step(column)) {
        money value = bridge_on(&column->sum, plan->end);
        struct str out = str_init(plan->arena);
        if (value)
            money_signed(plan, &out, value);
        column->value = value ? str_text(&out) : NULL;
        ends_tell(plan, column);
        counted_add(plan, column, column->sum.open, WORDS("%s%d without an upper end"));
        counted_add(plan, column, column->sum.undisclosed, WORDS("%s%d undisclosed"));
        return;
    }
    column->value = total_words(plan, column);
    if (column->sum.flows != column->sum.undisclosed || column->sum.undisclosed > 1)
        counted_add(plan, column, column->sum.undisclosed, WORDS("%s%d undisclosed"));
}

/* ---- whose deals ---- */

struct party_pair { /* who pays and who is paid, by id: nodes differ by edition */
    const char *id, *payer, *payee, *payer_name, *payee_name;
};

static struct party_pair pair_of(const struct bridge_plan *plan, const struct bridge_part *part)
{
    const struct facts *facts = part->after != NO_INDEX ? plan->changes->after : plan->changes->before;
    size_t deal = part->after != NO_INDEX ? part->after : part->before;
    struct party_pair pair = {.id = facts->dataset->deals[deal].id};
    size_t at = facts_first_flow(facts, deal);
    if (at >= facts->flow_count || facts->flows[at].deal != deal)
        return pair;
    const struct flow *flow = &facts->flows[at];
    pair.payer = facts->nodes[flow->payer].id;
    pair.payee = facts->nodes[flow->payee].id;
    pair.payer_name = facts_node_name(plan->arena, facts, flow->payer);
    pair.payee_name = facts_node_name(plan->arena, facts, flow->payee);
    return pair;
}

/* One side that all deals of the chart share need not be said with each of them. */
struct sides {
    struct party_pair first;
    size_t deals;
    bool one_payer, one_payee;
};

static struct sides sides_of(const struct bridge_plan *plan)
{
    const struct bridge *bridge = &plan->changes->bridge;
    struct sides sides = {.one_payer = true, .one_payee = true};
    for (size_t i = 0; i < bridge->part_count; i++) {
        if (!bridge_part_counts(plan, &bridge->parts[i]))
            continue;
        struct party_pair pair = pair_of(plan, &bridge->parts[i]);
        if (!pair.payer)
            continue;
        if (!sides.first.payer)
            sides.first = pair;
        sides.deals += strcmp(pair.id, sides.first.id) != 0;
        sides.one_payer = sides.one_payer && !strcmp(pair.payer, sides.first.payer);
        sides.one_payee = sides.one_payee && !strcmp(pair.payee, sides.first.payee);
    }
    if (!sides.deals)
        sides.one_payer = sides.one_payee = false;
    return sides;
}

struct contribution {
    const char *id, *name;
    money size;
    int counts;
};

typedef LIST(struct contribution) contributions;

static int contribution_compare(const void *a, const void *b)
{
    const struct contribution *x = a, *y = b;
    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    if (x->counts != y->counts)
        return y->counts - x->counts;
    return strcmp(x->id, y->id);
}

static money part_size(const struct bridge_plan *plan, const struct bridge_sum *sum)
{
    money value = bridge_on(sum, plan->end);
    if (!value)
        value = sum->high ? sum->high : sum->low ? sum->low : sum->headline;
    return value < 0 ? -value : value;
}

static const char *pair_name(
    const struct bridge_plan *plan, const struct sides *sides, const struct party_pair *pair)
{
    if (!pair->payer)
        return pair->id;
    if (sides->one_payer)
        return pair->payee_name;
    if (sides->one_payee)
        return pair->payer_name;
    return arena_printf(plan->arena, "%s → %s", pair->payer_name, pair->payee_name);
}

/* The same two parties once, with all that they did together */
static void contribution_add(
    struct bridge_plan *plan, contributions *all, const struct sides *sides, const struct bridge_part *part)
{
    struct party_pair pair = pair_of(plan, part);
    const char *name = pair_name(plan, sides, &pair);
    money size = part_size(plan, &part->sum);
    int counts = abs(part->sum.undisclosed) + abs(part->sum.open);
    if (!size && !counts)
        return;
    for (size_t i = 0; i < all->count; i++)
        if (!strcmp(all->at[i].name, name)) {
            all->at[i].size = money_add(all->at[i].size, size);
            all->at[i].counts += counts;
            return;
        }
    *list_push(plan->arena, all) = (struct contribution){pair.id, name, size, counts};
}

static const char *names_join(const struct bridge_plan *plan, const contributions *all)
{
    struct str out = str_init(plan->arena);
    size_t named = all->count > NAMES_MOST + 1 ? NAMES_MOST : all->count;
    for (size_t i = 0; i < named; i++)
        str_printf(&out, "%s%s", i ? ", " : "", all->at[i].name);
    if (named < all->count)
        say_to(&out, " and %zu more", all->count - named);
    return all->count ? str_text(&out) : NULL;
}

static const char *column_names(
    struct bridge_plan *plan, const struct sides *sides, const struct bridge_column *column)
{
    const struct bridge *bridge = &plan->changes->bridge;
    contributions all = {0};
    if (column->kind == COLUMN_OTHER) {
        struct str out = str_init(plan->arena);
        for (int s = 0; s < STEP_COUNT; s++)
            if (column->steps & 1u << s)
                str_printf(&out, "%s%s", out.length ? ", " : "", said(out.arena, step_words[s].label));
        return str_text(&out);
    }
    for (size_t i = 0; i < bridge->part_count; i++)
        if (column->steps & 1u << bridge->parts[i].step && bridge_part_counts(plan, &bridge->parts[i]))
            contribution_add(plan, &all, sides, &bridge->parts[i]);
    if (all.count > 1)
        qsort(all.at, all.count, sizeof *all.at, contribution_compare);
    return names_join(plan, &all);
}

/* ---- labels ---- */

/* Of what was raised, how much was undisclosed before: 0 none, 1 some, 2 all of it */
static int disclosed_share(const struct bridge_plan *plan)
{
    const struct bridge *bridge = &plan->changes->bridge;
    bool disclosed = false, raised = false;
    for (size_t i = 0; i < bridge->part_count; i++) {
        const struct bridge_part *part = &bridge->parts[i];
        if (part->step != STEP_RAISED || !bridge_part_counts(plan, part))
            continue;
        disclosed = disclosed || part->sum.undisclosed < 0;
        raised = raised || (part->sum.undisclosed >= 0 && part_size(plan, &part->sum));
    }
    return disclosed ? raised ? 1 : 2 : 0;
}

static const char *step_label(const struct bridge_plan *plan, int step)
{
    static const char *const raised[] = {WORDS("raised"), WORDS("raised or disclosed"), WORDS("disclosed")};
    const struct bridge_sum *sum = &plan->steps[step];
    if (step == STEP_RAISED && !sum->high && !sum->headline && !sum->low && sum->open)
        return sum->open > 0 ? said(plan->arena, "upper end opened") : said(plan->arena, "upper end stated");
    if (step == STEP_RAISED && !sum->high && !sum->headline && sum->low)
        return said(plan->arena, "low end raised");
    if (step == STEP_LOWERED && !sum->low && !sum->headline && sum->high)
        return said(plan->arena, "high end lowered");
    return said(plan->arena, step == STEP_RAISED ? raised[disclosed_share(plan)] : step_words[step].label);
}

static const char *step_through(const struct bridge_plan *plan, int step)
{
    const struct bridge_sum *sum = &plan->steps[step];
    static const char *const raised[] = {WORDS_IN("through", "raised amounts"),
        WORDS_IN("through", "raised or newly disclosed amounts"),
        WORDS_IN("through", "newly disclosed amounts")};
    if (step == STEP_RAISED && !sum->high && !sum->headline && sum->low)
        return said(plan->arena, "a higher low end");
    if (step == STEP_LOWERED && !sum->low && !sum->headline && sum->high)
        return said(plan->arena, "a lower high end");
    return said_in(plan->arena, "through",
        step == STEP_RAISED ? raised[disclosed_share(plan)] : step_words[step].through);
}

static int steps_in(unsigned steps)
{
    int count = 0;
    for (int s = 0; s < STEP_COUNT; s++)
        count += steps >> s & 1;
    return count;
}

static const char *date_words(const struct bridge_plan *plan, const struct facts *facts)
{
    struct str out = str_init(plan->arena);
    word_date(&out, facts->dataset->as_of);
    return str_text(&out);
}

static const char *column_label(const struct bridge_plan *plan, const struct bridge_column *column)
{
    switch (column->kind) {
    case COLUMN_OPENING:
        return date_words(plan, plan->changes->before);
    case COLUMN_CLOSING:
        return date_words(plan, plan->changes->after);
    case COLUMN_OTHER:
        return say(plan->arena, "other (%d)", steps_in(column->steps));
    case COLUMN_STEP:
        break;
    }
    int step = 0;
    while (!(column->steps & 1u << step))
        step++;
    return step_label(plan, step);
}

void bridge_columns_name(struct bridge_plan *plan)
{
    struct sides sides = sides_of(plan);
    for (size_t i = 0; i < plan->column_count; i++) {
        struct bridge_column *column = &plan->columns[i];
        column->label = column_label(plan, column);
        column->names = is_step(column) ? column_names(plan, &sides, column) : NULL;
        amounts_tell(plan, column);
    }
    if (sides.one_payer)
        plan->names_are = say(plan->arena, "whom %s pays", sides.first.payer_name);
    else if (sides.one_payee)
        plan->names_are = say(plan->arena, "who pays %s", sides.first.payee_name);
}

/* ---- title ---- */

/* Has it certainly risen (1) or fallen (−1)? Only where one range lies past the other */
static int direction_of(const struct bridge_sum *was, const struct bridge_sum *is)
{
    if (was->undisclosed || is->undisclosed)
        return 0;
    if (!was->open && is->low > was->high)
        return 1;
    if (!is->open && is->high < was->low)
        return -1;
    return 0;
}

/* Does one step make all (2) or nine tenths (1) of the change, at each end that changed? */
static int share_of(const struct bridge_plan *plan, int step, bool headed)
{
    int share = 2;
    for (int s = 0; s < STEP_COUNT; s++)
        if (s != step && plan->steps[s].open)
            return 0;
        else if (s != step &&
                 (plan->steps[s].low || plan->steps[s].high || (headed && plan->steps[s].headline)))
            share = 1;
    for (int end = ON_HEADLINE; end <= ON_HIGH; end++) {
        money change = bridge_on(&closing_of(plan)->sum, (enum bridge_end)end) -
                       bridge_on(&plan->columns[0].sum, (enum bridge_end)end);
        money part = bridge_on(&plan->steps[step], (enum bridge_end)end);
        if (end == ON_HEADLINE && !headed)
            continue;
        double ratio = change ? (double)part / (double)change : part ? 0 : 1;
        if (ratio < 0.9 || ratio > 1.1)
            return share == 2 ? 2 : 0;
    }
    return share;
}

static void through_tell(const struct bridge_plan *plan, struct str *out)
{
    bool headed = !plan->columns[0].sum.no_headline && !closing_of(plan)->sum.no_headline;
    for (int s = 0; s < STEP_COUNT; s++) {
        int share = plan->steps[s].low || plan->steps[s].high ? share_of(plan, s, headed) : 0;
        if (!share)
            continue;
        if (share == 2)
            say_to(out, ", all of it through %s", step_through(plan, s));
        else
            say_to(out, ", almost all of it through %s", step_through(plan, s));
        return;
    }
}

static const char *title_value(const struct arena *arena, const struct bridge_column *column)
{
    if (!column->sum.flows)
        return said_in(arena, "sum", "nothing");
    return column->sum.flows == column->sum.undisclosed ? said_in(arena, "sum", "nothing disclosed")
                                                        : column->value;
}

/* "Capital", "Capital, signed or paid,", "What is known of capital" */
static const char *title_subject(const struct bridge_plan *plan)
{
    struct arena *arena = plan->arena;
    const char *noun = word_class_noun(arena, plan->deal_class);
    const char *standing = plan->bucket == BUCKET_COUNT ? NULL : word_bucket_short(arena, plan->bucket);
    if (plan->columns[0].sum.undisclosed || closing_of(plan)->sum.undisclosed)
        return standing ? say(arena, "What is known of %s, %s,", noun, standing)
                        : say(arena, "What is known of %s", noun);
    const char *capital = word_capital(arena, noun);
    return standing ? say(arena, "%s, %s,", capital, standing) : capital;
}

const char *bridge_title(const struct bridge_plan *plan)
{
    static const char *const sentences[] = {
        WORDS("%s fell from %s to %s"), WORDS("%s went from %s to %s"), WORDS("%s rose from %s to %s")};
    const struct bridge_column *opening = &plan->columns[0], *closing = closing_of(plan);
    struct str out = str_init(plan->arena);
    if (!strcmp(opening->value, closing->value))
        return say(plan->arena, "%s stayed at %s", title_subject(plan), closing->value);
    str_printf(&out, said(plan->arena, sentences[direction_of(&opening->sum, &closing->sum) + 1]),
        title_subject(plan), title_value(plan->arena, opening), title_value(plan->arena, closing));
    through_tell(plan, &out);
    return str_text(&out);
}

/* ---- measure ---- */

static const char *const end_words[] = {[ON_HEADLINE] = WORDS("the figures that were named"),
    [ON_LOW] = WORDS("what is certain (low ends)"),
    [ON_HIGH] = WORDS("what is possible at most (high ends)")};

static bool any_whisker(const struct bridge_plan *plan)
{
    for (size_t i = 0; i < plan->column_count; i++)
        if (is_step(&plan->columns[i]) && (plan->columns[i].running.low != plan->columns[i].running.high ||
                                              plan->columns[i].running.open > 0))
            return true;
    return false;
}

const char *bridge_subtitle(const struct bridge_plan *plan)
{
    struct str out = str_init(plan->arena);
    say_to(&out, "%s, %s, %s to %s, %s", word_class(out.arena, plan->deal_class),
        plan->bucket == BUCKET_COUNT ? said(out.arena, "all live deals")
                                     : word_bucket_short(out.arena, plan->bucket),
        plan->columns[0].label, closing_of(plan)->label, currency_of(plan));
    if (any_whisker(plan))
        say_to(&out, "; steps stand on %s", said(out.arena, end_words[plan->end]));
    if (plan->names_are)
        say_to(&out, "; names: %s", plan->names_are);
    return str_text(&out);
}

/* ---- notes ---- */

/* Who went from one live standing to the other, and with how much */
static void standing_tell(struct bridge_plan *plan, int from, int to, struct str *out)
{
    const struct bridge *bridge = &plan->changes->bridge;
    struct sides none = {0};
    contributions all = {0};
    struct bridge_sum sum = {0};
    for (size_t i = 0; i < bridge->part_count; i++) {
        const struct bridge_part *part = &bridge->parts[i];
        if (part->step != STEP_MOVED_IN || !bridge_part_is_within(plan, part) ||
            (int)part->other_bucket != from || (int)part->bucket != to)
            continue;
        contribution_add(plan, &all, &none, part);
        bridge_sum_add(&sum, &part->sum, 1);
    }
    if (!all.count)
        return;
    if (all.count > 1)
        qsort(all.at, all.count, sizeof *all.at, contribution_compare);
    str_append(out, out->length ? "; " : "");
    struct str amount = str_init(plan->arena);
    if (sum.low || sum.high)
        word_interval(&amount, sum.low,
            sum.open > 0         ? MONEY_OPEN
            : sum.high > sum.low ? sum.high
                                 : sum.low,
            currency_of(plan), NUMBER_SHORT, 0);
    else
        say_to(&amount, "undisclosed");
    say_to(out, "%s from %s to %s (%s)", str_text(&amount), word_bucket_short(out->arena, (enum bucket)from),
        word_bucket_short(out->arena, (enum bucket)to), names_join(plan, &all));
}

static const char *within_note(struct bridge_plan *plan)
{
    struct str out = str_init(plan->arena);
    for (int from = 0; from < BUCKET_COUNT; from++)
        for (int to = 0; to < BUCKET_COUNT; to++)
            standing_tell(plan, from, to, &out);
    return out.length
               ? say(plan->arena, "Changed standing, which is no step of this sum: %s.", str_text(&out))
               : NULL;
}

static const char *undisclosed_note(const struct bridge_plan *plan)
{
    int was = plan->columns[0].sum.undisclosed, is = closing_of(plan)->sum.undisclosed;
    if (!was && !is)
        return NULL;
    return say(plan->arena, "Undisclosed amounts are in no column: %d on %s, %d on %s.", was,
        plan->columns[0].label, is, closing_of(plan)->label);
}

static const char *open_note(const struct bridge_plan *plan)
{
    int was = plan->columns[0].sum.open, is = closing_of(plan)->sum.open;
    if (!was && !is)
        return NULL;
    return say(plan->arena,
        "Amounts without an upper end count with what is known of them: %d on %s, %d on %s.", was,
        plan->columns[0].label, is, closing_of(plan)->label);
}

/* Three digits hold it */
static bool prints_exactly(money value)
{
    money size = value < 0 ? -value : value;
    while (size && size % 10 == 0)
        size /= 10;
    return size < 1000;
}

static bool is_rounded(const struct bridge_plan *plan)
{
    for (size_t i = 0; i < plan->column_count; i++)
        if (!prints_exactly(bridge_on(&plan->columns[i].sum, plan->end)))
            return true;
    return false;
}

/* The axis is never cut: where steps are small beside the sums, that is what the chart shows. */
static bool is_flat(const struct bridge_plan *plan)
{
    enum { FLAT = 33 };
    money most = 0, total = 0;
    for (size_t i = 0; i < plan->column_count; i++) {
        money size = llabs(bridge_on(&plan->columns[i].sum, plan->end));
        if (is_step(&plan->columns[i]))
            most = size > most ? size : most;
        else
            total = size > total ? size : total;
    }
    return most > 0 && most < total / FLAT;
}

size_t bridge_notes(struct bridge_plan *plan, const char *notes[BRIDGE_NOTES])
{
    size_t count = 0;
    const char *all[] = {within_note(plan), undisclosed_note(plan), open_note(plan),
        is_flat(plan)
            ? said(plan->arena,
                  "The axis begins at zero, so that lengths compare: the steps are small beside the sums.")
            : NULL,
        is_rounded(plan) ? said(plan->arena, "The numbers are rounded; the steps add up exactly.") : NULL};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i])
            notes[count++] = all[i];
    return count;
}

/* ---- for those who cannot see it ---- */

static void column_describe(
    const struct bridge_plan *plan, const struct bridge_column *column, struct str *out)
{
    (void)plan;
    str_append(out, column->value ? column->value : "");
    for (size_t i = 0; i < column->extra_count; i++)
        str_printf(out, "%s%s", i || column->value ? ", " : "", column->extras[i]);
}

const char *bridge_describe(const struct bridge_plan *plan)
{
    struct str out = str_init(plan->arena);
    say_to(&out, "Bridge chart of how the sum of %s changed. ", bridge_class_words(plan));
    for (size_t i = 0; i < plan->column_count; i++) {
        const struct bridge_column *column = &plan->columns[i];
        str_printf(&out, "%s: ", word_capital(plan->arena, column->label));
        column_describe(plan, column, &out);
        if (column->names)
            str_printf(&out, " (%s)", column->names);
        str_append(&out, i + 1 < plan->column_count ? "; " : ".");
    }
    if (any_whisker(plan))
        say_to(&out, " The steps stand on %s.", said(out.arena, end_words[plan->end]));
    return str_text(&out);
}

/* ---- the numbers ---- */

static void sum_cells(struct data_table *table, const struct bridge_sum *sum)
{
    data_money(table, sum->low);
    data_money(table, sum->high);
    data_money(table, sum->headline);
}

struct data_table *bridge_data(const struct bridge_plan *plan)
{
    static const struct data_column columns[] = {{"step", false}, {"low", true}, {"high", true},
        {"headline", true}, {"open_ends", true}, {"undisclosed", true}, {"running_low", true},
        {"running_high", true}, {"running_headline", true}, {"words", false}, {"deals", false}};
    struct data_table *table =
        data_table_create(plan->arena, "bridge", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < plan->column_count; i++) {
        const struct bridge_column *column = &plan->columns[i];
        struct str words = str_init(plan->arena);
        data_text(table, column->label);
        sum_cells(table, &column->sum);
        data_count(table, column->sum.open);
        data_count(table, column->sum.undisclosed);
        sum_cells(table, &column->running);
        column_describe(plan, column, &words);
        data_text(table, str_text(&words));
        data_text(table, column->names);
    }
    return table;
}
