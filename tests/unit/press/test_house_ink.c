/* SPDX-License-Identifier: MIT */
/*
 * Every word of every figure and page can be read in every theme that ships, light and dark: the colour of a
 * text is measured on what lies under it, at its start, its middle and its end.
 */
#include "support.h"

#include "brief.h"
#include "contrast.h"
#include "dataset_load.h"
#include "house_load.h"

#include <math.h>
#include <string.h>

/* All kinds of figures, and what stands in words beside them */
static const char all_template[] =
    "# {{ dataset.title }}\n\n:::standfirst\nMoney, and [where](https://example.com/a) it goes.\n:::\n\n"
    "::keyfigures\n\n## Figures\n\n::flow\n::matrix\n::valuation{party=openai}\n::twoway\n::schedule\n"
    "::timeline\n::range{deal=amazon-equity}\n::exposure\n::multiples\n::tornado\n::lifecycle\n"
    "::deal{deal=amazon-equity}\n::table\n::bridge\n::changes\n::loops\n::rights\n::disputes\n::notes\n"
    "## Sources\n::sources\n::method\n";

struct look {
    const char *name;
    struct theme theme;
};

static const char *const theme_names[] = {"house", "salmon", "ink", "night", "letter-landscape"};
enum { LOOKS = 2 * sizeof theme_names / sizeof *theme_names };

struct bench {
    struct arena *arena;
    struct diags *diags;
    struct text *text;
    struct flow_engine *engine;
    struct look looks[LOOKS];
};

static void bench_open(struct bench *bench)
{
    *bench = (struct bench){.arena = arena_create(), .diags = diags_create()};
    bench->text = text_create(source_path(bench->arena, "fonts"), NULL, bench->diags);
    bench->engine = flow_engine_create();
    assert_non_null(bench->text);
    for (size_t i = 0; i < LOOKS; i += 2) {
        const char *name = theme_names[i / 2];
        const char *path = arena_printf(bench->arena, "templates/themes/%s.json", name);
        const struct house *house =
            house_load(bench->arena, path, source_path(bench->arena, "templates/themes"),
                source_file(bench->arena, path), NULL, bench->diags);
        assert_non_null(house);
        bench->looks[i] = (struct look){arena_printf(bench->arena, "%s, light", name), house->light};
        bench->looks[i + 1] = (struct look){arena_printf(bench->arena, "%s, dark", name), house->dark};
    }
}

static void bench_close(struct bench *bench)
{
    flow_engine_destroy(bench->engine);
    text_destroy(bench->text);
    diags_destroy(bench->diags);
    arena_destroy(bench->arena);
}

struct point {
    double x, y;
};

/* What was painted so far, in the scene's coordinates */
struct ground {
    struct point *at;
    size_t count;
    struct paint paint;
};

enum { GROUNDS_MOST = 20000, DEPTH_MOST = 64, CURVE_STEPS = 8 };
#define CONTRAST_LEAST 4.5 /* WCAG 2.2, small text */

struct sheet {
    struct arena *arena;
    struct ground *grounds;
    size_t count;
};

static void ground_add(struct ground *ground, double x, double y)
{
    ground->at[ground->count++] = (struct point){x, y};
}

static void sheet_take(struct sheet *sheet, const struct scene_item *item, struct point origin)
{
    if (item->paint.fill.role == ROLE_NONE && item->paint.hatch.role == ROLE_NONE)
        return;
    assert_true(sheet->count < GROUNDS_MOST);
    struct ground *ground = &sheet->grounds[sheet->count++];
    *ground = (struct ground){
        arena_alloc(sheet->arena, (item->segment_count + 1) * CURVE_STEPS * sizeof(struct point)), 0,
        item->paint};
    struct point last = {0};
    for (size_t i = 0; i < item->segment_count; i++) {
        const struct segment *s = &item->segments[i];
        if (s->kind == SEGMENT_CLOSE)
            continue;
        for (int step = 1; s->kind == SEGMENT_CURVE && step < CURVE_STEPS; step++) {
            double t = (double)step / CURVE_STEPS, u = 1 - t;
            ground_add(ground,
                origin.x + u * u * u * last.x + 3 * u * u * t * s->x1 + 3 * u * t * t * s->x2 +
                    t * t * t * s->x,
                origin.y + u * u * u * last.y + 3 * u * u * t * s->y1 + 3 * u * t * t * s->y2 +
                    t * t * t * s->y);
        }
        ground_add(ground, origin.x + s->x, origin.y + s->y);
        last = (struct point){s->x, s->y};
    }
}

