/* SPDX-License-Identifier: MIT */
/* fixture: a dataset from a text → facts → a flow plan, as tests want them. One of each engine for the test program. */
#ifndef DEALBRIEF_TEST_FLOW_FIXTURE_H
#define DEALBRIEF_TEST_FLOW_FIXTURE_H

#include "flow.h"
#include "support.h"

struct fixture {
    struct arena *arena;
    struct diags *diags;
    struct text *text;
    struct flow_engine *engine;
};

/* Runs an array of tests that share one, kept in *fixture; what main gives back. */
#define FIXTURE_RUN(fixture, tests) fixture_run(fixture, tests, sizeof(tests) / sizeof *(tests))
int fixture_run(struct fixture **fixture, const struct CMUnitTest *tests, size_t count);

struct fixture *fixture_create(void);
void fixture_destroy(struct fixture *fixture);
/* Forgets the last dataset and its diagnostics. */
void fixture_reset(struct fixture *fixture);

/* The whole dataset around these parties and deals (JSON arrays' contents). */
const char *fixture_json(struct fixture *fixture, const char *parties, const char *deals);
const struct facts *fixture_facts(struct fixture *fixture, const char *json);
const struct facts *fixture_sample(struct fixture *fixture, const char *name); /* samples/NAME.json */
struct flow_plan *fixture_plan(struct fixture *fixture, const struct facts *facts, double width, double height);
const char *fixture_dump(struct fixture *fixture, const struct flow_plan *plan, double width);

/* A pseudo-random dataset; the same seed gives the same. shuffle ≠ 0 writes the deals in another order. */
const char *fixture_random(struct fixture *fixture, int parties, int deals, uint32_t seed, uint32_t shuffle);

#endif
