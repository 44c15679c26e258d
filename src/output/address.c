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

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Length of the scheme with "://", 0 for any other */
static size_t scheme_length(const char *address)
{
    static const char *const schemes[] = {"http://", "https://"};
    for (size_t s = 0; s < 2; s++) {
        size_t i = 0;
        while (schemes[s][i] && lower(address[i]) == schemes[s][i])
            i++;
        if (!schemes[s][i])
            return i;
    }
    return 0;
}

bool address_is_safe(const char *address)
{
    size_t length = address ? scheme_length(address) : 0;
    return length && address[length] && !strchr("/?#\\", address[length]) &&
           (unsigned char)address[length] > ' ';
}

static bool is_hex(char c)
{
    return c && strchr("0123456789abcdefABCDEF", c);
}

/* RFC 3986, without ' ( ) which its reserved characters include */
static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("-._~:/?#[]@!$&*+,;=", c));
}

void address_append(struct str *out, const char *address)
{
    assert(address_is_safe(address));
    for (const char *c = address; *c; c++) {
        bool escape = *c == '%' && is_hex(c[1]) && is_hex(c[2]);
        if (escape || is_plain(*c))
            str_char(out, *c);
        else
            str_printf(out, "%%%02X", (unsigned)(unsigned char)*c);
    }
}
