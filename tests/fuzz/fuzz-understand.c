/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any blocks are a document and its units, read with the registers as they ship: no
 * letter is lost or made, every unit stands on pages that there are, packs and unpacks,
 * each part, reference and follow-up lies within it on the page it names, and the same
 * blocks give the same again, to the byte.
 *
 * Input: for each block a byte for its kind, one for its level and how many pages it is
 * further on, and its text up to a NUL.
 */
#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "indexer/understand/understand.h"
#include "tests/fuzz/bytes.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define MAX_TEXT_BYTES ((size_t) 256 << 10)

static GfRegisters *
get_registers (void)
{
  static GfRegisters *registers;
  const char *top = g_getenv ("GF_TOP_SRCDIR");

  if (registers == NULL)
    {
      g_autofree char *folder
          = g_build_filename (top != NULL ? top : ".", "corpus", "registers", NULL);

      registers = gf_registers_load (folder, NULL);
    }
  g_assert (registers != NULL);
  return registers;
}

static GfText *
make_text (const uint8_t *data, size_t size)
{
  GfText *text = gf_text_new (MAX_TEXT_BYTES);
  GfBytes bytes = { data, data + size };
  bool has_pages = gf_bytes_take (&bytes) & 1;
  uint32_t page = has_pages;

  while (bytes.at < bytes.end)
    {
      GfBlockKind kind = gf_bytes_take (&bytes) % (GF_BLOCK_LAST + 1);
      uint8_t place = gf_bytes_take (&bytes);
      g_autofree char *string = gf_bytes_take_text (&bytes, '\0');

      page += has_pages ? place >> 6 : 0;
      if (!gf_text_add (text, kind, kind == GF_BLOCK_HEADING ? place % 8 : 0, page,
                        string))
        break;
    }
  gf_text_set_pages (text, page);
  return text;
}

/* White space around a block goes, also where it is cut in two. */
static size_t
count_letters (const GPtrArray *blocks)
{
  size_t n = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      const char *p = ((const GfBlock *) blocks->pdata[i])->text;

      for (; *p != '\0'; p = g_utf8_next_char (p))
        n += !g_unichar_isspace (g_utf8_get_char (p));
    }
  return n;
}

static uint32_t
page_at (const GfUnit *unit, size_t offset)
{
  size_t at = 0;

  for (guint i = 0; i < unit->blocks->len; i++)
    {
      const GfBlock *block = unit->blocks->pdata[i];

      at += strlen (block->text) + 1;
      if (offset < at)
        return block->page;
    }
  g_assert_not_reached ();
}

static void
check_span (const GfUnit *unit, const char *text, GfTextSpan span)
{
  g_assert (span.length > 0 && (size_t) span.start + span.length <= strlen (text));
  g_assert (g_utf8_validate (text + span.start, span.length, NULL));
  g_assert_cmpuint (span.page, ==, page_at (unit, span.start));
}

static void
check_decision (const GfUnit *unit, const char *text)
{
  const GfDecision *decision = unit->decision;

  g_assert (decision->text != NULL);
  g_assert (decision->evidence == NULL || strstr (text, decision->evidence) != NULL);
  g_assert (decision->label == NULL || strstr (text, decision->label) != NULL);
}

static void
check_spans (const GfUnit *unit)
{
  g_autofree char *text = gf_unit_dup_text (unit);
  size_t end = 0;

  if (unit->decision != NULL)
    check_decision (unit, text);
  for (guint i = 0; i < unit->parts->len; i++)
    {
      const GfCasePart *part = unit->parts->pdata[i];

      check_span (unit, text, part->span);
      g_assert (part->span.start >= end);
      end = part->span.start + part->span.length;
    }
  for (guint i = 0; i < unit->references->len; i++)
    check_span (unit, text, ((GfReference *) unit->references->pdata[i])->span);
  for (guint i = 0; i < unit->follow_ups->len; i++)
    check_span (unit, text, ((GfFollowUp *) unit->follow_ups->pdata[i])->span);
}

static void
check_unit (const GfUnit *unit, uint32_t n_pages)
{
  g_autoptr (GVariant) packed = gf_unit_pack (unit);
  g_autoptr (GfUnit) again = gf_unit_unpack (packed, NULL);

  g_assert (again != NULL);
  g_assert (unit->page <= unit->page_last && unit->page_last <= n_pages);
  check_spans (unit);
}

/* Whether both documents have the same units, to the byte. */
static void
check_same (const GfDocument *a, const GfDocument *b)
{
  g_autoptr (GVariant) head = gf_document_pack (a), other = gf_document_pack (b);

  g_assert (g_variant_equal (head, other));
  g_assert_cmpuint (a->units->len, ==, b->units->len);
  for (guint i = 0; i < a->units->len; i++)
    {
      g_autoptr (GVariant) one = gf_unit_pack (a->units->pdata[i]);
      g_autoptr (GVariant) two = gf_unit_pack (b->units->pdata[i]);

      g_assert (g_variant_equal (one, two));
    }
}

static size_t
check_document (const GfDocument *document)
{
  size_t n = count_letters (document->set_aside);

  for (guint i = 0; i < document->units->len; i++)
    {
      const GfUnit *unit = g_ptr_array_index (document->units, i);

      check_unit (unit, document->pages);
      n += count_letters (unit->blocks);
    }
  return n;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GfText) text = make_text (data, size);
  g_autoptr (GfText) same = make_text (data, size);
  size_t n_letters = count_letters (gf_text_get_blocks (text));
  g_autoptr (GfDocument) document = gf_understand (text, get_registers ());
  g_autoptr (GfDocument) again = gf_understand (same, get_registers ());

  g_assert_cmpuint (check_document (document), ==, n_letters);
  check_same (document, again);
  g_autoptr (GVariant) packed = gf_document_pack (document);
  g_autoptr (GfDocument) unpacked = gf_document_unpack (packed, NULL);
  g_assert (unpacked != NULL);
  return 0;
}
