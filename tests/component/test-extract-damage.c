/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are broken, hostile or of no use: each gives its true reason, within the
 * limits. */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <check.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "indexer/sandbox/guard.h"
#include "indexer/extract/limits.h"
#include "tests/component/extract-fixture.h"
#include "tests/tap.h"

/* gf_limits_init () */
#define TEXT_BYTES ((size_t) 32 << 20)

#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

static const struct
{
  const char *name;
  const char *bytes;
  gssize length;
  const char *reason;
} files[] = {
  { "no bytes", "", 0, "empty" },
  { "white space", " \n\t\n", -1, "empty" },
  { "binary", "\x7f\x45\x4c\x46\x02\x01\x01\0\0\0\0\0\0\0\0\0\3\0>\0", 20,
    "unsupported" },
  { "a PDF that is only its head", "%PDF-1.7\n", -1, "damaged" },
  { "a zip that is only its head", "PK\3\4aaaaaaaa", -1, "damaged" },
  { "an Office file with a password",
    "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
    42, "encrypted" },
  { "HTML without text", "<html><body><script>x</script></body></html>", -1, "empty" },
};

START_TEST (bytes)
{
  g_auto (Reading) reading = read_file (make_file (files[_i].bytes, files[_i].length));

  ck_assert_msg (strcmp (reading_reason (&reading), files[_i].reason) == 0, "%s: '%s'",
                 files[_i].name, reading_reason (&reading));
  ck_assert_ptr_nonnull (reading.error);
  ck_assert_ptr_nonnull (reading.error->message);
}
END_TEST

START_TEST (not_a_file)
{
  int ends[2];

  ck_assert_int_eq (pipe (ends), 0);
  g_auto (Reading) reading = read_file (ends[0]);
  close (ends[1]);
  ck_assert_str_eq (reading_reason (&reading), "unsupported");
}
END_TEST

static const struct
{
  const char *name; /* in corpus/damaged */
  const char *reason;
  const char *text; /* that must have been read, NULL for none */
} corpus[] = {
  { "empty.pdf", "empty", NULL },
  { "truncated.pdf", "damaged", NULL },
  { "no-pages.pdf", "damaged", NULL },
  { "encrypted-user-password.pdf", "encrypted", NULL },
  { "encrypted-owner-only.pdf", "", "paragraph" },
  { "not-a-zip.docx", "", "bare et navn" },
  { "no-office-file.docx", "no-text", NULL },
  { "broken-xml.docx", "damaged", "paragraph" },
  { "truncated.docx", "damaged", "Sak 31/24" },
  { "wrong-size.odt", "damaged", NULL },
  { "entity-bomb.docx", "damaged", NULL },
  { "bomb.docx", "limit", "paragraph" },
  { "open-tags.html", "", "paragraph" },
  { "nul.txt", "", "Sak 1/20 Godkjenning av innkalling" },
  { "invalid-utf8.txt", "", "paragraph" },
  { "one-long-line.txt", "", "paragraph" },
  { "only-spaces.txt", "empty", NULL },
  { "blob.bin", "unsupported", NULL },
};

START_TEST (corpus_file)
{
  const char *folder = g_getenv ("GF_DAMAGED");
  g_autofree char *path = g_build_filename (folder ? folder : ".", corpus[_i].name, NULL);
  g_auto (Reading) reading = read_path (path);

  ck_assert_msg (strcmp (reading_reason (&reading), corpus[_i].reason) == 0, "%s: '%s'",
                 corpus[_i].name, reading_reason (&reading));
  if (corpus[_i].text == NULL)
    ck_assert_str_eq (reading.lines, "");
  else
    ck_assert_msg (strstr (reading.lines, corpus[_i].text) != NULL, "%s",
                   corpus[_i].name);
}
END_TEST

static char *
repeat (const char *what, size_t n_times)
{
  GString *string = g_string_sized_new (strlen (what) * n_times + 1);

  for (size_t i = 0; i < n_times; i++)
    g_string_append (string, what);
  return g_string_free (string, FALSE);
}

static int
make_docx (const char *body)
{
  g_autofree char *document = g_strdup_printf (
      "<w:document xmlns:w='" W "'><w:body>%s</w:body></w:document>", body);

  return make_zip ("word/document.xml", document, NULL);
}

START_TEST (deep_xml_keeps_what_came_before)
{
  g_autofree char *deep = repeat ("<w:sdt>", 2 * GF_LIMIT_DEPTH);
  g_autofree char *body
      = g_strconcat ("<w:p><w:r><w:t>Sak</w:t></w:r></w:p>", deep, NULL);
  g_auto (Reading) reading = read_file (make_docx (body));

  ck_assert_str_eq (reading_reason (&reading), "limit");
  ck_assert_str_eq (reading.lines, "paragraph 0 0 Sak\n");
}
END_TEST

START_TEST (html_may_nest_deeper_than_its_structure_is_followed)
{
  g_autofree char *deep = repeat ("<font><b>", GF_LIMIT_DEPTH);
  g_autofree char *page
      = g_strconcat ("<html><body><p>Sak", deep, " dypt nede</html>", NULL);
  g_auto (Reading) reading = read_file (make_file (page, -1));

  ck_assert_str_eq (reading_reason (&reading), "");
  ck_assert_str_eq (reading.lines, "paragraph 0 0 Sak dypt nede\n");
}
END_TEST

