/* SPDX-License-Identifier: MIT */
#include "party_colour.h"

#include "theme.h"

static size_t root_of(const struct dataset *dataset, size_t party)
{
    for (size_t steps = 0; steps < dataset->party_count && dataset->parties[party].parent != NO_INDEX;
         steps++)
        party = dataset->parties[party].parent;
    return party;
}

size_t party_rank(const struct dataset *dataset, size_t party)
{
    size_t root = root_of(dataset, party), rank = 0;
    for (size_t i = 0; i < root; i++)
        rank += dataset->parties[i].parent == NO_INDEX;
    return rank;
}

/* Five hues, then tones of them, chosen one after the other for the greatest distance from all before (OKLab,
   over normal sight and three kinds of colour blindness, in both themes): twelve lie at least 5.9 apart. */
static const struct {
    unsigned hue;
    float shade;
} tones[PARTY_COLOURS] = {{0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {0, 0.55F}, {1, 0.45F}, {2, -0.45F},
    {0, 0.2F}, {3, 0.4F}, {3, 0.15F}, {0, -0.4F}};

struct colour party_rank_colour(size_t rank)
{
    if (rank >= PARTY_COLOURS)
        return (struct colour){ROLE_OTHER, 0, 0};
    return (struct colour){theme_category(tones[rank].hue), tones[rank].shade, 0};
}

struct colour party_colour(const struct dataset *dataset, size_t party)
{
    return party_rank_colour(party_rank(dataset, party));
}

size_t node_rank(const struct facts *facts, size_t node)
{
    return party_rank(facts->dataset, facts->nodes[node].parties.at[0]);
}

struct colour node_colour(const struct facts *facts, size_t node)
{
    if (facts->nodes[node].parties.count != 1)
        return (struct colour){ROLE_OTHER, 0, 0};
    return party_colour(facts->dataset, facts->nodes[node].parties.at[0]);
}

struct colour class_colour(enum deal_class deal_class)
{
    return (struct colour){theme_category((unsigned)deal_class), 0, 0};
}
