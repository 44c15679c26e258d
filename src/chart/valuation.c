/* SPDX-License-Identifier: MIT */
/*
 * valuation: the plan. Valuations of a dataset → scales, marks, steps and ticks, as numbers. Words are made
 * in valuation_words.c, labels find their place in valuation_label.c, valuation_draw.c draws. It refuses to
 * know colours.
 */
#include "valuation.h"

#include "list.h"
#include "party_colour.h"
#include "say.h"
#include "theme.h"
#include "valuation_plan.h"
#include "wording.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* points; days where said */
static const double inset_left = 34, inset_right = 16, label_gap = 8, right_part = 0.25, axis_height = 17,
                    top_least = 14, log_ratio = 20, days_least = 90, days_few = 27, dodge_gap = 1.6,
                    spread_most = 48, spread_few = 160, plot_least = 60, note_part = 0.45, note_most = 150;
enum {
    GRIDLINES_MOST = 5 /* with the zero line */,
    CROWD = 60,
    CLUSTER_MOST = 6,
    FEW = 2,
    PARTIES_MOST = 24
};

static const struct valuation *valuation_of(const struct valuation_plan *plan, const struct mark *mark)
{
    return &plan->facts->dataset->valuations[mark->valuation];
}

static enum mark_state state_of(const struct valuation *valuation)
{
    return marker_state(valuation->status);
}

static double units(money value)
{
    return (double)value / 100;
}

static bool is_range(const struct amount *amount)
{
    return (amount->kind == AMOUNT_RANGE || amount->kind == AMOUNT_VAGUE || !amount->has_headline) &&
           amount->high != MONEY_OPEN && amount->low < amount->high;
}

/* The highest number that the mark or its whisker reaches */
static double reach(const struct amount *amount)
{
    double value = units(amount->has_headline ? amount->headline : amount->low);
    return is_range(amount) ? fmax(value, units(amount->high)) : value;
}

/* ── which marks ── */

static int32_t middle_day(struct date date)
{
    return date.first + (date.last - date.first) / 2;
}

struct order {
    const struct dataset *dataset;
    size_t valuation;
};

static int order_compare(const void *first, const void *second)
{
    const struct order *a = first, *b = second;
    const struct valuation *v = &a->dataset->valuations[a->valuation],
                           *w = &b->dataset->valuations[b->valuation];
    if (v->party != w->party)
        return v->party < w->party ? -1 : 1;
    if (middle_day(v->date) != middle_day(w->date))
        return middle_day(v->date) < middle_day(w->date) ? -1 : 1;
    if (state_of(v) != state_of(w)) /* what stands comes before what is talked about */
        return state_of(v) < state_of(w) ? -1 : 1;
    if ((v->money == MONEY_PRE) != (w->money == MONEY_PRE)) /* a stem is climbed */
        return v->money == MONEY_PRE ? -1 : 1;
    if (v->value.low != w->value.low)
        return v->value.low < w->value.low ? -1 : 1;
    return a->valuation < b->valuation ? -1 : a->valuation > b->valuation;
}

static bool is_dead(const struct valuation *valuation)
{
    return valuation->status != STATUS_NONE && status_bucket(valuation->status, TRI_UNKNOWN) == BUCKET_DEAD;
}

static void series_push(struct valuation_plan *plan, size_t party)
{
    struct series *series = &plan->series[plan->series_count];
    *series = (struct series){
        .party = party, .colour = party_colour(plan->facts->dataset, party), .first = plan->mark_count};
    plan->series_count++;
}

/* One round told twice: before the money came, and after */
static bool is_pair(const struct valuation *pre, const struct valuation *post)
{
    return pre->party == post->party && pre->money == MONEY_PRE && post->money == MONEY_POST &&
           pre->basis == post->basis && pre->date.first == post->date.first &&
           pre->date.last == post->date.last && state_of(pre) == state_of(post);
}

