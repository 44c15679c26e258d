/* SPDX-License-Identifier: MIT */
/* screen: In: lines. Out: control sequences of a terminal (ECMA-48: cursor up, erase below) and the lines. */
#include "screen.h"

#include "str.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { COLUMNS_USUAL = 80, ESCAPE = 0x1B };

struct range {
    uint32_t first, last;
};

static bool is_within(uint32_t code, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return false;
}

/* Columns that terminals give a character: near enough, an error costs a line that is left or lost */
static size_t character_columns(uint32_t code)
{
    static const struct range none[] = {
        {0x0300, 0x036F}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F}, {0xFE00, 0xFE0F}};
    static const struct range two[] = {{0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};
    if (is_within(code, none, sizeof none / sizeof *none))
        return 0;
    return is_within(code, two, sizeof two / sizeof *two) ? 2 : 1;
}

size_t screen_rows(const char *text, size_t columns)
{
    const char *at = text, *end = text + strlen(text);
    size_t rows = 0, column = 0;
    while (at < end) {
        uint32_t code = utf8_next(&at, end);
        if (code == ESCAPE) { /* a colour: to its m */
            while (at < end && *at++ != 'm')
                ;
        } else if (code == '\n') {
            rows++;
            column = 0;
        } else {
            size_t wide = character_columns(code);
            if (column + wide > columns && column) {
                rows++;
                column = 0;
            }
            column += wide;
        }
    }
    return rows + (column > 0);
}

struct screen screen_open(void)
{
    return (struct screen){arena_create(), ""};
}

void screen_close(struct screen *screen)
{
    arena_destroy(screen->arena);
}

void screen_replace(struct screen *screen, const char *text)
{
    struct winsize size;
    bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    size_t rows = screen_rows(screen->shown, known ? size.ws_col : COLUMNS_USUAL);
    if (rows)
        fprintf(stderr, "\033[%zuA\r\033[J", rows);
    fputs(text, stderr);
    fflush(stderr);
    arena_reset(screen->arena);
    screen->shown = arena_strdup(screen->arena, text);
}
