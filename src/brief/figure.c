/* SPDX-License-Identifier: MIT */
/*
 * The registry of figure kinds: each plans and draws into a scene of its own, says its title and measure, and
 * names its sources. The frame for figures that stand alone is the same for all. It writes no files.
 */
#include "figure.h"

#include "deal_data.h"
#include "deal_table.h"
#include "expand.h"
#include "flow_marks.h"
#include "limit.h"
#include "keyfigures.h"
#include "keynumbers.h"
#include "matrix.h"
#include "prose.h"
#include "summary.h"
#include "theme.h"
#include "wording.h"
#include "say.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FRAME_PADDING 12.0
#define FRAME_BAR_WIDTH 28.0
#define FRAME_BAR_HEIGHT 4.0
#define PUBLISHERS_NAMED 4
#define PUBLISHERS_BRIEF 2
#define POINTS_A_PX 0.75

typedef bool figure_maker(
    const struct figure_context *context, const struct figure_request *request, struct figure_parts *parts);

static figure_maker flow_make, matrix_make, table_make, keyfigures_make;

enum { OF_DEALS = TAKES_WHERE | TAKES_MOST };

/* A kind is drawn by a maker of its own, or is a chart. */
static const struct figure_entry {
    const char *name;
    figure_maker *make;
    chart_maker *chart;
    unsigned takes;
} figure_table[FIGURE_KIND_COUNT] = {
    [FIGURE_FLOW] = {"flow", flow_make, NULL,
        TAKES_PARTY | TAKES_DEAL | TAKES_WHERE | TAKES_SINCE | TAKES_HEIGHT | TAKES_HIGHLIGHT},
    [FIGURE_MATRIX] = {"matrix", matrix_make, NULL, TAKES_PARTY | TAKES_DEAL | TAKES_WHERE | TAKES_HIGHLIGHT},
    [FIGURE_VALUATION] = {"valuation", NULL, valuation_chart_make, TAKES_PARTY | TAKES_SCALE | TAKES_HEIGHT},
    [FIGURE_TWOWAY] = {"twoway", NULL, twoway_chart_make, TAKES_PARTY | OF_DEALS},
    [FIGURE_SCHEDULE] = {"schedule", NULL, schedule_chart_make,
        TAKES_PARTY | TAKES_BY | TAKES_METRIC | TAKES_HEIGHT | OF_DEALS},
    [FIGURE_TIMELINE] = {"timeline", NULL, timeline_chart_make, TAKES_PARTY | OF_DEALS},
    [FIGURE_BRIDGE] = {"bridge", NULL, bridge_chart_make,
        TAKES_SINCE | NEEDS_SINCE | TAKES_CLASS | TAKES_BUCKET | TAKES_HEIGHT | TAKES_MOST},
    [FIGURE_RANGE] = {"range", NULL, range_chart_make, TAKES_PARTY | TAKES_DEAL | TAKES_SCALE},
    [FIGURE_EXPOSURE] = {"exposure", NULL, exposure_chart_make, TAKES_PARTY | OF_DEALS},
    [FIGURE_MULTIPLES] = {"multiples", NULL, multiples_chart_make, TAKES_PARTY | TAKES_METRIC | TAKES_MOST},
    [FIGURE_TORNADO] = {"tornado", NULL, tornado_chart_make, OF_DEALS},
    [FIGURE_LIFECYCLE] = {"lifecycle", NULL, lifecycle_chart_make, TAKES_PARTY | TAKES_SINCE | OF_DEALS},
    [FIGURE_DEAL] = {"deal", NULL, deal_card_make, TAKES_DEAL | NEEDS_DEAL},
    [FIGURE_TABLE] = {"table", table_make, NULL, TAKES_WHERE},
    [FIGURE_KEYFIGURES] = {"keyfigures", keyfigures_make, NULL, 0},
};

static const char *const kind_names[FIGURE_KIND_COUNT] = {"flow", "matrix", "valuation", "twoway", "schedule",
    "timeline", "bridge", "range", "exposure", "multiples", "tornado", "lifecycle", "deal", "table",
    "keyfigures"};

unsigned figure_takes(enum figure_kind kind)
{
    return figure_table[kind].takes;
}

const char *figure_kind_name(enum figure_kind kind)
{
    return figure_table[kind].name;
}

int figure_kind_find(const char *name)
{
    for (int i = 0; i < FIGURE_KIND_COUNT; i++)
        if (!strcmp(figure_table[i].name, name))
            return i;
    return -1;
}

const char *const *figure_kinds(size_t *count)
{
    *count = FIGURE_KIND_COUNT;
    return kind_names;
}

