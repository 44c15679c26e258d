/* SPDX-License-Identifier: MIT */
/*
 * hash: SHA-256 and MD5 by Nettle, which libqpdf brings into the process anyway.
 *
 * In: bytes. Out: digits, or the sum. It refuses to know what they are of.
 */
#include "hash.h"

#include <nettle/md5.h>
#include <nettle/sha2.h>

const char *hash_sha256(struct arena *arena, struct bytes bytes)
{
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    char *hex = arena_array(arena, char, 2 * SHA256_DIGEST_SIZE + 1);
    sha256_init(&context);
    sha256_update(&context, bytes.length, bytes.at);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[2 * sizeof digest] = '\0';
    return hex;
}

void hash_md5(struct bytes bytes, unsigned char sum[HASH_MD5_SIZE])
{
    struct md5_ctx context;
    md5_init(&context);
    md5_update(&context, bytes.length, bytes.at);
    md5_digest(&context, HASH_MD5_SIZE, sum);
}
