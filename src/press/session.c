/* SPDX-License-Identifier: MIT */
#include "session.h"

#include "coverage.h"
#include "dataset_load.h"
#include "hash.h"
#include "house_load.h"
#include "libraries.h"
#include "list.h"
#include "snippets.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { SECONDS_A_DAY = 86400 };

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool data_folder_is(struct arena *arena, const char *folder)
{
    return is_folder(arena_printf(arena, "%s/fonts", folder)) &&
           is_folder(arena_printf(arena, "%s/templates", folder));
}

void session_finish(struct session *session)
{
    if (session->engine)
        flow_engine_destroy(session->engine);
    if (session->text)
        text_destroy(session->text);
    diags_destroy(session->diags);
    arena_destroy(session->arena);
}

struct session session_beside(const struct session *session)
{
    return (struct session){.options = session->options,
        .arena = arena_create(),
        .diags = diags_create(),
        .data_folder = session->data_folder,
        .has_epoch = session->has_epoch,
        .epoch = session->epoch,
        .style = session->style,
        .watched = session->watched,
        .make_flags = session->make_flags,
        .text = session->text,
        .engine = session->engine};
}

void session_beside_finish(struct session *session)
{
    diags_destroy(session->diags);
    arena_destroy(session->arena);
}

bool session_open_drawing(struct session *session)
{
    const char *fonts = arena_printf(session->arena, "%s/fonts", session->data_folder);
    const char *further = session->options->font_folder;
    if (further && !is_folder(further)) {
        diags_add(session->diags, DIAG_CANNOT_READ, (struct place){.file = further}, NULL, NULL,
            "--font-dir is no folder");
        return false;
    }
    if (!libraries_check(session->arena, session->diags))
        return false;
    session->text = text_create(fonts, further, session->diags);
    if (!session->text)
        return false;
    if (session->house)
        text_use_scale(session->text, &session->house->scale);
    session_open_engine(session);
    return true;
}

void session_open_engine(struct session *session)
{
    if (!session->engine)
        session->engine = flow_engine_create();
}

bool session_hold_edition(struct session *session)
{
    const struct options *options = session->options;
    if (!options->since || session->edition.held.at)
        return true;
    session->edition = (struct job){.path = options->since};
    if (str_equals(options->since, "-") && options->input_count && str_equals(options->inputs[0], "-")) {
        diags_add(session->diags, DIAG_CANNOT_READ, (struct place){.file = file_shown(options->since)}, NULL,
            "give one of them as a file", "standard input cannot be both editions");
        return false;
    }
    return job_read(session, session->arena, &session->edition, session->diags);
}

void session_note_file(struct session *session, bool of_theme, const char *path, struct bytes bytes)
{
    struct used_file *used = list_push(session->arena, &session->used);
    used->path = path;
    used->of_theme = of_theme;
    used->hash = hash_sha256(session->arena, bytes);
}

static bool is_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

/* Is the template none of the user's own files? A bare name is looked up among those that ship. */
static bool template_ships(const struct session *session)
{
    const char *given = session->options->template;
    return !given || !(strchr(given, '/') || is_file(given));
}

/* folder: "templates", or "templates/de" for the translations */
static const char *template_shipped(const struct session *session, const char *folder)
{
    const char *given = session->options->template ? session->options->template : "weekly.md";
    return arena_printf(session->arena, "%s/%s/%s%s", session->data_folder, folder, given,
        str_ends(given, ".md") ? "" : ".md");
}

static const char *template_path(const struct session *session)
{
    return template_ships(session) ? template_shipped(session, "templates") : session->options->template;
}

/* Those that ship do so in other languages, too: which is used, each dataset's language decides. */
static bool translations_open(struct session *session)
{
    bool all = true;
    for (int l = 0; l < LANGUAGE_COUNT && template_ships(session); l++) {
        const char *folder = arena_printf(session->arena, "templates/%s", language_tag((enum language)l)),
                   *path = template_shipped(session, folder);
        struct bytes bytes;
        bool good = true;
        if (l == LANGUAGE_ENGLISH || !is_file(path))
            continue;
        if (!file_read_within(
                session->arena, path, &session->options->limits, LIMIT_TEMPLATE, &bytes, session->diags))
            return false;
        session_note_file(session, false, path, bytes);
        session->translated[l] = template_read(session->arena, path, bytes, NULL, session->diags, &good);
        all = all && good;
    }
    return all;
}

const struct template *session_template(const struct session *session, const struct arena *arena)
{
    const struct template *translated = session->translated[manner_in(arena)->language];
    return translated ? translated : session->template;
}

static const char themes_folder[] = "templates/themes";

const char *const *session_names_shipped(
    struct session *session, const char *in, const char *ending, size_t *count)
{
    LIST(const char *) names = {0};
    size_t all = 0;
    const char *const *files =
        folder_names(session->arena, arena_printf(session->arena, "%s/%s", session->data_folder, in), &all);
    for (size_t i = 0; files && i < all; i++)
        if (str_ends(files[i], ending))
            *list_push(session->arena, &names) =
                arena_strndup(session->arena, files[i], strlen(files[i]) - strlen(ending));
    *count = names.count;
    return names.at;
}

