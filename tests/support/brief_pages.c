/* SPDX-License-Identifier: MIT */
/*
 * brief_pages: DATASET TEMPLATE OUT-STEM [SCALE] — the pages of a briefing as pictures and its figures with
 * their frames, for looking at while working on them. Prints diagnostics.
 */
#include "brief.h"
#include "dataset_load.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct workshop {
    struct arena *arena;
    struct diags *diags;
    struct text *text;
    struct flow_engine *engine;
    const char *stem;
    double scale;
};

static void print_diags(struct diags *diags)
{
    size_t count;
    const struct diag *sorted = diags_sorted(diags, &count);
    for (size_t i = 0; i < count; i++)
        printf("%s:%d:%d: %s%s%s [%s]\n", sorted[i].place.file, sorted[i].place.line, sorted[i].place.column,
            sorted[i].sentence, *sorted[i].hint ? "; " : "", sorted[i].hint, diag_code_text(sorted[i].code));
}

static void write_png(const struct workshop *shop, const struct scene *scene, const char *name)
{
    struct file_output output = {arena_printf(shop->arena, "%s-%s.png", shop->stem, name), {0}};
    if (png_write(
            shop->arena, scene, &(struct png_options){.scale = shop->scale}, &output.bytes, shop->diags))
        file_write_all(shop->arena, &output, 1, shop->diags);
}

static void write_pdf(const struct workshop *shop, const struct brief *brief)
{
    struct pdf_options options = {
        brief->title, brief->author, brief->subject, brief->language, "dealbrief", 0};
    struct file_output output = {arena_printf(shop->arena, "%s.pdf", shop->stem), {0}};
    if (pdf_write(shop->arena, brief->pages, brief->page_count, &options, &output.bytes, shop->diags))
        file_write_all(shop->arena, &output, 1, shop->diags);
}

static void write_figures(const struct workshop *shop, const struct brief *brief, const struct facts *facts)
{
    struct figure_context context = {
        shop->arena, shop->text, shop->engine, facts, brief->source_numbers, shop->diags};
    for (size_t i = 0; i < brief->figure_count; i++) {
        struct figure_request request = brief->figures[i].request;
        request.framed = true;
        request.width = 600;
        struct scene *scene = figure_draw(&context, &request);
        if (scene)
            write_png(shop, scene, request.id);
    }
}

static void make(const struct workshop *shop, const struct dataset *dataset, const struct template *template)
{
    const struct facts *facts = facts_derive(shop->arena, dataset, LEVEL_PARENT);
    struct brief_input input = {shop->arena, shop->text, shop->engine, dataset, facts, template, shop->diags};
    const struct brief *brief = brief_make(&input);
    if (!brief)
        return;
    for (size_t i = 0; i < brief->page_count; i++)
        write_png(shop, brief->pages[i], arena_printf(shop->arena, "%zu", i + 1));
    write_pdf(shop, brief);
    write_figures(shop, brief, facts);
    printf("%zu pages, %zu figures\n", brief->page_count, brief->figure_count);
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 64;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    const char *fonts = getenv("DEALBRIEF_FONTS");
    struct workshop shop = {arena, diags, text_create(fonts ? fonts : "fonts", NULL, diags),
        flow_engine_create(), argv[3], argc > 4 ? strtod(argv[4], NULL) : 1.6};
    struct bytes data = {0}, source = {0};
    if (shop.text && file_read(arena, argv[1], SIZE_MAX, &data, diags) &&
        file_read(arena, argv[2], SIZE_MAX, &source, diags)) {
        const struct dataset *dataset = dataset_load(arena, argv[1], data, diags);
        const struct template *template = template_parse(arena, argv[2], source, NULL, diags);
        if (dataset && template)
            make(&shop, dataset, template);
    }
    print_diags(diags);
    flow_engine_destroy(shop.engine);
    text_destroy(shop.text);
    diags_destroy(diags);
    arena_destroy(arena);
    return 0;
}
