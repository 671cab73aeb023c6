/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/pool.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>

#include "common/autofd.h"
#include "common/message.h"
#include "indexer/pool-private.h"

/* Text seen in images is handed back whole or not at all; a worker takes no more. */
#define MAX_KNOWN_BYTES ((size_t) 32 << 20)

/* Who watches is told at least so often what goes on. */
#define TELL_MS 250

G_DEFINE_QUARK (gf_pool_error, gf_pool_error)

static bool
fail_start (GError **error, const char *what)
{
  g_set_error (error, GF_POOL_ERROR, GF_POOL_ERROR_START,
               "cannot start gjenfinn-extract: %s", what);
  return false;
}

/* Before it locks itself in. */
static void
set_up (const GfPool *pool, const GfPoolWorker *worker)
{
  static const char *const none[] = { NULL };
  static const char *const norwegian[] = { "nor", NULL };
  const char *const *passwords = pool->options.passwords;
  const char *const *languages = pool->options.languages;
  GVariant *setup
      = g_variant_new ("(@a{st}^as^as@at)", gf_limits_pack (pool->options.limits),
                       passwords != NULL ? passwords : (const char *const *) none,
                       languages != NULL ? languages : (const char *const *) norwegian,
                       pool->options.repeated);

  /* One that has ended has said why, which is found out when it does not say hello. */
  gf_message_send (worker->child.socket, GF_MESSAGE_SETUP, setup, -1, NULL);
}

/* @may_try_again_out: whether it was killed before it was ready. */
static bool
start_once (GfPool *pool, GfPoolWorker *worker, bool *may_try_again_out, GError **error)
{
  g_autofree char *socket_number = g_strdup_printf ("%d", GF_CHILD_SOCKET);
  const char *arguments[]
      = { pool->options.program,   "--socket",
          socket_number,           "--registers",
          pool->options.registers, pool->options.words != NULL ? "--words" : NULL,
          pool->options.words,     NULL };
  g_autoptr (GError) cause = NULL;

  *may_try_again_out = false;
  if (!gf_child_start (&worker->child, arguments, &cause))
    return fail_start (error, cause->message);
  set_up (pool, worker);
  if (gf_child_greet (&worker->child, NULL, &cause))
    return true;
  if (cause->code != GF_MESSAGE_ERROR_CLOSED)
    return fail_start (error, cause->message);
  *may_try_again_out = gf_child_was_killed (gf_child_stop (&worker->child, 0));
  return fail_start (error, "it ended before it was ready; see its own message");
}

bool
gf_pool_start_worker (GfPool *pool, GfPoolWorker *worker, GError **error)
{
  for (unsigned n_starts = 1;; n_starts++)
    {
      bool may_try_again;
      g_autoptr (GError) cause = NULL;

      if (start_once (pool, worker, &may_try_again, &cause))
        return true;
      if (may_try_again && n_starts < GF_CHILD_MAX_STARTS)
        continue;
      g_propagate_error (error, g_steal_pointer (&cause));
      return false;
    }
}

void
gf_pool_drop_results (GfPoolWorker *worker)
{
  g_ptr_array_set_size (worker->units, 0);
  g_clear_pointer (&worker->document, g_variant_unref);
  g_clear_pointer (&worker->edges, g_variant_unref);
  g_clear_pointer (&worker->members, gf_spool_unref);
  worker->n_bytes = 0;
}

/* Forgets all about its file. */
static void
clear_file (GfPoolWorker *worker)
{
  gf_pool_drop_results (worker);
  gf_close_fd (&worker->fd);
  g_clear_pointer (&worker->known, g_variant_unref);
  g_ptr_array_set_size (worker->seen, 0);
  g_clear_pointer (&worker->detail, g_free);
  worker->reason = NULL;
  worker->stop = (GfPoolStep){ 0 };
  worker->n_retreats = 0;
  worker->n_images = 0;
  worker->was_asked_anew = false;
  worker->n_kills = 0;
}

int
gf_pool_stop_worker (GfPool *pool, GfPoolWorker *worker, int signal_number)
{
  if (worker->is_waiting)
    gf_analyst_forget (pool->options.analyst, worker);
  worker->is_waiting = false;
  return gf_child_stop (&worker->child, signal_number);
}

void
gf_pool_tell (GfPool *pool, const GfPoolWorker *worker)
{
  if (pool->options.watch != NULL)
    pool->options.watch (pool->user_data, worker->number, worker->file,
                         worker->step.page);
}

/* Of @pages, and of @more where that is not NULL.  Returns: floating. */
static GVariant *
pack_pages (GPtrArray *pages, GVariant *more)
{
  GVariantBuilder builder;
  GVariantIter iter;
  GVariant *page;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (GF_PAGES_TYPE));
  if (more != NULL)
    g_variant_iter_init (&iter, more);
  while (more != NULL && (page = g_variant_iter_next_value (&iter)) != NULL)
    {
      g_variant_builder_add_value (&builder, page);
      g_variant_unref (page);
    }
  for (guint i = 0; i < pages->len; i++)
    g_variant_builder_add_value (&builder, g_ptr_array_index (pages, i));
  return g_variant_builder_end (&builder);
}

