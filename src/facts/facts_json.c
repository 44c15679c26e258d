/* SPDX-License-Identifier: MIT */
/*
 * facts_json: comes in facts, goes out the whole as JSON; docs/facts.md says what every key means. Money in
 * currency units, open bounds as "inf".
 */
#include "changes.h"
#include "derive.h"
#include "facts_json.h"
#include "json_out.h"
#include "wording.h"

#include <math.h>

static const char *node_id(const struct facts *facts, size_t node)
{
    return facts->nodes[node].id;
}

/* ---- totals ---- */

/* "$48B–$138B (+1 undisclosed)" */
static const char *total_words(struct arena *arena, const struct facts *facts, const struct total *total)
{
    struct str words = str_init(arena);
    struct money_sum sum = total_sum(total);
    if (total->flows > total->undisclosed)
        word_qualified(&words, sum_qualified(arena, &sum, facts->dataset->currency, NUMBER_SHORT, 0));
    if (total->undisclosed)
        str_printf(&words, words.length ? " (+%d undisclosed)" : "undisclosed (%d)", total->undisclosed);
    return words.length ? str_text(&words) : "none";
}

void facts_write_total(struct json_out *json, const struct facts *facts, const struct total *total)
{
    json_money(json, "low", total->sum_low);
    json_money(json, "high", total->sum_high);
    json_money(json, "headline", total->headline);
    json_int(json, "flows", total->flows);
    json_int(json, "undisclosed", total->undisclosed);
    json_int(json, "no_headline", total->no_headline);
    json_text(json, "words", total_words(json->out->arena, facts, total));
}

static void total_write(
    struct json_out *json, const char *key, const struct facts *facts, const struct total *total)
{
    json_open(json, key, '{');
    facts_write_total(json, facts, total);
    json_close(json, '}');
}

static double share_of(money part, money whole)
{
    return whole ? (double)part / (double)whole : NAN;
}

/* Only what is firm can be called guaranteed: the part of the headlines that hangs on no condition. */
static void cell_write(
    struct json_out *json, const struct facts *facts, const struct total *total, enum bucket bucket)
{
    json_open(json, bucket_name(bucket), '{');
    facts_write_total(json, facts, total);
    if (bucket == BUCKET_FIRM)
        json_real(json, "guaranteed", share_of(total->certain, total->headline), 4);
    json_close(json, '}');
}

/* Of all that is live only what is firm can be guaranteed; talk of an exact sum is talk. */
static void live_write(struct json_out *json, const struct facts *facts)
{
    const struct total *total = &facts->all_live;
    json_open(json, "all_live", '{');
    facts_write_total(json, facts, total);
    json_real(json, "guaranteed", share_of(facts->live_certain, total->headline), 4);
    json_real(json, "low_share", share_of(total->certain, total->headline), 4);
    json_close(json, '}');
}

static void status_write(
    struct json_out *json, const struct facts *facts, const struct status_total *cell, enum status status)
{
    json_open(json, status_name(status), '{');
    facts_write_total(json, facts, &cell->total);
    json_int(json, "binding", cell->binding);
    json_int(json, "not_binding", cell->not_binding);
    json_close(json, '}');
}

/* A whole that its parts itemise is no flow, but may have a low beside them. */
static bool cell_is_used(const struct total *total)
{
    return total->flows || total->sum_low;
}

static bool class_has_flows(const struct facts *facts, int deal_class)
{
    for (int b = 0; b < BUCKET_COUNT; b++)
        if (cell_is_used(&facts->totals[deal_class][b]))
            return true;
    return false;
}

static void totals_write(struct json_out *json, const struct facts *facts)
{
    json_open(json, "totals", '{');
    for (int c = 0; c < CLASS_COUNT; c++) {
        if (!class_has_flows(facts, c))
            continue;
        json_open(json, class_name((enum deal_class)c), '{');
        for (int b = BUCKET_COUNT - 1; b >= 0; b--)
            if (cell_is_used(&facts->totals[c][b]))
                cell_write(json, facts, &facts->totals[c][b], (enum bucket)b);
        json_close(json, '}');
    }
    json_close(json, '}');
}

static void statuses_write(struct json_out *json, const struct facts *facts)
{
    json_open(json, "by_status", '{');
    for (int c = 0; c < CLASS_COUNT; c++) {
        if (!class_has_flows(facts, c))
            continue;
        json_open(json, class_name((enum deal_class)c), '{');
        for (int s = STATUS_COUNT - 1; s >= 0; s--)
            if (facts->by_status[c][s].total.flows)
                status_write(json, facts, &facts->by_status[c][s], (enum status)s);
        json_close(json, '}');
    }
    json_close(json, '}');
}

