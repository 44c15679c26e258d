/* SPDX-License-Identifier: MIT */
/* Notes at the foot of pages: which lines of a paragraph carry their marks. The same words are the same note.
 */
#include "compose_note.h"

#include "compose_internal.h"

#include <string.h>

static struct box *note_find(struct composer *composer, const char *words)
{
    for (size_t i = 0; i < composer->notes.count; i++)
        if (!strcmp(composer->notes.at[i].words, words))
            return composer->notes.at[i].box;
    struct box *box = box_words(composer->text, composer->arena, words, STYLE_NOTE,
        (struct colour){.role = ROLE_FAINT}, composer->page_width);
    box->tag = TAG_NOTE;
    *list_push(composer->arena, &composer->notes) = (struct page_note){words, box};
    return box;
}

void notes_mark(struct composer *composer, struct box *box)
{
    LIST(struct note_mark) marks = {0};
    for (size_t line = 0; line < box->lines.count; line++)
        for (size_t i = 0; i < box->lines.lines[line].count; i++) {
            const char *words = box->looks[box->lines.lines[line].pieces[i].span].note;
            if (words)
                *list_push(composer->arena, &marks) = (struct note_mark){line, note_find(composer, words)};
        }
    box->marks = marks.at;
    box->mark_count = marks.count;
}
