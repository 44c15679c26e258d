/* SPDX-License-Identifier: MIT */
/*
 * valuation_words: what a valuation chart says in words: labels, multiples, subtitle, alternative text. Words
 * say what the dataset says: "at least", "in talks", and whether pre- or post-money is stated at all.
 */
#include "valuation_plan.h"

#include "list.h"
#include "wording.h"

#include <math.h>
#include <string.h>

static const struct valuation *valuation_of(const struct valuation_plan *plan, const struct mark *mark)
{
    return &plan->facts->dataset->valuations[mark->valuation];
}

static const char *const form_names[] = {
    [FORM_DISC] = "funding round",
    [FORM_DIAMOND] = "tender or secondary sale",
    [FORM_TRIANGLE] = "implied",
    [FORM_SQUARE] = "market value",
    [FORM_RING] = "reported",
    [FORM_BLOCK] = "acquisition price",
    [FORM_CROSS] = "appraisal",
};

const char *valuation_form_name(enum mark_form form)
{
    return form_names[form];
}

/* Pre or post says nothing of a market or purchase price */
static bool has_money_basis(const struct valuation *valuation)
{
    return valuation->basis != BASIS_MARKET && valuation->basis != BASIS_ACQUISITION;
}

static bool counts_as_assumed(const char *field)
{
    return strcmp(field, "claims") != 0 && strcmp(field, "note") != 0;
}

static bool is_assumed(const struct valuation *valuation)
{
    for (size_t i = 0; i < valuation->assumed.count; i++)
        if (counts_as_assumed(valuation->assumed.at[i]))
            return true;
    return false;
}

const char *valuation_mark_value(
    struct arena *arena, const struct valuation_plan *plan, const struct mark *mark)
{
    struct str out = str_init(arena);
    word_amount(&out, &valuation_of(plan, mark)->value, NUMBER_SHORT);
    if (is_assumed(valuation_of(plan, mark)))
        str_append(&out, "†");
    return str_text(&out);
}

static void part_append(struct str *out, const char *part)
{
    if (*part)
        str_printf(out, "%s%s", out->length > 0 ? ", " : "", part);
}

static double step_up_of(const struct valuation_plan *plan, size_t to)
{
    for (size_t i = 0; i < plan->facts->stepup_count; i++)
        if (plan->facts->stepups[i].to == to)
            return plan->facts->stepups[i].step_up;
    return NAN;
}

const char *valuation_mark_note(
    struct arena *arena, const struct valuation_plan *plan, const struct mark *mark)
{
    const struct valuation *valuation = valuation_of(plan, mark);
    struct str out = str_init(arena);
    if (valuation->basis != BASIS_ROUND)
        part_append(&out, word_valuation_basis(valuation->basis));
    if (has_money_basis(valuation))
        part_append(&out, word_valuation_money(valuation->money));
    if (mark->state != STATE_FIRM)
        part_append(&out, word_status(valuation->status));
    double step_up = step_up_of(plan, mark->valuation);
    if (isfinite(step_up)) {
        part_append(&out, "step-up ");
        word_decimal(&out, step_up, 1);
        str_append(&out, "×");
    }
    return str_text(&out);
}

const char *valuation_mark_sentence(
    struct arena *arena, const struct valuation_plan *plan, const struct mark *mark)
{
    const struct valuation *valuation = valuation_of(plan, mark);
    struct str out = str_init(arena);
    str_printf(&out, "%s: ", party_short(&plan->facts->dataset->parties[valuation->party]));
    word_amount(&out, &valuation->value, NUMBER_SHORT);
    str_printf(&out, ", %s", word_valuation_basis(valuation->basis));
    if (has_money_basis(valuation))
        part_append(&out, word_valuation_money(valuation->money));
    if (valuation->status != STATUS_NONE)
        part_append(&out, word_status(valuation->status));
    str_append(&out, ", ");
    word_date(&out, valuation->date);
    return str_text(&out);
}

/* "at least " where the later value is open upwards, "up to " …; NULL where the two together leave no
 * direction */
static const char *multiple_qualifier(const struct amount *from, const struct amount *to)
{
    bool up = to->high == MONEY_OPEN || from->kind == AMOUNT_AT_MOST;
    bool down = to->kind == AMOUNT_AT_MOST || from->high == MONEY_OPEN;
    if (up && down)
        return NULL;
    if (up || down)
        return up ? "at least " : "at most ";
    bool about = from->kind != AMOUNT_EXACT || to->kind != AMOUNT_EXACT;
    return about ? "about " : "";
}

