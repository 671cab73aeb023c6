/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/index/memory.h"

#include <string.h>

/* Half of what the words of units of one state may take: some 100,000 units. */
#define HALF_BYTES ((size_t) 32 << 20)
/* What an entry takes beside its numbers. */
#define ENTRY_BYTES 64
/* Of lists of kin and of documents' groups, some 200 bytes each: then all go. */
#define MAX_STRINGS 50000
/* Of documents by the number of a unit, some 20 bytes each: the same. */
#define MAX_UNITS (1u << 19)

struct GfMemory
{
  char *state;
  GMutex lock;        /* of all below */
  GHashTable *recent; /* number of a unit -> GfUnitWords */
  GHashTable *before; /* what was recent until that was full; what is used again comes
                         back */
  size_t recent_bytes;
  GHashTable *kin;       /* key -> GPtrArray of char * */
  GHashTable *years;     /* key -> GArray of unsigned */
  GHashTable *groups;    /* id of a document -> key of its group */
  GHashTable *documents; /* number of a unit -> that of its document, plus one */
  bool is_past;          /* there is a later state */
};

struct GfMemories
{
  GMutex lock;
  GHashTable *newest; /* index -> GfMemory */
};

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gf_unit_words_unref);
}

static GfMemory *
memory_new (const char *state)
{
  GfMemory *memory = g_atomic_rc_box_new0 (GfMemory);

  memory->state = g_strdup (state);
  g_mutex_init (&memory->lock);
  memory->recent = new_table ();
  memory->before = new_table ();
  memory->kin = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
  memory->years = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_array_unref);
  memory->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  memory->documents = g_hash_table_new (NULL, NULL);
  return memory;
}

static void
clear (void *box)
{
  GfMemory *memory = box;

  g_free (memory->state);
  g_hash_table_unref (memory->recent);
  g_hash_table_unref (memory->before);
  g_hash_table_unref (memory->kin);
  g_hash_table_unref (memory->years);
  g_hash_table_unref (memory->groups);
  g_hash_table_unref (memory->documents);
  g_mutex_clear (&memory->lock);
}

void
gf_memory_unref (GfMemory *memory)
{
  if (memory != NULL)
    g_atomic_rc_box_release_full (memory, clear);
}

/* Handles that are still on the state before go on without it. */
static void
retire (GfMemory *memory)
{
  g_mutex_lock (&memory->lock);
  memory->is_past = true;
  memory->recent_bytes = 0;
  g_hash_table_remove_all (memory->recent);
  g_hash_table_remove_all (memory->before);
  g_hash_table_remove_all (memory->kin);
  g_hash_table_remove_all (memory->years);
  g_hash_table_remove_all (memory->groups);
  g_hash_table_remove_all (memory->documents);
  g_mutex_unlock (&memory->lock);
}

GfMemories *
gf_memories_new (void)
{
  GfMemories *memories = g_new0 (GfMemories, 1);

  g_mutex_init (&memories->lock);
  memories->newest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) gf_memory_unref);
  return memories;
}

void
gf_memories_free (GfMemories *memories)
{
  if (memories == NULL)
    return;
  g_hash_table_unref (memories->newest);
  g_mutex_clear (&memories->lock);
  g_free (memories);
}

GfMemory *
gf_memories_get (GfMemories *memories, const char *index, const char *state)
{
  g_mutex_lock (&memories->lock);

  GfMemory *memory = g_hash_table_lookup (memories->newest, index);
  if (memory == NULL || !gf_memory_is_of (memory, state))
    {
      if (memory != NULL)
        retire (memory);
      memory = memory_new (state);
      g_hash_table_replace (memories->newest, g_strdup (index), memory);
    }
  g_atomic_rc_box_acquire (memory);
  g_mutex_unlock (&memories->lock);
  return memory;
}

bool
gf_memory_is_of (const GfMemory *memory, const char *state)
{
  return strcmp (memory->state, state) == 0;
}

