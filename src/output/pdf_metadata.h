/* SPDX-License-Identifier: MIT */
/* pdf_metadata: what a PDF says of itself: its XMP packet and its information dictionary, which agree. */
#ifndef DEALBRIEF_PDF_METADATA_H
#define DEALBRIEF_PDF_METADATA_H

#include "output.h"

/* "2025-12-17T00:00:00Z"; seconds since 1970, kept within the years 1970 to 9999 */
const char *pdf_date_iso(struct arena *arena, int64_t seconds);
/* "D:20251217000000Z" */
const char *pdf_date(struct arena *arena, int64_t seconds);

/* An XMP packet (ISO 16684-1) of a PDF/A-3a and PDF/UA-1 file; what none of its schemas define is declared in
   it (ISO 19005-3, 6.6.2.3). */
void pdf_xmp_append(struct str *out, const struct pdf_options *options, const char *producer);
/* The dictionary's text */
void pdf_info_append(struct str *out, const struct pdf_options *options, const char *producer);

#endif
