/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-page.c: the characters of a page, and their boxes, made into runs.
 *
 * poppler's plain text of a page glues the cells of tables together (22.12: words of a
 * line are parted only where poppler noted a space after the first), so the gaps between
 * the boxes decide what is a word and what is a cell.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "indexer/extract/pages/pdf.h"

/* Gaps, of the size of the font.  poppler parts words at 0.1 (minWordBreakSpace in
   TextOutputDev.cc); letters set apart for emphasis stand closer than that. */
#define WORD_GAP 0.12
/* A gap between columns or cells: wider than the spaces of a justified line ... */
#define CELL_GAP 1.15
/* ... or narrower than that, and so much wider than the other spaces of the line. */
#define NARROW_CELL_GAP 0.55
#define CELL_GAP_RATIO 2.2
/* A space that may turn out to be a gap between cells. */
#define DOUBTFUL_GAP 0.35
/* A page is turned where this share of its text runs in another direction, in percent. */
#define TURNED_PERCENT 60
/* Colours, of 65535. */
#define WHITE 62000
#define DARK 33000
/* Smaller type than this many points is not there to be read. */
#define TINY 1.0
/* Of two characters on one line, the lower box begins within this much of the upper one.
 */
#define LINE_OVERLAP 0.4

typedef struct
{
  GPtrArray *runs;
  GfPdfRun *run; /* the one that is being made, or NULL */
  const GList *attribute;
  const bool *hidden; /* of each character; NULL for none */
  double size;
  double line_gap; /* the usual space of the line */
  GfPdfInk ink;
  bool is_bold;
  bool is_tiny;   /* type too small for anybody to read */
  bool is_hidden; /* the character is */
  bool is_spaced; /* a space stood before the character */
} Maker;

void
gf_pdf_run_free (GfPdfRun *run)
{
  if (run == NULL)
    return;
  g_string_free (run->text, TRUE);
  if (run->gaps != NULL)
    g_array_unref (run->gaps);
  g_free (run);
}

