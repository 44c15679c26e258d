/* SPDX-License-Identifier: MIT */
#include "options.h"

#include "figure.h"
#include "figure_target.h"
#include "output.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FOR(command) (1u << COMMAND_##command)
/* those that load a dataset, and so report on it */
#define LOADING                                                                                              \
    (FOR(RENDER) | FOR(FIGURE) | FOR(CHECK) | FOR(FACTS) | FOR(DIFF) | FOR(IMPORT) | FOR(EXPORT) |           \
        FOR(INSPECT))

enum option_key {
    KEY_OUTPUT,
    KEY_FORMAT,
    KEY_TEMPLATE,
    KEY_PARTY,
    KEY_DEAL,
    KEY_TITLE,
    KEY_WHERE,
    KEY_LEVEL,
    KEY_HIGHLIGHT,
    KEY_LOOPS,
    KEY_DIRECTION,
    KEY_CHANGES,
    KEY_MAX_PARTIES,
    KEY_AXIS,
    KEY_BY,
    KEY_METRIC,
    KEY_CLASS,
    KEY_BUCKET,
    KEY_MAX,
    KEY_WIDTH,
    KEY_HEIGHT,
    KEY_SIZE,
    KEY_SCALE,
    KEY_TARGET,
    KEY_KIT,
    KEY_THEME,
    KEY_STYLE,
    KEY_SVG_TEXT,
    KEY_FONT_FOLDER,
    KEY_LANGUAGE,
    KEY_SINCE,
    KEY_JSON,
    KEY_DECIMAL,
    KEY_LINEARISE,
    KEY_MANIFEST,
    KEY_LINES,
    KEY_JOBS,
    KEY_SHARD,
    KEY_FORCE,
    KEY_SYNC,
    KEY_PLAN,
    KEY_WATCH,
    KEY_SERVE,
    KEY_RESULTS,
    KEY_DEPFILE,
    KEY_OPEN_WORKERS,
    KEY_TIME_LIMIT,
    KEY_MEMORY_LIMIT,
    KEY_LIMIT,
    KEY_STRICT,
    KEY_DIAGNOSTICS,
    KEY_COLOUR,
    KEY_QUIET,
    KEY_HELP,
    KEY_VERSION,
};

struct option_row {
    enum option_key key;
    const char *name, *letter; /* "--output", "-o"; letter may be NULL */
    const char *argument;      /* NULL: takes none */
    unsigned commands;
    const char *help;
    enum word_kind takes; /* WORD_TEXT: its argument tells, see word_of_argument */
    const char *const *choices;
    size_t choice_count;
    bool may_lack; /* its argument can be left out, and so stands behind = in the same word */
};

static const char *const themes[] = {"light", "dark", "auto"};
static const char *const whens[] = {"auto", "always", "never"};
static const char *const texts[] = {"embed", "plain", "outline"};
static const char *const levels[] = {"parent", "self", "benefit"};
static const char *const scales[] = {"auto", "linear", "log"};
static const char *const variants[] = {"live", "firm"};
static const char *const series[] = {"auto", "deal", "payer", "payee", "class"};
static const char *const classes[] = {"capital", "commerce", "build", "ownership", "other"};
static const char *const buckets[] = {"firm", "planned", "talk"};
static const char *const changes[] = {"marked", "panels"};
static const char *const directions[] = {"auto", "right", "down"};
static const char *const decimals[] = {".", ","};
static const char *const diagnostics_forms[] = {
    [DIAGNOSTICS_TEXT] = "text", [DIAGNOSTICS_JSON] = "json", [DIAGNOSTICS_GITHUB] = "github"};
static_assert(SVG_TEXT_EMBED == 0 && SVG_TEXT_PLAIN == 1 && SVG_TEXT_OUTLINE == 2, "in the order of texts");
static const char *const format_names[] = {"pdf", "svg", "png", "html", "json", "csv"};
enum { RENDER_FORMAT_COUNT = 4, FORMAT_COUNT = sizeof format_names / sizeof *format_names };
/* these are not all that may be said, but what can be proposed */
static const char *const highlights[] = {"loops", "none", "party:", "deal:", "loop:"};
static const char *const most_parties[] = {"all"};
static const char *const sizes[] = {"a4", "a4-landscape", "letter", "letter-landscape", "1200x630"};
#define LIMIT_CHOICE(id, name, usual, most, what, code, why) name "=",
static const char *const limit_choices[] = {LIMITS(LIMIT_CHOICE)};
#define LIMIT_WORDS(id, name, usual, most, what, code, why) " " name " (" #usual "),"
#define CHOICES(words) .takes = WORD_CHOICE, .choices = words, .choice_count = sizeof(words) / sizeof *(words)

