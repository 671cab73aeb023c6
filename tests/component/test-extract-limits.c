/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What gjenfinn-extract is told to spend, and what it tells on the way. */
#include <check.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/component/extract-fixture.h"
#include "tests/component/worker-fixture.h"
#include "tests/tap.h"

/* Without being told what it may spend it does nothing. */
START_TEST (a_wrong_setup_ends_it)
{
  for (int i = 0; i < 3; i++)
    {
      Worker worker = worker_start_unset (NULL);
      GVariantBuilder builder;

      g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{st}"));
      g_variant_builder_add (&builder, "{st}", i == 0 ? "pags" : "pages",
                             (guint64) (i == 0 ? 1 : 0));
      GVariant *limits = g_variant_ref_sink (g_variant_builder_end (&builder));
      GVariant *none = g_variant_new_array (G_VARIANT_TYPE_STRING, NULL, 0);
      g_variant_ref_sink (none);
      if (i < 2)
        gf_message_send (worker.socket, GF_MESSAGE_SETUP,
                         g_variant_new ("(@a{st}@as@as@at)", limits, none, none,
                                        g_variant_new ("at", NULL)),
                         -1, NULL);
      else
        gf_message_send (worker.socket, GF_MESSAGE_HELLO, g_variant_new ("(s)", "x"), -1,
                         NULL);
      g_variant_unref (limits);
      g_variant_unref (none);
      int status = worker_end (&worker);
      ck_assert_msg (WIFEXITED (status) && WEXITSTATUS (status) == 2, "status %#x",
                     status);
    }
}
END_TEST

/* @n_paragraphs, each of @n_bytes or more. */
static int
make_paragraphs (unsigned n_paragraphs, unsigned n_bytes)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *filling = g_strnfill (n_bytes, 'x');

  for (unsigned i = 0; i < n_paragraphs; i++)
    g_string_append_printf (text, "Vei %u %s\n\n", i, filling);
  return make_file (text->str, (gssize) text->len);
}

/* What it is told is what it keeps to. */
START_TEST (keeps_to_its_limits)
{
  Worker worker = worker_start_unset (NULL);
  GfLimits limits;

  gf_limits_init (&limits);
  limits.text_mb = 1;
  worker_set_up (&worker, &limits);
  worker_expect_hello (&worker);
  worker_ask (&worker, make_paragraphs (3000, 1000));
  worker_expect_document (&worker);
  worker_expect_done (&worker, GF_READ_PARTLY, GF_REASON_LIMIT);
  ck_assert_int_eq (worker_end (&worker), 0);
}
END_TEST

/* It says how far it is, and stops where it is told. */
START_TEST (stops_where_it_is_told)
{
  Worker worker = worker_start ();
  g_autoptr (GError) error = NULL;
  GVariant *request = g_variant_new (GF_READ_REQUEST_TYPE, DOCUMENT_ID, "a.txt",
                                     (gint64) 0, 0u, 8192u, (guchar) 0, NULL);
  int fd = make_paragraphs (20000, 1);
  guint32 page, n_blocks;

  worker_expect_hello (&worker);
  ck_assert (gf_message_send (worker.socket, GF_MESSAGE_READ, request, fd, &error));
  close (fd);
  g_autoptr (GVariant) progress = worker_receive (&worker, GF_MESSAGE_PROGRESS);
  g_variant_get (progress, GF_PROGRESS_TYPE, &page, &n_blocks, NULL);
  ck_assert_uint_eq (page, 0);
  ck_assert_uint_eq (n_blocks, 4096);
  worker_expect_document (&worker);
  worker_expect_done (&worker, GF_READ_PARTLY, GF_REASON_LIMIT);
  ck_assert_int_eq (worker_end (&worker), 0);
}
END_TEST

/* POSIX ustar: one file. */
static int
make_tar (const char *name, const char *text)
{
  char head[512] = { 0 };
  size_t n_bytes = strlen (text);
  unsigned sum = 0;

  g_strlcpy (head, name, 100);
  memcpy (head + 100, "0000644", 7);
  g_snprintf (head + 124, 12, "%011zo", n_bytes);
  memcpy (head + 148, "        ", 8);
  head[156] = '0';
  memcpy (head + 257, "ustar\00000", 8);
  for (size_t i = 0; i < sizeof head; i++)
    sum += (unsigned char) head[i];
  g_snprintf (head + 148, 8, "%06o", sum);

  g_autoptr (GString) tar = g_string_new_len (head, sizeof head);
  g_string_append (tar, text);
  gsize padded = (tar->len + 511) / 512 * 512 + 1024;
  g_autofree char *bytes = g_malloc0 (padded);
  memcpy (bytes, tar->str, tar->len);
  return make_file (bytes, (gssize) padded);
}

static GVariant *
next_member_message (const Worker *worker, GfMessageType *type)
{
  g_autoptr (GError) error = NULL;
  GVariant *body;

  do
    body = gf_message_receive (worker->socket, GF_MESSAGE_MAX_BYTES,
                               g_get_monotonic_time () + TIMEOUT_US, type, NULL, &error);
  while (body != NULL && *type == GF_MESSAGE_PROGRESS && (g_variant_unref (body), true));
  ck_assert_msg (body != NULL, "%s", error ? error->message : "");
  return body;
}

/* A file within the file comes with its path and all its bytes, in pieces. */
START_TEST (sends_what_lies_in_a_file)
{
  Worker worker = worker_start ();
  g_autoptr (GString) big = g_string_new (NULL);
  g_autoptr (GString) got = g_string_new (NULL);

  for (unsigned i = 0; i < 300000; i++)
    g_string_append_printf (big, "linje %u\n", i * 7919);
  worker_expect_hello (&worker);
  worker_ask (&worker, make_tar ("../mappe//a.txt", big->str));
  for (bool is_ended = false; !is_ended;)
    {
      GfMessageType type;
      g_autoptr (GVariant) body = next_member_message (&worker, &type);
      gsize n_bytes;

      if (type == GF_MESSAGE_MEMBER)
        {
          const char *path;

          g_variant_get (body, "(^&ay)", &path);
          ck_assert_str_eq (path, "mappe/a.txt");
        }
      else if (type == GF_MESSAGE_BYTES)
        {
          const char *bytes = g_variant_get_fixed_array (body, &n_bytes, 1);

          ck_assert_uint_le (n_bytes, 1 << 20);
          g_string_append_len (got, bytes, (gssize) n_bytes);
        }
      else
        ck_assert_int_eq (type, GF_MESSAGE_MEMBER_END);
      is_ended = type == GF_MESSAGE_MEMBER_END;
    }
  ck_assert (g_string_equal (got, big));
  worker_expect_done (&worker, GF_READ_WHOLE, "");
  ck_assert_int_eq (worker_end (&worker), 0);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("extract-limits");
  TCase *tests = tcase_create ("extract-limits");

  tcase_set_timeout (tests, 120);
  tcase_add_test (tests, a_wrong_setup_ends_it);
  tcase_add_test (tests, keeps_to_its_limits);
  tcase_add_test (tests, stops_where_it_is_told);
  tcase_add_test (tests, sends_what_lies_in_a_file);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
