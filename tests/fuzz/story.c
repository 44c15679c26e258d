/* SPDX-License-Identifier: MIT */
#include "story.h"

#include <string.h>

/* HEAD: as many bytes as it has without its parties, which have two each */
enum { HEAD_LENGTH = 4, RECORD_LENGTH = 10, PARTIES_MOST = 60, RECORDS_MOST = 400 };

struct story {
    const unsigned char *at, *end;
    struct str *out;
    unsigned parties, deals;
};

/* 0 … below − 1; 0 when the bytes have run out */
static unsigned choose(struct story *story, unsigned below)
{
    return story->at < story->end ? *story->at++ % below : 0;
}

#define CHOOSE(story, list) (list)[choose((story), (unsigned)(sizeof(list) / sizeof *(list)))]

/* as they stand in JSON; what looks like code must stay text */
static const char *const names[] = {"Acme", "Bolt Energy", "Ō", "شركة النور", "חברה",
    "株式会社の非常に長い名前の会社", "</text><script>alert(1)</script>", "{{ deal.d0.amount }}", "::flow",
    "[link](https://example.com)", "| a | b |", "**bold** `code` # head",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "The Very Long Name of a Company That Was Merged out of Three Others and Kept All of Their Names",
    "&amp; \\\" ' < >", "🏦", "a", "(1) \\\\ )"};

static const char *const types[] = {"equity", "purchase", "debt", "lease", "services", "build", "acquisition",
    "partnership", "other", "warrant", "guarantee", "grant", "license", "revenue_share", "ppa",
    "joint_venture", "secondary", "transfer", "integration", "convertible"};

static const char *const statuses[] = {"signed", "in_talks", "announced", "closed", "reported", "rumoured",
    "proposed", "agreed", "active", "completed", "cancelled", "denied", "superseded"};

/* %s: the figure */
static const char *const amounts[] = {"$%s", "$%s", "up to $%s", "about $%s", "at least $%s", "nearly $%s",
    "undisclosed", "tens of billions", "none", "€%s", "billions", "$%s or more"};

static void head_write(struct story *story)
{
    static const char *const languages[] = {"en", "de", "ar", "ja"};
    static const char *const days[] = {"2025-12-17", "2024-02-29", "9999-12-31", "0001-01-01", "2025"};
    str_printf(story->out, "{\"dealbrief\":\"1\",\"language\":\"%s\"", CHOOSE(story, languages));
    str_printf(story->out, ",\"as_of\":\"%s\"", CHOOSE(story, days));
    str_printf(story->out, ",\"title\":\"%s\",\"fx\":{\"base\":\"USD\",\"rates\":{\"EUR\":1.17}}",
        CHOOSE(story, names));
    str_append(story->out, ",\"sources\":[{\"id\":\"s\",\"publisher\":\"Wire\"}]");
}

static void parties_write(struct story *story)
{
    str_append(story->out, ",\n\"parties\":[");
    for (unsigned i = 0; i < story->parties; i++) {
        unsigned name = choose(story, 255), parent = choose(story, 256);
        str_printf(story->out, "%s\n{\"id\":\"p%u\",\"name\":\"%s %u\"", i ? "," : "", i,
            names[name % (sizeof names / sizeof *names)], i);
        if (name > 200)
            str_printf(story->out, ",\"short\":\"P%u\"", i);
        if (i && parent > 200) /* an earlier one: no circles */
            str_printf(story->out, ",\"parent\":\"p%u\"", parent % i);
        str_append(story->out, "}");
    }
    str_append(story->out, "]");
}

/* "255000.00" with up to 15 digits before the point */
static void figure_write(struct story *story, struct str *figure)
{
    unsigned mantissa = choose(story, 255) + 1, zeros = choose(story, 15);
    str_printf(figure, zeros ? "%u" : "0.%02u", zeros ? mantissa : mantissa % 100);
    for (unsigned i = 1; i < zeros; i++)
        str_char(figure, '0');
}

static void amount_write(struct story *story, const char *key)
{
    struct str figure = str_init(story->out->arena);
    const char *form = CHOOSE(story, amounts);
    figure_write(story, &figure);
    str_printf(story->out, ",\"%s\":\"", key);
    for (; *form; form++)
        if (form[0] == '%') {
            str_append(story->out, str_text(&figure));
            form++;
        } else {
            str_char(story->out, *form);
        }
    str_append(story->out, "\"");
}

