/* SPDX-License-Identifier: MIT */
/* describe (internal to flow): the words for one flow that sentences and the list of loops share. */
#ifndef DEALBRIEF_FLOW_DESCRIBE_H
#define DEALBRIEF_FLOW_DESCRIBE_H

#include "closing.h"

/* "about $10B", "an undisclosed amount" */
void flow_amount_words(struct str *out, const struct flow *flow);
/* "in talks", "announced, binding", "signed (status assumed)" */
void flow_status_words(struct str *out, const struct facts *facts, const struct flow *flow);
/* "Amazon → OpenAI → Amazon" */
void loop_names(
    struct arena *arena, const struct facts *facts, struct str *out, const size_t *nodes, size_t length);
/* "Every leg is signed or paid": of a loop of firm deals, by what made them firm */
void firm_legs_words(struct str *out, const struct facts *facts, const struct network *network,
    const size_t *edges, size_t length);
/* "the deal “X” goes ahead and the deal “Y” becomes binding"; as_deals: "the deal" stands before each title */
void closing_words(struct str *out, const struct facts *facts, const struct network *network,
    const struct closing *closing, bool as_deals);
/* A loop that is told though some leg has no known size: capital goes round against commerce */
bool loop_is_unsized(const struct loop *loop);

#endif
