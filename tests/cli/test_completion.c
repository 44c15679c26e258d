/* SPDX-License-Identifier: MIT */
/* What bash, zsh and fish propose, asked of these shells themselves: commands, options, the values of each
 * option that has values, and files of the right kind. */
#include "fixture.h"

#include "list.h"
#include "options.h"

struct expectation {
    const char *line;
    const char *words; /* sorted, with spaces between */
};

/* In a folder that holds a.json, b.csv, c.md, d.pdf and a folder e */
static const struct expectation usual[] = {
    {"dealbrief ren", "render"},
    {"dealbrief figure fl", "flow"},
    {"dealbrief figure t", "table timeline tornado twoway"},
    {"dealbrief figure flow ", "a.json e"},
    {"dealbrief figure --theme=d", "dark"},
    {"dealbrief figure flow a.json --theme ", "auto dark light"},
    {"dealbrief figure flow a.json --highlight p", "party:"},
    {"dealbrief figure -f ", "csv html json pdf png svg"},
    {"dealbrief -f pdf,s", "svg"},
    {"dealbrief render -f ", "html pdf png svg"},
    {"dealbrief a.json -o ", "e"},
    {"dealbrief a.json --outp", "--output"},
    {"dealbrief -o out figure --max-p", "--max-parties"}, /* "out" is no command */
    {"dealbrief check --max-p", ""},                      /* check has no such option */
    {"dealbrief check a.json ", "a.json e"},
    {"dealbrief facts a.json ", ""}, /* it takes one */
    {"dealbrief diff a.json ", "a.json e"},
    {"dealbrief import ", "b.csv e"},
    {"dealbrief inspect ", "d.pdf e"},
    {"dealbrief facts --since ", "a.json e"},
    {"dealbrief -t ", "article c.md change deal e one-page weekly"},
    {"dealbrief --style=s", "salmon"},
    {"dealbrief render --style ", "a.json e house ink letter-landscape night salmon"},
    {"dealbrief figure --language ", "de en"},
    {"dealbrief figure --where ", ""},
    {"dealbrief --font-dir ", "e"},
    {"dealbrief completion ", "bash fish zsh"},
    {"dealbrief help fa", "facts"},
    {"dealbrief schema ", ""},
};

static int words_compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A shell completes "--theme=d" to "dark" or to "--theme=dark", a folder to "e" or "e/", the last of a list
   or the list, and where nothing else can stand zsh shows the options: what is the same is made the same. */
static const char *word_plain(struct arena *arena, const char *line, const char *word, size_t length)
{
    const char *last = strrchr(line, ' ') + 1;
    const char *plain = arena_strndup(arena, word, length);
    if ((plain[0] == '-' && last[0] != '-') || !strcmp(plain, ".")) /* fish hides what starts with a point */
        return "";
    for (const char *mark = "=,"; *mark; mark++)
        if (strrchr(plain, *mark))
            plain = strrchr(plain, *mark) + 1;
    return str_ends(plain, "/") ? arena_strndup(arena, plain, strlen(plain) - 1) : plain;
}

/* What stands below "= LINE", plain, sorted, each once */
static const char *words_proposed(struct arena *arena, const char *output, const char *line)
{
    const char *head = arena_printf(arena, "= %s\n", line), *at = strstr(output, head);
    LIST(const char *) words = {0};
    if (!at)
        return "(was not asked)";
    for (at += strlen(head); *at && *at != '=';) {
        size_t length = strcspn(at, "\n");
        const char *word = word_plain(arena, line, at, length);
        if (*word)
            *list_push(arena, &words) = word;
        at += length + (at[length] == '\n');
    }
    if (words.count > 1)
        qsort(words.at, words.count, sizeof *words.at, words_compare);
    struct str out = str_init(arena);
    for (size_t i = 0; i < words.count; i++)
        if (!i || strcmp(words.at[i - 1], words.at[i]) != 0)
            str_printf(&out, "%s%s", out.length ? " " : "", words.at[i]);
    return str_text(&out);
}

static const char *words_sorted(struct arena *arena, const char *const *choices, size_t count)
{
    struct str out = str_init(arena);
    str_append(&out, "= x -\n");
    for (size_t i = 0; i < count; i++)
        str_printf(&out, "%s\n", choices[i]);
    return words_proposed(arena, str_text(&out), "x -");
}

/* All commands, with files; each option of each command by its name; each option with values */
static size_t expectations_make(struct arena *arena, struct expectation *all)
{
    size_t count = 0;
    const char *first[COMMAND_COUNT + 2];
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        all[count++] = usual[i];
    for (int i = 0; i < COMMAND_VERSION; i++) {
        struct command_shown command = command_shown(arena, (enum command)i);
        const char *before = arena_printf(arena, "dealbrief %s", command.name);
        const char **names = arena_array(arena, const char *, command.option_count);
        first[i] = command.name;
        for (size_t j = 0; j < command.option_count; j++) {
            const struct option_shown *option = &command.options[j];
            names[j] = option->name;
            if (option->word.choice_count)
                all[count++] = (struct expectation){arena_printf(arena, "%s %s ", before, option->name),
                    words_sorted(arena, option->word.choices, option->word.choice_count)};
        }
        all[count++] = (struct expectation){
            arena_printf(arena, "%s --", before), words_sorted(arena, names, command.option_count)};
    }
    first[COMMAND_VERSION] = "a.json";
    first[COMMAND_VERSION + 1] = "e";
    all[count++] = (struct expectation){"dealbrief ", words_sorted(arena, first, COMMAND_VERSION + 2)};
    return count;
}

