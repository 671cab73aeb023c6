/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/answers/all-hits.h"

#include <stdbool.h>

#include "query/index.h"
#include "query/json.h"

/* Times that all hits are asked for again, since the index has changed between pages. */
#define MAX_TRIES 10

typedef struct
{
  GfAskPage ask;
  void *closure;
  unsigned first;
} Asking;

/* Whether @page, the next one, is of another commit than @answer. */
static bool
is_moved (const json_t *page, const json_t *answer)
{
  return g_strcmp0 (gf_json_string (page, "snapshot"),
                    gf_json_string (answer, "snapshot"))
             != 0
         || json_array_size (json_object_get (page, "hits")) == 0;
}

/* Adds the pages after @answer, which is the first, to it.  *moved_out: they are of
 * another commit. */
static bool
add_pages (const Asking *asking, json_t *answer, bool *moved_out, GError **error)
{
  json_t *hits = json_object_get (answer, "hits");
  json_int_t end
      = MIN (gf_json_number (answer, "total"), G_MAXINT32) - (json_int_t) asking->first;

  *moved_out = false;
  while ((json_int_t) json_array_size (hits) < end)
    {
      unsigned offset = asking->first + (unsigned) json_array_size (hits);
      json_t *page = asking->ask (asking->closure, offset, GF_ALL_HITS_PAGE, error);

      *moved_out = page != NULL && is_moved (page, answer);
      bool ok = page != NULL && !*moved_out;
      if (ok)
        json_array_extend (hits, json_object_get (page, "hits"));
      json_decref (page);
      if (!ok)
        return false;
    }
  return true;
}

json_t *
gf_all_hits (GfAskPage ask, void *closure, unsigned first, GError **error)
{
  const Asking asking = { ask, closure, first };

  for (unsigned i = 0; i < MAX_TRIES; i++)
    {
      bool moved;
      json_t *answer = ask (closure, first, GF_ALL_HITS_PAGE, error);

      if (answer == NULL || add_pages (&asking, answer, &moved, error))
        return answer;
      json_decref (answer);
      if (!moved)
        return NULL;
    }
  g_set_error_literal (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                       "the index changes faster than all hits can be read: try again");
  return NULL;
}
