/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gjenfinn-words as its parent knows it: a program, a socket, and how it ends. */
#include "config.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/message.h"
#include "common/word-roots.h"
#include "tests/tap.h"

#define TIMEOUT_US (60 * G_USEC_PER_SEC)

static char *
find_program (void)
{
  return g_build_filename (g_getenv ("GF_TOP_BUILDDIR"), "gjenfinn-words", NULL);
}

static char *
find_registers (void)
{
  return g_build_filename (g_getenv ("GF_TOP_SRCDIR"), "corpus", "registers", NULL);
}

typedef struct
{
  pid_t pid;
  int socket;
} Analyst;

static Analyst
start (void)
{
  g_autofree char *program = find_program ();
  g_autofree char *registers = find_registers ();
  int ends[2];
  Analyst analyst;

  ck_assert_int_eq (socketpair (AF_UNIX, SOCK_STREAM, 0, ends), 0);
  fcntl (ends[0], F_SETFD, FD_CLOEXEC);
  g_autofree char *fd = g_strdup_printf ("%d", ends[1]);
  analyst.pid = fork ();
  if (analyst.pid == 0)
    {
      execl (program, program, "--socket", fd, "--registers", registers, NULL);
      _exit (99);
    }
  close (ends[1]);
  analyst.socket = ends[0];
  return analyst;
}

static int
end (Analyst *analyst)
{
  int status;

  close (analyst->socket);
  ck_assert_int_eq (waitpid (analyst->pid, &status, 0), analyst->pid);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -status;
}

static GVariant *
receive (const Analyst *analyst, GfMessageType type)
{
  g_autoptr (GError) error = NULL;
  GfMessageType got = 0;
  GVariant *body
      = gf_message_receive (analyst->socket, GF_ANSWER_MAX_BYTES,
                            g_get_monotonic_time () + TIMEOUT_US, &got, NULL, &error);

  ck_assert_msg (body != NULL, "%s", error ? error->message : "");
  ck_assert_int_eq (got, type);
  return body;
}

static void
expect_hello (const Analyst *analyst)
{
  g_autoptr (GVariant) hello = receive (analyst, GF_MESSAGE_HELLO);
  const char *stamp;

  g_variant_get (hello, "(&s)", &stamp);
  ck_assert_str_ne (stamp, "");
}

static GVariant *
ask (const Analyst *analyst, const char *const *words, size_t n_words)
{
  g_autoptr (GError) error = NULL;

  ck_assert_msg (gf_message_send (analyst->socket, GF_MESSAGE_WORDS,
                                  g_variant_new_strv (words, (gssize) n_words), -1,
                                  &error),
                 "%s", error ? error->message : "");
  GVariant *answer = receive (analyst, GF_MESSAGE_ROOTS);
  ck_assert_uint_eq (g_variant_n_children (answer), n_words);
  return answer;
}

static bool
has_root (GfRootList list, const char *wanted)
{
  for (const char *root = list; *root != '\0'; root += strlen (root) + 1)
    if (g_str_equal (root, wanted))
      return true;
  return false;
}

/* Each word's own root is among its lemmas; how well others are joined is for the tests
 * of norsk. */
START_TEST (answers_in_order)
{
  static const char *const words[]
      = { "kommune", "jernbane", "1984", "zzzq", "region", "jernbane" };
  Analyst analyst = start ();
  g_autoptr (GString) text = g_string_new (NULL);

  expect_hello (&analyst);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GVariant) answer = ask (&analyst, words, G_N_ELEMENTS (words));

      for (size_t k = 0; k < G_N_ELEMENTS (words); k++)
        {
          /* Without dictionaries, a stem. */
          g_autofree char *stem = g_strndup (words[k], strlen (words[k]) - 1);
          GfWordRoots roots;

          ck_assert (gf_answer_get (answer, k, text, &roots));
          ck_assert_msg (has_root (roots.lemmas, words[k])
                             || has_root (roots.lemmas, stem),
                         "%s: %s", words[k], roots.lemmas);
        }
    }
  ck_assert_int_eq (end (&analyst), 0);
}
END_TEST

