/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/index-private.h"

#include "common/paths.h"

/* The registers are read from the folder that this one is found in. */
#define A_REGISTER "registers/stop-words.tsv"

static bool
fill (GfWordData *data, GError **error)
{
  g_autofree char *path = gf_paths_find_data (A_REGISTER, error);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  if (folder == NULL)
    return false;
  data->stop_words = gf_stop_words_load (error);
  if (data->stop_words != NULL)
    data->analysis = gf_analysis_new (folder, error);
  return data->analysis != NULL;
}

GfWordData *
gf_word_data_new (GError **error)
{
  g_autoptr (GfWordData) data = g_atomic_rc_box_new0 (GfWordData);
  g_autoptr (GError) cause = NULL;

  g_mutex_init (&data->lock);
  if (fill (data, &cause))
    return g_steal_pointer (&data);
  g_set_error_literal (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX, cause->message);
  return NULL;
}

GfWordData *
gf_word_data_ref (GfWordData *data)
{
  return g_atomic_rc_box_acquire (data);
}

static void
clear (void *box)
{
  GfWordData *data = box;

  gf_analysis_free (data->analysis);
  gf_stop_words_free (data->stop_words);
  gf_renames_free (data->renames);
  g_mutex_clear (&data->lock);
}

void
gf_word_data_unref (GfWordData *data)
{
  if (data != NULL)
    g_atomic_rc_box_release_full (data, clear);
}

const GfRenames *
gf_word_data_get_renames (GfWordData *data, GError **error)
{
  g_autoptr (GError) cause = NULL;

  g_mutex_lock (&data->lock);
  if (data->renames == NULL)
    data->renames = gf_renames_load (&cause);
  const GfRenames *renames = data->renames;
  g_mutex_unlock (&data->lock);
  if (renames == NULL)
    g_set_error_literal (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX, cause->message);
  return renames;
}
