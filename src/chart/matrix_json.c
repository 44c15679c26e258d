/* SPDX-License-Identifier: MIT */
/*
 * matrix_json: in, a finished plan; out, its parties, cells and sums as numbers, words and boxes; the format
 * stands in docs/figures.md. Money as everywhere in JSON: currency units, an open end "inf".
 */
#include "matrix_plan.h"

#include "json_out.h"
#include "wording.h"

#include <math.h>

static void write_sum(struct json_out *json, const struct flow_sum *sum, const char *words)
{
    bool sized = !flow_sum_is_unknown(sum);
    if (sized) {
        json_money(json, "low", sum->low);
        json_money(json, "high", sum->high);
    } else {
        json_null(json, "low");
        json_null(json, "high");
    }
    if (sized && sum->has_headline)
        json_money(json, "headline", sum->headline);
    else
        json_null(json, "headline");
    json_int(json, "flows", sum->flows);
    json_int(json, "undisclosed", sum->undisclosed);
    json_text(json, "words", words);
}

static void write_side(
    struct json_out *json, const char *key, const struct flow_sum *sum, const struct matrix_words *words)
{
    if (sum->flows == 0) {
        json_null(json, key);
        return;
    }
    json_open(json, key, '{');
    write_sum(json, sum, words->full);
    json_close(json, '}');
}

static void write_party(struct json_out *json, const struct matrix_plan *plan, size_t index)
{
    const struct matrix_party *party = &plan->parties[index];
    json_open(json, NULL, '{');
    json_text(json, "id", party->id);
    json_text(json, "name", party->name);
    json_int(json, "number", (int64_t)index + 1);
    json_bool(json, "row", party->pays);
    json_bool(json, "column", party->is_paid);
    json_bool(json, "pale", party->faded);
    if (party->node == NO_INDEX) {
        json_open(json, "members", '[');
        for (size_t m = 0; m < party->members.count; m++)
            json_text(json, NULL, plan->facts->nodes[party->members.at[m]].id);
        json_close(json, ']');
    }
    write_side(json, "out", &party->out, &party->out_words);
    write_side(json, "in", &party->in, &party->in_words);
    json_close(json, '}');
}

static void write_strips(struct json_out *json, const struct matrix_cell *cell)
{
    json_open(json, "parts", '[');
    for (size_t s = 0; s < cell->strip_count; s++) {
        const struct matrix_strip *strip = &cell->strips[s];
        json_open(json, NULL, '{');
        json_text(json, "class", class_name(strip->deal_class));
        json_text(json, "bucket", bucket_name(strip->bucket));
        json_money(json, "sure", strip->core);
        json_money(json, "drawn", strip->reserve);
        json_bool(json, "open", strip->open || strip->undisclosed);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_box(struct json_out *json, double x, double y, double width, double height)
{
    json_real(json, "x0", x, 2);
    json_real(json, "y0", y, 2);
    json_real(json, "x1", x + width, 2);
    json_real(json, "y1", y + height, 2);
}

static void write_cell(struct json_out *json, const struct matrix_plan *plan, const struct matrix_cell *cell)
{
    const char *words = cell->words.full;
    bool own = cell->within && plan->parties[cell->payer].node != NO_INDEX;
    json_open(json, NULL, '{');
    json_text(json, "from", plan->parties[cell->payer].id);
    json_text(json, "to", plan->parties[cell->payee].id);
    json_text(json, "deal", cell->deals);
    write_sum(json, &cell->sum, words);
    write_strips(json, cell);
    json_bool(json, "mutual", cell->mutual);
    json_bool(json, "within", own);
    json_bool(json, "pale", cell->faded);
    json_open(json, "loops", '[');
    for (size_t i = 0; i < cell->loops.count; i++)
        json_int(json, NULL, (int64_t)cell->loops.at[i] + 1);
    json_close(json, ']');
    write_box(json, cell->x, cell->y, cell->width, cell->height);
    json_real(json, "side", cell->side, 2);
    json_close(json, '}');
}

static void write_axis(
    struct json_out *json, const struct matrix_plan *plan, const char *key, const size_t *at, size_t count)
{
    json_open(json, key, '[');
    for (size_t i = 0; i < count; i++)
        json_text(json, NULL, plan->parties[at[i]].id);
    json_close(json, ']');
}

void matrix_write_json(const struct matrix_plan *plan, struct str *out)
{
    struct json_out json = {.out = out, .empty = true};
    json_open(&json, NULL, '{');
    json_text(&json, "currency", plan->facts->dataset->currency);
    json_open(&json, "bbox", '[');
    json_int(&json, NULL, 0);
    json_int(&json, NULL, 0);
    json_real(&json, NULL, plan->width, 2);
    json_real(&json, NULL, plan->height, 2);
    json_close(&json, ']');
    write_axis(&json, plan, "rows", plan->rows, plan->row_count);
    write_axis(&json, plan, "columns", plan->columns, plan->column_count);
    json_open(&json, "parties", '[');
    for (size_t p = 0; p < plan->party_count; p++)
        write_party(&json, plan, p);
    json_close(&json, ']');
    json_open(&json, "cells", '[');
    for (size_t c = 0; c < plan->cell_count; c++)
        write_cell(&json, plan, &plan->cells[c]);
    json_close(&json, ']');
    write_side(&json, "total", &plan->total, &plan->total_words);
    struct matrix_words intra;
    matrix_words_set(plan, &intra, &plan->intra);
    write_side(&json, "intra_group", &plan->intra, &intra);
    json_close(&json, '}');
    str_char(out, '\n');
}
