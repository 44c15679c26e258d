/* SPDX-License-Identifier: MIT */
/* Consistency and sense: what is said of small datasets, and what is not. */
#include "support.h"

#include "dataset_check.h"
#include "dataset_load.h"
#include "str.h"

#include <string.h>

#define B INT64_C(100000000000)

static const char parties[] =
    "\"sources\":[{\"id\":\"s\",\"publisher\":\"P\",\"date\":\"2025-01\"}],\"parties\":["
    "{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"b\",\"name\":\"B\"},{\"id\":\"c\",\"name\":\"C\",\"parent\":"
    "\"b\"},"
    "{\"id\":\"d\",\"name\":\"D\"}]";

/* Loads one dataset whose deals are written with ' for "; every deal gets what it needs in front. */
static const struct dataset *load(struct arena *arena, const char *rest, struct diags *diags)
{
    struct str text = str_init(arena);
    str_printf(&text, "{\"dealbrief\":\"1\",\"as_of\":\"2025-06-30\",%s,", parties);
    for (; *rest; rest++)
        str_char(&text, *rest == '\'' ? '"' : *rest);
    str_char(&text, '}');
    return dataset_load(arena, "t", (struct bytes){(const unsigned char *)text.at, text.length}, diags);
}

static const struct dataset *loaded(struct arena *arena, const char *rest)
{
    struct diags *diags = diags_create();
    const struct dataset *dataset = load(arena, rest, diags);
    diags_destroy(diags);
    assert_non_null(dataset);
    return dataset;
}

/* The codes and paths of all messages, one a line. */
/* Most of the deals here have no amount because it is not what they are about: then that is passed over. */
static const char *said(struct arena *arena, const char *rest, bool silence)
{
    struct diags *diags = diags_create();
    load(arena, rest, diags);
    struct str out = str_init(arena);
    size_t count;
    const struct diag *sorted = diags_sorted(diags, &count);
    for (size_t i = 0; i < count; i++)
        if (silence || sorted[i].code != DIAG_NO_AMOUNT)
            str_printf(
                &out, "%s%s %s", out.length ? ", " : "", diag_code_text(sorted[i].code), sorted[i].path);
    diags_destroy(diags);
    return str_text(&out);
}

struct vector {
    const char *text, *messages;
};

static void vectors_check(const struct vector *vectors, size_t count, bool silence)
{
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_create();
        const char *messages = said(arena, vectors[i].text, silence);
        if (strcmp(messages, vectors[i].messages) != 0)
            fail_msg("%s\ngives '%s'\n  not '%s'", vectors[i].text, messages, vectors[i].messages);
        arena_destroy(arena);
    }
}

#define CHECK(vectors) vectors_check((vectors), sizeof(vectors) / sizeof *(vectors), false)
#define DEAL(id, status, rest)                                                                               \
    "{'id':'" id "','type':'equity','from':'a','to':'b','status':'" status                                   \
    "','date':'2025-05','sources':'s'" rest "}"
#define ONE(rest) "'deals':[" DEAL("x", "agreed", rest) "]"

#define RATES "'fx':{'base':'USD','date':'2025-05','rates':{'EUR':0.4},'source':'s'},"
#define RATED(rest) RATES ONE(rest)
/* 0.01 at 0.4 is 0.004, which is nothing: three of them are 0, but what they make is 0.01 */
#define THREE_CENTS "'tranches':[{'amount':'\u20ac0.01'},{'amount':'\u20ac0.01'},{'amount':'\u20ac0.01'}]"

