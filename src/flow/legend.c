/* SPDX-License-Identifier: MIT */
/*
 * legend: in, a labelled plan; out, what stands below the drawing: the scale bar, the colours and forms that
 * occur in it, the key to lettered ribbons, and remarks on what is left out or not to scale.
 */
#include "plan.h"

#include "say.h"
#include "wording.h"

#include <math.h>

static const double ROW = 12.5, SWATCH = 20, SWATCH_GAP = 4, ENTRY_GAP = 13, KEY_WIDTH = 225,
                    KEY_LEADING = 9.5, MARK_WIDTH = 11;
enum { GONE_NAMED = 3 };
static const double BAR_MOST = 22, BAR_MOST_DOWN = 30, TOP_GAP = 9, LINE_LEADING = 9.5;
enum { MEMBERS_FEWEST = 2, MEMBERS_FEW = 5, MEMBERS_MOST = 9 }; /* named of those within "n others" */
static const double MEMBERS_WIDTH = 380;

static struct text_style legend_style(void)
{
    return theme_style(STYLE_NOTE);
}

/* ---- scale bar ---- */

/* The greatest 1, 2 or 5 · 10^n whose bar is at most so long; 0 when there is none. */
static money bar_value(double scale, double most)
{
    static const int steps[] = {1, 2, 5};
    money best = 0, decade = 1;
    for (int power = 0; power < 18; power++, decade *= 10)
        for (int s = 0; s < 3; s++)
            if (scale * (double)(decade * steps[s]) <= most)
                best = decade * steps[s];
    return best;
}

static void scale_bar(struct flow_plan *plan)
{
    bool sized = false;
    for (size_t r = 0; r < plan->ribbon_count; r++)
        sized = sized || plan->ribbons[r].reserve > 0;
    plan->bar_money =
        sized && plan->scale > 0 ? bar_value(plan->scale, plan->down ? BAR_MOST_DOWN : BAR_MOST) : 0;
    if (plan->bar_money == 0)
        return;
    struct str words = str_init(plan->arena);
    word_money(&words, plan->bar_money, plan->facts->dataset->currency, NUMBER_SHORT, 0);
    plan->bar_run =
        text_shape(plan->text, legend_style(), say(plan->arena, "this bar = %s", str_text(&words)));
    plan->bar_height = fmax(plan->scale * (double)plan->bar_money, 0.5);
}

/* ---- entries ---- */

/* What there is of a form */
struct occurrence {
    int count, buckets[BUCKET_COUNT];
    bool cored;         /* a part is sure */
    bool capped, hangs; /* "up to"; a figure of which a part depends on conditions */
};

static struct occurrence occurrence_of(const struct flow_plan *plan, enum form form)
{
    struct occurrence found = {0};
    for (size_t r = 0; r < plan->ribbon_count; r++) {
        const struct ribbon *ribbon = &plan->ribbons[r];
        if (ribbon->form != form || ribbon->gone)
            continue;
        bool hangs = amount_hangs(&ribbon->amount);
        found.count++;
        found.buckets[ribbon->bucket]++;
        found.cored = found.cored || (ribbon->core > 0 && ribbon->core < ribbon->reserve);
        found.hangs = found.hangs || hangs;
        found.capped = found.capped || !hangs;
    }
    return found;
}

static const char *hollow_words(const struct occurrence *found)
{
    if (!found->hangs)
        return found->cored ? WORDS("hollow: up to; filled: certain") : WORDS("hollow: up to");
    if (!found->capped)
        return found->cored ? WORDS("hollow: not certain; filled: certain") : WORDS("hollow: not certain");
    return found->cored ? WORDS("hollow: up to, not certain; filled: certain")
                        : WORDS("hollow: up to, not certain");
}

static const char *form_words(enum form form, const struct occurrence *found)
{
    static const char *const words[FORM_COUNT] = {[FORM_SOLID] = "",
        [FORM_SOFT] = WORDS("soft edges: about"),
        [FORM_AT_LEAST] = WORDS("frayed end: at least"),
        [FORM_UNKNOWN] = WORDS("dotted: undisclosed, width not to scale")};
    if (form == FORM_AT_MOST)
        return hollow_words(found);
    if (form == FORM_UNSURE)
        return found->cored ? WORDS("filled to the low figure, hatched to the high")
                            : WORDS("hatched: up to the high figure");
    return words[form];
}

