/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any word has at least one lemma, no root twice, no part that is a lemma, all of them
 * valid and within bounds, the same when asked again; and any bytes are readings that
 * end, or input that a dictionary refuses.
 */
#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "norsk/analysis.h"
#include "norsk/lttoolbox-c.h"
#include "norsk/readings.h"
#include "norsk/tokens.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define MAX_WORDS 50

static GfAnalysis *
get_analysis (void)
{
  static GfAnalysis *analysis;
  const char *top = g_getenv ("GF_TOP_SRCDIR");

  if (analysis == NULL)
    {
      g_autofree char *registers
          = g_build_filename (top != NULL ? top : ".", "corpus", "registers", NULL);

      analysis = gf_analysis_new (registers, NULL);
    }
  g_assert (analysis != NULL);
  return analysis;
}

static LtDictionary *
get_dictionary (void)
{
  static LtDictionary *dictionary;

  if (dictionary == NULL)
    dictionary = lt_dictionary_open (GF_DICTIONARIES "/nno-nob.autobil.bin", NULL);
  g_assert (dictionary == NULL || lt_dictionary_load (dictionary, NULL));
  return dictionary;
}

static GPtrArray *
check_list (GfRootList list, size_t max)
{
  GPtrArray *roots = g_ptr_array_new_with_free_func (g_free);

  for (const char *root = list; *root != '\0'; root += strlen (root) + 1)
    {
      g_assert (g_utf8_validate (root, -1, NULL) && !g_ascii_isupper (*root));
      g_assert (!g_ptr_array_find_with_equal_func (roots, root, g_str_equal, NULL));
      g_ptr_array_add (roots, g_strdup (root));
    }
  g_assert_cmpuint (roots->len, <=, max);
  return roots;
}

static void
check_word (const char *form)
{
  GfWordRoots found;

  gf_analysis_find (get_analysis (), form, &found);
  g_autoptr (GPtrArray) lemmas = check_list (found.lemmas, GF_ANALYSIS_MAX_LEMMAS);
  g_autoptr (GPtrArray) parts = check_list (found.parts, GF_ANALYSIS_MAX_PARTS);

  g_assert_cmpuint (lemmas->len, >=, 1);
  for (guint i = 0; i < parts->len; i++)
    g_assert (
        !g_ptr_array_find_with_equal_func (lemmas, parts->pdata[i], g_str_equal, NULL));
  gf_analysis_find (get_analysis (), form, &found);
  g_autoptr (GPtrArray) again = check_list (found.lemmas, GF_ANALYSIS_MAX_LEMMAS);

  g_assert_cmpuint (again->len, ==, lemmas->len);
}

static void
check_words (const char *text)
{
  g_autoptr (GfTokens) tokens = gf_tokens_new (text, -1);
  GfToken token;

  for (int i = 0; i < MAX_WORDS && gf_tokens_next (tokens, &token); i++)
    check_word (token.form);
}

static void
check_readings (const char *text)
{
  const char *at = text;
  GfReading reading;

  while (gf_reading_next (&at, &reading))
    {
      g_autofree char *root = gf_reading_dup_root (&reading);

      g_assert (reading.tags + reading.tags_length <= text + strlen (text));
      g_assert (root == NULL || *root != '\0');
    }
}

static void
check_input (const char *bytes)
{
  g_autoptr (GError) error = NULL;
  const LtPiece *pieces;
  size_t n;

  if (get_dictionary () == NULL)
    return;
  if (!lt_dictionary_read (get_dictionary (), bytes, 1, &pieces, &n, &error))
    g_assert (g_error_matches (error, LT_ERROR, LT_ERROR_INPUT));
  else
    for (size_t i = 0; i < n; i++)
      g_assert (pieces[i].n_bytes <= strlen (bytes) && *pieces[i].readings == '/');
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *bytes = g_strndup ((const char *) data, size);
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);

  check_input (bytes);
  check_readings (text);
  check_words (text);
  return 0;
}
