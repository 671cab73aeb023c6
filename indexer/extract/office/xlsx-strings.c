/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/office/xlsx-strings.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/extract/office/office.h"

struct GfXlsxStrings
{
  GfReading *reading;
  GString *pool;   /* each with its NUL */
  GArray *offsets; /* of uint32_t, into the pool */
  uint32_t start;  /* of the string that is being read */
  bool in_item;
  bool in_text;
};

static bool
is_full (const GfXlsxStrings *strings)
{
  return strings->pool->len + (size_t) strings->offsets->len * sizeof (uint32_t)
         > strings->reading->options->limits.text_mb << 20;
}

static bool
start (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  GfXlsxStrings *strings = data;

  (void) uri;
  (void) element;
  if (strcmp (name, "si") == 0)
    {
      strings->in_item = true;
      strings->start = (uint32_t) strings->pool->len;
    }
  strings->in_text = strings->in_item && strcmp (name, "t") == 0;
  return strcmp (name, "rPh") != 0 && strcmp (name, "phoneticPr") != 0;
}

static void
end (void *data, const char *uri, const char *name)
{
  GfXlsxStrings *strings = data;

  (void) uri;
  strings->in_text = false;
  if (strcmp (name, "si") != 0 || !strings->in_item || is_full (strings))
    return;
  strings->in_item = false;
  g_string_append_c (strings->pool, '\0');
  g_array_append_val (strings->offsets, strings->start);
}

static bool
text (void *data, const char *string)
{
  GfXlsxStrings *strings = data;

  if (is_full (strings))
    {
      gf_reading_cut (strings->reading,
                      "shared strings of more than %" G_GUINT64_FORMAT
                      " MB: cells with those beyond are empty",
                      strings->reading->options->limits.text_mb);
      return false;
    }
  if (strings->in_text)
    g_string_append (strings->pool, string);
  return true;
}

GfXlsxStrings *
gf_xlsx_strings_new (GfReading *reading, GfZip *zip, const char *part)
{
  static const GfXmlHandler handler = { start, end, text };
  GfXlsxStrings *strings = g_new0 (GfXlsxStrings, 1);

  strings->reading = reading;
  strings->pool = g_string_new (NULL);
  strings->offsets = g_array_new (FALSE, FALSE, sizeof (uint32_t));
  if (part != NULL && gf_zip_has (zip, part))
    gf_office_walk_part (reading, zip, part, &handler, strings);
  return strings;
}

void
gf_xlsx_strings_free (GfXlsxStrings *strings)
{
  if (strings == NULL)
    return;
  g_string_free (strings->pool, TRUE);
  g_array_unref (strings->offsets);
  g_free (strings);
}

const char *
gf_xlsx_strings_get (const GfXlsxStrings *strings, uint64_t number)
{
  if (number >= strings->offsets->len)
    {
      gf_reading_lack (strings->reading, GF_REASON_DAMAGED,
                       "cells hold shared strings that are not there");
      return "";
    }
  return strings->pool->str + g_array_index (strings->offsets, uint32_t, number);
}
