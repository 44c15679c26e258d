/* SPDX-License-Identifier: MIT */
/* stamp: In: hashes of what went in and of what came out. Out: a reason to work, or none. It renders nothing.
 */
#include "stamp.h"

#include "flow.h"
#include "hash.h"
#include "json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { SCHEMA_VERSION = 1, STAMP_BYTES_MOST = 4 * 1024 * 1024 };
static const size_t NUMBER_MOST = (size_t)1 << 50;

static const char file_of_stamp[] = ".dealbrief";

static const char *const part_names[] = {[STAMP_DATASET] = "dataset",
    [STAMP_EDITION] = "edition",
    [STAMP_TEMPLATE] = "template",
    [STAMP_THEME] = "theme",
    [STAMP_FONTS] = "fonts",
    [STAMP_PROGRAM] = "program",
    [STAMP_OPTIONS] = "options"};

static const char *const part_reasons[] = {[STAMP_DATASET] = "the dataset has changed",
    [STAMP_EDITION] = "the older edition has changed",
    [STAMP_TEMPLATE] = "the template has changed",
    [STAMP_THEME] = "the theme has changed",
    [STAMP_FONTS] = "the fonts have changed",
    [STAMP_PROGRAM] = "the program is another",
    [STAMP_OPTIONS] = "the options are others"};

/* the basis */

static const char *text_hash(struct arena *arena, const struct str *text)
{
    return hash_sha256(arena, str_bytes(text));
}

/* Names and contents: a file that moved within the template's folder is another template. */
static const char *files_hash(struct session *session, bool of_theme)
{
    struct str all = str_init(session->arena);
    for (size_t i = 0; i < session->used.count; i++)
        if (session->used.at[i].of_theme == of_theme)
            str_printf(&all, "%s %s\n", session->used.at[i].hash, file_name(session->used.at[i].path));
    return text_hash(session->arena, &all);
}

/* A font that cannot be read counts as empty: opening the fonts has told of it. */
static const char *fonts_hash(struct session *session)
{
    struct arena *scratch = arena_create();
    struct diags *ignored = diags_create();
    struct str all = str_init(scratch);
    size_t count;
    const char *const *paths = session_font_files(session, scratch, &count);
    for (size_t i = 0; i < count; i++) {
        struct bytes bytes = {0};
        file_read(scratch, paths[i], SIZE_MAX, &bytes, ignored);
        str_printf(&all, "%s %s\n", hash_sha256(scratch, bytes), file_name(paths[i]));
    }
    const char *hash = text_hash(session->arena, &all);
    diags_destroy(ignored);
    arena_destroy(scratch);
    return hash;
}

/* The program as it was built, and the libraries that it draws with */
static const char *program_hash(struct session *session)
{
    struct arena *scratch = arena_create();
    struct diags *ignored = diags_create();
    struct bytes program = {0};
    file_read(scratch, "/proc/self/exe", SIZE_MAX, &program, ignored);
    struct str all = str_init(scratch);
    str_printf(&all, "%s %s %s %s", DEALBRIEF_VERSION, hash_sha256(scratch, program), text_libraries(scratch),
        flow_engine_version(session->engine));
    const char *hash = text_hash(session->arena, &all);
    diags_destroy(ignored);
    arena_destroy(scratch);
    return hash;
}

static void word_append(struct str *all, const char *name, const char *word)
{
    str_printf(all, "%s=%s\n", name, word ? word : "");
}

/* Options that change outputs. What only says where they go, or how the run goes, is not among them. */
static const char *options_hash(struct session *session)
{
    const struct options *options = session->options;
    struct str all = str_init(session->arena);
    str_printf(&all, "formats=%u\nlanguage=%d\nsvg=%d\nlinearised=%d\nscale=%.17g\n", options->formats,
        options->has_language ? (int)options->language : -1, options->svg_text, options->linearised,
        options->pixel_ratio);
    word_append(&all, "template", session->template_name);
    word_append(&all, "style", session->style_name);
    word_append(&all, "target", options->target);
    word_append(&all, "deal", options->deal);
    str_printf(&all, "over=%d\n", options->style != NULL);
    for (int i = 0; i < LIMIT_COUNT; i++) /* what others would refuse is not up to date for them */
        if (options->limits.given[i])
            str_printf(&all, "%s=%zu\n", limit_row((enum limit)i)->name, options->limits.given[i]);
    if (session->has_epoch)
        str_printf(&all, "epoch=%lld\n", (long long)session->epoch);
    return text_hash(session->arena, &all);
}

void stamp_basis_renew(struct session *session, struct stamp_key *basis)
{
    basis->parts[STAMP_TEMPLATE] = files_hash(session, false);
    basis->parts[STAMP_THEME] = files_hash(session, true);
    basis->parts[STAMP_OPTIONS] = options_hash(session);
}

struct stamp_key stamp_basis(struct session *session)
{
    struct stamp_key basis = {{[STAMP_DATASET] = "",
        [STAMP_EDITION] = "",
        [STAMP_FONTS] = fonts_hash(session),
        [STAMP_PROGRAM] = program_hash(session)}};
    stamp_basis_renew(session, &basis);
    return basis;
}

/* The file's name stands in metadata, and so does its place in a file of several. */
static const char *dataset_hash(struct arena *arena, const struct job *job)
{
    struct str all = str_init(arena);
    str_printf(&all, "%s %s", hash_sha256(arena, job->held), file_name(job->path));
    return text_hash(arena, &all);
}

bool stamp_key_of(const struct session *session, struct arena *arena, const struct stamp_key *basis,
    const struct job *job, struct stamp_key *key)
{
    *key = *basis;
    key->parts[STAMP_DATASET] = dataset_hash(arena, job);
    if (!session->options->since)
        return true;
    key->parts[STAMP_EDITION] = session->edition.held.at ? dataset_hash(arena, &session->edition) : "";
    return !str_equals(session->options->since, "-");
}

