/* SPDX-License-Identifier: MIT */
/*
 * label: in, routed ribbons; out, what is said of each and where it stands: inside its ribbon, above, below
 * or beside it, or a little off with a line to it; never over a card, another ribbon or other words, nor
 * nearer to another ribbon than to its own. Ribbons of one cable that find no place each are told together.
 * What still finds none gets a letter at its ribbon and stands in the key.
 *
 * Every ribbon offers places along its whole length, in several wordings; seat.c chooses among them.
 */
#include "plan.h"

#include "grid.h"
#include "ribbon_words.h"
#include "seat.h"
#include "say.h"
#include "wording.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    WRAPS = 4,
    WRAPS_BROAD = 6,
    WORDINGS_MOST = WORD_VARIANTS * WRAPS_BROAD * 2,
    LINES_MOST = 4,
    LINES_BROAD = 6,
    IMPROVEMENTS = 2,
    HALVINGS = 4
};
/* Of all ribbons together: work stays the same however many there are. */
enum { SAMPLES_ALL = 6000, SAMPLES_MOST = 60, SAMPLES_LEAST = 6 };
enum { CHOICES_ALL = 30000, CHOICES_MOST = 200, CHOICES_LEAST = 8, CHOICES_COLLECTED = 1600 };
enum { PLENTY = 40, FAR_STEP = 2 };
/* Greater drawings tell of the greatest ribbons alone: their key would be longer than they are. */
enum { TOLD_MOST = 400, MARKS_MOST = 300, SPARED_MOST = 4 };
enum { JOINED_MOST = 5, CROSSED_MOST = 18, CROSSED_MARK_MOST = 90 };
enum look { LOOK_ON_DARK = 1, LOOK_HALO = 2, LOOK_LEFT = 4, LOOK_RIGHT = 8 };

static const double LEADING = 9, LINE_GAP = 0.4, BADGE_PAD = 2, BADGE_RISE = 2.5, CLEAR = 0.6, APART_X = 2.5,
                    APART_Y = 1.8, OUTLINE_TOLERANCE = 0.25, FATTER = 0.15, CARD_CLEAR = 1, SAMPLE_STEP = 6;
static const double VARIANT_COST[WORD_VARIANTS] = {0, 3, 6, 10, 16};
static const double COVER_WORK_MOST = 8e6; /* points */
static const double VERY_BROAD = 60, OUTSIDE_COST = 3, OUTSIDE_BROAD = 0.1, OUTSIDE_MOST = 9,
                    UPRIGHT_COST = 3, LINE_COST = 1.5, MIDDLE_COST = 10, GAP_COST = 0.7, NEAR_COST = 9,
                    NEAR = 5, APART_COST = 1.5, HALO_COST = 2.5, CROSSING_COST = 3, BESIDE_CORE_COST = 0.5,
                    LEADER_COST = 15, LEADER_GAP_COST = 0.5, LEADER_HALF = 0.7, LEADER_SHORT = 2,
                    LEADER_CLEAR = 2, CROSSED_COST = 0.9, BELOW_COST = 0.3, SMALLER = 0.75, BARE_COST = 30,
                    BARE_LEAST = 16, FRAYED = 9, WISH_MOST = 118, DEMAND_DOWN = 44, INSIDE_CLEAR = 1.6,
                    SIDE_CLEAR = 3, CORE_CLEAR = 0.8, CORE_WITHIN = 1, UPRIGHT = 0.8, SLOPE_LEAST = 0.3,
                    SPARED_SHARE = 0.5;
static const double MARK_RADIUS = 4.7, MARK_SMALL_RADIUS = 4, MARK_LINE = 0.3, MARK_SIDE = 1.8, MARK_ROW = 24,
                    MARK_BARE_COST = 3, MARK_SMALL_COST = 6;

struct box card_box(const struct flow_plan *plan, const struct card *card)
{
    double y = plan->components[card->component].top + plan->items[card->item].y;
    struct box box = {card->x, y - card->height / 2, card->x + card->width, y + card->height / 2};
    return plan->down ? box_transposed(box) : box;
}

static struct polyline band_outline(
    struct arena *arena, const struct path *path, double from, double to, double tolerance)
{
    struct polyline a = path_flatten(path, arena, from, tolerance);
    struct polyline b = path_flatten(path, arena, to, tolerance);
    struct polyline outline = {arena_array(arena, struct point, a.count + b.count), a.count + b.count};
    memcpy(outline.points, a.points, a.count * sizeof *a.points);
    for (size_t i = 0; i < b.count; i++)
        outline.points[a.count + i] = b.points[b.count - 1 - i];
    return outline;
}

struct polyline ribbon_outline(const struct flow_plan *plan, const struct ribbon *ribbon, double tolerance)
{
    double half = ribbon->thickness / 2;
    return band_outline(plan->arena, &plan->cables[ribbon->cable].path, ribbon->offset - half,
        ribbon->offset + half, tolerance);
}

/* ---- badges ---- */

static struct text_style badge_style(void)
{
    return (struct text_style){FACE_CONDENSED_SEMIBOLD, 7};
}

double badge_width(const struct flow_plan *plan, size_t circuit)
{
    const char *number = arena_printf(plan->arena, "%zu", circuit + 1);
    return fmax(2 * BADGE_RADIUS, text_width(plan->text, badge_style(), number) + 2 * MARK_SIDE);
}

static double badges_width(const struct flow_plan *plan, const struct indices *circuits)
{
    double width = 0;
    for (size_t i = 0; i < circuits->count; i++)
        width += badge_width(plan, circuits->at[i]) + (i > 0 ? BADGE_GAP : 0);
    return width;
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
        struct words words = {
            ribbon_amount(plan, ribbon), plain != NULL ? plain : "", ribbon_mark_joined(plan, ribbon)};
        struct text_lines lines = words_wrap(plan, plan->arena, words, 0);
        double width = lines_width(&lines) + badges_width(plan, &ribbon->circuits) + 10;
        double rows =
            fmin(fmax(floor(ribbon->thickness / LEADING), 1), ribbon->thickness >= VERY_BROAD ? 3 : 2);
        demand = fmax(demand, width / rows + (rows > 1 ? 8 : 0));
    }
    return fmin(demand, WISH_MOST);
}

/* ---- wordings ---- */

/* One way to say it; or a mark, which has a radius and no lines. */
struct wording {
    struct text_lines lines;
    double width, height, base, leading; /* base: of the first line, from the top */
    double badges;                       /* width of the discs alone */
    bool apart;                          /* they stand above the words */
    double radius, cost;
};

/* Who looks for a place: a ribbon, or several of a cable together. */
struct teller {
    const struct flow_plan *plan;
    size_t ribbon;
    size_t *members, member_count; /* ribbons told of */
    const char *ids;
    struct indices circuits;
    double badges;
    struct wording *wordings;
    size_t wording_count, smallest, narrowest;
};

/* What the letters of a line reach above and below its base line */
static void line_reach(const struct text_line *line, double *above, double *below)
{
    *above = *below = 0;
    for (size_t i = 0; i < line->count; i++) {
        struct text_ink ink = text_ink(line->pieces[i].run);
        *above = fmax(*above, -ink.y0);
        *below = fmax(*below, ink.y1);
    }
}

