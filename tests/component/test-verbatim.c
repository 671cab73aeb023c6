/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every document of the example collection, of corpus/extraction and, where they are at
 * hand, of the seeds: what gjenfinn-extract --dump says stands on its pages is
 * understood, and each unit, decision, part, reference and follow-up is then looked for
 * there.  A block of the dump ends in a unit or set aside, once and whole.
 */
#include "tests/unit/test-understand.h"

#include <gio/gio.h>

static GfRegisters *registers;
static GPtrArray *files;

/* A text and what it was understood as. */
typedef struct
{
  GfText *text;
  GPtrArray *originals; /* of GfBlock: as they were before */
  GfDocument *document;
} Reading;

static void
reading_clear (Reading *reading)
{
  gf_text_free (reading->text);
  g_clear_pointer (&reading->originals, g_ptr_array_unref);
  gf_document_free (reading->document);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static void
list_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        list_folder (child);
      else if (!g_str_has_suffix (name, ".truth.txt") && !g_str_has_suffix (name, ".tsv"))
        g_ptr_array_add (files, g_steal_pointer (&child));
    }
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
list_files (void)
{
  const char *seeds = g_getenv ("GF_SEEDS");
  g_autofree char *examples
      = g_build_filename (g_getenv ("GF_TOP_SRCDIR"), "corpus", "examples", NULL);
  g_autofree char *extraction
      = g_build_filename (g_getenv ("GF_TOP_SRCDIR"), "corpus", "extraction", NULL);

  files = g_ptr_array_new_with_free_func (g_free);
  list_folder (examples);
  list_folder (extraction);
  if (seeds != NULL)
    list_folder (seeds);
  g_ptr_array_sort (files, compare_names);
}

static char *
dump (const char *path)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *program
      = g_build_filename (g_getenv ("GF_TOP_BUILDDIR"), "gjenfinn-extract", NULL);
  g_autoptr (GSubprocess) process = NULL;
  char *said = NULL;

  g_subprocess_launcher_set_stdin_file_path (launcher, path);
  process = g_subprocess_launcher_spawn (launcher, NULL, program, "--dump", NULL);
  ck_assert_ptr_nonnull (process);
  ck_assert (g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, NULL));
  return said;
}

static GfBlockKind
kind_of (const char *name)
{
  for (int kind = 0; kind <= GF_BLOCK_LAST; kind++)
    if (strcmp (gf_block_kind_name (kind), name) == 0)
      return kind;
  ck_abort_msg ("no kind of block: %s", name);
}

static void
read_property (GfText *text, const char *name, const char *value)
{
  static const struct
  {
    const char *name;
    GfTextProperty property;
  } properties[] = { { "@format", GF_TEXT_FORMAT },
                     { "@title", GF_TEXT_TITLE },
                     { "@author", GF_TEXT_AUTHOR },
                     { "@date", GF_TEXT_DATE },
                     { "@language", GF_TEXT_LANGUAGE } };

  if (strcmp (name, "@pages") == 0)
    gf_text_set_pages (text, (uint32_t) atoi (value));
  for (size_t i = 0; i < G_N_ELEMENTS (properties); i++)
    if (strcmp (name, properties[i].name) == 0)
      gf_text_set (text, properties[i].property, value);
}

static Reading
read_file (const char *path)
{
  g_autofree char *said = dump (path);
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);
  Reading reading = { .text = gf_text_new (MAX_BYTES) };

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, "\t", 4);
      guint n_cells = g_strv_length (cells);
      g_autofree char *last = n_cells > 1 ? g_strcompress (cells[n_cells - 1]) : NULL;

      if (n_cells > 1 && cells[0][0] == '@')
        read_property (reading.text, cells[0], last);
      else if (n_cells == 4)
        gf_text_add (reading.text, kind_of (cells[0]), (uint8_t) atoi (cells[2]),
                     (uint32_t) atoi (cells[1]), last);
    }
  reading.originals = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_block_free);
  for (guint i = 0; i < gf_text_get_blocks (reading.text)->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (gf_text_get_blocks (reading.text), i);

      g_ptr_array_add (reading.originals, gf_block_new (block->kind, block->level,
                                                        block->page, block->text));
    }
  reading.document = gf_understand (reading.text, registers);
  return reading;
}

