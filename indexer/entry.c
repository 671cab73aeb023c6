/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/entry.h"

#include <string.h>

#include "common/posted-words.h"
#include "common/record.h"

/* Copies of a document that are named for opening it; all are named for finding it. */
#define MAX_PATHS 16u

static bool
fail (GError **error, const char *what)
{
  g_set_error (error, GF_RECORD_ERROR, GF_RECORD_ERROR_MALFORMED, "malformed entry: %s",
               what);
  return false;
}

/* Words are text terms: those that name and filter have a list, and a check, of their
 * own. */
static bool
check_word (const char *term, GError **error)
{
  static const char *const prefixes[]
      = { GF_TERM_ROOT,       GF_TERM_PART,          GF_TERM_TITLE_ROOT,
          GF_TERM_TITLE,      GF_TERM_DECISION_ROOT, GF_TERM_DECISION,
          GF_TERM_BODY_ROOT,  GF_TERM_BODY_WORD,     GF_TERM_REGION_ROOT,
          GF_TERM_REGION_WORD };

  if (!g_ascii_isupper (*term))
    return true;
  for (size_t i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (term, prefixes[i])
        && !g_ascii_isupper (term[strlen (prefixes[i])]))
      return true;
  return fail (error, "a word that is none");
}

static bool
add_word (XcDocument *entry, const GfPostedWord *word, GError **error)
{
  return check_word (word->term, error)
         && xc_document_add_postings (entry, word->term, word->count.wdf, word->positions,
                                      word->count.n_positions, error);
}

static bool
add_words (XcDocument *entry, GVariant *packed, GError **error)
{
  GfPostedWords words;
  GfPostedWord word;

  gf_posted_words_init (&words, packed);
  while (gf_posted_words_next (&words, &word))
    if (!add_word (entry, &word, error))
      return false;
  return gf_posted_words_is_at_end (&words) || fail (error, "words that do not fit");
}

/* A path, or what says that documents belong together. */
static bool
is_indexers (const char *term)
{
  return g_str_has_prefix (term, GF_TERM_PATH)
         || g_str_has_prefix (term, GF_TERM_VERSIONS)
         || g_str_has_prefix (term, GF_TERM_ALIKE);
}

/* Names of documents and units: of @document_id, or of one of its units. */
static bool
check_name (const char *term, const char *document_id, GError **error)
{
  const char *name = NULL;

  if (g_str_has_prefix (term, GF_TERM_ID))
    name = term + strlen (GF_TERM_ID);
  else if (g_str_has_prefix (term, GF_TERM_DOCUMENT))
    name = term + strlen (GF_TERM_DOCUMENT);
  else
    return !is_indexers (term) || fail (error, "a term that is the indexer's to give");

  size_t length = strlen (document_id);
  bool own = strncmp (name, document_id, length) == 0
             && (name[length] == '\0' || name[length] == '.');
  return own || fail (error, "the name of another document");
}

/* The filters, among them the one that is the entry's own name. */
static bool
add_filters (XcDocument *entry, GVariant *filters, const char *document_id, char **id_out,
             GError **error)
{
  GVariantIter iter;
  const char *term;

  *id_out = NULL;
  g_variant_iter_init (&iter, filters);
  while (g_variant_iter_next (&iter, "&s", &term))
    {
      if (!check_name (term, document_id, error)
          || !xc_document_add_boolean_term (entry, term, error))
        return false;
      if (g_str_has_prefix (term, GF_TERM_ID) && *id_out == NULL)
        *id_out = g_strdup (term);
    }
  return *id_out != NULL || fail (error, "no id");
}

static bool
add_values (XcDocument *entry, GVariant *values, GError **error)
{
  GVariantIter iter;
  uint32_t slot;
  const char *value;

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "(u&s)", &slot, &value))
    if (slot == GF_SLOT_VERSIONS || slot == GF_SLOT_RANK || slot == GF_SLOT_FILES)
      return fail (error, "a value that is the indexer's to give");
    else if (!xc_document_set_value (entry, slot, value, strlen (value), error))
      return false;
  return true;
}

static bool
set_record (XcDocument *entry, GVariant *record, GError **error)
{
  /* The bytes of a child begin at a multiple of its own alignment, so they stand alone.
   */
  return xc_document_set_data (entry, g_variant_get_data (record),
                               g_variant_get_size (record), error);
}

/* What readers unpack must unpack: else one bad record would spoil every answer it is in.
 */
