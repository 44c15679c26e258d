/* SPDX-License-Identifier: MIT */
/*
 * batch: In: jobs. Out: what each came to, in their order. It draws nothing: work.c does, here or in a
 * worker.
 *
 * Read batch_loop: give jobs to workers, wait, keep what comes back until all before it are there, tell it.
 */
#include "batch.h"

#include "depfile.h"
#include "jobs.h"
#include "jobserver.h"
#include "parcel.h"
#include "pool.h"
#include "progress.h"
#include "render.h"
#include "work.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { RESULTS_SCHEMA = 1 };

/* Seconds that jobs have to end after an interrupt; Slurm and Kubernetes wait for 30. */
static const double GRACE = 10;
static const double MEBIBYTE = 1024 * 1024;
/* Seconds between two looks at the terminal's progress */
static const double PULSE = 0.25;

/* What a job came to, until it is told; in an arena of its own */
struct record {
    struct arena *arena;
    struct job job;
    struct work_report report;
    double seconds;
    bool done;
};

struct batch {
    struct session *session;
    const struct options *options;
    struct jobs *jobs;
    struct work work; /* of jobs that are done here; not begun elsewhere */
    struct pool *pool;
    struct jobserver *jobserver;
    struct progress progress;
    LIST(struct record *) records; /* by number, from when they begin until they are told */
    size_t told, done, failed, skipped;
    struct record *parked; /* one that waits for a worker or a token */
    bool ended;            /* there are no more jobs */
    bool started;          /* a worker has told of its start */
    bool halted;           /* none is begun any more: a worker cannot open what it draws with */
    bool stream_broken;    /* standard output takes no more results */
    int interrupt;         /* the signal; 0: none */
    double interrupted_at;
    int worst;
    int signals; /* what interrupts come from */
    struct str results, dependencies;
};

static void code_note(struct batch *batch, int code)
{
    batch->worst = code > batch->worst ? code : batch->worst;
}

/* telling */

static const char *result_word(const struct work_report *report)
{
    static const struct {
        int code;
        const char *word;
    } words[] = {{0, "rendered"}, {1, "refused"}, {2, "refused"}, {3, "refused"}};
    if (report->skipped)
        return "unchanged";
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].code == report->code)
            return words[i].word;
    return "failed";
}

static void result_append(const struct batch *batch, const struct record *record, struct str *out)
{
    const struct work_report *report = &record->report;
    str_printf(out, "{\"schema\":%d,\"dataset\":", RESULTS_SCHEMA);
    str_json(out, record->job.path);
    if (batch->options->lines)
        str_printf(out, ",\"line\":%d", record->job.line);
    str_append(out, ",\"folder\":");
    str_json(out, render_folder(batch->session, out->arena, &record->job));
    str_printf(out, ",\"result\":\"%s\",\"exit\":%d,\"errors\":%zu,\"warnings\":%zu,\"sha256\":\"%s\"",
        result_word(report), report->code, report->errors, report->warnings, report->hash);
    str_printf(out, ",\"milliseconds\":%.1f,\"outputs\":%s}\n", record->seconds * 1e3, report->outputs);
}

static bool results_stream(const struct batch *batch)
{
    return str_equals(batch->options->results, "-");
}

static void result_tell(struct batch *batch, const struct record *record)
{
    if (!batch->options->results)
        return;
    if (!results_stream(batch)) {
        result_append(batch, record, &batch->results);
        return;
    }
    struct str line = str_init(record->arena);
    result_append(batch, record, &line);
    if (!batch->stream_broken && (fputs(str_text(&line), stdout) < 0 || fflush(stdout) != 0)) {
        batch->stream_broken = true;
        struct str told = str_init(record->arena);
        report_line(
            batch->session->style.form, DIAG_CANNOT_WRITE, "standard output takes no more results", &told);
        fputs(str_text(&told), stderr);
        code_note(batch, 74);
    }
}