/* Badges on the first line or above it; the lines no closer than their letters allow. */
static struct wording wording_of(
    const struct teller *teller, struct text_lines lines, bool apart, double cost)
{
    struct wording wording = {.lines = lines, .badges = teller->badges, .apart = apart, .leading = LEADING};
    double first = 0, last = 0, below = 0;
    for (size_t l = 0; l < lines.count; l++) {
        double up, down;
        line_reach(&lines.lines[l], &up, &down);
        if (l == 0 && teller->badges > 0 && !apart) {
            up = fmax(up, BADGE_RADIUS + BADGE_RISE);
            down = fmax(down, BADGE_RADIUS - BADGE_RISE);
        }
        if (l == 0)
            first = up;
        else
            wording.leading = fmax(wording.leading, below + up + LINE_GAP);
        last = below = down;
    }
    double joined = teller->badges > 0 && !apart ? teller->badges + BADGE_PAD : 0;
    wording.width = fmax(lines_width(&lines), apart ? teller->badges : 0);
    if (lines.count > 0)
        wording.width = fmax(wording.width, lines.lines[0].width + joined);
    wording.base = first + (apart ? 2 * BADGE_RADIUS + BADGE_GAP : 0);
    wording.height = wording.base + wording.leading * (double)(lines.count - 1) + last;
    wording.cost = cost + LINE_COST * (double)(lines.count - 1) + (apart ? APART_COST : 0);
    return wording;
}

static void wording_add(struct teller *teller, struct wording wording)
{
    for (size_t i = 0; i < teller->wording_count; i++) {
        const struct wording *other = &teller->wordings[i];
        if (other->width <= wording.width + 0.01 && other->height <= wording.height + 0.01 &&
            other->cost <= wording.cost)
            return; /* needs no more room and says more */
    }
    if (teller->wording_count < WORDINGS_MOST)
        teller->wordings[teller->wording_count++] = wording;
}

/* No narrower than this, or a word would be broken. */
static double longest_word(const struct flow_plan *plan, struct words words)
{
    const char *texts[] = {words.amount, words.plain, words.mark};
    const struct text_style styles[] = {words_strong(), words_plain(), words_mark()};
    double longest = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (const char *at = texts[i]; *at != '\0';) {
            size_t length = strcspn(at, " ");
            const char *word = arena_printf(plan->arena, "%.*s%s", (int)length, at, i == 0 ? ":" : "");
            longest = fmax(longest, text_width(plan->text, styles[i], word));
            at += length + (at[length] == ' ' ? 1 : 0);
        }
    return longest + 0.5;
}

/* In as many lines, no broader than they need be: so more of it stands inside a broad short ribbon. */
static struct text_lines lines_balanced(const struct flow_plan *plan, struct arena *arena, struct words words,
    struct text_lines lines, double word)
{
    double enough = lines_width(&lines), least = fmin(word, enough);
    for (int halving = 0; halving < HALVINGS; halving++) {
        double width = (least + enough) / 2;
        struct text_lines tried = words_wrap(plan, arena, words, width);
        if (tried.count > lines.count) {
            least = width;
            continue;
        }
        lines = tried;
        enough = fmin(lines_width(&lines), width);
    }
    return lines;
}

static void wordings_wrapped(struct teller *teller, struct arena *arena, struct words words, double cost)
{
    const struct flow_plan *plan = teller->plan;
    struct text_lines whole = words_wrap(plan, arena, words, 0);
    double width = lines_width(&whole), word = longest_word(plan, words);
    size_t before = 0;
    double thickness = plan->ribbons[teller->ribbon].thickness;
    bool broad = thickness >= BARE_LEAST, very_broad = thickness >= VERY_BROAD;
    size_t lines_most = very_broad ? LINES_BROAD : LINES_MOST;
    for (int wrap = 1; wrap <= (very_broad ? WRAPS_BROAD : WRAPS); wrap++) {
        struct text_lines lines =
            wrap == 1 ? whole : words_wrap(plan, arena, words, fmax(width / wrap + 9, word));
        if (wrap > 1 && broad && lines.count <= lines_most && lines.count > before)
            lines = lines_balanced(plan, arena, words, lines, word);
        if (lines.count > lines_most || lines.count <= before)
            continue;
        before = lines.count;
        wording_add(teller, wording_of(teller, lines, false, cost));
        if (teller->badges > 0)
            wording_add(teller, wording_of(teller, lines, true, cost));
    }
}

static int compare_wordings(const void *a, const void *b)
{
    const struct wording *x = a, *y = b;
    if (x->cost != y->cost)
        return x->cost < y->cost ? -1 : 1;
    if (x->width != y->width)
        return x->width < y->width ? -1 : 1;
    return x->height < y->height ? -1 : x->height > y->height ? 1 : (int)x->apart - (int)y->apart;
}

static void wordings_sort(struct teller *teller)
{
    qsort(teller->wordings, teller->wording_count, sizeof *teller->wordings, compare_wordings);
    for (size_t i = 1; i < teller->wording_count; i++) {
        const struct wording *a = &teller->wordings[i], *b = &teller->wordings[teller->smallest];
        teller->smallest = a->width * a->height < b->width * b->height ? i : teller->smallest;
        teller->narrowest = a->width < teller->wordings[teller->narrowest].width ? i : teller->narrowest;
    }
}

static struct teller teller_of(const struct flow_plan *plan, struct arena *arena, size_t ribbon)
{
    struct teller teller = {.plan = plan, .ribbon = ribbon, .member_count = 1};
    teller.members = arena_array(arena, size_t, 1);
    teller.members[0] = ribbon;
    teller.ids = plan->ribbons[ribbon].ids;
    teller.circuits = plan->ribbons[ribbon].circuits;
    teller.badges = badges_width(plan, &teller.circuits);
    teller.wordings = arena_array(arena, struct wording, WORDINGS_MOST);
    return teller;
}

/* The amount without its loops' numbers */
static void teller_say_bare(struct teller *teller, struct arena *arena)
{
    const struct flow_plan *plan = teller->plan;
    const struct ribbon *ribbon = &plan->ribbons[teller->ribbon];
    struct words words = {ribbon_amount(plan, ribbon), ribbon_plain(plan, ribbon, WORD_VARIANTS - 1),
        ribbon_mark_joined(plan, ribbon)};
    if (teller->badges <= 0 || words.plain == NULL)
        return;
    double badges = teller->badges;
    teller->badges = 0;
    wording_add(teller, wording_of(teller, words_wrap(plan, arena, words, 0), false, BARE_COST));
    teller->badges = badges;
}

static void teller_say_ribbon(struct teller *teller, struct arena *arena)
{
    const struct flow_plan *plan = teller->plan;
    const struct ribbon *ribbon = &plan->ribbons[teller->ribbon];
    struct words words = {ribbon_amount(plan, ribbon), NULL, ribbon_mark_joined(plan, ribbon)};
    for (int variant = 0; variant < WORD_VARIANTS; variant++) {
        words.plain = ribbon_plain(plan, ribbon, variant);
        if (words.plain != NULL)
            wordings_wrapped(teller, arena, words, VARIANT_COST[variant]);
    }
    /* rather the amount of a broad one without its loops' numbers than numbers and a letter */
    if (ribbon->thickness >= BARE_LEAST)
        teller_say_bare(teller, arena);
    wordings_sort(teller);
}

