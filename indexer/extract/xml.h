/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xml.h: a walk over XML as a stream of events, for the formats that are made of it.
 *
 * No tree is built.  No entity is expanded, no DTD or other file loaded, no document type
 * let in; elements nest GF_LIMIT_DEPTH deep at most.  Names are local names with the URI
 * of their namespace beside.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* An element that begins: its attributes, while GfXmlHandler's start is called. */
typedef struct GfXmlElement GfXmlElement;

typedef struct
{
  /* Returns: false to skip the element with all it holds (end is then not called). */
  bool (*start) (void *data, const char *uri, const char *name,
                 const GfXmlElement *element);
  void (*end) (void *data, const char *uri, const char *name); /* may be NULL */
  /* A stretch of text, not always all that stands between two tags; may be NULL.
     Returns: false to end the walk. */
  bool (*text) (void *data, const char *text);
} GfXmlHandler;

typedef enum
{
  GF_XML_WHOLE,   /* to the end */
  GF_XML_STOPPED, /* the handler ended it */
  GF_XML_DEEP,    /* nested deeper than GF_LIMIT_DEPTH */
  GF_XML_BROKEN   /* not well-formed, with a document type, or attributes by the 10,000 */
} GfXmlEnd;

/* The next bytes: their count, 0 at the end, -1 for an error. */
typedef int (*GfXmlRead) (void *context, char *buffer, int size);

/* gf_xml_init: what libxml2 sets up once; before the sandbox closes. */
void gf_xml_init (void);

/* gf_xml_walk: over @bytes. */
GfXmlEnd gf_xml_walk (GBytes *bytes, const GfXmlHandler *handler, void *data);

/* gf_xml_walk_stream: over what @read gives. */
GfXmlEnd gf_xml_walk_stream (GfXmlRead read, void *context, const GfXmlHandler *handler,
                             void *data);

/* The value of the attribute with the local name @name, whatever its namespace.
   Returns: (transfer full) (nullable). */
char *gf_xml_dup_attribute (const GfXmlElement *element, const char *name);

/* The same of one namespace only: of two attributes with the same local name ("id",
   "r:id"), that whose URI ends with @uri_end. */
char *gf_xml_dup_attribute_of (const GfXmlElement *element, const char *uri_end,
                               const char *name);

/* Whether the attribute is there and says no other than @value. */
bool gf_xml_attribute_is (const GfXmlElement *element, const char *name,
                          const char *value);

/* gf_xml_number: the attribute as a whole number, kept within @min and @max; @otherwise
 * where it is missing or none. */
int64_t gf_xml_number (const GfXmlElement *element, const char *name, int64_t min,
                       int64_t max, int64_t otherwise);

/* gf_xml_flag: an xsd:boolean, or ST_OnOff of Office: "1", "true", "on"; @otherwise where
 * it is missing. */
bool gf_xml_flag (const GfXmlElement *element, const char *name, bool otherwise);
