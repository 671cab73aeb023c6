/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/pool.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/autofd.h"
#include "common/message.h"
#include "common/word-roots.h"
#include "indexer/child.h"

/* A worker that has begun a message sends it on at once; this is for one that does not.
 */
#define MESSAGE_TIMEOUT_US (60 * G_USEC_PER_SEC)
/* What all messages about one file may weigh together; text of 32 MB with its postings
   stays below. */
#define MAX_BYTES_A_FILE GF_MESSAGE_MAX_BYTES

typedef struct
{
  GfChild child;
  GfFile *file; /* what it holds; NULL when idle */
  int fd;       /* of that file */
  GPtrArray *units;
  GVariant *document;
  size_t n_bytes;      /* of those */
  bool was_asked_anew; /* a second worker for this file */
  int64_t deadline_us; /* monotonic; -1 for none */
  bool is_waiting;     /* for what it asked about words: its time stands still */
  int64_t left_us;     /* then: until its deadline */
  size_t n_words;      /* asked about for this file */
} Worker;

struct GfPool
{
  GfPoolOptions options; /* its strings are our own */
  GfPoolReport report;
  gpointer user_data;
  Worker *workers;
  int64_t left_us; /* when it was last done waiting for them */
};

G_DEFINE_QUARK (gf_pool_error, gf_pool_error)

static bool
fail_start (GError **error, const char *what)
{
  g_set_error (error, GF_POOL_ERROR, GF_POOL_ERROR_START,
               "cannot start gjenfinn-extract: %s", what);
  return false;
}

static bool
start_worker (GfPool *pool, Worker *worker, GError **error)
{
  g_autofree char *socket_number = g_strdup_printf ("%d", GF_CHILD_SOCKET);
  const char *arguments[]
      = { pool->options.program,   "--socket",
          socket_number,           "--registers",
          pool->options.registers, pool->options.words != NULL ? "--words" : NULL,
          pool->options.words,     NULL };
  g_autoptr (GError) cause = NULL;

  if (!gf_child_start (&worker->child, arguments, &cause))
    return fail_start (error, cause->message);
  if (!gf_child_greet (&worker->child, NULL, &cause))
    return fail_start (error, cause->code == GF_MESSAGE_ERROR_CLOSED
                                  ? "it ended before it was ready; see its own message"
                                  : cause->message);
  return true;
}

static void
drop_results (Worker *worker)
{
  g_ptr_array_set_size (worker->units, 0);
  g_clear_pointer (&worker->document, g_variant_unref);
  worker->n_bytes = 0;
}

/* Ends the process, and tells how it ended: a wait status.  @signal_number: 0 to let it
 * end. */
static int
stop_worker (GfPool *pool, Worker *worker, int signal_number)
{
  if (worker->is_waiting)
    gf_analyst_forget (pool->options.analyst, worker);
  worker->is_waiting = false;
  return gf_child_stop (&worker->child, signal_number);
}

/* Hands the file over with what was made of it; the worker is idle after. */
static bool
report (GfPool *pool, Worker *worker, GfReadResult *result, GError **error)
{
  GfFile *file = g_steal_pointer (&worker->file);

  gf_close_fd (&worker->fd);
  result->units = worker->units;
  result->document = worker->document;
  bool going_on = pool->report (pool->user_data, file, result, error);
  drop_results (worker);
  return going_on;
}

/* How gjenfinn-extract says that it ran out of memory; its --help has the list. */
#define EXIT_OUT_OF_MEMORY 4

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

/* The worker is no more, or no more to be trusted: blames its file, and starts another.
 */
static bool
blame (GfPool *pool, Worker *worker, const char *reason, const char *detail,
       GError **error)
{
  GfReadResult result = { .status = GF_READ_NOT, .reason = reason, .detail = detail };

  drop_results (worker);
  return report (pool, worker, &result, error) && start_worker (pool, worker, error);
}

