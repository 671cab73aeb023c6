/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Office files from before 2007: documents, workbooks, presentations, mails. */
#include "config.h"

#include <check.h>
#include <string.h>

#include "common/schema.h"
#include "indexer/extract/legacy/lzfu.h"
#include "tests/component/members-fixture.h"
#include "tests/component/ole-fixture.h"
#include "tests/tap.h"

static GByteArray *
load_seed (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("GF_TOP_SRCDIR"),
                                            "tests/fuzz/seeds/extract", name, NULL);
  char *bytes;
  gsize length;

  ck_assert (g_file_get_contents (path, &bytes, &length, NULL));
  return g_byte_array_new_take ((guint8 *) bytes, length);
}

static Reading
read_bytes (const GByteArray *bytes, size_t length)
{
  return read_file (make_file ((const char *) bytes->data, (gssize) length));
}

START_TEST (document)
{
  g_autoptr (GByteArray) bytes = load_seed ("small.doc");
  g_auto (Reading) reading = read_bytes (bytes, bytes->len);

  ck_assert_str_eq (
      reading.lines,
      "header 0 0 Varstadrådet, møtebok\n"
      "heading 0 1 Møtebok for Varstadrådet\n"
      "paragraph 0 0 Første avsnitt med feit tekst og «hermeteikn» – tankestrek, 100 € "
      "og ½. Lenke til saka her.\n"
      "paragraph 0 0 Synleg  synleg att.\n"
      "hidden 0 0 løynd tekst\n"
      "heading 0 2 Sak 14/04 Bompengar på Fv. 12\n"
      "list-item 0 0 Fyrste punkt\n"
      "list-item 0 0 Andre punkt\n"
      "table-row 0 0 Namn\\tKommune\\tRøyster\n"
      "table-row 0 0 Kari Nordmann\\tVarstad\\nindre bygd\\t7\n"
      "paragraph 0 0 Andre sida: жёлтый og 日本 og 😀.\n"
      "paragraph 0 0 Tekst før sluttnote.\n"
      "paragraph 0 0 Slutt.\n"
      "paragraph 0 0 Tekstboks med merknad\n"
      "paragraph 0 0 Dette er ein fotnote om bompengar.\n"
      "paragraph 0 0 Sluttnote om ferja.\n"
      "footer 0 0 Side 2\n");
  ck_assert_str_eq (reading_reason (&reading), "");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_FORMAT), "application/msword");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_TITLE), "Referat frå rådet");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_AUTHOR), "Åse Østby");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_DATE), "2004-03-12");
}
END_TEST

/* Where the header of WordDocument stands in the file: it begins with 0xa5ec, and
   a version. */
static size_t
find_header (const GByteArray *bytes)
{
  const uint8_t *at = memmem (bytes->data, bytes->len, "\xec\xa5\x01\x01", 4);

  ck_assert_ptr_nonnull (at);
  return (size_t) (at - bytes->data);
}

START_TEST (document_with_a_password)
{
  g_autoptr (GByteArray) bytes = load_seed ("small.doc");

  bytes->data[find_header (bytes) + 11] |= 1;
  g_auto (Reading) reading = read_bytes (bytes, bytes->len);
  ck_assert_str_eq (reading_reason (&reading), GF_REASON_ENCRYPTED);
}
END_TEST

START_TEST (document_of_a_version_that_is_not_known)
{
  g_autoptr (GByteArray) bytes = load_seed ("small.doc");

  memcpy (bytes->data + find_header (bytes) + 2, "\x2d", 2);
  g_auto (Reading) reading = read_bytes (bytes, bytes->len);
  ck_assert_str_eq (reading_reason (&reading), GF_REASON_UNSUPPORTED);
  ck_assert_ptr_nonnull (strstr (reading.error->message, "version 45"));
}
END_TEST

START_TEST (document_whose_table_is_lost)
{
  g_autoptr (GByteArray) bytes = load_seed ("small.doc");
  size_t pieces = find_header (bytes) + 154 + 33 * 8 + 4;

  memset (bytes->data + pieces, 0, 4);
  g_auto (Reading) reading = read_bytes (bytes, bytes->len);
  ck_assert_str_eq (reading_reason (&reading), GF_REASON_DAMAGED);
  ck_assert_ptr_nonnull (strstr (reading.lines, "Dette er ein fotnote om bompengar."));
}
END_TEST

