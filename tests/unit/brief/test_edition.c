/* SPDX-License-Identifier: MIT */
/*
 * Whole editions, whatever stands in them: every block is on the pages once and in order, nothing lies
 * outside the margins, what is copied out of the PDF is what the blocks say. For the templates that ship on
 * all samples, and for templates made at random.
 */
#include "desk.h"

#include "output.h"
#include "paginate.h"
#include "process.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *const samples[] = {"samples/openai-amazon-2025-12.json", "samples/ai-deals-2025-12.json",
    "samples/pharma-licensing-2025.json", "samples/flow-22-deals.json"};
enum { SAMPLES = sizeof samples / sizeof *samples };

/* ---- words ---- */

/* Letters and digits alone: line breaks, spaces, hyphens, quotes and dashes are the page's own affair. */
static void letters_append(struct str *out, const char *text)
{
    const char *at = text, *end = text + strlen(text);
    while (at < end) {
        uint32_t code = utf8_next(&at, end);
        bool letter = code < 0x80 ? is_letter((char)code) || is_digit((char)code) || strchr("$%", (int)code)
                                  : (code >= 0xC0 && code < 0x2000) || (code >= 0x3040 && code < 0xE000);
        if (letter && code)
            utf8_append(out, code);
    }
}

static const char *letters_of(struct arena *arena, const char *text)
{
    struct str out = str_init(arena);
    letters_append(&out, text);
    return str_text(&out);
}

/* What is drawn, in the order it is drawn; body: without figures, running heads, footers and notes at the
 * foot */
static const char *pages_letters(struct arena *arena, const struct brief *brief, bool body)
{
    struct str out = str_init(arena);
    for (size_t page = 0; page < brief->page_count; page++) {
        enum tag open[64];
        size_t depth = 0, hidden = 0, count;
        const struct scene_item *items = scene_items(brief->pages[page], &count);
        for (size_t i = 0; i < count; i++) {
            if (items[i].kind == SCENE_GROUP_BEGIN) {
                assert_true(depth < 64);
                open[depth++] = items[i].group.tag;
                hidden += items[i].group.tag == TAG_ARTIFACT || items[i].group.tag == TAG_FIGURE;
            } else if (items[i].kind == SCENE_GROUP_END) {
                depth--;
                hidden -= open[depth] == TAG_ARTIFACT || open[depth] == TAG_FIGURE;
            } else if (items[i].kind == SCENE_TEXT && !(body && hidden)) {
                letters_append(&out, items[i].run->string);
            }
        }
    }
    return str_text(&out);
}

typedef LIST(const char *) words_list;

/* What stands in :::spare, :::found or :::only may be left out: its letters have this before them. */
#define MAY_GO "?"

static bool is_optional(const struct block *block)
{
    return block->directive &&
           (block->directive->name == CONTAINER_SPARE || block->directive->name == CONTAINER_FOUND ||
               block->directive->name == CONTAINER_ONLY);
}

static void blocks_letters(struct arena *arena, const struct block *block, bool may_go, words_list *list)
{
    for (const struct block *child = block->first; child; child = child->next) {
        struct str out = str_init(arena);
        str_append(&out, may_go ? MAY_GO : "");
        for (size_t i = 0; i < child->runs.count; i++)
            if (child->runs.at[i].kind == RUN_TEXT && !child->runs.at[i].superscript)
                letters_append(&out, child->runs.at[i].text);
        if (out.length > (may_go ? strlen(MAY_GO) : 0))
            *list_push(arena, list) = str_text(&out);
        blocks_letters(arena, child, may_go || is_optional(child), list);
    }
}

static words_list source_letters(struct desk *desk, const struct template *template)
{
    struct cited *cited = arena_new(desk->arena, struct cited);
    struct expansion expansion;
    words_list list = {0};
    *cited = cited_number(desk->arena, desk->dataset);
    expansion_init(&expansion, desk->arena, desk->dataset, desk->facts, template, cited, desk->diags);
    blocks_letters(desk->arena, expand_blocks(&expansion), false, &list);
    return list;
}

/* The letters of `word` from `at` on, with figures of sources and daggers between them passed over: behind
 * its end */
