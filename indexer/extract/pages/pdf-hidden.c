/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-hidden.c: text on a page that nobody sees who looks at it.
 *
 * Type below a point is told by its size.  Whether white type stands on white, and dark
 * type under a dark box, only a look at the page tells: it is drawn small, and what is
 * behind each such run is one colour or not.  Drawing costs as much as reading the page,
 * and more where there are images, so it is done where there is white type, or where the
 * text says that parts of it are withheld.
 */
#include "config.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#include "indexer/extract/cleanup.h"
#include "indexer/extract/pages/pdf.h"
#include "indexer/sandbox/guard.h"

/* Pixels a point: 298 times 421 for A4, in which a letter of 10 points is 5 high. */
#define SCALE 0.5
#define MAX_PIXELS 600
/* What drawing may cost a file. */
#define MAX_DRAWN 60
#define MAX_CPU_US (1500 * 1000)
/* Where images cover this much of a page, it is not drawn: white type is there for its
   picture, and the picture may be large. */
#define MAX_IMAGE_SHARE 0.5
/* Greys, of 255: of the page, and of what covers text. */
#define WHITE 245
#define DARK 90
#define SAME_GREY 24
/* So many of a hundred pixels may differ: what stands close by reaches into the box. */
#define STRAY_PERCENT 4
#define MIN_PIXELS 6

typedef struct
{
  const unsigned char *pixels;
  int stride;
  int width;
  int height;
  double scale;
} Picture;

/* The page as it is read: turned as its text was. */
static cairo_matrix_t
turned (const GfPdfSheet *sheet)
{
  cairo_matrix_t matrix;

  if (sheet->turns == 0)
    cairo_matrix_init_identity (&matrix);
  else if (sheet->turns == 1)
    cairo_matrix_init (&matrix, 0, -1, 1, 0, 0, sheet->height);
  else if (sheet->turns == 2)
    cairo_matrix_init (&matrix, -1, 0, 0, -1, sheet->width, sheet->height);
  else
    cairo_matrix_init (&matrix, 0, 1, -1, 0, sheet->width, 0);
  return matrix;
}

static GfSurface *
draw (PopplerPage *page, const GfPdfSheet *sheet, double scale)
{
  int width = (int) CLAMP (ceil (sheet->width * scale), 1, MAX_PIXELS);
  int height = (int) CLAMP (ceil (sheet->height * scale), 1, MAX_PIXELS);
  cairo_matrix_t matrix = turned (sheet);
  cairo_matrix_t scaling;

  cairo_matrix_init_scale (&scaling, scale, scale);
  cairo_matrix_multiply (&matrix, &matrix, &scaling);
  return gf_pdf_draw (page, width, height, &matrix);
}

static int
grey_at (const Picture *picture, int x, int y)
{
  const unsigned char *pixel = picture->pixels + (size_t) y * picture->stride + 4 * x;

  return (pixel[0] + pixel[1] + pixel[2]) / 3;
}

static bool
is_stray (int grey, bool is_white, int first)
{
  return is_white ? grey < WHITE : grey > DARK || ABS (grey - first) > SAME_GREY;
}

/* Whether @box shows one colour only: white, or one that covers. */
static bool
is_blank (const Picture *picture, const GfPdfBox *box, bool is_white)
{
  double inset = 0.2 * (box->y2 - box->y1);
  int x1 = (int) CLAMP (ceil (box->x1 * picture->scale), 0, picture->width);
  int x2 = (int) CLAMP (floor (box->x2 * picture->scale), 0, picture->width);
  int y1 = (int) CLAMP (floor ((box->y1 + inset) * picture->scale), 0, picture->height);
  int y2 = (int) CLAMP (ceil ((box->y2 - inset) * picture->scale), 0, picture->height);
  int n_pixels = MAX (x2 - x1, 0) * MAX (y2 - y1, 0);
  int n_stray = 0;

  if (n_pixels < MIN_PIXELS)
    return false;
  int first = grey_at (picture, (x1 + x2) / 2, (y1 + y2) / 2);
  for (int y = y1; y < y2; y++)
    for (int x = x1; x < x2; x++)
      n_stray += is_stray (grey_at (picture, x, y), is_white, first);
  return n_stray * 100 <= n_pixels * STRAY_PERCENT;
}

typedef struct
{
  guint first; /* characters */
  guint end;
  GfPdfBox box;
  GfPdfInk ink;
  bool has_letters; /* or digits: a bullet is a box too */
} Word;

typedef struct
{
  const GfPdfCharacters *characters;
  const GList *attribute;
  const char *text;
  guint i;
} Words;

static GfPdfInk
ink_at (Words *words)
{
  while (words->attribute != NULL
         && ((PopplerTextAttributes *) words->attribute->data)->end_index
                < (gint) words->i)
    words->attribute = words->attribute->next;
  return words->attribute != NULL
             ? gf_pdf_ink_of (&((PopplerTextAttributes *) words->attribute->data)->color)
             : GF_PDF_INK_OTHER;
}

