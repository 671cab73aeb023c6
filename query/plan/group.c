/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A word of the question as a group of all that may stand for it; see group.h.
 *
 * Where all words must match, a group holds what is the same word, or a compound with it;
 * a compound's own parts near each other too.  Where any word may match, whatever is akin
 * ranks as well.  Weights: doc/relevance.md.
 */
#include "query/plan/group.h"

#include <string.h>

#include "common/schema.h"
#include "query/plan/reading.h"
#include "query/request.h"
#include "query/plan/root.h"

/* Against 1 for the lemmas of the word, alone or in a document's compounds. */
#define EXACT_WEIGHT 0.25
/* Parts of the question's compound, where any word may match. */
#define PARTS_WEIGHT 0.8
/* All the parts of the question's compound near each other. */
#define APART_WEIGHT 0.4
#define KIN_WEIGHT 0.1
#define TITLE_WEIGHT 0.25

/* "prosjekt innen velferdsteknologi": in words, first and last counted. */
#define APART_WINDOW 8
/* Documents that have a compound itself, below which its parts need not be near. */
#define RARE_FREQUENCY 20
#define MAX_FORMS_OF_PART 40
/* Units expected to have all parts of a compound, above which they are not looked at for
   how near they stand: some 3 µs each, and such parts are no sign of the compound. */
#define MAX_APART 2000
/* Words that a reading counts; it shows fewer. */
#define MAX_LISTED 1000

static void
add_term (GfPlanner *planner, GPtrArray *group, const char *prefix, const char *word)
{
  g_autofree char *term = g_strconcat (prefix, word, NULL);

  g_ptr_array_add (group, xc_query_new_term (term, 1, planner->error));
}

static void
add_terms (GfPlanner *planner, GPtrArray *group, const char *prefix,
           const GPtrArray *words)
{
  for (unsigned i = 0; i < words->len; i++)
    add_term (planner, group, prefix, g_ptr_array_index (words, i));
}

/* Adds @query (transfer full) with @weight. */
static void
add_scaled (GfPlanner *planner, GPtrArray *group, XcQuery *query, double weight)
{
  g_autoptr (XcQuery) owned = query;

  if (weight == 1.0)
    g_ptr_array_add (group, g_steal_pointer (&owned));
  else
    g_ptr_array_add (group, xc_query_new_scaled (owned, weight, planner->error));
}

/*
 * @roots as one term, whole or as parts of compounds.  Weights of their own for each
 * would let an ambiguous word ("gir" is of gi, gire and gir) drown the others: -.07 nDCG.
 */
static XcQuery *
plan_roots (GfPlanner *planner, GfField field, const GPtrArray *roots)
{
  g_autoptr (GPtrArray) terms = gf_queries_new ();

  for (unsigned i = 0; i < roots->len; i++)
    gf_root_add_terms (planner, field, g_ptr_array_index (roots, i), terms);
  /* What is not to be there is the word itself: no hit is lost for a compound. */
  if (field == GF_FIELD_TEXT && planner->negations == 0
      && gf_planner_has (planner, GF_PART_PARTS))
    add_terms (planner, terms, GF_TERM_PART, roots);
  if (terms->len == 1)
    return g_ptr_array_steal_index (terms, 0);
  return xc_query_new_synonym ((XcQuery *const *) terms->pdata, terms->len,
                               planner->error);
}

static XcQuery *
plan_root (GfPlanner *planner, GfField field, const char *root)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, (gpointer) root);
  return plan_roots (planner, field, one);
}

/* The words of the index that are the part @root or hold it, any of them. */
static XcQuery *
plan_part (GfPlanner *planner, const char *root)
{
  g_autoptr (GfWord) part = gf_word_new_root (root);
  g_autoptr (GPtrArray) forms
      = gf_word_forms (part, planner->index, MAX_FORMS_OF_PART, NULL);
  g_autoptr (GPtrArray) compounds
      = gf_word_compounds (part, planner->index, MAX_FORMS_OF_PART, NULL);
  g_autoptr (GPtrArray) terms = gf_queries_new ();

  add_terms (planner, terms, GF_TERM_EXACT, forms);
  add_terms (planner, terms, GF_TERM_EXACT, compounds);
  return gf_queries_or (terms, planner->error);
}

static XcQuery *
plan_parts_near (GfPlanner *planner, const GfWord *word)
{
  g_autoptr (GPtrArray) parts = gf_queries_new ();

  for (unsigned i = 0; i < word->parts->len; i++)
    g_ptr_array_add (parts, plan_part (planner, g_ptr_array_index (word->parts, i)));
  return xc_query_new_near ((XcQuery *const *) parts->pdata, parts->len, APART_WINDOW,
                            planner->error);
}

