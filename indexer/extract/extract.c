/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/extract.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/schema.h"
#include "indexer/extract/detect.h"
#include "indexer/extract/mail/mail.h"
#include "indexer/sandbox/guard.h"
#include "indexer/extract/pages/ocr.h"
#include "indexer/extract/reading.h"
#include "indexer/extract/xml.h"

G_DEFINE_QUARK (gf_extract_error, gf_extract_error)

struct GfExtractor
{
  GfExtractOptions options;
  GfDetector *detector;
  GfOcr *ocr;
  GIConv utf16_be;
  GIConv utf16_le;
  GIConv latin1;
  locale_t utf8;
};

/* A new format: its reader in a file of its own, declared in reading.h, and a row here.
 */
typedef struct
{
  const char *type; /* as gf_detect () says it */
  GfReader read;
} Format;

static const Format formats[] = {
  { "application/pdf", gf_pdf_read },
  { "application/zip", gf_office_read },        /* looks inside: Office, EPUB */
  { "application/x-ole-storage", gf_ole_read }, /* looks inside: DOC, XLS, PPT, MSG */
  { "application/gzip", gf_archive_read },
  { "application/zstd", gf_archive_read },
  { "application/x-7z-compressed", gf_archive_read },
  { "application/x-bzip2", gf_archive_read },
  { "application/x-tar", gf_archive_read },
  { "application/x-xz", gf_archive_read },
  { "application/mbox", gf_mbox_read },
  { "message/rfc822", gf_mail_read },
  { "multipart/related", gf_mail_read }, /* MHTML */
  { "text/csv", gf_csv_read },
  { "text/html", gf_html_read },
  { "text/markdown", gf_markdown_read },
  { "text/plain", gf_plain_read },
  { "text/rtf", gf_rtf_read },
  { "image/png", gf_image_read },
  { "image/jpeg", gf_image_read },
  { "image/tiff", gf_image_read },
  { "image/bmp", gf_image_read },
  { "image/x-ms-bmp", gf_image_read },
  { "image/gif", gf_image_read },
  { "image/webp", gf_image_read },
  { "image/jp2", gf_image_read },
};

const char *
gf_extract_error_reason (GfExtractError code)
{
  static const char *const reasons[] = {
    [GF_EXTRACT_ERROR_EMPTY] = GF_REASON_EMPTY,
    [GF_EXTRACT_ERROR_ENCRYPTED] = GF_REASON_ENCRYPTED,
    [GF_EXTRACT_ERROR_DAMAGED] = GF_REASON_DAMAGED,
    [GF_EXTRACT_ERROR_UNSUPPORTED] = GF_REASON_UNSUPPORTED,
    [GF_EXTRACT_ERROR_LIMIT] = GF_REASON_LIMIT,
    [GF_EXTRACT_ERROR_NO_TEXT] = GF_REASON_NO_TEXT,
    [GF_EXTRACT_ERROR_IO] = GF_REASON_IO,
  };

  g_assert (code <= GF_EXTRACT_ERROR_LAST);
  return reasons[code];
}

static GfExtractError
code_of (const char *reason)
{
  GfExtractError code = 0;

  while (code < GF_EXTRACT_ERROR_LAST
         && strcmp (gf_extract_error_reason (code), reason) != 0)
    code++;
  return code;
}

void
gf_shortfall_clear (GfShortfall *shortfall)
{
  shortfall->reason = NULL;
  g_clear_pointer (&shortfall->detail, g_free);
}

/* poppler turns the UTF-16 of titles into UTF-8, and passwords into Latin-1, through
   iconv, which loads a module from disk the first time: held open here, it is there when
   the sandbox has closed. */
static bool
open_conversions (GfExtractor *extractor, GError **error)
{
  extractor->utf16_be = g_iconv_open ("UTF-8", "UTF-16BE");
  extractor->utf16_le = g_iconv_open ("UTF-8", "UTF-16LE");
  extractor->latin1 = g_iconv_open ("ISO-8859-1", "UTF-8");
  if (extractor->utf16_be != (GIConv) -1 && extractor->utf16_le != (GIConv) -1
      && extractor->latin1 != (GIConv) -1)
    return true;

  g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_IO,
               "cannot convert between character sets: %s", g_strerror (errno));
  return false;
}

GfExtractor *
gf_extractor_new (const GfExtractOptions *options, GError **error)
{
  g_autoptr (GfExtractor) extractor = g_new0 (GfExtractor, 1);

  if (options != NULL)
    extractor->options = *options;
  else
    gf_limits_init (&extractor->options.limits);
  extractor->utf16_be = extractor->utf16_le = extractor->latin1 = (GIConv) -1;
  if (!open_conversions (extractor, error))
    return NULL;
  extractor->detector = gf_detector_new (error);
  if (extractor->detector == NULL)
    return NULL;
  extractor->ocr = gf_ocr_new (extractor->options.languages);
  gf_xml_init ();
  gf_mail_init ();
  /* Read from disk, as the modules of iconv are. */
  extractor->utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
  return g_steal_pointer (&extractor);
}