static const struct option_row rows[] = {
    {KEY_OUTPUT, "--output", "-o", "PATH",
        FOR(RENDER) | FOR(FIGURE) | FOR(FACTS) | FOR(DIFF) | FOR(IMPORT) | FOR(EXPORT) | FOR(INSPECT),
        "render, export: the folder to write into (out; export: out/NAME/csv); inspect: where the dataset "
        "goes; else the file; '-' is standard output"},
    {KEY_FORMAT, "--format", "-f", "LIST", FOR(RENDER) | FOR(FIGURE),
        "render: pdf,svg,png (these three) and html; figure: one of svg, png, pdf, html, json, csv (by the "
        "file's "
        "ending, "
        "else "
        "svg)",
        .takes = WORD_FORMAT},
    {KEY_TEMPLATE, "--template", "-t", "FILE", FOR(RENDER),
        "the briefing's template: a file, or weekly (default), one-page, article, change, deal",
        .takes = WORD_TEMPLATE},
    {KEY_PARTY, "--party", NULL, "ID", FOR(FIGURE), "charts: whose; flow, matrix: as --highlight party:ID"},
    {KEY_DEAL, "--deal", NULL, "ID", FOR(RENDER) | FOR(FIGURE),
        "render: which one a template about one deal (-t deal) tells of; deal, range: which; flow, matrix: "
        "as --highlight deal:ID"},
    {KEY_TITLE, "--title", NULL, "TEXT", FOR(FIGURE), "the figure's title; else one made from the data"},
    {KEY_WHERE, "--where", NULL, "CLAUSE", FOR(FIGURE) | FOR(FACTS),
        "flow, matrix, table, facts: only these, e.g. \"class=commerce, bucket in (firm planned)\""},
    {KEY_LEVEL, "--level", NULL, "LEVEL", FOR(FIGURE) | FOR(FACTS),
        "whose money: parent (rolled up, the default), self (as written), benefit (projects count as whom "
        "they serve)",
        CHOICES(levels)},
    {KEY_HIGHLIGHT, "--highlight", NULL, "WHAT", FOR(FIGURE),
        "flow, matrix: loops (default), party:ID, deal:ID, loop:N or none", CHOICES(highlights)},
    {KEY_LOOPS, "--loops", NULL, "WHOSE", FOR(FIGURE),
        "flow: what could come back among live deals (default) or firm ones: live or firm",
        CHOICES(variants)},
    {KEY_CHANGES, "--changes", NULL, "HOW", FOR(FIGURE),
        "flow with --since: marked (default), or panels: both editions in the same places", CHOICES(changes)},
    {KEY_DIRECTION, "--direction", NULL, "WAY", FOR(FIGURE),
        "flow: money runs right, down, or auto (default): down where the width is less than 420",
        CHOICES(directions)},
    {KEY_MAX_PARTIES, "--max-parties", NULL, "N", FOR(FIGURE),
        "flow, matrix: at most so many parties, from 2; smaller ones are folded into \"n others\"; all: none "
        "is",
        CHOICES(most_parties)},
    {KEY_AXIS, "--axis", NULL, "SCALE", FOR(FIGURE),
        "valuation, range: the axis is auto (default), linear or log", CHOICES(scales)},
    {KEY_BY, "--by", NULL, "SERIES", FOR(FIGURE),
        "schedule: what is stacked: deal, payer, payee or class; auto (default) chooses", CHOICES(series)},
    {KEY_METRIC, "--metric", NULL, "NAME", FOR(FIGURE),
        "schedule: a metric drawn as a line on the same axis; multiples: what values are divided by"},
    {KEY_CLASS, "--class", NULL, "CLASS", FOR(FIGURE),
        "bridge: capital, commerce, build, ownership or other (the class that moved most)", CHOICES(classes)},
    {KEY_BUCKET, "--bucket", NULL, "BUCKET", FOR(FIGURE), "bridge: firm, planned or talk (all live deals)",
        CHOICES(buckets)},
    {KEY_MAX, "--max", NULL, "N", FOR(FIGURE),
        "charts with rows or series: at most so many, 1 to 500; the rest is added up in one (chosen)"},
    {KEY_WIDTH, "--width", NULL, "PX", FOR(FIGURE),
        "width, 300 to 2400; the figure is laid out anew for it (680)"},
    {KEY_HEIGHT, "--height", NULL, "PX", FOR(FIGURE),
        "flow, valuation, schedule, bridge: height of the whole figure, 150 to 2400; what does not fit is "
        "folded (chosen)"},
    {KEY_SIZE, "--size", NULL, "SIZE", FOR(FIGURE),
        "flow, valuation, schedule, bridge: WxH in px (1200x630 for social media); for a PDF also a page: "
        "a4, a4-landscape, "
        "letter or letter-landscape",
        CHOICES(sizes)},
    {KEY_SCALE, "--scale", NULL, "N", FOR(FIGURE) | FOR(RENDER),
        "PNG pixels for each px of width, 0.5 to 4 (2)"},
    {KEY_TARGET, "--target", NULL, "PLACE", FOR(FIGURE) | FOR(RENDER),
        "PNG for a mail (600 px wide), a card in social media (1200x630 pixels), a printed page's column "
        "(499 pt at 300 dpi) or a thumb (320x180 px): mail, card, page or thumb",
        .takes = WORD_TARGET},
    {KEY_KIT, "--kit", NULL, "DIR", FOR(FIGURE),
        "all that a site needs, into this folder: figure.svg, figure@2x.png, figure-mail.png, card.png, "
        "figure.html, alt.txt, data.csv"},
    {KEY_THEME, "--theme", NULL, "NAME", FOR(FIGURE),
        "light, dark or auto (as the style's pages); auto, SVG: as the reader's system", CHOICES(themes)},
    {KEY_STYLE, "--style", NULL, "THEME", FOR(RENDER) | FOR(FIGURE),
        "the look: house (default), salmon, ink, night, letter-landscape, or a theme file of your own",
        .takes = WORD_STYLE},
    {KEY_SVG_TEXT, "--svg-text", NULL, "MODE", FOR(FIGURE) | FOR(RENDER),
        "SVG text: embed (with its font, the default), plain (text alone) or outline (shapes)",
        CHOICES(texts)},
    {KEY_LINEARISE, "--linearize", NULL, NULL, FOR(FIGURE) | FOR(RENDER),
        "PDF: the first page shows before the rest has come (for files that are read over the web)"},
    {KEY_FONT_FOLDER, "--font-dir", NULL, "DIR", FOR(RENDER) | FOR(FIGURE) | FOR(CHECK),
        "a folder with further fonts, for scripts the bundled ones lack"},
    {KEY_LANGUAGE, "--language", NULL, "TAG", FOR(RENDER) | FOR(FIGURE) | FOR(FACTS) | FOR(DIFF),
        "the language of what is printed: en or de (as the dataset says, else en)", .takes = WORD_LANGUAGE},
    {KEY_SINCE, "--since", NULL, "OLD", FOR(RENDER) | FOR(FIGURE) | FOR(FACTS),
        "the last edition's dataset: what has changed since then is told, and marked in the flow",
        .takes = WORD_DATASET},
    {KEY_JSON, "--json", NULL, NULL, FOR(DIFF) | FOR(INSPECT),
        "diff: the changes, inspect: what the file says, as JSON"},
    {KEY_DECIMAL, "--decimal", NULL, "MARK", FOR(IMPORT),
        "the mark before decimals in plain numbers: '.' (default) or ','", CHOICES(decimals)},
    {KEY_MANIFEST, "--manifest", NULL, "FILE", FOR(RENDER),
        "datasets that a file names, a path a line (or between NULs); '-': standard input"},
    {KEY_LINES, "--jsonl", NULL, NULL, FOR(RENDER),
        "each line of the inputs (of standard input, where none is named) is a dataset; the third is written "
        "to "
        "DIR/NAME-3"},
    {KEY_JOBS, "--jobs", "-j", "N", FOR(RENDER),
        "so many datasets at once, each in a process of its own; 0: as many as there are processors "
        "(default)"},
    {KEY_SHARD, "--shard", NULL, "I/N", FOR(RENDER),
        "of the datasets in the order of their names, the I-th and every N-th after it"},
    {KEY_FORCE, "--force", NULL, NULL, FOR(RENDER), "render also what is up to date"},
    {KEY_SYNC, "--sync", NULL, NULL, FOR(RENDER),
        "each file is on the disk before it takes its name, and the names are before the run goes on: for a "
        "loss of power"},
    {KEY_PLAN, "--dry-run", NULL, NULL, FOR(RENDER), "say what would be rendered, and why; write nothing"},
    {KEY_WATCH, "--watch", NULL, NULL, FOR(RENDER),
        "render again whenever dataset, template or theme change, until interrupted"},
    {KEY_SERVE, "--serve", NULL, "PORT", FOR(RENDER),
        "--watch, and the HTML edition in a browser on this machine, loaded again with every change; PORT 0, "
        "or "
        "none: one that is free",
        .may_lack = true},
    {KEY_RESULTS, "--results", NULL, "FILE", FOR(RENDER),
        "what became of each dataset, a JSON object a line; '-': standard output, as they are done"},
    {KEY_DEPFILE, "--depfile", NULL, "FILE", FOR(RENDER),
        "what outputs were made from, for make and ninja; written when all went well"},
    {KEY_OPEN_WORKERS, "--no-sandbox", NULL, NULL, FOR(RENDER),
        "let worker processes open files and sockets as any program may"},
    {KEY_TIME_LIMIT, "--time-limit", NULL, "SECONDS", FOR(RENDER),
        "a briefing that takes longer is stopped, 0.1 to 86400 (30 where there are several)"},
    {KEY_MEMORY_LIMIT, "--memory-limit", NULL, "MIB", FOR(RENDER),
        "memory that a process may address, 256 to 1048576 (1024 where there are several)"},
    {KEY_LIMIT, "--limit", NULL, "NAME=N", LOADING,
        "takes more, or less, than is usual, as often as there are limits to change; names (and what is "
        "usual):" LIMITS(LIMIT_WORDS) " as docs/limits.md tells",
        CHOICES(limit_choices)},
    {KEY_STRICT, "--strict", NULL, NULL, LOADING,
        "a warning refuses the dataset: nothing is written, exit code 3"},
    {KEY_DIAGNOSTICS, "--diagnostics", NULL, "FORM", LOADING,
        "errors and warnings as text (default), json (an object a line) or github (annotations)",
        CHOICES(diagnostics_forms)},
    {KEY_COLOUR, "--color", NULL, "WHEN", LOADING, "colour the diagnostics: auto (default), always or never",
        CHOICES(whens)},
    {KEY_QUIET, "--quiet", "-q", NULL, LOADING, "print errors only"},
    {KEY_HELP, "--help", "-h", NULL, ~0u, "print this"},
    {KEY_VERSION, "--version", NULL, NULL, ~0u, "print the version"},
};
enum { WIDTH_LEAST = 300, HEIGHT_LEAST = 150, LENGTH_MOST = 2400 }; /* px */
enum { ROWS_MOST = 500, WORKERS_MOST = 256, SHARDS_MOST = 1000000, PORT_MOST = 65535 };
enum { ROW_COUNT = sizeof rows / sizeof *rows };

