/* SPDX-License-Identifier: MIT */
/*
 * Key numbers: each a qualifier, a value and a label that says what was added up. A total over several
 * classes says that the same money may be counted twice.
 */
#include "keynumbers.h"

#include "expand.h"
#include "flow.h"
#include "list.h"
#include "summary.h"
#include "total_words.h"
#include "say.h"

#include <string.h>

#define USUAL_MOST 5

typedef LIST(struct keyfigure) keyfigure_list;

struct maker {
    struct arena *arena;
    const struct facts *facts;
    struct diags *diags;
    keyfigure_list list;
};

static void add_total(struct maker *maker, const struct total *total, const char *label)
{
    struct total_words words =
        total_words(maker->arena, total, maker->facts->dataset->currency, NUMBER_SHORT, 0);
    struct keyfigure *figure = list_push(maker->arena, &maker->list);
    figure->qualifier = words.qualifier;
    figure->value = words.value;
    figure->label = words.beside && words.is_sum ? say(maker->arena, "%s; %s beside", label, words.beside)
                    : words.beside               ? arena_printf(maker->arena, "%s, %s", label, words.beside)
                                                 : label;
}

/* What was summed, in words: from the flows that matched. */
static const char *total_label(struct maker *maker, const struct selection *where)
{
    const struct facts *facts = maker->facts;
    unsigned classes = 0, buckets = 0;
    const struct flow *one = NULL;
    for (size_t i = 0; i < facts->flow_count; i++) {
        const struct flow *flow = &facts->flows[i];
        if (!flow->is_money || !flow_selected(facts, where, flow))
            continue;
        classes |= 1u << flow->deal_class;
        buckets |= 1u << flow->bucket;
        one = flow;
    }
    if (!one)
        return said(maker->arena, "nothing matches");
    bool one_class = !(classes & (classes - 1)), one_bucket = !(buckets & (buckets - 1));
    struct str out = str_init(maker->arena);
    str_append(
        &out, one_class ? word_class_noun(out.arena, one->deal_class) : said(maker->arena, "all deals"));
    if (one_bucket)
        str_printf(&out, ", %s", word_bucket_short(out.arena, one->bucket));
    if (!one_class)
        str_append(&out, said(maker->arena, "; the same money may count twice"));
    return str_text(&out);
}

static void add_circulating(struct maker *maker, const char *label)
{
    const struct network *live = &maker->facts->live;
    struct keyfigure *figure = list_push(maker->arena, &maker->list);
    struct str gross = str_init(maker->arena), share = str_init(maker->arena);
    if (live->circulating_is_most)
        str_append(&gross, flow_gross_words(maker->arena, maker->facts, live));
    else
        word_money(&gross, live->gross, maker->facts->dataset->currency, NUMBER_SHORT, 0);
    word_share(&share, live->share);
    if (live->circulation_cut) {
        figure->value = said(maker->arena, "not known");
        figure->label =
            label ? label : said(maker->arena, "how much could come back: the loops are too many to add up");
        return;
    }
    if (!live->circulating) {
        figure->value = said(maker->arena, "none");
        figure->label = label ? label : said(maker->arena, "of the money is known to come back");
        return;
    }
    struct qualified part = summary_circulating(maker->arena, maker->facts, live);
    figure->qualifier = part.qualifier;
    figure->value = part.value;
    if (label && live->circulating_is_most)
        figure->label = label;
    else if (label)
        figure->label = say(maker->arena, "%s, on the figures given", label);
    else
        figure->label = arena_printf(maker->arena,
            said(maker->arena, live->circulating_is_most
                                   ? WORDS("of %s could run in loops (%s)")
                                   : WORDS("of %s could run in loops (%s), on the figures given")),
            str_text(&gross), str_text(&share));
}

/* The qualifier apart from its number, for setting it small. */
static void add_amount(struct maker *maker, const struct amount *amount, const char *label)
{
    struct keyfigure *figure = list_push(maker->arena, &maker->list);
    struct qualified words = amount_qualified(maker->arena, amount, NUMBER_SHORT);
    figure->qualifier = words.qualifier;
    figure->value = *words.value ? words.value : said(maker->arena, "none");
    figure->label = label;
}

/* ---- the usual ones ---- */

static bool worth_showing(const struct total *total)
{
    return total->flows > total->undisclosed && (total->low > 0 || total->high > 0);
}

static money total_size(const struct total *total)
{
    return total->headline > total->low ? total->headline : total->low;
}

/* How many of the other cells are larger; equals in table order */
static size_t cell_rank(const struct facts *facts, int deal_class, int bucket)
{
    const struct total *own = &facts->totals[deal_class][bucket];
    size_t rank = 0;
    for (int c = 0; c < CLASS_COUNT; c++) {
        for (int b = BUCKET_TALK; b <= BUCKET_FIRM; b++) {
            const struct total *other = &facts->totals[c][b];
            bool before = b > bucket || (b == bucket && c < deal_class);
            if (!worth_showing(other) || other == own)
                continue;
            rank += total_size(other) > total_size(own) || (total_size(other) == total_size(own) && before);
        }
    }
    return rank;
}

