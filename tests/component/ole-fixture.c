/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/component/ole-fixture.h"

#include <check.h>
#include <string.h>

#include "tests/component/extract-fixture.h"

#define SECTOR 512
#define MINI 64
#define CUTOFF 4096
#define NONE 0xffffffffu
#define END 0xfffffffeu
#define FAT_SECTOR 0xfffffffdu
#define MAX_ENTRIES 64

void
put_number (GByteArray *bytes, uint64_t number, unsigned width)
{
  for (unsigned i = 0; i < width; i++)
    {
      uint8_t byte = i < sizeof number ? (uint8_t) (number >> (8 * i)) : 0;
      g_byte_array_append (bytes, &byte, 1);
    }
}

void
put_string (GByteArray *bytes, const char *string)
{
  g_byte_array_append (bytes, (const uint8_t *) string, (guint) strlen (string));
}

void
put_utf16 (GByteArray *bytes, const char *string)
{
  glong length;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (string, -1, NULL, &length, NULL);

  for (glong i = 0; i < length; i++)
    put_number (bytes, units[i], 2);
}

GByteArray *
bytes_of (const char *string)
{
  GByteArray *bytes = g_byte_array_new ();

  put_string (bytes, string);
  return bytes;
}

GByteArray *
utf16_of (const char *string)
{
  GByteArray *bytes = g_byte_array_new ();

  put_utf16 (bytes, string);
  return bytes;
}

typedef struct
{
  char *path; /* "" of the root */
  uint8_t type;
  uint32_t next; /* sibling */
  uint32_t child;
  uint32_t start;
  uint32_t size;
} Entry;

typedef struct
{
  Entry entries[MAX_ENTRIES];
  uint32_t n_entries;
  GArray *fat;
  GArray *mini_fat;
  GByteArray *sectors;
  GByteArray *mini;
} Writer;

static uint32_t
add_entry (Writer *writer, const char *path, uint8_t type)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *parent_path = slash != NULL ? g_strndup (path, slash - path) : NULL;
  uint32_t parent = 0;

  for (uint32_t i = 0; i < writer->n_entries; i++)
    if (strcmp (writer->entries[i].path, path) == 0)
      return i;
  if (parent_path != NULL)
    parent = add_entry (writer, parent_path, 1);
  ck_assert_uint_lt (writer->n_entries, MAX_ENTRIES);
  Entry *entry = &writer->entries[writer->n_entries];
  *entry = (Entry){ .path = g_strdup (path), .type = type, .child = NONE, .start = END };
  entry->next = type == 5 ? NONE : writer->entries[parent].child;
  if (type != 5)
    writer->entries[parent].child = writer->n_entries;
  return writer->n_entries++;
}

/* Returns: the first sector. */
static uint32_t
add_chain (GArray *fat, GByteArray *sectors, const uint8_t *bytes, size_t length,
           size_t sector_bytes)
{
  uint32_t start = fat->len;

  for (size_t at = 0; at < length; at += sector_bytes)
    {
      uint32_t next = at + sector_bytes < length ? fat->len + 1 : END;
      size_t n = MIN (sector_bytes, length - at);

      g_array_append_val (fat, next);
      g_byte_array_append (sectors, bytes + at, (guint) n);
      for (size_t i = n; i < sector_bytes; i++)
        put_number (sectors, 0, 1);
    }
  return length > 0 ? start : END;
}

static uint32_t
add_sectors (Writer *writer, const GByteArray *bytes)
{
  return add_chain (writer->fat, writer->sectors, bytes->data, bytes->len, SECTOR);
}

static void
add_stream (Writer *writer, const OleStream *stream)
{
  uint32_t index = add_entry (writer, stream->path, 2);
  Entry *entry = &writer->entries[index];

  entry->size = stream->bytes->len;
  if (stream->bytes->len >= CUTOFF)
    entry->start = add_sectors (writer, stream->bytes);
  else
    entry->start = add_chain (writer->mini_fat, writer->mini, stream->bytes->data,
                              stream->bytes->len, MINI);
}

