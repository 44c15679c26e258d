/* SPDX-License-Identifier: MIT */
/*
 * Tables of words, dates, counts and names. How money is written stands in wording_money.c.
 */
#include "wording.h"

#include "say.h"
#include "wording_number.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* dates */

static const char *const month_names[] = {WORDS("January"), WORDS("February"), WORDS("March"), WORDS("April"),
    WORDS("May"), WORDS("June"), WORDS("July"), WORDS("August"), WORDS("September"), WORDS("October"),
    WORDS("November"), WORDS("December")};
static const char *const month_briefs[] = {WORDS_IN("month", "Jan"), WORDS_IN("month", "Feb"),
    WORDS_IN("month", "Mar"), WORDS_IN("month", "Apr"), WORDS_IN("month", "May"), WORDS_IN("month", "Jun"),
    WORDS_IN("month", "Jul"), WORDS_IN("month", "Aug"), WORDS_IN("month", "Sep"), WORDS_IN("month", "Oct"),
    WORDS_IN("month", "Nov"), WORDS_IN("month", "Dec")};

const char *word_month(const struct arena *arena, int month)
{
    return said_in(arena, "month", month_briefs[month - 1]);
}

/* Day, month and year in the order of the manner */
static void day_append(struct str *out, int year, int month, int day, bool full)
{
    const char *name = full ? said(out->arena, month_names[month - 1]) : word_month(out->arena, month);
    switch (manner_in(out->arena)->dates) {
    case DATES_ISO:
        str_printf(out, "%04d-%02d-%02d", year, month, day);
        break;
    case DATES_MONTH_FIRST:
        str_printf(out, "%s %d, %d", name, day, year);
        break;
    case DATES_DOTTED:
        str_printf(out, "%02d.%02d.%d", day, month, year);
        break;
    default:
        say_to(out, "%d %s %d", day, name, year);
    }
}

static void month_append(struct str *out, int year, int month, bool full)
{
    if (manner_in(out->arena)->dates == DATES_ISO)
        str_printf(out, "%04d-%02d", year, month);
    else
        str_printf(out, "%s %d",
            full ? said(out->arena, month_names[month - 1]) : word_month(out->arena, month), year);
}

static void decade_append(struct str *out, int year)
{
    say_to(out, "the %ds", year);
}

void word_date(struct str *out, struct date date)
{
    int year, month, day;
    if (date.precision == DATE_NONE)
        return;
    day_split(date.first, &year, &month, &day);
    switch (date.precision) {
    case DATE_DAY:
        day_append(out, year, month, day, false);
        break;
    case DATE_MONTH:
        month_append(out, year, month, false);
        break;
    case DATE_QUARTER:
        say_to(out, "Q%d %d", (month + 2) / 3, year);
        break;
    case DATE_HALF:
        say_to(out, "H%d %d", month > 6 ? 2 : 1, year);
        break;
    case DATE_DECADE:
        decade_append(out, year);
        break;
    default:
        str_printf(out, "%d", year);
    }
}

static const char *const quarters[] = {WORDS("the first quarter of %d"), WORDS("the second quarter of %d"),
    WORDS("the third quarter of %d"), WORDS("the fourth quarter of %d")};
static const char *const halves[] = {WORDS("the first half of %d"), WORDS("the second half of %d")};

/* A sentence of a table that takes one number */
static void year_append(struct str *out, const char *sentence, int year)
{
    str_printf(out, said(out->arena, sentence), year);
}

void word_date_long(struct str *out, struct date date)
{
    int year, month, day;
    if (date.precision == DATE_NONE)
        return;
    day_split(date.first, &year, &month, &day);
    switch (date.precision) {
    case DATE_DAY:
        day_append(out, year, month, day, true);
        break;
    case DATE_MONTH:
        month_append(out, year, month, true);
        break;
    case DATE_QUARTER:
        year_append(out, quarters[(month - 1) / 3], year);
        break;
    case DATE_HALF:
        year_append(out, halves[(month - 1) / 6], year);
        break;
    case DATE_DECADE:
        decade_append(out, year);
        break;
    default:
        str_printf(out, "%d", year);
    }
}

/* Other languages decline the quarter: "im dritten Quartal". */
static const char *const quarters_when[] = {WORDS("in the first quarter of %d"),
    WORDS("in the second quarter of %d"), WORDS("in the third quarter of %d"),
    WORDS("in the fourth quarter of %d")};
static const char *const halves_when[] = {
    WORDS("in the first half of %d"), WORDS("in the second half of %d")};

