/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/extract/postings/inquiry.h"

#include "common/message.h"
#include "common/word-roots.h"

/* What was learnt for former files is forgotten before it is more than this, so that
   nothing need be forgotten in the midst of a file: a file may ask for twice as much, and
   all of it has room. */
#define KEPT_WORDS (GF_FILE_MAX_WORDS / 2)
#define ROOM_BYTES ((size_t) 64 << 20)

struct GfInquiry
{
  int socket;
  GfRoots *roots;
  size_t n_asked; /* for this file */
  size_t n_kept;
  GString *text; /* of the roots under way */
};

GfInquiry *
gf_inquiry_new (int socket, GfRoots *roots)
{
  GfInquiry *inquiry = g_new0 (GfInquiry, 1);

  inquiry->socket = socket;
  inquiry->roots = roots;
  gf_roots_set_max_bytes (roots, ROOM_BYTES);
  inquiry->text = g_string_new (NULL);
  return inquiry;
}

void
gf_inquiry_free (GfInquiry *inquiry)
{
  if (inquiry == NULL)
    return;
  g_string_free (inquiry->text, TRUE);
  g_free (inquiry);
}

void
gf_inquiry_begin (GfInquiry *inquiry)
{
  inquiry->n_asked = 0;
  if (inquiry->n_kept < KEPT_WORDS)
    return;
  gf_roots_forget (inquiry->roots);
  inquiry->n_kept = 0;
}

static GVariant *
receive_answer (GfInquiry *inquiry, size_t n_words, GError **error)
{
  GfMessageType type;
  g_autoptr (GVariant) answer
      = gf_message_receive (inquiry->socket, GF_ANSWER_MAX_BYTES, -1, &type, NULL, error);

  if (answer == NULL)
    return NULL;
  if (type == GF_MESSAGE_ROOTS && g_variant_n_children (answer) == n_words)
    return g_steal_pointer (&answer);
  g_set_error (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_MALFORMED,
               "not an answer about words");
  return NULL;
}

static bool
ask (GfInquiry *inquiry, const char *const *words, size_t n_words, GError **error)
{
  GVariant *question = g_variant_new_strv (words, (gssize) n_words);

  inquiry->n_asked += n_words;
  inquiry->n_kept += n_words;
  if (!gf_message_send (inquiry->socket, GF_MESSAGE_WORDS, question, -1, error))
    return false;

  g_autoptr (GVariant) answer = receive_answer (inquiry, n_words, error);
  if (answer == NULL)
    return false;
  for (size_t i = 0; i < n_words; i++)
    {
      GfWordRoots roots;

      if (gf_answer_get (answer, i, inquiry->text, &roots) && *roots.lemmas != '\0')
        gf_roots_add (inquiry->roots, words[i], &roots);
    }
  return true;
}

bool
gf_inquiry_ask (GfInquiry *inquiry, GPtrArray *words, GError **error)
{
  const char *const *all = (const char *const *) words->pdata;
  size_t n_words = MIN (words->len, GF_FILE_MAX_WORDS - inquiry->n_asked);

  for (size_t i = 0; i < n_words; i += GF_QUESTION_MAX_WORDS)
    if (!ask (inquiry, all + i, MIN (n_words - i, GF_QUESTION_MAX_WORDS), error))
      return false;
  return true;
}
