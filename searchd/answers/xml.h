/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml.h: text put into XML 1.0.
 *
 * What stands in documents comes from strangers: characters that XML cannot hold, escaped
 * or not (section 2.2: most controls, U+FFFE, U+FFFF), become U+FFFD, so that nothing
 * makes the whole unreadable.
 */
#pragma once

#include <glib.h>

/* gf_xml_text: @text, valid UTF-8, escaped for content and for attributes in quotes. */
void gf_xml_text (GString *out, const char *text);

/* gf_xml_element: <name>text</name> and a line break; nothing where @text is NULL. */
void gf_xml_element (GString *out, const char *name, const char *text);

/* gf_xml_empty: <name a="b" c="d"/> and a line break; then come names and values of
   attributes, and a NULL; an attribute whose value is NULL is left out. */
void gf_xml_empty (GString *out, const char *name, ...) G_GNUC_NULL_TERMINATED;
