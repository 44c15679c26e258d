/* SPDX-License-Identifier: MIT */
/*
 * Words of `changed=` → questions to the changes. Words are or-ed: "new moved" is new or moved. The kinds of
 * news are those of the changes (docs/editions.md), so that a condition and ::changes agree.
 */
#include "changed.h"

#include <string.h>

enum question {
    ASK_ANY,
    ASK_NEW,
    ASK_MOVED,
    ASK_REVISED,
    ASK_GONE,
    ASK_CORRECTED,
    ASK_SOURCES,
    ASK_AMOUNTS,
    ASK_STATUS,
    ASK_DEALS,
    ASK_VALUATIONS,
    ASK_METRICS,
    ASK_PARTIES,
    ASK_NOTES,
    ASK_DEAL, /* deal:ID */
    ASK_PARTY,
    ASK_VALUATION,
    QUESTIONS
};

static const char *const question_words[QUESTIONS] = {[ASK_ANY] = "any",
    [ASK_NEW] = "new",
    [ASK_MOVED] = "moved",
    [ASK_REVISED] = "revised",
    [ASK_GONE] = "gone",
    [ASK_CORRECTED] = "corrected",
    [ASK_SOURCES] = "sources",
    [ASK_AMOUNTS] = "amounts",
    [ASK_STATUS] = "status",
    [ASK_DEALS] = "deals",
    [ASK_VALUATIONS] = "valuations",
    [ASK_METRICS] = "metrics",
    [ASK_PARTIES] = "parties",
    [ASK_NOTES] = "notes",
    [ASK_DEAL] = "deal:",
    [ASK_PARTY] = "party:",
    [ASK_VALUATION] = "valuation:"};

#define ASKS(question) (1u << (question))
enum {
    OF_DEAL = ASKS(ASK_ANY) | ASKS(ASK_NEW) | ASKS(ASK_MOVED) | ASKS(ASK_REVISED) | ASKS(ASK_GONE) |
              ASKS(ASK_CORRECTED) | ASKS(ASK_SOURCES) | ASKS(ASK_AMOUNTS) | ASKS(ASK_STATUS),
    OF_PARTY = ASKS(ASK_ANY) | ASKS(ASK_NEW),
    OF_OTHER = ASKS(ASK_ANY) | ASKS(ASK_NEW) | ASKS(ASK_REVISED),
    OF_WHOLE = ASKS(QUESTIONS) - 1
};

bool changed_is_whole(const struct directive *directive)
{
    const struct attribute *attributes = directive->attributes;
    return attributes[ATTRIBUTE_CHANGED].present && !attributes[ATTRIBUTE_SUBJECT].present &&
           !attributes[ATTRIBUTE_WHERE].present;
}

static unsigned questions_of(enum subject subject, bool whole)
{
    static const unsigned by_subject[SUBJECT_COUNT] = {[SUBJECT_DEALS] = OF_DEAL,
        [SUBJECT_PARTIES] = OF_PARTY,
        [SUBJECT_VALUATIONS] = OF_OTHER,
        [SUBJECT_NOTES] = OF_OTHER};
    return whole ? OF_WHOLE : by_subject[subject];
}

/* *id: what follows the colon; "" of a word by itself */
static enum question question_find(struct slice word, const char **id, struct arena *arena)
{
    const char *text = arena_strndup(arena, word.at, word.length);
    *id = "";
    for (int i = 0; i < QUESTIONS; i++) {
        size_t n = strlen(question_words[i]);
        bool named = question_words[i][n - 1] == ':';
        if (named ? strncmp(text, question_words[i], n) || !text[n] : strcmp(text, question_words[i]))
            continue;
        *id = named ? text + n : "";
        return (enum question)i;
    }
    return QUESTIONS;
}

/* The next word from *at on; length 0: none */
static struct slice word_next(const char *text, size_t *at)
{
    while (text[*at] == ' ')
        ++*at;
    struct slice word = {text + *at, strcspn(text + *at, " ")};
    *at += word.length;
    return word;
}

static bool fail_question(
    const struct value_scope *scope, struct slice word, struct place place, unsigned questions)
{
    const char *known[QUESTIONS], *text = arena_strndup(scope->arena, word.at, word.length);
    size_t count = 0;
    struct str hint = str_init(scope->arena);
    for (int i = 0; i < QUESTIONS; i++)
        if (questions & ASKS(i))
            known[count++] =
                i < ASK_DEAL ? question_words[i] : arena_printf(scope->arena, "%sID", question_words[i]);
    const char *near = suggest_nearest(text, known, count);
    if (near)
        str_printf(&hint, "did you mean '%s'?", near);
    for (size_t i = 0; i < count && !near; i++)
        str_printf(&hint, "%s%s", i ? ", " : "one of: ", known[i]);
    diags_add(scope->diags, DIAG_BAD_ATTRIBUTE, place, NULL, str_text(&hint),
        "attribute 'changed' has no value '%s' here", text);
    return false;
}

