/* SPDX-License-Identifier: MIT */
/*
 * library: the functions of include/dealbrief.h. In: what other programs ask for. Out: bytes and diagnostics.
 *
 * A call takes the lock, works in arenas of its own and leaves nothing behind in the context but what was
 * said and the text's caches. Each call sets the thread's locale, and puts it back, since numbers are printed
 * in many places.
 */
#define _GNU_SOURCE /* dladdr */
#include "dealbrief.h"

#include "choice.h"
#include "dataset_load.h"
#include "drawing.h"
#include "facts.h"
#include "library_options.h"
#include "render.h"

#include <dlfcn.h>
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct dealbrief {
    struct arena *arena;
    struct session session; /* fonts and layout engine; what one call adds to it stands in a copy */
    struct options options; /* of the session */
    enum dealbrief_status opened;
    struct arena *said; /* of the last call: */
    struct dealbrief_diagnostic *diagnostics;
    size_t diagnostic_count;
};

struct dealbrief_dataset {
    struct arena *arena;
    struct job job;
};

/* Graphviz keeps its state in globals: one call at a time, whatever context and thread it comes from. */
static pthread_mutex_t *one_at_a_time(void)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    return &lock;
}

/* One call: what it works with, from begin to end */
struct call {
    struct dealbrief *context;
    struct session session; /* of this call */
    struct options options;
    struct arena *arena;
    struct diags *diags; /* of the dataset */
    locale_t own, before;
};

static void locale_begin(struct call *call)
{
    call->own = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    call->before = uselocale(call->own);
}

static void locale_end(const struct call *call)
{
    uselocale(call->before);
    if (call->own)
        freelocale(call->own);
}

static void call_begin(struct call *call, struct dealbrief *context)
{
    pthread_mutex_lock(one_at_a_time());
    *call = (struct call){.context = context, .arena = arena_create(), .diags = diags_create()};
    locale_begin(call);
    arena_reset(context->said);
    context->diagnostics = NULL;
    context->diagnostic_count = 0;
    call->session = context->session;
    call->session.options = &call->options;
    call->options.limits = context->options.limits;
    call->session.arena = call->arena;
    call->session.diags = diags_create();
}

static const char *kept(struct dealbrief *context, const char *text)
{
    return text ? arena_strdup(context->said, text) : "";
}

static void say_all(struct dealbrief *context, struct diags *diags)
{
    size_t count, before = context->diagnostic_count;
    const struct diag *all = diags_sorted(diags, &count);
    context->diagnostics = arena_grow_array(
        context->said, context->diagnostics, before, before + count, sizeof *context->diagnostics);
    for (size_t i = 0; i < count; i++)
        context->diagnostics[before + i] = (struct dealbrief_diagnostic){
            .severity =
                diag_code_severity(all[i].code) == DIAG_SEVERITY_ERROR ? DEALBRIEF_ERROR : DEALBRIEF_WARNING,
            .line = all[i].place.line,
            .column = all[i].place.column,
            .file = kept(context, all[i].place.file),
            .path = kept(context, all[i].path),
            .code = diag_code_text(all[i].code),
            .sentence = kept(context, all[i].sentence),
            .hint = kept(context, all[i].hint)};
    context->diagnostic_count += count;
}

/* The status of all that was said */
static enum dealbrief_status call_status(const struct call *call)
{
    int own = report_exit_code(call->session.diags, call->options.strict);
    return (enum dealbrief_status)(own ? own : report_exit_code(call->diags, call->options.strict));
}

static enum dealbrief_status call_end(struct call *call)
{
    struct dealbrief *context = call->context;
    enum dealbrief_status status = call_status(call);
    say_all(context, call->session.diags);
    say_all(context, call->diags);
    if (context->session.text) {
        text_use_scale(context->session.text, NULL); /* it was of this call's theme */
        text_forget(context->session.text);
    }
    diags_destroy(call->session.diags);
    diags_destroy(call->diags);
    arena_destroy(call->arena);
    locale_end(call);
    pthread_mutex_unlock(one_at_a_time());
    return status;
}

static void usage(struct call *call, const char *sentence)
{
    diags_add(call->diags, DIAG_USAGE, (struct place){0}, NULL, NULL, "%s", sentence);
}

/* ---- contexts ---- */

int dealbrief_abi(void)
{
    return DEALBRIEF_ABI;
}

const char *dealbrief_version(void)
{
    return DEALBRIEF_VERSION;
}

/* share/dealbrief beside the lib folder (or lib/TRIPLET) that the library was loaded from, else where it was
   built to be installed, else where it was built from */
