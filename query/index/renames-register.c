/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the registers of names; see renames-private.h. */
#include "query/index/renames-private.h"

#include <string.h>

#include "common/paths.h"
#include "common/table.h"
#include "norsk/tokens.h"

/* What one municipality can be split among. */
#define MAX_SUCCESSORS 16
/* Codes of municipalities have four digits, of counties two. */
#define N_CODES 10000

static const char *const how_words[] = {
  [GF_LINK_RENAMED] = "renamed", [GF_LINK_MERGED] = "merged",
  [GF_LINK_JOINED] = "joined",   [GF_LINK_SPLIT] = "split",
  [GF_LINK_SHORT] = "short",     [GF_LINK_SUCCESSOR] = "successor",
  [GF_LINK_WRITTEN] = "written",
};

static const char *const kind_words[] = {
  [GF_RENAME_MUNICIPALITY] = "municipality",
  [GF_RENAME_COUNTY] = "county",
  [GF_RENAME_OFFICE] = "office",
  [GF_RENAME_AGENCY] = "agency",
  [GF_RENAME_INSTITUTION] = "institution",
  [GF_RENAME_FORM] = "form",
};

/* The columns that are read, in the order of the enums. */
static const char *const place_columns[] = {
  "number", "name", "sami", "kven", "from", "to", "became", "how", "word", "county"
};
enum
{
  PLACE_NUMBER,
  PLACE_NAME,
  PLACE_SAMI,
  PLACE_KVEN,
  PLACE_FROM,
  PLACE_TO,
  PLACE_BECAME,
  PLACE_HOW,
  N_PLACE_NEEDED, /* counties have no more */
  PLACE_WORD = N_PLACE_NEEDED,
  PLACE_COUNTY
};

static const char *const rename_columns[]
    = { "old", "new", "from", "kind", "relation", "parts" };
enum
{
  RENAME_OLD,
  RENAME_NEW,
  RENAME_FROM,
  RENAME_KIND,
  RENAME_RELATION,
  RENAME_PARTS
};

/* A predecessor that waits for the row with the code it became. */
typedef struct
{
  unsigned thing;
  const char *to;
  const char *how;
  unsigned next; /* 1 + the next for the same code */
} Pending;

typedef struct
{
  GfRenames *renames;
  GfTable *table;
  const char *cells[GF_TABLE_MAX_COLUMNS]; /* of the row; NULL where empty or missing */
  GArray *pending;                         /* of Pending */
  unsigned *waiting;                       /* by code: 1 + the first */
  GHashTable *by_name;                     /* of renames.tsv: name -> 1 + thing */
} Reader;

static bool
is_date (const char *date)
{
  static const char *const shapes[] = { "0000", "0000-00", "0000-00-00" };
  size_t length = strlen (date);

  for (size_t i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      bool fits = strlen (shapes[i]) == length;

      for (size_t j = 0; fits && j < length; j++)
        fits = shapes[i][j] == '-' ? date[j] == '-' : g_ascii_isdigit (date[j]);
      if (fits)
        return true;
    }
  return false;
}

static bool
check_date (const Reader *reader, const char *date, GError **error)
{
  return date == NULL || is_date (date)
         || gf_table_fail (reader->table, "no date:", date, error);
}

static bool
read_word (const Reader *reader, const char *const *words, unsigned n_words,
           const char *word, unsigned *value_out, GError **error)
{
  for (unsigned i = 0; word != NULL && i < n_words; i++)
    if (strcmp (word, words[i]) == 0)
      {
        *value_out = i;
        return true;
      }
  return gf_table_fail (reader->table, "unknown word", word, error);
}

/* Names are found by the stem of their first word. */
static void
index_name (GfRenames *renames, GfName *name)
{
  const char *first = renames->words->pdata[name->first_word];
  g_autofree char *key = g_strndup (first, gf_renames_stem_length (first));
  char *kept = g_string_chunk_insert_const (renames->folded, key);

  name->next = GPOINTER_TO_UINT (g_hash_table_lookup (renames->keys, kept));
  g_array_append_vals (renames->names, name, 1);
  g_hash_table_insert (renames->keys, kept, GUINT_TO_POINTER (renames->names->len));
}

