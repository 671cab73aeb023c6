/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mails, mailboxes and saved web pages: what is read of them, and what is a file in them.
 */
#include "config.h"

#include <check.h>
#include <string.h>

#include "indexer/sandbox/guard.h"
#include "tests/component/members-fixture.h"
#include "tests/tap.h"

#define HEAD                                                                             \
  "From: =?iso-8859-1?Q?K=E5re_Bj=F8rndal?= <kare@varstad.example>\r\n"                  \
  "To: postmottak@varstad.example\r\n"                                                   \
  "Date: Tue, 5 Mar 2024 23:30:00 +0100\r\n"                                             \
  "Subject: =?utf-8?B?SMO4cmluZyBvbSBr?=\r\n =?utf-8?Q?ollektivplan?=\r\n"               \
  "MIME-Version: 1.0\r\n"
#define HEAD_LINES                                                                       \
  "paragraph 0 0 Fra: Kåre Bjørndal <kare@varstad.example>\n"                          \
  "paragraph 0 0 Til: postmottak@varstad.example\n"                                      \
  "paragraph 0 0 Dato: 05.03.2024 23:30\n"                                               \
  "paragraph 0 0 Emne: Høring om kollektivplan\n"

static const struct
{
  const char *name;
  const char *bytes;
  const char *lines; /* after HEAD_LINES */
  const char *members;
  const char *reason;
} mails[] = {
  { "plain, quoted-printable, Latin-1",
    HEAD
    "Content-Type: text/plain; charset=iso-8859-1\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    "Vi sender saken p=E5 h=F8ring.\r\nFrist er 1. mai.\r\n\r\n> Sitert =\r\nlinje\r\n",
    "paragraph 0 0 Vi sender saken på høring.\\nFrist er 1. mai.\n"
    "paragraph 0 0 > Sitert linje\n",
    "", "" },
  { "Mac Roman, because it says so",
    HEAD "Content-Type: text/plain; charset=macintosh\r\n\r\n\x81r\r\n",
    "paragraph 0 0 År\n", "", "" },
  { "UTF-8 without a word about it", HEAD "\r\nMøte på Ål\r\n",
    "paragraph 0 0 Møte på Ål\n", "", "" },
  { "flowed lines are one",
    HEAD "Content-Type: text/plain; format=flowed; charset=utf-8\r\n\r\n"
         "Vi har \r\nlest saken.\r\n-- \r\nKåre\r\n",
    "paragraph 0 0 Vi har lest saken.\\n-- \\nKåre\n", "", "" },
  { "plain text before the page that says the same",
    HEAD "Content-Type: multipart/alternative; boundary=b\r\n\r\npreamble\r\n"
         "--b\r\nContent-Type: text/plain\r\n\r\nHei\r\n"
         "--b\r\nContent-Type: text/html\r\n\r\n<p>Hei</p>\r\n--b--\r\n",
    "paragraph 0 0 Hei\n", "", "" },
  { "the page where the plain text is empty",
    HEAD
    "Content-Type: multipart/alternative; boundary=\"b c\"\r\n\r\n"
    "--b c\r\nContent-Type: text/plain\r\n\r\n \r\n"
    "--b c\r\nContent-Type: text/html\r\n\r\n<title>x</title><h1>Sak</h1><p>Hei<br>du"
    "\r\n--b c--\r\n",
    "heading 0 1 Sak\nparagraph 0 0 Hei\\ndu\n", "", "" },
  { "attachments, by names of every kind",
    HEAD
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/plain\r\n\r\nSe vedlegg\r\n"
    "--b\r\nContent-Type: application/pdf; name=\"=?utf-8?Q?=C3=85rsm=C3=B8te.pdf?=\""
    "\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n"
    "--b\r\nContent-Type: application/octet-stream\r\n"
    "Content-Disposition: attachment;\r\n filename*0*=iso-8859-1''Sak%2014%2F23%20;\r\n"
    " filename*1*=m%F8te;\r\n filename*2=\".txt\"\r\n\r\nInnhold\r\n"
    "--b\r\nContent-Type: text/plain; name=\"C:\\\\Mine\\\\notat.txt\"\r\n\r\nNotat\r\n"
    "--b\r\nContent-Type: image/png\r\n\r\nlite\r\n--b--\r\n",
    "paragraph 0 0 Se vedlegg\n",
    "Årsmøte.pdf: 5 bytes\nSak 14-23 møte.txt: 7 bytes\nnotat.txt: 5 bytes\n"
    "unnamed.png: 4 bytes\n",
    "" },
  { "pictures of a page are ornaments when small",
    HEAD
    "Content-Type: multipart/related; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/html\r\n\r\n<p>Hei<img src=cid:1>\r\n"
    "--b\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <1>\r\n\r\nlite\r\n"
    "--b--\r\n",
    "paragraph 0 0 Hei\n", "", "" },
  { "a mail within a mail",
    HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
         "--b\r\nContent-Type: text/plain\r\n\r\nVidaresend\r\n"
         "--b\r\nContent-Type: message/rfc822\r\n\r\n"
         "From: b@b.example\r\nSubject: =?iso-8859-1?Q?S=F8knad_a/b?=\r\n\r\nHei\r\n"
         "--b--\r\n",
    "paragraph 0 0 Vidaresend\n", "Søknad a-b.eml: 61 bytes\n", "" },
  { "a signature is no file",
    HEAD
    "Content-Type: multipart/signed; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/plain\r\n\r\nHei\r\n"
    "--b\r\nContent-Type: application/pgp-signature; name=s.asc\r\n\r\nxx\r\n--b--\r\n",
    "paragraph 0 0 Hei\n", "", "" },
  { "PGP/MIME",
    HEAD "Content-Type: multipart/encrypted; boundary=b\r\n\r\n"
         "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n"
         "--b\r\nContent-Type: application/octet-stream\r\n\r\nxx\r\n--b--\r\n",
    "", "", "encrypted" },
  { "S/MIME",
    HEAD "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"
         "\r\nContent-Transfer-Encoding: base64\r\n\r\nMIAG\r\n",
    "", "", "encrypted" },
  { "PGP in the text",
    HEAD "\r\nHei\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n"
         "-----END PGP MESSAGE-----\r\n\r\nHilsen\r\n",
    "paragraph 0 0 Hei\nparagraph 0 0 Hilsen\n", "", "encrypted" },
  { "broken off within a part",
    HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHei\r\n"
         "--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nhal",
    "paragraph 0 0 Hei\n", "a.txt: 3 bytes\n", "" },
  { "a boundary that is not there",
    HEAD "Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nHei\r\n", "", "", "" },
};

