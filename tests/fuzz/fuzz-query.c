/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any question: read, told back in words, and put to a small index over units and over
 * documents; or refused with the parameter's name.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/print/csv.h"
#include "query/question/describe.h"
#include "query/question/parse.h"
#include "query/print/text.h"
#include "query/question/trouble.h"
#include "tests/component/query-fixture.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* The registers of the tree; GJENFINN_DATADIR says where else they are. */
static void
find_registers (void)
{
  const char *tree = g_getenv ("GF_TOP_SRCDIR");
  g_autofree char *data = g_build_filename (tree != NULL ? tree : ".", "corpus", NULL);

  g_setenv ("GJENFINN_DATADIR", data, FALSE);
}

/* Made by the first input, for the life of the process. */
static GfIndex *
get_index (void)
{
  static GfIndex *index = NULL;

  if (index != NULL)
    return index;

  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("fuzz-query.XXXXXX", &error);
  g_assert_no_error (error);
  find_registers ();
  g_autoptr (Fixture) fixture = fixture_new (folder, "public");
  fixture_add_councils (fixture);
  index = gf_index_open (folder, "public", NULL, &error);
  g_assert_no_error (error);
  return index;
}

/* Fit to be shown: on one line, and nothing that a terminal would obey. */
static void
check_line (const char *text)
{
  g_assert_true (text != NULL && g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
}

static void
read_only (const char *question)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GfNode) tree = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_utf8_validate (question, -1, NULL))
    return;
  if (!gf_parse (question, notes, &tree, &error))
    {
      g_assert_nonnull (gf_trouble_get_reason (error));
      check_line (gf_trouble_get_norwegian (error));
      check_line (error->message);
      return;
    }
  for (unsigned i = 0; i < notes->len; i++)
    check_line (g_ptr_array_index (notes, i));
  g_autofree char *words = gf_describe (tree, false);
  g_assert_true (g_utf8_validate (words, -1, NULL));
}

static void
render (const json_t *answer)
{
  const GfTextStyle style = { true, "index", "public", true, false };
  g_autofree char *text = gf_text_search (answer, &style);
  g_autofree char *csv = gf_csv_search (answer);
  char *json = json_dumps (answer, 0);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_utf8_validate (csv, -1, NULL));
  g_assert_nonnull (json);
  free (json);
}

static void
search (const char *question, const char *match, const char *unit)
{
  g_autoptr (GfRequest) request = gf_request_new ();
  g_autoptr (GError) error = NULL;

  if (unit != NULL)
    g_assert_true (gf_request_set (request, "unit", unit, NULL));
  g_assert_true (gf_request_set (request, "match", match, NULL));
  g_assert_true (gf_request_set (request, "facets", "true", NULL));
  g_assert_true (gf_request_set (request, "explain", "true", NULL));
  json_t *answer = gf_request_set (request, "q", question, &error)
                       ? gf_search (get_index (), request, &error)
                       : NULL;
  if (answer != NULL)
    render (answer);
  else
    {
      g_assert_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER);
      g_assert_true (g_str_has_prefix (error->message, "'q': "));
    }
  json_decref (answer);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *question = g_strndup ((const char *) data, size);

  read_only (question);
  search (question, "all", NULL);
  search (question, "any", "document");
  return 0;
}