const char *figure_default_id(
    struct arena *arena, const struct dataset *dataset, const struct figure_request *request)
{
    const char *name = figure_kind_name(request->kind);
    if (!figure_table[request->kind].chart)
        return name;
    if (request->deal != NO_INDEX)
        return arena_printf(arena, "%s-%s", name, dataset->deals[request->deal].id);
    if (request->party != NO_INDEX)
        return arena_printf(arena, "%s-%s", name, dataset->parties[request->party].id);
    return name;
}

/* ---- sources ---- */

struct citation {
    const char *publisher;
    size_t times;
};

typedef LIST(struct citation) citation_list;

static void publisher_add(struct arena *arena, citation_list *citations, const char *publisher)
{
    for (size_t i = 0; i < citations->count; i++)
        if (!strcmp(citations->at[i].publisher, publisher)) {
            citations->at[i].times++;
            return;
        }
    *list_push(arena, citations) = (struct citation){publisher, 1};
}

/* Whoever is cited most comes first, whatever the order of the dataset. */
static int compare_citations(const void *a, const void *b)
{
    const struct citation *x = a, *y = b;
    if (x->times != y->times)
        return x->times > y->times ? -1 : 1;
    return strcmp(x->publisher, y->publisher);
}

static void publishers_add(
    const struct figure_context *context, citation_list *names, const struct indices *sources)
{
    for (size_t i = 0; i < sources->count; i++)
        publisher_add(context->arena, names, context->facts->dataset->sources[sources->at[i]].publisher);
}

static void publishers_of_deals(
    const struct figure_context *context, const struct figure_request *request, citation_list *names)
{
    const struct facts *facts = context->facts;
    for (size_t i = 0; i < facts->flow_count; i++)
        if (flow_selected(facts, request->where, &facts->flows[i]))
            publishers_add(context, names, &facts->dataset->deals[facts->flows[i].deal].sources);
}

/* Of what a chart draws */
static void publishers_of_chart(
    const struct figure_context *context, const struct chart *chart, citation_list *names)
{
    const struct dataset *dataset = context->facts->dataset;
    for (size_t i = 0; i < chart->deals.count; i++)
        publishers_add(context, names, &dataset->deals[chart->deals.at[i]].sources);
    for (size_t i = 0; i < chart->valuations.count; i++)
        publishers_add(context, names, &dataset->valuations[chart->valuations.at[i]].sources);
    for (size_t i = 0; i < chart->metrics.count; i++)
        publishers_add(context, names, &dataset->metrics[chart->metrics.at[i]].sources);
}

/* chart: NULL for what is drawn from all deals that are selected */
static const char *source_line(
    const struct figure_context *context, const struct figure_request *request, const struct chart *chart)
{
    citation_list names = {0};
    struct str out = str_init(context->arena);
    if (chart)
        publishers_of_chart(context, chart, &names);
    else
        publishers_of_deals(context, request, &names);
    if (names.count > 1)
        qsort(names.at, names.count, sizeof *names.at, compare_citations);
    size_t most = manner_in(context->arena)->brief ? PUBLISHERS_BRIEF : PUBLISHERS_NAMED;
    size_t named = names.count > most + 1 ? most : names.count;
    for (size_t i = 0; i < named; i++)
        str_printf(&out, "%s%s", i ? ", " : "", names.at[i].publisher);
    if (named < names.count) {
        struct str others = str_init(context->arena);
        word_counted(&others, (int64_t)(names.count - named), "other", "others");
        say_to(&out, " and %s", str_text(&others));
    }
    struct str date = str_init(context->arena);
    word_date(&date, context->facts->dataset->as_of);
    if (!names.count)
        return say(context->arena, "As of %s", str_text(&date));
    return say_count(context->arena, (int64_t)names.count, "Source: %s · as of %s", "Sources: %s · as of %s",
        str_text(&out), str_text(&date));
}

/* ---- the kinds ---- */

static struct flow_options flow_options_of(const struct figure_request *request)
{
    return (struct flow_options){.width = request->width,
        .height = request->height,
        .direction = (enum flow_direction)request->direction,
        .where = request->where,
        .parties_most =
            request->parties_most == PARTIES_UNLIMITED ? PARTIES_ALL : (size_t)request->parties_most,
        .highlight = (enum flow_highlight)request->highlight,
        .highlight_index = request->highlight_index,
        .loops = (enum flow_loops)request->loops,
        .lists_loops = request->lists_loops,
        .brief = request->brief,
        .pressed = request->pressed,
        .whole = request->whole};
}

