/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/legacy/ole.h"

#include <unistd.h>

#include "common/schema.h"
#include "indexer/extract/legacy/codepage.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/legacy/span.h"

/* Source: [MS-CFB] 2.1 to 2.6. */
#define HEADER_BYTES 512
#define HEADER_FATS 109
#define ENTRY_BYTES 128
#define MAX_REGULAR 0xfffffffau
#define END_OF_CHAIN 0xfffffffeu
#define MINI_CUTOFF 4096
#define MINI_SHIFT 6
/* Entries of a directory: no document has as many. */
#define MAX_DIRECTORY_BYTES ((uint64_t) 16 << 20)

typedef enum
{
  ENTRY_UNUSED = 0,
  ENTRY_STORAGE = 1,
  ENTRY_STREAM = 2,
  ENTRY_ROOT = 5
} EntryType;

typedef struct
{
  char *name; /* as stored, in UTF-8 */
  uint8_t type;
  bool is_placed;
  GfOleEntry left;
  GfOleEntry right;
  GfOleEntry child;
  GfOleEntry storage; /* that it lies in */
  uint32_t start;
  uint64_t size;
} Entry;

typedef struct
{
  uint32_t *next;
  uint32_t length;
} Chains;

struct GfOle
{
  GfReading *reading;
  unsigned shift; /* a sector holds 1 << shift bytes */
  uint32_t n_sectors;
  Chains fat;
  Chains mini_fat;
  GBytes *mini; /* what small streams lie in */
  uint32_t mini_fat_start;
  bool has_mini;
  GArray *entries;     /* of Entry */
  GHashTable *by_name; /* "storage:NAME" to index */
};

static void
clear_entry (gpointer entry)
{
  g_free (((Entry *) entry)->name);
}

void
gf_ole_free (GfOle *ole)
{
  if (ole == NULL)
    return;
  g_free (ole->fat.next);
  g_free (ole->mini_fat.next);
  g_clear_pointer (&ole->mini, g_bytes_unref);
  g_clear_pointer (&ole->entries, g_array_unref);
  g_clear_pointer (&ole->by_name, g_hash_table_unref);
  g_free (ole);
}

/* Returns: how many bytes there were. */
static size_t
read_at (const GfOle *ole, uint64_t offset, uint8_t *bytes, size_t size)
{
  size_t length = 0;

  while (length < size)
    {
      ssize_t got = TEMP_FAILURE_RETRY (pread (ole->reading->fd, bytes + length,
                                               size - length, (off_t) (offset + length)));
      if (got <= 0)
        break;
      length += (size_t) got;
    }
  return length;
}

static uint64_t
sector_offset (const GfOle *ole, uint32_t sector)
{
  return ((uint64_t) sector + 1) << ole->shift;
}

/* How many sectors from @sector on lie side by side in file and chain, at most @most. */
static uint32_t
count_run (const Chains *chains, uint32_t sector, uint32_t most)
{
  uint32_t n = 1;

  while (n < most && sector < chains->length && chains->next[sector] == sector + 1)
    {
      sector++;
      n++;
    }
  return n;
}

static uint32_t
next_in (const Chains *chains, uint32_t sector)
{
  return sector < chains->length ? chains->next[sector] : END_OF_CHAIN;
}

/* Of the chain that begins with @sector; a chain that goes in a ring ends with @size. */
static GByteArray *
read_chain (const GfOle *ole, uint32_t sector, uint64_t size)
{
  GByteArray *bytes = g_byte_array_new ();
  uint64_t left = MIN (size, ole->reading->size);

  while (left > 0 && sector < ole->n_sectors)
    {
      uint32_t most = (uint32_t) MIN (((left - 1) >> ole->shift) + 1, 4096);
      uint32_t n = count_run (&ole->fat, sector, MIN (most, ole->n_sectors - sector));
      size_t length = MIN ((uint64_t) n << ole->shift, left);
      guint before = bytes->len;

      g_byte_array_set_size (bytes, (guint) (before + length));
      size_t got
          = read_at (ole, sector_offset (ole, sector), bytes->data + before, length);
      g_byte_array_set_size (bytes, (guint) (before + got));
      if (got < length)
        break;
      left -= length;
      sector = next_in (&ole->fat, sector + n - 1);
    }
  return bytes;
}

