/* SPDX-License-Identifier: MIT */
/*
 * provenance: where an output comes from, as it is said inside of it: the dataset and its hash, how far its
 * knowledge reaches, the program, the template. `dealbrief inspect` reads it again.
 *
 * Strings are borrowed. Names are those of files, without their folders: an output tells nothing of the
 * machine that it was made on.
 */
#ifndef DEALBRIEF_PROVENANCE_H
#define DEALBRIEF_PROVENANCE_H

#include "file.h"
#include "str.h"

struct provenance {
    const char *dataset;      /* "openai-amazon-2025-12.json"; "stdin" */
    const char *dataset_hash; /* SHA-256 of its bytes, 64 hexadecimal digits; NULL: not known */
    const char *as_of;        /* "2025-12-17", "2025-12" */
    const char *program;      /* "dealbrief 0.1.0" */
    const char *template;     /* "weekly.md"; of a figure alone its kind: "figure flow" */
    const char *template_hash; /* SHA-256 of the template's file; NULL: there is none */
    const char *style;        /* "house" */
};

/* The fields in order, by the keys that outputs name them with; NULL values are left out by those who write. */
enum { PROVENANCE_FIELDS = 7 };
struct provenance_field {
    const char *key; /* "dataset", "dataset-sha256", "as-of", "program", "template", … */
    const char *name; /* the same as the name of an XML element: "datasetSha256" */
    const char *value;
};

#define PROVENANCE_KEYWORD "dealbrief" /* of the line in a PNG's text and an SVG's metadata */

/* In XMP (ISO 16684-1) the fields are text properties of this namespace, by their names. */
#define PROVENANCE_NAMESPACE "urn:dealbrief:provenance#"
#define PROVENANCE_PREFIX "dealbrief"

void provenance_fields(const struct provenance *provenance, struct provenance_field fields[PROVENANCE_FIELDS]);
/* One line: dataset=openai-amazon-2025-12.json; dataset-sha256=…; as-of=2025-12-17; … ; ';' and '%' within a
   value are written %3B and %25. NULL provenance: nothing */
void provenance_append(struct str *out, const struct provenance *provenance);
/* The same as an attribute, with a space before: sanitisers take comments away, optimisers <metadata>; both keep
   data-*. */
void provenance_attribute(struct str *out, const struct provenance *provenance);

#endif