static const struct {
    const char *name, *usage, *help;
    enum word_kind words[3]; /* what stands after its name; WORD_TEXT: nothing more */
    bool words_repeat;
} commands[] = {
    [COMMAND_RENDER] = {"render",
        "dealbrief [render] DATASET... [-t TEMPLATE] [-o DIR] [-f pdf,svg,png,html]",
        "a briefing from each dataset: DIR/NAME/briefing.pdf, one SVG and PNG per figure, briefing.html",
        {WORD_DATASET}, true},
    [COMMAND_FIGURE] = {"figure",
        "dealbrief figure KIND DATASET [-o FILE|-] [-f svg|png|pdf|html|json|csv] [--kit DIR]",
        "one figure for an article; KIND is flow, matrix, valuation, twoway, schedule, timeline, bridge, "
        "range, "
        "exposure, multiples, tornado, lifecycle, deal, table or keyfigures",
        {WORD_FIGURE, WORD_DATASET}},
    [COMMAND_CHECK] = {"check", "dealbrief check DATASET...", "diagnostics only; writes nothing",
        {WORD_DATASET}, true},
    [COMMAND_FACTS] = {"facts",
        "dealbrief facts DATASET [-o FILE|-] [--level LEVEL] [--where CLAUSE] [--since OLD]",
        "every computed figure, as JSON", {WORD_DATASET}},
    [COMMAND_DIFF] = {"diff", "dealbrief diff OLD NEW [-o FILE|-] [--json]",
        "what changed between two editions of a dataset", {WORD_DATASET, WORD_DATASET}},
    [COMMAND_IMPORT] = {"import", "dealbrief import DIR|FILE.csv|FILE.txt [-o FILE|-] [--decimal MARK]",
        "a folder of spreadsheets, one sheet of deals or SankeyMATIC lines become a dataset", {WORD_SHEETS}},
    [COMMAND_EXPORT] = {"export", "dealbrief export DATASET [-o DIR]", "a dataset as a folder of CSV files",
        {WORD_DATASET}},
    [COMMAND_INSPECT] = {"inspect", "dealbrief inspect FILE [-o DATASET|-] [--json]",
        "where a PDF, PNG, SVG or HTML page comes from; -o writes the dataset that a PDF carries",
        {WORD_OUTPUTS}},
    [COMMAND_INIT] = {"init", "dealbrief init [FILE]", "a commented dataset to start from", {WORD_FILE}},
    [COMMAND_SCHEMA] = {"schema", "dealbrief schema", "the JSON Schema of the dataset format"},
    [COMMAND_COMPLETION] = {"completion", "dealbrief completion bash|zsh|fish",
        "a script for a shell, which then completes commands, options and their values", {WORD_SHELL}},
    [COMMAND_HELP] = {"help", "dealbrief help [COMMAND]", "what a command does and its options",
        {WORD_COMMAND}},
    [COMMAND_VERSION] = {"version", "dealbrief --version", "the version"},
};
static_assert(sizeof commands / sizeof *commands == COMMAND_COUNT, "every command has a row");

