/* SPDX-License-Identifier: MIT */
#include "layout.h"

#include "json_write.h"
#include "str.h"

#include <string.h>

/* tables */

static void sheet_add(struct sheet_kind *kinds, size_t *count, struct sheet_kind kind)
{
    for (size_t i = 0; i < *count; i++)
        if (!strcmp(kinds[i].name, kind.name))
            return;
    assert(*count < SHEETS_MOST);
    kinds[(*count)++] = kind;
}

size_t layout_sheets(struct sheet_kind kinds[SHEETS_MOST])
{
    size_t count = 0;
    for (size_t i = 0; i < dataset_shape.rule_count; i++) {
        const struct rule *rule = &dataset_shape.rules[i];
        if (rule->form == FORM_OBJECTS)
            sheet_add(kinds, &count, (struct sheet_kind){rule->key, rule->more, false});
    }
    for (size_t i = 0, roots = count; i < roots; i++)
        for (size_t j = 0; j < kinds[i].shape->rule_count; j++) {
            const struct rule *rule = &kinds[i].shape->rules[j];
            if (rule->form == FORM_OBJECTS)
                sheet_add(kinds, &count, (struct sheet_kind){rule->key, rule->more, true});
        }
    return count;
}

const struct rule *layout_rule(const struct shape *shape, const char *key)
{
    for (size_t i = 0; i < shape->rule_count; i++)
        if (!strcmp(shape->rules[i].key, key))
            return &shape->rules[i];
    return NULL;
}

bool layout_has_list(const struct shape *shape, const char *key)
{
    const struct rule *rule = layout_rule(shape, key);
    return rule && rule->form == FORM_OBJECTS;
}

/* what stands inside of amounts, which are no struct of members */
static const struct rule amount_part_rules[] = {
    {"value", read_nothing, .form = FORM_AMOUNT},
    {"low", read_nothing, .form = FORM_AMOUNT},
    {"high", read_nothing, .form = FORM_AMOUNT},
    {"headline", read_nothing, .form = FORM_AMOUNT},
    {"currency", read_nothing, .form = FORM_CURRENCY},
    {"text", read_nothing, .form = FORM_NAME},
};
static const struct shape amount_part_shape = {
    .rules = amount_part_rules, .rule_count = COUNT(amount_part_rules)};
static const struct shape open_shape = {.rule_count = 0};

const struct shape *layout_inside(const struct rule *rule, bool *open)
{
    *open = rule->form == FORM_SPLIT || rule->form == FORM_RATES;
    if (*open)
        return &open_shape;
    if (rule->form == FORM_AMOUNT)
        return &amount_part_shape;
    return rule->form == FORM_OBJECT || rule->form == FORM_OBJECT_OR_PERCENT ? rule->more : NULL;
}

/* columns */

static enum cell_kind kind_of(const struct shape *shape, const struct rule *rule)
{
    switch (rule->form) {
    case FORM_NAMES:
        return CELL_NAMES;
    case FORM_REFERENCES:
        return CELL_REFERENCES;
    case FORM_PERCENT:
    case FORM_OBJECT_OR_PERCENT:
        return CELL_PERCENT;
    case FORM_FRACTION:
        return CELL_FRACTION;
    case FORM_DATE:
        return CELL_DATE;
    case FORM_AMOUNT:
        return CELL_AMOUNT;
    case FORM_YEARS:
    case FORM_YEAR:
        return CELL_FIGURE;
    case FORM_NUMBER_OR_NAME: /* quantities are counted; of other values most are amounts in words */
        return shape == &quantity_shape ? CELL_FIGURE : CELL_WORDS;
    case FORM_TRISTATE:
    case FORM_MET:
        return CELL_FLAG;
    case FORM_RATES:
    case FORM_OBJECT:
    case FORM_OBJECTS:
        return CELL_JSON;
    default:
        return CELL_TEXT;
    }
}

static const struct rule *rule_near(const struct shape *shape, const char *word, size_t length)
{
    for (size_t i = 0; i < shape->rule_count; i++)
        if (slice_equals_any_case((struct slice){word, length}, shape->rules[i].key))
            return &shape->rules[i];
    return NULL;
}

static void key_add(struct column *column, const char *key)
{
    column->keys[column->depth++] = key;
}

/* A key as a JSON string: no dots to be looked for, no case to be forgiven */
static const char *key_quoted(struct arena *arena, const char *header)
{
    struct cell_fault fault;
    const struct json *json = *header == '"' ? cell_read(arena, header, CELL_TEXT, false, &fault) : NULL;
    return json && *header == '"' && str_ends(header, "\"") && header[1] ? json->text : NULL;
}

static void path_find(
    struct arena *arena, const struct shape *shape, bool open, const char *header, struct column *column)
{
    const char *quoted = key_quoted(arena, header), *dot = strchr(header, '.');
    column->shape = shape;
    if (quoted || open || key_is_private(header)) {
        const struct rule *rule = quoted ? layout_rule(shape, quoted) : NULL;
        key_add(column, quoted ? quoted : header);
        column->kind = open ? CELL_NUMBER : rule ? kind_of(shape, rule) : CELL_FREE;
        column->known = open || rule || key_is_private(column->keys[column->depth - 1]);
        return;
    }
    const struct rule *rule = rule_near(shape, header, strlen(header));
    if (rule) {
        key_add(column, rule->key);
        column->kind = kind_of(shape, rule);
        column->known = true;
        return;
    }
    rule = dot && dot[1] ? rule_near(shape, header, (size_t)(dot - header)) : NULL;
    bool inside_open = false;
    const struct shape *inside = rule ? layout_inside(rule, &inside_open) : NULL;
    if (inside && column->depth + 1 < COLUMN_DEPTH_MOST) {
        key_add(column, rule->key);
        path_find(arena, inside, inside_open, dot + 1, column);
        return;
    }
    key_add(column, header);
    column->kind = CELL_FREE;
}

void column_find(struct arena *arena, const struct shape *shape, const char *header, struct column *column)
{
    *column = (struct column){0};
    path_find(arena, shape, false, cell_unguard(header), column);
}

bool column_same(const struct column *a, const struct column *b)
{
    if (a->depth != b->depth)
        return false;
    for (size_t i = 0; i < a->depth; i++)
        if (strcmp(a->keys[i], b->keys[i]) != 0)
            return false;
    return true;
}

static const char *header_join(struct arena *arena, const char *const *keys, size_t depth, bool quoted)
{
    struct str out = str_init(arena);
    for (size_t i = 0; i + 1 < depth; i++)
        str_printf(&out, "%s.", keys[i]);
    const struct json last = {.kind = JSON_STRING, .text = keys[depth - 1]};
    if (quoted)
        json_write_compact(&last, &out);
    else
        str_append(&out, last.text);
    return cell_guard(arena, str_text(&out));
}

const char *column_header(
    struct arena *arena, const struct shape *shape, const char *const *keys, size_t depth)
{
    struct column wanted = {.depth = depth}, found;
    memcpy(wanted.keys, keys, depth * sizeof *keys);
    const char *header = header_join(arena, keys, depth, false);
    column_find(arena, shape, header, &found);
    bool spaced = !*keys[depth - 1] || strpbrk(keys[depth - 1], "\r\n\t") || keys[depth - 1][0] == ' ' ||
                  str_ends(keys[depth - 1], " ");
    return !spaced && column_same(&wanted, &found) ? header : header_join(arena, keys, depth, true);
}
