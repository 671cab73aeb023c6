/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "norsk/forms.h"

#include <string.h>

/* "Liers" is Lier's; "oss" is not the municipality of Os'. */
#define SHORTEST_GENITIVE 4

/* What a form is brought to, while it is being found out. */
typedef struct
{
  const GfForms *forms;
  const char *form;
  GPtrArray *lemmas; /* of strings, owned */
  GPtrArray *parts;  /* the same */
} Search;

/* A reading, and whose it is. */
typedef struct
{
  GfLexis *lexis;
  GfReading reading;
} Candidate;

/* Those of @readings as what @use says. */
static void
add_candidates (GfLexis *lexis, const char *readings, GfReadingUse use,
                GArray *candidates)
{
  Candidate candidate = { .lexis = lexis };

  while (readings != NULL && gf_reading_next (&readings, &candidate.reading))
    if (candidate.reading.use == use)
      g_array_append_val (candidates, candidate);
}

static bool
is_form (const Candidate *candidate, const char *form)
{
  g_autofree char *root = gf_reading_dup_root (&candidate->reading);

  return root != NULL && strcmp (root, form) == 0;
}

static bool
is_imperative (const Candidate *candidate)
{
  return gf_reading_has_tag (&candidate->reading, "<imp>");
}

/* What the readings of a form have between them. */
typedef struct
{
  bool other_than_imperative;
  bool function_word;
  bool known[GF_N_WORD_CLASSES]; /* whether one of the class came to bokmål */
} Traits;

static Traits
find_traits (const GArray *candidates)
{
  Traits traits = { 0 };

  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);

      traits.other_than_imperative |= !is_imperative (candidate);
      traits.function_word |= candidate->reading.word_class == GF_WORD_FUNCTION;
    }
  return traits;
}

/* "Verdi" is "value", not "the world" as it was spelled before 2012. */
static bool
is_old_feminine (const Candidate *candidate, const char *form)
{
  return g_str_has_suffix (form, "i") && gf_reading_has_tag (&candidate->reading, "<def>")
         && candidate->reading.word_class == GF_WORD_NOUN;
}

/*
 * Minutes give nobody orders: "vei" is a road and not "weigh!".  And "for" is no form of
 * "fare", though it could be: a function word that is every document's must not stand for
 * other words.
 */
static bool
is_wanted (const Candidate *candidate, const Traits *traits, const char *form)
{
  if ((traits->other_than_imperative && is_imperative (candidate))
      || is_old_feminine (candidate, form))
    return false;
  return !traits->function_word || candidate->reading.word_class == GF_WORD_FUNCTION
         || is_form (candidate, form);
}

static void
add_root (const GfForms *forms, GPtrArray *roots, char *root)
{
  GfRootList paired = gf_word_lists_pairs (forms->lists, root);

  if (paired == NULL)
    {
      gf_roots_array_take (roots, root);
      return;
    }
  gf_roots_array_add_list (roots, paired);
  g_free (root);
}

/* A word that the way to bokmål does not know, but maybe its parts. */
static void
add_untranslated (const Search *search, const Candidate *candidate)
{
  g_autofree char *lemma = gf_reading_dup_root (&candidate->reading);
  g_autoptr (GfSplit) split = NULL;

  if (lemma == NULL)
    return;
  split = gf_split_new (candidate->lexis, search->forms->lists, lemma, GF_SPLIT_LEXEME);
  if (split != NULL)
    add_root (search->forms, search->lemmas,
              gf_split_dup_span (split, 0, split->parts->len - 1, 0));
  add_root (search->forms, search->lemmas, g_steal_pointer (&lemma));
}

/* Those that come to bokmål first: what does not is most often a rare homograph of one
   that does. */
static void
add_wanted (const Search *search, const GArray *candidates)
{
  Traits traits = find_traits (candidates);
  g_autoptr (GPtrArray) unknown = g_ptr_array_new ();

  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (!is_wanted (candidate, &traits, search->form))
        continue;
      if (gf_lexis_add_roots (candidate->lexis, &candidate->reading, search->lemmas))
        traits.known[candidate->reading.word_class] = true;
      else
        g_ptr_array_add (unknown, (gpointer) candidate);
    }
  for (guint i = 0; i < unknown->len; i++)
    if (!traits.known[((const Candidate *) unknown->pdata[i])->reading.word_class])
      add_untranslated (search, unknown->pdata[i]);
}

/* As a word of either language; else as what stands only before a hyphen,
   "samferdsels-". */
