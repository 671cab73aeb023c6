/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/autofd.h"

/* No file system lets a path be longer. */
#define MAX_NAME_BYTES 4096
/* What the names of members and of their folders may take in all, for each member that a
   file may hold: a name that is all folders takes a thousand times as much. */
#define NAME_BYTES_A_MEMBER ((uint64_t) 2 * MAX_NAME_BYTES)
#define MAX_DETAIL_BYTES 1024
#define COPY_BYTES ((size_t) 256 * 1024)

struct GfSpool
{
  unsigned n_references;
  char *folder;
  GfLimits limits;
  int fd; /* -1 before the first bytes */
  uint64_t size;
  GArray *members;   /* of GfMember, ended */
  GHashTable *names; /* of each member met: name to GINT (IS_FILE), and of the folders
                        that those names say */
  uint64_t n_name_bytes;
  GfMember *current;   /* NULL between two */
  GChecksum *checksum; /* of current */
};

enum
{
  IS_FOLDER = 1,
  IS_FILE
};

G_DEFINE_QUARK (gf_spool_error, gf_spool_error)

static bool
fail (GError **error, GfSpoolError code, const char *what)
{
  g_set_error_literal (error, GF_SPOOL_ERROR, code, what);
  return false;
}

static bool
fail_io (GError **error)
{
  g_set_error (error, GF_SPOOL_ERROR, GF_SPOOL_ERROR_IO,
               "what lies in it cannot be kept while it is read: %s", g_strerror (errno));
  return false;
}

static void
clear_member (gpointer data)
{
  GfMember *member = data;

  g_free (member->name);
  g_free (member->sha256);
  g_free (member->reason);
  g_free (member->detail);
}

GfSpool *
gf_spool_new (const char *folder, const GfLimits *limits)
{
  GfSpool *spool = g_new0 (GfSpool, 1);

  spool->n_references = 1;
  spool->folder = g_strdup (folder);
  spool->limits = *limits;
  spool->fd = -1;
  spool->members = g_array_new (FALSE, TRUE, sizeof (GfMember));
  g_array_set_clear_func (spool->members, clear_member);
  spool->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  spool->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  return spool;
}

GfSpool *
gf_spool_ref (GfSpool *spool)
{
  spool->n_references++;
  return spool;
}

static void
drop_current (GfSpool *spool)
{
  if (spool->current == NULL)
    return;
  spool->size = spool->current->offset;
  clear_member (spool->current);
  g_clear_pointer (&spool->current, g_free);
}

void
gf_spool_unref (GfSpool *spool)
{
  if (spool == NULL || --spool->n_references > 0)
    return;
  drop_current (spool);
  gf_close_fd (&spool->fd);
  g_checksum_free (spool->checksum);
  g_hash_table_unref (spool->names);
  g_array_unref (spool->members);
  g_free (spool->folder);
  g_free (spool);
}

/*
 * A file without a name in @folder, open for writing; @reader_out: open for reading only,
 * may be NULL.  Where the file system cannot make such a file it has a name for a moment.
 */
static int
make_nameless (const char *folder, int *reader_out, GError **error)
{
  gf_autofd fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  g_autofree char *path = fd >= 0 ? g_strdup_printf ("/proc/self/fd/%d", fd) : NULL;
  bool has_name = false;

  if (fd >= 0 && reader_out != NULL)
    *reader_out = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 || (reader_out != NULL && *reader_out < 0))
    {
      gf_close_fd (&fd);
      g_free (path);
      path = g_build_filename (folder, GF_MEMBER_PREFIX "XXXXXX", NULL);
      fd = mkostemp (path, O_CLOEXEC);
      has_name = fd >= 0;
    }
  if (has_name && reader_out != NULL)
    *reader_out = open (path, O_RDONLY | O_CLOEXEC);

  bool is_made = fd >= 0 && (reader_out == NULL || *reader_out >= 0);
  if (!is_made)
    fail_io (error);
  if (has_name)
    unlink (path);
  return is_made ? gf_steal_fd (&fd) : -1;
}

