/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the daemon and a service manager say to each other, with the manager played. */
#include "searchd/operate/handed-sockets.h"
#include "searchd/operate/notify.h"
#include "searchd/operate/watchdog.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "tests/tap.h"

/* The manager's end, under @name, which begins with '@' where it lies in no folder. */
static int
open_manager (const char *name)
{
  struct sockaddr_un where = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  size_t length = strlen (name);

  memcpy (where.sun_path, name, length);
  if (name[0] == '@')
    where.sun_path[0] = '\0';
  ck_assert_int_ge (fd, 0);
  ck_assert_int_eq (bind (fd, (const struct sockaddr *) &where,
                          (socklen_t) (offsetof (struct sockaddr_un, sun_path) + length)),
                    0);
  g_setenv ("NOTIFY_SOCKET", name, TRUE);
  return fd;
}

static void
assert_told (int manager, const char *expected)
{
  char said[512] = "";
  ssize_t n = recv (manager, said, sizeof said - 1, MSG_DONTWAIT);

  ck_assert_int_gt (n, 0);
  ck_assert_msg (g_str_has_prefix (said, expected), "'%s', not '%s'", said, expected);
}

static const char *const names[] = { "notify", "@gjenfinn-test-notify" };

START_TEST (tells_how_it_is)
{
  g_autofree char *folder = g_get_current_dir ();
  g_autofree char *name = _i == 0 ? g_build_filename (folder, names[_i], NULL)
                                  : g_strdup_printf ("%s-%d", names[_i], (int) getpid ());
  int manager = open_manager (name);
  g_autoptr (GfNotifier) notifier = gf_notifier_new ();

  ck_assert_ptr_null (getenv ("NOTIFY_SOCKET"));
  ck_assert (gf_notifier_ready (notifier, "listening on\nhttp://[::1]:80"));
  assert_told (manager, "READY=1\nSTATUS=listening on http://[::1]:80");
  ck_assert (gf_notifier_reloading (notifier));
  assert_told (manager, "RELOADING=1\nMONOTONIC_USEC=");
  ck_assert (gf_notifier_alive (notifier));
  assert_told (manager, "WATCHDOG=1");
  ck_assert (gf_notifier_stopping (notifier, 15000000));
  assert_told (manager, "STOPPING=1\n");
  close (manager);
  ck_assert (!gf_notifier_alive (notifier));
}
END_TEST

/* NULL: none is set. */
static const char *const deaf[]
    = { NULL, "", "relative", "/", "@", "/nonexistent/notify" };

START_TEST (goes_on_where_nobody_listens)
{
  g_unsetenv ("NOTIFY_SOCKET");
  if (deaf[_i] != NULL)
    g_setenv ("NOTIFY_SOCKET", deaf[_i], TRUE);
  g_setenv ("WATCHDOG_USEC", "1000000", TRUE);
  g_autoptr (GfNotifier) notifier = gf_notifier_new ();

  ck_assert (!gf_notifier_ready (notifier, ""));
  ck_assert (!gf_notifier_alive (notifier));
}
END_TEST

START_TEST (a_name_that_is_too_long_is_none)
{
  g_autofree char *name = g_strnfill (200, 'a');

  name[0] = '/';
  g_setenv ("NOTIFY_SOCKET", name, TRUE);
  g_autoptr (GfNotifier) notifier = gf_notifier_new ();
  ck_assert (!gf_notifier_ready (notifier, ""));
}
END_TEST

static const struct
{
  const char *us;
  const char *pid; /* "self"; NULL: none */
  uint64_t expected;
} watchdogs[] = {
  { "30000000", "self", 30000000 },
  { "30000000", NULL, 30000000 },
  { "30000000", "1", 0 },
  { "30000000", "self1x", 0 },
  { NULL, "self", 0 },
  { "0", "self", 0 },
  { "-5", "self", 0 },
  { "99999999999999999999", "self", 0 },
};

