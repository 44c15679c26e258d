/* SPDX-License-Identifier: MIT */
/*
 * Markdown → blocks through md4c. Values become U+F0000 + n before md4c sees the text and values again after;
 * the template reader refuses those characters in the source, so that nothing can pretend to be one.
 */
#include "markdown.h"

#include "markdown_check.h"

#include <md4c.h>

#include <assert.h>
#include <string.h>

#define MARK_FIRST 0xF0000u
#define MARK_MOST 0xFFFDu

/* From here on the cut text stands in the source as it is, up to the next of these. */
struct cut_place {
    size_t offset;
    struct place place;
};

struct builder {
    const struct value_scope *scope;
    LIST(const struct value *) values; /* in the order of their marks; NULL where one was faulty */
    struct block *at[32];              /* the open blocks */
    size_t depth;
    struct runs *runs; /* of the open paragraph, heading or cell; NULL: none */
    struct runs *link;
    int strong, emphasis, code;
    const char *cut; /* what md4c reads */
    size_t cut_length;
    LIST(struct cut_place) places; /* by offset */
    struct place place;            /* of the words that are being added */
};

size_t value_end(const char *text, size_t length)
{
    for (size_t i = 2; i + 1 < length && text[i] != '\n'; i++)
        if (text[i] == '}' && text[i + 1] == '}')
            return i;
    return length;
}

static const struct value *mark_value(const struct builder *builder, uint32_t code)
{
    if (code < MARK_FIRST || code - MARK_FIRST >= builder->values.count)
        return NULL;
    return builder->values.at[code - MARK_FIRST];
}

static bool is_mark(uint32_t code)
{
    return code >= MARK_FIRST && code <= MARK_FIRST + MARK_MOST;
}

/* ---- before md4c ---- */

/* Copies the text with each value replaced by its mark. A backslash keeps "{{" from being one. */
static void place_add(struct builder *builder, size_t offset, struct place place)
{
    *list_push(builder->scope->arena, &builder->places) = (struct cut_place){offset, place};
}

/* Where a piece of the cut text was typed; of what md4c made itself (a soft break) the last such place */
static void place_find(struct builder *builder, const char *text)
{
    uintptr_t offset = (uintptr_t)text - (uintptr_t)builder->cut; /* wraps around before it */
    if (offset >= builder->cut_length)
        return;
    size_t low = 0, high = builder->places.count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (builder->places.at[middle].offset <= offset)
            low = middle;
        else
            high = middle;
    }
    const struct cut_place *at = &builder->places.at[low];
    builder->place = place_shift(at->place, offset - at->offset);
}

/* "{{ … }}", whose second brace from the end is at `end`, becomes its mark. */
static void value_cut(
    struct builder *builder, struct str *out, const char *text, size_t end, struct place place)
{
    if (builder->values.count >= MARK_MOST)
        return;
    const struct value *value = value_scan(builder->scope, text + 2, end - 2, place_shift(place, 2));
    utf8_append(out, MARK_FIRST + (uint32_t)builder->values.count);
    *list_push(builder->scope->arena, &builder->values) = value;
}

static const char *values_cut(struct builder *builder, const char *text, size_t length, struct place place)
{
    struct str out = str_init(builder->scope->arena);
    place_add(builder, 0, place);
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == '\n') {
            place.line++;
            place.column = 0;
        } else if (c == '\\' && i + 1 < length && text[i + 1] != '\n') {
            str_char(&out, c);
            c = text[++i];
            place.column++;
        } else if (c == '{' && i + 1 < length && text[i + 1] == '{') {
            size_t end = value_end(text + i, length - i);
            if (end == length - i) {
                diags_add(builder->scope->diags, DIAG_TEMPLATE_SYNTAX, place, NULL,
                    "write \\{{ for two plain braces", "'{{' is not closed on this line");
                str_char(&out, c); /* read on, for the faults behind it */
                c = text[++i];
                place.column++;
            } else {
                value_cut(builder, &out, text + i, end, place);
                i += end + 1;
                place.column += (int)end + 2;
                place_add(builder, out.length, place);
                continue;
            }
        }
        str_char(&out, c);
        place.column++;
        if (c == '\n')
            place_add(builder, out.length, place);
    }
    builder->cut_length = out.length;
    return builder->cut = str_text(&out);
}

