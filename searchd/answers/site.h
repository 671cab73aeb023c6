/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * site.h: the web page's files, read once at start.
 *
 * A path is looked up in a table of what was there at start and never reaches the file
 * system, so no spelling of it can lead outside the folder.  Read-only after loading: any
 * thread may look.
 */
#pragma once

#include <glib.h>

#include "searchd/http/reply.h"
#include "searchd/http/request.h"

typedef struct GfSite GfSite;

/*
 * gf_site_load: every file of a known type in @folder and its folders, "index.html" also
 * as "/". Hidden files, and types a page is not made of, are left out. Errors: those of
 * G_FILE_ERROR; G_FILE_ERROR_INVAL where it is no web page (no index.html, deeper than 8
 * folders, larger than 64 MB).
 */
GfSite *gf_site_load (const char *folder, GError **error);
void gf_site_free (GfSite *site);

/* gf_site_answer: the file at @request's path, or 304; NULL where there is none. */
GfReply *gf_site_answer (const GfSite *site, const GfHttpRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfSite, gf_site_free)
