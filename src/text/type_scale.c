/* SPDX-License-Identifier: MIT */
#include "type_scale.h"

#include "text_internal.h"

#include <assert.h>

/* leadings lie on the page's 4 pt grid where a block of lines stands alone */
static const struct type_scale usual = {{
    [STYLE_KICKER] = {{FACE_CONDENSED_SEMIBOLD, 8}, 12},
    [STYLE_TITLE] = {{FACE_SEMIBOLD, 22}, 26},
    [STYLE_STANDFIRST] = {{FACE_REGULAR, 11.5}, 16},
    [STYLE_SECTION] = {{FACE_SEMIBOLD, 11}, 14},
    [STYLE_SUBSECTION] = {{FACE_SEMIBOLD, 10}, 14},
    [STYLE_BODY] = {{FACE_REGULAR, 10}, 14},
    [STYLE_BODY_STRONG] = {{FACE_SEMIBOLD, 10}, 14},
    [STYLE_KEY_NUMBER] = {{FACE_SEMIBOLD, 17}, 20},
    [STYLE_KEY_LABEL] = {{FACE_CONDENSED, 8}, 11},
    [STYLE_TABLE] = {{FACE_CONDENSED, 8.5}, 15},
    [STYLE_TABLE_STRONG] = {{FACE_CONDENSED_SEMIBOLD, 8.5}, 15},
    [STYLE_TABLE_HEAD] = {{FACE_CONDENSED_SEMIBOLD, 8}, 15},
    [STYLE_FIGURE_TITLE] = {{FACE_SEMIBOLD, 11}, 14},
    [STYLE_FIGURE_SUBTITLE] = {{FACE_CONDENSED, 8}, 11},
    [STYLE_LABEL] = {{FACE_SEMIBOLD, 8}, 10},
    [STYLE_LABEL_AMOUNT] = {{FACE_CONDENSED, 7.5}, 9.5},
    [STYLE_AXIS] = {{FACE_CONDENSED, 7.5}, 10},
    [STYLE_NOTE] = {{FACE_CONDENSED, 7.5}, 10},
    [STYLE_RUNNING] = {{FACE_CONDENSED, 7.5}, 10},
}};

const struct type_scale *type_scale_usual(void)
{
    return &usual;
}

void text_use_scale(struct text *text, const struct type_scale *scale)
{
    text->scale = scale;
}

static const struct type_step *step_in_use(const struct text *text, enum style style)
{
    assert(style < STYLE_COUNT);
    return &(text->scale ? text->scale : &usual)->steps[style];
}

struct text_style text_style_in_use(const struct text *text, enum style style)
{
    return step_in_use(text, style)->style;
}

double text_leading_in_use(const struct text *text, enum style style)
{
    return step_in_use(text, style)->leading;
}
