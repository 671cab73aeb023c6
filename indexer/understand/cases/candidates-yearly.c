/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which numbers with a year are the cases: those of one year and one spelling that rise,
 * and others that stand as they do. */
#include "indexer/understand/cases/candidates.h"

#include <string.h>

#include "indexer/understand/cases/chain.h"

#define MAX_GROUPS 24
/* A case that was taken out of its order has at least so much text, in bytes. */
#define MIN_STRAY_TEXT 5

/* Minutes are of one year; a number of another is a reference. */
static void
keep_main_year (GArray *candidates)
{
  uint64_t weights[GF_N_YEARS] = { 0 };
  uint32_t best = 0;
  guint kept = 0;

  for (guint i = 0; i < candidates->len; i++)
    weights[gf_candidate_get (candidates, i)->number.year - GF_YEAR_BASE]
        += gf_candidate_get (candidates, i)->weight;
  for (uint32_t year = 1; year < GF_N_YEARS; year++)
    if (weights[year] > weights[best])
      best = year;
  for (guint i = 0; i < candidates->len; i++)
    if (gf_candidate_get (candidates, i)->number.year - GF_YEAR_BASE == best)
      *gf_candidate_get (candidates, kept++) = *gf_candidate_get (candidates, i);
  g_array_set_size (candidates, kept);
}

typedef struct
{
  const char *prefix;
  GArray *members;    /* of size_t: indices of candidates */
  GHashTable *counts; /* how often each number stands */
  uint64_t weight;    /* of those chosen */
  guint n_chosen;
} Group;

static void
group_clear (gpointer data)
{
  g_array_unref (((Group *) data)->members);
  g_hash_table_unref (((Group *) data)->counts);
}

static void
add_to_group (GArray *groups, const char *prefix, size_t index)
{
  Group group = { .prefix = prefix };

  for (guint i = 0; i < groups->len; i++)
    if (strcmp (g_array_index (groups, Group, i).prefix, prefix) == 0)
      {
        g_array_append_val (g_array_index (groups, Group, i).members, index);
        return;
      }
  if (groups->len >= MAX_GROUPS)
    return;
  group.members = g_array_new (FALSE, FALSE, sizeof (size_t));
  group.counts = g_hash_table_new (NULL, NULL);
  g_array_append_val (group.members, index);
  g_array_append_val (groups, group);
}

/* Of each group those that together weigh most while their numbers rise. */
static void
choose_in_group (Group *group, const GArray *candidates)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (GfChainLink));

  for (guint i = 0; i < group->members->len; i++)
    {
      const GfCandidate *candidate
          = gf_candidate_get (candidates, g_array_index (group->members, size_t, i));
      GfChainLink link
          = { candidate->number.serial * 32 + MIN (candidate->number.part, 31),
              candidate->weight };
      g_array_append_val (links, link);
    }

  g_autoptr (GArray) chain = gf_chain_heaviest (links);

  for (guint i = 0; i < chain->len; i++)
    {
      size_t member = g_array_index (chain, size_t, i);
      GfCandidate *candidate
          = gf_candidate_get (candidates, g_array_index (group->members, size_t, member));

      candidate->chosen = true;
      group->weight += candidate->weight;
      group->n_chosen++;
    }
}

/* What goes together: a prefix; else how the number is spelled. */
static const char *
group_key (const GfNumber *number)
{
  if (number->prefix[0] != '\0')
    return number->prefix;
  if (number->year_first)
    return " year first";
  return number->worded ? " worded" : "";
}

static void
count_numbers (Group *group, const GArray *candidates)
{
  for (guint i = 0; i < group->members->len; i++)
    {
      gpointer key = GUINT_TO_POINTER (
          gf_candidate_get (candidates, g_array_index (group->members, size_t, i))
              ->number.serial);

      g_hash_table_insert (
          group->counts, key,
          GUINT_TO_POINTER (
              1 + GPOINTER_TO_UINT (g_hash_table_lookup (group->counts, key))));
    }
}

static GArray *
make_groups (const GArray *candidates)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));

  g_array_set_clear_func (groups, group_clear);
  for (size_t i = 0; i < candidates->len; i++)
    add_to_group (groups, group_key (&gf_candidate_get (candidates, i)->number), i);
  for (guint i = 0; i < groups->len; i++)
    {
      count_numbers (&g_array_index (groups, Group, i), candidates);
      choose_in_group (&g_array_index (groups, Group, i), candidates);
    }
  return groups;
}

static const Group *
heaviest_group (const GArray *groups)
{
  const Group *best = &g_array_index (groups, Group, 0);

  for (guint i = 1; i < groups->len; i++)
    if (g_array_index (groups, Group, i).weight > best->weight)
      best = &g_array_index (groups, Group, i);
  return best;
}

static void
collect_serials (const Group *group, const GArray *candidates, GHashTable *serials)
{
  for (guint i = 0; i < group->members->len; i++)
    {
      const GfCandidate *candidate
          = gf_candidate_get (candidates, g_array_index (group->members, size_t, i));

      if (candidate->chosen)
        g_hash_table_add (serials, GUINT_TO_POINTER (candidate->number.serial));
    }
}

