/* SPDX-License-Identifier: MIT */
/*
 * deal card: the plan and its drawing. Names, amount and bar on top, the strip of stages, then the lines in
 * two columns of labels and words; where it is narrow labels stand above their words.
 */
#include "deal_card.h"

#include "list.h"
#include "party_colour.h"
#include "say.h"
#include "theme.h"

#include <math.h>
#include <string.h>

static const double pad = 12, edge = 3, label_width = 74, narrow = 330, line_gap = 3, bar_breadth = 9,
                    strip_height = 5, strip_gap = 2;
static const struct colour ink = {ROLE_INK, 0, 0}, secondary = {ROLE_SECONDARY, 0, 0},
                           rule = {ROLE_RULE, 0, 0};

/* of the strip: as broad as their words need where it is narrow */
static const double stage_shares[] = {0.30, 0.40, 0.30};

struct card_block { /* one label with its words */
    const struct text_run *label;
    struct text_lines words;
    double top;
};

struct card_plan {
    double width, height;
    struct colour colour;
    enum bucket bucket;
    const struct text_run *kicker, *qualifier, *amount;
    struct text_lines names, per_year;
    double kicker_base, names_top, amount_base, per_year_top, bar_top, strip_top;
    bool has_bar;
    struct bar bar;
    struct text_lines bar_words;
    struct text_lines stages[3];
    double stage_widths[3];
    struct card_block *blocks;
    size_t block_count;
    double words_left;
    bool above;
    struct text_lines footnote;
    double footnote_top;
};

struct maker {
    const struct chart_context *context;
    struct card_plan *plan;
    size_t deal;
    double y, inner; /* where the next thing stands; width of words */
};

static struct text_lines wrapped(const struct maker *maker, const char *words, enum style style, double width)
{
    struct text_span span = {.string = words, .style = theme_style(style)};
    if (!words || !*words)
        return (struct text_lines){0};
    return text_wrap(maker->context->text, maker->context->arena, &span, 1, width);
}

static double height_of(const struct text_lines *lines, enum style style)
{
    return (double)lines->count * theme_leading(style);
}

/* All who stand on one side of the deal or of any of its legs */
static struct indices side_of(const struct maker *maker, const struct deal *deal, bool payer)
{
    LIST(size_t) parties = {0};
    const struct side *own = payer ? &deal->from : &deal->to;
    size_t sides = deal->leg_count > 0 ? deal->leg_count : 1;
    for (size_t i = 0; i < sides; i++) {
        const struct side *side = deal->leg_count == 0 ? own
                                  : payer              ? &deal->legs[i].from
                                                       : &deal->legs[i].to;
        for (size_t p = 0; p < side->parties.count; p++) {
            struct indices known = {parties.at, parties.count};
            if (!indices_hold(&known, side->parties.at[p]))
                *list_push(maker->context->arena, &parties) = side->parties.at[p];
        }
    }
    return (struct indices){parties.at, parties.count};
}

static const char *sides_words(const struct maker *maker)
{
    const struct dataset *dataset = maker->context->facts->dataset;
    const struct deal *deal = &dataset->deals[maker->deal];
    struct indices from = side_of(maker, deal, true), to = side_of(maker, deal, false);
    struct str out = str_init(maker->context->arena);
    bool mixed = deal->leg_count > 1 && from.count > 1 && to.count > 1;
    if (mixed) { /* money runs several ways: the lines tell which */
        struct indices all = {arena_array(maker->context->arena, size_t, from.count + to.count), 0};
        for (size_t i = 0; i < from.count + to.count; i++) {
            size_t party = i < from.count ? from.at[i] : to.at[i - from.count];
            if (!indices_hold(&all, party))
                all.at[all.count++] = party;
        }
        word_parties(&out, dataset, &all, false);
        return str_text(&out);
    }
    word_parties(&out, dataset, &from, false);
    str_append(&out, " → ");
    word_parties(&out, dataset, &to, false);
    return str_text(&out);
}

