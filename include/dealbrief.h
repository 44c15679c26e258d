/* SPDX-License-Identifier: MIT */
/*
 * dealbrief: a dataset of deals becomes a briefing, a figure or its facts, in memory and without a process.
 *
 *     struct dealbrief *context;
 *     struct dealbrief_dataset *dataset;
 *     unsigned char *svg;
 *     size_t length;
 *     dealbrief_open(NULL, NULL, &context);
 *     dealbrief_load_file(context, "deals.json", &dataset);
 *     dealbrief_figure(context, dataset, "flow", "svg", NULL, &svg, &length);
 *
 * The bytes are those that the command writes for the same input and the same options. docs/library.md and
 * dealbrief(3) show more.
 *
 * Memory. What an _open or _load gives is taken back by its _close or _free; bytes by dealbrief_free. All of these
 * accept NULL. Strings and arrays that are handed in are copied. A call that fails sets what it should have given to
 * NULL and 0: there is no half of an output.
 *
 * Threads. One context is used by one thread at a time. Threads with a context each may call whenever they like, but only
 * one of them draws at a time: Graphviz keeps its state in globals, so all calls share one lock. A program that uses
 * Graphviz itself must not do so during a call. After a fork, only a child of a process in which no call was under
 * way may go on calling.
 *
 * Surroundings. The library prints nothing, never ends the process for an input, reads no clock, no environment and no
 * standard input, installs no signal handler and calls setlocale nowhere; numbers have a point in every locale. What it
 * stands on is less strict: GLib ends the process where memory is out, as does the library; Graphviz sets LC_NUMERIC to
 * "C" while a flow is laid out, and back; HarfBuzz, cairo and fontconfig read some environment variables, which the
 * command clears and a library must not: docs/library.md names them.
 */
#ifndef DEALBRIEF_H
#define DEALBRIEF_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define DEALBRIEF_PUBLIC __attribute__((visibility("default")))
#else
#define DEALBRIEF_PUBLIC
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Grows by one whenever a program must be compiled anew: compare with dealbrief_abi(). */
#define DEALBRIEF_ABI 0

/* What became of a call: the numbers are the command's exit codes. */
enum dealbrief_status {
    DEALBRIEF_DONE = 0,
    DEALBRIEF_REFUSED = 1, /* the dataset, template or theme has errors: see the diagnostics */
    DEALBRIEF_USAGE = 2,   /* an argument is NULL, or an option is not known or contradicts another */
    DEALBRIEF_STRICT = 3,  /* there are warnings, and the option strict refuses these */
    DEALBRIEF_FILES = 74   /* a file or folder cannot be read */
};

enum dealbrief_severity { DEALBRIEF_WARNING = 1, DEALBRIEF_ERROR = 2 };

/* What is wrong or looks odd, and where. Later versions may add fields at the end. */
struct dealbrief_diagnostic {
    enum dealbrief_severity severity;
    int line, column;     /* from 1, the column in bytes; 0: the file as a whole */
    const char *file;     /* the name it was loaded under; "": no file */
    const char *path;     /* of the value in the dataset, "deals[3].from"; "": none */
    const char *code;     /* a word that keeps its meaning, "unknown-party"; docs/diagnostics.md lists all */
    const char *sentence; /* starts in lower case, has no full stop */
    const char *hint;     /* "did you mean 'amazon'?"; "": none */
};

/* Fonts and a layout engine, made once for many drawings. */
struct dealbrief;
/* The bytes of one dataset that was found good. It belongs to no context and changes no more: any context may draw it. */
struct dealbrief_dataset;

DEALBRIEF_PUBLIC int dealbrief_abi(void);             /* DEALBRIEF_ABI of the library that is loaded */
DEALBRIEF_PUBLIC const char *dealbrief_version(void); /* "0.1.0" */

/*
 * data_folder: where fonts/ and templates/ are; NULL: share/dealbrief beside the lib folder that the library was loaded
 * from, else where it was built to be installed. font_folder: further fonts, for scripts that the bundled ones lack; NULL:
 * none. Where opening fails there is a context all the same, to ask for the diagnostics; every other call with it returns
 * the same status. *context is NULL only after DEALBRIEF_USAGE.
 */
