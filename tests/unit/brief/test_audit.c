/* SPDX-License-Identifier: MIT */
/* The number audit: how numbers are read in prose, what they match, and where the warnings stand. */
#include "desk.h"

#include "audit_candidates.h"
#include "audit_numbers.h"

#include <stdio.h>
#include <string.h>

/* ---- reading ---- */

static const char *const kinds[] = {"money", "multiple", "share", "span", "year"};

static void value_append(struct str *out, const struct prose_number *number)
{
    int64_t one = number->kind == PROSE_MONEY ? 100 : number->kind == PROSE_YEAR ? 1 : 1000000;
    str_printf(out, "%.14g", (double)number->value / (double)one);
    if (number->top)
        str_append(out, "…");
}

/* "money USD 38000000000 +-least" of each number, one a line: kind, currency, value, hedge right before it */
static const char *read_words(struct arena *arena, const char *text, enum language language)
{
    struct str out = str_init(arena);
    prose_number_list list = {0};
    prose_numbers_read(arena, text, strlen(text), language, &list);
    for (size_t i = 0; i < list.count; i++) {
        const struct prose_number *number = &list.at[i];
        str_printf(&out, "%s%s%s%s ", i ? "; " : "", kinds[number->kind], *number->currency ? " " : "",
            number->currency);
        value_append(&out, number);
        static const char *const hedges[] = {"", " about", " least", "", " most"};
        str_append(&out, hedges[number->hedge]);
        assert_true(number->start < number->end && number->end <= strlen(text));
    }
    return str_text(&out);
}