/* The longest words, the most of them, and odd ones. */
START_TEST (answers_the_largest_questions)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  Analyst analyst = start ();

  expect_hello (&analyst);
  for (unsigned i = 0; i < GF_QUESTION_MAX_WORDS; i++)
    {
      static const char *const pieces[] = { "kommune", "s", "e", "vei", "ø", "\xcc\x8a",
                                            "<n>",     "^", "$", "/",   "ʼ", "字" };
      g_autoptr (GString) word = g_string_new (NULL);

      for (unsigned k = i;; k = k * 7 + i + 1)
        {
          const char *piece = pieces[k % G_N_ELEMENTS (pieces)];

          if (word->len + strlen (piece) > GF_QUESTION_MAX_WORD_BYTES)
            break;
          g_string_append (word, piece);
        }
      g_ptr_array_add (words, g_string_free (g_steal_pointer (&word), FALSE));
    }
  g_autoptr (GVariant) answer
      = ask (&analyst, (const char *const *) words->pdata, words->len);
  g_autoptr (GString) text = g_string_new (NULL);
  for (unsigned i = 0; i < words->len; i++)
    {
      GfWordRoots roots;

      ck_assert (gf_answer_get (answer, i, text, &roots));
    }
  ck_assert_int_eq (end (&analyst), 0);
}
END_TEST

START_TEST (a_broken_conversation_ends_it)
{
  static const char *const nothing[] = { "" };
  Analyst garbled = start (), wrong = start ();

  expect_hello (&garbled);
  ck_assert_int_eq (send (garbled.socket, "GARBAGEGARBAGEGARBAGE", 21, MSG_NOSIGNAL), 21);
  ck_assert_int_eq (end (&garbled), 1);
  expect_hello (&wrong);
  ck_assert (gf_message_send (wrong.socket, GF_MESSAGE_WORDS,
                              g_variant_new_strv (nothing, 1), -1, NULL));
  ck_assert_int_eq (end (&wrong), 1);
}
END_TEST

static int
run (const char *shell_arguments, char **out)
{
  g_autofree char *program = find_program ();
  g_autofree char *command = g_strdup_printf ("'%s' %s 2>&1", program, shell_arguments);
  const char *arguments[] = { "bash", "-c", command, NULL };
  int status = -1;

  ck_assert (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL,
                           NULL, out, NULL, &status, NULL));
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

START_TEST (arguments)
{
  static const struct
  {
    const char *arguments;
    int status;
    const char *text;
  } calls[] = {
    { "--help", 0, "--registers" },
    { "--version", 0, PACKAGE_STRING },
    { "", 2, "--help" },
    { "--socket 5", 2, "--help" },
    { "--registers .", 2, "--help" },
    { "--socket 5 --registers . more", 2, "--help" },
    { "--socket 5 --registers /nowhere", 2, "/nowhere" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *out = NULL;
      int status = run (calls[i].arguments, &out);

      ck_assert_msg (status == calls[i].status, "%s: %d: %s", calls[i].arguments, status,
                     out);
      ck_assert_msg (strstr (out, calls[i].text) != NULL, "%s: %s", calls[i].arguments,
                     out);
    }
}
END_TEST

static const int sandbox_calls[]
    = { SCMP_SYS (landlock_create_ruleset), SCMP_SYS (seccomp),
        SCMP_SYS (landlock_restrict_self), SCMP_SYS (close_range) };

/* A kernel without the call: it must say so, and analyse nothing. */
START_TEST (without_a_sandbox_nothing_is_analysed)
{
  g_autofree char *program = find_program ();
  g_autofree char *registers = find_registers ();
  char said[4096] = "";
  int ends[2], sockets[2], status;

  ck_assert_int_eq (pipe (ends), 0);
  ck_assert_int_eq (socketpair (AF_UNIX, SOCK_STREAM, 0, sockets), 0);
  g_autofree char *fd = g_strdup_printf ("%d", sockets[1]);
  pid_t child = fork ();
  if (child == 0)
    {
      scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);

      seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), sandbox_calls[_i], 0);
      seccomp_load (filter);
      dup2 (ends[1], STDERR_FILENO);
      execl (program, program, "--socket", fd, "--registers", registers, NULL);
      _exit (99);
    }
  close (ends[1]);
  close (sockets[1]);
  ck_assert_int_ge (read (ends[0], said, sizeof said - 1), 0);
  ck_assert_int_eq (waitpid (child, &status, 0), child);
  ck_assert_msg (WIFEXITED (status) && WEXITSTATUS (status) == 3, "%#x: %s", status,
                 said);
  ck_assert_msg (g_str_has_prefix (said, "gjenfinn-words: cannot enter the sandbox: "),
                 "%s", said);
  ck_assert_int_eq (read (sockets[0], said, 1), 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("words");
  TCase *tests = tcase_create ("words");

  tcase_set_timeout (tests, 120);
  tcase_add_test (tests, answers_in_order);
  tcase_add_test (tests, answers_the_largest_questions);
  tcase_add_test (tests, a_broken_conversation_ends_it);
  tcase_add_test (tests, arguments);
  tcase_add_loop_test (tests, without_a_sandbox_nothing_is_analysed, 0,
                       G_N_ELEMENTS (sandbox_calls));
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
