/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/listen.h"
#include "searchd/settings.h"

#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "tests/tap.h"

/* @line: a command line without the program's name; "CONFIG" stands for a file with
 * @config. */
static GfSettings *
read_settings (const char *line, const char *config, GError **error)
{
  g_autofree char *file = NULL;
  int fd = g_file_open_tmp ("test-settings-XXXXXX", &file, NULL);

  ck_assert_int_ge (fd, 0);
  close (fd);
  ck_assert (g_file_set_contents (file, config != NULL ? config : "", -1, NULL));

  char **arguments = g_strsplit (line, " ", -1);
  for (size_t i = 0; arguments[i] != NULL; i++)
    if (g_str_equal (arguments[i], "CONFIG"))
      {
        g_free (arguments[i]);
        arguments[i] = g_strdup (file);
      }

  GfSettings *settings = gf_settings_read (arguments, error);
  g_remove (file);
  return settings;
}

static const struct
{
  const char *line;
  const char *config;
  const char *index;
  const char *listen; /* joined by blanks; NULL: not said */
  const char *level;
} good[] = {
  { "searchd --index a", NULL, "a", NULL, "public" },
  { "searchd --index=a --listen 0.0.0.0:1", NULL, "a", "0.0.0.0:1", "public" },
  { "searchd --index=a --listen [::1]:1 --listen 127.0.0.1:2", NULL, "a",
    "[::1]:1 127.0.0.1:2", "public" },
  { "searchd --config CONFIG",
    "[searchd]\nindex=b\nlisten=[::1]:9\nlevel=internal\nopen=yes\n", "b", "[::1]:9",
    "internal" },
  { "searchd --config CONFIG --listen [::1]:7",
    "[searchd]\nindex=b\nlisten=[::1]:9;[::1]:8\n", "b", "[::1]:7", "public" },
  { "searchd --config CONFIG", "[searchd]\nindex=b\nlisten=[::1]:9;[::1]:8\n", "b",
    "[::1]:9 [::1]:8", "public" },
  { "searchd --config CONFIG --index a", "[searchd]\nindex=b\n", "a", NULL, "public" },
  { "searchd --config CONFIG --index a", "[indexer]\njobs=2\n", "a", NULL, "public" },
};

START_TEST (reads)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfSettings) settings
      = read_settings (good[_i].line, good[_i].config, &error);

  ck_assert_msg (settings != NULL, "%s", error != NULL ? error->message : "");
  ck_assert_str_eq (settings->index, good[_i].index);
  g_autofree char *listen
      = settings->listen != NULL ? g_strjoinv (" ", settings->listen) : NULL;
  ck_assert_pstr_eq (listen, good[_i].listen);
  ck_assert_str_eq (settings->level, good[_i].level);
}
END_TEST

static const struct
{
  const char *line;
  const char *config;
  const char *named; /* what the message must name */
} bad[] = {
  { "searchd", NULL, "--index" },
  { "searchd --index a --level secret", NULL, "secret" },
  { "searchd --index a --nonsense", NULL, "--nonsense" },
  { "searchd --index a extra", NULL, "extra" },
  { "searchd --config CONFIG", "[searchd]\nlisen=b\n", "lisen" },
  { "searchd --config CONFIG", "[serchd]\nlisten=b\n", "serchd" },
  { "searchd --config CONFIG", "listen=b\n", ":1: a key before" },
  { "searchd --config /nonexistent/file", NULL, "/nonexistent/file" },
  { "searchd --index a --listen :foo", NULL, "':foo'" },
  { "searchd --index a --listen [::1]", NULL, "ADDRESS:PORT" },
  { "searchd --config CONFIG --index a", "[searchd]\nlisten=8080\n", "'8080'" },
};

START_TEST (refuses)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (read_settings (bad[_i].line, bad[_i].config, &error));
  ck_assert_ptr_nonnull (error);
  ck_assert_msg (strstr (error->message, bad[_i].named) != NULL, "%s", error->message);
}
END_TEST

static const char *const addresses[] = { "127.0.0.1:0", "localhost:0" };

START_TEST (listens)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  int fd = gf_listen_open (addresses[_i], &url, &error);

  ck_assert_int_ge (fd, 0);
  ck_assert (g_str_has_prefix (url, "http://"));
  ck_assert (!g_str_has_suffix (url, ":0"));
  close (fd);
}
END_TEST

static const char *const bad_addresses[] = { "",
                                             "8080",
                                             "127.0.0.1",
                                             "127.0.0.1:",
                                             ":8080",
                                             "127.0.0.1:65536",
                                             "127.0.0.1:-1",
                                             "127.0.0.1:http",
                                             "::1:8080",
                                             "[::1]",
                                             "[]:8080x" };

START_TEST (refuses_addresses)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  ck_assert (!gf_listen_check (bad_addresses[_i], &error));
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT));
  g_clear_error (&error);
  ck_assert_int_eq (gf_listen_open (bad_addresses[_i], &url, &error), -1);
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT));
}
END_TEST

START_TEST (a_host_that_is_not_there_is_no_usage_error)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  ck_assert (gf_listen_check ("300.300.300.300:0", NULL));
  ck_assert_int_eq (gf_listen_open ("300.300.300.300:0", &url, &error), -1);
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND));
}
END_TEST

START_TEST (says_when_a_port_is_taken)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *second = NULL;
  int fd = gf_listen_open ("127.0.0.1:0", &url, NULL);

  ck_assert_int_ge (fd, 0);
  ck_assert_int_eq (gf_listen_open (url + strlen ("http://"), &second, &error), -1);
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE));
  close (fd);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("http-settings");
  TCase *tcase = tcase_create ("settings");

  tcase_add_loop_test (tcase, reads, 0, G_N_ELEMENTS (good));
  tcase_add_loop_test (tcase, refuses, 0, G_N_ELEMENTS (bad));
  tcase_add_loop_test (tcase, listens, 0, G_N_ELEMENTS (addresses));
  tcase_add_loop_test (tcase, refuses_addresses, 0, G_N_ELEMENTS (bad_addresses));
  tcase_add_test (tcase, a_host_that_is_not_there_is_no_usage_error);
  tcase_add_test (tcase, says_when_a_port_is_taken);
  suite_add_tcase (suite, tcase);
  return gf_tap_run (suite);
}
