/* SPDX-License-Identifier: MIT */
#include "made.h"

#include <assert.h>
#include <string.h>

struct made made_start(void)
{
    return made_for(64, 64);
}

struct made made_for(size_t parties, size_t deals)
{
    struct made made = {.arena = arena_create(), .party_room = parties, .deal_room = deals};
    struct dataset *dataset = &made.dataset;
    dataset->file = "made";
    strcpy(dataset->currency, "USD");
    dataset->approx_ppm = 100000;
    dataset->as_of = made_date(&made, "2025-12-17");
    dataset->parties = arena_array(made.arena, struct party, parties);
    dataset->deals = arena_array(made.arena, struct deal, deals);
    return made;
}

void made_end(struct made *made)
{
    arena_destroy(made->arena);
}

struct date made_date(struct made *made, const char *text)
{
    struct date date;
    const char *sentence, *hint;
    bool good = date_parse(made->arena, text, &date, &sentence, &hint);
    assert(good);
    (void)good;
    return date;
}

struct party *made_party(struct made *made, const char *id, const char *parent)
{
    struct dataset *dataset = &made->dataset;
    assert(dataset->party_count < made->party_room);
    struct party *party = &dataset->parties[dataset->party_count];
    party->id = party->name = arena_strdup(made->arena, id);
    party->parent = party->serves = NO_INDEX;
    for (size_t i = 0; parent && i < dataset->party_count; i++)
        if (!strcmp(dataset->parties[i].id, parent))
            party->parent = i;
    dataset->party_count++;
    return party;
}

static size_t party_number(struct made *made, const char *id)
{
    for (size_t i = 0; i < made->dataset.party_count; i++)
        if (!strcmp(made->dataset.parties[i].id, id))
            return i;
    made_party(made, id, NULL);
    return made->dataset.party_count - 1;
}

static struct indices party_numbers(struct made *made, const char *ids)
{
    struct indices numbers = {arena_array(made->arena, size_t, 16), 0};
    char *copy = arena_strdup(made->arena, ids), *rest;
    for (char *id = strtok_r(copy, "+", &rest); id; id = strtok_r(NULL, "+", &rest))
        numbers.at[numbers.count++] = party_number(made, id);
    return numbers;
}

struct amount made_amount(struct made *made, const char *text)
{
    struct amount_rules rules = {"USD", 100000, false};
    struct amount amount = {0};
    const char *sentence, *hint;
    if (!text)
        return amount;
    enum amount_fault fault = amount_parse(made->arena, text, &rules, &amount, &sentence, &hint);
    assert(fault == AMOUNT_OK);
    (void)fault;
    return amount;
}

struct deal *made_deal(struct made *made, const char *id, enum deal_type type, const char *from,
    const char *to, const char *amount, enum status status)
{
    assert(made->dataset.deal_count < made->deal_room);
    struct deal *deal = &made->dataset.deals[made->dataset.deal_count++];
    deal->id = arena_strdup(made->arena, id);
    deal->type = type;
    deal->from = (struct side){true, party_numbers(made, from)};
    deal->to = (struct side){true, party_numbers(made, to)};
    deal->amount = made_amount(made, amount);
    deal->status = status;
    deal->beneficiary = deal->part_of = NO_INDEX;
    return deal;
}

struct leg *made_legs(struct made *made, struct deal *deal, size_t count)
{
    deal->legs = arena_array(made->arena, struct leg, count);
    deal->leg_count = count;
    for (size_t i = 0; i < count; i++)
        deal->legs[i] = (struct leg){.from = deal->from,
            .to = deal->to,
            .type = deal->type,
            .status = deal->status,
            .term = deal->term};
    return deal->legs;
}

struct tranche *made_tranche(struct made *made, struct deal *deal, const char *amount, const char *condition)
{
    if (!deal->tranches)
        deal->tranches = arena_array(made->arena, struct tranche, 16);
    struct tranche *tranche = &deal->tranches[deal->tranche_count++];
    tranche->amount = made_amount(made, amount);
    tranche->condition = condition;
    return tranche;
}

void made_shares(struct made *made, struct split *split, const char *ids, const int64_t *millionths)
{
    split->kind = SPLIT_SHARES;
    split->parties = party_numbers(made, ids);
    split->share_trillionths = arena_array(made->arena, int64_t, split->parties.count);
    for (size_t i = 0; i < split->parties.count; i++)
        split->share_trillionths[i] = millionths[i] * 1000000;
}

const struct facts *made_facts(struct made *made, enum level level)
{
    return facts_derive(made->arena, &made->dataset, level);
}

const struct flow *made_flow(const struct facts *facts, const char *deal, size_t n)
{
    for (size_t i = 0; i < facts->flow_count; i++)
        if (!strcmp(facts->dataset->deals[facts->flows[i].deal].id, deal) && n-- == 0)
            return &facts->flows[i];
    return NULL;
}

static void money_put(struct str *out, money value)
{
    if (value == MONEY_OPEN) {
        str_append(out, "open");
        return;
    }
    str_printf(out, "%lld", (long long)(value / 100));
    if (value % 100)
        str_printf(out, ".%02lld", (long long)(value % 100));
}

const char *made_words(struct made *made, const struct amount *amount)
{
    static const char *const kinds[] = {"absent", "none", "exact", "approx", "nearly", "at-most", "at-least",
        "range", "vague", "undisclosed"};
    struct str out = str_init(made->arena);
    money_put(&out, amount->low);
    str_append(&out, "..");
    money_put(&out, amount->high);
    str_append(&out, " (");
    if (amount->has_headline)
        money_put(&out, amount->headline);
    else
        str_char(&out, '-');
    str_printf(&out, ") %s", kinds[amount->kind]);
    return str_text(&out);
}
