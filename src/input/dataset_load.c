/* SPDX-License-Identifier: MIT */
#include "dataset_load.h"

#include "dataset_check.h"
#include "shapes.h"

#include <string.h>

enum { SUGGESTION_WORK = 500000, APPROX_DEFAULT_PPM = 100000 };

LIST_MEMBER(valuation, claims, claim_count);
LIST_MEMBER(metric, claims, claim_count);
LIST_MEMBER(dataset, parties, party_count);
LIST_MEMBER(dataset, deals, deal_count);
LIST_MEMBER(dataset, valuations, valuation_count);
LIST_MEMBER(dataset, metrics, metric_count);
LIST_MEMBER(dataset, notes, note_count);
LIST_MEMBER(dataset, sources, source_count);

/* parties, sources, notes */

static const struct rule party_rules[] = {
    {"id", read_id, offsetof(struct party, id), true, NULL, FORM_ID},
    {"name", read_name, offsetof(struct party, name), true, NULL, FORM_NAME},
    {"short", read_name, offsetof(struct party, short_name), false, NULL, FORM_NAME},
    {"kind", read_word, offsetof(struct party, kind), false, &party_kind_vocabulary, FORM_WORD},
    {"roles", read_names, offsetof(struct party, roles), false, NULL, FORM_NAMES},
    {"aliases", read_names, offsetof(struct party, aliases), false, NULL, FORM_NAMES},
    {"parent", read_party, offsetof(struct party, parent), false, NULL, FORM_REFERENCE},
    {"members", read_parties, offsetof(struct party, members), false, NULL, FORM_REFERENCES},
    {"for", read_party, offsetof(struct party, serves), false, NULL, FORM_REFERENCE},
    {"lei", read_lei, offsetof(struct party, lei), false, NULL, FORM_LEI},
    {"ticker", read_name, offsetof(struct party, ticker), false, NULL, FORM_NAME},
    {"exchange", read_name, offsetof(struct party, exchange), false, NULL, FORM_NAME},
    {"country", read_country, offsetof(struct party, country), false, NULL, FORM_COUNTRY},
    {"url", read_url, offsetof(struct party, url), false, NULL, FORM_URL},
    {"colour", read_colour, offsetof(struct party, colour), false, NULL, FORM_COLOUR},
    {"note", read_text, offsetof(struct party, note), false, NULL, FORM_TEXT},
    {"sources", read_sources, offsetof(struct party, sources), false, NULL, FORM_REFERENCES},
};
static const struct shape party_shape = {SHAPE(party)};

static const struct rule source_rules[] = {
    {"id", read_id, offsetof(struct source, id), true, NULL, FORM_ID},
    {"publisher", read_name, offsetof(struct source, publisher), true, NULL, FORM_NAME},
    {"title", read_name, offsetof(struct source, title), false, NULL, FORM_NAME},
    {"date", read_date, offsetof(struct source, date), false, NULL, FORM_DATE},
    {"url", read_url, offsetof(struct source, url), false, NULL, FORM_URL},
    {"kind", read_word, offsetof(struct source, kind), false, &source_kind_vocabulary, FORM_WORD},
    {"via", read_source, offsetof(struct source, via), false, NULL, FORM_REFERENCE},
    {"accessed", read_date, offsetof(struct source, accessed), false, NULL, FORM_DATE},
    {"note", read_text, offsetof(struct source, note), false, NULL, FORM_TEXT},
};
static const struct shape source_shape = {SHAPE(source)};

static const struct rule note_rules[] = {
    {"id", read_id, offsetof(struct note, id), false, NULL, FORM_ID},
    {"kind", read_word, offsetof(struct note, kind), true, &note_kind_vocabulary, FORM_WORD},
    {"text", read_text, offsetof(struct note, text), true, NULL, FORM_TEXT},
    {"about", read_parties, offsetof(struct note, about), false, NULL, FORM_REFERENCES},
    {"deals", read_deals, offsetof(struct note, deals), false, NULL, FORM_REFERENCES},
    {"date", read_date, offsetof(struct note, date), false, NULL, FORM_DATE},
    {"sources", read_sources, offsetof(struct note, sources), false, NULL, FORM_REFERENCES},
};
static const struct shape note_shape = {SHAPE(note)};

/* valuations and metrics */

