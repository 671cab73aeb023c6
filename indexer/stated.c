/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/stated.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/autofd.h"
#include "common/message.h"
#include "common/record.h"
#include "common/schema.h"

#define GROUP "document"
#define MAX_BYTES ((size_t) 64 << 10)
#define MAX_VALUE_BYTES 500
/* Faults of one file that are told. */
#define MAX_TOLD 20u
#define MAX_KEPT_BYTES ((gsize) 64 << 20)
#define UNREADABLE "unreadable"

struct GfStated
{
  char *path;          /* of what is kept */
  GHashTable *now;     /* folder to the digest of its file */
  GHashTable *before;  /* the same, of the run before */
  GHashTable *changed; /* a set of folders */
  GHashTable *values;  /* folder to a GHashTable of key to value */
};

typedef struct
{
  const char *file; /* shown */
  const char *text;
  unsigned *n_told; /* faults */
  GfStatedWarn warn;
  gpointer user_data;
} Reader;

/* What a value may be; as people are told it. */
typedef enum
{
  FREE,
  TYPE,
  LANGUAGE,
  DATE,
  LIST
} Kind;

static const struct
{
  const char *key;
  const char *name; /* common/message.h */
  Kind kind;
} keys[] = {
  { "type", "type", TYPE },
  { "body", "body", FREE },
  { "region", "region", FREE },
  { "municipality", "municipalities", LIST },
  { "municipalities", "municipalities", LIST },
  { "county", "counties", LIST },
  { "counties", "counties", LIST },
  { "language", "language", LANGUAGE },
  { "date", "date", DATE },
  { "title", "title", FREE },
};

/* The line that @key stands on, from 1; 0 where that cannot be told. */
static unsigned
find_line (const char *text, const char *key)
{
  unsigned line = 1;
  size_t length = strlen (key);

  for (const char *at = text; at != NULL && *at != '\0'; line++)
    {
      const char *start = at + strspn (at, " \t[");

      if (strncmp (start, key, length) == 0 && strchr (" \t=]", start[length]) != NULL)
        return line;
      at = strchr (at, '\n');
      at = at != NULL ? at + 1 : NULL;
    }
  return 0;
}

static void G_GNUC_PRINTF (3, 4)
    tell (const Reader *reader, const char *key, const char *format, ...)
{
  g_autofree char *fault = NULL, *whole = NULL;
  va_list list;

  if ((*reader->n_told)++ >= MAX_TOLD)
    return;
  unsigned line = key != NULL ? find_line (reader->text, key) : 0;
  va_start (list, format);
  fault = g_strdup_vprintf (format, list);
  va_end (list);
  whole = line > 0 ? g_strdup_printf ("%s:%u: %s", reader->file, line, fault)
                   : g_strdup_printf ("%s: %s", reader->file, fault);
  reader->warn (reader->user_data, whole);
}

/* "2023", "2023-02" or "2023-02-28". */
static bool
is_date (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, "-", 4);
  static const size_t digits[] = { 4, 2, 2 };
  guint64 numbers[] = { 0, 1, 1 };
  guint n = g_strv_length (parts);

  if (n < 1 || n > G_N_ELEMENTS (numbers))
    return false;
  for (guint i = 0; i < n; i++)
    if (strlen (parts[i]) != digits[i]
        || !g_ascii_string_to_unsigned (parts[i], 10, 0, 9999, &numbers[i], NULL))
      return false;
  return numbers[0] >= 1800 && numbers[0] <= 2199
         && g_date_valid_dmy ((GDateDay) numbers[2], (GDateMonth) numbers[1],
                              (GDateYear) numbers[0]);
}

/* "Skien; Porsgrunn" with one separator between the names and nothing around them. */
static char *
dup_list (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ";", 500);
  GString *list = g_string_new (NULL);

  for (char **part = parts; *part != NULL; part++)
    if (*g_strstrip (*part) != '\0')
      g_string_append_printf (list, "%s%s", list->len > 0 ? GF_STATED_SEPARATOR : "",
                              *part);
  return g_string_free (list, FALSE);
}

/* @value as it is sent; NULL, and told, where the key may not have it. */
static char *
check (const Reader *reader, size_t which, const char *value)
{
  const char *key = keys[which].key;
  GfDocumentType type;

  for (const char *p = value; *p != '\0'; p++)
    if ((unsigned char) *p < 0x20)
      {
        tell (reader, key, "%s: holds a control character", key);
        return NULL;
      }
  if (*value == '\0' || strlen (value) > MAX_VALUE_BYTES)
    tell (reader, key, "%s: %s", key, *value == '\0' ? "is empty" : "is too long");
  else if (keys[which].kind == TYPE && !gf_document_type_from_name (value, &type))
    tell (reader, key,
          "type: '%s' is none of minutes, agenda, case-paper, strategy, plan, report, "
          "hearing, agreement, note and other",
          value);
  else if (keys[which].kind == LANGUAGE && strcmp (value, "nb") != 0
           && strcmp (value, "nn") != 0 && strcmp (value, "en") != 0)
    tell (reader, key, "language: '%s' is none of nb, nn and en", value);
  else if (keys[which].kind == DATE && !is_date (value))
    tell (reader, key, "date: '%s' is no date as 2023-02-28, 2023-02 or 2023", value);
  else
    return keys[which].kind == LIST ? dup_list (value) : g_strdup (value);
  return NULL;
}

