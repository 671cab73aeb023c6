/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives: which members come out of them, under which names, and what becomes of those
 * that are too large, locked or broken. */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <check.h>
#include <locale.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "indexer/sandbox/guard.h"
#include "tests/component/members-fixture.h"
#include "tests/tap.h"

typedef struct archive Archive;

static void
put (Archive *archive, const char *name, unsigned type, const char *link,
     const char *content, size_t length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, type);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) length);
  if (link != NULL && type == AE_IFLNK)
    archive_entry_set_symlink (entry, link);
  else if (link != NULL)
    archive_entry_set_hardlink (entry, link);
  ck_assert_int_ge (archive_write_header (archive, entry), ARCHIVE_WARN);
  if (length > 0)
    ck_assert_int_eq (archive_write_data (archive, content, length), length);
  archive_entry_free (entry);
}

static void
put_file (Archive *archive, const char *name, const char *content)
{
  put (archive, name, AE_IFREG, NULL, content, strlen (content));
}

/* @options, @password: nullable. */
static Archive *
begin (int *fd_out, int format, int filter, const char *options, const char *password)
{
  Archive *archive = archive_write_new ();

  *fd_out = memfd_create ("archive", MFD_CLOEXEC);
  ck_assert_int_eq (archive_write_set_format (archive, format), ARCHIVE_OK);
  ck_assert_int_eq (archive_write_add_filter (archive, filter), ARCHIVE_OK);
  if (options != NULL)
    ck_assert_int_eq (archive_write_set_options (archive, options), ARCHIVE_OK);
  if (password != NULL)
    archive_write_set_passphrase (archive, password);
  ck_assert_int_eq (archive_write_open_fd (archive, *fd_out), ARCHIVE_OK);
  return archive;
}

static void
finish (Archive *archive)
{
  ck_assert_int_eq (archive_write_free (archive), ARCHIVE_OK);
}

/* The file's bytes; closes it. */
static GByteArray *
take_bytes (int fd)
{
  GByteArray *bytes = g_byte_array_new ();
  off_t size = lseek (fd, 0, SEEK_END);

  g_byte_array_set_size (bytes, (guint) size);
  ck_assert_int_eq (pread (fd, bytes->data, bytes->len, 0), size);
  close (fd);
  return bytes;
}

static int
give_bytes (GByteArray *bytes)
{
  int fd = make_file ((const char *) bytes->data, bytes->len);

  g_byte_array_unref (bytes);
  return fd;
}

static const struct
{
  const char *name;
  int format;
  int filter;
  const char *type;
} kinds[] = {
  { "zip", ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "application/zip" },
  { "tar", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, "application/x-tar" },
  { "pax", ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_NONE, "application/x-tar" },
  { "GNU tar", ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_NONE, "application/x-tar" },
  { "tar.gz", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, "application/gzip" },
  { "tar.bz2", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_BZIP2, "application/x-bzip2" },
  { "tar.xz", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ, "application/x-xz" },
  { "tar.zst", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD, "application/zstd" },
  { "7z", ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE, "application/x-7z-compressed" },
};

START_TEST (every_kind)
{
  int fd;
  Archive *archive = begin (&fd, kinds[_i].format, kinds[_i].filter, NULL, NULL);

  put_file (archive, "2023/referat.txt", "Sak 1");
  put_file (archive, "../../etc/passwd", "x");
  put_file (archive, "2023/referat.txt", "Sak 22");
  put_file (archive, "tom.txt", "");
  finish (archive);
  g_auto (Container) container = read_container (fd, NULL, NULL);

  ck_assert_msg (container.reading.error == NULL, "%s: %s", kinds[_i].name,
                 container.reading.error->message);
  ck_assert (g_pattern_match_simple ("2023/referat.txt: 5 bytes\netc/passwd: 1 bytes\n"
                                     "2023/referat (*).txt: 6 bytes\ntom.txt: 0 bytes\n",
                                     container.list));
  ck_assert_str_eq (member_text (&container, 2), "Sak 22");
  ck_assert_str_eq (reading_reason (&container.reading), "");
  ck_assert_str_eq (gf_text_get (container.reading.text, GF_TEXT_FORMAT), kinds[_i].type);
}
END_TEST

START_TEST (what_is_no_file_is_no_member)
{
  int fd;
  Archive *archive
      = begin (&fd, ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_NONE, NULL, NULL);

  put (archive, "mappe", AE_IFDIR, NULL, NULL, 0);
  put (archive, "lenke", AE_IFLNK, "/etc/passwd", NULL, 0);
  put (archive, "rør", AE_IFIFO, NULL, NULL, 0);
  put (archive, "disk", AE_IFBLK, NULL, NULL, 0);
  put_file (archive, "mappe/a.txt", "Sak");
  put (archive, "samme", AE_IFREG, "mappe/a.txt", NULL, 0);
  put_file (archive, "__MACOSX/mappe/._a.txt", "x");
  finish (archive);
  g_auto (Container) container = read_container (fd, NULL, NULL);

  ck_assert_str_eq (container.list, "mappe/a.txt: 3 bytes\n");
}
END_TEST