static const struct rule valuation_rules[] = {
    {"id", read_id, offsetof(struct valuation, id), false, NULL, FORM_ID},
    {"party", read_party, offsetof(struct valuation, party), true, NULL, FORM_REFERENCE},
    {"date", read_date, offsetof(struct valuation, date), true, NULL, FORM_DATE},
    {"value", read_amount, offsetof(struct valuation, value), true, NULL, FORM_AMOUNT},
    {"basis", read_word, offsetof(struct valuation, basis), true, &valuation_basis_vocabulary, FORM_WORD},
    {"money", read_word, offsetof(struct valuation, money), false, &pre_post_vocabulary, FORM_WORD},
    {"raised", read_amount, offsetof(struct valuation, raised), false, NULL, FORM_AMOUNT},
    {"sold", read_amount, offsetof(struct valuation, sold), false, NULL, FORM_AMOUNT},
    {"stake", read_stake_or_percent, offsetof(struct valuation, stake), false, &stake_shape,
        FORM_OBJECT_OR_PERCENT},
    {"status", read_word, offsetof(struct valuation, status), false, &deal_status_vocabulary, FORM_WORD},
    {"deal", read_deal, offsetof(struct valuation, deal), false, NULL, FORM_REFERENCE},
    {"sources", read_sources, offsetof(struct valuation, sources), false, NULL, FORM_REFERENCES},
    {"claims", read_objects, offsetof(struct valuation, claims), false, &claim_shape, FORM_OBJECTS},
    {"assumed", read_names, offsetof(struct valuation, assumed), false, NULL, FORM_NAMES},
    {"note", read_text, offsetof(struct valuation, note), false, NULL, FORM_TEXT},
};
static const struct shape valuation_shape = {SHAPE(valuation)};

/* A period that reads as a date is one; any other words stay words. */
static void read_period(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    struct metric *metric = field;
    read_name(loader, node, &metric->period_words, rule);
    const char *sentence = NULL, *hint = NULL;
    if (metric->period_words &&
        !date_parse(loader->arena, metric->period_words, &metric->period, &sentence, &hint))
        metric->period = (struct date){0};
}

/* Without a unit a metric is money and must read as an amount. */
static void metric_after(struct loader *loader, struct node node, void *object)
{
    struct metric *metric = object;
    const struct json *value = json_find(node.json, "value");
    if (!value || !metric->value_words || json_find(node.json, "unit"))
        return;
    struct node below = {value, path_key(loader->arena, node.path, "value")};
    place_table_add(loader->dataset->places, &metric->value, value->place, below.path);
    read_amount(loader, below, &metric->value, NULL);
}

static const struct rule metric_rules[] = {
    {"id", read_id, offsetof(struct metric, id), false, NULL, FORM_ID},
    {"party", read_party, offsetof(struct metric, party), true, NULL, FORM_REFERENCE},
    {"name", read_name, offsetof(struct metric, name), true, NULL, FORM_NAME},
    {"period", read_period, 0, true, NULL, FORM_NAME},
    {"value", read_number_or_name, offsetof(struct metric, value_words), true, NULL, FORM_NUMBER_OR_NAME},
    {"basis", read_word, offsetof(struct metric, basis), false, &metric_basis_vocabulary, FORM_WORD},
    {"unit", read_name, offsetof(struct metric, unit), false, NULL, FORM_NAME},
    {"sources", read_sources, offsetof(struct metric, sources), false, NULL, FORM_REFERENCES},
    {"claims", read_objects, offsetof(struct metric, claims), false, &claim_shape, FORM_OBJECTS},
    {"assumed", read_names, offsetof(struct metric, assumed), false, NULL, FORM_NAMES},
    {"note", read_text, offsetof(struct metric, note), false, NULL, FORM_TEXT},
};
static const struct shape metric_shape = {SHAPE(metric), .after = metric_after};

/* the dataset */

static void read_version(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)loader, (void)node, (void)field, (void)rule; /* looked at first of all, in version_known */
}

static const struct rule dataset_rules[] = {
    {"$schema", read_nothing, 0, false, NULL, FORM_NAME},
    {"dealbrief", read_version, 0, false, NULL, FORM_VERSION},
    {"as_of", read_date, offsetof(struct dataset, as_of), true, NULL, FORM_DATE},
    {"title", read_name, offsetof(struct dataset, title), false, NULL, FORM_NAME},
    {"subtitle", read_name, offsetof(struct dataset, subtitle), false, NULL, FORM_NAME},
    {"publisher", read_name, offsetof(struct dataset, publisher), false, NULL, FORM_NAME},
    {"author", read_name, offsetof(struct dataset, author), false, NULL, FORM_NAME},
    {"language", read_name, offsetof(struct dataset, language), false, NULL, FORM_NAME},
    {"currency", read_nothing, 0, false, NULL, FORM_CURRENCY},
    {"previous", read_name, offsetof(struct dataset, previous), false, NULL, FORM_NAME},
    {"conventions", read_nothing, 0, false, &conventions_shape, FORM_OBJECT},
    {"fx", read_nothing, 0, false, &fx_shape, FORM_OBJECT},
    {"parties", read_objects, offsetof(struct dataset, parties), false, &party_shape, FORM_OBJECTS},
    {"deals", read_objects, offsetof(struct dataset, deals), true, &deal_shape, FORM_OBJECTS},
    {"valuations", read_objects, offsetof(struct dataset, valuations), false, &valuation_shape, FORM_OBJECTS},
    {"metrics", read_objects, offsetof(struct dataset, metrics), false, &metric_shape, FORM_OBJECTS},
    {"notes", read_objects, offsetof(struct dataset, notes), false, &note_shape, FORM_OBJECTS},
    {"sources", read_objects, offsetof(struct dataset, sources), false, &source_shape, FORM_OBJECTS},
    {"tags", read_names, offsetof(struct dataset, tags), false, NULL, FORM_NAMES},
};
const struct shape dataset_shape = {SHAPE(dataset)};

