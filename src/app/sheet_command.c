/* SPDX-License-Identifier: MIT */
#include "sheet_command.h"

#include "console.h"
#include "dataset_load.h"
#include "date.h"
#include "json_write.h"
#include "list.h"
#include "quick.h"
#include "sheets.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { SECONDS_A_DAY = 86400 };

/* folders */

static bool is_csv(const char *name)
{
    return str_ends_any_case(name, ".csv");
}

static const char *path_in(struct arena *arena, const char *folder, const char *name)
{
    return arena_printf(arena, "%s%s%s", folder, str_ends(folder, "/") ? "" : "/", name);
}

/* The CSV files of a folder, by name; false after adding errors */
static bool folder_read(struct arena *arena, const char *folder, const struct limits *limits,
    struct sheet_file **files, size_t *count, struct diags *diags)
{
    LIST(struct sheet_file) list = {0};
    bool good = true;
    size_t all;
    const char *const *names = folder_names(arena, folder, &all);
    if (!names) {
        diags_add(diags, DIAG_CANNOT_READ, (struct place){.file = folder}, NULL, NULL, "cannot open: %s",
            strerror(errno));
        return false;
    }
    for (size_t i = 0; i < all; i++) {
        if (!is_csv(names[i]))
            continue;
        struct sheet_file *file = list_push(arena, &list);
        file->name = names[i];
        file->path = path_in(arena, folder, file->name);
        good = file_read_within(arena, file->path, limits, LIMIT_BYTES, &file->bytes, diags) && good;
    }
    *files = list.at;
    *count = list.count;
    return good;
}

/* import */

static const char *day_text(struct arena *arena, int64_t seconds)
{
    int year, month, day;
    int64_t days = seconds / SECONDS_A_DAY - (seconds % SECONDS_A_DAY < 0);
    if (days < day_of(1, 1, 1) || days > day_of(9999, 12, 31))
        return NULL;
    day_split((int32_t)days, &year, &month, &day);
    return arena_printf(arena, "%04d-%02d-%02d", year, month, day);
}

/* The day to take when the file names none: SOURCE_DATE_EPOCH, else when the file was last changed (of
   standard input: now). */
static struct import_options import_options_of(
    const struct session *session, struct arena *arena, const char *path)
{
    struct import_options options = {
        .decimal_comma = session->options->decimal_comma, .limits = &session->options->limits};
    struct stat status;
    if (session->has_epoch) {
        options.as_of = day_text(arena, session->epoch);
        options.as_of_reason = "the day that SOURCE_DATE_EPOCH gives";
    } else if (!str_equals(path, "-") && stat(path, &status) == 0) {
        options.as_of = day_text(arena, (int64_t)status.st_mtime);
        options.as_of_reason = "the day on which the file was last changed";
    } else {
        options.as_of = day_text(arena, (int64_t)time(NULL));
        options.as_of_reason = "the day of the import";
    }
    return options;
}