bool changed_check(
    const struct value_scope *scope, const struct attribute *attribute, enum subject subject, bool whole)
{
    unsigned questions = questions_of(subject, whole);
    bool good = true;
    size_t at = 0, words = 0;
    const char *id;
    for (struct slice word; (word = word_next(attribute->value, &at)).length; words++) {
        enum question question = question_find(word, &id, scope->arena);
        if (question == QUESTIONS || !(questions & ASKS(question)))
            good = fail_question(
                scope, word, place_shift(attribute->place, (size_t)(word.at - attribute->value)), questions);
    }
    if (!words)
        diags_add(scope->diags, DIAG_BAD_ATTRIBUTE, attribute->place, NULL, "write changed=any",
            "attribute 'changed' needs at least one word");
    return good && words;
}

/* ---- what a change says ---- */

static bool is_amount(const struct change *change)
{
    return change->kind == CHANGE_AMOUNT || change->kind == CHANGE_FUNDED ||
           change->kind == CHANGE_TRANCHE_AMOUNT || change->kind == CHANGE_TRANCHE_ADDED ||
           change->kind == CHANGE_TRANCHE_REMOVED;
}

static bool run_answers(const struct changes *changes, size_t first, size_t end, enum question question)
{
    static const enum change_news news[] = {[ASK_NEW] = NEWS_NEW,
        [ASK_MOVED] = NEWS_MOVED,
        [ASK_REVISED] = NEWS_REVISED,
        [ASK_GONE] = NEWS_GONE,
        [ASK_CORRECTED] = NEWS_CORRECTED,
        [ASK_SOURCES] = NEWS_SOURCED};
    if (question == ASK_ANY)
        return true;
    if (question <= ASK_SOURCES)
        return change_run_news(changes, first) == news[question];
    for (size_t i = first; i < end; i++) {
        const struct change *change = &changes->at[i];
        if (question == ASK_AMOUNTS && is_amount(change))
            return true;
        if (question == ASK_STATUS && (change->kind == CHANGE_STATUS || change->kind == CHANGE_BINDING))
            return true;
    }
    return false;
}

static bool has_party(const struct indices *parties, size_t party)
{
    for (size_t i = 0; i < parties->count; i++)
        if (parties->at[i] == party)
            return true;
    return false;
}

/* Is it one of the deal's, in this edition, sides or those of its legs? */
static bool deal_concerns(const struct dataset *dataset, size_t deal, size_t party)
{
    if (deal == NO_INDEX || party == NO_INDEX)
        return false;
    const struct deal *at = &dataset->deals[deal];
    bool concerns = has_party(&at->from.parties, party) || has_party(&at->to.parties, party);
    for (size_t i = 0; i < at->leg_count && !concerns; i++)
        concerns = has_party(&at->legs[i].from.parties, party) || has_party(&at->legs[i].to.parties, party);
    return concerns;
}

/* Of one edition: the party's own record, its deals, valuations and metrics */
static bool concerns_in(
    const struct dataset *dataset, const struct change *change, size_t object, size_t party)
{
    if (object == NO_INDEX || party == NO_INDEX)
        return false;
    switch (change->subject) {
    case CHANGED_DEAL:
        return deal_concerns(dataset, object, party);
    case CHANGED_PARTY:
        return object == party;
    case CHANGED_VALUATION:
        return dataset->valuations[object].party == party;
    case CHANGED_METRIC:
        return dataset->metrics[object].party == party;
    default:
        return false;
    }
}

static bool concerns(const struct changes *changes, const struct change *change, const char *party)
{
    const struct dataset *was = changes->before->dataset, *is = changes->after->dataset;
    return concerns_in(was, change, change->before, dataset_find_party(was, party)) ||
           concerns_in(is, change, change->after, dataset_find_party(is, party));
}

static bool subject_asked(enum question question, enum change_subject subject)
{
    switch (question) {
    case ASK_VALUATIONS:
    case ASK_VALUATION:
        return subject == CHANGED_VALUATION;
    case ASK_METRICS:
        return subject == CHANGED_METRIC;
    case ASK_PARTIES:
        return subject == CHANGED_PARTY;
    case ASK_NOTES:
        return subject == CHANGED_NOTE;
    default:
        return subject == CHANGED_DEAL;
    }
}