/* "on signed and paid deals alone, nothing comes back"; of those drawn */
static const char *firm_finding(struct arena *arena, const struct facts *facts, const struct selection *where)
{
    static const struct {
        const char *all, *drawn;
    } sentences[] = {{WORDS("on signed and paid deals alone, the loops are too many to add up"),
                         WORDS("of the deals drawn, on the signed and paid ones alone, the loops are too "
                               "many "
                               "to add up")},
        {WORDS("on signed and paid deals alone, %s could run in loops"),
            WORDS("of the deals drawn, on the signed and paid ones alone, %s could run in loops")},
        {WORDS("on signed and paid deals alone, %s could run in loops, on the figures given"),
            WORDS("of the deals drawn, on the signed and paid ones alone, %s could run in loops, "
                  "on "
                  "the figures given")},
        {WORDS("on signed and paid deals alone, how much comes back is not disclosed"),
            WORDS("of the deals drawn, on the signed and paid ones alone, how much comes back "
                  "is "
                  "not disclosed")},
        {WORDS("on signed and paid deals alone, nothing comes back"),
            WORDS("of the deals drawn, on the signed and paid ones alone, nothing comes back")}};
    const struct network *firm = &facts_choose(arena, facts, where)->firm;
    size_t which = firm->circulation_cut ? 0
                   : firm->circulating   ? (firm->circulating_is_most ? 1 : 2)
                   : firm->loop_count    ? 3
                                         : 4;
    const char *sentence = said(arena, where ? sentences[which].drawn : sentences[which].all);
    if (which != 1 && which != 2)
        return sentence;
    struct str amount = str_init(arena);
    word_qualified(&amount, summary_circulating(arena, facts, firm));
    return arena_printf(arena, sentence, str_text(&amount));
}

/* What the options bring out, after "Who pays whom: "; NULL where there is nothing to say */
static const char *flow_finding(
    struct arena *arena, const struct facts *facts, const struct figure_request *request)
{
    struct flow_options options = flow_options_of(request);
    const char *highlight = flow_highlight_words(arena, facts, &options);
    const struct network *live = &facts->live;
    if (highlight)
        return say(arena, "%s in colour", highlight);
    if (request->highlight == HIGHLIGHT_LOOPS && request->loops == FLOW_LOOPS_FIRM)
        return firm_finding(arena, facts, request->where);
    if (request->where || request->highlight != HIGHLIGHT_LOOPS || !live->circulating)
        return NULL;
    struct str amount = str_init(arena);
    word_qualified(&amount, summary_circulating(arena, facts, live));
    if (live->circulating_is_most)
        return say(arena, "%s could run in loops", str_text(&amount));
    return say(arena, "on the figures given, %s could run in loops", str_text(&amount));
}

static const char *flow_title(
    struct arena *arena, const struct facts *facts, const struct figure_request *request)
{
    const char *finding = flow_finding(arena, facts, request);
    return finding ? say(arena, "Who pays whom: %s", finding) : said(arena, "Who pays whom");
}

/* One diagram, or both editions in panels; the other is NULL. */
struct flow_drawn {
    struct flow_plan *plan;
    struct flow_panels *panels;
};

/* The measure; where no title says it, also what the drawing brings out or leaves out. */
static const char *flow_measure(const struct figure_context *context, const struct figure_request *request,
    const struct flow_drawn *drawn)
{
    const char *measure = drawn->panels ? flow_panels_subtitle(context->arena, drawn->panels)
                                        : flow_subtitle(context->arena, drawn->plan);
    bool titled = request->framed && !request->title;
    bool usual = request->highlight == HIGHLIGHT_NONE ||
                 (request->highlight == HIGHLIGHT_LOOPS && request->loops != FLOW_LOOPS_FIRM);
    const char *finding = titled || usual ? NULL : flow_finding(context->arena, context->facts, request);
    return finding ? arena_printf(context->arena, "%s. %s", measure, word_capital(context->arena, finding))
                   : measure;
}

bool figure_flow_any(const struct facts *facts, const struct selection *where)
{
    for (size_t i = 0; i < facts->flow_count; i++)
        if (chart_flow_counts(facts, where, i))
            return true;
    return false;
}

bool parties_most_parse(const char *text, int *most)
{
    size_t length = strlen(text);
    int number = 0;
    if (str_equals(text, "all") || str_equals(text, "0")) {
        *most = PARTIES_UNLIMITED;
        return true;
    }
    if (length == 0 || length > 4 || strspn(text, "0123456789") != length)
        return false;
    for (size_t i = 0; i < length; i++)
        number = number * 10 + (text[i] - '0');
    *most = number;
    return number >= PARTIES_MOST_LEAST;
}

