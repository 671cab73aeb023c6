/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "norsk/lexis.h"

#include <string.h>

#include "common/hash.h"

/* Pieces below this are letters and endings, never parts. */
#define SHORTEST_PIECE 2
#define MAX_ROOTS 8
/* In bytes: longer words have one meaning. */
#define SHORTEST_UNAMBIGUOUS 9
/* What is remembered: 2,000 compounds and their tails, some 10 MB. */
#define MAX_REMEMBERED 20000

struct GfLexis
{
  LtDictionary *words;
  LtDictionary *bilingual;
  const GfWordLists *lists;
  bool loaded;
  GHashTable *pieces;       /* text, owned, to GfPieces, owned */
  GHashTable *translations; /* lemma and tags, owned, to readings, owned */
};

GfLexis *
gf_lexis_new (LtDictionary *words, LtDictionary *bilingual, const GfWordLists *lists)
{
  GfLexis *lexis = g_new0 (GfLexis, 1);

  lexis->words = words;
  lexis->bilingual = bilingual;
  lexis->lists = lists;
  lexis->pieces = g_hash_table_new_full (gf_hash_string, g_str_equal, g_free, g_free);
  lexis->translations
      = g_hash_table_new_full (gf_hash_string, g_str_equal, g_free, g_free);
  return lexis;
}

void
gf_lexis_free (GfLexis *lexis)
{
  if (lexis == NULL)
    return;
  g_hash_table_unref (lexis->pieces);
  g_hash_table_unref (lexis->translations);
  lt_dictionary_free (lexis->words);
  lt_dictionary_free (lexis->bilingual);
  g_free (lexis);
}

static bool
is_usable (LtDictionary *dictionary)
{
  g_autoptr (GError) error = NULL;

  if (lt_dictionary_load (dictionary, &error))
    return true;
  g_warning ("doing without a dictionary: %s", error->message);
  return false;
}

/* Lets go of what cannot be used; words that no way leads from to bokmål among it. */
static void
load (GfLexis *lexis)
{
  if (lexis->loaded)
    return;
  lexis->loaded = true;
  if (is_usable (lexis->words)
      && (lexis->bilingual == NULL || is_usable (lexis->bilingual)))
    return;
  g_clear_pointer (&lexis->words, lt_dictionary_free);
  g_clear_pointer (&lexis->bilingual, lt_dictionary_free);
}

/* One block for all, so that one g_free () is enough. */
static GfPieces *
copy_pieces (const LtPiece *found, size_t n_found)
{
  size_t size = sizeof (GfPieces) + n_found * sizeof (LtPiece);

  for (size_t i = 0; i < n_found; i++)
    size += strlen (found[i].readings) + 1;

  GfPieces *pieces = g_malloc (size);
  char *at = (char *) &pieces->pieces[n_found];

  pieces->n_pieces = n_found;
  for (size_t i = 0; i < n_found; i++)
    {
      pieces->pieces[i].n_bytes = found[i].n_bytes;
      pieces->pieces[i].readings = at;
      at = stpcpy (at, found[i].readings) + 1;
    }
  return pieces;
}

/* @min_bytes: as lt_dictionary_read () has it; what the dictionary cannot be asked, it
   does not have. */
static size_t
look_up (LtDictionary *dictionary, const char *text, size_t min_bytes,
         const LtPiece **found_out)
{
  g_autoptr (GError) error = NULL;
  size_t n_found = 0;

  *found_out = NULL;
  if (dictionary == NULL
      || !lt_dictionary_read (dictionary, text, min_bytes, found_out, &n_found, &error))
    return 0;
  return n_found;
}

const GfPieces *
gf_lexis_pieces (GfLexis *lexis, const char *text)
{
  GfPieces *pieces = g_hash_table_lookup (lexis->pieces, text);
  const LtPiece *found;

  if (pieces != NULL)
    return pieces;
  load (lexis);
  size_t n_found = look_up (lexis->words, text, SHORTEST_PIECE, &found);

  pieces = copy_pieces (found, n_found);
  g_hash_table_insert (lexis->pieces, g_strdup (text), pieces);
  return pieces;
}

const char *
gf_lexis_readings (GfLexis *lexis, const char *form)
{
  const LtPiece *found;

  load (lexis);
  return look_up (lexis->words, form, strlen (form), &found) > 0 ? found->readings : NULL;
}

/* What the bilingual dictionary has for @key, "lemma<tag><tag>": the entry that shares
   most of its tags. NULL for none. */