static void test_tranches(void **state)
{
    (void)state;
    static const struct vector vectors[] = {
        {ONE(",'amount':'$10B','tranches':[{'amount':'$4B'},{'amount':'$6B'}]"), ""},
        {ONE(",'amount':'$10B','tranches':[{'amount':'$4B'},{'amount':'up to $6B'}]"), ""},
        {ONE(",'amount':'$10B','tranches':[{'amount':'$4B'},{'amount':'undisclosed'}]"), ""},
        {ONE(",'amount':'up to $10B','tranches':[{'amount':'$4B'}]"), ""},
        {ONE(",'amount':'undisclosed','tranches':[{'amount':'$4B'}]"), ""},
        {ONE(",'tranches':[{'amount':'$4B'}]"), ""},
        {ONE(",'amount':'about $10B','tranches':[{'amount':'$9.5B'}]"), ""},
        {ONE(",'amount':'$10B','tranches':[{'amount':'$4B'},{'amount':'$6.01B'}]"),
            "tranche-sum deals[0].tranches"},
        {ONE(",'amount':'$10B','tranches':[{'amount':'$4B'},{'amount':'up to $5B'}]"),
            "tranche-sum deals[0].tranches"},
        {ONE(",'amount':'at least $10B','tranches':[{'amount':'$4B'}]"), "tranche-sum deals[0].tranches"},
        {ONE(",'amount':'$10B','tranches':[{'amount':'$9B','status':'lapsed'},{'amount':'$9B'}]"), ""},
        {RATED(",'amount':'\u20ac0.03'," THREE_CENTS), ""},
        {RATED(",'amount':'$0.01'," THREE_CENTS), ""},
        {RATED(",'amount':'\u20ac0.10','tranches':[{'amount':'\u20ac0.01'},{'amount':'\u20ac0.01'}]"),
            "tranche-sum deals[0].tranches"},
        /* money that was not exchanged is exact, rates or no rates */
        {RATED(",'amount':'$10','tranches':[{'amount':'$5'},{'amount':'$5.01'}]"),
            "tranche-sum deals[0].tranches"},
        {RATED(",'funded':'\u20ac0.03'," THREE_CENTS), ""},
        {RATED(",'funded':'\u20ac0.10'," THREE_CENTS), "funded-above deals[0].funded"},
        {RATED(",'amount':'\u20ac0.03','schedule':[{'year':2025,'amount':'\u20ac0.02'}]"), ""},
        {RATED(",'amount':'$1','schedule':[{'year':2025,'amount':'$1.01'}]"),
            "bad-schedule deals[0].schedule"},
        /* an amount that cannot be read is blamed once */
        {ONE(",'amount':'$10B','tranches':[{'amount':'$4B'},{'amount':'$6Q'}]"),
            "bad-amount deals[0].tranches[1].amount"},
        {ONE(",'amount':'$10Q','funded':'$20B','tranches':[{'amount':'$4B'},{'amount':'$6B'}]"),
            "bad-amount deals[0].amount"},
        {ONE(",'amount':'none','funded':'$1'"), "funded-above deals[0].funded"},
        {ONE(",'amount':'$10B','funded':'$10B'"), ""},
        {ONE(",'amount':'up to $10B','funded':'at least $10B'"), ""},
        {ONE(",'amount':'at least $10B','funded':'$50B'"), ""},
        {ONE(",'funded':'$5B','tranches':[{'amount':'$4B'}]"), "funded-above deals[0].funded"},
        {ONE(",'flows':[{'amount':'$1B','funded':'$2B'}]"), "funded-above deals[0].flows[0].funded"},
    };
    CHECK(vectors);
}

