/* SPDX-License-Identifier: MIT */
/* Libraries that are older than those of the build, or known to be bad, are refused with a reason. */
#include "support.h"

#include "libraries.h"

#include <string.h>

static void assert_fault(const struct library library, const char *part)
{
    struct arena *arena = arena_create();
    const char *fault = library_fault(arena, &library);
    if (part) {
        assert_non_null(fault);
        assert_non_null(strstr(fault, part));
    } else {
        assert_null(fault);
    }
    arena_destroy(arena);
}

static void test_faults(void **state)
{
    (void)state;
    assert_fault((struct library){"cairo", {1, 16, 0}, {1, 16, 0}}, NULL);
    assert_fault((struct library){"cairo", {1, 18, 2}, {1, 16, 0}}, NULL);
    assert_fault((struct library){"cairo", {2, 0, 0}, {1, 16, 0}}, NULL);
    assert_fault((struct library){"cairo", {1, 16, 0}, {1, 18, 0}}, "1.16.0 is older than the 1.18.0");
    assert_fault((struct library){"cairo", {1, 17, 6}, {1, 16, 0}}, "cairo 1.17.6 is a snapshot");
    assert_fault((struct library){"Pango", {1, 44, 7}, {1, 44, 0}}, "Pango 1.44.7 rounds");
    assert_fault((struct library){"HarfBuzz", {1, 17, 6}, {1, 17, 0}}, NULL);
}

static void test_those_here(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct diags *diags = diags_create();
    assert_true(libraries_check(arena, diags));
    assert_int_equal(diags_count(diags, DIAG_SEVERITY_ERROR), 0);
    diags_destroy(diags);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_faults), cmocka_unit_test(test_those_here)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