static void
put_entry (GByteArray *directory, const Entry *entry)
{
  const char *slash = strrchr (entry->path, '/');
  const char *name = entry->type == 5 ? "Root Entry"
                     : slash != NULL  ? slash + 1
                                      : entry->path;
  g_autoptr (GByteArray) utf16 = utf16_of (name);

  ck_assert_uint_le (utf16->len, 62);
  put_number (utf16, 0, 2);
  g_byte_array_append (directory, utf16->data, utf16->len);
  for (guint i = utf16->len; i < 64; i++)
    put_number (directory, 0, 1);
  put_number (directory, utf16->len, 2);
  put_number (directory, entry->type, 1);
  put_number (directory, 1, 1);
  put_number (directory, NONE, 4);
  put_number (directory, entry->next, 4);
  put_number (directory, entry->child, 4);
  for (int i = 0; i < 9; i++)
    put_number (directory, 0, 4);
  put_number (directory, entry->start, 4);
  put_number (directory, entry->size, 8);
}

static uint32_t
add_numbers (Writer *writer, const GArray *numbers)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; i < numbers->len; i++)
    put_number (bytes, g_array_index (numbers, uint32_t, i), 4);
  while (bytes->len % SECTOR != 0)
    put_number (bytes, NONE, 4);
  return add_sectors (writer, bytes);
}

static void
put_header (GByteArray *file, uint32_t n_fat, uint32_t directory, uint32_t mini_fat,
            uint32_t first_fat)
{
  put_number (file, UINT64_C (0xe11ab1a1e011cfd0), 8);
  put_number (file, 0, 8);
  put_number (file, 0, 8);
  put_number (file, UINT64_C (0x0009fffe0003003e), 8);
  put_number (file, 6, 2);
  put_number (file, 0, 6);
  put_number (file, 0, 4);
  put_number (file, n_fat, 4);
  put_number (file, directory, 4);
  put_number (file, 0, 4);
  put_number (file, CUTOFF, 4);
  put_number (file, mini_fat, 4);
  put_number (file, mini_fat != END, 4);
  put_number (file, END, 4);
  put_number (file, 0, 4);
  for (uint32_t i = 0; i < 109; i++)
    put_number (file, i < n_fat ? first_fat + i : NONE, 4);
}

static GByteArray *
finish (Writer *writer)
{
  GByteArray *file = g_byte_array_new ();
  g_autoptr (GByteArray) directory = g_byte_array_new ();

  writer->entries[0].size = writer->mini->len;
  writer->entries[0].start = add_sectors (writer, writer->mini);
  for (uint32_t i = 0; i < writer->n_entries; i++)
    put_entry (directory, &writer->entries[i]);
  uint32_t directory_start = add_sectors (writer, directory);
  uint32_t mini_fat
      = writer->mini_fat->len > 0 ? add_numbers (writer, writer->mini_fat) : END;
  uint32_t first_fat = writer->fat->len;
  uint32_t n_fat = 1;
  uint32_t mark = FAT_SECTOR;
  while ((first_fat + n_fat + 127) / 128 > n_fat)
    n_fat++;
  for (uint32_t i = 0; i < n_fat; i++)
    g_array_append_val (writer->fat, mark);
  put_header (file, n_fat, directory_start, mini_fat, first_fat);
  for (guint i = 0; i < writer->fat->len; i++)
    put_number (writer->sectors, g_array_index (writer->fat, uint32_t, i), 4);
  while (writer->sectors->len % SECTOR != 0)
    put_number (writer->sectors, NONE, 4);
  g_byte_array_append (file, writer->sectors->data, writer->sectors->len);
  return file;
}

GByteArray *
make_ole_bytes (const OleStream *streams, size_t n_streams)
{
  g_autoptr (GArray) fat = g_array_new (FALSE, FALSE, sizeof (uint32_t));
  g_autoptr (GArray) mini_fat = g_array_new (FALSE, FALSE, sizeof (uint32_t));
  g_autoptr (GByteArray) sectors = g_byte_array_new ();
  g_autoptr (GByteArray) mini = g_byte_array_new ();
  g_autofree Writer *writer = g_new0 (Writer, 1);

  *writer
      = (Writer){ .fat = fat, .mini_fat = mini_fat, .sectors = sectors, .mini = mini };
  add_entry (writer, "", 5);
  for (size_t i = 0; i < n_streams; i++)
    add_stream (writer, &streams[i]);
  GByteArray *file = finish (writer);
  for (uint32_t i = 0; i < writer->n_entries; i++)
    g_free (writer->entries[i].path);
  return file;
}

int
make_ole (const OleStream *streams, size_t n_streams)
{
  g_autoptr (GByteArray) file = make_ole_bytes (streams, n_streams);

  return make_file ((const char *) file->data, file->len);
}
