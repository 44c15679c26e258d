/* SPDX-License-Identifier: MIT */
/* ports (internal to flow): where on a card's side each cable leaves or arrives. */
#ifndef DEALBRIEF_FLOW_PORTS_H
#define DEALBRIEF_FLOW_PORTS_H

#include "plan.h"

/* From the items' y: sets port_out, port_in, up_out, up_in of every cable. The stack is centred on its card.
 */
void plan_ports(struct flow_plan *plan);

#endif