/* White space goes where a block is cut in two. */
static const char *
skip_space (const char *p)
{
  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* Pieces of blocks, in the order of the text. */
typedef struct
{
  GPtrArray *blocks; /* of GfBlock, not owned */
  guint next;
} Pieces;

static size_t
next_length (const Pieces *pieces, const char *rest, const GfBlock *original)
{
  const GfBlock *piece = pieces->next < pieces->blocks->len
                             ? g_ptr_array_index (pieces->blocks, pieces->next)
                             : NULL;

  if (piece == NULL || !g_str_has_prefix (rest, piece->text)
      || (original->page != 0 && original->page != piece->page))
    return 0;
  return strlen (piece->text);
}

/* Each block is made of the next pieces of the units and of what was set aside, word for
   word, and nothing is left over. */
static void
check_blocks (const char *path, const Reading *reading, Pieces *of_units, Pieces *aside)
{
  for (guint i = 0; i < reading->originals->len; i++)
    {
      const GfBlock *original = g_ptr_array_index (reading->originals, i);
      const char *rest = skip_space (original->text);

      while (*rest != '\0')
        {
          size_t in_unit = next_length (of_units, rest, original);
          size_t in_aside = next_length (aside, rest, original);

          ck_assert_msg (in_unit + in_aside > 0, "%s: lost: %.200s", path, rest);
          /* The same words may stand in the head of the page and below it. */
          if (in_unit > in_aside
              || (in_unit == in_aside && original->kind < GF_BLOCK_HEADER))
            of_units->next++;
          else
            aside->next++;
          rest = skip_space (rest + MAX (in_unit, in_aside));
        }
    }
  ck_assert_uint_eq (of_units->next, of_units->blocks->len);
  ck_assert_uint_eq (aside->next, aside->blocks->len);
}

static uint32_t
page_at (const GfUnit *unit, size_t offset)
{
  size_t at = 0;

  for (guint i = 0; i < unit->blocks->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (unit->blocks, i);

      at += strlen (block->text) + 1;
      if (offset < at)
        return block->page;
    }
  ck_abort_msg ("a span outside its unit");
}

static void
check_span (const GfUnit *unit, const char *text, GfTextSpan span)
{
  ck_assert_uint_gt (span.length, 0);
  ck_assert_uint_le ((size_t) span.start + span.length, strlen (text));
  ck_assert (g_utf8_validate (text + span.start, span.length, NULL));
  ck_assert_uint_eq (span.page, page_at (unit, span.start));
}

/* A label stands in the unit, or heads a column of its table and stands where that
   begins: in the document. */
static void
check_label (const Reading *reading, const char *text, const char *label)
{
  bool stands = label == NULL || strstr (text, label) != NULL;

  for (guint i = 0; i < reading->originals->len && !stands; i++)
    {
      const GfBlock *block = g_ptr_array_index (reading->originals, i);

      stands = block->kind == GF_BLOCK_TABLE_ROW && strstr (block->text, label) != NULL;
    }
  ck_assert_msg (stands, "no such label: %s", label);
}

/* That a case was taken off is said in it or anywhere else in the document. */
static bool
is_said_elsewhere (const Reading *reading, const GfDecision *decision)
{
  for (guint i = 0; i < reading->originals->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (reading->originals, i);

      if (block->page == decision->page && strstr (block->text, decision->text) != NULL)
        return true;
    }
  return false;
}

/* Lines of a decision, between which what is no part of it may have stood. */
static void
check_decision (const Reading *reading, const GfUnit *unit, const char *text)
{
  const GfDecision *decision = unit->decision;
  g_auto (GStrv) lines = g_strsplit (decision->text, "\n", -1);
  bool on_page = false;

  for (guint i = 0; i < unit->blocks->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (unit->blocks, i);

      on_page |= block->page == decision->page && lines[0] != NULL
                 && strstr (block->text, lines[0]) != NULL;
    }
  if (!on_page && decision->outcome == GF_OUTCOME_WITHDRAWN
      && is_said_elsewhere (reading, decision))
    return;
  ck_assert_msg (on_page, "no such decision on page %u: %s", decision->page,
                 decision->text);
  for (char **line = lines; *line != NULL; line++)
    ck_assert_msg (strstr (text, *line) != NULL, "no such line: %s", *line);
  if (decision->evidence != NULL)
    ck_assert_msg (strstr (text, decision->evidence) != NULL, "no such words: %s",
                   decision->evidence);
}

static void
check_unit (const Reading *reading, const GfUnit *unit)
{
  g_autofree char *text = gf_unit_dup_text (unit);
  g_autoptr (GVariant) packed = gf_unit_pack (unit);
  g_autoptr (GfUnit) stored = gf_unit_unpack (packed, NULL);
  size_t end = 0;

  ck_assert_ptr_nonnull (stored);
  if (unit->decision != NULL)
    {
      check_decision (reading, unit, text);
      check_label (reading, text, unit->decision->label);
    }
  for (guint i = 0; i < unit->parts->len; i++)
    {
      const GfCasePart *part = g_ptr_array_index (unit->parts, i);

      check_span (unit, text, part->span);
      ck_assert_uint_ge (part->span.start, end);
      end = part->span.start + part->span.length;
      check_label (reading, text, part->label);
    }
  for (guint i = 0; i < unit->references->len; i++)
    check_span (unit, text, ((GfReference *) unit->references->pdata[i])->span);
  for (guint i = 0; i < unit->follow_ups->len; i++)
    check_span (unit, text, ((GfFollowUp *) unit->follow_ups->pdata[i])->span);
}

START_TEST (every_span_stands_on_its_page)
{
  const char *path = g_ptr_array_index (files, _i);
  g_auto (Reading) reading = read_file (path);
  Pieces of_units = { g_ptr_array_new (), 0 }, aside = { g_ptr_array_new (), 0 };

  for (guint i = 0; i < reading.document->units->len; i++)
    {
      const GfUnit *unit = get_unit (reading.document, i);

      check_unit (&reading, unit);
      g_ptr_array_extend (of_units.blocks, unit->blocks, NULL, NULL);
    }
  g_ptr_array_extend (aside.blocks, reading.document->set_aside, NULL, NULL);
  check_blocks (path, &reading, &of_units, &aside);
  g_ptr_array_unref (of_units.blocks);
  g_ptr_array_unref (aside.blocks);
}
END_TEST

/* The list would be empty if the folders were not where they are looked for. */
START_TEST (there_are_documents) { ck_assert_uint_gt (files->len, 80); }
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("verbatim");
  TCase *tests = tcase_create ("verbatim");
  int status;

  registers = load_registers ();
  list_files ();
  tcase_set_timeout (tests, 120);
  tcase_add_test (tests, there_are_documents);
  tcase_add_loop_test (tests, every_span_stands_on_its_page, 0, (int) files->len);
  suite_add_tcase (suite, tests);
  status = gf_tap_run (suite);
  g_ptr_array_unref (files);
  gf_registers_free (registers);
  return status;
}
