/* SPDX-License-Identifier: MIT */
/*
 * matrix_words: in, a matrix's numbers; out, words: sums with their qualifiers, whole or in brief, how to
 * read it, what it shows in sentences, and remarks on what is not shown. It refuses to know places.
 */
#include "matrix_plan.h"

#include "say.h"
#include "wording.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS_TOLD = 3, PAIRS_TOLD = 1 };

/* ---- sums ---- */

static const char *after_digits(const char *from, const char *end)
{
    while (end > from && !isdigit((unsigned char)end[-1]))
        end--;
    return end;
}

/* Of "10B–100B" the first B says nothing new; of "90M–101B" the M does. */
static const char *without_twin(struct arena *arena, const char *brief)
{
    const char *dash = strstr(brief, "–"), *end = brief + strlen(brief);
    if (!dash)
        return brief;
    const char *low = after_digits(brief, dash), *high = after_digits(dash, end);
    size_t length = (size_t)(dash - low);
    if (low == brief || length == 0 || (size_t)(end - high) != length || memcmp(low, high, length) != 0)
        return brief;
    return arena_printf(arena, "%.*s%s", (int)(low - brief), brief, dash);
}

static const char *sign_of(const struct arena *arena, const char *qualifier)
{
    static const struct {
        const char *word, *sign;
    } signs[] = {{WORDS("at least"), "≥"}, {WORDS("up to"), "≤"}, {WORDS("at most"), "≤"},
        {WORDS("about"), "≈"}, {WORDS("nearly"), "<"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (!strcmp(said(arena, signs[i].word), qualifier))
            return signs[i].sign;
    return qualifier;
}

void matrix_words_set(const struct matrix_plan *plan, struct matrix_words *words, const struct flow_sum *sum)
{
    struct arena *arena = plan->arena;
    if (sum->flows == 0) {
        words->full = words->brief = "–";
        return;
    }
    struct qualified parts = flow_sum_qualified(arena, sum, plan->facts->dataset->currency);
    struct str full = str_init(arena), brief = str_init(arena);
    word_qualified(&full, parts);
    if (parts.qualifier)
        str_printf(&brief, "%s ", sign_of(arena, parts.qualifier));
    if (strpbrk(parts.value, "0123456789"))
        str_append(&brief, without_twin(arena, flow_sum_qualified(arena, sum, "").value));
    else
        str_append(&brief, strcmp(parts.value, said(arena, "none")) == 0 ? "0" : "?");
    words->full = str_text(&full);
    words->brief = str_text(&brief);
}

/* ---- how to read it ---- */

struct occurring {
    bool buckets[BUCKET_COUNT], looks[LOOK_COUNT], unknown;
};

static struct occurring occurring_in(const struct matrix_plan *plan)
{
    struct occurring in = {0};
    for (size_t c = 0; c < plan->cell_count; c++) {
        const struct matrix_cell *cell = &plan->cells[c];
        in.unknown = in.unknown || cell->unknown || cell->partly_unknown;
        for (size_t s = 0; s < cell->strip_count; s++)
            if (cell->strips[s].reserve > 0) {
                in.buckets[cell->strips[s].bucket] = true;
                in.looks[cell->strips[s].look] = true;
            }
    }
    return in;
}

static void subtitle_add(struct str *out, bool occurs, const char *look, const char *words)
{
    if (occurs)
        str_printf(out, "; %s: %s", said_in(out->arena, "look", look), words);
}

const char *matrix_subtitle(struct arena *arena, const struct matrix_plan *plan)
{
    struct occurring in = occurring_in(plan);
    struct str out = str_init(arena);
    say_to(&out, "Rows pay columns; ");
    if (plan->brief || plan->brief_sums)
        say_to(&out, "in %s; ", plan->facts->dataset->currency);
    say_to(&out, "area of a square: amount");
    subtitle_add(
        &out, in.buckets[BUCKET_FIRM], WORDS_IN("look", "solid"), word_bucket_short(arena, BUCKET_FIRM));
    subtitle_add(&out, in.buckets[BUCKET_PLANNED], WORDS_IN("look", "outlined"),
        word_bucket_short(arena, BUCKET_PLANNED));
    subtitle_add(
        &out, in.buckets[BUCKET_TALK], WORDS_IN("look", "dashed"), word_bucket_short(arena, BUCKET_TALK));
    subtitle_add(&out, in.looks[LOOK_HATCHED], WORDS_IN("look", "hatched"), said(arena, "uncertain"));
    subtitle_add(&out, in.unknown, WORDS_IN("look", "dotted"), said(arena, "undisclosed"));
    return str_text(&out);
}

const char *matrix_look_words(const struct arena *arena, enum square_look look)
{
    static const char *const words[LOOK_COUNT] = {[LOOK_SOLID] = "",
        [LOOK_SOFT] = WORDS("about: pale above what is sure"),
        [LOOK_OUTLINE] = WORDS("up to: outline only, filled as far as sure"),
        [LOOK_HATCHED] = WORDS("size uncertain: filled to the low, hatched to the high figure")};
    return said(arena, words[look]);
}

static bool is_pair(const struct matrix_cell *cell)
{
    return cell->mutual && cell->payer < cell->payee;
}

static size_t pair_count(const struct matrix_plan *plan)
{
    size_t count = 0;
    for (size_t c = 0; c < plan->cell_count; c++)
        count += is_pair(&plan->cells[c]);
    return count;
}

/* ---- the title ---- */

/* The finding where there is one: pairs with deals both ways, whatever their standing */
const char *matrix_title(struct arena *arena, const struct facts *facts)
{
    const struct network *live = &facts->live;
    int64_t pairs = 0;
    for (size_t i = 0; i < live->edge_count; i++)
        for (size_t j = i + 1; j < live->edge_count; j++)
            pairs +=
                live->edges[i].payer == live->edges[j].payee && live->edges[i].payee == live->edges[j].payer;
    struct str out = str_init(arena);
    say_to(&out, "Who pays whom");
    if (pairs > 0) {
        str_append(&out, ": ");
        word_counted(&out, pairs, "pair has deals in both directions", "pairs have deals in both directions");
    }
    return str_text(&out);
}

/* ---- what it shows ---- */

static const char *name_of(const struct matrix_plan *plan, size_t party)
{
    return plan->parties[party].name;
}

/* "signed or paid", "signed or paid, announced or agreed" */
static void bucket_words(struct str *out, const struct matrix_cell *cell)
{
    bool buckets[BUCKET_COUNT] = {false}, any = false;
    for (size_t s = 0; s < cell->strip_count; s++)
        buckets[cell->strips[s].bucket] = true;
    for (int b = BUCKET_COUNT - 1; b >= 0; b--)
        if (buckets[b]) {
            str_printf(out, "%s%s", any ? "; " : "", word_bucket_short(out->arena, (enum bucket)b));
            any = true;
        }
}

static void loops_words(struct str *out, const struct matrix_cell *cell)
{
    for (size_t i = 0; i < cell->loops.count; i++)
        str_printf(out, "%s %zu",
            i                       ? ","
            : cell->loops.count > 1 ? said(out->arena, "; loops")
                                    : said(out->arena, "; loop"),
            cell->loops.at[i] + 1);
}

const char *matrix_cell_title(const struct matrix_plan *plan, const struct matrix_cell *cell)
{
    struct str out = str_init(plan->arena);
    if (cell->within && plan->parties[cell->payer].node == NO_INDEX)
        say_to(&out, "Among the %s: %s", name_of(plan, cell->payer), cell->words.full);
    else if (cell->within)
        say_to(&out, "Within %s: %s", name_of(plan, cell->payer), cell->words.full);
    else
        str_printf(
            &out, "%s → %s: %s", name_of(plan, cell->payer), name_of(plan, cell->payee), cell->words.full);
    str_append(&out, " (");
    bucket_words(&out, cell);
    if (cell->deal_count > 1) {
        str_append(&out, "; ");
        word_counted(&out, (int64_t)cell->deal_count, "deal", "deals");
    }
    loops_words(&out, cell);
    str_append(&out, cell->mutual ? said(out.arena, "; deals in both directions)") : ")");
    return str_text(&out);
}

struct told {
    size_t cell;
    money reserve;
};

static int compare_told(const void *a, const void *b)
{
    const struct told *x = a, *y = b;
    if (x->reserve != y->reserve)
        return x->reserve > y->reserve ? -1 : 1;
    return x->cell < y->cell ? -1 : x->cell > y->cell;
}

/* " OpenAI to Oracle: $300B (signed or paid)." */
static void tell_cell(const struct matrix_plan *plan, struct str *out, const struct matrix_cell *cell)
{
    str_char(out, ' ');
    if (cell->within && plan->parties[cell->payer].node == NO_INDEX)
        say_to(out, "Among the %s: %s", name_of(plan, cell->payer), cell->words.full);
    else if (cell->within)
        say_to(out, "Within %s: %s", name_of(plan, cell->payer), cell->words.full);
    else
        say_to(out, "%s to %s: %s", name_of(plan, cell->payer), name_of(plan, cell->payee), cell->words.full);
    str_append(out, " (");
    bucket_words(out, cell);
    loops_words(out, cell);
    str_append(out, ").");
}

static void tell_pairs(const struct matrix_plan *plan, struct str *out)
{
    size_t count = pair_count(plan), told = 0;
    if (!count)
        return;
    str_append(out, said(out->arena, " Deals in both directions: "));
    for (size_t c = 0; c < plan->cell_count && told < PAIRS_TOLD; c++) {
        const struct matrix_cell *cell = &plan->cells[c];
        if (!is_pair(cell))
            continue;
        str_append(out, told ? "; " : "");
        say_to(out, "%s and %s", name_of(plan, cell->payer), name_of(plan, cell->payee));
        told++;
    }
    if (told < count) {
        str_append(out, "; ");
        word_counted(out, (int64_t)(count - told), "further pair", "further pairs");
    }
    str_char(out, '.');
}

const char *matrix_describe(struct arena *arena, const struct matrix_plan *plan)
{
    struct str out = str_init(arena);
    struct told *told = arena_array(arena, struct told, plan->cell_count + 1);
    struct str rows = str_init(arena), columns = str_init(arena);
    word_counted(&rows, (int64_t)plan->row_count, "payer in one row", "payers in rows");
    word_counted(&columns, (int64_t)plan->column_count, "payee in one column", "payees in columns");
    say_to(&out, "Matrix of who pays whom: %s, %s. All of it comes to %s.", str_text(&rows),
        str_text(&columns), plan->total_words.full);
    for (size_t c = 0; c < plan->cell_count; c++)
        told[c] = (struct told){c, plan->cells[c].reserve};
    qsort(told, plan->cell_count, sizeof *told, compare_told);
    for (size_t i = 0; i < plan->cell_count && i < CELLS_TOLD; i++)
        tell_cell(plan, &out, &plan->cells[told[i].cell]);
    if (plan->cell_count > CELLS_TOLD) {
        str_append(&out, said(arena, " Smaller or undisclosed: "));
        word_counted(&out, (int64_t)(plan->cell_count - CELLS_TOLD), "further cell", "further cells");
        str_char(&out, '.');
    }
    tell_pairs(plan, &out);
    return str_text(&out);
}

/* ---- remarks ---- */

static void remark(struct str *out)
{
    str_append(out, out->length ? " " : "");
}

/* Columns that no row names */
static void remark_columns(const struct matrix_plan *plan, struct str *out)
{
    bool any = false;
    for (size_t i = 0; plan->numbered && i < plan->column_count; i++) {
        const struct matrix_party *party = &plan->parties[plan->columns[i]];
        if (party->row != NO_INDEX || party->named)
            continue;
        if (!any) {
            remark(out);
            say_to(out, "Without a row: ");
        }
        str_printf(out, "%s%zu\u00a0%s", any ? ", " : "", plan->columns[i] + 1, party->name);
        any = true;
    }
    if (any)
        str_char(out, '.');
}

static bool brief_has(const struct matrix_plan *plan, const char *sign)
{
    for (size_t c = 0; c < plan->cell_count && plan->brief; c++)
        if (!plan->cells[c].unknown && strstr(plan->cells[c].words.brief, sign))
            return true;
    for (size_t p = 0; p < plan->party_count; p++)
        if ((plan->brief && strstr(plan->parties[p].in_words.brief, sign)) ||
            (plan->brief_sums && strstr(plan->parties[p].out_words.brief, sign)))
            return true;
    return plan->brief_sums && strstr(plan->total_words.brief, sign);
}

static void remark_signs(const struct matrix_plan *plan, struct str *out)
{
    static const struct {
        const char *sign, *words;
    } signs[] = {{"≥", WORDS("at least")}, {"≤", WORDS("up to")}, {"≈", WORDS("about")},
        {"<", WORDS("nearly")}, {"?", WORDS("undisclosed")}};
    bool any = false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (brief_has(plan, signs[i].sign)) {
            if (!any)
                remark(out);
            str_printf(out, "%s%s\u00a0%s", any ? ", " : "", signs[i].sign, said(out->arena, signs[i].words));
            any = true;
        }
    if (any)
        str_char(out, '.');
}

static void remark_members(const struct matrix_plan *plan, struct str *out)
{
    for (size_t p = 0; p < plan->party_count; p++) {
        const struct matrix_party *party = &plan->parties[p];
        if (party->node != NO_INDEX)
            continue;
        remark(out);
        str_printf(out, "%s: ", party->name);
        for (size_t m = 0; m < party->members.count; m++)
            str_printf(
                out, "%s%s", m ? ", " : "", facts_node_name(plan->arena, plan->facts, party->members.at[m]));
        str_char(out, '.');
    }
}

static void remark_floored(const struct matrix_plan *plan, struct str *out)
{
    int64_t count = 0;
    for (size_t c = 0; c < plan->cell_count; c++)
        count += plan->cells[c].floored;
    if (!count)
        return;
    remark(out);
    struct str words = str_init(plan->arena);
    word_counted(&words, count, "square is drawn larger than to scale, at the least size.",
        "squares are drawn larger than to scale, at the least size.");
    str_append(out, word_capital(plan->arena, str_text(&words)));
}

static void remark_intra(const struct matrix_plan *plan, struct str *out)
{
    if (!plan->intra.flows)
        return;
    struct matrix_words words;
    matrix_words_set(plan, &words, &plan->intra);
    remark(out);
    if (plan->intra_shown)
        say_to(out, "Within one group, in brackets, in no total: %s.", words.full);
    else
        say_to(out, "Within one group, in no total: %s.", words.full);
}

const char *matrix_remarks(const struct matrix_plan *plan)
{
    struct str out = str_init(plan->arena);
    remark_columns(plan, &out);
    remark_signs(plan, &out);
    remark_members(plan, &out);
    if (plan->class_count > 1) {
        remark(&out);
        say_to(&out, "Sums run across kinds of deals: the same money may be counted more than once.");
    }
    remark_intra(plan, &out);
    remark_floored(plan, &out);
    return str_text(&out);
}
