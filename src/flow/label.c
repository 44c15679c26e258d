/* SPDX-License-Identifier: MIT */
/*
 * label: in, routed ribbons; out, what is said of each and where it stands: inside its ribbon, above, below
 * or beside it, never over a card, another ribbon or other words. What finds no place gets a letter at its
 * ribbon and stands in the key.
 *
 * The amount is never shortened: its qualifier belongs to it. Purposes are, in steps.
 */
#include "plan.h"

#include "grid.h"
#include "wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { VARIANTS = 5, WRAPS = 3, SAMPLES_MOST = 90, MARK_SIZE = 10, BESIDE_COST = 150 };
enum { FOREIGN_MOST = 3, FOREIGN_COST = 10, COST_MOST = 1000000000 }; /* cells of others */
static const double LEADING = 9, BADGE = 11, LABEL_PAD = 1.2, OUTLINE_TOLERANCE = 0.4;
static const double VARIANT_COST[VARIANTS] = {0, 3, 6, 10, 16};
static const double VERY_BROAD = 60, MARK_STEP = 2, SAMPLE_STEP = 6, OUTSIDE_COST = 3, UPRIGHT_COST = 6,
                    LINE_COST = 1.5, MIDDLE_COST = 10, GAP_COST = 0.7, NEAR_COST = 9, HALO_COST = 2.5,
                    OVER_LOOP_COST = 7, THICK = 2.5, FRAYED = 9, LONG_PURPOSE = 44, WISH_MOST = 118,
                    DEMAND_DOWN = 44;

static struct text_style strong_style(void)
{
    return (struct text_style){FACE_CONDENSED_SEMIBOLD, theme_style(STYLE_LABEL_AMOUNT).size};
}

static struct text_style mark_style(void)
{
    return (struct text_style){FACE_CONDENSED_MEDIUM, theme_style(STYLE_LABEL_AMOUNT).size};
}

static struct text_style plain_style(void)
{
    return theme_style(STYLE_LABEL_AMOUNT);
}

struct box card_box(const struct flow_plan *plan, const struct card *card)
{
    double y = plan->components[card->component].top + plan->items[card->item].y;
    struct box box = {card->x, y - card->height / 2, card->x + card->width, y + card->height / 2};
    return plan->down ? box_transposed(box) : box;
}

struct polyline ribbon_outline(const struct flow_plan *plan, const struct ribbon *ribbon, double tolerance)
{
    const struct path *path = &plan->cables[ribbon->cable].path;
    struct polyline a = path_flatten(path, plan->arena, ribbon->offset - ribbon->thickness / 2, tolerance);
    struct polyline b = path_flatten(path, plan->arena, ribbon->offset + ribbon->thickness / 2, tolerance);
    struct polyline outline = {arena_array(plan->arena, struct point, a.count + b.count), a.count + b.count};
    memcpy(outline.points, a.points, a.count * sizeof *a.points);
    for (size_t i = 0; i < b.count; i++)
        outline.points[a.count + i] = b.points[b.count - 1 - i];
    return outline;
}

/* ---- words ---- */

static const char *ribbon_amount(const struct flow_plan *plan, const struct ribbon *ribbon);

/* Without the amount, where a purpose begins with it. */
static const char *ribbon_purpose(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    const struct flow *flow = &plan->facts->flows[ribbon->flows.at[0]];
    const struct deal *deal = &plan->facts->dataset->deals[flow->deal];
    const char *purpose = flow->leg != NO_INDEX ? deal->legs[flow->leg].purpose : NULL;
    if (purpose == NULL)
        purpose = deal->purpose;
    if (purpose == NULL && deal->title != NULL && flow->leg == NO_INDEX && strlen(deal->title) <= 32)
        purpose = deal->title;
    const char *amount = ribbon_amount(plan, ribbon);
    size_t length = strlen(amount);
    if (purpose == NULL)
        return word_type(flow->type);
    if (str_starts(purpose, amount) && strchr(" :,", purpose[length]) != NULL)
        purpose += length + strspn(purpose + length, " :,");
    const char *repeated = strstr(purpose, arena_printf(plan->arena, ", %s", amount));
    if (repeated != NULL && repeated[length + 2] == '\0')
        purpose = arena_strndup(plan->arena, purpose, (size_t)(repeated - purpose));
    return *purpose != '\0' ? purpose : word_type(flow->type);
}

