/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * recognised.h: what was seen in images, kept from one run to the next, so that no image
 * is read twice: not after the file moved, nor after an index is made anew beside it.
 *
 * A file a document, in a folder of the level: ocr/ab/<SHA-256 in hex>.  What is kept was
 * said by a worker that had nothing but that content in its hands, and goes to nobody but
 * one that has the same.  It holds for the languages that it was read for.  Text of
 * documents that are gone goes too: gf_recognised_sweep ().
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/file.h"

typedef struct GfRecognised GfRecognised;

/*
 * gf_recognised_new: nothing is made or read yet.
 * @level_folder: of the index; it has the folder "ocr"
 * @languages: that images are read for; NULL for the standard
 */
GfRecognised *gf_recognised_new (const char *level_folder, const char *const *languages);
void gf_recognised_free (GfRecognised *recognised);

/*
 * gf_recognised_load: what was seen in the images of the content @sha256 (hex).
 * Returns: (transfer full) (nullable): GF_PAGES_TYPE, in normal form; NULL for nothing,
 * or nothing that is sound.
 */
GVariant *gf_recognised_load (const GfRecognised *recognised, const char *sha256);

/*
 * gf_recognised_add: keeps @pages (GF_PAGES_TYPE, transfer none) beside what was kept
 * before; of a page that was seen twice the new.  Whole, or not at all.
 * Errors: G_FILE_ERROR: nothing is lost but time.
 */
bool gf_recognised_add (const GfRecognised *recognised, const char *sha256,
                        GVariant *pages, GError **error);

/* gf_recognised_sweep: removes what @is_used says no to, and what was half written. */
void gf_recognised_sweep (const GfRecognised *recognised, GfFileIsUsed is_used,
                          gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfRecognised, gf_recognised_free)
