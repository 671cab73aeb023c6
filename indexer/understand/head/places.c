/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/places.h"

#include <string.h>

#include "indexer/understand/head/listed-places.h"

/* Regions within regions, and municipalities that became others. */
#define MAX_DEPTH 5
#define MAX_PLACES 400
#define NOW "9999-12-31"

typedef struct
{
  const GfRegisters *registers;
  const char *day;
  bool is_undated;
  GPtrArray *municipalities; /* of char *, borrowed */
  GPtrArray *counties;
} Reader;

static void
add_once (GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (strcmp (g_ptr_array_index (names, i), name) == 0)
      return;
  if (names->len < MAX_PLACES)
    g_ptr_array_add (names, (gpointer) name);
}

static bool
is_on (const GfEntry *entry, const char *day)
{
  return (entry->from == NULL || strcmp (entry->from, day) <= 0)
         && (entry->to == NULL || strcmp (day, entry->to) <= 0);
}

static bool
names_number (const char *numbers, const char *number)
{
  g_auto (GStrv) list = g_strsplit (numbers != NULL ? numbers : "", " ", -1);

  return number != NULL && g_strv_contains ((const char *const *) list, number);
}

static void add_entry (Reader *reader, GfRegister which, const GfEntry *entry,
                       unsigned depth);

/* What @entry, which was before the day, became; what became @entry, which was after. */
static void
add_relatives (Reader *reader, GfRegister which, const GfEntry *entry, unsigned depth)
{
  bool before = entry->to != NULL && strcmp (entry->to, reader->day) < 0;
  guint n = gf_registers_count (reader->registers, which);

  for (guint i = 0; i < n; i++)
    {
      const GfEntry *other = gf_registers_get (reader->registers, which, i);
      bool later = g_strcmp0 (other->from, entry->from) > 0;

      if (before
              ? later && names_number (entry->became, other->number)
              : !later && other != entry && names_number (other->became, entry->number))
        add_entry (reader, which, other, depth + 1);
    }
}

static void
add_entry (Reader *reader, GfRegister which, const GfEntry *entry, unsigned depth)
{
  /* What became of what is not known without a day. */
  if (depth > MAX_DEPTH || (reader->is_undated && depth > 0))
    return;
  if (!is_on (entry, reader->day))
    {
      add_relatives (reader, which, entry, depth);
      return;
    }
  if (which == GF_REGISTER_MUNICIPALITIES)
    add_once (reader->municipalities, entry->name);
  add_once (reader->counties,
            which == GF_REGISTER_COUNTIES ? entry->name : entry->region);
}

/* Two of that name on the same day: Herøy. */
static bool
is_ambiguous (const Reader *reader, const GfEntry *found)
{
  guint n = gf_registers_count (reader->registers, GF_REGISTER_MUNICIPALITIES);

  for (guint i = 0; i < n; i++)
    {
      const GfEntry *entry
          = gf_registers_get (reader->registers, GF_REGISTER_MUNICIPALITIES, i);

      if (entry != found && strcmp (entry->name, found->name) == 0
          && is_on (entry, reader->day))
        return true;
    }
  return false;
}

/* Whether no place of that name was ever in another county. */
static bool
is_always_there (const Reader *reader, const GfEntry *found)
{
  guint n = gf_registers_count (reader->registers, GF_REGISTER_MUNICIPALITIES);

  for (guint i = 0; i < n; i++)
    {
      const GfEntry *entry
          = gf_registers_get (reader->registers, GF_REGISTER_MUNICIPALITIES, i);

      if (strcmp (entry->name, found->name) == 0
          && g_strcmp0 (entry->region, found->region) != 0
          && (reader->is_undated || is_on (entry, reader->day)))
        return false;
    }
  return true;
}

/* The place of that name; of several, the one of the day.  Where the day is not known it
   is the one that is told of, in a county only where it never was in another. */
