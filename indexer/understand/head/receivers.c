/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/receivers.h"

#include <string.h>

#include "indexer/understand/reading/labels.h"

#define MAX_LINE_BYTES 200
/* From the name of a receiver to the place that the letter goes to. */
#define MAX_ADDRESS_LINES 3
/* So many organs below each other are a list; two where one of them has members. */
#define MIN_LIST 3
#define MIN_MARKED_LIST 2

/* "Kopi til:", "Utskrift går til:" */
static bool
begins_list (const GfLines *head, const GfLine *line, const GfWords *words)
{
  static const char *const sendings[] = { "utskrift", "kopi", "sendes", NULL };

  if (gf_line_find_key (head, line, GF_MEANING (GF_HEADING_INVITED_KEY), NULL))
    return true;
  if (!gf_words_is_any (words, 0, sendings))
    return false;
  for (size_t i = 1; i < MIN (words->words->len, 4); i++)
    if (gf_words_is (words, i, "til"))
      return true;
  return false;
}

/* "Kommunestyrets medlemmer", "Havøy kommune v/kommunestyret" */
static bool
is_marked (const GfLine *line, const GfWords *words)
{
  static const char *const members[]
      = { "medlemmer",     "medlemer",     "medlemmar", "vara",
          "varamedlemmer", "varamedlemer", NULL };

  if (memchr (line->bare, ':', line->bare_length) != NULL)
    return false;
  for (size_t i = 0; i < words->words->len; i++)
    if (gf_words_is_any (words, i, members))
      return true;
  return g_strstr_len (line->bare, line->bare_length, "v/") != NULL;
}

static bool
begins_with_organ (const GfLines *head, const GfLine *line, const GfWords *words)
{
  const GfEntry *entry = words->words->len > 0
                             ? gf_registers_match (head->registers, GF_REGISTER_BODIES,
                                                   GF_ANY_MEANING, words, 0, NULL)
                             : NULL;

  return entry != NULL && g_strcmp0 (entry->name, "-") != 0
         && memchr (line->bare, ':', line->bare_length) == NULL;
}

/* The lines from @start on that name an organ or members, of one block: their end. */
static size_t
list_end (const GfLines *head, size_t start, bool *marked_out)
{
  size_t i = start;

  for (*marked_out = false; i < gf_lines_size (head); i++)
    {
      const GfLine *line = gf_lines_get (head, i);
      g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);
      bool marked = is_marked (line, words);

      if (line->bare_length > MAX_LINE_BYTES
          || (i > start && (line->first || line->kind == GF_BLOCK_HEADING))
          || (!marked && !begins_with_organ (head, line, words)))
        break;
      *marked_out |= marked;
    }
  return i;
}

/* What goes on below "Kopi til:" in its block, up to another key. */
static size_t
key_end (const GfLines *head, size_t start)
{
  size_t i = start + 1;

  while (
      i < gf_lines_size (head) && !gf_lines_get (head, i)->first
      && gf_lines_get (head, i)->kind != GF_BLOCK_TABLE_ROW
      && memchr (gf_lines_get (head, i)->bare, ':', gf_lines_get (head, i)->bare_length)
             == NULL)
    i++;
  return i;
}

GArray *
gf_receivers_find (const GfLines *head)
{
  GArray *found = g_array_new (FALSE, TRUE, sizeof (bool));

  g_array_set_size (found, (guint) gf_lines_size (head));
  for (size_t i = 0; i < gf_lines_size (head);)
    {
      const GfLine *line = gf_lines_get (head, i);
      g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);
      bool marked = false, key = begins_list (head, line, words);
      size_t end = key ? key_end (head, i) : list_end (head, i, &marked);
      bool listed = key || end - i >= (marked ? MIN_MARKED_LIST : MIN_LIST);

      end = MAX (end, i + 1);
      for (; i < end; i++)
        g_array_index (found, bool, i) = listed;
    }
  return found;
}

/* "Postboks 2500", "6404 MOLDE" */
static bool
is_address (const GfLine *line)
{
  const char *p = line->bare;
  size_t n = strspn (p, "0123456789");

  if (n == 4 && p[n] == ' ' && line->bare_length > n + 1)
    return g_unichar_isupper (g_utf8_get_char (p + n + 1));
  return g_ascii_strncasecmp (p, "postboks ", strlen ("postboks ")) == 0
         || g_ascii_strncasecmp (p, "boks ", strlen ("boks ")) == 0;
}

bool
gf_receiver_is_addressed (const GfLines *head, size_t index)
{
  for (size_t i = index + 1;
       i < MIN (gf_lines_size (head), index + 1 + MAX_ADDRESS_LINES); i++)
    if (is_address (gf_lines_get (head, i)))
      return true;
  return false;
}
