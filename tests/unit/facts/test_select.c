/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "made.h"

#include <string.h>

static struct made market(void)
{
    struct made made = made_start();
    made_party(&made, "amazon", NULL);
    made_party(&made, "aws", "amazon");
    made_deal(&made, "equity", TYPE_EQUITY, "amazon", "openai", "$10B", STATUS_IN_TALKS)->evidence =
        EVIDENCE_PRESS;
    made_deal(&made, "rent", TYPE_LEASE, "openai", "aws", "$38B", STATUS_SIGNED)->evidence = EVIDENCE_FILING;
    made_deal(&made, "sites", TYPE_BUILD, "softbank+oracle", "project", "$400B", STATUS_ANNOUNCED);
    made_deal(&made, "chips", TYPE_PURCHASE, "openai", "nvidia", "tens of billions", STATUS_COMPLETED);
    made_deal(&made, "trainium", TYPE_PURCHASE, "openai", "aws", "undisclosed", STATUS_PROPOSED);
    made_deal(&made, "old", TYPE_EQUITY, "apple", "openai", "$1B", STATUS_WITHDRAWN);
    made_deal(&made, "market", TYPE_INTEGRATION, "openai", "amazon", NULL, STATUS_IN_TALKS);
    struct deal *round = made_deal(&made, "round", TYPE_EQUITY, "thrive", "openai", NULL, STATUS_CLOSED);
    struct leg *legs = made_legs(&made, round, 2);
    legs[0].amount = made_amount(&made, "$1.25B");
    legs[1].amount = made_amount(&made, "nearly $1B");
    static const char *tags[] = {"cloud", "chips"};
    made.dataset.deals[1].tags = (struct strings){tags, 1};
    made.dataset.deals[3].tags = (struct strings){tags, 2};
    return made;
}

/* Keys of the flows that match, in order; a fault as "offset: sentence (hint)". */
static const char *chosen_at(struct made *made, enum level level, const char *where)
{
    struct str out = str_init(made->arena);
    size_t offset = 999;
    const char *sentence = NULL, *hint = NULL;
    const struct selection *selection =
        selection_parse(made->arena, where, &made->dataset, &offset, &sentence, &hint);
    if (!selection) {
        str_printf(&out, "%zu: %s", offset, sentence);
        if (hint)
            str_printf(&out, " (%s)", hint);
        return str_text(&out);
    }
    const struct facts *facts = made_facts(made, level);
    for (size_t i = 0; i < facts->flow_count; i++)
        if (selection_matches(selection, facts, &facts->flows[i]))
            str_printf(&out, "%s%s", out.length ? " " : "", facts->flows[i].key);
    return str_text(&out);
}

static const char *chosen(struct made *made, const char *where)
{
    return chosen_at(made, LEVEL_PARENT, where);
}

static void test_words(void **state)
{
    (void)state;
    struct made made = market();
    assert_string_equal(chosen(&made, ""), "equity rent sites chips trainium old market round#0 round#1");
    assert_string_equal(chosen(&made, "  "), chosen(&made, ""));
    assert_string_equal(chosen(&made, "class=commerce"), "rent chips trainium");
    assert_string_equal(chosen(&made, "class=all"), chosen(&made, ""));
    assert_string_equal(chosen(&made, "class!=relation, bucket = talk"), "equity trainium");
    assert_string_equal(chosen(&made, "class=commerce, bucket in (firm planned)"), "rent chips");
    assert_string_equal(chosen(&made, "bucket in(firm,planned)"), "rent sites chips round#0 round#1");
    assert_string_equal(chosen(&made, "bucket>=planned"), "rent sites chips round#0 round#1");
    assert_string_equal(
        chosen(&made, "status=in_talks"), "equity trainium market"); /* proposed is the same stage */
    assert_string_equal(chosen(&made, "status=closed"), "chips round#0 round#1");
    assert_string_equal(chosen(&made, "status>=signed"), "rent chips round#0 round#1");
    assert_string_equal(chosen(&made, "status<=rumoured"), "old");
    assert_string_equal(chosen(&made, "status=cancelled"), ""); /* withdrawn is another way to die */
    assert_string_equal(chosen(&made, "type in (lease build)"), "rent sites");
    assert_string_equal(chosen(&made, "evidence in (press filing)"), "equity rent");
    assert_string_equal(chosen(&made, "tag=cloud"), "rent chips");
    assert_string_equal(chosen(&made, "tag!=cloud, bucket=firm"), "round#0 round#1");
    assert_string_equal(chosen(&made, "id=round"), "round#0 round#1");
    assert_string_equal(chosen(&made, "id in (round#1 old)"), "old round#1");
    made_end(&made);
}

