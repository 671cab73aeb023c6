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

#include "common/limits.h"
#include "common/schema.h"
#include "indexer/understand/reading/text.h"

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

/* What is the same for every file. */
typedef struct
{
  GfLimits limits;
  const char *const *passwords; /* to try on encrypted files; NULL for none */
  /* Of text in images, as tesseract calls them; NULL for Norwegian, an empty list to
   * leave images alone. */
  const char *const *languages;
} GfExtractOptions;

/*
 * @options: (transfer none): outlives the extractor; NULL for gf_limits_init () and no
 * passwords
 * Errors: GF_EXTRACT_ERROR_IO, where the magic database cannot be loaded.
 */
GfExtractor *gf_extractor_new (const GfExtractOptions *options, GError **error);
void gf_extractor_free (GfExtractor *extractor);

/*
 * Who hears of what is met on the way, while gf_extract () goes on; each is called with
 * the task's data, and says false where reading is to stop.  Any may be NULL.
 */
typedef struct
{
  /* A file within the file: its path there (bytes; parts apart by "/", none of them "",
   * "." or ".."; told apart from the others), its bytes, its end.  READ_NOT, with reason
   * and detail, where they could not be had whole: what was said of it before is void. */
  bool (*begin_member) (void *data, const char *path);
  bool (*add_bytes) (void *data, const void *bytes, size_t length);
  bool (*end_member) (void *data, GfReadStatus status, const char *reason,
                      const char *detail);
  /* A step is begun that may be the last: @page, or @n_blocks read where there are no
   * pages.  @recognises: an image is about to be read for text. */
  bool (*progress) (void *data, uint32_t page, uint32_t n_blocks, bool recognises);
  /* Page @page is an image with this text. */
  bool (*recognised) (void *data, uint32_t page, const char *text);
} GfExtractHooks;

/* What is asked of one file.  All zeros: all of it, and nobody hears. */
typedef struct
{
  uint32_t stop_page;   /* this page and what follows is left out; 0 for none */
  uint32_t stop_block;  /* the same, where there are no pages */
  unsigned depth;       /* archives that the file lies in */
  GVariant *recognised; /* GF_PAGES_TYPE (transfer none): known before; NULL for none */
  const GfExtractHooks *hooks;
  void *data;
} GfExtractTask;

/*
 * gf_extract: reads the file behind @fd into @text.
 * @task: NULL for all zeros
 * @fd: a regular file open for reading; (transfer none); its offset is moved
 * @text: (transfer none): blocks, metadata, pages and GF_TEXT_FORMAT are filled in.  What
 * was read before an error stays there, to be thrown away by the caller
 * @shortfall: initialised to zeros; says what is missing where the file was read in part,
 * which is so after a limit (reason "limit"), a fault within the file ("damaged") and
 * pages that are only images ("no-text")
 *
 * Returns: true where @text holds at least one block, or @task's hooks heard of a member.
 * Errors: each says that nothing of the file can be shown but its name.  EMPTY: no bytes,
 * or white space only; ENCRYPTED; DAMAGED; UNSUPPORTED, naming the media type; LIMIT: met
 * before the first block; NO_TEXT; IO: trying again may help.
 */
bool gf_extract (GfExtractor *extractor, int fd, const GfExtractTask *task, GfText *text,
                 GfShortfall *shortfall, GError **error);

/* gf_extract_as: the same for a file that is known to be of @type, as gf_detect () says
 * it; NULL to have it looked at. */
bool gf_extract_as (GfExtractor *extractor, const char *type, int fd,
                    const GfExtractTask *task, GfText *text, GfShortfall *shortfall,
                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfExtractor, gf_extractor_free)
