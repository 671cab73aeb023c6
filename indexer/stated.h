/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stated.h: what a gjenfinn.conf states of the files in its folder and below: their type,
 * organ, region and so on, as gjenfinn-indexer(1) describes it.
 *
 * The nearest such file wins, key by key.  What is misspelt is told and passed over, the
 * rest used: it is one folder's word among many, and no reason to index nothing.  From
 * one run to the next it is kept which of them there were, so that the files below one
 * that has changed, come or gone are read again; and a run over a part of the collection
 * knows of those above it that an earlier run met.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/crawl.h"

#define GF_STATED_NAME "gjenfinn.conf"

typedef struct GfStated GfStated;

/* Told of each fault, of the first twenty of a file: "FILE:LINE: ...". */
typedef void (*GfStatedWarn) (gpointer user_data, const char *fault);

/*
 * gf_stated_load: takes the files of that name out of @crawl, and reads them; and what
 * the run before kept in @level_folder.  At most 64 kB of each.  Returns: (transfer
 * full), never NULL.
 */
GfStated *gf_stated_load (const char *level_folder, GfCrawl *crawl, GfStatedWarn warn,
                          gpointer user_data);
void gf_stated_free (GfStated *stated);

/* gf_stated_find: what holds of the file at @path, GF_STATED_TYPE.  Returns: (transfer
 * full) (nullable): not floating; NULL for nothing. */
GVariant *gf_stated_find (const GfStated *stated, const char *path);

/* Whether what is stated of the file at @path may be otherwise than it was in the run
 * before. */
bool gf_stated_has_changed (const GfStated *stated, const char *path);

/* Whether gf_stated_has_changed () holds of any path. */
bool gf_stated_has_any_changed (const GfStated *stated);

/* gf_stated_save: for the next run, once all files were gone through.  Errors: those of
 * g_file_set_contents (). */
bool gf_stated_save (const GfStated *stated, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfStated, gf_stated_free)