static void test_parts(void **state)
{
    (void)state;
    static const struct vector vectors[] = {
        {"'deals':[" DEAL("x", "agreed", ",'amount':'$10B'") "," DEAL(
             "y", "agreed", ",'amount':'$10B','part_of':'x'") "]",
            ""},
        {"'deals':[" DEAL("x", "agreed", ",'amount':'$10B'") "," DEAL(
             "y", "agreed", ",'amount':'over $10B','part_of':'x'") "]",
            ""},
        {"'deals':[" DEAL("x", "agreed", ",'amount':'$10B'") "," DEAL(
             "y", "agreed", ",'amount':'$11B','part_of':'x'") "]",
            "part-above deals[1].part_of"},
        {RATES "'deals':[" DEAL("x", "agreed", "," THREE_CENTS) "," DEAL(
             "y", "agreed", ",'amount':'\u20ac0.03','part_of':'x'") "]",
            ""},
        {RATES "'deals':[" DEAL("x", "agreed", ",'amount':'$10'") "," DEAL(
             "y", "agreed", ",'amount':'$10.01','part_of':'x'") "]",
            "part-above deals[1].part_of"},
        {RATES "'deals':[" DEAL("x", "agreed", "," THREE_CENTS) "," DEAL(
             "y", "agreed", ",'amount':'\u20ac0.10','part_of':'x'") "]",
            "part-above deals[1].part_of"},
        /* 0.016 and 0.036 become 0.06, and 0.052 becomes 0.05 */
        {RATES "'deals':[" DEAL("x", "agreed", ",'amount':'\u20ac0.13'") "," DEAL(
             "y", "agreed", ",'amount':'\u20ac0.04','part_of':'x'") "," DEAL("z", "agreed",
             ",'amount':'\u20ac0.09','part_of':'x'") "]",
            ""},
        {RATES "'deals':[" DEAL("x", "agreed", ",'amount':'\u20ac0.13'") "," DEAL(
             "y", "agreed", ",'amount':'\u20ac0.12','part_of':'x'") "," DEAL("z", "agreed",
             ",'amount':'\u20ac0.09','part_of':'x'") "]",
            "parts-above deals[0]"},
        {RATES "'deals':[" DEAL("x", "agreed",
             ",'amount':'\u20ac0.03','flows':[{'amount':'\u20ac0.01'},{'amount':'\u20ac0.01'},{'amount':'"
             "\u20ac0.01'}]") "]",
            ""}, /* 0.01 is printed, and three times nothing flows */
        {"'deals':[" DEAL("x", "agreed", ",'amount':'$10B'") "," DEAL(
             "y", "lapsed", ",'amount':'$11B','part_of':'x'") "]",
            ""},
        {"'deals':[" DEAL("x", "agreed", ",'amount':'undisclosed'") "," DEAL(
             "y", "agreed", ",'amount':'$11B','part_of':'x'") "]",
            ""},
        {"'deals':[" DEAL(
             "x", "agreed", ",'amount':'$1B','flows':[{'amount':'$6B'},{'amount':'$5B'}]") "," DEAL("y",
             "agreed", ",'amount':'$11B','part_of':'x'") "]",
            "flows-sum deals[0].amount"}, /* printed, and no ceiling for the part */
        {"'deals':[" DEAL("x", "agreed", ",'part_of':'y'") "," DEAL("y", "agreed", ",'part_of':'z'") "," DEAL(
             "z", "agreed", ",'part_of':'y'") "]",
            "part-loop deals[1].part_of"},
        {"'deals':[" DEAL("x", "agreed", ",'supersedes':['y','z']") "," DEAL(
             "y", "agreed", ",'supersedes':'z'") "," DEAL("z", "superseded", "") "]",
            "superseded-live deals[0].supersedes"}, /* y, not z */
        {"'deals':[" DEAL("x", "agreed", ",'supersedes':['x']") "," DEAL(
             "y", "agreed", ",'supersedes':['z','x']") "," DEAL("z", "agreed", ",'supersedes':'y'") "]",
            "supersedes-loop deals[0].supersedes, supersedes-loop deals[1].supersedes"},
    };
    CHECK(vectors);
}

static void test_splits(void **state)
{
    (void)state;
#define SPLIT(from, to, split)                                                                               \
    "'deals':[{'id':'x','type':'debt','from':" from ",'to':" to                                              \
    ",'status':'agreed','date':'2025','sources':'s','split':" split "}]"
    static const struct vector vectors[] = {
        {SPLIT("['a','b']", "'d'", "'equal'"), ""},
        {SPLIT("['a','b']", "'d'", "'unknown'"), ""},
        {SPLIT("['a','b']", "'d'", "{'a':0.3333,'b':0.6667}"), ""},
        {SPLIT("['a','b']", "'d'", "{'a':0.33333,'b':0.66667}"), ""},
        {SPLIT("['a','b']", "'d'", "{'a':0.3333,'b':0.6666}"), ""},
        {SPLIT("['a','b']", "'d'", "{'a':0.3333,'b':0.6665}"), "bad-split deals[0].split"},
        {SPLIT("['a','b']", "'d'", "{'a':1}"), ""},
        {SPLIT("'a'", "['b','d']", "{'b':0.5,'d':0.5}"), ""},
        {SPLIT("'a'", "['b','d']", "{'a':0.5,'d':0.5}"), "bad-split deals[0].split"},
        {SPLIT("'a'", "'b'", "{'b':1}"), ""},
        {SPLIT("'a'", "'b'", "{'a':1}"), ""},
        {SPLIT("'a'", "'b'", "{'d':1}"), "bad-split deals[0].split"},
        {SPLIT("['a','b']", "['c','d']", "{'a':1}"), "bad-split deals[0].split"},
        {SPLIT("['a','b']", "'d'", "{'a':1.5,'b':-0.5}"),
            "bad-split deals[0].split.a, bad-split deals[0].split.b"},
        {SPLIT("['a','b']", "'d'", "{'a':'half','b':0.5}"), "wrong-type deals[0].split.a"},
        {SPLIT("['a','b']", "'d'", "{'zz':0.5,'b':0.5}"), "unknown-party deals[0].split.zz"},
        {SPLIT("['a','b']", "'d'", "'even'"), "unknown-word deals[0].split"},
        {SPLIT("['a','b']", "'d'", "7"), "wrong-type deals[0].split"},
    };
    CHECK(vectors);
}

