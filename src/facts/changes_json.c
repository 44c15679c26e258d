/* SPDX-License-Identifier: MIT */
/*
 * changes_json: comes in changes, goes out JSON; docs/facts.md says what every key means. Money in currency
 * units; amounts of single changes in the currency they were written in.
 */
#include "changes.h"
#include "json_out.h"

#include <string.h>

static void amount_write(struct json_out *json, const char *key, const struct amount *amount)
{
    static const char *const kinds[] = {"absent", "none", "exact", "approx", "nearly", "at_most", "at_least",
        "range", "vague", "undisclosed"};
    json_open(json, key, '{');
    json_text(json, "kind", kinds[amount->kind]);
    if (amount_is_sized(amount)) {
        json_money(json, "low", amount->low);
        json_money(json, "high", amount->high);
        if (amount->has_headline)
            json_money(json, "headline", amount->headline);
        else
            json_null(json, "headline");
        json_text(json, "currency", amount->currency);
    }
    json_close(json, '}');
}

static void value_write(struct json_out *json, const char *key, const struct change_value *value)
{
    switch (value->kind) {
    case CHANGE_VALUE_NONE:
        json_null(json, key);
        break;
    case CHANGE_VALUE_WORD:
        json_text(json, key, value->word);
        break;
    case CHANGE_VALUE_AMOUNT:
        amount_write(json, key, &value->amount);
        break;
    case CHANGE_VALUE_IDS:
        json_open(json, key, '[');
        for (size_t i = 0; i < value->ids.count; i++)
            json_text(json, NULL, value->ids.at[i]);
        json_close(json, ']');
        break;
    }
}

static void index_write(struct json_out *json, const char *key, size_t index)
{
    if (index == NO_INDEX)
        json_null(json, key);
    else
        json_int(json, key, (int64_t)index);
}

static void place_write(struct json_out *json, const char *key, size_t before, size_t after)
{
    if (before == NO_INDEX && after == NO_INDEX)
        return;
    json_open(json, key, '{');
    index_write(json, "before", before);
    index_write(json, "after", after);
    json_close(json, '}');
}

static void words_write(struct json_out *json, const char *key, const char *was, const char *is)
{
    json_open(json, key, '{');
    json_text(json, "before", was);
    json_text(json, "after", is);
    json_close(json, '}');
}

static void traits_write(struct json_out *json, unsigned traits)
{
    if (!traits)
        return;
    json_open(json, "traits", '[');
    for (int bit = 0; bit < TRAIT_COUNT; bit++)
        if (traits & 1u << bit)
            json_text(json, NULL, amount_trait_name(1u << bit));
    json_close(json, ']');
}

static void correction_write(struct json_out *json, const struct changes *changes, size_t note)
{
    if (note == NO_INDEX)
        return;
    const struct note *at = &changes->after->dataset->notes[note];
    json_text(json, "correction", at->id ? at->id : at->text);
}

static const char *party_of(const struct changes *changes, const struct change *change)
{
    const struct dataset *was = changes->before->dataset, *is = changes->after->dataset;
    bool now = change->after != NO_INDEX;
    if (change->subject == CHANGED_VALUATION)
        return now ? is->parties[is->valuations[change->after].party].id
                   : was->parties[was->valuations[change->before].party].id;
    if (change->subject == CHANGED_METRIC)
        return now ? is->parties[is->metrics[change->after].party].id
                   : was->parties[was->metrics[change->before].party].id;
    return NULL;
}

static void change_write(struct json_out *json, const struct changes *changes, const struct change *change)
{
    bool moves = change->kind == CHANGE_STATUS || change->kind == CHANGE_BINDING;
    const char *party = party_of(changes, change);
    json_open(json, NULL, '{');
    json_text(json, "subject", change_subject_name(change->subject));
    json_text(json, "kind", change_kind_name(change->kind));
    json_text(json, "id", change->id);
    if (party)
        json_text(json, "party", party);
    if (change->field)
        json_text(json, "field", change->field);
    place_write(json, "index", change->before, change->after);
    place_write(json, "leg", change->leg_before, change->leg_after);
    place_write(json, "part", change->part_before, change->part_after);
    value_write(json, "before", &change->was);
    value_write(json, "after", &change->is);
    if (change->move != MOVE_NONE)
        json_text(json, "move", change_move_name(change->move));
    if (moves && change->subject == CHANGED_DEAL)
        words_write(json, "bucket", bucket_name(change->bucket_was), bucket_name(change->bucket_is));
    if (change->kind == CHANGE_TYPE)
        words_write(json, "class", class_name(change->class_was), class_name(change->class_is));
    traits_write(json, change->traits);
    correction_write(json, changes, change->correction);
    json_close(json, '}');
}

