/* SPDX-License-Identifier: MIT */
#include "desk.h"

#include <stdio.h>
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
    {"{{ metric.openai.revenue.2025 }} {{ metric.x.y.latest.basis }}\n", ""},
    {"{{ metric.openai.revenue }} {{ metric }}\n", "1:4 unknown-name\n1:32 unknown-name\n"},
    {"{{ share }} {{ share:al }} {{ share:top }} {{ share:top 6 }}\n",
        "1:4 template-syntax\n1:22 template-syntax\n1:31 template-syntax\n1:57 template-syntax\n"},
    {"{{ share:stake }} {{ share:circulating x }} {{ share:top 3 firm firm }}\n",
        "1:4 template-syntax\n1:40 template-syntax\n1:65 template-syntax\n"},
    {"{{ pair:a }} {{ pair:a b c }} {{ pair:a b capital commerce }} {{ pair:a b multiple firm }}\n",
        "1:4 template-syntax\n1:26 template-syntax\n1:51 template-syntax\n"},
    {"{{ stepup }} {{ stepup:x y }} {{ cover:x growth }} {{ runway:x firm }}\n",
        "1:4 template-syntax\n1:26 template-syntax\n1:42 template-syntax\n1:64 template-syntax\n"},
    {"{{ cover:this }} {{ pair:this a }}\n", "1:10 unknown-name\n1:26 unknown-name\n"},
    {":::each{parties}\n{{ cover:this | optional }} {{ pair:a this | optional }}\n:::\n", ""},
    {"{{ ratio }} {{ ratio:deal.a }} {{ ratio:deal.a to dael.b }} {{ ratio:deal.a.date deal.b }}\n",
        "1:4 template-syntax\n1:16 template-syntax\n1:51 unknown-name\n1:70 template-syntax\n"},
    {"{{ ratio:total:to=a, to in (b c) to total:class=capital, to = x }}\n", ""},
    {"{{ stepup:x | short }} {{ cover:x | percent | long }} {{ runway:x | words }} {{ pair:a b | percent "
     "}}\n",
        "1:15 bad-filter\n1:47 bad-filter\n1:69 bad-filter\n1:92 bad-filter\n"},
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
    /* changed */
    {":::if{changed=any}\nx\n:::\n:::unless{changed='deals amounts status deal:a party:b.c'}\nx\n:::\n", ""},
    {":::each{deals changed='new gone'}\n{{ deal.title }}\n:::\n:::each{notes kind=risk changed=new}\n:::\n",
        ""},
    {":::if{changed=evrything}\nx\n:::\n", "1:15 bad-attribute\n"},
    {":::if{changed='new deals moovd'}\nx\n:::\n", "1:26 bad-attribute\n"},
    {":::if{changed=''}\nx\n:::\n:::if{changed=deal:}\nx\n:::\n", "1:16 bad-attribute\n4:15 bad-attribute\n"},
    {":::each{deals changed=metrics}\nx\n:::\n", "1:23 bad-attribute\n"},
    {":::if{where=\"id=a\" changed=parties}\nx\n:::\n", "1:28 bad-attribute\n"},
    {":::each{parties changed=gone}\nx\n:::\n:::if{loops changed=any}\nx\n:::\n",
        "1:25 bad-attribute\n4:21 bad-attribute\n"},
    {":::each{notes changed=moved}\n:::\n::changes{changed=any}\n",
        "1:23 bad-attribute\n3:11 unknown-attribute\n"},
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
    {"::: keep\n{{ note.text }}\n:::\nx\n:::\n", "1:1 template-syntax\n5:1 template-syntax\n"},
    {"{{ a\n{{ datset }} {{ b\n\n- {{ c\n::flwo\n",
        "1:1 template-syntax\n2:4 unknown-name\n2:14 template-syntax\n4:3 template-syntax\n5:3 "
        "unknown-directive\n"},
    {":::keep\n:::each{notes}\n{{ note.texts }}\n:::\n", "1:1 template-syntax\n3:9 unknown-name\n"},
    {"- ::flow\n- a\n> ::table\n> - 1. :::each{deals}\n1) ::toc\n-::flow\n> a ::b\n- \\::c\n2025. :d\n",
        "1:3 template-syntax\n3:3 template-syntax\n4:8 template-syntax\n5:4 template-syntax\n"},
    /* what a briefing does not have */
    {"#### deep\n", "1:1 template-syntax\n"},
    {"> #### deep\n", "1:3 template-syntax\n"},
    {"a\n```\ncode\n```\n", "2:1 template-syntax\n"},
    {"~~~~\n![a](b)\n~~~\n~~~~\n#### d\n", "1:1 template-syntax\n5:1 template-syntax\n"},
    {"a ![x](y.png)\n", "1:3 template-syntax\n1:8 bad-url\n"},
    {"[x](javascript:alert)\n", "1:5 bad-url\n"},
    /* what would be lost, or printed as it stands */
    {"| a | b |\n|---|--:|\n| 1 | 2 | 3 |\n| {{ dataset.title | upper }} | `x|y` |\n| \\| | 2 |\n|1|\n\n| 1 "
     "| 2 | 3 |\n",
        "3:11 template-syntax\n"},
    {"> a | b | c\n> --|--\n> 1 | 2 | 3\n", "1:11 template-syntax\n3:11 template-syntax\n"},
    {"x\ny | z | q\n--|--\n", ""},
    {"Foot[^1] `[^2]` \\[^3].\n\n[^1]: note\n", "1:5 template-syntax\n3:1 template-syntax\n"},
    {"[a][r] [b][R2] [r] [c][nowhere] [d][]\n\n[r]: foo/bar\n[r2]: <https://a.example/>\n",
        "1:23 template-syntax\n3:6 bad-url\n"},
    {"[a][r]\n\n[r]: {{ party.a.url }}\n", ""},
    {"~~gone~~ and \\~~x~~ or a ~~ b ~~ c\n", "1:1 template-syntax\n"},
    {"- [ ] task\n1. [x] done\n- [x](https://a.example/)\n- \\[ ] no\n",
        "1:3 template-syntax\n2:4 template-syntax\n"},
    {"a <b>x</b> 2 < 3 > 1 \\<i> <https://a.example/x> `<u>`\n<div class=\"x\">\n<br/>\n",
        "1:3 template-markup\n2:1 template-markup\n3:1 template-markup\n"},
    {"<mailto:a@b.example> <!-- x -->\n<!-- y -->\n", "1:2 bad-url\n1:22 template-syntax\n"},
    {"<!-- x\n\n", "1:1 template-syntax\n"},
    {"<!-- x --> y\n", "1:11 template-syntax\n"},
    {"---\ntitle: \"x\nkicker: x\"\nfooter: \"\n---\nx\n", "2:8 template-syntax\n4:9 template-syntax\n"},
    /* nothing */
    {"", "1:1 template-syntax\n"},
    {"\n \n", "1:1 template-syntax\n"},
    {"---\ntitle: x\n---\n<!-- later -->\n", "1:1 template-syntax\n"},
    /* characters */
    {"a\x01z\n", "1:2 template-syntax\n"},
    {"a\xFF\xFE\xC0z\xFF\n", "1:2 template-syntax\n1:6 template-syntax\n"},
    {"a\x01z {{ datset }}\n::flwo\n", "1:2 template-syntax\n1:8 unknown-name\n2:3 unknown-directive\n"},
    {"a\xFFz\n\xE2\x80\xAEq\n", "1:2 template-syntax\n2:1 template-syntax\n"},
    {"\xF3\xB0\x80\x80\n", "1:1 template-syntax\n"},
};

