/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contract's words for the enums of record.h and schema.h, as tables. */
#include "common/record.h"

#include "common/schema.h"

static const char *const UNIT_KINDS[] = {
  [GF_UNIT_CASE] = "case",
  [GF_UNIT_SECTION] = "section",
  [GF_UNIT_DOCUMENT] = "document",
};

static const char *const DOCUMENT_TYPES[] = {
  [GF_TYPE_OTHER] = "other",         [GF_TYPE_MINUTES] = "minutes",
  [GF_TYPE_AGENDA] = "agenda",       [GF_TYPE_CASE_PAPER] = "case-paper",
  [GF_TYPE_STRATEGY] = "strategy",   [GF_TYPE_PLAN] = "plan",
  [GF_TYPE_REPORT] = "report",       [GF_TYPE_HEARING] = "hearing",
  [GF_TYPE_AGREEMENT] = "agreement", [GF_TYPE_NOTE] = "note",
};

static const char *const OUTCOMES[] = {
  [GF_OUTCOME_UNKNOWN] = "unknown",     [GF_OUTCOME_ADOPTED] = "adopted",
  [GF_OUTCOME_PROPOSED] = "proposed",   [GF_OUTCOME_NOTED] = "noted",
  [GF_OUTCOME_POSTPONED] = "postponed", [GF_OUTCOME_REJECTED] = "rejected",
  [GF_OUTCOME_WITHDRAWN] = "withdrawn",
};

static const char *const BLOCK_KINDS[] = {
  [GF_BLOCK_PARAGRAPH] = "paragraph",     [GF_BLOCK_HEADING] = "heading",
  [GF_BLOCK_TABLE_ROW] = "table-row",     [GF_BLOCK_LIST_ITEM] = "list-item",
  [GF_BLOCK_HEADER] = "header",           [GF_BLOCK_FOOTER] = "footer",
  [GF_BLOCK_BOILERPLATE] = "boilerplate", [GF_BLOCK_HIDDEN] = "hidden",
};

static const char *const PART_KINDS[] = {
  [GF_CASE_PART_DISCUSSION] = "discussion",
  [GF_CASE_PART_PROPOSAL] = "proposal",
  [GF_CASE_PART_DECISION] = "decision",
  [GF_CASE_PART_VOTE] = "vote",
};

static const char *const REFERENCE_KINDS[] = {
  [GF_REFERENCE_CASE] = "case",
  [GF_REFERENCE_MEETING] = "meeting",
};

static const char *const PRESENCES[] = {
  [GF_PRESENT] = "present",
  [GF_ABSENT] = "absent",
};

static const char *const READ_STATUSES[] = {
  [GF_READ_WHOLE] = "read",
  [GF_READ_PARTLY] = "partly_read",
  [GF_READ_NOT] = "unread",
};

static const char *
name_of (const char *const *names, size_t n_names, size_t value)
{
  g_assert (value < n_names);
  return names[value];
}

static bool
value_of (const char *const *names, size_t n_names, const char *name, unsigned *value_out)
{
  for (size_t i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *value_out = (unsigned) i;
        return true;
      }
  return false;
}

const char *
gf_unit_kind_name (GfUnitKind kind)
{
  return name_of (UNIT_KINDS, G_N_ELEMENTS (UNIT_KINDS), kind);
}

const char *
gf_document_type_name (GfDocumentType type)
{
  return name_of (DOCUMENT_TYPES, G_N_ELEMENTS (DOCUMENT_TYPES), type);
}

const char *
gf_outcome_name (GfOutcome outcome)
{
  return name_of (OUTCOMES, G_N_ELEMENTS (OUTCOMES), outcome);
}

const char *
gf_block_kind_name (GfBlockKind kind)
{
  return name_of (BLOCK_KINDS, G_N_ELEMENTS (BLOCK_KINDS), kind);
}

const char *
gf_case_part_kind_name (GfCasePartKind kind)
{
  return name_of (PART_KINDS, G_N_ELEMENTS (PART_KINDS), kind);
}

const char *
gf_reference_kind_name (GfReferenceKind kind)
{
  return name_of (REFERENCE_KINDS, G_N_ELEMENTS (REFERENCE_KINDS), kind);
}

const char *
gf_presence_name (GfPresence presence)
{
  return name_of (PRESENCES, G_N_ELEMENTS (PRESENCES), presence);
}

const char *
gf_read_status_name (GfReadStatus status)
{
  return name_of (READ_STATUSES, G_N_ELEMENTS (READ_STATUSES), status);
}

bool
gf_reason_is_known (const char *reason)
{
  static const char *const reasons[] = { GF_REASON_EMPTY,
                                         GF_REASON_NO_TEXT,
                                         GF_REASON_ENCRYPTED,
                                         GF_REASON_DAMAGED,
                                         GF_REASON_UNSUPPORTED,
                                         GF_REASON_LIMIT,
                                         GF_REASON_CRASHED,
                                         GF_REASON_PERMISSION,
                                         GF_REASON_VANISHED,
                                         GF_REASON_IO,
                                         NULL };

  return g_strv_contains (reasons, reason);
}

bool
gf_unit_kind_from_name (const char *name, GfUnitKind *kind_out)
{
  return value_of (UNIT_KINDS, G_N_ELEMENTS (UNIT_KINDS), name, kind_out);
}

bool
gf_document_type_from_name (const char *name, GfDocumentType *type_out)
{
  return value_of (DOCUMENT_TYPES, G_N_ELEMENTS (DOCUMENT_TYPES), name, type_out);
}

bool
gf_outcome_from_name (const char *name, GfOutcome *outcome_out)
{
  return value_of (OUTCOMES, G_N_ELEMENTS (OUTCOMES), name, outcome_out);
}