/* Kinds of Markdown that a briefing does not have, found by eye because md4c tells no lines. */
static void line_check(const struct value_scope *scope, const char *line, size_t length, struct place place)
{
    size_t lead = 0;
    while (lead < length && (line[lead] == ' ' || line[lead] == '>'))
        lead++; /* inside quotations too */
    const char *at = line + lead;
    size_t rest = length - lead, hashes = 0;
    while (hashes < rest && at[hashes] == '#')
        hashes++;
    if (hashes > 3 && hashes < 7 && (hashes == rest || at[hashes] == ' '))
        diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, place_shift(place, lead), NULL, "use #, ## or ###",
            "headings have three levels");
    for (size_t i = 0; i + 1 < length; i++) {
        if (line[i] == '\\')
            i++;
        else if (line[i] == '!' && line[i + 1] == '[')
            diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, place_shift(place, i), NULL, NULL,
                "a briefing takes no pictures from files");
    }
}

/* What would be printed as words: a directive behind the mark of an item or a quotation. Directives begin
   their line. */
static void directive_check(
    const struct value_scope *scope, const char *line, size_t length, struct place place)
{
    size_t at = 0, marks = 0;
    for (size_t before = length; at < length && at != before;) {
        before = at;
        while (at < length && line[at] == ' ')
            at++;
        size_t digits = at;
        while (digits < length && is_digit(line[digits]))
            digits++;
        bool number = digits > at && digits + 1 < length && (line[digits] == '.' || line[digits] == ')');
        size_t mark = number ? digits : at;
        if (mark + 1 < length &&
            (line[mark] == '>' || (strchr("-*+.)", line[mark]) && line[mark + 1] == ' ' &&
                                      number == (strchr(".)", line[mark]) != NULL)))) {
            at = mark + 1;
            marks++;
        }
    }
    if (marks && at + 2 < length && line[at] == ':' && line[at + 1] == ':' &&
        (line[at + 2] == ':' || (letter_small(line[at + 2]) >= 'a' && letter_small(line[at + 2]) <= 'z')))
        diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, place_shift(place, at), NULL,
            "give it a line of its own; \\:: prints two colons",
            "a directive does not stand in a list or a quotation");
}

/* [words](address): only the web, or a value that is checked when it is known */
static void links_check(const struct value_scope *scope, const char *line, size_t length, struct place place)
{
    for (size_t i = 0; i + 2 < length; i++) {
        if (line[i] == '\\') {
            i++;
            continue;
        }
        if (line[i] != ']' || line[i + 1] != '(')
            continue;
        size_t at = i + 2 + (line[i + 2] == '<');
        size_t rest = length - at;
        bool web = (rest >= 7 && !strncmp(line + at, "http://", 7)) ||
                   (rest >= 8 && !strncmp(line + at, "https://", 8));
        bool value = rest >= 2 && !strncmp(line + at, "{{", 2);
        if (!web && !value)
            diags_add(scope->diags, DIAG_BAD_URL, place_shift(place, at), NULL, NULL,
                "a link's address is not http or https");
    }
}

/* How many ` or ~ a line begins with that opens or closes a block of code; 0: it does not */
static size_t code_fence(const char *line, size_t length, size_t *lead)
{
    for (*lead = 0; *lead < length && (line[*lead] == ' ' || line[*lead] == '>');)
        ++*lead;
    size_t count = 0;
    while (*lead + count < length && strchr("`~", line[*lead + count]) && line[*lead + count] == line[*lead])
        count++;
    return count >= 3 ? count : 0;
}

/* A block of code is one fault, told where it begins. true: the line is part of one. */
static bool code_line(
    const struct value_scope *scope, size_t *open, const char *line, size_t length, struct place place)
{
    size_t lead, fence = code_fence(line, length, &lead);
    if (*open) {
        *open = fence >= *open ? 0 : *open;
        return true;
    }
    *open = fence;
    if (fence)
        diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, place_shift(place, lead), NULL,
            "`words` sets words as code", "a briefing has no blocks of code");
    return fence > 0;
}

