/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "str.h"

#include <stdarg.h>

enum { LOOP_SHOWN_MOST = 6, YEAR_MOST = 9999 };

void check_say(const struct check *check, enum diag_code code, const void *field, const char *hint,
    const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *sentence = arena_vprintf(check->arena, format, arguments);
    va_end(arguments);
    const struct dataset *dataset = check->dataset;
    diags_add(check->diags, code, dataset_place(dataset, field), dataset_path(dataset, field), hint, "%s",
        sentence);
}

const char *check_path(const struct check *check, const void *field)
{
    return dataset_path(check->dataset, field);
}

/* intervals */

bool amount_interval(const struct amount *amount, struct interval *interval)
{
    if (amount->kind == AMOUNT_ABSENT)
        return false;
    *interval = amount->kind == AMOUNT_UNDISCLOSED ? (struct interval){0, MONEY_OPEN}
                                                   : (struct interval){amount->low, amount->high};
    return true;
}

bool status_is_dead(enum status status)
{
    return status != STATUS_NONE && status_bucket(status, TRI_UNKNOWN) == BUCKET_DEAD;
}

static bool tranches_interval(const struct deal *deal, struct interval *sum)
{
    *sum = (struct interval){0};
    bool any = false;
    for (size_t i = 0; i < deal->tranche_count; i++) {
        struct interval one;
        if (!amount_interval(&deal->tranches[i].amount, &one))
            return false; /* it could not be read */
        sum->low = status_is_dead(deal->tranches[i].status) ? sum->low : money_add(sum->low, one.low);
        sum->high = money_add(sum->high, one.high);
        any = true;
    }
    return any;
}

bool legs_interval(const struct deal *deal, struct interval *sum)
{
    *sum = (struct interval){0};
    bool any = false;
    for (size_t i = 0; i < deal->leg_count; i++) {
        struct interval one;
        if (!amount_interval(&deal->legs[i].amount, &one))
            continue; /* no money runs in this leg */
        sum->low = money_add(sum->low, one.low);
        sum->high = money_add(sum->high, one.high);
        any = true;
    }
    return any;
}

bool deal_interval(const struct deal *deal, struct interval *interval)
{
    if (deal->leg_count)
        return legs_interval(deal, interval);
    return amount_interval(&deal->amount, interval) || tranches_interval(deal, interval);
}

/* Each amount that is exchanged is rounded by up to half a hundredth, and so is, by the author, what it is
   compared with. */
struct interval interval_widened(struct interval interval, size_t exchanged)
{
    money slack = exchanged ? ((money)exchanged + 1) / 2 : 0;
    return (struct interval){interval.low - slack, money_add(interval.high, slack)};
}

static size_t tranches_exchanged(const struct deal *deal)
{
    size_t count = 0;
    for (size_t i = 0; i < deal->tranche_count; i++)
        count += deal->tranches[i].amount.written != NULL;
    return count;
}

size_t deal_exchanged(const struct deal *deal)
{
    size_t count = 0;
    for (size_t i = 0; i < deal->leg_count; i++)
        count += deal->legs[i].amount.written != NULL;
    if (deal->leg_count)
        return count;
    return deal->amount.kind == AMOUNT_ABSENT ? tranches_exchanged(deal) : deal->amount.written != NULL;
}

/* loops: depth first over what each object names, without recursion, each loop reported once */

struct links {
    const size_t *at;
    size_t count;
};

struct loop_search {
    struct links (*links)(const struct dataset *dataset, size_t node);
    const void *(*field)(const struct dataset *dataset, size_t node);
    const char *(*id)(const struct dataset *dataset, size_t node);
    size_t count;
    enum diag_code code;
    const char *sentence;
};

struct visit {
    size_t node, next;
};

static void loop_report(
    const struct check *check, const struct loop_search *search, const struct visit *loop, size_t length)
{
    size_t first = 0;
    for (size_t i = 1; i < length; i++)
        if (loop[i].node < loop[first].node)
            first = i;
    struct str way = str_init(check->arena);
    for (size_t i = 0; i < length && i < LOOP_SHOWN_MOST; i++)
        str_printf(&way, "%s → ", search->id(check->dataset, loop[(first + i) % length].node));
    if (length > LOOP_SHOWN_MOST)
        str_append(&way, "… → ");
    str_append(&way, search->id(check->dataset, loop[first].node));
    const void *field = search->field(check->dataset, loop[first].node);
    check_say(check, search->code, field, NULL, "%s in %s: %s", search->sentence, check_path(check, field),
        str_text(&way));
}