static const struct
{
  const char *bytes;
  bool is_flagged; /* as UTF-8 */
  const char *name;
} names[] = {
  { "M\x9bte p\x86 \x8fs.pdf", false, "Møte på Ås.pdf" }, /* CP850, by Windows itself */
  { "\x92rlig s\x91r\x9dre.txt", false, "Ærlig særØre.txt" },
  { "M\xf8te p\xe5 \xc5s.pdf", false, "Møte på Ås.pdf" }, /* CP1252 */
  { "Møte på Ås.pdf", false, "Møte på Ås.pdf" },          /* UTF-8 without saying so */
  { "Møte på Ås.pdf", true, "Møte på Ås.pdf" },
  { "Čáhcesuolu – §.pdf", true, "Čáhcesuolu – §.pdf" },
  { "mappe\\sak.pdf", false, "mappe/sak.pdf" },
};

/* Bit 11 of the flags, in the member's own head and in the directory. */
static void
flag_as_utf8 (GByteArray *bytes)
{
  for (guint i = 0; i + 10 < bytes->len; i++)
    if (memcmp (bytes->data + i, "PK\3\4", 4) == 0)
      bytes->data[i + 7] |= 8;
    else if (memcmp (bytes->data + i, "PK\1\2", 4) == 0)
      bytes->data[i + 9] |= 8;
}

START_TEST (names_of_every_encoding)
{
  int fd;
  Archive *archive = begin (&fd, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, NULL, NULL);

  put_file (archive, names[_i].bytes, "x");
  finish (archive);
  GByteArray *bytes = take_bytes (fd);
  if (names[_i].is_flagged)
    flag_as_utf8 (bytes);
  g_auto (Container) container = read_container (give_bytes (bytes), NULL, NULL);
  ck_assert_uint_eq (container.members->len, 1);
  ck_assert_str_eq (((Member *) g_ptr_array_index (container.members, 0))->path,
                    names[_i].name);
}
END_TEST

START_TEST (names_of_tar_and_7z)
{
  static const int formats[] = { ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FORMAT_TAR_USTAR };
  locale_t utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
  int fd;

  for (size_t i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      Archive *archive = begin (&fd, formats[i], ARCHIVE_FILTER_NONE, NULL, NULL);

      put_file (archive, "M\xf8te.txt", "x");
      finish (archive);
      g_auto (Container) container = read_container (fd, NULL, NULL);
      ck_assert_str_eq (container.list, "Møte.txt: 1 bytes\n");
    }

  locale_t before = uselocale (utf8);
  Archive *archive = begin (&fd, ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE, NULL, NULL);
  put_file (archive, "Årsmøte – čáhci.txt", "x");
  finish (archive);
  uselocale (before);
  freelocale (utf8);
  g_auto (Container) container = read_container (fd, NULL, NULL);
  ck_assert_str_eq (container.list, "Årsmøte – čáhci.txt: 1 bytes\n");
}
END_TEST

START_TEST (a_single_file)
{
  static const int filters[] = { ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_BZIP2,
                                 ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_ZSTD };
  static const char *const paths[] = { "arkiv/referat.txt.gz", "referat.txt.BZ2",
                                       "referat.txt.xz", "referat.txt.zst" };
  int fd;
  Archive *archive = begin (&fd, ARCHIVE_FORMAT_RAW, filters[_i], NULL, NULL);

  put_file (archive, "navn", "Sak 1 Referat");
  finish (archive);
  g_auto (Container) container = read_container (fd, paths[_i], NULL);
  ck_assert_str_eq (container.list, "referat.txt: 13 bytes\n");
}
END_TEST

static const struct
{
  const char *name;
  const char *options;
  const char *password;
  const char *first;
  const char *second;
  const char *list;
  const char *reason;
} locked[] = {
  { "the old way", "zip:encryption=traditional", "varstad", "feil", "varstad",
    "a.txt: 5 bytes\n", "" },
  { "AES", "zip:encryption=aes256", "varstad", "feil", "varstad", "a.txt: 5 bytes\n",
    "" },
  { "no password known", "zip:encryption=aes256", "varstad", NULL, NULL,
    "a.txt: encrypted\n", "encrypted" },
  { "none that fits", "zip:encryption=aes256", "varstad", "feil", "gæli",
    "a.txt: encrypted\n", "encrypted" },
};

