/* SPDX-License-Identifier: MIT */
#include "dataset_load.h"

#include "dataset_check.h"
#include "field_paths.h"
#include "shapes.h"
#include "wording.h"

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
    {"id", read_id, offsetof(struct party, id), true, NULL, FORM_ID,
        "The name that deals and notes use for this party; it never changes between editions."},
    {"name", read_name, offsetof(struct party, name), true, NULL, FORM_NAME, "The name as it is printed."},
    {"short", read_name, offsetof(struct party, short_name), false, NULL, FORM_NAME,
        "A shorter name for figures."},
    {"kind", read_word, offsetof(struct party, kind), false, &party_kind_vocabulary, FORM_WORD,
        "What sort of party it is: company when left out."},
    {"roles", read_names, offsetof(struct party, roles), false, NULL, FORM_NAMES,
        "What it does in this story, in your own words, such as \"buyer\"."},
    {"aliases", read_names, offsetof(struct party, aliases), false, NULL, FORM_NAMES,
        "Other names under which sources know it."},
    {"parent", read_party, offsetof(struct party, parent), false, NULL, FORM_REFERENCE,
        "The party that it belongs to: its money is rolled up into that of its parent."},
    {"members", read_parties, offsetof(struct party, members), false, NULL, FORM_REFERENCES,
        "Who is in this group or club."},
    {"for", read_party, offsetof(struct party, serves), false, NULL, FORM_REFERENCE,
        "Whom a project or vehicle serves: its money is seen as spent for that party."},
    {"lei", read_lei, offsetof(struct party, lei), false, NULL, FORM_LEI,
        "Its legal entity identifier; the check digits are checked."},
    {"ticker", read_name, offsetof(struct party, ticker), false, NULL, FORM_NAME,
        "The symbol of its shares, such as \"MSFT\"."},
    {"exchange", read_name, offsetof(struct party, exchange), false, NULL, FORM_NAME,
        "Where its shares are traded, such as \"NASDAQ\"."},
    {"country", read_country, offsetof(struct party, country), false, NULL, FORM_COUNTRY,
        "The country of its seat."},
    {"url", read_url, offsetof(struct party, url), false, NULL, FORM_URL, "Its home page."},
    {"colour", read_colour, offsetof(struct party, colour), false, NULL, FORM_COLOUR,
        "The colour it is known by; figures are coloured by what a deal is and do not use it."},
    {"note", read_text, offsetof(struct party, note), false, NULL, FORM_TEXT,
        "What a reader should know about it."},
    {"sources", read_sources, offsetof(struct party, sources), false, NULL, FORM_REFERENCES,
        "The sources for what is said about this party."},
};
static const struct shape party_shape = {SHAPE(party), .noun = "party"};

static const struct rule source_rules[] = {
    {"id", read_id, offsetof(struct source, id), true, NULL, FORM_ID,
        "The name by which deals cite this source."},
    {"publisher", read_name, offsetof(struct source, publisher), true, NULL, FORM_NAME,
        "Who published it, such as \"Reuters\"."},
    {"title", read_name, offsetof(struct source, title), false, NULL, FORM_NAME, "Its headline."},
    {"date", read_date, offsetof(struct source, date), false, NULL, FORM_DATE, "When it was published."},
    {"url", read_url, offsetof(struct source, url), false, NULL, FORM_URL, "Its address."},
    {"kind", read_word, offsetof(struct source, kind), false, &source_kind_vocabulary, FORM_WORD,
        "What sort of source it is: how far it can be relied on."},
    {"via", read_source, offsetof(struct source, via), false, NULL, FORM_REFERENCE,
        "The source in which this one was read second-hand."},
    {"accessed", read_date, offsetof(struct source, accessed), false, NULL, FORM_DATE, "When it was read."},
    {"note", read_text, offsetof(struct source, note), false, NULL, FORM_TEXT,
        "What to know about it, such as \"behind a paywall\"."},
};
static const struct shape source_shape = {SHAPE(source), .noun = "source"};

