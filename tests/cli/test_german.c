/* SPDX-License-Identifier: MIT */
/*
 * In German no word of the program's own is English: all that ships as a template and every kind of figure is
 * made of a dataset whose own texts are names without a word in them, and what a reader sees or is read out
 * is searched for words that are English only. And which template a language gets.
 */
#include "fixture.h"

#include <ctype.h>

/* Function words and those of the trade; none of them is a German word */
static const char *const english[] = {"the", "of", "and", "to", "is", "are", "be", "with", "without", "not",
    "no", "by", "for", "from", "at", "or", "it", "its", "this", "that", "these", "who", "what", "which",
    "each", "other", "others", "more", "most", "less", "than", "one", "two", "three", "would", "could", "has",
    "have", "been", "deal:", "source", "sources", "signed", "announced", "agreed", "reported", "talks",
    "paid", "pays", "pay", "payer", "payee", "amount", "amounts", "undisclosed", "disclosed", "about", "up",
    "least", "nearly", "since", "until", "year", "years", "month", "under", "discussion", "binding",
    "assumed", "stated", "known", "unknown", "loop", "loops", "commerce", "equity", "lease", "loan", "debt",
    "share", "shares", "valuation", "value", "press", "filing", "page", "contents", "method", "figure",
    "table", "row", "rows", "column", "left", "right", "below", "above", "solid", "dashed", "dotted",
    "hatched", "outlined", "width", "new", "raised", "lowered", "moved", "gone", "corrected", "changed",
    "January", "February", "March", "May", "June", "July", "October", "December", "Dec", "Oct", "billion",
    "million", "billions", "tens", "B", "M", "T", "K"};

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 || c == '_';
}

static bool is_english(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof english / sizeof *english; i++)
        if (strlen(english[i]) == length && !strncmp(word, english[i], length))
            return true;
    return false;
}

/* "$38B": English numbers have their scale right behind them */
static bool is_english_number(const char *word, size_t length)
{
    return length > 1 && isdigit((unsigned char)word[0]) && strchr("BMTK", word[length - 1]);
}

static size_t english_count(const char *text, const char *what)
{
    size_t count = 0;
    for (const char *at = text; *at;) {
        size_t length = 0;
        while (is_word_byte(at[length]))
            length++;
        bool option = at - text > 2 && str_starts(at - 2, "--");
        if (length && !option && (is_english(at, length) || is_english_number(at, length))) {
            const char *from = at - text > 40 ? at - 40 : text;
            print_message("# %s: '%.*s' in '%.90s'\n", what, (int)length, at, from);
            count++;
        }
        at += length ? length : 1;
    }
    return count;
}

/* Past `"` after one of the attributes that are read out; NULL: the tag has none more */
static const char *spoken_attribute(const char *tag, const char *end)
{
    static const char *const names[] = {
        " aria-label=\"", " alt=\"", " title=\"", " data-label=\"", " content=\""};
    const char *first = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *found = strstr(tag, names[i]);
        if (found && found < end && (!first || found < first))
            first = found;
    }
    return first ? strchr(first, '"') + 1 : NULL;
}

/* Text between tags and what is read out; no styles. The head's own metadata is the document's, not a
 * reader's. */
static const char *seen(struct arena *arena, const char *markup)
{
    struct str out = str_init(arena);
    for (const char *at = markup; *at;) {
        if (*at != '<') {
            str_char(&out, *at++);
            continue;
        }
        const char *end = strchr(at, '>');
        assert_non_null(end);
        if (str_starts(at, "<style")) {
            at = strstr(end, "</style>") + strlen("</style>");
            continue;
        }
        for (const char *value = at; !str_starts(at, "<meta") && (value = spoken_attribute(value, end));)
            str_printf(&out, " %.*s ", (int)strcspn(value, "\""), value);
        str_char(&out, ' ');
        at = end + 1;
    }
    return str_text(&out);
}

static const char *const new_edition = "tests/cli/german.json", *const old_edition =
                                                                    "tests/cli/german-old.json";

static void test_templates(void **state)
{
    static const char *const templates[] = {"weekly", "one-page", "article", "change", "deal"};
    struct fixture *fixture = *state;
    const char *now = source_path(fixture->arena, new_edition),
               *then = source_path(fixture->arena, old_edition);
    size_t count = 0;
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++)
        for (int since = 0; since < 2; since++) {
            struct process_result result = RUN(fixture, "render", now, "-t", templates[i], "-f", "html", "-o",
                "-", since ? "--since" : "--quiet", since ? then : NULL);
            assert_int_equal(result.exit_code, 0);
            const char *text = seen(fixture->arena, text_of(result.output));
            assert_non_null(strstr(text, "Stand 9."));
            count += english_count(text, templates[i]);
        }
    assert_int_equal(count, 0);
}

