/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/aside/furniture.h"

#include <string.h>

#include "indexer/understand/reading/labels.h"
#include "indexer/understand/reading/numbers.h"

/* Lines at an edge of a page that may be its furniture. */
#define MAX_EDGE_LINES 5
#define MAX_LINE_BYTES 250
/* A line is furniture where it stands at the same edge of this share of the pages. */
#define SHARE_PERCENT 30
#define MIN_PAGES 2
/* Lines that hold a page each: so many at least, and so long on average. */
#define MIN_GLUED_PAGES 2
#define MIN_GLUED_BYTES 300
/* ... but less where a site said that the transcript of a document begins. */
#define MIN_TRANSCRIBED_BYTES 60
/* What they all begin with is their head from this length on; each one that is set aside
   moves all lines after it. */
#define MIN_HEAD_BYTES 12
#define MAX_HEADED_PAGES 2000

typedef struct
{
  size_t start; /* lines of the page */
  size_t end;
  size_t peeled[2]; /* lines found to be furniture at the foot and at the top */
} Page;

/* Whether all lines of @page outside line @k are furniture. */
static bool
is_peeled (const Page *page, bool top, size_t k)
{
  return page->peeled[top] == k;
}

static GArray *
find_pages (const GfLines *lines)
{
  GArray *pages = g_array_new (FALSE, FALSE, sizeof (Page));

  uint32_t before = 0;

  for (size_t i = 0; i < gf_lines_size (lines); i++)
    {
      uint32_t number = gf_lines_get (lines, i)->page;

      if (number == 0)
        continue;
      if (number != before)
        g_array_append_vals (pages, &(Page){ i, i, { 0, 0 } }, 1);
      g_array_index (pages, Page, pages->len - 1).end = i + 1;
      before = number;
    }
  return pages;
}

/* "Side 3 av 12", "- 3 -", "3": letters only of such words, and a number. */
static bool
is_page_number (const GfLine *line)
{
  static const char *const words_of_pages[] = { "side", "av", "page", "of", "s", "p" };
  g_autoptr (GfWords) words = NULL;
  bool number = false;

  if (line->bare_length > 30)
    return false;
  words = gf_words_new (line->bare, line->bare_length, 6);
  for (size_t i = 0; i < words->words->len; i++)
    {
      bool known = g_ascii_isdigit (words->folded[gf_words_get (words, i)->start]);

      number |= known;
      for (size_t j = 0; j < G_N_ELEMENTS (words_of_pages); j++)
        known |= gf_words_is (words, i, words_of_pages[j]);
      if (!known)
        return false;
    }
  return number && words->words->len <= 4
         && memchr (line->bare, '/', line->bare_length) == NULL;
}

static void
append_number (GString *signature, const char *digits, size_t n, uint32_t page,
               uint32_t n_pages)
{
  guint64 value = n <= 6 ? g_ascii_strtoull (digits, NULL, 10) : G_MAXUINT64;

  /* The page's own number may be counted from a cover or a chapter a little away. */
  if (value == n_pages || (value + 3 >= page && value <= (guint64) page + 3))
    g_string_append_c (signature, '#');
  else
    g_string_append_len (signature, digits, (gssize) n);
}

/* What is the same on every page: the line folded, blanks as one, the page's number as
 * '#'. */
static char *
signature_of (const GfLine *line, uint32_t n_pages)
{
  g_autofree char *folded = gf_fold (
      line->bare, gf_whole_characters (line->bare, line->bare_length, MAX_LINE_BYTES));
  GString *signature = g_string_new (NULL);

  if (is_page_number (line))
    {
      g_string_append_c (signature, '#');
      return g_string_free (signature, FALSE);
    }
  for (const char *p = folded; *p != '\0';)
    {
      size_t n = strspn (p, "0123456789"), blanks = strspn (p, " \t");

      if (n > 0)
        append_number (signature, p, n, line->page, n_pages);
      else if (blanks > 0)
        g_string_append_c (signature, ' ');
      else
        g_string_append_c (signature, *p);
      p += MAX (MAX (n, blanks), 1);
    }
  return g_string_free (signature, FALSE);
}

/* Line @k from the top or the foot of @page; NULL where the page has fewer. */
static GfLine *
edge_line (const GfLines *lines, const Page *page, bool top, size_t k)
{
  if (k >= page->end - page->start)
    return NULL;
  return gf_lines_get (lines, top ? page->start + k : page->end - 1 - k);
}

/* A case or a label at the top of two pages is no head of the pages; nor is the title on
   the first, though the others repeat it. */
static bool
is_text (const GfLines *lines, const GfLine *line, bool first_page)
{
  GfNumber number;
  GfLabel label;

  gf_number_read (lines, line, &number);
  return number.kind == GF_NUMBER_YEARLY || gf_label_read (lines, line, &label)
         || (first_page && line->kind == GF_BLOCK_HEADING);
}

/* Line @k of every page that is furniture up to there. */
static GHashTable *
count_line (const GfLines *lines, const GArray *pages, bool top, size_t k)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < pages->len; i++)
    {
      const Page *page = &g_array_index (pages, Page, i);
      const GfLine *line
          = is_peeled (page, top, k) ? edge_line (lines, page, top, k) : NULL;
      char *signature = line != NULL ? signature_of (line, pages->len) : NULL;

      if (signature == NULL)
        continue;
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, signature));
      g_hash_table_replace (counts, signature, GUINT_TO_POINTER (count + 1));
    }
  return counts;
}