static void test_parties(void **state)
{
    (void)state;
    struct made made = market();
    assert_string_equal(chosen(&made, "party=amazon"), "equity rent trainium market");
    assert_string_equal(chosen(&made, "party=aws"), "rent trainium");
    assert_string_equal(chosen_at(&made, LEVEL_SELF, "party=amazon"), "equity rent trainium market");
    assert_string_equal(chosen(&made, "from=openai"), "rent chips trainium market");
    assert_string_equal(chosen(&made, "to=amazon"), "rent trainium market");
    assert_string_equal(chosen(&made, "party=softbank"), "sites");
    assert_string_equal(chosen(&made, "from=softbank+oracle"), "sites");
    assert_string_equal(chosen(&made, "from=oracle+softbank"), "sites");
    assert_string_equal(chosen(&made, "to=oracle+softbank"), "");
    assert_string_equal(chosen(&made, "from in (apple thrive)"), "old round#0 round#1");
    made.dataset.deals[2].split.kind = SPLIT_EQUAL;
    assert_string_equal(chosen(&made, "from=softbank"), "sites"); /* its own half, not Oracle's */
    assert_string_equal(chosen(&made, "from=oracle+softbank"), "");
    made_end(&made);
}

/* Between the nodes named alone, joint ones by their own id, and only what was chosen before */
static void test_among(void **state)
{
    (void)state;
    struct made made = market();
    static const char *const ids[] = {"openai", "amazon", "project"}, *const joint[] = {
                                                                          "oracle+softbank", "project"};
    size_t offset;
    const char *sentence, *hint;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct selection *commerce =
        selection_parse(made.arena, "class=commerce", &made.dataset, &offset, &sentence, &hint);
    const struct selection *all = selection_among(made.arena, NULL, ids, 3);
    const struct selection *some = selection_among(made.arena, commerce, ids, 3);
    const struct selection *sites = selection_among(made.arena, NULL, joint, 2);
    struct str out = str_init(made.arena);
    for (size_t i = 0; i < facts->flow_count; i++)
        str_printf(&out, "%s%s%s%s ", facts->flows[i].key,
            selection_matches(all, facts, &facts->flows[i]) ? "+" : "-",
            selection_matches(some, facts, &facts->flows[i]) ? "+" : "-",
            selection_matches(sites, facts, &facts->flows[i]) ? "+" : "-");
    assert_string_equal(str_text(&out),
        "equity+-- rent++- sites--+ chips--- trainium++- old--- market+-- round#0--- round#1--- ");
    made_end(&made);
}

static void test_amounts(void **state)
{
    (void)state;
    struct made made = market();
    assert_string_equal(chosen(&made, "amount>=10B"), "equity rent sites chips");
    assert_string_equal(chosen(&made, "amount >= $38 billion, class!=build"), "rent");
    assert_string_equal(chosen(&made, "amount<=1,000,000,000"), "old round#1");
    assert_string_equal(chosen(&made, "amount<=1,250,000,000,bucket=firm"), "round#0 round#1");
    assert_string_equal(chosen(&made, "amount=10B"), "equity chips"); /* the low end of tens of billions */
    assert_string_equal(chosen(&made, "amount!=10B"), "rent sites old round#0 round#1");
    assert_string_equal(chosen(&made, "amount=undisclosed"), "trainium");
    assert_string_equal(chosen(&made, "amount=none"), "market");
    assert_string_equal(
        chosen(&made, "amount!=undisclosed, class!=relation"), "equity rent sites chips old round#0 round#1");
    made_end(&made);
}

