/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An extractor that misbehaves as the path it is given says, for test-pool: what a worker
 * might do that a hostile file has taken over.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/message.h"
#include "common/posted-words.h"
#include "common/schema.h"
#include "common/word-roots.h"

#define SOCKET 3

/* Whether nobody was here before. */
static bool
is_first (const char *mark)
{
  return open (mark, O_CREAT | O_EXCL | O_CLOEXEC | O_WRONLY, 0600) >= 0;
}

static void
send_or_die (GfMessageType type, GVariant *body)
{
  if (!gf_message_send (SOCKET, type, body, -1, NULL))
    exit (9);
}

static GVariant *
with_record (const char *text)
{
  return g_variant_new ("(v@" GF_POSTED_WORDS_TYPE "asa(us))",
                        g_variant_new ("(s)", text),
                        gf_posted_words_new (NULL, 0, NULL, 0, NULL, 0), NULL, NULL);
}

static GVariant *
analysed (void)
{
  return with_record ("record");
}

/* 16 MB of a string. */
static GVariant *
heavy (void)
{
  g_autofree char *text = g_strnfill (16 << 20, 'x');

  return with_record (text);
}

/* What was asked for last. */
static char asked_id[64];

static void
done (GfReadStatus status, const char *reason)
{
  send_or_die (GF_MESSAGE_DONE,
               g_variant_new (GF_READ_RESULT_TYPE, asked_id, status, reason, "", 1u));
}

static void
ask (const char *word, unsigned n_words)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (GF_WORDS_TYPE));
  for (unsigned i = 0; i < n_words; i++)
    g_variant_builder_add (&builder, "s", word);
  send_or_die (GF_MESSAGE_WORDS, g_variant_builder_end (&builder));
}

/* Dies where what comes is no answer, or says another root than @lemma of the first word.
 */
static void
expect_answer (const char *lemma)
{
  GfMessageType type;
  g_autoptr (GVariant) answer
      = gf_message_receive (SOCKET, GF_ANSWER_MAX_BYTES, -1, &type, NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  GfWordRoots roots;

  if (answer == NULL || type != GF_MESSAGE_ROOTS
      || !gf_answer_get (answer, 0, text, &roots) || strcmp (roots.lemmas, lemma) != 0)
    exit (8);
}

static void
finish (void)
{
  send_or_die (GF_MESSAGE_UNIT, analysed ());
  send_or_die (GF_MESSAGE_DOCUMENT, analysed ());
  done (GF_READ_WHOLE, "");
}

/* Modes that ask about words; false where @mode is none of them. */
static bool
behave_asking (const char *mode)
{
  g_autofree char *long_word = g_strnfill (GF_QUESTION_MAX_WORD_BYTES + 1, 'x');

  if (g_str_equal (mode, "asks") || g_str_equal (mode, "asks-slow")
      || g_str_equal (mode, "asks-dies"))
    {
      const char *word = mode[4] == '-' ? mode + 5 : "by";

      ask (word, 1);
      expect_answer (g_str_equal (word, "slow")   ? "slowrot"
                     : g_str_equal (word, "dies") ? "dies"
                                                  : "byrot");
      ask ("veg", 3);
      expect_answer ("vegrot");
      finish ();
    }
  else if (g_str_equal (mode, "asks-nothing"))
    ask ("by", 0);
  else if (g_str_equal (mode, "asks-many"))
    ask ("by", GF_QUESTION_MAX_WORDS + 1);
  else if (g_str_equal (mode, "asks-long"))
    ask (long_word, 1);
  else if (g_str_equal (mode, "asks-empty"))
    ask ("", 1);
  else if (g_str_equal (mode, "asks-without-end"))
    for (;;)
      {
        ask ("by", GF_QUESTION_MAX_WORDS);
        expect_answer ("byrot");
      }
  else if (g_str_equal (mode, "asks-deaf"))
    for (;;)
      ask ("by", GF_QUESTION_MAX_WORDS);
  else if (g_str_equal (mode, "asks-and-goes-on"))
    {
      ask ("slow", 1);
      finish ();
    }
  else if (g_str_equal (mode, "asks-and-dies"))
    {
      ask ("slow", 1);
      exit (7);
    }
  else
    return false;
  return true;
}

static void
member (const char *name)
{
  send_or_die (GF_MESSAGE_MEMBER, g_variant_new ("(^ay)", name));
}

static void
bytes (const char *text)
{
  send_or_die (GF_MESSAGE_BYTES,
               g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, text, strlen (text), 1));
}

