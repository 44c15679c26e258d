/* SPDX-License-Identifier: MIT */
/*
 * docs/dataset.md says which fields there are: that part of it is made here from the tables that the reader
 * reads by (./dev update), the rest must name every word of the fixed lists.
 */
#include "fixture.h"

#include "schema.h"
#include "shapes.h"

static const char begin[] = "<!-- made from the tables in src/input: ./dev update -->\n";
static const char end[] = "<!-- end of what is made -->\n";

/* What the page calls the shapes */
static const struct {
    const char *noun, *heading, *anchor;
} headings[] = {
    {"dataset", "The dataset", "the-dataset"},
    {"conventions", "Conventions", "conventions"},
    {"fx", "Exchange rates", "exchange-rates"},
    {"party", "A party", "a-party"},
    {"deal", "A deal", "a-deal"},
    {"flow", "A flow of a deal", "a-flow-of-a-deal"},
    {"dates", "Dates of a deal", "dates-of-a-deal"},
    {"term", "How long it runs", "how-long-it-runs"},
    {"quantity", "A quantity", "a-quantity"},
    {"rate", "A rate", "a-rate"},
    {"stake", "A stake", "a-stake"},
    {"payment", "A year of a schedule", "a-year-of-a-schedule"},
    {"tranche", "A tranche", "a-tranche"},
    {"clause", "A term agreed", "a-term-agreed"},
    {"claim", "A claim", "a-claim"},
    {"state", "An earlier state", "an-earlier-state"},
    {"valuation", "A valuation", "a-valuation"},
    {"metric", "A metric", "a-metric"},
    {"note", "A note", "a-note"},
    {"source", "A source", "a-source"},
};
enum { HEADING_COUNT = sizeof headings / sizeof *headings };

static size_t heading_find(const struct shape *shape)
{
    for (size_t i = 0; i < HEADING_COUNT; i++)
        if (str_equals(headings[i].noun, shape->noun))
            return i;
    fail_msg("docs/dataset.md has no heading for '%s'", shape->noun);
    return 0;
}

static void shape_link(struct str *out, const char *before, const struct shape *shape)
{
    size_t i = heading_find(shape);
    str_printf(out, "%s[%s](#%s)", before, headings[i].heading, headings[i].anchor);
}

/* A sentence as an entry of a table: "The id of a party." → "the id of a party" */
static void entry_append(struct str *out, const char *sentence)
{
    size_t length = strlen(sentence), point = length && sentence[length - 1] == '.';
    bool capital = sentence[0] >= 'A' && sentence[0] <= 'Z';
    if (capital)
        str_char(out, (char)(sentence[0] + 32));
    str_append_bytes(out, sentence + capital, length - capital - point);
}

/* How a field is written: as the schema says, but shorter where the page has a section on it */
static void form_format(struct str *out, const struct rule *rule)
{
    const struct vocabulary *vocabulary = rule->more;
    switch (rule->form) {
    case FORM_AMOUNT:
        str_append(out, "an [amount](#amounts)");
        break;
    case FORM_DATE:
        str_append(out, "a date");
        break;
    case FORM_NAME:
    case FORM_TEXT:
        str_append(out, "text");
        break;
    case FORM_WORD:
        if (vocabulary == &deal_type_vocabulary || vocabulary == &deal_status_vocabulary) {
            str_append(
                out, vocabulary == &deal_type_vocabulary ? "a [type](#types)" : "a [status](#statuses)");
            break;
        }
        for (int i = vocabulary->first; i <= vocabulary->last; i++)
            str_printf(out, "%s`%s`", i > vocabulary->first ? ", " : "", vocabulary->name(i));
        break;
    case FORM_OBJECT:
        shape_link(out, "object: ", rule->more);
        break;
    case FORM_OBJECTS:
        shape_link(out, "list: ", rule->more);
        break;
    case FORM_OBJECT_OR_PERCENT:
        shape_link(out, "a number from 0 to 100, or an object: ", rule->more);
        break;
    default:
        entry_append(out, schema_form_words(rule));
        break;
    }
}

struct page {
    struct str fields[HEADING_COUNT]; /* by heading */
    struct str out;
};

static void shape_format(void *context, const struct shape *shape)
{
    struct page *page = context;
    struct str *out = &page->fields[heading_find(shape)];
    for (size_t i = 0; i < shape->rule_count; i++) {
        const struct rule *rule = &shape->rules[i];
        bool required = rule->required || rule->form == FORM_VERSION;
        str_printf(out, "| `%s`%s | ", rule->key, required ? "*" : "");
        form_format(out, rule);
        str_printf(out, " | %s |\n", rule->about);
    }
}

static void fields_format(struct arena *arena, struct str *out)
{
    struct page page;
    for (size_t i = 0; i < HEADING_COUNT; i++)
        page.fields[i] = str_init(arena);
    schema_shapes_each(shape_format, &page);
    for (size_t i = 0; i < HEADING_COUNT; i++) {
        if (!page.fields[i].length)
            fail_msg("no shape is called '%s'", headings[i].noun);
        str_printf(out, "\n### %s\n\n| field | how it is written | what it says |\n|---|---|---|\n%s",
            headings[i].heading, str_text(&page.fields[i]));
    }
    str_char(out, '\n');
}

static void test_fields(void **state)
{
    struct fixture *fixture = *state;
    const char *page = text_of(source_file(fixture->arena, "docs/dataset.md"));
    const char *from = strstr(page, begin), *to = strstr(page, end);
    assert_true(from && to && from < to);
    struct str out = str_init(fixture->arena);
    str_append_bytes(&out, page, (size_t)(from - page) + strlen(begin));
    fields_format(fixture->arena, &out);
    str_append(&out, to);
    assert_golden("docs/dataset.md", str_text(&out));
}

