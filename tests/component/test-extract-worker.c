/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gjenfinn-extract as its parent knows it: a program, a socket, and how it ends. */
#include "config.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/message.h"
#include "common/posted-words.h"
#include "common/record.h"
#include "common/schema.h"
#include "common/word-roots.h"
#include "indexer/sandbox/sandbox.h"
#include "tests/component/extract-fixture.h"
#include "tests/component/worker-fixture.h"
#include "tests/tap.h"

START_TEST (reads_one_file_after_another)
{
  Worker worker = worker_start ();

  worker_expect_hello (&worker);
  for (int i = 0; i < 3; i++)
    {
      worker_ask (&worker,
                  make_file ("Referat\n\nSak 1/23 Vegen\n\nVedtak: Godkjent.\n", -1));
      worker_expect_document (&worker);
      worker_expect_done (&worker, GF_READ_WHOLE, "");
      worker_ask (&worker, make_file ("", 0));
      worker_expect_done (&worker, GF_READ_NOT, GF_REASON_EMPTY);
      worker_ask (&worker, make_file ("%PDF-1.4\nx", -1));
      worker_expect_done (&worker, GF_READ_NOT, GF_REASON_DAMAGED);
    }
  int status = worker_end (&worker);
  ck_assert_msg (WIFEXITED (status) && WEXITSTATUS (status) == 0, "status %#x", status);
}
END_TEST

START_TEST (a_part_is_a_document_and_a_reason)
{
  Worker worker = worker_start ();

  worker_expect_hello (&worker);
  worker_ask (
      &worker,
      make_zip ("word/document.xml",
                "<w:document "
                "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
                "<w:body><w:p><w:r><w:t>Sak</w:t></w:r></w:p><w:p><w:r><w:t>bro",
                NULL));
  worker_expect_document (&worker);
  worker_expect_done (&worker, GF_READ_PARTLY, GF_REASON_DAMAGED);
  ck_assert_int_eq (worker_end (&worker), 0);
}
END_TEST

#define TEXT "Referat om vegen. Vegen bygges i 1984."

/* What it learnt of words it knows for the next file. */
START_TEST (asks_about_words_once)
{
  Worker worker = worker_start ();

  worker_expect_hello (&worker);
  worker_ask (&worker, make_file (TEXT, -1));
  ck_assert_uint_eq (worker_expect_term (&worker, "Rvegenrot"), 5);
  worker_expect_done (&worker, GF_READ_WHOLE, "");
  worker_ask (&worker, make_file (TEXT " Og elva.", -1));
  ck_assert_uint_eq (worker_expect_term (&worker, "Relvarot"), 2);
  worker_expect_done (&worker, GF_READ_WHOLE, "");
  ck_assert_int_eq (worker_end (&worker), 0);
}
END_TEST

static void
write_lexicon (void)
{
  g_autoptr (GfLexiconWriter) writer = gf_lexicon_writer_new ("stamp", 1);
  const GfWordRoots roots = { "fra lexikonet\0", "" };

  gf_lexicon_writer_add (writer, "vegen", 1, &roots);
  ck_assert (gf_lexicon_writer_save (writer, "words", NULL));
}

/* What stands in the lexicon is not asked; without one, or with a damaged one, all is. */
START_TEST (knows_what_the_lexicon_has)
{
  static const char *const files[] = { "words", "damaged", "nowhere" };

  write_lexicon ();
  ck_assert (g_file_set_contents ("damaged", "GjfWordsGjfWords", -1, NULL));
  for (size_t i = 0; i < G_N_ELEMENTS (files); i++)
    {
      Worker worker = worker_start_with (files[i]);

      worker_expect_hello (&worker);
      worker_ask (&worker, make_file (TEXT, -1));
      ck_assert_uint_eq (
          worker_expect_term (&worker, i == 0 ? "Rfra lexikonet" : "Rvegenrot"),
          i == 0 ? 4 : 5);
      worker_expect_done (&worker, GF_READ_WHOLE, "");
      ck_assert_int_eq (worker_end (&worker), 0);
    }
}
END_TEST

