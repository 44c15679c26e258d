/* SPDX-License-Identifier: MIT */
/*
 * The schema is text: a definition for each shape and for each form a value may have, a line for each field.
 * Descriptions stand at the fields, never in definitions: draft-07 passes over what stands beside a "$ref",
 * and editors show the first description they meet.
 */
#include "schema.h"

#include "amount_pattern.h"
#include "dataset_load.h"
#include "shapes.h"

#include <assert.h>
#include <string.h>

enum { SHAPES_MOST = 32 };

/* Regular expressions that keep to what every dialect has: no look-ahead, and no \d, which may mean the
   digits of any script. */
#define YEAR "([0-9]{3}[1-9]|[0-9]{2}[1-9][0-9]|[0-9][1-9][0-9]{2}|[1-9][0-9]{3})"
#define DECADE "([0-9]{2}[1-9]|[0-9][1-9][0-9]|[1-9][0-9]{2})0s"
#define DAY_OF_31 "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
#define DAY_OF_30 "(0[469]|11)-(0[1-9]|[12][0-9]|30)"
#define DAY_OF_29 "02-(0[1-9]|[12][0-9])"
#define PART_OF_YEAR "Q[1-4]|H[12]|0[1-9]|1[0-2]|" DAY_OF_31 "|" DAY_OF_30 "|" DAY_OF_29
/* controls, separators of lines, bidirectional controls, non-characters */
#define FORBIDDEN "\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069\\ufdd0-\\ufdef\\ufffe\\uffff"
#define INVISIBLE "\\u00a0\\u00ad\\u200b-\\u200f\\u2060-\\u2065\\u206a-\\u206f\\u3000\\ufeff"
#define NOT_IN_URL FORBIDDEN INVISIBLE " \"<>\\\\\\^`{|}"
/* spaces and what does not show; those beyond U+FFFF are another matter to every dialect */
#define SHOWS_NOTHING \
    " \\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f" \
    "\\u202f\\u205f-\\u2065\\u206a-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb"
#define ESCAPED "%[0-9A-Fa-f]{2}"
#define USER "((" ESCAPED "|[^%/?#" NOT_IN_URL "])*@)?"
#define LABEL "[^%/?#@.:\\[\\]" NOT_IN_URL "]+"
#define PORT "0*([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
#define HOST USER "(" LABEL "(\\." LABEL ")*\\.?|\\[[0-9A-Fa-f:.]{2,}\\])(:(" PORT ")?)?"
#define PATH "([/?#](" ESCAPED "|[^%\\[\\]" NOT_IN_URL "])*)?"
#define NUMBER_OF_YEARS "[0-9]+(\\.[0-9]*)?"

static const struct {
    const char *name, *pattern;
} patterns[] = {
    {"id", "^[a-z0-9][a-z0-9._-]{0,63}$"},
    {"date", "^(" DECADE "|" YEAR "(-(" PART_OF_YEAR "))?)$"},
    {"year_text", "^" YEAR "$"},
    {"years_text", "^" NUMBER_OF_YEARS "([-–]" NUMBER_OF_YEARS ")?$"},
    {"lei", "^[A-Z0-9]{18}[0-9]{2}$"},
    {"country", "^[A-Z]{2}$"},
    {"currency", "^[A-Z]{3}$"},
    {"colour", "^#[0-9a-fA-F]{6}$"},
};

#define REF(name) "{\"$ref\": \"#/definitions/" name "\"}"