/* Shares go down to the legs of which one side alone is joint and has those who are named, and to no others.
 */
static void test_inherited_splits(void **state)
{
    (void)state;
#define SHARED(flows)                                                                                        \
    "'deals':[{'id':'x','type':'debt','from':['a','b'],'to':'d','split':{'a':0.5,'b':0.5},'status':'agreed'" \
    ","                                                                                                      \
    "'date':'2025','sources':'s','flows':" flows "}]"
    static const struct vector vectors[] = {
        {SHARED("[{'amount':'$1B'}]"), ""},
        {SHARED("[{'amount':'$1B','from':'a'}]"), ""},
        {SHARED("[{'amount':'$1B','to':['c','d']}]"), "self-payment deals[0].flows[0].to"},
        {SHARED("[{'amount':'$1B','from':['a','b'],'split':{'c':1}}]"), "bad-split deals[0].flows[0].split"},
    };
    CHECK(vectors);
    struct arena *arena = arena_create();
    const struct dataset *dataset = loaded(arena,
        SHARED("[{'amount':'$1B'},{'amount':'$1B','to':'c'},{'amount':'$1B','from':['a','c'],'to':'b'},"
               "{'amount':'$1B','to':['c','d']},{'amount':'$1B','from':'a'}]"));
    static const enum split_kind kinds[] = {
        SPLIT_SHARES, SPLIT_SHARES, SPLIT_UNKNOWN, SPLIT_UNKNOWN, SPLIT_UNKNOWN};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        assert_int_equal(dataset->deals[0].legs[i].split.kind, kinds[i]);
    arena_destroy(arena);
}

static void test_long_loop(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct str text = str_init(arena);
    str_append(&text, "{\"dealbrief\":\"1\",\"as_of\":\"2025\",\"deals\":[],\"parties\":[");
    for (int i = 0; i < 100000; i++)
        str_printf(&text, "{\"id\":\"p%d\",\"name\":\"P\",\"parent\":\"p%d\"}%s", i, (i + 1) % 100000,
            i < 99999 ? "," : "]}");
    struct diags *diags = diags_create();
    assert_null(dataset_load(arena, "t", (struct bytes){(const unsigned char *)text.at, text.length}, diags));
    size_t count;
    const struct diag *sorted = diags_sorted(diags, &count);
    assert_int_equal(count, 1);
    assert_string_equal(sorted[0].sentence,
        "a party is its own parent in parties[0].parent: p0 → p1 → p2 → p3 → p4 → p5 → … → p0");
    diags_destroy(diags);
    arena_destroy(arena);
}

static void test_schedules(void **state)
{
    (void)state;
    static const struct vector vectors[] = {
        {ONE(",'amount':'$10B','schedule':[{'year':2025,'amount':'$4B'},{'year':'2026','amount':'$6B'}]"),
            ""},
        {ONE(",'amount':'$10B','schedule':[{'year':2025,'amount':'$4B'},{'year':2026,'amount':'up to $9B'}]"),
            ""},
        {ONE(",'amount':'$10B','schedule':[{'year':2025,'amount':'$4B'},{'year':2026,'amount':'$6.01B'}]"),
            "bad-schedule deals[0].schedule"},
        {ONE(",'schedule':[{'year':2025,'amount':'$4B'},{'year':'2025','amount':'$6B'}]"),
            "bad-schedule deals[0].schedule[1]"},
        {ONE(",'tranches':[{'amount':'$5B'}],'schedule':[{'year':2025,'amount':'$6B'}]"),
            "bad-schedule deals[0].schedule"},
        {ONE(",'schedule':[{'year':20255,'amount':'$6B'}]"), "bad-date deals[0].schedule[0].year"},
        {ONE(",'schedule':[{'year':-1,'amount':'$6B'}]"), "bad-date deals[0].schedule[0].year"},
        {ONE(",'schedule':[{'year':2025.5,'amount':'$6B'}]"), "bad-date deals[0].schedule[0].year"},
    };
    CHECK(vectors);
}

