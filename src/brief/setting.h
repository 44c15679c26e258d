/* SPDX-License-Identifier: MIT */
/*
 * setting: one line `key: value` of a template's front matter → struct template_options. The table of all
 * keys is in setting.c: a new key is a member of struct template_options and one row there.
 */
#ifndef DEALBRIEF_SETTING_H
#define DEALBRIEF_SETTING_H

#include "block.h"

/* place: of the line's first letter. seen: the keys read so far, as bits; 0 before the first. Adds errors. */
void setting_read(const struct value_scope *scope, struct template_options *options, struct slice line,
    struct place place, uint64_t *seen);

/* The keys there are, for docs and tests */
size_t setting_count(void);
const char *setting_name(size_t index);

#endif
