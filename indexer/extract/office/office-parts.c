/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * office-parts.c: what the Office formats share: properties, parts, styles.
 */
#include "config.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/office/office.h"

#define READ_BLOCK_BYTES 65536

typedef struct
{
  GfReading *reading;
  GString *value; /* of the element that is open, where it is one of ours */
  GfTextProperty property;
  bool is_book; /* "date" is when it came out; elsewhere when it was last saved */
} Properties;

static bool
start_property (void *data, const char *uri, const char *name,
                const GfXmlElement *element)
{
  static const struct
  {
    const char *name;
    GfTextProperty property;
  } elements[] = { { "title", GF_TEXT_TITLE },
                   { "creator", GF_TEXT_AUTHOR },
                   { "initial-creator", GF_TEXT_AUTHOR },
                   { "created", GF_TEXT_DATE },
                   { "creation-date", GF_TEXT_DATE },
                   { "language", GF_TEXT_LANGUAGE } };
  Properties *properties = data;

  (void) uri;
  (void) element;
  properties->is_book = properties->is_book || strcmp (name, "package") == 0;
  if (properties->is_book && strcmp (name, "date") == 0)
    name = "created";
  for (size_t i = 0; i < G_N_ELEMENTS (elements); i++)
    if (strcmp (name, elements[i].name) == 0)
      {
        properties->property = elements[i].property;
        g_string_truncate (properties->value, 0);
      }
  return true;
}

static void
end_property (void *data, const char *uri, const char *name)
{
  Properties *properties = data;

  (void) uri;
  (void) name;
  /* Of two creators the first, who made it; the other saved it last. */
  if (properties->property == GF_TEXT_DATE)
    gf_reading_set_date (properties->reading, properties->value->str);
  else if (properties->property < GF_TEXT_N_PROPERTIES
           && gf_text_get (properties->reading->text, properties->property) == NULL)
    gf_text_set (properties->reading->text, properties->property, properties->value->str);
  properties->property = GF_TEXT_N_PROPERTIES;
}

static bool
take_property_text (void *data, const char *text)
{
  Properties *properties = data;

  if (properties->property < GF_TEXT_N_PROPERTIES)
    g_string_append (properties->value, text);
  return true;
}

void
gf_office_read_properties (GfReading *reading, GBytes *bytes)
{
  static const GfXmlHandler handler
      = { start_property, end_property, take_property_text };
  g_autoptr (GString) value = g_string_new (NULL);
  Properties properties
      = { .reading = reading, .value = value, .property = GF_TEXT_N_PROPERTIES };

  /* Metadata that is broken is metadata that says nothing. */
  if (bytes != NULL)
    gf_xml_walk (bytes, &handler, &properties);
}

void
gf_office_note_end (GfReading *reading, GfXmlEnd end, const char *name)
{
  if (end == GF_XML_DEEP)
    gf_reading_cut (reading, "'%s' nests deeper than %d: the rest was left", name,
                    GF_LIMIT_DEPTH);
  else if (end == GF_XML_BROKEN)
    gf_reading_lack (reading, GF_REASON_DAMAGED, "'%s' is broken", name);
}

void
gf_office_walk_part (GfReading *reading, GfZip *zip, const char *name,
                     const GfXmlHandler *handler, void *data)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GfZipStream) stream = gf_zip_open_member (zip, name, &why);

  if (stream == NULL)
    {
      gf_reading_lack (reading, gf_extract_error_reason (why->code), "%s", why->message);
      return;
    }
  gf_office_note_end (
      reading, gf_xml_walk_stream (gf_zip_stream_read, stream, handler, data), name);
}

void
gf_office_hide (GfReading *reading, guint first)
{
  GPtrArray *blocks = gf_text_get_blocks (reading->text);

  for (guint i = first; i < blocks->len; i++)
    {
      GfBlock *block = g_ptr_array_index (blocks, i);

      block->kind = GF_BLOCK_HIDDEN;
      block->level = 0;
    }
}

bool
gf_office_end_walk (GfReading *reading, GfXmlEnd end, const char *name, GError **error)
{
  if (end == GF_XML_DEEP)
    gf_reading_cut (reading, "'%s' nests deeper than %d: the rest was left", name,
                    GF_LIMIT_DEPTH);
  if (end != GF_XML_BROKEN)
    return true;

  /* After a cut the reader sees a stream that breaks off: the cut is the reason. */
  bool is_cut = g_strcmp0 (reading->shortfall->reason, GF_REASON_LIMIT) == 0;
  if (gf_text_get_blocks (reading->text)->len == 0 && !is_cut)
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
                   "'%s' is not valid XML", name);
      return false;
    }
  gf_reading_lack (reading, GF_REASON_DAMAGED, "'%s' is broken: the rest was lost", name);
  return true;
}

uint8_t
gf_office_level_of_style (const char *name)
{
  static const char *const prefixes[] = { "heading", "overskrift" };
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p++)
    if (g_str_has_prefix (p, "_20_"))
      p += 3;
    else if (*p != ' ')
      g_string_append_c (plain, g_ascii_tolower (*p));

  for (size_t i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      const char *digit = plain->str + strlen (prefixes[i]);

      if (g_str_has_prefix (plain->str, prefixes[i]) && *digit >= '1' && *digit <= '9'
          && !g_ascii_isdigit (digit[1]))
        return *digit - '0';
    }
  return strcmp (plain->str, "title") == 0 || strcmp (plain->str, "tittel") == 0;
}

/* Returns: what the stream ended with; 1 where nobody listens any more. */
static int
send_bytes (GfReading *reading, GfZipStream *stream)
{
  g_autofree char *buffer = g_malloc (READ_BLOCK_BYTES);
  int got;

  while ((got = gf_zip_stream_read (stream, buffer, READ_BLOCK_BYTES)) > 0)
    if (!gf_reading_add_bytes (reading, buffer, (size_t) got))
      return 1;
  return got;
}

void
gf_office_give_member (GfReading *reading, GfZip *zip, const char *name)
{
  g_autoptr (GError) why = NULL;
  g_autofree char *base = g_path_get_basename (name);

  if (!gf_reading_begin_member (reading, base))
    return;
  g_autoptr (GfZipStream) stream = gf_zip_open_member (zip, name, &why);
  int ended = stream != NULL ? send_bytes (reading, stream) : -1;
  if (why != NULL)
    gf_reading_end_member (reading, gf_extract_error_reason (why->code), why->message);
  else if (ended < 0)
    gf_reading_end_member (reading, GF_REASON_DAMAGED, "could not be unpacked whole");
  else if (ended == 0)
    gf_reading_end_member (reading, NULL, NULL);
}
