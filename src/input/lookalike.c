/* SPDX-License-Identifier: MIT */
#include "lookalike.h"

#include "str.h"
#include "text_check.h"

#include <string.h>

enum { LATIN_FIRST = 0xC0, LATIN_LAST = 0x17F };

/* The letter without its mark, U+00C0 to U+017F; a space: it is one of its own */
static const char unmarked[] = "aaaaaa ceeeeiiii nooooo  uuuuy  aaaaaa ceeeeiiii nooooo  uuuuy y"
                               "aaaaaaccccccccdd  eeeeeeeeeegggggggghh  iiiiiiiii   jjkk llllll "
                               "   nnnnnn   oooooo  rrrrrrsssssssstttt  uuuuuuuuuuuuwwyyyzzzzzz ";

static uint32_t letter_folded(uint32_t code)
{
    if (code < 0x80)
        return (unsigned char)letter_small((char)code);
    if (code >= LATIN_FIRST && code <= LATIN_LAST && unmarked[code - LATIN_FIRST] != ' ')
        return (unsigned char)unmarked[code - LATIN_FIRST];
    if (code >= 0xC0 && code <= 0xDE && code != 0xD7)
        return code + 0x20;
    if (code >= 0x400 && code <= 0x40F)
        code += 0x50;
    else if ((code >= 0x410 && code <= 0x42F) || (code >= 0x391 && code <= 0x3A9))
        code += 0x20;
    return code == 0x450 || code == 0x451 ? 0x435 : code == 0x439 ? 0x438 : code == 0x457 ? 0x456 : code;
}

char letter_look(uint32_t code)
{
    static const struct {
        uint32_t code;
        char look;
    } looks[] = {{0x430, 'a'}, {0x432, 'b'}, {0x435, 'e'}, {0x43A, 'k'}, {0x43C, 'm'}, {0x43D, 'h'},
        {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x442, 't'}, {0x443, 'y'}, {0x445, 'x'}, {0x455, 's'},
        {0x456, 'i'}, {0x458, 'j'}, {0x4AF, 'y'}, {0x4BB, 'h'}, {0x4C0, 'l'}, {0x4CF, 'l'}, {0x501, 'd'},
        {0x51B, 'q'}, {0x51D, 'w'}, {0x3B1, 'a'}, {0x3B2, 'b'}, {0x3B5, 'e'}, {0x3B7, 'h'}, {0x3B9, 'i'},
        {0x3BA, 'k'}, {0x3BC, 'm'}, {0x3BD, 'n'}, {0x3BF, 'o'}, {0x3C1, 'p'}, {0x3C4, 't'}, {0x3C5, 'y'},
        {0x3C7, 'x'}};
    if (code >= 0xFF21 && code <= 0xFF5A)
        return letter_small((char)(code - 0xFF21 + 'A'));
    code = letter_folded(code);
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        if (looks[i].code == code)
            return looks[i].look;
    return 0;
}

const char *text_look(struct arena *arena, const char *text)
{
    struct str out = str_init(arena);
    bool space = false;
    for (const char *at = text, *end = text + strlen(text); at < end;) {
        uint32_t code = utf8_next(&at, end);
        if (letter_shows_nothing(code)) {
            space = space || letter_is_space(code);
            continue;
        }
        if (letter_is_mark(code))
            continue;
        if (space && out.length)
            str_char(&out, ' ');
        space = false;
        char look = letter_look(code);
        utf8_append(&out, look ? (unsigned char)look : letter_folded(code));
    }
    return str_text(&out);
}
