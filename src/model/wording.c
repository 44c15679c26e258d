/* SPDX-License-Identifier: MIT */
/*
 * Tables of words, and numbers by integers only: a value is rounded in decimal, half-even, before a unit is
 * chosen, so that 999.6 million becomes $1B and not $1,000M.
 */
#include "wording.h"
#include "currency.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NBSP "\xC2\xA0"
#define MINUS "\xE2\x88\x92"
#define EN_DASH "\xE2\x80\x93"

enum { DIGITS_LEAST = 2, DIGITS_MOST = 3 };

/* money */

static int decimal_length(uint64_t value)
{
    int length = 1;
    for (; value >= 10; value /= 10)
        length++;
    return length;
}

/* to `keep` significant digits, halves to even */
static uint64_t rounded(uint64_t value, int keep)
{
    uint64_t step = 1;
    for (int drop = decimal_length(value) - keep; drop > 0; drop--)
        step *= 10;
    uint64_t quotient = value / step, rest = value % step;
    if (rest > step - rest || (rest == step - rest && quotient % 2 == 1))
        quotient++;
    return quotient * step;
}

static void append_grouped(struct str *out, uint64_t value)
{
    if (value >= 1000) {
        append_grouped(out, value / 1000);
        str_printf(out, ",%03u", (unsigned)(value % 1000));
    } else {
        str_printf(out, "%u", (unsigned)value);
    }
}

static const struct unit {
    uint64_t hundredths;
    const char *letter, *word;
} units[] = {
    {UINT64_C(100000000000000), "T", NBSP "trillion"}, {UINT64_C(100000000000), "B", NBSP "billion"},
    {UINT64_C(100000000), "M", NBSP "million"},
    {UINT64_C(100000), "K", NULL}, /* in long style written out: $750,000 */
};

static const struct unit *unit_of(uint64_t value, enum number_style style)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (value >= units[i].hundredths && (style == NUMBER_SHORT || units[i].word))
            return &units[i];
    return NULL;
}

/* value / whole with as many decimals as there are */
static void append_quotient(struct str *out, uint64_t value, uint64_t whole)
{
    append_grouped(out, value / whole);
    uint64_t rest = value % whole;
    if (rest)
        str_char(out, '.');
    while (rest) {
        rest *= 10;
        str_char(out, (char)('0' + rest / whole));
        rest %= whole;
    }
}

static void append_magnitude(struct str *out, uint64_t value, enum number_style style)
{
    const struct unit *unit = unit_of(value, style);
    if (unit) {
        append_quotient(out, value, unit->hundredths);
        str_append(out, style == NUMBER_SHORT ? unit->letter : unit->word);
        return;
    }
    append_grouped(out, value / 100);
    if (value % 100)
        str_printf(out, ".%02u", (unsigned)(value % 100));
}

static void append_currency(struct str *out, const char *code)
{
    const char *sign = currency_sign(code);
    str_append(out, sign ? sign : code);
    if (!sign && *code)
        str_append(out, NBSP);
}

void word_money(struct str *out, money value, const char *currency, enum number_style style, int digits)
{
    const uint64_t thousand = 100000;
    if (value == MONEY_OPEN) {
        str_append(out, "an open amount");
        return;
    }
    uint64_t size = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    int keep = digits == 0 ? DIGITS_MOST : digits < DIGITS_LEAST ? DIGITS_LEAST : digits;
    if (size < thousand)
        keep = digits == 0 ? 5 : keep; /* cents are kept */
    else if (keep > DIGITS_MOST)
        keep = DIGITS_MOST;
    size = rounded(size, keep);
    if (value < 0 && size)
        str_append(out, MINUS);
    append_currency(out, currency);
    append_magnitude(out, size, style);
}

/* Amounts of a range are printed as written as long as three digits hold them: `digits` is that of the less
   precise end, and would turn $125B–$200B into $120B–$200B. */
static int range_digits(money value, int digits)
{
    uint64_t size = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    return rounded(size, DIGITS_MOST) == size ? 0 : digits;
}

static void append_range(struct str *out, const struct amount *amount, enum number_style style)
{
    int low = range_digits(amount->low, amount->digits), high = range_digits(amount->high, amount->digits);
    if (amount->high == MONEY_OPEN || amount->low == 0 || amount->low == amount->high) {
        word_interval(
            out, amount->low, amount->high, amount->currency, style, amount->high == MONEY_OPEN ? low : high);
        return;
    }
    word_money(out, amount->low, amount->currency, style, low);
    str_append(out, EN_DASH);
    word_money(out, amount->high, amount->currency, style, high);
}