/* Without daggers: what explains them stands under the drawing. */
static const char *unmarked(struct arena *arena, const char *words)
{
    static const char dagger[] = "†";
    struct str out = str_init(arena);
    for (const char *at; (at = strstr(words, dagger)); words = at + strlen(dagger))
        str_append_bytes(&out, words, (size_t)(at - words));
    str_append(&out, words);
    return str_text(&out);
}

/* What is not certain of what is drawn, at the end of its alternative text; in other kinds every item says
 * so. */
static const char *alt_with_caveats(const struct figure_context *context,
    const struct figure_request *request, const char *alt, const struct indices *deals)
{
    static const bool sums[FIGURE_KIND_COUNT] = {[FIGURE_FLOW] = true,
        [FIGURE_MATRIX] = true,
        [FIGURE_TABLE] = true,
        [FIGURE_TWOWAY] = true,
        [FIGURE_EXPOSURE] = true,
        [FIGURE_TIMELINE] = true};
    const char *caveats =
        sums[request->kind] ? chart_caveats(context->arena, context->facts, request->where, deals) : "";
    return arena_printf(context->arena, "%s%s", unmarked(context->arena, alt), caveats);
}

static struct flow_drawn flow_drawn_of(
    const struct figure_context *context, const struct figure_request *request)
{
    struct flow_drawn drawn = {0};
    struct flow_options options = flow_options_of(request);
    const struct facts *facts = context->facts;
    if (context->changes && request->changes != CHANGES_HIDDEN) {
        options.since = flow_marks_make(context->arena, context->changes, facts);
        facts = options.since->overlay->facts;
    }
    if (options.since)
        options.prior = flow_prior_make(context->arena, context->engine, context->text, &options);
    if (options.since && request->changes == CHANGES_PANELS)
        drawn.panels =
            flow_panels_make(context->arena, context->engine, context->text, &options, context->diags);
    else
        drawn.plan =
            flow_plan_make(context->arena, context->engine, context->text, facts, &options, context->diags);
    return drawn;
}

/* false after saying that there is nothing to draw */
static bool flow_find(
    const struct figure_context *context, const struct figure_request *request, struct flow_drawn *drawn)
{
    if (request->where || figure_flow_any(context->facts, NULL)) {
        *drawn = flow_drawn_of(context, request);
        return drawn->plan || drawn->panels;
    }
    diags_add(context->diags, DIAG_NO_DATA, (struct place){context->facts->dataset->file, 0, 0}, NULL, NULL,
        "no money is known to move between two parties: there is nothing for the flow diagram");
    return false;
}

static bool flow_make(
    const struct figure_context *context, const struct figure_request *request, struct figure_parts *parts)
{
    struct flow_drawn drawn;
    if (!flow_find(context, request, &drawn))
        return false;
    bool panels = drawn.panels != NULL;
    if (!panels) {
        parts->parties = flow_plan_parties(drawn.plan, &parts->parties_all);
        parts->pressed = flow_plan_pressed(drawn.plan);
    }
    parts->subtitle = flow_measure(context, request, &drawn);
    parts->drawing = scene_create(context->arena, request->width,
        panels ? flow_panels_height(drawn.panels) : flow_plan_height(drawn.plan));
    parts->alt = panels ? flow_panels_describe(context->arena, drawn.panels)
                        : flow_describe(context->arena, drawn.plan);
    parts->alt = alt_with_caveats(context, request, parts->alt, NULL);
    scene_begin(parts->drawing, (struct scene_group){.tag = TAG_FIGURE, .alt = parts->alt});
    if (panels)
        flow_panels_draw(drawn.panels, parts->drawing);
    else
        flow_draw(drawn.plan, parts->drawing);
    scene_end(parts->drawing);
    return true;
}

/* What is highlighted; else the finding, of the deals that are drawn */
static const char *matrix_finding_title(
    struct arena *arena, const struct facts *facts, const struct figure_request *request)
{
    struct flow_options options = flow_options_of(request);
    const char *highlight = flow_highlight_words(arena, facts, &options);
    return highlight ? say(arena, "Who pays whom: %s in colour", highlight)
                     : matrix_title(arena, facts_choose(arena, facts, request->where));
}

static struct matrix_plan *matrix_plan_of(
    const struct figure_context *context, const struct figure_request *request)
{
    static_assert((int)MATRIX_LOOPS == (int)HIGHLIGHT_LOOPS && (int)MATRIX_NONE == (int)HIGHLIGHT_NONE &&
                      (int)MATRIX_PARTY == (int)HIGHLIGHT_PARTY && (int)MATRIX_DEAL == (int)HIGHLIGHT_DEAL &&
                      (int)MATRIX_LOOP == (int)HIGHLIGHT_LOOP,
        "one word means one thing to the flow and to the matrix");
    struct matrix_options options = {.width = request->width,
        .height = request->height,
        .where = request->where,
        .parties_most =
            request->parties_most == PARTIES_UNLIMITED ? MATRIX_PARTIES_ALL : (size_t)request->parties_most,
        .highlight = (enum matrix_highlight)request->highlight,
        .highlight_index = request->highlight_index};
    return matrix_plan_make(context->arena, context->text, context->facts, &options, context->diags);
}

