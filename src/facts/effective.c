/* SPDX-License-Identifier: MIT */
/*
 * effective: comes in one deal or leg as written, goes out its amount with tranches and paid money taken in.
 * Knows nothing of other deals: parts are parts.c.
 *
 * Low is what is certain: the tranches that are unconditional, met or closed, and in any case what is already
 * paid. High and headline stay the amount's. "$50B of which $35B is conditional" is [15B, 50B], "up to $50B";
 * an "about" stays one.
 */
#include "derive.h"

/* Tranches that can still happen. */
static bool tranche_counts(const struct tranche *tranche)
{
    return status_rank(tranche->status) != 0 && amount_is_sized(&tranche->amount);
}

static bool tranche_is_certain(const struct tranche *tranche)
{
    if (tranche->met == TRI_TRUE || tranche->status == STATUS_CLOSED || tranche->status == STATUS_COMPLETED)
        return true;
    return !tranche->condition && tranche->met != TRI_FALSE;
}

/* The kind that says what an interval of our own making is: never more than it holds. */
static enum amount_kind kind_of(const struct amount *amount)
{
    if (amount->high == MONEY_OPEN)
        return AMOUNT_AT_LEAST;
    if (!amount->has_headline)
        return AMOUNT_RANGE;
    if (amount->low == amount->high)
        return AMOUNT_EXACT;
    if (amount->headline == amount->high)
        return AMOUNT_AT_MOST;
    const money about_most = amount->headline / 4; /* what hangs on a condition is more than "about" says */
    return amount->high - amount->low <= about_most ? AMOUNT_APPROX : AMOUNT_RANGE;
}

static bool tranches_hide(const struct deal *deal)
{
    for (size_t i = 0; i < deal->tranche_count; i++)
        if (deal->tranches[i].amount.kind == AMOUNT_UNDISCLOSED && status_rank(deal->tranches[i].status) != 0)
            return true;
    return false;
}

/* An absent amount is the sum of its tranches; one of unknown size leaves the end open. */
static struct amount amount_from_tranches(const struct deal *deal, const struct amount *written)
{
    struct amount sum = *written;
    int sized = 0;
    sum.has_headline = true;
    for (size_t i = 0; i < deal->tranche_count; i++) {
        const struct tranche *tranche = &deal->tranches[i];
        if (!tranche_counts(tranche))
            continue;
        sized++;
        if (tranche_is_certain(tranche))
            sum.low = money_add(sum.low, tranche->amount.low);
        sum.high = money_add(sum.high, tranche->amount.high);
        sum.headline = money_add(sum.headline, tranche->amount.headline);
        sum.has_headline = sum.has_headline && tranche->amount.has_headline;
        sum.digits = digits_least(sum.digits, tranche->amount.digits);
        for (int c = 0; c < 4; c++)
            sum.currency[c] = tranche->amount.currency[c];
    }
    bool hidden = tranches_hide(deal);
    if (hidden)
        sum.high = MONEY_OPEN;
    if (!sized || (hidden && !sum.low))
        return (struct amount){.kind = hidden ? AMOUNT_UNDISCLOSED : AMOUNT_ABSENT};
    /* "at least" promises its number: only what is certain may stand behind it */
    if (sum.high == MONEY_OPEN && sum.headline > sum.low)
        sum.has_headline = false;
    if (!sum.has_headline)
        sum.headline = 0;
    sum.kind = kind_of(&sum);
    return sum;
}

/* With an amount of its own, tranches only say how much of it is certain. */
static void amount_apply_tranches(const struct deal *deal, struct amount *amount)
{
    money certain = 0;
    for (size_t i = 0; i < deal->tranche_count; i++) {
        const struct tranche *tranche = &deal->tranches[i];
        if (tranche_is_certain(tranche) && tranche_counts(tranche))
            certain = money_add(certain, tranche->amount.low);
    }
    if (certain > amount->high)
        certain = amount->high;
    if (certain < amount->low) { /* the words promised all of it */
        amount->words = NULL;
        /* "about" stays: its high end is a figure that nobody said */
        if (amount->kind == AMOUNT_EXACT || amount->kind == AMOUNT_NEARLY)
            amount->kind = AMOUNT_AT_MOST;
    }
    amount->low = certain;
}

/* A floor under an amount of unknown size. */
static void amount_open_from(struct amount *amount, money low, const struct amount *known)
{
    *amount = *known;
    amount->kind = AMOUNT_AT_LEAST;
    amount->has_headline = false;
    amount->headline = 0;
    amount->low = low;
    amount->high = MONEY_OPEN;
    amount->words = NULL;
}

static void amount_apply_paid(struct amount *amount, const struct amount *paid)
{
    if (amount->kind == AMOUNT_ABSENT && paid->kind == AMOUNT_UNDISCLOSED)
        amount->kind = AMOUNT_UNDISCLOSED; /* something was paid */
    if (!amount_is_sized(paid) || amount->kind == AMOUNT_NONE || paid->low <= 0)
        return;
    if (!amount_is_sized(amount)) {
        amount_open_from(amount, paid->low, paid);
        return;
    }
    if (paid->low <= amount->low)
        return;
    amount->low = paid->low;
    if (amount->high < amount->low)
        amount->high = amount->low;
    if (amount->has_headline && amount->headline < amount->low) {
        amount->headline = amount->low; /* which is nobody's "about" */
        amount->kind = amount->kind == AMOUNT_APPROX ? AMOUNT_AT_MOST : amount->kind;
    }
    if (amount->has_headline && amount->low == amount->high) {
        amount->kind = AMOUNT_EXACT;
        amount->words = NULL;
    }
}

struct amount effective_amount(const struct deal *deal, const struct leg *leg)
{
    if (leg) {
        struct amount amount = leg->amount;
        amount_apply_paid(&amount, &leg->funded);
        return amount;
    }
    struct amount amount = deal->amount;
    if (amount.kind == AMOUNT_ABSENT && deal->tranche_count) {
        amount = amount_from_tranches(deal, &deal->amount);
    } else if (amount.kind == AMOUNT_UNDISCLOSED && deal->tranche_count) {
        struct amount known = amount_from_tranches(deal, &deal->amount);
        if (known.low > 0)
            amount_open_from(&amount, known.low, &known);
    } else if (amount_is_sized(&amount) && deal->tranche_count) {
        amount_apply_tranches(deal, &amount);
    }
    amount_apply_paid(&amount, &deal->funded);
    return amount;
}
