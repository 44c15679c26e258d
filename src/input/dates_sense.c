/* SPDX-License-Identifier: MIT */
#include "check.h"

enum { STALE_DAYS = 730 };

/* What happened to a deal, in the order of struct deal_dates but for what is only expected */
enum { EVENT_COUNT = 6 };

static void events_of(const struct deal *deal, const struct date **events)
{
    const struct deal_dates *dates = &deal->dates;
    const struct date *all[EVENT_COUNT] = {&dates->date, &dates->reported, &dates->announced,
        &dates->signed_on, &dates->closed, &dates->cancelled};
    for (size_t i = 0; i < EVENT_COUNT; i++)
        events[i] = all[i];
}

static bool is_known(const struct date *date)
{
    return date->precision != DATE_NONE;
}

void future_sense(const struct check *check, const struct date *date, const char *hint)
{
    if (is_known(date) && date->first > check->dataset->as_of.last)
        check_say(check, DIAG_DATE_FUTURE, date, hint, "%s is after as_of, %s", check_path(check, date),
            date_iso(check->arena, check->dataset->as_of));
}

static void undated_sense(const struct check *check, const struct deal *deal)
{
    const struct date *events[EVENT_COUNT];
    events_of(deal, events);
    for (size_t i = 0; i < EVENT_COUNT; i++)
        if (is_known(events[i]))
            return;
    const void *field = deal->status == STATUS_SIGNED ? &deal->status : NULL, *object = deal;
    for (size_t i = 0; i < deal->leg_count && !field; i++)
        if (deal->legs[i].status == STATUS_SIGNED) {
            object = &deal->legs[i];
            field = &deal->legs[i].status;
        }
    if (field)
        check_say(check, DIAG_SIGNED_UNDATED, field, "write dates.signed", "%s is signed and has no date",
            check_path(check, object));
}

static void newer(const struct date *date, int32_t *newest)
{
    if (date->precision != DATE_NONE && date->last > *newest)
        *newest = date->last;
}

/* The last day of what happened to a deal itself; INT32_MIN when nothing is dated */
static int32_t newest_event(const struct deal *deal)
{
    const struct date *events[EVENT_COUNT];
    int32_t newest = INT32_MIN;
    events_of(deal, events);
    for (size_t i = 0; i < EVENT_COUNT; i++)
        newer(events[i], &newest);
    return newest;
}

