/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which numbers with a year are the cases: those of one year and one spelling that rise,
 * and others that stand as they do. */
#include "indexer/understand/cases/candidates.h"

#include <string.h>

#include "indexer/understand/cases/chain.h"

#define MAX_GROUPS 24
/* A case that was taken out of its order has at least so much text, in bytes. */
#define MIN_STRAY_TEXT 5
/* Lines from one case of a list to the next: number, title and body. */
#define MAX_LIST_GAP 3

/* "Sak 1/19" is surer than "17/15", a property. */
static uint64_t
weight_of_year (const GfCandidate *candidate)
{
  bool sure = candidate->number.worded || candidate->number.prefix[0] != '\0';

  return (uint64_t) candidate->weight * (sure ? 2 : 1);
}

/* Minutes are of one year; a number of another is a reference. */
static void
keep_main_year (GArray *candidates)
{
  uint64_t weights[GF_N_YEARS] = { 0 };
  uint32_t best = 0;
  guint kept = 0;

  for (guint i = 0; i < candidates->len; i++)
    weights[gf_candidate_get (candidates, i)->number.year - GF_YEAR_BASE]
        += weight_of_year (gf_candidate_get (candidates, i));
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
  if (number->trails)
    return " trails";
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

/* Where the title begins on the line of @candidate, in a column of its own; 0 for none.
 */
static size_t
title_column (const GfLines *lines, const GfCandidate *candidate)
{
  const GfLine *line = gf_lines_get (lines, candidate->line);
  const GfNumber *number = &candidate->number;

  return line->kind != GF_BLOCK_TABLE_ROW && number->rest >= number->end + 2
                 && number->rest < line->bare_length
                 && line->bare[number->rest - 2] == ' '
             ? (size_t) (line->bare - line->raw) + number->rest
             : 0;
}

/* Where the titles of @group begin, where its first case has a column for them; 0 for
 * none. */
static size_t
group_column (const GfLines *lines, const Group *group, const GArray *candidates)
{
  for (guint i = 0; i < group->members->len; i++)
    {
      const GfCandidate *candidate
          = gf_candidate_get (candidates, g_array_index (group->members, size_t, i));

      if (candidate->chosen)
        return title_column (lines, candidate);
    }
  return 0;
}

/* The group that most cases are of: the line of the last, and the column of titles. */
typedef struct
{
  const Group *group;
  size_t after;
  size_t column;
} Main;

/* A case under another prefix ("RS 3/15" among "PS") stands as a case does; a reference
 * does not. */
static bool
stands_by_itself (const GfLines *lines, const Group *group, const Main *cases,
                  const GfCandidate *candidate)
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
         || (line->first && !line->last
             && (candidate->number.worded
                 || (cases->group->prefix[0] != '\0' && candidate->line > cases->after)))
         || (cases->column > 0 && title_column (lines, candidate) == cases->column)
         || (gf_line_is_alone (line) && line->kind == GF_BLOCK_PARAGRAPH && !line->bullet
             && (is_listed (group, candidate)
                 || (cases->group->prefix[0] != '\0' && candidate->line > cases->after)));
}

static void
choose_others (const GfLines *lines, const GArray *groups, const Group *main_group,
               GArray *candidates)
{
  g_autoptr (GHashTable) serials = g_hash_table_new (NULL, NULL);
  const Main cases = { main_group, last_line (main_group, candidates),
                       group_column (lines, main_group, candidates) };

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

          candidate->chosen = candidate->chosen
                              && stands_by_itself (lines, group, &cases, candidate)
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

static bool
is_of_list (const GfLines *lines, const GfCandidate *candidate,
            const GfCandidate *neighbour, uint32_t serial, GHashTable *chosen)
{
  const GfLine *line = gf_lines_get (lines, candidate->line);
  const GfLine *other = gf_lines_get (lines, neighbour->line);

  bool rows = line->kind == GF_BLOCK_TABLE_ROW && other->kind == GF_BLOCK_TABLE_ROW;

  /* "MS 6/20" in the last row of the list of cases "17/20" to "20/20". */
  if (rows && candidate->number.prefix[0] != '\0'
      && candidate->line == neighbour->line + 1
      && strcmp (group_key (&neighbour->number), group_key (&candidate->number)) != 0)
    return g_hash_table_contains (chosen, GUINT_TO_POINTER (neighbour->number.serial));
  return neighbour->number.serial == serial && other->kind == line->kind
         && strcmp (group_key (&neighbour->number), group_key (&candidate->number)) == 0
         && (candidate->line > neighbour->line ? candidate->line - neighbour->line
                                               : neighbour->line - candidate->line)
                <= MAX_LIST_GAP
         && g_hash_table_contains (chosen, GUINT_TO_POINTER (serial));
}

/* A case that stands in the list alone, beside one that has a place of its own: nothing
 * more is said of it. */
static void
choose_listed (const GfLines *lines, GArray *candidates)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < candidates->len; i++)
    if (gf_candidate_get (candidates, i)->chosen)
      g_hash_table_add (
          chosen, GUINT_TO_POINTER (gf_candidate_get (candidates, i)->number.serial));
  for (guint i = 0; i < candidates->len; i++)
    {
      GfCandidate *candidate = gf_candidate_get (candidates, i);
      uint32_t serial = candidate->number.serial;
      bool listed
          = (i > 0
             && is_of_list (lines, candidate, gf_candidate_get (candidates, i - 1),
                            serial - 1, chosen))
            || (i + 1 < candidates->len
                && is_of_list (lines, candidate, gf_candidate_get (candidates, i + 1),
                               serial + 1, chosen));

      if (!listed || candidate->inner
          || g_hash_table_contains (chosen, GUINT_TO_POINTER (serial))
          || candidate->number.rest >= gf_lines_get (lines, candidate->line)->bare_length)
        continue;
      candidate->chosen = true;
      g_hash_table_add (chosen, GUINT_TO_POINTER (serial));
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
  gf_candidates_mark_reports (lines, candidates);
  choose_listed (lines, candidates);
}
