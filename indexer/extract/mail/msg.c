/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * msg.c: mails as Outlook saves them, [MS-OXMSG].
 *
 * Attachments are members.  A mail that is attached is no file there, but streams beside
 * those of the first: it is read in place, after it, under a heading; what is attached to
 * it is a member too.
 */
#include "config.h"

#include <gmime/gmime.h>
#include <string.h>

#include "common/schema.h"
#include "indexer/extract/legacy/codepage.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/legacy/lzfu.h"
#include "indexer/extract/mail/mail-head.h"
#include "indexer/extract/legacy/ole.h"
#include "indexer/extract/legacy/rtf.h"
#include "indexer/extract/legacy/span.h"

/* Source: [MS-OXPROPS]. */
typedef enum
{
  PROPERTY_SUBJECT = 0x0037,
  PROPERTY_SENT = 0x0039,
  PROPERTY_AUTHOR_NAME = 0x0042,
  PROPERTY_AUTHOR_ADDRESS = 0x0065,
  PROPERTY_HEADERS = 0x007d,
  PROPERTY_RECIPIENT_KIND = 0x0c15,
  PROPERTY_SENDER_NAME = 0x0c1a,
  PROPERTY_SENDER_ADDRESS = 0x0c1f,
  PROPERTY_SHOWN_CC = 0x0e03,
  PROPERTY_SHOWN_TO = 0x0e04,
  PROPERTY_DELIVERED = 0x0e06,
  PROPERTY_BODY = 0x1000,
  PROPERTY_RTF = 0x1009,
  PROPERTY_HTML = 0x1013,
  PROPERTY_NAME = 0x3001,
  PROPERTY_ADDRESS = 0x3003,
  PROPERTY_DATA = 0x3701,
  PROPERTY_EXTENSION = 0x3703,
  PROPERTY_SHORT_FILE_NAME = 0x3704,
  PROPERTY_FILE_NAME = 0x3707,
  PROPERTY_SMTP_ADDRESS = 0x39fe,
  PROPERTY_CODEPAGE = 0x3ffd,
  PROPERTY_SENDER_SMTP = 0x5d01,
  PROPERTY_AUTHOR_SMTP = 0x5d02
} PropertyId;

typedef enum
{
  TYPE_I4 = 0x0003,
  TYPE_OBJECT = 0x000d,
  TYPE_BYTES_TEXT = 0x001e,
  TYPE_UTF16_TEXT = 0x001f,
  TYPE_TIME = 0x0040,
  TYPE_BYTES = 0x0102
} PropertyType;

typedef enum
{
  RECIPIENT_TO = 1,
  RECIPIENT_CC = 2
} RecipientKind;

#define PROPERTIES "__properties_version1.0"
#define MAIL_HEADER_BYTES 32
#define INNER_MAIL_HEADER_BYTES 24
#define PART_HEADER_BYTES 8
/* Recipients that are named: those of a list of everyone are no help to a search. */
#define MAX_RECIPIENTS 1000

typedef struct
{
  GfReading *reading;
  GfOle *ole;
  GfOleEntry storage;
  size_t header_bytes; /* before the properties of fixed length */
  unsigned depth;
} Mail;

static GBytes *
load (const Mail *mail, PropertyId id, PropertyType type)
{
  g_autofree char *name = g_strdup_printf ("__substg1.0_%04X%04X", id, type);

  return gf_ole_load_named (mail->ole, mail->storage, name);
}

/* A property of fixed length: its eight bytes, or 0. */
static uint64_t
get_fixed (const Mail *mail, PropertyId id, PropertyType type)
{
  g_autoptr (GBytes) bytes = gf_ole_load_named (mail->ole, mail->storage, PROPERTIES);
  GfSpan span = gf_span_of (bytes);

  for (size_t at = mail->header_bytes; gf_span_has (span, at, 16); at += 16)
    if (gf_span_u32 (span, at) == ((uint32_t) id << 16 | type))
      return gf_span_number (span, at + 8, 8);
  return 0;
}

