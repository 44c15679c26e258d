/* SPDX-License-Identifier: MIT */
/*
 * deal_changes: comes in one deal in two editions, goes out every field of it that says something else. Legs,
 * tranches and clauses have a partner in the other edition before they are compared.
 */
#include "compare.h"

#include <inttypes.h>
#include <string.h>

/* Every number of an amount, for comparing; not for print. */
const char *amount_exact_text(struct arena *arena, const struct amount *amount)
{
    const struct amount *at = amount_as_written(amount);
    if (!amount_is_sized(at))
        return at->kind == AMOUNT_UNDISCLOSED ? "undisclosed" : at->kind == AMOUNT_NONE ? "none" : "";
    return arena_printf(arena, "%s %" PRId64 "..%" PRId64 " (%" PRId64 ")", at->currency, at->low, at->high,
        at->has_headline ? at->headline : INT64_C(-1));
}

/* ---- status, type, sides: what a deal and its legs share ---- */

struct terms_of_trade {
    enum status status;
    enum tristate binding;
    enum deal_type type;
    struct strings from, to;
    const char *split, *term;
};

static const char *split_text(struct arena *arena, const struct dataset *dataset, const struct split *split)
{
    if (split->kind != SPLIT_SHARES)
        return split->kind == SPLIT_EQUAL ? "equal" : NULL;
    struct strings ids = party_ids(arena, dataset, &split->parties);
    struct str out = str_init(arena);
    for (size_t i = 0; i < ids.count; i++)
        for (size_t j = 0; j < split->parties.count; j++)
            if (!strcmp(dataset->parties[split->parties.at[j]].id, ids.at[i])) {
                str_printf(&out, "%s%s ", i ? ", " : "", ids.at[i]);
                str_number(&out, (double)split->share_trillionths[j] * 100 / (double)SHARE_ONE, 9);
                str_append(&out, " %");
            }
    return str_text(&out);
}

static void years_append(struct str *out, int32_t millionths)
{
    str_number(out, millionths / (double)YEARS_ONE, 6);
}

static const char *term_text(struct arena *arena, const struct term *term)
{
    if (!term->present)
        return NULL;
    struct str out = str_init(arena);
    if (term->years_high) {
        years_append(&out, term->years_low);
        if (term->years_high != term->years_low) {
            str_char(&out, '-');
            years_append(&out, term->years_high);
        }
        str_append(&out, term->years_low == YEARS_ONE && term->years_high == YEARS_ONE ? " year" : " years");
    }
    if (term->start.precision != DATE_NONE)
        str_printf(&out, "%sfrom %s", out.length ? " " : "", date_iso(arena, term->start));
    if (term->end.precision != DATE_NONE)
        str_printf(&out, "%suntil %s", out.length ? " " : "", date_iso(arena, term->end));
    return out.length ? str_text(&out) : NULL;
}

static struct terms_of_trade trade_of_deal(
    struct arena *arena, const struct dataset *dataset, const struct deal *deal)
{
    return (struct terms_of_trade){deal->status, deal->binding, deal->type,
        party_ids(arena, dataset, &deal->from.parties), party_ids(arena, dataset, &deal->to.parties),
        split_text(arena, dataset, &deal->split), term_text(arena, &deal->term)};
}

static struct terms_of_trade trade_of_leg(
    struct arena *arena, const struct dataset *dataset, const struct deal *deal, const struct leg *leg)
{
    return (struct terms_of_trade){leg->status, deal->binding, leg->type,
        party_ids(arena, dataset, &leg->from.parties), party_ids(arena, dataset, &leg->to.parties),
        split_text(arena, dataset, &leg->split), term_text(arena, &leg->term)};
}

enum change_move status_move(enum status was, enum status is)
{
    int from = status_rank(was), to = status_rank(is);
    if (from == to)
        return MOVE_LEVEL;
    if (to == 0 || from == 0)
        return to == 0 ? MOVE_DIED : MOVE_REVIVED;
    return to > from ? MOVE_UP : MOVE_DOWN;
}

