/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens: in files, as hashes, in headers, and what is remembered of them. */
#include <crypt.h>
#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

#include "common/access-token.h"
#include "searchd/answers/credentials.h"
#include "searchd/answers/token-check.h"
#include "searchd/answers/token-hash.h"
#include "tests/tap.h"

#define TOKEN "en-passe-lang-noekkel"
#define OTHER "en-annen-lang-noekkel"

/* A hash of @token that takes little time to make. */
static char *
quick_hash (const char *token)
{
  struct crypt_data *data = g_new0 (struct crypt_data, 1);
  char *hash = g_strdup (crypt_rn (token, "$y$j75$ny4lRPwT5p4fCJT.", data, sizeof *data));

  g_free (data);
  ck_assert_ptr_nonnull (hash);
  return hash;
}

/* Returns: (transfer full): with the one header. */
static GfHttpRequest *
ask (const char *name, const char *value)
{
  GfHttpRequest *request = gf_http_request_new ("GET", "/");

  gf_http_request_add_header (request, name, value);
  return request;
}

static const struct
{
  const char *token;
  bool is_good;
} tokens[] = {
  { TOKEN, true },
  { "sixteen-letters.", true },
  { "fifteen-letters", false },
  { "", false },
  { "with a blank in it", false },
  { "with\ta-tabulator-in-it", false },
  { "med-særnorske-tegn-i", false },
  { "with-a-line-end-in-it\n", false },
};

START_TEST (a_token_is_visible_ascii)
{
  ck_assert_int_eq (gf_access_token_is_good (tokens[_i].token), tokens[_i].is_good);
}
END_TEST

static const struct
{
  const char *bytes;
  size_t length; /* 0: as far as the NUL */
  const char *token;
} files[] = {
  { TOKEN, 0, TOKEN },
  { TOKEN "\n", 0, TOKEN },
  { TOKEN "\r\n", 0, TOKEN },
  { TOKEN "\n\n", 0, NULL },
  { TOKEN "\n" TOKEN "\n", 0, NULL },
  { " " TOKEN, 0, NULL },
  { "\n", 0, NULL },
  { "", 0, NULL },
  { "short\n", 0, NULL },
  { TOKEN "\0" TOKEN, 2 * sizeof TOKEN - 1, NULL },
};

static char *
read_back (const char *bytes, size_t length, GError **error)
{
  int ends[2];

  ck_assert_int_eq (pipe (ends), 0);
  ck_assert_int_eq (write (ends[1], bytes, length), (int) length);
  close (ends[1]);
  char *token = gf_access_token_read (ends[0], error);
  close (ends[0]);
  return token;
}

START_TEST (a_token_is_one_line)
{
  g_autoptr (GError) error = NULL;
  size_t length = files[_i].length > 0 ? files[_i].length : strlen (files[_i].bytes);
  g_autofree char *token = read_back (files[_i].bytes, length, &error);

  ck_assert_pstr_eq (token, files[_i].token);
  if (token != NULL)
    return;
  ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA));
  ck_assert_ptr_null (strstr (error->message, TOKEN));
}
END_TEST

START_TEST (a_token_has_its_longest)
{
  g_autofree char *longest = g_strnfill (GF_ACCESS_TOKEN_MAX_BYTES, 'x');
  g_autofree char *longer = g_strnfill (GF_ACCESS_TOKEN_MAX_BYTES + 1, 'x');
  g_autofree char *line = g_strconcat (longest, "\r\n", NULL);
  g_autofree char *endless = g_strnfill (10000, 'x');
  g_autofree char *token = read_back (line, strlen (line), NULL);

  ck_assert (gf_access_token_is_good (longest));
  ck_assert (!gf_access_token_is_good (longer));
  ck_assert_pstr_eq (token, longest);
  ck_assert_ptr_null (read_back (longer, strlen (longer), NULL));
  ck_assert_ptr_null (read_back (endless, strlen (endless), NULL));
}
END_TEST

START_TEST (a_file_that_cannot_be_read)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (gf_access_token_read (-1, &error));
  ck_assert_ptr_nonnull (error);
}
END_TEST