const char *valuation_step_multiple(
    struct arena *arena, const struct valuation_plan *plan, const struct step *step)
{
    size_t from = plan->marks[step->from].valuation, to = plan->marks[step->to].valuation;
    for (size_t i = 0; i < plan->facts->stepup_count; i++) {
        const struct stepup *stepup = &plan->facts->stepups[i];
        if (stepup->from != from || stepup->to != to || !isfinite(stepup->ratio))
            continue;
        const struct valuation *valuations = plan->facts->dataset->valuations;
        const char *qualifier = multiple_qualifier(&valuations[from].value, &valuations[to].value);
        if (!qualifier)
            return NULL;
        struct str out = str_init(arena);
        str_append(&out, qualifier);
        word_decimal(&out, stepup->ratio, 1);
        str_append(&out, "×");
        return str_text(&out);
    }
    return NULL;
}

static size_t assumed_fields(const struct valuation_plan *plan, const char **fields, size_t most)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->mark_count; i++) {
        const struct strings *assumed = &valuation_of(plan, &plan->marks[i])->assumed;
        for (size_t j = 0; j < assumed->count && count < most; j++) {
            bool known = !counts_as_assumed(assumed->at[j]);
            for (size_t k = 0; k < count; k++)
                known = known || strcmp(fields[k], assumed->at[j]) == 0;
            if (!known)
                fields[count++] = assumed->at[j];
        }
    }
    return count;
}

const char *valuation_footnote(struct arena *arena, const struct valuation_plan *plan)
{
    const char *fields[8];
    size_t count = assumed_fields(plan, fields, 8);
    if (count == 0)
        return NULL;
    struct str out = str_init(arena);
    str_append(&out, "† not stated by any source, assumed: ");
    for (size_t i = 0; i < count; i++)
        str_printf(&out, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : " or ", fields[i]);
    return str_text(&out);
}

/* "post-money", "pre- or post-money not stated" …; "" where it means nothing */
static const char *money_sentence(const struct valuation_plan *plan)
{
    size_t counts[3] = {0}, all = 0;
    for (size_t i = 0; i < plan->mark_count; i++)
        if (has_money_basis(valuation_of(plan, &plan->marks[i]))) {
            counts[valuation_of(plan, &plan->marks[i])->money]++;
            all++;
        }
    if (all == 0)
        return "";
    if (counts[MONEY_POST] == all)
        return "post-money";
    if (counts[MONEY_PRE] == all)
        return "pre-money";
    if (counts[MONEY_UNSPECIFIED] == all)
        return "pre- or post-money not stated";
    return counts[MONEY_UNSPECIFIED] > 0 ? "pre- or post-money not stated where not marked"
                                         : "pre- or post-money as marked";
}

const char *valuation_subtitle(struct arena *arena, const struct valuation_plan *plan)
{
    const struct dataset *dataset = plan->facts->dataset;
    struct str out = str_init(arena);
    if (plan->series_count == 1)
        str_printf(&out, "Stated value of %s", party_short(&dataset->parties[plan->series[0].party]));
    else
        str_printf(&out, "Stated value of %zu companies", plan->series_count);
    str_append(&out, plan->y.log ? ", log scale" : "");
    const char *basis = money_sentence(plan);
    if (*basis)
        str_printf(&out, "; %s", basis);
    for (size_t i = 0; i < plan->mark_count; i++)
        if (plan->marks[i].state == STATE_TALK) {
            str_append(&out, "; hollow and dashed: under discussion");
            break;
        }
    for (size_t i = 0; i < plan->step_count; i++)
        if (plan->steps[i].multiple_placed) {
            str_append(&out, "; ×: against the value before");
            break;
        }
    if (plan->unsized > 0)
        str_printf(
            &out, "; %zu further %s undisclosed", plan->unsized, plan->unsized == 1 ? "value" : "values");
    return str_text(&out);
}

enum { DESCRIBED_MOST = 24 };

const char *valuation_describe(struct arena *arena, const struct valuation_plan *plan)
{
    struct str out = str_init(arena);
    str_printf(
        &out, "Valuations over time, drawn as steps%s. ", plan->y.log ? " on a logarithmic scale" : "");
    size_t shown = plan->mark_count > DESCRIBED_MOST ? DESCRIBED_MOST : plan->mark_count;
    for (size_t i = 0; i < shown; i++)
        str_printf(&out, "%s%s", i > 0 ? "; " : "", valuation_mark_sentence(arena, plan, &plan->marks[i]));
    if (shown < plan->mark_count)
        str_printf(&out, "; and %zu more", plan->mark_count - shown);
    str_char(&out, '.');
    const char *basis = money_sentence(plan);
    if (*basis)
        str_printf(&out, " Basis: %s.", basis);
    if (plan->unsized > 0)
        str_printf(&out, " %zu further %s undisclosed.", plan->unsized,
            plan->unsized == 1 ? "value is" : "values are");
    return str_text(&out);
}
