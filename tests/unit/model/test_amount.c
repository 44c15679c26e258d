/* SPDX-License-Identifier: MIT */
/* Every form of the notation, every synonym, and the spellings that must be refused: one row each. */
#include "support.h"

#include "amount.h"

#include <string.h>

#define U INT64_C(100)
#define K (1000 * U)
#define M (1000 * K)
#define B (1000 * M)
#define T (1000 * B)
#define NO INT64_C(-1) /* no headline */
#define OPEN MONEY_OPEN

static const struct amount_rules rules = {.currency = "USD", .approx_ppm = 100000};

static const struct {
    const char *text;
    enum amount_kind kind;
    money low, high, headline;
    int digits;
    const char *currency; /* NULL: USD */
} readable[] = {
    /* plain numbers, scales, grouping */
    {"$38B", AMOUNT_EXACT, 38 * B, 38 * B, 38 * B, 2},
    {"38", AMOUNT_EXACT, 38 * U, 38 * U, 38 * U, 2},
    {"$400B", AMOUNT_EXACT, 400 * B, 400 * B, 400 * B, 1},
    {"$14.2B", AMOUNT_EXACT, 14200 * M, 14200 * M, 14200 * M, 3},
    {"$1,250,000", AMOUNT_EXACT, 1250 * K, 1250 * K, 1250 * K, 3},
    {"1250000", AMOUNT_EXACT, 1250 * K, 1250 * K, 1250 * K, 3},
    {"1,250,000.50", AMOUNT_EXACT, 125000050, 125000050, 125000050, 9},
    {"1,234", AMOUNT_EXACT, 1234 * U, 1234 * U, 1234 * U, 4},
    {"12.50", AMOUNT_EXACT, 1250, 1250, 1250, 4},
    {"12.5", AMOUNT_EXACT, 1250, 1250, 1250, 3},
    {"0.5B", AMOUNT_EXACT, 500 * M, 500 * M, 500 * M, 1},
    {"0.05", AMOUNT_EXACT, 5, 5, 5, 1},
    {"10.00", AMOUNT_EXACT, 1000, 1000, 1000, 4},
    {"100.0000000000000000000000000000000000000000000", AMOUNT_EXACT, 10000, 10000, 10000, 46},
    {"$1.234B", AMOUNT_EXACT, 1234 * M, 1234 * M, 1234 * M, 4},
    {"$1.234k", AMOUNT_EXACT, 1234 * U, 1234 * U, 1234 * U, 4},
    {"$1.23456789012B", AMOUNT_EXACT, 123456789012, 123456789012, 123456789012, 12},
    {"10,500B", AMOUNT_EXACT, 10500 * B, 10500 * B, 10500 * B, 3},
    {"5k", AMOUNT_EXACT, 5 * K, 5 * K, 5 * K, 1},
    {"5K", AMOUNT_EXACT, 5 * K, 5 * K, 5 * K, 1},
    {"5 thousand", AMOUNT_EXACT, 5 * K, 5 * K, 5 * K, 1},
    {"5m", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1},
    {"5M", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1},
    {"5mn", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1},
    {"5 mm", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1},
    {"5MM", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1},
    {"5 million", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1},
    {"5 Million", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1},
    {"5b", AMOUNT_EXACT, 5 * B, 5 * B, 5 * B, 1},
    {"5bn", AMOUNT_EXACT, 5 * B, 5 * B, 5 * B, 1},
    {"5 BN", AMOUNT_EXACT, 5 * B, 5 * B, 5 * B, 1},
    {"5billion", AMOUNT_EXACT, 5 * B, 5 * B, 5 * B, 1},
    {"5\u00A0billion", AMOUNT_EXACT, 5 * B, 5 * B, 5 * B, 1},
    {"5\u202Fbn", AMOUNT_EXACT, 5 * B, 5 * B, 5 * B, 1},
    {"5t", AMOUNT_EXACT, 5 * T, 5 * T, 5 * T, 1},
    {"5tn", AMOUNT_EXACT, 5 * T, 5 * T, 5 * T, 1},
    {"5 trillion", AMOUNT_EXACT, 5 * T, 5 * T, 5 * T, 1},
    {"  $38B ", AMOUNT_EXACT, 38 * B, 38 * B, 38 * B, 2},
    {"$ 38 B", AMOUNT_EXACT, 38 * B, 38 * B, 38 * B, 2},
    {"$38   billion", AMOUNT_EXACT, 38 * B, 38 * B, 38 * B, 2},
    {"$0", AMOUNT_EXACT, 0, 0, 0, 1},
    {"0", AMOUNT_EXACT, 0, 0, 0, 1},
    {"$0.00", AMOUNT_EXACT, 0, 0, 0, 1},
    {"$1", AMOUNT_EXACT, U, U, U, 1},
    {"$900T", AMOUNT_EXACT, 900 * T, 900 * T, 900 * T, 1},
    {"$10,000T", AMOUNT_EXACT, MONEY_MOST, MONEY_MOST, MONEY_MOST, 1},
    {"9,999,999,999,999,999.99", AMOUNT_EXACT, MONEY_MOST - 1, MONEY_MOST - 1, MONEY_MOST - 1, 18},
    /* currencies */
    {"US$5m", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1},
    {"A$5m", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "AUD"},
    {"C$5m", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "CAD"},
    {"HK$5m", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "HKD"},
    {"€5m", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "EUR"},
    {"£5m", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "GBP"},
    {"¥5m", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "JPY"},
    {"₹5m", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "INR"},
    {"₩5m", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "KRW"},
    {"EUR 5m", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "EUR"},
    {"EUR5m", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "EUR"},
    {"5m EUR", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "EUR"},
    {"5EUR", AMOUNT_EXACT, 5 * U, 5 * U, 5 * U, 1, "EUR"},
    {"5 million CHF", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "CHF"},
    {"SEK 5 MM", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "SEK"},
    {"USD $5m", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1},
    {"$5m USD", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1},
    {"US$5m USD", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1},
    {"CAD $5m", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "CAD"},
    {"$5m SGD", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "SGD"},
    {"¥5m CNY", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "CNY"},
    {"EUR 5m EUR", AMOUNT_EXACT, 5 * M, 5 * M, 5 * M, 1, "EUR"},
    /* about */
    {"about $10B", AMOUNT_APPROX, 9 * B, 11 * B, 10 * B, 1},
    {"About $10B", AMOUNT_APPROX, 9 * B, 11 * B, 10 * B, 1},
    {"approx $10B", AMOUNT_APPROX, 9 * B, 11 * B, 10 * B, 1},
    {"approx. $10B", AMOUNT_APPROX, 9 * B, 11 * B, 10 * B, 1},
    {"approx.$10B", AMOUNT_APPROX, 9 * B, 11 * B, 10 * B, 1},
    {"approximately $10B", AMOUNT_APPROX, 9 * B, 11 * B, 10 * B, 1},
    {"around $10B", AMOUNT_APPROX, 9 * B, 11 * B, 10 * B, 1},
    {"roughly $10B", AMOUNT_APPROX, 9 * B, 11 * B, 10 * B, 1},
    {"circa $10B", AMOUNT_APPROX, 9 * B, 11 * B, 10 * B, 1},
    {"c. $10B", AMOUNT_APPROX, 9 * B, 11 * B, 10 * B, 1},
    {"c.$10B", AMOUNT_APPROX, 9 * B, 11 * B, 10 * B, 1},
    {"some $10B", AMOUNT_APPROX, 9 * B, 11 * B, 10 * B, 1},
    {"~$10B", AMOUNT_APPROX, 9 * B, 11 * B, 10 * B, 1},
    {"~ 10B", AMOUNT_APPROX, 9 * B, 11 * B, 10 * B, 1},
    {"≈$10B", AMOUNT_APPROX, 9 * B, 11 * B, 10 * B, 1},
    {"≈ EUR 10B", AMOUNT_APPROX, 9 * B, 11 * B, 10 * B, 1, "EUR"},
    {"about 0.05", AMOUNT_APPROX, 4, 6, 5, 1}, /* 4.5 → 4, 5.5 → 6: halves to even */
    {"about 0", AMOUNT_EXACT, 0, 0, 0, 1},
    /* nearly */
    {"nearly $1B", AMOUNT_NEARLY, 900 * M, B, B, 1},
    {"almost $1B", AMOUNT_NEARLY, 900 * M, B, B, 1},
    {"just under $1B", AMOUNT_NEARLY, 900 * M, B, B, 1},
    {"close to $1B", AMOUNT_NEARLY, 900 * M, B, B, 1},
    /* at most */
    {"up to $100B", AMOUNT_AT_MOST, 0, 100 * B, 100 * B, 1},
    {"UP TO $100B", AMOUNT_AT_MOST, 0, 100 * B, 100 * B, 1},
    {"up  to $100B", AMOUNT_AT_MOST, 0, 100 * B, 100 * B, 1},
    {"up to$100B", AMOUNT_AT_MOST, 0, 100 * B, 100 * B, 1},
    {"as much as $22.4B", AMOUNT_AT_MOST, 0, 22400 * M, 22400 * M, 3},
    {"at most 5m", AMOUNT_AT_MOST, 0, 5 * M, 5 * M, 1},
    {"no more than 5m", AMOUNT_AT_MOST, 0, 5 * M, 5 * M, 1},
    {"maximum of 5m", AMOUNT_AT_MOST, 0, 5 * M, 5 * M, 1},
    {"max. 5m", AMOUNT_AT_MOST, 0, 5 * M, 5 * M, 1},
    {"less than 5m", AMOUNT_AT_MOST, 0, 5 * M, 5 * M, 1},
    {"under 5m", AMOUNT_AT_MOST, 0, 5 * M, 5 * M, 1},
    {"below 5m", AMOUNT_AT_MOST, 0, 5 * M, 5 * M, 1},
    {"<5m", AMOUNT_AT_MOST, 0, 5 * M, 5 * M, 1},
    {"< $5m", AMOUNT_AT_MOST, 0, 5 * M, 5 * M, 1},
    {"<=5m", AMOUNT_AT_MOST, 0, 5 * M, 5 * M, 1},
    {"≤ 5m", AMOUNT_AT_MOST, 0, 5 * M, 5 * M, 1},
    {"up to 0", AMOUNT_EXACT, 0, 0, 0, 1},
    /* at least */
    {"at least $20B", AMOUNT_AT_LEAST, 20 * B, OPEN, 20 * B, 1},
    {"no less than 5m", AMOUNT_AT_LEAST, 5 * M, OPEN, 5 * M, 1},
    {"minimum of 5m", AMOUNT_AT_LEAST, 5 * M, OPEN, 5 * M, 1},
    {"min. 5m", AMOUNT_AT_LEAST, 5 * M, OPEN, 5 * M, 1},
    {"more than 5m", AMOUNT_AT_LEAST, 5 * M, OPEN, 5 * M, 1},
    {"over $3B", AMOUNT_AT_LEAST, 3 * B, OPEN, 3 * B, 1},
    {"above 5m", AMOUNT_AT_LEAST, 5 * M, OPEN, 5 * M, 1},
    {"beyond $500B", AMOUNT_AT_LEAST, 500 * B, OPEN, 500 * B, 1},
    {"north of 5m", AMOUNT_AT_LEAST, 5 * M, OPEN, 5 * M, 1},
    {"in excess of 5m", AMOUNT_AT_LEAST, 5 * M, OPEN, 5 * M, 1},
    {"> 5m", AMOUNT_AT_LEAST, 5 * M, OPEN, 5 * M, 1},
    {">5m", AMOUNT_AT_LEAST, 5 * M, OPEN, 5 * M, 1},
    {">= 5m", AMOUNT_AT_LEAST, 5 * M, OPEN, 5 * M, 1},
    {"≥5m", AMOUNT_AT_LEAST, 5 * M, OPEN, 5 * M, 1},
    {"$20B+", AMOUNT_AT_LEAST, 20 * B, OPEN, 20 * B, 1},
    {"$20B +", AMOUNT_AT_LEAST, 20 * B, OPEN, 20 * B, 1},
    {"20B EUR+", AMOUNT_AT_LEAST, 20 * B, OPEN, 20 * B, 1, "EUR"},
    {"$10B or more", AMOUNT_AT_LEAST, 10 * B, OPEN, 10 * B, 1},
    {"10 Or More", AMOUNT_AT_LEAST, 10 * U, OPEN, 10 * U, 1},
    {"over $20B+", AMOUNT_AT_LEAST, 20 * B, OPEN, 20 * B, 1},
    {"at least 0", AMOUNT_AT_LEAST, 0, OPEN, 0, 1},
    /* ranges */
    {"$10B-$20B", AMOUNT_RANGE, 10 * B, 20 * B, NO, 1},
    {"$10B - $20B", AMOUNT_RANGE, 10 * B, 20 * B, NO, 1},
    {"$10-20B", AMOUNT_RANGE, 10 * B, 20 * B, NO, 1},
    {"$10-$20B", AMOUNT_RANGE, 10 * B, 20 * B, NO, 1},
    {"$10–20B", AMOUNT_RANGE, 10 * B, 20 * B, NO, 1},
    {"$10..20B", AMOUNT_RANGE, 10 * B, 20 * B, NO, 1},
    {"$10B..$20B", AMOUNT_RANGE, 10 * B, 20 * B, NO, 1},
    {"$1.5..2.5B", AMOUNT_RANGE, 1500 * M, 2500 * M, NO, 2},
    {"$10B to $20B", AMOUNT_RANGE, 10 * B, 20 * B, NO, 1},
    {"$10 to 20 billion", AMOUNT_RANGE, 10 * B, 20 * B, NO, 1},
    {"10 billion TO 20 billion", AMOUNT_RANGE, 10 * B, 20 * B, NO, 1},
    {"10-20", AMOUNT_RANGE, 10 * U, 20 * U, NO, 1},
    {"$5.5B-$7.5B", AMOUNT_RANGE, 5500 * M, 7500 * M, NO, 2},
    {"$12.5B-$20B", AMOUNT_RANGE, 12500 * M, 20 * B, NO, 1},
    {"$1.234-2.5B", AMOUNT_RANGE, 1234 * M, 2500 * M, NO, 2},
    {"$900M-$1B", AMOUNT_RANGE, 900 * M, B, NO, 1},
    {"$1k-2000", AMOUNT_RANGE, K, 2 * K, NO, 1},
    {"10-20B EUR", AMOUNT_RANGE, 10 * B, 20 * B, NO, 1, "EUR"},
    {"€10-20B", AMOUNT_RANGE, 10 * B, 20 * B, NO, 1, "EUR"},
    {"€10B-€20B", AMOUNT_RANGE, 10 * B, 20 * B, NO, 1, "EUR"},
    {"10-€20B", AMOUNT_RANGE, 10 * B, 20 * B, NO, 1, "EUR"},
    {"$10-20B CAD", AMOUNT_RANGE, 10 * B, 20 * B, NO, 1, "CAD"},
    {"CAD 10B to $20B", AMOUNT_RANGE, 10 * B, 20 * B, NO, 1, "CAD"},
    {"$10B-$10B", AMOUNT_RANGE, 10 * B, 10 * B, NO, 1},
    {"0-20B", AMOUNT_RANGE, 0, 20 * B, NO, 1},
    /* vague: the decade that the words name */
    {"thousands", AMOUNT_VAGUE, K, 10 * K, NO, 0},
    {"millions", AMOUNT_VAGUE, M, 10 * M, NO, 0},
    {"billions", AMOUNT_VAGUE, B, 10 * B, NO, 0},
    {"trillions", AMOUNT_VAGUE, T, 10 * T, NO, 0},
    {"tens of thousands", AMOUNT_VAGUE, 10 * K, 100 * K, NO, 0},
    {"tens of billions", AMOUNT_VAGUE, 10 * B, 100 * B, NO, 0},
    {"Tens of  Billions", AMOUNT_VAGUE, 10 * B, 100 * B, NO, 0},
    {"tens of billion", AMOUNT_VAGUE, 10 * B, 100 * B, NO, 0},
    {"hundreds of millions", AMOUNT_VAGUE, 100 * M, B, NO, 0},
    {"hundreds of trillions", AMOUNT_VAGUE, 100 * T, 1000 * T, NO, 0},
    {"several billion", AMOUNT_VAGUE, B, 10 * B, NO, 0},
    {"several billions", AMOUNT_VAGUE, B, 10 * B, NO, 0},
    {"a few million", AMOUNT_VAGUE, M, 10 * M, NO, 0},
    {"a few hundred million", AMOUNT_VAGUE, 100 * M, B, NO, 0},
    {"several hundreds of millions", AMOUNT_VAGUE, 100 * M, B, NO, 0},
    {"several tens of billions", AMOUNT_VAGUE, 10 * B, 100 * B, NO, 0},
    {"double-digit billions", AMOUNT_VAGUE, 10 * B, 100 * B, NO, 0},
    {"double-digit million", AMOUNT_VAGUE, 10 * M, 100 * M, NO, 0},
    {"billions of dollars", AMOUNT_VAGUE, B, 10 * B, NO, 0},
    {"hundreds of billions EUR", AMOUNT_VAGUE, 100 * B, T, NO, 0, "EUR"},
    /* words */
    {"undisclosed", AMOUNT_UNDISCLOSED, 0, 0, NO, 0},
    {"Undisclosed", AMOUNT_UNDISCLOSED, 0, 0, NO, 0},
    {" unknown ", AMOUNT_UNDISCLOSED, 0, 0, NO, 0},
    {"confidential", AMOUNT_UNDISCLOSED, 0, 0, NO, 0},
    {"none", AMOUNT_NONE, 0, 0, NO, 0},
};