static void
put_fat_sector (GfOle *ole, uint32_t index, uint32_t sector)
{
  uint32_t n_numbers = 1u << (ole->shift - 2);
  uint32_t *next = ole->fat.next + (size_t) index * n_numbers;
  g_autofree uint8_t *bytes = g_malloc0 ((size_t) n_numbers * 4);
  size_t got = sector < ole->n_sectors
                   ? read_at (ole, sector_offset (ole, sector), bytes, n_numbers * 4)
                   : 0;
  GfSpan span = { bytes, got };

  for (uint32_t i = 0; i < n_numbers; i++)
    next[i] = gf_span_has (span, i * 4, 4) ? gf_span_u32 (span, i * 4) : END_OF_CHAIN;
}

/* The sectors that the table of chains lies in: 109 in the header, the rest in sectors
   that each name the next. */
static bool
load_fat (GfOle *ole, GfSpan header, GError **error)
{
  uint32_t n_numbers = 1u << (ole->shift - 2);
  uint32_t n_wanted = MIN (gf_span_u32 (header, 44), ole->n_sectors / n_numbers + 1);
  uint32_t more = gf_span_u32 (header, 68);
  uint32_t n = 0;

  ole->fat.length = n_wanted * n_numbers;
  ole->fat.next = g_try_malloc_n (MAX (ole->fat.length, 1), sizeof (uint32_t));
  if (ole->fat.next == NULL)
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_LIMIT,
                   "no memory for a file of %" G_GUINT64_FORMAT " bytes",
                   ole->reading->size);
      return false;
    }
  for (; n < MIN (n_wanted, HEADER_FATS); n++)
    put_fat_sector (ole, n, gf_span_u32 (header, 76 + n * 4));

  g_autofree uint8_t *bytes = g_malloc ((size_t) n_numbers * 4);
  while (n < n_wanted && more < ole->n_sectors)
    {
      GfSpan span
          = { bytes, read_at (ole, sector_offset (ole, more), bytes, n_numbers * 4) };

      for (uint32_t i = 0; i + 1 < n_numbers && n < n_wanted; i++)
        put_fat_sector (ole, n++, gf_span_u32 (span, i * 4));
      more = gf_span_has (span, (n_numbers - 1) * 4, 4)
                 ? gf_span_u32 (span, (n_numbers - 1) * 4)
                 : END_OF_CHAIN;
    }
  ole->fat.length = n * n_numbers;
  return true;
}

static Entry *
entry_at (const GfOle *ole, GfOleEntry index)
{
  return index < ole->entries->len ? &g_array_index (ole->entries, Entry, index) : NULL;
}

static void
add_entry (GfOle *ole, GfSpan span, bool has_long_sizes)
{
  g_autoptr (GString) name = g_string_new (NULL);
  size_t name_length = MIN (gf_span_u16 (span, 64), 64);
  Entry entry = { .type = gf_span_u8 (span, 66),
                  .left = gf_span_u32 (span, 68),
                  .right = gf_span_u32 (span, 72),
                  .child = gf_span_u32 (span, 76),
                  .storage = GF_OLE_NONE,
                  .start = gf_span_u32 (span, 116) };

  gf_codepage_append (name, GF_CODEPAGE_UTF16, span.bytes, name_length);
  entry.name = g_string_free (g_steal_pointer (&name), FALSE);
  /* Old writers leave noise in the upper half. */
  entry.size = has_long_sizes ? gf_span_number (span, 120, 8) : gf_span_u32 (span, 120);
  g_array_append_val (ole->entries, entry);
}

