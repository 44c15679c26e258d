/* SPDX-License-Identifier: MIT */
/*
 * Walks the template's tree and builds the expanded one: runs filled in, :::each repeated, :::if decided,
 * directives given what they ask for. The dataset is read, never changed; faults go to diags and the walk
 * goes on to find the others.
 */
#include "expand.h"

#include "changed.h"
#include "chart.h"

#include "deal_order.h"
#include "deal_table.h"
#include "flow.h"
#include "keynumbers.h"
#include "valuation.h"

#include <string.h>

enum { BLOCKS_A_PAGE = 600 }; /* many times what one holds */

static void expand_children(struct expansion *expansion, const struct block *from, struct block *to);

static bool has_directive(const struct block *block, enum directive_name name)
{
    if (block->directive && block->directive->name == name && block->kind == BLOCK_DIRECTIVE)
        return true;
    for (const struct block *child = block->first; child; child = child->next)
        if (has_directive(child, name))
            return true;
    return false;
}

void expansion_init(struct expansion *expansion, struct arena *arena, const struct dataset *dataset,
    const struct facts *facts, const struct template *template, const struct cited *cited,
    struct diags *diags)
{
    *expansion = (struct expansion){.arena = arena,
        .dataset = dataset,
        .facts = facts,
        .template = template,
        .diags = diags,
        .cited = cited,
        .has_sources = has_directive(template->root, DIRECTIVE_SOURCES),
        .deal = NO_INDEX,
        .party = NO_INDEX,
        .valuation = NO_INDEX,
        .note = NO_INDEX,
        .blocks = arena_new(arena, size_t)};
}

/* ---- runs ---- */

/* A mark stands at the word it belongs to: the space before it goes. */
static void trim_before_mark(struct arena *arena, struct runs *runs, size_t before)
{
    if (!before || before >= runs->count || !runs->at[before].superscript)
        return;
    struct run *last = &runs->at[before - 1];
    size_t length = last->text ? strlen(last->text) : 0;
    while (length && last->text[length - 1] == ' ')
        length--;
    if (last->text)
        last->text = arena_strndup(arena, last->text, length);
}

static bool is_web_address(const char *text)
{
    return str_starts(text, "https://") || str_starts(text, "http://");
}

/* What a value put into an address must be of the web as well; a value that failed has had its error. */
static void address_check(struct expansion *expansion, struct run *run)
{
    if (is_web_address(run->address))
        return;
    const struct run *first = run->link->count ? &run->link->at[0] : NULL;
    if (first && first->value && *run->address)
        diags_add(expansion->diags, DIAG_BAD_URL, first->value->place, NULL, NULL,
            "a link's address is not http or https");
    run->address = NULL;
}

static struct runs expand_runs(struct expansion *expansion, const struct runs *from)
{
    struct runs out = {0};
    for (size_t i = 0; i < from->count; i++) {
        struct run run = from->at[i];
        if (run.link) {
            run.address = expand_text(expansion, run.link);
            address_check(expansion, &run);
        }
        size_t before = out.count;
        if (run.kind == RUN_VALUE)
            answer_runs(expansion, run.value, &run, &out);
        else
            *list_push(expansion->arena, &out) = run;
        trim_before_mark(expansion->arena, &out, before);
    }
    return out;
}

const char *expand_text(const struct expansion *expansion, const struct runs *runs)
{
    struct runs out = {0};
    for (size_t i = 0; i < runs->count; i++) {
        if (runs->at[i].kind == RUN_VALUE)
            answer_runs(expansion, runs->at[i].value, &runs->at[i], &out);
        else
            *list_push(expansion->arena, &out) = runs->at[i];
    }
    struct str text = str_init(expansion->arena);
    for (size_t i = 0; i < out.count; i++)
        if (!out.at[i].superscript && out.at[i].text)
            str_append(&text, out.at[i].text);
    return str_text(&text);
}

