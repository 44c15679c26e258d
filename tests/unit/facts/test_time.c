/* SPDX-License-Identifier: MIT */
/* Averages, schedules by year and step-ups. */
#include "support.h"

#include "apportion.h"
#include "made.h"

#include <math.h>
#include <string.h>

static struct term term(struct made *made, int low, int high, const char *start, const char *end)
{
    struct term made_term = {.present = true, .years_low = low * 10000, .years_high = high * 10000};
    if (start)
        made_term.start = made_date(made, start);
    if (end)
        made_term.end = made_date(made, end);
    return made_term;
}

static struct deal *rent(struct made *made, const char *id, const char *amount, struct term over)
{
    struct deal *deal = made_deal(made, id, TYPE_LEASE, "a", "b", amount, STATUS_SIGNED);
    deal->term = over;
    return deal;
}

static const struct annual *annual_of(const struct facts *facts, const char *deal)
{
    return facts_annual(facts, (size_t)(made_flow(facts, deal, 0) - facts->flows));
}

static void test_annual(void **state)
{
    (void)state;
    struct made made = made_start();
    rent(&made, "seven", "$38B", term(&made, 700, 700, NULL, NULL));
    rent(&made, "between", "$35B-$70B", term(&made, 500, 700, NULL, NULL));
    rent(&made, "about", "about $60", term(&made, 500, 700, NULL, NULL));
    rent(&made, "days", "$1461", term(&made, 0, 0, "2025-01-01", "2028-12-31"));
    rent(&made, "open", "over $10", term(&made, 400, 400, NULL, NULL));
    rent(&made, "timeless", "$10", term(&made, 0, 0, "2025", NULL));
    rent(&made, "dark", "undisclosed", term(&made, 500, 500, NULL, NULL));
    rent(&made, "dead", "$10", term(&made, 500, 500, NULL, NULL))->status = STATUS_LAPSED;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    const struct annual *annual = annual_of(facts, "seven");
    assert_int_equal(annual->headline, INT64_C(542857142857));
    assert_true(fabs(annual->exact_headline - 38e9 / 7) < 1e-5);
    annual = annual_of(facts, "between");
    assert_int_equal(annual->low, 5 * BILLION);
    assert_int_equal(annual->high, 14 * BILLION);
    assert_false(annual->has_headline);
    annual = annual_of(facts, "about");
    assert_int_equal(annual->low, 771); /* 54 / 7 = 7.714… */
    assert_int_equal(annual->high, 1320);
    assert_int_equal(annual->headline, 1000);
    assert_int_equal(annual_of(facts, "days")->headline, 36525); /* 1461 days are four years */
    assert_int_equal(annual_of(facts, "open")->high, MONEY_OPEN);
    assert_int_equal(annual_of(facts, "open")->low, 250);
    assert_null(annual_of(facts, "timeless"));
    assert_null(annual_of(facts, "dark"));
    assert_null(annual_of(facts, "dead"));
    made_end(&made);
}

static const char *schedule_of(struct made *made, const struct facts *facts, const char *deal, size_t n)
{
    struct str out = str_init(made->arena);
    const struct flow *flow = made_flow(facts, deal, n);
    for (size_t i = 0; i < facts->schedule_count; i++) {
        const struct schedule *schedule = &facts->schedules[i];
        if (&facts->flows[schedule->flow] != flow)
            continue;
        for (size_t y = 0; y < schedule->count; y++)
            str_printf(&out, "%s%d%s %lld", y ? ", " : "", schedule->years[y].year,
                schedule->years[y].disclosed ? "!" : "", (long long)schedule->years[y].amount);
    }
    return str_text(&out);
}

static void test_straight(void **state)
{
    (void)state;
    struct made made = made_start();
    rent(&made, "november", "$38B", term(&made, 700, 700, "2025-11-03", NULL));
    rent(&made, "thirds", "$1", term(&made, 300, 300, "2026", NULL));
    rent(&made, "quarter", "$90", term(&made, 25, 25, "2026-H2", NULL));
    rent(&made, "ends", "$36", term(&made, 0, 0, "2026-07", "2028-06"));
    rent(&made, "range", "$10-$20", term(&made, 300, 300, "2026", NULL));
    rent(&made, "backwards", "$36", term(&made, 0, 0, "2028", "2026"));
    struct facts const *facts = made_facts(&made, LEVEL_PARENT);
    assert_string_equal(schedule_of(&made, facts, "november", 0),
        "2025 87460317461, 2026 542857142857, 2027 542857142857, 2028 542857142857, 2029 542857142857, "
        "2030 542857142857, 2031 542857142857, 2032 455396825397");
    assert_string_equal(schedule_of(&made, facts, "thirds", 0), "2026 34, 2027 33, 2028 33");
    assert_string_equal(schedule_of(&made, facts, "quarter", 0), "2026 9000");
    assert_string_equal(schedule_of(&made, facts, "ends", 0), "2026 900, 2027 1800, 2028 900");
    assert_string_equal(schedule_of(&made, facts, "range", 0), "");
    assert_string_equal(schedule_of(&made, facts, "backwards", 0), "");
    assert_int_equal(facts->undated.count, 2);
    assert_int_equal(facts->undated.at[0], 4);
    assert_int_equal(facts->undated_total.low, 4600);
    assert_int_equal(facts->undated_total.headline, 3600);
    made.dataset.actual_days = true;
    facts = made_facts(&made, LEVEL_PARENT);
    assert_string_equal(
        schedule_of(&made, facts, "ends", 0), "2026 906, 2027 1798, 2028 896"); /* 184, 365, 182 of 731 */
    made_end(&made);
}