static char *
name_key (GfOleEntry storage, const char *name)
{
  g_autofree char *folded = g_utf8_strup (name, -1);

  return g_strdup_printf ("%u:%s", storage, folded);
}

static void
place (GfOle *ole, GfOleEntry index, GfOleEntry storage)
{
  Entry *entry = entry_at (ole, index);
  char *key = name_key (storage, entry->name);

  entry->is_placed = true;
  entry->storage = storage;
  if (g_hash_table_contains (ole->by_name, key))
    g_free (key);
  else
    g_hash_table_insert (ole->by_name, key, GUINT_TO_POINTER (index));
}

typedef struct
{
  GfOleEntry index;
  GfOleEntry storage;
} Visit;

static void
push_visit (GArray *visits, GfOleEntry index, GfOleEntry storage)
{
  Visit visit = { index, storage };

  if (index != GF_OLE_NONE)
    g_array_append_val (visits, visit);
}

/* The trees of names, by what each entry says of its neighbours.  Those that a damaged
   file leaves outside are put in the root: a stream's name says what it is. */
static void
place_entries (GfOle *ole)
{
  g_autoptr (GArray) visits = g_array_new (FALSE, FALSE, sizeof (Visit));

  push_visit (visits, entry_at (ole, GF_OLE_ROOT)->child, GF_OLE_ROOT);
  while (visits->len > 0)
    {
      Visit visit = g_array_index (visits, Visit, visits->len - 1);
      Entry *entry = entry_at (ole, visit.index);

      g_array_set_size (visits, visits->len - 1);
      if (entry == NULL || visit.index == GF_OLE_ROOT || entry->is_placed)
        continue;
      place (ole, visit.index, visit.storage);
      push_visit (visits, entry->left, visit.storage);
      push_visit (visits, entry->right, visit.storage);
      if (entry->type == ENTRY_STORAGE)
        push_visit (visits, entry->child, visit.index);
    }

  for (GfOleEntry i = 1; i < ole->entries->len; i++)
    if (!entry_at (ole, i)->is_placed && entry_at (ole, i)->type == ENTRY_STREAM)
      place (ole, i, GF_OLE_ROOT);
}

static bool
load_directory (GfOle *ole, GfSpan header, GError **error)
{
  g_autoptr (GByteArray) bytes
      = read_chain (ole, gf_span_u32 (header, 48), MAX_DIRECTORY_BYTES);
  GfSpan span = { bytes->data, bytes->len };
  bool has_long_sizes = ole->shift > 9;

  for (size_t at = 0; gf_span_has (span, at, ENTRY_BYTES); at += ENTRY_BYTES)
    add_entry (ole, gf_span_part (span, at, ENTRY_BYTES), has_long_sizes);
  if (ole->entries->len == 0 || entry_at (ole, GF_OLE_ROOT)->type != ENTRY_ROOT)
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
                   "the file's directory is missing or broken");
      return false;
    }
  place_entries (ole);
  return true;
}

GfOle *
gf_ole_open (GfReading *reading, GError **error)
{
  g_autoptr (GfOle) ole = g_new0 (GfOle, 1);
  uint8_t bytes[HEADER_BYTES];

  ole->reading = reading;
  ole->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (ole->entries, clear_entry);
  ole->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GfSpan header = { bytes, read_at (ole, 0, bytes, sizeof bytes) };

  ole->shift = gf_span_u16 (header, 30);
  if (header.length < sizeof bytes || (ole->shift != 9 && ole->shift != 12))
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
                   "the file's header is broken");
      return NULL;
    }
  /* The header is as long as a sector, and takes none: this counts the last, which may
     be cut short, too. */
  ole->n_sectors = (uint32_t) MIN (reading->size >> ole->shift, MAX_REGULAR);
  ole->mini_fat_start = gf_span_u32 (header, 60);
  if (!load_fat (ole, header, error) || !load_directory (ole, header, error))
    return NULL;
  return g_steal_pointer (&ole);
}

