/* SPDX-License-Identifier: MIT */
/*
 * chart_kinds: every chart there is, with what it has to be asked for to draw a dataset by itself; and
 * datasets that charts go wrong on. For the tests and the benchmark of all charts together.
 */
#ifndef DEALBRIEF_TEST_CHART_KINDS_H
#define DEALBRIEF_TEST_CHART_KINDS_H

#include "chart.h"
#include "str.h"

struct chart_kind {
    const char *name;
    chart_maker *make;
    bool of_deal;  /* drawn for the first deal */
    bool of_party; /* drawn for the party with most valuations as well */
    bool since;    /* compares two editions */
};

static const struct chart_kind chart_kinds[] = {{"valuation", valuation_chart_make, false, true, false},
    {"twoway", twoway_chart_make, false, false, false},
    {"schedule", schedule_chart_make, false, false, false},
    {"timeline", timeline_chart_make, false, false, false}, {"bridge", bridge_chart_make, false, false, true},
    {"range", range_chart_make, false, false, false}, {"exposure", exposure_chart_make, false, false, false},
    {"multiples", multiples_chart_make, false, false, false},
    {"tornado", tornado_chart_make, false, false, false},
    {"lifecycle", lifecycle_chart_make, false, false, false}, {"deal", deal_card_make, true, false, false}};
enum { CHART_KINDS = sizeof chart_kinds / sizeof *chart_kinds };

static inline struct chart_request chart_kind_request(const struct chart_kind *kind, double width)
{
    return (struct chart_request){.width = width,
        .party = NO_INDEX,
        .deal = kind->of_deal ? 0 : NO_INDEX,
        .deal_class = CLASS_COUNT,
        .bucket = BUCKET_COUNT};
}

enum {
    NASTY_ONE,
    NASTY_NONE_LIVE,
    NASTY_SIXTY,
    NASTY_EQUAL,
    NASTY_SPREAD,
    NASTY_OPEN,
    NASTY_UNDISCLOSED,
    NASTY_LONG_NAMES,
    NASTY_ONE_DAY,
    NASTY_FIFTY_YEARS,
    NASTY_ZERO,
    NASTY_COUNT
};
static const char *const nasty_names[NASTY_COUNT] = {"one", "none-live", "sixty", "equal", "spread", "open",
    "undisclosed", "long-names", "one-day", "fifty-years", "zero"};

struct nasty_deal {
    const char *amount, *status, *date;
    int years;
};

static inline struct nasty_deal nasty_deal_of(struct arena *arena, int nasty, int i)
{
    static const char *const statuses[] = {"signed", "announced", "in_talks", "closed", "rumoured"};
    struct nasty_deal deal = {
        "$5B", statuses[i % 5], arena_printf(arena, "2025-%02d-%02d", 1 + i % 12, 1 + i % 28), 1 + i % 7};
    switch (nasty) {
    case NASTY_NONE_LIVE:
        deal.status = "cancelled";
        break;
    case NASTY_SIXTY:
        deal.amount = arena_printf(arena,
            i % 4 == 0   ? "up to $%d.5B"
            : i % 4 == 1 ? "$%dB"
            : i % 4 == 2 ? "about $%dB"
                         : "at least $%dB",
            1 + i * 7 % 61);
        break;
    case NASTY_SPREAD:
        deal.amount = i % 2 ? "$90B" : arena_printf(arena, "$%dM", 1 + i);
        break;
    case NASTY_OPEN:
        deal.amount = "at least $3B";
        break;
    case NASTY_UNDISCLOSED:
        deal.amount = "undisclosed";
        break;
    case NASTY_ONE_DAY:
        deal.date = "2025-06-30";
        deal.years = 1;
        break;
    case NASTY_FIFTY_YEARS:
        deal.date = arena_printf(arena, "%d-05", 1990 + i * 50 / 24);
        deal.years = 5;
        break;
    case NASTY_ZERO:
        deal.amount = "$0";
        break;
    default:
        break;
    }
    return deal;
}

/* Eight parties that invest in and buy from each other, with valuations, revenue, history and claims */
static inline const char *nasty_dataset(struct arena *arena, int nasty)
{
    struct str out = str_init(arena);
    int deals = nasty == NASTY_ONE ? 1 : nasty == NASTY_SIXTY ? 60 : 24, parties = 8;
    str_append(&out, "{\"dealbrief\":\"1\",\"as_of\":\"2025-12-17\",\"sources\":[{\"id\":\"s\",\"publisher\":"
                     "\"Wire\"}],\"parties\":[");
    for (int i = 0; i < parties; i++)
        str_printf(&out, "%s{\"id\":\"p%d\",\"name\":\"%s %d\"}", i ? "," : "", i,
            nasty == NASTY_LONG_NAMES ? "An International Holding Company With a Name Past All Bounds"
                                      : "Party",
            i);
    str_append(&out, "],\"deals\":[");
    for (int i = 0; i < deals; i++) {
        struct nasty_deal deal = nasty_deal_of(arena, nasty, i);
        int from = i % parties, to = (i / 2 * 3 + 1 + i % 2) % parties;
        to = to == from ? (to + 1) % parties : to;
        str_printf(&out,
            "%s{\"id\":\"d%d\",\"type\":\"%s\",\"from\":\"p%d\",\"to\":\"p%d\",\"amount\":\"%s\",\"status\":"
            "\"%s\","
            "\"dates\":{\"announced\":\"%s\"},\"term\":{\"years\":%d,\"start\":\"%s\"},\"sources\":[\"s\"],"
            "\"claims\":[{\"field\":\"amount\",\"value\":\"%s\",\"source\":\"s\"}],"
            "\"history\":[{\"date\":\"2024\",\"status\":\"rumoured\"}]}",
            i ? "," : "", i, i % 2 ? "services" : "equity", i % 2 ? to : from, i % 2 ? from : to, deal.amount,
            deal.status, deal.date, deal.years, deal.date, deal.amount);
    }
    str_append(&out, "],\"valuations\":[");
    for (int i = 0; i < deals; i++) {
        struct nasty_deal deal = nasty_deal_of(arena, nasty, i);
        static const char *const bases[] = {"round", "tender", "market", "implied", "reported"};
        str_printf(&out,
            "%s{\"party\":\"p%d\",\"date\":\"%s\",\"value\":\"%s\",\"basis\":\"%s\",\"money\":\"%s\","
            "\"sources\":"
            "[\"s\"]}",
            i ? "," : "", i % 3, deal.date, deal.amount, bases[i % 5], i % 2 ? "post" : "pre");
    }
    str_append(&out, "],\"metrics\":[");
    for (int i = 0; i < 3; i++)
        str_printf(&out,
            "%s{\"party\":\"p%d\",\"name\":\"revenue\",\"period\":\"2025\",\"value\":\"%s\",\"basis\":"
            "\"forecast\","
            "\"sources\":[\"s\"]}",
            i ? "," : "", i,
            nasty == NASTY_ZERO     ? "$0"
            : nasty == NASTY_SPREAD ? "$3M"
                                    : "$2B");
    str_append(&out, "]}");
    return str_text(&out);
}

#endif
