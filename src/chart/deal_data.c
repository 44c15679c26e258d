/* SPDX-License-Identifier: MIT */
/*
 * deal_data: rows of the comparison table → rows of data. Keys of the format ("in_talks") stay keys; what is
 * vague stays words, and has no number beside it.
 */
#include "deal_data.h"

#include "chart.h"
#include "deal_rows.h"
#include "deal_words.h"
#include "wording.h"

#include <string.h>

/* What both begin and end with; the amount stands between. */
static const struct data_column columns[] = {{"deal", false}, {"from", false}, {"to", false}, {"what", false},
    {"class", false}, {"low", true}, {"high", true}, {"headline", true}, {"amount", false}, {"status", false},
    {"standing", false}, {"date", false}, {"assumed", false}, {"part_of", false}, {"sources", false}};

struct gathering {
    struct deal_words words;
    struct data_table *table;
};

static struct gathering gathering_make(struct arena *arena, const struct facts *facts,
    const struct deal_table_options *options, const char *name)
{
    return (struct gathering){.words = {.arena = arena, .facts = facts, .options = options},
        .table = data_table_create(arena, name, columns, sizeof columns / sizeof *columns)};
}

/* "Financial Times; Reuters", each publisher once, in the order they are cited */
static const char *sources_words(struct arena *arena, const struct dataset *dataset, const struct deal *deal)
{
    struct str out = str_init(arena);
    for (size_t i = 0; i < deal->sources.count; i++) {
        const char *publisher = dataset->sources[deal->sources.at[i]].publisher;
        bool again = false;
        for (size_t j = 0; j < i; j++)
            again = again || !strcmp(publisher, dataset->sources[deal->sources.at[j]].publisher);
        if (!again)
            str_printf(&out, "%s%s", out.length ? "; " : "", publisher);
    }
    return out.length ? str_text(&out) : NULL;
}

static const char *assumed_words(struct arena *arena, const struct deal *deal, size_t leg)
{
    struct str out = str_init(arena);
    word_assumed(&out, deal, leg);
    return out.length ? str_text(&out) : NULL;
}

static void row_add(struct gathering *in, const struct deal_row *row, const struct flow *flow,
    const char *from, const char *to, const struct amount *amount)
{
    const struct dataset *dataset = in->words.facts->dataset;
    const struct deal *deal = &dataset->deals[row->deal];
    struct data_table *table = in->table;
    data_text(table, flow->key);
    data_text(table, from);
    data_text(table, to);
    data_text(table, deal_cell_what(&in->words, row).text);
    data_text(table, class_name(flow->deal_class));
    data_amount(table, amount);
    data_text(table, status_name(flow->status));
    data_text(table, bucket_name(flow->bucket));
    data_date(table, deal_date(deal));
    data_text(table, assumed_words(table->arena, deal, row->leg));
    data_text(table, row->depth > 0 && deal->part_of != NO_INDEX ? dataset->deals[deal->part_of].id : NULL);
    data_text(table, sources_words(table->arena, dataset, deal));
}

const struct data_table *deal_data_flows(
    struct arena *arena, const struct facts *facts, const struct selection *where)
{
    struct deal_table_options options = {.where = where};
    struct gathering in = gathering_make(arena, facts, &options, "flow");
    struct deal_rows rows = deal_rows_select(arena, facts, where, GROUP_CLASS);
    for (size_t i = 0; i < rows.row_count; i++)
        for (size_t f = rows.rows[i].first; f < rows.rows[i].first + rows.rows[i].count; f++) {
            const struct flow *flow = &facts->flows[f];
            if (chart_flow_counts(facts, where, f))
                row_add(&in, &rows.rows[i], flow, facts_node_name(arena, facts, flow->payer),
                    facts_node_name(arena, facts, flow->payee), &flow->rest);
        }
    return in.table;
}

const struct data_table *deal_data_rows(
    struct arena *arena, const struct facts *facts, const struct selection *where)
{
    struct deal_table_options options = {.where = where};
    struct gathering in = gathering_make(arena, facts, &options, "table");
    struct deal_rows rows = deal_rows_select(arena, facts, where, GROUP_CLASS);
    for (size_t i = 0; i < rows.row_count; i++) {
        const struct deal_row *row = &rows.rows[i];
        row_add(&in, row, &facts->flows[row->first], deal_cell_side(&in.words, row, true).text,
            deal_cell_side(&in.words, row, false).text, &row->amount);
    }
    return in.table;
}
