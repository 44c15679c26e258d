/* SPDX-License-Identifier: MIT */
/* Every bad input of tests/hostile through the whole program: verdict, exit code, place, and nothing left
 * behind. HOSTILE_PART=I: of four parts the I-th, so that processors share the work. PNGs, which are two
 * thirds of it and hold no text, are left out. */
#include "fixture.h"

/* Seconds of processor that one may cost, which other work on the machine hardly changes: the build says how
 * many, since sanitizers and counters of coverage make programs slower */
static const double seconds_most = SECONDS_MOST;

static double seconds_of(const struct rusage *usage)
{
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
           (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

struct row {
    const char *file, *expect, *decided, *code, *at;
};

/* index.tsv: file, expect, decided, code, at, messages, why; the first line names the columns */
static size_t rows_read(struct arena *arena, struct row *rows, size_t most)
{
    char *at = arena_strdup(arena, text_of(source_file(arena, "tests/hostile/index.tsv")));
    size_t count = 0;
    at = strchr(at, '\n');
    while (at && *++at && count < most) {
        char *columns[7] = {at}, *end = strchr(at, '\n');
        if (end)
            *end = '\0';
        for (int i = 1; i < 7; i++) {
            char *tab = strchr(columns[i - 1], '\t');
            if (!tab)
                fail_msg("index.tsv: %s: too few columns", columns[0]);
            *tab = '\0';
            columns[i] = tab + 1;
        }
        rows[count++] = (struct row){columns[0], columns[1], columns[2], columns[3], columns[4]};
        at = end;
    }
    return count;
}

static bool holds(struct bytes bytes, const char *part)
{
    size_t length = strlen(part);
    for (size_t i = 0; i + length <= bytes.length; i++)
        if (!memcmp(bytes.at + i, part, length))
            return true;
    return false;
}

/* What no output may hold. PDF streams are compressed: there this looks at the objects, links among them. */
static const char *unsafe_part(struct fixture *fixture, const char *folder)
{
    static const char *const parts[] = {"<script", "foreignObject",
        "javascript:", " onload=", " onclick=", "\"nan", "=\"inf", "<use", "<image", "/JavaScript", "/Launch",
        "/GoToR", "/SubmitForm"};
    DIR *directory = opendir(folder);
    const char *found = NULL;
    for (struct dirent *entry; directory && (entry = readdir(directory));) {
        if (entry->d_name[0] == '.' || str_ends(entry->d_name, ".png"))
            continue;
        const char *path = arena_printf(fixture->arena, "%s/%s", folder, entry->d_name);
        struct bytes bytes = bytes_of(fixture, path);
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
            if (holds(bytes, parts[i]))
                found = arena_printf(fixture->arena, "%s in %s", parts[i], entry->d_name);
    }
    if (directory)
        closedir(directory);
    return found;
}

/* Once may be by chance: is it slow twice more? */
static bool is_slow(struct fixture *fixture, const char *path)
{
    const char *out = arena_printf(fixture->arena, "%s/again", fixture->folder);
    bool slow = true;
    for (int i = 0; i < 2 && slow; i++) {
        struct process_result result =
            RUN(fixture, "render", path, "-f", "pdf,svg,html", "--force", "-o", out);
        slow = seconds_of(&result.usage) > seconds_most;
    }
    return slow;
}

/* NULL when all is as it should be, else what is not */
static const char *row_fault(struct fixture *fixture, const struct row *row)
{
    struct arena *arena = fixture->arena;
    const char *path = source_path(arena, arena_printf(arena, "tests/hostile/%s", row->file));
    const char *out = arena_printf(arena, "%s/%s", fixture->folder, row->file);
    struct process_result result = RUN(fixture, "render", path, "-f", "pdf,svg,html", "-o", out);
    const char *said = text_of(result.errors);
    if (seconds_of(&result.usage) > seconds_most && is_slow(fixture, path))
        return arena_printf(arena, "%.2f s of processor", seconds_of(&result.usage));
    bool error = str_equals(row->expect, "ERROR"), warn = str_equals(row->expect, "WARN");
    if (result.exit_code != (error ? 1 : 0))
        return arena_printf(arena, "exit %d: %.300s", result.exit_code, said);
    for (const char *at = said; *at; at++)
        if ((unsigned char)*at < 0x20 && *at != '\n')
            return "a raw control byte was printed";
    if (error && (!strstr(said, ": error: ") || exists(out)))
        return exists(out) ? "something was written" : "no error was printed";
    if (error && row->at[0] >= '1' && row->at[0] <= '9' &&
        !strstr(said, arena_printf(arena, ":%s: error: ", row->at)))
        return arena_printf(arena, "not at %s: %.200s", row->at, said);
    if ((error || warn) && !strstr(said, arena_printf(arena, "[%s]\n", row->code)))
        return arena_printf(arena, "no %s: %.300s", row->code, said);
    if (warn && !strstr(said, ": warning: "))
        return arena_printf(arena, "no warning was printed: %.200s", said);
    if (!error && !warn && *said)
        return arena_printf(arena, "should be silent: %.200s", said);
    if (!error) {
        const char *folder =
            arena_printf(arena, "%s/%.*s", out, (int)(strlen(row->file) - strlen(".json")), row->file);
        if (!exists(arena_printf(arena, "%s/briefing.pdf", folder)))
            return "no briefing was written";
        return unsafe_part(fixture, folder);
    }
    return NULL;
}

/* each line of a fault with a "#" before it: the harness reads the rest */
static void fault_print(const struct row *row, const char *fault)
{
    print_message("# %s (%s): ", row->file, row->expect);
    for (; *fault; fault++)
        print_message(*fault == '\n' && fault[1] ? "\n#   " : "%c", *fault);
    print_message("\n");
}

static void test_all(void **state)
{
    struct fixture *fixture = *state;
    enum { MOST = 1000, PARTS = 4 };
    struct row *rows = arena_array(fixture->arena, struct row, MOST);
    size_t count = rows_read(fixture->arena, rows, MOST), bad = 0, first = 0, step = 1;
    const char *part = getenv("HOSTILE_PART");
    if (part) {
        step = PARTS;
        assert_true(slice_number(slice_of(part), PARTS + 1, &first) && first--);
    }
    assert_true(count > 100);
    for (size_t i = first; i < count; i += step) {
        const char *fault = row_fault(fixture, &rows[i]);
        if (fault)
            fault_print(&rows[i], fault);
        bad += fault != NULL;
    }
    if (bad)
        fail_msg("%zu of %zu bad inputs were not handled as they should be", bad, count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(test_all)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