START_TEST (each_mail)
{
  g_auto (Container) container
      = read_container (make_file (mails[_i].bytes, -1), NULL, NULL);
  g_autofree char *lines = g_strconcat (HEAD_LINES, mails[_i].lines, NULL);
  GfText *text = container.reading.text;

  ck_assert_msg (strcmp (container.reading.lines, lines) == 0, "%s: %s%s", mails[_i].name,
                 container.reading.lines,
                 container.reading.error ? container.reading.error->message : "");
  ck_assert_msg (strcmp (container.list, mails[_i].members) == 0, "%s: %s",
                 mails[_i].name, container.list);
  ck_assert_msg (strcmp (reading_reason (&container.reading), mails[_i].reason) == 0,
                 "%s: %s", mails[_i].name, reading_reason (&container.reading));
  ck_assert_str_eq (gf_text_get (text, GF_TEXT_FORMAT), "message/rfc822");
  ck_assert_str_eq (gf_text_get (text, GF_TEXT_TITLE), "Høring om kollektivplan");
  ck_assert_str_eq (gf_text_get (text, GF_TEXT_DATE), "2024-03-05");
  ck_assert_str_eq (gf_text_get (text, GF_TEXT_AUTHOR),
                    "Kåre Bjørndal <kare@varstad.example>");
}
END_TEST

