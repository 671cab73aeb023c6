/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/words/serve.h"

#include "common/message.h"
#include "common/word-roots.h"
#include "indexer/words/limits.h"

/* Everyone's dictionary has it: asked before hello, so that a process that can analyse
   nothing is no answer to anyone. */
#define A_WORD "kommune"

static GVariant *
answer (const GfWordServer *server, GVariant *question)
{
  GVariantBuilder builder;
  GVariantIter iter;
  const char *word;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (GF_ROOTS_TYPE));
  g_variant_iter_init (&iter, question);
  while (g_variant_iter_next (&iter, "&s", &word))
    {
      GfWordRoots found;

      gf_guard_arm (server->guard, GF_WORDS_CPU_MS);
      gf_roots_find (server->roots, word, &found);
      gf_answer_add (&builder, &found);
    }
  gf_guard_arm (server->guard, 0);
  return g_variant_builder_end (&builder);
}

static bool
serve_next (const GfWordServer *server, GError **error)
{
  GfMessageType type;
  g_autoptr (GVariant) question = gf_message_receive (
      server->socket, GF_QUESTION_MAX_BYTES, -1, &type, NULL, error);

  if (question == NULL)
    return false;
  if (type != GF_MESSAGE_WORDS || !gf_question_is_sound (question))
    {
      g_set_error (error, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_MALFORMED,
                   "not a question about words");
      return false;
    }
  return gf_message_send (server->socket, GF_MESSAGE_ROOTS, answer (server, question), -1,
                          error);
}

static bool
greet (const GfWordServer *server, GError **error)
{
  const char *stamp = gf_analysis_get_stamp (server->analysis);
  GfWordRoots found;

  gf_guard_arm (server->guard, GF_WORDS_LOADING_CPU_MS);
  gf_roots_find (server->roots, A_WORD, &found);
  gf_guard_arm (server->guard, 0);
  return gf_message_send (server->socket, GF_MESSAGE_HELLO, g_variant_new ("(s)", stamp),
                          -1, error);
}

bool
gf_word_server_run (const GfWordServer *server, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (!greet (server, error))
    return false;
  while (serve_next (server, &why))
    ;

  if (g_error_matches (why, GF_MESSAGE_ERROR, GF_MESSAGE_ERROR_CLOSED))
    return true;
  g_propagate_error (error, g_steal_pointer (&why));
  return false;
}
