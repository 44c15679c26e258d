/* SPDX-License-Identifier: MIT */
/* All files or none, however many there are, and nothing left behind. */
#include "support.h"

#include "str.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MANY = 1100 };

static size_t entries_remove(struct arena *arena, const char *folder)
{
    DIR *directory = opendir(folder);
    size_t count = 0;
    assert_non_null(directory);
    for (struct dirent *entry; (entry = readdir(directory));)
        if (!str_equals(entry->d_name, ".") && !str_equals(entry->d_name, "..")) {
            count++;
            assert_int_equal(unlink(arena_printf(arena, "%s/%s", folder, entry->d_name)), 0);
        }
    closedir(directory);
    return count;
}

static void test_many(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    char folder[] = "/tmp/dealbrief-file-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct file_output *outputs = arena_array(arena, struct file_output, MANY + 1);
    for (size_t i = 0; i < MANY; i++)
        outputs[i] =
            (struct file_output){arena_printf(arena, "%s/%zu", folder, i), {(const unsigned char *)"x", 1}};
    assert_true(file_write_all(arena, outputs, MANY, diags));
    assert_int_equal(entries_remove(arena, folder), MANY);
    outputs[MANY] = (struct file_output){"/dev/null/none", {(const unsigned char *)"x", 1}};
    assert_false(file_write_all(arena, outputs, MANY + 1, diags));
    assert_true(diags_has(diags, DIAG_CANNOT_WRITE));
    assert_int_equal(entries_remove(arena, folder), 0);
    assert_int_equal(rmdir(folder), 0);
    diags_destroy(diags);
    arena_destroy(arena);
}

/* The same with what asks the disk; where only the names fail is in tests/faults. */
static void test_synced(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    char folder[] = "/tmp/dealbrief-file-XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *below = arena_printf(arena, "%s/a/b", folder);
    struct file_output outputs[] = {
        {.path = arena_printf(arena, "%s/one", below),
            .bytes = {(const unsigned char *)"x", 1},
            .synced = true},
        {.path = arena_printf(arena, "%s/two", below),
            .bytes = {(const unsigned char *)"y", 1},
            .synced = true},
    };
    assert_true(file_write_all(arena, outputs, 2, diags));
    outputs[1].path = "/dev/null/none";
    assert_false(file_write_all(arena, outputs, 2, diags));
    assert_int_equal(entries_remove(arena, below), 2);
    assert_int_equal(rmdir(below), 0);
    assert_int_equal(rmdir(arena_printf(arena, "%s/a", folder)), 0);
    assert_int_equal(rmdir(folder), 0);
    diags_destroy(diags);
    arena_destroy(arena);
}

enum { PIECES = 500 };

static void pieces_write(const void *content, struct file_sink *sink)
{
    for (int i = 0; i < PIECES; i++)
        file_sink_write(sink, *(const struct bytes *)content);
}

/* What is written piece by piece is as whole as what was made in memory, or is not there at all. */
static void test_pieces(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    char folder[] = "/tmp/dealbrief-file-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct bytes piece = {(const unsigned char *)"0123456789", 10}, read;
    struct file_output output = {
        .path = arena_printf(arena, "%s/pieces", folder), .write = pieces_write, .content = &piece};
    assert_true(file_write_all(arena, &output, 1, diags));
    assert_true(file_read(arena, output.path, SIZE_MAX, &read, diags));
    assert_int_equal(read.length, 10 * PIECES);
    for (size_t i = 0; i < read.length; i++)
        assert_int_equal(read.at[i], '0' + i % 10);
    assert_int_equal(entries_remove(arena, folder), 1);
    output.path = "/dev/full";
    assert_false(file_write_all(arena, &output, 1, diags));
    assert_true(diags_has(diags, DIAG_CANNOT_WRITE));
    size_t count;
    assert_string_equal(diags_sorted(diags, &count)[0].sentence, "cannot write: No space left on device");
    assert_int_equal(rmdir(folder), 0);
    diags_destroy(diags);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many), cmocka_unit_test(test_synced), cmocka_unit_test(test_pieces)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
