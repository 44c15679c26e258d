/* SPDX-License-Identifier: MIT */
/* Figures as values, on a dataset whose numbers are worked out by hand. */
#include "desk.h"

#include <string.h>

static const char made[] =
    "{\"dealbrief\": \"1\", \"title\": \"T\", \"as_of\": \"2026-01-31\", \"currency\": \"USD\",\n"
    "\"parties\": [{\"id\": \"lab\", \"name\": \"Lab\"}, {\"id\": \"shop\", \"name\": \"Shop\"},\n"
    " {\"id\": \"unit\", \"name\": \"Unit\", \"parent\": \"shop\"}, {\"id\": \"fund\", \"name\": \"Fund\"},\n"
    " {\"id\": \"dry\", \"name\": \"Dry\"}],\n"
    "\"deals\": [\n"
    " {\"id\": \"invest\", \"type\": \"equity\", \"from\": \"shop\", \"to\": \"lab\", \"amount\": \"$10B\","
    " \"status\": \"signed\", \"dates\": {\"signed\": \"2025-05-01\"}, \"sources\": [\"s\"]},\n"
    " {\"id\": \"rent\", \"type\": \"lease\", \"from\": \"lab\", \"to\": \"unit\", \"amount\": \"$40B\","
    " \"status\": \"signed\", \"dates\": {\"signed\": \"2025-06-01\"}, \"term\": {\"years\": 4}, "
    "\"sources\": [\"s\"]},\n"
    " {\"id\": \"more\", \"type\": \"lease\", \"from\": \"lab\", \"to\": \"unit\", \"amount\": "
    "\"undisclosed\","
    " \"status\": \"announced\", \"sources\": [\"s\"]},\n"
    " {\"id\": \"loan\", \"type\": \"debt\", \"from\": \"fund\", \"to\": \"lab\", \"amount\": \"up to $6B\","
    " \"status\": \"in_talks\", \"sources\": [\"s\"]}],\n"
    "\"valuations\": [\n"
    " {\"party\": \"lab\", \"date\": \"2024-01-01\", \"value\": \"$80B\", \"basis\": \"round\", \"money\": "
    "\"post\","
    " \"status\": \"closed\", \"sources\": [\"s\"]},\n"
    " {\"party\": \"lab\", \"date\": \"2025-06-01\", \"value\": \"$200B\", \"basis\": \"round\", \"money\": "
    "\"post\","
    " \"raised\": \"$40B\", \"status\": \"closed\", \"sources\": [\"s\"]},\n"
    " {\"party\": \"fund\", \"date\": \"2024-01-01\", \"value\": \"$3B\", \"basis\": \"round\", \"status\": "
    "\"closed\","
    " \"sources\": [\"s\"]},\n"
    " {\"party\": \"fund\", \"date\": \"2025-01-01\", \"value\": \"over $6B\", \"basis\": \"tender\","
    " \"status\": \"closed\", \"sources\": [\"s\"]},\n"
    " {\"party\": \"unit\", \"date\": \"2024-01-01\", \"value\": \"$5.1B\", \"basis\": \"round\", "
    "\"status\": "
    "\"closed\", \"sources\": [\"s\"]},\n"
    " {\"party\": \"unit\", \"date\": \"2025-06-01\", \"value\": \"about $10B\", \"basis\": \"round\", "
    "\"money\": \"pre\", \"status\": \"closed\", \"sources\": [\"s\"]}],\n"
    "\"metrics\": [\n"
    " {\"party\": \"lab\", \"name\": \"revenue\", \"period\": \"2025\", \"value\": \"$5B\", \"basis\": "
    "\"actual\","
    " \"sources\": [\"s\"]},\n"
    " {\"party\": \"lab\", \"name\": \"revenue\", \"period\": \"2026\", \"value\": \"about $9B\","
    " \"basis\": \"forecast\", \"sources\": [\"s\"]},\n"
    " {\"party\": \"lab\", \"name\": \"revenue\", \"period\": \"2026\", \"value\": \"$8B\", \"basis\": "
    "\"run-rate\","
    " \"sources\": [\"s\"]},\n"
    " {\"party\": \"lab\", \"name\": \"cash\", \"period\": \"2025-12-31\", \"value\": \"about $20B\","
    " \"basis\": \"actual\", \"sources\": [\"s\"]},\n"
    " {\"party\": \"lab\", \"name\": \"Net loss\", \"period\": \"2025\", \"value\": \"$8B\", \"basis\": "
    "\"actual\","
    " \"sources\": [\"s\"]},\n"
    " {\"party\": \"lab\", \"name\": \"Weekly users (web)\", \"period\": \"FY2025\", \"value\": \"800\","
    " \"unit\": \"million\", \"sources\": [\"s\"]}],\n"
    "\"sources\": [{\"id\": \"s\", \"publisher\": \"P\", \"date\": \"2026-01-30\"}]}\n";

