/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A gjenfinn-words that does what a word says, for test-analyst, test-pool and
 * test-vocabulary: what one might do that a hostile word has taken over.  Of any other
 * word it says that it is a form of the word with "rot" behind it, and has the part
 * "del".
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/message.h"
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

static void
add (GVariantBuilder *builder, const char *lemma, const char *part)
{
  const char *lemmas[] = { lemma, NULL }, *parts[] = { part, NULL };

  g_variant_builder_add (builder, "(^as^as)", lemmas, parts);
}

static void
flood (void)
{
  g_autofree char *text = g_strnfill (64 << 20, 'x');
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (GF_ROOTS_TYPE));
  add (&builder, text, text);
  send_or_die (GF_MESSAGE_ROOTS, g_variant_builder_end (&builder));
}

/* Bytes of a message that never ends. */
static void
dribble (void)
{
  for (;;)
    {
      if (write (SOCKET, "G", 1) < 0)
        exit (9);
      g_usleep (G_USEC_PER_SEC / 10);
    }
}

static void
misbehave (const char *word)
{
  static const char noise[4096] = "this is no message";

  if (g_str_equal (word, "dies"))
    {
      /* No report of a sanitizer. */
      signal (SIGSEGV, SIG_DFL);
      raise (SIGSEGV);
    }
  else if (g_str_equal (word, "exits"))
    exit (7);
  else if (g_str_equal (word, "hangs"))
    sleep (1000);
  else if (g_str_equal (word, "spins"))
    raise (SIGXCPU);
  else if (g_str_equal (word, "slow"))
    sleep (3);
  else if (g_str_equal (word, "floods"))
    flood ();
  else if (g_str_equal (word, "dribbles"))
    dribble ();
  else if (g_str_equal (word, "noise"))
    (void) !write (SOCKET, noise, sizeof noise);
  else if (g_str_equal (word, "greets"))
    send_or_die (GF_MESSAGE_HELLO, g_variant_new ("(s)", "again"));
  else if (g_str_equal (word, "killed-once"))
    {
      if (is_first ("killed"))
        raise (SIGKILL);
    }
}

static void
add_answer (GVariantBuilder *builder, const char *word)
{
  g_autofree char *root = g_strconcat (word, "rot", NULL);

  if (g_str_equal (word, "silent"))
    return;
  if (g_str_equal (word, "twice"))
    add (builder, "en", "to");
  if (g_str_equal (word, "lies-empty"))
    add (builder, "", "del");
  else if (g_str_equal (word, "lies-upper"))
    add (builder, "XDdocument", "del");
  else
    add (builder, root, "del");
}

static void
answer (GVariant *question)
{
  GVariantBuilder builder;
  GVariantIter iter;
  const char *word;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (GF_ROOTS_TYPE));
  g_variant_iter_init (&iter, question);
  while (g_variant_iter_next (&iter, "&s", &word))
    {
      misbehave (word);
      add_answer (&builder, word);
    }
  send_or_die (GF_MESSAGE_ROOTS, g_variant_builder_end (&builder));
}

int
main (int argc, char **argv)
{
  /* The folder of the registers says how to start, and is the stamp. */
  const char *start = argc > 4 ? argv[4] : "";

  if (g_str_equal (start, "no-sandbox"))
    return 3;
  if (g_str_equal (start, "killed")
      || (g_str_equal (start, "killed-once") && is_first ("early")))
    raise (SIGKILL);
  if (g_str_equal (start, "no-hello"))
    send_or_die (GF_MESSAGE_ROOTS,
                 g_variant_new_array (G_VARIANT_TYPE ("(asas)"), NULL, 0));
  else
    send_or_die (GF_MESSAGE_HELLO, g_variant_new ("(s)", start));

  for (;;)
    {
      GfMessageType type;
      g_autoptr (GVariant) question
          = gf_message_receive (SOCKET, GF_QUESTION_MAX_BYTES, -1, &type, NULL, NULL);

      if (question == NULL || type != GF_MESSAGE_WORDS
          || !gf_question_is_sound (question))
        return 0;
      answer (question);
    }
}
