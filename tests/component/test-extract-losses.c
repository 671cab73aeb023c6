/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file did not give is said: no file is read in part and called whole, and none
   takes all the time or memory there is. */
#include "config.h"

#include <check.h>
#include <string.h>

#include "common/schema.h"
#include "tests/component/members-fixture.h"
#include "tests/component/ole-fixture.h"
#include "tests/tap.h"

#define RELATIONSHIPS                                                                    \
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS_BEGIN                                                                       \
  "<Relationships "                                                                      \
  "xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
#define REL(id, kind, target)                                                            \
  "<Relationship Id='" id "' Type='" RELATIONSHIPS "/" kind "' Target='" target "'/>"
#define PACKAGE(main) RELS_BEGIN REL ("r", "officeDocument", main) "</Relationships>"
#define W "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
#define PARAGRAPH "<w:p><w:r><w:t>Vedtak</w:t></w:r></w:p>"
#define DOCUMENT(body) "<w:document " W "><w:body>" body "</w:body></w:document>"
#define S "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
#define SHEET(rows) "<worksheet " S "><sheetData>" rows "</sheetData></worksheet>"
#define SHEET_RELS RELS_BEGIN REL ("s", "worksheet", "s.xml") "</Relationships>"

static void
assert_partly (const Reading *reading, const char *kept, const char *reason,
               const char *detail)
{
  const char *said
      = reading->error != NULL ? reading->error->message : reading->shortfall.detail;

  ck_assert_msg (strstr (reading->lines, kept) != NULL, "'%.300s' without '%s'",
                 reading->lines, kept);
  ck_assert_msg (strcmp (reading_reason (reading), reason) == 0, "'%s' is '%s', not '%s'",
                 said != NULL ? said : "", reading_reason (reading), reason);
  ck_assert_msg (said != NULL && strstr (said, detail) != NULL, "'%s' without '%s'", said,
                 detail);
}

static int
make_docx (const char *document, const char *part, const char *content)
{
  return make_zip ("_rels/.rels", PACKAGE ("word/document.xml"), "word/document.xml",
                   document, part, content, NULL);
}

static int
make_xlsx (const char *workbook, const char *sheet)
{
  return make_zip ("_rels/.rels", PACKAGE ("xl/workbook.xml"), "xl/workbook.xml",
                   workbook, "xl/_rels/workbook.xml.rels", SHEET_RELS, "xl/s.xml", sheet,
                   NULL);
}

START_TEST (comments_that_break_off)
{
  g_auto (Reading) reading = read_file (
      make_docx (DOCUMENT (PARAGRAPH), "word/comments.xml",
                 "<w:comments " W "><w:comment w:id='1'>" PARAGRAPH "</w:comment><w:c"));

  assert_partly (&reading, "Vedtak", GF_REASON_DAMAGED, "comments");
}
END_TEST

START_TEST (relations_that_break_off)
{
  g_auto (Reading) reading = read_file (make_docx (
      DOCUMENT (PARAGRAPH), "word/_rels/document.xml.rels", RELS_BEGIN "<Rel"));

  assert_partly (&reading, "Vedtak", GF_REASON_DAMAGED, "document.xml.rels");
}
END_TEST

#define WORKBOOK_BEGIN "<workbook " S " xmlns:r='" RELATIONSHIPS "'><sheets>"
#define WORKBOOK_END "</sheets></workbook>"
#define TAB "<sheet name='Ark' r:id='s'/>"

START_TEST (shared_strings_that_are_missing)
{
  g_auto (Reading) reading = read_file (
      make_xlsx (WORKBOOK_BEGIN TAB WORKBOOK_END,
                 SHEET ("<row><c t='s'><v>0</v></c><c t='str'><v>Sum</v></c></row>")));

  assert_partly (&reading, "Sum", GF_REASON_DAMAGED, "shared strings");
}
END_TEST

START_TEST (more_sheets_than_are_read)
{
  g_autoptr (GString) workbook = g_string_new (WORKBOOK_BEGIN);

  for (int i = 0; i < 5000; i++)
    g_string_append (workbook, TAB);
  g_string_append (workbook, WORKBOOK_END);
  g_auto (Reading) reading
      = read_file (make_xlsx (workbook->str, SHEET ("<row><c><v>7</v></c></row>")));
  assert_partly (&reading, "7", GF_REASON_LIMIT, "sheets");
}
END_TEST

