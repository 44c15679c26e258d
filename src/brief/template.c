/* SPDX-License-Identifier: MIT */
/*
 * Reads a template: front matter, then lines. Lines that are directives or container fences cut the rest into
 * stretches of Markdown, each of which is parsed on its own, so that every fault carries its line and column.
 * It knows no data.
 */
#include "template.h"

#include "block.h"
#include "limit.h"
#include "markdown.h"
#include "setting.h"

#include <ctype.h>
#include <string.h>

struct container {
    struct block *block;
    const struct directive *directive; /* NULL: faulty */
    const char *word;
    struct place place;
    struct value_scope scope;
};

/* The files open above one another, innermost first */
struct chain {
    const struct chain *outer;
    const char *identity; /* NULL: the template itself */
    size_t length;
};

struct parser {
    const struct snippet_reader *reader;
    struct chain chain;
    struct value_scope scope;
    struct template *template;
    const char *text; /* without CR and byte order mark */
    size_t length, at;
    struct place place; /* of the line at `at` */
    struct container open[FIXED_TEMPLATE_DEPTH];
    size_t depth;
    size_t refused; /* containers within these, not opened */
    size_t stretch; /* where the Markdown not yet parsed begins */
    struct place stretch_place;
};

/* ---- characters ---- */

static const char not_utf8[] = "a byte sequence is not UTF-8";

static const char *character_fault(uint32_t code)
{
    if (code == UINT32_MAX)
        return not_utf8;
    if ((code < 0x20 && code != '\n' && code != '\t' && code != '\r') || (code >= 0x7F && code < 0xA0))
        return "a control character stands in the text";
    if ((code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069))
        return "a bidirectional control stands in the text";
    if (code >= 0xF0000 || (code & 0xFFFE) == 0xFFFE || (code >= 0xE000 && code <= 0xF8FF))
        return "a private character or one that is none stands in the text";
    return NULL;
}

/* Checks every character and leaves out CR and a byte order mark. What must not be there stands as "?", so
   that the rest can be read for its own faults. */
static void text_take(struct parser *parser, struct bytes bytes)
{
    const char *at = (const char *)bytes.at, *end = at + bytes.length;
    if (bytes.length >= 3 && !memcmp(at, "\xEF\xBB\xBF", 3))
        at += 3;
    struct str out = str_init(parser->scope.arena);
    struct place place = parser->place;
    const char *last = NULL; /* the fault of the byte before: of bytes that are not UTF-8 the first is told */
    while (at < end) {
        const char *from = at;
        uint32_t code = utf8_next(&at, end);
        if (at == from)
            at++; /* a NUL */
        const char *fault = character_fault(code);
        if (fault) {
            if (fault != not_utf8 || last != not_utf8)
                diags_add(parser->scope.diags, DIAG_TEMPLATE_SYNTAX, place, NULL,
                    fault == not_utf8 ? "save the file as UTF-8" : "take it out", "%s", fault);
            for (const char *byte = from; byte < at; byte++)
                str_char(&out, '?');
        } else if (code != '\r')
            str_append_bytes(&out, from, (size_t)(at - from));
        last = fault;
        place.column += (int)(at - from);
        if (code == '\n') {
            place.line++;
            place.column = 1;
        }
    }
    parser->text = str_text(&out);
    parser->length = out.length;
}

/* ---- lines ---- */

static struct slice line_here(const struct parser *parser)
{
    const char *at = parser->text + parser->at;
    const char *end = memchr(at, '\n', parser->length - parser->at);
    return (struct slice){at, end ? (size_t)(end - at) : parser->length - parser->at};
}

static bool line_next(struct parser *parser)
{
    parser->at += line_here(parser).length;
    if (parser->at < parser->length)
        parser->at++;
    parser->place.line++;
    return parser->at < parser->length;
}

static size_t indent_of(struct slice line)
{
    size_t n = 0;
    while (n < line.length && (line.at[n] == ' ' || line.at[n] == '\t'))
        n++;
    return n;
}

static bool is_blank(struct slice line)
{
    return indent_of(line) == line.length;
}

/* ---- front matter ---- */