static void head_plan(struct maker *maker)
{
    struct card_plan *plan = maker->plan;
    struct text *text = maker->context->text;
    struct arena *arena = maker->context->arena;
    const struct deal *deal = &maker->context->facts->dataset->deals[maker->deal];
    const char *class = word_class(arena, type_class(deal->type)), *type = word_type(arena, deal->type);
    const char *kicker = str_equals(class, type) ? class : arena_printf(arena, "%s · %s", class, type);
    plan->kicker = text_shape_fitting(text, theme_style(STYLE_KICKER), kicker, maker->inner);
    plan->kicker_base = maker->y + theme_leading(STYLE_KICKER) * 0.78;
    maker->y += theme_leading(STYLE_KICKER);
    plan->names = wrapped(maker, sides_words(maker), STYLE_SECTION, maker->inner);
    plan->names_top = maker->y;
    maker->y += height_of(&plan->names, STYLE_SECTION) + 2;
    struct amount amount = card_amount(maker->context->facts, maker->deal);
    if (amount.kind == AMOUNT_ABSENT)
        return;
    struct qualified words = amount_qualified(arena, &amount, NUMBER_SHORT);
    if (words.qualifier)
        plan->qualifier = text_shape(text, theme_style(STYLE_KEY_LABEL), words.qualifier);
    plan->amount = text_shape_fitting(
        text, theme_style(STYLE_KEY_NUMBER), word_capital(arena, words.value), maker->inner);
    plan->amount_base = maker->y + theme_leading(STYLE_KEY_NUMBER) * 0.8;
    maker->y += theme_leading(STYLE_KEY_NUMBER);
}

static void per_year_plan(struct maker *maker)
{
    struct card_plan *plan = maker->plan;
    const char *words = card_per_year(maker->context->arena, maker->context->facts, maker->deal);
    plan->per_year = wrapped(maker, words, STYLE_LABEL_AMOUNT, maker->inner);
    plan->per_year_top = maker->y;
    maker->y += height_of(&plan->per_year, STYLE_LABEL_AMOUNT);
}

/* The low end of "about" is a rule of ours, and of money under discussion nothing is certain. */
static bool low_is_certain(const struct maker *maker, const struct amount *amount)
{
    bool by_rule = amount_kind_is_about(amount->kind) || amount->kind == AMOUNT_VAGUE;
    money stated = maker->context->facts->dataset->deals[maker->deal].amount.low;
    return maker->plan->bucket == BUCKET_FIRM && (!by_rule || amount->low > stated);
}

/* "$10B certain": what the solid part of the bar is; "" where the number says it */
static const char *bar_says(const struct maker *maker, const struct amount *amount)
{
    struct str out = str_init(maker->context->arena);
    const char *currency = maker->context->facts->dataset->currency;
    bool open = amount->high == MONEY_OPEN;
    if (amount->low > 0 && !low_is_certain(maker, amount))
        return open ? said(out.arena, "no upper end stated") : "";
    if (amount->low <= 0)
        return open ? said(out.arena, "nothing of it certain, no upper end stated")
                    : said(out.arena, "nothing of it certain");
    word_money_rounded(&out, amount->low, currency, NUMBER_SHORT, 0, ROUND_DOWN);
    return open ? say(out.arena, "%s certain, no upper end stated", str_text(&out))
                : say(out.arena, "%s certain", str_text(&out));
}

static void bar_plan(struct maker *maker)
{
    struct card_plan *plan = maker->plan;
    struct amount amount = card_amount(maker->context->facts, maker->deal);
    if (!amount_is_sized(&amount) || (amount.low == amount.high && amount.high != MONEY_OPEN))
        return;
    bool open = amount.high == MONEY_OPEN;
    /* of "at least $30M" whose instalments are not certain, nothing may be: then its headline is as far as it
     * goes */
    money stated = amount.has_headline && amount.headline > amount.low ? amount.headline : amount.low;
    double most = money_units(open ? stated : amount.high);
    struct scale scale = {
        false, 0, most > 0 ? most : 1, pad + edge, plan->width - pad - (open ? BAR_TEETH : 0)};
    plan->has_bar = true;
    maker->y += 4;
    plan->bar = bar_of_amount(&scale, &amount, plan->bucket);
    plan->bar.across = plan->bar_top = maker->y;
    plan->bar.breadth = bar_breadth;
    plan->bar.colour = plan->colour;
    maker->y += bar_breadth + 2;
    plan->bar_words = wrapped(maker, bar_says(maker, &amount), STYLE_NOTE, maker->inner);
    maker->y += height_of(&plan->bar_words, STYLE_NOTE);
}

