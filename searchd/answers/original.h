/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * original.h: a document's own file, as it lies on disk, safe to open in a browser.
 *
 * The file comes from outside and may hold scripts: only PDF is shown in the browser,
 * whose viewer keeps it apart; everything else is handed over as a download, and nothing
 * may guess another type than the one the indexer read from its content.
 */
#pragma once

#include "searchd/http/reply.h"
#include "searchd/http/request.h"

/*
 * gf_original_answer: the file at @path, or the part of it, or the 304, that @request
 * asks for.
 * @path: bytes of the file system; @media_type: what the indexer found it to be
 * Returns: (transfer full): a 404 problem where it is gone, or no regular file any more.
 */
GfReply *gf_original_answer (const GfHttpRequest *request, const char *path,
                             const char *media_type);

/*
 * gf_content_disposition: the header for a file of that name and type: RFC 6266, the name
 * both in ASCII and, by RFC 5987, in UTF-8. Returns: (transfer full).
 */
char *gf_content_disposition (const char *path, const char *media_type);