/* ---- places ---- */

struct sample {
    struct point at, way;
    double share; /* of the length before it */
};

/* A ribbon's core, as drawn and as words meet it: what can return is dark, and words stand wholly on it or
   wholly beside it. One under discussion is pale, and what is merely sure no darker than a paid ribbon: dark
   words are read across their edges. */
struct inside {
    double core;
    bool loop, pale, hatched;
};

static struct inside inside_of(const struct ribbon *ribbon)
{
    struct inside inside = {.core = core_drawn_width(ribbon)};
    inside.pale = ribbon->bucket == BUCKET_TALK || ribbon->bucket == BUCKET_DEAD;
    inside.hatched = ribbon->form == FORM_UNSURE;
    inside.loop = inside.core > 0;
    if (!inside.loop)
        inside.core =
            ribbon->form == FORM_SOLID || ribbon->form == FORM_AT_LEAST ? 0 : ribbon->core_thickness;
    return inside;
}

/* Collects the places where the teller's words may stand, as far as ribbons and cards are concerned. */
struct search {
    const struct flow_plan *plan;
    const struct grid *grid;
    const struct teller *teller;
    const struct ribbon *ribbon; /* NULL: several together; nothing stands inside */
    struct spans *own;
    struct inside inside;
    struct spans core_around, core_within; /* its core with some room; what is surely on it */
    double half;                           /* of what it stands at */
    bool sliced;                           /* its thickness is vertical: less, square to its slopes */
    struct point end, end_way;
    struct seat_choice *choices; /* room for CHOICES_COLLECTED */
    size_t count;
};

static struct box box_around(double x, double y, double width, double height)
{
    return (struct box){x - width / 2, y - height / 2, x + width / 2, y + height / 2};
}

static struct box box_widen(struct box box, double x, double y)
{
    return (struct box){box.x0 - x, box.y0 - y, box.x1 + x, box.y1 + y};
}

static struct box box_grow(struct box box, double by)
{
    return box_widen(box, by, by);
}

static void offer(struct search *search, struct seat_choice choice)
{
    if (search->count == CHOICES_COLLECTED)
        return;
    choice.box = box_widen(choice.box, APART_X, APART_Y);
    search->choices[search->count++] = choice;
}

static const struct wording *wording_at(const struct search *search, size_t words)
{
    return &search->teller->wordings[words];
}

/* Cells of ribbons other than its own. Where they cross its own they are counted as shared, not here. */
static int count_foreign(const struct search *search, struct box box)
{
    struct cells cells = cells_of(box);
    int foreign = grid_count(search->grid, cells).covered;
    return foreign == 0 ? 0 : foreign - spans_count(search->own, cells);
}

static bool is_free(const struct search *search, struct box box)
{
    struct cells cells = cells_of(box);
    if (!grid_holds(search->grid, cells))
        return false;
    struct coverage cover = grid_count(search->grid, cells);
    return cover.covered == 0 && cover.shared == 0;
}

/* What a line to the ribbon crosses on its way, in cells: other ribbons, and places that are shared */
static int count_crossed(const struct search *search, struct box line)
{
    struct cells cells = cells_of(line);
    struct coverage cover = grid_count(search->grid, cells);
    int foreign = cover.covered == 0 ? 0 : cover.covered - spans_count(search->own, cells);
    return (foreign > 0 ? foreign : 0) + cover.shared;
}

static int cells_number(struct cells cells)
{
    return (cells.x1 - cells.x0) * (cells.y1 - cells.y0);
}

static bool is_own(const struct search *search, struct box box)
{
    struct cells cells = cells_of(box);
    if (!grid_holds(search->grid, cells))
        return false;
    struct coverage cover = grid_count(search->grid, cells);
    return cover.shared == 0 && cover.covered == cells_number(cells) &&
           spans_count(search->own, cells) == cells_number(cells);
}

/* ---- inside ---- */

/* Over the teeth of "at least" */
static bool is_on_fray(const struct search *search, struct box box)
{
    if (search->ribbon->form != FORM_AT_LEAST)
        return false;
    struct point end = search->end, way = search->end_way;
    double half = search->half;
    struct box fray = {fmin(end.x, end.x - FRAYED * way.x), fmin(end.y, end.y - FRAYED * way.y),
        fmax(end.x, end.x - FRAYED * way.x), fmax(end.y, end.y - FRAYED * way.y)};
    fray.x0 -= half * fabs(way.y);
    fray.x1 += half * fabs(way.y);
    fray.y0 -= half * fabs(way.x);
    fray.y1 += half * fabs(way.x);
    return boxes_overlap(box, fray);
}

/* What words take up across a ribbon */
static double inside_across(const struct wording *wording, bool upright)
{
    return upright ? wording->width + SIDE_CLEAR : wording->height;
}

enum { BESIDE_CORE, ON_CORE, ACROSS_CORE };

/* Where a box stands to the core, which slopes and turns as the ribbon does. */
static int meet_core(const struct search *search, struct box box)
{
    if (search->inside.core <= 0)
        return BESIDE_CORE;
    struct cells cells = cells_of(box);
    if (spans_count(&search->core_around, cells) == 0)
        return BESIDE_CORE;
    return spans_count(&search->core_within, cells) == cells_number(cells) ? ON_CORE : ACROSS_CORE;
}

/* `shift` from the ribbon's middle */
static bool try_inside_at(
    struct search *search, size_t words, struct point at, struct point way, double shift, double cost)
{
    const struct wording *wording = wording_at(search, words);
    const struct inside *inside = &search->inside;
    bool upright = fabs(way.y) > UPRIGHT;
    struct point middle = {at.x + (upright ? shift : 0), at.y + (upright ? 0 : shift)};
    struct box box =
        box_around(middle.x, middle.y, wording->width + SIDE_CLEAR, wording->height + INSIDE_CLEAR);
    if (!is_own(search, box) || is_on_fray(search, box))
        return false;
    int meets = meet_core(search, box_around(middle.x, middle.y, wording->width, wording->height));
    if (inside->loop && !inside->pale && meets == ACROSS_CORE)
        return false;
    bool on_dark = inside->loop && meets == ON_CORE && !inside->pale,
         halo = inside->hatched ? meets != ON_CORE : meets == ACROSS_CORE; /* else it strikes them through */
    cost += (halo ? HALO_COST : 0) + (meets == ACROSS_CORE ? CROSSING_COST : 0) +
            (shift != 0 ? BESIDE_CORE_COST : 0);
    offer(search, (struct seat_choice){.box = box_around(middle.x, middle.y, wording->width, wording->height),
                      .cost = cost + wording->cost,
                      .words = words,
                      .look = (on_dark ? LOOK_ON_DARK : 0U) | (halo ? LOOK_HALO : 0U)});
    return true;
}

