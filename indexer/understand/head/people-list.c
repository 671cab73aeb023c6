/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/people-private.h"

#include <string.h>

/* "Funksjon  Namn" */
#define MAX_HEAD_BYTES 40
#define MAX_COLUMNS 12
#define MAX_WORDS 1500
/* More than this, run together with what is beside it, may be two names. */
#define MAX_LOOSE_NAME_WORDS 3
/* More words than this that are no names, and it is a sentence. */
#define MAX_OTHER_WORDS 3
/* "Samarbeidsrådet for Nedre Romerike:" */
#define MAX_LABEL_WORDS 6
/* Of a sentence that may begin with a key. */
#define MAX_TURN_BYTES 80
#define LABEL_GAPS (GF_GAP_COLON)

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

/* Takes @name. */
static void
take_person (GfPeopleReader *reader, char *name, const char *role)
{
  g_autofree char *owned = name;
  GfPerson *person = owned != NULL ? find_person (reader, owned) : NULL;

  if (owned == NULL || reader->people->len >= GF_PEOPLE_MAX)
    return;
  if (person == NULL)
    {
      person = gf_person_new (owned, reader->presence);
      g_ptr_array_add (reader->people, person);
    }
  gf_people_say_role (reader, person, reader->role);
  gf_people_say_role (reader, person, reader->label_role);
  gf_people_say_role (reader, person, role);
  gf_people_fill (&person->organisation, reader->label_of);
  reader->last = person;
  reader->cell_of_last = reader->cell;
}

/* What stands before a name; of "ordførerne Kari Nordmann, ..." all that follow are it,
   and that is said of nobody. */
static char *
dup_role_before (GfPeopleReader *reader, guint start, guint end)
{
  char *role = gf_people_dup_role (reader, start, end);
  bool plural = false;

  for (guint i = start; i < end; i++)
    plural |= gf_people_word (reader, i)->plural;
  g_clear_pointer (&reader->label_role, g_free);
  if (!plural)
    return role;
  reader->label_role = role;
  reader->label_of_line = true;
  return NULL;
}

/* Whom somebody stood in for, among the words from @start up to @end. */
static void
take_absent (GfPeopleReader *reader, guint start, guint end)
{
  while (start < end && !gf_people_is (reader, start, GF_PERSON_NAME))
    start++;
  reader->presence = GF_ABSENT;
  take_person (reader, gf_people_dup_said (reader, start, end), NULL);
  reader->presence = GF_PRESENT;
}

