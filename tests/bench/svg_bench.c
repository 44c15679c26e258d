/* SPDX-License-Identifier: MIT */
/*
 * svg_bench: CPU of writing each figure of the samples as SVG, in one process and after its scene is drawn:
 * without a font, with fonts embedded (the same letters again, and as the first time), as outlines; beside
 * cairo's SVG surface drawing the same scene, and rsvg-convert drawing our file. Then as PNG, 1200 pixels
 * wide, beside cairo drawing alone, and cairo drawing and packing through libpng. Prints; never fails.
 */
#include "dataset_load.h"
#include "figure.h"
#include "output.h"
#include "paint.h"
#include "support.h"

#include <cairo-svg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { RUNS = 21, RSVG_RUNS = 3, WIDTH = 510 };

/* What a figure may take, milliseconds */
static const double PLAIN_AIM = 1, EMBED_AIM = 5, PNG_AIM = 30;
static const double PNG_WIDTH = 1200; /* pixels */

static double cpu_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double children_now(void)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_value);
    return values[count / 2];
}

struct cost {
    double time; /* milliseconds */
    size_t bytes;
};

static struct cost ours(struct text *text, const struct scene *scene, enum svg_text mode, struct bytes *kept)
{
    double times[RUNS];
    struct cost cost = {0};
    for (int run = 0; run < RUNS; run++) {
        struct arena *arena = arena_create();
        struct diags *diags = diags_create();
        struct svg_options options = {.text = mode};
        struct bytes svg;
        double start = cpu_now();
        if (!svg_write(arena, text, scene, &options, &svg, diags))
            abort();
        times[run] = cpu_now() - start;
        cost.bytes = svg.length;
        if (kept && !run) {
            unsigned char *copy = malloc(svg.length);
            memcpy(copy, svg.at, svg.length);
            *kept = (struct bytes){copy, svg.length};
        }
        diags_destroy(diags);
        arena_destroy(arena);
    }
    cost.time = median(times, RUNS);
    return cost;
}

static cairo_status_t bytes_count(void *count, const unsigned char *data, unsigned length)
{
    (void)data;
    *(size_t *)count += length;
    return CAIRO_STATUS_SUCCESS;
}

static struct cost cairos(const struct scene *scene)
{
    double times[RUNS];
    struct cost cost = {0};
    for (int run = 0; run < RUNS; run++) {
        cost.bytes = 0;
        double start = cpu_now();
        cairo_surface_t *surface = cairo_svg_surface_create_for_stream(
            bytes_count, &cost.bytes, scene_width(scene), scene_height(scene));
        cairo_t *cairo = cairo_create(surface);
        scene_paint_cairo(scene, theme_light(), cairo);
        cairo_destroy(cairo);
        cairo_surface_finish(surface);
        cairo_surface_destroy(surface);
        times[run] = cpu_now() - start;
    }
    cost.time = median(times, RUNS);
    return cost;
}

static struct cost ours_png(const struct scene *scene)
{
    double times[RUNS];
    struct cost cost = {0};
    for (int run = 0; run < RUNS; run++) {
        struct arena *arena = arena_create();
        struct diags *diags = diags_create();
        struct png_options options = {.scale = PNG_WIDTH / scene_width(scene)};
        struct bytes png;
        double start = cpu_now();
        if (!png_write(arena, scene, &options, &png, diags))
            abort();
        times[run] = cpu_now() - start;
        cost.bytes = png.length;
        diags_destroy(diags);
        arena_destroy(arena);
    }
    cost.time = median(times, RUNS);
    return cost;
}

static struct cost cairos_png(const struct scene *scene, bool packed)
{
    double times[RUNS], scale = PNG_WIDTH / scene_width(scene);
    struct cost cost = {0};
    for (int run = 0; run < RUNS; run++) {
        cost.bytes = 0;
        double start = cpu_now();
        cairo_surface_t *surface = cairo_image_surface_create(
            CAIRO_FORMAT_RGB24, (int)PNG_WIDTH, (int)(scene_height(scene) * scale));
        cairo_t *cairo = cairo_create(surface);
        cairo_set_source_rgb(cairo, 1, 1, 1);
        cairo_paint(cairo);
        cairo_scale(cairo, scale, scale);
        scene_paint_cairo(scene, theme_light(), cairo);
        cairo_destroy(cairo);
        if (packed)
            cairo_surface_write_to_png_stream(surface, bytes_count, &cost.bytes);
        cairo_surface_destroy(surface);
        times[run] = cpu_now() - start;
    }
    cost.time = median(times, RUNS);
    return cost;
}

static void pixels_measure(const char *name, const struct scene *scene)
{
    struct cost own = ours_png(scene), drawn = cairos_png(scene, false), cairo = cairos_png(scene, true);
    printf("%-11s 1200 x %4.0f %7.2f%s %7.2f %7.2f   %5.2f   %7zu %7zu\n", name,
        PNG_WIDTH / scene_width(scene) * scene_height(scene), own.time, own.time > PNG_AIM ? "*" : " ",
        drawn.time, cairo.time, own.time / cairo.time, own.bytes, cairo.bytes);
}

/* CPU of a process of rsvg-convert; −1 where there is none */
static double rsvg(struct bytes svg)
{
    char path[] = "/tmp/svg_bench_XXXXXX", command[100];
    double times[RSVG_RUNS];
    int file = mkstemp(path);
    bool good = file >= 0 && write(file, svg.at, svg.length) == (ssize_t)svg.length;
    snprintf(command, sizeof command, "rsvg-convert %s >/dev/null 2>&1", path);
    for (int run = 0; good && run < RSVG_RUNS; run++) {
        double start = children_now();
        good = system(command) == 0;
        times[run] = children_now() - start;
    }
    if (file >= 0) {
        close(file);
        unlink(path);
    }
    return good ? median(times, RSVG_RUNS) : -1;
}