START_TEST (large_images_are_read)
{
  g_autofree char *image = g_strnfill (30 << 10, 'x');
  g_autofree char *bytes = g_strconcat (
      HEAD "Content-Type: multipart/related; boundary=b\r\n\r\n"
           "--b\r\nContent-Type: text/html\r\n\r\n<p>Hei<img src=cid:1>\r\n"
           "--b\r\nContent-Type: image/jpeg; name=skann.jpg\r\n\r\n",
      image, "\r\n--b--\r\n", NULL);
  g_auto (Container) container = read_container (make_file (bytes, -1), NULL, NULL);

  ck_assert_str_eq (container.list, "skann.jpg: 30720 bytes\n");
}
END_TEST

START_TEST (a_mail_within_is_whole)
{
  g_auto (Container) container = read_container (
      make_file (HEAD
                 "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\n"
                 "From: b@b.example\r\nContent-Type: multipart/mixed; boundary=c\r\n"
                 "MIME-Version: 1.0\r\n\r\n--c\r\n\r\nHei\r\n--c\r\n\r\nDu\r\n--c--\r\n"
                 "--b--\r\n",
                 -1),
      NULL, NULL);

  ck_assert_uint_eq (container.members->len, 1);
  const char *text = member_text (&container, 0);
  g_auto (Reading) reading = read_file (make_file (text, -1));
  ck_assert_str_eq (reading.lines, "paragraph 0 0 Fra: b@b.example\nparagraph 0 0 Hei\n"
                                   "paragraph 0 0 Du\n");
}
END_TEST

START_TEST (mailbox)
{
  g_auto (Container) container = read_container (
      make_file (
          "From a@b.example Tue Mar  5 14:22:03 2024\nFrom: a@b.example\n"
          "Message-ID: <1>\n\nHei\n\n>From da av\nFrom nå av\n\n"
          "From a@b.example Tue Mar  5 14:22:03 2024\r\nFrom: a@b.example\r\n\r\nDu",
          -1),
      NULL, NULL);

  ck_assert_str_eq (container.list, "message 1.eml: 64 bytes\nmessage 2.eml: 23 bytes\n");
  ck_assert_ptr_nonnull (
      strstr (member_text (&container, 0), "\nFrom da av\nFrom nå av\n"));
  ck_assert_str_eq (gf_text_get (container.reading.text, GF_TEXT_FORMAT),
                    "application/mbox");
}
END_TEST

START_TEST (mailbox_with_long_lines)
{
  g_autofree char *line = g_strnfill (200000, 'x');
  g_autofree char *bytes = g_strdup_printf (
      "From a@b.example Tue Mar  5 14:22:03 2024\nFrom: a@b.example\n\n%s\n\n"
      "From a@b.example Tue Mar  5 14:22:03 2024\nFrom: a@b.example\n\n%s",
      line, line);
  g_auto (Container) container = read_container (make_file (bytes, -1), NULL, NULL);

  ck_assert_str_eq (container.list,
                    "message 1.eml: 200021 bytes\nmessage 2.eml: 200019 bytes\n");
}
END_TEST

START_TEST (saved_page)
{
  g_auto (Container) container = read_container (
      make_file (
          "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.example/\r\n"
          "Subject: =?utf-8?Q?M=C3=B8te?=\r\nDate: Tue, 5 Mar 2024 13:22:03 -0000\r\n"
          "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
          "\ttype=\"text/html\"; boundary=\"--b--\"\r\n\r\n\r\n"
          "----b--\r\nContent-Type: text/html\r\nContent-ID: <a@x>\r\n"
          "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
          "<html><head><meta name=3D\"dcterms.date\" content=3D\"2023-01-02\"></head>"
          "<body><h1>M=C3=B8te</h1></body></html>\r\n"
          "----b--\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n"
          "----b--\r\nContent-Type: image/png; name=a.png\r\n\r\nx\r\n----b----\r\n",
          -1),
      NULL, NULL);

  ck_assert_str_eq (container.reading.lines, "heading 0 1 Møte\n");
  ck_assert_str_eq (container.list, "");
  ck_assert_str_eq (gf_text_get (container.reading.text, GF_TEXT_TITLE), "Møte");
  ck_assert_str_eq (gf_text_get (container.reading.text, GF_TEXT_DATE), "2023-01-02");
  ck_assert_str_eq (gf_text_get (container.reading.text, GF_TEXT_FORMAT),
                    "multipart/related");
}
END_TEST