static void status_compare(
    struct comparison *comparison, const struct terms_of_trade *was, const struct terms_of_trade *is)
{
    static const char *const bindings[] = {NULL, "false", "true"};
    enum bucket bucket_was = status_bucket(was->status, was->binding),
                bucket_is = status_bucket(is->status, is->binding);
    if (was->status != is->status) {
        struct change *change = change_add(comparison, CHANGE_STATUS);
        change->was = value_of_text(status_name(was->status));
        change->is = value_of_text(status_name(is->status));
        change->move = status_move(was->status, is->status);
        change->bucket_was = bucket_was;
        change->bucket_is = bucket_is;
    }
    bool leg = comparison->about.leg_before != NO_INDEX;
    if (was->binding == is->binding || leg)
        return;
    struct change *change = change_add(comparison, CHANGE_BINDING);
    change->was = value_of_text(bindings[was->binding]);
    change->is = value_of_text(bindings[is->binding]);
    change->bucket_was = was->status == is->status ? bucket_was : bucket_is;
    change->bucket_is = bucket_is;
}

static void type_compare(struct comparison *comparison, enum deal_type was, enum deal_type is)
{
    if (was == is)
        return;
    struct change *change = change_add(comparison, CHANGE_TYPE);
    change->was = value_of_text(type_name(was));
    change->is = value_of_text(type_name(is));
    change->class_was = type_class(was);
    change->class_is = type_class(is);
}

static void trade_compare(
    struct comparison *comparison, const struct terms_of_trade *was, const struct terms_of_trade *is)
{
    status_compare(comparison, was, is);
    type_compare(comparison, was->type, is->type);
    change_add_ids(comparison, CHANGE_PAYER, NULL, was->from, is->from);
    change_add_ids(comparison, CHANGE_PAYEE, NULL, was->to, is->to);
    change_add_text(comparison, CHANGE_SPLIT, NULL, was->split, is->split);
    change_add_text(comparison, CHANGE_TERM, NULL, was->term, is->term);
}

/* What a leg inherits is the deal's news, told once: where the leg went the deal's way, it did not change. */
static void trade_inherit(struct terms_of_trade *was, const struct terms_of_trade *is,
    const struct terms_of_trade *deal_was, const struct terms_of_trade *deal_is)
{
    if (was->status == deal_was->status && is->status == deal_is->status)
        was->status = is->status;
    if (was->type == deal_was->type && is->type == deal_is->type)
        was->type = is->type;
    if (strings_equal(&was->from, &deal_was->from) && strings_equal(&is->from, &deal_is->from))
        was->from = is->from;
    if (strings_equal(&was->to, &deal_was->to) && strings_equal(&is->to, &deal_is->to))
        was->to = is->to;
    if (str_equals(was->split, deal_was->split) && str_equals(is->split, deal_is->split))
        was->split = is->split;
    if (str_equals(was->term, deal_was->term) && str_equals(is->term, deal_is->term))
        was->term = is->term;
}

/* ---- legs ---- */

struct legs_context {
    struct arena *arena;
    const struct dataset *was_set, *is_set;
    const struct deal *was, *is;
};

static bool sides_alike(const struct legs_context *context, const struct leg *a, const struct leg *b)
{
    struct strings from_a = party_ids(context->arena, context->was_set, &a->from.parties),
                   from_b = party_ids(context->arena, context->is_set, &b->from.parties),
                   to_a = party_ids(context->arena, context->was_set, &a->to.parties),
                   to_b = party_ids(context->arena, context->is_set, &b->to.parties);
    return strings_equal(&from_a, &from_b) && strings_equal(&to_a, &to_b);
}

/* By id; then, of those without one, the same leg wherever it stands now; then the nearest to it; then
   whatever stands in order. */
static bool legs_alike(const void *context, size_t i, size_t j, int pass)
{
    const struct legs_context *legs = context;
    const struct leg *a = &legs->was->legs[i], *b = &legs->is->legs[j];
    if (a->id && b->id)
        return pass == 0 && !strcmp(a->id, b->id);
    if (pass == 0 || pass == 4)
        return pass == 4;
    if (a->type != b->type || !sides_alike(legs, a, b))
        return false;
    if (pass == 1)
        return !amount_change(&a->amount, &b->amount) && str_equals(a->purpose, b->purpose);
    return pass == 3 || str_equals(a->purpose, b->purpose) || !amount_change(&a->amount, &b->amount);
}

struct pairing legs_pair(struct arena *arena, const struct dataset *was_set, const struct deal *was,
    const struct dataset *is_set, const struct deal *is)
{
    struct legs_context context = {arena, was_set, is_set, was, is};
    return pair_up(arena, was->leg_count, is->leg_count, 5, legs_alike, &context);
}

static void what_compare(struct comparison *comparison, enum what was, enum what is)
{
    change_add_text(comparison, CHANGE_DETAIL, "what", what_name(was), what_name(is));
}

