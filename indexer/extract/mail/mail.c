/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mail.c: mails (RFC 5322 with MIME) and web pages saved as such (MHTML), through GMime.
 * The head and the text that is shown are read here; attachments, and images that are
 * more than ornaments, are members.
 */
#include "config.h"

#include "indexer/extract/mail/mail.h"

#include <gmime/gmime.h>
#include <string.h>

#include "common/schema.h"
#include "indexer/extract/charset.h"
#include "indexer/extract/mail/mail-head.h"
#include "indexer/extract/reading.h"

/* Images shown within the text that are smaller are logos and lines. */
#define MIN_IMAGE_BYTES ((size_t) 20 << 10)
/* A text this short beside a page so many times longer only says that there is one. */
#define MAX_STUB_BYTES 400
#define STUB_RATIO 20
#define BYTES_A_TIME ((size_t) 64 << 10)

#define PGP_BEGIN "-----BEGIN PGP MESSAGE-----"
#define PGP_END "-----END PGP MESSAGE-----"

typedef struct
{
  GfReading *reading;
  bool is_page; /* MHTML */
  bool more;    /* false: stop reading */
} Mail;

void
gf_mail_init (void)
{
  g_mime_init ();
}

static const char *
raw_header (GMimeObject *object, const char *name)
{
  GMimeHeader *header
      = g_mime_header_list_get_header (g_mime_object_get_header_list (object), name);

  return header != NULL ? g_mime_header_get_raw_value (header) : NULL;
}

static char *
dup_header (GMimeObject *object, const char *name)
{
  return gf_mail_dup_words (raw_header (object, name));
}

static bool
is_type (GMimeObject *object, const char *type, const char *subtype)
{
  GMimeContentType *content_type = g_mime_object_get_content_type (object);

  return content_type != NULL
         && g_mime_content_type_is_type (content_type, type, subtype);
}

/* The part as it was before it was encoded for sending. */
static GByteArray *
decode_part (GMimeObject *object)
{
  GMimeDataWrapper *content
      = GMIME_IS_PART (object) ? g_mime_part_get_content (GMIME_PART (object)) : NULL;
  GByteArray *bytes = g_byte_array_new ();
  GMimeStream *stream = g_mime_stream_mem_new ();

  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), FALSE);
  g_mime_stream_mem_set_byte_array (GMIME_STREAM_MEM (stream), bytes);
  if (content != NULL)
    g_mime_data_wrapper_write_to_stream (content, stream);
  g_object_unref (stream);
  return bytes;
}

static void
send_member (Mail *mail, const char *name, const GByteArray *bytes)
{
  bool goes_on = true;

  if (!gf_reading_begin_member (mail->reading, name))
    return;
  for (size_t at = 0; at < bytes->len && goes_on; at += BYTES_A_TIME)
    goes_on = gf_reading_add_bytes (mail->reading, bytes->data + at,
                                    MIN (BYTES_A_TIME, bytes->len - at));
  mail->more = goes_on && gf_reading_end_member (mail->reading, NULL, NULL);
}

/* A name of one part: "Sak 14/23.pdf" is no folder, and of a path only the end counts. */
static char *
clean_name (char *name)
{
  if (g_ascii_isalpha (name[0]) && name[1] == ':' && strrchr (name, '\\') != NULL)
    {
      const char *last = strrchr (name, '\\') + 1;

      memmove (name, last, strlen (last) + 1);
    }
  return g_strdelimit (name, "/\\", '-');
}

static char *
dup_file_name (GMimeObject *object)
{
  char *name
      = gf_mail_dup_parameter (raw_header (object, "Content-Disposition"), "filename");

  if (name == NULL)
    name = gf_mail_dup_parameter (raw_header (object, "Content-Type"), "name");
  return name != NULL ? clean_name (name) : NULL;
}

/* Without a name of its own a part is called after what it is. */
static char *
dup_made_up_name (GMimeObject *object)
{
  static const struct
  {
    const char *type;
    const char *subtype;
    const char *name;
  } names[]
      = { { "text", "plain", "unnamed.txt" },     { "text", "html", "unnamed.html" },
          { "text", "calendar", "unnamed.ics" },  { "image", "jpeg", "unnamed.jpg" },
          { "image", "png", "unnamed.png" },      { "image", "tiff", "unnamed.tif" },
          { "application", "pdf", "unnamed.pdf" } };

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_type (object, names[i].type, names[i].subtype))
      return g_strdup (names[i].name);
  return g_strdup ("unnamed");
}