/* The most of a plain number is the reader's own limit, 10,000 trillion. */
static const struct {
    const char *name, *schema;
} literals[] = {
    {"one_or_more_ids",
        "{\"anyOf\": [" REF("id") ", {\"type\": \"array\", \"minItems\": 1, \"items\": " REF("id") "}]}"},
    {"ids", "{\"anyOf\": [" REF("id") ", {\"type\": \"array\", \"items\": " REF("id") "}]}"},
    {"names", "{\"type\": \"array\", \"items\": " REF("name") "}"},
    {"number_or_name", "{\"anyOf\": [" REF("filled_name") ", {\"type\": \"number\"}]}"},
    {"years", "{\"anyOf\": [{\"type\": \"number\", \"exclusiveMinimum\": 0, \"maximum\": 100}, " REF(
                  "years_text") "]}"},
    {"year",
        "{\"anyOf\": [{\"type\": \"integer\", \"minimum\": 1000, \"maximum\": 9999}, " REF("year_text") "]}"},
    {"percent", "{\"type\": \"number\", \"minimum\": 0, \"maximum\": 100}"},
    {"fraction", "{\"type\": \"number\", \"minimum\": 0, \"maximum\": 1}"},
    {"met", "{\"anyOf\": [{\"type\": \"boolean\"}, " REF("date") "]}"},
    {"split", "{\"anyOf\": [{\"enum\": [\"unknown\", \"equal\"]}, {\"type\": \"object\", \"minProperties\": "
              "1, \"patternProperties\": {\"^//\": {}, \"^[a-z0-9][a-z0-9._-]{0,63}$\": " REF(
                  "fraction") "}, \"additionalProperties\": false}]}"},
    {"rates", "{\"type\": \"object\", \"patternProperties\": {\"^(//|x_)\": {}, \"^[A-Z]{3}$\": {\"type\": "
              "\"number\", \"exclusiveMinimum\": 0}}, \"additionalProperties\": false}"},
    {"amount_number", "{\"type\": \"number\", \"minimum\": 0, \"maximum\": 10000000000000000}"},
    {"plain_amount", "{\"anyOf\": [" REF("amount_text") ", " REF("amount_number") "]}"},
    {"end", "{\"anyOf\": [" REF("money_text") ", " REF("amount_number") ", {\"type\": \"null\"}]}"},
    {"amount", "{\"anyOf\": [" REF("amount_text") ", " REF("amount_number") ", " REF("amount_object") "]}"},
};

/* An object of ends has a value, or else one end at least; null is as good as absent. */
static const char *const amount_object =
    "{\n"
    "      \"type\": \"object\",\n"
    "      \"properties\": {\n"
    "        \"value\": {\"description\": \"One amount, in place of low and high.\", \"allOf\": [" REF(
        "plain_amount") "]},\n"
                        "        \"low\": {\"description\": \"The low end; alone it means at least.\", "
                        "\"allOf\": [" REF(
                            "end") "]},\n"
                                   "        \"high\": {\"description\": \"The high end; alone it means at "
                                   "most.\", \"allOf\": [" REF(
                                       "end") "]},\n"
                                              "        \"headline\": {\"description\": \"The figure to name, "
                                              "between low and high or within value.\", \"allOf\": [" REF(
                                                  "end") "]},\n"
                                                         "        \"currency\": {\"description\": \"The "
                                                         "currency of ends that name none. Three capital "
                                                         "letters "
                                                         "(ISO 4217): USD, EUR, JPY.\", \"allOf\": [" REF(
                                                             "currency") "]},\n"
                                                                         "        \"text\": "
                                                                         "{\"description\": \"What is "
                                                                         "printed for it.\", \"allOf\": "
                                                                         "[" REF(
                                                                             "name") "]}\n"
                                                                                     "      },\n"
                                                                                     "      "
                                                                                     "\"patternProperties\": "
                                                                                     "{\"^(//|x_)\": {}},\n"
                                                                                     "      "
                                                                                     "\"additionalProperties"
                                                                                     "\": false,\n"
                                                                                     "      \"anyOf\": [\n"
                                                                                     "        {\"required\": "
                                                                                     "[\"value\"], "
                                                                                     "\"properties\": "
                                                                                     "{\"value\": {}, "
                                                                                     "\"low\": {\"type\": "
                                                                                     "\"null\"}, "
                                                                                     "\"high\": {\"type\": "
                                                                                     "\"null\"}}},\n"
                                                                                     "        {\"required\": "
                                                                                     "[\"low\"], "
                                                                                     "\"properties\": "
                                                                                     "{\"value\": false, "
                                                                                     "\"low\": {\"not\": "
                                                                                     "{\"type\": "
                                                                                     "\"null\"}}}},\n"
                                                                                     "        {\"required\": "
                                                                                     "[\"high\"], "
                                                                                     "\"properties\": "
                                                                                     "{\"value\": false, "
                                                                                     "\"high\": {\"not\": "
                                                                                     "{\"type\": "
                                                                                     "\"null\"}}}}\n"
                                                                                     "      ]\n"
                                                                                     "    }";

