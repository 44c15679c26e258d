/* SPDX-License-Identifier: MIT */
/*
 * library_options: In: what a program asks for. Out: the options that the command would have read. They go
 * through its own table, so that a word means the same in both. Left out is what is about files that are
 * written, processes and terminals: none of these are the library's.
 */
#include "library_options.h"

#include <string.h>

#define BRIEFING (1u << COMMAND_RENDER)
#define FIGURE (1u << COMMAND_FIGURE)
#define FACTS (1u << COMMAND_FACTS)

struct known {
    const char *name;
    unsigned commands;
    bool flag; /* "yes" or "no" */
};

static const struct known known[] = {
    {"template", BRIEFING, false},
    {"style", BRIEFING | FIGURE, false},
    {"theme", FIGURE, false},
    {"party", FIGURE, false},
    {"deal", BRIEFING | FIGURE, false},
    {"title", FIGURE, false},
    {"where", FIGURE | FACTS, false},
    {"level", FIGURE | FACTS, false},
    {"highlight", FIGURE, false},
    {"loops", FIGURE, false},
    {"changes", FIGURE, false},
    {"direction", FIGURE, false},
    {"max-parties", FIGURE, false},
    {"axis", FIGURE, false},
    {"by", FIGURE, false},
    {"metric", FIGURE, false},
    {"class", FIGURE, false},
    {"bucket", FIGURE, false},
    {"max", FIGURE, false},
    {"width", FIGURE, false},
    {"height", FIGURE, false},
    {"size", FIGURE, false},
    {"scale", FIGURE, false},
    {"target", FIGURE, false},
    {"svg-text", FIGURE, false},
    {"since", BRIEFING | FIGURE | FACTS, false},
    {"language", BRIEFING | FIGURE | FACTS, false},
    {"linearize", BRIEFING | FIGURE, true},
    {"strict", BRIEFING | FIGURE | FACTS, true},
};
enum { KNOWN = sizeof known / sizeof *known };

static const char *call_name(enum command command)
{
    return command == COMMAND_RENDER ? "a briefing" : command == COMMAND_FIGURE ? "a figure" : "facts";
}

static const char *name_fault(struct arena *arena, const struct library_wish *wish, const char *name)
{
    const char *names[KNOWN], *near;
    size_t count = 0;
    for (size_t i = 0; i < KNOWN; i++) {
        if (!strcmp(known[i].name, name))
            return arena_printf(arena, "%s takes no option '%s'", call_name(wish->command), name);
        if (known[i].commands & 1u << wish->command)
            names[count++] = known[i].name;
    }
    near = suggest_nearest(name, names, count);
    return arena_printf(
        arena, "unknown option '%s'%s", name, near ? arena_printf(arena, "; did you mean '%s'?", near) : "");
}

static const struct known *known_find(const char *name, enum command command)
{
    for (size_t i = 0; i < KNOWN; i++)
        if (!strcmp(known[i].name, name) && (known[i].commands & 1u << command))
            return &known[i];
    return NULL;
}

/* One name and its value → *word of a command line; NULL: the option is not given */
static const char *pair_read(
    struct arena *arena, const struct library_wish *wish, const char *name, const char *value, char **word)
{
    const struct known *option = known_find(name, wish->command);
    *word = NULL;
    if (!option)
        return name_fault(arena, wish, name);
    if (!value)
        return arena_printf(arena, "option '%s' has no value: names and values come in turn", name);
    if (str_equals(value, "-"))
        return arena_printf(
            arena, "option '%s' is '-': standard input is the program's, not the library's", name);
    if (option->flag && !str_equals(value, "yes") && !str_equals(value, "no"))
        return arena_printf(arena, "option '%s' is yes or no, not '%s'", name, value);
    if (!option->flag)
        *word = arena_printf(arena, "--%s=%s", name, value);
    else if (str_equals(value, "yes"))
        *word = arena_printf(arena, "--%s", name);
    return NULL;
}

const char *library_options_read(
    struct arena *arena, const struct library_wish *wish, struct options *options)
{
    size_t given = 0, count = 0;
    while (wish->options && wish->options[given])
        given += wish->options[given + 1] ? 2 : 1;
    char **words = arena_array(arena, char *, given / 2 + 8), *word;
    words[count++] = arena_strdup(arena, "dealbrief");
    for (size_t i = 0; i < given; i += 2) {
        const char *fault = pair_read(arena, wish, wish->options[i], wish->options[i + 1], &word);
        if (fault)
            return fault;
        if (word)
            words[count++] = word;
    }
    if (wish->format)
        words[count++] = arena_printf(arena, "--format=%s", wish->format);
    words[count++] = arena_strdup(arena, "--");
    words[count++] = arena_strdup(arena, command_name(wish->command));
    if (wish->kind)
        words[count++] = arena_strdup(arena, wish->kind);
    words[count++] = arena_strdup(arena, wish->dataset);
    const char *sentence;
    if (!options_parse(arena, (int)count, words, options, &sentence))
        return sentence;
    options->output = "-";
    if (options->command == COMMAND_RENDER && options->formats != FORMAT_PDF &&
        options->formats != FORMAT_HTML)
        return "a briefing is pdf or html";
    if (options->command == COMMAND_RENDER && options->linearised && options->formats != FORMAT_PDF)
        return "linearize is about PDFs, and none is asked for";
    return NULL;
}