static const struct rule note_rules[] = {
    {"id", read_id, offsetof(struct note, id), false, NULL, FORM_ID,
        "A name that stays the same between editions."},
    {"kind", read_word, offsetof(struct note, kind), true, &note_kind_vocabulary, FORM_WORD,
        "What sort of note it is."},
    {"text", read_text, offsetof(struct note, text), true, NULL, FORM_TEXT, "The note itself."},
    {"about", read_parties, offsetof(struct note, about), false, NULL, FORM_REFERENCES,
        "The parties it is about."},
    {"deals", read_deals, offsetof(struct note, deals), false, NULL, FORM_REFERENCES,
        "The deals it is about."},
    {"date", read_date, offsetof(struct note, date), false, NULL, FORM_DATE, "The day it speaks of."},
    {"sources", read_sources, offsetof(struct note, sources), false, NULL, FORM_REFERENCES,
        "The sources for it."},
};
static const struct shape note_shape = {SHAPE(note), .noun = "note"};

/* valuations and metrics */

static const struct rule valuation_rules[] = {
    {"id", read_id, offsetof(struct valuation, id), false, NULL, FORM_ID,
        "A name that stays the same between editions."},
    {"party", read_party, offsetof(struct valuation, party), true, NULL, FORM_REFERENCE,
        "Whose value it is."},
    {"date", read_date, offsetof(struct valuation, date), true, NULL, FORM_DATE, "The day of the valuation."},
    {"value", read_amount, offsetof(struct valuation, value), true, NULL, FORM_AMOUNT,
        "What the company was said to be worth."},
    {"basis", read_word, offsetof(struct valuation, basis), true, &valuation_basis_vocabulary, FORM_WORD,
        "How the value came about."},
    {"money", read_word, offsetof(struct valuation, money), false, &pre_post_vocabulary, FORM_WORD,
        "Whether the value is meant before (pre) or after (post) the new money."},
    {"raised", read_amount, offsetof(struct valuation, raised), false, NULL, FORM_AMOUNT,
        "How much new money the round brought in."},
    {"sold", read_amount, offsetof(struct valuation, sold), false, NULL, FORM_AMOUNT,
        "How much was paid for shares that existed already."},
    {"stake", read_stake_or_percent, offsetof(struct valuation, stake), false, &stake_shape,
        FORM_OBJECT_OR_PERCENT,
        "The share that was sold for it, in percent, or an object with its date and basis."},
    {"status", read_word, offsetof(struct valuation, status), false, &deal_status_vocabulary, FORM_WORD,
        "How far the round is; leave it out when it is done."},
    {"deal", read_deal, offsetof(struct valuation, deal), false, NULL, FORM_REFERENCE,
        "The deal that set the value."},
    {"sources", read_sources, offsetof(struct valuation, sources), false, NULL, FORM_REFERENCES,
        "The sources that state it."},
    {"claims", read_objects, offsetof(struct valuation, claims), false, &claim_shape, FORM_OBJECTS,
        "What single sources say otherwise."},
    {"assumed", read_names, offsetof(struct valuation, assumed), false, NULL, FORM_NAMES,
        "The fields that no source states, such as \"date\"."},
    {"note", read_text, offsetof(struct valuation, note), false, NULL, FORM_TEXT,
        "What a reader should know about it."},
};
static const struct shape valuation_shape;

static void valuation_after(struct loader *loader, struct node node, void *object)
{
    (void)object;
    field_paths_check(loader, node, &valuation_shape);
}

static const struct shape valuation_shape = {SHAPE(valuation), .noun = "valuation", .after = valuation_after};

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
static const struct shape metric_shape;

static void metric_after(struct loader *loader, struct node node, void *object)
{
    struct metric *metric = object;
    field_paths_check(loader, node, &metric_shape);
    const struct json *value = json_find(node.json, "value");
    if (!value || !metric->value_words || json_find(node.json, "unit"))
        return;
    struct node below = {value};
    place_table_add(loader->dataset->places, &metric->value, value->place, node_path(loader, below));
    read_amount(loader, below, &metric->value, NULL);
}