/* 1.125 years of $100B are 88.888…B a year; a thousandth of a year is one too */
static void test_odd_years(void **state)
{
    (void)state;
    struct made made = made_start();
    rent(&made, "ninth", "$100B", term(&made, 0, 0, "2025", NULL))->term.years_low = 1125000;
    made.dataset.deals[0].term.years_high = 1125000;
    rent(&made, "between", "$100B-$200B", term(&made, 550, 725, NULL, NULL));
    rent(&made, "short", "$1", term(&made, 0, 0, NULL, NULL))->term.years_low = 1000;
    made.dataset.deals[2].term.years_high = 1000;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(annual_of(facts, "ninth")->headline, INT64_C(8888888888889));
    assert_string_equal(schedule_of(&made, facts, "ninth", 0), "2025 8888888888889, 2026 1111111111111");
    assert_int_equal(annual_of(facts, "between")->low, INT64_C(1379310344828));  /* 100 / 7.25 */
    assert_int_equal(annual_of(facts, "between")->high, INT64_C(3636363636364)); /* 200 / 5.5 */
    assert_int_equal(annual_of(facts, "short")->headline, 100000);
    made_end(&made);
}

/* 30/360: the last day counts, whichever it is. Each pays a cent a day of that count, so years are days. */
static void test_month_ends(void **state)
{
    (void)state;
    static const struct {
        const char *start, *end, *amount, *years;
    } rows[] = {
        {"2025-07-01", "2026-12-30", "$5.40", "2025 180, 2026 360"}, /* 31 December is the day after */
        {"2025-07-01", "2026-12-31", "$5.40", "2025 180, 2026 360"},
        {"2025-07-01", "2026-12-29", "$5.39", "2025 180, 2026 359"},
        {"2025-07-31", "2026-12-31", "$5.11", "2025 151, 2026 360"}, /* starts as on the 30th */
        {"2025-07-30", "2025-07-31", "$0.01", "2025 1"},
        {"2025-07-30", "2025-07-30", "$0.01", "2025 1"},
        {"2025-07-31", "2025-07-31", "$0.01", "2025 1"},
        {"2025-12-31", "2026-01-01", "$0.02", "2025 1, 2026 1"},
        {"2025-12-31", "2026-01-30", "$0.31", "2025 1, 2026 30"},
        {"2025-12-01", "2026-02-28", "$0.90", "2025 30, 2026 60"}, /* February has 30 days */
        {"2027-12-01", "2028-02-28", "$0.88", "2027 30, 2028 58"}, /* leap: the 28th is not its last */
        {"2027-12-01", "2028-02-29", "$0.90", "2027 30, 2028 60"},
        {"2025-06-30", "2025-06-30", "$0.01", "2025 1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct made made = made_start();
        rent(&made, "d", rows[i].amount, term(&made, 0, 0, rows[i].start, rows[i].end));
        assert_string_equal(schedule_of(&made, made_facts(&made, LEVEL_PARENT), "d", 0), rows[i].years);
        made_end(&made);
    }
}

/* A deal shared equally: its own years are by largest remainder, whatever its members' come to. */
static void test_split_straight(void **state)
{
    (void)state;
    struct made made = made_start();
    struct deal *deal = rent(&made, "shared", "$1", term(&made, 300, 300, "2026", NULL));
    *deal = *made_deal(&made, "halves", TYPE_LEASE, "x+y", "b", "$1", STATUS_SIGNED);
    deal->split.kind = SPLIT_EQUAL;
    deal->term = term(&made, 300, 300, "2026", NULL);
    made.dataset.deal_count = 1;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    /* 50 in three: 17, 17, 16 each, but 100 in three is 34, 33, 33 */
    assert_string_equal(schedule_of(&made, facts, "halves", 0), "2026 17, 2027 17, 2028 16");
    assert_string_equal(schedule_of(&made, facts, "halves", 1), "2026 17, 2027 17, 2028 16");
    struct str out = str_init(made.arena);
    facts_write_json(facts, &out);
    assert_non_null(strstr(str_text(&out),
        "\"halves\": {\n      \"2026\": 0.34,\n      \"2027\": 0.33,\n      \"2028\": 0.33\n"));
    made_end(&made);
}

static void test_disclosed(void **state)
{
    (void)state;
    struct made made = made_start();
    struct deal *deal = rent(&made, "plan", "$10", term(&made, 300, 300, "2026", NULL));
    struct schedule_entry entries[] = {{2027, made_amount(&made, "$4.01"), NULL},
        {2026, made_amount(&made, "up to $5"), NULL}, {2028, made_amount(&made, "undisclosed"), NULL}};
    deal->schedule = entries;
    deal->schedule_count = 3;
    deal = made_deal(&made, "halves", TYPE_LEASE, "x+y", "b", "$10", STATUS_SIGNED);
    deal->split.kind = SPLIT_EQUAL;
    deal->schedule = entries;
    deal->schedule_count = 2;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_string_equal(schedule_of(&made, facts, "plan", 0), "2026! 500, 2027! 401");
    assert_string_equal(schedule_of(&made, facts, "halves", 0), "2026! 250, 2027! 201");
    assert_string_equal(schedule_of(&made, facts, "halves", 1), "2026! 250, 2027! 200");
    struct str out = str_init(made.arena);
    facts_write_json(facts, &out);
    assert_non_null(strstr(str_text(&out), "\"halves\": {\n      \"2026\": 5,\n      \"2027\": 4.01\n    }"));
    assert_non_null(strstr(str_text(&out), "\"schedule_disclosed\": [\n    \"plan\",\n    \"halves\"\n  ]"));
    made_end(&made);
}

static void test_apportion(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    money pieces[3];
    apportion(arena, 100, (int64_t[]){1, 1, 1}, 3, pieces);
    assert_int_equal(pieces[0], 34);
    assert_int_equal(pieces[2], 33);
    apportion(arena, MONEY_MOST, (int64_t[]){333333, 333333, 333334}, 3, pieces);
    assert_int_equal(pieces[0] + pieces[1] + pieces[2], MONEY_MOST);
    apportion(arena, 400 * BILLION, (int64_t[]){333333330000, 333333330000, 333333340000}, 3, pieces);
    assert_int_equal(pieces[0], INT64_C(13333333200000)); /* of eight decimals none is lost */
    assert_int_equal(pieces[1], INT64_C(13333333200000));
    assert_int_equal(pieces[2], INT64_C(13333333600000));
    apportion(arena, MONEY_OPEN, (int64_t[]){1, 0, 1}, 3, pieces);
    assert_int_equal(pieces[0], MONEY_OPEN);
    assert_int_equal(pieces[1], 0);
    arena_destroy(arena);
}

static struct valuation worth(struct made *made, const char *date, const char *value,
    enum valuation_basis basis, enum valuation_money kind, const char *raised)
{
    return (struct valuation){.party = 0,
        .date = made_date(made, date),
        .value = made_amount(made, value),
        .basis = basis,
        .money = kind,
        .raised = made_amount(made, raised),
        .status = STATUS_CLOSED,
        .deal = NO_INDEX};
}

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-12;
}