void word_date_when(struct str *out, struct date date)
{
    struct str words = str_init(out->arena);
    int year, month, day;
    if (date.precision == DATE_NONE)
        return;
    day_split(date.first, &year, &month, &day);
    word_date_long(&words, date);
    switch (date.precision) {
    case DATE_DAY:
        say_to(out, "on %s", str_text(&words));
        break;
    case DATE_MONTH:
        say_to(out, "in %s", str_text(&words));
        break;
    case DATE_QUARTER:
        year_append(out, quarters_when[(month - 1) / 3], year);
        break;
    case DATE_HALF:
        year_append(out, halves_when[(month - 1) / 6], year);
        break;
    case DATE_DECADE:
        say_to(out, "in the %ds", year);
        break;
    default:
        say_to(out, "in %d", year);
    }
}

/* statuses, classes, types and their kin */

/* The verbs end so that an infinitive can follow. */
static const struct {
    const char *verb, *verbs, *adjective;
} statuses[] = {
    [STATUS_NONE] = {WORDS("would"), WORDS("would"), ""},
    [STATUS_CANCELLED] = {WORDS("is no longer to"), WORDS("are no longer to"), WORDS("cancelled")},
    [STATUS_WITHDRAWN] = {WORDS("is no longer to"), WORDS("are no longer to"), WORDS("withdrawn")},
    [STATUS_TERMINATED] = {WORDS("is no longer to"), WORDS("are no longer to"), WORDS("terminated")},
    [STATUS_LAPSED] = {WORDS("is no longer to"), WORDS("are no longer to"), WORDS("lapsed")},
    [STATUS_DENIED] = {WORDS("has denied that it will"), WORDS("have denied that they will"),
        WORDS("denied")},
    [STATUS_SUPERSEDED] = {WORDS("is no longer to"), WORDS("are no longer to"), WORDS("superseded")},
    [STATUS_RUMOURED] = {WORDS("is rumoured to be considering whether to"),
        WORDS("are rumoured to be considering whether to"), WORDS("rumoured")},
    [STATUS_REPORTED] = {WORDS("is reported to be planning to"), WORDS("are reported to be planning to"),
        WORDS("reported")},
    [STATUS_IN_TALKS] = {WORDS("is in talks to"), WORDS("are in talks to"), WORDS("in talks")},
    [STATUS_PROPOSED] = {WORDS("has proposed to"), WORDS("have proposed to"), WORDS("proposed")},
    [STATUS_AGREED] = {WORDS("has agreed in outline, not binding, to"),
        WORDS("have agreed in outline, not binding, to"), WORDS("agreed in outline")},
    [STATUS_ANNOUNCED] = {WORDS("has said it will"), WORDS("have said they will"), WORDS("announced")},
    [STATUS_SIGNED] = {WORDS("has signed to"), WORDS("have signed to"), WORDS("signed")},
    [STATUS_ACTIVE] = {WORDS("is under contract to"), WORDS("are under contract to"), WORDS("active")},
    [STATUS_CLOSED] = {WORDS("has agreed and paid to"), WORDS("have agreed and paid to"), WORDS("closed")},
    [STATUS_COMPLETED] = {WORDS("has agreed and paid to"), WORDS("have agreed and paid to"),
        WORDS("completed")},
};
static_assert(sizeof statuses / sizeof *statuses == STATUS_COUNT, "every status has words");

const char *word_status_verb(const struct arena *arena, enum status status)
{
    return said(arena, statuses[status].verb);
}

const char *word_status_verbs(const struct arena *arena, enum status status)
{
    return said(arena, statuses[status].verbs);
}

const char *word_deal_verb(const struct arena *arena, enum status status, enum tristate binding, bool several)
{
    enum bucket bucket = status_bucket(status, binding);
    if (bucket == status_bucket(status, TRI_UNKNOWN))
        return several ? word_status_verbs(arena, status) : word_status_verb(arena, status);
    if (bucket == BUCKET_FIRM)
        return several ? said(arena, "are bound to") : said(arena, "is bound to");
    return word_bucket_mood(arena, bucket, several);
}

bool word_deal_verb_is_bare(enum status status, enum tristate binding)
{
    enum bucket bucket = status_bucket(status, binding);
    if (bucket != status_bucket(status, TRI_UNKNOWN))
        return bucket != BUCKET_FIRM;
    return status == STATUS_NONE || (bucket == BUCKET_DEAD && status != STATUS_DENIED);
}

