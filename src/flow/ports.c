/* SPDX-License-Identifier: MIT */
/*
 * ports: in, the y of cards and of what stands in the next columns; out, the order of cables on each card's
 * side.
 *
 * Top to bottom: returns that turn up (nearest lane first), forward cables by their neighbours' y, returns
 * that turn down (nearest lane last): then no two cables of one side cross between their card and the next
 * column.
 */
#include "ports.h"

#include <stdlib.h>

enum port_group { PORT_TURN_UP, PORT_FORWARD, PORT_TURN_DOWN };

struct port {
    enum port_group group;
    double key;
    size_t cable;
};

static int compare_ports(const void *a, const void *b)
{
    const struct port *x = a, *y = b;
    if (x->group != y->group)
        return (int)x->group - (int)y->group;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->cable < y->cable ? -1 : x->cable > y->cable ? 1 : 0;
}

static struct port port_of(struct flow_plan *plan, size_t index, bool out)
{
    struct cable *cable = &plan->cables[index];
    const struct card *card = &plan->cards[out ? cable->payer : cable->payee];
    struct port port = {.cable = index, .group = PORT_FORWARD};
    if (!cable->back) {
        const struct item *next = &plan->items[cable->chain[out ? 1 : cable->chain_count - 2]];
        port.key = next->y;
        if (next->card != NO_INDEX)
            port.key += out ? cable->port_in : cable->port_out;
        return port;
    }
    const struct item *lane = &plan->items[cable->chain[out ? cable->chain_count - 1 : 0]];
    bool up = lane->y < plan->items[card->item].y;
    *(out ? &cable->up_out : &cable->up_in) = up;
    port.group = up ? PORT_TURN_UP : PORT_TURN_DOWN;
    port.key = -lane->y;
    return port;
}

static void side_ports(struct flow_plan *plan, size_t card, bool out, struct port *ports)
{
    size_t count = 0;
    double total = 0;
    for (size_t c = 0; c < plan->cable_count; c++) {
        struct cable *cable = &plan->cables[c];
        if ((out ? cable->payer : cable->payee) != card)
            continue;
        ports[count++] = port_of(plan, c, out);
        total += cable->thickness + plan->cable_gap;
    }
    qsort(ports, count, sizeof *ports, compare_ports);
    double at = -(total - plan->cable_gap) / 2;
    size_t *order = arena_array(plan->arena, size_t, count + 1);
    *(out ? &plan->cards[card].out_order : &plan->cards[card].in_order) = order;
    *(out ? &plan->cards[card].out_count : &plan->cards[card].in_count) = count;
    for (size_t i = 0; i < count; i++) {
        struct cable *cable = &plan->cables[ports[i].cable];
        *(out ? &cable->port_out : &cable->port_in) = at + cable->thickness / 2;
        at += cable->thickness + plan->cable_gap;
        order[i] = ports[i].cable;
    }
}

void plan_ports(struct flow_plan *plan)
{
    struct port *ports = arena_array(plan->arena, struct port, plan->cable_count + 1);
    for (size_t card = 0; card < plan->card_count; card++) {
        side_ports(plan, card, true, ports);
        side_ports(plan, card, false, ports);
    }
}