static bool is_dataset(struct bytes bytes)
{
    size_t at = bytes.length >= 3 && !memcmp(bytes.at, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (at < bytes.length && strchr(" \t\r\n", bytes.at[at]) && bytes.at[at])
        at++;
    return at < bytes.length && bytes.at[at] == '{';
}

/* deals.csv out of a folder of tables: its ids would be taken for names. */
static void part_warn(struct arena *arena, const char *path, struct diags *diags)
{
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? arena_strndup(arena, path, (size_t)(slash - path)) : ".";
    if (strcmp(slash ? slash + 1 : path, "deals.csv") != 0 ||
        access(path_in(arena, folder, "parties.csv"), F_OK) != 0)
        return;
    diags_add(diags, DIAG_IMPORT_ASSUMED, (struct place){path, 1, 1}, NULL,
        arena_printf(arena, "`dealbrief import %s` reads the whole folder", folder),
        "this table is taken for a sheet of its own, its ids for names");
}

static const struct json *file_import(
    const struct session *session, struct arena *arena, const char *path, struct diags *diags)
{
    struct bytes bytes;
    const char *name = file_shown(path);
    struct import_options options = import_options_of(session, arena, path);
    if (!file_read_within(arena, path, options.limits, LIMIT_BYTES, &bytes, diags))
        return NULL;
    if (is_dataset(bytes)) {
        diags_add(diags, DIAG_CSV_HEADER, (struct place){name, 1, 1}, NULL, "it can be rendered as it is",
            "this is JSON, not a spreadsheet");
        return NULL;
    }
    part_warn(arena, path, diags);
    if (!is_csv(path) && sankeymatic_likely(bytes))
        return sankeymatic_import(arena, name, bytes, &options, diags);
    return quick_import(arena, name, bytes, &options, diags);
}

static const struct json *import(
    const struct session *session, struct arena *arena, const char *path, struct diags *diags)
{
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode))
        return file_import(session, arena, path, diags);
    struct sheet_file *files;
    size_t count;
    if (!folder_read(arena, path, &session->options->limits, &files, &count, diags))
        return NULL;
    return sheets_import(
        arena, path, files, count, session->options->decimal_comma, &session->options->limits, diags);
}

int import_command(struct session *session)
{
    const struct options *options = session->options;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct file_output output = {.path = options->output ? options->output : "-", .folder_stays = true};
    const struct json *root = import(session, arena, options->inputs[0], diags);
    if (root) {
        struct str text = str_init(arena);
        json_write(root, &text);
        output.bytes = str_bytes(&text);
    }
    int code = session_conclude(session, arena, &output, root ? 1 : 0, diags);
    diags_destroy(diags);
    arena_destroy(arena);
    return code;
}

/* export */

static bool is_written(const struct sheet_file *files, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(files[i].name, name))
            return true;
    return false;
}

/* A table that the folder holds from before and the dataset does not have is emptied: its rows would be read
   back as if they belonged to this dataset. */
static size_t outputs_gather(struct arena *arena, const char *folder, const struct sheet_file *files,
    size_t count, struct file_output *outputs)
{
    const char *names[SHEET_NAMES_MOST];
    size_t name_count = sheets_names(arena, names), made = 0;
    for (size_t i = 0; i < count; i++)
        outputs[made++] = (struct file_output){path_in(arena, folder, files[i].name), files[i].bytes};
    for (size_t i = 0; i < name_count; i++) {
        const char *path = path_in(arena, folder, names[i]);
        if (!is_written(files, count, names[i]) && access(path, F_OK) == 0)
            outputs[made++] = (struct file_output){.path = path, .bytes = {(const unsigned char *)"", 0}};
    }
    return made;
}

static const struct json *dataset_read(
    struct arena *arena, const char *path, const struct limits *limits, struct diags *diags)
{
    struct bytes bytes;
    const char *name = file_shown(path);
    if (!file_read_within(arena, path, limits, LIMIT_BYTES, &bytes, diags))
        return NULL;
    const struct json *root = json_parse_at(arena, (struct place){name, 1, 1}, bytes, limits, diags);
    return root && dataset_load_tree(arena, name, (struct json *)root, limits, diags) ? root : NULL;
}

int export_command(struct session *session)
{
    const struct options *options = session->options;
    const char *input = options->inputs[0];
    if (str_equals(options->output, "-"))
        return report_usage(options, "export writes a folder of files, which cannot go to standard output");
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    const char *stem = str_equals(input, "-") ? "stdin" : file_stem(arena, input);
    const char *folder = options->output ? options->output : arena_printf(arena, "out/%s/csv", stem);
    struct file_output outputs[2 * SHEET_NAMES_MOST];
    size_t count = 0;
    const struct json *root = dataset_read(arena, input, &options->limits, diags);
    if (root) {
        struct sheet_file *files;
        size_t file_count = sheets_export(arena, root, &files);
        count = outputs_gather(arena, folder, files, file_count, outputs);
    }
    int code = session_conclude(session, arena, outputs, count, diags);
    diags_destroy(diags);
    arena_destroy(arena);
    return code;
}