const char *word_status(const struct arena *arena, enum status status)
{
    return said(arena, statuses[status].adjective);
}

static const struct {
    const char *words, *brief, *condition, *mood, *moods;
} buckets[] = {
    [BUCKET_DEAD] = {WORDS("dead"), WORDS("called off"), WORDS("is revived"), WORDS("is no longer to"),
        WORDS("are no longer to")},
    [BUCKET_TALK] = {WORDS("under discussion"), WORDS("under discussion"), WORDS("goes ahead"),
        WORDS("would"), WORDS("would")},
    [BUCKET_PLANNED] = {WORDS("announced or agreed, binding not stated"), WORDS("announced or agreed"),
        WORDS("becomes binding"), WORDS("would"), WORDS("would")},
    [BUCKET_FIRM] = {WORDS("signed or paid"), WORDS("signed or paid"), "", "", ""},
};
static_assert(sizeof buckets / sizeof *buckets == BUCKET_COUNT, "every bucket has words");

const char *word_bucket(const struct arena *arena, enum bucket bucket)
{
    return said(arena, buckets[bucket].words);
}

const char *word_bucket_short(const struct arena *arena, enum bucket bucket)
{
    return said(arena, buckets[bucket].brief);
}

const char *word_bucket_mood(const struct arena *arena, enum bucket bucket, bool several)
{
    return said(arena, several ? buckets[bucket].moods : buckets[bucket].mood);
}

const char *word_bucket_condition(const struct arena *arena, enum bucket bucket)
{
    return said(arena, buckets[bucket].condition);
}

static const struct {
    const char *heading, *noun;
} classes[] = {
    [CLASS_CAPITAL] = {WORDS("Capital"), WORDS("capital")},
    [CLASS_COMMERCE] = {WORDS("Commerce"), WORDS("commercial deals")},
    [CLASS_BUILD] = {WORDS("Building"), WORDS("building")},
    [CLASS_OWNERSHIP] = {WORDS("Ownership"), WORDS("share deals")},
    [CLASS_RELATION] = {WORDS("Relations without money"), WORDS("relations")},
    [CLASS_OTHER] = {WORDS("Other"), WORDS("other payments")},
};
static_assert(sizeof classes / sizeof *classes == CLASS_COUNT, "every class has words");

const char *word_class(const struct arena *arena, enum deal_class deal_class)
{
    return said(arena, classes[deal_class].heading);
}

const char *word_class_noun(const struct arena *arena, enum deal_class deal_class)
{
    return said(arena, classes[deal_class].noun);
}

const char *word_class_plain(const struct arena *arena, enum deal_class deal_class)
{
    static const char *const words[CLASS_COUNT] = {[CLASS_CAPITAL] = WORDS_IN("class", "capital"),
        [CLASS_COMMERCE] = WORDS_IN("class", "commerce"),
        [CLASS_BUILD] = WORDS_IN("class", "build"),
        [CLASS_OWNERSHIP] = WORDS_IN("class", "ownership"),
        [CLASS_RELATION] = WORDS_IN("class", "relation"),
        [CLASS_OTHER] = WORDS_IN("class", "other")};
    return said_in(arena, "class", words[deal_class]);
}

const char *word_type(const struct arena *arena, enum deal_type type)
{
    static const char *const words[] = {
        [TYPE_EQUITY] = WORDS("equity"),
        [TYPE_CONVERTIBLE] = WORDS("convertible"),
        [TYPE_DEBT] = WORDS("debt"),
        [TYPE_WARRANT] = WORDS("warrant"),
        [TYPE_GUARANTEE] = WORDS("guarantee"),
        [TYPE_GRANT] = WORDS("grant"),
        [TYPE_PURCHASE] = WORDS("purchase"),
        [TYPE_SERVICES] = WORDS("services"),
        [TYPE_LEASE] = WORDS("lease"),
        [TYPE_LICENSE] = WORDS("licence"),
        [TYPE_REVENUE_SHARE] = WORDS("revenue share"),
        [TYPE_PPA] = WORDS("power purchase"),
        [TYPE_BUILD] = WORDS("construction"),
        [TYPE_JOINT_VENTURE] = WORDS("joint venture"),
        [TYPE_ACQUISITION] = WORDS("acquisition"),
        [TYPE_SECONDARY] = WORDS("secondary sale"),
        [TYPE_TRANSFER] = WORDS("transfer"),
        [TYPE_INTEGRATION] = WORDS("integration"),
        [TYPE_PARTNERSHIP] = WORDS("partnership"),
        [TYPE_OTHER] = WORDS("other"),
    };
    static_assert(sizeof words / sizeof *words == TYPE_COUNT, "every type has a word");
    return said(arena, words[type]);
}