static bool
find_known (const Search *search)
{
  GfLexis *bokmal = search->forms->bokmal, *nynorsk = search->forms->nynorsk;
  g_autofree char *in_bokmal = g_strdup (gf_lexis_readings (bokmal, search->form));
  g_autofree char *in_nynorsk = g_strdup (gf_lexis_readings (nynorsk, search->form));
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  add_candidates (bokmal, in_bokmal, GF_READING_WHOLE, candidates);
  add_candidates (nynorsk, in_nynorsk, GF_READING_WHOLE, candidates);
  if (candidates->len == 0)
    add_candidates (bokmal, in_bokmal, GF_READING_FIRST, candidates);
  if (candidates->len == 0)
    add_candidates (nynorsk, in_nynorsk, GF_READING_FIRST, candidates);
  add_wanted (search, candidates);
  return search->lemmas->len > 0;
}

/* Tokens are lower case, names in the dictionaries are not. */
static char *
dup_capitalised (const char *form)
{
  g_autofree char *first = g_utf8_substring (form, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (form), NULL);
}

/* A name that is written so wins over one that it could be a form of. */
static bool
find_name (const Search *search, GfLexis *lexis)
{
  g_autofree char *name = dup_capitalised (search->form);
  const char *readings = gf_lexis_readings (lexis, name);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  bool is_itself = false;

  add_candidates (lexis, readings, GF_READING_WHOLE, candidates);
  for (guint i = 0; i < candidates->len; i++)
    is_itself |= is_form (&g_array_index (candidates, Candidate, i), search->form);
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (candidate->reading.word_class == GF_WORD_NAME
          && (!is_itself || is_form (candidate, search->form)))
        gf_lexis_add_any_roots (lexis, &candidate->reading, search->lemmas);
    }
  return search->lemmas->len > 0;
}

static void
add_compound (const Search *search, const GfSplit *split)
{
  guint last = split->parts->len - 1;

  for (guint i = 0; i < gf_split_get (split, last)->roots->len; i++)
    add_root (search->forms, search->lemmas, gf_split_dup_span (split, 0, last, i));
  gf_parts_add (search->forms->parts, split, search->parts);
}

/* The ways to take the form apart: of the language that makes more of it, or of both
   where they are even; NULL for none. */
typedef struct
{
  GfSplit *bokmal;
  GfSplit *nynorsk;
} Splits;

static Splits
split_form (const Search *search)
{
  const GfForms *forms = search->forms;
  Splits splits
      = { gf_split_new (forms->bokmal, forms->lists, search->form, GF_SPLIT_FORM),
          gf_split_new (forms->nynorsk, forms->lists, search->form, GF_SPLIT_FORM) };

  if (splits.bokmal == NULL || splits.nynorsk == NULL)
    return splits;
  if (splits.bokmal->cost < splits.nynorsk->cost)
    g_clear_pointer (&splits.nynorsk, gf_split_free);
  else if (splits.bokmal->cost > splits.nynorsk->cost)
    g_clear_pointer (&splits.bokmal, gf_split_free);
  return splits;
}

static bool
find_compound (const Search *search)
{
  Splits splits = split_form (search);
  g_autoptr (GfSplit) bokmal = splits.bokmal;
  g_autoptr (GfSplit) nynorsk = splits.nynorsk;

  if (bokmal != NULL)
    add_compound (search, bokmal);
  if (nynorsk != NULL)
    add_compound (search, nynorsk);
  return bokmal != NULL || nynorsk != NULL;
}

/* "Kommuneloven" is in the dictionary, as a name, and is a law all the same. */
static bool
is_plain_compound (const Search *search)
{
  Splits splits = split_form (search);
  g_autoptr (GfSplit) bokmal = splits.bokmal;
  g_autoptr (GfSplit) nynorsk = splits.nynorsk;
  const GfSplit *split = bokmal != NULL ? bokmal : nynorsk;
  const char *last;

  if (split == NULL)
    return false;
  last = gf_split_get (split, split->parts->len - 1)->roots->pdata[0];
  return gf_word_lists_is_kind (search->forms->lists, last, strlen (last),
                                GF_KIND_NEVER_NAME);
}

/* Where the stem is a word that the dictionary has, the form is no form of it, since that
   would be in the dictionary too. */