static void overlaps_write(struct json_out *json, const struct facts *facts)
{
    json_open(json, "overlap_adjusted", '{');
    json_money(json, "low", facts->overlap_low);
    json_money(json, "high", facts->overlap_high);
    json_close(json, '}');
}

/* ---- loops and circuits ---- */

static const char *nodes_text(
    struct arena *arena, const struct facts *facts, const size_t *nodes, size_t count)
{
    struct str text = str_init(arena);
    for (size_t i = 0; i < count; i++)
        str_printf(&text, "%s -> ", node_id(facts, nodes[i]));
    str_append(&text, node_id(facts, nodes[0]));
    return str_text(&text);
}

static const char *edge_text(
    struct arena *arena, const struct facts *facts, const struct network *network, size_t edge)
{
    return arena_printf(arena, "%s -> %s", node_id(facts, network->edges[edge].payer),
        node_id(facts, network->edges[edge].payee));
}

static const enum deal_class classes_by_name[CLASS_COUNT] = {
    CLASS_BUILD, CLASS_CAPITAL, CLASS_COMMERCE, CLASS_OTHER, CLASS_OWNERSHIP, CLASS_RELATION};

static void loop_write(
    struct json_out *json, const struct facts *facts, const struct network *network, const struct loop *loop)
{
    struct arena *arena = json->out->arena;
    json_open(json, NULL, '{');
    json_text(json, "loop", nodes_text(arena, facts, loop->nodes, loop->length));
    json_money(json, "bottleneck_low", loop->bottleneck_low);
    json_money(json, "bottleneck_headline", loop->bottleneck_headline);
    json_int(json, "unknown_edges", loop->unknown_edges);
    json_int(json, "weakest", loop->weakest);
    json_text(json, "weakest_edge", edge_text(arena, facts, network, loop->weakest_edge));
    json_open(json, "classes", '[');
    for (size_t i = 0; i < CLASS_COUNT; i++)
        if (loop->classes[classes_by_name[i]])
            json_text(json, NULL, class_name(classes_by_name[i]));
    json_close(json, ']');
    json_bool(json, "capital_and_commerce", loop->strict);
    json_close(json, '}');
}

static void circuit_write(struct json_out *json, const struct facts *facts, const struct network *network,
    const struct circuit *circuit)
{
    struct arena *arena = json->out->arena;
    json_open(json, NULL, '{');
    json_text(json, "circuit", nodes_text(arena, facts, circuit->nodes, circuit->length));
    json_money(json, "amount", circuit->amount);
    json_int(json, "weakest", circuit->weakest);
    json_text(json, "weakest_edge", edge_text(arena, facts, network, circuit->weakest_edge));
    json_close(json, '}');
}

static void found_write(struct json_out *json, const char *key, money amount, bool cut)
{
    if (cut)
        json_null(json, key);
    else
        json_money(json, key, amount);
}

static void loops_write(
    struct json_out *json, const char *key, const struct facts *facts, const struct network *network)
{
    json_open(json, key, '{');
    json_money(json, "gross", network->gross);
    json_money(json, "gross_low", network->gross_low);
    bool cut = network->circulation_cut;
    found_write(json, "circulating", network->circulating, cut);
    found_write(json, "circulating_low", network->circulating_low, cut);
    json_bool(json, "circulating_is_most", network->circulating_is_most);
    json_real(json, "share", cut ? NAN : network->share, 4);
    json_real(json, "share_low", cut ? NAN : network->share_low, 4);
    found_write(json, "passing", network->passing, cut);
    json_money(json, "net_transfer", network->net_transfer);
    json_open(json, "circuits", '[');
    for (size_t i = 0; i < network->circuit_count; i++)
        circuit_write(json, facts, network, &network->circuits[i]);
    json_close(json, ']');
    json_open(json, "loops", '[');
    for (size_t i = 0; i < network->loop_count; i++)
        loop_write(json, facts, network, &network->loops[i]);
    json_close(json, ']');
    json_bool(json, "loops_cut", network->loops_cut);
    if (cut) /* both are rare enough to be said only where they are so */
        json_bool(json, "circulation_cut", true);
    if (network->circuits_cut)
        json_bool(json, "circuits_cut", true);
    json_close(json, '}');
}

/* ---- pairs ---- */

