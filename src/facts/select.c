/* SPDX-License-Identifier: MIT */
/*
 * select: a where-clause → conditions, checked against the dataset's words and ids; then asked of flows.
 *
 *     selection := [condition {"," condition}]
 *     condition := key ("=" | "!=" | ">=" | "<=") value | key "in" "(" value {value} ")"
 *
 * Values in a list stand apart by spaces or commas. Every fault carries the byte where it stands.
 */
#include "select.h"

#include "facts.h"
#include "list.h"

#include <stdlib.h>
#include <string.h>

enum key {
    KEY_ID,
    KEY_TYPE,
    KEY_CLASS,
    KEY_BUCKET,
    KEY_STATUS,
    KEY_PARTY,
    KEY_FROM,
    KEY_TO,
    KEY_AMOUNT,
    KEY_TAG,
    KEY_EVIDENCE,
    KEY_DATE,
    KEY_COUNT
};

static const char *const key_names[KEY_COUNT] = {
    "id", "type", "class", "bucket", "status", "party", "from", "to", "amount", "tag", "evidence", "date"};

enum operator{ OPERATOR_IS, OPERATOR_NOT, OPERATOR_MOST, OPERATOR_LEAST };

/* One value: which member counts depends on the key. */
struct value {
    int word;         /* type, class, bucket, status, evidence; −1 in class=all */
    size_t index;     /* deal or party; NO_INDEX for a joint node */
    const char *text; /* tag, "deal#n", a joint node's id */
    struct date date;
    money money;
    bool sized; /* amount: false for "undisclosed" and "none" */
    enum amount_kind kind;
};

struct condition {
    enum key key;
    enum operator operator;
    struct value *values;
    size_t count;
};

struct selection {
    const char *text;
    struct condition *conditions;
    size_t count;
    const char *const *among; /* ids of nodes; NULL: any */
    size_t among_count;
};

/* ---- reading ---- */

struct reader {
    struct arena *arena;
    const struct dataset *dataset;
    const char *text;
    size_t at;
    size_t offset; /* of the fault */
    const char *sentence, *hint;
};

static bool fault(struct reader *reader, size_t offset, const char *sentence, const char *hint)
{
    reader->offset = offset;
    reader->sentence = sentence;
    reader->hint = hint;
    return false;
}

static const char *did_you_mean(
    struct reader *reader, const char *word, const char *const *words, size_t count)
{
    const char *near = suggest_nearest(word, words, count);
    return near ? arena_printf(reader->arena, "did you mean '%s'?", near) : NULL;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_spaces(struct reader *reader)
{
    while (is_space(reader->text[reader->at]))
        reader->at++;
}

/* Up to a space, comma, bracket or operator. */
static const char *read_word(struct reader *reader)
{
    size_t start = reader->at;
    while (reader->text[reader->at] && !is_space(reader->text[reader->at]) &&
           !strchr(",()=<>!", reader->text[reader->at]))
        reader->at++;
    return arena_strndup(reader->arena, reader->text + start, reader->at - start);
}

/* Up to a comma that ends the condition: in "$1,000" a digit stands on both sides of it. */
static const char *read_amount_text(struct reader *reader)
{
    const char *text = reader->text;
    size_t start = reader->at;
    for (; text[reader->at]; reader->at++) {
        bool inside = reader->at > start && is_digit(text[reader->at - 1]) && is_digit(text[reader->at + 1]);
        if (text[reader->at] == ',' && !inside)
            break;
    }
    struct slice slice = slice_trim((struct slice){text + start, reader->at - start});
    return arena_strndup(reader->arena, slice.at, slice.length);
}

static bool read_key(struct reader *reader, enum key *key)
{
    size_t start = reader->at;
    const char *word = read_word(reader);
    if (!*word)
        return fault(reader, start, "a condition is missing here",
            "write key=value: id, type, class, bucket, status, party, from, to, amount, tag, evidence or "
            "date");
    for (int k = 0; k < KEY_COUNT; k++) {
        if (str_equals(word, key_names[k])) {
            *key = (enum key)k;
            return true;
        }
    }
    const char *hint = did_you_mean(reader, word, key_names, KEY_COUNT);
    return fault(reader, start, arena_printf(reader->arena, "'%s' is no key of a selection", word),
        hint ? hint
             : "the keys are id, type, class, bucket, status, party, from, to, amount, tag, evidence and "
               "date");
}

static bool key_is_ordered(enum key key)
{
    return key == KEY_AMOUNT || key == KEY_DATE || key == KEY_STATUS || key == KEY_BUCKET;
}

/* "=", "!=", ">=", "<=" or "in" */
static bool read_operator(struct reader *reader, enum key key, enum operator* operator, bool * list)
{
    static const struct {
        const char *text;
        enum operator operator;
    } operators[] = {{"!=", OPERATOR_NOT}, {">=", OPERATOR_LEAST}, {"<=", OPERATOR_MOST}, {"=", OPERATOR_IS}};
    size_t start = reader->at;
    *list = false;
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (!str_starts(reader->text + start, operators[i].text))
            continue;
        *operator= operators[i].operator;
        if ((*operator== OPERATOR_LEAST || * operator== OPERATOR_MOST) && !key_is_ordered(key))
            return fault(reader, start,
                arena_printf(reader->arena, "'%s' cannot be asked of %s", operators[i].text, key_names[key]),
                "only amount, date, status and bucket have an order; use =, != or in (…)");
        reader->at += strlen(operators[i].text);
        return true;
    }
    if (str_starts(reader->text + start, "in") &&
        (is_space(reader->text[start + 2]) || reader->text[start + 2] == '(')) {
        *operator= OPERATOR_IS;
        *list = true;
        reader->at += 2;
        return true;
    }
    return fault(reader, start, arena_printf(reader->arena, "no operator after '%s'", key_names[key]),
        "the operators are =, !=, >=, <= and in (…)");
}

