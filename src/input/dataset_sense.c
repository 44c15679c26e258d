/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "list.h"
#include "str.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { STALE_DAYS = 730, CLAIMS_COMPARED_MOST = 64 };

static bool is_zero(const struct amount *amount)
{
    return amount_is_sized(amount) && amount->high == 0;
}

static void amount_sense(const struct check *check, const struct amount *amount, enum bucket bucket)
{
    if (is_zero(amount))
        check_say(check, DIAG_AMOUNT_ZERO, amount,
            "leave it out where no money is involved, or write \"undisclosed\"", "%s is zero",
            check_path(check, amount));
    if (amount->kind == AMOUNT_VAGUE && bucket == BUCKET_FIRM)
        check_say(check, DIAG_VAGUE_FIRM, amount, "is a figure known?",
            "%s is vague, though the deal is firm", check_path(check, amount));
}

/* The outermost parent of every party. Loops are errors, which are gone when this is asked. */
static const size_t *roots_find(const struct check *check)
{
    size_t count = check->dataset->party_count;
    size_t *roots = arena_array(check->arena, size_t, count), *way = arena_array(check->arena, size_t, count);
    bool *known = arena_array(check->arena, bool, count);
    for (size_t i = 0; i < count; i++) {
        size_t length = 0, at = i;
        for (; !known[at] && check->dataset->parties[at].parent != NO_INDEX;
             at = check->dataset->parties[at].parent)
            way[length++] = at;
        size_t root = known[at] ? roots[at] : at;
        roots[at] = root;
        known[at] = true;
        while (length) {
            roots[way[--length]] = root;
            known[way[length]] = true;
        }
    }
    return roots;
}

static void self_payment_sense(
    struct check *check, const struct side *from, const struct side *to, enum deal_type type)
{
    if (type_class(type) == CLASS_RELATION)
        return;
    check->stamp++;
    for (size_t i = 0; i < from->parties.count; i++) {
        size_t payer = from->parties.at[i];
        check->stamps[check->roots[payer]] = check->stamp;
        check->payers[check->roots[payer]] = payer;
    }
    for (size_t i = 0; i < to->parties.count; i++) {
        size_t payee = to->parties.at[i];
        if (check->stamps[check->roots[payee]] != check->stamp)
            continue;
        size_t payer = check->payers[check->roots[payee]];
        if (payer == payee)
            check_say(check, DIAG_SELF_PAYMENT, to, "are from and to right?", "'%s' pays itself in %s",
                check_party_id(check->dataset, payer), check_path(check, to));
        else
            check_say(check, DIAG_SELF_PAYMENT, to,
                "such money vanishes where units count with their parents",
                "'%s' pays '%s' of its own group in %s", check_party_id(check->dataset, payer),
                check_party_id(check->dataset, payee), check_path(check, to));
        return;
    }
}

static bool is_dated(const struct deal *deal)
{
    const struct date *dates[] = {&deal->dates.date, &deal->dates.reported, &deal->dates.announced,
        &deal->dates.signed_on, &deal->dates.closed, &deal->dates.cancelled};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        if (dates[i]->precision != DATE_NONE)
            return true;
    return false;
}

static void future_sense(const struct check *check, const struct deal *deal)
{
    const struct date *dates[] = {&deal->dates.date, &deal->dates.reported, &deal->dates.announced,
        &deal->dates.signed_on, &deal->dates.closed, &deal->dates.cancelled};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        if (dates[i]->precision != DATE_NONE && dates[i]->first > check->dataset->as_of.last)
            check_say(check, DIAG_DATE_FUTURE, dates[i], "what is expected goes into dates.expected",
                "%s is after as_of, %s", check_path(check, dates[i]),
                date_iso(check->arena, check->dataset->as_of));
}

static void newer(const struct date *date, int32_t *newest)
{
    if (date->precision != DATE_NONE && date->last > *newest)
        *newest = date->last;
}

/* The last day on which anything was heard of a deal, its sources included */
static int32_t newest_day(const struct dataset *dataset, const struct deal *deal)
{
    int32_t newest = INT32_MIN;
    const struct deal_dates *dates = &deal->dates;
    const struct date *own[] = {&dates->date, &dates->reported, &dates->announced, &dates->signed_on,
        &dates->closed, &dates->cancelled, &dates->expected};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        newer(own[i], &newest);
    for (size_t i = 0; i < deal->history_count; i++)
        newer(&deal->history[i].date, &newest);
    for (size_t i = 0; i < deal->sources.count; i++)
        newer(&dataset->sources[deal->sources.at[i]].date, &newest);
    return newest;
}

