/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pdf-blocks.c: what only the whole document shows: which size of type is the body's,
 * which are headings and of what level, and which lines come back on every page.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "indexer/extract/pdf.h"

/* The margins, of the height of the page. */
#define TOP_MARGIN 0.11
#define BOTTOM_MARGIN 0.89
/* A line that comes back on this many pages is furniture; on both, of two. */
#define MIN_REPEATS 3
/* Sizes that differ by less are the same. */
#define SAME_SIZE 0.06
/* Headings: type larger than the body's by this; at most this many bytes, or this many in
   bold type of the body's size. */
#define LARGER 1.12
#define MAX_HEADING_BYTES 300
#define MAX_BOLD_HEADING_BYTES 160
#define MAX_LEVEL 6

typedef struct
{
  GPtrArray *blocks;
  double body_size;
  bool is_body_bold;
  GArray *styles; /* of int, from style_of (), the highest heading first */
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

  if (block->kind != GF_BLOCK_PARAGRAPH || !has_letters (block->text))
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

static uint8_t
level_of (const Document *document, const GfPdfBlock *block)
{
  int style = style_of (block->size, block->is_bold);

  for (guint i = 0; i < document->styles->len && i < MAX_LEVEL; i++)
    if (g_array_index (document->styles, int, i) == style)
      return i + 1;
  return MAX_LEVEL;
}

static bool
is_in_margin (const GfPdfBlock *block)
{
  return block->bottom <= TOP_MARGIN || block->top >= BOTTOM_MARGIN;
}

/* The text with its numbers made alike, so that "Side 3" and "Side 4" are. */
static char *
dup_key (const GfPdfBlock *block)
{
  GString *key = g_string_new (block->top < 0.5 ? "^" : "$");

  for (const char *p = block->text; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p))
      g_string_append_c (key, *p);
    else if (key->str[key->len - 1] != '#')
      g_string_append_c (key, '#');
  return g_string_free (key, FALSE);
}

/* "3", "- 3 -", "Side 3 av 12". */
static bool
is_page_number (const char *key)
{
  static const char *const shapes[]
      = { "#",      "- # -", "Side #", "side #",      "Side # av #", "side # av #",
          "# av #", "#/#",   "Page #", "Page # of #", "Side #/#",    "Side # of #" };

  for (size_t i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (strcmp (key + 1, shapes[i]) == 0)
      return true;
  return false;
}

static GHashTable *
count_repeats (const Document *document)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < document->blocks->len; i++)
    {
      if (!is_in_margin (block_at (document, i)))
        continue;
      char *key = dup_key (block_at (document, i));
      size_t n_seen = GPOINTER_TO_SIZE (g_hash_table_lookup (counts, key));
      g_hash_table_insert (counts, key, GSIZE_TO_POINTER (n_seen + 1));
    }
  return counts;
}

static void
mark_furniture (Document *document, uint32_t n_pages)
{
  g_autoptr (GHashTable) counts = count_repeats (document);
  size_t enough = n_pages == 2 ? 2 : MIN_REPEATS;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      GfPdfBlock *block = block_at (document, i);

      if (!is_in_margin (block))
        continue;
      g_autofree char *key = dup_key (block);
      if (is_page_number (key)
          || GPOINTER_TO_SIZE (g_hash_table_lookup (counts, key)) >= enough)
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

      if (block->kind == GF_BLOCK_HEADER || block->kind == GF_BLOCK_FOOTER)
        continue;
      if (last != NULL && is_body (document, block))
        join_word (last, block);
      last = is_body (document, block) && *block->text != '\0' ? block : NULL;
    }
}

void
gf_pdf_add_blocks (GfReading *reading, GPtrArray *blocks)
{
  g_autoptr (GArray) styles = g_array_new (FALSE, FALSE, sizeof (int));
  Document document = { .blocks = blocks, .styles = styles };

  mark_furniture (&document, gf_text_get_pages (reading->text));
  find_body (&document);
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
