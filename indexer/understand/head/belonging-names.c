/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/belonging-names.h"

#include <string.h>

#include "indexer/understand/head/body-names.h"
#include "indexer/understand/reading/dates.h"
#include "indexer/understand/reading/made-names.h"

typedef struct
{
  double weight;
  double cap;
} Weight;

static const Weight weights[] = {
  [GF_PLACE_TITLE] = { 8, 8 },       [GF_PLACE_KEY] = { 7, 14 },
  [GF_PLACE_HEAD] = { 2, 6 },        [GF_PLACE_FURNITURE] = { 2, 6 },
  [GF_PLACE_TEXT] = { 0.3, 4 },      [GF_PLACE_METADATA] = { 3, 3 },
  [GF_PLACE_MEMBER] = { 0.05, 0.2 }, [GF_PLACE_STATED] = { 0.4, 0.4 },
  [GF_PLACE_PATH] = { 0.2, 0.2 },    [GF_PLACE_ORGAN] = { 30, 30 },
  [GF_PLACE_LEGAL] = { 1.5, 1.5 },
};

G_STATIC_ASSERT (GF_N_PLACES <= GF_TALLY_PLACES);

void
gf_belonging_add (GfTally *tally, const char *name, guint place)
{
  gf_tally_add (tally, name, place, weights[place].weight, weights[place].cap);
}

static bool
is_general_body (const GfBelongingReader *reader, const GfWords *words, size_t index)
{
  const GfEntry *entry = gf_registers_match (reader->registers, GF_REGISTER_BODIES,
                                             GF_ANY_MEANING, words, index, NULL);

  return entry != NULL && entry->name != NULL;
}

static void
take_region (const GfBelongingReader *reader, const char *region, const char *council,
             guint place)
{
  gf_belonging_add (reader->regions, region, place);
  if (council != NULL)
    gf_belonging_add (reader->councils, council, place);
}

/* "Regionrådet Vikasund", where "Regionrådet Holmvik, Naustdalen" lists its members and
   "regionrådet Kari Nordmann" is about a person. */
static bool
stands_after_council (const GfBelongingReader *reader, const char *text,
                      const GfWords *words, size_t i)
{
  const GfWord *word = gf_words_get (words, i);
  const char *after = text + word->start + word->length;
  gunichar next;

  if (i == 0
      || (!gf_words_is (words, i - 1, "regionrådet")
          && !gf_made_name_ends (words, i - 1, "nettverket"))
      || !gf_made_name_is_gap (text, words, i - 1, " ")
      || gf_body_name_is_common (reader->registers, words, i)
      || g_ascii_isdigit (words->folded[word->start]))
    return false;
  if (i + 1 >= words->words->len || *after == '\t' || *after == '\n')
    return true;
  if (!gf_made_name_is_gap (text, words, i, ", "))
    return false;
  next = g_utf8_get_char (after + strlen (", "));
  return g_unichar_islower (next);
}

/* "Interkommunalt politisk råd for Varlia", "Interkommunalt politisk råd Varlia": whether
   word @i is the place. */
static bool
is_political_council (const char *text, const GfWords *words, size_t i)
{
  size_t last
      = i > 0 && (gf_words_is (words, i - 1, "for") || gf_words_is (words, i - 1, "i"))
            ? i - 1
            : i;

  return last >= 3 && !gf_words_is (words, i, "for") && !gf_words_is (words, i, "i")
         && gf_words_is (words, last - 1, "råd")
         && gf_words_is (words, last - 2, "politisk")
         && gf_words_is (words, last - 3, "interkommunalt")
         && gf_made_name_is_gap (text, words, i - 1, " ");
}