static void shell_ask(
    struct fixture *fixture, const char *shell, const char *const *start, const char *script_name)
{
    enum { MOST = 256 };
    struct arena *arena = fixture->arena;
    const char *version[] = {shell, "-c", "exit 0", NULL};
    if (process_run(arena, version, NULL).exit_code != 0) {
        print_message("%s is not there: its completion is not tried\n", shell);
        skip();
    }
    struct process_result made = RUN(fixture, "completion", shell);
    assert_int_equal(made.exit_code, 0);
    const char *script = kept_write(fixture, script_name, text_of(made.output));
    const char *folder = arena_printf(arena, "%s/there", fixture->folder);
    assert_int_equal(mkdir(folder, 0777), 0);
    assert_int_equal(mkdir(arena_printf(arena, "%s/e", folder), 0777), 0);
    static const char *const files[] = {"a.json", "b.csv", "c.md", "d.pdf"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        kept_write(fixture, arena_printf(arena, "there/%s", files[i]), "");
    struct expectation all[MOST];
    size_t count = expectations_make(arena, all), word = 0;
    assert_true(count < MOST);
    const char *words[MOST + 16];
    for (; start[word]; word++)
        words[word] = start[word];
    words[word++] = source_path(arena, arena_printf(arena, "tests/cli/completion.%s", shell));
    words[word++] = strcmp(shell, "zsh") ? script : fixture->folder;
    words[word++] = folder;
    for (size_t i = 0; i < count; i++)
        words[word++] = all[i].line;
    words[word] = NULL;
    struct process_result result = process_run(arena, words, NULL);
    if (result.exit_code != 0 || result.errors.length)
        fail_msg("%s: exit %d: %s", shell, result.exit_code, text_of(result.errors));
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        const char *proposed = words_proposed(arena, text_of(result.output), all[i].line);
        if (strcmp(proposed, all[i].words) != 0)
            print_error(
                "%s: %s|\n  proposes %s\n  not      %s\n", shell, all[i].line, proposed, all[i].words),
                wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void test_bash(void **state)
{
    static const char *const start[] = {"bash", "--norc", "--noprofile", NULL};
    shell_ask(*state, "bash", start, "dealbrief");
}

static void test_zsh(void **state)
{
    static const char *const start[] = {"zsh", "-f", NULL};
    shell_ask(*state, "zsh", start, "_dealbrief");
}

static void test_fish(void **state)
{
    static const char *const start[] = {"fish", "--no-config", NULL};
    shell_ask(*state, "fish", start, "dealbrief.fish");
}

/* Every value that is proposed is one that the command line takes. */
static void test_values(void **state)
{
    struct fixture *fixture = *state;
    size_t tried = 0;
    for (int i = 0; i < COMMAND_VERSION; i++) {
        struct command_shown command = command_shown(fixture->arena, (enum command)i);
        for (size_t j = 0; j < command.option_count; j++)
            for (size_t k = 0; k < command.options[j].word.choice_count; k++) {
                const char *value = command.options[j].word.choices[k];
                char *words[] = {(char *)"dealbrief", (char *)command.name,
                    arena_printf(fixture->arena, "%s=%s", command.options[j].name, value), (char *)"flow",
                    (char *)"a.json", NULL};
                struct options options;
                const char *sentence = "";
                bool good = options_parse(fixture->arena, 5, words, &options, &sentence);
                /* "flow a.json" suits figure alone: of others only the value counts */
                if (!good && strstr(sentence, value))
                    fail_msg("%s: %s", words[2], sentence);
                tried++;
            }
    }
    assert_true(tried > 60);
}

static void test_refused(void **state)
{
    struct fixture *fixture = *state;
    struct process_result result = RUN(fixture, "completion", "tcsh");
    assert_int_equal(result.exit_code, 2);
    assert_non_null(strstr(text_of(result.errors), "bash, zsh or fish, not 'tcsh'"));
    assert_int_equal(result.output.length, 0);
    assert_int_equal(RUN(fixture, "completion").exit_code, 2);
    assert_int_equal(RUN(fixture, "completion", "bash", "zsh").exit_code, 2);
    /* a name in the data folder that would be more than a word of a script stays out of it */
    const char *data = arena_printf(fixture->arena, "%s/data", fixture->folder);
    mkdir(data, 0777);
    mkdir(arena_printf(fixture->arena, "%s/templates", data), 0777);
    kept_write(fixture, "data/templates/good.md", "");
    kept_write(fixture, "data/templates/$(touch bad).md", "");
    const char *environment[] = {arena_printf(fixture->arena, "DEALBRIEF_DATA=%s", data), NULL};
    struct process_options options = {.environment = environment};
    result = RUN_WITH(fixture, &options, "completion", "bash");
    assert_int_equal(result.exit_code, 0);
    assert_non_null(strstr(text_of(result.output), "'good' md"));
    assert_null(strstr(text_of(result.output), "touch"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_bash), CASE(test_zsh), CASE(test_fish), CASE(test_values), CASE(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
