/* SPDX-License-Identifier: MIT */
/*
 * pdf_pack: a file of objects, some said anew → the bytes of a PDF 1.7.
 *
 * Only what the catalog and the information dictionary lead to is in it. What is no stream is packed into
 * object streams (ISO 32000-1, 7.5.7), and where objects lie is told by a cross-reference stream (7.5.8).
 */
#ifndef DEALBRIEF_PDF_PACK_H
#define DEALBRIEF_PDF_PACK_H

#include "pdf_file.h"

/* catalog, info: numbers of objects */
struct bytes pdf_pack(struct pdf_file *file, int catalog, int info);

#endif