static void marks_collect(struct valuation_plan *plan)
{
    const struct dataset *dataset = plan->facts->dataset;
    struct order *orders = arena_array(plan->arena, struct order, dataset->valuation_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < dataset->valuation_count; i++) {
        const struct valuation *valuation = &dataset->valuations[i];
        if ((plan->single && valuation->party != plan->party) || is_dead(valuation))
            continue;
        if (!amount_is_sized(&valuation->value))
            plan->unsized++;
        else
            orders[count++] = (struct order){dataset, i};
    }
    qsort(orders, count, sizeof *orders, order_compare);
    plan->marks = arena_array(plan->arena, struct mark, count + 1);
    plan->series = arena_array(plan->arena, struct series, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct valuation *valuation = &dataset->valuations[orders[i].valuation];
        if (plan->series_count == 0 || plan->series[plan->series_count - 1].party != valuation->party)
            series_push(plan, valuation->party);
        const struct amount *amount = &valuation->value;
        plan->series[plan->series_count - 1].count++;
        plan->marks[plan->mark_count++] = (struct mark){.valuation = orders[i].valuation,
            .series = plan->series_count - 1,
            .form = marker_form(valuation->basis),
            .state = state_of(valuation),
            .value = units(amount->has_headline ? amount->headline : amount->low),
            .high_y = NAN,
            .low_y = NAN,
            .open_up = amount->high == MONEY_OPEN,
            .open_down = amount->kind == AMOUNT_AT_MOST};
    }
    for (size_t i = 0; i < plan->series_count; i++)
        plan->marks[plan->series[i].first + plan->series[i].count - 1].is_last = true;
    for (size_t i = 1; i < count; i++)
        plan->marks[i].on_stem =
            is_pair(&dataset->valuations[orders[i - 1].valuation], &dataset->valuations[orders[i].valuation]);
}

/* ── labels' words ── */

static double right_most(const struct valuation_plan *plan)
{
    return fmax(plan->width * right_part, 50);
}

/* The last mark of each of several parties carries the name, on one line with the value where there is room.
 */
static void label_name(
    struct valuation_plan *plan, const struct mark *mark, const char *value, struct label *label)
{
    struct text_style style = theme_style(STYLE_LABEL);
    const char *name = party_short(&plan->facts->dataset->parties[plan->series[mark->series].party]);
    const char *both = arena_printf(plan->arena, "%s %s", name, value);
    if (text_width(plan->text, style, both) <= right_most(plan) - label_gap)
        label->lines[1] = text_shape(plan->text, style, both);
    else
        label->lines[0] = text_shape_fitting(plan->text, style, name, fmin(plan->width / 3, 120));
}

/* A number is never cut: where a step-up has no room it is left to the table. NULL: nothing to say */
static void note_shape(const struct valuation_plan *plan, const struct mark *mark, struct label *label)
{
    struct text_style style = theme_style(STYLE_LABEL_AMOUNT);
    double most = fmin(plan->width * note_part, note_most);
    const char *note = valuation_mark_note(plan->arena, plan, mark, true),
               *brief = valuation_mark_note(plan->arena, plan, mark, false);
    label->tells_step_up = !str_equals(note, brief) && text_width(plan->text, style, note) <= most;
    note = label->tells_step_up ? note : brief;
    label->lines[2] = *note ? text_shape_fitting(plan->text, style, note, most) : NULL;
}

static void label_words(struct valuation_plan *plan, struct mark *mark)
{
    struct label *label = &mark->label;
    const char *value = valuation_mark_value(plan->arena, plan, mark);
    label->leading[0] = label->leading[1] = theme_leading(STYLE_LABEL);
    label->leading[2] = theme_leading(STYLE_LABEL_AMOUNT);
    label->lines[1] = text_shape(plan->text, theme_style(STYLE_LABEL), value);
    if (!plan->single && plan->series_count > 1 && mark->is_last)
        label_name(plan, mark, value, label);
    note_shape(plan, mark, label);
}