static void test_dates(void **state)
{
    (void)state;
#define DATED(status, fields)                                                                                \
    "'deals':[{'id':'x','type':'debt','from':'a','to':'b','status':'" status "','sources':'s'" fields "}]"
    static const struct vector vectors[] = {
        {DATED("signed", ""), "signed-undated deals[0].status"},
        {DATED("signed", ",'dates':{'announced':'2025-05'}"), ""},
        {DATED("signed", ",'dates':{'expected':'2026'}"), "signed-undated deals[0].status"},
        {DATED("signed", ",'date':'soon'"), "bad-date deals[0].date"},
        {DATED("closed", ""), ""},
        {DATED("agreed", ",'date':'2025'"), ""}, /* 2025 has begun */
        {DATED("agreed", ",'date':'2025-06-30'"), ""},
        {DATED("agreed", ",'date':'2025-07'"), "date-future deals[0].date"},
        {DATED("agreed", ",'dates':{'signed':'2025-Q3','expected':'2030s'}"),
            "date-future deals[0].dates.signed"},
        {"'deals':[{'id':'x','type':'debt','from':'a','to':'b','status':'rumoured','date':'2022-01'}]",
            "source-unused sources[0], no-source deals[0], stale-talk deals[0].status"},
        {DATED("in_talks", ",'date':'2022-01'"), ""}, /* its source is younger */
        {DATED("in_talks", ""), ""},
        {DATED("agreed", ",'date':'2025','term':{'start':'1900','end':'2030s'}"), "bad-term deals[0].term"},
        {DATED("agreed", ",'date':'2025','term':{'start':'2025','end':'2025'}"), ""},
        {"'deals':[{'id':'x','type':'debt','from':'a','to':'b','status':'in_talks','date':'2022-01','history'"
         ":[{'date':'2024'}]}]",
            "source-unused sources[0], no-source deals[0]"},
    };
    CHECK(vectors);
}

static void test_self_payments(void **state)
{
    (void)state;
#define PAYS(type, from, to)                                                                                 \
    "'deals':[{'id':'x','type':'" type "','from':" from ",'to':" to                                          \
    ",'status':'agreed','date':'2025','sources':'s'}]"
    static const struct vector vectors[] = {
        {PAYS("debt", "'a'", "'a'"), "self-payment deals[0].to"},
        {PAYS("debt", "'b'", "'c'"), "self-payment deals[0].to"},
        {PAYS("debt", "'c'", "'b'"), "self-payment deals[0].to"},
        {PAYS("debt", "['a','c']", "['d','b']"), "self-payment deals[0].to"},
        {PAYS("debt", "['a','d']", "['c','b']"), ""},
        {PAYS("integration", "'b'", "'c'"), ""}, /* no money */
        {"'deals':[" DEAL("x", "agreed", ",'flows':[{'amount':'$1B'},{'from':'c','amount':'$1B'}]") "]",
            "self-payment deals[0].to"},
        {"'deals':[" DEAL("x", "agreed", ",'flows':[{'amount':'$1B'},{'to':['d','a'],'amount':'$1B'}]") "]",
            "self-payment deals[0].flows[1].to"},
    };
    CHECK(vectors);
}

static void test_amounts(void **state)
{
    (void)state;
    static const struct vector vectors[] = {
        {ONE(",'amount':'$0'"), "amount-zero deals[0].amount"},
        {ONE(",'amount':0"), "amount-zero deals[0].amount"},
        {ONE(",'amount':'none'"), ""},
        {ONE(",'amount':'undisclosed'"), ""},
        {ONE(",'amount':'billions'"), ""},
        {"'deals':[" DEAL("x", "closed", ",'amount':'billions'") "]", "vague-firm deals[0].amount"},
        {"'deals':[" DEAL("x", "closed", ",'amount':'billions','binding':false") "]", ""},
        {"'deals':[" DEAL("x", "agreed", ",'amount':'billions','binding':true") "]",
            "vague-firm deals[0].amount"},
        {"'conventions':{'vague':'none'},'deals':[" DEAL("x", "closed", ",'amount':'billions'") "]", ""},
        {"'deals':[" DEAL("x", "agreed", ",'flows':[{'amount':'billions','status':'closed'}]") "]",
            "vague-firm deals[0].flows[0].amount"},
        {ONE(",'amount':'$10 B'"), ""},
        {ONE(",'amount':true"), "wrong-type deals[0].amount"},
        {ONE(",'amount':{'value':'$1B','low':'$1B'}"), "bad-amount deals[0].amount"},
        {ONE(",'amount':{'low':'up to $1B'}"), "bad-amount deals[0].amount.low"},
        {ONE(",'amount':{'low':1,'hihg':2}"), "unknown-key deals[0].amount.hihg"},
        {ONE(",'amount':{'low':null,'high':null}"), "bad-amount deals[0].amount"},
        {ONE(",'amount':{'value':null}"), "wrong-type deals[0].amount.value"},
        {ONE(",'amount':{'value':1,'currency':'usd'}"), "bad-pattern deals[0].amount.currency"},
        {ONE(",'amount':{'value':1,'text':'a\\u202e'}"), "text-bidi deals[0].amount.text"},
    };
    CHECK(vectors);
}

