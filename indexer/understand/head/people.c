/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/people.h"

#include <string.h>

#include "indexer/understand/head/people-private.h"
#include "indexer/understand/head/people-unmarked.h"

#define MAX_VALUE_BYTES 9000
/* Of the head, so many may tell in sentences who came. */
#define MAX_PROSE_LINES 40
#define MIN_PROSE_BYTES 25
#define MAX_PROSE_BYTES 1200
/* So many blanks set columns apart. */
#define MIN_COLUMN_BLANKS 3
#define PEOPLE_KEYS                                                                      \
  (GF_MEANING (GF_HEADING_PRESENT_KEY) | GF_MEANING (GF_HEADING_ABSENT_KEY)              \
   | GF_MEANING (GF_HEADING_SUBSTITUTE_KEY) | GF_MEANING (GF_HEADING_OFFICE_KEY))

/* "Kari Nordmann            Varlia": columns set with blanks as with tabs. */
static void
mark_columns (char *text)
{
  for (char *p = text; *p != '\0'; p++)
    {
      size_t n = strspn (p, " ");

      if (n < MIN_COLUMN_BLANKS || p == text || p[-1] == '\n' || p[n] == '\n'
          || p[n] == '\0')
        {
          p += n > 0 ? n - 1 : 0;
          continue;
        }
      *p = '\t';
      memmove (p + 1, p + n, strlen (p + n) + 1);
    }
}

static void
read_field (GfPeopleReader *reader, const GfFields *fields, const GfField *field)
{
  g_autofree char *text = gf_field_dup_text (fields, field, MAX_VALUE_BYTES);

  mark_columns (text);
  gf_people_read_list (reader, text);
}

/* "Referent:" says what the one after it was. */
static char *
dup_role_of_key (const GfFields *fields, const GfField *field)
{
  /* Keys that say of which group somebody is. */
  static const struct
  {
    const char *key, *role;
  } groups[] = { { "sekretariat", "sekretariat" },
                 { "sekretariatet", "sekretariat" },
                 { "fra styret", "styremedlem" },
                 { "fr\xc3\xa5 styret", "styremedlem" } };
  g_autofree char *key = gf_field_dup_key (fields, field);
  g_autoptr (GfWords) words = gf_words_new (key, strlen (key), 8);
  size_t size = 0;

  if ((field->keys & GF_MEANING (GF_HEADING_SUBSTITUTE_KEY)) != 0)
    return g_strdup ("varamedlem");
  for (size_t i = 0; i < G_N_ELEMENTS (groups); i++)
    if (words->words->len > 0 && g_ascii_strcasecmp (key, groups[i].key) == 0)
      return g_strdup (groups[i].role);
  for (size_t i = 0; i < words->words->len; i++)
    {
      const GfWord *word = gf_words_get (words, i);
      char *one = gf_person_dup_one_of (fields->head->registers,
                                        words->folded + word->start, word->length);

      if (one != NULL)
        return one;
    }
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
  reader->base = reader->presence
      = (field->keys & GF_MEANING (GF_HEADING_ABSENT_KEY)) != 0 ? GF_ABSENT : GF_PRESENT;
  reader->substitutes = (field->keys & GF_MEANING (GF_HEADING_SUBSTITUTE_KEY)) != 0;
  reader->role = dup_role_of_key (fields, field);
  reader->role_of_line = reader->role != NULL && !reader->substitutes
                         && gf_people_is_of_meeting (reader->role);
  reader->in_line = field->end > field->start;
  read_field (reader, fields, field);
  g_clear_pointer (&reader->role, g_free);
}

/* A line of prose that no key stands before. */
static void
read_prose (GfPeopleReader *reader, const GfFields *fields, size_t index)
{
  const GfLine *line = gf_lines_get (fields->head, index);
  GfField field = { .keys = GF_MEANING (GF_HEADING_PRESENT_KEY),
                    .line = index,
                    .end = line->bare_length,
                    .last = index + 1,
                    .last_end = UINT32_MAX };

  for (guint i = gf_fields_find (fields, PEOPLE_KEYS, 0); i < fields->list->len;
       i = gf_fields_find (fields, PEOPLE_KEYS, i + 1))
    if (gf_fields_get (fields, i)->line == index && gf_fields_get (fields, i)->marked)
      return;
  if (line->kind != GF_BLOCK_TABLE_ROW && line->kind != GF_BLOCK_HEADING
      && line->bare_length >= MIN_PROSE_BYTES && line->bare_length <= MAX_PROSE_BYTES
      && gf_people_may_tell (line->bare, line->bare_length))
    read_key (reader, fields, &field);
}

/* Where no key says who came: a table of people, or a sentence. */
static void
read_unmarked (GfPeopleReader *reader, const GfFields *fields)
{
  g_autoptr (GArray) found = gf_people_find_unmarked (fields->head);

  for (guint i = 0; i < found->len; i++)
    read_key (reader, fields, &g_array_index (found, GfField, i));
  reader->only_sentences = true;
  for (size_t i = 0; i < MIN (gf_lines_size (fields->head), MAX_PROSE_LINES); i++)
    read_prose (reader, fields, i);
  reader->only_sentences = false;
}

GPtrArray *
gf_people_find (const GfFields *fields)
{
  GfPeopleReader reader = { .registers = fields->head->registers };

  reader.people = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_person_free);
  for (guint i = gf_fields_find (fields, PEOPLE_KEYS, 0);
       i < fields->list->len && reader.people->len < GF_PEOPLE_MAX;
       i = gf_fields_find (fields, PEOPLE_KEYS, i + 1))
    read_key (&reader, fields, gf_fields_get (fields, i));
  read_unmarked (&reader, fields);
  if (reader.people->len == 0)
    g_clear_pointer (&reader.people, g_ptr_array_unref);
  return reader.people;
}
