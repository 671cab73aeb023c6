/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/index/record-words.h"

#include <string.h>

#include "common/record-view.h"
#include "common/schema.h"
#include "common/unit-text.h"
#include "norsk/joined-word.h"
#include "norsk/tokens.h"

struct GfRecordWords
{
  GStringChunk *forms;
  GArray *entries; /* of XcEntry */
};

#define FORMS_BYTES 4096

/* What reads the texts of a unit: @use is called for each word, with its place, 0 for
   none. */
typedef struct
{
  void (*use) (void *data, const char *form, size_t length, uint32_t wdf,
               uint32_t position);
  void *data;
  uint32_t position;
} Reader;

static void
end_joined (const Reader *reader, GfJoinedWord *joined, uint32_t wdf)
{
  if (gf_joined_word_end (joined))
    reader->use (reader->data, joined->form, joined->length, wdf, joined->position);
}

/* As gf_postings_add_text () has it. */
static void
read_text (const GfUnitText *text, void *data)
{
  Reader *reader = data;
  g_autoptr (GfTokens) tokens = gf_tokens_new (text->text, -1);
  GfJoinedWord joined = { .n_words = 0 };
  GfToken token;

  while (gf_tokens_next (tokens, &token))
    {
      size_t length = strlen (token.form);
      uint32_t position = text->has_positions ? ++reader->position : 0;

      if (!gf_tokens_is_hyphenated (tokens))
        end_joined (reader, &joined, text->wdf);
      gf_joined_word_add (&joined, token.form, length, position);
      if (length <= GF_WORD_MAX_BYTES)
        reader->use (reader->data, token.form, length, text->wdf, position);
    }
  end_joined (reader, &joined, text->wdf);
  reader->position += text->gap;
}

static void
add (void *data, const char *form, size_t length, uint32_t wdf, uint32_t position)
{
  GfRecordWords *words = data;
  (void) position;

  if (g_ascii_isdigit (*form))
    return;

  XcEntry entry
      = { .name
          = { g_string_chunk_insert_len (words->forms, form, (gssize) length), length },
          .count = wdf };
  g_array_append_val (words->entries, entry);
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (((const XcEntry *) a)->name.data, ((const XcEntry *) b)->name.data);
}

/* What stands there more than once becomes one. */
static void
merge_alike (GArray *entries)
{
  unsigned n = 0;

  g_array_sort (entries, compare);
  for (unsigned i = 0; i < entries->len; i++)
    {
      const XcEntry *next = &g_array_index (entries, XcEntry, i);

      if (n > 0 && compare (next, &g_array_index (entries, XcEntry, n - 1)) == 0)
        g_array_index (entries, XcEntry, n - 1).count += next->count;
      else
        g_array_index (entries, XcEntry, n++) = *next;
    }
  g_array_set_size (entries, n);
}

GfRecordWords *
gf_record_words_new (const void *data, size_t size, GError **error)
{
  g_auto (GfUnitView) view = { .blocks = NULL };

  if (!gf_unit_view_read (&view, data, size, error))
    return NULL;

  GfRecordWords *words = g_new0 (GfRecordWords, 1);
  words->forms = g_string_chunk_new (FORMS_BYTES);
  words->entries = g_array_new (FALSE, FALSE, sizeof (XcEntry));
  gf_unit_each_text (&view.unit, read_text, &(Reader){ add, words, 0 });
  merge_alike (words->entries);
  return words;
}

void
gf_record_words_free (GfRecordWords *words)
{
  if (words == NULL)
    return;
  g_string_chunk_free (words->forms);
  g_array_unref (words->entries);
  g_free (words);
}

const XcEntry *
gf_record_words_get (const GfRecordWords *words, size_t *n_out)
{
  *n_out = words->entries->len;
  return (const XcEntry *) (void *) words->entries->data;
}

/* Who asks for places. */
typedef struct
{
  XcPlaceUse use;
  void *user;
} Asker;

static void
tell_place (void *data, const char *form, size_t length, uint32_t wdf, uint32_t position)
{
  const Asker *asker = data;
  (void) wdf;

  if (position != 0)
    asker->use (form, length, position, asker->user);
}

static bool
each_place (const void *data, size_t size, XcPlaceUse use, void *user)
{
  g_auto (GfUnitView) view = { .blocks = NULL };
  Asker asker = { use, user };

  if (!gf_unit_view_read (&view, data, size, NULL))
    return false;
  gf_unit_each_text (&view.unit, read_text, &(Reader){ tell_place, &asker, 0 });
  return true;
}

static char *
dup_name (const void *data, size_t size)
{
  g_auto (GfUnitView) view = { .blocks = NULL };

  if (!gf_unit_view_read (&view, data, size, NULL))
    return NULL;

  g_autofree char *id = gf_schema_unit_id (view.head.id, view.unit.ordinal);
  return g_strconcat (GF_TERM_ID, id, NULL);
}

const XcPlaces gf_record_places = { each_place, dup_name };