/* (transfer full): NULL where the mail has none, or it is empty. */
static char *
dup_text (const Mail *mail, PropertyId id)
{
  g_autoptr (GBytes) wide = load (mail, id, TYPE_UTF16_TEXT);
  g_autoptr (GBytes) narrow = wide == NULL ? load (mail, id, TYPE_BYTES_TEXT) : NULL;
  GfSpan span = gf_span_of (wide != NULL ? wide : narrow);
  unsigned codepage = GF_CODEPAGE_UTF16;

  if (span.length == 0)
    return NULL;
  if (narrow != NULL)
    codepage = (unsigned) (uint32_t) get_fixed (mail, PROPERTY_CODEPAGE, TYPE_I4);
  GString *text = g_string_new (NULL);
  gf_codepage_append (text, codepage, span.bytes, span.length);
  return g_string_free (text, FALSE);
}

/* The first of these that the mail has. */
static char *
dup_first (const Mail *mail, const PropertyId *ids, size_t n_ids)
{
  for (size_t i = 0; i < n_ids; i++)
    {
      g_autofree char *text = dup_text (mail, ids[i]);

      if (text != NULL && *g_strstrip (text) != '\0')
        return g_steal_pointer (&text);
    }
  return NULL;
}

/* "Kari Nordmann <kari@varstad.example>".  Addresses within an organisation
   ("/O=VARSTAD/...") say nothing to people. */
static void
append_person (GString *out, const char *name, const char *address)
{
  bool has_address = address != NULL && strchr (address, '@') != NULL;

  if (out->len > 0 && (name != NULL || has_address))
    g_string_append (out, "; ");
  if (name == NULL || (has_address && g_ascii_strcasecmp (name, address) == 0))
    g_string_append (out, has_address ? address : "");
  else if (has_address)
    g_string_append_printf (out, "%s <%s>", name, address);
  else
    g_string_append (out, name);
}

static char *
dup_sender (const Mail *mail)
{
  static const PropertyId names[] = { PROPERTY_AUTHOR_NAME, PROPERTY_SENDER_NAME };
  static const PropertyId addresses[]
      = { PROPERTY_AUTHOR_SMTP, PROPERTY_SENDER_SMTP, PROPERTY_AUTHOR_ADDRESS,
          PROPERTY_SENDER_ADDRESS };
  g_autofree char *name = dup_first (mail, names, G_N_ELEMENTS (names));
  g_autofree char *address = dup_first (mail, addresses, G_N_ELEMENTS (addresses));
  GString *sender = g_string_new (NULL);

  append_person (sender, name, address);
  return g_string_free (sender, FALSE);
}

static char *
dup_recipients (const Mail *mail, RecipientKind kind, PropertyId shown)
{
  static const PropertyId addresses[] = { PROPERTY_SMTP_ADDRESS, PROPERTY_ADDRESS };
  g_autoptr (GArray) list = gf_ole_list (mail->ole, mail->storage, "__recip_version1.0_");
  g_autoptr (GString) people = g_string_new (NULL);

  for (guint i = 0;
       i < MIN (list->len, MAX_RECIPIENTS) && !gf_reading_is_late (mail->reading); i++)
    {
      const Mail recipient = { .reading = mail->reading,
                               .ole = mail->ole,
                               .storage = g_array_index (list, GfOleEntry, i),
                               .header_bytes = PART_HEADER_BYTES };
      g_autofree char *name = dup_text (&recipient, PROPERTY_NAME);
      g_autofree char *address
          = dup_first (&recipient, addresses, G_N_ELEMENTS (addresses));

      if ((uint32_t) get_fixed (&recipient, PROPERTY_RECIPIENT_KIND, TYPE_I4) == kind)
        append_person (people, name, address);
    }
  return people->len > 0 ? g_string_free (g_steal_pointer (&people), FALSE)
                         : dup_text (mail, shown);
}

