/* SPDX-License-Identifier: MIT */
/*
 * watch: In: an open session and datasets. Out: briefings, again and again, and what there is to be told of
 * them. It draws nothing: work.c does.
 *
 * Read watch_round: what has changed is read anew, what depends on it is rendered, and it is told.
 */
#include "watch.h"

#include "console.h"
#include "interrupt.h"
#include "jobs.h"
#include "lookout.h"
#include "pool.h"
#include "render.h"
#include "render_command.h"
#include "screen.h"
#include "serve.h"
#include "work.h"

#include "hash.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* milliseconds between two looks where nothing is told: folders of a network tell nothing */
enum { PULSE = 1000 };

/* One dataset, and what its last rendering came to */
struct watched {
    struct job job;
    struct mark mark;
    struct arena *arena; /* of the report */
    struct work_report report;
    double seconds;
    size_t version; /* of its outputs */
    bool stale;     /* it has to be rendered */
    bool rendered;  /* it was, in this round */
};

/* Template, theme and older edition as they were last read. It is made anew as a whole, and so gives back its
 * memory. */
struct look {
    struct session session; /* beside the one that holds the fonts */
    bool good;
    const char *told;   /* what is wrong or odd about it */
    const char *plain;  /* the same in plain text */
    struct mark *marks; /* of session.used, in its order */
    struct mark since;  /* of the older edition */
};

struct watch {
    struct session *session; /* fonts, Graphviz */
    struct look look;
    struct work work;
    LIST(struct watched) all;
    int lookout, interrupts;
    struct serve *serve; /* NULL: nobody asked for it */
    bool live;           /* the last report is replaced in place */
    struct screen screen;
};

/* what goes with what */

const char *watch_fault(const struct options *options)
{
    const struct {
        bool given;
        const char *sentence;
    } faults[] = {
        {options->serves && !serve_is_built(), "this dealbrief was built without --serve"},
        {str_equals(options->output, "-"),
            "--watch writes files: what is drawn again cannot go to standard output twice"},
        {str_equals(options->template, "-") || str_equals(options->since, "-"),
            "--watch needs files: standard input is read once, and nobody can see it change"},
        {options->lines, "--watch is about files that change, --jsonl about lines that come once"},
        {options->manifest, "--watch takes the datasets on the command line, without --manifest"},
        {options->shard_count > 0,
            "--watch is for datasets that somebody writes, --shard for runs of many: one of them"},
        {options->workers > 1, "--watch renders in one process, whose fonts stay open: without --jobs"},
        {options->results, "--watch ends with an interrupt and has no results: without --results"},
        {options->depfile, "--watch finds itself what to do again: without --depfile"},
        {options->plans, "--watch renders, --dry-run does not: one of them"},
        {options->forced, "--watch renders what is up to date as well: without --force"},
        {options->time_limit > 0 || options->memory_limit > 0,
            "limits are for processes that can be spared, --watch is one: without --time-limit and "
            "--memory-limit"},
        {options->serves && !(options->formats & FORMAT_HTML),
            "--serve shows the HTML edition: add html to --format"},
        {options->serves && !options->port && (options->quiet || options->diagnostics != DIAGNOSTICS_TEXT),
            "--serve takes a free port and says which: without that line it needs one of yours, as in "
            "--serve=8000"},
    };
    for (size_t i = 0; i < options->input_count; i++)
        if (str_equals(options->inputs[i], "-"))
            return "--watch needs files: standard input is read once, and nobody can see it change";
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (faults[i].given)
            return faults[i].sentence;
    return NULL;
}

/* template and theme */

/* Its files may have changed while they were read: what is seen now is what was read, or else no mark at all.
 */
static struct mark mark_of_read(const struct used_file *file)
{
    struct arena *scratch = arena_create();
    struct diags *ignored = diags_create();
    struct mark mark = mark_take(file->path);
    struct bytes bytes;
    bool same = file_read(scratch, file->path, SIZE_MAX, &bytes, ignored) &&
                !strcmp(hash_sha256(scratch, bytes), file->hash);
    diags_destroy(ignored);
    arena_destroy(scratch);
    return same ? mark : (struct mark){0};
}

static struct look look_open(const struct watch *watch)
{
    struct look look = {.session = session_beside(watch->session)};
    struct session *session = &look.session;
    struct str told = str_init(session->arena), plain = str_init(session->arena);
    if (session->options->since)
        look.since = mark_take(session->options->since);
    look.good = render_open(session);
    int code = session_tell(session, session->diags, 1, &told);
    session_tell_plain(session, session->diags, 1, &plain);
    look.good = look.good && !code;
    look.told = str_text(&told);
    look.plain = str_text(&plain);
    look.marks = arena_array(session->arena, struct mark, session->used.count + 1);
    for (size_t i = 0; i < session->used.count; i++) {
        lookout_add(watch->lookout, session->arena, session->used.at[i].path);
        look.marks[i] = mark_of_read(&session->used.at[i]);
    }
    return look;
}

