/* SPDX-License-Identifier: MIT */
/* The three samples against figures that an independent model computed: every key there must be here and
 * agree. */
#include "support.h"

#include "dataset_load.h"
#include "facts.h"
#include "json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct dataset *sample(struct arena *arena, const char *name)
{
    struct diags *diags = diags_create();
    const char *path = arena_printf(arena, "samples/%s.json", name);
    const struct dataset *dataset = dataset_load(arena, path, source_file(arena, path), diags);
    if (!dataset)
        fail_msg("%s: %s", path, diags_brief(arena, diags));
    diags_destroy(diags);
    return dataset;
}

static const struct json *parse(struct arena *arena, const char *name, struct bytes bytes)
{
    struct diags *diags = diags_create();
    const struct json *json = json_parse(arena, name, bytes, diags);
    if (!json)
        fail_msg("%s: %s", name, diags_brief(arena, diags));
    diags_destroy(diags);
    return json;
}

static const struct json *reference(struct arena *arena, const char *name)
{
    const char *path = arena_printf(arena, "tests/golden/facts/%s.json", name);
    struct bytes bytes = source_file(arena, path);
    /* the model writes one open bound as -Infinity, which is no JSON */
    char *text = arena_strndup(arena, (const char *)bytes.at, bytes.length);
    for (char *at; (at = strstr(text, "-Infinity"));)
        memcpy(at, "\"-inf\"   ", 9);
    return parse(arena, path, (struct bytes){(const unsigned char *)text, bytes.length});
}

static void compare(struct arena *arena, const char *path, const struct json *want, const struct json *got);

/* Money to the cent (the model rounds the years of a schedule one by one); ratios to one part in a thousand
 * million. */
static bool numbers_agree(const char *want, const char *got)
{
    double a = strtod(want, NULL), b = strtod(got, NULL), distance = fabs(a - b);
    return distance <= (fabs(a) > 1e6 ? 0.0101 : 1e-9 * fmax(1, fabs(a)));
}

/* Loops stand in another order here: they are found by their name. */
static const struct json *find_loop(const struct json *loops, const char *name)
{
    for (const struct json *loop = loops->first; loop; loop = loop->next)
        if (!strcmp(json_find(loop, "loop")->text, name))
            return loop;
    return NULL;
}

static void compare_array(
    struct arena *arena, const char *path, const struct json *want, const struct json *got)
{
    if (want->count != got->count)
        fail_msg("%s: %zu wanted, %zu there", path, want->count, got->count);
    const struct json *twin = got->first;
    size_t i = 0;
    for (const struct json *item = want->first; item; item = item->next, i++) {
        const char *name = arena_printf(arena, "%s[%zu]", path, i);
        const struct json *loop = item->kind == JSON_OBJECT ? json_find(item, "loop") : NULL;
        const struct json *other = loop ? find_loop(got, loop->text) : twin;
        if (!other)
            fail_msg("%s is missing", name);
        compare(arena, name, item, other);
        twin = twin->next;
    }
}

static void compare(struct arena *arena, const char *path, const struct json *want, const struct json *got)
{
    if (want->kind != got->kind)
        fail_msg("%s: %s wanted, %s there", path, json_kind_name(want->kind), json_kind_name(got->kind));
    if (want->kind == JSON_STRING && strcmp(want->text, got->text) != 0)
        fail_msg("%s: '%s' wanted, '%s' there", path, want->text, got->text);
    if (want->kind == JSON_NUMBER && !numbers_agree(want->text, got->text))
        fail_msg("%s: %s wanted, %s there", path, want->text, got->text);
    if (want->kind == JSON_ARRAY)
        compare_array(arena, path, want, got);
    if (want->kind != JSON_OBJECT)
        return;
    for (const struct json *item = want->first; item; item = item->next) {
        const char *name = arena_printf(arena, "%s.%s", path, item->key);
        const struct json *twin = json_find(got, item->key);
        if (!twin)
            fail_msg("%s is missing", name);
        compare(arena, name, item, twin);
    }
}

/* What the model found, no more and no less: exposures, terms and cells that it does not have are not there
 * either. */
static void same_keys(const char *path, const struct json *want, const struct json *got)
{
    for (const struct json *item = got->first; item; item = item->next)
        if (!json_find(want, item->key))
            fail_msg("%s.%s is too much", path, item->key);
}

static void check_sample(const char *name)
{
    static const char *const closed[] = {
        "totals", "exposure_firm", "exposure_all", "annualised", "schedule", "stepups", "counts"};
    struct arena *arena = arena_create();
    const struct facts *facts = facts_derive(arena, sample(arena, name), LEVEL_PARENT);
    struct str out = str_init(arena);
    facts_write_json(facts, &out);
    const struct json *got =
        parse(arena, name, (struct bytes){(const unsigned char *)str_text(&out), out.length});
    const struct json *want = reference(arena, name);
    size_t compared = 0;
    for (const struct json *item = want->first; item; item = item->next) {
        if (!strcmp(item->key, "errors") || !strcmp(item->key, "warnings"))
            continue;
        const struct json *twin = json_find(got, item->key);
        if (!twin)
            fail_msg("%s is missing", item->key);
        compare(arena, item->key, item, twin);
        compared++;
    }
    assert_int_equal(compared, 13);
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        same_keys(closed[i], json_find(want, closed[i]), json_find(got, closed[i]));
    arena_destroy(arena);
}

