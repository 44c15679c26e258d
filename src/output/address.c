/* SPDX-License-Identifier: MIT */
/*
 * address: checks and encodes the address of a link.
 *
 * In: any string. Out: yes or no, and the ASCII form. It refuses to know hosts; the dataset's reader warns
 * about those.
 */
#include "address.h"

#include <assert.h>
#include <string.h>

bool address_is_safe(const char *address)
{
    size_t length = address ? web_scheme_length(address) : 0;
    return length && address[length] && !strchr("/?#\\", address[length]) &&
           (unsigned char)address[length] > ' ';
}

/* RFC 3986, without ' ( ) which its reserved characters include */
static bool is_plain(char c)
{
    return is_letter(c) || is_digit(c) || (c && strchr("-._~:/?#[]@!$&*+,;=", c));
}

void address_append(struct str *out, const char *address)
{
    assert(address_is_safe(address));
    for (const char *c = address; *c; c++) {
        bool escape = *c == '%' && is_hex_digit(c[1]) && is_hex_digit(c[2]);
        if (escape || is_plain(*c))
            str_char(out, *c);
        else
            str_printf(out, "%%%02X", (unsigned)(unsigned char)*c);
    }
}
