/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an index holds, and which files it does not; see index.h. */
#include "query/index/index-private.h"

#include <stdlib.h>
#include <string.h>

#include "common/schema.h"
#include "query/answers/facet.h"
#include "query/json.h"

/* Formats are media types: there are not many. */
#define MAX_FORMATS 1000
/* The table of files is read in parts, by the first two digits of its keys. */
#define N_KEY_PARTS 256
/* Files of an archive that are named to whoever asks for it. */
#define MAX_NAMED 3

typedef struct
{
  json_t *answer;
} Wanted;

static XcResults *
count_all (XcDatabase *db, GError **error)
{
  static const uint32_t slots[] = { GF_SLOT_FACETS };
  g_autoptr (XcQuery) all = xc_query_new_all (error);
  XcSearch search = XC_SEARCH_INIT;

  if (all == NULL)
    return NULL;
  search.query = all;
  search.limit = 0;
  search.weighting = XC_WEIGHTING_NONE;
  search.exact_total = true;
  search.count_slots = slots;
  search.n_count_slots = G_N_ELEMENTS (slots);
  return xc_search (db, &search, error);
}

/* The terms that begin with @prefix, as a facet. */
static json_t *
list_terms (XcDatabase *db, const char *prefix, GError **error)
{
  g_autoptr (XcList) list = xc_database_list_terms (db, prefix, MAX_FORMATS, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (GfFacetRow));
  bool is_cut;
  size_t n;

  if (list == NULL)
    return NULL;
  const XcEntry *entries = xc_list_get_entries (list, &n);
  for (size_t i = 0; i < n; i++)
    {
      GfFacetRow row = { entries[i].name.data + strlen (prefix), entries[i].count };

      g_array_append_val (rows, row);
    }
  return gf_facet_list (rows, MAX_FORMATS, &is_cut);
}

/* {"total": 5, "format": [["application/pdf", 1], ...], "region": ...} of one database.
 */
static json_t *
count_database (XcDatabase *db, GError **error)
{
  g_autoptr (XcResults) results = count_all (db, error);
  if (results == NULL)
    return NULL;

  json_t *formats = list_terms (db, GF_TERM_FORMAT, error);
  if (formats == NULL)
    return NULL;

  json_t *counts = json_object ();
  json_t *facets = gf_facets (results, 0, UINT_MAX, NULL);
  json_object_set_new (counts, "total",
                       json_integer (xc_results_get_total (results)->lower));
  json_object_set_new (counts, "format", formats);
  json_object_update (counts, facets);
  json_decref (facets);
  return counts;
}

/* The same of the units, and how many there are of each kind. */
static json_t *
count_units (XcDatabase *db, GError **error)
{
  json_t *kinds = list_terms (db, GF_TERM_KIND, error);
  json_t *counts = kinds != NULL ? count_database (db, error) : NULL;

  if (counts == NULL)
    json_decref (kinds);
  else
    json_object_set_new (counts, "unit", kinds);
  return counts;
}

static const char *
knowledge (const char *stamp)
{
  return strstr (stamp, "-apertium-") != NULL ? "dictionaries" : "stems";
}

/* What knows the words of the index, and of questions; whether both are of the same data.
 */
static json_t *
words_json (const GfIndex *index)
{
  const char *asked = gf_analysis_get_stamp (index->data->analysis);
  json_t *words = json_object ();

  gf_json_set_string (words, "questions", knowledge (asked));
  if (index->lexicon == NULL)
    return words;

  const char *made = gf_lexicon_get_stamp (index->lexicon);
  gf_json_set_string (words, "index", knowledge (made));
  json_object_set_new (words, "same", json_boolean (strcmp (made, asked) == 0));
  return words;
}

static bool
read_status (GfIndex *index, void *data, GError **error)
{
  Wanted *wanted = data;
  json_t *status = json_object ();
  g_autofree char *snapshot = gf_index_snapshot (index, error);
  json_t *coverage = snapshot != NULL ? gf_index_coverage (index, error) : NULL;
  json_t *documents = coverage != NULL ? count_database (index->documents, error) : NULL;
  json_t *units = documents != NULL ? count_units (index->units, error) : NULL;
  bool ok = units != NULL;

  gf_json_set_string (status, "level", index->level);
  gf_json_set_string (status, "snapshot", snapshot);
  json_object_set_new (status, "coverage", coverage);
  json_object_set_new (status, "documents", documents);
  json_object_set_new (status, "units", units);
  json_object_set_new (status, "words", words_json (index));
  gf_index_set_missing (index, status);
  if (ok)
    wanted->answer = status;
  else
    json_decref (status);
  return ok;
}

