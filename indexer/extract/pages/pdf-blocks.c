/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-blocks.c: what only the whole document shows: which size of type is the body's,
 * which are headings and of what level, and which lines come back on every page.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "indexer/extract/pages/pdf.h"

/* The margins, of the height of the page. */
#define TOP_MARGIN 0.11
#define BOTTOM_MARGIN 0.89
/* A line that comes back on this many pages is furniture; on both, of two. */
#define MIN_REPEATS 3
/* One in type of a heading is on this share of the pages, at least. */
#define HEADING_PERCENT 35
/* Sizes that differ by less are the same. */
#define SAME_SIZE 0.06
/* Headings: type larger than the body's by this; at most this many bytes, or this many in
   bold type of the body's size. */
#define LARGER 1.12
#define MAX_HEADING_BYTES 300
#define MAX_BOLD_HEADING_BYTES 160
#define MAX_LEVEL 6
/* "Side 12 av 120", and how far pages may be counted from another than the first. */
#define MAX_PAGE_NUMBER_BYTES 40
#define MAX_PAGE_OFFSET 30

typedef struct
{
  GPtrArray *blocks;
  double body_size;
  bool is_body_bold;
  GHashTable *outline; /* NULL for none */
  GHashTable *levels;  /* of style + 1: the level that the outline gives it */
  GArray *styles;      /* of int, from style_of (), the highest heading first */
} Document;

static GfPdfBlock *
block_at (const Document *document, guint i)
{
  return g_ptr_array_index (document->blocks, i);
}

/* Size in half points, and weight. */
static int
style_of (double size, bool is_bold)
{
  return (int) lround (size * 2) * 2 + is_bold;
}

/* The style with most text in it. */
static void
find_body (Document *document)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer style;
  gpointer count;
  size_t most = 0;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const GfPdfBlock *block = block_at (document, i);

      if (block->size <= 0 || block->kind == GF_BLOCK_HIDDEN)
        continue;
      gpointer key = GINT_TO_POINTER (style_of (block->size, block->is_bold));
      size_t sum
          = GPOINTER_TO_SIZE (g_hash_table_lookup (counts, key)) + strlen (block->text);

      g_hash_table_insert (counts, key, GSIZE_TO_POINTER (sum));
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &style, &count))
    {
      bool is_lower = document->body_size > GPOINTER_TO_INT (style) / 2 / 2.0;

      /* Of two with as much text the smaller, so that the order of the hash says nothing.
       */
      if (GPOINTER_TO_SIZE (count) < most
          || (GPOINTER_TO_SIZE (count) == most && !is_lower))
        continue;
      most = GPOINTER_TO_SIZE (count);
      document->body_size = GPOINTER_TO_INT (style) / 2 / 2.0;
      document->is_body_bold = GPOINTER_TO_INT (style) & 1;
    }
}

static bool
has_letters (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return true;
  return false;
}

static bool
is_heading (const Document *document, const GfPdfBlock *block)
{
  size_t length = strlen (block->text);

  if (block->outline_level > 0)
    return true;
  if (block->kind != GF_BLOCK_PARAGRAPH || block->size <= 0 || !has_letters (block->text))
    return false;
  if (block->size >= LARGER * document->body_size)
    return length <= MAX_HEADING_BYTES;
  /* Bold lines that end in a colon are labels of what follows. */
  return block->is_bold && !document->is_body_bold && length <= MAX_BOLD_HEADING_BYTES
         && block->size >= 0.95 * document->body_size && block->text[length - 1] != ':';
}

static int
compare_styles (gconstpointer a, gconstpointer b)
{
  return *(const int *) b - *(const int *) a;
}

static void
find_styles (Document *document)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const GfPdfBlock *block = block_at (document, i);
      int style = style_of (block->size, block->is_bold);

      if (is_heading (document, block)
          && g_hash_table_add (seen, GINT_TO_POINTER (style + 1)))
        g_array_append_val (document->styles, style);
    }
  g_array_sort (document->styles, compare_styles);
}

/* Bookmarks whose title stands on their page tell headings, and the level of their style
   of type. */
