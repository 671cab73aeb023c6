/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/plan/names.h"

#include <string.h>

/* Names that one question may bring in altogether. */
#define MAX_NAMES 64

typedef struct
{
  const GfRenames *renames;
  GfRoots *roots;
  unsigned n_names; /* that may still be added */
} Expander;

/* The words of a group, one after the other, as far as they are words of the text. */
typedef struct
{
  GArray *words;    /* GfRenamesWord */
  GPtrArray *lists; /* their lemmas, which GfRoots may forget */
  GArray *children; /* unsigned: which child each is of */
} Run;

static bool
is_word (const GfNode *node)
{
  return node->kind == GF_NODE_WORD
         && gf_field_info (node->field)->kind == GF_FIELD_WORDS;
}

static GfRootList
keep_list (Run *run, GfRootList list)
{
  const char *end = list;

  while (*end != '\0')
    end += strlen (end) + 1;
  char *kept = g_memdup2 (list, (size_t) (end - list) + 1);
  g_ptr_array_add (run->lists, kept);
  return kept;
}

static void
add_words (Expander *expander, Run *run, const GfNode *node, unsigned child)
{
  for (unsigned i = 0; i < node->forms->len; i++)
    {
      GfWordRoots roots;
      GfRenamesWord word = { .form = gf_node_form (node, i) };

      gf_roots_find (expander->roots, word.form, &roots);
      word.lemmas = keep_list (run, roots.lemmas);
      g_array_append_val (run->words, word);
      g_array_append_val (run->children, child);
    }
}

/* "2020-01-01" without its hyphens; @open where there is none. */
static unsigned
day_number (const char *date, unsigned open)
{
  unsigned day = 0;

  if (date == NULL)
    return open;
  for (; *date != '\0'; date++)
    if (g_ascii_isdigit (*date))
      day = day * 10 + (unsigned) (*date - '0');
  return day;
}

static GfNode *
name_node (const GfOtherName *other, GfField field)
{
  GfNode *node = gf_node_new (GF_NODE_NAME, field);

  for (char **word = other->words; *word != NULL; word++)
    g_ptr_array_add (node->forms, g_strdup (*word));
  node->text = g_strdup (other->sentence);
  node->name = g_strdup (other->name);
  node->same = other->same;
  node->limited = other->limited;
  node->period.first = day_number (other->from, 0);
  /* One less than the first day after it: no document is dated in between. */
  node->period.last = day_number (other->before, 99991232) - 1;
  return node;
}

/* @node (transfer full) or one of @others. */
static GfNode *
choose (Expander *expander, GfNode *node, const GPtrArray *others, GfField field)
{
  GfNode *choice = gf_node_wrap (GF_NODE_OR, node);

  for (unsigned i = 0; i < others->len && expander->n_names > 0; i++)
    {
      g_ptr_array_add (choice->children,
                       name_node (g_ptr_array_index (others, i), field));
      expander->n_names--;
    }
  return choice;
}

/* *n_words_out: words of the name, 0 where the registers have none. */
static GPtrArray *
find_names (const Expander *expander, const Run *run, unsigned at, size_t *n_words_out)
{
  GfRenamesQuestion question
      = { .words = (const GfRenamesWord *) (const void *) run->words->data,
          .n_words = run->words->len };
  GPtrArray *others = gf_renames_find (expander->renames, &question, at, n_words_out);

  if (*n_words_out > 0)
    return others;
  g_ptr_array_unref (others);
  others = gf_renames_find_compound (expander->renames, question.words[at].form);
  *n_words_out = others->len > 0;
  return others;
}

static unsigned
child_of (const Run *run, size_t i)
{
  return g_array_index (run->children, unsigned, i);
}

/* Whether the words from @first, @n of them, are whole children of the group. */
static bool
are_whole (const Run *run, size_t first, size_t n)
{
  size_t end = first + n;

  return (first == 0 || child_of (run, first - 1) != child_of (run, first))
         && (end == run->children->len || child_of (run, end) != child_of (run, end - 1));
}

/* The children of @group from @first to @last, as one. */
static GfNode *
take_children (GfNode *group, unsigned first, unsigned last)
{
  GfNode *joined = NULL;

  for (unsigned i = first; i <= last; i++)
    {
      GfNode *child = g_ptr_array_steal_index (group->children, first);

      if (first == last)
        return child;
      if (joined == NULL)
        joined = gf_node_wrap (GF_NODE_AND, child);
      else
        g_ptr_array_add (joined->children, child);
    }
  return joined;
}

