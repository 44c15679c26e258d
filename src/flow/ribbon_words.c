/* SPDX-License-Identifier: MIT */
/*
 * ribbon_words: in, a ribbon; out, what is said of it, from all there is down to the amount alone. It refuses
 * to know where the words will stand.
 *
 * The amount is never shortened: its qualifier belongs to it. Purposes are, in steps.
 */
#include "ribbon_words.h"

#include "say.h"
#include "wording.h"

#include <math.h>
#include <string.h>

enum { LONG_PURPOSE = 44, SHORT_TITLE = 32, AMOUNT_WORDS_MOST = 6 };

struct text_style words_strong(void)
{
    return (struct text_style){FACE_CONDENSED_SEMIBOLD, theme_style(STYLE_LABEL_AMOUNT).size};
}

struct text_style words_plain(void)
{
    return theme_style(STYLE_LABEL_AMOUNT);
}

struct text_style words_mark(void)
{
    return (struct text_style){FACE_CONDENSED_MEDIUM, theme_style(STYLE_LABEL_AMOUNT).size};
}

/* ---- amounts said again in a purpose ---- */

/* Does what a purpose says agree with the amount: the same headline, or an interval that holds it? Then to
   repeat it beside the amount would say nothing, or, in other words, seem to say something else. */
static bool says_again(const struct amount *said, const struct amount *amount)
{
    if (!amount_is_sized(said) || !amount_is_sized(amount))
        return said->kind == AMOUNT_UNDISCLOSED && amount->kind == AMOUNT_UNDISCLOSED;
    if (strcmp(said->currency, amount->currency) != 0)
        return false;
    bool same = said->has_headline && amount->has_headline && said->headline == amount->headline;
    return same || (said->low <= amount->low && said->high >= amount->high);
}

static bool is_amount_again(
    const struct flow_plan *plan, const struct ribbon *ribbon, const char *text, size_t length)
{
    const struct dataset *dataset = plan->facts->dataset;
    struct amount_rules rules = {
        .currency = dataset->currency, .approx_ppm = dataset->approx_ppm, .tersely = true};
    struct amount said;
    const char *sentence, *hint;
    const char *words = arena_strndup(plan->arena, text, length);
    /* a bare number is more often a count than money */
    bool bare = strspn(words, "0123456789., ") == length;
    return length > 0 && !bare &&
           amount_parse(plan->arena, words, &rules, &said, &sentence, &hint) == AMOUNT_OK &&
           says_again(&said, &ribbon->amount);
}

/* Length of the words at the start that say the amount again, with what parts them from the rest; the most
   words that do. */
static size_t amount_at_start(const struct flow_plan *plan, const struct ribbon *ribbon, const char *purpose)
{
    size_t best = 0, at = 0;
    for (int words = 0; words < AMOUNT_WORDS_MOST && purpose[at] != '\0'; words++) {
        at += strcspn(purpose + at, " :,;");
        if (is_amount_again(plan, ribbon, purpose, at))
            best = at;
        if (purpose[at] != ' ')
            break;
        at++;
    }
    return best > 0 ? best + strspn(purpose + best, " :,;") : 0;
}

/* Where ", $100B" at the end begins; the purpose's length where it does not say the amount again. */
static size_t amount_at_end(const struct flow_plan *plan, const struct ribbon *ribbon, const char *purpose)
{
    size_t length = strlen(purpose);
    const char *comma = strrchr(purpose, ',');
    if (comma == NULL || comma == purpose)
        return length;
    const char *last = comma + 1 + strspn(comma + 1, " ");
    return is_amount_again(plan, ribbon, last, strlen(last)) ? (size_t)(comma - purpose) : length;
}

/* What for, without the amount where it is said again. */
static const char *ribbon_purpose(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    const struct flow *flow = &plan->facts->flows[ribbon->flows.at[0]];
    const struct deal *deal = &plan->facts->dataset->deals[flow->deal];
    const char *purpose = flow->leg != NO_INDEX ? deal->legs[flow->leg].purpose : NULL;
    if (purpose == NULL)
        purpose = deal->purpose;
    if (purpose == NULL && deal->title != NULL && flow->leg == NO_INDEX && strlen(deal->title) <= SHORT_TITLE)
        purpose = deal->title;
    if (purpose == NULL)
        return word_type(plan->arena, flow->type);
    purpose += amount_at_start(plan, ribbon, purpose);
    size_t length = amount_at_end(plan, ribbon, purpose);
    if (purpose[length] != '\0')
        purpose = arena_strndup(plan->arena, purpose, length);
    return *purpose != '\0' ? purpose : word_type(plan->arena, flow->type);
}

/* ---- words ---- */

/* Its parts are itemised elsewhere: the ribbon stands for what they leave. */
static bool ribbon_is_rest(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    const struct flow *flow = &plan->facts->flows[ribbon->flows.at[0]];
    return flow->rest.low != flow->amount.low || flow->rest.high != flow->amount.high;
}

/* "other manufacture"; what begins with a figure or a capital, "the rest of nearly 7 GW of planned capacity",
   after a comma */
static const char *rest_words(struct arena *arena, const char *purpose)
{
    static const char *const articles[] = {"a ", "an ", "the "};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (str_starts(purpose, articles[i]))
            return say(arena, "other %s", purpose + strlen(articles[i]));
    bool plain = *purpose >= 'a' && *purpose <= 'z' && strpbrk(purpose, "0123456789") == NULL;
    return plain ? say(arena, "other %s", purpose) : say(arena, ", the rest of %s", purpose);
}