static void test_readable(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof readable / sizeof *readable; i++) {
        struct amount amount;
        const char *sentence, *hint;
        enum amount_fault fault = amount_parse(arena, readable[i].text, &rules, &amount, &sentence, &hint);
        bool headline = readable[i].headline != NO;
        const char *currency = readable[i].currency ? readable[i].currency : "USD";
        if (fault != AMOUNT_OK || amount.kind != readable[i].kind || amount.low != readable[i].low ||
            amount.high != readable[i].high || amount.has_headline != headline ||
            amount.headline != (headline ? readable[i].headline : 0) || amount.digits != readable[i].digits ||
            strcmp(amount.currency, currency) != 0)
            fail_msg("'%s': fault %d kind %d [%lld, %lld] headline %lld digits %d %s: %s", readable[i].text,
                (int)fault, (int)amount.kind, (long long)amount.low, (long long)amount.high,
                (long long)amount.headline, amount.digits, amount.currency, sentence ? sentence : "");
        assert_null(sentence);
        assert_null(hint);
    }
    arena_destroy(arena);
}

static const struct {
    const char *text;
    enum amount_fault fault;
    const char *hint; /* a part of it; NULL: not asked */
} refused[] = {
    {"", AMOUNT_UNREADABLE, "write 'undisclosed'"},
    {"   ", AMOUNT_UNREADABLE, "leave the key out"},
    /* digits */
    {"$10,5B", AMOUNT_UNREADABLE, "write a point: '10.5'"},
    {"10,55", AMOUNT_UNREADABLE, "write a point: '10.55'"},
    {"0,500", AMOUNT_UNREADABLE, "write a point: '0.500'"},
    {"1.250,50", AMOUNT_UNREADABLE, "write a point: '1250.50'"},
    {"1.250.000", AMOUNT_UNREADABLE, "write commas: '1,250,000'"},
    {"$1,00,000", AMOUNT_UNREADABLE, "leave the commas out: '100000'"},
    {"1000,000", AMOUNT_UNREADABLE, "leave the commas out: '1000000'"},
    {"1,2345", AMOUNT_UNREADABLE,
        "a comma stands before three digits, a point before decimals: '1,250,000.50'"},
    {"5,000,00", AMOUNT_UNREADABLE,
        "a comma stands before three digits, a point before decimals: '1,250,000.50'"},
    {"$12B-", AMOUNT_UNREADABLE, "write both ends, '$10B-$20B', or 'at least $10B'"},
    {"less than $0", AMOUNT_UNREADABLE, "write 'none', or the number that the source names"},
    {"<0", AMOUNT_UNREADABLE, "write 'none', or the number that the source names"},
    {"below $0.00B", AMOUNT_UNREADABLE, "write 'none', or the number that the source names"},
    {"1,,000", AMOUNT_UNREADABLE, NULL},
    {"1,000.5.5", AMOUNT_UNREADABLE, "one point"},
    {"1.5,000", AMOUNT_UNREADABLE, NULL},
    {"1.2.3", AMOUNT_UNREADABLE, NULL},
    {",5", AMOUNT_UNREADABLE, NULL},
    {"10 000 000", AMOUNT_UNREADABLE, "commas"},
    {"10\u00A0000", AMOUNT_UNREADABLE, "commas"},
    {"1'250'000", AMOUNT_UNREADABLE, "commas"},
    {"1’250’000", AMOUNT_UNREADABLE, "commas"},
    {"1_000", AMOUNT_UNREADABLE, "commas"},
    {"007", AMOUNT_UNREADABLE, "zero in front"},
    {"$00", AMOUNT_UNREADABLE, "zero in front"},
    {".5B", AMOUNT_UNREADABLE, "write a zero"},
    {"5.B", AMOUNT_UNREADABLE, "leave out the point"},
    {"5.", AMOUNT_UNREADABLE, NULL},
    {"5,", AMOUNT_UNREADABLE, NULL},
    {"1.234", AMOUNT_UNREADABLE, "'1,234' for thousands"},
    {"$12.345", AMOUNT_UNREADABLE, "'12,345' for thousands"},
    {"0.125", AMOUNT_UNREADABLE, "at most two decimals"},
    {"1234.567", AMOUNT_UNREADABLE, "at most two decimals"},
    {"1.234 EUR", AMOUNT_UNREADABLE, NULL},
    {"about 1.234", AMOUNT_UNREADABLE, NULL},
    {"1.234-2.5", AMOUNT_UNREADABLE, NULL},
    {"$١٠B", AMOUNT_UNREADABLE, "0 to 9"},
    {"$１０B", AMOUNT_UNREADABLE, "0 to 9"},
    {"१०", AMOUNT_UNREADABLE, "0 to 9"},
    {"0x10", AMOUNT_UNREADABLE, "decimal digits"},
    {"0X1F", AMOUNT_UNREADABLE, "decimal digits"},
    {"1e9", AMOUNT_UNREADABLE, "with a scale"},
    {"1E+9", AMOUNT_UNREADABLE, "with a scale"},
    {"inf", AMOUNT_UNREADABLE, NULL},
    {"nan", AMOUNT_UNREADABLE, NULL},
    {"Infinity", AMOUNT_UNREADABLE, NULL},
    {"$", AMOUNT_UNREADABLE, NULL},
    {"B", AMOUNT_UNREADABLE, NULL},
    {"USD", AMOUNT_UNREADABLE, NULL},
    {"about", AMOUNT_UNREADABLE, NULL},
    {"?", AMOUNT_UNREADABLE, "undisclosed"},
    {"-", AMOUNT_UNREADABLE, NULL},
    {"$10B\n$20B", AMOUNT_UNREADABLE, "one line"},
    {"$10B\n", AMOUNT_UNREADABLE, "one line"},
    {"$10\tB", AMOUNT_UNREADABLE, "one line"},
    {"$10B\x1B[2J", AMOUNT_UNREADABLE, NULL},
    {"$10\xFF", AMOUNT_UNREADABLE, "UTF-8"},
    {"$10B'; DROP TABLE deals;--", AMOUNT_UNREADABLE, NULL},
    /* scales */
    {"$10Q", AMOUNT_UNREADABLE, "scales are k, M, B and T"},
    {"$10MB", AMOUNT_UNREADABLE, "scales are k, M, B and T"},
    {"$10 M B", AMOUNT_UNREADABLE, "scales are"},
    {"$10 million billion", AMOUNT_UNREADABLE, "scales are"},
    {"$10BB", AMOUNT_UNREADABLE, "scales are"},
    {"5 bilion", AMOUNT_UNREADABLE, "did you mean 'billion'?"},
    {"5 milion", AMOUNT_UNREADABLE, "did you mean 'million'?"},
    {"5 billions", AMOUNT_UNREADABLE, "write 'billion'"},
    {"5 bln", AMOUNT_UNREADABLE, "write 'billion'"},
    {"10 Milliarden", AMOUNT_UNREADABLE, "write 'billion'"},
    {"10 Mrd", AMOUNT_UNREADABLE, "write 'billion'"},
    {"10 Mrd. EUR", AMOUNT_UNREADABLE, "write 'billion'"},
    {"10 milliards", AMOUNT_UNREADABLE, "write 'billion'"},
    {"10 Mio", AMOUNT_UNREADABLE, "write 'million'"},
    {"10 Billionen", AMOUNT_UNREADABLE, "write 'trillion'"},
    {"5 crore", AMOUNT_UNREADABLE, "convert it"},
    {"₹5 lakh", AMOUNT_UNREADABLE, "convert it"},
    {"¥5億", AMOUNT_UNREADABLE, "convert it"},
    {"5 млрд", AMOUNT_UNREADABLE, "write 'billion'"},
    {"Milliarden", AMOUNT_UNREADABLE, "write 'billion'"},
    /* currencies */
    {"ABC 10B", AMOUNT_UNREADABLE, "ISO 4217"},
    {"UDS 10B", AMOUNT_UNREADABLE, "did you mean 'USD'?"},
    {"RMB 10B", AMOUNT_UNREADABLE, "did you mean 'CNY'?"},
    {"10B EUE", AMOUNT_UNREADABLE, "did you mean"},
    {"usd 10B", AMOUNT_UNREADABLE, "in capitals"},
    {"10B usd", AMOUNT_UNREADABLE, "'10B USD'"},
    {"10BUSD", AMOUNT_UNREADABLE, NULL},
    {"10€", AMOUNT_UNREADABLE, "before the number"},
    {"10B $", AMOUNT_UNREADABLE, "before the number"},
    {"10 billion dollars", AMOUNT_UNREADABLE, "'USD 10B'"},
    {"R$ 5m", AMOUNT_UNREADABLE, "BRL"},
    {"kr 5m", AMOUNT_UNREADABLE, "SEK"},
    {"€5m USD", AMOUNT_UNREADABLE, "one currency"},
    {"EUR $5m", AMOUNT_UNREADABLE, "one currency"},
    {"US$5m CAD", AMOUNT_UNREADABLE, "one currency"},
    {"EUR 5m CHF", AMOUNT_UNREADABLE, "one currency"},
    {"$10B-€20B", AMOUNT_UNREADABLE, "one currency"},
    {"EUR 10B to USD 20B", AMOUNT_UNREADABLE, "one currency"},
    {"$€5", AMOUNT_UNREADABLE, NULL},
    {"$$5", AMOUNT_UNREADABLE, NULL},
    {"10%", AMOUNT_UNREADABLE, "stake"},
    /* qualifiers */
    {"upto $10B", AMOUNT_UNREADABLE, "did you mean 'up to $10B'?"},
    {"abuot $10B", AMOUNT_UNREADABLE, "did you mean 'about $10B'?"},
    {"at leats $10B", AMOUNT_UNREADABLE, "did you mean 'at least $10B'?"},
    {"max 5m", AMOUNT_UNREADABLE, "did you mean 'max. 5m'?"},
    {"up to about $10B", AMOUNT_UNREADABLE, "keep the one"},
    {"~~$10B", AMOUNT_UNREADABLE, NULL},
    {"about $20B+", AMOUNT_UNREADABLE, "keep the one"},
    {"up to $20B+", AMOUNT_UNREADABLE, "keep the one"},
    {"up to $20B or more", AMOUNT_UNREADABLE, "keep the one"},
    {"nearly $20B or more", AMOUNT_UNREADABLE, "keep the one"},
    {"$10B or less", AMOUNT_UNREADABLE, "write 'up to $10B'"},
    {"$10B or so", AMOUNT_UNREADABLE, "write 'about $10B'"},
    {"$10B max", AMOUNT_UNREADABLE, "write 'up to $10B'"},
    {"$10B at least", AMOUNT_UNREADABLE, "write 'at least $10B'"},
    {"$10B (approx)", AMOUNT_UNREADABLE, NULL},
    {"aboutten", AMOUNT_UNREADABLE, NULL},
    {"about10B", AMOUNT_UNREADABLE, NULL},
    {"up to undisclosed", AMOUNT_UNREADABLE, NULL},
    {"up to $10B-$20B", AMOUNT_UNREADABLE, NULL},
    {"about $10-20B", AMOUNT_UNREADABLE, NULL},
    {"up to tens of billions", AMOUNT_UNREADABLE, "'up to 100B'"},
    {"over a few billion", AMOUNT_UNREADABLE, "'at least 1B'"},
    {"about billions", AMOUNT_UNREADABLE, "'billions' alone"},
    /* ranges */
    {"between $5B and $10B", AMOUNT_UNREADABLE, "'$10B-$20B'"},
    {"from $5B to $10B", AMOUNT_UNREADABLE, "'$10B-$20B'"},
    {"$10B—$20B", AMOUNT_UNREADABLE, "write a range"},
    {"$10B/$20B", AMOUNT_UNREADABLE, NULL},
    {"$10B-$20B-$30B", AMOUNT_UNREADABLE, NULL},
    {"$10B-", AMOUNT_UNREADABLE, NULL},
    {"$10B to", AMOUNT_UNREADABLE, NULL},
    {"to $10B", AMOUNT_UNREADABLE, NULL},
    {"$10B-$20B+", AMOUNT_UNREADABLE, "leave out the '+'"},
    {"10...20", AMOUNT_UNREADABLE, NULL},
    {"$20B-$10B", AMOUNT_BACKWARDS, "low end comes first"},
    {"$20-10B", AMOUNT_BACKWARDS, "low end comes first"},
    {"$10B-20", AMOUNT_BACKWARDS, "scale at both ends"},
    {"$500-$1B", AMOUNT_BACKWARDS, "a scale on the right serves both ends"},
    {"$10B/year", AMOUNT_UNREADABLE, "'term'"},
    {"$10B a year", AMOUNT_UNREADABLE, "'term'"},
    {"$10B per year", AMOUNT_UNREADABLE, "'term'"},
    /* words */
    {"tens of bilions", AMOUNT_UNREADABLE, "did you mean 'tens of billions'?"},
    {"ten of billions", AMOUNT_UNREADABLE, "'tens of billions'"},
    {"undiscolsed", AMOUNT_UNREADABLE, "did you mean 'undisclosed'?"},
    {"undisclosed amount", AMOUNT_UNREADABLE, NULL},
    {"not disclosed", AMOUNT_UNREADABLE, "undisclosed"},
    {"n/a", AMOUNT_UNREADABLE, "undisclosed"},
    {"TBD", AMOUNT_UNREADABLE, "undisclosed"},
    {"nil", AMOUNT_UNREADABLE, "none"},
    {"billion", AMOUNT_UNREADABLE, "'1B'"},
    {"a billion", AMOUNT_UNREADABLE, "'1B'"},
    {"one billion", AMOUNT_UNREADABLE, "digits"},
    {"ten billion", AMOUNT_UNREADABLE, "digits"},
    {"single-digit billions", AMOUNT_UNREADABLE, "one to ten"},
    {"dozens of millions", AMOUNT_UNREADABLE, "tens of millions"},
    {"multi-billion", AMOUNT_UNREADABLE, "billions"},
    {"tens of billions of euros", AMOUNT_UNREADABLE, NULL},
    {"tens of billions ABC", AMOUNT_UNREADABLE, "ISO 4217"},
    {"several", AMOUNT_UNREADABLE, NULL},
    {"tens of", AMOUNT_UNREADABLE, NULL},
    {"$ tens of billions", AMOUNT_UNREADABLE, NULL},
    /* below zero */
    {"-$10B", AMOUNT_NEGATIVE, "swap from and to"},
    {"$-10B", AMOUNT_NEGATIVE, "swap from and to"},
    {"-10", AMOUNT_NEGATIVE, "swap from and to"},
    {"− $10B", AMOUNT_NEGATIVE, "swap from and to"},
    {"–$10B", AMOUNT_NEGATIVE, "swap from and to"},
    {"-EUR 10", AMOUNT_NEGATIVE, "swap from and to"},
    {"about -$10B", AMOUNT_NEGATIVE, "swap from and to"},
    {"-10--5", AMOUNT_NEGATIVE, "swap from and to"},
    {"$10B--$20B", AMOUNT_NEGATIVE, "swap from and to"},
    {"(10B)", AMOUNT_UNREADABLE, "swap from and to"},
    {"minus $10B", AMOUNT_UNREADABLE, "swap from and to"},
    /* too large, too fine */
    {"$10,001T", AMOUNT_HUGE, "10,000 trillion"},
    {"10000000000000000.01", AMOUNT_HUGE, NULL},
    {"92233720368547758.07", AMOUNT_HUGE, NULL},
    {"99999999999999999999999999999999", AMOUNT_HUGE, NULL},
    {"1-99999999999999999999999999999999", AMOUNT_HUGE, NULL},
    {"up to 99999999999999999999T", AMOUNT_HUGE, NULL},
    {"10.0055", AMOUNT_PRECISION, "two decimals"},
    {"$0.00001", AMOUNT_PRECISION, "two decimals"},
    {"1.123456k", AMOUNT_PRECISION, "two decimals"},
    {"1.123456789012B", AMOUNT_PRECISION, "two decimals"},
};

