/* SPDX-License-Identifier: MIT */
#include "dataset.h"

#include "list.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* places: stretches of memory by their start, and single fields by open addressing of their address */

struct place_entry {
    const void *field;
    const char *path;
    struct place place;
};

struct stretch {
    const char *start;
    size_t length;
    place_finder *find;
    const void *objects;
};

struct place_table {
    struct arena *arena;
    const char *file;
    struct place_entry *entries;
    size_t count, capacity; /* capacity is a power of two */
    LIST(struct stretch) stretches;
    size_t sorted; /* of the stretches; the rest came later */
};

struct place_table *place_table_create(struct arena *arena, const char *file)
{
    struct place_table *table = arena_new(arena, struct place_table);
    table->arena = arena;
    table->file = file;
    table->capacity = 64;
    table->entries = arena_array(arena, struct place_entry, table->capacity);
    return table;
}

static struct place_entry *place_slot(const struct place_table *table, const void *field)
{
    uint64_t hash = (uint64_t)(uintptr_t)field * UINT64_C(0x9E3779B97F4A7C15);
    size_t slot = (size_t)(hash >> 20) & (table->capacity - 1);
    while (table->entries[slot].field && table->entries[slot].field != field)
        slot = (slot + 1) & (table->capacity - 1);
    return &table->entries[slot];
}

void place_table_add(struct place_table *table, const void *field, struct place place, const char *path)
{
    if (table->count * 2 >= table->capacity) {
        struct place_table grown = *table;
        grown.capacity = table->capacity * 2;
        grown.entries = arena_array(table->arena, struct place_entry, grown.capacity);
        for (size_t i = 0; i < table->capacity; i++)
            if (table->entries[i].field)
                *place_slot(&grown, table->entries[i].field) = table->entries[i];
        *table = grown;
    }
    struct place_entry *entry = place_slot(table, field);
    table->count += !entry->field;
    *entry = (struct place_entry){.field = field, .path = path, .place = place};
}

void place_table_add_objects(
    struct place_table *table, const void *start, size_t length, place_finder *find, const void *objects)
{
    if (length)
        *list_push(table->arena, &table->stretches) = (struct stretch){start, length, find, objects};
}

static int by_start(const void *left, const void *right)
{
    const struct stretch *a = left, *b = right;
    return a->start < b->start ? -1 : a->start > b->start;
}

/* The last stretch that starts at a field or before it */
static const struct stretch *stretch_find(struct place_table *table, const char *field)
{
    if (table->sorted < table->stretches.count)
        qsort(table->stretches.at, table->stretches.count, sizeof *table->stretches.at, by_start);
    table->sorted = table->stretches.count;
    size_t low = 0, high = table->stretches.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (table->stretches.at[middle].start <= field)
            low = middle + 1;
        else
            high = middle;
    }
    const struct stretch *stretch = low ? &table->stretches.at[low - 1] : NULL;
    return stretch && (size_t)(field - stretch->start) < stretch->length ? stretch : NULL;
}

static bool place_find(struct place_table *table, const void *field, struct place *place, const char **path)
{
    if (!table)
        return false;
    const struct place_entry *entry = place_slot(table, field);
    if (!entry->field) {
        const struct stretch *stretch = stretch_find(table, field);
        return stretch && stretch->find(table->arena, stretch->objects, field, place, path);
    }
    *place = entry->place;
    if (path)
        *path = entry->path;
    return true;
}

struct place dataset_place(const struct dataset *dataset, const void *field)
{
    struct place place;
    return place_find(dataset->places, field, &place, NULL) ? place : (struct place){.file = dataset->file};
}

const char *dataset_path(const struct dataset *dataset, const void *field)
{
    struct place place;
    const char *path;
    return place_find(dataset->places, field, &place, &path) ? path : "";
}

/* A linear search: the loader keeps an index of its own; those who ask afterwards ask for a handful. */
#define FIND(array, total)                                                                                   \
    for (size_t i = 0; i < (total); i++)                                                                     \
        if (!strcmp((array)[i].id, id))                                                                      \
            return i;                                                                                        \
    return NO_INDEX

size_t dataset_find_party(const struct dataset *dataset, const char *id)
{
    FIND(dataset->parties, dataset->party_count);
}

size_t dataset_find_deal(const struct dataset *dataset, const char *id)
{
    FIND(dataset->deals, dataset->deal_count);
}

const struct leg *deal_find_leg(const struct deal *deal, struct slice which)
{
    size_t number;
    for (size_t i = 0; i < deal->leg_count; i++)
        if (deal->legs[i].id && slice_equals(which, deal->legs[i].id))
            return &deal->legs[i];
    return slice_number(which, deal->leg_count, &number) && number < deal->leg_count ? &deal->legs[number]
                                                                                     : NULL;
}