/* The usual shares where the words fit them; else what each needs and a part of the rest; where there is no
   rest the words are wrapped. */
static void stages_share(const struct maker *maker, const char *const words[3], const enum style styles[3])
{
    double needs[3], sum = 0;
    bool fit = true;
    for (int i = 0; i < 3; i++) {
        needs[i] = text_width(maker->context->text, theme_style(styles[i]), words[i]) + 4.5;
        sum += needs[i];
        fit = fit && needs[i] <= maker->inner * stage_shares[i];
    }
    for (int i = 0; i < 3; i++)
        maker->plan->stage_widths[i] =
            fit || sum > maker->inner ? maker->inner * stage_shares[i] : needs[i] + (maker->inner - sum) / 3;
}

static void strip_plan(struct maker *maker)
{
    struct card_plan *plan = maker->plan;
    static const enum bucket order[] = {BUCKET_TALK, BUCKET_PLANNED, BUCKET_FIRM};
    maker->y += 6;
    plan->strip_top = maker->y;
    const char *words[3];
    enum style styles[3];
    size_t lines = 1;
    for (int i = 0; i < 3; i++) {
        bool dead = plan->bucket == BUCKET_DEAD && i == 0;
        words[i] = word_bucket_short(maker->context->arena, dead ? BUCKET_DEAD : order[i]);
        styles[i] = plan->bucket == order[i] ? STYLE_TABLE_HEAD : STYLE_AXIS;
    }
    stages_share(maker, words, styles);
    for (int i = 0; i < 3; i++) {
        plan->stages[i] = wrapped(maker, words[i], styles[i], plan->stage_widths[i] - 4);
        lines = plan->stages[i].count > lines ? plan->stages[i].count : lines;
    }
    maker->y += strip_height + (double)lines * theme_leading(STYLE_AXIS) + 2;
}

static void blocks_plan(struct maker *maker, const struct card_lines *lines)
{
    struct card_plan *plan = maker->plan;
    double width = plan->above ? maker->inner : maker->inner - label_width;
    plan->words_left = pad + edge + (plan->above ? 0 : label_width);
    plan->blocks = arena_array(maker->context->arena, struct card_block, lines->count + 1);
    maker->y += 6;
    for (size_t i = 0; i < lines->count; i++) {
        struct card_block *block = &plan->blocks[plan->block_count++];
        if (*lines->at[i].label)
            block->label =
                text_shape(maker->context->text, theme_style(STYLE_TABLE_HEAD), lines->at[i].label);
        block->words = wrapped(maker, lines->at[i].text, STYLE_KEY_LABEL, width);
        block->top = maker->y;
        maker->y += height_of(&block->words, STYLE_KEY_LABEL) + line_gap +
                    (plan->above && block->label ? theme_leading(STYLE_KEY_LABEL) : 0);
    }
}

static bool any_dagger(const struct card_lines *lines, const char *per_year)
{
    bool found = strstr(per_year, "†") != NULL;
    for (size_t i = 0; i < lines->count; i++)
        found = found || strstr(lines->at[i].text, "†");
    return found;
}

static void footnote_plan(struct maker *maker, bool used)
{
    struct card_plan *plan = maker->plan;
    if (!used)
        return;
    plan->footnote = wrapped(
        maker, said(maker->context->arena, "† assumed: no source states it"), STYLE_NOTE, maker->inner);
    plan->footnote_top = maker->y;
    maker->y += height_of(&plan->footnote, STYLE_NOTE);
}

