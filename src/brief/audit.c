/* SPDX-License-Identifier: MIT */
/*
 * The number audit. Everything printed that a hand typed is read for numbers: the template's paragraphs,
 * headings, lists, tables, captions and settings, and of the dataset what speaks for itself: title, subtitle,
 * and notes that name no source. (A note with a source is evidence: its numbers are looked up in, not looked
 * up.) What ::vouch signs off is left alone; a sign-off that nothing needs is a warning of its own.
 */
#include "audit.h"

#include "audit_candidates.h"

#include <string.h>

/* Where a stretch of the text was typed */
struct typed {
    size_t offset;
    struct place place;
};

struct prose {
    struct str text;
    LIST(struct typed) typed;
};

struct found {
    struct prose_number number;
    struct place place;
    const char *words; /* as typed */
};

typedef LIST(struct found) found_list;

struct audit {
    const struct brief_input *input;
    enum language language; /* of the template's prose: that of the briefing */
    struct arena *arena;    /* its own: warnings are in English, whatever the briefing is in */
    found_list found, vouched;
    struct prose_texts filled;
};

/* ---- gathering prose ---- */

static void runs_gather(struct audit *audit, const struct runs *runs, struct prose *prose)
{
    struct arena *arena = audit->arena;
    prose->text = str_init(arena);
    for (size_t i = 0; i < runs->count; i++) {
        const struct run *run = &runs->at[i];
        if (run->kind == RUN_BREAK) {
            str_char(&prose->text, ' ');
        } else if (run->kind == RUN_TEXT && run->place.line && !run->code) {
            struct typed *typed = list_push(arena, &prose->typed);
            *typed = (struct typed){prose->text.length, run->place};
            str_append(&prose->text, run->text);
        } else {
            str_append(&prose->text, PROSE_FILLED);
            if (run->kind == RUN_TEXT && !run->code && !run->superscript)
                *list_push(arena, &audit->filled) = run->text;
        }
    }
}

static struct place place_of(const struct prose *prose, size_t offset)
{
    struct place place = {0};
    for (size_t i = 0; i < prose->typed.count && prose->typed.at[i].offset <= offset; i++)
        place = place_shift(prose->typed.at[i].place, offset - prose->typed.at[i].offset);
    return place;
}

static void prose_read(
    struct audit *audit, const struct prose *prose, enum language language, bool comma, found_list *found)
{
    struct arena *arena = audit->arena;
    prose_number_list numbers = {0};
    if (!prose->typed.count)
        return;
    prose_numbers_read_as(arena, str_text(&prose->text), prose->text.length, language, comma, &numbers);
    for (size_t i = 0; i < numbers.count; i++) {
        struct found *entry = list_push(arena, found);
        entry->number = numbers.at[i];
        entry->place = place_of(prose, numbers.at[i].start);
        entry->words = arena_strndup(
            arena, prose->text.at + numbers.at[i].start, numbers.at[i].end - numbers.at[i].start);
    }
}

static void runs_audit(struct audit *audit, const struct runs *runs, found_list *found)
{
    struct prose prose = {0};
    runs_gather(audit, runs, &prose);
    prose_read(audit, &prose, audit->language, audit->filled.comma, found);
}

/* Labels of key figures: what stands behind "as" in each item */
static void labels_audit(struct audit *audit, const struct attribute *items)
{
    if (!items->present)
        return;
    for (const char *at = items->value; (at = strstr(at, " as "));) {
        at += strlen(" as ");
        size_t length = strcspn(at, ";");
        struct prose prose = {.text = str_init(audit->arena)};
        str_append_bytes(&prose.text, at, length);
        *list_push(audit->arena, &prose.typed) =
            (struct typed){0, place_shift(items->place, (size_t)(at - items->value))};
        prose_read(audit, &prose, audit->language, audit->filled.comma, &audit->found);
        at += length;
    }
}

static void blocks_audit(struct audit *audit, const struct block *block)
{
    for (const struct block *child = block->first; child; child = child->next) {
        const struct directive *directive = child->directive;
        runs_audit(audit, &child->runs, &audit->found);
        if (directive && directive->caption && directive->name != DIRECTIVE_VOUCH)
            runs_audit(audit, directive->caption, &audit->found);
        if (directive && directive->name == DIRECTIVE_KEYFIGURES)
            labels_audit(audit, &directive->attributes[ATTRIBUTE_ITEMS]);
        blocks_audit(audit, child);
    }
}

/* Sign-offs hold for the whole template, wherever they stand. */
static void vouches_gather(struct audit *audit, const struct block *block)
{
    for (const struct block *child = block->first; child; child = child->next) {
        if (child->directive && child->directive->name == DIRECTIVE_VOUCH) {
            size_t before = audit->vouched.count;
            runs_audit(audit, child->directive->caption, &audit->vouched);
            if (audit->vouched.count == before)
                diags_add(audit->input->diags, DIAG_AUDIT_UNUSED, child->directive->place, NULL,
                    "write it as in the prose: $50B, 12 %, 2031",
                    "nothing that is signed off here is a number");
        }
        vouches_gather(audit, child);
    }
}

static void settings_audit(struct audit *audit)
{
    const struct template_options *options = &audit->input->template->options;
    runs_audit(audit, &options->title, &audit->found);
    runs_audit(audit, &options->kicker, &audit->found);
    runs_audit(audit, &options->author, &audit->found);
    runs_audit(audit, &options->subject, &audit->found);
}