/* Its parts are itemised elsewhere: the ribbon stands for what they leave. */
static bool ribbon_is_rest(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    const struct flow *flow = &plan->facts->flows[ribbon->flows.at[0]];
    return flow->rest.low != flow->amount.low || flow->rest.high != flow->amount.high;
}

/* "other manufacture"; what begins with a figure or a capital, "the rest of nearly 7 GW of planned capacity",
   after a comma */
static const char *rest_words(struct arena *arena, const char *purpose)
{
    static const char *const articles[] = {"a ", "an ", "the "};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (str_starts(purpose, articles[i]))
            return arena_printf(arena, "other %s", purpose + strlen(articles[i]));
    bool plain = *purpose >= 'a' && *purpose <= 'z' && strpbrk(purpose, "0123456789") == NULL;
    return arena_printf(arena, plain ? "other %s" : ", the rest of %s", purpose);
}

/* Up to the first comma, bracket, " and " or " with ". */
static const char *first_clause(struct arena *arena, const char *text)
{
    static const char *const ends[] = {", ", " (", ": ", "; ", " and ", " with ", " in the ", " outside "};
    size_t length = strlen(text);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const char *found = strstr(text, ends[i]);
        if (found != NULL && found > text && (size_t)(found - text) < length)
            length = (size_t)(found - text);
    }
    return arena_strndup(arena, text, length);
}

static const char *ribbon_term(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    const struct flow *flow = &plan->facts->flows[ribbon->flows.at[0]];
    const struct deal *deal = &plan->facts->dataset->deals[flow->deal];
    const struct term *term = flow->leg != NO_INDEX ? &deal->legs[flow->leg].term : &deal->term;
    if (!term->present || term->years_words == NULL || ribbon_is_rest(plan, ribbon))
        return "";
    bool one = term->years_low == YEARS_ONE && term->years_high == YEARS_ONE;
    return arena_printf(plan->arena, ", %s %s", term->years_words, one ? "year" : "years");
}

static const char *ribbon_talk(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    const char *status = word_status(plan->facts->flows[ribbon->flows.at[0]].status);
    bool told = strstr(ribbon_purpose(plan, ribbon), status) != NULL || ribbon->gone ||
                (ribbon->mark != NULL && strstr(ribbon->mark, status) != NULL);
    if (told || (ribbon->bucket != BUCKET_TALK && ribbon->bucket != BUCKET_DEAD))
        return "";
    return arena_printf(plan->arena, ", %s", status);
}

static const char *ribbon_amount(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    struct str words = str_init(plan->arena);
    if (ribbon->flows.count > 1)
        str_printf(&words, "%zu deals: ", ribbon->flows.count);
    word_amount(&words, &ribbon->amount, NUMBER_SHORT);
    return str_text(&words);
}

/* From all there is to say down to the amount alone; NULL where a step would say nothing new. */
static const char *ribbon_plain(const struct flow_plan *plan, const struct ribbon *ribbon, int variant)
{
    if (ribbon->flows.count > 1)
        return variant == 0 ? "" : NULL;
    const char *purpose = ribbon_purpose(plan, ribbon), *clause = first_clause(plan->arena, purpose);
    const char *type = word_type(plan->facts->flows[ribbon->flows.at[0]].type);
    if (ribbon_is_rest(plan, ribbon)) {
        purpose = rest_words(plan->arena, purpose);
        clause = rest_words(plan->arena, clause);
        type = rest_words(plan->arena, type);
    }
    const char *term = ribbon_term(plan, ribbon), *talk = ribbon_talk(plan, ribbon);
    switch (variant) {
    case 0:
        return strlen(purpose) <= LONG_PURPOSE ? arena_printf(plan->arena, "%s%s%s", purpose, term, talk)
                                               : NULL;
    case 1:
        return arena_printf(plan->arena, "%s%s%s", clause, term, talk);
    case 2:
        return arena_printf(plan->arena, "%s%s", clause, talk);
    case 3:
        return arena_printf(plan->arena, "%s%s", type, talk);
    default:
        return talk;
    }
}

/* "$38B server capacity", but "undisclosed: server capacity" and "tens of billions: accelerators" */
static const char *joint_of(const char *amount, const char *plain)
{
    if (*plain == '\0' || *plain == ',')
        return "";
    return strpbrk(amount, "0123456789") != NULL ? " " : ": ";
}