static void
read_key (const Reader *reader, GKeyFile *file, const char *key, GHashTable *values)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = g_key_file_get_string (file, GROUP, key, &error);

  if (value == NULL)
    {
      tell (reader, key, "%s: %s", key, error->message);
      return;
    }
  g_strstrip (value);
  for (size_t i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i].key, key) == 0)
      {
        char *checked = check (reader, i, value);

        if (checked != NULL)
          g_hash_table_insert (values, (gpointer) keys[i].name, checked);
        return;
      }
  tell (reader, key,
        "'%s' is no key: type, body, region, municipality, county, language, date and "
        "title are",
        key);
}

static GHashTable *
read_values (const Reader *reader, size_t length)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  if (!g_key_file_load_from_data (file, reader->text, length, G_KEY_FILE_NONE, &error))
    {
      tell (reader, NULL, "is not used: %s", error->message);
      return values;
    }

  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  g_auto (GStrv) found = g_key_file_get_keys (file, GROUP, NULL, NULL);

  for (char **group = groups; *group != NULL; group++)
    if (strcmp (*group, GROUP) != 0)
      tell (reader, *group, "[%s] is no group: [" GROUP "] is", *group);
  for (char **key = found; key != NULL && *key != NULL; key++)
    read_key (reader, file, *key, values);
  return values;
}

/* The text of @file, ended by a NUL; NULL where it cannot be had. */
static char *
dup_text (GfFile *file, size_t *length_out)
{
  gf_autofd fd = gf_file_open (file);
  g_autofree char *text = g_malloc (MAX_BYTES + 1);
  size_t length = 0;

  while (fd >= 0 && length < MAX_BYTES)
    {
      ssize_t n = TEMP_FAILURE_RETRY (read (fd, text + length, MAX_BYTES - length));

      if (n < 0)
        return NULL;
      if (n == 0)
        break;
      length += (size_t) n;
    }
  if (fd < 0 || length == MAX_BYTES)
    return NULL;
  text[length] = '\0';
  *length_out = length;
  return g_steal_pointer (&text);
}

static void
free_values (gpointer values)
{
  g_hash_table_unref (values);
}

static void
read_file (GfStated *stated, GfFile *file, GfStatedWarn warn, gpointer user_data)
{
  size_t length = 0;
  g_autofree char *text = dup_text (file, &length);
  char *folder = g_path_get_dirname (file->path);
  unsigned n_told = 0;
  Reader reader = { file->shown, text, &n_told, warn, user_data };

  if (text == NULL)
    {
      tell (&reader, NULL, "cannot be read, or is larger than 64 kB: it is not used");
      g_hash_table_insert (stated->now, folder, g_strdup (UNREADABLE));
      return;
    }
  g_hash_table_insert (stated->values, g_strdup (folder), read_values (&reader, length));
  g_hash_table_insert (
      stated->now, folder,
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length));
}

static bool
is_stated_file (const GfFile *file)
{
  const char *slash = strrchr (file->path, '/');

  return slash != NULL && strcmp (slash + 1, GF_STATED_NAME) == 0;
}

/* Out of the files of the collection: they are no documents. */
static void
take_files (GfStated *stated, GfCrawl *crawl, GfStatedWarn warn, gpointer user_data)
{
  unsigned kept = 0;

  for (unsigned i = 0; i < crawl->files->len; i++)
    {
      GfFile *file = g_ptr_array_index (crawl->files, i);

      g_ptr_array_index (crawl->files, i) = NULL;
      if (is_stated_file (file))
        {
          read_file (stated, file, warn, user_data);
          gf_file_free (file);
        }
      else
        g_ptr_array_index (crawl->files, kept++) = file;
    }
  g_ptr_array_set_size (crawl->files, (gint) kept);
}

/* A line each: a digest, a blank, the folder with its odd bytes escaped. */
static void
load_before (GfStated *stated)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (stated->path, FALSE, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (file == NULL || g_mapped_file_get_length (file) > MAX_KEPT_BYTES)
    return;
  text = g_strndup (g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      char *blank = strchr (*line, ' ');

      if (blank != NULL)
        g_hash_table_insert (stated->before, g_strcompress (blank + 1),
                             g_strndup (*line, (gsize) (blank - *line)));
    }
}