/* ---- what containers select ---- */

static unsigned kinds_of(const struct attribute *attribute)
{
    unsigned kinds = 0;
    if (!attribute->present)
        return 0;
    for (const char *at = attribute->value; *at;) {
        size_t n = strcspn(at, " ");
        char word[32] = {0};
        if (n && n < sizeof word) {
            memcpy(word, at, n);
            int kind = note_kind_find(word);
            if (kind >= 0)
                kinds |= 1u << kind;
        }
        at += n + (at[n] == ' ');
    }
    return kinds;
}

/* with=valuations, one-valuation or several-valuations */
static bool party_fits(const struct dataset *dataset, size_t party, const struct attribute *with)
{
    size_t count = 0;
    for (size_t i = 0; i < dataset->valuation_count; i++)
        count += dataset->valuations[i].party == party;
    if (!with->present)
        return true;
    if (!strcmp(with->value, "one-valuation"))
        return count == 1;
    return count > (strcmp(with->value, "several-valuations") ? 0 : 1);
}

static bool deal_matches(const struct expansion *expansion, const struct selection *where, size_t deal)
{
    const struct facts *facts = expansion->facts;
    for (size_t i = facts_first_flow(facts, deal); i < facts->flow_count && facts->flows[i].deal == deal; i++)
        if (flow_selected(facts, where, &facts->flows[i]))
            return true;
    return false;
}

/* false, after saying which of the names there are may be meant */
static bool unknown_name(const struct expansion *expansion, const struct attribute *attribute,
    const char *what, const char *const *names, size_t count)
{
    const char *near = suggest_nearest(attribute->value, names, count);
    diags_add(expansion->diags, DIAG_UNKNOWN_NAME, attribute->place, NULL,
        near ? arena_printf(expansion->arena, "did you mean '%s'?", near) : NULL, "unknown %s '%s'", what,
        attribute->value);
    return false;
}

/* party=ID or party=this; false after an error */
static bool attribute_party(
    const struct expansion *expansion, const struct attribute *attribute, size_t *party)
{
    *party = NO_INDEX;
    if (!attribute->present)
        return true;
    if (!strcmp(attribute->value, "this") && expansion->party != NO_INDEX) {
        *party = expansion->party;
        return true;
    }
    *party = dataset_find_party(expansion->dataset, attribute->value);
    if (*party != NO_INDEX)
        return true;
    const struct dataset *dataset = expansion->dataset;
    const char **ids = arena_array(expansion->arena, const char *, dataset->party_count + 1);
    for (size_t i = 0; i < dataset->party_count; i++)
        ids[i] = dataset->parties[i].id;
    return unknown_name(expansion, attribute, "party", ids, dataset->party_count);
}

static bool attribute_deal(const struct expansion *expansion, const struct attribute *attribute, size_t *deal)
{
    const struct dataset *dataset = expansion->dataset;
    *deal = NO_INDEX;
    if (!attribute->present)
        return true;
    if (!strcmp(attribute->value, "this") && expansion->deal != NO_INDEX) {
        *deal = expansion->deal;
        return true;
    }
    *deal = dataset_find_deal(dataset, attribute->value);
    if (*deal != NO_INDEX)
        return true;
    const char **ids = arena_array(expansion->arena, const char *, dataset->deal_count + 1);
    for (size_t i = 0; i < dataset->deal_count; i++)
        ids[i] = dataset->deals[i].id;
    return unknown_name(expansion, attribute, "deal", ids, dataset->deal_count);
}

static bool attribute_metric(
    const struct expansion *expansion, const struct attribute *attribute, const char **metric)
{
    const struct dataset *dataset = expansion->dataset;
    *metric = NULL;
    if (!attribute->present)
        return true;
    const char **names = arena_array(expansion->arena, const char *, dataset->metric_count + 1);
    for (size_t i = 0; i < dataset->metric_count; i++) {
        names[i] = dataset->metrics[i].name;
        if (!strcmp(names[i], attribute->value))
            *metric = names[i];
    }
    if (*metric)
        return true;
    return unknown_name(expansion, attribute, "metric", names, dataset->metric_count);
}