/* The largest cells of class × bucket, firm ones first, then what could go round. */
static void usual(struct maker *maker)
{
    const struct facts *facts = maker->facts;
    size_t most = facts->live.circulating ? USUAL_MOST - 1 : USUAL_MOST;
    for (int b = BUCKET_FIRM; b >= BUCKET_TALK; b--) {
        for (int c = 0; c < CLASS_COUNT; c++) {
            const struct total *total = &facts->totals[c][b];
            if (worth_showing(total) && cell_rank(facts, c, b) < most)
                add_total(maker, total,
                    arena_printf(maker->arena, "%s, %s", word_class_noun(maker->arena, (enum deal_class)c),
                        word_bucket_short(maker->arena, (enum bucket)b)));
        }
    }
    if (facts->live.circulating)
        add_circulating(maker, NULL);
}

/* ---- asked for ---- */

static const char *const item_words[] = {"total", "count", "circulating", "valuation", "deal"};

static size_t word_of(const char *at)
{
    for (size_t i = 0; i < sizeof item_words / sizeof *item_words; i++) {
        size_t n = strlen(item_words[i]);
        if (!strncmp(at, item_words[i], n) && (at[n] == ':' || at[n] == '\0' || at[n] == ' ' || at[n] == ';'))
            return i;
    }
    return sizeof item_words / sizeof *item_words;
}

static bool starts_item(const char *at)
{
    return word_of(at) < sizeof item_words / sizeof *item_words;
}

static bool fail_item(
    struct maker *maker, enum diag_code code, struct place place, const char *hint, const char *sentence)
{
    diags_add(maker->diags, code, place, NULL, hint, "%s", sentence);
    return false;
}

static const struct selection *item_where(struct maker *maker, const char *where, struct place place)
{
    size_t offset = 0;
    const char *sentence = NULL, *hint = NULL;
    const struct selection *selection =
        selection_parse(maker->arena, where, maker->facts->dataset, &offset, &sentence, &hint);
    if (!selection)
        fail_item(maker, DIAG_BAD_WHERE, place_shift(place, offset), hint, sentence);
    return selection;
}

static int64_t count_deals(const struct facts *facts, const struct selection *where)
{
    int64_t count = 0;
    size_t last = NO_INDEX;
    for (size_t i = 0; i < facts->flow_count; i++) {
        if (facts->flows[i].deal == last || !flow_selected(facts, where, &facts->flows[i]))
            continue;
        last = facts->flows[i].deal;
        count++;
    }
    return count;
}

/* true when the label made from the data says all that the clause does: a class and a bucket. Without the one
   the same money may count twice, without the other what is signed and what is talk are in one sum. */
static bool where_is_plain(const char *where)
{
    static const char *const plain[] = {"class=", "bucket="};
    bool named[2] = {false, false};
    while (*where) {
        where += strspn(where, " ");
        int which = !strncmp(where, plain[1], strlen(plain[1]));
        if (strncmp(where, plain[which], strlen(plain[which])))
            return false;
        named[which] = true;
        where += strcspn(where, ",");
        where += *where == ',';
    }
    return named[0] && named[1];
}

static bool item_figure(
    struct maker *maker, bool is_total, const char *where, const char *label, struct place place)
{
    const struct selection *selection = item_where(maker, where, place);
    if (!selection)
        return false;
    if (!label && (is_total ? !where_is_plain(where) : *where))
        return fail_item(maker, DIAG_BAD_ATTRIBUTE, place, "add what it is: as …",
            arena_printf(
                maker->arena, "no label can be made for '%s:%s'", is_total ? "total" : "count", where));
    if (is_total) {
        struct total total = facts_total(maker->facts, selection);
        add_total(maker, &total, label ? label : total_label(maker, selection));
        return true;
    }
    struct keyfigure *figure = list_push(maker->arena, &maker->list);
    int64_t count = count_deals(maker->facts, selection);
    struct str value = str_init(maker->arena);
    word_number(&value, count);
    figure->value = str_text(&value);
    figure->label = label        ? label
                    : count == 1 ? said_in(maker->arena, "label", "deal")
                                 : said_in(maker->arena, "label", "deals");
    return true;
}

static bool fail_id(struct maker *maker, const char *noun, const char *id, const char *const *ids,
    size_t count, struct place place)
{
    const char *near = suggest_nearest(id, ids, count);
    return fail_item(maker, DIAG_UNKNOWN_NAME, place,
        near ? arena_printf(maker->arena, "did you mean '%s'?", near) : NULL,
        arena_printf(maker->arena, "unknown %s '%s'", noun, id));
}

static bool fail_deal(struct maker *maker, const char *id, struct place place)
{
    const struct dataset *dataset = maker->facts->dataset;
    const char **ids = arena_array(maker->arena, const char *, dataset->deal_count + 1);
    for (size_t i = 0; i < dataset->deal_count; i++)
        ids[i] = dataset->deals[i].id;
    return fail_id(maker, "deal", id, ids, dataset->deal_count, place);
}

