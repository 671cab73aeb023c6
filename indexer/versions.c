/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/versions.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/sketch.h"
#include "indexer/version-marks.h"

/* No collection on one machine has more. */
#define MAX_DOCUMENTS ((size_t) 50 * 1000 * 1000)
/* Others that one document is compared with. */
#define MAX_CANDIDATES 256u
/* Papers of one meeting; a meeting with more has its first ones linked. */
#define MAX_PAPERS 512u
/* Sketches kept from one document to the next; some 600 bytes each. */
#define MAX_KEPT 20000u

struct GfVersions
{
  GHashTable *waiting; /* ids to look at */
  bool all;            /* ids of all documents are */
};

/* While settling. */
typedef struct
{
  XcWriter *documents;
  XcWriter *units;
  bool is_forced;       /* what is marked already is looked at too */
  GQueue work;          /* of ids */
  GHashTable *kept;     /* number of a document to its GfSketch */
  GHashTable *settled;  /* numbers of documents */
  GHashTable *template; /* those of them that too many are like */
  GHashTable *meetings; /* keys of those that were settled */
} Settling;

GfVersions *
gf_versions_new (void)
{
  GfVersions *versions = g_new0 (GfVersions, 1);

  versions->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return versions;
}

void
gf_versions_free (GfVersions *versions)
{
  if (versions == NULL)
    return;
  g_hash_table_unref (versions->waiting);
  g_free (versions);
}

void
gf_versions_note_new (GfVersions *versions, const char *id)
{
  g_hash_table_add (versions->waiting, g_strdup (id));
}

void
gf_versions_note_all (GfVersions *versions)
{
  versions->all = true;
}

/* Numbers of documents with @prefix and @value as a term: (transfer full). */
static uint32_t *
list_documents (XcDatabase *documents, const char *prefix, const char *value, size_t most,
                size_t *n_out, GError **error)
{
  g_autofree char *term = g_strconcat (prefix, value, NULL);

  return xc_database_list_docids (documents, term, 0, most, n_out, error);
}

/* The id in the term of a document. */
static char *
read_id (XcDatabase *documents, uint32_t docid, GError **error)
{
  g_autoptr (XcList) terms
      = xc_database_list_document_terms (documents, docid, GF_TERM_ID, 1, error);
  size_t n;

  if (terms == NULL)
    return NULL;
  const XcEntry *entries = xc_list_get_entries (terms, &n);
  return g_strdup (n > 0 ? entries[0].name.data + strlen (GF_TERM_ID) : "");
}

/* Into @ids, a set: those of the documents marked with @key. */
static bool
add_group (XcDatabase *documents, const char *key, GHashTable *ids, GError **error)
{
  size_t n;
  g_autofree uint32_t *docids
      = list_documents (documents, GF_TERM_VERSIONS, key, MAX_PAPERS, &n, error);

  for (size_t i = 0; docids != NULL && i < n; i++)
    {
      char *id = read_id (documents, docids[i], error);

      if (id == NULL)
        return false;
      g_hash_table_add (ids, id);
    }
  return docids != NULL;
}

bool
gf_versions_note_gone (GfVersions *versions, XcDatabase *documents, const char *id,
                       GError **error)
{
  size_t n;
  g_autofree uint32_t *docids = list_documents (documents, GF_TERM_ID, id, 1, &n, error);
  g_autofree char *key = NULL;

  if (docids == NULL)
    return false;
  return n == 0
         || (gf_marks_read (documents, docids[0], &key, error)
             && (key == NULL || add_group (documents, key, versions->waiting, error)));
}

bool
gf_versions_describe (XcDocument *entry, GVariant *stored, GError **error)
{
  g_autoptr (GfSketch) sketch = gf_sketch_new (stored);
  g_autoptr (GPtrArray) terms = gf_sketch_list_terms (sketch);

  for (unsigned i = 0; i < terms->len; i++)
    if (!xc_document_add_boolean_term (entry, g_ptr_array_index (terms, i), error))
      return false;
  return true;
}

/* (transfer none): valid until the next document is settled. */
static const GfSketch *
get_sketch (Settling *settling, uint32_t docid, GError **error)
{
  gpointer key = GUINT_TO_POINTER (docid);
  GfSketch *sketch = g_hash_table_lookup (settling->kept, key);

  if (sketch != NULL)
    return sketch;
  g_autoptr (GBytes) data = xc_database_dup_document_data (
      xc_writer_get_database (settling->documents), docid, error);
  if (data == NULL)
    return NULL;
  g_autoptr (GVariant) stored = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (GF_STORED_DOCUMENT_TYPE), data, FALSE));
  sketch = gf_sketch_new (stored);
  g_hash_table_insert (settling->kept, key, sketch);
  return sketch;
}