size_t session_font_folders(
    const struct session *session, struct arena *arena, const char *folders[SESSION_FONT_FOLDERS])
{
    folders[0] = arena_printf(arena, "%s/fonts", session->data_folder);
    folders[1] = session->options->font_folder;
    return folders[1] ? 2 : 1;
}

const char *const *session_font_files(const struct session *session, struct arena *arena, size_t *count)
{
    LIST(const char *) paths = {0};
    const char *folders[SESSION_FONT_FOLDERS];
    size_t folder_count = session_font_folders(session, arena, folders);
    for (size_t i = 0; i < folder_count; i++) {
        size_t all = 0;
        const char *const *names = folder_names(arena, folders[i], &all);
        for (size_t j = 0; names && j < all; j++)
            if (text_is_font_name(names[j]))
                *list_push(arena, &paths) = arena_printf(arena, "%s/%s", folders[i], names[j]);
    }
    *count = paths.count;
    return paths.at;
}

/* "did you mean 'weekly'?", or all there are */
static const char *names_hint(
    struct session *session, const char *given, const char *const *names, size_t count, const char *own)
{
    const char *near = suggest_nearest(given, names, count);
    if (near)
        return arena_printf(session->arena, "did you mean '%s'?", near);
    struct str all = str_init(session->arena);
    str_append(&all, "there are ");
    for (size_t i = 0; i < count; i++)
        str_printf(&all, "%s%s", i ? ", " : "", names[i]);
    str_printf(&all, "; a file of your own ends in %s", own);
    return str_text(&all);
}

bool session_open_template(struct session *session)
{
    struct bytes bytes;
    const char *path = template_path(session);
    const char *given = session->options->template;
    struct stat status;
    if (given && path != given && stat(path, &status) != 0 && !str_ends(given, ".md")) {
        size_t count;
        const char *const *names = session_names_shipped(session, "templates", ".md", &count);
        diags_add(session->diags, DIAG_USAGE, (struct place){0}, NULL,
            names_hint(session, given, names, count, ".md"), "there is no template '%s'",
            str_quoted(session->arena, given));
        return false;
    }
    if (given && path != given && stat(path, &status) != 0) {
        diags_add(session->diags, DIAG_CANNOT_READ, (struct place){.file = given}, NULL,
            arena_printf(session->arena, "looked for %s, too", path),
            "cannot open: there is no such template");
        return false;
    }
    if (!file_read_within(
            session->arena, path, &session->options->limits, LIMIT_TEMPLATE, &bytes, session->diags))
        return false;
    /* named as the user would, not by where it was found */
    const char *name = session->options->template ? path : file_name(path);
    session->template_name = name;
    session_note_file(session, false, path, bytes);
    session->template_hash = session->used.at[session->used.count - 1].hash;
    struct snippet_folder folder = {path, name, session};
    struct snippet_reader reader = snippet_folder_reader(&folder);
    bool piped = str_equals(path, "-");
    bool good;
    session->template =
        template_read(session->arena, name, bytes, piped ? NULL : &reader, session->diags, &good);
    return translations_open(session) && good;
}

/* ---- the look ---- */

/* A name of those that ship has no slash and no ending. */
static bool theme_is_file(const char *theme)
{
    return strchr(theme, '/') || str_ends(theme, ".json");
}

static const char *theme_shipped(struct session *session, const char *theme, struct place place)
{
    size_t count;
    const char *const *names = session_names_shipped(session, themes_folder, ".json", &count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(names[i], theme))
            return arena_printf(session->arena, "%s/%s/%s.json", session->data_folder, themes_folder, theme);
    diags_add(session->diags, place.line ? DIAG_UNKNOWN_THEME : DIAG_USAGE, place, NULL,
        names_hint(session, theme, names, count, ".json"), "there is no theme '%s'",
        str_quoted(session->arena, theme));
    return NULL;
}

/* The file of the theme that is asked for; NULL: none is, or (with a diagnostic) it is not there */
static const char *theme_path(struct session *session)
{
    const char *given = session->options->style;
    const struct template *template = session->template;
    if (given)
        return theme_is_file(given) ? given : theme_shipped(session, given, (struct place){0});
    const char *named = template ? template_theme(template) : NULL;
    if (!named)
        return NULL;
    if (!theme_is_file(named))
        return theme_shipped(session, named, template_theme_place(template));
    return file_inside(session->arena, file_folder(session->arena, template_path(session)), named,
        template_theme_place(template), session->diags);
}

