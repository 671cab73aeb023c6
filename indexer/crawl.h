/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * crawl.h: what is in the collection.
 *
 * Walks each root without following links, and lists every regular file.  FIFOs, devices,
 * sockets and links are no files of the collection, and neither is a Xapian database,
 * such as an index that lies inside it, nor what that index has beside it.  Nothing is
 * opened but folders, and those through no link.  Time and memory are linear in the
 * number of files and the length of their paths, and depth costs no descriptors.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/files.h"

/* Longer than any path that people make; a folder below is told as closed.  A path costs
   its length for each file in it, so that depth must end somewhere. */
#define GF_CRAWL_MAX_PATH_BYTES ((size_t) 16 << 10)

typedef struct
{
  GPtrArray *roots;  /* of char *: absolute, links resolved */
  GPtrArray *files;  /* of GfFile, in order of path within each root */
  GPtrArray *closed; /* of GfFile: folders that could not be opened, outcome set; what is
                        below them is unknown, not gone */
} GfCrawl;

typedef enum
{
  GF_CRAWL_ERROR_ROOT
} GfCrawlError;
#define GF_CRAWL_ERROR (gf_crawl_error_quark ())
GQuark gf_crawl_error_quark (void);

/*
 * gf_crawl: walks @roots (NULL-terminated; files or folders).
 * Errors: ROOT where a root cannot be found or walked: nothing is then taken to be gone.
 * Returns: (transfer full).
 */
GfCrawl *gf_crawl (const char *const *roots, GError **error);
void gf_crawl_free (GfCrawl *crawl);

/*
 * gf_crawl_name_apart: the shown path begins with the root's own name.  Where another
 * root here, or a file of the index outside the root, begins so too, as much of the
 * folders above is put before it as tells them apart.
 * @known: the table of files
 */
void gf_crawl_name_apart (GfCrawl *crawl, const GfFiles *known);

/* Whether @path lies at or below one of the roots, and not below a closed folder: if it
   was not met, it is gone. */
bool gf_crawl_covers (const GfCrawl *crawl, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfCrawl, gf_crawl_free)
