/* SPDX-License-Identifier: MIT */
/* What `meson install` puts into a system finds its libraries, fonts, templates and themes there, wherever
 * that is and wherever it is moved; nothing of the source tree is opened, and the bytes are those of the
 * built program. */
#include "fixture.h"

/* Nothing in the environment but what finds other programs: only what was installed is there to be found.
   Leaks are looked for elsewhere; under strace they cannot be. */
static const char *const bare[] = {"PATH=/usr/local/bin:/usr/bin:/bin", "ASAN_OPTIONS=detect_leaks=0", NULL};

/* Installs below the fixture's folder; returns the prefix there */
static const char *install(struct fixture *fixture)
{
    struct arena *arena = fixture->arena;
    const char *words[] = {"meson", "install", "--no-rebuild", "--quiet", "-C", getenv("DEALBRIEF_BUILD"),
        "--destdir", arena_printf(arena, "%s/root", fixture->folder), NULL};
    struct process_result installed = process_run(arena, words, NULL);
    if (installed.exit_code != 0)
        fail_msg("meson install: %s", text_of(installed.errors));
    const char *find[] = {
        "find", fixture->folder, "-path", "*/bin/dealbrief", "-type", "f", "-perm", "-u+x", NULL};
    const char *path = text_of(process_run(arena, find, NULL).output);
    const char *end = strstr(path, "/bin/dealbrief\n");
    assert_non_null(end);
    return arena_strndup(arena, path, (size_t)(end - path));
}

/* The sample as all that can be had, with a template and a theme by name; into folder/out */
static const char *render(struct fixture *fixture, const char *program, const char *out)
{
    struct process_options options = {.environment = bare, .folder = fixture->folder};
    fixture->program = program;
    struct process_result result = RUN_WITH(fixture, &options, "render", "-q", "sample.json", "-t",
        "one-page", "--style", "salmon", "-f", "pdf,svg,png,html", "-o", out);
    if (result.exit_code != 0)
        fail_msg("%s: exit %d: %s", program, result.exit_code, text_of(result.errors));
    const char *folder = arena_printf(fixture->arena, "%s/%s/sample", fixture->folder, out);
    assert_true(exists(arena_printf(fixture->arena, "%s/briefing.pdf", folder)));
    return folder;
}

static void same_check(struct fixture *fixture, const char *one, const char *other)
{
    const char *words[] = {"diff", "-r", "-q", "-x", ".dealbrief", one, other, NULL};
    struct process_result result = process_run(fixture->arena, words, NULL);
    if (result.exit_code != 0)
        fail_msg("%s", text_of(result.output));
}

static void command_check(struct fixture *fixture, const char *command)
{
    const char *words[] = {"sh", "-c", command, NULL};
    struct process_result result = process_run(fixture->arena, words, NULL);
    if (result.exit_code != 0)
        fail_msg(
            "%s: exit %d: %s%s", command, result.exit_code, text_of(result.output), text_of(result.errors));
}

static void test_moved(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    const char *built = fixture->program, *prefix = install(fixture);
    kept_write(fixture, "sample.json", text_of(bytes_of(fixture, fixture->sample)));
    const char *usual = render(fixture, built, "usual");
    same_check(fixture, usual, render(fixture, arena_printf(arena, "%s/bin/dealbrief", prefix), "installed"));
    const char *moved = arena_printf(arena, "%s/some where else", fixture->folder);
    assert_int_equal(rename(prefix, moved), 0);
    same_check(fixture, usual, render(fixture, arena_printf(arena, "%s/bin/dealbrief", moved), "moved"));
    /* called through a link in another folder, as /usr/local/bin often holds */
    const char *link = arena_printf(arena, "%s/link", fixture->folder);
    assert_int_equal(symlink(arena_printf(arena, "%s/bin/dealbrief", moved), link), 0);
    same_check(fixture, usual, render(fixture, link, "linked"));
}

/* Which files are opened: none of the source tree */
static void test_source_not_opened(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    const char *try[] = {"strace", "-o", "/dev/null", "true", NULL};
    if (process_run(arena, try, NULL).exit_code != 0) {
        print_message("strace is not there or not allowed: which files are opened is not looked at\n");
        skip();
    }
    const char *prefix = install(fixture), *log = arena_printf(arena, "%s/log", fixture->folder);
    kept_write(fixture, "sample.json", text_of(bytes_of(fixture, fixture->sample)));
    struct process_options options = {.environment = bare, .folder = fixture->folder};
    const char *words[] = {"strace", "-f", "-o", log, "-e", "trace=open,openat,stat,newfstatat,access",
        arena_printf(arena, "%s/bin/dealbrief", prefix), "-q", "sample.json", "-o", "out", NULL};
    struct process_result result = process_run(arena, words, &options);
    if (result.exit_code != 0)
        fail_msg("exit %d: %s", result.exit_code, text_of(result.errors));
    const char *seen = text_of(bytes_of(fixture, log));
    assert_non_null(strstr(seen, "share/dealbrief/fonts"));
    static const char *const folders[] = {"fonts", "templates", "languages", "samples"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (strstr(seen, arena_printf(arena, "\"%s", source_path(arena, folders[i]))))
            fail_msg("%s of the source tree was opened", folders[i]);
}

/* What stands around the program */
static void test_files(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = fixture->arena;
    const char *prefix = install(fixture);
    const char *share = arena_printf(arena, "%s/share", prefix);
    static const char *const files[] = {"dealbrief/fonts/IBMPlexSans-Regular.ttf",
        "dealbrief/templates/weekly.md", "dealbrief/templates/de/weekly.md",
        "dealbrief/templates/themes/house.json", "dealbrief/templates/starter.json",
        "bash-completion/completions/dealbrief", "zsh/site-functions/_dealbrief",
        "fish/vendor_completions.d/dealbrief.fish", "pkgconfig/dealbrief.pc"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (!exists(arena_printf(arena, "%s/%s", share, files[i])))
            fail_msg("%s was not installed", files[i]);
    command_check(fixture, arena_printf(arena, "bash -n '%s/bash-completion/completions/dealbrief'", share));
    /* pkg-config finds the data where it was put */
    const char *words[] = {"sh", "-c",
        arena_printf(arena,
            "PKG_CONFIG_PATH='%s/pkgconfig' pkg-config --define-prefix --variable=themesdir dealbrief",
            share),
        NULL};
    struct process_result result = process_run(arena, words, NULL);
    const char *themes = arena_strndup(arena, text_of(result.output), strcspn(text_of(result.output), "\n"));
    if (result.exit_code != 0 || !exists(arena_printf(arena, "%s/salmon.json", themes)))
        fail_msg("pkg-config says '%s' %s", themes, text_of(result.errors));
    const char *which[] = {"sh", "-c", "command -v scdoc >/dev/null", NULL};
    if (process_run(arena, which, NULL).exit_code == 0)
        command_check(
            fixture, arena_printf(arena,
                         "cd '%s/man' && test -s man1/dealbrief.1 && test -s man5/dealbrief-dataset.5 && "
                         "test -s man5/dealbrief-template.5 && test -s man5/dealbrief-theme.5",
                         share));
}

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(test_moved), CASE(test_source_not_opened), CASE(test_files)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
