/* SPDX-License-Identifier: MIT */
/*
 * highlight: in, the words that ask for it; out, what is brought out, and its name in a sentence. It refuses
 * to know whether that is drawn.
 */
#include "describe.h"
#include "flow.h"

#include "say.h"
#include "wording.h"

#include <stdlib.h>
#include <string.h>

static const char *near_party(struct arena *arena, const struct dataset *dataset, const char *id)
{
    const char **ids = arena_array(arena, const char *, dataset->party_count + 1);
    for (size_t i = 0; i < dataset->party_count; i++)
        ids[i] = dataset->parties[i].id;
    return suggest_nearest(id, ids, dataset->party_count);
}

static const char *near_deal(struct arena *arena, const struct dataset *dataset, const char *id)
{
    const char **ids = arena_array(arena, const char *, dataset->deal_count + 1);
    for (size_t i = 0; i < dataset->deal_count; i++)
        ids[i] = dataset->deals[i].id;
    return suggest_nearest(id, ids, dataset->deal_count);
}

static bool id_parse(struct arena *arena, bool party, const char *id, const struct dataset *dataset,
    size_t *index, const char **sentence, const char **hint)
{
    *index = party ? dataset_find_party(dataset, id) : dataset_find_deal(dataset, id);
    if (*index != NO_INDEX)
        return true;
    const char *near = party ? near_party(arena, dataset, id) : near_deal(arena, dataset, id);
    *sentence = arena_printf(arena, "the dataset has no %s '%s'", party ? "party" : "deal", id);
    *hint = near ? arena_printf(arena, "did you mean '%s'?", near) : NULL;
    return false;
}

static bool number_parse(
    struct arena *arena, const char *text, size_t *index, const char **sentence, const char **hint)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 6 || text[digits] != '\0' || strtoul(text, NULL, 10) == 0) {
        *sentence = arena_printf(arena, "loop:N takes the number of a loop, not '%s'", text);
        *hint = "as in loop:2";
        return false;
    }
    *index = strtoul(text, NULL, 10) - 1;
    return true;
}

bool flow_highlight_parse(struct arena *arena, const char *text, const struct dataset *dataset,
    enum flow_highlight *highlight, size_t *index, const char **sentence, const char **hint)
{
    static const char *const heads[] = {"loops", "none", "party:", "deal:", "loop:"};
    *index = NO_INDEX;
    *sentence = *hint = NULL;
    for (size_t i = 0; i < 2; i++)
        if (!strcmp(text, heads[i])) {
            *highlight = i == 0 ? HIGHLIGHT_LOOPS : HIGHLIGHT_NONE;
            return true;
        }
    for (size_t i = 2; i < sizeof heads / sizeof *heads; i++) {
        const char *rest = text + strlen(heads[i]);
        if (!str_starts(text, heads[i]))
            continue;
        *highlight = i == 2 ? HIGHLIGHT_PARTY : i == 3 ? HIGHLIGHT_DEAL : HIGHLIGHT_LOOP;
        return i == 4 ? number_parse(arena, rest, index, sentence, hint)
                      : id_parse(arena, i == 2, rest, dataset, index, sentence, hint);
    }
    *sentence = arena_printf(
        arena, "what can be highlighted is loops, party:ID, deal:ID, loop:N or none, not '%s'", text);
    if (dataset_find_party(dataset, text) != NO_INDEX)
        *hint = arena_printf(arena, "did you mean 'party:%s'?", text);
    else if (dataset_find_deal(dataset, text) != NO_INDEX)
        *hint = arena_printf(arena, "did you mean 'deal:%s'?", text);
    else
        *hint = suggest_nearest(text, heads, 2);
    return false;
}

const char *flow_highlight_words(
    struct arena *arena, const struct facts *facts, const struct flow_options *options)
{
    const struct dataset *dataset = facts->dataset;
    const struct network *network;
    size_t index = options->highlight_index;
    struct str out = str_init(arena);
    switch (options->highlight) {
    case HIGHLIGHT_PARTY:
        return say(arena, "%s’s deals", party_short(&dataset->parties[index]));
    case HIGHLIGHT_DEAL:
        return say(arena, "the deal “%s”", word_deal_title(arena, dataset, &dataset->deals[index]));
    case HIGHLIGHT_LOOP:
        say_to(&out, "loop %zu", index + 1);
        facts = facts_choose(arena, facts, options->where);
        network = options->loops == FLOW_LOOPS_FIRM ? &facts->firm : &facts->live;
        if (index >= network->circuit_count)
            return str_text(&out);
        str_append(&out, ", ");
        loop_names(arena, facts, &out, network->circuits[index].nodes, network->circuits[index].length);
        return str_text(&out);
    default:
        return NULL;
    }
}
