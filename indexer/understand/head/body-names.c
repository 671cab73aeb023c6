/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/body-names.h"

#include <string.h>

#include "indexer/understand/reading/made-names.h"

/* "Råd for menneske med nedsett funksjonsevne" has six. */
#define MAX_FOR_WORDS 9
/* "Fast utval for plan og miljø" */
#define MAX_STATED_WORDS 8
#define MAX_STATED_BYTES 80

/* "Detaljer", "Andre": words that stand before "regionråd" and are no place. */
bool
gf_body_name_is_common (const GfRegisters *registers, const GfWords *words, size_t index)
{
  static const GfRegister which[] = { GF_REGISTER_HEADINGS, GF_REGISTER_TYPES,
                                      GF_REGISTER_LANGUAGES, GF_REGISTER_BODIES };

  for (size_t i = 0; i < G_N_ELEMENTS (which); i++)
    if (gf_registers_match (registers, which[i], GF_ANY_MEANING, words, index, NULL)
        != NULL)
      return true;
  return false;
}

/* "Grønheia regionråd" is the name of a body; of "Sandværregionen regionråd" it is the
 * regionråd. */
/* "Lidalen kyrkjelege fellesråd", at its last word. */
static char *
dup_parish_council (const char *text, const GfWords *words, size_t i)
{
  static const char *const kinds[] = { "kirkelige", "kyrkjelege", "kirkelege", NULL };
  size_t first = i - MIN (i, 2);

  if (i < 2 || !gf_words_is (words, i, "fellesråd")
      || !gf_words_is_any (words, i - 1, kinds)
      || !gf_made_name_is_capital (text, words, i - 2))
    return NULL;
  if (first > 0 && gf_made_name_is_half (words, first - 1))
    first--;

  const GfWord *place = gf_words_get (words, i - 2), *kind = gf_words_get (words, i - 1);
  g_autofree char *name = gf_made_name_take_down (
      g_strndup (text + gf_words_get (words, first)->start,
                 place->start + place->length - gf_words_get (words, first)->start));

  return g_strdup_printf ("%s %.*s fellesr\xc3\xa5"
                          "d",
                          name, (int) kind->length, words->folded + kind->start);
}

char *
gf_body_name_dup_council (const GfRegisters *registers, const char *text,
                          const GfWords *words, size_t i)
{
  g_autofree char *parish = dup_parish_council (text, words, i);

  if (parish != NULL)
    return g_steal_pointer (&parish);
  if (i == 0 || !gf_words_is (words, i, "regionråd")
      || !gf_made_name_is_capital (text, words, i - 1)
      || !gf_made_name_is_gap (text, words, i - 1, " ")
      || gf_made_name_ends (words, i - 1, "regionen"))
    return NULL;

  if (gf_body_name_is_common (registers, words, i - 1))
    return NULL;

  g_autofree char *place = gf_made_name_dup_ending_at (registers, text, words, i - 1);

  return g_strdup_printf ("%s regionråd", place);
}

static bool
is_adjective (const GfWords *words, size_t i)
{
  static const char *const adjectives[]
      = { "kommunalt", "fast", "felles", "faste", "politisk", "fylkeskommunalt", NULL };

  return gf_words_is_any (words, i, adjectives);
}

/* Where the name that word @i ends begins, with halves of words before it: "Plan- og
   miljøutvalget", "Plan-, miljø- og klimautvalget"; @i where it has none. */
static size_t
joined_start (const char *text, const GfWords *words, size_t i)
{
  size_t first = i;

  if (i < 2 || !gf_words_is (words, i - 1, "og"))
    return i;
  for (size_t j = i - 1; j > 0; j--)
    {
      const GfWord *word = gf_words_get (words, j - 1);
      const char *after = text + word->start + word->length;

      if (*after != '-' || (j < i - 1 && strncmp (after, "-, ", 3) != 0))
        break;
      first = j - 1;
    }
  return gf_made_name_is_capital (text, words, first) ? first : i;
}