/* ---- drawing ---- */

static void lines_draw(struct scene *scene, const struct text_lines *lines, enum style style, double x,
    double y, struct colour colour)
{
    for (size_t i = 0; i < lines->count; i++, y += theme_leading(style))
        for (size_t p = 0; p < lines->lines[i].count; p++) {
            const struct text_piece *piece = &lines->lines[i].pieces[p];
            scene_text(scene, piece->run, x + piece->x, y + theme_leading(style) * 0.78, ALIGN_START, colour);
        }
}

static void frame_draw(const struct card_plan *plan, struct scene *scene)
{
    scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT});
    scene_rectangle(scene, 0, 0, plan->width, plan->height);
    scene_paint(scene, (struct paint){.fill = {ROLE_TINT, 0, 0}});
    scene_rectangle(scene, 0, 0, edge, plan->height);
    scene_paint(scene, (struct paint){.fill = plan->colour});
    scene_end(scene);
}

/* Three stages; those that are behind and the present one in colour. A deal that is called off keeps none. */
static void strip_draw(const struct card_plan *plan, struct scene *scene)
{
    double x = pad + edge;
    int reached = plan->bucket == BUCKET_DEAD ? -1 : (int)plan->bucket - (int)BUCKET_TALK;
    for (int i = 0; i < 3; i++) {
        double length = plan->stage_widths[i];
        scene_rectangle(scene, x, plan->strip_top, length - strip_gap, strip_height);
        struct colour colour = i <= reached ? plan->colour : rule;
        scene_paint(scene, (struct paint){.fill = colour});
        bool here = i == reached || (reached < 0 && i == 0);
        lines_draw(scene, &plan->stages[i], STYLE_AXIS, x,
            plan->strip_top + strip_height + theme_leading(STYLE_AXIS) * 0.12, here ? ink : secondary);
        x += length;
    }
}

static void card_draw(const void *from, struct scene *scene)
{
    const struct card_plan *plan = from;
    double left = pad + edge;
    frame_draw(plan, scene);
    scene_begin(scene, (struct scene_group){.css = "card", .mark = "deal-card"});
    scene_text(scene, plan->kicker, left, plan->kicker_base, ALIGN_START, secondary);
    lines_draw(scene, &plan->names, STYLE_SECTION, left, plan->names_top, ink);
    double x = left;
    if (plan->qualifier) {
        scene_text(scene, plan->qualifier, x, plan->amount_base, ALIGN_START, secondary);
        x += plan->qualifier->width + 4;
    }
    if (plan->amount)
        scene_text(scene, plan->amount, x, plan->amount_base, ALIGN_START, ink);
    lines_draw(scene, &plan->per_year, STYLE_LABEL_AMOUNT, left, plan->per_year_top, secondary);
    if (plan->has_bar) {
        bar_draw(scene, &plan->bar);
        lines_draw(scene, &plan->bar_words, STYLE_NOTE, left, plan->bar_top + bar_breadth + 2, secondary);
    }
    strip_draw(plan, scene);
    for (size_t i = 0; i < plan->block_count; i++) {
        const struct card_block *block = &plan->blocks[i];
        double y = block->top;
        if (block->label) {
            scene_text(
                scene, block->label, left, y + theme_leading(STYLE_KEY_LABEL) * 0.78, ALIGN_START, secondary);
            y += plan->above ? theme_leading(STYLE_KEY_LABEL) : 0;
        }
        lines_draw(scene, &block->words, STYLE_KEY_LABEL, plan->words_left, y, ink);
    }
    lines_draw(scene, &plan->footnote, STYLE_NOTE, left, plan->footnote_top, secondary);
    scene_end(scene);
}