/* ---- values ---- */

static const char *const evidence_words[] = {"filing", "party", "analyst", "press", "rumour", "assumed"};
static const char *const class_words[] = {
    "capital", "commerce", "build", "ownership", "relation", "other", "all"};
static const char *const bucket_words[] = {"dead", "talk", "planned", "firm"};

static bool value_word(
    struct reader *reader, enum key key, const char *word, size_t start, struct value *value)
{
    const char *const *words = NULL;
    size_t count = 0;
    value->word = -1;
    switch (key) {
    case KEY_TYPE:
        words = type_words(&count);
        value->word = type_find(word);
        break;
    case KEY_STATUS:
        words = status_words(&count);
        value->word = status_find(word);
        break;
    case KEY_BUCKET:
        words = bucket_words, count = sizeof bucket_words / sizeof *bucket_words;
        value->word = bucket_find(word);
        break;
    case KEY_EVIDENCE:
        words = evidence_words, count = sizeof evidence_words / sizeof *evidence_words;
        value->word = evidence_find(word);
        break;
    default:
        words = class_words, count = sizeof class_words / sizeof *class_words;
        value->word = class_find(word);
        if (str_equals(word, "all"))
            return true;
        break;
    }
    if (value->word >= 0)
        return true;
    return fault(reader, start, arena_printf(reader->arena, "'%s' is no %s", word, key_names[key]),
        did_you_mean(reader, word, words, count));
}