static void test_stepups(void **state)
{
    (void)state;
    struct made made = made_start();
    made_party(&made, "openai", NULL);
    struct valuation list[] = {
        worth(&made, "2024-10-02", "$157B", BASIS_ROUND, MONEY_POST, "$6.6B"),
        worth(&made, "2021", "$14B", BASIS_REPORTED, MONEY_UNSPECIFIED, NULL),
        worth(&made, "2024-02", "$86B", BASIS_TENDER, MONEY_UNSPECIFIED, NULL),
        worth(&made, "2024-11", "$200B-$300B", BASIS_ROUND, MONEY_POST, NULL),
        worth(&made, "2024-12", "$900B", BASIS_ROUND, MONEY_PRE, "$100B"),
        worth(&made, "2025-01", "$1000B", BASIS_ROUND, MONEY_UNSPECIFIED, "$40B"),
        worth(&made, "2025-02", "$1100B", BASIS_ROUND, MONEY_POST, NULL),
    };
    list[4].status = STATUS_NONE;
    struct valuation talk = worth(&made, "2024-12-31", "$5000B", BASIS_ROUND, MONEY_POST, NULL);
    talk.status = STATUS_IN_TALKS;
    struct valuation active = talk;
    active.status = STATUS_ACTIVE; /* says nothing of a valuation */
    struct valuation all[9];
    memcpy(all, list, sizeof list);
    all[7] = talk;
    all[8] = active;
    made.dataset.valuations = all;
    made.dataset.valuation_count = 9;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->stepup_count, 4);
    const struct stepup *tender = &facts->stepups[0], *post = &facts->stepups[1],
                        *unsaid = &facts->stepups[2], *bare = &facts->stepups[3];
    assert_int_equal(tender->days, 1126);
    assert_true(near(tender->ratio, 86.0 / 14) && near(tender->step_up, 86.0 / 14));
    assert_true(near(tender->annualised, pow(86.0 / 14, 365.25 / 1126) - 1));
    assert_false(tender->same_basis);
    assert_true(isnan(tender->dilution) && !tender->has_raised);
    assert_true(near(post->step_up, (157 - 6.6) / 86) && near(post->dilution, 6.6 / 157));
    assert_true(isnan(post->annualised));
    /* the range of November has no headline: both pairs with it are left out */
    assert_true(
        near(unsaid->ratio, 10.0 / 9) && isnan(unsaid->step_up) && near(unsaid->dilution, 40.0 / 1040));
    assert_true(unsaid->same_basis);
    assert_true(isnan(bare->step_up) && isnan(bare->dilution)); /* post-money without what was raised */
    made_end(&made);
}