/* Word 6: text right in the stream, a byte a character. */
START_TEST (old_document)
{
  static const char text[] = "Sak 1 om M\xf8te\rNamn\aRoyster\a\aSlutt\r";
  g_autoptr (GByteArray) stream = g_byte_array_new ();

  put_number (stream, 0xa5dc, 2);
  put_number (stream, 101, 2);
  while (stream->len < 24)
    put_number (stream, 0, 1);
  put_number (stream, 768, 4);
  put_number (stream, 768 + sizeof text - 1, 4);
  while (stream->len < 52)
    put_number (stream, 0, 1);
  put_number (stream, sizeof text - 1, 4);
  while (stream->len < 768)
    put_number (stream, 0, 1);
  put_string (stream, text);
  const OleStream streams[] = { { "WordDocument", stream } };
  g_auto (Reading) reading = read_file (make_ole (streams, 1));
  ck_assert_str_eq (reading.lines, "paragraph 0 0 Sak 1 om Møte\n"
                                   "table-row 0 0 Namn\\tRoyster\nparagraph 0 0 Slutt\n");
}
END_TEST

START_TEST (workbook)
{
  g_autoptr (GByteArray) bytes = load_seed ("small.xls");
  g_auto (Reading) reading = read_bytes (bytes, bytes->len);

  ck_assert_str_eq (reading.lines,
                    "heading 0 1 Budsjett 2004\n"
                    "table-row 0 0 Post\\tBeløp\\tDato\\tDel\n"
                    "table-row 0 0 Ferjedrift på Varstad\\t1250000\\t12.03.2004\\t12,5%\n"
                    "table-row 0 0 Sum\\t1875000\\t0\\tSANN\n"
                    "table-row 0 0 3,14159\n"
                    "hidden 0 0 Løynd\n"
                    "hidden 0 0 Løyndom жёл\n");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_FORMAT),
                    "application/vnd.ms-excel");
}
END_TEST

static void
put_record (GByteArray *stream, uint16_t type, const GByteArray *body)
{
  put_number (stream, type, 2);
  put_number (stream, body != NULL ? body->len : 0, 2);
  if (body != NULL)
    g_byte_array_append (stream, body->data, body->len);
}

static void
put_begin (GByteArray *stream, uint16_t version, uint16_t kind)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  put_number (body, version, 2);
  put_number (body, kind, 2);
  put_record (stream, 0x0809, body);
}

/* Of the sheet at @offset, named @name. */
static void
put_sheet (GByteArray *stream, uint32_t offset, const char *name, bool is_old)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  put_number (body, offset, 4);
  put_number (body, 0, 2);
  put_number (body, strlen (name), 1);
  if (!is_old)
    put_number (body, 0, 1);
  put_string (body, name);
  put_record (stream, 0x0085, body);
}

static void
put_cell (GByteArray *stream, uint16_t type, uint16_t row, uint16_t column,
          uint64_t value, unsigned width)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  put_number (body, row, 2);
  put_number (body, column, 2);
  put_number (body, 0, 2);
  put_number (body, value, width);
  put_record (stream, type, body);
}

/* "Møteplan" goes on in a second record, there in two bytes a character; before it a
   string with runs. */
static void
put_strings (GByteArray *stream)
{
  g_autoptr (GByteArray) first = g_byte_array_new ();
  g_autoptr (GByteArray) second = g_byte_array_new ();

  put_number (first, 3, 4);
  put_number (first, 3, 4);
  put_number (first, 4, 2);
  put_number (first, 0x08, 1);
  put_number (first, 1, 2);
  put_string (first, "Feit");
  put_number (first, 0, 4);
  put_number (first, 8, 2);
  put_number (first, 0, 1);
  put_string (first, "M\xf8te");
  put_number (second, 1, 1);
  put_utf16 (second, "plan");
  put_number (second, 3, 2);
  put_number (second, 1, 1);
  put_utf16 (second, "жёл");
  put_record (stream, 0x00fc, first);
  put_record (stream, 0x003c, second);
}

