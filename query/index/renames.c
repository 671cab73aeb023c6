/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds names and walks from one to the others; see renames-private.h. */
#include "query/index/renames-private.h"

#include <string.h>

#include "norsk/tokens.h"

/* Ways followed from one thing; the largest merger has five parts. */
#define MAX_STEPS 64
/* A stem has this many bytes at least. */
#define MIN_STEM 3
/* Shorter words are abbreviations, and have no forms. */
#define MIN_INFLECTED 5
/* What a compound has after its first part, at least: "-møte". */
#define MIN_SECOND_PART 4

/* Longest first where one ends another. */
static const char *const endings[] = { "ene", "ane", "ets", "ens", "et", "en", "er", "ar",
                                       "ne",  "es",  "as",  "s",   "e",  "a",  "t" };

static size_t
ending_length (const char *word, size_t length)
{
  for (size_t i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      size_t n = strlen (endings[i]);

      if (n <= length && memcmp (word + length - n, endings[i], n) == 0)
        return n;
    }
  return 0;
}

size_t
gf_renames_stem_length (const char *word)
{
  size_t length = strlen (word);

  for (size_t n; (n = ending_length (word, length)) > 0 && length - n >= MIN_STEM;)
    length -= n;
  return length;
}

bool
gf_renames_is_ending (const char *tail)
{
  size_t length = strlen (tail);

  for (size_t n; (n = ending_length (tail, length)) > 0;)
    length -= n;
  return length == 0;
}

static bool
has_same_stem (const char *a, const char *b)
{
  size_t length = gf_renames_stem_length (a);

  return length == gf_renames_stem_length (b) && memcmp (a, b, length) == 0;
}

/* @form itself or with a genitive s. */
static bool
is_name (const char *form, const char *name)
{
  size_t length = strlen (name);

  return strncmp (form, name, length) == 0
         && (form[length] == '\0' || strcmp (form + length, "s") == 0);
}

static bool
is_inflected (const GfRenamesWord *word, const char *name)
{
  if (has_same_stem (word->form, name))
    return true;
  for (const char *lemma = word->lemmas; lemma != NULL && *lemma != '\0';
       lemma += strlen (lemma) + 1)
    if (has_same_stem (lemma, name))
      return true;
  return false;
}

static bool
is_place (const GfThing *thing)
{
  return thing->kind == GF_RENAME_MUNICIPALITY || thing->kind == GF_RENAME_COUNTY;
}

static bool
word_matches (const GfRenames *renames, const GfName *name, unsigned i,
              const GfRenamesWord *word)
{
  const char *wanted = renames->words->pdata[name->first_word + i];

  if (is_name (word->form, wanted))
    return true;
  if (is_place (gf_renames_thing (renames, name->thing)))
    return false;
  return (i > 0 || strlen (wanted) >= MIN_INFLECTED) && is_inflected (word, wanted);
}

/* "kommune", "kommunen", "kommunestyret"; not "kommunal" */
static bool
begins_kommune (const GfRenamesQuestion *question, size_t index)
{
  if (index >= question->n_words)
    return false;

  const char *form = question->words[index].form;
  return g_str_has_prefix (form, "kommune") || strcmp (form, "kommuna") == 0;
}

/* "Ski kommune", "kommunen Ski", "kommunestyret i Ski" */
static bool
is_said_to_be_a_municipality (const GfRenamesQuestion *question, size_t index,
                              size_t n_words)
{
  if (question->places || begins_kommune (question, index + n_words))
    return true;
  if (index > 0 && begins_kommune (question, index - 1))
    return true;
  return index > 1 && strcmp (question->words[index - 1].form, "i") == 0
         && begins_kommune (question, index - 2);
}

static bool
name_matches (const GfRenames *renames, const GfName *name,
              const GfRenamesQuestion *question, size_t index)
{
  if (name->n_words > question->n_words - index)
    return false;
  for (unsigned i = 0; i < name->n_words; i++)
    if (!word_matches (renames, name, i, &question->words[index + i]))
      return false;
  return !gf_renames_thing (renames, name->thing)->everyday || name->sort != GF_NAME_MAIN
         || is_said_to_be_a_municipality (question, index, name->n_words);
}

