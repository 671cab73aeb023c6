/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "norsk/analysis.h"

#include <string.h>

#include "norsk/analysis-private.h"
#include "norsk/forms.h"

/* Raised where the same words get other roots. */
#define VERSION "1"

/* Nynorsk to bokmål, and not the other way: roots are bokmål. */
static const char *const dictionary_files[]
    = { "nob-nno.automorf.bin", "nno-nob.automorf.bin", "nno-nob.autobil.bin" };

struct GfAnalysis
{
  GfAnalysisFace face; /* first */
  GfWordLists *lists;
  GfForms forms;                                  /* owned, but for the lists */
  GBytes *files[G_N_ELEMENTS (dictionary_files)]; /* for the stamp; NULL for none */
  char *stamp;                                    /* made when asked for */
  /* The last answer. */
  GString *lemma_list;
  GString *part_list;
};

static void find (GfAnalysis *analysis, const char *form, GfWordRoots *roots_out);

/* All the dictionaries or none: nynorsk without the way to bokmål would be worse than
   neither. */
static void
open_dictionaries (GfAnalysis *analysis, const char *folder)
{
  LtDictionary *opened[G_N_ELEMENTS (dictionary_files)] = { NULL };
  size_t n;

  for (n = 0; n < G_N_ELEMENTS (opened); n++)
    {
      g_autofree char *path = g_build_filename (folder, dictionary_files[n], NULL);

      opened[n] = lt_dictionary_open (path, NULL);
      if (opened[n] == NULL)
        break;
    }
  if (n < G_N_ELEMENTS (opened))
    {
      while (n > 0)
        lt_dictionary_free (opened[--n]);
      return;
    }
  for (size_t i = 0; i < n; i++)
    analysis->files[i] = lt_dictionary_dup_bytes (opened[i]);
  analysis->forms.bokmal = gf_lexis_new (opened[0], NULL, analysis->lists);
  analysis->forms.nynorsk = gf_lexis_new (opened[1], opened[2], analysis->lists);
  analysis->forms.parts = gf_parts_new (analysis->forms.bokmal, analysis->lists);
}

GfAnalysis *
gf_analysis_new (const char *registers, GError **error)
{
  return gf_analysis_new_with (registers, GF_DICTIONARIES, error);
}

GfAnalysis *
gf_analysis_new_with (const char *registers, const char *dictionaries, GError **error)
{
  g_autoptr (GfAnalysis) analysis = g_new0 (GfAnalysis, 1);

  g_mutex_init (&analysis->face.lock);
  analysis->face.find = find;
  analysis->lists = gf_word_lists_load (registers, error);
  if (analysis->lists == NULL)
    return NULL;
  analysis->forms.lists = analysis->lists;
  analysis->forms.stemmer = gf_stemmer_new ();
  analysis->lemma_list = g_string_new (NULL);
  analysis->part_list = g_string_new (NULL);
  open_dictionaries (analysis, dictionaries);
  return g_steal_pointer (&analysis);
}

void
gf_analysis_free (GfAnalysis *analysis)
{
  if (analysis == NULL)
    return;
  g_mutex_clear (&analysis->face.lock);
  for (size_t i = 0; i < G_N_ELEMENTS (analysis->files); i++)
    g_clear_pointer (&analysis->files[i], g_bytes_unref);
  gf_parts_free (analysis->forms.parts);
  gf_lexis_free (analysis->forms.bokmal);
  gf_lexis_free (analysis->forms.nynorsk);
  gf_stemmer_free (analysis->forms.stemmer);
  gf_word_lists_free (analysis->lists);
  if (analysis->lemma_list != NULL)
    {
      g_string_free (analysis->lemma_list, TRUE);
      g_string_free (analysis->part_list, TRUE);
    }
  g_free (analysis->stamp);
  g_free (analysis);
}

bool
gf_analysis_has_dictionaries (const GfAnalysis *analysis)
{
  return analysis->forms.bokmal != NULL;
}

static char *
make_stamp (const GfAnalysis *analysis)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  gf_word_lists_digest (analysis->lists, checksum);
  for (size_t i = 0; i < G_N_ELEMENTS (analysis->files); i++)
    if (analysis->files[i] != NULL)
      {
        gsize size;
        const guchar *data = g_bytes_get_data (analysis->files[i], &size);

        g_checksum_update (checksum, data, (gssize) size);
      }
  return g_strdup_printf ("%s-%s-%s", VERSION,
                          gf_analysis_has_dictionaries (analysis) ? "apertium" : "stems",
                          g_checksum_get_string (checksum));
}

const char *
gf_analysis_get_stamp (const GfAnalysis *analysis)
{
  GfAnalysis *changed = (GfAnalysis *) analysis;

  /* Made once, and never changed: what is handed out needs no lock. */
  g_mutex_lock (&changed->face.lock);
  if (changed->stamp == NULL)
    changed->stamp = make_stamp (analysis);
  g_mutex_unlock (&changed->face.lock);
  return changed->stamp;
}

static void
write_list (const GPtrArray *roots, const GPtrArray *without, GString *list)
{
  g_string_truncate (list, 0);
  for (guint i = 0; i < roots->len; i++)
    if (without == NULL
        || !g_ptr_array_find_with_equal_func ((GPtrArray *) without, roots->pdata[i],
                                              g_str_equal, NULL))
      g_string_append_len (list, roots->pdata[i], (gssize) strlen (roots->pdata[i]) + 1);
  g_string_append_c (list, '\0');
}

static void
find (GfAnalysis *analysis, const char *form, GfWordRoots *roots_out)
{
  g_autoptr (GPtrArray) lemmas = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  gf_forms_find (&analysis->forms, form, lemmas, parts);
  write_list (lemmas, NULL, analysis->lemma_list);
  write_list (parts, lemmas, analysis->part_list);
  roots_out->lemmas = analysis->lemma_list->str;
  roots_out->parts = analysis->part_list->str;
  if (analysis->forms.bokmal == NULL)
    return;
  gf_parts_tidy (analysis->forms.parts);
  gf_lexis_tidy (analysis->forms.bokmal);
  gf_lexis_tidy (analysis->forms.nynorsk);
}

void
gf_analysis_find (GfAnalysis *analysis, const char *form, GfWordRoots *roots_out)
{
  find (analysis, form, roots_out);
}