/* The commonest, and the firmest of equals */
static enum bucket common_bucket(const struct occurrence *found)
{
    int best = BUCKET_FIRM;
    for (int b = BUCKET_FIRM; b >= 0; b--)
        if (found->buckets[b] > found->buckets[best])
            best = b;
    return (enum bucket)best;
}

static struct legend_entry *entry_add(
    struct flow_plan *plan, enum legend_kind kind, int value, const char *words)
{
    struct legend_entry *entry = &plan->legend[plan->legend_count++];
    *entry = (struct legend_entry){.kind = kind, .value = value, .bucket = BUCKET_FIRM};
    entry->run = text_shape(plan->text, legend_style(), words);
    return entry;
}

static void collect_forms(struct flow_plan *plan)
{
    for (int f = 0; f < FORM_COUNT; f++) {
        struct occurrence found = occurrence_of(plan, (enum form)f);
        if (f == FORM_SOLID || found.count == 0)
            continue;
        struct legend_entry *entry =
            entry_add(plan, LEGEND_FORM, f, said(plan->arena, form_words((enum form)f, &found)));
        entry->bucket = common_bucket(&found);
        entry->cored = found.cored;
    }
}

/* Marks of what changed: only those that a line tells; the others are words alone. */
enum change_look { LOOK_NEW, LOOK_RAISED, LOOK_LOWERED, LOOK_GONE, CHANGE_ENTRIES };

static void change_entries_add(struct flow_plan *plan)
{
    static const char *const words[CHANGE_ENTRIES] = {[LOOK_NEW] = WORDS("new"),
        [LOOK_RAISED] = WORDS("raised: thin lines at the width before"),
        [LOOK_LOWERED] = WORDS("lowered: outline at the width before"),
        [LOOK_GONE] = WORDS("gone: empty outline, in no sum")};
    static const enum flow_change changes[CHANGE_ENTRIES] = {[LOOK_NEW] = FLOW_NEW,
        [LOOK_RAISED] = FLOW_RAISED,
        [LOOK_LOWERED] = FLOW_LOWERED,
        [LOOK_GONE] = FLOW_GONE};
    bool looks[CHANGE_ENTRIES] = {false};
    for (size_t r = 0; r < plan->ribbon_count; r++)
        for (int look = 0; look < CHANGE_ENTRIES; look++) {
            bool lines = look == LOOK_NEW || look == LOOK_GONE || plan->ribbons[r].before >= 0;
            looks[look] = looks[look] || (plan->ribbons[r].change == changes[look] && lines);
        }
    for (int look = 0; look < CHANGE_ENTRIES; look++)
        if (looks[look])
            entry_add(plan, LEGEND_CHANGE, changes[look], said(plan->arena, words[look]));
}

static void collect_entries(struct flow_plan *plan)
{
    bool classes[CLASS_COUNT] = {false}, buckets[BUCKET_COUNT] = {false}, loops = false;
    for (size_t r = 0; r < plan->ribbon_count; r++) {
        if (plan->ribbons[r].gone)
            continue;
        classes[plan->ribbons[r].deal_class] = true;
        if (plan->ribbons[r].form != FORM_UNKNOWN)
            buckets[plan->ribbons[r].bucket] = true;
        loops = loops || plan->ribbons[r].circulating > 0;
    }
    plan->legend = arena_array(
        plan->arena, struct legend_entry, CLASS_COUNT + BUCKET_COUNT + FORM_COUNT + CHANGE_ENTRIES + 1);
    plan->legend_count = 0;
    for (int c = 0; c < CLASS_COUNT; c++)
        if (classes[c])
            entry_add(plan, LEGEND_CLASS, c, word_class(plan->arena, (enum deal_class)c));
    bool brief = plan->brevity >= BREVITY_LEGEND; /* the subtitle says these */
    for (int b = BUCKET_COUNT - 1; b >= 0; b--)
        if (buckets[b] && !brief)
            entry_add(plan, LEGEND_BUCKET, b, word_bucket_short(plan->arena, (enum bucket)b))->bucket =
                (enum bucket)b;
    if (!plan->options.brief)
        collect_forms(plan);
    change_entries_add(plan);
    if (loops)
        entry_add(
            plan, LEGEND_LOOP, 0, said(plan->arena, "core: could return to its payer; number: the loop"));
}

