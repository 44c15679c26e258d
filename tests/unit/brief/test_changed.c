/* SPDX-License-Identifier: MIT */
/* Conditions on what changed between two editions; one template for many datasets. */
#include "desk.h"

#include <string.h>

static const struct {
    const char *condition;
    bool holds;
} conditions[] = {
    {"changed=any", true},
    {"changed=new", true},
    {"changed=gone", true},
    {"changed=corrected", true},
    {"changed=amounts", true},
    {"changed=status", true},
    {"changed=valuations", true},
    {"changed=metrics", true},
    {"changed=parties", true},
    {"changed=notes", true},
    {"changed=sources", true},
    {"changed=deal:brand-new", true},
    {"changed=deal:big-round", true},
    {"changed=deal:id-before", true}, /* only in the older edition */
    {"changed=deal:whole", false},
    {"changed='deal:whole deal:big-round'", true},
    {"changed=party:cedar", true},
    {"where='id=big-round' changed=moved", true},
    {"where='id=big-round' changed='new revised'", false},
    {"where='id=big-round' changed=amounts", true},
    {"deals changed=new", true},
    {"where='id=whole' changed=any", false},
};

static const char *filled(struct desk *desk, const char *source)
{
    const struct block *root = desk_expand(desk, source);
    if (diags_count(desk->diags, DIAG_SEVERITY_ERROR))
        fail_msg("%s: %s", source, diags_brief(desk->arena, desk->diags));
    return desk_tree(desk->arena, root);
}

static void test_conditions(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, NULL);
    desk_take_editions(&desk, "tests/editions/old.json", "tests/editions/new.json");
    const struct changes *changes = desk.changes;
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        const char *source = arena_printf(desk.arena, ":::if{%s}\nyes\n:::\n:::unless{%s}\nno\n:::\n",
            conditions[i].condition, conditions[i].condition);
        const char *wanted = conditions[i].holds ? "paragraph yes\n" : "paragraph no\n";
        if (strcmp(filled(&desk, source), wanted))
            fail_msg("%s: %s", conditions[i].condition, filled(&desk, source));
        desk.changes = NULL; /* nothing has changed since no edition */
        if (conditions[i].condition[0] == 'c' && !strstr(conditions[i].condition, "id-before"))
            assert_string_equal(filled(&desk, source), "paragraph no\n");
        desk.changes = changes;
    }
    desk_close(&desk);
}

static void test_each(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, NULL);
    desk_take_editions(&desk, "tests/editions/old.json", "tests/editions/new.json");
    /* in the order of the file; one without money among them */
    assert_string_equal(filled(&desk, ":::each{deals changed=new}\n{{ deal.id }}\n:::\n"),
        "paragraph relation\nparagraph brand-new\nparagraph id-after\n");
    assert_string_equal(
        filled(&desk, ":::each{deals changed=moved where=\"class=capital\"}\n{{ deal.id }}\n:::\n"),
        "paragraph big-round\n");
    assert_string_equal(filled(&desk, "since {{ edition.since }}\n"), "paragraph since 2 Feb 2026\n");
    desk.changes = NULL;
    assert_string_equal(
        filled(&desk, ":::each{deals changed='new moved gone any'}\n{{ deal.id }}\n:::\n"), "");
    assert_string_equal(desk_faults(&desk, ":::if{changed='deal:bigg-round any party:adda'}\nx\n:::\n"),
        "1:21 unknown-name\n1:42 unknown-name\n");
    desk_close(&desk);
}

static const char *const samples[] = {"samples/openai-amazon-2025-12.json", "samples/ai-deals-2025-12.json",
    "samples/pharma-licensing-2025.json"};
static const char everything[] =
    "---\ntitle: \"{{ dataset.title | upper }}\"\n---\n# {{ dataset.title }}\n\n{{ dataset.summary }} "
    "{{ circulating | long }} {{ share:circulating | optional }} {{ annual:class=commerce | optional }}\n\n"
    ":::each{deals max=5}\n- {{ deal.title }}: {{ deal | status }} {{ deal.amount | optional }} "
    "{{ deal.sources | cite }}\n:::\n\n:::each{parties with=valuations}\n{{ party.name }} "
    "{{ valuation.this.latest.value }} {{ stepup:this ratio | optional }} {{ cover:this | optional "
    "}}\n:::\n\n"
    ":::if{changed=any}\nnever\n:::\n\n::table{columns=\"from to amount\"}\n\n::sources\n";

/* A template is parsed once: what it says of one dataset leaves nothing behind for the next. */
static void test_parsed_once(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, NULL);
    const struct template *once = desk_template(&desk, everything);
    assert_non_null(once);
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
            size_t at = round ? sizeof samples / sizeof *samples - 1 - i : i;
            desk_take(&desk, (const char *)source_file(desk.arena, samples[at]).at);
            const char *again = desk_tree(desk.arena, desk_fill(&desk, once));
            const char *apart = filled(&desk, everything);
            assert_string_equal(again, apart);
            assert_non_null(strstr(again, desk.dataset->title));
        }
    }
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_each),
        cmocka_unit_test(test_parsed_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