bool session_open_house(struct session *session)
{
    struct house *house = arena_new(session->arena, struct house);
    size_t before = diags_count(session->diags, DIAG_SEVERITY_ERROR);
    const char *path = theme_path(session);
    const struct limits *limits = &session->options->limits;
    struct bytes bytes;
    *house = house_usual();
    if (path && file_read_within(session->arena, path, limits, LIMIT_THEME, &bytes, session->diags)) {
        session_note_file(session, true, path, bytes);
        const struct house *loaded = house_load(
            session->arena, path, file_folder(session->arena, path), bytes, limits, session->diags);
        if (loaded)
            *house = *loaded;
        if (loaded && house->logo_path &&
            file_read(session->arena, house->logo_path, SIZE_MAX, &bytes, session->diags))
            session_note_file(session, true, house->logo_path, bytes);
    }
    session->style_name = path ? file_stem(session->arena, path) : "house";
    house->over_template = session->options->style != NULL;
    session->house = house;
    if (session->text)
        text_use_scale(session->text, &house->scale);
    return diags_count(session->diags, DIAG_SEVERITY_ERROR) == before;
}

static int told_in(
    const struct session *session, struct report_style style, struct diags *diags, struct str *told)
{
    report_diags(diags, &style, told);
    int code = report_exit_code(diags, session->options->strict);
    size_t warnings = 0, count;
    const struct diag *all = diags_sorted(diags, &count); /* what the PDF and the page both say is one */
    for (size_t i = 0; i < count; i++)
        warnings += diag_code_severity(all[i].code) == DIAG_SEVERITY_WARNING;
    if (code == 3)
        report_line(style.form, DIAG_STRICT,
            arena_printf(
                told->arena, "refused for %zu warning%s under --strict", warnings, warnings == 1 ? "" : "s"),
            told);
    return code;
}

int session_tell(const struct session *session, struct diags *diags, int first_line, struct str *told)
{
    struct report_style style = session->style;
    style.first_line = first_line;
    return told_in(session, style, diags, told);
}

int session_tell_plain(const struct session *session, struct diags *diags, int first_line, struct str *told)
{
    return told_in(session, (struct report_style){.first_line = first_line}, diags, told);
}

int64_t session_time(const struct session *session, const struct dataset *dataset)
{
    return session->has_epoch ? session->epoch : (int64_t)dataset->as_of.last * SECONDS_A_DAY;
}

/* What people try first: a folder of tables or a sheet, which import makes a dataset of */
static bool spreadsheet_refused(const char *path, struct arena *arena, struct diags *diags)
{
    bool folder = is_folder(path);
    if (!folder && !str_ends(path, ".csv"))
        return false;
    const char *hint = arena_printf(arena, "`dealbrief import %s -o NAME.json` makes a dataset of %s", path,
        folder ? "a folder of tables" : "it");
    diags_add(diags, folder ? DIAG_CANNOT_READ : DIAG_JSON_SYNTAX, (struct place){.file = path}, NULL, hint,
        "%s", folder ? "cannot read: this is a folder" : "a dataset is JSON, this is a spreadsheet");
    return true;
}

/* The language asked for, else the dataset's own where the catalogue has it */
static const struct manner *session_manner(const struct session *session, const struct dataset *dataset)
{
    enum language language;
    language_find(dataset->language, &language);
    return manner_of(session->options->has_language ? session->options->language : language);
}

bool job_read(const struct session *session, struct arena *arena, struct job *job, struct diags *diags)
{
    return job->held.at ||
           (!spreadsheet_refused(job->path, arena, diags) &&
               file_read_within(arena, job->path, &session->options->limits, LIMIT_BYTES, &job->held, diags));
}

const struct dataset *session_load_job(
    const struct session *session, struct arena *arena, const struct job *job, struct diags *diags)
{
    struct job read = *job;
    if (!job_read(session, arena, &read, diags))
        return NULL;
    struct place start = {file_shown(read.path), read.line ? read.line : 1, 1};
    const struct dataset *dataset =
        dataset_load_at(arena, start, read.held, &session->options->limits, diags);
    if (dataset && !arena_manner(arena)) /* an older edition speaks as the newer one, which was read first */
        arena_set_manner(arena, session_manner(session, dataset));
    if (dataset && session->text)
        coverage_check(arena, session->text, dataset, diags);
    return dataset;
}

const struct dataset *session_load(
    const struct session *session, struct arena *arena, const char *path, struct diags *diags)
{
    struct job job = {.path = path};
    return session_load_job(session, arena, &job, diags);
}

const struct provenance *session_provenance(
    const struct session *session, struct arena *arena, const struct dataset *dataset, const char *what)
{
    struct provenance *provenance = arena_new(arena, struct provenance);
    bool piped = str_equals(dataset->file, "<stdin>");
    *provenance = (struct provenance){.dataset = piped ? "stdin" : file_name(dataset->file),
        .dataset_hash = dataset->bytes.length ? hash_sha256(arena, dataset->bytes) : NULL,
        .as_of = date_iso(arena, dataset->as_of),
        .program = "dealbrief " DEALBRIEF_VERSION,
        .template = what ? what : file_name(session->template_name),
        .template_hash = what ? NULL : session->template_hash,
        .style = session->style_name};
    return provenance;
}

void session_set_manner(const struct session *session, struct arena *arena)
{
    arena_set_manner(arena, house_manner(session->house, arena, manner_in(arena)));
}
