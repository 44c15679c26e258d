/* SPDX-License-Identifier: MIT */
/*
 * A theme's JSON, object by object. Each object has a list of its keys; what is not among them is an error
 * with the nearest that is. Colours are measured once both sets are complete.
 */
#include "house_load.h"

#include "house_colours.h"
#include "json.h"
#include "logo.h"
#include "output.h"
#include "text_check.h"

#include <stdlib.h>
#include <string.h>

#define POINTS_A_MM (72 / 25.4)

static const double size_least = 7, size_most = 60, leading_least = 1.1, leading_most = 3;
static const double paper_least = 280, paper_most = 2880; /* points: 10 cm to a metre */
static const double inside_least = 320;                   /* between the margins, either way */
static const double margin_least = 18, bottom_least = 28; /* the footer stands in the bottom one */
static const double logo_usual = 24, logo_least = 6, logo_most = 144;

struct loader {
    struct arena *arena;
    struct diags *diags;
    const struct limits *limits;
    const char *folder;
    struct house *house;
    struct house_colours sets[2]; /* light, dark */
    struct place logo_place;
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- values ---- */

static void fault(struct loader *loader, enum diag_code code, const struct json *json, const char *hint,
    const char *sentence)
{
    diags_add(loader->diags, code, json->place, json_path(loader->arena, json), hint, "%s", sentence);
}

static bool is_kind(struct loader *loader, const struct json *json, enum json_kind kind)
{
    if (json->kind == kind)
        return true;
    fault(loader, DIAG_WRONG_TYPE, json, NULL,
        arena_printf(loader->arena, "'%s' is %s and not %s", json->key ? json->key : "a theme",
            json_kind_name(json->kind), json_kind_name(kind)));
    return false;
}

/* An object whose keys are all known; false: it is none */
static bool object_open(struct loader *loader, const struct json *json, const char *const *keys, size_t count)
{
    if (!is_kind(loader, json, JSON_OBJECT))
        return false;
    for (const struct json *at = json->first; at; at = at->next) {
        bool known = str_starts(at->key, "//"); /* a remark, as in datasets */
        for (size_t i = 0; i < count && !known; i++)
            known = !strcmp(keys[i], at->key);
        if (known)
            continue;
        const char *near = suggest_nearest(at->key, keys, count);
        struct str all = str_init(loader->arena);
        str_append(&all, "known are: ");
        for (size_t i = 0; i < count; i++)
            str_printf(&all, "%s%s", i ? ", " : "", keys[i]);
        diags_add(loader->diags, DIAG_THEME_KEY, at->key_place, json_path(loader->arena, at),
            near ? arena_printf(loader->arena, "did you mean '%s'?", near) : str_text(&all),
            "unknown key '%s'", str_quoted(loader->arena, at->key));
    }
    return true;
}

/* A mark alone is lost between the commas of a list: it stands in quotes. */
static void choice_append(struct str *out, const char *word)
{
    bool bare = letter_small(word[0]) >= 'a' && letter_small(word[0]) <= 'z';
    bare = bare || is_digit(word[0]) || word[0] == '$';
    str_printf(out, bare ? "%s" : "\"%s\"", word);
}

/* The index of a word in a list, or an error that names what is allowed */
static bool word_read(
    struct loader *loader, const struct json *json, const char *const *words, size_t count, size_t *index)
{
    if (!is_kind(loader, json, JSON_STRING))
        return false;
    struct str allowed = str_init(loader->arena);
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(words[i], json->text)) {
            *index = i;
            return true;
        }
        str_append(&allowed, i ? (i + 1 == count ? " or " : ", ") : "");
        choice_append(&allowed, words[i]);
    }
    fault(loader, DIAG_UNKNOWN_WORD, json, NULL,
        arena_printf(loader->arena, "'%s' is %s, not '%s'", json->key, str_text(&allowed),
            str_quoted(loader->arena, json->text)));
    return false;
}