static const struct {
    const char *text, *numbers;
} readings[] = {
    /* money as people write it */
    {"$38B", "money $ 38000000000"},
    {"$38bn", "money $ 38000000000"},
    {"$38 billion", "money $ 38000000000"},
    {"$38\u00A0billion", "money $ 38000000000"},
    {"US$38 billion", "money USD 38000000000"},
    {"38 billion dollars", "money $ 38000000000"},
    {"38 billion US dollars", "money USD 38000000000"},
    {"a $38-billion deal", "money $ 38000000000"},
    {"the $38bn-a-year deal", "money $ 38000000000"},
    {"€1.2bn", "money EUR 1200000000"},
    {"1.2 billion euros", "money EUR 1200000000"},
    {"CHF 38 million", "money CHF 38000000"},
    {"CHF\u202F38m", "money CHF 38000000"},
    {"38 million Swiss francs", "money CHF 38000000"},
    {"£500k", "money GBP 500000"},
    {"¥5 trillion", "money JPY 5000000000000"},
    {"5 trillion yen", "money JPY 5000000000000"},
    {"USD 12.5M", "money USD 12500000"},
    {"12.5 million USD", "money USD 12500000"},
    {"$4,200,000", "money $ 4200000"},
    {"$12.50", "money $ 12.5"},
    {"ten billion dollars", "money $ 10000000000"},
    {"twenty-five million euros", "money EUR 25000000"},
    {"a billion dollars", "money $ 1000000000"},
    {"half a trillion dollars", "money $ 500000000000"},
    {"put 10 billion into it", "money 10000000000"},
    {"ten billion.", "money 10000000000"},
    {"tens of billions of dollars", "money $ 10000000000…"},
    {"hundreds of millions", "money 100000000…"},
    /* hedges */
    {"up to $100B", "money $ 100000000000 most"},
    {"as much as a $100B", "money $ 100000000000 most"},
    {"no more than $100B", "money $ 100000000000 most"},
    {"more than $100B", "money $ 100000000000 least"},
    {"about $10B", "money $ 10000000000 about"},
    {"c. $10B", "money $ 10000000000 about"},
    {"~$10B, ≥$20B", "money $ 10000000000 about; money $ 20000000000 least"},
    {"just over $10B", "money $ 10000000000 about"},
    /* ranges */
    {"$10–$20 billion", "money $ 10000000000 least; money $ 20000000000 most"},
    {"$10bn-$20bn", "money $ 10000000000 least; money $ 20000000000 most"},
    {"$10-20B", "money $ 10000000000 least; money $ 20000000000 most"},
    {"$10 to $20 billion", "money $ 10000000000 least; money $ 20000000000 most"},
    {"between 10 and 20 billion dollars", "money $ 10000000000 least; money $ 20000000000 most"},
    {"$800 million to $1.2 billion", "money $ 800000000 least; money $ 1200000000 most"},
    {"$10--$20B", "money $ 10000000000 least; money $ 20000000000 most"},
    {"€3.5 billion or $4.06 billion", "money EUR 3500000000; money $ 4060000000"},
    {"From €3.5 billion to $4.2 billion", "money EUR 3500000000; money $ 4200000000"},
    {"$3 to US$4 billion", "money USD 3000000000 least; money USD 4000000000 most"},
    {"$5B and $6B", "money $ 5000000000; money $ 6000000000"},
    {"in 2025 or $10B", "year 2025; money $ 10000000000"},
    /* multiples */
    {"3.8× as much", "multiple 3.8"},
    {"3.8x", "multiple 3.8"},
    {"four times as much", "multiple 4"},
    {"3.8 times", "multiple 3.8"},
    {"38 times revenue", "multiple 38"},
    {"3–4× sales", "multiple 3 least; multiple 4 most"},
    {"a tenfold rise", "multiple 10"},
    {"a 10-fold rise", "multiple 10"},
    {"has doubled", "multiple 2"},
    {"more than tripled", "multiple 3 least"},
    {"twice as much", "multiple 2"},
    {"two and a half times the price", "multiple 2.5"},
    {"they met four times", ""},
    {"it doubled down", ""},
    {"gains twice", ""},
    {"a 2 × 3 grid", ""},
    /* shares */
    {"12.5 %", "share 12.5"},
    {"12.5%", "share 12.5"},
    {"12.5\u00A0%", "share 12.5"},
    {"12.5 per cent", "share 12.5"},
    {"ten percent", "share 10"},
    {"a 27-percent stake", "share 27"},
    {"10–20 %", "share 10 least; share 20 most"},
    {"between 10 and 20 per cent", "share 10 least; share 20 most"},
    {"5 percentage points", ""},
    {"100 % owned", ""},
    /* years */
    {"in 2025, 2026 and 2027", "year 2025; year 2026; year 2027"},
    {"FY2025", "year 2025"},
    {"Q3 2025", "year 2025"},
    {"2025–2030", "year 2025; year 2030"},
    {"2025-30", "year 2025; year 2030"},
    {"2025/26", "year 2025; year 2026"},
    {"2025-12-17", "year 2025"},
    {"2025-Q3", "year 2025"},
    {"mid-2026", "year 2026"},
    {"2025's best", "year 2025"},
    {"the 2030s", "year 2030…"},
    {"17 December 2025", "year 2025"},
    {"seven years", "span 7"},
    {"a seven-year lease", "span 7"},
    {"5–7 years", "span 5 least; span 7 most"},
    {"two and a half years", "span 2.5"},
    /* what is none of these */
    {"two years ago", ""},
    {"the past three years", ""},
    {"in two years' time", ""},
    {"one year", ""},
    {"GPT-4, H100, GB200 and Trainium3", ""},
    {"800 million users", ""},
    {"2048 GPUs, 1,900 jobs and 2000 MW", ""},
    {"see https://a.example/2025/$38B now", ""},
    {"38, 12 and seven", ""},
    {"38\uFFFC billion dollars", ""},
    {"$\uFFFC38", ""},
    {"top 10 of all 12", ""},
    {"COP28 and the TOP 10", ""},
    {"", ""},
};

static void test_reading(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        const char *numbers = read_words(arena, readings[i].text, LANGUAGE_ENGLISH);
        if (!strcmp(numbers, readings[i].numbers))
            continue;
        print_error("\"%s\"\n  wanted: %s\n  got:    %s\n", readings[i].text, readings[i].numbers, numbers);
        wrong++;
    }
    arena_destroy(arena);
    assert_int_equal(wrong, 0);
}

