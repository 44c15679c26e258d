/* SPDX-License-Identifier: MIT */
/*
 * The reader against vectors in the manner of JSONTestSuite: y_ must be read, n_ must be refused with the
 * code and at the place given. What the suite leaves open (i_) is decided here: lone surrogates, UTF-16, huge
 * numbers and depth past 64 are refused; so are, beyond the suite, duplicate keys and \u0000.
 */
#include "support.h"

#include "json.h"
#include "str.h"

#include <string.h>

struct accepted {
    const char *text;
    const char *dump; /* the tree: kinds, keys, texts */
};

struct refused {
    const char *text;
    const char *brief; /* "line:column code" */
};

static void dump(struct str *out, const struct json *json)
{
    if (json->key)
        str_printf(out, "%s:", json->key);
    switch (json->kind) {
    case JSON_NULL:
        str_char(out, 'N');
        break;
    case JSON_FALSE:
        str_char(out, 'F');
        break;
    case JSON_TRUE:
        str_char(out, 'T');
        break;
    case JSON_NUMBER:
        str_append(out, json->text);
        break;
    case JSON_STRING:
        str_printf(out, "'%s'", json->text);
        break;
    case JSON_ARRAY:
    case JSON_OBJECT:
        str_char(out, json->kind == JSON_ARRAY ? '[' : '{');
        for (const struct json *child = json->first; child; child = child->next) {
            dump(out, child);
            str_char(out, ' ');
        }
        str_printf(out, "%zu%c", json->count, json->kind == JSON_ARRAY ? ']' : '}');
        break;
    }
}

static const struct json *parse(struct arena *arena, const char *text, size_t length, struct diags *diags)
{
    /* a copy of the exact size, so that a read past the end is seen by the sanitizers */
    unsigned char *copy = arena_alloc(arena, length + 1);
    memcpy(copy, text, length);
    copy[length] = 'x';
    return json_parse(arena, "f.json", (struct bytes){copy, length}, diags);
}

static void accept(const char *text, size_t length, const char *expected)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    const struct json *json = parse(arena, text, length, diags);
    if (!json)
        fail_msg("refused: %s\n%s", text, diags_brief(arena, diags));
    struct str out = str_init(arena);
    dump(&out, json);
    assert_string_equal(str_text(&out), expected);
    assert_string_equal(diags_brief(arena, diags), "");
    diags_destroy(diags);
    arena_destroy(arena);
}

static void refuse(const char *text, size_t length, const char *expected)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    if (parse(arena, text, length, diags))
        fail_msg("accepted: %s", text);
    const char *brief = diags_brief(arena, diags), *wanted = arena_printf(arena, "%s\n", expected);
    if (strcmp(brief, wanted) != 0)
        fail_msg("%s\ngives    %sexpected %s", text, brief, wanted);
    diags_destroy(diags);
    arena_destroy(arena);
}