static void loops_check(const struct check *check, const struct loop_search *search)
{
    enum { NEW, OPEN, DONE };
    unsigned char *state = arena_array(check->arena, unsigned char, search->count);
    struct visit *stack = arena_array(check->arena, struct visit, search->count);
    size_t *depth_of = arena_array(check->arena, size_t, search->count);
    for (size_t start = 0; start < search->count; start++) {
        if (state[start] != NEW)
            continue;
        size_t depth = 0;
        stack[depth++] = (struct visit){start, 0};
        state[start] = OPEN;
        depth_of[start] = 0;
        while (depth) {
            struct visit *top = &stack[depth - 1];
            struct links links = search->links(check->dataset, top->node);
            if (top->next == links.count) {
                state[top->node] = DONE;
                depth--;
                continue;
            }
            size_t next = links.at[top->next++];
            if (state[next] == OPEN) {
                loop_report(check, search, &stack[depth_of[next]], depth - depth_of[next]);
            } else if (state[next] == NEW) {
                state[next] = OPEN;
                depth_of[next] = depth;
                stack[depth++] = (struct visit){next, 0};
            }
        }
    }
}

static struct links one_link(const size_t *index)
{
    return (struct links){index, *index != NO_INDEX};
}

static struct links parent_links(const struct dataset *dataset, size_t node)
{
    return one_link(&dataset->parties[node].parent);
}

static const void *parent_field(const struct dataset *dataset, size_t node)
{
    return &dataset->parties[node].parent;
}

static struct links part_links(const struct dataset *dataset, size_t node)
{
    return one_link(&dataset->deals[node].part_of);
}

static const void *part_field(const struct dataset *dataset, size_t node)
{
    return &dataset->deals[node].part_of;
}

static struct links supersedes_links(const struct dataset *dataset, size_t node)
{
    return (struct links){dataset->deals[node].supersedes.at, dataset->deals[node].supersedes.count};
}

static const void *supersedes_field(const struct dataset *dataset, size_t node)
{
    return &dataset->deals[node].supersedes;
}

const char *check_party_id(const struct dataset *dataset, size_t node)
{
    return dataset->parties[node].id ? dataset->parties[node].id : "?";
}

const char *check_deal_id(const struct dataset *dataset, size_t node)
{
    return dataset->deals[node].id ? dataset->deals[node].id : "?";
}

static void all_loops_check(const struct check *check)
{
    const struct loop_search searches[] = {
        {parent_links, parent_field, check_party_id, check->dataset->party_count, DIAG_PARENT_LOOP,
            "a party is its own parent"},
        {part_links, part_field, check_deal_id, check->dataset->deal_count, DIAG_PART_LOOP,
            "a deal is a part of itself"},
        {supersedes_links, supersedes_field, check_deal_id, check->dataset->deal_count, DIAG_SUPERSEDES_LOOP,
            "a deal supersedes itself"},
    };
    for (size_t i = 0; i < sizeof searches / sizeof *searches; i++)
        loops_check(check, &searches[i]);
}

/* splits */

static bool indices_hold_all(const struct indices *indices, const struct indices *others)
{
    for (size_t i = 0; i < others->count; i++)
        if (!indices_hold(indices, others->at[i]))
            return false;
    return true;
}

static size_t first_stranger(const struct indices *members, const struct indices *named)
{
    for (size_t i = 0; i < named->count; i++)
        if (!indices_hold(members, named->at[i]))
            return named->at[i];
    return NO_INDEX;
}

