/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/version-marks.h"

#include <string.h>

#include "common/schema.h"

/* A document has no more units than that (indexer/understand). */
#define MAX_UNITS ((size_t) 1 << 20)
/* Of headings, as many bytes tell sections apart. */
#define MAX_HEADING_BYTES 400
#define KEY_DIGITS 32

/* Of a record of a unit, in the order of schema.h. */
enum
{
  UNIT_KIND = 0,
  UNIT_CASE_NUMBER = 2,
  UNIT_TITLE = 5,
  UNIT_HEADING_PATH = 6
};

bool
gf_marks_read (XcDatabase *documents, uint32_t docid, char **key_out, GError **error)
{
  g_autoptr (XcList) terms
      = xc_database_list_document_terms (documents, docid, GF_TERM_VERSIONS, 1, error);
  size_t n;

  *key_out = NULL;
  if (terms == NULL)
    return false;
  const XcEntry *entries = xc_list_get_entries (terms, &n);
  if (n > 0)
    *key_out = g_strdup (entries[0].name.data + strlen (GF_TERM_VERSIONS));
  return true;
}

static bool
has_value (XcDatabase *database, uint32_t docid, uint32_t slot, const char *value,
           bool *has_out, GError **error)
{
  g_autoptr (GBytes) bytes
      = xc_database_dup_document_value (database, docid, slot, error);
  gsize size;

  if (bytes == NULL)
    return false;
  const void *data = g_bytes_get_data (bytes, &size);
  *has_out = size == strlen (value) && (size == 0 || memcmp (data, value, size) == 0);
  return true;
}

static bool
set_values (XcDocument *entry, const char *key, const char *rank, GError **error)
{
  return xc_document_set_value (entry, GF_SLOT_VERSIONS, key, strlen (key), error)
         && xc_document_set_value (entry, GF_SLOT_RANK, rank, strlen (rank), error);
}

/* @key: "" for none */
static bool
mark_unit (XcWriter *units, uint32_t docid, const char *key, const char *rank,
           GError **error)
{
  XcDatabase *database = xc_writer_get_database (units);
  bool has_key, has_rank;

  if (!has_value (database, docid, GF_SLOT_VERSIONS, key, &has_key, error)
      || !has_value (database, docid, GF_SLOT_RANK, rank, &has_rank, error))
    return false;
  if (has_key && has_rank)
    return true;

  g_autoptr (XcDocument) entry = xc_database_dup_document (database, docid, error);
  return entry != NULL && set_values (entry, key, rank, error)
         && xc_writer_replace_docid (units, docid, entry, error);
}

/* The words of a heading in lower case, without the number before it: chapters are
   numbered anew from version to version. */
static void
append_heading (GString *key, const char *heading)
{
  g_autofree char *cut = g_strndup (heading, MAX_HEADING_BYTES);
  g_autofree char *valid = g_utf8_make_valid (cut, -1);
  g_autofree char *lower = g_utf8_strdown (valid, -1);
  const char *p = lower + strspn (lower, "0123456789. \t");

  for (; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (key, g_utf8_get_char (p));
  g_string_append_c (key, '\n');
}

static void
append_headings (GString *key, GVariant *unit)
{
  g_autoptr (GVariant) path = g_variant_get_child_value (unit, UNIT_HEADING_PATH);
  GVariantIter iter;
  const char *heading;

  g_variant_iter_init (&iter, path);
  while (g_variant_iter_next (&iter, "&s", &heading))
    append_heading (key, heading);
  g_variant_get_child (unit, UNIT_TITLE, "&s", &heading);
  append_heading (key, heading);
}

/* What a unit is called within its group; false where it is called nothing.  A number
   without a year may be its place in a list, which shifts from agenda to minutes; one
   with a year is not enough: two papers of a day may be of two meetings. */
static bool
append_name (GString *name, GVariant *unit, bool is_paper)
{
  const char *number, *title;
  guchar kind;

  g_variant_get_child (unit, UNIT_KIND, "y", &kind);
  g_variant_get_child (unit, UNIT_CASE_NUMBER, "&s", &number);
  g_variant_get_child (unit, UNIT_TITLE, "&s", &title);
  if (kind != GF_UNIT_CASE)
    {
      append_headings (name, unit);
      return !is_paper;
    }
  if (strchr (number, '/') != NULL)
    g_string_append_printf (name, "%s\n", number);
  append_heading (name, title);
  return *title != '\0';
}

typedef struct
{
  const GfMarked *marked;
  const char *key;  /* of the group; NULL for none */
  const char *rank; /* "" then */
  GHashTable *met;  /* names, each with the number of units before that have it */
} Marking;

/* Returns: (transfer full): "" for none.  Of one document no two units are versions of
   each other: the second of a name meets the second of others. */
static char *
dup_unit_key (Marking *marking, GVariant *unit)
{
  const GfSketch *sketch = marking->marked->sketch;
  g_autoptr (GString) name = g_string_new (NULL);

  if (marking->key == NULL
      || !append_name (name, unit, !gf_sketch_stands_for_others (sketch)))
    return g_strdup ("");

  unsigned before = GPOINTER_TO_UINT (g_hash_table_lookup (marking->met, name->str));
  g_hash_table_replace (marking->met, g_strdup (name->str),
                        GUINT_TO_POINTER (before + 1));
  g_autofree char *whole
      = g_strdup_printf ("%s\n%u\n%s", marking->key, before, name->str);
  char *key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);
  key[KEY_DIGITS] = '\0';
  return key;
}