static void
attach_part (Mail *mail, GMimeObject *object)
{
  g_autoptr (GByteArray) bytes = decode_part (object);
  g_autofree char *own = dup_file_name (object);
  g_autofree char *name
      = own != NULL ? g_steal_pointer (&own) : dup_made_up_name (object);

  if (bytes->len > 0)
    send_member (mail, name, bytes);
}

static void
attach_message (Mail *mail, GMimeMessagePart *part)
{
  GMimeMessage *message = g_mime_message_part_get_message (part);
  if (message == NULL)
    return;

  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  GMimeStream *stream = g_mime_stream_mem_new ();
  g_autofree char *subject = dup_header (GMIME_OBJECT (message), "Subject");
  g_autofree char *name
      = g_strdup_printf ("%s.eml", subject != NULL ? clean_name (subject) : "unnamed");

  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), FALSE);
  g_mime_stream_mem_set_byte_array (GMIME_STREAM_MEM (stream), bytes);
  g_mime_object_write_to_stream (GMIME_OBJECT (message), NULL, stream);
  g_object_unref (stream);
  send_member (mail, name, bytes);
}

/* Text that comes with "format=flowed" (RFC 3676): a blank before a line's end means that
   the line goes on. */
static char *
unflow (const char *text, bool deletes_blank)
{
  GString *out = g_string_sized_new (strlen (text) + 1);

  while (*text != '\0')
    {
      size_t length = strcspn (text, "\r\n");
      bool flows = length > 0 && text[length - 1] == ' '
                   && !(length == 3 && strncmp (text, "-- ", length) == 0);

      g_string_append_len (out, text,
                           (gssize) (flows && deletes_blank ? length - 1 : length));
      if (!flows)
        g_string_append_c (out, '\n');
      text += length;
      text += text[0] == '\r' && text[1] == '\n' ? 2 : *text != '\0';
    }
  return g_string_free (out, FALSE);
}

/* What is encrypted within the text is no words. */
static void
cut_pgp (Mail *mail, char *text)
{
  char *begin = strstr (text, PGP_BEGIN);
  if (begin == NULL)
    return;
  const char *end = strstr (begin, PGP_END);
  const char *rest = end != NULL ? end + strlen (PGP_END) : begin + strlen (begin);

  memmove (begin, rest, strlen (rest) + 1);
  gf_reading_lack (mail->reading, GF_REASON_ENCRYPTED, "the text is encrypted (PGP)");
}

static void
read_plain (Mail *mail, GMimeObject *object)
{
  const char *type = raw_header (object, "Content-Type");
  g_autofree char *charset = gf_mail_dup_parameter (type, "charset");
  g_autofree char *format = gf_mail_dup_parameter (type, "format");
  g_autofree char *delsp = gf_mail_dup_parameter (type, "delsp");
  g_autoptr (GByteArray) bytes = decode_part (object);
  g_autofree char *text = gf_charset_decode_as (charset, bytes->data, bytes->len);

  cut_pgp (mail, text);
  if (format != NULL && g_ascii_strcasecmp (format, "flowed") == 0)
    {
      char *flowed
          = unflow (text, delsp != NULL && g_ascii_strcasecmp (delsp, "yes") == 0);

      g_free (text);
      text = flowed;
    }
  mail->more = gf_plain_add (mail->reading, text);
}

static void
read_html (Mail *mail, GMimeObject *object)
{
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (decode_part (object));

  mail->more = gf_html_read_bytes (mail->reading, bytes, NULL);
}

static bool
is_attached (GMimeObject *object)
{
  g_autofree char *disposition = dup_header (object, "Content-Disposition");
  g_autofree char *name = dup_file_name (object);

  return name != NULL
         || (disposition != NULL
             && g_ascii_strncasecmp (disposition, "attachment", 10) == 0);
}

/* Returns: whether the part only proves who sent the others. */
static bool
is_signature (GMimeObject *object)
{
  return is_type (object, "application", "pgp-signature")
         || is_type (object, "application", "pkcs7-signature")
         || is_type (object, "application", "x-pkcs7-signature")
         || is_type (object, "message", "delivery-status");
}

