/* SPDX-License-Identifier: MIT */
/*
 * batch: In: jobs. Out: what each came to, in the ledger. It draws nothing: work.c does, here or in a worker;
 * and tells nothing: the ledger does.
 *
 * Read batch_loop: give jobs to workers, wait, take what comes back.
 */
#include "batch.h"

#include "console.h"
#include "interrupt.h"
#include "jobs.h"
#include "jobserver.h"
#include "ledger.h"
#include "parcel.h"
#include "pool.h"
#include "sandbox.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Seconds that jobs have to end after an interrupt; Slurm and Kubernetes wait for 30. */
static const double GRACE = 10;
static const double MEBIBYTE = 1024 * 1024;
/* Seconds between two looks at the terminal's progress */
static const double PULSE = 0.25;

struct batch {
    struct session *session;
    const struct options *options;
    struct jobs *jobs;
    struct work work;
    struct pool *pool;
    struct jobserver *jobserver;
    struct ledger ledger;
    struct record *parked; /* one that waits for a worker or a token */
    bool alone;            /* one dataset, named on the command line */
    bool looked;           /* the last job that was looked at had nothing to draw */
    bool ended;            /* there are no more jobs */
    bool started;          /* a worker has told of its start */
    bool halted;           /* none is begun any more: a worker cannot open what it draws with */
    int interrupt;         /* the signal; 0: none */
    double interrupted_at;
    int signals; /* what interrupts come from */
};

/* jobs */

static bool stops(const struct batch *batch)
{
    return batch->interrupt || batch->halted;
}

/* "render out/x (new)": what a run would do, on standard output */
static void plan_print(struct arena *arena, const struct task *task)
{
    struct str line = str_init(arena);
    if (!task->report.skipped && !task->reason)
        return;
    const char *folder = str_inert(arena, task->folder);
    str_append_log(&line, task->report.skipped
                              ? arena_printf(arena, "skip %s\n", folder)
                              : arena_printf(arena, "render %s (%s)\n", folder, task->reason));
    fputs(str_text(&line), stdout);
}

/* A job that was found: read, and parked where there is something to draw; else it has ended */
static void job_look(struct batch *batch, const struct job *job, struct diags *diags)
{
    struct record *record = record_create(job);
    bool drawn = false;
    if (diags_count(diags, DIAG_SEVERITY_ERROR))
        record_fail(record, batch->session, diags);
    else
        drawn = task_prepare(&batch->work, record->arena, &record->task.job, &record->task);
    if (batch->options->plans)
        plan_print(record->arena, &record->task);
    if (drawn && !batch->options->plans) {
        batch->parked = record;
    } else {
        ledger_begin(&batch->ledger, record);
        ledger_end(&batch->ledger, record);
        batch->looked = true;
    }
}

/* The next job that has something to draw becomes the parked one. false: there is none (yet); where one was
 * looked at, ask again, after interrupts have been heard. */
static bool job_park(struct batch *batch)
{
    batch->looked = false;
    if (!batch->parked && !batch->ended) {
        struct job job;
        struct diags *diags = diags_create();
        enum jobs_state state = jobs_next(batch->jobs, &job, diags);
        batch->ended = state == JOBS_END;
        if (state == JOBS_READY)
            job_look(batch, &job, diags);
        diags_destroy(diags);
    }
    return batch->parked;
}

/* The same, however long its line takes to come. false: there are no more */
static bool job_await(struct batch *batch)
{
    while (!job_park(batch) && !batch->ended) {
        struct pollfd stream = {.fd = jobs_stream(batch->jobs), .events = POLLIN};
        if (!batch->looked)
            poll(&stream, 1, -1);
    }
    return batch->parked;
}