/* The sender's own clock is in the headers only. */
static GDateTime *
dup_date (const Mail *mail)
{
  g_autofree char *headers = dup_text (mail, PROPERTY_HEADERS);
  const char *line = headers != NULL ? strcasestr (headers, "\nDate:") : NULL;
  uint64_t time = get_fixed (mail, PROPERTY_SENT, TYPE_TIME);

  if (line != NULL)
    {
      g_autofree char *said = g_strndup (line + 6, strcspn (line + 6, "\r\n"));
      GDateTime *date = g_mime_utils_header_decode_date (said);

      if (date != NULL)
        return date;
    }
  if (time == 0)
    time = get_fixed (mail, PROPERTY_DELIVERED, TYPE_TIME);
  g_autofree char *text = gf_ole_dup_date (time);
  return text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
}

static bool
add_head (const Mail *mail)
{
  g_autofree char *from = dup_sender (mail);
  g_autofree char *to = dup_recipients (mail, RECIPIENT_TO, PROPERTY_SHOWN_TO);
  g_autofree char *cc = dup_recipients (mail, RECIPIENT_CC, PROPERTY_SHOWN_CC);
  g_autofree char *subject = dup_text (mail, PROPERTY_SUBJECT);
  g_autoptr (GDateTime) date = dup_date (mail);
  GfMailHead head = { .from = *from != '\0' ? from : NULL,
                      .to = to,
                      .cc = cc,
                      .subject = subject,
                      .date = date };

  return gf_mail_head_add (mail->reading, &head);
}

/* An attached mail has a title of its own, which is not that of the file. */
static bool
add_inner_head (const Mail *mail)
{
  static const GfTextProperty kept[] = { GF_TEXT_TITLE, GF_TEXT_AUTHOR, GF_TEXT_DATE };
  GfText *text = mail->reading->text;
  g_autofree char *subject = dup_text (mail, PROPERTY_SUBJECT);
  char *values[G_N_ELEMENTS (kept)];

  if (subject != NULL && !gf_reading_add (mail->reading, GF_BLOCK_HEADING, 1, 0, subject))
    return false;
  for (size_t i = 0; i < G_N_ELEMENTS (kept); i++)
    values[i] = g_strdup (gf_text_get (text, kept[i]));
  bool goes_on = add_head (mail);
  for (size_t i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      gf_text_set (text, kept[i], values[i]);
      g_free (values[i]);
    }
  return goes_on;
}

static bool
add_html (const Mail *mail)
{
  g_autofree char *text = dup_text (mail, PROPERTY_HTML);
  g_autoptr (GBytes) bytes = text != NULL ? g_bytes_new (text, strlen (text))
                                          : load (mail, PROPERTY_HTML, TYPE_BYTES);

  return bytes == NULL || gf_html_read_bytes (mail->reading, bytes, NULL);
}

/* Plain text where there is some, as Outlook makes it of all else. */
static bool
add_body (const Mail *mail)
{
  g_autofree char *body = dup_text (mail, PROPERTY_BODY);
  if (body != NULL && *g_strstrip (body) != '\0')
    return gf_plain_add (mail->reading, body);

  g_autoptr (GBytes) packed = load (mail, PROPERTY_RTF, TYPE_BYTES);
  g_autoptr (GBytes) rtf
      = packed != NULL ? gf_lzfu_unpack (gf_span_of (packed), GF_LIMIT_SOURCE_BYTES)
                       : NULL;
  if (rtf != NULL)
    return gf_rtf_read_span (mail->reading, gf_span_of (rtf));
  return add_html (mail);
}

