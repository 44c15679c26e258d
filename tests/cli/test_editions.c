/* SPDX-License-Identifier: MIT */
/* diff and --since as their users meet them: every kind of change in words and as JSON, warnings about the
 * pair, faults of both files in one run. tests/editions holds a pair with every kind of change. */
#include "fixture.h"

#include <math.h>
#include <stdio.h>

static const char *old_path(struct fixture *fixture)
{
    return source_path(fixture->arena, "tests/editions/old.json");
}

static const char *new_path(struct fixture *fixture)
{
    return source_path(fixture->arena, "tests/editions/new.json");
}

static const char *earlier(struct fixture *fixture)
{
    return source_path(fixture->arena, "samples/editions/openai-amazon-2025-12-10.json");
}

static const char *written(struct fixture *fixture, const char *name, const char *json)
{
    kept_write(fixture, name, json);
    return arena_printf(fixture->arena, "%s/%s", fixture->folder, name);
}

/* A dataset of one deal */
static const char *small(struct fixture *fixture, const char *name, const char *as_of, const char *currency,
    const char *id, const char *amount)
{
    return written(fixture, name,
        arena_printf(fixture->arena,
            "{\"dealbrief\":\"1\",\"as_of\":\"%s\",\"currency\":\"%s\","
            "\"parties\":[{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"b\",\"name\":\"B\"}],"
            "\"sources\":[{\"id\":\"s\",\"publisher\":\"S\"}],"
            "\"deals\":[{\"id\":\"%s\",\"type\":\"lease\",\"from\":\"a\",\"to\":\"b\",\"amount\":\"%s\","
            "\"status\":\"announced\",\"date\":\"2024\",\"sources\":[\"s\"]}]}",
            as_of, currency, id, amount));
}

static void test_every_kind(void **state)
{
    struct fixture *fixture = *state;
    struct process_result text = RUN(fixture, "diff", old_path(fixture), new_path(fixture));
    struct process_result json = RUN(fixture, "diff", "--json", old_path(fixture), new_path(fixture));
    assert_int_equal(text.exit_code, 0);
    assert_int_equal(json.exit_code, 0);
    assert_golden("tests/golden/editions/every-kind.txt", text_of(text.output));
    assert_golden("tests/golden/editions/every-kind.json", text_of(json.output));
    assert_non_null(strstr(text_of(text.errors), "[id-changed]"));
    assert_null(strstr(text_of(text.errors), "old.json")); /* its warnings were printed when it was new */
}

static void test_sample(void **state)
{
    struct fixture *fixture = *state;
    struct process_result text = RUN(fixture, "diff", earlier(fixture), fixture->sample);
    assert_int_equal(text.exit_code, 0);
    assert_golden("tests/golden/editions/openai-amazon.txt", text_of(text.output));
}

static void test_no_change(void **state)
{
    struct fixture *fixture = *state;
    struct process_result text = RUN(fixture, "diff", fixture->sample, fixture->sample);
    assert_int_equal(text.exit_code, 0);
    assert_non_null(strstr(text_of(text.output), "No change: both editions say the same."));
    assert_null(strstr(text_of(text.output), "How the sums moved"));
}

/* The object under `changes` is what diff prints. */
/* The older edition, laid out first for its places, does not know the deal. */
static void test_highlight_of_a_new_deal(void **state)
{
    struct fixture *fixture = *state;
    static const char new[] = "tests/editions/new.json", old[] = "tests/editions/old.json";
    struct process_result result = RUN(fixture, "figure", "-q", "flow", source_path(fixture->arena, new),
        "--since", source_path(fixture->arena, old), "--highlight", "deal:brand-new", "-o", "-");
    assert_int_equal(result.exit_code, 0);
    assert_non_null(strstr(text_of(result.output), "</svg>"));
}

static void test_facts_since(void **state)
{
    struct fixture *fixture = *state;
    struct process_result plain = RUN(fixture, "facts", fixture->sample),
                          since = RUN(fixture, "facts", fixture->sample, "--since", earlier(fixture)),
                          diff = RUN(fixture, "diff", "--json", earlier(fixture), fixture->sample);
    assert_int_equal(since.exit_code, 0);
    assert_null(strstr(text_of(plain.output), "\"changes\""));
    const char *changes = strstr(text_of(since.output), "  \"changes\": {\n");
    assert_non_null(changes);
    assert_non_null(strstr(changes, "\"since\": \"2025-12-10\""));
    size_t lines_since = 0, lines_diff = 0;
    for (const char *at = changes; *at; at++)
        lines_since += *at == '\n';
    for (const char *at = text_of(diff.output); *at; at++)
        lines_diff += *at == '\n';
    assert_int_equal(lines_since, lines_diff + 1); /* and the brace that closes the facts */
}