/* A side that a deal does not name is named by every one of its flows. */
#define SIDE_OR_FLOWS(side)                                                                                  \
    "{\"if\": {\"properties\": {\"" side "\": {}}, \"required\": [\"" side "\"]}, \"else\": {\"required\": " \
    "[\"flows\"], \"properties\": {\"flows\": {\"type\": \"array\", \"items\": {\"type\": \"object\", "      \
    "\"properties\": {\"" side "\": {}}, \"required\": [\"" side "\"]}}}}}"

/* What one field asks of another */
static const struct {
    const char *noun, *condition;
} conditions[] = {
    {"deal", "\"allOf\": [\n        " SIDE_OR_FLOWS("from") ",\n        " SIDE_OR_FLOWS("to") "\n      ]"},
    {"metric", "\"if\": {\"properties\": {\"unit\": {}}, \"required\": [\"unit\"]},\n"
               "      \"else\": {\"properties\": {\"value\": " REF("plain_amount") "}}"},
};

static void quote(struct str *out, const char *text)
{
    str_char(out, '"');
    for (; *text; text++) {
        assert((unsigned char)*text >= 0x20);
        if (*text == '"' || *text == '\\')
            str_char(out, '\\');
        str_char(out, *text);
    }
    str_char(out, '"');
}

/* what a field may be */

static void words_write(struct str *out, const struct vocabulary *vocabulary)
{
    str_append(out, "\"enum\": [");
    for (int i = vocabulary->first; i <= vocabulary->last; i++) {
        str_append(out, i > vocabulary->first ? ", " : "");
        quote(out, vocabulary->name(i));
    }
    str_char(out, ']');
}

/* The definition of a form; NULL where the rule's `more` decides */
static const char *definition_name(const struct rule *rule)
{
    static const char *const names[FORM_COUNT] = {
        [FORM_NAME] = "name",
        [FORM_TEXT] = "text",
        [FORM_ID] = "id",
        [FORM_REFERENCE] = "id",
        [FORM_REFERENCES] = "ids",
        [FORM_NAMES] = "names",
        [FORM_DATE] = "date",
        [FORM_AMOUNT] = "amount",
        [FORM_NUMBER_OR_NAME] = "number_or_name",
        [FORM_YEARS] = "years",
        [FORM_YEAR] = "year",
        [FORM_PERCENT] = "percent",
        [FORM_FRACTION] = "fraction",
        [FORM_MET] = "met",
        [FORM_LEI] = "lei",
        [FORM_COUNTRY] = "country",
        [FORM_CURRENCY] = "currency",
        [FORM_COLOUR] = "colour",
        [FORM_URL] = "url",
        [FORM_SPLIT] = "split",
        [FORM_RATES] = "rates",
    };
    if (rule->required && rule->form == FORM_NAME)
        return "filled_name";
    if (rule->required && rule->form == FORM_TEXT)
        return "filled_text";
    return rule->read == read_side ? "one_or_more_ids" : names[rule->form];
}

static void reference_write(struct str *out, const char *name)
{
    str_printf(out, "{\"$ref\": \"#/definitions/%s\"}", name);
}

static void type_write(struct str *out, const struct rule *rule)
{
    const struct shape *shape = rule->more;
    const char *name = definition_name(rule);
    switch (rule->form) {
    case FORM_VERSION:
        str_append(out, "\"const\": \"1\"");
        return;
    case FORM_WORD:
        words_write(out, rule->more);
        return;
    case FORM_TRISTATE:
        str_append(out, "\"enum\": [true, false, null]");
        return;
    case FORM_OBJECT:
        str_append(out, "\"allOf\": [");
        reference_write(out, shape->noun);
        break;
    case FORM_OBJECT_OR_PERCENT:
        str_append(out, "\"anyOf\": [");
        reference_write(out, "percent");
        str_append(out, ", ");
        reference_write(out, shape->noun);
        break;
    case FORM_OBJECTS:
        str_printf(out, "\"type\": \"array\", %s\"items\": ", shape->wants_entry ? "\"minItems\": 1, " : "");
        reference_write(out, shape->noun);
        return;
    default:
        assert(name);
        str_append(out, "\"allOf\": [");
        reference_write(out, name);
        break;
    }
    str_char(out, ']');
}