/* Of containers that are too deep the first is told, and what is behind them is read as it stands. */
static void test_deep(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, NULL);
    struct str source = str_init(desk.arena);
    for (int i = 0; i < 100; i++)
        str_append(&source, ":::keep\n");
    str_append(&source, "x\n");
    for (int i = 0; i < 100; i++)
        str_append(&source, ":::\n");
    str_append(&source, "::flwo\n:::\n");
    assert_string_equal(desk_faults(&desk, str_text(&source)),
        "16:1 template-syntax\n202:3 unknown-directive\n203:1 template-syntax\n");
    desk_close(&desk);
}

/* A template that is faulty is looked up in the dataset all the same; what stands in a faulty container is
 * not. */
static void test_read(void **state)
{
    (void)state;
    static const char source[] = "::flwo\n\n{{ deal.amazon-equty.amount }} {{ datset.title }}\n\n"
                                 "::valuation{party=nobody}\n\n:::ech{deals}\n{{ deal.amount }}\n:::\n"
                                 "{{ deal.amazon-eqty.sources | shrt }} {{ party.openai.nam }}\n\n"
                                 "::keyfigures{items='deal:amazon-equty; count:to=nobody as x'}\n\n"
                                 "{{ deal.amazon-equity.term.yeers }} {{ dataset.title \n";
    struct desk desk;
    bool good = true;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    struct bytes bytes = {(const unsigned char *)source, strlen(source)};
    struct brief_input input = {
        desk.arena, desk.text, desk.engine, desk.dataset, desk.facts, NULL, desk.diags, NULL, NULL, NULL};
    input.template = template_read(desk.arena, "t.md", bytes, NULL, desk.diags, &good);
    assert_non_null(input.template);
    assert_false(good);
    brief_check(&input);
    assert_string_equal(diags_brief(desk.arena, desk.diags),
        "1:3 unknown-directive\n3:9 unknown-name\n3:35 unknown-name\n5:19 unknown-name\n"
        "7:4 unknown-directive\n"
        "10:9 unknown-name\n10:31 unknown-filter\n10:55 unknown-name\n12:26 unknown-name\n12:49 bad-where\n"
        "14:23 unknown-name\n14:37 template-syntax\n");
    desk_close(&desk);
}

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

