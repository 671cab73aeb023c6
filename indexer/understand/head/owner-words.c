/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/owner-words.h"

#include <string.h>

bool
gf_owner_is_organ (const GfWords *words, size_t index)
{
  static const char *const organs[] = { "kommunestyret", "formannskapet", "bystyret",
                                        "heradsstyret",  "eldrerådet",    "eldreråd",
                                        "ungdomsrådet",  "ungdomsråd",    NULL };
  static const char *const endings[] = { "utvalget", "utvalet", "nemnda" };
  static const char *const regional[] = { "arbeidsutvalget",
                                          "arbeidsutvalet",
                                          "rådmannsutvalget",
                                          "rådmannsutvalet",
                                          "kommunedirektørutvalget",
                                          "kommunedirektørutvalet",
                                          NULL };
  const GfWord *word = gf_words_get (words, index);
  const char *end = words->folded + word->start + word->length;

  if (gf_words_is_any (words, index, regional))
    return false;
  for (size_t i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      size_t n = strlen (endings[i]);

      if (word->length >= n && memcmp (end - n, endings[i], n) == 0)
        return true;
    }
  return gf_words_is_any (words, index, organs);
}

bool
gf_owner_ends_phrase (const char *text, const GfWords *words, size_t index)
{
  static const char *const after[]
      = { "den",    "kl",     "klokka",  "klokken", "mandag",  "måndag", "tirsdag",
          "tysdag", "onsdag", "torsdag", "fredag",  "laurdag", "lørdag", NULL };
  const GfWord *word = gf_words_get (words, index);

  return index + 1 >= words->words->len || text[word->start + word->length] != ' '
         || gf_words_is_any (words, index + 1, after)
         || g_ascii_isdigit (words->folded[gf_words_get (words, index + 1)->start]);
}

bool
gf_owner_is_building (const GfWords *words, size_t index)
{
  static const char *const endings[]
      = { "huset", "salen", "rommet", "rom",   "bygget", "heimen", "hall",  "hallen",
          "teams", "zoom",  "skole",  "skule", "senter", "stova",  "rådet", "regionen" };
  const GfWord *word = gf_words_get (words, index);
  const char *end = words->folded + word->start + word->length;

  for (size_t i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      size_t n = strlen (endings[i]);

      if (word->length >= n && memcmp (end - n, endings[i], n) == 0)
        return true;
    }
  return false;
}

size_t
gf_owner_length_before_dash (const char *text, size_t length)
{
  static const char *const dashes[] = { " - ", " \xe2\x80\x93 ", " (" };

  for (size_t i = 0; i < G_N_ELEMENTS (dashes); i++)
    {
      const char *dash = g_strstr_len (text, (gssize) length, dashes[i]);

      if (dash != NULL)
        return (size_t) (dash - text);
    }
  /* "Varlia ungdomsråd, 14.02.19" */
  for (size_t i = 0; i + 2 < length; i++)
    if (text[i] == ',' && text[i + 1] == ' ' && g_ascii_isdigit (text[i + 2]))
      return i;
  return length;
}