static const struct accepted accepted[] = {
    /* arrays */
    {"[[]   ]", "[[0] 1]"},
    {"[\"\"]", "['' 1]"},
    {"[]", "[0]"},
    {"[\"a\"]", "['a' 1]"},
    {"[false]", "[F 1]"},
    {"[null, 1, \"1\", {}]", "[N 1 '1' {0} 4]"},
    {"[null]", "[N 1]"},
    {"[1\n]", "[1 1]"},
    {" [1]", "[1 1]"},
    {"[1,null,null,null,2]", "[1 N N N 2 5]"},
    {"[2] ", "[2 1]"},
    /* numbers: their digits are kept as written */
    {"[123e65]", "[123e65 1]"},
    {"[0e+1]", "[0e+1 1]"},
    {"[0e1]", "[0e1 1]"},
    {"[ 4]", "[4 1]"},
    {"[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]",
        "[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001 1]"},
    {"[20e1]", "[20e1 1]"},
    {"[-0]", "[-0 1]"},
    {"[-123]", "[-123 1]"},
    {"[-1]", "[-1 1]"},
    {"[1E22]", "[1E22 1]"},
    {"[1E-2]", "[1E-2 1]"},
    {"[1E+2]", "[1E+2 1]"},
    {"[123e45]", "[123e45 1]"},
    {"[123.456e78]", "[123.456e78 1]"},
    {"[1e-2]", "[1e-2 1]"},
    {"[1e+2]", "[1e+2 1]"},
    {"[123]", "[123 1]"},
    {"[123.456789]", "[123.456789 1]"},
    {"[1.7976931348623157e308]", "[1.7976931348623157e308 1]"},
    {"[0.00017976931348623157e312]", "[0.00017976931348623157e312 1]"},
    {"[1e-400]", "[1e-400 1]"},
    {"[0e999]", "[0e999 1]"},
    {"[9007199254740993]", "[9007199254740993 1]"},
    {"[1234567890123456789012345678901234567890123456789012345678901234567890]",
        "[1234567890123456789012345678901234567890123456789012345678901234567890 1]"},
    {"[1,1234567890123456789012345678901234567890123456789012345678901234567890,2]",
        "[1 1234567890123456789012345678901234567890123456789012345678901234567890 2 3]"},
    /* objects */
    {"{\"asd\":\"sdf\", \"dfg\":\"fgh\"}", "{asd:'sdf' dfg:'fgh' 2}"},
    {"{\"asd\":\"sdf\"}", "{asd:'sdf' 1}"},
    {"{}", "{0}"},
    {"{\"\":0}", "{:0 1}"},
    {"{ \"min\": -1.0e+28, \"max\": 1.0e+28 }", "{min:-1.0e+28 max:1.0e+28 2}"},
    {"{\"x\":[{\"id\": \"aaaaaaaaaa\"}], \"id\": \"b\"}", "{x:[{id:'aaaaaaaaaa' 1} 1] id:'b' 2}"},
    {"{\"a\":[]}", "{a:[0] 1}"},
    {"{\"\\u043f\\u043e\":\"\\u041f\"}", "{по:'П' 1}"},
    {"{\n\"a\": \"b\"\n}", "{a:'b' 1}"},
    {"{\"a\":1,\"A\":2}", "{a:1 A:2 2}"}, /* case counts */
    {"{\"a\":{\"a\":{\"a\":1}}}", "{a:{a:{a:1 1} 1} 1}"},
    /* strings */
    {"[\"\\u0060\\u012a\\u12AB\"]", "['`Īካ' 1]"},
    {"[\"\\ud801\\udc37\"]", "['𐐷' 1]"},
    {"[\"\\ud83d\\ude39\\ud83d\\udc8d\"]", "['😹💍' 1]"},
    {"[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "['\"\\/\b\f\n\r\t' 1]"},
    {"[\"\\\\u0000\"]", "['\\u0000' 1]"},
    {"[\"\\\"\"]", "['\"' 1]"},
    {"[\"a/*b*/c/*d//e\"]", "['a/*b*/c/*d//e' 1]"},
    {"[\"\\\\a\"]", "['\\a' 1]"},
    {"[\"\\uDBFF\\uDFFF\"]", "['\xF4\x8F\xBF\xBF' 1]"},
    {"[\"new\\u00A0line\"]", "['new\xC2\xA0line' 1]"},
    {"[\"\\u002c\"]", "[',' 1]"},
    {"[\"\xF4\x8F\xBF\xBF\"]", "['\xF4\x8F\xBF\xBF' 1]"},
    {"[\"\xE2\x80\xA8\xE2\x80\xA9\"]", "['\xE2\x80\xA8\xE2\x80\xA9' 1]"},
    {"[\"\x7f\"]", "['\x7f' 1]"},
    {"[\"€𝄞\"]", "['€𝄞' 1]"},
    {"[\"\\uD834\\uDd1e\"]", "['𝄞' 1]"},
    {"[\"\\u0012\"]", "['\x12' 1]"},
    {"[\"\\uFFFF\"]", "['\xEF\xBF\xBF' 1]"},
    /* alone, and among white space */
    {"false", "F"},
    {"true", "T"},
    {"null", "N"},
    {"42", "42"},
    {"-0.1", "-0.1"},
    {"\"asd\"", "'asd'"},
    {"\"\"", "''"},
    {" \t\r\n[true]\r\n\t ", "[T 1]"},
    {"\xEF\xBB\xBF{}", "{0}"},
};

static const struct refused refused[] = {
    /* arrays */
    {"[1 true]", "1:4 json-syntax"},
    {"[a\xe5]", "1:2 json-syntax"},
    {"[\"\": 1]", "1:4 json-syntax"},
    {"[\"\"],", "1:5 json-trailing"},
    {"[,1]", "1:2 json-syntax"},
    {"[1,,2]", "1:4 json-syntax"},
    {"[\"x\",,]", "1:6 json-syntax"},
    {"[\"x\"]]", "1:6 json-trailing"},
    {"[\"\",]", "1:4 json-syntax"},
    {"[\"x\"", "1:5 json-end"},
    {"[x", "1:2 json-syntax"},
    {"[3[4]]", "1:3 json-syntax"},
    {"[\xff]", "1:2 json-utf8"},
    {"[1:2]", "1:3 json-syntax"},
    {"[,]", "1:2 json-syntax"},
    {"[-]", "1:2 json-number"},
    {"[   , \"\"]", "1:5 json-syntax"},
    {"[\"a\",\n4\n,1,", "3:4 json-end"},
    {"[1,]", "1:3 json-syntax"},
    {"[\"\va\"\\f]", "1:3 json-control"},
    {"[*]", "1:2 json-syntax"},
    {"[\"\"", "1:4 json-end"},
    {"[1,", "1:4 json-end"},
    {"[1,\n1\n,1", "3:3 json-end"},
    {"[{}", "1:4 json-end"},
    {"[", "1:2 json-end"},
    {"]", "1:1 json-syntax"},
    /* literals */
    {"[fals]", "1:2 json-syntax"},
    {"[nul]", "1:2 json-syntax"},
    {"[tru]", "1:2 json-syntax"},
    {"[True]", "1:2 json-syntax"},
    {"[truest]", "1:2 json-syntax"},
    {"[null1]", "1:2 json-syntax"},
    {"nulll", "1:1 json-syntax"},
    {"undefined", "1:1 json-syntax"},
    {"[nan]", "1:2 json-syntax"},
    {"t", "1:1 json-syntax"},
    /* numbers */
    {"[++1234]", "1:2 json-number"},
    {"[+1]", "1:2 json-number"},
    {"[+Inf]", "1:2 json-number"},
    {"[-01]", "1:2 json-number"},
    {"[-1.0.]", "1:2 json-number"},
    {"[-2.]", "1:2 json-number"},
    {"[-NaN]", "1:2 json-number"},
    {"[.-1]", "1:2 json-number"},
    {"[.2e-3]", "1:2 json-number"},
    {"[0.1.2]", "1:2 json-number"},
    {"[0.3e+]", "1:2 json-number"},
    {"[0.3e]", "1:2 json-number"},
    {"[0.e1]", "1:2 json-number"},
    {"[0E+]", "1:2 json-number"},
    {"[0E]", "1:2 json-number"},
    {"[1.0e+]", "1:2 json-number"},
    {"[1.0e-]", "1:2 json-number"},
    {"[1 000.0]", "1:4 json-syntax"},
    {"[1eE2]", "1:2 json-number"},
    {"[2.e+3]", "1:2 json-number"},
    {"[2.e3]", "1:2 json-number"},
    {"[9.e+]", "1:2 json-number"},
    {"[Inf]", "1:2 json-syntax"},
    {"[NaN]", "1:2 json-syntax"},
    {"[\xEF\xBC\x91]", "1:2 json-syntax"},
    {"[1+2]", "1:2 json-number"},
    {"[0x1]", "1:2 json-number"},
    {"[0x42]", "1:2 json-number"},
    {"[Infinity]", "1:2 json-syntax"},
    {"[0e+-1]", "1:2 json-number"},
    {"[-123.123foo]", "1:2 json-number"},
    {"[123\xe5]", "1:5 json-utf8"},
    {"[1e1\xe5]", "1:5 json-utf8"},
    {"[0\xe5]\n", "1:3 json-utf8"},
    {"[-Infinity]", "1:2 json-number"},
    {"[-foo]", "1:2 json-number"},
    {"[- 1]", "1:2 json-number"},
    {"[-012]", "1:2 json-number"},
    {"[-.123]", "1:2 json-number"},
    {"[-1x]", "1:2 json-number"},
    {"[1ea]", "1:2 json-number"},
    {"[1.]", "1:2 json-number"},
    {"[.123]", "1:2 json-number"},
    {"[1.2a-3]", "1:2 json-number"},
    {"[1.8011670033376514H-308]", "1:2 json-number"},
    {"[012]", "1:2 json-number"},
    {"[1_000]", "1:2 json-number"},
    {"[1,000,000]", "1:4 json-number"},
    {"[1e309]", "1:2 json-number-range"},
    {"[-1e+9999]", "1:2 json-number-range"},
    {"[1.7976931348623159e308]", "1:2 json-number-range"},
    {"[123123e100000]", "1:2 json-number-range"},
    {"[0.4e00669999999999999999999999999999999999999999999999999999999999999999999]",
        "1:2 json-number-range"},
    /* objects */
    {"[\"a\", \"b\" : 1]", "1:11 json-syntax"},
    {"{[: \"x\"}\n", "1:2 json-syntax"},
    {"{\"x\", null}", "1:5 json-syntax"},
    {"{\"x\"::\"b\"}", "1:6 json-syntax"},
    {"{\"a\":\"a\" 123}", "1:10 json-syntax"},
    {"{key: 'value'}", "1:2 json-syntax"},
    {"{\"a\" b}", "1:6 json-syntax"},
    {"{:\"b\"}", "1:2 json-syntax"},
    {"{\"a\" \"b\"}", "1:6 json-syntax"},
    {"{\"a\":", "1:6 json-end"},
    {"{\"a\"", "1:5 json-end"},
    {"{1:1}", "1:2 json-syntax"},
    {"{9999E9999:1}", "1:2 json-syntax"},
    {"{null:null,null:null}", "1:2 json-syntax"},
    {"{\"id\":0,,,,,}", "1:9 json-syntax"},
    {"{'a':0}", "1:2 json-syntax"},
    {"{\"id\":0,}", "1:8 json-syntax"},
    {"{\"a\":\"b\"}/**/", "1:10 json-trailing"},
    {"{\"a\":\"b\"}//", "1:10 json-trailing"},
    {"{\"a\":\"b\",,\"c\":\"d\"}", "1:10 json-syntax"},
    {"{a: \"b\"}", "1:2 json-syntax"},
    {"{\"a\":\"a", "1:8 json-end"},
    {"{ \"foo\" : \"bar\", \"a\" }", "1:22 json-syntax"},
    {"{\"a\":\"b\"}#", "1:10 json-trailing"},
    {"{", "1:2 json-end"},
    {"{]", "1:2 json-syntax"},
    {"{,", "1:2 json-syntax"},
    {"{{", "1:2 json-syntax"},
    {"{}}", "1:3 json-trailing"},
    {"{\"\":", "1:5 json-end"},
    {"{\"a\":/*comment*/\"b\"}", "1:6 json-syntax"},
    {"{\"a\": true} \"x\"", "1:13 json-trailing"},
    {"{\"a\":1,\n \"b\":2,\n \"a\":3}", "3:2 duplicate-key"},
    {"{\"a\":1,\"\\u0061\":2}", "1:8 duplicate-key"},
    {"{\"a\":[{\"b\":1,\"b\":1}]}", "1:14 duplicate-key"},
    /* strings */
    {"[\"\\uD800\\\"]", "1:3 json-escape"},
    {"[\"\\uD800\\u\"]", "1:3 json-escape"},
    {"[\"\\uD800\\u1\"]", "1:3 json-escape"},
    {"[\"\\uD800\\u1x\"]", "1:3 json-escape"},
    {"[\"\\uD800\\u0041\"]", "1:3 json-escape"},
    {"[\"\\uDC00\"]", "1:3 json-escape"},
    {"[\xc3\xa9]", "1:2 json-syntax"},
    {"[\"\\x00\"]", "1:3 json-escape"},
    {"[\"\\\\\\\"]", "1:8 json-end"},
    {"[\"\\\t\"]", "1:3 json-escape"},
    {"[\"\\\xF0\x9F\x8C\x80\"]", "1:3 json-escape"},
    {"[\"\\\"]", "1:6 json-end"},
    {"[\"\\u00A\"]", "1:3 json-escape"},
    {"[\"\\uD834\\uDd\"]", "1:3 json-escape"},
    {"[\"\\a\"]", "1:3 json-escape"},
    {"[\"\\uqqqq\"]", "1:3 json-escape"},
    {"[\"\\U0041\"]", "1:3 json-escape"},
    {"[\"\\'\"]", "1:3 json-escape"},
    {"[\"\\\xe5\"]", "1:3 json-escape"},
    {"[\"\\u\xe5\"]", "1:3 json-escape"},
    {"[\\u0020\"asd\"]", "1:2 json-syntax"},
    {"[\\n]", "1:2 json-syntax"},
    {"\"", "1:2 json-end"},
    {"['single quote']", "1:2 json-syntax"},
    {"abc", "1:1 json-syntax"},
    {"[\"\\", "1:4 json-end"},
    {"[\"new\nline\"]", "1:6 json-control"},
    {"[\"\t\"]", "1:3 json-control"},
    {"[\"\x1f\"]", "1:3 json-control"},
    {"\"\\UA66D\"", "1:2 json-escape"},
    {"\"\"x", "1:3 json-trailing"},
    {"[\"\\u0000\"]", "1:3 json-escape"},
    {"{\"\\u0000\":1}", "1:3 json-escape"},
    {"[\"\xc0\xaf\"]", "1:3 json-utf8"},
    {"[\"\xed\xa0\x80\"]", "1:3 json-utf8"},
    {"[\"\xf4\xbf\xbf\xbf\"]", "1:3 json-utf8"},
    {"[\"\x81\"]", "1:3 json-utf8"},
    {"[\"\xe0\xff\"]", "1:3 json-utf8"},
    {"[\"\xfc\x83\xbf\xbf\xbf\xbf\"]", "1:3 json-utf8"},
    {"[\"é\xe9\"]", "1:5 json-utf8"},
    /* structure */
    {"<.>", "1:1 json-syntax"},
    {"[<null>]", "1:2 json-syntax"},
    {"[1]x", "1:4 json-trailing"},
    {"[1]]", "1:4 json-trailing"},
    {"[\"asd]", "1:7 json-end"},
    {"a\xc3\xa5", "1:1 json-syntax"},
    {"[True]", "1:2 json-syntax"},
    {"1]", "1:2 json-trailing"},
    {"{\"x\": true,", "1:12 json-end"},
    {"[][]", "1:3 json-trailing"},
    {"*", "1:1 json-syntax"},
    {"{\"\":\"\"", "1:7 json-end"},
    {"#{}", "1:1 json-syntax"},
    {"[\v]", "1:2 json-syntax"},
    {"[\f]", "1:2 json-syntax"},
    {"[\xe2\x81\xa0]", "1:2 json-syntax"},
    {"\xc2\xa0[]", "1:1 json-syntax"},
    {"[]\xe3\x80\x80", "1:3 json-trailing"},
    {"\xe5", "1:1 json-syntax"},
    {"", "0:0 json-empty"},
    {" \n\t ", "0:0 json-empty"},
    {"\xEF\xBB\xBF", "0:0 json-empty"},
    {"\xEF\xBB", "1:1 json-syntax"},
    {"\xEF\xBB\xBF\xEF\xBB\xBF{}", "1:1 json-syntax"},
};

static void test_accepted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof accepted / sizeof *accepted; i++)
        accept(accepted[i].text, strlen(accepted[i].text), accepted[i].dump);
}

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        refuse(refused[i].text, strlen(refused[i].text), refused[i].brief);
}

