/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pool-blame.c: what becomes of a file whose worker ended over it; see pool-private.h.
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/pool-private.h"

/* How gjenfinn-extract says that it ran out of memory; its --help has the list. */
#define EXIT_OUT_OF_MEMORY 4
/* How many of its workers may be killed from outside before that is its own fault: a
   machine short of memory may kill the reader of the same file each time. */
#define MAX_KILLS 2
/* How often a file is tried up to an earlier place. */
#define MAX_RETREATS 3

static bool
is_out_of_time (int status)
{
  return WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU;
}

static bool
is_out_of_memory (int status)
{
  return WIFEXITED (status) && WEXITSTATUS (status) == EXIT_OUT_OF_MEMORY;
}

static char *
describe_status (int status)
{
  if (is_out_of_time (status))
    return g_strdup ("took more processor time than a file may");
  if (is_out_of_memory (status))
    return g_strdup ("took more memory than a file may");
  if (WIFSIGNALED (status))
    return g_strdup_printf ("the extractor was ended by signal %d (%s)",
                            WTERMSIG (status), g_strsignal (WTERMSIG (status)));
  return g_strdup_printf ("the extractor ended by itself with status %d",
                          WEXITSTATUS (status));
}

void
gf_pool_tell_why (const GfPoolWorker *worker, GfReadResult *result, char **detail_out)
{
  uint32_t page = worker->stop.page;

  /* It was read whole after all: there was nothing wrong with it. */
  if (worker->reason == NULL || result->status == GF_READ_WHOLE)
    return;
  if (result->status == GF_READ_NOT)
    *detail_out = g_strdup (worker->detail);
  else if (page > 0 && result->pages >= page)
    *detail_out = g_strdup_printf ("%s: stopped at page %u of %u", worker->detail, page,
                                   result->pages);
  else if (page > 0)
    *detail_out = g_strdup_printf ("%s: stopped at page %u", worker->detail, page);
  else
    *detail_out = g_strdup_printf ("%s: stopped after some %u paragraphs", worker->detail,
                                   worker->stop.n_blocks);
  result->reason = worker->reason;
  result->detail = *detail_out;
}

/* There is no way to read it, or nobody to be trusted with it: what was sent whole of the
   files within it is kept, and another worker is started. */
static bool
blame (GfPool *pool, GfPoolWorker *worker, const char *reason, const char *detail,
       GError **error)
{
  bool has_members = worker->members != NULL;
  g_autofree char *first_detail = NULL;

  if (has_members)
    gf_spool_close (worker->members);
  has_members = has_members && gf_spool_count (worker->members) > 0;
  GfReadResult result = { .status = has_members ? GF_READ_PARTLY : GF_READ_NOT,
                          .reason = reason,
                          .detail = detail };

  if (worker->reason != NULL)
    {
      first_detail = g_strdup (worker->detail);
      result.reason = worker->reason;
      result.detail = first_detail;
    }
  g_ptr_array_set_size (worker->units, 0);
  g_clear_pointer (&worker->document, g_variant_unref);
  return gf_pool_report (pool, worker, &result, error)
         && gf_pool_start_worker (pool, worker, error);
}

static bool
ask_new_worker (GfPool *pool, GfPoolWorker *worker, GError **error)
{
  gf_pool_drop_results (worker);
  if (!gf_pool_start_worker (pool, worker, error))
    return false;
  return (lseek (worker->fd, 0, SEEK_SET) == 0 && gf_pool_ask (pool, worker))
         || gf_pool_blame_death (pool, worker, error);
}

bool
gf_pool_ask_another (GfPool *pool, GfPoolWorker *worker, GError **error)
{
  gf_pool_stop_worker (pool, worker, SIGKILL);
  worker->was_asked_anew = true;
  return ask_new_worker (pool, worker, error);
}

/* The first time: where it ended.  Then what is wrong is likely to have begun before (it
   ran out of memory, say): half as far. */
static uint32_t
earlier (uint32_t ended_at, uint32_t stopped_at)
{
  return stopped_at > 0 ? MIN (ended_at, stopped_at / 2) : ended_at;
}

/* The place before which the next worker is to stop; zeros where there is none. */
static GfPoolStep
find_stop (const GfPoolWorker *worker)
{
  GfPoolStep stop = { 0 };

  if (worker->n_retreats >= MAX_RETREATS)
    return stop;
  if (worker->step.page > 1)
    stop.page = earlier (worker->step.page, worker->stop.page);
  else if (worker->step.page == 0 && worker->step.n_blocks > 0)
    stop.n_blocks = earlier (worker->step.n_blocks, worker->stop.n_blocks);
  return stop;
}

/* The worker has ended over its file: its beginning is read by another, if it had one. */
static bool
retreat (GfPool *pool, GfPoolWorker *worker, const char *reason, const char *detail,
         GError **error)
{
  GfPoolStep stop = find_stop (worker);

  if (stop.page < 2 && stop.n_blocks == 0)
    return blame (pool, worker, reason, detail, error);
  if (worker->reason == NULL)
    {
      worker->reason = reason;
      worker->detail = g_strdup (detail);
    }
  worker->stop = stop;
  worker->n_retreats++;
  return ask_new_worker (pool, worker, error);
}

bool
gf_pool_blame_death (GfPool *pool, GfPoolWorker *worker, GError **error)
{
  int status = gf_pool_stop_worker (pool, worker, 0);

  if (gf_child_was_killed (status) && worker->n_kills++ < MAX_KILLS)
    return gf_pool_ask_another (pool, worker, error);

  g_autofree char *detail = describe_status (status);
  bool is_limit = is_out_of_time (status) || is_out_of_memory (status);

  return retreat (pool, worker, is_limit ? GF_REASON_LIMIT : GF_REASON_CRASHED, detail,
                  error);
}

bool
gf_pool_blame_hang (GfPool *pool, GfPoolWorker *worker, GError **error)
{
  g_autofree char *detail = g_strdup_printf (
      "took more than %" G_GUINT64_FORMAT " seconds", pool->options.limits->seconds);

  gf_pool_stop_worker (pool, worker, SIGKILL);
  return retreat (pool, worker, GF_REASON_LIMIT, detail, error);
}

bool
gf_pool_blame_nonsense (GfPool *pool, GfPoolWorker *worker, const char *what,
                        GError **error)
{
  gf_pool_stop_worker (pool, worker, SIGKILL);
  return blame (pool, worker, GF_REASON_CRASHED, what, error);
}

bool
gf_pool_blame_spool (GfPool *pool, GfPoolWorker *worker, const GError *cause,
                     GError **error)
{
  const char *reason = cause->code == GF_SPOOL_ERROR_LIMIT ? GF_REASON_LIMIT
                       : cause->code == GF_SPOOL_ERROR_IO  ? GF_REASON_IO
                                                           : GF_REASON_CRASHED;

  gf_pool_stop_worker (pool, worker, SIGKILL);
  return blame (pool, worker, reason, cause->message, error);
}
