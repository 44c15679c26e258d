/* SPDX-License-Identifier: MIT */
/* Blocks and runs: making them, and cutting a caption into words and values. */
#include "block.h"

#include "markdown.h"

struct block *block_append(struct arena *arena, struct block *parent, enum block_kind kind)
{
    struct block *block = arena_new(arena, struct block);
    block->kind = kind;
    if (parent->last)
        parent->last->next = block;
    else
        parent->first = block;
    parent->last = block;
    return block;
}

static void words_add(
    const struct value_scope *scope, struct runs *runs, struct str *words, struct place place)
{
    if (!words->length)
        return;
    struct run *run = list_push(scope->arena, runs);
    run->kind = RUN_TEXT;
    run->text = arena_strdup(scope->arena, str_text(words));
    run->place = place;
    *words = str_init(scope->arena);
}

struct runs runs_parse(const struct value_scope *scope, const char *text, size_t length, struct place place)
{
    struct runs runs = {0};
    struct str words = str_init(scope->arena);
    size_t from = 0; /* where words begin */
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\\' && i + 1 < length) {
            words_add(scope, &runs, &words, place_shift(place, from));
            from = ++i;
            str_char(&words, text[i]);
            continue;
        }
        if (text[i] != '{' || i + 1 >= length || text[i + 1] != '{') {
            str_char(&words, text[i]);
            continue;
        }
        size_t end = value_end(text + i, length - i);
        if (end == length - i) {
            diags_add(scope->diags, DIAG_TEMPLATE_SYNTAX, place_shift(place, i), NULL,
                "write \\{{ for two plain braces", "'{{' is not closed on this line");
            break;
        }
        words_add(scope, &runs, &words, place_shift(place, from));
        const struct value *value = value_scan(scope, text + i + 2, end - 2, place_shift(place, i + 2));
        if (value) {
            struct run *run = list_push(scope->arena, &runs);
            run->kind = RUN_VALUE;
            run->value = value;
        }
        i += end + 1;
        from = i + 1;
    }
    words_add(scope, &runs, &words, place_shift(place, from));
    return runs;
}
