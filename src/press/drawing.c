/* SPDX-License-Identifier: MIT */
/*
 * drawing: In: a session's options and a dataset. Out: what figure is to be drawn, and its bytes. It prints
 * nothing: what is wrong with the options is returned as a sentence.
 */
#include "drawing.h"

#include "choice.h"
#include "deal_table.h"
#include "editions.h"
#include "figure_bytes.h"
#include "figure_target.h"
#include "output.h"

#include <string.h>

static const double PAGE_MARGIN = 32; /* points; the frame adds its padding */

static const struct {
    const char *ending;
    unsigned format;
} endings[] = {{".svg", FORMAT_SVG}, {".png", FORMAT_PNG}, {".pdf", FORMAT_PDF}, {".json", FORMAT_JSON},
    {".csv", FORMAT_CSV}, {".html", FORMAT_HTML}};

/* The format that the file's ending stands for; 0: none of ours, or no ending at all */
static unsigned ending_format(const char *path)
{
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (strlen(path) > strlen(endings[i].ending) && str_ends_any_case(path, endings[i].ending))
            return endings[i].format;
    }
    return 0;
}

static bool has_ending(const char *path)
{
    return strchr(file_name(path), '.') && !str_starts(path, "/dev/");
}

/* -f, else the ending of -o, else SVG; what is wrong where they say two things or nothing we can write */
static const char *format_choose(const struct options *options, unsigned *format)
{
    const char *path = options->output ? options->output : "-";
    unsigned named = ending_format(path);
    *format = options->formats ? options->formats : named ? named : options->target ? FORMAT_PNG : FORMAT_SVG;
    if (*format & (*format - 1))
        return "figure takes one format";
    if (named && named != *format)
        return "--format and the file's ending name two formats";
    if (!named && !options->formats && has_ending(path))
        return "the file's ending is none of .svg, .png, .pdf, .html, .json, .csv; --format "
               "says which is meant";
    return NULL;
}

static int index_among(const char *word, const char *const *words, int count, int otherwise)
{
    for (int i = 0; word && i < count; i++)
        if (!strcmp(words[i], word))
            return i;
    return otherwise;
}

/* An id that the dataset does not know is a usage error with a suggestion. */
static const char *id_fault(
    struct arena *arena, const char *what, const char *id, size_t found, const char *const *ids, size_t count)
{
    if (!id || found != NO_INDEX)
        return NULL;
    const char *near = suggest_nearest(id, ids, count);
    return arena_printf(arena, "the dataset has no %s '%s'%s", what, id,
        near ? arena_printf(arena, "; did you mean '%s'?", near) : "");
}

static const char *references_find(struct arena *arena, const struct options *options,
    const struct dataset *dataset, struct figure_request *request, size_t *deal)
{
    const char **parties = arena_array(arena, const char *, dataset->party_count + 1);
    const char **deals = arena_array(arena, const char *, dataset->deal_count + 1);
    for (size_t i = 0; i < dataset->party_count; i++)
        parties[i] = dataset->parties[i].id;
    for (size_t i = 0; i < dataset->deal_count; i++)
        deals[i] = dataset->deals[i].id;
    const char **metrics = arena_array(arena, const char *, dataset->metric_count + 1);
    size_t metric = NO_INDEX;
    for (size_t i = 0; i < dataset->metric_count; i++) {
        metrics[i] = dataset->metrics[i].name;
        metric = str_equals(metrics[i], options->metric) ? i : metric;
    }
    request->metric = options->metric;
    request->party = options->party ? dataset_find_party(dataset, options->party) : NO_INDEX;
    *deal = options->deal ? dataset_find_deal(dataset, options->deal) : NO_INDEX;
    const char *fault =
        id_fault(arena, "party", options->party, request->party, parties, dataset->party_count);
    if (!fault)
        fault = id_fault(arena, "metric", options->metric, metric, metrics, dataset->metric_count);
    return fault ? fault : id_fault(arena, "deal", options->deal, *deal, deals, dataset->deal_count);
}

