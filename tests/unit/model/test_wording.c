/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "wording.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define U INT64_C(100)
#define K (1000 * U)
#define M (1000 * K)
#define B (1000 * M)
#define T (1000 * B)
#define NBSP "\u00A0"

static const struct amount_rules rules = {.currency = "USD", .approx_ppm = 100000};

static struct arena *arena;

static int arena_begin(void **state)
{
    (void)state;
    arena = arena_create();
    return 0;
}

static int arena_end(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static const char *money_words(money value, const char *currency, enum number_style style, int digits)
{
    struct str out = str_init(arena);
    word_money(&out, value, currency, style, digits);
    return str_text(&out);
}

static void test_money(void **state)
{
    (void)state;
    static const struct {
        money value;
        int digits;
        const char *brief, *full;
    } rows[] = {
        {38 * B, 2, "$38B", "$38" NBSP "billion"},
        {INT64_C(542857142857), 2, "$5.4B", "$5.4" NBSP "billion"}, /* 38 / 7 */
        {INT64_C(542857142857), 0, "$5.43B", "$5.43" NBSP "billion"},
        {13 * B, 0, "$13B", "$13" NBSP "billion"},
        {471 * B, 0, "$471B", "$471" NBSP "billion"},
        {471 * B, 2, "$470B", "$470" NBSP "billion"},
        {662 * B, 3, "$662B", "$662" NBSP "billion"},
        {40100 * M, 0, "$40.1B", "$40.1" NBSP "billion"},
        {100 * M, 1, "$100M", "$100" NBSP "million"},
        {14200 * M, 3, "$14.2B", "$14.2" NBSP "billion"},
        {1250 * B, 3, "$1.25T", "$1.25" NBSP "trillion"},
        {500 * M, 1, "$500M", "$500" NBSP "million"},
        {400 * B, 1, "$400B", "$400" NBSP "billion"},
        {36 * B, 3, "$36B", "$36" NBSP "billion"},
        {8520 * M, 3, "$8.52B", "$8.52" NBSP "billion"},
        {125 * B, 1, "$120B", "$120" NBSP "billion"}, /* halves to even */
        {135 * B, 1, "$140B", "$140" NBSP "billion"},
        {12345 * U, 0, "$12.3K", "$12,300"},
        {750 * K, 2, "$750K", "$750,000"},
        {999600 * K, 0, "$1B", "$1" NBSP "billion"},
        {999500 * K, 0, "$1B", "$1" NBSP "billion"}, /* 999.5 → 1000: the even one */
        {999400 * K, 0, "$999M", "$999" NBSP "million"},
        {999999 * B, 0, "$1,000T", "$1,000" NBSP "trillion"},
        {MONEY_MOST, 0, "$10,000T", "$10,000" NBSP "trillion"},
        {99960 * U, 0, "$100K", "$100,000"},
        {1250, 0, "$12.50", "$12.50"},
        {1250, 4, "$12.50", "$12.50"},
        {99999, 0, "$999.99", "$999.99"},
        {99999, 3, "$1K", "$1,000"},
        {5, 0, "$0.05", "$0.05"},
        {1, 2, "$0.01", "$0.01"},
        {3857, 2, "$39", "$39"},
        {K, 0, "$1K", "$1,000"},
        {0, 0, "$0", "$0"},
        {0, 2, "$0", "$0"},
        {-38 * B, 2, "−$38B", "−$38" NBSP "billion"},
        {-5, 0, "−$0.05", "−$0.05"},
        {INT64_MIN + 1, 0, "−$92,200T", "−$92,200" NBSP "trillion"},
        {MONEY_OPEN, 0, "an open amount", "an open amount"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(money_words(rows[i].value, "USD", NUMBER_SHORT, rows[i].digits), rows[i].brief);
        assert_string_equal(money_words(rows[i].value, "USD", NUMBER_LONG, rows[i].digits), rows[i].full);
    }
}

static void test_currency(void **state)
{
    (void)state;
    static const char *const rows[][2] = {{"EUR", "€38B"}, {"GBP", "£38B"}, {"JPY", "¥38B"}, {"INR", "₹38B"},
        {"KRW", "₩38B"}, {"AUD", "A$38B"}, {"CAD", "C$38B"}, {"HKD", "HK$38B"}, {"CHF", "CHF" NBSP "38B"},
        {"SEK", "SEK" NBSP "38B"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(money_words(38 * B, rows[i][0], NUMBER_SHORT, 2), rows[i][1]);
    assert_string_equal(money_words(-38 * B, "CHF", NUMBER_LONG, 2), "−CHF" NBSP "38" NBSP "billion");
}

/* reads "$1,234.5B" back: hundredths, digits written without trailing zeros, size of the last digit in
 * hundredths */
static double read_back(const char *text, int *digits, double *last)
{
    double scale = 100, value = 0;
    bool point = false;
    char kept[32];
    size_t count = 0;
    *last = 1;
    for (text += 1; *text; text++) {
        if (*text >= '0' && *text <= '9') {
            value = value * 10 + (*text - '0');
            if (point)
                *last /= 10;
            kept[count++] = *text;
        }
        point = point || *text == '.';
        scale *= *text == 'K' ? 1e3 : *text == 'M' ? 1e6 : *text == 'B' ? 1e9 : *text == 'T' ? 1e12 : 1;
    }
    size_t first = 0;
    while (first < count && kept[first] == '0')
        first++;
    while (count > first && kept[count - 1] == '0')
        count--;
    *digits = (int)(count - first);
    value *= *last * scale;
    *last *= scale;
    return value;
}

/* A printed number never has more digits than it may, and lies within half a unit of the last of them. */
static void test_honest_rounding(void **state)
{
    (void)state;
    uint64_t seed = 38;
    for (int round = 0; round < 20000; round++) {
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        money value = (money)(seed >> 4) % MONEY_MOST;
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        for (int shorter = (int)(seed >> 59) % 19; shorter > 0; shorter--)
            value /= 10;
        int digits = (int)(seed >> 40) % 6;
        int allowed = digits == 0 ? 3 : digits < 2 ? 2 : digits;
        if (value < K)
            allowed = digits == 0 ? 5 : allowed;
        else if (allowed > 3)
            allowed = 3;
        const char *text = money_words(value, "USD", NUMBER_SHORT, digits);
        int shown;
        double last, back = read_back(text, &shown, &last);
        double unit = 1; /* of the last digit that may be kept */
        for (money rest = value; rest >= 10; rest /= 10)
            unit *= 10;
        for (int i = 1; i < allowed; i++)
            unit /= 10;
        unit = unit < 1 ? 1 : unit;
        double off = back > (double)value ? back - (double)value : (double)value - back;
        if (shown > allowed || off > unit / 2 * 1.0000001)
            fail_msg("%lld at %d digits: %s", (long long)value, digits, text);
        arena_reset(arena);
    }
}

static const char *amount_words(const char *text, enum number_style style)
{
    struct amount amount;
    const char *sentence, *hint;
    assert_int_equal(amount_parse(arena, text, &rules, &amount, &sentence, &hint), AMOUNT_OK);
    struct str out = str_init(arena);
    word_amount(&out, &amount, style);
    return str_text(&out);
}

static void test_amount(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {"$38B", "$38B", "$38" NBSP "billion"},
        {"~$10B", "about $10B", "about $10" NBSP "billion"},
        {"almost $7B", "nearly $7B", "nearly $7" NBSP "billion"},
        {"as much as $100B", "up to $100B", "up to $100" NBSP "billion"},
        {"less than $5m", "up to $5M", "up to $5" NBSP "million"},
        {"$20B+", "at least $20B", "at least $20" NBSP "billion"},
        {"beyond $500B", "at least $500B", "at least $500" NBSP "billion"},
        {"$10-20B", "$10B–$20B", "$10" NBSP "billion–$20" NBSP "billion"},
        {"$5.5B-$7.5B", "$5.5B–$7.5B", "$5.5" NBSP "billion–$7.5" NBSP "billion"},
        {"$125B-$200B", "$125B–$200B", "$125" NBSP "billion–$200" NBSP "billion"},
        {"$800M-$950M", "$800M–$950M", "$800" NBSP "million–$950" NBSP "million"},
        {"$10B-$10B", "$10B", "$10" NBSP "billion"},
        {"0-$10B", "up to $10B", "up to $10" NBSP "billion"},
        {"Tens of billions", "tens of billions", "tens of billions"},
        {"unknown", "undisclosed", "undisclosed"},
        {"none", "none", "none"},
        {"$1,250,000", "$1.25M", "$1.25" NBSP "million"},
        {"CHF 3.75bn", "CHF" NBSP "3.75B", "CHF" NBSP "3.75" NBSP "billion"},
        {"$0", "$0", "$0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(amount_words(rows[i][0], NUMBER_SHORT), rows[i][1]);
        assert_string_equal(amount_words(rows[i][0], NUMBER_LONG), rows[i][2]);
    }
}

static void assert_same_again(const char *text)
{
    for (enum number_style style = NUMBER_SHORT; style <= NUMBER_LONG; style++) {
        struct amount first, second;
        const char *sentence, *hint, *printed = amount_words(text, style);
        assert_int_equal(amount_parse(arena, text, &rules, &first, &sentence, &hint), AMOUNT_OK);
        enum amount_fault fault = amount_parse(arena, printed, &rules, &second, &sentence, &hint);
        if (fault != AMOUNT_OK || first.kind != second.kind || first.low != second.low ||
            first.high != second.high || first.has_headline != second.has_headline ||
            first.headline != second.headline || strcmp(first.currency, second.currency) != 0)
            fail_msg("'%s' was printed as '%s'", text, printed);
    }
}

/* What is printed says the same as what was written: read again, it has the kind, the interval and the
 * currency. */
static void test_read_again(void **state)
{
    (void)state;
    static const char *const forms[] = {"%s%s", "about %s%s", "nearly %s%s", "up to %s%s", "at least %s%s",
        "%s%s+", "%s%s or more", "> %s%s", "less than %s%s", "just under %s%s", "~%s%s"};
    static const char *const currencies[] = {"$", "€", "A$", "HK$", "CHF ", "SEK ", "£", "¥", "₩"};
    static const char *const numbers[] = {"1", "7.5", "12.50", "38", "471", "999", "1k", "14.2M", "500m",
        "999M", "1B", "5.4bn", "40.1B", "1.25T", "900T", "0.5", "0.05"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        for (size_t j = 0; j < sizeof currencies / sizeof *currencies; j++)
            for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
                struct str text = str_init(arena);
                const char *cut = strstr(forms[i], "%s%s");
                str_append_bytes(&text, forms[i], (size_t)(cut - forms[i]));
                str_append(&text, currencies[j]);
                str_append(&text, numbers[k]);
                str_append(&text, cut + 4);
                assert_same_again(str_text(&text));
            }
    static const char *const others[] = {"$10B-$20B", "€10-20m", "CHF 1.5M to 2.5M", "$900M-$1B",
        "tens of billions", "undisclosed", "none", "several hundred million", "billions EUR", "$0"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_same_again(others[i]);
}

/* Amounts that facts derive: no headline, or another one than the bound */
static void test_amount_derived(void **state)
{
    (void)state;
    static const struct {
        struct amount amount;
        const char *text;
    } rows[] = {
        {{.kind = AMOUNT_ABSENT, .currency = "USD"}, ""},
        {{.kind = AMOUNT_AT_LEAST, .low = 5 * B, .high = MONEY_OPEN, .currency = "USD"}, "at least $5B"},
        {{.kind = AMOUNT_RANGE, .low = 5 * B, .high = MONEY_OPEN, .currency = "USD"}, "at least $5B"},
        {{.kind = AMOUNT_VAGUE, .low = 10 * B, .high = 100 * B, .currency = "USD"}, "$10B–$100B"},
        {{.kind = AMOUNT_APPROX, .low = 9 * B, .high = 11 * B, .currency = "USD", .digits = 1}, "$9B–$11B"},
        {{.kind = AMOUNT_AT_MOST, .high = 7 * B, .currency = "EUR"}, "up to €7B"},
        /* some of it is conditional, or it was capped: the bound is what may be promised */
        {{.kind = AMOUNT_AT_LEAST,
             .has_headline = true,
             .headline = 20 * B,
             .low = 5 * B,
             .high = MONEY_OPEN,
             .currency = "USD"},
            "at least $5B"},
        {{.kind = AMOUNT_AT_MOST,
             .has_headline = true,
             .headline = 20 * B,
             .high = 30 * B,
             .currency = "USD"},
            "up to $30B"},
        {{.kind = AMOUNT_AT_MOST,
             .has_headline = true,
             .headline = 20 * B,
             .low = 5 * B,
             .high = 20 * B,
             .currency = "USD"},
            "up to $20B"},
        {{.kind = AMOUNT_UNDISCLOSED, .words = "tens of billions", .currency = "USD"}, "tens of billions"},
        {{.kind = AMOUNT_EXACT,
             .has_headline = true,
             .headline = INT64_C(542857142857),
             .low = INT64_C(542857142857),
             .high = INT64_C(542857142857),
             .currency = "USD",
             .digits = 2},
            "$5.4B"},
        {{.kind = AMOUNT_RANGE,
             .low = INT64_C(542857142857),
             .high = INT64_C(1085714285714),
             .currency = "USD",
             .digits = 2},
            "$5.4B–$11B"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str out = str_init(arena);
        word_amount(&out, &rows[i].amount, NUMBER_SHORT);
        assert_string_equal(str_text(&out), rows[i].text);
    }
}

static void test_interval(void **state)
{
    (void)state;
    static const struct {
        money low, high;
        const char *text;
    } rows[] = {
        {10 * B, 100 * B, "$10B–$100B"},
        {48 * B, 138 * B, "$48B–$138B"},
        {38 * B, 38 * B, "$38B"},
        {B, B + 1, "$1B–$1.01B"}, /* outward: different ends never print alike */
        {40020 * M, 40040 * M, "$40B–$40.1B"},
        {40065 * M, MONEY_OPEN, "at least $40B"}, /* not 40.1, which nobody promised */
        {0, 40025 * M, "up to $40.1B"},
        {-MONEY_OPEN, 40025 * M, "at most $40.1B"},
        {-20055 * M, 10055 * M, "−$20.1B to $10.1B"},
        {-20055 * M, -10055 * M, "−$20.1B to −$10B"},
        {999950 * K, 999960 * K, "$999M–$1B"},
        {0, MONEY_OPEN, "size not known"},
        {5 * U, 5 * M, "$5–$5,000,000"}, /* "$5–$5M" would be read as five million to five million */
        {5 * K, 5 * M, "$5K–$5M"},
        {1250, 2000, "$12.50–$20"},
        {99999, 2 * K, "$999.99–$2,000"},
        {-5 * U, 5 * M, "−$5 to $5,000,000"},
        {0, 100 * B, "up to $100B"},
        {20 * B, MONEY_OPEN, "at least $20B"},
        {0, 0, "$0"},
        {-20 * B, 10 * B, "−$20B to $10B"},
        {-20 * B, -10 * B, "−$20B to −$10B"},
        {-20 * B, MONEY_OPEN, "at least −$20B"},
        {-MONEY_OPEN, 5 * B, "at most $5B"},
        {-MONEY_OPEN, MONEY_OPEN, "not known"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str out = str_init(arena);
        word_interval(&out, rows[i].low, rows[i].high, "USD", NUMBER_SHORT, 0);
        assert_string_equal(str_text(&out), rows[i].text);
    }
}

static struct date parsed_date(const char *text)
{
    struct date date = {0};
    const char *sentence, *hint;
    if (*text)
        assert_true(date_parse(arena, text, &date, &sentence, &hint));
    return date;
}

static void test_date(void **state)
{
    (void)state;
    static const char *const rows[][4] = {
        {"2025-12-17", "17 Dec 2025", "17 December 2025", "on 17 December 2025"},
        {"2025-05-03", "3 May 2025", "3 May 2025", "on 3 May 2025"},
        {"2025-09", "Sep 2025", "September 2025", "in September 2025"},
        {"2025-Q3", "Q3 2025", "the third quarter of 2025", "in the third quarter of 2025"},
        {"2025-H2", "H2 2025", "the second half of 2025", "in the second half of 2025"},
        {"2025-H1", "H1 2025", "the first half of 2025", "in the first half of 2025"},
        {"2025", "2025", "2025", "in 2025"},
        {"2030s", "the 2030s", "the 2030s", "in the 2030s"},
        {"", "", "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str brief = str_init(arena), full = str_init(arena), when = str_init(arena);
        struct date date = parsed_date(rows[i][0]);
        word_date(&brief, date);
        word_date_long(&full, date);
        word_date_when(&when, date);
        assert_string_equal(str_text(&brief), rows[i][1]);
        assert_string_equal(str_text(&full), rows[i][2]);
        assert_string_equal(str_text(&when), rows[i][3]);
    }
}

static void test_status(void **state)
{
    (void)state;
    static const struct {
        const char *status, *verb, *adjective;
    } rows[] = {
        {"rumoured", "is rumoured to be considering whether to", "rumoured"},
        {"reported", "is reported to be planning to", "reported"},
        {"in_talks", "is in talks to", "in talks"},
        {"proposed", "has proposed to", "proposed"},
        {"agreed", "has agreed in outline, not binding, to", "agreed in outline"},
        {"announced", "has said it will", "announced"},
        {"signed", "has signed to", "signed"},
        {"active", "is under contract to", "active"},
        {"closed", "has agreed and paid to", "closed"},
        {"completed", "has agreed and paid to", "completed"},
        {"withdrawn", "is no longer to", "withdrawn"},
        {"cancelled", "is no longer to", "cancelled"},
        {"terminated", "is no longer to", "terminated"},
        {"lapsed", "is no longer to", "lapsed"},
        {"denied", "has denied that it will", "denied"},
        {"superseded", "is no longer to", "superseded"},
    };
    static_assert(sizeof rows / sizeof *rows == STATUS_COUNT - 1, "every status");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum status status = (enum status)status_find(rows[i].status);
        assert_string_equal(word_status_verb(arena, status), rows[i].verb);
        assert_string_equal(word_status(arena, status), rows[i].adjective);
    }
    assert_string_equal(word_status_verb(arena, STATUS_NONE), "would");
    assert_string_equal(word_status(arena, STATUS_NONE), "");
}

static void test_tables(void **state)
{
    (void)state;
    assert_string_equal(word_bucket(arena, BUCKET_FIRM), "signed or paid");
    assert_string_equal(word_bucket(arena, BUCKET_PLANNED), "announced or agreed, binding not stated");
    assert_string_equal(word_bucket(arena, BUCKET_TALK), "under discussion");
    assert_string_equal(word_bucket(arena, BUCKET_DEAD), "dead");
    assert_string_equal(word_bucket_short(arena, BUCKET_PLANNED), "announced or agreed");
    assert_string_equal(word_bucket_condition(arena, BUCKET_TALK), "goes ahead");
    assert_string_equal(word_bucket_condition(arena, BUCKET_PLANNED), "becomes binding");
    assert_string_equal(word_bucket_condition(arena, BUCKET_FIRM), "");
    assert_string_equal(word_class(arena, CLASS_BUILD), "Building");
    assert_string_equal(word_class(arena, CLASS_RELATION), "Relations without money");
    assert_string_equal(word_type(arena, TYPE_REVENUE_SHARE), "revenue share");
    assert_string_equal(word_type(arena, TYPE_LICENSE), "licence");
    assert_string_equal(word_attribution(arena, EVIDENCE_PRESS), "according to press reports");
    assert_string_equal(word_attribution(arena, EVIDENCE_NONE), "");
    assert_string_equal(word_evidence(arena, EVIDENCE_PARTY), "party statement");
    assert_string_equal(word_valuation_basis(arena, BASIS_TENDER), "tender offer");
    assert_string_equal(word_valuation_money(arena, MONEY_PRE), "pre-money");
    assert_string_equal(word_valuation_money(arena, MONEY_UNSPECIFIED), "");
    assert_string_equal(word_metric_basis(arena, METRIC_RUN_RATE), "run rate");
    assert_string_equal(word_metric_basis(arena, METRIC_ACTUAL), "actual");
    assert_string_equal(word_note_kind(arena, NOTE_WATCH), "What to watch");
    assert_string_equal(word_party_kind(arena, PARTY_SOVEREIGN_FUND), "sovereign wealth fund");
    assert_string_equal(word_source_kind(arena, SOURCE_PRESS), "Press");
    for (int type = 0; type < TYPE_COUNT; type++)
        assert_true(*word_type(arena, (enum deal_type)type));
    for (int kind = PARTY_COMPANY; kind <= PARTY_OTHER; kind++)
        assert_true(*word_party_kind(arena, (enum party_kind)kind));
    for (int kind = NOTE_RISK; kind <= NOTE_CORRECTION; kind++)
        assert_true(*word_note_kind(arena, (enum note_kind)kind));
}

static void test_counts(void **state)
{
    (void)state;
    static const struct {
        int64_t count;
        const char *alone, *counted;
    } rows[] = {{0, "zero", "no deals"}, {1, "one", "one deal"}, {7, "seven", "seven deals"},
        {12, "twelve", "twelve deals"}, {13, "13", "13 deals"}, {1000, "1,000", "1,000 deals"},
        {1234567, "1,234,567", "1,234,567 deals"}, {-3, "−3", "−3 deals"},
        {INT64_MAX, "9,223,372,036,854,775,807", "9,223,372,036,854,775,807 deals"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str alone = str_init(arena), counted = str_init(arena);
        word_count(&alone, rows[i].count);
        word_counted(&counted, rows[i].count, "deal", "deals");
        assert_string_equal(str_text(&alone), rows[i].alone);
        assert_string_equal(str_text(&counted), rows[i].counted);
    }
}

static const char *multiple_text(double value, int digits, enum rounding rounding)
{
    struct str out = str_init(arena);
    word_multiple(&out, value, digits, rounding);
    return str_text(&out);
}

static void test_multiple(void **state)
{
    (void)state;
    static const struct {
        double value;
        int digits;
        const char *nearest, *low, *high;
    } rows[] = {{3.8, 2, "3.8×", "3.8×", "3.8×"}, {3.82, 0, "3.8×", "3.8×", "3.9×"},
        {12.4, 3, "12×", "12×", "13×"}, {9.96, 2, "10×", "9.9×", "10×"}, {4, 1, "4×", "4×", "4×"},
        {0.25, 2, "0.25×", "0.25×", "0.25×"}, {0.0384, 2, "0.038×", "0.038×", "0.039×"},
        {125.4, 2, "130×", "120×", "130×"}, {125.4, 3, "125×", "125×", "126×"},
        {1234.5, 0, "1,230×", "1,230×", "1,240×"}, {0, 0, "0×", "0×", "0×"},
        {0.0000001, 0, "under 0.001×", "under 0.001×", "under 0.001×"},
        {38.0 / 10, 2, "3.8×", "3.8×", "3.8×"}, {2.5, 2, "2.5×", "2.5×", "2.5×"},
        {0.1 + 0.2, 2, "0.3×", "0.3×", "0.3×"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(multiple_text(rows[i].value, rows[i].digits, ROUND_HALF_EVEN), rows[i].nearest);
        assert_string_equal(multiple_text(rows[i].value, rows[i].digits, ROUND_DOWN), rows[i].low);
        assert_string_equal(multiple_text(rows[i].value, rows[i].digits, ROUND_UP), rows[i].high);
    }
}

static void test_ratio(void **state)
{
    (void)state;
    static const struct {
        struct ratio ratio;
        const char *text; /* NULL: nothing can be said */
    } rows[] = {{{3.8, 3.8, 3.8, false}, "3.8×"}, {{3.1, 4.7, 3.8, true}, "about 3.8×"},
        {{3.11, 4.65, 3.8, false}, "3.1–4.7×"}, {{3.89, INFINITY, 4, false}, "at least 3.8×"},
        {{0, 3.81, 3.8, false}, "at most 3.9×"}, {{0, INFINITY, 3.8, false}, NULL},
        {{3.8, 3.8, 3.8, true}, "3.8×"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str out = str_init(arena);
        assert_int_equal(word_ratio(&out, &rows[i].ratio, 2), rows[i].text != NULL);
        assert_string_equal(str_text(&out), rows[i].text ? rows[i].text : "");
    }
}

static void test_percent(void **state)
{
    (void)state;
    static const struct {
        double percent;
        const char *nearest, *low, *high;
    } rows[] = {{4.24, "4.2", "4.2", "4.3"}, {2, "2", "2", "2"}, {1.96, "2", "1.9", "2"},
        {9.96, "10", "9.9", "10"}, {12.5, "12", "12", "13"}, {24.1, "24", "24", "25"},
        {1983.2, "1,980", "1,980", "1,990"}, {0, "0", "0", "0"}, {-0.04, "0", "−0.1", "0"},
        {-3.84, "−3.8", "−3.9", "−3.8"}, {-12.5, "−12", "−13", "−12"},
        {1e300, "900,000,000,000,000,000", "900,000,000,000,000,000", "900,000,000,000,000,000"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *texts[] = {rows[i].nearest, rows[i].low, rows[i].high};
        for (int r = 0; r < 3; r++) {
            struct str out = str_init(arena);
            word_percent_rounded(&out, rows[i].percent, (enum rounding)r);
            assert_string_equal(str_text(&out), arena_printf(arena, "%s" NBSP "%%", texts[r]));
        }
    }
    static const struct {
        double share;
        const char *text;
    } shares[] = {{0, "0" NBSP "%"}, {0.0004, "under 0.1" NBSP "%"}, {0.001, "0.1" NBSP "%"},
        {0.0425, "4.2" NBSP "%"}, {0.139, "14" NBSP "%"}, {0.9949, "99" NBSP "%"},
        {0.9996, "over 99" NBSP "%"}, {1, "100" NBSP "%"}};
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        struct str out = str_init(arena);
        word_share(&out, shares[i].share);
        assert_string_equal(str_text(&out), shares[i].text);
    }
    static const struct {
        int64_t millionths;
        const char *text;
    } stated[] = {{125000, "12.5" NBSP "%"}, {333333, "33.3" NBSP "%"}, {1000000, "100" NBSP "%"},
        {5000, "0.5" NBSP "%"}, {1, "0.0001" NBSP "%"}, {0, "0" NBSP "%"}, {400000, "40" NBSP "%"}};
    for (size_t i = 0; i < sizeof stated / sizeof *stated; i++) {
        struct str out = str_init(arena);
        word_stated_share(&out, stated[i].millionths);
        assert_string_equal(str_text(&out), stated[i].text);
    }
}

static void test_years(void **state)
{
    (void)state;
    static const struct {
        int low, high;
        const char *full, *brief;
    } rows[] = {{700, 700, "seven years", "7 years"}, {100, 100, "one year", "1 year"},
        {250, 250, "2.5 years", "2.5 years"}, {500, 700, "five to seven years", "5–7 years"},
        {1500, 1500, "15 years", "15 years"}, {25, 25, "0.25 years", "0.25 years"},
        {100, 200, "one to two years", "1–2 years"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str full = str_init(arena), brief = str_init(arena);
        word_years(&full, rows[i].low * 10000, rows[i].high * 10000, false);
        word_years(&brief, rows[i].low * 10000, rows[i].high * 10000, true);
        assert_string_equal(str_text(&full), rows[i].full);
        assert_string_equal(str_text(&brief), rows[i].brief);
    }
}

static void test_term(void **state)
{
    (void)state;
    static const struct {
        int years;
        const char *start, *end, *text;
    } rows[] = {{700, "", "", "seven years"}, {700, "2026-01-01", "", "seven years from 1 Jan 2026"},
        {0, "2026", "2030", "from 2026 to 2030"}, {0, "", "2030-06", "until Jun 2030"},
        {500, "", "2030", "five years, until 2030"}, {500, "2026", "2030", "five years from 2026 to 2030"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct term term = {
            .present = true, .years_low = rows[i].years * 10000, .years_high = rows[i].years * 10000};
        term.start = parsed_date(rows[i].start);
        term.end = parsed_date(rows[i].end);
        struct str out = str_init(arena);
        word_term(&out, &term);
        assert_string_equal(str_text(&out), rows[i].text);
    }
    struct str out = str_init(arena);
    word_term(&out, &(struct term){0});
    assert_string_equal(str_text(&out), "");
}

static void test_names(void **state)
{
    (void)state;
    struct party parties[] = {{.id = "amazon", .name = "Amazon.com, Inc.", .short_name = "Amazon"},
        {.id = "openai", .name = "OpenAI"}, {.id = "oracle", .name = "Oracle"}};
    struct dataset dataset = {.parties = parties, .party_count = 3};
    size_t all[] = {0, 1, 2};
    struct indices three = {all, 3}, two = {all, 2}, one = {all, 1}, last = {all + 1, 1};
    struct str full = str_init(arena), brief = str_init(arena), pair = str_init(arena);
    word_parties(&full, &dataset, &three, false);
    word_parties(&brief, &dataset, &three, true);
    word_parties(&pair, &dataset, &two, false);
    assert_string_equal(str_text(&full), "Amazon, OpenAI and Oracle");
    assert_string_equal(str_text(&brief), "Amazon / OpenAI / Oracle");
    assert_string_equal(str_text(&pair), "Amazon and OpenAI");

    assert_null(name_isolated(arena, "OpenAI"));
    assert_null(name_isolated(arena, "腾讯 3"));
    assert_string_equal(name_isolated(arena, "3 אב"), "\u20673 אב\u2069");
    assert_string_equal(name_isolated(arena, "A (אב)"), "\u2066A (אב)\u2069");
    assert_string_equal(name_isolated(arena, "腾讯 אב"), "\u2066腾讯 אב\u2069");
    assert_string_equal(
        name_isolated(arena, "A\u200F"), "\u2066A\u200F\u2069"); /* a mark alone may reorder */

    struct deal deal = {.type = TYPE_EQUITY, .from = {true, one}, .to = {true, last}};
    assert_string_equal(word_deal_title(arena, &dataset, &deal), "Amazon → OpenAI, equity");
    deal.title = "The round";
    assert_string_equal(word_deal_title(arena, &dataset, &deal), "The round");
    struct leg legs[] = {
        {.type = TYPE_LEASE, .from = {true, last}, .to = {true, two}}, {.type = TYPE_EQUITY}};
    struct deal by_legs = {.type = TYPE_EQUITY, .legs = legs, .leg_count = 2};
    assert_string_equal(
        word_deal_title(arena, &dataset, &by_legs), "OpenAI → Amazon / OpenAI, lease, and one more flow");
    struct deal bare = {.type = TYPE_JOINT_VENTURE};
    assert_string_equal(word_deal_title(arena, &dataset, &bare), "joint venture");
    assert_string_equal(word_capital(arena, "up to $5B"), "Up to $5B");
    assert_string_equal(word_capital(arena, "$5B"), "$5B");
    assert_string_equal(word_capital(arena, ""), "");
}

/* ---- properties ---- */

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 11;
}

/* From a cent to 10^16 units, all sizes alike; often round, as people write */
static money random_money(uint64_t *seed)
{
    money value = (money)(next_random(seed) % (uint64_t)MONEY_MOST) + 1, step = 1;
    for (uint64_t shorter = next_random(seed) % 18; shorter > 0; shorter--)
        value /= 10;
    for (uint64_t rounder = next_random(seed) % 16; rounder > 0; rounder--)
        step = step <= value / 10 ? step * 10 : step;
    value -= value % step;
    return value > 0 ? value : 1;
}

static struct amount random_amount(uint64_t *seed)
{
    static const char *const currencies[] = {"USD", "EUR", "CHF", "JPY", "HKD"};
    static const enum amount_kind kinds[] = {
        AMOUNT_EXACT, AMOUNT_APPROX, AMOUNT_NEARLY, AMOUNT_AT_MOST, AMOUNT_AT_LEAST, AMOUNT_RANGE};
    struct amount amount = {.kind = kinds[next_random(seed) % 6], .digits = (int)(next_random(seed) % 7)};
    money a = random_money(seed), b = random_money(seed);
    memcpy(amount.currency, currencies[next_random(seed) % 5], sizeof amount.currency);
    amount.headline = amount.low = amount.high = a;
    amount.has_headline = amount.kind != AMOUNT_RANGE;
    if (amount.kind == AMOUNT_RANGE) {
        amount.low = a < b ? a : b;
        amount.high = a < b ? b : a;
        if (amount.low == amount.high)
            amount.high = amount.low < MONEY_MOST ? amount.low + 1 : amount.low;
    } else if (amount.kind == AMOUNT_AT_MOST) {
        amount.low = 0;
    } else if (amount.kind == AMOUNT_AT_LEAST) {
        amount.high = MONEY_OPEN;
    }
    return amount;
}

/* The significant digits of each number in a text, the most of them */
static int digits_most(const char *text)
{
    int most = 0, count = 0, zeros = 0;
    for (;; text++) {
        if (*text >= '0' && *text <= '9') {
            zeros = *text == '0' ? zeros + 1 : 0;
            count += count > 0 || *text != '0';
        } else if (!(count > 0 && (*text == '.' || *text == ','))) {
            count -= count > zeros ? zeros : 0; /* of 400 the zeros are none */
            most = count > most ? count : most;
            count = zeros = 0;
        }
        if (!*text)
            return most;
    }
}

/* What is printed, read again, is of the same kind and holds what was meant; no number has more digits than
 * it may. */
static void test_print_and_read(void **state)
{
    (void)state;
    uint64_t seed = 2025;
    for (int round = 0; round < 20000; round++) {
        struct amount amount = random_amount(&seed), again;
        struct str out = str_init(arena);
        const char *sentence, *hint;
        word_amount(&out, &amount, round % 2 ? NUMBER_LONG : NUMBER_SHORT);
        const char *text = str_text(&out);
        struct amount_rules any = {.currency = "USD", .approx_ppm = 100000};
        if (amount_parse(arena, text, &any, &again, &sentence, &hint) != AMOUNT_OK)
            fail_msg("'%s' cannot be read: %s", text, sentence);
        bool bound =
            amount.kind == AMOUNT_RANGE || amount.kind == AMOUNT_AT_MOST || amount.kind == AMOUNT_AT_LEAST;
        bool holds = again.low <= amount.low && again.high >= amount.high;
        int allowed = amount.low < K || amount.kind == AMOUNT_RANGE ? 5 : 3;
        if (again.kind != amount.kind || strcmp(again.currency, amount.currency) != 0 || (bound && !holds) ||
            digits_most(text) > allowed || strstr(text, "  ") || strchr(text, '-'))
            fail_msg("%lld..%lld at %d digits: '%s', read as %lld..%lld", (long long)amount.low,
                (long long)amount.high, amount.digits, text, (long long)again.low, (long long)again.high);
        arena_reset(arena);
    }
}

/* An interval's ends, nets below zero among them, are never printed nearer to each other than they are. */
static void test_interval_holds(void **state)
{
    (void)state;
    uint64_t seed = 40065;
    for (int round = 0; round < 20000; round++) {
        money a = random_money(&seed), b = random_money(&seed), low, high;
        a = next_random(&seed) % 3 == 0 ? -a : a;
        b = next_random(&seed) % 3 == 0 ? -b : b;
        low = a < b ? a : b, high = a < b ? b : a;
        int digits = (int)(next_random(&seed) % 5), last;
        struct str first = str_init(arena), second = str_init(arena);
        word_money_rounded(&first, low, "USD", NUMBER_SHORT, digits, ROUND_DOWN);
        word_money_rounded(&second, high, "USD", NUMBER_SHORT, digits, ROUND_UP);
        const char *texts[] = {str_text(&first), str_text(&second)};
        double ends[2], unit;
        for (int i = 0; i < 2; i++) {
            bool minus = str_starts(texts[i], "−");
            ends[i] = (minus ? -1 : 1) * read_back(texts[i] + (minus ? strlen("−") : 0), &last, &unit);
        }
        const double hair = 1e-12; /* doubles hold 53 bits of 60 */
        double give = hair * ((double)llabs(low) + (double)llabs(high));
        if (ends[0] > (double)low + give || ends[1] < (double)high - give ||
            (low < high && !strcmp(texts[0], texts[1])))
            fail_msg("%lld..%lld at %d digits: %s %s", (long long)low, (long long)high, digits, texts[0],
                texts[1]);
        arena_reset(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_money),
        cmocka_unit_test(test_currency),
        cmocka_unit_test(test_honest_rounding),
        cmocka_unit_test(test_amount),
        cmocka_unit_test(test_read_again),
        cmocka_unit_test(test_amount_derived),
        cmocka_unit_test(test_interval),
        cmocka_unit_test(test_date),
        cmocka_unit_test(test_status),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_multiple),
        cmocka_unit_test(test_ratio),
        cmocka_unit_test(test_percent),
        cmocka_unit_test(test_years),
        cmocka_unit_test(test_term),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_print_and_read),
        cmocka_unit_test(test_interval_holds),
    };
    return cmocka_run_group_tests(tests, arena_begin, arena_end);
}
