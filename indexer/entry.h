/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * entry.h: what a worker sends of a unit or a document (GF_ANALYSED_TYPE), as a Xapian
 * document, and the same moved to another path.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/file.h"
#include "xapian-c/xapian-c.h"

/*
 * gf_entry_new: terms, values and record of @analysed.
 * @document_id, @shown: whose it must be: an entry that names another document is
 * refused, since a worker that a hostile file has taken over could write over other
 * documents otherwise
 * @id_out: (transfer full): the entry's own id term, GF_TERM_ID and id
 * Returns: (transfer full).
 * Errors: GF_RECORD_ERROR_MALFORMED: the worker sent what no worker sends: no id, a term
 * too long, a record of another type.
 */
XcDocument *gf_entry_new (GVariant *analysed, const char *record_type,
                          const char *document_id, const char *shown, char **id_out,
                          GError **error);

/* gf_entry_has_path: whether the head of @record says @shown already; false where it
   cannot be read. */
bool gf_entry_has_path (GBytes *record, const char *record_type, const char *shown);

/*
 * gf_entry_set_path: changes the shown path in the head of @entry's record, in place.
 * @record: what @entry has now
 * Errors: GF_RECORD_ERROR_MALFORMED.
 */
bool gf_entry_set_path (XcDocument *entry, GBytes *record, const char *record_type,
                        const char *shown, GError **error);

/* gf_entry_set_files: the document's files, of GfFile: path terms and GF_SLOT_FILES.
   @old_terms: the path terms it has now, to be taken off; may be NULL. */
bool gf_entry_set_files (XcDocument *entry, const GPtrArray *files, XcList *old_terms,
                         GError **error);
