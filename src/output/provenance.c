/* SPDX-License-Identifier: MIT */
/*
 * provenance: the fields that every output says of itself, by one set of keys.
 *
 * In: the struct. Out: pairs, or one line of them. It refuses to know where they are written.
 */
#include "provenance.h"

#include "xml.h"

#include <string.h>

void provenance_fields(const struct provenance *provenance, struct provenance_field fields[PROVENANCE_FIELDS])
{
    const struct provenance_field all[PROVENANCE_FIELDS] = {
        {"dataset", "dataset", provenance->dataset},
        {"dataset-sha256", "datasetSha256", provenance->dataset_hash},
        {"as-of", "asOf", provenance->as_of},
        {"program", "program", provenance->program},
        {"template", "template", provenance->template},
        {"template-sha256", "templateSha256", provenance->template_hash},
        {"style", "style", provenance->style},
    };
    memcpy(fields, all, sizeof all);
}

static void value_append(struct str *out, const char *value)
{
    for (; *value; value++) {
        if (*value == ';' || *value == '%')
            str_printf(out, "%%%02X", (unsigned char)*value);
        else
            str_char(out, *value);
    }
}

void provenance_append(struct str *out, const struct provenance *provenance)
{
    struct provenance_field fields[PROVENANCE_FIELDS];
    const char *between = "";
    if (!provenance)
        return;
    provenance_fields(provenance, fields);
    for (size_t i = 0; i < PROVENANCE_FIELDS; i++) {
        if (!fields[i].value)
            continue;
        str_printf(out, "%s%s=", between, fields[i].key);
        value_append(out, fields[i].value);
        between = "; ";
    }
}

void provenance_attribute(struct str *out, const struct provenance *provenance)
{
    struct str line = str_init(out->arena);
    provenance_append(&line, provenance);
    if (line.length)
        xml_attribute(out, "data-" PROVENANCE_KEYWORD, str_text(&line));
}