static const char *data_folder_find(struct arena *arena)
{
    static const char *const ways[] = {"..", "../.."};
    Dl_info self;
    if (dladdr(ways, &self) && self.dli_fname)
        for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
            const char *beside =
                arena_printf(arena, "%s/%s/share/dealbrief", file_folder(arena, self.dli_fname), ways[i]);
            if (data_folder_is(arena, beside))
                return beside;
        }
    return data_folder_is(arena, DEALBRIEF_DATA_DIR) ? DEALBRIEF_DATA_DIR : DEALBRIEF_SOURCE_DIR;
}

static void context_open(struct call *call, const char *data_folder, const char *font_folder)
{
    struct dealbrief *context = call->context;
    struct session *session = &context->session;
    context->options.font_folder = font_folder ? arena_strdup(context->arena, font_folder) : NULL;
    session->options = &context->options;
    session->arena = context->arena;
    session->data_folder =
        data_folder ? arena_strdup(context->arena, data_folder) : data_folder_find(context->arena);
    session->diags = call->session.diags;
    session_open_drawing(session);
    session->diags = NULL;
}

enum dealbrief_status dealbrief_open(
    const char *data_folder, const char *font_folder, struct dealbrief **context)
{
    struct call call;
    if (!context)
        return DEALBRIEF_USAGE;
    struct arena *arena = arena_create();
    *context = arena_new(arena, struct dealbrief);
    (*context)->arena = arena;
    (*context)->said = arena_create();
    call_begin(&call, *context);
    context_open(&call, data_folder, font_folder);
    return (*context)->opened = call_end(&call);
}

void dealbrief_close(struct dealbrief *context)
{
    if (!context)
        return;
    pthread_mutex_lock(one_at_a_time());
    if (context->session.engine)
        flow_engine_destroy(context->session.engine);
    text_destroy(context->session.text);
    arena_destroy(context->said);
    arena_destroy(context->arena);
    pthread_mutex_unlock(one_at_a_time());
}

enum dealbrief_status dealbrief_set_time(struct dealbrief *context, int64_t seconds)
{
    if (!context || seconds > INT64_C(253402300799))
        return DEALBRIEF_USAGE;
    context->session.has_epoch = seconds >= 0;
    context->session.epoch = seconds;
    return context->opened;
}

enum dealbrief_status dealbrief_set_limit(struct dealbrief *context, const char *name, uint64_t most)
{
    if (!context || !name)
        return DEALBRIEF_USAGE;
    for (int i = 0; i < LIMIT_COUNT; i++) {
        const struct limit_row *row = limit_row((enum limit)i);
        if (!str_equals(name, row->name) || most > row->most)
            continue;
        context->options.limits.given[i] = (size_t)most;
        return context->opened;
    }
    return DEALBRIEF_USAGE;
}

size_t dealbrief_diagnostic_count(const struct dealbrief *context)
{
    return context ? context->diagnostic_count : 0;
}

const struct dealbrief_diagnostic *dealbrief_diagnostic_at(const struct dealbrief *context, size_t index)
{
    return index < dealbrief_diagnostic_count(context) ? &context->diagnostics[index] : NULL;
}

/* ---- datasets ---- */

/* job->held: read already, or NULL */
static enum dealbrief_status dataset_load_into(
    struct dealbrief *context, struct job job, struct dealbrief_dataset **dataset)
{
    struct call call;
    struct arena *arena = arena_create();
    call_begin(&call, context);
    job.path = arena_strdup(arena, job.path);
    size_t most = limit_of(&call.options.limits, LIMIT_BYTES);
    bool good = job.held.at != NULL;
    if (good && job.held.length <= most) /* with a NUL behind it, as from a file; what is longer is refused */
        job.held.at = (const unsigned char *)arena_strndup(arena, (const char *)job.held.at, job.held.length);
    else if (!good && str_equals(job.path, "-"))
        usage(&call, "the path is '-': standard input is the program's, not the library's");
    else if (!good)
        job_read(&call.session, arena, &job, call.diags);
    if (call_status(&call) == DEALBRIEF_DONE)
        session_load_job(&call.session, call.arena, &job, call.diags);
    enum dealbrief_status status = call_end(&call);
    if (status != DEALBRIEF_DONE) {
        arena_destroy(arena);
        return status;
    }
    *dataset = arena_new(arena, struct dealbrief_dataset);
    **dataset = (struct dealbrief_dataset){arena, job};
    return status;
}

enum dealbrief_status dealbrief_load(struct dealbrief *context, const char *name, const void *bytes,
    size_t length, struct dealbrief_dataset **dataset)
{
    if (dataset)
        *dataset = NULL;
    if (!context || !name || (!bytes && length) || !dataset)
        return DEALBRIEF_USAGE;
    struct job job = {.path = name, .held = {bytes ? bytes : "", length}};
    return context->opened ? context->opened : dataset_load_into(context, job, dataset);
}