static bool blame_death (GfPool *pool, Worker *worker, GError **error);

/* Asks for the file that @worker holds.  False where there is nobody to ask. */
static bool
ask (GfPool *pool, Worker *worker)
{
  g_autofree char *id = gf_file_dup_document_id (worker->file->sha256);
  GVariant *request = g_variant_new (
      GF_READ_REQUEST_TYPE, id, worker->file->shown,
      (gint64) (worker->file->mtime_ns / INT64_C (1000000000)), 0u, 0u, (guchar) 0, NULL);
  unsigned seconds = pool->options.seconds_a_file;

  worker->n_words = 0;
  worker->deadline_us
      = seconds > 0 ? g_get_monotonic_time () + (int64_t) seconds * G_USEC_PER_SEC : -1;
  return gf_message_send (worker->child.socket, GF_MESSAGE_READ, request, worker->fd,
                          NULL);
}

/* What happened is not, or need not be, this file's fault: another worker is asked for
 * it. */
static bool
ask_another (GfPool *pool, Worker *worker, GError **error)
{
  stop_worker (pool, worker, SIGKILL);
  drop_results (worker);
  worker->was_asked_anew = true;
  if (!start_worker (pool, worker, error))
    return false;
  return (lseek (worker->fd, 0, SEEK_SET) == 0 && ask (pool, worker))
         || blame_death (pool, worker, error);
}

/* SIGKILL comes from outside: from a machine short of memory, or an impatient person. */
static bool
is_killed (int status)
{
  return WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL;
}

static bool
blame_death (GfPool *pool, Worker *worker, GError **error)
{
  int status = stop_worker (pool, worker, 0);

  if (is_killed (status) && !worker->was_asked_anew)
    return ask_another (pool, worker, error);

  g_autofree char *detail = describe_status (status);
  bool is_limit = is_out_of_time (status) || is_out_of_memory (status);

  return blame (pool, worker, is_limit ? GF_REASON_LIMIT : GF_REASON_CRASHED, detail,
                error);
}

static bool
blame_nonsense (GfPool *pool, Worker *worker, const char *what, GError **error)
{
  stop_worker (pool, worker, SIGKILL);
  return blame (pool, worker, GF_REASON_CRASHED, what, error);
}

static bool
blame_hang (GfPool *pool, Worker *worker, GError **error)
{
  g_autofree char *detail
      = g_strdup_printf ("took more than %u seconds", pool->options.seconds_a_file);

  stop_worker (pool, worker, SIGKILL);
  return blame (pool, worker, GF_REASON_LIMIT, detail, error);
}

static const char *
null_if_empty (const char *text)
{
  return *text != '\0' ? text : NULL;
}

static bool
take_done (GfPool *pool, Worker *worker, GVariant *body, GError **error)
{
  GfReadResult result = { 0 };
  g_autofree char *asked = gf_file_dup_document_id (worker->file->sha256);
  const char *answered, *reason, *detail;
  uint8_t status;

  g_variant_get (body, "(&sy&s&su)", &answered, &status, &reason, &detail, &result.pages);
  if (!g_str_equal (answered, asked))
    return ask_another (pool, worker, error);
  result.status = status;
  result.reason = null_if_empty (reason);
  result.detail = null_if_empty (detail);
  if (status > GF_READ_LAST || (status != GF_READ_WHOLE && result.reason == NULL)
      || (status != GF_READ_NOT) != (worker->document != NULL))
    return blame_nonsense (pool, worker, "the extractor contradicted itself", error);
  if (status == GF_READ_NOT)
    drop_results (worker);
  return report (pool, worker, &result, error);
}

