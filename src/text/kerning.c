/* SPDX-License-Identifier: MIT */
/*
 * kerning: words and a face → the pairs of letters that are kerned in them.
 *
 * In: all words that are written in a face. Out: pairs of glyphs, and whether anything but pairs shapes the
 * words. A word is shaped once, with the spaces beside it, and kept: letters lean on their neighbours, but
 * not across a space, and words are met in figure after figure. It refuses to know what a font file looks
 * like.
 */
#include "text_internal.h"

#include <stdlib.h>
#include <string.h>

struct kerned_word {
    struct cached cached;
    const char *key;
    size_t length;
    enum text_face face;
    enum kept_layout layout; /* WHOLE: the pairs do not tell all */
    const struct kern_pair *pairs;
    size_t pair_count;
    unsigned long round; /* in which it was last asked for */
};

int kern_pairs_compare(const void *a, const void *b)
{
    const struct kern_pair *x = a, *y = b;
    if (x->left != y->left)
        return x->left < y->left ? -1 : 1;
    if (x->right != y->right)
        return x->right < y->right ? -1 : 1;
    return x->kern < y->kern ? -1 : x->kern > y->kern;
}

/* Latin and what all scripts share: others have marks, forms and directions. */
static bool is_latin(uint32_t c)
{
    return c < 0x300 || (c >= 0x1E00 && c < 0x1F00) || (c >= 0x2010 && c < 0x2028) ||
           (c >= 0x2030 && c < 0x2E80);
}

static bool words_are_latin(const char *words)
{
    for (const char *at = words, *end = words + strlen(words); at < end;)
        if (!is_latin(utf8_next(&at, end)))
            return false;
    return true;
}

/* one word */

static hb_buffer_t *word_shape(hb_font_t *font, const struct kerned_word *word)
{
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, word->key, (int)word->length, 0, -1);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_language(buffer, hb_language_from_string("en", -1));
    hb_shape(font, buffer, NULL, 0);
    return buffer;
}

/* Has any letter another form than alone? */
static bool glyphs_are_letters(
    hb_font_t *font, const hb_glyph_info_t *infos, unsigned count, const struct kerned_word *word)
{
    const char *at = word->key, *end = word->key + word->length;
    for (unsigned i = 0; i < count; i++) {
        hb_codepoint_t glyph;
        if (at == end || !hb_font_get_nominal_glyph(font, utf8_next(&at, end), &glyph) ||
            glyph != infos[i].codepoint)
            return false;
    }
    return at == end;
}

/* false, and no pairs: a letter stands beside its place, or the last leans on what is not there. */
static bool pairs_gather(struct arena *arena, hb_font_t *font, hb_buffer_t *buffer, struct kerned_word *word)
{
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
    struct kern_pair *pairs = arena_array(arena, struct kern_pair, (size_t)count + 1);
    size_t gathered = 0;
    for (unsigned i = 0; i < count; i++) {
        int kern = positions[i].x_advance - hb_font_get_glyph_h_advance(font, infos[i].codepoint);
        if (positions[i].x_offset || positions[i].y_offset || (kern && i + 1 == count))
            return false;
        if (i + 1 < count)
            pairs[gathered++] = (struct kern_pair){infos[i].codepoint, infos[i + 1].codepoint, kern};
    }
    word->pairs = pairs;
    word->pair_count = gathered;
    return true;
}

static void word_measure(struct text *text, hb_font_t *font, struct kerned_word *word)
{
    hb_buffer_t *buffer = word_shape(font, word);
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    word->layout = glyphs_are_letters(font, infos, count, word) ? LAYOUT_NONE : LAYOUT_FORMS;
    if (!pairs_gather(text->runs, font, buffer, word))
        word->layout = LAYOUT_WHOLE;
    hb_buffer_destroy(buffer);
}

static struct kerned_word *word_find(
    struct text *text, hb_font_t *font, enum text_face face, const char *at, size_t length)
{
    uint64_t hash = cache_hash((uint64_t)face, at, length);
    struct kerned_word *word;
    for (struct cached *cached = cache_first(&text->words, hash); cached; cached = cache_next(cached)) {
        word = (struct kerned_word *)cached;
        if (word->face == face && word->length == length && !memcmp(word->key, at, length))
            return word;
    }
    word = arena_new(text->runs, struct kerned_word);
    *word = (struct kerned_word){
        .cached.hash = hash, .key = arena_strndup(text->runs, at, length), .length = length, .face = face};
    word_measure(text, font, word);
    cache_put(&text->words, text->runs, &word->cached);
    return word;
}

/* all words */

/* From `at` to behind the next word and the space that follows it; spaces alone are a word as well. */
static size_t word_length(const char *at)
{
    size_t before = *at == ' ', letters = strcspn(at + before, " ");
    return before + letters + (at[before + letters] == ' ');
}

/* Each pair once, in the order of the table; false when a pair is not always kerned alike */
static bool pairs_tidy(struct kern_pairs *pairs)
{
    size_t kept = 0;
    if (pairs->list.count)
        qsort(pairs->list.at, pairs->list.count, sizeof *pairs->list.at, kern_pairs_compare);
    for (size_t i = 0; i < pairs->list.count; i++) {
        const struct kern_pair *pair = &pairs->list.at[i], *before = kept ? &pairs->list.at[kept - 1] : NULL;
        bool again = before && before->left == pair->left && before->right == pair->right;
        if (again && before->kern != pair->kern)
            return false;
        if (!again)
            pairs->list.at[kept++] = *pair;
    }
    pairs->list.count = kept;
    for (size_t i = kept = 0; i < pairs->list.count; i++)
        if (pairs->list.at[i].kern)
            pairs->list.at[kept++] = pairs->list.at[i];
    pairs->list.count = kept;
    return true;
}

static void pairs_add(struct arena *arena, struct kern_pairs *pairs, const struct kerned_word *word)
{
    for (size_t i = 0; i < word->pair_count; i++)
        *list_push(arena, &pairs->list) = word->pairs[i];
}

enum kept_layout text_kerning(
    struct text *text, enum text_face face, const char *words, struct kern_pairs *pairs)
{
    if (!words || !words_are_latin(words))
        return LAYOUT_WHOLE;
    enum kept_layout layout = LAYOUT_NONE;
    hb_font_t *font = hb_font_create(text->faces[face].tables);
    unsigned long round = ++text->kerning_round;
    for (const char *at = words; *at;) {
        size_t length = word_length(at);
        struct kerned_word *word = word_find(text, font, face, at, length);
        if (word->round != round)
            pairs_add(text->scratch, pairs, word);
        word->round = round;
        layout = word->layout > layout ? word->layout : layout;
        at += length;
        at -= *at && at[-1] == ' ' && length > 1; /* the next begins with the same space */
    }
    hb_font_destroy(font);
    if (layout == LAYOUT_WHOLE || !pairs_tidy(pairs)) {
        pairs->list.count = 0;
        return LAYOUT_WHOLE;
    }
    return layout;
}
