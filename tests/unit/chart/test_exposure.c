/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "exposure_plan.h"
#include "mirror.h"
#include "str.h"

#include <stdlib.h>
#include <string.h>

static const double widths[] = {246, 336, 426, 499, 876};
enum { WIDTHS = sizeof widths / sizeof *widths };

static struct chart *exposure(struct fixture *fixture, const struct facts *facts, double width)
{
    return fixture_chart(fixture, facts, NULL, exposure_chart_make, fixture_request(width));
}

static struct chart *exposure_of(
    struct fixture *fixture, const struct facts *facts, const char *party, double width)
{
    struct chart_request request = fixture_request(width);
    request.party = dataset_find_party(facts->dataset, party);
    assert_true(request.party != NO_INDEX);
    return fixture_chart(fixture, facts, NULL, exposure_chart_make, request);
}

static bool has(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

static bool said(struct fixture *fixture, const char *part)
{
    size_t count;
    const struct diag *diags = diags_sorted(fixture->diags, &count);
    for (size_t i = 0; i < count; i++)
        if (has(diags[i].sentence, part))
            return true;
    return false;
}

static const char *csv_of(struct fixture *fixture, const struct chart *chart)
{
    struct str out = str_init(fixture->arena);
    data_table_write_csv(chart->data, &out);
    return str_text(&out);
}

/* Bars lie one after the other from the zero, and end where the sum ends. */
static void assert_stacked(const struct mirror *mirror)
{
    for (size_t i = 0; i < mirror->count; i++)
        for (int way = 0; way < MIRROR_WAYS; way++) {
            const struct mirror_place *place = &mirror->lines[i].places[way];
            const struct total *total = &mirror->rows[i].sides[way].total;
            double at = mirror->zero, sign = way == MIRROR_LEFT ? -1 : 1;
            for (size_t b = 0; b < place->bar_count; b++) {
                const struct bar *bar = &place->bars[b];
                assert_near(bar->start, at, 1e-6);
                assert_true(
                    sign * (bar->low - bar->start) >= -1e-9 && sign * (bar->high - bar->low) >= -1e-9);
                assert_true(b == 0 || bar->bucket < place->bars[b - 1].bucket); /* firm next to zero */
                at = bar->high;
            }
            if (place->bar_count && total->high != MONEY_OPEN)
                assert_near(sign * (at - mirror->zero), money_units(total->high) * mirror->unit, 1e-6);
            assert_true(place->end >= mirror->plot_left - 0.01 && place->end <= mirror->plot_right + 0.01);
            assert_int_equal(place->has_stub, total->undisclosed > 0);
        }
}

static const char *drawn(struct fixture *fixture, const struct facts *facts, const char *party)
{
    const char *words = NULL;
    for (size_t i = 0; i < WIDTHS; i++) {
        struct chart *chart =
            party ? exposure_of(fixture, facts, party, widths[i]) : exposure(fixture, facts, widths[i]);
        assert_non_null(chart);
        words = fixture_words(fixture->arena, fixture_chart_scene(fixture, chart, widths[i]));
        assert_stacked(chart->plan);
        assert_false(has(chart->title, "owe") || has(chart->alt, "owe"));
    }
    return words;
}

/* By standing, bound by bound, a side adds up to the exposure of the facts; but of a whole whose parts others
   pay, what they leave of it stands alone. */
static size_t adds_up(struct fixture *fixture, const char *sample, const char *but)
{
    const struct facts *facts = fixture_sample(fixture, sample);
    const struct network *live = &facts->live;
    size_t checked = 0;
    for (size_t i = 0; i < live->exposure_count; i++) {
        const struct exposure *at = &live->exposures[i];
        const struct total *totals[] = {&at->out, &at->in};
        struct indices flows[2] = {{0}, {0}};
        if (but && !strcmp(facts->nodes[at->node].id, but))
            continue;
        for (int way = 0; way < 2; way++)
            flows[way].at = arena_array(fixture->arena, size_t, facts->flow_count + 1);
        for (size_t f = 0; f < facts->flow_count; f++) {
            const struct flow *flow = &facts->flows[f];
            if (!flow->is_money || flow->bucket == BUCKET_DEAD || flow->intra_group)
                continue;
            if (flow->payer == at->node)
                flows[0].at[flows[0].count++] = f;
            if (flow->payee == at->node)
                flows[1].at[flows[1].count++] = f;
        }
        for (int way = 0; way < 2; way++) {
            struct mirror_side side = mirror_side_make(fixture->arena, facts, &flows[way]);
            money low = 0, high = 0;
            int undisclosed = 0;
            for (int bucket = 0; bucket < BUCKET_COUNT; bucket++) {
                low = money_add(low, side.by_bucket[bucket].sum_low);
                high = money_add(high, side.by_bucket[bucket].sum_high);
                undisclosed += side.by_bucket[bucket].undisclosed;
            }
            assert_int_equal(low, totals[way]->sum_low);
            assert_int_equal(high, totals[way]->sum_high);
            assert_int_equal(undisclosed, totals[way]->undisclosed);
            checked++;
        }
    }
    return checked;
}

static void test_adds_up(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    assert_true(adds_up(&fixture, "ai-deals-2025-12", "mgx+openai+oracle+softbank") > 40);
    assert_int_equal(adds_up(&fixture, "openai-amazon-2025-12", NULL), 12);
    assert_true(adds_up(&fixture, "pharma-licensing-2025", NULL) > 30);
    assert_true(adds_up(&fixture, "flow-22-deals", NULL) > 20);
    fixture_finish(&fixture);
}

static void test_samples(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "openai-amazon-2025-12");
    struct chart *chart = exposure(&fixture, facts, 499);
    const char *table = csv_of(&fixture, chart);
    assert_string_equal(
        chart->title, "On the figures given, Oracle / SoftBank would pay out the most: $400B");
    /* OpenAI: out 38 signed + 10–100 signed and three undisclosed; in 13 paid, 10 in talks; net 48 − 23 and
     * more */
    assert_true(has(table,
        "OpenAI,48000000000,138000000000,3,48000000000,138000000000,0,0,0,0,"
        "$48B–$138B and three more undisclosed,23000000000,23000000000,0,13000000000,"
        "13000000000,0,0,10000000000,10000000000,$23B,,-25000000000,at least $25B more out than in"));
    assert_true(
        has(table, "Amazon,10000000000,10000000000,0,0,0,0,0,10000000000,10000000000,$10B,38000000000,"
                   "38000000000,2,38000000000,38000000000,0,0,0,0,$38B and two more undisclosed,28000000000,,"
                   "at least $28B more in than out"));
    drawn(&fixture, facts, NULL);
    drawn(&fixture, facts, "openai");
    assert_true(has(drawn(&fixture, fixture_sample(&fixture, "ai-deals-2025-12"), NULL), "13 others"));
    drawn(&fixture, fixture_sample(&fixture, "ai-deals-2025-12"), "openai");
    drawn(&fixture, fixture_sample(&fixture, "pharma-licensing-2025"), NULL);
    drawn(&fixture, fixture_sample(&fixture, "flow-22-deals"), NULL);
    fixture_finish(&fixture);
}

