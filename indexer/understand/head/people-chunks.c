/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/people-private.h"

#include <string.h>

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

static guint
skip_roles (const GfPeopleReader *reader, guint index)
{
  while (gf_people_is (reader, index, GF_PERSON_ROLE))
    index++;
  return index;
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
      return gf_people_count_names (reader, skip_roles (reader, j + 1)) >= 2
             && before->kind == GF_PERSON_NAME && j > start;
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
         && end != reader->skip_from && !splits_at (reader, start, end))
    end++;

  GfPeopleChunk chunk = gf_people_count (reader, start, end);
  chunk.before = gf_people_word (reader, start)->gap;
  chunk.after = end < n ? gf_people_word (reader, end)->gap : GF_GAP_LINE;
  return chunk;
}

/* A table of which the first cells are places. */
static bool
begins_with_places (const GfPeopleReader *reader)
{
  return reader->words->len > 0
         && g_str_has_prefix (reader->text + gf_people_word (reader, 0)->start,
                              "Kommune\t");
}

bool
gf_people_has_split_names (const GfPeopleReader *reader)
{
  guint rows = 0, split = 0;

  if (begins_with_places (reader))
    return false;
  for (guint i = 0; i + 1 < reader->words->len; i++)
    {
      bool first = i == 0 || (gf_people_word (reader, i)->gap & GF_GAP_LINE) != 0;
      guint n = first ? gf_people_count_names (reader, i) : 0;

      if (n == 0 || i + n >= reader->words->len
          || (gf_people_word (reader, i + n)->gap & GF_GAP_CELL) == 0)
        continue;
      rows++;
      split += n == 1 && gf_people_is (reader, i + 1, GF_PERSON_NAME);
    }
  return split * 2 > rows;
}

bool
gf_people_has_role_after_name (const GfPeopleReader *reader)
{
  guint i = 0;
  guint n;

  while (gf_people_is (reader, i, GF_PERSON_COLUMN)
         || gf_people_is (reader, i, GF_PERSON_NUMBER))
    i++;
  n = gf_people_count_names (reader, i);
  return n >= 2 && gf_people_is (reader, i + n, GF_PERSON_ROLE)
         && (gf_people_word (reader, i + n)->gap & GF_PEOPLE_CHUNK_GAPS) == 0;
}

bool
gf_people_has_rows_of_places (const GfPeopleReader *reader)
{
  guint n = reader->words->len;

  if (n < 3 || !begins_with_places (reader))
    return false;
  return gf_people_is (reader, 1, GF_PERSON_ROLE)
         || (!gf_people_is (reader, 1, GF_PERSON_COLUMN)
             && (gf_people_word (reader, 2)->gap & GF_GAP_LINE) != 0);
}

char *
gf_people_dup_head_of_cell (const GfPeopleReader *reader, guint index)
{
  const char *line = reader->text + gf_people_word (reader, index)->start;
  uint32_t end;
  guint column = 0, cell = 0;

  for (; line > reader->text && line[-1] != '\n'; line--)
    column += line[-1] == '\t';
  for (guint i = 0; i < index; i++)
    {
      const GfPersonWord *word = gf_people_word (reader, i);

      if ((word->gap & GF_GAP_LINE) != 0 && i > 0)
        return NULL;
      cell += (word->gap & GF_GAP_CELL) != 0;
      if (cell != column)
        continue;
      end = word->start + (uint32_t) strcspn (reader->text + word->start, "\t\n");
      return word->kind == GF_PERSON_ROLE && end - word->start <= GF_PEOPLE_SAID_MAX_BYTES
                 ? g_strndup (reader->text + word->start, end - word->start)
                 : NULL;
    }
  return NULL;
}

char *
gf_people_dup_stood_in_for (const GfPeopleReader *reader, guint start, guint end)
{
  guint at = start;

  while (at < end && !gf_people_is (reader, at, GF_PERSON_NAME))
    at++;
  if (at == start || end - at < 2 || end - at > GF_PEOPLE_NAME_MAX_WORDS)
    return NULL;
  g_autofree char *name = gf_people_dup_said (reader, at, end);
  g_autofree char *said = gf_people_dup_said (reader, start, at);
  g_autofree char *folded = said != NULL ? gf_fold (said, strlen (said)) : NULL;

  if (name == NULL || folded == NULL
      || !(g_str_has_suffix (folded, "for") || g_str_has_suffix (folded, "pva")))
    return NULL;
  return g_strdup_printf ("varamedlem for %s", name);
}

bool
gf_people_is_substitute (const char *role)
{
  g_autofree char *folded = gf_fold (role, strlen (role));

  return g_str_has_prefix (folded, "vara") && !g_str_has_prefix (folded, "varaord");
}