/* --highlight party:ID, or --highlight party --party ID; deals alike */
static const char *highlight_choose(struct arena *arena, const struct options *options,
    const struct dataset *dataset, size_t deal, struct figure_request *request)
{
    const char *word = options->highlight ? options->highlight : "loops", *sentence, *hint;
    bool party_asked = str_equals(word, "party"), deal_asked = str_equals(word, "deal");
    enum flow_highlight highlight;
    if (request->kind != FIGURE_FLOW && request->kind != FIGURE_MATRIX)
        return NULL;
    if ((party_asked && !options->party) || (deal_asked && !options->deal))
        return party_asked ? "--highlight party needs --party ID, or is written --highlight party:ID"
                           : "--highlight deal needs --deal ID, or is written --highlight deal:ID";
    if (options->party || options->deal) {
        request->highlight = options->party ? HIGHLIGHT_PARTY : HIGHLIGHT_DEAL;
        request->highlight_index = options->party ? request->party : deal;
        return NULL;
    }
    if (!flow_highlight_parse(
            arena, word, dataset, &highlight, &request->highlight_index, &sentence, &hint)) {
        return arena_printf(arena, "--highlight: %s%s%s", sentence, hint ? "; " : "", hint ? hint : "");
    }
    request->highlight = (int)highlight;
    return NULL;
}

static void size_choose(const struct options *options, struct figure_request *request)
{
    double width = options->size_width > 0 ? options->size_width : options->width > 0 ? options->width : 680;
    double height = options->size_height > 0 ? options->size_height : options->height;
    request->width = width * POINTS_A_PIXEL;
    request->height = height * POINTS_A_PIXEL;
    if (!options->page)
        return;
    request->width = options->page->width;
    request->height = options->page->height;
    request->margin = PAGE_MARGIN;
}

/* On a telephone's width rows hold more than columns: there money runs down unless it is told not to. */
static enum flow_direction direction_choose(const struct options *options, double width)
{
    static const char *const words[] = {[DIRECTION_RIGHT] = "right", [DIRECTION_DOWN] = "down"};
    enum flow_direction fitting = width < 420 * POINTS_A_PIXEL ? DIRECTION_DOWN : DIRECTION_RIGHT;
    return (enum flow_direction)index_among(options->direction, words, 2, (int)fitting);
}

static const char *figure_choose(struct arena *arena, const struct options *options,
    const struct dataset *dataset, struct figure_request *request)
{
    static const char *const scales[] = {"auto", "linear", "log"};
    static const char *const series[BY_COUNT] = {"auto", "deal", "payer", "payee", "class"};
    static const char *const changes[] = {[CHANGES_MARKED] = "marked", [CHANGES_PANELS] = "panels"};
    size_t deal;
    const char *fault = references_find(arena, options, dataset, request, &deal);
    if (fault)
        return fault;
    request->id = options->kind;
    request->title = options->title;
    size_choose(options, request);
    request->level = level_choose(options);
    fault = highlight_choose(arena, options, dataset, deal, request);
    if (fault)
        return fault;
    request->loops = str_equals(options->loops, "firm") ? FLOW_LOOPS_FIRM : FLOW_LOOPS_LIVE;
    request->lists_loops = true;
    request->changes = index_among(options->changes, changes, 2, CHANGES_MARKED);
    request->direction = direction_choose(options, request->width);
    request->scale = index_among(options->axis, scales, 3, 0);
    request->deal = deal;
    request->by = index_among(options->by, series, BY_COUNT, BY_CHOSEN);
    request->deal_class =
        options->deal_class ? (enum deal_class)class_find(options->deal_class) : CLASS_COUNT;
    request->bucket = options->bucket ? (enum bucket)bucket_find(options->bucket) : BUCKET_COUNT;
    request->most = (size_t)options->most;
    request->parties_most = options->parties_most;
    request->group = GROUP_CLASS;
    request->framed = true;
    return where_choose(arena, options, dataset, &request->where);
}

/* What in the flow contradicts something else, or would do nothing; NULL: nothing */
static const char *flow_fault(const struct options *options)
{
    const char *word = options->highlight;
    bool loops = !word || str_equals(word, "loops") || str_starts(word, "loop:");
    if (options->party && !str_equals(word, "party"))
        return "--party is for the valuation, or for the flow and the matrix with --highlight party";
    if (options->deal && !str_equals(word, "deal"))
        return "--deal is for the flow and the matrix with --highlight deal";
    if (options->loops && !loops)
        return "--loops chooses whose loops are drawn, and --highlight asks for none";
    return NULL;
}

