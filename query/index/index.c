/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/index/index-private.h"

#include <string.h>

#include "common/schema.h"

/* How many generations may become current one after the other while one is read. */
#define MAX_GENERATIONS 20
/* How often servers may go away under one question. */
#define MAX_LOSSES 3

static void
clear_databases (GfIndex *index)
{
  if (index->joined)
    {
      xc_database_free (index->units);
      xc_database_free (index->documents);
    }
  index->units = NULL;
  index->documents = NULL;
  index->joined = false;
}

void
gf_index_close (GfIndex *index)
{
  if (index == NULL)
    return;
  clear_databases (index);
  g_clear_pointer (&index->shards, g_ptr_array_unref);
  gf_shards_free (index->places);
  gf_roots_free (index->roots);
  gf_lexicon_unref (index->lexicon);
  gf_memory_unref (index->memory);
  gf_stemmer_free (index->stemmer);
  gf_word_data_unref (index->data);
  g_free (index->folder);
  g_free (index->level);
  g_free (index);
}

static GfShard *
shard_at (const GfIndex *index, unsigned i)
{
  return g_ptr_array_index (index->shards, i);
}

bool
gf_index_is_of_shards (const GfIndex *index)
{
  return index->shards->len > 1 || gf_shard_place_is_remote (shard_at (index, 0)->place);
}

static void
free_shard (gpointer shard)
{
  gf_shard_free (shard);
}

static void
stat_places (const GfIndex *index, struct stat *stat_out)
{
  g_autofree char *path = gf_shards_path (index->folder, index->level);

  if (stat (path, stat_out) != 0)
    memset (stat_out, 0, sizeof *stat_out);
}

/* Reads where the shards lie; none is open then. */
static bool
read_places (GfIndex *index, GError **error)
{
  GfShards *places;

  stat_places (index, &index->places_stat);
  if (!gf_shards_read (index->folder, index->level, &places, error))
    return false;
  clear_databases (index);
  g_clear_pointer (&index->shards, g_ptr_array_unref);
  gf_shards_free (index->places);
  index->places = places;
  index->shards = g_ptr_array_new_with_free_func (free_shard);
  for (unsigned i = 0; i < places->places->len; i++)
    g_ptr_array_add (
        index->shards,
        gf_shard_new (places, g_ptr_array_index (places->places, i), index->level));
  index->has_lexicon = false;
  return true;
}

/* What a shard is known by among all handles of the process. */
static char *
shard_key (const GfIndex *index, const GfShard *shard)
{
  return g_strconcat (index->folder, "/", index->level, " ", shard->place->name, NULL);
}

/* A server that did not answer is not waited for by every question. */
static bool
open_shard (GfIndex *index, GfShard *shard, GError **error)
{
  g_autofree char *key = shard_key (index, shard);
  bool is_remote = gf_shard_place_is_remote (shard->place);

  if (is_remote && !gf_word_data_may_try (index->data, key))
    {
      g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                   "it did not answer some seconds ago");
      return false;
    }
  bool ok = gf_shard_open (shard, error);
  if (is_remote)
    gf_word_data_set_away (index->data, key, !ok);
  return ok;
}

/* @error is why @shard cannot be read: whether to do without it. */
static bool
do_without (const GfIndex *index, const GfShard *shard, GError **error)
{
  if (index->places->answers_without)
    {
      g_clear_error (error);
      return true;
    }
  if (gf_index_is_of_shards (index))
    g_prefix_error (error, "the shard '%s' is away: ", shard->place->name);
  return false;
}

static XcDatabase *
units_of (const GfShard *shard)
{
  return shard->units;
}

static XcDatabase *
documents_of (const GfShard *shard)
{
  return shard->documents;
}

static XcDatabase *
join_of (const GfIndex *index, XcDatabase *(*of) (const GfShard *shard), GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (unsigned i = 0; i < index->shards->len; i++)
    if (gf_shard_is_open (shard_at (index, i)))
      g_ptr_array_add (parts, of (shard_at (index, i)));
  return xc_database_join ((XcDatabase *const *) parts->pdata, parts->len, error);
}

/* Makes one of what is open. */
static bool
join_databases (GfIndex *index, GError **error)
{
  clear_databases (index);
  if (!gf_index_is_of_shards (index))
    {
      index->units = shard_at (index, 0)->units;
      index->documents = shard_at (index, 0)->documents;
      return true;
    }
  index->joined = true;
  index->units = join_of (index, units_of, error);
  index->documents = index->units != NULL ? join_of (index, documents_of, error) : NULL;
  return index->documents != NULL || gf_shard_convert_error (index->folder, error);
}

