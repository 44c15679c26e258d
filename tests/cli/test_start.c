/* SPDX-License-Identifier: MIT */
/* What a new user begins with: the schema, and the starter. The schema itself is judged in tests/schema. */
#include "fixture.h"

#include "schema.h"
#include "shapes.h"

static const char *schema_of(struct arena *arena)
{
    struct str out = str_init(arena);
    schema_write(arena, &out);
    return str_text(&out);
}

static void test_schema(void **state)
{
    struct fixture *fixture = *state;
    struct process_result result = RUN(fixture, "schema");
    assert_int_equal(result.exit_code, 0);
    assert_string_equal(text_of(result.errors), "");
    assert_string_equal(text_of(result.output), schema_of(fixture->arena));
    assert_golden("docs/dataset.schema.json", text_of(result.output));
    assert_int_equal(RUN(fixture, "schema", "x").exit_code, 2);
}

/* One plain sentence for every field: it ends like one, fits a line of an editor, and is nobody else's form.
 */
static void about_check(void *context, const struct shape *shape)
{
    size_t *fields = context;
    assert_non_null(shape->noun);
    for (size_t i = 0; i < shape->rule_count; i++) {
        const struct rule *rule = &shape->rules[i];
        if (!rule->about || strlen(rule->about) < 8 || !str_ends(rule->about, ".") || rule->about[0] < 'A' ||
            rule->about[0] > 'Z' || utf8_count(rule->about) > 140)
            fail_msg("%s.%s: '%s'", shape->noun, rule->key, rule->about ? rule->about : "");
        assert_true(rule->form < FORM_COUNT);
        if (rule->form == FORM_WORD || rule->form == FORM_OBJECT || rule->form == FORM_OBJECTS ||
            rule->form == FORM_OBJECT_OR_PERCENT)
            assert_non_null(rule->more);
        (*fields)++;
    }
}

static void test_about(void **state)
{
    (void)state;
    size_t fields = 0;
    schema_shapes_each(about_check, &fields);
    assert_true(fields > 150);
}

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(test_schema), CASE(test_about)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