static bool
mark_one (Marking *marking, uint32_t docid, GError **error)
{
  XcWriter *units = marking->marked->units;
  g_autoptr (GBytes) data
      = xc_database_dup_document_data (xc_writer_get_database (units), docid, error);

  if (data == NULL)
    return false;
  g_autoptr (GVariant) stored = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (GF_STORED_UNIT_TYPE), data, FALSE));
  g_autoptr (GVariant) unit = g_variant_get_child_value (stored, 1);
  g_autofree char *key = dup_unit_key (marking, unit);

  return mark_unit (units, docid, key, *key != '\0' ? marking->rank : "", error);
}

static bool
mark_units (Marking *marking, GError **error)
{
  const GfMarked *marked = marking->marked;
  g_autofree char *term = g_strconcat (GF_TERM_DOCUMENT, marked->sketch->id, NULL);
  size_t n;
  g_autofree uint32_t *docids = xc_database_list_docids (
      xc_writer_get_database (marked->units), term, 0, MAX_UNITS, &n, error);

  for (size_t i = 0; docids != NULL && i < n; i++)
    if (!mark_one (marking, docids[i], error))
      return false;
  return docids != NULL;
}

static bool
change_term (XcDocument *entry, const char *former, const char *key, GError **error)
{
  g_autofree char *old = former ? g_strconcat (GF_TERM_VERSIONS, former, NULL) : NULL;
  g_autofree char *new = key ? g_strconcat (GF_TERM_VERSIONS, key, NULL) : NULL;

  return (old == NULL || xc_document_remove_term (entry, old, error))
         && (new == NULL || xc_document_add_boolean_term (entry, new, error));
}

/* What the document itself collapses on; "" for nothing. */
static const char *
key_of_document (const GfMarked *marked, const char *key)
{
  return key != NULL && marked->is_alone && gf_sketch_stands_for_others (marked->sketch)
             ? key
             : "";
}

bool
gf_marks_are_written (const GfMarked *marked, const char *key, bool *are_out,
                      GError **error)
{
  XcDatabase *database = xc_writer_get_database (marked->documents);
  g_autofree char *former = NULL;

  if (!gf_marks_read (database, marked->docid, &former, error)
      || !has_value (database, marked->docid, GF_SLOT_VERSIONS,
                     key_of_document (marked, key), are_out, error))
    return false;
  *are_out = *are_out && g_strcmp0 (former, key) == 0;
  return true;
}

static bool
mark_document (const Marking *marking, const char *former, GError **error)
{
  const GfMarked *marked = marking->marked;
  XcDatabase *database = xc_writer_get_database (marked->documents);
  const char *key = key_of_document (marked, marking->key);
  g_autoptr (XcDocument) entry
      = xc_database_dup_document (database, marked->docid, error);

  return entry != NULL && change_term (entry, former, marking->key, error)
         && set_values (entry, key, marking->rank, error)
         && xc_writer_replace_docid (marked->documents, marked->docid, entry, error);
}

bool
gf_marks_write (const GfMarked *marked, const char *key, GError **error)
{
  g_autofree char *rank
      = key != NULL ? gf_sketch_dup_rank (marked->sketch) : g_strdup ("");
  g_autoptr (GHashTable) met
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Marking marking = { marked, key, rank, met };
  g_autofree char *former = NULL;

  if (!gf_marks_read (xc_writer_get_database (marked->documents), marked->docid, &former,
                      error)
      || !mark_units (&marking, error))
    return false;
  return (key == NULL && former == NULL) || mark_document (&marking, former, error);
}
