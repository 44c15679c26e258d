/* SPDX-License-Identifier: MIT */
/* work: In: an open session and a job. Out: files, and a report of them. It knows no processes and no clock.
 */
#include "work.h"

#include "hash.h"
#include "render.h"

#include <string.h>

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

/* Is what stands in the folder what would be made? A dataset that --strict would refuse is asked again. */
static bool is_up_to_date(const struct work *work, struct arena *arena, const char *folder,
    const struct stamp_key *key, struct work_report *report)
{
    const struct options *options = work->session->options;
    const struct stamp *old = options->forced ? NULL : stamp_read(arena, folder);
    if (!old || (options->strict && old->warnings) || stamp_reason(arena, folder, old, key))
        return false;
    report->skipped = true;
    report->warnings = old->warnings;
    outputs_tell(arena, folder, old, report);
    return true;
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

struct work_report work_do(const struct work *work, struct arena *arena, const struct job *job)
{
    struct work_report report = {.told = "", .hash = "", .outputs = "[]", .first = ""};
    struct diags *diags = diags_create();
    struct job read = *job;
    struct outputs list = {0};
    struct stamp_key key;
    const char *folder = render_folder(work->session, arena, job);
    if (job_read(arena, &read, diags)) {
        report.hash = hash_sha256(arena, read.held);
        bool stamped = work->stamps && stamp_key_of(work->session, arena, &work->basis, &read, &key);
        if (stamped && is_up_to_date(work, arena, folder, &key, &report)) {
            diags_destroy(diags);
            return report;
        }
        if (render_dataset(work->session, arena, &read, &list, diags))
            outputs_write(work, arena, folder, stamped ? &key : NULL, &list, diags, &report);
    }
    struct str told = str_init(arena);
    report.code = session_tell(work->session, diags, job->line, &told);
    report.told = str_text(&told);
    report.warnings = diags_count(diags, DIAG_SEVERITY_WARNING);
    report.errors = diags_count(diags, DIAG_SEVERITY_ERROR);
    text_forget(work->session->text);
    diags_destroy(diags);
    return report;
}

const char *work_reason(
    const struct work *work, struct arena *arena, const struct job *job, struct work_report *report)
{
    *report = (struct work_report){.told = "", .hash = "", .outputs = "[]", .first = ""};
    struct diags *diags = diags_create();
    struct job read = *job;
    struct stamp_key key;
    const char *folder = render_folder(work->session, arena, job), *reason = NULL;
    if (job_read(arena, &read, diags)) {
        bool known = stamp_key_of(work->session, arena, &work->basis, &read, &key);
        if (work->session->options->forced)
            reason = "forced";
        else if (known && is_up_to_date(work, arena, folder, &key, report))
            reason = "skip";
        else
            reason = known ? stamp_reason(arena, folder, stamp_read(arena, folder), &key) : NULL;
        reason = reason ? reason : "its warnings would be asked again";
    }
    struct str told = str_init(arena);
    report->code = session_tell(work->session, diags, job->line, &told);
    report->told = str_text(&told);
    diags_destroy(diags);
    return reason;
}