static bool ground_holds(const struct ground *ground, struct point p)
{
    bool inside = false;
    for (size_t i = 0, j = ground->count - 1; i < ground->count; j = i++) {
        struct point a = ground->at[i], b = ground->at[j];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside;
}

static struct rgb mixed(struct rgb under, struct rgb over, double transparency)
{
    double part = 1 - transparency;
    return (struct rgb){under.red + (over.red - under.red) * part,
        under.green + (over.green - under.green) * part, under.blue + (over.blue - under.blue) * part};
}

/* The least ratio of the ink on what lies under the point: hatching counts as a ground of its own */
static double ratio_at(const struct sheet *sheet, const struct theme *theme, struct rgb ink, struct point p)
{
    struct rgb ground = theme->colours[ROLE_PAPER], hatch = ground;
    for (size_t i = 0; i < sheet->count; i++) {
        const struct ground *over = &sheet->grounds[i];
        if (!over->count || !ground_holds(over, p))
            continue;
        if (over->paint.fill.role != ROLE_NONE)
            hatch = ground =
                mixed(ground, theme_colour(theme, over->paint.fill), over->paint.fill.transparency);
        if (over->paint.hatch.role != ROLE_NONE)
            hatch = mixed(ground, theme_colour(theme, over->paint.hatch), over->paint.hatch.transparency);
    }
    return fmin(contrast_ratio(ink, ground), contrast_ratio(ink, hatch));
}

static double text_ratio(
    const struct sheet *sheet, const struct theme *theme, const struct scene_item *item, struct point origin)
{
    struct rgb ink = theme_colour(theme, item->colour);
    if (item->halo.role != ROLE_NONE)
        return contrast_ratio(ink, theme_colour(theme, item->halo));
    double width = item->run->width, least = 21;
    for (int i = 1; i <= 3; i++) {
        struct point p = {origin.x + item->x +
                              width * (i == 1      ? 0.05
                                          : i == 2 ? 0.5
                                                   : 0.95),
            origin.y + item->y - 0.3 * item->run->style.size};
        least = fmin(least, ratio_at(sheet, theme, ink, p));
    }
    return least;
}

struct finding {
    size_t texts;
    struct str faint; /* a line for each that is hard to read */
};

static void text_check(struct finding *finding, const struct bench *bench, const struct sheet *sheet,
    const struct scene_item *item, struct point origin)
{
    finding->texts++;
    for (size_t i = 0; i < LOOKS; i++) {
        double ratio = text_ratio(sheet, &bench->looks[i].theme, item, origin);
        if (ratio < CONTRAST_LEAST)
            str_printf(&finding->faint, "%s: '%s' (%s %.2f) has %.2f to 1\n", bench->looks[i].name,
                item->run->string, role_name(item->colour.role), (double)item->colour.shade, ratio);
    }
}

static void scene_check(struct finding *finding, const struct bench *bench, const struct scene *scene)
{
    struct arena *arena = arena_create();
    struct sheet sheet = {arena, arena_alloc(arena, GROUNDS_MOST * sizeof(struct ground)), 0};
    struct point origins[DEPTH_MOST] = {{0, 0}};
    size_t count, depth = 0;
    const struct scene_item *items = scene_items(scene, &count);
    for (size_t i = 0; i < count; i++) {
        struct point here = origins[depth];
        if (items[i].kind == SCENE_GROUP_BEGIN) {
            assert_true(++depth < DEPTH_MOST);
            origins[depth] = (struct point){here.x + items[i].group.x, here.y + items[i].group.y};
        } else if (items[i].kind == SCENE_GROUP_END) {
            depth--;
        } else if (items[i].kind == SCENE_PATH) {
            sheet_take(&sheet, &items[i], here);
        } else if (items[i].kind == SCENE_TEXT && items[i].run->width > 0) {
            text_check(finding, bench, &sheet, &items[i], here);
        }
    }
    arena_destroy(arena);
}

static struct finding editions_check(struct bench *bench, const char *old, const char *new)
{
    const struct facts *facts[2];
    for (int i = 0; i < 2; i++) {
        const char *path = i ? new : old;
        const struct dataset *dataset =
            dataset_load(bench->arena, path, source_file(bench->arena, path), bench->diags);
        assert_non_null(dataset);
        facts[i] = facts_derive(bench->arena, dataset, LEVEL_PARENT);
    }
    struct bytes source = {(const unsigned char *)all_template, strlen(all_template)};
    struct brief_input input = {.arena = bench->arena,
        .text = bench->text,
        .engine = bench->engine,
        .dataset = facts[1]->dataset,
        .facts = facts[1],
        .template = template_parse(bench->arena, "t.md", source, NULL, bench->diags),
        .changes = changes_derive(bench->arena, facts[0], facts[1]),
        .diags = bench->diags};
    const struct brief *brief = input.template ? brief_make(&input) : NULL;
    if (!brief)
        fail_msg("%s", diags_brief(bench->arena, bench->diags));
    struct finding finding = {.faint = str_init(bench->arena)};
    for (size_t i = 0; i < brief->page_count; i++)
        scene_check(&finding, bench, brief->pages[i]);
    return finding;
}

static void test_ink(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    struct finding finding = editions_check(
        &bench, "samples/editions/openai-amazon-2025-12-10.json", "samples/openai-amazon-2025-12.json");
    if (finding.faint.length)
        fail_msg("%s", str_text(&finding.faint));
    assert_true(finding.texts > 500);
    bench_close(&bench);
}

/* A measure that finds nothing proves nothing: words on their own colour, on a hatch, and through a veil */
static void test_measure(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    const struct text_run *run = text_shape(bench.text, theme_style(STYLE_BODY), "Words");
    struct scene *scene = scene_create(bench.arena, 100, 100);
    struct colour ink = {ROLE_INK, 0, 0};
    scene_text(scene, run, 10, 20, ALIGN_START, ink);
    struct finding finding = {.faint = str_init(bench.arena)};
    scene_check(&finding, &bench, scene);
    assert_int_equal(finding.faint.length, 0);
    struct paint paints[] = {
        {.fill = ink}, {.fill = {ROLE_PAPER, 0, 0}, .hatch = ink}, {.fill = {ROLE_INK, 0, 0.4F}}};
    for (size_t i = 0; i < sizeof paints / sizeof *paints; i++) {
        scene = scene_create(bench.arena, 100, 100);
        scene_begin(scene, (struct scene_group){.x = 5});
        scene_rounded(scene, 0, 0, 90, 30, 8);
        scene_paint(scene, paints[i]);
        scene_text(scene, run, 10, 20, ALIGN_START, ink);
        scene_text_halo(scene, run, 10, 20, ALIGN_START, ink, (struct colour){ROLE_PAPER, 0, 0}, 2);
        scene_end(scene);
        finding = (struct finding){.faint = str_init(bench.arena)};
        scene_check(&finding, &bench, scene);
        size_t lines = 0;
        for (const char *at = str_text(&finding.faint); *at; at++)
            lines += *at == '\n';
        assert_int_equal(lines, LOOKS); /* one of the two texts, in every look */
    }
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_ink), cmocka_unit_test(test_measure)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