/* reading */

static const char *text_in(const struct json *object, const char *key)
{
    const struct json *found = json_find(object, key);
    return found && found->kind == JSON_STRING ? found->text : NULL;
}

static bool number_in(const struct json *object, const char *key, size_t *number)
{
    const struct json *found = json_find(object, key);
    return found && found->kind == JSON_NUMBER && slice_number(slice_of(found->text), NUMBER_MOST, number);
}

/* An output is a file of the folder itself: a stamp that somebody wrote by hand leads nowhere else. */
static bool output_parse(const struct json *json, struct stamp_output *output)
{
    if (json->kind != JSON_OBJECT)
        return false;
    output->name = text_in(json, "name");
    output->hash = text_in(json, "sha256");
    return output->name && *output->name && !strchr(output->name, '/') && output->hash &&
           number_in(json, "bytes", &output->length);
}

static bool stamp_parse(struct arena *arena, const struct json *root, struct stamp *stamp)
{
    size_t schema;
    if (root->kind != JSON_OBJECT || !number_in(root, "schema", &schema) || schema != SCHEMA_VERSION ||
        !number_in(root, "warnings", &stamp->warnings))
        return false;
    for (int i = 0; i < STAMP_PART_COUNT; i++) {
        stamp->key.parts[i] = text_in(root, part_names[i]);
        if (!stamp->key.parts[i])
            return false;
    }
    const struct json *outputs = json_find(root, "outputs");
    if (!outputs || outputs->kind != JSON_ARRAY || !outputs->count)
        return false;
    stamp->outputs = arena_array(arena, struct stamp_output, outputs->count);
    for (const struct json *json = outputs->first; json; json = json->next)
        if (!output_parse(json, &stamp->outputs[stamp->output_count++]))
            return false;
    return true;
}

const struct stamp *stamp_read(struct arena *arena, const char *folder)
{
    struct stamp *stamp = arena_new(arena, struct stamp);
    struct diags *ignored = diags_create();
    struct bytes bytes;
    const char *path = arena_printf(arena, "%s/%s", folder, file_of_stamp);
    const struct json *root = file_read(arena, path, STAMP_BYTES_MOST, &bytes, ignored)
                                  ? json_parse(arena, path, bytes, ignored)
                                  : NULL;
    bool good = root && stamp_parse(arena, root, stamp);
    diags_destroy(ignored);
    return good ? stamp : NULL;
}

static bool output_stands(struct arena *arena, const char *folder, const struct stamp_output *output)
{
    const char *path = arena_printf(arena, "%s/%s", folder, output->name);
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode) || (uintmax_t)status.st_size != output->length)
        return false;
    struct arena *scratch = arena_create();
    struct diags *ignored = diags_create();
    struct bytes bytes;
    bool same = file_read(scratch, path, output->length, &bytes, ignored) &&
                !strcmp(hash_sha256(scratch, bytes), output->hash);
    diags_destroy(ignored);
    arena_destroy(scratch);
    return same;
}

const char *stamp_reason(
    struct arena *arena, const char *folder, const struct stamp *old, const struct stamp_key *key)
{
    struct stat status;
    if (!old)
        return stat(folder, &status) == 0 ? "nothing says what its files were made from" : "new";
    for (int i = 0; i < STAMP_PART_COUNT; i++)
        if (strcmp(old->key.parts[i], key->parts[i]) != 0)
            return part_reasons[i];
    for (size_t i = 0; i < old->output_count; i++)
        if (!output_stands(arena, folder, &old->outputs[i]))
            return arena_printf(arena, "%s is not there as it was written", old->outputs[i].name);
    return NULL;
}

/* writing */

struct stamp_output *stamp_outputs(struct arena *arena, const struct file_output *outputs, size_t count)
{
    struct stamp_output *made = arena_array(arena, struct stamp_output, count + 1);
    for (size_t i = 0; i < count; i++)
        made[i] = (struct stamp_output){
            file_name(outputs[i].path), hash_sha256(arena, outputs[i].bytes), outputs[i].bytes.length};
    return made;
}

static void outputs_append(struct str *out, const char *key, const char *folder, const struct stamp *stamp)
{
    str_char(out, '[');
    for (size_t i = 0; stamp && i < stamp->output_count; i++) {
        const struct stamp_output *output = &stamp->outputs[i];
        str_printf(out, "%s{\"%s\":", i ? "," : "", key);
        str_json(out, folder ? arena_printf(out->arena, "%s/%s", folder, output->name) : output->name);
        str_printf(out, ",\"bytes\":%zu,\"sha256\":\"%s\"}", output->length, output->hash);
    }
    str_char(out, ']');
}

void stamp_outputs_append(struct str *out, const char *folder, const struct stamp *stamp)
{
    outputs_append(out, "path", folder, stamp);
}

struct file_output stamp_file(struct arena *arena, const char *folder, const struct stamp *stamp)
{
    struct str out = str_init(arena);
    str_printf(&out, "{\"schema\":%d,\"made_by\":\"dealbrief %s\",\"warnings\":%zu", SCHEMA_VERSION,
        DEALBRIEF_VERSION, stamp->warnings);
    for (int i = 0; i < STAMP_PART_COUNT; i++)
        str_printf(&out, ",\"%s\":\"%s\"", part_names[i], stamp->key.parts[i]);
    str_append(&out, ",\"outputs\":");
    outputs_append(&out, "name", NULL, stamp);
    str_append(&out, "}\n");
    return (struct file_output){
        .path = arena_printf(arena, "%s/%s", folder, file_of_stamp), .bytes = str_bytes(&out)};
}
