/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A word of the question as a leaf of the plan: the group that stands for it, what it was
 * meant to be where it is misspelled, its other names; marked, ranked and told of.  See
 * plan-private.h.
 */
#include "query/plan/group.h"

#include "common/schema.h"
#include "query/request.h"
#include "query/words/spelling.h"

#define WEAK_WEIGHT 0.3
#define SPELLING_WEIGHT 0.8
/* Another name of the same thing, and of what it was a part of. */
#define NAME_WEIGHT 0.8
#define RELATED_NAME_WEIGHT 0.4

#define MAX_SPELLINGS 3

static void
mark_word (GfPlanner *planner, unsigned number, const GfWord *word)
{
  GfMarks *marks = planner->plan->marks;

  gf_marks_add_form (marks, number, word->form);
  for (unsigned i = 0; i < word->lemmas->len; i++)
    gf_marks_add_root (marks, number, g_ptr_array_index (word->lemmas, i));
  for (unsigned i = 0; i < word->parts->len; i++)
    gf_marks_add_weak_root (marks, number, g_ptr_array_index (word->parts, i));
}

/* A word of the text that the title of the unit, or of its document, has too. */
static void
add_bonus (GfPlanner *planner, const GfNode *node, const GfWord *word)
{
  if (node->field == GF_FIELD_TEXT && gf_leaf_ranks (planner, node)
      && gf_planner_has (planner, GF_PART_LEMMAS))
    g_ptr_array_add (planner->bonus, gf_group_title (planner, word));
}

/* Whether anything stands for @word in what is planned for. */
static bool
is_found (GfPlanner *planner, GfField field, const GfWord *word)
{
  bool found = true;

  if (*planner->error != NULL)
    return true;
  if (!gf_word_is_known (word, planner->index, field, planner->db, &found, planner->error)
      || found)
    return true;
  for (unsigned i = 0; i < word->parts->len; i++)
    {
      g_autoptr (GfWord) part = gf_word_new_root (g_ptr_array_index (word->parts, i));

      if (!gf_word_is_known (part, planner->index, field, planner->db, &found,
                             planner->error)
          || !found)
        return *planner->error != NULL;
    }
  return word->parts->len > 0;
}

/* What @form may have been meant to be, where the index has nothing that it is. */
static GPtrArray *
find_spellings (GfPlanner *planner, const GfNode *node, const GfWord *word)
{
  if (!gf_planner_has (planner, GF_PART_SPELLING) || planner->negations > 0 || node->named
      || gf_field_info (node->field)->kind != GF_FIELD_WORDS
      || is_found (planner, node->field, word))
    return g_ptr_array_new ();
  return gf_spelling_find (planner->index->lexicon, planner->index->roots, word->form,
                           MAX_SPELLINGS);
}

static void
add_spelling (GfPlanner *planner, const GfNode *node, const char *form, GPtrArray *group,
              const unsigned *mark, GfReading *reading)
{
  g_autoptr (GfWord) word = gf_word_new (planner->index, form);

  g_autoptr (XcQuery) meant = gf_group_plan (planner, node->field, word);

  g_ptr_array_add (group, xc_query_new_scaled (meant, SPELLING_WEIGHT, planner->error));
  gf_reading_add (reading, GF_READING_SPELLINGS, form);
  gf_group_tell (planner, node->field, word, reading);
  if (mark != NULL)
    mark_word (planner, *mark, word);
}

/* A word that the index does not have, with what it may have been meant to be. */
static XcQuery *
plan_misspelled (GfPlanner *planner, const GfNode *node, const GfWord *word,
                 const GPtrArray *spellings, const unsigned *mark, GfReading *reading)
{
  g_autoptr (GPtrArray) group = gf_queries_new ();

  g_ptr_array_add (group, gf_group_plan (planner, node->field, word));
  for (unsigned i = 0; i < spellings->len; i++)
    {
      const GfSpelling *spelling = g_ptr_array_index (spellings, i);

      add_spelling (planner, node, spelling->form, group, mark, reading);
    }
  return gf_queries_or (group, planner->error);
}

/* A word that says little of what a sentence is about. */
static XcQuery *
weaken (GfPlanner *planner, const GfNode *node, const char *form, XcQuery *query)
{
  g_autoptr (XcQuery) word = query;

  if (!gf_group_is_loose (planner, node->field)
      || !gf_stop_words_is_weak (planner->index->stop_words, form))
    return g_steal_pointer (&word);
  return xc_query_new_scaled (word, WEAK_WEIGHT, planner->error);
}

/* The likeliest of @spellings; @word itself where there are none. */
static GfWord *
read_spelling (GfPlanner *planner, const GPtrArray *spellings, const GfWord *word)
{
  const GfSpelling *first = spellings->len > 0 ? g_ptr_array_index (spellings, 0) : NULL;

  return gf_word_new (planner->index, first != NULL ? first->form : word->form);
}

/* What hits are put in order by, beside what makes them hits. */
static void
note_word (GfPlanner *planner, const GfNode *node, const GfWord *word)
{
  add_bonus (planner, node, word);
  if (gf_leaf_ranks (planner, node))
    g_ptr_array_add (planner->plan->words, g_strdup (word->form));
}

