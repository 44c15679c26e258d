/* SPDX-License-Identifier: MIT */
#include "deal_maker.h"

#include "amount.h"
#include "dataset_load.h"
#include "date.h"
#include "tree.h"
#include "str.h"

#include <string.h>

enum { ID_MOST = 48, DEAL_PART_MOST = 24 };

/* ids */

/* Letters with marks, by ranges of code points */
static const struct {
    unsigned first, last;
    const char *plain;
} folds[] = {{0xC0, 0xC5, "a"}, {0xC6, 0xC6, "ae"}, {0xC7, 0xC7, "c"}, {0xC8, 0xCB, "e"}, {0xCC, 0xCF, "i"},
    {0xD0, 0xD0, "d"}, {0xD1, 0xD1, "n"}, {0xD2, 0xD6, "o"}, {0xD8, 0xD8, "o"}, {0xD9, 0xDC, "u"},
    {0xDD, 0xDD, "y"}, {0xDE, 0xDE, "th"}, {0xDF, 0xDF, "ss"}, {0xE0, 0xE5, "a"}, {0xE6, 0xE6, "ae"},
    {0xE7, 0xE7, "c"}, {0xE8, 0xEB, "e"}, {0xEC, 0xEF, "i"}, {0xF0, 0xF0, "d"}, {0xF1, 0xF1, "n"},
    {0xF2, 0xF6, "o"}, {0xF8, 0xF8, "o"}, {0xF9, 0xFC, "u"}, {0xFD, 0xFD, "y"}, {0xFE, 0xFE, "th"},
    {0xFF, 0xFF, "y"}, {0x100, 0x105, "a"}, {0x106, 0x10D, "c"}, {0x10E, 0x111, "d"}, {0x112, 0x11B, "e"},
    {0x11C, 0x123, "g"}, {0x124, 0x127, "h"}, {0x128, 0x131, "i"}, {0x132, 0x133, "ij"}, {0x134, 0x135, "j"},
    {0x136, 0x138, "k"}, {0x139, 0x142, "l"}, {0x143, 0x14B, "n"}, {0x14C, 0x151, "o"}, {0x152, 0x153, "oe"},
    {0x154, 0x159, "r"}, {0x15A, 0x161, "s"}, {0x162, 0x167, "t"}, {0x168, 0x173, "u"}, {0x174, 0x175, "w"},
    {0x176, 0x178, "y"}, {0x179, 0x17E, "z"}, {0x17F, 0x17F, "s"}, {0x1A0, 0x1A1, "o"}, {0x1AF, 0x1B0, "u"},
    {0x218, 0x219, "s"}, {0x21A, 0x21B, "t"}, {0x300, 0x36F, ""}, {0x1EA0, 0x1EB7, "a"},
    {0x1EB8, 0x1EC7, "e"}, {0x1EC8, 0x1ECB, "i"}, {0x1ECC, 0x1EE3, "o"}, {0x1EE4, 0x1EF1, "u"},
    {0x1EF2, 0x1EF9, "y"}, {'\'', '\'', ""}, {0x2019, 0x2019, ""}, {0x2BC, 0x2BC, ""}};

/* What a character becomes in an id; NULL: a gap between words */
static const char *folded(uint32_t code, char letter[2])
{
    if (code < 0x80 && (is_digit((char)code) || is_letter((char)code))) {
        letter[0] = letter_small((char)code);
        letter[1] = '\0';
        return letter;
    }
    for (size_t i = 0; i < COUNT(folds); i++)
        if (code >= folds[i].first && code <= folds[i].last)
            return folds[i].plain;
    return NULL;
}

const char *id_from_name(struct arena *arena, const char *name)
{
    struct str out = str_init(arena);
    const char *end = name + strlen(name);
    bool gap = false;
    for (const char *at = name; at < end && out.length < ID_MOST;) {
        char letter[2];
        const char *plain = folded(utf8_next(&at, end), letter);
        if (!plain) {
            gap = true;
            continue;
        }
        if (gap && out.length && *plain)
            str_char(&out, '-');
        gap = gap && !*plain;
        str_append(&out, plain);
    }
    if (!out.length) /* no letter that an id could hold: still the same id for the same name */
        str_printf(&out, "n-%08x", (unsigned)(name_hash(name) & 0xFFFFFFFF));
    return str_text(&out);
}

/* base, base-2, base-3 … The count of each base is kept, for thousands may share one. */
static const char *id_new(struct arena *arena, struct names *ids, const char *base)
{
    size_t *count = names_find(ids, base);
    if (!count) {
        names_put(ids, base, arena_new(arena, size_t));
        return base;
    }
    const char *id = base;
    while (names_find(ids, id))
        id = arena_printf(arena, "%s-%zu", base, ++*count + 1);
    names_put(ids, id, arena_new(arena, size_t));
    return id;
}