START_TEST (workbook_whose_strings_go_on)
{
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  g_autoptr (GByteArray) hidden = g_byte_array_new ();

  put_begin (stream, 0x0600, 5);
  size_t at = stream->len + 4 + 8 + 3;
  put_sheet (stream, 1024, "Ark", false);
  ck_assert_uint_eq (stream->len, at);
  put_strings (stream);
  put_record (stream, 0x000a, NULL);
  while (stream->len < 1024)
    put_number (stream, 0, 1);
  put_begin (stream, 0x0600, 16);
  put_number (hidden, 2, 2);
  put_number (hidden, 0, 10);
  put_number (hidden, 0x20, 4);
  put_record (stream, 0x0208, hidden);
  put_cell (stream, 0x00fd, 0, 0, 0, 4);
  put_cell (stream, 0x00fd, 0, 1, 1, 4);
  put_cell (stream, 0x00fd, 0, 3, 2, 4);
  put_cell (stream, 0x00fd, 0, 4, 77, 4);
  put_cell (stream, 0x027e, 1, 0, 1234 << 2 | 3, 4);
  put_cell (stream, 0x0205, 1, 1, 1, 2);
  put_cell (stream, 0x027e, 2, 0, 5 << 2 | 2, 4);
  put_record (stream, 0x000a, NULL);
  const OleStream streams[] = { { "Workbook", stream } };
  g_auto (Reading) reading = read_file (make_ole (streams, 1));
  ck_assert_str_eq (reading.lines,
                    "heading 0 1 Ark\ntable-row 0 0 Feit\\tMøteplan\\t\\tжёл\n"
                    "table-row 0 0 12,34\\tSANN\nhidden 0 0 5\n");
  /* The text of number 77 there is none of. */
  ck_assert_str_eq (reading_reason (&reading), GF_REASON_DAMAGED);
}
END_TEST

START_TEST (old_workbook)
{
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  g_autoptr (GByteArray) label = g_byte_array_new ();

  put_begin (stream, 0x0500, 5);
  put_sheet (stream, 64, "\xc5r", true);
  put_record (stream, 0x000a, NULL);
  while (stream->len < 64)
    put_number (stream, 0, 1);
  put_begin (stream, 0x0500, 16);
  put_number (label, 0, 6);
  put_number (label, 4, 2);
  put_string (label, "M\xf8te");
  put_record (stream, 0x0204, label);
  put_record (stream, 0x000a, NULL);
  const OleStream streams[] = { { "Book", stream } };
  g_auto (Reading) reading = read_file (make_ole (streams, 1));
  ck_assert_str_eq (reading.lines, "heading 0 1 År\ntable-row 0 0 Møte\n");
}
END_TEST

START_TEST (workbook_with_a_password)
{
  g_autoptr (GByteArray) stream = g_byte_array_new ();

  put_begin (stream, 0x0600, 5);
  put_record (stream, 0x002f, NULL);
  const OleStream streams[] = { { "Workbook", stream } };
  g_auto (Reading) reading = read_file (make_ole (streams, 1));
  ck_assert_str_eq (reading_reason (&reading), GF_REASON_ENCRYPTED);
}
END_TEST

static void
put_atom (GByteArray *stream, uint16_t head, uint16_t type, const GByteArray *body)
{
  put_number (stream, head, 2);
  put_number (stream, type, 2);
  put_number (stream, body->len, 4);
  g_byte_array_append (stream, body->data, body->len);
}

static void
put_words (GByteArray *stream, const uint32_t *words, size_t n_words, uint16_t type)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  for (size_t i = 0; i < n_words; i++)
    put_number (body, words[i], 4);
  put_atom (stream, 0, type, body);
}

/* A slide of before the last save, one in force, the document, its directory, the save.
 */
