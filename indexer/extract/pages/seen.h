/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * seen.h: what was seen in the image of one page: runs of words with their places, as
 * pdf.h has them, so that columns, tables and headings of a scan are told as those of
 * any other page.
 *
 * It has a form in text, which the indexer keeps and hands back (GF_PAGES_TYPE), so that
 * no image is read twice:
 *
 *   WIDTH HEIGHT CONFIDENCE
 *   X1 Y1 X2 Y2 SIZE UPRIGHT TEXT      a line a run; a tab before TEXT
 *
 * Lengths are in tenths of a point, from the top left; CONFIDENCE is in percent; UPRIGHT
 * is 0 for text written up or down the page.  Text that comes back is checked like any
 * file.
 */
#pragma once

#include <glib.h>

#include "indexer/extract/pages/pdf.h"

/* Of one page; what lies beyond is no page that people read. */
#define GF_SEEN_MAX_RUNS 20000
#define GF_SEEN_MAX_BYTES ((size_t) 1 << 20)

typedef struct
{
  double
      width; /* in points, as the text is read: turned where the page lay on its side */
  double height;
  int confidence;  /* 0 to 100: how sure the words are, on average */
  GPtrArray *runs; /* of GfPdfRun */
} GfSeenPage;

GfSeenPage *gf_seen_page_new (double width, double height);
void gf_seen_page_free (GfSeenPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfSeenPage, gf_seen_page_free)

/*
 * gf_seen_page_add: appends a run of text.
 * Returns: (transfer none) (nullable): NULL where the page is full; the text is then
 * dropped.
 */
GfPdfRun *gf_seen_page_add (GfSeenPage *page, const GfPdfBox *box, double size,
                            const char *text);

/* (transfer full) */
char *gf_seen_page_pack (const GfSeenPage *page);
/* NULL where @packed is not of that form, or too much. */
GfSeenPage *gf_seen_page_unpack (const char *packed);
