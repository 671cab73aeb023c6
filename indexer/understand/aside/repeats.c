/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/aside/repeats.h"

#include <stdlib.h>
#include <string.h>

#include "common/message.h"

/* A longer block is text that somebody wrote for this page. */
#define MAX_BYTES 400
#define MAX_WORDS 80

typedef struct
{
  GPtrArray *blocks;
  const GfRegisters *registers;
} Page;

/* Menus say what there is on the site, minutes among it: only a block that is hardly more
   than such a word speaks of its own document. */
#define MAX_WORDS_BESIDE 3

/* Labels that begin a part of minutes. */
#define SKELETON                                                                         \
  (GF_MEANING (GF_HEADING_DECISION) | GF_MEANING (GF_HEADING_PROPOSAL)                   \
   | GF_MEANING (GF_HEADING_RECOMMENDATION) | GF_MEANING (GF_HEADING_VOTE)               \
   | GF_MEANING (GF_HEADING_DISCUSSION) | GF_MEANING (GF_HEADING_CLOSING)                \
   | GF_MEANING (GF_HEADING_BODY_KEY) | GF_MEANING (GF_HEADING_MEETING_KEY)              \
   | GF_MEANING (GF_HEADING_DATE_KEY) | GF_MEANING (GF_HEADING_CASE_COLUMN)              \
   | GF_MEANING (GF_HEADING_PAST))

static bool
names_its_document (const GfRegisters *registers, const char *text)
{
  static const struct
  {
    GfRegister which;
    uint64_t meanings;
  } tellers[] = { { GF_REGISTER_TYPES, GF_ANY_MEANING },
                  { GF_REGISTER_BODIES, GF_ANY_MEANING },
                  { GF_REGISTER_HEADINGS, SKELETON } };
  g_autoptr (GfWords) words = gf_words_new (text, strlen (text), MAX_WORDS);

  for (size_t i = 0; i < words->words->len; i++)
    for (size_t j = 0; j < G_N_ELEMENTS (tellers); j++)
      {
        size_t size;

        if (gf_registers_match (registers, tellers[j].which, tellers[j].meanings, words,
                                i, &size)
                != NULL
            && words->words->len <= size + MAX_WORDS_BESIDE)
          return true;
      }
  return false;
}

static bool
is_aside (const GfBlock *block)
{
  return block->kind == GF_BLOCK_BOILERPLATE || block->kind == GF_BLOCK_HIDDEN
         || block->kind == GF_BLOCK_HEADER || block->kind == GF_BLOCK_FOOTER;
}

/* Whether @block is where the edge ends and the document begins. */
static bool
ends_edge (const Page *page, const GfBlock *block)
{
  return block->kind == GF_BLOCK_HEADING || strlen (block->text) > MAX_BYTES
         || names_its_document (page->registers, block->text);
}

/* Case, white space and punctuation do not count. */
static uint64_t
hash_block (const GfBlock *block)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GfWords) words = gf_words_new (block->text, strlen (block->text), MAX_BYTES);
  uint8_t digest[32];
  gsize length = sizeof digest;
  uint64_t number;

  for (size_t i = 0; i < words->words->len; i++)
    {
      const GfWord *word = gf_words_get (words, i);

      g_checksum_update (checksum, (const guchar *) words->folded + word->start,
                         word->length);
      g_checksum_update (checksum, (const guchar *) " ", 1);
    }
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (&number, digest, sizeof number);
  return GUINT64_FROM_LE (number);
}

typedef bool (*Visit) (GfBlock *block, void *data);

/* Visits the blocks of one edge, inwards, until @visit says no. */
static void
visit_edge (const Page *page, bool from_end, Visit visit, void *data)
{
  unsigned n_blocks = page->blocks->len;

  for (unsigned i = 0; i < MIN (n_blocks, GF_EDGE_MAX_BLOCKS); i++)
    {
      GfBlock *block = g_ptr_array_index (page->blocks, from_end ? n_blocks - 1 - i : i);

      if (is_aside (block))
        continue;
      if (ends_edge (page, block) || !visit (block, data))
        return;
    }
}

static bool
list_block (GfBlock *block, void *data)
{
  GArray *numbers = data;
  uint64_t number = hash_block (block);

  g_array_append_val (numbers, number);
  return true;
}

GArray *
gf_repeats_list (GfText *text, const GfRegisters *registers)
{
  Page page = { gf_text_get_blocks (text), registers };
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (uint64_t));

  visit_edge (&page, false, list_block, numbers);
  visit_edge (&page, true, list_block, numbers);
  return numbers;
}

typedef struct
{
  const uint64_t *repeated;
  size_t n;
  unsigned n_set_aside;
} Known;

static int
compare (const void *a, const void *b)
{
  uint64_t left = *(const uint64_t *) a;
  uint64_t right = *(const uint64_t *) b;

  return (left > right) - (left < right);
}

static bool
set_aside (GfBlock *block, void *data)
{
  Known *known = data;
  uint64_t number = hash_block (block);

  if (known->n == 0
      || bsearch (&number, known->repeated, known->n, sizeof number, compare) == NULL)
    return false;
  block->kind = GF_BLOCK_BOILERPLATE;
  known->n_set_aside++;
  return true;
}

unsigned
gf_repeats_set_aside (GfText *text, const GfRegisters *registers,
                      const uint64_t *repeated, size_t n)
{
  Page page = { gf_text_get_blocks (text), registers };
  Known known = { .repeated = repeated, .n = n };

  visit_edge (&page, false, set_aside, &known);
  visit_edge (&page, true, set_aside, &known);
  return known.n_set_aside;
}