enum dealbrief_status dealbrief_load_file(
    struct dealbrief *context, const char *path, struct dealbrief_dataset **dataset)
{
    if (dataset)
        *dataset = NULL;
    if (!context || !path || !dataset)
        return DEALBRIEF_USAGE;
    struct job job = {.path = path};
    return context->opened ? context->opened : dataset_load_into(context, job, dataset);
}

void dealbrief_dataset_free(struct dealbrief_dataset *dataset)
{
    if (dataset)
        arena_destroy(dataset->arena);
}

/* ---- drawing ---- */

static bool briefing_draw(struct call *call, const struct job *job, struct bytes *bytes)
{
    struct outputs list = {0};
    bool template = session_open_template(&call->session), house = session_open_house(&call->session);
    if (!template || !house || call_status(call) ||
        !render_dataset(&call->session, call->arena, job, &list, call->diags))
        return false;
    *bytes = list.at[0].bytes;
    return true;
}

static bool figure_draw_one(struct call *call, const struct job *job, struct bytes *bytes)
{
    struct drawing drawing;
    const char *fault = drawing_fault(call->arena, &call->options, &drawing);
    if (!fault && session_open_house(&call->session) && !call_status(call) &&
        drawing_begin(&call->session, call->arena, job, &drawing, call->diags, &fault))
        return drawing_bytes(&drawing, bytes);
    if (fault)
        usage(call, fault);
    return false;
}

/* Without the fonts, as the command: what they cannot print is no matter of numbers. */
static bool facts_print(struct call *call, const struct job *job, struct bytes *bytes)
{
    struct facts_file file = {.diags = call->diags};
    const char *fault;
    call->session.text = NULL;
    if (!facts_from(&call->session, call->arena, job, &file, &fault)) {
        if (fault)
            usage(call, fault);
        return false;
    }
    struct str out = str_init(call->arena);
    facts_write_json_since(file.facts, file.changes, call->diags, &out);
    *bytes = (struct bytes){(const unsigned char *)str_text(&out), out.length};
    return true;
}

typedef bool content_maker(struct call *call, const struct job *job, struct bytes *bytes);

static enum dealbrief_status make(struct dealbrief *context, const struct dealbrief_dataset *dataset,
    struct library_wish *wish, content_maker *content_make, unsigned char **bytes, size_t *length)
{
    struct call call;
    struct bytes made = {0};
    if (context->opened)
        return context->opened;
    call_begin(&call, context);
    wish->dataset = dataset->job.path;
    const char *fault = library_options_read(call.arena, wish, &call.options);
    call.options.limits = context->options.limits;
    if (fault)
        usage(&call, fault);
    else if (content_make(&call, &dataset->job, &made) && call_status(&call) == DEALBRIEF_DONE) {
        *bytes = malloc(made.length);
        if (!*bytes)
            memory_exhausted();
        memcpy(*bytes, made.at, made.length);
        *length = made.length;
    }
    return call_end(&call);
}

static bool nothing_given(unsigned char **bytes, size_t *length)
{
    if (bytes)
        *bytes = NULL;
    if (length)
        *length = 0;
    return !bytes || !length;
}

enum dealbrief_status dealbrief_briefing(struct dealbrief *context, const struct dealbrief_dataset *dataset,
    const char *format, const char *const *options, unsigned char **bytes, size_t *length)
{
    struct library_wish wish = {.command = COMMAND_RENDER, .format = format, .options = options};
    if (nothing_given(bytes, length) || !context || !dataset || !format)
        return DEALBRIEF_USAGE;
    return make(context, dataset, &wish, briefing_draw, bytes, length);
}

enum dealbrief_status dealbrief_figure(struct dealbrief *context, const struct dealbrief_dataset *dataset,
    const char *kind, const char *format, const char *const *options, unsigned char **bytes, size_t *length)
{
    struct library_wish wish = {
        .command = COMMAND_FIGURE, .kind = kind, .format = format, .options = options};
    if (nothing_given(bytes, length) || !context || !dataset || !kind || !format)
        return DEALBRIEF_USAGE;
    return make(context, dataset, &wish, figure_draw_one, bytes, length);
}

enum dealbrief_status dealbrief_facts(struct dealbrief *context, const struct dealbrief_dataset *dataset,
    const char *const *options, unsigned char **bytes, size_t *length)
{
    struct library_wish wish = {.command = COMMAND_FACTS, .options = options};
    if (nothing_given(bytes, length) || !context || !dataset)
        return DEALBRIEF_USAGE;
    return make(context, dataset, &wish, facts_print, bytes, length);
}

void dealbrief_free(unsigned char *bytes)
{
    free(bytes);
}