static const struct {
    const char *text, *numbers;
} german[] = {
    {"38 Mrd. $", "money $ 38000000000"},
    {"38 Mrd. US-Dollar", "money USD 38000000000"},
    {"1,2 Milliarden Euro", "money EUR 1200000000"},
    {"1 Billion Dollar", "money $ 1000000000000"},
    {"1.234,5 Mio. \u20AC", "money EUR 1234500000"},
    {"bis zu 100 Mrd. $", "money $ 100000000000 most"},
    {"mehr als 100 Milliarden Dollar", "money $ 100000000000 least"},
    {"\u00FCber 100 Mrd. Dollar", "money $ 100000000000 least"},
    {"10 bis 20 Mrd. $", "money $ 10000000000 least; money $ 20000000000 most"},
    {"zwischen 10 und 20 Milliarden Dollar", "money $ 10000000000 least; money $ 20000000000 most"},
    {"4,2 %, 12,5 Prozent", "share 4.2; share 12.5"},
    {"3,8-mal so viel", "multiple 3.8"},
    {"3,8\u00D7", "multiple 3.8"},
    {"hat sich verdoppelt", "multiple 2"},
    {"sieben Jahre, f\u00FCnf Jahre", "span 7; span 5"},
    {"vor zwei Jahren", ""},
    {"im Jahr 2025, am 17. Dezember 2026", "year 2025; year 2026"},
};

static void test_german(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof german / sizeof *german; i++)
        assert_string_equal(read_words(arena, german[i].text, LANGUAGE_GERMAN), german[i].numbers);
    arena_destroy(arena);
}

/* The bytes that a number covers, with its currency and scale */
static void test_stretch(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    prose_number_list list = {0};
    const char *text = "“Über” – US$\u00A038\u00A0billion, then 12.5\u202F%";
    prose_numbers_read(arena, text, strlen(text), LANGUAGE_ENGLISH, &list);
    assert_int_equal(list.count, 2);
    assert_string_equal(arena_strndup(arena, text + list.at[0].start, list.at[0].end - list.at[0].start),
        "US$\u00A038\u00A0billion");
    assert_string_equal(
        arena_strndup(arena, text + list.at[1].start, list.at[1].end - list.at[1].start), "12.5\u202F%");
    arena_destroy(arena);
}

/* ---- matching ---- */

static const char head[] =
    "{\"dealbrief\":\"1\",\"as_of\":\"2025-12-17\",\"currency\":\"USD\",\"title\":\"T\","
    "\"sources\":[{\"id\":\"s\",\"publisher\":\"S\",\"date\":\"2025-12-01\"}],"
    "\"parties\":[{\"id\":\"a\",\"name\":\"A\",\"kind\":\"company\"},{\"id\":\"b\",\"name\":\"B\",\"kind\":"
    "\"company\"},"
    "{\"id\":\"c\",\"name\":\"C\",\"kind\":\"company\"}],\"deals\":["
    "{\"id\":\"exact\",\"type\":\"lease\",\"from\":\"a\",\"to\":\"b\",\"amount\":\"$38B\",\"status\":"
    "\"signed\","
    "\"date\":\"2025-06-01\",\"term\":{\"years\":7},\"sources\":[\"s\"]},"
    "{\"id\":\"ceiling\",\"type\":\"equity\",\"from\":\"c\",\"to\":\"a\",\"amount\":\"up to "
    "$100B\",\"status\":\"announced\","
    "\"dates\":{\"announced\":\"2025-09-22\"},\"sources\":[\"s\"]},"
    "{\"id\":\"around\",\"type\":\"debt\",\"from\":\"c\",\"to\":\"b\",\"amount\":\"about "
    "$6.25B\",\"status\":\"signed\","
    "\"date\":\"2024\",\"sources\":[\"s\"]}],"
    "\"notes\":[%s]}";

