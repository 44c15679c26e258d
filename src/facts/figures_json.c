/* SPDX-License-Identifier: MIT */
/*
 * figures_json: comes in the figures of facts, goes out their part of the JSON; docs/facts.md says what every
 * key means.
 */
#include "derive.h"
#include "facts_json.h"

#include <math.h>

static void interval_write(struct json_out *json, const char *key, struct interval interval)
{
    json_open(json, key, '{');
    json_money(json, "low", interval.low);
    json_money(json, "high", interval.high);
    if (interval.has_headline)
        json_money(json, "headline", interval.headline);
    else
        json_null(json, "headline");
    json_close(json, '}');
}

static void bound_write(struct json_out *json, const char *key, double value)
{
    if (isinf(value))
        json_text(json, key, "inf");
    else
        json_real(json, key, value, 6);
}

static void ratio_write(struct json_out *json, const char *key, struct quotient ratio)
{
    json_open(json, key, '{');
    bound_write(json, "low", ratio.low);
    bound_write(json, "high", ratio.high);
    bound_write(json, "headline", ratio.headline);
    json_close(json, '}');
}

static void date_write(struct json_out *json, const char *key, struct date date)
{
    json_text(json, key, date.precision == DATE_NONE ? NULL : date_iso(json->out->arena, date));
}

/* ---- paid ---- */

static void paid_write(struct json_out *json, const struct facts *facts, const struct paid *paid)
{
    const struct flow *flow = &facts->flows[paid->flow];
    const struct deal *deal = &facts->dataset->deals[flow->deal];
    const char *note = flow->leg == NO_INDEX ? NULL : deal->legs[flow->leg].note;
    json_open(json, flow->key, '{');
    interval_write(json, "paid", paid->paid);
    interval_write(json, "of", paid->of);
    ratio_write(json, "share", paid->share);
    interval_write(json, "pending", paid->pending);
    json_bool(json, "undisclosed", paid->undisclosed);
    date_write(json, "date", paid->date);
    json_text(json, "note", note ? note : deal->note);
    json_close(json, '}');
}

static void paid_total_write(struct json_out *json, const struct paid_total *total, enum bucket bucket)
{
    json_open(json, bucket_name(bucket), '{');
    json_int(json, "flows", total->flows);
    json_int(json, "undisclosed", total->undisclosed);
    interval_write(json, "paid", total->paid);
    interval_write(json, "of", total->of);
    interval_write(json, "closed", total->closed);
    interval_write(json, "pending", total->pending);
    json_close(json, '}');
}

static void paid_totals_write(struct json_out *json, const struct facts *facts)
{
    json_open(json, "totals", '{');
    for (int c = 0; c < CLASS_COUNT; c++) {
        bool open = false;
        for (int b = BUCKET_COUNT - 1; b >= 0; b--) {
            if (!facts->totals[c][b].flows && !facts->figures.paid[c][b].flows)
                continue;
            if (!open)
                json_open(json, class_name((enum deal_class)c), '{');
            open = true;
            paid_total_write(json, &facts->figures.paid[c][b], (enum bucket)b);
        }
        if (open)
            json_close(json, '}');
    }
    json_close(json, '}');
}

static void paids_write(struct json_out *json, const struct facts *facts)
{
    json_open(json, "paid", '{');
    json_open(json, "flows", '{');
    for (size_t i = 0; i < facts->figures.paid_count; i++)
        paid_write(json, facts, &facts->figures.paids[i]);
    json_close(json, '}');
    paid_totals_write(json, facts);
    json_close(json, '}');
}

/* ---- metrics ---- */

static void metric_fields(struct json_out *json, const struct facts *facts, size_t index)
{
    const struct metric *metric = &facts->dataset->metrics[index];
    json_text(json, "name", metric->name);
    json_text(json, "period", metric->period_words);
    json_text(json, "basis", metric->basis == METRIC_NONE ? NULL : metric_basis_name(metric->basis));
}

static void yearly_fields(struct json_out *json, const struct facts *facts, const struct yearly *yearly)
{
    metric_fields(json, facts, yearly->metric);
    interval_write(json, "yearly", yearly->value);
    json_int(json, "scaled", yearly->scale);
}

static void purchases_write(struct json_out *json, const char *key, const struct purchases *purchases)
{
    json_open(json, key, '{');
    interval_write(json, "yearly", purchases->yearly);
    json_int(json, "flows", purchases->flows);
    json_int(json, "joint", purchases->joint);
    json_int(json, "termless", purchases->termless);
    interval_write(json, "termless_sum", purchases->termless_sum);
    json_int(json, "undisclosed", purchases->undisclosed);
    json_close(json, '}');
}

static void cover_metric_write(
    struct json_out *json, const struct facts *facts, const struct cover_metric *metric)
{
    json_open(json, NULL, '{');
    yearly_fields(json, facts, &metric->revenue);
    json_bool(json, "chosen", metric->chosen);
    ratio_write(json, "firm", metric->firm);
    ratio_write(json, "all", metric->live);
    json_close(json, '}');
}

