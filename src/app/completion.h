/* SPDX-License-Identifier: MIT */
/*
 * completion: scripts for shells, which complete commands, options and their values.
 *
 * In: the table of options, and the names of what ships. Out: one script, the same bytes every time. It
 * refuses to know what an option does.
 */
#ifndef DEALBRIEF_COMPLETION_H
#define DEALBRIEF_COMPLETION_H

#include "options.h"
#include "session.h"

/* What a shell proposes for one word */
struct proposal {
    const char *choices; /* with spaces between; "": none */
    const char *endings; /* of files, with spaces between: "json", "csv txt"; "*": every file; "/": folders
                            alone; "": no files */
    bool list;           /* several choices, with commas between */
};

struct completion {
    struct arena *arena;
    struct command_shown commands[COMMAND_VERSION];
    const char *templates, *styles; /* names, with spaces between */
};

struct proposal completion_proposal(const struct completion *completion, const struct word_shown *word);
/* The head of an option's help, as room for one line is */
const char *completion_summary(struct arena *arena, const char *help);
/* "render figure check", with something between */
const char *completion_commands(const struct completion *completion, const char *between);
/* "-o|--output|…": every option that takes an argument, whatever the command */
const char *completion_options_taking(const struct completion *completion, const char *between);

void completion_write_bash(const struct completion *completion, struct str *out);
void completion_write_zsh(const struct completion *completion, struct str *out);
void completion_write_fish(const struct completion *completion, struct str *out);

/* One of them to standard output; the exit code */
int completion_command(struct session *session);

#endif
