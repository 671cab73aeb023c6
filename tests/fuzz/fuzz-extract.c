/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes are read, in whole or in part, or are refused with a reason; what is read is
 * valid UTF-8 on pages that the file has.  Runs outside the sandbox, for the sake of the
 * sanitizers.
 */
#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "indexer/extract/extract.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define MAX_TEXT_BYTES ((size_t) 1 << 20)

static void
check_blocks (GfText *text)
{
  GPtrArray *blocks = gf_text_get_blocks (text);

  g_assert (blocks->len > 0);
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

  if (extractor == NULL)
    extractor = gf_extractor_new (NULL, NULL);
  g_assert (extractor != NULL);
  return extractor;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GfText) text = gf_text_new (MAX_TEXT_BYTES);
  g_auto (GfShortfall) shortfall = { 0 };
  g_autoptr (GError) error = NULL;
  int fd = memfd_create ("input", MFD_CLOEXEC);

  g_assert (fd >= 0 && write (fd, data, size) == (ssize_t) size);
  bool read = gf_extract (get_extractor (), fd, NULL, text, &shortfall, &error);
  close (fd);
  g_assert (read == (error == NULL));
  g_assert ((shortfall.reason == NULL) == (shortfall.detail == NULL));
  if (read)
    check_blocks (text);
  else
    g_assert (error->domain == GF_EXTRACT_ERROR && *error->message != '\0');
  return 0;
}
