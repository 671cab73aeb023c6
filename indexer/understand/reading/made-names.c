/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/made-names.h"

#include <string.h>

/* So many letters with blanks between them are one word. */
#define MIN_SPACED 5

bool
gf_made_name_ends (const GfWords *words, size_t index, const char *ending)
{
  const GfWord *word = gf_words_get (words, index);
  size_t n = strlen (ending);

  return word->length > n + 2
         && memcmp (words->folded + word->start + word->length - n, ending, n) == 0;
}

bool
gf_made_name_is_capital (const char *text, const GfWords *words, size_t index)
{
  return index < words->words->len
         && g_unichar_isupper (
             g_utf8_get_char (text + gf_words_get (words, index)->start));
}

/* The word as a name: its first letter a capital, the rest as written unless all are
 * capitals. */
char *
gf_made_name_dup (const char *text, const GfWords *words, size_t index)
{
  const GfWord *word = gf_words_get (words, index);
  g_autofree char *written = g_strndup (text + word->start, word->length);
  bool capitals = true;
  char *rest;

  for (const char *p = written; *p != '\0'; p = g_utf8_next_char (p))
    capitals = capitals && !g_unichar_islower (g_utf8_get_char (p));
  rest = capitals ? g_strndup (words->folded + word->start, word->length)
                  : g_strdup (written);

  g_autofree char *owned = rest;
  gunichar first = g_unichar_toupper (g_utf8_get_char (owned));
  GString *name = g_string_new (NULL);

  g_string_append_unichar (name, first);
  g_string_append (name, g_utf8_next_char (owned));
  return g_string_free (name, FALSE);
}

/* The abbreviations of kommuneloven's forms of cooperation. */
static bool
is_legal_form (const GfWords *words, size_t index)
{
  return gf_words_is (words, index, "ipr") || gf_words_is (words, index, "ko")
         || gf_words_is (words, index, "iks");
}

/* "SETESDAL" as "Setesdal", "NORE OG UVDAL" as "Nore og Uvdal"; what is not in capitals
 * throughout, and the legal forms, as written.  Takes @name. */
char *
gf_made_name_take_down (char *name)
{
  g_autoptr (GfWords) words = gf_words_new (name, strlen (name), SIZE_MAX);
  GString *down = g_string_new (NULL);
  size_t at = 0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_islower (g_utf8_get_char (p)))
      {
        g_string_free (down, TRUE);
        return name;
      }
  for (size_t i = 0; i < words->words->len; i++)
    {
      const GfWord *word = gf_words_get (words, i);
      g_autofree char *written = NULL;

      g_string_append_len (down, name + at, (gssize) (word->start - at));
      at = word->start + word->length;
      if (gf_words_is (words, i, "og"))
        written = g_strdup ("og");
      else if (is_legal_form (words, i))
        written = g_strndup (name + word->start, word->length);
      else
        written = gf_made_name_dup (name, words, i);
      g_string_append (down, written);
    }
  g_string_append (down, name + at);
  g_free (name);
  return g_string_free (down, FALSE);
}

bool
gf_made_name_is_gap (const char *text, const GfWords *words, size_t index,
                     const char *between)
{
  const GfWord *word, *next;

  if (index + 1 >= words->words->len)
    return false;
  word = gf_words_get (words, index);
  next = gf_words_get (words, index + 1);
  return next->start - word->start - word->length == strlen (between)
         && memcmp (text + word->start + word->length, between, strlen (between)) == 0;
}

/* "Møtebok" before a name is no part of it. */
static bool
names_type (const GfRegisters *registers, const GfWords *words, size_t index)
{
  return gf_registers_match (registers, GF_REGISTER_TYPES, GF_ANY_MEANING, words, index,
                             NULL)
         != NULL;
}

/* "PROTOKOLL FRA MØTE I VARLIA REGIONRÅD": words of a title in capitals that are no part
   of the name. */
static bool
is_joint (const GfWords *words, size_t index)
{
  static const char *const joints[]
      = { "fra", "frå", "for", "til", "av", "i", "møte", "møtet", "med", "ved", NULL };

  return gf_words_is_any (words, index, joints);
}

/* The name that ends with word @index: "Asker og Bærum", "Nore og Uvdal",
 * "Midt-Buskerud". */
