/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-metadata.c: what a PDF says of itself: its info dictionary, and where that is
 * silent its XMP packet.
 */
#include "config.h"

#include <string.h>

#include "indexer/extract/cleanup.h"
#include "indexer/extract/pages/pdf.h"
#include "indexer/extract/xml.h"

/* A packet is a few kilobytes; a larger one carries thumbnails or worse. */
#define MAX_XMP_BYTES ((size_t) 1 << 20)
#define MAX_VALUE_BYTES 2000

#define DC "http://purl.org/dc/elements/1.1/"
#define XMP "http://ns.adobe.com/xap/1.0/"

static const struct
{
  const char *uri;
  const char *name;
  GfTextProperty property;
  bool is_list; /* all its items count, not the first alone */
} fields[] = {
  { DC, "title", GF_TEXT_TITLE, false },       { DC, "creator", GF_TEXT_AUTHOR, true },
  { DC, "language", GF_TEXT_LANGUAGE, false }, { DC, "date", GF_TEXT_DATE, false },
  { XMP, "CreateDate", GF_TEXT_DATE, false },
};

typedef struct
{
  GfReading *reading;
  int field; /* that is open, or -1 */
  guint n_items;
  GString *value;
} Packet;

static int
find_field (const char *uri, const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (uri, fields[i].uri) == 0 && strcmp (name, fields[i].name) == 0)
      return (int) i;
  return -1;
}

/* What the info dictionary, or an earlier field, says stands. */
static void
set_if_unknown (GfReading *reading, GfTextProperty property, const char *value)
{
  if (gf_text_get (reading->text, property) != NULL)
    return;
  if (property == GF_TEXT_DATE)
    gf_reading_set_date (reading, value);
  else
    gf_text_set (reading->text, property, value);
}

/* Simple properties may be attributes of their rdf:Description. */
static void
take_attributes (Packet *packet, const GfXmlElement *element)
{
  g_autofree char *created = gf_xml_dup_attribute (element, "CreateDate");

  if (created != NULL)
    set_if_unknown (packet->reading, GF_TEXT_DATE, created);
}

static bool
start (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  Packet *packet = data;

  if (strcmp (name, "Description") == 0)
    take_attributes (packet, element);
  if (packet->field >= 0)
    {
      packet->n_items += strcmp (name, "li") == 0;
      if (packet->n_items > 1 && fields[packet->field].is_list)
        g_string_append (packet->value, ", ");
      return true;
    }
  packet->field = find_field (uri, name);
  packet->n_items = 0;
  g_string_truncate (packet->value, 0);
  return true;
}

static void
end (void *data, const char *uri, const char *name)
{
  Packet *packet = data;

  if (packet->field < 0 || find_field (uri, name) != packet->field)
    return;
  set_if_unknown (packet->reading, fields[packet->field].property, packet->value->str);
  packet->field = -1;
}

static bool
take_text (void *data, const char *text)
{
  Packet *packet = data;
  bool is_blank = text[strspn (text, " \t\r\n")] == '\0';

  if (packet->field >= 0 && !is_blank && packet->value->len < MAX_VALUE_BYTES
      && (packet->n_items <= 1 || fields[packet->field].is_list))
    g_string_append_len (packet->value, text, (gssize) strnlen (text, MAX_VALUE_BYTES));
  return true;
}

static void
read_xmp (GfReading *reading, char *xmp)
{
  static const GfXmlHandler handler = { .start = start, .end = end, .text = take_text };
  size_t length = strlen (xmp);
  g_autoptr (GString) value = g_string_new (NULL);
  Packet packet = { .reading = reading, .field = -1, .value = value };

  if (length == 0 || length > MAX_XMP_BYTES)
    return;
  g_autoptr (GBytes) bytes = g_bytes_new_static (xmp, length);
  gf_xml_walk (bytes, &handler, &packet);
}

void
gf_pdf_read_metadata (GfReading *reading, PopplerDocument *document)
{
  GfText *text = reading->text;
  g_autofree char *title = poppler_document_get_title (document);
  g_autofree char *author = poppler_document_get_author (document);
  g_autoptr (GDateTime) created = poppler_document_get_creation_date_time (document);
  g_autofree char *date = created ? g_date_time_format (created, "%Y-%m-%d") : NULL;
  g_autofree char *xmp = poppler_document_get_metadata (document);

  gf_text_set (text, GF_TEXT_TITLE, title);
  gf_text_set (text, GF_TEXT_AUTHOR, author);
  gf_text_set (text, GF_TEXT_DATE, date);
  if (xmp != NULL)
    read_xmp (reading, xmp);
}
