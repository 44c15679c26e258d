/* SPDX-License-Identifier: MIT */
/*
 * tornado_words: rows in money → the finding, the measure, a description, notes and the table of numbers.
 */
#include "tornado_plan.h"

#include "say.h"
#include "wording.h"

#include <string.h>

static const char *money_words(const struct tornado_money *sums, money value, enum rounding rounding)
{
    struct str out = str_init(sums->arena);
    word_money_rounded(&out, value, sums->facts->dataset->currency, NUMBER_SHORT, 0, rounding);
    return str_text(&out);
}

const char *tornado_base(const struct tornado_money *sums)
{
    return money_words(sums, sums->base, ROUND_HALF_EVEN);
}

const char *tornado_less(const struct tornado_money *sums, const struct tornado_row *row)
{
    if (row->less == 0)
        return NULL;
    const char *less = money_words(sums, row->less, ROUND_UP);
    return row->merged ? say(sums->arena, "together −%s", less) : arena_printf(sums->arena, "−%s", less);
}

const char *tornado_more(const struct tornado_money *sums, const struct tornado_row *row)
{
    if (row->unsized)
        return said(sums->arena, "undisclosed");
    if (row->open && row->more == 0)
        return said(sums->arena, "open end");
    if (row->more == 0)
        return NULL;
    const char *more = money_words(sums, row->more, ROUND_UP);
    if (row->merged)
        return row->open ? say(sums->arena, "together +%s or more", more)
                         : say(sums->arena, "together +%s", more);
    return row->open ? say(sums->arena, "+%s or more", more) : arena_printf(sums->arena, "+%s", more);
}

/* "−$100B" and "+$90B" as one swing: "by $190B", "by $3B or more" */
static const char *swing_words(const struct tornado_money *sums, const struct tornado_row *row)
{
    const char *swing = money_words(sums, money_add(row->less, row->more), ROUND_UP);
    return row->open ? say(sums->arena, "%s or more", swing) : swing;
}

static bool row_one_sided(const struct tornado_row *row)
{
    return row->less == 0 || (row->more == 0 && !row->open);
}

/* Of rows that stand together, or of which nobody says how large they are */
static const char *many_title(
    const struct tornado_money *sums, const struct tornado_row *first, const char *noun)
{
    struct arena *arena = sums->arena;
    struct str deals = str_init(arena);
    int64_t count = (int64_t)sums->uncertain;
    word_counted(&deals, count, "uncertain deal", "uncertain deals");
    if (first->unsized && sums->base == 0)
        return say_count(
            arena, count, "Nobody says how large %s is", "Nobody says how large %s are", str_text(&deals));
    const char *words =
        first->unsized ? say_count(arena, count, "%s could move the quoted %s of %s by nobody knows how much",
                             "%s could move the quoted %s of %s by nobody knows how much", str_text(&deals),
                             tornado_base(sums), noun)
                       : say_count(arena, count, "%s could move the quoted %s of %s by %s",
                             "%s could move the quoted %s of %s by %s", str_text(&deals), tornado_base(sums),
                             noun, swing_words(sums, first));
    return word_capital(arena, words);
}

const char *tornado_title(const struct tornado_money *sums)
{
    const struct tornado_row *first = &sums->rows.at[0];
    const char *noun = word_class_noun(sums->arena, sums->deal_class);
    if (first->unsized || first->merged)
        return many_title(sums, first, noun);
    if (!row_one_sided(first))
        return say(sums->arena, "One deal alone could move the quoted %s of %s by %s: %s", tornado_base(sums),
            noun, swing_words(sums, first), first->name);
    return first->less ? say(sums->arena, "One deal alone could take %s off the quoted %s of %s: %s",
                             swing_words(sums, first), tornado_base(sums), noun, first->name)
                       : say(sums->arena, "One deal alone could add %s to the quoted %s of %s: %s",
                             swing_words(sums, first), tornado_base(sums), noun, first->name);
}

const char *tornado_subtitle(const struct tornado_money *sums)
{
    return say(sums->arena,
        "Change in the sum of all live %s, %s, if one deal comes at its low or high end, or falls away "
        "unsigned; the others as quoted, else at the low end",
        word_class_noun(sums->arena, sums->deal_class), sums->facts->dataset->currency);
}

enum { ROWS_TOLD = 3 };

