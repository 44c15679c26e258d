/* SPDX-License-Identifier: MIT */
/*
 * snippets: the files that a template includes, read from its folder and from nowhere else. A name that leads
 * out of the folder through a symbolic link is refused, and so is what is no plain file.
 */
#ifndef DEALBRIEF_SNIPPETS_H
#define DEALBRIEF_SNIPPETS_H

#include "session.h"
#include "template.h"

struct snippet_folder {
    const char *path;  /* of the template, as it is opened */
    const char *shown; /* of the template, as messages name it */
    struct session *session; /* is told what was read; its options limit it */
};

/* folder must outlive the parsing */
struct snippet_reader snippet_folder_reader(const struct snippet_folder *folder);

#endif
