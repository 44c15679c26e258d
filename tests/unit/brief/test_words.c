/* SPDX-License-Identifier: MIT */
/*
 * Whether what the dataset doubts is doubted on the page: pages are made of datasets in which every deal has
 * one kind of amount, and every number on them must stand with that kind's qualifier. And a kept text to be
 * read like an editor: each status with each evidence, each kind of amount with each status.
 */
#include "desk.h"

#include "deal_table.h"
#include "flow.h"
#include "str.h"
#include "summary.h"
#include "wording.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 33;
}

/* ---- every number with its qualifier ---- */

static const struct kind {
    const char *name, *before, *after; /* "up to " $5B */
    const char *allowed[5];            /* what may stand before a number; a range needs nothing */
} kinds[] = {
    {"at most", "up to ", "", {"up to", "at most"}}, {"at least", "over ", "", {"at least"}},
    {"plus", "", "+", {"at least"}}, {"about", "about ", "", {"about"}},
    {"nearly", "almost ", "", {"nearly", "up to", "at most"}},
    {"range", "", "", {"at least", "up to"}}, /* sums of them on low ends; nothing else alone */
};
enum { KINDS = sizeof kinds / sizeof *kinds, ROUNDS = 8, PARTIES = 5, DEALS = 7 };

static void append_number(struct str *out, uint64_t *seed)
{
    static const char letters[] = "MB";
    unsigned number = 101 + (unsigned)(next_random(seed) % 899);
    bool point = next_random(seed) % 2; /* "$12.3B", "$123M" */
    str_printf(out, point ? "$%u.%u%c" : "$%u%u%c", number / 10, number % 10, letters[next_random(seed) % 2]);
}

static const char *made_dataset(struct arena *arena, const struct kind *kind, uint64_t *seed)
{
    static const char *const statuses[] = {"reported", "in_talks", "agreed", "announced", "signed", "closed"};
    static const char *const types[] = {"equity", "purchase", "lease", "debt", "build"};
    struct str out = str_init(arena);
    str_append(&out, "{\"dealbrief\":\"1\",\"as_of\":\"2025-12-17\",\"currency\":\"USD\",\"title\":\"Made\","
                     "\"sources\":[{\"id\":\"s\",\"publisher\":\"Paper\",\"kind\":\"press\"}],\"parties\":[");
    for (int i = 0; i < PARTIES; i++)
        str_printf(&out, "%s{\"id\":\"p%c\",\"name\":\"Party %c\"}", i ? "," : "", 'a' + i, 'A' + i);
    str_append(&out, "],\"deals\":[");
    for (int i = 0; i < DEALS; i++) {
        int from = (int)(next_random(seed) % PARTIES),
            to = (from + 1 + (int)(next_random(seed) % (PARTIES - 1))) % PARTIES;
        str_printf(&out,
            "%s{\"id\":\"d%d\",\"type\":\"%s\",\"from\":\"p%c\",\"to\":\"p%c\",\"status\":\"%s\",\"date\":"
            "\"2025-0%d\",",
            i ? "," : "", i, types[next_random(seed) % 5], 'a' + from, 'a' + to,
            statuses[next_random(seed) % 6], i + 1);
        if (next_random(seed) % 2)
            str_printf(&out, "\"term\":{\"years\":%d},", 2 + (int)(next_random(seed) % 9));
        str_printf(&out, "\"sources\":[\"s\"],\"evidence\":\"press\",\"amount\":\"%s", kind->before);
        if (strcmp(kind->name, "range") == 0) {
            unsigned low = 1 + (unsigned)(next_random(seed) % 99);
            str_printf(&out, "$%u.5M-$%u.25B", low, low % 9 + 1);
        } else {
            append_number(&out, seed);
        }
        str_printf(&out, "%s\"}", kind->after);
    }
    str_append(&out, "]}");
    return str_text(&out);
}

/* The dump without the groups of axes: the ticks of a scale are no amounts of the data. */
static const char *dump_without_axes(struct arena *arena, const struct scene *page)
{
    struct str dump = str_init(arena), out = str_init(arena);
    scene_dump(page, &dump);
    size_t within = SIZE_MAX; /* the indentation of the axis that is left out */
    for (const char *line = str_text(&dump); *line;) {
        size_t length = strcspn(line, "\n"), deep = strspn(line, " ");
        if (deep <= within)
            within = SIZE_MAX;
        const char *text = arena_strndup(arena, line, length);
        if (within == SIZE_MAX && strstr(text, "=\"axis\""))
            within = deep;
        if (within == SIZE_MAX)
            str_printf(&out, "%s\n", text);
        line += length + (line[length] == '\n');
    }
    return str_text(&out);
}

