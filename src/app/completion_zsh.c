/* SPDX-License-Identifier: MIT */
#include "completion.h"

#include <string.h>

static const char head[] =
    "#compdef dealbrief\n"
    "# zsh completion of dealbrief, as `dealbrief completion zsh` prints it from the program's own options\n"
    "\n"
    "_dealbrief_first() {\n"
    "  local -a commands=(\n";

static const char middle[] = "  )\n"
                             "  _describe -t commands command commands\n"
                             "  _files -g '*.json(-.)'\n"
                             "}\n"
                             "\n"
                             "# names that ship, or files: ENDING NAME...\n"
                             "_dealbrief_named() {\n"
                             "  local ending=$1 ret=1\n"
                             "  shift\n"
                             "  compadd -- \"$@\" && ret=0\n"
                             "  _files -g \"*.$ending(-.)\" && ret=0\n"
                             "  return ret\n"
                             "}\n"
                             "\n"
                             "_dealbrief() {\n"
                             "  local command= word skip=\n"
                             "  local -a specs\n"
                             "  for word in \"${(@)words[2,CURRENT-1]}\"; do\n"
                             "    if [[ -n $skip ]]; then\n"
                             "      skip=\n"
                             "      continue\n"
                             "    fi\n"
                             "    case $word in\n";

/* text within a pair of ' and of [ ], or before a colon */
static void quoted_write(struct str *out, const char *text)
{
    for (const char *at = text; *at; at++) {
        if (*at == '\'')
            str_append(out, "'\\''");
        else if (strchr("[]:\\", *at))
            str_printf(out, "\\%c", *at);
        else
            str_char(out, *at);
    }
}

/* ":what:action" of a word */
static void proposal_write(const struct proposal *proposal, const char *what, struct str *out)
{
    str_append(out, ":");
    quoted_write(out, what);
    if (proposal->list)
        str_printf(out, ":_values -s , %s %s", what, proposal->choices);
    else if (*proposal->choices && *proposal->endings)
        str_printf(out, ": _dealbrief_named %s %s", proposal->endings, proposal->choices);
    else if (*proposal->choices) {
        str_append(out, ":(");
        quoted_write(out, proposal->choices);
        str_append(out, ")");
    } else if (!strcmp(proposal->endings, "*"))
        str_append(out, ":_files");
    else if (!strcmp(proposal->endings, "/"))
        str_append(out, ":_files -/");
    else if (strchr(proposal->endings, ' ')) {
        str_append(out, ":_files -g \"*.(");
        for (const char *at = proposal->endings; *at; at++)
            str_char(out, *at == ' ' ? '|' : *at);
        str_append(out, ")(-.)\"");
    } else if (*proposal->endings)
        str_printf(out, ":_files -g \"*.%s(-.)\"", proposal->endings);
    else
        str_append(out, ":( )"); /* a word of which nothing is known */
}

static void spelling_write(
    const struct completion *completion, const struct option_shown *option, bool letter, struct str *out)
{
    struct proposal proposal = completion_proposal(completion, &option->word);
    str_append(out, "        '");
    if (option->letter)
        str_printf(out, "(%s %s)", option->letter, option->name);
    str_append(out, letter ? option->letter : option->name);
    if (option->argument)
        str_append(out, letter ? "+" : "=");
    str_append(out, "[");
    quoted_write(out, completion_summary(completion->arena, option->help));
    str_append(out, "]");
    if (option->argument)
        proposal_write(&proposal, option->argument, out);
    str_append(out, "'\n");
}

static const char *what_of(enum word_kind kind)
{
    switch (kind) {
    case WORD_DATASET:
        return "dataset";
    case WORD_CHOICE:
        return "name";
    default:
        return "file";
    }
}

static void command_write(
    const struct completion *completion, const struct command_shown *command, struct str *out)
{
    str_printf(out, "    %s)\n      specs=(\n", command->name);
    for (size_t j = 0; j < command->option_count; j++) {
        spelling_write(completion, &command->options[j], false, out);
        if (command->options[j].letter)
            spelling_write(completion, &command->options[j], true, out);
    }
    str_append(out, "        '1: :_dealbrief_first'\n");
    for (size_t j = 0; j < command->word_count; j++) {
        struct proposal proposal = completion_proposal(completion, &command->words[j]);
        if (command->words_repeat && j + 1 == command->word_count)
            str_append(out, "        '*");
        else
            str_printf(out, "        '%zu", j + 2);
        proposal_write(&proposal, what_of(command->words[j].kind), out);
        str_append(out, "'\n");
    }
    str_append(out, "      ) ;;\n");
}

void completion_write_zsh(const struct completion *completion, struct str *out)
{
    str_append(out, head);
    for (int i = 0; i < COMMAND_VERSION; i++) {
        str_printf(out, "    '%s:", completion->commands[i].name);
        quoted_write(out, completion_summary(completion->arena, completion->commands[i].help));
        str_append(out, "'\n");
    }
    str_append(out, middle);
    str_printf(out, "    %s) skip=1 ;;\n", completion_options_taking(completion, "|"));
    str_printf(out, "    -*) ;;\n    %s) command=$word; break ;;\n    *) command=render; break ;;\n",
        completion_commands(completion, "|"));
    str_append(out, "    esac\n  done\n  case ${command:-render} in\n");
    for (int i = 0; i < COMMAND_VERSION; i++)
        command_write(completion, &completion->commands[i], out);
    /* as it is loaded by compinit its first call is this file; where it is sourced it says who it is */
    str_append(out, "  esac\n  _arguments : \"$specs[@]\"\n}\n\n"
                    "if [[ $funcstack[1] == _dealbrief ]]; then\n  _dealbrief \"$@\"\nelse\n"
                    "  compdef _dealbrief dealbrief\nfi\n");
}
