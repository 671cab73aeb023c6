/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/listed-places.h"

#include <string.h>

#include "indexer/understand/reading/labels.h"

#define MAX_LINES 30
#define MAX_LINE_BYTES 600
#define MAX_WORDS 100
#define MAX_LISTS 20
#define MIN_IN_TITLE 2
#define MIN_IN_TEXT 3
/* "(vertskommune) og" */
#define MAX_BETWEEN 3

static void
free_list (gpointer data)
{
  GfPlaceList *list = data;

  g_ptr_array_unref (list->names);
  g_free (list);
}

static void
add_list (GPtrArray *lists, GPtrArray *names, bool of_title, bool of_lines)
{
  GfPlaceList *list = g_new0 (GfPlaceList, 1);

  list->names = names;
  list->of_title = of_title;
  list->of_lines = of_lines;
  g_ptr_array_add (lists, list);
}

/* Where a list goes on after the name that ended before word @index: past "og",
   "kommune"; SIZE_MAX for nowhere. */
static size_t
find_next (const char *text, const GfWords *words, size_t index)
{
  static const char *const between[]
      = { "og", "kommune", "samt", "vertskommune", "vertskommunen", "herad" };

  for (size_t i = index; i < words->words->len && i - index <= MAX_BETWEEN; i++)
    {
      const GfWord *word = gf_words_get (words, i);
      bool small = false;

      if (word->sentence != gf_words_get (words, index - 1)->sentence)
        return SIZE_MAX;
      if (g_unichar_isupper (g_utf8_get_char (text + word->start)))
        return i;
      for (size_t j = 0; j < G_N_ELEMENTS (between); j++)
        small |= gf_words_is (words, i, between[j]);
      if (!small)
        return SIZE_MAX;
    }
  return SIZE_MAX;
}

static const GfEntry *
match (const GfRegisters *registers, const char *text, const GfWords *words, size_t index,
       size_t *size_out)
{
  if (index >= words->words->len
      || !g_unichar_isupper (g_utf8_get_char (text + gf_words_get (words, index)->start)))
    return NULL;
  return gf_registers_match (registers, GF_REGISTER_MUNICIPALITIES, GF_ANY_MEANING, words,
                             index, size_out);
}

static void
read_text (const GfRegisters *registers, const char *text, size_t length, bool of_title,
           GPtrArray *lists)
{
  g_autoptr (GfWords) words = gf_words_new (
      text, gf_whole_characters (text, length, MAX_LINE_BYTES), MAX_WORDS);
  guint fewest = of_title ? MIN_IN_TITLE : MIN_IN_TEXT;

  for (size_t i = 0; i < words->words->len && lists->len < MAX_LISTS;)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new ();
      size_t size = 0, at = i;
      const GfEntry *entry;

      while (at != SIZE_MAX
             && (entry = match (registers, text, words, at, &size)) != NULL)
        {
          if (!g_ptr_array_find (names, entry->name, NULL))
            g_ptr_array_add (names, entry->name);
          i = at + size;
          at = i < words->words->len ? find_next (text, words, i) : SIZE_MAX;
        }
      if (names->len >= fewest)
        add_list (lists, g_steal_pointer (&names), of_title, false);
      else if (names->len == 0)
        i++;
    }
}

/* "Karmøy kommune: ...", "Karmøy  ...": the place that a line begins with. */
static const GfEntry *
find_first (const GfLines *head, const GfLine *line)
{
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);
  size_t size = 0;
  const GfEntry *entry = match (head->registers, line->bare, words, 0, &size);
  const GfWord *last;
  uint32_t end;

  /* "Stad: Kommunehuset" */
  if (entry == NULL || gf_line_find_key (head, line, GF_KEYS, NULL))
    return NULL;
  if (gf_words_is (words, MIN (size, words->words->len - 1), "kommune"))
    size = MIN (size + 1, words->words->len);
  last = gf_words_get (words, size - 1);
  end = last->start + last->length;
  return end < line->bare_length && strchr (":\t", line->bare[end]) != NULL ? entry
                                                                            : NULL;
}

/* Lines below each other that begin with a place. */
static void
read_lines (const GfLines *head, GPtrArray *lists)
{
  size_t n = MIN (gf_lines_size (head), MAX_LINES);

  for (size_t i = 0; i < n;)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new ();
      const GfEntry *entry;

      while (i < n && (entry = find_first (head, gf_lines_get (head, i))) != NULL)
        {
          g_ptr_array_add (names, entry->name);
          i++;
        }
      if (names->len >= MIN_IN_TEXT)
        add_list (lists, g_steal_pointer (&names), false, true);
      else if (names->len == 0)
        i++;
    }
}

GPtrArray *
gf_listed_places_find (const GfLines *head, const char *title)
{
  GPtrArray *lists = g_ptr_array_new_with_free_func (free_list);

  if (title != NULL)
    read_text (head->registers, title, strlen (title), true, lists);
  for (size_t i = 0; i < MIN (gf_lines_size (head), MAX_LINES); i++)
    {
      const GfLine *line = gf_lines_get (head, i);
      uint32_t rest = 0;

      /* "Stad: Hol, Hol kommunehus" */
      if (!gf_line_find_key (head, line, GF_KEYS, &rest))
        rest = 0;
      read_text (head->registers, line->bare + rest, line->bare_length - rest, false,
                 lists);
    }
  read_lines (head, lists);
  return lists;
}
