/* SPDX-License-Identifier: MIT */
/* What stands in a file stands in the structs: the samples by spot checks, ok_everything.json field by field.
 */
#include "support.h"

#include "dataset_load.h"
#include "str.h"

#include <string.h>

#define B INT64_C(100000000000) /* a billion in hundredths */

struct fixture {
    struct arena *arena;
    struct diags *diags;
};

static int setup(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){arena_create(), diags_create()};
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *fixture = *state;
    diags_destroy(fixture->diags);
    arena_destroy(fixture->arena);
    return 0;
}

static const struct dataset *load(struct fixture *fixture, const char *path)
{
    const struct dataset *dataset =
        dataset_load(fixture->arena, path, source_file(fixture->arena, path), fixture->diags);
    if (!dataset)
        fail_msg("%s\n%s", path, diags_brief(fixture->arena, fixture->diags));
    return dataset;
}

static const struct dataset *load_text(struct fixture *fixture, const char *text)
{
    return dataset_load(
        fixture->arena, "t.json", (struct bytes){(const unsigned char *)text, strlen(text)}, fixture->diags);
}

static const struct deal *deal_of(const struct dataset *dataset, const char *id)
{
    size_t index = dataset_find_deal(dataset, id);
    assert_true(index != NO_INDEX);
    return &dataset->deals[index];
}

static const struct party *party_of(const struct dataset *dataset, const char *id)
{
    size_t index = dataset_find_party(dataset, id);
    assert_true(index != NO_INDEX);
    return &dataset->parties[index];
}

static void assert_date(struct fixture *fixture, struct date date, const char *iso)
{
    assert_string_equal(date_iso(fixture->arena, date), iso);
}

static void assert_amount(const struct amount *amount, enum amount_kind kind, money low, money high)
{
    assert_int_equal(amount->kind, kind);
    assert_true(amount->low == low);
    assert_true(amount->high == high);
}

static void assert_place(
    const struct dataset *dataset, const void *field, int line, int column, const char *path)
{
    struct place place = dataset_place(dataset, field);
    assert_string_equal(dataset_path(dataset, field), path);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
    assert_string_equal(place.file, dataset->file);
}

/* samples */

static void test_sample_article(void **state)
{
    struct fixture *fixture = *state;
    const struct dataset *dataset = load(fixture, "samples/openai-amazon-2025-12.json");
    assert_string_equal(dataset->title, "Amazon's proposed $10 billion investment in OpenAI");
    assert_date(fixture, dataset->as_of, "2025-12-17");
    assert_string_equal(dataset->currency, "USD");
    assert_true(dataset->approx_ppm == 100000);
    assert_int_equal(dataset->party_count, 12);
    assert_int_equal(dataset->deal_count, 12);
    assert_int_equal(dataset->valuation_count, 2);
    assert_int_equal(dataset->metric_count, 2);
    assert_int_equal(dataset->note_count, 15);
    assert_int_equal(dataset->source_count, 2);
    assert_int_equal(dataset->sources[1].via, 0);
    assert_int_equal(dataset->sources[0].via, NO_INDEX);
    assert_string_equal(dataset->parties[party_of(dataset, "aws")->parent].id, "amazon");
    assert_string_equal(party_of(dataset, "aws")->short_name, "AWS");
    assert_string_equal(dataset->parties[party_of(dataset, "openai-sites")->serves].id, "openai");
    assert_int_equal(party_of(dataset, "etsy")->parent, NO_INDEX);

    const struct deal *equity = deal_of(dataset, "amazon-equity");
    assert_amount(&equity->amount, AMOUNT_EXACT, 10 * B, 10 * B);
    assert_int_equal(equity->status, STATUS_IN_TALKS);
    assert_int_equal(equity->evidence, EVIDENCE_PRESS);
    assert_int_equal(equity->term_count, 3);
    assert_string_equal(dataset->parties[equity->terms[1].holder].id, "aws");
    assert_int_equal(equity->terms[2].holder, NO_INDEX);
    assert_int_equal(equity->related.count, 4);
    assert_string_equal(dataset->deals[equity->related.at[3]].id, "amazon-marketplace");
    assert_int_equal(deal_of(dataset, "aws-rental")->term.years_low, 7000000);
    assert_string_equal(deal_of(dataset, "aws-rental")->term.years_words, "7");
    assert_int_equal(deal_of(dataset, "aws-extra-capacity")->amount.kind, AMOUNT_UNDISCLOSED);
    assert_amount(&deal_of(dataset, "chips")->amount, AMOUNT_VAGUE, 10 * B, 100 * B);
    assert_int_equal(deal_of(dataset, "etsy-integration")->amount.kind, AMOUNT_ABSENT);
    const struct deal *sites = deal_of(dataset, "softbank-oracle-sites");
    assert_int_equal(sites->from.parties.count, 2);
    assert_int_equal(sites->split.kind, SPLIT_UNKNOWN);
    assert_string_equal(dataset->parties[sites->beneficiary].id, "openai");
    assert_string_equal(sites->assumed.at[0], "status");
    assert_amount(&dataset->valuations[0].value, AMOUNT_AT_LEAST, 500 * B, MONEY_OPEN);
    assert_string_equal(dataset->metrics[0].value_words, "> 1");
    assert_int_equal(dataset->metrics[0].value.kind, AMOUNT_ABSENT);
    assert_string_equal(dataset->metrics[0].unit, "ratio");

    assert_place(dataset, equity, 33, 5, "deals[0]");
    assert_place(dataset, &equity->amount, 35, 51, "deals[0].amount");
    assert_place(dataset, &equity->term, 0, 0, "");
    assert_place(dataset, &dataset->parties[2].name, 20, 35, "parties[2].name");
    assert_place(dataset, &dataset->deals, 32, 12, "deals");
    assert_place(dataset, dataset, 1, 1, "");
}