static void cover_part_write(struct json_out *json, const struct facts *facts, const struct cover_part *part)
{
    const struct flow *flow = &facts->flows[part->flow];
    json_open(json, NULL, '{');
    json_text(json, "flow", flow->key);
    json_text(json, "bucket", bucket_name(flow->bucket));
    interval_write(json, "yearly", part->yearly);
    ratio_write(json, "ratio", part->ratio);
    json_close(json, '}');
}

static void cover_write(struct json_out *json, const struct facts *facts, const struct cover *cover)
{
    json_open(json, NULL, '{');
    json_text(json, "party", dataset_party_id(facts->dataset, cover->party));
    purchases_write(json, "purchases_firm", &cover->firm);
    purchases_write(json, "purchases_all", &cover->live);
    json_open(json, "revenue", '[');
    for (size_t i = 0; i < cover->metric_count; i++)
        cover_metric_write(json, facts, &cover->metrics[i]);
    json_close(json, ']');
    json_open(json, "by_flow", '[');
    for (size_t i = 0; i < cover->part_count; i++)
        cover_part_write(json, facts, &cover->parts[i]);
    json_close(json, ']');
    json_close(json, '}');
}

static void growth_write(struct json_out *json, const struct facts *facts, const struct growth *growth)
{
    const struct metric *from = &facts->dataset->metrics[growth->from];
    const struct metric *to = &facts->dataset->metrics[growth->to];
    json_open(json, NULL, '{');
    json_text(json, "party", dataset_party_id(facts->dataset, to->party));
    json_text(json, "name", to->name);
    json_text(json, "basis", to->basis == METRIC_NONE ? NULL : metric_basis_name(to->basis));
    json_text(json, "frm", from->period_words);
    json_text(json, "to", to->period_words);
    ratio_write(json, "ratio", growth->ratio);
    json_int(json, "days", growth->days);
    ratio_write(json, "annualised", growth->annualised);
    json_close(json, '}');
}

static void runway_write(struct json_out *json, const struct facts *facts, const struct runway *runway)
{
    static const char *const kinds[] = {
        [BURN_CASH] = "cash_burn", [BURN_OPERATING_LOSS] = "operating_loss", [BURN_NET_LOSS] = "net_loss"};
    const struct metric *cash = &facts->dataset->metrics[runway->cash];
    json_open(json, NULL, '{');
    json_text(json, "party", dataset_party_id(facts->dataset, runway->party));
    json_open(json, "cash", '{');
    metric_fields(json, facts, runway->cash);
    interval_write(json, "value", interval_of(&cash->value));
    json_close(json, '}');
    json_open(json, "burn", '{');
    yearly_fields(json, facts, &runway->burn);
    json_close(json, '}');
    json_text(json, "of", kinds[runway->kind]);
    json_bool(json, "chosen", runway->chosen);
    ratio_write(json, "years", runway->years);
    json_close(json, '}');
}

/* ---- valuations ---- */

static void valuation_fields(struct json_out *json, const struct facts *facts, size_t index)
{
    static const char *const moneys[] = {"unspecified", "pre", "post"};
    const struct valuation *valuation = &facts->dataset->valuations[index];
    json_text(json, "party", dataset_party_id(facts->dataset, valuation->party));
    date_write(json, "date", valuation->date);
    interval_write(json, "value", interval_of(&valuation->value));
    json_text(json, "valuation_basis", valuation_basis_name(valuation->basis));
    json_text(json, "money", moneys[valuation->money]);
    json_text(json, "status", valuation->status == STATUS_NONE ? NULL : status_name(valuation->status));
}

static void multiple_write(struct json_out *json, const struct facts *facts, const struct multiple *multiple)
{
    json_open(json, NULL, '{');
    valuation_fields(json, facts, multiple->valuation);
    json_bool(json, "stands", multiple->stands);
    yearly_fields(json, facts, &multiple->metric);
    ratio_write(json, "ratio", multiple->ratio);
    json_close(json, '}');
}

static void stake_write(struct json_out *json, const struct facts *facts, const struct stake_figure *stake)
{
    static const char *const kinds[] = {
        [STAKE_RAISED] = "raised", [STAKE_SOLD] = "sold", [STAKE_DEAL] = "deal"};
    const struct valuation *valuation = &facts->dataset->valuations[stake->valuation];
    json_open(json, NULL, '{');
    valuation_fields(json, facts, stake->valuation);
    json_text(json, "of", kinds[stake->of]);
    json_text(json, "deal", valuation->deal == NO_INDEX ? NULL : facts->dataset->deals[valuation->deal].id);
    interval_write(json, "amount", stake->money);
    ratio_write(json, "share", stake->share);
    bound_write(json, "head_low", stake->head_low);
    bound_write(json, "head_high", stake->head_high);
    json_real(json, "stated", stake->has_stated ? (double)stake->stated_millionths / 1e8 : NAN, 8);
    json_text(json, "stated_by", !stake->has_stated ? NULL : stake->stated_by_deal ? "deal" : "valuation");
    json_bool(json, "outside", stake->outside);
    json_close(json, '}');
}