static bool
add_name (Reader *reader, GfRegister which, const char *name, bool is_owner)
{
  const GfEntry *found = NULL;
  guint n = gf_registers_count (reader->registers, which);

  for (guint i = 0; i < n; i++)
    {
      const GfEntry *entry = gf_registers_get (reader->registers, which, i);

      if (strcmp (entry->name, name) == 0
          && (found == NULL || is_on (entry, reader->day)
              || (!is_on (found, reader->day)
                  && g_strcmp0 (entry->from, reader->day) <= 0)))
        found = entry;
    }
  if (found == NULL)
    return false;
  if (which == GF_REGISTER_MUNICIPALITIES
      && (is_on (found, reader->day) || (is_owner && reader->is_undated)))
    {
      add_once (reader->municipalities, found->name);
      if (is_owner || reader->is_undated ? is_always_there (reader, found)
                                         : !is_ambiguous (reader, found))
        add_once (reader->counties, found->region);
    }
  else if (is_owner && reader->is_undated)
    add_once (reader->counties, found->name);
  else
    add_entry (reader, which, found, 0);
  return true;
}

/* The whole of @name in @which, in any writing; NULL for none. */
static const GfEntry *
match_whole (const Reader *reader, GfRegister which, const char *name)
{
  g_autoptr (GfWords) words = gf_words_new (name, strlen (name), 12);
  size_t size = 0;
  const GfEntry *entry = NULL;

  if (words->words->len > 0)
    entry
        = gf_registers_match (reader->registers, which, GF_ANY_MEANING, words, 0, &size);
  return size == words->words->len ? entry : NULL;
}

static void add_members (Reader *reader, const char *region, unsigned depth);

static void
add_member (Reader *reader, const char *member, unsigned depth)
{
  g_autofree char *name = g_strdup (member);
  const GfEntry *region;

  if (g_str_has_suffix (name, " fylkeskommune"))
    {
      name[strlen (name) - strlen (" fylkeskommune")] = '\0';
      add_name (reader, GF_REGISTER_COUNTIES, name, false);
      return;
    }
  if (g_str_has_suffix (name, " kommune"))
    name[strlen (name) - strlen (" kommune")] = '\0';
  if (add_name (reader, GF_REGISTER_MUNICIPALITIES, name, false))
    return;
  region = match_whole (reader, GF_REGISTER_REGIONS, member);
  if (region != NULL)
    add_members (reader, region->name, depth + 1);
}

static void
add_members (Reader *reader, const char *region, unsigned depth)
{
  guint n = gf_registers_count (reader->registers, GF_REGISTER_MEMBERS);

  for (guint i = 0; i < n && depth <= MAX_DEPTH; i++)
    {
      const GfEntry *entry = gf_registers_get (reader->registers, GF_REGISTER_MEMBERS, i);

      if (strcmp (entry->name, region) == 0 && is_on (entry, reader->day))
        add_member (reader, entry->member, depth);
    }
}

static bool
is_member (const GfRegisters *registers, const char *region, const char *name)
{
  guint n = gf_registers_count (registers, GF_REGISTER_MEMBERS);

  for (guint i = 0; i < n; i++)
    {
      const GfEntry *entry = gf_registers_get (registers, GF_REGISTER_MEMBERS, i);

      if (strcmp (entry->name, region) == 0 && strcmp (entry->member, name) == 0)
        return true;
    }
  return false;
}

static bool
has_members (const GfRegisters *registers, const char *region)
{
  guint n = gf_registers_count (registers, GF_REGISTER_MEMBERS);

  for (guint i = 0; i < n; i++)
    if (strcmp (gf_registers_get (registers, GF_REGISTER_MEMBERS, i)->name, region) == 0)
      return true;
  return false;
}

/* Whether @list names those whom the document is of: beside an owner only in the title,
   without a region there or one a line, and of a region by its members. */
