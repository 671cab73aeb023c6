/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/people-private.h"

#include <string.h>

/* More words than this that are no names, and it is a sentence. */
#define MAX_OTHER_WORDS 3
#define MAX_ABOUT_WORDS 8
#define MAX_PARENTHESIS_WORDS 12

bool
gf_people_is_of_register (const GfPeopleReader *reader, const GfPeopleChunk *chunk)
{
  static const GfRegister places[] = { GF_REGISTER_MUNICIPALITIES, GF_REGISTER_COUNTIES,
                                       GF_REGISTER_REGIONS, GF_REGISTER_MEMBERS };
  uint32_t from = gf_people_word (reader, chunk->start)->start;
  uint32_t to = gf_people_word (reader, chunk->end - 1)->end;
  g_autoptr (GfWords) words = gf_words_new (reader->text + from, to - from, 12);

  for (size_t i = 0; i < G_N_ELEMENTS (places) && words->words->len > 0; i++)
    {
      size_t size = 0;

      gf_registers_match (reader->registers, places[i], GF_ANY_MEANING, words, 0, &size);
      if (size == words->words->len)
        return true;
    }
  return false;
}

void
gf_people_fill (char **place, const char *said)
{
  if (*place == NULL && said != NULL && *said != '\0')
    *place = g_strdup (said);
}

bool
gf_people_is_of_meeting (const char *role)
{
  static const char *const of_meeting[]
      = { "leder",          "leiar",      "møteleder",  "møteleiar",    "nestleder",
          "nestleiar",      "referent",   "sekretær",   "skrivar",      "møtesekretær",
          "protokollfører", "styreleder", "styreleiar", "rådsordfører", "rådsordførar" };
  g_autofree char *folded = gf_fold (role, strlen (role));

  for (size_t i = 0; i < G_N_ELEMENTS (of_meeting); i++)
    if (strcmp (folded, of_meeting[i]) == 0)
      return true;
  return false;
}

char *
gf_people_dup_role (const GfPeopleReader *reader, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    {
      const GfPersonWord *word = gf_people_word (reader, i);
      g_autofree char *rest = gf_people_dup_said (reader, i + 1, end);
      g_autofree char *one
          = word->plural ? gf_person_dup_one_of (
                reader->registers, reader->text + word->start, word->end - word->start)
                         : NULL;

      if (one == NULL)
        continue;
      if (rest == NULL)
        return g_steal_pointer (&one);
      return g_strdup_printf ("%s %s", one, rest);
    }
  return gf_people_dup_said (reader, start, end);
}

/* What is said of all in the list, which less is meant by than by what is said of one. */
static bool
is_of_all (const GfPeopleReader *reader, const char *role)
{
  return g_strcmp0 (role, reader->label_role) == 0 || g_strcmp0 (role, reader->role) == 0;
}

void
gf_people_say_role (const GfPeopleReader *reader, GfPerson *person, const char *said)
{
  g_autofree char *before = NULL;

  if (said == NULL || *said == '\0')
    return;
  if (person->role == NULL)
    {
      person->role = g_strdup (said);
      return;
    }
  if (!is_of_all (reader, person->role) || strcmp (person->role, said) == 0)
    return;
  before = g_steal_pointer (&person->role);
  if (g_str_has_suffix (before, "medlem"))
    person->role = g_strdup (said);
  else if (gf_people_is_of_meeting (said) && !gf_people_is_of_meeting (before))
    person->role = g_strdup_printf ("%s, %s", before, said);
  else if (gf_people_is_of_meeting (before) && !gf_people_is_of_meeting (said))
    person->role = g_strdup_printf ("%s, %s", said, before);
  else
    person->role = g_strdup (said);
}

/* "Osloregionen, sekretariatet" in one cell: the second half of it. */
static bool
append_organisation (GfPeopleReader *reader, const GfPeopleChunk *chunk, const char *said)
{
  char *organisation = reader->last->organisation;

  if (reader->cell == 0 || organisation == NULL || (chunk->before & GF_GAP_COMMA) == 0
      || chunk->n_organisations == 0
      || strlen (organisation) + strlen (said) > GF_PEOPLE_SAID_MAX_BYTES)
    return false;
  reader->last->organisation = g_strdup_printf ("%s, %s", organisation, said);
  g_free (organisation);
  return true;
}

void
gf_people_read_about (GfPeopleReader *reader, const GfPeopleChunk *chunk)
{
  g_autofree char *said = gf_people_dup_said (reader, chunk->start, chunk->end);
  bool short_enough
      = chunk->end - chunk->start <= MAX_ABOUT_WORDS && chunk->n_other <= MAX_OTHER_WORDS;

  if (reader->last == NULL || said == NULL || !short_enough
      || append_organisation (reader, chunk, said))
    return;
  if (chunk->n_roles > 0
      && (reader->last->role == NULL || is_of_all (reader, reader->last->role)))
    gf_people_say_role (reader, reader->last, said);
  else if (chunk->n_roles > 0 && chunk->n_organisations == 0 && chunk->n_name == 0)
    return;
  else if (chunk->n_organisations > 0
           || gf_people_is (reader, chunk->start, GF_PERSON_PARTY)
           || gf_people_is_of_register (reader, chunk)
           || (chunk->n_name == 1 && chunk->end - chunk->start == 1))
    {
      if (g_strcmp0 (reader->last->organisation, reader->label_of) == 0)
        g_clear_pointer (&reader->last->organisation, g_free);
      gf_people_fill (&reader->last->organisation, said);
    }
}

/* One part of a parenthesis: "leder", "Krokfoss", "vara for Ola Nordmann". */
static void
read_part (GfPeopleReader *reader, guint start, guint end)
{
  GfPeopleChunk chunk = { .start = start, .end = end };
  g_autofree char *stands_in = gf_people_dup_stood_in_for (reader, start, end);

  for (guint i = start; i < end; i++)
    {
      if (gf_people_is (reader, i, GF_PERSON_NUMBER))
        return;
      chunk.n_roles += gf_people_is (reader, i, GF_PERSON_ROLE);
      chunk.n_organisations += gf_people_is (reader, i, GF_PERSON_ORGANISATION);
      chunk.n_name += gf_people_is (reader, i, GF_PERSON_NAME);
      chunk.n_other += gf_people_is (reader, i, GF_PERSON_OTHER);
    }
  if (stands_in != NULL)
    gf_people_say_role (reader, reader->last, stands_in);
  else
    gf_people_read_about (reader, &chunk);
}

guint
gf_people_read_parenthesis (GfPeopleReader *reader, guint index)
{
  guint start = index, end = start + 1;

  while (end < reader->words->len && end - start < MAX_PARENTHESIS_WORDS
         && (gf_people_word (reader, end)->gap & (GF_GAP_CLOSE | GF_GAP_LINE)) == 0)
    end++;
  for (guint i = start + 1; i <= end && reader->last != NULL; i++)
    if (i == end || (gf_people_word (reader, i)->gap & GF_GAP_COMMA) != 0)
      {
        read_part (reader, start, i);
        start = i;
      }
  return end;
}
