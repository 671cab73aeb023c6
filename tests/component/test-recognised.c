/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was seen in images is kept, whole or not at all. */
#include <check.h>
#include <glib/gstdio.h>
#include <string.h>

#include "common/message.h"
#include "indexer/recognised.h"
#include "tests/tap.h"

#define HASH "aa3456789012345678901234567890123456789012345678901234567890abcd"
#define OTHER "bb3456789012345678901234567890123456789012345678901234567890abcd"

static GVariant *
pages (const char *text)
{
  return g_variant_ref_sink (
      g_variant_parse (G_VARIANT_TYPE (GF_PAGES_TYPE), text, NULL, NULL, NULL));
}

static void
add (const GfRecognised *recognised, const char *hash, const char *text)
{
  g_autoptr (GVariant) value = pages (text);
  g_autoptr (GError) error = NULL;

  ck_assert_msg (gf_recognised_add (recognised, hash, value, &error), "%s",
                 error ? error->message : "");
}

/* "" for nothing. */
static char *
load (const GfRecognised *recognised, const char *hash)
{
  g_autoptr (GVariant) value = gf_recognised_load (recognised, hash);

  return value != NULL ? g_variant_print (value, FALSE) : g_strdup ("");
}

static void
assert_loads (const GfRecognised *recognised, const char *hash, const char *expected)
{
  g_autofree char *loaded = load (recognised, hash);

  ck_assert_str_eq (loaded, expected);
}

START_TEST (kept)
{
  g_autoptr (GfRecognised) recognised = gf_recognised_new ("level", NULL);
  g_autoptr (GfRecognised) again = gf_recognised_new ("level", NULL);

  assert_loads (recognised, HASH, "");
  add (recognised, HASH, "[(3, 'tre'), (1, 'éin')]");
  assert_loads (again, HASH, "[(1, 'éin'), (3, 'tre')]");
  assert_loads (again, OTHER, "");
}
END_TEST

START_TEST (joined)
{
  g_autoptr (GfRecognised) recognised = gf_recognised_new ("level", NULL);

  add (recognised, HASH, "[(1, 'a'), (4, 'd')]");
  add (recognised, HASH, "[(2, 'b'), (4, 'D')]");
  assert_loads (recognised, HASH, "[(1, 'a'), (2, 'b'), (4, 'D')]");
}
END_TEST

START_TEST (of_its_languages)
{
  static const char *const both[] = { "nor", "eng", NULL };
  g_autoptr (GfRecognised) norwegian = gf_recognised_new ("level", NULL);
  g_autoptr (GfRecognised) more = gf_recognised_new ("level", both);

  add (norwegian, HASH, "[(1, 'a')]");
  assert_loads (more, HASH, "");
  add (more, HASH, "[(2, 'b')]");
  assert_loads (more, HASH, "[(2, 'b')]");
  assert_loads (norwegian, HASH, "");
}
END_TEST

/* No bit of the file may change, and no byte be missing. */
START_TEST (damaged)
{
  g_autoptr (GfRecognised) recognised = gf_recognised_new ("level", NULL);
  const char *path = "level/ocr/aa/" HASH;
  g_autofree char *bytes = NULL;
  gsize length;

  add (recognised, HASH, "[(1, 'Sak 1/24 Godkjenning'), (2, 'Sak 2/24 Ymse')]");
  ck_assert (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize i = 0; i < length; i++)
    {
      bytes[i] ^= 4;
      ck_assert (g_file_set_contents (path, bytes, (gssize) length, NULL));
      assert_loads (recognised, HASH, "");
      bytes[i] ^= 4;
      ck_assert (g_file_set_contents (path, bytes, (gssize) i, NULL));
      assert_loads (recognised, HASH, "");
    }
  /* And is made anew. */
  add (recognised, HASH, "[(2, 'b')]");
  assert_loads (recognised, HASH, "[(2, 'b')]");
}
END_TEST

START_TEST (not_a_hash)
{
  g_autoptr (GfRecognised) recognised = gf_recognised_new ("level", NULL);

  assert_loads (recognised, "", "");
  assert_loads (recognised, "..", "");
  assert_loads (recognised,
                "../../../../../../../../../../../../../../../../../etc/passwd", "");
}
END_TEST

static bool
is_other (gpointer user_data, const char *sha256)
{
  (*(unsigned *) user_data)++;
  return strcmp (sha256, OTHER) == 0;
}

START_TEST (swept)
{
  g_autoptr (GfRecognised) recognised = gf_recognised_new ("level", NULL);
  unsigned n_asked = 0;

  gf_recognised_sweep (recognised, is_other, &n_asked);
  add (recognised, HASH, "[(1, 'a')]");
  add (recognised, OTHER, "[(1, 'b')]");
  ck_assert (g_file_set_contents ("level/ocr/bb/" OTHER ".X4F3", "half", -1, NULL));
  gf_recognised_sweep (recognised, is_other, &n_asked);
  ck_assert_uint_eq (n_asked, 2);
  assert_loads (recognised, HASH, "");
  assert_loads (recognised, OTHER, "[(1, 'b')]");
  ck_assert (!g_file_test ("level/ocr/aa", G_FILE_TEST_EXISTS));
  ck_assert (!g_file_test ("level/ocr/bb/" OTHER ".X4F3", G_FILE_TEST_EXISTS));
}
END_TEST

START_TEST (nowhere_to_write)
{
  g_autoptr (GfRecognised) recognised = gf_recognised_new ("a-file", NULL);
  g_autoptr (GVariant) value = pages ("[(1, 'a')]");
  g_autoptr (GError) error = NULL;

  ck_assert (g_file_set_contents ("a-file", "x", 1, NULL));
  ck_assert (!gf_recognised_add (recognised, HASH, value, &error));
  ck_assert_int_eq (error->domain, G_FILE_ERROR);
}
END_TEST

static void
enter_fresh_folder (void)
{
  g_autofree char *folder = g_dir_make_tmp ("recognised-XXXXXX", NULL);

  ck_assert_ptr_nonnull (folder);
  ck_assert_int_eq (g_chdir (folder), 0);
}

int
main (void)
{
  Suite *suite = suite_create ("recognised");
  TCase *tests = tcase_create ("recognised");

  tcase_add_checked_fixture (tests, enter_fresh_folder, NULL);
  tcase_add_test (tests, kept);
  tcase_add_test (tests, joined);
  tcase_add_test (tests, of_its_languages);
  tcase_add_test (tests, damaged);
  tcase_add_test (tests, not_a_hash);
  tcase_add_test (tests, swept);
  tcase_add_test (tests, nowhere_to_write);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
