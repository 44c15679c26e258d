/* SPDX-License-Identifier: MIT */
/*
 * fit: in, money and a height; out, the scale (points per hundredth, one for the whole drawing, linear) and
 * from it every thickness and card size. Amounts below the floor are drawn at the floor and marked.
 */
#include "plan.h"

#include "gaps.h"
#include "say.h"
#include "wording.h"

#include <math.h>
#include <string.h>

enum {
    SCALES_TRIED = 6,
    COLUMNS_TRIED = 3,
    ITEMS_MANY = 3000 /* no second try: time */,
    COLUMNS_LEAST = 3,
    STEPS_BACK = 4,
    NAME_LINES = 4,
    FEW_CARDS = 6,
    ROOMY_CARDS = 8,
    MANY_CARDS = 14
};
/* Between cables at a card: with few parties, room for a line or two of words. */
static const double GAP_ROOMIEST = 20, GAP_ROOMY = 10, GAP_SOME = 4, GAP_TIGHT = 2;
static const double CARD_LEAST = 26, CARD_PAD = 2.5, TEXT_PAD = 3, STACK_PAD = 3, NAME_LEADING = 9.6,
                    FIGURE_LEADING = 9, LINE_RISE = 2, WIDTH_LEAST = 42, WIDTH_MOST = 104, WORD_MOST = 84,
                    FULL_ROOM = 80;
/* Where money runs down: words on cards, and what the broadest cable may take of the width */
static const double CLOSENESS_USUAL = 0.8, CLOSENESS_LEAST = 0.45, CLOSER = 0.85; /* of gaps in rows */
static const double SIDE_PAD = 4, ROW_PAD = 2.5, ROW_NAME = 46, ROW_FIGURE = 54, GAP_IN_ROWS = 8,
                    GREATEST_LEAST_DOWN = 12, GREATEST_SPLIT = 18, BROADEST_SHARE = 0.3;
static const double COMPONENT_GAP = 14, GREATEST_LEAST = 26, GREATEST_PRESSED = 20, GREATEST_SLIM = 12,
                    GREATEST_SLIMMEST = 8, CLOSE = 0.985, COLUMN_FREES = 30;

static struct text_style figure_style(void)
{
    return (struct text_style){FACE_CONDENSED, 7};
}

/* ---- words on cards ---- */

struct card_words {
    const char *both, *in, *out; /* "in $38B · out $10B", and its parts; "" when absent */
};

static struct card_words card_words(const struct flow_plan *plan, const struct card *card)
{
    const char *currency = plan->facts->dataset->currency;
    struct card_words words = {"", "", ""};
    struct str in = str_init(plan->arena), out = str_init(plan->arena);
    if (card->in.flows > 0) {
        word_qualified(&in, flow_sum_qualified(in.arena, &card->in, currency));
        words.in = arena_printf(plan->arena, said_in(plan->arena, "card", "in %s"), str_text(&in));
    }
    if (card->out.flows > 0) {
        word_qualified(&out, flow_sum_qualified(out.arena, &card->out, currency));
        words.out = arena_printf(plan->arena, said_in(plan->arena, "card", "out %s"), str_text(&out));
    }
    words.both =
        arena_printf(plan->arena, "%s%s%s", words.in, *words.in && *words.out ? " · " : "", words.out);
    return words;
}

static double inner_width(const struct flow_plan *plan)
{
    return plan->card_width - 2 * (BAR_WIDTH + TEXT_PAD);
}

static void card_add_line(struct card *card, const struct text_run *run, bool is_name)
{
    card->lines[card->line_count++] = (struct card_line){.run = run, .is_name = is_name};
    card->text_width = fmax(card->text_width, run->width);
    card->text_height += is_name ? NAME_LEADING : FIGURE_LEADING;
}

static void card_add_name(struct flow_plan *plan, struct card *card, double width)
{
    struct text_style style = theme_style(STYLE_LABEL);
    struct text_span span = {.string = card->name, .style = style};
    struct text_lines lines = text_wrap(plan->text, plan->arena, &span, 1, width);
    for (size_t i = 0; i < lines.count && i < NAME_LINES; i++)
        card_add_line(card,
            i + 1 == NAME_LINES && lines.count > NAME_LINES
                ? name_last_line(plan, card->name, &lines, i, width)
                : lines.lines[i].pieces[0].run,
            true);
}