static void test_no_amount(void **state)
{
    (void)state;
#define TYPED(type, rest)                                                                                    \
    "{'id':'x','type':'" type "','from':'a','to':'b','status':'agreed','date':'2025-05','sources':'s'" rest  \
    "}"
    static const struct vector vectors[] = {
        {ONE(""), "no-amount deals[0]"}, {ONE(",'amount':'undisclosed'"), ""}, {ONE(",'amount':'none'"), ""},
        {ONE(",'amount':'$1B'"), ""}, {ONE(",'funded':'undisclosed'"), ""}, {ONE(",'funded':'$1B'"), ""},
        {ONE(",'funded':'none'"), "no-amount deals[0]"}, {ONE(",'tranches':[{'amount':'$1B'}]"), ""},
        {ONE(",'what':'rights'"), ""},
        {ONE(",'flows':[{'amount':'$1B'},{'for':'chips'}]"), "no-amount deals[0].flows[1]"},
        {ONE(",'amount':'$1B','flows':[{},{'what':'warrants'},{'type':'integration'}]"),
            "no-amount deals[0].flows[0]"},
        {"'deals':[" DEAL("x", "agreed", "") "," DEAL("y", "agreed", ",'amount':'$1B','part_of':'x'") "]",
            ""},
        {"'deals':[" DEAL("x", "agreed", ",'amount':'$1B'") "," DEAL("y", "agreed", ",'part_of':'x'") "]",
            "no-amount deals[1]"},
        {"'deals':[" TYPED("lease", "") "]", "no-amount deals[0]"},
        {"'deals':[" TYPED("build", "") "]", "no-amount deals[0]"},
        {"'deals':[" TYPED("acquisition", "") "]", "no-amount deals[0]"},
        {"'deals':[" TYPED("partnership", "") "]", ""}, {"'deals':[" TYPED("other", "") "]", ""},
        {ONE(",'amount':'$1Q'"), "bad-amount deals[0].amount"}, /* blamed once */
    };
    vectors_check(vectors, sizeof vectors / sizeof *vectors, true);
}

static void test_claims(void **state)
{
    (void)state;
#define CLAIM(amount, field, value)                                                                          \
    ONE(",'amount':'" amount "','claims':[{'field':'" field "','value':" value ",'source':'s'}]")
    static const struct vector vectors[] = {
        {CLAIM("$10B", "amount", "'$10B'"), ""},
        {CLAIM("$10B", "amount", "'about $9.5B'"), ""},
        {CLAIM("$10B", "amount", "'$12B'"), "claim-outside deals[0].claims[0].value"},
        {CLAIM("$10B", "amount", "12000000000"), "claim-outside deals[0].claims[0].value"},
        {CLAIM("up to $10B", "amount", "'$2B'"), ""},
        {CLAIM("$10B", "amount", "'$100B'"), "claims-slip deals[0].claims[0].value"},
        {CLAIM("$10B", "amount", "'$10M'"), "claims-slip deals[0].claims[0].value"},
        {CLAIM("$10B", "amount", "'$99B'"), "claims-slip deals[0].claims[0].value"},
        {CLAIM("$10B", "amount", "'$90B'"), "claim-outside deals[0].claims[0].value"},
        {CLAIM("$10B", "amount", "'a lot'"), ""},
        {CLAIM("$10B", "status", "'closed'"), ""},
        {CLAIM("$10B", "quantity.value", "'4'"), ""},
        {CLAIM("$1.25B", "amount", "'$1.3B'"), ""},
        {CLAIM("$1.24B", "amount", "'$1.3B'"), "claim-outside deals[0].claims[0].value"},
        {CLAIM("undisclosed", "amount", "'$10B'"), ""},
        {ONE(",'tranches':[{'amount':'$4B'}],'claims':[{'field':'amount','value':'$6B','source':'s'}]"),
            "claim-outside deals[0].claims[0].value"},
        {ONE(",'tranches':[{'amount':'$4B'}],'claims':[{'field':'tranches.0.amount','value':'$6B','source':'"
             "s'}]"),
            "claim-outside deals[0].claims[0].value"},
        {ONE(",'flows':[{'id':'f','amount':'$4B'}],'claims':[{'field':'flows.f.amount','value':'$6B','source'"
             ":'s'}]"),
            "claim-outside deals[0].claims[0].value"},
        {ONE(",'flows':[{'amount':'$4B'}],'claims':[{'field':'flows.0.amount','value':'$6B','source':'s'}]"),
            "claim-outside deals[0].claims[0].value"},
        {ONE(",'flows':[{'amount':'$4B'}],'claims':[{'field':'flows.7.amount','value':'$6B','source':'s'}]"),
            "unknown-field deals[0].claims[0].field"},
        {"'deals':[" DEAL("x", "agreed",
             "") "],'valuations':[{'party':'a','date':'2025','value':'$1B','basis':'round','sources':'s',"
                 "'claims':[{'field':'value','value':'$3B','source':'s'}]}]",
            "claim-outside valuations[0].claims[0].value"},
        {"'deals':[" DEAL(
             "x", "agreed", "") "],'metrics':[{'party':'a','name':'cash','period':'2025','value':'$1B',"
                                "'sources':'s','claims':[{'field':'value','value':'$1000B','source':'s'}]}]",
            "claims-slip metrics[0].claims[0].value"},
    };
    CHECK(vectors);
}

