/* SPDX-License-Identifier: MIT */
#include "report.h"

enum { MOST_PRINTED = 20 };

static void diag_format(const struct diag *diag, const struct report_style *style, struct str *out)
{
    bool error = diag_code_severity(diag->code) == DIAG_SEVERITY_ERROR;
    const char *severity = error ? "error" : "warning";
    if (!*diag->place.file)
        str_append(out, "dealbrief: ");
    else if (diag->code == DIAG_CANNOT_WRITE)
        str_printf(out, "%s: ", diag->place.file);
    else /* what concerns the file as a whole is put at its start, so that every tool can read the line */
        str_printf(out, "%s:%d:%d: ", diag->place.file, diag->place.line > 0 ? diag->place.line : 1,
            diag->place.column > 0 ? diag->place.column : 1);
    if (style->colour)
        str_printf(out, "\033[1;%dm%s:\033[0m ", error ? 31 : 35, severity);
    else
        str_printf(out, "%s: ", severity);
    str_append(out, diag->sentence);
    if (*diag->hint)
        str_printf(out, "; %s", diag->hint);
    str_printf(out, " [%s]\n", diag_code_text(diag->code));
}

static void rest_format(size_t rest, const char *noun, struct str *out)
{
    if (rest)
        str_printf(out, "dealbrief: %zu more %s%s not shown\n", rest, noun, rest == 1 ? "" : "s");
}

void report_diags(struct diags *diags, const struct report_style *style, struct str *out)
{
    size_t count, seen[2] = {0, 0};
    const struct diag *sorted = diags_sorted(diags, &count);
    for (size_t i = 0; i < count; i++) {
        enum diag_severity severity = diag_code_severity(sorted[i].code);
        if (severity == DIAG_SEVERITY_WARNING && style->quiet)
            continue;
        if (seen[severity]++ < MOST_PRINTED)
            diag_format(&sorted[i], style, out);
    }
    rest_format(seen[DIAG_SEVERITY_ERROR] > MOST_PRINTED ? seen[DIAG_SEVERITY_ERROR] - MOST_PRINTED : 0,
        "error", out);
    rest_format(seen[DIAG_SEVERITY_WARNING] > MOST_PRINTED ? seen[DIAG_SEVERITY_WARNING] - MOST_PRINTED : 0,
        "warning", out);
}

int report_exit_code(struct diags *diags, bool strict)
{
    if (diags_has(diags, DIAG_CANNOT_READ) || diags_has(diags, DIAG_CANNOT_WRITE))
        return 74;
    if (diags_count(diags, DIAG_SEVERITY_ERROR))
        return 1;
    return strict && diags_count(diags, DIAG_SEVERITY_WARNING) ? 3 : 0;
}
