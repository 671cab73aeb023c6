/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases.h"

#include <string.h>

#include "indexer/understand/chain.h"
#include "indexer/understand/labels.h"

/* More numbers than this, and the file is no minutes; the rest stays text of the last
 * case. */
#define MAX_CANDIDATES 200000
#define MAX_CASES 5000
#define MAX_GROUPS 24
/* What makes a line more likely the place of a case, in the bytes of text that weigh as
 * much. */
#define WEIGHT_ANY 100
#define WEIGHT_HEADING 150
#define WEIGHT_STRONG 100
#define MAX_TEXT_WEIGHT 1500
/* Beginnings of a numbered agenda that are tried: a list in the head may come before it.
 */
#define MAX_STARTS 20
#define MAX_LEVEL 6
/* A heading without a number whose decision stands farther down is a chapter. */
#define MAX_CASE_LINES 400

typedef struct
{
  size_t line;
  GfNumber number;
  uint32_t weight;
  bool chosen;
} Candidate;

/* A number at the start of a line that only goes on with the one above is running text.
 */
static bool
is_within_paragraph (const GfLines *lines, size_t index)
{
  const GfLine *line = gf_lines_get (lines, index);

  return index > 0 && !line->first && !line->bullet && !line->strong
         && gf_lines_get (lines, index - 1)->runs_on;
}

static bool
begins_small (const GfLine *line)
{
  return g_unichar_islower (g_utf8_get_char (line->bare));
}

/* "FSK-017/13 Vedtak:" is the label of a decision, with the number of its case before it.
 */
static bool
is_numbered_label (const GfLines *lines, const GfLine *line, const GfNumber *number)
{
  GfLine rest = *line;
  GfLabel label;

  rest.bare += number->rest;
  rest.bare_length -= number->rest;
  return gf_label_read (lines, &rest, &label) && label.role == GF_HEADING_DECISION;
}

static GArray *
collect (const GfLines *lines)
{
  GArray *candidates = g_array_new (FALSE, TRUE, sizeof (Candidate));

  for (size_t i = 0; i < gf_lines_size (lines) && candidates->len < MAX_CANDIDATES; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      Candidate candidate = { .line = i };

      if (line->aside || line->rule)
        continue;
      gf_number_read (lines, line, &candidate.number);
      if (candidate.number.kind == GF_NUMBER_NONE || is_within_paragraph (lines, i))
        continue;
      if (begins_small (line) && !gf_line_is_alone (line))
        continue;
      if (is_numbered_label (lines, line, &candidate.number))
        continue;
      g_array_append_val (candidates, candidate);
    }
  return candidates;
}

static Candidate *
get (const GArray *candidates, size_t index)
{
  return &g_array_index (candidates, Candidate, index);
}

/* Bytes of text from after @index's number to the next number of the same kind. */
static uint32_t
text_weight (const GfLines *lines, const GArray *candidates, size_t index)
{
  const Candidate *candidate = get (candidates, index);
  size_t end = gf_lines_size (lines), start;
  uint32_t bytes = 0;

  for (size_t i = index + 1; i < candidates->len; i++)
    if (get (candidates, i)->number.kind == candidate->number.kind)
      {
        end = get (candidates, i)->line;
        break;
      }
  g_free (gf_case_read_title (lines, candidate->line, &candidate->number, &start));
  for (size_t i = start; i < end && bytes < MAX_TEXT_WEIGHT; i++)
    bytes += gf_lines_get (lines, i)->aside ? 0 : gf_lines_get (lines, i)->bare_length;
  return MIN (bytes, MAX_TEXT_WEIGHT);
}

static void
weigh (const GfLines *lines, const GArray *candidates)
{
  for (size_t i = 0; i < candidates->len; i++)
    {
      Candidate *candidate = get (candidates, i);
      const GfLine *line = gf_lines_get (lines, candidate->line);

      if (candidate->number.kind == GF_NUMBER_ITEM)
        continue;
      candidate->weight = WEIGHT_ANY + text_weight (lines, candidates, i);
      if (line->kind == GF_BLOCK_HEADING || line->underlined)
        candidate->weight += WEIGHT_HEADING;
      else if (line->strong)
        candidate->weight += WEIGHT_STRONG;
    }
}