static const char *quantity_text(struct arena *arena, const struct quantity *quantity)
{
    if (!quantity->present)
        return NULL;
    return arena_printf(arena, "%s%s%s", quantity->value ? quantity->value : "", quantity->unit ? " " : "",
        quantity->unit ? quantity->unit : "");
}

static const char *rate_text(struct arena *arena, const struct rate *rate)
{
    if (!rate->present)
        return NULL;
    struct str out = str_init(arena);
    if (rate->has_percent) {
        str_number(&out, (double)rate->percent_millionths / 1e6, 6);
        str_append(&out, " %");
    }
    if (rate->of)
        str_printf(&out, "%sof %s", out.length ? " " : "", rate->of);
    if (rate->text)
        str_printf(&out, "%s%s", out.length ? ", " : "", rate->text);
    return str_text(&out);
}

static void leg_compare(struct comparison *comparison, const struct deal *was_deal, const struct leg *was,
    const struct deal *is_deal, const struct leg *is)
{
    struct arena *arena = comparison->arena;
    struct terms_of_trade then = trade_of_leg(arena, comparison->was, was_deal, was),
                          now = trade_of_leg(arena, comparison->is, is_deal, is),
                          deal_then = trade_of_deal(arena, comparison->was, was_deal),
                          deal_now = trade_of_deal(arena, comparison->is, is_deal);
    trade_inherit(&then, &now, &deal_then, &deal_now);
    trade_compare(comparison, &then, &now);
    change_add_amount(comparison, CHANGE_AMOUNT, &was->amount, &is->amount);
    change_add_amount(comparison, CHANGE_FUNDED, &was->funded, &is->funded);
    bool inherited = str_equals(was->purpose, was_deal->purpose) && str_equals(is->purpose, is_deal->purpose);
    if (!inherited)
        change_add_text(comparison, CHANGE_DETAIL, "for", was->purpose, is->purpose);
    if (was->what != was_deal->what || is->what != is_deal->what)
        what_compare(comparison, was->what, is->what);
    change_add_text(comparison, CHANGE_DETAIL, "quantity", quantity_text(arena, &was->quantity),
        quantity_text(arena, &is->quantity));
    const char *rate_was = rate_text(arena, &was->rate), *rate_is = rate_text(arena, &is->rate);
    if (!str_equals(rate_was, rate_text(arena, &was_deal->rate)) ||
        !str_equals(rate_is, rate_text(arena, &is_deal->rate)))
        change_add_text(comparison, CHANGE_DETAIL, "rate", rate_was, rate_is);
    if (!str_equals(was->note, was_deal->note) || !str_equals(is->note, is_deal->note))
        change_add_text(comparison, CHANGE_DETAIL, "note", was->note, is->note);
}

static void legs_compare(struct comparison *comparison, const struct deal *was, const struct deal *is)
{
    struct pairing pairing = legs_pair(comparison->arena, comparison->was, was, comparison->is, is);
    for (size_t j = 0; j < is->leg_count; j++) {
        size_t i = pairing.back[j];
        comparison->about.leg_before = i;
        comparison->about.leg_after = j;
        if (i != NO_INDEX)
            leg_compare(comparison, was, &was->legs[i], is, &is->legs[j]);
        else
            change_add(comparison, CHANGE_LEG_ADDED)->is = value_of_amount(&is->legs[j].amount);
    }
    for (size_t i = 0; i < was->leg_count; i++) {
        if (pairing.partner[i] != NO_INDEX)
            continue;
        comparison->about.leg_before = i;
        comparison->about.leg_after = NO_INDEX;
        change_add(comparison, CHANGE_LEG_REMOVED)->was = value_of_amount(&was->legs[i].amount);
    }
    comparison->about.leg_before = comparison->about.leg_after = NO_INDEX;
}

/* ---- tranches ---- */

struct tranches_context {
    const struct deal *was, *is;
};

static bool tranches_alike(const void *context, size_t i, size_t j, int pass)
{
    const struct tranches_context *deals = context;
    const struct tranche *a = &deals->was->tranches[i], *b = &deals->is->tranches[j];
    bool kind = str_equals(a->kind, b->kind), amount = !amount_change(&a->amount, &b->amount),
         condition = str_equals(a->condition, b->condition);
    switch (pass) {
    case 0:
        return kind && amount && condition;
    case 1:
        return kind && (amount || condition);
    case 2:
        return kind && a->kind;
    default:
        return amount && condition;
    }
}

