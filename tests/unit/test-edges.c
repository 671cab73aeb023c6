/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/edges.h"
#include "tests/tap.h"

static char folder[] = "edges.XXXXXX";

static void
setup (void)
{
  ck_assert_ptr_nonnull (mkdtemp (folder));
}

/* The content that is called @name. */
static char *
content (unsigned name)
{
  return g_strdup_printf ("%064x", name);
}

static GVariant *
numbers (const char *text)
{
  return g_variant_ref_sink (g_variant_new_parsed (text));
}

static void
put (GfEdges *edges, unsigned name, const char *text)
{
  g_autofree char *sha256 = content (name);
  g_autoptr (GVariant) value = numbers (text);
  g_autoptr (GVariant) told = gf_edges_dup_repeated (edges);

  gf_edges_put (edges, sha256, value, told);
}

static char *
dup_repeated (const GfEdges *edges)
{
  g_autoptr (GVariant) repeated = gf_edges_dup_repeated (edges);

  return g_variant_print (repeated, FALSE);
}

static unsigned
count_outdated (const GfEdges *edges)
{
  g_autoptr (GPtrArray) outdated = gf_edges_list_outdated (edges);

  return outdated->len;
}

static bool
is_used (gpointer user_data, const char *sha256)
{
  const unsigned *gone = user_data;
  g_autofree char *name = content (*gone);

  return strcmp (name, sha256) != 0;
}

static void
save (GfEdges *edges, unsigned gone)
{
  g_autoptr (GError) error = NULL;

  gf_edges_sweep (edges, is_used, &gone);
  ck_assert_msg (gf_edges_save (edges, 17, &error), "%s",
                 error != NULL ? error->message : "");
}

/* Pages 1 to @n with 7 in common, and each a number of its own. */
static GfEdges *
edges_of (unsigned n)
{
  GfEdges *edges = gf_edges_load (folder);

  for (unsigned i = 1; i <= n; i++)
    {
      g_autofree char *text = g_strdup_printf ("[uint64 7, %u, 7]", 100 + i);

      put (edges, i, text);
    }
  return edges;
}

START_TEST (many_pages_make_a_repeat)
{
  g_autoptr (GfEdges) four = edges_of (4);
  g_autoptr (GfEdges) five = edges_of (5);
  g_autofree char *of_four = dup_repeated (four);
  g_autofree char *of_five = dup_repeated (five);

  ck_assert_str_eq (of_four, "[]");
  ck_assert_str_eq (of_five, "[7]");
  ck_assert_uint_eq (count_outdated (four), 0);
  ck_assert_uint_eq (count_outdated (five), 5);
}
END_TEST

START_TEST (a_page_read_again_is_up_to_date)
{
  g_autoptr (GfEdges) edges = edges_of (5);

  for (unsigned i = 1; i <= 5; i++)
    put (edges, i, "[uint64 7]");
  ck_assert_uint_eq (count_outdated (edges), 0);
  put (edges, 6, "[uint64 7]");
  ck_assert_uint_eq (count_outdated (edges), 0);
}
END_TEST

START_TEST (what_is_gone_does_not_count)
{
  g_autoptr (GfEdges) edges = edges_of (5);

  save (edges, 3);
  g_autoptr (GfEdges) loaded = gf_edges_load (folder);
  g_autofree char *repeated = dup_repeated (loaded);
  ck_assert_str_eq (repeated, "[]");
  put (loaded, 9, "[uint64 7]");
  g_autofree char *again = dup_repeated (loaded);
  ck_assert_str_eq (again, "[7]");
}
END_TEST

START_TEST (what_is_saved_comes_back)
{
  g_autoptr (GfEdges) edges = edges_of (5);

  put (edges, 2, "[uint64 7, 8]");
  save (edges, 99);
  g_autoptr (GfEdges) loaded = gf_edges_load (folder);
  g_autofree char *repeated = dup_repeated (loaded);
  ck_assert_str_eq (repeated, "[7]");
  ck_assert_uint_eq (count_outdated (loaded), 4);
}
END_TEST