static GByteArray *
make_show (uint32_t *edit_out)
{
  GByteArray *stream = g_byte_array_new ();
  g_autoptr (GByteArray) stale = g_byte_array_new ();
  g_autoptr (GByteArray) slide = g_byte_array_new ();
  g_autoptr (GByteArray) list = g_byte_array_new ();
  g_autoptr (GByteArray) document_body = g_byte_array_new ();
  g_autoptr (GByteArray) old_text = utf16_of ("Gamal tekst");
  g_autoptr (GByteArray) box = utf16_of ("Boks\rто");
  g_autoptr (GByteArray) title = bytes_of ("Ferjer p\xe5 Varstad");

  put_atom (stale, 0, 0x0fa0, old_text);
  put_atom (slide, 0, 0x0fa0, box);
  put_words (list, (const uint32_t[]){ 2, 0, 0, 256, 0 }, 5, 0x03f3);
  put_words (list, (const uint32_t[]){ 0 }, 1, 0x0f9f);
  put_atom (list, 0, 0x0fa8, title);
  put_atom (document_body, 0x000f, 0x0ff0, list);
  put_atom (stream, 0x000f, 0x03ee, stale);
  uint32_t slide_at = stream->len;
  put_atom (stream, 0x000f, 0x03ee, slide);
  uint32_t document_at = stream->len;
  put_atom (stream, 0x000f, 0x03e8, document_body);
  uint32_t directory_at = stream->len;
  put_words (stream, (const uint32_t[]){ 2u << 20 | 1, document_at, slide_at }, 3,
             0x1772);
  *edit_out = stream->len;
  put_words (stream, (const uint32_t[]){ 256, 0, 0, directory_at, 1, 2, 0 }, 7, 0x0ff5);
  return stream;
}

static GByteArray *
make_current_user (uint32_t edit)
{
  GByteArray *user = g_byte_array_new ();

  put_number (user, 0, 12);
  put_number (user, 0xe391c05f, 4);
  put_number (user, edit, 4);
  return user;
}

START_TEST (presentation)
{
  uint32_t edit;
  g_autoptr (GByteArray) stream = make_show (&edit);
  g_autoptr (GByteArray) user = make_current_user (edit);
  const OleStream streams[]
      = { { "PowerPoint Document", stream }, { "Current User", user } };
  g_auto (Reading) reading = read_file (make_ole (streams, 2));

  ck_assert_str_eq (reading.lines, "heading 1 1 Ferjer på Varstad\nparagraph 1 0 Boks\n"
                                   "paragraph 1 0 то\n");
  ck_assert_uint_eq (gf_text_get_pages (reading.text), 1);
  ck_assert_str_eq (reading_reason (&reading), "");
}
END_TEST

START_TEST (presentation_whose_directory_is_lost)
{
  uint32_t edit;
  g_autoptr (GByteArray) stream = make_show (&edit);
  g_autoptr (GByteArray) user = make_current_user (edit + 1);
  const OleStream streams[]
      = { { "PowerPoint Document", stream }, { "Current User", user } };
  g_auto (Reading) reading = read_file (make_ole (streams, 2));

  ck_assert_str_eq (reading_reason (&reading), GF_REASON_DAMAGED);
  ck_assert_ptr_nonnull (strstr (reading.lines, "Ferjer på Varstad"));
}
END_TEST

START_TEST (mail)
{
  g_autoptr (GByteArray) bytes = load_seed ("small.msg");
  g_auto (Container) container = read_container (
      make_file ((const char *) bytes->data, bytes->len), "brev.msg", NULL);

  ck_assert_str_eq (
      container.reading.lines,
      "paragraph 0 0 Fra: Kari Nordmann <kari@varstad.example>\n"
      "paragraph 0 0 Til: Ola Nordmann <ola@varstad.example>; post@varstad.example\n"
      "paragraph 0 0 Kopi: Per Ås <per@varstad.example>\n"
      "paragraph 0 0 Dato: 17.05.2011 12:30\n"
      "paragraph 0 0 Emne: Høring om ferjedrift\n"
      "paragraph 0 0 Hei!\n"
      "paragraph 0 0 Vedlagt følger svaret på høringen.\\nHilsen Kari\n");
  ck_assert_str_eq (gf_text_get (container.reading.text, GF_TEXT_TITLE),
                    "Høring om ferjedrift");
  ck_assert_str_eq (gf_text_get (container.reading.text, GF_TEXT_DATE), "2011-05-17");
  ck_assert_uint_eq (container.members->len, 1);
  ck_assert_str_eq (member_text (&container, 0), "innhold i vedlegget");
  ck_assert_ptr_nonnull (strstr (container.list, "svar på høring.txt"));
}
END_TEST

