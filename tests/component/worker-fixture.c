/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/component/worker-fixture.h"

#include <check.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/posted-words.h"
#include "common/word-roots.h"

char *
worker_program (void)
{
  const char *folder = g_getenv ("GF_TOP_BUILDDIR");

  return g_build_filename (folder ? folder : ".", "gjenfinn-extract", NULL);
}

static const char *
registers (void)
{
  const char *folder = g_getenv ("GF_REGISTERS");

  return folder ? folder : "corpus/registers";
}

void
worker_set_up (const Worker *worker, const GfLimits *limits)
{
  GVariant *setup = g_variant_new ("(@a{st}@as@as@at)", gf_limits_pack (limits),
                                   g_variant_new_array (G_VARIANT_TYPE_STRING, NULL, 0),
                                   g_variant_new_array (G_VARIANT_TYPE_STRING, NULL, 0),
                                   g_variant_new_array (G_VARIANT_TYPE_UINT64, NULL, 0));

  /* One that has ended has said why. */
  gf_message_send (worker->socket, GF_MESSAGE_SETUP, setup, -1, NULL);
}

/* @words: a lexicon; NULL for none */
Worker
worker_start_unset (const char *words)
{
  g_autofree char *path = worker_program ();
  int ends[2];
  Worker worker;

  ck_assert_int_eq (socketpair (AF_UNIX, SOCK_STREAM, 0, ends), 0);
  fcntl (ends[0], F_SETFD, FD_CLOEXEC);
  g_autofree char *fd = g_strdup_printf ("%d", ends[1]);
  worker.pid = fork ();
  if (worker.pid == 0)
    {
      execl (path, path, "--socket", fd, "--registers", registers (),
             words != NULL ? "--words" : NULL, words, NULL);
      _exit (99);
    }
  close (ends[1]);
  worker.socket = ends[0];
  return worker;
}

Worker
worker_start_with (const char *words)
{
  Worker worker = worker_start_unset (words);
  GfLimits limits;

  gf_limits_init (&limits);
  worker_set_up (&worker, &limits);
  return worker;
}

Worker
worker_start (void)
{
  return worker_start_with (NULL);
}

GVariant *
worker_receive (const Worker *worker, GfMessageType type)
{
  g_autoptr (GError) error = NULL;
  GfMessageType got = 0;
  GVariant *body
      = gf_message_receive (worker->socket, GF_MESSAGE_MAX_BYTES,
                            g_get_monotonic_time () + TIMEOUT_US, &got, NULL, &error);

  ck_assert_msg (body != NULL, "%s", error ? error->message : "");
  ck_assert_int_eq (got, type);
  return body;
}

void
worker_expect_hello (const Worker *worker)
{
  g_autoptr (GVariant) hello = worker_receive (worker, GF_MESSAGE_HELLO);
  const char *version;

  g_variant_get (hello, "(&s)", &version);
  ck_assert_str_eq (version, PACKAGE_VERSION);
}

void
worker_ask (const Worker *worker, int fd)
{
  g_autoptr (GError) error = NULL;
  GVariant *body
      = g_variant_new (GF_READ_REQUEST_TYPE, DOCUMENT_ID, "samling/referat.txt",
                       (gint64) 0, 0u, 0u, (guchar) 0, NULL);

  ck_assert_msg (gf_message_send (worker->socket, GF_MESSAGE_READ, body, fd, &error),
                 "%s", error ? error->message : "");
  close (fd);
}

int
worker_end (Worker *worker)
{
  int status;

  close (worker->socket);
  ck_assert_int_eq (waitpid (worker->pid, &status, 0), worker->pid);
  return status;
}

void
worker_expect_done (const Worker *worker, GfReadStatus status, const char *reason)
{
  g_autoptr (GVariant) body = worker_receive (worker, GF_MESSAGE_DONE);
  guchar got_status;
  const char *id;
  const char *got_reason;
  const char *detail;
  guint32 pages;

  g_variant_get (body, "(&sy&s&su)", &id, &got_status, &got_reason, &detail, &pages);
  ck_assert_str_eq (id, DOCUMENT_ID);
  ck_assert_int_eq (got_status, status);
  ck_assert_str_eq (got_reason, reason);
  ck_assert_int_eq (*detail == '\0', status == GF_READ_WHOLE);
}

/* Of every word: itself and "rot". */
static GVariant *
answer_to (GVariant *question)
{
  GVariantBuilder builder;
  GVariantIter iter;
  const char *word;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (GF_ROOTS_TYPE));
  g_variant_iter_init (&iter, question);
  while (g_variant_iter_next (&iter, "&s", &word))
    {
      g_autofree char *root = g_strconcat (word, "rot", NULL);
      const char *lemmas[] = { root, NULL }, *parts[] = { NULL };

      g_variant_builder_add (&builder, "(^as^as)", lemmas, parts);
    }
  return g_variant_builder_end (&builder);
}

static bool
has_term (GVariant *analysed, const char *wanted)
{
  g_autoptr (GVariant) packed = g_variant_get_child_value (analysed, 1);
  GfPostedWords words;
  GfPostedWord word;

  gf_posted_words_init (&words, packed);
  while (gf_posted_words_next (&words, &word))
    if (g_str_equal (word.term, wanted))
      return true;
  return false;
}

/* The units, the document, which has @term, and nothing else before DONE but questions
 * about words.  Returns: how many words were asked about. */
size_t
worker_expect_term (const Worker *worker, const char *term)
{
  size_t n_asked = 0;

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      GfMessageType type = 0;
      g_autoptr (GVariant) body = gf_message_receive (
          worker->socket, GF_MESSAGE_MAX_BYTES, g_get_monotonic_time () + TIMEOUT_US,
          &type, NULL, &error);

      ck_assert_msg (body != NULL, "%s", error ? error->message : "");
      if (type == GF_MESSAGE_WORDS)
        {
          ck_assert (gf_question_is_sound (body));
          n_asked += g_variant_n_children (body);
          ck_assert (
              gf_message_post (worker->socket, GF_MESSAGE_ROOTS, answer_to (body), NULL));
          continue;
        }
      if (type == GF_MESSAGE_PROGRESS)
        continue;
      if (type == GF_MESSAGE_DOCUMENT)
        {
          ck_assert (term == NULL || has_term (body, term));
          return n_asked;
        }
      ck_assert_int_eq (type, GF_MESSAGE_UNIT);
    }
}

void
worker_expect_document (const Worker *worker)
{
  worker_expect_term (worker, NULL);
}
