/* SPDX-License-Identifier: MIT */
/* pdf_artifacts: a page description in which all that is drawn is either tagged or said to be decoration. */
#ifndef DEALBRIEF_PDF_ARTIFACTS_H
#define DEALBRIEF_PDF_ARTIFACTS_H

#include "str.h"

/* The content of a page (ISO 32000-1, 7.8.2) with /Artifact BMC … EMC around what is painted outside of
   marked content (14.8.2.2). Nothing else changes, and no q … Q or BT … ET is cut by the marks. false: the
   content is damaged (a string without an end, brackets that do not pair). */
bool pdf_artifacts_mark(struct arena *arena, struct slice content, struct str *out);

#endif