START_TEST (a_hash_is_of_its_token_alone)
{
  g_autofree char *hash = gf_token_hash_new (TOKEN, NULL);
  g_autofree char *again = gf_token_hash_new (TOKEN, NULL);
  g_autofree char *shorter = g_strndup (hash, strlen (hash) - 1);

  ck_assert (g_str_has_prefix (hash, "$y$"));
  ck_assert_ptr_null (strpbrk (hash, "; \n"));
  ck_assert_str_ne (hash, again);
  ck_assert (gf_token_hash_is_good (hash));
  ck_assert (gf_token_hash_matches (hash, TOKEN));
  ck_assert (gf_token_hash_matches (again, TOKEN));
  ck_assert (!gf_token_hash_matches (hash, OTHER));
  ck_assert (!gf_token_hash_matches (hash, ""));
  ck_assert (!gf_token_hash_matches (shorter, TOKEN));
  ck_assert (!gf_token_hash_is_good (shorter));
}
END_TEST

/* Other methods of crypt(3): those that are broken, those that are not, and no hashes. */
static const struct
{
  const char *hash;
  bool is_good;
} hashes[] = {
  { "$6$saltsalt$qFmFH.bQmmtXzyBY0s9v7Oicd2z4XSIecDzlB5KiA2/"
    "jctKu9YterLp8wwnSq.qc.eoxqOmSuNp2xS0ktL3nh/",
    true },
  { "$6$saltsalt$", false },
  { "$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/", false },
  { "rl.3StKT.4T8M", false },
  { "$y$j9T$", false },
  { TOKEN, false },
  { "", false },
  { "*", false },
  { "!", false },
};

START_TEST (a_hash_is_of_a_sound_method)
{
  ck_assert_int_eq (gf_token_hash_is_good (hashes[_i].hash), hashes[_i].is_good);
}
END_TEST

static const struct
{
  const char *value;
  const char *token;
} headers[] = {
  { "Bearer " TOKEN, TOKEN },
  { "bearer  " TOKEN, TOKEN },
  { "BEARER " TOKEN, TOKEN },
  { "Bearer", NULL },
  { "Bearer ", NULL },
  { "Bearer" TOKEN, NULL },
  { "Bearer short", NULL },
  { "Bearer " TOKEN " " TOKEN, NULL },
  { "Token " TOKEN, NULL },
  { TOKEN, NULL },
  { "", NULL },
  { "Basic", NULL },
  { "Basic ", NULL },
  { "Basic " TOKEN, NULL },
  { "Basic ZW4tcGFzc2UtbGFuZy1ub2Vra2Vs", NULL },              /* no colon */
  { "Basic OmVuLXBhc3NlLWxhbmctbm9la2tlbA==", TOKEN },         /* no name */
  { "basic a2FyaTplbi1wYXNzZS1sYW5nLW5vZWtrZWw=", TOKEN },     /* kari */
  { "Basic a2FyaTplbi1wYXNzZS1sYW5nLW5vZWtrZWwAeA==", TOKEN }, /* and what a NUL ends */
  { "Basic %%%", NULL },
  { "Digest username=\"kari\"", NULL },
};

START_TEST (a_token_stands_in_its_header)
{
  g_autoptr (GfHttpRequest) request = ask ("authorization", headers[_i].value);
  g_autofree char *token = gf_credentials_dup_token (request);

  ck_assert_pstr_eq (token, headers[_i].token);
}
END_TEST

START_TEST (one_header_only)
{
  g_autoptr (GfHttpRequest) request = ask ("Authorization", "Bearer " TOKEN);

  gf_http_request_add_header (request, "AUTHORIZATION", "Bearer " TOKEN);
  ck_assert_ptr_null (gf_credentials_dup_token (request));
}
END_TEST

START_TEST (an_endless_header)
{
  g_autofree char *filler = g_strnfill (20000, 'A');
  g_autofree char *endless = g_strconcat ("Basic ", filler, NULL);
  g_autoptr (GfHttpRequest) request = ask ("Authorization", endless);

  ck_assert_ptr_null (gf_credentials_dup_token (request));
}
END_TEST

