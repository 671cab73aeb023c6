/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "norsk/readings.h"

#include <string.h>

#include "norsk/lttoolbox-c.h"
#include "norsk/tokens.h"

static const struct
{
  const char *tag;
  GfWordClass word_class;
} classes[] = {
  { "<n>", GF_WORD_NOUN },          { "<adj>", GF_WORD_ADJECTIVE },
  { "<vblex>", GF_WORD_VERB },      { "<np>", GF_WORD_NAME },
  { "<pr>", GF_WORD_FUNCTION },     { "<prn>", GF_WORD_FUNCTION },
  { "<det>", GF_WORD_FUNCTION },    { "<cnjcoo>", GF_WORD_FUNCTION },
  { "<cnjsub>", GF_WORD_FUNCTION }, { "<cnjadv>", GF_WORD_FUNCTION },
  { "<part>", GF_WORD_FUNCTION },   { "<rel>", GF_WORD_FUNCTION },
};

static GfWordClass
class_of (const char *tags)
{
  for (size_t i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_has_prefix (tags, classes[i].tag))
      return classes[i].word_class;
  return GF_WORD_OTHER;
}

/* Takes the control tag off the end of the reading's tags. */
static void
set_use (GfReading *reading, const char *tag, GfReadingUse use)
{
  size_t length = strlen (tag);

  if (reading->tags_length < length
      || memcmp (reading->tags + reading->tags_length - length, tag, length) != 0)
    return;
  reading->tags_length -= length;
  reading->use = use;
}

bool
gf_reading_next (const char **readings, GfReading *reading_out)
{
  const char *at = *readings;

  if (*at == '/')
    at++;
  if (*at == '\0')
    return false;

  /* What is escaped is in no lemma that anyone asks for: the reading will be refused by
     gf_reading_dup_root (), wherever it is thought to end. */
  size_t length = strcspn (at, "/");
  const char *tags = memchr (at, '<', length);

  if (tags == NULL)
    tags = at + length;
  reading_out->lemma = at;
  reading_out->lemma_length = (size_t) (tags - at);
  reading_out->tags = tags;
  reading_out->tags_length = length - reading_out->lemma_length;
  reading_out->word_class = class_of (tags);
  reading_out->use = GF_READING_WHOLE;
  set_use (reading_out, LT_FIRST, GF_READING_FIRST);
  set_use (reading_out, LT_LAST, GF_READING_LAST);
  *readings = at + length;
  return true;
}

bool
gf_reading_has_tag (const GfReading *reading, const char *tag)
{
  return memmem (reading->tags, reading->tags_length, tag, strlen (tag)) != NULL;
}

bool
gf_readings_have_whole (const char *readings)
{
  GfReading reading;

  while (readings != NULL && gf_reading_next (&readings, &reading))
    if (reading.use == GF_READING_WHOLE)
      return true;
  return false;
}

/* U+00B9, U+00B2 and U+00B3, as in "rekke¹". */
static bool
is_superscript (gunichar c)
{
  return c == 0xb9 || c == 0xb2 || c == 0xb3;
}

char *
gf_reading_dup_root (const GfReading *reading)
{
  const char *end = reading->lemma + reading->lemma_length;
  g_autofree char *letters = g_malloc (reading->lemma_length + 1);
  size_t length = 0;

  for (const char *at = reading->lemma; at < end; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_superscript (c))
        continue;
      if (!g_unichar_isalpha (c))
        return NULL;
      length += (size_t) g_unichar_to_utf8 (c, letters + length);
    }
  letters[length] = '\0';
  return length > 0 ? gf_tokens_fold (letters) : NULL;
}