static void test_valuations(void **state)
{
    (void)state;
#define VALUED(rest)                                                                                         \
    "'deals':[" DEAL("x", "agreed", "") "],'valuations':[{'party':'a','date':'2025-01-02','value':'$1B','"   \
                                        "basis':'round','sources':'s'}," rest "]"
    static const struct vector vectors[] = {
        {VALUED("{'party':'a','date':'2025-01-02','value':'$1B','basis':'round','sources':'s'}"),
            "same-valuation valuations[1]"},
        {VALUED("{'party':'a','date':'2025-01-02','value':'$1B','basis':'tender','sources':'s'}"), ""},
        {VALUED("{'party':'a','date':'2025-01','value':'$1B','basis':'round','sources':'s'}"), ""},
        {VALUED("{'party':'b','date':'2025-01-02','value':'$1B','basis':'round','sources':'s'}"), ""},
        {VALUED("{'party':'a','date':'2025-01-02','value':'~$1B','basis':'round','sources':'s'}"), ""},
        {VALUED("{'party':'a','date':'2025-01-02','value':'$0','basis':'round'}"),
            "no-source valuations[1], amount-zero valuations[1].value"},
        {VALUED("{'party':'a','date':'2025-02','value':'$1B','basis':'round','sources':'s','sold':'$1B',"
                "'claims':[{'field':'sold','value':'$2B','source':'s'},{'field':'stake','value':'5','source':"
                "'s'}]}"),
            "claim-outside valuations[1].claims[0].value"},
        {VALUED("{'party':'zz','date':'2025-01-02','value':'$1B','basis':'seed','sources':'s'}"),
            "unknown-party valuations[1].party, unknown-word valuations[1].basis"},
        {VALUED("{'id':'v','party':'a','date':'2024','value':'$1B','basis':'round','sources':'s'},"
                "{'id':'v','party':'a','date':'2023','value':'$1B','basis':'round','sources':'s'}"),
            "duplicate-id valuations[2].id"},
    };
    CHECK(vectors);
}

