/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/autofd.h"

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
      "(^aystxssyssx)", file->path, file->shown, file->size, file->mtime_ns,
      or_empty (file->sha256), or_empty (file->document_id), file->status,
      or_empty (file->reason), or_empty (file->detail), file->since_us);

  return g_variant_ref_sink (packed);
}

GfFile *
gf_file_unpack (GVariant *packed)
{
  if (!g_variant_is_of_type (packed, G_VARIANT_TYPE (GF_FILE_TYPE))
      || !g_variant_is_normal_form (packed))
    return NULL;

  const char *path, *shown, *sha256, *document_id, *reason, *detail;
  uint8_t status;
  uint64_t size;
  int64_t mtime_ns, since_us;

  g_variant_get (packed, "(^&ay&stx&s&sy&s&sx)", &path, &shown, &size, &mtime_ns, &sha256,
                 &document_id, &status, &reason, &detail, &since_us);
  if (status > GF_READ_LAST)
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
  file->mtime_ns = status.st_mtim.tv_sec * INT64_C (1000000000) + status.st_mtim.tv_nsec;
  return true;
}

int
gf_file_open (GfFile *file)
{
  gf_autofd fd
      = open (file->path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

  if (fd < 0)
    {
      set_system_error (file);
      return -1;
    }
  return take_status (file, fd) ? gf_steal_fd (&fd) : -1;
}

char *
gf_file_digest (GfFile *file, int fd)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (READ_BUFFER_BYTES);
  ssize_t got;

  while ((got = TEMP_FAILURE_RETRY (read (fd, buffer, READ_BUFFER_BYTES))) > 0)
    g_checksum_update (checksum, buffer, got);
  if (got < 0 || lseek (fd, 0, SEEK_SET) < 0)
    {
      set_system_error (file);
      return NULL;
    }
  return g_strdup (g_checksum_get_string (checksum));
}