typedef struct
{
  size_t at, n_words; /* in the run */
  GPtrArray *others;  /* of GfOtherName */
} Found;

static void
found_clear (Found *found)
{
  g_ptr_array_unref (found->others);
}

static void
note_name (const GfNode *group, const Run *run, size_t at, size_t n_words)
{
  for (size_t i = at; i < at + n_words; i++)
    gf_node_child (group, child_of (run, i))->named = true;
}

/* The names in @run, from the left, the longest at each word. */
static GArray *
find_all (const Expander *expander, const GfNode *group, const Run *run)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Found));

  g_array_set_clear_func (all, (GDestroyNotify) found_clear);
  for (size_t at = 0; at < run->words->len;)
    {
      Found found = { .at = at };

      found.others = find_names (expander, run, (unsigned) at, &found.n_words);
      note_name (group, run, at, found.n_words);
      if (found.others->len == 0 || !are_whole (run, at, found.n_words))
        {
          found_clear (&found);
          at++;
          continue;
        }
      g_array_append_val (all, found);
      at += found.n_words;
    }
  return all;
}

static void
replace (Expander *expander, GfNode *group, const Run *run, const Found *found)
{
  unsigned first = child_of (run, found->at);
  unsigned last = child_of (run, found->at + found->n_words - 1);
  GfField field = gf_node_child (group, first)->field;
  GfNode *named = take_children (group, first, last);

  g_ptr_array_insert (group->children, (int) first,
                      choose (expander, named, found->others, field));
}

/* From the last word to the first, so that the children before stay where they were. */
static void
expand_run (Expander *expander, GfNode *group, unsigned begin, unsigned end)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (GfRenamesWord));
  g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (unsigned));
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (g_free);
  Run run = { words, lists, children };

  for (unsigned i = begin; i < end; i++)
    add_words (expander, &run, gf_node_child (group, i), i);

  g_autoptr (GArray) all = find_all (expander, group, &run);
  for (unsigned i = all->len; i-- > 0;)
    replace (expander, group, &run, &g_array_index (all, Found, i));
}

static GfNode *expand (Expander *expander, GfNode *node);

static void
expand_group (Expander *expander, GfNode *group)
{
  unsigned end = group->children->len;

  while (end > 0)
    {
      unsigned begin = end;

      while (begin > 0 && is_word (gf_node_child (group, begin - 1))
             && gf_node_child (group, begin - 1)->field
                    == gf_node_child (group, end - 1)->field)
        begin--;
      if (begin < end)
        expand_run (expander, group, begin, end);
      end = begin;
      if (end > 0)
        {
          end--;
          group->children->pdata[end] = expand (expander, gf_node_child (group, end));
        }
    }
}

/* "kommune:Klæbu" */
static GfNode *
expand_place (Expander *expander, GfNode *node)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (GfRenamesWord));
  size_t n_words = 0;

  for (unsigned i = 0; i < node->forms->len; i++)
    {
      GfRenamesWord word = { .form = gf_node_form (node, i) };

      g_array_append_val (words, word);
    }

  GfRenamesQuestion question
      = { (const GfRenamesWord *) (const void *) words->data, words->len, true };
  g_autoptr (GPtrArray) others
      = gf_renames_find (expander->renames, &question, 0, &n_words);
  return others->len > 0 && n_words == words->len
             ? choose (expander, node, others, GF_FIELD_MUNICIPALITY)
             : node;
}

/* A word by itself, as a group of one. */
static GfNode *
expand_word (Expander *expander, GfNode *node)
{
  g_autoptr (GfNode) group = gf_node_wrap (GF_NODE_AND, node);

  expand_run (expander, group, 0, 1);
  return g_ptr_array_steal_index (group->children, 0);
}

static GfNode *
expand (Expander *expander, GfNode *node)
{
  switch (node->kind)
    {
    case GF_NODE_WORD:
      return is_word (node) ? expand_word (expander, node) : node;
    case GF_NODE_VALUE:
      return node->field == GF_FIELD_MUNICIPALITY && node->forms->len > 0
                 ? expand_place (expander, node)
                 : node;
    case GF_NODE_JOIN:
    case GF_NODE_AND:
      expand_group (expander, node);
      return node;
    case GF_NODE_OR:
      for (unsigned i = 0; i < node->children->len; i++)
        node->children->pdata[i] = expand (expander, gf_node_child (node, i));
      return node;
    default:
      return node;
    }
}

GfNode *
gf_names_add (const GfRenames *renames, GfRoots *roots, GfNode *tree)
{
  Expander expander = { renames, roots, MAX_NAMES };

  return expand (&expander, tree);
}