/* A figure too wide for its card is broken where text_wrap likes; at most two lines. */
static void card_add_figure(struct flow_plan *plan, struct card *card, const char *words, double width)
{
    struct text_span span = {.string = words, .style = figure_style()};
    struct text_lines lines = text_wrap(plan->text, plan->arena, &span, 1, width);
    for (size_t i = 0; i < lines.count && card->line_count < sizeof card->lines / sizeof *card->lines; i++)
        if (lines.lines[i].count > 0)
            card_add_line(card, lines.lines[i].pieces[0].run, false);
}

static void card_set_text(struct flow_plan *plan, struct card *card, double width)
{
    struct card_words words = card_words(plan, card);
    card->line_count = 0;
    card->text_height = card->text_width = 0;
    card_add_name(plan, card, width);
    if (text_width(plan->text, figure_style(), words.both) <= width)
        card_add_figure(plan, card, words.both, width);
    else {
        card_add_figure(plan, card, words.in, width);
        card_add_figure(plan, card, words.out, width);
    }
    size_t figures = card->line_count;
    if (card->mark != NULL)
        card_add_figure(plan, card, card->mark, width);
    for (size_t l = figures; l < card->line_count; l++)
        card->lines[l].is_mark = true;
}

double card_line_base(const struct flow_plan *plan, const struct card *card, size_t line)
{
    struct box box = card_box(plan, card);
    double y = (box.y0 + box.y1 - card->text_height) / 2 - LINE_RISE;
    for (size_t i = 0; i <= line; i++)
        y += card->lines[i].is_name ? NAME_LEADING : FIGURE_LEADING;
    return y;
}

struct box card_line_box(const struct flow_plan *plan, const struct card *card, size_t line)
{
    const struct text_run *run = card->lines[line].run;
    struct box box = card_box(plan, card);
    struct text_ink ink = text_ink(run);
    double x = (box.x0 + box.x1 - run->width) / 2, y = card_line_base(plan, card, line);
    return (struct box){x + ink.x0, y + ink.y0, x + ink.x1, y + ink.y1};
}

static double wish_of(const struct flow_plan *plan, const struct card *card)
{
    struct card_words words = card_words(plan, card);
    double name = text_width(plan->text, theme_style(STYLE_LABEL), card->name);
    double in = text_width(plan->text, figure_style(), words.in),
           out = text_width(plan->text, figure_style(), words.out);
    return fmax(name, fmax(in, out)) + 2 * (BAR_WIDTH + TEXT_PAD) + 1;
}

/* What its longest word needs: names are broken between words only, unless a word is very long. */
static double word_need(const struct flow_plan *plan, const struct card *card)
{
    return name_longest_word(plan, card->name) + 2 * (BAR_WIDTH + TEXT_PAD) + 3.5;
}

static int columns_of(const struct flow_plan *plan)
{
    int most = 1;
    for (size_t i = 0; i < plan->component_count; i++)
        most = plan->components[i].column_count > most ? plan->components[i].column_count : most;
    return most;
}

/* In rows every card is as narrow as its own words bear: a short name stays on its line, a long one is
 * broken. */
static void row_card_text(struct flow_plan *plan, struct card *card)
{
    struct card_words words = card_words(plan, card);
    double name = text_width(plan->text, theme_style(STYLE_LABEL), card->name);
    double figures = fmax(
        text_width(plan->text, figure_style(), words.in), text_width(plan->text, figure_style(), words.out));
    double width =
        fmax(name_longest_word(plan, card->name), fmax(fmin(name, ROW_NAME), fmin(figures, ROW_FIGURE)));
    card_set_text(plan, card, fmin(width, WORD_MOST) + 0.5);
}

void plan_card_text_again(struct flow_plan *plan)
{
    for (size_t c = 0; c < plan->card_count && plan->down; c++) {
        struct card *card = &plan->cards[c];
        card_set_text(plan, card, fmax(card->height - 2 * SIDE_PAD, card->text_width) + 0.01);
        card->width = card->text_height + 2 * (BAR_WIDTH + ROW_PAD);
    }
}

/* A frame's cards hold the words of either panel. */
static void panel_card_text(struct flow_plan *plan)
{
    for (int p = 0; p < 2 && plan->panels[p] != NULL; p++)
        for (size_t c = 0; c < plan->card_count; c++) {
            struct card *card = &plan->panels[p]->cards[c];
            card_set_text(plan->panels[p], card, inner_width(plan));
            if (card->absent)
                card->line_count = 0;
            plan->cards[c].text_height = fmax(plan->cards[c].text_height, card->text_height);
        }
}

/* Full names take what room short ones leave, and a little more where the columns bear it; they take none
 * from the ribbons beyond that. */
