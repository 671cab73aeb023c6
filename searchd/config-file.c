/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/config-file.h"

#include <stdbool.h>
#include <string.h>

#include <glib/gstdio.h>

typedef struct
{
  const char *path;
  unsigned line;
  char *group; /* NULL before the first */
  GPtrArray *entries;
  GHashTable *seen; /* "group\nkey" */
  GPtrArray *troubles;
} Reading;

static void
entry_free (void *data)
{
  GfConfigEntry *entry = data;

  g_free (entry->group);
  g_free (entry->key);
  g_free (entry->value);
  g_free (entry);
}

void
gf_config_trouble (GPtrArray *troubles, const char *path, unsigned line,
                   const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (troubles, g_strdup_printf ("%s:%u: %s", path, line, what));
}

/* In place.  Returns: whether every escape is one. */
static bool
unescape (char *value)
{
  static const char escapes[] = "sntr\\";
  static const char meant[] = " \n\t\r\\";
  char *to = value;

  for (const char *from = value; *from != '\0'; from++)
    {
      if (*from != '\\')
        {
          *to++ = *from;
          continue;
        }
      from++;
      const char *escape = *from != '\0' ? strchr (escapes, *from) : NULL;
      if (escape == NULL)
        return false;
      *to++ = meant[escape - escapes];
    }
  *to = '\0';
  return true;
}

static void
add_entry (Reading *reading, const char *key, const char *value)
{
  GfConfigEntry *entry = g_new0 (GfConfigEntry, 1);

  entry->line = reading->line;
  entry->group = g_strdup (reading->group);
  entry->key = g_strdup (key);
  entry->value = g_strdup (value);
  g_ptr_array_add (reading->entries, entry);
}

/* @line: "[group]" */
static void
read_group (Reading *reading, const char *line)
{
  size_t length = strlen (line);

  if (length < 3 || line[length - 1] != ']' || strcspn (line + 1, "[]") != length - 2)
    {
      gf_config_trouble (reading->troubles, reading->path, reading->line,
                         "a group is written [name]");
      return;
    }
  g_free (reading->group);
  reading->group = g_strndup (line + 1, length - 2);
  add_entry (reading, NULL, NULL);
}

/* @line: cut at its '=', @value after it. */
static void
read_pair (Reading *reading, char *line, char *value)
{
  const char *key = g_strchomp (line);

  g_strchug (value);
  if (*key == '\0' || reading->group == NULL)
    {
      gf_config_trouble (reading->troubles, reading->path, reading->line,
                         *key == '\0' ? "no key before '='"
                                      : "a key before the first [group]");
      return;
    }
  if (!g_hash_table_add (reading->seen, g_strdup_printf ("%s\n%s", reading->group, key)))
    gf_config_trouble (reading->troubles, reading->path, reading->line,
                       "'%s' stands more than once in [%s]", key, reading->group);
  else if (!unescape (value))
    gf_config_trouble (reading->troubles, reading->path, reading->line,
                       "'%s': after \\ may stand s, n, t, r or \\", key);
  else
    add_entry (reading, key, value);
}

static void
read_line (Reading *reading, char *line)
{
  g_strstrip (line);
  if (*line == '\0' || *line == '#')
    return;
  if (!g_utf8_validate (line, -1, NULL))
    {
      gf_config_trouble (reading->troubles, reading->path, reading->line,
                         "this is not UTF-8");
      return;
    }
  if (*line == '[')
    {
      read_group (reading, line);
      return;
    }

  char *equals = strchr (line, '=');
  if (equals == NULL)
    {
      gf_config_trouble (reading->troubles, reading->path, reading->line,
                         "a setting is written key=value");
      return;
    }
  *equals = '\0';
  read_pair (reading, line, equals + 1);
}

/* (transfer full): NULL: it cannot be read, as is said. */
static char *
load (const char *path, GPtrArray *troubles)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  GStatBuf about;

  if (g_stat (path, &about) == 0 && about.st_size > GF_CONFIG_MAX_BYTES)
    g_ptr_array_add (troubles,
                     g_strdup_printf ("%s: longer than a file of settings", path));
  else if (!g_file_get_contents (path, &text, &length, &error))
    g_ptr_array_add (troubles, g_strdup (error->message));
  else if (strlen (text) != length)
    g_ptr_array_add (troubles, g_strdup_printf ("%s: holds a NUL: no text", path));
  else
    return g_steal_pointer (&text);
  return NULL;
}

GPtrArray *
gf_config_read (const char *path, GPtrArray *troubles)
{
  g_autofree char *text = load (path, troubles);
  Reading reading = { .path = path, .troubles = troubles };

  if (text == NULL)
    return NULL;

  reading.entries = g_ptr_array_new_with_free_func (entry_free);
  reading.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (char *line = text; line != NULL;)
    {
      char *end = strchr (line, '\n');

      if (end != NULL)
        *end = '\0';
      reading.line++;
      read_line (&reading, line);
      line = end != NULL ? end + 1 : NULL;
    }
  g_hash_table_unref (reading.seen);
  g_free (reading.group);
  return reading.entries;
}