/* What was read is not what was digested, and must not stand under that digest. */
static void
refuse_changed (GfPoolWorker *worker, GfReadResult *result)
{
  if (gf_file_is_still (worker->file, worker->fd))
    return;
  gf_pool_drop_results (worker);
  g_ptr_array_set_size (worker->seen, 0);
  *result = (GfReadResult){ .status = GF_READ_NOT,
                            .reason = GF_REASON_IO,
                            .detail = "it changed while it was read" };
}

bool
gf_pool_report (GfPool *pool, GfPoolWorker *worker, GfReadResult *result, GError **error)
{
  refuse_changed (worker, result);

  GfFile *file = g_steal_pointer (&worker->file);
  g_autoptr (GVariant) seen = worker->seen->len > 0
                                  ? g_variant_ref_sink (pack_pages (worker->seen, NULL))
                                  : NULL;

  result->units = worker->units;
  result->document = worker->document;
  result->edges = worker->edges;
  result->members = worker->members;
  result->recognised = seen;
  gf_pool_tell (pool, worker);
  bool going_on = pool->report (pool->user_data, file, result, error);
  clear_file (worker);
  return going_on;
}

/* What the folder of its file states; false where there is nobody to tell. */
static bool
send_stated (GfPool *pool, const GfPoolWorker *worker)
{
  g_autoptr (GVariant) stated = pool->options.state != NULL
                                    ? pool->options.state (pool->user_data, worker->file)
                                    : NULL;

  return stated == NULL
         || gf_message_send (worker->child.socket, GF_MESSAGE_STATED, stated, -1, NULL);
}

bool
gf_pool_ask (GfPool *pool, GfPoolWorker *worker)
{
  const GfFile *file = worker->file;
  g_autofree char *id = gf_file_dup_document_id (file->sha256);
  g_autoptr (GVariant) pages
      = g_variant_ref_sink (pack_pages (worker->seen, worker->known));
  bool fits = g_variant_get_size (pages) <= MAX_KNOWN_BYTES;
  GVariant *request = g_variant_new (
      "(ssxuuy@" GF_PAGES_TYPE ")", id, file->shown,
      (gint64) (file->mtime_ns / INT64_C (1000000000)), worker->stop.page,
      worker->stop.n_blocks, (guchar) MIN (worker->depth, G_MAXUINT8),
      fits ? pages : g_variant_new_array (G_VARIANT_TYPE ("(us)"), NULL, 0));

  worker->n_words = 0;
  worker->own_us = 0;
  worker->step = (GfPoolStep){ 0 };
  worker->deadline_us = g_get_monotonic_time ()
                        + (int64_t) pool->options.limits->seconds * G_USEC_PER_SEC;
  gf_pool_tell (pool, worker);
  g_variant_ref_sink (request);
  bool sent = send_stated (pool, worker)
              && gf_message_send (worker->child.socket, GF_MESSAGE_READ, request,
                                  worker->fd, NULL);
  g_variant_unref (request);
  return sent;
}

/* Whether it has a file, and until when. */
static bool
is_timed (const GfPoolWorker *worker)
{
  return worker->file != NULL && !worker->is_waiting;
}

static int
next_timeout_ms (GfPool *pool)
{
  int64_t of_analyst_us = gf_analyst_get_deadline_us (pool->options.analyst);
  int64_t first_us = of_analyst_us >= 0 ? of_analyst_us : G_MAXINT64;

  for (unsigned i = 0; i < pool->options.n_workers; i++)
    if (is_timed (&pool->workers[i]))
      first_us = MIN (first_us, pool->workers[i].deadline_us);
  if (pool->options.watch != NULL)
    first_us = MIN (first_us, g_get_monotonic_time () + TELL_MS * INT64_C (1000));
  if (first_us == G_MAXINT64)
    return -1;
  return (int) CLAMP ((first_us - g_get_monotonic_time () + 999) / 1000, 0, G_MAXINT);
}

static bool
hear_or_blame (GfPool *pool, GfPoolWorker *worker, bool readable, GError **error)
{
  /* Deadline first: one that never stops talking is no better than one that never begins.
   */
  if (is_timed (worker) && g_get_monotonic_time () >= worker->deadline_us)
    return gf_pool_blame_hang (pool, worker, error);
  return !readable || gf_pool_hear (pool, worker, error);
}

/* While nobody listened, workers may have waited with what they had to say: that time
   (another file was being digested, or a commit written) is not theirs, but for what they
   took of it. */
static void
put_off_deadlines (GfPool *pool)
{
  int64_t away_us = g_get_monotonic_time () - pool->left_us;

  for (unsigned i = 0; i < pool->options.n_workers; i++)
    {
      GfPoolWorker *worker = &pool->workers[i];

      if (is_timed (worker))
        worker->deadline_us += MAX (away_us - worker->own_us, 0);
      worker->own_us = 0;
    }
}