json_t *
gf_index_status (GfIndex *index, GError **error)
{
  Wanted wanted = { NULL };

  return gf_index_read (index, read_status, &wanted, error) ? wanted.answer : NULL;
}

static void
set_time (json_t *json, const char *key, gint64 microseconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (microseconds / 1000000);
  g_autofree char *text
      = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  gf_json_set_string (json, key, text);
}

/* The file's entry; NULL where it was read whole. */
static json_t *
file_json (GVariant *file)
{
  const char *shown, *reason, *detail;
  guint8 status;
  gint64 since;

  g_variant_get (file, "(@ay&stx&s&sy&s&sx@ayu)", NULL, &shown, NULL, NULL, NULL, NULL,
                 &status, &reason, &detail, &since, NULL, NULL);
  if (status == GF_READ_WHOLE || status > GF_READ_LAST)
    return NULL;

  json_t *json = json_object ();
  gf_json_set_string (json, "path", shown);
  gf_json_set_string (json, "status", gf_read_status_name (status));
  gf_json_set_string (json, "reason", reason);
  gf_json_set_string (json, "detail", detail);
  set_time (json, "since", since);
  return json;
}

/* What is to be done with a row of the table of files. */
typedef void (*TakeFile) (GVariant *file, void *data);

static bool
take_files (XcDatabase *documents, const char *key_prefix, TakeFile take, void *data,
            GError **error)
{
  g_autoptr (XcList) list
      = xc_database_list_metadata (documents, key_prefix, SIZE_MAX, error);
  size_t n;

  if (list == NULL)
    return false;
  const XcEntry *entries = xc_list_get_entries (list, &n);
  for (size_t i = 0; i < n; i++)
    {
      g_autoptr (GVariant) file = gf_record_from_bytes (
          GF_FILE_TYPE, entries[i].value.data, entries[i].value.size);

      take (file, data);
    }
  return true;
}

static bool
take_files_of (XcDatabase *documents, TakeFile take, void *data, GError **error)
{
  for (unsigned i = 0; i < N_KEY_PARTS; i++)
    {
      g_autofree char *prefix = g_strdup_printf (GF_META_FILE_PREFIX "%02x", i);

      if (!take_files (documents, prefix, take, data, error))
        return false;
    }
  return true;
}

/* Of every shard that is there. */
static bool
take_all_files (GfIndex *index, TakeFile take, void *data, GError **error)
{
  for (unsigned i = 0; i < index->shards->len; i++)
    {
      const GfShard *shard = g_ptr_array_index (index->shards, i);

      if (gf_shard_is_open (shard)
          && !take_files_of (shard->documents, take, data, error))
        return false;
    }
  return true;
}

static void
add_unread (GVariant *file, void *files)
{
  json_t *json = file_json (file);

  if (json != NULL)
    g_ptr_array_add (files, json);
}

static int
by_path (gconstpointer a, gconstpointer b)
{
  const json_t *first = *(const json_t *const *) a;
  const json_t *second = *(const json_t *const *) b;

  return g_strcmp0 (gf_json_string (first, "path"), gf_json_string (second, "path"));
}

static bool
list_unread (GfIndex *index, GPtrArray *files, GError **error)
{
  return take_all_files (index, add_unread, files, error);
}

static bool
read_unread (GfIndex *index, void *data, GError **error)
{
  Wanted *wanted = data;
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);

  if (!list_unread (index, files, error))
    return false;

  json_t *coverage = gf_index_coverage (index, error);
  if (coverage == NULL)
    return false;
  json_t *list = json_array ();
  g_ptr_array_sort (files, by_path);
  for (unsigned i = 0; i < files->len; i++)
    json_array_append (list, g_ptr_array_index (files, i));
  wanted->answer = json_pack ("{s:o, s:o}", "coverage", coverage, "files", list);
  gf_index_set_missing (index, wanted->answer);
  return true;
}

