/* SPDX-License-Identifier: MIT */
/*
 * dataset_load: JSON bytes → struct dataset, format 1, with every error that can be found in one run.
 *
 * Reads every field of docs/dataset.md, resolves ids, converts currencies once, then has dataset_check look
 * at the sense of it. Returns NULL when any error was added; warnings alone return a dataset. `file` is how
 * diagnostics name it.
 */
#ifndef DEALBRIEF_DATASET_LOAD_H
#define DEALBRIEF_DATASET_LOAD_H

#include "dataset.h"
#include "file.h"

enum { DATASET_BYTES_MOST = 16 * 1024 * 1024, NAME_LENGTH_MOST = 500, TEXT_LENGTH_MOST = 2000 };

const struct dataset *dataset_load(
    struct arena *arena, const char *file, struct bytes bytes, struct diags *diags);

#endif
