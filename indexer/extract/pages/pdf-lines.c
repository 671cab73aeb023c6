/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-lines.c: lines into paragraphs.
 *
 * A paragraph ends where the distance grows, the type changes, an indent or a bullet
 * begins another, or a line breaks off though the next word would have had room on it.
 * It goes on in the next column where its sentence, or a word of it, does.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "indexer/extract/pages/pdf.h"

/* Of the size of the font. */
#define INDENT 0.8
/* Distances between lines, over the usual one. */
#define MORE_LEADING 1.25
/* Sizes that differ by less are the same. */
#define SAME_SIZE 0.06
/* Lines that end this close to the widest of them, of its width, fill a column of their
 * own. */
#define FILL 0.85
/* What tells how lines join: a hyphen and two characters before it, and to spare. */
#define TAIL_BYTES 16

void
gf_pdf_block_free (GfPdfBlock *block)
{
  g_free (block->text);
  g_free (block);
}

/* Words after a hyphen that stands for the rest of a word: "kommune- og fylkesvei". */
static bool
begins_with_conjunction (const char *text)
{
  static const char *const words[] = { "og", "eller", "samt", "til", "and", "or" };
  size_t length = strcspn (text, " ,.;:/)");

  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == length && strncmp (text, words[i], length) == 0)
      return true;
  return false;
}

typedef enum
{
  JOIN_BLANK, /* two words */
  JOIN_KEEP,  /* one word, with its hyphen */
  JOIN_DROP   /* one word, parted at the end of the line */
} Join;

typedef enum
{
  HYPHEN_NONE,
  HYPHEN_TYPED,   /* "-", that also stands in words */
  HYPHEN_PARTING, /* U+2010: programs that part words write it, and hardly a keyboard */
  HYPHEN_SOFT
} Hyphen;

static Hyphen
find_hyphen (const char *text, size_t *bytes_out)
{
  static const char *const hyphens[]
      = { [HYPHEN_TYPED] = "-", [HYPHEN_PARTING] = "\u2010", [HYPHEN_SOFT] = "\u00ad" };

  for (int i = HYPHEN_TYPED; i <= HYPHEN_SOFT; i++)
    if (g_str_has_suffix (text, hyphens[i]))
      {
        *bytes_out = strlen (hyphens[i]);
        return i;
      }
  return HYPHEN_NONE;
}

/* Whether the letters before @end are all capitals, four or more of them and one a vowel:
   a part of a word, as "KOMMUNE-" is and "IKT-" and "NAV-" are not. */
static bool
is_part_in_capitals (const char *start, const char *end)
{
  guint n_letters = 0;
  bool has_vowel = false;

  for (const char *p = end; (p = g_utf8_find_prev_char (start, p)) != NULL;)
    {
      if (!g_unichar_isupper (g_utf8_get_char (p)))
        break;
      n_letters++;
      has_vowel = has_vowel || strchr ("AEIOUY", *p) != NULL || (guchar) *p >= 0x80;
    }
  return n_letters >= 4 && has_vowel;
}

/* @end: where the hyphen begins that @text ends in. */
static bool
is_one_word (Hyphen hyphen, const char *text, const char *end, const char *last,
             gunichar after)
{
  const char *before_last = g_utf8_find_prev_char (text, last);
  gunichar before = g_utf8_get_char (last);

  if (hyphen == HYPHEN_PARTING && g_unichar_isupper (before))
    return g_unichar_isupper (after);
  if (g_unichar_isupper (before))
    return g_unichar_isupper (after) && is_part_in_capitals (text, end);
  /* "27-", "e-" and "Nord-" before a capital keep what was written. */
  return g_unichar_islower (before) && g_unichar_islower (after) && before_last != NULL
         && g_unichar_isalpha (g_utf8_get_char (before_last));
}

/* "2019–", of which the rest is the number that follows. */
static bool
is_open_range (const char *text)
{
  const char *dash = g_str_has_suffix (text, "\u2013") ? text + strlen (text) - 3 : NULL;

  return dash != NULL && dash > text && g_ascii_isdigit (dash[-1]);
}

static Join
how_to_join (const char *text, const char *next, size_t *hyphen_bytes_out)
{
  Hyphen hyphen = find_hyphen (text, hyphen_bytes_out);
  gunichar after = g_utf8_get_char (next);

  if (g_ascii_isdigit (*next) && is_open_range (text))
    return JOIN_KEEP;

  if (hyphen == HYPHEN_NONE)
    return JOIN_BLANK;
  if (hyphen == HYPHEN_SOFT)
    return JOIN_DROP;
  const char *end = text + strlen (text) - *hyphen_bytes_out;
  const char *last = g_utf8_find_prev_char (text, end);
  if (last == NULL || !g_unichar_isalnum (g_utf8_get_char (last))
      || begins_with_conjunction (next) || !g_unichar_isalnum (after))
    return JOIN_BLANK;
  return is_one_word (hyphen, text, end, last, after) ? JOIN_DROP : JOIN_KEEP;
}