#define O "urn:oasis:names:tc:opendocument:xmlns:"

START_TEST (a_cell_that_is_too_long)
{
  g_autofree char *filling = g_strnfill ((2 << 20) - 1, 'x');
  g_autofree char *content = g_strconcat (
      "<office:document-content xmlns:office='" O "office:1.0' xmlns:table='" O
      "table:1.0' xmlns:text='" O "text:1.0'><office:body><office:spreadsheet>"
      "<table:table table:name='Ark'><table:table-row><table:table-cell><text:p>",
      filling,
      "</text:p><text:p>Slutt</text:p></table:table-cell></table:table-row></table:table>"
      "</office:spreadsheet></office:body></office:document-content>",
      NULL);
  g_auto (Reading) reading
      = read_file (make_zip ("mimetype", "application/vnd.oasis.opendocument.spreadsheet",
                             "content.xml", content, NULL));

  assert_partly (&reading, "Ark", GF_REASON_LIMIT, "a cell");
}
END_TEST

/* Sets the flag of a password on the members of @name in the container @fd. */
static void
lock_member (int fd, const char *name)
{
  uint8_t bytes[8192];
  ssize_t length = pread (fd, bytes, sizeof bytes, 0);

  for (ssize_t i = 0; i + 46 < length; i++)
    if ((memcmp (bytes + i, "PK\3\4", 4) == 0
         && memcmp (bytes + i + 30, name, strlen (name)) == 0)
        || (memcmp (bytes + i, "PK\1\2", 4) == 0
            && memcmp (bytes + i + 46, name, strlen (name)) == 0))
      bytes[i + (bytes[i + 2] == 3 ? 6 : 8)] |= 1;
  ck_assert_int_eq (pwrite (fd, bytes, (size_t) length, 0), length);
}

START_TEST (parts_with_a_password)
{
  int fd
      = make_xlsx (WORKBOOK_BEGIN TAB WORKBOOK_END, SHEET ("<row><c><v>7</v></c></row>"));

  lock_member (fd, "xl/s.xml");
  g_auto (Reading) reading = read_file (fd);
  assert_partly (&reading, "", GF_REASON_ENCRYPTED, "password");
}
END_TEST

/* The directory says of its second member that it is none. */
START_TEST (directory_that_breaks_off)
{
  int fd = make_docx (DOCUMENT (PARAGRAPH), "word/comments.xml", "<w:comments " W "/>");
  uint8_t bytes[8192];
  ssize_t length = pread (fd, bytes, sizeof bytes, 0);
  uint8_t *entry = memmem (bytes, (size_t) length, "PK\1\2", 4);

  for (int i = 0; i < 2; i++)
    entry = memmem (entry + 4, (size_t) (bytes + length - entry - 4), "PK\1\2", 4);
  entry[3] = 9;
  ck_assert_int_eq (pwrite (fd, bytes, (size_t) length, 0), length);
  g_auto (Reading) reading = read_file (fd);
  assert_partly (&reading, "Vedtak", GF_REASON_DAMAGED, "breaks off");
}
END_TEST

START_TEST (a_book_whose_package_breaks_off)
{
  g_auto (Reading) reading = read_file (make_zip (
      "mimetype", "application/epub+zip", "META-INF/container.xml",
      "<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>",
      "b.opf",
      "<package><manifest><item id='a' href='a.xhtml' "
      "media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/><item",
      "a.xhtml", "<html><body><p>Kapittel</p></body></html>", NULL));

  assert_partly (&reading, "Kapittel", GF_REASON_DAMAGED, "b.opf");
}
END_TEST

static char *
make_attributes (unsigned n)
{
  GString *attributes = g_string_new (NULL);

  for (unsigned i = 0; i < n; i++)
    g_string_append_printf (attributes, " a%u=''", i);
  return g_string_free (attributes, FALSE);
}

/* libxml2 would take minutes for these. */
START_TEST (attributes_without_number)
{
  g_autofree char *attributes = make_attributes (300000);
  g_autofree char *document = g_strconcat ("<w:document " W "><w:body>" PARAGRAPH "<w:p ",
                                           attributes, "/></w:body></w:document>", NULL);
  g_autofree char *page
      = g_strconcat ("<html><body><p>Vedtak</p><p", attributes, ">x</p>", NULL);
  g_auto (Reading) reading
      = read_file (make_docx (document, "word/comments.xml", "<w:comments " W "/>"));
  g_auto (Reading) html = read_file (make_file (page, -1));

  assert_partly (&reading, "Vedtak", GF_REASON_DAMAGED, "broken");
  assert_partly (&html, "Vedtak", GF_REASON_LIMIT, "attributes");
}
END_TEST