/* "the flow, the matrix and the valuation": all kinds that take it, or (0) all */
static const char *kinds_that(struct arena *arena, unsigned takes)
{
    struct str out = str_init(arena);
    size_t count, left = 0;
    const char *const *kinds = figure_kinds(&count);
    for (size_t i = 0; i < count; i++)
        left += takes == 0 || (figure_takes((enum figure_kind)i) & takes);
    for (size_t i = 0; i < count; i++) {
        if (takes && !(figure_takes((enum figure_kind)i) & takes))
            continue;
        str_printf(&out, "%s%s%s",
            out.length == 0 ? ""
            : left == 1     ? " and "
                            : ", ",
            str_equals(kinds[i], "keyfigures") ? "" : "the ", kinds[i]);
        left--;
    }
    return str_text(&out);
}

/* What this kind does not take, or lacks; NULL: nothing */
static const char *takes_fault(struct arena *arena, const struct options *options, enum figure_kind kind)
{
    const struct {
        const char *name;
        unsigned takes;
        bool given;
    } asked[] = {{"--party", TAKES_PARTY, options->party}, {"--deal", TAKES_DEAL, options->deal},
        {"--where", TAKES_WHERE, options->where}, {"--since", TAKES_SINCE, options->since},
        {"--axis", TAKES_SCALE, options->axis}, {"--by", TAKES_BY, options->by},
        {"--metric", TAKES_METRIC, options->metric}, {"--class", TAKES_CLASS, options->deal_class},
        {"--bucket", TAKES_BUCKET, options->bucket}, {"--max", TAKES_MOST, options->most > 0},
        {"--highlight", TAKES_HIGHLIGHT, options->highlight},
        {"--max-parties", TAKES_HIGHLIGHT, options->parties_most},
        {"--height", TAKES_HEIGHT, options->height > 0},
        {"--size", TAKES_HEIGHT, options->page || options->size_width > 0}};
    unsigned takes = figure_takes(kind);
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        if (asked[i].given && !(takes & asked[i].takes))
            return arena_printf(arena, "%s does nothing for '%s': it is for %s", asked[i].name,
                figure_kind_name(kind), kinds_that(arena, asked[i].takes));
    if ((takes & NEEDS_SINCE) && !options->since)
        return arena_printf(
            arena, "'%s' compares two editions: --since OLD names the older one", figure_kind_name(kind));
    if ((takes & NEEDS_DEAL) && !options->deal)
        return arena_printf(arena, "'%s' shows one deal: --deal ID names it", figure_kind_name(kind));
    return NULL;
}

/* What contradicts --kit; NULL: nothing */
static const char *kit_fault(const struct options *options)
{
    if (!options->kit)
        return NULL;
    if (options->output || options->formats)
        return "--kit DIR says which files there are and where; it goes without --output and --format";
    if (options->target || options->pixel_ratio > 0)
        return "--kit has a picture for each place; it goes without --target and --scale";
    if (options->height > 0 || options->page || options->size_width > 0)
        return "--kit has pictures of several sizes; it takes --width, of figure.svg and figure@2x.png";
    return NULL;
}

/* What contradicts --target, or does nothing beside it; NULL: nothing */
static const char *target_fault(const struct options *options, unsigned format)
{
    bool sized = options->width > 0 || options->height > 0 || options->page || options->size_width > 0;
    if (options->pixel_ratio > 0 && format != FORMAT_PNG)
        return "--scale is for PNG: all else has no pixels";
    if (!options->target)
        return NULL;
    if (format != FORMAT_PNG)
        return "--target is for PNG: -f png, or a file that ends in .png";
    if (sized)
        return "--target says how large the figure is; it goes without --width, --height and --size";
    return options_target_fault(options);
}

