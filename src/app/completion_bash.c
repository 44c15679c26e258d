/* SPDX-License-Identifier: MIT */
#include "completion.h"

#include <string.h>

/* Needs bash 4 (mapfile, compopt) and nothing else: bash-completion need not be there. Bash splits words at
   "=" and ":" before it asks; they are joined again, and taken off what is proposed. */
static const char head[] =
    "# bash completion of dealbrief, as `dealbrief completion bash` prints it from the program's own "
    "options\n"
    "\n"
    "_dealbrief_offer() # WORDS [ENDING...]: words, files that end so (* all, / none) and folders\n"
    "{\n"
    "    local words=$1 ending\n"
    "    shift\n"
    "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$typed\")\n"
    "    if [[ $# == 0 ]]; then\n"
    "        compopt +o default +o bashdefault\n"
    "        [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[:=] ]] && compopt -o nospace\n"
    "        return\n"
    "    fi\n"
    "    [[ ${#COMPREPLY[@]} == 0 ]] && compopt -o filenames\n"
    "    mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(\n"
    "        compgen -d -- \"$typed\"\n"
    "        for ending; do\n"
    "            case $ending in\n"
    "            /) ;;\n"
    "            '*') compgen -f -- \"$typed\" ;;\n"
    "            *) compgen -f -X \"!*.$ending\" -- \"$typed\" ;;\n"
    "            esac\n"
    "        done | sort -u\n"
    "    )\n"
    "}\n"
    "\n"
    "_dealbrief_list() # WORD...: several of them, with commas between\n"
    "{\n"
    "    local before='' last=$typed word\n"
    "    compopt +o default +o bashdefault -o nospace\n"
    "    [[ $typed == *,* ]] && before=${typed%,*}, last=${typed##*,}\n"
    "    for word; do\n"
    "        [[ $word == \"$last\"* && ,$before != *,$word,* ]] && COMPREPLY+=(\"$before$word\")\n"
    "    done\n"
    "}\n"
    "\n";

static const char parse[] =
    "_dealbrief()\n"
    "{\n"
    "    local IFS=$' \\t\\n'\n"
    "    local -a line=()\n"
    "    local typed='' prefix='' option='' command='' place=0 word was='' i\n"
    "    COMPREPLY=()\n"
    "    for ((i = 1; i <= COMP_CWORD; i++)); do\n"
    "        word=${COMP_WORDS[i]}\n"
    "        if [[ ${#line[@]} -gt 0 && ( $word == [=:]* || $was == [=:]* ) ]]; then\n"
    "            line[${#line[@]}-1]+=$word\n"
    "        else\n"
    "            line+=(\"$word\")\n"
    "        fi\n"
    "        was=$word\n"
    "    done\n"
    "    typed=${line[${#line[@]}-1]}\n"
    "    local whole=$typed raw=${COMP_WORDS[COMP_CWORD]}\n"
    "    [[ $raw == [=:]* ]] && raw=''\n"
    "    local cut=${whole%\"$raw\"}\n"
    "    for word in \"${line[@]:0:${#line[@]}-1}\"; do\n"
    "        if [[ -n $option ]]; then\n"
    "            option=''\n"
    "            continue\n"
    "        fi\n"
    "        case $word in\n";

static const char choose[] = "        -?*) ;;\n"
                             "        *)\n"
                             "            if [[ -n $command ]]; then\n"
                             "                ((place++))\n"
                             "            else\n"
                             "                case $word in\n";

static const char rest[] = "                *) command=render place=1 ;;\n"
                           "                esac\n"
                           "            fi\n"
                           "            ;;\n"
                           "        esac\n"
                           "    done\n"
                           "    if [[ -z $option && $typed == --*=* ]]; then\n"
                           "        option=${typed%%=*} prefix=${typed%%=*}= typed=${typed#*=}\n"
                           "    fi\n";

static const char tail[] = "    for i in \"${!COMPREPLY[@]}\"; do\n"
                           "        word=$prefix${COMPREPLY[i]}\n"
                           "        COMPREPLY[i]=${word#\"$cut\"}\n"
                           "    done\n"
                           "}\n"
                           "\n"
                           "complete -o default -o bashdefault -F _dealbrief dealbrief\n";

static void proposal_write(const struct proposal *proposal, struct str *out)
{
    if (proposal->list)
        str_printf(out, "_dealbrief_list %s", proposal->choices);
    else if (!strcmp(proposal->endings, "*") || !strcmp(proposal->endings, "/"))
        str_printf(out, "_dealbrief_offer '%s' '%s'", proposal->choices, proposal->endings);
    else
        str_printf(out, "_dealbrief_offer '%s'%s%s", proposal->choices, *proposal->endings ? " " : "",
            proposal->endings);
}

static void options_write(const struct completion *completion, struct str *out)
{
    str_append(out, "    if [[ -n $option ]]; then\n        case ${command:-render}:$option in\n");
    for (int i = 0; i < COMMAND_VERSION; i++) {
        const struct command_shown *command = &completion->commands[i];
        for (size_t j = 0; j < command->option_count; j++) {
            const struct option_shown *option = &command->options[j];
            struct proposal proposal = completion_proposal(completion, &option->word);
            if (!option->argument)
                continue;
            str_printf(out, "        %s:%s", command->name, option->name);
            if (option->letter)
                str_printf(out, " | %s:%s", command->name, option->letter);
            str_append(out, ") ");
            proposal_write(&proposal, out);
            str_append(out, " ;;\n");
        }
    }
    str_append(out, "        esac\n");
}

static void names_write(const struct completion *completion, struct str *out)
{
    str_append(out, "    elif [[ $typed == -?* ]]; then\n        case ${command:-render} in\n");
    for (int i = 0; i < COMMAND_VERSION; i++) {
        const struct command_shown *command = &completion->commands[i];
        str_printf(out, "        %s) _dealbrief_offer '", command->name);
        for (size_t j = 0; j < command->option_count; j++)
            str_printf(out, "%s%s%s%s", j ? " " : "", command->options[j].name,
                command->options[j].letter ? " " : "",
                command->options[j].letter ? command->options[j].letter : "");
        str_append(out, "' ;;\n");
    }
    str_append(out, "        esac\n");
}

static void words_write(const struct completion *completion, struct str *out)
{
    str_append(out, "    else\n        case $command:$place in\n");
    str_printf(out, "        :*) _dealbrief_offer '%s' json ;;\n", completion_commands(completion, " "));
    for (int i = 0; i < COMMAND_VERSION; i++) {
        const struct command_shown *command = &completion->commands[i];
        for (size_t j = 0; j < command->word_count; j++) {
            struct proposal proposal = completion_proposal(completion, &command->words[j]);
            if (command->words_repeat && j + 1 == command->word_count)
                str_printf(out, "        %s:*) ", command->name);
            else
                str_printf(out, "        %s:%zu) ", command->name, j);
            proposal_write(&proposal, out);
            str_append(out, " ;;\n");
        }
    }
    str_append(out, "        *) _dealbrief_offer '' ;;\n        esac\n    fi\n");
}

void completion_write_bash(const struct completion *completion, struct str *out)
{
    str_append(out, head);
    str_append(out, parse);
    str_printf(out, "        %s) option=$word ;;\n", completion_options_taking(completion, " | "));
    str_append(out, choose);
    str_printf(out, "                %s) command=$word ;;\n", completion_commands(completion, " | "));
    str_append(out, rest);
    options_write(completion, out);
    names_write(completion, out);
    words_write(completion, out);
    str_append(out, tail);
}