START_TEST (a_letter_is_no_mail)
{
  g_auto (Reading) reading = read_file (
      make_file ("From: Kari\nTo: Ola\nDate: i dag\nSubject: saken\n\nHei Ola\n", -1));

  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_FORMAT), "text/plain");
}
END_TEST

static char *
nest (const char *format, unsigned n_times, const char *leaf)
{
  GString *bytes = g_string_new (HEAD);

  for (unsigned i = 0; i < n_times; i++)
    {
      g_autofree char *boundary = g_strdup_printf ("b%u", i);
      g_auto (GStrv) parts = g_strsplit (format, "BOUNDARY", -1);
      g_autofree char *level = g_strjoinv (boundary, parts);

      g_string_append (bytes, level);
    }
  g_string_append (bytes, leaf);
  return g_string_free (bytes, FALSE);
}

START_TEST (nested_without_end)
{
  static const char *const formats[]
      = { "Content-Type: multipart/mixed; boundary=BOUNDARY\r\n\r\n--BOUNDARY\r\n",
          "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
          ("Content-Type: multipart/mixed;\r\n boundary=BOUNDARY\r\n\r\n--BOUNDARY\r\n"
           "Content-Type: text/plain\r\n\r\nHei\r\n--BOUNDARY\r\n"),
          "Content-Type: message/rfc822\r\n\r\n" };

  for (size_t i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *bytes = nest (formats[i], 10000, "\r\n\r\nHei\r\n");
      int64_t start = gf_guard_cpu_us ();
      g_auto (Container) container = read_container (make_file (bytes, -1), NULL, NULL);

      ck_assert (g_str_has_prefix (container.reading.lines, HEAD_LINES));
      ck_assert (gf_guard_cpu_us () - start < 2 * G_USEC_PER_SEC * GF_GUARD_SLOWNESS);
      if (i != 3)
        ck_assert_str_eq (reading_reason (&container.reading), "limit");
    }
}
END_TEST

START_TEST (parts_without_end)
{
  GString *bytes
      = g_string_new (HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n");

  for (int i = 0; i < 1000000; i++)
    g_string_append (bytes, "--b\r\n\r\n");
  g_auto (Container) container
      = read_container (make_file (bytes->str, (gssize) bytes->len), NULL, NULL);
  g_string_free (bytes, TRUE);
  ck_assert_str_eq (reading_reason (&container.reading), "limit");
}
END_TEST

/* Mails of which parts are overwritten: whatever is read, nothing falls over. */
START_TEST (changed_mail)
{
  const char *bytes = mails[(unsigned) _i % G_N_ELEMENTS (mails)].bytes;
  size_t length = strlen (bytes);
  g_autofree char *content = g_memdup2 (bytes, length);
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) _i);

  for (int i = 0; i < 12; i++)
    content[g_rand_int_range (random, 0, (gint32) length)] = (char) g_rand_int (random);
  g_auto (Container) container
      = read_container (make_file (content, (gssize) length), NULL, NULL);

  ck_assert (reading_reason (&container.reading) != NULL);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("extract-mail");
  TCase *tests = tcase_create ("extract-mail");

  tcase_set_timeout (tests, 60 * GF_GUARD_SLOWNESS);
  tcase_add_loop_test (tests, each_mail, 0, G_N_ELEMENTS (mails));
  tcase_add_test (tests, large_images_are_read);
  tcase_add_test (tests, a_mail_within_is_whole);
  tcase_add_test (tests, mailbox);
  tcase_add_test (tests, mailbox_with_long_lines);
  tcase_add_test (tests, saved_page);
  tcase_add_test (tests, a_letter_is_no_mail);
  tcase_add_test (tests, nested_without_end);
  tcase_add_test (tests, parts_without_end);
  tcase_add_loop_test (tests, changed_mail, 0, 5 * G_N_ELEMENTS (mails));
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