static bool is_paid_out(const struct tranche *tranche)
{
    return tranche->met == TRI_TRUE || tranche->status == STATUS_CLOSED ||
           tranche->status == STATUS_COMPLETED;
}

static const char *met_text(struct arena *arena, const struct tranche *tranche)
{
    if (tranche->met == TRI_TRUE && tranche->met_on.precision != DATE_NONE)
        return date_iso(arena, tranche->met_on);
    return tranche->met == TRI_UNKNOWN ? NULL : tranche->met == TRI_TRUE ? "true" : "false";
}

static struct change *tranche_change(struct comparison *comparison, enum change_kind kind, size_t i, size_t j,
    const char *field, const char *was, const char *is)
{
    if (!change_add_text(comparison, kind, field, was, is))
        return NULL;
    struct change *change = &comparison->changes.at[comparison->changes.count - 1];
    change->part_before = i;
    change->part_after = j;
    return change;
}

static void tranche_compare(struct comparison *comparison, const struct deal *was_deal, size_t i,
    const struct deal *is_deal, size_t j)
{
    const struct tranche *was = &was_deal->tranches[i], *is = &is_deal->tranches[j];
    struct arena *arena = comparison->arena;
    bool met = is_paid_out(is) && !is_paid_out(was);
    if (met) {
        struct change *change = change_add(comparison, CHANGE_TRANCHE_MET);
        change->was = value_of_amount(&was->amount);
        change->is = value_of_amount(&is->amount);
        change->part_before = i, change->part_after = j;
    }
    if (change_add_amount(comparison, CHANGE_TRANCHE_AMOUNT, &was->amount, &is->amount)) {
        struct change *change = &comparison->changes.at[comparison->changes.count - 1];
        change->part_before = i, change->part_after = j;
    }
    tranche_change(comparison, CHANGE_TRANCHE, i, j, "condition", was->condition, is->condition);
    if (!met) {
        tranche_change(comparison, CHANGE_TRANCHE, i, j, "met", met_text(arena, was), met_text(arena, is));
        tranche_change(comparison, CHANGE_TRANCHE, i, j, "status",
            was->status ? status_name(was->status) : NULL, is->status ? status_name(is->status) : NULL);
    }
    tranche_change(comparison, CHANGE_TRANCHE, i, j, "kind", was->kind, is->kind);
    tranche_change(comparison, CHANGE_TRANCHE, i, j, "when", was->when, is->when);
    tranche_change(comparison, CHANGE_TRANCHE, i, j, "note", was->note, is->note);
}

static void tranches_compare(struct comparison *comparison, const struct deal *was, const struct deal *is)
{
    struct tranches_context context = {was, is};
    struct pairing pairing =
        pair_up(comparison->arena, was->tranche_count, is->tranche_count, 4, tranches_alike, &context);
    for (size_t j = 0; j < is->tranche_count; j++) {
        if (pairing.back[j] != NO_INDEX) {
            tranche_compare(comparison, was, pairing.back[j], is, j);
            continue;
        }
        struct change *change = change_add(comparison, CHANGE_TRANCHE_ADDED);
        change->is = value_of_amount(&is->tranches[j].amount);
        change->part_after = j;
    }
    for (size_t i = 0; i < was->tranche_count; i++) {
        if (pairing.partner[i] != NO_INDEX)
            continue;
        struct change *change = change_add(comparison, CHANGE_TRANCHE_REMOVED);
        change->was = value_of_amount(&was->tranches[i].amount);
        change->part_before = i;
    }
}

/* ---- clauses ---- */

struct clauses_context {
    const struct comparison *comparison;
    const struct deal *was, *is;
};

/* 0: the same in all; 1: the same text; 2: of one kind, whose and over whom the same: reworded */
static bool clauses_alike(const void *context, size_t i, size_t j, int pass)
{
    const struct clauses_context *deals = context;
    const struct dataset *was = deals->comparison->was, *is = deals->comparison->is;
    const struct deal_term *a = &deals->was->terms[i], *b = &deals->is->terms[j];
    bool text = str_equals(a->kind, b->kind) && str_equals(a->text, b->text);
    bool whose = str_equals(dataset_party_id(was, a->holder), dataset_party_id(is, b->holder)) &&
                 str_equals(dataset_party_id(was, a->grantor), dataset_party_id(is, b->grantor)) &&
                 str_equals(dataset_party_id(was, a->bound), dataset_party_id(is, b->bound));
    bool rest =
        str_equals(a->scope, b->scope) && str_equals(a->until, b->until) && str_equals(a->status, b->status);
    if (pass < 2)
        return text && (pass == 1 || (whose && rest));
    return str_equals(a->kind, b->kind) && whose && (a->holder != NO_INDEX || a->bound != NO_INDEX);
}

