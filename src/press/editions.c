/* SPDX-License-Identifier: MIT */
#include "editions.h"

#include <assert.h>
#include <string.h>

static void dates_check(
    struct arena *arena, const struct dataset *old, const struct dataset *new, struct diags *diags)
{
    if (old->as_of.first <= new->as_of.first)
        return;
    diags_add(diags, DIAG_EDITIONS_SWAPPED, dataset_place(new, &new->as_of), "as_of",
        "the old edition comes first: were the two files swapped?",
        "this edition, as of %s, is older than the one it is compared with, as of %s",
        date_iso(arena, new->as_of), date_iso(arena, old->as_of));
}

static void currency_check(
    const struct dataset *old, const struct dataset *new, bool possible, struct diags *diags)
{
    if (!strcmp(old->currency, new->currency))
        return;
    diags_add(diags, DIAG_EDITIONS_CURRENCY, dataset_place(new, new->currency), "currency",
        possible ? "the old sums are turned into it at this edition's rates"
                 : "add the old currency's rate to fx.rates: without it the sums cannot be compared",
        "this edition is kept in %s, the one it is compared with in %s", new->currency, old->currency);
}

static void ids_check(struct arena *arena, const struct changes *changes, struct diags *diags)
{
    const struct dataset *old = changes->before->dataset, *new = changes->after->dataset;
    if (!changes->shared_deals && old->deal_count && new->deal_count && !changes->twin_count)
        diags_add(diags, DIAG_EDITIONS_APART, (struct place){.file = new->file}, NULL,
            "ids are what editions are compared by: keep them from one to the next",
            "no deal id is in the older edition as well");
    for (size_t i = 0; i < changes->twin_count; i++) {
        const struct deal *was = &old->deals[changes->twins[i].before],
                          *is = &new->deals[changes->twins[i].after];
        diags_add(diags, DIAG_ID_CHANGED, dataset_place(new, &is->id), dataset_path(new, &is->id),
            arena_printf(arena, "did the id change? Keep '%s', and it is one deal in both", was->id),
            "'%s' is new and '%s' is gone, and they are the same but for the id", is->id, was->id);
    }
}

const struct changes *editions_compare(
    struct arena *arena, const struct dataset *old, const struct facts *now, struct diags *diags)
{
    const struct dataset *new = now->dataset;
    assert(!now->selection);
    const struct changes *changes = changes_derive(arena, facts_derive_sums(arena, old, now->level), now);
    dates_check(arena, old, new, diags);
    currency_check(old, new, changes->bridge.possible, diags);
    ids_check(arena, changes, diags);
    return changes;
}

static void errors_copy(struct diags *from, struct diags *to)
{
    size_t count;
    const struct diag *all = diags_sorted(from, &count);
    for (size_t i = 0; i < count; i++)
        if (diag_code_severity(all[i].code) == DIAG_SEVERITY_ERROR)
            diags_add(to, all[i].code, all[i].place, all[i].path, *all[i].hint ? all[i].hint : NULL, "%s",
                all[i].sentence);
}

const struct dataset *edition_load(
    const struct session *session, struct arena *arena, const char *path, struct diags *diags)
{
    const struct options *options = session->options;
    bool held = session->edition.held.at && str_equals(options->since, path);
    if (!held && str_equals(path, "-") && options->since && str_equals(options->inputs[0], "-")) {
        diags_add(diags, DIAG_CANNOT_READ, (struct place){.file = "<stdin>"}, NULL,
            "give one of them as a file", "standard input cannot be both editions");
        return NULL;
    }
    struct diags *own = diags_create();
    struct job job = held ? session->edition : (struct job){.path = path};
    const struct dataset *dataset = session_load_job(session, arena, &job, own);
    errors_copy(own, diags);
    diags_destroy(own);
    return dataset;
}