static void card_dump(const void *from, struct str *out)
{
    const struct card_plan *plan = from;
    str_append(out, "card ");
    str_number(out, plan->height, 2);
    if (plan->has_bar) {
        str_char(out, ' ');
        bar_dump(&plan->bar, out);
    }
    str_char(out, '\n');
    for (size_t i = 0; i < plan->block_count; i++) {
        str_number(out, plan->blocks[i].top, 2);
        str_printf(out, " %s\n", plan->blocks[i].label ? plan->blocks[i].label->string : "");
    }
}

/* ---- the whole ---- */

static const char *alt_of(struct arena *arena, const struct facts *facts, size_t deal,
    const struct card_lines *lines, const char *per_year)
{
    struct str out = str_init(arena);
    const char *label = "";
    say_to(&out, "Card of one deal. %s.", card_title(arena, facts, deal));
    if (*per_year)
        str_printf(&out, " %s.", word_capital(arena, per_year));
    size_t under = 0; /* lines under one label: the first says most; but all that has to happen next */
    for (size_t i = 0; i < lines->count; i++) {
        under = *lines->at[i].label ? 0 : under + 1;
        label = *lines->at[i].label ? lines->at[i].label : label;
        if (under > 0 && !str_equals(label, said(arena, "Next")))
            continue;
        str_printf(&out, " %s: %s", label, lines->at[i].text);
        str_append(&out, str_ends(lines->at[i].text, ".") ? "" : ".");
    }
    return str_text(&out);
}

static struct data_table *data_of(struct arena *arena, const struct facts *facts, size_t deal,
    const struct card_lines *lines, const char *per_year)
{
    static const struct data_column columns[] = {{"field", false}, {"text", false}};
    struct data_table *table = data_table_create(arena, "deal", columns, 2);
    struct amount amount = card_amount(facts, deal);
    struct str words = str_init(arena);
    const char *label = "";
    word_amount(&words, &amount, NUMBER_SHORT);
    data_text(table, said(arena, "Deal"));
    data_text(table, word_deal_title(arena, facts->dataset, &facts->dataset->deals[deal]));
    data_text(table, said(arena, "Amount"));
    data_text(table, amount.kind == AMOUNT_ABSENT ? NULL : str_text(&words));
    if (*per_year) {
        data_text(table, said(arena, "A year"));
        data_text(table, per_year);
    }
    for (size_t i = 0; i < lines->count; i++) {
        label = *lines->at[i].label ? lines->at[i].label : label;
        data_text(table, label);
        data_text(table, lines->at[i].text);
    }
    return table;
}

bool deal_card_make(
    const struct chart_context *context, const struct chart_request *request, struct chart *chart)
{
    struct arena *arena = context->arena;
    const struct facts *facts = context->facts;
    if (request->deal == NO_INDEX)
        return chart_no_data(context, NULL, "a card shows one deal, and none is named");
    struct card_plan *plan = arena_new(arena, struct card_plan);
    struct maker maker = {context, plan, request->deal, pad, request->width - 2 * pad - edge};
    struct card_lines lines = card_lines_make(arena, facts, request->deal);
    const char *per_year = card_per_year(arena, facts, request->deal);
    plan->width = request->width;
    plan->above = request->width < narrow;
    plan->bucket = card_bucket(facts, request->deal);
    plan->colour = class_colour(type_class(facts->dataset->deals[request->deal].type));
    head_plan(&maker);
    per_year_plan(&maker);
    bar_plan(&maker);
    strip_plan(&maker);
    blocks_plan(&maker, &lines);
    footnote_plan(&maker, any_dagger(&lines, per_year));
    plan->height = maker.y + pad;
    size_t *deals = arena_array(arena, size_t, 1);
    deals[0] = request->deal;
    *chart = (struct chart){.height = plan->height,
        .title = card_title(arena, facts, request->deal),
        .subtitle =
            said(arena, "One deal: the amount as far as it is known, its stage, and what hangs on it"),
        .alt = alt_of(arena, facts, request->deal, &lines, per_year),
        .data = data_of(arena, facts, request->deal, &lines, per_year),
        .deals = {deals, 1},
        .plan = plan,
        .draw = card_draw,
        .dump = card_dump};
    return true;
}
