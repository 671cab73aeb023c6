/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/index/shards.h"

#include <string.h>
#include <sys/stat.h>

#include "common/fail.h"
#include "query/index.h"

#define SETTINGS "shards"
#define SHARD_GROUP "shard "
/* Written before an address: the one protocol there is. */
#define TCP "tcp:"
#define DEFAULT_TIMEOUT_MS 5000
#define DEFAULT_CONNECT_MS 1000
#define MAX_TIME_MS (10 * 60 * 1000)

static void
place_free (gpointer data)
{
  GfShardPlace *place = data;

  g_free (place->name);
  g_free (place->folder);
  g_free (place->units.host);
  g_free (place->documents.host);
  g_free (place->words);
  g_free (place);
}

void
gf_shards_free (GfShards *shards)
{
  if (shards == NULL)
    return;
  g_ptr_array_unref (shards->places);
  g_free (shards);
}

static GfShards *
shards_new (void)
{
  GfShards *shards = g_new0 (GfShards, 1);

  shards->timeout_ms = DEFAULT_TIMEOUT_MS;
  shards->connect_ms = DEFAULT_CONNECT_MS;
  shards->places = g_ptr_array_new_with_free_func (place_free);
  return shards;
}

char *
gf_shards_path (const char *folder, const char *level)
{
  return g_build_filename (folder, level, GF_SHARDS_FILE, NULL);
}

bool
gf_shard_place_is_remote (const GfShardPlace *place)
{
  return place->folder == NULL;
}

static bool
check_keys (GKeyFile *file, const char *group, const char *const *known, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);

  for (unsigned i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!g_strv_contains (known, keys[i]))
      return gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                      "[%s]: there is no key '%s'", group, keys[i]);
  return true;
}

static bool
read_time (GKeyFile *file, const char *key, unsigned *ms, GError **error)
{
  g_autofree char *text = g_key_file_get_string (file, SETTINGS, key, NULL);
  guint64 number;

  if (text == NULL)
    return true;
  if (!g_ascii_string_to_unsigned (text, 10, 1, MAX_TIME_MS, &number, NULL))
    return gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                    "[" SETTINGS "]: '%s' is from 1 to %d, not '%s'", key, MAX_TIME_MS,
                    text);
  *ms = (unsigned) number;
  return true;
}

static bool
read_settings (GKeyFile *file, GfShards *shards, GError **error)
{
  static const char *const known[] = { "missing", "timeout_ms", "connect_ms", NULL };
  g_autofree char *missing = g_key_file_get_string (file, SETTINGS, "missing", NULL);

  if (!check_keys (file, SETTINGS, known, error)
      || !read_time (file, "timeout_ms", &shards->timeout_ms, error)
      || !read_time (file, "connect_ms", &shards->connect_ms, error))
    return false;
  shards->answers_without = g_strcmp0 (missing, "answer") == 0;
  if (missing != NULL && !shards->answers_without && strcmp (missing, "error") != 0)
    return gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                    "[" SETTINGS "]: 'missing' is error or answer, not '%s'", missing);
  return true;
}

/* "tcp:HOST:PORT", "tcp:[ADDRESS]:PORT". */
static bool
parse_server (const char *text, GfShardServer *server)
{
  const char *host = g_str_has_prefix (text, TCP) ? text + strlen (TCP) : NULL;
  const char *colon = host != NULL ? strrchr (host, ':') : NULL;
  guint64 port;

  if (colon == NULL || colon == host
      || !g_ascii_string_to_unsigned (colon + 1, 10, 1, UINT16_MAX, &port, NULL))
    return false;
  size_t length = (size_t) (colon - host);
  bool in_brackets = length > 2 && host[0] == '[' && host[length - 1] == ']';
  server->host
      = in_brackets ? g_strndup (host + 1, length - 2) : g_strndup (host, length);
  server->port = (uint16_t) port;
  return true;
}

static bool
read_server (GKeyFile *file, const char *group, const char *key, GfShardServer *server,
             GError **error)
{
  g_autofree char *text = g_key_file_get_string (file, group, key, NULL);

  if (text == NULL)
    return gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                    "[%s]: 'index' is needed, or 'units' and 'documents'", group);
  return parse_server (text, server)
         || gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                     "[%s]: '%s' is tcp:HOST:PORT, not '%s'", group, key, text);
}

/* @path, from the folder of the index where it is no absolute one. */
static char *
resolve (const char *folder, char *path)
{
  g_autofree char *owned = path;

  return owned != NULL ? g_canonicalize_filename (owned, folder) : NULL;
}

static bool
read_place (GKeyFile *file, const char *folder, const char *group, GfShards *shards,
            GError **error)
{
  static const char *const known[] = { "index", "units", "documents", "words", NULL };
  GfShardPlace *place = g_new0 (GfShardPlace, 1);

  g_ptr_array_add (shards->places, place);
  place->name = g_strstrip (g_strdup (group + strlen (SHARD_GROUP)));
  place->folder = resolve (folder, g_key_file_get_string (file, group, "index", NULL));
  place->words = resolve (folder, g_key_file_get_string (file, group, "words", NULL));
  if (*place->name == '\0')
    return gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                    "[%s]: a shard has a name", group);
  if (!check_keys (file, group, known, error))
    return false;
  if (place->folder == NULL)
    return read_server (file, group, "units", &place->units, error)
           && read_server (file, group, "documents", &place->documents, error);
  for (unsigned i = 1; known[i] != NULL; i++)
    if (g_key_file_has_key (file, group, known[i], NULL))
      return gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                      "[%s]: 'index' and '%s' do not go together", group, known[i]);
  return true;
}

static bool
read_groups (GKeyFile *file, const char *folder, GfShards *shards, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (unsigned i = 0; groups[i] != NULL; i++)
    {
      bool ok = true;

      if (strcmp (groups[i], SETTINGS) == 0)
        ok = read_settings (file, shards, error);
      else if (g_str_has_prefix (groups[i], SHARD_GROUP))
        ok = read_place (file, folder, groups[i], shards, error);
      else
        ok = gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                      "there is no group [%s]", groups[i]);
      if (!ok)
        return false;
    }
  if (shards->places->len == 0)
    return gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                    "no [" SHARD_GROUP "NAME] in it");
  if (shards->places->len > GF_SHARDS_MAX)
    return gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX, "more than %d shards",
                    GF_SHARDS_MAX);
  return true;
}

static bool
load (GKeyFile *file, const char *path, GError **error)
{
  struct stat status;
  g_autoptr (GError) cause = NULL;

  if (stat (path, &status) == 0 && status.st_size > GF_SHARDS_MAX_BYTES)
    return gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX, "larger than %d bytes",
                    GF_SHARDS_MAX_BYTES);
  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &cause))
    return true;
  return gf_fail (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX, "%s", cause->message);
}

/* A plain index is a shard by itself. */
static GfShards *
itself (const char *folder)
{
  GfShards *shards = shards_new ();
  GfShardPlace *place = g_new0 (GfShardPlace, 1);

  place->name = g_strdup (folder);
  place->folder = g_strdup (folder);
  g_ptr_array_add (shards->places, place);
  return shards;
}

bool
gf_shards_read (const char *folder, const char *level, GfShards **shards_out,
                GError **error)
{
  g_autofree char *path = gf_shards_path (folder, level);
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GfShards) shards = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      *shards_out = itself (folder);
      return true;
    }
  shards = shards_new ();
  if (!load (file, path, error) || !read_groups (file, absolute, shards, error))
    {
      g_prefix_error (error, "cannot read '%s': ", path);
      return false;
    }
  *shards_out = g_steal_pointer (&shards);
  return true;
}