/* A deal's date is an interval of days: only what is certain matches. */
static void test_dates(void **state)
{
    (void)state;
    struct made made = market();
    struct deal *deals = made.dataset.deals;
    deals[0].dates.reported = made_date(&made, "2025-12");
    deals[1].dates.announced = made_date(&made, "2025-09");
    deals[1].dates.signed_on = made_date(&made, "2025-11-03");
    deals[2].dates.date = made_date(&made, "2025");
    deals[3].dates.closed = made_date(&made, "2024-Q4");
    deals[4].dates.expected = made_date(&made, "2026");
    assert_string_equal(chosen(&made, "date>=2025-11-03"), "equity rent trainium");
    assert_string_equal(chosen(&made, "date>=2025-11-04"), "equity trainium");
    assert_string_equal(chosen(&made, "date>=2025"), "equity rent sites trainium");
    assert_string_equal(chosen(&made, "date<=2025"), "equity rent sites chips");
    assert_string_equal(chosen(&made, "date<=2025-11"), "rent chips");
    assert_string_equal(chosen(&made, "date=2025"), "equity rent sites");
    assert_string_equal(chosen(&made, "date=2025-11"), "rent");                 /* when it was signed */
    assert_string_equal(chosen(&made, "date!=2025-12"), "rent chips trainium"); /* sites: who knows */
    assert_string_equal(chosen(&made, "date in (2024 2026)"), "chips trainium");
    assert_string_equal(chosen(&made, "date>=2025-09, date<=2025-11"), "rent");
    assert_string_equal(chosen(&made, "date>=2025-13"),
        "6: there is no month 13 in the date '2025-13' (months run from 01 to 12)");
    assert_string_equal(chosen(&made, "date>="), "6: a value for date is missing here");
    made_end(&made);
}

static void test_faults(void **state)
{
    (void)state;
    struct made made = market();
    assert_string_equal(
        chosen(&made, "clas=capital"), "0: 'clas' is no key of a selection (did you mean 'class'?)");
    assert_string_equal(chosen(&made, "xyzzy=1"),
        "0: 'xyzzy' is no key of a selection (the keys are id, "
        "type, class, bucket, status, party, from, to, amount, tag, "
        "evidence and date)");
    assert_string_equal(
        chosen(&made, "class"), "5: no operator after 'class' (the operators are =, !=, >=, <= and in (…))");
    assert_string_equal(chosen(&made, "class>capital"),
        "5: no operator after 'class' (the operators are =, !=, >=, <= and in (…))");
    assert_string_equal(chosen(&made, "type>=lease"),
        "4: '>=' cannot be asked of type (only amount, date, "
        "status and bucket have an order; use =, != or in (…))");
    assert_string_equal(
        chosen(&made, "class= capitol"), "7: 'capitol' is no class (did you mean 'capital'?)");
    assert_string_equal(
        chosen(&made, "bucket in (firm, plannd)"), "17: 'plannd' is no bucket (did you mean 'planned'?)");
    assert_string_equal(chosen(&made, "status=sgined"), "7: 'sgined' is no status (did you mean 'signed'?)");
    assert_string_equal(chosen(&made, "class=capital, party=amazn"),
        "21: there is no party 'amazn' (did you mean 'amazon'?)");
    assert_string_equal(
        chosen(&made, "from=oracle+softbnk"), "12: there is no party 'softbnk' (did you mean 'softbank'?)");
    assert_string_equal(chosen(&made, "id=rents"), "3: there is no deal 'rents' (did you mean 'rent'?)");
    assert_string_equal(chosen(&made, "id=round#2"), "3: 'round' has 2 flows, counted from 0");
    assert_string_equal(chosen(&made, "id=round#"), "3: 'round' has 2 flows, counted from 0");
    assert_string_equal(
        chosen(&made, "tag=clouds"), "4: no deal carries the tag 'clouds' (did you mean 'cloud'?)");
    assert_string_equal(chosen(&made, "class=capital bucket=firm"),
        "14: a comma is missing before this (conditions stand apart by commas)");
    assert_string_equal(chosen(&made, "class=capital, "), "15: a condition is missing after the comma");
    assert_string_equal(chosen(&made, ",class=capital"),
        "0: a condition is missing here (write key=value: id, type, class, bucket, status, party, from, to, "
        "amount, tag, "
        "evidence or date)");
    assert_string_equal(chosen(&made, "class="), "6: a value for class is missing here");
    assert_string_equal(
        chosen(&made, "amount>="), "8: a value for amount is missing here (for example amount>=10B)");
    assert_string_equal(chosen(&made, "amount>=up to 10B"),
        "8: 'up to 10B' is not one number (compare with a plain amount: amount>=10B)");
    assert_string_equal(chosen(&made, "amount>=undisclosed"), "8: 'undisclosed' has no size to compare with");
    assert_string_equal(chosen(&made, "amount>=€10B"), "8: amounts are compared in USD here, not in EUR");
    assert_string_equal(chosen(&made, "amount in (10B)"),
        "9: amounts are compared, not listed (use amount>=…, amount<=… or amount=…)");
    assert_string_equal(chosen(&made, "bucket in firm"),
        "10: 'in' wants a list in brackets (for example bucket in (firm planned))");
    assert_string_equal(
        chosen(&made, "bucket in (firm"), "10: this bracket is never closed (add ')' after the last value)");
    assert_string_equal(chosen(&made, "bucket in ()"), "10: this list is empty");
    assert_string_equal(chosen(&made, "bucket in (firm (planned))"), "16: '(' cannot stand in a list");
    assert_string_equal(chosen(&made, "bucket=firm)"),
        "11: a comma is missing before this (conditions stand apart by commas)");
    made_end(&made);
}