static void
member_end (GfReadStatus status, const char *reason)
{
  send_or_die (GF_MESSAGE_MEMBER_END,
               g_variant_new (GF_MEMBER_END_TYPE, (guchar) status, reason, "why"));
}

static void
whole_member (const char *name, const char *text)
{
  member (name);
  bytes (text);
  member_end (GF_READ_WHOLE, "");
}

/* 1 MB at a time, @n_mb of them. */
static void
fill (unsigned n_mb)
{
  g_autofree char *text = g_strnfill (1 << 20, 'x');

  for (unsigned i = 0; i < n_mb; i++)
    bytes (text);
}

/* A name that is no string. */
static void
raw_member (const char *name, size_t n_bytes)
{
  GVariant *packed = g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, name, n_bytes, 1);

  send_or_die (GF_MESSAGE_MEMBER, g_variant_new_tuple (&packed, 1));
}

/* Modes that send files within the file; false where @mode is none of them. */
static bool
behave_holding (const char *mode)
{
  static const struct
  {
    const char *mode, *name;
    size_t n_bytes;
  } bad_names[] = { { "name-up", "../a", 5 },     { "name-inside-up", "a/../b", 7 },
                    { "name-root", "/etc/x", 7 }, { "name-empty-part", "a//b", 5 },
                    { "name-here", "./a", 4 },    { "name-end", "a/", 3 },
                    { "name-nothing", "", 1 },    { "name-no-bytes", "", 0 },
                    { "name-nul", "a\0b", 4 },    { "name-endless", "abc", 3 } };

  for (size_t i = 0; i < G_N_ELEMENTS (bad_names); i++)
    if (g_str_equal (mode, bad_names[i].mode))
      {
        raw_member (bad_names[i].name, bad_names[i].n_bytes);
        sleep (1000);
      }
  if (g_str_equal (mode, "holds"))
    {
      whole_member ("a.txt", "one");
      whole_member ("b/c.txt", "three");
      member ("locked.txt");
      bytes ("secr");
      member_end (GF_READ_NOT, GF_REASON_ENCRYPTED);
      done (GF_READ_WHOLE, "");
    }
  else if (g_str_equal (mode, "holds-and-reads"))
    {
      whole_member ("a.txt", "one");
      finish ();
    }
  else if (g_str_equal (mode, "holds-and-fails"))
    {
      whole_member ("a.txt", "one");
      done (GF_READ_NOT, GF_REASON_DAMAGED);
    }
  else if (g_str_equal (mode, "holds-and-dies"))
    {
      whole_member ("a.txt", "one");
      member ("b.txt");
      bytes ("tw");
      exit (7);
    }
  else if (g_str_equal (mode, "bytes-alone"))
    bytes ("stray");
  else if (g_str_equal (mode, "end-alone"))
    member_end (GF_READ_WHOLE, "");
  else if (g_str_equal (mode, "member-in-member"))
    {
      member ("a.txt");
      member ("b.txt");
    }
  else if (g_str_equal (mode, "member-left-open"))
    {
      member ("a.txt");
      finish ();
    }
  else if (g_str_equal (mode, "member-twice"))
    {
      whole_member ("a.txt", "one");
      member ("a.txt");
    }
  else if (g_str_equal (mode, "member-below-file"))
    {
      whole_member ("a", "one");
      member ("a/b");
    }
  else if (g_str_equal (mode, "file-above-member"))
    {
      whole_member ("a/b", "one");
      member ("a");
    }
  else if (g_str_equal (mode, "member-status"))
    {
      member ("a.txt");
      member_end (GF_READ_PARTLY, GF_REASON_DAMAGED);
    }
  else if (g_str_equal (mode, "member-reason"))
    {
      member ("a.txt");
      member_end (GF_READ_NOT, "bad mood");
    }
  else if (g_str_equal (mode, "names-deep"))
    for (unsigned i = 0;; i++)
      {
        g_autofree char *start = g_strdup_printf ("%u", i);
        g_autoptr (GString) name = g_string_new (start);

        while (name->len < 4000)
          g_string_append (name, "/a");
        whole_member (name->str, "x");
      }
  else if (g_str_equal (mode, "too-many"))
    for (unsigned i = 0;; i++)
      {
        g_autofree char *name = g_strdup_printf ("%u", i);

        whole_member (name, "x");
      }
  else if (g_str_equal (mode, "too-large"))
    {
      member ("a");
      fill (100);
    }
  else if (g_str_equal (mode, "too-much"))
    for (unsigned i = 0;; i++)
      {
        g_autofree char *name = g_strdup_printf ("%u", i);

        member (name);
        fill (2);
        member_end (GF_READ_WHOLE, "");
      }
  else if (g_str_equal (mode, "at-once"))
    {
      g_autofree char *text = g_strnfill (16 << 20, 'x');

      member ("a");
      bytes (text);
    }
  else
    return false;
  return true;
}

