/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/extract/postings/analyse.h"

#include <string.h>

#include "common/message.h"
#include "common/schema.h"
#include "common/unit-text.h"
#include "indexer/extract/postings/postings.h"

struct GfAnalyser
{
  GfPostings *unit;
  GfPostings *document;
  GfRoots *roots;
  GfInquiry *inquiry; /* NULL for none */
  GPtrArray *origin;  /* filters that a document and all its units have alike */
};

GfAnalyser *
gf_analyser_new (GfRoots *roots, GfInquiry *inquiry)
{
  GfAnalyser *analyser = g_new0 (GfAnalyser, 1);

  analyser->roots = roots;
  analyser->inquiry = inquiry;
  analyser->unit = gf_postings_new ();
  analyser->document = gf_postings_new ();
  analyser->origin = g_ptr_array_new_with_free_func (g_free);
  return analyser;
}

void
gf_analyser_free (GfAnalyser *analyser)
{
  if (analyser == NULL)
    return;
  gf_postings_free (analyser->unit);
  gf_postings_free (analyser->document);
  g_ptr_array_unref (analyser->origin);
  g_free (analyser);
}

static void
add_filter (GfPostings *postings, const char *prefix, const char *value)
{
  g_autofree char *term = NULL;

  if (value == NULL)
    return;
  term = gf_schema_filter_term (prefix, value);
  gf_postings_add_filter (postings, term);
}

static void
add_field (GfPostings *postings, GfPostingsField field, const char *text)
{
  if (text != NULL)
    gf_postings_add_text (postings, field, text, 1, NULL);
}

/* The date's digits: "20230228", "201107", "2011", "" where it is unknown. */
static char *
dup_date_digits (const GfDocument *document)
{
  GString *digits = g_string_new (NULL);

  for (const char *at = document->date; at != NULL && *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);
  return g_string_free (digits, FALSE);
}

static void
note_origin (GfAnalyser *analyser, const char *prefix, const char *value)
{
  if (value != NULL)
    g_ptr_array_add (analyser->origin, gf_schema_filter_term (prefix, value));
}

static void
note_dates (GfAnalyser *analyser, const char *digits)
{
  static const char *const prefixes[] = { GF_TERM_YEAR, GF_TERM_MONTH, GF_TERM_DAY };

  for (size_t i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      size_t length = 4 + 2 * i;
      g_autofree char *part = g_strndup (digits, length);

      if (strlen (part) == length)
        note_origin (analyser, prefixes[i], part);
    }
}

/* Spelled once for all the units of a document: a sixth of the time where they are short.
 */
static void
collect_origin (GfAnalyser *analyser, const GfDocument *document)
{
  g_autofree char *digits = dup_date_digits (document);

  g_ptr_array_set_size (analyser->origin, 0);
  note_origin (analyser, GF_TERM_TYPE, gf_document_type_name (document->type));
  note_origin (analyser, GF_TERM_BODY, document->body);
  note_origin (analyser, GF_TERM_REGION, document->region);
  note_origin (analyser, GF_TERM_FORMAT, document->format);
  for (GStrv name = document->details.municipalities; name != NULL && *name != NULL;
       name++)
    note_origin (analyser, GF_TERM_MUNICIPALITY, *name);
  note_dates (analyser, digits);
}

/* @outcome: NULL where there is none */
static char *
pack_facets (const GfDocument *document, const char *digits, const char *language,
             const char *outcome)
{
  g_autofree char *year = g_strndup (digits, 4);
  const char *facets[] = {
    [GF_FACET_REGION] = document->region,
    [GF_FACET_TYPE] = gf_document_type_name (document->type),
    [GF_FACET_BODY] = document->body,
    [GF_FACET_YEAR] = year,
    [GF_FACET_OUTCOME] = outcome,
    [GF_FACET_LANGUAGE] = language,
  };
  GString *packed = g_string_new (NULL);

  for (size_t i = 0; i < GF_N_FACETS; i++)
    {
      g_autofree char *value = g_strdup (facets[i] != NULL ? facets[i] : "");

      g_string_append (packed, i > 0 ? GF_FACET_SEPARATOR : "");
      g_string_append (packed, g_strdelimit (value, GF_FACET_SEPARATOR, ' '));
    }
  return g_string_free (packed, FALSE);
}