static bool bool_read(struct loader *loader, const struct json *json, bool *value)
{
    if (json->kind != JSON_TRUE && json->kind != JSON_FALSE) {
        fault(loader, DIAG_WRONG_TYPE, json, NULL,
            arena_printf(loader->arena, "'%s' is true or false", json->key));
        return false;
    }
    *value = json->kind == JSON_TRUE;
    return true;
}

static bool number_between(
    struct loader *loader, const struct json *json, double value, double least, double most)
{
    if (value >= least && value <= most)
        return true;
    struct str sentence = str_init(loader->arena);
    str_printf(&sentence, "'%s' is from ", json->key);
    str_number(&sentence, least, 1);
    str_append(&sentence, " to ");
    str_number(&sentence, most, 1);
    str_printf(&sentence, " points, not %s", str_quoted(loader->arena, json->text));
    fault(loader, DIAG_OUT_OF_RANGE, json, NULL, str_text(&sentence));
    return false;
}

/* A number is points; a string has its unit: "48pt", "17mm", "1.5cm", "8.5in" */
static bool length_read(
    struct loader *loader, const struct json *json, double least, double most, double *length)
{
    static const struct {
        const char *name;
        double points;
    } units[] = {{"pt", 1}, {"mm", POINTS_A_MM}, {"cm", 10 * POINTS_A_MM}, {"in", 72}};
    bool good = json->kind == JSON_NUMBER;
    double value = 0;
    if (good)
        value = strtod(json->text, NULL);
    if (json->kind == JSON_STRING && is_digit(json->text[0]) && json->text[1] != 'x') {
        char *unit;
        value = strtod(json->text, &unit);
        for (size_t i = 0; i < COUNT(units); i++)
            if (!strcmp(unit, units[i].name)) {
                value *= units[i].points;
                good = true;
            }
    }
    if (!good) {
        fault(loader, json->kind == JSON_STRING ? DIAG_BAD_PATTERN : DIAG_WRONG_TYPE, json,
            "a length is points, or a text with its unit: \"48pt\", \"17mm\", \"1.5cm\", \"8.5in\"",
            arena_printf(loader->arena, "'%s' is no length", json->key));
        return false;
    }
    if (!number_between(loader, json, value, least, most))
        return false;
    *length = value;
    return true;
}

/* Words with values in them, as in a template */
static bool words_read(struct loader *loader, const struct json *json, struct runs *words)
{
    if (!is_kind(loader, json, JSON_STRING))
        return false;
    size_t before = diags_count(loader->diags, DIAG_SEVERITY_ERROR);
    text_check(loader->diags, json->place, json_path(loader->arena, json), json->text, FIXED_WORDS, NULL);
    if (diags_count(loader->diags, DIAG_SEVERITY_ERROR) > before)
        return false;
    struct value_scope scope = {.arena = loader->arena, .diags = loader->diags};
    *words = runs_parse(&scope, json->text, strlen(json->text), place_shift(json->place, 1));
    return diags_count(loader->diags, DIAG_SEVERITY_ERROR) == before;
}

/* ---- colours ---- */

static void colours_read(struct loader *loader, const struct json *json, struct theme *theme, int set)
{
    const char *names[ROLE_COUNT];
    size_t count = 0;
    for (int role = ROLE_PAPER; role <= ROLE_OTHER; role++)
        names[count++] = role_name((enum role)role);
    loader->sets[set].given = true;
    loader->sets[set].place = json->key_place;
    if (!object_open(loader, json, names, count))
        return;
    for (int role = ROLE_PAPER; role <= ROLE_OTHER; role++) {
        const struct json *at = json_find(json, role_name((enum role)role));
        if (!at || !is_kind(loader, at, JSON_STRING))
            continue;
        if (rgb_parse(at->text, &theme->colours[role]))
            loader->sets[set].places[role] = at->place;
        else
            fault(loader, DIAG_BAD_PATTERN, at, "# and six hexadecimal digits: #1f77b4",
                arena_printf(loader->arena, "'%s' is no colour", str_quoted(loader->arena, at->text)));
    }
}

