/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ocr-image.c: what is taken out of an image so that its words can be seen: grain, and
 * the dots that lead from a title in a table of contents to its page, which tesseract
 * reads as letters, losing the words before them.
 */
#include "config.h"

#include "indexer/extract/pages/ocr-words.h"

static inline void
free_numa (NUMA *numa)
{
  numaDestroy (&numa);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NUMA, free_numa)

/* In inches: a dot is smaller than the first, the next one nearer than the second, and
   a row of them longer than the third and lower than the fourth. */
#define DOT 0.034
#define GAP 0.09
#define LENGTH 0.4
#define HEIGHT 0.05
/* Measured: a page has 1,000 to 6,000 pieces, white paper with noise 500,000. */
#define MAX_PIECES 25000
#define BLACK_BELOW 160

/* Of black on white, parted where the two are parted best. */
static PIX *
part (PIX *image)
{
  g_autoptr (NUMA) histogram = pixGetGrayHistogramMasked (image, NULL, 0, 0, 4);
  l_int32 threshold = BLACK_BELOW;

  if (histogram != NULL)
    numaSplitDistribution (histogram, 0, &threshold, NULL, NULL, NULL, NULL, NULL);
  return pixThresholdToBinary (image, CLAMP (threshold, 1, 255));
}

static bool
has_few_pieces (PIX *image)
{
  g_autoptr (PIX) black = part (image);
  l_int32 n_pieces;

  return black != NULL && pixCountConnComp (black, 8, &n_pieces) == 0
         && n_pieces <= MAX_PIECES;
}

PIX *
gf_ocr_calm (PIX *image)
{
  if (has_few_pieces (image))
    return pixClone (image);

  g_autoptr (PIX) smooth = pixBlockconv (image, 1, 1);
  return smooth != NULL && has_few_pieces (smooth) ? g_steal_pointer (&smooth) : NULL;
}

/* What is no larger than a dot. */
static PIX *
take_dots (PIX *image, double dpi)
{
  int size = (int) (DOT * dpi);
  l_int32 n_pieces = 0;
  g_autoptr (PIX) black = pixThresholdToBinary (image, BLACK_BELOW);

  if (black == NULL || pixCountConnComp (black, 8, &n_pieces) != 0
      || n_pieces > MAX_PIECES)
    return NULL;
  return pixSelectBySize (black, size, size, 8, L_SELECT_IF_BOTH, L_SELECT_IF_LTE, NULL);
}

/* Rows of dots, filled in. */
static PIX *
find_leaders (PIX *image, double dpi)
{
  g_autoptr (PIX) dots = take_dots (image, dpi);
  g_autoptr (PIX) joined
      = dots != NULL ? pixCloseSafeBrick (NULL, dots, (int) (GAP * dpi), 1) : NULL;
  g_autoptr (PIX) longer = joined != NULL
                               ? pixSelectBySize (joined, (int) (LENGTH * dpi), 0, 8,
                                                  L_SELECT_WIDTH, L_SELECT_IF_GTE, NULL)
                               : NULL;

  return longer != NULL ? pixSelectBySize (longer, 0, (int) (HEIGHT * dpi), 8,
                                           L_SELECT_HEIGHT, L_SELECT_IF_LTE, NULL)
                        : NULL;
}

PIX *
gf_ocr_remove_leaders (PIX *image, double dpi)
{
  g_autoptr (PIX) leaders = find_leaders (image, dpi);
  /* Their edges are grey. */
  g_autoptr (PIX) mask = leaders != NULL ? pixDilateBrick (NULL, leaders, 7, 7) : NULL;
  PIX *without = mask != NULL ? pixCopy (NULL, image) : NULL;

  if (without != NULL)
    pixSetMasked (without, mask, 255);
  return without;
}
