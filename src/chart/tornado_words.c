/* SPDX-License-Identifier: MIT */
/*
 * tornado_words: rows in money → the finding, the measure, a description, notes and the table of numbers.
 */
#include "tornado_plan.h"

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
    return arena_printf(
        sums->arena, "%s−%s", row->merged ? "together " : "", money_words(sums, row->less, ROUND_UP));
}

const char *tornado_more(const struct tornado_money *sums, const struct tornado_row *row)
{
    if (row->unsized)
        return "undisclosed";
    if (row->open && row->more == 0)
        return "open end";
    if (row->more == 0)
        return NULL;
    return arena_printf(sums->arena, "%s+%s%s", row->merged ? "together " : "",
        money_words(sums, row->more, ROUND_UP), row->open ? " or more" : "");
}

/* "−$100B" and "+$90B" as one swing: "by $190B", "by $3B or more" */
static const char *swing_words(const struct tornado_money *sums, const struct tornado_row *row)
{
    return arena_printf(sums->arena, "%s%s", money_words(sums, money_add(row->less, row->more), ROUND_UP),
        row->open ? " or more" : "");
}

static bool row_one_sided(const struct tornado_row *row)
{
    return row->less == 0 || (row->more == 0 && !row->open);
}

const char *tornado_title(const struct tornado_money *sums)
{
    const struct tornado_row *first = &sums->rows.at[0];
    const char *noun = word_class_noun(sums->arena, sums->deal_class);
    struct str out = str_init(sums->arena);
    if (first->unsized && sums->base == 0)
        str_append(&out, "Nobody says how large ");
    if (first->unsized || first->merged)
        word_counted(&out, (int64_t)sums->uncertain, "uncertain deal", "uncertain deals");
    if (first->unsized && sums->base == 0) {
        str_append(&out, sums->uncertain == 1 ? " is" : " are");
        return str_text(&out);
    }
    if (first->unsized || first->merged) {
        str_printf(&out, " could move the quoted %s of %s by ", tornado_base(sums), noun);
        str_append(&out, first->unsized ? "nobody knows how much" : swing_words(sums, first));
        return word_capital(sums->arena, str_text(&out));
    }
    str_append(&out, "One deal alone could ");
    if (row_one_sided(first))
        str_printf(&out,
            first->less ? "take %s off the quoted %s of %s: " : "add %s to the quoted %s of %s: ",
            swing_words(sums, first), tornado_base(sums), noun);
    else
        str_printf(
            &out, "move the quoted %s of %s by %s: ", tornado_base(sums), noun, swing_words(sums, first));
    str_append(&out, first->name);
    return str_text(&out);
}

const char *tornado_subtitle(const struct tornado_money *sums)
{
    return arena_printf(sums->arena,
        "Change in the sum of all live %s, %s, if one deal comes at its low or high end, or falls away "
        "unsigned; the others as quoted, else at the low end",
        word_class_noun(sums->arena, sums->deal_class), sums->facts->dataset->currency);
}

const char *tornado_alt(const struct tornado_money *sums)
{
    struct str out = str_init(sums->arena);
    str_printf(&out,
        "Bars to both sides of a line at the quoted total of %s, %s, one for each uncertain deal. ",
        word_class_noun(out.arena, sums->deal_class), tornado_base(sums));
    str_printf(&out, "%s.", tornado_title(sums));
    for (size_t i = 0; i < sums->rows.count; i++) {
        const struct tornado_row *row = &sums->rows.at[i];
        const char *less = tornado_less(sums, row), *more = tornado_more(sums, row);
        str_printf(&out, " %s (%s): %s%s%s.", row->name, row->detail, less ? less : "",
            less && more ? ", " : "", more ? more : "");
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
    str_printf(&out, "%s%s: ", last->name, last->unsized ? ", undisclosed" : "");
    for (size_t i = 0; i < named; i++)
        str_printf(&out, "%s%s", i ? ", " : "", sums->folded.at[i]);
    if (named < count)
        str_printf(&out, " and %zu more", count - named);
    str_char(&out, '.');
    return str_text(&out);
}

size_t tornado_notes(const struct tornado_money *sums, const char **notes, size_t most)
{
    size_t count = 0;
    const char *others = others_words(sums);
    if (sums->folded.count && count < most)
        notes[count++] = folded_note(sums);
    if (sums->sure && count < most) {
        struct str out = str_init(sums->arena);
        word_counted(&out, (int64_t)sums->sure, "deal is signed or paid and exact, and swings",
            "deals are signed or paid and exact, and swing");
        str_append(&out, " nothing.");
        notes[count++] = word_capital(sums->arena, str_text(&out));
    }
    if (sums->left_out && count < most)
        notes[count++] = arena_printf(sums->arena, "%zu more uncertain deals swing less.", sums->left_out);
    if (*others && count < most)
        notes[count++] = arena_printf(sums->arena,
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
