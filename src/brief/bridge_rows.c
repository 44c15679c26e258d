/* SPDX-License-Identifier: MIT */
/*
 * Sums → printed rows. A column of a cell is an opening, steps and a closing that add up exactly; when the
 * unit shows fewer decimals than they have, the steps take the difference that rounding leaves, the one that
 * was rounded furthest first.
 */
#include "bridge_rows.h"

#include "list.h"
#include "say.h"
#include "wording.h"

#include <stdlib.h>
#include <string.h>

enum { DECIMALS_MOST = 3 };

/* hundredths in one of it */
static const money units[] = {INT64_C(100000000000), INT64_C(100000000), INT64_C(100000), 100};
enum { UNIT_COUNT = sizeof units / sizeof *units };

static const char *const minus = "\u2212";

struct scale {
    money size;   /* hundredths in one of the unit */
    money step;   /* hundredths in the last decimal shown */
    int decimals; /* shown */
    bool exact;
};

typedef LIST(money) moneys;

/* ---- which unit ---- */

static money size_of(money value)
{
    return value == MONEY_OPEN || value == -MONEY_OPEN ? 0 : value < 0 ? -value : value;
}

static void sum_gather(struct arena *arena, moneys *all, const struct bridge_sum *sum)
{
    *list_push(arena, all) = size_of(sum->low);
    *list_push(arena, all) = size_of(sum->high);
    *list_push(arena, all) = size_of(sum->headline);
}

/* Decimals that hold all of them; −1: more than DECIMALS_MOST */
static int decimals_for(const moneys *all, money size)
{
    money step = size;
    for (int decimals = 0; decimals <= DECIMALS_MOST; decimals++) {
        bool fits = true;
        for (size_t i = 0; i < all->count && fits; i++)
            fits = all->at[i] % step == 0;
        if (fits)
            return decimals;
        if (step % 10)
            return -1;
        step /= 10;
    }
    return -1;
}

static struct scale scale_choose(const moneys *all)
{
    money largest = 0;
    for (size_t i = 0; i < all->count; i++)
        largest = all->at[i] > largest ? all->at[i] : largest;
    int unit = 0;
    while (unit + 1 < UNIT_COUNT && largest < units[unit])
        unit++;
    for (int u = unit; u < UNIT_COUNT && u <= unit + 1; u++) {
        int decimals = decimals_for(all, units[u]);
        if (decimals < 0)
            continue;
        money step = units[u];
        for (int i = 0; i < decimals; i++)
            step /= 10;
        return (struct scale){units[u], step, decimals, true};
    }
    int decimals = unit + 1 == UNIT_COUNT ? 2 : DECIMALS_MOST;
    money step = units[unit];
    for (int i = 0; i < decimals; i++)
        step /= 10;
    return (struct scale){units[unit], step, decimals, false};
}

/* ---- numbers ---- */

static const char *number_text(struct arena *arena, money value, const struct scale *scale, bool sign)
{
    if (value == MONEY_OPEN || value == -MONEY_OPEN)
        return said(arena, "too large");
    struct str out = str_init(arena);
    money size = size_of(value);
    money last = size / scale->step, whole = 1;
    for (int i = 0; i < scale->decimals; i++)
        whole *= 10;
    str_append(&out, value < 0 ? minus : sign && value > 0 ? "+" : "");
    word_number(&out, last / whole);
    if (scale->decimals)
        str_printf(&out, "%s%0*lld", manner_in(arena)->point, scale->decimals, (long long)(last % whole));
    return str_text(&out);
}

static const char *count_text(struct arena *arena, int count, bool sign)
{
    if (count < 0)
        return arena_printf(arena, "%s%d", minus, -count);
    return arena_printf(arena, "%s%d", sign && count ? "+" : "", count);
}

/* Half-even to a whole number of steps. */
static money rounded(money value, money step)
{
    return money_scale(value, 1, step) * step;
}