static void test_refused(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct amount amount;
        const char *sentence, *hint;
        enum amount_fault fault = amount_parse(arena, refused[i].text, &rules, &amount, &sentence, &hint);
        if (fault != refused[i].fault || !sentence || !*sentence || !hint ||
            (refused[i].hint && !strstr(hint, refused[i].hint)))
            fail_msg("'%s': fault %d, '%s', hint '%s'", refused[i].text, (int)fault, sentence ? sentence : "",
                hint ? hint : "");
        assert_int_equal(amount.kind, AMOUNT_ABSENT);
    }
    arena_destroy(arena);
}

static void test_sentences(void **state)
{
    (void)state;
    static const struct {
        const char *text, *sentence, *hint;
    } rows[] = {
        {"tens of bilions", "cannot read the amount 'tens of bilions'", "did you mean 'tens of billions'?"},
        {"$10,5B", "cannot read the amount '$10,5B' (it has a decimal comma)", "write a point: '10.5'"},
        {"10 Mrd", "cannot read the amount '10 Mrd' ('Mrd' is not one of the scales)", "write 'billion'"},
        {"-$10B", "the amount '-$10B' is below zero",
            "amounts are never negative; of a payment, swap from and to"},
        {"$20B-$10B", "the range '$20B-$10B' runs backwards", "the low end comes first"},
        {"$10MB", "cannot read the amount '$10MB' (it has two scales)",
            "scales are k, M, B and T: thousand, million, billion, trillion"},
        {"1.234",
            "cannot read the amount '1.234' (three digits after a point could be thousands or decimals)",
            "write '1,234' for thousands, or a scale: '1.234M'"},
        {"$111111111111111111111111111111111111111111111111111111111111111",
            "the amount '$11111111111111111111111111111111111111111111111…' is too large to be kept exactly",
            "the most is 10,000 trillion"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct amount amount;
        const char *sentence, *hint;
        assert_int_not_equal(amount_parse(arena, rows[i].text, &rules, &amount, &sentence, &hint), AMOUNT_OK);
        assert_string_equal(sentence, rows[i].sentence);
        assert_string_equal(hint, rows[i].hint);
    }
    arena_destroy(arena);
}

static void test_words(void **state)
{
    (void)state;
    static const char *const rows[][2] = {{"Tens  of billions", "tens of billions"},
        {"A few Billion", "a few billion"}, {"billions of dollars", "billions of dollars"},
        {"tens of billions   EUR", "tens of billions EUR"}};
    struct arena *arena = arena_create();
    struct amount amount;
    const char *sentence, *hint;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(amount_parse(arena, rows[i][0], &rules, &amount, &sentence, &hint), AMOUNT_OK);
        assert_string_equal(amount.words, rows[i][1]);
    }
    assert_int_equal(amount_parse(arena, "up to $5B", &rules, &amount, &sentence, &hint), AMOUNT_OK);
    assert_null(amount.words);
    arena_destroy(arena);
}

