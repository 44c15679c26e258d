/* SPDX-License-Identifier: MIT */
/* parcel: In: structs. Out: bytes, and back. Each text has its length before it and a NUL behind it. */
#include "parcel.h"

#include <string.h>

static void number_put(struct str *out, uint64_t number)
{
    str_append_bytes(out, (const char *)&number, sizeof number);
}

static void bytes_put(struct str *out, const void *at, size_t length)
{
    number_put(out, length);
    str_append_bytes(out, at, length);
    str_char(out, '\0');
}

/* What comes from a worker is not believed: one that a dataset took over may say anything. */
struct reader {
    const unsigned char *at, *end;
    bool broken;
};

static uint64_t number_get(struct reader *reader)
{
    uint64_t number = 0;
    if ((size_t)(reader->end - reader->at) < sizeof number) {
        reader->broken = true;
        return 0;
    }
    memcpy(&number, reader->at, sizeof number);
    reader->at += sizeof number;
    return number;
}

static struct bytes bytes_get(struct reader *reader)
{
    uint64_t length = number_get(reader);
    if (reader->broken || length >= (uint64_t)(reader->end - reader->at) || reader->at[length]) {
        reader->broken = true;
        return (struct bytes){(const unsigned char *)"", 0};
    }
    struct bytes bytes = {reader->at, (size_t)length};
    reader->at += length + 1;
    return bytes;
}

static const char *text_get(struct arena *arena, struct reader *reader)
{
    struct bytes bytes = bytes_get(reader);
    return arena_strndup(arena, (const char *)bytes.at, bytes.length);
}

struct bytes job_pack(struct arena *arena, const struct job *job)
{
    struct str out = str_init(arena);
    bytes_put(&out, job->path, strlen(job->path));
    bytes_put(&out, job->stem, strlen(job->stem));
    number_put(&out, (uint64_t)job->line);
    bytes_put(&out, job->held.at, job->held.length);
    return str_bytes(&out);
}

struct job job_unpack(struct arena *arena, struct bytes parcel)
{
    struct reader reader = {parcel.at, parcel.at + parcel.length, false};
    struct job job = {.path = text_get(arena, &reader)};
    job.stem = text_get(arena, &reader);
    job.line = (int)number_get(&reader);
    job.held = bytes_get(&reader);
    return job;
}

struct bytes answer_pack(struct arena *arena, const struct answer *answer)
{
    const struct work_report *report = &answer->report;
    struct str out = str_init(arena);
    size_t size = 1024;
    for (size_t i = 0; i < answer->outputs.count; i++)
        size += answer->outputs.at[i].bytes.length + 1024;
    str_reserve(&out, size);
    number_put(&out, answer->halted);
    bytes_put(&out, answer->start, strlen(answer->start));
    number_put(&out, (uint64_t)report->code);
    number_put(&out, report->warnings);
    number_put(&out, report->errors);
    bytes_put(&out, report->told, strlen(report->told));
    number_put(&out, answer->outputs.count);
    for (size_t i = 0; i < answer->outputs.count; i++) {
        const struct file_output *output = &answer->outputs.at[i];
        const char *name = file_name(output->path);
        bytes_put(&out, name, strlen(name));
        bytes_put(&out, output->bytes.at, output->bytes.length);
    }
    return str_bytes(&out);
}

/* A name of a file that is meant for the folder, and stays in it */
static bool is_name(const char *name)
{
    return *name && *name != '.' && !strchr(name, '/');
}

bool answer_unpack(struct arena *arena, struct bytes parcel, const char *folder, struct answer *answer)
{
    struct reader reader = {parcel.at, parcel.at + parcel.length, false};
    *answer = (struct answer){.halted = number_get(&reader)};
    answer->start = text_get(arena, &reader);
    answer->report = work_report_none();
    answer->report.code = (int)(number_get(&reader) & 0xFF);
    answer->report.warnings = (size_t)number_get(&reader);
    answer->report.errors = (size_t)number_get(&reader);
    answer->report.told = text_get(arena, &reader);
    uint64_t count = number_get(&reader);
    for (uint64_t i = 0; i < count && !reader.broken; i++) {
        const char *name = text_get(arena, &reader);
        struct file_output *output = list_push(arena, &answer->outputs);
        output->path = folder ? arena_printf(arena, "%s/%s", folder, name) : name;
        output->bytes = bytes_get(&reader);
        reader.broken = reader.broken || !(folder ? is_name(name) : str_equals(name, "-"));
    }
    return !reader.broken && reader.at == reader.end;
}
