/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <unistd.h>

#include "indexer/extract/limits.h"

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_read_free)

struct GfZip
{
  GfReading *reading;
  GHashTable *members; /* name to GBytes; NULL for one that is not held */
  Archive *stream;
  uint64_t unpacked;        /* of all members, so far */
  uint64_t member_unpacked; /* of the one that is streamed */
};

#define READ_BLOCK_BYTES 65536

static Archive *
open_archive (const GfReading *reading, GError **error)
{
  g_autoptr (Archive) archive = archive_read_new ();

  if (archive != NULL && archive_read_support_format_zip_seekable (archive) == ARCHIVE_OK
      && lseek (reading->fd, 0, SEEK_SET) == 0
      && archive_read_open_fd (archive, reading->fd, READ_BLOCK_BYTES) == ARCHIVE_OK)
    return g_steal_pointer (&archive);

  const char *why = archive ? archive_error_string (archive) : NULL;
  g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
               "not a readable container: %s", why ? why : "cannot begin");
  return NULL;
}

static bool
is_over_ratio (const GfZip *zip)
{
  return zip->unpacked > GF_LIMIT_RATIO_FLOOR
         && zip->unpacked / zip->reading->options->limits.ratio > zip->reading->size;
}

static GBytes *
hold (GfZip *zip, Archive *archive, const char *name)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *buffer = g_malloc (READ_BLOCK_BYTES);
  ssize_t got;

  while ((got = archive_read_data (archive, buffer, READ_BLOCK_BYTES)) > 0)
    {
      zip->unpacked += got;
      if (bytes->len + (size_t) got > GF_LIMIT_HELD_MEMBER_BYTES || is_over_ratio (zip))
        {
          gf_reading_cut (zip->reading, "'%s' unpacks to too much: left out", name);
          return NULL;
        }
      g_byte_array_append (bytes, (const uint8_t *) buffer, got);
    }
  if (got < 0)
    {
      gf_reading_lack (zip->reading, gf_extract_error_reason (GF_EXTRACT_ERROR_DAMAGED),
                       "'%s' is damaged: left out", name);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static bool
take_member (GfZip *zip, Archive *archive, struct archive_entry *entry,
             bool (*is_wanted) (const char *name), GError **error)
{
  const char *name = archive_entry_pathname (entry);

  if (name == NULL || g_hash_table_contains (zip->members, name))
    return true;
  if (archive_entry_is_encrypted (entry))
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_ENCRYPTED,
                   "a container that needs a password");
      return false;
    }

  GBytes *held = is_wanted (name) ? hold (zip, archive, name) : NULL;
  g_hash_table_insert (zip->members, g_strdup (name), held);
  return true;
}

static bool
take_members (GfZip *zip, bool (*is_wanted) (const char *name), GError **error)
{
  g_autoptr (Archive) archive = open_archive (zip->reading, error);
  struct archive_entry *entry;
  int status;

  if (archive == NULL)
    return false;
  while ((status = archive_read_next_header (archive, &entry)) >= ARCHIVE_WARN
         && status != ARCHIVE_EOF)
    {
      if (g_hash_table_size (zip->members) >= zip->reading->options->limits.members)
        {
          gf_reading_cut (zip->reading, "more than %" G_GUINT64_FORMAT " members",
                          zip->reading->options->limits.members);
          return true;
        }
      if (!take_member (zip, archive, entry, is_wanted, error))
        return false;
    }

  if (g_hash_table_size (zip->members) > 0)
    return true;
  const char *why = archive_error_string (archive);
  g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
               "not a readable container: %s", why ? why : "no members");
  return false;
}

static void
unref_held (gpointer bytes)
{
  if (bytes != NULL)
    g_bytes_unref (bytes);
}

GfZip *
gf_zip_open (GfReading *reading, bool (*is_wanted) (const char *name), GError **error)
{
  g_autoptr (GfZip) zip = g_new0 (GfZip, 1);

  zip->reading = reading;
  zip->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_held);
  if (!take_members (zip, is_wanted, error))
    return NULL;
  return g_steal_pointer (&zip);
}

void
gf_zip_free (GfZip *zip)
{
  if (zip == NULL)
    return;
  g_hash_table_unref (zip->members);
  g_clear_pointer (&zip->stream, archive_read_free);
  g_free (zip);
}

bool
gf_zip_has (const GfZip *zip, const char *name)
{
  return g_hash_table_contains (zip->members, name);
}

GBytes *
gf_zip_get (const GfZip *zip, const char *name)
{
  return g_hash_table_lookup (zip->members, name);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
gf_zip_list (const GfZip *zip, const char *prefix)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;
  gpointer held;

  g_hash_table_iter_init (&iter, zip->members);
  while (g_hash_table_iter_next (&iter, &name, &held))
    if (held != NULL && g_str_has_prefix (name, prefix))
      g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);
  return names;
}

bool
gf_zip_begin_stream (GfZip *zip, const char *name, GError **error)
{
  struct archive_entry *entry;

  g_clear_pointer (&zip->stream, archive_read_free);
  zip->stream = open_archive (zip->reading, error);
  if (zip->stream == NULL)
    return false;

  zip->member_unpacked = 0;
  for (uint64_t i = 0; i < zip->reading->options->limits.members; i++)
    {
      int status = archive_read_next_header (zip->stream, &entry);

      if (status == ARCHIVE_EOF || status < ARCHIVE_WARN)
        break;
      if (g_strcmp0 (archive_entry_pathname (entry), name) == 0)
        return true;
    }
  g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED, "'%s' is missing",
               name);
  return false;
}

int
gf_zip_read (void *context, char *buffer, int size)
{
  GfZip *zip = context;
  ssize_t got = archive_read_data (zip->stream, buffer, size);

  if (got <= 0)
    return got == 0 ? 0 : -1;
  zip->unpacked += got;
  zip->member_unpacked += got;
  if (zip->member_unpacked > zip->reading->options->limits.unpacked_mb << 20
      || is_over_ratio (zip))
    {
      gf_reading_cut (zip->reading,
                      "unpacks to more than allowed: %" G_GUINT64_FORMAT " bytes",
                      zip->member_unpacked);
      return -1;
    }
  return got;
}