static const struct {
    const char *label, *attribution;
} evidences[] = {
    [EVIDENCE_NONE] = {"", ""},
    [EVIDENCE_FILING] = {WORDS("filing"), WORDS("according to a filing")},
    [EVIDENCE_PARTY] = {WORDS("party statement"), WORDS("according to the parties")},
    [EVIDENCE_ANALYST] = {WORDS("analyst"), WORDS("according to analysts")},
    [EVIDENCE_PRESS] = {WORDS("press"), WORDS("according to press reports")},
    [EVIDENCE_RUMOUR] = {WORDS("rumour"), WORDS("according to rumours")},
    [EVIDENCE_ASSUMED] = {WORDS("assumed"), WORDS("as assumed here")},
};

const char *word_evidence(const struct arena *arena, enum evidence evidence)
{
    return said(arena, evidences[evidence].label);
}

const char *word_attribution(const struct arena *arena, enum evidence evidence)
{
    return said(arena, evidences[evidence].attribution);
}

/* What a source of a kind is worth as evidence, best first in the enum */
static enum evidence source_evidence(enum source_kind kind)
{
    static const enum evidence worth[] = {
        [SOURCE_NONE] = EVIDENCE_NONE,
        [SOURCE_FILING] = EVIDENCE_FILING,
        [SOURCE_PARTY] = EVIDENCE_PARTY,
        [SOURCE_PRESS] = EVIDENCE_PRESS,
        [SOURCE_ANALYST] = EVIDENCE_ANALYST,
        [SOURCE_AGGREGATOR] = EVIDENCE_PRESS,
        [SOURCE_RUMOUR] = EVIDENCE_RUMOUR,
        [SOURCE_ASSUMED] = EVIDENCE_ASSUMED,
    };
    return worth[kind];
}

/* One source of unknown kind may be anything: then nobody is named. */
static enum evidence sources_evidence(const struct dataset *dataset, const struct indices *sources)
{
    enum evidence best = EVIDENCE_NONE;
    for (size_t i = 0; i < sources->count; i++) {
        enum evidence one = source_evidence(dataset->sources[sources->at[i]].kind);
        if (one == EVIDENCE_NONE)
            return EVIDENCE_NONE;
        if (best == EVIDENCE_NONE || one < best)
            best = one;
    }
    return best;
}

enum evidence deal_attribution(const struct dataset *dataset, const struct deal *deal, enum status status)
{
    enum evidence evidence =
        deal->evidence != EVIDENCE_NONE ? deal->evidence : sources_evidence(dataset, &deal->sources);
    bool vouched = evidence == EVIDENCE_FILING || evidence == EVIDENCE_PARTY;
    bool verb_says = (status == STATUS_RUMOURED || status == STATUS_REPORTED) &&
                     (evidence == EVIDENCE_PRESS || evidence == EVIDENCE_RUMOUR);
    return vouched || verb_says ? EVIDENCE_NONE : evidence;
}

const char *word_deal_attribution(
    const struct arena *arena, const struct dataset *dataset, const struct deal *deal, enum status status)
{
    return word_attribution(arena, deal_attribution(dataset, deal, status));
}

static bool path_is(const char *path, const char *field)
{
    size_t length = strlen(field);
    return !strncmp(path, field, length) && (path[length] == '\0' || path[length] == '.');
}

/* "flows.upfront.amount" or "flows.0.amount": what is behind the leg's own name, "" of the whole leg; NULL
 * when the path is about something else */
static const char *leg_path(const char *path, const struct leg *leg, size_t index)
{
    char number[24];
    if (!path_is(path, "flows"))
        return NULL;
    path += strlen("flows");
    if (!*path)
        return path;
    path++;
    snprintf(number, sizeof number, "%zu", index);
    const char *name = path_is(path, number) ? number : leg->id && path_is(path, leg->id) ? leg->id : NULL;
    if (!name)
        return NULL;
    path += strlen(name);
    return *path ? path + 1 : path;
}