/* texts that hold NUL bytes */
static void test_nul(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
        const char *brief;
    } vectors[] = {
        {"\0\0\0\0", 4, "1:1 json-nul"},
        {"[\"a\0b\"]", 7, "1:4 json-nul"},
        {"[1\0]", 4, "1:3 json-nul"},
        {"[1]\0", 4, "1:4 json-nul"},
        {"123\0", 4, "1:4 json-nul"},
        {"[]\0\0", 4, "1:3 json-nul"},
        {"\0[\0]", 4, "1:1 json-encoding"},
        {"[\0]\0", 4, "1:1 json-encoding"},
        {"\xFF\xFE[\0]\0", 6, "1:1 json-encoding"},
        {"\xFE\xFF\0[\0]", 6, "1:1 json-encoding"},
        {"\xFF\xFE\0\0[\0\0\0", 8, "1:1 json-encoding"},
        {"\0\0\xFE\xFF\0\0\0[", 8, "1:1 json-encoding"},
        {"\0\0\0[", 4, "1:1 json-encoding"},
    };
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
        refuse(vectors[i].text, vectors[i].length, vectors[i].brief);
}

static void nested(struct arena *arena, struct str *out, size_t depth)
{
    *out = str_init(arena);
    for (size_t i = 0; i < depth; i++)
        str_char(out, '[');
    for (size_t i = 0; i < depth; i++)
        str_char(out, ']');
}