DEALBRIEF_PUBLIC enum dealbrief_status dealbrief_open(
    const char *data_folder, const char *font_folder, struct dealbrief **context);
DEALBRIEF_PUBLIC void dealbrief_close(struct dealbrief *context);

/* The time that a PDF states, in seconds since 1970 (to 253402300799, the year 9999), as SOURCE_DATE_EPOCH is for the command;
   below 0, as at first: the last day of the dataset's as_of. */
DEALBRIEF_PUBLIC enum dealbrief_status dealbrief_set_time(struct dealbrief *context, int64_t seconds);

/* How much is taken from outside, and made of it, in the calls that follow: names and numbers are those of --limit
   (docs/limits.md), {"pages", 900}; 0: the usual number. DEALBRIEF_USAGE where there is no such name, or no more can be
   allowed. Hints name it as the command would, "--limit pages=N". */
DEALBRIEF_PUBLIC enum dealbrief_status dealbrief_set_limit(struct dealbrief *context, const char *name, uint64_t most);

/*
 * Reads and checks a dataset (JSON). name: what diagnostics and outputs call it, such as "deals.json"; outputs state
 * its part after the last '/'. A dataset with errors is refused; one with warnings is loaded.
 */
DEALBRIEF_PUBLIC enum dealbrief_status dealbrief_load(struct dealbrief *context, const char *name, const void *bytes,
    size_t length, struct dealbrief_dataset **dataset);
DEALBRIEF_PUBLIC enum dealbrief_status dealbrief_load_file(
    struct dealbrief *context, const char *path, struct dealbrief_dataset **dataset);
DEALBRIEF_PUBLIC void dealbrief_dataset_free(struct dealbrief_dataset *dataset);

/*
 * What follows draws. options: names and values in turn, ended by NULL, or NULL for none; they are the options of the
 * command without the dashes, so that {"width", "800", "highlight", "party:openai", NULL} is
 * --width 800 --highlight party:openai. Options without a value (linearize, strict) are "yes" or "no".
 */

/* A whole briefing. format: "pdf" or "html". Options: template, style, deal, since, language, linearize, strict. */
DEALBRIEF_PUBLIC enum dealbrief_status dealbrief_briefing(struct dealbrief *context,
    const struct dealbrief_dataset *dataset, const char *format, const char *const *options, unsigned char **bytes,
    size_t *length);

/* One figure. kind: "flow", "valuation" … as in docs/figures.md. format: "svg", "png", "pdf", "html", "json" or "csv".
   Options: party, deal, title, where, level, highlight, loops, changes, direction, max-parties, axis, by, metric, class,
   bucket, max, width, height, size, scale, target, theme, style, svg-text, since, language, linearize, strict. */
DEALBRIEF_PUBLIC enum dealbrief_status dealbrief_figure(struct dealbrief *context,
    const struct dealbrief_dataset *dataset, const char *kind, const char *format, const char *const *options,
    unsigned char **bytes, size_t *length);

/* Every number that is computed, as JSON (docs/facts.md). Options: level, where, since, language, strict. */
DEALBRIEF_PUBLIC enum dealbrief_status dealbrief_facts(struct dealbrief *context,
    const struct dealbrief_dataset *dataset, const char *const *options, unsigned char **bytes, size_t *length);

DEALBRIEF_PUBLIC void dealbrief_free(unsigned char *bytes);

/* What the last call with the context had to say, by file, line and column; also warnings of what was drawn. Valid until
   the next call with the context. at: NULL past the end. */
DEALBRIEF_PUBLIC size_t dealbrief_diagnostic_count(const struct dealbrief *context);
DEALBRIEF_PUBLIC const struct dealbrief_diagnostic *dealbrief_diagnostic_at(
    const struct dealbrief *context, size_t index);

#ifdef __cplusplus
}
#endif

#endif