/* An answer that is none, or to other words than were asked, ends it. */
START_TEST (a_wrong_answer_ends_it)
{
  for (int i = 0; i < 2; i++)
    {
      Worker worker = worker_start ();

      worker_expect_hello (&worker);
      worker_ask (&worker, make_file (TEXT, -1));
      g_autoptr (GVariant) question = worker_receive (&worker, GF_MESSAGE_WORDS);
      if (i == 0)
        gf_message_post (worker.socket, GF_MESSAGE_WORDS, question, NULL);
      else
        gf_message_post (worker.socket, GF_MESSAGE_ROOTS,
                         g_variant_new_array (G_VARIANT_TYPE ("(asas)"), NULL, 0), NULL);
      int status = worker_end (&worker);
      ck_assert_msg (WIFEXITED (status) && WEXITSTATUS (status) == 1, "status %#x",
                     status);
    }
}
END_TEST

START_TEST (a_broken_conversation_ends_it)
{
  Worker worker = worker_start ();

  worker_expect_hello (&worker);
  ck_assert_int_eq (send (worker.socket, "GARBAGEGARBAGEGARBAGE", 21, MSG_NOSIGNAL), 21);
  int status = worker_end (&worker);
  ck_assert_msg (WIFEXITED (status) && WEXITSTATUS (status) == 1, "status %#x", status);
}
END_TEST

START_TEST (a_request_without_a_file_ends_it)
{
  Worker worker = worker_start ();

  worker_expect_hello (&worker);
  worker_ask (&worker, -1);
  int status = worker_end (&worker);
  ck_assert_msg (WIFEXITED (status) && WEXITSTATUS (status) == 1, "status %#x", status);
}
END_TEST

static int
run (const char *shell_arguments, char **out)
{
  g_autofree char *path = worker_program ();
  const char *arguments[] = { "bash", "-c", NULL, NULL };
  g_autofree char *command = g_strdup_printf ("'%s' 2>&1 %s", path, shell_arguments);
  int status = -1;

  arguments[2] = command;
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
    { "--help", 0, "--dump" },
    { "--version", 0, PACKAGE_STRING },
    { "", 2, "--help" },
    { "--dump --socket 5 --registers .", 2, "--help" },
    { "--socket 5", 2, "--help" },
    { "--socket 5 --registers /nowhere", 2, "registers" },
    { "--dump more < /dev/null", 2, "--help" },
    { "--dump < /dev/null", 1, "unsupported" },
    { "--dump --limit pages=1 --limit text-mb=1 < /dev/null", 1, "unsupported" },
    { "--dump --password a --password b < /dev/null", 1, "unsupported" },
    { "--dump --limit page=1 < /dev/null", 2, "ocr-seconds" },
    { "--dump --limit pages=0 < /dev/null", 2, "--limit pages=0" },
    { "--dump --limit pages < /dev/null", 2, "--limit pages" },
    { "--socket 5 --registers . --limit pages=1", 2, "--help" },
    { "--dump < /dev/null > out.txt", 2, "| cat" },
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

START_TEST (dump_prints_blocks)
{
  g_autofree char *out = NULL;

  ck_assert (g_file_set_contents ("file.html", "<h2>Sak</h2><p>En<br>to</p>", -1, NULL));
  ck_assert_int_eq (run ("--dump < file.html", &out), 0);
  ck_assert_str_eq (out, "@format\ttext/html\n@pages\t0\nheading\t0\t2\tSak\n"
                         "paragraph\t0\t0\tEn\\nto\n@status\tread\t\t\n");
}
END_TEST

/* A title in UTF-16 is converted by iconv, which the sandbox keeps from loading its
 * modules. */
START_TEST (a_title_in_utf16_is_read_in_the_sandbox)
{
  g_autofree char *out = NULL;
  static const char pdf[]
      = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 "
        "R/Resources<</Font"
        "<</F1 5 0 R>>>>>>endobj\n"
        "4 0 obj<</Length 40>>stream\nBT /F1 12 Tf 20 100 Td (Sak om veg) Tj "
        "ET\nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\n"
        "6 0 obj<</Title <FEFF004D00F800740065>>>endobj\n"
        "trailer<</Root 1 0 R/Info 6 0 R/Size 7>>\n%%EOF\n";

  ck_assert (g_file_set_contents ("file.pdf", pdf, sizeof pdf - 1, NULL));
  ck_assert_int_eq (run ("--dump < file.pdf", &out), 0);
  ck_assert_msg (strstr (out, "@title\tMøte\n") != NULL, "%s", out);
  ck_assert_msg (strstr (out, "Sak om veg") != NULL, "%s", out);
}
END_TEST

/* poppler writes a password in Latin-1, by iconv too. */
START_TEST (a_password_opens_a_pdf_in_the_sandbox)
{
  g_autofree char *call
      = g_strdup_printf ("--dump --password feil --password hemmelig "
                         "< '%s/corpus/damaged/encrypted-user-password.pdf'",
                         g_getenv ("GF_TOP_SRCDIR"));
  g_autofree char *out = NULL;

  ck_assert_int_eq (run (call, &out), 0);
  ck_assert_msg (strstr (out, "@status\tread\t") != NULL, "%s", out);
}
END_TEST

/* A kernel without the call @number: the program must say so, and read nothing. */
static int
run_without_call (int number, char **out)
{
  g_autofree char *path = worker_program ();
  int ends[2];
  int status;

  ck_assert_int_eq (pipe (ends), 0);
  pid_t child = fork ();
  if (child == 0)
    {
      scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);

      seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), number, 0);
      seccomp_load (filter);
      dup2 (open ("file.txt", O_RDONLY), STDIN_FILENO);
      dup2 (ends[1], STDOUT_FILENO);
      dup2 (ends[1], STDERR_FILENO);
      close (ends[1]);
      execl (path, path, "--dump", NULL);
      _exit (99);
    }
  close (ends[1]);
  *out = g_malloc0 (4096);
  for (size_t length = 0; length < 4000;)
    {
      ssize_t got = read (ends[0], *out + length, 4000 - length);
      if (got <= 0)
        break;
      length += (size_t) got;
    }
  close (ends[0]);
  ck_assert_int_eq (waitpid (child, &status, 0), child);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