/* Up to the first comma, bracket, " and " or " with ". */
static const char *first_clause(struct arena *arena, const char *text)
{
    static const char *const ends[] = {
        ", ", " (", ": ", "; ", WORDS(" and "), WORDS(" with "), WORDS(" in the "), WORDS(" outside ")};
    size_t length = strlen(text);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const char *found = strstr(text, said(arena, ends[i]));
        if (found != NULL && found > text && (size_t)(found - text) < length)
            length = (size_t)(found - text);
    }
    return arena_strndup(arena, text, length);
}

static const char *ribbon_term(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    const struct flow *flow = &plan->facts->flows[ribbon->flows.at[0]];
    const struct deal *deal = &plan->facts->dataset->deals[flow->deal];
    const struct term *term = flow->leg != NO_INDEX ? &deal->legs[flow->leg].term : &deal->term;
    if (!term->present || term->years_words == NULL || ribbon_is_rest(plan, ribbon))
        return "";
    bool one = term->years_low == YEARS_ONE && term->years_high == YEARS_ONE;
    return arena_printf(
        plan->arena, said(plan->arena, one ? WORDS(", %s year") : WORDS(", %s years")), term->years_words);
}

/* ", in talks" where it is not agreed and `said` does not say so */
static const char *talk_after(const struct flow_plan *plan, const struct ribbon *ribbon, const char *said)
{
    const char *status = word_status(plan->arena, plan->facts->flows[ribbon->flows.at[0]].status);
    bool told = strstr(said, status) != NULL || ribbon->gone ||
                (ribbon->mark != NULL && strstr(ribbon->mark, status) != NULL);
    if (told || (ribbon->bucket != BUCKET_TALK && ribbon->bucket != BUCKET_DEAD))
        return "";
    return arena_printf(plan->arena, ", %s", status);
}

const char *ribbon_talk(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    return talk_after(plan, ribbon, "");
}

const char *ribbon_amount(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    struct str words = str_init(plan->arena);
    if (ribbon->flows.count > 1)
        say_to(&words, "%zu deals: ", ribbon->flows.count);
    word_amount(&words, &ribbon->amount, NUMBER_SHORT);
    return str_text(&words);
}

const char *ribbon_plain(const struct flow_plan *plan, const struct ribbon *ribbon, int variant)
{
    if (ribbon->flows.count > 1)
        return variant == 0 ? "" : NULL;
    const char *purpose = ribbon_purpose(plan, ribbon), *clause = first_clause(plan->arena, purpose);
    const char *type = word_type(plan->arena, plan->facts->flows[ribbon->flows.at[0]].type);
    if (ribbon_is_rest(plan, ribbon)) {
        purpose = rest_words(plan->arena, purpose);
        clause = rest_words(plan->arena, clause);
        type = rest_words(plan->arena, type);
    }
    const char *term = ribbon_term(plan, ribbon);
    switch (variant) {
    case 0:
        return strlen(purpose) <= LONG_PURPOSE
                   ? arena_printf(plan->arena, "%s%s%s", purpose, term, talk_after(plan, ribbon, purpose))
                   : NULL;
    case 1:
        return arena_printf(plan->arena, "%s%s%s", clause, term, talk_after(plan, ribbon, clause));
    case 2:
        return arena_printf(plan->arena, "%s%s", clause, talk_after(plan, ribbon, clause));
    case 3:
        return arena_printf(plan->arena, "%s%s", type, talk_after(plan, ribbon, type));
    default:
        return ribbon_talk(plan, ribbon);
    }
}

/* "$38B server capacity", but "undisclosed: server capacity" and "tens of billions: accelerators" */
const char *words_joint(const char *amount, const char *plain)
{
    if (*plain == '\0' || *plain == ',')
        return "";
    return strpbrk(amount, "0123456789") != NULL ? " " : ": ";
}

struct text_lines words_wrap(
    const struct flow_plan *plan, struct arena *arena, struct words words, double width)
{
    const char *joint = words_joint(words.amount, words.plain);
    struct text_span spans[WORD_MARK + 1] = {
        {.style = words_strong()}, {.style = words_plain()}, {.style = words_mark()}};
    spans[0].string = *joint == ':' ? arena_printf(plan->arena, "%s:", words.amount) : words.amount;
    spans[1].string =
        *words.plain != '\0' ? arena_printf(plan->arena, "%s%s", *joint != '\0' ? " " : "", words.plain) : "";
    spans[WORD_MARK].string = words.mark;
    size_t count = *words.mark != '\0' ? WORD_MARK + 1 : *words.plain != '\0' ? 2 : 1;
    return text_wrap(plan->text, arena, spans, count, width);
}

double lines_width(const struct text_lines *lines)
{
    double width = 0;
    for (size_t i = 0; i < lines->count; i++)
        width = fmax(width, lines->lines[i].width);
    return width;
}

const char *ribbon_text(const struct flow_plan *plan, const struct ribbon *ribbon)
{
    const char *amount = ribbon_amount(plan, ribbon), *purpose = ribbon_purpose(plan, ribbon);
    if (ribbon->flows.count > 1)
        return amount;
    if (ribbon_is_rest(plan, ribbon))
        purpose = rest_words(plan->arena, purpose);
    return arena_printf(plan->arena, "%s%s%s%s%s", amount, words_joint(amount, purpose), purpose,
        ribbon_term(plan, ribbon), talk_after(plan, ribbon, purpose));
}