static void
clear_characters (GfPdfCharacters *characters)
{
  g_free (characters->text);
  g_free (characters->boxes);
  poppler_page_free_text_attributes (characters->attributes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GfPdfCharacters, clear_characters)

/* Ligatures that fonts of today still make; bullets of the Symbol and Wingdings fonts,
   which PDF producers leave in the private use area. */
static const char *
expand (gunichar c)
{
  static const char *const ligatures[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };

  if (c >= 0xfb00 && c <= 0xfb06)
    return ligatures[c - 0xfb00];
  if (c == 0xf0b7 || c == 0xf0a7 || c == 0xf0d8 || c == 0xf0a8 || c == 0xf076)
    return "•";
  return NULL;
}

bool
gf_pdf_is_bullet (const char *text)
{
  static const char *const bullets[]
      = { "•", "·", "▪", "▫", "‣", "◦", "●", "○", "■", "□", "➢",
          "➤", "►", "✓", "✔", "–", "-", "—", "*", "o", "§" };

  for (size_t i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (strcmp (text, bullets[i]) == 0)
      return true;
  return false;
}

/* "ABCDEF+LiberationSans-Bold", "Arial,Bold". */
static bool
is_bold_name (const char *font_name)
{
  static const char *const words[] = { "bold", "black", "heavy", "semib", "demi" };
  g_autofree char *lower = g_ascii_strdown (font_name ? font_name : "", -1);

  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (lower, words[i]) != NULL)
      return true;
  return false;
}

GfPdfInk
gf_pdf_ink_of (const PopplerColor *color)
{
  guint least = MIN (MIN (color->red, color->green), color->blue);
  guint grey = (color->red + color->green + color->blue) / 3u;

  if (least >= WHITE)
    return GF_PDF_INK_WHITE;
  return grey <= DARK ? GF_PDF_INK_DARK : GF_PDF_INK_OTHER;
}

static void
take_attribute (Maker *maker, guint i)
{
  const GList *link = maker->attribute;

  if (maker->size > 0
      && (link == NULL || (gint) i <= ((PopplerTextAttributes *) link->data)->end_index))
    return;
  while (link != NULL && ((PopplerTextAttributes *) link->data)->end_index < (gint) i)
    link = link->next;
  maker->attribute = link;
  if (link != NULL)
    {
      const PopplerTextAttributes *attributes = link->data;
      maker->size = MAX (attributes->font_size, 1);
      maker->is_bold = is_bold_name (attributes->font_name);
      maker->ink = gf_pdf_ink_of (&attributes->color);
      maker->is_tiny = attributes->font_size < TINY;
    }
}

static void
end_run (Maker *maker)
{
  maker->is_spaced = false;
  if (maker->run == NULL)
    return;
  if (maker->run->text->len > 0)
    g_ptr_array_add (maker->runs, g_steal_pointer (&maker->run));
  else
    g_clear_pointer (&maker->run, gf_pdf_run_free);
}

static void
begin_run (Maker *maker, const PopplerRectangle *box)
{
  end_run (maker);
  maker->run = g_new0 (GfPdfRun, 1);
  maker->run->box = (GfPdfBox){ box->x1, box->y1, box->x2, box->y2 };
  maker->run->text = g_string_new (NULL);
  maker->run->size = maker->size;
  maker->run->ink = maker->ink;
  maker->run->is_hidden = maker->is_hidden;
}

/* Down or up the page: the next character stands over or under the last, and no further
 * on. */
static bool
continues_vertically (const GfPdfRun *run, const PopplerRectangle *box)
{
  double width = run->box.x2 - run->box.x1;
  bool is_beside
      = box->x1 >= run->box.x2 - width / 2 || box->x2 <= run->box.x1 + width / 2;

  return !is_beside && (run->is_vertical || run->n_characters == 1)
         && (fabs (box->y1 - run->box.y2) < run->size
             || fabs (run->box.y1 - box->y2) < run->size);
}

static bool
is_same_line (const GfPdfRun *run, const PopplerRectangle *box)
{
  double overlap = MIN (run->box.y2, box->y2) - MAX (run->box.y1, box->y1);
  double height = MIN (run->box.y2 - run->box.y1, box->y2 - box->y1);

  return overlap >= LINE_OVERLAP * height;
}

static bool
is_cell_gap (const Maker *maker, double gap)
{
  double size = MAX (maker->run->size, maker->size);

  return gap > CELL_GAP * size
         || (maker->line_gap > 0 && gap > NARROW_CELL_GAP * size
             && gap > CELL_GAP_RATIO * maker->line_gap);
}

static void
note_gap (GfPdfRun *run, double x2)
{
  GfPdfGap gap = { run->box.x2, x2, run->text->len };

  if (run->gaps == NULL)
    run->gaps = g_array_new (FALSE, FALSE, sizeof (GfPdfGap));
  g_array_append_val (run->gaps, gap);
}

/* Whether what is seen and what may be hidden meet. */
static bool
changes_sight (const Maker *maker, const GfPdfRun *run)
{
  return (run->ink == GF_PDF_INK_WHITE) != (maker->ink == GF_PDF_INK_WHITE)
         || run->is_hidden != maker->is_hidden;
}

static void
append (Maker *maker, gunichar c, const PopplerRectangle *box)
{
  GfPdfRun *run = maker->run;
  const char *expanded = expand (c);

  if (expanded != NULL)
    g_string_append (run->text, expanded);
  else
    g_string_append_unichar (run->text, c);
  run->n_characters++;
  run->n_bold += maker->is_bold;
  run->box.x1 = MIN (run->box.x1, box->x1);
  run->box.y1 = MIN (run->box.y1, box->y1);
  run->box.x2 = MAX (run->box.x2, box->x2);
  run->box.y2 = MAX (run->box.y2, box->y2);
  run->size = MAX (run->size, maker->size);
  maker->is_spaced = false;
}

static void
take_character (Maker *maker, gunichar c, const PopplerRectangle *box)
{
  GfPdfRun *run = maker->run;

  if (run != NULL && changes_sight (maker, run))
    run = NULL;
  if (run != NULL && continues_vertically (run, box))
    run->is_vertical = true;
  else if (run != NULL && (run->is_vertical || !is_same_line (run, box)))
    run = NULL;

  double gap = run ? box->x1 - run->box.x2 : 0;
  if (run == NULL
      || (!run->is_vertical && (is_cell_gap (maker, gap) || gap < -2 * run->size)))
    begin_run (maker, box);
  else if (maker->is_spaced || gap > WORD_GAP * maker->size)
    {
      if (gap > DOUBTFUL_GAP * maker->size && !run->is_vertical)
        note_gap (run, box->x1);
      g_string_append_c (run->text, ' ');
      run->word_gap = MAX (run->word_gap, gap);
    }
  append (maker, c, box);
}

/* The usual space of the line that begins at character @i: the lower quartile of those it
   has, so that a row of short cells has one too; 0 where there are too few to say. */
static double
usual_gap (const GfPdfCharacters *characters, const char *text, guint i)
{
  double gaps[64];
  guint n_gaps = 0;
  guint last = i;
  bool is_first = true;

  for (; *text != '\0' && *text != '\n' && n_gaps < G_N_ELEMENTS (gaps);
       text = g_utf8_next_char (text), i++)
    {
      if (*text == ' ')
        continue;
      double gap = characters->boxes[i].x1 - characters->boxes[last].x2;
      if (!is_first
          && gap > WORD_GAP * (characters->boxes[i].y2 - characters->boxes[i].y1))
        gaps[n_gaps++] = gap;
      is_first = false;
      last = i;
    }
  if (n_gaps < 3)
    return 0;
  qsort (gaps, n_gaps, sizeof gaps[0], gf_pdf_compare_doubles);
  return gaps[n_gaps / 4];
}

static void
make_runs (Maker *maker, const GfPdfCharacters *characters)
{
  const char *text = characters->text;

  maker->line_gap = usual_gap (characters, text, 0);
  for (guint i = 0; *text != '\0' && i < characters->n_boxes;
       text = g_utf8_next_char (text), i++)
    {
      gunichar c = g_utf8_get_char (text);

      take_attribute (maker, i);
      if (c == '\n')
        {
          end_run (maker);
          maker->line_gap = usual_gap (characters, text + 1, i + 1);
        }
      else if (g_unichar_isspace (c))
        maker->is_spaced = maker->run != NULL;
      else if (c >= 0x20)
        {
          const PopplerRectangle *box = &characters->boxes[i];

          maker->is_hidden = (maker->hidden != NULL && maker->hidden[i])
                             || (maker->is_tiny && box->y2 - box->y1 < 1.5 * TINY);
          take_character (maker, c, box);
        }
    }
  end_run (maker);
}

/* Without a box for each character, which text in two directions can lead to, each line
   of poppler's is a run; they are set under each other in their order. */
static void
make_plain_runs (Maker *maker, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      PopplerRectangle box = { 0, i * 12.0, strlen (lines[i]) * 5.0, i * 12.0 + 10 };

      maker->size = 10;
      begin_run (maker, &box);
      g_string_append (maker->run->text, lines[i]);
    }
  end_run (maker);
}