/* "none" was raised: a raise of 0, of which pre-money is V2 and dilution nothing. */
static void test_nothing_raised(void **state)
{
    (void)state;
    struct made made = made_start();
    made_party(&made, "p", NULL);
    struct valuation all[] = {worth(&made, "2024-01", "$10B", BASIS_ROUND, MONEY_POST, NULL),
        worth(&made, "2024-06", "$15B", BASIS_ROUND, MONEY_POST, "none"),
        worth(&made, "2024-09", "$30B", BASIS_ROUND, MONEY_PRE, "none"),
        worth(&made, "2024-10", "$30B", BASIS_ROUND, MONEY_POST, "undisclosed")};
    made.dataset.valuations = all;
    made.dataset.valuation_count = 4;
    const struct facts *facts = made_facts(&made, LEVEL_PARENT);
    assert_int_equal(facts->stepup_count, 3);
    const struct stepup *post = &facts->stepups[0], *pre = &facts->stepups[1], *dark = &facts->stepups[2];
    assert_true(near(post->step_up, 1.5) && near(post->dilution, 0));
    assert_true(post->has_raised && post->raised == 0);
    assert_true(near(pre->step_up, 2) && near(pre->dilution, 0) && pre->has_raised);
    assert_true(isnan(dark->step_up) && isnan(dark->dilution) && !dark->has_raised);
    made_end(&made);
}

/* Pre- and post-money of one round are one step, whichever stands first in the file: 25 / 10, and 20 / 10 on
   what is stated as pre-money. */
static void test_told_twice(void **state)
{
    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        struct made made = made_start();
        made_party(&made, "p", NULL);
        struct valuation pre = worth(&made, "2024-06", "$20B", BASIS_ROUND, MONEY_PRE, NULL),
                         post = worth(&made, "2024-06", "$25B", BASIS_ROUND, MONEY_POST, NULL);
        struct valuation all[] = {worth(&made, "2024-01", "$10B", BASIS_ROUND, MONEY_POST, NULL),
            turn ? post : pre, turn ? pre : post,
            worth(&made, "2024-10", "$50B", BASIS_MARKET, MONEY_UNSPECIFIED, NULL)};
        made.dataset.valuations = all;
        made.dataset.valuation_count = 4;
        const struct facts *facts = made_facts(&made, LEVEL_PARENT);
        size_t of_post = turn ? 1 : 2;
        assert_int_equal(facts->stepup_count, 2);
        assert_int_equal(facts->stepups[0].from, 0);
        assert_int_equal(facts->stepups[0].to, of_post);
        assert_true(near(facts->stepups[0].ratio, 2.5) && near(facts->stepups[0].step_up, 2));
        assert_int_equal(facts->stepups[1].from, of_post);
        assert_true(near(facts->stepups[1].ratio, 2));
        /* the first two alone: nothing stands before them */
        made.dataset.valuations = all + 1;
        made.dataset.valuation_count = 2;
        assert_int_equal(made_facts(&made, LEVEL_PARENT)->stepup_count, 0);
        made_end(&made);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_annual), cmocka_unit_test(test_straight),
        cmocka_unit_test(test_split_straight), cmocka_unit_test(test_disclosed),
        cmocka_unit_test(test_apportion), cmocka_unit_test(test_stepups), cmocka_unit_test(test_month_ends),
        cmocka_unit_test(test_odd_years), cmocka_unit_test(test_nothing_raised),
        cmocka_unit_test(test_told_twice)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