void
gf_pdf_append_line (GString *text, const char *next)
{
  size_t hyphen_bytes = 0;
  const char *tail = text->str + (text->len > TAIL_BYTES ? text->len - TAIL_BYTES : 0);
  Join join = how_to_join (tail, next, &hyphen_bytes);

  if (join == JOIN_BLANK && text->len > 0)
    g_string_append_c (text, ' ');
  else if (join == JOIN_DROP)
    g_string_truncate (text, text->len - hyphen_bytes);
  g_string_append (text, next);
}

bool
gf_pdf_is_parted (const char *text, const char *next)
{
  size_t hyphen_bytes = 0;

  return how_to_join (text, next, &hyphen_bytes) != JOIN_BLANK
         && (g_unichar_islower (g_utf8_get_char (next))
             || how_to_join (text, next, &hyphen_bytes) == JOIN_DROP);
}

typedef struct
{
  GPtrArray *lines;
  GPtrArray *blocks;
  uint32_t page;
  double page_height;
  double leading; /* the usual distance between the lines of the page, of their size */
} Joiner;

static GfPdfLine *
line_at (const Joiner *joiner, guint i)
{
  return g_ptr_array_index (joiner->lines, i);
}

static double
distance (const GfPdfLine *line, const GfPdfLine *next)
{
  return next->box.y2 - line->box.y2;
}

static bool
is_same_type (const GfPdfLine *line, const GfPdfLine *next)
{
  return fabs (line->size - next->size) <= SAME_SIZE * line->size
         && line->is_bold == next->is_bold;
}

/* The median over lines that follow each other in the same type, of their size. */
static double
usual_leading (const Joiner *joiner)
{
  g_autoptr (GArray) leadings = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i + 1 < joiner->lines->len; i++)
    {
      const GfPdfLine *line = line_at (joiner, i);
      const GfPdfLine *next = line_at (joiner, i + 1);
      double leading = distance (line, next) / line->size;

      if (!next->begins && !line->is_row && !next->is_row && is_same_type (line, next)
          && leading > 0.5 && leading < 3)
        g_array_append_val (leadings, leading);
    }
  if (leadings->len == 0)
    return 1.2;
  g_array_sort (leadings, gf_pdf_compare_doubles);
  /* Below the median: on a page of short paragraphs most distances are between them. */
  return g_array_index (leadings, double, leadings->len / 3);
}

/* Lines that go together by all but their ends. */
static bool
is_continuous (const Joiner *joiner, guint i)
{
  const GfPdfLine *line = line_at (joiner, i);
  const GfPdfLine *next = line_at (joiner, i + 1);

  return !next->begins && !line->has_cells && !next->has_cells && !line->is_row
         && !next->is_row && !next->is_item && is_same_type (line, next)
         && distance (line, next) > 0
         && distance (line, next) <= MORE_LEADING * joiner->leading * line->size;
}

/* A sentence that goes on: nothing ends it, and the next word is no beginning. */
static bool
runs_on (const char *text, const char *next)
{
  const char *last = g_utf8_find_prev_char (text, text + strlen (text));

  return last != NULL && strchr (".:;!?", *last) == NULL
         && g_unichar_islower (g_utf8_get_char (next));
}

/* Whether the first word of @next would have had room at the end of @line. */
static bool
has_room (const GfPdfLine *line, const GfPdfLine *next)
{
  double width = next->box.x2 - next->box.x1;
  glong n_characters = MAX (g_utf8_strlen (next->text, -1), 1);
  size_t word_bytes = strcspn (next->text, " ");
  glong word = g_utf8_strlen (next->text, word_bytes) + 1;

  return line->right - line->box.x2 > word * width / n_characters + 0.5 * line->size;
}

/* Whether a paragraph goes on from the last line of a column to the first of the next: in
   a word, or in a sentence that fills the line. */
static bool
turns_column (const Joiner *joiner, guint i)
{
  const GfPdfLine *line = line_at (joiner, i);
  const GfPdfLine *next = line_at (joiner, i + 1);

  return next->is_next_column && !line->has_cells && !next->has_cells && !line->is_row
         && !next->is_row && !next->is_item && is_same_type (line, next)
         && (gf_pdf_is_parted (line->text, next->text)
             || (runs_on (line->text, next->text) && !has_room (line, next)));
}