struct picked {
    size_t *at, count;
};

static void pick(struct picked *picked, size_t index)
{
    picked->at[picked->count++] = index;
}

static size_t subject_total(const struct dataset *dataset, enum subject subject)
{
    switch (subject) {
    case SUBJECT_DEALS:
        return dataset->deal_count;
    case SUBJECT_PARTIES:
        return dataset->party_count;
    case SUBJECT_VALUATIONS:
        return dataset->valuation_count;
    case SUBJECT_NOTES:
        return dataset->note_count;
    default:
        return 0;
    }
}

/* What a container narrows its objects by. */
struct narrowing {
    const struct selection *where;
    size_t party, deal;
    unsigned kinds;
    bool changed; /* what changed since the older edition */
};

static bool narrowing_read(
    const struct expansion *expansion, const struct directive *directive, struct narrowing *narrowing)
{
    const struct attribute *attributes = directive->attributes;
    *narrowing = (struct narrowing){
        .kinds = kinds_of(&attributes[ATTRIBUTE_KIND]), .changed = attributes[ATTRIBUTE_CHANGED].present};
    if (attributes[ATTRIBUTE_WHERE].present) {
        narrowing->where =
            expand_where(expansion, attributes[ATTRIBUTE_WHERE].value, attributes[ATTRIBUTE_WHERE].place);
        if (!narrowing->where)
            return false;
    }
    return attribute_party(expansion, &attributes[ATTRIBUTE_PARTY], &narrowing->party) &&
           attribute_deal(expansion, &attributes[ATTRIBUTE_DEAL], &narrowing->deal);
}

static bool is_picked(const struct expansion *expansion, const struct directive *directive,
    const struct narrowing *by, size_t i)
{
    const struct dataset *dataset = expansion->dataset;
    switch (directive->subject) {
    case SUBJECT_DEALS:
        /* what has died since is news, and left out only where a clause asks for others */
        return ((by->changed && !by->where) || deal_matches(expansion, by->where, i)) &&
               (by->deal == NO_INDEX || deals_related(expansion->facts, by->deal, i));
    case SUBJECT_PARTIES:
        return party_fits(dataset, i, &directive->attributes[ATTRIBUTE_WITH]) &&
               (by->deal == NO_INDEX || deal_has_party(expansion->facts, by->deal, i));
    case SUBJECT_VALUATIONS:
        return (by->party == NO_INDEX || dataset->valuations[i].party == by->party) &&
               (by->deal == NO_INDEX || dataset->valuations[i].deal == by->deal);
    case SUBJECT_NOTES:
        return (!by->kinds || (by->kinds & (1u << dataset->notes[i].kind))) &&
               (by->deal == NO_INDEX || indices_hold(&dataset->notes[i].deals, by->deal));
    default:
        return false;
    }
}

/* Deals may be asked for in another order than the file's; all else stands in its. */
static struct indices subject_order(
    const struct expansion *expansion, const struct directive *directive, size_t total)
{
    const struct attribute *order = &directive->attributes[ATTRIBUTE_ORDER];
    if (order->present && strcmp(order->value, "file"))
        return deals_ordered(expansion->arena, expansion->facts, expansion->changes,
            !strcmp(order->value, "news")   ? DEAL_ORDER_NEWS
            : !strcmp(order->value, "size") ? DEAL_ORDER_SIZE
                                            : DEAL_ORDER_FIRM);
    struct indices all = {arena_array(expansion->arena, size_t, total + 1), total};
    for (size_t i = 0; i < total; i++)
        all.at[i] = i;
    return all;
}