static void stale_sense(const struct check *check, const struct deal *deal)
{
    if (status_bucket(deal->status, deal->binding) != BUCKET_TALK)
        return;
    int32_t newest = newest_day(check->dataset, deal);
    if (newest != INT32_MIN && check->dataset->as_of.first - newest > STALE_DAYS)
        check_say(check, DIAG_STALE_TALK, &deal->status, "has it lapsed?",
            "nothing was heard for two years of %s, which is in talks", check_path(check, deal));
}

/* claims */

/* The part of a dotted path before its first dot; *rest is what follows it, or NULL */
static struct slice path_step(const char *path, const char **rest)
{
    const char *dot = strchr(path, '.');
    *rest = dot ? dot + 1 : NULL;
    return (struct slice){path, dot ? (size_t)(dot - path) : strlen(path)};
}

static size_t slice_number(struct slice slice, size_t count)
{
    size_t value = 0;
    for (size_t i = 0; i < slice.length; i++) {
        if (slice.at[i] < '0' || slice.at[i] > '9' || value >= count)
            return NO_INDEX;
        value = value * 10 + (size_t)(slice.at[i] - '0');
    }
    return slice.length && value < count ? value : NO_INDEX;
}

static const struct amount *leg_amount(const struct deal *deal, const char *path)
{
    const char *rest;
    struct slice which = path_step(path, &rest);
    size_t index = slice_number(which, deal->leg_count);
    for (size_t i = 0; i < deal->leg_count; i++)
        if (deal->legs[i].id && slice_equals(which, deal->legs[i].id))
            index = i;
    if (index == NO_INDEX || !rest)
        return NULL;
    return !strcmp(rest, "amount")   ? &deal->legs[index].amount
           : !strcmp(rest, "funded") ? &deal->legs[index].funded
                                     : NULL;
}

/* The amount of a deal that a path such as "flows.upfront.amount" names, or NULL */
static const struct amount *deal_amount(const struct deal *deal, const char *path)
{
    const char *rest;
    struct slice step = path_step(path, &rest);
    if (!rest)
        return slice_equals(step, "amount")   ? &deal->amount
               : slice_equals(step, "funded") ? &deal->funded
                                              : NULL;
    if (slice_equals(step, "flows"))
        return leg_amount(deal, rest);
    const char *last;
    size_t index = slice_number(path_step(rest, &last), deal->tranche_count);
    if (slice_equals(step, "tranches") && index != NO_INDEX && last && !strcmp(last, "amount"))
        return &deal->tranches[index].amount;
    return NULL;
}

static const struct amount *valuation_amount(const struct valuation *valuation, const char *path)
{
    return !strcmp(path, "value")    ? &valuation->value
           : !strcmp(path, "raised") ? &valuation->raised
           : !strcmp(path, "sold")   ? &valuation->sold
                                     : NULL;
}

/* 10 or 1000 when one is that many times the other, give or take two percent; else 0 */
static int slip_between(const struct amount *a, const struct amount *b)
{
    if (!a->has_headline || !b->has_headline || a->headline <= 0 || b->headline <= 0)
        return 0;
    money small = a->headline < b->headline ? a->headline : b->headline;
    money large = a->headline < b->headline ? b->headline : a->headline;
    static const int factors[] = {10, 1000};
    for (size_t i = 0; i < 2; i++) {
        money scaled = large / factors[i], slack = small / 50;
        if (scaled >= small - slack && scaled <= small + slack)
            return factors[i];
    }
    return 0;
}

static bool claim_slips(
    const struct check *check, const struct claim *claim, const struct amount *other, const char *other_path)
{
    int factor = slip_between(&claim->amount, other);
    if (factor)
        check_say(check, DIAG_CLAIMS_SLIP, &claim->value,
            "a slip of units? if the claim is wrong, say so in judgement", "%s and %s differ %d times",
            check_path(check, &claim->value), other_path, factor);
    return factor;
}

static bool claim_slips_from_others(const struct check *check, const struct claim *claims, size_t index)
{
    for (size_t i = 0; i < index && i < CLAIMS_COMPARED_MOST; i++)
        if (claims[i].has_amount && !claims[i].judgement &&
            str_equals(claims[i].field, claims[index].field) &&
            claim_slips(check, &claims[index], &claims[i].amount, check_path(check, &claims[i].value)))
            return true;
    return false;
}