const char *command_name(enum command command)
{
    return commands[command].name;
}

int command_find(const char *name)
{
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (!strcmp(commands[i].name, name))
            return i;
    return -1;
}

static const char *command_near(const char *word)
{
    const char *names[COMMAND_COUNT];
    for (int i = 0; i < COMMAND_COUNT; i++)
        names[i] = commands[i].name;
    return suggest_nearest(word, names, COMMAND_COUNT);
}

void options_each(void (*visit)(void *context, const char *spelling), void *context)
{
    for (int i = 0; i < ROW_COUNT; i++) {
        visit(context, rows[i].name);
        if (rows[i].letter)
            visit(context, rows[i].letter);
    }
}

double options_scale(const struct options *options)
{
    static const double usual = 2;
    return options->pixel_ratio > 0 ? options->pixel_ratio : usual;
}

const char *options_target_fault(const struct options *options)
{
    int target = figure_target_find(options->target);
    bool fixed = target >= 0 && !figure_target_takes_ratio((enum figure_target)target);
    return fixed && options->pixel_ratio > 0
               ? "cards, pages and thumbs have pixels of their own: --scale is for --target mail"
               : NULL;
}

static const char *const shells[] = {"bash", "zsh", "fish"};
enum { SHELL_COUNT = sizeof shells / sizeof *shells };

int shell_find(const char *name)
{
    for (int i = 0; i < SHELL_COUNT; i++)
        if (!strcmp(shells[i], name))
            return i;
    return -1;
}

static struct word_shown words_languages(struct arena *arena)
{
    const char **tags = arena_array(arena, const char *, LANGUAGE_COUNT);
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        tags[i] = language_tag((enum language)i);
    return (struct word_shown){WORD_CHOICE, tags, LANGUAGE_COUNT};
}

static struct word_shown words_commands(struct arena *arena)
{
    const char **names = arena_array(arena, const char *, COMMAND_COUNT);
    for (int i = 0; i < COMMAND_VERSION; i++)
        names[i] = commands[i].name;
    return (struct word_shown){WORD_CHOICE, names, COMMAND_VERSION};
}

/* kinds whose choices are kept elsewhere */
static struct word_shown word_shown(struct arena *arena, enum command command, enum word_kind kind)
{
    struct word_shown word = {.kind = WORD_CHOICE};
    switch (kind) {
    case WORD_FORMAT: /* a figure is of one format, a briefing of several */
        word.kind = command == COMMAND_FIGURE ? WORD_CHOICE : WORD_LIST;
        word.choices = format_names;
        word.choice_count = command == COMMAND_FIGURE ? FORMAT_COUNT : RENDER_FORMAT_COUNT;
        return word;
    case WORD_TARGET:
        word.choices = figure_targets(&word.choice_count);
        return word;
    case WORD_FIGURE:
        word.choices = figure_kinds(&word.choice_count);
        return word;
    case WORD_LANGUAGE:
        return words_languages(arena);
    case WORD_COMMAND:
        return words_commands(arena);
    case WORD_SHELL:
        return (struct word_shown){WORD_CHOICE, shells, SHELL_COUNT};
    default:
        return (struct word_shown){.kind = kind};
    }
}

/* "FILE", "DIR": of options whose row says nothing else */
static enum word_kind word_of_argument(enum command command, const char *argument)
{
    if (!argument)
        return WORD_TEXT;
    if (!strcmp(argument, "PATH")) /* --output */
        return command == COMMAND_RENDER || command == COMMAND_EXPORT ? WORD_FOLDER : WORD_FILE;
    return !strcmp(argument, "DIR") ? WORD_FOLDER : !strcmp(argument, "FILE") ? WORD_FILE : WORD_TEXT;
}