/* The words between a heading and the next, each in backquotes, are those of the list and no others. */
static void section_check(
    struct arena *arena, const char *page, const char *heading, const struct vocabulary *list)
{
    const char *from = strstr(page, heading);
    assert_non_null(from);
    from += strlen(heading);
    const char *next = strstr(from, "\n#"), *table_end = strstr(from, "|\n\n");
    size_t length = next ? (size_t)(next - from) : strlen(from);
    if (table_end && (size_t)(table_end - from) < length)
        length = (size_t)(table_end - from) + 2;
    const char *section = arena_strndup(arena, from, length);
    for (int i = list->first; i <= list->last; i++)
        if (!strstr(section, arena_printf(arena, "`%s`", list->name(i))))
            fail_msg("%s of docs/dataset.md lacks %s", heading + 1, list->name(i));
    for (const char *at = section; (at = strchr(at, '`'));) {
        size_t word = strcspn(++at, "`");
        if (list->find(arena_strndup(arena, at, word)) < 0)
            fail_msg("%s of docs/dataset.md: '%.*s' is none", heading + 1, (int)word, at);
        at += word + 1;
    }
}

static void test_words(void **state)
{
    struct fixture *fixture = *state;
    const char *page = text_of(source_file(fixture->arena, "docs/dataset.md"));
    section_check(fixture->arena, page, "\n### Types\n", &deal_type_vocabulary);
    section_check(fixture->arena, page, "\n### Statuses\n", &deal_status_vocabulary);
}

/* ---- the manual page: the same fields, shorter ---- */

static const char man_begin[] = "; made from the tables in src/input: ./dev update\n";
static const char man_end[] = "; end of what is made\n";

/* scdoc makes something of these */
static void man_append(struct str *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        str_printf(out, "%s%c", strchr("_*\\`", text[i]) ? "\\" : "", text[i]);
}

static void man_form(struct arena *arena, struct str *out, const struct rule *rule)
{
    const struct vocabulary *vocabulary = rule->more;
    struct str form = str_init(arena);
    switch (rule->form) {
    case FORM_AMOUNT:
        str_append(&form, "an amount");
        break;
    case FORM_WORD:
        if (vocabulary == &deal_type_vocabulary || vocabulary == &deal_status_vocabulary)
            str_append(&form, vocabulary == &deal_type_vocabulary ? "a type" : "a status");
        else
            for (int i = vocabulary->first; i <= vocabulary->last; i++)
                str_printf(&form, "%s%s", i > vocabulary->first ? ", " : "", vocabulary->name(i));
        break;
    case FORM_OBJECT:
    case FORM_OBJECTS:
    case FORM_OBJECT_OR_PERCENT:
        str_printf(&form, "%s%s",
            rule->form == FORM_OBJECT    ? "object: "
            : rule->form == FORM_OBJECTS ? "list: "
                                         : "a number from 0 to 100, or an object: ",
            headings[heading_find(rule->more)].heading);
        break;
    default:
        form_format(&form, rule);
        break;
    }
    man_append(out, str_text(&form), form.length);
}

static void man_shape(void *context, const struct shape *shape)
{
    struct page *page = context;
    struct str *out = &page->fields[heading_find(shape)];
    for (size_t i = 0; i < shape->rule_count; i++) {
        const struct rule *rule = &shape->rules[i];
        str_append(out, "*");
        man_append(out, rule->key, strlen(rule->key));
        str_printf(out, "* (%s", rule->required || rule->form == FORM_VERSION ? "required; " : "");
        man_form(out->arena, out, rule);
        str_append(out, ")\n\t");
        man_append(out, rule->about, strlen(rule->about));
        str_append(out, "\n\n");
    }
}

static void test_manual(void **state)
{
    static const char path[] = "docs/man/dealbrief-dataset.5.scd";
    struct fixture *fixture = *state;
    const char *text = text_of(source_file(fixture->arena, path));
    const char *from = strstr(text, man_begin), *to = strstr(text, man_end);
    assert_true(from && to && from < to);
    struct str out = str_init(fixture->arena);
    str_append_bytes(&out, text, (size_t)(from - text) + strlen(man_begin));
    struct page page;
    for (size_t i = 0; i < HEADING_COUNT; i++)
        page.fields[i] = str_init(fixture->arena);
    schema_shapes_each(man_shape, &page);
    for (size_t i = 0; i < HEADING_COUNT; i++)
        str_printf(&out, "\n## %s\n\n%s", headings[i].heading, str_text(&page.fields[i]));
    str_append(&out, to);
    assert_golden(path, str_text(&out));
    static const struct vocabulary *const lists[] = {&deal_type_vocabulary, &deal_status_vocabulary};
    for (size_t i = 0; i < 2; i++)
        for (int word = lists[i]->first; word <= lists[i]->last; word++) {
            struct str shown = str_init(fixture->arena);
            man_append(&shown, lists[i]->name(word), strlen(lists[i]->name(word)));
            const char *section = strstr(text, i ? "# STATUSES" : "# TYPES"),
                       *there = strstr(section, str_text(&shown));
            if (!there || there > strstr(section, i ? "# FIELDS" : "# STATUSES"))
                fail_msg("%s lacks %s", path, lists[i]->name(word));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(test_fields), CASE(test_words), CASE(test_manual)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