enum { SPAN_MARK = 2 };

static struct text_lines wrap_words(
    const struct flow_plan *plan, const char *amount, const char *plain, const char *mark, double width)
{
    const char *joint = joint_of(amount, plain);
    struct text_span spans[SPAN_MARK + 1] = {
        {.style = strong_style()}, {.style = plain_style()}, {.style = mark_style()}};
    spans[0].string = *joint == ':' ? arena_printf(plan->arena, "%s:", amount) : amount;
    if (*plain != '\0')
        spans[1].string = arena_printf(plan->arena, "%s%s", *joint != '\0' ? " " : "", plain);
    spans[1].string = *plain != '\0' ? spans[1].string : "";
    spans[SPAN_MARK].string = mark;
    return text_wrap(plan->text, plan->arena, spans,
        *mark != '\0'    ? SPAN_MARK + 1
        : *plain != '\0' ? 2
                         : 1,
        width);
}

static double lines_width(const struct text_lines *lines)
{
    double width = 0;
    for (size_t i = 0; i < lines->count; i++)
        width = fmax(width, lines->lines[i].width);
    return width;
}

static const char *label_text(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    const char *amount = ribbon_amount(plan, ribbon), *purpose = ribbon_purpose(plan, ribbon);
    if (ribbon->flows.count > 1)
        return amount;
    if (ribbon_is_rest(plan, ribbon))
        purpose = rest_words(plan->arena, purpose);
    return arena_printf(plan->arena, "%s%s%s%s%s", amount, joint_of(amount, purpose), purpose,
        ribbon_term(plan, ribbon), ribbon_talk(plan, ribbon));
}

double label_demand(const struct flow_plan *plan, size_t cable)
{
    double demand = 0;
    if (plan->down)
        return DEMAND_DOWN;
    for (size_t r = plan->cables[cable].first; r < plan->cables[cable].first + plan->cables[cable].count;
         r++) {
        const struct ribbon *ribbon = &plan->ribbons[r];
        const char *plain = ribbon_plain(plan, ribbon, 1);
        struct text_lines lines = wrap_words(plan, ribbon_amount(plan, ribbon), plain != NULL ? plain : "",
            ribbon_mark_joined(plan, ribbon), 0);
        double width = lines_width(&lines) + BADGE * (double)ribbon->circuits.count + 10;
        double rows =
            fmin(fmax(floor(ribbon->thickness / LEADING), 1), ribbon->thickness >= VERY_BROAD ? 3 : 2);
        demand = fmax(demand, width / rows + (rows > 1 ? 8 : 0));
    }
    return fmin(demand, WISH_MOST);
}

/* ---- places ---- */

struct wording_try {
    struct text_lines lines;
    double width, height, cost;
};

struct label_place {
    struct box box;
    double cost;
    const struct wording_try *words;
    bool on_dark, halo;
};

struct search {
    const struct flow_plan *plan;
    const struct ribbon *ribbon;
    const char *mark; /* what changed about it; "" */
    struct grid *grid;
    uint16_t code;
    struct wording_try tries[VARIANTS * WRAPS];
    size_t try_count;
    struct polyline centre;
    double length;
    struct label_place best;
};

static void add_try(struct search *search, const char *amount, const char *plain, double width, double cost)
{
    struct text_lines lines = wrap_words(search->plan, amount, plain, search->mark, width);
    double badges = BADGE * (double)search->ribbon->circuits.count;
    struct wording_try try = {lines, lines_width(&lines) + badges, LEADING * (double)lines.count,
        cost + LINE_COST * (double)(lines.count - 1)};
    if (lines.count > 4)
        return;
    for (size_t i = 0; i < search->try_count; i++)
        if (search->tries[i].lines.count == lines.count && fabs(search->tries[i].width - try.width) < 0.01)
            return;
    search->tries[search->try_count++] = try;
}

/* No narrower than this, or a word would be broken. */
static double longest_word(
    const struct flow_plan *plan, const char *amount, const char *plain, const char *mark)
{
    const char *texts[] = {amount, plain, mark};
    const struct text_style styles[] = {strong_style(), plain_style(), mark_style()};
    double longest = 0;
    for (size_t i = 0; i < 3; i++)
        for (const char *at = texts[i]; *at != '\0';) {
            size_t length = strcspn(at, " ");
            const char *word = arena_printf(plan->arena, "%.*s:", (int)length, at);
            longest = fmax(longest, text_width(plan->text, styles[i], word));
            at += length + (at[length] == ' ' ? 1 : 0);
        }
    return longest + 0.5;
}