static double full_name_room(const struct flow_plan *plan, double limit)
{
    double wish = FULL_ROOM;
    for (size_t c = 0; c < plan->card_count; c++)
        wish = fmax(wish, wish_of(plan, &plan->cards[c]));
    return fmin(wish, limit) - 2 * (BAR_WIDTH + TEXT_PAD);
}

static void plan_card_text(struct flow_plan *plan)
{
    if (plan->down)
        plan_names_choose(plan, ROW_FIGURE);
    for (size_t c = 0; c < plan->card_count && plan->down; c++)
        row_card_text(plan, &plan->cards[c]);
    if (plan->down)
        return;
    double wish = WIDTH_LEAST, limit = plan->width * 0.54 / columns_of(plan) + TEXT_PAD + 1;
    limit = fmax(fmin(limit, WIDTH_MOST), WIDTH_LEAST);
    plan_names_choose(plan, 0); /* short ones */
    plan_names_choose(plan, full_name_room(plan, limit));
    for (size_t c = 0; c < plan->card_count; c++) {
        wish = fmax(wish, wish_of(plan, &plan->cards[c]));
        limit = fmax(limit, fmin(word_need(plan, &plan->cards[c]), WORD_MOST));
        for (int p = 0; p < 2 && plan->panels[p] != NULL; p++)
            wish = fmax(wish, wish_of(plan->panels[p], &plan->panels[p]->cards[c]));
    }
    plan->card_width = fmin(wish, limit);
    for (size_t c = 0; c < plan->card_count; c++)
        card_set_text(plan, &plan->cards[c], inner_width(plan));
    panel_card_text(plan);
}

/* ---- thickness ---- */

static void ribbon_thickness(const struct flow_plan *plan, struct ribbon *ribbon, double scale)
{
    ribbon->floored = false;
    ribbon->before_thickness = 0;
    ribbon->core_thickness = ribbon->loop_thickness = 0;
    ribbon->thickness = plan_is_pressed(plan) ? UNKNOWN_SLIM : UNKNOWN_THICKNESS;
    if (ribbon->form == FORM_UNKNOWN)
        return;
    double exact = scale * (double)ribbon->reserve;
    ribbon->before_thickness =
        ribbon->before >= 0 ? fmax(scale * (double)ribbon->before, FLOOR_THICKNESS) : 0;
    ribbon->thickness = fmax(exact, FLOOR_THICKNESS);
    ribbon->floored = exact < FLOOR_THICKNESS;
    if (ribbon->reserve <= 0)
        return;
    ribbon->core_thickness = ribbon->thickness * ((double)ribbon->core / (double)ribbon->reserve);
    ribbon->loop_thickness =
        ribbon->thickness * fmin((double)ribbon->circulating / (double)ribbon->reserve, 1);
}

/* A frame's ribbon is as wide as the wider of what is drawn into it. */
static void panel_thickness(struct flow_plan *plan, double scale)
{
    for (size_t r = 0; r < plan->ribbon_count; r++)
        plan->ribbons[r].thickness = plan->ribbons[r].before_thickness = 0;
    for (int p = 0; p < 2; p++)
        for (size_t r = 0; r < plan->panels[p]->ribbon_count; r++) {
            struct ribbon *ribbon = &plan->panels[p]->ribbons[r], *slot = &plan->ribbons[ribbon->frame];
            ribbon_thickness(plan->panels[p], ribbon, scale);
            slot->thickness = fmax(slot->thickness, ribbon->thickness);
        }
}

static void cable_thickness(struct flow_plan *plan, struct cable *cable)
{
    cable->thickness = RIBBON_GAP * (double)(cable->count - 1);
    for (size_t r = cable->first; r < cable->first + cable->count; r++) {
        plan->ribbons[r].slot = fmax(plan->ribbons[r].thickness, plan->ribbons[r].before_thickness);
        cable->thickness += plan->ribbons[r].slot;
    }
    double at = -cable->thickness / 2;
    for (size_t r = cable->first; r < cable->first + cable->count; r++) {
        plan->ribbons[r].offset = at + plan->ribbons[r].slot / 2;
        at += plan->ribbons[r].slot + RIBBON_GAP;
    }
}

static double gap_of(const struct flow_plan *plan)
{
    double gap = plan->card_count <= FEW_CARDS     ? GAP_ROOMIEST
                 : plan->card_count <= ROOMY_CARDS ? GAP_ROOMY
                 : plan->card_count <= MANY_CARDS  ? GAP_SOME
                                                   : GAP_TIGHT;
    return plan->down ? fmax(fmin(gap, GAP_IN_ROWS) * plan->closeness, GAP_TIGHT) : gap;
}

