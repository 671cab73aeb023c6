/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/links/references.h"

#include <string.h>

#include "indexer/understand/links/references-private.h"

/* No case of people's points to so many. */
#define MAX_REFERENCES 200
/* Of the document's own cases, those that are told from others. */
#define MAX_CASES 20000

bool
gf_finder_is_between (const GfReferenceFinder *finder, size_t index, const char *marks,
                      size_t max)
{
  if (index + 1 >= gf_finder_n_words (finder))
    return false;

  size_t start = gf_finder_end (finder, index);
  size_t end = gf_finder_start (finder, index + 1);
  const char *p = finder->block->text + start;
  return end - start <= max && strspn (p, marks) >= end - start;
}

bool
gf_finder_has (const GfReferenceFinder *finder, size_t index, GfReferenceWord meaning,
               size_t *size_out)
{
  return gf_registers_match (finder->registers, GF_REGISTER_REFERENCES,
                             GF_MEANING (meaning), finder->words, index, size_out)
         != NULL;
}

GfReference *
gf_finder_add (GfReferenceFinder *finder, GfReferenceKind kind, size_t first, size_t last)
{
  size_t start = gf_finder_start (finder, first);
  GfTextSpan span
      = { finder->offset + (uint32_t) start,
          (uint32_t) (gf_finder_end (finder, last) - start), finder->block->page };

  if (finder->found->len >= MAX_REFERENCES)
    return NULL;
  GfReference *reference = gf_reference_new (kind, span);
  g_ptr_array_add (finder->found, reference);
  return reference;
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const GfReference *one = *(const GfReference *const *) a;
  const GfReference *other = *(const GfReference *const *) b;

  return (one->span.start > other->span.start) - (one->span.start < other->span.start);
}

/* A block without a figure names no case and no day. */
static bool
has_figures (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

static void
find_in_block (GfReferenceFinder *finder)
{
  const char *text = finder->block->text;

  if (!has_figures (text))
    return;
  g_autoptr (GfWords) words = gf_words_new (text, strlen (text), G_MAXSIZE);

  gf_said_date_join_lines (text, words);
  finder->words = words;
  finder->first_case = finder->found->len;
  g_array_set_size (finder->case_words, 0);
  gf_reference_cases_find (finder);
  gf_reference_meetings_find (finder);
  finder->words = NULL;
}

static void
find_in_unit (GfReferenceFinder *finder, GfUnit *unit)
{
  uint32_t offset = 0;

  finder->unit = unit;
  finder->found = unit->references;
  for (guint i = 0; i < unit->blocks->len && finder->found->len < MAX_REFERENCES; i++)
    {
      finder->block = g_ptr_array_index (unit->blocks, i);
      finder->offset = offset;
      find_in_block (finder);
      offset += (uint32_t) strlen (finder->block->text) + 1;
    }
  g_ptr_array_sort (unit->references, compare_starts);
}

/* "2023/48" */
static bool
begins_with_year (const char *number)
{
  return number != NULL && strspn (number, "0123456789") == 4 && number[4] == '/'
         && (g_str_has_prefix (number, "19") || g_str_has_prefix (number, "20"));
}

/* What the document calls its own cases. */
static void
note_own_cases (GfReferenceFinder *finder)
{
  const GPtrArray *units = finder->document->units;

  for (guint i = 0; i < MIN (units->len, MAX_CASES); i++)
    {
      const GfUnit *unit = g_ptr_array_index (units, i);

      if (unit->case_number != NULL)
        g_hash_table_add (finder->own_cases, unit->case_number);
      finder->year_first = finder->year_first || begins_with_year (unit->case_number);
      if (unit->case_prefix != NULL)
        g_hash_table_add (finder->own_prefixes, unit->case_prefix);
    }
}

void
gf_references_find (const GfRegisters *registers, GfDocument *document)
{
  g_autoptr (GHashTable) own_cases = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) own_prefixes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) case_words = g_array_new (FALSE, FALSE, sizeof (size_t));
  GfReferenceFinder finder = { .registers = registers,
                               .document = document,
                               .own_cases = own_cases,
                               .own_prefixes = own_prefixes,
                               .case_words = case_words };

  note_own_cases (&finder);
  for (guint i = 0; i < document->units->len; i++)
    find_in_unit (&finder, g_ptr_array_index (document->units, i));
}
