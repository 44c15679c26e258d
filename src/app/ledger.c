/* SPDX-License-Identifier: MIT */
/*
 * ledger: In: records, as their jobs end. Out: what is told and written of them, in the order in which they
 * began. It begins no job and knows no process.
 */
#include "ledger.h"

#include "console.h"
#include "depfile.h"
#include "render.h"

#include <stdio.h>

enum { RESULTS_SCHEMA = 1 };

struct ledger ledger_open(struct session *session, size_t total, double now)
{
    const struct options *options = session->options;
    return (struct ledger){.session = session,
        .progress = {.shown = total != 1 && session->watched && !options->quiet &&
                              session->style.form == DIAGNOSTICS_TEXT,
            .began = now,
            .total = total},
        .results = str_init(session->arena),
        .dependencies = str_init(session->arena)};
}

void ledger_code(struct ledger *ledger, int code)
{
    ledger->worst = code > ledger->worst ? code : ledger->worst;
}

void ledger_say(struct ledger *ledger, const char *told)
{
    if (!*told)
        return;
    progress_clear(&ledger->progress);
    fputs(told, stderr);
}

/* records */

static struct job job_copy(struct arena *arena, const struct job *job)
{
    struct job copy = {arena_strdup(arena, job->path), arena_strdup(arena, job->stem), {0}, job->line};
    if (job->held.at)
        copy.held = bytes_copy(arena, job->held);
    return copy;
}

struct record *record_create(const struct job *job)
{
    struct arena *arena = arena_create();
    struct record *record = arena_new(arena, struct record);
    record->arena = arena;
    record->task = (struct task){.job = job_copy(arena, job), .report = work_report_none()};
    return record;
}

void record_fail(struct record *record, const struct session *session, struct diags *diags)
{
    struct str told = str_init(record->arena);
    record->task.report.code = session_tell(session, diags, record->task.job.line, &told);
    record->task.report.told = str_text(&told);
    record->task.report.errors = diags_count(diags, DIAG_SEVERITY_ERROR);
}

/* telling */

static const char *result_word(const struct work_report *report)
{
    if (report->skipped)
        return "unchanged";
    return report->code == 0 ? "rendered" : report->code <= 3 ? "refused" : "failed";
}

static void result_append(const struct session *session, const struct record *record, struct str *out)
{
    const struct work_report *report = &record->task.report;
    str_printf(out, "{\"schema\":%d,\"dataset\":", RESULTS_SCHEMA);
    str_json(out, record->task.job.path);
    if (session->options->lines)
        str_printf(out, ",\"line\":%d", record->task.job.line);
    str_append(out, ",\"folder\":");
    str_json(out, render_folder(session, out->arena, &record->task.job));
    str_printf(out, ",\"result\":\"%s\",\"exit\":%d,\"errors\":%zu,\"warnings\":%zu,\"sha256\":\"%s\"",
        result_word(report), report->code, report->errors, report->warnings, report->hash);
    str_printf(out, ",\"milliseconds\":%.1f,\"outputs\":%s}\n", record->seconds * 1e3, report->outputs);
}

static bool results_stream(const struct ledger *ledger)
{
    return str_equals(ledger->session->options->results, "-");
}

static void result_tell(struct ledger *ledger, const struct record *record)
{
    if (!ledger->session->options->results)
        return;
    if (!results_stream(ledger)) {
        result_append(ledger->session, record, &ledger->results);
        return;
    }
    struct str line = str_init(record->arena);
    result_append(ledger->session, record, &line);
    if (!ledger->stream_broken && (fputs(str_text(&line), stdout) < 0 || fflush(stdout) != 0)) {
        ledger->stream_broken = true;
        struct str told = str_init(record->arena);
        report_line(
            ledger->session->style.form, DIAG_CANNOT_WRITE, "standard output takes no more results", &told);
        ledger_say(ledger, str_text(&told));
        ledger_code(ledger, 74);
    }
}

static void depfile_fails(struct ledger *ledger)
{
    struct diags *diags = diags_create();
    diags_add(diags, DIAG_CANNOT_WRITE, (struct place){.file = ledger->session->options->depfile}, NULL, NULL,
        "a name with a line break, a tab or ';' cannot stand in it");
    ledger_code(ledger, session_report(ledger->session, diags));
    diags_destroy(diags);
}

static void record_tell(struct ledger *ledger, struct record *record)
{
    const struct work_report *report = &record->task.report;
    ledger_say(ledger, report->told);
    result_tell(ledger, record);
    if (ledger->session->options->depfile && *report->first &&
        !depfile_rule(ledger->session, &ledger->dependencies, report->first, record->task.job.path))
        depfile_fails(ledger);
    ledger_code(ledger, report->code);
    arena_destroy(record->arena);
}

size_t ledger_begin(struct ledger *ledger, struct record *record)
{
    *list_push(ledger->session->arena, &ledger->records) = record;
    return ledger->records.count - 1;
}

void ledger_end(struct ledger *ledger, struct record *record)
{
    record->done = true;
    ledger->done++;
    ledger->failed += record->task.report.code != 0;
    ledger->skipped += record->task.report.skipped;
    while (ledger->told < ledger->records.count && ledger->records.at[ledger->told]->done)
        record_tell(ledger, ledger->records.at[ledger->told++]);
}

void ledger_tell_rest(struct ledger *ledger)
{
    for (; ledger->told < ledger->records.count; ledger->told++) {
        struct record *record = ledger->records.at[ledger->told];
        if (record->done)
            record_tell(ledger, record);
        else
            arena_destroy(record->arena);
    }
}

void ledger_write(struct ledger *ledger, bool interrupted)
{
    const struct options *options = ledger->session->options;
    struct file_output outputs[2];
    size_t count = 0;
    if (options->results && !results_stream(ledger))
        outputs[count++] =
            (struct file_output){.path = options->results, .bytes = str_bytes(&ledger->results)};
    if (options->depfile && !ledger->worst && !interrupted) {
        if (!depfile_end(ledger->session, &ledger->dependencies))
            depfile_fails(ledger);
        else
            outputs[count++] =
                (struct file_output){.path = options->depfile, .bytes = str_bytes(&ledger->dependencies)};
    }
    if (!count)
        return;
    for (size_t i = 0; i < count; i++)
        outputs[i].synced = options->synced;
    struct diags *diags = diags_create();
    file_write_all(ledger->session->arena, outputs, count, diags);
    ledger_code(ledger, session_report(ledger->session, diags));
    diags_destroy(diags);
}

void ledger_sum(const struct ledger *ledger, size_t count, int interrupt)
{
    const struct session *session = ledger->session;
    struct str line = str_init(session->arena);
    size_t good = ledger->done - ledger->failed;
    bool asked = !session->options->quiet && (ledger->failed || ledger->progress.shown);
    if (session->style.form != DIAGNOSTICS_TEXT || !(interrupt || asked))
        return;
    str_append(&line, "dealbrief: ");
    if (interrupt)
        str_printf(&line, "stopped by signal %d: ", interrupt);
    str_printf(&line, "%zu briefing%s done", good, good == 1 ? "" : "s");
    if (ledger->skipped)
        str_printf(&line, " (%zu of them up to date)", ledger->skipped);
    if (ledger->failed)
        str_printf(&line, ", %zu failed", ledger->failed);
    if (count > ledger->done)
        str_printf(&line, ", %zu not begun or not finished", count - ledger->done);
    str_char(&line, '\n');
    fputs(str_text(&line), stderr);
}