START_TEST (without_a_sandbox_nothing_is_read)
{
  static const int calls[]
      = { SCMP_SYS (landlock_create_ruleset), SCMP_SYS (seccomp),
          SCMP_SYS (landlock_restrict_self), SCMP_SYS (close_range) };
  g_autofree char *out = NULL;

  ck_assert (g_file_set_contents ("file.txt", "Sak 14/23\n", -1, NULL));
  int status = run_without_call (calls[_i], &out);
  ck_assert_msg (status == GF_SANDBOX_EXIT_REFUSED, "%d: %s", status, out);
  ck_assert_msg (g_str_has_prefix (out, "gjenfinn-extract: cannot enter the sandbox: "),
                 "%s", out);
  ck_assert_msg (g_str_has_suffix (out, "; refusing to read files\n"), "%s", out);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("extract-worker");
  TCase *tests = tcase_create ("extract-worker");

  tcase_set_timeout (tests, 120);
  tcase_add_test (tests, reads_one_file_after_another);
  tcase_add_test (tests, a_part_is_a_document_and_a_reason);
  tcase_add_test (tests, asks_about_words_once);
  tcase_add_test (tests, knows_what_the_lexicon_has);
  tcase_add_test (tests, a_wrong_answer_ends_it);
  tcase_add_test (tests, a_broken_conversation_ends_it);
  tcase_add_test (tests, a_request_without_a_file_ends_it);
  tcase_add_test (tests, arguments);
  tcase_add_test (tests, dump_prints_blocks);
  tcase_add_loop_test (tests, without_a_sandbox_nothing_is_read, 0, 4);
  tcase_add_test (tests, a_title_in_utf16_is_read_in_the_sandbox);
  tcase_add_test (tests, a_password_opens_a_pdf_in_the_sandbox);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
