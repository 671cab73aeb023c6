/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/understand.h"

#include <string.h>

#include "indexer/understand/head/bodies.h"
#include "indexer/understand/aside/boilerplate.h"
#include "indexer/understand/cases/case-units.h"
#include "indexer/understand/cases/cases.h"
#include "indexer/understand/aside/contents.h"
#include "indexer/understand/reading/dates.h"
#include "indexer/understand/links/follow-ups.h"
#include "indexer/understand/aside/furniture.h"
#include "indexer/understand/head/document-head.h"
#include "indexer/understand/reading/labels.h"
#include "indexer/understand/reading/lines.h"
#include "indexer/understand/links/references.h"
#include "indexer/understand/sections/section-units.h"
#include "indexer/understand/aside/site-lines.h"
#include "indexer/understand/reading/units.h"

#define MAX_HEAD_LINES 60
/* So many cases of their own make a meeting's of a case paper. */
#define MIN_PAPERS 3

typedef struct
{
  GfLines *lines;
  GfDocument *document;
  GfBelonging *belonging;
} Reading;

/* Folded names that a sentence deciding without a label may begin with. */
static char **
dup_subjects (const Reading *reading)
{
  const GfBelonging *belonging = reading->belonging;
  const char *names[] = { belonging->body, belonging->council, belonging->region };
  /* What the eldreråd calls itself further down. */
  static const char *const kinds[] = { "rådet", "utvalget", "utvalet", "nemnda" };
  GPtrArray *subjects = g_ptr_array_new ();

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL)
      g_ptr_array_add (subjects, gf_fold (names[i], strlen (names[i])));
  for (size_t i = 0; belonging->body != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *body = gf_fold (belonging->body, strlen (belonging->body));

      if (g_str_has_suffix (body, kinds[i]))
        g_ptr_array_add (subjects, g_strdup (kinds[i]));
    }
  g_ptr_array_add (subjects, NULL);
  return (char **) g_ptr_array_free (subjects, FALSE);
}

static void
add_cases (Reading *reading, const GArray *cases)
{
  g_auto (GStrv) subjects = dup_subjects (reading);
  GfCaseUnits units
      = { reading->lines, reading->document, (const char *const *) subjects };

  if (reading->document->type == GF_TYPE_CASE_PAPER)
    gf_case_units_add_paper (&units, cases);
  else
    gf_case_units_add (&units, cases);
}

static void
set_aside (GfLines *lines, GfDocument *document)
{
  gf_furniture_set_aside (lines);
  gf_boilerplate_set_aside (lines);
  gf_site_lines_set_aside (lines);
  document->pages = gf_text_get_pages (lines->text);
  if (document->pages == 0)
    document->pages = gf_furniture_number_pages (lines);
  gf_contents_set_aside (lines);
}

static size_t
head_end (const GfLines *lines, const GArray *cases, GfDocumentType type)
{
  /* The head of one case by itself is that of its document. */
  bool alone = cases->len == 1
               && (g_array_index (cases, GfCase, 0).record
                   || g_array_index (cases, GfCase, 0).paper);

  return cases->len > 0 && type != GF_TYPE_CASE_PAPER && !alone
             ? g_array_index (cases, GfCase, 0).start
             : gf_lines_size (lines);
}

static void
read_head (Reading *reading, const GArray *cases)
{
  GfDocument *document = reading->document;
  g_autoptr (GfLines) head = gf_lines_new_head (
      reading->lines, head_end (reading->lines, cases, document->type), MAX_HEAD_LINES);

  reading->belonging = gf_document_head_read (reading->lines, head, document);
}

/* What is cut into cases that were decided is minutes, whatever it calls itself not. */
static void
settle_type (GfDocument *document)
{
  guint n_decided = 0, n_cases = 0;

  if (document->details.type_evidence != NULL)
    return;
  for (guint i = 0; i < document->units->len && document->type == GF_TYPE_OTHER; i++)
    {
      const GfUnit *unit = g_ptr_array_index (document->units, i);

      n_cases += unit->kind == GF_UNIT_CASE;
      n_decided
          += unit->decision != NULL && unit->decision->outcome != GF_OUTCOME_PROPOSED;
    }
  if (n_cases >= 2 && n_decided >= 1)
    document->type = GF_TYPE_MINUTES;
}

/* The papers of a meeting, one after the other, are its agenda, though the first line
 * says "Saksdokument". */
static void
settle_papers (GfDocument *document, const GArray *cases)
{
  guint n = 0;

  for (guint i = 0; i < cases->len && document->type == GF_TYPE_CASE_PAPER; i++)
    {
      const GfCase *found = &g_array_index (cases, GfCase, i);

      n += found->title != NULL && found->number.kind == GF_NUMBER_YEARLY;
    }
  if (n >= MIN_PAPERS)
    document->type = GF_TYPE_AGENDA;
}

GfDocument *
gf_understand (GfText *text, const GfRegisters *registers)
{
  g_autoptr (GfLines) lines = gf_lines_new (text, registers);
  g_autoptr (GfDocument) document = gf_document_new ();
  Reading reading = { lines, document, NULL };

  set_aside (lines, document);
  document->format = g_strdup (gf_text_get (text, GF_TEXT_FORMAT));

  g_autoptr (GfLines) opening
      = gf_lines_new_head (lines, gf_lines_size (lines), MAX_HEAD_LINES);

  gf_document_head_read_type (opening, document);

  g_autoptr (GArray) cases = gf_cases_find (lines, document->type);

  if (cases->len > 0 && g_array_index (cases, GfCase, 0).record)
    document->type = GF_TYPE_MINUTES;
  settle_papers (document, cases);

  read_head (&reading, cases);
  if (cases->len > 0 || document->type == GF_TYPE_CASE_PAPER)
    add_cases (&reading, cases);
  else
    gf_section_units_add (lines, document);
  settle_type (document);
  gf_units_settle_language (lines, document);
  gf_document_head_set_language (lines, document);
  gf_references_find (registers, document);
  gf_follow_ups_find (registers, document);
  gf_lines_add_blocks (lines, 0, gf_lines_size (lines), true, document->set_aside);
  gf_belonging_free (reading.belonging);
  return g_steal_pointer (&document);
}