static const struct {
    const char *prose, *faults;
} matches[] = {
    {"A pays $38B.\n", ""},
    {"A pays $38.0 billion.\n", ""},
    {"A pays $38.2 billion.\n", "1:8 audit-number\n"},
    {"A pays $39B, then $38M, in all €38B.\n", "1:8 audit-number\n1:19 audit-number\n1:32 audit-number\n"},
    /* fewer digits match what rounds to them, within a tenth */
    {"A pays $5.4B a year, or $5.43B; not $5.5B.\n", "1:37 audit-number\n"},
    {"A pays $5B a year.\n", ""},
    {"A pays about $40B.\n", ""},
    {"A pays about $41B.\n", "1:14 audit-number\n"},
    {"A pays nearly $39B.\n", ""},
    {"A pays more than $35B.\n", ""},
    {"A pays more than $33B.\n", "1:18 audit-number\n"},
    /* the hedge of the data must be kept */
    {"C puts $100B into A.\n", "1:8 audit-qualifier\n"},
    {"C puts more than $100B into A.\n", "1:18 audit-qualifier\n"},
    {"C puts up to $100B into A.\n", ""},
    {"C puts as much as $100B into A; a $100B ceiling; $100B at most.\n", ""},
    {"The ceiling is $100B.\n", ""},
    {"C lends $6.25B.\n", "1:9 audit-qualifier\n"},
    {"C lends some $6.25B, roughly $6.3B.\n", ""},
    /* over runs, lines and emphasis; the place is the number's own */
    {"A pays **$38**\nbillion, and\n*$39*\nbillion.\n", "3:2 audit-number\n"},
    {"é $39B \\*$41B {{ deal.exact.amount }} $42B\n",
        "1:4 audit-number\n1:11 audit-number\n1:40 audit-number\n"},
    {"$39&nbsp;billion and 39&nbsp;billion dollars\n", "1:1 audit-number\n1:22 audit-number\n"},
    {"- $39B\n\n> $41B\n\n## $42B\n\n| $43B |\n|---|\n| a $47B |\n",
        "1:3 audit-number\n3:3 audit-number\n5:4 audit-number\n7:3 audit-number\n9:5 audit-number\n"},
    {"---\ntitle: \"The $39B\"\n---\nx\n", "2:13 audit-number\n"},
    {"::flow[Of \\$39B and $41B]\n", "1:12 audit-number\n1:21 audit-number\n"},
    {"::keyfigures{items=\"deal:exact as the $38B rent; deal:ceiling as up to $90B\"}\n",
        "1:72 audit-number\n"},
    {"`$39B` [$41B](https://a.example/$43B)\n", "1:9 audit-number\n"},
    /* what is not printed is not looked at */
    {":::if{where=\"id=exact, bucket=dead\"}\n$39B\n:::\n<!-- $41B -->\nx\n", ""},
    /* what a value prints may be said again */
    {"{{ total:class=commerce,bucket=firm | long }}: $38 billion; {{ count:class=commerce }}\n", ""},
    /* years and spans */
    {"From 2024 to 2025, for seven years, until 2031.\n", "1:43 audit-number\n"},
    {"A nine-year lease of the 2030s.\n", "1:3 audit-number\n1:26 audit-number\n"},
    /* sign-offs */
    {"A once paid $39B, in 2019.\n\n::vouch[$39 billion and 2019: the FT]\n", ""},
    {"A once paid $39B.\n\n::vouch[$39B, $40B]\n", "3:15 audit-unused\n"},
    {"x\n\n::vouch[all of it]\n", "3:1 audit-unused\n"},
    {"::vouch\n", "1:8 template-syntax\n"},
};

static const char *audit_faults(struct desk *desk, const char *source)
{
    struct diags *kept = desk->diags;
    desk->diags = diags_create();
    desk_brief(desk, source);
    const char *faults = diags_brief(desk->arena, desk->diags);
    diags_destroy(desk->diags);
    desk->diags = kept;
    return faults;
}

static void notes_take(struct desk *desk, const char *notes)
{
    desk_take(desk, arena_printf(desk->arena, head, notes));
}

static void test_matching(void **state)
{
    (void)state;
    struct desk desk;
    size_t wrong = 0;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    notes_take(&desk, "");
    for (size_t i = 0; i < sizeof matches / sizeof *matches; i++) {
        const char *faults = audit_faults(&desk, matches[i].prose);
        if (!strcmp(faults, matches[i].faults))
            continue;
        print_error("%s  wanted: %s  got: %s", matches[i].prose, matches[i].faults, faults);
        wrong++;
    }
    desk_close(&desk);
    assert_int_equal(wrong, 0);
}

/* A note with a source is evidence, one without is prose. Its column counts the escapes of JSON. */
static void test_notes(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    notes_take(&desk,
        "{\"id\":\"n\",\"kind\":\"risk\",\"text\":\"It could cost $70B by 2040.\",\"sources\":[\"s\"]}");
    assert_string_equal(audit_faults(&desk, "Some say $70B by 2040.\n"), "");
    notes_take(&desk, "\n{\"id\":\"n\",\"kind\":\"risk\",\"text\":\"A \\\"bet\\\" of $70B\"}");
    assert_string_equal(audit_faults(&desk, "x\n"), "2:46 audit-number\n");
    desk_close(&desk);
}

