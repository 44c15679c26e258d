/* SPDX-License-Identifier: MIT */
#include "desk.h"

#include <string.h>

#define AMAZON "samples/openai-amazon-2025-12.json"

/* With a list of sources, so that marks have a place to lead to. */
static const char *words(struct desk *desk, const char *source)
{
    return desk_words(desk, arena_printf(desk->arena, "%s\n\n::sources\n", source));
}

struct vector {
    const char *source, *words;
};

/* a no-break space shows as ~ */
static const char *spaces_shown(struct arena *arena, const char *text)
{
    struct str out = str_init(arena);
    for (const char *at = text; *at; at++) {
        if (!strncmp(at, "\u00A0", 2)) {
            str_char(&out, '~');
            at++;
        } else {
            str_char(&out, *at);
        }
    }
    return str_text(&out);
}

static void check(struct desk *desk, const struct vector *vectors, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        const char *got = spaces_shown(desk->arena, words(desk, vectors[i].source));
        if (!strcmp(got, vectors[i].words))
            continue;
        print_error("%s\n  wanted: %s\n  got:    %s\n", vectors[i].source, vectors[i].words, got);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static const struct vector amazon[] = {
    {"{{ dataset.title }}", "Amazon's proposed $10 billion investment in OpenAI"},
    {"{{ dataset.title | upper }}", "AMAZON'S PROPOSED $10 BILLION INVESTMENT IN OPENAI"},
    {"{{ dataset.as-of }} {{ dataset.as-of | date:long }} {{ dataset.as-of | date:iso }}",
        "17 Dec 2025 17 December 2025 2025-12-17"},
    {"week {{ edition.week }}, {{ edition.year }}: {{ dataset.deals }} deals, {{ dataset.parties | words }} "
     "parties",
        "week 51, 2025: 12 deals, twelve parties"},
    {"{{ dataset.author | optional }}|", "|"},
    {"{{ deal.amazon-equity }}", "Amazon investment in OpenAI"},
    {"{{ deal.amazon-equity.from }} {{ deal.amazon-equity | status }} invest {{ deal.amazon-equity.amount | "
     "long }}",
        "Amazon is in talks to invest $10~billion"},
    {"{{ deal.amazon-equity | status:adjective }}; {{ deal.aws-rental.status }}", "in talks; signed"},
    {"{{ deal.aws-rental.amount }} {{ deal.aws-rental | long }} {{ deal.aws-rental.amount | sig:2 | short }}",
        "$38B $38~billion $38B"},
    {"{{ deal.aws-rental.term.years }} {{ deal.aws-rental.term.years | words }}", "7 seven"},
    {"{{ deal.aws-rental | per-year }}; {{ deal.aws-rental.amount | per-year | long }}",
        "$5.4B; $5.4~billion"},
    {"{{ deal.chips.amount }}; {{ deal.chips.amount | range }}; {{ deal.chips | range | long }}",
        "tens of billions; $10B–$100B; $10~billion–$100~billion"},
    {"{{ deal.aws-trainium.amount }} {{ deal.aws-trainium | long }} {{ deal.aws-trainium | range }}",
        "undisclosed undisclosed undisclosed"},
    {"{{ deal.chips.to }}; {{ deal.aws-rental.to }}; {{ deal.aws-rental.to | name }}",
        "NVIDIA and AMD; AWS; Amazon Web Services"},
    {"{{ deal.chips.type }} {{ deal.chips.class }} {{ deal.chips.for }}",
        "purchase commerce AI accelerators"},
    {"{{ party.aws }} {{ party.aws.name }} {{ party.aws | name }} {{ party.amazon.ticker }}",
        "AWS Amazon Web Services Amazon Web Services AMZN"},
    {"{{ valuation.openai.previous.value }}, now {{ valuation.openai.latest }} ({{ "
     "valuation.openai.latest.date }})",
        "at least $500B, now $500B (Dec 2025[†])"},
    {"{{ valuation.openai.previous.status | status:adjective }}, {{ valuation.openai.previous.basis }}",
        "in talks, funding round"},
    {"Talks {{ deal.amazon-equity | cite }}.", "Talks[1][,][2]."},
    {"{{ total class=capital, bucket=firm }} {{ total:class=capital,bucket=talk | long }}",
        "$13B $10~billion"},
    {"{{ total:class=commerce,bucket=firm }} or {{ total:class=commerce,bucket=firm | long }}",
        "$48B–$138B or $48~billion–$138~billion"},
    {"{{ total:class=commerce,bucket=talk }}", "undisclosed (two deals)"},
    {"{{ total:class=commerce }}", "$48B–$138B plus three undisclosed"},
    {"{{ total:class=ownership }}", "none"},
    {"{{ count:class=commerce | words }} {{ count:class=relation }} {{ count: }}", "five 4 12"},
    {"{{ circulating }} {{ circulating | long }}", "up to $20B up to $20~billion"},
    {"{{ dataset.summary }}",
        "$13B in capital and $48B–$138B in commercial deals are signed or paid; $400B "
        "in building is announced or agreed, not known to bind; $10B in capital is only under "
        "discussion. Three more payments name no amount. All of this is known from press reports only, "
        "but for what is assumed (†)."},
    {"{{ dataset.lead }}",
        "OpenAI stands on one side of seven of eight payments. Of the amounts known, the largest signed or "
        "paid is $38B, from OpenAI to Amazon; the largest not signed yet is $400B, from Oracle / SoftBank to "
        "Data centers. Three payments name no amount. All of this is known from press reports only, but for "
        "what is assumed (†)."},
    {"{{ dataset.circulation }}",
        "Up to $20B of at least $471B (4.2~%) could run in loops, every payment of a loop counted; among "
        "signed and paid deals alone, none would."},
    {"\\{{ not a value }}", "{{ not a value }}"},
    {"**{{ deal.aws-rental.amount }}**", "**$38B**"},
};

static void test_amazon(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, AMAZON);
    check(&desk, amazon, sizeof amazon / sizeof *amazon);
    desk_close(&desk);
}