/* names as they are shown, and as they are compared: case and width of spaces do not tell two parties apart
 */
static const char *name_tidied(struct arena *arena, const char *name)
{
    struct str out = str_init(arena);
    const char *end = name + strlen(name);
    bool gap = false;
    while (name < end) {
        const char *start = name;
        uint32_t code = utf8_next(&name, end);
        if (code == ' ' || code == '\t' || code == '\n' || code == 0xA0 || code == 0x202F || code == 0x2009) {
            gap = out.length > 0;
            continue;
        }
        if (gap)
            str_char(&out, ' ');
        gap = false;
        str_append_bytes(&out, start, (size_t)(name - start));
    }
    return str_text(&out);
}

/* the maker */

static struct json *list_open(struct arena *arena, struct place place)
{
    struct json *list = tree_new(arena, JSON_ARRAY, place);
    list->key_place = place;
    return list;
}

void deal_maker_init(struct deal_maker *maker, struct arena *arena, const char *file, struct diags *diags)
{
    *maker = (struct deal_maker){.work = {.arena = arena, .diags = diags}, .start = {file, 1, 1}};
    maker->work.rate_hint =
        "there is no place for exchange rates here: use one currency, or a folder of tables "
        "with fx.rates in dataset.csv";
    maker->root = tree_new(arena, JSON_OBJECT, maker->start);
    maker->parties = list_open(arena, maker->start);
    maker->deals = list_open(arena, maker->start);
    maker->sources = list_open(arena, maker->start);
    maker->work.typed = maker->work.refused = maker->party_ids = maker->party_names = maker->deal_ids =
        maker->source_ids = maker->source_names = maker->publishers = names_init(arena);
}

const char *maker_party(struct deal_maker *maker, const char *name, struct place place)
{
    struct arena *arena = maker->work.arena;
    const char *shown = name_tidied(arena, name), *lower = str_small(arena, shown);
    char *known = names_find(&maker->party_names, lower);
    if (known)
        return known;
    char *id = arena_strdup(arena, id_new(arena, &maker->party_ids, id_from_name(arena, shown)));
    names_put(&maker->party_names, lower, id);
    struct json *party = tree_new(arena, JSON_OBJECT, place);
    tree_put_text(arena, party, "id", id);
    tree_put_text(arena, party, "name", shown);
    tree_put_last(maker->parties, &maker->last_party, party);
    return id;
}

/* "https://www.example.com/a" → "example.com" */
static const char *host_of(struct arena *arena, const char *url)
{
    const char *host = strstr(url, "://") + 3;
    if (str_starts(host, "www."))
        host += 4;
    return arena_strndup(arena, host, strcspn(host, "/?#:"));
}

static const char *url_within(const char *text)
{
    const char *url = strstr(text, "https://");
    return url ? url : strstr(text, "http://");
}

/* A URL as it is compared: the case of its host does not count */
static const char *url_key(struct arena *arena, const char *url)
{
    char *key = arena_strdup(arena, url);
    for (char *at = key, *path = strstr(key, "://") + 3; *at && (at < path || !strchr("/?#", *at)); at++)
        *at = letter_small(*at);
    return key;
}

/* "Example Wire (https://…" → "Example Wire"; NULL: only the URL stands */
static const char *publisher_before(struct arena *arena, const char *shown, const char *url)
{
    const char *publisher = name_tidied(arena, arena_strndup(arena, shown, (size_t)(url - shown)));
    size_t length = strlen(publisher);
    while (length && strchr(" ,:(", publisher[length - 1]))
        length--;
    return length ? arena_strndup(arena, publisher, length) : NULL;
}

/* The spelling that a publisher was met with first */
static const char *publisher_spelt(struct deal_maker *maker, const char *publisher)
{
    struct arena *arena = maker->work.arena;
    const char *lower = str_small(arena, publisher), *known = names_find(&maker->publishers, lower);
    if (known)
        return known;
    names_put(&maker->publishers, lower, arena_strdup(arena, publisher));
    return publisher;
}

/* A URL is one source whoever is named beside it; without a URL the publisher is. */
const char *maker_source(struct deal_maker *maker, const char *text, struct place place)
{
    struct arena *arena = maker->work.arena;
    const char *shown = name_tidied(arena, text), *url = url_within(shown);
    const char *named = url ? publisher_before(arena, shown, url) : shown;
    named = named ? publisher_spelt(maker, named) : NULL;
    const char *key = url ? url_key(arena, url) : str_small(arena, shown);
    struct json *known = names_find(&maker->source_names, key);
    if (known) {
        struct json *publisher = (struct json *)json_find(known, "publisher");
        if (url && named &&
            !strcmp(publisher->text, host_of(arena, json_find(known, "url")->text))) /* named only now */
            publisher->text = named;
        return json_find(known, "id")->text;
    }
    const char *publisher = named ? named : host_of(arena, url);
    const char *id = id_new(arena, &maker->source_ids, id_from_name(arena, publisher));
    struct json *source = tree_new(arena, JSON_OBJECT, place);
    names_put(&maker->source_names, key, source);
    tree_put_text(arena, source, "id", id);
    tree_put_text(arena, source, "publisher", publisher);
    if (url)
        tree_put_text(arena, source, "url", url);
    tree_put_last(maker->sources, &maker->last_source, source);
    return id;
}