static void lines_check(const struct value_scope *scope, const char *text, size_t length, struct place place)
{
    struct markdown_lines lines = {.scope = scope, .text = text, .length = length};
    size_t code = 0; /* the fence of the block of code that is open */
    for (size_t at = 0; at < length;) {
        const char *end = memchr(text + at, '\n', length - at);
        size_t n = end ? (size_t)(end - text) - at : length - at;
        if (!code_line(scope, &code, text + at, n, place)) {
            line_check(scope, text + at, n, place);
            links_check(scope, text + at, n, place);
            directive_check(scope, text + at, n, place);
            markdown_line_check(&lines, text + at, n, place);
        }
        at += n + 1;
        place.line++;
        place.column = 1;
    }
}

/* ---- from md4c ---- */

static struct run *run_add(struct builder *builder, enum run_kind kind)
{
    struct run *run = list_push(builder->scope->arena, builder->runs);
    run->kind = kind;
    run->strong = builder->strong > 0;
    run->emphasis = builder->emphasis > 0;
    run->code = builder->code > 0;
    run->link = builder->link;
    return run;
}

static void run_text(struct builder *builder, const char *text, size_t length)
{
    if (!length)
        return;
    struct run *run = run_add(builder, RUN_TEXT);
    run->text = arena_strndup(builder->scope->arena, text, length);
    run->place = builder->place;
    if (builder->place.line)
        builder->place = place_shift(builder->place, length);
}

static void run_value(struct builder *builder, const struct value *value)
{
    struct run *run = run_add(builder, RUN_VALUE);
    run->value = value;
}

/* Words and marks → runs. Values with faults are NULL and leave nothing: their error is already there. */
static void runs_add(struct builder *builder, const char *text, size_t length)
{
    const char *at = text, *end = text + length, *from = text;
    while (at < end) {
        const char *here = at;
        uint32_t code = utf8_next(&at, end);
        if (code == UINT32_MAX || !is_mark(code))
            continue;
        run_text(builder, from, (size_t)(here - from));
        from = at;
        place_find(builder, from);
        const struct value *value = mark_value(builder, code);
        if (value)
            run_value(builder, value);
    }
    run_text(builder, from, (size_t)(end - from));
}

static struct block *open_block(struct builder *builder, enum block_kind kind)
{
    assert(builder->depth < sizeof builder->at / sizeof *builder->at);
    struct block *block = block_append(builder->scope->arena, builder->at[builder->depth - 1], kind);
    builder->at[builder->depth++] = block;
    return block;
}

static void close_block(struct builder *builder)
{
    assert(builder->depth > 1);
    builder->depth--;
    builder->runs = NULL;
}

static bool takes_runs(enum block_kind kind)
{
    return kind == BLOCK_HEADING || kind == BLOCK_PARAGRAPH || kind == BLOCK_CELL;
}

/* In a tight list md4c gives words without a paragraph around them: one is made, and closed when a block
 * follows. */
static void implicit_close(struct builder *builder)
{
    if (builder->depth > 2 && builder->at[builder->depth - 1]->kind == BLOCK_PARAGRAPH &&
        builder->at[builder->depth - 1]->start)
        close_block(builder);
}

static void implicit_open(struct builder *builder)
{
    if (takes_runs(builder->at[builder->depth - 1]->kind))
        return;
    struct block *block = open_block(builder, BLOCK_PARAGRAPH);
    block->start = 1; /* marks it as made here */
    builder->runs = &block->runs;
}

static struct block *markdown_block(struct builder *builder, MD_BLOCKTYPE type, void *detail)
{
    struct block *block = NULL;
    switch (type) {
    case MD_BLOCK_QUOTE:
        return open_block(builder, BLOCK_QUOTE);
    case MD_BLOCK_UL:
        return open_block(builder, BLOCK_LIST);
    case MD_BLOCK_OL:
        block = open_block(builder, BLOCK_LIST);
        block->ordered = true;
        block->start = (int)((MD_BLOCK_OL_DETAIL *)detail)->start;
        return block;
    case MD_BLOCK_LI:
        return open_block(builder, BLOCK_ITEM);
    case MD_BLOCK_HR:
        return open_block(builder, BLOCK_RULE);
    case MD_BLOCK_H:
        block = open_block(builder, BLOCK_HEADING);
        block->level = (int)((MD_BLOCK_H_DETAIL *)detail)->level;
        return block;
    case MD_BLOCK_TABLE:
        return open_block(builder, BLOCK_TABLE);
    case MD_BLOCK_TR:
        return open_block(builder, BLOCK_ROW);
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        block = open_block(builder, BLOCK_CELL);
        block->right = ((MD_BLOCK_TD_DETAIL *)detail)->align == MD_ALIGN_RIGHT;
        return block;
    default:
        return open_block(builder, BLOCK_PARAGRAPH);
    }
}

