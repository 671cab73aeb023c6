/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "indexer/extract/web/html-hints.h"

static const char *const separators[]
    = { " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " › ", " · ", ": " };

/* Letters alike, whatever their case. */
static bool
is_same (const char *a, size_t length, const char *b)
{
  g_autofree char *part = g_strndup (a, length);
  g_autofree char *folded_a = g_utf8_casefold (g_strstrip (part), -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return strcmp (folded_a, folded_b) == 0;
}

/* The title without @site at its start or end; the same where it is not there. */
static char *
without_site (const char *title, const char *site)
{
  for (size_t i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      const char *first = strstr (title, separators[i]);
      const char *last = g_strrstr (title, separators[i]);
      size_t length = strlen (separators[i]);

      if (first == NULL)
        continue;
      if (is_same (last + length, strlen (last + length), site))
        return g_strndup (title, last - title);
      if (is_same (title, first - title, site))
        return g_strdup (first + length);
    }
  return g_strdup (title);
}

/* The heading, where the title is that and something beside: the site, the section. */
static bool
is_framed (const char *title, const char *heading)
{
  size_t length = strlen (heading);
  size_t title_length = strlen (title);

  if (length == 0 || title_length <= length)
    return false;
  for (size_t i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      size_t separator = strlen (separators[i]);

      if (g_str_has_prefix (title, heading)
          && g_str_has_prefix (title + length, separators[i]))
        return true;
      if (title_length > length + separator && g_str_has_suffix (title, heading)
          && strncmp (title + title_length - length - separator, separators[i], separator)
                 == 0)
        return true;
    }
  return false;
}

char *
gf_html_clean_title (const char *title, const char *site, const char *heading)
{
  if (heading != NULL && is_framed (title, heading))
    return g_strdup (heading);
  return site != NULL && *site != '\0' ? without_site (title, site) : g_strdup (title);
}
