/* SPDX-License-Identifier: MIT */
/*
 * options: the command line, from one table that also prints --help. Reads argv only; the environment is
 * console.c's.
 */
#ifndef DEALBRIEF_OPTIONS_H
#define DEALBRIEF_OPTIONS_H

#include "arena.h"
#include "limit.h"
#include "say.h"
#include "str.h"

#include <stdbool.h>
#include <stddef.h>

enum command {
    COMMAND_RENDER,
    COMMAND_FIGURE,
    COMMAND_CHECK,
    COMMAND_FACTS,
    COMMAND_DIFF,
    COMMAND_IMPORT,
    COMMAND_EXPORT,
    COMMAND_INSPECT,
    COMMAND_INIT,
    COMMAND_SCHEMA,
    COMMAND_COMPLETION,
    COMMAND_HELP,
    COMMAND_VERSION,
    COMMAND_COUNT
};

enum format {
    FORMAT_PDF = 1,
    FORMAT_SVG = 2,
    FORMAT_PNG = 4,
    FORMAT_JSON = 8,
    FORMAT_CSV = 16,
    FORMAT_HTML = 32
};

enum diagnostics_form { DIAGNOSTICS_TEXT, DIAGNOSTICS_JSON, DIAGNOSTICS_GITHUB, DIAGNOSTICS_COUNT };

struct page_size;

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

struct options {
    enum command command;
    const char **inputs; /* datasets; for figure: the one dataset; for diff: old and new; for import: a folder
                            or a file; for help: the command asked about; for
                            completion: the shell */
    size_t input_count;
    const char *kind;     /* figure KIND */
    const char *output;   /* -o; NULL when not given */
    const char *template; /* -t */
    unsigned formats;     /* -f: enum format, or-ed; 0 when not given */
    const char *party, *deal, *where, *highlight, *loops, *level, *title, *axis, *direction, *changes, *by,
        *metric, *deal_class, *bucket;
    int most;                       /* --max; 0: not given */
    int parties_most;               /* --max-parties; 0: not given; PARTIES_UNLIMITED: all */
    double height;                  /* of the whole figure, CSS px; 0: not given */
    double size_width, size_height; /* --size WxH; 0: not given */
    const struct page_size *page;   /* --size a4 …; NULL: not given */
    double width;                   /* CSS px, 96 to the inch; 0: not given */
    double pixel_ratio;             /* --scale; PNG pixels a CSS px; 0: not given */
    const char *kit;                /* --kit: a folder; NULL: not given */
    const char *target;             /* --target: one of figure_targets; NULL: not given */
    const char *font_folder;
    bool dark, light; /* --theme; neither: as the pages of the style */
    bool follows;     /* --theme auto: light, and dark where the reader's system is */
    bool has_language;
    enum language language; /* --language */
    const char *style;      /* --style; NULL when not given */
    int svg_text;           /* enum svg_text */
    bool linearised;        /* PDF */
    const char *since;      /* an older edition of the dataset; NULL when not given */
    bool json;              /* diff, inspect: as JSON */
    bool decimal_comma;     /* import: 1,5 is one and a half */
    /* a run of many */
    const char *manifest;       /* a file that names datasets; NULL: not given */
    bool lines;                 /* inputs are JSON Lines */
    size_t workers;             /* processes; 0: as many as there are processors */
    size_t shard, shard_count;  /* 1 … shard_count; 0: all */
    bool open_workers;         /* no sandbox */
    double time_limit;          /* seconds of a briefing; 0: not given */
    double memory_limit;        /* MiB of a worker; 0: not given */
    const char *results;        /* a file, "-"; NULL: not given */
    const char *depfile;        /* NULL: not given */
    bool forced;                /* also what is up to date */
    bool synced;                /* outputs are on the disk before the run ends */
    bool plans;                 /* says what it would do, and does nothing */
    bool watches;               /* renders again whenever inputs change */
    bool serves;                /* and shows the HTML editions in a browser */
    size_t port;                /* 0: any that is free */
    struct limits limits;
    bool strict, quiet;
    enum when colour;
    enum diagnostics_form diagnostics;
};

/* false: a usage error; *sentence says which. Words that are no option and no command are suggested against.
 */
bool options_parse(
    struct arena *arena, int argc, char **argv, struct options *options, const char **sentence);

/* The form of diagnostics that a command line asks for, wherever it says so and whatever else is wrong with
 * it */
enum diagnostics_form options_diagnostics(int argc, char **argv);

double options_scale(const struct options *options); /* PNG pixels a CSS px */
/* Of a target that has its own number of pixels; NULL: --scale may be given */
const char *options_target_fault(const struct options *options);

/* The text of --help; command COMMAND_COUNT: the overview. */
void options_help(enum command command, struct str *out);
const char *command_name(enum command command);
int command_find(const char *name); /* −1 */

/* The long and short spelling of every option, for the tests of the manual page: calls with "--output", "-o"
 * … */
void options_each(void (*visit)(void *context, const char *spelling), void *context);

/* What a word of the command line can be, for the completions of shells */
enum word_kind {
    WORD_TEXT, /* nothing can be proposed */
    WORD_CHOICE,
    WORD_LIST, /* of choices, with commas between */
    WORD_FILE,
    WORD_FOLDER,
    WORD_DATASET,
    WORD_SHEETS,  /* what import reads */
    WORD_OUTPUTS, /* what inspect reads */
    WORD_TEMPLATE,
    WORD_STYLE,
    WORD_FORMAT, /* this and those below: options_shown makes choices of them */
    WORD_TARGET,
    WORD_LANGUAGE,
    WORD_FIGURE,
    WORD_COMMAND,
    WORD_SHELL,
};

struct word_shown {
    enum word_kind kind;
    const char *const *choices;
    size_t choice_count;
};

/* One option of a command, as --help and completions show it */
struct option_shown {
    const char *name, *letter; /* letter may be NULL */
    const char *argument;      /* NULL: takes none, or one that can be left out, which is nothing to propose */
    const char *help;
    struct word_shown word; /* of its argument */
};

struct command_shown {
    const char *name, *help;
    const struct option_shown *options;
    size_t option_count;
    const struct word_shown *words; /* after its name; the last one again and again, where it may stand so */
    size_t word_count;
    bool words_repeat;
};

struct command_shown command_shown(struct arena *arena, enum command command);

/* The index of a shell that completion knows; −1 */
int shell_find(const char *name);

#endif
