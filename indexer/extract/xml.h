/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml.h: a walk over XML as a stream, for the formats that are made of it.
 *
 * No entity is expanded, no DTD or other file loaded, no document type let in; elements
 * nest GF_LIMIT_DEPTH deep at most.  Names are local names with the URI of their
 * namespace beside.
 */
#pragma once

#include <glib.h>
#include <libxml/xmlreader.h>
#include <stdbool.h>

typedef struct
{
  /* Returns: false to skip the element with all it holds (end is then not called). */
  bool (*start) (void *data, const char *uri, const char *name, xmlTextReaderPtr reader);
  void (*end) (void *data, const char *uri, const char *name);
  /* Returns: false to end the walk. */
  bool (*text) (void *data, const char *text);
} GfXmlHandler;

typedef enum
{
  GF_XML_WHOLE,   /* to the end */
  GF_XML_STOPPED, /* the handler ended it */
  GF_XML_DEEP,    /* nested deeper than GF_LIMIT_DEPTH */
  GF_XML_BROKEN   /* not well-formed, or with a document type */
} GfXmlEnd;

/* gf_xml_init: what libxml2 sets up once; before the sandbox closes. */
void gf_xml_init (void);

/* gf_xml_walk: over @bytes. */
GfXmlEnd gf_xml_walk (GBytes *bytes, const GfXmlHandler *handler, void *data);

/* gf_xml_walk_stream: over what @read gives, which returns a count of bytes, 0 at the
   end, -1 for an error. */
GfXmlEnd gf_xml_walk_stream (xmlInputReadCallback read, void *context,
                             const GfXmlHandler *handler, void *data);

/* The value of the attribute with the local name @name, whatever its namespace.
   Returns: (transfer full) (nullable). */
char *gf_xml_dup_attribute (xmlTextReaderPtr reader, const char *name);