/* The lines from @i that are continuous: whether they fill a column that is narrower than
   the region, such as a quotation set in; else the region's edge is theirs. */
static guint
set_right_edges (Joiner *joiner, guint i)
{
  guint end = i + 1;
  double right = line_at (joiner, i)->box.x2;
  guint n_full = 0;

  for (; end < joiner->lines->len && is_continuous (joiner, end - 1); end++)
    right = MAX (right, line_at (joiner, end)->box.x2);
  for (guint j = i; j + 1 < end; j++)
    n_full += line_at (joiner, j)->box.x2 - line_at (joiner, i)->box.x1
              >= FILL * (right - line_at (joiner, i)->box.x1);
  if (end - i >= 3 && n_full == end - i - 1)
    for (guint j = i; j < end; j++)
      line_at (joiner, j)->right = right;
  return end;
}

/* Without room for it the line was not broken on purpose; and where the sentence runs on
   neither: not every program fills its lines. */
static bool
breaks_off (const GfPdfLine *line, const GfPdfLine *next)
{
  size_t hyphen_bytes = 0;

  return how_to_join (line->text, next->text, &hyphen_bytes) == JOIN_BLANK
         && !runs_on (line->text, next->text) && has_room (line, next);
}

typedef struct
{
  GString *text;
  double left; /* of the lines after the first */
  guint n_lines;
} Paragraph;

static bool
is_indented (const Paragraph *paragraph, const GfPdfLine *line, const GfPdfLine *next)
{
  double indent = INDENT * line->size;

  /* The second line may stand left of the first, or hang under the text of its label. */
  if (paragraph->n_lines == 1)
    return next->box.x1 > MAX (line->text_x1, line->box.x1) + indent;
  return fabs (next->box.x1 - paragraph->left) > indent;
}

static bool
is_next_paragraph (const Joiner *joiner, const Paragraph *paragraph, guint i)
{
  const GfPdfLine *line = line_at (joiner, i - 1);
  const GfPdfLine *next = line_at (joiner, i);

  if (turns_column (joiner, i - 1))
    return false;
  return !is_continuous (joiner, i - 1) || breaks_off (line, next)
         || is_indented (paragraph, line, next);
}

static void
add_block (Joiner *joiner, guint first, guint end, GString *text)
{
  const GfPdfLine *line = line_at (joiner, first);
  GfPdfBlock *block = g_new0 (GfPdfBlock, 1);
  GfPdfBox box = line->box;

  /* The end stands above the beginning where the paragraph goes on in the next column. */
  for (guint i = first + 1; i < end; i++)
    {
      box.y1 = MIN (box.y1, line_at (joiner, i)->box.y1);
      box.y2 = MAX (box.y2, line_at (joiner, i)->box.y2);
    }
  block->kind = line->is_row && line->has_cells ? GF_BLOCK_TABLE_ROW
                : line->is_item                 ? GF_BLOCK_LIST_ITEM
                                                : GF_BLOCK_PARAGRAPH;
  block->text = g_string_free (text, FALSE);
  block->page = joiner->page;
  block->size = line->size;
  block->is_bold = line->is_bold;
  block->top = box.y1 / joiner->page_height;
  block->bottom = box.y2 / joiner->page_height;
  g_ptr_array_add (joiner->blocks, block);
}

static guint
read_paragraph (Joiner *joiner, guint first)
{
  const GfPdfLine *line = line_at (joiner, first);
  Paragraph paragraph = { .text = g_string_new (line->text), .n_lines = 1 };
  guint i = first + 1;

  for (; i < joiner->lines->len && !is_next_paragraph (joiner, &paragraph, i); i++)
    {
      gf_pdf_append_line (paragraph.text, line_at (joiner, i)->text);
      paragraph.left = line_at (joiner, i)->box.x1;
      paragraph.n_lines++;
    }
  add_block (joiner, first, i, paragraph.text);
  return i;
}

void
gf_pdf_join_lines (GPtrArray *lines, uint32_t page, double page_height, GPtrArray *blocks)
{
  Joiner joiner = {
    .lines = lines, .blocks = blocks, .page = page, .page_height = MAX (page_height, 1)
  };

  joiner.leading = usual_leading (&joiner);
  for (guint i = 0; i < lines->len;)
    i = set_right_edges (&joiner, i);
  for (guint i = 0; i < lines->len;)
    i = read_paragraph (&joiner, i);
}
