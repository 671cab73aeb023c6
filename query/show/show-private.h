/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * show-private.h: the pieces of showing one document: which it is, what it holds, and
 * the file it was read from.  All inside a reader (index-private.h).
 */
#pragma once

#include <jansson.h>

#include "query/index/index-private.h"
#include "query/index/references.h"

/* Where they stand in a row of the table of files. */
enum
{
  GF_ROW_SIZE = 2,
  GF_ROW_MTIME_NS = 3,
  GF_ROW_DOCUMENT_ID = 5, /* "" for none */
  GF_ROW_CONTAINER = 10   /* path of the file that it lies in, "" for none */
};

/* gf_show_fail_not_found: sets NOT_FOUND.  Returns: false. */
bool gf_show_fail_not_found (GError **error, const char *name);

/* gf_show_id_in_name: the document's id in "0123...cdef" or "0123...cdef.7".
   Returns: (transfer full) (nullable): NULL for anything else. */
char *gf_show_id_in_name (const char *name);

/* gf_show_find_by_term: the document that has the term; *docid_out is 0 where none has.
   Errors: those of the shim. */
bool gf_show_find_by_term (GfIndex *index, const char *prefix, const char *value,
                           uint32_t *docid_out, GError **error);

/* gf_show_find_row: the row of @path in the table of files; NULL in @row_out where there
   is none.  Errors: those of the shim. */
bool gf_show_find_row (GfIndex *index, const char *path, GVariant **row_out,
                       GError **error);

/* gf_show_find_document: by id, path or path as shown.  Errors: NOT_FOUND, which says
   why; those of the shim. */
bool gf_show_find_document (GfIndex *index, const char *name, uint32_t *docid_out,
                            GError **error);

/* gf_show_read_document: Returns: (transfer full).  Errors: those of the shim and of
   unpacking. */
GfDocument *gf_show_read_document (GfIndex *index, uint32_t docid, GError **error);

/* gf_show_search_units: all units of the document @id, in their order.  Returns:
   (transfer full): NULL on error.  Errors: those of the shim. */
XcResults *gf_show_search_units (GfIndex *index, const char *id, GError **error);

/* gf_show_document_json: the contract's document with all that is known of it, without
   its units.  @resolver: for the units that point to its meeting.
   Returns: (transfer full): NULL on error. */
json_t *gf_show_document_json (GfResolver *resolver, const GfDocument *document,
                               GError **error);

/* gf_show_unit_json: the contract's unit, whole.  Returns: (transfer full): NULL on
   error. */
json_t *gf_show_unit_json (GfResolver *resolver, const GfDocument *head,
                           const GfUnit *unit, GError **error);