static void test_sample_large(void **state)
{
    struct fixture *fixture = *state;
    const struct dataset *dataset = load(fixture, "samples/ai-deals-2025-12.json");
    assert_int_equal(dataset->party_count, 30);
    const struct deal *microsoft = deal_of(dataset, "msft-openai-equity");
    assert_amount(&microsoft->funded, AMOUNT_EXACT, 116 * B / 10, 116 * B / 10);
    assert_true(microsoft->stake.present && microsoft->stake.has_percent);
    assert_true(microsoft->stake.percent_millionths == 27000000);
    assert_string_equal(microsoft->stake.basis, "as-converted diluted");
    const struct deal *revshare = deal_of(dataset, "msft-revshare");
    assert_true(revshare->rate.present && revshare->rate.percent_millionths == 20000000);
    const struct deal *letter = deal_of(dataset, "nvidia-openai-loi");
    assert_int_equal(letter->binding, TRI_FALSE);
    assert_int_equal(letter->tranche_count, 2);
    assert_string_equal(letter->tranches[0].when, "2026-H2");
    assert_amount(&letter->tranches[1].amount, AMOUNT_AT_MOST, 0, 90 * B);
    const struct deal *softbank = deal_of(dataset, "softbank-openai");
    assert_int_equal(softbank->tranches[1].met, TRI_TRUE);
    assert_date(fixture, softbank->tranches[1].met_on, "2025-10-28");
    const struct deal *xai = deal_of(dataset, "xai-financing");
    assert_int_equal(xai->leg_count, 5);
    assert_amount(&xai->legs[1].amount, AMOUNT_RANGE, 55 * B / 10, 75 * B / 10);
    assert_int_equal(xai->legs[2].type, TYPE_DEBT);
    assert_int_equal(xai->legs[4].term.years_high, 5000000);
    assert_int_equal(xai->legs[0].status, STATUS_REPORTED);
    assert_int_equal(deal_of(dataset, "disney-license")->what, WHAT_WARRANTS);
    assert_string_equal(dataset->deals[deal_of(dataset, "stargate-sites")->part_of].id, "stargate");
    assert_int_equal(party_of(dataset, "tender-buyers")->members.count, 3);
}

static void test_sample_licences(void **state)
{
    struct fixture *fixture = *state;
    const struct dataset *dataset = load(fixture, "samples/pharma-licensing-2025.json");
    assert_int_equal(dataset->party_count, 18);
    assert_int_equal(dataset->deal_count, 11);
    assert_int_equal(dataset->metric_count, 0);
    const struct deal *biotheus = deal_of(dataset, "biontech-biotheus");
    assert_int_equal(biotheus->amount.kind, AMOUNT_ABSENT);
    assert_int_equal(biotheus->tranches[0].status, STATUS_CLOSED);
    assert_int_equal(biotheus->supersedes.count, 1);
    assert_date(fixture, biotheus->dates.closed, "2025-Q1");
    const struct deal *pfizer = deal_of(dataset, "pfizer-3sbio");
    assert_false(pfizer->from.present);
    assert_int_equal(pfizer->legs[2].type, TYPE_EQUITY);
    assert_int_equal(pfizer->legs[3].type, TYPE_LICENSE);
    assert_true(pfizer->claims[0].has_amount);
    assert_amount(&pfizer->claims[0].amount, AMOUNT_EXACT, 13 * B / 10, 13 * B / 10);
    assert_amount(&dataset->valuations[1].value, AMOUNT_RANGE, 8 * B / 10, 95 * B / 100);
    load(fixture, "samples/flow-22-deals.json");
}