static void append_qualified(
    struct str *out, const char *qualifier, money value, const struct amount *amount, enum number_style style)
{
    str_append(out, qualifier);
    word_money(out, value, amount->currency, style, amount->digits);
}

/* "at least" and "up to" print the bound: where tranches or a whole's ceiling have moved it, the headline
   would promise more than is known. */
void word_amount(struct str *out, const struct amount *amount, enum number_style style)
{
    money low = amount->low, high = amount->high;
    enum amount_kind kind = amount->words ? AMOUNT_ABSENT : amount->kind;
    bool about = kind == AMOUNT_APPROX || kind == AMOUNT_NEARLY;
    if (amount->words)
        str_append(out, amount->words);
    else if (kind == AMOUNT_NONE || kind == AMOUNT_UNDISCLOSED)
        str_append(out, kind == AMOUNT_NONE ? "none" : "undisclosed");
    else if (kind == AMOUNT_EXACT)
        append_qualified(out, "", amount->has_headline ? amount->headline : low, amount, style);
    else if (kind == AMOUNT_AT_MOST && high != MONEY_OPEN)
        append_qualified(out, "up to ", high, amount, style);
    else if (kind == AMOUNT_AT_LEAST)
        append_qualified(out, "at least ", low, amount, style);
    else if (about && amount->has_headline)
        append_qualified(out, kind == AMOUNT_APPROX ? "about " : "nearly ", amount->headline, amount, style);
    else if (kind != AMOUNT_ABSENT)
        append_range(out, amount, style);
}

static void append_ends(
    struct str *out, const char *before, const char *low, const char *between, const char *high)
{
    str_append(out, before);
    str_append(out, low);
    str_append(out, between);
    str_append(out, high);
}

static const char *money_text(
    struct arena *arena, money value, const char *currency, enum number_style style, int digits)
{
    struct str text = str_init(arena);
    word_money(&text, value, currency, style, digits);
    return str_text(&text);
}

void word_interval(
    struct str *out, money low, money high, const char *currency, enum number_style style, int digits)
{
    bool open_below = low <= -MONEY_OPEN, open_above = high == MONEY_OPEN;
    if (open_below && open_above) {
        str_append(out, "not known");
        return;
    }
    const char *lowest = open_below ? "" : money_text(out->arena, low, currency, style, digits);
    const char *highest = open_above ? "" : money_text(out->arena, high, currency, style, digits);
    if (open_above)
        append_ends(out, "at least ", lowest, "", "");
    else if (open_below)
        append_ends(out, "at most ", "", "", highest);
    else if (!strcmp(lowest, highest))
        str_append(out, highest);
    else if (low == 0)
        append_ends(out, "up to ", "", "", highest);
    else
        append_ends(out, "", lowest, low < 0 ? " to " : EN_DASH, highest);
}

void word_amount_interval(struct str *out, const struct amount *amount, enum number_style style)
{
    if (amount_is_sized(amount))
        word_interval(out, amount->low, amount->high, amount->currency, style, amount->digits);
    else
        word_amount(out, amount, style);
}

/* dates */

static const char *const month_names[] = {"January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December"};

void word_date(struct str *out, struct date date)
{
    if (date.precision == DATE_NONE)
        return;
    int year, month, day;
    day_split(date.first, &year, &month, &day);
    if (date.precision == DATE_DAY)
        str_printf(out, "%d ", day);
    if (date.precision == DATE_DAY || date.precision == DATE_MONTH)
        str_printf(out, "%.3s ", month_names[month - 1]);
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
    const char *verb, *adjective;
} statuses[] = {
    [STATUS_NONE] = {"would", ""},
    [STATUS_CANCELLED] = {"is no longer to", "cancelled"},
    [STATUS_WITHDRAWN] = {"is no longer to", "withdrawn"},
    [STATUS_TERMINATED] = {"is no longer to", "terminated"},
    [STATUS_LAPSED] = {"is no longer to", "lapsed"},
    [STATUS_DENIED] = {"has denied that it will", "denied"},
    [STATUS_SUPERSEDED] = {"is no longer to", "superseded"},
    [STATUS_RUMOURED] = {"is rumoured to be considering whether to", "rumoured"},
    [STATUS_REPORTED] = {"is reported to be planning to", "reported"},
    [STATUS_IN_TALKS] = {"is in talks to", "in talks"},
    [STATUS_PROPOSED] = {"has proposed to", "proposed"},
    [STATUS_AGREED] = {"has agreed in outline, not binding, to", "agreed in outline"},
    [STATUS_ANNOUNCED] = {"has said it will", "announced"},
    [STATUS_SIGNED] = {"has signed to", "signed"},
    [STATUS_ACTIVE] = {"is under contract to", "active"},
    [STATUS_CLOSED] = {"has agreed and paid to", "closed"},
    [STATUS_COMPLETED] = {"has agreed and paid to", "completed"},
};
static_assert(sizeof statuses / sizeof *statuses == STATUS_COUNT, "every status has words");