static bool
add_name (Reader *reader, unsigned thing, const char *shown, GfNameSort sort,
          GError **error)
{
  GfRenames *renames = reader->renames;
  GfName name = { .thing = thing, .sort = sort, .shown = shown };
  g_autoptr (GfTokens) tokens = gf_tokens_new (shown, -1);
  GfToken token;

  name.first_word = renames->words->len;
  while (gf_tokens_next (tokens, &token))
    g_ptr_array_add (renames->words,
                     g_string_chunk_insert_const (renames->folded, token.form));
  name.n_words = renames->words->len - name.first_word;
  if (name.n_words == 0)
    return gf_table_fail (reader->table, "no word in", shown, error);
  index_name (renames, &name);
  return true;
}

static bool
add_thing (Reader *reader, GfRenameKind kind, const char *name, const char *from,
           unsigned *thing_out, GError **error)
{
  GfThing thing = { .kind = kind, .name = name, .from = from };

  *thing_out = reader->renames->things->len;
  g_array_append_vals (reader->renames->things, &thing, 1);
  return add_name (reader, *thing_out, name, GF_NAME_MAIN, error);
}

static bool
has_name (const GfRenames *renames, unsigned thing, const char *shown)
{
  for (unsigned i = renames->names->len; i > 0; i--)
    {
      const GfName *name = gf_renames_name (renames, i - 1);

      if (name->thing == thing && strcmp (name->shown, shown) == 0)
        return true;
    }
  return false;
}

static bool
add_language (Reader *reader, unsigned thing, const char *shown, GfNameSort sort,
              GError **error)
{
  return shown == NULL || has_name (reader->renames, thing, shown)
         || add_name (reader, thing, shown, sort, error);
}

static bool
read_code (const Reader *reader, const char *text, unsigned *code_out, GError **error)
{
  guint64 code;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, N_CODES - 1, &code, NULL))
    return gf_table_fail (reader->table, "no code:", text, error);
  *code_out = (unsigned) code;
  return true;
}

/* @thing became what has the codes of this row. */
static bool
wait_for_successors (Reader *reader, unsigned thing, GError **error)
{
  const char *became = reader->cells[PLACE_BECAME];
  Pending pending = { thing, reader->cells[PLACE_TO], reader->cells[PLACE_HOW], 0 };

  if (became == NULL)
    return true;
  if (pending.to == NULL || pending.how == NULL)
    return gf_table_fail (reader->table, "no last day, or not how, for", became, error);

  g_auto (GStrv) codes = g_strsplit (became, " ", MAX_SUCCESSORS);
  for (char **at = codes; *at != NULL; at++)
    {
      unsigned code = 0;

      if (!read_code (reader, *at, &code, error))
        return false;
      pending.next = reader->waiting[code];
      g_array_append_val (reader->pending, pending);
      reader->waiting[code] = reader->pending->len;
    }
  return true;
}

static bool
link_older (Reader *reader, const Pending *older, unsigned newer, GError **error)
{
  GfLink link
      = { .older = older->thing, .newer = newer, .date = reader->cells[PLACE_FROM] };
  unsigned how = 0;

  if (!read_word (reader, how_words, GF_LINK_SPLIT + 1, older->how, &how, error))
    return false;
  link.how = (GfLinkHow) how;
  g_array_append_val (reader->renames->links, link);
  return true;
}

/* The thing that went on under this row's name; G_MAXUINT for none. */
static unsigned
find_same_name (const Reader *reader, unsigned code)
{
  const char *name = reader->cells[PLACE_NAME];

  for (unsigned i = reader->waiting[code]; i > 0;)
    {
      const Pending *pending = &g_array_index (reader->pending, Pending, i - 1);

      if (strcmp (gf_renames_thing (reader->renames, pending->thing)->name, name) == 0)
        return pending->thing;
      i = pending->next;
    }
  return G_MAXUINT;
}

static bool
link_all_older (Reader *reader, unsigned code, unsigned thing, GError **error)
{
  for (unsigned i = reader->waiting[code]; i > 0;)
    {
      Pending pending = g_array_index (reader->pending, Pending, i - 1);

      if (reader->cells[PLACE_FROM] == NULL
          || strcmp (pending.to, reader->cells[PLACE_FROM]) >= 0)
        return gf_table_fail (reader->table, "begins before what it was ended:",
                              reader->cells[PLACE_NAME], error);
      if (pending.thing != thing && !link_older (reader, &pending, thing, error))
        return false;
      i = pending.next;
    }
  reader->waiting[code] = 0;
  return true;
}

