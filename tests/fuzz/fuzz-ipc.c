/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes on the sockets between indexer, worker and analyst: a message in form, or an
 * error; and what a message holds unpacks, or is refused.
 */
#include <fcntl.h>
#include <glib.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/limits.h"
#include "common/message.h"
#include "common/posted-words.h"
#include "common/record.h"
#include "common/word-roots.h"
#include "indexer/spool.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Fits the socket's buffer, so that one process can be both ends. */
#define MAX_BYTES 60000

/* Files within a file: names that lead nowhere else, and as many bytes as may be. */
static void
check_members (GfSpool *spool)
{
  gf_spool_close (spool);
  for (unsigned i = 0; i < gf_spool_count (spool); i++)
    {
      const GfMember *member = gf_spool_get (spool, i);
      g_auto (GStrv) parts = g_strsplit (member->name, "/", -1);

      g_assert ((member->sha256 == NULL) == (member->reason != NULL));
      g_assert (parts[0] != NULL && member->size <= MAX_BYTES);
      for (size_t j = 0; parts[j] != NULL; j++)
        g_assert (*parts[j] != '\0' && strcmp (parts[j], ".") != 0
                  && strcmp (parts[j], "..") != 0);
    }
}

static void
take_member (GfSpool *spool, GfMessageType type, GVariant *body)
{
  if (type == GF_MESSAGE_MEMBER)
    gf_spool_begin (spool, body, NULL);
  if (type == GF_MESSAGE_BYTES)
    gf_spool_add (spool, body, NULL);
  if (type == GF_MESSAGE_MEMBER_END)
    gf_spool_end (spool, body, NULL);
}

static void
take_setup (GVariant *body)
{
  g_autoptr (GVariant) packed = g_variant_get_child_value (body, 0);
  GfLimits limits;

  gf_limits_init (&limits);
  if (!gf_limits_unpack (&limits, packed))
    return;
  g_assert (limits.nesting >= 1 && limits.nesting <= gf_limits_max ("nesting"));
  g_assert (limits.text_mb >= 1 && limits.text_mb <= gf_limits_max ("text-mb"));
}

/* Every root that is taken has bytes, and all of them keep to their bounds. */
static void
check_list (GfRootList list, const GString *text)
{
  const char *root = list;

  while (*root != '\0')
    root += strlen (root) + 1;
  g_assert (root < text->str + text->len);
}

static void
read_answer (GVariant *answer)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (answer); i++)
    {
      GfWordRoots roots;

      if (!gf_answer_get (answer, i, text, &roots))
        continue;
      g_assert (text->len <= GF_ANSWER_MAX_WORD_BYTES + 2);
      check_list (roots.lemmas, text);
      check_list (roots.parts, text);
    }
}

static void
read_words (GVariant *analysed)
{
  g_autoptr (GVariant) packed = g_variant_get_child_value (analysed, 1);
  GfPostedWords words;
  GfPostedWord word;
  uint64_t sum = 0;

  gf_posted_words_init (&words, packed);
  while (gf_posted_words_next (&words, &word))
    {
      g_assert (*word.term != '\0' && g_utf8_validate (word.term, -1, NULL));
      for (uint32_t i = 0; i < word.count.n_positions; i++)
        sum += word.positions[i];
    }
  g_assert (sum <= UINT64_MAX / 2);
}

static void
unpack (GfMessageType type, GVariant *body)
{
  if (type == GF_MESSAGE_WORDS)
    g_assert (!gf_question_is_sound (body)
              || g_variant_n_children (body) <= GF_QUESTION_MAX_WORDS);
  if (type == GF_MESSAGE_ROOTS)
    read_answer (body);
  if (type == GF_MESSAGE_SETUP)
    take_setup (body);
  if (type != GF_MESSAGE_UNIT && type != GF_MESSAGE_DOCUMENT)
    return;

  read_words (body);
  g_autoptr (GVariant) boxed = g_variant_get_child_value (body, 0);
  g_autoptr (GVariant) record = g_variant_get_variant (boxed);
  g_autoptr (GfDocument) document = gf_document_unpack (record, NULL);
  g_autoptr (GfUnit) unit = gf_unit_unpack (record, NULL);
  g_assert (document == NULL || unit == NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  int ends[2];

  if (size > MAX_BYTES || socketpair (AF_UNIX, SOCK_STREAM, 0, ends) != 0)
    return 0;
  GfLimits limits;
  gf_limits_init (&limits);
  g_autoptr (GfSpool) spool = gf_spool_new (g_get_tmp_dir (), &limits);
  g_assert (write (ends[0], data, size) == (ssize_t) size);
  close (ends[0]);
  for (;;)
    {
      GfMessageType type;
      g_autoptr (GVariant) body
          = gf_message_receive (ends[1], MAX_BYTES, -1, &type, NULL, NULL);

      if (body == NULL)
        break;
      g_assert (
          g_variant_is_of_type (body, G_VARIANT_TYPE (gf_message_type_string (type))));
      unpack (type, body);
      take_member (spool, type, body);
    }
  check_members (spool);
  close (ends[1]);
  return 0;
}