/* @name: NUL-terminated, @length bytes without it. */
static bool
is_sound_name (const char *name, size_t length)
{
  if (length == 0 || length > MAX_NAME_BYTES || strlen (name) != length)
    return false;
  for (const char *part = name; part != NULL;)
    {
      const char *slash = strchr (part, '/');
      size_t n_bytes = slash != NULL ? (size_t) (slash - part) : strlen (part);

      if (n_bytes == 0 || (n_bytes <= 2 && strspn (part, ".") >= n_bytes))
        return false;
      part = slash != NULL ? slash + 1 : NULL;
    }
  return true;
}

/* @name (transfer full) */
static void
note_name (GfSpool *spool, char *name, int what)
{
  spool->n_name_bytes += strlen (name) + 1;
  g_hash_table_insert (spool->names, name, GINT_TO_POINTER (what));
}

static bool
has_room_for_names (const GfSpool *spool)
{
  return spool->n_name_bytes / NAME_BYTES_A_MEMBER <= spool->limits.members;
}

/*
 * Notes the name and its folders.  False where it is taken: also by a folder, or where
 * one of its folders is a file ("a.zip" and "a.zip/b"): what lies in that file would get
 * the same paths.
 */
static bool
take_name (GfSpool *spool, const char *name)
{
  if (g_hash_table_contains (spool->names, name))
    return false;
  for (const char *slash = strchr (name, '/'); slash != NULL;
       slash = strchr (slash + 1, '/'))
    {
      g_autofree char *folder = g_strndup (name, (gsize) (slash - name));
      int known = GPOINTER_TO_INT (g_hash_table_lookup (spool->names, folder));

      if (known == IS_FILE)
        return false;
      if (known == 0)
        note_name (spool, g_steal_pointer (&folder), IS_FOLDER);
    }
  note_name (spool, g_strdup (name), IS_FILE);
  return true;
}

bool
gf_spool_begin (GfSpool *spool, GVariant *body, GError **error)
{
  g_autoptr (GVariant) packed = g_variant_get_child_value (body, 0);
  gsize n_bytes;
  const char *name = g_variant_get_fixed_array (packed, &n_bytes, 1);

  if (spool->current != NULL)
    {
      drop_current (spool);
      return fail (error, GF_SPOOL_ERROR_NONSENSE,
                   "the extractor began a file within a file twice");
    }
  if (n_bytes == 0 || name[n_bytes - 1] != '\0' || !is_sound_name (name, n_bytes - 1))
    return fail (error, GF_SPOOL_ERROR_NONSENSE,
                 "the extractor named a file within a file badly");
  if (spool->members->len >= spool->limits.members)
    return fail (error, GF_SPOOL_ERROR_LIMIT, "holds more files than a file may");
  if (!take_name (spool, name))
    return fail (error, GF_SPOOL_ERROR_NONSENSE,
                 "the extractor named two files within a file alike");
  if (!has_room_for_names (spool))
    return fail (error, GF_SPOOL_ERROR_LIMIT, "holds more folders than a file may");

  spool->current = g_new0 (GfMember, 1);
  spool->current->name = g_strdup (name);
  spool->current->offset = spool->size;
  g_checksum_reset (spool->checksum);
  return true;
}

static bool
write_all (int fd, const char *bytes, size_t n_bytes, uint64_t offset)
{
  while (n_bytes > 0)
    {
      ssize_t written = TEMP_FAILURE_RETRY (pwrite (fd, bytes, n_bytes, (off_t) offset));

      if (written <= 0)
        {
          errno = written < 0 ? errno : ENOSPC;
          return false;
        }
      bytes += written;
      offset += (uint64_t) written;
      n_bytes -= (size_t) written;
    }
  return true;
}

static bool
keep (GfSpool *spool, const void *bytes, size_t n_bytes, GError **error)
{
  if (spool->fd < 0)
    spool->fd = make_nameless (spool->folder, NULL, error);
  if (spool->fd < 0)
    return false;
  if (!write_all (spool->fd, bytes, n_bytes, spool->size))
    return fail_io (error);
  g_checksum_update (spool->checksum, bytes, (gssize) n_bytes);
  spool->current->size += n_bytes;
  spool->size += n_bytes;
  return true;
}

