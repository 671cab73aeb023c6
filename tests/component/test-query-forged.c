/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server answers may be anything: each member of each answer in turn becomes
 * something else, or goes, and is written out as text and as a table all the same. */
#include <stdlib.h>
#include <string.h>

#include "query/print/csv.h"
#include "query/print/text.h"
#include "tests/component/query-fixture.h"
#include "tests/tap.h"

/* What may stand where something else is expected; NULL: nothing at all. */
static const char *const others[] = { NULL,
                                      "null",
                                      "true",
                                      "-1",
                                      "9223372036854775807",
                                      "-9223372036854775808",
                                      "1e308",
                                      "\"\"",
                                      "\"\\u001b[31m\"",
                                      "\"1\"",
                                      "[]",
                                      "[[]]",
                                      "[null, 1, \"a\", {}]",
                                      "{}",
                                      "{\"a\": [1]}",
                                      "{\"\\u001b[31m\": [[\"a\", 1]]}" };

typedef char *(*ToText) (const json_t *answer, const GfTextStyle *style);
typedef char *(*ToCsv) (const json_t *answer);

typedef struct
{
  ToText to_text;
  ToCsv to_csv; /* NULL for none */
} Writer;

static unsigned n_written;

static void
write_out (const json_t *answer, const Writer *writer)
{
  for (int i = 0; i < 4; i++)
    {
      const GfTextStyle style
          = { (i & 1) != 0, "http://localhost", "public", (i & 2) != 0, true };
      g_autofree char *text = writer->to_text (answer, &style);

      ck_assert_ptr_nonnull (text);
      /* Bold, faint and back again is all that a terminal is told. */
      for (const char *at = text; (at = strchr (at, '\033')) != NULL; at++)
        ck_assert_msg (g_str_has_prefix (at, "\033[1m")
                           || g_str_has_prefix (at, "\033[0m")
                           || g_str_has_prefix (at, "\033[2m"),
                       "an escape of theirs");
      n_written++;
    }
  if (writer->to_csv != NULL)
    g_free (writer->to_csv (answer));
}

static void forge_below (json_t *root, json_t *value, const Writer *writer);

/* Every other thing in place of member @key of @object. */
static void
forge_member (json_t *root, json_t *object, const char *key, const Writer *writer)
{
  json_t *before = json_incref (json_object_get (object, key));

  for (size_t i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (others[i] == NULL)
        json_object_del (object, key);
      else
        json_object_set_new (object, key, json_loads (others[i], JSON_DECODE_ANY, NULL));
      write_out (root, writer);
    }
  json_object_set (object, key, before);
  forge_below (root, before, writer);
  json_decref (before);
}

static void
forge_element (json_t *root, json_t *array, size_t at, const Writer *writer)
{
  json_t *before = json_incref (json_array_get (array, at));

  for (size_t i = 1; i < G_N_ELEMENTS (others); i++)
    {
      json_array_set_new (array, at, json_loads (others[i], JSON_DECODE_ANY, NULL));
      write_out (root, writer);
    }
  json_array_set (array, at, before);
  forge_below (root, before, writer);
  json_decref (before);
}

/* Of a list the first two: the others are alike. */
static void
forge_below (json_t *root, json_t *value, const Writer *writer)
{
  for (size_t i = 0; i < MIN (json_array_size (value), 2); i++)
    forge_element (root, value, i, writer);

  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  const char *key;
  json_t *member;
  json_object_foreach (value, key, member) g_ptr_array_add (keys, g_strdup (key));
  for (guint i = 0; i < keys->len; i++)
    forge_member (root, value, g_ptr_array_index (keys, i), writer);
}

/* Takes @answer. */
static void
forge (json_t *answer, Writer writer)
{
  unsigned before = n_written;

  ck_assert_ptr_nonnull (answer);
  write_out (answer, &writer);
  forge_below (answer, answer, &writer);
  ck_assert_uint_gt (n_written, before + 100);
  json_decref (answer);
}

START_TEST (forged_hits)
{
  const Writer writer = { gf_text_search, gf_csv_search };

  forge (ask (councils, NULL, "q", "jernbane", "facets", "true", "explain", "true", NULL),
         writer);
  forge (ask (councils, NULL, "q", "jernbane", "unit", "document", "match", "any", NULL),
         writer);
  forge (ask (councils, NULL, "q", "finnesikke jernbane", NULL), writer);
}
END_TEST

START_TEST (forged_documents)
{
  const Writer writer = { gf_text_show, NULL };

  forge (gf_index_show (councils, "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", NULL), writer);
  forge (gf_index_show (councils, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL), writer);
}
END_TEST

START_TEST (forged_holdings)
{
  const Writer status = { gf_text_status, gf_csv_status };
  const Writer unread = { gf_text_unread, gf_csv_unread };
  const Writer suggestions = { gf_text_suggest, NULL };
  json_t *suggested = json_pack ("{s:[s,s]}", "suggestions", "jernbane", "jernbanen");

  forge (gf_index_status (councils, NULL), status);
  forge (gf_index_unread (councils, NULL), unread);
  forge (suggested, suggestions);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("forged answers");
  TCase *cases = tcase_create ("forged answers");

  tcase_set_timeout (cases, 120);
  tcase_add_checked_fixture (cases, councils_setup, councils_teardown);
  tcase_add_test (cases, forged_hits);
  tcase_add_test (cases, forged_documents);
  tcase_add_test (cases, forged_holdings);
  suite_add_tcase (suite, cases);
  return gf_tap_run (suite);
}