/* In running text a word that only ends as organs' names do is mostly something else
   ("Satsingsområdet"); a name is written with a capital, or after "møte i". */
bool
gf_body_name_stands (bool by_shape, const char *text, const GfWords *words, size_t i)
{
  return by_shape || gf_made_name_is_capital (text, words, i)
         || (i > 0 && is_adjective (words, i - 1)
             && gf_made_name_is_capital (text, words, i - 1))
         || (i >= 2 && gf_words_is (words, i - 1, "i")
             && (gf_made_name_ends (words, i - 2, "te")
                 || gf_made_name_ends (words, i - 2, "tet")))
         || joined_start (text, words, i) < i
         /* "Snølia viltnemnd", and no more. */
         || (i == 1 && words->words->len == 2 && gf_made_name_is_capital (text, words, 0)
             && gf_made_name_ends (words, i, "nemnd"));
}

/* "Plan- og miljøutvalget" ends with "miljøutvalget", "Vest-Telemarkrådet" with
 * "Telemarkrådet". */
char *
gf_body_name_dup_joined (const char *text, const GfWords *words, size_t i)
{
  const GfWord *word = gf_words_get (words, i), *first;

  if (i > 0 && gf_made_name_is_gap (text, words, i - 1, "-")
      && gf_made_name_is_capital (text, words, i - 1))
    {
      first = gf_words_get (words, i - 1);
      return gf_made_name_take_down (
          g_strndup (text + first->start, word->start + word->length - first->start));
    }
  if (joined_start (text, words, i) == i)
    return gf_made_name_dup (text, words, i);
  first = gf_words_get (words, joined_start (text, words, i));
  return gf_made_name_take_down (
      g_strndup (text + first->start, word->start + word->length - first->start));
}

/* Where a name that goes on after "for" ends: at what is no blank or hyphen, a number, or
   "i Varstad kommune". */
static bool
ends_name (const char *text, const GfWords *words, size_t i)
{
  const GfWord *before = gf_words_get (words, i - 1), *word = gf_words_get (words, i);
  size_t gap = word->start - before->start - before->length;
  const char *between = text + before->start + before->length;

  return gap > 2 || (gap == 1 && *between != ' ')
         || (gap == 2 && strncmp (between, "- ", 2) != 0
             && strncmp (between, ", ", 2) != 0)
         || g_ascii_isdigit (words->folded[word->start])
         || (gf_words_is (words, i, "i") && gf_made_name_is_capital (text, words, i + 1))
         || (gf_words_is (words, i, "den") && i + 1 < words->words->len
             && g_ascii_isdigit (words->folded[gf_words_get (words, i + 1)->start]));
}

/* "Utvalg for plan og miljø", "Råd for eldre": named by what it is for, which is written
   small or all is in capitals.  Of a place ("Rådet for Ravnås") it is a council. */
char *
gf_body_name_dup_for (const char *text, const GfWords *words, size_t i, size_t *size_out)
{
  static const char *const kinds[]
      = { "utvalg",     "utval",         "utvalget",     "utvalet",  "hovedutvalg",
          "hovudutval", "hovedutvalget", "hovudutvalet", "råd",      "rådet",
          "komite",     "komité",        "komiteen",     "komitéen", "nemnd",
          "nemnda",     "driftsutvalg",  "fagutvalg",    "styre",    "komitè" };
  size_t end = i + 2;
  bool is_kind = false, capitals;
  const GfWord *first = gf_words_get (words, i), *last;

  for (size_t k = 0; k < G_N_ELEMENTS (kinds); k++)
    is_kind = is_kind || gf_words_is (words, i, kinds[k]);
  if (!is_kind || i + 2 >= words->words->len || !gf_words_is (words, i + 1, "for")
      || ends_name (text, words, i + 1) || ends_name (text, words, i + 2))
    return NULL;
  capitals = memcmp (text + gf_words_get (words, i + 1)->start, "FOR", 3) == 0;
  if (!capitals && gf_made_name_is_capital (text, words, i + 2))
    return NULL;
  while (end + 1 < words->words->len && end < i + MAX_FOR_WORDS
         && !ends_name (text, words, end + 1))
    end++;
  last = gf_words_get (words, end);
  *size_out = end + 1 - i;

  /* "Kommunalt råd for", "Fast utvalg for" */
  if (i > 0 && is_adjective (words, i - 1)
      && gf_made_name_is_gap (text, words, i - 1, " "))
    first = gf_words_get (words, i - 1 - (i > 1 && gf_words_is (words, i - 2, "det")));

  g_autofree char *name
      = g_strndup (text + first->start, last->start + last->length - first->start);
  g_autofree char *down = capitals ? gf_fold (name, strlen (name)) : g_strdup (name);
  g_autofree char *letter
      = g_utf8_strup (down, (gssize) (g_utf8_next_char (down) - down));

  return g_strconcat (letter, g_utf8_next_char (down), NULL);
}

