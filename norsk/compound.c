/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "norsk/compound.h"

#include <string.h>

/* What a way through a word costs. One more part outweighs anything but the worst. */
#define COST_PART 100
/* A last part of few letters is chance: "svart-id" for "svar-tid"; but a joint s is not
   the beginning of it, "arbeid-slag" for "arbeids-lag". */
#define COST_LETTER_LEFT 1
#define COST_UNJOINED 8
#define COST_TWO_LETTERS 60
#define COST_THREE_LETTERS 15
#define COST_NAME 10
#define COST_ADJECTIVE 15
#define COST_VERB 20
#define COST_PARTICIPLE 25
#define COST_NONE G_MAXINT

/* A form below this of two parts is a word that nobody knows, or a name. */
#define SHORTEST_FORM 7
/* What is shorter is in the register, or no part; as the first part of a word that the
   dictionary has, not even then. */
#define SHORTEST_PART 3
/* "ise", "gli": they are found in half the words in -isering and -ing. */
#define SHORTEST_VERB 4
#define SHORTEST_NAME 3
#define SHORTEST_PAIRED 5
/* Longer words that are adverbs too are fair first parts. */
#define LONGEST_PARTICLE 6

/* The cheapest way to a place in the word. */
typedef struct
{
  int cost;
  guint n_parts;
  size_t from;
  const char
      *readings; /* of the part that ends here; NULL for one that the registers have */
} Way;

typedef struct
{
  GfLexis *lexis;
  const GfWordLists *lists;
  const char *form;
  size_t length;
  GfSplitKind kind;
  const char *whole; /* readings of the form itself, of a lexeme */
  Way ways[GF_COMPOUND_MAX_BYTES + 1];
} Splitter;

static void
free_part (gpointer data)
{
  GfPart *part = data;

  g_free (part->text);
  g_ptr_array_unref (part->roots);
  g_free (part);
}

void
gf_split_free (GfSplit *split)
{
  if (split == NULL)
    return;
  g_ptr_array_unref (split->parts);
  g_free (split);
}

static int
cost_of_class (const GfReading *reading)
{
  switch (reading->word_class)
    {
    case GF_WORD_NOUN:
      return 0;
    case GF_WORD_ADJECTIVE:
      return gf_reading_has_tag (reading, "<pp>") ? COST_PARTICIPLE : COST_ADJECTIVE;
    case GF_WORD_VERB:
      return reading->lemma_length < SHORTEST_VERB ? COST_NONE : COST_VERB;
    default:
      return COST_NONE;
    }
}

static bool
is_kind (const Splitter *splitter, const GfReading *reading, GfWordKind kind)
{
  return gf_word_lists_is_kind (splitter->lists, reading->lemma, reading->lemma_length,
                                kind);
}

static int
cost_of_length (const Splitter *splitter, const GfReading *reading)
{
  long letters = g_utf8_strlen (reading->lemma, (gssize) reading->lemma_length);

  if (letters >= SHORTEST_PART)
    return letters == SHORTEST_PART ? COST_THREE_LETTERS : 0;
  return is_kind (splitter, reading, GF_KIND_SHORT_PART) ? COST_TWO_LETTERS : COST_NONE;
}

/* What a short word is by itself. */
typedef struct
{
  bool function;
  bool adverb;
  bool noun;
} Short;

static Short
find_short (const Splitter *splitter, const char *word, size_t length)
{
  g_autofree char *copy = g_strndup (word, length);
  const GfPieces *pieces = gf_lexis_pieces (splitter->lexis, copy);
  Short found = { false, false, false };
  const LtPiece *longest;
  const char *readings;
  GfReading reading;

  if (length > LONGEST_PARTICLE || pieces->n_pieces == 0)
    return found;
  longest = &pieces->pieces[pieces->n_pieces - 1];
  if (longest->n_bytes != length)
    return found;
  readings = longest->readings;
  while (gf_reading_next (&readings, &reading))
    {
      bool whole = reading.use == GF_READING_WHOLE;

      found.function |= whole && reading.word_class == GF_WORD_FUNCTION;
      found.adverb |= whole && gf_reading_has_tag (&reading, "<adv>");
      found.noun |= whole && reading.word_class == GF_WORD_NOUN;
    }
  return found;
}