static void test_rules(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct amount amount;
    const char *sentence, *hint;
    struct amount_rules other = {.currency = "EUR", .approx_ppm = 250000, .vague_is_unknown = true};
    assert_int_equal(amount_parse(arena, "about 100", &other, &amount, &sentence, &hint), AMOUNT_OK);
    assert_string_equal(amount.currency, "EUR");
    assert_int_equal(amount.low, 75 * U);
    assert_int_equal(amount.high, 125 * U);
    assert_int_equal(amount_parse(arena, "nearly $100", &other, &amount, &sentence, &hint), AMOUNT_OK);
    assert_string_equal(amount.currency, "USD");
    assert_int_equal(amount.low, 75 * U);
    assert_int_equal(amount.high, 100 * U);
    assert_int_equal(amount_parse(arena, "tens of billions", &other, &amount, &sentence, &hint), AMOUNT_OK);
    assert_int_equal(amount.kind, AMOUNT_UNDISCLOSED);
    assert_int_equal(amount.high, 0);
    assert_string_equal(amount.words, "tens of billions");
    assert_int_equal(
        amount_parse(arena, "up to tens of billions", &other, &amount, &sentence, &hint), AMOUNT_UNREADABLE);
    assert_non_null(strstr(hint, "'up to 100B'"));
    /* the most that "about" may be: nothing goes below zero or past int64 */
    other.approx_ppm = 1000000;
    assert_int_equal(amount_parse(arena, "about 10000T", &other, &amount, &sentence, &hint), AMOUNT_OK);
    assert_int_equal(amount.low, 0);
    assert_int_equal(amount.high, 2 * MONEY_MOST);
    other.approx_ppm = 0;
    assert_int_equal(amount_parse(arena, "about 10", &other, &amount, &sentence, &hint), AMOUNT_OK);
    assert_int_equal(amount.low, amount.high);
    assert_int_equal(amount.kind, AMOUNT_APPROX);
    arena_destroy(arena);
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum amount_fault fault;
        money value;
        int digits;
    } rows[] = {
        {"38e9", AMOUNT_OK, 38 * B, 2},
        {"38000000000.0", AMOUNT_OK, 38 * B, 2},
        {"1250000.50", AMOUNT_OK, 125000050, 8},
        {"0.1", AMOUNT_OK, 10, 1},
        {"0.01", AMOUNT_OK, 1, 1},
        {"1.000", AMOUNT_OK, U, 1},
        {"1.25E+6", AMOUNT_OK, 1250 * K, 3},
        {"12500e-2", AMOUNT_OK, 125 * U, 3},
        {"0", AMOUNT_OK, 0, 1},
        {"-0.0", AMOUNT_OK, 0, 1},
        {"-0", AMOUNT_OK, 0, 1},
        {"0e99999999999999999999", AMOUNT_OK, 0, 1},
        {"1e16", AMOUNT_OK, MONEY_MOST, 1},
        {"9007199254740992", AMOUNT_OK, INT64_C(900719925474099200), 16},
        {"9007199254740994", AMOUNT_OK, INT64_C(900719925474099400), 16},
        {"70368744177663.99", AMOUNT_OK, INT64_C(7036874417766399), 16},
        {"562949953421311.5", AMOUNT_OK, INT64_C(56294995342131150), 16},
        {"9007199254740993", AMOUNT_PRECISION, 0, 0},
        {"70368744177664.01", AMOUNT_PRECISION, 0, 0},
        {"562949953421312.5", AMOUNT_PRECISION, 0, 0},
        {"10.005", AMOUNT_PRECISION, 0, 0},
        {"1e-300", AMOUNT_PRECISION, 0, 0},
        {"1e-99999999999999999999", AMOUNT_PRECISION, 0, 0},
        {"9223372036854775807", AMOUNT_HUGE, 0, 0},
        {"1e300", AMOUNT_HUGE, 0, 0},
        {"1e99999999999999999999", AMOUNT_HUGE, 0, 0},
        {"10000000000000001", AMOUNT_HUGE, 0, 0},
        {"-5", AMOUNT_NEGATIVE, 0, 0},
        {"-1e-300", AMOUNT_NEGATIVE, 0, 0},
        {"-1e300", AMOUNT_NEGATIVE, 0, 0},
        {"", AMOUNT_UNREADABLE, 0, 0},
        {"-", AMOUNT_UNREADABLE, 0, 0},
        {"1.", AMOUNT_UNREADABLE, 0, 0},
        {"1e", AMOUNT_UNREADABLE, 0, 0},
        {"1e+", AMOUNT_UNREADABLE, 0, 0},
        {"1e5x", AMOUNT_UNREADABLE, 0, 0},
        {"0x10", AMOUNT_UNREADABLE, 0, 0},
        {"1 ", AMOUNT_UNREADABLE, 0, 0},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct amount amount;
        const char *sentence, *hint;
        enum amount_fault fault = amount_parse_number(arena, rows[i].text, &rules, &amount, &sentence, &hint);
        if (fault != rows[i].fault || amount.headline != rows[i].value || amount.digits != rows[i].digits ||
            (fault == AMOUNT_OK) != (sentence == NULL))
            fail_msg("%s: fault %d, %lld, digits %d", rows[i].text, (int)fault, (long long)amount.headline,
                amount.digits);
        assert_int_equal(amount.kind, fault == AMOUNT_OK ? AMOUNT_EXACT : AMOUNT_ABSENT);
    }
    arena_destroy(arena);
}

