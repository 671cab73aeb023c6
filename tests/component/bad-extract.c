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

static void
send_or_die (GfMessageType type, GVariant *body)
{
  if (!gf_message_send (SOCKET, type, body, -1, NULL))
    exit (9);
}

static GVariant *
with_record (const char *text)
{
  return g_variant_new ("(v@(aya(uu)au)asa(us))", g_variant_new ("(s)", text),
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
      int mark = open ("killed", O_CREAT | O_EXCL | O_CLOEXEC | O_WRONLY, 0600);

      if (mark >= 0)
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
  else if (!behave_asking (mode))
    finish ();
}

int
main (int argc, char **argv)
{
  /* The folder of the registers says how to start. */
  const char *start = argc > 4 ? argv[4] : "";

  if (g_str_equal (start, "no-sandbox"))
    return 3;
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
      g_variant_get (body, "(&s&sxuuya(us))", &id, &shown, &changed, NULL, NULL, NULL,
                     NULL);
      g_strlcpy (asked_id, id, sizeof asked_id);
      behave (shown);
    }
}