/* Every kind of amount keeps its qualifier on the way into a sentence. */
static const char made[] =
    "{\"dealbrief\":\"1\",\"as_of\":\"2025-06-30\",\"currency\":\"EUR\",\"parties\":[{\"id\":\"a\",\"name\":"
    "\"Alpha\"},"
    "{\"id\":\"b\",\"name\":\"Beta\"},{\"id\":\"c.d\",\"name\":\"C.D.\"}],\"deals\":["
    "{\"id\":\"about\",\"type\":\"equity\",\"from\":\"a\",\"to\":\"b\",\"status\":\"signed\",\"amount\":"
    "\"about €10B\"},"
    "{\"id\":\"upto\",\"type\":\"debt\",\"from\":\"a\",\"to\":\"b\",\"status\":\"announced\",\"amount\":\"up "
    "to €100B\",\"term\":{\"years\":\"5-7\"}},"
    "{\"id\":\"least\",\"type\":\"services\",\"from\":\"b\",\"to\":\"c.d\",\"status\":\"rumoured\","
    "\"amount\":\"more than €20B\",\"term\":{\"years\":4}},"
    "{\"id\":\"range\",\"type\":\"services\",\"from\":\"b\",\"to\":\"c.d\",\"status\":\"closed\",\"amount\":"
    "\"€1B-€2B\"},"
    "{\"id\":\"legs\",\"type\":\"services\",\"status\":\"signed\",\"flows\":[{\"from\":\"b\",\"to\":\"c.d\","
    "\"amount\":\"€3B\"},{\"from\":\"b\",\"to\":\"c.d\",\"amount\":\"undisclosed\"}]},"
    "{\"id\":\"gone\",\"type\":\"purchase\",\"from\":\"b\",\"to\":\"a\",\"status\":\"withdrawn\",\"amount\":"
    "\"€7B\"},"
    "{\"id\":\"dotted.one\",\"type\":\"integration\",\"from\":\"b\",\"to\":\"c.d\",\"status\":\"active\"}]}";