const struct leg *deal_path_leg(const struct deal *deal, const char *path, const char **field)
{
    if (!str_starts(path, "flows."))
        return NULL;
    const char *key = path + strlen("flows.");
    struct slice which = {key, strcspn(key, ".")};
    *field = key[which.length] ? key + which.length + 1 : "";
    return deal_find_leg(deal, which);
}

size_t dataset_find_source(const struct dataset *dataset, const char *id)
{
    FIND(dataset->sources, dataset->source_count);
}

const char *dataset_party_id(const struct dataset *dataset, size_t party)
{
    return party == NO_INDEX ? NULL : dataset->parties[party].id;
}

bool indices_hold(const struct indices *indices, size_t index)
{
    for (size_t i = 0; i < indices->count; i++)
        if (indices->at[i] == index)
            return true;
    return false;
}

bool strings_hold(const struct strings *strings, const char *text)
{
    for (size_t i = 0; i < strings->count; i++)
        if (!strcmp(strings->at[i], text))
            return true;
    return false;
}

static const struct {
    const char *name;
    enum deal_class deal_class;
} types[] = {
    [TYPE_EQUITY] = {"equity", CLASS_CAPITAL},
    [TYPE_CONVERTIBLE] = {"convertible", CLASS_CAPITAL},
    [TYPE_DEBT] = {"debt", CLASS_CAPITAL},
    [TYPE_WARRANT] = {"warrant", CLASS_CAPITAL},
    [TYPE_GUARANTEE] = {"guarantee", CLASS_CAPITAL},
    [TYPE_GRANT] = {"grant", CLASS_CAPITAL},
    [TYPE_PURCHASE] = {"purchase", CLASS_COMMERCE},
    [TYPE_SERVICES] = {"services", CLASS_COMMERCE},
    [TYPE_LEASE] = {"lease", CLASS_COMMERCE},
    [TYPE_LICENSE] = {"license", CLASS_COMMERCE},
    [TYPE_REVENUE_SHARE] = {"revenue_share", CLASS_COMMERCE},
    [TYPE_PPA] = {"ppa", CLASS_COMMERCE},
    [TYPE_BUILD] = {"build", CLASS_BUILD},
    [TYPE_JOINT_VENTURE] = {"joint_venture", CLASS_BUILD},
    [TYPE_ACQUISITION] = {"acquisition", CLASS_OWNERSHIP},
    [TYPE_SECONDARY] = {"secondary", CLASS_OWNERSHIP},
    [TYPE_TRANSFER] = {"transfer", CLASS_OWNERSHIP},
    [TYPE_INTEGRATION] = {"integration", CLASS_RELATION},
    [TYPE_PARTNERSHIP] = {"partnership", CLASS_RELATION},
    [TYPE_OTHER] = {"other", CLASS_OTHER},
};
static_assert(sizeof types / sizeof *types == TYPE_COUNT, "every type has a row");

enum deal_class type_class(enum deal_type type)
{
    return types[type].deal_class;
}

static const struct {
    const char *name;
    int rank;
    enum bucket bucket;
} statuses[] = {
    [STATUS_NONE] = {"", -1, BUCKET_PLANNED},
    [STATUS_CANCELLED] = {"cancelled", 0, BUCKET_DEAD},
    [STATUS_WITHDRAWN] = {"withdrawn", 0, BUCKET_DEAD},
    [STATUS_TERMINATED] = {"terminated", 0, BUCKET_DEAD},
    [STATUS_LAPSED] = {"lapsed", 0, BUCKET_DEAD},
    [STATUS_DENIED] = {"denied", 0, BUCKET_DEAD},
    [STATUS_SUPERSEDED] = {"superseded", 0, BUCKET_DEAD},
    [STATUS_RUMOURED] = {"rumoured", 1, BUCKET_TALK},
    [STATUS_REPORTED] = {"reported", 2, BUCKET_TALK},
    [STATUS_IN_TALKS] = {"in_talks", 3, BUCKET_TALK},
    [STATUS_PROPOSED] = {"proposed", 3, BUCKET_TALK},
    [STATUS_AGREED] = {"agreed", 4, BUCKET_PLANNED},
    [STATUS_ANNOUNCED] = {"announced", 5, BUCKET_PLANNED},
    [STATUS_SIGNED] = {"signed", 6, BUCKET_FIRM},
    [STATUS_ACTIVE] = {"active", 7, BUCKET_FIRM},
    [STATUS_CLOSED] = {"closed", 8, BUCKET_FIRM},
    [STATUS_COMPLETED] = {"completed", 8, BUCKET_FIRM},
};
static_assert(sizeof statuses / sizeof *statuses == STATUS_COUNT, "every status has a row");

int status_rank(enum status status)
{
    return statuses[status].rank;
}