static bool matrix_make(
    const struct figure_context *context, const struct figure_request *request, struct figure_parts *parts)
{
    struct matrix_plan *plan = matrix_plan_of(context, request);
    if (!plan)
        return false;
    parts->subtitle = matrix_subtitle(context->arena, plan);
    struct flow_options options = flow_options_of(request);
    const char *highlight = flow_highlight_words(context->arena, context->facts, &options);
    if (highlight && (!request->framed || request->title))
        parts->subtitle = arena_printf(context->arena, "%s. %s", parts->subtitle,
            say(context->arena, "%s in colour", word_capital(context->arena, highlight)));
    const char *rest = request->brief
                           ? flow_rest_words(context->arena, context->facts, request->where, request->whole)
                           : NULL;
    if (rest)
        parts->subtitle = arena_printf(context->arena, "%s. %s", parts->subtitle, rest);
    parts->drawing = scene_create(context->arena, request->width, matrix_plan_height(plan));
    parts->alt = alt_with_caveats(context, request, matrix_describe(context->arena, plan), NULL);
    scene_begin(parts->drawing, (struct scene_group){.tag = TAG_FIGURE, .alt = parts->alt});
    matrix_draw(plan, parts->drawing);
    scene_end(parts->drawing);
    return true;
}

static bool chart_plan(
    const struct figure_context *context, const struct figure_request *request, struct chart *chart)
{
    struct chart_context inside = {
        context->arena, context->text, context->facts, context->changes, context->diags};
    struct chart_request asked = {.width = request->width,
        .height = request->height,
        .party = request->party,
        .deal = request->deal,
        .where = request->where,
        .scale = (enum chart_scale)request->scale,
        .by = (enum chart_by)request->by,
        .metric = request->metric,
        .deal_class = request->deal_class,
        .bucket = request->bucket,
        .most = request->most};
    *chart = (struct chart){0};
    return figure_table[request->kind].chart(&inside, &asked, chart);
}

static bool chart_make(
    const struct figure_context *context, const struct figure_request *request, struct figure_parts *parts)
{
    struct chart chart;
    if (!chart_plan(context, request, &chart))
        return false;
    parts->subtitle = chart.subtitle;
    parts->title = chart.title;
    parts->data = chart.data;
    parts->sources = source_line(context, request, &chart);
    parts->drawing = scene_create(context->arena, request->width, chart.height);
    parts->alt = alt_with_caveats(context, request, chart.alt, &chart.deals);
    scene_begin(parts->drawing, (struct scene_group){.tag = TAG_FIGURE, .alt = parts->alt});
    chart.draw(chart.plan, parts->drawing);
    scene_end(parts->drawing);
    return true;
}

static double rows_height(const struct table_plan *plan, size_t count)
{
    double height = table_head_height(plan) + 0.8 + table_note_height(plan);
    for (size_t row = 0; row < count; row++)
        height += table_row_height(plan, row);
    return height;
}

/* A table keeps its words whole: where one that stands alone is narrow it has fewer columns. */
static void columns_choose(const struct figure_request *request, struct deal_table_options *options)
{
    static const char *const some[] = {"from", "to", "what", "amount", "status"};
    static const char *const few[] = {"from", "to", "amount", "status"};
    double width = request->width + 2 * FRAME_PADDING;
    options->columns = request->columns;
    options->column_count = request->column_count;
    if (!request->framed || request->columns || width >= 390)
        return;
    options->columns = width < 330 ? few : some;
    options->column_count = width < 330 ? sizeof few / sizeof *few : sizeof some / sizeof *some;
}

static bool table_make(
    const struct figure_context *context, const struct figure_request *request, struct figure_parts *parts)
{
    struct deal_table_options options = {.where = request->where,
        .group = (enum deal_table_group)request->group,
        .source_numbers = context->source_numbers,
        .most = request->most};
    columns_choose(request, &options);
    const struct table *table = deal_table_make(context->arena, context->facts, &options);
    if (!table || !table->row_count) {
        diags_add(context->diags, DIAG_NO_DATA, (struct place){context->facts->dataset->file, 0, 0}, NULL,
            NULL, "no deal belongs into the table");
        return false;
    }
    struct table_plan *plan = table_plan_make(context->arena, context->text, table, request->width);
    parts->alt = alt_with_caveats(context, request, table_describe(context->arena, table), NULL);
    parts->table = table;
    double height = rows_height(plan, table->row_count);
    if (height > FIXED_FIGURE_HEIGHT) {
        diags_add(context->diags, DIAG_LIMIT_HEIGHT, (struct place){.file = context->facts->dataset->file},
            NULL, "--where chooses deals, and export has them all as CSV",
            "a table of %zu rows would be %.0f points high, and a figure has at most %d", table->row_count,
            height, FIXED_FIGURE_HEIGHT);
        return false;
    }
    parts->drawing = scene_create(context->arena, request->width, height);
    table_draw(plan, parts->drawing, 0, table->row_count, false, true);
    return true;
}

