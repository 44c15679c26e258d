/* SPDX-License-Identifier: MIT */
/* srgb_profile: an ICC profile of sRGB, by which a PDF says what its colours are. */
#ifndef DEALBRIEF_SRGB_PROFILE_H
#define DEALBRIEF_SRGB_PROFILE_H

#include "str.h"

/* ICC.1:2004-10 (version 4.2), display, RGB → XYZ. The same bytes always. */
void srgb_profile_append(struct str *out);

#endif