static const struct json *parse_within(
    struct arena *arena, const char *text, const struct limits *limits, struct diags *diags)
{
    struct bytes bytes = {(const unsigned char *)text, strlen(text)};
    return json_parse_at(arena, (struct place){"f.json", 1, 1}, bytes, limits, diags);
}

static void test_depth(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct str text;
    nested(arena, &text, (int)limit_of(NULL, LIMIT_DEPTH));
    assert_non_null(parse(arena, text.at, text.length, diags));
    nested(arena, &text, (int)limit_of(NULL, LIMIT_DEPTH) + 1);
    refuse(text.at, text.length, "1:65 json-depth");
    nested(arena, &text, 200000);
    refuse(text.at, text.length, "1:65 json-depth");
    struct limits limits = {.given[LIMIT_DEPTH] = 3};
    assert_non_null(parse_within(arena, "[[[0]]]", &limits, diags));
    assert_null(parse_within(arena, "[[[[0]]]]", &limits, diags));
    limits.given[LIMIT_DEPTH] = limit_row(LIMIT_DEPTH)->most;
    nested(arena, &text, (int)limits.given[LIMIT_DEPTH]);
    assert_non_null(parse_within(arena, str_text(&text), &limits, diags));
    nested(arena, &text, (int)limits.given[LIMIT_DEPTH] + 1);
    assert_null(parse_within(arena, str_text(&text), &limits, diags));
    size_t count;
    const struct diag *said = diags_sorted(diags, &count);
    assert_int_equal(count, 2);
    assert_string_equal(said[0].hint, "--limit depth=N allows more, up to 500");
    assert_string_equal(said[1].hint, "this is the most that --limit allows");
    diags_destroy(diags);
    arena_destroy(arena);
}