/* every field */

static const struct dataset *everything(struct fixture *fixture)
{
    return load(fixture, "tests/hostile/ok_everything.json");
}

static void test_dataset_fields(void **state)
{
    struct fixture *fixture = *state;
    const struct dataset *dataset = everything(fixture);
    assert_string_equal(dataset->subtitle, "A subtitle");
    assert_string_equal(dataset->publisher, "A publisher");
    assert_string_equal(dataset->author, "An author");
    assert_string_equal(dataset->language, "en");
    assert_string_equal(dataset->previous, "last-month.json");
    assert_int_equal(dataset->tags.count, 2);
    assert_string_equal(dataset->tags.at[1], "two");
    assert_true(dataset->approx_ppm == 50000);
    assert_false(dataset->vague_is_unknown);
    assert_true(dataset->actual_days);
    assert_true(dataset->fx.present);
    assert_string_equal(dataset->fx.base, "USD");
    assert_date(fixture, dataset->fx.date, "2025-12-16");
    assert_int_equal(dataset->fx.rate_count, 2);
    assert_true(dataset->fx.rates[0].rate_billionths == 1170000000);
    assert_string_equal(dataset->fx.rates[1].currency, "JPY");
    assert_true(dataset->fx.rates[1].rate_billionths == 6666700);
    assert_string_equal(dataset->fx.source, "wire");
    assert_string_equal(dataset->fx.note, "Closing rates");
    assert_place(dataset, &dataset->as_of, 9, 11, "as_of");
    assert_place(dataset, dataset->currency, 10, 14, "currency");
    assert_place(dataset, &dataset->fx.date, 14, 32, "fx.date");

    const struct source *wire = &dataset->sources[0];
    assert_string_equal(wire->publisher, "Example Wire");
    assert_string_equal(wire->title, "Talks");
    assert_string_equal(wire->url, "https://example.com/a?b=1&c=2#d");
    assert_date(fixture, wire->date, "2025-12-16");
    assert_date(fixture, wire->accessed, "2025-12-17");
    assert_int_equal(wire->kind, SOURCE_PRESS);
    assert_string_equal(wire->note, "A note");
    assert_int_equal(dataset->sources[1].via, 0);

    const struct party *lab = &dataset->parties[0];
    assert_string_equal(lab->name, "Example AI");
    assert_string_equal(lab->short_name, "Example");
    assert_int_equal(lab->kind, PARTY_COMPANY);
    assert_string_equal(lab->roles.at[1], "buyer");
    assert_string_equal(lab->aliases.at[0], "Example Intelligence");
    assert_string_equal(lab->lei, "INR2EJN1ERAN0W5ZP974");
    assert_string_equal(lab->ticker, "EXAI");
    assert_string_equal(lab->exchange, "NASDAQ");
    assert_string_equal(lab->country, "US");
    assert_string_equal(lab->url, "http://example.com");
    assert_string_equal(lab->colour, "#1f77B4");
    assert_string_equal(lab->note, "A note");
    assert_int_equal(lab->sources.at[0], 0);
    assert_int_equal(dataset->parties[1].kind, PARTY_COMPANY);
    assert_int_equal(dataset->parties[2].parent, 1);
    assert_int_equal(dataset->parties[3].members.at[1], 4);
    assert_int_equal(dataset->parties[4].sources.at[0], 1);
    assert_int_equal(dataset->parties[5].serves, 0);
}

