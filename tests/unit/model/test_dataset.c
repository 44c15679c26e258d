/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "dataset.h"

#include <string.h>

/* Every word of the format is found again, and only those are. */
#define ROUND_TRIP(noun, type, first, last)                                                                  \
    for (int i = (first); i <= (last); i++)                                                                  \
        assert_int_equal(noun##_find(noun##_name((type)i)), i);                                              \
    assert_int_equal(noun##_find(""), -1);                                                                   \
    assert_int_equal(noun##_find("nonesuch"), -1);                                                           \
    assert_int_equal(noun##_find("Active"), -1)

static void test_names(void **state)
{
    (void)state;
    ROUND_TRIP(type, enum deal_type, 0, TYPE_COUNT - 1);
    ROUND_TRIP(status, enum status, STATUS_NONE + 1, STATUS_COUNT - 1);
    ROUND_TRIP(class, enum deal_class, 0, CLASS_COUNT - 1);
    ROUND_TRIP(bucket, enum bucket, 0, BUCKET_COUNT - 1);
    ROUND_TRIP(party_kind, enum party_kind, PARTY_COMPANY, PARTY_OTHER);
    ROUND_TRIP(what, enum what, WHAT_MONEY, WHAT_GUARANTEE);
    ROUND_TRIP(evidence, enum evidence, EVIDENCE_NONE + 1, EVIDENCE_ASSUMED);
    ROUND_TRIP(valuation_basis, enum valuation_basis, BASIS_ROUND, BASIS_APPRAISAL);
    ROUND_TRIP(metric_basis, enum metric_basis, METRIC_NONE + 1, METRIC_COMPANY_CLAIM);
    ROUND_TRIP(note_kind, enum note_kind, NOTE_RISK, NOTE_CORRECTION);
    ROUND_TRIP(source_kind, enum source_kind, SOURCE_NONE + 1, SOURCE_ASSUMED);
    assert_int_equal(type_find("revenue_share"), TYPE_REVENUE_SHARE);
    assert_int_equal(status_find("in_talks"), STATUS_IN_TALKS);
    assert_int_equal(party_kind_find("sovereign_fund"), PARTY_SOVEREIGN_FUND);
    assert_int_equal(what_find("rights"), WHAT_RIGHTS);
    assert_int_equal(evidence_find("analyst"), EVIDENCE_ANALYST);
    assert_int_equal(valuation_basis_find("tender"), BASIS_TENDER);
    assert_int_equal(metric_basis_find("run-rate"), METRIC_RUN_RATE);
    assert_int_equal(note_kind_find("watch"), NOTE_WATCH);
    assert_int_equal(source_kind_find("aggregator"), SOURCE_AGGREGATOR);
}

static void test_suggestions(void **state)
{
    (void)state;
    size_t count;
    const char *const *words = status_words(&count);
    assert_int_equal(count, STATUS_COUNT - 1);
    for (size_t i = 0; i < count; i++) {
        assert_int_not_equal(status_find(words[i]), -1);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(words[i], words[j]);
    }
    words = type_words(&count);
    assert_int_equal(count, TYPE_COUNT);
    for (size_t i = 0; i < count; i++) {
        assert_int_not_equal(type_find(words[i]), -1);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(words[i], words[j]);
    }
}

static void test_classes(void **state)
{
    (void)state;
    static const enum deal_class expected[TYPE_COUNT] = {CLASS_CAPITAL, CLASS_CAPITAL, CLASS_CAPITAL,
        CLASS_CAPITAL, CLASS_CAPITAL, CLASS_CAPITAL, CLASS_COMMERCE, CLASS_COMMERCE, CLASS_COMMERCE,
        CLASS_COMMERCE, CLASS_COMMERCE, CLASS_COMMERCE, CLASS_BUILD, CLASS_BUILD, CLASS_OWNERSHIP,
        CLASS_OWNERSHIP, CLASS_OWNERSHIP, CLASS_RELATION, CLASS_RELATION, CLASS_OTHER};
    for (int i = 0; i < TYPE_COUNT; i++)
        assert_int_equal(type_class((enum deal_type)i), expected[i]);
}

static void test_buckets(void **state)
{
    (void)state;
    static const struct {
        const char *status;
        int rank;
        enum bucket unstated, binding, loose;
    } rows[] = {
        {"rumoured", 1, BUCKET_TALK, BUCKET_TALK, BUCKET_TALK},
        {"reported", 2, BUCKET_TALK, BUCKET_TALK, BUCKET_TALK},
        {"in_talks", 3, BUCKET_TALK, BUCKET_TALK, BUCKET_TALK},
        {"proposed", 3, BUCKET_TALK, BUCKET_TALK, BUCKET_TALK},
        {"agreed", 4, BUCKET_PLANNED, BUCKET_FIRM, BUCKET_PLANNED},
        {"announced", 5, BUCKET_PLANNED, BUCKET_FIRM, BUCKET_PLANNED},
        {"signed", 6, BUCKET_FIRM, BUCKET_FIRM, BUCKET_PLANNED},
        {"active", 7, BUCKET_FIRM, BUCKET_FIRM, BUCKET_PLANNED},
        {"closed", 8, BUCKET_FIRM, BUCKET_FIRM, BUCKET_PLANNED},
        {"completed", 8, BUCKET_FIRM, BUCKET_FIRM, BUCKET_PLANNED},
        {"cancelled", 0, BUCKET_DEAD, BUCKET_DEAD, BUCKET_DEAD},
        {"withdrawn", 0, BUCKET_DEAD, BUCKET_DEAD, BUCKET_DEAD},
        {"terminated", 0, BUCKET_DEAD, BUCKET_DEAD, BUCKET_DEAD},
        {"lapsed", 0, BUCKET_DEAD, BUCKET_DEAD, BUCKET_DEAD},
        {"denied", 0, BUCKET_DEAD, BUCKET_DEAD, BUCKET_DEAD},
        {"superseded", 0, BUCKET_DEAD, BUCKET_DEAD, BUCKET_DEAD},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum status status = (enum status)status_find(rows[i].status);
        assert_int_equal(status_rank(status), rows[i].rank);
        assert_int_equal(status_bucket(status, TRI_UNKNOWN), rows[i].unstated);
        assert_int_equal(status_bucket(status, TRI_TRUE), rows[i].binding);
        assert_int_equal(status_bucket(status, TRI_FALSE), rows[i].loose);
    }
    assert_int_equal(status_rank(STATUS_NONE), -1);
}

static void test_find(void **state)
{
    (void)state;
    struct party parties[] = {{.id = "a"}, {.id = "b"}};
    struct deal deals[] = {{.id = "d"}};
    struct source sources[] = {{.id = "s1"}, {.id = "s2"}, {.id = "s3"}};
    struct dataset dataset = {.parties = parties,
        .party_count = 2,
        .deals = deals,
        .deal_count = 1,
        .sources = sources,
        .source_count = 3};
    assert_int_equal(dataset_find_party(&dataset, "b"), 1);
    assert_true(dataset_find_party(&dataset, "B") == NO_INDEX);
    assert_int_equal(dataset_find_deal(&dataset, "d"), 0);
    assert_true(dataset_find_deal(&dataset, "a") == NO_INDEX);
    assert_int_equal(dataset_find_source(&dataset, "s3"), 2);
    assert_true(dataset_find_source(&dataset, "") == NO_INDEX);
}

static void test_places(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct dataset dataset = {.file = "d.json"};
    struct deal deal = {0};
    assert_int_equal(dataset_place(&dataset, &deal).line, 0); /* without a table */
    assert_string_equal(dataset_path(&dataset, &deal), "");

    dataset.places = place_table_create(arena, "d.json");
    place_table_add(dataset.places, &deal.amount, (struct place){"d.json", 12, 5}, "deals[0].amount");
    place_table_add(dataset.places, &deal.amount, (struct place){"d.json", 13, 6}, "deals[0].flows[0].amount");
    struct place place = dataset_place(&dataset, &deal.amount);
    assert_string_equal(place.file, "d.json");
    assert_int_equal(place.line, 13);
    assert_int_equal(place.column, 6);
    assert_string_equal(dataset_path(&dataset, &deal.amount), "deals[0].flows[0].amount");
    assert_int_equal(dataset_place(&dataset, &deal.funded).line, 0);

    /* enough to grow it several times: nothing is lost and nothing is found that was not added */
    enum { MANY = 20000 };
    int *fields = arena_array(arena, int, MANY + 1);
    for (int i = 0; i < MANY; i++)
        place_table_add(dataset.places, &fields[i], (struct place){"d.json", i + 1, i % 80 + 1}, arena_printf(arena, "f[%d]", i));
    for (int i = 0; i < MANY; i++) {
        place = dataset_place(&dataset, &fields[i]);
        if (place.line != i + 1 || place.column != i % 80 + 1)
            fail_msg("field %d: %d:%d", i, place.line, place.column);
    }
    assert_string_equal(dataset_path(&dataset, &fields[4711]), "f[4711]");
    assert_string_equal(dataset_path(&dataset, &fields[MANY]), "");
    assert_int_equal(dataset_place(&dataset, &deal.amount).line, 13);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_suggestions),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_buckets),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
