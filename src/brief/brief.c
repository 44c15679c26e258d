/* SPDX-License-Identifier: MIT */
/* The way through this room: expand → compose → paginate. */
#include "brief.h"

#include "audit.h"
#include "deal_order.h"
#include "fit.h"
#include "paginate.h"
#include "summary.h"
#include "web.h"
#include "say.h"

/* Points: what has no pages never runs over one. */
#define NO_END 1e5

#include <string.h>

/* The footer's base line lies in the bottom margin; a band above it stays free. */
#define FOOTER_BAND 4.0
#define FOOTER_DROP 16.0

static const char *option_text(const struct expansion *expansion, const struct runs *runs, const char *usual)
{
    return runs->count ? expand_text(expansion, runs) : usual;
}

/* Of the words that are printed: the dataset's own tag ("en-GB") where its language is theirs, or none that they
   could be printed in */
static const char *language_of(const struct arena *arena, const char *dataset)
{
    enum language printed = manner_in(arena)->language, own;
    language_find(dataset, &own);
    return dataset && own == printed ? dataset : language_tag(printed);
}

static void describe(struct brief *brief, const struct expansion *expansion)
{
    const struct dataset *dataset = expansion->dataset;
    const struct template_options *options = &expansion->template->options;
    brief->title = option_text(expansion, &options->title, summary_title(expansion->arena, dataset));
    const char *author = dataset->author ? dataset->author : dataset->publisher;
    brief->author = option_text(expansion, &options->author, author ? author : "");
    brief->subject = option_text(expansion, &options->subject, dataset->subtitle ? dataset->subtitle : "");
    brief->language = language_of(expansion->arena, dataset->language);
}

/* The template's paper counts before that of a theme it names itself, and after one asked for by hand. */
static struct page_format paper_of(const struct template_options *options, const struct house *house)
{
    struct page_format format = page_format_make(options->paper == PAPER_LETTER);
    if (house->paper_width > 0 && (house->over_template || options->paper == PAPER_UNSAID)) {
        format.width = house->paper_width;
        format.height = house->paper_height;
    } else if (house->landscape) {
        double width = format.width;
        format.width = format.height;
        format.height = width;
    }
    format.left = house->margins.left;
    format.right = house->margins.right;
    format.head = format.head - format.top + house->margins.top;
    format.top = house->margins.top;
    format.bottom = house->margins.bottom + FOOTER_BAND;
    format.footer = format.height - house->margins.bottom + FOOTER_DROP;
    return format;
}

static const char *footer_words(const struct brief *brief, const struct expansion *expansion)
{
    const char *publisher = expansion->dataset->publisher;
    return publisher ? arena_printf(expansion->arena, "%s  ·  %s", publisher, brief->title) : brief->title;
}

static struct page_format format_of(
    const struct brief *brief, const struct expansion *expansion, const struct house *house)
{
    const struct dataset *dataset = expansion->dataset;
    struct page_format format = paper_of(&expansion->template->options, house);
    const struct runs *footer = &expansion->template->options.footer;
    footer = footer->count ? footer : &house->footer;
    if (footer->count) {
        format.footer_left = expand_text(expansion, footer);
        return format;
    }
    struct str as_of = str_init(expansion->arena);
    word_date(&as_of, dataset->as_of);
    format.footer_left = footer_words(brief, expansion);
    format.footer_middle = say(expansion->arena, "  ·  as of %s", str_text(&as_of));
    return format;
}

/* With a look: the usual one where none was given */
static const struct brief_input *input_with_house(const struct brief_input *given)
{
    struct brief_input *input = arena_new(given->arena, struct brief_input);
    struct house *house = arena_new(given->arena, struct house);
    *input = *given;
    *house = house_usual();
    if (!input->house)
        input->house = house;
    return input;
}

static bool deal_unknown(const struct brief_input *input, const char *id, struct place place)
{
    const struct dataset *dataset = input->dataset;
    const char **ids = arena_array(input->arena, const char *, dataset->deal_count + 1);
    for (size_t i = 0; i < dataset->deal_count; i++)
        ids[i] = dataset->deals[i].id;
    const char *near = suggest_nearest(id, ids, dataset->deal_count);
    diags_add(input->diags, place.line ? DIAG_UNKNOWN_NAME : DIAG_USAGE, place, NULL,
        near ? arena_printf(input->arena, "did you mean '%s'?", near) : NULL, "unknown deal '%s'", id);
    return false;
}

/* A template with `deal:` is about one deal: that of the caller, else the one it names or how it chooses. */
static bool deal_choose(const struct brief_input *input, struct expansion *expansion)
{
    const struct dataset *dataset = input->dataset;
    const struct setting_word *setting = &input->template->options.deal;
    const char *id = input->deal ? input->deal : setting->text;
    struct place place = input->deal ? (struct place){0} : setting->place;
    if (!setting->text) {
        if (input->deal)
            diags_add(input->diags, DIAG_USAGE, (struct place){0}, NULL,
                "-t deal has one; `deal: news` in the front matter makes one of any",
                "--deal needs a template about one deal");
        return !input->deal;
    }
    bool news = !strcmp(id, "news"), size = !strcmp(id, "size");
    expansion->deal = dataset_find_deal(dataset, id);
    if (expansion->deal != NO_INDEX)
        return true;
    if (!news && !size)
        return deal_unknown(input, id, place);
    struct indices deals =
        deals_ordered(input->arena, input->facts, input->changes, news ? DEAL_ORDER_NEWS : DEAL_ORDER_SIZE);
    if (!deals.count) {
        diags_add(input->diags, DIAG_NO_DATA, (struct place){.file = dataset->file}, NULL, NULL,
            "the template is about one deal, and the dataset has none");
        return false;
    }
    expansion->deal = deals.at[0];
    return true;
}