/* Left to right in rows; the scale bar comes first. */
static double place_entries(struct flow_plan *plan, double y)
{
    double x = 0;
    if (plan->bar_money > 0) {
        y += plan->down ? 0 : fmax(plan->bar_height - ROW, 0);
        plan->bar_x = 0;
        plan->bar_y = y + ROW - 2;
        x = (plan->down ? plan->bar_height : 4) + SWATCH_GAP + plan->bar_run->width + ENTRY_GAP;
    }
    y += ROW - 2;
    for (size_t i = 0; i < plan->legend_count; i++) {
        struct legend_entry *entry = &plan->legend[i];
        double width = SWATCH + SWATCH_GAP + entry->run->width;
        if (x > 0 && x + width > plan->width) {
            x = 0;
            y += ROW;
        }
        entry->x = x;
        entry->y = y;
        x += width + ENTRY_GAP;
    }
    return y + 4;
}

/* ---- key ---- */

/* Loop numbers that found no place at the ribbon stand here. */
static const char *key_words(const struct flow_plan *plan, const struct label *label)
{
    const struct indices *circuits = &plan->ribbons[label->ribbon].circuits;
    if (circuits->count == 0 || (label->placed && label->badges > 0))
        return label->text;
    struct str words = str_init(plan->arena);
    for (size_t i = 0; i < circuits->count; i++)
        str_printf(&words, "%s%zu", i > 0 ? ", " : "", circuits->at[i] + 1);
    return say_count(plan->arena, (int64_t)circuits->count, "%s (loop %s)", "%s (loops %s)", label->text,
        str_text(&words));
}

/* A party folded into "3 others" that alone stands at this ribbon's end is named. */
static const char *end_name(const struct flow_plan *plan, const struct ribbon *ribbon, bool payer)
{
    const struct cable *cable = &plan->cables[ribbon->cable];
    const struct card *card = &plan->cards[payer ? cable->payer : cable->payee];
    const struct flow *flows = plan->facts->flows;
    size_t only = NO_INDEX;
    for (size_t i = 0; i < ribbon->flows.count; i++) {
        const struct flow *flow = &flows[ribbon->flows.at[i]];
        size_t node = payer ? flow->payer : flow->payee;
        if (i > 0 && node != only)
            return card->name;
        only = node;
    }
    return only != NO_INDEX ? facts_node_name(plan->arena, plan->facts, only) : card->name;
}

static bool flow_has_ribbon(const struct flow_plan *plan, size_t flow)
{
    for (size_t r = 0; r < plan->ribbon_count; r++)
        for (size_t i = 0; i < plan->ribbons[r].flows.count; i++)
            if (plan->ribbons[r].flows.at[i] == flow)
                return true;
    return false;
}

/* What found no place in the drawing, not even for a letter, is told all the same, behind a dash. */
static struct key_entry key_entry_of(struct flow_plan *plan, size_t index, double width)
{
    const struct label *label = &plan->labels[index];
    const struct ribbon *ribbon = &plan->ribbons[index];
    struct text_span spans[KEY_MARK + 1] = {{.style = {FACE_CONDENSED_SEMIBOLD, legend_style().size}},
        {.style = legend_style()}, {.style = {FACE_CONDENSED_MEDIUM, legend_style().size}}};
    const char *changed = ribbon_mark_joined(plan, ribbon);
    spans[0].string =
        arena_printf(plan->arena, "%s → %s: ", end_name(plan, ribbon, true), end_name(plan, ribbon, false));
    spans[1].string = key_words(plan, label);
    spans[KEY_MARK].string = changed;
    return (struct key_entry){.label = index,
        .mark = text_shape(plan->text, spans[0].style, label->placed ? label->mark : "–"),
        .lines = text_wrap(plan->text, plan->arena, spans, *changed != '\0' ? KEY_MARK + 1 : 2, width)};
}

