/* SPDX-License-Identifier: MIT */
/*
 * session: what one process makes once and every briefing uses: fonts, the Graphviz context, the parsed
 * template. It prints nothing and asks nothing of the system but files: time and folders are told to it.
 */
#ifndef DEALBRIEF_SESSION_H
#define DEALBRIEF_SESSION_H

#include "dataset.h"
#include "flow.h"
#include "house.h"
#include "list.h"
#include "options.h"
#include "provenance.h"
#include "report.h"
#include "say.h"
#include "template.h"
#include "text.h"

/* A file that decides what outputs look like: template, snippets, theme, logo */
struct used_file {
    const char *path; /* as it was opened */
    const char *hash; /* SHA-256 of what was read */
    bool of_theme;    /* else of the template */
};

/* Where one dataset comes from. Bytes: read already (a line of JSON Lines, or once before); else NULL */
struct job {
    const char *path; /* as the user named it, "-": standard input; also of held bytes: what they came from */
    const char *stem; /* the folder of its outputs: from the file's name alone */
    struct bytes held;
    int line; /* of the file where held bytes begin */
};

struct session {
    const struct options *options;
    struct arena *arena; /* lives as long as the session */
    struct diags *diags; /* of the session itself: fonts, templates */
    const char *data_folder;
    bool has_epoch; /* SOURCE_DATE_EPOCH was set */
    int64_t epoch;  /* seconds since 1970 */
    struct report_style style;
    bool watched;           /* standard error is a terminal */
    const char *make_flags; /* of the make that started us; NULL: none did */
    struct text *text; /* NULL until session_open_drawing */
    struct flow_engine *engine;
    const struct template *template; /* NULL until session_open_template; faulty where that returned false */
    const char *template_name, *template_hash; /* of the file it was read from */
    const struct template *translated[LANGUAGE_COUNT]; /* of one that ships, where it does in that language */
    const char *style_name;          /* of the look, with session_open_house */
    const struct house *house;       /* the look; NULL until session_open_house */
    struct job edition;              /* of --since; held after session_hold_edition */
    LIST(struct used_file) used;     /* by session_open_template and session_open_house */
};

/* Are there fonts and templates in this folder? */
bool data_folder_is(struct arena *arena, const char *folder);
bool session_open_drawing(struct session *session);  /* fonts, Graphviz; adds to session->diags */
/* Graphviz alone, which starts no thread and reads no file */
void session_open_engine(struct session *session);
/* Reads the older edition of --since, once for all datasets; adds to session->diags. true where none is asked for */
bool session_hold_edition(struct session *session);
bool session_open_template(struct session *session); /* parses --template or weekly.md */
/* Reads the theme that --style names, else the template, else the usual one; adds to session->diags. After the
   fonts and the template. */
bool session_open_house(struct session *session);
/* "house, ink, night …": what ships in a folder of the data folder with this ending, in order */
const char *const *session_names_shipped(
    struct session *session, const char *in, const char *ending, size_t *count);
/* Where fonts are: the folder that ships, then that of --font-dir; gives how many */
enum { SESSION_FONT_FOLDERS = 2 };
size_t session_font_folders(
    const struct session *session, struct arena *arena, const char *folders[SESSION_FONT_FOLDERS]);
/* The files that text is set with, in order: those that ship, then those of --font-dir. A folder that cannot be read
   has none: session_open_drawing tells of it. */
const char *const *session_font_files(const struct session *session, struct arena *arena, size_t *count);
void session_finish(struct session *session);
/* Options, fonts and Graphviz of one that is open for drawing, which must outlive it; template and theme are to be
   opened anew. For session_beside_finish. */
struct session session_beside(const struct session *session);
void session_beside_finish(struct session *session);
/* Keeps in mind that the look of outputs depends on a file; path lives as long as the session. */
void session_note_file(struct session *session, bool of_theme, const char *path, struct bytes bytes);

/* diags as lines of text; returns their exit code. first_line: what is about a whole dataset is told there (1, but of JSON Lines) */
int session_tell(const struct session *session, struct diags *diags, int first_line, struct str *told);
/* In plain text, whatever form and colours standard error has */
int session_tell_plain(
    const struct session *session, struct diags *diags, int first_line, struct str *told);

/* Seconds since 1970 for a dataset's outputs: SOURCE_DATE_EPOCH, else the last day of as_of. */
int64_t session_time(const struct session *session, const struct dataset *dataset);

/* Reads and checks one dataset, "-" from standard input; NULL after adding to diags. Warns of characters that
   no font has when the fonts are open. */
const struct dataset *session_load(
    const struct session *session, struct arena *arena, const char *path, struct diags *diags);

const struct dataset *session_load_job(
    const struct session *session, struct arena *arena, const struct job *job, struct diags *diags);

/* The bytes of a job, held then; false after adding to diags */
bool job_read(const struct session *session, struct arena *arena, struct job *job, struct diags *diags);

/* The template in the language that the arena has: of one that ships its translation */
const struct template *session_template(const struct session *session, const struct arena *arena);

/* Where outputs of the dataset come from. what: "figure flow" for what no template made; NULL: the template. */
const struct provenance *session_provenance(const struct session *session, struct arena *arena,
    const struct dataset *dataset, const char *what);

/* The words of what is drawn are in the manner of the look. After the dataset is loaded. */
void session_set_manner(const struct session *session, struct arena *arena);

#endif
