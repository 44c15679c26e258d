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

static const char *starter_of(struct fixture *fixture)
{
    return text_of(source_file(fixture->arena, "templates/starter.json"));
}

static void test_init(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    struct process_options here = {.folder = fixture->folder};
    const char *mine = arena_printf(arena, "%s/mine.json", fixture->folder);
    struct process_result printed = RUN(fixture, "init"),
                          written = RUN_WITH(fixture, &here, "init", "mine.json");
    assert_int_equal(printed.exit_code, 0);
    assert_string_equal(text_of(printed.output), starter_of(fixture));
    assert_string_equal(text_of(RUN(fixture, "init", "-").output), starter_of(fixture));
    assert_int_equal(written.exit_code, 0);
    assert_string_equal(text_of(written.output), "");
    assert_string_equal(text_of(written.errors), "");
    assert_string_equal(text_of(bytes_of(fixture, mine)), starter_of(fixture));
    assert_int_equal(RUN(fixture, "init", "a", "b").exit_code, 2);
    assert_int_equal(RUN(fixture, "init", "/dev/full").exit_code, 74);
}

static void test_init_keeps(void **state)
{
    struct fixture *fixture = *state;
    const char *mine = kept_write(fixture, "mine.json", "mine");
    struct process_result result = RUN(fixture, "init", mine);
    assert_int_equal(result.exit_code, 74);
    assert_non_null(strstr(text_of(result.errors), "there is such a file already"));
    assert_non_null(strstr(text_of(result.errors), "name another file"));
    assert_string_equal(text_of(bytes_of(fixture, mine)), "mine");
    assert_int_equal(symlink("nowhere", arena_printf(fixture->arena, "%s/link.json", fixture->folder)), 0);
    assert_int_equal(
        RUN(fixture, "init", arena_printf(fixture->arena, "%s/link.json", fixture->folder)).exit_code, 74);
    assert_int_equal(entries(fixture->folder), 2);
}

/* A beginner starts without a warning, and sees a page. */
static void test_init_draws(void **state)
{
    struct fixture *fixture = *state;
    struct process_options here = {.folder = fixture->folder};
    assert_int_equal(RUN_WITH(fixture, &here, "init", "mine.json").exit_code, 0);
    struct process_result check = RUN_WITH(fixture, &here, "check", "--strict", "mine.json");
    struct process_result render = RUN_WITH(fixture, &here, "mine.json", "--strict", "-o", "out");
    assert_int_equal(check.exit_code, 0);
    assert_string_equal(text_of(check.errors), "");
    assert_int_equal(render.exit_code, 0);
    assert_string_equal(text_of(render.errors), "");
    assert_true(exists(arena_printf(fixture->arena, "%s/out/mine/flow.svg", fixture->folder)));
}

static bool is_in_word(char c)
{
    return is_letter(c) || c == '_' || c == '$';
}

/* Does the text hold this word, not as a part of a longer one? */
static bool says(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = text; (at = strstr(at, word)); at++)
        if ((at == text || !is_in_word(at[-1])) && !is_in_word(at[length]))
            return true;
    return false;
}

static void words_said(const char *starter, const struct vocabulary *vocabulary)
{
    for (int i = vocabulary->first; i <= vocabulary->last; i++)
        if (!says(starter, vocabulary->name(i)))
            fail_msg("the starter does not mention the %s '%s'", vocabulary->noun, vocabulary->name(i));
}

/* The starter uses or names every field of the dataset and of what hangs from it, and of the fixed lists
   those that a beginner chooses from. What is inside of terms, tranches and the like is for the
   documentation. */
static void fields_said(void *context, const struct shape *shape)
{
    static const char *const nouns[] = {"dataset", "party", "deal", "valuation", "metric", "note", "source"};
    const char *starter = context;
    bool first = false;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        first = first || str_equals(shape->noun, nouns[i]);
    for (size_t i = 0; i < shape->rule_count && first; i++)
        if (!says(starter, shape->rules[i].key))
            fail_msg("the starter does not mention %s of a %s", shape->rules[i].key, shape->noun);
}

static void test_init_says(void **state)
{
    struct fixture *fixture = *state;
    char *starter = arena_strdup(fixture->arena, starter_of(fixture));
    schema_shapes_each(fields_said, starter);
    words_said(starter, &deal_type_vocabulary);
    words_said(starter, &deal_status_vocabulary);
    words_said(starter, &note_kind_vocabulary);
    words_said(starter, &source_kind_vocabulary);
    words_said(starter, &valuation_basis_vocabulary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(test_schema), CASE(test_about), CASE(test_init),
        CASE(test_init_keeps), CASE(test_init_draws), CASE(test_init_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
