/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a sheet, as lines and as a folder. The first byte says which and whether commas are decimal;
 * in a folder a line "@name.csv" starts a table. What is imported says the same after an export and another
 * import, and after being written as JSON.
 */
#include "target.h"

#include "json_write.h"
#include "quick.h"
#include "sheets.h"
#include "tree.h"

#include <stdlib.h>
#include <string.h>

enum { FILES_MOST = 16 };

static const struct import_options usual = {false, "2025-12-17", "the day of the test"},
                                   comma = {true, "2025-12-17", "the day of the test"};

/* "@deals.csv\nid,…\n@parties.csv\n…" → files */
static size_t folder_cut(struct arena *arena, struct bytes bytes, struct sheet_file *files)
{
    size_t count = 0;
    const unsigned char *at = bytes.at, *end = at + bytes.length;
    while (at < end && count < FILES_MOST) {
        if (*at == '@') {
            const unsigned char *line = memchr(at, '\n', (size_t)(end - at));
            line = line ? line : end;
            files[count].name = files[count].path =
                arena_strndup(arena, (const char *)at + 1, (size_t)(line - at) - 1);
            at = line < end ? line + 1 : end;
            const unsigned char *next = at;
            while (next < end && !(*next == '@' && (next == at || next[-1] == '\n')))
                next++;
            files[count++].bytes = (struct bytes){at, (size_t)(next - at)};
            at = next;
        } else {
            at++;
        }
    }
    return count;
}

static void round_trip(struct arena *arena, const struct json *root)
{
    struct sheet_file *files;
    struct diags *diags = diags_create();
    size_t count = sheets_export(arena, root, &files);
    for (size_t i = 0; i < count; i++)
        files[i].path = files[i].name;
    const struct json *again = sheets_import(arena, "folder", files, count, false, NULL, diags);
    REQUIRE(again && tree_same(root, again));
    struct str text = str_init(arena);
    json_write(again, &text);
    const struct json *parsed = json_parse(
        arena, "again.json", (struct bytes){(const unsigned char *)str_text(&text), text.length}, diags);
    REQUIRE(parsed && tree_same(root, parsed));
    diags_destroy(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t length)
{
    if (!length)
        return 0;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct bytes bytes = target_exact(at + 1, length - 1);
    const struct import_options *options = at[0] & 4 ? &comma : &usual;
    const struct json *root = NULL;
    struct sheet_file files[FILES_MOST];
    sankeymatic_likely(bytes);
    if ((at[0] & 3) == 0)
        root = quick_import(arena, "fuzz.csv", bytes, options, diags);
    else if ((at[0] & 3) == 1)
        root = sankeymatic_import(arena, "fuzz.txt", bytes, options, diags);
    else
        root = sheets_import(
            arena, "fuzz", files, folder_cut(arena, bytes, files), options->decimal_comma, NULL, diags);
    target_check_diags(diags, root);
    free((void *)bytes.at); /* nothing may be borrowed from it */
    if (root)
        round_trip(arena, root);
    diags_destroy(diags);
    arena_destroy(arena);
    return 0;
}