static const struct selection *parsed(struct made *made, const char *where)
{
    size_t offset;
    const char *sentence, *hint;
    const struct selection *selection =
        selection_parse(made->arena, where, &made->dataset, &offset, &sentence, &hint);
    assert_non_null(selection);
    return selection;
}

static void test_totals(void **state)
{
    (void)state;
    struct made made = market();
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    struct total total = facts_total(facts, parsed(&made, "class=capital"));
    assert_int_equal(
        total.headline, 10 * BILLION + 225 * BILLION / 100); /* Apple's dead billion is left out */
    assert_int_equal(total.low, 10 * BILLION + 125 * BILLION / 100 + 9 * BILLION / 10);
    assert_int_equal(total.flows, 3);
    total = facts_total(facts, parsed(&made, "class=capital, status=withdrawn"));
    assert_int_equal(total.headline, BILLION);
    total = facts_total(facts, NULL);
    assert_int_equal(total.low, facts->all_live.low);
    assert_int_equal(total.high, facts->all_live.high);
    assert_int_equal(total.undisclosed, 1);
    assert_true(selection_names_status(parsed(&made, "class=all, bucket!=dead")));
    assert_false(selection_names_status(parsed(&made, "class=all")));
    assert_true(selection_names_class(parsed(&made, "class=all")));
    assert_false(selection_names_class(parsed(&made, "party=amazon")));
    assert_false(selection_names_class(NULL));
    made_end(&made);
}

static const struct facts *chosen_facts(struct made *made, const char *where)
{
    return facts_derive_selected(made->arena, &made->dataset, LEVEL_PARENT, parsed(made, where));
}

