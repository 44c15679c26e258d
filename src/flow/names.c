/* SPDX-License-Identifier: MIT */
/*
 * names: in, a plan with cards; out, what each party is called in the whole drawing. Who has a `short` is
 * called by the full name where every card of its own holds that in two lines (one more for each further
 * party of a joint card), words unbroken; else by the short one. Parties without a card keep the short one.
 *
 * The plan reads a copy of the facts whose parties are called so: all words made from them agree.
 */
#include "plan.h"

#include "wording.h"

#include <math.h>
#include <string.h>

enum { FULL_LINES = 2, JOINT_LINES = 4 /* before a name is cut */, PLANS_MOST = 3 };

static bool has_short(const struct party *party)
{
    return party->short_name != NULL && strcmp(party->short_name, party->name) != 0;
}

void plan_take_facts(struct flow_plan *plan, const struct facts *facts)
{
    const struct dataset *dataset = facts->dataset;
    bool any = false;
    for (size_t p = 0; p < dataset->party_count && !any; p++)
        any = has_short(&dataset->parties[p]);
    plan->given = plan->facts = facts;
    if (!any)
        return;
    struct facts *own = arena_new(plan->arena, struct facts);
    struct dataset *copy = arena_new(plan->arena, struct dataset);
    plan->parties = arena_array(plan->arena, struct party, dataset->party_count);
    memcpy(plan->parties, dataset->parties, dataset->party_count * sizeof *plan->parties);
    *copy = *dataset;
    copy->parties = plan->parties;
    *own = *facts;
    own->dataset = copy;
    plan->facts = own;
}

const char *card_full_name(const struct flow_plan *plan, const struct card *card)
{
    if (card->node == NO_INDEX || plan->parties == NULL)
        return card->name;
    const struct indices *parties = &plan->facts->nodes[card->node].parties;
    struct str name = str_init(plan->arena);
    for (size_t i = 0; i < parties->count; i++)
        str_printf(&name, "%s%s", i > 0 ? " / " : "", party_full(&plan->parties[parties->at[i]]));
    return str_text(&name);
}

/* Letters that a line may end behind without a space: ideographs and kana */
static bool is_word_alone(uint32_t code)
{
    return (code >= 0x3040 && code < 0xA000) || (code >= 0xF900 && code < 0xFB00) ||
           (code >= 0x20000 && code < 0x40000);
}

double name_longest_word(const struct flow_plan *plan, const char *name)
{
    const char *end = name + strlen(name), *word = name;
    double need = 0;
    for (const char *at = name; at < end;) {
        const char *before = at;
        uint32_t code = utf8_next(&at, end);
        if (code != ' ' && at < end && !is_word_alone(code))
            continue;
        const char *stop = code == ' ' ? before : at;
        const char *part = arena_strndup(plan->arena, word, (size_t)(stop - word));
        need = fmax(need, text_width(plan->text, theme_style(STYLE_LABEL), part));
        word = at;
    }
    return need;
}

static bool full_fits(const struct flow_plan *plan, const struct card *card, double width)
{
    if (card->node == NO_INDEX || plan->parties == NULL)
        return true;
    const char *name = card_full_name(plan, card);
    struct text_span span = {.string = name, .style = theme_style(STYLE_LABEL)};
    size_t most = FULL_LINES - 1 + plan->facts->nodes[card->node].parties.count;
    most = most < JOINT_LINES ? most : JOINT_LINES;
    return name_longest_word(plan, name) <= width &&
           text_wrap(plan->text, plan->arena, &span, 1, width).count <= most;
}

static void parties_call(struct flow_plan *plan, const struct card *card, bool full)
{
    const struct indices *parties = &plan->facts->nodes[card->node].parties;
    for (size_t i = 0; i < parties->count; i++) {
        struct party *party = &plan->parties[parties->at[i]];
        const struct party *given = &plan->given->dataset->parties[parties->at[i]];
        party->short_name = full ? NULL : given->short_name;
        party->shown = full ? given->shown_full : given->shown;
    }
}

/* All that fit first, then those that do not: who stands on several cards is called alike on all. */
static void plan_call(struct flow_plan *plan, const bool *fits)
{
    for (int full = 1; full >= 0; full--)
        for (size_t c = 0; c < plan->card_count; c++)
            if (plan->cards[c].node != NO_INDEX && fits[c] == (full == 1))
                parties_call(plan, &plan->cards[c], full == 1);
    for (size_t c = 0; c < plan->card_count; c++)
        if (plan->cards[c].node != NO_INDEX)
            plan->cards[c].name = facts_node_name(plan->arena, plan->facts, plan->cards[c].node);
}

void plan_names_choose(struct flow_plan *plan, double width)
{
    struct flow_plan *plans[PLANS_MOST] = {plan, plan->panels[0], plan->panels[1]};
    bool *fits = arena_array(plan->arena, bool, plan->card_count + 1);
    for (size_t c = 0; c < plan->card_count; c++) {
        fits[c] = true;
        for (int i = 0; i < PLANS_MOST && plans[i] != NULL; i++)
            fits[c] = fits[c] && full_fits(plans[i], &plans[i]->cards[c], width);
    }
    for (int i = 0; i < PLANS_MOST && plans[i] != NULL; i++)
        if (plans[i]->parties != NULL)
            plan_call(plans[i], fits);
}

/* ---- names that are too long ---- */

static const char *name_rest(
    const struct flow_plan *plan, const char *name, const struct text_lines *lines, size_t from)
{
    const char *at = name;
    for (size_t l = 0; l < from; l++)
        for (size_t p = 0; p < lines->lines[l].count; p++) {
            const char *piece = lines->lines[l].pieces[p].run->string;
            size_t opens = strncmp(piece, "\u2067", 3) == 0 || strncmp(piece, "\u2066", 3) == 0 ? 3 : 0;
            size_t length = strlen(piece), closes = opens;
            const char *words = arena_strndup(plan->arena, piece + opens, length - opens - closes);
            const char *found = strstr(at, words);
            if (found == NULL) /* a hyphen was put in */
                return NULL;
            at = found + strlen(words);
        }
    while (*at == ' ')
        at++;
    bool isolated = strncmp(name, "\u2067", 3) == 0 || strncmp(name, "\u2066", 3) == 0;
    return isolated && at > name ? arena_printf(plan->arena, "%.3s%s", name, at) : at;
}

const struct text_run *name_last_line(
    const struct flow_plan *plan, const char *name, const struct text_lines *lines, size_t from, double width)
{
    struct text_style style = theme_style(STYLE_LABEL);
    const char *rest = name_rest(plan, name, lines, from);
    if (rest == NULL)
        rest = lines->lines[from].pieces[0].run->string;
    const struct text_run *run = text_shape_fitting(plan->text, style, rest, width);
    const char *cut = strstr(run->string, "…"), *space = strrchr(run->string, ' ');
    if (cut == NULL || space == NULL || strncmp(run->string, rest, (size_t)(space - run->string)) != 0)
        return run;
    size_t kept = (size_t)(cut - run->string);
    if (rest[kept] == ' ') /* cut between words already */
        return run;
    return text_shape(
        plan->text, style, arena_printf(plan->arena, "%.*s…", (int)(space - run->string), run->string));
}