/* one, or two with a joint side */
static void side_write(struct story *story, const char *key, unsigned party, bool joint)
{
    party %= story->parties;
    if (joint && story->parties > 1)
        str_printf(story->out, ",\"%s\":[\"p%u\",\"p%u\"]", key, party, (party + 1) % story->parties);
    else
        str_printf(story->out, ",\"%s\":\"p%u\"", key, party);
}

/* What few deals have, one of them by the byte that says that it is a deal */
static void rider_write(struct story *story, unsigned kind)
{
    static const char *const riders[] = {"",
        ",\"terms\":[{\"kind\":\"option\",\"text\":\"%s\",\"holder\":\"p0\"}]",
        ",\"tranches\":[{\"kind\":\"%s\",\"amount\":\"undisclosed\",\"condition\":\"met\"}]",
        ",\"claims\":[{\"field\":\"amount\",\"value\":\"$5B\",\"source\":\"s\",\"text\":\"%s\"}]",
        ",\"funded\":\"undisclosed\",\"note\":\"%s\"",
        ",\"schedule\":[{\"year\":2026,\"amount\":\"$1\",\"note\":\"%s\"}]",
        ",\"stake\":{\"percent\":27,\"basis\":\"%s\"},\"evidence\":\"press\"",
        ",\"history\":[{\"date\":\"2024\",\"status\":\"in_talks\",\"note\":\"%s\"}]"};
    const char *rider = riders[kind % (sizeof riders / sizeof *riders)];
    const char *name = names[kind / 8 % (sizeof names / sizeof *names)], *at = strstr(rider, "%s");
    if (at)
        str_printf(story->out, "%.*s%s%s", (int)(at - rider), rider, name, at + 2);
}

static void deal_write(struct story *story, unsigned kind)
{
    static const char *const dates[] = {"2025-11-03", "2025", "2025-Q3", "2030s", "0001", "9999-12-31"};
    unsigned from = choose(story, 256), to = choose(story, 256), extras = choose(story, 256);
    unsigned more = choose(story, 256), index = story->deals++;
    str_printf(story->out, "%s\n{\"id\":\"d%u\",\"sources\":[\"s\"]", index ? "," : "", index);
    str_printf(story->out, ",\"type\":\"%s\"", CHOOSE(story, types));
    str_printf(story->out, ",\"status\":\"%s\"", CHOOSE(story, statuses));
    if (!(more & 1)) /* fewer parties are likelier to close loops */
        from %= 4, to %= 4;
    side_write(story, "from", from, (extras & 7) == 1);
    side_write(story, "to", to, (extras & 7) == 2);
    if ((extras & 15) == 1)
        str_append(story->out, ",\"split\":\"equal\"");
    if ((extras & 0x18) != 0x18)
        amount_write(story, "amount");
    if (extras & 0x20)
        str_printf(story->out, ",\"date\":\"%s\"", dates[more / 2 % (sizeof dates / sizeof *dates)]);
    if (extras & 0x40)
        str_printf(story->out, ",\"term\":{\"years\":%u}", more / 8 % 99 + 1);
    if ((extras & 0x80) && index)
        str_printf(story->out, ",\"%s\":%s\"d%u\"%s", more & 2 ? "overlaps" : "part_of", more & 2 ? "[" : "",
            more / 4 % index, more & 2 ? "]" : "");
    if (more > 200)
        str_printf(story->out, ",\"title\":\"%s\",\"for\":\"%s\"",
            names[more % (sizeof names / sizeof *names)], names[(more + 5) % (sizeof names / sizeof *names)]);
    rider_write(story, kind);
    str_append(story->out, "}");
}

static void valuation_write(struct story *story, unsigned index)
{
    static const char *const bases[] = {
        "round", "tender", "secondary", "market", "acquisition", "implied", "reported", "appraisal"};
    unsigned party = choose(story, 256), day = choose(story, 256), year = choose(story, 40),
             flags = choose(story, 256);
    str_printf(story->out, "%s\n{\"party\":\"p%u\",\"sources\":[\"s\"],\"basis\":\"%s\"", index ? "," : "",
        party % 3 % story->parties, CHOOSE(story, bases));
    if (flags & 1)
        str_printf(story->out, ",\"date\":\"%u-%02u-%02u\"", 1990 + year, day % 12 + 1, day % 28 + 1);
    else
        str_printf(story->out, ",\"date\":\"%u\"", 1990 + year);
    if (flags & 2)
        str_append(story->out, ",\"status\":\"in_talks\"");
    amount_write(story, "value");
    str_append(story->out, "}");
}