static void front_matter_parse(struct parser *parser)
{
    if (!slice_equals(slice_trim(line_here(parser)), "---"))
        return;
    struct place start = parser->place;
    uint64_t seen = 0;
    while (line_next(parser)) {
        struct slice line = line_here(parser);
        if (slice_equals(slice_trim(line), "---")) {
            line_next(parser);
            return;
        }
        if (is_blank(line) || line.at[indent_of(line)] == '#')
            continue;
        setting_read(&parser->scope, &parser->template->options, line, parser->place, &seen);
        /* a template about one deal is as if it stood within an :::each */
        parser->scope.inside[SUBJECT_DEALS] = parser->template->options.deal.text != NULL;
        parser->open[0].scope.inside[SUBJECT_DEALS] = parser->scope.inside[SUBJECT_DEALS];
    }
    diags_add(parser->scope.diags, DIAG_TEMPLATE_SYNTAX, start, NULL, "close it with a line ---",
        "the front matter is not closed");
}

/* ---- containers and directives ---- */

static struct container *container_top(struct parser *parser)
{
    return &parser->open[parser->depth - 1];
}

/* Gives the Markdown that has gathered before the line here to the innermost container. */
static void stretch_flush(struct parser *parser)
{
    struct container *top = container_top(parser);
    if (parser->at > parser->stretch)
        markdown_parse(&top->scope, top->block, parser->text + parser->stretch, parser->at - parser->stretch,
            parser->stretch_place);
}

static void stretch_restart(struct parser *parser)
{
    parser->stretch = parser->at;
    parser->stretch_place = parser->place;
}

/* Inside a faulty container everything may be named: one fault is reported once. */
static void scope_enter(struct value_scope *scope, const struct directive *directive)
{
    if (!directive) {
        for (size_t i = 0; i < SUBJECT_COUNT; i++)
            scope->inside[i] = true;
    } else if (directive->name == CONTAINER_EACH) {
        scope->inside[directive->subject] = true;
    }
}

static void container_open(struct parser *parser, struct slice line, size_t lead, size_t colons)
{
    struct container *top = container_top(parser);
    struct place place = place_shift(parser->place, lead);
    if (parser->depth == FIXED_TEMPLATE_DEPTH) {
        if (!parser->refused++) /* once; those within it are told by it */
            diags_add(parser->scope.diags, DIAG_TEMPLATE_SYNTAX, place, NULL,
                arena_printf(
                    parser->scope.arena, "%d within one another are the most", FIXED_TEMPLATE_DEPTH - 1),
                "containers are nested too deeply");
        return;
    }
    size_t name = lead + colons, end;
    const struct directive *directive = NULL;
    if (line.at[name] == ' ' || line.at[name] == '\t') { /* opened, so that its ::: closes it */
        name += indent_of((struct slice){line.at + name, line.length - name});
        diags_add(parser->scope.diags, DIAG_TEMPLATE_SYNTAX, place, NULL, "write :::name without a space",
            "a space stands before the container's name");
    } else {
        directive = directive_parse(&top->scope, line.at + lead, line.length - lead, true, place);
    }
    end = name;
    while (end < line.length && isalnum((unsigned char)line.at[end]))
        end++;
    struct container *container = &parser->open[parser->depth++];
    container->block = block_append(parser->scope.arena, top->block, BLOCK_CONTAINER);
    container->block->directive = container->directive = directive;
    container->word = arena_strndup(parser->scope.arena, line.at + name, end - name);
    container->place = place;
    container->scope = top->scope;
    scope_enter(&container->scope, directive);
}

static void container_close(struct parser *parser, struct place place)
{
    if (parser->refused) {
        parser->refused--;
        return;
    }
    if (parser->depth > 1) {
        parser->depth--;
        return;
    }
    diags_add(parser->scope.diags, DIAG_TEMPLATE_SYNTAX, place, NULL, NULL, "':::' closes nothing");
}

static void include_read(struct parser *parser, const struct directive *directive);

static void leaf_add(struct parser *parser, struct slice line, size_t lead)
{
    struct container *top = container_top(parser);
    const struct directive *directive = directive_parse(
        &top->scope, line.at + lead, line.length - lead, false, place_shift(parser->place, lead));
    if (directive && directive->name == DIRECTIVE_INCLUDE)
        include_read(parser, directive);
    else if (directive)
        block_append(parser->scope.arena, top->block, BLOCK_DIRECTIVE)->directive = directive;
}