/* Those of people, many times over, are no such. */
START_TEST (attributes_of_people)
{
  g_autofree char *attributes = make_attributes (40);
  g_autoptr (GString) page = g_string_new ("<html><body><p>Vedtak</p>");

  for (int i = 0; i < 20000; i++)
    g_string_append_printf (page, "<br%s>", attributes);
  g_auto (Reading) reading = read_file (make_file (page->str, -1));
  ck_assert_str_eq (reading_reason (&reading), "");
}
END_TEST

START_TEST (paragraphs_without_number)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 3 << 20; i++)
    g_string_append (text, "a\n\n");
  g_auto (Reading) reading = read_file (make_file (text->str, (gssize) text->len));
  assert_partly (&reading, "a", GF_REASON_LIMIT, "paragraphs");
}
END_TEST

/* Lines without end are not one paragraph. */
START_TEST (a_paragraph_without_end)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 10000; i++)
    g_string_append_printf (text, "Linje %d av mange i et brev.\n", i);
  g_auto (Reading) reading = read_file (make_file (text->str, (gssize) text->len));
  ck_assert_uint_gt (gf_text_get_blocks (reading.text)->len, 2);
  ck_assert_ptr_nonnull (strstr (reading.lines, "Linje 9999 av"));
  ck_assert_str_eq (reading_reason (&reading), "");
}
END_TEST

START_TEST (a_pdf_without_pages)
{
  g_auto (Reading) reading = read_file (
      make_file ("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n"
                 "<< /Type /Pages /Kids [2 0 R] /Count 0 >>\nendobj\ntrailer\n"
                 "<< /Root 1 0 R /Size 3 >>\n%%EOF\n",
                 -1));

  ck_assert_ptr_nonnull (reading.error);
  ck_assert_str_eq (reading_reason (&reading), GF_REASON_DAMAGED);
}
END_TEST

/* "/" two thousand times: each folder would be remembered by its whole name. */
START_TEST (members_in_endless_folders)
{
  g_autoptr (GString) name = g_string_new ("a");

  for (int i = 0; i < 1900; i++)
    g_string_append (name, "/b");
  g_string_append (name, "/referat.txt");
  g_auto (Container) container
      = read_container (make_zip (name->str, "Vedtak", NULL), NULL, NULL);
  ck_assert_uint_lt (strlen (container.list), 300);
  ck_assert_ptr_nonnull (strstr (container.list, "/referat.txt: 6 bytes"));
}
END_TEST

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

/* The text of "small.doc" is longer than its pieces: the length of the body grows. */
START_TEST (pieces_that_break_off)
{
  g_autoptr (GByteArray) bytes = load_seed ("small.doc");
  uint8_t *header = memmem (bytes->data, bytes->len, "\xec\xa5\x01\x01", 4);

  ck_assert_ptr_nonnull (header);
  header[76 + 7 * 4 + 1] = 0x40;
  g_auto (Reading) reading
      = read_file (make_file ((const char *) bytes->data, (gssize) bytes->len));
  assert_partly (&reading, "Varstadrådet", GF_REASON_DAMAGED, "table of the text");
}
END_TEST

#define N_PIECES 300000

static void
put_at (GByteArray *bytes, size_t at, uint32_t number)
{
  for (int i = 0; i < 4; i++)
    bytes->data[at + (size_t) i] = (uint8_t) (number >> 8 * i);
}

/* A text in so many pieces, and as many headers without text: to look for each of them
   in all of those would take hours. */