bool deal_is_assumed(const struct deal *deal, size_t leg, const char *field)
{
    bool own = leg != NO_INDEX && (!strcmp(field, "amount") || !strcmp(field, "funded"));
    for (size_t i = 0; i < deal->assumed.count; i++) {
        const char *path = deal->assumed.at[i];
        const char *behind = leg == NO_INDEX ? NULL : leg_path(path, &deal->legs[leg], leg);
        if (behind && (!*behind || path_is(behind, field)))
            return true;
        if (!own && path_is(path, field))
            return true;
    }
    return false;
}

bool word_assumed(struct str *out, const struct deal *deal, size_t leg)
{
    static const struct {
        const char *field, *word;
    } told[] = {{"status", WORDS("status")}, {"binding", WORDS("standing")}, {"from", WORDS("payer")},
        {"to", WORDS("payee")}, {"type", WORDS("type")}, {"amount", WORDS("amount")},
        {"term", WORDS("term")}};
    const char *words[sizeof told / sizeof *told];
    size_t count = 0;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (deal_is_assumed(deal, leg, told[i].field))
            words[count++] = said(out->arena, told[i].word);
    struct str list = str_init(out->arena);
    say_list(&list, words, count);
    if (count)
        say_to(out, "%s assumed", str_text(&list));
    return count > 0;
}

const char *word_valuation_basis(const struct arena *arena, enum valuation_basis basis)
{
    static const char *const words[] = {
        [BASIS_ROUND] = WORDS("funding round"),
        [BASIS_TENDER] = WORDS("tender offer"),
        [BASIS_SECONDARY] = WORDS("secondary sale"),
        [BASIS_MARKET] = WORDS("market value"),
        [BASIS_ACQUISITION] = WORDS("acquisition price"),
        [BASIS_IMPLIED] = WORDS("implied"),
        [BASIS_REPORTED] = WORDS("reported"),
        [BASIS_APPRAISAL] = WORDS("appraisal"),
    };
    return said(arena, words[basis]);
}

const char *word_valuation_money(const struct arena *arena, enum valuation_money stated)
{
    return stated == MONEY_PRE    ? said(arena, "pre-money")
           : stated == MONEY_POST ? said(arena, "post-money")
                                  : "";
}

const char *word_metric_basis(const struct arena *arena, enum metric_basis basis)
{
    static const char *const words[] = {[METRIC_NONE] = "",
        [METRIC_ACTUAL] = WORDS("actual"),
        [METRIC_FORECAST] = WORDS("forecast"),
        [METRIC_RUN_RATE] = WORDS("run rate"),
        [METRIC_IMPLIED] = WORDS("implied"),
        [METRIC_REPORTED] = WORDS("reported"),
        [METRIC_COMPANY_CLAIM] = WORDS("company claim")};
    static_assert(sizeof words / sizeof *words == METRIC_COMPANY_CLAIM + 1, "every basis has words");
    return said(arena, words[basis]);
}

const char *word_note_kind(const struct arena *arena, enum note_kind kind)
{
    static const char *const words[] = {
        [NOTE_RISK] = WORDS("Risks"),
        [NOTE_REGULATORY] = WORDS("Regulation"),
        [NOTE_CONTEXT] = WORDS("Context"),
        [NOTE_OPINION] = WORDS("Opinion"),
        [NOTE_CLAIM] = WORDS("Claims"),
        [NOTE_TECHNICAL] = WORDS("Technical notes"),
        [NOTE_WATCH] = WORDS("What to watch"),
        [NOTE_METHOD] = WORDS("Method"),
        [NOTE_CORRECTION] = WORDS("Corrections"),
    };
    return said(arena, words[kind]);
}

const char *word_party_kind(const struct arena *arena, enum party_kind kind)
{
    static const char *const words[] = {
        [PARTY_COMPANY] = WORDS("company"),
        [PARTY_BUSINESS_UNIT] = WORDS("business unit"),
        [PARTY_FUND] = WORDS("fund"),
        [PARTY_SOVEREIGN_FUND] = WORDS("sovereign wealth fund"),
        [PARTY_STATE_COMPANY] = WORDS("state-owned company"),
        [PARTY_GOVERNMENT] = WORDS("government"),
        [PARTY_PERSON] = WORDS("person"),
        [PARTY_GROUP] = WORDS("group"),
        [PARTY_PROJECT] = WORDS("project"),
        [PARTY_VEHICLE] = WORDS("investment vehicle"),
        [PARTY_CLUB] = WORDS("club of investors"),
        [PARTY_OTHER] = WORDS("other"),
    };
    return said(arena, words[kind]);
}