START_TEST (passwords)
{
  const char *const tried[] = { locked[_i].first, locked[_i].second, NULL };
  GfExtractOptions options = { .passwords = tried };
  int fd;
  Archive *archive = begin (&fd, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE,
                            locked[_i].options, locked[_i].password);

  gf_limits_init (&options.limits);
  put_file (archive, "a.txt", "Sak 1");
  finish (archive);
  g_auto (Container) container = read_container (fd, NULL, &options);
  ck_assert_msg (strcmp (container.list, locked[_i].list) == 0, "%s: %s", locked[_i].name,
                 container.list);
  ck_assert_str_eq (reading_reason (&container.reading), locked[_i].reason);
}
END_TEST

/* The old encryption takes one wrong password of 256 for the right one. */
START_TEST (the_right_one_of_several_passwords)
{
  const char *const tried[] = { "feil", "gæli", "varstad", NULL };
  GfExtractOptions options = { .passwords = tried };

  gf_limits_init (&options.limits);
  for (unsigned i = 0; i < 600; i++)
    {
      int fd;
      Archive *archive = begin (&fd, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE,
                                "zip:encryption=traditional", "varstad");

      put_file (archive, "a.txt", "Sak 1");
      put_file (archive, "b.txt", "Sak 22");
      finish (archive);
      g_auto (Container) container = read_container (fd, NULL, &options);
      ck_assert_str_eq (container.list, "a.txt: 5 bytes\nb.txt: 6 bytes\n");
    }
}
END_TEST

/* @n_mb of noise, so that the ratio is not what is met; or of nothing. */
static char *
make_content (size_t n_mb, bool noise)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  size_t length = n_mb << 20;
  char *content = g_malloc0 (length);

  for (size_t i = 0; i < length && noise; i += 4)
    {
      guint32 number = g_rand_int (random);
      memcpy (content + i, &number, 4);
    }
  return content;
}

START_TEST (a_member_too_large)
{
  GfExtractOptions options = { .passwords = NULL };
  int fd;
  Archive *archive = begin (&fd, kinds[_i].format, kinds[_i].filter, NULL, NULL);
  g_autofree char *content = make_content (2, true);

  gf_limits_init (&options.limits);
  options.limits.unpacked_mb = 1;
  put_file (archive, "a.txt", "Sak 1");
  put (archive, "stor.bin", AE_IFREG, NULL, content, (size_t) 2 << 20);
  put_file (archive, "b.txt", "Sak 2");
  finish (archive);
  g_auto (Container) container = read_container (fd, NULL, &options);
  ck_assert_msg (
      strcmp (container.list, "a.txt: 5 bytes\nstor.bin: limit\nb.txt: 5 bytes\n") == 0,
      "%s: %s", kinds[_i].name, container.list);
  ck_assert_str_eq (reading_reason (&container.reading), "limit");
}
END_TEST

START_TEST (bombs)
{
  GfExtractOptions options = { .passwords = NULL };
  int fd;
  Archive *archive = begin (&fd, kinds[_i].format, kinds[_i].filter, NULL, NULL);
  g_autofree char *content = make_content (12, false);

  gf_limits_init (&options.limits);
  put_file (archive, "a.txt", "Sak 1");
  put (archive, "bombe.bin", AE_IFREG, NULL, content, (size_t) 12 << 20);
  put_file (archive, "b.txt", "Sak 2");
  finish (archive);
  bool is_packed = lseek (fd, 0, SEEK_END) < 1 << 20;
  g_auto (Container) container = read_container (fd, NULL, &options);
  ck_assert_str_eq (reading_reason (&container.reading), is_packed ? "limit" : "");
  ck_assert_msg (
      !is_packed || strcmp (container.list, "a.txt: 5 bytes\nbombe.bin: limit\n") == 0,
      "%s: %s", kinds[_i].name, container.list);
}
END_TEST

START_TEST (more_members_than_allowed)
{
  GfExtractOptions options = { .passwords = NULL };
  int fd;
  Archive *archive = begin (&fd, kinds[_i].format, kinds[_i].filter, NULL, NULL);

  gf_limits_init (&options.limits);
  options.limits.members = 20;
  for (int i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.txt", i);
      put_file (archive, name, "Sak");
    }
  finish (archive);
  g_auto (Container) container = read_container (fd, NULL, &options);
  ck_assert_uint_eq (container.members->len, 20);
  ck_assert_str_eq (reading_reason (&container.reading), "limit");
}
END_TEST