/* One party's rows add up to its own. */
static void test_party(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct chart *chart = exposure_of(&fixture, facts, "openai", 499);
    const struct mirror *mirror = chart->plan;
    for (int way = 0; way < MIRROR_WAYS; way++) {
        money low = 0, high = 0;
        int undisclosed = 0;
        for (size_t i = 1; i < mirror->count; i++) {
            low += mirror->rows[i].sides[way].total.sum_low;
            high += mirror->rows[i].sides[way].total.sum_high;
            undisclosed += mirror->rows[i].sides[way].total.undisclosed;
        }
        assert_int_equal(low, mirror->rows[0].sides[way].total.sum_low);
        assert_int_equal(high, mirror->rows[0].sides[way].total.sum_high);
        assert_int_equal(undisclosed, mirror->rows[0].sides[way].total.undisclosed);
    }
    assert_string_equal(
        chart->title, "On the figures given, OpenAI would pay out $429B–$672B more than it would take in");
    assert_true(has(
        drawn(&fixture, facts, "openai"), "Not in it, what these pay and take in together: MGX / OpenAI"));
    assert_string_equal(exposure_of(&fixture, facts, "meta", 499)->title, "Meta pays out $14.2B");
    /* one way alone: no head for the other, none for the net */
    const char *words = drawn(&fixture, facts, "mgx");
    assert_false(has(words, "takes in\n") || has(words, "Net\n"));
    assert_true(
        has(exposure_of(&fixture, facts, "mgx", 499)->subtitle, "SoftBank pay out and take in under their"));
    fixture_finish(&fixture);
}

/* ---- small ones ---- */

static const struct facts *facts_with(struct fixture *fixture, const char *parties, const char *deals)
{
    return fixture_json(fixture,
        arena_printf(fixture->arena,
            "{\"dealbrief\": \"1\", \"as_of\": \"2025-12-17\", \"sources\": [{\"id\": \"s\", \"publisher\": "
            "\"S\"}], "
            "\"parties\": [{\"id\": \"a\", \"name\": \"Alpha\"}, {\"id\": \"b\", \"name\": \"Beta\"}%s], "
            "\"deals\": [%s]}",
            parties, deals));
}

