/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pool-hear.c: what a worker says, checked; see pool-private.h.
 */
#include <signal.h>
#include <string.h>

#include "common/message.h"
#include "common/word-roots.h"
#include "indexer/pool-private.h"

/* A worker that has begun a message sends it on at once; this is for one that does not.
 */
#define MESSAGE_TIMEOUT_US (60 * G_USEC_PER_SEC)
/* What all messages about one file may weigh together; text of 32 MB with its postings
   stays below. */
#define MAX_BYTES_A_FILE GF_MESSAGE_MAX_BYTES

static char *
dup_detail (const char *detail)
{
  g_autofree char *cut = g_strndup (detail, GF_POOL_MAX_DETAIL_BYTES);

  return g_utf8_make_valid (cut, -1);
}

/* What is said in the end must be of the file asked for, and fit what was sent before. */
static bool
is_sound_end (const GfPoolWorker *worker, GfReadStatus status, const char *reason)
{
  bool has_members = worker->members != NULL && gf_spool_count (worker->members) > 0;

  if (status > GF_READ_LAST || (status == GF_READ_WHOLE) != (*reason == '\0')
      || (status != GF_READ_WHOLE && !gf_reason_is_known (reason))
      || (worker->members != NULL && !gf_spool_close (worker->members)))
    return false;
  if (status == GF_READ_NOT)
    return worker->document == NULL;
  return worker->document != NULL || has_members;
}

static bool
take_done (GfPool *pool, GfPoolWorker *worker, GVariant *body, GError **error)
{
  GfReadResult result = { 0 };
  g_autofree char *asked = gf_file_dup_document_id (worker->file->sha256);
  const char *answered, *reason, *said;
  uint8_t status;

  g_variant_get (body, "(&sy&s&su)", &answered, &status, &reason, &said, &result.pages);
  /* It was taken over by an earlier file; or by this one, where that happens again. */
  if (!g_str_equal (answered, asked) && !worker->was_asked_anew)
    return gf_pool_ask_another (pool, worker, error);
  if (!g_str_equal (answered, asked))
    return gf_pool_blame_nonsense (pool, worker,
                                   "the extractor answered for another file", error);
  if (!is_sound_end (worker, status, reason))
    return gf_pool_blame_nonsense (pool, worker, "the extractor contradicted itself",
                                   error);

  g_autofree char *detail = dup_detail (said);
  g_autofree char *why = NULL;
  bool has_members = worker->members != NULL && gf_spool_count (worker->members) > 0;
  result.status = status == GF_READ_NOT && has_members ? GF_READ_PARTLY : status;
  result.reason = status != GF_READ_WHOLE ? reason : NULL;
  result.detail = status != GF_READ_WHOLE && *detail != '\0' ? detail : NULL;
  gf_pool_tell_why (worker, &result, &why);
  if (status == GF_READ_NOT)
    g_ptr_array_set_size (worker->units, 0);
  return gf_pool_report (pool, worker, &result, error);
}

/* The question goes to the analyst, and the worker's time stands still. */
static bool
take_words (GfPool *pool, GfPoolWorker *worker, GVariant *words, GError **error)
{
  worker->n_words += g_variant_n_children (words);
  if (!gf_question_is_sound (words) || worker->n_words > GF_FILE_MAX_WORDS)
    return gf_pool_blame_nonsense (
        pool, worker, "the extractor asked for more words than a file can hold", error);
  worker->is_waiting = true;
  worker->left_us = worker->deadline_us - g_get_monotonic_time ();
  gf_analyst_ask (pool->options.analyst, words, worker);
  return true;
}

bool
gf_pool_hand_on (gpointer user_data, gpointer asker, GVariant *answer, GError **error)
{
  GfPool *pool = user_data;
  GfPoolWorker *worker = asker;
  g_autoptr (GError) cause = NULL;

  worker->is_waiting = false;
  worker->deadline_us = g_get_monotonic_time () + worker->left_us;
  if (gf_message_post (worker->child.socket, GF_MESSAGE_ROOTS, answer, &cause))
    return true;
  if (cause->code == GF_MESSAGE_ERROR_CLOSED)
    return gf_pool_blame_death (pool, worker, error);
  return gf_pool_blame_nonsense (pool, worker,
                                 "the extractor did not listen to an answer", error);
}

/* An image that is read for text takes time of its own. */
static void
grant_time (const GfPool *pool, GfPoolWorker *worker)
{
  const GfLimits *limits = pool->options.limits;

  if (worker->n_images >= limits->ocr_pages)
    return;
  worker->n_images++;
  worker->deadline_us += (int64_t) limits->ocr_seconds * G_USEC_PER_SEC;
}