/* Indices of the objects a container asks for. */
static bool subject_pick(
    const struct expansion *expansion, const struct directive *directive, struct picked *picked)
{
    const struct attribute *attributes = directive->attributes;
    size_t total = subject_total(expansion->dataset, directive->subject);
    struct narrowing by;
    *picked = (struct picked){arena_array(expansion->arena, size_t, total + 1), 0};
    if (!narrowing_read(expansion, directive, &by))
        return false;
    struct indices order = subject_order(expansion, directive, total);
    size_t most = attributes[ATTRIBUTE_MAX].present ? (size_t)attributes[ATTRIBUTE_MAX].number : total;
    for (size_t i = 0; i < total && picked->count < most; i++) {
        const struct attribute *changed = &attributes[ATTRIBUTE_CHANGED];
        if ((!changed->present || changed_fits(expansion, changed, directive->subject, order.at[i])) &&
            is_picked(expansion, directive, &by, order.at[i]))
            pick(picked, order.at[i]);
    }
    return true;
}

static bool condition_holds(struct expansion *expansion, const struct directive *directive, bool *holds)
{
    struct picked picked;
    if (directive->subject == SUBJECT_CHANGES) {
        *holds = expansion->changes != NULL;
        return true;
    }
    if (changed_is_whole(directive))
        return changed_holds(expansion, &directive->attributes[ATTRIBUTE_CHANGED], holds);
    if (directive->subject == SUBJECT_LOOPS) {
        *holds = expansion->facts->live.loop_count > 0;
        return true;
    }
    if (!subject_pick(expansion, directive, &picked))
        return false;
    *holds = picked.count > 0;
    return true;
}

/* ---- directives ---- */

/* A bare id is whose it is, of a party before a deal. */
static bool highlight_find(
    const struct expansion *expansion, const struct attribute *attribute, struct order *order)
{
    enum flow_highlight highlight;
    const char *sentence, *hint;
    size_t party = dataset_find_party(expansion->dataset, attribute->value);
    size_t deal = dataset_find_deal(expansion->dataset, attribute->value);
    if (!strcmp(attribute->value, "deal:this") && expansion->deal != NO_INDEX) {
        order->highlight = HIGHLIGHT_DEAL;
        order->highlight_index = expansion->deal;
        return true;
    }
    bool word = !strcmp(attribute->value, "loops") || !strcmp(attribute->value, "none");
    if (!word && (party != NO_INDEX || deal != NO_INDEX)) {
        order->highlight = party != NO_INDEX ? HIGHLIGHT_PARTY : HIGHLIGHT_DEAL;
        order->highlight_index = party != NO_INDEX ? party : deal;
        return true;
    }
    if (flow_highlight_parse(expansion->arena, attribute->value, expansion->dataset, &highlight,
            &order->highlight_index, &sentence, &hint)) {
        order->highlight = highlight;
        return true;
    }
    diags_add(expansion->diags, DIAG_BAD_ATTRIBUTE, attribute->place, NULL, hint, "attribute 'highlight': %s",
        sentence);
    return false;
}

static bool order_highlight(
    const struct expansion *expansion, const struct attribute *attributes, struct order *order)
{
    const struct attribute *highlight = &attributes[ATTRIBUTE_HIGHLIGHT],
                           *loops = &attributes[ATTRIBUTE_LOOPS];
    order->highlight = HIGHLIGHT_LOOPS;
    order->highlight_index = NO_INDEX;
    order->loops = loops->present && !strcmp(loops->value, "firm") ? FLOW_LOOPS_FIRM : FLOW_LOOPS_LIVE;
    if (highlight->present && !highlight_find(expansion, highlight, order))
        return false;
    if (!loops->present || order->highlight == HIGHLIGHT_LOOPS || order->highlight == HIGHLIGHT_LOOP)
        return true;
    diags_add(expansion->diags, DIAG_BAD_ATTRIBUTE, loops->place, NULL, "leave one of the two out",
        "attribute 'loops' does nothing where 'highlight' asks for no loops");
    return false;
}