/* Of names as long, "statsforvalter" stands before "statsforvaltar" where the word was
 * "statsforvalteren". */
static void
take_name (const GfRenames *renames, unsigned at, const char *form, GArray *found)
{
  const GfName *name = gf_renames_name (renames, at);
  bool exact = g_str_has_prefix (form, renames->words->pdata[name->first_word]);

  g_array_insert_val (found, exact ? 0 : found->len, at);
}

/* The longest names that match, found by a word with the stem of @word. */
static void
look_up (const GfRenames *renames, const GfRenamesQuestion *question, size_t index,
         const char *word, GArray *found)
{
  g_autofree char *key = g_strndup (word, gf_renames_stem_length (word));
  unsigned longest
      = found->len > 0
            ? gf_renames_name (renames, g_array_index (found, unsigned, 0))->n_words
            : 0;

  for (unsigned i = GPOINTER_TO_UINT (g_hash_table_lookup (renames->keys, key)); i > 0;
       i = gf_renames_name (renames, i - 1)->next)
    {
      const GfName *name = gf_renames_name (renames, i - 1);

      if (name->n_words < longest || !name_matches (renames, name, question, index))
        continue;
      if (name->n_words > longest)
        g_array_set_size (found, 0);
      longest = name->n_words;
      take_name (renames, i - 1, question->words[index].form, found);
    }
}

/* Returns: (transfer full): numbers of names, each once. */
static GArray *
match (const GfRenames *renames, const GfRenamesQuestion *question, size_t index)
{
  const GfRenamesWord *word = &question->words[index];
  GArray *found = g_array_new (FALSE, FALSE, sizeof (unsigned));

  look_up (renames, question, index, word->form, found);
  for (const char *lemma = word->lemmas; lemma != NULL && *lemma != '\0';
       lemma += strlen (lemma) + 1)
    if (!has_same_stem (lemma, word->form))
      look_up (renames, question, index, lemma, found);
  return found;
}

static bool
is_called (const GfRenames *renames, unsigned thing, unsigned other)
{
  return strcmp (gf_renames_thing (renames, thing)->name,
                 gf_renames_thing (renames, other)->name)
         == 0;
}

/* "Haram" stands for itself again from 2024: the day that something called as @asked came
 * out of @whole, at the latest @before. */
static const char *
until_it_came_back (const GfRenames *renames, unsigned asked, unsigned whole,
                    const char *before)
{
  for (unsigned i = 0; i < renames->links->len; i++)
    {
      const GfLink *link = gf_renames_link (renames, i);

      if (link->older == whole && link->date != NULL
          && is_called (renames, link->newer, asked)
          && (before == NULL || strcmp (link->date, before) < 0))
        before = link->date;
    }
  return before;
}

/* The same backwards: the day that something called as @asked went into @whole. */
static const char *
since_it_went_in (const GfRenames *renames, unsigned asked, unsigned whole,
                  const char *from)
{
  for (unsigned i = 0; i < renames->links->len; i++)
    {
      const GfLink *link = gf_renames_link (renames, i);

      if (link->newer == whole && link->date != NULL
          && is_called (renames, link->older, asked)
          && (from == NULL || strcmp (link->date, from) > 0))
        from = link->date;
    }
  return from;
}

static bool
has_successor_called (const GfRenames *renames, unsigned whole, unsigned asked)
{
  return until_it_came_back (renames, asked, whole, NULL) != NULL;
}

/* From something to what it became. */
static bool
step_on (const GfRenames *renames, const GfLink *link, unsigned asked, const GfStep *step,
         GfStep *next)
{
  if (step->time == GF_NAME_OLDER || link->aside)
    return false;
  if (link->how == GF_LINK_SPLIT && step->thing != asked
      && has_successor_called (renames, step->thing, asked))
    return false;

  next->thing = link->newer;
  next->time = GF_NAME_NEWER;
  next->how = link->how;
  next->same = step->same && link->how == GF_LINK_RENAMED;
  next->from = link->date;
  next->before = until_it_came_back (renames, asked, link->newer,
                                     gf_renames_thing (renames, link->newer)->before);
  return true;
}

