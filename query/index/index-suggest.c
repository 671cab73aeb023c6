/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/index/index-private.h"
#include "query/words/suggest.h"

#define MAX_SUGGESTIONS 8

json_t *
gf_index_suggest (GfIndex *index, const char *text)
{
  g_autoptr (GPtrArray) found
      = gf_suggest (index->lexicon, index->stop_words, text, MAX_SUGGESTIONS);
  json_t *suggestions = json_array ();

  for (unsigned i = 0; i < found->len; i++)
    json_array_append_new (suggestions, json_string (g_ptr_array_index (found, i)));
  return json_pack ("{s:o}", "suggestions", suggestions);
}