/* Time goes on where nothing else does. */
static void
tell_all (GfPool *pool)
{
  for (unsigned i = 0; i < pool->options.n_workers; i++)
    gf_pool_tell (pool, &pool->workers[i]);
}

bool
gf_pool_step (GfPool *pool, GError **error)
{
  unsigned n_workers = pool->options.n_workers;
  g_autofree struct pollfd *waited = g_new0 (struct pollfd, n_workers + 1);

  put_off_deadlines (pool);
  if (!gf_analyst_prepare (pool->options.analyst, &waited[n_workers], error))
    return false;
  for (unsigned i = 0; i < n_workers; i++)
    waited[i] = (struct pollfd){ .fd = pool->workers[i].child.socket, .events = POLLIN };
  int n_ready = poll (waited, n_workers + 1, next_timeout_ms (pool));
  if (n_ready < 0 && errno != EINTR)
    return fail_start (error, g_strerror (errno));

  pool->left_us = g_get_monotonic_time ();
  if (n_ready == 0)
    tell_all (pool);
  for (unsigned i = 0; i < n_workers; i++)
    if (!hear_or_blame (pool, &pool->workers[i], waited[i].revents != 0, error))
      return false;
  return gf_analyst_step (pool->options.analyst, waited[n_workers].revents != 0, error);
}

GfPool *
gf_pool_new (const GfPoolOptions *options, GfPoolReport report_file, gpointer user_data,
             GError **error)
{
  g_autoptr (GfPool) pool = g_new0 (GfPool, 1);

  g_assert (options->n_workers > 0);
  pool->options = *options;
  pool->options.program = g_strdup (options->program);
  pool->options.registers = g_strdup (options->registers);
  pool->options.words = g_strdup (options->words);
  pool->options.folder = g_strdup (options->folder);
  pool->options.repeated = options->repeated != NULL
                               ? g_variant_ref (options->repeated)
                               : g_variant_ref_sink (g_variant_new ("at", NULL));
  pool->report = report_file;
  pool->user_data = user_data;
  pool->workers = g_new0 (GfPoolWorker, options->n_workers);
  pool->left_us = g_get_monotonic_time ();
  gf_analyst_set_answer (options->analyst, gf_pool_hand_on, pool);
  for (unsigned i = 0; i < options->n_workers; i++)
    {
      pool->workers[i].number = i;
      pool->workers[i].child = (GfChild) GF_CHILD_NONE;
      pool->workers[i].fd = -1;
      pool->workers[i].units
          = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
      pool->workers[i].seen
          = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
    }
  for (unsigned i = 0; i < options->n_workers; i++)
    if (!gf_pool_start_worker (pool, &pool->workers[i], error))
      return NULL;
  return g_steal_pointer (&pool);
}

void
gf_pool_free (GfPool *pool)
{
  if (pool == NULL)
    return;
  for (unsigned i = 0; i < pool->options.n_workers; i++)
    {
      GfPoolWorker *worker = &pool->workers[i];

      /* An idle one ends by itself once its socket closes. */
      gf_pool_stop_worker (pool, worker, worker->file != NULL ? SIGKILL : 0);
      clear_file (worker);
      g_ptr_array_unref (worker->units);
      g_ptr_array_unref (worker->seen);
      gf_file_free (worker->file);
    }
  g_free (pool->workers);
  g_free ((char *) pool->options.program);
  g_free ((char *) pool->options.registers);
  g_free ((char *) pool->options.words);
  g_free ((char *) pool->options.folder);
  g_variant_unref (pool->options.repeated);
  g_free (pool);
}

static GfPoolWorker *
find_idle (GfPool *pool)
{
  for (unsigned i = 0; i < pool->options.n_workers; i++)
    if (pool->workers[i].file == NULL)
      return &pool->workers[i];
  return NULL;
}

bool
gf_pool_is_busy (const GfPool *pool)
{
  for (unsigned i = 0; i < pool->options.n_workers; i++)
    if (pool->workers[i].file != NULL)
      return true;
  return false;
}

bool
gf_pool_submit (GfPool *pool, GfFile *file, int fd, unsigned depth, GVariant *recognised,
                GError **error)
{
  gf_autofd owned = fd;
  GfPoolWorker *worker;

  while ((worker = find_idle (pool)) == NULL)
    if (!gf_pool_step (pool, error))
      {
        gf_file_free (file);
        return false;
      }
  worker->file = file;
  worker->fd = gf_steal_fd (&owned);
  worker->depth = depth;
  worker->known = recognised != NULL ? g_variant_ref (recognised) : NULL;
  return gf_pool_ask (pool, worker) || gf_pool_blame_death (pool, worker, error);
}

bool
gf_pool_finish (GfPool *pool, GError **error)
{
  while (gf_pool_is_busy (pool))
    if (!gf_pool_step (pool, error))
      return false;
  return true;
}
