/* SPDX-License-Identifier: MIT */
/* qdf: a PDF laid open by libqpdf, so that a test can search it as a string. */
#ifndef DEALBRIEF_TESTS_QDF_H
#define DEALBRIEF_TESTS_QDF_H

#include "file.h"

/* One key a line, keys sorted, streams uncompressed, NUL bytes replaced by spaces. Fails the test where
   libqpdf finds an error or has a warning. */
const char *qdf_text(struct arena *arena, struct bytes pdf);
size_t qdf_count(const char *text, const char *word);

#endif
