/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes in any encoding, named or not, are valid UTF-8; and any names of members are
 * paths that lead nowhere else, no two the same.
 */
#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "indexer/extract/charset.h"
#include "indexer/extract/markdown.h"
#include "indexer/extract/reading.h"
#include "tests/fuzz/bytes.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_text (char *text)
{
  g_assert (text != NULL && g_utf8_validate (text, -1, NULL));
  gf_markdown_is_likely (text);
  g_free (text);
}

static bool
begin_member (void *taken, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  g_assert (*path != '\0' && strlen (path) <= 4096 + 32);
  for (size_t i = 0; parts[i] != NULL; i++)
    g_assert (*parts[i] != '\0' && strcmp (parts[i], ".") != 0
              && strcmp (parts[i], "..") != 0);
  g_assert (g_hash_table_add (taken, g_strdup (path)));
  return true;
}

static bool
end_member (void *taken, GfReadStatus status, const char *reason, const char *detail)
{
  (void) taken;
  g_assert (status == GF_READ_WHOLE && reason == NULL && detail == NULL);
  return true;
}

/* Each line is a name. */
static void
check_names (const uint8_t *data, size_t size)
{
  static const GfExtractHooks hooks
      = { .begin_member = begin_member, .end_member = end_member };
  g_autoptr (GHashTable) taken
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GfText) text = gf_text_new (1000);
  g_auto (GfShortfall) shortfall = { 0 };
  GfExtractOptions options = { 0 };
  const GfExtractTask task = { .hooks = &hooks, .data = taken };
  GfReading reading
      = { .options = &options, .task = &task, .text = text, .shortfall = &shortfall };
  g_autofree char *bytes = g_strndup ((const char *) data, size);
  g_auto (GStrv) names = g_strsplit (bytes, "\n", 300);

  gf_limits_init (&options.limits);
  for (size_t i = 0; names[i] != NULL; i++)
    g_assert (gf_reading_begin_member (&reading, names[i])
              && gf_reading_end_member (&reading, NULL, NULL));
  g_clear_pointer (&reading.member_paths, g_hash_table_unref);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  GfBytes bytes = { data, data + size };
  g_autofree char *label = gf_bytes_take_text (&bytes, '\n');

  gf_charset_is_text (data, size);
  check_text (gf_charset_decode (data, size));
  check_text (gf_charset_decode_as (label, bytes.at, bytes.end - bytes.at));
  check_names (data, size);
  return 0;
}