static const char *match_from(const char *at, const char *word)
{
    while (*word) {
        if (*at == *word) {
            at++;
            word++;
        } else if (is_digit(*at)) {
            at++;
        } else {
            return NULL;
        }
    }
    return at;
}

static const char *find_after(const char *at, const char *word)
{
    for (; *at; at++) {
        const char *end = *at == *word ? match_from(at, word) : NULL;
        if (end)
            return end;
    }
    return NULL;
}

static void blocks_stand(const char *what, const words_list *blocks, const char *letters, const char *where)
{
    const char *at = letters;
    for (size_t i = 0; i < blocks->count; i++) {
        bool may_go = str_starts(blocks->at[i], MAY_GO);
        const char *end = find_after(at, blocks->at[i] + (may_go ? strlen(MAY_GO) : 0));
        if (!end && may_go)
            continue;
        if (!end && find_after(letters, blocks->at[i]))
            fail_msg("%s: block %zu is out of order on the %s: %s", what, i, where, blocks->at[i]);
        if (!end)
            fail_msg("%s: block %zu does not stand on the %s: %s\nafter: %.200s", what, i, where,
                blocks->at[i], at);
        at = end;
    }
}

/* ---- the PDF ---- */

struct folder {
    char path[64];
    const char *pdf;
};

static void folder_open(struct desk *desk, struct folder *folder)
{
    snprintf(folder->path, sizeof folder->path, "/tmp/dealbrief-edition-XXXXXX");
    assert_non_null(mkdtemp(folder->path));
    folder->pdf = arena_printf(desk->arena, "%s/e.pdf", folder->path);
}

static void folder_close(struct desk *desk, struct folder *folder)
{
    const char *arguments[] = {"rm", "-rf", folder->path, NULL};
    process_run(desk->arena, arguments, NULL);
}

static void pdf_save(struct desk *desk, const struct brief *brief, const struct folder *folder)
{
    struct pdf_options options = {
        brief->title, brief->author, brief->subject, brief->language, "dealbrief", 0};
    struct file_output output = {folder->pdf, {0}};
    assert_true(
        pdf_write(desk->arena, brief->pages, brief->page_count, &options, &output.bytes, desk->diags));
    assert_true(file_write_all(desk->arena, &output, 1, desk->diags));
}

static const char *pdf_letters(struct desk *desk, const struct folder *folder)
{
    const char *arguments[] = {"pdftotext", "-raw", "-enc", "UTF-8", folder->pdf, "-", NULL};
    struct process_result result = process_run(desk->arena, arguments, NULL);
    if (result.exit_code)
        fail_msg("pdftotext: %d", result.exit_code);
    return letters_of(
        desk->arena, arena_strndup(desk->arena, (const char *)result.output.at, result.output.length));
}

static int by_byte(const void *a, const void *b)
{
    return *(const unsigned char *)a - *(const unsigned char *)b;
}

/* The same letters, in whatever order a reader of PDF finds them */
static const char *letters_sorted(struct arena *arena, const char *letters)
{
    char *copy = arena_strdup(arena, letters);
    qsort(copy, strlen(copy), 1, by_byte);
    return copy;
}

/* ---- ink ---- */

enum { DPI = 72 };

/* A grey picture of one page; outside `inside` everything must be paper. */
static void picture_check(const char *what, const char *path, const struct page_format *format)
{
    FILE *file = fopen(path, "rb");
    int width, height, most;
    assert_non_null(file);
    assert_int_equal(fscanf(file, "P5 %d %d %d", &width, &height, &most), 3);
    fgetc(file);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            int grey = fgetc(file);
            bool inside = x >= format->left - 2 && x <= format->width - format->right + 2 && y >= 18 &&
                          y <= format->height - 18;
            if (grey < 250 && !inside)
                fail_msg("%s: ink at %d, %d pt of %s", what, x, y, path);
        }
    fclose(file);
}

static void ink_check(const char *what, struct desk *desk, const struct folder *folder, size_t pages)
{
    const char *stem = arena_printf(desk->arena, "%s/p", folder->path);
    const char *arguments[] = {"pdftoppm", "-r", "72", "-gray", folder->pdf, stem, NULL};
    struct page_format format = page_format_make(false);
    assert_int_equal(process_run(desk->arena, arguments, NULL).exit_code, 0);
    DIR *directory = opendir(folder->path);
    size_t seen = 0;
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (!str_ends(entry->d_name, ".pgm"))
            continue;
        const char *path = arena_printf(desk->arena, "%s/%s", folder->path, entry->d_name);
        picture_check(what, path, &format);
        unlink(path);
        seen++;
    }
    closedir(directory);
    assert_int_equal(seen, pages);
}