/* Room at the right for the labels of the last marks */
static double right_needed(const struct valuation_plan *plan)
{
    double needed = inset_right;
    for (size_t i = 0; i < plan->mark_count; i++)
        for (int line = 0; plan->marks[i].is_last && line < LABEL_LINES; line++) {
            const struct text_run *run = plan->marks[i].label.lines[line];
            needed = run ? fmax(needed, run->width + plan->radius + label_gap) : needed;
        }
    return fmin(needed, right_most(plan));
}

/* ── scales ── */

/* Where one date or month is all there is, a little time around it; a month by itself fills the width. */
static void dates_axis(struct valuation_plan *plan)
{
    double first = INFINITY, last = -INFINITY;
    for (size_t i = 0; i < plan->mark_count; i++) {
        first = fmin(first, valuation_of(plan, &plan->marks[i])->date.first);
        last = fmax(last, valuation_of(plan, &plan->marks[i])->date.last);
    }
    if (plan->mark_count <= FEW && last - first >= days_few)
        last += 1; /* so that the next month's tick is there */
    else if (last - first < days_least) {
        double middle = floor((first + last) / 2);
        first = middle - days_least / 2;
        last = middle + days_least / 2;
    }
    struct axis_request request = {.arena = plan->arena,
        .text = plan->text,
        .start = fmin(inset_left, plan->width / 8),
        .end = plan->width - right_needed(plan),
        .width = plan->width};
    plan->x = axis_dates(&request, (int32_t)first, (int32_t)last);
}

static void span_of_values(const struct valuation_plan *plan, double *low, double *high)
{
    *low = INFINITY;
    *high = 0;
    for (size_t i = 0; i < plan->mark_count; i++) {
        if (plan->marks[i].value > 0)
            *low = fmin(*low, plan->marks[i].value);
        *high = fmax(*high, reach(&valuation_of(plan, &plan->marks[i])->value));
    }
}

static void values_axis(struct valuation_plan *plan, const struct valuation_options *options, double top)
{
    double low, high;
    span_of_values(plan, &low, &high);
    bool log = options->scale == SCALE_LOG || (options->scale == SCALE_AUTO && high >= log_ratio * low);
    log = log && isfinite(low);
    struct axis_request request = {.arena = plan->arena,
        .text = plan->text,
        .start = plan->plot_bottom,
        .end = top,
        .width = plan->width,
        .most = GRIDLINES_MOST};
    plan->y = axis_money(&request, plan->facts->dataset->currency, log ? low : 0, high, log, false);
    plan->plot_top = top;
}

/* Room above the highest mark for its arrow and its label, whatever the gridlines leave */
static double top_needed(const struct valuation_plan *plan, double bottom)
{
    double needed = top_least;
    for (size_t i = 0; i < plan->mark_count; i++) {
        const struct mark *mark = &plan->marks[i];
        double room = plan->radius + 4 + (mark->open_up ? MARKER_ARROW : 0);
        for (int line = 0; line < LABEL_LINES; line++)
            room += mark->label.lines[line] ? mark->label.leading[line] : 0;
        struct scale unit = plan->y.scale;
        unit.start = 0;
        unit.end = 1;
        double part = scale_map(&unit, reach(&valuation_of(plan, mark)->value)); /* 1: on the top gridline */
        if (part > 0)
            needed = fmax(needed, bottom - (bottom - room) / part);
    }
    return fmin(needed, bottom / 2);
}

static double height_choose(const struct valuation_plan *plan, const struct valuation_options *options)
{
    if (options->height > 0)
        return options->height;
    if (plan->mark_count <= FEW)
        return 130;
    return fmin(fmax(plan->width * 0.34, 150), 210) + (plan->series_count > 1 ? 40 : 0);
}

/* ── marks in their places ── */

