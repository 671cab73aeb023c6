/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * zip.c: the directory of a container; zip-stream.c reads its members.
 */
#include "config.h"

#include "indexer/extract/packages/zip-private.h"

#include <string.h>
#include <unistd.h>

#define END_SIGNATURE 0x06054b50
#define END_BYTES 22
#define MAX_COMMENT_BYTES 65535
#define END64_SIGNATURE 0x06064b50
#define END64_BYTES 56
#define LOCATOR64_SIGNATURE 0x07064b50
#define LOCATOR64_BYTES 20
#define ENTRY_SIGNATURE 0x02014b50
#define ENTRY_BYTES 46
#define FLAG_ENCRYPTED 1
/* The field of an entry that has what is too large for 32 bits. */
#define EXTRA64_ID 1
/* The name and the extra fields of an entry have lengths of 16 bits. */
#define MAX_ENTRY_REST_BYTES (2 * 65536)

/* Where the directory lies. */
typedef struct
{
  uint64_t offset;
  uint64_t size;
  uint64_t moved; /* bytes before the container, which its offsets do not count */
} Directory;

bool
gf_zip_read_at (const GfZip *zip, uint64_t offset, void *bytes, size_t length)
{
  size_t done = 0;

  if (offset > zip->reading->size || length > zip->reading->size - offset)
    return false;
  while (done < length)
    {
      ssize_t got = TEMP_FAILURE_RETRY (pread (zip->reading->fd, (char *) bytes + done,
                                               length - done, (off_t) (offset + done)));
      if (got <= 0)
        return false;
      done += got;
    }
  return true;
}

/* Office takes names for the same whatever their case, and some programs write "\". */
static char
fold (char c)
{
  return c == '\\' ? '/' : g_ascii_tolower (c);
}

static guint
hash_name (gconstpointer name)
{
  guint hash = 5381;

  for (const char *p = name; *p != '\0'; p++)
    hash = hash * 33 + (guchar) fold (*p);
  return hash;
}

static gboolean
are_names_equal (gconstpointer a, gconstpointer b)
{
  const char *left = a;
  const char *right = b;

  while (*left != '\0' && fold (*left) == fold (*right))
    left++, right++;
  return fold (*left) == fold (*right);
}

static bool
has_prefix (const char *name, const char *prefix)
{
  while (*prefix != '\0' && fold (*name) == fold (*prefix))
    name++, prefix++;
  return *prefix == '\0';
}

/* The record that ends the container: the last that a comment may follow.
   Returns: false where there is none. */
static bool
find_end (const GfZip *zip, uint64_t *offset_out)
{
  uint64_t size = zip->reading->size;
  size_t length = MIN (size, END_BYTES + MAX_COMMENT_BYTES);
  g_autofree uint8_t *tail = g_malloc (MAX (length, 1));

  if (length < END_BYTES || !gf_zip_read_at (zip, size - length, tail, length))
    return false;
  for (size_t i = length - END_BYTES + 1; i-- > 0;)
    if (gf_zip_number (tail + i, 4) == END_SIGNATURE)
      {
        *offset_out = size - length + i;
        return true;
      }
  return false;
}

static bool
find_directory64 (const GfZip *zip, uint64_t end, Directory *directory)
{
  uint8_t locator[LOCATOR64_BYTES];
  uint8_t record[END64_BYTES];

  if (end < LOCATOR64_BYTES
      || !gf_zip_read_at (zip, end - LOCATOR64_BYTES, locator, sizeof locator)
      || gf_zip_number (locator, 4) != LOCATOR64_SIGNATURE
      || !gf_zip_read_at (zip, gf_zip_number (locator + 8, 8), record, sizeof record)
      || gf_zip_number (record, 4) != END64_SIGNATURE)
    return false;
  directory->size = gf_zip_number (record + 40, 8);
  directory->offset = gf_zip_number (record + 48, 8);
  directory->moved = 0;
  return directory->offset <= end && directory->size <= end - directory->offset;
}

static bool
find_directory (const GfZip *zip, Directory *directory)
{
  uint8_t record[END_BYTES];
  uint64_t end;

  if (!find_end (zip, &end) || !gf_zip_read_at (zip, end, record, sizeof record))
    return false;
  if (find_directory64 (zip, end, directory))
    return true;
  directory->size = gf_zip_number (record + 12, 4);
  directory->offset = gf_zip_number (record + 16, 4);
  if (directory->offset + directory->size > end)
    return false;
  directory->moved = end - directory->size - directory->offset;
  directory->offset += directory->moved;
  return true;
}

static uint64_t
take64 (const uint8_t *field, size_t length, size_t *position, uint64_t narrow)
{
  if (narrow != UINT32_MAX || length - *position < 8)
    return narrow;
  *position += 8;
  return gf_zip_number (field + *position - 8, 8);
}

/* Sizes and offset that are too large for the entry stand in a field of their own, those
   that need to, in this order. */
static void
widen (GfZipMember *member, const uint8_t *extra, size_t length)
{
  while (length >= 4)
    {
      size_t field = gf_zip_number (extra + 2, 2);
      size_t position = 0;

      if (field > length - 4)
        return;
      if (gf_zip_number (extra, 2) == EXTRA64_ID)
        {
          member->unpacked = take64 (extra + 4, field, &position, member->unpacked);
          member->packed = take64 (extra + 4, field, &position, member->packed);
          member->offset = take64 (extra + 4, field, &position, member->offset);
          return;
        }
      extra += 4 + field;
      length -= 4 + field;
    }
}

