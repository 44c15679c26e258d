/* SPDX-License-Identifier: MIT */
/*
 * valuation chart: the valuation's plan with its title, measure and numbers, as a chart like the others.
 */
#include "chart.h"
#include "list.h"
#include "valuation.h"
#include "valuation_plan.h"

#include <assert.h>
#include <math.h>

static struct data_table *data_of(struct arena *arena, const struct valuation_plan *plan)
{
    static const struct data_column columns[] = {{"party", false}, {"date_from", false}, {"date_to", false},
        {"basis", false}, {"money", false}, {"status", false}, {"low", true}, {"high", true},
        {"headline", true}, {"value", false}, {"multiple", true}, {"multiple_words", false},
        {"step_up", true}, {"step_up_words", false}, {"assumed", false}};
    struct data_table *table =
        data_table_create(arena, "valuation", columns, sizeof columns / sizeof *columns);
    const struct dataset *dataset = plan->facts->dataset;
    for (size_t i = 0; i < plan->mark_count; i++) {
        const struct valuation *valuation = &dataset->valuations[plan->marks[i].valuation];
        data_text(table, party_full(&dataset->parties[valuation->party]));
        data_day(table, valuation->date.first);
        data_day(table, valuation->date.last);
        data_text(table, valuation_basis_name(valuation->basis));
        data_text(table, word_valuation_money(arena, valuation->money));
        data_text(table, valuation->status == STATUS_NONE ? NULL : status_name(valuation->status));
        data_amount(table, &valuation->value);
        const struct stepup *stepup = valuation_stepup(plan->facts, plan->marks[i].valuation);
        data_number(table, stepup ? stepup->ratio : NAN);
        data_text(table, stepup ? valuation_multiple_words(arena, plan->facts, stepup) : NULL);
        data_number(table, stepup ? stepup->step_up : NAN);
        data_text(table, valuation_step_up(arena, plan, &plan->marks[i]));
        data_text(table, valuation_assumed(arena, valuation));
    }
    return table;
}

static void draw(const void *plan, struct scene *scene)
{
    valuation_draw(plan, scene);
}

static void dump(const void *plan, struct str *out)
{
    valuation_plan_dump(plan, out);
}

bool valuation_chart_make(
    const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    struct valuation_options options = {
        .party = request->party, .width = request->width, .height = request->height};
    static_assert((int)CHART_SCALE_LOG == (int)SCALE_LOG, "one order");
    options.scale = (int)request->scale;
    struct valuation_plan *plan =
        valuation_plan_make(context->arena, context->text, context->facts, &options, context->diags);
    if (!plan)
        return false;
    LIST(size_t) drawn = {0};
    for (size_t i = 0; i < plan->mark_count; i++)
        *list_push(context->arena, &drawn) = plan->marks[i].valuation;
    *chart = (struct chart){.height = valuation_plan_height(plan),
        .title = valuation_title(context->arena, plan),
        .subtitle = valuation_subtitle(context->arena, plan),
        .alt = valuation_describe(context->arena, plan),
        .data = data_of(context->arena, plan),
        .valuations = {drawn.at, drawn.count},
        .plan = plan,
        .draw = draw,
        .dump = dump};
    return true;
}