/* Everything is computed of the chosen flows alone, and two halves make the whole. */
static void test_derive(void **state)
{
    (void)state;
    struct made made = market();
    struct deal *phase = made_deal(&made, "phase", TYPE_LEASE, "openai", "aws", "$8B", STATUS_SIGNED);
    phase->part_of = 1; /* of the rent */
    const struct facts *all = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(all->live.loop_count, 1); /* amazon, openai */
    const struct facts *firm = chosen_facts(&made, "bucket=firm");
    const struct facts *rest = chosen_facts(&made, "bucket!=firm");
    assert_int_equal(firm->live.loop_count, 0); /* the equity is talk */
    assert_int_equal(rest->live.loop_count, 1); /* with the chips of unknown size */
    assert_int_equal(rest->live.loops[0].unknown_edges, 1);
    assert_int_equal(firm->flow_count + rest->flow_count, all->flow_count);
    assert_int_equal(firm->all_live.headline + rest->all_live.headline, all->all_live.headline);
    assert_int_equal(facts_find_node(firm, "softbank"), NO_INDEX);
    assert_int_equal(facts_find_node(firm, "oracle+softbank"), NO_INDEX);
    assert_true(facts_find_node(rest, "oracle+softbank") != NO_INDEX);
    /* without its phase the rent still counts what the phase leaves */
    const struct facts *rent = chosen_facts(&made, "id=rent");
    assert_int_equal(rent->flow_count, 1);
    assert_int_equal(rent->all_live.headline, 30 * BILLION);
    assert_int_equal(rent->node_count, 2);
    assert_int_equal(chosen_facts(&made, "id=rent, class=capital")->node_count, 0);
    /* "at least" of "up to" leaves nothing bound by bound, and up to the difference alone */
    made_deal(&made, "plan", TYPE_BUILD, "softbank", "project", "up to $500B", STATUS_ANNOUNCED);
    struct deal *start =
        made_deal(&made, "start", TYPE_BUILD, "oracle", "project", "at least $400B", STATUS_SIGNED);
    start->part_of = made.dataset.deal_count - 2;
    const struct facts *plan = chosen_facts(&made, "id=plan");
    assert_int_equal(plan->all_live.low, 0);
    assert_int_equal(plan->all_live.high, 100 * BILLION);
    const struct facts *both = chosen_facts(&made, "id in (plan start)");
    assert_int_equal(both->all_live.low, 400 * BILLION);
    assert_int_equal(both->all_live.high, 500 * BILLION);
    made_end(&made);
}

/* The numbers of flows and nodes stay; the networks are those of the chosen flows. */
static void test_choose(void **state)
{
    (void)state;
    struct made made = market();
    struct deal *phase = made_deal(&made, "phase", TYPE_LEASE, "openai", "aws", "$8B", STATUS_SIGNED);
    phase->part_of = 1; /* of the rent of 38 */
    const struct facts *all = made_facts(&made, LEVEL_PARENT);
    const struct facts *firm = facts_choose(made.arena, all, parsed(&made, "bucket=firm"));
    assert_ptr_equal(facts_choose(made.arena, all, NULL), all);
    assert_int_equal(all->live.circulating, 20 * BILLION); /* the equity of 10 is talk */
    assert_int_equal(firm->live.circulating, 0);
    assert_int_equal(firm->flow_count, all->flow_count);
    assert_int_equal(firm->node_count, all->node_count);
    assert_int_equal(firm->live.gross, firm->firm.gross);
    assert_int_equal(firm->firm.gross, all->firm.gross);
    const struct facts *rent = facts_choose(made.arena, all, parsed(&made, "id=rent"));
    assert_int_equal(rent->live.edge_count, 1);
    assert_int_equal(rent->live.gross, 30 * BILLION); /* what the phase leaves */
    assert_string_equal(rent->flows[rent->live.edges[0].flows.at[0]].key, "rent");
    made_deal(&made, "plan", TYPE_BUILD, "softbank", "project", "up to $500B", STATUS_ANNOUNCED);
    struct deal *start =
        made_deal(&made, "start", TYPE_BUILD, "oracle", "project", "at least $400B", STATUS_SIGNED);
    start->part_of = made.dataset.deal_count - 2;
    all = made_facts(&made, LEVEL_PARENT);
    const struct facts *plan = facts_choose(made.arena, all, parsed(&made, "id=plan"));
    const struct flow *whole = &plan->flows[plan->live.edges[0].flows.at[0]];
    assert_int_equal(whole->counted.low, 0);
    assert_int_equal(whole->counted.high, 100 * BILLION); /* alone; beside its part nothing */
    made_end(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_words), cmocka_unit_test(test_parties),
        cmocka_unit_test(test_among), cmocka_unit_test(test_amounts), cmocka_unit_test(test_faults),
        cmocka_unit_test(test_totals), cmocka_unit_test(test_dates), cmocka_unit_test(test_derive),
        cmocka_unit_test(test_choose)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