/* ---- sensitivity, quality ---- */

static void swing_write(struct json_out *json, const struct facts *facts, const struct swing *swing)
{
    json_open(json, NULL, '{');
    json_text(json, "deal", facts->dataset->deals[swing->deal].id);
    json_text(json, "class", class_name(swing->deal_class));
    json_bool(json, "with_parts", swing->with_parts);
    json_int(json, "weakest", swing->weakest);
    json_money(json, "without", swing->without);
    json_money(json, "at_low", swing->at_low);
    json_money(json, "at_high", swing->at_high);
    json_money(json, "swing", swing->swing);
    json_close(json, '}');
}

static void sensitivity_write(struct json_out *json, const struct facts *facts)
{
    const struct sensitivity *sensitivity = &facts->figures.sensitivity;
    json_open(json, "sensitivity", '{');
    json_open(json, "base", '{');
    for (int c = 0; c < CLASS_COUNT; c++)
        if (sensitivity->base[c])
            json_money(json, class_name((enum deal_class)c), sensitivity->base[c]);
    json_close(json, '}');
    json_open(json, "deals", '[');
    for (size_t i = 0; i < sensitivity->count; i++)
        swing_write(json, facts, &sensitivity->swings[i]);
    json_close(json, ']');
    json_int(json, "open_left_out", (int64_t)sensitivity->open_left_out);
    json_int(json, "left_out", (int64_t)sensitivity->left_out);
    json_close(json, '}');
}

static void evidence_write(struct json_out *json, const struct quality *quality)
{
    json_open(json, "by_evidence", '{');
    for (int e = 0; e < EVIDENCE_COUNT; e++) {
        if (!quality->headline[e])
            continue;
        json_open(json, e == EVIDENCE_NONE ? "not_stated" : evidence_name((enum evidence)e), '{');
        json_money(json, "headline", quality->headline[e]);
        json_int(json, "percent", quality->percent[e]);
        json_close(json, '}');
    }
    json_close(json, '}');
}

static void source_write(
    struct json_out *json, const char *key, const struct facts *facts, size_t source, int days)
{
    if (source == NO_INDEX) {
        json_null(json, key);
        return;
    }
    json_open(json, key, '{');
    json_text(json, "source", facts->dataset->sources[source].id);
    json_int(json, "days", days);
    json_close(json, '}');
}

static void quality_write(struct json_out *json, const struct facts *facts)
{
    const struct quality *quality = &facts->figures.quality;
    json_open(json, "quality", '{');
    evidence_write(json, quality);
    json_int(json, "deals", quality->deals);
    json_int(json, "unsourced", quality->unsourced);
    json_int(json, "single_sourced", quality->single_sourced);
    json_int(json, "vague", quality->vague);
    json_int(json, "undisclosed", quality->undisclosed);
    json_int(json, "disputed", quality->disputed);
    json_int(json, "disputed_valuations", quality->disputed_valuations);
    json_int(json, "disputed_metrics", quality->disputed_metrics);
    json_int(json, "assumed_deals", quality->assumed_deals);
    json_int(json, "assumed_fields", quality->assumed_fields);
    source_write(json, "oldest_source", facts, quality->oldest, quality->oldest_days);
    source_write(json, "newest_source", facts, quality->newest, quality->newest_days);
    json_int(json, "undated_sources", quality->undated_sources);
    json_close(json, '}');
}

/* ---- all of them ---- */

void facts_write_figures(struct json_out *json, const struct facts *facts)
{
    const struct figures *figures = &facts->figures;
    paids_write(json, facts);
    json_open(json, "cover", '[');
    for (size_t i = 0; i < figures->cover_count; i++)
        cover_write(json, facts, &figures->covers[i]);
    json_close(json, ']');
    json_open(json, "multiples", '[');
    for (size_t i = 0; i < figures->multiple_count; i++)
        multiple_write(json, facts, &figures->multiples[i]);
    json_close(json, ']');
    json_open(json, "growth", '[');
    for (size_t i = 0; i < figures->growth_count; i++)
        growth_write(json, facts, &figures->growths[i]);
    json_close(json, ']');
    json_open(json, "stakes", '[');
    for (size_t i = 0; i < figures->stake_count; i++)
        stake_write(json, facts, &figures->stakes[i]);
    json_close(json, ']');
    json_open(json, "runway", '[');
    for (size_t i = 0; i < figures->runway_count; i++)
        runway_write(json, facts, &figures->runways[i]);
    json_close(json, ']');
    sensitivity_write(json, facts);
    quality_write(json, facts);
}