static void
keep_kind (GArray *candidates, GfNumberKind kind)
{
  guint kept = 0;

  for (guint i = 0; i < candidates->len; i++)
    if (get (candidates, i)->number.kind == kind)
      *get (candidates, kept++) = *get (candidates, i);
  g_array_set_size (candidates, kept);
}

/* Minutes are of one year; a number of another is a reference. */
static void
keep_main_year (GArray *candidates)
{
  uint64_t weights[64] = { 0 };
  uint32_t best = 0;
  guint kept = 0;

  for (guint i = 0; i < candidates->len; i++)
    weights[get (candidates, i)->number.year % 64] += get (candidates, i)->weight;
  for (uint32_t year = 1; year < 64; year++)
    if (weights[year] > weights[best])
      best = year;
  for (guint i = 0; i < candidates->len; i++)
    if (get (candidates, i)->number.year % 64 == best)
      *get (candidates, kept++) = *get (candidates, i);
  g_array_set_size (candidates, kept);
}

typedef struct
{
  const char *prefix;
  GArray *members; /* of size_t: indices of candidates */
  uint64_t weight; /* of those chosen */
  guint n_chosen;
} Group;

static void
group_clear (gpointer data)
{
  g_array_unref (((Group *) data)->members);
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
      const Candidate *candidate
          = get (candidates, g_array_index (group->members, size_t, i));
      GfChainLink link
          = { candidate->number.serial * 32 + MIN (candidate->number.part, 31),
              candidate->weight };
      g_array_append_val (links, link);
    }

  g_autoptr (GArray) chain = gf_chain_heaviest (links);

  for (guint i = 0; i < chain->len; i++)
    {
      size_t member = g_array_index (chain, size_t, i);
      Candidate *candidate
          = get (candidates, g_array_index (group->members, size_t, member));

      candidate->chosen = true;
      group->weight += candidate->weight;
      group->n_chosen++;
    }
}

static GArray *
make_groups (const GArray *candidates)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));

  g_array_set_clear_func (groups, group_clear);
  for (size_t i = 0; i < candidates->len; i++)
    {
      const GfNumber *number = &get (candidates, i)->number;

      /* A blank stands for "Sak" alone, which no prefix can be. */
      add_to_group (
          groups, number->prefix[0] == '\0' && number->worded ? " " : number->prefix, i);
    }
  for (guint i = 0; i < groups->len; i++)
    choose_in_group (&g_array_index (groups, Group, i), candidates);
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
      const Candidate *candidate
          = get (candidates, g_array_index (group->members, size_t, i));

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
      const Candidate *candidate
          = get (candidates, g_array_index (group->members, size_t, i - 1));

      if (candidate->chosen)
        return candidate->line;
    }
  return 0;
}

/* Whether the number stands a second time, as in the list of cases and in its place. */
static bool
is_listed (const Group *group, const GArray *candidates, const Candidate *candidate)
{
  guint n = 0;

  for (guint i = 0; i < group->members->len && n < 2; i++)
    n += get (candidates, g_array_index (group->members, size_t, i))->number.serial
         == candidate->number.serial;
  return n > 1;
}

/* A case under another prefix ("RS 3/15" among "PS") stands as a case does; a reference
 * does not. */
static bool
stands_by_itself (const GfLines *lines, const Group *group, const Group *main_group,
                  const GArray *candidates, const Candidate *candidate)
{
  const GfLine *line = gf_lines_get (lines, candidate->line);

  if (group->prefix[0] == '\0')
    return false;
  if (candidate->number.rest >= line->bare_length)
    return false;
  return line->kind == GF_BLOCK_HEADING || line->strong
         || (line->first && group->n_chosen > 1)
         || (gf_line_is_alone (line) && line->kind == GF_BLOCK_PARAGRAPH && !line->bullet
             && (is_listed (group, candidates, candidate)
                 || (main_group->prefix[0] != '\0'
                     && candidate->line > last_line (main_group, candidates))));
}