/* values: opening, steps, closing, so that opening + Σ steps = closing; stays so. */
static void column_round(money *values, size_t count, money step)
{
    money target, sum = 0;
    money rest[STEP_COUNT + 2];
    for (size_t i = 0; i < count; i++) {
        if (size_of(values[i]) != (values[i] < 0 ? -values[i] : values[i]))
            return; /* saturated: nothing adds up there */
        money printed = rounded(values[i], step);
        rest[i] = values[i] - printed;
        values[i] = printed;
    }
    for (size_t i = 1; i + 1 < count; i++)
        sum += values[i];
    target = values[count - 1] - values[0];
    while (sum != target) {
        money sign = sum < target ? 1 : -1;
        size_t most = 0;
        for (size_t i = 1; i + 1 < count; i++)
            if (rest[i] && (!most || rest[i] * sign > rest[most] * sign))
                most = i;
        if (!most)
            return;
        values[most] += sign * step;
        rest[most] -= sign * step;
        sum += sign * step;
    }
}

/* ---- rows ---- */

static const char *const step_labels[STEP_COUNT] = {[STEP_NEW] = WORDS("new deals"),
    [STEP_RAISED] = WORDS("raised or disclosed"),
    [STEP_LOWERED] = WORDS("lowered"),
    [STEP_MOVED_IN] = WORDS("moved in"),
    [STEP_MOVED_OUT] = WORDS("moved out"),
    [STEP_WITHDRAWN] = WORDS("gone"),
    [STEP_PARTS] = WORDS("counted in parts"),
    [STEP_RATES] = WORDS("exchange rates"),
    [STEP_CONVENTIONS] = WORDS("other conventions"),
    [STEP_CORRECTED] = WORDS("corrections")};

static bool sum_is_zero(const struct bridge_sum *sum)
{
    return !sum->low && !sum->high && !sum->headline && !sum->undisclosed && !sum->open;
}

static bool cell_shown(const struct bridge_cell *cell)
{
    if (!cell->moved)
        return false;
    for (int s = 0; s < STEP_COUNT; s++)
        if (!sum_is_zero(&cell->steps[s]))
            return true;
    return false;
}

struct maker {
    struct arena *arena;
    const struct changes *changes;
    struct bridge_rows *rows;
    struct scale scale;
    LIST(struct bridge_row) list;
};

static void sum_row(struct maker *maker, enum bridge_row_kind kind, const char *label,
    const struct bridge_sum *sum, const money *values)
{
    struct bridge_row *row = list_push(maker->arena, &maker->list);
    bool sign = kind == BRIDGE_STEP;
    size_t column = 0;
    row->kind = kind;
    row->label = label;
    /* a sum of nothing that has a size is no zero */
    int sized = sum->flows - sum->undisclosed;
    bool empty[3] = {sized == 0, sized == 0, sized - sum->no_headline == 0};
    for (; column < 3; column++)
        row->cells[column] =
            sign ? (values[column] ? number_text(maker->arena, values[column], &maker->scale, true) : "")
            : empty[column] && !values[column]
                ? "\u2013"
                : number_text(maker->arena, values[column], &maker->scale, false);
    if (maker->rows->has_open)
        row->cells[column++] = sign && !sum->open ? "" : count_text(maker->arena, sum->open, sign);
    if (maker->rows->has_undisclosed)
        row->cells[column] =
            sign && !sum->undisclosed ? "" : count_text(maker->arena, sum->undisclosed, sign);
}

static const char *as_of(struct arena *arena, const struct dataset *dataset)
{
    struct str out = str_init(arena);
    word_date(&out, dataset->as_of);
    return say(arena, "as of %s", str_text(&out));
}