START_TEST (pieces_without_number)
{
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  g_autoptr (GByteArray) table = g_byte_array_new ();
  size_t head = 0;

  g_byte_array_set_size (stream, 2048);
  memset (stream->data, 0, stream->len);
  memcpy (stream->data, "\xec\xa5\xc1", 3);
  memcpy (stream->data + 1024, "Vedtak\r", 7);
  put_at (stream, 76, N_PIECES);
  put_at (stream, 76 + 2 * 4, N_PIECES);
  put_number (table, 2, 1);
  put_number (table, (N_PIECES + 1) * 4 + N_PIECES * 8, 4);
  for (uint32_t i = 0; i <= N_PIECES; i++)
    put_number (table, i * 2, 4);
  for (uint32_t i = 0; i < N_PIECES; i++)
    put_number (table, (uint64_t) (0x40000000u | 2048) << 16, 8);
  head = table->len;
  for (uint32_t i = 0; i < N_PIECES; i++)
    put_number (table, N_PIECES, 4);
  put_at (stream, 154 + 33 * 8 + 4, (uint32_t) head);
  put_at (stream, 154 + 11 * 8, (uint32_t) head);
  put_at (stream, 154 + 11 * 8 + 4, N_PIECES * 4);
  const OleStream streams[] = { { "WordDocument", stream }, { "0Table", table } };
  g_auto (Reading) reading = read_file (make_ole (streams, 2));
  ck_assert_ptr_nonnull (strstr (reading.lines, "VeVeVe"));
}
END_TEST

/* Of a stream of records: type, length and these bytes. */
static void
put_record (GByteArray *stream, uint16_t type, const char *bytes, size_t length)
{
  put_number (stream, type, 2);
  put_number (stream, length, 2);
  g_byte_array_append (stream, (const uint8_t *) bytes, (guint) length);
}

#define BEGIN_BOOK "\0\6\5\0"
#define BEGIN_SHEET "\0\6\20\0"

static Reading
read_book (uint32_t offset, uint16_t cell, const char *value, size_t length, bool ends)
{
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  char place[] = "\0\0\0\0\0\0\3\0Ark";

  place[0] = (char) offset;
  put_record (stream, 0x0809, BEGIN_BOOK, 4);
  put_record (stream, 0x0085, place, sizeof place - 1);
  put_record (stream, 0x000a, "", 0);
  put_record (stream, 0x0809, BEGIN_SHEET, 4);
  put_record (stream, cell, value, length);
  if (ends)
    put_record (stream, 0x000a, "", 0);
  const OleStream streams[] = { { "Workbook", stream } };
  return read_file (make_ole (streams, 1));
}

#define SEVEN "\0\0\0\0\0\0\0\0\0\0\0\0\x1c\x40"
#define OF_TABLE "\0\0\0\0\0\0\5\0\0\0"

START_TEST (sheets_that_break_off)
{
  g_auto (Reading) whole = read_book (27, 0x0203, SEVEN, 14, true);
  g_auto (Reading) cut = read_book (27, 0x0203, SEVEN, 14, false);
  g_auto (Reading) lost = read_book (90, 0x0203, SEVEN, 14, true);
  g_auto (Reading) astray = read_book (27, 0x00fd, OF_TABLE, 10, true);

  ck_assert_str_eq (whole.lines, "heading 0 1 Ark\ntable-row 0 0 7\n");
  ck_assert_str_eq (reading_reason (&whole), "");
  assert_partly (&cut, "7", GF_REASON_DAMAGED, "breaks off");
  assert_partly (&lost, "", GF_REASON_DAMAGED, "missing");
  assert_partly (&astray, "", GF_REASON_DAMAGED, "table of texts");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("extract-losses");
  TCase *tests = tcase_create ("extract-losses");

  tcase_set_timeout (tests, 60);
  tcase_add_test (tests, comments_that_break_off);
  tcase_add_test (tests, relations_that_break_off);
  tcase_add_test (tests, shared_strings_that_are_missing);
  tcase_add_test (tests, more_sheets_than_are_read);
  tcase_add_test (tests, a_cell_that_is_too_long);
  tcase_add_test (tests, parts_with_a_password);
  tcase_add_test (tests, directory_that_breaks_off);
  tcase_add_test (tests, a_book_whose_package_breaks_off);
  tcase_add_test (tests, attributes_without_number);
  tcase_add_test (tests, attributes_of_people);
  tcase_add_test (tests, paragraphs_without_number);
  tcase_add_test (tests, a_paragraph_without_end);
  tcase_add_test (tests, a_pdf_without_pages);
  tcase_add_test (tests, members_in_endless_folders);
  tcase_add_test (tests, pieces_that_break_off);
  tcase_add_test (tests, pieces_without_number);
  tcase_add_test (tests, sheets_that_break_off);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
