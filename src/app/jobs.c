/* SPDX-License-Identifier: MIT */
/* jobs: In: the command line, a manifest, lines. Out: one job after the other. It reads no dataset. */
#include "jobs.h"

#include "console.h"
#include "file.h"
#include "list.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024 };

struct lines {
    const char *path; /* of the file that is read; "-": standard input */
    int stream;       /* −1: none is open */
    char *buffer;
    size_t begin, end, room; /* what is not yet told stands in buffer[begin, end) */
    size_t searched;         /* of it, without a line feed */
    int line;                /* number of the line that begins at `begin` */
    bool over, skips;        /* the file has ended; the rest of a line that is too long is thrown away */
};

struct jobs {
    struct arena *arena;
    const struct options *options;
    LIST(struct job) all; /* files; of --jsonl, the files that hold lines */
    size_t next;
    struct lines lines;
};

/* files */

static const char *stem_of(struct arena *arena, const char *path)
{
    return str_equals(path, "-") ? "stdin" : file_stem(arena, path);
}

static void path_add(struct jobs *jobs, const char *path)
{
    struct job *job = list_push(jobs->arena, &jobs->all);
    job->path = path;
    job->stem = stem_of(jobs->arena, path);
    job->line = 1;
}

/* Lines end in a line feed, or in both marks; a file with NULs is cut at those. Empty ones say nothing. */
static bool manifest_read(struct jobs *jobs, const char *path, struct diags *diags)
{
    struct bytes bytes;
    if (!file_read_within(jobs->arena, path, &jobs->options->limits, LIMIT_MANIFEST, &bytes, diags))
        return false;
    const char *at = (const char *)bytes.at, *end = at + bytes.length;
    char mark = memchr(at, '\0', bytes.length) ? '\0' : '\n';
    while (at < end) {
        const char *stop = memchr(at, mark, (size_t)(end - at));
        stop = stop ? stop : end;
        size_t length = (size_t)(stop - at);
        if (mark == '\n' && length && at[length - 1] == '\r')
            length--;
        if (length)
            path_add(jobs, arena_strndup(jobs->arena, at, length));
        at = stop + 1;
    }
    return true;
}

static int jobs_compare(const void *a, const void *b)
{
    const struct job *one = a, *other = b;
    int by_stem = strcmp(one->stem, other->stem);
    return by_stem ? by_stem : strcmp(one->path, other->path);
}

/* Names of folders come from the inputs' stems: two of one stem would write over each other. */
static bool stems_check(const struct jobs *jobs, const struct job *sorted)
{
    bool good = true;
    for (size_t i = 1; i < jobs->all.count; i++) {
        const struct job *one = &sorted[i - 1], *other = &sorted[i];
        if (strcmp(one->stem, other->stem) != 0)
            continue;
        if (strcmp(one->path, other->path) != 0)
            report_usage(jobs->options, "'%s' and '%s' would both be written to '%s'", one->path, other->path,
                one->stem);
        else
            report_usage(jobs->options, "'%s' is named twice", one->path);
        good = false;
    }
    return good;
}

/* Which of a sorted list belong to the shard: every N-th */
static void shard_take(struct jobs *jobs, const struct job *sorted)
{
    const struct options *options = jobs->options;
    size_t kept = 0;
    for (size_t i = 0; i < jobs->all.count; i++)
        if (i % options->shard_count == options->shard - 1)
            jobs->all.at[kept++] = sorted[i];
    jobs->all.count = kept;
}

static bool files_arrange(struct jobs *jobs)
{
    size_t count = jobs->all.count;
    struct job *sorted = arena_array(jobs->arena, struct job, count + 1);
    if (count)
        memcpy(sorted, jobs->all.at, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, jobs_compare);
    if (!stems_check(jobs, sorted))
        return false;
    if (jobs->options->shard_count && !jobs->options->lines)
        shard_take(jobs, sorted);
    return true;
}

struct jobs *jobs_create(struct session *session, int *code)
{
    const struct options *options = session->options;
    struct arena *arena = arena_create();
    struct jobs *jobs = arena_new(arena, struct jobs);
    jobs->arena = arena;
    jobs->options = options;
    jobs->lines.stream = -1;
    for (size_t i = 0; i < options->input_count; i++)
        path_add(jobs, options->inputs[i]);
    if (options->lines && !options->input_count && !options->manifest)
        path_add(jobs, "-");
    bool good = !options->manifest || manifest_read(jobs, options->manifest, session->diags);
    *code = good ? 2 : session_report(session, session->diags);
    if (good && files_arrange(jobs))
        return jobs;
    jobs_destroy(jobs);
    return NULL;
}

static void lines_close(struct lines *lines)
{
    if (lines->stream > STDIN_FILENO)
        close(lines->stream);
    lines->stream = -1;
}

void jobs_destroy(struct jobs *jobs)
{
    lines_close(&jobs->lines);
    free(jobs->lines.buffer);
    arena_destroy(jobs->arena);
}

size_t jobs_count(const struct jobs *jobs)
{
    return jobs->options->lines ? 0 : jobs->all.count;
}

int jobs_stream(const struct jobs *jobs)
{
    return jobs->lines.stream;
}

/* lines */

static void fault_make(struct jobs *jobs, struct job *job, enum diag_code code, struct diags *diags,
    const char *hint, const char *sentence)
{
    const struct lines *lines = &jobs->lines;
    const char *file = file_shown(lines->path);
    *job = (struct job){.path = lines->path, .stem = stem_of(jobs->arena, lines->path), .line = lines->line};
    diags_add(diags, code, (struct place){file, lines->line, 1}, NULL, hint, "%s", sentence);
}