/* ---- editions that ship ---- */

static void edition_check(const char *name, const char *source, const char *sample)
{
    struct desk desk;
    struct folder folder;
    desk_open(&desk, sample);
    folder_open(&desk, &folder);
    const char *what = arena_printf(desk.arena, "%s on %s", name, sample);
    const struct template *template = desk_template(&desk, source);
    const struct brief *brief = template ? desk_brief(&desk, source) : NULL;
    if (!brief)
        fail_msg("%s: %s", what, diags_brief(desk.arena, desk.diags));
    words_list blocks = source_letters(&desk, template);
    assert_true(blocks.count > 0);
    blocks_stand(what, &blocks, pages_letters(desk.arena, brief, true), "pages");
    pdf_save(&desk, brief, &folder);
    const char *drawn = letters_sorted(desk.arena, pages_letters(desk.arena, brief, false));
    const char *read = pdf_letters(&desk, &folder);
    if (strcmp(drawn, letters_sorted(desk.arena, read)))
        fail_msg("%s: the PDF holds %zu letters, the pages %zu", what, strlen(read), strlen(drawn));
    ink_check(what, &desk, &folder, brief->page_count);
    folder_close(&desk, &folder);
    desk_close(&desk);
}

static void test_shipped(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    DIR *directory = opendir(source_path(arena, "templates"));
    size_t seen = 0;
    for (struct dirent *entry; (entry = readdir(directory));) {
        /* a card of one deal names its deal, a page of changes wants an older edition: they have tests of
         * their own */
        if (!str_ends(entry->d_name, ".md") || !strcmp(entry->d_name, "deal.md"))
            continue;
        const char *source =
            (const char *)source_file(arena, arena_printf(arena, "templates/%s", entry->d_name)).at;
        for (size_t s = 0; s < SAMPLES; s++)
            edition_check(entry->d_name, source, samples[s]);
        seen++;
    }
    closedir(directory);
    assert_true(seen >= 1);
    arena_destroy(arena);
}

/* ---- editions at random ---- */

struct maker {
    struct str out;
    uint64_t state;
    int blocks; /* so far; each begins with "qNa" and ends with "qNz", in letters alone */
    int columns;
};

static unsigned pick(struct maker *maker, unsigned most)
{
    maker->state = maker->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(maker->state >> 33) % most;
}

static void mark_append(struct str *out, int block, char end)
{
    str_append(out, "q");
    for (int rest = block, i = 0; i < 4; i++, rest /= 16)
        str_char(out, (char)('a' + rest % 16));
    str_char(out, end);
}

static void block_make(struct maker *maker, unsigned words)
{
    static const char *const some[] = {"deal", "of", "compute", "and", "$38B", "the", "incomprehensibilities",
        "a", "**investment**", "*in*", "loops", "—", "“quoted”", "data-centre", "7 %",
        "https://example.com/a/b/c"};
    mark_append(&maker->out, maker->blocks, 'a' + 20);
    for (unsigned i = 0; i < words; i++)
        str_printf(&maker->out, " %s", some[pick(maker, sizeof some / sizeof *some)]);
    str_char(&maker->out, ' ');
    mark_append(&maker->out, maker->blocks++, 'z');
}

static void table_make(struct maker *maker)
{
    unsigned rows = 1 + pick(maker, pick(maker, 4) ? 6 : 40);
    str_append(&maker->out, "| ");
    block_make(maker, 1);
    str_append(&maker->out, " | ");
    block_make(maker, 0);
    str_append(&maker->out, " |\n|---|--:|\n");
    for (unsigned i = 0; i < rows; i++) {
        str_append(&maker->out, "| ");
        block_make(maker, pick(maker, 8));
        str_append(&maker->out, " | ");
        block_make(maker, 0);
        str_append(&maker->out, " |\n");
    }
}

