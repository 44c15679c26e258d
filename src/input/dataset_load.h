/* SPDX-License-Identifier: MIT */
/*
 * dataset_load: JSON bytes → struct dataset, format 1, with every error that can be found in one run.
 *
 * Reads every field of docs/dataset.md, resolves ids, converts currencies once, then has dataset_check look
 * at the sense of it. Returns NULL when any error was added; warnings alone return a dataset. `file` is how
 * diagnostics name it.
 *
 * Places: every field that was written has one (dataset_place), by the address of its member; the address of
 * an object is that of its first member too, and there the object counts. A field that a flow takes from its
 * deal has the deal's place.
 *
 * Amounts in another currency are converted; their `words` hold what was written ("€5B"), or, of a bare
 * number, its short form in its own currency. An amount object with low alone is at least, with high alone at
 * most; its text becomes `words`.
 */
#ifndef DEALBRIEF_DATASET_LOAD_H
#define DEALBRIEF_DATASET_LOAD_H

#include "dataset.h"
#include "file.h"

/* With the usual limits */
const struct dataset *dataset_load(
    struct arena *arena, const char *file, struct bytes bytes, struct diags *diags);
/* The same of bytes that begin at a line of a larger file, within limits (NULL: the usual ones) */
const struct dataset *dataset_load_at(struct arena *arena, struct place start, struct bytes bytes,
    const struct limits *limits, struct diags *diags);

/* The same from a tree that something else than a JSON file gave: its places say where each value stands, its
   parents are set here. The tree must live as long as the dataset: places are looked up in it.
   `file` names the whole. */
struct json;
const struct dataset *dataset_load_tree(struct arena *arena, const char *file, struct json *root,
    const struct limits *limits, struct diags *diags);

#endif