static void cell_rows(struct maker *maker, int deal_class, int bucket)
{
    const struct bridge_cell *cell = &maker->changes->bridge.cells[deal_class][bucket];
    const struct bridge_sum *sums[STEP_COUNT + 2] = {&cell->opening};
    money columns[3][STEP_COUNT + 2];
    for (int s = 0; s < STEP_COUNT; s++)
        sums[s + 1] = &cell->steps[s];
    sums[STEP_COUNT + 1] = &cell->closing;
    for (int i = 0; i < STEP_COUNT + 2; i++) {
        columns[0][i] = sums[i]->low;
        columns[1][i] = sums[i]->high;
        columns[2][i] = sums[i]->headline;
    }
    for (int c = 0; c < 3 && !maker->scale.exact; c++)
        column_round(columns[c], STEP_COUNT + 2, maker->scale.step);
    struct bridge_row *head = list_push(maker->arena, &maker->list);
    head->kind = BRIDGE_HEAD;
    head->label = arena_printf(maker->arena, "%s, %s", word_class(maker->arena, (enum deal_class)deal_class),
        word_bucket(maker->arena, (enum bucket)bucket));
    for (int i = 0; i < STEP_COUNT + 2; i++) {
        money values[3] = {columns[0][i], columns[1][i], columns[2][i]};
        bool first = i == 0, last = i == STEP_COUNT + 1;
        if (!first && !last && sum_is_zero(sums[i]))
            continue;
        sum_row(maker,
            first  ? BRIDGE_OPENING
            : last ? BRIDGE_CLOSING
                   : BRIDGE_STEP,
            first  ? as_of(maker->arena, maker->changes->before->dataset)
            : last ? as_of(maker->arena, maker->changes->after->dataset)
                   : said(maker->arena, step_labels[i - 1]),
            sums[i], values);
    }
}

static void columns_name(const struct arena *arena, struct bridge_rows *rows)
{
    static const char *const names[] = {
        WORDS_IN("sums", "low"), WORDS_IN("sums", "high"), WORDS_IN("sums", "headline")};
    for (; rows->column_count < 3; rows->column_count++) {
        rows->columns[rows->column_count] = said_in(arena, "sums", names[rows->column_count]);
        rows->is_money[rows->column_count] = true;
    }
    if (rows->has_open)
        rows->columns[rows->column_count++] = said_in(arena, "sums", "open-ended");
    if (rows->has_undisclosed)
        rows->columns[rows->column_count++] = said_in(arena, "sums", "undisclosed");
}

static void still_tell(struct arena *arena, const struct changes *changes, int c, int b, struct str *out)
{
    const struct total *total = &changes->after->totals[c][b];
    str_printf(out, "%s%s, %s (", out->length ? "; " : "", word_class(arena, (enum deal_class)c),
        word_bucket(arena, (enum bucket)b));
    if (total->flows > total->undisclosed)
        word_interval(out, total->low, total->high, changes->after->dataset->currency, NUMBER_SHORT, 0);
    if (total->undisclosed)
        str_printf(out, "%s%s", total->flows > total->undisclosed ? ", " : "",
            say(arena, "%d undisclosed", total->undisclosed));
    str_char(out, ')');
}

struct bridge_rows bridge_rows_make(struct arena *arena, const struct changes *changes)
{
    struct bridge_rows rows = {0};
    struct str still = str_init(arena);
    moneys all = {0};
    if (!changes->bridge.possible)
        return rows;
    for (int c = 0; c < CLASS_COUNT; c++)
        for (int b = BUCKET_COUNT - 1; b > BUCKET_DEAD; b--) {
            const struct bridge_cell *cell = &changes->bridge.cells[c][b];
            if (!cell_shown(cell)) {
                if (cell->closing.flows)
                    still_tell(arena, changes, c, b, &still);
                continue;
            }
            sum_gather(arena, &all, &cell->opening);
            sum_gather(arena, &all, &cell->closing);
            rows.has_open = rows.has_open || cell->opening.open || cell->closing.open;
            rows.has_undisclosed =
                rows.has_undisclosed || cell->opening.undisclosed || cell->closing.undisclosed;
            for (int s = 0; s < STEP_COUNT; s++) {
                sum_gather(arena, &all, &cell->steps[s]);
                rows.has_open = rows.has_open || cell->steps[s].open;
                rows.has_undisclosed = rows.has_undisclosed || cell->steps[s].undisclosed;
            }
        }
    rows.still = str_text(&still);
    if (!all.count)
        return rows;
    struct maker maker = {arena, changes, &rows, scale_choose(&all), {0}};
    columns_name(arena, &rows);
    for (int c = 0; c < CLASS_COUNT; c++)
        for (int b = BUCKET_COUNT - 1; b > BUCKET_DEAD; b--)
            if (cell_shown(&changes->bridge.cells[c][b]))
                cell_rows(&maker, c, b);
    rows.unit = money_unit_choose(arena, &maker.scale.size, 1, changes->after->dataset->currency).label;
    rows.rounded = !maker.scale.exact;
    rows.rows = maker.list.at;
    rows.row_count = maker.list.count;
    return rows;
}