char *
gf_made_name_dup_ending_at (const GfRegisters *registers, const char *text,
                            const GfWords *words, size_t index)
{
  size_t first = index;
  const GfWord *last = gf_words_get (words, index);

  while (first > 0 && gf_made_name_is_capital (text, words, first - 1)
         && !names_type (registers, words, first - 1) && !is_joint (words, first - 1)
         && (gf_made_name_is_gap (text, words, first - 1, " ")
             || gf_made_name_is_gap (text, words, first - 1, "-"))
         && index - first < 3)
    first--;
  if (first >= 2 && gf_words_is (words, first - 1, "og")
      && gf_made_name_is_capital (text, words, first - 2)
      && gf_made_name_is_gap (text, words, first - 1, " ")
      && gf_made_name_is_gap (text, words, first - 2, " "))
    first -= 2;
  return gf_made_name_take_down (
      g_strndup (text + gf_words_get (words, first)->start,
                 last->start + last->length - gf_words_get (words, first)->start));
}

/* The name that begins with word @index, after "Regionrådet for". */
char *
gf_made_name_dup_starting_at (const char *text, const GfWords *words, size_t index)
{
  const GfWord *first = gf_words_get (words, index);
  size_t last = index;

  while (gf_made_name_is_capital (text, words, last + 1)
         && (gf_made_name_is_gap (text, words, last, " ")
             || gf_made_name_is_gap (text, words, last, "-"))
         && last - index < 3)
    last++;
  if (last + 2 < words->words->len && gf_words_is (words, last + 1, "og")
      && gf_made_name_is_capital (text, words, last + 2)
      && gf_made_name_is_gap (text, words, last, " "))
    last += 2;
  return gf_made_name_take_down (g_strndup (
      text + first->start, gf_words_get (words, last)->start
                               + gf_words_get (words, last)->length - first->start));
}

bool
gf_made_name_is_half (const GfWords *words, size_t index)
{
  static const char *const halves[]
      = { "nedre",  "øvre",  "indre",  "ytre",  "nordre", "søndre", "sør",  "nord",
          "vestre", "østre", "midtre", "store", "nye",    "nore",   "midt", NULL };

  return gf_words_is_any (words, index, halves);
}

char *
gf_made_name_dup_with_half (const char *text, const GfWords *words, size_t index)
{
  const GfWord *word = gf_words_get (words, index);
  size_t first = index > 0 && gf_made_name_is_half (words, index - 1)
                         && gf_made_name_is_capital (text, words, index - 1)
                         && gf_made_name_is_gap (text, words, index - 1, " ")
                     ? index - 1
                     : index;

  if (first == index)
    return gf_made_name_dup (text, words, index);
  return gf_made_name_take_down (
      g_strndup (text + gf_words_get (words, first)->start,
                 word->start + word->length - gf_words_get (words, first)->start));
}

char *
gf_made_name_dup_unspaced (const char *text, size_t length)
{
  GString *out = g_string_new (NULL);
  const char *p = text, *end = text + length;
  size_t n = 0;

  while (p < end && g_unichar_isalpha (g_utf8_get_char (p)))
    {
      const char *next = g_utf8_next_char (p);
      size_t gap = strspn (next, " ");

      g_string_append_len (out, p, next - p);
      n++;
      if (next >= end || gap == 0 || gap >= (size_t) (end - next))
        {
          p = next;
          break;
        }
      if (gap > 1)
        g_string_append_c (out, ' ');
      p = next + gap;
    }
  if (p == end && n >= MIN_SPACED)
    return g_string_free (out, FALSE);
  g_string_free (out, TRUE);
  return NULL;
}

/* Bare words for a landscape that a place is called by with its article: "Heia". */
static bool
wants_article (const char *name, size_t length)
{
  static const char *const words[] = { "hei", "bygd", "vidd", "slett" };

  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    {
      size_t n = strlen (words[i]);

      if (length > n + 1 && g_ascii_strncasecmp (name + length - n, words[i], n) == 0)
        return true;
    }
  return false;
}

/* "Heimfjordrådet" is of Heimfjord, "Elvadalsrådet" of Elvadal: the joint goes with the
 * council.  "Lidheirådet" is of Lidheia. */
char *
gf_made_name_dup_place (const char *name, const char *ending)
{
  size_t length = strlen (name) - strlen (ending);

  if (wants_article (name, length))
    return g_strdup_printf ("%.*sa", (int) length, name);
  if (length > 3 && name[length - 1] == 's' && strchr ("ldgm", name[length - 2]) != NULL)
    length--;
  return g_strndup (name, length);
}