static void test_deal_fields(void **state)
{
    struct fixture *fixture = *state;
    const struct dataset *dataset = everything(fixture);
    const struct deal *deal = &dataset->deals[0];
    assert_string_equal(deal->title, "A round");
    assert_int_equal(deal->type, TYPE_EQUITY);
    assert_int_equal(deal->split.kind, SPLIT_SHARES);
    assert_int_equal(deal->split.parties.at[1], 4);
    assert_true(deal->split.share_trillionths[0] == INT64_C(750000000000));
    assert_amount(&deal->funded, AMOUNT_EXACT, 10 * B, 10 * B);
    assert_string_equal(deal->purpose, "shares");
    assert_int_equal(deal->binding, TRI_TRUE);
    assert_int_equal(deal->evidence, EVIDENCE_FILING);
    assert_true(deal->stake.percent_millionths == 27123456);
    assert_date(fixture, deal->stake.date, "2025-10");
    assert_date(fixture, deal->dates.date, "2025-11-03");
    assert_date(fixture, deal->dates.reported, "2025-09");
    assert_date(fixture, deal->dates.announced, "2025-10-28");
    assert_date(fixture, deal->dates.signed_on, "2025-11-03");
    assert_date(fixture, deal->dates.closed, "2025-12");
    assert_date(fixture, dataset->deals[3].dates.cancelled, "2025-12-01");
    assert_date(fixture, deal->dates.expected, "2026-H1");
    assert_place(dataset, &deal->dates.date, 31, 12, "deals[0].date");
    assert_place(dataset, &deal->dates.signed_on, 31, 96, "deals[0].dates.signed");
    assert_int_equal(deal->tranche_count, 3);
    assert_string_equal(deal->tranches[0].note, "Paid");
    assert_int_equal(deal->tranches[0].met, TRI_UNKNOWN);
    assert_string_equal(deal->tranches[1].condition, "restructuring");
    assert_int_equal(deal->tranches[1].met, TRI_TRUE);
    assert_string_equal(deal->tranches[1].assumed.at[0], "amount");
    assert_int_equal(deal->tranches[2].met, TRI_FALSE);
    assert_int_equal(deal->tranches[2].met_on.precision, DATE_NONE);
    const struct deal_term *term = &deal->terms[0];
    assert_string_equal(term->kind, "exclusivity");
    assert_int_equal(term->holder, 1);
    assert_int_equal(term->grantor, 0);
    assert_int_equal(term->bound, 4);
    assert_string_equal(term->scope, "models");
    assert_string_equal(term->until, "2032");
    assert_string_equal(term->status, "sought");
    assert_int_equal(deal->overlaps.at[0], 1);
    assert_int_equal(deal->supersedes.at[0], 3);
    assert_int_equal(deal->related.count, 2);
    assert_int_equal(deal->claim_count, 2);
    assert_string_equal(deal->claims[0].judgement, "rounded");
    assert_true(deal->claims[0].has_amount);
    assert_amount(
        &deal->claims[0].amount, AMOUNT_APPROX, 361 * B / 10, 399 * B / 10); /* 5 %, as the conventions say */
    assert_false(deal->claims[1].has_amount);
    assert_int_equal(deal->claims[1].source, 1);
    assert_int_equal(deal->history[0].status, STATUS_IN_TALKS);
    assert_amount(&deal->history[0].amount, AMOUNT_APPROX, 285 * B / 10, 315 * B / 10);
    assert_int_equal(deal->history[0].source, 0);
    assert_int_equal(deal->confidence, CONFIDENCE_HIGH);
    assert_string_equal(deal->tags.at[0], "ai");
    assert_int_equal(deal->part_of, NO_INDEX);
    assert_int_equal(dataset->deals[3].binding, TRI_UNKNOWN);
    assert_int_equal(dataset->deals[3].confidence, CONFIDENCE_NONE);
    assert_int_equal(dataset->deals[4].part_of, 2);
}

