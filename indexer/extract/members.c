/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * members.c: files within a file, told to whoever hears of them; see reading.h.
 */
#include "config.h"

#include <string.h>

#include "indexer/extract/reading.h"

/* What a member without a usable name is called. */
#define NAMELESS "unnamed"
/* No file system lets a path be longer than 4096; a number may come to it. */
#define MAX_PATH_BYTES 4000
/* Folders within folders, each of which is remembered; those beyond are left out. */
#define MAX_FOLDERS 64

/* "\dir\..\a.pdf" and "/dir/a.pdf" lie in the archive like any other: nothing is ever
   written to where they say. */
static char *
clean_path (const char *name)
{
  g_autofree char *slashed = g_strdelimit (g_strdup (name), "\\", '/');
  g_auto (GStrv) parts = g_strsplit (slashed, "/", -1);
  g_autoptr (GString) path = g_string_new (NULL);
  size_t n_parts = g_strv_length (parts);

  for (size_t i = 0; parts[i] != NULL; i++)
    {
      if (i >= MAX_FOLDERS && i + 1 < n_parts)
        continue;
      if (*parts[i] == '\0' || strcmp (parts[i], ".") == 0
          || strcmp (parts[i], "..") == 0)
        continue;
      if (path->len > 0)
        g_string_append_c (path, '/');
      g_string_append (path, parts[i]);
    }
  bool is_cut = path->len > MAX_PATH_BYTES;
  if (is_cut)
    g_string_truncate (path, MAX_PATH_BYTES);
  /* What is left of the last part may be nothing, or dots. */
  while (is_cut && path->len > 0 && strchr ("./", path->str[path->len - 1]) != NULL)
    g_string_truncate (path, path->len - 1);
  if (path->len == 0)
    g_string_append (path, NAMELESS);
  return g_string_free (g_steal_pointer (&path), FALSE);
}

enum
{
  IS_FOLDER = 1,
  IS_FILE
};

/* "annex.pdf", "annex (2).pdf", ...: (transfer full). */
static char *
number_apart (GHashTable *taken, const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *dot = strrchr (slash != NULL ? slash : path, '.');
  int stem = (int) (dot != NULL && dot > path ? (size_t) (dot - path) : strlen (path));

  for (unsigned number = g_hash_table_size (taken);; number++)
    {
      g_autofree char *other
          = g_strdup_printf ("%.*s (%u)%s", stem, path, number + 1, path + stem);

      if (!g_hash_table_contains (taken, other))
        return g_steal_pointer (&other);
    }
}

/*
 * @path, or one like it that nothing has yet; where a folder of it is a file ("a" and
 * "a/b"), the folder gets another name.  What it takes is noted.  Returns: (transfer
 * none).
 */
static const char *
tell_apart (GHashTable *taken, const char *path)
{
  g_autofree char *own = g_strdup (path);

  for (char *slash = strchr (own, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *folder = g_strndup (own, (gsize) (slash - own));
      int known = GPOINTER_TO_INT (g_hash_table_lookup (taken, folder));

      if (known == IS_FILE)
        {
          g_autofree char *other = number_apart (taken, folder);
          char *renamed = g_strconcat (other, slash, NULL);

          g_free (own);
          own = renamed;
          slash = own + strlen (other);
          g_hash_table_insert (taken, g_steal_pointer (&other),
                               GINT_TO_POINTER (IS_FOLDER));
        }
      else if (known == 0)
        g_hash_table_insert (taken, g_steal_pointer (&folder),
                             GINT_TO_POINTER (IS_FOLDER));
    }

  char *free_path = g_hash_table_contains (taken, own) ? number_apart (taken, own)
                                                       : g_steal_pointer (&own);
  g_hash_table_insert (taken, free_path, GINT_TO_POINTER (IS_FILE));
  return free_path;
}

bool
gf_reading_begin_member (GfReading *reading, const char *name)
{
  const GfExtractTask *task = reading->task;
  const GfLimits *limits = &reading->options->limits;

  if (task->hooks == NULL || task->hooks->begin_member == NULL)
    return false;
  if (task->depth >= limits->nesting)
    {
      gf_reading_cut (reading, "lies in %u archives: what it holds was left",
                      task->depth);
      return false;
    }
  if (reading->n_members >= limits->members)
    {
      gf_reading_cut (reading, "more than %u members: the rest was left",
                      reading->n_members);
      return false;
    }

  g_autofree char *clean = clean_path (name);
  if (reading->member_paths == NULL)
    reading->member_paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *path = tell_apart (reading->member_paths, clean);
  reading->n_members++;
  return task->hooks->begin_member (task->data, path);
}

bool
gf_reading_add_bytes (GfReading *reading, const void *bytes, size_t length)
{
  return length == 0
         || reading->task->hooks->add_bytes (reading->task->data, bytes, length);
}

bool
gf_reading_end_member (GfReading *reading, const char *reason, const char *detail)
{
  return reading->task->hooks->end_member (
      reading->task->data, reason == NULL ? GF_READ_WHOLE : GF_READ_NOT, reason, detail);
}