/* false: the line is Markdown */
static bool fence_line(struct parser *parser, struct slice line)
{
    size_t lead = indent_of(line), colons = 0;
    while (lead + colons < line.length && line.at[lead + colons] == ':')
        colons++;
    if (colons < 2)
        return false;
    stretch_flush(parser);
    size_t after = lead + colons, word = after;
    while (word < line.length && (line.at[word] == ' ' || line.at[word] == '\t'))
        word++;
    if (colons > 2 && word > after && word < line.length && isalpha((unsigned char)line.at[word])) {
        container_open(parser, line, lead, colons);
    } else if (after < line.length && isalpha((unsigned char)line.at[after])) {
        if (colons == 2)
            leaf_add(parser, line, lead);
        else
            container_open(parser, line, lead, colons);
    } else if (colons > 2 && is_blank((struct slice){line.at + after, line.length - after})) {
        container_close(parser, place_shift(parser->place, lead));
    } else {
        diags_add(parser->scope.diags, DIAG_TEMPLATE_SYNTAX, place_shift(parser->place, lead), NULL,
            "write ::name, :::name or a closing :::", "a directive's name is missing");
    }
    return true;
}

/* Comments stand on lines of their own, <!-- … -->. */
static bool comment_lines(struct parser *parser, struct slice line)
{
    size_t lead = indent_of(line);
    if (line.length - lead < 4 || strncmp(line.at + lead, "<!--", 4))
        return false;
    stretch_flush(parser);
    struct place start = place_shift(parser->place, lead);
    for (size_t from = lead + 4;; from = 0) {
        struct slice here = line_here(parser);
        const char *close = NULL;
        for (size_t i = from; i + 3 <= here.length && !close; i++)
            if (!strncmp(here.at + i, "-->", 3))
                close = here.at + i + 3;
        if (close) {
            size_t rest = here.length - (size_t)(close - here.at);
            if (!is_blank((struct slice){close, rest}))
                diags_add(parser->scope.diags, DIAG_TEMPLATE_SYNTAX,
                    place_shift(parser->place, (size_t)(close - here.at)), NULL,
                    "put the text on a line of its own", "text follows a comment");
            return true;
        }
        if (!line_next(parser)) {
            diags_add(
                parser->scope.diags, DIAG_TEMPLATE_SYNTAX, start, NULL, NULL, "a comment is not closed");
            return true;
        }
    }
}

static void body_parse(struct parser *parser)
{
    stretch_restart(parser);
    while (parser->at < parser->length) {
        struct slice line = line_here(parser);
        bool cut = fence_line(parser, line) || comment_lines(parser, line);
        line_next(parser);
        if (cut)
            stretch_restart(parser);
    }
    stretch_flush(parser);
    while (parser->depth > 1) {
        const struct container *container = &parser->open[--parser->depth];
        diags_add(parser->scope.diags, DIAG_TEMPLATE_SYNTAX, container->place, NULL,
            "close it with a line :::", "':::%s' is not closed", container->word);
    }
}

const char *template_theme(const struct template *template)
{
    return template->options.theme.text;
}

struct place template_theme_place(const struct template *template)
{
    return template->options.theme.place;
}

/* ---- snippets ---- */

static void include_refuse(
    const struct parser *parser, struct place place, const char *hint, const char *sentence)
{
    diags_add(parser->scope.diags, DIAG_BAD_INCLUDE, place, NULL, hint, "%s", sentence);
}

/* NULL: a path that leads downwards from the template's folder */
static const char *path_fault(const char *file)
{
    if (!*file)
        return "the file has no name";
    if (*file == '/' || strchr(file, '\\') || strchr(file, ':') || *file == '~')
        return "a snippet is a path from the template's folder: no address, no drive, no '/' before it";
    for (const char *at = file;;) {
        size_t n = strcspn(at, "/");
        if (!n)
            return "a part of the path is empty";
        if (!strncmp(at, "..", n) && n <= 2)
            return "a snippet lies in the template's folder or below it: no '.' or '..'";
        if (!at[n])
            return NULL;
        at += n + 1;
    }
}

static bool is_open(const struct parser *parser, const char *identity)
{
    for (const struct chain *chain = &parser->chain; chain; chain = chain->outer)
        if (chain->identity && !strcmp(chain->identity, identity))
            return true;
    return false;
}