static void test_rates(void **state)
{
    (void)state;
#define FX(fx) "'fx':" fx ",'deals':[" DEAL("x", "agreed", ",'amount':'€1B'") "]"
    static const struct vector vectors[] = {
        {FX("{'rates':{'EUR':1.1}}"), ""},
        {FX("{'rates':{'EUR':0.9,'JPY':0.0067,'KRW':0.00072,'KWD':3.26}}"), ""},
        {FX("{'rates':{'EUR':1.1,'JPY':150}}"), "odd-rate fx.rates.JPY"},
        {FX("{'rates':{'EUR':1.1,'XXX':0.5}}"), ""},
        {FX("{'rates':{'EUR':0}}"), "bad-rate fx.rates.EUR"},
        {FX("{'rates':{'EUR':1e-10}}"), "bad-rate fx.rates.EUR"},
        {FX("{'rates':{'EUR':1e300}}"), "bad-rate fx.rates.EUR"},
        {FX("{'rates':{'EUR':1.1,'USD':1}}"), ""},
        {FX("{'rates':{'EUR':1.1,'USD':1.1}}"), "bad-rate fx.rates.USD"},
        {FX("{'rates':{'EUR':1.1,'eur':1.1}}"), "bad-pattern fx.rates.eur"},
        {FX("{'rates':[1]}"), "wrong-type fx.rates"},
        {FX("{'base':'EUR','rates':{'EUR':1.1}}"), "bad-rate fx.base"},
        {FX("{'rates':{'EUR':1.1},'source':'zz'}"), "unknown-source fx.source"},
        {FX("{'rates':{'EUR':1.1},'date':'today'}"), "bad-date fx.date"},
        {"'currency':'EUR','deals':[" DEAL("x", "agreed", ",'amount':'€1B'") "]", ""},
        {"'currency':'EUR','fx':{'base':'EUR','rates':{'USD':0.9}},'deals':[" DEAL(
             "x", "agreed", ",'amount':'$1B'") "]",
            ""},
        {"'currency':'JPY','fx':{'rates':{'USD':0.0067}},'deals':[" DEAL(
             "x", "agreed", ",'amount':'$1B'") "]",
            "odd-rate fx.rates.USD"},
    };
    CHECK(vectors);
}

/* One fault, one message: nothing that hangs on it is blamed. */
static void test_no_cascades(void **state)
{
    (void)state;
    static const struct vector vectors[] = {
        {"'deals':7", "wrong-type deals"},
        {"'deals':[" DEAL("x", "agreed",
             ",'related':'y'") ",{'id':7,'type':'debt','from':'a','to':'b','status':'agreed'}]",
            "wrong-type deals[1].id"},
        {"'deals':[" DEAL("x", "agreed", ",'related':'xy'") ",7]", "wrong-type deals[1]"},
        {"'deals':[{'id':'x','type':'debt','from':'a','status':'agreed','flows':[{'amount':'$1B'},{'to':'b'}]"
         "}]",
            "no-parties deals[0].flows[0]"},
        {"'deals':[{'id':'x','type':'debt','status':'agreed'}]", "no-parties deals[0]"},
        {"'deals':[{'id':'x','type':'debt','from':'a','to':'b','status':'agreed','flows':7}]",
            "wrong-type deals[0].flows"},
        {"'deals':[{'id':'x','type':'debt','from':'a','to':'b','status':'agreed','flows':[7]}]",
            "wrong-type deals[0].flows[0]"},
        {"'deals':[],'conventions':{'approx':2}", "out-of-range conventions.approx"},
        {"'deals':[]", "source-unused sources[0], nothing-live deals"},
    };
    CHECK(vectors);
}

static void test_intervals(void **state)
{
    (void)state;
    struct amount four = {.kind = AMOUNT_EXACT, .low = 4 * B, .high = 4 * B},
                  open = {.kind = AMOUNT_UNDISCLOSED};
    struct tranche tranches[] = {{.amount = four}, {.amount = four}};
    struct leg legs[] = {{.amount = four}, {.amount = {0}}, {.amount = open}};
    struct deal deal = {0};
    struct interval interval;
    assert_false(deal_interval(&deal, &interval));
    deal.tranches = tranches;
    deal.tranche_count = 2;
    assert_true(deal_interval(&deal, &interval));
    assert_true(interval.low == 8 * B && interval.high == 8 * B);
    deal.amount = four;
    assert_true(deal_interval(&deal, &interval));
    assert_true(interval.low == 4 * B);
    deal.legs = legs;
    deal.leg_count = 3;
    assert_true(deal_interval(&deal, &interval));
    assert_true(interval.low == 4 * B && interval.high == MONEY_OPEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_tranches), cmocka_unit_test(test_parts),
        cmocka_unit_test(test_splits), cmocka_unit_test(test_inherited_splits),
        cmocka_unit_test(test_long_loop), cmocka_unit_test(test_schedules), cmocka_unit_test(test_dates),
        cmocka_unit_test(test_self_payments), cmocka_unit_test(test_amounts),
        cmocka_unit_test(test_no_amount), cmocka_unit_test(test_claims), cmocka_unit_test(test_valuations),
        cmocka_unit_test(test_rates), cmocka_unit_test(test_no_cascades), cmocka_unit_test(test_intervals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
