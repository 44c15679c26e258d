/* SPDX-License-Identifier: MIT */
/* work: In: an open session and a job. Out: files, and a report of them. It knows no processes and no clock.
 */
#include "work.h"

#include "hash.h"
#include "render.h"

#include <string.h>

struct work_report work_report_none(void)
{
    return (struct work_report){.told = "", .hash = "", .outputs = "[]", .first = ""};
}

struct work work_begin(struct session *session)
{
    struct work work = {.session = session, .stamps = !str_equals(session->options->output, "-")};
    if (work.stamps)
        work.basis = stamp_basis(session);
    return work;
}

static void outputs_tell(
    struct arena *arena, const char *folder, const struct stamp *stamp, struct work_report *report)
{
    struct str out = str_init(arena);
    stamp_outputs_append(&out, folder, stamp);
    report->outputs = str_text(&out);
    if (stamp && stamp->output_count)
        report->first = arena_printf(arena, "%s/%s", folder, stamp->outputs[0].name);
}

/* Why a job is rendered; NULL where what stands in the folder is what would be made, which the report then
 * tells of. key: NULL where it cannot be known what the outputs are made from. */
static const char *reason_to_render(const struct work *work, struct arena *arena, const char *folder,
    const struct stamp_key *key, struct work_report *report)
{
    const struct options *options = work->session->options;
    if (options->forced)
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

static void outputs_write(const struct work *work, struct arena *arena, const char *folder,
    const struct stamp_key *key, struct outputs *list, struct diags *diags, struct work_report *report)
{
    if (report_exit_code(diags, work->session->options->strict) != 0)
        return;
    struct stamp stamp = {.warnings = diags_count(diags, DIAG_SEVERITY_WARNING),
        .outputs = stamp_outputs(arena, list->at, list->count),
        .output_count = list->count};
    if (key) {
        stamp.key = *key;
        *list_push(arena, list) = stamp_file(arena, folder, &stamp);
    }
    if (file_write_all(arena, list->at, list->count, diags) && key)
        outputs_tell(arena, folder, &stamp, report);
}

/* What the outputs of a job that was read would be made from; NULL: that cannot be known, or nobody asks */
static const struct stamp_key *key_of(const struct work *work, struct arena *arena, const struct job *job)
{
    struct stamp_key *key = arena_new(arena, struct stamp_key);
    return work->stamps && stamp_key_of(work->session, arena, &work->basis, job, key) ? key : NULL;
}

static void diags_tell(const struct work *work, struct arena *arena, const struct job *job,
    struct diags *diags, struct work_report *report)
{
    struct str told = str_init(arena);
    report->code = session_tell(work->session, diags, job->line, &told);
    report->told = str_text(&told);
    report->errors = diags_count(diags, DIAG_SEVERITY_ERROR);
    if (!report->skipped) /* what was up to date has the warnings of when it was made */
        report->warnings = diags_count(diags, DIAG_SEVERITY_WARNING);
    diags_destroy(diags);
}

struct work_report work_do(const struct work *work, struct arena *arena, const struct job *job)
{
    struct work_report report = work_report_none();
    struct diags *diags = diags_create();
    struct job read = *job;
    const char *folder = render_folder(work->session, arena, job);
    if (job_read(arena, &read, diags)) {
        struct outputs list = {0};
        const struct stamp_key *key = key_of(work, arena, &read);
        report.hash = hash_sha256(arena, read.held);
        if (reason_to_render(work, arena, folder, key, &report)) {
            if (render_dataset(work->session, arena, &read, &list, diags))
                outputs_write(work, arena, folder, key, &list, diags, &report);
            text_forget(work->session->text);
        } else {
            file_sweep(folder);
        }
    }
    diags_tell(work, arena, job, diags, &report);
    return report;
}

const char *work_reason(
    const struct work *work, struct arena *arena, const struct job *job, struct work_report *report)
{
    struct diags *diags = diags_create();
    struct job read = *job;
    const char *folder = render_folder(work->session, arena, job), *reason = NULL;
    *report = work_report_none();
    if (job_read(arena, &read, diags))
        reason = reason_to_render(work, arena, folder, key_of(work, arena, &read), report);
    diags_tell(work, arena, job, diags, report);
    return reason;
}