/* A rounded claim speaks for all that rounds to it: "$1.3B" is not at odds with $1.25B. */
static bool claim_interval(const struct amount *claim, struct interval *interval)
{
    if (!amount_interval(claim, interval))
        return false;
    if (claim->kind != AMOUNT_EXACT || claim->digits <= 0 || claim->digits > 18)
        return true;
    money half = claim->headline; /* half of one unit in the last digit that was written */
    money unit = 1;
    int digits = 0;
    for (; half; half /= 10)
        digits++;
    for (int i = claim->digits; i < digits; i++)
        unit *= 10;
    interval->low = claim->low - unit / 2;
    interval->high = money_add(claim->high, unit / 2);
    return true;
}

/* Where the author has judged a claim nothing need be said about it. */
static void claim_sense(const struct check *check, const struct claim *claims, size_t index,
    const struct amount *target, const struct interval *whole)
{
    const struct claim *claim = &claims[index];
    if (!claim->has_amount || claim->judgement)
        return;
    if (target && claim_slips(check, claim, target, check_path(check, target)))
        return;
    if (claim_slips_from_others(check, claims, index))
        return;
    struct interval own;
    if (whole && claim_interval(&claim->amount, &own) && (own.low > whole->high || own.high < whole->low))
        check_say(check, DIAG_CLAIM_OUTSIDE, &claim->value, "say in judgement which is right",
            "the claim '%.60s' in %s lies outside the amount it is about", claim->value,
            check_path(check, &claim->value));
}

static void deal_claims_sense(const struct check *check, const struct deal *deal)
{
    for (size_t i = 0; i < deal->claim_count; i++) {
        const struct amount *target = deal->claims[i].field ? deal_amount(deal, deal->claims[i].field) : NULL;
        struct interval whole;
        bool known = target && amount_interval(target, &whole);
        if (target == &deal->amount && !known)
            known = deal_interval(deal, &whole);
        claim_sense(check, deal->claims, i, target, known ? &whole : NULL);
    }
}

static void valuation_claims_sense(const struct check *check, const struct valuation *valuation)
{
    for (size_t i = 0; i < valuation->claim_count; i++) {
        const struct amount *target = valuation_amount(valuation, valuation->claims[i].field);
        struct interval whole;
        bool known = target && amount_interval(target, &whole);
        claim_sense(check, valuation->claims, i, target, known ? &whole : NULL);
    }
}

static void metric_claims_sense(const struct check *check, const struct metric *metric)
{
    for (size_t i = 0; i < metric->claim_count; i++) {
        const struct amount *target = !strcmp(metric->claims[i].field, "value") ? &metric->value : NULL;
        struct interval whole;
        bool known = target && amount_interval(target, &whole);
        claim_sense(check, metric->claims, i, target, known ? &whole : NULL);
    }
}

/* objects */

static void deal_sense(struct check *check, const struct deal *deal)
{
    enum bucket bucket = status_bucket(deal->status, deal->binding);
    amount_sense(check, &deal->amount, bucket);
    if (!deal->leg_count)
        self_payment_sense(check, &deal->from, &deal->to, deal->type);
    for (size_t i = 0; i < deal->leg_count; i++) {
        const struct leg *leg = &deal->legs[i];
        amount_sense(check, &leg->amount, status_bucket(leg->status, deal->binding));
        self_payment_sense(check, &leg->from, &leg->to, leg->type);
    }
    if (!deal->sources.count)
        check_say(check, DIAG_NO_SOURCE, deal, "name one in \"sources\"", "%s names no source",
            check_path(check, deal));
    if (deal->status == STATUS_SIGNED && !is_dated(deal))
        check_say(check, DIAG_SIGNED_UNDATED, &deal->status, "write dates.signed",
            "%s is signed and has no date", check_path(check, deal));
    future_sense(check, deal);
    stale_sense(check, deal);
    deal_claims_sense(check, deal);
}