/* ---- type ---- */

/* styles with another weight of the same size follow it; labels inside of drawings keep their sizes, on which
   the drawings are measured */
static const struct {
    const char *name;
    enum style style;
    int strong; /* −1: none */
} styles[] = {{"kicker", STYLE_KICKER, -1}, {"title", STYLE_TITLE, -1}, {"standfirst", STYLE_STANDFIRST, -1},
    {"section", STYLE_SECTION, -1}, {"subsection", STYLE_SUBSECTION, -1},
    {"body", STYLE_BODY, STYLE_BODY_STRONG}, {"key-number", STYLE_KEY_NUMBER, -1},
    {"key-label", STYLE_KEY_LABEL, -1}, {"table", STYLE_TABLE, STYLE_TABLE_STRONG},
    {"table-head", STYLE_TABLE_HEAD, -1}, {"figure-title", STYLE_FIGURE_TITLE, -1},
    {"figure-subtitle", STYLE_FIGURE_SUBTITLE, -1}, {"note", STYLE_NOTE, -1}, {"running", STYLE_RUNNING, -1}};

static const char *const faces[FACE_COUNT] = {
    "regular", "medium", "semibold", "condensed", "condensed-medium", "condensed-semibold"};

static void step_read(struct loader *loader, const struct json *json, size_t index)
{
    static const char *const keys[] = {"size", "leading", "face"};
    struct type_step *step = &loader->house->scale.steps[styles[index].style];
    double ratio = step->leading / step->style.size, size = step->style.size;
    if (!object_open(loader, json, keys, COUNT(keys)))
        return;
    const struct json *at = json_find(json, "size");
    if (at && length_read(loader, at, size_least, size_most, &size)) {
        step->style.size = size;
        step->leading = size * ratio;
    }
    at = json_find(json, "leading");
    if (at)
        length_read(loader, at, size * leading_least, size * leading_most, &step->leading);
    size_t face;
    at = json_find(json, "face");
    if (at && word_read(loader, at, faces, FACE_COUNT, &face))
        step->style.face = (enum text_face)face;
    if (styles[index].strong < 0)
        return;
    struct type_step *strong = &loader->house->scale.steps[styles[index].strong];
    strong->style.size = step->style.size;
    strong->leading = step->leading;
    strong->style.face = step->style.face >= FACE_CONDENSED ? FACE_CONDENSED_SEMIBOLD : FACE_SEMIBOLD;
}

static void type_read(struct loader *loader, const struct json *json)
{
    const char *names[COUNT(styles)];
    for (size_t i = 0; i < COUNT(styles); i++)
        names[i] = styles[i].name;
    if (!object_open(loader, json, names, COUNT(styles)))
        return;
    for (size_t i = 0; i < COUNT(styles); i++) {
        const struct json *at = json_find(json, names[i]);
        if (at)
            step_read(loader, at, i);
    }
}

/* ---- page ---- */

static const struct {
    const char *name;
    double width, height; /* points */
} papers[] = {{"A3", 841.89, 1190.55}, {"A4", 595.28, 841.89}, {"A5", 419.53, 595.28}, {"Letter", 612, 792},
    {"Legal", 612, 1008}, {"Tabloid", 792, 1224}};