XcQuery *
gf_leaf_marked_word (GfPlanner *planner, const GfNode *node, const char *form)
{
  g_autoptr (GfWord) word = gf_word_new (planner->index, form);
  g_autoptr (GPtrArray) spellings = find_spellings (planner, node, word);
  g_autoptr (GfWord) meant = read_spelling (planner, spellings, word);
  g_autoptr (GfReading) reading = gf_reading_new (form);
  unsigned mark;
  bool marked = gf_leaf_mark (planner, node, meant->form, &mark);
  XcQuery *query;

  if (spellings->len > 0)
    query = plan_misspelled (planner, node, word, spellings, marked ? &mark : NULL,
                             reading);
  else
    query = weaken (planner, node, form, gf_group_plan (planner, node->field, word));
  if (spellings->len == 0)
    gf_group_tell (planner, node->field, word, reading);
  note_word (planner, node, meant);
  if (marked)
    mark_word (planner, mark, word);
  if (gf_field_info (node->field)->kind == GF_FIELD_WORDS)
    g_ptr_array_add (planner->plan->readings, g_steal_pointer (&reading));
  gf_leaf_rank (planner, node, query);
  return query;
}

XcQuery *
gf_leaf_joined_word (GfPlanner *planner, const GfNode *node, const char *form)
{
  g_autoptr (GfWord) word = gf_word_new (planner->index, form);
  unsigned mark;

  if (gf_leaf_mark (planner, node, form, &mark))
    mark_word (planner, mark, word);
  XcQuery *query = gf_group_plan (planner, node->field, word);
  gf_leaf_rank (planner, node, query);
  return query;
}

/* Whether the index has the words of @node at all. */
static bool
is_name_known (GfPlanner *planner, const GfNode *node)
{
  bool known = *planner->error == NULL;
  GfField field
      = gf_field_info (node->field)->kind == GF_FIELD_WORDS ? node->field : GF_FIELD_TEXT;

  for (unsigned i = 0; i < node->forms->len && known; i++)
    {
      g_autoptr (GfWord) word = gf_word_new (planner->index, gf_node_form (node, i));

      if (!gf_word_is_known (word, planner->index, field, planner->db, &known,
                             planner->error))
        return false;
    }
  return known;
}

/* Told beside the word before it, which it is another name of; of a filter, which is no
   word, by itself. */
static void
tell_name (GfPlanner *planner, const GfNode *node)
{
  GPtrArray *readings = planner->plan->readings;

  if (gf_field_info (node->field)->kind != GF_FIELD_WORDS)
    gf_planner_note (planner, "Også %s.", node->text);
  else if (readings->len > 0 && gf_leaf_ranks (planner, node))
    gf_reading_add (g_ptr_array_index (readings, readings->len - 1), GF_READING_NAMES,
                    node->text);
}

/* What concerns the municipality of that name, or says it. */
static XcQuery *
plan_other_municipality (GfPlanner *planner, const GfNode *node, bool is_said)
{
  g_autofree char *term = gf_schema_filter_term (GF_TERM_MUNICIPALITY, node->name);
  g_autoptr (GPtrArray) parts = gf_queries_new ();
  bool is_listed = false;

  if (*planner->error != NULL
      || !xc_database_has_term (planner->db, term, &is_listed, planner->error))
    return NULL;
  if (!is_listed && !is_said)
    return xc_query_new_nothing (planner->error);
  tell_name (planner, node);
  g_ptr_array_add (parts, xc_query_new_term (term, 1, planner->error));
  if (is_said)
    g_ptr_array_add (parts, gf_order_plan (planner, node));
  return gf_queries_or (parts, planner->error);
}

XcQuery *
gf_leaf_name (GfPlanner *planner, const GfNode *node)
{
  g_autoptr (XcQuery) name = NULL;

  if (node->field == GF_FIELD_MUNICIPALITY)
    {
      bool is_said = is_name_known (planner, node);

      name = plan_other_municipality (planner, node, is_said);
      return xc_query_new_scaled (name, node->same ? NAME_WEIGHT : RELATED_NAME_WEIGHT,
                                  planner->error);
    }
  if (!is_name_known (planner, node))
    return *planner->error == NULL ? xc_query_new_nothing (planner->error) : NULL;
  tell_name (planner, node);
  if (node->forms->len > 1 || gf_field_info (node->field)->kind != GF_FIELD_WORDS)
    name = gf_order_plan (planner, node);
  else
    {
      g_autoptr (GfWord) word = gf_word_new (planner->index, gf_node_form (node, 0));
      unsigned mark;

      if (gf_leaf_mark (planner, node, word->form, &mark))
        mark_word (planner, mark, word);
      name = gf_group_whole (planner, node->field, word);
      gf_leaf_rank (planner, node, name);
    }
  return xc_query_new_scaled (name, node->same ? NAME_WEIGHT : RELATED_NAME_WEIGHT,
                              planner->error);
}