static void pair_write(struct json_out *json, const struct facts *facts, const struct pair *pair)
{
    json_open(json, NULL, '{');
    json_text(json, "investor", node_id(facts, pair->investor));
    json_text(json, "buyer", node_id(facts, pair->buyer));
    total_write(json, "capital", facts, &pair->capital);
    total_write(json, "commerce", facts, &pair->commerce);
    json_money(json, "matched_low", pair->matched_low);
    json_money(json, "matched_high", pair->matched_high);
    json_money(json, "matched_head", pair->matched);
    json_real(json, "multiple", pair->multiple < 0 ? NAN : pair->multiple, 12);
    json_int(json, "weakest", pair->weakest);
    json_close(json, '}');
}

static void pairs_write(
    struct json_out *json, const char *key, const struct facts *facts, const struct network *network)
{
    json_open(json, key, '[');
    for (size_t i = 0; i < network->pair_count; i++)
        pair_write(json, facts, &network->pairs[i]);
    json_close(json, ']');
}

/* ---- exposure and concentration ---- */

/* Of a joint node each member may carry anything from none of it to all. */
static void members_write(struct json_out *json, const struct facts *facts, const struct exposure *exposure)
{
    const struct indices *parties = &facts->nodes[exposure->node].parties;
    if (parties->count < 2)
        return;
    json_open(json, "members", '{');
    for (size_t i = 0; i < parties->count; i++) {
        json_open(json, facts->dataset->parties[parties->at[i]].id, '{');
        json_money(json, "in_low", 0);
        json_money(json, "in_high", exposure->in.high);
        json_money(json, "out_low", 0);
        json_money(json, "out_high", exposure->out.high);
        json_close(json, '}');
    }
    json_close(json, '}');
}

static void exposure_write(struct json_out *json, const struct facts *facts, const struct exposure *exposure)
{
    json_open(json, node_id(facts, exposure->node), '{');
    json_money(json, "in_low", exposure->in.sum_low);
    json_money(json, "in_high", exposure->in.sum_high);
    json_money(json, "in_head", exposure->in_weight);
    json_money(json, "out_low", exposure->out.sum_low);
    json_money(json, "out_high", exposure->out.sum_high);
    json_money(json, "out_head", exposure->out_weight);
    json_int(json, "in_und", exposure->in.undisclosed);
    json_int(json, "out_und", exposure->out.undisclosed);
    json_money(json, "net_low", exposure->net_low);
    json_money(json, "net_high", exposure->net_high);
    json_money(json, "net_head", exposure->net_headline);
    json_money(json, "gross_head", money_add(exposure->in_weight, exposure->out_weight));
    members_write(json, facts, exposure);
    json_close(json, '}');
}

static void exposures_write(
    struct json_out *json, const char *key, const struct facts *facts, const struct network *network)
{
    json_open(json, key, '{');
    for (size_t i = 0; i < network->exposure_count; i++)
        exposure_write(json, facts, &network->exposures[i]);
    json_close(json, '}');
}

static void top_write(
    struct json_out *json, const struct facts *facts, const struct network *network, size_t n)
{
    const struct top *top = &network->tops[n - 1];
    json_open(json, NULL, '{');
    json_int(json, "n", (int64_t)n);
    json_open(json, "payers", '[');
    for (size_t i = 0; i < n; i++)
        json_text(json, NULL, node_id(facts, network->tops[i].payer));
    json_close(json, ']');
    json_real(json, "share_low", top->low, 4);
    json_real(json, "share_high", top->high, 4);
    json_real(json, "share_headline", top->headline, 4);
    json_bool(json, "bounds_open", top->open);
    json_close(json, '}');
}

static void concentration_write(
    struct json_out *json, const char *key, const struct facts *facts, const struct network *network)
{
    bool any = network->top_payer != NO_INDEX;
    json_open(json, key, '{');
    json_real(json, "hhi_outflow_headline", any ? network->hhi : NAN, 9);
    json_text(json, "top_payer", any ? node_id(facts, network->top_payer) : NULL);
    json_real(json, "top_share_low", any ? network->top_share_low : NAN, 4);
    json_real(json, "top_share_high", any ? network->top_share_high : NAN, 4);
    json_real(json, "top_share_headline", any ? network->top_share : NAN, 4);
    json_open(json, "top", '[');
    for (size_t n = 1; n <= network->top_count; n++)
        top_write(json, facts, network, n);
    json_close(json, ']');
    json_close(json, '}');
}

/* ---- time ---- */

static bool same_key(const struct facts *facts, size_t a, size_t b)
{
    return facts->flows[a].deal == facts->flows[b].deal && facts->flows[a].leg == facts->flows[b].leg;
}

