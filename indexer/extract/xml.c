/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "indexer/extract/limits.h"

typedef xmlParserCtxt ParserContext;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ParserContext, xmlFreeParserCtxt)

/* No XML_PARSE_NOENT, no XML_PARSE_DTDLOAD, no XML_PARSE_HUGE. */
#define OPTIONS (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)

#define READ_BLOCK_BYTES 65536

/* libxml2 2.9 compares each attribute of an element with those before it: so many times
   at most, where an element has more than a few. */
#define MAX_COMPARISONS ((uint64_t) 400 * 1000 * 1000)
#define FEW_ATTRIBUTES 100

/* As libxml2 hands them out: name, prefix, URI, where the value begins and ends. */
struct GfXmlElement
{
  const xmlChar **attributes;
  int n_attributes;
};
enum
{
  NAME,
  PREFIX,
  URI,
  VALUE,
  VALUE_END,
  N_PARTS
};

typedef struct
{
  const GfXmlHandler *handler;
  void *data;
  xmlParserCtxtPtr context;
  GString *text; /* of one event, for its NUL */
  int depth;
  int skipped;           /* depth of the element that is skipped, 0 for none */
  uint64_t n_attributes; /* or what looks like them, since the last "<" */
  uint64_t n_comparisons;
  bool is_over;
  GfXmlEnd end; /* once it is over */
} Walk;

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

static void
stop (Walk *walk, GfXmlEnd end)
{
  walk->is_over = true;
  walk->end = end;
  xmlStopParser (walk->context);
}

static void
refuse_document_type (void *data, const xmlChar *name, const xmlChar *external,
                      const xmlChar *system)
{
  (void) name;
  (void) external;
  (void) system;
  stop (data, GF_XML_BROKEN);
}

static void
start_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
               int n_namespaces, const xmlChar **namespaces, int n_attributes,
               int n_defaulted, const xmlChar **attributes)
{
  Walk *walk = data;
  GfXmlElement element = { attributes, n_attributes };

  (void) prefix;
  (void) n_namespaces;
  (void) namespaces;
  (void) n_defaulted;
  if (walk->is_over)
    return;
  if (walk->depth++ > GF_LIMIT_DEPTH)
    stop (walk, GF_XML_DEEP);
  else if (walk->skipped == 0
           && !walk->handler->start (walk->data, uri ? (const char *) uri : "",
                                     (const char *) name, &element))
    walk->skipped = walk->depth;
}

static void
end_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Walk *walk = data;

  (void) prefix;
  if (walk->is_over)
    return;
  if (walk->skipped == 0 && walk->handler->end != NULL)
    walk->handler->end (walk->data, uri ? (const char *) uri : "", (const char *) name);
  else if (walk->skipped == walk->depth)
    walk->skipped = 0;
  walk->depth--;
}

static void
characters (void *data, const xmlChar *bytes, int length)
{
  Walk *walk = data;

  if (walk->is_over || walk->skipped > 0 || walk->handler->text == NULL)
    return;
  g_string_truncate (walk->text, 0);
  g_string_append_len (walk->text, (const char *) bytes, length);
  if (!walk->handler->text (walk->data, walk->text->str))
    stop (walk, GF_XML_STOPPED);
}

static xmlParserCtxtPtr
new_context (Walk *walk)
{
  xmlSAXHandler events = { .initialized = XML_SAX2_MAGIC,
                           .internalSubset = refuse_document_type,
                           .startElementNs = start_element,
                           .endElementNs = end_element,
                           .characters = characters,
                           .cdataBlock = characters,
                           .ignorableWhitespace = characters,
                           .error = ignore_error,
                           .warning = ignore_error };
  xmlParserCtxtPtr context = xmlCreatePushParserCtxt (&events, walk, NULL, 0, NULL);

  if (context != NULL)
    xmlCtxtUseOptions (context, OPTIONS);
  return context;
}

/* libxml2 has a limit of depth of its own, the same as ours, which it calls an internal
   error. */
static GfXmlEnd
judge (const Walk *walk)
{
  if (walk->is_over)
    return walk->end;
  if (walk->context->wellFormed)
    return GF_XML_WHOLE;
  return walk->context->errNo == XML_ERR_INTERNAL_ERROR ? GF_XML_DEEP : GF_XML_BROKEN;
}

/* Returns: false where it would take too long to read. */
static bool
may_read (Walk *walk, const char *bytes, int length)
{
  for (int i = 0; i < length; i++)
    if (bytes[i] == '<')
      walk->n_attributes = 0;
    else if (bytes[i] == '=' && ++walk->n_attributes > FEW_ATTRIBUTES)
      walk->n_comparisons += walk->n_attributes;
  return walk->n_comparisons <= MAX_COMPARISONS;
}