static char *
dup_file_name (const Mail *attachment)
{
  static const PropertyId names[]
      = { PROPERTY_FILE_NAME, PROPERTY_SHORT_FILE_NAME, PROPERTY_NAME };
  g_autofree char *name = dup_first (attachment, names, G_N_ELEMENTS (names));
  g_autofree char *extension = dup_text (attachment, PROPERTY_EXTENSION);

  if (name == NULL)
    return g_strconcat ("vedlegg", extension, NULL);
  if (extension != NULL && strchr (name, '.') == NULL)
    return g_strconcat (name, extension, NULL);
  return g_steal_pointer (&name);
}

static bool
hand_out (const Mail *attachment, GfOleEntry data)
{
  GfReading *reading = attachment->reading;
  g_autofree char *name = dup_file_name (attachment);

  if (!gf_reading_begin_member (reading, name))
    return true;
  g_autoptr (GBytes) bytes = gf_ole_load (attachment->ole, data);
  GfSpan span = gf_span_of (bytes);
  uint64_t size = gf_ole_size (attachment->ole, data);
  if (!gf_reading_add_bytes (reading, span.bytes, span.length))
    return false;
  if (span.length == size)
    return gf_reading_end_member (reading, NULL, NULL);
  if (span.length == GF_LIMIT_SOURCE_BYTES)
    return gf_reading_end_member (reading, GF_REASON_LIMIT,
                                  "the attachment is too large");
  return gf_reading_end_member (reading, GF_REASON_DAMAGED, "the attachment breaks off");
}

static bool read_inner (const Mail *attachment, GfOleEntry storage);

static bool
read_attachment (const Mail *attachment)
{
  GfOle *ole = attachment->ole;
  GfOleEntry data = gf_ole_find (ole, attachment->storage, "__substg1.0_37010102");
  GfOleEntry inner = gf_ole_find (ole, attachment->storage, "__substg1.0_3701000D");

  if (data != GF_OLE_NONE)
    return hand_out (attachment, data);
  if (inner == GF_OLE_NONE)
    return true;
  if (gf_ole_find (ole, inner, PROPERTIES) != GF_OLE_NONE)
    return read_inner (attachment, inner);
  g_autofree char *name = dup_file_name (attachment);
  gf_reading_lack (attachment->reading, GF_REASON_UNSUPPORTED,
                   "'%s' is an object of another program: it was left", name);
  return true;
}

static bool
read_attachments (const Mail *mail)
{
  g_autoptr (GArray) list
      = gf_ole_list (mail->ole, mail->storage, "__attach_version1.0_");

  for (guint i = 0; i < list->len; i++)
    {
      const Mail attachment = { .reading = mail->reading,
                                .ole = mail->ole,
                                .storage = g_array_index (list, GfOleEntry, i),
                                .header_bytes = PART_HEADER_BYTES,
                                .depth = mail->depth };

      if (gf_reading_is_late (mail->reading))
        {
          gf_reading_cut (mail->reading,
                          "takes too much time: stopped after %u "
                          "attachments",
                          i);
          return false;
        }
      if (!read_attachment (&attachment))
        return false;
    }
  return true;
}

static bool
read_inner (const Mail *attachment, GfOleEntry storage)
{
  const Mail mail = { .reading = attachment->reading,
                      .ole = attachment->ole,
                      .storage = storage,
                      .header_bytes = INNER_MAIL_HEADER_BYTES,
                      .depth = attachment->depth + 1 };

  if (mail.depth > mail.reading->options->limits.nesting)
    {
      gf_reading_cut (mail.reading, "mails within mails deeper than %u: left",
                      attachment->depth);
      return true;
    }
  return add_inner_head (&mail) && add_body (&mail) && read_attachments (&mail);
}

bool
gf_msg_read (GfReading *reading, GfOle *ole, GError **error)
{
  const Mail mail = { .reading = reading,
                      .ole = ole,
                      .storage = GF_OLE_ROOT,
                      .header_bytes = MAIL_HEADER_BYTES };

  (void) error;
  if (add_head (&mail) && add_body (&mail))
    read_attachments (&mail);
  return true;
}
