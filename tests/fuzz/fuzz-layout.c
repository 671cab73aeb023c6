/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs of words anywhere on a page, or off it, are laid out: no letter is lost or made,
 * and paragraphs are joined of the lines.
 *
 * Input: for each run its place and size, two bytes each, and its text up to a NUL.
 */
#include "config.h"

#include <glib.h>
#include <math.h>
#include <stdint.h>

#include "indexer/extract/pages/pdf.h"
#include "tests/fuzz/bytes.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define MAX_RUNS 2000
#define PAGE_HEIGHT 842

/* What a damaged file can say of itself, beside numbers. */
static double
take_number (GfBytes *bytes)
{
  int number = gf_bytes_take_short (bytes);

  if (number == INT16_MIN)
    return -1e30;
  if (number == INT16_MAX)
    return 1e30;
  return number / 16.;
}

static GfPdfRun *
take_run (GfBytes *bytes)
{
  double x = take_number (bytes);
  double y = take_number (bytes);
  double width = fabs (take_number (bytes));
  uint8_t size = gf_bytes_take (bytes);
  uint8_t flags = gf_bytes_take (bytes);
  g_autofree char *text = gf_bytes_take_text (bytes, '\0');

  g_strstrip (text);
  if (*text == '\0')
    return NULL;
  GfPdfRun *run = g_new0 (GfPdfRun, 1);
  run->box = (GfPdfBox){ x, y, x + width, y + size };
  run->text = g_string_new (text);
  run->size = size;
  run->word_gap = size / 4.;
  run->n_characters = (uint32_t) g_utf8_strlen (text, -1);
  run->n_bold = flags & 1 ? run->n_characters : 0;
  run->is_vertical = flags & 2;
  return run;
}

/* Hyphens are not counted: those of parted words go. */
static size_t
count_letters (const char *text)
{
  size_t n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    n += g_unichar_isalnum (g_utf8_get_char (text));
  return n;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray) runs
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_pdf_run_free);
  g_autoptr (GPtrArray) blocks
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_pdf_block_free);
  GfBytes bytes = { data, data + size };
  size_t n_before = 0;
  size_t n_after = 0;

  while (bytes.at < bytes.end && runs->len < MAX_RUNS)
    {
      GfPdfRun *run = take_run (&bytes);

      if (run == NULL)
        continue;
      n_before += count_letters (run->text->str);
      g_ptr_array_add (runs, run);
    }
  g_autoptr (GPtrArray) lines = gf_pdf_layout (runs);
  for (guint i = 0; i < lines->len; i++)
    {
      const GfPdfLine *line = g_ptr_array_index (lines, i);

      g_assert (g_utf8_validate (line->text, -1, NULL));
      n_after += count_letters (line->text);
    }
  g_assert_cmpuint (n_after, ==, n_before);
  gf_pdf_join_lines (lines, 1, PAGE_HEIGHT, blocks);
  for (guint i = 0; i < blocks->len; i++)
    g_assert (g_utf8_validate (((GfPdfBlock *) blocks->pdata[i])->text, -1, NULL));
  return 0;
}
