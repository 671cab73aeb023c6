/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/message.h"
#include "indexer/understand/aside/repeats.h"
#include "tests/unit/test-understand.h"

static GfRegisters *registers;

static int
rising (const void *a, const void *b)
{
  uint64_t left = *(const uint64_t *) a, right = *(const uint64_t *) b;

  return (left > right) - (left < right);
}

/* Blocks apart by "|": "=" before a heading. */
static GfText *
page_of (const char *blocks)
{
  GfText *text = gf_text_new (MAX_BYTES);
  g_auto (GStrv) parts = g_strsplit (blocks, "|", -1);

  for (size_t i = 0; parts[i] != NULL; i++)
    if (*parts[i] == '=')
      gf_text_add (text, GF_BLOCK_HEADING, 1, 0, parts[i] + 1);
    else
      gf_text_add (text, GF_BLOCK_PARAGRAPH, 0, 0, parts[i]);
  return text;
}

/* What is left of @blocks where the edges of @other are known to repeat. */
static char *
left_of (const char *blocks, const char *other)
{
  g_autoptr (GfText) known = page_of (other);
  g_autoptr (GfText) text = page_of (blocks);
  g_autoptr (GArray) repeated = gf_repeats_list (known, registers);
  GString *left = g_string_new (NULL);

  if (repeated->len > 0)
    qsort (repeated->data, repeated->len, sizeof (uint64_t), rising);
  gf_repeats_set_aside (text, registers, (const uint64_t *) repeated->data,
                        repeated->len);
  for (unsigned i = 0; i < gf_text_get_blocks (text)->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (gf_text_get_blocks (text), i);

      if (block->kind == GF_BLOCK_BOILERPLATE)
        continue;
      if (left->len > 0)
        g_string_append_c (left, '|');
      g_string_append (left, block->text);
    }
  return g_string_free (left, FALSE);
}

static const struct
{
  const char *name, *page, *other, *left;
} PAGES[] = {
  { "menu and address", "Hjem|Skole og barnehage|=Ny bru|Brua åpner i mai.|Postboks 1",
    "Hjem|Skole og barnehage|=Ny skole|Skolen er ferdig.|Postboks 1",
    "Ny bru|Brua åpner i mai." },
  { "case and marks do not count", "HJEM |«Kontakt oss»|=Ny bru|Brua.",
    "Hjem|Kontakt oss:|=Ny skole|Skolen.", "Ny bru|Brua." },
  { "a stranger ends the edge", "Hjem|Ledig stilling|Kontakt oss|=Ny bru|Brua.",
    "Hjem|Kontakt oss|=Ny skole|Skolen.", "Ledig stilling|Kontakt oss|Ny bru|Brua." },
  { "what minutes say each time stays",
    "Hjem|Møteprotokoll|Kommunestyret|Vedtak|Enstemmig vedtatt|=Neste|Tekst.",
    "Hjem|Møteprotokoll|Kommunestyret|Vedtak|Enstemmig vedtatt|=Forrige|Annet.",
    "Møteprotokoll|Kommunestyret|Vedtak|Enstemmig vedtatt|Neste|Tekst." },
  { "headings stay", "=Hjem|=Ny bru|Brua.", "=Hjem|=Ny skole|Skolen.",
    "Hjem|Ny bru|Brua." },
  { "nothing known", "Hjem|=Ny bru|Brua.", "=Annet", "Hjem|Ny bru|Brua." },
};

START_TEST (edges_are_set_aside)
{
  g_autofree char *left = left_of (PAGES[_i].page, PAGES[_i].other);

  ck_assert_msg (strcmp (left, PAGES[_i].left) == 0, "%s: %s", PAGES[_i].name, left);
}
END_TEST

START_TEST (numbers_are_the_same_everywhere)
{
  g_autoptr (GfText) text = page_of ("Kontakt oss");
  g_autoptr (GArray) numbers = gf_repeats_list (text, registers);

  ck_assert_uint_eq (numbers->len, 2);
  /* Of "kontakt oss " the first 8 bytes of its SHA-256, the lowest first. */
  ck_assert_uint_eq (g_array_index (numbers, uint64_t, 0), UINT64_C (0xaca4995d1242cdc8));
  ck_assert_uint_eq (g_array_index (numbers, uint64_t, 1),
                     g_array_index (numbers, uint64_t, 0));
}
END_TEST

START_TEST (large_pages_give_a_bounded_list)
{
  g_autoptr (GfText) text = gf_text_new (MAX_BYTES);

  for (unsigned i = 0; i < 100 * 1000; i++)
    gf_text_add (text, GF_BLOCK_LIST_ITEM, 0, 0, "Lenke");
  g_autoptr (GArray) numbers = gf_repeats_list (text, registers);
  ck_assert_uint_eq (numbers->len, 2 * GF_EDGE_MAX_BLOCKS);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("repeats");
  TCase *tests = tcase_create ("repeats");

  registers = load_registers ();
  tcase_add_loop_test (tests, edges_are_set_aside, 0, G_N_ELEMENTS (PAGES));
  tcase_add_test (tests, numbers_are_the_same_everywhere);
  tcase_add_test (tests, large_pages_give_a_bounded_list);
  suite_add_tcase (suite, tests);
  int status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