static void
choose_yearly (const GfLines *lines, GArray *candidates)
{
  g_autoptr (GArray) groups = make_groups (candidates);
  g_autoptr (GHashTable) serials = g_hash_table_new (NULL, NULL);
  const Group *main_group = heaviest_group (groups);

  collect_serials (main_group, candidates, serials);
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = &g_array_index (groups, Group, i);

      for (guint j = 0; group != main_group && j < group->members->len; j++)
        {
          Candidate *candidate
              = get (candidates, g_array_index (group->members, size_t, j));

          candidate->chosen
              = candidate->chosen
                && stands_by_itself (lines, group, main_group, candidates, candidate)
                && !g_hash_table_contains (serials,
                                           GUINT_TO_POINTER (candidate->number.serial));
        }
    }
}

/* Whether an item may be one of the agenda and not of a list within a case. */
static bool
may_be_outer (const GfLines *lines, const Candidate *candidate)
{
  const GfLine *line = gf_lines_get (lines, candidate->line);

  if (line->bare_length > 250)
    return false;
  return gf_line_is_alone (line) || line->strong
         || candidate->number.kind == GF_NUMBER_WORDED || line->bullet;
}

/* The agenda that begins with candidate @start, as indices; the numbers of a list within
   a case begin at 1 again and are passed over while they go on. */
static GArray *
follow (const GfLines *lines, const GArray *candidates, size_t start)
{
  GArray *chain = g_array_new (FALSE, FALSE, sizeof (size_t));
  uint32_t expected = 1, inner = 0;
  size_t inner_line = 0;

  for (size_t i = start; i < candidates->len; i++)
    {
      const Candidate *candidate = get (candidates, i);
      const GfLine *line = gf_lines_get (lines, candidate->line);
      uint32_t serial = candidate->number.serial;
      bool adjacent = inner > 0 && serial == inner && candidate->line <= inner_line + 3;
      bool outer = serial == expected && may_be_outer (lines, candidate);

      if (outer && (!adjacent || line->kind == GF_BLOCK_HEADING || line->strong))
        {
          g_array_append_val (chain, i);
          expected++;
          inner = 0;
        }
      else if (serial == 1 || adjacent)
        {
          inner = serial + 1;
          inner_line = candidate->line;
        }
    }
  return chain;
}

static uint64_t
chain_weight (const GfLines *lines, const GArray *candidates, const GArray *chain)
{
  uint64_t weight = 0;

  for (guint i = 0; i < chain->len; i++)
    {
      const Candidate *candidate = get (candidates, g_array_index (chain, size_t, i));
      size_t next = i + 1 < chain->len
                        ? get (candidates, g_array_index (chain, size_t, i + 1))->line
                        : gf_lines_size (lines);

      weight += 1000 + 10 * MIN (next - candidate->line, 50);
    }
  return weight;
}

/* The heaviest agenda: a list of the items in the head is as long, but has no text
 * between. */
static void
choose_items (const GfLines *lines, GArray *candidates)
{
  g_autoptr (GArray) best = NULL;
  uint64_t best_weight = 0;
  size_t n_starts = 0;

  for (size_t i = 0; i < candidates->len && n_starts < MAX_STARTS; i++)
    {
      if (get (candidates, i)->number.serial != 1
          || !may_be_outer (lines, get (candidates, i)))
        continue;
      n_starts++;

      g_autoptr (GArray) chain = follow (lines, candidates, i);
      uint64_t weight = chain_weight (lines, candidates, chain);

      if (chain->len < 2 || weight <= best_weight)
        continue;
      best_weight = weight;
      g_clear_pointer (&best, g_array_unref);
      best = g_steal_pointer (&chain);
    }
  for (guint i = 0; best != NULL && i < best->len; i++)
    get (candidates, g_array_index (best, size_t, i))->chosen = true;
}

static void
case_clear (gpointer data)
{
  g_free (((GfCase *) data)->title);
}

static GArray *
make_cases (const GfLines *lines, const GArray *candidates)
{
  GArray *cases = g_array_new (FALSE, TRUE, sizeof (GfCase));
  size_t floor = 0;

  g_array_set_clear_func (cases, case_clear);
  for (size_t i = 0; i < candidates->len && cases->len < MAX_CASES; i++)
    {
      const Candidate *candidate = get (candidates, i);
      GfCase found = { .number = candidate->number };

      if (!candidate->chosen || candidate->line < floor)
        continue;
      found.start = gf_case_find_start (lines, candidate->line, floor);
      found.title
          = gf_case_read_title (lines, candidate->line, &found.number, &found.text);
      floor = found.text;
      g_array_append_val (cases, found);
    }
  return cases;
}