static void note_write(struct story *story, unsigned index)
{
    static const char *const kinds[] = {"risk", "regulatory", "context", "watch", "correction"};
    str_printf(story->out, "%s\n{\"kind\":\"%s\"", index ? "," : "", CHOOSE(story, kinds));
    str_append(story->out, ",\"sources\":[\"s\"],\"text\":\"");
    for (unsigned words = choose(story, 20) + 1; words; words--)
        str_printf(story->out, "%s ", CHOOSE(story, names));
    str_append(story->out, ".\"}");
}

enum record { RECORD_DEAL, RECORD_VALUATION, RECORD_NOTE };

static enum record record_kind(unsigned char first)
{
    return first < 200 ? RECORD_DEAL : first < 245 ? RECORD_VALUATION : RECORD_NOTE;
}

/* All records of one kind; each starts at its own place, however much it reads. */
static void records_write(struct story *story, const char *key, enum record kind)
{
    const unsigned char *start = story->at, *end = story->end;
    unsigned written = 0;
    str_printf(story->out, ",\n\"%s\":[", key);
    for (unsigned i = 0; start + i * RECORD_LENGTH < end && i < RECORDS_MOST; i++) {
        const unsigned char *record = start + i * RECORD_LENGTH;
        if (record_kind(*record) != kind)
            continue;
        story->at = record + 1;
        story->end = record + RECORD_LENGTH < end ? record + RECORD_LENGTH : end;
        if (kind == RECORD_DEAL)
            deal_write(story, *record);
        else if (kind == RECORD_VALUATION)
            valuation_write(story, written);
        else
            note_write(story, written);
        written++;
    }
    story->at = start;
    story->end = end;
    str_append(story->out, "]");
}

void story_write(struct bytes choices, struct str *json)
{
    struct story story = {choices.at, choices.at + choices.length, json, 0, 0};
    story.parties = choose(&story, PARTIES_MOST) + 1;
    head_write(&story);
    parties_write(&story);
    records_write(&story, "deals", RECORD_DEAL);
    records_write(&story, "valuations", RECORD_VALUATION);
    records_write(&story, "notes", RECORD_NOTE);
    str_append(json, "}\n");
}

/* mutations */

enum mutation {
    MUTATION_DOUBLE,
    MUTATION_REMOVE,
    MUTATION_MOVE,
    MUTATION_PARTIES,
    MUTATION_SIZE,
    MUTATION_KIND,
    MUTATION_RETURN,
    MUTATION_COUNT
};

static void record_change(unsigned char *record, enum mutation mutation, unsigned seed)
{
    unsigned char payer = record[1];
    if (mutation == MUTATION_PARTIES)
        record[1 + seed % 2] = (unsigned char)(seed / 2);
    else if (mutation == MUTATION_SIZE) /* how it is said, digits, zeros */
        record[7 + seed % 3] = (unsigned char)(seed / 3);
    else if (mutation == MUTATION_KIND) /* deal or another, type, status */
        record[(unsigned[]){0, 3, 5, 6}[seed % 4]] = (unsigned char)(seed / 4);
    else if (mutation == MUTATION_RETURN) { /* the money goes back */
        record[1] = record[2];
        record[2] = payer;
    }
}

size_t story_mutate(unsigned char *choices, size_t length, size_t length_most, unsigned seed)
{
    size_t head = length ? HEAD_LENGTH + 2 * ((size_t)choices[0] % PARTIES_MOST + 1) : 0;
    size_t records = length > head ? (length - head) / RECORD_LENGTH : 0;
    if (!records)
        return 0;
    enum mutation mutation = (enum mutation)(seed % MUTATION_COUNT);
    unsigned rest = seed / MUTATION_COUNT;
    unsigned char *one = choices + head + rest % records * RECORD_LENGTH,
                  *other = choices + head + rest / 7 % records * RECORD_LENGTH, kept[RECORD_LENGTH];
    size_t behind = (size_t)(choices + length - one);
    switch (mutation) {
    case MUTATION_DOUBLE:
        if (length + RECORD_LENGTH > length_most)
            return 0;
        memmove(one + RECORD_LENGTH, one, behind);
        return length + RECORD_LENGTH;
    case MUTATION_REMOVE:
        memmove(one, one + RECORD_LENGTH, behind - RECORD_LENGTH);
        return length - RECORD_LENGTH;
    case MUTATION_MOVE:
        memcpy(kept, one, RECORD_LENGTH);
        memmove(one, other, RECORD_LENGTH);
        memcpy(other, kept, RECORD_LENGTH);
        return length;
    default:
        record_change(one, mutation, rest);
        return length;
    }
}