/* "regionråd", "IPR", "samkommune", "interkommunale politiske råd", behind a place. */
static bool
names_council (const GfWords *words, size_t i)
{
  static const char *const councils[]
      = { "regionråd",       "ipr", "kommunesamarbeid", "regionsamarbeid", "samkommune",
          "samkommunestyre", NULL };

  return gf_words_is_any (words, i, councils)
         || (gf_words_is (words, i, "interkommunale") && i + 2 < words->words->len
             && gf_words_is (words, i + 1, "politiske"));
}

/* "Fellesnemnda", "Rådet", "Rådmannsgruppa": what several municipalities have, before
 * "for" and the name of their region. */
static bool
is_common_organ (const GfWords *words, size_t i)
{
  static const char *const heads[] = { "rådmannsgruppa",
                                       "rådmannsgruppen",
                                       "rådmannsutvalget",
                                       "rådmannsutvalet",
                                       "rådmannsforum",
                                       "kommunedirektørgruppa",
                                       "kommunedirektørgruppen",
                                       "kommunedirektørutvalget",
                                       "kommunedirektørutvalet",
                                       "kommunedirektørforum",
                                       "ordførergruppa",
                                       "ordførargruppa",
                                       "fellesnemnda",
                                       "rådet",
                                       NULL };

  return gf_words_is_any (words, i, heads) || gf_made_name_ends (words, i, "rådet")
         || gf_made_name_ends (words, i, "råd");
}

/* Names as they are made, for the regions that no register has. */
static void
read_made_region (const GfBelongingReader *reader, const char *text, const GfWords *words,
                  size_t i, guint place)
{
  bool capital = gf_made_name_is_capital (text, words, i);
  g_autofree char *name = NULL, *region = NULL;

  if (capital
      && (gf_made_name_ends (words, i, "regionen")
          || gf_made_name_ends (words, i, "regionens")))
    {
      name = gf_made_name_dup_with_half (text, words, i);
      name[strlen (name) - (g_str_has_suffix (name, "s") ? 1 : 0)] = '\0';
      take_region (reader, name, name, place);
    }
  else if (capital && gf_made_name_ends (words, i, "rådet")
           && !is_general_body (reader, words, i))
    {
      name = gf_made_name_dup (text, words, i);
      region = gf_made_name_dup_place (name, "rådet");
      take_region (reader, region, name, place);
    }
  else if (names_council (words, i) && i > 1 && gf_made_name_is_half (words, i - 2)
           && gf_made_name_is_capital (text, words, i - 2)
           && !gf_made_name_is_capital (text, words, i - 1))
    {
      const GfWord *first = gf_words_get (words, i - 2);
      const GfWord *last = gf_words_get (words, i - 1);

      name = g_strndup (text + first->start, last->start + last->length - first->start);
      take_region (reader, name, NULL, place);
    }
  else if (names_council (words, i) && i > 0
           && gf_made_name_is_capital (text, words, i - 1)
           && gf_made_name_is_gap (text, words, i - 1, " ")
           && !gf_body_name_is_common (reader->registers, words, i - 1))
    {
      name = gf_made_name_dup_ending_at (reader->registers, text, words, i - 1);
      region = gf_body_name_dup_legal (reader->registers, text, words, i);
      take_region (reader, name,
                   gf_words_is (words, i, "regionråd") ? NULL
                   : region != NULL                    ? region
                                                       : name,
                   place);
    }
  else if (capital && place != GF_PLACE_TEXT
           && stands_after_council (reader, text, words, i))
    {
      name = gf_made_name_dup (text, words, i);
      take_region (reader, name, NULL, place);
    }
  else if (capital && is_political_council (text, words, i))
    {
      name = gf_made_name_dup_starting_at (text, words, i);
      region = g_strconcat ("Interkommunalt politisk råd ", name, NULL);
      take_region (reader, name, region, place);
    }
  else if (i > 1 && gf_words_is (words, i - 1, "for") && capital
           && is_common_organ (words, i - 2))
    {
      name = gf_made_name_dup_starting_at (text, words, i);
      take_region (reader, name, NULL, place);
    }
}