static double place_key(struct flow_plan *plan, double y)
{
    size_t count = 0;
    size_t *keyed = arena_array(plan->arena, size_t, plan->ribbon_count + 1);
    for (size_t i = 0; i < plan->ribbon_count; i++)
        if (plan->labels[i].in_key) {
            keyed[plan->labels[i].number] = i;
            count++;
        }
    plan->key = arena_array(plan->arena, struct key_entry, count + 1);
    plan->key_count = 0;
    if (count == 0)
        return y;
    int columns = (int)fmin(fmax(1, floor(plan->width / KEY_WIDTH)), (double)count);
    double width = (plan->width - 10 * (columns - 1)) / columns, pad = plan->brevity >= BREVITY_KEY ? 0 : 2,
           row_y = y + pad, row_height = 0;
    int column = 0;
    for (size_t number = 0; number < count; number++) {
        struct key_entry *entry = &plan->key[plan->key_count++];
        *entry = key_entry_of(plan, keyed[number], width - MARK_WIDTH);
        if (column == columns) {
            column = 0;
            row_y += row_height;
            row_height = 0;
        }
        entry->x = column * (width + 10);
        entry->y = row_y + KEY_LEADING - 1;
        row_height = fmax(row_height, KEY_LEADING * (double)entry->lines.count + 1);
        column++;
    }
    return row_y + row_height + pad;
}

/* ---- remarks ---- */

static void remark_sum(
    struct flow_plan *plan, struct str *out, int count, const struct flow_sum *sum, const char *sentence)
{
    if (count == 0)
        return;
    struct str deals = str_init(plan->arena), amount = str_init(plan->arena);
    word_counted(&deals, count, "deal", "deals");
    word_qualified(&amount, flow_sum_qualified(plan->arena, sum, plan->facts->dataset->currency));
    str_append(out, out->length > 0 ? " " : "");
    str_printf(out, said(plan->arena, sentence), str_text(&deals), str_text(&amount));
}

/* "SoftBank ($8B)", "Meta (in $2B, out $1B)" */
static void remark_member(struct flow_plan *plan, struct str *out, const struct card *card, size_t member)
{
    const struct flow_sum *in = &card->member_in[member], *paid = &card->member_out[member];
    const char *currency = plan->facts->dataset->currency;
    str_append(out, facts_node_name(plan->arena, plan->facts, card->members.at[member]));
    if (in->flows == 0 && paid->flows == 0)
        return; /* deals with other members alone */
    struct str received = str_init(out->arena), given = str_init(out->arena);
    if (in->flows > 0)
        word_qualified(&received, flow_sum_qualified(out->arena, in, currency));
    if (paid->flows > 0)
        word_qualified(&given, flow_sum_qualified(out->arena, paid, currency));
    if (in->flows > 0 && paid->flows > 0)
        say_to(out, " (in %s, out %s)", str_text(&received), str_text(&given));
    else
        str_printf(out, " (%s)", in->flows > 0 ? str_text(&received) : str_text(&given));
}

/* Who is inside "6 other payees", greatest first; of many the first few by name */
static void remark_members(struct flow_plan *plan, struct str *out, const struct card *card)
{
    size_t count = card->members.count, most = plan->width < MEMBERS_WIDTH ? MEMBERS_FEW : MEMBERS_MOST;
    if (plan->brevity >= BREVITY_NAMES)
        most = MEMBERS_FEWEST;
    if (count < 2)
        return;
    size_t named = count <= most + 1 ? count : most;
    str_printf(out, "%s%s: ", out->length > 0 ? " " : "", word_capital(plan->arena, card->name));
    for (size_t i = 0; i < named; i++) {
        str_append(out, i == 0 ? "" : i + 1 == count ? said(plan->arena, " and ") : ", ");
        remark_member(plan, out, card, i);
    }
    if (named < count) {
        struct str more = str_init(plan->arena);
        word_count(&more, (int64_t)(count - named));
        say_to(out, " and %s more", str_text(&more));
    }
    str_char(out, '.');
}