/* "Kari Nordmann", "Fylkesordfører Kari Nordmann", "Kari Nordmann leder". */
static void
read_person (GfPeopleReader *reader, const GfPeopleChunk *chunk)
{
  guint after = chunk->name + chunk->n_name;
  guint start = chunk->start;
  char *stands_in = gf_people_dup_stood_in_for (reader, after, chunk->end);
  g_autofree char *role = NULL;
  GfPresence presence = reader->presence;
  bool stood_in = stands_in != NULL, is_role = false;

  while (start < chunk->name && gf_people_is (reader, start, GF_PERSON_NUMBER))
    start++;
  for (guint i = start; i < chunk->name; i++)
    is_role |= gf_people_is (reader, i, GF_PERSON_ROLE);
  if (stands_in != NULL)
    role = stands_in;
  else if (is_role)
    role = dup_role_before (reader, start, chunk->name);
  else if (gf_people_is (reader, after, GF_PERSON_ROLE) && after < chunk->end)
    {
      guint end = chunk->end;

      while (end > after && gf_people_is (reader, end - 1, GF_PERSON_PARTY))
        end--;
      role = gf_people_dup_said (reader, after, end);
    }
  /* "Forfall: Kari Nordmann. Varamedlem Ola Nordmann møtte." */
  if (reader->presence == GF_ABSENT && role != NULL && gf_people_is_substitute (role))
    reader->presence = GF_PRESENT;
  take_person (reader, gf_people_dup_said (reader, chunk->name, after), role);
  if (stood_in && reader->other_stayed)
    take_absent (reader, after, chunk->end);
  reader->presence = presence;
  if (reader->last != NULL && chunk->end > after
      && gf_people_is (reader, chunk->end - 1, GF_PERSON_PARTY))
    {
      g_autofree char *party = gf_people_dup_said (reader, chunk->end - 1, chunk->end);

      g_clear_pointer (&reader->last->organisation, g_free);
      gf_people_fill (&reader->last->organisation, party);
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
         && !gf_people_is_of_register (reader, chunk);
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
  while (last > chunk->start && gf_people_is (reader, last, GF_PERSON_ROLE)
         && gf_people_is (reader, last - 1, GF_PERSON_ROLE))
    last--;
  return chunk->n_name >= 3 || gf_people_is (reader, last, GF_PERSON_ROLE) ? last
                                                                           : chunk->start;
}

/* "Fra revisjonen:", below those who are of the list. */
static bool
is_from (const GfPeopleReader *reader, guint index)
{
  const char *word = reader->text + gf_people_word (reader, index)->start;

  return g_str_has_prefix (word, "Fra ") || g_str_has_prefix (word, "Fr\xc3\xa5 ")
         || g_str_has_prefix (word, "FRA ") || g_str_has_prefix (word, "FR\xc3\x85 ");
}

/* What the key said of those on its line is not said of those whom a label below names,
   but for one that parts them by party. */
static void
end_key (GfPeopleReader *reader, const GfPeopleChunk *chunk, guint label)
{
  if (gf_people_is (reader, label, GF_PERSON_PARTY) && !is_from (reader, chunk->start))
    return;
  if ((chunk->before & (GF_GAP_LINE | GF_GAP_STOP)) != 0)
    reader->presence = reader->base = GF_PRESENT;
  g_clear_pointer (&reader->role, g_free);
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
  if (gf_people_is (reader, start, GF_PERSON_OTHER) && end - start >= 2)
    start++;
  /* "Forfall: Kari Nordmann", and on a line of its own "Regionsjef: Ola Nordmann". */
  if (reader->in_line && chunk->start > 0)
    end_key (reader, chunk, start);
  if (role)
    reader->label_role = gf_people_dup_role (reader, start, end);
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
  /* "Møteleder: Kari Nordmann", and below it others. */
  if (reader->role_of_line && reader->people->len > 0)
    g_clear_pointer (&reader->role, g_free);
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

/* The column, of those that a tab parts, that stands at @at. */
static guint
column_at (const GfPeopleReader *reader, uint32_t at)
{
  guint column = 0;

  for (; at > 0 && reader->text[at - 1] != '\n'; at--)
    column += reader->text[at - 1] == '\t';
  return column;
}

/* In the cell beside a name: whom they stood in for, what they are, where from. */
static void
read_cell (GfPeopleReader *reader, const GfPeopleChunk *chunk)
{
  if (reader->last == NULL)
    return;
  if (reader->absent_column > 0
      && column_at (reader, gf_people_word (reader, chunk->start)->start)
             == reader->absent_column)
    {
      reader->last->presence = GF_ABSENT;
      return;
    }
  if (read_answer (reader, chunk))
    return;
  if (reader->substitutes && is_person (reader, chunk) && chunk->n_roles == 0)
    {
      g_autofree char *name
          = gf_people_dup_said (reader, chunk->name, chunk->name + chunk->n_name);

      g_clear_pointer (&reader->last->role, g_free);
      reader->last->role
          = name != NULL ? g_strdup_printf ("varamedlem for %s", name) : NULL;
      return;
    }
  gf_people_read_about (reader, chunk);
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

      if (!gf_people_is_of_register (reader, &place))
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
  reader->presence = reader->base = GF_PRESENT;
  reader->last = NULL;
  clear_label (reader);
  while (gf_people_is (reader, index + (guint) size, GF_PERSON_OTHER))
    size++;
  return (guint) size;
}

/* "34/14 BUDSJETT" below "Følgende saker var til behandling:". */
static bool
begins_case (const GfPeopleReader *reader, guint index)
{
  const GfPersonWord *word = gf_people_word (reader, index);
  const char *at = reader->text + word->start;
  size_t first = strspn (at, "0123456789"), second;

  if ((word->gap & GF_GAP_LINE) == 0 || first == 0 || first > 4 || at[first] != '/')
    return false;
  second = strspn (at + first + 1, "0123456789");
  return (second == 2 || second == 4)
         && (at[first + 1 + second] == ' ' || at[first + 1 + second] == '\t'
             || at[first + 1 + second] == ':');
}

/* ", vara for Ola Nordmann" behind a name: whom the last person stood in for. */
static bool
read_stood_in (GfPeopleReader *reader, const GfPeopleChunk *chunk)
{
  g_autofree char *said
      = reader->last != NULL
            ? gf_people_dup_stood_in_for (reader, chunk->start, chunk->end)
            : NULL;

  if (said == NULL)
    return false;
  gf_people_say_role (reader, reader->last, said);
  if (reader->other_stayed)
    take_absent (reader, chunk->start, chunk->end);
  return true;
}

/* Where a sentence may begin: the word to read from, @index for none. */
static guint
read_sentence (GfPeopleReader *reader, guint index)
{
  unsigned gap = gf_people_word (reader, index)->gap;

  if (index < reader->sentence_end)
    return index >= reader->skip_from ? reader->sentence_end : index;
  if (reader->sentence_end > 0)
    clear_label (reader);
  reader->presence = reader->base;
  reader->sentence_end = 0;
  if (index > 0 && (gap & (GF_GAP_LINE | GF_GAP_STOP)) == 0)
    return index;
  if ((gap & GF_GAP_STOP) != 0 && reader->label_of_line)
    clear_label (reader);
  return gf_people_begin_sentence (reader, index);
}

/* "Funksjon  Namn  Forfall": whether what somebody is stands before the name. */
static bool
begins_with_roles (const GfPeopleReader *reader)
{
  static const char *const roles[] = { "funksjon", "rolle", NULL };
  g_autoptr (GfWords) words
      = gf_words_new (reader->text, MIN (strlen (reader->text), MAX_HEAD_BYTES), 2);

  return words->words->len > 0 && gf_words_is_any (words, 0, roles)
         && gf_people_is (reader, 0, GF_PERSON_COLUMN);
}

/* The column that "Forfall" heads, where what marks a row, an X as well, says who did not
 * come; 0 for none. */
static guint
find_absent_column (const GfPeopleReader *reader)
{
  g_autofree char *heads = g_strndup (reader->text, strcspn (reader->text, "\n"));
  g_auto (GStrv) cells = g_strsplit (heads, "\t", MAX_COLUMNS);

  if (!gf_people_is (reader, 0, GF_PERSON_COLUMN))
    return 0;
  for (guint i = 1; cells[0] != NULL && cells[i] != NULL; i++)
    {
      g_autoptr (GfWords) words = gf_words_new (cells[i], strlen (cells[i]), 4);
      size_t size = 0;

      if (words->words->len > 0
          && gf_registers_match (reader->registers, GF_REGISTER_HEADINGS,
                                 GF_MEANING (GF_HEADING_ABSENT_KEY), words, 0, &size)
                 != NULL
          && size == words->words->len)
        return i;
    }
  return 0;
}

/* "Leiar", in the first cell of a row, with a name in the next. */
static bool
is_role_cell (const GfPeopleReader *reader, const GfPeopleChunk *chunk)
{
  return reader->roles_first && reader->cell == 0 && chunk->n_name == 0
         && chunk->n_roles > 0 && chunk->n_roles == chunk->end - chunk->start
         && (chunk->after & GF_GAP_CELL) != 0
         && gf_people_is (reader, chunk->end, GF_PERSON_NAME);
}

/* One chunk; returns the word after what was read. */
static guint
read_chunk (GfPeopleReader *reader, guint index)
{
  guint turn = read_turn (reader, index);
  guint from = turn > 0 ? index + turn : read_sentence (reader, index);

  if (from > index)
    {
      if ((gf_people_word (reader, index)->gap & GF_GAP_LINE) != 0)
        begin_line (reader);
      return from;
    }

  GfPeopleChunk chunk = gf_people_next_chunk (reader, index), next;

  skip_place (reader, &chunk);
  if ((chunk.before & GF_GAP_LINE) != 0)
    begin_line (reader);
  if ((chunk.before & GF_GAP_CELL) != 0)
    begin_cell (reader, index);
  if ((chunk.before & GF_GAP_OPEN) != 0)
    return gf_people_read_parenthesis (reader, index);
  if (gf_people_is (reader, index, GF_PERSON_LIST) || begins_case (reader, index)
      || chunk.n_other > 2 * MAX_OTHER_WORDS)
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
  if ((chunk.after & LABEL_GAPS) != 0 || is_role_cell (reader, &chunk))
    read_label (reader, &chunk);
  else if (read_split_name (reader, &chunk))
    return chunk.end;
  else if (read_turned_name (reader, &chunk, &next))
    return next.end;
  else if (reader->last != NULL && reader->cell > reader->cell_of_last)
    read_cell (reader, &chunk);
  else if (read_stood_in (reader, &chunk))
    return chunk.end;
  else if (is_person (reader, &chunk))
    read_person (reader, &chunk);
  else if (chunk.n_name <= GF_PEOPLE_NAME_MAX_WORDS)
    gf_people_read_about (reader, &chunk);
  else
    reader->last = NULL;
  return chunk.end;
}

void
gf_people_read_list (GfPeopleReader *reader, const char *text)
{
  guint index = 0;

  reader->text = text + strspn (text, " \t\n");
  reader->words = gf_person_words_new (reader->registers, reader->text, MAX_WORDS);
  reader->over = false;
  reader->last = NULL;
  reader->pending = reader->cell = 0;
  reader->sentence_end = reader->skip_from = 0;
  reader->other_stayed = false;
  reader->rows_of_places = gf_people_has_rows_of_places (reader);
  reader->split_names = gf_people_has_split_names (reader);
  reader->role_follows = gf_people_has_role_after_name (reader);
  reader->roles_first = begins_with_roles (reader);
  reader->absent_column = find_absent_column (reader);
  while (index < reader->words->len && !reader->over)
    index = read_chunk (reader, index);
  clear_label (reader);
  g_clear_pointer (&reader->words, g_array_unref);
}