static void test_render_since(void **state)
{
    struct fixture *fixture = *state;
    struct process_result plain = RUN(fixture, "render", "-f", "pdf", "-o", "-", fixture->sample),
                          since = RUN(fixture, "render", "-f", "pdf", "-o", "-", "--since", earlier(fixture),
                              fixture->sample),
                          lost = RUN(fixture, "render", "-f", "pdf", "-o", "-", "--since", "no-such.json",
                              fixture->sample);
    assert_int_equal(plain.exit_code, 0);
    assert_int_equal(since.exit_code, 0);
    assert_true(since.output.length > plain.output.length);
    assert_int_equal(lost.exit_code, 74);
    assert_int_equal(lost.output.length, 0);
}

static struct process_result flow_since(struct fixture *fixture, const char *old, const char *new)
{
    return RUN(fixture, "figure", "flow", new, "--since", old, "-f", "json");
}

static void test_flow_since(void **state)
{
    struct fixture *fixture = *state;
    struct process_result json = flow_since(fixture, earlier(fixture), fixture->sample),
                          again = flow_since(fixture, earlier(fixture), fixture->sample),
                          same = flow_since(fixture, fixture->sample, fixture->sample),
                          svg = RUN(fixture, "figure", "flow", fixture->sample, "--since", earlier(fixture));
    assert_int_equal(json.exit_code, 0);
    assert_string_equal(text_of(json.output), text_of(again.output));
    assert_non_null(
        strstr(text_of(json.output), "\"deal\":\"aws-trainium\",\"from\":\"openai\",\"to\":\"amazon\","
                                     "\"value\":0,\"change\":\"new\",\"mark\":\"new\""));
    assert_non_null(strstr(text_of(json.output), "\"value\":13000000000,\"change\":\"revised\",\"mark\":"
                                                 "\"narrowed from about $13B\",\"before\":13000000000"));
    assert_null(strstr(text_of(same.output), "\"change\""));
    assert_non_null(strstr(text_of(svg.output), "Marked: what changed since 10 Dec 2025."));
    assert_non_null(strstr(text_of(svg.output), "data-change=\"new\""));
}

/* Who is gone is drawn beside those who are there: nobody stands among “others”. */
static void test_flow_since_party_gone(void **state)
{
    struct fixture *fixture = *state;
#define EDITION(day, parties, deals)                                                                         \
    "{\"dealbrief\": \"1\", \"as_of\": \"" day "\", \"sources\": [{\"id\": \"s\", \"publisher\": \"S\"}], "  \
                                               "\"parties\": [{\"id\": \"a\", \"name\": \"A\"}, "            \
    "{\"id\": \"b\", \"name\": \"B\"}" parties "], \"deals\": [" DEAL("ab", "b") deals "]}"
#define DEAL(id, to)                                                                                         \
    "{\"id\": \"" id "\", \"type\": \"purchase\", \"from\": \"a\", \"to\": \"" to                            \
    "\", \"amount\": \"$1B\", \"status\": \"signed\", \"date\": \"2025-01-01\", \"sources\": [\"s\"]}"
    const char *old = written(fixture, "gone-old.json",
                   EDITION("2025-02-01", ", {\"id\": \"c\", \"name\": \"C\"}", "," DEAL("ac", "c"))),
               *new = written(fixture, "gone-new.json", EDITION("2025-03-01", "", ""));
    struct process_result json = flow_since(fixture, old, new);
    assert_int_equal(json.exit_code, 0);
    assert_non_null(strstr(text_of(json.output), "\"id\":\"c\""));
    assert_string_equal(text_of(json.errors), "");
#undef EDITION
#undef DEAL
}

/* From "id" on, without the brace and what follows: {"id":"openai","x0":12,"y0":… */
static size_t node_length(const char *node)
{
    return strcspn(node, "}");
}

static const char *node_find(const char *nodes, const char *end, const char *id, size_t length)
{
    for (const char *at = strstr(nodes, "{\"id\""); at && at < end; at = strstr(at + 1, "{\"id\""))
        if (!strncmp(at, id, length))
            return at;
    return NULL;
}