static bool
take_progress (GfPool *pool, GfPoolWorker *worker, GVariant *body, GError **error)
{
  GfPoolStep step;
  gboolean recognises;

  g_variant_get (body, GF_PROGRESS_TYPE, &step.page, &step.n_blocks, &recognises);
  if (step.page > pool->options.limits->pages)
    return gf_pool_blame_nonsense (
        pool, worker, "the extractor came to a page that no file may have", error);
  if (recognises)
    grant_time (pool, worker);
  worker->step = step;
  gf_pool_tell (pool, worker);
  return true;
}

static bool
take_recognised (GfPool *pool, GfPoolWorker *worker, GVariant *pages, GError **error)
{
  GVariantIter iter;
  GVariant *page;

  if (worker->seen->len + g_variant_n_children (pages) > pool->options.limits->ocr_pages)
    return gf_pool_blame_nonsense (
        pool, worker, "the extractor saw text in more images than it may", error);
  g_variant_iter_init (&iter, pages);
  while ((page = g_variant_iter_next_value (&iter)) != NULL)
    g_ptr_array_add (worker->seen, page);
  return true;
}

typedef bool (*TakeMember) (GfSpool *spool, GVariant *body, GError **error);

static bool
take_member (GfPool *pool, GfPoolWorker *worker, TakeMember take, GVariant *body,
             GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (worker->depth >= pool->options.limits->nesting)
    return gf_pool_blame_nonsense (
        pool, worker, "the extractor sent a file that lies in too many others", error);
  if (worker->members == NULL)
    worker->members = gf_spool_new (pool->options.folder, pool->options.limits);
  return take (worker->members, body, &cause)
         || gf_pool_blame_spool (pool, worker, cause, error);
}

static bool
take_result (GfPool *pool, GfPoolWorker *worker, GfMessageType type, GVariant *body,
             GError **error)
{
  if (type == GF_MESSAGE_UNIT)
    g_ptr_array_add (worker->units, g_variant_ref (body));
  else if (type == GF_MESSAGE_DOCUMENT && worker->document == NULL)
    worker->document = g_variant_ref (body);
  else if (type == GF_MESSAGE_EDGES && worker->edges == NULL)
    worker->edges = g_variant_ref (body);
  else
    return gf_pool_blame_nonsense (pool, worker,
                                   "the extractor sent a message out of turn", error);
  return true;
}

/* Of a worker that holds a file. */
static bool
take_message (GfPool *pool, GfPoolWorker *worker, GfMessageType type, GVariant *body,
              GError **error)
{
  if (worker->is_waiting)
    return gf_pool_blame_nonsense (pool, worker,
                                   "the extractor did not wait for an answer", error);
  /* What lies in the spool has limits of its own. */
  if (type == GF_MESSAGE_BYTES)
    return take_member (pool, worker, gf_spool_add, body, error);
  worker->n_bytes += g_variant_get_size (body);
  if (worker->n_bytes > MAX_BYTES_A_FILE)
    return gf_pool_blame_nonsense (pool, worker,
                                   "the extractor sent more than a file can hold", error);
  switch (type)
    {
    case GF_MESSAGE_DONE:
      return take_done (pool, worker, body, error);
    case GF_MESSAGE_WORDS:
      return take_words (pool, worker, body, error);
    case GF_MESSAGE_PROGRESS:
      return take_progress (pool, worker, body, error);
    case GF_MESSAGE_RECOGNISED:
      return take_recognised (pool, worker, body, error);
    case GF_MESSAGE_MEMBER:
      return take_member (pool, worker, gf_spool_begin, body, error);
    case GF_MESSAGE_MEMBER_END:
      return take_member (pool, worker, gf_spool_end, body, error);
    default:
      return take_result (pool, worker, type, body, error);
    }
}

/* What is small is counted, lest one without end takes time without end: while it is
   taken in, nobody listens, and that time is not held against anyone else. */
#define SMALL_BYTES 4096

static bool
is_counted (GfMessageType type, GVariant *body)
{
  return type != GF_MESSAGE_DONE && type != GF_MESSAGE_WORDS
         && g_variant_get_size (body) < SMALL_BYTES;
}

bool
gf_pool_hear (GfPool *pool, GfPoolWorker *worker, GError **error)
{
  int64_t start_us = g_get_monotonic_time ();
  GfMessageType type;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GVariant) body
      = gf_message_receive (worker->child.socket, GF_MESSAGE_MAX_BYTES,
                            start_us + MESSAGE_TIMEOUT_US, &type, NULL, &cause);

  /* It speaks, or ends, without having been asked: there is no file to blame. */
  if (worker->file == NULL)
    {
      gf_pool_stop_worker (pool, worker, SIGKILL);
      return gf_pool_start_worker (pool, worker, error);
    }
  if (body != NULL)
    {
      bool going_on = take_message (pool, worker, type, body, error);

      if (is_counted (type, body))
        worker->own_us += g_get_monotonic_time () - start_us;
      return going_on;
    }
  if (cause->code == GF_MESSAGE_ERROR_CLOSED)
    return gf_pool_blame_death (pool, worker, error);
  return gf_pool_blame_nonsense (pool, worker, cause->message, error);
}