static void mark_place(struct valuation_plan *plan, struct mark *mark)
{
    const struct valuation *valuation = valuation_of(plan, mark);
    mark->date_from = scale_map(&plan->x.scale, valuation->date.first);
    mark->date_to = scale_map(&plan->x.scale, valuation->date.last);
    mark->x = scale_map(&plan->x.scale, middle_day(valuation->date));
    mark->y = scale_map(&plan->y.scale, mark->value);
    if (is_range(&valuation->value)) {
        mark->low_y = valuation->value.low > 0 ? scale_map(&plan->y.scale, units(valuation->value.low))
                                               : plan->plot_bottom;
        mark->low_y = fmin(mark->low_y, plan->plot_bottom);
        mark->high_y = scale_map(&plan->y.scale, units(valuation->value.high));
    }
    mark->y = fmin(mark->y, plan->plot_bottom);
}

static bool covers(const struct valuation_plan *plan, const struct mark *a, const struct mark *b)
{
    double apart = 2 * plan->radius + dodge_gap;
    if ((a->on_stem && b + 1 == a) || (b->on_stem && a + 1 == b))
        return false;
    return fabs(a->x - b->x) < apart && fabs(a->y - b->y) < apart;
}

static int place_compare(const void *first, const void *second)
{
    const struct mark *a = *(struct mark *const *)first, *b = *(struct mark *const *)second;
    if (a->x < b->x || a->x > b->x)
        return a->x < b->x ? -1 : 1;
    return a < b ? -1 : a > b; /* places in one array: series, then date */
}

/* Several that mean the same days part these days among them: each place is as true as the middle. */
static bool share_days(const struct mark *const *marks, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (marks[i]->date_from != marks[0]->date_from || marks[i]->date_to != marks[0]->date_to)
            return false;
    return marks[0]->date_to > marks[0]->date_from;
}

static void cluster_spread(const struct valuation_plan *plan, struct mark **marks, size_t count, bool widely)
{
    double apart = 2 * plan->radius + dodge_gap, sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += marks[i]->x;
    double middle = sum / (double)count;
    if (widely && share_days((const struct mark *const *)marks, count))
        apart = fmax(apart, fmin((marks[0]->date_to - marks[0]->date_from) / (double)(count + 1),
                                plan->mark_count <= FEW ? spread_few : spread_most));
    double first = fmax(middle - apart * (double)(count - 1) / 2, plan->radius);
    first = fmin(first, plan->width - plan->radius - apart * (double)(count - 1));
    for (size_t i = 0; i < count; i++)
        marks[i]->x = first + apart * (double)i;
}

/* All marks, of those sorted by place from `first` on, that cover one another through others; returns how
 * many */
static size_t cluster_gather(
    const struct valuation_plan *plan, struct mark **sorted, size_t first, bool *taken, struct mark **cluster)
{
    size_t count = 0;
    cluster[count++] = sorted[first];
    taken[first] = true;
    for (size_t i = first + 1; i < plan->mark_count; i++) {
        bool meets = false;
        for (size_t j = 0; j < count && !taken[i]; j++)
            meets = meets || covers(plan, cluster[j], sorted[i]);
        if (!meets)
            continue;
        taken[i] = true;
        cluster[count++] = sorted[i];
    }
    return count;
}

static void dodge_pass(struct valuation_plan *plan, bool widely)
{
    struct mark **sorted = arena_array(plan->arena, struct mark *, plan->mark_count);
    struct mark **cluster = arena_array(plan->arena, struct mark *, plan->mark_count);
    bool *taken = arena_array(plan->arena, bool, plan->mark_count);
    for (size_t i = 0; i < plan->mark_count; i++)
        sorted[i] = &plan->marks[i];
    qsort(sorted, plan->mark_count, sizeof *sorted, place_compare);
    for (size_t i = 0; i < plan->mark_count; i++) {
        size_t count = taken[i] ? 0 : cluster_gather(plan, sorted, i, taken, cluster);
        if (count > 1 && count <= CLUSTER_MOST)
            cluster_spread(plan, cluster, count, widely);
    }
}

