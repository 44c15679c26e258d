/* SPDX-License-Identifier: MIT */
/* xml_read: the little that is read of XML: where an element's text stands, and what it is without escapes. */
#ifndef DEALBRIEF_XML_READ_H
#define DEALBRIEF_XML_READ_H

#include "str.h"

/* The first place of `what` in text, zero bytes or not */
bool xml_text_find(struct slice text, const char *what, struct slice *found);
/* The text of the first <name>…</name>; false: there is none */
bool xml_element_find(struct slice text, const char *name, struct slice *content);
/* &amp; &lt; &gt; &quot; &apos; &#233; &#xE9; as characters; anything else stays */
struct slice xml_unescaped(struct arena *arena, struct slice text);

#endif