static const struct {
    const char *value, *words;
} expected[] = {
    /* metrics: by key, by period, the one to quote */
    {"metric.lab.revenue.2025", "$5B"},
    {"metric.lab.revenue.2026", "$8B"}, /* a run-rate before a forecast */
    {"metric.lab.revenue.latest", "$8B"},
    {"metric.lab.revenue.latest.basis", "run rate"},
    {"metric.lab.net_loss.2025 | long", "$8 billion"},
    {"metric.lab.cash.2025-12-31", "about $20B"},
    {"metric.lab.cash.latest.period", "31 Dec 2025"},
    {"metric.lab.weekly_users__web_.fy2025", "800 million"},
    {"metric.lab.weekly_users__web_.fy2025.name", "Weekly users (web)"},
    {"metric.shop.revenue.2025 | optional", ""},
    /* pair: [min(10, 40), min(10, open)]; more of unknown size makes the multiple's end open */
    {"pair:shop lab", "$10B"},
    {"pair:shop lab matched | long", "$10 billion"},
    {"pair:unit lab capital", "$10B"},
    {"pair:shop lab commerce", "$40B plus one undisclosed"},
    {"pair:shop lab multiple", "at least 4×"},
    {"pair:shop lab multiple firm", "4×"},
    {"pair:fund lab | optional", ""},
    /* 40 / 4 */
    {"annual:class=commerce", "$10B plus one undisclosed"},
    {"annual:id=rent | long", "$10 billion"},
    {"annual:id=invest | optional", ""},
    /* (200 − 40) / 80, 200 / 80, 2.5^(365.25 / 517) − 1 = 0.910… */
    {"stepup:lab", "2×"},
    {"stepup:lab ratio", "2.5×"},
    {"stepup:lab growth", "91 %"},
    /* from $3B to over $6B: a tender's step-up is that of the values */
    {"stepup:fund", "2× on the figures given"},
    {"stepup:fund ratio", "at least 2×"},
    {"stepup:unit", "about 2×"}, /* 10 / 5.1, wide by "about" alone */
    {"stepup:unit ratio", "about 2×"},
    {"stepup:shop | optional", ""},
    /* 10 a year of 8 (the rate to quote): 1.25; with something undisclosed at least that */
    {"cover:lab", "at least 1.2×"},
    {"cover:lab firm", "1.2×"},
    {"cover:shop | optional", ""},
    /* about 20 / 8, of a loss: not cash */
    {"runway:lab", "about 2.5 years at the rate of its net loss"},
    {"runway:shop | optional", ""},
    /* of 56: 40; with the loan at nothing of 50 */
    {"share:top 1", "71 % to 80 %"},
    {"share:top 1 firm", "80 %"},
    {"share:top 5 | optional", ""},
    {"share:guaranteed class=commerce", "100 %"},
    {"share:guaranteed class=capital", "62 %"},
    {"share:guaranteed id=more | optional", ""},
    {"share:stake lab", "20 %"},
    {"share:circulating", "36 % on the figures given"}, /* 2 · 10 of 56 */
    /* ratios */
    {"ratio:deal.rent deal.invest", "4×"},
    {"ratio:deal.invest to deal.rent | percent", "25 %"},
    {"ratio:deal.loan to deal.invest", "at most 0.6×"},
    {"ratio:deal.loan to deal.invest | percent", "at most 60 %"},
    {"ratio:metric.lab.cash.latest to metric.lab.net_loss.2025", "about 2.5×"},
    {"ratio:total:class=commerce, bucket in (firm planned) to total:class=capital,bucket=firm",
        "at least 4×"},
    {"ratio:deal.more to deal.invest | optional", ""},
    {"ratio:metric.shop.revenue.2025 to deal.rent | optional", ""},
    /* further paths */
    {"deal.rent.term", "four years"},
    {"deal.rent.bucket", "signed or paid"},
    {"party.unit.parent", "Shop"},
    {"edition.since | optional", ""},
    {"deal.rent.status | status:adjective", "signed"},
    {"ratio:deal.rent to deal.invest | upper", "4×"},
};