/* Who is in both editions stands in the same place in both panels. */
static void assert_same_places(struct fixture *fixture, const char *width, size_t shared_least)
{
    struct process_result result = RUN(fixture, "figure", "flow", fixture->sample, "--since",
        earlier(fixture), "--changes", "panels", "--width", width, "-f", "json");
    assert_int_equal(result.exit_code, 0);
    const char *first = strstr(text_of(result.output), "\"as_of\":\"2025-12-10\""),
               *second = strstr(text_of(result.output), "\"as_of\":\"2025-12-17\"");
    size_t shared = 0;
    assert_non_null(first);
    assert_non_null(second);
    for (const char *at = strstr(first, "{\"id\""); at && at < second; at = strstr(at + 1, "{\"id\"")) {
        const char *twin = node_find(second, second + strlen(second), at, strcspn(at, ",") + 1);
        if (!twin)
            continue;
        assert_int_equal(node_length(at), node_length(twin));
        assert_memory_equal(at, twin, node_length(at));
        shared++;
    }
    assert_true(shared >= shared_least);
    assert_null(node_find(first, second, "{\"id\":\"amd+nvidia\",", 19)); /* new: an empty place then */
    assert_non_null(node_find(second, second + strlen(second), "{\"id\":\"amd+nvidia\",", 19));
    assert_non_null(node_find(first, second, "{\"id\":\"nvidia\",", 15));
    assert_null(node_find(second, second + strlen(second), "{\"id\":\"nvidia\",", 15));
}

static void test_panels(void **state)
{
    struct fixture *fixture = *state;
    assert_same_places(fixture, "1200", 5);
    assert_same_places(fixture, "600", 5);
    assert_same_places(fixture, "360", 5);
    assert_int_equal(RUN(fixture, "figure", "flow", fixture->sample, "--changes", "panels").exit_code, 2);
    assert_int_equal(RUN(fixture, "figure", "flow", fixture->sample, "--changes", "panels", "--since",
                         earlier(fixture), "--direction", "down")
                         .exit_code,
        2);
    const char *dollars = small(fixture, "dollars.json", "2025-01-01", "USD", "d", "1B"),
               *euros = small(fixture, "euros.json", "2025-03-01", "EUR", "d", "1B");
    struct process_result apart =
        RUN(fixture, "figure", "flow", euros, "--since", dollars, "--changes", "panels");
    assert_int_equal(apart.exit_code, 1);
    assert_int_equal(apart.output.length, 0);
    assert_non_null(strstr(text_of(apart.errors), "cannot be drawn at one scale"));
    /* what the old edition lacks is nobody there: the panel is empty, the figure stands */
    assert_int_equal(RUN(fixture, "figure", "flow", fixture->sample, "--since", earlier(fixture), "--changes",
                         "panels", "--where", "party=amd")
                         .exit_code,
        0);
}

struct stand {
    char id[64];
    double x0, y0, x1, y1;
};

static size_t stands_read(const char *json, struct stand *stands, size_t most)
{
    size_t count = 0;
    for (const char *at = strstr(json, "{\"id\""); at && count < most; at = strstr(at + 1, "{\"id\"")) {
        struct stand *stand = &stands[count];
        if (sscanf(at, "{\"id\":\"%63[^\"]\",\"x0\":%lf,\"y0\":%lf,\"x1\":%lf,\"y1\":%lf", stand->id,
                &stand->x0, &stand->y0, &stand->x1, &stand->y1) == 5)
            count++;
    }
    return count;
}

/* How far cards stand from where they stood, points a card */
static double mean_move(const char *was, const char *is)
{
    enum { MOST = 64 };
    struct stand then[MOST], now[MOST];
    size_t then_count = stands_read(was, then, MOST), now_count = stands_read(is, now, MOST), shared = 0;
    double sum = 0;
    for (size_t i = 0; i < then_count; i++)
        for (size_t j = 0; j < now_count; j++)
            if (!strcmp(then[i].id, now[j].id)) {
                sum += fabs(then[i].x0 + then[i].x1 - now[j].x0 - now[j].x1) / 2 +
                       fabs(then[i].y0 + then[i].y1 - now[j].y0 - now[j].y1) / 2;
                shared++;
            }
    assert_true(shared > 15);
    return sum / (double)shared;
}

/* One deal more: last week's figure and the change. Without the old edition the cards move by 150 to 240
   points. */