/* The ways that text can run, clockwise. */
enum
{
  RIGHT,
  DOWN,
  LEFT,
  UP,
  N_WAYS
};

/* The way that most characters of a word stand from the one before. */
static int
find_way (const GfPdfCharacters *characters)
{
  guint counts[N_WAYS] = { 0 };
  guint sum = 0;
  int most = RIGHT;
  const char *text = characters->text;
  bool follows = false;

  for (guint i = 0; *text != '\0'; text = g_utf8_next_char (text), i++)
    {
      bool is_blank = (guchar) *text <= ' ';

      if (follows && !is_blank)
        {
          const PopplerRectangle *box = &characters->boxes[i];
          double dx = box->x1 + box->x2 - box[-1].x1 - box[-1].x2;
          double dy = box->y1 + box->y2 - box[-1].y1 - box[-1].y2;

          counts[fabs (dx) >= fabs (dy) ? (dx >= 0 ? RIGHT : LEFT)
                                        : (dy >= 0 ? DOWN : UP)]++;
          sum++;
        }
      follows = !is_blank;
    }
  for (int way = RIGHT; way < N_WAYS; way++)
    most = counts[way] > counts[most] ? way : most;
  return counts[most] * 100 >= sum * TURNED_PERCENT ? most : RIGHT;
}

static PopplerRectangle
turn_box (const PopplerRectangle *box, int way, double width, double height)
{
  if (way == DOWN)
    return (PopplerRectangle){ box->y1, width - box->x2, box->y2, width - box->x1 };
  if (way == UP)
    return (PopplerRectangle){ height - box->y2, box->x1, height - box->y1, box->x2 };
  return (PopplerRectangle){ width - box->x2, height - box->y2, width - box->x1,
                             height - box->y1 };
}

static void
turn_page (GfPdfCharacters *characters, GfPdfSheet *sheet)
{
  int way = find_way (characters);
  double width = sheet->width;
  double height = sheet->height;

  sheet->turns = way;
  if (way == RIGHT)
    return;
  for (guint i = 0; i < characters->n_boxes; i++)
    characters->boxes[i] = turn_box (&characters->boxes[i], way, width, height);
  sheet->width = way == LEFT ? width : height;
  sheet->height = way == LEFT ? height : width;
}

static GPtrArray *
read_runs (const GfPdfCharacters *characters, const bool *hidden)
{
  Maker maker
      = { .runs = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_pdf_run_free),
          .attribute = characters->attributes,
          .hidden = hidden };

  if (characters->boxes != NULL)
    make_runs (&maker, characters);
  else if (characters->text != NULL)
    make_plain_runs (&maker, characters->text);
  return maker.runs;
}

static void
read_characters (PopplerPage *page, GfPdfCharacters *characters)
{
  characters->text = poppler_page_get_text (page);
  if (characters->text == NULL || *characters->text == '\0'
      || !g_utf8_validate (characters->text, -1, NULL))
    {
      g_clear_pointer (&characters->text, g_free);
      return;
    }
  bool has_boxes
      = poppler_page_get_text_layout (page, &characters->boxes, &characters->n_boxes);
  characters->attributes = poppler_page_get_text_attributes (page);
  if (!has_boxes || (glong) characters->n_boxes != g_utf8_strlen (characters->text, -1))
    g_clear_pointer (&characters->boxes, g_free);
}

GPtrArray *
gf_pdf_page_runs (PopplerPage *page, GfPdfLooks *looks, GfPdfSheet *sheet_out)
{
  g_auto (GfPdfCharacters) characters = { 0 };

  *sheet_out = (GfPdfSheet){ 0 };
  poppler_page_get_size (page, &sheet_out->width, &sheet_out->height);
  read_characters (page, &characters);
  if (characters.boxes == NULL)
    return read_runs (&characters, NULL);

  turn_page (&characters, sheet_out);
  GPtrArray *runs = read_runs (&characters, NULL);
  g_autofree bool *hidden
      = gf_pdf_find_hidden (page, sheet_out, &characters, runs, looks);
  if (hidden == NULL)
    return runs;
  g_ptr_array_unref (runs);
  return read_runs (&characters, hidden);
}