/* Documents that share a term with @sketch, into @candidates, a set of numbers. */
static bool
find_candidates (Settling *settling, const GfSketch *sketch, GHashTable *candidates,
                 GError **error)
{
  XcDatabase *documents = xc_writer_get_database (settling->documents);
  g_autoptr (GPtrArray) terms = gf_sketch_list_terms (sketch);

  for (unsigned i = 0; i < terms->len; i++)
    {
      size_t n;
      g_autofree uint32_t *docids = xc_database_list_docids (
          documents, g_ptr_array_index (terms, i), 0, GF_VERSIONS_MAX_ALIKE, &n, error);

      if (docids == NULL)
        return false;
      for (size_t j = 0; j < n && g_hash_table_size (candidates) < MAX_CANDIDATES; j++)
        g_hash_table_add (candidates, GUINT_TO_POINTER (docids[j]));
    }
  return true;
}

/* Adds the versions of document @docid to @group, unless they are there. */
static bool
add_versions (Settling *settling, uint32_t docid, GArray *group, GHashTable *within,
              GError **error)
{
  g_autoptr (GHashTable) candidates = g_hash_table_new (NULL, NULL);
  const GfSketch *sketch = get_sketch (settling, docid, error);
  GHashTableIter iter;
  gpointer candidate;

  if (sketch == NULL || !find_candidates (settling, sketch, candidates, error))
    return false;
  g_hash_table_iter_init (&iter, candidates);
  while (g_hash_table_iter_next (&iter, &candidate, NULL))
    {
      uint32_t other_docid = GPOINTER_TO_UINT (candidate);
      const GfSketch *other = NULL;

      if (g_hash_table_contains (within, candidate))
        continue;
      other = get_sketch (settling, other_docid, error);
      if (other == NULL)
        return false;
      if (gf_sketch_is_version (sketch, other))
        {
          g_hash_table_add (within, candidate);
          g_array_append_val (group, other_docid);
        }
    }
  return true;
}

/* What is linked to the one document in @group, over however many steps, until there are
   too many. */
static bool
grow_group (Settling *settling, GArray *group, GError **error)
{
  g_autoptr (GHashTable) within = g_hash_table_new (NULL, NULL);

  g_hash_table_add (within, GUINT_TO_POINTER (g_array_index (group, uint32_t, 0)));
  for (unsigned i = 0; i < group->len && group->len <= GF_VERSIONS_MAX_GROUP; i++)
    {
      uint32_t docid = g_array_index (group, uint32_t, i);

      if (!add_versions (settling, docid, group, within, error))
        return false;
    }
  return true;
}

static bool
is_of_template (const Settling *settling, const GArray *group)
{
  for (unsigned i = 0; i < group->len; i++)
    if (g_hash_table_contains (settling->template,
                               GUINT_TO_POINTER (g_array_index (group, uint32_t, i))))
      return true;
  return group->len > GF_VERSIONS_MAX_GROUP;
}

/* Where it is marked otherwise already those it was marked with are looked at too. */
static bool
note_former (Settling *settling, uint32_t docid, const char *key, GError **error)
{
  XcDatabase *documents = xc_writer_get_database (settling->documents);
  g_autofree char *former = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  if (!gf_marks_read (documents, docid, &former, error))
    return false;
  if (former == NULL || g_strcmp0 (former, key) == 0)
    return true;
  if (!add_group (documents, former, ids, error))
    return false;
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_queue_push_tail (&settling->work, id);
  return true;
}

/* @key: NULL for no group.  @is_alone: see GfMarked */
static bool
mark (Settling *settling, uint32_t docid, const char *key, bool is_alone, GError **error)
{
  const GfSketch *sketch = get_sketch (settling, docid, error);
  GfMarked marked = { settling->documents, settling->units, docid, sketch, is_alone };
  /* Of a template each is met by all that are like it. */
  bool is_first = g_hash_table_add (settling->settled, GUINT_TO_POINTER (docid));
  bool are_written;

  if (sketch == NULL || !note_former (settling, docid, key, error)
      || !gf_marks_are_written (&marked, key, &are_written, error))
    return false;
  return (are_written && !(settling->is_forced && is_first))
         || gf_marks_write (&marked, key, error);
}

static bool
mark_all (Settling *settling, const uint32_t *docids, size_t n, const char *key,
          bool are_alone, GError **error)
{
  for (size_t i = 0; i < n; i++)
    if (!mark (settling, docids[i], key, are_alone, error))
      return false;
  return true;
}

/* The least of the ids, so that it does not matter which came first: (transfer full)
   (nullable). */
static char *
dup_group_key (Settling *settling, const GArray *group, GError **error)
{
  const char *least = NULL;

  for (unsigned i = 0; i < group->len; i++)
    {
      const GfSketch *sketch
          = get_sketch (settling, g_array_index (group, uint32_t, i), error);

      if (sketch == NULL)
        return NULL;
      if (least == NULL || strcmp (sketch->id, least) < 0)
        least = sketch->id;
    }
  return g_strconcat ("s", least, NULL);
}

