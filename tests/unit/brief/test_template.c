/* SPDX-License-Identifier: MIT */
#include "desk.h"

#include <string.h>

static const char *tree(struct desk *desk, const char *source)
{
    const struct template *template = desk_template(desk, source);
    if (!template)
        fail_msg("refused: %s", diags_brief(desk->arena, desk->diags));
    return desk_tree(desk->arena, template->root);
}

static void test_markdown(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, NULL);
    assert_string_equal(
        tree(&desk, "# A *b* **c** `d`\n\nOne\ntwo  \nthree [x](https://a.example/) \\{{ y.\n"),
        "heading1 A *b* **c** `d`\n"
        "paragraph One two/three x@ {{ y.\n");
    assert_string_equal(tree(&desk, "- a\n- b\n  - c\n\n3. x\n4. y\n\n> q\n> r\n\n***\n"),
        "list\n  item\n    paragraph a\n  item\n    paragraph b\n    list\n      item\n        paragraph c\n"
        "list from 3\n  item\n    paragraph x\n  item\n    paragraph y\n"
        "quote\n  paragraph q r\nrule\n");
    assert_string_equal(tree(&desk, "| A | B |\n|---|--:|\n| {{ dataset.title | upper }} | 2 |\n"),
        "table\n  row\n    cell A\n    cell B\n  row\n    cell {dataset.title}\n    cell 2\n");
    assert_string_equal(
        tree(&desk, "<b>no HTML</b> &amp; &ndash; &unknown;\n"), "paragraph <b>no HTML</b> & – &unknown;\n");
    desk_close(&desk);
}

static void test_directives(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, NULL);
    assert_string_equal(
        tree(&desk, "a\n::flow[Who [really] pays]{level=parent highlight=loops}\nb\n"
                    ":::each{notes kind=\"risk watch\"}\n- {{ note.text }} {{ note.sources | cite }}\n:::\n"
                    ":::if{where='class=commerce, bucket in (firm planned)'}\n:::keep\nc\n:::\n:::\n"
                    "<!-- a\n comment -->\n::sources\n"),
        "paragraph a\n::flow\nparagraph b\n:::each\n  list\n    item\n      paragraph {note.text} "
        "{note.sources}\n"
        ":::if\n  :::keep\n    paragraph c\n::sources\n");
    desk_close(&desk);
}

static void test_attributes(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, NULL);
    const struct template *template =
        desk_template(&desk, "::table[Cap]{where=\"id=a, from=b\" group=class columns='from to amount'}\n");
    assert_non_null(template);
    const struct directive *directive = template->root->first->directive;
    assert_string_equal(directive->attributes[ATTRIBUTE_WHERE].value, "id=a, from=b");
    assert_int_equal(directive->attributes[ATTRIBUTE_WHERE].place.line, 1);
    assert_int_equal(directive->attributes[ATTRIBUTE_WHERE].place.column, 21);
    assert_string_equal(directive->attributes[ATTRIBUTE_GROUP].value, "class");
    assert_string_equal(directive->caption->at[0].text, "Cap");
    template = desk_template(
        &desk, "---\ntitle: \"A: {{ dataset.title }}\"\npaper: Letter\n# note\nnumbers: long\n---\nx\n");
    assert_non_null(template);
    assert_int_equal(template->options.paper, PAPER_LETTER);
    assert_int_equal(template->options.numbers, NUMBER_LONG);
    assert_int_equal(template->options.title.count, 2);
    desk_close(&desk);
}