/* A mark hides what lies under it: it may cover its own ribbon, core and all, but nothing else. */
static bool try_mark_on(struct search *search, size_t words, const struct sample *sample)
{
    const struct wording *wording = wording_at(search, words);
    struct box box = box_around(sample->at.x, sample->at.y, wording->width, wording->height);
    struct cells cells = cells_of(box_grow(box, CLEAR));
    if (!grid_holds(search->grid, cells) || grid_count(search->grid, cells).shared > 0 ||
        count_foreign(search, box_grow(box, CLEAR)) > 0)
        return false;
    offer(search,
        (struct seat_choice){
            .box = box, .cost = wording->cost + MIDDLE_COST / 2 * fabs(sample->share - 0.5), .words = words});
    return true;
}

/* On the middle; else beside the core: as near as its slope allows, or half way to the edge. */
static bool try_inside(struct search *search, size_t words, const struct sample *sample)
{
    const struct wording *wording = wording_at(search, words);
    if (wording->radius > 0)
        return try_mark_on(search, words, sample);
    struct point at = sample->at, way = sample->way;
    double core = search->inside.core / 2, cost = MIDDLE_COST * fabs(sample->share - 0.5);
    bool upright = fabs(way.y) > UPRIGHT;
    double across = inside_across(wording, upright);
    if (search->ribbon->form == FORM_UNKNOWN || 2 * search->half < across + INSIDE_CLEAR)
        return false;
    if (try_inside_at(search, words, at, way, 0, cost))
        return true;
    double slope = upright ? fabs(way.x / way.y) * wording->height : fabs(way.y / way.x) * wording->width,
           near = core + CORE_CLEAR + (across + slope) / 2, far = search->half - across / 2;
    if (core <= 0 || near > far)
        return false;
    bool any = false;
    for (int side = -1; side <= 1; side += 2)
        any = try_inside_at(search, words, at, way, side * near, cost) ||
              try_inside_at(search, words, at, way, side * (near + far) / 2, cost) || any;
    return any;
}

/* ---- outside ---- */

/* Half its breadth square to it, where it is cut straight across its columns' gaps */
static double square_half(const struct search *search, struct point way)
{
    double along = fabs(search->plan->down ? way.y : way.x);
    return search->sliced && along > SLOPE_LEAST ? search->half * along : search->half;
}

/* The box that touches a point from the side that `out` points to: with an edge where that is level or
   upright, with a corner between. */
static struct box box_beside(struct point at, struct point out, const struct wording *wording)
{
    double f = fmin(fmax(out.x / 0.35, -1), 1), g = fmin(fmax(out.y / 0.35, -1), 1);
    return box_around(
        at.x + f * wording->width / 2, at.y + g * wording->height / 2, wording->width, wording->height);
}

static bool try_outside(struct search *search, size_t words, const struct sample *sample, int side)
{
    static const double gaps[] = {0.7, 2, 3.5, 5.5, 8, 11};
    struct point out = {-sample->way.y * side, sample->way.x * side};
    double half = square_half(search, sample->way);
    const struct wording *wording = wording_at(search, words);
    for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++) {
        double gap = half + gaps[g];
        struct box box =
            box_beside((struct point){sample->at.x + out.x * gap, sample->at.y + out.y * gap}, out, wording);
        if (!is_free(search, box_grow(box, CLEAR)))
            continue;
        /* words that stand nearer to another ribbon than to their own would be read as its */
        if (count_foreign(search, box_grow(box, fmax(gaps[g], 1))) > 0)
            return false;
        bool upright = fabs(out.x) > UPRIGHT;
        double cost = wording->cost + MIDDLE_COST * fabs(sample->share - 0.5) +
                      fmin(OUTSIDE_COST + OUTSIDE_BROAD * 2 * half, OUTSIDE_MOST) + GAP_COST * gaps[g] +
                      (upright != search->plan->down ? UPRIGHT_COST : 0) + (out.y > 0 ? BELOW_COST : 0);
        cost += count_foreign(search, box_grow(box, gaps[g] + NEAR)) > 0 ? NEAR_COST : 0;
        offer(search, (struct seat_choice){.box = box,
                          .cost = cost,
                          .words = words,
                          .look = out.x > 0.5    ? LOOK_LEFT
                                  : out.x < -0.5 ? LOOK_RIGHT
                                                 : 0U});
        return true;
    }
    return false;
}

/* A little off, with a line straight up, down or sideways to it that meets nothing on its way. */
static bool try_leader(
    struct search *search, size_t words, const struct sample *sample, int side, double distance, double shift)
{
    const struct wording *wording = wording_at(search, words);
    bool upright = fabs(sample->way.y) > fabs(sample->way.x);
    struct point out = {upright ? side : 0, upright ? 0 : side}, at = sample->at;
    double reach = square_half(search, sample->way) /
                   fmax(upright ? fabs(sample->way.y) : fabs(sample->way.x), SLOPE_LEAST);
    struct point to = {at.x + out.x * (reach + distance), at.y + out.y * (reach + distance)};
    struct box box = box_beside(to, out, wording);
    double along = upright ? 0 : shift * (wording->width / 2 - 5);
    box.x0 += along;
    box.x1 += along;
    if (!is_free(search, box_grow(box, LEADER_CLEAR)))
        return false;
    struct box line = box_grow(
        (struct box){fmin(at.x, to.x), fmin(at.y, to.y), fmax(at.x, to.x), fmax(at.y, to.y)}, LEADER_HALF);
    int crossed = count_crossed(search, line);
    if (crossed > (wording->radius > 0 ? CROSSED_MARK_MOST : CROSSED_MOST))
        return false;
    double cost = CROSSED_COST * crossed + wording->cost + MIDDLE_COST * fabs(sample->share - 0.5) / 2 +
                  LEADER_COST + LEADER_GAP_COST * distance;
    if (wording->radius <= 0)
        to.x -= out.x * LEADER_SHORT; /* sideways it would run into the first letter */
    offer(search, (struct seat_choice){.box = box,
                      .leader = line,
                      .has_leader = true,
                      .leader_from = at,
                      .leader_to = to,
                      .cost = cost,
                      .words = words,
                      .look = shift > 0 || out.x > 0   ? LOOK_LEFT
                              : shift < 0 || out.x < 0 ? LOOK_RIGHT
                                                       : 0U});
    return true;
}

/* ---- along the ribbon ---- */

enum { SLOT_INSIDE, SLOT_OUTSIDE, SLOT_LEADER };
struct slot {
    int kind, side;
    double distance, shift;
};

static bool try_slot(
    struct search *search, size_t words, const struct sample *sample, const struct slot *slot)
{
    switch (slot->kind) {
    case SLOT_INSIDE:
        return try_inside(search, words, sample);
    case SLOT_OUTSIDE:
        return try_outside(search, words, sample, slot->side);
    default:
        return try_leader(search, words, sample, slot->side, slot->distance, slot->shift);
    }
}