/* €5B at 1.17: the numbers are dollars, the words stay */
static void test_conversion(void **state)
{
    struct fixture *fixture = *state;
    const struct dataset *dataset = everything(fixture);
    const struct deal *lease = &dataset->deals[1];
    assert_amount(&lease->amount, AMOUNT_EXACT, 585 * B / 100, 585 * B / 100);
    assert_string_equal(lease->amount.currency, "USD");
    assert_string_equal(lease->amount.words, "€5B");
    assert_amount(&lease->schedule[0].amount, AMOUNT_EXACT, 117 * B / 100,
        117 * B / 100); /* a number, in the deal's euros */
    assert_string_equal(lease->schedule[0].amount.words, "€1B");
    assert_amount(&lease->schedule[1].amount, AMOUNT_EXACT, B, B); /* dollars are dollars */
    assert_null(lease->schedule[1].amount.words);
    assert_int_equal(lease->schedule[1].year, 2027);
    assert_string_equal(lease->schedule[1].note, "half");
    assert_true(dataset->deals[2].legs[1].amount.low == 666670); /* ¥1,000,000 at 0.0066667 */
    assert_string_equal(dataset->deals[2].legs[1].amount.words, "¥1,000,000");
    assert_true(dataset->deals[2].legs[1].funded.headline == 333);
    assert_string_equal(lease->quantity.value, "4.50");
    assert_string_equal(lease->quantity.unit, "GW");
    assert_true(lease->rate.percent_millionths == 2500000);
    assert_string_equal(lease->rate.of, "revenue");
    assert_string_equal(lease->rate.text, "a share");
    assert_int_equal(lease->term.years_low, 5000000);
    assert_int_equal(lease->term.years_high, 7000000);
    assert_string_equal(lease->term.years_words, "5-7");
    assert_date(fixture, lease->term.start, "2026");
    assert_date(fixture, lease->term.end, "2032-06");
    assert_int_equal(lease->beneficiary, 0);
}

static void test_inheritance(void **state)
{
    struct fixture *fixture = *state;
    const struct dataset *dataset = everything(fixture);
    const struct deal *deal = &dataset->deals[2];
    const struct leg *plain = &deal->legs[0], *own = &deal->legs[1];
    assert_string_equal(plain->id, "upfront");
    assert_int_equal(plain->from.parties.at[0], 0);
    assert_int_equal(plain->to.parties.at[0], 4);
    assert_string_equal(plain->purpose, "rights");
    assert_int_equal(plain->type, TYPE_LICENSE);
    assert_int_equal(plain->status, STATUS_ANNOUNCED);
    assert_int_equal(plain->term.years_low, 2500000);
    assert_int_equal(plain->funded.kind, AMOUNT_ABSENT);
    assert_null(plain->note);
    assert_place(dataset, &plain->status, 44, 93, "deals[2].status");
    assert_place(dataset, &own->status, 47, 152, "deals[2].flows[1].status");
    assert_null(own->id);
    assert_int_equal(own->to.parties.count, 2);
    assert_int_equal(own->split.kind, SPLIT_EQUAL);
    assert_int_equal(own->type, TYPE_EQUITY);
    assert_int_equal(own->what, WHAT_EQUITY);
    assert_string_equal(own->purpose, "shares");
    assert_int_equal(own->status, STATUS_CLOSED);
    assert_string_equal(own->quantity.value, "about 3");
    assert_int_equal(own->term.years_low, 1000000);
    assert_false(own->rate.has_percent);
    assert_string_equal(own->rate.text, "low");
    assert_string_equal(own->note, "A leg");
}

static void test_amount_objects(void **state)
{
    struct fixture *fixture = *state;
    const struct dataset *dataset = everything(fixture);
    const struct amount *range = &dataset->deals[4].amount;
    assert_amount(range, AMOUNT_RANGE, B, 2 * B);
    assert_true(range->has_headline && range->headline == 15 * B / 10);
    assert_string_equal(range->words, "one to two billion");
    const struct amount *low = &dataset->valuations[1].value, *high = &dataset->valuations[2].value;
    assert_amount(low, AMOUNT_AT_LEAST, 2000 * B, MONEY_OPEN);
    assert_amount(high, AMOUNT_AT_MOST, 0, 2000 * B);
    assert_false(low->has_headline || high->has_headline); /* none is written */
    assert_string_equal(high->words, "at most two");
    assert_amount(&dataset->valuations[3].value, AMOUNT_APPROX, 1900 * B, 2100 * B);
}