START_TEST (mail_of_html_wrapped_in_rtf)
{
  g_autoptr (GByteArray) bytes = load_seed ("small-html.msg");
  g_auto (Reading) reading = read_bytes (bytes, bytes->len);

  ck_assert_ptr_nonnull (
      strstr (reading.lines, "paragraph 0 0 Hei Ola!\ntable-row 0 0 a\\tb\n"));
}
END_TEST

START_TEST (mail_within_a_mail)
{
  g_autoptr (GByteArray) properties = g_byte_array_new ();
  g_autoptr (GByteArray) subject = utf16_of ("Ytre");
  g_autoptr (GByteArray) body = utf16_of ("Sjå vedlegget");
  g_autoptr (GByteArray) inner_subject = utf16_of ("Indre");
  g_autoptr (GByteArray) inner_body = bytes_of ("M\xf8te p\xe5 torsdag");
  g_autoptr (GByteArray) data = bytes_of ("notat");
  g_autoptr (GByteArray) name = utf16_of ("notat.txt");
#define INNER "__attach_version1.0_#00000000/__substg1.0_3701000D/"
  const OleStream streams[]
      = { { "__properties_version1.0", properties },
          { "__substg1.0_0037001F", subject },
          { "__substg1.0_1000001F", body },
          { INNER "__properties_version1.0", properties },
          { INNER "__substg1.0_0037001F", inner_subject },
          { INNER "__substg1.0_1000001E", inner_body },
          { INNER "__attach_version1.0_#00000000/__substg1.0_37010102", data },
          { INNER "__attach_version1.0_#00000000/__substg1.0_3707001F", name } };
  g_auto (Container) container
      = read_container (make_ole (streams, G_N_ELEMENTS (streams)), "a.msg", NULL);

  ck_assert_str_eq (container.reading.lines,
                    "paragraph 0 0 Emne: Ytre\nparagraph 0 0 Sjå vedlegget\n"
                    "heading 0 1 Indre\nparagraph 0 0 Emne: Indre\n"
                    "paragraph 0 0 Møte på torsdag\n");
  ck_assert_str_eq (gf_text_get (container.reading.text, GF_TEXT_TITLE), "Ytre");
  ck_assert_str_eq (member_text (&container, 0), "notat");
}
END_TEST

/* Source of the example: [MS-OXRTFCP] 3.1.1. */
START_TEST (packed_rtf)
{
  static const uint8_t packed[]
      = { 0x2d, 0x00, 0x00, 0x00, 0x2b, 0x00, 0x00, 0x00, 0x4c, 0x5a, 0x46, 0x75, 0xf1,
          0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32,
          0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62,
          0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0 };
  static const char text[] = "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n";
  g_autoptr (GBytes) unpacked = gf_lzfu_unpack ((GfSpan){ packed, sizeof packed }, 1000);
  g_autoptr (GBytes) cut = gf_lzfu_unpack ((GfSpan){ packed, sizeof packed }, 5);
  g_autoptr (GBytes) other = gf_lzfu_unpack ((GfSpan){ packed + 1, 30 }, 1000);

  ck_assert_uint_eq (g_bytes_get_size (unpacked), sizeof text - 1);
  ck_assert_mem_eq (g_bytes_get_data (unpacked, NULL), text, sizeof text - 1);
  ck_assert_uint_eq (g_bytes_get_size (cut), 5);
  ck_assert_ptr_null (other);
}
END_TEST