static const struct vector made_words[] = {
    {"{{ deal.about.amount }} {{ deal.about | long }} {{ deal.about | range }}",
        "about €10B about €10~billion €9B–€11B"},
    {"{{ deal.upto.amount }} {{ deal.upto | sig:1 | long }} {{ deal.upto.amount | range }}",
        "up to €100B up to €100~billion up to €100B"},
    {"{{ deal.upto.term.years }} {{ deal.upto.term.years | words }} {{ deal.upto | per-year }}",
        "5-7 5-7 up to €20B"},
    {"{{ deal.least.amount }} {{ deal.least | per-year | long }} {{ deal.least | range }}",
        "at least €20B at least €5~billion at least €20B"},
    {"{{ deal.range.amount }} {{ deal.range | long }}", "€1B–€2B €1~billion–€2~billion"},
    {"{{ deal.legs.amount }} {{ deal.legs }}",
        "€3B plus one undisclosed Beta → C.D., services, and one more flow"},
    {"{{ total:class=capital }}", "€9B–€111B"},
    {"{{ total:class=capital,bucket=firm }}", "about €10B"},
    {"{{ total:class=capital,bucket=planned }}", "up to €100B"},
    {"{{ total:class=commerce }}", "at least €24B plus one undisclosed"},
    {"{{ total:class=commerce,bucket=dead }} {{ count:bucket=dead }} {{ count: }}", "€7B 1 6"},
    {"{{ deal.dotted.one }} {{ deal.dotted.one.type }} {{ deal.dotted.one.amount | optional }}",
        "Beta → C.D., integration integration "},
    {"{{ party.c.d }} {{ party.c.d.id }}", "C.D. c.d"},
    {"{{ deal.gone | status }} buy", "is no longer to buy"},
    {"{{ circulating }}; {{ dataset.circulation }}", "none; None of this money runs in a loop."},
};

/* Amounts with an open or higher end allow more than the figures given. */
static const char ring[] =
    "{\"dealbrief\":\"1\",\"as_of\":\"2026-03-31\",\"parties\":[{\"id\":\"a\",\"name\":\"A\"},"
    "{\"id\":\"b\",\"name\":\"B\"},{\"id\":\"c\",\"name\":\"C\"}],"
    "\"sources\":[{\"id\":\"s\",\"publisher\":\"P\",\"title\":\"T\"}],\"deals\":["
    "{\"id\":\"x\",\"type\":\"equity\",\"from\":\"a\",\"to\":\"b\",\"status\":\"announced\",\"amount\":\"up "
    "to $10B\",\"sources\":[\"s\"]},"
    "{\"id\":\"y\",\"type\":\"services\",\"from\":\"b\",\"to\":\"c\",\"status\":\"signed\",\"amount\":\"$6B-$"
    "9B\",\"sources\":[\"s\"]},"
    "{\"id\":\"z\",\"type\":\"purchase\",\"from\":\"c\",\"to\":\"a\",\"status\":\"signed\",\"amount\":\"at "
    "least $4B\",\"sources\":[\"s\"]}]}";

static const struct vector ring_words[] = {
    {"{{ circulating }} {{ circulating | long }}",
        "$12B on the figures given $12~billion on the figures given"},
    {"{{ dataset.circulation }}", "On the figures given, $12B of $20B (60~%) could run in loops, every "
                                  "payment of a loop counted; among signed and paid deals alone, "
                                  "none would."},
};

static void test_ring(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, AMAZON);
    desk_take(&desk, ring);
    check(&desk, ring_words, sizeof ring_words / sizeof *ring_words);
    desk_close(&desk);
}

static void test_made(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, AMAZON);
    desk_take(&desk, made);
    check(&desk, made_words, sizeof made_words / sizeof *made_words);
    desk_close(&desk);
}

