/* SPDX-License-Identifier: MIT */
#include "report.h"

#include "limit.h"

enum { SCHEMA_VERSION = 1 };

static const char *severity_name(enum diag_code code)
{
    return diag_code_severity(code) == DIAG_SEVERITY_ERROR ? "error" : "warning";
}

/* What concerns a file as a whole is put at its start, so that every tool can read the line; what was to be
   written has no place, nor has what is about no file. */
static struct place place_shown(const struct diag *diag, int first_line)
{
    struct place place = diag->place;
    if (!*place.file || diag->code == DIAG_CANNOT_WRITE)
        return (struct place){place.file, 0, 0};
    return (struct place){
        place.file, place.line > 0 ? place.line : first_line, place.column > 0 ? place.column : 1};
}

/* text */

static void text_format(const struct diag *diag, int first_line, bool colour, struct str *out)
{
    struct place place = place_shown(diag, first_line);
    struct str line = str_init(out->arena);
    if (!*place.file)
        str_append(&line, "dealbrief: ");
    else if (!place.line)
        str_printf(&line, "%s: ", place.file);
    else
        str_printf(&line, "%s:%d:%d: ", place.file, place.line, place.column);
    const char *severity = severity_name(diag->code);
    if (colour)
        str_printf(&line, "\033[1;%dm%s:\033[0m ", *severity == 'e' ? 31 : 35, severity);
    else
        str_printf(&line, "%s: ", severity);
    str_append(&line, diag->sentence);
    if (*diag->hint)
        str_printf(&line, "; %s", diag->hint);
    if (*diag->included)
        str_printf(&line, " (%s)", diag->included);
    str_printf(&line, " [%s]\n", diag_code_text(diag->code));
    str_append_log(out, str_text(&line));
}

/* JSON: the texts are valid UTF-8 without controls already (diag.c), but for what escaping is for */

static void json_key(struct str *out, const char *key)
{
    str_printf(out, ",\"%s\":", key);
}

static void json_string(struct str *out, const char *key, const char *text)
{
    json_key(out, key);
    str_json(out, text);
}

static void json_format(const struct diag *diag, int first_line, struct str *out)
{
    struct place place = place_shown(diag, first_line);
    str_printf(out, "{\"schema\":%d", SCHEMA_VERSION);
    json_string(out, "severity", severity_name(diag->code));
    json_string(out, "code", diag_code_text(diag->code));
    json_string(out, "file", place.file);
    json_key(out, "line");
    str_printf(out, "%d", place.line);
    json_key(out, "column");
    str_printf(out, "%d", place.column);
    json_string(out, "path", diag->path);
    json_string(out, "sentence", diag->sentence);
    json_string(out, "hint", diag->hint);
    if (*diag->included)
        json_string(out, "included", diag->included);
    str_append(out, "}\n");
}

/* GitHub's workflow commands: what would end a message is escaped, and in a property what would end that */

static void github_escaped(struct str *out, const char *text, bool property)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
            str_printf(out, "%%%02X", c);
        else
            str_char(out, *text);
    }
}

static void github_format(const struct diag *diag, int first_line, struct str *out)
{
    struct place place = place_shown(diag, first_line);
    str_printf(out, "::%s ", severity_name(diag->code));
    if (*place.file) {
        str_append(out, "file=");
        github_escaped(out, place.file, true);
        str_char(out, ',');
    }
    if (place.line)
        str_printf(out, "line=%d,col=%d,", place.line, place.column);
    str_printf(out, "title=%s::", diag_code_text(diag->code));
    github_escaped(out, diag->sentence, false);
    if (*diag->hint) {
        str_append(out, "; ");
        github_escaped(out, diag->hint, false);
    }
    if (*diag->included) {
        str_append(out, "; ");
        github_escaped(out, diag->included, false);
    }
    str_char(out, '\n');
}

static void diag_format(const struct diag *diag, const struct report_style *style, struct str *out)
{
    int first_line = style->first_line ? style->first_line : 1;
    if (style->form == DIAGNOSTICS_JSON)
        json_format(diag, first_line, out);
    else if (style->form == DIAGNOSTICS_GITHUB)
        github_format(diag, first_line, out);
    else
        text_format(diag, first_line, style->colour, out);
}

static void rest_format(size_t seen, const char *noun, struct str *out)
{
    size_t rest = seen > FIXED_MESSAGES ? seen - FIXED_MESSAGES : 0;
    if (rest)
        str_printf(out, "dealbrief: %zu more %s%s not shown\n", rest, noun, rest == 1 ? "" : "s");
}

void report_diags(struct diags *diags, const struct report_style *style, struct str *out)
{
    size_t count, seen[2] = {0, 0};
    const struct diag *sorted = diags_sorted(diags, &count);
    bool all = style->form == DIAGNOSTICS_JSON;
    for (size_t i = 0; i < count; i++) {
        enum diag_severity severity = diag_code_severity(sorted[i].code);
        if (severity == DIAG_SEVERITY_WARNING && style->quiet)
            continue;
        if (seen[severity]++ < FIXED_MESSAGES || all)
            diag_format(&sorted[i], style, out);
    }
    if (all)
        return;
    rest_format(seen[DIAG_SEVERITY_ERROR], "error", out);
    rest_format(seen[DIAG_SEVERITY_WARNING], "warning", out);
}

void report_line(enum diagnostics_form form, enum diag_code code, const char *sentence, struct str *out)
{
    struct diags *inert = diags_create(); /* what was typed may hold anything */
    diags_add(inert, code, (struct place){0}, NULL, NULL, "%s", sentence);
    size_t count;
    const struct diag *diag = diags_sorted(inert, &count);
    if (form == DIAGNOSTICS_TEXT)
        str_append_log(out, arena_printf(out->arena, "dealbrief: %s\n", diag->sentence));
    else
        diag_format(diag, &(struct report_style){.form = form}, out);
    diags_destroy(inert);
}

int report_exit_code(struct diags *diags, bool strict)
{
    if (diags_has(diags, DIAG_USAGE)) /* a name given by hand that is not there */
        return 2;
    if (diags_has(diags, DIAG_LIMIT_TIME) || diags_has(diags, DIAG_LIMIT_MEMORY) ||
        diags_has(diags, DIAG_WORKER_STOPPED) || diags_has(diags, DIAG_UNFIT_LIBRARY))
        return 70;
    if (diags_has(diags, DIAG_CANNOT_READ) || diags_has(diags, DIAG_CANNOT_WRITE))
        return 74;
    if (diags_count(diags, DIAG_SEVERITY_ERROR))
        return 1;
    return strict && diags_count(diags, DIAG_SEVERITY_WARNING) ? 3 : 0;
}
