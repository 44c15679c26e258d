/* SPDX-License-Identifier: MIT */
/* editions: an older edition beside a newer one: loaded, compared, and warned of when the pair looks wrong.
 */
#ifndef DEALBRIEF_EDITIONS_H
#define DEALBRIEF_EDITIONS_H

#include "changes.h"
#include "session.h"

/* Both loaded, and of the newer one the facts of all its flows (sums are enough); adds warnings about the
 * pair. */
const struct changes *editions_compare(
    struct arena *arena, const struct dataset *old, const struct facts *now, struct diags *diags);

/* The older one: its errors go to diags, its warnings do not: it was printed long ago. NULL after an error.
 */
const struct dataset *edition_load(
    const struct session *session, struct arena *arena, const char *path, struct diags *diags);

#endif