/* "over", "til", "inn", "ved"; not "side", an adverb by the way. */
static bool
is_particle (const Splitter *splitter, const char *word, size_t length)
{
  Short found = find_short (splitter, word, length);

  return found.function || (found.adverb && !found.noun);
}

/* As written, or with a joint s: "for" in "forslag", which is not the "fôr" of cows. */
static bool
begins_with_particle (const Splitter *splitter, const GfReading *first, size_t end)
{
  return is_particle (splitter, splitter->form, end)
         || is_particle (splitter, first->lemma, first->lemma_length);
}

static bool
same_tags (const GfReading *a, const GfReading *b)
{
  return a->tags_length == b->tags_length
         && memcmp (a->tags, b->tags, a->tags_length) == 0;
}

/* Whether the whole word is inflected as its last part is, both being lemmas. */
static bool
fits_whole (const Splitter *splitter, const GfReading *last, size_t n_bytes)
{
  const char *readings = splitter->whole;
  GfReading whole;

  if (last->lemma_length != n_bytes)
    return false;
  while (gf_reading_next (&readings, &whole))
    if (whole.lemma_length == splitter->length && same_tags (&whole, last))
      return true;
  return false;
}

/* "trafikk" and "kork" make "trafikkork"; "penn" is "pen" before nothing but an n. */
static bool
lost_letter_follows (const Splitter *splitter, size_t end)
{
  return end < splitter->length && splitter->form[end] == splitter->form[end - 1];
}

static bool
may_be_first (const Splitter *splitter, const GfReading *reading, size_t start,
              size_t end)
{
  if (reading->use != GF_READING_FIRST
      || (gf_reading_has_tag (reading, "<detriple>")
          && !lost_letter_follows (splitter, end)))
    return false;
  /* Before what the dictionary has as one word a particle changes its meaning. */
  return splitter->kind == GF_SPLIT_FORM || start > 0
         || !begins_with_particle (splitter, reading, end);
}

static bool
may_be_last (const Splitter *splitter, const GfReading *reading, size_t start)
{
  return reading->use == GF_READING_LAST && start > 0
         && !is_kind (splitter, reading, GF_KIND_NEVER_LAST)
         && (splitter->kind == GF_SPLIT_FORM
             || fits_whole (splitter, reading, splitter->length - start));
}

/* Whether what is read so may be the part from @start to @end. */
static bool
may_stand (const Splitter *splitter, const GfReading *reading, size_t start, size_t end)
{
  return cost_of_class (reading) != COST_NONE
         && cost_of_length (splitter, reading) != COST_NONE
         && (end == splitter->length ? may_be_last (splitter, reading, start)
                                     : may_be_first (splitter, reading, start, end))
         && !is_kind (splitter, reading, GF_KIND_NEVER_PART);
}

/* The class of the likeliest of @readings costs so much; COST_NONE where none may stand
   there. */
static int
cheapest_class (const Splitter *splitter, const char *readings, size_t start, size_t end)
{
  int cheapest = COST_NONE;
  GfReading reading;

  while (cheapest > 0 && gf_reading_next (&readings, &reading))
    if (cost_of_class (&reading) < cheapest && may_stand (splitter, &reading, start, end))
      cheapest = cost_of_class (&reading);
  return cheapest;
}

/* The longest lemma of that class costs so much more. */
static int
cheapest_length (const Splitter *splitter, const char *readings, size_t start, size_t end,
                 int class_cost)
{
  int cheapest = COST_NONE;
  GfReading reading;

  while (cheapest > 0 && gf_reading_next (&readings, &reading))
    if (cost_of_class (&reading) <= class_cost
        && may_stand (splitter, &reading, start, end))
      cheapest = MIN (cheapest, cost_of_length (splitter, &reading));
  return cheapest;
}