static const struct {
    const char *source, *faults;
} bad[] = {
    /* front matter */
    {"---\ntitel: x\npaper: A3\nnonsense\n---\nx\n",
        "2:1 unknown-name\n3:8 bad-attribute\n4:1 template-syntax\n"},
    {"---\ntitle: x\n", "1:1 template-syntax\n"},
    {"---\ntitle: {{ dataset.titel }}\ntitle: y\n---\n", "2:19 unknown-name\n3:1 template-syntax\n"},
    {"---\nkicker: \"{{ dataset.title\"\n---\n", "2:10 template-syntax\n"},
    /* values */
    {"a {{ dataset.title\n}} b\n", "1:3 template-syntax\n"},
    {"a {{ }} b\n", "1:5 template-syntax\n"},
    {"{{ datset.title }}\n", "1:4 unknown-name\n"},
    {"{{ metric.openai.revenue.2025 }}\n", "1:4 unknown-name\n"},
    {"{{ note.text }}\n", "1:4 unknown-name\n"},
    {"{{ deal }}\n", "1:4 unknown-name\n"},
    {"{{ party.this.name }}\n", "1:10 unknown-name\n"},
    {"{{ valuation.openai }}\n", "1:4 unknown-name\n"},
    {"{{ valuation.openai.latest.valu }}\n", "1:28 unknown-name\n"},
    {"{{ dataset.title | lng }} {{ dataset.as-of | short }}\n", "1:20 unknown-filter\n1:46 bad-filter\n"},
    {"{{ deal.x.amount | long | sig:2 }}\n", "1:27 bad-filter\n"},
    {"{{ deal.x.amount | sig }} {{ deal.x.amount | sig:0 }}\n", "1:20 bad-filter\n1:50 bad-filter\n"},
    {"{{ deal.x | status:noun }} {{ deal.x | upper:2 }}\n", "1:20 bad-filter\n1:46 bad-filter\n"},
    {"{{ deal.x | long short }}\n", "1:17 template-syntax\n"},
    {"{{ deal.x | }}\n", "1:12 template-syntax\n"},
    {"{{ deal.x! }}\n", "1:10 template-syntax\n"},
    {"{{ circulating x }}\n", "1:16 template-syntax\n"},
    {"{{ datset.title | lng }}\n", "1:4 unknown-name\n1:19 unknown-filter\n"},
    /* values on later lines of one stretch, and in tables */
    {"# A\n\nb\n{{ deal.x | lng }} c\n\n- {{ datset }}\n", "4:13 unknown-filter\n6:6 unknown-name\n"},
    {"| A |\n|---|\n| {{ dataset.title | x }} |\n", "3:22 unknown-filter\n"},
    {"é {{ datset }}\r\nx {{ y }}\r\n", "1:7 unknown-name\n2:6 unknown-name\n"},
    /* directives */
    {"::flwo\n", "1:3 unknown-directive\n"},
    {"x\n\n  ::rigts[a]{party=x}\n", "3:5 unknown-directive\n"},
    {"::tornado{party=x}\n", "1:11 unknown-attribute\n"},
    {"::deal\n", "1:1 bad-attribute\n"},
    {"::schedule{by=deals}\n", "1:15 bad-attribute\n"},
    {"::each{notes}\n", "1:1 template-syntax\n"},
    {":::flow\n:::\n", "1:1 template-syntax\n"},
    {"::sources[x]\n", "1:10 template-syntax\n"},
    {"::flow[a\n", "1:7 template-syntax\n"},
    {"::flow{level=parent\n", "1:7 template-syntax\n"},
    {"::flow{level=\"parent}\n", "1:14 template-syntax\n"},
    {"::flow{lvel=parent}\n", "1:8 unknown-attribute\n"},
    {"::flow{direction=up}\n", "1:18 bad-attribute\n"},
    {"::flow{size=600x300}\n", "1:8 unknown-attribute\n"},
    {"::flow{page=landscape}\n", "1:8 unknown-attribute\n"},
    {"::matrix{direction=down}\n", "1:10 unknown-attribute\n"},
    {"::matrix{loops=firm}\n", "1:10 unknown-attribute\n"},
    {"::matrix{changes=panels}\n", "1:10 unknown-attribute\n"},
    {"::flow{level=parents highlight=loops group=class}\n", "1:14 bad-attribute\n1:38 unknown-attribute\n"},
    {"::flow{level=parent level=self}\n", "1:21 bad-attribute\n"},
    {"::flow{parent}\n", "1:8 template-syntax\n"},
    {"::flow{=x}\n", "1:8 template-syntax\n"},
    {"::flow{height=20} x\n", "1:15 bad-attribute\n"},
    {"::flow{max-parties=1}\n", "1:20 bad-attribute\n"},
    {"::flow{max-parties=none}\n", "1:20 bad-attribute\n"},
    {"::table{max-parties=5}\n", "1:9 unknown-attribute\n"},
    {"::flow x\n", "1:8 template-syntax\n"},
    {"::flow{id=\"A b\"}\n", "1:12 bad-attribute\n"},
    {"::table{columns=\"from too amount\"}\n", "1:23 bad-attribute\n"},
    {"::notes{kind=\"risk wacht\"}\n", "1:20 bad-attribute\n"},
    {"::loops{max=0}\n", "1:13 bad-attribute\n"},
    {"::valuation[{{ party.x.nme | lng }}]\n", "1:30 unknown-filter\n"},
    {"::expect{total:class=capital}\n", "1:9 template-syntax\n"},
    {"::expect{totl:x is \"y\"}\n", "1:10 unknown-name\n"},
    {":: flow\n", "1:1 template-syntax\n"},
    {"::rights[Who may do what]{party=openai where=\"bucket=firm\" "
     "max=3}\n::disputes{max=5}\n::toc{depth=2}\n",
        ""},
    {"::rights{id=x}\n::disputes{kind=x}\n::toc{depth=3}\n::toc{max=1}\n",
        "1:10 unknown-attribute\n2:12 unknown-attribute\n3:13 bad-attribute\n4:7 unknown-attribute\n"},
    /* containers */
    {":::columns\na\n:::\n:::columns{count=3}\nb\n:::\n", ""},
    {":::columns{count=1}\na\n:::\n::columns\n:::toc\n:::\n",
        "1:18 bad-attribute\n4:1 template-syntax\n5:1 template-syntax\n"},
    {"---\npapr: A4\nfont: x\npaper: A4\npaper: A4\n---\n",
        "2:1 unknown-name\n3:1 unknown-name\n5:1 template-syntax\n"},
    {":::each{notes}\n", "1:1 template-syntax\n"},
    {"x\n:::\n", "2:1 template-syntax\n"},
    {":::each\nx\n:::\n", "1:1 bad-attribute\n"},
    {":::each{risks}\n{{ note.text }}\n:::\n", "1:9 bad-attribute\n"},
    {":::each{notes party=x}\nx\n:::\n", "1:21 bad-attribute\n"},
    {":::each{deals notes}\nx\n:::\n", "1:15 template-syntax\n"},
    {":::if\nx\n:::\n", "1:1 bad-attribute\n"},
    {":::if{kind=risk}\nx\n:::\n", "1:1 bad-attribute\n"},
    {":::ech{notes}\n{{ note.text }}\n:::\n{{ note.text }}\n", "1:4 unknown-directive\n4:4 unknown-name\n"},
    {":::only{paper}\n:::\n", "1:9 bad-attribute\n"},
    {":::keep\n:::each{notes}\n{{ note.texts }}\n:::\n", "1:1 template-syntax\n3:9 unknown-name\n"},
    /* what a briefing does not have */
    {"#### deep\n", "1:1 template-syntax\n"},
    {"> #### deep\n", "1:3 template-syntax\n"},
    {"a\n```\ncode\n```\n", "2:1 template-syntax\n4:1 template-syntax\n"},
    {"a ![x](y.png)\n", "1:3 template-syntax\n1:8 bad-url\n"},
    {"[x](javascript:alert)\n", "1:5 bad-url\n"},
    {"<!-- x\n\n", "1:1 template-syntax\n"},
    {"<!-- x --> y\n", "1:11 template-syntax\n"},
    /* characters */
    {"a\x01z\n", "1:2 template-syntax\n"},
    {"a\xFFz\n\xE2\x80\xAEq\n", "1:2 template-syntax\n2:1 template-syntax\n"},
    {"\xF3\xB0\x80\x80\n", "1:1 template-syntax\n"},
};

static void test_faults(void **state)
{
    (void)state;
    struct desk desk;
    size_t wrong = 0;
    desk_open(&desk, NULL);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *faults = desk_faults(&desk, bad[i].source);
        if (!strcmp(faults, bad[i].faults))
            continue;
        print_error("%s\n  wanted: %s  got: %s", bad[i].source, bad[i].faults, faults);
        wrong++;
    }
    desk_close(&desk);
    assert_int_equal(wrong, 0);
}

static void test_hints(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, NULL);
    size_t count;
    assert_null(desk_template(&desk, "{{ deal.x | lnog }}\n::flwo\n::rihgts\n"));
    const struct diag *sorted = diags_sorted(desk.diags, &count);
    assert_int_equal(count, 3);
    assert_string_equal(sorted[0].sentence, "unknown filter 'lnog'");
    assert_string_equal(sorted[0].hint, "did you mean 'long'?");
    assert_string_equal(sorted[1].hint, "did you mean 'flow'?");
    assert_string_equal(sorted[2].hint, "did you mean 'rights'?");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_markdown),
        cmocka_unit_test(test_directives),
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_hints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