static void paper_read(struct loader *loader, const struct json *json)
{
    static const char *const keys[] = {"width", "height"};
    struct house *house = loader->house;
    const char *names[COUNT(papers)];
    size_t paper;
    for (size_t i = 0; i < COUNT(papers); i++)
        names[i] = papers[i].name;
    if (json->kind != JSON_OBJECT) {
        if (!word_read(loader, json, names, COUNT(names), &paper))
            return;
        house->paper_width = papers[paper].width;
        house->paper_height = papers[paper].height;
        return;
    }
    if (!object_open(loader, json, keys, 2))
        return;
    const struct json *width = json_find(json, "width"), *height = json_find(json, "height");
    if (!width || !height) {
        fault(loader, DIAG_MISSING_FIELD, json, NULL, "a size of one's own has a width and a height");
        return;
    }
    double w = 0, h = 0;
    bool good = length_read(loader, width, paper_least, paper_most, &w);
    if (length_read(loader, height, paper_least, paper_most, &h) && good) {
        house->paper_width = w;
        house->paper_height = h;
    }
}

static void margins_read(struct loader *loader, const struct json *json)
{
    static const char *const keys[] = {"top", "right", "bottom", "left"};
    struct house_margins *margins = &loader->house->margins;
    double *const sides[] = {&margins->top, &margins->right, &margins->bottom, &margins->left};
    double all;
    if (json->kind != JSON_OBJECT) {
        if (length_read(loader, json, bottom_least, paper_most / 3, &all))
            *margins = (struct house_margins){all, all, all, all};
        return;
    }
    if (!object_open(loader, json, keys, 4))
        return;
    for (size_t i = 0; i < 4; i++) {
        const struct json *at = json_find(json, keys[i]);
        if (at)
            length_read(loader, at, i == 2 ? bottom_least : margin_least, paper_most / 3, sides[i]);
    }
}

static void page_read(struct loader *loader, const struct json *json)
{
    static const char *const keys[] = {"size", "orientation", "margins"};
    static const char *const ways[] = {"portrait", "landscape"};
    struct house *house = loader->house;
    size_t way = 0;
    if (!object_open(loader, json, keys, COUNT(keys)))
        return;
    const struct json *at = json_find(json, "size");
    if (at)
        paper_read(loader, at);
    at = json_find(json, "orientation");
    if (at && word_read(loader, at, ways, 2, &way)) {
        house->landscape = way == 1;
        double width = house->paper_width, height = house->paper_height;
        if (width > 0 && (width > height) != house->landscape) {
            house->paper_width = height;
            house->paper_height = width;
        }
    }
    at = json_find(json, "margins");
    if (at)
        margins_read(loader, at);
    double width = house->paper_width, height = house->paper_height;
    if (width <= 0) { /* the template's: A4 is the narrower one, Letter the lower one */
        width = house->landscape ? papers[3].height : papers[1].width;
        height = house->landscape ? papers[1].width : papers[3].height;
    }
    const struct house_margins *margins = &house->margins;
    if (width - margins->left - margins->right < inside_least ||
        height - margins->top - margins->bottom < inside_least)
        fault(loader, DIAG_OUT_OF_RANGE, json, "narrower margins or larger paper",
            arena_printf(loader->arena,
                "%.0f × %.0f points are left inside the margins; a page needs %.0f either way",
                width - margins->left - margins->right, height - margins->top - margins->bottom,
                inside_least));
}

/* ---- masthead, footer ---- */

static void svg_read(struct loader *loader, const char *path, struct bytes bytes, double height)
{
    struct house *house = loader->house;
    struct logo_colours colours;
    house->logo = logo_parse(loader->arena, path, bytes, height, &colours, loader->diags);
    for (size_t i = 0; i < colours.count; i++)
        house->light.colours[ROLE_LOGO_1 + i] = house->dark.colours[ROLE_LOGO_1 + i] = colours.at[i];
}

static void png_read(
    struct loader *loader, const struct json *json, const char *path, struct bytes bytes, double height)
{
    unsigned width, rows;
    const char *wrong = png_check(bytes, &width, &rows);
    if (!wrong && (width > 20 * rows || rows > 20 * width))
        wrong = "one side is over twenty times the other";
    if (wrong) {
        fault(loader, DIAG_BAD_LOGO, json, "a logo is an SVG or a PNG",
            arena_printf(loader->arena, "'%s' cannot be drawn: %s", path, wrong));
        return;
    }
    struct scene *scene = scene_create(loader->arena, height * width / rows, height);
    scene_image(scene, bytes, 0, 0, scene_width(scene), height);
    loader->house->logo = scene;
}