/* The parked job begins; its number in the ledger */
static struct record *job_begin(struct batch *batch, size_t *number)
{
    struct record *record = batch->parked;
    batch->parked = NULL;
    *number = ledger_begin(&batch->ledger, record);
    return record;
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

/* What drawing may read once it is alone: fonts are opened when a letter of theirs is first drawn. */
static void worker_isolate(struct session *session)
{
    const char *folders[SESSION_FONT_FOLDERS];
    if (!session->options->open_workers)
        sandbox_enter(folders, session_font_folders(session, session->arena, folders));
}

static void worker_serve(void *context, struct pool_line *line)
{
    struct session *session = context;
    struct arena *arena = arena_create();
    struct str start = str_init(arena);
    worker_isolate(session);
    int code = drawing_open(session, &start);
    struct bytes parcel;
    const char *told = str_text(&start);
    while (pool_take(line, &parcel)) {
        struct arena *own = arena_create();
        struct task task = {.job = job_unpack(own, parcel), .report = work_report_none()};
        struct answer answer = {.start = told, .halted = code};
        if (!code && !task_draw(session, own, &task, &answer.outputs))
            answer.outputs.count = 0;
        answer.report = task.report;
        answer.report.code = code ? code : task.report.code;
        pool_answer(line, answer_pack(own, &answer));
        arena_destroy(own);
        told = "";
    }
    arena_destroy(arena);
}

/* the parent's side */

/* A single dataset has somebody who waits for it, and nobody whom it keeps waiting. */
static double seconds_limit(const struct batch *batch)
{
    double given = batch->options->time_limit;
    return given > 0 ? given : batch->alone ? INFINITY : BATCH_SECONDS;
}

/* 0: none */
static double mebibytes_limit(const struct batch *batch)
{
    double given = batch->options->memory_limit;
    return given > 0 ? given : batch->alone ? 0 : BATCH_MEBIBYTES;
}

static void failure_tell(struct batch *batch, const struct pool_result *result, struct record *record)
{
    struct diags *diags = diags_create();
    const char *path = record->task.job.path;
    struct place place = {file_shown(path), record->task.job.line, 1};
    if (result->outcome == POOL_TOO_LONG)
        diags_add(diags, DIAG_LIMIT_TIME, place, NULL, "--time-limit gives it more",
            "drawing this took longer than %g seconds and was stopped", seconds_limit(batch));
    else if (result->outcome == POOL_NO_MEMORY && mebibytes_limit(batch) > 0)
        diags_add(diags, DIAG_LIMIT_MEMORY, place, NULL, "--memory-limit gives it more",
            "drawing this needs more than %g MiB of memory", mebibytes_limit(batch));
    else if (result->outcome == POOL_NO_MEMORY)
        diags_add(
            diags, DIAG_LIMIT_MEMORY, place, NULL, NULL, "drawing this needs more memory than there is");
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
    record_fail(record, batch->session, diags);
    diags_destroy(diags);
}

/* What a worker tells of its start is told once, however many workers say so. */
static void start_tell(struct batch *batch, const char *start, bool halted)
{
    if (!batch->halted && (halted || !batch->started))
        ledger_say(&batch->ledger, start);
    batch->started = true;
    batch->halted = batch->halted || halted;
}

/* false: the worker gave no answer, or none that makes sense */
static bool answer_take(struct batch *batch, const struct pool_result *result, struct record *record)
{
    struct task *task = &record->task;
    struct answer answer;
    const char *folder = str_equals(batch->options->output, "-") ? NULL : task->folder;
    if (result->outcome != POOL_ANSWERED || !answer_unpack(record->arena, result->answer, folder, &answer))
        return false;
    answer.report.hash = task->report.hash;
    task->report = answer.report;
    start_tell(batch, answer.start, answer.halted);
    if (answer.outputs.count && !answer.report.code)
        task_store(&batch->work, record->arena, task, &answer.outputs);
    return true;
}

static void results_take(struct batch *batch)
{
    struct pool_result result;
    while (pool_result(batch->pool, &result)) {
        struct record *record = batch->ledger.records.at[result.number];
        record->seconds = result.seconds;
        if (!answer_take(batch, &result, record))
            failure_tell(batch, &result, record);
        ledger_end(&batch->ledger, record);
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

static void jobs_give(struct batch *batch)
{
    while (!stops(batch) && pool_has_room(batch->pool) && job_park(batch) && token_take(batch)) {
        size_t number;
        struct record *record = job_begin(batch, &number);
        pool_give(batch->pool, number, job_pack(record->arena, &record->task.job));
        record->task.job.held = (struct bytes){0};
    }
}

/* What to wait for besides workers: interrupts, the next line, a token */
static void batch_wait(struct batch *batch)
{
    struct pollfd further[3] = {{.fd = batch->signals, .events = POLLIN}, {.fd = -1}, {.fd = -1}};
    bool may_begin = !stops(batch) && pool_has_room(batch->pool);
    if (may_begin && !batch->parked && !batch->ended && !batch->looked)
        further[1] = (struct pollfd){.fd = jobs_stream(batch->jobs), .events = POLLIN};
    if (may_begin && batch->parked && batch->jobserver)
        further[2] = (struct pollfd){.fd = jobserver_stream(batch->jobserver), .events = POLLIN};
    double most = batch->ledger.progress.shown ? PULSE : -1;
    if (batch->interrupt)
        most = GRACE;
    if (batch->looked) /* the next may be drawn */
        most = 0;
    pool_wait(batch->pool, further, 3, most);
    int interrupt = further[0].revents ? interrupt_take(batch->signals) : 0;
    if (interrupt) {
        bool again = batch->interrupt;
        batch->interrupt = interrupt;
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
        if (batch->interrupt && (batch->alone || pool_clock() - batch->interrupted_at > GRACE))
            return;
        progress_show(&batch->ledger.progress, pool_clock(), batch->ledger.done, batch->ledger.failed);
        batch_wait(batch);
        results_take(batch);
    }
}

/* the end */

static void pool_run(struct batch *batch)
{
    struct session *session = batch->session;
    struct pool_settings settings = {
        .workers = batch->options->workers ? batch->options->workers : pool_processors(),
        .seconds = seconds_limit(batch),
        .memory = (size_t)(mebibytes_limit(batch) * MEBIBYTE),
        .serve = worker_serve,
        .context = session};
    batch->jobserver = jobserver_open(session->arena, session->make_flags);
    batch->signals = interrupt_open();
    batch->pool = pool_create(&settings);
    batch_loop(batch);
    pool_destroy(batch->pool);
    progress_clear(&batch->ledger.progress);
    jobserver_close(batch->jobserver);
    close(batch->signals);
}

/* One dataset needs no other process, and one that is up to date no fonts. */
static void here_run(struct batch *batch)
{
    struct str told = str_init(batch->session->arena);
    size_t number;
    while (job_await(batch)) {
        struct record *record = batch->parked;
        int code = batch->started ? 0 : drawing_open(batch->session, &told);
        double began = pool_clock();
        ledger_say(&batch->ledger, batch->started ? "" : str_text(&told));
        ledger_code(&batch->ledger, code);
        batch->started = true;
        if (code)
            return;
        job_begin(batch, &number);
        task_do(&batch->work, record->arena, &record->task);
        record->seconds = pool_clock() - began;
        ledger_end(&batch->ledger, record);
    }
}

static void plan_run(struct batch *batch)
{
    while (job_await(batch))
        continue;
    ledger_code(&batch->ledger, output_finish(batch->options));
}

/* One dataset that need not be held to anything */
static bool needs_no_worker(const struct batch *batch)
{
    const struct options *options = batch->options;
    return batch->alone && options->open_workers && !(options->time_limit > 0) &&
           !(options->memory_limit > 0);
}

int batch_run(struct session *session)
{
    struct batch batch = {.session = session, .options = session->options};
    int code;
    batch.jobs = jobs_create(session, &code);
    if (!batch.jobs)
        return code;
    size_t count = jobs_count(batch.jobs);
    batch.ledger = ledger_open(session, count, pool_clock());
    batch.alone = count == 1;
    batch.work = work_begin(session);
    if (session->options->plans)
        plan_run(&batch);
    else if (needs_no_worker(&batch))
        here_run(&batch);
    else
        pool_run(&batch);
    ledger_tell_rest(&batch.ledger);
    if (batch.parked)
        arena_destroy(batch.parked->arena);
    if (!session->options->plans) {
        ledger_write(&batch.ledger, batch.interrupt);
        if (jobs_count(batch.jobs) != 1)
            ledger_sum(&batch.ledger, jobs_count(batch.jobs), batch.interrupt);
    }
    jobs_destroy(batch.jobs);
    if (batch.interrupt)
        interrupt_obey(batch.interrupt);
    return batch.ledger.worst;
}