/* What is gone takes no room from what is there: where that is scarce it is named alone. */
static void remark_gone(struct flow_plan *plan, struct str *out)
{
    int named = 0;
    if (plan->gone_left == 0)
        return;
    str_append(out, out->length > 0 ? " " : "");
    str_append(out, said(plan->arena, "Gone, and not drawn: "));
    for (size_t i = 0; i < plan->facts->flow_count && named < GONE_NAMED; i++) {
        const struct flow *flow = &plan->facts->flows[i];
        if (!flow_is_ghost(plan, i) || flow_has_ribbon(plan, i))
            continue;
        struct amount amount = flow_amount_drawn(plan, i);
        str_printf(out, "%s%s → %s, ", named++ > 0 ? "; " : "",
            facts_node_name(plan->arena, plan->facts, flow->payer),
            facts_node_name(plan->arena, plan->facts, flow->payee));
        word_amount(out, &amount, NUMBER_SHORT);
    }
    if (plan->gone_left > named)
        say_to(out, " and %d more", plan->gone_left - named);
    str_char(out, '.');
}

/* What is no payment has no ribbon. */
static void remark_relations(const struct flow_plan *plan, struct str *out)
{
    if (plan->relation_flows == 0)
        return;
    struct str relations = str_init(plan->arena);
    word_counted(&relations, plan->relation_flows, "relation", "relations");
    str_append(out, out->length > 0 ? " " : "");
    say_to(out, "Not drawn: %s without money.", str_text(&relations));
}

/* "Two": at the head of a sentence */
static const char *count_words(const struct flow_plan *plan, int count)
{
    struct str words = str_init(plan->arena);
    word_count(&words, count);
    return word_capital(plan->arena, str_text(&words));
}

static double place_remarks(struct flow_plan *plan, double y)
{
    struct str words = str_init(plan->arena);
    int floored = 0;
    for (size_t r = 0; r < plan->ribbon_count; r++)
        floored += plan->ribbons[r].floored && plan->ribbons[r].reserve > 0 ? 1 : 0;
    if (floored > 0 && !plan->options.brief) {
        say_count_to(&words, floored,
            "%s band is drawn wider than to scale, at the least width: an open dot stands where it begins.",
            "%s bands are drawn wider than to scale, at the least width: an open dot stands where they "
            "begin.",
            count_words(plan, floored));
    }
    if (plan->unlabelled > 0) {
        str_append(&words, words.length > 0 ? " " : "");
        say_count_to(&words, plan->unlabelled, "%s band carries no words, for want of room.",
            "%s bands carry no words, for want of room.", count_words(plan, plan->unlabelled));
    }
    for (size_t c = 0; c < plan->card_count; c++)
        remark_members(plan, &words, &plan->cards[c]);
    remark_sum(plan, &words, plan->intra_flows, &plan->intra, WORDS("Not drawn: %s within one group (%s)."));
    remark_sum(
        plan, &words, plan->folded_flows, &plan->folded, WORDS("Not drawn: %s among the “others” (%s)."));
    remark_gone(plan, &words);
    if (!plan->options.brief)
        remark_relations(plan, &words);
    const char *rest = plan->options.brief ? flow_rest_words(plan->arena, plan->facts, plan->options.where,
                                                 plan->options.whole)
                                           : NULL;
    if (rest)
        str_printf(&words, "%s%s", words.length > 0 ? " " : "", rest);
    if (words.length == 0)
        return y;
    struct text_span span = {.string = str_text(&words), .style = legend_style()};
    plan->remarks = text_wrap(plan->text, plan->arena, &span, 1, plan->width);
    plan->remarks_y = y + LINE_LEADING;
    return y + LINE_LEADING * (double)plan->remarks.count + 3;
}

double plan_legend_shared(struct flow_plan *plan, double y)
{
    scale_bar(plan);
    collect_entries(plan);
    return place_entries(plan, y + TOP_GAP);
}

double plan_legend_own(struct flow_plan *plan, double y)
{
    plan->remarks.count = 0;
    plan->unlabelled = (int)plan->untold;
    y = place_key(plan, y);
    y = plan_loops(plan, y);
    return place_remarks(plan, y);
}

double plan_legend(struct flow_plan *plan, double y)
{
    return plan_legend_own(plan, plan_legend_shared(plan, y));
}
