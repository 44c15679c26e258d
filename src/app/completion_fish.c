/* SPDX-License-Identifier: MIT */
#include "completion.h"

#include <string.h>

static const char head[] =
    "# fish completion of dealbrief, as `dealbrief completion fish` prints it from the program's own "
    "options\n"
    "\n"
    "# the command of the line, and how many words stand behind its name: \"figure 1\"\n"
    "function __dealbrief_said\n"
    "    set -l words (commandline -opc)\n"
    "    set -e words[1]\n"
    "    set -l command ''\n"
    "    set -l place 0\n"
    "    set -l skip 0\n"
    "    for word in $words\n"
    "        if test $skip = 1\n"
    "            set skip 0\n"
    "            continue\n"
    "        end\n"
    "        switch $word\n";

static const char rest[] = "                set skip 1\n"
                           "            case '-?*'\n"
                           "            case '*'\n"
                           "                if test -n \"$command\"\n"
                           "                    set place (math $place + 1)\n"
                           "                else if contains -- $word ";

/* clang-format off */
static const char end[] =
    "\n"
    "                    set command $word\n"
    "                else\n"
    "                    set command render\n"
    "                    set place 1\n"
    "                end\n"
    "        end\n"
    "    end\n"
    "    echo $command\n"
    "    echo $place\n"
    "end\n"
    "\n"
    "# COMMAND...: is it one of these? (render where none is named)\n"
    "function __dealbrief_in\n"
    "    set -l said (__dealbrief_said)\n"
    "    test -n \"$said[1]\"; or set said[1] render\n"
    "    contains -- $said[1] $argv\n"
    "end\n"
    "\n"
    "# COMMAND PLACE: and is it that word of it? COMMAND: any word\n"
    "function __dealbrief_at\n"
    "    set -l said (__dealbrief_said)\n"
    "    test \"$said[1]\" = \"$argv[1]\"; or return 1\n"
    "    test (count $argv) = 1; or test $said[2] = $argv[2]\n"
    "end\n"
    "\n"
    "# what is typed of the word, without the option before it\n"
    "function __dealbrief_typed\n"
    "    set -l typed (commandline -ct)\n"
    "    string replace -r '^(-f|--[a-z-]+=)' '' -- \"$typed\"\n"
    "end\n"
    "\n"
    "# WORD...: several of them, with commas between\n"
    "function __dealbrief_list\n"
    "    set -l before (string match -r '^.*,' -- (__dealbrief_typed))\n"
    "    for word in $argv\n"
    "        string match -q -- \"*,$word,*\" \",$before\"; or echo \"$before$word\"\n"
    "    end\n"
    "end\n"
    "\n"
    "# ENDING...: files that end so, and folders\n"
    "function __dealbrief_files\n"
    "    set -l typed (string replace -r '^~/' $HOME/ -- (__dealbrief_typed))\n"
    "    set -l home\n"
    "    string match -q -- '~/*' (__dealbrief_typed); and set home $HOME/\n"
    "    for path in $typed*\n"
    "        set -l shown $path\n"
    "        test -n \"$home\"; and set shown (string replace -- $home '~/' $path)\n"
    "        if test -d $path\n"
    "            echo $shown/\n"
    "            continue\n"
    "        end\n"
    "        for ending in $argv\n"
    "            string match -q -- \"*.$ending\" $path; and echo $shown\n"
    "        end\n"
    "    end\n"
    "end\n"
    "\n"
    "complete -c dealbrief -f\n";
/* clang-format on */

/* text within a pair of ' */
static void quoted_write(struct str *out, const char *text)
{
    for (const char *at = text; *at; at++) {
        if (strchr("'\\", *at))
            str_char(out, '\\');
        str_char(out, *at);
    }
}

/* " -a '…'" */
static void proposal_write(const struct proposal *proposal, struct str *out)
{
    if (proposal->list) {
        str_printf(out, " -a '(__dealbrief_list %s)'", proposal->choices);
        return;
    }
    if (!strcmp(proposal->endings, "*")) {
        str_append(out, " -F");
        return;
    }
    if (!*proposal->choices && !*proposal->endings)
        return;
    str_printf(out, " -a '%s", proposal->choices);
    if (!strcmp(proposal->endings, "/"))
        str_append(out, "(__dealbrief_files)");
    else if (*proposal->endings)
        str_printf(out, "%s(__dealbrief_files %s)", *proposal->choices ? " " : "", proposal->endings);
    str_append(out, "'");
}

/* Not for a command that an earlier line of the same option and proposal stands for */
static bool option_alike(const struct completion *completion, const struct command_shown *command,
    const struct option_shown *option)
{
    for (size_t j = 0; j < command->option_count; j++) {
        const struct option_shown *other = &command->options[j];
        if (strcmp(other->name, option->name) != 0)
            continue;
        struct proposal a = completion_proposal(completion, &other->word),
                        b = completion_proposal(completion, &option->word);
        return !strcmp(a.choices, b.choices) && !strcmp(a.endings, b.endings) && a.list == b.list;
    }
    return false;
}

static void option_write(
    const struct completion *completion, int first, const struct option_shown *option, struct str *out)
{
    struct proposal proposal = completion_proposal(completion, &option->word);
    for (int i = 0; i < first; i++)
        if (option_alike(completion, &completion->commands[i], option))
            return;
    str_append(out, "complete -c dealbrief -n '__dealbrief_in");
    for (int i = first; i < COMMAND_VERSION; i++)
        if (option_alike(completion, &completion->commands[i], option))
            str_printf(out, " %s", completion->commands[i].name);
    str_append(out, "'");
    if (option->letter)
        str_printf(out, " -s %s", option->letter + 1);
    str_printf(out, " -l %s%s", option->name + 2,
        !option->argument                ? ""
        : !strcmp(proposal.endings, "*") ? " -r"
                                         : " -x");
    if (option->argument)
        proposal_write(&proposal, out);
    str_append(out, " -d '");
    quoted_write(out, completion_summary(completion->arena, option->help));
    str_append(out, "'\n");
}

static void words_write(const struct completion *completion, struct str *out)
{
    for (int i = 0; i < COMMAND_VERSION; i++) {
        str_printf(
            out, "complete -c dealbrief -n '__dealbrief_at \"\"' -a %s -d '", completion->commands[i].name);
        quoted_write(out, completion_summary(completion->arena, completion->commands[i].help));
        str_append(out, "'\n");
    }
    str_append(out, "complete -c dealbrief -n '__dealbrief_at \"\"' -a '(__dealbrief_files json)'\n");
    for (int i = 0; i < COMMAND_VERSION; i++) {
        const struct command_shown *command = &completion->commands[i];
        for (size_t j = 0; j < command->word_count; j++) {
            struct proposal proposal = completion_proposal(completion, &command->words[j]);
            str_printf(out, "complete -c dealbrief -n '__dealbrief_at %s", command->name);
            if (!command->words_repeat || j + 1 < command->word_count)
                str_printf(out, " %zu", j);
            str_append(out, "'");
            proposal_write(&proposal, out);
            str_append(out, "\n");
        }
    }
}

void completion_write_fish(const struct completion *completion, struct str *out)
{
    str_append(out, head);
    str_printf(out, "            case %s\n", completion_options_taking(completion, " "));
    str_append(out, rest);
    str_append(out, completion_commands(completion, " "));
    str_append(out, end);
    for (int i = 0; i < COMMAND_VERSION; i++)
        for (size_t j = 0; j < completion->commands[i].option_count; j++)
            option_write(completion, i, &completion->commands[i].options[j], out);
    words_write(completion, out);
}