static void test_openai_amazon(void **state)
{
    (void)state;
    check_sample("openai-amazon-2025-12");
}

static void test_ai_deals(void **state)
{
    (void)state;
    check_sample("ai-deals-2025-12");
}

static void test_pharma(void **state)
{
    (void)state;
    check_sample("pharma-licensing-2025");
}

/* ---- the traps of the article ---- */

static const struct flow *flow_of(const struct facts *facts, const char *deal)
{
    size_t index = dataset_find_deal(facts->dataset, deal);
    for (size_t i = 0; i < facts->flow_count; i++)
        if (facts->flows[i].deal == index)
            return &facts->flows[i];
    fail_msg("no flow of %s", deal);
    return NULL;
}

static const char *payer(const struct facts *facts, const char *deal)
{
    return facts->nodes[flow_of(facts, deal)->payer].id;
}

static const struct exposure *exposure_of(
    const struct facts *facts, const struct network *network, const char *node)
{
    for (size_t i = 0; i < network->exposure_count; i++)
        if (!strcmp(facts->nodes[network->exposures[i].node].id, node))
            return &network->exposures[i];
    fail_msg("%s has no exposure", node);
    return NULL;
}

static const money billion = INT64_C(100000000000);

/* 1: rows of one table run three ways; 400 billion must not reach OpenAI */
static void test_directions(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct facts *facts = facts_derive(arena, sample(arena, "openai-amazon-2025-12"), LEVEL_PARENT);
    assert_string_equal(payer(facts, "amazon-equity"), "amazon");
    assert_string_equal(payer(facts, "microsoft-equity"), "microsoft");
    assert_string_equal(payer(facts, "chips"), "openai");
    assert_string_equal(payer(facts, "softbank-oracle-sites"), "oracle+softbank");
    assert_int_equal(exposure_of(facts, &facts->live, "openai")->in_weight, 23 * billion);
    arena_destroy(arena);
}

/* 2: Amazon's money closes a loop with AWS's rent only after roll-up; 3: and among firm deals there is none
 */
static void test_loop_needs_roll_up(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct dataset *dataset = sample(arena, "openai-amazon-2025-12");
    const struct facts *facts = facts_derive(arena, dataset, LEVEL_PARENT);
    assert_int_equal(facts->live.loop_count, 1);
    assert_int_equal(facts->live.circulating, 20 * billion);
    assert_int_equal(facts->live.loops[0].weakest, status_rank(STATUS_IN_TALKS));
    assert_int_equal(facts->firm.loop_count, 0);
    assert_int_equal(facts->firm.circulating, 0);
    facts = facts_derive(arena, dataset, LEVEL_SELF);
    assert_int_equal(facts->live.loop_count, 0);
    assert_int_equal(facts->live.circulating, 0);
    arena_destroy(arena);
}

/* counted as OpenAI's own, the building sites take part: SoftBank and Oracle pay it, and it rents from them
 */
static void test_benefit(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct facts *facts = facts_derive(arena, sample(arena, "openai-amazon-2025-12"), LEVEL_BENEFIT);
    assert_int_equal(facts_find_node(facts, "openai-sites"), NO_INDEX);
    assert_int_equal(exposure_of(facts, &facts->live, "openai")->in_weight, 423 * billion);
    assert_int_equal(facts->live.loop_count, 2);
    assert_int_equal(facts->live.circulating, 20 * billion); /* the rent has no size */
    arena_destroy(arena);
}

/* 5: two valuations at about 500, neither pre nor post: no step-up from talks; 6: seven years without a
   start: an average and no calendar; 7: four relations without money */
static void test_silences(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct facts *facts = facts_derive(arena, sample(arena, "openai-amazon-2025-12"), LEVEL_PARENT);
    assert_int_equal(facts->stepup_count, 0);
    assert_int_equal(facts->annual_count, 1);
    assert_int_equal(facts->annuals[0].headline, INT64_C(542857142857));
    assert_ptr_equal(facts_annual(facts, facts->annuals[0].flow), &facts->annuals[0]);
    assert_int_equal(facts->schedule_count, 0);
    int relations = 0;
    for (size_t i = 0; i < facts->flow_count; i++)
        relations += !facts->flows[i].is_money;
    assert_int_equal(relations, 4);
    arena_destroy(arena);
}

/* ---- figures that people quote ---- */

static bool is_close(double a, double b)
{
    return a - b < 1e-6 && b - a < 1e-6;
}

static size_t party_of(const struct facts *facts, const char *id)
{
    return dataset_find_party(facts->dataset, id);
}

