/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * show-part.h: less than a document: a page of it, a unit of it; and more: the list of
 * them all.
 */
#pragma once

#include "query/index.h"

/*
 * gf_index_unit: {"document": its head, "unit": as in show, "snapshot"}.
 * @id: of a unit
 * Returns: (transfer full).  Errors: NOT_FOUND, INDEX.
 */
json_t *gf_index_unit (GfIndex *index, const char *id, GError **error);

/*
 * gf_index_page: the text of one page, as it was read: {"document": its head, "page",
 * "text", "units": [{"id", "unit", "case", "title", ...}] of which something stands on
 * the page, "set_aside": [{"kind", "text"}], "snapshot"}.
 * @page: from 1; of a document without pages the first is all of it
 * Returns: (transfer full).  Errors: NOT_FOUND (no such document, or page), INDEX.
 */
json_t *gf_index_page (GfIndex *index, const char *id, unsigned page, GError **error);

/* The most that one list holds. */
#define GF_LIST_MAX 1000

/*
 * gf_index_list: {"total", "coverage", "snapshot", "documents": [heads]}, in the order of
 * their ids, which are those of their content: a document that stays is met once by who
 * reads list after list, whatever changes meanwhile.  "next_cursor" is the next @after.
 * @after: the id before the first; "" for the beginning
 * @limit: at most GF_LIST_MAX
 * Returns: (transfer full).  Errors: INDEX.
 */
json_t *gf_index_list (GfIndex *index, const char *after, unsigned limit, GError **error);

/*
 * gf_index_list_path: the same of the documents that hits show at @path alone; no other
 * path, such as the file's own on this machine, is looked for.
 * @path: valid UTF-8
 * Returns: (transfer full).  Errors: INDEX.
 */
json_t *gf_index_list_path (GfIndex *index, const char *path, GError **error);
