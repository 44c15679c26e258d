/* SPDX-License-Identifier: MIT */
/* depfile: In: names of files. Out: rules. It reads nothing but folders of fonts. */
#include "depfile.h"

#include <stdlib.h>
#include <string.h>

/* As gcc's -MD writes them (make's manual, "Rule Syntax"; ninja reads the same): a space, # and : behind a
 * backslash, with the backslashes before them doubled, a dollar twice. "%" in a target and "|" behind it mean
 * something to make alone, and have a backslash for make; ninja then makes the output anew each time. */
static void name_append(struct str *out, const char *name, bool is_target)
{
    for (const char *at = name; *at; at++) {
        if (strchr(" #:", *at) || *at == (is_target ? '%' : '|')) {
            for (const char *back = at; back > name && back[-1] == '\\'; back--)
                str_char(out, '\\');
            str_char(out, '\\');
        } else if (*at == '$') {
            str_char(out, '$');
        }
        str_char(out, *at);
    }
}

typedef void name_visit(struct str *out, const char *name);

/* What every dataset of the session depends on */
static void common_visit(const struct session *session, struct str *out, name_visit *visit)
{
    for (size_t i = 0; i < session->used.count; i++)
        if (!str_equals(session->used.at[i].path, "-"))
            visit(out, session->used.at[i].path);
    if (session->options->since)
        visit(out, session->options->since);
    size_t count;
    const char *const *fonts = session_font_files(session, out->arena, &count);
    for (size_t i = 0; i < count; i++)
        visit(out, fonts[i]);
}

static void prerequisite_append(struct str *out, const char *name)
{
    str_append(out, " \\\n ");
    name_append(out, name, false);
}

static void target_append(struct str *out, const char *name)
{
    name_append(out, name, true);
    str_append(out, ":\n");
}

/* make knows no escape for these: another rule, a command or nothing would begin there */
static bool is_fit(const char *name)
{
    return !strpbrk(name, "\n\t;");
}

static void unfit_note(struct str *out, const char *name)
{
    if (!is_fit(name))
        str_append(out, name);
}

bool depfile_rule(const struct session *session, struct str *out, const char *target, const char *dataset)
{
    if (!is_fit(target) || !is_fit(dataset))
        return false;
    name_append(out, target, true);
    str_char(out, ':');
    if (!str_equals(dataset, "-"))
        prerequisite_append(out, dataset);
    common_visit(session, out, prerequisite_append);
    str_char(out, '\n');
    return true;
}

bool depfile_end(const struct session *session, struct str *out)
{
    struct str unfit = str_init(out->arena);
    common_visit(session, &unfit, unfit_note);
    common_visit(session, out, target_append);
    return !unfit.length;
}