static guint
count_kind (const GArray *candidates, GfNumberKind kind)
{
  guint n = 0;

  for (guint i = 0; i < candidates->len; i++)
    n += get (candidates, i)->number.kind == kind;
  return n;
}

static bool
any_chosen (const GArray *candidates)
{
  for (guint i = 0; i < candidates->len; i++)
    if (get (candidates, i)->chosen)
      return true;
  return false;
}

/* Whether a decision stands between the heading on line @index and the next of its level.
 */
static bool
decides_below (const GfLines *lines, size_t index)
{
  uint8_t level = gf_lines_get (lines, index)->level;
  GfLabel label;

  for (size_t i = index + 1; i < gf_lines_size (lines) && i <= index + MAX_CASE_LINES;
       i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->aside)
        continue;
      if (gf_label_read (lines, line, &label))
        {
          if (label.role == GF_HEADING_DECISION)
            return true;
        }
      else if (line->kind == GF_BLOCK_HEADING && line->first && line->level <= level)
        return false;
    }
  return false;
}

static bool
may_head_case (const GfLines *lines, const GfLine *line)
{
  GfLabel label;

  return !line->aside && line->kind == GF_BLOCK_HEADING && line->first
         && !gf_label_read (lines, line, &label);
}

/* The level of heading that most decisions stand right under; 0 where fewer than two do.
 */
static uint8_t
find_case_level (const GfLines *lines)
{
  guint counts[MAX_LEVEL + 1] = { 0 };
  uint8_t best = 0;

  for (size_t i = 0; i < gf_lines_size (lines); i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (may_head_case (lines, line) && line->level <= MAX_LEVEL
          && decides_below (lines, i))
        counts[line->level]++;
    }
  for (uint8_t level = 1; level <= MAX_LEVEL; level++)
    if (counts[level] > counts[best])
      best = level;
  return counts[best] >= 2 ? best : 0;
}

/* Minutes that number nothing: each heading of the level that has decisions under it,
   from the first that has, is a case with its ordinal. */
static void
choose_headings (const GfLines *lines, GArray *candidates)
{
  uint8_t level = find_case_level (lines);
  uint32_t serial = 0;

  g_array_set_size (candidates, 0);
  for (size_t i = 0; level > 0 && i < gf_lines_size (lines) && serial < MAX_CASES; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      Candidate candidate = { .line = i, .chosen = true };

      if (!may_head_case (lines, line) || line->level != level
          || (serial == 0 && !decides_below (lines, i)))
        continue;
      candidate.number = (GfNumber){ .kind = GF_NUMBER_ITEM, .serial = ++serial };
      g_array_append_val (candidates, candidate);
    }
}

static bool
may_have_cases (GfDocumentType type)
{
  return type == GF_TYPE_MINUTES || type == GF_TYPE_AGENDA || type == GF_TYPE_CASE_PAPER
         || type == GF_TYPE_OTHER;
}

/* Numbered items are cases only where the document says that it is of a meeting. */
static bool
may_have_items (GfDocumentType type)
{
  return type == GF_TYPE_MINUTES || type == GF_TYPE_AGENDA;
}

GArray *
gf_cases_find (const GfLines *lines, GfDocumentType type)
{
  g_autoptr (GArray) candidates = NULL;

  if (!may_have_cases (type))
    return make_cases (lines, candidates = g_array_new (FALSE, TRUE, sizeof (Candidate)));
  candidates = collect (lines);
  weigh (lines, candidates);
  if (count_kind (candidates, GF_NUMBER_YEARLY) > 0)
    {
      keep_kind (candidates, GF_NUMBER_YEARLY);
      keep_main_year (candidates);
      choose_yearly (lines, candidates);
    }
  else if (may_have_items (type))
    {
      bool worded = count_kind (candidates, GF_NUMBER_WORDED) > 1;

      keep_kind (candidates, worded ? GF_NUMBER_WORDED : GF_NUMBER_ITEM);
      choose_items (lines, candidates);
      if (!any_chosen (candidates))
        choose_headings (lines, candidates);
    }
  else
    g_array_set_size (candidates, 0);
  return make_cases (lines, candidates);
}