/* Made from parents and places among siblings, whoever set those */
static void test_paths(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    const char *text = "{\"deals\":[1,{\"from\":[\"a\",\"b\"]}],\"as_of\":2}";
    const struct json *root = parse(arena, text, strlen(text), diags);
    const struct json *deal = root->first->first->next, *second = deal->first->first->next;
    assert_string_equal(json_path(arena, root), "");
    assert_string_equal(json_path(arena, second), "deals[1].from[1]");
    assert_string_equal(json_path(arena, root->first->next), "as_of");
    struct json key = json_of_key(deal->first);
    assert_string_equal(key.text, "from");
    assert_string_equal(json_path(arena, &key), "deals[1].from");
    struct json leaf = {.kind = JSON_NULL}, list = {.kind = JSON_ARRAY, .first = &leaf, .count = 1},
                item = {.kind = JSON_NULL}, whole = {.kind = JSON_OBJECT, .first = &list, .count = 2};
    list.key = "x";
    list.next = &item;
    item.key = "y";
    json_link(&whole);
    assert_string_equal(json_path(arena, &leaf), "x[0]");
    assert_string_equal(json_path(arena, &item), "y");
    assert_int_equal(item.index, 1);
    diags_destroy(diags);
    arena_destroy(arena);
}

static void test_places(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    static const char text[] = "{\r\n \"é\": [1,\n  {\"b\" :\n\"c\"}],\n\t\"d\":null}";
    const struct json *root = parse(arena, text, sizeof text - 1, diags);
    assert_non_null(root);
    const struct json *list = root->first, *object = list->first->next, *c = json_find(object, "b"),
                      *d = json_find(root, "d");
    assert_string_equal(list->key, "é");
    assert_int_equal(list->key_place.line, 2);
    assert_int_equal(list->key_place.column, 2);
    assert_int_equal(list->place.column, 8); /* bytes: é is two */
    assert_int_equal(list->first->place.column, 9);
    assert_int_equal(object->place.line, 3);
    assert_int_equal(object->place.column, 3);
    assert_int_equal(c->key_place.line, 3);
    assert_int_equal(c->key_place.column, 4);
    assert_int_equal(c->place.line, 4);
    assert_int_equal(c->place.column, 1);
    assert_int_equal(d->key_place.line, 5);
    assert_int_equal(d->key_place.column, 2);
    assert_string_equal(d->place.file, "f.json");
    assert_null(json_find(root, "D"));
    assert_null(object->next);
    assert_ptr_equal(list->next, d);
    diags_destroy(diags);
    arena_destroy(arena);
}