static bool lines_open(struct jobs *jobs, const char *path, const char **odd)
{
    struct lines *lines = &jobs->lines;
    char *buffer = lines->buffer;
    size_t room = lines->room;
    *lines = (struct lines){.path = path, .buffer = buffer, .room = room, .line = 1};
    lines->stream = str_equals(path, "-") ? STDIN_FILENO : file_open(path, odd);
    return lines->stream >= 0;
}

static void lines_make_room(struct lines *lines)
{
    if (lines->begin) {
        memmove(lines->buffer, lines->buffer + lines->begin, lines->end - lines->begin);
        lines->end -= lines->begin;
        lines->begin = 0;
    }
    if (lines->room - lines->end >= CHUNK)
        return;
    lines->room = 2 * lines->room + CHUNK;
    lines->buffer = realloc(lines->buffer, lines->room);
    if (!lines->buffer)
        memory_exhausted();
}

/* JOBS_READY: more has come, or the end; JOBS_WAIT: nothing yet; JOBS_END: errno says why nothing can */
static enum jobs_state lines_fill(struct lines *lines)
{
    struct pollfd waiting = {.fd = lines->stream, .events = POLLIN};
    if (poll(&waiting, 1, 0) == 0)
        return JOBS_WAIT;
    lines_make_room(lines);
    ssize_t got = read(lines->stream, lines->buffer + lines->end, CHUNK);
    if (got < 0)
        return errno == EINTR || errno == EAGAIN ? JOBS_WAIT : JOBS_END;
    lines->end += (size_t)got;
    lines->over = got == 0;
    return JOBS_READY;
}

static bool is_blank(const char *at, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!strchr(" \t\r", at[i]))
            return false;
    return true;
}

/* The line at the front becomes a job, unless it is blank or another shard's. */
static bool line_take(struct jobs *jobs, size_t length, struct job *job)
{
    struct lines *lines = &jobs->lines;
    const struct options *options = jobs->options;
    const char *at = lines->buffer + lines->begin;
    int line = lines->line++;
    lines->begin += length;
    lines->begin += lines->begin < lines->end; /* the line feed */
    lines->searched = 0;
    bool ours = !options->shard_count || ((size_t)line - 1) % options->shard_count == options->shard - 1;
    if (!ours || is_blank(at, length))
        return false;
    const char *stem = arena_printf(jobs->arena, "%s-%d", stem_of(jobs->arena, lines->path), line);
    *job = (struct job){lines->path, stem, {(const unsigned char *)at, length}, line};
    return true;
}

static bool line_find(struct lines *lines, size_t *length)
{
    if (lines->begin == lines->end)
        return false;
    const char *from = lines->buffer + lines->begin;
    size_t there = lines->end - lines->begin;
    const char *stop = memchr(from + lines->searched, '\n', there - lines->searched);
    lines->searched = there;
    *length = stop ? (size_t)(stop - from) : there;
    return stop || lines->over;
}

/* Throws away what has come of a line that is too long: its end is still waited for. */
static void line_skip(struct lines *lines)
{
    lines->begin = lines->end;
    lines->searched = 0;
    lines->skips = true;
}

static enum jobs_state lines_next(struct jobs *jobs, struct job *job, struct diags *diags)
{
    struct lines *lines = &jobs->lines;
    const struct limits *limits = &jobs->options->limits;
    for (;;) {
        size_t length;
        if (line_find(lines, &length)) {
            bool rest = lines->skips;
            lines->skips = false;
            if (line_take(jobs, length, job) && !rest)
                return JOBS_READY;
            continue;
        }
        if (lines->over)
            return JOBS_END;
        if (lines->skips) {
            lines->begin = lines->end;
            lines->searched = 0;
        } else if (lines->end - lines->begin > limit_of(limits, LIMIT_BYTES)) {
            line_skip(lines);
            fault_make(jobs, job, DIAG_LIMIT_INPUT, diags, limit_hint(jobs->arena, limits, LIMIT_BYTES),
                arena_printf(
                    jobs->arena, "this line is longer than %zu bytes", limit_of(limits, LIMIT_BYTES)));
            return JOBS_READY;
        }
        enum jobs_state state = lines_fill(lines);
        if (state == JOBS_WAIT)
            return JOBS_WAIT;
        if (state == JOBS_END) {
            fault_make(jobs, job, DIAG_CANNOT_READ, diags, NULL,
                arena_printf(jobs->arena, "cannot read: %s", strerror(errno)));
            lines->over = true;
            lines->begin = lines->end;
            return JOBS_READY;
        }
    }
}

enum jobs_state jobs_next(struct jobs *jobs, struct job *job, struct diags *diags)
{
    if (!jobs->options->lines) {
        if (jobs->next == jobs->all.count)
            return JOBS_END;
        *job = jobs->all.at[jobs->next++];
        return JOBS_READY;
    }
    for (;;) {
        if (jobs->lines.stream >= 0) {
            enum jobs_state state = lines_next(jobs, job, diags);
            if (state != JOBS_END)
                return state;
            lines_close(&jobs->lines);
        }
        if (jobs->next == jobs->all.count)
            return JOBS_END;
        const char *odd = NULL;
        if (!lines_open(jobs, jobs->all.at[jobs->next++].path, &odd)) {
            fault_make(jobs, job, DIAG_CANNOT_READ, diags, NULL,
                odd ? arena_printf(jobs->arena, "cannot read: it is %s", odd)
                    : arena_printf(jobs->arena, "cannot open: %s", strerror(errno)));
            return JOBS_READY;
        }
    }
}