static void list_make(struct maker *maker)
{
    unsigned items = 1 + pick(maker, 6);
    bool ordered = pick(maker, 2);
    for (unsigned i = 0; i < items; i++) {
        str_append(&maker->out, ordered ? "1. " : "- ");
        block_make(maker, pick(maker, 30));
        str_char(&maker->out, '\n');
    }
}

static void piece_make(struct maker *maker)
{
    static const char *const figures[] = {
        "::valuation{party=openai}", "::keyfigures", "::flow{height=220}", "::twoway", "::pagebreak"};
    switch (pick(maker, 12)) {
    case 0:
    case 1:
        str_append(&maker->out, pick(maker, 2) ? "## " : "### ");
        block_make(maker, pick(maker, 6));
        break;
    case 2:
        list_make(maker);
        break;
    case 3:
        table_make(maker);
        break;
    case 4:
        str_append(&maker->out, "> ");
        block_make(maker, pick(maker, 60));
        break;
    case 5:
        str_append(&maker->out, figures[pick(maker, 5)]);
        break;
    case 6:
        str_append(&maker->out, maker->columns ? "" : ":::keep\n");
        block_make(maker, pick(maker, 80));
        str_append(&maker->out, "\n\n");
        block_make(maker, pick(maker, 40));
        str_append(&maker->out, maker->columns ? "" : "\n:::");
        break;
    default:
        block_make(maker, pick(maker, 5) ? pick(maker, 90) : pick(maker, 900));
    }
    str_append(&maker->out, "\n\n");
}

static const char *template_make(struct arena *arena, unsigned seed, int *blocks)
{
    struct maker maker = {.out = str_init(arena), .state = seed};
    unsigned pieces = 3 + pick(&maker, 40);
    str_append(&maker.out, "# ");
    block_make(&maker, 3);
    str_append(&maker.out, "\n\n");
    for (unsigned i = 0; i < pieces; i++) {
        if (!maker.columns && !pick(&maker, 15)) {
            str_append(&maker.out, ":::columns{count=2}\n");
            maker.columns = 4;
        }
        piece_make(&maker);
        if (maker.columns && !--maker.columns)
            str_append(&maker.out, ":::\n\n");
    }
    if (maker.columns)
        str_append(&maker.out, ":::\n");
    *blocks = maker.blocks;
    return str_text(&maker.out);
}

static bool is_mark(const char *at)
{
    if (at[0] != 'q')
        return false;
    for (int i = 1; i <= 4; i++)
        if (at[i] < 'a' || at[i] > 'p')
            return false;
    return at[5] == 'u' || at[5] == 'z';
}

static int mark_block(const char *at)
{
    int block = 0;
    for (int i = 4; i >= 1; i--)
        block = block * 16 + (at[i] - 'a');
    return block;
}

/* Of every block its beginning and its end once; heads of tables again where a table goes on */
static void marks_check(const char *what, const char *letters, int blocks, bool *head)
{
    int next = 0;
    for (const char *at = letters; *at; at++) {
        if (!is_mark(at))
            continue;
        int mark = mark_block(at) * 2 + (at[5] == 'z');
        if (mark == next)
            next++;
        else if (mark > next || !head[mark / 2])
            fail_msg("%s: block %d (%s) where %d should be: %.100s", what, mark / 2,
                mark % 2 ? "end" : "start", next / 2, at);
    }
    if (next != blocks * 2)
        fail_msg("%s: %d of %d blocks stand on the pages", what, next / 2, blocks);
}

static void heads_find(const struct block *block, bool in_head, bool *head)
{
    for (const struct block *child = block->first; child; child = child->next) {
        bool first = in_head || (block->kind == BLOCK_TABLE && child == block->first);
        for (size_t i = 0; first && i < child->runs.count; i++) {
            const char *at = child->runs.at[i].text;
            if (at && is_mark(at))
                head[mark_block(at)] = true;
        }
        heads_find(child, first, head);
    }
}