static void
try_way (Splitter *splitter, size_t start, size_t end, int cost, const char *readings)
{
  const Way *here = &splitter->ways[start];
  Way *there = &splitter->ways[end];

  if (here->cost + cost >= there->cost)
    return;
  *there = (Way){ here->cost + cost, here->n_parts + 1, start, readings };
}

/* "Vintersport" is sport, and not the harbour of "vinters". */
static bool
is_never_joined (const Splitter *splitter, const GfReading *reading)
{
  const char *end = reading->lemma + reading->lemma_length;

  return (reading->lemma_length > 2 && end[-2] == 'e' && end[-1] == 'r')
         || is_kind (splitter, reading, GF_KIND_NEVER_JOINED);
}

/* Whether the s at the end of @written can only be the one that joins compounds. */
static bool
has_joint (const Splitter *splitter, const char *readings, const char *written,
           size_t length)
{
  GfReading reading;

  if (written[length - 1] != 's')
    return false;
  while (gf_reading_next (&readings, &reading))
    if (reading.use == GF_READING_FIRST
        && (reading.lemma_length >= length || is_never_joined (splitter, &reading)))
      return false;
  return true;
}

static void
try_piece (Splitter *splitter, size_t start, const LtPiece *piece)
{
  const char *written = splitter->form + start;
  size_t end = start + piece->n_bytes;
  int cost = cheapest_class (splitter, piece->readings, start, end);

  if (cost == COST_NONE)
    return;
  cost += cheapest_length (splitter, piece->readings, start, end, cost);
  if (end == splitter->length)
    cost += COST_LETTER_LEFT * (int) start;
  else if (!has_joint (splitter, piece->readings, written, piece->n_bytes))
    cost += COST_UNJOINED;
  try_way (splitter, start, end, COST_PART + cost, piece->readings);
}

static void
try_pieces (Splitter *splitter, size_t start)
{
  const GfPieces *pieces = gf_lexis_pieces (splitter->lexis, splitter->form + start);

  for (size_t i = 0; i < pieces->n_pieces; i++)
    try_piece (splitter, start, &pieces->pieces[i]);
}

/* Whether the registers have a word of @length bytes that compounds can begin with. */
static bool
is_registered (const Splitter *splitter, size_t length)
{
  g_autofree char *word = g_strndup (splitter->form, length);

  return gf_word_lists_find_place (splitter->lists, word) != GF_PLACE_NONE
         || (length >= SHORTEST_PAIRED
             && gf_word_lists_pairs (splitter->lists, word) != NULL);
}

/* "Kongsberg" in "Kongsbergregionen", and with an s in "Drammensregionen". */
static void
try_registered (Splitter *splitter)
{
  for (size_t end = SHORTEST_NAME; end < splitter->length; end++)
    {
      if (!is_registered (splitter, end))
        continue;
      try_way (splitter, 0, end, COST_PART + COST_NAME, NULL);
      if (splitter->form[end] == 's' && end + 1 < splitter->length)
        try_way (splitter, 0, end + 1, COST_PART + COST_NAME, NULL);
    }
}

static bool
find_way (Splitter *splitter)
{
  for (size_t i = 1; i <= splitter->length; i++)
    splitter->ways[i].cost = COST_NONE;
  splitter->ways[0] = (Way){ 0 };
  try_registered (splitter);
  for (size_t i = 0; i < splitter->length; i++)
    if (splitter->ways[i].cost != COST_NONE
        && splitter->ways[i].n_parts < GF_COMPOUND_MAX_PARTS)
      try_pieces (splitter, i);
  return splitter->ways[splitter->length].cost != COST_NONE;
}

/* The part as it stands within a word of bokmål: its root in place of the lemma, and the
   joint letters after it. */
static char *
dup_text (const char *written, const GfReading *reading, const char *root)
{
  g_autofree char *lemma = gf_reading_dup_root (reading);

  if (lemma == NULL || strcmp (lemma, root) == 0)
    return g_strdup (written);
  return g_strconcat (
      root, g_str_has_prefix (written, lemma) ? written + strlen (lemma) : "", NULL);
}

