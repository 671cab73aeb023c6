/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/people.h"

#include <string.h>

#include "indexer/understand/head/people-private.h"
#include "indexer/understand/head/people-unmarked.h"

#define MAX_PEOPLE 300
/* Of whom keys may tell where there is no list: "Sekretær: Kari Nordmann". */
#define MAX_WITHOUT_LIST 1
#define MAX_WORDS 1500
#define MAX_VALUE_BYTES 9000
/* More than this, run together with what is beside it, may be two names. */
#define MAX_LOOSE_NAME_WORDS 3
/* More words than this that are no names, and it is a sentence. */
#define MAX_OTHER_WORDS 3
/* "Samarbeidsrådet for Nedre Romerike:" */
#define MAX_LABEL_WORDS 6
/* Of a sentence that may begin with a key. */
#define MAX_TURN_BYTES 80
#define LABEL_GAPS (GF_GAP_COLON)
#define PEOPLE_KEYS                                                                      \
  (GF_MEANING (GF_HEADING_PRESENT_KEY) | GF_MEANING (GF_HEADING_ABSENT_KEY)              \
   | GF_MEANING (GF_HEADING_SUBSTITUTE_KEY) | GF_MEANING (GF_HEADING_OFFICE_KEY))

/* "Indre Fosen", "Hallingdal": a place or a region, though it looks like a name. */
static bool
is_of_register (const GfPeopleReader *reader, const GfPeopleChunk *chunk)
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

static GfPerson *
find_person (const GfPeopleReader *reader, const char *name)
{
  for (guint i = 0; i < reader->people->len; i++)
    {
      GfPerson *person = g_ptr_array_index (reader->people, i);

      if (strcmp (person->name, name) == 0)
        return person;
    }
  return NULL;
}

static void
fill (char **place, const char *said)
{
  if (*place == NULL && said != NULL && *said != '\0')
    *place = g_strdup (said);
}

/* Takes @name. */
static void
take_person (GfPeopleReader *reader, char *name, const char *role)
{
  g_autofree char *owned = name;
  GfPerson *person = owned != NULL ? find_person (reader, owned) : NULL;

  if (owned == NULL || reader->people->len >= MAX_PEOPLE)
    return;
  if (person == NULL)
    {
      person = gf_person_new (owned, reader->presence);
      g_ptr_array_add (reader->people, person);
    }
  fill (&person->role, role);
  fill (&person->role, reader->label_role);
  fill (&person->role, reader->role);
  fill (&person->organisation, reader->label_of);
  reader->last = person;
  reader->cell_of_last = reader->cell;
}

/* "Kari Nordmann", "Fylkesordfører Kari Nordmann", "Kari Nordmann leder". */
static void
read_person (GfPeopleReader *reader, const GfPeopleChunk *chunk)
{
  guint after = chunk->name + chunk->n_name;
  guint start = chunk->start;
  g_autofree char *stands_in = gf_people_dup_stood_in_for (reader, after, chunk->end);
  g_autofree char *role = NULL;
  GfPresence presence = reader->presence;
  bool is_role = false;

  while (start < chunk->name && gf_people_is (reader, start, GF_PERSON_NUMBER))
    start++;
  for (guint i = start; i < chunk->name; i++)
    is_role |= gf_people_is (reader, i, GF_PERSON_ROLE);
  if (stands_in != NULL)
    role = g_steal_pointer (&stands_in);
  else if (is_role)
    role = gf_people_dup_said (reader, start, chunk->name);
  else if (gf_people_is (reader, after, GF_PERSON_ROLE) && after < chunk->end)
    {
      guint end = chunk->end;

      while (end > after && gf_people_is (reader, end - 1, GF_PERSON_PARTY))
        end--;
      role = gf_people_dup_said (reader, after, end);
    }
  /* "Forfall: Kari Nordmann. Varamedlem Ola Nordmann møtte." */
  if (reader->presence == GF_ABSENT
      && ((role != NULL && gf_people_is_substitute (role))
          || gf_people_wrote_minutes (reader, after, chunk->end)))
    reader->presence = GF_PRESENT;
  else if (gf_people_stayed_away (reader, after, chunk->end))
    reader->presence = GF_ABSENT;
  take_person (reader, gf_people_dup_said (reader, chunk->name, after), role);
  reader->presence = presence;
  if (reader->last != NULL && chunk->end > after
      && gf_people_is (reader, chunk->end - 1, GF_PERSON_PARTY))
    {
      g_autofree char *party = gf_people_dup_said (reader, chunk->end - 1, chunk->end);

      g_clear_pointer (&reader->last->organisation, g_free);
      fill (&reader->last->organisation, party);
    }
}

