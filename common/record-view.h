/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * record-view.h: what a hit shows of a stored record, read where it lies.
 *
 * A unit has much that a list of hits says nothing of, and ten of them are read for each
 * answer: here no string is copied, and parts, references and follow-ups are not looked
 * at.  Whoever wants all of a record, or wants to keep it, unpacks it (record.h).
 */
#pragma once

#include "common/record.h"

/*
 * What was read.  All strings are the bytes' own and live as long as they; what is empty
 * is NULL, as in record.h.  Of @unit, parts, references and follow-ups are NULL.
 */
typedef struct
{
  GfDocument head;
  GfUnit unit;
  GfDecision decision; /* what unit.decision points to, where there is one */
  GfBlock *blocks;     /* owned, as is the next */
  char **heading_path;
} GfUnitView;

/*
 * gf_unit_view_read: a GF_STORED_UNIT_TYPE.
 * Errors: GF_RECORD_ERROR_MALFORMED; *view_out is then to be cleared too.
 */
bool gf_unit_view_read (GfUnitView *view_out, const void *data, size_t size,
                        GError **error);
void gf_unit_view_clear (GfUnitView *view);

/* gf_head_view_read: the head of a GF_STORED_DOCUMENT_TYPE; nothing of it is owned, and
   it has no lists.  Errors: MALFORMED. */
bool gf_head_view_read (GfDocument *head_out, const void *data, size_t size,
                        GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GfUnitView, gf_unit_view_clear)