/* "Rådet for Ringeriksregionen": a council named by its place, to the end of the name. */
char *
gf_body_name_dup_of_place (const char *text, const GfWords *words, size_t i,
                           size_t *size_out)
{
  size_t last = i + 2;

  if (!gf_words_is (words, i, "rådet") || i + 2 >= words->words->len
      || !gf_words_is (words, i + 1, "for") || !gf_made_name_is_capital (text, words, i)
      || !gf_made_name_is_capital (text, words, i + 2)
      || gf_made_name_is_capital (text, words, i + 1))
    return NULL;

  g_autofree char *place = gf_made_name_dup_starting_at (text, words, last);

  *size_out = 3;
  return g_strconcat ("Rådet for ", place, NULL);
}

/* Whether all of @text, the value of a key, can be a name: few words, the first with a
 * capital, no date or number, up to a tab. */
char *
gf_body_name_dup_stated (const char *text, size_t length)
{
  const char *tab = memchr (text, '\t', length);
  g_autofree char *value
      = g_strstrip (g_strndup (text, tab != NULL ? (size_t) (tab - text) : length));
  g_autoptr (GfWords) words = gf_words_new (value, strlen (value), MAX_STATED_WORDS + 1);

  if (words->words->len == 0 || words->words->len > MAX_STATED_WORDS
      || strlen (value) > MAX_STATED_BYTES || strpbrk (value, "0123456789:/@,") != NULL
      || !gf_made_name_is_capital (value, words, 0))
    return NULL;
  return gf_made_name_take_down (g_steal_pointer (&value));
}

char *
gf_body_name_dup_genitive (const char *text, const GfWords *words, size_t i)
{
  static const char *const endings[]
      = { "utvalgets", "utvalets", "styrets", "rådets", "nemndas", "komiteens" };
  bool ends = false;

  for (size_t k = 0; k < G_N_ELEMENTS (endings); k++)
    ends = ends || gf_made_name_ends (words, i, endings[k]);
  if (!ends || !gf_made_name_is_capital (text, words, i) || i + 1 >= words->words->len
      || !gf_words_is (words, i + 1, "møte"))
    return NULL;

  char *name = gf_body_name_dup_joined (text, words, i);
  name[strlen (name) - 1] = '\0';
  return name;
}

/* "Nordmøre interkommunale politiske råd", "Gjøvikregionen IPR". */
char *
gf_body_name_dup_legal (const GfRegisters *registers, const char *text,
                        const GfWords *words, size_t i)
{
  bool whole = i + 2 < words->words->len && gf_words_is (words, i, "interkommunale")
               && gf_words_is (words, i + 1, "politiske")
               && gf_words_is (words, i + 2, "råd");

  if (i == 0 || !(whole || gf_words_is (words, i, "ipr"))
      || !gf_made_name_is_capital (text, words, i - 1)
      || !gf_made_name_is_gap (text, words, i - 1, " "))
    return NULL;

  g_autofree char *place = gf_made_name_dup_ending_at (registers, text, words, i - 1);

  return g_strconcat (place, whole ? " interkommunale politiske råd" : " IPR", NULL);
}