static void
feed (Walk *walk, GfXmlRead read, void *context)
{
  g_autofree char *buffer = g_malloc (READ_BLOCK_BYTES);
  int got;

  while ((got = read (context, buffer, READ_BLOCK_BYTES)) > 0)
    {
      if (!may_read (walk, buffer, got))
        {
          stop (walk, GF_XML_BROKEN);
          return;
        }
      xmlParseChunk (walk->context, buffer, got, 0);
      if (walk->is_over || !walk->context->wellFormed)
        return;
    }
  /* What breaks off is no end. */
  if (got < 0)
    stop (walk, GF_XML_BROKEN);
  else
    xmlParseChunk (walk->context, NULL, 0, 1);
}

GfXmlEnd
gf_xml_walk_stream (GfXmlRead read, void *context, const GfXmlHandler *handler,
                    void *data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Walk walk = { .handler = handler, .data = data, .text = text };
  g_autoptr (ParserContext) parser = new_context (&walk);

  if (parser == NULL)
    return GF_XML_BROKEN;
  walk.context = parser;
  feed (&walk, read, context);
  return judge (&walk);
}

typedef struct
{
  const char *bytes;
  size_t left;
} Memory;

static int
read_memory (void *context, char *buffer, int size)
{
  Memory *memory = context;
  size_t length = MIN ((size_t) size, memory->left);

  /* No bytes may be a NULL, which nothing is added to. */
  if (length == 0)
    return 0;
  memcpy (buffer, memory->bytes, length);
  memory->bytes += length;
  memory->left -= length;
  return (int) length;
}

GfXmlEnd
gf_xml_walk (GBytes *bytes, const GfXmlHandler *handler, void *data)
{
  Memory memory = { 0 };

  memory.bytes = g_bytes_get_data (bytes, &memory.left);
  return gf_xml_walk_stream (read_memory, &memory, handler, data);
}

/* An ampersand is handed out as "&#38;" as long as entities are not expanded, and nothing
   else is: source: xmlParseAttValueComplex () of libxml2. */
static char *
dup_value (const xmlChar *const *attribute)
{
  const char *start = (const char *) attribute[VALUE];
  size_t length = attribute[VALUE_END] - attribute[VALUE];
  g_autoptr (GString) value = g_string_new_len (start, (gssize) length);

  g_string_replace (value, "&#38;", "&", 0);
  return g_string_free (g_steal_pointer (&value), FALSE);
}

static const xmlChar *const *
find_attribute (const GfXmlElement *element, const char *uri_end, const char *name)
{
  for (int i = 0; i < element->n_attributes; i++)
    {
      const xmlChar *const *attribute
          = (const xmlChar *const *) element->attributes + (size_t) i * N_PARTS;
      const char *uri = attribute[URI] != NULL ? (const char *) attribute[URI] : "";

      if (strcmp ((const char *) attribute[NAME], name) == 0
          && (uri_end == NULL || g_str_has_suffix (uri, uri_end)))
        return attribute;
    }
  return NULL;
}

char *
gf_xml_dup_attribute (const GfXmlElement *element, const char *name)
{
  const xmlChar *const *attribute = find_attribute (element, NULL, name);

  return attribute != NULL ? dup_value (attribute) : NULL;
}

char *
gf_xml_dup_attribute_of (const GfXmlElement *element, const char *uri_end,
                         const char *name)
{
  const xmlChar *const *attribute = find_attribute (element, uri_end, name);

  return attribute != NULL ? dup_value (attribute) : NULL;
}

static bool
is_value (const xmlChar *const *attribute, const char *value)
{
  size_t length = attribute[VALUE_END] - attribute[VALUE];

  return strlen (value) == length && memcmp (attribute[VALUE], value, length) == 0;
}

bool
gf_xml_attribute_is (const GfXmlElement *element, const char *name, const char *value)
{
  const xmlChar *const *attribute = find_attribute (element, NULL, name);

  return attribute != NULL && is_value (attribute, value);
}

int64_t
gf_xml_number (const GfXmlElement *element, const char *name, int64_t min, int64_t max,
               int64_t otherwise)
{
  const xmlChar *const *attribute = find_attribute (element, NULL, name);
  char digits[24] = { 0 };
  char *end;

  if (attribute == NULL)
    return otherwise;
  size_t length = attribute[VALUE_END] - attribute[VALUE];
  memcpy (digits, attribute[VALUE], MIN (length, sizeof digits - 1));
  int64_t number = g_ascii_strtoll (digits, &end, 10);
  return end != digits ? CLAMP (number, min, max) : otherwise;
}

bool
gf_xml_flag (const GfXmlElement *element, const char *name, bool otherwise)
{
  const xmlChar *const *attribute = find_attribute (element, NULL, name);

  if (attribute == NULL)
    return otherwise;
  return is_value (attribute, "1") || is_value (attribute, "true")
         || is_value (attribute, "on");
}
