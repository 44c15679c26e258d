/* SPDX-License-Identifier: MIT */
/*
 * twoway_words: pairs in numbers → multiples, the finding, sentences and the table. Nothing is said that does
 * not hold whatever the open amounts turn out to be.
 */
#include "say.h"
#include "twoway_plan.h"
#include "wording.h"

#include <math.h>
#include <string.h>

enum { PAIRS_TOLD = 2 };

static bool is_sized(const struct total *total)
{
    return total->flows > total->undisclosed;
}

/* "at least 3.8×" → "at least", "3.8×" */
static void multiple_split(struct arena *arena, struct twoway_pair *pair, const char *words)
{
    const char *space = strrchr(words, ' ');
    pair->multiple = space ? space + 1 : words;
    pair->qualifier = space ? arena_printf(arena, "%.*s", (int)(space - words), words) : NULL;
}

void twoway_multiple_set(const struct twoway *twoway, struct twoway_pair *pair)
{
    const struct total *capital = &pair->capital.total, *commerce = &pair->commerce.total;
    struct ratio ratio = {pair->low, pair->high, pair->low, pair->about};
    if (pair->about && capital->headline > 0)
        ratio.value = (double)commerce->headline / (double)capital->headline;
    int digits = digits_least(capital->digits, commerce->digits);
    struct str out = str_init(twoway->arena);
    pair->multiple = pair->qualifier = NULL;
    if (!is_sized(capital) || !is_sized(commerce))
        return;
    if (pair->in_full) {
        word_multiple(&out, (double)commerce->high / (double)capital->high, digits, ROUND_HALF_EVEN);
        pair->multiple = str_text(&out);
        pair->qualifier = said(twoway->arena, "if both in full");
    } else if (word_ratio(&out, &ratio, digits)) {
        multiple_split(twoway->arena, pair, str_text(&out));
    }
}

const char *twoway_multiple_words(const struct twoway *twoway, const struct twoway_pair *pair)
{
    if (!pair->multiple)
        return said(twoway->arena, "not known");
    if (pair->in_full)
        return say(twoway->arena, "%s if both come in full", pair->multiple);
    return pair->qualifier ? arena_printf(twoway->arena, "%s %s", pair->qualifier, pair->multiple)
                           : pair->multiple;
}

static const char *status_of(const struct twoway *twoway, const struct twoway_pair *pair)
{
    return word_status(twoway->arena, twoway->facts->flows[pair->weakest].status);
}

const char *twoway_sentence(const struct twoway *twoway, const struct twoway_pair *pair)
{
    return say(twoway->arena,
        "%s in %s: capital %s, orders back %s; orders over capital %s; weaker status: %s", pair->investor,
        pair->buyer, mirror_side_words(twoway->arena, &pair->capital),
        mirror_side_words(twoway->arena, &pair->commerce), twoway_multiple_words(twoway, pair),
        status_of(twoway, pair));
}

/* ---- the finding ---- */

static bool side_is_firm(const struct mirror_side *side)
{
    for (int bucket = 0; bucket < BUCKET_COUNT; bucket++)
        if (bucket != BUCKET_FIRM && side->by_bucket[bucket].flows > 0)
            return false;
    return true;
}

static bool pair_is_firm(const struct twoway_pair *pair)
{
    return side_is_firm(&pair->capital) && side_is_firm(&pair->commerce);
}

static bool is_several(const struct twoway *twoway, size_t node)
{
    return twoway->facts->nodes[node].parties.count > 1;
}

/* "OpenAI would pay Amazon at least 3.8× the capital it gets from it" */
static const char *title_of_one(const struct twoway *twoway, const struct twoway_pair *pair)
{
    bool several = is_several(twoway, pair->pair->buyer), firm = pair_is_firm(pair);
    if (!is_sized(&pair->capital.total) && !is_sized(&pair->commerce.total))
        return say(twoway->arena, "Capital from %s to %s, and orders back, both of undisclosed size",
            pair->investor, pair->buyer);
    if (!pair->multiple || pair->in_full)
        return say(twoway->arena, "Capital from %s to %s, and orders back: %s against %s", pair->investor,
            pair->buyer, mirror_side_words(twoway->arena, &pair->capital),
            mirror_side_words(twoway->arena, &pair->commerce));
    /* who pays (several or one), then who puts in */
    static const char *const firm_titles[2][2] = {{WORDS("%s pays %s %s the capital that %s puts in"),
                                                      WORDS("%s pays %s %s the capital that %s put in")},
        {WORDS("%s pay %s %s the capital that %s puts in"),
            WORDS("%s pay %s %s the capital that %s put in")}};
    const char *title =
        firm ? firm_titles[several][is_several(twoway, pair->pair->investor)]
             : WORDS_IN("several", WORDS("%s would pay %s %s the capital that %s would put in"));
    return arena_printf(twoway->arena,
        !firm && several ? said_in(twoway->arena, "several", title) : said(twoway->arena, title), pair->buyer,
        pair->investor, twoway_multiple_words(twoway, pair), pair->investor);
}

struct count {
    size_t more, not_more; /* of all pairs: certainly more in orders than in capital; certainly not */
    bool firm;             /* all that are certainly more */
};

static struct count count_of(const struct twoway *twoway)
{
    struct count count = {.firm = true};
    for (size_t i = 0; i < twoway->count; i++) {
        const struct twoway_pair *pair = &twoway->pairs[i];
        bool more = pair->low > 1;
        count.more += more;
        count.not_more += isfinite(pair->high) && pair->high <= 1;
        count.firm = count.firm && (!more || pair_is_firm(pair));
    }
    return count;
}