static bool has_only(const struct block *block)
{
    for (const struct block *child = block->first; child; child = child->next)
        if ((child->kind == BLOCK_CONTAINER && child->directive &&
                child->directive->name == CONTAINER_ONLY) ||
            has_only(child))
            return true;
    return false;
}

/* The figures that are written as files: those of the pages, unless :::only tells the two apart. */
static void figures_take(const struct brief_input *input, const struct expansion *expansion,
    const struct page_format *format, const struct composition *pages, struct brief *brief)
{
    struct composition files = *pages;
    if (has_only(input->template->root)) {
        struct expansion alone = *expansion;
        alone.medium = MEDIUM_SVG;
        *alone.blocks = 0;
        const struct block *root = expand_blocks(&alone);
        files = compose(input, &alone, root, format->width - format->left - format->right, NO_END);
    }
    brief->figures = files.figures;
    brief->figure_count = files.figure_count;
}

/* What stands before either edition: the blocks with the data filled in, and who and what it is about. NULL:
   it is not known which deal it is about. */
static struct block *contents_make(
    const struct brief_input *input, enum medium medium, struct expansion *expansion, struct brief *brief)
{
    struct cited *cited = arena_new(input->arena, struct cited);
    template_origins(input->template, input->diags);
    *cited = cited_number(input->arena, input->dataset);
    expansion_init(
        expansion, input->arena, input->dataset, input->facts, input->template, cited, input->diags);
    expansion->limits = input->limits;
    expansion->medium = medium;
    expansion->changes = input->changes;
    if (!deal_choose(input, expansion))
        return NULL;
    describe(brief, expansion);
    return expand_blocks(expansion);
}

const struct brief *brief_make(const struct brief_input *given)
{
    const struct brief_input *input = input_with_house(given);
    size_t before = diags_count(input->diags, DIAG_SEVERITY_ERROR);
    struct arena *arena = input->arena;
    struct brief *brief = arena_new(arena, struct brief);
    struct expansion expansion;
    struct block *root = contents_make(input, MEDIUM_PDF, &expansion, brief);
    if (!root || diags_count(input->diags, DIAG_SEVERITY_ERROR) > before)
        return NULL;
    audit_check(input, root);
    struct page_format format = format_of(brief, &expansion, input->house);
    format.pages_most = limit_of(input->limits, LIMIT_PAGES);
    format.pointer_leading = text_leading_in_use(input->text, STYLE_NOTE);
    format.running = option_text(&expansion, &expansion.template->options.running, brief->title);
    struct fitted fitted;
    if (!fit_make(input, &expansion, root, &format, &fitted))
        return NULL;
    struct composition composition = fitted.composition;
    struct pages pages = fitted.pages;
    compose_report(&composition);
    if (pages.cut) {
        diags_add(input->diags, DIAG_LIMIT_PAGES, (struct place){.file = input->dataset->file}, NULL,
            arena_printf(arena,
                "a where-clause, or max= of ::notes and :::each, takes less of the dataset; %s",
                limit_hint(arena, input->limits, LIMIT_PAGES)),
            "the briefing needs more than %zu pages", format.pages_most);
        return NULL;
    }
    for (size_t i = 0; i < pages.count; i++)
        scene_describe(pages.scenes[i], brief->title, brief->subject, brief->language);
    brief->pages = pages.scenes;
    brief->house = input->house;
    brief->page_count = pages.count;
    figures_take(input, &expansion, &format, &composition, brief);
    brief->source_numbers = expansion.has_sources ? expansion.cited->numbers : NULL;
    return diags_count(input->diags, DIAG_SEVERITY_ERROR) == before ? brief : NULL;
}

void brief_check(const struct brief_input *input)
{
    struct expansion expansion;
    struct brief brief;
    contents_make(input, MEDIUM_PDF, &expansion, &brief);
}

static const char *footer_date(const struct dataset *dataset, struct arena *arena)
{
    struct str out = str_init(arena);
    word_date(&out, dataset->as_of);
    return say(arena, "as of %s", str_text(&out));
}

const struct document *brief_document(const struct brief_input *given)
{
    const struct brief_input *input = input_with_house(given);
    const struct runs *footer = &input->house->footer;
    size_t before = diags_count(input->diags, DIAG_SEVERITY_ERROR);
    struct arena *arena = input->arena;
    struct brief brief;
    struct expansion expansion;
    struct block *root = contents_make(input, MEDIUM_HTML, &expansion, &brief);
    if (!root || diags_count(input->diags, DIAG_SEVERITY_ERROR) > before)
        return NULL;
    audit_check(input, root);
    struct composition composition = compose(input, &expansion, root, WEB_WIDTH, NO_END);
    if (diags_count(input->diags, DIAG_SEVERITY_ERROR) > before)
        return NULL;
    compose_report(&composition);
    struct document *document = arena_new(arena, struct document);
    *document = (struct document){.title = brief.title,
        .author = brief.author,
        .subject = brief.subject,
        .language = brief.language,
        .bar = input->house->bar,
        .footer_left = footer->count ? expand_text(&expansion, footer) : footer_words(&brief, &expansion),
        .footer_right = footer->count ? NULL : footer_date(input->dataset, arena),
        .words = {said(arena, "Skip to the briefing"), said(arena, "The numbers as a table"),
            said_in(arena, "mark", "source")},
        .root = web_make(input, &expansion, &composition)};
    return document;
}