static void test_other_objects(void **state)
{
    struct fixture *fixture = *state;
    const struct dataset *dataset = everything(fixture);
    const struct valuation *valuation = &dataset->valuations[0];
    assert_string_equal(valuation->id, "v1");
    assert_int_equal(valuation->party, 0);
    assert_date(fixture, valuation->date, "2025-10");
    assert_int_equal(valuation->basis, BASIS_ROUND);
    assert_int_equal(valuation->money, MONEY_POST);
    assert_amount(&valuation->raised, AMOUNT_EXACT, 40 * B, 40 * B);
    assert_amount(&valuation->sold, AMOUNT_EXACT, B, B);
    assert_true(valuation->stake.present && valuation->stake.percent_millionths == 8500000);
    assert_int_equal(valuation->status, STATUS_IN_TALKS);
    assert_int_equal(valuation->deal, 0);
    assert_string_equal(valuation->claims[0].value, "510000000000");
    assert_amount(&valuation->claims[0].amount, AMOUNT_EXACT, 510 * B, 510 * B);
    assert_string_equal(valuation->assumed.at[0], "date");
    assert_int_equal(dataset->valuations[1].money, MONEY_UNSPECIFIED);
    assert_int_equal(dataset->valuations[1].status, STATUS_NONE);
    assert_int_equal(dataset->valuations[1].deal, NO_INDEX);
    assert_true(dataset->valuations[1].stake.percent_millionths == 3000000);

    const struct metric *revenue = &dataset->metrics[0], *ratio = &dataset->metrics[1],
                        *staff = &dataset->metrics[2];
    assert_string_equal(revenue->name, "revenue");
    assert_string_equal(revenue->period_words, "2025-H1");
    assert_date(fixture, revenue->period, "2025-H1");
    assert_string_equal(revenue->value_words, "$4.3B");
    assert_amount(&revenue->value, AMOUNT_EXACT, 43 * B / 10, 43 * B / 10);
    assert_int_equal(revenue->basis, METRIC_RUN_RATE);
    assert_string_equal(ratio->period_words, "the first half");
    assert_int_equal(ratio->period.precision, DATE_NONE);
    assert_int_equal(ratio->basis, METRIC_COMPANY_CLAIM);
    assert_string_equal(staff->value_words, "4500");
    assert_int_equal(staff->value.kind, AMOUNT_ABSENT);
    assert_int_equal(staff->basis, METRIC_NONE);

    const struct note *note = &dataset->notes[0];
    assert_int_equal(note->kind, NOTE_RISK);
    assert_string_equal(note->text, "A risk");
    assert_int_equal(note->about.count, 2);
    assert_int_equal(note->deals.at[0], 0);
    assert_date(fixture, note->date, "2025-12");
    assert_int_equal(note->sources.at[0], 0);
}

/* defaults, limits, sentences */

static void test_least(void **state)
{
    struct fixture *fixture = *state;
    const struct dataset *dataset = load_text(fixture,
        "{\"dealbrief\":\"1\",\"as_of\":\"2025\",\"deals\":["
        "{\"id\":\"a\",\"type\":\"debt\",\"status\":\"agreed\",\"from\":\"p\",\"to\":\"q\"}],"
        "\"parties\":[{\"id\":\"p\",\"name\":\"P\"},{\"id\":\"q\",\"name\":\"Q\"}]}");
    assert_non_null(dataset);
    assert_string_equal(dataset->currency, "USD");
    assert_true(dataset->approx_ppm == 100000);
    assert_false(dataset->actual_days);
    assert_false(dataset->fx.present);
    assert_null(dataset->title);
    assert_int_equal(dataset->deals[0].what, WHAT_MONEY);
    assert_int_equal(dataset->deals[0].beneficiary, NO_INDEX);
    assert_int_equal(dataset->deals[0].evidence, EVIDENCE_NONE);
    assert_int_equal(dataset->valuation_count, 0);
    assert_string_equal(diags_brief(fixture->arena, fixture->diags), "1:42 no-amount\n1:42 no-source\n");
}

#define HEAD                                                                                                 \
    "{\"dealbrief\":\"1\",\"as_of\":\"2025\",\"parties\":[{\"id\":\"amazon\",\"name\":\"Amazon.com\"},{"     \
    "\"id\":\"lab\",\"name\":\"Lab\"}],"
#define DEAL(fields)                                                                                         \
    HEAD "\"deals\":[{\"id\":\"d\",\"type\":\"debt\",\"status\":\"agreed\",\"from\":\"amazon\",\"to\":"      \
         "\"lab\"," fields "}]}"

static void assert_said(
    struct fixture *fixture, const char *text, const char *path, const char *sentence, const char *hint)
{
    struct diags *diags = diags_create();
    assert_null(dataset_load(
        fixture->arena, "t.json", (struct bytes){(const unsigned char *)text, strlen(text)}, diags));
    size_t count;
    const struct diag *sorted = diags_sorted(diags, &count);
    assert_int_equal(count, 1);
    assert_string_equal(sorted[0].sentence, sentence);
    assert_string_equal(sorted[0].path, path);
    assert_string_equal(sorted[0].hint, hint);
    diags_destroy(diags);
}

