/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/index/index-private.h"

#include "common/paths.h"

/* How long a shard that did not answer is left alone. */
#define AWAY_US (5 * G_USEC_PER_SEC)

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
  data->memories = gf_memories_new ();
  data->away = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
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
  g_hash_table_unref (data->away);
  gf_lexicon_unref (data->joined);
  g_free (data->joined_of);
  gf_memories_free (data->memories);
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

bool
gf_word_data_may_try (GfWordData *data, const char *shard)
{
  int64_t now = g_get_monotonic_time ();
  bool may = true;

  g_mutex_lock (&data->lock);
  int64_t *next = g_hash_table_lookup (data->away, shard);
  if (next != NULL)
    {
      may = now >= *next;
      *next = may ? now + AWAY_US : *next;
    }
  g_mutex_unlock (&data->lock);
  return may;
}

void
gf_word_data_set_away (GfWordData *data, const char *shard, bool away)
{
  int64_t next = g_get_monotonic_time () + AWAY_US;

  g_mutex_lock (&data->lock);
  if (away)
    g_hash_table_replace (data->away, g_strdup (shard), g_memdup2 (&next, sizeof next));
  else
    g_hash_table_remove (data->away, shard);
  g_mutex_unlock (&data->lock);
}

/* Under the lock, so that one thread does it for all.  What cannot be joined is as if
   there were none. */
static void
join (GfWordData *data, const char *key, const GPtrArray *lexicons)
{
  if (g_strcmp0 (data->joined_of, key) == 0)
    return;
  g_clear_pointer (&data->joined, gf_lexicon_unref);
  g_free (data->joined_of);
  data->joined_of = g_strdup (key);
  if (lexicons->len > 0)
    data->joined = gf_lexicon_join ((const GfLexicon *const *) lexicons->pdata,
                                    lexicons->len, NULL);
}

GfLexicon *
gf_word_data_join (GfWordData *data, const char *key, const GPtrArray *lexicons)
{
  g_mutex_lock (&data->lock);
  join (data, key, lexicons);
  GfLexicon *joined = data->joined != NULL ? gf_lexicon_ref (data->joined) : NULL;
  g_mutex_unlock (&data->lock);
  return joined;
}
