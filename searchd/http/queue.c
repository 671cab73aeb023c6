/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/queue.h"

#include <sys/resource.h>
#include <unistd.h>

typedef struct
{
  void *work;
  int64_t turn_us;    /* whose is the least is next */
  int64_t refused_us; /* when it will have waited too long */
} Waiting;

/* What the kernel takes a worker with little haste to be worth beside others: a tenth. */
#define LOW_NICE 10

typedef struct
{
  GfQueue *queue;
  GThread *thread; /* NULL: it was not needed yet; guarded by the lock, as are the next */
  int64_t since_us; /* when it took what it runs; 0: it waits */
  bool is_spare;
  bool has_ended;
  bool is_idle; /* it is among those that wait to be called */
  GCond called;
} Worker;

struct GfQueue
{
  GfQueueHandler handler;
  GfMetrics *metrics;
  GMutex lock;
  GPtrArray *idle; /* of Worker, who has waited least is last */
  GQueue waiting;  /* of Waiting, owned, whose turn is next first */
  bool ending;
  bool yields;
  int64_t slow_us;    /* 0: none is spare */
  unsigned n_workers; /* the spare ones too */
  Worker *workers;
};

/* Waits until there may be something to do.  Who worked last is called first: what it
   works with is still in the processor's caches.  Called and left with the lock. */
static void
wait_for_call (Worker *worker)
{
  if (!worker->is_idle)
    g_ptr_array_add (worker->queue->idle, worker);
  worker->is_idle = true;
  g_cond_wait (&worker->called, &worker->queue->lock);
}

/* Calls a worker that waits, if any does.  Called with the lock. */
static void
call_one (GfQueue *queue)
{
  if (queue->idle->len == 0)
    return;

  Worker *worker = g_ptr_array_steal_index (queue->idle, queue->idle->len - 1);
  worker->is_idle = false;
  g_cond_signal (&worker->called);
}

/* Waits for work, and takes it; NULL: the queue ends, or there is nothing for a spare
   worker. Called and left with the lock. */
static Waiting *
take (Worker *worker)
{
  GfQueue *queue = worker->queue;

  while (queue->waiting.length == 0 && !queue->ending && !worker->is_spare)
    wait_for_call (worker);
  if (queue->ending || queue->waiting.length == 0)
    return NULL;
  gf_metrics_gauge_add (queue->metrics, GF_GAUGE_QUEUE, -1);
  return g_queue_pop_head (&queue->waiting);
}

static void
run (GfQueue *queue, Waiting *waiting)
{
  gf_metrics_gauge_add (queue->metrics, GF_GAUGE_WORKERS_BUSY, 1);
  bool is_done = queue->handler.run (waiting->work);
  gf_metrics_gauge_add (queue->metrics, GF_GAUGE_WORKERS_BUSY, -1);
  gf_metrics_count (queue->metrics, GF_COUNT_WORKED, is_done ? 1 : 0);
  g_free (waiting);
}

static void
refuse (GfQueue *queue, Waiting *waiting)
{
  queue->handler.refuse (waiting->work);
  g_free (waiting);
}

static void *
work (void *data)
{
  Worker *worker = data;
  GfQueue *queue = worker->queue;
  Waiting *waiting;

  if (queue->yields)
    setpriority (PRIO_PROCESS, (id_t) gettid (), LOW_NICE);
  g_mutex_lock (&queue->lock);
  while ((waiting = take (worker)) != NULL)
    {
      int64_t now_us = g_get_monotonic_time ();

      worker->since_us = now_us;
      g_mutex_unlock (&queue->lock);
      if (now_us < waiting->refused_us)
        run (queue, waiting);
      else
        refuse (queue, waiting);
      g_mutex_lock (&queue->lock);
      worker->since_us = 0;
    }
  worker->has_ended = true;
  g_mutex_unlock (&queue->lock);
  return NULL;
}

/* No thread to be had is no worse than it was. */
static void
start_spare (Worker *worker, int64_t now_us)
{
  /* It gave up the lock for the last time when it ended. */
  g_clear_pointer (&worker->thread, g_thread_join);
  worker->since_us = now_us;
  worker->has_ended = false;
  worker->thread = g_thread_try_new ("worker", work, worker, NULL);
}

static bool
is_running (const Worker *worker)
{
  return worker->thread != NULL && !worker->has_ended;
}

/* Whether a worker has nothing to do, or began lately and may soon be through. */
static bool
may_take_soon (const Worker *worker, int64_t now_us)
{
  return is_running (worker)
         && (worker->since_us == 0 || now_us - worker->since_us < worker->queue->slow_us);
}