static void split_check(
    const struct check *check, const struct split *split, const struct side *from, const struct side *to)
{
    if (split->kind != SPLIT_SHARES || !from->parties.count || !to->parties.count)
        return;
    if (from->parties.count > 1 && to->parties.count > 1) {
        check_say(check, DIAG_BAD_SPLIT, split, "write one flow for each payer",
            "shares between several payers and several payees in %s", check_path(check, split));
        return;
    }
    bool by_payee = to->parties.count > 1 ||
                    (from->parties.count == 1 && indices_hold_all(&to->parties, &split->parties));
    const struct indices *members = by_payee ? &to->parties : &from->parties;
    size_t stranger = first_stranger(members, &split->parties);
    if (stranger != NO_INDEX) {
        check_say(check, DIAG_BAD_SPLIT, split, NULL, "'%s' in %s is not among those who share",
            check_party_id(check->dataset, stranger), check_path(check, split));
        return;
    }
    const int64_t slack = SHARE_ONE / 10000;
    int64_t sum = 0;
    for (size_t i = 0; i < split->parties.count; i++)
        sum += split->share_trillionths[i];
    if (sum < SHARE_ONE - slack || sum > SHARE_ONE + slack)
        check_say(check, DIAG_BAD_SPLIT, split, "they should add up to 1",
            "the shares in %s add up to %lld.%06lld", check_path(check, split), (long long)(sum / SHARE_ONE),
            (long long)(sum % SHARE_ONE / 1000000));
}

/* sums */

/* Was it written, but could not be read? */
static bool is_unread(const struct check *check, const struct amount *amount)
{
    return amount->kind == AMOUNT_ABSENT && dataset_place(check->dataset, amount).line;
}

/* The interval of a deal, unless something of it could not be read: what is compared with the rest would be
   blamed for it. A leg without payer is one that is no object. */
static bool whole_interval(const struct check *check, const struct deal *deal, struct interval *interval)
{
    if (is_unread(check, &deal->amount))
        return false;
    for (size_t i = 0; i < deal->leg_count; i++)
        if (is_unread(check, &deal->legs[i].amount) || !deal->legs[i].from.present)
            return false;
    return deal_interval(deal, interval);
}

static void tranches_check(const struct check *check, const struct deal *deal)
{
    struct interval whole, sum;
    if (!amount_interval(&deal->amount, &whole) || !tranches_interval(deal, &sum))
        return;
    whole = interval_widened(whole, deal_exchanged(deal) + tranches_exchanged(deal));
    bool above = sum.low > whole.high;
    if (!above && sum.high >= whole.low)
        return;
    const char *slip =
        above ? slip_hint(check->arena, sum.low, whole.high) : slip_hint(check->arena, sum.high, whole.low);
    check_say(check, DIAG_TRANCHE_SUM, &deal->tranches, slip ? slip : "tranches itemise the whole amount",
        "%s add up to %s than %s", check_path(check, &deal->tranches), above ? "more" : "less",
        check_path(check, &deal->amount));
}

static void funded_check(const struct check *check, const struct amount *funded, struct interval whole,
    size_t exchanged, const void *amount)
{
    struct interval paid;
    whole = interval_widened(whole, exchanged + (funded->written != NULL));
    if (!amount_interval(funded, &paid) || paid.low <= whole.high)
        return;
    const char *path = check_path(check, amount);
    check_say(check, DIAG_FUNDED_ABOVE, funded, slip_hint(check->arena, paid.low, whole.high),
        "%s is more than %s", check_path(check, funded), *path ? path : "the whole deal");
}

static void all_funded_check(const struct check *check, const struct deal *deal)
{
    struct interval whole;
    if (amount_interval(&deal->amount, &whole))
        funded_check(check, &deal->funded, whole, deal->amount.written != NULL, &deal->amount);
    else if (whole_interval(check, deal, &whole))
        funded_check(check, &deal->funded, whole, deal_exchanged(deal), &deal->amount);
    for (size_t i = 0; i < deal->leg_count; i++) {
        const struct amount *amount = &deal->legs[i].amount;
        if (amount_interval(amount, &whole))
            funded_check(check, &deal->legs[i].funded, whole, amount->written != NULL, amount);
    }
}

static void part_check(const struct check *check, const struct deal *deal)
{
    struct interval part, whole;
    if (deal->part_of == NO_INDEX || status_is_dead(deal->status))
        return;
    const struct deal *parent = &check->dataset->deals[deal->part_of];
    if (!whole_interval(check, deal, &part) || !whole_interval(check, parent, &whole))
        return;
    whole = interval_widened(whole, deal_exchanged(deal) + deal_exchanged(parent));
    if (part.low <= whole.high)
        return;
    check_say(check, DIAG_PART_ABOVE, &deal->part_of, slip_hint(check->arena, part.low, whole.high),
        "%s names a whole, '%s', that is smaller than this part of it", check_path(check, &deal->part_of),
        check_deal_id(check->dataset, deal->part_of));
}

