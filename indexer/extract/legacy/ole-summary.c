/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ole-summary.c: what an old Office file says of itself: the stream
 * "\005SummaryInformation", a property set of [MS-OLEPS].
 */
#include "config.h"

#include "indexer/extract/legacy/codepage.h"
#include "indexer/extract/legacy/ole.h"
#include "indexer/extract/legacy/span.h"

/* Source: [MS-OLEPS] 2.15 and 3.1. */
typedef enum
{
  TYPE_I2 = 2,
  TYPE_I4 = 3,
  TYPE_BYTES = 30,
  TYPE_UTF16 = 31,
  TYPE_TIME = 64
} ValueType;

typedef enum
{
  PROPERTY_CODEPAGE = 1,
  PROPERTY_TITLE = 2,
  PROPERTY_AUTHOR = 4,
  PROPERTY_CREATED = 12,
  PROPERTY_PAGES = 14
} Property;

#define MAX_PROPERTIES 256
/* Of a title. */
#define MAX_VALUE_BYTES 4096

/* The value of @property in the set, its type first; nothing where it has none. */
static GfSpan
find_value (GfSpan set, Property property)
{
  uint32_t n = MIN (gf_span_u32 (set, 4), MAX_PROPERTIES);

  for (uint32_t i = 0; i < n; i++)
    if (gf_span_u32 (set, 8 + i * 8) == property)
      return gf_span_part (set, gf_span_u32 (set, 12 + i * 8), set.length);
  return (GfSpan){ NULL, 0 };
}

static uint32_t
get_number (GfSpan set, Property property)
{
  GfSpan value = find_value (set, property);
  uint32_t type = gf_span_u32 (value, 0);

  if (type == TYPE_I2)
    return gf_span_u16 (value, 4);
  return type == TYPE_I4 ? gf_span_u32 (value, 4) : 0;
}

static void
take_text (GfReading *reading, GfSpan set, Property property, GfTextProperty target)
{
  GfSpan value = find_value (set, property);
  uint32_t type = gf_span_u32 (value, 0);
  unsigned codepage = get_number (set, PROPERTY_CODEPAGE);
  g_autoptr (GString) text = g_string_new (NULL);

  if (type != TYPE_BYTES && type != TYPE_UTF16)
    return;
  if (type == TYPE_UTF16)
    codepage = GF_CODEPAGE_UTF16;
  uint32_t length = MIN (gf_span_u32 (value, 4), MAX_VALUE_BYTES);
  GfSpan bytes = gf_span_part (value, 8, type == TYPE_UTF16 ? length * 2 : length);
  gf_codepage_append (text, codepage, bytes.bytes, bytes.length);
  gf_text_set (reading->text, target, text->str);
}

static void
take_date (GfReading *reading, GfSpan set)
{
  GfSpan value = find_value (set, PROPERTY_CREATED);
  g_autofree char *date = NULL;

  if (gf_span_u32 (value, 0) == TYPE_TIME)
    date = gf_ole_dup_date (gf_span_number (value, 4, 8));
  if (date != NULL)
    gf_reading_set_date (reading, date);
}

char *
gf_ole_dup_date (uint64_t time)
{
  /* Seconds from 1601 to 1970. */
  int64_t seconds = (int64_t) (time / 10000000) - INT64_C (11644473600);
  g_autoptr (GDateTime) moment
      = seconds > 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;

  return moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

uint32_t
gf_ole_read_summary (GfOle *ole, GfReading *reading)
{
  g_autoptr (GBytes) bytes
      = gf_ole_load_named (ole, GF_OLE_ROOT, "\005SummaryInformation");
  GfSpan file = gf_span_of (bytes);

  if (gf_span_u16 (file, 0) != 0xfffe)
    return 0;
  GfSpan set = gf_span_part (file, gf_span_u32 (file, 44), file.length);
  take_text (reading, set, PROPERTY_TITLE, GF_TEXT_TITLE);
  take_text (reading, set, PROPERTY_AUTHOR, GF_TEXT_AUTHOR);
  take_date (reading, set);
  return get_number (set, PROPERTY_PAGES);
}