static const char *clause_text(struct arena *arena, const struct deal_term *clause)
{
    struct str out = str_init(arena);
    str_append(&out, clause->text ? clause->text : clause->kind);
    if (clause->until)
        str_printf(&out, ", until %s", clause->until);
    if (clause->status)
        str_printf(&out, " (%s)", clause->status);
    return str_text(&out);
}

static void clauses_compare(struct comparison *comparison, const struct deal *was, const struct deal *is)
{
    struct arena *arena = comparison->arena;
    struct clauses_context context = {comparison, was, is};
    struct pairing pairing = pair_up(arena, was->term_count, is->term_count, 3, clauses_alike, &context);
    for (size_t j = 0; j < is->term_count; j++) {
        size_t i = pairing.back[j];
        if (i != NO_INDEX && clauses_alike(&context, i, j, 0))
            continue;
        struct change *change =
            change_add(comparison, i == NO_INDEX ? CHANGE_CLAUSE_ADDED : CHANGE_CLAUSE_CHANGED);
        change->part_before = i, change->part_after = j;
        change->field = is->terms[j].kind;
        change->is = value_of_text(clause_text(arena, &is->terms[j]));
        if (i != NO_INDEX)
            change->was = value_of_text(clause_text(arena, &was->terms[i]));
    }
    for (size_t i = 0; i < was->term_count; i++) {
        if (pairing.partner[i] != NO_INDEX)
            continue;
        struct change *change = change_add(comparison, CHANGE_CLAUSE_REMOVED);
        change->part_before = i;
        change->field = was->terms[i].kind;
        change->was = value_of_text(clause_text(arena, &was->terms[i]));
    }
}

/* ---- the rest ---- */

static void dates_compare(
    struct comparison *comparison, const struct deal_dates *was, const struct deal_dates *is)
{
    change_add_date(comparison, "date", was->date, is->date);
    change_add_date(comparison, "reported", was->reported, is->reported);
    change_add_date(comparison, "announced", was->announced, is->announced);
    change_add_date(comparison, "signed", was->signed_on, is->signed_on);
    change_add_date(comparison, "closed", was->closed, is->closed);
    change_add_date(comparison, "cancelled", was->cancelled, is->cancelled);
    change_add_date(comparison, "expected", was->expected, is->expected);
}

static const char *stake_text(struct arena *arena, const struct stake *stake)
{
    if (!stake->present)
        return NULL;
    struct str out = str_init(arena);
    if (stake->has_percent) {
        str_number(&out, (double)stake->percent_millionths / 1e6, 6);
        str_append(&out, " %");
    }
    if (stake->basis)
        str_printf(&out, "%s%s", out.length ? ", " : "", stake->basis);
    if (stake->date.precision != DATE_NONE)
        str_printf(&out, "%s%s", out.length ? ", " : "", date_iso(arena, stake->date));
    return str_text(&out);
}

static int schedule_order(const struct deal *deal, size_t a, size_t b)
{
    return deal->schedule[a].year - deal->schedule[b].year;
}

