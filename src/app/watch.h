/* SPDX-License-Identifier: MIT */
/*
 * watch: render --watch: datasets are rendered again whenever they, the template, the theme or what these take in
 * change, until a signal ends it. Fonts and Graphviz stay open.
 */
#ifndef DEALBRIEF_WATCH_H
#define DEALBRIEF_WATCH_H

#include "session.h"

/* Why --watch cannot be had with the other options; NULL: it can */
const char *watch_fault(const struct options *options);

/* Returns an exit code where it cannot begin; else ends the process as the signal would have. */
int watch_run(struct session *session);

#endif
