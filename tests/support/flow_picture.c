/* SPDX-License-Identifier: MIT */
/*
 * flow_picture: DATASET WIDTH OUT.png [HEIGHT] — one flow diagram as a picture, for looking at while working
 * on it. OUT may end in .json (geometry) or .scene (exact dump) as well. Prints diagnostics and the
 * milliseconds it took.
 */
#include "dataset_load.h"
#include "flow.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void print_diags(struct diags *diags)
{
    size_t count;
    const struct diag *sorted = diags_sorted(diags, &count);
    for (size_t i = 0; i < count; i++)
        if (sorted[i].code == DIAG_CROWDED || sorted[i].code == DIAG_BELOW_HAIRLINE ||
            diag_code_severity(sorted[i].code) == DIAG_SEVERITY_ERROR)
            printf("%s:%d:%d: %s [%s]\n", sorted[i].place.file, sorted[i].place.line, sorted[i].place.column,
                sorted[i].sentence, diag_code_text(sorted[i].code));
}

static struct bytes picture(
    struct arena *arena, const struct flow_plan *plan, const char *out, double width, struct diags *diags)
{
    struct bytes bytes = {0};
    struct scene *inner = scene_create(arena, width, flow_plan_height(plan));
    flow_draw(plan, inner);
    if (strstr(out, ".png") != NULL) {
        struct scene *scene = scene_create(arena, width + 24, flow_plan_height(plan) + 24);
        scene_place(scene, inner, 12, 12);
        png_write(arena, scene, &(struct png_options){.scale = 2.6}, &bytes, diags);
        return bytes;
    }
    struct str text = str_init(arena);
    if (strstr(out, ".json") != NULL)
        flow_write_json(plan, &text);
    else
        scene_dump(inner, &text);
    return (struct bytes){(const unsigned char *)str_text(&text), text.length};
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 64;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct bytes bytes = {0};
    const char *fonts = getenv("DEALBRIEF_FONTS");
    struct text *text = text_create(fonts != NULL ? fonts : "fonts", NULL, diags);
    struct flow_engine *engine = flow_engine_create();
    const struct dataset *dataset = NULL;
    if (file_read(arena, argv[1], SIZE_MAX, &bytes, diags))
        dataset = dataset_load(arena, argv[1], bytes, diags);
    if (dataset != NULL && text != NULL) {
        const struct facts *facts = facts_derive(arena, dataset, LEVEL_PARENT);
        struct flow_options options = {
            .width = strtod(argv[2], NULL), .height = argc > 4 ? strtod(argv[4], NULL) : 0};
        double start = milliseconds();
        struct flow_plan *plan = flow_plan_make(arena, engine, text, facts, &options, diags);
        double planned = milliseconds();
        if (plan != NULL) {
            struct file_output output = {argv[3], picture(arena, plan, argv[3], options.width, diags)};
            file_write_all(arena, &output, 1, diags);
            printf("%s %g x %g, plan %.1f ms\n", argv[3], options.width, flow_plan_height(plan),
                planned - start);
            printf("%s\n%s\n", flow_subtitle(arena, plan), flow_describe(arena, plan));
            struct strings loops = flow_loop_sentences(arena, facts, &facts->live, 5);
            for (size_t i = 0; i < loops.count; i++)
                printf("* %s\n", loops.at[i]);
        }
    }
    print_diags(diags);
    flow_engine_destroy(engine);
    text_destroy(text);
    diags_destroy(diags);
    arena_destroy(arena);
    return 0;
}
