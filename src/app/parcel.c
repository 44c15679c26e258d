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

static uint64_t number_get(const unsigned char **at)
{
    uint64_t number;
    memcpy(&number, *at, sizeof number);
    *at += sizeof number;
    return number;
}

static struct bytes bytes_get(const unsigned char **at)
{
    size_t length = (size_t)number_get(at);
    struct bytes bytes = {*at, length};
    *at += length + 1;
    return bytes;
}

static const char *text_get(struct arena *arena, const unsigned char **at)
{
    struct bytes bytes = bytes_get(at);
    return arena_strndup(arena, (const char *)bytes.at, bytes.length);
}

struct bytes job_pack(struct arena *arena, const struct job *job)
{
    struct str out = str_init(arena);
    bytes_put(&out, job->path, strlen(job->path));
    bytes_put(&out, job->stem, strlen(job->stem));
    number_put(&out, (uint64_t)job->line);
    number_put(&out, job->held.at != NULL);
    bytes_put(&out, job->held.at ? (const char *)job->held.at : "", job->held.length);
    return str_bytes(&out);
}

struct job job_unpack(struct arena *arena, struct bytes parcel)
{
    const unsigned char *at = parcel.at;
    struct job job = {.path = text_get(arena, &at)};
    job.stem = text_get(arena, &at);
    job.line = (int)number_get(&at);
    bool held = number_get(&at);
    struct bytes bytes = bytes_get(&at);
    if (held)
        job.held = bytes;
    return job;
}

struct bytes report_pack(
    struct arena *arena, const struct work_report *report, const char *start, bool halted)
{
    struct str out = str_init(arena);
    number_put(&out, halted);
    bytes_put(&out, start, strlen(start));
    number_put(&out, (uint64_t)report->code);
    number_put(&out, report->skipped);
    number_put(&out, report->warnings);
    number_put(&out, report->errors);
    const char *const texts[] = {report->told, report->hash, report->outputs, report->first};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        bytes_put(&out, texts[i], strlen(texts[i]));
    return str_bytes(&out);
}

struct work_report report_unpack(struct arena *arena, struct bytes parcel, const char **start, bool *halted)
{
    const unsigned char *at = parcel.at;
    struct work_report report = {0};
    *halted = number_get(&at);
    *start = text_get(arena, &at);
    report.code = (int)number_get(&at);
    report.skipped = number_get(&at);
    report.warnings = (size_t)number_get(&at);
    report.errors = (size_t)number_get(&at);
    report.told = text_get(arena, &at);
    report.hash = text_get(arena, &at);
    report.outputs = text_get(arena, &at);
    report.first = text_get(arena, &at);
    return report;
}