static void
progress (uint32_t page, uint32_t n_blocks, bool recognises)
{
  send_or_die (GF_MESSAGE_PROGRESS,
               g_variant_new (GF_PROGRESS_TYPE, page, n_blocks, (gboolean) recognises));
}

/* Of the request. */
static guint32 stop_page, stop_block;
static gsize n_known;

static void
recognise (uint32_t page, const char *text)
{
  GVariant *seen = g_variant_new ("(us)", page, text);

  send_or_die (GF_MESSAGE_RECOGNISED, g_variant_new_array (NULL, &seen, 1));
}

/* Reads @n_pages, or as many as are asked for; dies over @deadly. */
static void
read_pages (unsigned n_pages, unsigned deadly)
{
  for (unsigned page = 1; page <= n_pages; page++)
    {
      if (page == stop_page)
        break;
      progress (page, 0, false);
      if (page == deadly)
        raise (SIGXCPU);
    }
  send_or_die (GF_MESSAGE_UNIT, analysed ());
  send_or_die (GF_MESSAGE_DOCUMENT, analysed ());
  send_or_die (GF_MESSAGE_DONE,
               g_variant_new (GF_READ_RESULT_TYPE, asked_id, (guchar) GF_READ_PARTLY,
                              GF_REASON_DAMAGED, "stopped", n_pages));
}

/* Modes that tell how far they are; false where @mode is none of them. */
static bool
behave_stepping (const char *mode)
{
  if (g_str_equal (mode, "dies-at-7"))
    read_pages (12, 7);
  else if (g_str_equal (mode, "hangs-at-3"))
    {
      for (unsigned page = 1; page <= 3 && page != stop_page; page++)
        progress (page, 0, false);
      if (stop_page == 0)
        sleep (1000);
      read_pages (0, 0);
    }
  else if (g_str_equal (mode, "dies-after-1"))
    read_pages (12, 1);
  else if (g_str_equal (mode, "dies-after-reading"))
    {
      /* Not before it is asked for four pages or fewer. */
      for (unsigned page = 1; page <= 12 && page != stop_page; page++)
        progress (page, 0, false);
      if (stop_page == 0 || stop_page > 5)
        exit (4);
      read_pages (0, 0);
    }
  else if (g_str_equal (mode, "dies-always"))
    {
      for (unsigned page = 1; page <= 100 && page != stop_page; page++)
        progress (page, 0, false);
      exit (4);
    }
  else if (g_str_equal (mode, "dies-at-blocks"))
    {
      progress (0, 4096, false);
      if (stop_block == 0)
        exit (7);
      read_pages (0, 0);
    }
  else if (g_str_equal (mode, "nothing-without-end"))
    {
      member ("a");
      for (;;)
        bytes ("");
    }
  else if (g_str_equal (mode, "page-wild"))
    progress (4000000000u, 0, false);
  else if (g_str_equal (mode, "progress-without-end"))
    for (;;)
      progress (1, 0, false);
  else if (g_str_equal (mode, "recognises-without-end"))
    for (;;)
      progress (1, 0, true);
  else if (g_str_equal (mode, "recognises"))
    {
      progress (1, 0, true);
      recognise (1, "seen");
      sleep (3);
      finish ();
    }
  else if (g_str_equal (mode, "recognises-and-dies"))
    {
      if (n_known == 0)
        {
          progress (1, 0, true);
          recognise (1, "seen");
          progress (2, 0, false);
          raise (SIGXCPU);
        }
      finish ();
    }
  else if (g_str_equal (mode, "recognises-too-much"))
    for (;;)
      recognise (1, "seen");
  else
    return false;
  return true;
}

