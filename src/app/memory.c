/* SPDX-License-Identifier: MIT */
/*
 * memory: an allocation that fails ends the program at once, with a sentence and 70, whoever asked for it.
 *
 * Libraries go on: inside FreeType and HarfBuzz a failed malloc was seen to end in exit 0 with other text,
 * inside fontconfig in a loop, inside Graphviz in a crash. Part of the program alone, never of the library.
 * glibc's own names for its functions ("Replacing malloc" in its manual says which of them go together; free
 * stays its own).
 */
#include "arena.h"

#include <errno.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(HAS_SANITIZER)

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *at, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void *memalign(size_t alignment, size_t size);

static void *given(void *at)
{
    if (!at)
        memory_exhausted();
    return at;
}

__attribute__((visibility("default"))) void *malloc(size_t size)
{
    return given(__libc_malloc(size));
}

__attribute__((visibility("default"))) void *calloc(size_t count, size_t size)
{
    return given(__libc_calloc(count, size));
}

/* Nothing is what was asked for where the size is 0. */
__attribute__((visibility("default"))) void *realloc(void *at, size_t size)
{
    void *moved = __libc_realloc(at, size);
    return size ? given(moved) : moved;
}

__attribute__((visibility("default"))) void *memalign(size_t alignment, size_t size)
{
    return given(__libc_memalign(alignment, size));
}

__attribute__((visibility("default"))) void *aligned_alloc(size_t alignment, size_t size)
{
    return given(__libc_memalign(alignment, size));
}

__attribute__((visibility("default"))) int posix_memalign(void **at, size_t alignment, size_t size)
{
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)))
        return EINVAL;
    *at = given(__libc_memalign(alignment, size));
    return 0;
}
#else
typedef int memory_is_the_sanitizers; /* or another libc's: ISO C wants a declaration */
#endif