const char *word_source_kind(const struct arena *arena, enum source_kind kind)
{
    static const char *const words[] = {
        [SOURCE_NONE] = "",
        [SOURCE_FILING] = WORDS("Filing"),
        [SOURCE_PARTY] = WORDS("Party"),
        [SOURCE_PRESS] = WORDS("Press"),
        [SOURCE_ANALYST] = WORDS("Analyst"),
        [SOURCE_AGGREGATOR] = WORDS("Aggregator"),
        [SOURCE_RUMOUR] = WORDS("Rumour"),
        [SOURCE_ASSUMED] = WORDS("Assumed"),
    };
    return said(arena, words[kind]);
}

/* counts and numbers */

static const char *small_count(const struct arena *arena, int64_t count)
{
    static const char *const words[] = {WORDS_IN("count", "zero"), WORDS_IN("count", "one"),
        WORDS_IN("count", "two"), WORDS_IN("count", "three"), WORDS_IN("count", "four"),
        WORDS_IN("count", "five"), WORDS_IN("count", "six"), WORDS_IN("count", "seven"),
        WORDS_IN("count", "eight"), WORDS_IN("count", "nine"), WORDS_IN("count", "ten"),
        WORDS_IN("count", "eleven"), WORDS_IN("count", "twelve")};
    return count >= 0 && count <= 12 ? said_in(arena, "count", words[count]) : NULL;
}

void word_number(struct str *out, int64_t count)
{
    if (count < 0)
        str_append(out, MINUS);
    number_append_grouped(out, count < 0 ? (uint64_t)0 - (uint64_t)count : (uint64_t)count);
}

void word_count(struct str *out, int64_t count)
{
    const char *word = small_count(out->arena, count);
    if (word)
        str_append(out, word);
    else
        word_number(out, count);
}

void word_more(struct str *out, int64_t count, const char *context)
{
    struct str number = str_init(out->arena);
    word_count(&number, count);
    if (count == 1)
        str_append(out, said_in(out->arena, context, "one more"));
    else
        str_printf(out, said_in(out->arena, context, "%s more"), str_text(&number));
}

void word_decimal(struct str *out, double value, int decimals)
{
    number_append_decimal(out, value, decimals);
}

/* The number stands where the translation has %s. */
static void counted_append(struct str *out, const char *translation, const char *number)
{
    const char *at = strstr(translation, "%s");
    str_append_bytes(out, translation, at ? (size_t)(at - translation) : strlen(translation));
    str_append(out, at ? number : "");
    str_append(out, at ? at + 2 : "");
}

void word_counted(struct str *out, int64_t count, const char *one, const char *many)
{
    const char *translated = said_counted(out->arena, count, one);
    struct str number = str_init(out->arena);
    word_count(&number, count);
    if (translated)
        counted_append(out, translated, str_text(&number));
    else
        str_printf(out, "%s %s", count == 0 ? "no" : str_text(&number), count == 1 ? one : many);
}

/* To `keep` significant digits. What lies within a hair of a step is on it: 3.8 is not 3.7999… rounded down.
 */
static double ratio_rounded(double value, double step, enum rounding rounding)
{
    const double hair = 1e-9;
    double steps = value / step, nearest = nearbyint(steps);
    if (rounding != ROUND_HALF_EVEN && fabs(steps - nearest) > hair * (1 + fabs(steps)))
        nearest = rounding == ROUND_DOWN ? floor(steps) : ceil(steps);
    return nearest * step;
}

/* 0.038 has its first digit at 10^−2 */
static int first_place(double value)
{
    int place = 0;
    for (; value >= 10; value /= 10)
        place++;
    for (; value > 0 && value < 1; value *= 10)
        place--;
    return place;
}

static double power_of_ten(int exponent)
{
    double power = 1;
    for (; exponent > 0; exponent--)
        power *= 10;
    for (; exponent < 0; exponent++)
        power /= 10;
    return power;
}

/* The unit of the last of `keep` digits is worth 10^place */
static void append_ratio(struct str *out, double value, int place, enum rounding rounding)
{
    const double most = 9e17; /* beyond it no count of anything is meant */
    double size = fabs(value) < most ? fabs(value) : most;
    place = place < 15 ? place : 15;
    enum rounding outward = value >= 0 || rounding == ROUND_HALF_EVEN ? rounding
                            : rounding == ROUND_DOWN                  ? ROUND_UP
                                                                      : ROUND_DOWN;
    size = place >= 0 ? ratio_rounded(size, power_of_ten(place), outward)
                      : ratio_rounded(size * power_of_ten(-place), 1, outward) / power_of_ten(-place);
    if (value < 0 && size > 0)
        str_append(out, MINUS);
    if (size >= 10 && place >= 0)
        number_append_grouped(out, (uint64_t)nearbyint(size));
    else
        number_append_decimal(out, size, place < 0 ? -place : 0);
}