/* The question goes to the analyst, and the worker's time stands still. */
static bool
take_words (GfPool *pool, Worker *worker, GVariant *words, GError **error)
{
  worker->n_words += g_variant_n_children (words);
  if (!gf_question_is_sound (words) || worker->n_words > GF_FILE_MAX_WORDS)
    return blame_nonsense (
        pool, worker, "the extractor asked for more words than a file can hold", error);
  worker->is_waiting = true;
  worker->left_us = worker->deadline_us - g_get_monotonic_time ();
  gf_analyst_ask (pool->options.analyst, words, worker);
  return true;
}

/* What the analyst said to @asker, a worker, which has read all that it was sent before.
 */
static bool
hand_on (gpointer user_data, gpointer asker, GVariant *answer, GError **error)
{
  GfPool *pool = user_data;
  Worker *worker = asker;
  g_autoptr (GError) cause = NULL;

  worker->is_waiting = false;
  if (worker->deadline_us >= 0)
    worker->deadline_us = g_get_monotonic_time () + worker->left_us;
  if (gf_message_post (worker->child.socket, GF_MESSAGE_ROOTS, answer, &cause))
    return true;
  if (cause->code == GF_MESSAGE_ERROR_CLOSED)
    return blame_death (pool, worker, error);
  return blame_nonsense (pool, worker, "the extractor did not listen to an answer",
                         error);
}

/* It speaks, or ends, without having been asked: there is no file to blame. */
static bool
replace_idle (GfPool *pool, Worker *worker, GError **error)
{
  stop_worker (pool, worker, SIGKILL);
  return start_worker (pool, worker, error);
}

static bool
take_message (GfPool *pool, Worker *worker, GfMessageType type, GVariant *body,
              GError **error)
{
  if (worker->file == NULL)
    return replace_idle (pool, worker, error);
  if (worker->is_waiting)
    return blame_nonsense (pool, worker, "the extractor did not wait for an answer",
                           error);
  if (type == GF_MESSAGE_DONE)
    return take_done (pool, worker, body, error);
  if (type == GF_MESSAGE_WORDS)
    return take_words (pool, worker, body, error);
  worker->n_bytes += g_variant_get_size (body);
  if (worker->n_bytes > MAX_BYTES_A_FILE)
    return blame_nonsense (pool, worker, "the extractor sent more than a file can hold",
                           error);
  if (type == GF_MESSAGE_UNIT)
    g_ptr_array_add (worker->units, g_variant_ref (body));
  else if (type == GF_MESSAGE_DOCUMENT && worker->document == NULL)
    worker->document = g_variant_ref (body);
  else
    return blame_nonsense (pool, worker, "the extractor sent a message out of turn",
                           error);
  return true;
}

static bool
hear (GfPool *pool, Worker *worker, GError **error)
{
  GfMessageType type;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GVariant) body = gf_message_receive (
      worker->child.socket, GF_MESSAGE_MAX_BYTES,
      g_get_monotonic_time () + MESSAGE_TIMEOUT_US, &type, NULL, &cause);

  if (body != NULL)
    return take_message (pool, worker, type, body, error);
  if (cause->code == GF_MESSAGE_ERROR_CLOSED && worker->file != NULL)
    return blame_death (pool, worker, error);
  if (worker->file != NULL)
    return blame_nonsense (pool, worker, cause->message, error);
  stop_worker (pool, worker, SIGKILL);
  return start_worker (pool, worker, error);
}

/* Whether it has a file, and until when. */
static bool
is_timed (const Worker *worker)
{
  return worker->file != NULL && worker->deadline_us >= 0 && !worker->is_waiting;
}

static int
next_timeout_ms (GfPool *pool)
{
  int64_t of_analyst_us = gf_analyst_get_deadline_us (pool->options.analyst);
  int64_t first_us = of_analyst_us >= 0 ? of_analyst_us : G_MAXINT64;

  for (unsigned i = 0; i < pool->options.n_workers; i++)
    if (is_timed (&pool->workers[i]))
      first_us = MIN (first_us, pool->workers[i].deadline_us);
  if (first_us == G_MAXINT64)
    return -1;
  return (int) CLAMP ((first_us - g_get_monotonic_time () + 999) / 1000, 0, G_MAXINT);
}