static void logo_read(struct loader *loader, const struct json *json)
{
    static const char *const keys[] = {"file", "height", "alt"};
    double height = logo_usual;
    struct bytes bytes;
    if (!object_open(loader, json, keys, COUNT(keys)))
        return;
    const struct json *file = json_find(json, "file"), *at = json_find(json, "height");
    if (at)
        length_read(loader, at, logo_least, logo_most, &height);
    at = json_find(json, "alt");
    if (at && is_kind(loader, at, JSON_STRING)) {
        text_check(loader->diags, at->place, json_path(loader->arena, at), at->text, FIXED_WORDS, NULL);
        loader->house->logo_alt = *at->text ? at->text : NULL;
    }
    if (!file) {
        fault(loader, DIAG_MISSING_FIELD, json, NULL, "a logo has a file");
        return;
    }
    if (!is_kind(loader, file, JSON_STRING))
        return;
    loader->logo_place = file->place;
    const char *path = file_inside(loader->arena, loader->folder, file->text, file->place, loader->diags);
    if (!path || !file_read_within(loader->arena, path, loader->limits, LIMIT_LOGO, &bytes, loader->diags))
        return;
    loader->house->logo_path = path;
    if (str_ends_any_case(path, ".png"))
        png_read(loader, file, path, bytes, height);
    else
        svg_read(loader, path, bytes, height);
}

static void masthead_read(struct loader *loader, const struct json *json)
{
    static const char *const keys[] = {"text", "bar", "logo"};
    if (!object_open(loader, json, keys, COUNT(keys)))
        return;
    const struct json *at = json_find(json, "text");
    if (at)
        words_read(loader, at, &loader->house->masthead);
    at = json_find(json, "bar");
    if (at)
        bool_read(loader, at, &loader->house->bar);
    at = json_find(json, "logo");
    if (at)
        logo_read(loader, at);
}

static void footer_read(struct loader *loader, const struct json *json)
{
    static const char *const keys[] = {"text"};
    if (!object_open(loader, json, keys, COUNT(keys)))
        return;
    const struct json *at = json_find(json, "text");
    if (at)
        words_read(loader, at, &loader->house->footer);
}

/* ---- numbers and dates ---- */

static void marks_read(struct loader *loader, const struct json *json, struct house_numbers *numbers)
{
    static const char *const points[] = {".", ","}, *const groupings[] = {",", ".", " ", "'", ""};
    static const char *const groups[] = {",", ".", "\xE2\x80\xAF", "\xE2\x80\x99", ""}; /* narrow, no break */
    size_t index;
    const struct json *at = json_find(json, "decimal");
    if (at && word_read(loader, at, points, 2, &index)) {
        numbers->point = points[index];
        numbers->grouping = points[1 - index]; /* unless the theme says so */
    }
    at = json_find(json, "grouping");
    if (!at || !word_read(loader, at, groupings, COUNT(groupings), &index))
        return;
    numbers->grouping = groups[index];
    if (!strcmp(groups[index], numbers->point ? numbers->point : "."))
        fault(loader, DIAG_BAD_PATTERN, at, "\"decimal\" and \"grouping\" are two marks",
            "thousands are set off by the mark of decimals");
}

