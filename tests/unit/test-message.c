/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/autofd.h"
#include "common/message.h"
#include "tests/tap.h"

static int ends[2];

static void
setup (void)
{
  ck_assert_int_eq (socketpair (AF_UNIX, SOCK_STREAM, 0, ends), 0);
}

static void
teardown (void)
{
  close (ends[0]);
  close (ends[1]);
}

static int64_t
soon (void)
{
  return g_get_monotonic_time () + 200 * 1000;
}

START_TEST (message_and_descriptor_arrive)
{
  g_autoptr (GError) error = NULL;
  gf_autofd sent = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  GfMessageType type;
  gf_autofd received = -1;

  ck_assert (gf_message_send (ends[0], GF_MESSAGE_READ,
                              g_variant_new (GF_READ_REQUEST_TYPE, "id", "a/b",
                                             (gint64) 7, 0u, 0u, (guchar) 0, NULL),
                              sent, &error));
  g_autoptr (GVariant) body
      = gf_message_receive (ends[1], 4096, soon (), &type, &received, &error);
  ck_assert_msg (body != NULL, "%s", error ? error->message : "");
  ck_assert_int_eq (type, GF_MESSAGE_READ);
  ck_assert_int_ge (received, 0);
  const char *id, *path;
  gint64 changed;
  g_variant_get (body, "(&s&sxuuya(us))", &id, &path, &changed, NULL, NULL, NULL, NULL);
  ck_assert_str_eq (path, "a/b");
  ck_assert_int_eq (changed, 7);
}
END_TEST

START_TEST (messages_keep_their_order)
{
  for (int i = 0; i < 3; i++)
    ck_assert (gf_message_send (ends[0], GF_MESSAGE_HELLO,
                                g_variant_new ("(s)", &"abc"[i]), -1, NULL));
  for (int i = 0; i < 3; i++)
    {
      GfMessageType type;
      g_autoptr (GVariant) body
          = gf_message_receive (ends[1], 4096, soon (), &type, NULL, NULL);
      const char *text;

      ck_assert_ptr_nonnull (body);
      g_variant_get (body, "(&s)", &text);
      ck_assert_str_eq (text, &"abc"[i]);
    }
}
END_TEST

/* What a worker that was taken over might write: header fields and a body. */
static const struct
{
  uint32_t magic;
  uint16_t version, type;
  uint64_t length;
  const char *body;
  size_t n_body;
  int code;
} HOSTILE[] = {
  { 0x12345678, 2, GF_MESSAGE_HELLO, 2, "a", 2, GF_MESSAGE_ERROR_MALFORMED },
  { 0x4e4e4647, 1, GF_MESSAGE_HELLO, 2, "a", 2, GF_MESSAGE_ERROR_MALFORMED },
  { 0x4e4e4647, 2, 0, 2, "a", 2, GF_MESSAGE_ERROR_MALFORMED },
  { 0x4e4e4647, 2, 99, 2, "a", 2, GF_MESSAGE_ERROR_MALFORMED },
  { 0x4e4e4647, 2, GF_MESSAGE_HELLO, UINT64_MAX, "a", 2, GF_MESSAGE_ERROR_MALFORMED },
  { 0x4e4e4647, 2, GF_MESSAGE_HELLO, 4097, "a", 2, GF_MESSAGE_ERROR_MALFORMED },
  { 0x4e4e4647, 2, GF_MESSAGE_HELLO, 3, "abc", 3, GF_MESSAGE_ERROR_MALFORMED },
  { 0x4e4e4647, 2, GF_MESSAGE_HELLO, 3, "a\xff\0", 3, GF_MESSAGE_ERROR_MALFORMED },
  { 0x4e4e4647, 2, GF_MESSAGE_DONE, 4, "\0\0\0", 4, GF_MESSAGE_ERROR_MALFORMED },
  { 0x4e4e4647, 2, GF_MESSAGE_HELLO, 100, "short", 5, GF_MESSAGE_ERROR_TIMEOUT },
};

START_TEST (hostile_messages_are_refused)
{
  g_autoptr (GError) error = NULL;
  GfMessageType type;
  char header[16];

  memcpy (header, &HOSTILE[_i].magic, 4);
  memcpy (header + 4, &HOSTILE[_i].version, 2);
  memcpy (header + 6, &HOSTILE[_i].type, 2);
  memcpy (header + 8, &HOSTILE[_i].length, 8);
  ck_assert_int_eq (write (ends[0], header, sizeof header), sizeof header);
  ck_assert_int_eq (write (ends[0], HOSTILE[_i].body, HOSTILE[_i].n_body),
                    HOSTILE[_i].n_body);

  ck_assert_ptr_null (gf_message_receive (ends[1], 4096, soon (), &type, NULL, &error));
  ck_assert_int_eq (error->code, HOSTILE[_i].code);
}
END_TEST

START_TEST (unasked_descriptor_is_refused)
{
  g_autoptr (GError) error = NULL;
  gf_autofd sent = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  GfMessageType type;

  ck_assert (gf_message_send (ends[0], GF_MESSAGE_HELLO, g_variant_new ("(s)", "x"), sent,
                              NULL));
  ck_assert_ptr_null (gf_message_receive (ends[1], 4096, soon (), &type, NULL, &error));
  ck_assert (g_error_matches (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_MALFORMED));
}
END_TEST

START_TEST (closed_end_is_told)
{
  g_autoptr (GError) error = NULL;
  GfMessageType type;

  close (ends[0]);
  ends[0] = -1;
  ck_assert_ptr_null (gf_message_receive (ends[1], 4096, -1, &type, NULL, &error));
  ck_assert (g_error_matches (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_CLOSED));
  g_clear_error (&error);
  ck_assert (!gf_message_send (ends[1], GF_MESSAGE_HELLO, g_variant_new ("(s)", "x"), -1,
                               &error));
  ck_assert (g_error_matches (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_CLOSED));
}
END_TEST

START_TEST (silence_ends_at_the_deadline)
{
  g_autoptr (GError) error = NULL;
  GfMessageType type;

  ck_assert_ptr_null (gf_message_receive (ends[1], 4096, soon (), &type, NULL, &error));
  ck_assert (g_error_matches (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_TIMEOUT));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("message");
  TCase *tests = tcase_create ("message");

  tcase_add_checked_fixture (tests, setup, teardown);
  tcase_add_test (tests, message_and_descriptor_arrive);
  tcase_add_test (tests, messages_keep_their_order);
  tcase_add_loop_test (tests, hostile_messages_are_refused, 0, G_N_ELEMENTS (HOSTILE));
  tcase_add_test (tests, unasked_descriptor_is_refused);
  tcase_add_test (tests, closed_end_is_told);
  tcase_add_test (tests, silence_ends_at_the_deadline);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