static void
take_outline (Document *document)
{
  for (guint i = 0; i < document->blocks->len && document->outline != NULL; i++)
    {
      GfPdfBlock *block = block_at (document, i);
      gpointer style = GINT_TO_POINTER (style_of (block->size, block->is_bold) + 1);

      if (block->kind > GF_BLOCK_LIST_ITEM || strlen (block->text) > MAX_HEADING_BYTES)
        continue;
      block->outline_level = gf_pdf_outline_level (document->outline, block);
      if (block->outline_level == 0)
        continue;
      guint level = GPOINTER_TO_UINT (g_hash_table_lookup (document->levels, style));
      if (level == 0 || block->outline_level < level)
        g_hash_table_insert (document->levels, style,
                             GUINT_TO_POINTER (block->outline_level));
      /* "1" and "Innledning" can stand as far apart as cells do. */
      g_strdelimit (block->text, "\t", ' ');
    }
}

/* By the outline where it has headings of this style; else one below the next larger
   style. */
static uint8_t
level_of (const Document *document, const GfPdfBlock *block)
{
  int style = style_of (block->size, block->is_bold);
  guint level = 0;

  if (block->outline_level > 0)
    return MIN (block->outline_level, MAX_LEVEL);
  for (guint i = 0; i < document->styles->len && level < MAX_LEVEL; i++)
    {
      int other = g_array_index (document->styles, int, i);
      guint known = GPOINTER_TO_UINT (
          g_hash_table_lookup (document->levels, GINT_TO_POINTER (other + 1)));

      level = known > 0 ? MAX (known, level) : level + 1;
      if (other == style)
        return MIN (level, MAX_LEVEL);
    }
  return MAX_LEVEL;
}

static bool
is_in_margin (const GfPdfBlock *block)
{
  return block->kind != GF_BLOCK_HIDDEN
         && (block->bottom <= TOP_MARGIN || block->top >= BOTTOM_MARGIN);
}

/* The text with all its numbers made alike: the shape of a page number. */
static char *
dup_shape (const GfPdfBlock *block)
{
  GString *shape = g_string_new (NULL);

  if (strlen (block->text) > MAX_PAGE_NUMBER_BYTES)
    return g_string_free (shape, FALSE);
  for (const char *p = block->text; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p))
      g_string_append_c (shape, *p);
    else if (shape->len == 0 || shape->str[shape->len - 1] != '#')
      g_string_append_c (shape, '#');
  return g_string_free (shape, FALSE);
}

/* Counts pages from somewhere: what is the same on each page is how far it is from the
   number of the page.  "av 12" and "/12" count nothing. */
static bool
counts_pages (const GString *before, guint64 value, uint32_t page)
{
  static const char *const totals[] = { "av ", "of ", "/" };

  for (size_t i = 0; i < G_N_ELEMENTS (totals); i++)
    if (g_str_has_suffix (before->str, totals[i]))
      return false;
  return value + MAX_PAGE_OFFSET >= page && value <= (guint64) page + MAX_PAGE_OFFSET;
}

/* The text, and where it is not @is_exact with the number of the page made alike: "Sak
   3/19" and "Sak 4/19" must not be. */
static char *
dup_key (const GfPdfBlock *block, bool is_exact)
{
  GString *key = g_string_new (block->top < 0.5 ? "^" : "$");

  for (const char *p = block->text; *p != '\0';)
    {
      size_t n_digits = is_exact ? 0 : strspn (p, "0123456789");
      guint64 value
          = n_digits > 0 && n_digits <= 6 ? g_ascii_strtoull (p, NULL, 10) : G_MAXUINT32;

      if (counts_pages (key, value, block->page))
        g_string_append_printf (key, "#%d", (int) value - (int) block->page);
      else
        g_string_append_len (key, p, (gssize) MAX (n_digits, 1));
      p += MAX (n_digits, 1);
    }
  return g_string_free (key, FALSE);
}

/* "iv", "- xii -": numbers of the pages before the first. */
static bool
is_roman_number (const char *text)
{
  size_t start = strspn (text, "- ");
  size_t length = strspn (text + start, "ivxlc");

  if (length == 0)
    length = strspn (text + start, "IVXLC");
  /* "C" and "L" alone are headings of a list. */
  if (length == 1 && strchr ("lcLC", text[start]) != NULL)
    return false;
  return length > 0 && length <= 8
         && text[start + length + strspn (text + start + length, "- ")] == '\0';
}

