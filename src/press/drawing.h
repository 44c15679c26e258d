/* SPDX-License-Identifier: MIT */
/* drawing: one figure of one dataset as a session's options ask for it: chosen, then drawn into memory. */
#ifndef DEALBRIEF_DRAWING_H
#define DEALBRIEF_DRAWING_H

#include "figure.h"
#include "writing.h"

struct drawing {
    struct figure_request request;
    unsigned format; /* enum format */
    struct figure_context context;
    struct writing writing;
};

/* Kind and format, from options alone, and what contradicts something or would do nothing: a sentence that may live in
   the arena; NULL: nothing does. */
const char *drawing_fault(struct arena *arena, const struct options *options, struct drawing *drawing);

/* After drawing_fault, session_open_drawing and session_open_house: loads the dataset, and the older edition. false: *fault
   says what the options name that the dataset has not, or (NULL) diags say why. */
bool drawing_begin(const struct session *session, struct arena *arena, const struct job *job,
    struct drawing *drawing, struct diags *diags, const char **fault);

/* The one output that is asked for, also for --target; false after adding an error */
bool drawing_bytes(const struct drawing *drawing, struct bytes *bytes);

#endif
