/* SPDX-License-Identifier: MIT */
/* Boxes → the document of a web page: everything once, in order, with its links. */
#include "desk.h"

#include <string.h>

static struct brief_input desk_input(struct desk *desk, const char *source)
{
    return (struct brief_input){desk->arena, desk->text, desk->engine, desk->dataset, desk->facts,
        desk_template(desk, source), desk->diags, NULL, NULL};
}

static const struct document *made(struct desk *desk, const char *source)
{
    struct brief_input input = desk_input(desk, source);
    assert_non_null(input.template);
    const struct document *document = brief_document(&input);
    if (!document)
        fail_msg("%s", diags_brief(desk->arena, desk->diags));
    return document;
}

static const char *dump(struct desk *desk, const char *source)
{
    struct str out = str_init(desk->arena);
    document_dump(made(desk, source), &out);
    return str_text(&out);
}

static size_t count_of(const char *text, const char *wanted)
{
    size_t count = 0;
    for (; (text = strstr(text, wanted)); text += strlen(wanted))
        count++;
    return count;
}

/* Each of the words once, one behind the other */
static void assert_in_order(const char *text, const char *const *wanted, size_t count)
{
    const char *at = text;
    for (size_t i = 0; i < count; i++) {
        if (count_of(text, wanted[i]) != 1)
            fail_msg("\"%s\" stands %zu times in\n%s", wanted[i], count_of(text, wanted[i]), text);
        const char *found = strstr(at, wanted[i]);
        if (!found)
            fail_msg("\"%s\" stands too early in\n%s", wanted[i], text);
        at = found;
    }
}