static void
behave (const char *mode)
{
  static const char noise[4096] = "this is no message";

  if (g_str_equal (mode, "stall"))
    sleep (1000);
  else if (g_str_equal (mode, "exit"))
    exit (7);
  else if (g_str_equal (mode, "memory"))
    exit (4);
  else if (g_str_equal (mode, "crash"))
    raise (SIGKILL);
  else if (g_str_equal (mode, "close"))
    {
      close (SOCKET);
      sleep (1000);
    }
  else if (g_str_equal (mode, "flood"))
    for (;;)
      send_or_die (GF_MESSAGE_UNIT, heavy ());
  else if (g_str_equal (mode, "killed-once"))
    {
      if (is_first ("killed"))
        raise (SIGKILL);
      behave ("good");
    }
  else if (g_str_equal (mode, "killed-twice"))
    {
      if (is_first ("killed a first time") || is_first ("killed a second time"))
        raise (SIGKILL);
      behave ("good");
    }
  else if (g_str_equal (mode, "cpu"))
    raise (SIGXCPU);
  else if (g_str_equal (mode, "noise"))
    (void) !write (SOCKET, noise, sizeof noise);
  else if (g_str_equal (mode, "half"))
    {
      send_or_die (GF_MESSAGE_UNIT, analysed ());
      exit (0);
    }
  else if (g_str_equal (mode, "two"))
    {
      send_or_die (GF_MESSAGE_DOCUMENT, analysed ());
      send_or_die (GF_MESSAGE_DOCUMENT, analysed ());
    }
  else if (g_str_equal (mode, "hello"))
    send_or_die (GF_MESSAGE_HELLO, g_variant_new ("(s)", "again"));
  else if (g_str_equal (mode, "read-nothing"))
    done (GF_READ_WHOLE, "");
  else if (g_str_equal (mode, "status"))
    done (99, "");
  else if (g_str_equal (mode, "another"))
    {
      asked_id[0] = asked_id[0] == 'x' ? 'y' : 'x';
      finish ();
    }
  else if (g_str_equal (mode, "no-reason"))
    done (GF_READ_NOT, "");
  else if (g_str_equal (mode, "after"))
    {
      done (GF_READ_NOT, GF_REASON_DAMAGED);
      done (GF_READ_NOT, GF_REASON_DAMAGED);
    }
  else if (g_str_equal (mode, "late"))
    {
      sleep (1);
      finish ();
    }
  else if (g_str_equal (mode, "after-asks"))
    {
      done (GF_READ_NOT, GF_REASON_DAMAGED);
      ask ("by", 1);
    }
  else if (g_str_equal (mode, "refuse"))
    done (GF_READ_NOT, GF_REASON_ENCRYPTED);
  else if (!behave_asking (mode) && !behave_holding (mode) && !behave_stepping (mode))
    finish ();
}

int
main (int argc, char **argv)
{
  /* The folder of the registers says how to start. */
  const char *start = argc > 4 ? argv[4] : "";

  if (g_str_equal (start, "no-sandbox"))
    return 3;
  if (g_str_equal (start, "killed")
      || (g_str_equal (start, "killed-once") && is_first ("early")))
    raise (SIGKILL);

  GfMessageType first;
  g_autoptr (GVariant) setup
      = gf_message_receive (SOCKET, 1 << 20, -1, &first, NULL, NULL);
  if (setup == NULL || first != GF_MESSAGE_SETUP)
    return 2;
  if (g_str_equal (start, "no-hello"))
    done (GF_READ_WHOLE, "");
  else
    send_or_die (GF_MESSAGE_HELLO, g_variant_new ("(s)", "test"));

  for (;;)
    {
      GfMessageType type;
      int fd;
      g_autoptr (GVariant) body
          = gf_message_receive (SOCKET, 1 << 20, -1, &type, &fd, NULL);
      const char *id, *shown;
      gint64 changed;

      if (body == NULL && g_str_equal (start, "deaf"))
        sleep (1000);
      if (body == NULL || type != GF_MESSAGE_READ)
        return 0;
      close (fd);
      g_autoptr (GVariant) known = NULL;
      g_variant_get (body, "(&s&sxuuy@a(us))", &id, &shown, &changed, &stop_page,
                     &stop_block, NULL, &known);
      n_known = g_variant_n_children (known);
      g_strlcpy (asked_id, id, sizeof asked_id);
      behave (shown);
    }
}
