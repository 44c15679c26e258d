/* SPDX-License-Identifier: MIT */
#include "flow_marks.h"

#include "change_phrases.h"
#include "say.h"
#include "wording.h"

#include <string.h>

struct marker {
    struct arena *arena;
    const struct changes *changes;
    const struct overlay *overlay;
};

/* Clauses of one mark, short and as diff tells them */
struct clauses {
    struct str words, told;
    enum flow_change change;
};

static struct str *words_next(struct clauses *clauses)
{
    str_append(&clauses->words, clauses->words.length ? "; " : "");
    return &clauses->words;
}

static struct str *told_next(struct clauses *clauses)
{
    str_append(&clauses->told, clauses->told.length ? "; " : "");
    return &clauses->told;
}

/* The same words at the ribbon and in the sentence */
static void clause_add(struct clauses *clauses, const char *clause)
{
    str_append(words_next(clauses), clause);
    str_append(told_next(clauses), clause);
    if (clauses->change == FLOW_SAME)
        clauses->change = FLOW_REVISED;
}

/* ---- one flow, both editions ---- */

struct both {
    const struct flow *then, *now;
    const struct dataset *was_set, *is_set;
    unsigned traits;
};

static const char *amount_words(struct arena *arena, const struct amount *amount)
{
    struct str out = str_init(arena);
    if (amount->kind == AMOUNT_UNDISCLOSED && !amount->words)
        str_append(&out, said(arena, "undisclosed"));
    else
        word_amount(&out, amount, NUMBER_SHORT);
    return str_text(&out);
}

/* The change of the amount that diff tells of this deal or leg; NULL: none */
static const struct change *amount_change_find(const struct marker *marker, const struct flow *flow)
{
    for (size_t i = 0; i < marker->changes->count; i++) {
        const struct change *change = &marker->changes->at[i];
        if (change->subject == CHANGED_DEAL && change->kind == CHANGE_AMOUNT && change->after == flow->deal &&
            change->leg_after == flow->leg)
            return change;
    }
    return NULL;
}

/* One end moved, the other stands */
static const char *one_end(struct arena *arena, const struct amount *was, const struct amount *is)
{
    bool low = was->low != is->low, high = was->high != is->high;
    if (low == high)
        return NULL;
    bool rose = low ? is->low > was->low : is->high > was->high;
    return phrase_end_moved(arena, low, rose);
}

/* "raised from $30B": the amount that it became stands at the ribbon already */
static void amount_words_add(
    struct str *out, struct arena *arena, const struct both *both, const char *before)
{
    unsigned traits = both->traits;
    const struct amount *was = &both->then->amount, *is = &both->now->amount;
    const char *end = one_end(arena, was, is);
    if (traits & TRAIT_DISCLOSED)
        str_append(out, is->kind == AMOUNT_VAGUE ? said(arena, "was undisclosed") : said(arena, "disclosed"));
    else if (traits & TRAIT_HIDDEN)
        say_to(out, "no longer disclosed, was %s", before);
    else if (traits & TRAIT_ADDED)
        str_append(out, said(arena, "the amount is now stated"));
    else if (traits & TRAIT_NAMED)
        say_to(out, "was %s", before);
    else if (traits & TRAIT_VAGUE)
        say_to(out, "became vague, was %s", before);
    else if (traits & (TRAIT_RAISED | TRAIT_LOWERED))
        str_printf(out,
            traits & TRAIT_RAISED ? said(arena, "raised from %s") : said(arena, "lowered from %s"), before);
    else if (traits & TRAIT_CURRENCY)
        say_to(out, "was %s", before);
    else if (end)
        say_to(out, "was %s, %s", before, end);
    else
        str_printf(out,
            traits & TRAIT_NARROWED ? said(arena, "narrowed from %s") : said(arena, "widened from %s"),
            before);
}

static void amount_add(const struct marker *marker, struct clauses *clauses, const struct both *both)
{
    if (!both->traits)
        return;
    struct arena *arena = marker->arena;
    const struct change *change = amount_change_find(marker, both->now);
    const char *was = amount_words(arena, &both->then->amount), *is = amount_words(arena, &both->now->amount);
    bool alike = !strcmp(was, is); /* told apart by nothing but rounding */
    if (both->traits & TRAIT_CURRENCY && change)
        was = amount_words(arena, &change->was.amount);
    if (alike && both->traits & (TRAIT_RAISED | TRAIT_LOWERED))
        str_append(words_next(clauses),
            both->traits & TRAIT_RAISED ? said(arena, "raised a little") : said(arena, "lowered a little"));
    else
        amount_words_add(words_next(clauses), arena, both, was);
    if (change)
        phrase_amount_change(told_next(clauses), change, said(arena, "the amount"));
    else
        say_to(told_next(clauses), "%s became %s", was, is);
    bool words_moved = both->traits & (TRAIT_NAMED | TRAIT_VAGUE);
    clauses->change = both->traits & TRAIT_RAISED && !words_moved    ? FLOW_RAISED
                      : both->traits & TRAIT_LOWERED && !words_moved ? FLOW_LOWERED
                                                                     : FLOW_REVISED;
}

