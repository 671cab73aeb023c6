/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/operate/log-escape.h"
#include "searchd/operate/log.h"

#include <glib/gstdio.h>
#include <jansson.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/tap.h"

/* Standard error while one of these is open goes to a file of its own. */
typedef struct
{
  char *file;
  int saved;
} Capture;

static Capture
capture_begin (void)
{
  Capture capture = { NULL, dup (STDERR_FILENO) };
  int fd = g_file_open_tmp ("test-log-XXXXXX", &capture.file, NULL);

  ck_assert_int_ge (fd, 0);
  ck_assert_int_ge (dup2 (fd, STDERR_FILENO), 0);
  close (fd);
  return capture;
}

/* (transfer full): what was said. */
static char *
capture_end (Capture *capture)
{
  char *said = NULL;

  ck_assert_int_ge (dup2 (capture->saved, STDERR_FILENO), 0);
  close (capture->saved);
  ck_assert (g_file_get_contents (capture->file, &said, NULL, NULL));
  g_remove (capture->file);
  g_free (capture->file);
  return said;
}

static const GfLogRequest asked = {
  .method = "GET",
  .target = "/api/v1/search?q=hemmelig",
  .route = "/api/v1/search",
  .client = "192.0.2.7",
  .status = 200,
  .bytes = 1234,
  .took_us = 5213,
  .waited_us = 17,
};

static char *
say_request (const GfLogOptions *options, const GfLogRequest *request)
{
  Capture capture = capture_begin ();

  gf_log_set_options (options);
  gf_log_request (request);
  return capture_end (&capture);
}

/* A value of JSON as text, in quotes where it is one; (transfer full). */
static char *
dup_value (const char *line, const char *key)
{
  json_error_t trouble;
  json_t *object = json_loads (line, JSON_REJECT_DUPLICATES, &trouble);

  ck_assert_msg (object != NULL, "%s: %s", trouble.text, line);

  char *dumped
      = json_dumps (json_object_get (object, key), JSON_ENCODE_ANY | JSON_ENSURE_ASCII);
  char *value = g_strdup (dumped);

  free (dumped);
  json_decref (object);
  return value;
}

static const struct
{
  GfLogOptions options;
  const char *has;   /* NULL: nothing is said at all */
  const char *lacks; /* or NULL */
} kinds[] = {
  { { .least = GF_LOG_INFO }, NULL, NULL },
  { { .least = GF_LOG_WARNING, .requests = true }, NULL, NULL },
  { { .least = GF_LOG_INFO, .questions = true, .addresses = true }, NULL, NULL },
  { { .least = GF_LOG_INFO, .requests = true }, " path=\"/api/v1/search\"", "hemmelig" },
  { { .least = GF_LOG_INFO, .requests = true }, " status=200", "192.0.2.7" },
  { { .least = GF_LOG_INFO, .requests = true }, " took_ms=5.213", NULL },
  { { .least = GF_LOG_INFO, .requests = true }, " waited_ms=0.017", NULL },
  { { .least = GF_LOG_DEBUG, .requests = true, .questions = true },
    " target=\"/api/v1/search?q=hemmelig\"",
    "192.0.2.7" },
  { { .least = GF_LOG_INFO, .requests = true, .addresses = true },
    " client=\"192.0.2.7\"",
    "hemmelig" },
  { { .json = true, .least = GF_LOG_INFO, .requests = true },
    "\"path\":\"/api/v1/search\"",
    "hemmelig" },
  { { .json = true, .least = GF_LOG_INFO, .requests = true, .questions = true },
    "\"target\":\"/api/v1/search?q=hemmelig\"",
    "192.0.2.7" },
};

START_TEST (says_of_a_request_what_is_asked_for)
{
  g_autofree char *said = say_request (&kinds[_i].options, &asked);

  if (kinds[_i].has == NULL)
    {
      ck_assert_str_eq (said, "");
      return;
    }
  ck_assert_msg (strstr (said, kinds[_i].has) != NULL, "%s", said);
  ck_assert_msg (kinds[_i].lacks == NULL || strstr (said, kinds[_i].lacks) == NULL, "%s",
                 said);
  ck_assert_ptr_eq (strchr (said, '\n'), said + strlen (said) - 1);
}
END_TEST

