/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/pages/ocr-words.h"

#include <math.h>
#include <string.h>

/* A word that is less sure than this, in percent, is a speck or a piece of a picture. */
#define MIN_CONFIDENCE 20
/* Of words up or down the page: a column of numbers looks like one. */
#define MIN_VERTICAL_CONFIDENCE 60
#define MAX_WORDS 20000
#define MAX_WORD_BYTES 512
/* Gaps, of the size of the type: as in pdf-page.c. */
#define CELL_GAP 1.15
#define NARROW_CELL_GAP 0.55
#define CELL_GAP_RATIO 2.2
/* Tesseract's size is that from the lowest to the highest of the letters; type is called
   after a little more. */
#define SIZE_OF_ROW (1 / 0.9)
/* Sizes within this factor of the page's usual one are that one: a row without tall
   letters measures less. */
#define SAME_SIZE 1.25
/* How far letters reach over and under the line that they stand on, of the size. */
#define ASCENT 0.9
#define DESCENT 0.2

typedef struct
{
  double x1; /* in points */
  double x2;
  double y1;
  double y2;
  double base; /* of its line, at its middle */
  double size;
  float confidence;
  char *text;
  bool begins; /* a line */
  bool is_vertical;
} Word;

typedef struct
{
  TessResultIterator *results;
  const TessPageIterator *places;
  double points; /* a pixel */
  GArray *words;
  double rise; /* of all lines, in points ... */
  double run;  /* ... over this length */
  bool is_new_line;
  unsigned n_leaders;
} Taker;

static void
clear_word (gpointer word)
{
  g_free (((Word *) word)->text);
}

static Word *
word_at (GArray *words, guint i)
{
  return &g_array_index (words, Word, i);
}

/* Borders of tables come as letters. */
static bool
is_border (const char *text)
{
  return text[strspn (text, "|_—–-[]")] == '\0' && strchr (text, '-') == NULL
         && strcmp (text, "—") != 0 && strcmp (text, "–") != 0;
}

static bool
is_vertical_block (const TessPageIterator *places)
{
  TessOrientation orientation;
  TessWritingDirection direction;
  TessTextlineOrder order;
  float skew;

  TessPageIteratorOrientation ((TessPageIterator *) places, &orientation, &direction,
                               &order, &skew);
  return direction == WRITING_DIRECTION_TOP_TO_BOTTOM;
}

static double
row_size (const Taker *taker)
{
  int flags[6];
  int size = 0;
  int font;

  TessResultIteratorWordFontAttributes (taker->results, &flags[0], &flags[1], &flags[2],
                                        &flags[3], &flags[4], &flags[5], &size, &font);
  return MAX (size, 1) * SIZE_OF_ROW;
}

static void
take_place (Taker *taker, Word *word)
{
  int x1, y1, x2, y2;
  int from_x, from_y, to_x, to_y;

  TessPageIteratorBoundingBox (taker->places, RIL_WORD, &x1, &y1, &x2, &y2);
  word->x1 = x1 * taker->points;
  word->x2 = x2 * taker->points;
  word->y1 = y1 * taker->points;
  word->y2 = y2 * taker->points;
  word->base = word->y2;
  if (!TessPageIteratorBaseline (taker->places, RIL_TEXTLINE, &from_x, &from_y, &to_x,
                                 &to_y)
      || to_x <= from_x)
    return;
  double slope = (double) (to_y - from_y) / (to_x - from_x);
  word->base = (from_y + slope * ((x1 + x2) / 2.0 - from_x)) * taker->points;
  if (!taker->is_new_line || word->is_vertical)
    return;
  taker->rise += (to_y - from_y) * taker->points;
  taker->run += (to_x - from_x) * taker->points;
}

/* (transfer full) */
static char *
dup_text (const TessResultIterator *results)
{
  char *text = TessResultIteratorGetUTF8Text (results, RIL_WORD);
  size_t length = text != NULL ? strlen (text) : 0;
  char *valid
      = g_utf8_make_valid (text != NULL ? text : "", MIN (length, MAX_WORD_BYTES));

  TessDeleteText (text);
  return g_strstrip (valid);
}

static void
take_word (Taker *taker)
{
  Word word = { .confidence = TessResultIteratorConfidence (taker->results, RIL_WORD) };

  if (TessPageIteratorIsAtBeginningOf (taker->places, RIL_TEXTLINE))
    taker->is_new_line = true;
  if (TessPageIteratorBlockType (taker->places) > PT_CAPTION_TEXT)
    return;
  g_autofree char *valid = dup_text (taker->results);
  if (*valid == '\0' || is_border (valid))
    return;
  if (word.confidence < MIN_CONFIDENCE)
    {
      taker->n_leaders += strstr (valid, "...") != NULL;
      return;
    }

  word.is_vertical = is_vertical_block (taker->places);
  if (word.is_vertical && word.confidence < MIN_VERTICAL_CONFIDENCE)
    return;
  word.text = g_steal_pointer (&valid);
  word.size = row_size (taker);
  take_place (taker, &word);
  word.begins = taker->is_new_line;
  taker->is_new_line = false;
  g_array_append_val (taker->words, word);
}

/* The size that as many words are below as above. */
static double
usual_size (GArray *words)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < words->len; i++)
    g_array_append_val (sizes, word_at (words, i)->size);
  g_array_sort (sizes, gf_pdf_compare_doubles);
  return g_array_index (sizes, double, sizes->len / 2);
}

