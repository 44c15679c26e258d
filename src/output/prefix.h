/* SPDX-License-Identifier: MIT */
/*
 * prefix: ids and classes of a figure begin with a hash of its content, which is known when all of it is written.
 * While text is gathered a byte stands for it that cannot occur otherwise: control characters are dropped.
 */
#ifndef DEALBRIEF_PREFIX_H
#define DEALBRIEF_PREFIX_H

#include "file.h"
#include "str.h"

/* The document with `prefix` in every place of `mark`, a string of one byte */
struct bytes prefix_fill(
    struct arena *arena, const struct str *document, const char *mark, const char *prefix);

#endif