/* The members of a known split are added up again: the key is the deal's. */
static size_t annual_write(struct json_out *json, const struct facts *facts, size_t first)
{
    struct annual sum = facts->annuals[first];
    size_t next = first + 1;
    for (; next < facts->annual_count && same_key(facts, sum.flow, facts->annuals[next].flow); next++) {
        const struct annual *more = &facts->annuals[next];
        sum.high = money_add(sum.high, more->high);
        sum.exact_low += more->exact_low;
        sum.exact_high += more->exact_high;
        sum.exact_headline += more->exact_headline;
    }
    json_open(json, facts->flows[sum.flow].key, '{');
    json_real(json, "low", sum.exact_low, 6);
    if (sum.high == MONEY_OPEN)
        json_money(json, "high", MONEY_OPEN);
    else
        json_real(json, "high", sum.exact_high, 6);
    json_real(json, "headline", sum.has_headline ? sum.exact_headline : NAN, 6);
    json_close(json, '}');
    return next;
}

static void annuals_write(struct json_out *json, const struct facts *facts)
{
    json_open(json, "annualised", '{');
    for (size_t i = 0; i < facts->annual_count;)
        i = annual_write(json, facts, i);
    json_close(json, '}');
}

/* Members of one split run over the same years. */
static size_t schedule_write(struct json_out *json, const struct facts *facts, size_t first)
{
    const struct schedule *schedule = &facts->schedules[first];
    size_t next = first + 1;
    while (next < facts->schedule_count && same_key(facts, schedule->flow, facts->schedules[next].flow))
        next++;
    json_open(json, facts->flows[schedule->flow].key, '{');
    for (size_t y = 0; y < schedule->count; y++) {
        money sum = 0;
        for (size_t i = first; i < next && !schedule->together; i++)
            sum = money_add(sum, facts->schedules[i].years[y].amount);
        if (schedule->together)
            sum = schedule->together[y].amount;
        json_money(json, arena_printf(json->out->arena, "%d", schedule->years[y].year), sum);
    }
    json_close(json, '}');
    return next;
}

static void schedules_write(struct json_out *json, const struct facts *facts)
{
    json_open(json, "schedule", '{');
    for (size_t i = 0; i < facts->schedule_count;)
        i = schedule_write(json, facts, i);
    json_close(json, '}');
}

static void disclosed_write(struct json_out *json, const struct facts *facts)
{
    json_open(json, "schedule_disclosed", '[');
    for (size_t i = 0; i < facts->schedule_count; i++) {
        const struct schedule *schedule = &facts->schedules[i];
        bool again = i && same_key(facts, facts->schedules[i - 1].flow, schedule->flow);
        if (!again && schedule->count && schedule->years[0].disclosed)
            json_text(json, NULL, facts->flows[schedule->flow].key);
    }
    json_close(json, ']');
}

static void undated_write(struct json_out *json, const struct facts *facts)
{
    json_open(json, "schedule_undated", '{');
    json_open(json, "of", '[');
    for (size_t i = 0; i < facts->undated.count; i++)
        if (!i || !same_key(facts, facts->undated.at[i - 1], facts->undated.at[i]))
            json_text(json, NULL, facts->flows[facts->undated.at[i]].key);
    json_close(json, ']');
    facts_write_total(json, facts, &facts->undated_total);
    json_close(json, '}');
}

/* ---- valuations ---- */

static void stepup_write(struct json_out *json, const struct dataset *dataset, const struct stepup *stepup)
{
    struct arena *arena = json->out->arena;
    json_open(json, NULL, '{');
    json_text(json, "frm", date_iso(arena, dataset->valuations[stepup->from].date));
    json_text(json, "to", date_iso(arena, dataset->valuations[stepup->to].date));
    json_real(json, "ratio", stepup->ratio, 12);
    json_real(json, "step_up", stepup->step_up, 12);
    json_int(json, "days", stepup->days);
    json_real(json, "annualised", stepup->annualised, 12);
    json_bool(json, "same_basis", stepup->same_basis);
    if (stepup->has_raised)
        json_money(json, "raised", stepup->raised);
    else
        json_null(json, "raised");
    json_real(json, "dilution", stepup->dilution, 12);
    json_close(json, '}');
}

static void stepups_write(struct json_out *json, const struct facts *facts)
{
    json_open(json, "stepups", '{');
    for (size_t i = 0; i < facts->stepup_count; i++) {
        const struct stepup *stepup = &facts->stepups[i];
        if (!i || stepup[-1].party != stepup->party)
            json_open(json, facts->dataset->parties[stepup->party].id, '[');
        stepup_write(json, facts->dataset, stepup);
        if (i + 1 == facts->stepup_count || stepup[1].party != stepup->party)
            json_close(json, ']');
    }
    json_close(json, '}');
}