static void card_size(const struct flow_plan *plan, struct card *card)
{
    double stack = fmax(card->in_stack, card->out_stack) + 2 * STACK_PAD;
    double text = plan->down ? card->text_width + 2 * SIDE_PAD : card->text_height + 2 * CARD_PAD;
    card->least_height = fmax(fmax(stack, text), CARD_LEAST);
    card->height = card->least_height;
    card->width = plan->down ? card->text_height + 2 * (BAR_WIDTH + ROW_PAD) : plan->card_width;
}

void plan_thickness(struct flow_plan *plan, double scale)
{
    plan->scale = scale;
    plan->cable_gap = gap_of(plan);
    for (size_t r = 0; r < plan->ribbon_count; r++)
        ribbon_thickness(plan, &plan->ribbons[r], scale);
    if (plan->panels[0] != NULL)
        panel_thickness(plan, scale);
    for (size_t c = 0; c < plan->card_count; c++)
        plan->cards[c].in_stack = plan->cards[c].out_stack = -plan->cable_gap;
    for (size_t c = 0; c < plan->cable_count; c++) {
        struct cable *cable = &plan->cables[c];
        cable_thickness(plan, cable);
        plan->cards[cable->payer].out_stack += cable->thickness + plan->cable_gap;
        plan->cards[cable->payee].in_stack += cable->thickness + plan->cable_gap;
    }
    for (size_t c = 0; c < plan->card_count; c++)
        card_size(plan, &plan->cards[c]);
}

/* ---- the scale ---- */

static double stacked_height(struct flow_plan *plan)
{
    double at = 0;
    for (size_t i = 0; i < plan->component_count; i++) {
        plan->components[i].top = at;
        at += plan->components[i].height + (i + 1 < plan->component_count ? COMPONENT_GAP : 0);
    }
    plan->band_height = at;
    return at;
}

static bool height_at(struct flow_plan *plan, double scale, int rounds, double *height)
{
    plan_thickness(plan, scale);
    if (!plan_straighten(plan, rounds))
        return false;
    *height = plan->across = plan->down ? rows_pack(plan) : stacked_height(plan);
    return true;
}

/* At the scale where the greatest cable is this thick. */
static double scale_for(const struct flow_plan *plan, double thickness)
{
    double most = 0;
    for (size_t c = 0; c < plan->cable_count; c++)
        most = fmax(most, (double)plan->cables[c].reserve);
    return most > 0 ? thickness / most : 0;
}

/* The greatest cable's thickness at the least scale worth drawing; across a narrow page it is less, and where
   a height given leaves not even the key its room. */
static double greatest_least(const struct flow_plan *plan)
{
    return plan->brevity == BREVITY_KEY      ? GREATEST_SLIMMEST
           : plan->down                      ? GREATEST_LEAST_DOWN
           : plan->brevity >= BREVITY_LEGEND ? GREATEST_PRESSED
                                             : GREATEST_LEAST;
}

bool plan_order_low(struct flow_plan *plan, struct flow_engine *engine)
{
    plan->restarts = 1;
    plan_thickness(plan, scale_for(plan, greatest_least(plan)));
    return plan_order(plan, engine);
}

static bool measure_least(struct flow_plan *plan, struct flow_engine *engine, double *height)
{
    plan->closeness = CLOSENESS_USUAL;
    if (plan->down) {
        plan_thickness(plan, scale_for(plan, GREATEST_SPLIT));
        rows_split(plan);
        plan_thickness(plan, scale_for(plan, greatest_least(plan)));
        *height = rows_need(plan);
        if (*height > rows_room(plan)) /* whatever the order: none is sought, for many would be */
            return true;
    }
    return plan_order_low(plan, engine) && height_at(plan, scale_for(plan, greatest_least(plan)), 2, height);
}

/* How many columns fewer may do: each frees its cards' width and a gap's. */
static int columns_fewer(const struct flow_plan *plan, int now, double need)
{
    int fewer = now - (int)fmax(ceil((need - plan->width) / (plan->card_width + COLUMN_FREES)), 1);
    return fewer > COLUMNS_LEAST ? fewer : COLUMNS_LEAST;
}