struct command_shown command_shown(struct arena *arena, enum command command)
{
    struct option_shown *options = arena_array(arena, struct option_shown, ROW_COUNT);
    struct command_shown shown = {
        .name = commands[command].name, .help = commands[command].help, .options = options};
    for (int i = 0; i < ROW_COUNT; i++) {
        const struct option_row *row = &rows[i];
        if (!(row->commands & 1u << command))
            continue;
        options[shown.option_count++] =
            (struct option_shown){row->name, row->letter, row->may_lack ? NULL : row->argument, row->help,
                row->choice_count ? (struct word_shown){row->takes, row->choices, row->choice_count}
                                  : word_shown(arena, command,
                                        row->takes ? row->takes : word_of_argument(command, row->argument))};
    }
    struct word_shown *words = arena_array(arena, struct word_shown, sizeof commands->words);
    while (commands[command].words[shown.word_count]) {
        words[shown.word_count] = word_shown(arena, command, commands[command].words[shown.word_count]);
        shown.word_count++;
    }
    shown.words = words;
    shown.words_repeat = commands[command].words_repeat;
    return shown;
}

enum { HELP_WIDTH = 78 }; /* columns */

static void help_overview(struct str *out)
{
    str_append(out, "dealbrief turns a deal dataset (who pays whom, how much, how sure) into a briefing:\n"
                    "a PDF, and every figure as SVG and PNG.\n\n");
    for (int i = 0; i < COMMAND_VERSION; i++) {
        str_printf(out, "  %s\n      ", commands[i].usage);
        str_append_wrapped(out, commands[i].help, 6, HELP_WIDTH);
    }
    str_append(out,
        "\nA dataset is a JSON file; '-' is standard input. `dealbrief help COMMAND` lists options.\n"
        "Exit codes: 0 done, 1 a dataset or template was refused, 2 usage, 3 warnings under\n"
        "--strict, 70 internal fault or a limit, 74 could not read or write.\n");
}

void options_help(enum command command, struct str *out)
{
    if (command >= COMMAND_HELP) {
        help_overview(out);
        return;
    }
    str_printf(out, "usage: %s\n\n", commands[command].usage);
    str_append_wrapped(out, commands[command].help, 0, HELP_WIDTH);
    str_append(out, "\n");
    for (int i = 0; i < ROW_COUNT; i++) {
        if (!(rows[i].commands & 1u << command))
            continue;
        str_printf(
            out, "  %s%s%s", rows[i].letter ? rows[i].letter : "", rows[i].letter ? ", " : "", rows[i].name);
        if (rows[i].argument)
            str_printf(out, rows[i].may_lack ? "[=%s]" : " %s", rows[i].argument);
        str_append(out, "\n      ");
        str_append_wrapped(out, rows[i].help, 6, HELP_WIDTH);
    }
}

/* parsing */

struct parser {
    struct arena *arena;
    struct options *options;
    const char **sentence;
};

static bool usage(struct parser *parser, const char *sentence)
{
    *parser->sentence = sentence;
    return false;
}

static bool usage_near(struct parser *parser, const char *what, const char *word, const char *near)
{
    return usage(
        parser, near ? arena_printf(parser->arena, "unknown %s '%s'; did you mean '%s'?", what, word, near)
                     : arena_printf(parser->arena, "unknown %s '%s'", what, word));
}

/* the index of word in a list, or a usage error that names what is allowed */
static bool choose(struct parser *parser, const char *option, const char *word, const char *const *words,
    size_t count, int *choice)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(words[i], word)) {
            *choice = (int)i;
            return true;
        }
    struct str allowed = str_init(parser->arena);
    for (size_t i = 0; i < count; i++)
        str_printf(&allowed, "%s%s", i ? (i + 1 == count ? " or " : ", ") : "", words[i]);
    return usage(
        parser, arena_printf(parser->arena, "%s takes %s, not '%s'", option, str_text(&allowed), word));
}

static bool word_among(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(words[i], word))
            return true;
    return false;
}

static bool parse_formats(struct parser *parser, const char *list)
{
    static const unsigned formats[] = {
        FORMAT_PDF, FORMAT_SVG, FORMAT_PNG, FORMAT_HTML, FORMAT_JSON, FORMAT_CSV};
    static_assert(sizeof formats / sizeof *formats == FORMAT_COUNT, "in the order of format_names");
    parser->options->formats = 0;
    const char *at = list;
    do {
        size_t length = strcspn(at, ",");
        int choice;
        const char *word = arena_strndup(parser->arena, at, length);
        if (!word_among(word, format_names, FORMAT_COUNT)) /* which command it is may stand behind it */
            return usage(parser,
                arena_printf(parser->arena,
                    "--format takes pdf, svg, png or html (figure: one of svg, png, pdf, html, json, csv), "
                    "not '%s'",
                    word));
        if (!choose(parser, "--format", word, format_names, FORMAT_COUNT, &choice))
            return false;
        parser->options->formats |= formats[choice];
        at += length;
    } while (*at++);
    return true;
}

static bool parse_number(
    struct parser *parser, const char *option, const char *text, double least, double most, double *number)
{
    /* digits and one point only: strtod's other forms (hex, inf, spaces) are no widths */
    double value = 0, unit = 1;
    bool point = false, good = *text != '\0';
    for (const char *at = text; *at && good; at++) {
        if (*at == '.' && !point)
            point = true;
        else if (is_digit(*at) && value < 1e9)
            value = point ? value + (unit /= 10) * (*at - '0') : value * 10 + (*at - '0');
        else
            good = false;
    }
    if (good && value >= least && value <= most) {
        *number = value;
        return true;
    }
    struct str sentence = str_init(parser->arena);
    str_printf(&sentence, "%s takes a number from ", option);
    str_number(&sentence, least, 2);
    str_append(&sentence, " to ");
    str_number(&sentence, most, 2);
    str_printf(&sentence, ", not '%s'", text);
    return usage(parser, str_text(&sentence));
}

