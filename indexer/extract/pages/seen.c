/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/pages/seen.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A number of tenths of a point, at most: no page is 1 km wide. */
#define MAX_TENTHS 28346457
#define N_RUN_NUMBERS 6

GfSeenPage *
gf_seen_page_new (double width, double height)
{
  GfSeenPage *page = g_new0 (GfSeenPage, 1);

  page->width = width;
  page->height = height;
  page->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_pdf_run_free);
  return page;
}

void
gf_seen_page_free (GfSeenPage *page)
{
  if (page == NULL)
    return;
  g_ptr_array_unref (page->runs);
  g_free (page);
}

GfPdfRun *
gf_seen_page_add (GfSeenPage *page, const GfPdfBox *box, double size, const char *text)
{
  if (page->runs->len >= GF_SEEN_MAX_RUNS)
    return NULL;

  GfPdfRun *run = g_new0 (GfPdfRun, 1);
  run->box = *box;
  run->text = g_string_new (text);
  run->size = size;
  run->n_characters = (uint32_t) g_utf8_strlen (text, -1);
  g_ptr_array_add (page->runs, run);
  return run;
}

static long
tenths (double points)
{
  return lround (CLAMP (points * 10, -MAX_TENTHS, MAX_TENTHS));
}

static void
pack_run (GString *out, const GfPdfRun *run)
{
  g_autofree char *text
      = g_strdelimit (g_strdup (run->text->str), "\n\r", ' '); /* which end a run */

  g_string_append_printf (out, "%ld %ld %ld %ld %ld %d\t%s\n", tenths (run->box.x1),
                          tenths (run->box.y1), tenths (run->box.x2),
                          tenths (run->box.y2), tenths (run->size), !run->is_vertical,
                          text);
}

char *
gf_seen_page_pack (const GfSeenPage *page)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_string_append_printf (out, "%ld %ld %d\n", tenths (page->width),
                          tenths (page->height), page->confidence);
  for (guint i = 0; i < page->runs->len; i++)
    {
      size_t length = out->len;

      pack_run (out, g_ptr_array_index (page->runs, i));
      if (out->len <= GF_SEEN_MAX_BYTES)
        continue;
      g_string_truncate (out, length);
      break;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Returns: where the numbers end; NULL where there are not @n of them. */
static const char *
parse_numbers (const char *text, long *numbers, size_t n)
{
  for (size_t i = 0; i < n; i++)
    {
      char *end;

      errno = 0;
      numbers[i] = strtol (text, &end, 10);
      if (end == text || errno != 0 || labs (numbers[i]) > MAX_TENTHS)
        return NULL;
      text = end;
    }
  return text;
}

static bool
unpack_run (GfSeenPage *page, const char *line)
{
  long n[N_RUN_NUMBERS];
  const char *text = parse_numbers (line, n, N_RUN_NUMBERS);

  if (text == NULL || *text != '\t' || n[0] > n[2] || n[1] > n[3] || n[4] < 1)
    return false;
  const GfPdfBox box = { n[0] / 10.0, n[1] / 10.0, n[2] / 10.0, n[3] / 10.0 };
  GfPdfRun *run = gf_seen_page_add (page, &box, n[4] / 10.0, text + 1);
  if (run != NULL)
    run->is_vertical = n[5] == 0;
  return run != NULL;
}

GfSeenPage *
gf_seen_page_unpack (const char *packed)
{
  long head[3];

  if (strnlen (packed, GF_SEEN_MAX_BYTES + 1) > GF_SEEN_MAX_BYTES
      || !g_utf8_validate (packed, -1, NULL))
    return NULL;
  const char *rest = parse_numbers (packed, head, G_N_ELEMENTS (head));
  if (rest == NULL || *rest != '\n' || head[0] < 1 || head[1] < 1 || head[2] < 0
      || head[2] > 100)
    return NULL;

  g_autoptr (GfSeenPage) page = gf_seen_page_new (head[0] / 10.0, head[1] / 10.0);
  page->confidence = (int) head[2];
  while (*++rest != '\0')
    {
      size_t length = strcspn (rest, "\n");
      g_autofree char *line = g_strndup (rest, length);

      if (rest[length] == '\0' || !unpack_run (page, line))
        return NULL;
      rest += length;
    }
  return g_steal_pointer (&page);
}