static const struct data_table *keyfigures_data(
    struct arena *arena, const struct keyfigure *figures, size_t count)
{
    static const struct data_column columns[] = {{"label", false}, {"value", false}};
    struct data_table *table = data_table_create(arena, "keyfigures", columns, 2);
    for (size_t i = 0; i < count; i++) {
        struct str words = str_init(arena);
        word_qualified(&words, (struct qualified){figures[i].qualifier, figures[i].value});
        data_text(table, figures[i].label);
        data_text(table, str_text(&words));
    }
    return table;
}

static bool keyfigures_make(
    const struct figure_context *context, const struct figure_request *request, struct figure_parts *parts)
{
    struct keynumbers numbers;
    if (!keynumbers_make(
            context->arena, context->facts, request->items, request->items_place, context->diags, &numbers))
        return false;
    if (!numbers.count) {
        diags_add(context->diags, DIAG_NO_DATA, (struct place){context->facts->dataset->file, 0, 0}, NULL,
            NULL, "no amount is known for the key figures");
        return false;
    }
    parts->data = keyfigures_data(context->arena, numbers.at, numbers.count);
    parts->numbers = numbers.at;
    parts->number_count = numbers.count;
    struct keyfigures_plan *plan =
        keyfigures_plan_make(context->arena, context->text, numbers.at, numbers.count, request->width);
    parts->drawing = scene_create(context->arena, request->width, keyfigures_plan_height(plan));
    parts->alt = keyfigures_describe(context->arena, plan);
    scene_begin(parts->drawing, (struct scene_group){.tag = TAG_FIGURE, .alt = parts->alt});
    keyfigures_draw(plan, parts->drawing);
    scene_end(parts->drawing);
    return true;
}

/* Relations are no commitments of money: a table of nothing else must not be headed as if they were. */
static const char *table_title(
    const struct arena *arena, const struct facts *facts, const struct figure_request *request)
{
    for (size_t i = 0; i < facts->flow_count; i++)
        if (facts->flows[i].deal_class != CLASS_RELATION &&
            flow_selected(facts, request->where, &facts->flows[i]))
            return said(arena, "Who commits what");
    return said(arena, "Without money");
}

/* Of a kind that is no chart */
const char *figure_title(struct arena *arena, const struct facts *facts, const struct figure_request *request)
{
    switch (request->kind) {
    case FIGURE_FLOW:
        return flow_title(arena, facts, request);
    case FIGURE_TABLE:
        return table_title(arena, facts, request);
    case FIGURE_MATRIX:
        return matrix_finding_title(arena, facts, request);
    default:
        return facts->dataset->title ? facts->dataset->title : said(arena, "Key figures");
    }
}

bool figure_make(
    const struct figure_context *context, const struct figure_request *request, struct figure_parts *parts)
{
    assert(request->kind < FIGURE_KIND_COUNT);
    const struct figure_entry *entry = &figure_table[request->kind];
    *parts = (struct figure_parts){0};
    if (!(entry->chart ? chart_make : entry->make)(context, request, parts))
        return false;
    if (!entry->chart) {
        parts->sources = source_line(context, request, NULL);
        parts->title = figure_title(context->arena, context->facts, request);
    }
    if (request->title)
        parts->title = request->title;
    if (request->subtitle)
        parts->subtitle = request->subtitle;
    return true;
}

/* ---- the frame ---- */

const struct page_size *page_size_find(const char *name)
{
    static const struct page_size pages[] = {{"a4", 595.28, 841.89}, {"a4-landscape", 841.89, 595.28},
        {"letter", 612, 792}, {"letter-landscape", 792, 612}};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (str_equals(pages[i].name, name))
            return &pages[i];
    return NULL;
}

struct frame {
    const struct figure_context *context;
    double width; /* of the words */
};

static struct text_lines frame_lines(const struct frame *frame, const char *words, enum style style)
{
    struct text_span span = {.style = text_style_in_use(frame->context->text, style)};
    if (!words || !*words)
        return (struct text_lines){0};
    span.string = prose_typeset(frame->context->arena, words, 0);
    return text_wrap(frame->context->text, frame->context->arena, &span, 1, frame->width);
}