/* Opens those that are not open, and joins all.  @error: never NULL */
static bool
open_shards (GfIndex *index, GError **error)
{
  unsigned n_open = 0;
  g_autofree char *away = NULL;

  for (unsigned i = 0; i < index->shards->len; i++)
    {
      GfShard *shard = shard_at (index, i);

      if (gf_shard_is_open (shard) || open_shard (index, shard, error))
        {
          n_open++;
          continue;
        }
      g_free (away);
      away = g_strdup ((*error)->message);
      if (!do_without (index, shard, error))
        return false;
    }
  if (n_open > 0)
    return join_databases (index, error);
  g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
               "cannot read the index '%s': all of its shards are away: %s",
               index->folder, away);
  return false;
}

static void
close_shards (GfIndex *index)
{
  clear_databases (index);
  for (unsigned i = 0; i < index->shards->len; i++)
    gf_shard_close (shard_at (index, i));
}

static void
add_lexicon (const GfShard *shard, GPtrArray *lexicons, GString *key)
{
  const struct stat *stat = &shard->lexicon_stat;

  if (shard->lexicon == NULL)
    return;
  g_ptr_array_add (lexicons, shard->lexicon);
  g_string_append_printf (key, "%" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT ".%ld.%ld ",
                          (guint64) stat->st_dev, (guint64) stat->st_ino,
                          (long) stat->st_mtim.tv_sec, stat->st_mtim.tv_nsec);
}

static GfLexicon *
lexicon_of_all (GfIndex *index)
{
  g_autoptr (GPtrArray) lexicons = g_ptr_array_new ();
  g_autoptr (GString) key = g_string_new (NULL);

  for (unsigned i = 0; i < index->shards->len; i++)
    add_lexicon (shard_at (index, i), lexicons, key);
  if (lexicons->len == 1)
    return gf_lexicon_ref (lexicons->pdata[0]);
  return gf_word_data_join (index->data, key->str, lexicons);
}

/* Takes up the words that stand there, if they are others than those that are open; also
   of shards that are away, so that a question is read in the same way without them. */
static void
refresh_lexicon (GfIndex *index)
{
  bool changed = !index->has_lexicon;

  for (unsigned i = 0; i < index->shards->len; i++)
    changed = gf_shard_refresh_lexicon (shard_at (index, i)) || changed;
  if (!changed)
    return;
  gf_lexicon_unref (index->lexicon);
  index->lexicon = lexicon_of_all (index);
  index->has_lexicon = true;
  gf_roots_set_lexicon (index->roots, index->lexicon);
}

static GfIndex *
open_checked (const char *folder, const char *level, GfWordData *data, GError **error)
{
  g_autoptr (GfIndex) index = g_new0 (GfIndex, 1);

  index->folder = g_strdup (folder);
  index->level = g_strdup (level);
  index->data = data != NULL ? gf_word_data_ref (data) : gf_word_data_new (error);
  if (index->data == NULL)
    return NULL;
  index->stop_words = index->data->stop_words;
  index->stemmer = gf_stemmer_new ();
  index->roots = gf_roots_new (NULL, index->data->analysis);
  if (!read_places (index, error) || !open_shards (index, error))
    return NULL;
  refresh_lexicon (index);
  return g_steal_pointer (&index);
}

GfIndex *
gf_index_open (const char *folder, const char *level, GfWordData *data, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (strcmp (level, "public") != 0 && strcmp (level, "internal") != 0)
    {
      g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER,
                   "'level': may be public or internal, not '%s'", level);
      return NULL;
    }

  GfIndex *index = open_checked (folder, level, data, &cause);
  if (index == NULL && cause->domain != GF_QUERY_ERROR)
    g_set_error_literal (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX, cause->message);
  else if (index == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return index;
}

/* @error: never NULL */
static bool
refresh_shard (GfIndex *index, GfShard *shard, bool *changed, GError **error)
{
  bool replaced;

  if (gf_shard_refresh (shard, &replaced, error))
    {
      *changed = *changed || replaced;
      return true;
    }
  /* What is open of a folder that has gone can be read still. */
  if (!gf_shard_place_is_remote (shard->place) && !index->places->answers_without)
    return do_without (index, shard, error);
  clear_databases (index);
  gf_shard_close (shard);
  *changed = true;
  if (gf_shard_place_is_remote (shard->place))
    {
      g_autofree char *key = shard_key (index, shard);

      gf_word_data_set_away (index->data, key, true);
    }
  return do_without (index, shard, error);
}

static bool
has_moved (const GfIndex *index)
{
  struct stat now;

  stat_places (index, &now);
  return now.st_ino != index->places_stat.st_ino
         || now.st_dev != index->places_stat.st_dev
         || memcmp (&now.st_mtim, &index->places_stat.st_mtim, sizeof now.st_mtim) != 0;
}

