/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/document-head.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/understand/reading/dates.h"
#include "indexer/understand/head/head.h"
#include "indexer/understand/head/meeting.h"
#include "indexer/understand/head/people.h"
#include "indexer/understand/head/period.h"
#include "indexer/understand/head/places.h"

/* What a type that was stated was read from. */
#define STATED_EVIDENCE "gjenfinn.conf"
/* Who was there stands this far up. */
#define MAX_PRESENT_LINE 20
#define MIN_PRESENT 2

static const char *
stated (const GfLines *lines, GfTextProperty property)
{
  return gf_text_get (lines->text, property);
}

/* A document that says who was there and who was not is of a meeting, though no word
 * calls it minutes: its evidence are these words. */
static char *
dup_evidence_of_meeting (const GfLines *opening)
{
  g_autoptr (GfFields) fields = gf_fields_new (opening);
  g_autoptr (GPtrArray) people = gf_people_find (fields);
  guint index = gf_fields_find (fields, GF_MEANING (GF_HEADING_PRESENT_KEY), 0);
  bool meeting = gf_fields_find (fields,
                                 GF_MEANING (GF_HEADING_ABSENT_KEY)
                                     | GF_MEANING (GF_HEADING_MEETING_KEY),
                                 0)
                 < fields->list->len;
  g_autoptr (GfWords) words = gf_lines_size (opening) > 0
                                  ? gf_line_words (gf_lines_get (opening, 0), 100)
                                  : NULL;

  for (size_t i = 0; words != NULL && i < words->words->len; i++)
    {
      const GfWord *word = gf_words_get (words, i);

      meeting |= g_strstr_len (words->folded + word->start, word->length, "møte") != NULL;
    }
  if (people == NULL || people->len < MIN_PRESENT || !meeting
      || index >= fields->list->len
      || gf_fields_get (fields, index)->line > MAX_PRESENT_LINE)
    return NULL;
  return gf_field_dup_key (fields, gf_fields_get (fields, index));
}

void
gf_document_head_read_type (const GfLines *opening, GfDocument *document)
{
  const char *type = stated (opening, GF_TEXT_STATED_TYPE);
  char *evidence = NULL;

  if (type != NULL && gf_document_type_from_name (type, &document->type))
    {
      document->details.type_evidence = g_strdup (STATED_EVIDENCE);
      return;
    }
  document->type = gf_head_find_type (opening, &evidence);
  if (document->type == GF_TYPE_OTHER)
    {
      g_free (evidence);
      evidence = dup_evidence_of_meeting (opening);
      if (evidence != NULL)
        document->type = GF_TYPE_MINUTES;
      else
        document->type = gf_head_find_type_of_file (opening, &evidence);
    }
  document->details.type_evidence = evidence;
}

static void
state (char **field, const char *value)
{
  if (value == NULL)
    return;
  g_free (*field);
  *field = g_strdup (value);
}

static void
fill (char **field, const char *value)
{
  if (*field == NULL)
    *field = g_strdup (value);
}

static void
state_list (GStrv *list, const char *value)
{
  if (value == NULL)
    return;
  g_strfreev (*list);
  *list = g_strsplit (value, GF_STATED_SEPARATOR, -1);
}

static bool
is_of_meeting (GfDocumentType type)
{
  return type == GF_TYPE_MINUTES || type == GF_TYPE_AGENDA;
}

/* @people: (transfer full) (nullable) */
static void
take_people (GfDetails *details, GPtrArray *people)
{
  if (people == NULL)
    return;
  g_ptr_array_unref (details->people);
  details->people = people;
}

/* "Utkast til referat ble sendt ut 20.12.06": minutes are not published before the
 * meeting; that was another's. */
static void
drop_published_before (GfDocument *document)
{
  GfDetails *details = &document->details;

  if (document->type == GF_TYPE_MINUTES && details->published != NULL
      && document->date != NULL && strlen (document->date) == strlen (details->published)
      && strcmp (details->published, document->date) < 0)
    g_clear_pointer (&details->published, g_free);
}

static void
read_details (const GfLines *lines, const GfLines *head, GfDocument *document)
{
  g_autoptr (GfFields) fields = gf_fields_new (head);
  GfDetails *details = &document->details;

  details->meeting_number
      = is_of_meeting (document->type) ? gf_meeting_dup_number (fields) : NULL;
  details->meeting_place
      = is_of_meeting (document->type) ? gf_meeting_dup_place (fields) : NULL;
  details->case_worker = gf_meeting_dup_case_worker (fields);
  details->archive_reference = gf_meeting_dup_archive_reference (
      fields, is_of_meeting (document->type) || document->type == GF_TYPE_CASE_PAPER);
  details->published = gf_meeting_dup_published (lines);
  drop_published_before (document);
  if (details->published == NULL && document->type == GF_TYPE_MINUTES)
    details->published = gf_meeting_dup_written (fields, document->date);
  gf_period_find (head, document, &details->period_from, &details->period_to);
  if (document->type == GF_TYPE_MINUTES)
    take_people (details, gf_people_find (fields));
}

/* Whose town hall it met in, where nothing else tells. */
static char *
dup_region_of_place (const GfLines *head, const char *body)
{
  g_autoptr (GfFields) fields = gf_fields_new (head);

  return gf_meeting_dup_owner (fields, body);
}

/* A region answers whom its letter goes to: "Storlia regionråd", and below it "Varlia
   fylkeskommune", whose paper it is not. */
static void
drop_receivers (GfOwners *owners, const char *region)
{
  if (region == NULL || owners->region == NULL || strcmp (region, owners->region) == 0)
    return;
  g_ptr_array_set_size (owners->municipalities, 0);
  g_ptr_array_set_size (owners->counties, 0);
}

GfBelonging *
gf_document_head_read (const GfLines *lines, const GfLines *head, GfDocument *document)
{
  GfBelonging *belonging;
  g_autoptr (GfOwners) owners = NULL;

  document->title = gf_head_dup_title (head);
  fill (&document->title, stated (lines, GF_TEXT_STATED_TITLE));
  document->date = gf_date_of_document (lines, head, document->type, document->title);
  fill (&document->date, stated (lines, GF_TEXT_STATED_DATE));
  owners = gf_owners_find (lines, head, document->type, document->title);
  belonging
      = gf_belonging_find (lines, head, document->type, document->title, owners->region);
  document->body = g_strdup (belonging->body);
  document->region = g_strdup (belonging->region);
  if (document->region == NULL)
    document->region = gf_places_region_of_folder (
        lines->registers, gf_text_get (lines->text, GF_TEXT_PATH));
  if (document->region == NULL && is_of_meeting (document->type))
    document->region = dup_region_of_place (head, document->body);
  fill (&document->region, owners->author);
  state (&document->body, stated (lines, GF_TEXT_STATED_BODY));
  state (&document->region, stated (lines, GF_TEXT_STATED_REGION));
  if (document->type == GF_TYPE_HEARING)
    drop_receivers (owners, document->region);
  gf_places_find (head, document->title, owners, document->region, document->date,
                  &document->details.municipalities, &document->details.counties);
  state_list (&document->details.municipalities,
              stated (lines, GF_TEXT_STATED_MUNICIPALITIES));
  state_list (&document->details.counties, stated (lines, GF_TEXT_STATED_COUNTIES));
  read_details (lines, head, document);
  if (is_of_meeting (document->type))
    gf_head_complete_title (lines->registers, document);
  return belonging;
}

void
gf_document_head_set_language (const GfLines *lines, GfDocument *document)
{
  state (&document->language, stated (lines, GF_TEXT_STATED_LANGUAGE));
}
