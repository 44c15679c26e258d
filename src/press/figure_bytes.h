/* SPDX-License-Identifier: MIT */
/* figure_bytes: one figure as SVG, PNG, PDF, HTML, JSON or CSV, in memory. */
#ifndef DEALBRIEF_FIGURE_BYTES_H
#define DEALBRIEF_FIGURE_BYTES_H

#include "writing.h"

/* false after adding an error. request: framed */
bool figure_bytes(const struct writing *writing, const struct figure_context *context,
    const struct figure_request *request, unsigned format, struct bytes *bytes);
bool figure_target_bytes(const struct writing *writing, const struct figure_context *context,
    const struct figure_request *request, enum figure_target target, struct bytes *bytes);

#endif
