/* SPDX-License-Identifier: MIT */
/* Running heads and footers are artifacts; pointers and notes are read. */
#include "page_furniture.h"
#include "say.h"

#define FOOT_SHARE 0.86 /* of the footer's width, for all but the number of the page */
#define HEAD_SHARE 0.56 /* of the head's width, for its left part */
#define HEAD_GAP 16.0   /* between its two parts */
#define NOTE_RULE 60.0  /* the rule above the notes at the foot */
#define NOTES_SPACE 12.0

static const struct colour faint = {.role = ROLE_FAINT}, secondary = {.role = ROLE_SECONDARY},
                           line = {.role = ROLE_RULE};

static double inside_width(const struct page_format *format)
{
    return format->width - format->left - format->right;
}

/* ---- the running head ---- */

/* The section that is current at the page's top: the one that begins there, or the last before */
static const char *section_at(const struct furniture *furniture, size_t first)
{
    const struct page_plan *plan = furniture->plan;
    const struct box *opening =
        first < plan->placement_count ? furniture->boxes[plan->placements[first].box] : NULL;
    if (opening && opening->tag == TAG_H2 && opening->bookmark)
        return opening->bookmark;
    for (size_t i = first; i-- > 0;) {
        const struct box *box = furniture->boxes[plan->placements[i].box];
        if (box->tag == TAG_H2 && box->bookmark)
            return box->bookmark;
    }
    return "";
}

void furniture_head(const struct furniture *furniture, struct scene *scene, size_t page, size_t first)
{
    const struct page_format *format = furniture->format;
    if (page == 0 || !format->running)
        return;
    struct text_style style = text_style_in_use(furniture->text, STYLE_RUNNING);
    const char *section = section_at(furniture, first);
    double width = inside_width(format);
    const struct text_run *left =
        text_shape_fitting(furniture->text, style, format->running, *section ? width * HEAD_SHARE : width);
    scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT});
    scene_text(scene, left, format->left, format->head, ALIGN_START, faint);
    if (*section)
        scene_text(scene, text_shape_fitting(furniture->text, style, section, width - left->width - HEAD_GAP),
            format->width - format->right, format->head, ALIGN_END, faint);
    scene_end(scene);
}

/* ---- lines that say where a figure went ---- */

void furniture_pointer(const struct furniture *furniture, struct scene *scene, const struct pointer *pointer)
{
    const struct page_format *format = furniture->format;
    const struct box *figure = furniture->boxes[pointer->box];
    const char *words = say(furniture->arena, "The figure is on page %zu.", figure->page);
    struct box *box =
        box_words(furniture->text, furniture->arena, words, STYLE_NOTE, faint, inside_width(format));
    box_draw(box, scene, 0, box_units(box), format->left, pointer->y, box_height(box));
}

/* ---- notes at the foot ---- */

void furniture_notes(const struct furniture *furniture, struct scene *scene, size_t page)
{
    const struct page_format *format = furniture->format;
    const struct page_plan *plan = furniture->plan;
    double height = 0;
    for (size_t i = 0; i < plan->note_count; i++)
        if (plan->notes[i].page == page)
            height += box_height(plan->notes[i].mark->note);
    if (height <= 0)
        return;
    double y = format->height - format->bottom - height;
    scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT});
    scene_rule(scene, format->left, y - NOTES_SPACE / 2 + 2, format->left + NOTE_RULE,
        y - NOTES_SPACE / 2 + 2, line, 0.4, DASH_SOLID);
    scene_end(scene);
    for (size_t i = 0; i < plan->note_count; i++) {
        if (plan->notes[i].page != page)
            continue;
        const struct box *note = plan->notes[i].mark->note;
        box_draw(note, scene, 0, box_units(note), format->left, y, box_height(note));
        y += box_height(note);
    }
}

/* ---- the footer ---- */

void furniture_foot(const struct furniture *furniture, struct scene *scene, size_t page)
{
    const struct page_format *format = furniture->format;
    struct text_style style = text_style_in_use(furniture->text, STYLE_RUNNING);
    double room = inside_width(format) * FOOT_SHARE, x = format->left;
    const char *number =
        say(furniture->arena, "page %zu of %zu", page + 1, furniture->plan->page_count);
    const struct text_run *middle =
        format->footer_middle ? text_shape_fitting(furniture->text, style, format->footer_middle, room / 2)
                              : NULL;
    scene_begin(scene, (struct scene_group){.tag = TAG_ARTIFACT});
    scene_text(scene, text_shape(furniture->text, style, number), format->width - format->right,
        format->footer, ALIGN_END, faint);
    if (format->footer_left) {
        const struct text_run *left = text_shape_fitting(
            furniture->text, style, format->footer_left, room - (middle ? middle->width : 0));
        scene_text(scene, left, x, format->footer, ALIGN_START, secondary);
        x += left->width;
    }
    if (middle)
        scene_text(scene, middle, x, format->footer, ALIGN_START, faint);
    scene_end(scene);
}
