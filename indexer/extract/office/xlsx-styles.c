/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/office/xlsx-styles.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "indexer/extract/xml.h"

/* Excel itself has 65,490 cell styles and far fewer formats. */
#define MAX_STYLES 65536
#define MAX_FORMATS 4096

struct GfXlsxStyles
{
  GHashTable *codes;   /* number of a format to its code */
  GHashTable *formats; /* number of a format to GfNumberFormat */
  GArray *cells;       /* of uint32_t: the number of the format of each cell style */
  bool in_cells;
};

static void
note_code (GfXlsxStyles *styles, const GfXmlElement *element)
{
  int64_t id = gf_xml_number (element, "numFmtId", 0, G_MAXINT32, -1);
  char *code = gf_xml_dup_attribute (element, "formatCode");

  if (id >= 0 && code != NULL && g_hash_table_size (styles->codes) < MAX_FORMATS)
    g_hash_table_replace (styles->codes, GINT_TO_POINTER ((int) id), code);
  else
    g_free (code);
}

static bool
start (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  GfXlsxStyles *styles = data;

  (void) uri;
  if (strcmp (name, "numFmt") == 0)
    note_code (styles, element);
  else if (strcmp (name, "cellXfs") == 0)
    styles->in_cells = true;
  else if (styles->in_cells && strcmp (name, "xf") == 0
           && styles->cells->len < MAX_STYLES)
    {
      uint32_t id = (uint32_t) gf_xml_number (element, "numFmtId", 0, G_MAXINT32, 0);
      g_array_append_val (styles->cells, id);
    }
  /* Formats that hold only under a condition. */
  return strcmp (name, "dxfs") != 0;
}

static void
end (void *data, const char *uri, const char *name)
{
  (void) uri;
  if (strcmp (name, "cellXfs") == 0)
    ((GfXlsxStyles *) data)->in_cells = false;
}

static void
take_formats (GfXlsxStyles *styles)
{
  for (guint i = 0; i < styles->cells->len; i++)
    {
      uint32_t id = g_array_index (styles->cells, uint32_t, i);
      gpointer key = GINT_TO_POINTER ((int) id);
      const char *code = g_hash_table_lookup (styles->codes, key);

      if (code == NULL)
        code = gf_number_format_builtin (id);
      if (code != NULL && !g_hash_table_contains (styles->formats, key))
        g_hash_table_insert (styles->formats, key, gf_number_format_new (code));
    }
}

GfXlsxStyles *
gf_xlsx_styles_new (GBytes *bytes)
{
  static const GfXmlHandler handler = { start, end, NULL };
  GfXlsxStyles *styles = g_new0 (GfXlsxStyles, 1);

  styles->codes = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  styles->formats = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL,
                                           (GDestroyNotify) gf_number_format_free);
  styles->cells = g_array_new (FALSE, FALSE, sizeof (uint32_t));
  if (bytes != NULL)
    gf_xml_walk (bytes, &handler, styles);
  take_formats (styles);
  return styles;
}

void
gf_xlsx_styles_free (GfXlsxStyles *styles)
{
  if (styles == NULL)
    return;
  g_hash_table_unref (styles->codes);
  g_hash_table_unref (styles->formats);
  g_array_unref (styles->cells);
  g_free (styles);
}

const GfNumberFormat *
gf_xlsx_styles_get (const GfXlsxStyles *styles, gint64 number)
{
  if (number < 0 || number >= styles->cells->len)
    return NULL;
  int id = (int) g_array_index (styles->cells, uint32_t, number);
  return g_hash_table_lookup (styles->formats, GINT_TO_POINTER (id));
}
