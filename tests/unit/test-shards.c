/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file that says where the parts of an index lie. */
#include <glib/gstdio.h>
#include <string.h>

#include "query/index.h"
#include "query/index/shards.h"
#include "tests/tap.h"

#define A_SHARD "[shard Nord]\nindex=nord\n"
#define SERVERS "units=tcp:10.0.0.1:7801\ndocuments=tcp:[fd00::1]:7802\n"

/* Files with a mistake, and what is said of it. */
static const struct
{
  const char *text;
  const char *said;
} mistakes[] = {
  { "", "no [shard NAME] in it" },
  { "[shards]\nmissing=answer\n", "no [shard NAME] in it" },
  { "key=1\n", "does not start with a group" },
  { "[shard]\nindex=a\n", "there is no group [shard]" },
  { "[shard ]\nindex=a\n", "a shard has a name" },
  { "[other]\n" A_SHARD, "there is no group [other]" },
  { "[shards]\nmissing=perhaps\n" A_SHARD,
    "'missing' is error or answer, not 'perhaps'" },
  { "[shards]\nmising=error\n" A_SHARD, "[shards]: there is no key 'mising'" },
  { "[shards]\ntimeout_ms=0\n" A_SHARD, "'timeout_ms' is from 1 to 600000, not '0'" },
  { "[shards]\ntimeout_ms=5s\n" A_SHARD, "'timeout_ms' is from 1" },
  { "[shards]\nconnect_ms=600001\n" A_SHARD, "'connect_ms' is from 1" },
  { "[shards]\nconnect_ms=-1\n" A_SHARD, "'connect_ms' is from 1" },
  { "[shard Nord]\n", "'index' is needed, or 'units' and 'documents'" },
  { "[shard Nord]\nunits=tcp:a:1\n", "'index' is needed, or 'units' and 'documents'" },
  { "[shard Nord]\nfolder=nord\n", "[shard Nord]: there is no key 'folder'" },
  { "[shard Nord]\nindex=nord\nwords=w\n", "'index' and 'words' do not go together" },
  { "[shard Nord]\nindex=nord\n" SERVERS, "'index' and 'units' do not go together" },
  { "[shard A]\nunits=a:1\ndocuments=tcp:a:2\n", "'units' is tcp:HOST:PORT, not 'a:1'" },
  { "[shard A]\nunits=tcp::1\ndocuments=tcp:a:2\n", "'units' is tcp:HOST:PORT" },
  { "[shard A]\nunits=tcp:a\ndocuments=tcp:a:2\n", "'units' is tcp:HOST:PORT" },
  { "[shard A]\nunits=tcp:a:0\ndocuments=tcp:a:2\n", "'units' is tcp:HOST:PORT" },
  { "[shard A]\nunits=tcp:a:1\ndocuments=tcp:a:65536\n", "'documents' is tcp:HOST:PORT" },
};

static char *folder;

static void
setup (void)
{
  folder = g_dir_make_tmp ("test-shards-XXXXXX", NULL);
  g_autofree char *level = g_build_filename (folder, "public", NULL);
  ck_assert_int_eq (g_mkdir (level, 0755), 0);
}

static void
teardown (void)
{
  g_autofree char *path = gf_shards_path (folder, "public");
  g_autofree char *level = g_build_filename (folder, "public", NULL);

  g_unlink (path);
  g_rmdir (level);
  g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}

static void
write_file (const char *text, gssize length)
{
  g_autofree char *path = gf_shards_path (folder, "public");

  ck_assert (g_file_set_contents (path, text, length, NULL));
}

static GfShards *
read_file (void)
{
  g_autoptr (GError) error = NULL;
  GfShards *shards = NULL;

  ck_assert_msg (gf_shards_read (folder, "public", &shards, &error), "%s",
                 error != NULL ? error->message : "");
  return shards;
}

static const GfShardPlace *
place_at (const GfShards *shards, unsigned i)
{
  return g_ptr_array_index (shards->places, i);
}

static void
check_refused (const char *said)
{
  g_autoptr (GError) error = NULL;
  GfShards *shards = NULL;

  ck_assert (!gf_shards_read (folder, "public", &shards, &error));
  ck_assert (g_error_matches (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX));
  ck_assert_msg (strstr (error->message, said) != NULL, "'%s' is not in: %s", said,
                 error->message);
  ck_assert_ptr_nonnull (strstr (error->message, "public/shards"));
}

START_TEST (test_a_mistake_is_told)
{
  write_file (mistakes[_i].text, -1);
  check_refused (mistakes[_i].said);
}
END_TEST

START_TEST (test_all_of_it_is_read)
{
  write_file ("[shards]\nmissing=answer\ntimeout_ms=700\nconnect_ms=80\n" A_SHARD
              "[shard Sør og øst]\nwords=/w\n" SERVERS,
              -1);
  g_autoptr (GfShards) shards = read_file ();
  const GfShardPlace *north = place_at (shards, 0);
  const GfShardPlace *south = place_at (shards, 1);
  g_autofree char *path = g_build_filename (folder, "nord", NULL);

  ck_assert (shards->answers_without);
  ck_assert_uint_eq (shards->timeout_ms, 700);
  ck_assert_uint_eq (shards->connect_ms, 80);
  ck_assert_uint_eq (shards->places->len, 2);
  ck_assert (!gf_shard_place_is_remote (north));
  ck_assert_str_eq (north->name, "Nord");
  ck_assert_str_eq (north->folder, path);
  ck_assert (gf_shard_place_is_remote (south));
  ck_assert_str_eq (south->name, "Sør og øst");
  ck_assert_str_eq (south->units.host, "10.0.0.1");
  ck_assert_uint_eq (south->units.port, 7801);
  ck_assert_str_eq (south->documents.host, "fd00::1");
  ck_assert_uint_eq (south->documents.port, 7802);
  ck_assert_str_eq (south->words, "/w");
}
END_TEST

START_TEST (test_what_is_left_out)
{
  write_file ("[shard A]\n" SERVERS, -1);
  g_autoptr (GfShards) shards = read_file ();

  ck_assert (!shards->answers_without);
  ck_assert_uint_gt (shards->timeout_ms, 0);
  ck_assert_uint_gt (shards->connect_ms, 0);
  ck_assert_ptr_null (place_at (shards, 0)->words);
}
END_TEST

START_TEST (test_without_the_file)
{
  g_autoptr (GfShards) shards = read_file ();

  ck_assert_uint_eq (shards->places->len, 1);
  ck_assert_str_eq (place_at (shards, 0)->folder, folder);
}
END_TEST

START_TEST (test_too_many)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i <= GF_SHARDS_MAX; i++)
    g_string_append_printf (text, "[shard s%d]\nindex=s%d\n", i, i);
  write_file (text->str, (gssize) text->len);
  check_refused ("more than 64 shards");
}
END_TEST

START_TEST (test_too_large)
{
  g_autofree char *text = g_strnfill (GF_SHARDS_MAX_BYTES + 1, '#');

  write_file (text, -1);
  check_refused ("larger than");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("shards");
  TCase *tcase = tcase_create ("file");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_loop_test (tcase, test_a_mistake_is_told, 0, (int) G_N_ELEMENTS (mistakes));
  tcase_add_test (tcase, test_all_of_it_is_read);
  tcase_add_test (tcase, test_what_is_left_out);
  tcase_add_test (tcase, test_without_the_file);
  tcase_add_test (tcase, test_too_many);
  tcase_add_test (tcase, test_too_large);
  suite_add_tcase (suite, tcase);
  return gf_tap_run (suite);
}
