/* SPDX-License-Identifier: MIT */
/* library_options: names and values in turn, as other programs give them → struct options, by the command's own table. */
#ifndef DEALBRIEF_LIBRARY_OPTIONS_H
#define DEALBRIEF_LIBRARY_OPTIONS_H

#include "options.h"

/* What is asked for besides the options; kind and format are NULL where the command takes none. */
struct library_wish {
    enum command command; /* COMMAND_RENDER, COMMAND_FIGURE or COMMAND_FACTS */
    const char *kind, *format, *dataset;
    const char *const *options; /* may be NULL */
};

/* What is wrong with it, in the arena; NULL: nothing. What options point to lives in the arena. */
const char *library_options_read(
    struct arena *arena, const struct library_wish *wish, struct options *options);

#endif