/* The best wording that fits there, and shorter ones for when only they find room among others. */
static bool slot_collect(struct search *search, const struct sample *sample, struct slot slot)
{
    const struct teller *teller = search->teller;
    size_t before = search->count;
    double area = INFINITY;
    bool any = try_slot(search, teller->smallest, sample, &slot);
    if (!any && slot.kind != SLOT_LEADER && teller->narrowest != teller->smallest)
        any = try_slot(search, teller->narrowest, sample, &slot);
    if (!any)
        return false;
    search->count = before;
    for (size_t w = 0; w < teller->wording_count; w++) {
        const struct wording *wording = &teller->wordings[w];
        double now = wording->width * wording->height;
        if (now < area * SMALLER && try_slot(search, w, sample, &slot))
            area = now;
    }
    return true;
}

/* On the ribbon or right beside it */
static void sample_collect_near(struct search *search, const struct sample *sample)
{
    if (search->ribbon != NULL)
        slot_collect(search, sample, (struct slot){.kind = SLOT_INSIDE});
    for (int side = -1; side <= 1; side += 2)
        slot_collect(search, sample, (struct slot){.kind = SLOT_OUTSIDE, .side = side});
}

/* Farther off, at the nearest distance where there is room */
static void sample_collect_far(struct search *search, const struct sample *sample)
{
    static const double distances[] = {8, 12, 17, 24, 33, 45, 60, 80};
    for (int side = -1; side <= 1; side += 2) {
        bool found = false;
        for (size_t d = 0; d < sizeof distances / sizeof *distances && !found; d++)
            for (int shift = -1; shift <= 1; shift++) {
                struct slot slot = {SLOT_LEADER, side, distances[d], shift};
                found = slot_collect(search, sample, slot) || found;
            }
    }
}

/* Points spread evenly along a line, an odd number of them; returns how many. */
static int samples_of(const struct polyline *line, int most, struct sample *samples)
{
    double length = polyline_length(line), before = 0;
    int count = (int)fmin(fmax(length / SAMPLE_STEP, 1), most), next = 0;
    count -= count % 2 == 0 ? 1 : 0; /* one of them is its middle */
    for (size_t i = 1; i < line->count && length > 0; i++) {
        struct point a = line->points[i - 1], b = line->points[i];
        double step = hypot(b.x - a.x, b.y - a.y);
        for (; next < count && (next + 0.5) / count * length <= before + step && step > 0; next++) {
            double share = ((next + 0.5) / count * length - before) / step;
            samples[next] = (struct sample){{a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)},
                {(b.x - a.x) / step, (b.y - a.y) / step}, (next + 0.5) / count};
        }
        before += step;
    }
    return next;
}

static int compare_choices(const void *a, const void *b)
{
    const struct seat_choice *x = a, *y = b;
    double by[] = {x->cost - y->cost, (double)x->words - (double)y->words, x->box.y0 - y->box.y0,
        x->box.x0 - y->box.x0, (double)x->look - (double)y->look};
    for (size_t i = 0; i < sizeof by / sizeof *by; i++)
        if (by[i] < 0 || by[i] > 0)
            return by[i] < 0 ? -1 : 1;
    return 0;
}

/* Sorted by cost; of too many the cheapest half stays and of the rest one in so many, so that they are not
   all in one spot. */
static void choices_keep(const struct search *search, struct arena *arena, size_t most, struct sitter *sitter)
{
    qsort(search->choices, search->count, sizeof *search->choices, compare_choices);
    size_t kept = search->count < most ? search->count : most, cheap = kept < search->count ? most / 2 : kept;
    sitter->choices = arena_array(arena, struct seat_choice, kept + 1);
    sitter->count = kept;
    for (size_t i = 0; i < kept; i++) {
        size_t from = i < cheap ? i : cheap + (i - cheap) * (search->count - cheap) / (kept - cheap);
        sitter->choices[i] = search->choices[from];
    }
}

/* ---- all labels ---- */

struct label_turn {
    size_t index;
    double thickness;
    bool known;
};

