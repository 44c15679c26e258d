/* SPDX-License-Identifier: MIT */
/* depfile: what an output was made from, as make and ninja read it: "out/x/briefing.pdf: x.json weekly.md …". */
#ifndef DEALBRIEF_DEPFILE_H
#define DEALBRIEF_DEPFILE_H

#include "session.h"

/* One rule for a target: the dataset, and what all datasets of the session depend on. Each of these has a rule of its
   own without a recipe (once, see depfile_end), so that one that is removed stops nobody. Both: false when a name has a
   line break, a tab or ";", which make would take for something else. */
bool depfile_rule(const struct session *session, struct str *out, const char *target, const char *dataset);
bool depfile_end(const struct session *session, struct str *out);

#endif
