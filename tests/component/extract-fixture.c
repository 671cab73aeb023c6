/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/component/extract-fixture.h"

#include <archive.h>
#include <archive_entry.h>
#include <check.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "indexer/extract/limits.h"

void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->text, gf_text_free);
  gf_shortfall_clear (&reading->shortfall);
  g_clear_error (&reading->error);
  g_clear_pointer (&reading->lines, g_free);
}

int
make_file (const char *bytes, gssize length)
{
  size_t size = length < 0 ? strlen (bytes) : (size_t) length;
  int fd = memfd_create ("file", MFD_CLOEXEC);

  ck_assert_int_ge (fd, 0);
  ck_assert_int_eq (write (fd, bytes, size), size);
  return fd;
}

static void
add_member (struct archive *archive, const char *name, const char *content)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) strlen (content));
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  ck_assert_int_eq (archive_write_header (archive, entry), ARCHIVE_OK);
  archive_write_data (archive, content, strlen (content));
  archive_entry_free (entry);
}

int
make_zip (const char *name, ...)
{
  int fd = memfd_create ("zip", MFD_CLOEXEC);
  struct archive *archive = archive_write_new ();
  va_list arguments;

  archive_write_set_format_zip (archive);
  ck_assert_int_eq (archive_write_open_fd (archive, fd), ARCHIVE_OK);
  va_start (arguments, name);
  for (; name != NULL; name = va_arg (arguments, const char *))
    add_member (archive, name, va_arg (arguments, const char *));
  va_end (arguments);
  ck_assert_int_eq (archive_write_free (archive), ARCHIVE_OK);
  return fd;
}

static char *
page_content (const Piece *pieces, size_t n_pieces, int page)
{
  GString *content = g_string_new (NULL);

  for (size_t i = 0; i < n_pieces; i++)
    if (pieces[i].page == page)
      g_string_append_printf (content,
                              "BT /F%d %.2f Tf 1 0 0 1 %.2f %.2f Tm (%s) Tj ET\n",
                              pieces[i].is_bold ? 2 : 1, pieces[i].size, pieces[i].x,
                              842 - pieces[i].y, pieces[i].text);
  return g_string_free (content, FALSE);
}

static void
add_object (GString *pdf, GArray *offsets, const char *body)
{
  size_t offset = pdf->len;

  g_array_append_val (offsets, offset);
  g_string_append_printf (pdf, "%u 0 obj\n%s\nendobj\n", offsets->len, body);
}

static void
add_pages (GString *pdf, GArray *offsets, const Piece *pieces, size_t n_pieces,
           int n_pages)
{
  for (int page = 1; page <= n_pages; page++)
    {
      g_autofree char *content = page_content (pieces, n_pieces, page);
      g_autofree char *leaf = g_strdup_printf (
          "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
          "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>",
          4 + 2 * page);
      g_autofree char *stream = g_strdup_printf (
          "<< /Length %zu >>\nstream\n%s\nendstream", strlen (content), content);

      add_object (pdf, offsets, leaf);
      add_object (pdf, offsets, stream);
    }
}

int
make_pdf (const Piece *pieces, size_t n_pieces, int n_pages)
{
  g_autoptr (GString) pdf = g_string_new ("%PDF-1.4\n");
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (size_t));
  g_autoptr (GString) kids = g_string_new (NULL);

  for (int page = 1; page <= n_pages; page++)
    g_string_append_printf (kids, "%d 0 R ", 3 + 2 * page);
  g_autofree char *tree
      = g_strdup_printf ("<< /Type /Pages /Kids [%s] /Count %d >>", kids->str, n_pages);
  add_object (pdf, offsets, "<< /Type /Catalog /Pages 2 0 R >>");
  add_object (pdf, offsets, tree);
  add_object (pdf, offsets,
              "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding "
              "/WinAnsiEncoding >>");
  add_object (pdf, offsets,
              "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding "
              "/WinAnsiEncoding >>");
  add_pages (pdf, offsets, pieces, n_pieces, n_pages);

  size_t start = pdf->len;
  g_string_append_printf (pdf, "xref\n0 %u\n0000000000 65535 f \n", offsets->len + 1);
  for (guint i = 0; i < offsets->len; i++)
    g_string_append_printf (pdf, "%010zu 00000 n \n", g_array_index (offsets, size_t, i));
  g_string_append_printf (pdf,
                          "trailer << /Size %u /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
                          offsets->len + 1, start);
  return make_file (pdf->str, (gssize) pdf->len);
}

char *
dup_blocks (GfText *text)
{
  GString *lines = g_string_new (NULL);
  GPtrArray *blocks = gf_text_get_blocks (text);

  for (guint i = 0; i < blocks->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (blocks, i);

      g_string_append_printf (lines, "%s %u %u ", gf_block_kind_name (block->kind),
                              block->page, block->level);
      for (const char *p = block->text; *p != '\0'; p++)
        if (*p == '\n' || *p == '\t')
          g_string_append (lines, *p == '\n' ? "\\n" : "\\t");
        else
          g_string_append_c (lines, *p);
      g_string_append_c (lines, '\n');
    }
  return g_string_free (lines, FALSE);
}

Reading
read_file (int fd)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfExtractor) extractor = gf_extractor_new (NULL, &error);
  Reading reading = { .text = gf_text_new ((size_t) 32 << 20) };

  ck_assert_msg (extractor != NULL, "%s", error ? error->message : "");
  bool read = gf_extract (extractor, fd, NULL, reading.text, &reading.shortfall,
                          &reading.error);
  close (fd);
  ck_assert_int_eq (read, reading.error == NULL);
  ck_assert_int_eq (read && reading.shortfall.reason == NULL,
                    *reading_reason (&reading) == 0);
  reading.lines = read ? dup_blocks (reading.text) : g_strdup ("");
  return reading;
}

Reading
read_path (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  ck_assert_msg (fd >= 0, "%s", path);
  return read_file (fd);
}

const char *
reading_reason (const Reading *reading)
{
  if (reading->error != NULL)
    return gf_extract_error_reason (reading->error->code);
  return reading->shortfall.reason ? reading->shortfall.reason : "";
}
