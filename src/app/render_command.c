/* SPDX-License-Identifier: MIT */
/*
 * render_command: what is asked for is checked, template and theme are read, and the run begins. Which
 * datasets there are is jobs.c's, what is written and left alone work.c's, who does it batch.c's (and
 * watch.c's, where it is done again and again), what is drawn render.c's.
 */
#include "render_command.h"

#include "batch.h"
#include "console.h"
#include "render.h"
#include "watch.h"

static bool usage_check(struct session *session)
{
    const struct options *options = session->options;
    if (options->formats & (FORMAT_JSON | FORMAT_CSV)) {
        report_usage(options, "render writes pdf, svg, png and html; `dealbrief facts` writes JSON");
        return false;
    }
    if (options->formats && !(options->formats & FORMAT_PNG) &&
        (options->target || options->pixel_ratio > 0)) {
        report_usage(
            options, "%s is for PNG, and --format leaves it out", options->target ? "--target" : "--scale");
        return false;
    }
    if (options_target_fault(options)) {
        report_usage(options, "%s", options_target_fault(options));
        return false;
    }
    if (str_equals(options->output, "-") &&
        ((options->formats != FORMAT_PDF && options->formats != FORMAT_HTML) || options->input_count != 1)) {
        report_usage(options, "standard output takes one dataset's PDF or page: add -f pdf or -f html");
        return false;
    }
    if (options->linearised && options->formats && !(options->formats & FORMAT_PDF)) {
        report_usage(options, "--linearize is about PDFs, and none is asked for");
        return false;
    }
    if (options->watches && watch_fault(options)) {
        report_usage(options, "%s", watch_fault(options));
        return false;
    }
    return true;
}

/* What (the first) dataset shows to be wrong as well, where template or theme are refused already */
static void faults_gather(struct session *session)
{
    struct brief_input input;
    struct job job = {.path = session->options->inputs[0]};
    if ((session->text || session_open_drawing(session)) &&
        render_input(session, session->arena, &job, session->diags, &input))
        brief_check(&input);
}

bool render_open(struct session *session)
{
    /* both are tried, so that one run names every fault of template and theme */
    bool template = session_open_template(session), house = session_open_house(session);
    if (session->template && !(template && house) && session->options->input_count)
        faults_gather(session);
    bool edition = session_hold_edition(session);
    return template && house && edition;
}

int render_command(struct session *session)
{
    if (!usage_check(session))
        return 2;
    if (session->options->watches)
        return watch_run(session);
    bool open = render_open(session);
    /* their warnings are told once, before any dataset is looked at */
    int refused = session_report(session, session->diags);
    return !open || refused ? refused : batch_run(session);
}