static bool
hear_or_blame (GfPool *pool, Worker *worker, bool readable, GError **error)
{
  /* Deadline first: one that never stops talking is no better than one that never begins.
   */
  if (is_timed (worker) && g_get_monotonic_time () >= worker->deadline_us)
    return blame_hang (pool, worker, error);
  return !readable || hear (pool, worker, error);
}

/* While nobody listened, workers may have waited with what they had to say: that time
   (another file was being digested, or a commit written) is not theirs. */
static void
put_off_deadlines (GfPool *pool)
{
  int64_t away_us = g_get_monotonic_time () - pool->left_us;

  for (unsigned i = 0; i < pool->options.n_workers; i++)
    if (is_timed (&pool->workers[i]))
      pool->workers[i].deadline_us += away_us;
}

/* Waits until something happens, and takes it in. */
static bool
step (GfPool *pool, GError **error)
{
  unsigned n_workers = pool->options.n_workers;
  g_autofree struct pollfd *waited = g_new0 (struct pollfd, n_workers + 1);

  put_off_deadlines (pool);
  if (!gf_analyst_prepare (pool->options.analyst, &waited[n_workers], error))
    return false;
  for (unsigned i = 0; i < n_workers; i++)
    waited[i] = (struct pollfd){ .fd = pool->workers[i].child.socket, .events = POLLIN };
  if (poll (waited, n_workers + 1, next_timeout_ms (pool)) < 0 && errno != EINTR)
    return fail_start (error, g_strerror (errno));

  pool->left_us = g_get_monotonic_time ();
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
  pool->report = report_file;
  pool->user_data = user_data;
  pool->workers = g_new0 (Worker, options->n_workers);
  pool->left_us = g_get_monotonic_time ();
  gf_analyst_set_answer (options->analyst, hand_on, pool);
  for (unsigned i = 0; i < options->n_workers; i++)
    {
      pool->workers[i].child = (GfChild) GF_CHILD_NONE;
      pool->workers[i].fd = -1;
      pool->workers[i].units
          = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
    }
  for (unsigned i = 0; i < options->n_workers; i++)
    if (!start_worker (pool, &pool->workers[i], error))
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
      Worker *worker = &pool->workers[i];

      /* An idle one ends by itself once its socket closes. */
      stop_worker (pool, worker, worker->file != NULL ? SIGKILL : 0);
      drop_results (worker);
      gf_close_fd (&worker->fd);
      g_ptr_array_unref (worker->units);
      gf_file_free (worker->file);
    }
  g_free (pool->workers);
  g_free ((char *) pool->options.program);
  g_free ((char *) pool->options.registers);
  g_free ((char *) pool->options.words);
  g_free (pool);
}

static Worker *
find_idle (GfPool *pool)
{
  for (unsigned i = 0; i < pool->options.n_workers; i++)
    if (pool->workers[i].file == NULL)
      return &pool->workers[i];
  return NULL;
}

static bool
is_busy (GfPool *pool)
{
  for (unsigned i = 0; i < pool->options.n_workers; i++)
    if (pool->workers[i].file != NULL)
      return true;
  return false;
}

bool
gf_pool_submit (GfPool *pool, GfFile *file, int fd, GError **error)
{
  gf_autofd owned = fd;
  Worker *worker;

  while ((worker = find_idle (pool)) == NULL)
    if (!step (pool, error))
      {
        gf_file_free (file);
        return false;
      }
  worker->file = file;
  worker->fd = gf_steal_fd (&owned);
  worker->was_asked_anew = false;
  return ask (pool, worker) || blame_death (pool, worker, error);
}

bool
gf_pool_finish (GfPool *pool, GError **error)
{
  while (is_busy (pool))
    if (!step (pool, error))
      return false;
  return true;
}