GfOleEntry
gf_ole_find (const GfOle *ole, GfOleEntry storage, const char *name)
{
  g_autofree char *key = name_key (storage, name);
  gpointer index;

  return g_hash_table_lookup_extended (ole->by_name, key, NULL, &index)
             ? GPOINTER_TO_UINT (index)
             : GF_OLE_NONE;
}

static int
compare_entries (gconstpointer a, gconstpointer b, gpointer data)
{
  const GfOle *ole = data;

  return strcmp (entry_at (ole, *(const GfOleEntry *) a)->name,
                 entry_at (ole, *(const GfOleEntry *) b)->name);
}

GArray *
gf_ole_list (const GfOle *ole, GfOleEntry storage, const char *prefix)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (GfOleEntry));

  for (GfOleEntry i = 1; i < ole->entries->len; i++)
    {
      const Entry *entry = entry_at (ole, i);

      if (entry->type == ENTRY_STORAGE && entry->storage == storage && entry->is_placed
          && g_str_has_prefix (entry->name, prefix))
        g_array_append_val (list, i);
    }
  g_array_sort_with_data (list, compare_entries, (gpointer) ole);
  return list;
}

static void
load_mini (GfOle *ole)
{
  const Entry *root = entry_at (ole, GF_OLE_ROOT);
  g_autoptr (GByteArray) table
      = read_chain (ole, ole->mini_fat_start, GF_LIMIT_SOURCE_BYTES);
  GfSpan span = { table->data, table->len };

  ole->has_mini = true;
  ole->mini_fat.length = table->len / 4;
  ole->mini_fat.next = g_new (uint32_t, MAX (ole->mini_fat.length, 1));
  for (uint32_t i = 0; i < ole->mini_fat.length; i++)
    ole->mini_fat.next[i] = gf_span_u32 (span, (size_t) i * 4);
  ole->mini = g_byte_array_free_to_bytes (
      read_chain (ole, root->start, MIN (root->size, GF_LIMIT_SOURCE_BYTES)));
}

static GByteArray *
read_mini_chain (GfOle *ole, uint32_t sector, uint64_t size)
{
  GByteArray *bytes = g_byte_array_new ();

  if (!ole->has_mini)
    load_mini (ole);
  GfSpan mini = gf_span_of (ole->mini);
  while (bytes->len < size)
    {
      GfSpan part = gf_span_part (mini, (size_t) sector << MINI_SHIFT,
                                  MIN ((uint64_t) 1 << MINI_SHIFT, size - bytes->len));

      if (part.length == 0)
        break;
      g_byte_array_append (bytes, part.bytes, (guint) part.length);
      sector = next_in (&ole->mini_fat, sector);
    }
  return bytes;
}

GBytes *
gf_ole_load (GfOle *ole, GfOleEntry index)
{
  const Entry *entry = entry_at (ole, index);
  if (entry == NULL || entry->type != ENTRY_STREAM)
    return NULL;

  uint64_t size = MIN (entry->size, GF_LIMIT_SOURCE_BYTES);
  GByteArray *bytes = entry->size < MINI_CUTOFF
                          ? read_mini_chain (ole, entry->start, size)
                          : read_chain (ole, entry->start, size);
  if (bytes->len < size)
    gf_reading_lack (ole->reading, GF_REASON_DAMAGED,
                     "'%s' breaks off after %u bytes of %" G_GUINT64_FORMAT, entry->name,
                     bytes->len, entry->size);
  else if (size < entry->size)
    gf_reading_cut (ole->reading, "'%s' is larger than %zu MB: the rest was left",
                    entry->name, GF_LIMIT_SOURCE_BYTES >> 20);
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
gf_ole_load_named (GfOle *ole, GfOleEntry storage, const char *name)
{
  return gf_ole_load (ole, gf_ole_find (ole, storage, name));
}

uint64_t
gf_ole_size (const GfOle *ole, GfOleEntry index)
{
  const Entry *entry = entry_at (ole, index);

  return entry != NULL ? entry->size : 0;
}
