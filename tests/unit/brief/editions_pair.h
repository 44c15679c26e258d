/* SPDX-License-Identifier: MIT */
/* editions_pair: two small editions of one dataset → their changes and the marks of a flow diagram. */
#ifndef DEALBRIEF_TEST_EDITIONS_PAIR_H
#define DEALBRIEF_TEST_EDITIONS_PAIR_H

#include "flow_marks.h"
#include "support.h"

struct editions_pair {
    struct arena *arena;
    const struct changes *changes;
    const struct facts *now;
    const struct flow_since *since;
};

/* as JSON: contents of `parties`, of `deals` and further keys of the dataset (or "") */
void pair_take_more(struct editions_pair *pair, const char *parties_was, const char *was,
    const char *more_was, const char *parties_is, const char *is, const char *more_is);
void pair_take(struct editions_pair *pair, const char *parties_was, const char *was, const char *parties_is,
    const char *is);
/* A lease */
const char *pair_deal(struct editions_pair *pair, const char *id, const char *from, const char *to,
    const char *amount, const char *status);

int pair_open(void **state);
int pair_close(void **state);
#define PAIR_CASE(test) cmocka_unit_test_setup_teardown(test, pair_open, pair_close)

#endif