/* Anything may stand in a path that nobody has: somebody's name, typed as an address. */
START_TEST (keeps_a_path_without_a_route_to_itself)
{
  const GfLogOptions options = { .least = GF_LOG_INFO, .requests = true };
  GfLogRequest request = asked;
  request.route = NULL;
  request.target = "/Kari%20Fjellheim";
  g_autofree char *said = say_request (&options, &request);

  ck_assert_msg (strstr (said, "Fjellheim") == NULL, "%s", said);
  ck_assert_msg (strstr (said, "status=200") != NULL, "%s", said);
}
END_TEST

START_TEST (a_request_in_json_is_one_object)
{
  const GfLogOptions options
      = { .json = true, .least = GF_LOG_INFO, .requests = true, .addresses = true };
  g_autofree char *said = say_request (&options, &asked);
  g_autofree char *status = dup_value (said, "status");
  g_autofree char *took = dup_value (said, "took_ms");
  g_autofree char *client = dup_value (said, "client");
  g_autofree char *message = dup_value (said, "message");
  g_autofree char *level = dup_value (said, "level");

  ck_assert_str_eq (status, "200");
  ck_assert_double_eq_tol (g_ascii_strtod (took, NULL), 5.213, 1e-9);
  ck_assert_str_eq (client, "\"192.0.2.7\"");
  ck_assert_str_eq (message, "\"request\"");
  ck_assert_str_eq (level, "\"info\"");
}
END_TEST

static const struct
{
  const char *value;
  const char *quoted; /* as escaped, in quotes */
} escapes[] = {
  { "plain", "\"plain\"" },
  { "Ærlig talt, Åse", "\"Ærlig talt, Åse\"" },
  { "", "\"\"" },
  { "a\nb", "\"a\\u000ab\"" },
  { "a\r\n<3>forged", "\"a\\u000d\\u000a<3>forged\"" },
  { "\033[2J", "\"\\u001b[2J\"" },
  { "\177", "\"\\u007f\"" },
  { "\302\233", "\"\\u009b\"" },           /* CSI as one character */
  { "\342\200\256gnp", "\"\\u202egnp\"" }, /* right to left from here */
  { "\342\200\250", "\"\\u2028\"" },
  { "say \"hi\"", "\"say \\\"hi\\\"\"" },
  { "\\", "\"\\\\\"" },
  { "\377\376", "\"\357\277\275\357\277\275\"" },
  { "a\303", "\"a\357\277\275\"" },                               /* cut in a character */
  { "\355\240\200", "\"\357\277\275\357\277\275\357\277\275\"" }, /* half a surrogate */
  { "\360\237\232\262", "\"\360\237\232\262\"" },
};

START_TEST (escapes_what_could_do_harm)
{
  g_autoptr (GString) line = g_string_new (NULL);

  gf_log_append_quoted (line, escapes[_i].value, -1);
  ck_assert_str_eq (line->str, escapes[_i].quoted);
}
END_TEST

START_TEST (what_is_escaped_is_json)
{
  const GfLogOptions options
      = { .json = true, .least = GF_LOG_INFO, .requests = true, .questions = true };
  GfLogRequest request = asked;
  request.target = escapes[_i].value;
  g_autofree char *said = say_request (&options, &request);
  g_autofree char *value = dup_value (said, "target");

  ck_assert (value != NULL);
  ck_assert_ptr_eq (strchr (said, '\n'), said + strlen (said) - 1);
}
END_TEST

START_TEST (cuts_what_is_too_long)
{
  g_autofree char *value = g_strnfill (GF_LOG_VALUE_MAX_BYTES + 1, 'a');
  g_autoptr (GString) line = g_string_new (NULL);

  gf_log_append_quoted (line, value, -1);
  ck_assert_uint_eq (line->len, GF_LOG_VALUE_MAX_BYTES + strlen ("\"…\""));
  ck_assert (g_str_has_suffix (line->str, "a…\""));
}
END_TEST

static const struct
{
  GfLogLevel least;
  GfLogLevel level;
  bool is_said;
} levels[] = {
  { GF_LOG_ERROR, GF_LOG_ERROR, true },     { GF_LOG_ERROR, GF_LOG_WARNING, false },
  { GF_LOG_WARNING, GF_LOG_WARNING, true }, { GF_LOG_INFO, GF_LOG_WARNING, true },
  { GF_LOG_INFO, GF_LOG_DEBUG, false },     { GF_LOG_DEBUG, GF_LOG_DEBUG, true },
};