static const char *deal(struct fixture *fixture, const char *id, const char *from, const char *to,
    const char *amount, const char *status)
{
    return arena_printf(fixture->arena,
        "{\"id\": \"%s\", \"type\": \"purchase\", \"from\": \"%s\", \"to\": \"%s\", \"amount\": \"%s\", "
        "\"status\": "
        "\"%s\", \"sources\": [\"s\"]}",
        id, from, to, amount, status);
}

/* Alpha pays `out` to Beta and takes `in` from it */
static const struct facts *both_ways(struct fixture *fixture, const char *out, const char *in)
{
    return facts_with(fixture, "",
        arena_printf(fixture->arena, "%s, %s", deal(fixture, "o", "a", "b", out, "signed"),
            deal(fixture, "i", "b", "a", in, "signed")));
}

static void assert_net(struct fixture *fixture, const char *out, const char *in, const char *words)
{
    const struct facts *facts = both_ways(fixture, out, in);
    const char *table = csv_of(fixture, exposure_of(fixture, facts, "a", 499));
    if (!has(table, arena_printf(fixture->arena, ",%s\r\n", words)))
        fail_msg("out %s, in %s: %s", out, in, table);
    drawn(fixture, facts, "a");
}

static void test_nets(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    assert_net(&fixture, "$10B", "$4B", "$6B more out than in");
    assert_net(&fixture, "$4B", "$10B", "$6B more in than out");
    assert_net(&fixture, "$4B", "$4B", "$0 as much in as out");
    assert_net(&fixture, "$10B–$20B", "$4B", "$6B–$16B more out than in");
    assert_net(&fixture, "up to $10B", "$4B", "−$6B to $4B in − out");
    assert_net(&fixture, "at least $10B", "$4B", "at least $6B more out than in");
    assert_net(&fixture, "at least $4B", "$10B", "at most $6B more in than out");
    assert_net(&fixture, "$10B", "at least $4B", "at most $6B more out than in");
    assert_net(&fixture, "$10B", "undisclosed", "at most $10B more out than in");
    assert_net(&fixture, "undisclosed", "$10B", "at most $10B more in than out");
    assert_net(&fixture, "undisclosed", "undisclosed", "not known");
    assert_net(&fixture, "at least $1B", "at least $1B", "not known");
    fixture_finish(&fixture);
}

static void test_titles(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = both_ways(&fixture, "$10B", "up to $4B");
    assert_string_equal(exposure(&fixture, facts, 499)->title, "Alpha pays out the most: $10B");
    assert_string_equal(
        exposure_of(&fixture, facts, "a", 499)->title, "Alpha pays out $6B–$10B more than it takes in");
    facts = both_ways(&fixture, "$10B", "up to $40B"); /* it may be either */
    assert_string_equal(
        exposure(&fixture, facts, 499)->title, "On the figures given, Beta pays out the most: up to $40B");
    /* "Beta pays out the most: at least $0" would be no finding beside Alpha's $10B */
    facts = facts_with(&fixture, "",
        arena_printf(fixture.arena, "%s, %s, %s", deal(&fixture, "o", "a", "b", "$10B", "signed"),
            deal(&fixture, "i", "b", "a", "up to $40B", "signed"),
            deal(&fixture, "u", "b", "a", "undisclosed", "signed")));
    assert_string_equal(exposure(&fixture, facts, 499)->title, "What each party takes in and pays out");
    fixture_finish(&fixture);
}

static void test_bad_cases(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    drawn(&fixture, both_ways(&fixture, "$1M", "$10B"), NULL);
    drawn(&fixture, both_ways(&fixture, "$7", "$12.50"), NULL);
    drawn(&fixture, both_ways(&fixture, "undisclosed", "undisclosed"), NULL);
    drawn(&fixture, facts_with(&fixture, "", deal(&fixture, "o", "a", "b", "$3B", "in_talks")), NULL);
    const char *parties =
        ", {\"id\": \"x\", \"name\": \"The Very Long Winded Holding Company of the Northern Isles "
        "Inc\"}, {\"id\": \"y\", \"name\": \"Donaudampfschifffahrtsgesellschaftskapitaensmuetzen-"
        "fabrik AG\"}";
    drawn(&fixture,
        facts_with(&fixture, parties,
            arena_printf(fixture.arena, "%s, %s", deal(&fixture, "c", "x", "y", "$3B", "signed"),
                deal(&fixture, "d", "y", "x", "tens of billions", "announced"))),
        NULL);
    assert_null(exposure(&fixture, facts_with(&fixture, "", ""), 499));
    assert_true(said(&fixture, "no money is known to move between two parties"));
    fixture_finish(&fixture);
}

/* A firm part of an announced whole: $100B in all, up to $40B of it signed; the bar ends at 100, not at 140.
 */