static void
add_member (GfZip *zip, const uint8_t *entry, const uint8_t *rest, uint64_t moved)
{
  size_t name_length = gf_zip_number (entry + 28, 2);
  g_autofree char *name = g_strndup ((const char *) rest, name_length);
  GfZipMember member = { .offset = gf_zip_number (entry + 42, 4),
                         .packed = gf_zip_number (entry + 20, 4),
                         .unpacked = gf_zip_number (entry + 24, 4),
                         .checksum = (uint32_t) gf_zip_number (entry + 16, 4),
                         .method = (uint16_t) gf_zip_number (entry + 10, 2),
                         .is_encrypted = gf_zip_number (entry + 8, 2) & FLAG_ENCRYPTED };

  /* Of two with the same name the first: which one a program takes differs. */
  if (g_hash_table_contains (zip->members, name))
    return;
  widen (&member, rest + name_length, gf_zip_number (entry + 30, 2));
  member.offset += moved;
  g_hash_table_insert (zip->members, g_steal_pointer (&name),
                       g_memdup2 (&member, sizeof member));
}

/* Returns: false where the directory breaks off, or has too much. */
static bool
take_members (GfZip *zip, const Directory *directory)
{
  g_autofree uint8_t *rest = g_malloc (MAX_ENTRY_REST_BYTES);
  uint8_t entry[ENTRY_BYTES];
  uint64_t position = directory->offset;
  uint64_t end = directory->offset + directory->size;

  for (uint64_t i = 0; position < end; i++)
    {
      zip->is_over = i >= zip->reading->options->limits.members;
      if (zip->is_over || !gf_zip_read_at (zip, position, entry, sizeof entry)
          || gf_zip_number (entry, 4) != ENTRY_SIGNATURE)
        return false;
      size_t length = gf_zip_number (entry + 28, 2) + gf_zip_number (entry + 30, 2);
      if (!gf_zip_read_at (zip, position + ENTRY_BYTES, rest, length))
        return false;
      add_member (zip, entry, rest, directory->moved);
      position += ENTRY_BYTES + length + gf_zip_number (entry + 32, 2);
    }
  return true;
}

GfZip *
gf_zip_new (GfReading *reading)
{
  GfZip *zip = g_new0 (GfZip, 1);

  zip->reading = reading;
  zip->members = g_hash_table_new_full (hash_name, are_names_equal, g_free, g_free);
  return zip;
}

GfZip *
gf_zip_open (GfReading *reading, GError **error)
{
  g_autoptr (GfZip) zip = gf_zip_new (reading);
  Directory directory = { 0 };

  if (!find_directory (zip, &directory))
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
                   "a container without its directory");
      return NULL;
    }
  zip->is_whole = take_members (zip, &directory);
  if (g_hash_table_size (zip->members) > 0)
    return g_steal_pointer (&zip);
  g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
               "a container without members");
  return NULL;
}

void
gf_zip_free (GfZip *zip)
{
  if (zip == NULL)
    return;
  g_hash_table_unref (zip->members);
  g_free (zip);
}

bool
gf_zip_is_whole (const GfZip *zip, bool *over_out)
{
  *over_out = zip->is_over;
  return zip->is_whole;
}

bool
gf_zip_has (const GfZip *zip, const char *name)
{
  return g_hash_table_contains (zip->members, name);
}

bool
gf_zip_is_encrypted (const GfZip *zip, const char *name)
{
  const GfZipMember *member = g_hash_table_lookup (zip->members, name);

  return member != NULL && member->is_encrypted;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
gf_zip_list (const GfZip *zip, const char *prefix)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, zip->members);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (has_prefix (key, prefix) && !g_str_has_suffix (key, "/"))
      g_ptr_array_add (names, key);
  g_ptr_array_sort (names, compare_names);
  return names;
}

static char *
join_path (const char *base, const char *address)
{
  const char *slash = strrchr (base, '/');
  size_t folder = *address != '/' && slash != NULL ? (size_t) (slash - base) : 0;
  g_autofree char *whole = g_strdup_printf ("%.*s/%s", (int) folder, base, address);
  g_auto (GStrv) parts = g_strsplit (g_strdelimit (whole, "\\", '/'), "/", -1);
  g_autoptr (GString) path = g_string_new (NULL);

  for (size_t i = 0; parts[i] != NULL; i++)
    if (strcmp (parts[i], "..") == 0)
      {
        const char *last = strrchr (path->str, '/');
        g_string_truncate (path, last != NULL ? (gsize) (last - path->str) : 0);
      }
    else if (*parts[i] != '\0' && strcmp (parts[i], ".") != 0)
      g_string_append_printf (path, "%s%s", path->len > 0 ? "/" : "", parts[i]);
  return g_string_free (g_steal_pointer (&path), FALSE);
}

char *
gf_zip_resolve (const GfZip *zip, const char *base, const char *address)
{
  g_autofree char *without_fragment = g_strndup (address, strcspn (address, "#"));
  g_autofree char *path = join_path (base, without_fragment);

  if (gf_zip_has (zip, path))
    return g_steal_pointer (&path);
  g_autofree char *plain = g_uri_unescape_string (path, NULL);
  return plain != NULL ? g_steal_pointer (&plain) : g_steal_pointer (&path);
}
