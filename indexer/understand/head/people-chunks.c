/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/people-private.h"

/* The words from @start to @end as they are written. */
char *
gf_people_dup_said (const GfPeopleReader *reader, guint start, guint end)
{
  uint32_t from, to;

  if (start >= end)
    return NULL;
  from = gf_people_word (reader, start)->start;
  to = gf_people_word (reader, end - 1)->end;
  if (to - from > GF_PEOPLE_SAID_MAX_BYTES)
    return NULL;
  return g_strdelimit (g_strndup (reader->text + from, to - from), "\n\t", ' ');
}

/* A word of a name, alone or with what stands beside it without a gap. */
static bool
goes_on (const GfPeopleReader *reader, guint index)
{
  return gf_people_is (reader, index, GF_PERSON_NAME)
         && (gf_people_word (reader, index)->gap & GF_PEOPLE_CHUNK_GAPS) == 0;
}

bool
gf_people_is_capital (const GfPeopleReader *reader, guint index)
{
  return g_unichar_isupper (
      g_utf8_get_char (reader->text + gf_people_word (reader, index)->start));
}

guint
gf_people_count_names (const GfPeopleReader *reader, guint index)
{
  guint n = 0;

  while (gf_people_is (reader, index + n, GF_PERSON_NAME)
         && (n == 0 || goes_on (reader, index + n)))
    n++;
  return n;
}

/* Whether a new person begins with word @j of the chunk that began with @start. */
static bool
splits_at (const GfPeopleReader *reader, guint start, guint j)
{
  const GfPersonWord *word = gf_people_word (reader, j),
                     *before = gf_people_word (reader, j - 1);

  switch (word->kind)
    {
    case GF_PERSON_AND:
      return gf_people_count_names (reader,
                                    j + 1 + gf_people_is (reader, j + 1, GF_PERSON_ROLE))
                 >= 2
             && before->kind == GF_PERSON_NAME && j - start >= 2;
    case GF_PERSON_ROLE:
      return !reader->role_follows && gf_people_is_capital (reader, j)
             && goes_on (reader, j + 1)
             && (before->kind != GF_PERSON_ROLE || !gf_people_is_capital (reader, j - 1));
    case GF_PERSON_NAME:
      return before->kind == GF_PERSON_PARTY || before->kind == GF_PERSON_LABEL
             || (reader->role_follows && before->kind == GF_PERSON_ROLE
                 && j - start >= 3);
    case GF_PERSON_NUMBER:
    case GF_PERSON_LIST:
    case GF_PERSON_COLUMN:
      return true;
    case GF_PERSON_LABEL:
      return before->kind != GF_PERSON_LABEL;
    default:
      return before->kind == GF_PERSON_NUMBER;
    }
}

GfPeopleChunk
gf_people_count (const GfPeopleReader *reader, guint start, guint end)
{
  GfPeopleChunk chunk = { .start = start, .end = end, .name = end };

  for (guint i = start; i < end; i++)
    {
      GfPersonWordKind kind = gf_people_word (reader, i)->kind;

      if (kind == GF_PERSON_NAME && chunk.n_name == 0)
        chunk.name = i;
      if (kind == GF_PERSON_NAME && i == chunk.name + chunk.n_name)
        chunk.n_name++;
      chunk.n_roles += kind == GF_PERSON_ROLE;
      chunk.n_organisations += kind == GF_PERSON_ORGANISATION;
      chunk.n_other += kind == GF_PERSON_OTHER;
    }
  return chunk;
}

GfPeopleChunk
gf_people_next_chunk (const GfPeopleReader *reader, guint start)
{
  guint n = reader->words->len;
  guint end = start + 1;

  while (end < n && (gf_people_word (reader, end)->gap & GF_PEOPLE_CHUNK_GAPS) == 0
         && !splits_at (reader, start, end))
    end++;

  GfPeopleChunk chunk = gf_people_count (reader, start, end);
  chunk.before = gf_people_word (reader, start)->gap;
  chunk.after = end < n ? gf_people_word (reader, end)->gap : GF_GAP_LINE;
  return chunk;
}