/* Does what was done to one object answer a question about the whole? */
static bool whole_answered(
    const struct changes *changes, size_t first, size_t end, enum question question, const char *id)
{
    const struct change *change = &changes->at[first];
    switch (question) {
    case ASK_ANY:
        return true;
    case ASK_SOURCES:
        return change->subject == CHANGED_SOURCE || change_run_news(changes, first) == NEWS_SOURCED;
    case ASK_DEAL:
        return change->subject == CHANGED_DEAL && str_equals(change->id, id);
    case ASK_PARTY:
        return concerns(changes, change, id);
    case ASK_VALUATION:
        return change->subject == CHANGED_VALUATION && concerns(changes, change, id);
    case ASK_DEALS:
        return change->subject == CHANGED_DEAL && change_run_news(changes, first) != NEWS_SOURCED;
    case ASK_VALUATIONS:
    case ASK_METRICS:
    case ASK_PARTIES:
    case ASK_NOTES:
        return subject_asked(question, change->subject);
    default:
        return change->subject == CHANGED_DEAL && run_answers(changes, first, end, question);
    }
}

/* An id counts as known when either edition has it. */
static bool id_check(
    const struct expansion *expansion, enum question question, const char *id, struct place place)
{
    const struct dataset *was = expansion->changes ? expansion->changes->before->dataset : NULL,
                         *is = expansion->dataset;
    bool deal = question == ASK_DEAL;
    if (deal ? dataset_find_deal(is, id) != NO_INDEX || (was && dataset_find_deal(was, id) != NO_INDEX)
             : dataset_find_party(is, id) != NO_INDEX || (was && dataset_find_party(was, id) != NO_INDEX))
        return true;
    size_t count = deal ? is->deal_count : is->party_count;
    const char **ids = arena_array(expansion->arena, const char *, count + 1);
    for (size_t i = 0; i < count; i++)
        ids[i] = deal ? is->deals[i].id : is->parties[i].id;
    const char *near = suggest_nearest(id, ids, count);
    diags_add(expansion->diags, DIAG_UNKNOWN_NAME, place, NULL,
        near ? arena_printf(expansion->arena, "did you mean '%s'?", near) : NULL, "unknown %s '%s'",
        deal ? "deal" : "party", id);
    return false;
}

static bool question_holds(const struct changes *changes, enum question question, const char *id)
{
    for (size_t i = 0, end; changes && i < changes->count; i = end) {
        end = change_run_end(changes, i);
        if (whole_answered(changes, i, end, question, id))
            return true;
    }
    return false;
}

bool changed_holds(const struct expansion *expansion, const struct attribute *attribute, bool *holds)
{
    bool good = true;
    size_t at = 0;
    *holds = false;
    for (struct slice word; (word = word_next(attribute->value, &at)).length;) {
        const char *id;
        enum question question = question_find(word, &id, expansion->arena);
        size_t offset = (size_t)(word.at - attribute->value) + word.length - strlen(id);
        if (*id && !id_check(expansion, question, id, place_shift(attribute->place, offset)))
            good = false;
        else
            *holds = *holds || question_holds(expansion->changes, question, id);
    }
    return good;
}

/* ---- one object ---- */

/* A party has changed with what concerns it; it is new only by itself. */
static bool object_answered(const struct expansion *expansion, size_t first, size_t end,
    enum question question, enum subject subject, size_t index)
{
    static const enum change_subject subjects[SUBJECT_COUNT] = {[SUBJECT_DEALS] = CHANGED_DEAL,
        [SUBJECT_PARTIES] = CHANGED_PARTY,
        [SUBJECT_VALUATIONS] = CHANGED_VALUATION,
        [SUBJECT_NOTES] = CHANGED_NOTE};
    const struct changes *changes = expansion->changes;
    const struct change *change = &changes->at[first];
    if (subject == SUBJECT_PARTIES && question == ASK_ANY)
        return concerns(changes, change, expansion->dataset->parties[index].id);
    if (change->subject != subjects[subject] || change->after != index)
        return false;
    if (subject == SUBJECT_DEALS)
        return run_answers(changes, first, end, question);
    bool is_new = change->kind == CHANGE_NEW;
    return question == ASK_ANY || (question == ASK_NEW ? is_new : !is_new);
}

bool changed_fits(
    const struct expansion *expansion, const struct attribute *attribute, enum subject subject, size_t index)
{
    const struct changes *changes = expansion->changes;
    size_t at = 0;
    for (struct slice word; (word = word_next(attribute->value, &at)).length;) {
        const char *id;
        enum question question = question_find(word, &id, expansion->arena);
        for (size_t i = 0, end; changes && i < changes->count; i = end) {
            end = change_run_end(changes, i);
            if (object_answered(expansion, i, end, question, subject, index))
                return true;
        }
    }
    return false;
}
