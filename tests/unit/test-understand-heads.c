/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document says of itself and which its cases are, in the layouts of
 * head-layouts.tsv: families of heads and of numbers, and numbers that are none. */
#include "tests/unit/test-understand.h"

static GfRegisters *registers;

typedef enum
{
  NAME,
  TYPE,
  DATE,
  BODY,
  REGION,
  CASES,
  TEXT,
  N_COLUMNS
} Column;

/* The rows of the table, N_COLUMNS cells each. */
static GPtrArray *
read_layouts (void)
{
  const char *top = g_getenv ("GF_TOP_SRCDIR");
  g_autofree char *path = g_build_filename (top != NULL ? top : ".", "tests", "unit",
                                            "head-layouts.tsv", NULL);
  g_autofree char *text = NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_print ("Bail out! no %s\n", path);
      exit (EXIT_FAILURE);
    }

  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0' && **line != '#')
      g_ptr_array_add (rows, g_strsplit (*line, "\t", N_COLUMNS));
  g_ptr_array_remove_index (rows, 0);
  return rows;
}

/* "12/19|Title ;; 13/19|Title"; "-" for none */
static char *
dup_cases (const GfDocument *document)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < document->units->len; i++)
    {
      const GfUnit *unit = get_unit (document, i);

      if (unit->kind == GF_UNIT_CASE)
        g_string_append_printf (out, "%s%s|%s", out->len > 0 ? " ;; " : "",
                                unit->case_number,
                                unit->title != NULL ? unit->title : "-");
    }
  return g_strdup (out->len > 0 ? out->str : "-");
}

/* "*" where it is not asked for, "-" for none. */
static void
check_value (char **row, Column column, const char *found)
{
  if (strcmp (row[column], "*") != 0)
    ck_assert_msg (strcmp (row[column], found != NULL ? found : "-") == 0,
                   "%s: %s, not %s", row[NAME], found, row[column]);
}

START_TEST (layout)
{
  g_autoptr (GPtrArray) rows = read_layouts ();
  char **row = g_ptr_array_index (rows, (guint) _i);
  g_autofree char *plain = NULL, *cases = NULL;

  ck_assert_uint_eq (g_strv_length (row), N_COLUMNS);
  plain = g_strcompress (row[TEXT]);

  g_autoptr (GfText) text = read_plain (plain);
  g_autoptr (GfDocument) document = gf_understand (text, registers);

  cases = dup_cases (document);
  check_value (row, CASES, cases);
  check_value (row, TYPE, gf_document_type_name (document->type));
  check_value (row, DATE, document->date);
  check_value (row, BODY, document->body);
  check_value (row, REGION, document->region);
}
END_TEST

/* A folder that is called as a region is: an extractor once ended there. */
START_TEST (folder_of_region)
{
  g_autoptr (GfText) text = read_plain ("Referat\n\nDato: 3. mars 2019\n\nSak 1/19 Ymse");

  gf_text_set (text, GF_TEXT_PATH, "arkiv/Listerrådet/referat.txt");

  g_autoptr (GfDocument) document = gf_understand (text, registers);

  ck_assert_str_eq (document->region, "Lister");
}
END_TEST

int
main (void)
{
  g_autoptr (GPtrArray) rows = read_layouts ();
  Suite *suite = suite_create ("understand-heads");
  TCase *tests = tcase_create ("heads");
  int status;

  registers = load_registers ();
  tcase_add_loop_test (tests, layout, 0, (int) rows->len);
  tcase_add_test (tests, folder_of_region);
  suite_add_tcase (suite, tests);
  status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