static bool has_changed(const char *path, struct mark *mark)
{
    struct mark now = mark_take(path);
    bool same = mark_equals(&now, mark);
    *mark = now;
    return !same;
}

static bool look_changed(struct look *look)
{
    const char *since = look->session.options->since;
    bool changed = since && has_changed(since, &look->since);
    for (size_t i = 0; i < look->session.used.count; i++)
        changed = has_changed(look->session.used.at[i].path, &look->marks[i]) || changed;
    return changed;
}

/* One that is refused is tried at every look: what it lacks may be a file of which nothing is known. true:
   there is something new to tell of it */
static bool look_renew(struct watch *watch)
{
    bool changed = !watch->look.told || look_changed(&watch->look);
    if (!changed && watch->look.good)
        return false;
    struct look old = watch->look;
    watch->look = look_open(watch);
    bool news = changed || strcmp(old.told, watch->look.told) != 0 || watch->look.good;
    if (old.told)
        session_beside_finish(&old.session);
    if (watch->look.good)
        work_renew(&watch->work, &watch->look.session);
    return news;
}

/* datasets */

static void watched_render(struct watch *watch, struct watched *one)
{
    double began = pool_clock();
    arena_destroy(one->arena);
    one->arena = arena_create();
    struct task task;
    if (task_prepare(&watch->work, one->arena, &one->job, &task))
        task_do(&watch->work, one->arena, &task);
    one->report = task.report;
    one->seconds = pool_clock() - began;
    one->version++;
    one->stale = false;
    one->rendered = true;
}

/* telling */

static size_t refused_count(const struct watch *watch)
{
    size_t refused = 0;
    for (size_t i = 0; i < watch->all.count; i++)
        refused += watch->all.at[i].report.code != 0;
    return refused;
}

/* "deals.json: 17 outputs in 43 ms, watching" */
static void status_append(const struct watch *watch, double seconds, struct str *out)
{
    struct str line = str_init(out->arena);
    size_t rendered = 0, outputs = 0, refused = refused_count(watch);
    const struct watched *last = NULL;
    for (size_t i = 0; i < watch->all.count; i++) {
        const struct watched *one = &watch->all.at[i];
        if (!one->rendered)
            continue;
        rendered++;
        outputs += one->report.file_count;
        last = one;
    }
    if (!watch->look.good)
        str_append(&line, "template, theme or older edition is refused");
    else if (rendered == 1)
        str_append(&line, last->job.path);
    else
        str_printf(&line, "%zu datasets", rendered);
    if (outputs)
        str_printf(&line, ": %zu output%s in %.0f ms", outputs, outputs == 1 ? "" : "s", seconds * 1e3);
    if (watch->look.good && rendered == 1 && last->report.code)
        str_append(&line, ": refused");
    else if (watch->look.good && refused)
        str_printf(&line, ", %zu refused", refused);
    if (!watch->look.good || refused)
        str_append(&line, ", older outputs stay");
    str_append(&line, ", watching");
    report_line(DIAGNOSTICS_TEXT, DIAG_USAGE, str_text(&line), out);
}

/* On a terminal all that holds now stands there; elsewhere what this round has brought comes after what was.
 */
static void report_append(const struct watch *watch, bool look_news, struct str *out)
{
    if (watch->live || look_news)
        str_append(out, watch->look.told);
    for (size_t i = 0; watch->look.good && i < watch->all.count; i++)
        if (watch->live || watch->all.at[i].rendered)
            str_append(out, watch->all.at[i].report.told);
}

static void round_tell(struct watch *watch, bool look_news, double seconds)
{
    const struct report_style *style = &watch->session->style;
    struct arena *arena = arena_create();
    struct str out = str_init(arena);
    report_append(watch, look_news, &out);
    if (!style->quiet && style->form == DIAGNOSTICS_TEXT)
        status_append(watch, seconds, &out);
    if (watch->live) {
        screen_replace(&watch->screen, str_text(&out));
    } else {
        fputs(str_text(&out), stderr);
        fflush(stderr);
    }
    arena_destroy(arena);
}

static void pages_publish(const struct watch *watch)
{
    struct arena *arena = arena_create();
    struct served *all = arena_array(arena, struct served, watch->all.count + 1);
    for (size_t i = 0; i < watch->all.count; i++) {
        const struct watched *one = &watch->all.at[i];
        all[i] = (struct served){.name = one->job.path,
            .folder = render_folder(watch->session, arena, &one->job),
            .told = one->report.plain ? one->report.plain : "",
            .refused = one->report.code != 0,
            .seconds = one->seconds,
            .version = one->version,
            .files = one->report.files,
            .file_count = one->report.file_count};
    }
    serve_publish(watch->serve, watch->look.plain, !watch->look.good, all);
    arena_destroy(arena);
}