/* What a name took in while it was in use already is not it: Trondheim is not Klæbu. */
static bool
was_there_before (const GfRenames *renames, const GfLink *link)
{
  const char *from = gf_renames_thing (renames, link->newer)->from;

  if (link->how == GF_LINK_RENAMED)
    return false;
  return link->how == GF_LINK_JOINED || from == NULL || strcmp (from, link->date) < 0;
}

/* From something to what it was. */
static bool
step_back (const GfRenames *renames, const GfLink *link, unsigned asked,
           const GfStep *step, GfStep *next)
{
  if (step->time == GF_NAME_NEWER || step->partly || was_there_before (renames, link))
    return false;

  next->thing = link->older;
  next->time = GF_NAME_OLDER;
  next->how = link->how;
  next->same = step->same && link->how == GF_LINK_RENAMED;
  next->partly = link->how == GF_LINK_SPLIT;
  next->from = since_it_went_in (renames, asked, link->older,
                                 gf_renames_thing (renames, link->older)->from);
  next->before = link->date;
  return true;
}

/* Between two writings of one name. */
static bool
step_aside (const GfLink *link, const GfStep *step, GfStep *next)
{
  next->thing = link->older == step->thing ? link->newer : link->older;
  if (next->time == GF_NAME_ALSO)
    next->how = link->how;
  return true;
}

static bool
follow (const GfRenames *renames, const GfLink *link, unsigned asked, const GfStep *step,
        GfStep *next)
{
  *next = *step;
  if (link->older != step->thing && link->newer != step->thing)
    return false;
  if (link->how == GF_LINK_SHORT || link->how == GF_LINK_WRITTEN)
    return step_aside (link, step, next);
  return link->older == step->thing ? step_on (renames, link, asked, step, next)
                                    : step_back (renames, link, asked, step, next);
}

static bool
is_reached (const GArray *steps, unsigned thing)
{
  for (unsigned i = 0; i < steps->len; i++)
    if (g_array_index (steps, GfStep, i).thing == thing)
      return true;
  return false;
}

/* Adds to @steps, of which each thing is in once, what can be reached from @asked. */
static void
walk (const GfRenames *renames, unsigned asked, GArray *steps)
{
  unsigned first = steps->len;
  GfStep start
      = { .thing = asked, .time = GF_NAME_ALSO, .how = GF_LINK_WRITTEN, .same = true };

  if (!is_reached (steps, asked))
    g_array_append_val (steps, start);
  for (unsigned i = first; i < steps->len; i++)
    for (unsigned j = 0; j < renames->links->len && steps->len < MAX_STEPS; j++)
      {
        GfStep step = g_array_index (steps, GfStep, i), next;

        if (follow (renames, gf_renames_link (renames, j), asked, &step, &next)
            && !is_reached (steps, next.thing))
          g_array_append_val (steps, next);
      }
}

/* Whether whatever has the name @other has @asked in it too. */
static bool
holds (const GfRenames *renames, const GfName *other, const GfName *asked)
{
  for (unsigned i = 0; i + asked->n_words <= other->n_words; i++)
    {
      unsigned same = 0;

      while (same < asked->n_words
             && strcmp (renames->words->pdata[other->first_word + i + same],
                        renames->words->pdata[asked->first_word + same])
                    == 0)
        same++;
      if (same == asked->n_words)
        return true;
    }
  return false;
}

static bool
is_same_other (const GfOtherName *a, const GfOtherName *b)
{
  return g_strv_equal ((const char *const *) a->words, (const char *const *) b->words)
         && g_strcmp0 (a->from, b->from) == 0 && g_strcmp0 (a->before, b->before) == 0;
}

/* Takes @other, unless namesakes gave the same already. */
static void
take_other (GPtrArray *others, GfOtherName *other)
{
  for (unsigned i = 0; i < others->len; i++)
    if (is_same_other (others->pdata[i], other))
      {
        gf_other_name_free (other);
        return;
      }
  g_ptr_array_add (others, other);
}