static bool
add_place (Reader *reader, GfRenameKind kind, GError **error)
{
  const char *const *cells = reader->cells;
  unsigned code = 0, thing;

  if (!read_code (reader, cells[PLACE_NUMBER], &code, error)
      || !check_date (reader, cells[PLACE_FROM], error)
      || !check_date (reader, cells[PLACE_TO], error))
    return false;
  if (cells[PLACE_NAME] == NULL)
    return gf_table_fail (reader->table, "no name for", cells[PLACE_NUMBER], error);

  thing = find_same_name (reader, code);
  if (thing == G_MAXUINT
      && !add_thing (reader, kind, cells[PLACE_NAME], cells[PLACE_FROM], &thing, error))
    return false;

  GfThing *place = &g_array_index (reader->renames->things, GfThing, thing);
  place->to = cells[PLACE_TO];
  place->county = cells[PLACE_COUNTY];
  place->everyday = cells[PLACE_WORD] != NULL;
  return add_language (reader, thing, cells[PLACE_SAMI], GF_NAME_SAMI, error)
         && add_language (reader, thing, cells[PLACE_KVEN], GF_NAME_KVEN, error)
         && link_all_older (reader, code, thing, error)
         && wait_for_successors (reader, thing, error);
}

static bool
find_or_add (Reader *reader, GfRenameKind kind, const char *name, unsigned *thing_out,
             GError **error)
{
  unsigned known = GPOINTER_TO_UINT (g_hash_table_lookup (reader->by_name, name));

  if (known > 0)
    {
      *thing_out = known - 1;
      return true;
    }
  if (!add_thing (reader, kind, name, NULL, thing_out, error))
    return false;
  g_hash_table_insert (reader->by_name, (gpointer) name,
                       GUINT_TO_POINTER (*thing_out + 1));
  return true;
}

static bool
add_joint (Reader *reader, const char *parts, GError **error)
{
  GfRenames *renames = reader->renames;
  g_auto (GStrv) both = g_strsplit (parts != NULL ? parts : "", " ", 3);

  if (parts == NULL)
    return true;
  if (g_strv_length (both) != 2 || *both[0] == '\0' || *both[1] == '\0')
    return gf_table_fail (reader->table, "not two parts:", parts, error);

  g_autofree char *older = gf_tokens_fold (both[0]);
  g_autofree char *newer = gf_tokens_fold (both[1]);
  GfJoint joint
      = { g_string_chunk_insert_const (renames->folded, older),
          g_string_chunk_insert_const (renames->folded, newer), renames->links->len - 1 };

  g_array_append_val (renames->joints, joint);
  return true;
}

static bool
add_rename (Reader *reader, GError **error)
{
  const char *const *cells = reader->cells;
  unsigned kind = 0, how = 0, older, newer;

  if (cells[RENAME_OLD] == NULL || cells[RENAME_NEW] == NULL)
    return gf_table_fail (reader->table, "a name is missing beside", cells[RENAME_OLD],
                          error);
  if (!read_word (reader, kind_words, G_N_ELEMENTS (kind_words), cells[RENAME_KIND],
                  &kind, error)
      || !read_word (reader, how_words, GF_N_LINKS, cells[RENAME_RELATION], &how, error)
      || !check_date (reader, cells[RENAME_FROM], error)
      || !find_or_add (reader, (GfRenameKind) kind, cells[RENAME_OLD], &older, error)
      || !find_or_add (reader, (GfRenameKind) kind, cells[RENAME_NEW], &newer, error))
    return false;
  if (cells[RENAME_FROM] == NULL && how < GF_LINK_SHORT)
    return gf_table_fail (reader->table, "no first day of", cells[RENAME_NEW], error);

  GfLink link = {
    .older = older, .newer = newer, .date = cells[RENAME_FROM], .how = (GfLinkHow) how
  };
  GfThing *old = &g_array_index (reader->renames->things, GfThing, older);
  GfThing *new = &g_array_index (reader->renames->things, GfThing, newer);

  g_array_append_val (reader->renames->links, link);
  if (link.date != NULL)
    old->before = link.date;
  if (link.date != NULL && link.how != GF_LINK_JOINED)
    new->from = link.date;
  return add_joint (reader, cells[RENAME_PARTS], error);
}