static void counts_write(struct json_out *json, const struct changes *changes)
{
    struct change_counts counts = changes_count(changes);
    json_open(json, "counts", '{');
    json_int(json, "changes", (int64_t)changes->count);
    json_int(json, "deals_new", counts.deals_new);
    json_int(json, "deals_moved", counts.deals_moved);
    json_int(json, "deals_revised", counts.deals_revised);
    json_int(json, "deals_gone", counts.deals_removed);
    json_int(json, "deals_sourced", counts.deals_sourced);
    json_int(json, "deals_corrected", counts.deals_corrected);
    json_int(json, "parties", counts.parties);
    json_int(json, "valuations", counts.valuations);
    json_int(json, "metrics", counts.metrics);
    json_int(json, "notes", counts.notes);
    json_int(json, "sources", counts.sources);
    json_close(json, '}');
}

static void sum_write(struct json_out *json, const char *key, const struct bridge_sum *sum)
{
    json_open(json, key, '{');
    json_money(json, "low", sum->low);
    json_money(json, "high", sum->high);
    json_money(json, "headline", sum->headline);
    json_int(json, "flows", sum->flows);
    json_int(json, "undisclosed", sum->undisclosed);
    json_int(json, "open", sum->open);
    json_int(json, "no_headline", sum->no_headline);
    json_close(json, '}');
}

static void cell_write(struct json_out *json, enum bucket bucket, const struct bridge_cell *cell)
{
    json_open(json, bucket_name(bucket), '{');
    sum_write(json, "opening", &cell->opening);
    for (int s = 0; s < STEP_COUNT; s++)
        if (!bridge_sum_is_zero(&cell->steps[s]))
            sum_write(json, bridge_step_name((enum bridge_step)s), &cell->steps[s]);
    sum_write(json, "closing", &cell->closing);
    json_close(json, '}');
}

static bool class_present(const struct bridge *bridge, int deal_class)
{
    for (int b = 0; b < BUCKET_COUNT; b++)
        if (bridge->cells[deal_class][b].present)
            return true;
    return false;
}

static void bridge_write(struct json_out *json, const struct bridge *bridge)
{
    if (!bridge->possible) {
        json_null(json, "bridge");
        return;
    }
    json_open(json, "bridge", '{');
    for (int c = 0; c < CLASS_COUNT; c++) {
        if (!class_present(bridge, c))
            continue;
        json_open(json, class_name((enum deal_class)c), '{');
        for (int b = BUCKET_COUNT - 1; b >= 0; b--)
            if (bridge->cells[c][b].present)
                cell_write(json, (enum bucket)b, &bridge->cells[c][b]);
        json_close(json, '}');
    }
    json_close(json, '}');
}

void changes_write_json(struct json_out *json, const char *key, const struct changes *changes)
{
    struct arena *arena = json->out->arena;
    json_open(json, key, '{');
    json_text(json, "since", date_iso(arena, changes->before->dataset->as_of));
    json_text(json, "until", date_iso(arena, changes->after->dataset->as_of));
    json_text(json, "currency", changes->after->dataset->currency);
    counts_write(json, changes);
    json_open(json, "list", '[');
    for (size_t i = 0; i < changes->count; i++)
        change_write(json, changes, &changes->at[i]);
    json_close(json, ']');
    bridge_write(json, &changes->bridge);
    json_open(json, "renamed_ids", '[');
    for (size_t i = 0; i < changes->twin_count; i++)
        words_write(json, NULL, changes->before->dataset->deals[changes->twins[i].before].id,
            changes->after->dataset->deals[changes->twins[i].after].id);
    json_close(json, ']');
    json_close(json, '}');
}