START_TEST (kinds_that_are_not_read)
{
  g_autoptr (GByteArray) bytes = bytes_of ("x");
  const OleStream visio[] = { { "VisioDocument", bytes } };
  const OleStream other[] = { { "Noko", bytes } };
  const OleStream locked[] = { { "EncryptedPackage", bytes } };
  g_auto (Reading) drawing = read_file (make_ole (visio, 1));
  g_auto (Reading) unknown = read_file (make_ole (other, 1));
  g_auto (Reading) encrypted = read_file (make_ole (locked, 1));

  ck_assert_str_eq (reading_reason (&drawing), GF_REASON_UNSUPPORTED);
  ck_assert_str_eq (drawing.error->message, "drawings (Visio) are not read");
  ck_assert_str_eq (reading_reason (&unknown), GF_REASON_UNSUPPORTED);
  ck_assert_str_eq (reading_reason (&encrypted), GF_REASON_ENCRYPTED);
}
END_TEST

START_TEST (damaged_containers)
{
  g_autoptr (GByteArray) bytes = load_seed ("small.doc");
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  OleStream streams[] = { { "Workbook", stream } };

  g_auto (Reading) header = read_bytes (bytes, 100);
  g_auto (Reading) no_directory = read_bytes (bytes, 1024);
  ck_assert_str_eq (reading_reason (&header), GF_REASON_DAMAGED);
  ck_assert_str_eq (reading_reason (&no_directory), GF_REASON_DAMAGED);

  /* The first sector of the stream follows itself. */
  put_begin (stream, 0x0600, 5);
  while (stream->len < 8192)
    put_number (stream, 0x0001, 2), put_number (stream, 0, 2);
  g_autoptr (GByteArray) ring = make_ole_bytes (streams, 1);
  uint32_t fat_at = (ring->len / 512 - 1) * 512;
  memset (ring->data + fat_at, 0, 4);
  g_auto (Reading) circular = read_bytes (ring, ring->len);
  ck_assert_str_eq (reading_reason (&circular), GF_REASON_DAMAGED);
}
END_TEST

START_TEST (directory_that_goes_in_a_ring)
{
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  const OleStream streams[] = { { "Noko", stream } };

  put_number (stream, 0, 1);
  g_autoptr (GByteArray) bytes = make_ole_bytes (streams, 1);
  /* Left and right of an entry, itself and the other. */
  uint8_t *root = memmem (bytes->data, bytes->len, "R\0o\0o\0t\0", 8);
  ck_assert_ptr_nonnull (root);
  memset (root + 128 + 68, 0, 8);
  root[128 + 68] = 1;
  root[128 + 76] = 1;
  g_auto (Reading) reading = read_bytes (bytes, bytes->len);
  ck_assert_str_eq (reading_reason (&reading), GF_REASON_UNSUPPORTED);
}
END_TEST

static Suite *
make_suite (void)
{
  Suite *suite = suite_create ("extract-legacy");
  TCase *tcase = tcase_create ("legacy");

  tcase_set_timeout (tcase, 60);
  tcase_add_test (tcase, document);
  tcase_add_test (tcase, document_with_a_password);
  tcase_add_test (tcase, document_of_a_version_that_is_not_known);
  tcase_add_test (tcase, document_whose_table_is_lost);
  tcase_add_test (tcase, old_document);
  tcase_add_test (tcase, workbook);
  tcase_add_test (tcase, workbook_whose_strings_go_on);
  tcase_add_test (tcase, old_workbook);
  tcase_add_test (tcase, workbook_with_a_password);
  tcase_add_test (tcase, presentation);
  tcase_add_test (tcase, presentation_whose_directory_is_lost);
  tcase_add_test (tcase, mail);
  tcase_add_test (tcase, mail_of_html_wrapped_in_rtf);
  tcase_add_test (tcase, mail_within_a_mail);
  tcase_add_test (tcase, packed_rtf);
  tcase_add_test (tcase, kinds_that_are_not_read);
  tcase_add_test (tcase, damaged_containers);
  tcase_add_test (tcase, directory_that_goes_in_a_ring);
  suite_add_tcase (suite, tcase);
  return suite;
}

int
main (void)
{
  return gf_tap_run (make_suite ());
}