/* "Frisklivsnettverket i Nordmørebygdene", "Styringsgruppa for velferdsteknologi i
   Sunnlandet": the last word of a title, of an organ that several municipalities have. */
static bool
ends_with_place (const GfRegisters *registers, const char *text, const GfWords *words,
                 size_t i)
{
  static const char *const organs[]
      = { "nettverket",       "gruppa",          "gruppen",          "samarbeidet",
          "rådmannsutvalget", "rådmannsutvalet", "direktørutvalget", "direktørutvalet" };

  if (i < 2 || !gf_words_is (words, i - 1, "i")
      || !gf_made_name_is_capital (text, words, i))
    return false;
  /* "Regionrådsmøtet i Hadeland"; a municipality is where it met. */
  if (gf_words_is (words, i - 2, "regionrådsmøtet")
      || gf_words_is (words, i - 2, "regionrådsmøte"))
    return gf_registers_match (registers, GF_REGISTER_MUNICIPALITIES, GF_ANY_MEANING,
                               words, i, NULL)
               == NULL
           && (i + 1 == words->words->len || gf_date_is_weekday (words, i + 1)
               || g_ascii_isdigit (words->folded[gf_words_get (words, i + 1)->start]));
  if (i + 1 != words->words->len)
    return false;
  /* "Regionrådet i Ofoten" */
  if (gf_words_is (words, i - 2, "regionrådet"))
    return gf_registers_match (registers, GF_REGISTER_MUNICIPALITIES, GF_ANY_MEANING,
                               words, i, NULL)
           == NULL;
  for (size_t j = 0; j + 1 < i; j++)
    for (size_t k = 0; k < G_N_ELEMENTS (organs); k++)
      if (gf_made_name_ends (words, j, organs[k]) || gf_words_is (words, j, organs[k]))
        return true;
  return false;
}

static void
read_region (const GfBelongingReader *reader, const char *text, const GfWords *words,
             size_t i, guint place)
{
  size_t size = 0;
  bool capital = gf_made_name_is_capital (text, words, i);
  const GfEntry *entry = capital
                             ? gf_registers_match (reader->registers, GF_REGISTER_REGIONS,
                                                   GF_ANY_MEANING, words, i, &size)
                             : NULL;

  if (entry != NULL)
    {
      g_autofree char *written = gf_made_name_dup (text, words, i);
      size_t length = strlen (written);

      if (length > 1 && written[length - 1] == 's'
          && !g_str_has_suffix (entry->name, "s"))
        written[length - 1] = '\0';
      take_region (reader, entry->name, size == 1 ? written : entry->name, place);
      return;
    }
  read_made_region (reader, text, words, i, place);
  if ((place == GF_PLACE_TITLE || place == GF_PLACE_HEAD || place == GF_PLACE_KEY)
      && ends_with_place (reader->registers, text, words, i))
    {
      g_autofree char *name = gf_made_name_dup (text, words, i);

      gf_belonging_add (reader->regions, name, place);
    }
  /* In running text any region may be told of by its members. */
  if (!capital || place == GF_PLACE_PATH || place == GF_PLACE_TEXT)
    return;
  entry = gf_registers_match (reader->registers, GF_REGISTER_MEMBERS, GF_ANY_MEANING,
                              words, i, NULL);
  if (entry != NULL)
    gf_belonging_add (reader->regions, entry->name, GF_PLACE_MEMBER);
}

/* "Utvalg/styre/råd :": words of a key, where "Formannskapet/Ovdagoddi" is none. */
static bool
is_of_key (const char *text, const GfWords *words, size_t i)
{
  const GfWord *word = gf_words_get (words, i);
  const char *after = text + word->start + word->length;
  bool joined = *after == '/' || (word->start > 0 && text[word->start - 1] == '/');

  while (*after == '/' && i + 1 < words->words->len)
    {
      word = gf_words_get (words, ++i);
      after = text + word->start + word->length;
    }
  return joined && after[strspn (after, " .")] == ':';
}

