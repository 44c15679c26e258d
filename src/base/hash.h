/* SPDX-License-Identifier: MIT */
/* hash: the SHA-256 of bytes (FIPS 180-4), by which a dataset is known again. */
#ifndef DEALBRIEF_HASH_H
#define DEALBRIEF_HASH_H

#include "arena.h"
#include "file.h"

/* 64 hexadecimal digits, small letters */
const char *hash_sha256(struct arena *arena, struct bytes bytes);

#endif