static bool attribute_says(const struct attribute *attribute, const char *word)
{
    return attribute->present && !strcmp(attribute->value, word);
}

/* As on the command line: what runs down chooses its height, and two panels theirs and where they run. */
static bool order_shape(const struct expansion *expansion, const struct attribute *attributes)
{
    const struct attribute *height = &attributes[ATTRIBUTE_HEIGHT],
                           *direction = &attributes[ATTRIBUTE_DIRECTION];
    bool down = attribute_says(direction, "down"),
         panels = attribute_says(&attributes[ATTRIBUTE_CHANGES], "panels");
    if (height->present && (down || panels))
        diags_add(expansion->diags, DIAG_BAD_ATTRIBUTE, height->place, NULL, "leave one of the two out",
            panels ? "attribute 'height' does not go with 'changes=panels': two panels choose their height"
                   : "attribute 'height' does not go with 'direction=down': rows choose their height");
    if (direction->present && panels)
        diags_add(expansion->diags, DIAG_BAD_ATTRIBUTE, direction->place, NULL, "leave one of the two out",
            "attribute 'direction' does not go with 'changes=panels': both panels run to the right");
    return !(height->present && (down || panels)) && !(direction->present && panels);
}

static int word_index(const struct attribute *attribute, const char *const *words, int count)
{
    for (int i = 0; attribute->present && i < count; i++)
        if (!strcmp(words[i], attribute->value))
            return i;
    return 0;
}

static void order_words(const struct attribute *attributes, struct order *order)
{
    static const char *const levels[] = {"parent", "self", "benefit"};
    static const char *const groups[] = {"none", "class", "bucket", "party"};
    static const char *const scales[] = {"auto", "linear", "log"};
    static const char *const series[BY_COUNT] = {"auto", "deal", "payer", "payee", "class"};
    static const char *const changes[] = {
        [CHANGES_MARKED] = "marked", [CHANGES_PANELS] = "panels", [CHANGES_HIDDEN] = "none"};
    static const char *const directions[] = {[DIRECTION_RIGHT] = "right", [DIRECTION_DOWN] = "down"};
    order->level = (enum level)word_index(&attributes[ATTRIBUTE_LEVEL], levels, 3);
    order->group = word_index(&attributes[ATTRIBUTE_GROUP], groups, 4);
    order->changes = word_index(&attributes[ATTRIBUTE_CHANGES], changes, 3);
    order->direction = word_index(&attributes[ATTRIBUTE_DIRECTION], directions, 2);
    order->scale = word_index(&attributes[ATTRIBUTE_SCALE], scales, 3);
    order->by = word_index(&attributes[ATTRIBUTE_BY], series, BY_COUNT);
    order->deal_class = attributes[ATTRIBUTE_CLASS].present
                            ? (enum deal_class)class_find(attributes[ATTRIBUTE_CLASS].value)
                            : CLASS_COUNT;
    order->bucket = attributes[ATTRIBUTE_BUCKET].present
                        ? (enum bucket)bucket_find(attributes[ATTRIBUTE_BUCKET].value)
                        : BUCKET_COUNT;
}

static void order_columns(
    const struct expansion *expansion, const struct attribute *attribute, struct order *order)
{
    if (!attribute->present)
        return;
    const char **columns = arena_array(expansion->arena, const char *, strlen(attribute->value) / 2 + 2);
    for (const char *at = attribute->value; *at;) {
        size_t n = strcspn(at, " ");
        if (n)
            columns[order->column_count++] = arena_strndup(expansion->arena, at, n);
        at += n + (at[n] == ' ');
    }
    order->columns = columns;
}

/* What is wrong with the key figures asked for, while there are other faults to tell. The arena is that of
   the briefing: the numbers are made again when they are drawn. */
