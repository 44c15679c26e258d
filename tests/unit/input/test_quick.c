/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "deal_maker.h"
#include "json_write.h"
#include "quick.h"
#include "str.h"

#include <string.h>

static const struct import_options usual = {false, "2025-12-17", "the day of the test"};

static struct bytes bytes_of(const char *text)
{
    return (struct bytes){(const unsigned char *)text, strlen(text)};
}

static const struct json *at(const struct json *list, size_t index)
{
    const struct json *child = list->first;
    while (index--)
        child = child->next;
    return child;
}

static const char *text_at(const struct json *root, const char *list, size_t index, const char *key)
{
    const struct json *json = json_find(at(json_find(root, list), index), key);
    return json ? json->text : NULL;
}

static void expect_id(const char *name, const char *id)
{
    struct arena *arena = arena_create();
    assert_string_equal(id_from_name(arena, name), id);
    arena_destroy(arena);
}

static void test_ids(void **state)
{
    (void)state;
    expect_id("OpenAI", "openai");
    expect_id("Nestl\xC3\xA9 S.A.", "nestle-s-a");
    expect_id("  AT&T Inc. ", "at-t-inc");
    expect_id("Moody's", "moodys");
    expect_id("\xC3\x98rsted \xC3\x86 \xC3\x9F", "orsted-ae-ss");
    expect_id("\xC5\x81\xC3\xB3"
              "d\xC5\xBA",
        "lodz");
    expect_id("e\xCC\x81", "e");
    expect_id("3SBio", "3sbio");
    /* no letter that an id could hold: the same id for the same name all the same */
    expect_id("\xE6\xA0\xAA\xE5\xBC\x8F", "n-d68da95f");
    expect_id("---", "n-de1b3246");
    struct arena *arena = arena_create();
    const char *id =
        id_from_name(arena, "A very long name of a company that goes on and on and on and on, Limited");
    assert_true(strlen(id) <= 50);
    arena_destroy(arena);
}

static void test_sheet(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    const struct json *root = quick_import(arena, "q.csv",
        bytes_of("Status,TO,From,Amount,Source,type,date,title\n"
                 "In talks,Lab,Cloud Co,$10B,Wire https://wire.example/a?b=1;2,Equity,2025-12,A round\n"
                 "signed,cloud  co,LAB,\"$38,000M\",https://www.press.example/x,lease,2025-11-03,\n"
                 "signed,Cloud Co,Lab,$1B,Wire; The Daily,lease,2025,\n"
                 ",Nestle,\"Nestl\xC3\xA9; Lab\",,The Daily,,,\n"),
        &usual, diags);
    assert_non_null(root);
    assert_string_equal(json_find(root, "as_of")->text, "2025-12");
    assert_string_equal(json_find(root, "currency")->text, "USD");
    assert_int_equal(json_find(root, "parties")->count, 4);
    assert_string_equal(text_at(root, "parties", 0, "id"), "cloud-co");
    assert_string_equal(text_at(root, "parties", 1, "name"), "Lab");
    assert_string_equal(text_at(root, "parties", 2, "id"), "nestle");
    assert_string_equal(text_at(root, "parties", 3, "id"), "nestle-2");
    assert_string_equal(text_at(root, "parties", 3, "name"), "Nestle");
    assert_string_equal(text_at(root, "sources", 0, "publisher"), "Wire");
    assert_string_equal(text_at(root, "sources", 0, "url"), "https://wire.example/a?b=1;2");
    assert_string_equal(text_at(root, "sources", 1, "publisher"), "press.example");
    assert_string_equal(text_at(root, "sources", 1, "id"), "press-example");
    assert_string_equal(text_at(root, "sources", 2, "id"), "wire-2");
    assert_string_equal(text_at(root, "deals", 0, "id"), "cloud-co-lab-equity");
    assert_string_equal(text_at(root, "deals", 0, "status"), "in_talks");
    assert_string_equal(text_at(root, "deals", 0, "type"), "equity");
    assert_string_equal(text_at(root, "deals", 0, "title"), "A round");
    assert_string_equal(text_at(root, "deals", 1, "id"), "lab-cloud-co-lease");
    assert_string_equal(text_at(root, "deals", 1, "amount"), "$38,000M");
    assert_string_equal(text_at(root, "deals", 2, "id"), "lab-cloud-co-lease-2");
    assert_int_equal(json_find(at(json_find(root, "deals"), 2), "sources")->count, 2);
    const struct json *last = at(json_find(root, "deals"), 3);
    assert_int_equal(json_find(last, "from")->count, 2);
    assert_string_equal(json_find(last, "status")->text, "reported");
    assert_string_equal(json_find(last, "type")->text, "other");
    assert_string_equal(json_find(last, "amount")->text, "undisclosed");
    struct str assumed = str_init(arena);
    json_write_compact(json_find(last, "assumed"), &assumed);
    assert_string_equal(str_text(&assumed), "[\"type\",\"status\",\"amount\"]");
    diags_destroy(diags);
    arena_destroy(arena);
}

/* Where no money is involved a blank amount says so already; ids that are given are kept and not taken again.
 */
/* A URL is one source, a publisher without one another; spelling is that of the first; nothing says dollars.
 */