static bool include_find(struct parser *parser, const struct attribute *file, struct snippet *snippet)
{
    const char *fault = path_fault(file->value), *hint = NULL;
    bool deep = parser->chain.length >= FIXED_CHAIN;
    if (parser->template->inclusions_refused || (deep && parser->template->chain_refused))
        return false;
    if (!fault && !parser->reader)
        fault = "the template comes from no folder: there are no snippets";
    if (!fault && deep) {
        fault = "snippets are nested too deeply";
        hint = arena_printf(parser->scope.arena, "%d within one another are the most", FIXED_CHAIN);
        parser->template->chain_refused = true;
    }
    if (!fault && parser->template->inclusions.count >= FIXED_INCLUSIONS) {
        fault = "the template includes too many snippets";
        hint = arena_printf(
            parser->scope.arena, "%d are the most, those in snippets among them", FIXED_INCLUSIONS);
        parser->template->inclusions_refused = true;
    }
    if (!fault &&
        !parser->reader->read(parser->reader->from, parser->scope.arena, file->value, snippet, &fault, &hint))
        fault = fault ? fault : "the snippet cannot be read";
    if (!fault && is_open(parser, snippet->identity))
        fault = arena_printf(parser->scope.arena, "'%s' would include itself", file->value);
    if (fault)
        include_refuse(parser, file->place, hint, fault);
    return !fault;
}

/* Its blocks go to the container that is open here; the containers that it opens are its own. */
static void include_read(struct parser *parser, const struct directive *directive)
{
    struct snippet snippet = {0};
    if (!include_find(parser, &directive->attributes[ATTRIBUTE_FILE], &snippet))
        return;
    struct arena *arena = parser->scope.arena;
    struct parser *inner = arena_new(arena, struct parser);
    const char *name = arena_strdup(arena, snippet.name);
    *list_push(arena, &parser->template->inclusions) = (struct inclusion){name, directive->place};
    diags_origin(parser->scope.diags, name, directive->place);
    *inner = (struct parser){.reader = parser->reader,
        .chain = {&parser->chain, snippet.identity, parser->chain.length + 1},
        .scope = parser->scope,
        .template = parser->template,
        .place = {name, 1, 1},
        .depth = 1};
    inner->open[0] =
        (struct container){.block = container_top(parser)->block, .scope = container_top(parser)->scope};
    text_take(inner, snippet.bytes);
    if (slice_equals(slice_trim(line_here(inner)), "---"))
        diags_add(parser->scope.diags, DIAG_TEMPLATE_SYNTAX, inner->place, NULL,
            "settings belong into the template; a rule is ***", "a snippet has no front matter");
    else
        body_parse(inner);
}

void template_origins(const struct template *template, struct diags *diags)
{
    for (size_t i = 0; i < template->inclusions.count; i++)
        diags_origin(diags, template->inclusions.at[i].file, template->inclusions.at[i].from);
}

const char *const *template_directives(size_t *count)
{
    return directive_names(count);
}

const struct template *template_parse(struct arena *arena, const char *file, struct bytes bytes,
    const struct snippet_reader *reader, struct diags *diags)
{
    bool good;
    const struct template *template = template_read(arena, file, bytes, reader, diags, &good);
    return good ? template : NULL;
}

const struct template *template_read(struct arena *arena, const char *file, struct bytes bytes,
    const struct snippet_reader *reader, struct diags *diags, bool *good)
{
    size_t before = diags_count(diags, DIAG_SEVERITY_ERROR);
    struct template *template = arena_new(arena, struct template);
    struct parser *parser = arena_new(arena, struct parser);
    template->file = arena_strdup(arena, file);
    template->options.paper = PAPER_UNSAID;
    template->root = arena_new(arena, struct block);
    parser->scope.arena = arena;
    parser->scope.diags = diags;
    parser->template = template;
    parser->reader = reader;
    parser->place = (struct place){template->file, 1, 1};
    text_take(parser, bytes);
    parser->open[0] = (struct container){.block = template->root, .scope = parser->scope};
    parser->depth = 1;
    front_matter_parse(parser);
    body_parse(parser);
    *good = diags_count(diags, DIAG_SEVERITY_ERROR) == before;
    if (*good && !template->root->first) {
        diags_add(diags, DIAG_TEMPLATE_SYNTAX, (struct place){template->file, 1, 1}, NULL,
            "a heading, a paragraph or a directive such as ::table makes one",
            "the template says nothing: its briefing would be empty");
        *good = false;
    }
    return template;
}
