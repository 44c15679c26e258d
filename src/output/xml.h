/* SPDX-License-Identifier: MIT */
/* xml: text of strangers made safe for XML and HTML, as content or inside double quotes. */
#ifndef DEALBRIEF_XML_H
#define DEALBRIEF_XML_H

#include "str.h"

/* Escapes & < > and double quotes. Controls and non-characters are dropped, line breaks and tabs become
   spaces, malformed UTF-8 becomes U+FFFD. */
void xml_escape(struct str *out, const char *text);
/* name="text", with a space before */
void xml_attribute(struct str *out, const char *name, const char *text);

#endif