/* One decimal below ten, whole above, three digits at most */
void word_percent_rounded(struct str *out, double percent, enum rounding rounding)
{
    assert(isfinite(percent));
    int first = first_place(fabs(percent));
    append_ratio(out, percent, first > 2 ? first - 2 : fabs(percent) < 10 ? -1 : 0, rounding);
    str_append(out, manner_in(out->arena)->percent);
}

void word_percent(struct str *out, double percent)
{
    word_percent_rounded(out, percent, ROUND_HALF_EVEN);
}

void word_share(struct str *out, double share)
{
    const double least = 0.001, most = 0.995;
    if (share > 0 && share < least)
        str_append(out, said(out->arena, "under 0.1" NBSP "%"));
    else if (share < 1 && share >= most)
        str_append(out, said(out->arena, "over 99" NBSP "%"));
    else
        word_percent(out, share * 100);
}

void word_stated_share(struct str *out, int64_t millionths)
{
    double percent = (double)millionths / 10000;
    int place = first_place(percent) - (DIGITS_MOST - 1);
    append_ratio(out, percent, millionths > 0 ? place : 0, ROUND_HALF_EVEN);
    str_append(out, manner_in(out->arena)->percent);
}

void word_multiple(struct str *out, double value, int digits, enum rounding rounding)
{
    assert(isfinite(value) && value >= 0);
    const double hundred = 100, least = 0.001;
    if (value > 0 && value < least) {
        str_append(out, said(out->arena, "under 0.001×"));
        return;
    }
    bool three = value >= hundred && (digits == 0 || digits >= DIGITS_MOST);
    int place = first_place(value) + 1 - (three ? DIGITS_MOST : DIGITS_LEAST);
    append_ratio(out, value, value > 0 ? place : 0, rounding);
    str_append(out, "×");
}

static const char *multiple_text(struct arena *arena, double value, int digits, enum rounding rounding)
{
    struct str out = str_init(arena);
    word_multiple(&out, value, digits, rounding);
    return str_text(&out);
}

bool word_ratio(struct str *out, const struct ratio *ratio, int digits)
{
    bool open = !isfinite(ratio->high), alike = ratio->low == ratio->high;
    if (open && ratio->low <= 0)
        return false;
    if (alike || ratio->about) {
        const char *value = multiple_text(out->arena, ratio->value, digits, ROUND_HALF_EVEN);
        word_qualified(
            out, (struct qualified){ratio->about && !alike ? said(out->arena, "about") : NULL, value});
        return true;
    }
    const char *low = multiple_text(out->arena, ratio->low, digits, ROUND_DOWN);
    const char *high = open ? "" : multiple_text(out->arena, ratio->high, digits, ROUND_UP);
    if (open)
        word_qualified(out, (struct qualified){said(out->arena, "at least"), low});
    else if (ratio->low <= 0)
        word_qualified(out, (struct qualified){said(out->arena, "at most"), high});
    else
        str_printf(out, "%.*s" EN_DASH "%s", (int)(strlen(low) - strlen("×")), low, high);
    return true;
}

static void append_years(struct str *out, int32_t millionths, bool compact)
{
    const char *word = millionths % YEARS_ONE == 0 ? small_count(out->arena, millionths / YEARS_ONE) : NULL;
    if (word && !compact)
        str_append(out, word);
    else
        number_append_quotient(out, (uint64_t)(millionths < 0 ? 0 : millionths), YEARS_ONE);
}

void word_years(struct str *out, int32_t years_low, int32_t years_high, bool compact)
{
    struct str low = str_init(out->arena), high = str_init(out->arena);
    append_years(&low, years_low, compact);
    append_years(&high, years_high, compact);
    if (years_low == YEARS_ONE && years_high == YEARS_ONE)
        say_to(out, "%s year", str_text(&low));
    else if (years_low == years_high)
        say_to(out, "%s years", str_text(&low));
    else if (compact)
        say_to(out, "%s" EN_DASH "%s years", str_text(&low), str_text(&high));
    else
        say_to(out, "%s to %s years", str_text(&low), str_text(&high));
}