/* The last day on which anything was heard of a deal, its sources included */
static int32_t newest_day(const struct dataset *dataset, const struct deal *deal)
{
    int32_t newest = newest_event(deal);
    newer(&deal->dates.expected, &newest);
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

/* order: dates that overlap are not told apart */

static void order_sense(const struct check *check, const struct deal *deal)
{
    const struct deal_dates *dates = &deal->dates;
    const struct date *pairs[][2] = {{&dates->signed_on, &dates->closed}, {&dates->announced, &dates->closed},
        {&dates->announced, &dates->cancelled}, {&dates->signed_on, &dates->cancelled},
        {&dates->closed, &dates->cancelled}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const struct date *first = pairs[i][0], *then = pairs[i][1];
        if (!is_known(first) || !is_known(then) || then->last >= first->first)
            continue;
        check_say(check, DIAG_DATE_ORDER, then, "are they swapped, or is a year wrong?", "%s is before %s",
            check_path(check, then), check_path(check, first));
        return;
    }
}

static void two_dates_sense(const struct check *check, const struct deal *deal)
{
    const struct date *date = &deal->dates.date, *other = &deal->dates.signed_on;
    if (is_known(date) && is_known(other) && (date->last < other->first || date->first > other->last))
        check_say(check, DIAG_TWO_DATES, date, "keep one, or say in 'dates' what the other is",
            "%s and %s name different days", check_path(check, date), check_path(check, other));
}

/* dates and the status */

static bool is_talk(enum status status)
{
    return status_bucket(status, TRI_UNKNOWN) == BUCKET_TALK;
}

static bool is_done(enum status status)
{
    return status == STATUS_ACTIVE || status == STATUS_CLOSED || status == STATUS_COMPLETED;
}

static void status_dates_sense(const struct check *check, const struct deal *deal)
{
    const struct deal_dates *dates = &deal->dates;
    const struct dataset *dataset = check->dataset;
    if (status_is_dead(deal->status))
        return;
    const char *status = status_name(deal->status), *path = check_path(check, &deal->status);
    if (is_known(&dates->cancelled) && dates->cancelled.first <= dataset->as_of.last)
        check_say(check, DIAG_STATUS_DATES, &dates->cancelled, "is it cancelled?",
            "%s stands beside '%s' in %s", check_path(check, &dates->cancelled), status, path);
    else if (is_known(&dates->closed) && dates->closed.last <= dataset->as_of.last && !is_done(deal->status))
        check_say(check, DIAG_STATUS_DATES, &dates->closed, "is it closed?", "%s stands beside '%s' in %s",
            check_path(check, &dates->closed), status, path);
    else if (is_known(&dates->signed_on) && dates->signed_on.last <= dataset->as_of.last &&
             is_talk(deal->status))
        check_say(check, DIAG_STATUS_DATES, &dates->signed_on, "is it signed?", "%s stands beside '%s' in %s",
            check_path(check, &dates->signed_on), status, path);
}

static void overdue_sense(const struct check *check, const struct deal *deal)
{
    const struct date *expected = &deal->dates.expected;
    if (is_known(expected) && expected->last < check->dataset->as_of.first && !is_done(deal->status) &&
        !status_is_dead(deal->status))
        check_say(check, DIAG_OVERDUE, expected, "has it closed, slipped or lapsed?",
            "what %s expects has passed by as_of, and %s is still '%s'", check_path(check, expected),
            check_path(check, deal), status_name(deal->status));
}

/* history */

static bool is_newer(const struct history_entry *entry, const struct history_entry *than)
{
    return !than || entry->date.last >= than->date.last;
}

/* An entry newer than all the deal's own dates is the last word, and should be the deal's, too. Of a deal
   without dates only what goes further than its status is at odds with it. */
static void history_status_sense(const struct check *check, const struct deal *deal)
{
    const struct history_entry *newest = NULL;
    for (size_t i = 0; i < deal->history_count; i++)
        if (deal->history[i].status != STATUS_NONE && is_newer(&deal->history[i], newest))
            newest = &deal->history[i];
    if (!newest)
        return;
    int32_t own = newest_event(deal);
    int said = status_rank(newest->status), now = status_rank(deal->status);
    bool later = own != INT32_MIN && newest->date.first > own;
    bool further = said > now || (said == 0 && now > 0);
    if (said != now && (later || (own == INT32_MIN && further)))
        check_say(check, DIAG_HISTORY_DIFFERS, &newest->status, "which of them is the last word?",
            "%s is '%s', and %s is '%s'", check_path(check, &newest->status), status_name(newest->status),
            check_path(check, &deal->status), status_name(deal->status));
}

static void history_amount_sense(const struct check *check, const struct deal *deal)
{
    const struct history_entry *newest = NULL;
    for (size_t i = 0; i < deal->history_count; i++)
        if (deal->history[i].amount.kind != AMOUNT_ABSENT && is_newer(&deal->history[i], newest))
            newest = &deal->history[i];
    struct interval said, now;
    int32_t own = newest_event(deal);
    if (!newest || own == INT32_MIN || newest->date.first <= own ||
        !amount_interval(&newest->amount, &said) || !deal_interval(deal, &now) ||
        (said.low <= now.high && said.high >= now.low))
        return;
    check_say(check, DIAG_HISTORY_DIFFERS, &newest->amount, "which of them is the last word?",
        "%s is newer than %s and says another amount", check_path(check, newest), check_path(check, deal));
}

/* Years that leave no room for the start and the end that stand beside them, by more than half a year */
static void term_sense(const struct check *check, const struct term *term)
{
    enum { DAYS_A_YEAR_HUNDREDTHS = 36525, HALF_A_YEAR = YEARS_ONE / 2 };
    if (!term->present || !term->years_low || !is_known(&term->start) || !is_known(&term->end))
        return;
    int64_t least = ((int64_t)term->end.first - term->start.last) * 100 * YEARS_ONE / DAYS_A_YEAR_HUNDREDTHS;
    int64_t most =
        ((int64_t)term->end.last - term->start.first + 1) * 100 * YEARS_ONE / DAYS_A_YEAR_HUNDREDTHS;
    if (term->years_low > most + HALF_A_YEAR || term->years_high < least - HALF_A_YEAR)
        check_say(check, DIAG_ODD_TERM, term, "leave one of them out, or correct it",
            "%s years do not fit the start and the end in %s", term->years_words, check_path(check, term));
}

static void met_sense(const struct check *check, const struct tranche *tranche)
{
    if (is_known(&tranche->met_on) && tranche->met_on.first > check->dataset->as_of.last)
        check_say(check, DIAG_DATE_FUTURE, tranche, "what has not happened yet has \"met\": false",
            "the condition of %s is met after as_of, %s", check_path(check, tranche),
            date_iso(check->arena, check->dataset->as_of));
}

void deal_dates_sense(const struct check *check, const struct deal *deal)
{
    const struct date *events[EVENT_COUNT];
    undated_sense(check, deal);
    events_of(deal, events);
    for (size_t i = 0; i < EVENT_COUNT; i++)
        future_sense(check, events[i], "what is expected goes into dates.expected");
    for (size_t i = 0; i < deal->history_count; i++)
        future_sense(check, &deal->history[i].date, "is the year right, and as_of?");
    for (size_t i = 0; i < deal->tranche_count; i++)
        met_sense(check, &deal->tranches[i]);
    stale_sense(check, deal);
    order_sense(check, deal);
    two_dates_sense(check, deal);
    status_dates_sense(check, deal);
    overdue_sense(check, deal);
    history_status_sense(check, deal);
    history_amount_sense(check, deal);
    term_sense(check, &deal->term);
    for (size_t i = 0; i < deal->leg_count; i++)
        if (deal->legs[i].term.years_words != deal->term.years_words) /* else it is the deal's own */
            term_sense(check, &deal->legs[i].term);
}
