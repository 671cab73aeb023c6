/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test-understand.h: what the tests of indexer/understand share: the registers as they
 * ship, plain text cut into blocks as the extractor does it, and a look-up of cases by
 * number.
 */
#pragma once

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/understand/understand.h"
#include "tests/tap.h"

#define MAX_BYTES ((size_t) 64 << 20)

static inline GfRegisters *
load_registers (void)
{
  g_autoptr (GError) error = NULL;
  const char *folder = g_getenv ("GF_REGISTERS");
  g_autofree char *beside = g_build_filename (
      g_getenv ("GF_TOP_SRCDIR") != NULL ? g_getenv ("GF_TOP_SRCDIR") : ".", "corpus",
      "registers", NULL);
  GfRegisters *registers = gf_registers_load (folder != NULL ? folder : beside, &error);

  if (registers == NULL)
    {
      g_print ("Bail out! %s\n", error->message);
      exit (EXIT_FAILURE);
    }
  return registers;
}

static inline void
add_paragraphs (GfText *text, const char *string, uint32_t page)
{
  g_auto (GStrv) lines = g_strsplit (string, "\n", -1);
  g_autoptr (GString) block = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *stripped = g_strstrip (g_strdup (*line));

      if (*stripped == '\0')
        {
          gf_text_add (text, GF_BLOCK_PARAGRAPH, 0, page, block->str);
          g_string_truncate (block, 0);
          continue;
        }
      if (block->len > 0)
        g_string_append_c (block, '\n');
      g_string_append (block, *line);
    }
  gf_text_add (text, GF_BLOCK_PARAGRAPH, 0, page, block->str);
}

/* Paragraphs apart by empty lines; a form feed begins a page. */
static inline GfText *
read_plain (const char *string)
{
  GfText *text = gf_text_new (MAX_BYTES);
  g_auto (GStrv) pages = g_strsplit (string, "\f", -1);
  guint n_pages = g_strv_length (pages);

  for (guint i = 0; i < n_pages; i++)
    add_paragraphs (text, pages[i], n_pages > 1 ? i + 1 : 0);
  if (n_pages > 1)
    gf_text_set_pages (text, n_pages);
  return text;
}

/* A block a line: "H1 Title", "P text", "L item", "T cell|cell", "B boilerplate", "- 2"
   for a new page; "\\n" stands for a line break within a block. */
static inline GfText *
read_blocks (const char *string)
{
  GfText *text = gf_text_new (MAX_BYTES);
  g_auto (GStrv) lines = g_strsplit (string, "\n", -1);
  uint32_t page = 0;

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *copy = g_strcompress (*line);
      GfBlockKind kind = GF_BLOCK_PARAGRAPH;
      uint8_t level = 0;

      if (*copy == '\0')
        continue;
      if (*copy == '-')
        {
          page = (uint32_t) atoi (copy + 2);
          gf_text_set_pages (text, page);
          continue;
        }
      if (*copy == 'H')
        {
          kind = GF_BLOCK_HEADING;
          level = (uint8_t) (copy[1] - '0');
        }
      else if (*copy == 'L')
        kind = GF_BLOCK_LIST_ITEM;
      else if (*copy == 'B')
        kind = GF_BLOCK_BOILERPLATE;
      else if (*copy == 'T')
        {
          kind = GF_BLOCK_TABLE_ROW;
          g_strdelimit (copy, "|", '\t');
        }
      gf_text_add (text, kind, level, page, strchr (copy, ' ') + 1);
    }
  return text;
}

static inline GfUnit *
get_unit (const GfDocument *document, guint index)
{
  return g_ptr_array_index (document->units, index);
}

static inline guint
count_cases (const GfDocument *document)
{
  guint n = 0;

  for (guint i = 0; i < document->units->len; i++)
    n += get_unit (document, i)->kind == GF_UNIT_CASE;
  return n;
}

static inline const GfUnit *
find_case (const GfDocument *document, const char *number)
{
  for (guint i = 0; i < document->units->len; i++)
    if (g_strcmp0 (get_unit (document, i)->case_number, number) == 0)
      return get_unit (document, i);
  ck_abort_msg ("no case %s", number);
  return NULL;
}

/* "adopted"; "-" where there is no decision */
static inline const char *
outcome_of (const GfUnit *unit)
{
  return unit->decision != NULL ? gf_outcome_name (unit->decision->outcome) : "-";
}

static inline void
append_visible (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
}

static inline gint
compare_bytes (gconstpointer a, gconstpointer b)
{
  return (int) *(const unsigned char *) a - (int) *(const unsigned char *) b;
}

static inline void
append_blocks (GString *out, const GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    append_visible (out, ((const GfBlock *) g_ptr_array_index (blocks, i))->text);
}

/* Whether @block stands word for word in a block of the text, on its page where those
 * have one. */
static inline bool
stands_in_text (const GPtrArray *blocks, const GfBlock *block)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const GfBlock *source = g_ptr_array_index (blocks, i);

      if ((source->page == 0 || source->page == block->page)
          && strstr (source->text, block->text) != NULL)
        return true;
    }
  return false;
}

/* Nothing lost, nothing made up: every visible character once, every span word for word.
 */
static inline void
check_whole (GfText *text, const GfDocument *document)
{
  GPtrArray *blocks = gf_text_get_blocks (text);
  g_autoptr (GString) before = g_string_new (NULL), after = g_string_new (NULL);

  append_blocks (before, blocks);
  for (guint i = 0; i < document->units->len; i++)
    {
      const GfUnit *unit = get_unit (document, i);

      append_blocks (after, unit->blocks);
      ck_assert_uint_eq (unit->ordinal, i + 1);
      for (guint j = 0; j < unit->blocks->len; j++)
        ck_assert (stands_in_text (blocks, g_ptr_array_index (unit->blocks, j)));
    }
  append_blocks (after, document->set_aside);
  ck_assert_uint_eq (before->len, after->len);
  qsort (before->str, before->len, 1, compare_bytes);
  qsort (after->str, after->len, 1, compare_bytes);
  ck_assert_mem_eq (before->str, after->str, before->len);
}