/* All text runs of the pages in the order in which they are drawn, and what is read out for drawings */
static const char *pages_text(struct arena *arena, const struct brief *brief)
{
    struct str out = str_init(arena);
    for (size_t i = 0; i < brief->page_count; i++) {
        const char *dump = dump_without_axes(arena, brief->pages[i]);
        for (const char *at = strchr(dump, '"'); at; at = strchr(at + 1, '"')) {
            const char *end = strchr(at + 1, '"');
            if (!end)
                break;
            bool badge = strspn(at + 1, "0123456789") == (size_t)(end - at - 1); /* a loop's number */
            if (!badge)
                str_append_bytes(&out, at + 1, (size_t)(end - at - 1));
            str_append(&out, badge ? "" : " ");
            at = end;
        }
    }
    return str_text(&out);
}

static bool ends_with_word(const char *text, size_t length, const char *word)
{
    while (length > 0 && text[length - 1] == ' ')
        length--;
    size_t n = strlen(word);
    if (length < n)
        return false;
    for (size_t i = 0; i < n; i++) /* "Up to", at the start of a sentence */
        if (tolower((unsigned char)text[length - n + i]) != word[i])
            return false;
    return true;
}

/* "net −$159M to $1.39T": a range over the zero is written out. */
static bool is_end_of_net(const char *text, const char *at)
{
    static const char minus[] = "−";
    size_t length = (size_t)(at - text), end = strcspn(at + 1, " ");
    const char *rest = at + 1 + end;
    bool is_low = str_starts(rest, " to $") || (str_starts(rest, " to ") && str_starts(rest + 4, minus));
    const char *before =
        at - (length >= strlen(minus) && str_starts(at - strlen(minus), minus) ? strlen(minus) : 0);
    if (is_low)
        return before < at || ends_with_word(text, (size_t)(before - text), "net");
    const char *low = before - text > 4 && str_starts(before - 4, " to ") ? before - 4 : NULL;
    while (low && low > text && *low != '$')
        low--;
    return low && low > text && is_end_of_net(text, low);
}

static bool number_is_qualified(const struct kind *kind, const char *text, const char *at)
{
    if (is_end_of_net(text, at) || str_starts(at + strcspn(at, " "), " certain"))
        return true;
    static const char dash[] = "–";
    size_t length = (size_t)(at - text), end = strcspn(at, " ,;:)");
    if (memchr(at, dash[0], end) && strncmp(at, dash, 3) != 0 && strstr(at, dash) < at + end)
        return true; /* the low end of a range */
    if (length >= strlen(dash) && strncmp(at - strlen(dash), dash, strlen(dash)) == 0)
        return true;
    if (length >= strlen(dash) + 1 && strncmp(at - strlen(dash) - 1, dash, strlen(dash)) == 0)
        return true; /* wrapped behind the dash */
    if (ends_with_word(text, length, "this bar ="))
        return true;
    for (size_t i = 0; i < sizeof kind->allowed / sizeof *kind->allowed && kind->allowed[i]; i++)
        if (ends_with_word(text, length, kind->allowed[i]))
            return true;
    /* sums on headlines say on what they rest, before or behind, within their sentence */
    const size_t reach = 170;
    size_t from = length > reach ? length - reach : 0;
    for (const char *near = text + from; (near = strstr(near, "figures given")) != NULL; near++)
        if (near < at + reach)
            return true;
    return false;
}

static void assert_qualified(const struct kind *kind, const char *text, const char *dataset)
{
    for (const char *at = strchr(text, '$'); at; at = strchr(at + 1, '$')) {
        if (!isdigit((unsigned char)at[1]))
            continue; /* "$B" over a column */
        if (!number_is_qualified(kind, text, at))
            fail_msg("%s: a number stands alone: …%.90s…\n%s", kind->name, at - text > 60 ? at - 60 : text,
                dataset);
    }
}

