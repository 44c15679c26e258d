/* SPDX-License-Identifier: MIT */
/* render: one dataset → its briefing, in memory. */
#ifndef DEALBRIEF_RENDER_H
#define DEALBRIEF_RENDER_H

#include "brief.h"
#include "session.h"

struct outputs {
    struct file_output *at;
    size_t count, capacity;
};

/* One dataset, start to end, in memory: outputs, with the paths that they are for, are added to the list. false: diags
   say why. After session_open_drawing, session_open_template and session_open_house. */
bool render_dataset(const struct session *session, struct arena *arena, const struct job *job,
    struct outputs *list, struct diags *diags);
/* The folder that a job's outputs are for */
const char *render_folder(const struct session *session, struct arena *arena, const struct job *job);
/* A dataset, and the older edition, from their files; false: diags say why */
bool render_input(const struct session *session, struct arena *arena, const struct job *job,
    struct diags *diags, struct brief_input *input);

#endif
