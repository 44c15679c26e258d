/* SPDX-License-Identifier: MIT */
/*
 * pdf_read: the metadata and the attached files of a PDF, which may be anybody's.
 *
 * Nothing is unpacked beyond a limit, and only what our own writer uses (no filter, or Flate without
 * parameters). Everything is copied into the arena.
 */
#ifndef DEALBRIEF_PDF_READ_H
#define DEALBRIEF_PDF_READ_H

#include "file.h"
#include "list.h"
#include "str.h"

struct pdf_file {
    const char *name;
    struct bytes bytes;
};

struct pdf_contents {
    struct slice metadata; /* the XMP packet; empty: none */
    LIST(struct pdf_file) files;
    bool too_long; /* one more is longer than the limit */
};

/* most: bytes of a file in it. false: it cannot be read */
bool pdf_read(struct arena *arena, struct bytes pdf, size_t most, struct pdf_contents *contents);

#endif