static void test_whole_and_part(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = facts_with(&fixture, "",
        "{\"id\": \"w\", \"type\": \"purchase\", \"from\": \"a\", \"to\": \"b\", \"amount\": \"$100B\", "
        "\"status\": "
        "\"announced\", \"sources\": [\"s\"]}, {\"id\": \"p\", \"type\": \"purchase\", \"from\": \"a\", "
        "\"to\": \"b\", "
        "\"amount\": \"up to $40B\", \"status\": \"signed\", \"part_of\": \"w\", \"sources\": [\"s\"]}");
    struct chart *chart = exposure(&fixture, facts, 499);
    const struct mirror *mirror = chart->plan;
    assert_true(has(chart->title, "$100B"));
    assert_stacked(mirror);
    size_t row = mirror->lines[0].places[MIRROR_LEFT].bar_count ? 0 : 1;
    const struct mirror_place *place = &mirror->lines[row].places[MIRROR_LEFT];
    double unit = mirror->unit * 1e9;
    assert_int_equal(place->bar_count, 2);
    assert_near(mirror->zero - place->bars[0].high, 40 * unit, 1e-6);
    assert_near(mirror->zero - place->bars[1].high, 100 * unit, 1e-6);
    assert_near(mirror->zero - place->bars[1].low, 100 * unit, 1e-6); /* what is left is certain */
    assert_string_equal(place->amount->string, "$100B");
    fixture_finish(&fixture);
}

/* Sixty pay one: thirteen stay, 48 are one row that takes their sum; none of them pays another. */
static void test_sixty(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    struct str parties = str_init(fixture.arena), deals = str_init(fixture.arena);
    for (int n = 0; n < 60; n++) {
        str_printf(&parties, ", {\"id\": \"p%d\", \"name\": \"Party %d\"}", n, n);
        const char *id = arena_printf(fixture.arena, "p%d", n);
        str_printf(&deals, "%s%s", n ? ", " : "",
            deal(&fixture, arena_printf(fixture.arena, "d%d", n), id, "a",
                arena_printf(fixture.arena, "$%dM", 100 - n), "signed"));
    }
    const struct facts *facts = facts_with(&fixture, str_text(&parties), str_text(&deals));
    struct chart *chart = exposure(&fixture, facts, 499);
    const struct mirror *mirror = chart->plan;
    assert_int_equal(mirror->count, 14);
    assert_string_equal(mirror->rows[13].words.name, "48 others"); /* Alpha and twelve of sixty stay */
    assert_int_equal(mirror->rows[13].sides[MIRROR_LEFT].total.flows, 48);
    assert_int_equal(
        mirror->rows[13].sides[MIRROR_LEFT].total.low, INT64_C(309600000000)); /* 41 + … + 88 = 3,096 M */
    drawn(&fixture, facts, NULL);
    drawn(&fixture, facts, "a");
    struct chart_request request = fixture_request(499);
    request.most = 61;
    chart = fixture_chart(&fixture, facts, NULL, exposure_chart_make, request);
    assert_int_equal(((const struct mirror *)chart->plan)->count, 61);
    fixture_finish(&fixture);
}

static void test_chosen(void **state)
{
    (void)state;
    struct fixture fixture = fixture_init();
    const struct facts *facts = fixture_sample(&fixture, "ai-deals-2025-12");
    struct chart_request request = fixture_request(499);
    size_t offset;
    const char *sentence, *hint;
    request.where = selection_parse(
        fixture.arena, "bucket=firm, class=commerce", facts->dataset, &offset, &sentence, &hint);
    struct chart *chart = fixture_chart(&fixture, facts, NULL, exposure_chart_make, request);
    assert_true(has(chart->subtitle, "chosen deals only"));
    assert_true(chart->deals.count > 3);
    for (size_t i = 0; i < chart->deals.count; i++)
        assert_true(facts->dataset->deals[chart->deals.at[i]].type != TYPE_EQUITY);
    const struct mirror *mirror = chart->plan;
    for (size_t i = 0; i < mirror->count; i++)
        for (int way = 0; way < MIRROR_WAYS; way++)
            assert_int_equal(mirror->rows[i].sides[way].by_bucket[BUCKET_TALK].flows, 0);
    request.party = dataset_find_party(facts->dataset, "mgx");
    assert_null(fixture_chart(&fixture, facts, NULL, exposure_chart_make, request));
    assert_true(said(&fixture, "no live deal of those chosen moves money between MGX and anybody else"));
    fixture_finish(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_adds_up), cmocka_unit_test(test_samples),
        cmocka_unit_test(test_party), cmocka_unit_test(test_nets), cmocka_unit_test(test_titles),
        cmocka_unit_test(test_bad_cases), cmocka_unit_test(test_whole_and_part), cmocka_unit_test(test_sixty),
        cmocka_unit_test(test_chosen)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