/* ---- snippets ---- */

static const char *const shelf[][2] = {
    {"good.md", "Good.\n\n- {{ note.text }}\n"},
    {"plain.md", "## Plain\n::sources"},
    {"faulty.md", "x {{ deal.x | lnog }}\n::flwo\n"},
    {"outer.md", "a\n::include{file=faulty.md}\n"},
    {"self.md", "::include{file=self.md}\n"},
    {"a.md", "::include{file=b.md}\n"},
    {"b.md", "::include{file=a.md}\n"},
    {"open.md", ":::keep\nx\n"},
    {"close.md", ":::\n"},
    {"front.md", "---\ntitle: x\n---\nx\n"},
    {"nul.md", "a\x01z\n::flwo\n"},
    {"twice.md", "::include{file=leaf.md}\n::include{file=leaf.md}\n"},
    {"leaf.md", "x\n"},
};

static bool shelf_read(const void *from, struct arena *arena, const char *file, struct snippet *snippet,
    const char **sentence, const char **hint)
{
    (void)from, (void)hint;
    int depth = 0;
    if (sscanf(file, "deep/%d.md", &depth) ==
        1) { /* each includes the next twice, or as many as are allowed */
        const char *text = arena_printf(
            arena, "::include{file=deep/%d.md}\n::include{file=deep/%d.md}\n", depth + 1, depth + 1);
        *snippet = (struct snippet){{(const unsigned char *)text, strlen(text)}, file, file};
        return true;
    }
    if (!strcmp(file, "long.md")) {
        struct str text = str_init(arena);
        for (int i = 0; i < 600; i++)
            str_append(&text, "::include{file=leaf.md}\n");
        *snippet = (struct snippet){{(const unsigned char *)str_text(&text), text.length}, file, file};
        return true;
    }
    for (size_t i = 0; i < sizeof shelf / sizeof *shelf; i++) {
        if (strcmp(shelf[i][0], file))
            continue;
        *snippet = (struct snippet){{(const unsigned char *)shelf[i][1], strlen(shelf[i][1])}, file, file};
        return true;
    }
    *sentence = "there is no such snippet";
    return false;
}

static const struct {
    const char *source, *faults; /* of the template and of the snippets, files in the order of their names */
} inclusions[] = {
    {"::include{file=plain.md}\n", ""}, {":::each{notes}\n::include{file=good.md}\n:::\n", ""},
    {"::include{file=good.md}\n", "3:6 unknown-name\n"}, {"::include\n", "1:1 bad-attribute\n"},
    {"::include{}\n", "1:1 bad-attribute\n"}, {"::include[x]{file=plain.md}\n", "1:10 template-syntax\n"},
    {"::include{file=none.md}\n::flwo\n", "1:16 bad-include\n2:3 unknown-directive\n"},
    {"::include{file=/etc/passwd}\n::include{file=../x.md}\n::include{file=a/../../x.md}\n",
        "1:16 bad-include\n2:16 bad-include\n3:16 bad-include\n"},
    {"::include{file=https://a.example/x.md}\n::include{file=file:x}\n::include{file=\"\"}\n",
        "1:16 bad-include\n2:16 bad-include\n3:17 bad-include\n"},
    {"::include{file=a//b.md}\n::include{file=./a.md}\n::include{file='a\\b.md'}\n::include{file=~/x.md}\n",
        "1:16 bad-include\n2:16 bad-include\n3:17 bad-include\n4:16 bad-include\n"},
    {"::include{file=faulty.md}\n", "1:15 unknown-filter\n2:3 unknown-directive\n"},
    {"::include{file=self.md}\n", "1:16 bad-include\n"}, {"::include{file=a.md}\n", "1:16 bad-include\n"},
    {"::include{file=front.md}\n", "1:1 template-syntax\n"},
    {"::include{file=nul.md}\n", "1:2 template-syntax\n2:3 unknown-directive\n"},
    {":::keep\n::include{file=close.md}\n:::\n", "1:1 template-syntax\n"},
    {":::keep\n::include{file=open.md}\n:::\n", "1:1 template-syntax\n"},
    {"::include{file=twice.md}\n::include{file=twice.md}\n", ""},
    {"::include{file=long.md}\n", "500:16 bad-include\n"}, /* 600 snippets: told once */
};

