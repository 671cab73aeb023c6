/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/extract/signature.h"

#include <string.h>

#include "indexer/understand/head/version-words.h"
#include "indexer/understand/reading/words.h"

/* Where a document says on its first page which version it is: short lines among so many
   blocks. */
#define HEAD_BLOCKS 15u
#define HEAD_LINE_BYTES 120u

/* Of a run of words, which is hashed whole; any odd numbers do (these are those of
   splitmix64, Steele, Lea and Flood, 2014). */
#define STEP UINT64_C (0x9e3779b97f4a7c15)
#define FIRST_FACTOR UINT64_C (0xbf58476d1ce4e5b9)
#define SECOND_FACTOR UINT64_C (0x94d049bb133111eb)

/* FNV-1a (Fowler, Noll and Vo). */
#define WORD_BASIS UINT64_C (0xcbf29ce484222325)
#define WORD_FACTOR UINT64_C (0x100000001b3)

typedef struct
{
  uint64_t last[GF_SIGNATURE_WORDS]; /* hashes of words, the oldest first */
  size_t n_words;
  uint64_t least[GF_SIGNATURE_VALUES]; /* UINT64_MAX where no run fell */
} Sketch;

static uint64_t
mix (uint64_t hash)
{
  hash = (hash ^ (hash >> 30)) * FIRST_FACTOR;
  hash = (hash ^ (hash >> 27)) * SECOND_FACTOR;
  return hash ^ (hash >> 31);
}

static void
add_run (Sketch *sketch)
{
  uint64_t run = 0;

  for (unsigned i = 0; i < GF_SIGNATURE_WORDS; i++)
    run = mix (run + sketch->last[i] + STEP);

  uint64_t *least = &sketch->least[run % GF_SIGNATURE_VALUES];
  *least = MIN (*least, run / GF_SIGNATURE_VALUES);
}

static void
add_word (Sketch *sketch, uint64_t word)
{
  memmove (sketch->last, sketch->last + 1, sizeof sketch->last - sizeof *sketch->last);
  sketch->last[GF_SIGNATURE_WORDS - 1] = word;
  if (++sketch->n_words >= GF_SIGNATURE_WORDS)
    add_run (sketch);
}

static uint64_t
hash_bytes (uint64_t hash, const char *bytes, size_t length)
{
  for (size_t i = 0; i < length; i++)
    hash = (hash ^ (unsigned char) bytes[i]) * WORD_FACTOR;
  return hash;
}

/* @folded: by gf_fold () */
static void
add_text (Sketch *sketch, const char *folded)
{
  uint64_t word = WORD_BASIS;
  bool is_within = false;

  for (const char *p = folded; *p != '\0';)
    {
      const char *next = g_utf8_next_char (p);
      bool belongs = gf_is_word_character (g_utf8_get_char (p));

      if (belongs)
        word = hash_bytes (word, p, (size_t) (next - p));
      else if (is_within)
        {
          add_word (sketch, word);
          word = WORD_BASIS;
        }
      is_within = belongs;
      p = next;
    }
  if (is_within)
    add_word (sketch, word);
}

static void
add_units (Sketch *sketch, const GfDocument *document)
{
  for (unsigned i = 0; i < document->units->len; i++)
    {
      const GfUnit *unit = g_ptr_array_index (document->units, i);

      for (unsigned j = 0; j < unit->blocks->len; j++)
        {
          const GfBlock *block = g_ptr_array_index (unit->blocks, j);
          g_autofree char *folded = gf_fold (block->text, strlen (block->text));

          add_text (sketch, folded);
        }
    }
}

/* A value without a run takes that of another, chosen by its own number, so that two
   texts that lack the same runs choose alike (Shrivastava, 2017). */
static uint64_t
find_value (const Sketch *sketch, unsigned i)
{
  uint64_t at = i;

  while (sketch->least[at % GF_SIGNATURE_VALUES] == UINT64_MAX)
    at = mix (at + STEP);
  return sketch->least[at % GF_SIGNATURE_VALUES];
}

static void
set_values (GfSignature *signature, const GfDocument *document)
{
  Sketch sketch = { .n_words = 0 };

  memset (sketch.least, 0xff, sizeof sketch.least);
  add_units (&sketch, document);
  signature->has_values = sketch.n_words >= GF_SIGNATURE_FEWEST_WORDS;
  for (unsigned i = 0; signature->has_values && i < GF_SIGNATURE_VALUES; i++)
    signature->values[i] = (uint16_t) mix (find_value (&sketch, i));
}

/* What the name of the file says of the stage, where the title says nothing. */
static void
read_file_name (GfSignature *signature, const GfDocument *document,
                const GfRegisters *registers)
{
  g_autofree char *name
      = g_path_get_basename (document->path != NULL ? document->path : "");
  g_auto (GfVersionWords) words = { 0 };

  gf_version_words_read (registers, name, &words);
  if (signature->stage == GF_STAGE_UNKNOWN)
    signature->stage = words.stage;
  if (signature->number == 0)
    signature->number = words.number;
}

static void
read_line (GfSignature *signature, const char *line, const GfRegisters *registers)
{
  g_auto (GfVersionWords) words = { 0 };

  if (strlen (line) > HEAD_LINE_BYTES)
    return;
  gf_version_words_read (registers, line, &words);
  if (signature->stage == GF_STAGE_UNKNOWN)
    signature->stage = words.stage;
}

/* And the first page, where neither does: "Vedtatt av regionrådet 15. desember 2022". */
static void
read_head (GfSignature *signature, const GfDocument *document,
           const GfRegisters *registers)
{
  unsigned n_blocks = 0;

  for (unsigned i = 0; i < document->units->len && n_blocks < HEAD_BLOCKS; i++)
    {
      const GfUnit *unit = g_ptr_array_index (document->units, i);

      for (unsigned j = 0; j < unit->blocks->len && n_blocks < HEAD_BLOCKS; j++)
        {
          n_blocks++;
          if (signature->stage == GF_STAGE_UNKNOWN)
            read_line (signature, ((GfBlock *) g_ptr_array_index (unit->blocks, j))->text,
                       registers);
        }
    }
}

/* "2019" or "2011-07-01" of each end, where the title said nothing. */
static char *
dup_period (const GfDetails *details)
{
  if (details->period_from == NULL || details->period_to == NULL)
    return g_strdup ("");
  return g_str_equal (details->period_from, details->period_to)
             ? g_strndup (details->period_from, GF_SIGNATURE_MAX_PERIOD)
             : g_strdup_printf ("%.20s %.20s", details->period_from, details->period_to);
}

static void
read_title (GfSignature *signature, const GfDocument *document,
            const GfRegisters *registers)
{
  g_auto (GfVersionWords) words = { 0 };

  gf_version_words_read (registers, document->title != NULL ? document->title : "",
                         &words);
  signature->stage = words.stage;
  signature->number = words.number;
  signature->name = g_strdup (words.name->str);
  signature->period = words.period->len > 0 ? g_strdup (words.period->str)
                                            : dup_period (&document->details);
}

GfSignature *
gf_signature_make (const GfDocument *document, const GfRegisters *registers)
{
  GfSignature *signature = g_new0 (GfSignature, 1);

  read_title (signature, document, registers);
  read_file_name (signature, document, registers);
  signature->is_named = signature->stage != GF_STAGE_UNKNOWN || signature->number > 0;
  read_head (signature, document, registers);
  set_values (signature, document);
  return signature;
}
