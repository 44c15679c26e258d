/* SPDX-License-Identifier: MIT */
/*
 * valuation_words: what a valuation chart says in words: labels, multiples, subtitle, alternative text. Words
 * say what the dataset says: "at least", "in talks", and whether pre- or post-money is stated at all.
 */
#include "valuation_plan.h"

#include "list.h"
#include "say.h"
#include "wording.h"

#include <math.h>
#include <string.h>

static const struct valuation *valuation_of(const struct valuation_plan *plan, const struct mark *mark)
{
    return &plan->facts->dataset->valuations[mark->valuation];
}

/* Pre or post says nothing of a market or purchase price */
static bool has_money_basis(const struct valuation *valuation)
{
    return valuation->basis != BASIS_MARKET && valuation->basis != BASIS_ACQUISITION;
}

/* How many marks are pre-money, post-money or neither; returns their sum: those of which it can be asked */
static size_t money_count(const struct valuation_plan *plan, size_t counts[3])
{
    size_t all = 0;
    counts[MONEY_UNSPECIFIED] = counts[MONEY_PRE] = counts[MONEY_POST] = 0;
    for (size_t i = 0; i < plan->mark_count; i++)
        if (has_money_basis(valuation_of(plan, &plan->marks[i]))) {
            counts[valuation_of(plan, &plan->marks[i])->money]++;
            all++;
        }
    return all;
}

static bool money_differs(const struct valuation_plan *plan)
{
    size_t counts[3], all = money_count(plan, counts);
    return counts[MONEY_UNSPECIFIED] != all && counts[MONEY_PRE] != all && counts[MONEY_POST] != all;
}

/* "post-money", "pre- or post-money not stated" …; "" where it means nothing */
static const char *money_sentence(const struct valuation_plan *plan)
{
    size_t counts[3], all = money_count(plan, counts);
    if (all == 0)
        return "";
    if (counts[MONEY_POST] == all)
        return said(plan->arena, "post-money");
    if (counts[MONEY_PRE] == all)
        return said(plan->arena, "pre-money");
    if (counts[MONEY_UNSPECIFIED] == all)
        return said(plan->arena, "pre- or post-money not stated");
    return counts[MONEY_UNSPECIFIED] > 0 ? said(plan->arena, "pre- or post-money not stated where not marked")
                                         : said(plan->arena, "pre- or post-money as marked");
}

static bool counts_as_assumed(const char *field)
{
    return strcmp(field, "claims") != 0 && strcmp(field, "note") != 0;
}

bool valuation_is_assumed(const struct valuation *valuation)
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
    if (valuation_is_assumed(valuation_of(plan, mark)))
        str_append(&out, "†");
    return str_text(&out);
}

static void part_append(struct str *out, const char *part)
{
    if (*part)
        str_printf(out, "%s%s", out->length > 0 ? ", " : "", part);
}

const struct stepup *valuation_stepup(const struct facts *facts, size_t valuation)
{
    for (size_t i = 0; i < facts->stepup_count; i++)
        if (facts->stepups[i].to == valuation)
            return &facts->stepups[i];
    return NULL;
}

/* What an amount may be, in a computation of ratios */
struct span {
    double low, high, value; /* high may be INFINITY */
    bool about;              /* "about" or "nearly", or exact beside such a one; a bound is not */
    bool is_bound;
    int digits;
};

static struct span span_of(const struct amount *amount)
{
    bool about = amount_kind_is_about(amount->kind);
    return (struct span){.low = (double)amount->low,
        .high = amount->high == MONEY_OPEN ? INFINITY : (double)amount->high,
        .value = (double)amount->headline,
        .about = about,
        .is_bound = !about && amount->kind != AMOUNT_EXACT,
        .digits = amount->digits};
}

static struct span span_less(struct span from, struct span less)
{
    return (struct span){.low = fmax(from.low - less.high, 0),
        .high = from.high - less.low,
        .value = from.value - less.value,
        .about = from.about || less.about,
        .is_bound = from.is_bound || less.is_bound,
        .digits = digits_least(from.digits, less.digits)};
}