/* Returns: whether the part is a message in an envelope that is not opened here. */
static bool
is_sealed (Mail *mail, GMimeObject *object)
{
  if (!is_type (object, "application", "pkcs7-mime")
      && !is_type (object, "application", "x-pkcs7-mime"))
    return false;
  g_autofree char *type
      = gf_mail_dup_parameter (raw_header (object, "Content-Type"), "smime-type");

  if (type != NULL && g_ascii_strcasecmp (type, "signed-data") == 0)
    gf_reading_lack (mail->reading, GF_REASON_UNSUPPORTED,
                     "the text is wrapped in a signature (S/MIME)");
  else
    gf_reading_lack (mail->reading, GF_REASON_ENCRYPTED,
                     "the text is encrypted (S/MIME)");
  return true;
}

static void
read_leaf (Mail *mail, GMimeObject *object)
{
  if (is_signature (object) || is_sealed (mail, object))
    return;
  if (!is_attached (object) && is_type (object, "text", "html"))
    read_html (mail, object);
  else if (!is_attached (object)
           && (is_type (object, "text", "plain") || is_type (object, "text", "enriched")))
    read_plain (mail, object);
  else
    attach_part (mail, object);
}

/* What stands beside the text it belongs to: pictures in a page, its style. */
static void
read_related (Mail *mail, GMimeObject *object)
{
  if (mail->is_page)
    return;
  if (is_type (object, "image", "*"))
    {
      g_autoptr (GByteArray) bytes = decode_part (object);

      if (bytes->len < MIN_IMAGE_BYTES)
        return;
    }
  if (is_attached (object) || is_type (object, "image", "*"))
    attach_part (mail, object);
}

static void read_part (Mail *mail, GMimeObject *object);

static GMimeObject *
get_part (GMimeMultipart *parts, int index)
{
  return index < g_mime_multipart_get_count (parts)
             ? g_mime_multipart_get_part (parts, index)
             : NULL;
}

static void
read_parts (Mail *mail, GMimeMultipart *parts)
{
  int n_parts = g_mime_multipart_get_count (parts);

  for (int i = 0; i < n_parts && mail->more; i++)
    read_part (mail, g_mime_multipart_get_part (parts, i));
}

/* The text of @object, or of the first text within it; NULL for none. */
static GMimeObject *
find_text (GMimeObject *object)
{
  while (GMIME_IS_MULTIPART (object))
    object = get_part (GMIME_MULTIPART (object), 0);
  return object != NULL && is_type (object, "text", "*") ? object : NULL;
}

/* The text that says the same in another way: plain where it says anything. */
static bool
is_stub (GMimeObject *plain, GMimeObject *page)
{
  g_autoptr (GByteArray) text = decode_part (plain);
  g_autoptr (GByteArray) html = decode_part (page);
  size_t length = 0;

  for (guint i = 0; i < text->len; i++)
    length += !g_ascii_isspace (text->data[i]);
  return length == 0 || (length < MAX_STUB_BYTES && length * STUB_RATIO < html->len);
}

static void
read_alternative (Mail *mail, GMimeMultipart *parts)
{
  int n_parts = g_mime_multipart_get_count (parts);
  GMimeObject *plain = NULL;
  GMimeObject *page = NULL;

  for (int i = 0; i < n_parts; i++)
    {
      GMimeObject *part = g_mime_multipart_get_part (parts, i);
      GMimeObject *text = find_text (part);

      if (text != NULL && is_type (text, "text", "plain") && plain == NULL)
        plain = part;
      else if (text != NULL && is_type (text, "text", "html"))
        page = part;
    }
  bool use_page
      = page != NULL && (plain == NULL || is_stub (find_text (plain), find_text (page)));
  GMimeObject *shown = use_page ? page : plain;
  for (int i = 0; i < n_parts && mail->more; i++)
    {
      GMimeObject *part = g_mime_multipart_get_part (parts, i);

      /* Programs put attachments into the alternatives too, and pictures of the page. */
      if (part == shown || (part != plain && part != page && find_text (part) == NULL))
        read_part (mail, part);
      else if (part == page && GMIME_IS_MULTIPART (part))
        for (int j = 1; j < g_mime_multipart_get_count (GMIME_MULTIPART (part)); j++)
          read_related (mail, g_mime_multipart_get_part (GMIME_MULTIPART (part), j));
    }
}

