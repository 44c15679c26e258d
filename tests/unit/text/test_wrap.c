/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "str.h"
#include "text.h"

#include <string.h>
#include <time.h>

static const struct text_style body = {FACE_REGULAR, 10};

struct fixture {
    struct arena *arena;
    struct text *text, *fresh; /* fresh: shapes pieces on their own, to compare */
};

static int fixture_init(void **state)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    struct fixture *fixture = arena_new(arena, struct fixture);
    fixture->arena = arena;
    fixture->text = text_create(source_path(arena, "fonts"), NULL, diags);
    fixture->fresh = text_create(source_path(arena, "fonts"), NULL, diags);
    diags_destroy(diags);
    *state = fixture;
    return fixture->text && fixture->fresh ? 0 : -1;
}

static int fixture_finish(void **state)
{
    struct fixture *fixture = *state;
    text_destroy(fixture->text);
    text_destroy(fixture->fresh);
    arena_destroy(fixture->arena);
    return 0;
}

/* Lines between bars, pieces between slashes; checks what must hold for any text. */
static const char *wrapped_spans(
    struct fixture *fixture, const struct text_span *spans, size_t count, double width)
{
    struct str out = str_init(fixture->arena);
    struct text_lines lines = text_wrap(fixture->text, fixture->arena, spans, count, width);
    for (size_t i = 0; i < lines.count; i++) {
        const struct text_line *line = &lines.lines[i];
        double x = 0;
        str_append(&out, i ? "|" : "");
        for (size_t j = 0; j < line->count; j++) {
            const struct text_piece *piece = &line->pieces[j];
            const struct text_run *run = piece->run;
            assert_float_equal(piece->x, x, 1e-9);
            assert_float_equal(run->width, text_width(fixture->fresh, run->style, run->string), 1e-6);
            assert_int_equal(run->style.face, spans[piece->span].style.face);
            x += run->width;
            str_append(&out, j ? "/" : "");
            str_append(&out, run->string);
        }
        assert_float_equal(line->width, x, 1e-9);
        if (width > 0 && line->count && utf8_count(line->pieces[0].run->string) > 4)
            assert_true(line->width <= width + 1e-6);
    }
    return str_text(&out);
}

static const char *wrapped(struct fixture *fixture, const char *string, double width)
{
    struct text_span span = {string, body, 0, NULL};
    return wrapped_spans(fixture, &span, 1, width);
}

/* A line that begins inside of an isolate runs as the isolate does. */
static void test_isolates_reopened(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(wrapped(f, "\u2067אבגד הוזח 2030\u2069 → x", 42),
        "\u2067אבגד\u2069|\u2067הוזח\u2069|\u20672030\u2069 → x");
}

static void test_words(void **state)
{
    struct fixture *f = *state;
    const char *text = "Amazon is in talks to invest about $10bn in OpenAI.";
    assert_string_equal(wrapped(f, text, 120), "Amazon is in talks to|invest about $10bn in|OpenAI.");
    assert_string_equal(wrapped(f, text, 0), text);
    assert_string_equal(wrapped(f, text, 1000), text);
    assert_string_equal(wrapped(f, "", 100), "");
    assert_string_equal(wrapped(f, "   ", 100), "");
    assert_string_equal(wrapped(f, "two  spaces   here", 1000), "two  spaces   here");
    assert_string_equal(wrapped(f, "two  spaces   here   ", 57), "two  spaces|here");
}

static void test_exact_fit(void **state)
{
    struct fixture *f = *state;
    double width = text_width(f->text, body, "Amazon is in");
    assert_string_equal(wrapped(f, "Amazon is in talks", width), "Amazon is in|talks");
    assert_string_equal(wrapped(f, "Amazon is in talks", width - 0.01), "Amazon is|in talks");
    assert_string_equal(wrapped(f, "Amazon is in ", width), "Amazon is in"); /* the last space hangs */
}

static void test_forced(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(wrapped(f, "one\ntwo\n\nthree four", 40), "one|two||three|four");
    assert_string_equal(wrapped(f, "one\ntwo", 0), "one|two");
    assert_string_equal(wrapped(f, "one\n", 0), "one|");
    assert_string_equal(wrapped(f, "one\ttwo\rthree", 0), "one two three");
}

static void test_where_unicode_allows(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(wrapped(f,
                            "$10\xC2\xA0"
                            "bn or\xC2\xA0more",
                            40),
        "$10\xC2\xA0"
        "bn|or\xC2\xA0more");
    assert_string_equal(wrapped(f, "long-term deal", 30), "long-|term|deal");
    assert_string_equal(wrapped(f, "(up to $38bn)", 36), "(up to|$38bn)");
    assert_string_equal(wrapped(f, "talks – a deal", 30), "talks –|a deal");
    assert_string_equal(wrapped(f, "talks – a deal", 25), "talks|– a|deal"); /* … unless nothing else fits */
    assert_string_equal(wrapped(f, "about 5 % more", 29), "about|5 %|more");
    assert_string_equal(wrapped(f, "中文中文", 13), "中文|中文");
    assert_string_equal(wrapped(f, "中文。中", 13), "中|文。|中"); /* no full stop begins a line */
}