static void test_sentences(void **state)
{
    struct fixture *fixture = *state;
    assert_said(fixture,
        HEAD "\"deals\":[{\"id\":\"d\",\"type\":\"debt\",\"status\":\"agreed\",\"from\":\"amazn\",\"to\":"
             "\"lab\"}]}",
        "deals[0].from", "unknown party 'amazn' in deals[0].from", "did you mean 'amazon'?");
    assert_said(fixture,
        HEAD "\"deals\":[{\"id\":\"d\",\"type\":\"debt\",\"status\":\"agreed\",\"from\":[\"lab\",\"AMAZON."
             "COM\"],\"to\":\"lab\"}]}",
        "deals[0].from[1]", "unknown party 'AMAZON.COM' in deals[0].from[1]", "did you mean 'amazon'?");
    assert_said(fixture, DEAL("\"title\":7"), "deals[0].title",
        "expected a string in deals[0].title, found a number", "");
    assert_said(fixture, DEAL("\"evidence\":\"Party\""), "deals[0].evidence",
        "unknown evidence 'Party' in deals[0].evidence", "did you mean 'party'?");
    assert_said(fixture, DEAL("\"evidence\":\"Press Release\""), "deals[0].evidence",
        "unknown evidence 'Press Release' in deals[0].evidence", "write 'party'");
    assert_said(fixture, DEAL("\"history\":[{\"date\":\"2025\",\"status\":\"planned\"}]"),
        "deals[0].history[0].status", "unknown status 'planned' in deals[0].history[0].status",
        "write 'announced' or 'agreed', whichever the source says");
    assert_said(fixture, DEAL("\"flows\":[{\"id\":\"f\",\"type\":\"rent\"}]"), "deals[0].flows[0].type",
        "unknown type 'rent' in deals[0].flows[0].type", "write 'lease'");
    assert_said(fixture, DEAL("\"term\":5"), "deals[0].term",
        "expected an object in deals[0].term, found a number", "write {\"years\": 5}");
    assert_said(fixture, DEAL("\"quantity\":\"0.8 GW\""), "deals[0].quantity",
        "expected an object in deals[0].quantity, found a string",
        "write {\"value\": 0.8, \"unit\": \"GW\"}");
    assert_said(fixture, DEAL("\"stake\":{\"percent\":\"27%\"}"), "deals[0].stake.percent",
        "expected a number of percent in deals[0].stake.percent, found a string",
        "write 27, without quotes or sign");
    assert_said(fixture, DEAL("\"sources\":\"release, report\""), "deals[0].sources",
        "unknown source 'release, report' in deals[0].sources",
        "write several as a list: [\"release\", \"report\"]");
    assert_said(fixture, DEAL("\"what\":\"cash\""), "deals[0].what", "unknown word 'cash' in deals[0].what",
        "one of money, equity, warrants, goods, services, rights, guarantee");
    assert_said(fixture, DEAL("\"terms\":[{\"text\":\"x\"}]"), "deals[0].terms[0]",
        "the field 'kind' is missing in deals[0].terms[0]", "");
    assert_said(fixture, DEAL("\"amount\":\"$10Q\""), "deals[0].amount",
        "cannot read the amount '$10Q' ('Q' is not one of the scales) in deals[0].amount",
        "scales are k, M, B and T: thousand, million, billion, trillion");
    assert_said(fixture, DEAL("\"amount\":\"GBP 5B\""), "deals[0].amount",
        "no exchange rate for GBP in deals[0].amount",
        "add \"GBP\" to fx.rates: the value of one GBP in USD");
    assert_said(fixture, DEAL("\"history\":[{\"date\":\"2025-13\"}]"), "deals[0].history[0].date",
        "there is no month 13 in the date '2025-13' in deals[0].history[0].date", "months run from 01 to 12");
}

static void test_two_currencies(void **state)
{
    struct fixture *fixture = *state;
    assert_null(load_text(fixture, DEAL("\"amount\":{\"low\":\"$1B\",\"high\":\"€2B\"}")));
    assert_true(diags_has(fixture->diags, DIAG_BAD_AMOUNT));
}

static const struct dataset *load_years(struct fixture *fixture, const char *years)
{
    return load_text(fixture, arena_printf(fixture->arena, DEAL("\"term\":{\"years\":%s}"), years));
}