struct labeller {
    struct flow_plan *plan;
    struct arena *scratch, *rows; /* until the labels stand; until the next search */
    struct grid grid;
    struct spans *spans;      /* of every ribbon */
    struct label_turn *turns; /* ribbons, the greatest first */
    size_t told;              /* how many of them are told of */
    struct teller *tellers;   /* one a sitter */
    struct sitter *sitters;
    size_t count;
    struct seating seating;
    struct seat_choice *choices;
    struct sample *samples;
    int sample_most;
    size_t choice_most;
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

static struct spans band_spans(
    const struct labeller *labeller, struct arena *arena, const struct path *path, double offset, double half)
{
    struct polyline outline =
        band_outline(arena, path, offset - half - FATTER, offset + half + FATTER, OUTLINE_TOLERANCE);
    return spans_of(arena, &labeller->grid, &outline);
}

static void cover_all(struct labeller *labeller)
{
    struct flow_plan *plan = labeller->plan;
    labeller->grid = grid_create(labeller->scratch, plan->width, plan->band_height + 1);
    labeller->spans = arena_array(labeller->scratch, struct spans, plan->ribbon_count + 1);
    for (size_t i = 0; i < plan->ribbon_count; i++) {
        size_t index = labeller->turns[i].index;
        const struct ribbon *ribbon = &plan->ribbons[index];
        bool told = i < labeller->told;
        struct spans spans = band_spans(labeller, told ? labeller->scratch : labeller->rows,
            &plan->cables[ribbon->cable].path, ribbon->offset, ribbon->thickness / 2);
        grid_cover(&labeller->grid, &spans);
        labeller->spans[index] = told ? spans : (struct spans){0};
        arena_reset(labeller->rows);
    }
    for (size_t c = 0; c < plan->card_count; c++)
        grid_block(&labeller->grid, box_grow(card_box(plan, &plan->cards[c]), CARD_CLEAR));
    grid_finish(&labeller->grid, labeller->scratch);
}

static int limit(int all, size_t count, int least, int most)
{
    int each = count > 0 ? all / (int)count : most;
    return each < least ? least : each > most ? most : each;
}

static void turns_sort(struct labeller *labeller)
{
    const struct flow_plan *plan = labeller->plan;
    labeller->turns = arena_array(labeller->scratch, struct label_turn, plan->ribbon_count + 1);
    for (size_t r = 0; r < plan->ribbon_count; r++)
        labeller->turns[r] =
            (struct label_turn){r, plan->ribbons[r].thickness, plan->ribbons[r].form != FORM_UNKNOWN};
    qsort(labeller->turns, plan->ribbon_count, sizeof *labeller->turns, compare_turns);
    labeller->told = plan->ribbon_count < TOLD_MOST ? plan->ribbon_count : TOLD_MOST;
}

/* What it would take to see what covers what: how far all ribbons reach up and down, in points. */
static double cover_work(const struct flow_plan *plan)
{
    double work = 0;
    for (size_t c = 0; c < plan->cable_count; c++) {
        const struct path *path = &plan->cables[c].path;
        double up = 0;
        for (size_t i = 0; i < path->count; i++) {
            struct bezier piece = path_parallel(path, i, 0);
            up += fabs(piece.p[3].y - piece.p[0].y);
        }
        work += (double)plan->cables[c].count * up;
    }
    return work;
}

static struct labeller labeller_create(struct flow_plan *plan)
{
    struct labeller labeller = {.plan = plan, .scratch = arena_create(), .rows = arena_create()};
    turns_sort(&labeller);
    if (cover_work(plan) > COVER_WORK_MOST)
        labeller.told = 0; /* a wall of thousands of lines: no words would be read in it */
    else
        cover_all(&labeller);
    size_t most = 3 * labeller.told + plan->cable_count;
    labeller.sitters = arena_array(labeller.scratch, struct sitter, most + 1);
    labeller.tellers = arena_array(labeller.scratch, struct teller, most + 1);
    labeller.seating = seating_create(labeller.scratch, plan->width, plan->band_height + 1, labeller.sitters);
    labeller.choices = arena_array(labeller.scratch, struct seat_choice, CHOICES_COLLECTED);
    labeller.samples = arena_array(labeller.scratch, struct sample, SAMPLES_MOST);
    labeller.sample_most = limit(SAMPLES_ALL, labeller.told, SAMPLES_LEAST, SAMPLES_MOST);
    labeller.choice_most = (size_t)limit(CHOICES_ALL, labeller.told, CHOICES_LEAST, CHOICES_MOST);
    return labeller;
}

static void labeller_destroy(struct labeller *labeller)
{
    arena_destroy(labeller->rows);
    arena_destroy(labeller->scratch);
}

/* Whether any words could stand within its breadth; marks hide what lies under them, core and all. */
static bool has_inside(const struct search *search)
{
    const struct teller *teller = search->teller;
    bool any = false;
    for (size_t w = 0; w < teller->wording_count && search->ribbon->form != FORM_UNKNOWN; w++) {
        const struct wording *wording = &teller->wordings[w];
        double across = fmin(inside_across(wording, false), inside_across(wording, true));
        any = any || (wording->radius <= 0 && across + INSIDE_CLEAR <= 2 * search->half);
    }
    return any;
}

/* Where the teller's band runs: its ribbon, or its whole cable. */
static struct search search_of(struct labeller *labeller, const struct teller *teller)
{
    const struct flow_plan *plan = labeller->plan;
    const struct ribbon *ribbon = &plan->ribbons[teller->ribbon];
    const struct cable *cable = &plan->cables[ribbon->cable];
    bool alone = teller->member_count == 1;
    struct search search = {.plan = plan,
        .grid = &labeller->grid,
        .teller = teller,
        .ribbon = alone ? ribbon : NULL,
        .half = (alone ? ribbon->thickness : cable->thickness) / 2,
        .sliced = cable->path.lean < 0.5,
        .choices = labeller->choices};
    search.own = alone ? &labeller->spans[teller->ribbon] : arena_new(labeller->rows, struct spans);
    if (!alone) {
        *search.own = band_spans(labeller, labeller->rows, &cable->path, 0, search.half);
        return search;
    }
    search.inside = inside_of(ribbon);
    if (!has_inside(&search))
        return search;
    double core = search.inside.core / 2;
    if (core > 0)
        search.core_around =
            band_spans(labeller, labeller->rows, &cable->path, ribbon->offset, core + CORE_CLEAR);
    if (core > CORE_WITHIN)
        search.core_within =
            band_spans(labeller, labeller->rows, &cable->path, ribbon->offset, core - CORE_WITHIN);
    return search;
}

/* Places of a sitter, as its teller's wordings need them; far ones where there are few others. */
static size_t sitter_add(struct labeller *labeller, const struct teller *teller)
{
    size_t sitter = labeller->count++;
    labeller->tellers[sitter] = *teller;
    struct search search = search_of(labeller, &labeller->tellers[sitter]);
    const struct ribbon *ribbon = &labeller->plan->ribbons[teller->ribbon];
    struct polyline centre = path_flatten(&labeller->plan->cables[ribbon->cable].path, labeller->rows,
        search.ribbon != NULL ? ribbon->offset : 0, OUTLINE_TOLERANCE);
    int samples = samples_of(&centre, labeller->sample_most, labeller->samples);
    if (samples > 0) {
        search.end = centre.points[centre.count - 1];
        search.end_way = labeller->samples[samples - 1].way;
    }
    for (int i = 0; i < samples; i++)
        sample_collect_near(&search, &labeller->samples[i]);
    int far = search.count < PLENTY ? samples : 0;
    for (int i = 0; i < far; i += FAR_STEP)
        sample_collect_far(&search, &labeller->samples[i]);
    choices_keep(&search, labeller->scratch, labeller->choice_most, &labeller->sitters[sitter]);
    labeller->sitters[sitter].seat = UNSEATED;
    arena_reset(labeller->rows);
    return sitter;
}

/* From the sitter `from` on: first all that find room, then those for whom others move, then what became
   free is used. */
static void sitters_seat(struct labeller *labeller, size_t from)
{
    for (size_t i = from; i < labeller->count; i++)
        seat_take(&labeller->seating, i);
    for (size_t i = from; i < labeller->count; i++)
        if (labeller->sitters[i].seat == UNSEATED)
            seat_take_moving(&labeller->seating, i);
    for (int round = 0; round < IMPROVEMENTS; round++)
        for (size_t i = 0; i < labeller->count; i++)
            seat_improve(&labeller->seating, i);
}

static bool *told_ribbons(const struct labeller *labeller);

/* Where no key is kept, any amount rather than nothing: what found no place with its loops' numbers tries
   without. */
static void bare_untold(struct labeller *labeller)
{
    const struct flow_plan *plan = labeller->plan;
    const bool *told = told_ribbons(labeller);
    size_t from = labeller->count;
    if (plan->brevity < BREVITY_KEY)
        return;
    for (size_t i = 0; i < labeller->told; i++) {
        struct teller teller = teller_of(plan, labeller->scratch, labeller->turns[i].index);
        if (!told[teller.ribbon])
            teller_say_bare(&teller, labeller->scratch);
        if (teller.wording_count > 0)
            sitter_add(labeller, &teller);
    }
    sitters_seat(labeller, from);
}

/* ---- several together ---- */

/* "3 deals: $12B + up to $5B, in talks + undisclosed", in the order in which they lie; fewer than all of the
   cable are "2 more deals". */
static const char *joined_words(const struct teller *teller, struct arena *arena, bool all)
{
    struct str words = str_init(arena);
    for (size_t i = 0; i < teller->member_count; i++) {
        const struct ribbon *ribbon = &teller->plan->ribbons[teller->members[i]];
        str_printf(&words, "%s%s%s", i > 0 ? " + " : "", ribbon_amount(teller->plan, ribbon),
            ribbon_talk(teller->plan, ribbon));
    }
    if (all)
        return say(arena, "%zu deals: %s", teller->member_count, str_text(&words));
    return say(arena, "%zu more deals: %s", teller->member_count, str_text(&words));
}

static void circuits_join(struct arena *arena, struct teller *teller)
{
    struct indices joined = {0};
    size_t most = 0;
    for (size_t m = 0; m < teller->member_count; m++)
        most += teller->plan->ribbons[teller->members[m]].circuits.count;
    joined.at = arena_array(arena, size_t, most + 1);
    for (size_t m = 0; m < teller->member_count; m++) {
        const struct indices *circuits = &teller->plan->ribbons[teller->members[m]].circuits;
        for (size_t i = 0; i < circuits->count; i++) {
            bool known = false;
            for (size_t j = 0; j < joined.count; j++)
                known = known || joined.at[j] == circuits->at[i];
            if (!known)
                joined.at[joined.count++] = circuits->at[i];
        }
    }
    teller->circuits = joined;
    teller->badges = badges_width(teller->plan, &joined);
}

/* Which ribbons a seated teller tells of */
static bool *told_ribbons(const struct labeller *labeller)
{
    size_t count = labeller->plan->ribbon_count;
    bool *told = arena_array(labeller->scratch, bool, count + 1);
    for (size_t i = labeller->told; i < count; i++)
        told[labeller->turns[i].index] = true; /* nothing is: nor is it tried */
    for (size_t t = 0; t < labeller->count; t++)
        for (size_t m = 0; labeller->sitters[t].seat != UNSEATED && m < labeller->tellers[t].member_count;
             m++)
            told[labeller->tellers[t].members[m]] = true;
    return told;
}

/* Folded ones count deals already; what changed is said of one alone. */
static bool is_joinable(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    return ribbon->flows.count == 1 && !ribbon->gone && *ribbon_mark_joined(plan, ribbon) == '\0';
}

/* Those of a cable that are not told of each, told together. */
static bool teller_join(
    struct labeller *labeller, const struct cable *cable, const bool *told, struct teller *teller)
{
    const struct flow_plan *plan = labeller->plan;
    struct arena *arena = labeller->scratch;
    size_t *members = arena_array(arena, size_t, cable->count), count = 0;
    struct str ids = str_init(plan->arena);
    for (size_t r = cable->first; r < cable->first + cable->count; r++)
        if (!told[r] && is_joinable(plan, &plan->ribbons[r])) {
            str_printf(&ids, "%s%s", count > 0 ? "+" : "", plan->ribbons[r].ids);
            members[count++] = r;
        }
    if (count < 2 || count > JOINED_MOST)
        return false;
    *teller = teller_of(plan, arena, members[0]);
    teller->members = members;
    teller->member_count = count;
    teller->ids = str_text(&ids);
    circuits_join(plan->arena, teller);
    struct words words = {joined_words(teller, arena, count == cable->count), "", ""};
    wordings_wrapped(teller, arena, words, 0);
    wordings_sort(teller);
    return true;
}

static void join_untold(struct labeller *labeller)
{
    const struct flow_plan *plan = labeller->plan;
    const bool *told = told_ribbons(labeller);
    size_t from = labeller->count;
    for (size_t c = 0; c < plan->cable_count; c++) {
        struct teller teller;
        if (plan->cables[c].count > 1 && teller_join(labeller, &plan->cables[c], told, &teller))
            sitter_add(labeller, &teller);
    }
    sitters_seat(labeller, from);
}

/* ---- marks ---- */

static void mark_name(char mark[MARK_LENGTH], size_t number)
{
    size_t at = 0;
    if (number >= 26)
        mark[at++] = (char)('a' + (number / 26 - 1) % 26);
    mark[at++] = (char)('a' + number % 26);
    mark[at] = '\0';
}

static double disc_width(const struct flow_plan *plan, const char *letters, double radius)
{
    return fmax(2 * radius, text_width(plan->text, badge_style(), letters) + 2 * MARK_SIDE);
}

static struct wording mark_wording(
    const struct teller *teller, const char *widest, double radius, bool badges)
{
    double joined = badges && teller->badges > 0 ? teller->badges + BADGE_GAP : 0, line = 2 * MARK_LINE;
    return (struct wording){.width = disc_width(teller->plan, widest, radius) + joined + line,
        .height = 2 * radius + line,
        .base = radius + MARK_LINE,
        .badges = joined > 0 ? teller->badges : 0,
        .radius = radius,
        .cost = (badges ? 0 : MARK_BARE_COST) + (radius < MARK_RADIUS ? MARK_SMALL_COST : 0)};
}

static void teller_say_mark(struct teller *teller, const char *widest)
{
    teller->wording_count = 0;
    if (teller->badges > 0)
        wording_add(teller, mark_wording(teller, widest, MARK_RADIUS, true));
    wording_add(teller, mark_wording(teller, widest, MARK_RADIUS, teller->badges <= 0));
    wording_add(teller, mark_wording(teller, widest, MARK_SMALL_RADIUS, teller->badges <= 0));
    wordings_sort(teller);
}

/* Where the key is left out, it keeps the few that a reader sees first. */
static bool is_marked(const struct labeller *labeller, size_t ribbon)
{
    const struct flow_plan *plan = labeller->plan;
    if (plan->brevity < BREVITY_KEY)
        return true;
    money greatest = plan->ribbons[labeller->turns[0].index].reserve;
    return (double)plan->ribbons[ribbon].reserve >= SPARED_SHARE * (double)greatest;
}

/* Letters for those that nothing tells of. */
static size_t mark_untold(struct labeller *labeller)
{
    const struct flow_plan *plan = labeller->plan;
    const bool *told = told_ribbons(labeller);
    size_t from = labeller->count, untold = 0;
    size_t most = plan->brevity >= BREVITY_KEY ? SPARED_MOST : MARKS_MOST;
    for (size_t r = 0; r < plan->ribbon_count; r++)
        untold += told[r] ? 0 : 1;
    for (size_t i = 0; i < labeller->told && labeller->count - from < most; i++) {
        size_t ribbon = labeller->turns[i].index;
        if (told[ribbon] || !is_marked(labeller, ribbon))
            continue;
        struct teller teller = teller_of(plan, labeller->scratch, ribbon);
        teller_say_mark(&teller, untold > 26 ? "mm" : "m");
        sitter_add(labeller, &teller);
    }
    labeller->plan->untold = plan->ribbon_count - labeller->told + untold - (labeller->count - from);
    sitters_seat(labeller, from);
    return from;
}

/* ---- from seats to labels ---- */

static struct text_lines lines_copy(struct arena *arena, const struct text_lines *lines)
{
    struct text_lines copy = {arena_array(arena, struct text_line, lines->count + 1), lines->count};
    for (size_t l = 0; l < lines->count; l++) {
        copy.lines[l] = lines->lines[l];
        copy.lines[l].pieces = arena_array(arena, struct text_piece, lines->lines[l].count + 1);
        for (size_t i = 0; i < lines->lines[l].count; i++)
            copy.lines[l].pieces[i] = lines->lines[l].pieces[i];
    }
    return copy;
}

static double label_joined(const struct label *label, size_t line)
{
    return line == 0 && !label->badges_apart && label->badges > 0 ? label->badges + BADGE_PAD : 0;
}

double label_line_x(const struct label *label, size_t line)
{
    double width = label->lines.lines[line].width, joined = label_joined(label, line);
    if (label->align < 0)
        return label->x + joined;
    return label->align > 0 ? label->x - width : label->x - (width + joined) / 2 + joined;
}

static struct box box_join(struct box a, struct box b)
{
    return (struct box){fmin(a.x0, b.x0), fmin(a.y0, b.y0), fmax(a.x1, b.x1), fmax(a.y1, b.y1)};
}

/* What is really covered, letter by letter. */
static struct box label_ink(const struct label *label)
{
    struct box ink = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    if (label->badges > 0)
        ink = (struct box){label->badge_x, label->badge_y - BADGE_RADIUS, label->badge_x + label->badges,
            label->badge_y + BADGE_RADIUS};
    for (size_t l = 0; l < label->lines.count; l++)
        for (size_t p = 0; p < label->lines.lines[l].count; p++) {
            const struct text_piece *piece = &label->lines.lines[l].pieces[p];
            struct text_ink letters = text_ink(piece->run);
            double x = label_line_x(label, l) + piece->x, y = label->base + label->leading * (double)l;
            if (letters.x1 > letters.x0)
                ink = box_join(
                    ink, (struct box){x + letters.x0, y + letters.y0, x + letters.x1, y + letters.y1});
        }
    return ink.x0 <= ink.x1 ? ink : label->box;
}

static void label_place(struct label *label, const struct teller *teller, const struct seat_choice *choice)
{
    const struct wording *wording = &teller->wordings[choice->words];
    struct box box = box_widen(choice->box, -APART_X, -APART_Y);
    label->placed = true;
    label->ids = teller->ids;
    label->circuits = teller->circuits;
    label->box = box;
    label->badges = wording->badges;
    label->badges_apart = wording->apart;
    label->leading = wording->leading;
    label->base = box.y0 + wording->base;
    label->align = choice->look & LOOK_LEFT ? -1 : choice->look & LOOK_RIGHT ? 1 : 0;
    label->x = label->align < 0 ? box.x0 : label->align > 0 ? box.x1 : (box.x0 + box.x1) / 2;
    label->on_dark = choice->look & LOOK_ON_DARK;
    label->halo = choice->look & LOOK_HALO;
    label->has_leader = choice->has_leader;
    label->leader_from = choice->leader_from;
    label->leader_to = choice->leader_to;
}

static void label_say(const struct flow_plan *plan, struct label *label, const struct wording *wording)
{
    double row = wording->badges;
    label->lines = lines_copy(plan->arena, &wording->lines);
    label->badge_y = label->base - BADGE_RISE;
    label->badge_x = label_line_x(label, 0) - row - BADGE_PAD;
    if (wording->apart) {
        label->badge_y = label->box.y0 + BADGE_RADIUS;
        label->badge_x = label->align < 0 ? label->x : label->align > 0 ? label->x - row : label->x - row / 2;
    }
    label->mark_span = *ribbon_mark_joined(plan, &plan->ribbons[label->ribbon]) != '\0' ? WORD_MARK : 0;
    label->box = label_ink(label);
}

static void words_to_labels(struct labeller *labeller, size_t to)
{
    struct flow_plan *plan = labeller->plan;
    for (size_t t = 0; t < to; t++) {
        const struct sitter *sitter = &labeller->sitters[t];
        const struct teller *teller = &labeller->tellers[t];
        if (sitter->seat == UNSEATED)
            continue;
        struct label *label = &plan->labels[teller->ribbon];
        const struct seat_choice *choice = &sitter->choices[sitter->seat];
        label_place(label, teller, choice);
        label_say(plan, label, &teller->wordings[choice->words]);
        for (size_t m = 1; m < teller->member_count; m++)
            plan->labels[teller->members[m]].joined = true;
    }
}

struct mark_turn {
    size_t sitter;
    bool placed;
    double row, x;
};

/* As one reads: from top to bottom, in rows from the left; those without a place last. */
static int compare_marks(const void *a, const void *b)
{
    const struct mark_turn *x = a, *y = b;
    if (x->placed != y->placed)
        return x->placed ? -1 : 1;
    double by[] = {x->row - y->row, x->x - y->x, (double)x->sitter - (double)y->sitter};
    for (size_t i = 0; i < sizeof by / sizeof *by; i++)
        if (by[i] < 0 || by[i] > 0)
            return by[i] < 0 ? -1 : 1;
    return 0;
}

static void mark_to_label(
    struct labeller *labeller, struct label *label, const struct mark_turn *turn, size_t number)
{
    const struct sitter *sitter = &labeller->sitters[turn->sitter];
    const struct teller *teller = &labeller->tellers[turn->sitter];
    label->in_key = true;
    label->number = number;
    if (!turn->placed)
        return;
    const struct seat_choice *choice = &sitter->choices[sitter->seat];
    const struct wording *wording = &teller->wordings[choice->words];
    mark_name(label->mark, labeller->plan->first_mark + number);
    label_place(label, teller, choice);
    /* the letters may be narrower than the widest: all stands in the middle of the place */
    double width = disc_width(labeller->plan, label->mark, wording->radius),
           joined = wording->badges > 0 ? wording->badges + BADGE_GAP : 0,
           middle = (label->box.x0 + label->box.x1) / 2, half = (width + joined) / 2 + MARK_LINE;
    label->mark_radius = wording->radius;
    label->box.x0 = middle - half;
    label->box.x1 = middle + half;
    label->x = middle + joined / 2;
    label->badge_x = middle - (width + joined) / 2;
    label->badge_y = label->base;
}

static void marks_to_labels(struct labeller *labeller, size_t from)
{
    size_t count = labeller->count - from;
    struct mark_turn *turns = arena_array(labeller->scratch, struct mark_turn, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct sitter *sitter = &labeller->sitters[from + i];
        turns[i] = (struct mark_turn){.sitter = from + i, .placed = sitter->seat != UNSEATED};
        if (!turns[i].placed)
            continue;
        struct box box = sitter->choices[sitter->seat].box;
        turns[i].row = floor(box.y0 / MARK_ROW);
        turns[i].x = box.x0;
    }
    qsort(turns, count, sizeof *turns, compare_marks);
    for (size_t i = 0; i < count; i++)
        mark_to_label(
            labeller, &labeller->plan->labels[labeller->tellers[turns[i].sitter].ribbon], &turns[i], i);
}

void plan_labels(struct flow_plan *plan)
{
    struct labeller labeller = labeller_create(plan);
    plan->labels = arena_array(plan->arena, struct label, plan->ribbon_count + 1);
    for (size_t r = 0; r < plan->ribbon_count; r++)
        plan->labels[r] = (struct label){
            .ribbon = r, .text = ribbon_text(plan, &plan->ribbons[r]), .ids = plan->ribbons[r].ids};
    for (size_t i = 0; i < labeller.told; i++) {
        struct teller teller = teller_of(plan, labeller.scratch, labeller.turns[i].index);
        teller_say_ribbon(&teller, labeller.scratch);
        sitter_add(&labeller, &teller);
    }
    sitters_seat(&labeller, 0);
    bare_untold(&labeller);
    join_untold(&labeller);
    size_t marks = mark_untold(&labeller);
    words_to_labels(&labeller, marks);
    marks_to_labels(&labeller, marks);
    labeller_destroy(&labeller);
}