static void numbers_read(struct loader *loader, const struct json *json)
{
    static const char *const keys[] = {"scale", "symbol", "decimal", "grouping", "dates"};
    static const char *const scales[] = {"B", "bn", "billion"}, *const symbols[] = {"$", "US$"};
    static const char *const dates[] = {[DATES_DAY_FIRST] = "17 Dec 2025",
        [DATES_MONTH_FIRST] = "Dec 17, 2025",
        [DATES_ISO] = "2025-12-17",
        [DATES_DOTTED] = "17.12.2025"};
    struct house_numbers *numbers = &loader->house->numbers;
    size_t index;
    if (!object_open(loader, json, keys, COUNT(keys)))
        return;
    numbers->given = true;
    const struct json *at = json_find(json, "scale");
    if (at && word_read(loader, at, scales, COUNT(scales), &index))
        numbers->scale = (enum house_scale)(SCALE_LETTER + index);
    at = json_find(json, "symbol");
    if (at && word_read(loader, at, symbols, COUNT(symbols), &index))
        numbers->us_dollar = index == 1;
    at = json_find(json, "dates");
    if (at && word_read(loader, at, dates, COUNT(dates), &index)) {
        numbers->has_dates = true;
        numbers->dates = (enum date_order)index;
    }
    marks_read(loader, json, numbers);
}

/* ---- files within the PDF ---- */

static void attach_read(struct loader *loader, const struct json *json)
{
    static const char *const keys[] = {"csv"};
    const struct json *at;
    if (object_open(loader, json, keys, COUNT(keys)) && (at = json_find(json, "csv")))
        bool_read(loader, at, &loader->house->attaches_csv);
}

/* ---- the whole ---- */

static void theme_read(struct loader *loader, const struct json *root)
{
    static const char *const keys[] = {
        "name", "about", "pages", "light", "dark", "type", "page", "masthead", "footer", "numbers", "attach"};
    static const char *const sets[] = {"light", "dark"};
    struct house *house = loader->house;
    struct theme *const themes[] = {&house->light, &house->dark};
    size_t pages = 0;
    if (!object_open(loader, root, keys, COUNT(keys)))
        return;
    const struct json *at = json_find(root, "name"), *about = json_find(root, "about");
    if (at)
        is_kind(loader, at, JSON_STRING);
    if (about)
        is_kind(loader, about, JSON_STRING);
    at = json_find(root, "pages");
    if (at && word_read(loader, at, sets, 2, &pages)) {
        house->dark_pages = pages == 1;
        loader->sets[pages].given = true; /* of this one it says that pages are drawn in it */
        loader->sets[pages].place = at->place;
    }
    for (int i = 0; i < 2; i++) {
        at = json_find(root, sets[i]);
        if (at)
            colours_read(loader, at, themes[i], i);
    }
    static const struct {
        const char *key;
        void (*read)(struct loader *loader, const struct json *json);
    } parts[] = {{"type", type_read}, {"page", page_read}, {"masthead", masthead_read},
        {"footer", footer_read}, {"numbers", numbers_read}, {"attach", attach_read}};
    for (size_t i = 0; i < COUNT(parts); i++) {
        at = json_find(root, parts[i].key);
        if (at)
            parts[i].read(loader, at);
    }
}

const struct house *house_load(struct arena *arena, const char *file, const char *folder, struct bytes bytes,
    const struct limits *limits, struct diags *diags)
{
    size_t before = diags_count(diags, DIAG_SEVERITY_ERROR);
    struct house *house = arena_new(arena, struct house);
    struct loader loader = {
        .arena = arena, .diags = diags, .limits = limits, .folder = folder, .house = house};
    *house = house_usual();
    const struct json *root =
        json_parse_at(arena, (struct place){arena_strdup(arena, file), 1, 1}, bytes, limits, diags);
    if (!root)
        return NULL;
    theme_read(&loader, root);
    for (int i = 0; i < 2; i++) {
        loader.sets[i].theme = i ? &house->dark : &house->light;
        loader.sets[i].name = i ? "dark" : "light";
        loader.sets[i].pages = house->dark_pages == (i == 1);
        if (loader.sets[i].pages) {
            loader.sets[i].logo = house->logo;
            loader.sets[i].logo_place = loader.logo_place;
        }
        house_colours_check(arena, &loader.sets[i], diags);
    }
    return diags_count(diags, DIAG_SEVERITY_ERROR) == before ? house : NULL;
}
