/* SPDX-License-Identifier: MIT */
/*
 * inspect_command: prints what a file says of where it comes from; with --output writes the dataset that is
 * in it.
 *
 * A dataset whose hash is not the one that is stated is an error: nothing of it is written.
 */
#include "inspect_command.h"

#include "console.h"
#include "hash.h"
#include "inspect.h"

#include <string.h>

/* The dataset among the files: the one that has the stated name; else the first */
static const struct inspected_file *dataset_find(const struct inspection *inspection)
{
    const char *name = inspection_value(inspection, "dataset");
    for (size_t i = 0; i < inspection->files.count; i++)
        if (str_equals(inspection->files.at[i].name, name))
            return &inspection->files.at[i];
    return inspection->files.count ? inspection->files.at : NULL;
}

static bool dataset_is_stated(struct arena *arena, const struct inspection *inspection)
{
    const struct inspected_file *dataset = dataset_find(inspection);
    const char *stated = inspection_value(inspection, "dataset-sha256");
    return !dataset || !stated || str_equals(stated, hash_sha256(arena, dataset->bytes));
}

static void line_append(struct str *out, const char *key, const char *value)
{
    str_append_log(out, arena_printf(out->arena, "%-17s%s\n", key, str_inert(out->arena, value)));
}

/* A file from anywhere may say anything of itself. */
static void text_write(const struct inspection *inspection, struct str *out)
{
    line_append(out, "kind", inspection->kind);
    for (size_t i = 0; i < inspection->fields.count; i++)
        line_append(out, inspection->fields.at[i].key, inspection->fields.at[i].value);
    for (size_t i = 0; i < inspection->files.count; i++) {
        const struct inspected_file *file = &inspection->files.at[i];
        bool stated = file == dataset_find(inspection) && inspection_value(inspection, "dataset-sha256");
        line_append(out, "attached",
            arena_printf(out->arena, "%s, %zu bytes%s", file->name, file->bytes.length,
                stated ? ", with the hash stated"
                       : "")); /* another one is an error, and nothing is printed */
    }
}

static void json_write(struct arena *arena, const struct inspection *inspection, struct str *out)
{
    str_append(out, "{\"schema\": 1, \"kind\": ");
    str_json(out, inspection->kind);
    for (size_t i = 0; i < inspection->fields.count; i++) {
        str_append(out, ", ");
        str_json(out, inspection->fields.at[i].key);
        str_append(out, ": ");
        str_json(out, inspection->fields.at[i].value);
    }
    str_append(out, ", \"attached\": [");
    for (size_t i = 0; i < inspection->files.count; i++) {
        const struct inspected_file *file = &inspection->files.at[i];
        str_append(out, i ? ", {\"name\": " : "{\"name\": ");
        str_json(out, file->name);
        str_printf(out, ", \"bytes\": %zu, \"sha256\": \"%s\"}", file->bytes.length,
            hash_sha256(arena, file->bytes));
    }
    str_append(out, "]}\n");
}

static void mismatch_add(struct diags *diags, const char *path)
{
    diags_add(diags, DIAG_INSPECT_DIFFERS, (struct place){.file = path}, NULL,
        "the PDF was changed after it was made",
        "the dataset in the PDF is not the one whose hash the PDF states");
}

/* The file asked for: what is said, or with -o the dataset; false after adding why there is none */
static bool output_make(const struct session *session, struct arena *arena,
    const struct inspection *inspection, struct file_output *output, struct diags *diags)
{
    const struct options *options = session->options;
    const char *path = options->inputs[0];
    const struct inspected_file *dataset = dataset_find(inspection);
    struct str out = str_init(arena);
    if (options->output && !dataset) {
        diags_add(diags, DIAG_INSPECT_NO_DATASET, (struct place){.file = path}, NULL,
            "only PDFs carry it; without --output it is said where the file comes from",
            "there is no dataset in the file");
        return false;
    }
    if (options->json)
        json_write(arena, inspection, &out);
    else
        text_write(inspection, &out);
    output->path = options->output ? options->output : "-";
    output->folder_stays = true;
    output->bytes = options->output ? dataset->bytes : str_bytes(&out);
    return true;
}

int inspect_command(struct session *session)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    const char *path = session->options->inputs[0];
    struct inspection inspection;
    struct file_output output = {0};
    struct bytes bytes;
    size_t count = 0;
    const struct limits *limits = &session->options->limits;
    if (file_read_within(arena, path, limits, LIMIT_INSPECT, &bytes, diags) &&
        inspect_read(arena, path, bytes, limits, &inspection, diags)) {
        if (dataset_is_stated(arena, &inspection))
            count = output_make(session, arena, &inspection, &output, diags);
        else
            mismatch_add(diags, path);
    }
    int code = session_conclude(session, arena, &output, count, diags);
    diags_destroy(diags);
    arena_destroy(arena);
    return code;
}
