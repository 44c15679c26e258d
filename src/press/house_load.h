/* SPDX-License-Identifier: MIT */
/*
 * house_load: a theme file (JSON; docs/themes.md) → struct house.
 *
 * Everything is strict: unknown keys, wrong types, colours that are none and sizes that cannot be are errors,
 * all found in one run; colours that are hard to read are warnings with what was measured, and errors where
 * nobody could read them.
 */
#ifndef DEALBRIEF_HOUSE_LOAD_H
#define DEALBRIEF_HOUSE_LOAD_H

#include "file.h"
#include "house.h"

/* folder: where what the theme names (its logo) is looked for, and nowhere else. limits NULL: the usual ones. NULL when
   any error was added. */
const struct house *house_load(struct arena *arena, const char *file, const char *folder, struct bytes bytes,
    const struct limits *limits, struct diags *diags);

#endif