/* By year, each once; insertion: a schedule has few years. */
static const char *schedule_text(struct arena *arena, const struct deal *deal)
{
    if (!deal->schedule_count)
        return NULL;
    size_t *order = arena_array(arena, size_t, deal->schedule_count);
    for (size_t i = 0; i < deal->schedule_count; i++) {
        size_t at = i;
        for (; at > 0 && schedule_order(deal, order[at - 1], i) > 0; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    struct str out = str_init(arena);
    for (size_t i = 0; i < deal->schedule_count; i++) {
        const struct schedule_entry *entry = &deal->schedule[order[i]];
        str_printf(&out, "%s%d: %s%s%s", i ? "; " : "", entry->year, amount_exact_text(arena, &entry->amount),
            entry->note ? " " : "", entry->note ? entry->note : "");
    }
    return str_text(&out);
}

static const char *history_text(struct arena *arena, const struct dataset *dataset, const struct deal *deal)
{
    struct str out = str_init(arena);
    for (size_t i = 0; i < deal->history_count; i++) {
        const struct history_entry *entry = &deal->history[i];
        str_printf(&out, "%s%s %s %s %s %s", i ? "; " : "", date_iso(arena, entry->date),
            entry->status ? status_name(entry->status) : "", amount_exact_text(arena, &entry->amount),
            entry->note ? entry->note : "",
            entry->source == NO_INDEX ? "" : dataset->sources[entry->source].id);
    }
    return out.length ? str_text(&out) : NULL;
}

static void detail_compare_unsaid(
    struct comparison *comparison, const char *field, const char *was, const char *is)
{
    if (str_equals(was, is))
        return;
    change_add(comparison, CHANGE_DETAIL)->field = field; /* too long to be told in a word */
}

static void strings_compare(
    struct comparison *comparison, const char *field, const struct strings *was, const struct strings *is)
{
    change_add_ids(comparison, CHANGE_DETAIL, field, strings_sorted(comparison->arena, was),
        strings_sorted(comparison->arena, is));
}

static void links_compare(
    struct comparison *comparison, const char *field, const struct indices *was, const struct indices *is)
{
    change_add_ids(comparison, CHANGE_DETAIL, field, deal_ids(comparison->arena, comparison->was, was),
        deal_ids(comparison->arena, comparison->is, is));
}

static const char *deal_id(const struct dataset *dataset, size_t deal)
{
    return deal == NO_INDEX ? NULL : dataset->deals[deal].id;
}

static void details_compare(struct comparison *comparison, const struct deal *was, const struct deal *is)
{
    static const char *const confidences[] = {NULL, "low", "medium", "high"};
    struct arena *arena = comparison->arena;
    change_add_text(comparison, CHANGE_DETAIL, "for", was->purpose, is->purpose);
    what_compare(comparison, was->what, is->what);
    change_add_text(comparison, CHANGE_DETAIL, "beneficiary",
        dataset_party_id(comparison->was, was->beneficiary),
        dataset_party_id(comparison->is, is->beneficiary));
    change_add_text(comparison, CHANGE_DETAIL, "quantity", quantity_text(arena, &was->quantity),
        quantity_text(arena, &is->quantity));
    change_add_text(
        comparison, CHANGE_DETAIL, "stake", stake_text(arena, &was->stake), stake_text(arena, &is->stake));
    change_add_text(
        comparison, CHANGE_DETAIL, "rate", rate_text(arena, &was->rate), rate_text(arena, &is->rate));
    change_add_text(
        comparison, CHANGE_DETAIL, "confidence", confidences[was->confidence], confidences[is->confidence]);
    links_compare(comparison, "overlaps", &was->overlaps, &is->overlaps);
    links_compare(comparison, "supersedes", &was->supersedes, &is->supersedes);
    links_compare(comparison, "related", &was->related, &is->related);
    strings_compare(comparison, "assumed", &was->assumed, &is->assumed);
    strings_compare(comparison, "tags", &was->tags, &is->tags);
    detail_compare_unsaid(comparison, "schedule", schedule_text(arena, was), schedule_text(arena, is));
    detail_compare_unsaid(comparison, "history", history_text(arena, comparison->was, was),
        history_text(arena, comparison->is, is));
    detail_compare_unsaid(comparison, "note", was->note, is->note);
}

static const char *evidence_text(enum evidence evidence)
{
    return evidence == EVIDENCE_NONE ? NULL : evidence_name(evidence);
}

void deal_compare(struct comparison *comparison, size_t before, size_t after)
{
    const struct deal *was = &comparison->was->deals[before], *is = &comparison->is->deals[after];
    struct arena *arena = comparison->arena;
    struct terms_of_trade then = trade_of_deal(arena, comparison->was, was),
                          now = trade_of_deal(arena, comparison->is, is);
    change_add_text(comparison, CHANGE_RENAMED, NULL, was->title, is->title);
    trade_compare(comparison, &then, &now);
    change_add_amount(comparison, CHANGE_AMOUNT, &was->amount, &is->amount);
    change_add_amount(comparison, CHANGE_FUNDED, &was->funded, &is->funded);
    tranches_compare(comparison, was, is);
    legs_compare(comparison, was, is);
    clauses_compare(comparison, was, is);
    dates_compare(comparison, &was->dates, &is->dates);
    change_add_text(comparison, CHANGE_PART_OF, NULL, deal_id(comparison->was, was->part_of),
        deal_id(comparison->is, is->part_of));
    details_compare(comparison, was, is);
    change_add_text(
        comparison, CHANGE_EVIDENCE, NULL, evidence_text(was->evidence), evidence_text(is->evidence));
    change_add_sources(comparison, &was->sources, &is->sources);
    change_add_claims(comparison, was->claims, was->claim_count, is->claims, is->claim_count);
}