static void record_tell(struct batch *batch, struct record *record)
{
    const struct work_report *report = &record->report;
    if (*report->told) {
        progress_clear(&batch->progress);
        fputs(report->told, stderr);
    }
    result_tell(batch, record);
    if (batch->options->depfile && *report->first)
        depfile_rule(batch->session, &batch->dependencies, report->first, record->job.path);
    code_note(batch, report->code);
    arena_destroy(record->arena);
}

/* Everything that is there without a gap before it */
static void records_tell(struct batch *batch)
{
    while (batch->told < batch->records.count && batch->records.at[batch->told]->done)
        record_tell(batch, batch->records.at[batch->told++]);
}

static void record_finish(struct batch *batch, struct record *record)
{
    record->done = true;
    batch->done++;
    batch->failed += record->report.code != 0;
    batch->skipped += record->report.skipped;
    records_tell(batch);
}

/* jobs */

static struct job job_copy(struct arena *arena, const struct job *job)
{
    struct job copy = {arena_strdup(arena, job->path), arena_strdup(arena, job->stem), {0}, job->line};
    if (job->held.at) {
        char *bytes = arena_alloc(arena, job->held.length + 1);
        memcpy(bytes, job->held.at, job->held.length);
        bytes[job->held.length] = '\0'; /* as file_read leaves it */
        copy.held = (struct bytes){(const unsigned char *)bytes, job->held.length};
    }
    return copy;
}

static struct record *record_make(const struct job *job)
{
    struct arena *arena = arena_create();
    struct record *record = arena_new(arena, struct record);
    record->arena = arena;
    record->job = job_copy(arena, job);
    record->report = (struct work_report){.told = "", .hash = "", .outputs = "[]", .first = ""};
    return record;
}

/* A job that failed before it began, or with its worker */
static void record_fail(struct batch *batch, struct record *record, struct diags *diags)
{
    struct str told = str_init(record->arena);
    record->report.code = session_tell(batch->session, diags, record->job.line, &told);
    record->report.told = str_text(&told);
    record->report.errors = diags_count(diags, DIAG_SEVERITY_ERROR);
}

static size_t record_begin(struct batch *batch, struct record *record)
{
    *list_push(batch->session->arena, &batch->records) = record;
    return batch->records.count - 1;
}

/* The next job becomes the parked one. false: there is none (yet) */
static bool job_park(struct batch *batch)
{
    while (!batch->parked && !batch->ended) {
        struct job job;
        struct diags *diags = diags_create();
        enum jobs_state state = jobs_next(batch->jobs, &job, diags);
        batch->ended = state == JOBS_END;
        if (state == JOBS_READY) {
            struct record *record = record_make(&job);
            if (diags_count(diags, DIAG_SEVERITY_ERROR)) {
                record_fail(batch, record, diags);
                record_begin(batch, record);
                record_finish(batch, record);
            } else {
                batch->parked = record;
            }
        }
        diags_destroy(diags);
        if (state == JOBS_WAIT)
            return false;
    }
    return batch->parked;
}

/* the worker's side */

/* Fonts and Graphviz; what is to be told of them, and their exit code */
static int drawing_open(struct session *session, struct str *told)
{
    struct diags *before = session->diags; /* told already */
    session->diags = diags_create();
    bool open = session_open_drawing(session);
    int code = session_tell(session, session->diags, 1, told);
    diags_destroy(session->diags);
    session->diags = before;
    return open ? code : code ? code : 70;
}

static void worker_serve(void *context, struct pool_line *line)
{
    struct session *session = context;
    struct arena *arena = arena_create();
    struct str start = str_init(arena);
    int code = drawing_open(session, &start);
    struct work work = code ? (struct work){0} : work_begin(session);
    struct bytes parcel;
    bool first = true;
    while (pool_take(line, &parcel)) {
        struct arena *own = arena_create();
        struct job job = job_unpack(own, parcel);
        struct work_report report = {.code = code, .told = "", .hash = "", .outputs = "[]", .first = ""};
        if (!code)
            report = work_do(&work, own, &job);
        struct bytes answer = report_pack(own, &report, first ? str_text(&start) : "", code != 0);
        pool_answer(line, answer);
        arena_destroy(own);
        first = false;
    }
    arena_destroy(arena);
}