static const struct rule metric_rules[] = {
    {"id", read_id, offsetof(struct metric, id), false, NULL, FORM_ID,
        "A name that stays the same between editions."},
    {"party", read_party, offsetof(struct metric, party), true, NULL, FORM_REFERENCE, "Whose figure it is."},
    {"name", read_name, offsetof(struct metric, name), true, NULL, FORM_NAME,
        "What is measured: revenue, net_loss, operating_loss, cash, cash_burn, capex, ebitda, or words of "
        "your own."},
    {"period", read_period, 0, true, NULL, FORM_NAME,
        "The time it is for: a date such as \"2025-H1\", or words."},
    {"value", read_number_or_name, offsetof(struct metric, value_words), true, NULL, FORM_NUMBER_OR_NAME,
        "The figure: an amount of money, or with a unit anything."},
    {"basis", read_word, offsetof(struct metric, basis), false, &metric_basis_vocabulary, FORM_WORD,
        "What sort of figure it is."},
    {"unit", read_name, offsetof(struct metric, unit), false, NULL, FORM_NAME,
        "In what it is counted, such as \"people\"; leave it out for money."},
    {"sources", read_sources, offsetof(struct metric, sources), false, NULL, FORM_REFERENCES,
        "The sources that state it."},
    {"claims", read_objects, offsetof(struct metric, claims), false, &claim_shape, FORM_OBJECTS,
        "What single sources say otherwise."},
    {"assumed", read_names, offsetof(struct metric, assumed), false, NULL, FORM_NAMES,
        "The fields that no source states, such as \"period\"."},
    {"note", read_text, offsetof(struct metric, note), false, NULL, FORM_TEXT,
        "What a reader should know about it."},
};
static const struct shape metric_shape = {SHAPE(metric), .noun = "metric", .after = metric_after};

/* the dataset */

/* For editors alone: it is looked at and not kept. */
static void read_schema_address(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)field;
    const char *address;
    read_name(loader, node, &address, rule);
}

static void read_version(struct loader *loader, struct node node, void *field, const struct rule *rule)
{
    (void)loader, (void)node, (void)field, (void)rule; /* looked at first of all, in version_known */
}

static const struct rule dataset_rules[] = {
    {"$schema", read_schema_address, 0, false, NULL, FORM_NAME,
        "Where an editor finds the schema of this format, such as \"dataset.schema.json\" beside the "
        "dataset."},
    {"dealbrief", read_version, 0, false, NULL, FORM_VERSION, "The version of the format."},
    {"as_of", read_date, offsetof(struct dataset, as_of), true, NULL, FORM_DATE,
        "The day of the snapshot: nothing later is known."},
    {"title", read_name, offsetof(struct dataset, title), false, NULL, FORM_NAME,
        "The headline of the briefing."},
    {"subtitle", read_name, offsetof(struct dataset, subtitle), false, NULL, FORM_NAME,
        "A second line below the title."},
    {"publisher", read_name, offsetof(struct dataset, publisher), false, NULL, FORM_NAME,
        "Who publishes the briefing."},
    {"author", read_name, offsetof(struct dataset, author), false, NULL, FORM_NAME, "Who wrote it."},
    {"language", read_language, offsetof(struct dataset, language), false, NULL, FORM_NAME,
        "The language of its texts, as a tag such as \"en\"."},
    {"currency", read_nothing, offsetof(struct dataset, currency), false, NULL, FORM_CURRENCY,
        "The currency of totals, and of amounts that name none: USD when left out."},
    {"previous", read_name, offsetof(struct dataset, previous), false, NULL, FORM_NAME,
        "The path of the edition before this one."},
    {"conventions", read_nothing, 0, false, &conventions_shape, FORM_OBJECT,
        "What is computed by convention: how far \"about\" reaches, what \"tens of billions\" means."},
    {"fx", read_nothing, offsetof(struct dataset, fx), false, &fx_shape, FORM_OBJECT,
        "Exchange rates, needed as soon as an amount is in another currency."},
    {"parties", read_objects, offsetof(struct dataset, parties), false, &party_shape, FORM_OBJECTS,
        "Who pays and who is paid."},
    {"deals", read_objects, offsetof(struct dataset, deals), true, &deal_shape, FORM_OBJECTS,
        "Who pays whom, how much, and how sure it is."},
    {"valuations", read_objects, offsetof(struct dataset, valuations), false, &valuation_shape, FORM_OBJECTS,
        "What companies were said to be worth, and when."},
    {"metrics", read_objects, offsetof(struct dataset, metrics), false, &metric_shape, FORM_OBJECTS,
        "Figures of parties: revenue, losses, cash."},
    {"notes", read_objects, offsetof(struct dataset, notes), false, &note_shape, FORM_OBJECTS,
        "Remarks: risks, context, corrections."},
    {"sources", read_objects, offsetof(struct dataset, sources), false, &source_shape, FORM_OBJECTS,
        "Where everything stands: deals cite these by id."},
    {"tags", read_names, offsetof(struct dataset, tags), false, NULL, FORM_NAMES,
        "Words to choose datasets by."},
};
const struct shape dataset_shape = {SHAPE(dataset), .noun = "dataset"};