/* Every part of @word, whole or in a compound, anywhere. */
static XcQuery *
plan_parts_anywhere (GfPlanner *planner, GfField field, const GfWord *word)
{
  g_autoptr (GPtrArray) parts = gf_queries_new ();

  for (unsigned i = 0; i < word->parts->len; i++)
    g_ptr_array_add (parts,
                     plan_root (planner, field, g_ptr_array_index (word->parts, i)));
  return gf_queries_and (parts, planner->error);
}

/* Whether the index has little of @word itself. */
static bool
is_rare (GfPlanner *planner, GfField field, const GfWord *word, bool *rare_out)
{
  uint32_t most = 0;

  if (*planner->error != NULL)
    return false;
  for (unsigned i = 0; i < word->lemmas->len; i++)
    {
      uint32_t frequency;

      if (!gf_root_get_frequency (planner, field, g_ptr_array_index (word->lemmas, i),
                                  &frequency))
        return false;
      most = MAX (most, frequency);
    }
  *rare_out = most < RARE_FREQUENCY;
  return true;
}

/* How many units have the part @root, in any form or compound. */
static bool
count_part (GfPlanner *planner, const char *root, double *n_out)
{
  g_autofree char *term = g_strconcat (GF_TERM_PART, root, NULL);
  uint32_t whole, part;

  if (!gf_root_get_frequency (planner, GF_FIELD_TEXT, root, &whole)
      || !xc_database_get_term_frequency (planner->db, term, &part, planner->error))
    return false;
  *n_out = (double) whole + part;
  return true;
}

/* Whether so many units have all parts of @word that being near each other says little:
   as many as there would be if the parts were independent of each other. */
static bool
are_common (GfPlanner *planner, const GfWord *word, bool *common_out)
{
  uint32_t n_documents;

  if (!xc_database_get_doc_count (planner->db, &n_documents, planner->error))
    return false;

  double expected = n_documents;
  for (unsigned i = 0; i < word->parts->len && expected > 0; i++)
    {
      double n;

      if (!count_part (planner, g_ptr_array_index (word->parts, i), &n))
        return false;
      expected *= MIN (n / n_documents, 1);
    }
  *common_out = expected > MAX_APART;
  return true;
}

typedef enum
{
  APART_ANYWHERE,
  APART_NEAR,
  APART_NOT
} Apart;

/* Where the index has much of the compound itself, its parts have to be near each other
   to count; where it has not, that they are there at all is the best there is. */
static Apart
how_apart (GfPlanner *planner, GfField field, const GfWord *word)
{
  bool rare, common;

  if (!is_rare (planner, field, word, &rare))
    return APART_NOT;
  if (field != GF_FIELD_TEXT || rare)
    return APART_ANYWHERE;
  if (!are_common (planner, word, &common) || common)
    return APART_NOT;
  return gf_planner_has (planner, GF_PART_NEAR) ? APART_NEAR : APART_NOT;
}

static XcQuery *
plan_apart (GfPlanner *planner, GfField field, const GfWord *word)
{
  Apart apart = how_apart (planner, field, word);

  if (*planner->error != NULL)
    return NULL;
  if (apart == APART_NOT)
    return xc_query_new_nothing (planner->error);
  if (apart == APART_ANYWHERE)
    return plan_parts_anywhere (planner, field, word);

  g_autoptr (XcQuery) near = plan_parts_near (planner, word);
  if (!planner->options->documents || near == NULL)
    return g_steal_pointer (&near);

  g_autoptr (XcQuery) words = plan_parts_anywhere (planner, field, word);
  return gf_locate (planner, near, NULL, words);
}

bool
gf_group_is_loose (const GfPlanner *planner, GfField field)
{
  return planner->options->match_any && planner->negations == 0 && field == GF_FIELD_TEXT;
}

/* The word itself, in any of its forms; alone or in compounds. */
XcQuery *
gf_group_whole (GfPlanner *planner, GfField field, const GfWord *word)
{
  g_autoptr (GPtrArray) whole = gf_queries_new ();

  add_scaled (planner, whole, gf_leaf_term (planner, field, word->form),
              gf_planner_has (planner, GF_PART_WORDS) ? EXACT_WEIGHT : 0);
  if (gf_planner_has (planner, GF_PART_LEMMAS))
    g_ptr_array_add (whole, plan_roots (planner, field, word->lemmas));
  return gf_queries_or (whole, planner->error);
}

