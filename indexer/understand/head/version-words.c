/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/version-words.h"

#include <string.h>

#include "indexer/understand/reading/dates.h"

#define MAX_WORDS 60
#define MAX_NUMBER 999
/* "vedtatt av regionrådet i Storvik 15. desember 2022": as far behind the word of the
   stage as this, a date is the version's. */
#define DATE_DISTANCE 6
#define LONGEST_NUMBER 6

typedef struct
{
  const GfRegisters *registers;
  const char *text;
  GfWords *words;
  GfVersionWords *found;
  size_t n_dated; /* words up to here may be a date of the version */
  GfDate date;    /* the first that begins at the word or later; no year where none does
                   */
} Reader;

/* "v2" and "2023-utkast_ny" as words of their own: a blank wherever letters meet digits,
   and for what joins words in the names of files.  Returns: (transfer full). */
static char *
part_words (const char *text)
{
  GString *parted = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      bool was_digit = p > text && g_ascii_isdigit (p[-1]);
      bool was_letter = p > text && (g_ascii_isalpha (p[-1]) || (p[-1] & 0x80) != 0);

      if ((g_ascii_isdigit (*p) && was_letter) || (g_ascii_isalpha (*p) && was_digit))
        g_string_append_c (parted, ' ');
      g_string_append_c (parted, *p == '_' ? ' ' : *p);
    }
  return g_string_free (parted, FALSE);
}

static void
append (GString *list, const char *word, size_t length, size_t max)
{
  if (list->len + length + 1 > max)
    return;
  if (list->len > 0)
    g_string_append_c (list, ' ');
  g_string_append_len (list, word, (gssize) length);
}

/* The value of word @index; -1 where it is no number, or a long one. */
static int
number_at (const Reader *reader, size_t index)
{
  if (index >= reader->words->words->len)
    return -1;

  const GfWord *word = gf_words_get (reader->words, index);
  const char *digits = reader->words->folded + word->start;

  if (word->length > LONGEST_NUMBER)
    return -1;
  for (uint32_t i = 0; i < word->length; i++)
    if (!g_ascii_isdigit (digits[i]))
      return -1;
  return (int) g_ascii_strtoll (digits, NULL, 10);
}

/* The words that a date at word @index takes, where it is the version's; else 0. */
static size_t
count_date (Reader *reader, size_t index)
{
  const GfWord *word = gf_words_get (reader->words, index);
  size_t n = 0;

  if (index >= reader->n_dated)
    return 0;
  if (reader->date.year != 0 && reader->date.start < word->start
      && !gf_date_find (reader->text, reader->words, index, &reader->date))
    reader->date.year = 0;
  if (reader->date.year == 0 || reader->date.start != word->start)
    return 0;
  for (; index + n < reader->words->words->len; n++)
    if (gf_words_get (reader->words, index + n)->start >= reader->date.end)
      break;
  return n;
}

static void
append_number (Reader *reader, int number)
{
  char digits[16];

  g_snprintf (digits, sizeof digits, "%d", number);
  append (reader->found->period, digits, strlen (digits), GF_SIGNATURE_MAX_PERIOD);
}

/* "versjon 2.0" is version 2. Returns: words taken. */
static size_t
read_number (Reader *reader, size_t index)
{
  int number = number_at (reader, index), behind = number_at (reader, index + 1);

  if (number < 0 || number > MAX_NUMBER)
    return 0;
  reader->found->number = (uint16_t) number;
  return behind == 0 ? 2 : 1;
}

static void
take_stage (Reader *reader, GfStage stage, size_t index)
{
  GfStage *known = &reader->found->stage;

  /* "Utkast, vedtatt lagt ut på høring": the earlier stage is the one it is at. */
  *known = *known == GF_STAGE_UNKNOWN ? stage : MIN (*known, stage);
  reader->n_dated = index + DATE_DISTANCE;
  reader->date.year = gf_date_find (reader->text, reader->words, index, &reader->date)
                          ? reader->date.year
                          : 0;
}

/* A phrase of the register at word @index.  Returns: words taken. */
static size_t
read_phrase (Reader *reader, size_t index)
{
  static const GfStage stages[] = { [GF_VERSION_WORD_DRAFT] = GF_STAGE_DRAFT,
                                    [GF_VERSION_WORD_HEARING] = GF_STAGE_HEARING,
                                    [GF_VERSION_WORD_ADOPTED] = GF_STAGE_ADOPTED };
  size_t size;
  const GfEntry *entry = gf_registers_match (reader->registers, GF_REGISTER_VERSIONS,
                                             GF_ANY_MEANING, reader->words, index, &size);

  if (entry == NULL)
    return 0;
  if (entry->meaning == GF_VERSION_WORD_NUMBER)
    return size + read_number (reader, index + size);
  if (entry->meaning != GF_VERSION_WORD_PERIOD)
    {
      take_stage (reader, stages[entry->meaning], index + size);
      return size;
    }

  const GfWord *word = gf_words_get (reader->words, index);
  append (reader->found->period, reader->words->folded + word->start, word->length,
          GF_SIGNATURE_MAX_PERIOD);
  return size;
}

static size_t
read_word (Reader *reader, size_t index)
{
  size_t taken = count_date (reader, index);

  taken = taken > 0 ? taken : read_phrase (reader, index);
  if (taken > 0)
    return taken;

  const GfWord *word = gf_words_get (reader->words, index);
  int number = number_at (reader, index);
  int month = number < 0 ? gf_date_month (reader->words, index) : 0;

  if (number >= 0 || month > 0)
    append_number (reader, month > 0 ? month : number);
  else
    append (reader->found->name, reader->words->folded + word->start, word->length,
            GF_SIGNATURE_MAX_NAME);
  return 1;
}

void
gf_version_words_read (const GfRegisters *registers, const char *text,
                       GfVersionWords *words_out)
{
  g_autofree char *parted = part_words (text);
  g_autoptr (GfWords) words = gf_words_new (parted, strlen (parted), MAX_WORDS);
  Reader reader
      = { .registers = registers, .text = parted, .words = words, .found = words_out };

  *words_out = (GfVersionWords){ .stage = GF_STAGE_UNKNOWN,
                                 .name = g_string_new (NULL),
                                 .period = g_string_new (NULL) };
  for (size_t i = 0; i < words->words->len;)
    i += read_word (&reader, i);
}

void
gf_version_words_clear (GfVersionWords *words)
{
  if (words->name != NULL)
    g_string_free (words->name, TRUE);
  if (words->period != NULL)
    g_string_free (words->period, TRUE);
}