static bool
check_record (GVariant *record, const char *record_type, const char *document_id,
              const char *shown, GError **error)
{
  if (!g_variant_is_of_type (record, G_VARIANT_TYPE (record_type)))
    return fail (error, "record of another type");

  bool is_unit = g_str_equal (record_type, GF_STORED_UNIT_TYPE);
  g_autoptr (GVariant) head = g_variant_get_child_value (record, 0);
  g_autoptr (GVariant) rest = g_variant_get_child_value (record, 1);
  g_autoptr (GfUnit) unit = is_unit ? gf_unit_unpack (rest, error) : NULL;
  g_autoptr (GfDocument) document
      = is_unit ? gf_head_unpack (head, error) : gf_document_unpack (record, error);

  if (document == NULL || (is_unit && unit == NULL))
    return false;
  if (g_strcmp0 (document->id, document_id) != 0)
    return fail (error, "the head of another document");
  return g_strcmp0 (document->path, shown) == 0 || fail (error, "another path");
}

XcDocument *
gf_entry_new (GVariant *analysed, const char *record_type, const char *document_id,
              const char *shown, char **id_out, GError **error)
{
  g_autoptr (GVariant) boxed = g_variant_get_child_value (analysed, 0);
  g_autoptr (GVariant) record = g_variant_get_variant (boxed);
  g_autoptr (GVariant) words = g_variant_get_child_value (analysed, 1);
  g_autoptr (GVariant) filters = g_variant_get_child_value (analysed, 2);
  g_autoptr (GVariant) values = g_variant_get_child_value (analysed, 3);
  g_autoptr (XcDocument) entry = xc_document_new (error);
  g_autofree char *id = NULL;

  if (entry == NULL || !check_record (record, record_type, document_id, shown, error)
      || !set_record (entry, record, error) || !add_words (entry, words, error)
      || !add_filters (entry, filters, document_id, &id, error)
      || !add_values (entry, values, error))
    return NULL;
  *id_out = g_steal_pointer (&id);
  return g_steal_pointer (&entry);
}

/* @tuple with child @which replaced by @child.  Returns: floating. */
static GVariant *
with_child (GVariant *tuple, gsize which, GVariant *child)
{
  gsize n_children = g_variant_n_children (tuple);
  g_autofree GVariant **children = g_new (GVariant *, n_children);

  for (gsize i = 0; i < n_children; i++)
    children[i]
        = i == which ? g_variant_ref_sink (child) : g_variant_get_child_value (tuple, i);

  GVariant *changed = g_variant_new_tuple (children, n_children);
  for (gsize i = 0; i < n_children; i++)
    g_variant_unref (children[i]);
  return changed;
}

enum
{
  HEAD = 0, /* of a record */
  PATH = 1  /* of a head */
};

static GVariant *
load_record (GBytes *record, const char *record_type)
{
  return g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (record_type), record, FALSE));
}

bool
gf_entry_has_path (GBytes *record, const char *record_type, const char *shown)
{
  g_autoptr (GVariant) loaded = load_record (record, record_type);
  g_autoptr (GVariant) head = g_variant_get_child_value (loaded, HEAD);
  const char *path;

  g_variant_get_child (head, PATH, "&s", &path);
  return g_str_equal (path, shown);
}

bool
gf_entry_set_path (XcDocument *entry, GBytes *record, const char *record_type,
                   const char *shown, GError **error)
{
  g_autoptr (GVariant) old = load_record (record, record_type);

  if (!g_variant_is_normal_form (old))
    return fail (error, "record not in normal form");

  g_autoptr (GVariant) head = g_variant_get_child_value (old, HEAD);
  g_autoptr (GVariant) changed = g_variant_ref_sink (
      with_child (old, HEAD, with_child (head, PATH, g_variant_new_string (shown))));
  return set_record (entry, changed, error);
}

static bool
remove_terms (XcDocument *entry, XcList *terms, GError **error)
{
  size_t n_terms = 0;
  const XcEntry *term = terms != NULL ? xc_list_get_entries (terms, &n_terms) : NULL;

  for (size_t i = 0; i < n_terms; i++)
    if (!xc_document_remove_term (entry, term[i].name.data, error))
      return false;
  return true;
}

/* The absolute paths, for whoever wants the original: where one is gone, the next will
 * do. */
static bool
set_paths (XcDocument *entry, const GPtrArray *files, GError **error)
{
  g_autoptr (GString) paths = g_string_new (NULL);

  for (unsigned i = 0; i < MIN (files->len, MAX_PATHS); i++)
    {
      const GfFile *file = g_ptr_array_index (files, i);

      g_string_append_len (paths, file->path, (gssize) strlen (file->path) + 1);
    }
  return xc_document_set_value (entry, GF_SLOT_FILES, paths->str, paths->len, error);
}

bool
gf_entry_set_files (XcDocument *entry, const GPtrArray *files, XcList *old_terms,
                    GError **error)
{
  if (!remove_terms (entry, old_terms, error))
    return false;
  for (unsigned i = 0; i < files->len; i++)
    {
      const GfFile *file = g_ptr_array_index (files, i);
      g_autofree char *term = gf_schema_filter_term (GF_TERM_PATH, file->shown);

      if (!xc_document_add_boolean_term (entry, term, error))
        return false;
    }
  return set_paths (entry, files, error);
}
