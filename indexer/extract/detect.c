/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/detect.h"

#include <magic.h>
#include <string.h>

#include "indexer/extract/charset.h"
#include "indexer/extract/csv.h"
#include "indexer/extract/extract.h"
#include "indexer/extract/markdown.h"

struct GfDetector
{
  magic_t magic;
};

#define UNKNOWN_TYPE "application/octet-stream"
/* The PDF reference lets the header stand within the first 1024 bytes (implementation
 * note 13). */
#define PDF_HEADER_BYTES 1024

GfDetector *
gf_detector_new (GError **error)
{
  g_autoptr (GfDetector) detector = g_new0 (GfDetector, 1);

  detector->magic = magic_open (MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS
                                | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF);
  if (detector->magic == NULL || magic_load (detector->magic, NULL) != 0)
    {
      const char *why = detector->magic ? magic_error (detector->magic) : NULL;
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_IO,
                   "cannot load the database of libmagic: %s", why ? why : "no memory");
      return NULL;
    }
  return g_steal_pointer (&detector);
}

void
gf_detector_free (GfDetector *detector)
{
  if (detector == NULL)
    return;
  if (detector->magic != NULL)
    magic_close (detector->magic);
  g_free (detector);
}

static bool
holds (const uint8_t *bytes, size_t length, const char *what, size_t what_length)
{
  return memmem (bytes, length, what, what_length) != NULL;
}

/* "EncryptedPackage" in UTF-16 is the stream an Office file with a password keeps itself
   in; source: [MS-OFFCRYPTO] 2.3.4. */
static bool
is_encrypted_office (const uint8_t *bytes, size_t length)
{
  static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

  return length > 8 && memcmp (bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0
         && holds (bytes, length, name, sizeof name - 1);
}

/* Past white space, an XML declaration and comments. */
static const char *
skip_prolog (const char *text)
{
  for (;;)
    {
      const char *end;

      text += strspn (text, " \t\r\n");
      if (g_str_has_prefix (text, "<?xml"))
        end = strstr (text, "?>");
      else if (g_str_has_prefix (text, "<!--"))
        end = strstr (text, "-->");
      else
        return text;
      if (end == NULL)
        return text;
      text = end + (text[1] == '?' ? 2 : 3);
    }
}

static bool
begins_html (const char *text)
{
  static const char *const tags[] = { "!doctype html",
                                      "html",
                                      "head",
                                      "body",
                                      "title",
                                      "meta",
                                      "div",
                                      "p",
                                      "h1",
                                      "h2",
                                      "h3",
                                      "table",
                                      "ul",
                                      "article",
                                      "section" };

  text = skip_prolog (text);
  if (*text != '<')
    return false;
  for (size_t i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      size_t length = strlen (tags[i]);
      if (g_ascii_strncasecmp (text + 1, tags[i], length) == 0
          && strchr (" \t\r\n>/", text[1 + length]) != NULL)
        return true;
    }
  return false;
}

/* XML that is no web page; its root says what. */
static const char *
find_xml (const char *text)
{
  const char *root = skip_prolog (text);

  if (g_ascii_strncasecmp (root, "<svg", 4) == 0
      || g_ascii_strncasecmp (root, "<!doctype svg", 13) == 0)
    return "image/svg+xml";
  return g_str_has_prefix (text, "<?xml") && *root == '<' ? "text/xml" : NULL;
}

/* What people write is text/plain, whatever libmagic takes it for: a list with commas for
   CSV, a letter that begins with "From:" for mail, a line of code for a program. */
static const char *
refine_text (const char *type, const char *text)
{
  const char *xml;

  if (begins_html (text))
    return "text/html";
  if ((xml = find_xml (text)) != NULL)
    return xml;
  if (strcmp (type, "text/html") == 0)
    return "text/html";
  if (gf_csv_find_separator (text) != '\0')
    return "text/csv";
  if (gf_markdown_is_likely (text))
    return "text/markdown";
  return "text/plain";
}

static bool
may_be_text (const char *type, const uint8_t *bytes, size_t length)
{
  static const char *const types[] = { "application/json",
                                       "application/csv",
                                       "application/x-ndjson",
                                       "application/javascript",
                                       "application/x-wine-extension-ini",
                                       "application/xml",
                                       "application/xhtml+xml",
                                       "image/svg+xml" };

  if (g_str_has_prefix (type, "text/") || g_str_has_prefix (type, "message/"))
    return true;
  for (size_t i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (type, types[i]) == 0)
      return true;
  return strcmp (type, UNKNOWN_TYPE) == 0 && gf_charset_is_text (bytes, length);
}

/* Formats that say what they are in their first bytes; the longest of two comes first. */
static const char *
find_signature (const uint8_t *bytes, size_t length)
{
  static const struct
  {
    const char *bytes;
    size_t length;
    const char *type;
  } signatures[] = {
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "application/x-ole-storage" },
    { "PK\3\4", 4, "application/zip" },
    { "PK\5\6", 4, "application/zip" }, /* of nothing */
    { "7z\xbc\xaf\x27\x1c", 6, "application/x-7z-compressed" },
    { "\xfd"
      "7zXZ\0",
      6, "application/x-xz" },
    { "\x28\xb5\x2f\xfd", 4, "application/zstd" },
    { "\x1f\x8b\x08", 3, "application/gzip" },
    { "Rar!\x1a\x07", 6, "application/vnd.rar" },
    { "\x89PNG\r\n\x1a\n", 8, "image/png" },
    { "\xff\xd8\xff", 3, "image/jpeg" },
    { "II*\0", 4, "image/tiff" },
    { "MM\0*", 4, "image/tiff" },
    { "GIF87a", 6, "image/gif" },
    { "GIF89a", 6, "image/gif" },
    { "\0\0\0\x0cjP  \r\n\x87\n", 12, "image/jp2" },
    { "{\\rtf", 5, "text/rtf" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (length >= signatures[i].length
        && memcmp (bytes, signatures[i].bytes, signatures[i].length) == 0)
      return signatures[i].type;
  if (length >= 4 && memcmp (bytes, "BZh", 3) == 0 && g_ascii_isdigit ((char) bytes[3]))
    return "application/x-bzip2";
  if (length >= 12 && memcmp (bytes, "RIFF", 4) == 0
      && memcmp (bytes + 8, "WEBP", 4) == 0)
    return "image/webp";
  return NULL;
}

char *
gf_detect (GfDetector *detector, const uint8_t *bytes, size_t length)
{
  if (is_encrypted_office (bytes, length))
    return g_strdup ("application/encrypted");
  const char *signature = find_signature (bytes, length);
  if (signature != NULL)
    return g_strdup (signature);
  if (holds (bytes, MIN (length, PDF_HEADER_BYTES), "%PDF-", 5))
    return g_strdup ("application/pdf");
  const char *mail = gf_detect_mail (bytes, length);
  if (mail != NULL)
    return g_strdup (mail);

  const char *type = magic_buffer (detector->magic, bytes, length);
  if (type == NULL)
    type = UNKNOWN_TYPE;
  if (!may_be_text (type, bytes, length))
    return g_ascii_strdown (type, -1);

  g_autofree char *text = gf_charset_decode (bytes, length);
  return g_strdup (refine_text (type, text));
}