static bool span_ratio(struct str *out, struct span of, struct span by)
{
    struct ratio ratio = {.low = isfinite(by.high) && by.high > 0 ? of.low / by.high : 0,
        .high = by.low > 0 ? of.high / by.low : INFINITY,
        .value = of.value / by.value,
        .about = (of.about || by.about) && !of.is_bound && !by.is_bound};
    if (!isfinite(ratio.value) || ratio.value <= 0)
        return false;
    return word_ratio(out, &ratio, digits_least(of.digits, by.digits));
}

/* Pre-money as it is stated for the same round, else post-money less what was raised. NULL: not known */
const char *valuation_step_up(struct arena *arena, const struct valuation_plan *plan, const struct mark *mark)
{
    const struct stepup *stepup = valuation_stepup(plan->facts, mark->valuation);
    if (!stepup || !isfinite(stepup->step_up))
        return NULL;
    const struct valuation *from = &plan->facts->dataset->valuations[stepup->from];
    const struct valuation *to = &plan->facts->dataset->valuations[stepup->to];
    struct span pre = span_of(&to->value);
    if (mark->on_stem)
        pre = span_of(&valuation_of(plan, mark - 1)->value);
    else if (to->money == MONEY_POST)
        pre = span_less(pre, span_of(&to->raised));
    struct str words = str_init(arena);
    return span_ratio(&words, pre, span_of(&from->value)) ? str_text(&words) : NULL;
}

const char *valuation_mark_note(
    struct arena *arena, const struct valuation_plan *plan, const struct mark *mark, bool with_step_up)
{
    const struct valuation *valuation = valuation_of(plan, mark);
    struct str out = str_init(arena);
    if (valuation->basis != BASIS_ROUND)
        part_append(&out, word_valuation_basis(arena, valuation->basis));
    if (has_money_basis(valuation) && money_differs(plan)) /* else the subtitle says it once */
        part_append(&out, word_valuation_money(arena, valuation->money));
    if (mark->state != STATE_FIRM)
        part_append(&out, word_status(arena, valuation->status));
    const struct stepup *stepup = valuation_stepup(plan->facts, mark->valuation);
    const char *step_up = with_step_up ? valuation_step_up(arena, plan, mark) : NULL;
    if (step_up && fabs(stepup->step_up - stepup->ratio) > 0.05)
        part_append(&out, say(arena, "step-up %s", step_up)); /* not what stands beside the step */
    return str_text(&out);
}

const char *valuation_mark_sentence(
    struct arena *arena, const struct valuation_plan *plan, const struct mark *mark)
{
    const struct valuation *valuation = valuation_of(plan, mark);
    struct str out = str_init(arena);
    str_printf(&out, "%s: ", party_short(&plan->facts->dataset->parties[valuation->party]));
    word_amount(&out, &valuation->value, NUMBER_SHORT);
    str_printf(&out, ", %s", word_valuation_basis(arena, valuation->basis));
    if (has_money_basis(valuation))
        part_append(&out, word_valuation_money(arena, valuation->money));
    if (valuation->status != STATUS_NONE)
        part_append(&out, word_status(arena, valuation->status));
    str_append(&out, ", ");
    word_date(&out, valuation->date);
    return str_text(&out);
}

const char *valuation_step_multiple(
    struct arena *arena, const struct valuation_plan *plan, const struct step *step)
{
    const struct stepup *stepup = valuation_stepup(plan->facts, plan->marks[step->to].valuation);
    return stepup && stepup->from == plan->marks[step->from].valuation
               ? valuation_multiple_words(arena, plan->facts, stepup)
               : NULL;
}