static void test_positions_stay(void **state)
{
    struct fixture *fixture = *state;
    const char *sample = source_path(fixture->arena, "samples/ai-deals-2025-12.json");
    const char *json = (const char *)source_file(fixture->arena, "samples/ai-deals-2025-12.json").at;
    const char *deals = strstr(json, "\"deals\": [");
    assert_non_null(deals);
    deals += strlen("\"deals\": [");
    const char *more = written(fixture, "more.json",
        arena_printf(fixture->arena,
            "%.*s{\"id\":\"zz-new\",\"type\":\"services\",\"from\":\"meta\",\"to\":\"amazon\",\"amount\":\"$"
            "20B\","
            "\"status\":\"signed\",\"date\":\"2025-12-01\"},%s",
            (int)(deals - json), json, deals));
    struct process_result was = RUN(fixture, "figure", "flow", sample, "-f", "json", "--width", "1200"),
                          is = RUN(fixture, "figure", "flow", more, "--since", sample, "-f", "json",
                              "--width", "1200");
    assert_int_equal(was.exit_code, 0);
    assert_int_equal(is.exit_code, 0);
    assert_true(mean_move(text_of(was.output), text_of(is.output)) < 80);
}

static void test_flow_since_faults(void **state)
{
    struct fixture *fixture = *state;
    const char *broken = written(fixture, "broken.json", "["),
               *dollars = small(fixture, "dollars.json", "2025-01-01", "USD", "d", "1B"),
               *euros = small(fixture, "euros.json", "2025-03-01", "EUR", "d", "1B");
    struct process_result lost = flow_since(fixture, "no-such.json", fixture->sample),
                          bad = flow_since(fixture, broken, fixture->sample),
                          apart = flow_since(fixture, dollars, euros);
    assert_int_equal(lost.exit_code, 74);
    assert_int_equal(lost.output.length, 0);
    assert_int_equal(bad.exit_code, 1);
    assert_int_equal(bad.output.length, 0);
    assert_non_null(strstr(text_of(bad.errors), "broken.json:"));
    assert_int_equal(apart.exit_code, 0);
    assert_non_null(strstr(text_of(apart.errors), "[editions-currency]"));
    assert_int_equal(RUN(fixture, "figure", "table", fixture->sample, "--since", dollars).exit_code, 2);
    assert_int_equal(flow_since(fixture, "-", "-").exit_code, 74);
}

static void test_faults_of_both(void **state)
{
    struct fixture *fixture = *state;
    const char *one = written(fixture, "one.json", "{\"dealbrief\":\"1\"}"),
               *two = written(fixture, "two.json", "[");
    struct process_result result = RUN(fixture, "diff", one, two);
    assert_int_equal(result.exit_code, 1);
    assert_int_equal(result.output.length, 0);
    assert_non_null(strstr(text_of(result.errors), "one.json:"));
    assert_non_null(strstr(text_of(result.errors), "two.json:"));
    assert_int_equal(RUN(fixture, "diff", "-", "-").exit_code, 2);
    assert_int_equal(RUN(fixture, "diff", one).exit_code, 2);
}

static void assert_warned(struct fixture *fixture, const char *old, const char *new, const char *code)
{
    struct process_result result = RUN(fixture, "diff", old, new),
                          strict = RUN(fixture, "diff", "--strict", old, new);
    assert_int_equal(result.exit_code, 0);
    assert_non_null(strstr(text_of(result.errors), code));
    assert_int_equal(strict.exit_code, 3);
    assert_int_equal(strict.output.length, 0);
}

static void test_pairs_that_look_wrong(void **state)
{
    struct fixture *fixture = *state;
    const char *first = small(fixture, "first.json", "2025-01-01", "USD", "d", "1B"),
               *later = small(fixture, "later.json", "2025-02-01", "USD", "d", "2B"),
               *other = small(fixture, "other.json", "2025-03-01", "USD", "e", "3B"),
               *renamed = small(fixture, "renamed.json", "2025-03-01", "USD", "e", "1B"),
               *euros = small(fixture, "euros.json", "2025-03-01", "EUR", "d", "1B");
    assert_string_equal(text_of(RUN(fixture, "diff", first, later).errors), "");
    assert_warned(fixture, later, first, "[editions-swapped]");
    assert_warned(fixture, first, other, "[editions-apart]");
    assert_warned(fixture, first, renamed, "[id-changed]");
    assert_warned(fixture, first, euros, "[editions-currency]");
    struct process_result apart = RUN(fixture, "diff", first, euros);
    assert_non_null(strstr(text_of(apart.output), "The sums cannot be compared"));
    assert_non_null(strstr(text_of(RUN(fixture, "diff", "--json", first, euros).output), "\"bridge\": null"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(test_every_kind), CASE(test_sample), CASE(test_no_change),
        CASE(test_facts_since), CASE(test_render_since), CASE(test_flow_since),
        CASE(test_flow_since_party_gone), CASE(test_panels), CASE(test_highlight_of_a_new_deal),
        CASE(test_positions_stay), CASE(test_flow_since_faults), CASE(test_faults_of_both),
        CASE(test_pairs_that_look_wrong)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