static double frame_text(const struct frame *frame, struct scene *scene, const struct text_lines *lines,
    enum style style, enum role role, enum tag tag, double y)
{
    double leading = text_leading_in_use(frame->context->text, style);
    if (!lines->count)
        return y;
    scene_begin(scene, (struct scene_group){.tag = tag});
    for (size_t i = 0; i < lines->count; i++) {
        for (size_t p = 0; p < lines->lines[i].count; p++) {
            const struct text_piece *piece = &lines->lines[i].pieces[p];
            double base = y + (leading - piece->run->ascent - piece->run->descent) / 2 + piece->run->ascent;
            scene_text(scene, piece->run, FRAME_PADDING + piece->x, base, ALIGN_START,
                (struct colour){.role = role});
        }
        y += leading;
    }
    scene_end(scene);
    return y;
}

static void frame_bar(struct scene *scene)
{
    scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT});
    scene_rectangle(scene, FRAME_PADDING, 0, FRAME_BAR_WIDTH, FRAME_BAR_HEIGHT);
    scene_paint(scene, (struct paint){.fill = {.role = ROLE_ACCENT}});
    scene_end(scene);
}

static double lines_height(const struct frame *frame, const struct text_lines *lines, enum style style)
{
    return (double)lines->count * text_leading_in_use(frame->context->text, style);
}

/* The words drawn are in the language of the arena, whatever that of the dataset's own is. */
static const char *language_of(const struct figure_context *context)
{
    return language_tag(manner_in(context->arena)->language);
}

/* The words around the drawing, and what they take in height */
struct frame_words {
    struct text_lines title, subtitle, sources;
};

static double frame_top(const struct frame *frame, const struct frame_words *words)
{
    return FRAME_BAR_HEIGHT + 8 + lines_height(frame, &words->title, STYLE_FIGURE_TITLE) +
           lines_height(frame, &words->subtitle, STYLE_FIGURE_SUBTITLE) + 8;
}

static double frame_bottom(const struct frame *frame, const struct frame_words *words)
{
    return 8 + lines_height(frame, &words->sources, STYLE_NOTE) + FRAME_PADDING;
}

/* The words around a figure before its height is known: its own subtitle, or the longest it may turn out to
   have. What is to be said of it is said when it is drawn. */
static struct figure_parts parts_most(
    const struct figure_context *context, const struct figure_request *request)
{
    struct figure_context trial = *context;
    struct figure_request free = *request;
    struct figure_parts parts = {0};
    struct arena *arena = context->arena;
    if (request->kind == FIGURE_FLOW) {
        const char *longest = flow_subtitle_longest(arena);
        parts.title = request->title ? request->title : figure_title(arena, context->facts, request);
        parts.sources = source_line(context, request, NULL);
        parts.subtitle =
            request->subtitle ? request->subtitle
            : context->changes
                ? arena_printf(arena, "%s %s",
                      say(arena, "Nothing drawn here has changed since %s.", "30 Sept 2000"), longest)
                : longest;
        return parts;
    }
    free.height = 0;
    trial.diags = diags_create();
    if (!figure_make(&trial, &free, &parts))
        parts = (struct figure_parts){0};
    diags_destroy(trial.diags);
    return parts;
}

/* What is left for the drawing of a height that holds the frame as well */
static double frame_inside(const struct frame *frame, const struct figure_request *request, double height)
{
    struct figure_parts parts = parts_most(frame->context, request);
    struct frame_words words = {frame_lines(frame, parts.title, STYLE_FIGURE_TITLE),
        frame_lines(frame, parts.subtitle, STYLE_FIGURE_SUBTITLE),
        frame_lines(frame, parts.sources, STYLE_NOTE)};
    return fmax(height - frame_top(frame, &words) - frame_bottom(frame, &words), 1);
}

static struct scene *too_small(
    const struct figure_context *context, const struct figure_request *request, double needed)
{
    double width = request->width + 2 * request->margin, height = request->height + 2 * request->margin;
    diags_add(context->diags, DIAG_SIZE_TOO_SMALL, (struct place){context->facts->dataset->file, 0, 0}, NULL,
        "a greater size, or fewer deals by a where-clause",
        "the figure '%s' does not fit into %.0f × %.0f px: it takes %.0f px of height at that width",
        figure_kind_name(request->kind), width / POINTS_A_PX, height / POINTS_A_PX,
        ceil((needed + 2 * request->margin) / POINTS_A_PX));
    return NULL;
}