static bool
settle_text (Settling *settling, uint32_t docid, GError **error)
{
  g_autoptr (GArray) group = g_array_new (FALSE, FALSE, sizeof docid);
  g_autofree char *key = NULL;

  g_array_append_val (group, docid);
  if (!grow_group (settling, group, error))
    return false;
  if (is_of_template (settling, group))
    for (unsigned i = 0; i < group->len; i++)
      g_hash_table_add (settling->template,
                        GUINT_TO_POINTER (g_array_index (group, uint32_t, i)));
  else if (group->len > 1)
    {
      key = dup_group_key (settling, group, error);
      if (key == NULL)
        return false;
    }
  return mark_all (settling, (const uint32_t *) (const void *) group->data, group->len,
                   key, true, error);
}

static bool
count_minutes (Settling *settling, const uint32_t *docids, size_t n, size_t *count_out,
               GError **error)
{
  *count_out = 0;
  for (size_t i = 0; i < n; i++)
    {
      const GfSketch *sketch = get_sketch (settling, docids[i], error);

      if (sketch == NULL)
        return false;
      *count_out += sketch->type == GF_TYPE_MINUTES;
    }
  return true;
}

static bool
settle_meeting (Settling *settling, const char *meeting, GError **error)
{
  size_t n, n_minutes;

  /* Once, however many papers are waiting that it has no room for. */
  if (!g_hash_table_add (settling->meetings, g_strdup (meeting)))
    return true;
  g_autofree uint32_t *docids
      = list_documents (xc_writer_get_database (settling->documents), GF_TERM_ALIKE,
                        meeting, MAX_PAPERS, &n, error);

  return docids != NULL && count_minutes (settling, docids, n, &n_minutes, error)
         && mark_all (settling, docids, n, n > 1 ? meeting : NULL, n_minutes <= 1, error);
}

/* @id: may be gone since */
static bool
settle_one (Settling *settling, const char *id, GError **error)
{
  size_t n;
  g_autofree uint32_t *docids = list_documents (
      xc_writer_get_database (settling->documents), GF_TERM_ID, id, 1, &n, error);

  if (docids == NULL)
    return false;
  if (n == 0 || g_hash_table_contains (settling->settled, GUINT_TO_POINTER (docids[0])))
    return true;
  if (g_hash_table_size (settling->kept) > MAX_KEPT)
    g_hash_table_remove_all (settling->kept);

  const GfSketch *sketch = get_sketch (settling, docids[0], error);
  if (sketch == NULL)
    return false;
  if (sketch->meeting == NULL)
    return settle_text (settling, docids[0], error);
  g_autofree char *meeting = g_strdup (sketch->meeting);
  return settle_meeting (settling, meeting, error);
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer data)
{
  (void) data;
  return strcmp (a, b);
}

/* In the order of the ids, so that a run can be repeated. */
static void
take_work (GfVersions *versions, Settling *settling)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, versions->waiting);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_queue_push_tail (&settling->work, id);
      g_hash_table_iter_steal (&iter);
    }
  g_queue_sort (&settling->work, compare_ids, NULL);
}

static bool
add_all (GfVersions *versions, XcDatabase *documents, GError **error)
{
  g_autoptr (XcList) terms
      = xc_database_list_terms (documents, GF_TERM_ID, MAX_DOCUMENTS, error);
  size_t n = 0;
  const XcEntry *entries = terms != NULL ? xc_list_get_entries (terms, &n) : NULL;

  for (size_t i = 0; i < n; i++)
    gf_versions_note_new (versions, entries[i].name.data + strlen (GF_TERM_ID));
  return terms != NULL;
}

static bool
settle_all (Settling *settling, GError **error)
{
  while (!g_queue_is_empty (&settling->work))
    {
      g_autofree char *id = g_queue_pop_head (&settling->work);

      if (!settle_one (settling, id, error))
        return false;
    }
  return true;
}

bool
gf_versions_settle (GfVersions *versions, XcWriter *documents, XcWriter *units,
                    GError **error)
{
  Settling settling = { .documents = documents,
                        .units = units,
                        .is_forced = versions->all,
                        .work = G_QUEUE_INIT };

  if (versions->all && !add_all (versions, xc_writer_get_database (documents), error))
    return false;
  if (g_hash_table_size (versions->waiting) == 0)
    return true;
  settling.kept
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gf_sketch_free);
  settling.settled = g_hash_table_new (NULL, NULL);
  settling.template = g_hash_table_new (NULL, NULL);
  settling.meetings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  take_work (versions, &settling);
  bool is_settled = settle_all (&settling, error);
  g_queue_clear_full (&settling.work, g_free);
  g_hash_table_unref (settling.meetings);
  g_hash_table_unref (settling.template);
  g_hash_table_unref (settling.settled);
  g_hash_table_unref (settling.kept);
  versions->all = versions->all && !is_settled;
  return is_settled;
}