/* "In one of five pairs": a number that other languages decline */
static void word_number_dative(struct str *out, size_t count)
{
    if (count == 1)
        str_append(out, said_in(out->arena, "of pairs", "one"));
    else
        word_count(out, (int64_t)count);
}

const char *twoway_title(const struct twoway *twoway)
{
    struct str out = str_init(twoway->arena);
    if (twoway->count == 1)
        return title_of_one(twoway, &twoway->pairs[0]);
    struct count count = count_of(twoway);
    if (count.more == 0) {
        word_counted(&out, (int64_t)twoway->count, "pair", "pairs");
        return word_capital(twoway->arena,
            say(twoway->arena, "%s in which capital goes one way and orders come back", str_text(&out)));
    }
    struct str of = str_init(twoway->arena);
    word_number_dative(&out, count.more);
    word_number_dative(&of, twoway->count);
    bool all = count.more == twoway->count, both = all && twoway->count == 2,
         exactly = count.more + count.not_more == twoway->count;
    const char *where = both  ? said(twoway->arena, "In both pairs")
                        : all ? say(twoway->arena, "In all %s pairs", str_text(&of))
                        : exactly
                            ? say(twoway->arena, "In %s of %s pairs", str_text(&out), str_text(&of))
                            : say(twoway->arena, "In at least %s of %s pairs", str_text(&out), str_text(&of));
    return count.firm ? say(twoway->arena, "%s, more comes back in orders than is put in", where)
                      : say(twoway->arena, "%s, more would come back in orders than is put in", where);
}

/* ---- what is measured ---- */

const char *twoway_subtitle(const struct twoway *twoway)
{
    struct str out = str_init(twoway->arena);
    str_append(
        &out, said(twoway->arena,
                  "Capital that an investor puts into a company, and what the company pays the investor for "
                  "goods and services over the whole terms; both on one scale"));
    if (twoway->request->party != NO_INDEX)
        say_to(
            &out, "; pairs with %s", party_short(&twoway->facts->dataset->parties[twoway->request->party]));
    str_append(&out, twoway->request->where ? said(twoway->arena, "; chosen deals only") : "");
    return str_text(&out);
}

size_t twoway_notes(const struct twoway *twoway, const char *notes[TWOWAY_NOTES])
{
    size_t count = 0;
    notes[count++] = said(twoway->arena, "A row sets deals of the same two parties side by side; it does not "
                                         "say that one pays for the other.");
    if (twoway->shown < twoway->count) {
        struct str out = str_init(twoway->arena);
        word_counted(&out, (int64_t)(twoway->count - twoway->shown), "more pair", "more pairs");
        notes[count++] = word_capital(
            twoway->arena, twoway->count - twoway->shown == 1
                               ? say(twoway->arena, "%s, with less matched, is not drawn.", str_text(&out))
                               : say(twoway->arena, "%s, with less matched, are not drawn.", str_text(&out)));
    }
    return count;
}

const char *twoway_describe(const struct twoway *twoway)
{
    struct str out = str_init(twoway->arena);
    size_t told = twoway->shown < PAIRS_TOLD ? twoway->shown : PAIRS_TOLD;
    say_to(&out, "Two-sided bar chart, capital put in against orders back. %s. ", twoway_title(twoway));
    for (size_t i = 0; i < told; i++)
        str_printf(&out, "%s. ", twoway_sentence(twoway, &twoway->pairs[i]));
    if (told < twoway->count) {
        struct str more = str_init(twoway->arena);
        word_counted(&more, (int64_t)(twoway->count - told), "more pair", "more pairs");
        say_to(&out, "And %s.", str_text(&more));
    }
    return str_trimmed(twoway->arena, str_text(&out));
}

/* ---- the table ---- */

static void total_cells(struct data_table *table, const struct mirror_side *side)
{
    const struct total *total = &side->total;
    bool sized = is_sized(total) || total->low > 0;
    data_money(table, sized ? total->low : MONEY_OPEN);
    data_money(table, sized ? total->high : MONEY_OPEN);
    data_money(table, sized && total->no_headline == 0 ? total->headline : MONEY_OPEN);
    data_count(table, total->undisclosed);
    data_text(table, mirror_side_words(table->arena, side));
}

const struct data_table *twoway_data(const struct twoway *twoway)
{
    static const struct data_column columns[] = {{"investor", false}, {"company", false},
        {"capital_low", true}, {"capital_high", true}, {"capital_headline", true},
        {"capital_undisclosed", true}, {"capital", false}, {"orders_low", true}, {"orders_high", true},
        {"orders_headline", true}, {"orders_undisclosed", true}, {"orders", false}, {"multiple_low", true},
        {"multiple_high", true}, {"multiple", false}, {"weaker_status", false}};
    struct data_table *table =
        data_table_create(twoway->arena, "twoway", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < twoway->shown; i++) {
        const struct twoway_pair *pair = &twoway->pairs[i];
        data_text(table, pair->investor);
        data_text(table, pair->buyer);
        total_cells(table, &pair->capital);
        total_cells(table, &pair->commerce);
        data_number(table, pair->low);
        data_number(table, isfinite(pair->high) ? pair->high : NAN);
        data_text(table, twoway_multiple_words(twoway, pair));
        data_text(table, status_of(twoway, pair));
    }
    return table;
}