static void test_words(void **state)
{
    (void)state;
    struct desk desk;
    size_t wrong = 0;
    desk_open(&desk, NULL);
    desk_take(&desk, made);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const char *words = desk_words(&desk, arena_printf(desk.arena, "x {{ %s }}\n", expected[i].value));
        struct str plain = str_init(desk.arena);
        for (const char *at = words + 2; *at; at++) { /* no-break spaces as plain ones */
            bool hard = !strncmp(at, "\u00A0", 2);
            str_char(&plain, hard ? ' ' : *at);
            at += hard;
        }
        if (!strcmp(str_text(&plain), expected[i].words))
            continue;
        print_error(
            "%s\n  wanted: %s\n  got:    %s\n", expected[i].value, expected[i].words, str_text(&plain));
        wrong++;
    }
    assert_int_equal(wrong, 0);
    desk_close(&desk);
}

static const struct {
    const char *source, *sentence, *hint;
} refused[] = {
    {"{{ metric.lab.revenu.2025 }}", "'lab' has no metric 'revenu'", "did you mean 'revenue'?"},
    {"{{ metric.lab.revenue.2024 }}", "'revenue' of 'lab' has no period '2024'", "did you mean '2025'?"},
    {"{{ metric.lba.revenue.2025 }}", "unknown party 'lba'", "did you mean 'lab'?"},
    {"{{ metric.lab.weekly_users__web_.fy2025 | short }}", "this metric is no money: leave the filter out",
        ""},
    {"{{ pair:lab shop }}", "'pair:lab shop': capital flows the other way between these two",
        "the investor comes first, then who is paid and buys from it"},
    {"{{ pair:shop lba }}", "unknown party 'lba'", "did you mean 'lab'?"},
    {"{{ pair:fund lab }}", "the dataset does not say 'pair:fund lab'",
        "add | optional to print nothing then"},
    {"{{ stepup:lba }}", "unknown party 'lba'", "did you mean 'lab'?"},
    {"{{ cover:shop }}", "the dataset does not say 'cover:shop'", "add | optional to print nothing then"},
    {"{{ ratio:deal.more to deal.invest }}", "the dataset does not say 'ratio:deal.more to deal.invest'",
        "add | optional to print nothing then"},
    {"{{ deal.rent.term.yeers }}", "deal has no field 'term.yeers'", "did you mean 'term.years'?"},
    {"::keyfigures{items='total:class=capital'}", "no label can be made for 'total:class=capital'",
        "add what it is: as …"},
    {"::keyfigures{items='total:bucket=firm'}", "no label can be made for 'total:bucket=firm'", NULL},
    {"::keyfigures{items='total'}", "no label can be made for 'total:'", NULL},
    {"::keyfigures{items='total:bucket=firm, class=capital; total:class=capital as capital; deal:rentt'}",
        "unknown deal 'rentt'", NULL},
    {"::keyfigures{items='deal:rentt'}", "unknown deal 'rentt'", "did you mean 'rent'?"},
    {"::keyfigures{items='valuation:lba'}", "unknown party 'lba'", "did you mean 'lab'?"},
    {"{{ annual:clas=commerce }}", "'clas' is no key of a selection", NULL},
    {"{{ share:guaranteed class=comerce }}", NULL, NULL},
    {"{{ ratio:metric.lab.weekly_users__web_.fy2025 to deal.rent }}",
        "'metric.lab.weekly_users__web_.fy2025' is no money", "a ratio is of two amounts of money"},
};

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct desk desk;
        size_t count;
        desk_open(&desk, NULL);
        desk_take(&desk, made);
        struct diags *kept = desk.diags;
        desk_expand(&desk, refused[i].source);
        const struct diag *first = diags_sorted(kept, &count);
        if (count != 1)
            fail_msg("%s: %zu faults", refused[i].source, count);
        if (refused[i].sentence && strcmp(first->sentence, refused[i].sentence))
            fail_msg("%s: %s", refused[i].source, first->sentence);
        if (refused[i].hint && strcmp(first->hint, refused[i].hint))
            fail_msg("%s: %s", refused[i].source, first->hint);
        assert_true(first->place.column > 3);
        desk_close(&desk);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