void
gf_extractor_free (GfExtractor *extractor)
{
  if (extractor == NULL)
    return;
  gf_detector_free (extractor->detector);
  gf_ocr_free (extractor->ocr);
  if (extractor->utf16_be != (GIConv) -1)
    g_iconv_close (extractor->utf16_be);
  if (extractor->utf16_le != (GIConv) -1)
    g_iconv_close (extractor->utf16_le);
  if (extractor->latin1 != (GIConv) -1)
    g_iconv_close (extractor->latin1);
  if (extractor->utf8 != (locale_t) 0)
    freelocale (extractor->utf8);
  g_free (extractor);
}

static bool
look_at (GfReading *reading, uint8_t *head, GError **error)
{
  struct stat status;

  if (fstat (reading->fd, &status) != 0)
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_IO,
                   "cannot look at the file: %s", g_strerror (errno));
      return false;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_UNSUPPORTED,
                   "not a regular file");
      return false;
    }

  ssize_t got = TEMP_FAILURE_RETRY (pread (reading->fd, head, GF_DETECT_BYTES, 0));
  if (got < 0)
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_IO, "cannot read: %s",
                   g_strerror (errno));
      return false;
    }
  if (got == 0)
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_EMPTY, "the file is empty");
      return false;
    }
  reading->size = status.st_size;
  reading->head_length = got;
  return true;
}

static const Format *
find_format (const char *type, GError **error)
{
  for (size_t i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].type, type) == 0)
      return &formats[i];

  if (strcmp (type, "application/encrypted") == 0)
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_ENCRYPTED,
                 "an Office file that needs a password");
  else
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_UNSUPPORTED,
                 "files of type '%s' are not read", type);
  return NULL;
}

static const char *
why_unseen (const GfReading *reading)
{
  const char *lack = gf_ocr_get_lack (reading->ocr);

  return lack != NULL ? lack : "they could not be read";
}

/* A reader that came through without a block: say the likeliest why. */
static bool
fail_without_blocks (const GfReading *reading, GError **error)
{
  const GfShortfall *shortfall = reading->shortfall;
  const char *format = gf_text_get (reading->text, GF_TEXT_FORMAT);
  uint32_t n_images = gf_text_get_pages_without_text (reading->text, NULL, NULL);

  if (shortfall->reason != NULL)
    g_set_error_literal (error, GF_EXTRACT_ERROR, code_of (shortfall->reason),
                         shortfall->detail);
  else if (n_images > 0)
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_NO_TEXT,
                 "no text: pages that are only images: %u of %u; %s", n_images,
                 gf_text_get_pages (reading->text), why_unseen (reading));
  else if (format != NULL && g_str_has_prefix (format, "text/"))
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_EMPTY, "no text in the file");
  else
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_NO_TEXT,
                 "no text in the file");
  return false;
}

static void
note_pages_without_text (GfReading *reading)
{
  uint32_t first;
  uint32_t last;
  uint32_t n_pages = gf_text_get_pages_without_text (reading->text, &first, &last);

  if (n_pages == 1)
    gf_reading_lack (reading, GF_REASON_NO_TEXT, "page %u is only an image; %s", first,
                     why_unseen (reading));
  else if (n_pages > 1)
    gf_reading_lack (
        reading, GF_REASON_NO_TEXT, "%u pages of %u are only images, %u to %u; %s",
        n_pages, gf_text_get_pages (reading->text), first, last, why_unseen (reading));
}

static bool
read_as (const char *type, GfReading *reading, GError **error)
{
  gf_text_set (reading->text, GF_TEXT_FORMAT, type);
  const Format *format = find_format (type, error);
  return format != NULL && format->read (reading, error);
}

bool
gf_extract_as (GfExtractor *extractor, const char *type, int fd,
               const GfExtractTask *task, GfText *text, GfShortfall *shortfall,
               GError **error)
{
  static const GfExtractTask whole;
  g_autofree uint8_t *head = g_malloc (GF_DETECT_BYTES);
  GfReading reading = { .fd = fd,
                        .options = &extractor->options,
                        .task = task != NULL ? task : &whole,
                        .text = text,
                        .shortfall = shortfall,
                        .head = head,
                        .ocr = extractor->ocr,
                        .cpu_start_us = gf_guard_cpu_us (),
                        .utf8 = extractor->utf8 };

  if (!look_at (&reading, head, error))
    return false;

  g_autofree char *detected
      = type == NULL ? gf_detect (extractor->detector, head, reading.head_length) : NULL;
  bool is_read = read_as (type != NULL ? type : detected, &reading, error);
  g_clear_pointer (&reading.member_paths, g_hash_table_unref);
  g_clear_pointer (&reading.known_pages, g_hash_table_unref);
  if (!is_read)
    return false;
  if (gf_text_get_blocks (text)->len == 0 && reading.n_members == 0)
    return fail_without_blocks (&reading, error);

  note_pages_without_text (&reading);
  return true;
}

bool
gf_extract (GfExtractor *extractor, int fd, const GfExtractTask *task, GfText *text,
            GfShortfall *shortfall, GError **error)
{
  return gf_extract_as (extractor, NULL, fd, task, text, shortfall, error);
}
