/* SPDX-License-Identifier: MIT */
/*
 * address: which links may leave a document, and how they are written.
 *
 * Only http and https. Everything that a PDF string, an XML attribute or a browser could take for more than a
 * letter is percent-encoded: cairo 1.16 writes link addresses unescaped, and a parenthesis would end the
 * string and put an action of a stranger into the file.
 */
#ifndef DEALBRIEF_ADDRESS_H
#define DEALBRIEF_ADDRESS_H

#include "str.h"

/* http:// or https:// with a host behind it; NULL is not safe */
bool address_is_safe(const char *address);
/* Appends a safe address: ASCII without spaces, quotes, parentheses, backslashes, angle brackets and
 * controls. */
void address_append(struct str *out, const char *address);

#endif