/* Nothing else is read of a file whose version is not known: all that follows might mean something else. */
static bool version_known(struct loader *loader)
{
    const struct json *version = json_find(loader->root, "dealbrief");
    if (!version) {
        diags_add(loader->diags, DIAG_MISSING_FIELD, loader->root->place, NULL, "write \"dealbrief\": \"1\"",
            "the field 'dealbrief' is missing in the dataset");
        return true;
    }
    struct node node = {version, "dealbrief"};
    if (version->kind != JSON_STRING) {
        fault_wrong_type(loader, node, "a string");
        return true;
    }
    if (!strcmp(version->text, "1"))
        return true;
    fault_add(loader, DIAG_UNKNOWN_VERSION, node, "this program knows version \"1\"",
        arena_printf(loader->arena, "unknown format version '%s'", version->text));
    return false;
}

/* A field of the dataset that must be known before the others */
static void early_read(struct loader *loader, const char *key, field_reader *read, void *field)
{
    const struct json *json = json_find(loader->root, key);
    if (!json)
        return;
    place_table_add(loader->dataset->places, field, json->place, key);
    read(loader, (struct node){json, key}, field, NULL);
}

static void list_ids_unique(struct loader *loader, const char *noun, const char *list)
{
    struct id_index index = {.noun = noun, .list = list};
    ids_collect(loader, &index, json_find(loader->root, list));
}

static void reference_lists_collect(struct loader *loader)
{
    loader->parties = (struct id_index){.noun = "party", .list = "parties", .unknown = DIAG_UNKNOWN_PARTY};
    loader->deals = (struct id_index){.noun = "deal", .list = "deals", .unknown = DIAG_UNKNOWN_DEAL};
    loader->sources = (struct id_index){.noun = "source", .list = "sources", .unknown = DIAG_UNKNOWN_SOURCE};
    ids_collect(loader, &loader->parties, json_find(loader->root, "parties"));
    ids_collect(loader, &loader->deals, json_find(loader->root, "deals"));
    ids_collect(loader, &loader->sources, json_find(loader->root, "sources"));
}

static void dataset_read(struct loader *loader)
{
    struct dataset *dataset = loader->dataset;
    memcpy(dataset->currency, "USD", sizeof "USD");
    dataset->approx_ppm = APPROX_DEFAULT_PPM;
    reference_lists_collect(loader);
    list_ids_unique(loader, "valuation", "valuations");
    list_ids_unique(loader, "metric", "metrics");
    list_ids_unique(loader, "note", "notes");
    early_read(loader, "currency", read_currency, dataset->currency);
    loader->currency = dataset->currency;
    early_read(loader, "conventions", read_conventions, dataset);
    early_read(loader, "fx", read_fx, &dataset->fx);
    object_read(loader, (struct node){loader->root, ""}, &dataset_shape, dataset);
}

static bool size_good(const char *file, struct bytes bytes, struct diags *diags)
{
    if (bytes.length <= DATASET_BYTES_MOST)
        return true;
    diags_add(diags, DIAG_LIMIT_INPUT, (struct place){file, 0, 0}, NULL, NULL, "a dataset has at most %d MiB",
        DATASET_BYTES_MOST / 1024 / 1024);
    return false;
}

const struct dataset *dataset_load_tree(
    struct arena *arena, const char *file, const struct json *root, struct diags *diags)
{
    size_t errors_before = diags_count(diags, DIAG_SEVERITY_ERROR);
    struct dataset *dataset = arena_new(arena, struct dataset);
    dataset->file = file;
    dataset->places = place_table_create(arena, file);
    struct loader loader = {.arena = arena,
        .diags = diags,
        .dataset = dataset,
        .root = root,
        .suggestions_left = SUGGESTION_WORK};
    if (root->kind != JSON_OBJECT) {
        diags_add(diags, DIAG_WRONG_TYPE, root->place, NULL, NULL, "a dataset is an object, not %s",
            json_kind_name(root->kind));
        return NULL;
    }
    if (!version_known(&loader))
        return NULL;
    dataset_read(&loader);
    if (!loader.hopeless)
        dataset_check_consistent(arena, dataset, diags);
    if (diags_count(diags, DIAG_SEVERITY_ERROR) > errors_before)
        return NULL;
    dataset_check_sense(arena, dataset, loader.sources.cited, diags);
    return dataset;
}

const struct dataset *dataset_load(
    struct arena *arena, const char *file, struct bytes bytes, struct diags *diags)
{
    const struct json *root = size_good(file, bytes, diags) ? json_parse(arena, file, bytes, diags) : NULL;
    return root ? dataset_load_tree(arena, file, root, diags) : NULL;
}