static bool fail_party(struct maker *maker, const char *id, struct place place)
{
    const struct dataset *dataset = maker->facts->dataset;
    const char **ids = arena_array(maker->arena, const char *, dataset->party_count + 1);
    for (size_t i = 0; i < dataset->party_count; i++)
        ids[i] = dataset->parties[i].id;
    return fail_id(maker, "party", id, ids, dataset->party_count, place);
}

static bool item_deal(struct maker *maker, const char *id, const char *label, struct place place)
{
    const struct dataset *dataset = maker->facts->dataset;
    size_t index = dataset_find_deal(dataset, id);
    if (index == NO_INDEX)
        return fail_deal(maker, id, place);
    const struct deal *deal = &dataset->deals[index];
    add_amount(maker, &deal->amount,
        label ? label
              : arena_printf(maker->arena, "%s, %s", word_deal_title(maker->arena, dataset, deal),
                    word_status(maker->arena, deal->status)));
    return true;
}

static bool item_valuation(struct maker *maker, const char *id, const char *label, struct place place)
{
    const struct dataset *dataset = maker->facts->dataset;
    size_t party = dataset_find_party(dataset, id);
    if (party == NO_INDEX)
        return fail_party(maker, id, place);
    const struct valuation *latest = NULL;
    for (size_t i = 0; i < dataset->valuation_count; i++) {
        const struct valuation *at = &dataset->valuations[i];
        if (at->party == party && (!latest || at->date.last >= latest->date.last))
            latest = at;
    }
    if (!latest)
        return fail_item(
            maker, DIAG_NO_DATA, place, NULL, arena_printf(maker->arena, "party '%s' has no valuation", id));
    const char *status = latest->status == STATUS_NONE
                             ? ""
                             : arena_printf(maker->arena, ", %s", word_status(maker->arena, latest->status));
    add_amount(maker, &latest->value,
        label ? label
              : say(maker->arena, "latest valuation of %s%s", party_short(&dataset->parties[party]), status));
    return true;
}

/* " as " before the label */
static const char *label_of(struct arena *arena, char *item)
{
    char *as = strstr(item, " as ");
    if (!as)
        return NULL;
    struct slice label = slice_trim(slice_of(as + 4));
    *as = '\0';
    return arena_strndup(arena, label.at, label.length);
}

static bool item_make(struct maker *maker, struct slice text, struct place place)
{
    char *item = arena_strndup(maker->arena, text.at, text.length);
    const char *label = label_of(maker->arena, item);
    size_t word = word_of(item);
    if (word == sizeof item_words / sizeof *item_words) {
        size_t n = strcspn(item, ": ");
        const char *near = suggest_nearest(arena_strndup(maker->arena, item, n), item_words, word);
        return fail_item(maker, DIAG_BAD_ATTRIBUTE, place,
            near ? arena_printf(maker->arena, "did you mean '%s'?", near)
                 : "an item is total:WHERE, count:WHERE, circulating, valuation:PARTY or deal:ID",
            arena_printf(maker->arena, "unknown key figure '%.*s'", (int)n, item));
    }
    size_t head = strlen(item_words[word]);
    struct slice rest = slice_trim(slice_of(item + head + (item[head] == ':')));
    const char *argument = arena_strndup(maker->arena, rest.at, rest.length);
    struct place there = place_shift(place, head + (item[head] == ':'));
    switch (word) {
    case 0:
    case 1:
        return item_figure(maker, word == 0, argument, label, there);
    case 2:
        add_circulating(maker, label);
        return true;
    case 3:
        return item_valuation(maker, argument, label, there);
    default:
        return item_deal(maker, argument, label, there);
    }
}

/* Offset of the next item's first letter after `at`, or of the ";" or end that closes this one. */
static size_t item_end(const char *items, size_t at)
{
    bool labelled = false;
    for (size_t i = at; items[i]; i++) {
        if (items[i] == ';')
            return i;
        if (!strncmp(items + i, " as ", 4))
            labelled = true;
        if (i > at && items[i - 1] == ' ' && !labelled && starts_item(items + i))
            return i;
    }
    return strlen(items);
}

bool keynumbers_make(struct arena *arena, const struct facts *facts, const char *items, struct place place,
    struct diags *diags, struct keynumbers *numbers)
{
    struct maker maker = {arena, facts, diags, {0}};
    bool good = true;
    if (!items)
        usual(&maker);
    for (size_t at = 0; items && items[at];) {
        if (items[at] == ' ' || items[at] == ';') {
            at++;
            continue;
        }
        size_t end = item_end(items, at);
        struct slice item = slice_trim((struct slice){items + at, end - at});
        good = item_make(&maker, item, place_shift(place, at)) && good;
        at = end;
    }
    *numbers = (struct keynumbers){maker.list.at, maker.list.count};
    return good;
}

bool keynumbers_any(struct arena *arena, const struct facts *facts)
{
    struct maker maker = {.arena = arena, .facts = facts};
    usual(&maker);
    return maker.list.count > 0;
}
