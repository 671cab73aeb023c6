/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/autofd.h"
#include "common/open-path.h"

#define SHA256_DIGITS 64
#define READ_BUFFER_BYTES (256 * 1024)

GfFile *
gf_file_new (const char *path, const char *shown)
{
  GfFile *file = g_new0 (GfFile, 1);

  file->path = g_strdup (path);
  file->shown = g_strdup (shown);
  file->status = GF_READ_NOT;
  return file;
}

GfFile *
gf_file_new_member (const GfFile *container, const char *name)
{
  g_autofree char *path = g_strconcat (container->path, "/", name, NULL);
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *shown = g_strconcat (container->shown, "/", valid, NULL);
  GfFile *file = gf_file_new (path, shown);

  file->container = g_strdup (container->path);
  file->mtime_ns = container->mtime_ns;
  return file;
}

void
gf_file_free (GfFile *file)
{
  if (file == NULL)
    return;
  g_free (file->path);
  g_free (file->shown);
  g_free (file->sha256);
  g_free (file->document_id);
  g_free (file->reason);
  g_free (file->detail);
  g_free (file->container);
  g_free (file);
}

static void
replace (char **field, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

void
gf_file_set_outcome (GfFile *file, GfReadStatus status, const char *reason,
                     const char *detail)
{
  file->status = status;
  replace (&file->reason, reason);
  replace (&file->detail, detail);
}

char *
gf_file_dup_document_id (const char *sha256)
{
  return g_strndup (sha256, GF_DOCUMENT_ID_DIGITS);
}

bool
gf_file_is_digest (const char *name)
{
  return strspn (name, "0123456789abcdef") == SHA256_DIGITS
         && name[SHA256_DIGITS] == '\0';
}

void
gf_file_set_content (GfFile *file, const char *sha256)
{
  replace (&file->sha256, sha256);
}

bool
gf_file_looks_unchanged (const GfFile *file, const GfFile *known)
{
  return file->size == known->size && file->mtime_ns == known->mtime_ns;
}

static const char *
or_empty (const char *string)
{
  return string != NULL ? string : "";
}

static char *
dup_or_null (const char *string)
{
  return *string != '\0' ? g_strdup (string) : NULL;
}

GVariant *
gf_file_pack (const GfFile *file)
{
  GVariant *packed = g_variant_new (
      "(^aystxssyssx^ayu)", file->path, file->shown, file->size, file->mtime_ns,
      or_empty (file->sha256), or_empty (file->document_id), file->status,
      or_empty (file->reason), or_empty (file->detail), file->since_us,
      or_empty (file->container), file->n_members);

  return g_variant_ref_sink (packed);
}

/* So that going from a file to what it lies in always ends. */
static bool
lies_in (const char *path, const char *container)
{
  size_t length = strlen (container);

  return *container == '\0'
         || (strncmp (path, container, length) == 0 && path[length] == '/');
}

GfFile *
gf_file_unpack (GVariant *packed)
{
  if (!g_variant_is_of_type (packed, G_VARIANT_TYPE (GF_FILE_TYPE))
      || !g_variant_is_normal_form (packed))
    return NULL;

  const char *path, *shown, *sha256, *document_id, *reason, *detail, *container;
  uint8_t status;
  uint64_t size;
  int64_t mtime_ns, since_us;
  uint32_t n_members;

  g_variant_get (packed, "(^&ay&stx&s&sy&s&sx^&ayu)", &path, &shown, &size, &mtime_ns,
                 &sha256, &document_id, &status, &reason, &detail, &since_us, &container,
                 &n_members);
  if (status > GF_READ_LAST || !lies_in (path, container))
    return NULL;

  GfFile *file = gf_file_new (path, shown);
  file->size = size;
  file->mtime_ns = mtime_ns;
  file->sha256 = dup_or_null (sha256);
  file->document_id = dup_or_null (document_id);
  file->status = status;
  file->reason = dup_or_null (reason);
  file->detail = dup_or_null (detail);
  file->since_us = since_us;
  file->container = dup_or_null (container);
  file->n_members = n_members;
  return file;
}

static const char *
reason_of_errno (int code)
{
  if (code == EACCES || code == EPERM)
    return GF_REASON_PERMISSION;
  if (code == ENOENT || code == ENOTDIR || code == ELOOP)
    return GF_REASON_VANISHED;
  return GF_REASON_IO;
}

static void
set_system_error (GfFile *file)
{
  gf_file_set_outcome (file, GF_READ_NOT, reason_of_errno (errno), g_strerror (errno));
}

static int64_t
in_ns (const struct timespec *time)
{
  return time->tv_sec * INT64_C (1000000000) + time->tv_nsec;
}

/* False, with the outcome set, where it is no longer a regular file. */
static bool
take_status (GfFile *file, int fd)
{
  struct stat status;

  if (fstat (fd, &status) != 0)
    {
      set_system_error (file);
      return false;
    }
  if (!S_ISREG (status.st_mode))
    {
      gf_file_set_outcome (file, GF_READ_NOT, GF_REASON_VANISHED,
                           "no longer a regular file");
      return false;
    }
  file->size = (uint64_t) status.st_size;
  file->mtime_ns = in_ns (&status.st_mtim);
  file->ctime_ns = in_ns (&status.st_ctim);
  return true;
}

int
gf_file_open (GfFile *file)
{
  gf_autofd fd = gf_open_path (file->path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);

  if (fd < 0)
    {
      set_system_error (file);
      return -1;
    }
  return take_status (file, fd) ? gf_steal_fd (&fd) : -1;
}

/* The time of change may be set to any; that of the status may not. */
bool
gf_file_is_still (const GfFile *file, int fd)
{
  struct stat status;

  return file->ctime_ns == 0
         || (fstat (fd, &status) == 0 && (uint64_t) status.st_size == file->size
             && in_ns (&status.st_ctim) == file->ctime_ns);
}

char *
gf_file_digest (GfFile *file, int fd)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (READ_BUFFER_BYTES);
  uint64_t n_read = 0;
  ssize_t got;

  while ((got = TEMP_FAILURE_RETRY (read (fd, buffer, READ_BUFFER_BYTES))) > 0)
    {
      g_checksum_update (checksum, buffer, got);
      n_read += (uint64_t) got;
    }
  if (got < 0 || lseek (fd, 0, SEEK_SET) < 0)
    {
      set_system_error (file);
      return NULL;
    }
  /* Emptied and written anew within one tick of the clock, all else looks the same, and
     two such files would be one document. */
  if (n_read != file->size)
    {
      gf_file_set_outcome (file, GF_READ_NOT, GF_REASON_IO,
                           "it changed while it was read");
      return NULL;
    }
  return g_strdup (g_checksum_get_string (checksum));
}