/* Whether something shows where the name ends: a comma, a line, what the person is. */
static bool
is_bounded (const GfPeopleReader *reader, const GfPeopleChunk *chunk)
{
  guint after = chunk->name + chunk->n_name;
  const unsigned gaps = GF_GAP_COMMA | GF_GAP_LINE | GF_GAP_CELL | GF_GAP_OPEN
                        | GF_GAP_STOP | GF_GAP_DASH;

  if (after < chunk->end)
    return gf_people_is (reader, after, GF_PERSON_ROLE)
           || gf_people_is (reader, after, GF_PERSON_OTHER);
  return (chunk->after & gaps) != 0 && (chunk->before & (gaps | GF_GAP_COLON)) != 0;
}

static bool
is_person (const GfPeopleReader *reader, const GfPeopleChunk *chunk)
{
  guint before = chunk->name - chunk->start;

  if (chunk->n_name > MAX_LOOSE_NAME_WORDS && !is_bounded (reader, chunk))
    return false;

  return chunk->n_name >= 2 && chunk->n_name <= GF_PEOPLE_NAME_MAX_WORDS
         && chunk->n_organisations == 0 && chunk->n_other <= MAX_OTHER_WORDS
         && (before == 0 || chunk->n_roles > 0
             || gf_people_is (reader, chunk->start, GF_PERSON_NUMBER))
         && !is_of_register (reader, chunk);
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

/* A role or an organisation beside the last person. */
static void
read_about (GfPeopleReader *reader, const GfPeopleChunk *chunk)
{
  g_autofree char *said = gf_people_dup_said (reader, chunk->start, chunk->end);
  bool short_enough = chunk->end - chunk->start <= 8 && chunk->n_other <= MAX_OTHER_WORDS;

  if (reader->last == NULL || said == NULL || !short_enough
      || append_organisation (reader, chunk, said))
    return;
  /* What is said of one goes before what is said of all. */
  if (chunk->n_roles > 0 && reader->label_role != NULL
      && g_strcmp0 (reader->last->role, reader->label_role) == 0)
    g_clear_pointer (&reader->last->role, g_free);
  if (chunk->n_roles > 0 && reader->last->role == NULL)
    fill (&reader->last->role, said);
  else if (chunk->n_roles > 0 && chunk->n_organisations == 0 && chunk->n_name == 0)
    return;
  else if (chunk->n_organisations > 0
           || gf_people_is (reader, chunk->start, GF_PERSON_PARTY)
           || is_of_register (reader, chunk)
           || (chunk->n_name == 1 && chunk->end - chunk->start == 1))
    {
      fill (&reader->last->organisation, said);
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
    fill (&reader->last->role, stands_in);
  else
    read_about (reader, &chunk);
}

/* What stands in a parenthesis; *index is past it afterwards. */
static void
read_parenthesis (GfPeopleReader *reader, guint *index)
{
  guint start = *index, end = start + 1;

  while (end < reader->words->len && end - start < 12
         && (gf_people_word (reader, end)->gap & (GF_GAP_CLOSE | GF_GAP_LINE)) == 0)
    end++;
  *index = end;
  for (guint i = start + 1; i <= end && reader->last != NULL; i++)
    if (i == end || (gf_people_word (reader, i)->gap & GF_GAP_COMMA) != 0)
      {
        read_part (reader, start, i);
        start = i;
      }
}

static void
clear_label (GfPeopleReader *reader)
{
  g_clear_pointer (&reader->label_role, g_free);
  g_clear_pointer (&reader->label_of, g_free);
  reader->label_of_line = false;
}

/* "Grethe Salvesen Oslo kommune:", "Thora Bakke For Høyre:": where the label begins. */
static guint
label_start (const GfPeopleReader *reader, const GfPeopleChunk *chunk)
{
  guint last = chunk->end - 1, n = chunk->end - chunk->start;

  if ((chunk->before & (GF_GAP_LINE | GF_GAP_CLOSE)) != 0 || chunk->start == 0 || n <= 2)
    return chunk->start;
  if (gf_people_is (reader, last - 1, GF_PERSON_OTHER)
      && gf_people_is_capital (reader, last - 1))
    return last - 1;
  if (gf_people_is (reader, last, GF_PERSON_ORGANISATION))
    return n == 4 ? last - 1 : chunk->start;
  return chunk->n_name >= 3 || gf_people_is (reader, last, GF_PERSON_ROLE) ? last
                                                                           : chunk->start;
}

/* "Ordførarar:", "For Høyre:", "Kommunedirektør i Skien:". */
static void
read_label (GfPeopleReader *reader, const GfPeopleChunk *chunk)
{
  guint start = label_start (reader, chunk);
  guint end = chunk->end;
  GfPeopleChunk person = gf_people_count (reader, chunk->start, start);
  bool role = false;

  person.before = chunk->before;
  person.after = GF_GAP_COMMA;
  if (start > chunk->start && is_person (reader, &person))
    read_person (reader, &person);
  clear_label (reader);
  reader->last = NULL;
  for (guint i = start; i < end; i++)
    role |= gf_people_is (reader, i, GF_PERSON_ROLE);
  if (!role && gf_people_is (reader, start, GF_PERSON_OTHER) && end - start >= 2)
    start++;
  /* "Forfall: Kari Nordmann", and on a line of its own "Regionsjef: Ola Nordmann". */
  if (role && end - start == 1 && reader->absent_in_line
      && (chunk->before & GF_GAP_LINE) != 0)
    reader->presence = GF_PRESENT;
  if (role)
    reader->label_role = gf_people_dup_said (reader, start, end);
  else if (end - start <= MAX_LABEL_WORDS
           && gf_people_count_names (reader, start) < GF_PEOPLE_NAME_MAX_WORDS)
    reader->label_of = gf_people_dup_said (reader, start, end);
  reader->label_of_line = (chunk->before & GF_GAP_LINE) != 0 || chunk->start == 0;
}

/* A new line: its cells are counted anew, a label with names beside it was for them. */
static void
begin_line (GfPeopleReader *reader)
{
  reader->cell = 0;
  reader->last = NULL;
  reader->pending = 0;
  if (reader->label_of_line)
    clear_label (reader);
}

/* The first name in one cell, the last in the next: "Kari", "Nordmann". */
static bool
read_split_name (GfPeopleReader *reader, const GfPeopleChunk *chunk)
{
  if (!reader->split_names || chunk->n_name == 0
      || chunk->n_name != chunk->end - chunk->start)
    return false;
  if (reader->cell == 0 && (chunk->after & GF_GAP_CELL) != 0)
    {
      reader->pending = chunk->start + 1;
      return true;
    }
  if (reader->cell != 1 || reader->pending == 0)
    return false;
  if (chunk->end - reader->pending + 1 <= GF_PEOPLE_NAME_MAX_WORDS)
    take_person (reader, gf_people_dup_said (reader, reader->pending - 1, chunk->end),
                 NULL);
  reader->pending = 0;
  return true;
}

/* "Nordmann, Kari (A)": the surname first, which a party in parentheses gives away. */
static bool
read_turned_name (GfPeopleReader *reader, const GfPeopleChunk *chunk,
                  GfPeopleChunk *next_out)
{
  g_autofree char *surname = NULL, *first = NULL;

  if (chunk->n_name == 0 || chunk->n_name > 2 || (chunk->after & GF_GAP_COMMA) == 0
      || chunk->name + chunk->n_name != chunk->end || chunk->n_roles > 0)
    return false;
  *next_out = gf_people_next_chunk (reader, chunk->end);
  if ((next_out->after & GF_GAP_OPEN) == 0
      || !gf_people_is (reader, next_out->end, GF_PERSON_PARTY) || next_out->n_name == 0
      || next_out->n_name != next_out->end - next_out->start)
    return false;
  surname = gf_people_dup_said (reader, chunk->name, chunk->end);
  first = gf_people_dup_said (reader, next_out->start, next_out->end);
  if (surname != NULL && first != NULL)
    take_person (reader, g_strdup_printf ("%s %s", first, surname), NULL);
  return true;
}

/* "Ja", "Forfall" in a column that says who came. */
static bool
read_answer (GfPeopleReader *reader, const GfPeopleChunk *chunk)
{
  uint32_t from = gf_people_word (reader, chunk->start)->start;
  uint32_t to = gf_people_word (reader, chunk->end - 1)->end;
  g_autoptr (GfWords) words = gf_words_new (reader->text + from, to - from, 8);
  bool alone = words->words->len == 1;
  size_t size = 0;

  if (words->words->len == 0)
    return false;
  if (alone && gf_words_is (words, 0, "ja"))
    return true;
  if (!(alone && gf_words_is (words, 0, "nei"))
      && (gf_registers_match (reader->registers, GF_REGISTER_HEADINGS,
                              GF_MEANING (GF_HEADING_ABSENT_KEY), words, 0, &size)
              == NULL
          || size != words->words->len))
    return false;
  reader->last->presence = GF_ABSENT;
  return true;
}

/* In the cell beside a name: whom they stood in for, what they are, where from. */
static void
read_cell (GfPeopleReader *reader, const GfPeopleChunk *chunk)
{
  if (reader->last == NULL)
    return;
  if (read_answer (reader, chunk))
    return;
  if (reader->substitutes && is_person (reader, chunk) && chunk->n_roles == 0)
    {
      g_autofree char *name
          = gf_people_dup_said (reader, chunk->name, chunk->name + chunk->n_name);

      g_clear_pointer (&reader->last->role, g_free);
      reader->last->role = name != NULL ? g_strdup_printf ("vara for %s", name) : NULL;
      return;
    }
  read_about (reader, chunk);
}

/* Beside a place each cell is of somebody of its own, who is what heads its column. */
static void
begin_cell (GfPeopleReader *reader, guint index)
{
  reader->cell++;
  if (!reader->rows_of_places)
    return;
  clear_label (reader);
  reader->last = NULL;
  reader->label_role = gf_people_dup_head_of_cell (reader, index);
  reader->label_of_line = true;
}

/* "Ordfører i Varlia Kari Nordmann": the name begins after the place. */
static void
skip_place (const GfPeopleReader *reader, GfPeopleChunk *chunk)
{
  guint name = chunk->name;

  if (chunk->n_name < 3 || name < chunk->start + 2
      || !gf_people_is (reader, name - 2, GF_PERSON_ROLE)
      || !gf_people_is (reader, name - 1, GF_PERSON_OTHER)
      || gf_people_word (reader, name - 1)->end - gf_people_word (reader, name - 1)->start
             != 1)
    return;
  for (guint n = chunk->n_name - 2; n > 0; n--)
    {
      const GfPeopleChunk place = { .start = name, .end = name + n };

      if (!is_of_register (reader, &place))
        continue;
      chunk->name += n;
      chunk->n_name -= n;
      return;
    }
}

/* "Forfall: Kari Nordmann. I tillegg møtte Ola Nordmann": words of the key that begins a
   sentence, from where on others came; 0 for none. */
static guint
read_turn (GfPeopleReader *reader, guint index)
{
  const GfPersonWord *first = gf_people_word (reader, index);
  g_autoptr (GfWords) words = NULL;
  size_t size = 0;

  if (reader->presence != GF_ABSENT || (first->gap & (GF_GAP_STOP | GF_GAP_LINE)) == 0
      || index == 0)
    return 0;
  words = gf_words_new (reader->text + first->start,
                        strnlen (reader->text + first->start, MAX_TURN_BYTES), 8);
  if (gf_registers_match (reader->registers, GF_REGISTER_HEADINGS,
                          GF_MEANING (GF_HEADING_PRESENT_KEY), words, 0, &size)
          == NULL
      || size < 2)
    return 0;
  reader->presence = GF_PRESENT;
  reader->last = NULL;
  clear_label (reader);
  return (guint) size;
}

/* One chunk; returns the word after what was read. */
static guint
read_chunk (GfPeopleReader *reader, guint index)
{
  guint turn = read_turn (reader, index);

  if (turn > 0)
    return index + turn;

  GfPeopleChunk chunk = gf_people_next_chunk (reader, index), next;

  skip_place (reader, &chunk);
  if ((chunk.before & GF_GAP_LINE) != 0)
    begin_line (reader);
  if ((chunk.before & GF_GAP_CELL) != 0)
    begin_cell (reader, index);
  if ((chunk.before & GF_GAP_OPEN) != 0)
    {
      read_parenthesis (reader, &index);
      return index;
    }
  if (gf_people_is (reader, index, GF_PERSON_LIST) || chunk.n_other > 2 * MAX_OTHER_WORDS)
    {
      reader->over = true;
      return chunk.end;
    }
  if (gf_people_is (reader, index, GF_PERSON_LABEL))
    {
      clear_label (reader);
      reader->last = NULL;
      reader->label_of = gf_people_dup_said (reader, chunk.start, chunk.end);
      return chunk.end;
    }
  if (gf_people_is (reader, index, GF_PERSON_AND)
      || gf_people_is (reader, index, GF_PERSON_COLUMN))
    return index + 1;
  if ((chunk.after & LABEL_GAPS) != 0)
    read_label (reader, &chunk);
  else if (read_split_name (reader, &chunk))
    return chunk.end;
  else if (read_turned_name (reader, &chunk, &next))
    return next.end;
  else if (reader->last != NULL && reader->cell > reader->cell_of_last)
    read_cell (reader, &chunk);
  else if (is_person (reader, &chunk))
    read_person (reader, &chunk);
  else if (chunk.n_name <= GF_PEOPLE_NAME_MAX_WORDS)
    read_about (reader, &chunk);
  else
    reader->last = NULL;
  return chunk.end;
}

static void
read_field (GfPeopleReader *reader, const GfFields *fields, const GfField *field)
{
  g_autofree char *text = gf_field_dup_text (fields, field, MAX_VALUE_BYTES);
  guint index = 0;

  reader->text = text + strspn (text, " \t\n");
  reader->words = gf_person_words_new (reader->registers, reader->text, MAX_WORDS);
  reader->over = false;
  reader->last = NULL;
  reader->pending = reader->cell = 0;
  reader->rows_of_places = gf_people_has_rows_of_places (reader);
  reader->split_names = gf_people_has_split_names (reader);
  reader->role_follows = gf_people_has_role_after_name (reader);
  while (index < reader->words->len && !reader->over)
    index = read_chunk (reader, index);
  clear_label (reader);
  g_clear_pointer (&reader->words, g_array_unref);
}

/* "Referent:" says what the one after it was. */
static char *
dup_role_of_key (const GfFields *fields, const GfField *field)
{
  g_autofree char *key = gf_field_dup_key (fields, field);
  g_autoptr (GfWords) words = gf_words_new (key, strlen (key), 8);
  size_t size = 0;

  if ((field->keys & GF_MEANING (GF_HEADING_SUBSTITUTE_KEY)) != 0)
    return g_strdup ("varamedlem");
  if (words->words->len == 0
      || gf_registers_match (fields->head->registers, GF_REGISTER_HEADINGS,
                             GF_MEANING (GF_HEADING_ROLE), words, 0, &size)
             == NULL
      || size != words->words->len)
    return NULL;
  return gf_fold (key, strlen (key));
}

static void
read_key (GfPeopleReader *reader, const GfFields *fields, const GfField *field)
{
  reader->presence
      = (field->keys & GF_MEANING (GF_HEADING_ABSENT_KEY)) != 0 ? GF_ABSENT : GF_PRESENT;
  reader->substitutes = (field->keys & GF_MEANING (GF_HEADING_SUBSTITUTE_KEY)) != 0;
  reader->role = dup_role_of_key (fields, field);
  reader->absent_in_line = reader->presence == GF_ABSENT && field->end > field->start;
  read_field (reader, fields, field);
  g_clear_pointer (&reader->role, g_free);
}

/* Where no key says who came: a table of people, or a sentence. */
static void
read_unmarked (GfPeopleReader *reader, const GfFields *fields)
{
  g_autoptr (GArray) found = gf_people_find_unmarked (fields->head);

  for (guint i = 0; i < found->len; i++)
    read_key (reader, fields, &g_array_index (found, GfField, i));
}

GPtrArray *
gf_people_find (const GfFields *fields)
{
  GfPeopleReader reader = { .registers = fields->head->registers };

  reader.people = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_person_free);
  for (guint i = gf_fields_find (fields, PEOPLE_KEYS, 0);
       i < fields->list->len && reader.people->len < MAX_PEOPLE;
       i = gf_fields_find (fields, PEOPLE_KEYS, i + 1))
    read_key (&reader, fields, gf_fields_get (fields, i));
  if (reader.people->len <= MAX_WITHOUT_LIST)
    read_unmarked (&reader, fields);
  if (reader.people->len == 0)
    g_clear_pointer (&reader.people, g_ptr_array_unref);
  return reader.people;
}