static bool parse_rows(struct parser *parser, const char *option, const char *text)
{
    size_t most = 0;
    if (!slice_number(slice_of(text), ROWS_MOST + 1, &most) || most == 0)
        return usage(parser, arena_printf(parser->arena, "%s takes a whole number from 1 to %d, not '%s'",
                                 option, ROWS_MOST, text));
    parser->options->most = (int)most;
    return true;
}

/* "depth=100" */
static bool parse_limit(struct parser *parser, const char *option, const char *text)
{
    const char *names[LIMIT_COUNT], *equals = strchr(text, '=');
    if (!equals || equals == text)
        return usage(parser, arena_printf(parser->arena, "%s takes NAME=N, as in %s depth=100, not '%s'",
                                 option, option, text));
    struct slice name = {text, (size_t)(equals - text)};
    for (int i = 0; i < LIMIT_COUNT; i++) {
        const struct limit_row *row = limit_row((enum limit)i);
        names[i] = row->name;
        if (!slice_equals(name, row->name))
            continue;
        size_t *given = &parser->options->limits.given[i];
        return (slice_number(slice_of(equals + 1), row->most + 1, given) && *given) ||
               usage(parser, arena_printf(parser->arena, "%s %s takes a whole number from 1 to %zu, not '%s'",
                                 option, row->name, row->most, equals + 1));
    }
    const char *word = arena_strndup(parser->arena, name.at, name.length);
    return usage_near(parser, "limit", word, suggest_nearest(word, names, LIMIT_COUNT));
}

static bool parse_parties(struct parser *parser, const char *option, const char *text)
{
    int most = 0;
    if (!parties_most_parse(text, &most))
        return usage(
            parser, arena_printf(parser->arena, "%s takes a whole number from %d to %d, or all, not '%s'",
                        option, PARTIES_MOST_LEAST, PARTIES_MOST_MOST, text));
    parser->options->parties_most = most;
    return true;
}

/* Its form; whether the dataset has such an id is seen later. "party" and "deal" take theirs from --party,
 * --deal.
 */
/* "3/8": the third of eight */
static bool parse_shard(struct parser *parser, const char *text)
{
    struct options *options = parser->options;
    const char *slash = strchr(text, '/');
    size_t which, count;
    if (!slash || !slice_number((struct slice){text, (size_t)(slash - text)}, SHARDS_MOST + 1, &which) ||
        !slice_number(slice_of(slash + 1), SHARDS_MOST + 1, &count) || !which || which > count)
        return usage(parser,
            arena_printf(parser->arena, "--shard takes I/N with I from 1 to N and N at most %d, not '%s'",
                SHARDS_MOST, text));
    options->shard = which;
    options->shard_count = count;
    return true;
}

static bool parse_highlight(struct parser *parser, const char *option, const char *value)
{
    static const char *const forms[] = {"loops", "party:ID", "deal:ID", "loop:N", "none"};
    int choice;
    if (str_starts(value, "party:") || str_starts(value, "deal:") || str_starts(value, "loop:") ||
        !strcmp(value, "party") || !strcmp(value, "deal") || !strcmp(value, "loops") ||
        !strcmp(value, "none"))
        return true;
    return choose(parser, option, value, forms, sizeof forms / sizeof *forms, &choice);
}

static bool parse_size(struct parser *parser, const char *option, const char *text)
{
    struct options *options = parser->options;
    const char *by = strchr(text, 'x');
    options->page = page_size_find(text);
    if (options->page)
        return true;
    if (!by)
        return usage(parser, arena_printf(parser->arena,
                                 "%s takes WIDTHxHEIGHT in px, or a4, a4-landscape, letter or "
                                 "letter-landscape, not '%s'",
                                 option, text));
    return parse_number(parser, "--size's width", arena_strndup(parser->arena, text, (size_t)(by - text)),
               WIDTH_LEAST, LENGTH_MOST, &options->size_width) &&
           parse_number(parser, "--size's height", by + 1, HEIGHT_LEAST, LENGTH_MOST, &options->size_height);
}

static bool choose_row(struct parser *parser, const struct option_row *row, const char *value, int *choice)
{
    return choose(parser, row->name, value, row->choices, row->choice_count, choice);
}