static void test_years(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *years;
        int low, high;
    } good[] = {{"7", 700, 700}, {"0.25", 25, 25}, {"100", 10000, 10000}, {"7.0", 700, 700},
        {"2e1", 2000, 2000}, {"\"5-7\"", 500, 700}, {"\"5–7.5\"", 500, 750}, {"\"7\"", 700, 700},
        {"\"3-3\"", 300, 300}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        const struct dataset *dataset = load_years(fixture, good[i].years);
        assert_non_null(dataset);
        assert_int_equal(dataset->deals[0].term.years_low, good[i].low * 10000);
        assert_int_equal(dataset->deals[0].term.years_high, good[i].high * 10000);
    }
    static const char *const bad[] = {"0", "-1", "100.01", "0.0000001", "1e9", "\"7-5\"", "\"5-\"", "\"-7\"",
        "\"5 to 7\"", "\"\"", "\"5-7-9\"", "\"1.2.3\"", "\"5-101\""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (load_years(fixture, bad[i]))
            fail_msg("%s years were accepted", bad[i]);
    assert_int_equal(diags_count(fixture->diags, DIAG_SEVERITY_ERROR), sizeof bad / sizeof *bad);
    assert_null(load_years(fixture, "true"));
    assert_true(diags_has(fixture->diags, DIAG_WRONG_TYPE));
}

static void test_lei(void **state)
{
    struct fixture *fixture = *state;
    static const char *const good[] = {
        "ZXTILKJKG63JELOEG630", "5493003BZYYYCDIO0R13", "1Z4GXXU7ZHVWFCD8TV52", "HWUPKR0MPOU8FGXBT394"};
    static const char text[] = "{\"dealbrief\":\"1\",\"as_of\":\"2025\",\"deals\":[],\"parties\":[{\"id\":"
                               "\"p\",\"name\":\"P\",\"lei\":\"%s\"}]}";
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_non_null(load_text(fixture, arena_printf(fixture->arena, text, good[i])));
        /* a letter for a letter, a digit for a digit: every such slip is seen */
        for (size_t at = 0; at < 20; at++) {
            char *changed = arena_strdup(fixture->arena, good[i]);
            bool letter = changed[at] > '9';
            changed[at] = letter ? (changed[at] == 'Q' ? 'R' : 'Q') : (changed[at] == '7' ? '8' : '7');
            assert_null(load_text(fixture, arena_printf(fixture->arena, text, changed)));
        }
    }
    assert_int_equal(diags_count(fixture->diags, DIAG_SEVERITY_ERROR), 20 * sizeof good / sizeof *good);
}

/* The same bytes give the same messages, whatever the memory looks like. */
static void test_twice(void **state)
{
    struct fixture *fixture = *state;
    const char *briefs[2];
    for (int i = 0; i < 2; i++) {
        struct diags *diags = diags_create();
        arena_alloc(fixture->arena, (size_t)(i * 1234567));
        dataset_load(
            fixture->arena, "m", source_file(fixture->arena, "tests/hostile/many_errors.json"), diags);
        briefs[i] = diags_brief(fixture->arena, diags);
        diags_destroy(diags);
    }
    assert_string_equal(briefs[0], briefs[1]);
}

/* Warnings past counting do not hide the one error behind them. */
static void test_warnings_many(void **state)
{
    struct fixture *fixture = *state;
    struct str text = str_init(fixture->arena);
    str_append(&text, "{\"dealbrief\": \"1\", \"as_of\": \"2025\", \"deals\": [], \"x\": {}");
    for (int i = 0; i < 50100; i++)
        str_printf(&text, ", \"k%d\": 0", i);
    str_append(&text, ", \"title\": 7}");
    assert_null(load_text(fixture, str_text(&text)));
    assert_int_equal(diags_count(fixture->diags, DIAG_SEVERITY_ERROR), 1);
    assert_int_equal(diags_count(fixture->diags, DIAG_SEVERITY_WARNING), 50000);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {CASE(test_sample_article), CASE(test_sample_large),
        CASE(test_sample_licences), CASE(test_dataset_fields), CASE(test_deal_fields), CASE(test_conversion),
        CASE(test_inheritance), CASE(test_amount_objects), CASE(test_other_objects), CASE(test_least),
        CASE(test_sentences), CASE(test_two_currencies), CASE(test_years), CASE(test_lei), CASE(test_twice),
        CASE(test_warnings_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
