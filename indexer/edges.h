/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * edges.h: what web pages begin and end with, counted over the collection: see
 * indexer/understand/aside/repeats.h.
 *
 * A file "edges" beside the databases of a level: for each content that is a web page the
 * numbers of the blocks at its edges.  What stands at the edges of many is told to the
 * workers, which set it aside; pages that were read before that was known are read again,
 * once.
 *
 * The file is saved when a run ends, with the number of the index's commit.  After a run
 * that was killed, or where it is missing or damaged, the index is ahead of it: the pages
 * that it does not have are in doubt then, and read again.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/file.h"

typedef struct GfEdges GfEdges;

/* gf_edges_load: as it was saved in @level_folder; nothing where there is no file, or
 * none that is sound. */
GfEdges *gf_edges_load (const char *level_folder);
void gf_edges_free (GfEdges *edges);

/* The numbers that many pages have, rising, "at": (transfer full). */
GVariant *gf_edges_dup_repeated (const GfEdges *edges);

/*
 * gf_edges_put: the page with the content @sha256 (hex) has @numbers ("at"), in the place
 * of those it had.
 * @told: what gf_edges_dup_repeated () gave when the page was read
 */
void gf_edges_put (GfEdges *edges, const char *sha256, GVariant *numbers, GVariant *told);

/* gf_edges_list_outdated: the contents that would be read otherwise by what is repeated
 * now: (transfer container) (element-type utf8), valid until the next change. */
GPtrArray *gf_edges_list_outdated (const GfEdges *edges);

/* gf_edges_has: whether there is anything about the content @sha256, doubt too. */
bool gf_edges_has (const GfEdges *edges, const char *sha256);

/* gf_edges_doubt: the page may have been read by other knowledge than is written here: it
 * is outdated until it is put anew. */
void gf_edges_doubt (GfEdges *edges, const char *sha256);

/* gf_edges_sweep: forgets the contents that @is_used says no to. */
void gf_edges_sweep (GfEdges *edges, GfFileIsUsed is_used, gpointer user_data);

/* gf_edges_get_commit: of the index, that the file was saved for; 0 for none. */
uint64_t gf_edges_get_commit (const GfEdges *edges);

/* gf_edges_save: where something has changed, for the index as of @commit.  Errors:
 * G_FILE_ERROR. */
bool gf_edges_save (GfEdges *edges, uint64_t commit, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfEdges, gf_edges_free)