static bool
read_rows (Reader *reader, GfRenameKind kind, bool places, GError **error)
{
  for (bool more = true;;)
    {
      if (!gf_table_next (reader->table, reader->cells, &more, error))
        return false;
      if (!more)
        return true;
      if (!(places ? add_place (reader, kind, error) : add_rename (reader, error)))
        return false;
    }
}

static bool
read_file (GfRenames *renames, const char *folder, const char *file, GfRenameKind kind,
           GError **error)
{
  bool places = kind == GF_RENAME_MUNICIPALITY || kind == GF_RENAME_COUNTY;
  g_autofree unsigned *waiting = g_new0 (unsigned, N_CODES);
  g_autoptr (GArray) pending = g_array_new (FALSE, FALSE, sizeof (Pending));
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GfTable) table
      = places
            ? gf_table_open (folder, file, place_columns, G_N_ELEMENTS (place_columns),
                             N_PLACE_NEEDED, error)
            : gf_table_open (folder, file, rename_columns, G_N_ELEMENTS (rename_columns),
                             G_N_ELEMENTS (rename_columns), error);
  Reader reader = { .renames = renames,
                    .table = table,
                    .pending = pending,
                    .waiting = waiting,
                    .by_name = by_name };

  if (table == NULL || !read_rows (&reader, kind, places, error))
    return false;
  g_ptr_array_add (renames->texts, gf_table_steal_text (table));
  return true;
}

/* What is only known when all rows are read: which places went on beside a link. */
static void
finish (GfRenames *renames)
{
  for (unsigned i = 0; i < renames->links->len; i++)
    {
      GfLink *link = &g_array_index (renames->links, GfLink, i);
      GfThing *older = &g_array_index (renames->things, GfThing, link->older);
      bool place
          = older->kind == GF_RENAME_MUNICIPALITY || older->kind == GF_RENAME_COUNTY;

      if (!place)
        continue;
      link->aside = older->to == NULL || strcmp (older->to, link->date) >= 0;
      if (!link->aside)
        older->before = link->date;
    }
}

GfRenames *
gf_renames_load_folder (const char *folder, GError **error)
{
  g_autoptr (GfRenames) renames = g_new0 (GfRenames, 1);

  renames->texts = g_ptr_array_new_with_free_func (g_free);
  renames->folded = g_string_chunk_new (8192);
  renames->things = g_array_sized_new (FALSE, FALSE, sizeof (GfThing), 1024);
  renames->links = g_array_sized_new (FALSE, FALSE, sizeof (GfLink), 512);
  renames->names = g_array_sized_new (FALSE, FALSE, sizeof (GfName), 1024);
  renames->joints = g_array_new (FALSE, FALSE, sizeof (GfJoint));
  renames->words = g_ptr_array_sized_new (2048);
  renames->keys = g_hash_table_new (g_str_hash, g_str_equal);
  if (!read_file (renames, folder, "municipalities.tsv", GF_RENAME_MUNICIPALITY, error)
      || !read_file (renames, folder, "counties.tsv", GF_RENAME_COUNTY, error)
      || !read_file (renames, folder, "renames.tsv", GF_RENAME_OFFICE, error))
    return NULL;
  finish (renames);
  return g_steal_pointer (&renames);
}

GfRenames *
gf_renames_load (GError **error)
{
  g_autofree char *path = gf_paths_find_data ("registers/renames.tsv", error);

  if (path == NULL)
    return NULL;

  g_autofree char *folder = g_path_get_dirname (path);
  return gf_renames_load_folder (folder, error);
}

void
gf_renames_free (GfRenames *renames)
{
  if (renames == NULL)
    return;
  g_hash_table_unref (renames->keys);
  g_ptr_array_unref (renames->words);
  g_array_unref (renames->joints);
  g_array_unref (renames->names);
  g_array_unref (renames->links);
  g_array_unref (renames->things);
  g_string_chunk_free (renames->folded);
  g_ptr_array_unref (renames->texts);
  g_free (renames);
}