static void
find_stem (const Search *search)
{
  const GfForms *forms = search->forms;
  g_autofree char *stem = g_strdup (gf_stemmer_root (forms->stemmer, search->form));

  if (forms->bokmal != NULL && strcmp (stem, search->form) != 0
      && gf_readings_have_whole (gf_lexis_readings (forms->bokmal, stem)))
    g_ptr_array_add (search->lemmas, g_strdup (search->form));
  else
    g_ptr_array_add (search->lemmas, g_steal_pointer (&stem));
}

static bool
is_letters (const char *form)
{
  for (; *form != '\0'; form = g_utf8_next_char (form))
    if (!g_unichar_isalpha (g_utf8_get_char (form)))
      return false;
  return true;
}

/*
 * The parts of each lemma.  A lemma whose parts have other roots than themselves has such
 * a root too: "bustadpolitikk" is "boligpolitikk".
 */
static void
add_parts_of_lemmas (const Search *search)
{
  guint n = search->lemmas->len;

  for (guint i = 0; i < n; i++)
    {
      const char *lemma = search->lemmas->pdata[i];
      const GfSplit *split = gf_parts_split (search->forms->parts, lemma);

      if (split == NULL)
        continue;
      gf_parts_add (search->forms->parts, split, search->parts);
      if (gf_word_lists_pairs (search->forms->lists, lemma) == NULL)
        add_root (search->forms, search->lemmas,
                  gf_split_dup_span (split, 0, split->parts->len - 1, 0));
    }
}

static bool
has_root (GfRootList list, const char *wanted)
{
  for (const char *root = list; *root != '\0'; root += strlen (root) + 1)
    if (strcmp (root, wanted) == 0)
      return true;
  return false;
}

/* What the register of pairs has for the form is so, and all there is to it where the
   form stays itself; else it may be a form of other words too. */
static bool
find_known_or_paired (const Search *search)
{
  GfRootList paired = gf_word_lists_pairs (search->forms->lists, search->form);

  if (paired == NULL)
    return find_known (search);
  gf_roots_array_add_list (search->lemmas, paired);
  if (!has_root (paired, search->form))
    find_known (search);
  return true;
}

static void
find_with_dictionaries (const Search *search)
{
  if (find_known_or_paired (search))
    add_parts_of_lemmas (search);
  else if (find_name (search, search->forms->bokmal)
           || find_name (search, search->forms->nynorsk))
    {
      if (is_plain_compound (search))
        find_compound (search);
    }
  else if (!find_compound (search))
    find_stem (search);
}

/* Without dictionaries what the registers have of the form is all there is to know. */
static void
find_without_dictionaries (const Search *search)
{
  GfRootList paired = gf_word_lists_pairs (search->forms->lists, search->form);

  if (paired != NULL)
    gf_roots_array_add_list (search->lemmas, paired);
  else
    find_stem (search);
}

/* The name that @form is, or the genitive of. NULL where it is none. */
static char *
dup_place (const Search *search, GfPlace *place_out)
{
  const GfWordLists *lists = search->forms->lists;
  size_t length = strlen (search->form);
  g_autofree char *name = g_strdup (search->form);

  *place_out = gf_word_lists_find_place (lists, name);
  if (*place_out == GF_PLACE_NONE && length > SHORTEST_GENITIVE
      && name[length - 1] == 's')
    {
      name[length - 1] = '\0';
      *place_out = gf_word_lists_find_place (lists, name);
    }
  return *place_out != GF_PLACE_NONE ? g_steal_pointer (&name) : NULL;
}

/* Lier is no form of "li", and Sola none of "sol". */
static bool
find_place (const Search *search)
{
  GfPlace place;
  g_autofree char *name = dup_place (search, &place);

  if (name == NULL)
    return false;
  g_ptr_array_add (search->lemmas, g_steal_pointer (&name));
  if (place == GF_PLACE_NAME_AND_WORD && search->forms->bokmal != NULL
      && find_known_or_paired (search))
    add_parts_of_lemmas (search);
  return true;
}

void
gf_forms_find (const GfForms *forms, const char *form, GPtrArray *lemmas,
               GPtrArray *parts)
{
  const Search search = { forms, form, lemmas, parts };

  if (strlen (form) > GF_COMPOUND_MAX_BYTES)
    find_stem (&search);
  else if (!is_letters (form) || *form == '\0' || *g_utf8_next_char (form) == '\0')
    g_ptr_array_add (lemmas, g_strdup (form));
  else if (find_place (&search))
    return;
  else if (forms->bokmal != NULL)
    find_with_dictionaries (&search);
  else
    find_without_dictionaries (&search);
}