static void test_sources_joined(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    const struct json *root = quick_import(arena, "q.csv",
        bytes_of("from,to,amount,source\n"
                 "A,B,5,https://X.example/a\n"
                 "A,C,6,\"Reuters (https://x.example/a; reuters\"\n"
                 "A,D,7,REUTERS; Reuters https://x.example/A\n"),
        &usual, diags);
    assert_non_null(root);
    assert_int_equal(json_find(root, "sources")->count, 3);
    assert_string_equal(text_at(root, "sources", 0, "publisher"), "Reuters");
    assert_string_equal(text_at(root, "sources", 1, "publisher"), "Reuters");
    assert_null(json_find(at(json_find(root, "sources"), 1), "url"));
    assert_string_equal(text_at(root, "sources", 2, "url"), "https://x.example/A");
    assert_int_equal(json_find(at(json_find(root, "deals"), 1), "sources")->count, 2);
    assert_string_equal(
        json_find(root, "// currency")->text, "Assumed of 3 amounts: no amount names a currency.");
    diags_destroy(diags);
    arena_destroy(arena);
}

static void test_sheet_blanks(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    const struct json *root = quick_import(arena, "q.csv",
        bytes_of("id,from,to,amount,type,status\n,A,B,,Partnership,active\nb-a-lease,A,B,\xE2\x82\xAC"
                 "5B,lease,signed\n"
                 ",B,A,3000000,lease,signed\n"),
        &usual, diags);
    assert_non_null(root);
    assert_null(text_at(root, "deals", 0, "amount"));
    assert_null(text_at(root, "deals", 0, "assumed"));
    assert_string_equal(text_at(root, "deals", 1, "id"), "b-a-lease");
    assert_string_equal(text_at(root, "deals", 2, "id"), "b-a-lease-2");
    assert_string_equal(json_find(root, "currency")->text, "EUR"); /* the only one that is named */
    assert_string_equal(json_find(root, "as_of")->text, "2025-12-17");
    assert_string_equal(json_find(root, "// as_of")->text, "Assumed: the day of the test.");
    diags_destroy(diags);
    arena_destroy(arena);
}

static void test_no_day(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    static const struct import_options none = {0};
    assert_null(sankeymatic_import(arena, "s.txt", bytes_of("A [12B] B"), &none, diags));
    assert_true(diags_has(diags, DIAG_MISSING_FIELD));
    diags_destroy(diags);
    arena_destroy(arena);
}

static void test_lines(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    const struct json *root = sankeymatic_import(arena, "s.txt",
        bytes_of(
            "// as_of: 2025-12-16\r\n' currency: EUR\r\n\r\nsize w 600\r\n  h 600\r\n\r\n  margin l 12\r\n"
            "Cloud\\nCo [ 1,200 ] Lab #a1B.5\r\n"
            "Lab[up to $5B]Cloud Co\r\n"
            "Lab [7] Site #2 #123456\r\n"
            ":Cloud Co #ABC >> <<\r\n:Nobody #123456\r\nbg color #ffffff\r\n"),
        &usual, diags);
    if (root == NULL) /* dollars among euros */
        assert_true(diags_has(diags, DIAG_NO_RATE));
    assert_null(root);
    diags_destroy(diags);
    diags = diags_create();
    root = sankeymatic_import(arena, "s.txt",
        bytes_of("// as_of: 2025-12-16\n' currency: EUR\n// title: Two flows\n\nsize w 600\n  h 600\n\n  "
                 "margin l 12\n"
                 "Cloud\\nCo [ 1,200 ] Lab #a1B.5\n"
                 "Lab[up to 5B]Cloud Co\n"
                 "Lab [7] Site #2 #123456\n"
                 ":Cloud Co #ABC >> <<\n:Nobody #123456\nbg color #ffffff\n"),
        &usual, diags);
    assert_non_null(root);
    assert_string_equal(json_find(root, "as_of")->text, "2025-12-16");
    assert_string_equal(json_find(root, "title")->text, "Two flows");
    assert_string_equal(json_find(root, "currency")->text, "EUR");
    assert_null(json_find(root, "// as_of"));
    assert_int_equal(json_find(root, "parties")->count, 3);
    assert_string_equal(text_at(root, "parties", 0, "name"), "Cloud Co");
    assert_string_equal(text_at(root, "parties", 0, "colour"), "#AABBCC");
    assert_string_equal(text_at(root, "parties", 2, "name"), "Site #2");
    assert_string_equal(text_at(root, "deals", 0, "amount"), "1,200");
    assert_string_equal(text_at(root, "deals", 1, "amount"), "up to 5B");
    assert_int_equal(json_find(at(json_find(root, "deals"), 2), "amount")->kind, JSON_NUMBER);
    diags_destroy(diags);
    arena_destroy(arena);
}

static void test_likely(void **state)
{
    (void)state;
    assert_true(sankeymatic_likely(bytes_of("A [1] B")));
    assert_true(sankeymatic_likely(bytes_of("// x\n\n:A #abc\n")));
    assert_true(sankeymatic_likely(bytes_of("size w 600\nA [1] B\n")));
    assert_false(sankeymatic_likely(bytes_of("from,to,amount\nA,B,[1]\n")));
    assert_false(sankeymatic_likely(bytes_of("from\tto\tamount\n")));
    assert_false(sankeymatic_likely(bytes_of("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_ids), cmocka_unit_test(test_sheet),
        cmocka_unit_test(test_sources_joined), cmocka_unit_test(test_sheet_blanks),
        cmocka_unit_test(test_no_day), cmocka_unit_test(test_lines), cmocka_unit_test(test_likely)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