/* what a field looks like, in words */

static const char *reference_words(const struct rule *rule)
{
    bool list = rule->form == FORM_REFERENCES;
    if (rule->read == read_deal || rule->read == read_deals)
        return list ? "The id of a deal, or a list of ids." : "The id of a deal.";
    if (rule->read == read_party || rule->read == read_parties || rule->read == read_side)
        return list ? "The id of a party, or a list of ids." : "The id of a party.";
    return list ? "The id of a source, or a list of ids." : "The id of a source.";
}

const char *schema_form_words(const struct rule *rule)
{
    static const char *const words[FORM_COUNT] = {
        [FORM_VERSION] = "\"1\".",
        [FORM_ID] = "At most 64 characters of a-z 0-9 . _ -, the first a letter or digit.",
        [FORM_NAMES] = "A list of texts.",
        [FORM_TRISTATE] = "true, false or null.",
        [FORM_DATE] = "A date: 2025-11-03, 2025-11, 2025-Q3, 2025-H2, 2025 or 2030s.",
        [FORM_AMOUNT] = "An amount: \"$38B\", \"about $10B\", \"up to $100B\", \"at least $10B\", "
                        "\"$10B-$20B\", \"tens of billions\", \"undisclosed\" or \"none\".",
        [FORM_NUMBER_OR_NAME] = "A number or a text.",
        [FORM_YEARS] = "A number above 0, at most 100, or a text such as \"5-7\".",
        [FORM_YEAR] = "Four digits: 2026.",
        [FORM_PERCENT] = "A number from 0 to 100.",
        [FORM_FRACTION] = "A number from 0 to 1.",
        [FORM_MET] = "true, false or a date.",
        [FORM_LEI] = "18 capital letters or digits and 2 check digits.",
        [FORM_COUNTRY] = "Two capital letters: US, GB, JP.",
        [FORM_CURRENCY] = "Three capital letters (ISO 4217): USD, EUR, JPY.",
        [FORM_COLOUR] = "# and six hexadecimal digits: #1f77b4.",
        [FORM_URL] = "An address that starts with http:// or https://.",
        [FORM_SPLIT] =
            "unknown, equal, or the share of each party, together 1: {\"fund\": 0.6, \"bank\": 0.4}.",
        [FORM_RATES] = "An object of numbers above 0, by currency.",
        [FORM_OBJECT_OR_PERCENT] = "A number from 0 to 100, or an object.",
    };
    if (rule->form == FORM_REFERENCE || rule->form == FORM_REFERENCES)
        return reference_words(rule);
    return words[rule->form] ? words[rule->form] : "";
}

/* shapes */

static void field_write(struct arena *arena, struct str *out, const struct rule *rule)
{
    const char *words = schema_form_words(rule);
    quote(out, rule->key);
    str_append(out, ": {\"description\": ");
    quote(out, *words ? arena_printf(arena, "%s %s", rule->about, words) : rule->about);
    str_append(out, ", ");
    type_write(out, rule);
    str_char(out, '}');
}

static void required_write(struct str *out, const struct shape *shape)
{
    const char *between = "\"required\": [";
    for (size_t i = 0; i < shape->rule_count; i++) {
        const struct rule *rule = &shape->rules[i];
        if (!rule->required && rule->form != FORM_VERSION) /* which the reader asks for before all others */
            continue;
        str_append(out, between);
        quote(out, rule->key);
        between = ", ";
    }
    if (*between == ',')
        str_append(out, "],\n");
}

/* The body of an object's schema, each line indented by `indent` */
static void shape_write(struct arena *arena, struct str *out, const struct shape *shape, const char *indent)
{
    str_printf(out, "%s\"type\": \"object\",\n%s", indent, indent);
    size_t before = out->length;
    required_write(out, shape);
    str_printf(out, "%s\"properties\": {\n", out->length > before ? indent : "");
    for (size_t i = 0; i < shape->rule_count; i++) {
        str_printf(out, "%s  ", indent);
        field_write(arena, out, &shape->rules[i]);
        str_append(out, i + 1 < shape->rule_count ? ",\n" : "\n");
    }
    str_printf(out, "%s},\n%s\"patternProperties\": {\"^(//|x_)\": {}},\n", indent, indent);
    str_printf(out, "%s\"additionalProperties\": false", indent);
    for (size_t i = 0; i < COUNT(conditions); i++)
        if (!strcmp(conditions[i].noun, shape->noun))
            str_printf(out, ",\n%s%s", indent, conditions[i].condition);
}

