/* SPDX-License-Identifier: MIT */
#include "completion.h"

#include "console.h"
#include <string.h>

enum { SUMMARY_MOST = 64 }; /* bytes: a line of a terminal beside the option's name */

static const char *const endings[] = {[WORD_FILE] = "*",
    [WORD_FOLDER] = "/",
    [WORD_DATASET] = "json",
    [WORD_SHEETS] = "csv txt",
    [WORD_OUTPUTS] = "pdf png svg html",
    [WORD_TEMPLATE] = "md",
    [WORD_STYLE] = "json",
    [WORD_SHELL] = NULL};

struct proposal completion_proposal(const struct completion *completion, const struct word_shown *word)
{
    struct str choices = str_init(completion->arena);
    for (size_t i = 0; i < word->choice_count; i++)
        str_printf(&choices, "%s%s", i ? " " : "", word->choices[i]);
    if (word->kind == WORD_TEMPLATE)
        str_append(&choices, completion->templates);
    if (word->kind == WORD_STYLE)
        str_append(&choices, completion->styles);
    return (struct proposal){
        str_text(&choices), endings[word->kind] ? endings[word->kind] : "", word->kind == WORD_LIST};
}

/* What stands after a semicolon is left to --help, and so is a bracket that would stay open. */
const char *completion_summary(struct arena *arena, const char *help)
{
    size_t whole = strcspn(help, ";"), length = whole, open = 0;
    if (length > SUMMARY_MOST)
        for (length = SUMMARY_MOST; length > 1 && help[length] != ' ';)
            length--;
    for (size_t i = 0; i < length; i++)
        open = help[i] == '(' ? i : help[i] == ')' ? 0 : open;
    if (open)
        length = open;
    while (length > 1 && strchr(" ,:", help[length - 1]))
        length--;
    return arena_printf(arena, "%.*s%s", (int)length, help, whole > SUMMARY_MOST ? "…" : "");
}

const char *completion_commands(const struct completion *completion, const char *between)
{
    struct str out = str_init(completion->arena);
    for (int i = 0; i < COMMAND_VERSION; i++)
        str_printf(&out, "%s%s", i ? between : "", completion->commands[i].name);
    return str_text(&out);
}

/* Has a command before this one that option, too? */
static bool option_seen(const struct completion *completion, int before, const char *name)
{
    for (int i = 0; i < before; i++)
        for (size_t j = 0; j < completion->commands[i].option_count; j++)
            if (!strcmp(completion->commands[i].options[j].name, name))
                return true;
    return false;
}

const char *completion_options_taking(const struct completion *completion, const char *between)
{
    struct str out = str_init(completion->arena);
    for (int i = 0; i < COMMAND_VERSION; i++) {
        const struct command_shown *command = &completion->commands[i];
        for (size_t j = 0; j < command->option_count; j++) {
            const struct option_shown *option = &command->options[j];
            if (!option->argument || option_seen(completion, i, option->name))
                continue;
            str_printf(&out, "%s%s", out.length ? between : "", option->name);
            if (option->letter)
                str_printf(&out, "%s%s", between, option->letter);
        }
    }
    return str_text(&out);
}

/* Names become words of a script: what is more than letters, digits, points and dashes stays away. */
static const char *names_shipped(struct session *session, const char *folder, const char *ending)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    struct str out = str_init(session->arena);
    size_t count;
    const char *const *names = session_names_shipped(session, folder, ending, &count);
    for (size_t i = 0; i < count; i++)
        if (names[i][0] != '-' && names[i][strspn(names[i], plain)] == '\0')
            str_printf(&out, "%s%s", out.length ? " " : "", names[i]);
    return str_text(&out);
}

int completion_command(struct session *session)
{
    static void (*const writers[])(const struct completion *, struct str *) = {
        completion_write_bash, completion_write_zsh, completion_write_fish}; /* in the order of shell_find */
    struct completion completion = {.arena = session->arena,
        .templates = names_shipped(session, "templates", ".md"),
        .styles = names_shipped(session, "templates/themes", ".json")};
    for (int i = 0; i < COMMAND_VERSION; i++)
        completion.commands[i] = command_shown(session->arena, (enum command)i);
    struct str out = str_init(session->arena);
    writers[shell_find(session->options->inputs[0])](&completion, &out);
    struct file_output output = {.path = "-", .bytes = str_bytes(&out)};
    return session_conclude(session, session->arena, &output, 1, session->diags);
}