/* $11.6B of $13B; $60B a year (Oracle) and $38B / 7 (AWS) against $13B forecast for 2025 */
static void test_quoted(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct facts *facts = facts_derive(arena, sample(arena, "ai-deals-2025-12"), LEVEL_PARENT);
    const struct figures *figures = &facts->figures;
    assert_int_equal(figures->paid_count, 3); /* Microsoft; SoftBank's two legs */
    assert_true(is_close(figures->paids[0].share.headline, 11.6 / 13));
    assert_int_equal(figures->paids[0].pending.high, 14 * billion / 10);
    assert_int_equal(figures->paid[CLASS_CAPITAL][BUCKET_FIRM].paid.low, 216 * billion / 10);
    assert_int_equal(figures->cover_count, 2); /* OpenAI; Anthropic, whose contracts name no term */
    const struct cover *cover = &figures->covers[0];
    assert_int_equal(cover->party, party_of(facts, "openai"));
    assert_true(cover->metrics[2].chosen);
    assert_true(is_close(cover->metrics[2].firm.headline, (60 + 38.0 / 7) / 13));
    assert_true(is_close(cover->parts[0].ratio.headline, 60.0 / 13)); /* 4.6 times */
    assert_int_equal(figures->covers[1].firm.flows, 0);
    assert_int_equal(figures->covers[1].firm.termless, 2);
    assert_int_equal(figures->runway_count, 2);
    assert_true(is_close(figures->runways[1].years.headline, 17.5 / 8.5));
    assert_true(figures->runways[1].chosen);
    assert_int_equal(figures->quality.percent[EVIDENCE_PARTY], 53); /* 760.6 of 1443.6 */
    assert_int_equal(figures->growth_count, 0); /* no two periods of one basis and length */
    arena_destroy(arena);
}

/* "$10B at over $500B": at most 2 % */
static void test_stake(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const struct facts *facts = facts_derive(arena, sample(arena, "openai-amazon-2025-12"), LEVEL_PARENT);
    assert_int_equal(facts->figures.stake_count, 1);
    const struct stake_figure *stake = &facts->figures.stakes[0];
    assert_true(is_close(stake->share.low, 0) && is_close(stake->share.high, 0.02));
    /* 38 of rent and 13 of equity are firm, of 461 with a headline */
    assert_int_equal(facts->live_certain, 51 * billion);
    assert_int_equal(facts->all_live.headline, 461 * billion);
    const struct sensitivity *sensitivity = &facts->figures.sensitivity;
    assert_int_equal(sensitivity->swings[0].swing, MONEY_OPEN); /* three of unknown size first */
    assert_int_equal(sensitivity->swings[3].swing, 400 * billion);
    arena_destroy(arena);
}

/* ---- the manual ---- */

static bool keyed_by_id(const char *key)
{
    static const char *const keys[] = {"totals", "capital", "commerce", "build", "ownership", "exposure_firm",
        "exposure_all", "members", "annualised", "schedule", "stepups", "by_status", "flows", "base",
        "by_evidence"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!strcmp(keys[i], key))
            return true;
    return false;
}

/* Every key that the format fixes stands in docs/facts.md, as `key` or in a heading. */
static void check_documented(struct arena *arena, const char *manual, const struct json *json, bool ids)
{
    for (const struct json *item = json->first; item; item = item->next) {
        bool year = item->key && *item->key >= '0' && *item->key <= '9';
        if (item->key && !ids && !year) {
            bool said = strstr(manual, arena_printf(arena, "`%s`", item->key)) ||
                        strstr(manual, arena_printf(arena, "### %s", item->key)) ||
                        strstr(manual, arena_printf(arena, ", %s\n", item->key)) ||
                        strstr(manual, arena_printf(arena, ", %s, ", item->key));
            if (!said)
                fail_msg("docs/facts.md does not say what %s is", item->key);
        }
        /* a pair's sums are called capital and commerce too: below them keys are fixed again */
        bool sum = item->kind == JSON_OBJECT && json_find(item, "low");
        check_documented(arena, manual, item, item->key && keyed_by_id(item->key) && !sum);
    }
}

static void test_manual(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct bytes manual = source_file(arena, "docs/facts.md");
    struct str out = str_init(arena);
    facts_write_json(facts_derive(arena, sample(arena, "ai-deals-2025-12"), LEVEL_PARENT), &out);
    const struct json *json =
        parse(arena, "facts", (struct bytes){(const unsigned char *)str_text(&out), out.length});
    check_documented(arena, arena_strndup(arena, (const char *)manual.at, manual.length), json, false);
    arena_destroy(arena);
}

static void test_same_bytes(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct str out = str_init(arena);
    facts_write_json(facts_derive(arena, sample(arena, "openai-amazon-2025-12"), LEVEL_PARENT), &out);
    assert_golden("tests/golden/facts/written-openai-amazon.txt", str_text(&out));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_openai_amazon), cmocka_unit_test(test_ai_deals),
        cmocka_unit_test(test_pharma), cmocka_unit_test(test_directions),
        cmocka_unit_test(test_loop_needs_roll_up), cmocka_unit_test(test_benefit),
        cmocka_unit_test(test_silences), cmocka_unit_test(test_quoted), cmocka_unit_test(test_stake),
        cmocka_unit_test(test_manual), cmocka_unit_test(test_same_bytes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
