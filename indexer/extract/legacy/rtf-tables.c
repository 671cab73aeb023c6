/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/legacy/rtf.h"

/* Numbers of fonts and styles that a file may name: those of people are below. */
#define MAX_ROWS 65536

struct GfRtfTables
{
  GHashTable *fonts;  /* number to code page */
  GHashTable *styles; /* number to level, and 256 for a list */
};

GfRtfTables *
gf_rtf_tables_new (void)
{
  GfRtfTables *tables = g_new0 (GfRtfTables, 1);

  tables->fonts = g_hash_table_new (NULL, NULL);
  tables->styles = g_hash_table_new (NULL, NULL);
  return tables;
}

void
gf_rtf_tables_free (GfRtfTables *tables)
{
  if (tables == NULL)
    return;
  g_hash_table_unref (tables->fonts);
  g_hash_table_unref (tables->styles);
  g_free (tables);
}

static void
set (GHashTable *table, int32_t number, unsigned value)
{
  if (g_hash_table_size (table) < MAX_ROWS)
    g_hash_table_insert (table, GINT_TO_POINTER (number), GUINT_TO_POINTER (value));
}

static unsigned
get (GHashTable *table, int32_t number)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (table, GINT_TO_POINTER (number)));
}

void
gf_rtf_tables_set_font (GfRtfTables *tables, int32_t number, unsigned codepage)
{
  set (tables->fonts, number, codepage);
}

unsigned
gf_rtf_tables_get_font (const GfRtfTables *tables, int32_t number)
{
  return get (tables->fonts, number);
}

void
gf_rtf_tables_set_style (GfRtfTables *tables, int32_t number, GfRtfStyle style)
{
  set (tables->styles, number, style.level | (style.is_list_item ? 256u : 0));
}

GfRtfStyle
gf_rtf_tables_get_style (const GfRtfTables *tables, int32_t number)
{
  unsigned value = get (tables->styles, number);

  return (GfRtfStyle){ .level = value & 0xff, .is_list_item = value >= 256 };
}