static void
note_different (GfStated *stated, GHashTable *these, GHashTable *those)
{
  GHashTableIter iter;
  gpointer folder, digest;

  g_hash_table_iter_init (&iter, these);
  while (g_hash_table_iter_next (&iter, &folder, &digest))
    if (g_strcmp0 (g_hash_table_lookup (those, folder), digest) != 0)
      g_hash_table_add (stated->changed, g_strdup (folder));
}

/* Whether @folder holds a root of @crawl. */
static bool
is_above (const char *folder, const GfCrawl *crawl)
{
  size_t length = strlen (folder);

  for (unsigned i = 0; i < crawl->roots->len; i++)
    {
      const char *root = g_ptr_array_index (crawl->roots, i);

      if (strncmp (root, folder, length) == 0
          && (root[length] == '/' || (length > 0 && folder[length - 1] == '/')))
        return true;
    }
  return false;
}

/* Where only a part of the collection is gone through, what is stated above it holds. */
static void
read_above (GfStated *stated, const GfCrawl *crawl, GfStatedWarn warn, gpointer user_data)
{
  GHashTableIter iter;
  gpointer folder;

  g_hash_table_iter_init (&iter, stated->before);
  while (g_hash_table_iter_next (&iter, &folder, NULL))
    {
      if (!is_above (folder, crawl) || gf_crawl_covers (crawl, folder))
        continue;
      g_autofree char *path = g_build_filename (folder, GF_STATED_NAME, NULL);
      GfFile *file = gf_file_new (path, path);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        read_file (stated, file, warn, user_data);
      gf_file_free (file);
    }
}

/* What another run keeps of folders that this one does not go through stays kept. */
static void
keep_uncovered (GfStated *stated, const GfCrawl *crawl)
{
  GHashTableIter iter;
  gpointer folder, digest;

  g_hash_table_iter_init (&iter, stated->before);
  while (g_hash_table_iter_next (&iter, &folder, &digest))
    if (!gf_crawl_covers (crawl, folder))
      g_hash_table_insert (stated->now, g_strdup (folder), g_strdup (digest));
}

GfStated *
gf_stated_load (const char *level_folder, GfCrawl *crawl, GfStatedWarn warn,
                gpointer user_data)
{
  GfStated *stated = g_new0 (GfStated, 1);

  stated->path = g_build_filename (level_folder, GF_STATED_FILE, NULL);
  stated->now = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  stated->before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  stated->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  stated->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_values);
  load_before (stated);
  take_files (stated, crawl, warn, user_data);
  read_above (stated, crawl, warn, user_data);
  keep_uncovered (stated, crawl);
  note_different (stated, stated->now, stated->before);
  note_different (stated, stated->before, stated->now);
  return stated;
}

void
gf_stated_free (GfStated *stated)
{
  if (stated == NULL)
    return;
  g_hash_table_unref (stated->now);
  g_hash_table_unref (stated->before);
  g_hash_table_unref (stated->changed);
  g_hash_table_unref (stated->values);
  g_free (stated->path);
  g_free (stated);
}

/* The folder above, in place; false where there is none. */
static bool
go_up (char *path)
{
  char *slash = strrchr (path, '/');

  if (slash == NULL || slash[1] == '\0')
    return false;
  slash[slash == path] = '\0';
  return true;
}

static void
add_missing (GHashTable *found, GHashTable *values)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!g_hash_table_contains (found, key))
      g_hash_table_insert (found, key, value);
}

GVariant *
gf_stated_find (const GfStated *stated, const char *path)
{
  g_autofree char *folder = g_strdup (path);
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer key, value;

  if (g_hash_table_size (stated->values) == 0)
    return NULL;
  while (go_up (folder))
    {
      GHashTable *values = g_hash_table_lookup (stated->values, folder);

      if (values != NULL)
        add_missing (found, values);
    }
  if (g_hash_table_size (found) == 0)
    return NULL;
  g_variant_builder_init (&builder, G_VARIANT_TYPE (GF_STATED_TYPE));
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_variant_builder_add (&builder, "(ss)", key, value);
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

bool
gf_stated_has_any_changed (const GfStated *stated)
{
  return g_hash_table_size (stated->changed) > 0;
}

bool
gf_stated_has_changed (const GfStated *stated, const char *path)
{
  g_autofree char *folder = NULL;

  if (!gf_stated_has_any_changed (stated))
    return false;
  folder = g_strdup (path);
  while (go_up (folder))
    if (g_hash_table_contains (stated->changed, folder))
      return true;
  return false;
}

bool
gf_stated_save (const GfStated *stated, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GHashTableIter iter;
  gpointer folder, digest;

  if (!gf_stated_has_any_changed (stated))
    return true;
  g_hash_table_iter_init (&iter, stated->now);
  while (g_hash_table_iter_next (&iter, &folder, &digest))
    {
      g_autofree char *escaped = g_strescape (folder, NULL);

      g_string_append_printf (text, "%s %s\n", (char *) digest, escaped);
    }
  return g_file_set_contents (stated->path, text->str, (gssize) text->len, error);
}