static void collect_tries(struct search *search)
{
    const char *amount = ribbon_amount(search->plan, search->ribbon);
    for (int variant = 0; variant < VARIANTS; variant++) {
        const char *plain = ribbon_plain(search->plan, search->ribbon, variant);
        if (plain == NULL)
            continue;
        struct text_lines whole = wrap_words(search->plan, amount, plain, search->mark, 0);
        double width = lines_width(&whole), word = longest_word(search->plan, amount, plain, search->mark);
        for (int wrap = 1; wrap <= WRAPS; wrap++) {
            double room = wrap == 1 ? 0 : fmax(width / wrap + 9, word);
            add_try(search, amount, plain, room, VARIANT_COST[variant]);
        }
    }
}

static void offer(struct search *search, struct box box, double cost, const struct wording_try *words,
    bool on_dark, bool halo)
{
    if (search->best.words == NULL || cost < search->best.cost - 1e-9)
        search->best = (struct label_place){box, cost, words, on_dark, halo};
}

static struct box box_around(double x, double y, double width, double height)
{
    return (struct box){x - width / 2, y - height / 2, x + width / 2, y + height / 2};
}

static struct box box_grow(struct box box, double by)
{
    return (struct box){box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by};
}

/* Whether words would stand on the teeth of a frayed end. */
static bool is_at_end(
    const struct flow_plan *plan, struct box box, struct point at, struct point end, double thickness)
{
    if (plan->down) {
        box = box_transposed(box);
        at = point_transposed(at);
        end = point_transposed(end);
    }
    return fabs(at.y - end.y) < thickness && box.x0 < end.x && box.x1 > end.x - FRAYED;
}

/* Inside: on the ribbon's light part beside its cores, or wholly on the core; across a core or on hatching
   the words need a halo. A core under discussion is pale: dark words stand on it. */
static void try_inside(
    struct search *search, const struct wording_try *words, struct point at, struct point way, double cost)
{
    const struct ribbon *ribbon = search->ribbon;
    bool upright = fabs(way.y) > 0.8;
    double core = core_width(ribbon), across = upright ? words->width + 4 : words->height, half = across / 2;
    bool is_loop = core >= 0.2, pale = ribbon->bucket == BUCKET_TALK || ribbon->bucket == BUCKET_DEAD;
    bool hatched = ribbon->form == FORM_UNSURE || ribbon->form == FORM_UNKNOWN;
    if (!is_loop && (ribbon->form == FORM_AT_MOST || hatched))
        core = ribbon->core_thickness;
    if (ribbon->thickness - 1.5 < across)
        return;
    bool covers = core >= 0.2, within = is_loop && core >= across + 1, on_dark = within && !pale;
    struct point end = search->centre.points[search->centre.count - 1];
    struct box box = box_around(at.x, at.y, words->width + 4, words->height);
    if (ribbon->form == FORM_AT_LEAST && is_at_end(search->plan, box, at, end, ribbon->thickness))
        return;
    if (grid_is_all(search->grid, box, search->code))
        offer(search, box,
            cost + (!covers || within ? 0
                       : is_loop      ? OVER_LOOP_COST
                                      : HALO_COST),
            words, on_dark, !within && (covers || hatched));
    for (int side = -1; side <= 1 && covers; side += 2) {
        double off = side * (core / 2 + 0.8 + half);
        box = box_around(
            at.x + (upright ? off : 0), at.y + (upright ? 0 : off), words->width + 4, words->height);
        if ((ribbon->thickness - core) / 2 - 1 >= across && grid_is_all(search->grid, box, search->code))
            offer(search, box, cost + 0.5, words, false, hatched);
    }
}