static void schedule_check(const struct check *check, const struct deal *deal)
{
    if (!deal->schedule_count)
        return;
    money sum = 0;
    size_t exchanged = deal_exchanged(deal);
    bool *seen = arena_array(check->arena, bool, YEAR_MOST + 1);
    for (size_t i = 0; i < deal->schedule_count; i++) {
        const struct schedule_entry *entry = &deal->schedule[i];
        sum = money_add(sum, entry->amount.low);
        exchanged += entry->amount.written != NULL;
        if (entry->year && seen[entry->year])
            check_say(check, DIAG_BAD_SCHEDULE, entry, "one entry for each year",
                "%s names the year %d again", check_path(check, entry), entry->year);
        seen[entry->year] = true;
    }
    size_t flows = 0;
    if (deal->leg_count && deal_money_leg(deal, &flows) == NO_INDEX && flows > 1)
        check_say(check, DIAG_SCHEDULE_FLOWS, &deal->schedule,
            "give each flow a deal of its own with its years",
            "%s stands beside several flows of money and does not say whose the years are",
            check_path(check, &deal->schedule));
    struct interval whole;
    if (!whole_interval(check, deal, &whole))
        return;
    whole = interval_widened(whole, exchanged);
    if (sum > whole.high)
        check_say(check, DIAG_BAD_SCHEDULE, &deal->schedule, slip_hint(check->arena, sum, whole.high),
            "the years of %s add up to more than the deal", check_path(check, &deal->schedule));
}

/* ---- what all deals come to ---- */

static money reach_of(const struct amount *amount)
{
    if (amount->high != MONEY_OPEN)
        return amount->high;
    return amount->has_headline && amount->headline > amount->low ? amount->headline : amount->low;
}

static money larger(money a, money b)
{
    return a > b ? a : b;
}

/* The most that a deal puts into any sum, by whichever of its amounts; what is open counts with its low end.
 */
static money deal_reach(const struct deal *deal)
{
    money legs = 0, tranches = 0, years = 0;
    for (size_t i = 0; i < deal->leg_count; i++)
        legs = money_add(legs, larger(reach_of(&deal->legs[i].amount), reach_of(&deal->legs[i].funded)));
    for (size_t i = 0; i < deal->tranche_count; i++)
        tranches = money_add(tranches, reach_of(&deal->tranches[i].amount));
    for (size_t i = 0; i < deal->schedule_count; i++)
        years = money_add(years, reach_of(&deal->schedule[i].amount));
    money own = deal->leg_count ? legs : larger(reach_of(&deal->amount), reach_of(&deal->funded));
    return larger(own, larger(tranches, years));
}

/* Every figure is a sum over deals: none may pass 64-bit hundredths, or it would be wrong in silence. */
static void sum_check(const struct check *check)
{
    money sum = 0;
    for (size_t i = 0; i < check->dataset->deal_count && sum != MONEY_OPEN; i++) {
        const struct deal *deal = &check->dataset->deals[i];
        sum = money_add(sum, deal_reach(deal));
        if (sum == MONEY_OPEN)
            check_say(check, DIAG_AMOUNT_HUGE, deal, "is a scale wrong? they may come to 92,233 trillion",
                "the deals up to and with %s come to more than can be summed", check_path(check, deal));
    }
}

void dataset_check_consistent(struct arena *scratch, const struct dataset *dataset, struct diags *diags)
{
    struct check check = {.arena = scratch, .dataset = dataset, .diags = diags};
    all_loops_check(&check);
    sum_check(&check);
    for (size_t i = 0; i < dataset->deal_count; i++) {
        const struct deal *deal = &dataset->deals[i];
        if (!deal->leg_count)
            split_check(&check, &deal->split, &deal->from, &deal->to);
        for (size_t j = 0; j < deal->leg_count; j++)
            split_check(&check, &deal->legs[j].split, &deal->legs[j].from, &deal->legs[j].to);
        tranches_check(&check, deal);
        all_funded_check(&check, deal);
        part_check(&check, deal);
        schedule_check(&check, deal);
    }
}