static bool
check_room (const GfSpool *spool, size_t n_bytes, GError **error)
{
  if (n_bytes > GF_SPOOL_MAX_PIECE_BYTES)
    return fail (error, GF_SPOOL_ERROR_NONSENSE,
                 "the extractor sent too much of a file within a file at once");
  if (spool->current->size + n_bytes > spool->limits.unpacked_mb << 20)
    return fail (error, GF_SPOOL_ERROR_LIMIT, "holds a larger file than a file may");
  if (spool->size + n_bytes > spool->limits.archive_mb << 20)
    return fail (error, GF_SPOOL_ERROR_LIMIT, "holds more in all than a file may");
  return true;
}

bool
gf_spool_add (GfSpool *spool, GVariant *body, GError **error)
{
  gsize n_bytes;
  const void *bytes = g_variant_get_fixed_array (body, &n_bytes, 1);

  if (spool->current == NULL)
    return fail (error, GF_SPOOL_ERROR_NONSENSE,
                 "the extractor sent bytes of no file within the file");
  if (check_room (spool, n_bytes, error) && keep (spool, bytes, n_bytes, error))
    return true;
  drop_current (spool);
  return false;
}

/* What a worker says of a failure, for people. */
static char *
dup_detail (const char *detail)
{
  g_autofree char *cut = g_strndup (detail, MAX_DETAIL_BYTES);

  return g_utf8_make_valid (cut, -1);
}

bool
gf_spool_end (GfSpool *spool, GVariant *body, GError **error)
{
  GfMember *member = spool->current;
  const char *reason, *detail;
  uint8_t status;

  if (member == NULL)
    return fail (error, GF_SPOOL_ERROR_NONSENSE,
                 "the extractor ended a file within a file that it had not begun");
  g_variant_get (body, "(y&s&s)", &status, &reason, &detail);
  if ((status != GF_READ_WHOLE && status != GF_READ_NOT)
      || (status == GF_READ_NOT) != gf_reason_is_known (reason))
    {
      drop_current (spool);
      return fail (error, GF_SPOOL_ERROR_NONSENSE,
                   "the extractor contradicted itself about a file within a file");
    }
  if (status == GF_READ_WHOLE)
    member->sha256 = g_strdup (g_checksum_get_string (spool->checksum));
  else
    {
      spool->size = member->offset;
      member->size = 0;
      member->reason = g_strdup (reason);
      member->detail = dup_detail (detail);
    }
  g_array_append_vals (spool->members, member, 1);
  g_clear_pointer (&spool->current, g_free);
  return true;
}

bool
gf_spool_close (GfSpool *spool)
{
  bool is_between = spool->current == NULL;

  drop_current (spool);
  return is_between;
}

unsigned
gf_spool_count (const GfSpool *spool)
{
  return spool->members->len;
}

const GfMember *
gf_spool_get (const GfSpool *spool, unsigned which)
{
  g_assert (which < spool->members->len);
  return &g_array_index (spool->members, GfMember, which);
}

static bool
copy (int from, uint64_t offset, uint64_t size, int to, GError **error)
{
  g_autofree char *buffer = g_malloc (COPY_BYTES);

  for (uint64_t done = 0; done < size;)
    {
      size_t wanted = (size_t) MIN (size - done, COPY_BYTES);
      ssize_t got
          = TEMP_FAILURE_RETRY (pread (from, buffer, wanted, (off_t) (offset + done)));

      if (got <= 0)
        {
          errno = got < 0 ? errno : EIO;
          return fail_io (error);
        }
      if (!write_all (to, buffer, (size_t) got, done))
        return fail_io (error);
      done += (uint64_t) got;
    }
  return true;
}

int
gf_spool_open (const GfSpool *spool, unsigned which, GError **error)
{
  const GfMember *member = gf_spool_get (spool, which);
  gf_autofd reader = -1;
  gf_autofd writer = make_nameless (spool->folder, &reader, error);

  if (writer < 0 || !copy (spool->fd, member->offset, member->size, writer, error))
    return -1;
  return gf_steal_fd (&reader);
}