START_TEST (reads_the_watchdog)
{
  g_autofree char *self = g_strdup_printf ("%d", (int) getpid ());
  g_autofree char *folder = g_get_current_dir ();
  g_autofree char *name = g_build_filename (folder, "watchdog", NULL);
  int manager = open_manager (name);

  g_unsetenv ("WATCHDOG_USEC");
  g_unsetenv ("WATCHDOG_PID");
  if (watchdogs[_i].us != NULL)
    g_setenv ("WATCHDOG_USEC", watchdogs[_i].us, TRUE);
  if (watchdogs[_i].pid != NULL)
    g_setenv ("WATCHDOG_PID",
              strcmp (watchdogs[_i].pid, "self") == 0 ? self : watchdogs[_i].pid, TRUE);
  g_autoptr (GfNotifier) notifier = gf_notifier_new ();
  ck_assert_uint_eq (gf_notifier_get_watchdog_us (notifier), watchdogs[_i].expected);
  ck_assert_ptr_null (getenv ("WATCHDOG_USEC"));
  close (manager);
  unlink (name);
}
END_TEST

static int
open_tcp (bool listens)
{
  struct sockaddr_in where
      = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int fd = socket (AF_INET, SOCK_STREAM, 0);

  ck_assert_int_ge (fd, 0);
  ck_assert_int_eq (bind (fd, (const struct sockaddr *) &where, sizeof where), 0);
  ck_assert (!listens || listen (fd, 5) == 0);
  return fd;
}

/* Puts @fd where the @n-th handed one stands. */
static void
hand_over (int fd, int n)
{
  int place = 3 + n;

  if (fd == place)
    return;
  ck_assert_int_eq (dup2 (fd, place), place);
  close (fd);
}

static void
set_handed (const char *n, bool is_ours)
{
  g_autofree char *pid = g_strdup_printf ("%d", (int) getpid () + !is_ours);

  g_setenv ("LISTEN_PID", pid, TRUE);
  g_setenv ("LISTEN_FDS", n, TRUE);
  g_setenv ("LISTEN_FDNAMES", "http:http", TRUE);
}

START_TEST (takes_what_was_handed_over)
{
  g_autoptr (GError) error = NULL;

  hand_over (open_tcp (true), 0);
  hand_over (open_tcp (true), 1);
  set_handed ("2", true);
  g_autoptr (GArray) fds = gf_handed_sockets_take (8, &error);
  ck_assert_ptr_nonnull (fds);
  ck_assert_uint_eq (fds->len, 2);
  for (int i = 0; i < 2; i++)
    {
      ck_assert_int_eq (g_array_index (fds, int, i), 3 + i);
      ck_assert (fcntl (3 + i, F_GETFD) & FD_CLOEXEC);
      ck_assert (fcntl (3 + i, F_GETFL) & O_NONBLOCK);
    }
  ck_assert_ptr_null (getenv ("LISTEN_FDS"));
  ck_assert_ptr_null (getenv ("LISTEN_PID"));
  ck_assert_ptr_null (getenv ("LISTEN_FDNAMES"));
}
END_TEST

static const struct
{
  const char *n; /* NULL: nothing is said */
  bool is_ours;
} none[]
    = { { NULL, true }, { "1", false }, { "0", true }, { "x", true }, { "-1", true } };

START_TEST (takes_nothing_that_is_anothers)
{
  g_autoptr (GError) error = NULL;

  hand_over (open_tcp (true), 0);
  g_unsetenv ("LISTEN_FDS");
  g_unsetenv ("LISTEN_PID");
  if (none[_i].n != NULL)
    set_handed (none[_i].n, none[_i].is_ours);
  g_autoptr (GArray) fds = gf_handed_sockets_take (8, &error);
  ck_assert_ptr_nonnull (fds);
  ck_assert_uint_eq (fds->len, 0);
}
END_TEST