/* A wide object is read in little time, and each of its duplicates is found. */
static void test_wide_object(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct str text = str_init(arena);
    str_char(&text, '{');
    for (int i = 0; i < 200000; i++)
        str_printf(&text, "\"key %d\":%d,\n", i % 199990, i);
    str_append(&text, "\"last\":0}");
    assert_null(parse(arena, text.at, text.length, diags));
    assert_int_equal(diags_count(diags, DIAG_SEVERITY_ERROR), 10);
    size_t count;
    const struct diag *sorted = diags_sorted(diags, &count);
    assert_int_equal(sorted[0].code, DIAG_JSON_DUPLICATE_KEY);
    assert_int_equal(sorted[0].place.line, 199991);
    assert_string_equal(
        sorted[0].sentence, "the key 'key 0' stands twice in one object, on lines 1 and 199991");
    diags_destroy(diags);
    arena_destroy(arena);
}

struct worded {
    const char *text, *sentence, *hint;
};

static void test_sentences(void **state)
{
    (void)state;
    static const struct worded words[] = {
        {"{\n \"a\": 1\n \"b\": 2}", "a comma or } should stand here, not '\"'",
            "a comma is missing at the end of line 2"},
        {"[\xE2\x80\x9C"
         "a\xE2\x80\x9D]",
            "a value should stand here, not '\xE2\x80\x9C'",
            "these are a word processor's quotes; JSON's are straight: \"…\""},
        {"['a']", "a value should stand here, not '''", "JSON's quotes are double: \"…\""},
        {"[None]", "a value should stand here, not 'None'", "write null"},
        {"[True]", "a value should stand here, not 'True'", "write true"},
        {"[1, // one\n2]", "a value should stand here, not '/'",
            "JSON has no comments; a key that starts with // is ignored"},
        {"{\"a\": [1,\n", "the file ends where a value should stand",
            "the array that starts on line 1, column 7 is not closed"},
        {"{\"a\": 10,000}", "a key in double quotes should stand here, not '0'",
            "numbers have no thousands separators"},
        {"[10B]", "the number '10B' is followed by letters",
            "an amount with a unit stands in quotes: \"10B\""},
        {"[\xc2\xa0]", "a value should stand here, not U+00A0",
            "JSON's white space is the space, the tab and the line ends alone"},
        {"[\"a\nb\"]", "a line break stands raw in a string",
            "close the string that starts in column 2 with \", or write \\n"},
        {"[\"\\x\"]", "the escape \\x is none of JSON's", "a backslash itself is written \\\\"},
        {"%PDF-1.5", "a value should stand here, not '%'", "this is a PDF file"},
        {"PK\x03\x04", "a value should stand here, not 'PK'", "this is a zip archive or an office document"},
        {"<html>", "a value should stand here, not '<'", "this looks like HTML or XML"},
        {"from,to\na,b", "a value should stand here, not 'from'",
            "a dataset starts with {; `dealbrief import` reads spreadsheets"},
        {"{\"a\": $38B, \"b\": 1}", "a value should stand here, not '$'",
            "text and amounts stand in quotes: \"$38B\""},
        {"{\"a\": up to $5B\n}", "a value should stand here, not 'up'",
            "text and amounts stand in quotes: \"up to $5B\""},
        {"{\"a\": 2025-11-03}", "the number '2025-11-03' has a dash or a plus inside",
            "a date stands in quotes: \"2025-11-03\""},
        {"{a: 1}", "a key in double quotes should stand here, not 'a'", "write \"a\""},
        {"{\"a\" = 1}", "a colon should stand here, not '='", "JSON writes a colon: \"key\": value"},
        {"{\"a\" 1}", "a colon should stand here, not '1'", "write the colon: \"key\": value"},
        {"{\"a\": }", "a value should stand here, not '}'", "write a value, or take out what waits for one"},
        {"{\"a\": 1,, \"b\": 2}", "a key in double quotes should stand here, not ','", "take one comma out"},
        {"{\"a\": 1; \"b\": 2}", "a comma or } should stand here, not ';'", "JSON writes a comma"},
        {"{\"a\": \"b, \"c\": 1}", "a comma or } should stand here, not 'c'",
            "does the string that starts in column 7 lack its closing quote? a quote inside of one is "
            "written "
            "\\\""},
        {"[{\"a\": 1, {\"a\": 2}]", "a key in double quotes should stand here, not '{'",
            "the object that starts on line 1, column 2 is not closed"},
        {"{\"a\": [1, 2}", "a comma or ] should stand here, not '}'",
            "the array that starts on line 1, column 7 is not closed"},
        {"[{\"a\": 1} {\"a\": 2}]", "a comma or ] should stand here, not '{'",
            "a comma is missing before it"},
        {"[\"a\": 1]", "a comma or ] should stand here, not ':'",
            "keys stand in objects: is a { missing, or a } too many before it?"},
        {"[\n  \"ab", "the file ends where the end of a string should stand",
            "the string that starts on line 2, column 3 is not closed"},
        {"[1]]", "something follows the end of the JSON: ']'",
            "it closes what was never opened, or was closed before"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct arena *arena = arena_create();
        struct diags *diags = diags_create();
        size_t count;
        assert_null(parse(arena, words[i].text, strlen(words[i].text), diags));
        const struct diag *sorted = diags_sorted(diags, &count);
        assert_int_equal(count, 1);
        assert_string_equal(sorted[0].sentence, words[i].sentence);
        assert_string_equal(sorted[0].hint, words[i].hint);
        diags_destroy(diags);
        arena_destroy(arena);
    }
}

/* Every prefix of a valid file is refused, and none reads past its end. */
static void test_prefixes(void **state)
{
    (void)state;
    struct arena *arena = arena_create(), *scratch = arena_create();
    struct bytes bytes = source_file(arena, "tests/hostile/ok_everything.json");
    while (bytes.length && bytes.at[bytes.length - 1] != '}')
        bytes.length--;
    for (size_t length = 0; length < bytes.length; length += length < 500 ? 1 : 37) {
        struct diags *diags = diags_create();
        assert_null(parse(scratch, (const char *)bytes.at, length, diags));
        assert_int_equal(diags_count(diags, DIAG_SEVERITY_ERROR), 1);
        diags_destroy(diags);
        arena_reset(scratch);
    }
    arena_destroy(scratch);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_accepted),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_nul),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_wide_object),
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_prefixes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