/* What the registers have from the beginning to @end, but for the s that may join it. */
static void
add_registered (const Splitter *splitter, size_t end, GfPart *part)
{
  size_t length = is_registered (splitter, end) ? end : end - 1;
  g_autofree char *word = g_strndup (splitter->form, length);
  GfRootList paired = gf_word_lists_pairs (splitter->lists, word);

  if (paired != NULL)
    gf_roots_array_add_list (part->roots, paired);
  else
    g_ptr_array_add (part->roots, g_strdup (word));
  part->text = g_strdup_printf ("%s%.*s", (const char *) part->roots->pdata[0],
                                (int) (end - length), splitter->form + length);
}

static void
add_readings (const Splitter *splitter, const Way *way, size_t end, const char *written,
              GfPart *part)
{
  int cheapest = cheapest_class (splitter, way->readings, way->from, end);
  const char *readings = way->readings;
  GfReading reading;

  while (gf_reading_next (&readings, &reading))
    {
      if (cost_of_class (&reading) > cheapest
          || !may_stand (splitter, &reading, way->from, end))
        continue;
      gf_lexis_add_any_roots (splitter->lexis, &reading, part->roots);
      if (part->text == NULL && part->roots->len > 0)
        part->text = dup_text (written, &reading, part->roots->pdata[0]);
    }
}

/* What nobody looks for the word by: "hoved", "inn"; but for "post" they may. */
static bool
is_prefix (const Splitter *splitter, const char *written)
{
  size_t length = strlen (written);
  Short found = find_short (splitter, written, length);

  return gf_word_lists_is_kind (splitter->lists, written, length, GF_KIND_PREFIX)
         || ((found.function || found.adverb) && !found.noun);
}

static GfPart *
new_part (const Splitter *splitter, size_t end)
{
  const Way *way = &splitter->ways[end];
  g_autofree char *written = g_strndup (splitter->form + way->from, end - way->from);
  GfPart *part = g_new0 (GfPart, 1);

  part->roots = g_ptr_array_new_with_free_func (g_free);
  part->is_prefix = end < splitter->length && is_prefix (splitter, written);
  if (way->readings != NULL)
    add_readings (splitter, way, end, written, part);
  else
    add_registered (splitter, end, part);
  /* An entry with a sign in it, as "e-post". */
  if (part->roots->len == 0)
    g_ptr_array_add (part->roots, g_strdup (written));
  if (part->text == NULL)
    part->text = g_steal_pointer (&written);
  return part;
}

static GfSplit *
collect (const Splitter *splitter)
{
  GfSplit *split = g_new0 (GfSplit, 1);

  split->cost = splitter->ways[splitter->length].cost;
  split->parts = g_ptr_array_new_with_free_func (free_part);
  for (size_t end = splitter->length; end > 0; end = splitter->ways[end].from)
    g_ptr_array_insert (split->parts, 0, new_part (splitter, end));
  return split;
}

/* Whether it may be a compound at all. */
static bool
is_splittable (const Splitter *splitter)
{
  if (splitter->length > GF_COMPOUND_MAX_BYTES)
    return false;
  if (splitter->kind == GF_SPLIT_LEXEME)
    return splitter->whole != NULL;
  return g_utf8_strlen (splitter->form, -1) >= SHORTEST_FORM;
}

GfSplit *
gf_split_new (GfLexis *lexis, const GfWordLists *lists, const char *form,
              GfSplitKind kind)
{
  g_autofree char *whole
      = kind == GF_SPLIT_LEXEME ? g_strdup (gf_lexis_readings (lexis, form)) : NULL;
  Splitter splitter = { .lexis = lexis,
                        .lists = lists,
                        .form = form,
                        .length = strlen (form),
                        .kind = kind,
                        .whole = whole };

  if (!is_splittable (&splitter) || !find_way (&splitter))
    return NULL;
  return collect (&splitter);
}

char *
gf_split_dup_span (const GfSplit *split, guint first, guint last, guint root)
{
  GString *span = g_string_new (NULL);

  for (guint i = first; i < last; i++)
    g_string_append (span, gf_split_get (split, i)->text);
  g_string_append (span, gf_split_get (split, last)->roots->pdata[root]);
  return g_string_free (span, FALSE);
}