static bool option_apply(struct parser *parser, const struct option_row *row, const char *value)
{
    struct options *options = parser->options;
    const char *const *targets;
    size_t target_count;
    int choice = 0;
    switch (row->key) {
    case KEY_OUTPUT:
        options->output = value;
        return *value || usage(parser, "--output takes a path");
    case KEY_FORMAT:
        return parse_formats(parser, value);
    case KEY_TEMPLATE:
        options->template = value;
        return true;
    case KEY_PARTY:
        options->party = value;
        return true;
    case KEY_DEAL:
        options->deal = value;
        return true;
    case KEY_TITLE:
        options->title = value;
        return true;
    case KEY_WHERE:
        options->where = value;
        return true;
    case KEY_LEVEL:
        options->level = value;
        return choose_row(parser, row, value, &choice);
    case KEY_HIGHLIGHT:
        options->highlight = value;
        return parse_highlight(parser, row->name, value);
    case KEY_LOOPS:
        options->loops = value;
        return choose_row(parser, row, value, &choice);
    case KEY_DIRECTION:
        options->direction = value;
        return choose_row(parser, row, value, &choice);
    case KEY_CHANGES:
        options->changes = value;
        return choose_row(parser, row, value, &choice);
    case KEY_MAX_PARTIES:
        return parse_parties(parser, row->name, value);
    case KEY_AXIS:
        options->axis = value;
        return choose_row(parser, row, value, &choice);
    case KEY_BY:
        options->by = value;
        return choose_row(parser, row, value, &choice);
    case KEY_METRIC:
        options->metric = value;
        return true;
    case KEY_CLASS:
        options->deal_class = value;
        return choose_row(parser, row, value, &choice);
    case KEY_BUCKET:
        options->bucket = value;
        return choose_row(parser, row, value, &choice);
    case KEY_MAX:
        return parse_rows(parser, row->name, value);
    case KEY_WIDTH:
        return parse_number(parser, row->name, value, WIDTH_LEAST, LENGTH_MOST, &options->width);
    case KEY_HEIGHT:
        return parse_number(parser, row->name, value, HEIGHT_LEAST, LENGTH_MOST, &options->height);
    case KEY_SIZE:
        return parse_size(parser, row->name, value);
    case KEY_SCALE:
        if (word_among(value, scales, 3))
            return usage(parser, arena_printf(parser->arena,
                                     "--scale takes PNG pixels for each px, as in --scale 2; the axis of a "
                                     "chart is --axis %s",
                                     value));
        return parse_number(parser, row->name, value, 0.5, 4, &options->pixel_ratio);
    case KEY_TARGET:
        targets = figure_targets(&target_count);
        if (!choose(parser, row->name, value, targets, target_count, &choice))
            return false;
        options->target = targets[choice];
        return true;
    case KEY_KIT:
        options->kit = value;
        return (*value && strcmp(value, "-") != 0) || usage(parser, "--kit takes a folder");
    case KEY_THEME:
        if (!choose_row(parser, row, value, &choice))
            return false;
        options->dark = choice == 1;
        options->light = choice != 1;
        options->follows = choice == 2;
        return true;
    case KEY_STYLE:
        options->style = value;
        return *value || usage(parser, "--style takes a theme's name or file");
    case KEY_SVG_TEXT:
        return choose_row(parser, row, value, &options->svg_text);
    case KEY_FONT_FOLDER:
        options->font_folder = value;
        return true;
    case KEY_LANGUAGE:
        options->has_language = true;
        return language_find(value, &options->language) || usage(parser, "--language takes en or de");
    case KEY_SINCE:
        options->since = value;
        return true;
    case KEY_JSON:
        options->json = true;
        return true;
    case KEY_DECIMAL:
        if (!choose_row(parser, row, value, &choice))
            return false;
        options->decimal_comma = choice == 1;
        return true;
    case KEY_DIAGNOSTICS:
        if (!choose_row(parser, row, value, &choice))
            return false;
        options->diagnostics = (enum diagnostics_form)choice;
        return true;
    case KEY_LINEARISE:
        options->linearised = true;
        return true;
    case KEY_MANIFEST:
        options->manifest = value;
        return true;
    case KEY_LINES:
        options->lines = true;
        return true;
    case KEY_JOBS:
        return slice_number(slice_of(value), WORKERS_MOST + 1, &options->workers) ||
               usage(parser, arena_printf(parser->arena, "%s takes a whole number from 0 to %d, not '%s'",
                                 row->name, WORKERS_MOST, value));
    case KEY_SHARD:
        return parse_shard(parser, value);
    case KEY_FORCE:
        options->forced = true;
        return true;
    case KEY_SYNC:
        options->synced = true;
        return true;
    case KEY_OPEN_WORKERS:
        options->open_workers = true;
        return true;
    case KEY_PLAN:
        options->plans = true;
        return true;
    case KEY_WATCH:
        options->watches = true;
        return true;
    case KEY_SERVE:
        options->watches = options->serves = true;
        options->port = 0;
        return !value || slice_number(slice_of(value), PORT_MOST + 1, &options->port) ||
               usage(parser, arena_printf(parser->arena, "%s takes a port from 0 to %d, not '%s'", row->name,
                                 PORT_MOST, value));
    case KEY_RESULTS:
        options->results = value;
        return true;
    case KEY_DEPFILE:
        options->depfile = value;
        return true;
    case KEY_TIME_LIMIT:
        return parse_number(parser, row->name, value, 0.1, 86400, &options->time_limit);
    case KEY_MEMORY_LIMIT:
        return parse_number(parser, row->name, value, 256, 1024 * 1024, &options->memory_limit);
    case KEY_LIMIT:
        return parse_limit(parser, row->name, value);
    case KEY_STRICT:
        options->strict = true;
        return true;
    case KEY_COLOUR:
        if (!choose_row(parser, row, value, &choice))
            return false;
        options->colour = (enum when)choice;
        return true;
    case KEY_QUIET:
        options->quiet = true;
        return true;
    case KEY_HELP: /* handled by options_parse */
    case KEY_VERSION:
        return true;
    }
    return true;
}

static const struct option_row *option_find(const char *name, size_t length)
{
    for (int i = 0; i < ROW_COUNT; i++)
        if (slice_equals((struct slice){name, length}, rows[i].name) ||
            (rows[i].letter && slice_equals((struct slice){name, length}, rows[i].letter)))
            return &rows[i];
    return NULL;
}

static bool option_unknown(struct parser *parser, const char *word)
{
    const char *names[ROW_COUNT];
    for (int i = 0; i < ROW_COUNT; i++)
        names[i] = rows[i].name;
    return usage_near(parser, "option", word, suggest_nearest(word, names, ROW_COUNT));
}

static bool looks_like_file(const char *word)
{
    struct stat status;
    return !strcmp(word, "-") || strpbrk(word, "./") || stat(word, &status) == 0;
}

/* What is left when options are taken out: [command] [kind] datasets */
static bool words_apply(struct parser *parser, const char **words, size_t count)
{
    struct options *options = parser->options;
    /* a command's name wins: a file of that name is written ./check */
    int command = count ? command_find(words[0]) : -1;
    if (count && (command >= 0 || !looks_like_file(words[0]))) {
        if (command < 0)
            return usage_near(parser, "command", words[0], command_near(words[0]));
        options->command = (enum command)command;
        words++;
        count--;
    }
    if (options->command == COMMAND_FIGURE && count) {
        options->kind = words[0];
        words++;
        count--;
    }
    options->inputs = words;
    options->input_count = count;
    return true;
}