/* The text comes first, or is the one that "start" names. */
static void
read_related_parts (Mail *mail, GMimeMultipart *parts)
{
  g_autofree char *start = gf_mail_dup_parameter (
      raw_header (GMIME_OBJECT (parts), "Content-Type"), "start");
  int n_parts = g_mime_multipart_get_count (parts);
  int root = 0;

  for (int i = 1; i < n_parts && start != NULL; i++)
    {
      g_autofree char *id
          = dup_header (g_mime_multipart_get_part (parts, i), "Content-ID");

      if (g_strcmp0 (id, start) == 0)
        root = i;
    }
  if (root < n_parts)
    read_part (mail, g_mime_multipart_get_part (parts, root));
  for (int i = 0; i < n_parts && mail->more; i++)
    if (i != root)
      read_related (mail, g_mime_multipart_get_part (parts, i));
}

/* Not deeper than gf_mail_measure () lets it. */
static void
read_part (Mail *mail, GMimeObject *object)
{
  if (GMIME_IS_MESSAGE_PART (object))
    attach_message (mail, GMIME_MESSAGE_PART (object));
  else if (!GMIME_IS_MULTIPART (object))
    read_leaf (mail, object);
  else if (is_type (object, "multipart", "encrypted"))
    gf_reading_lack (mail->reading, GF_REASON_ENCRYPTED, "the text is encrypted (PGP)");
  else if (is_type (object, "multipart", "alternative"))
    read_alternative (mail, GMIME_MULTIPART (object));
  else if (is_type (object, "multipart", "related"))
    read_related_parts (mail, GMIME_MULTIPART (object));
  else
    read_parts (mail, GMIME_MULTIPART (object));
}

static GDateTime *
parse_date (GMimeObject *message)
{
  g_autofree char *value = dup_header (message, "Date");

  return value != NULL ? g_mime_utils_header_decode_date (value) : NULL;
}

static void
read_head (Mail *mail, GMimeObject *message)
{
  g_autofree char *from = dup_header (message, "From");
  g_autofree char *to = dup_header (message, "To");
  g_autofree char *cc = dup_header (message, "Cc");
  g_autofree char *subject = dup_header (message, "Subject");
  g_autoptr (GDateTime) date = parse_date (message);
  const GfMailHead head
      = { .from = from, .to = to, .cc = cc, .subject = subject, .date = date };

  /* The subject of a saved page is its title; when it was saved says nothing of it. */
  if (mail->is_page && subject != NULL)
    gf_text_set (mail->reading->text, GF_TEXT_TITLE, subject);
  else if (!mail->is_page)
    mail->more = gf_mail_head_add (mail->reading, &head);
}

/* Blank lines and a byte order mark are no end of the head. */
static GMimeStream *
open_stream (GfReading *reading, GBytes *source)
{
  gsize length;
  const char *bytes = g_bytes_get_data (source, &length);
  const char *why;
  size_t end = gf_mail_measure (bytes, length, reading->options->limits.members, &why);
  size_t start = length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  if (why != NULL)
    gf_reading_cut (reading, "%s: the rest of the mail was left", why);
  while (start < end && (bytes[start] == '\r' || bytes[start] == '\n'))
    start++;
  return g_mime_stream_mem_new_with_buffer (bytes + start, end - start);
}

static GMimeMessage *
parse (GMimeStream *stream)
{
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeMessage *message;

  g_mime_parser_set_format (parser, GMIME_FORMAT_MESSAGE);
  message = g_mime_parser_construct_message (parser, NULL);
  g_object_unref (parser);
  return message;
}

bool
gf_mail_read (GfReading *reading, GError **error)
{
  g_autoptr (GBytes) source = gf_reading_load (reading, error);
  if (source == NULL)
    return false;

  GMimeStream *stream = open_stream (reading, source);
  GMimeMessage *message = parse (stream);
  const char *format = gf_text_get (reading->text, GF_TEXT_FORMAT);
  Mail mail = { .reading = reading,
                .is_page = g_strcmp0 (format, "multipart/related") == 0,
                .more = true };

  g_clear_pointer (&source, g_bytes_unref);
  g_object_unref (stream);
  if (message == NULL)
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
                   "not a readable mail");
      return false;
    }
  read_head (&mail, GMIME_OBJECT (message));
  if (mail.more && g_mime_message_get_mime_part (message) != NULL)
    read_part (&mail, g_mime_message_get_mime_part (message));
  g_object_unref (message);
  return true;
}