/* request: without the margin */
static struct scene *figure_frame(const struct figure_context *context, const struct figure_request *request)
{
    struct frame frame = {context, request->width - 2 * FRAME_PADDING};
    struct figure_request inner = *request;
    struct figure_parts parts;
    inner.width = frame.width;
    if (request->height > 0)
        inner.height = frame_inside(&frame, &inner, request->height);
    if (!figure_make(context, &inner, &parts))
        return NULL;
    struct frame_words words = {frame_lines(&frame, parts.title, STYLE_FIGURE_TITLE),
        frame_lines(&frame, parts.subtitle, STYLE_FIGURE_SUBTITLE),
        frame_lines(&frame, parts.sources, STYLE_NOTE)};
    double drawing = frame_top(&frame, &words), end = frame_bottom(&frame, &words);
    double height = drawing + scene_height(parts.drawing) + end;
    if (request->height > 0 && height > request->height + 0.01)
        return too_small(context, request, height);
    if (request->height > 0)
        height = request->height;
    struct scene *scene = scene_create(context->arena, request->width, height);
    if (!context->house || context->house->bar)
        frame_bar(scene);
    double y =
        frame_text(&frame, scene, &words.title, STYLE_FIGURE_TITLE, ROLE_INK, TAG_H1, FRAME_BAR_HEIGHT + 8);
    frame_text(&frame, scene, &words.subtitle, STYLE_FIGURE_SUBTITLE, ROLE_SECONDARY, TAG_P, y);
    scene_place(scene, parts.drawing, FRAME_PADDING, drawing);
    frame_text(&frame, scene, &words.sources, STYLE_NOTE, ROLE_FAINT, TAG_P, height - end + 8);
    scene_describe(scene, parts.title, parts.alt ? parts.alt : "", language_of(context));
    scene_credit(scene, parts.sources);
    return scene;
}

/* A figure in the middle of a page */
static struct scene *figure_on_page(
    const struct figure_context *context, const struct figure_request *request)
{
    struct figure_request inside = *request;
    inside.width -= 2 * request->margin;
    inside.height -= 2 * request->margin;
    struct scene *figure = figure_frame(context, &inside);
    if (!figure)
        return NULL;
    struct scene *page = scene_create(context->arena, request->width, request->height);
    scene_place(page, figure, request->margin, request->margin);
    scene_describe(page, scene_title(figure), scene_description(figure), scene_language(figure));
    scene_credit(page, scene_source(figure));
    return page;
}

struct scene *figure_draw(const struct figure_context *context, const struct figure_request *request)
{
    if (request->framed)
        return request->margin > 0 ? figure_on_page(context, request) : figure_frame(context, request);
    struct figure_parts parts;
    if (!figure_make(context, request, &parts))
        return NULL;
    scene_describe(parts.drawing, parts.title, parts.alt ? parts.alt : "", language_of(context));
    scene_credit(parts.drawing, parts.sources);
    return parts.drawing;
}

const struct data_table *figure_data(const struct figure_context *context,
    const struct figure_request *request, const struct figure_parts *parts)
{
    if (request->kind == FIGURE_TABLE)
        return deal_data_rows(context->arena, context->facts, request->where);
    if (request->kind == FIGURE_FLOW || request->kind == FIGURE_MATRIX)
        return deal_data_flows(context->arena, context->facts, request->where);
    return parts->data;
}

static bool data_of_figure(const struct figure_context *context, const struct figure_request *request,
    const struct data_table **data)
{
    struct figure_parts parts;
    bool made = figure_make(context, request, &parts);
    *data = made ? figure_data(context, request, &parts) : NULL;
    return made;
}

static bool flow_json(
    const struct figure_context *context, const struct figure_request *request, struct str *out)
{
    struct flow_drawn drawn;
    if (!flow_find(context, request, &drawn))
        return false;
    if (drawn.panels)
        flow_panels_write_json(drawn.panels, out);
    else
        flow_write_json(drawn.plan, out);
    return true;
}

bool figure_write_json(
    const struct figure_context *context, const struct figure_request *request, struct str *out)
{
    const struct data_table *data;
    if (request->kind == FIGURE_FLOW)
        return flow_json(context, request, out);
    if (request->kind == FIGURE_MATRIX) {
        struct matrix_plan *matrix = matrix_plan_of(context, request);
        if (matrix)
            matrix_write_json(matrix, out);
        return matrix;
    }
    if (!data_of_figure(context, request, &data))
        return false;
    data_table_write_json(data, out);
    return true;
}

bool figure_write_csv(
    const struct figure_context *context, const struct figure_request *request, struct str *out)
{
    const struct data_table *data;
    if (!data_of_figure(context, request, &data))
        return false;
    data_table_write_csv(data, out);
    return true;
}