/* Whether another ribbon of some breadth passes within `by` of the words */
static bool stands_at_another(const struct search *search, struct box box, double by)
{
    const struct grid *grid = search->grid;
    box = box_grow(box, by);
    for (int y = (int)floor(fmax(box.y0, 0)); y < (int)ceil(fmin(box.y1, grid->height)); y++)
        for (int x = (int)floor(fmax(box.x0, 0)); x < (int)ceil(fmin(box.x1, grid->width)); x++) {
            uint16_t cell = grid->cells[(size_t)y * (size_t)grid->width + (size_t)x];
            bool ribbon = cell >= GRID_FIRST && cell != GRID_WORDS && cell != search->code;
            if (ribbon && search->plan->ribbons[cell - GRID_FIRST].thickness >= THICK)
                return true;
        }
    return false;
}

/* Where money runs down, words stand beside a ribbon, and its neighbours in the cable are uprights too:
   nothing may stand between. */
static bool is_cut_off(const struct search *search, struct box words, struct point at, int side)
{
    double edge = search->ribbon->thickness / 2 + 1;
    struct box between = {at.x + edge, at.y - 1, words.x0, at.y + 1};
    if (side < 0)
        between = (struct box){words.x1, at.y - 1, at.x - edge, at.y + 1};
    return search->plan->down && grid_count_foreign(search->grid, between, search->code, 1) > 0;
}

static void try_outside(
    struct search *search, const struct wording_try *words, struct point at, struct point way, double cost)
{
    static const double gaps[] = {1, 2.5, 4.5, 7};
    double half = search->ribbon->thickness / 2;
    bool upright = fabs(way.y) > 0.8;
    for (int side = -1; side <= 1; side += 2)
        for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++) {
            double gap = gaps[g] + half;
            double x = upright ? at.x + side * (gap + 1.5 + words->width / 2) : at.x;
            double y = upright ? at.y : at.y + side * (gap + words->height / 2);
            struct box box = box_around(x, y, words->width, words->height);
            double total = cost + OUTSIDE_COST + GAP_COST * gaps[g] +
                           (upright != search->plan->down ? UPRIGHT_COST : 0) + (side > 0 ? 0.3 : 0);
            if (search->best.words != NULL && total >= search->best.cost)
                continue;
            if (!grid_is_all(search->grid, box_grow(box, 0.6), GRID_FREE))
                continue;
            /* words that stand nearer to another ribbon than to their own would be read as its */
            if (stands_at_another(search, box, gaps[g] - 0.5) ||
                (upright && is_cut_off(search, box, at, side)))
                break;
            int foreign = grid_count_foreign(
                search->grid, box_grow(box, gaps[g] + 1.5), search->code, FOREIGN_MOST + 1);
            total += foreign > FOREIGN_MOST ? NEAR_COST : 0;
            offer(search, box, total, words, false, false);
            break;
        }
}

static void search_places(struct search *search)
{
    int samples = (int)fmin(search->length / SAMPLE_STEP, SAMPLES_MOST) + 1;
    for (int i = 0; i <= samples; i++) {
        struct point way;
        double share = (double)i / samples;
        struct point at = polyline_at(&search->centre, share * search->length, &way);
        for (size_t t = 0; t < search->try_count; t++) {
            const struct wording_try *words = &search->tries[t];
            double cost = words->cost + MIDDLE_COST * fabs(share - 0.5);
            if (search->best.words != NULL && cost >= search->best.cost)
                continue;
            try_inside(search, words, at, way, cost);
            try_outside(search, words, at, way, cost);
        }
    }
}

static void mark_name(char mark[MARK_LENGTH], size_t number)
{
    size_t at = 0;
    if (number >= 26)
        mark[at++] = (char)('a' + (number / 26 - 1) % 26);
    mark[at++] = (char)('a' + number % 26);
    mark[at] = '\0';
}

/* On the ribbon, or just beside it. */
static bool find_mark(struct search *search, struct label *label, double size)
{
    int samples = (int)fmin(search->length / MARK_STEP, 4 * SAMPLES_MOST) + 2, best = COST_MOST;
    double beside = search->ribbon->thickness / 2 + MARK_SIZE / 2.0 + 1;
    for (int i = 3; i < 3 * samples; i++) {
        struct point way;
        struct point at = polyline_at(&search->centre, search->length * (i / 3) / samples, &way);
        double off = beside * (i % 3 == 2 ? -1 : i % 3);
        struct box box = box_around(at.x - way.y * off, at.y + way.x * off, size, MARK_SIZE);
        int cost = abs(2 * (i / 3) - samples) + (off != 0 ? BESIDE_COST : 0);
        if (cost >= best || box.x0 < 0 || box.x1 > search->plan->width || box.y0 < 0 ||
            box.y1 > search->grid->height || grid_has(search->grid, box_grow(box, LABEL_PAD), GRID_WORDS))
            continue;
        int enough = (best - cost + FOREIGN_COST - 1) / FOREIGN_COST;
        int foreign = grid_count_foreign(search->grid, box, search->code, enough);
        if (foreign >= enough)
            continue;
        best = cost + foreign * FOREIGN_COST;
        label->box = box;
    }
    return best < COST_MOST;
}