/* What is drawn of a whole is what its parts leave: it can move without anyone having said so. */
static void parts_add(const struct marker *marker, struct clauses *clauses, const struct both *both)
{
    const struct amount *was = &both->then->rest, *is = &both->now->rest;
    if (both->traits || (was->low == is->low && was->high == is->high && was->headline == is->headline))
        return;
    const char *words = amount_words(marker->arena, was);
    clause_add(clauses, say(marker->arena, "beside its parts, was %s", words));
}

static void status_add(struct clauses *clauses, const struct both *both)
{
    if (both->then->status == both->now->status)
        return;
    struct str clause = str_init(clauses->words.arena);
    phrase_status(
        &clause, both->then->status, both->now->status, status_move(both->then->status, both->now->status));
    clause_add(clauses, str_text(&clause));
}

static void binding_add(struct clauses *clauses, const struct both *both)
{
    static const char *const words[] = {[TRI_UNKNOWN] = WORDS("no longer said whether it binds"),
        [TRI_FALSE] = WORDS("now said not to be binding"),
        [TRI_TRUE] = WORDS("now said to be binding")};
    enum tristate was = both->was_set->deals[both->then->deal].binding,
                  is = both->is_set->deals[both->now->deal].binding;
    if (was != is && both->then->bucket != both->now->bucket)
        clause_add(clauses, said(clauses->words.arena, words[is]));
}

static void type_add(struct clauses *clauses, const struct both *both)
{
    if (both->then->type != both->now->type)
        clause_add(
            clauses, say(clauses->words.arena, "%s, was %s", word_type(clauses->words.arena, both->now->type),
                         word_type(clauses->words.arena, both->then->type)));
}

static int text_order(const struct strings *a, const struct strings *b)
{
    if (a->count != b->count)
        return 1;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->at[i], b->at[i]) != 0)
            return 1;
    return 0;
}

/* By id, so that the order of a side is no change */
static struct strings ids_of(
    struct arena *arena, const struct dataset *dataset, const struct indices *parties)
{
    struct strings ids = {arena_array(arena, const char *, parties->count + 1), 0};
    for (size_t i = 0; i < parties->count; i++) {
        const char *id = dataset->parties[parties->at[i]].id;
        size_t at = ids.count++;
        for (; at > 0 && strcmp(ids.at[at - 1], id) > 0; at--)
            ids.at[at] = ids.at[at - 1];
        ids.at[at] = id;
    }
    return ids;
}

static void side_add(struct clauses *clauses, const struct both *both, bool payer)
{
    struct arena *arena = clauses->words.arena;
    struct strings was = ids_of(
                       arena, both->was_set, payer ? &both->then->payer_parties : &both->then->payee_parties),
                   is = ids_of(
                       arena, both->is_set, payer ? &both->now->payer_parties : &both->now->payee_parties);
    if (!text_order(&was, &is))
        return;
    struct str clause = str_init(arena);
    phrase_side(&clause, payer, both->is_set, &is, both->was_set, &was);
    clause_add(clauses, str_text(&clause));
}

/* ---- kinds ---- */

static bool was_drawn(const struct flow *then)
{
    return then->is_money && !then->in_parts && then->bucket != BUCKET_DEAD;
}

static void compare_add(const struct marker *marker, struct clauses *clauses, const struct both *both)
{
    amount_add(marker, clauses, both);
    parts_add(marker, clauses, both);
    status_add(clauses, both);
    binding_add(clauses, both);
    type_add(clauses, both);
    side_add(clauses, both, true);
    side_add(clauses, both, false);
}

static void new_add(const struct marker *marker, struct clauses *clauses, const struct flow *flow)
{
    bool new_deal = false;
    for (size_t i = 0; i < marker->changes->count && !new_deal; i++)
        new_deal = marker->changes->at[i].subject == CHANGED_DEAL &&
                   marker->changes->at[i].kind == CHANGE_NEW && marker->changes->at[i].after == flow->deal;
    str_append(&clauses->words, said(marker->arena, "new"));
    str_append(
        &clauses->told, new_deal ? said(marker->arena, "new") : said(marker->arena, "new in this deal"));
    clauses->change = FLOW_NEW;
}

