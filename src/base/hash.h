/* SPDX-License-Identifier: MIT */
/* hash: the SHA-256 of bytes (FIPS 180-4), by which a dataset is known again; their MD5 (RFC 1321), which PDF asks for. */
#ifndef DEALBRIEF_HASH_H
#define DEALBRIEF_HASH_H

#include "arena.h"
#include "file.h"

/* 64 hexadecimal digits, small letters */
const char *hash_sha256(struct arena *arena, struct bytes bytes);

enum { HASH_MD5_SIZE = 16 };
/* A sum to compare by, no protection */
void hash_md5(struct bytes bytes, unsigned char sum[HASH_MD5_SIZE]);

#endif