/* A letter on the ribbon itself, where it covers least of anything else and nothing of other words; beside it
   the loop badges, where there is room. Without any such place only the key tells of it. */
static void place_mark(struct search *search, struct label *label, size_t number)
{
    mark_name(label->mark, number);
    label->in_key = true;
    label->number = number;
    label->badges = BADGE * (double)search->ribbon->circuits.count;
    label->placed = find_mark(search, label, MARK_SIZE + label->badges);
    if (label->placed || label->badges == 0)
        return;
    label->badges = 0;
    label->placed = find_mark(search, label, MARK_SIZE);
}

static void label_place(struct flow_plan *plan, struct grid *grid, struct label *label, size_t *marks)
{
    const struct ribbon *ribbon = &plan->ribbons[label->ribbon];
    struct search search = {.plan = plan, .ribbon = ribbon, .grid = grid};
    search.mark = ribbon_mark_joined(plan, ribbon);
    search.code = (uint16_t)(GRID_FIRST + label->ribbon);
    search.centre =
        path_flatten(&plan->cables[ribbon->cable].path, plan->arena, ribbon->offset, OUTLINE_TOLERANCE);
    search.length = polyline_length(&search.centre);
    collect_tries(&search);
    search_places(&search);
    if (search.best.words == NULL)
        place_mark(&search, label, (*marks)++);
    else {
        label->box = search.best.box;
        label->lines = search.best.words->lines;
        label->badges = BADGE * (double)ribbon->circuits.count;
        label->on_dark = search.best.on_dark;
        label->halo = search.best.halo;
        label->mark_span = *search.mark != '\0' ? SPAN_MARK : 0;
        label->placed = true;
    }
    if (label->placed)
        grid_fill_box(grid, box_grow(label->box, LABEL_PAD), GRID_WORDS);
}

struct label_turn {
    size_t index;
    double thickness;
    bool known;
};

static int compare_turns(const void *a, const void *b)
{
    const struct label_turn *x = a, *y = b;
    if (x->known != y->known)
        return x->known ? -1 : 1;
    if (x->thickness != y->thickness)
        return x->thickness > y->thickness ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index ? 1 : 0;
}

static struct grid grid_of(struct flow_plan *plan)
{
    struct grid grid = grid_create(plan->arena, plan->width, plan->band_height + 1);
    for (size_t c = 0; c < plan->card_count; c++)
        grid_fill_box(&grid, box_grow(card_box(plan, &plan->cards[c]), 1), GRID_WORDS);
    for (size_t r = 0; r < plan->ribbon_count; r++) {
        struct polyline outline = ribbon_outline(plan, &plan->ribbons[r], OUTLINE_TOLERANCE);
        grid_fill_polygon(&grid, plan->arena, &outline, (uint16_t)(GRID_FIRST + r));
    }
    return grid;
}

void plan_labels(struct flow_plan *plan)
{
    struct grid grid = grid_of(plan);
    struct label_turn *turns = arena_array(plan->arena, struct label_turn, plan->ribbon_count + 1);
    plan->labels = arena_array(plan->arena, struct label, plan->ribbon_count + 1);
    for (size_t r = 0; r < plan->ribbon_count; r++) {
        plan->labels[r].ribbon = r;
        plan->labels[r].text = label_text(plan, &plan->ribbons[r]);
        turns[r] = (struct label_turn){r, plan->ribbons[r].thickness, plan->ribbons[r].form != FORM_UNKNOWN};
    }
    qsort(turns, plan->ribbon_count, sizeof *turns, compare_turns);
    size_t marks = 0;
    for (size_t i = 0; i < plan->ribbon_count; i++)
        label_place(plan, &grid, &plan->labels[turns[i].index], &marks);
}