START_TEST (a_page_without_edges)
{
  g_autoptr (GfEdges) edges = edges_of (5);

  put (edges, 6, "@at []");
  ck_assert_uint_eq (count_outdated (edges), 5);
  save (edges, 99);
  g_autoptr (GfEdges) loaded = gf_edges_load (folder);
  ck_assert_uint_eq (count_outdated (loaded), 5);
}
END_TEST

START_TEST (the_commit_comes_along)
{
  g_autoptr (GfEdges) edges = edges_of (5);
  g_autofree char *known = content (5), *unknown = content (6);

  ck_assert_uint_eq (gf_edges_get_commit (edges), 0);
  save (edges, 99);
  g_autoptr (GfEdges) loaded = gf_edges_load (folder);
  ck_assert_uint_eq (gf_edges_get_commit (loaded), 17);
  ck_assert (gf_edges_has (loaded, known) && !gf_edges_has (loaded, unknown));
  /* Nothing else has changed. */
  ck_assert (gf_edges_save (loaded, 18, NULL));
  g_autoptr (GfEdges) again = gf_edges_load (folder);
  ck_assert_uint_eq (gf_edges_get_commit (again), 18);
  ck_assert_uint_eq (count_outdated (again), 5);
}
END_TEST

/* In doubt, until it is put again; also of one that nobody knows. */
START_TEST (a_page_in_doubt_is_outdated)
{
  g_autoptr (GfEdges) edges = edges_of (4);
  g_autofree char *known = content (4), *unknown = content (6);

  gf_edges_doubt (edges, known);
  gf_edges_doubt (edges, unknown);
  ck_assert_uint_eq (count_outdated (edges), 2);
  save (edges, 99);
  g_autoptr (GfEdges) loaded = gf_edges_load (folder);
  ck_assert_uint_eq (count_outdated (loaded), 2);
  put (loaded, 4, "[uint64 7]");
  put (loaded, 6, "[uint64 9]");
  ck_assert_uint_eq (count_outdated (loaded), 0);
}
END_TEST

START_TEST (damage_is_nothing_known)
{
  g_autoptr (GfEdges) edges = edges_of (5);
  g_autofree char *path = g_build_filename (folder, "edges", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  save (edges, 99);
  ck_assert (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize cut = 0; cut < length; cut += 7)
    {
      ck_assert (g_file_set_contents (path, bytes, (gssize) cut, NULL));
      g_autoptr (GfEdges) loaded = gf_edges_load (folder);
      ck_assert_uint_le (count_outdated (loaded), 5);
    }
}
END_TEST

START_TEST (numbers_of_a_page_are_bounded)
{
  g_autoptr (GfEdges) edges = gf_edges_load (folder);
  g_autoptr (GString) text = g_string_new ("[uint64 1");

  for (unsigned i = 2; i < 1000; i++)
    g_string_append_printf (text, ", %u", i);
  g_string_append_c (text, ']');
  for (unsigned i = 0; i < 5; i++)
    put (edges, i, text->str);
  g_autoptr (GVariant) repeated = gf_edges_dup_repeated (edges);
  ck_assert_uint_eq (g_variant_n_children (repeated), 80);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("edges");
  TCase *tests = tcase_create ("edges");

  tcase_add_checked_fixture (tests, setup, NULL);
  tcase_add_test (tests, many_pages_make_a_repeat);
  tcase_add_test (tests, a_page_read_again_is_up_to_date);
  tcase_add_test (tests, what_is_gone_does_not_count);
  tcase_add_test (tests, what_is_saved_comes_back);
  tcase_add_test (tests, a_page_without_edges);
  tcase_add_test (tests, the_commit_comes_along);
  tcase_add_test (tests, a_page_in_doubt_is_outdated);
  tcase_add_test (tests, damage_is_nothing_known);
  tcase_add_test (tests, numbers_of_a_page_are_bounded);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