static const struct vector faults[] = {
    {"{{ deal.amazon-equty }}", "1:9 unknown-name\n"},
    {"{{ deal.amazon-equity.amont }}", "1:23 unknown-name\n"},
    {"x {{ party.amazn.name }} {{ party.aws.nam }}", "1:12 unknown-name\n1:39 unknown-name\n"},
    {"{{ valuation.amazon.latest.value }}", "1:4 unknown-name\n"},
    {"{{ valuation.amazn.latest.value }}", "1:14 unknown-name\n"},
    {"{{ dataset.author }}", "1:4 unknown-name\n"},
    {"{{ deal.amazon-marketplace.amount }}", "1:4 unknown-name\n"},
    {"{{ deal.amazon-equity | per-year }}", "1:25 bad-filter\n"},
    {"{{ deal.aws-trainium | per-year }}", "1:24 bad-filter\n"},
    {"{{ total:class=captal }}", "1:16 bad-where\n"},
    {"{{ total party=amazon, clas=capital }}", "1:24 bad-where\n"},
    {"{{ deal.amazon-equity | cite }}", "1:25 bad-filter\n"},
    {"::flow{highlight=everything}", "1:18 bad-attribute\n"},
    {"::flow{highlight=party:opnai}", "1:18 bad-attribute\n"},
    {"::flow{highlight=deal:openai}", "1:18 bad-attribute\n"},
    {"::flow{highlight=loop:x}", "1:18 bad-attribute\n"},
    {"::flow{highlight=none loops=firm}", "1:29 bad-attribute\n"},
    {"::flow{highlight=openai loops=live}", "1:31 bad-attribute\n"},
    {"::flow{direction=down height=300}", "1:30 bad-attribute\n"},
    {"::flow{changes=panels height=300}", "1:30 bad-attribute\n"},
    {"::flow{changes=panels direction=down}", "1:33 bad-attribute\n"},
    {"::table{where=\"party=openay\"}", "1:22 bad-where\n"},
    {"::valuation{party=opnai}", "1:19 unknown-name\n"},
    {":::each{deals where=\"status=sgned\"}\nx\n:::", "1:29 bad-where\n"},
    {":::if{where=\"amount>=10Q\"}\nx\n:::", "1:22 bad-where\n"},
    {"::expect{total:class=capital,bucket=firm is \"$14B\"}\n::expect{count:class=build is \"1\"}",
        "1:10 expect-failed\n"},
    {"[x]({{ party.openai.id }})", "1:8 bad-url\n"},
    {"::valuation[{{ party.opnai }}]{party=openai}", "1:22 unknown-name\n"},
    {"# {{ dataset.author }}\n\n{{ deal.a }}\n\n::flow{where=\"id=b\"}\n",
        "1:6 unknown-name\n3:9 unknown-name\n5:18 bad-where\n"},
};

static void test_faults(void **state)
{
    (void)state;
    struct desk desk;
    size_t wrong = 0;
    desk_open(&desk, AMAZON);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        const char *got = desk_faults(&desk, arena_printf(desk.arena, "%s\n", faults[i].source));
        if (!strcmp(got, faults[i].words))
            continue;
        print_error("%s\n  wanted: %s  got: %s", faults[i].source, faults[i].words, got);
        wrong++;
    }
    assert_int_equal(wrong, 0);
    desk_close(&desk);
}

static void test_containers(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, AMAZON);
    const struct template *template = desk_template(&desk,
        ":::each{notes kind=regulatory}\n- {{ note.kind }}: {{ note.about }}\n:::\n"
        ":::each{deals where=\"class=capital\"}\n1. {{ deal.title }}, {{ deal.amount }}, {{ deal.this.status "
        "}}\n:::\n"
        ":::each{parties with=valuations}\n{{ party.name }}: {{ valuation.this.latest.value }}\n:::\n"
        ":::each{parties with=one-valuation}\nnone\n:::\n"
        ":::each{valuations party=openai max=1}\n{{ valuation.party }} {{ valuation.value }}\n:::\n"
        ":::if{where=\"id=amazon-equity, bucket=talk\"}\nyes\n:::\n"
        ":::if{where=\"id=amazon-equity, bucket=firm\"}\nno\n:::\n"
        ":::unless{where=\"class=ownership\"}\nunless\n:::\n"
        ":::if{loops}\nloops\n:::\n"
        ":::if{valuations party=amazon}\nno\n:::\n"
        ":::only{svg html}\nno\n:::\n"
        ":::only{pdf}\npdf\n:::\n");
    assert_non_null(template);
    struct cited cited = cited_number(desk.arena, desk.dataset);
    struct expansion expansion;
    expansion_init(&expansion, desk.arena, desk.dataset, desk.facts, template, &cited, desk.diags);
    assert_string_equal(desk_tree(desk.arena, expand_blocks(&expansion)),
        "list\n  item\n    paragraph regulatory: Amazon and OpenAI\n  item\n    paragraph regulatory: "
        "OpenAI\n"
        "list from 1\n  item\n    paragraph Amazon investment in OpenAI, $10B, in talks\n"
        "  item\n    paragraph Microsoft investment in OpenAI, $13B, closed[†]\n"
        "paragraph OpenAI: $500B\n"
        "paragraph OpenAI at least $500B\n"
        "paragraph yes\nparagraph unless\nparagraph loops\nparagraph pdf\n");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_amazon),
        cmocka_unit_test(test_made),
        cmocka_unit_test(test_ring),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_containers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
