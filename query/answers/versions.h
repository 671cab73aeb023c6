/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * versions.h: the versions of a document, and the papers of its meeting, for an answer.
 *
 * Inside a reader of index-private.h.
 */
#pragma once

#include "query/index/index-private.h"

/* gf_versions_are_there: whether anything in the index is a version of anything: known
   without looking at any of it.  Errors: the shim's. */
bool gf_versions_are_there (GfIndex *index, bool *there_out, GError **error);

/*
 * gf_versions_new_groups: for what was read of groups, for one answer from one state of
 * the index: papers of one meeting are hits together.  Returns: (transfer full).
 */
GHashTable *gf_versions_new_groups (void);

/*
 * gf_versions_json: what else there is of document @id: [{"document_id", "title", "type",
 * "date", "relation"}], the newest first; relation: "newer", "older", "near-copy"
 * (nothing tells which is the newer), "same-meeting". *list_out: (transfer full): NULL
 * where there is nothing.  @groups: of gf_versions_new_groups ().
 * Errors: the shim's, GF_RECORD_ERROR.
 */
bool gf_versions_json (GfIndex *index, GHashTable *groups, const char *id,
                       json_t **list_out, GError **error);