/* Marks that would cover each other stand side by side around their middle, in the order of their dates. A
   crowd is left where it is. */
static void marks_dodge(struct valuation_plan *plan)
{
    if (plan->mark_count > CROWD)
        return;
    for (int pass = 0; pass < 3; pass++) /* those that were moved may now cover others */
        dodge_pass(plan, pass == 0);
    for (size_t i = 1; i < plan->mark_count; i++)
        if (plan->marks[i].on_stem)
            plan->marks[i].x = plan->marks[i - 1].x;
}

bool valuation_is_unsure(const struct mark *mark)
{
    return mark->open_down || !isnan(mark->low_y);
}

static void steps_plan(struct valuation_plan *plan)
{
    plan->steps = arena_array(plan->arena, struct step, plan->mark_count + 1);
    for (size_t i = 0; i < plan->series_count; i++) {
        const struct series *series = &plan->series[i];
        size_t before = NO_INDEX;
        for (size_t m = series->first; m < series->first + series->count; m++) {
            bool talk = plan->marks[m].state == STATE_TALK;
            if (plan->marks[m].on_stem)
                plan->steps[plan->step_count++] =
                    (struct step){.from = m - 1, .to = m, .dashed = talk, .stem = true};
            else if (before != NO_INDEX)
                plan->steps[plan->step_count++] = (struct step){.from = before, .to = m, .dashed = talk};
            if (!talk || before == NO_INDEX || plan->marks[before].state == STATE_TALK)
                before = m;
        }
    }
}

static void multiples_plan(struct valuation_plan *plan)
{
    for (size_t i = 0; i < plan->step_count; i++) {
        const char *multiple = valuation_step_multiple(plan->arena, plan, &plan->steps[i]);
        if (multiple)
            plan->steps[i].multiple = text_shape(plan->text, theme_style(STYLE_AXIS), multiple);
    }
}

/* ── what the forms mean, where labels could not say it; the dagger ── */

static bool form_is_used(const struct valuation_plan *plan, enum mark_form form)
{
    for (size_t i = 0; i < plan->mark_count; i++)
        if (plan->marks[i].form == form)
            return true;
    return false;
}

static bool state_is_used(const struct valuation_plan *plan, enum mark_state state)
{
    for (size_t i = 0; i < plan->mark_count; i++)
        if (plan->marks[i].state == state)
            return true;
    return false;
}

static void key_draw(struct scene *scene, double x, double y, const void *what)
{
    const struct key *key = what;
    if (key->is_party)
        marker_swatch(scene, x, y, key->colour);
    else
        marker_draw(scene, key->form, key->state, key->colour, x, y, 3.2);
}

typedef LIST(struct footer_key) key_list;

static void key_add(struct valuation_plan *plan, key_list *keys, struct key key, const char *words)
{
    struct key *what = arena_new(plan->arena, struct key);
    *what = key;
    *list_push(plan->arena, keys) = (struct footer_key){.label = words, .draw = key_draw, .what = what};
}

/* A party whose last mark found no place for its name */
static void parties_key(struct valuation_plan *plan, key_list *keys)
{
    size_t nameless = 0;
    for (size_t i = 0; plan->series_count > 1 && i < plan->series_count; i++) {
        const struct series *series = &plan->series[i];
        if (plan->marks[series->first + series->count - 1].label.placed || ++nameless > PARTIES_MOST)
            continue;
        key_add(plan, keys, (struct key){.is_party = true, .colour = series->colour},
            party_short(&plan->facts->dataset->parties[series->party]));
    }
    if (nameless <= PARTIES_MOST)
        return;
    struct str more = str_init(plan->arena);
    word_counted(&more, (int64_t)(nameless - PARTIES_MOST), "more party", "more parties");
    key_add(plan, keys, (struct key){.is_party = true, .colour = {ROLE_OTHER, 0, 0}},
        say(plan->arena, "and %s", str_text(&more)));
}