static void
peel_line (GfLines *lines, GArray *pages, bool top, size_t k)
{
  g_autoptr (GHashTable) counts = count_line (lines, pages, top, k);
  guint needed = MAX (MIN_PAGES, pages->len * SHARE_PERCENT / 100);

  for (guint i = 0; i < pages->len; i++)
    {
      Page *page = &g_array_index (pages, Page, i);
      GfLine *line = is_peeled (page, top, k) ? edge_line (lines, page, top, k) : NULL;
      g_autofree char *signature = line != NULL ? signature_of (line, pages->len) : NULL;

      if (signature == NULL
          || GPOINTER_TO_UINT (g_hash_table_lookup (counts, signature)) < needed
          || is_text (lines, line, i == 0))
        continue;
      gf_line_set_aside (line, top ? GF_BLOCK_HEADER : GF_BLOCK_FOOTER);
      page->peeled[top]++;
    }
}

void
gf_furniture_set_aside (GfLines *lines)
{
  g_autoptr (GArray) pages = find_pages (lines);

  for (size_t i = 0; i < gf_lines_size (lines); i++)
    {
      GfLine *line = gf_lines_get (lines, i);

      if (line->kind >= GF_BLOCK_HEADER)
        gf_line_set_aside (line, line->kind);
    }
  if (pages->len < MIN_PAGES)
    return;
  for (int top = 0; top <= 1; top++)
    for (size_t k = 0; k < MAX_EDGE_LINES; k++)
      peel_line (lines, pages, top, k);
}

/* The number that @line begins with, and the bytes it takes with the blank after it. */
static uint32_t
leading_number (const GfLine *line, uint32_t *n_bytes_out)
{
  uint32_t i = 0, value = 0;

  while (i < line->bare_length && i < 5 && g_ascii_isdigit (line->bare[i]))
    value = value * 10 + (uint32_t) (line->bare[i++] - '0');
  if (i == 0 || i >= line->bare_length || line->bare[i] != ' ')
    return 0;
  *n_bytes_out = i + 1;
  return value;
}

static bool
is_transcribed (const GfLines *lines)
{
  for (size_t i = 0; i < gf_lines_size (lines) && gf_lines_get (lines, i)->aside; i++)
    if (gf_line_is_only (lines, gf_lines_get (lines, i), GF_HEADING_TRANSCRIPT))
      return true;
  return false;
}

static bool
is_glued (const GfLines *lines, uint32_t *n_pages_out)
{
  size_t least = is_transcribed (lines) ? MIN_TRANSCRIBED_BYTES : MIN_GLUED_BYTES;

  uint32_t expected = 1, n_other = 0, n_bytes;
  size_t bytes = 0;

  for (size_t i = 0; i < gf_lines_size (lines); i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->aside || line->rule)
        continue;
      if (line->page != 0)
        return false;
      bytes += line->bare_length;
      if (leading_number (line, &n_bytes) == expected)
        expected++;
      else
        n_other++;
    }
  *n_pages_out = expected - 1;
  return *n_pages_out >= MIN_GLUED_PAGES && n_other * 5 <= expected
         && bytes / expected >= least;
}

/* Bytes that both begin with, up to the end of a word. */
static size_t
common_start (const GfLine *a, const GfLine *b)
{
  size_t max = MIN (MIN (a->bare_length, b->bare_length), MAX_LINE_BYTES), n = 0;
  size_t end = 0;

  for (; n < max && a->bare[n] == b->bare[n]; n++)
    if (a->bare[n] == ' ')
      end = n + 1;
  return end;
}

static const GfLine *
page_line (const GfLines *lines, const GArray *pages, guint page)
{
  return gf_lines_get (lines, g_array_index (pages, size_t, page));
}

/* What glued pages begin with, as their running head: what the last two have in common,
   where half of the others have it too.  The first page keeps it as its title. */
static void
set_aside_running_head (GfLines *lines, const GArray *pages)
{
  guint n = pages->len, n_headed = 0;
  size_t length;

  if (n < MIN_PAGES || n > MAX_HEADED_PAGES)
    return;
  length
      = common_start (page_line (lines, pages, n - 1), page_line (lines, pages, n - 2));
  if (length < MIN_HEAD_BYTES)
    return;

  g_autofree char *head = g_strndup (page_line (lines, pages, n - 1)->bare, length);

  for (guint i = 0; i < n; i++)
    n_headed += strncmp (page_line (lines, pages, i)->bare, head, length) == 0;
  if (n_headed * 2 < n)
    return;
  for (guint i = n - 1; i > 0; i--)
    {
      size_t index = g_array_index (pages, size_t, i);

      if (strncmp (gf_lines_get (lines, index)->bare, head, length) != 0
          || gf_lines_get (lines, index)->bare_length <= length)
        continue;
      gf_lines_split (lines, index, length);
      gf_line_set_aside (gf_lines_get (lines, index), GF_BLOCK_HEADER);
    }
}

uint32_t
gf_furniture_number_pages (GfLines *lines)
{
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (size_t));
  uint32_t n_pages = 0, page = 0, n_bytes = 0;

  if (!is_glued (lines, &n_pages))
    return 0;
  for (size_t i = 0; i < gf_lines_size (lines); i++)
    {
      GfLine *line = gf_lines_get (lines, i);

      if (line->aside || line->rule)
        continue;
      if (leading_number (line, &n_bytes) == page + 1)
        {
          page++;
          line->bare += n_bytes;
          line->bare_length -= n_bytes;
          g_array_append_val (pages, i);
        }
      line->page = MAX (page, 1);
    }
  set_aside_running_head (lines, pages);
  return n_pages;
}
