/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "dataset_load.h"

#include <stdlib.h>
#include <string.h>

struct fixture *fixture_create(void)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    if (fixture == NULL)
        memory_exhausted();
    fixture->arena = arena_create();
    fixture->diags = diags_create();
    fixture->text = text_create(source_path(fixture->arena, "fonts"), NULL, fixture->diags);
    assert_non_null(fixture->text);
    fixture->engine = flow_engine_create();
    return fixture;
}

void fixture_destroy(struct fixture *fixture)
{
    flow_engine_destroy(fixture->engine);
    text_destroy(fixture->text);
    diags_destroy(fixture->diags);
    arena_destroy(fixture->arena);
    free(fixture);
}

int fixture_run(struct fixture **fixture, const struct CMUnitTest *tests, size_t count)
{
    *fixture = fixture_create();
    int failed = _cmocka_run_group_tests("tests", tests, count, NULL, NULL);
    fixture_destroy(*fixture);
    return failed;
}

void fixture_reset(struct fixture *fixture)
{
    arena_reset(fixture->arena);
    diags_destroy(fixture->diags);
    fixture->diags = diags_create();
}

const char *fixture_json(struct fixture *fixture, const char *parties, const char *deals)
{
    return arena_printf(fixture->arena,
        "{\"dealbrief\":\"1\",\"title\":\"Test\",\"as_of\":\"2025-12-17\",\"currency\":\"USD\","
        "\"sources\":[{\"id\":\"s\",\"publisher\":\"Wire\"}],\"parties\":[%s],\"deals\":[%s]}",
        parties, deals);
}

const struct facts *fixture_facts(struct fixture *fixture, const char *json)
{
    struct bytes bytes = {(const unsigned char *)json, strlen(json)};
    const struct dataset *dataset = dataset_load(fixture->arena, "test.json", bytes, fixture->diags);
    if (dataset == NULL)
        fail_msg("%s", diags_brief(fixture->arena, fixture->diags));
    return facts_derive(fixture->arena, dataset, LEVEL_PARENT);
}

const struct facts *fixture_sample(struct fixture *fixture, const char *name)
{
    struct bytes bytes = source_file(fixture->arena, arena_printf(fixture->arena, "samples/%s.json", name));
    const struct dataset *dataset = dataset_load(fixture->arena, name, bytes, fixture->diags);
    assert_non_null(dataset);
    return facts_derive(fixture->arena, dataset, LEVEL_PARENT);
}

struct flow_plan *fixture_plan(
    struct fixture *fixture, const struct facts *facts, double width, double height)
{
    struct flow_options options = {.width = width, .height = height};
    return flow_plan_make(fixture->arena, fixture->engine, fixture->text, facts, &options, fixture->diags);
}

const char *fixture_dump(struct fixture *fixture, const struct flow_plan *plan, double width)
{
    struct scene *scene = scene_create(fixture->arena, width, flow_plan_height(plan));
    flow_draw(plan, scene);
    struct str out = str_init(fixture->arena);
    scene_dump(scene, &out);
    return str_text(&out);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static const char *random_amount(struct fixture *fixture, uint32_t *seed)
{
    static const char *const forms[] = {
        "$%uM", "$%uM", "$%uM", "up to $%uM", "about $%uM", "at least $%uM", "undisclosed"};
    uint32_t form = next_random(seed) % 8, decade = next_random(seed) % 4;
    uint32_t value = 1 + next_random(seed) % 99;
    for (uint32_t i = 0; i < decade; i++)
        value *= 10;
    if (form == 6)
        return "undisclosed";
    if (form == 7)
        return arena_printf(fixture->arena, "$%uM-$%uM", value, value * 3);
    struct str out = str_init(fixture->arena);
    for (const char *at = forms[form]; *at != '\0'; at++) {
        if (at[0] == '%' && at[1] == 'u') {
            str_printf(&out, "%u", value);
            at++;
        } else
            str_char(&out, *at);
    }
    return str_text(&out);
}

static const char *random_deal(struct fixture *fixture, int parties, int index, uint32_t *seed)
{
    static const char *const types[] = {"equity", "lease", "purchase", "debt", "build", "acquisition"};
    static const char *const statuses[] = {"signed", "closed", "announced", "in_talks"};
    uint32_t from = next_random(seed) % (uint32_t)parties;
    uint32_t to = (from + 1 + next_random(seed) % (uint32_t)(parties - 1)) % (uint32_t)parties;
    const char *type = types[next_random(seed) % 6], *status = statuses[next_random(seed) % 4];
    const char *amount = random_amount(fixture, seed);
    return arena_printf(fixture->arena,
        "{\"id\":\"d%03d\",\"type\":\"%s\",\"from\":\"p%u\",\"to\":\"p%u\",\"amount\":\"%s\",\"for\":\"cloud "
        "capacity\","
        "\"status\":\"%s\",\"date\":\"2025-01-01\",\"sources\":[\"s\"]}",
        index, type, from, to, amount, status);
}

const char *fixture_random(struct fixture *fixture, int parties, int deals, uint32_t seed, uint32_t shuffle)
{
    struct str people = str_init(fixture->arena), list = str_init(fixture->arena);
    const char **texts = arena_array(fixture->arena, const char *, (size_t)deals);
    for (int i = 0; i < parties; i++)
        str_printf(
            &people, "%s{\"id\":\"p%d\",\"name\":\"Party %d\",\"kind\":\"company\"}", i > 0 ? "," : "", i, i);
    for (int i = 0; i < deals; i++)
        texts[i] = random_deal(fixture, parties, i, &seed);
    for (int i = deals; shuffle != 0 && i > 1; i--) {
        uint32_t other = next_random(&shuffle) % (uint32_t)i;
        const char *moved = texts[i - 1];
        texts[i - 1] = texts[other];
        texts[other] = moved;
    }
    for (int i = 0; i < deals; i++)
        str_printf(&list, "%s%s", i > 0 ? "," : "", texts[i]);
    return fixture_json(fixture, str_text(&people), str_text(&list));
}
