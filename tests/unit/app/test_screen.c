/* SPDX-License-Identifier: MIT */
#include "support.h"

#include "screen.h"

static void test_rows(void **state)
{
    (void)state;
    assert_int_equal(screen_rows("", 10), 0);
    assert_int_equal(screen_rows("one\ntwo\n", 10), 2);
    assert_int_equal(screen_rows("\n\n", 10), 2);
    /* a row that is just full does not begin the next */
    assert_int_equal(screen_rows("1234567890\n", 10), 1);
    assert_int_equal(screen_rows("12345678901\n", 10), 2);
    assert_int_equal(screen_rows("12345678901", 10), 2);
    /* colours take no room, some characters take two columns, and never half of one at the end of a row */
    assert_int_equal(screen_rows("\033[1;31m1234567890\033[0m\n", 10), 1);
    assert_int_equal(screen_rows("\xE4\xBA\xA4\xE6\x98\x93\xE4\xBA\xA4\xE6\x98\x93\xE4\xBA\xA4\n", 10), 1);
    assert_int_equal(screen_rows("1\xE4\xBA\xA4\xE6\x98\x93\xE4\xBA\xA4\xE6\x98\x93\xE4\xBA\xA4\n", 10), 2);
    assert_int_equal(screen_rows("e\xCC\x81"
                                 "23456789\xC3\xA9\n",
                         10),
        1);
    /* a terminal that is narrower than a character */
    assert_int_equal(screen_rows("\xE4\xBA\xA4\xE6\x98\x93\n", 1), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