/* @error: never NULL */
static bool
refresh_shards (GfIndex *index, GError **error)
{
  bool changed = index->units == NULL;

  if (has_moved (index))
    return read_places (index, error) && open_shards (index, error);
  for (unsigned i = 0; i < index->shards->len; i++)
    {
      GfShard *shard = shard_at (index, i);

      if (!gf_shard_is_open (shard))
        changed = true;
      else if (!refresh_shard (index, shard, &changed, error))
        return false;
    }
  return !changed || open_shards (index, error);
}

bool
gf_index_refresh (GfIndex *index, GError **error)
{
  GError *cause = NULL;

  if (!refresh_shards (index, &cause))
    {
      g_propagate_error (error, cause);
      return false;
    }
  refresh_lexicon (index);
  return true;
}

typedef struct
{
  unsigned attempts[2]; /* at the units and at the documents */
  unsigned n_generations;
  unsigned n_losses;
} Recovery;

/* Reads through handles of one shard meet old blocks too. */
static bool
recover_shards (GfIndex *index, Recovery *recovery, GError **cause)
{
  for (unsigned i = 0; index->joined && i < index->shards->len; i++)
    {
      GfShard *shard = shard_at (index, i);

      if (gf_shard_is_open (shard)
          && (xc_database_recover (shard->units, &recovery->attempts[0], cause)
              || xc_database_recover (shard->documents, &recovery->attempts[1], cause)))
        return true;
    }
  return false;
}

/* Whoever does not answer again, connected to anew, takes too long for what is asked. */
static void
set_silent_away (GfIndex *index)
{
  for (unsigned i = 0; i < index->shards->len; i++)
    {
      const GfShard *shard = shard_at (index, i);
      g_autofree char *key = shard_key (index, shard);

      if (gf_shard_is_open (shard)
          && (xc_database_is_silent (shard->units)
              || xc_database_is_silent (shard->documents)))
        gf_word_data_set_away (index->data, key, true);
    }
}

/* All are connected to anew, since others may have answers under way that were asked with
   the one that was lost. */
static bool
reconnect (GfIndex *index, Recovery *recovery, GError **cause)
{
  if (recovery->n_losses++ == MAX_LOSSES)
    return false;
  if (recovery->n_losses > 1)
    set_silent_away (index);
  g_clear_error (cause);
  close_shards (index);
  return open_shards (index, cause);
}

/* After the reader met blocks that were used again, or lost a server: whether it may
   start again, with the newest commit. */
static bool
recover (GfIndex *index, Recovery *recovery, GError **cause)
{
  if (recovery->n_generations++ == MAX_GENERATIONS)
    return false;

  bool is_reopened
      = xc_database_recover (index->units, &recovery->attempts[0], cause)
        || xc_database_recover (index->documents, &recovery->attempts[1], cause)
        || recover_shards (index, recovery, cause);
  /* From the beginning, or while it was reopened. */
  if (!is_reopened && g_error_matches (*cause, XC_ERROR, XC_ERROR_NETWORK))
    return reconnect (index, recovery, cause);
  if (!is_reopened && (*cause)->domain != XC_ERROR)
    return false;
  /* Also what was reopened: a generation that goes may have been half gone. */
  for (unsigned i = 0; i < index->shards->len; i++)
    if (gf_shard_is_outdated (shard_at (index, i)))
      {
        g_clear_error (cause);
        close_shards (index);
        return open_shards (index, cause);
      }
  return is_reopened;
}

/* What is not found may be in a shard that is away. */
static void
doubt_not_found (const GfIndex *index, GError **error)
{
  unsigned n, n_missing;

  gf_index_count_shards (index, &n, &n_missing);
  if (n_missing == 0
      || !g_error_matches (*error, GF_QUERY_ERROR, GF_QUERY_ERROR_NOT_FOUND))
    return;
  g_autofree char *not_found = g_strdup ((*error)->message);
  g_clear_error (error);
  g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
               "%s; but %u of the index's %u shards are away", not_found, n_missing, n);
}

bool
gf_index_read (GfIndex *index, GfIndexReader reader, void *data, GError **error)
{
  Recovery recovery = { 0 };
  g_autoptr (GError) cause = NULL;
  bool ok;

  do
    {
      index->has_asked_memory = false;
      ok = reader (index, data, &cause);
    }
  while (!ok && recover (index, &recovery, &cause));
  if (ok)
    return true;
  gf_shard_convert_error (index->folder, &cause);
  doubt_not_found (index, &cause);
  g_propagate_error (error, g_steal_pointer (&cause));
  return false;
}
