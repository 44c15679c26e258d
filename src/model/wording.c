/* SPDX-License-Identifier: MIT */
/*
 * Tables of words, dates, counts and names. How money is written stands in wording_money.c.
 */
#include "wording.h"
#include "wording_number.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* dates */

static const char *const month_names[] = {"January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December"};

const char *word_month(int month)
{
    static const char *const brief[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return brief[month - 1];
}

void word_date(struct str *out, struct date date)
{
    if (date.precision == DATE_NONE)
        return;
    int year, month, day;
    day_split(date.first, &year, &month, &day);
    if (date.precision == DATE_DAY)
        str_printf(out, "%d ", day);
    if (date.precision == DATE_DAY || date.precision == DATE_MONTH)
        str_printf(out, "%s ", word_month(month));
    if (date.precision == DATE_QUARTER)
        str_printf(out, "Q%d ", (month + 2) / 3);
    if (date.precision == DATE_HALF)
        str_printf(out, "H%d ", month > 6 ? 2 : 1);
    str_printf(out, date.precision == DATE_DECADE ? "the %ds" : "%d", year);
}

void word_date_long(struct str *out, struct date date)
{
    static const char *const ordinals[] = {"first", "second", "third", "fourth"};
    if (date.precision == DATE_NONE)
        return;
    int year, month, day;
    day_split(date.first, &year, &month, &day);
    if (date.precision == DATE_DAY)
        str_printf(out, "%d ", day);
    if (date.precision == DATE_DAY || date.precision == DATE_MONTH)
        str_printf(out, "%s ", month_names[month - 1]);
    if (date.precision == DATE_QUARTER)
        str_printf(out, "the %s quarter of ", ordinals[(month - 1) / 3]);
    if (date.precision == DATE_HALF)
        str_printf(out, "the %s half of ", ordinals[(month - 1) / 6]);
    str_printf(out, date.precision == DATE_DECADE ? "the %ds" : "%d", year);
}

void word_date_when(struct str *out, struct date date)
{
    if (date.precision == DATE_NONE)
        return;
    str_append(out, date.precision == DATE_DAY ? "on " : "in ");
    word_date_long(out, date);
}

/* statuses, classes, types and their kin */

/* The verbs end so that an infinitive can follow. */
static const struct {
    const char *verb, *verbs, *adjective;
} statuses[] = {
    [STATUS_NONE] = {"would", "would", ""},
    [STATUS_CANCELLED] = {"is no longer to", "are no longer to", "cancelled"},
    [STATUS_WITHDRAWN] = {"is no longer to", "are no longer to", "withdrawn"},
    [STATUS_TERMINATED] = {"is no longer to", "are no longer to", "terminated"},
    [STATUS_LAPSED] = {"is no longer to", "are no longer to", "lapsed"},
    [STATUS_DENIED] = {"has denied that it will", "have denied that they will", "denied"},
    [STATUS_SUPERSEDED] = {"is no longer to", "are no longer to", "superseded"},
    [STATUS_RUMOURED] = {"is rumoured to be considering whether to",
        "are rumoured to be considering whether to", "rumoured"},
    [STATUS_REPORTED] = {"is reported to be planning to", "are reported to be planning to", "reported"},
    [STATUS_IN_TALKS] = {"is in talks to", "are in talks to", "in talks"},
    [STATUS_PROPOSED] = {"has proposed to", "have proposed to", "proposed"},
    [STATUS_AGREED] = {"has agreed in outline, not binding, to", "have agreed in outline, not binding, to",
        "agreed in outline"},
    [STATUS_ANNOUNCED] = {"has said it will", "have said they will", "announced"},
    [STATUS_SIGNED] = {"has signed to", "have signed to", "signed"},
    [STATUS_ACTIVE] = {"is under contract to", "are under contract to", "active"},
    [STATUS_CLOSED] = {"has agreed and paid to", "have agreed and paid to", "closed"},
    [STATUS_COMPLETED] = {"has agreed and paid to", "have agreed and paid to", "completed"},
};
static_assert(sizeof statuses / sizeof *statuses == STATUS_COUNT, "every status has words");

const char *word_status_verb(enum status status)
{
    return statuses[status].verb;
}

const char *word_status_verbs(enum status status)
{
    return statuses[status].verbs;
}

const char *word_deal_verb(enum status status, enum tristate binding, bool several)
{
    enum bucket bucket = status_bucket(status, binding);
    if (bucket == status_bucket(status, TRI_UNKNOWN))
        return several ? word_status_verbs(status) : word_status_verb(status);
    if (bucket == BUCKET_FIRM)
        return several ? "are bound to" : "is bound to";
    return word_bucket_mood(bucket, several);
}

const char *word_status(enum status status)
{
    return statuses[status].adjective;
}

static const struct {
    const char *words, *brief, *condition, *mood, *moods;
} buckets[] = {
    [BUCKET_DEAD] = {"dead", "called off", "is revived", "is no longer to", "are no longer to"},
    [BUCKET_TALK] = {"under discussion", "under discussion", "goes ahead", "would", "would"},
    [BUCKET_PLANNED] = {"announced or agreed, binding not stated", "announced or agreed", "becomes binding",
        "would", "would"},
    [BUCKET_FIRM] = {"signed or paid", "signed or paid", "", "", ""},
};
static_assert(sizeof buckets / sizeof *buckets == BUCKET_COUNT, "every bucket has words");

const char *word_bucket(enum bucket bucket)
{
    return buckets[bucket].words;
}

const char *word_bucket_short(enum bucket bucket)
{
    return buckets[bucket].brief;
}

const char *word_bucket_mood(enum bucket bucket, bool several)
{
    return several ? buckets[bucket].moods : buckets[bucket].mood;
}

const char *word_bucket_condition(enum bucket bucket)
{
    return buckets[bucket].condition;
}

static const struct {
    const char *heading, *noun;
} classes[] = {
    [CLASS_CAPITAL] = {"Capital", "capital"},
    [CLASS_COMMERCE] = {"Commerce", "commercial deals"},
    [CLASS_BUILD] = {"Building", "building"},
    [CLASS_OWNERSHIP] = {"Ownership", "share deals"},
    [CLASS_RELATION] = {"Relations without money", "relations"},
    [CLASS_OTHER] = {"Other", "other payments"},
};
static_assert(sizeof classes / sizeof *classes == CLASS_COUNT, "every class has words");

const char *word_class(enum deal_class deal_class)
{
    return classes[deal_class].heading;
}

const char *word_class_noun(enum deal_class deal_class)
{
    return classes[deal_class].noun;
}

const char *word_type(enum deal_type type)
{
    static const char *const words[] = {
        [TYPE_EQUITY] = "equity",
        [TYPE_CONVERTIBLE] = "convertible",
        [TYPE_DEBT] = "debt",
        [TYPE_WARRANT] = "warrant",
        [TYPE_GUARANTEE] = "guarantee",
        [TYPE_GRANT] = "grant",
        [TYPE_PURCHASE] = "purchase",
        [TYPE_SERVICES] = "services",
        [TYPE_LEASE] = "lease",
        [TYPE_LICENSE] = "licence",
        [TYPE_REVENUE_SHARE] = "revenue share",
        [TYPE_PPA] = "power purchase",
        [TYPE_BUILD] = "construction",
        [TYPE_JOINT_VENTURE] = "joint venture",
        [TYPE_ACQUISITION] = "acquisition",
        [TYPE_SECONDARY] = "secondary sale",
        [TYPE_TRANSFER] = "transfer",
        [TYPE_INTEGRATION] = "integration",
        [TYPE_PARTNERSHIP] = "partnership",
        [TYPE_OTHER] = "other",
    };
    static_assert(sizeof words / sizeof *words == TYPE_COUNT, "every type has a word");
    return words[type];
}

static const struct {
    const char *label, *attribution;
} evidences[] = {
    [EVIDENCE_NONE] = {"", ""},
    [EVIDENCE_FILING] = {"filing", "according to a filing"},
    [EVIDENCE_PARTY] = {"party statement", "according to the parties"},
    [EVIDENCE_ANALYST] = {"analyst", "according to analysts"},
    [EVIDENCE_PRESS] = {"press", "according to press reports"},
    [EVIDENCE_RUMOUR] = {"rumour", "according to rumours"},
    [EVIDENCE_ASSUMED] = {"assumed", "as assumed here"},
};

const char *word_evidence(enum evidence evidence)
{
    return evidences[evidence].label;
}

const char *word_attribution(enum evidence evidence)
{
    return evidences[evidence].attribution;
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

const char *word_deal_attribution(const struct dataset *dataset, const struct deal *deal, enum status status)
{
    enum evidence evidence =
        deal->evidence != EVIDENCE_NONE ? deal->evidence : sources_evidence(dataset, &deal->sources);
    bool vouched = evidence == EVIDENCE_FILING || evidence == EVIDENCE_PARTY;
    bool verb_says = (status == STATUS_RUMOURED || status == STATUS_REPORTED) &&
                     (evidence == EVIDENCE_PRESS || evidence == EVIDENCE_RUMOUR);
    return vouched || verb_says ? "" : word_attribution(evidence);
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
    } told[] = {{"status", "status"}, {"binding", "standing"}, {"from", "payer"}, {"to", "payee"},
        {"type", "type"}, {"amount", "amount"}, {"term", "term"}};
    const char *words[sizeof told / sizeof *told];
    size_t count = 0;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (deal_is_assumed(deal, leg, told[i].field))
            words[count++] = told[i].word;
    for (size_t i = 0; i < count; i++)
        str_printf(out, "%s%s", i == 0 ? "" : i + 1 == count ? " and " : ", ", words[i]);
    str_append(out, count ? " assumed" : "");
    return count > 0;
}

const char *word_valuation_basis(enum valuation_basis basis)
{
    static const char *const words[] = {
        [BASIS_ROUND] = "funding round",
        [BASIS_TENDER] = "tender offer",
        [BASIS_SECONDARY] = "secondary sale",
        [BASIS_MARKET] = "market value",
        [BASIS_ACQUISITION] = "acquisition price",
        [BASIS_IMPLIED] = "implied",
        [BASIS_REPORTED] = "reported",
        [BASIS_APPRAISAL] = "appraisal",
    };
    return words[basis];
}

const char *word_valuation_money(enum valuation_money stated)
{
    return stated == MONEY_PRE ? "pre-money" : stated == MONEY_POST ? "post-money" : "";
}

const char *word_metric_basis(enum metric_basis basis)
{
    return basis == METRIC_RUN_RATE ? "run rate" : metric_basis_name(basis);
}

const char *word_note_kind(enum note_kind kind)
{
    static const char *const words[] = {
        [NOTE_RISK] = "Risks",
        [NOTE_REGULATORY] = "Regulation",
        [NOTE_CONTEXT] = "Context",
        [NOTE_OPINION] = "Opinion",
        [NOTE_CLAIM] = "Claims",
        [NOTE_TECHNICAL] = "Technical notes",
        [NOTE_WATCH] = "What to watch",
        [NOTE_METHOD] = "Method",
        [NOTE_CORRECTION] = "Corrections",
    };
    return words[kind];
}

const char *word_party_kind(enum party_kind kind)
{
    static const char *const words[] = {
        [PARTY_COMPANY] = "company",
        [PARTY_BUSINESS_UNIT] = "business unit",
        [PARTY_FUND] = "fund",
        [PARTY_SOVEREIGN_FUND] = "sovereign wealth fund",
        [PARTY_STATE_COMPANY] = "state-owned company",
        [PARTY_GOVERNMENT] = "government",
        [PARTY_PERSON] = "person",
        [PARTY_GROUP] = "group",
        [PARTY_PROJECT] = "project",
        [PARTY_VEHICLE] = "investment vehicle",
        [PARTY_CLUB] = "club of investors",
        [PARTY_OTHER] = "other",
    };
    return words[kind];
}

const char *word_source_kind(enum source_kind kind)
{
    static const char *const words[] = {
        [SOURCE_NONE] = "",
        [SOURCE_FILING] = "Filing",
        [SOURCE_PARTY] = "Party",
        [SOURCE_PRESS] = "Press",
        [SOURCE_ANALYST] = "Analyst",
        [SOURCE_AGGREGATOR] = "Aggregator",
        [SOURCE_RUMOUR] = "Rumour",
        [SOURCE_ASSUMED] = "Assumed",
    };
    return words[kind];
}

/* counts and numbers */

static const char *small_count(int64_t count)
{
    static const char *const words[] = {"zero", "one", "two", "three", "four", "five", "six", "seven",
        "eight", "nine", "ten", "eleven", "twelve"};
    return count >= 0 && count <= 12 ? words[count] : NULL;
}

void word_number(struct str *out, int64_t count)
{
    if (count < 0)
        str_append(out, MINUS);
    number_append_grouped(out, count < 0 ? (uint64_t)0 - (uint64_t)count : (uint64_t)count);
}

void word_count(struct str *out, int64_t count)
{
    const char *word = small_count(count);
    if (word)
        str_append(out, word);
    else
        word_number(out, count);
}

void word_counted(struct str *out, int64_t count, const char *one, const char *many)
{
    if (count == 0)
        str_append(out, "no");
    else
        word_count(out, count);
    str_char(out, ' ');
    str_append(out, count == 1 ? one : many);
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
        str_number(out, size, place < 0 ? -place : 0);
}

/* One decimal below ten, whole above, three digits at most */
void word_percent_rounded(struct str *out, double percent, enum rounding rounding)
{
    assert(isfinite(percent));
    int first = first_place(fabs(percent));
    append_ratio(out, percent, first > 2 ? first - 2 : fabs(percent) < 10 ? -1 : 0, rounding);
    str_append(out, NBSP "%");
}

void word_percent(struct str *out, double percent)
{
    word_percent_rounded(out, percent, ROUND_HALF_EVEN);
}

void word_share(struct str *out, double share)
{
    const double least = 0.001, most = 0.995;
    if (share > 0 && share < least)
        str_append(out, "under 0.1" NBSP "%");
    else if (share < 1 && share >= most)
        str_append(out, "over 99" NBSP "%");
    else
        word_percent(out, share * 100);
}

void word_stated_share(struct str *out, int64_t millionths)
{
    double percent = (double)millionths / 10000;
    int place = first_place(percent) - (DIGITS_MOST - 1);
    append_ratio(out, percent, millionths > 0 ? place : 0, ROUND_HALF_EVEN);
    str_append(out, NBSP "%");
}

void word_multiple(struct str *out, double value, int digits, enum rounding rounding)
{
    assert(isfinite(value) && value >= 0);
    const double hundred = 100, least = 0.001;
    if (value > 0 && value < least) {
        str_append(out, "under 0.001×");
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
        str_append(out, ratio->about && !alike ? "about " : "");
        word_multiple(out, ratio->value, digits, ROUND_HALF_EVEN);
        return true;
    }
    const char *low = multiple_text(out->arena, ratio->low, digits, ROUND_DOWN);
    const char *high = open ? "" : multiple_text(out->arena, ratio->high, digits, ROUND_UP);
    if (open)
        str_printf(out, "at least %s", low);
    else if (ratio->low <= 0)
        str_printf(out, "at most %s", high);
    else
        str_printf(out, "%.*s" EN_DASH "%s", (int)(strlen(low) - strlen("×")), low, high);
    return true;
}

static void append_years(struct str *out, int32_t millionths, bool compact)
{
    const char *word = millionths % YEARS_ONE == 0 ? small_count(millionths / YEARS_ONE) : NULL;
    if (word && !compact)
        str_append(out, word);
    else
        number_append_quotient(out, (uint64_t)(millionths < 0 ? 0 : millionths), YEARS_ONE);
}

void word_years(struct str *out, int32_t years_low, int32_t years_high, bool compact)
{
    append_years(out, years_low, compact);
    if (years_low != years_high) {
        str_append(out, compact ? EN_DASH : " to ");
        append_years(out, years_high, compact);
    }
    str_append(out, years_low == YEARS_ONE && years_high == YEARS_ONE ? " year" : " years");
}

void word_term(struct str *out, const struct term *term)
{
    if (!term->present)
        return;
    bool starts = term->start.precision != DATE_NONE, ends = term->end.precision != DATE_NONE;
    bool years = term->years_high > 0;
    if (years)
        word_years(out, term->years_low, term->years_high, false);
    if (starts) {
        str_append(out, years ? " from " : "from ");
        word_date(out, term->start);
    }
    if (ends) {
        str_append(out, starts ? " to " : years ? ", until " : "until ");
        word_date(out, term->end);
    }
}

const char *word_capital(struct arena *arena, const char *text)
{
    char *copy = arena_strdup(arena, text);
    if (*copy >= 'a' && *copy <= 'z')
        *copy = (char)(*copy - 32);
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
            str_append(out, compact ? " / " : i + 1 == parties->count ? " and " : ", ");
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
    str_append(&out, word_type(by_leg ? deal->legs[0].type : deal->type));
    if (by_leg && deal->leg_count > 1) {
        str_append(&out, ", and ");
        word_counted(&out, (int64_t)deal->leg_count - 1, "more flow", "more flows");
    }
    return str_text(&out);
}
