/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state that an index is read in, and what there is of it; see index-private.h. */
#include "query/index/index-private.h"

#include "common/schema.h"

static GfShard *
shard_at (const GfIndex *index, unsigned i)
{
  return g_ptr_array_index (index->shards, i);
}

bool
gf_index_has_its_words (GfIndex *index)
{
  for (unsigned i = 0; i < index->shards->len; i++)
    if (gf_shard_is_open (shard_at (index, i))
        && !gf_shard_has_its_words (shard_at (index, i)))
      return false;
  return true;
}

/* One more part of the state that an answer is of. */
static bool
add_state (GfShard *shard, GString *states, uint64_t *number, GError **error)
{
  uint64_t of_shard = 0;
  g_autofree char *state = NULL;

  g_string_append_printf (states, "%s=", shard->place->name);
  if (gf_shard_is_open (shard))
    {
      state = gf_shard_dup_state (shard, &of_shard, error);
      if (state == NULL)
        return false;
    }
  g_string_append_printf (states, "%s\n", state != NULL ? state : "away");
  *number += of_shard;
  return true;
}

char *
gf_index_snapshot (GfIndex *index, GError **error)
{
  g_autoptr (GString) states = g_string_new (NULL);
  uint64_t number = 0;

  if (!gf_index_is_of_shards (index))
    return gf_shard_dup_state (shard_at (index, 0), &number, error);
  for (unsigned i = 0; i < index->shards->len; i++)
    if (!add_state (shard_at (index, i), states, &number, error))
      return NULL;
  g_autofree char *sum
      = g_compute_checksum_for_string (G_CHECKSUM_SHA256, states->str, -1);
  return g_strdup_printf ("%.32s:%" G_GUINT64_FORMAT, sum, number);
}

/* Its databases, their commit, and the lexicon.  Returns: (transfer full). */
static char *
dup_whole_state (GfShard *shard, GError **error)
{
  const struct stat *lexicon = &shard->lexicon_stat;
  uint64_t number;
  g_autofree char *databases = gf_shard_dup_state (shard, &number, error);

  if (databases == NULL)
    return NULL;
  return g_strdup_printf ("%s %" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT ".%ld.%ld",
                          databases, (guint64) lexicon->st_dev, (guint64) lexicon->st_ino,
                          (long) lexicon->st_mtim.tv_sec, lexicon->st_mtim.tv_nsec);
}

static bool
ask_memory (GfIndex *index, GError **error)
{
  g_autofree char *state = dup_whole_state (shard_at (index, 0), error);

  if (state == NULL)
    return false;
  if (index->memory == NULL || !gf_memory_is_of (index->memory, state))
    {
      g_autofree char *name = g_strconcat (index->folder, "/", index->level, NULL);

      gf_memory_unref (index->memory);
      index->memory = gf_memories_get (index->data->memories, name, state);
    }
  index->has_asked_memory = true;
  return true;
}

bool
gf_index_get_memory (GfIndex *index, GfMemory **memory_out, GError **error)
{
  *memory_out = NULL;
  if (gf_index_is_of_shards (index))
    return true;
  if (!index->has_asked_memory && !ask_memory (index, error))
    return false;
  *memory_out = index->memory;
  return true;
}

static bool
read_snapshot (GfIndex *index, void *data, GError **error)
{
  char **snapshot_out = data;

  *snapshot_out = gf_index_snapshot (index, error);
  return *snapshot_out != NULL;
}

char *
gf_index_dup_snapshot (GfIndex *index, GError **error)
{
  char *snapshot = NULL;

  return gf_index_read (index, read_snapshot, &snapshot, error) ? snapshot : NULL;
}

void
gf_index_count_shards (const GfIndex *index, unsigned *n_out, unsigned *n_missing_out)
{
  *n_out = index->shards->len;
  *n_missing_out = 0;
  for (unsigned i = 0; i < index->shards->len; i++)
    *n_missing_out += !gf_shard_is_open (shard_at (index, i));
}

void
gf_index_set_missing (const GfIndex *index, json_t *answer)
{
  json_t *missing = json_array ();

  for (unsigned i = 0; i < index->shards->len; i++)
    if (!gf_shard_is_open (shard_at (index, i)))
      json_array_append_new (missing, json_string (shard_at (index, i)->place->name));
  if (json_array_size (missing) > 0)
    json_object_set (answer, "shards_missing", missing);
  json_decref (missing);
}

bool
gf_index_find_metadata (GfIndex *index, const char *key, GBytes **value_out,
                        GError **error)
{
  *value_out = NULL;
  for (unsigned i = 0; i < index->shards->len && *value_out == NULL; i++)
    if (gf_shard_is_open (shard_at (index, i))
        && !xc_database_dup_metadata (shard_at (index, i)->documents, key, value_out,
                                      error))
      return false;
  return true;
}

/* In the order of GF_COVERAGE_TYPE. */
enum
{
  FILES,
  READ,
  PARTLY_READ,
  UNREAD,
  MEMBERS,
  MEMBERS_PARTLY,
  MEMBERS_UNREAD,
  N_COVERAGE
};

static bool
add_coverage (GfShard *shard, uint64_t sums[N_COVERAGE], GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  uint32_t of_shard[N_COVERAGE];

  if (!gf_shard_is_open (shard))
    return true;
  if (!xc_database_dup_metadata (shard->documents, GF_META_COVERAGE, &bytes, error))
    return false;
  if (bytes == NULL)
    return true;

  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GVariant) coverage = gf_record_from_bytes (GF_COVERAGE_TYPE, data, size);
  for (unsigned i = 0; i < N_COVERAGE; i++)
    {
      g_variant_get_child (coverage, i, "u", &of_shard[i]);
      sums[i] += of_shard[i];
    }
  return true;
}

json_t *
gf_index_coverage (GfIndex *index, GError **error)
{
  uint64_t sums[N_COVERAGE] = { 0 };

  for (unsigned i = 0; i < index->shards->len; i++)
    if (!add_coverage (shard_at (index, i), sums, error))
      return NULL;

  json_t *json = json_pack (
      "{s:I, s:I, s:I, s:I, s:I}", "files", (json_int_t) sums[FILES], "read",
      (json_int_t) sums[READ], "partly_read", (json_int_t) sums[PARTLY_READ], "unread",
      (json_int_t) sums[UNREAD], "members", (json_int_t) sums[MEMBERS]);
  if (sums[MEMBERS_PARTLY] > 0)
    json_object_set_new (json, "members_partly_read",
                         json_integer ((json_int_t) sums[MEMBERS_PARTLY]));
  if (sums[MEMBERS_UNREAD] > 0)
    json_object_set_new (json, "members_unread",
                         json_integer ((json_int_t) sums[MEMBERS_UNREAD]));
  gf_index_set_missing (index, json);
  return json;
}