static int by_valuation(const void *left, const void *right)
{
    const struct valuation *a = *(const struct valuation *const *)left,
                           *b = *(const struct valuation *const *)right;
    const int64_t keys[][2] = {{(int64_t)a->party, (int64_t)b->party}, {a->date.first, b->date.first},
        {a->date.last, b->date.last}, {a->value.kind, b->value.kind}, {a->value.low, b->value.low},
        {a->value.high, b->value.high}, {a->basis, b->basis}, {a->money, b->money}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return 0;
}

static int by_valuation_and_order(const void *left, const void *right)
{
    int order = by_valuation(left, right);
    const struct valuation *a = *(const struct valuation *const *)left,
                           *b = *(const struct valuation *const *)right;
    return order ? order : a < b ? -1 : a > b; /* elements of one array */
}

static void same_valuations_sense(const struct check *check)
{
    size_t count = check->dataset->valuation_count;
    const struct valuation **sorted = arena_array(check->arena, const struct valuation *, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &check->dataset->valuations[i];
    if (count)
        qsort(sorted, count, sizeof *sorted, by_valuation_and_order);
    for (size_t i = 1; i < count; i++)
        if (!by_valuation(&sorted[i - 1], &sorted[i]))
            check_say(check, DIAG_SAME_VALUATION, sorted[i], "keep one of them",
                "%s is the valuation of line %d again", check_path(check, sorted[i]),
                dataset_place(check->dataset, sorted[i - 1]).line);
}

struct called {
    const char *name; /* in small letters */
    const struct party *party;
    const void *field;
};

static int by_name(const void *left, const void *right)
{
    const struct called *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    return order ? order : a->party < b->party ? -1 : a->party > b->party; /* elements of one array */
}

static const char *in_small_letters(struct arena *arena, const char *name)
{
    char *small = arena_strdup(arena, name);
    for (char *c = small; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c + 32);
    return small;
}

static void names_sense(const struct check *check)
{
    LIST(struct called) names = {0};
    for (size_t i = 0; i < check->dataset->party_count; i++) {
        const struct party *party = &check->dataset->parties[i];
        *list_push(check->arena, &names) =
            (struct called){in_small_letters(check->arena, party->name), party, &party->name};
        for (size_t j = 0; j < party->aliases.count; j++)
            *list_push(check->arena, &names) =
                (struct called){in_small_letters(check->arena, party->aliases.at[j]), party, &party->aliases};
    }
    if (names.count)
        qsort(names.at, names.count, sizeof *names.at, by_name);
    for (size_t i = 1; i < names.count; i++) {
        const struct called *a = &names.at[i - 1], *b = &names.at[i];
        if (a->party != b->party && !strcmp(a->name, b->name))
            check_say(check, DIAG_SAME_NAME, b->field, "are they one and the same?",
                "%s names the party '%s', too", check_path(check, b->field), a->party->id);
    }
}

static void parties_sense(const struct check *check)
{
    for (size_t i = 0; i < check->dataset->party_count; i++) {
        const struct party *party = &check->dataset->parties[i];
        if ((party->kind == PARTY_PROJECT || party->kind == PARTY_VEHICLE) && party->serves == NO_INDEX)
            check_say(check, DIAG_PROJECT_FOR, party, "write \"for\" and the id of a party",
                "%s is a %s and does not say whom it serves", check_path(check, party),
                party_kind_name(party->kind));
    }
}

static void live_sense(const struct check *check)
{
    if (!check->dataset->deal_count) {
        check_say(check, DIAG_NOTHING_LIVE, &check->dataset->deals, "add who pays whom",
            "no deal stands in %s", check_path(check, &check->dataset->deals));
        return;
    }
    for (size_t i = 0; i < check->dataset->deal_count; i++)
        if (!status_is_dead(check->dataset->deals[i].status))
            return;
    check_say(check, DIAG_NOTHING_LIVE, &check->dataset->deals, "all are cancelled, lapsed or the like",
        "no deal is live in %s", check_path(check, &check->dataset->deals));
}

void dataset_check_sense(
    struct arena *scratch, const struct dataset *dataset, const bool *source_cited, struct diags *diags)
{
    struct check check = {.arena = scratch, .dataset = dataset, .diags = diags};
    check.roots = roots_find(&check);
    check.stamps = arena_array(scratch, size_t, dataset->party_count);
    check.payers = arena_array(scratch, size_t, dataset->party_count);
    for (size_t i = 0; i < dataset->deal_count; i++)
        deal_sense(&check, &dataset->deals[i]);
    for (size_t i = 0; i < dataset->valuation_count; i++) {
        const struct valuation *valuation = &dataset->valuations[i];
        amount_sense(&check, &valuation->value, BUCKET_PLANNED);
        if (!valuation->sources.count)
            check_say(&check, DIAG_NO_SOURCE, valuation, "name one in \"sources\"", "%s names no source",
                check_path(&check, valuation));
        valuation_claims_sense(&check, valuation);
    }
    for (size_t i = 0; i < dataset->metric_count; i++)
        metric_claims_sense(&check, &dataset->metrics[i]);
    for (size_t i = 0; i < dataset->source_count; i++)
        if (!source_cited[i])
            check_say(&check, DIAG_SOURCE_UNUSED, &dataset->sources[i], "cite it or take it out",
                "nothing cites %s, '%s'", check_path(&check, &dataset->sources[i]), dataset->sources[i].id);
    same_valuations_sense(&check);
    names_sense(&check);
    parties_sense(&check);
    live_sense(&check);
}