void maker_deal_id_take(struct deal_maker *maker, const char *id)
{
    names_put(&maker->deal_ids, id, arena_new(maker->work.arena, size_t));
}

static const char *part_of_id(struct arena *arena, const char *text)
{
    size_t length = strlen(text);
    length = length < DEAL_PART_MOST ? length : DEAL_PART_MOST;
    while (length && text[length - 1] == '-')
        length--;
    return arena_strndup(arena, text, length);
}

const char *maker_deal_id(struct deal_maker *maker, const char *from, const char *to, const char *type)
{
    struct arena *arena = maker->work.arena;
    const char *base = arena_printf(arena, "%s-%s-%s", part_of_id(arena, from), part_of_id(arena, to),
        part_of_id(arena, id_from_name(arena, type)));
    return id_new(arena, &maker->deal_ids, base);
}

void maker_deal_put(struct deal_maker *maker, struct json *deal)
{
    tree_put_last(maker->deals, &maker->last_deal, deal);
}

void maker_assume(struct deal_maker *maker, struct json *deal, const char *field)
{
    struct arena *arena = maker->work.arena;
    struct json *assumed = (struct json *)json_find(deal, "assumed");
    if (!assumed) {
        assumed = list_open(arena, deal->place);
        tree_put(deal, "assumed", assumed);
    }
    if (assumed->kind == JSON_ARRAY)
        tree_put(assumed, NULL, tree_leaf(arena, JSON_STRING, field, deal->place));
}

/* what the file as a whole does not say */

static void assumed_warn(struct deal_maker *maker, size_t count, const char *what, const char *taken)
{
    if (count)
        diags_add(maker->work.diags, DIAG_IMPORT_ASSUMED, maker->start, NULL,
            "each is listed in the deal's 'assumed'", "%zu deal%s given no %s: %s is taken", count,
            count == 1 ? " is" : "s are", what, taken);
}

/* The newest date of a deal, as it was written */
static const char *newest_date(const struct deal_maker *maker, struct arena *scratch)
{
    const char *newest = NULL;
    struct date best = {0};
    for (const struct json *deal = maker->deals->first; deal; deal = deal->next) {
        const struct json *json = json_find(deal, "date");
        struct date date;
        const char *sentence, *hint;
        if (!json || json->kind != JSON_STRING || !date_parse(scratch, json->text, &date, &sentence, &hint))
            continue;
        if (newest && (date.last < best.last || (date.last == best.last && date.first <= best.first)))
            continue;
        newest = json->text;
        best = date;
    }
    return newest;
}

static void as_of_put(struct deal_maker *maker, const struct import_options *options)
{
    struct arena *arena = maker->work.arena;
    if (maker->as_of) {
        tree_put_text(arena, maker->root, "as_of", maker->as_of);
        return;
    }
    const char *newest = newest_date(maker, arena), *as_of = newest ? newest : options->as_of;
    if (!as_of)
        return;
    const char *reason = newest ? "the newest date of a deal" : options->as_of_reason;
    tree_put_text(arena, maker->root, "as_of", as_of);
    tree_put_text(arena, maker->root, "// as_of", arena_printf(arena, "Assumed: %s.", reason));
    diags_add(maker->work.diags, DIAG_IMPORT_ASSUMED, maker->start, "as_of",
        "put the right day into the dataset", "nothing says of what day the data are: as_of is %s, %s", as_of,
        reason);
}

struct money_tally {
    size_t unnamed, sized,
        bare;          /* amounts that name no currency; all with a number; those that are only a number */
    const char *first; /* the first bare one above zero */
    money most;        /* of the bare ones */
};

