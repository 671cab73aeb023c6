/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reading.h: one file while it is being read: shared by the formats, private to this
 * folder.
 *
 * A format is a function of type GfReader in a file of its own and a row in extract.c's
 * table. It adds blocks until the file ends or gf_reading_add () says stop, and returns
 * true; or it returns false with a GF_EXTRACT_ERROR where the file gives nothing.  What
 * it loses on the way it notes as cut (a limit) or lacking (anything else); the first
 * note stands.
 */
#pragma once

#include <locale.h>
#include <stdint.h>

#include "indexer/extract/extract.h"

/* ocr.h: what reads images. */
typedef struct GfOcr GfOcr;

typedef struct
{
  int fd; /* borrowed */
  const GfExtractOptions *options;
  const GfExtractTask *task;
  uint64_t size;       /* of the file, in bytes */
  const uint8_t *head; /* its first bytes */
  size_t head_length;
  GfText *text;
  GfShortfall *shortfall;
  int64_t cpu_start_us;     /* of the process, when the file was begun */
  int64_t cpu_extra_us;     /* granted beside the limit, for images read for text */
  unsigned n_members;       /* that the task's hooks heard of */
  GHashTable *member_paths; /* what is taken; NULL before the first */
  GfOcr *ocr;               /* borrowed */
  unsigned n_recognised;    /* pages that are images and were read for text */
  GHashTable *known_pages;  /* from task->recognised; NULL before the first scan */
  locale_t utf8;            /* names in it are UTF-8; 0 where there is no such locale */
} GfReading;

typedef bool (*GfReader) (GfReading *reading, GError **error);

bool gf_pdf_read (GfReading *reading, GError **error);
bool gf_office_read (GfReading *reading, GError **error);
bool gf_html_read (GfReading *reading, GError **error);
bool gf_markdown_read (GfReading *reading, GError **error);
bool gf_plain_read (GfReading *reading, GError **error);
bool gf_rtf_read (GfReading *reading, GError **error);
/* Office files from before 2007. */
bool gf_ole_read (GfReading *reading, GError **error);
bool gf_image_read (GfReading *reading, GError **error);
bool gf_csv_read (GfReading *reading, GError **error);
/* An archive of any kind; room for text of its own there is none. */
bool gf_archive_read (GfReading *reading, GError **error);
/* A mail, or a web page saved with what belongs to it (MHTML). */
bool gf_mail_read (GfReading *reading, GError **error);
/* Mails in one file, each a member. */
bool gf_mbox_read (GfReading *reading, GError **error);

/* gf_html_read_bytes: a web page that is a part of the file, after what was read before:
 * what it says of itself is taken only where nothing is known yet. */
bool gf_html_read_bytes (GfReading *reading, GBytes *bytes, GError **error);

/* gf_plain_add: @text, UTF-8, in blocks apart by blank lines, without pages.  Returns:
 * false: stop reading. */
bool gf_plain_add (GfReading *reading, const char *text);

/*
 * gf_reading_add: gf_text_add, noting a cut when the budget of text is spent.
 * Returns: false: stop reading.
 */
bool gf_reading_add (GfReading *reading, GfBlockKind kind, uint8_t level, uint32_t page,
                     const char *string);

/* gf_reading_set_date: GF_TEXT_DATE from an ISO 8601 date or timestamp; nothing else is
 * taken. */
void gf_reading_set_date (GfReading *reading, const char *date);

/* gf_reading_number_first_page: blocks without a page get page 1: a stream of breaks
   tells that there are pages at all only at the first of them. */
void gf_reading_number_first_page (GfReading *reading);

/* A limit was met: "limit", and what @format says. */
void gf_reading_cut (GfReading *reading, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* A part could not be read: @reason is a GF_REASON_* word. */
void gf_reading_lack (GfReading *reading, const char *reason, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/*
 * gf_reading_begin_page: to be called before each page, also one without text.
 * @page: from 1
 * Returns: false: stop reading, the cut is noted: the task says so, time is up, or there
 * are too many pages.
 */
bool gf_reading_begin_page (GfReading *reading, uint32_t page);

/* Whether the soft limit of CPU time is spent; the caller notes the cut and stops. */
bool gf_reading_is_late (const GfReading *reading);

/*
 * gf_reading_begin_member: a file within the file, which is a document of its own
 * (archives, attachments).
 * @name: as the container has it, bytes: made a path that leads nowhere else ("\" too
 * parts, "", "." and ".." are left out), and told apart from those before ("a (2).pdf")
 * Returns: false: there is no room for more, or nobody hears of it; a cut is noted where
 * that is a loss.  Else gf_reading_add_bytes () and gf_reading_end_member () follow.
 */
bool gf_reading_begin_member (GfReading *reading, const char *name);
/* Returns: false: stop reading: the conversation is over. */
bool gf_reading_add_bytes (GfReading *reading, const void *bytes, size_t length);
/* @reason: a GF_REASON_* word where the member could not be had whole; NULL for all well
 */
bool gf_reading_end_member (GfReading *reading, const char *reason, const char *detail);

/*
 * gf_reading_load: the file's bytes, at most GF_LIMIT_SOURCE_BYTES, noting a cut beyond.
 * Returns: (transfer full): NULL with IO where the disk fails.
 */
GBytes *gf_reading_load (GfReading *reading, GError **error);

/* gf_reading_load_text: the same as text, by gf_charset_decode (). */
char *gf_reading_load_text (GfReading *reading, GError **error);
