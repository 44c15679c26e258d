/* SPDX-License-Identifier: MIT */
#include "json_write.h"

#include <string.h>

enum { LINE_MOST = 140, INDENT = 2 };

static void scalar_write(const struct json *json, struct str *out)
{
    if (json->kind == JSON_STRING)
        str_json(out, json->text);
    else if (json->kind == JSON_NUMBER)
        str_append(out, json->text);
    else
        str_append(out, json_kind_name(json->kind)); /* true, false, null */
}

/* space: "" or " ", after commas and colons and inside the braces of objects */
static void flat_write(const struct json *json, const char *space, struct str *out)
{
    bool object = json->kind == JSON_OBJECT;
    if (!object && json->kind != JSON_ARRAY) {
        scalar_write(json, out);
        return;
    }
    str_append(out, object ? "{" : "[");
    if (object && json->first)
        str_append(out, space);
    for (const struct json *child = json->first; child; child = child->next) {
        if (object) {
            str_json(out, child->key);
            str_printf(out, ":%s", space);
        }
        flat_write(child, space, out);
        if (child->next)
            str_printf(out, ",%s", space);
    }
    if (object && json->first)
        str_append(out, space);
    str_append(out, object ? "}" : "]");
}

void json_write_compact(const struct json *json, struct str *out)
{
    flat_write(json, "", out);
}

/* Columns that a value needs on one line, roughly (escapes aside); stops counting past LINE_MOST */
static size_t flat_width(const struct json *json)
{
    size_t width = json->text ? strlen(json->text) + 2 : json->first ? 4 : 5;
    for (const struct json *child = json->first; child && width <= LINE_MOST; child = child->next)
        width += (child->key ? strlen(child->key) + 4 : 0) + flat_width(child) + 2;
    return width;
}

static void line_break(struct str *out, int indent)
{
    str_printf(out, "\n%*s", indent, "");
}

static void value_write(const struct json *json, int indent, struct str *out);

static bool is_long(const struct json *json, int indent)
{
    return json->first && (size_t)indent + flat_width(json) > LINE_MOST;
}

/* Entries side by side as long as they fit; what does not fit on a line of its own starts one. */
static void object_fill(const struct json *json, int indent, struct str *out)
{
    size_t line = (size_t)indent;
    str_char(out, '{');
    for (const struct json *child = json->first; child; child = child->next) {
        size_t width = strlen(child->key) + 6 + flat_width(child);
        bool alone = is_long(child, indent);
        if (child == json->first || alone || line + width > LINE_MOST) {
            line_break(out, indent);
            line = (size_t)indent;
        } else {
            str_char(out, ' ');
        }
        str_json(out, child->key);
        str_append(out, ": ");
        value_write(child, indent, out);
        line = alone ? LINE_MOST : line + width;
        if (child->next)
            str_char(out, ',');
    }
    line_break(out, indent - INDENT);
    str_char(out, '}');
}

static void array_write(const struct json *json, int indent, struct str *out)
{
    str_char(out, '[');
    for (const struct json *child = json->first; child; child = child->next) {
        line_break(out, indent);
        value_write(child, indent, out);
        if (child->next)
            str_char(out, ',');
    }
    line_break(out, indent - INDENT);
    str_char(out, ']');
}

static void value_write(const struct json *json, int indent, struct str *out)
{
    if (!is_long(json, indent))
        flat_write(json, " ", out);
    else if (json->kind == JSON_OBJECT)
        object_fill(json, indent + INDENT, out);
    else
        array_write(json, indent + INDENT, out);
}

static bool holds_objects(const struct json *json)
{
    return json->kind == JSON_ARRAY && json->first && json->first->kind == JSON_OBJECT;
}

/* The outermost object: a line for each entry, the lists of objects set off by empty lines, an object a line
 */
void json_write(const struct json *json, struct str *out)
{
    if (json->kind != JSON_OBJECT || !json->first) {
        value_write(json, 0, out);
        str_char(out, '\n');
        return;
    }
    str_char(out, '{');
    for (const struct json *child = json->first; child; child = child->next) {
        if (holds_objects(child) && child != json->first)
            str_char(out, '\n');
        line_break(out, INDENT);
        str_json(out, child->key);
        str_append(out, ": ");
        if (holds_objects(child))
            array_write(child, 2 * INDENT, out);
        else
            value_write(child, INDENT, out);
        if (child->next)
            str_char(out, ',');
    }
    str_append(out, "\n}\n");
}