/* the whole */

/* Before anything is looked at, so that what happens afterwards is told */
static void places_watch(const struct watch *watch)
{
    struct arena *scratch = arena_create();
    for (size_t i = 0; i < watch->all.count; i++)
        lookout_add(watch->lookout, scratch, watch->all.at[i].job.path);
    if (watch->session->options->since)
        lookout_add(watch->lookout, scratch, watch->session->options->since);
    for (size_t i = 0; watch->look.told && i < watch->look.session.used.count; i++)
        lookout_add(watch->lookout, scratch, watch->look.session.used.at[i].path);
    arena_destroy(scratch);
}

static void watch_round(struct watch *watch)
{
    double began = pool_clock();
    places_watch(watch);
    bool look_news = look_renew(watch), news = look_news;
    for (size_t i = 0; i < watch->all.count; i++) {
        struct watched *one = &watch->all.at[i];
        bool changed = has_changed(one->job.path, &one->mark);
        one->stale = one->stale || changed || look_news;
        one->rendered = false;
        if (watch->look.good && one->stale) {
            watched_render(watch, one);
            news = true;
        }
    }
    if (!news)
        return;
    round_tell(watch, look_news, pool_clock() - began);
    if (watch->serve)
        pages_publish(watch);
}

/* Until something may have changed; the signal that ends it all, 0: none */
static int watch_wait(const struct watch *watch)
{
    enum { INTERRUPTS, LOOKOUT, SERVE, STREAMS = SERVE + SERVE_STREAMS };
    double end = pool_clock() + PULSE / 1e3;
    do {
        struct pollfd streams[STREAMS] = {[INTERRUPTS] = {.fd = watch->interrupts, .events = POLLIN},
            [LOOKOUT] = {.fd = watch->lookout, .events = POLLIN}};
        int patience = PULSE;
        if (watch->serve) {
            serve_streams(watch->serve, &streams[SERVE]);
            patience = serve_patience(watch->serve);
        }
        poll(streams, watch->serve ? STREAMS : SERVE, patience);
        if (watch->serve)
            serve_run(watch->serve);
        if (streams[INTERRUPTS].revents)
            return interrupt_take(watch->interrupts);
        if (streams[LOOKOUT].revents) {
            lookout_settle(watch->lookout);
            return 0;
        }
    } while (pool_clock() < end);
    return 0;
}

/* false after an exit code: two datasets of one name */
static bool datasets_take(struct watch *watch, int *code)
{
    struct jobs *jobs = jobs_create(watch->session, code);
    struct diags *none = diags_create();
    struct arena *arena = watch->session->arena;
    struct job job;
    while (jobs && jobs_next(jobs, &job, none) == JOBS_READY) {
        struct watched *one = list_push(arena, &watch->all);
        one->job = (struct job){arena_strdup(arena, job.path), arena_strdup(arena, job.stem), {0}, job.line};
        one->stale = true;
    }
    diags_destroy(none);
    if (jobs)
        jobs_destroy(jobs);
    return jobs;
}

static int watch_loop(struct watch *watch)
{
    int interrupt;
    watch->work = work_begin(watch->session);
    watch->work.anew = true; /* warnings are told again */
    do
        watch_round(watch);
    while (!(interrupt = watch_wait(watch)));
    return interrupt;
}

int watch_run(struct session *session)
{
    struct watch watch = {.session = session};
    int code, interrupt = 0;
    if (!datasets_take(&watch, &code))
        return code;
    watch.interrupts = interrupt_open(); /* before Pango starts threads, which would be asked instead */
    bool open = session_open_drawing(session);
    code = session_report(session, session->diags);
    if (!open || code)
        return code ? code : 70;
    if (session->options->serves && !(watch.serve = serve_open(session, watch.all.count, &code)))
        return code;
    watch.lookout = lookout_open();
    watch.live = session->watched && session->style.form == DIAGNOSTICS_TEXT;
    watch.screen = screen_open();
    interrupt = watch_loop(&watch);
    screen_close(&watch.screen);
    if (watch.serve)
        serve_close(watch.serve);
    for (size_t i = 0; i < watch.all.count; i++)
        arena_destroy(watch.all.at[i].arena);
    session_beside_finish(&watch.look.session);
    if (watch.lookout >= 0)
        close(watch.lookout);
    close(watch.interrupts);
    interrupt_obey(interrupt);
    return 0;
}