void word_term(struct str *out, const struct term *term)
{
    if (!term->present)
        return;
    bool starts = term->start.precision != DATE_NONE, ends = term->end.precision != DATE_NONE;
    bool has_years = term->years_high > 0;
    struct str years = str_init(out->arena), start = str_init(out->arena), end = str_init(out->arena);
    if (has_years)
        word_years(&years, term->years_low, term->years_high, false);
    word_date(&start, term->start);
    word_date(&end, term->end);
    if (has_years && starts && ends)
        say_to(out, "%s from %s to %s", str_text(&years), str_text(&start), str_text(&end));
    else if (has_years && starts)
        say_to(out, "%s from %s", str_text(&years), str_text(&start));
    else if (has_years && ends)
        say_to(out, "%s, until %s", str_text(&years), str_text(&end));
    else if (starts && ends)
        say_to(out, "from %s to %s", str_text(&start), str_text(&end));
    else if (starts)
        say_to(out, "from %s", str_text(&start));
    else if (ends)
        say_to(out, "until %s", str_text(&end));
    else
        str_append(out, str_text(&years));
}

const char *word_capital(struct arena *arena, const char *text)
{
    char *copy = arena_strdup(arena, text);
    if (*copy >= 'a' && *copy <= 'z')
        *copy = (char)(*copy - 32);
    else if (manner_in(arena)->language != LANGUAGE_ENGLISH && !strncmp(copy, "\xC3", 1) &&
             (unsigned char)copy[1] >= 0xA0 && (unsigned char)copy[1] <= 0xBE) /* "über" */
        copy[1] = (char)(copy[1] - 32);
    return copy;
}

/* names */

const char *party_short(const struct party *party)
{
    if (party->shown)
        return party->shown;
    return party->short_name ? party->short_name : party->name;
}

const char *party_full(const struct party *party)
{
    return party->shown_full ? party->shown_full : party->name;
}

/* Letters, roughly: what runs neither way in names are digits, punctuation and symbols. */
static bool runs_left_to_right(uint32_t code)
{
    bool letter = (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') || code >= 0xC0;
    bool symbol = (code >= 0x2000 && code < 0x2C00) || (code >= 0x3000 && code < 0x3040) || code >= 0x1F000;
    return letter && !symbol && !utf8_is_right_to_left(code);
}

const char *name_isolated(struct arena *arena, const char *name)
{
    const char *end = name + strlen(name);
    bool right_to_left = false, decided = false, any = false;
    for (const char *at = name; at < end;) {
        uint32_t code = utf8_next(&at, end);
        bool right = utf8_is_right_to_left(code);
        right_to_left = right_to_left || (right && !decided);
        decided = decided || right || runs_left_to_right(code);
        any = any || right;
    }
    if (!any)
        return NULL;
    return arena_printf(arena, "%s%s\u2069", right_to_left ? "\u2067" : "\u2066", name);
}

void word_parties(struct str *out, const struct dataset *dataset, const struct indices *parties, bool compact)
{
    for (size_t i = 0; i < parties->count; i++) {
        if (i)
            str_append(out, compact ? " / " : i + 1 == parties->count ? said(out->arena, " and ") : ", ");
        str_append(out, party_short(&dataset->parties[parties->at[i]]));
    }
}

static void append_sides(
    struct str *out, const struct dataset *dataset, const struct side *from, const struct side *to)
{
    word_parties(out, dataset, &from->parties, true);
    if (from->parties.count && to->parties.count)
        str_char(out, ' ');
    if (from->parties.count || to->parties.count)
        str_append(out, "→");
    if (to->parties.count)
        str_char(out, ' ');
    word_parties(out, dataset, &to->parties, true);
}

const char *word_deal_title(struct arena *arena, const struct dataset *dataset, const struct deal *deal)
{
    if (deal->title)
        return deal->title;
    bool by_leg = deal->leg_count && (!deal->from.present || !deal->to.present);
    const struct side *from = by_leg ? &deal->legs[0].from : &deal->from;
    const struct side *to = by_leg ? &deal->legs[0].to : &deal->to;
    struct str out = str_init(arena);
    append_sides(&out, dataset, from, to);
    if (out.length)
        str_append(&out, ", ");
    str_append(&out, word_type(arena, by_leg ? deal->legs[0].type : deal->type));
    if (by_leg && deal->leg_count > 1) {
        struct str more = str_init(arena);
        word_counted(&more, (int64_t)deal->leg_count - 1, "more flow", "more flows");
        say_to(&out, ", and %s", str_text(&more));
    }
    return str_text(&out);
}
