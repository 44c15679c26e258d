/* SPDX-License-Identifier: MIT */
/*
 * mirror: rows of flows and words → bars, notches and places of words. The scale is as large as the longest
 * bars and the words behind them allow; where words would take most of the room they stand above the bars.
 */
#include "mirror.h"

#include "chart.h"
#include "list.h"
#include "say.h"
#include "sums.h"
#include "wording.h"

#include <math.h>
#include <stdlib.h>

/* points */
static const double result_gap = 14, row_gap = 9, bar_breadth = 14, bar_breadth_above = 10, words_band = 12,
                    word_gap = 4, stub_gap = 2, head_gap = 1, head_line = 10, axis_room = 12, notch_pitch = 4,
                    least_share = 0.3, names_share = 0.25, over_between = 8, extras_line = 9;
enum { NOTCHES_MOST = 80, STEPS = 48 };

static const struct colour faint = {ROLE_FAINT, 0, 0}, paper = {ROLE_PAPER, 0, 0};

/* ---- what goes one way ---- */

static int compare_indices(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

struct indices mirror_edge_flows(
    struct arena *arena, const struct facts *facts, const struct edge *edge, enum deal_class deal_class)
{
    LIST(size_t) flows = {0};
    const struct indices *lists[] = {edge ? &edge->flows : NULL, edge ? &edge->leftovers : NULL};
    for (int list = 0; list < 2; list++)
        for (size_t i = 0; lists[list] && i < lists[list]->count; i++)
            if (deal_class == CLASS_COUNT || facts->flows[lists[list]->at[i]].deal_class == deal_class)
                *list_push(arena, &flows) = lists[list]->at[i];
    if (flows.count > 1)
        qsort(flows.at, flows.count, sizeof *flows.at, compare_indices);
    return (struct indices){flows.at, flows.count};
}

const struct edge *mirror_edge(const struct network *network, size_t payer, size_t payee)
{
    for (size_t i = 0; i < network->edge_count; i++)
        if (network->edges[i].payer == payer && network->edges[i].payee == payee)
            return &network->edges[i];
    return NULL;
}

static bool total_is_sized(const struct total *total)
{
    return total->flows > total->undisclosed || total->low > 0 || total->high > 0;
}

static void side_words(struct arena *arena, const char *currency, struct mirror_side *side)
{
    const struct total *total = &side->total;
    struct str out = str_init(arena);
    if (total_is_sized(total)) {
        struct money_sum sum = total_sum(total);
        word_qualified(&out, sum_qualified(arena, &sum, currency, NUMBER_SHORT, 0));
        side->amount = str_text(&out);
        if (total->undisclosed)
            side->extra = say(arena, "+ %d undisclosed", total->undisclosed);
    } else if (total->undisclosed) {
        side->amount = total->undisclosed == 1 ? said(arena, "undisclosed")
                                               : say(arena, "%d undisclosed", total->undisclosed);
    }
}

struct mirror_side mirror_side_make(
    struct arena *arena, const struct facts *facts, const struct indices *flows)
{
    const struct indices none = {0}, *among = flows;
    struct mirror_side side = {.flows = *flows, .total = flow_total_among(facts, flows, among)};
    if (side.total.sum_low > side.total.sum_high) { /* parts without their whole: each stands alone */
        among = &none;
        side.total = flow_total_among(facts, flows, among);
    }
    size_t *some = arena_array(arena, size_t, flows->count + 1);
    for (int bucket = 0; bucket < BUCKET_COUNT; bucket++) {
        struct indices chosen = {some, 0};
        for (size_t i = 0; i < flows->count; i++)
            if (facts->flows[flows->at[i]].bucket == (enum bucket)bucket)
                some[chosen.count++] = flows->at[i];
        side.by_bucket[bucket] = flow_total_among(facts, &chosen, among);
    }
    side_words(arena, facts->dataset->currency, &side);
    return side;
}

const char *mirror_side_words(struct arena *arena, const struct mirror_side *side)
{
    if (!side->amount)
        return said(arena, "nothing");
    if (!side->extra)
        return side->amount;
    struct str more = str_init(arena);
    word_counted(&more, side->total.undisclosed, "more undisclosed", "more undisclosed");
    return say(arena, "%s and %s", side->amount, str_text(&more));
}

/* ---- the scale ---- */

/* What a whole of one standing adds beside parts of another can have its bounds crossed: its high end is what
   is left, and that is certain. So bars end where the sum of all standings ends. */
static struct total bar_total(const struct total *total)
{
    struct total known = *total;
    known.high = total->sum_high;
    known.low = total->sum_low < total->sum_high ? total->sum_low : total->sum_high;
    if (known.headline > known.high || known.headline < known.low)
        known.no_headline++;
    return known;
}

static double known_high(const struct total *total)
{
    struct total known = bar_total(total);
    if (!total_is_sized(total))
        return 0;
    money named = known.no_headline == 0 ? known.headline : known.low;
    return money_units(known.high == MONEY_OPEN ? named : known.high);
}

/* Currency units that the bars of a side take: each standing to its high end */
static double side_value(const struct mirror_side *side)
{
    double value = 0;
    for (int bucket = 0; bucket < BUCKET_COUNT; bucket++)
        value += known_high(&side->by_bucket[bucket]);
    return value;
}

/* Points that it takes whatever the scale */
static double side_fixed(
    const struct mirror *mirror, const struct mirror_place *place, const struct mirror_side *side)
{
    double fixed = side->total.undisclosed ? stub_gap + BAR_STUB : 0;
    for (int bucket = 0; bucket < BUCKET_COUNT; bucket++)
        if (side->by_bucket[bucket].high == MONEY_OPEN) {
            fixed += BAR_TEETH;
            break;
        }
    if (mirror->words_above || !place->amount)
        return fixed + 1;
    return fixed + word_gap + fmax(place->amount->width, place->extra ? place->extra->width : 0);
}

static double side_need(const struct mirror *mirror, enum mirror_way way, double unit)
{
    double need = 1;
    for (size_t i = 0; i < mirror->count; i++) {
        const struct mirror_side *side = &mirror->rows[i].sides[way];
        double fixed = side_fixed(mirror, &mirror->lines[i].places[way], side);
        need = fmax(need, unit * side_value(side) + fixed);
    }
    return need;
}

static double value_most(const struct mirror *mirror, enum mirror_way way)
{
    double most = 0;
    for (size_t i = 0; i < mirror->count; i++)
        most = fmax(most, side_value(&mirror->rows[i].sides[way]));
    return most;
}

/* The largest scale at which both sides and the words fit. Returns the share of the room that bars get. */
static double scale_choose(struct mirror *mirror)
{
    double room = mirror->plot_right - mirror->plot_left;
    double values = value_most(mirror, MIRROR_LEFT) + value_most(mirror, MIRROR_RIGHT);
    double low = 0, high = values > 0 ? room / values : 0;
    for (int step = 0; step < STEPS; step++) {
        double unit = (low + high) / 2;
        double need = side_need(mirror, MIRROR_LEFT, unit) + side_need(mirror, MIRROR_RIGHT, unit);
        *(need <= room ? &low : &high) = unit;
    }
    mirror->unit = low;
    double left = side_need(mirror, MIRROR_LEFT, low), right = side_need(mirror, MIRROR_RIGHT, low);
    double spare = values > 0 ? 0 : fmax(room - left - right, 0) / 2;
    mirror->zero = mirror->plot_left + left + spare;
    return left + right > room + 0.5 ? 0 : values > 0 ? low * values / room : 1;
}

/* ---- bars ---- */

static void bar_move(struct bar *bar, double by)
{
    bar->start += by;
    bar->low += by;
    bar->high += by;
    bar->headline += by;
}

static void place_bars(
    const struct mirror *mirror, const struct mirror_row *row, enum mirror_way way, struct mirror_line *line)
{
    double forward = way == MIRROR_LEFT ? -1 : 1;
    double most =
        fmax(value_most(mirror, way), 1); /* as long as can be: a currency unit is next to nothing */
    struct scale scale = {false, 0, most, mirror->zero, mirror->zero + forward * most * mirror->unit};
    struct mirror_place *place = &line->places[way];
    double at = place->end = mirror->zero;
    struct bar form = {.backward = way == MIRROR_LEFT, .colour = row->colours[way]};
    form.across = line->band_top;
    form.breadth = line->band_bottom - line->band_top;
    for (int bucket = BUCKET_FIRM; bucket >= 0; bucket--) {
        const struct total *total = &row->sides[way].by_bucket[bucket];
        if (!total_is_sized(total))
            continue;
        struct bar *bar = &place->bars[place->bar_count++];
        struct total known = bar_total(total);
        *bar = bar_of_total(&scale, &known, (enum bucket)bucket);
        bar->upright = false;
        bar->backward = form.backward;
        bar->colour = form.colour;
        bar->across = form.across;
        bar->breadth = form.breadth;
        bar_move(bar, at - mirror->zero);
        at = bar->high;
        place->end =
            mirror->zero + forward * fmax(forward * (place->end - mirror->zero),
                                         forward * (bar_end(bar) - mirror->zero)); /* or teeth before it */
    }
    place->has_stub = row->sides[way].total.undisclosed > 0;
    if (!place->has_stub)
        return;
    place->stub = form;
    place->stub.unsized = true;
    place->stub.bucket = BUCKET_FIRM;
    place->stub.headline = NAN;
    place->stub.start = place->stub.low = place->stub.high =
        place->bar_count ? place->end + forward * stub_gap : mirror->zero;
    place->end = bar_end(&place->stub);
}

/* Points from the zero on which are certain, without a hatch between */
static double certain_end(const struct mirror_place *place)
{
    double end = place->bars[0].start;
    for (size_t i = 0; i < place->bar_count && place->bars[i].start <= end + 0.01; i++)
        end = place->bars[i].low;
    return end;
}

/* Of a bar in full colour a notch takes the paper's, of others that of their outline. */
static struct colour notch_colour(const struct mirror_place *place, double x)
{
    for (size_t i = 0; i < place->bar_count; i++) {
        const struct bar *bar = &place->bars[i];
        if (x > bar->start && x <= bar->high)
            return bar->bucket == BUCKET_FIRM ? paper : bar->colour;
    }
    return paper;
}

static void notches_place(
    struct arena *arena, const struct mirror *mirror, const struct mirror_row *row, struct mirror_line *line)
{
    double pitch = row->notch * mirror->unit;
    const struct mirror_place *place = &line->places[MIRROR_RIGHT];
    if (!(pitch >= notch_pitch) || !place->bar_count)
        return;
    double end = certain_end(place);
    line->notches = arena_array(arena, struct mirror_notch, NOTCHES_MOST);
    for (int n = 1; n <= NOTCHES_MOST && mirror->zero + n * pitch < end - 0.5; n++) {
        double x = mirror->zero + n * pitch;
        line->notches[line->notch_count++] =
            (struct mirror_notch){x, line->band_top, line->band_bottom, notch_colour(place, x)};
    }
}

/* ---- words ---- */

static void words_shape(const struct mirror_request *request, struct mirror *mirror)
{
    struct text *text = request->text;
    for (size_t i = 0; i < mirror->count; i++) {
        const struct mirror_row *row = &mirror->rows[i];
        struct mirror_line *line = &mirror->lines[i];
        for (int way = 0; way < MIRROR_WAYS; way++) {
            const struct mirror_side *side = &row->sides[way];
            struct mirror_place *place = &line->places[way];
            place->amount =
                side->amount ? text_shape(text, theme_style(STYLE_TABLE_STRONG), side->amount) : NULL;
            place->extra =
                side->extra ? text_shape(text, theme_style(STYLE_LABEL_AMOUNT), side->extra) : NULL;
        }
        line->qualifier =
            row->qualifier ? text_shape(text, theme_style(STYLE_LABEL_AMOUNT), row->qualifier) : NULL;
        line->result = row->result ? text_shape(text, theme_style(request->result_style), row->result) : NULL;
        line->remark = row->remark ? text_shape(text, theme_style(STYLE_LABEL_AMOUNT), row->remark) : NULL;
    }
}

static double run_width(const struct text_run *run)
{
    return run ? run->width : 0;
}

static double line_result_width(const struct mirror_line *line)
{
    double result = run_width(line->result) + (line->qualifier ? line->qualifier->width + 3 : 0);
    return fmax(result, run_width(line->remark));
}

/* Remarks that stand before their results, on one line with them: "signed · at least 17×" */
static const char *joined_remark(const struct mirror_request *request, const struct mirror_row *row)
{
    bool alone = !row->result && !row->qualifier;
    return alone ? row->remark : arena_printf(request->arena, "%s ·", row->remark);
}

static const double *joined_widths(const struct mirror_request *request, const struct mirror *mirror)
{
    double *widths = arena_array(request->arena, double, mirror->count + 1);
    for (size_t i = 0; i < mirror->count; i++) {
        const struct mirror_line *line = &mirror->lines[i];
        widths[i] = run_width(line->result) + (line->qualifier ? line->qualifier->width + 3 : 0);
        if (mirror->rows[i].remark)
            widths[i] += 3 + text_width(request->text, theme_style(STYLE_LABEL_AMOUNT),
                                 joined_remark(request, &mirror->rows[i]));
        widths[i] += widths[i] > 0 ? result_gap : 0;
    }
    return widths;
}

/* Of what stands at the rows' ends, head included */
static double results_width(const struct mirror_request *request, const struct mirror *mirror)
{
    double width = 0;
    for (size_t i = 0; i < mirror->count; i++)
        width = fmax(width, line_result_width(&mirror->lines[i]));
    for (int i = 0; i < 2 && width > 0; i++)
        if (request->result_head[i])
            width = fmax(width, text_width(request->text, theme_style(STYLE_AXIS), request->result_head[i]));
    return ceil(width);
}

static void results_place(struct mirror *mirror, size_t index)
{
    struct mirror_line *line = &mirror->lines[index];
    const struct row_lines *row = &mirror->labels.at[index];
    double top = mirror->labels.above ? row->top : row->middle - 10.5;
    line->result_y = top + (line->remark || mirror->labels.above ? 8.6 : 14);
    line->result_x = mirror->width - run_width(line->result);
    line->qualifier_x = line->result_x - (line->result ? 3 : 0) - run_width(line->qualifier);
    line->remark_x = mirror->width - run_width(line->remark);
    line->remark_y = line->result_y + 9.8;
    if (!mirror->labels.joined)
        return;
    line->remark_x = line->qualifier_x - (line->qualifier || line->result ? 3 : 0) - run_width(line->remark);
    line->remark_y = line->result_y;
}

/* Behind the bars: one line, or two around the middle */
static void words_behind(const struct mirror *mirror, struct mirror_line *line, enum mirror_way way)
{
    struct mirror_place *place = &line->places[way];
    double middle = (line->band_top + line->band_bottom) / 2;
    if (!place->amount)
        return;
    bool left = way == MIRROR_LEFT;
    double x = place->end + (left ? -word_gap : word_gap);
    place->amount_x = left ? x - place->amount->width : x;
    place->amount_y = middle + (place->extra ? -1.2 : 3);
    place->extra_x = left ? x - run_width(place->extra) : x;
    place->extra_y = middle + 8;
    (void)mirror;
}

static double over_band(const struct mirror *mirror)
{
    return words_band + (mirror->extras_below ? extras_line : 0);
}

/* What a side's words take above the bars */
static double over_width(const struct mirror *mirror, const struct mirror_place *place)
{
    if (mirror->extras_below)
        return fmax(run_width(place->amount), run_width(place->extra));
    return run_width(place->amount) + (place->extra ? 3 + place->extra->width : 0);
}

static double over_gap(double left, double right)
{
    return left > 0 && right > 0 ? over_between : 0;
}

/* Two amounts and what is undisclosed beside them may be more than a line holds. */
static bool over_fits(const struct mirror *mirror)
{
    for (size_t i = 0; i < mirror->count; i++) {
        double left = over_width(mirror, &mirror->lines[i].places[MIRROR_LEFT]),
               right = over_width(mirror, &mirror->lines[i].places[MIRROR_RIGHT]);
        if (left + over_gap(left, right) + right > mirror->plot_right - mirror->plot_left)
            return false;
    }
    return true;
}

static void extra_put(const struct mirror *mirror, struct mirror_place *place)
{
    place->extra_x = mirror->extras_below ? place->amount_x : place->amount_x + run_width(place->amount) + 3;
}

/* Above the bars: what goes left ends at the zero, what goes right begins there; both moved to stay within */
static void words_over(const struct mirror *mirror, struct mirror_line *line)
{
    struct mirror_place *left = &line->places[MIRROR_LEFT], *right = &line->places[MIRROR_RIGHT];
    double wide_left = over_width(mirror, left), wide_right = over_width(mirror, right);
    double gap = over_between, y = line->band_top - 3.2;
    double start = mirror->zero - gap / 2 - wide_left;
    double most = mirror->plot_right - wide_left - (wide_right > 0 ? gap + wide_right : 0);
    start = fmax(fmin(start, most), wide_left > 0 ? mirror->plot_left : mirror->plot_left - gap);
    left->amount_x = start;
    right->amount_x = start + wide_left + gap;
    extra_put(mirror, left);
    extra_put(mirror, right);
    left->extra_y = right->extra_y = y;
    left->amount_y = right->amount_y = mirror->extras_below ? y - extras_line : y;
}

/* ---- heads ---- */

static void head_add(struct mirror *mirror, struct text *text, const char *words, enum style style, double x,
    double y, double align, struct colour colour)
{
    if (!words)
        return;
    const struct text_run *run = text_shape(text, theme_style(style), words);
    mirror->heads[mirror->head_count++] = (struct mirror_head){run, x - align * run->width, y, colour};
}

static bool way_is_used(const struct mirror *mirror, enum mirror_way way)
{
    for (size_t i = 0; i < mirror->count; i++)
        if (mirror->rows[i].sides[way].amount)
            return true;
    return false;
}

static void heads_place(const struct mirror_request *request, struct mirror *mirror)
{
    double last = mirror->plot_top - head_gap - 2, lines[2] = {8, last};
    struct text *text = request->text;
    for (int i = 0; i < 2; i++) {
        if (mirror->labels.above && i > 0)
            break;
        head_add(mirror, text, request->names_head[i], STYLE_AXIS, 0, lines[i], 0, faint);
        if (results_width(request, mirror) > 0)
            head_add(mirror, text, request->result_head[i], STYLE_AXIS, mirror->width,
                request->result_head[1] || mirror->labels.above ? lines[i] : last, 1, faint);
    }
    const char *sides[MIRROR_WAYS];
    double width[MIRROR_WAYS] = {0, 0};
    for (int way = 0; way < MIRROR_WAYS; way++) {
        sides[way] = way_is_used(mirror, (enum mirror_way)way) ? request->side_heads[way] : NULL;
        width[way] = sides[way] ? text_width(text, theme_style(STYLE_TABLE_HEAD), sides[way]) : 0;
    }
    double gap = 10, left = width[MIRROR_LEFT], right = width[MIRROR_RIGHT];
    double most = mirror->plot_right - left - (sides[MIRROR_RIGHT] ? gap + right : 0);
    double start = fmin(mirror->zero - gap / 2 - left, most);
    start = fmax(start, sides[MIRROR_LEFT] ? mirror->plot_left : mirror->plot_left - gap);
    head_add(mirror, text, sides[MIRROR_LEFT], STYLE_TABLE_HEAD, start, last, 0,
        request->head_colours[MIRROR_LEFT]);
    head_add(mirror, text, sides[MIRROR_RIGHT], STYLE_TABLE_HEAD, start + left + gap, last, 0,
        request->head_colours[MIRROR_RIGHT]);
}

/* ---- the whole ---- */

/* Narrow, names, details and results stand on one line where they all find room. */
static bool labels_join(
    const struct mirror_request *request, struct mirror *mirror, struct rows_request asked)
{
    asked.width = mirror->width;
    asked.taken = joined_widths(request, mirror);
    asked.joined = true;
    struct rows rows = rows_plan(&asked);
    if (!rows.joined)
        return false;
    mirror->labels = rows;
    for (size_t i = 0; i < mirror->count; i++)
        if (mirror->rows[i].remark)
            mirror->lines[i].remark = text_shape(
                request->text, theme_style(STYLE_LABEL_AMOUNT), joined_remark(request, &mirror->rows[i]));
    return true;
}

static void labels_plan(const struct mirror_request *request, struct mirror *mirror)
{
    struct row_words *words = arena_array(request->arena, struct row_words, mirror->count + 1);
    double results = results_width(request, mirror);
    for (size_t i = 0; i < mirror->count; i++)
        words[i] = mirror->rows[i].words;
    struct rows_request asked = {.arena = request->arena,
        .text = request->text,
        .words = words,
        .count = mirror->count,
        .width = mirror->width - (results > 0 ? results + result_gap : 0),
        .mark = mirror->words_above ? over_band(mirror) + bar_breadth_above : bar_breadth,
        .gap = row_gap,
        .share = names_share};
    bool brief = !request->names_head[0] && !request->result_head[1];
    mirror->plot_top = (brief ? head_line : 2 * head_line) + head_gap;
    asked.top = mirror->plot_top + 5;
    mirror->labels = rows_plan(&asked);
    if (mirror->labels.above) {
        mirror->plot_top = 2 * head_line + head_gap;
        asked.top = mirror->plot_top + 5;
        bool joined = labels_join(request, mirror, asked);
        for (size_t i = 0; i < mirror->count && !joined; i++)
            if (!words[i].detail && mirror->lines[i].remark)
                words[i].detail = ""; /* the remark stands on that line */
        if (!joined)
            mirror->labels = rows_plan(&asked);
    }
    mirror->plot_left = mirror->labels.plot_left;
    mirror->plot_right = mirror->labels.above ? mirror->width : asked.width;
}

static void scale_plan(const struct mirror_request *request, struct mirror *mirror)
{
    mirror->words_above = false;
    labels_plan(request, mirror);
    if (!mirror->labels.above && scale_choose(mirror) >= least_share)
        return;
    mirror->words_above = true;
    labels_plan(request, mirror);
    mirror->extras_below = !over_fits(mirror);
    if (mirror->extras_below)
        labels_plan(request, mirror);
    scale_choose(mirror);
}

static void axis_plan(const struct mirror_request *request, struct mirror *mirror)
{
    double left = value_most(mirror, MIRROR_LEFT), right = value_most(mirror, MIRROR_RIGHT);
    mirror->has_axis = left + right > 0;
    if (!mirror->has_axis)
        return;
    struct axis_request asked = {.arena = request->arena,
        .text = request->text,
        .start = mirror->zero - left * mirror->unit,
        .end = mirror->zero + right * mirror->unit,
        .width = mirror->labels.above ? mirror->width : mirror->plot_right,
        .most = 6,
        .tight = true};
    mirror->axis = axis_money(&asked, request->currency, -left, right, false, true);
}

static void footer_make(const struct mirror_request *request, struct mirror *mirror)
{
    struct footer_used used = {0};
    bool notched = false;
    for (size_t i = 0; i < mirror->count; i++) {
        notched = notched || mirror->lines[i].notch_count > 0;
        for (int way = 0; way < MIRROR_WAYS; way++) {
            const struct mirror_place *place = &mirror->lines[i].places[way];
            for (size_t b = 0; b < place->bar_count; b++)
                footer_use(&used, &place->bars[b]);
            if (place->has_stub)
                used.unsized = true;
        }
    }
    struct footer_key *keys = arena_array(request->arena, struct footer_key, FOOTER_USUAL + 1);
    size_t count = footer_usual(request->arena, &used, keys);
    if (notched && request->notch_key)
        keys[count++] = mirror_notch_key(request->notch_key);
    mirror->footer = footer_plan(
        request->arena, request->text, request->width, keys, count, request->notes, request->note_count);
}

static void line_place(const struct mirror_request *request, struct mirror *mirror, size_t index)
{
    struct mirror_line *line = &mirror->lines[index];
    double middle = mirror->labels.at[index].middle;
    double breadth = mirror->words_above ? bar_breadth_above : bar_breadth;
    line->band_top = middle - breadth / 2 + (mirror->words_above ? over_band(mirror) / 2 : 0);
    line->band_bottom = line->band_top + breadth;
    for (int way = 0; way < MIRROR_WAYS; way++)
        place_bars(mirror, &mirror->rows[index], (enum mirror_way)way, line);
    notches_place(request->arena, mirror, &mirror->rows[index], line);
    if (mirror->words_above)
        words_over(mirror, line);
    else
        for (int way = 0; way < MIRROR_WAYS; way++)
            words_behind(mirror, line, (enum mirror_way)way);
    results_place(mirror, index);
}

struct mirror *mirror_plan(const struct mirror_request *request)
{
    struct mirror *mirror = arena_new(request->arena, struct mirror);
    *mirror = (struct mirror){.rows = request->rows, .count = request->count, .width = request->width};
    mirror->lines = arena_array(request->arena, struct mirror_line, request->count + 1);
    words_shape(request, mirror);
    scale_plan(request, mirror);
    for (size_t i = 0; i < mirror->count; i++)
        line_place(request, mirror, i);
    heads_place(request, mirror);
    axis_plan(request, mirror);
    footer_make(request, mirror);
    mirror->footer_top = mirror->labels.bottom + 5 + (mirror->has_axis ? axis_room : 0);
    mirror->height = mirror->footer_top + footer_height(mirror->footer);
    return mirror;
}