static void
add_values (GfPostings *postings, const GfDocument *document, uint32_t ordinal,
            const char *language, const char *outcome)
{
  g_autofree char *order = gf_schema_order_key (document->id, ordinal);
  g_autofree char *digits = dup_date_digits (document);
  g_autofree char *facets = pack_facets (document, digits, language, outcome);

  gf_postings_add_value (postings, GF_SLOT_ORDER, order);
  gf_postings_add_value (postings, GF_SLOT_DATE, digits);
  gf_postings_add_value (postings, GF_SLOT_FACETS, facets);
}

/* What a unit and its document have alike: where and when they come from. */
static void
add_origin (GfAnalyser *analyser, GfPostings *postings, const GfDocument *document)
{
  for (unsigned i = 0; i < analyser->origin->len; i++)
    gf_postings_add_filter (postings, g_ptr_array_index (analyser->origin, i));
  add_field (postings, GF_POSTINGS_TITLE, document->title);
  add_field (postings, GF_POSTINGS_BODY, document->body);
  add_field (postings, GF_POSTINGS_REGION, document->region);
}

static const char *
outcome_of (const GfUnit *unit)
{
  return unit->decision != NULL ? gf_outcome_name (unit->decision->outcome) : NULL;
}

/* The case numbers and the outcome, as filters of the unit and of its document too. */
static void
add_case (GfPostings *postings, const GfUnit *unit)
{
  add_filter (postings, GF_TERM_OUTCOME, outcome_of (unit));
  if (unit->case_number == NULL)
    return;
  add_filter (postings, GF_TERM_CASE, unit->case_number);
  if (unit->case_prefix == NULL)
    return;

  g_autofree char *whole
      = g_strdup_printf ("%s %s", unit->case_prefix, unit->case_number);
  add_filter (postings, GF_TERM_CASE_PREFIX, whole);
}

/* The day, month or year by which something is due: as the date of a document. */
static void
add_due (GfPostings *postings, const char *due)
{
  static const char *const prefixes[]
      = { GF_TERM_DUE_YEAR, GF_TERM_DUE_MONTH, GF_TERM_DUE_DAY };
  g_auto (GStrv) parts = g_strsplit (due, "-", 3);
  g_autoptr (GString) digits = g_string_new (NULL);

  for (size_t i = 0; i < G_N_ELEMENTS (prefixes) && parts[i] != NULL; i++)
    {
      g_string_append (digits, parts[i]);
      add_filter (postings, prefixes[i], digits->str);
    }
}

/* When the unit's promises are due, as filters of its document too. */
static void
add_follow_ups (GfPostings *postings, const GfUnit *unit)
{
  for (unsigned i = 0; i < unit->follow_ups->len; i++)
    add_due (postings, ((GfFollowUp *) g_ptr_array_index (unit->follow_ups, i))->due);
}

static void
add_references (GfPostings *postings, const GfUnit *unit)
{
  for (unsigned i = 0; i < unit->references->len; i++)
    {
      const GfReference *reference = g_ptr_array_index (unit->references, i);

      add_filter (postings, GF_TERM_REFERENCE,
                  reference->kind == GF_REFERENCE_CASE ? reference->case_number
                                                       : reference->date);
    }
}

/* Where the words of a unit go to. */
typedef struct
{
  GfPostings *postings;
  uint32_t *position; /* NULL: they stand nowhere */
} Words;

static void
add_text (const GfUnitText *text, void *data)
{
  const Words *words = data;
  uint32_t *position = text->has_positions ? words->position : NULL;

  gf_postings_add_text (words->postings, GF_POSTINGS_TEXT, text->text, text->wdf,
                        position);
  if (position != NULL)
    *position += text->gap;
}

/* The words that are the document's words too.  @position: (inout) (nullable) */
static void
add_words (GfPostings *postings, const GfUnit *unit, uint32_t *position)
{
  Words words = { postings, position };

  gf_unit_each_text (unit, add_text, &words);
  if (unit->decision != NULL)
    add_field (postings, GF_POSTINGS_DECISION, unit->decision->text);
}

static bool
ask_about (GfAnalyser *analyser, const GfPostings *postings, GError **error)
{
  if (analyser->inquiry == NULL)
    return true;

  g_autoptr (GPtrArray) unknown = gf_postings_list_unknown (postings, analyser->roots);
  return gf_inquiry_ask (analyser->inquiry, unknown, error);
}