const char *word_status_verb(enum status status)
{
    return statuses[status].verb;
}

const char *word_status(enum status status)
{
    return statuses[status].adjective;
}

static const struct {
    const char *words, *label, *condition;
} buckets[] = {
    [BUCKET_DEAD] = {"dead", "dead", "is revived"},
    [BUCKET_TALK] = {"under discussion", "in talks", "goes ahead"},
    [BUCKET_PLANNED] = {"announced or agreed, binding not stated", "planned", "becomes binding"},
    [BUCKET_FIRM] = {"signed or paid", "firm", ""},
};
static_assert(sizeof buckets / sizeof *buckets == BUCKET_COUNT, "every bucket has words");

const char *word_bucket(enum bucket bucket)
{
    return buckets[bucket].words;
}

const char *word_bucket_short(enum bucket bucket)
{
    return buckets[bucket].label;
}

const char *word_bucket_condition(enum bucket bucket)
{
    return buckets[bucket].condition;
}

static const struct {
    const char *heading, *noun, *gloss;
} classes[] = {
    [CLASS_CAPITAL] = {"Capital", "capital", "shares, loans and guarantees"},
    [CLASS_COMMERCE] = {"Commerce", "commercial deals", "goods, services, leases and licences"},
    [CLASS_BUILD] = {"Building", "building", "construction and joint ventures"},
    [CLASS_OWNERSHIP] = {"Ownership", "share deals", "companies and shares that change hands"},
    [CLASS_RELATION] = {"Relations without money", "relations", "integrations and partnerships"},
    [CLASS_OTHER] = {"Other", "other payments", "other purposes"},
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

const char *word_class_gloss(enum deal_class deal_class)
{
    return classes[deal_class].gloss;
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

void word_count(struct str *out, int64_t count)
{
    const char *word = small_count(count);
    if (word) {
        str_append(out, word);
        return;
    }
    if (count < 0)
        str_append(out, MINUS);
    append_grouped(out, count < 0 ? (uint64_t)0 - (uint64_t)count : (uint64_t)count);
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

void word_decimal(struct str *out, double value, int decimals)
{
    assert(isfinite(value));
    double size = fabs(value);
    const double most = 9e17; /* beyond it no count of anything is meant */
    double step = 1;          /* ten must not print as "10.0" */
    for (int i = 0; i < decimals; i++)
        step *= 10;
    bool whole = size >= 10 || nearbyint(size * step) >= 10 * step;
    struct str digits = str_init(out->arena);
    if (whole)
        append_grouped(&digits, (uint64_t)nearbyint(size < most ? size : most));
    else
        str_number(&digits, size, decimals);
    if (value < 0 && strcmp(str_text(&digits), "0") != 0)
        str_append(out, MINUS);
    str_append(out, str_text(&digits));
}

void word_percent(struct str *out, double percent)
{
    word_decimal(out, percent, 1);
    str_append(out, NBSP "%");
}

static void append_years(struct str *out, int hundredths, bool compact)
{
    const char *word = hundredths % 100 == 0 ? small_count(hundredths / 100) : NULL;
    if (word && !compact)
        str_append(out, word);
    else
        append_quotient(out, (uint64_t)(hundredths < 0 ? 0 : hundredths), 100);
}

void word_years(struct str *out, int years_low, int years_high, bool compact)
{
    append_years(out, years_low, compact);
    if (years_low != years_high) {
        str_append(out, compact ? EN_DASH : " to ");
        append_years(out, years_high, compact);
    }
    str_append(out, years_low == 100 && years_high == 100 ? " year" : " years");
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
    return party->short_name ? party->short_name : party->name;
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
