/* SPDX-License-Identifier: MIT */
#include "editions_pair.h"

#include "dataset_load.h"

#include <stdlib.h>
#include <string.h>

static const struct dataset *dataset_make(
    struct editions_pair *pair, const char *as_of, const char *parties, const char *deals, const char *more)
{
    const char *json = arena_printf(pair->arena,
        "{\"dealbrief\":\"1\",\"as_of\":\"%s\",\"currency\":\"USD\",%s"
        "\"sources\":[{\"id\":\"s\",\"publisher\":\"Wire\"}],\"parties\":[%s],\"deals\":[%s]}",
        as_of, more, parties, deals);
    struct diags *diags = diags_create();
    const struct dataset *dataset = dataset_load(
        pair->arena, "made.json", (struct bytes){(const unsigned char *)json, strlen(json)}, diags);
    if (!dataset)
        fail_msg("the dataset of this test is refused: %s", diags_brief(pair->arena, diags));
    diags_destroy(diags);
    return dataset;
}

void pair_take_more(struct editions_pair *pair, const char *parties_was, const char *was,
    const char *more_was, const char *parties_is, const char *is, const char *more_is)
{
    const struct dataset *then = dataset_make(pair, "2025-12-10", parties_was, was, more_was),
                         *now = dataset_make(pair, "2025-12-17", parties_is, is, more_is);
    pair->now = facts_derive(pair->arena, now, LEVEL_PARENT);
    pair->changes =
        changes_derive(pair->arena, facts_derive_sums(pair->arena, then, LEVEL_PARENT), pair->now);
    pair->since = flow_marks_make(pair->arena, pair->changes, pair->now);
}

void pair_take(struct editions_pair *pair, const char *parties_was, const char *was, const char *parties_is,
    const char *is)
{
    pair_take_more(pair, parties_was, was, "", parties_is, is, "");
}

const char *pair_deal(struct editions_pair *pair, const char *id, const char *from, const char *to,
    const char *amount, const char *status)
{
    return arena_printf(pair->arena,
        "{\"id\":\"%s\",\"type\":\"lease\",\"from\":\"%s\",\"to\":\"%s\",\"amount\":\"%s\",\"status\":\"%s\","
        "\"date\":\"2024\",\"sources\":[\"s\"]}",
        id, from, to, amount, status);
}

int pair_open(void **state)
{
    struct editions_pair *pair = calloc(1, sizeof *pair);
    if (!pair)
        memory_exhausted();
    pair->arena = arena_create();
    *state = pair;
    return 0;
}

int pair_close(void **state)
{
    struct editions_pair *pair = *state;
    arena_destroy(pair->arena);
    free(pair);
    return 0;
}