static void test_figures(void **state)
{
    static const struct {
        const char *kind, *option, *value;
    } rows[] = {{"flow", NULL, NULL}, {"flow", "--since", "old"}, {"matrix", NULL, NULL},
        {"valuation", "--party", "ada"}, {"twoway", NULL, NULL}, {"schedule", NULL, NULL},
        {"timeline", NULL, NULL}, {"bridge", "--since", "old"}, {"range", "--party", "ada"},
        {"range", "--deal", "d1"}, {"exposure", NULL, NULL}, {"exposure", "--party", "ada"},
        {"multiples", NULL, NULL}, {"tornado", NULL, NULL}, {"lifecycle", NULL, NULL},
        {"deal", "--deal", "d1"}, {"deal", "--deal", "d10"}, {"deal", "--deal", "d9"}, {"table", NULL, NULL},
        {"keyfigures", NULL, NULL}};
    struct fixture *fixture = *state;
    const char *now = source_path(fixture->arena, new_edition),
               *then = source_path(fixture->arena, old_edition);
    size_t count = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *value = rows[i].value && !strcmp(rows[i].value, "old") ? then : rows[i].value;
        struct process_result result =
            RUN(fixture, "figure", rows[i].kind, now, "-f", "svg", "-o", "-", rows[i].option, value);
        if (result.exit_code)
            fail_msg("figure %s: %s", rows[i].kind, text_of(result.errors));
        count += english_count(seen(fixture->arena, text_of(result.output)), rows[i].kind);
    }
    assert_int_equal(count, 0);
}

/* The edition itself, as `diff` tells it */
static void test_diff(void **state)
{
    struct fixture *fixture = *state;
    struct process_result result = RUN(fixture, "diff", source_path(fixture->arena, old_edition),
        source_path(fixture->arena, new_edition), "--language", "de");
    assert_int_equal(result.exit_code, 0);
    assert_int_equal(english_count(text_of(result.output), "diff"), 0);
}

static const char *html_of(struct fixture *fixture, const char *template, const char *language)
{
    struct process_result result = RUN(fixture, "render", fixture->sample, "--language", language, "-f",
        "html", "-o", "-", template ? "-t" : NULL, template);
    assert_int_equal(result.exit_code, 0);
    return text_of(result.output);
}

/* Without -t and by a bare name a template speaks the language; a file is used as it is. */
static void test_choice(void **state)
{
    struct fixture *fixture = *state;
    assert_non_null(strstr(html_of(fixture, NULL, "de"), "Wer zahlt wem"));
    assert_null(strstr(html_of(fixture, NULL, "de"), "Who pays whom"));
    assert_non_null(strstr(html_of(fixture, "one-page", "de-AT"), "DEAL-BRIEFING AUF EINER SEITE"));
    assert_non_null(strstr(html_of(fixture, NULL, "en"), "Who pays whom"));
    const char *file = source_path(fixture->arena, "templates/weekly.md");
    assert_non_null(strstr(html_of(fixture, file, "de"), "Who pays whom"));
    file = source_path(fixture->arena, "templates/de/weekly.md");
    assert_non_null(strstr(html_of(fixture, file, "en"), "Wer zahlt wem"));
}

/* What a template does, without its words: lines of directives, their captions and names left out, and values
 */
static const char *doings(struct arena *arena, const char *path)
{
    struct bytes bytes = source_file(arena, path);
    struct str out = str_init(arena);
    for (const char *line = (const char *)bytes.at; *line;) {
        size_t length = strcspn(line, "\n");
        const char *text = arena_strndup(arena, line, length);
        const char *name = strstr(text, " name=\""), *caption = strchr(text, '[');
        if (str_starts(text, "::") && caption)
            str_printf(&out, "%.*s%s\n", (int)(caption - text), text, strchr(text, ']') + 1);
        else if (str_starts(text, "::"))
            str_printf(&out, "%.*s\n", name ? (int)(name - text) : (int)length, text);
        for (const char *at = text; !str_starts(text, "::") && (at = strstr(at, "{{")); at++)
            str_printf(&out, "%.*s}}\n", (int)strcspn(at, "}"), at);
        line += length + (line[length] == '\n');
    }
    return str_text(&out);
}

static void test_same_doings(void **state)
{
    static const char *const templates[] = {"weekly", "one-page", "article", "change", "deal"};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++)
        assert_string_equal(
            doings(fixture->arena, arena_printf(fixture->arena, "templates/%s.md", templates[i])),
            doings(fixture->arena, arena_printf(fixture->arena, "templates/de/%s.md", templates[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_templates), CASE(test_figures), CASE(test_diff), CASE(test_choice), CASE(test_same_doings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