static void
add (GfMemory *memory, uint32_t docid, GfUnitWords *words)
{
  size_t bytes = gf_unit_words_get_bytes (words) + ENTRY_BYTES;

  if (memory->is_past || bytes > HALF_BYTES)
    return;
  if (memory->recent_bytes + bytes > HALF_BYTES)
    {
      GHashTable *oldest = memory->before;

      memory->before = memory->recent;
      memory->recent = oldest;
      memory->recent_bytes = 0;
      g_hash_table_remove_all (oldest);
    }
  if (g_hash_table_insert (memory->recent, GUINT_TO_POINTER (docid),
                           gf_unit_words_ref (words)))
    memory->recent_bytes += bytes;
}

GfUnitWords *
gf_memory_find_words (GfMemory *memory, uint32_t docid)
{
  g_mutex_lock (&memory->lock);

  GfUnitWords *found = g_hash_table_lookup (memory->recent, GUINT_TO_POINTER (docid));
  if (found != NULL)
    found = gf_unit_words_ref (found);
  else
    {
      found = g_hash_table_lookup (memory->before, GUINT_TO_POINTER (docid));
      if (found != NULL)
        {
          found = gf_unit_words_ref (found);
          g_hash_table_remove (memory->before, GUINT_TO_POINTER (docid));
          add (memory, docid, found);
        }
    }
  g_mutex_unlock (&memory->lock);
  return found;
}

void
gf_memory_keep_words (GfMemory *memory, uint32_t docid, GfUnitWords *words)
{
  g_mutex_lock (&memory->lock);
  add (memory, docid, words);
  g_mutex_unlock (&memory->lock);
}

/* Keeps @value (transfer full) in @table, one of the memory's, by @key. */
static void
keep (GfMemory *memory, GHashTable *table, const char *key, gpointer value)
{
  g_mutex_lock (&memory->lock);
  if (g_hash_table_size (table) >= MAX_STRINGS)
    g_hash_table_remove_all (table);
  g_hash_table_replace (table, g_strdup (key), value);
  if (memory->is_past)
    g_hash_table_remove_all (table);
  g_mutex_unlock (&memory->lock);
}

GPtrArray *
gf_memory_find_kin (GfMemory *memory, const char *key)
{
  g_mutex_lock (&memory->lock);

  GPtrArray *kin = g_hash_table_lookup (memory->kin, key);
  if (kin != NULL)
    g_ptr_array_ref (kin);
  g_mutex_unlock (&memory->lock);
  return kin;
}

void
gf_memory_keep_kin (GfMemory *memory, const char *key, GPtrArray *kin)
{
  keep (memory, memory->kin, key, g_ptr_array_ref (kin));
}

GArray *
gf_memory_find_years (GfMemory *memory, const char *key)
{
  g_mutex_lock (&memory->lock);

  GArray *years = g_hash_table_lookup (memory->years, key);
  if (years != NULL)
    g_array_ref (years);
  g_mutex_unlock (&memory->lock);
  return years;
}

void
gf_memory_keep_years (GfMemory *memory, const char *key, GArray *years)
{
  keep (memory, memory->years, key, g_array_ref (years));
}

char *
gf_memory_find_group (GfMemory *memory, const char *id)
{
  g_mutex_lock (&memory->lock);
  char *key = g_strdup (g_hash_table_lookup (memory->groups, id));
  g_mutex_unlock (&memory->lock);
  return key;
}

void
gf_memory_keep_group (GfMemory *memory, const char *id, const char *key)
{
  keep (memory, memory->groups, id, g_strdup (key));
}

bool
gf_memory_find_document (GfMemory *memory, uint32_t docid, uint32_t *number_out)
{
  g_mutex_lock (&memory->lock);
  gpointer known = g_hash_table_lookup (memory->documents, GUINT_TO_POINTER (docid));
  g_mutex_unlock (&memory->lock);

  if (known != NULL)
    *number_out = GPOINTER_TO_UINT (known) - 1;
  return known != NULL;
}

void
gf_memory_keep_document (GfMemory *memory, uint32_t docid, uint32_t number)
{
  g_mutex_lock (&memory->lock);
  if (g_hash_table_size (memory->documents) >= MAX_UNITS)
    g_hash_table_remove_all (memory->documents);
  if (!memory->is_past)
    g_hash_table_insert (memory->documents, GUINT_TO_POINTER (docid),
                         GUINT_TO_POINTER (number + 1));
  g_mutex_unlock (&memory->lock);
}