START_TEST (says_what_is_grave_enough)
{
  const GfLogOptions options = { .least = levels[_i].least };
  Capture capture = capture_begin ();

  gf_log_set_options (&options);
  gf_log (levels[_i].level, "the index '%s' is away\nnow", "a\tb");
  g_autofree char *said = capture_end (&capture);

  if (!levels[_i].is_said)
    {
      ck_assert_str_eq (said, "");
      return;
    }
  ck_assert_msg (g_str_has_suffix (said, ": the index 'a\\u0009b' is away\\u000anow\n"),
                 "%s", said);
  /* 2026-11-22T15:09:38.123Z error: */
  ck_assert_msg (
      g_regex_match_simple (
          "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z [a-z]+: ", said, 0, 0),
      "%s", said);
}
END_TEST

/* $JOURNAL_STREAM names standard error's own device and inode, or it is another's. */
START_TEST (speaks_to_the_journal_as_it_reads)
{
  bool is_ours = _i == 0;
  const GfLogOptions options = { .least = GF_LOG_INFO };
  Capture capture = capture_begin ();
  struct stat about;

  ck_assert_int_eq (fstat (STDERR_FILENO, &about), 0);
  g_autofree char *stream
      = g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT,
                         (guint64) about.st_dev, (guint64) about.st_ino + !is_ours);
  g_setenv ("JOURNAL_STREAM", stream, TRUE);
  gf_log_set_options (&options);
  gf_log (GF_LOG_WARNING, "so it is");
  g_autofree char *said = capture_end (&capture);

  if (is_ours)
    ck_assert_str_eq (said, "<4>so it is\n");
  else
    ck_assert_msg (strstr (said, "warning: so it is\n") != NULL && said[0] != '<', "%s",
                   said);
}
END_TEST

#define N_THREADS 4
#define N_LINES 500

static void *
say_much (void *letter)
{
  g_autofree char *word = g_strnfill (300, *(const char *) letter);

  for (int i = 0; i < N_LINES; i++)
    gf_log (GF_LOG_INFO, "%s", word);
  return NULL;
}

START_TEST (lines_of_threads_stay_whole)
{
  static const char letters[N_THREADS] = "abcd";
  const GfLogOptions options = { .least = GF_LOG_INFO };
  GThread *threads[N_THREADS];
  Capture capture = capture_begin ();

  gf_log_set_options (&options);
  for (int i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new (NULL, say_much, (void *) &letters[i]);
  for (int i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  g_autofree char *said = capture_end (&capture);
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);

  ck_assert_uint_eq (g_strv_length (lines), N_THREADS * N_LINES + 1);
  for (int i = 0; i < N_THREADS * N_LINES; i++)
    {
      const char *word = strstr (lines[i], "info: ");

      ck_assert_ptr_nonnull (word);
      word += strlen ("info: ");
      ck_assert_uint_eq (strlen (word), 300);
      ck_assert_uint_eq (strspn (word, (char[]){ *word, '\0' }), 300);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("operate-log");
  TCase *tcase = tcase_create ("log");

  tcase_add_loop_test (tcase, says_of_a_request_what_is_asked_for, 0,
                       G_N_ELEMENTS (kinds));
  tcase_add_test (tcase, keeps_a_path_without_a_route_to_itself);
  tcase_add_test (tcase, a_request_in_json_is_one_object);
  tcase_add_loop_test (tcase, escapes_what_could_do_harm, 0, G_N_ELEMENTS (escapes));
  tcase_add_loop_test (tcase, what_is_escaped_is_json, 0, G_N_ELEMENTS (escapes));
  tcase_add_test (tcase, cuts_what_is_too_long);
  tcase_add_loop_test (tcase, says_what_is_grave_enough, 0, G_N_ELEMENTS (levels));
  tcase_add_loop_test (tcase, speaks_to_the_journal_as_it_reads, 0, 2);
  tcase_add_test (tcase, lines_of_threads_stay_whole);
  suite_add_tcase (suite, tcase);
  return gf_tap_run (suite);
}