/* However many bad tokens come, the good one stays known. */
START_TEST (bad_tokens_do_not_push_out_good_ones)
{
  g_autofree char *hash = quick_hash (TOKEN);
  const char *const all[] = { hash, NULL };
  g_autoptr (GfTokenCheck) check = gf_token_check_new (all);

  ck_assert_int_eq (gf_token_check_try (check, TOKEN), GF_TOKEN_GOOD);
  for (int i = 0; i < 300; i++)
    {
      g_autofree char *bad = g_strdup_printf ("%s-%d", OTHER, i);

      ck_assert_int_eq (gf_token_check_try (check, bad), GF_TOKEN_BAD);
      ck_assert (gf_token_check_knows (check, bad));
    }
  ck_assert (gf_token_check_knows (check, TOKEN));
  ck_assert (!gf_token_check_knows (check, OTHER "-0"));
}
END_TEST

START_TEST (no_hashes_no_tokens)
{
  g_autoptr (GfTokenCheck) check = gf_token_check_new (NULL);

  ck_assert_int_eq (gf_token_check_try (check, TOKEN), GF_TOKEN_BAD);
}
END_TEST

/* What threads have found. */
typedef struct
{
  GfTokenCheck *check;
  bool same;    /* all of the threads show the same token */
  int next;     /* by atomic operations */
  int found[3]; /* of each verdict; the same */
} Crowd;

static void *
crowd_in (void *data)
{
  Crowd *crowd = data;
  int number = g_atomic_int_add (&crowd->next, 1);
  g_autofree char *token
      = crowd->same ? g_strdup (TOKEN) : g_strdup_printf ("%s-%d", OTHER, number);

  g_atomic_int_inc (&crowd->found[gf_token_check_try (crowd->check, token)]);
  return NULL;
}

#define CROWD 24

static void
run_crowd (Crowd *crowd)
{
  GThread *threads[CROWD];
  /* Slow to try, so that all come while the first is tried. */
  g_autofree char *hash = gf_token_hash_new (TOKEN, NULL);
  const char *const all[] = { hash, hash, hash, hash, hash, hash, hash, hash, NULL };

  crowd->check = gf_token_check_new (all);
  for (int i = 0; i < CROWD; i++)
    threads[i] = g_thread_new (NULL, crowd_in, crowd);
  for (int i = 0; i < CROWD; i++)
    g_thread_join (threads[i]);
  gf_token_check_unref (crowd->check);
}

START_TEST (the_same_token_is_tried_once)
{
  Crowd crowd = { .same = true };

  run_crowd (&crowd);
  ck_assert_int_eq (crowd.found[GF_TOKEN_GOOD], CROWD);
}
END_TEST

START_TEST (few_are_tried_at_once)
{
  Crowd crowd = { .same = false };

  run_crowd (&crowd);
  ck_assert_int_eq (crowd.found[GF_TOKEN_GOOD], 0);
  ck_assert_int_ge (crowd.found[GF_TOKEN_BAD], 1);
  ck_assert_int_ge (crowd.found[GF_TOKEN_BUSY], 1);
  ck_assert_int_eq (crowd.found[GF_TOKEN_BAD] + crowd.found[GF_TOKEN_BUSY], CROWD);
}
END_TEST

static void
add_tokens (TCase *cases)
{
  tcase_add_loop_test (cases, a_token_is_visible_ascii, 0, G_N_ELEMENTS (tokens));
  tcase_add_loop_test (cases, a_token_is_one_line, 0, G_N_ELEMENTS (files));
  tcase_add_test (cases, a_token_has_its_longest);
  tcase_add_test (cases, a_file_that_cannot_be_read);
  tcase_add_test (cases, a_hash_is_of_its_token_alone);
  tcase_add_loop_test (cases, a_hash_is_of_a_sound_method, 0, G_N_ELEMENTS (hashes));
  tcase_add_loop_test (cases, a_token_stands_in_its_header, 0, G_N_ELEMENTS (headers));
  tcase_add_test (cases, one_header_only);
  tcase_add_test (cases, an_endless_header);
  tcase_add_test (cases, bad_tokens_do_not_push_out_good_ones);
  tcase_add_test (cases, no_hashes_no_tokens);
  tcase_add_test (cases, the_same_token_is_tried_once);
  tcase_add_test (cases, few_are_tried_at_once);
}

int
main (void)
{
  Suite *suite = suite_create ("access tokens");
  TCase *cases = tcase_create ("access tokens");

  tcase_set_timeout (cases, 60);
  add_tokens (cases);
  suite_add_tcase (suite, cases);
  return gf_tap_run (suite);
}