static bool is_transparent(MD_BLOCKTYPE type)
{
    return type == MD_BLOCK_DOC || type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct builder *builder = user;
    if (is_transparent(type))
        return 0;
    implicit_close(builder);
    if (builder->depth + 2 >= sizeof builder->at / sizeof *builder->at)
        return 1;
    struct block *block = markdown_block(builder, type, detail);
    builder->runs = takes_runs(block->kind) ? &block->runs : NULL;
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    (void)detail;
    struct builder *builder = user;
    if (is_transparent(type))
        return 0;
    if (type == MD_BLOCK_LI)
        implicit_close(builder);
    close_block(builder);
    return 0;
}

/* An address with values in it: "https://…/{{ party.openai.ticker }}" */
static struct runs *link_runs(struct builder *builder, const MD_ATTRIBUTE *address)
{
    struct builder inner = *builder;
    struct runs *runs = arena_new(builder->scope->arena, struct runs);
    inner.runs = runs;
    inner.link = NULL;
    runs_add(&inner, address->text ? address->text : "", address->size);
    return runs;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct builder *builder = user;
    implicit_open(builder);
    if (type == MD_SPAN_STRONG)
        builder->strong++;
    else if (type == MD_SPAN_EM)
        builder->emphasis++;
    else if (type == MD_SPAN_CODE)
        builder->code++;
    else if (type == MD_SPAN_A)
        builder->link = link_runs(builder, &((MD_SPAN_A_DETAIL *)detail)->href);
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    (void)detail;
    struct builder *builder = user;
    if (type == MD_SPAN_STRONG)
        builder->strong--;
    else if (type == MD_SPAN_EM)
        builder->emphasis--;
    else if (type == MD_SPAN_CODE)
        builder->code--;
    else if (type == MD_SPAN_A)
        builder->link = NULL;
    return 0;
}

/* The entities people write; others stay as they stand. */
static const char *entity_text(const char *entity, size_t length)
{
    static const char *const known[][2] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""},
        {"&nbsp;", "\xC2\xA0"}, {"&ndash;", "–"}, {"&mdash;", "—"}, {"&euro;", "€"}, {"&middot;", "·"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i][0]) == length && !strncmp(known[i][0], entity, length))
            return known[i][1];
    return NULL;
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user)
{
    struct builder *builder = user;
    implicit_open(builder);
    place_find(builder, text);
    if (type == MD_TEXT_SOFTBR) {
        run_text(builder, " ", 1);
    } else if (type == MD_TEXT_BR) {
        run_add(builder, RUN_BREAK);
    } else if (type == MD_TEXT_ENTITY) {
        const char *plain = entity_text(text, size);
        runs_add(builder, plain ? plain : text, plain ? strlen(plain) : size);
    } else {
        runs_add(builder, text, size);
    }
    return 0;
}

void markdown_parse(const struct value_scope *scope, struct block *parent, const char *text, size_t length,
    struct place place)
{
    struct builder builder = {.scope = scope, .depth = 1};
    builder.at[0] = parent;
    lines_check(scope, text, length, place);
    const char *cut = values_cut(&builder, text, length, place);
    MD_PARSER parser = {
        .flags = MD_FLAG_TABLES | MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = add_text,
    };
    if (md_parse(cut, (MD_SIZE)strlen(cut), &parser, &builder))
        diags_add(
            scope->diags, DIAG_TEMPLATE_SYNTAX, place, NULL, NULL, "lists and quotes are nested too deeply");
}