/* An option that would do nothing is an error: who gave it expects something. */
static const char *effects_fault(
    struct arena *arena, const struct options *options, enum figure_kind kind, unsigned format)
{
    bool is_flow = kind == FIGURE_FLOW || kind == FIGURE_MATRIX;
    const char *fault = takes_fault(arena, options, kind);
    const char *direction = options->direction ? options->direction : "";
    bool panels = str_equals(options->changes, "panels");
    bool has_size = options->page || options->size_width > 0, has_height = has_size || options->height > 0;
    if (!fault && is_flow)
        fault = flow_fault(options);
    if (fault)
        return fault;
    if (options->changes && (!options->since || kind != FIGURE_FLOW))
        return "--changes is for the flow with --since OLD";
    if (panels && options->direction)
        return "panels have no --direction: both run to the right";
    if (panels && has_height)
        return "two panels choose their height; they take --width";
    if (options->direction && kind != FIGURE_FLOW)
        return "only the flow has a --direction";
    if (options->loops && kind != FIGURE_FLOW)
        return "only the flow has --loops";
    if (has_height && (format == FORMAT_JSON || format == FORMAT_CSV))
        return "numbers have no height: JSON and CSV take --width at most";
    if (has_height && format == FORMAT_HTML)
        return "a figure in HTML is as high as the column it stands in makes it; it takes --width";
    if (has_height && str_equals(direction, "down"))
        return "a flow that runs down chooses its height; it takes --width";
    if (has_size && (options->width > 0 || options->height > 0))
        return "--size says width and height; it does not go with --width or --height";
    if (options->page && (options->size_width > 0 || format != FORMAT_PDF))
        return "a page is for PDF; --size WIDTHxHEIGHT, in px, is for SVG and PNG as well";
    if (kit_fault(options))
        return kit_fault(options);
    if (!options->kit && target_fault(options, format))
        return target_fault(options, format);
    if (options->linearised && (options->kit || format != FORMAT_PDF))
        return "--linearize is about PDFs: add -f pdf";
    if (options->follows && !options->kit && format != FORMAT_SVG && format != FORMAT_HTML)
        return "--theme auto is for SVG and HTML; a PNG or a PDF is light or dark wherever it is shown";
    return NULL;
}

static const char *unknown_kind(struct arena *arena, const struct options *options)
{
    size_t count;
    const char *const *kinds = figure_kinds(&count);
    const char *near = suggest_nearest(options->kind, kinds, count);
    return arena_printf(arena, "unknown figure '%s'; %s%s%s", options->kind,
        near ? "did you mean '" : "there are ", near ? near : kinds_that(arena, 0), near ? "'?" : "");
}

const char *drawing_fault(struct arena *arena, const struct options *options, struct drawing *drawing)
{
    int kind = figure_kind_find(options->kind);
    if (kind < 0)
        return unknown_kind(arena, options);
    drawing->request =
        (struct figure_request){.kind = (enum figure_kind)kind, .party = NO_INDEX, .deal = NO_INDEX};
    const char *fault = format_choose(options, &drawing->format);
    return fault ? fault : effects_fault(arena, options, drawing->request.kind, drawing->format);
}

bool drawing_begin(const struct session *session, struct arena *arena, const struct job *job,
    struct drawing *drawing, struct diags *diags, const char **fault)
{
    const struct options *options = session->options;
    struct figure_request *request = &drawing->request;
    *fault = NULL;
    const struct dataset *dataset = session_load_job(session, arena, job, diags);
    const struct dataset *old = options->since ? edition_load(session, arena, options->since, diags) : NULL;
    if (!dataset || (options->since && !old))
        return false;
    session_set_manner(session, arena);
    *fault = figure_choose(arena, options, dataset, request);
    if (*fault)
        return false;
    const struct facts *facts = facts_derive(arena, dataset, request->level);
    drawing->context = (struct figure_context){.arena = arena,
        .text = session->text,
        .house = session->house,
        .engine = session->engine,
        .facts = facts,
        .changes = old ? editions_compare(arena, old, facts, diags) : NULL,
        .diags = diags};
    const char *what = arena_printf(arena, "figure %s", options->kind);
    drawing->writing = writing_begin(session, arena, dataset, what, diags);
    return true;
}

bool drawing_bytes(const struct drawing *drawing, struct bytes *bytes)
{
    const struct writing *writing = &drawing->writing;
    int target = figure_target_find(writing->session->options->target);
    return target < 0 ? figure_bytes(writing, &drawing->context, &drawing->request, drawing->format, bytes)
                      : figure_target_bytes(
                            writing, &drawing->context, &drawing->request, (enum figure_target)target, bytes);
}