/* Nothing else is read of a file whose version is not known: all that follows might mean something else. */
static bool version_known(struct loader *loader)
{
    const struct json *version = json_find(loader->root, "dealbrief");
    if (!version) {
        diags_add(loader->diags, DIAG_MISSING_FIELD, loader->root->place, NULL, "write \"dealbrief\": \"1\"",
            "the field 'dealbrief' is missing in the dataset");
        return true;
    }
    struct node node = {version};
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
    read(loader, (struct node){json}, field, NULL);
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
    places_note(loader, (struct node){loader->root}, &dataset_shape, dataset);
    reference_lists_collect(loader);
    list_ids_unique(loader, "valuation", "valuations");
    list_ids_unique(loader, "metric", "metrics");
    list_ids_unique(loader, "note", "notes");
    early_read(loader, "currency", read_currency, dataset->currency);
    loader->currency = dataset->currency;
    early_read(loader, "conventions", read_conventions, dataset);
    early_read(loader, "fx", read_fx, &dataset->fx);
    object_read(loader, (struct node){loader->root}, &dataset_shape, dataset);
}

/* Names as figures and sentences show them */
static void parties_show(struct loader *loader)
{
    for (size_t i = 0; i < loader->dataset->party_count; i++) {
        struct party *party = &loader->dataset->parties[i];
        party->shown_full = name_isolated(loader->arena, party->name);
        party->shown =
            party->short_name ? name_isolated(loader->arena, party->short_name) : party->shown_full;
        if (party->short_name && !party->shown && party->shown_full)
            party->shown = party->short_name;
    }
}

static bool size_good(struct arena *arena, const char *file, struct bytes bytes, const struct limits *limits,
    struct diags *diags)
{
    size_t most = limit_of(limits, LIMIT_BYTES);
    if (bytes.length <= most)
        return true;
    diags_add(diags, DIAG_LIMIT_INPUT, (struct place){file, 0, 0}, NULL,
        limit_hint(arena, limits, LIMIT_BYTES), "the dataset is longer than %zu bytes", most);
    return false;
}

static const struct dataset *linked_load(struct arena *arena, const char *file, struct bytes bytes,
    const struct json *root, const struct limits *limits, struct diags *diags)
{
    size_t errors_before = diags_count(diags, DIAG_SEVERITY_ERROR);
    struct dataset *dataset = arena_new(arena, struct dataset);
    dataset->file = file;
    dataset->bytes = bytes;
    dataset->places = place_table_create(arena, file);
    struct loader loader = {.arena = arena,
        .diags = diags,
        .dataset = dataset,
        .root = root,
        .limits = limits,
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
    parties_show(&loader);
    return dataset;
}

const struct dataset *dataset_load_tree(struct arena *arena, const char *file, struct json *root,
    const struct limits *limits, struct diags *diags)
{
    json_link(root);
    return linked_load(arena, file, (struct bytes){0}, root, limits, diags);
}

const struct dataset *dataset_load(
    struct arena *arena, const char *file, struct bytes bytes, struct diags *diags)
{
    return dataset_load_at(arena, (struct place){file, 1, 1}, bytes, NULL, diags);
}

const struct dataset *dataset_load_at(struct arena *arena, struct place start, struct bytes bytes,
    const struct limits *limits, struct diags *diags)
{
    const struct json *root = size_good(arena, start.file, bytes, limits, diags)
                                  ? json_parse_at(arena, start, bytes, limits, diags)
                                  : NULL;
    return root ? linked_load(arena, start.file, bytes, root, limits, diags) : NULL;
}