/* Makes the roots of all words in @postings known, and of those that it only hints at. */
static bool
learn (GfAnalyser *analyser, GfPostings *postings, GError **error)
{
  if (!ask_about (analyser, postings, error))
    return false;
  return !gf_postings_complete (postings, analyser->roots)
         || ask_about (analyser, postings, error);
}

/* Sends what was collected, and leaves @postings empty: before sending, which copies. */
static bool
send_packed (GfPostings *postings, GfMessageType type, GVariant *record, int socket,
             GError **error)
{
  g_autoptr (GVariant) message = gf_postings_pack (postings, record);

  gf_postings_clear (postings);
  return gf_message_send (socket, type, message, -1, error);
}

static bool
send_unit (GfAnalyser *analyser, const GfDocument *document, const GfUnit *unit,
           GVariant *head, int socket, GError **error)
{
  GfPostings *postings = analyser->unit;
  g_autoptr (GVariant) packed = gf_unit_pack (unit);
  g_autofree char *id = gf_schema_unit_id (document->id, unit->ordinal);
  /* Where a unit is too short to tell, it is taken to be of its document's language. */
  const char *language = unit->language != NULL ? unit->language : document->language;
  uint32_t position = 0;

  add_words (postings, unit, &position);
  add_field (postings, GF_POSTINGS_TITLE, unit->title);
  add_filter (postings, GF_TERM_ID, id);
  add_filter (postings, GF_TERM_DOCUMENT, document->id);
  add_filter (postings, GF_TERM_KIND, gf_unit_kind_name (unit->kind));
  add_case (postings, unit);
  add_follow_ups (postings, unit);
  add_references (postings, unit);
  add_filter (postings, GF_TERM_LANGUAGE, language);
  add_origin (analyser, postings, document);
  add_values (postings, document, unit->ordinal, language, outcome_of (unit));
  gf_postings_complete (postings, analyser->roots);
  gf_postings_add_roots (postings, analyser->roots, GF_POSTINGS_SHARED_IS_COUNTED);
  return send_packed (postings, GF_MESSAGE_UNIT, g_variant_new ("(@*@*)", head, packed),
                      socket, error);
}

static void
add_document_title (GfPostings *postings, const GfDocument *document)
{
  if (document->title == NULL)
    return;

  bool counted = document->units->len > 0
                 && gf_unit_has_title_in_text (g_ptr_array_index (document->units, 0),
                                               document->title);
  gf_postings_add_text (postings, GF_POSTINGS_TEXT, document->title,
                        counted ? GF_TITLE_WDF - GF_TEXT_WDF : GF_TITLE_WDF, NULL);
}

/*
 * All words of the document come together before its first unit is sent, though the text
 * is then parted twice: so they are asked about at once, and not unit by unit, each time
 * waiting for an indexer that may be busy writing (measured: 15 questions a document, and
 * twice the time for a first run).
 */
static bool
collect_document (GfAnalyser *analyser, const GfDocument *document, GError **error)
{
  GfPostings *postings = analyser->document;

  for (unsigned i = 0; i < document->units->len; i++)
    {
      const GfUnit *unit = g_ptr_array_index (document->units, i);

      add_words (postings, unit, NULL);
      add_case (postings, unit);
      add_follow_ups (postings, unit);
    }
  add_document_title (postings, document);
  add_filter (postings, GF_TERM_ID, document->id);
  add_filter (postings, GF_TERM_LANGUAGE, document->language);
  add_origin (analyser, postings, document);
  add_values (postings, document, 0, document->language, NULL);
  return learn (analyser, postings, error);
}

bool
gf_analyse_send (GfAnalyser *analyser, const GfDocument *document, int socket,
                 GError **error)
{
  g_autoptr (GVariant) record = gf_document_pack (document);
  g_autoptr (GVariant) head = g_variant_get_child_value (record, 0);

  /* Of a document whose sending failed, something is left. */
  gf_postings_clear (analyser->unit);
  gf_postings_clear (analyser->document);
  collect_origin (analyser, document);
  if (!collect_document (analyser, document, error))
    return false;
  for (unsigned i = 0; i < document->units->len; i++)
    if (!send_unit (analyser, document, g_ptr_array_index (document->units, i), head,
                    socket, error))
      return false;
  gf_postings_add_roots (analyser->document, analyser->roots, GF_POSTINGS_SHARED_IS_LEFT);
  return send_packed (analyser->document, GF_MESSAGE_DOCUMENT, record, socket, error);
}
