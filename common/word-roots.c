/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/word-roots.h"

#include <string.h>

#include "common/message.h"

bool
gf_question_is_sound (GVariant *question)
{
  GVariantIter iter;
  const char *word;
  gsize n_words = g_variant_iter_init (&iter, question);

  if (n_words == 0 || n_words > GF_QUESTION_MAX_WORDS)
    return false;
  while (g_variant_iter_next (&iter, "&s", &word))
    if (*word == '\0' || strlen (word) > GF_QUESTION_MAX_WORD_BYTES)
      return false;
  return true;
}

/* @left: (inout): bytes that the word's roots may still take */
static void
add_list (GVariantBuilder *builder, GfRootList list, size_t *left)
{
  unsigned n_roots = 0;

  g_variant_builder_open (builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (const char *root = list; *root != '\0' && n_roots < GF_ANSWER_MAX_ROOTS;
       root += strlen (root) + 1)
    {
      size_t size = strlen (root) + 1;

      if (size > *left || g_ascii_isupper (*root))
        continue;
      *left -= size;
      n_roots++;
      g_variant_builder_add (builder, "s", root);
    }
  g_variant_builder_close (builder);
}

void
gf_answer_add (GVariantBuilder *builder, const GfWordRoots *roots)
{
  size_t left = GF_ANSWER_MAX_WORD_BYTES;

  g_variant_builder_open (builder, G_VARIANT_TYPE ("(asas)"));
  add_list (builder, roots->lemmas, &left);
  add_list (builder, roots->parts, &left);
  g_variant_builder_close (builder);
}

/* Appends the list, ended by an empty root.  @left: (inout): bytes that the word's roots
 * may still take */
static bool
get_list (GVariant *list, GString *text, size_t *left)
{
  GVariantIter iter;
  const char *root;

  if (g_variant_iter_init (&iter, list) > GF_ANSWER_MAX_ROOTS)
    return false;
  while (g_variant_iter_next (&iter, "&s", &root))
    {
      size_t size = strlen (root) + 1;

      if (*root == '\0' || g_ascii_isupper (*root) || size > *left)
        return false;
      *left -= size;
      g_string_append_len (text, root, (gssize) size);
    }
  g_string_append_c (text, '\0');
  return true;
}

bool
gf_answer_get (GVariant *answer, size_t i, GString *text, GfWordRoots *roots_out)
{
  g_autoptr (GVariant) lemmas = NULL;
  g_autoptr (GVariant) parts = NULL;
  size_t left = GF_ANSWER_MAX_WORD_BYTES;

  g_variant_get_child (answer, i, "(@as@as)", &lemmas, &parts);
  g_string_truncate (text, 0);
  if (!get_list (lemmas, text, &left))
    return false;
  size_t begin_of_parts = text->len;
  if (!get_list (parts, text, &left))
    return false;
  *roots_out = (GfWordRoots){ text->str, text->str + begin_of_parts };
  return true;
}