START_TEST (bottomless_html_keeps_what_came_before)
{
  g_autofree char *deep = repeat ("<div><ul>", 100000);
  g_autofree char *page
      = g_strconcat ("<html><body><p>Sak</p>", deep, "nede</html>", NULL);
  g_auto (Reading) reading = read_file (make_file (page, -1));

  ck_assert_str_eq (reading_reason (&reading), "limit");
  ck_assert_str_eq (reading.lines, "paragraph 0 0 Sak\n");
}
END_TEST

START_TEST (text_over_the_limit_is_cut)
{
  g_autofree char *line = repeat ("Sak 14/23 Referat ", 50);
  g_autofree char *paragraph = g_strconcat (line, "\n\n", NULL);
  g_autofree char *text = repeat (paragraph, (TEXT_BYTES / strlen (paragraph)) + 1000);
  g_auto (Reading) reading = read_file (make_file (text, -1));

  ck_assert_str_eq (reading_reason (&reading), "limit");
  ck_assert_uint_le (strlen (reading.lines), 2 * TEXT_BYTES);
  ck_assert_uint_gt (strlen (reading.lines), TEXT_BYTES / 2);
}
END_TEST

START_TEST (one_huge_row_is_cut)
{
  g_autofree char *cell = repeat (
      "<w:tc><w:p><w:r><w:t>celle med litt ulik tekst</w:t></w:r></w:p></w:tc>", 800000);
  g_autofree char *body
      = g_strconcat ("<w:p><w:r><w:t>Sak</w:t></w:r></w:p><w:tbl><w:tr>", cell, cell,
                     "</w:tr></w:tbl>", NULL);
  g_auto (Reading) reading = read_file (make_docx (body));

  ck_assert_str_eq (reading_reason (&reading), "limit");
  ck_assert (g_str_has_prefix (reading.lines, "paragraph 0 0 Sak\n"));
}
END_TEST

START_TEST (more_members_than_allowed)
{
  int fd = memfd_create ("zip", MFD_CLOEXEC);
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  ck_assert_int_eq (archive_write_open_fd (archive, fd), ARCHIVE_OK);
  for (int i = 0; i <= 10000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d", i);
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, name);
      archive_entry_set_size (entry, 0);
      archive_entry_set_filetype (entry, AE_IFREG);
      ck_assert_int_eq (archive_write_header (archive, entry), ARCHIVE_OK);
      archive_entry_free (entry);
    }
  archive_write_free (archive);
  g_auto (Reading) reading = read_file (fd);
  ck_assert_str_eq (reading_reason (&reading), "no-text");
}
END_TEST

/* A PDF of which parts are overwritten: whatever is read of it, nothing falls over. */
START_TEST (changed_pdf)
{
  static const Piece pieces[] = { { 1, 60, 80, 18, true, "Referat" },
                                  { 1, 60, 110, 10, false, "Sak 1 Vegen" },
                                  { 2, 60, 110, 10, false, "Sak 2 Brua" } };
  int fd = make_pdf (pieces, G_N_ELEMENTS (pieces), 2);
  off_t size = lseek (fd, 0, SEEK_END);
  g_autofree char *content = g_malloc ((gsize) size);
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) _i);

  ck_assert_int_eq (pread (fd, content, (size_t) size, 0), size);
  close (fd);
  for (int i = 0; i < 8; i++)
    content[g_rand_int_range (random, 8, (gint32) size)] = (char) g_rand_int (random);
  gssize length
      = _i % 4 == 0 ? g_rand_int_range (random, 1, (gint32) size) : (gssize) size;
  g_auto (Reading) reading = read_file (make_file (content, length));
  const char *reason = reading_reason (&reading);

  ck_assert_msg (*reason == '\0' || strcmp (reason, "damaged") == 0
                     || strcmp (reason, "no-text") == 0
                     || strcmp (reason, "encrypted") == 0 || strcmp (reason, "empty") == 0
                     || strcmp (reason, "unsupported") == 0,
                 "%s", reason);
}
END_TEST

START_TEST (errors_have_the_words_of_the_schema)
{
  static const char *const words[]
      = { "empty", "encrypted", "damaged", "unsupported", "limit", "no-text", "io" };

  for (int code = 0; code <= GF_EXTRACT_ERROR_LAST; code++)
    ck_assert_str_eq (gf_extract_error_reason (code), words[code]);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("extract-damage");
  TCase *tests = tcase_create ("extract-damage");

  tcase_set_timeout (tests, 60 * GF_GUARD_SLOWNESS);
  tcase_add_loop_test (tests, bytes, 0, G_N_ELEMENTS (files));
  tcase_add_test (tests, not_a_file);
  tcase_add_loop_test (tests, corpus_file, 0, G_N_ELEMENTS (corpus));
  tcase_add_test (tests, deep_xml_keeps_what_came_before);
  tcase_add_test (tests, html_may_nest_deeper_than_its_structure_is_followed);
  tcase_add_test (tests, bottomless_html_keeps_what_came_before);
  tcase_add_test (tests, text_over_the_limit_is_cut);
  tcase_add_test (tests, one_huge_row_is_cut);
  tcase_add_test (tests, more_members_than_allowed);
  tcase_add_loop_test (tests, changed_pdf, 0, 60);
  tcase_add_test (tests, errors_have_the_words_of_the_schema);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