START_TEST (refuses_what_cannot_be_listened_on)
{
  g_autoptr (GError) error = NULL;

  if (_i == 0)
    hand_over (open_tcp (false), 0);
  else if (_i == 1)
    hand_over (socket (AF_INET, SOCK_DGRAM, 0), 0);
  else if (_i == 2)
    hand_over (open ("/dev/null", O_RDONLY), 0);
  else
    close (3);
  set_handed ("1", true);
  ck_assert_ptr_null (gf_handed_sockets_take (8, &error));
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT));
  ck_assert_msg (strstr (error->message, "descriptor 3") != NULL, "%s", error->message);
}
END_TEST

START_TEST (refuses_more_than_there_may_be)
{
  g_autoptr (GError) error = NULL;

  set_handed ("9", true);
  ck_assert_ptr_null (gf_handed_sockets_take (8, &error));
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT));
}
END_TEST

#define S UINT64_C (1000000)

static const struct
{
  GfSigns first, then;
  GfPulse expected; /* at the second look, with patience for 30 s */
} pulses[] = {
  /* Nothing to do. */
  { { 0, 0, 0, 0 }, { 0, 0, 0, 0 }, GF_PULSE_GOOD },
  { { 7, 0, 0, 0 }, { 7, 0, 0, 0 }, GF_PULSE_GOOD },
  /* Hard at work. */
  { { 7, 50, 8, 2 * S }, { 90, 60, 8, 2 * S }, GF_PULSE_GOOD },
  /* Slow questions, nothing done with yet. */
  { { 7, 50, 8, 1 * S }, { 7, 60, 8, 6 * S }, GF_PULSE_GOOD },
  /* Every worker hangs. */
  { { 7, 50, 8, 26 * S }, { 7, 60, 8, 31 * S }, GF_PULSE_NONE },
  /* The only one at work hangs, and nobody asks anything else. */
  { { 7, 0, 1, 26 * S }, { 7, 0, 1, 31 * S }, GF_PULSE_NONE },
  /* One hangs, others go on. */
  { { 7, 3, 8, 26 * S }, { 19, 1, 8, 31 * S }, GF_PULSE_HANGING },
  /* Somebody waits, and there is nobody to come. */
  { { 7, 1, 0, 0 }, { 7, 2, 0, 0 }, GF_PULSE_NONE },
  /* Just taken from the queue. */
  { { 7, 1, 0, 0 }, { 8, 1, 0, 0 }, GF_PULSE_GOOD },
};

START_TEST (feels_the_pulse)
{
  GfWatchdog watchdog = { .patience_us = 30 * S };

  gf_watchdog_look (&watchdog, &pulses[_i].first);
  ck_assert_int_eq (gf_watchdog_look (&watchdog, &pulses[_i].then), pulses[_i].expected);
}
END_TEST

/* Descriptors from 3 on are to be what a test makes of them, and not libcheck's. */
static void
keep_places (void)
{
  for (int fd = 0; fd < 3 + 9;)
    fd = open ("/dev/null", O_RDONLY);
}

int
main (void)
{
  keep_places ();
  Suite *suite = suite_create ("operate-notify");
  TCase *tcase = tcase_create ("notify");

  tcase_add_loop_test (tcase, tells_how_it_is, 0, G_N_ELEMENTS (names));
  tcase_add_loop_test (tcase, goes_on_where_nobody_listens, 0, G_N_ELEMENTS (deaf));
  tcase_add_test (tcase, a_name_that_is_too_long_is_none);
  tcase_add_loop_test (tcase, reads_the_watchdog, 0, G_N_ELEMENTS (watchdogs));
  tcase_add_test (tcase, takes_what_was_handed_over);
  tcase_add_loop_test (tcase, takes_nothing_that_is_anothers, 0, G_N_ELEMENTS (none));
  tcase_add_loop_test (tcase, refuses_what_cannot_be_listened_on, 0, 4);
  tcase_add_test (tcase, refuses_more_than_there_may_be);
  tcase_add_loop_test (tcase, feels_the_pulse, 0, G_N_ELEMENTS (pulses));
  suite_add_tcase (suite, tcase);
  return gf_tap_run (suite);
}
