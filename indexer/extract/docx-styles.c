/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/docx-styles.h"

#include <string.h>

#include "indexer/extract/office.h"

/* Styles based on styles, at most: Word itself allows eleven. */
#define MAX_BASES 16

typedef struct
{
  char *name;
  char *based_on;
  int level; /* outline level from 1; 0 for body text, -1 where nothing is said */
  bool is_numbered;
} Style;

struct GfDocxStyles
{
  GHashTable *styles; /* id to Style */
  Style *open;        /* the one that is being read; (transfer none) */
};

static void
free_style (gpointer data)
{
  Style *style = data;

  g_free (style->name);
  g_free (style->based_on);
  g_free (style);
}

static void
begin_style (GfDocxStyles *styles, xmlTextReaderPtr reader)
{
  char *id = gf_xml_dup_attribute (reader, "styleId");

  styles->open = NULL;
  if (id == NULL)
    return;
  styles->open = g_new0 (Style, 1);
  styles->open->level = -1;
  g_hash_table_replace (styles->styles, id, styles->open);
}

static void
replace (char **string, const char *value)
{
  g_free (*string);
  *string = g_strdup (value);
}

static void
take_value (Style *style, const char *name, xmlTextReaderPtr reader)
{
  g_autofree char *value = gf_xml_dup_attribute (reader, "val");

  if (value == NULL)
    return;
  if (strcmp (name, "name") == 0)
    replace (&style->name, value);
  else if (strcmp (name, "basedOn") == 0)
    replace (&style->based_on, value);
  else if (strcmp (name, "numId") == 0)
    style->is_numbered = strcmp (value, "0") != 0;
  else if (strcmp (name, "outlineLvl") == 0)
    {
      int64_t level = g_ascii_strtoll (value, NULL, 10);
      style->level = level >= 0 && level <= 8 ? (int) level + 1 : 0;
    }
}

static bool
start (void *data, const char *uri, const char *name, xmlTextReaderPtr reader)
{
  GfDocxStyles *styles = data;

  (void) uri;
  if (strcmp (name, "style") == 0)
    begin_style (styles, reader);
  else if (styles->open != NULL)
    take_value (styles->open, name, reader);
  return true;
}

static void
end (void *data, const char *uri, const char *name)
{
  (void) uri;
  if (strcmp (name, "style") == 0)
    ((GfDocxStyles *) data)->open = NULL;
}

static bool
text (void *data, const char *string)
{
  (void) data;
  (void) string;
  return true;
}

GfDocxStyles *
gf_docx_styles_new (GBytes *bytes)
{
  static const GfXmlHandler handler = { start, end, text };
  GfDocxStyles *styles = g_new0 (GfDocxStyles, 1);

  styles->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_style);
  if (bytes != NULL)
    gf_xml_walk (bytes, &handler, styles);
  return styles;
}

void
gf_docx_styles_free (GfDocxStyles *styles)
{
  if (styles == NULL)
    return;
  g_hash_table_unref (styles->styles);
  g_free (styles);
}

/* "List Bullet", "Listeavsnitt", "Punktliste". */
static bool
is_list_name (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_prefix (lower, "list") || g_str_has_suffix (lower, "liste");
}

static GfDocxStyle
judge_name (const char *name)
{
  return (GfDocxStyle){ .level = gf_office_level_of_style (name),
                        .is_list_item = is_list_name (name) };
}

GfDocxStyle
gf_docx_styles_get (GfDocxStyles *styles, const char *id)
{
  GfDocxStyle found = { 0 };

  for (int i = 0; i < MAX_BASES && id != NULL; i++)
    {
      const Style *style = g_hash_table_lookup (styles->styles, id);
      GfDocxStyle named = judge_name (style && style->name ? style->name : id);

      found.is_list_item
          = found.is_list_item || named.is_list_item || (style && style->is_numbered);
      if (style != NULL && style->level >= 0)
        return (GfDocxStyle){ style->level, found.is_list_item };
      if (named.level > 0)
        return (GfDocxStyle){ named.level, found.is_list_item };
      id = style ? style->based_on : NULL;
    }
  return found;
}
