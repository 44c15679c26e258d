/* SPDX-License-Identifier: MIT */
/* attachments: the files that a PDF carries: the dataset it was made from, and its tables where the theme consents. */
#ifndef DEALBRIEF_ATTACHMENTS_H
#define DEALBRIEF_ATTACHMENTS_H

#include "output.h"
#include "session.h"

/* The count; 0 for a dataset that no one file holds */
size_t attachments_make(const struct session *session, struct arena *arena, const struct dataset *dataset,
    struct pdf_attachment **attachments);

#endif