static bool
is_of_document (const Reader *reader, const GfPlaceList *list, const GfOwners *owners,
                const char *region)
{
  guint n_members = 0;

  if (owners->counties->len > 0)
    return false;
  if (owners->municipalities->len > 0)
    {
      for (guint i = 0; i < list->names->len && list->of_title; i++)
        if (g_ptr_array_find_with_equal_func (owners->municipalities,
                                              g_ptr_array_index (list->names, i),
                                              g_str_equal, NULL))
          return true;
      return false;
    }
  if (region == NULL)
    return list->of_title || list->of_lines;
  for (guint i = 0; i < list->names->len; i++)
    n_members
        += is_member (reader->registers, region, g_ptr_array_index (list->names, i));
  return n_members * 2 >= list->names->len || !has_members (reader->registers, region);
}

static void
add_listed (Reader *reader, const GPtrArray *lists, const GfOwners *owners,
            const char *region)
{
  for (guint i = 0; i < lists->len; i++)
    {
      const GfPlaceList *list = g_ptr_array_index (lists, i);
      bool ours = is_of_document (reader, list, owners, region);

      for (guint j = 0; j < list->names->len && ours; j++)
        add_name (reader, GF_REGISTER_MUNICIPALITIES, g_ptr_array_index (list->names, j),
                  false);
    }
}

/* A year or a month stands for a day in its midst. */
static char *
dup_day (const char *date)
{
  if (date == NULL)
    return g_strdup (NOW);
  if (strlen (date) == 4)
    return g_strconcat (date, "-07-01", NULL);
  return strlen (date) == 7 ? g_strconcat (date, "-15", NULL) : g_strdup (date);
}

static GStrv
dup_names (const GPtrArray *names)
{
  GStrv copy;

  if (names->len == 0)
    return NULL;
  copy = g_new0 (char *, names->len + 1);
  for (guint i = 0; i < names->len; i++)
    copy[i] = g_strdup (g_ptr_array_index (names, i));
  return copy;
}

void
gf_places_find (const GfLines *head, const char *title, const GfOwners *owners,
                const char *region, const char *date, GStrv *municipalities_out,
                GStrv *counties_out)
{
  g_autoptr (GPtrArray) lists = gf_listed_places_find (head, title);
  g_autofree char *day = dup_day (date);
  g_autoptr (GPtrArray) municipalities = g_ptr_array_new ();
  g_autoptr (GPtrArray) counties = g_ptr_array_new ();
  Reader reader = { head->registers, day, date == NULL, municipalities, counties };

  for (guint i = 0; i < owners->municipalities->len; i++)
    add_name (&reader, GF_REGISTER_MUNICIPALITIES,
              g_ptr_array_index (owners->municipalities, i), true);
  for (guint i = 0; i < owners->counties->len; i++)
    add_name (&reader, GF_REGISTER_COUNTIES, g_ptr_array_index (owners->counties, i),
              true);
  if (region != NULL && owners->municipalities->len == 0 && owners->counties->len == 0)
    add_members (&reader, region, 0);
  add_listed (&reader, lists, owners, region);
  *municipalities_out = dup_names (municipalities);
  *counties_out = dup_names (counties);
}

/* The region or the municipality that @folder is the name of. */
static char *
dup_region_named (const GfRegisters *registers, const char *folder)
{
  g_autoptr (GfWords) words = gf_words_new (folder, strlen (folder), 8);
  size_t size = 0, n = words->words->len;
  const GfEntry *entry;

  if (n == 0)
    return NULL;
  entry = gf_registers_match (registers, GF_REGISTER_REGIONS, GF_ANY_MEANING, words, 0,
                              &size);
  if (entry != NULL && size == n)
    return g_strdup (entry->name);
  entry = gf_registers_match (registers, GF_REGISTER_MUNICIPALITIES, GF_ANY_MEANING,
                              words, 0, &size);
  return entry != NULL && size + 1 == n && gf_words_is (words, size, "kommune")
             ? g_strdup (entry->name)
             : NULL;
}

char *
gf_places_region_of_folder (const GfRegisters *registers, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path != NULL ? path : "", "/", 0);

  for (guint i = g_strv_length (parts); i > 1; i--)
    {
      char *region = strlen (parts[i - 2]) < 200
                         ? dup_region_named (registers, parts[i - 2])
                         : NULL;

      if (region != NULL)
        return region;
    }
  return NULL;
}