static bool order_items(
    const struct expansion *expansion, const struct directive *directive, const struct order *order)
{
    struct keynumbers numbers;
    return directive->name != DIRECTIVE_KEYFIGURES || !order->items ||
           keynumbers_make(expansion->arena, expansion->facts, order->items, order->items_place,
               expansion->diags, &numbers);
}

static const struct order *order_make(struct expansion *expansion, const struct directive *directive)
{
    struct order *order = arena_new(expansion->arena, struct order);
    const struct attribute *attributes = directive->attributes;
    bool good = attribute_party(expansion, &attributes[ATTRIBUTE_PARTY], &order->party);
    good = attribute_deal(expansion, &attributes[ATTRIBUTE_DEAL], &order->deal) && good;
    good = attribute_metric(expansion, &attributes[ATTRIBUTE_METRIC], &order->metric) && good;
    if (directive->caption)
        order->caption = expand_text(expansion, directive->caption);
    if (attributes[ATTRIBUTE_WHERE].present) {
        order->where =
            expand_where(expansion, attributes[ATTRIBUTE_WHERE].value, attributes[ATTRIBUTE_WHERE].place);
        good = good && order->where;
    }
    good = order_highlight(expansion, attributes, order) && good;
    good = order_shape(expansion, attributes) && good;
    order_words(attributes, order);
    order_columns(expansion, &attributes[ATTRIBUTE_COLUMNS], order);
    order->items = attributes[ATTRIBUTE_ITEMS].value;
    order->items_place = attributes[ATTRIBUTE_ITEMS].place;
    order->parties_most = attributes[ATTRIBUTE_MAX_PARTIES].number;
    order->height = attributes[ATTRIBUTE_HEIGHT].number;
    order->id = attributes[ATTRIBUTE_ID].value;
    order->most = attributes[ATTRIBUTE_MAX].number;
    order->least = attributes[ATTRIBUTE_LEAST].number;
    order->kinds = kinds_of(&attributes[ATTRIBUTE_KIND]);
    order->depth = attributes[ATTRIBUTE_DEPTH].number;
    good = order_items(expansion, directive, order) && good;
    return good ? order : NULL;
}

/* An editor types plain spaces where we set ones that do not break. */
static const char *plain_spaces(struct arena *arena, const char *text)
{
    struct str out = str_init(arena);
    for (const char *at = text; *at; at++) {
        bool hard = !strncmp(at, "\u00A0", 2);
        str_char(&out, hard ? ' ' : *at);
        at += hard;
    }
    return str_text(&out);
}

static void expect_check(struct expansion *expansion, const struct directive *directive)
{
    struct run plain = {0};
    struct runs out = {0};
    if (!answer_runs(expansion, directive->expected, &plain, &out))
        return;
    struct str text = str_init(expansion->arena);
    for (size_t i = 0; i < out.count; i++)
        str_append(&text, out.at[i].text);
    const char *now = plain_spaces(expansion->arena, str_text(&text));
    if (strcmp(now, plain_spaces(expansion->arena, directive->expected_text)))
        diags_add(expansion->diags, DIAG_EXPECT_FAILED, directive->expected->place, NULL,
            arena_printf(expansion->arena, "it is now \"%s\"", now), "'%s' is no longer \"%s\"",
            directive->expected->text, directive->expected_text);
}

static void expand_directive(struct expansion *expansion, const struct block *from, struct block *to)
{
    if (from->directive->name == DIRECTIVE_EXPECT) {
        expect_check(expansion, from->directive);
        return;
    }
    if (from->directive->name == DIRECTIVE_VOUCH)
        return; /* the number audit finds them in the template */
    const struct order *order = order_make(expansion, from->directive);
    if (!order)
        return;
    struct block *block = block_append(expansion->arena, to, BLOCK_DIRECTIVE);
    block->directive = from->directive;
    block->order = order;
}

/* ---- the tree ---- */

/* One :::each within another multiplies: what could never be a briefing ends here, before it fills the
 * memory. */
