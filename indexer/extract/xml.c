/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/xml.h"

#include <string.h>

#include "indexer/extract/limits.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlTextReader, xmlFreeTextReader)

/* No XML_PARSE_NOENT, no XML_PARSE_DTDLOAD, no XML_PARSE_HUGE. */
#define OPTIONS                                                                          \
  (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA)

static void
ignore_error (void *data, const char *format, ...)
{
  (void) data;
  (void) format;
}

void
gf_xml_init (void)
{
  xmlInitParser ();
  xmlSetGenericErrorFunc (NULL, ignore_error);
}

static GfXmlEnd
take_element (xmlTextReaderPtr reader, const GfXmlHandler *handler, void *data,
              int *skipped)
{
  const char *uri = (const char *) xmlTextReaderConstNamespaceUri (reader);
  const char *name = (const char *) xmlTextReaderConstLocalName (reader);
  bool empty = xmlTextReaderIsEmptyElement (reader) == 1;
  int depth = xmlTextReaderDepth (reader);

  if (depth > GF_LIMIT_DEPTH)
    return GF_XML_DEEP;
  if (!handler->start (data, uri ? uri : "", name, reader))
    *skipped = empty ? 0 : depth + 1;
  else if (empty)
    handler->end (data, uri ? uri : "", name);
  return GF_XML_WHOLE;
}

static GfXmlEnd
take_node (xmlTextReaderPtr reader, const GfXmlHandler *handler, void *data, int *skipped)
{
  int type = xmlTextReaderNodeType (reader);

  /* The depth of the element that is skipped, plus one, so that 0 is none. */
  if (*skipped > 0)
    {
      if (type == XML_READER_TYPE_END_ELEMENT
          && xmlTextReaderDepth (reader) + 1 == *skipped)
        *skipped = 0;
      return xmlTextReaderDepth (reader) > GF_LIMIT_DEPTH ? GF_XML_DEEP : GF_XML_WHOLE;
    }
  if (type == XML_READER_TYPE_DOCUMENT_TYPE)
    return GF_XML_BROKEN;
  if (type == XML_READER_TYPE_ELEMENT)
    return take_element (reader, handler, data, skipped);
  if (type == XML_READER_TYPE_END_ELEMENT)
    {
      const char *uri = (const char *) xmlTextReaderConstNamespaceUri (reader);
      handler->end (data, uri ? uri : "",
                    (const char *) xmlTextReaderConstLocalName (reader));
    }
  else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA
           || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE)
    return handler->text (data, (const char *) xmlTextReaderConstValue (reader))
               ? GF_XML_WHOLE
               : GF_XML_STOPPED;
  return GF_XML_WHOLE;
}

static GfXmlEnd
walk (xmlTextReaderPtr reader, const GfXmlHandler *handler, void *data)
{
  int skipped = 0;
  int more;

  xmlResetLastError ();
  while ((more = xmlTextReaderRead (reader)) == 1)
    {
      GfXmlEnd end = take_node (reader, handler, data, &skipped);

      if (end != GF_XML_WHOLE)
        return end;
    }
  if (more == 0)
    return GF_XML_WHOLE;
  /* libxml2 reads ahead, and has a limit of depth of its own, the same as ours, which it
     calls an internal error. */
  const xmlError *why = xmlGetLastError ();
  return why != NULL && why->code == XML_ERR_INTERNAL_ERROR ? GF_XML_DEEP : GF_XML_BROKEN;
}

GfXmlEnd
gf_xml_walk (GBytes *bytes, const GfXmlHandler *handler, void *data)
{
  size_t length;
  const char *start = g_bytes_get_data (bytes, &length);
  g_autoptr (xmlTextReader) reader
      = xmlReaderForMemory (start, (int) MIN (length, G_MAXINT), NULL, NULL, OPTIONS);

  return reader ? walk (reader, handler, data) : GF_XML_BROKEN;
}

GfXmlEnd
gf_xml_walk_stream (xmlInputReadCallback read, void *context, const GfXmlHandler *handler,
                    void *data)
{
  g_autoptr (xmlTextReader) reader
      = xmlReaderForIO (read, NULL, context, NULL, NULL, OPTIONS);

  return reader ? walk (reader, handler, data) : GF_XML_BROKEN;
}

char *
gf_xml_dup_attribute (xmlTextReaderPtr reader, const char *name)
{
  char *value = NULL;

  for (int more = xmlTextReaderMoveToFirstAttribute (reader); more == 1 && value == NULL;
       more = xmlTextReaderMoveToNextAttribute (reader))
    if (strcmp ((const char *) xmlTextReaderConstLocalName (reader), name) == 0)
      value = g_strdup ((const char *) xmlTextReaderConstValue (reader));
  xmlTextReaderMoveToElement (reader);
  return value;
}
