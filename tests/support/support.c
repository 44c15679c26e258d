/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *source_path(struct arena *arena, const char *relative)
{
    const char *root = getenv("DEALBRIEF_TEST_ROOT");
    return arena_printf(arena, "%s/%s", root ? root : ".", relative);
}

struct bytes source_file(struct arena *arena, const char *relative)
{
    struct bytes bytes = {0};
    struct diags *diags = diags_create();
    bool good = file_read(arena, source_path(arena, relative), 64 * 1024 * 1024, &bytes, diags);
    diags_destroy(diags);
    if (!good)
        fail_msg("cannot read %s", relative);
    return bytes;
}

static void difference_print(const char *relative, const char *kept, const char *text)
{
    size_t line = 1;
    const char *a = kept, *b = text;
    while (*a && *a == *b) {
        line += *a == '\n';
        a++;
        b++;
    }
    while (a > kept && a[-1] != '\n')
        a--;
    while (b > text && b[-1] != '\n')
        b--;
    fprintf(stderr, "# %s differs at line %zu\n# kept: %.*s\n# now:  %.*s\n", relative, line,
        (int)strcspn(a, "\n"), a, (int)strcspn(b, "\n"), b);
}

void assert_golden(const char *relative, const char *text)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    const char *path = source_path(arena, relative);
    const char *update = getenv("DEALBRIEF_UPDATE");
    bool same;
    if (update && *update) {
        struct file_output output = {path, {(const unsigned char *)text, strlen(text)}};
        same = file_write_all(arena, &output, 1, diags);
    } else {
        struct bytes kept = {0};
        same = file_read(arena, path, 64 * 1024 * 1024, &kept, diags) && kept.length == strlen(text) &&
               !memcmp(kept.at, text, kept.length);
        if (!same && kept.at)
            difference_print(relative, (const char *)kept.at, text);
    }
    diags_destroy(diags);
    arena_destroy(arena);
    if (!same)
        fail_msg("%s: not as kept (DEALBRIEF_UPDATE=1 rewrites it)", relative);
}

const char *diags_brief(struct arena *arena, struct diags *diags)
{
    struct str out = str_init(arena);
    size_t count;
    const struct diag *sorted = diags_sorted(diags, &count);
    for (size_t i = 0; i < count; i++)
        str_printf(
            &out, "%d:%d %s\n", sorted[i].place.line, sorted[i].place.column, diag_code_text(sorted[i].code));
    return str_text(&out);
}
