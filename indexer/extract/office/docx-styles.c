/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/office/docx-styles.h"

#include <string.h>

#include "indexer/extract/office/office.h"

/* Styles based on styles, at most: Word itself allows eleven. */
#define MAX_BASES 16

typedef struct
{
  char *name;
  char *based_on;
  int level;      /* outline level from 1; 0 for body text, -1 where nothing is said */
  int list;       /* 0 for none, -1 where nothing is said */
  int list_level; /* -1 where nothing is said */
  bool is_hidden;
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
begin_style (GfDocxStyles *styles, const GfXmlElement *element)
{
  char *id = gf_xml_dup_attribute (element, "styleId");

  styles->open = NULL;
  if (id == NULL)
    return;
  styles->open = g_new0 (Style, 1);
  styles->open->level = styles->open->list = styles->open->list_level = -1;
  g_hash_table_replace (styles->styles, id, styles->open);
}

static void
replace (char **string, const char *value)
{
  g_free (*string);
  *string = g_strdup (value);
}

static void
take_value (Style *style, const char *name, const GfXmlElement *element)
{
  g_autofree char *value = gf_xml_dup_attribute (element, "val");

  if (strcmp (name, "vanish") == 0)
    style->is_hidden = gf_xml_flag (element, "val", true);
  if (value == NULL)
    return;
  if (strcmp (name, "name") == 0)
    replace (&style->name, value);
  else if (strcmp (name, "basedOn") == 0)
    replace (&style->based_on, value);
  else if (strcmp (name, "numId") == 0)
    style->list = (int) gf_xml_number (element, "val", 0, G_MAXINT, 0);
  else if (strcmp (name, "ilvl") == 0)
    style->list_level = (int) gf_xml_number (element, "val", 0, 8, 0);
  else if (strcmp (name, "outlineLvl") == 0)
    {
      int64_t level = g_ascii_strtoll (value, NULL, 10);
      style->level = level >= 0 && level <= 8 ? (int) level + 1 : 0;
    }
}

static bool
start (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  GfDocxStyles *styles = data;

  (void) uri;
  if (strcmp (name, "style") == 0)
    begin_style (styles, element);
  else if (styles->open != NULL)
    take_value (styles->open, name, element);
  return true;
}

static void
end (void *data, const char *uri, const char *name)
{
  (void) uri;
  if (strcmp (name, "style") == 0)
    ((GfDocxStyles *) data)->open = NULL;
}

GfDocxStyles *
gf_docx_styles_new (GBytes *bytes)
{
  static const GfXmlHandler handler = { start, end, NULL };
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

/* What one style says, where those that are based on it say nothing. */
static void
add_style (GfDocxStyle *found, bool *has_level, const char *id, const Style *style)
{
  const char *name = style != NULL && style->name != NULL ? style->name : id;

  if (!*has_level)
    {
      bool is_said = style != NULL && style->level >= 0;
      found->level = is_said ? (uint8_t) style->level : gf_office_level_of_style (name);
      found->is_list_item = found->is_list_item || is_list_name (name)
                            || (style != NULL && style->list > 0);
      *has_level = is_said || found->level > 0;
    }
  if (style == NULL)
    return;
  found->is_hidden = found->is_hidden || style->is_hidden;
  if (style->list >= 0 && found->list_style == NULL)
    {
      found->list = style->list;
      found->list_style = id;
    }
  if (found->list_level < 0)
    found->list_level = style->list_level;
}

GfDocxStyle
gf_docx_styles_get (GfDocxStyles *styles, const char *id)
{
  GfDocxStyle found = { .list_level = -1 };
  bool has_level = false;

  for (int i = 0; i < MAX_BASES && id != NULL; i++)
    {
      gpointer key = NULL;
      gpointer value = NULL;

      /* The key outlives the caller's string. */
      if (!g_hash_table_lookup_extended (styles->styles, id, &key, &value))
        {
          add_style (&found, &has_level, id, NULL);
          return found;
        }
      add_style (&found, &has_level, key, value);
      id = ((Style *) value)->based_on;
    }
  return found;
}

bool
gf_docx_styles_hides (GfDocxStyles *styles, const char *id)
{
  const Style *style = g_hash_table_lookup (styles->styles, id);

  return style != NULL && style->is_hidden;
}