/* the parent's side */

static double seconds_limit(const struct options *options)
{
    return options->time_limit > 0 ? options->time_limit : BATCH_SECONDS;
}

static double memory_limit(const struct options *options)
{
    return (options->memory_limit > 0 ? options->memory_limit : BATCH_MEBIBYTES) * MEBIBYTE;
}

static void failure_tell(struct batch *batch, const struct pool_result *result, struct record *record)
{
    struct diags *diags = diags_create();
    const struct options *options = batch->options;
    const char *path = record->job.path;
    struct place place = {str_equals(path, "-") ? "<stdin>" : path, record->job.line, 1};
    if (result->outcome == POOL_TOO_LONG)
        diags_add(diags, DIAG_LIMIT_TIME, place, NULL, "--time-limit gives it more",
            "drawing this took longer than %g seconds and was stopped", seconds_limit(options));
    else if (result->outcome == POOL_NO_MEMORY)
        diags_add(diags, DIAG_LIMIT_MEMORY, place, NULL, "--memory-limit gives it more",
            "drawing this needs more than %g MiB of memory", memory_limit(options) / MEBIBYTE);
    else if (result->outcome == POOL_NO_WORKER)
        diags_add(diags, DIAG_WORKER_STOPPED, place, NULL, NULL, "no process could be started for this: %s",
            strerror(result->code));
    else if (result->signal)
        diags_add(diags, DIAG_WORKER_STOPPED, place, NULL,
            "if it was for want of memory, --memory-limit gives it more; else report it, with the dataset",
            "drawing this stopped its process (signal %d, %s)", result->signal, strsignal(result->signal));
    else
        diags_add(diags, DIAG_WORKER_STOPPED, place, NULL, "report it, with the dataset",
            "drawing this ended its process (exit code %d)", result->code);
    record_fail(batch, record, diags);
    diags_destroy(diags);
}

/* What a worker tells of its start is told once, however many workers say so. */
static void start_tell(struct batch *batch, const char *start, bool halted)
{
    if (*start && !batch->halted && (halted || !batch->started)) {
        progress_clear(&batch->progress);
        fputs(start, stderr);
    }
    batch->started = true;
    batch->halted = batch->halted || halted;
}

static void results_take(struct batch *batch)
{
    struct pool_result result;
    while (pool_result(batch->pool, &result)) {
        struct record *record = batch->records.at[result.number];
        record->seconds = result.seconds;
        if (result.outcome == POOL_ANSWERED) {
            const char *start;
            bool halted;
            record->report = report_unpack(record->arena, result.answer, &start, &halted);
            start_tell(batch, start, halted);
        } else {
            failure_tell(batch, &result, record);
        }
        record_finish(batch, record);
    }
}

/* May one more job begin? Make's token for it is taken, where it needs one. */
static bool token_take(struct batch *batch)
{
    struct jobserver *server = batch->jobserver;
    size_t busy = pool_busy(batch->pool);
    return !server || busy <= jobserver_held(server) || jobserver_take(server);
}

static void tokens_return(struct batch *batch)
{
    size_t busy = pool_busy(batch->pool);
    if (batch->jobserver)
        jobserver_keep(batch->jobserver, busy ? (unsigned)busy - 1 : 0);
}

static bool stops(const struct batch *batch)
{
    return batch->interrupt || batch->halted;
}

static void jobs_give(struct batch *batch)
{
    while (!stops(batch) && pool_has_room(batch->pool) && job_park(batch) && token_take(batch)) {
        struct record *record = batch->parked;
        size_t number = record_begin(batch, record);
        pool_give(batch->pool, number, job_pack(record->arena, &record->job));
        record->job.held = (struct bytes){0};
        batch->parked = NULL;
    }
}

