/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * extract.h: text blocks and metadata out of one open file.
 *
 * The content decides what a file is, never its name: libmagic first, then a look inside
 * where libmagic cannot tell (containers, Markdown).  One file per format reads it;
 * extract.c has the table.  Everything read is hostile: call this in the sandbox
 * (sandbox.h) only.  Nothing here opens a file, runs a program or keeps anything between
 * two files.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/understand/text.h"

/* Why a file gave no text; one code for each of the GF_REASON_* words that the content
 * decides. */
typedef enum
{
  GF_EXTRACT_ERROR_EMPTY,
  GF_EXTRACT_ERROR_ENCRYPTED,
  GF_EXTRACT_ERROR_DAMAGED,
  GF_EXTRACT_ERROR_UNSUPPORTED,
  GF_EXTRACT_ERROR_LIMIT,
  GF_EXTRACT_ERROR_NO_TEXT,
  GF_EXTRACT_ERROR_IO,
  GF_EXTRACT_ERROR_LAST = GF_EXTRACT_ERROR_IO
} GfExtractError;
#define GF_EXTRACT_ERROR (gf_extract_error_quark ())
GQuark gf_extract_error_quark (void);

/* The word of common/schema.h that belongs to @code: "encrypted". */
const char *gf_extract_error_reason (GfExtractError code);

/*
 * What a file that was read did not give: the first thing that was lost, as a GF_REASON_*
 * word (transfer none), and a sentence for people.  Both NULL where the file was read
 * whole.
 */
typedef struct
{
  const char *reason;
  char *detail;
} GfShortfall;
void gf_shortfall_clear (GfShortfall *shortfall);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GfShortfall, gf_shortfall_clear)

/* What must be opened before the sandbox closes: the magic database, character
 * conversions. */
typedef struct GfExtractor GfExtractor;

/* Errors: GF_EXTRACT_ERROR_IO, where the magic database cannot be loaded. */
GfExtractor *gf_extractor_new (GError **error);
void gf_extractor_free (GfExtractor *extractor);

/*
 * gf_extract: reads the file behind @fd into @text.
 * @fd: a regular file open for reading; (transfer none); its offset is moved
 * @text: (transfer none): blocks, metadata, pages and GF_TEXT_FORMAT are filled in.  What
 * was read before an error stays there, to be thrown away by the caller
 * @shortfall: initialised to zeros; says what is missing where the file was read in part,
 * which is so after a limit (reason "limit"), a fault within the file ("damaged") and
 * pages that are only images ("no-text")
 *
 * Returns: true where @text holds at least one block.
 * Errors: each says that nothing of the file can be shown but its name.  EMPTY: no bytes,
 * or white space only; ENCRYPTED; DAMAGED; UNSUPPORTED, naming the media type; LIMIT: met
 * before the first block; NO_TEXT; IO: trying again may help.
 */
bool gf_extract (GfExtractor *extractor, int fd, GfText *text, GfShortfall *shortfall,
                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfExtractor, gf_extractor_free)