struct shapes {
    const struct shape *at[SHAPES_MOST];
    size_t count;
};

static bool form_has_shape(enum form form)
{
    return form == FORM_OBJECT || form == FORM_OBJECTS || form == FORM_OBJECT_OR_PERCENT;
}

/* Breadth first: the lists of the dataset before what is in their elements */
static void shapes_collect(struct shapes *shapes)
{
    shapes->at[0] = &dataset_shape;
    shapes->count = 1;
    for (size_t next = 0; next < shapes->count; next++)
        for (size_t i = 0; i < shapes->at[next]->rule_count; i++) {
            const struct rule *rule = &shapes->at[next]->rules[i];
            bool known = !form_has_shape(rule->form);
            for (size_t s = 0; s < shapes->count && !known; s++)
                known = shapes->at[s] == rule->more;
            assert(known || shapes->count < SHAPES_MOST);
            if (!known)
                shapes->at[shapes->count++] = rule->more;
        }
}

void schema_shapes_each(void (*visit)(void *context, const struct shape *shape), void *context)
{
    struct shapes shapes;
    shapes_collect(&shapes);
    for (size_t i = 0; i < shapes.count; i++)
        visit(context, shapes.at[i]);
}

/* definitions */

static void pattern_write(struct str *out, const char *name, const char *pattern, const char *more)
{
    str_printf(out, "    \"%s\": {\"type\": \"string\", %s\"pattern\": ", name, more);
    quote(out, pattern);
    str_append(out, "},\n");
}

/* Texts: not too long, without what must not be printed; `filled`: with more than blanks */
static void text_write(struct str *out, const char *name, int most, bool filled)
{
    str_printf(
        out, "    \"%s\": {\"type\": \"string\", \"maxLength\": %d, \"not\": {\"pattern\": ", name, most);
    quote(out, "[" FORBIDDEN "]");
    str_append(out, filled ? "}, \"pattern\": \"[^" SHOWS_NOTHING "]\"},\n" : "}},\n");
}

static void forms_write(struct arena *arena, struct str *out)
{
    text_write(out, "name", limit_of(NULL, LIMIT_NAME), false);
    text_write(out, "filled_name", limit_of(NULL, LIMIT_NAME), true);
    text_write(out, "text", limit_of(NULL, LIMIT_TEXT), false);
    text_write(out, "filled_text", limit_of(NULL, LIMIT_TEXT), true);
    for (size_t i = 0; i < COUNT(patterns); i++)
        pattern_write(out, patterns[i].name, patterns[i].pattern, "");
    pattern_write(out, "url", "^[Hh][Tt][Tt][Pp][Ss]?://" HOST PATH "$",
        arena_printf(arena, "\"maxLength\": %zu, ", limit_of(NULL, LIMIT_URL)));
    pattern_write(out, "amount_text", amount_pattern(arena), "");
    pattern_write(out, "money_text", amount_pattern_exact(arena), "");
    for (size_t i = 0; i < COUNT(literals); i++)
        str_printf(out, "    \"%s\": %s,\n", literals[i].name, literals[i].schema);
    str_printf(out, "    \"amount_object\": %s,\n", amount_object);
}

void schema_write(struct arena *arena, struct str *out)
{
    struct shapes shapes;
    shapes_collect(&shapes);
    str_append(out,
        "{\n"
        "  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"
        "  \"title\": \"A deal dataset, format 1\",\n"
        "  \"description\": \"Who pays whom, how much and how sure it is. Keys that start with // "
        "are comments, those with x_ your own.\",\n");
    shape_write(arena, out, shapes.at[0], "  ");
    str_append(out, ",\n  \"definitions\": {\n");
    forms_write(arena, out);
    for (size_t i = 1; i < shapes.count; i++) {
        str_printf(out, "    \"%s\": {\n", shapes.at[i]->noun);
        shape_write(arena, out, shapes.at[i], "      ");
        str_append(out, i + 1 < shapes.count ? "\n    },\n" : "\n    }\n");
    }
    str_append(out, "  }\n}\n");
}