/* What to wait for besides workers: interrupts, the next line, a token */
static void batch_wait(struct batch *batch)
{
    struct pollfd further[3] = {{.fd = batch->signals, .events = POLLIN}, {.fd = -1}, {.fd = -1}};
    bool may_begin = !stops(batch) && pool_has_room(batch->pool);
    if (may_begin && !batch->parked && !batch->ended)
        further[1] = (struct pollfd){.fd = jobs_stream(batch->jobs), .events = POLLIN};
    if (may_begin && batch->parked && batch->jobserver)
        further[2] = (struct pollfd){.fd = jobserver_stream(batch->jobserver), .events = POLLIN};
    double most = batch->progress.shown ? PULSE : -1;
    if (batch->interrupt)
        most = GRACE;
    pool_wait(batch->pool, further, 3, most);
    struct signalfd_siginfo signal;
    if (further[0].revents && read(batch->signals, &signal, sizeof signal) == sizeof signal) {
        bool again = batch->interrupt;
        batch->interrupt = (int)signal.ssi_signo;
        batch->interrupted_at = again ? 0 : pool_clock(); /* a second one waits no longer */
    }
}

static void batch_loop(struct batch *batch)
{
    for (;;) {
        jobs_give(batch);
        tokens_return(batch);
        bool no_more = stops(batch) || (batch->ended && !batch->parked);
        if (no_more && !pool_busy(batch->pool))
            return;
        if (batch->interrupt && pool_clock() - batch->interrupted_at > GRACE)
            return;
        progress_show(&batch->progress, pool_clock(), batch->done, batch->failed);
        batch_wait(batch);
        results_take(batch);
    }
}

/* the end */

/* After an interrupt: what is done is told, though something before it is not */
static void rest_tell(struct batch *batch)
{
    for (; batch->told < batch->records.count; batch->told++) {
        struct record *record = batch->records.at[batch->told];
        if (record->done)
            record_tell(batch, record);
        else
            arena_destroy(record->arena);
    }
    if (batch->parked)
        arena_destroy(batch->parked->arena);
}

static void results_write(struct batch *batch)
{
    const char *results = batch->options->results;
    struct file_output outputs[2];
    size_t count = 0;
    struct str *dependencies = &batch->dependencies;
    if (results && !results_stream(batch))
        outputs[count++] = (struct file_output){.path = results,
            .bytes = {(const unsigned char *)str_text(&batch->results), batch->results.length}};
    if (batch->options->depfile && !batch->worst && !batch->interrupt) {
        depfile_end(batch->session, dependencies);
        outputs[count++] = (struct file_output){.path = batch->options->depfile,
            .bytes = {(const unsigned char *)str_text(dependencies), dependencies->length}};
    }
    if (!count)
        return;
    struct diags *diags = diags_create();
    file_write_all(batch->session->arena, outputs, count, diags);
    code_note(batch, session_report(batch->session, diags));
    diags_destroy(diags);
}

static void line_tell(const struct batch *batch, struct str *line)
{
    struct str told = str_init(line->arena);
    if (batch->session->style.form == DIAGNOSTICS_TEXT) {
        str_printf(&told, "dealbrief: %s\n", str_text(line));
        fputs(str_text(&told), stderr);
    }
}

/* One line about the whole, where something failed or somebody watches */
static void sum_tell(struct batch *batch)
{
    struct str line = str_init(batch->session->arena);
    size_t count = jobs_count(batch->jobs), good = batch->done - batch->failed;
    if (batch->interrupt)
        str_printf(&line, "stopped by signal %d: ", batch->interrupt);
    str_printf(&line, "%zu briefing%s done", good, good == 1 ? "" : "s");
    if (batch->skipped)
        str_printf(&line, " (%zu of them up to date)", batch->skipped);
    if (batch->failed)
        str_printf(&line, ", %zu failed", batch->failed);
    if (count > batch->done)
        str_printf(&line, ", %zu not begun or not finished", count - batch->done);
    if (batch->interrupt || (!batch->options->quiet && (batch->failed || batch->progress.shown)))
        line_tell(batch, &line);
}