/* The line of the last case of @group; 0 for none. */
static size_t
last_line (const Group *group, const GArray *candidates)
{
  for (guint i = group->members->len; i > 0; i--)
    {
      const GfCandidate *candidate
          = gf_candidate_get (candidates, g_array_index (group->members, size_t, i - 1));

      if (candidate->chosen)
        return candidate->line;
    }
  return 0;
}

/* Whether the number stands a second time, as in the list of cases and in its place. */
static bool
is_listed (const Group *group, const GfCandidate *candidate)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (
             group->counts, GUINT_TO_POINTER (candidate->number.serial)))
         > 1;
}

/* A case under another prefix ("RS 3/15" among "PS") stands as a case does; a reference
 * does not.  @after: the line of the last case of the main group */
static bool
stands_by_itself (const GfLines *lines, const Group *group, const Group *main_group,
                  const GfCandidate *candidate, size_t after)
{
  const GfLine *line = gf_lines_get (lines, candidate->line);

  if (candidate->course)
    return true;
  if (group->prefix[0] == '\0' || group->prefix[0] == ' ')
    return false;
  if (candidate->number.rest >= line->bare_length)
    return false;
  return line->kind == GF_BLOCK_HEADING || line->strong
         || (line->first && (group->n_chosen > 1 || is_listed (group, candidate)))
         || (gf_line_is_alone (line) && line->kind == GF_BLOCK_PARAGRAPH && !line->bullet
             && (is_listed (group, candidate)
                 || (main_group->prefix[0] != '\0' && candidate->line > after)));
}

static void
choose_others (const GfLines *lines, const GArray *groups, const Group *main_group,
               GArray *candidates)
{
  g_autoptr (GHashTable) serials = g_hash_table_new (NULL, NULL);
  size_t after = last_line (main_group, candidates);

  collect_serials (main_group, candidates, serials);
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = &g_array_index (groups, Group, i);
      bool lettered = group->prefix[0] != '\0' && group->prefix[0] != ' ';

      for (guint j = 0; group != main_group && j < group->members->len; j++)
        {
          GfCandidate *candidate
              = gf_candidate_get (candidates, g_array_index (group->members, size_t, j));
          gpointer serial = GUINT_TO_POINTER (candidate->number.serial);
          bool taken = g_hash_table_contains (serials, serial);

          candidate->chosen
              = candidate->chosen
                && stands_by_itself (lines, group, main_group, candidate, after)
                && (!taken || (lettered && is_listed (group, candidate)));
          if (candidate->course && candidate->chosen)
            g_hash_table_add (serials, serial);
        }
    }
}

/* A case that was taken out of its order stands as the others do, below the first of
 * them, has a number that no other has, and text. */
static bool
is_stray (const GfLines *lines, const GfCandidate *candidate, size_t first)
{
  const GfLine *line = gf_lines_get (lines, candidate->line);

  if (candidate->chosen || candidate->line < first
      || candidate->weight < GF_CANDIDATE_WEIGHT + MIN_STRAY_TEXT || line->bullet
      || line->kind == GF_BLOCK_TABLE_ROW || line->kind == GF_BLOCK_LIST_ITEM)
    return false;
  if (!candidate->number.worded && candidate->number.prefix[0] == '\0')
    return false;
  return line->kind == GF_BLOCK_HEADING || line->strong || gf_line_is_alone (line)
         || (line->first && candidate->number.rest < line->bare_length);
}

/* Whether a chosen number stands in a list too. */
static bool
has_list (const Group *group, const GArray *candidates)
{
  for (guint i = 0; i < group->members->len; i++)
    {
      const GfCandidate *candidate
          = gf_candidate_get (candidates, g_array_index (group->members, size_t, i));

      if (candidate->chosen && is_listed (group, candidate))
        return true;
    }
  return false;
}

static void
choose_strays (const GfLines *lines, const Group *group, GArray *candidates)
{
  g_autoptr (GHashTable) serials = g_hash_table_new (NULL, NULL);
  size_t first = SIZE_MAX;

  collect_serials (group, candidates, serials);
  if (!has_list (group, candidates))
    first = 0;
  for (guint i = 0; i < group->members->len; i++)
    {
      GfCandidate *candidate
          = gf_candidate_get (candidates, g_array_index (group->members, size_t, i));
      gpointer serial = GUINT_TO_POINTER (candidate->number.serial);

      if (candidate->chosen && first == SIZE_MAX)
        first = candidate->line;
      if (first == SIZE_MAX || g_hash_table_contains (serials, serial)
          || !is_stray (lines, candidate, first))
        continue;
      candidate->chosen = true;
      g_hash_table_add (serials, serial);
    }
}

void
gf_candidates_choose_yearly (const GfLines *lines, GArray *candidates)
{
  keep_main_year (candidates);

  g_autoptr (GArray) groups = make_groups (candidates);
  const Group *main_group = heaviest_group (groups);

  choose_strays (lines, main_group, candidates);
  choose_others (lines, groups, main_group, candidates);
}