static bool blocks_allowed(const struct expansion *expansion, const struct directive *directive)
{
    if (*expansion->blocks <= BLOCKS_A_PAGE * limit_of(expansion->limits, LIMIT_PAGES))
        return true;
    if (!diags_has(expansion->diags, DIAG_LIMIT_PAGES))
        diags_add(expansion->diags, DIAG_LIMIT_PAGES, directive->place, NULL,
            arena_printf(expansion->arena,
                "max= or a where-clause takes fewer; one :::each within another multiplies; %s",
                limit_hint(expansion->arena, expansion->limits, LIMIT_PAGES)),
            "what ':::each' repeats would fill more pages than the limit");
    return false;
}

/* Lists that one :::each makes, item by item, are one list. */
static void lists_merge(struct block *parent, struct block *before)
{
    struct block *next = before ? before->next : parent->first;
    if (!before || !next || before->kind != BLOCK_LIST || next->kind != BLOCK_LIST ||
        before->ordered != next->ordered)
        return;
    if (next->first) {
        if (before->last)
            before->last->next = next->first;
        else
            before->first = next->first;
        before->last = next->last;
    }
    before->next = next->next;
    if (parent->last == next)
        parent->last = before;
}

static void expand_each(struct expansion *expansion, const struct block *from, struct block *to)
{
    struct expansion inner = *expansion;
    struct picked picked;
    if (!subject_pick(expansion, from->directive, &picked))
        return;
    for (size_t i = 0; i < picked.count && blocks_allowed(expansion, from->directive); i++) {
        size_t *current[SUBJECT_COUNT] = {
            &inner.deal, &inner.party, &inner.valuation, &inner.note, NULL, NULL};
        *current[from->directive->subject] = picked.at[i];
        struct block *before = i ? to->last : NULL;
        expand_children(&inner, from, to);
        lists_merge(to, before);
    }
}

static bool only_here(const struct directive *directive, enum medium medium)
{
    const char *words = directive->attributes[ATTRIBUTE_SUBJECT].value;
    static const char *const names[] = {"pdf", "html", "svg"}; /* pages are the PDF */
    return strstr(words, names[medium]) != NULL;
}

static void expand_container(struct expansion *expansion, const struct block *from, struct block *to)
{
    const struct directive *directive = from->directive;
    bool holds = false;
    switch (directive->name) {
    case CONTAINER_EACH:
        expand_each(expansion, from, to);
        break;
    case CONTAINER_IF:
    case CONTAINER_UNLESS:
        if (condition_holds(expansion, directive, &holds) && holds == (directive->name == CONTAINER_IF))
            expand_children(expansion, from, to);
        break;
    case CONTAINER_ONLY:
        if (only_here(directive, expansion->medium))
            expand_children(expansion, from, to);
        break;
    default: {
        struct block *block = block_append(expansion->arena, to, BLOCK_CONTAINER);
        block->directive = directive;
        expand_children(expansion, from, block);
    }
    }
}

static void expand_children(struct expansion *expansion, const struct block *from, struct block *to)
{
    for (const struct block *child = from->first; child; child = child->next) {
        ++*expansion->blocks;
        if (child->kind == BLOCK_DIRECTIVE) {
            expand_directive(expansion, child, to);
        } else if (child->kind == BLOCK_CONTAINER) {
            if (child->directive) /* else it is faulty: what stands in it is not known */
                expand_container(expansion, child, to);
        } else {
            struct block *block = block_append(expansion->arena, to, child->kind);
            block->level = child->level;
            block->ordered = child->ordered;
            block->start = child->start;
            block->right = child->right;
            block->runs = expand_runs(expansion, &child->runs);
            expand_children(expansion, child, block);
        }
    }
}

struct block *expand_blocks(struct expansion *expansion)
{
    struct block *root = arena_new(expansion->arena, struct block);
    expand_children(expansion, expansion->template->root, root);
    return root;
}