static bool
find_unread_by_path (GfIndex *index, const char *name, json_t **file_out, GError **error)
{
  g_autofree char *path = g_canonicalize_filename (name, NULL);
  g_autofree char *key = gf_schema_file_key (path);
  g_autoptr (GBytes) bytes = NULL;

  if (!gf_index_find_metadata (index, key, &bytes, error))
    return false;
  if (bytes == NULL)
    return true;

  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GVariant) file = gf_record_from_bytes (GF_FILE_TYPE, data, size);
  *file_out = file_json (file);
  return true;
}

bool
gf_index_find_unread (GfIndex *index, const char *name, json_t **file_out, GError **error)
{
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);

  *file_out = NULL;
  if (*name == '\0')
    return true;
  if (!find_unread_by_path (index, name, file_out, error))
    return false;
  if (*file_out != NULL)
    return true;
  if (!list_unread (index, files, error))
    return false;
  for (unsigned i = 0; i < files->len && *file_out == NULL; i++)
    if (g_strcmp0 (gf_json_string (g_ptr_array_index (files, i), "path"), name) == 0)
      *file_out = json_incref (g_ptr_array_index (files, i));
  return true;
}

/* The files that lie in one that has no text of its own. */
typedef struct
{
  const char *name; /* of the container, as asked for */
  char *path;       /* likewise, absolute; then as its row has it */
  char *shown;      /* NULL until its row is met */
  GPtrArray *members;
} Container;

static void
clear_container (Container *container)
{
  g_free (container->path);
  g_free (container->shown);
  g_clear_pointer (&container->members, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Container, clear_container)

static void
note_container (GVariant *file, void *data)
{
  Container *container = data;
  const char *path, *shown;
  guint8 status;
  guint32 n_members;

  g_variant_get (file, "(^&ay&stx&s&sy&s&sx@ayu)", &path, &shown, NULL, NULL, NULL, NULL,
                 &status, NULL, NULL, NULL, NULL, &n_members);
  if (n_members == 0 || status == GF_READ_NOT || container->shown != NULL
      || (strcmp (path, container->path) != 0 && strcmp (shown, container->name) != 0))
    return;
  g_free (container->path);
  container->path = g_strdup (path);
  container->shown = g_strdup (shown);
}

static void
note_member (GVariant *file, void *data)
{
  Container *container = data;
  const char *shown, *path;

  g_variant_get (file, "(@ay&stx&s&sy&s&sx^&ayu)", NULL, &shown, NULL, NULL, NULL, NULL,
                 NULL, NULL, NULL, NULL, &path, NULL);
  if (strcmp (path, container->path) == 0)
    g_ptr_array_add (container->members, g_strdup (shown));
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
describe_members (const Container *container)
{
  GString *said = g_string_new (NULL);
  unsigned n = container->members->len;

  g_string_printf (said, "'%s' has no text of its own; %u %s in it", container->shown, n,
                   n == 1 ? "file lies" : "files lie");
  g_ptr_array_sort (container->members, by_name);
  for (unsigned i = 0; i < MIN (n, MAX_NAMED); i++)
    g_string_append_printf (said, "%s'%s'", i == 0 ? ": " : ", ",
                            (const char *) g_ptr_array_index (container->members, i));
  if (n > MAX_NAMED)
    g_string_append (said, " ...");
  return g_string_free (said, FALSE);
}

bool
gf_index_describe_container (GfIndex *index, const char *name, char **said_out,
                             GError **error)
{
  char *real = realpath (name, NULL);
  g_auto (Container) container
      = { .name = name,
          .path = g_canonicalize_filename (real != NULL ? real : name, NULL),
          .members = g_ptr_array_new_with_free_func (g_free) };

  free (real);
  *said_out = NULL;
  if (!take_all_files (index, note_container, &container, error))
    return false;
  if (container.shown == NULL)
    return true;
  if (!take_all_files (index, note_member, &container, error))
    return false;
  if (container.members->len > 0)
    *said_out = describe_members (&container);
  return true;
}

json_t *
gf_index_unread (GfIndex *index, GError **error)
{
  Wanted wanted = { NULL };

  return gf_index_read (index, read_unread, &wanted, error) ? wanted.answer : NULL;
}