static void test_snippets(void **state)
{
    (void)state;
    struct desk desk;
    struct snippet_reader reader = {shelf_read, NULL};
    desk_open(&desk, NULL);
    desk.reader = &reader;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof inclusions / sizeof *inclusions; i++) {
        const char *faults = desk_faults(&desk, inclusions[i].source);
        if (!strcmp(faults, inclusions[i].faults))
            continue;
        print_error("%s\n  wanted: %s  got: %s", inclusions[i].source, inclusions[i].faults, faults);
        wrong++;
    }
    assert_int_equal(wrong, 0);
    assert_string_equal(tree(&desk, "a\n::include{file=plain.md}\nb\n"),
        "paragraph a\nheading2 Plain\n::sources\nparagraph b\n");
    desk.reader = NULL;
    assert_string_equal(desk_faults(&desk, "::include{file=plain.md}\n"), "1:16 bad-include\n");
    desk_close(&desk);
}

/* Both places are told, through any number of snippets, and in an endless tree of them each fault once. */
static void test_snippet_places(void **state)
{
    (void)state;
    struct desk desk;
    struct snippet_reader reader = {shelf_read, NULL};
    desk_open(&desk, NULL);
    desk.reader = &reader;
    size_t count;
    assert_null(desk_template(&desk, "x\n::include{file=outer.md}\n::include{file=faulty.md}\n"));
    const struct diag *sorted = diags_sorted(desk.diags, &count);
    assert_int_equal(count, 4);
    assert_string_equal(sorted[0].place.file, "faulty.md");
    assert_string_equal(sorted[0].hint, "did you mean 'long'?");
    assert_string_equal(sorted[0].included, "included at outer.md:2:1, which is included at t.md:2:1");
    assert_string_equal(sorted[1].included, "included at t.md:3:1");
    assert_string_equal(sorted[2].sentence, "unknown directive 'flwo'");
    desk_close(&desk);
    desk_open(&desk, NULL);
    desk.reader = &reader;
    assert_null(desk_template(&desk, "::include{file=deep/1.md}\n"));
    assert_true(diags_count(desk.diags, DIAG_SEVERITY_ERROR) <= 1000);
    desk_close(&desk);
}

/* One template with many faults: each is told, in the order of the file, with a sentence, and in one run. */
static void test_many_faults(void **state)
{
    (void)state;
    struct desk desk;
    size_t count;
    desk_open(&desk, NULL);
    const char *source = (const char *)source_file(desk.arena, "tests/unit/brief/many_faults.md").at;
    assert_null(desk_template(&desk, source));
    const struct diag *sorted = diags_sorted(desk.diags, &count);
    struct str lines = str_init(desk.arena);
    for (size_t i = 0; i < count; i++) {
        str_printf(&lines, "%s%d", i ? " " : "", sorted[i].place.line);
        assert_true(sorted[i].place.column > 0);
        assert_true(strlen(sorted[i].sentence) > 10);
    }
    assert_string_equal(str_text(&lines), "2 3 4 5 6 8 10 10 11 11 12 12 13 14 15 16 17 17 18 18 19 20 21 22 "
                                          "23 25 26 27 28 29 30 31 32 33 34 35 "
                                          "37 40 43 46 49 52 55 56");
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_markdown),
        cmocka_unit_test(test_directives),
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_deep),
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_hints),
        cmocka_unit_test(test_many_faults),
        cmocka_unit_test(test_snippets),
        cmocka_unit_test(test_snippet_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