/* Where all are at something slow, what waits may be quick.  Called with the lock. */
static void
help_out (GfQueue *queue, int64_t now_us)
{
  Worker *spare = NULL;

  if (queue->waiting.length == 0 || queue->ending || queue->slow_us == 0)
    return;
  for (unsigned i = 0; i < queue->n_workers; i++)
    {
      if (may_take_soon (&queue->workers[i], now_us))
        return;
      if (spare == NULL && !is_running (&queue->workers[i]))
        spare = &queue->workers[i];
    }
  if (spare != NULL)
    start_spare (spare, now_us);
}

GfQueue *
gf_queue_new (unsigned n_workers, unsigned slow_ms, bool yields, GfQueueHandler handler,
              GfMetrics *metrics)
{
  GfQueue *queue = g_new0 (GfQueue, 1);

  queue->handler = handler;
  queue->yields = yields;
  queue->metrics = metrics;
  queue->slow_us = (int64_t) slow_ms * 1000;
  g_mutex_init (&queue->lock);
  queue->idle = g_ptr_array_new ();
  g_queue_init (&queue->waiting);
  if (n_workers == 0)
    n_workers = GF_QUEUE_WORKERS_PER_PROCESSOR * g_get_num_processors ();
  queue->n_workers = n_workers * GF_QUEUE_SPARE_FACTOR;
  queue->workers = g_new0 (Worker, queue->n_workers);
  for (unsigned i = 0; i < queue->n_workers; i++)
    {
      queue->workers[i].queue = queue;
      g_cond_init (&queue->workers[i].called);
      queue->workers[i].is_spare = i >= n_workers;
    }
  for (unsigned i = 0; i < n_workers; i++)
    queue->workers[i].thread = g_thread_new ("worker", work, &queue->workers[i]);
  return queue;
}

void
gf_queue_stop (GfQueue *queue)
{
  g_mutex_lock (&queue->lock);
  queue->ending = true;
  while (queue->idle->len > 0)
    call_one (queue);
  g_mutex_unlock (&queue->lock);
  /* None is started any more. */
  for (unsigned i = 0; i < queue->n_workers; i++)
    g_clear_pointer (&queue->workers[i].thread, g_thread_join);
  gf_queue_expire (queue, INT64_MAX);
}

void
gf_queue_free (GfQueue *queue)
{
  if (queue == NULL)
    return;

  gf_queue_stop (queue);
  for (unsigned i = 0; i < queue->n_workers; i++)
    g_cond_clear (&queue->workers[i].called);
  g_ptr_array_unref (queue->idle);
  g_mutex_clear (&queue->lock);
  g_free (queue->workers);
  g_free (queue);
}

/* Most come last. */
static void
line_up (GfQueue *queue, Waiting *waiting)
{
  GList *before = queue->waiting.tail;

  while (before != NULL && ((Waiting *) before->data)->turn_us > waiting->turn_us)
    before = before->prev;
  g_queue_insert_after (&queue->waiting, before, waiting);
}

bool
gf_queue_push (GfQueue *queue, void *piece, unsigned most, unsigned wait_ms,
               uint64_t later_us)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&queue->lock);

  if (queue->ending || queue->waiting.length >= most)
    return false;

  Waiting *waiting = g_new0 (Waiting, 1);
  waiting->work = piece;

  int64_t now_us = g_get_monotonic_time ();
  waiting->turn_us = now_us + (int64_t) later_us;
  waiting->refused_us = now_us + (int64_t) wait_ms * 1000;
  line_up (queue, waiting);
  gf_metrics_gauge_add (queue->metrics, GF_GAUGE_QUEUE, 1);
  call_one (queue);
  help_out (queue, now_us);
  return true;
}

/* Those that have waited too long. */
static void
take_expired (GfQueue *queue, int64_t now_us, GQueue *expired)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&queue->lock);
  GList *next;

  for (GList *at = queue->waiting.head; at != NULL; at = next)
    {
      next = at->next;
      if (now_us < ((const Waiting *) at->data)->refused_us)
        continue;
      g_queue_unlink (&queue->waiting, at);
      g_queue_push_tail_link (expired, at);
      gf_metrics_gauge_add (queue->metrics, GF_GAUGE_QUEUE, -1);
    }
  help_out (queue, now_us);
}

unsigned
gf_queue_expire (GfQueue *queue, int64_t now_us)
{
  GQueue expired = G_QUEUE_INIT;
  Waiting *waiting;

  take_expired (queue, now_us, &expired);

  unsigned n = expired.length;
  while ((waiting = g_queue_pop_head (&expired)) != NULL)
    refuse (queue, waiting);
  return n;
}

uint64_t
gf_queue_get_longest_us (GfQueue *queue)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&queue->lock);
  int64_t now_us = g_get_monotonic_time ();
  int64_t first_us = now_us;

  for (unsigned i = 0; i < queue->n_workers; i++)
    if (queue->workers[i].since_us != 0)
      first_us = MIN (first_us, queue->workers[i].since_us);
  return (uint64_t) (now_us - first_us);
}
