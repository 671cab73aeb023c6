/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/index-pool.h"

struct GfIndexPool
{
  char *folder;
  char *level;
  GfMetrics *metrics; /* not owned; or NULL */
  GfWordData *words;  /* made by the first question */
  GMutex lock;
  GPtrArray *idle; /* of GfIndex, owned; guarded by lock, as is words */
};

static void
close_index (void *data)
{
  gf_index_close (data);
}

GfIndexPool *
gf_index_pool_new (const char *folder, const char *level)
{
  GfIndexPool *pool = g_new0 (GfIndexPool, 1);

  pool->folder = g_strdup (folder);
  pool->level = g_strdup (level);
  pool->idle = g_ptr_array_new_with_free_func (close_index);
  g_mutex_init (&pool->lock);
  return pool;
}

void
gf_index_pool_set_metrics (GfIndexPool *pool, GfMetrics *metrics)
{
  pool->metrics = metrics;
}

void
gf_index_pool_free (GfIndexPool *pool)
{
  if (pool == NULL)
    return;

  g_ptr_array_unref (pool->idle);
  gf_word_data_unref (pool->words);
  g_mutex_clear (&pool->lock);
  g_free (pool->folder);
  g_free (pool->level);
  g_free (pool);
}

static GfIndex *
take_idle (GfIndexPool *pool)
{
  GfIndex *index = NULL;

  g_mutex_lock (&pool->lock);
  if (pool->idle->len > 0)
    index = g_ptr_array_steal_index (pool->idle, pool->idle->len - 1);
  g_mutex_unlock (&pool->lock);
  return index;
}

static GfWordData *
get_words (GfIndexPool *pool, GError **error)
{
  g_mutex_lock (&pool->lock);
  if (pool->words == NULL)
    pool->words = gf_word_data_new (error);
  GfWordData *words = pool->words;
  g_mutex_unlock (&pool->lock);
  return words;
}

static GfIndex *
open_another (GfIndexPool *pool, GError **error)
{
  GfWordData *words = get_words (pool, error);

  return words != NULL ? gf_index_open (pool->folder, pool->level, words, error) : NULL;
}

static void
tell_shards (const GfIndexPool *pool, const GfIndex *index)
{
  unsigned n, n_missing;

  gf_index_count_shards (index, &n, &n_missing);
  gf_metrics_gauge_set (pool->metrics, GF_GAUGE_SHARDS, n);
  gf_metrics_gauge_set (pool->metrics, GF_GAUGE_SHARDS_MISSING, n_missing);
}

GfIndex *
gf_index_pool_take (GfIndexPool *pool, GError **error)
{
  g_autoptr (GfIndex) index = take_idle (pool);

  if (index == NULL || !gf_index_refresh (index, NULL))
    {
      gf_index_close (index);
      index = open_another (pool, error);
    }
  if (index != NULL)
    tell_shards (pool, index);
  else
    gf_metrics_count (pool->metrics, GF_COUNT_INDEX_ERRORS, 1);
  return g_steal_pointer (&index);
}

void
gf_index_pool_give (GfIndexPool *pool, GfIndex *index)
{
  g_mutex_lock (&pool->lock);
  g_ptr_array_add (pool->idle, index);
  g_mutex_unlock (&pool->lock);
}