/* ---- the dataset's own prose ---- */

/* How many bytes a letter takes in the file: JSON escapes some, a quoted cell doubles its quotes. Letters
   beyond ASCII are taken to stand as they are. */
static int bytes_written(char c, bool cell)
{
    if (cell)
        return c == '"' ? 2 : 1;
    return c == '"' || c == '\\' || c == '\n' || c == '\t' ? 2 : 1;
}

static void text_audit(struct audit *audit, const char *text, const void *field)
{
    struct prose prose = {.text = str_init(audit->arena)};
    if (!text)
        return;
    struct place place = dataset_place(audit->input->dataset, field);
    bool cell = place.file && str_ends_any_case(place.file, ".csv");
    str_append(&prose.text, text);
    place.column += !cell || strpbrk(text, ",\"\n;"); /* its quote */
    *list_push(audit->arena, &prose.typed) = (struct typed){0, place};
    size_t from = audit->found.count, at = 0;
    enum language language = candidates_language(audit->input->dataset);
    prose_read(audit, &prose, language, language == LANGUAGE_GERMAN, &audit->found);
    int more = 0;
    for (size_t i = from; i < audit->found.count; i++) {
        struct found *found = &audit->found.at[i];
        for (; at < found->number.start; at++)
            more += bytes_written(text[at], cell) - 1;
        found->place.column += more;
        if (!place.line)
            found->place = place;
    }
}

static void dataset_audit(struct audit *audit)
{
    const struct dataset *dataset = audit->input->dataset;
    text_audit(audit, dataset->title, &dataset->title);
    text_audit(audit, dataset->subtitle, &dataset->subtitle);
    for (size_t i = 0; i < dataset->note_count; i++)
        if (!dataset->notes[i].sources.count)
            text_audit(audit, dataset->notes[i].text, &dataset->notes[i].text);
}

/* ---- checking ---- */

static bool is_vouched(struct audit *audit, const struct prose_number *number, bool *used)
{
    const char *base = audit->input->dataset->currency;
    bool vouched = false;
    for (size_t i = 0; i < audit->vouched.count; i++) {
        const struct prose_number *by = &audit->vouched.at[i].number;
        bool currency = currency_may_be(number->currency, by->currency, base) ||
                        currency_may_be(by->currency, number->currency, base);
        if (by->kind != number->kind || by->value != number->value || by->top != number->top || !currency)
            continue;
        used[i] = vouched = true;
    }
    return vouched;
}

/* Where the number comes from. Of one that is worked out: the nearest stated one, too, which may be meant. */
static const char *origin_hint(struct arena *arena, const struct candidates *candidates,
    const struct found *found, const struct candidate *nearest)
{
    const char *origin = candidate_origin(arena, nearest);
    const struct candidate *stated = nearest->stated ? NULL : candidates_stated(candidates, &found->number);
    return stated ? arena_printf(arena, "%s; nearest stated: %s (%s)", origin, candidate_words(arena, stated),
                        candidate_origin(arena, stated))
                  : origin;
}

static void found_check(struct audit *audit, const struct candidates *candidates, const struct found *found)
{
    struct arena *arena = audit->arena;
    const struct candidate *nearest;
    enum match match = candidates_match(candidates, &found->number, &nearest);
    if (match == MATCH_UNHEDGED) {
        diags_add(audit->input->diags, DIAG_AUDIT_QUALIFIER, found->place, NULL,
            origin_hint(arena, candidates, found, nearest), "'%s' stands here, but the data says '%s'",
            found->words, candidate_words(arena, nearest));
    } else if (match == MATCH_NONE) {
        const char *near = candidates_nearest(arena, candidates, &found->number);
        diags_add(audit->input->diags, DIAG_AUDIT_NUMBER, found->place, NULL,
            *near ? arena_printf(arena, "nearest: %s", near) : "::vouch[…] signs it off",
            "'%s' is no number of the dataset or its figures", found->words);
    }
}

static void founds_check(struct audit *audit, bool *used)
{
    const struct brief_input *input = audit->input;
    const struct candidates *candidates = NULL;
    for (size_t i = 0; i < audit->found.count; i++) {
        const struct found *found = &audit->found.at[i];
        if (is_vouched(audit, &found->number, used))
            continue;
        if (!candidates)
            candidates = candidates_gather(
                audit->arena, input->facts, input->changes, &audit->filled, audit->language);
        found_check(audit, candidates, found);
    }
}

void audit_check(const struct brief_input *input, const struct block *root)
{
    struct audit audit = {
        .input = input, .arena = arena_create(), .language = manner_in(input->arena)->language};
    audit.filled.comma = *manner_in(input->arena)->point == ',';
    vouches_gather(&audit, input->template->root);
    settings_audit(&audit);
    blocks_audit(&audit, root);
    dataset_audit(&audit);
    bool *used = arena_array(audit.arena, bool, audit.vouched.count + 1);
    founds_check(&audit, used);
    for (size_t i = 0; i < audit.vouched.count; i++)
        if (!used[i])
            diags_add(input->diags, DIAG_AUDIT_UNUSED, audit.vouched.at[i].place, NULL, "take it out",
                "'%s' is signed off, but stands nowhere in the prose", audit.vouched.at[i].words);
    arena_destroy(audit.arena);
}