#define IN_ORDER(text, ...)                                                                                  \
    assert_in_order(text, (const char *const[]){__VA_ARGS__},                                                \
        sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void test_order(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    const char *text =
        dump(&desk, "# Alpha\n\n:::standfirst\nBravo\n:::\n\n## Charlie\n\nDelta **Echo**\n\n- Foxtrot\n- "
                    "Golf\n  1. Hotel\n\n"
                    "> India\n\n***\n\n| Juliett | Kilo |\n|---|--:|\n| Lima | 1 |\n\n### Mike\n\n"
                    "::keyfigures\n\n::valuation[November]{party=openai}\n\nOscar\n");
    IN_ORDER(text, "heading1", "Alpha", "Bravo", "heading2", "Charlie", "Delta ", "Echo", "\n  list\n",
        "Foxtrot", "Golf", "Hotel", "quote", "India", "rule", "table", "Juliett | Kilo", "Lima | 1",
        "heading3", "Mike", "numbers", "figure", "November", "Oscar");
    desk_close(&desk);
}

/* The shipped one: every heading of the template that is made, once */
static void test_weekly(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/ai-deals-2025-12.json");
    const char *source = (const char *)source_file(desk.arena, "templates/weekly.md").at;
    const char *text = dump(&desk, source);
    assert_int_equal(count_of(text, "heading1"), 1);
    assert_true(count_of(text, "heading2") >= 4);
    assert_true(count_of(text, "figure #fig-flow") == 1);
    assert_string_equal(text, dump(&desk, source));
    desk_close(&desk);
}

/* "Investor|Company|" of the n-th figure's numbers */
static const char *data_heads(struct desk *desk, const struct document *document, size_t n)
{
    struct str out = str_init(desk->arena);
    for (const struct document_node *node = document->root->first; node; node = node->next) {
        if (node->kind != DOCUMENT_FIGURE || n-- > 0)
            continue;
        assert_non_null(node->figure->data);
        for (size_t c = 0; c < node->figure->data->column_count; c++)
            str_printf(&out, "%s|", node->figure->data->columns[c].head);
        break;
    }
    return str_text(&out);
}

/* Amounts stand once, in words, without their ends in full digits beside them and without ids of deals. */
static void test_data(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    const struct document *document =
        made(&desk, "# T\n\n::twoway\n\n::lifecycle\n\n::valuation{party=openai}\n");
    assert_string_equal(
        data_heads(&desk, document, 0), "Investor|Company|Capital|Orders|Multiple|Weaker status|");
    assert_string_equal(data_heads(&desk, document, 1), "Name|Class|Status|Present|Amount|Assumed|");
    assert_string_equal(
        data_heads(&desk, document, 2), "Party|Date from|Date to|Basis|Status|Value|Assumed|");
    desk_close(&desk);
}

/* Entries lead to the headings, wherever these stand. */
static void test_contents(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    const char *text = dump(
        &desk, "# T\n\n::toc[Contents]{depth=2}\n\n## One two\n\na\n\n### Three\n\nb\n\n## One two\n\nc\n");
    assert_int_equal(count_of(text, "One two(#one-two)"), 1);
    assert_int_equal(count_of(text, "One two(#one-two-2)"), 1);
    assert_int_equal(count_of(text, "Three(#three)"), 1);
    /* what stands below a section is a list in its entry */
    IN_ORDER(text,
        "\n    item\n      paragraph One two(#one-two)\n      list\n        item\n          paragraph Three",
        "\n    item\n      paragraph One two(#one-two-2)");
    assert_int_equal(count_of(text, "heading2 #one-two One two"), 1);
    assert_int_equal(count_of(text, "heading2 #one-two-2 One two"), 1);
    desk_close(&desk);
}

static void test_columns(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    const char *text = dump(&desk, "# T\n\nAlpha\n\n:::columns{count=2}\nBravo\n\n- "
                                   "Charlie\n\n::valuation[Delta]{party=openai}\n:::\n\nEcho\n");
    IN_ORDER(text, "\n  paragraph Alpha", "\n  columns", "\n    paragraph Bravo", "\n    list", "Charlie",
        "\n    figure", "Delta", "\n  paragraph Echo");
    desk_close(&desk);
}

static void test_only(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    const char *text = dump(&desk,
        "# T\n\n:::only{html}\nAlpha\n:::\n\n:::only{pdf}\nBravo\n:::\n\n:::only{svg}\nCharlie\n:::\n");
    assert_int_equal(count_of(text, "Alpha"), 1);
    assert_int_equal(count_of(text, "Bravo"), 0);
    assert_int_equal(count_of(text, "Charlie"), 0);
    desk_close(&desk);
}

/* What is marked in a section is said at its end, each once: a page for a browser has no foot. */
static void test_notes(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    const char *text = dump(&desk, "# T\n\n## Alpha\n\nOne {{ deal.microsoft-equity.status }}, two {{ "
                                   "deal.microsoft-equity.status }}.\n\nBravo\n\n"
                                   "## Charlie\n\nThree {{ deal.microsoft-equity.status }}.\n");
    assert_int_equal(count_of(text, "paragraph \xE2\x80\xA0"), 2); /* of each section */
    const char *first = strstr(text, "paragraph \xE2\x80\xA0");
    assert_true(first > strstr(text, "Bravo"));
    assert_true(first < strstr(text, "heading2 #charlie"));
    assert_true(strstr(first + 1, "paragraph \xE2\x80\xA0") > strstr(text, "Three"));
    desk_close(&desk);
}

/* What a theme sets above everything, in the web as on pages */
static void test_masthead(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    struct brief_input input = desk_input(&desk, "# Title\n\nWords\n");
    struct house house = house_usual();
    struct run run = {.text = "The Letter"};
    house.logo = scene_create(desk.arena, 40, 20);
    house.logo_alt = "Our logo";
    house.masthead = (struct runs){&run, 1, 1};
    input.house = &house;
    const struct document *document = brief_document(&input);
    assert_non_null(document);
    struct str out = str_init(desk.arena);
    document_dump(document, &out);
    const char *text = str_text(&out);
    IN_ORDER(text, "logo Our logo", "The Letter", "heading1", "Words");
    assert_float_equal(scene_width(document->root->first->logo), 40, 1e-9);
    house.logo_alt = NULL; /* decoration */
    document = brief_document(&input);
    assert_int_equal(document->root->first->kind, DOCUMENT_LOGO);
    assert_null(document->root->first->alt);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_weekly),
        cmocka_unit_test(test_data),
        cmocka_unit_test(test_contents),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_only),
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_masthead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