/* "3", "- 3 -", "Side 3 av 12". */
static bool
is_page_number (const GfPdfBlock *block)
{
  g_autofree char *shape = dup_shape (block);
  static const char *const shapes[]
      = { "#",      "- # -", "Side #", "side #",      "Side # av #", "side # av #",
          "# av #", "#/#",   "Page #", "Page # of #", "Side #/#",    "Side # of #" };

  for (size_t i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (strcmp (shape, shapes[i]) == 0)
      return true;
  return is_roman_number (shape);
}

/* @key: (transfer full) */
static void
count_key (GHashTable *counts, char *key)
{
  size_t n_seen = GPOINTER_TO_SIZE (g_hash_table_lookup (counts, key));

  g_hash_table_insert (counts, key, GSIZE_TO_POINTER (n_seen + 1));
}

static GHashTable *
count_repeats (const Document *document)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < document->blocks->len; i++)
    {
      if (!is_in_margin (block_at (document, i)))
        continue;
      char *exact = dup_key (block_at (document, i), true);
      char *relative = dup_key (block_at (document, i), false);
      bool is_same = strcmp (exact, relative) == 0;

      count_key (counts, exact);
      if (is_same)
        g_free (relative);
      else
        count_key (counts, relative);
    }
  return counts;
}

/* "Saksframlegg" may head several cases; what heads the pages is on more of them, and the
   same to the letter. */
static bool
is_repeated (const Document *document, const GfPdfBlock *block, GHashTable *counts,
             uint32_t n_pages)
{
  g_autofree char *exact = dup_key (block, true);
  g_autofree char *relative = dup_key (block, false);
  size_t n_exact = GPOINTER_TO_SIZE (g_hash_table_lookup (counts, exact));
  size_t n_relative = GPOINTER_TO_SIZE (g_hash_table_lookup (counts, relative));
  size_t enough = n_pages == 2 ? 2 : MIN_REPEATS;

  if (is_heading (document, block))
    return n_exact >= MAX (enough, n_pages * HEADING_PERCENT / 100);
  return n_exact >= enough || n_relative >= enough;
}

static void
mark_furniture (Document *document, uint32_t n_pages)
{
  g_autoptr (GHashTable) counts = count_repeats (document);

  for (guint i = 0; i < document->blocks->len; i++)
    {
      GfPdfBlock *block = block_at (document, i);

      if (!is_in_margin (block))
        continue;
      if (is_page_number (block) || is_repeated (document, block, counts, n_pages))
        block->kind = block->top < 0.5 ? GF_BLOCK_HEADER : GF_BLOCK_FOOTER;
    }
}

static bool
is_body (const Document *document, const GfPdfBlock *block)
{
  return (block->kind == GF_BLOCK_PARAGRAPH || block->kind == GF_BLOCK_LIST_ITEM)
         && !is_heading (document, block);
}

/* The rest of a word that a page or column parts goes to where the word begins; what
   follows it stays where it is printed. */
static void
join_word (GfPdfBlock *block, GfPdfBlock *next)
{
  size_t length = strcspn (next->text, " ");
  g_autofree char *rest = g_strndup (next->text, length);

  if (next->kind != GF_BLOCK_PARAGRAPH || block->is_bold != next->is_bold
      || fabs (block->size - next->size) > SAME_SIZE * block->size
      || !gf_pdf_is_parted (block->text, rest))
    return;

  GString *text = g_string_new (block->text);
  gf_pdf_append_line (text, rest);
  g_free (block->text);
  block->text = g_string_free (text, FALSE);
  length += strspn (next->text + length, " ");
  memmove (next->text, next->text + length, strlen (next->text + length) + 1);
}

static void
join_parted_words (const Document *document)
{
  GfPdfBlock *last = NULL;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      GfPdfBlock *block = block_at (document, i);

      if (block->kind >= GF_BLOCK_HEADER || block->size <= 0)
        continue;
      if (last != NULL && is_body (document, block))
        join_word (last, block);
      last = is_body (document, block) && *block->text != '\0' ? block : NULL;
    }
}

void
gf_pdf_add_blocks (GfReading *reading, GPtrArray *blocks, GHashTable *outline)
{
  g_autoptr (GArray) styles = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GHashTable) levels = g_hash_table_new (NULL, NULL);
  Document document
      = { .blocks = blocks, .styles = styles, .outline = outline, .levels = levels };

  find_body (&document);
  mark_furniture (&document, gf_text_get_pages (reading->text));
  take_outline (&document);
  find_styles (&document);
  join_parted_words (&document);
  for (guint i = 0; i < blocks->len; i++)
    {
      const GfPdfBlock *block = block_at (&document, i);
      if (*block->text == '\0')
        continue;

      bool heading = is_heading (&document, block);
      if (!gf_reading_add (reading, heading ? GF_BLOCK_HEADING : block->kind,
                           heading ? level_of (&document, block) : 0, block->page,
                           block->text))
        return;
    }
}