static void test_random(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 40; seed++) {
        struct desk desk;
        struct folder folder;
        int blocks;
        desk_open(&desk, samples[0]);
        const char *source = template_make(desk.arena, seed, &blocks);
        const char *what = arena_printf(desk.arena, "random %u", seed);
        const struct template *template = desk_template(&desk, source);
        const struct brief *brief = template ? desk_brief(&desk, source) : NULL;
        if (!brief)
            fail_msg("%s: %s\n%s", what, diags_brief(desk.arena, desk.diags), source);
        bool *head = arena_array(desk.arena, bool, (size_t)blocks);
        heads_find(template->root, false, head);
        marks_check(what, pages_letters(desk.arena, brief, true), blocks, head);
        if (seed % 4 == 0) {
            folder_open(&desk, &folder);
            pdf_save(&desk, brief, &folder);
            if (strcmp(letters_sorted(desk.arena, pages_letters(desk.arena, brief, false)),
                    letters_sorted(desk.arena, pdf_letters(&desk, &folder))))
                fail_msg("%s: the letters of the PDF are not those of the pages", what);
            ink_check(what, &desk, &folder, brief->page_count);
            folder_close(&desk, &folder);
        }
        desk_close(&desk);
    }
}

/* ---- large ones ---- */

static const char *large_dataset(struct arena *arena, int deals)
{
    struct str out = str_init(arena);
    uint64_t random = 42;
    str_append(&out,
        "{\"dealbrief\":\"1\",\"as_of\":\"2025-12-17\",\"title\":\"Market\",\"currency\":\"USD\","
        "\"sources\":[{\"id\":\"s\",\"publisher\":\"S\"}],\"parties\":[");
    for (int i = 0; i < 1000; i++)
        str_printf(&out, "%s{\"id\":\"p%d\",\"name\":\"Company %d\"}", i ? "," : "", i, i);
    str_append(&out, "],\"deals\":[");
    for (int i = 0; i < deals; i++) {
        random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        unsigned from = (unsigned)(random >> 33) % 1000, to = (unsigned)(random >> 45) % 1000;
        str_printf(&out,
            "%s{\"id\":\"d%d\",\"type\":\"%s\",\"from\":\"p%u\",\"to\":\"p%u\",\"amount\":\"$%u.%uB\","
            "\"status\":"
            "\"signed\",\"date\":\"2025-%02d\",\"sources\":[\"s\"]}",
            i ? "," : "", i, i % 2 ? "equity" : "lease", from, to == from ? (to + 1) % 1000 : to,
            1 + (unsigned)(random >> 50) % 60, (unsigned)(random >> 20) % 10, 1 + i % 12);
    }
    str_append(&out, "]}");
    return str_text(&out);
}

static const char *large_template(struct arena *arena)
{
    struct str out = str_init(arena);
    str_append(&out, "# {{ dataset.title }}\n\n::toc[Contents]\n\n");
    for (int i = 0; i < 200; i++)
        str_printf(&out,
            "## Section %d\n\nA sum of $38.5B, %d.7 %% of it in 2025, and prose that goes on for a line or "
            "two so "
            "that it has to be broken somewhere on its way.\n\n:::each{deals where=\"party=p%d\" max=6}\n"
            "- {{ deal.title }}: {{ deal.amount }} {{ deal | cite }}\n:::\n\n",
            i + 1, i % 90, i);
    str_append(&out, "::table{group=none}\n\n::sources\n");
    return str_text(&out);
}

static bool sanitized(void)
{
#if defined(__SANITIZE_ADDRESS__)
    return true;
#elif defined(__has_feature)
    return __has_feature(address_sanitizer);
#else
    return false;
#endif
}

/* 200 sections on 5,000 deals, from the dataset in memory to placed pages: 3 s of processor time at most,
   which a busy machine and a build for finding faults stretch */
static void test_large(void **state)
{
    (void)state;
    struct desk desk;
    desk_open(&desk, samples[0]);
    desk_take(&desk, large_dataset(desk.arena, 5000));
    const char *source = large_template(desk.arena);
    clock_t before = clock();
    const struct brief *brief = desk_brief(&desk, source);
    double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;
    if (!brief)
        fail_msg("%s", diags_brief(desk.arena, desk.diags));
    assert_true(brief->page_count > 60);
    print_message("# %zu pages in %.2f s\n", brief->page_count, seconds);
    if (seconds > (sanitized() ? 30 : 3))
        fail_msg("%zu pages took %.2f s", brief->page_count, seconds);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shipped),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