static void test_long_words(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(wrapped(f, "a Donaudampfschifffahrt x", 50), "a|Donaudam|pfschifffah|rt x");
    /* behind a joint, unless most of the line would stay empty */
    assert_string_equal(wrapped(f, "aaaaa.bbbbb.ccccc", 50), "aaaaa.|bbbbb.|ccccc");
    assert_string_equal(wrapped(f, "a.bbbbbbbbbbbb", 50), "a.bbbbbbb|bbbbb");
    assert_string_equal(wrapped(f, "xyz", 0.5), "x|y|z");
    /* a line may end inside of this letter (an emoji and a skin tone), says UAX 14; it must not hang */
    assert_string_equal(
        wrapped(f, "\xF0\x9F\x92\xB9\xF0\x9F\x8F\xBCx", 1), "\xF0\x9F\x92\xB9\xF0\x9F\x8F\xBC|x");
    assert_string_equal(wrapped(f,
                            "e\xCC\x81"
                            "e\xCC\x81",
                            1),
        "e\xCC\x81|e\xCC\x81");
}

static void test_soft_hyphen(void **state)
{
    struct fixture *f = *state;
    assert_string_equal(wrapped(f, "extra\xC2\xADordinary", 30), "extra-|ordina|ry");
    assert_string_equal(wrapped(f, "extra\xC2\xADordinary", 100), "extra\xC2\xADordinary");
    /* the hyphen counts: without room for it the word breaks elsewhere */
    double width = text_width(f->text, body, "of extra");
    assert_string_equal(wrapped(f, "of extra\xC2\xADord", width + 0.1), "of|extra-|ord");
    assert_string_equal(wrapped(f, "of extra\xC2\xADord", width + 5), "of extra-|ord");
}

static void test_spans(void **state)
{
    struct fixture *f = *state;
    const struct text_span spans[] = {
        {"OpenAI agreed to ", body, 0, NULL},
        {"rent capacity", {FACE_SEMIBOLD, 10}, 0, NULL},
        {"12", {FACE_CONDENSED, 6}, 3.5, NULL},
        {", said AWS.", body, 0, NULL},
    };
    assert_string_equal(wrapped_spans(f, spans, 4, 500), "OpenAI agreed to /rent capacity/12/, said AWS.");
    /* the mark and the comma stay with their word */
    assert_string_equal(wrapped_spans(f, spans, 4, 90), "OpenAI agreed to|rent capacity/12/,|said AWS.");
    assert_string_equal(wrapped_spans(f, spans, 4, 70), "OpenAI agreed|to /rent|capacity/12/, said|AWS.");
    const struct text_span gaps[] = {{"", body, 0, NULL}, {"a ", body, 0, NULL}, {" ", body, 0, NULL},
        {"\nb", body, 0, NULL}, {"", body, 0, NULL}};
    assert_string_equal(wrapped_spans(f, gaps, 5, 50), "a|b");
    struct text_lines lines = text_wrap(f->text, f->arena, spans, 4, 70);
    assert_int_equal(lines.lines[2].pieces[1].span, 2);
    assert_int_equal(lines.lines[3].pieces[0].span, 3);
}

static const char *without_breaks(struct arena *arena, const char *string)
{
    struct str out = str_init(arena);
    for (; *string; string++)
        if (!strchr(" |/\n", *string))
            str_char(&out, *string);
    return str_text(&out);
}

static void test_nothing_is_lost(void **state)
{
    static const char *const texts[] = {
        "AVAWA To. Ty fi office; 1,111 — “up to” $38bn, VAT. AWAY",
        "Name אבג דהו $38bn, then עברית 中文字 and more of it: ελλά Москва",
        "x\xC2\xA0y\xE2\x80\x8Bz \xF0\x9F\x92\xB6\xF0\x9F\x92\xB6 e\xCC\x81\xCC\x82 f\xEF\xAC\x81 عربي",
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (double width = 6; width < 320; width += 3.3)
            assert_string_equal(
                without_breaks(f->arena, wrapped(f, texts[i], width)), without_breaks(f->arena, texts[i]));
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Pango's own layout needs 1.9 s for 10 kB and over a minute for 100 kB. */
static void test_word_of_half_a_megabyte(void **state)
{
    enum { LENGTH = 500000 };
    struct fixture *f = *state;
    char *word = arena_alloc(f->arena, LENGTH + 1);
    memset(word, 'm', LENGTH);
    struct text_span span = {word, body, 0, NULL};
    double start = seconds();
    struct text_lines lines = text_wrap(f->text, f->arena, &span, 1, 300);
    /* 0.3 s on a slow machine, more under a sanitizer; 14 s if each line read the word from its start */
    assert_true(seconds() - start < 6);
    assert_in_range(lines.count, 14500, 15000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_isolates_reopened),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_exact_fit),
        cmocka_unit_test(test_forced),
        cmocka_unit_test(test_where_unicode_allows),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_soft_hyphen),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_nothing_is_lost),
        cmocka_unit_test(test_word_of_half_a_megabyte),
    };
    return cmocka_run_group_tests(tests, fixture_init, fixture_finish);
}