START_TEST (a_broken_member_and_the_rest)
{
  int fd;
  Archive *archive = begin (&fd, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, NULL, NULL);
  g_autofree char *content = make_content (1, true);

  for (int i = 0; i < (1 << 20); i++)
    content[i] = (char) (content[i] & 0x1f);
  put_file (archive, "a.txt", "Sak 1");
  put (archive, "b.txt", AE_IFREG, NULL, content, (size_t) 1 << 20);
  put_file (archive, "c.txt", "Sak 3");
  finish (archive);
  GByteArray *bytes = take_bytes (fd);
  memset (bytes->data + 200000, 0xff, 2000);
  g_auto (Container) container = read_container (give_bytes (bytes), NULL, NULL);
  ck_assert_str_eq (container.list, "a.txt: 5 bytes\nb.txt: damaged\nc.txt: 5 bytes\n");
  ck_assert_str_eq (reading_reason (&container.reading), "damaged");
}
END_TEST

START_TEST (cut_short)
{
  int fd;
  Archive *archive = begin (&fd, kinds[_i].format, kinds[_i].filter, NULL, NULL);
  g_autofree char *content = make_content (1, true);

  put (archive, "a.bin", AE_IFREG, NULL, content, (size_t) 1 << 19);
  put (archive, "b.bin", AE_IFREG, NULL, content, (size_t) 1 << 20);
  finish (archive);
  GByteArray *bytes = take_bytes (fd);
  g_byte_array_set_size (bytes, bytes->len * 3 / 4);
  g_auto (Container) container = read_container (give_bytes (bytes), NULL, NULL);

  ck_assert_msg (strcmp (reading_reason (&container.reading), "damaged") == 0, "%s: %s",
                 kinds[_i].name, reading_reason (&container.reading));
  /* The list of a 7z stands last; zstd is checked in blocks as large as this. */
  if (kinds[_i].format != ARCHIVE_FORMAT_7ZIP)
    ck_assert_msg (strcmp (container.list, "a.bin: 524288 bytes\nb.bin: damaged\n") == 0,
                   "%s: %s", kinds[_i].name, container.list);
}
END_TEST

START_TEST (changed_archive)
{
  unsigned kind = (unsigned) _i % G_N_ELEMENTS (kinds);
  int fd;
  Archive *archive = begin (&fd, kinds[kind].format, kinds[kind].filter, NULL, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) _i);

  put_file (archive, "2023/referat.txt", "Sak 1 Sak 2 Sak 3 Sak 4 Sak 5");
  put_file (archive, "b.txt", "Sak 22");
  finish (archive);
  GByteArray *bytes = take_bytes (fd);
  for (int i = 0; i < 6; i++)
    bytes->data[g_rand_int_range (random, 6, (gint32) bytes->len)]
        = (guint8) g_rand_int (random);
  if (_i % 5 == 0)
    g_byte_array_set_size (bytes,
                           (guint) g_rand_int_range (random, 7, (gint32) bytes->len));
  g_auto (Container) container = read_container (give_bytes (bytes), NULL, NULL);

  ck_assert (reading_reason (&container.reading) != NULL);
}
END_TEST

START_TEST (nothing_in_it)
{
  g_auto (Container) rar
      = read_container (make_file ("Rar!\x1a\x07\x01\0xxxxxxxx", 16), NULL, NULL);
  g_auto (Container) seven
      = read_container (make_file ("7z\xbc\xaf\x27\x1cxxxx", 10), NULL, NULL);
  g_auto (Container) gzip
      = read_container (make_file ("\x1f\x8b\x08xxxx", 7), NULL, NULL);

  ck_assert_str_eq (reading_reason (&rar.reading), "unsupported");
  ck_assert_str_eq (reading_reason (&seven.reading), "damaged");
  ck_assert_str_eq (reading_reason (&gzip.reading), "damaged");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("extract-archive");
  TCase *tests = tcase_create ("extract-archive");
  int n_kinds = G_N_ELEMENTS (kinds);

  tcase_set_timeout (tests, 30 * GF_GUARD_SLOWNESS);
  tcase_add_loop_test (tests, every_kind, 0, n_kinds);
  tcase_add_test (tests, what_is_no_file_is_no_member);
  tcase_add_loop_test (tests, names_of_every_encoding, 0, G_N_ELEMENTS (names));
  tcase_add_test (tests, names_of_tar_and_7z);
  tcase_add_loop_test (tests, a_single_file, 0, 4);
  tcase_add_loop_test (tests, passwords, 0, G_N_ELEMENTS (locked));
  tcase_add_test (tests, the_right_one_of_several_passwords);
  tcase_add_loop_test (tests, a_member_too_large, 0, n_kinds);
  tcase_add_loop_test (tests, bombs, 0, n_kinds);
  tcase_add_loop_test (tests, more_members_than_allowed, 0, n_kinds);
  tcase_add_test (tests, a_broken_member_and_the_rest);
  tcase_add_loop_test (tests, cut_short, 0, n_kinds);
  tcase_add_loop_test (tests, changed_archive, 0, 20 * n_kinds);
  tcase_add_test (tests, nothing_in_it);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
