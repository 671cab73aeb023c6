/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/record.h"

GfBlock *
gf_block_new (GfBlockKind kind, uint8_t level, uint32_t page, const char *text)
{
  GfBlock *block = g_new (GfBlock, 1);

  *block
      = (GfBlock){ .kind = kind, .level = level, .page = page, .text = g_strdup (text) };
  return block;
}

void
gf_block_free (GfBlock *block)
{
  if (block == NULL)
    return;
  g_free (block->text);
  g_free (block);
}

GfCasePart *
gf_case_part_new (GfCasePartKind kind, const char *label, GfTextSpan span)
{
  GfCasePart *part = g_new (GfCasePart, 1);

  *part = (GfCasePart){ kind, g_strdup (label), span };
  return part;
}

void
gf_case_part_free (GfCasePart *part)
{
  if (part == NULL)
    return;
  g_free (part->label);
  g_free (part);
}

GfReference *
gf_reference_new (GfReferenceKind kind, GfTextSpan span)
{
  GfReference *reference = g_new0 (GfReference, 1);

  reference->kind = kind;
  reference->span = span;
  return reference;
}

void
gf_reference_free (GfReference *reference)
{
  if (reference == NULL)
    return;
  g_free (reference->case_number);
  g_free (reference->case_prefix);
  g_free (reference->body);
  g_free (reference->date);
  g_free (reference);
}

GfFollowUp *
gf_follow_up_new (GfTextSpan span, const char *due)
{
  GfFollowUp *follow_up = g_new (GfFollowUp, 1);

  *follow_up = (GfFollowUp){ span, g_strdup (due) };
  return follow_up;
}

void
gf_follow_up_free (GfFollowUp *follow_up)
{
  if (follow_up == NULL)
    return;
  g_free (follow_up->due);
  g_free (follow_up);
}

GfPerson *
gf_person_new (const char *name, GfPresence presence)
{
  GfPerson *person = g_new0 (GfPerson, 1);

  person->name = g_strdup (name);
  person->presence = presence;
  return person;
}

void
gf_person_free (GfPerson *person)
{
  if (person == NULL)
    return;
  g_free (person->name);
  g_free (person->role);
  g_free (person->organisation);
  g_free (person);
}

GfDecision *
gf_decision_new (void)
{
  GfDecision *decision = g_new0 (GfDecision, 1);

  decision->votes_for = -1;
  decision->votes_against = -1;
  return decision;
}

void
gf_decision_free (GfDecision *decision)
{
  if (decision == NULL)
    return;
  g_free (decision->evidence);
  g_free (decision->label);
  g_free (decision->text);
  g_free (decision);
}

static GPtrArray *
new_blocks (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gf_block_free);
}

GfUnit *
gf_unit_new (GfUnitKind kind)
{
  GfUnit *unit = g_new0 (GfUnit, 1);

  unit->kind = kind;
  unit->blocks = new_blocks ();
  unit->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_case_part_free);
  unit->references = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_reference_free);
  unit->follow_ups = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_follow_up_free);
  return unit;
}

void
gf_unit_free (GfUnit *unit)
{
  if (unit == NULL)
    return;
  g_free (unit->case_number);
  g_free (unit->case_prefix);
  g_free (unit->archive_number);
  g_free (unit->title);
  g_strfreev (unit->heading_path);
  g_free (unit->language);
  g_free (unit->page_label);
  g_ptr_array_unref (unit->blocks);
  gf_decision_free (unit->decision);
  g_ptr_array_unref (unit->parts);
  g_ptr_array_unref (unit->references);
  g_ptr_array_unref (unit->follow_ups);
  g_free (unit);
}

char *
gf_unit_dup_text (const GfUnit *unit)
{
  GString *text = g_string_new (NULL);

  for (unsigned i = 0; i < unit->blocks->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (unit->blocks, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, block->text);
    }
  return g_string_free (text, FALSE);
}

static void
clear_details (GfDetails *details)
{
  g_free (details->type_evidence);
  g_strfreev (details->municipalities);
  g_strfreev (details->counties);
  g_free (details->published);
  g_free (details->period_from);
  g_free (details->period_to);
  g_free (details->meeting_number);
  g_free (details->meeting_place);
  g_free (details->case_worker);
  g_free (details->archive_reference);
  g_ptr_array_unref (details->people);
}

GfDocument *
gf_document_new (void)
{
  GfDocument *document = g_new0 (GfDocument, 1);

  document->units = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_unit_free);
  document->set_aside = new_blocks ();
  document->details.people
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_person_free);
  return document;
}

void
gf_document_free (GfDocument *document)
{
  if (document == NULL)
    return;
  g_free (document->id);
  g_free (document->path);
  g_free (document->title);
  g_free (document->body);
  g_free (document->region);
  g_free (document->date);
  g_free (document->language);
  g_free (document->format);
  g_ptr_array_unref (document->units);
  g_ptr_array_unref (document->set_aside);
  clear_details (&document->details);
  g_clear_pointer (&document->signature, g_bytes_unref);
  g_free (document);
}