/* Cells have no currency sign: the number must have its word with it. */
static void assert_cells_qualified(struct desk *desk, const struct kind *kind)
{
    const struct table *table =
        deal_table_make(desk->arena, desk->facts, &(struct deal_table_options){.group = GROUP_CLASS});
    for (size_t row = 0; row < table->row_count; row++)
        for (size_t column = 0; column < table->column_count; column++) {
            const struct table_cell *cell = &table->rows[row].cells[column];
            bool good = !cell->is_number || strstr(cell->text, "–");
            for (size_t i = 0; i < 5 && kind->allowed[i]; i++)
                good = good || str_starts(cell->text, kind->allowed[i]);
            if (!good)
                fail_msg("%s: the cell '%s' lost its qualifier", kind->name, cell->text);
        }
}

static void assert_well_written(const char *text)
{
    static const char *const never[] = {"about about", "about nearly", "up to at", "up to up", "at least at",
        "at least up", "at most at", "up to about", " 1 deals", " 1 payments", "one deals", "one payments",
        "one parties", "−0 ", "round-trip", "it owes ", "they owe ", " - ", "-$", "nan", "inf ", "(null)"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (strstr(text, never[i]))
            fail_msg("'%s' in …%.120s…", never[i], strstr(text, never[i]));
}

static void test_qualifiers_survive(void **state)
{
    (void)state;
    uint64_t seed = 7;
    const char *weekly = NULL;
    for (int k = 0; k < KINDS; k++) {
        struct desk desk;
        desk_open(&desk, "samples/openai-amazon-2025-12.json");
        weekly = (const char *)source_file(desk.arena, "templates/weekly.md").at;
        for (int round = 0; round < ROUNDS; round++) {
            const char *json = made_dataset(desk.arena, &kinds[k], &seed);
            desk_take(&desk, json);
            const struct brief *brief = desk_brief(&desk, weekly);
            assert_non_null(brief);
            const char *text = pages_text(desk.arena, brief);
            assert_qualified(&kinds[k], text, json);
            assert_cells_qualified(&desk, &kinds[k]);
            assert_well_written(text);
            struct str facts = str_init(desk.arena);
            facts_write_json(desk.facts, &facts);
            for (const char *at = strstr(str_text(&facts), "\"words\": \""); at;
                 at = strstr(at + 1, "\"words\": \"")) {
                const char *words = arena_strndup(desk.arena, at + 10, strcspn(at + 10, "\""));
                assert_qualified(&kinds[k], words, json);
            }
        }
        desk_close(&desk);
    }
}

/* Undisclosed everywhere: no number of money at all */
static void test_undisclosed_stays(void **state)
{
    (void)state;
    struct desk desk;
    uint64_t seed = 3;
    const struct kind exact = {.name = "exact", .before = "", .after = ""};
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    const char *weekly = (const char *)source_file(desk.arena, "templates/weekly.md").at;
    for (int round = 0; round < ROUNDS; round++) {
        struct str json = str_init(desk.arena);
        for (const char *at = made_dataset(desk.arena, &exact, &seed), *next; *at; at = next) {
            next = strstr(at, "\"amount\":\"");
            if (!next) {
                str_append(&json, at);
                break;
            }
            str_append_bytes(&json, at, (size_t)(next - at));
            str_append(&json, "\"amount\":\"undisclosed");
            next += 10 + strcspn(next + 10, "\"");
        }
        desk_take(&desk, str_text(&json));
        const struct brief *brief = desk_brief(&desk, weekly);
        assert_non_null(brief);
        const char *text = pages_text(desk.arena, brief);
        for (const char *at = strchr(text, '$'); at; at = strchr(at + 1, '$'))
            if (isdigit((unsigned char)at[1]))
                fail_msg("money where none is disclosed: …%.60s", at);
        assert_non_null(strstr(text, "undisclosed"));
        assert_well_written(text);
    }
    desk_close(&desk);
}

/* ---- read like an editor ---- */

static void take_pair(
    struct desk *desk, const char *status, const char *evidence, const char *amount, const char *rest)
{
    desk_take(desk,
        arena_printf(desk->arena,
            "{\"dealbrief\":\"1\",\"as_of\":\"2025-12-17\",\"currency\":\"USD\",\"sources\":[{\"id\":\"s\","
            "\"publisher\":\"P\",\"kind\":\"press\"}],"
            "\"parties\":[{\"id\":\"a\",\"name\":\"Ash\"},{\"id\":\"b\",\"name\":\"Birch\"}],\"deals\":["
            "{\"id\":\"in\",\"type\":\"equity\",\"from\":\"a\",\"to\":\"b\",\"status\":\"%s\",\"evidence\":"
            "\"%s\",\"amount\":\"%s\",\"sources\":[\"s\"]%s},"
            "{\"id\":\"out\",\"type\":\"purchase\",\"from\":\"b\",\"to\":\"a\",\"status\":\"signed\","
            "\"evidence\":\"filing\",\"amount\":\"$38B\",\"sources\":[\"s\"]}]}",
            status, evidence, amount, rest));
}

/* News of one week are a heap with the largest on top; older ones follow by date. */
static void test_news_of_a_week(void **state)
{
    (void)state;
    static const char *const dated[][3] = {{"little", "$100M", "2025-12-15"}, {"large", "$5B", "2025-12-10"},
        {"old", "$50B", "2025-11-01"}, {"older", "$60B", "2025-10-01"}};
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    struct str json = str_init(desk.arena);
    str_append(&json,
        "{\"dealbrief\":\"1\",\"as_of\":\"2025-12-17\",\"parties\":[{\"id\":\"a\",\"name\":\"Ash\"},"
        "{\"id\":\"b\",\"name\":\"Birch\"}],\"deals\":[");
    for (size_t i = 0; i < 4; i++)
        str_printf(&json,
            "%s{\"id\":\"%s\",\"title\":\"%s\",\"type\":\"debt\",\"from\":\"a\",\"to\":\"b\",\"amount\":\"%"
            "s\","
            "\"status\":\"in_talks\",\"date\":\"%s\"}",
            i ? "," : "", dated[i][0], dated[i][0], dated[i][1], dated[i][2]);
    str_append(&json, "]}");
    desk_take(&desk, str_text(&json));
    const struct brief *brief =
        desk_brief(&desk, "# A\n\n:::each{deals order=news}\nq{{ deal.title }}q\n:::\n");
    assert_non_null(brief);
    const char *text = pages_text(desk.arena, brief);
    static const char *const order[] = {"q large q", "q little q", "q old q", "q older q"};
    for (size_t i = 0; i < 4; i++) {
        if (!strstr(text, order[i]))
            fail_msg("%s: %s", order[i], text);
        text = strstr(text, order[i]);
        assert_non_null(text);
    }
    desk_close(&desk);
}

/* Who repeats the figure disputes nothing: no table, and with :::found no heading. */
static void test_repeated_claim(void **state)
{
    (void)state;
    static const char *const claimed[] = {"$10B", "up to $10B"};
    for (size_t i = 0; i < 2; i++) {
        struct desk desk;
        desk_open(&desk, "samples/openai-amazon-2025-12.json");
        take_pair(&desk, "signed", "filing", "$10B",
            arena_printf(desk.arena, ",\"claims\":[{\"field\":\"amount\",\"source\":\"s\",\"value\":\"%s\"}]",
                claimed[i]));
        const struct brief *brief = desk_brief(&desk, "# A\n\n:::found\n## Disputed\n::disputes\n:::\n\nB\n");
        assert_non_null(brief);
        const char *text = pages_text(desk.arena, brief);
        assert_int_equal(strstr(text, "Disputed") != NULL, i == 1);
        assert_int_equal(strstr(text, "Used in this briefing") != NULL, i == 1);
        desk_close(&desk);
    }
}

static void tell_loops(struct desk *desk, struct str *out)
{
    struct strings loops = flow_loop_sentences(desk->arena, desk->facts, &desk->facts->live, 3);
    for (size_t i = 0; i < loops.count; i++)
        str_printf(out, "  loop: %s\n", loops.at[i]);
}

/* The row of what this party pays */
static void append_row_of(struct str *out, const struct table *table, const char *payer)
{
    for (size_t row = 0; table && row < table->row_count; row++) {
        const struct table_cell *cells = table->rows[row].cells;
        if (!cells[0].text || strcmp(cells[0].text, payer) != 0)
            continue;
        for (size_t column = 0; column < table->column_count; column++)
            str_printf(out, " | %s", cells[column].text ? cells[column].text : "");
    }
    str_append(out, "\n");
}

/* What no source says: nobody is named for it, and it "would" happen */
static void tell_assumptions(struct desk *desk, struct str *out)
{
    static const char *const rests[] = {",\"assumed\":[\"status\"]", ",\"assumed\":[\"amount\"]",
        ",\"assumed\":[\"from\",\"type\",\"status\"]", ",\"assumed\":[\"date\",\"note\"]",
        ",\"assumed\":[\"flows.0.status\"],\"flows\":[{\"amount\":\"$5B\"}]",
        ",\"tranches\":[{\"amount\":\"$4B\"},{\"amount\":\"$6B\",\"condition\":\"c\"}]", ",\"binding\":true",
        ",\"binding\":true,\"assumed\":[\"binding\"]"};
    static const char *const statuses[] = {"reported", "agreed", "signed", "closed"};
    for (size_t s = 0; s < sizeof statuses / sizeof *statuses; s++)
        for (size_t r = 0; r < sizeof rests / sizeof *rests; r++) {
            take_pair(
                desk, statuses[s], "press", strstr(rests[r], "tranches") ? "about $10B" : "$10B", rests[r]);
            struct flow_plan *plan = flow_plan_make(desk->arena, desk->engine, desk->text, desk->facts,
                &(struct flow_options){.width = 499}, desk->diags);
            str_printf(
                out, "%s%s\n  described: %s\n", statuses[s], rests[r], flow_describe(desk->arena, plan));
            tell_loops(desk, out);
        }
}

static void test_every_combination(void **state)
{
    (void)state;
    static const char *const evidences[] = {"filing", "party", "analyst", "press", "rumour", "assumed"};
    static const char *const amounts[] = {"$10B", "about $10B", "nearly $10B", "up to $10B", "over $10B",
        "$10B to $20B", "tens of billions", "undisclosed"};
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    struct str out = str_init(desk.arena);
    size_t count;
    const char *const *statuses = status_words(&count);
    for (size_t s = 0; s < count; s++) {
        for (size_t e = 0; e < sizeof evidences / sizeof *evidences; e++) {
            take_pair(&desk, statuses[s], evidences[e], "about $10B", "");
            str_printf(&out, "%s, %s\n", statuses[s], evidences[e]);
            tell_loops(&desk, &out);
        }
        for (size_t a = 0; a < sizeof amounts / sizeof *amounts; a++) {
            take_pair(&desk, statuses[s], "party", amounts[a], "");
            struct flow_plan *plan = flow_plan_make(desk.arena, desk.engine, desk.text, desk.facts,
                &(struct flow_options){.width = 499}, desk.diags);
            const struct table *table =
                deal_table_make(desk.arena, desk.facts, &(struct deal_table_options){.group = GROUP_NONE});
            str_printf(&out, "%s, %s\n  totals: %s\n  back: %s\n  described: %s\n  row:", statuses[s],
                amounts[a], summary_totals(desk.arena, desk.facts),
                summary_circulation(desk.arena, desk.facts),
                plan ? flow_describe(desk.arena, plan) : "nothing");
            append_row_of(&out, table, "Ash");
            tell_loops(&desk, &out);
        }
    }
    tell_assumptions(&desk, &out);
    assert_well_written(str_text(&out));
    assert_golden("tests/golden/brief/every-combination.txt", str_text(&out));
    desk_close(&desk);
}

/* A circulation that was too long to find is not known: never "none", never "not disclosed". */
static void test_circulation_cut(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    struct facts facts = *desk.facts;
    facts.live.circulation_cut = facts.firm.circulation_cut = true;
    facts.live.circulating = facts.firm.circulating = 0;
    facts.live.circuit_count = 0;
    assert_string_equal(summary_circulation(desk.arena, &facts),
        "How much could come back to those who pay it is not known: the loops are too many to add up.");
    struct strings loops = flow_loop_sentences(desk.arena, &facts, &facts.live, 3);
    assert_true(loops.count > 0);
    assert_string_equal(loops.at[loops.count - 1],
        "How much could come back is not known: the loops are too many to add up.");
    facts.live = desk.facts->live;
    assert_non_null(strstr(summary_circulation(desk.arena, &facts),
        "among signed and paid deals alone, the loops are too many to add up"));
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_qualifiers_survive),
        cmocka_unit_test(test_undisclosed_stays),
        cmocka_unit_test(test_repeated_claim),
        cmocka_unit_test(test_news_of_a_week),
        cmocka_unit_test(test_every_combination),
        cmocka_unit_test(test_circulation_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
