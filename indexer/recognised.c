/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/recognised.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "common/message.h"
#include "common/schema.h"

/* A file is the magic, a digest of what follows, the languages and their NUL, filled up
   with NULs to a multiple of 8, and GF_PAGES_TYPE. */
#define MAGIC "gfocr\0\1\n"
#define MAGIC_BYTES 8
#define DIGEST_BYTES 32
#define HEAD_BYTES (MAGIC_BYTES + DIGEST_BYTES)
/* 20,000 pages of 3,000 characters. */
#define MAX_BYTES ((gsize) 64 << 20)

struct GfRecognised
{
  char *folder;
  char *languages;
};

GfRecognised *
gf_recognised_new (const char *level_folder, const char *const *languages)
{
  GfRecognised *recognised = g_new0 (GfRecognised, 1);

  recognised->folder = g_build_filename (level_folder, GF_RECOGNISED_FOLDER, NULL);
  recognised->languages
      = languages != NULL ? g_strjoinv ("+", (char **) languages) : g_strdup ("nor");
  return recognised;
}

void
gf_recognised_free (GfRecognised *recognised)
{
  if (recognised == NULL)
    return;
  g_free (recognised->folder);
  g_free (recognised->languages);
  g_free (recognised);
}

/* (transfer full): @folder_out: that it lies in. */
static char *
dup_path (const GfRecognised *recognised, const char *sha256, char **folder_out)
{
  g_autofree char *start = g_strndup (sha256, 2);
  g_autofree char *folder = g_build_filename (recognised->folder, start, NULL);
  char *path = g_build_filename (folder, sha256, NULL);

  *folder_out = g_steal_pointer (&folder);
  return path;
}

static void
digest (const char *bytes, gsize length, uint8_t *digest_out)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size = DIGEST_BYTES;

  g_checksum_update (checksum, (const guchar *) bytes, (gssize) length);
  g_checksum_get_digest (checksum, digest_out, &size);
}

/* Of the languages and what fills them up. */
static gsize
padded_length (const GfRecognised *recognised)
{
  return (strlen (recognised->languages) + 8) & ~(gsize) 7;
}

static bool
is_sound (const GfRecognised *recognised, const char *bytes, gsize length)
{
  gsize languages = padded_length (recognised);
  uint8_t found[DIGEST_BYTES];

  if (length < HEAD_BYTES + languages || memcmp (bytes, MAGIC, MAGIC_BYTES) != 0)
    return false;
  digest (bytes + HEAD_BYTES, length - HEAD_BYTES, found);
  return memcmp (found, bytes + MAGIC_BYTES, DIGEST_BYTES) == 0
         && strncmp (bytes + HEAD_BYTES, recognised->languages, languages) == 0;
}

GVariant *
gf_recognised_load (const GfRecognised *recognised, const char *sha256)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = dup_path (recognised, sha256, &folder);
  g_autofree char *bytes = NULL;
  gsize length;
  GStatBuf status;

  if (!gf_file_is_digest (sha256) || g_stat (path, &status) != 0 || status.st_size < 0
      || (gsize) status.st_size > MAX_BYTES
      || !g_file_get_contents (path, &bytes, &length, NULL)
      || !is_sound (recognised, bytes, length))
    return NULL;

  gsize start = HEAD_BYTES + padded_length (recognised);
  g_autoptr (GBytes) pages = g_bytes_new (bytes + start, length - start);
  g_autoptr (GVariant) value = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (GF_PAGES_TYPE), pages, FALSE));
  return g_variant_is_normal_form (value) ? g_steal_pointer (&value) : NULL;
}

static gint
compare_pages (gconstpointer a, gconstpointer b)
{
  guint32 x, y;

  g_variant_get_child (*(GVariant *const *) a, 0, "u", &x);
  g_variant_get_child (*(GVariant *const *) b, 0, "u", &y);
  return (x > y) - (x < y);
}

static void
put_pages (GHashTable *by_number, GVariant *pages)
{
  GVariantIter iter;
  GVariant *page;

  g_variant_iter_init (&iter, pages);
  while ((page = g_variant_iter_next_value (&iter)) != NULL)
    {
      guint32 number;

      g_variant_get_child (page, 0, "u", &number);
      g_hash_table_insert (by_number, GUINT_TO_POINTER (number), page);
    }
}

/* In order of page.  Returns: (transfer full). */
static GVariant *
join_pages (GVariant *before, GVariant *pages)
{
  g_autoptr (GHashTable) by_number
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_variant_unref);
  GHashTableIter iter;
  gpointer page;

  if (before != NULL)
    put_pages (by_number, before);
  put_pages (by_number, pages);

  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, by_number);
  while (g_hash_table_iter_next (&iter, NULL, &page))
    g_ptr_array_add (sorted, page);
  g_ptr_array_sort (sorted, compare_pages);
  return g_variant_ref_sink (g_variant_new_array (
      G_VARIANT_TYPE ("(us)"), (GVariant *const *) sorted->pdata, sorted->len));
}

static bool
write_file (const GfRecognised *recognised, const char *path, GVariant *pages,
            GError **error)
{
  gsize languages = padded_length (recognised);
  gsize size = g_variant_get_size (pages);
  gsize length = HEAD_BYTES + languages + size;

  if (length > MAX_BYTES)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "'%s': more than %zu MB",
                   path, MAX_BYTES >> 20);
      return false;
    }
  g_autofree char *bytes = g_malloc0 (length);
  memcpy (bytes, MAGIC, MAGIC_BYTES);
  memcpy (bytes + HEAD_BYTES, recognised->languages, strlen (recognised->languages));
  g_variant_store (pages, bytes + HEAD_BYTES + languages);
  digest (bytes + HEAD_BYTES, length - HEAD_BYTES, (uint8_t *) bytes + MAGIC_BYTES);
  /* By a name of its own and rename (). */
  return g_file_set_contents_full (path, bytes, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0666, error);
}

bool
gf_recognised_add (const GfRecognised *recognised, const char *sha256, GVariant *pages,
                   GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = dup_path (recognised, sha256, &folder);

  g_assert (gf_file_is_digest (sha256));
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
                   "cannot make '%s': %s", folder, g_strerror (code));
      return false;
    }
  g_autoptr (GVariant) before = gf_recognised_load (recognised, sha256);
  g_autoptr (GVariant) all = join_pages (before, pages);
  return write_file (recognised, path, all, error);
}

static void
sweep_folder (const char *folder, GfFileIsUsed is_used, gpointer user_data)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!gf_file_is_digest (name) || !is_used (user_data, name))
        g_unlink (path);
    }
  /* Only where nothing is left in it. */
  g_rmdir (folder);
}

void
gf_recognised_sweep (const GfRecognised *recognised, GfFileIsUsed is_used,
                     gpointer user_data)
{
  g_autoptr (GDir) dir = g_dir_open (recognised->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (recognised->folder, name, NULL);

      sweep_folder (folder, is_used, user_data);
    }
}