/* "deal" or, for one leg, "deal#n" */
static bool value_deal(struct reader *reader, const char *word, size_t start, struct value *value)
{
    const char *hash = strchr(word, '#');
    const char *id = hash ? arena_strndup(reader->arena, word, (size_t)(hash - word)) : word;
    value->index = dataset_find_deal(reader->dataset, id);
    value->text = hash ? word : NULL;
    if (value->index != NO_INDEX && hash) {
        size_t legs = reader->dataset->deals[value->index].leg_count, digits = strspn(hash + 1, "0123456789");
        if (!digits || digits > 9 || hash[1 + digits] || strtoul(hash + 1, NULL, 10) >= legs)
            return fault(reader, start,
                arena_printf(reader->arena, "'%s' has %zu flows, counted from 0", id, legs), NULL);
    }
    if (value->index != NO_INDEX)
        return true;
    size_t count = reader->dataset->deal_count;
    const char **ids = arena_array(reader->arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        ids[i] = reader->dataset->deals[i].id;
    return fault(reader, start, arena_printf(reader->arena, "there is no deal '%s'", id),
        did_you_mean(reader, id, ids, count));
}

static bool party_find_or_fault(struct reader *reader, const char *id, size_t start, size_t *party)
{
    *party = dataset_find_party(reader->dataset, id);
    if (*party != NO_INDEX)
        return true;
    size_t count = reader->dataset->party_count;
    const char **ids = arena_array(reader->arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        ids[i] = reader->dataset->parties[i].id;
    return fault(reader, start, arena_printf(reader->arena, "there is no party '%s'", id),
        did_you_mean(reader, id, ids, count));
}

/* "softbank+oracle" → the joint node's id "oracle+softbank" */
static bool value_joint(struct reader *reader, const char *word, size_t start, struct value *value)
{
    LIST(const char *) ids = {0};
    for (const char *at = word; at; at = strchr(at, '+') ? strchr(at, '+') + 1 : NULL) {
        const char *id = arena_strndup(reader->arena, at, strcspn(at, "+"));
        size_t party;
        if (!party_find_or_fault(reader, id, start + (size_t)(at - word), &party))
            return false;
        *list_push(reader->arena, &ids) = id;
    }
    qsort(ids.at, ids.count, sizeof *ids.at, compare_texts);
    struct str joined = str_init(reader->arena);
    for (size_t i = 0; i < ids.count; i++) {
        if (i)
            str_char(&joined, '+');
        str_append(&joined, ids.at[i]);
    }
    value->index = NO_INDEX;
    value->text = str_text(&joined);
    return true;
}

static bool value_party(struct reader *reader, const char *word, size_t start, struct value *value)
{
    if (strchr(word, '+'))
        return value_joint(reader, word, start, value);
    return party_find_or_fault(reader, word, start, &value->index);
}

static bool value_tag(struct reader *reader, const char *word, size_t start, struct value *value)
{
    LIST(const char *) tags = {0};
    const struct dataset *dataset = reader->dataset;
    for (size_t i = 0; i < dataset->tags.count; i++)
        *list_push(reader->arena, &tags) = dataset->tags.at[i];
    for (size_t d = 0; d < dataset->deal_count; d++)
        for (size_t i = 0; i < dataset->deals[d].tags.count; i++)
            *list_push(reader->arena, &tags) = dataset->deals[d].tags.at[i];
    value->text = word;
    for (size_t i = 0; i < tags.count; i++)
        if (str_equals(tags.at[i], word))
            return true;
    return fault(reader, start, arena_printf(reader->arena, "no deal carries the tag '%s'", word),
        did_you_mean(reader, word, tags.at, tags.count));
}

static bool value_amount(
    struct reader *reader, enum operator operator, const char * text, size_t start, struct value *value)
{
    const struct dataset *dataset = reader->dataset;
    struct amount_rules rules = {dataset->currency, dataset->approx_ppm, false};
    struct amount amount = {0};
    const char *sentence = NULL, *hint = NULL;
    if (amount_parse(reader->arena, text, &rules, &amount, &sentence, &hint) != AMOUNT_OK)
        return fault(reader, start, sentence, hint);
    value->kind = amount.kind;
    value->sized = amount_is_sized(&amount);
    value->money = amount.headline;
    if (!value->sized && (operator== OPERATOR_MOST || operator== OPERATOR_LEAST))
        return fault(
            reader, start, arena_printf(reader->arena, "'%s' has no size to compare with", text), NULL);
    if (value->sized && amount.kind != AMOUNT_EXACT)
        return fault(reader, start, arena_printf(reader->arena, "'%s' is not one number", text),
            "compare with a plain amount: amount>=10B");
    if (value->sized && !str_equals(amount.currency, dataset->currency))
        return fault(reader, start,
            arena_printf(reader->arena, "amounts are compared in %s here, not in %s", dataset->currency,
                amount.currency),
            NULL);
    return true;
}

static bool value_date(struct reader *reader, const char *text, size_t start, struct value *value)
{
    const char *sentence = NULL, *hint = NULL;
    if (date_parse(reader->arena, text, &value->date, &sentence, &hint))
        return true;
    return fault(reader, start, sentence, hint ? hint : "for example date>=2025-06");
}

static bool read_value(struct reader *reader, struct condition *condition, struct value *value)
{
    size_t start = reader->at;
    const char *word = condition->key == KEY_AMOUNT ? read_amount_text(reader) : read_word(reader);
    if (!*word)
        return fault(reader, start,
            arena_printf(reader->arena, "a value for %s is missing here", key_names[condition->key]),
            condition->key == KEY_AMOUNT ? "for example amount>=10B" : NULL);
    switch (condition->key) {
    case KEY_ID:
        return value_deal(reader, word, start, value);
    case KEY_PARTY:
    case KEY_FROM:
    case KEY_TO:
        return value_party(reader, word, start, value);
    case KEY_TAG:
        return value_tag(reader, word, start, value);
    case KEY_DATE:
        return value_date(reader, word, start, value);
    case KEY_AMOUNT:
        return value_amount(reader, condition->operator, word, start, value);
    default:
        return value_word(reader, condition->key, word, start, value);
    }
}

static bool read_list(struct reader *reader, struct condition *condition)
{
    LIST(struct value) values = {0};
    size_t start = reader->at;
    skip_spaces(reader);
    if (condition->key == KEY_AMOUNT)
        return fault(
            reader, start, "amounts are compared, not listed", "use amount>=…, amount<=… or amount=…");
    if (reader->text[reader->at] != '(')
        return fault(
            reader, reader->at, "'in' wants a list in brackets", "for example bucket in (firm planned)");
    size_t open = reader->at++;
    for (;;) {
        while (is_space(reader->text[reader->at]) || reader->text[reader->at] == ',')
            reader->at++;
        char c = reader->text[reader->at];
        if (!c)
            return fault(reader, open, "this bracket is never closed", "add ')' after the last value");
        if (c == ')')
            break;
        if (strchr("(=<>!", c))
            return fault(
                reader, reader->at, arena_printf(reader->arena, "'%c' cannot stand in a list", c), NULL);
        if (!read_value(reader, condition, list_push(reader->arena, &values)))
            return false;
    }
    if (!values.count)
        return fault(reader, open, "this list is empty", NULL);
    reader->at++;
    condition->values = values.at;
    condition->count = values.count;
    return true;
}

static bool read_condition(struct reader *reader, struct condition *condition)
{
    bool list;
    if (!read_key(reader, &condition->key))
        return false;
    skip_spaces(reader);
    if (!read_operator(reader, condition->key, &condition->operator, & list))
        return false;
    if (list)
        return read_list(reader, condition);
    skip_spaces(reader);
    condition->values = arena_new(reader->arena, struct value);
    condition->count = 1;
    return read_value(reader, condition, condition->values);
}

static bool read_selection(struct reader *reader, struct selection *selection)
{
    LIST(struct condition) conditions = {0};
    skip_spaces(reader);
    while (reader->text[reader->at]) {
        if (!read_condition(reader, list_push(reader->arena, &conditions)))
            return false;
        skip_spaces(reader);
        if (!reader->text[reader->at])
            break;
        if (reader->text[reader->at] != ',')
            return fault(
                reader, reader->at, "a comma is missing before this", "conditions stand apart by commas");
        reader->at++;
        skip_spaces(reader);
        if (!reader->text[reader->at])
            return fault(reader, reader->at, "a condition is missing after the comma", NULL);
    }
    selection->conditions = conditions.at;
    selection->count = conditions.count;
    return true;
}

const struct selection *selection_parse(struct arena *arena, const char *text, const struct dataset *dataset,
    size_t *offset, const char **sentence, const char **hint)
{
    struct reader reader = {.arena = arena, .dataset = dataset, .text = text};
    struct selection *selection = arena_new(arena, struct selection);
    selection->text = text;
    if (read_selection(&reader, selection))
        return selection;
    *offset = reader.offset;
    *sentence = reader.sentence;
    *hint = reader.hint;
    return NULL;
}

/* ---- asking ---- */

const char *selection_text(const struct selection *selection)
{
    return selection->text;
}

static bool party_is_within(const struct dataset *dataset, size_t party, size_t group)
{
    for (size_t step = 0; party != NO_INDEX && step <= dataset->party_count; step++) {
        if (party == group)
            return true;
        party = dataset->parties[party].parent;
    }
    return false;
}

static bool side_matches(
    const struct facts *facts, const struct indices *parties, size_t node, const struct value *value)
{
    if (value->index == NO_INDEX)
        return str_equals(facts->nodes[node].id, value->text);
    for (size_t i = 0; i < parties->count; i++)
        if (party_is_within(facts->dataset, parties->at[i], value->index))
            return true;
    const struct indices *rolled = &facts->nodes[node].parties;
    for (size_t i = 0; i < rolled->count; i++)
        if (rolled->at[i] == value->index)
            return true;
    return false;
}

static bool date_is_within(struct date date, struct date asked)
{
    return date.precision != DATE_NONE && date.first >= asked.first && date.last <= asked.last;
}

static bool value_matches(
    const struct facts *facts, const struct flow *flow, enum key key, const struct value *value)
{
    const struct deal *deal = &facts->dataset->deals[flow->deal];
    switch (key) {
    case KEY_ID:
        return flow->deal == value->index && (!value->text || str_equals(flow->key, value->text));
    case KEY_TYPE:
        return (int)flow->type == value->word;
    case KEY_CLASS:
        return value->word < 0 || (int)flow->deal_class == value->word;
    case KEY_BUCKET:
        return (int)flow->bucket == value->word;
    case KEY_STATUS: /* in_talks and proposed are one, and so are closed and completed; the dead have no rank
                      */
        return (int)flow->status == value->word ||
               (flow->rank > 0 && flow->rank == status_rank((enum status)value->word));
    case KEY_FROM:
        return side_matches(facts, &flow->payer_parties, flow->payer, value);
    case KEY_TO:
        return side_matches(facts, &flow->payee_parties, flow->payee, value);
    case KEY_PARTY:
        return side_matches(facts, &flow->payer_parties, flow->payer, value) ||
               side_matches(facts, &flow->payee_parties, flow->payee, value);
    case KEY_TAG:
        return strings_hold(&deal->tags, value->text);
    case KEY_EVIDENCE:
        return (int)deal->evidence == value->word;
    case KEY_DATE:
        return date_is_within(deal_date(deal), value->date);
    default:
        return false;
    }
}

/* A flow of unknown size answers no to every comparison, also to !=: it is not known to differ. */
static bool amount_matches(const struct condition *condition, const struct flow *flow)
{
    const struct value *value = condition->values;
    enum amount_kind kind = flow->is_money ? flow->amount.kind : AMOUNT_NONE;
    if (!value->sized)
        return (kind == value->kind) == (condition->operator== OPERATOR_IS);
    if (!flow->is_money || !amount_is_sized(&flow->amount))
        return false;
    money size = flow->amount.has_headline ? flow->amount.headline : flow->amount.low;
    switch (condition->operator) {
    case OPERATOR_IS:
        return size == value->money;
    case OPERATOR_NOT:
        return size != value->money;
    case OPERATOR_MOST:
        return size <= value->money;
    default:
        return size >= value->money;
    }
}

static bool order_matches(const struct condition *condition, const struct flow *flow)
{
    int asked = condition->values->word, has = (int)flow->bucket;
    if (condition->key == KEY_STATUS) {
        has = flow->rank;
        asked = status_rank((enum status)asked);
    }
    return condition->operator== OPERATOR_LEAST ? has >= asked : has <= asked;
}

/* Only what is certain: a deal dated 2025 is not known to be from June on. One without a date answers no. */
static bool date_matches(const struct condition *condition, const struct deal *deal)
{
    struct date has = deal_date(deal), asked = condition->values->date;
    if (has.precision == DATE_NONE)
        return false;
    switch (condition->operator) {
    case OPERATOR_NOT:
        return has.last < asked.first || has.first > asked.last;
    case OPERATOR_MOST:
        return has.last <= asked.last;
    default:
        return has.first >= asked.first;
    }
}

static bool condition_matches(
    const struct condition *condition, const struct facts *facts, const struct flow *flow)
{
    if (condition->key == KEY_AMOUNT)
        return amount_matches(condition, flow);
    if (condition->key == KEY_DATE && condition->operator!= OPERATOR_IS)
        return date_matches(condition, &facts->dataset->deals[flow->deal]);
    if (condition->operator== OPERATOR_LEAST || condition->operator== OPERATOR_MOST)
        return order_matches(condition, flow);
    bool any = false;
    for (size_t i = 0; i < condition->count && !any; i++)
        any = value_matches(facts, flow, condition->key, &condition->values[i]);
    return any == (condition->operator== OPERATOR_IS);
}

const struct selection *selection_among(
    struct arena *arena, const struct selection *selection, const char *const *ids, size_t count)
{
    struct selection *among = arena_new(arena, struct selection);
    *among = selection ? *selection : (struct selection){.text = ""};
    among->among = ids;
    among->among_count = count;
    return among;
}

static bool node_is_among(const struct selection *selection, const struct facts *facts, size_t node)
{
    for (size_t i = 0; i < selection->among_count; i++)
        if (str_equals(facts->nodes[node].id, selection->among[i]))
            return true;
    return false;
}

bool selection_matches(const struct selection *selection, const struct facts *facts, const struct flow *flow)
{
    if (selection && selection->among &&
        !(node_is_among(selection, facts, flow->payer) && node_is_among(selection, facts, flow->payee)))
        return false;
    for (size_t i = 0; selection && i < selection->count; i++)
        if (!condition_matches(&selection->conditions[i], facts, flow))
            return false;
    return true;
}

bool selection_names_status(const struct selection *selection)
{
    for (size_t i = 0; selection && i < selection->count; i++)
        if (selection->conditions[i].key == KEY_STATUS || selection->conditions[i].key == KEY_BUCKET)
            return true;
    return false;
}

bool selection_names_class(const struct selection *selection)
{
    for (size_t i = 0; selection && i < selection->count; i++)
        if (selection->conditions[i].key == KEY_CLASS || selection->conditions[i].key == KEY_TYPE)
            return true;
    return false;
}

bool flow_selected(const struct facts *facts, const struct selection *selection, const struct flow *flow)
{
    if (flow->bucket == BUCKET_DEAD && (!selection || !selection_names_status(selection)))
        return false;
    return selection_matches(selection, facts, flow);
}