static const char *
translate (GfLexis *lexis, const char *key, size_t lemma_length)
{
  const char *known = g_hash_table_lookup (lexis->translations, key);

  if (known == NULL)
    {
      const LtPiece *found;
      size_t n = look_up (lexis->bilingual, key, lemma_length + 1, &found);

      known = g_strdup (n > 0 ? found[n - 1].readings : "");
      g_hash_table_insert (lexis->translations, g_strdup (key), (char *) known);
    }
  return *known != '\0' ? known : NULL;
}

void
gf_roots_array_take (GPtrArray *roots, char *root)
{
  if (roots->len < MAX_ROOTS
      && !g_ptr_array_find_with_equal_func (roots, root, g_str_equal, NULL))
    g_ptr_array_add (roots, root);
  else
    g_free (root);
}

void
gf_roots_array_add_list (GPtrArray *roots, GfRootList list)
{
  for (const char *root = list; *root != '\0'; root += strlen (root) + 1)
    gf_roots_array_take (roots, g_strdup (root));
}

/* The lemma as the register has it, or itself. */
static bool
add_lemma (GfLexis *lexis, const GfReading *reading, GPtrArray *roots)
{
  g_autofree char *lemma = gf_reading_dup_root (reading);

  if (lemma == NULL)
    return false;

  GfRootList paired = gf_word_lists_pairs (lexis->lists, lemma);

  if (paired != NULL)
    gf_roots_array_add_list (roots, paired);
  else
    gf_roots_array_take (roots, g_steal_pointer (&lemma));
  return true;
}

static bool
same_lemma (const GfReading *a, const GfReading *b)
{
  return a->lemma_length == b->lemma_length
         && memcmp (a->lemma, b->lemma, a->lemma_length) == 0;
}

/* Whether the two are alike as what is spelled in two ways is: "hand" and "hånd",
   "målsetting" and "målsetning", "kvit" and "hvit". */
static bool
is_spelled_like (const GfReading *a, const GfReading *b)
{
  size_t shorter = MIN (a->lemma_length, b->lemma_length);
  size_t longer = MAX (a->lemma_length, b->lemma_length), begin = 0, end = 0;

  while (begin < shorter && a->lemma[begin] == b->lemma[begin])
    begin++;
  while (begin + end < shorter
         && a->lemma[a->lemma_length - 1 - end] == b->lemma[b->lemma_length - 1 - end])
    end++;
  return begin > 0 ? (begin + end) * 2 >= longer : end + 1 >= longer;
}

static bool
has_lemma (const char *readings, const GfReading *wanted)
{
  GfReading reading;

  while (readings != NULL && gf_reading_next (&readings, &reading))
    if (same_lemma (&reading, wanted))
      return true;
  return false;
}

/* A short word that both languages have is itself, and what is spelled like it: "fest" is
   no "troloving", as it may be in the dictionary; but "ordtilfang" is "ordforråd". */
static bool
add_translations (GfLexis *lexis, const GfReading *reading, const char *found,
                  GPtrArray *roots)
{
  bool is_both
      = reading->lemma_length < SHORTEST_UNAMBIGUOUS && has_lemma (found, reading);
  bool known = false;
  GfReading translation;

  while (found != NULL && gf_reading_next (&found, &translation))
    if (!is_both || is_spelled_like (&translation, reading))
      known |= add_lemma (lexis, &translation, roots);
  return known;
}

bool
gf_lexis_add_roots (GfLexis *lexis, const GfReading *reading, GPtrArray *roots)
{
  g_autofree char *lemma = gf_reading_dup_root (reading);

  load (lexis);
  /* What the register has goes before the dictionary, which has "fråsegn" as "utsagn". */
  if (lemma == NULL || lexis->bilingual == NULL
      || gf_word_lists_pairs (lexis->lists, lemma) != NULL)
    return add_lemma (lexis, reading, roots);

  g_autofree char *key
      = g_strdup_printf ("%.*s%.*s", (int) reading->lemma_length, reading->lemma,
                         (int) reading->tags_length, reading->tags);

  return add_translations (lexis, reading, translate (lexis, key, reading->lemma_length),
                           roots);
}

void
gf_lexis_add_any_roots (GfLexis *lexis, const GfReading *reading, GPtrArray *roots)
{
  if (!gf_lexis_add_roots (lexis, reading, roots))
    add_lemma (lexis, reading, roots);
}

void
gf_lexis_tidy (GfLexis *lexis)
{
  if (g_hash_table_size (lexis->pieces) > MAX_REMEMBERED)
    g_hash_table_remove_all (lexis->pieces);
  if (g_hash_table_size (lexis->translations) > MAX_REMEMBERED)
    g_hash_table_remove_all (lexis->translations);
}