/* Names that stand in no register and have no ending of organs. */
static size_t
read_shaped_body (const GfBelongingReader *reader, const char *text, const GfWords *words,
                  size_t i, guint place)
{
  g_autofree char *legal = gf_body_name_dup_legal (reader->registers, text, words, i);
  g_autofree char *genitive = gf_body_name_dup_genitive (text, words, i);

  if (legal != NULL && place != GF_PLACE_TEXT)
    gf_belonging_add (reader->bodies, legal,
                      place == GF_PLACE_HEAD ? GF_PLACE_STATED : GF_PLACE_LEGAL);
  if (genitive != NULL)
    gf_belonging_add (reader->bodies, genitive, place);
  return 1;
}

/* "møte i prosjektgruppa", "vedtak i fylkestinget" */
static bool
follows_meeting (const GfWords *words, size_t i)
{
  static const char *const meetings[] = { "møte", "møtet", "vedtak", "årsmøte", NULL };

  return i >= 2 && gf_words_is (words, i - 1, "i")
         && gf_words_is_any (words, i - 2, meetings);
}

/* "Viltnemnda" of "Snølia viltnemnd", as it is called by itself.  @name: (transfer full).
   Returns: (transfer full). */
static char *
dup_definite (char *name)
{
  g_autofree char *written = name;

  return g_strconcat (written, g_str_has_suffix (written, "nemnd") ? "a" : "", NULL);
}

static size_t
read_body (const GfBelongingReader *reader, const char *text, const GfWords *words,
           size_t i, guint place)
{
  size_t size = 1;
  const GfEntry *entry = gf_registers_match (reader->registers, GF_REGISTER_BODIES,
                                             GF_ANY_MEANING, words, i, &size);
  g_autofree char *name = gf_body_name_dup_council (reader->registers, text, words, i);

  size = MAX (size, 1);
  if (name == NULL && gf_body_name_stands (reader->by_shape, text, words, i))
    {
      size_t of_name = 0;
      g_autofree char *of_matters = gf_body_name_dup_for (text, words, i, &of_name);

      if (of_matters == NULL)
        of_matters = gf_body_name_dup_of_place (text, words, i, &of_name);
      if (of_matters != NULL)
        {
          gf_belonging_add (reader->bodies, of_matters, place);
          return of_name;
        }
    }
  if (name == NULL && entry != NULL && size == 1 && is_of_key (text, words, i))
    return size;
  if (name == NULL && entry == NULL)
    return read_shaped_body (reader, text, words, i, place);
  /* "Vestlandsrådet sitt arbeidsutval": the organ follows. */
  if (i + size < words->words->len
      && (gf_words_is (words, i + size, "sitt") || gf_words_is (words, i + size, "si")))
    return size;
  if (name == NULL && entry->name == NULL
      && !gf_body_name_stands (reader->by_shape, text, words, i))
    return size;
  if (name == NULL)
    name = entry->name != NULL
               ? g_strdup (entry->name)
               : dup_definite (gf_body_name_dup_joined (text, words, i + size - 1));
  /* "-" in the register: a word that is made like a body but is none of ours. */
  if (strcmp (name, "-") == 0)
    return size;
  gf_belonging_add (reader->bodies, name,
                    place == GF_PLACE_HEAD && follows_meeting (words, i) ? GF_PLACE_KEY
                                                                         : place);
  if (entry != NULL && entry->region != NULL)
    gf_belonging_add (reader->regions, entry->region, place);
  return size;
}

void
gf_belonging_read_text (const GfBelongingReader *reader, const char *text, size_t length,
                        guint place)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, SIZE_MAX);

  for (size_t i = 0; i < words->words->len; i++)
    read_region (reader, text, words, i, place);
  for (size_t i = 0; i < words->words->len && !reader->regions_only;)
    i += read_body (reader, text, words, i, place);
}