static void keys_plan(struct valuation_plan *plan, key_list *keys)
{
    static const struct colour secondary = {ROLE_SECONDARY, 0, 0};
    parties_key(plan, keys);
    for (int form = 0; form < FORM_COUNT; form++)
        if (form_is_used(plan, (enum mark_form)form))
            key_add(plan, keys, (struct key){.colour = secondary, .form = (enum mark_form)form},
                marker_form_name(plan->arena, (enum mark_form)form));
    if (state_is_used(plan, STATE_PLANNED))
        key_add(plan, keys, (struct key){.colour = secondary, .state = STATE_PLANNED},
            said(plan->arena, "announced or agreed"));
    if (state_is_used(plan, STATE_TALK))
        key_add(plan, keys, (struct key){.colour = secondary, .state = STATE_TALK},
            said(plan->arena, "under discussion"));
}

static void below_plan(struct valuation_plan *plan)
{
    key_list keys = {0};
    if (plan->unlabelled > 0 || plan->unexplained > 0)
        keys_plan(plan, &keys);
    plan->key_count = keys.count;
    const char **note = arena_array(plan->arena, const char *, 1);
    const char *legend = valuation_legend(plan->arena, plan),
               *footnote = valuation_footnote(plan->arena, plan);
    note[0] = !legend ? footnote : !footnote ? legend : arena_printf(plan->arena, "%s %s", legend, footnote);
    plan->footer_top = plan->plot_bottom + axis_height;
    plan->footer =
        footer_plan(plan->arena, plan->text, plan->width, keys.at, keys.count, note, note[0] != NULL);
    plan->height = plan->footer_top + footer_height(plan->footer);
}

/* ── the whole ── */

static void no_data(const struct facts *facts, const struct valuation_plan *plan, struct diags *diags)
{
    const struct dataset *dataset = facts->dataset;
    struct place place = {dataset->file, 0, 0};
    const char *hint = "give the party a valuation with a date and a value, or leave the figure out";
    if (plan->single)
        diags_add(diags, DIAG_NO_DATA, place, NULL, hint, "no valuation of %s states a size%s",
            dataset->parties[plan->party].name, plan->unsized > 0 ? ": all are undisclosed" : "");
    else
        diags_add(diags, DIAG_NO_DATA, place, NULL, hint, "the dataset has no valuation that states a size");
}

static void report_crowd(const struct valuation_plan *plan, struct diags *diags)
{
    if (plan->unlabelled == 0)
        return;
    struct place place = {plan->facts->dataset->file, 0, 0};
    diags_add(diags, DIAG_CROWDED, place, NULL, "draw it wider, or one party at a time",
        "the valuation chart has room for the labels of %zu of its %zu marks",
        plan->mark_count - plan->unlabelled, plan->mark_count);
}

static double radius_for(size_t marks)
{
    return marks <= 40 ? 3.2 : marks <= 120 ? 2.2 : 1.4;
}

/* Everything for a given height of the plot with its axis; what stands below comes on top of it. */
static void plan_place(struct valuation_plan *plan, const struct valuation_options *options, double height)
{
    plan->plot_bottom = fmax(height - axis_height, plot_least);
    values_axis(plan, options, top_least);
    values_axis(plan, options, top_needed(plan, plan->plot_bottom));
    for (size_t i = 0; i < plan->mark_count; i++)
        mark_place(plan, &plan->marks[i]);
    marks_dodge(plan);
    steps_plan(plan);
    multiples_plan(plan);
    valuation_labels_place(plan);
    below_plan(plan);
}

/* A given height holds the keys and the footnote as well; whether keys are needed shows only when labels are
 * placed. */