/* The next characters of one ink without a blank between. */
static bool
next_word (Words *words, Word *word)
{
  while ((guchar) *words->text <= ' ' && *words->text != '\0')
    words->text++, words->i++;
  if (*words->text == '\0')
    return false;
  const PopplerRectangle *box = &words->characters->boxes[words->i];
  *word = (Word){ .first = words->i,
                  .box = { box->x1, box->y1, box->x2, box->y2 },
                  .ink = ink_at (words) };
  for (; (guchar) *words->text > ' ' && ink_at (words) == word->ink;
       words->text = g_utf8_next_char (words->text), words->i++)
    {
      box = &words->characters->boxes[words->i];
      word->box = (GfPdfBox){ MIN (word->box.x1, box->x1), MIN (word->box.y1, box->y1),
                              MAX (word->box.x2, box->x2), MAX (word->box.y2, box->y2) };
      word->has_letters
          = word->has_letters || g_unichar_isalnum (g_utf8_get_char (words->text));
    }
  word->end = words->i;
  return true;
}

static bool *
find_blank (const Picture *picture, const GfPdfCharacters *characters, bool covers_text)
{
  Words words = { .characters = characters,
                  .attribute = characters->attributes,
                  .text = characters->text };
  Word word;
  bool *hidden = NULL;

  while (next_word (&words, &word))
    {
      bool is_white = word.ink == GF_PDF_INK_WHITE;

      if (!word.has_letters || (!is_white && !covers_text) || word.ink == GF_PDF_INK_OTHER
          || !is_blank (picture, &word.box, is_white))
        continue;
      if (hidden == NULL)
        hidden = g_new0 (bool, characters->n_boxes);
      for (guint i = word.first; i < word.end; i++)
        hidden[i] = true;
    }
  return hidden;
}

static bool *
look (PopplerPage *page, const GfPdfSheet *sheet, const GfPdfCharacters *characters,
      bool covers_text)
{
  double longest = MAX (MAX (sheet->width, sheet->height), 1);
  Picture picture = { .scale = MIN (SCALE, MAX_PIXELS / longest) };
  g_autoptr (GfSurface) surface = draw (page, sheet, picture.scale);

  if (surface == NULL)
    return NULL;
  picture.pixels = cairo_image_surface_get_data (surface);
  picture.stride = cairo_image_surface_get_stride (surface);
  picture.width = cairo_image_surface_get_width (surface);
  picture.height = cairo_image_surface_get_height (surface);
  return find_blank (&picture, characters, covers_text);
}

/* Beginnings of the words of documents that parts were taken out of, "Offl. § 13" and
   "unntatt offentlighet" among them, in any case of the first letter. */
static bool
says_withheld_here (const char *p)
{
  static const char *const words[]
      = { "ffl. §",      "ffl.§",  "ffl § ", "ffentleglov", "nntatt off",
          "nnateke off", "ladda ", "laddet", "ladding" };

  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    if (strncmp (p, words[i], strlen (words[i])) == 0)
      return true;
  return false;
}

static bool
says_withheld (GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    for (const char *p = ((GfPdfRun *) g_ptr_array_index (runs, i))->text->str;
         *p != '\0'; p++)
      if (((*p == 'f' && p[1] == 'f') || (*p == 'n' && p[1] == 'n')
           || (*p == 'l' && p[1] == 'a'))
          && says_withheld_here (p))
        return true;
  return false;
}

static bool
has_white (GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    if (((GfPdfRun *) g_ptr_array_index (runs, i))->ink == GF_PDF_INK_WHITE)
      return true;
  return false;
}

GPtrArray *
gf_pdf_take_hidden (GPtrArray *runs)
{
  GPtrArray *hidden = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_pdf_run_free);
  guint n_kept = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      GfPdfRun *run = g_ptr_array_index (runs, i);

      if (run->is_hidden)
        g_ptr_array_add (hidden, run);
      else
        runs->pdata[n_kept++] = run;
    }
  /* What was moved must not be freed with what is cut off. */
  for (guint i = n_kept; i < runs->len; i++)
    runs->pdata[i] = NULL;
  g_ptr_array_set_size (runs, (gint) n_kept);
  return hidden;
}

bool *
gf_pdf_find_hidden (PopplerPage *page, const GfPdfSheet *sheet,
                    const GfPdfCharacters *characters, GPtrArray *runs, GfPdfLooks *looks)
{
  looks->covers_text = looks->covers_text || says_withheld (runs);
  if (!(looks->covers_text || has_white (runs)) || looks->n_drawn >= MAX_DRAWN
      || looks->cpu_us >= MAX_CPU_US || gf_pdf_image_share (page) > MAX_IMAGE_SHARE)
    return NULL;

  int64_t start = gf_guard_cpu_us ();
  bool *hidden = look (page, sheet, characters, looks->covers_text);
  looks->n_drawn++;
  looks->cpu_us += gf_guard_cpu_us () - start;
  return hidden;
}