const char *valuation_multiple_words(
    struct arena *arena, const struct facts *facts, const struct stepup *stepup)
{
    if (!isfinite(stepup->ratio))
        return NULL;
    const struct valuation *valuations = facts->dataset->valuations;
    struct str out = str_init(arena);
    return span_ratio(&out, span_of(&valuations[stepup->to].value), span_of(&valuations[stepup->from].value))
               ? str_text(&out)
               : NULL;
}

static size_t assumed_fields(
    const struct dataset *dataset, const struct indices *valuations, const char **fields, size_t most)
{
    size_t count = 0;
    for (size_t i = 0; i < valuations->count; i++) {
        const struct strings *assumed = &dataset->valuations[valuations->at[i]].assumed;
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

/* A field as the format names it, in the reader's language */
static const char *field_words(const struct arena *arena, const char *field)
{
    static const char *const known[] = {WORDS_IN("field", "party"), WORDS_IN("field", "date"),
        WORDS_IN("field", "status"), WORDS_IN("field", "value"), WORDS_IN("field", "basis"),
        WORDS_IN("field", "money"), WORDS_IN("field", "raised"), WORDS_IN("field", "sold"),
        WORDS_IN("field", "stake"), WORDS_IN("field", "deal")};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(field, known[i]))
            return said_in(arena, "field", known[i]);
    return field;
}

const char *valuation_assumed(struct arena *arena, const struct valuation *valuation)
{
    struct str out = str_init(arena);
    for (size_t i = 0; i < valuation->assumed.count; i++)
        if (counts_as_assumed(valuation->assumed.at[i]))
            str_printf(&out, "%s%s", out.length ? "; " : "", field_words(arena, valuation->assumed.at[i]));
    return out.length ? str_text(&out) : NULL;
}

const char *valuations_assumed_note(
    struct arena *arena, const struct dataset *dataset, const struct indices *valuations)
{
    const char *fields[8];
    size_t count = assumed_fields(dataset, valuations, fields, 8);
    if (count == 0)
        return NULL;
    struct str out = str_init(arena);
    for (size_t i = 0; i < count; i++) {
        str_append(&out, i == 0 ? "" : i + 1 < count ? ", " : said(arena, " or "));
        str_append(&out, field_words(arena, fields[i]));
    }
    return say(arena, "† not stated by any source, assumed: %s", str_text(&out));
}

const char *valuation_footnote(struct arena *arena, const struct valuation_plan *plan)
{
    LIST(size_t) drawn = {0};
    for (size_t i = 0; i < plan->mark_count; i++)
        *list_push(arena, &drawn) = plan->marks[i].valuation;
    return valuations_assumed_note(arena, plan->facts->dataset, &(struct indices){drawn.at, drawn.count});
}

static void explain(struct str *out, bool used, const char *sentence)
{
    if (used)
        str_printf(out, "%s%s", out->length > 0 ? " " : "", sentence);
}

const char *valuation_legend(struct arena *arena, const struct valuation_plan *plan)
{
    bool talk = false, unsure = false, multiple = false, stem = false, step_up = false;
    for (size_t i = 0; i < plan->mark_count; i++) {
        const struct text_run *note = plan->marks[i].label.lines[2];
        talk = talk || plan->marks[i].state == STATE_TALK;
        step_up = step_up || (plan->marks[i].label.placed && note && plan->marks[i].label.tells_step_up);
    }
    for (size_t i = 0; i < plan->step_count; i++) {
        unsure = unsure || valuation_is_unsure(&plan->marks[plan->steps[i].from]);
        multiple = multiple || plan->steps[i].multiple_placed;
        stem = stem || plan->steps[i].stem;
    }
    struct str out = str_init(arena);
    explain(&out, talk && plan->key_count == 0, said(arena, "Hollow and dashed: under discussion."));
    explain(&out, unsure, said(arena, "Dotted: level uncertain."));
    explain(&out, stem, said(arena, "Broad stem: from pre- to post-money of one round."));
    explain(&out, multiple, said(arena, "×: against the value before."));
    explain(&out, step_up,
        said(arena, "Step-up: pre-money, stated or less what was raised, against the value before."));
    return out.length > 0 ? str_text(&out) : NULL;
}

const char *valuation_subtitle(struct arena *arena, const struct valuation_plan *plan)
{
    const struct dataset *dataset = plan->facts->dataset;
    struct str out = str_init(arena);
    if (plan->series_count == 1) {
        say_to(&out, "Stated value of %s", party_short(&dataset->parties[plan->series[0].party]));
    } else {
        struct str count = str_init(arena);
        word_count(&count, (int64_t)plan->series_count);
        say_to(&out, "Stated value of %s parties", str_text(&count));
    }
    str_append(&out, plan->y.scale.log ? said(arena, ", log scale") : "");
    const char *basis = money_sentence(plan);
    if (*basis)
        str_printf(&out, "; %s", basis);
    if (plan->unsized > 0) {
        str_append(&out, "; ");
        word_counted(&out, (int64_t)plan->unsized, "further value undisclosed", "further values undisclosed");
    }
    return str_text(&out);
}

/* "at least $500B (in talks)": without dagger, for titles */
static void title_value(struct str *out, const struct valuation_plan *plan, const struct mark *mark)
{
    const struct valuation *valuation = valuation_of(plan, mark);
    word_amount(out, &valuation->value, NUMBER_SHORT);
    if (mark->state != STATE_FIRM)
        str_printf(out, " (%s)", word_status(out->arena, valuation->status));
}

/* A day only where the month would not tell the two apart */
static void title_when(struct str *out, struct date date, struct date other)
{
    int year, month, day, other_year, other_month;
    day_split(date.first, &year, &month, &day);
    day_split(other.first, &other_year, &other_month, &day);
    if (date.precision == DATE_DAY && (year != other_year || month != other_month))
        date.precision = DATE_MONTH;
    word_date_when(out, date);
}

static void title_dated(
    struct str *out, const struct valuation_plan *plan, const struct mark *mark, const struct mark *other)
{
    title_value(out, plan, mark);
    str_char(out, ' ');
    title_when(out, valuation_of(plan, mark)->date, valuation_of(plan, other)->date);
}

/* First and last of what is more than talk, or of all where talk is all; and the last talk after it */
static void title_marks(const struct valuation_plan *plan, const struct mark *at[3])
{
    const struct mark *last = &plan->marks[plan->mark_count - 1];
    at[0] = at[1] = at[2] = NULL;
    for (size_t i = 0; i < plan->mark_count; i++)
        if (plan->marks[i].state != STATE_TALK) {
            at[0] = at[0] ? at[0] : &plan->marks[i];
            at[1] = &plan->marks[i];
        }
    at[2] = at[1] && last->state == STATE_TALK ? last : NULL;
    at[0] = at[0] ? at[0] : plan->marks;
    at[1] = at[1] ? at[1] : last;
}

/* One value twice: "$5B in March 2025 and again in June 2025" */
static void title_same(struct str *out, const struct valuation_plan *plan, const struct mark *const at[3])
{
    struct str first = str_init(out->arena), again = str_init(out->arena);
    title_dated(&first, plan, at[0], at[1]);
    title_when(&again, valuation_of(plan, at[1])->date, valuation_of(plan, at[0])->date);
    if (at[0]->state == at[1]->state)
        say_to(out, "%s and again %s", str_text(&first), str_text(&again));
    else
        say_to(out, "%s and, %s, %s", str_text(&first),
            word_status(out->arena, valuation_of(plan, at[1])->status), str_text(&again));
}

static const char *title_of_one(struct arena *arena, const struct valuation_plan *plan)
{
    const struct mark *at[3];
    struct str out = str_init(arena);
    title_marks(plan, at);
    const struct amount *first = &valuation_of(plan, at[0])->value, *last = &valuation_of(plan, at[1])->value;
    bool same = first->kind == last->kind && first->low == last->low && first->high == last->high;
    str_printf(&out, "%s: ", party_short(&plan->facts->dataset->parties[plan->series[0].party]));
    if (at[0] == at[1] && at[2])
        title_value(&out, plan, at[0]);
    else if (at[0] == at[1])
        title_dated(&out, plan, at[0], at[1]);
    else if (same) {
        title_same(&out, plan, at);
    } else {
        struct str from = str_init(arena), to = str_init(arena);
        title_dated(&from, plan, at[0], at[1]);
        title_dated(&to, plan, at[1], at[0]);
        str_printf(&out, said_in(arena, "valuation", "from %s to %s"), str_text(&from), str_text(&to));
    }
    if (at[2]) {
        str_append(&out, ", ");
        title_value(&out, plan, at[2]);
    }
    return str_text(&out);
}

/* "$500B for OpenAI" */
static const char *title_party(
    struct arena *arena, const struct valuation_plan *plan, const struct mark *mark)
{
    struct str value = str_init(arena);
    title_value(&value, plan, mark);
    return say(arena, "%s for %s", str_text(&value),
        party_short(&plan->facts->dataset->parties[valuation_of(plan, mark)->party]));
}

static const char *title_of_several(struct arena *arena, const struct valuation_plan *plan)
{
    const struct mark *low = NULL, *high = NULL;
    for (size_t i = 0; i < plan->mark_count; i++) {
        const struct mark *mark = &plan->marks[i];
        if (!mark->is_last)
            continue;
        low = !low || mark->value < low->value ? mark : low;
        high = !high || mark->value > high->value ? mark : high;
    }
    if (low == high) { /* equal numbers, which may be open or only discussed */
        struct str count = str_init(arena);
        word_count(&count, (int64_t)plan->series_count);
        return say(arena, "Latest stated values: %s parties at the same number, %s", str_text(&count),
            title_party(arena, plan, low));
    }
    const char *from = title_party(arena, plan, low), *to = title_party(arena, plan, high);
    return say(arena, "Latest stated values: from %s to %s", from, to);
}

const char *valuation_title(struct arena *arena, const struct valuation_plan *plan)
{
    return plan->series_count == 1 ? title_of_one(arena, plan) : title_of_several(arena, plan);
}

enum { DESCRIBED_MOST = 4 };

/* What a party was said to be worth last; of one party alone its last four values */
static bool is_told(const struct valuation_plan *plan, size_t mark)
{
    size_t later = 0;
    for (size_t i = mark + 1; i < plan->mark_count; i++)
        later += plan->marks[i].series == plan->marks[mark].series;
    return later < (plan->series_count > 1 ? 1 : DESCRIBED_MOST);
}

const char *valuation_describe(struct arena *arena, const struct valuation_plan *plan)
{
    struct str out = str_init(arena);
    size_t shown = 0;
    if (plan->y.scale.log)
        say_to(&out, "Step chart of stated values on a logarithmic scale. %s.", valuation_title(arena, plan));
    else
        say_to(&out, "Step chart of stated values. %s.", valuation_title(arena, plan));
    for (size_t i = 0; i < plan->mark_count && shown < DESCRIBED_MOST; i++)
        if (is_told(plan, i))
            str_printf(&out, "%s%s", shown++ > 0 ? "; " : " ",
                valuation_mark_sentence(arena, plan, &plan->marks[i]));
    if (shown < plan->mark_count) {
        str_append(&out, said(arena, "; and "));
        word_more(&out, (int64_t)(plan->mark_count - shown), "valuation");
    }
    str_char(&out, '.');
    const char *basis = money_sentence(plan);
    if (*basis)
        say_to(&out, " Basis: %s.", basis);
    if (plan->unsized > 0) {
        struct str count = str_init(arena);
        word_counted(&count, (int64_t)plan->unsized, "further value", "further values");
        say_to(&out, " Undisclosed: %s.", str_text(&count));
    }
    return str_text(&out);
}
