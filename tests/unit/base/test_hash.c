/* SPDX-License-Identifier: MIT */
#include "hash.h"
#include "support.h"

#include <string.h>

static const char *hash_of(struct arena *arena, const char *text, size_t length)
{
    return hash_sha256(arena, (struct bytes){(const unsigned char *)text, length});
}

/* FIPS 180-2, appendix B, and the empty message of NIST's vectors */
static void vectors(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(
        hash_of(arena, "", 0), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_string_equal(
        hash_of(arena, "abc", 3), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const char *two_blocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    assert_string_equal(hash_of(arena, two_blocks, strlen(two_blocks)),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    arena_destroy(arena);
}

static void zeros_count(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    assert_string_not_equal(hash_of(arena, "a\0b", 3), hash_of(arena, "a\0c", 3));
    assert_string_not_equal(hash_of(arena, "a", 1), hash_of(arena, "a\0", 2));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(vectors), cmocka_unit_test(zeros_count)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
