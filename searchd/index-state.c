/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/index-state.h"

#include <jansson.h>
#include <sys/stat.h>

#include "common/generation.h"
#include "common/schema.h"
#include "searchd/operate/log.h"

/* libxapian's glass databases write it anew with each commit, last. */
#define COMMIT_FILE "iamglass"

struct GfIndexState
{
  GfIndexPool *pool;
  GfMetrics *metrics;
  const char *folder;
  const char *level;
  char *snapshot; /* that was counted; NULL for none */
  bool is_away;
  GThread *watcher; /* NULL: nobody watches */
  GMutex lock;
  GCond changed;
  bool is_over; /* guarded by lock */
};

GfIndexState *
gf_index_state_new (GfIndexPool *pool, GfMetrics *metrics, const char *folder,
                    const char *level)
{
  GfIndexState *state = g_new0 (GfIndexState, 1);

  state->pool = pool;
  state->metrics = metrics;
  state->folder = folder;
  state->level = level;
  g_mutex_init (&state->lock);
  g_cond_init (&state->changed);
  return state;
}

static void
stop_watching (GfIndexState *state)
{
  g_mutex_lock (&state->lock);
  state->is_over = true;
  g_cond_signal (&state->changed);
  g_mutex_unlock (&state->lock);
  g_clear_pointer (&state->watcher, g_thread_join);
}

void
gf_index_state_free (GfIndexState *state)
{
  if (state == NULL)
    return;

  stop_watching (state);
  g_mutex_clear (&state->lock);
  g_cond_clear (&state->changed);
  g_free (state->snapshot);
  g_free (state);
}

/* Seconds since 1970; 0 where that is not to be seen, as of an index on another machine.
 */
static int64_t
read_commit_time (const GfIndexState *state)
{
  g_autofree char *level = g_build_filename (state->folder, state->level, NULL);
  g_autofree char *current = gf_generation_path (level, gf_generation_read (level));
  g_autofree char *file
      = g_build_filename (current, GF_DOCUMENTS_FOLDER, COMMIT_FILE, NULL);
  struct stat about;

  return stat (file, &about) == 0 ? (int64_t) about.st_mtim.tv_sec : 0;
}

static void
set_gauge (const GfIndexState *state, GfGauge gauge, const json_t *status,
           const char *object, const char *key)
{
  const json_t *number = json_object_get (json_object_get (status, object), key);

  gf_metrics_gauge_set (state->metrics, gauge, json_integer_value (number));
}

static bool
count_anew (const GfIndexState *state, GfIndex *index, GError **error)
{
  json_t *status = gf_index_status (index, error);

  if (status == NULL)
    return false;
  set_gauge (state, GF_GAUGE_DOCUMENTS, status, "documents", "total");
  set_gauge (state, GF_GAUGE_UNITS, status, "units", "total");
  set_gauge (state, GF_GAUGE_UNREAD_FILES, status, "coverage", "unread");
  set_gauge (state, GF_GAUGE_PARTLY_READ_FILES, status, "coverage", "partly_read");
  gf_metrics_gauge_set (state->metrics, GF_GAUGE_INDEX_COMMITTED_S,
                        read_commit_time (state));
  json_decref (status);
  return true;
}

static bool
look (GfIndexState *state, GfIndex *index, GError **error)
{
  g_autofree char *snapshot = gf_index_dup_snapshot (index, error);

  if (snapshot == NULL)
    return false;
  if (g_strcmp0 (snapshot, state->snapshot) == 0)
    return true;
  if (!count_anew (state, index, error))
    return false;
  if (state->snapshot != NULL)
    gf_metrics_count (state->metrics, GF_COUNT_INDEX_REOPENED, 1);
  g_free (state->snapshot);
  state->snapshot = g_steal_pointer (&snapshot);
  return true;
}

bool
gf_index_state_look (GfIndexState *state, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GfIndex *index = gf_index_pool_take (state->pool, &cause);
  bool is_there = index != NULL && look (state, index, &cause);

  if (index != NULL)
    gf_index_pool_give (state->pool, index);
  if (!is_there && !state->is_away)
    gf_log (GF_LOG_ERROR, "%s", cause->message);
  if (is_there && state->is_away)
    gf_log (GF_LOG_INFO, "the index can be read again");
  state->is_away = !is_there;
  if (!is_there)
    g_propagate_error (error, g_steal_pointer (&cause));
  return is_there;
}

/* Returns: whether it is still wanted after the wait. */
static bool
wait_for_next (GfIndexState *state)
{
  gint64 until = g_get_monotonic_time () + GF_INDEX_STATE_LOOK_S * G_USEC_PER_SEC;
  bool is_late = false;

  g_mutex_lock (&state->lock);
  while (!state->is_over && !is_late)
    is_late = !g_cond_wait_until (&state->changed, &state->lock, until);
  bool is_over = state->is_over;
  g_mutex_unlock (&state->lock);
  return !is_over;
}

static void *
watch (void *closure)
{
  GfIndexState *state = closure;

  while (wait_for_next (state))
    gf_index_state_look (state, NULL);
  return NULL;
}

void
gf_index_state_watch (GfIndexState *state)
{
  state->watcher = g_thread_new ("index", watch, state);
}