enum bucket status_bucket(enum status status, enum tristate binding)
{
    enum bucket bucket = statuses[status].bucket;
    if (bucket == BUCKET_PLANNED && binding == TRI_TRUE)
        return BUCKET_FIRM;
    if (bucket == BUCKET_FIRM && binding == TRI_FALSE)
        return BUCKET_PLANNED;
    return bucket;
}

static int find_word(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (words[i][0] && !strcmp(words[i], word))
            return (int)i;
    return -1;
}

#define WORD_LIST(noun, type, ...)                                                                           \
    static const char *const noun##_list[] = {__VA_ARGS__};                                                  \
    const char *noun##_name(type value)                                                                      \
    {                                                                                                        \
        return noun##_list[value];                                                                           \
    }                                                                                                        \
    int noun##_find(const char *word)                                                                        \
    {                                                                                                        \
        return find_word(word, noun##_list, sizeof noun##_list / sizeof *noun##_list);                       \
    }

WORD_LIST(class, enum deal_class, "capital", "commerce", "build", "ownership", "relation", "other")
WORD_LIST(bucket, enum bucket, "dead", "talk", "planned", "firm")
WORD_LIST(party_kind, enum party_kind, "company", "business_unit", "fund", "sovereign_fund", "state_company",
    "government", "person", "group", "project", "vehicle", "club", "other")
WORD_LIST(what, enum what, "money", "equity", "warrants", "goods", "services", "rights", "guarantee")
WORD_LIST(evidence, enum evidence, "", "filing", "party", "analyst", "press", "rumour", "assumed")
WORD_LIST(valuation_basis, enum valuation_basis, "round", "tender", "secondary", "market", "acquisition",
    "implied", "reported", "appraisal")
WORD_LIST(metric_basis, enum metric_basis, "", "actual", "forecast", "run-rate", "implied", "reported",
    "company claim")
WORD_LIST(note_kind, enum note_kind, "risk", "regulatory", "context", "opinion", "claim", "technical",
    "watch", "method", "correction")
WORD_LIST(source_kind, enum source_kind, "", "filing", "party", "press", "analyst", "aggregator", "rumour",
    "assumed")

const char *type_name(enum deal_type type)
{
    return types[type].name;
}

int type_find(const char *word)
{
    for (int i = 0; i < TYPE_COUNT; i++)
        if (!strcmp(types[i].name, word))
            return i;
    return -1;
}

const char *status_name(enum status status)
{
    return statuses[status].name;
}

int status_find(const char *word)
{
    for (int i = STATUS_NONE + 1; i < STATUS_COUNT; i++)
        if (!strcmp(statuses[i].name, word))
            return i;
    return -1;
}

static const char *const status_all[] = {"rumoured", "reported", "in_talks", "proposed", "agreed",
    "announced", "signed", "active", "closed", "completed", "cancelled", "withdrawn", "terminated", "lapsed",
    "denied", "superseded"};
static_assert(sizeof status_all / sizeof *status_all == STATUS_COUNT - 1, "every status can be suggested");

const char *const *status_words(size_t *count)
{
    *count = sizeof status_all / sizeof *status_all;
    return status_all;
}

static const char *const type_all[] = {"equity", "convertible", "debt", "warrant", "guarantee", "grant",
    "purchase", "services", "lease", "license", "revenue_share", "ppa", "build", "joint_venture",
    "acquisition", "secondary", "transfer", "integration", "partnership", "other"};
static_assert(sizeof type_all / sizeof *type_all == TYPE_COUNT, "every type can be suggested");

const char *const *type_words(size_t *count)
{
    *count = sizeof type_all / sizeof *type_all;
    return type_all;
}

struct date deal_date(const struct deal *deal)
{
    const struct deal_dates *dates = &deal->dates;
    const struct date *order[] = {&dates->closed, &dates->signed_on, &dates->announced, &dates->date,
        &dates->reported, &dates->cancelled, &dates->expected};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (order[i]->precision != DATE_NONE)
            return *order[i];
    return (struct date){0};
}

static bool leg_is_live_money(const struct deal *deal, const struct leg *leg)
{
    bool sized = leg->amount.kind != AMOUNT_ABSENT && leg->amount.kind != AMOUNT_NONE;
    bool paid = leg->amount.kind == AMOUNT_ABSENT && leg->funded.low > 0;
    return (sized || paid) && type_class(leg->type) != CLASS_RELATION &&
           status_bucket(leg->status, deal->binding) != BUCKET_DEAD;
}

size_t deal_money_leg(const struct deal *deal, size_t *count)
{
    size_t found = NO_INDEX;
    *count = 0;
    for (size_t i = 0; i < deal->leg_count; i++)
        if (leg_is_live_money(deal, &deal->legs[i])) {
            found = i;
            ++*count;
        }
    return *count == 1 ? found : NO_INDEX;
}
