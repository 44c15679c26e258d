/* SPDX-License-Identifier: MIT */
/*
 * kit: all that a site needs of one figure, as files of one folder: figure.svg, figure@2x.png,
 * figure-mail.png, card.png, figure.html, alt.txt, data.csv.
 */
#ifndef DEALBRIEF_KIT_H
#define DEALBRIEF_KIT_H

#include "writing.h"

enum { KIT_FILES = 7 };

/* In memory, with their paths in the folder; false after adding an error */
bool kit_make(const struct writing *writing, const struct figure_context *context,
    const struct figure_request *request, const char *folder, struct file_output outputs[KIT_FILES]);

#endif
