/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/lexicon-private.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "common/autofd.h"

/* Beside the file; left there by a run that was killed, written over by the next. */
#define NEW_SUFFIX ".new"

static bool
fail (GError **error, const char *path)
{
  int code = errno;

  g_set_error (error, GF_LEXICON_ERROR, GF_LEXICON_ERROR_IO, "cannot write '%s': %s",
               path, g_strerror (code));
  return false;
}

static bool
write_all (int fd, const void *data, size_t size)
{
  const char *bytes = data;

  while (size > 0)
    {
      ssize_t written = write (fd, bytes, size);

      if (written < 0 && errno != EINTR)
        return false;
      if (written > 0)
        {
          bytes += written;
          size -= (size_t) written;
        }
    }
  return true;
}

static size_t
section_size (const GfLexiconHeader *header, unsigned i)
{
  return header->counts[i] * gf_lexicon_element_size (i);
}

static bool
write_sections (int fd, const GfLexiconHeader *header, const void *const sections[])
{
  static const char padding[GF_LEXICON_ALIGNMENT];

  if (!write_all (fd, header, sizeof *header))
    return false;
  for (unsigned i = 0; i < GF_LEXICON_N_SECTIONS; i++)
    {
      size_t size = section_size (header, i);

      if (!write_all (fd, sections[i], size)
          || !write_all (fd, padding, -size % GF_LEXICON_ALIGNMENT))
        return false;
    }
  return true;
}

static void
set_sums (GfLexiconHeader *header, const void *const sections[])
{
  header->contents_sum = GF_LEXICON_SUM;
  for (unsigned i = 0; i < GF_LEXICON_N_SECTIONS; i++)
    header->contents_sum
        = gf_lexicon_sum (header->contents_sum, sections[i], section_size (header, i));
  header->header_sum = gf_lexicon_header_sum (header);
}

/* The file is in its place by then, and can be made again: nothing is told. */
static void
sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gf_autofd fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0)
    fsync (fd);
}

bool
gf_lexicon_save (const char *path, GfLexiconHeader *header,
                 const void *const sections[GF_LEXICON_N_SECTIONS], GError **error)
{
  g_autofree char *made = g_strconcat (path, NEW_SUFFIX, NULL);
  gf_autofd fd = open (made, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);

  if (fd < 0)
    return fail (error, made);
  set_sums (header, sections);
  if (!write_sections (fd, header, sections) || fsync (fd) != 0
      || rename (made, path) != 0)
    {
      fail (error, made);
      unlink (made);
      return false;
    }
  sync_folder_of (path);
  return true;
}

GBytes *
gf_lexicon_to_bytes (GfLexiconHeader *header,
                     const void *const sections[GF_LEXICON_N_SECTIONS])
{
  uint64_t offsets[GF_LEXICON_N_SECTIONS];
  size_t size = gf_lexicon_layout (header, offsets);
  char *bytes = g_malloc0 (size);

  set_sums (header, sections);
  memcpy (bytes, header, sizeof *header);
  for (unsigned i = 0; i < GF_LEXICON_N_SECTIONS; i++)
    if (section_size (header, i) > 0)
      memcpy (bytes + offsets[i], sections[i], section_size (header, i));
  return g_bytes_new_take (bytes, size);
}