static void plan_fit(struct valuation_plan *plan, const struct valuation_options *options)
{
    struct valuation_plan blank = *plan;
    struct mark *marks = arena_array(plan->arena, struct mark, plan->mark_count);
    memcpy(marks, plan->marks, plan->mark_count * sizeof *marks);
    double height = height_choose(plan, options);
    plan_place(plan, options, height);
    for (int round = 0; options->height > 0 && plan->height > options->height && round < 3; round++) {
        height -= plan->height - options->height;
        *plan = blank;
        memcpy(plan->marks, marks, plan->mark_count * sizeof *marks);
        plan_place(plan, options, height);
    }
}

struct valuation_plan *valuation_plan_make(struct arena *arena, struct text *text, const struct facts *facts,
    const struct valuation_options *options, struct diags *diags)
{
    assert(options->width > 0);
    struct valuation_plan *plan = arena_new(arena, struct valuation_plan);
    plan->arena = arena;
    plan->text = text;
    plan->facts = facts;
    plan->party = options->party;
    plan->single = options->party != NO_INDEX;
    plan->width = options->width;
    marks_collect(plan);
    if (plan->mark_count == 0) {
        no_data(facts, plan, diags);
        return NULL;
    }
    plan->radius = radius_for(plan->mark_count);
    for (size_t i = 0; i < plan->mark_count; i++)
        label_words(plan, &plan->marks[i]);
    dates_axis(plan);
    plan_fit(plan, options);
    report_crowd(plan, diags);
    return plan;
}

double valuation_plan_height(const struct valuation_plan *plan)
{
    return plan->height;
}

static void place_append(struct str *out, const char *name, double value)
{
    str_printf(out, " %s ", name);
    str_number(out, value, 2);
}

static void mark_dump(const struct valuation_plan *plan, const struct mark *mark, struct str *out)
{
    static const char *const states[] = {"firm", "planned", "talk"};
    const struct valuation *valuation = valuation_of(plan, mark);
    str_printf(out, "%s %s %s %s", plan->facts->dataset->parties[valuation->party].id,
        date_iso(plan->arena, valuation->date), valuation_basis_name(valuation->basis), states[mark->state]);
    str_printf(out, " '%s'", valuation_mark_value(plan->arena, plan, mark));
    place_append(out, "at", mark->x);
    place_append(out, "", mark->y);
    if (mark->date_to > mark->date_from) {
        place_append(out, "dates", mark->date_from);
        place_append(out, "", mark->date_to);
    }
    if (!isnan(mark->low_y)) {
        place_append(out, "range", mark->low_y);
        place_append(out, "", mark->high_y);
    }
    str_append(out, mark->open_up ? " and-more" : mark->open_down ? " at-most" : "");
    if (mark->label.placed) {
        place_append(out, "label", mark->label.x);
        place_append(out, "", mark->label.top);
        for (int i = 0; i < LABEL_LINES; i++)
            if (mark->label.lines[i])
                str_printf(out, " '%s'", mark->label.lines[i]->string);
    }
    str_char(out, '\n');
}

void valuation_plan_dump(const struct valuation_plan *plan, struct str *out)
{
    str_append(out, "height ");
    str_number(out, plan->height, 2);
    str_char(out, '\n');
    axis_dump(&plan->y, out);
    axis_dump(&plan->x, out);
    for (size_t i = 0; i < plan->mark_count; i++)
        mark_dump(plan, &plan->marks[i], out);
    for (size_t i = 0; i < plan->step_count; i++) {
        const struct step *step = &plan->steps[i];
        str_printf(out, "step %zu %zu%s", step->from, step->to,
            step->stem     ? " stem"
            : step->dashed ? " dashed"
                           : "");
        if (step->multiple_placed)
            str_printf(out, " '%s'", step->multiple->string);
        str_char(out, '\n');
    }
    footer_dump(plan->footer, out);
}
