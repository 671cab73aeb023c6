/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * office.c: zip containers: which Office format, if any, and what the formats share.
 */
#include "config.h"

#include "indexer/extract/office.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/extract/limits.h"

#define DOCX_TYPE                                                                        \
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#define ODT_TYPE "application/vnd.oasis.opendocument.text"

static bool
is_wanted (const char *name)
{
  static const char *const names[]
      = { "mimetype",   "META-INF/manifest.xml", "meta.xml",
          "styles.xml", "_rels/.rels",           "docProps/core.xml" };
  static const char *const prefixes[] = { "word/styles.xml", "word/header", "word/footer",
                                          "word/footnotes.xml", "word/endnotes.xml" };

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      return true;
  for (size_t i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]) && g_str_has_suffix (name, ".xml"))
      return true;
  return false;
}

static bool
member_holds (const GfZip *zip, const char *name, const char *what)
{
  GBytes *bytes = gf_zip_get (zip, name);
  size_t length = 0;
  const void *start = bytes ? g_bytes_get_data (bytes, &length) : NULL;

  return start != NULL && memmem (start, length, what, strlen (what)) != NULL;
}

static bool
fail_unsupported (const GfZip *zip, GError **error)
{
  static const struct
  {
    const char *member;
    const char *what;
  } kinds[] = { { "xl/workbook.xml", "spreadsheets (XLSX)" },
                { "ppt/presentation.xml", "presentations (PPTX)" },
                { "content.xml", "OpenDocument files other than text" },
                { "META-INF/container.xml", "books (EPUB)" } };
  const char *what = "archives (ZIP)";

  for (size_t i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (gf_zip_has (zip, kinds[i].member))
      {
        what = kinds[i].what;
        break;
      }
  g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_UNSUPPORTED, "%s are not read",
               what);
  return false;
}

static bool
read_odt (GfReading *reading, GfZip *zip, GError **error)
{
  gf_text_set (reading->text, GF_TEXT_FORMAT, ODT_TYPE);
  if (member_holds (zip, "META-INF/manifest.xml", "encryption-data"))
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_ENCRYPTED,
                   "an OpenDocument file that needs a password");
      return false;
    }
  return gf_odt_read (reading, zip, error);
}

bool
gf_office_read (GfReading *reading, GError **error)
{
  g_autoptr (GfZip) zip = gf_zip_open (reading, is_wanted, error);
  if (zip == NULL)
    return false;

  g_autofree char *main_part = gf_docx_find_main (zip);
  if (main_part != NULL)
    {
      gf_text_set (reading->text, GF_TEXT_FORMAT, DOCX_TYPE);
      return gf_docx_read (reading, zip, error);
    }
  /* Without its mimetype, which must come first, an ODT is still told by its content.xml.
   */
  if (gf_zip_has (zip, "content.xml")
      && (!gf_zip_has (zip, "mimetype") || member_holds (zip, "mimetype", ODT_TYPE)))
    return read_odt (reading, zip, error);

  return fail_unsupported (zip, error);
}

typedef struct
{
  GfReading *reading;
  GString *value; /* of the element that is open, where it is one of ours */
  GfTextProperty property;
} Properties;

static bool
start_property (void *data, const char *uri, const char *name, xmlTextReaderPtr reader)
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
  (void) reader;
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