/* ---- the whole ---- */

static int movement_count(const struct facts *facts)
{
    int count = 0;
    for (size_t i = 0; i < facts->flow_count; i++)
        count += !i || !same_key(facts, i - 1, i);
    return count;
}

static void counts_write(struct json_out *json, const struct facts *facts)
{
    const struct dataset *dataset = facts->dataset;
    json_open(json, "counts", '{');
    json_int(json, "parties", (int64_t)dataset->party_count);
    json_int(json, "deals", (int64_t)dataset->deal_count);
    json_int(json, "flows", movement_count(facts));
    json_int(json, "sources", (int64_t)dataset->source_count);
    json_int(json, "valuations", (int64_t)dataset->valuation_count);
    json_int(json, "notes", (int64_t)dataset->note_count);
    json_close(json, '}');
}

/* ---- what loading had to say ---- */

static void diag_write(struct json_out *json, const struct diag *diag)
{
    json_open(json, NULL, '{');
    json_text(json, "code", diag_code_text(diag->code));
    json_text(json, "path", diag->path);
    json_int(json, "line", diag->place.line);
    json_int(json, "column", diag->place.column);
    json_text(json, "sentence", diag->sentence);
    json_text(json, "hint", *diag->hint ? diag->hint : NULL);
    json_close(json, '}');
}

static void diags_write(
    struct json_out *json, const char *key, struct diags *diags, enum diag_severity severity)
{
    size_t count = 0;
    const struct diag *sorted = diags ? diags_sorted(diags, &count) : NULL;
    json_open(json, key, '[');
    for (size_t i = 0; i < count; i++)
        if (diag_code_severity(sorted[i].code) == severity)
            diag_write(json, &sorted[i]);
    json_close(json, ']');
}

/* ---- order ---- */

/* First what everybody asks for, then what stands beside it. */
static void figures_main(struct json_out *json, const struct facts *facts)
{
    totals_write(json, facts);
    live_write(json, facts);
    loops_write(json, "loops_firm", facts, &facts->firm);
    exposures_write(json, "exposure_firm", facts, &facts->firm);
    concentration_write(json, "concentration_firm", facts, &facts->firm);
    loops_write(json, "loops_all", facts, &facts->live);
    exposures_write(json, "exposure_all", facts, &facts->live);
    concentration_write(json, "concentration_all", facts, &facts->live);
    total_write(json, "intra_group", facts, &facts->intra_group);
    annuals_write(json, facts);
    schedules_write(json, facts);
    stepups_write(json, facts);
    counts_write(json, facts);
}

static void figures_beside(struct json_out *json, const struct facts *facts)
{
    static const char *const levels[] = {"parent", "self", "benefit"};
    json_text(json, "as_of", date_iso(json->out->arena, facts->dataset->as_of));
    json_text(json, "currency", facts->dataset->currency);
    json_text(json, "level", levels[facts->level]);
    if (facts->selection)
        json_text(json, "where", selection_text(facts->selection));
    statuses_write(json, facts);
    overlaps_write(json, facts);
    pairs_write(json, "pairs_firm", facts, &facts->firm);
    pairs_write(json, "pairs_all", facts, &facts->live);
    disclosed_write(json, facts);
    undated_write(json, facts);
    facts_write_figures(json, facts);
}

void facts_write_json(const struct facts *facts, struct str *out)
{
    facts_write_json_since(facts, NULL, NULL, out);
}

static void whole_write(
    struct json_out *json, const struct facts *facts, const struct changes *changes, struct diags *diags)
{
    json_open(json, NULL, '{');
    diags_write(json, "errors", diags, DIAG_SEVERITY_ERROR);
    diags_write(json, "warnings", diags, DIAG_SEVERITY_WARNING);
    figures_main(json, facts);
    figures_beside(json, facts);
    if (changes)
        changes_write_json(json, "changes", changes);
    json_close(json, '}');
    str_char(json->out, '\n');
}

void facts_write_json_since(
    const struct facts *facts, const struct changes *changes, struct diags *diags, struct str *out)
{
    struct json_out json = {.out = out, .empty = true};
    whole_write(&json, facts, changes, diags);
}

void facts_write_file(const void *content, struct file_sink *sink)
{
    const struct facts_file *file = content;
    struct arena *scratch = arena_create();
    struct str out = str_init(scratch);
    struct json_out json = {.out = &out, .empty = true, .sink = sink};
    whole_write(&json, file->facts, file->changes, file->diags);
    json_drain(&json);
    arena_destroy(scratch);
}