static void scene_measure(
    struct text *text, const char *name, const struct scene *scene, double start_up, struct cost sums[3])
{
    struct bytes svg;
    struct cost plain = ours(text, scene, SVG_TEXT_PLAIN, &svg),
                embed = ours(text, scene, SVG_TEXT_EMBED, NULL),
                outline = ours(text, scene, SVG_TEXT_OUTLINE, NULL), cairo = cairos(scene);
    double drawn = rsvg(svg) - start_up;
    free((void *)svg.at);
    printf("%-11s %6.2f%s %7.2f%s %8.2f %7.2f %6.1f   %5.2f %5.2f %5.2f   %6zu %6zu %7zu %7zu\n", name,
        plain.time, plain.time > PLAIN_AIM ? "*" : " ", embed.time, embed.time > EMBED_AIM ? "*" : " ",
        outline.time, cairo.time, drawn, plain.time / cairo.time, embed.time / cairo.time,
        outline.time / cairo.time, plain.bytes, embed.bytes, outline.bytes, cairo.bytes);
    sums[0].time += plain.time;
    sums[1].time += embed.time;
    sums[2].time += cairo.time;
}

struct edition {
    const struct facts *facts;
    const struct changes *changes;
};

static const struct facts *facts_load(struct arena *arena, const char *path)
{
    struct diags *diags = diags_create();
    const struct dataset *dataset = dataset_load(arena, path, source_file(arena, path), diags);
    diags_destroy(diags);
    if (!dataset)
        abort();
    return facts_derive(arena, dataset, LEVEL_PARENT);
}

static const struct scene *figure_scene(struct arena *arena, struct text *text, struct flow_engine *engine,
    const struct edition *source, enum figure_kind kind)
{
    struct diags *diags = diags_create();
    struct figure_context context = {.arena = arena,
        .text = text,
        .engine = engine,
        .facts = source->facts,
        .diags = diags,
        .changes = source->changes};
    struct figure_request request = {.kind = kind,
        .id = figure_kind_name(kind),
        .width = WIDTH,
        .party = NO_INDEX,
        .level = LEVEL_PARENT,
        .deal = kind == FIGURE_DEAL ? 0 : NO_INDEX,
        .deal_class = CLASS_COUNT,
        .bucket = BUCKET_COUNT,
        .framed = true};
    const struct scene *scene = figure_draw(&context, &request);
    diags_destroy(diags);
    return scene;
}

static void kinds_measure(struct arena *arena, struct text *text)
{
    struct flow_engine *engine = flow_engine_create();
    const struct facts *sample = facts_load(arena, "samples/openai-amazon-2025-12.json"),
                       *deals = facts_load(arena, "samples/ai-deals-2025-12.json"),
                       *before = facts_load(arena, "tests/editions/old.json"),
                       *after = facts_load(arena, "tests/editions/new.json");
    const struct edition sources[] = {
        {sample, NULL}, {deals, NULL}, {after, changes_derive(arena, before, after)}};
    static const char empty[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"680\" height=\"400\"/>";
    double start_up = rsvg((struct bytes){(const unsigned char *)empty, sizeof empty - 1});
    struct cost sums[3] = {0};
    size_t count;
    const char *const *names = figure_kinds(&count);
    const struct scene **scenes = arena_array(arena, const struct scene *, count);
    printf("%-11s %7s %8s %8s %7s %6s   %17s   %30s\n", "CPU ms", "plain", "embed", "outline", "cairo",
        "rsvg", "ratios to cairo", "bytes: plain, embed, outline, cairo");
    for (size_t kind = 0; kind < count; kind++) {
        const struct edition *source =
            figure_takes((enum figure_kind)kind) & NEEDS_SINCE ? &sources[2] : sources;
        const struct scene *scene = figure_scene(arena, text, engine, source, (enum figure_kind)kind);
        if (!scene)
            scene = figure_scene(arena, text, engine, &sources[1], (enum figure_kind)kind);
        if (scene)
            scene_measure(text, names[kind], scene, start_up, sums);
        scenes[kind] = scene;
    }
    const struct scene *large = figure_scene(arena, text, engine, &sources[1], FIGURE_MATRIX);
    if (large)
        scene_measure(text, "matrix (59)", large, start_up, sums);
    printf("all: plain %.1f, embed %.1f, cairo %.1f ms; aims: %.0f and %.0f ms a figure (* over). rsvg: its "
           "process "
           "without the %.0f ms that an empty drawing takes.\n",
        sums[0].time, sums[1].time, sums[2].time, PLAIN_AIM, EMBED_AIM, start_up);
    printf("\n%-11s %11s %7s %8s %7s   %5s   %15s\n", "CPU ms", "pixels", "png", "drawing", "libpng", "ratio",
        "bytes");
    for (size_t kind = 0; kind < count; kind++)
        if (scenes[kind])
            pixels_measure(names[kind], scenes[kind]);
    if (large)
        pixels_measure("matrix (59)", large);
    printf("libpng: cairo draws and packs; ratio: to it; aim: %.0f ms for 1200 x 800 (* over)\n", PNG_AIM);
    flow_engine_destroy(engine);
}

int main(void)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct text *text = text_create(source_path(arena, "fonts"), NULL, diags);
    kinds_measure(arena, text);
    text_destroy(text);
    diags_destroy(diags);
    arena_destroy(arena);
    return 0;
}
