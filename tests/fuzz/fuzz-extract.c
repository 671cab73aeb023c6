/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes for the reader of one format, past detection: which one, the name of the program
 * says.  Where a format is a zip of XML, the input is the XML, and the zip is made here:
 * lines that begin with "==" name the member that follows, so that what is changed is
 * what is parsed, and never a checksum.
 *
 * Whatever the bytes: read in whole or part, or refused with a reason; text is valid
 * UTF-8 on pages that there are; members are begun, filled and ended in turn, and lead
 * nowhere else.
 */
#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "indexer/extract/extract.h"
#include "tests/fuzz/package.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define MAX_TEXT_BYTES ((size_t) 1 << 20)
#define MAX_INPUT_BYTES ((size_t) 4 << 20)

static const struct
{
  const char *name; /* of the program, after "fuzz-" */
  const char *type; /* NULL: detected */
  bool is_package;
} formats[] = {
  { "archive-7z", "application/x-7z-compressed", false },
  { "archive-gzip", "application/gzip", false },
  { "archive-tar", "application/x-tar", false },
  { "csv", "text/csv", false },
  { "extract", NULL, false },
  { "html", "text/html", false },
  { "image", "image/tiff", false },
  { "mail", "message/rfc822", false },
  { "markdown", "text/markdown", false },
  { "mbox", "application/mbox", false },
  { "ole", "application/x-ole-storage", false },
  { "package", "application/zip", true },
  { "pdf", "application/pdf", false },
  { "plain", "text/plain", false },
  { "rtf", "text/rtf", false },
  { "zip", "application/zip", false },
};

static const char *
own_name (void)
{
  const char *name = program_invocation_short_name;
  const char *dash = strchr (name, '-');

  /* "lt-fuzz-rtf" is what libtool would make of it; here there is none. */
  return dash != NULL ? dash + 1 : name;
}

static size_t
find_format (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].name, own_name ()) == 0)
      return i;
  g_error ("no format is called '%s'", own_name ());
}

typedef struct
{
  bool is_within;
  unsigned n_members;
  unsigned sum; /* of the bytes of members */
  GHashTable *paths;
} Heard;

static bool
begin_member (void *data, const char *path)
{
  Heard *heard = data;
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  g_assert (!heard->is_within);
  g_assert (parts[0] != NULL);
  for (size_t i = 0; parts[i] != NULL; i++)
    g_assert (*parts[i] != '\0' && strcmp (parts[i], ".") != 0
              && strcmp (parts[i], "..") != 0);
  g_assert (g_hash_table_add (heard->paths, g_strdup (path)));
  heard->is_within = true;
  heard->n_members++;
  return true;
}

static bool
add_bytes (void *data, const void *bytes, size_t length)
{
  Heard *heard = data;

  g_assert (heard->is_within);
  /* Looked at, so that a sanitizer sees a byte too many. */
  for (size_t i = 0; i < length; i++)
    heard->sum += ((const uint8_t *) bytes)[i];
  return true;
}

static bool
end_member (void *data, GfReadStatus status, const char *reason, const char *detail)
{
  Heard *heard = data;

  g_assert (heard->is_within);
  g_assert ((status == GF_READ_WHOLE) == (reason == NULL) && status <= GF_READ_LAST);
  g_assert (reason == NULL || detail != NULL);
  heard->is_within = false;
  return true;
}

static bool
progress (void *data, uint32_t page, uint32_t n_blocks, bool recognises)
{
  (void) page;
  (void) n_blocks;
  /* Reading letters off a picture is not ours to fuzz, and takes seconds. */
  return !recognises && !((Heard *) data)->is_within;
}

static void
check_blocks (GfText *text, const Heard *heard)
{
  GPtrArray *blocks = gf_text_get_blocks (text);

  g_assert (blocks->len > 0 || heard->n_members > 0);
  for (guint i = 0; i < blocks->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (blocks, i);

      g_assert (block->kind <= GF_BLOCK_LAST && *block->text != '\0');
      g_assert (g_utf8_validate (block->text, -1, NULL));
      g_assert (block->page <= gf_text_get_pages (text));
      g_assert (block->level == 0 || block->kind == GF_BLOCK_HEADING);
    }
}

static GfExtractor *
get_extractor (void)
{
  static GfExtractor *extractor;
  static GfExtractOptions options;

  if (extractor == NULL)
    {
      gf_limits_init (&options.limits);
      options.limits.unpacked_mb = 8;
      options.limits.archive_mb = 16;
      options.limits.members = 200;
      extractor = gf_extractor_new (&options, NULL);
    }
  g_assert (extractor != NULL);
  return extractor;
}

static void
read_file (int fd, const char *type)
{
  static const GfExtractHooks hooks = { .begin_member = begin_member,
                                        .add_bytes = add_bytes,
                                        .end_member = end_member,
                                        .progress = progress };
  g_autoptr (GfText) text = gf_text_new (MAX_TEXT_BYTES);
  g_autoptr (GHashTable) paths
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GfShortfall) shortfall = { 0 };
  g_autoptr (GError) error = NULL;
  Heard heard = { .paths = paths };
  const GfExtractTask task = { .hooks = &hooks, .data = &heard };
  bool read = gf_extract_as (get_extractor (), type, fd, &task, text, &shortfall, &error);

  g_assert (read == (error == NULL));
  g_assert ((shortfall.reason == NULL) == (shortfall.detail == NULL));
  g_assert (shortfall.detail == NULL || g_utf8_validate (shortfall.detail, -1, NULL));
  if (read)
    check_blocks (text, &heard);
  else
    g_assert (error->domain == GF_EXTRACT_ERROR && *error->message != '\0');
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  size_t format = find_format ();

  if (size > MAX_INPUT_BYTES)
    return 0;
  g_autoptr (GBytes) package
      = formats[format].is_package ? gf_package_make (data, size) : NULL;
  const uint8_t *bytes = package != NULL ? g_bytes_get_data (package, &size) : data;
  int fd = memfd_create ("input", MFD_CLOEXEC);

  g_assert (fd >= 0 && write (fd, bytes, size) == (ssize_t) size);
  read_file (fd, formats[format].type);
  close (fd);
  return 0;
}