static bool counts_check(struct parser *parser)
{
    const struct options *options = parser->options;
    size_t count = options->input_count;
    switch (options->command) {
    case COMMAND_RENDER:
        if (options->lines && options->manifest)
            return usage(parser, "--jsonl reads datasets, --manifest names of files: one of them");
        if (options->serves && !options->formats)
            parser->options->formats = FORMAT_PDF | FORMAT_SVG | FORMAT_PNG | FORMAT_HTML;
        return count || options->lines || options->manifest || usage(parser, "render needs a dataset");
    case COMMAND_CHECK:
        return count || usage(parser, arena_printf(parser->arena, "%s needs a dataset",
                                          command_name(options->command)));
    case COMMAND_FIGURE:
        if (!options->kind)
            return usage(parser, "figure needs a kind and a dataset");
        return count == 1 || usage(parser, count ? "figure takes one dataset" : "figure needs a dataset");
    case COMMAND_FACTS:
        return count == 1 || usage(parser, count ? "facts takes one dataset" : "facts needs a dataset");
    case COMMAND_DIFF:
        return count == 2 || usage(parser, "diff takes two datasets, the old one first");
    case COMMAND_IMPORT:
        return count == 1 || usage(parser, "import takes one folder or file");
    case COMMAND_EXPORT:
        return count == 1 || usage(parser, count ? "export takes one dataset" : "export needs a dataset");
    case COMMAND_INSPECT:
        return count == 1 || usage(parser, count ? "inspect takes one file" : "inspect needs a file");
    case COMMAND_INIT:
        return count <= 1 || usage(parser, "init takes one file");
    case COMMAND_SCHEMA:
        return !count || usage(parser, "schema takes no file");
    case COMMAND_COMPLETION:
        if (count == 1 && shell_find(options->inputs[0]) < 0)
            return choose(parser, "completion", options->inputs[0], shells, SHELL_COUNT, &(int){0});
        return count == 1 || usage(parser, "completion takes a shell: bash, zsh or fish");
    case COMMAND_HELP:
        if (count == 1 && command_find(options->inputs[0]) < 0)
            return usage_near(parser, "command", options->inputs[0], command_near(options->inputs[0]));
        return count <= 1 || usage(parser, "help takes one command");
    case COMMAND_VERSION:
    case COMMAND_COUNT:
        return true;
    }
    return true;
}

static bool given_check(struct parser *parser, uint64_t given)
{
    for (int i = 0; i < ROW_COUNT; i++)
        if ((given & UINT64_C(1) << i) && !(rows[i].commands & 1u << parser->options->command))
            return usage(parser, arena_printf(parser->arena, "%s has no option %s",
                                     command_name(parser->options->command), rows[i].name));
    return true;
}

enum diagnostics_form options_diagnostics(int argc, char **argv)
{
    static const char name[] = "--diagnostics";
    enum diagnostics_form form = DIAGNOSTICS_TEXT;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (!str_starts(argv[i], name))
            continue;
        const char *rest = argv[i] + strlen(name);
        const char *value = *rest == '=' ? rest + 1 : *rest || i + 1 == argc ? "" : argv[i + 1];
        for (int j = 0; j < DIAGNOSTICS_COUNT; j++)
            if (!strcmp(value, diagnostics_forms[j]))
                form = (enum diagnostics_form)j;
    }
    return form;
}

bool options_parse(struct arena *arena, int argc, char **argv, struct options *options, const char **sentence)
{
    static_assert(ROW_COUNT <= 64, "given is a mask of 64 bits");
    struct parser parser = {arena, options, sentence};
    *options = (struct options){.command = COMMAND_RENDER};
    const char **words = arena_array(arena, const char *, (size_t)argc + 1);
    size_t count = 0;
    uint64_t given = 0;
    bool help = false, version = false, only_words = false;
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (only_words || word[0] != '-' || !word[1]) {
            words[count++] = word;
            continue;
        }
        if (!strcmp(word, "--")) {
            only_words = true;
            continue;
        }
        bool is_long = word[1] == '-';
        size_t length = is_long ? strcspn(word, "=") : 2;
        const struct option_row *row = option_find(word, length);
        if (!row)
            return option_unknown(&parser, arena_strndup(arena, word, length));
        const char *value = word[length] ? word + length + is_long : NULL;
        bool takes = row->argument && !row->may_lack;
        if (takes && !value)
            value = i + 1 < argc ? argv[++i] : NULL;
        if (takes && !value)
            return usage(&parser, arena_printf(arena, "%s needs %s", row->name, row->argument));
        if (!row->argument && value)
            return usage(&parser, arena_printf(arena, "%s takes no value", row->name));
        if (!option_apply(&parser, row, value))
            return false;
        given |= UINT64_C(1) << (row - rows);
        help |= row->key == KEY_HELP;
        version |= row->key == KEY_VERSION;
    }
    if (!words_apply(&parser, words, count))
        return false;
    if (version) {
        options->command = COMMAND_VERSION;
        return true;
    }
    if (help) {
        const char **name = arena_array(arena, const char *, 1);
        name[0] = command_name(options->command);
        options->inputs = name;
        options->input_count = options->command == COMMAND_RENDER && !count ? 0 : 1;
        options->command = COMMAND_HELP;
        return true;
    }
    if (!argv[1]) {
        options->command = COMMAND_HELP;
        return usage(&parser, "needs a dataset; `dealbrief --help` says more");
    }
    return given_check(&parser, given) && counts_check(&parser);
}