static void
add_kin (GfPlanner *planner, GPtrArray *group, const GfWord *word)
{
  g_autoptr (GPtrArray) kin = gf_word_kin (word, planner->index);

  if (kin->len > 0 && gf_planner_has (planner, GF_PART_STEMS))
    add_scaled (planner, group, plan_roots (planner, GF_FIELD_TEXT, kin), KIN_WEIGHT);
}

/* Any of the parts of @word. */
static XcQuery *
plan_any_part (GfPlanner *planner, const GfWord *word)
{
  g_autoptr (GPtrArray) parts = gf_queries_new ();

  for (unsigned i = 0; i < word->parts->len; i++)
    g_ptr_array_add (
        parts, plan_root (planner, GF_FIELD_TEXT, g_ptr_array_index (word->parts, i)));
  return gf_queries_or (parts, planner->error);
}

/* The parts of @word, where the whole is not: a compound that is there must not count for
   its parts too. */
static XcQuery *
plan_parts_instead (GfPlanner *planner, const GfWord *word)
{
  g_autoptr (XcQuery) parts = plan_any_part (planner, word);
  g_autoptr (XcQuery) whole = plan_roots (planner, GF_FIELD_TEXT, word->lemmas);

  return xc_query_new_and_not (parts, whole, planner->error);
}

XcQuery *
gf_group_plan (GfPlanner *planner, GfField field, const GfWord *word)
{
  bool loosely = gf_group_is_loose (planner, field);
  g_autoptr (GPtrArray) group = gf_queries_new ();

  g_ptr_array_add (group, gf_group_whole (planner, field, word));
  if (loosely)
    add_kin (planner, group, word);
  if (word->parts->len > 0 && planner->negations == 0
      && gf_planner_has (planner, GF_PART_PARTS)
      && gf_field_info (field)->kind == GF_FIELD_WORDS)
    add_scaled (planner, group,
                loosely ? plan_parts_instead (planner, word)
                        : plan_apart (planner, field, word),
                loosely ? PARTS_WEIGHT : APART_WEIGHT);
  return gf_queries_or (group, planner->error);
}

XcQuery *
gf_leaf_word (GfPlanner *planner, GfField field, const char *form)
{
  g_autoptr (GfWord) word = gf_word_new (planner->index, form);

  return gf_group_plan (planner, field, word);
}

XcQuery *
gf_group_title (GfPlanner *planner, const GfWord *word)
{
  g_autoptr (XcQuery) title = plan_roots (planner, GF_FIELD_TITLE, word->lemmas);

  return xc_query_new_scaled (title, TITLE_WEIGHT, planner->error);
}

static void
list (GfReading *reading, GfReadingKind kind, GPtrArray *words, double weight)
{
  g_autoptr (GPtrArray) owned = words;

  for (unsigned i = 0; i < owned->len; i++)
    gf_reading_add (reading, kind, g_ptr_array_index (owned, i));
  reading->weights[kind] = weight;
}

typedef GPtrArray *(*FindWords) (const GfWord *word, GfIndex *index, unsigned max,
                                 unsigned *n_out);

/* All that @find finds, though no more are read than are shown; where something is listed
   before, it may be the same. */
static void
list_found (GfReading *reading, GfReadingKind kind, FindWords find, const GfWord *word,
            GfIndex *index)
{
  bool is_first = reading->lists[kind]->len == 0;
  unsigned n;
  GPtrArray *words = find (word, index, is_first ? GF_READING_MAX : MAX_LISTED, &n);

  if (is_first)
    reading->n_more[kind] += MIN (n, MAX_LISTED) - words->len;
  list (reading, kind, words, 0);
}

void
gf_group_tell (GfPlanner *planner, GfField field, const GfWord *word, GfReading *reading)
{
  GfIndex *index = planner->index;
  bool loosely = gf_group_is_loose (planner, field);

  if (planner->options->is_context)
    return;
  if (gf_planner_has (planner, GF_PART_LEMMAS))
    list_found (reading, GF_READING_FORMS, gf_word_forms, word, index);
  if (loosely && gf_planner_has (planner, GF_PART_STEMS))
    list (reading, GF_READING_KIN, gf_word_kin (word, index), KIN_WEIGHT);
  if (!gf_planner_has (planner, GF_PART_PARTS) || planner->negations > 0)
    return;
  list_found (reading, GF_READING_COMPOUNDS, gf_word_compounds, word, index);
  if (word->parts->len > 0 && (loosely || how_apart (planner, field, word) != APART_NOT))
    list (reading, GF_READING_PARTS, g_ptr_array_ref (word->parts),
          loosely ? PARTS_WEIGHT : APART_WEIGHT);
}