/* The names of @asked's own thing in other languages. */
static void
add_languages (const GfRenames *renames, const GfName *asked, GPtrArray *others)
{
  for (unsigned i = 0; i < renames->names->len; i++)
    {
      const GfName *name = gf_renames_name (renames, i);

      if (name->thing == asked->thing && name != asked && !holds (renames, name, asked))
        take_other (others, gf_renames_other_writing (renames, asked, name));
    }
}

static void
add_steps (const GfRenames *renames, const GfName *asked, const GArray *steps, bool same,
           GPtrArray *others)
{
  for (unsigned i = 0; i < steps->len; i++)
    {
      const GfStep *step = &g_array_index (steps, GfStep, i);
      const GfName *name = gf_renames_main_name (renames, step->thing);
      bool limited = !step->same || gf_renames_is_ambiguous (renames, step->thing);

      if (step->thing != asked->thing && step->same == same
          && !holds (renames, name, asked))
        take_other (others,
                    gf_renames_other_name (renames, asked->thing, step,
                                           limited && step->time != GF_NAME_ALSO));
    }
}

GPtrArray *
gf_renames_find (const GfRenames *renames, const GfRenamesQuestion *question,
                 size_t index, size_t *n_words_out)
{
  GPtrArray *others
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_other_name_free);
  g_autoptr (GArray) found = match (renames, question, index);
  g_autoptr (GArray) reached = g_array_new (FALSE, FALSE, sizeof (GfStep));

  *n_words_out = 0;
  for (unsigned i = 0; i < found->len; i++)
    {
      const GfName *asked = gf_renames_name (renames, g_array_index (found, unsigned, i));
      g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (GfStep));

      *n_words_out = asked->n_words;
      /* What one of two namesakes reached, the other does not reach again. */
      g_array_append_vals (steps, reached->data, reached->len);
      walk (renames, asked->thing, steps);
      g_array_remove_range (steps, 0, reached->len);
      add_languages (renames, asked, others);
      add_steps (renames, asked, steps, true, others);
      add_steps (renames, asked, steps, false, others);
      g_array_append_vals (reached, steps->data, steps->len);
    }
  return others;
}

static bool
is_one_word (const GfRenames *renames, unsigned thing, const char *word)
{
  const GfName *name = gf_renames_main_name (renames, thing);

  return name->n_words == 1
         && strcmp (renames->words->pdata[name->first_word], word) == 0;
}

char **
gf_renames_find_part (const GfRenames *renames, const char *root)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  bool any = false;

  for (unsigned i = 0; i < renames->joints->len; i++)
    {
      const GfJoint *joint = &g_array_index (renames->joints, GfJoint, i);
      const GfLink *link = gf_renames_link (renames, joint->link);
      bool is_older = is_one_word (renames, link->older, root);
      const GfName *other
          = gf_renames_main_name (renames, is_older ? link->newer : link->older);

      if (!is_older && !is_one_word (renames, link->newer, root))
        continue;
      g_strv_builder_add (parts, renames->words->pdata[other->first_word]);
      any = true;
    }
  return any ? g_strv_builder_end (parts) : NULL;
}

/* What follows @joint in the compound @form; NULL where it is not one of it. */
static const char *
second_part (const char *form, const char *joint)
{
  const char *rest = form + strlen (joint);

  if (!g_str_has_prefix (form, joint) || strlen (rest) < MIN_SECOND_PART
      || gf_renames_is_ending (rest))
    return NULL;
  return rest;
}

GPtrArray *
gf_renames_find_compound (const GfRenames *renames, const char *form)
{
  GPtrArray *others
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_other_name_free);

  for (unsigned i = 0; i < renames->joints->len; i++)
    {
      const GfJoint *joint = &g_array_index (renames->joints, GfJoint, i);
      const char *of_older = second_part (form, joint->older);
      const char *of_newer = second_part (form, joint->newer);
      g_autofree char *other
          = of_older != NULL   ? g_strconcat (joint->newer, of_older, NULL)
            : of_newer != NULL ? g_strconcat (joint->older, of_newer, NULL)
                               : NULL;

      if (other != NULL)
        g_ptr_array_add (others, gf_renames_other_compound (
                                     renames, joint, form, other,
                                     of_older != NULL ? GF_NAME_NEWER : GF_NAME_OLDER));
    }
  return others;
}
