/* SPDX-License-Identifier: MIT */
/* work: In: a session and a job. Out: files, and a report of them. It knows no processes and no clock. */
#include "work.h"

#include "hash.h"

struct work_report work_report_none(void)
{
    return (struct work_report){.told = "", .hash = "", .outputs = "[]", .first = ""};
}

struct work work_begin(struct session *session)
{
    const struct options *options = session->options;
    struct work work = {
        .session = session, .stamps = !str_equals(options->output, "-"), .anew = options->forced};
    session_open_engine(session);
    if (work.stamps)
        work.basis = stamp_basis(session);
    return work;
}

void work_renew(struct work *work, struct session *session)
{
    work->session = session;
    stamp_basis_renew(session, &work->basis);
}

static void outputs_tell(
    struct arena *arena, const char *folder, const struct stamp *stamp, struct work_report *report)
{
    struct str out = str_init(arena);
    stamp_outputs_append(&out, folder, stamp);
    report->outputs = str_text(&out);
    report->files = stamp->outputs;
    report->file_count = stamp->output_count;
    if (stamp->output_count)
        report->first = arena_printf(arena, "%s/%s", folder, stamp->outputs[0].name);
}

/* Why a job is rendered; NULL where what stands in the folder is what would be made, which the report then
 * tells of. key: NULL where it cannot be known what the outputs are made from. */
static const char *reason_to_render(const struct work *work, struct arena *arena, const char *folder,
    const struct stamp_key *key, struct work_report *report)
{
    const struct options *options = work->session->options;
    if (work->anew)
        return "forced";
    if (!key)
        return "nothing can say whether it would be the same";
    const struct stamp *old = stamp_read(arena, folder);
    const char *reason = stamp_reason(arena, folder, old, key);
    if (reason)
        return reason;
    if (options->strict && old->warnings)
        return "its warnings would be asked again";
    report->skipped = true;
    report->warnings = old->warnings;
    outputs_tell(arena, folder, old, report);
    return NULL;
}

/* What the outputs of a job that was read would be made from; NULL: that cannot be known, or nobody asks */
static const struct stamp_key *key_of(const struct work *work, struct arena *arena, const struct job *job)
{
    struct stamp_key *key = arena_new(arena, struct stamp_key);
    return work->stamps && stamp_key_of(work->session, arena, &work->basis, job, key) ? key : NULL;
}

/* Adds to what was told of the task; the highest code stands. */
static void task_tell(
    const struct session *session, struct arena *arena, struct task *task, struct diags *diags)
{
    struct work_report *report = &task->report;
    struct str told = str_init(arena), plain = str_init(arena);
    str_append(&told, report->told);
    str_append(&plain, report->plain ? report->plain : "");
    session_tell_plain(session, diags, task->job.line, &plain);
    report->plain = str_text(&plain);
    int code = session_tell(session, diags, task->job.line, &told);
    report->code = code > report->code ? code : report->code;
    report->told = str_text(&told);
    report->errors += diags_count(diags, DIAG_SEVERITY_ERROR);
    report->warnings += diags_count(diags, DIAG_SEVERITY_WARNING);
    diags_destroy(diags);
}

bool task_prepare(const struct work *work, struct arena *arena, const struct job *job, struct task *task)
{
    struct diags *diags = diags_create();
    *task = (struct task){
        .job = *job, .folder = render_folder(work->session, arena, job), .report = work_report_none()};
    if (job_read(work->session, arena, &task->job, diags)) {
        task->report.hash = hash_sha256(arena, task->job.held);
        task->key = key_of(work, arena, &task->job);
        task->reason = reason_to_render(work, arena, task->folder, task->key, &task->report);
        if (!task->reason && !work->session->options->plans)
            file_sweep(task->folder); /* writing does so itself */
    }
    task_tell(work->session, arena, task, diags);
    return task->reason;
}

bool task_draw(const struct session *session, struct arena *arena, struct task *task, struct outputs *outputs)
{
    struct diags *diags = diags_create();
    bool drawn = render_dataset(session, arena, &task->job, outputs, diags);
    task_tell(session, arena, task, diags);
    text_forget(session->text);
    return drawn && task->report.code == 0;
}

void task_store(const struct work *work, struct arena *arena, struct task *task, struct outputs *outputs)
{
    struct diags *diags = diags_create();
    struct stamp stamp = {.warnings = task->report.warnings,
        .outputs = stamp_outputs(arena, outputs->at, outputs->count),
        .output_count = outputs->count};
    if (task->key) {
        stamp.key = *task->key;
        *list_push(arena, outputs) = stamp_file(arena, task->folder, &stamp);
    }
    for (size_t i = 0; i < outputs->count; i++)
        outputs->at[i].synced = work->session->options->synced;
    if (file_write_all(arena, outputs->at, outputs->count, diags) && task->key)
        outputs_tell(arena, task->folder, &stamp, &task->report);
    task_tell(work->session, arena, task, diags);
}

void task_do(const struct work *work, struct arena *arena, struct task *task)
{
    struct outputs outputs = {0};
    if (task_draw(work->session, arena, task, &outputs))
        task_store(work, arena, task, &outputs);
}