static void test_words(void **state)
{
    (void)state;
    struct desk desk;
    size_t count;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    notes_take(&desk, "");
    assert_non_null(desk_brief(&desk, "A pays $83B.\nC puts $100B into A.\n"));
    const struct diag *sorted = diags_sorted(desk.diags, &count);
    assert_int_equal(count, 2);
    assert_string_equal(sorted[0].sentence, "'$83B' is no number of the dataset or its figures");
    assert_memory_equal(sorted[0].hint, "nearest: $38B (deal exact), ", 28);
    assert_string_equal(sorted[1].sentence, "'$100B' stands here, but the data says 'up to $100B'");
    assert_string_equal(sorted[1].hint, "deal ceiling");
    desk_close(&desk);
}

/* ---- an article ---- */

static size_t article_warnings(struct desk *desk, const char *file, const struct diag **sorted)
{
    size_t count;
    assert_non_null(desk_brief(desk, (const char *)source_file(desk->arena, file).at));
    *sorted = diags_sorted(desk->diags, &count);
    for (size_t i = 0; i < count; i++)
        if ((*sorted)[i].code != DIAG_AUDIT_NUMBER && (*sorted)[i].code != DIAG_AUDIT_QUALIFIER)
            fail_msg("%s: %s", file, (*sorted)[i].sentence);
    return count;
}

/* The story that the sample was made from, as prose: all its figures are those of the dataset. Its twin has a
   digit or a word of each number changed, and all of them are found, each where it stands. */
static void test_article(void **state)
{
    (void)state;
    struct desk desk;
    const struct diag *sorted;
    desk_open(&desk, "samples/openai-amazon-2025-12.json");
    if (article_warnings(&desk, "tests/audit/article.md", &sorted))
        fail_msg("%d:%d: %s", sorted[0].place.line, sorted[0].place.column, sorted[0].sentence);
    size_t count = article_warnings(&desk, "tests/audit/article-slips.md", &sorted);
    const char *slips = (const char *)source_file(desk.arena, "tests/audit/article-slips.md").at;
    struct str found = str_init(desk.arena);
    for (size_t i = 0; i < count; i++) {
        const char *line = slips;
        for (int n = 1; n < sorted[i].place.line; n++)
            line = strchr(line, '\n') + 1;
        str_printf(&found, "%.3s,", line + sorted[i].place.column - 1);
    }
    assert_string_equal(str_text(&found),
        "$16,$70,$12,$80,202,$88,nin,$5.,3.1,7 "
        "%,$15,204,US$,hun,$18,$43,188,$70,$80,$67,4.9,$90,$33,8 y,$16,$49,6x ,");
    desk_close(&desk);
}

/* ---- any bytes ---- */

static void test_any_bytes(void **state)
{
    (void)state;
    static const char *const pieces[] = {"$", "38", "1,234,567", ".", "5", " billion", "bn", "–", "-", "%",
        "×", " times", " to ", "between ", "up to ", "\xFF", "\xE2\x80", "2025", "/26", "s", "\uFFFC", "€",
        "a ", "half a ", " years", "https://", "999999999999999999999999", "\n", "c.", "US$"};
    struct arena *arena = arena_create();
    uint32_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        struct str text = str_init(arena);
        for (int i = 0; i < 12; i++) {
            seed = seed * 1664525 + 1013904223;
            str_append(&text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        prose_number_list list = {0};
        prose_numbers_read(
            arena, str_text(&text), text.length, round % 2 ? LANGUAGE_GERMAN : LANGUAGE_ENGLISH, &list);
        for (size_t i = 0; i < list.count; i++) {
            assert_true(list.at[i].start < list.at[i].end && list.at[i].end <= text.length);
            assert_true(!i || list.at[i].start >= list.at[i - 1].end);
            assert_true(list.at[i].value >= 0 && list.at[i].unit > 0);
        }
        arena_reset(arena);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading),
        cmocka_unit_test(test_german),
        cmocka_unit_test(test_stretch),
        cmocka_unit_test(test_matching),
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_article),
        cmocka_unit_test(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