static void test_add(void **state)
{
    (void)state;
    assert_int_equal(money_add(1, 2), 3);
    assert_int_equal(money_add(MONEY_OPEN, -5), MONEY_OPEN);
    assert_int_equal(money_add(-5, MONEY_OPEN), MONEY_OPEN);
    assert_int_equal(money_add(-MONEY_OPEN, 5), -MONEY_OPEN);
    assert_int_equal(money_add(MONEY_OPEN - 1, 5), MONEY_OPEN);
    assert_int_equal(money_add(-MONEY_OPEN + 1, -5), -MONEY_OPEN);
    money sum = 0;
    for (int i = 0; i < 100; i++) /* a hundred of the largest: no overflow, no sign change */
        sum = money_add(sum, MONEY_MOST);
    assert_int_equal(sum, MONEY_OPEN);
}

static void test_scale(void **state)
{
    (void)state;
    static const struct {
        money value;
        int64_t numerator, denominator;
        money expected;
    } rows[] = {
        {5, 1, 2, 2},   /* 2.5 → 2 */
        {7, 1, 2, 4},   /* 3.5 → 4 */
        {-5, 1, 2, -2}, /* halves to even below zero too */
        {-7, 1, 2, -4},
        {7, -1, 2, -4},
        {7, 1, -2, -4},
        {10, 1, 3, 3},
        {20, 1, 3, 7},
        {38 * B, 1, 7, INT64_C(542857142857)},
        {0, 5, 7, 0},
        {MONEY_OPEN, 1, 7, MONEY_OPEN},
        {-MONEY_OPEN, 1, 7, -MONEY_OPEN},
        {MONEY_MOST, 1000000000, 1000000000, MONEY_MOST},
        {MONEY_MOST, INT64_MAX, 1, MONEY_OPEN},
        {-MONEY_MOST, INT64_MAX, 1, -MONEY_OPEN},
        {MONEY_MOST, INT64_MAX, INT64_MAX, MONEY_MOST},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(
            money_scale(rows[i].value, rows[i].numerator, rows[i].denominator), rows[i].expected);
}

static struct amount parsed(struct arena *arena, const char *text)
{
    struct amount amount;
    const char *sentence, *hint;
    assert_int_equal(amount_parse(arena, text, &rules, &amount, &sentence, &hint), AMOUNT_OK);
    return amount;
}

static void test_convert(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct amount amount = parsed(arena, "at least €10B");
    amount_convert(&amount, "USD", 1170000000);
    assert_int_equal(amount.low, 11700 * M);
    assert_int_equal(amount.high, MONEY_OPEN);
    assert_int_equal(amount.headline, 11700 * M);
    assert_string_equal(amount.currency, "USD");
    amount = parsed(arena, "€0.05");
    amount_convert(&amount, "USD", 500000000); /* 2.5 cents → 2 */
    assert_int_equal(amount.headline, 2);
    amount = parsed(arena, "tens of billions EUR");
    amount_convert(&amount, "USD", 2000000000);
    assert_int_equal(amount.low, 20 * B);
    assert_int_equal(amount.high, 200 * B);
    assert_string_equal(amount.words, "tens of billions EUR");
    arena_destroy(arena);
}

static void test_sized(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    static const char *const sized[] = {"5", "~5", "up to 5", "5+", "nearly 5", "5-6", "billions"};
    for (size_t i = 0; i < sizeof sized / sizeof *sized; i++) {
        struct amount amount = parsed(arena, sized[i]);
        assert_true(amount_is_sized(&amount));
    }
    struct amount none = parsed(arena, "none"), undisclosed = parsed(arena, "undisclosed"), absent = {0};
    assert_false(amount_is_sized(&none));
    assert_false(amount_is_sized(&undisclosed));
    assert_false(amount_is_sized(&absent));
    arena_destroy(arena);
}

/* Any text is read or refused with a sentence; nothing that is read breaks the rules of an interval. */
static void test_garbage(void **state)
{
    (void)state;
    static const char *const pieces[] = {"$", "10", "B", " ", "-", "to", "up to ", "tens of ", "billions",
        ".", ",", "5", "€", "EUR", "+", "or more", "about ", "–", "\xE2\x80", "000", "k", "0", "undisclosed",
        "of dollars", "(", "million"};
    uint64_t seed = 20251217;
    struct arena *arena = arena_create();
    int accepted = 0;
    for (int round = 0; round < 20000; round++) {
        char text[256] = "";
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        int count = (int)(seed >> 60) % 8 + 1;
        for (int i = 0; i < count; i++) {
            seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            strcat(text, pieces[(seed >> 33) % (sizeof pieces / sizeof *pieces)]);
        }
        struct amount amount;
        const char *sentence, *hint;
        enum amount_fault fault = amount_parse(arena, text, &rules, &amount, &sentence, &hint);
        if ((fault == AMOUNT_OK) != (sentence == NULL) || amount.low < 0 || amount.low > amount.high ||
            (amount.has_headline && (amount.headline < amount.low || amount.headline > amount.high)))
            fail_msg("'%s'", text);
        accepted += fault == AMOUNT_OK;
        arena_reset(arena);
    }
    assert_in_range(accepted, 500, 6000);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readable),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_add),
        cmocka_unit_test(test_scale),
        cmocka_unit_test(test_convert),
        cmocka_unit_test(test_sized),
        cmocka_unit_test(test_garbage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