/* false: the deal's amount has no number, or a currency of its own column */
static bool amount_tally(
    struct arena *arena, const struct json *deal, struct money_tally *tally, struct amount *amount)
{
    static const struct amount_rules rules = {"---", 100000, false};
    const struct json *json = json_find(deal, "amount");
    const char *sentence, *hint;
    if (!json || json_find(deal, "currency") || (json->kind != JSON_NUMBER && json->kind != JSON_STRING))
        return false;
    enum amount_fault fault = json->kind == JSON_NUMBER
                                  ? amount_parse_number(arena, json->text, &rules, amount, &sentence, &hint)
                                  : amount_parse(arena, json->text, &rules, amount, &sentence, &hint);
    if (fault != AMOUNT_OK || !amount_is_sized(amount))
        return false;
    bool bare = strspn(json->text, "0123456789.,") == strlen(json->text);
    tally->sized++;
    tally->unnamed += !strcmp(amount->currency, "---");
    tally->bare += bare;
    tally->most = bare && amount->high > tally->most ? amount->high : tally->most;
    if (bare && amount->high && !tally->first)
        tally->first = json->text;
    return true;
}

/* Whose currency most amounts name */
static const char *currency_of(const struct deal_maker *maker, struct money_tally *tally)
{
    enum { CODES_MOST = 32 };
    struct arena *arena = maker->work.arena;
    char codes[CODES_MOST][4];
    size_t counts[CODES_MOST] = {0}, known = 0, best = 0;
    for (const struct json *deal = maker->deals->first; deal; deal = deal->next) {
        struct amount amount = {0};
        if (!amount_tally(arena, deal, tally, &amount) || !strcmp(amount.currency, "---"))
            continue;
        size_t code = 0;
        while (code < known && strcmp(codes[code], amount.currency) != 0)
            code++;
        if (code == CODES_MOST)
            continue;
        known += code == known;
        memcpy(codes[code], amount.currency, 4);
        counts[code]++;
        best = counts[code] > counts[best] ? code : best;
    }
    return known ? arena_strdup(arena, codes[best]) : NULL;
}

/* A whole column of bare numbers below a hundred thousand may be meant in millions or billions. */
static bool is_scale_doubtful(const struct money_tally *tally)
{
    return tally->first && tally->bare == tally->sized && tally->most < (money)100000 * 100;
}

static void currency_put(struct deal_maker *maker)
{
    struct arena *arena = maker->work.arena;
    struct money_tally tally = {0};
    const char *named = maker->currency ? maker->currency : currency_of(maker, &tally);
    const char *currency = named ? named : "USD", *sign = strcmp(currency, "USD") != 0 ? "" : "$";
    const char *code = *sign ? "" : arena_printf(arena, "%s ", currency);
    tree_put_text(arena, maker->root, "currency", currency);
    if (!tally.unnamed)
        return;
    const char *which = named ? "the currency that most of the others name" : "no amount names a currency";
    tree_put_text(arena, maker->root, "// currency",
        arena_printf(
            arena, "Assumed of %zu amount%s: %s.", tally.unnamed, tally.unnamed == 1 ? "" : "s", which));
    const char *read = is_scale_doubtful(&tally) ? arena_printf(arena, "; %s is read as %s%s%s", tally.first,
                                                       code, sign, tally.first)
                                                 : "";
    const char *hint =
        *read ? arena_printf(arena, "write %s%s%sB if billions are meant", code, sign, tally.first)
              : "write $38B or EUR 38B";
    diags_add(maker->work.diags, DIAG_IMPORT_ASSUMED, maker->start, "currency", hint,
        "%zu amount%s no currency: %s is taken%s", tally.unnamed, tally.unnamed == 1 ? " names" : "s name",
        currency, read);
}

static void list_put(struct deal_maker *maker, const char *key, struct json *list)
{
    if (list->count)
        tree_put(maker->root, key, list);
}

const struct json *maker_finish(struct deal_maker *maker, const struct import_options *options)
{
    struct arena *arena = maker->work.arena;
    struct diags *diags = maker->work.diags;
    if (!maker->deals->count) {
        if (!diags_count(diags, DIAG_SEVERITY_ERROR))
            diags_add(diags, DIAG_IMPORT_EMPTY, maker->start, NULL, NULL, "there is no deal in the file");
        return NULL;
    }
    tree_put_text(arena, maker->root, "dealbrief", "1");
    if (maker->title)
        tree_put_text(arena, maker->root, "title", maker->title);
    as_of_put(maker, options);
    currency_put(maker);
    list_put(maker, "sources", maker->sources);
    list_put(maker, "parties", maker->parties);
    list_put(maker, "deals", maker->deals);
    assumed_warn(maker, maker->statuses, "status", "'reported'");
    assumed_warn(maker, maker->types, "type", "'other'");
    assumed_warn(maker, maker->amounts, "amount", "'undisclosed'");
    struct diags *said = diags_create();
    dataset_load_tree(arena, maker->start.file, maker->root, options->limits, said);
    sheet_diags_tell(&maker->work, said);
    diags_destroy(said);
    sheet_extras_put(&maker->work);
    return diags_count(diags, DIAG_SEVERITY_ERROR) ? NULL : maker->root;
}