static void
even_out_sizes (GArray *words)
{
  double usual = words->len > 0 ? usual_size (words) : 0;

  for (guint i = 0; i < words->len; i++)
    {
      Word *word = word_at (words, i);

      if (word->size <= usual * SAME_SIZE && word->size >= usual / SAME_SIZE)
        word->size = usual;
    }
}

/* Aslant by @slope: y grows along a line. */
static void
set_straight (GArray *words, double slope)
{
  for (guint i = 0; i < words->len; i++)
    {
      Word *word = word_at (words, i);
      double aside = slope * (word->y1 + word->y2) / 2;
      double down = slope * (word->x1 + word->x2) / 2;

      word->x1 += aside;
      word->x2 += aside;
      word->y1 -= down;
      word->y2 -= down;
      word->base -= down;
    }
}

/* The word after the last of the line that begins with @first. */
static guint
end_of_line (GArray *words, guint first)
{
  guint end = first + 1;

  while (end < words->len && !word_at (words, end)->begins)
    end++;
  return end;
}

/* The lower quartile of the spaces of a line; 0 where there are too few to say. */
static double
usual_gap (GArray *words, guint first, guint end)
{
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = first + 1; i < end; i++)
    {
      double gap = word_at (words, i)->x1 - word_at (words, i - 1)->x2;

      g_array_append_val (gaps, gap);
    }
  if (gaps->len < 3)
    return 0;
  g_array_sort (gaps, gf_pdf_compare_doubles);
  return g_array_index (gaps, double, gaps->len / 4);
}

static bool
is_cell_gap (double gap, double size, double usual)
{
  return gap > CELL_GAP * size
         || (usual > 0 && gap > NARROW_CELL_GAP * size && gap > CELL_GAP_RATIO * usual);
}

static GfPdfBox
box_of (const Word *word, double base)
{
  if (word->is_vertical)
    return (GfPdfBox){ word->x1, word->y1, word->x2, word->y2 };
  return (GfPdfBox){ word->x1, base - ASCENT * word->size, word->x2,
                     base + DESCENT * word->size };
}

static void
append_word (GfPdfRun *run, const Word *word, double gap)
{
  g_string_append_printf (run->text, " %s", word->text);
  run->n_characters += (uint32_t) g_utf8_strlen (word->text, -1);
  run->word_gap = MAX (run->word_gap, gap);
  run->size = MAX (run->size, word->size);
  run->box.x1 = MIN (run->box.x1, word->x1);
  run->box.x2 = MAX (run->box.x2, word->x2);
  if (!word->is_vertical)
    return;
  run->box.y1 = MIN (run->box.y1, word->y1);
  run->box.y2 = MAX (run->box.y2, word->y2);
}

/* The words from @first to before @end are a line: they all stand on the middle of what
   they stand on. */
static void
add_line (GfSeenPage *page, GArray *words, guint first, guint end)
{
  double usual = usual_gap (words, first, end);
  double base = word_at (words, first + (end - first) / 2)->base;
  GfPdfRun *run = NULL;

  for (guint i = first; i < end; i++)
    {
      const Word *word = word_at (words, i);
      double gap = run != NULL ? word->x1 - run->box.x2 : 0;

      if (run != NULL && (word->is_vertical || !is_cell_gap (gap, word->size, usual)))
        {
          append_word (run, word, gap);
          continue;
        }
      const GfPdfBox box = box_of (word, base);
      run = gf_seen_page_add (page, &box, word->size, word->text);
      if (run == NULL)
        return;
      run->is_vertical = word->is_vertical;
    }
}

static int
mean_confidence (GArray *words)
{
  double sum = 0;
  double n_bytes = 0;

  for (guint i = 0; i < words->len; i++)
    {
      size_t length = strlen (word_at (words, i)->text);

      sum += (double) word_at (words, i)->confidence * (double) length;
      n_bytes += (double) length;
    }
  return n_bytes > 0 ? (int) CLAMP (lround (sum / n_bytes), 0, 100) : 0;
}

static void
take_words (Taker *taker)
{
  do
    take_word (taker);
  while (taker->words->len < MAX_WORDS
         && TessResultIteratorNext (taker->results, RIL_WORD));
}

GfSeenPage *
gf_ocr_take_words (TessBaseAPI *tesseract, PIX *image, double dpi,
                   unsigned *n_leaders_out)
{
  double points = 72 / dpi;
  GfSeenPage *page
      = gf_seen_page_new (pixGetWidth (image) * points, pixGetHeight (image) * points);
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));
  Taker taker = { .results = TessBaseAPIGetIterator (tesseract),
                  .points = points,
                  .words = words };

  *n_leaders_out = 0;
  if (taker.results == NULL)
    return page;
  g_array_set_clear_func (words, clear_word);
  taker.places = TessResultIteratorGetPageIteratorConst (taker.results);
  take_words (&taker);
  TessResultIteratorDelete (taker.results);

  *n_leaders_out = taker.n_leaders;
  page->confidence = mean_confidence (words);
  even_out_sizes (words);
  set_straight (words, taker.run > 0 ? taker.rise / taker.run : 0);
  for (guint i = 0; i < words->len;)
    {
      guint end = end_of_line (words, i);

      add_line (page, words, i, end);
      i = end;
    }
  return page;
}