const char *tornado_alt(const struct tornado_money *sums)
{
    struct str out = str_init(sums->arena);
    size_t told = sums->rows.count < ROWS_TOLD ? sums->rows.count : ROWS_TOLD;
    say_to(&out, "Tornado chart of what uncertain deals could change in a sum. %s.", tornado_title(sums));
    for (size_t i = 0; i < told; i++) {
        const struct tornado_row *row = &sums->rows.at[i];
        const char *less = tornado_less(sums, row), *more = tornado_more(sums, row);
        str_printf(&out, " %s (%s): %s%s%s.", row->name, row->detail, less ? less : "",
            less && more ? ", " : "", more ? more : "");
    }
    if (told < sums->rows.count) {
        struct str more = str_init(sums->arena);
        word_counted(&more, (int64_t)(sums->rows.count - told), "more row", "more rows");
        str_char(&out, ' ');
        say_to(&out, "And %s.", str_text(&more));
    }
    return str_text(&out);
}

/* "capital (9), ownership (1)" */
static const char *others_words(const struct tornado_money *sums)
{
    struct str out = str_init(sums->arena);
    for (int i = 0; i < CLASS_COUNT; i++)
        if (sums->others[i])
            str_printf(&out, "%s%s (%zu)", out.length ? ", " : "",
                word_class_noun(out.arena, (enum deal_class)i), sums->others[i]);
    return str_text(&out);
}

/* "9 smaller ones: A, B and 7 more." */
static const char *folded_note(const struct tornado_money *sums)
{
    enum { NAMED = 8 };
    struct str out = str_init(sums->arena);
    size_t count = sums->folded.count, named = count > NAMED ? NAMED - 1 : count;
    const struct tornado_row *last = &sums->rows.at[sums->rows.count - 1];
    if (last->unsized)
        str_printf(&out, "%s, %s: ", last->name, said(out.arena, "undisclosed"));
    else
        str_printf(&out, "%s: ", last->name);
    for (size_t i = 0; i < named; i++)
        str_printf(&out, "%s%s", i ? ", " : "", sums->folded.at[i]);
    if (named < count)
        say_to(&out, " and %zu more", count - named);
    str_char(&out, '.');
    return str_text(&out);
}

size_t tornado_notes(const struct tornado_money *sums, const char **notes, size_t most)
{
    size_t count = 0;
    const char *others = others_words(sums);
    bool brief = manner_in(sums->arena)->brief; /* then the rows count them */
    if (sums->folded.count && !brief && count < most)
        notes[count++] = folded_note(sums);
    if (sums->sure && !brief && count < most) {
        struct str out = str_init(sums->arena);
        word_counted(&out, (int64_t)sums->sure, "deal is signed or paid and exact, and swings nothing.",
            "deals are signed or paid and exact, and swing nothing.");
        notes[count++] = word_capital(sums->arena, str_text(&out));
    }
    if (sums->left_out && count < most)
        notes[count++] = say_count(sums->arena, (int64_t)sums->left_out,
            "%zu more uncertain deals swing less.", "%zu more uncertain deals swing less.", sums->left_out);
    if (*others && count < most)
        notes[count++] = say(sums->arena,
            "Other totals, which are not added to this one, hang on uncertain deals too: %s.", others);
    return count;
}

struct data_table *tornado_data(const struct tornado_money *sums)
{
    static const struct data_column columns[] = {{"deal", false}, {"amount_words", false},
        {"standing", false}, {"class", false}, {"total", true}, {"total_low", true}, {"total_if_low", true},
        {"total_high", true}, {"less", true}, {"more", true}, {"more_words", false}};
    struct data_table *table =
        data_table_create(sums->arena, "tornado", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < sums->rows.count; i++) {
        const struct tornado_row *row = &sums->rows.at[i];
        data_text(table, row->name);
        data_text(table, row->detail);
        data_text(table, bucket_name(row->bucket));
        data_text(table, class_name(sums->deal_class));
        data_money(table, sums->base);
        data_money(table, sums->base - row->less);
        data_money(table, sums->base - row->less_if_comes);
        data_money(table, row->open ? MONEY_OPEN : money_add(sums->base, row->more));
        data_money(table, row->less);
        data_money(table, row->open ? MONEY_OPEN : row->more);
        const char *more = tornado_more(sums, row); /* without its sign, which spreadsheets misread */
        data_text(table, more && strchr(more, '+') ? strchr(more, '+') + 1 : more);
    }
    return table;
}