/* Of a flow that only the old edition has: the deal is gone, or only this of it */
static void gone_add(const struct marker *marker, struct clauses *clauses, size_t index)
{
    const struct overlay *overlay = marker->overlay;
    const struct flow *flow = &overlay->facts->flows[index];
    const struct dataset *now = overlay->now->dataset;
    size_t deal = dataset_find_deal(now, overlay->facts->dataset->deals[flow->deal].id);
    struct str *words = &clauses->words;
    if (deal == NO_INDEX)
        say_to(words, "no longer in the dataset; it was %s", word_status(marker->arena, flow->status));
    else
        str_append(words, said(marker->arena, "no longer part of the deal"));
    for (size_t i = 0; i < overlay->now->flow_count && deal != NO_INDEX; i++)
        if (overlay->before[i] == overlay->before[index] && overlay->now->flows[i].deal == deal) {
            *words = str_init(marker->arena);
            str_append(words, said(marker->arena, "the amount is no longer stated"));
        }
    str_append(&clauses->told, str_text(words));
    clauses->change = FLOW_GONE;
}

/* A mended error is no news, and says so. */
static void correction_add(const struct marker *marker, struct clauses *clauses, size_t deal)
{
    for (size_t i = 0; i < marker->changes->count; i++) {
        const struct change *change = &marker->changes->at[i];
        if (change->subject != CHANGED_DEAL || change->after != deal || change->correction == NO_INDEX)
            continue;
        const char *words = arena_strdup(marker->arena, str_text(&clauses->words)),
                   *told = arena_strdup(marker->arena, str_text(&clauses->told));
        clauses->words = str_init(marker->arena);
        clauses->told = str_init(marker->arena);
        say_to(&clauses->words, "corrected: %s", words);
        say_to(&clauses->told, "corrected: %s", told);
        return;
    }
}

static struct flow_mark flow_mark_of(const struct marker *marker, size_t index)
{
    const struct overlay *overlay = marker->overlay;
    const struct flow *flow = &overlay->facts->flows[index];
    struct clauses clauses = {str_init(marker->arena), str_init(marker->arena), FLOW_SAME};
    size_t before = overlay->before[index];
    bool own = index < overlay->now->flow_count;
    if (overlay->moved[index])
        return (struct flow_mark){FLOW_SAME, NULL, NULL};
    if (!own)
        gone_add(marker, &clauses, index);
    else if (flow->is_money && before == NO_INDEX && flow->bucket != BUCKET_DEAD)
        new_add(marker, &clauses, flow);
    else if (flow->is_money && before != NO_INDEX) {
        struct both both = {&overlay->then->flows[before], flow, overlay->then->dataset,
            overlay->now->dataset, overlay->traits[index]};
        if (flow->bucket != BUCKET_DEAD)
            compare_add(marker, &clauses, &both);
        else if (was_drawn(both.then)) {
            status_add(&clauses, &both);
            clauses.change = FLOW_GONE;
        }
    }
    if (own && clauses.words.length)
        correction_add(marker, &clauses, flow->deal);
    return (struct flow_mark){clauses.change, clauses.words.length ? str_text(&clauses.words) : NULL,
        clauses.told.length ? str_text(&clauses.told) : NULL};
}

/* ---- parties ---- */

/* "new", "was called “Old Name”"; by party of the new edition */
static const char **party_marks(struct arena *arena, const struct changes *changes, size_t count)
{
    const char **marks = arena_array(arena, const char *, count + 1);
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *change = &changes->at[i];
        if (change->subject != CHANGED_PARTY || change->after == NO_INDEX)
            continue;
        if (change->kind == CHANGE_NEW)
            marks[change->after] = said(arena, "new");
        else if (change->kind == CHANGE_RENAMED && change->was.word)
            marks[change->after] = say(arena, "was called “%s”", change->was.word);
    }
    return marks;
}

/* Of several that stand together only what is true of each of them is said. */
static const char **card_marks(struct arena *arena, const struct overlay *overlay)
{
    const struct facts *facts = overlay->facts;
    const struct dataset *now = overlay->now->dataset;
    const char **parties = party_marks(arena, overlay->changes, now->party_count);
    const char **marks = arena_array(arena, const char *, facts->node_count + 1);
    for (size_t i = 0; i < facts->node_count; i++) {
        const struct indices *own = &facts->nodes[i].parties;
        if (own->count != 1)
            continue;
        size_t party = own->at[0];
        bool listed = dataset_find_party(now, facts->dataset->parties[party].id) != NO_INDEX;
        marks[i] = !listed ? said(arena, "no longer in the dataset") : parties[party];
    }
    return marks;
}

const struct flow_since *flow_marks_make(
    struct arena *arena, const struct changes *changes, const struct facts *now)
{
    struct flow_since *since = arena_new(arena, struct flow_since);
    since->overlay = overlay_make(arena, changes, now);
    struct marker marker = {arena, changes, since->overlay};
    size_t count = since->overlay->facts->flow_count;
    struct flow_mark *marks = arena_array(arena, struct flow_mark, count + 1);
    for (size_t i = 0; i < count; i++)
        marks[i] = flow_mark_of(&marker, i);
    since->marks = marks;
    since->cards = card_marks(arena, since->overlay);
    return since;
}