bool plan_columns_to_fit(struct flow_plan *plan, struct flow_engine *engine, double *height)
{
    int most = plan_columns_most(plan);
    for (int i = 0;; i++) {
        for (size_t c = 0; c < plan->cable_count; c++)
            plan->cables[c].loose = false;
        plan->columns_most = most;
        if (!plan_columns(plan, engine, most))
            return false;
        plan_card_text(plan);
        if (!measure_least(plan, engine, height))
            return false;
        int columns = columns_of(plan);
        plan->need = 0;
        bool is_last = i == COLUMNS_TRIED || columns <= COLUMNS_LEAST;
        if (plan->down || plan->item_count > ITEMS_MANY || (is_last && plan->options.parties_most > 0))
            return true;
        double slim;
        if (!height_at(plan, scale_for(plan, GREATEST_SLIM), 1, &slim))
            return false;
        plan->need = gaps_need(plan, false);
        if (plan->need <= plan->width || is_last)
            return true;
        most = columns_fewer(plan, columns, plan->need);
    }
}

bool plan_order_near(struct flow_plan *plan, struct flow_engine *engine, double height)
{
    plan->restarts = 0;
    plan_thickness(
        plan, scale_for(plan, plan->down ? GREATEST_SPLIT : fmax(height / 3, greatest_least(plan))));
    return plan_order(plan, engine);
}

/* What a scale asks for: with a given order, the height and the least width. */
struct trial {
    double scale, height, width;
};

static bool trial_at(struct flow_plan *plan, double scale, int rounds, struct trial *trial)
{
    trial->scale = scale;
    if (!height_at(plan, scale, rounds, &trial->height))
        return false;
    trial->width = gaps_need(plan, false);
    return true;
}

static bool trial_fits(const struct flow_plan *plan, const struct trial *trial, double height)
{
    return trial->height <= height && trial->width <= plan->width;
}

/* Where a straight line through a lower and a higher value meets a little less than the limit, as a share of
   the way up. */
static double share_at(double low, double high, double limit)
{
    return high > low ? (limit * CLOSE - low) / (high - low) : 1;
}

/* Between a scale that fits and one that does not; halfway while what that one asks for is not known. */
static double scale_between(
    const struct flow_plan *plan, const struct trial *low, const struct trial *high, double height)
{
    double share =
        fmin(share_at(low->height, high->height, height), share_at(low->width, high->width, plan->width));
    if (high->height <= 0)
        share = 0.5;
    return low->scale + (high->scale - low->scale) * fmin(fmax(share, 0.1), 0.9);
}

static bool is_close(const struct flow_plan *plan, const struct trial *trial, double height)
{
    return trial->height >= height * CLOSE || trial->width >= plan->width * CLOSE;
}

/* Running down, gaps give way before parties do. */
static bool move_closer(struct flow_plan *plan, double width, struct trial *now)
{
    while (plan->down && now->height > width && plan->closeness > CLOSENESS_LEAST) {
        plan->closeness *= CLOSER;
        if (!trial_at(plan, now->scale, 2, now))
            return false;
    }
    return true;
}

/* The order within columns stands; only the scale moves. Where even the least scale is too high, it is taken:
   the drawing is then higher than asked. Where it is too broad, the scale sinks below the least: bends and
   uprights need their room. */
bool plan_fit(struct flow_plan *plan, double height)
{
    double least = scale_for(plan, greatest_least(plan));
    struct trial low,
        high = {.scale = fmax(scale_for(plan, plan->down ? height * BROADEST_SHARE : height), least)}, now;
    plan->spreads = false;
    plan->closeness = 1;
    if (!trial_at(plan, least, 2, &low))
        return false;
    if (!move_closer(plan, height, &low))
        return false;
    double limit = plan->down ? height : fmax(height, low.height), slimmest = 0;
    if (low.width > plan->width) {
        high = low;
        if (!trial_at(plan, scale_for(plan, GREATEST_SLIMMEST), 1, &low))
            return false;
        slimmest = low.scale; /* uprights that find no room come to lie upon each other rather */
        if (low.width > plan->width && gaps_need(plan, true) > plan->width) {
            high = low;
            slimmest = 0;
            if (!trial_at(plan, 0, 1, &low))
                return false;
        }
    }
    for (int i = 0; i < SCALES_TRIED && high.scale > low.scale && !is_close(plan, &low, limit); i++) {
        if (!trial_at(plan, scale_between(plan, &low, &high, limit), 1, &now))
            return false;
        *(trial_fits(plan, &now, limit) ? &low : &high) = now;
    }
    plan->spreads = plan->down;
    if (!trial_at(plan, low.scale, 2, &now))
        return false;
    /* a second round may have sorted ports anew and need a little more */
    for (int i = 0; i < STEPS_BACK && !trial_fits(plan, &now, limit) && now.scale > slimmest; i++)
        if (!trial_at(plan, fmax(now.scale * 0.95, slimmest), 2, &now))
            return false;
    return move_closer(plan, height, &now);
}