/* To have waited for a signal is not to have survived it: whoever sent it sees that it was obeyed. */
static void signal_obey(int number)
{
    sigset_t set;
    fflush(NULL);
    sigemptyset(&set);
    sigaddset(&set, number);
    signal(number, SIG_DFL);
    raise(number);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static int signals_open(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction was;
        if (sigaction(numbers[i], NULL, &was) == 0 && was.sa_handler != SIG_IGN) /* nohup stays nohup */
            sigaddset(&set, numbers[i]);
    }
    sigprocmask(SIG_BLOCK, &set, NULL);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void pool_run(struct batch *batch)
{
    struct session *session = batch->session;
    struct pool_settings settings = {
        .workers = batch->options->workers ? batch->options->workers : pool_processors(),
        .seconds = seconds_limit(batch->options),
        .memory = (size_t)memory_limit(batch->options),
        .serve = worker_serve,
        .context = session};
    batch->jobserver = jobserver_open(session->arena, session->make_flags);
    batch->signals = signals_open();
    batch->progress = (struct progress){
        .shown = session->watched && !batch->options->quiet && session->style.form == DIAGNOSTICS_TEXT,
        .began = pool_clock(),
        .total = jobs_count(batch->jobs)};
    batch->pool = pool_create(&settings);
    batch_loop(batch);
    pool_destroy(batch->pool);
    progress_clear(&batch->progress);
    jobserver_close(batch->jobserver);
    close(batch->signals);
}

/* One dataset needs no other process. */
static void here_run(struct batch *batch)
{
    struct str told = str_init(batch->session->arena);
    int code = drawing_open(batch->session, &told);
    fputs(str_text(&told), stderr);
    code_note(batch, code);
    if (code)
        return;
    batch->work = work_begin(batch->session);
    while (job_park(batch)) {
        struct record *record = batch->parked;
        double began = pool_clock();
        batch->parked = NULL;
        record_begin(batch, record);
        record->report = work_do(&batch->work, record->arena, &record->job);
        record->seconds = pool_clock() - began;
        record_finish(batch, record);
    }
}

/* The next job, however long its line takes to come. false: there are no more */
static bool job_await(struct batch *batch)
{
    while (!job_park(batch) && !batch->ended) {
        struct pollfd stream = {.fd = jobs_stream(batch->jobs), .events = POLLIN};
        poll(&stream, 1, -1);
    }
    return batch->parked;
}

/* "render out/x (new)": what a run would do, on standard output */
static void plan_print(struct batch *batch)
{
    struct str told = str_init(batch->session->arena);
    int code = drawing_open(batch->session, &told);
    fputs(str_text(&told), stderr);
    code_note(batch, code);
    if (!code)
        batch->work = work_begin(batch->session);
    while (!code && job_await(batch)) {
        struct record *record = batch->parked;
        batch->parked = NULL;
        record_begin(batch, record);
        const char *folder = render_folder(batch->session, record->arena, &record->job),
                   *reason = work_reason(&batch->work, record->arena, &record->job, &record->report);
        if (reason && strcmp(reason, "skip") == 0)
            printf("skip %s\n", folder);
        else if (reason)
            printf("render %s (%s)\n", folder, reason);
        record_finish(batch, record);
    }
    if (fflush(stdout) != 0 || ferror(stdout))
        code_note(batch, 74);
}

/* Several datasets, or limits, which only a process of its own can be held to */
static bool needs_workers(const struct batch *batch)
{
    const struct options *options = batch->options;
    return jobs_count(batch->jobs) != 1 || options->time_limit > 0 || options->memory_limit > 0;
}

int batch_run(struct session *session)
{
    struct batch batch = {.session = session, .options = session->options};
    int code;
    batch.jobs = jobs_create(session, &code);
    if (!batch.jobs)
        return code;
    batch.results = str_init(session->arena);
    batch.dependencies = str_init(session->arena);
    if (session->options->plans)
        plan_print(&batch);
    else if (needs_workers(&batch))
        pool_run(&batch);
    else
        here_run(&batch);
    rest_tell(&batch);
    if (!session->options->plans)
        results_write(&batch);
    if (jobs_count(batch.jobs) != 1 && !session->options->plans)
        sum_tell(&batch);
    jobs_destroy(batch.jobs);
    if (batch.interrupt)
        signal_obey(batch.interrupt);
    return batch.worst;
}
