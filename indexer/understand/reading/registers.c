/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/registers.h"

#include <string.h>

#include "common/table.h"

/* One list for each byte that a phrase can begin with, and one for phrases that begin
 * openly. */
#define OPEN_BUCKET 0

/* A phrase, and by what it is mostly passed over without a look at it: each word of a
   text is held against all that begin with the same letter. */
typedef struct
{
  uint64_t opening; /* the first bytes of its first word, zeroes behind a shorter one */
  uint64_t mask;    /* which of these a text must have */
  uint64_t meaning; /* GF_MEANING () */
  const GfEntry *entry;
} Candidate;

typedef struct
{
  GPtrArray *entries;   /* of GfEntry, owned */
  GArray *buckets[256]; /* of Candidate, by the first byte of the phrase; NULL for none */
} Table;

struct GfRegisters
{
  Table tables[GF_N_REGISTERS];
};

typedef struct
{
  const char *file;
  GfRegister which;
  const char *const *meanings; /* words for the meanings; NULL where it has none */
  int n_meanings;
} Source;

static const char *const heading_words[GF_N_HEADINGS] = {
  "decision",    "proposal",    "recommendation", "vote",         "discussion",
  "modifier",    "officer",     "reason",         "closing",      "post",
  "contents",    "body-key",    "meeting-key",    "date-key",     "head-key",
  "case-column", "adopted-on",  "period-end",     "listing",      "transcript",
  "details",     "past",        "subject-key",    "miscellany",   "recommends",
  "part",        "chapter",     "caption",        "site",         "disclaimer",
  "place-key",   "number-key",  "present-key",    "absent-key",   "substitute-key",
  "office-key",  "invited-key", "worker-key",     "archive-key",  "published",
  "list-key",    "column",      "role",           "organisation", "party",
  "paper",       "voted",       "moves",          "group",        "duty-column",
};

/* The first seven in the order of GfOutcome. */
static const char *const outcome_words[GF_N_OUTCOME_WORDS] = {
  "unknown",  "adopted",   "proposed",    "noted",  "postponed",
  "rejected", "withdrawn", "neutral",     "fell",   "see",
  "performs", "performed", "as-proposed", "grants", "request",
};

static const char *const grammar_words[GF_N_GRAMMAR_WORDS] = {
  "case",    "request", "proposal",    "document", "body",   "officer",
  "passive", "perfect", "can",         "shall",    "modal",  "not",
  "agree",   "break",   "preposition", "adverb",   "motion", "moved",
};

static const char *const type_words[GF_TYPE_LAST + 1]
    = { "other", "minutes", "agenda",  "case-paper", "strategy",
        "plan",  "report",  "hearing", "agreement",  "note" };

static const char *const language_words[GF_N_LANGUAGES] = { "nb", "nn", "en" };
static const char *const number_words[] = { "case", "other" };
static const char *const abbreviation_words[GF_N_ABBREVIATIONS] = { "body", "case" };
static const char *const reference_words[GF_N_REFERENCE_WORDS]
    = { "case", "meeting", "past", "future", "join", "link" };
static const char *const version_words[GF_N_VERSION_WORDS]
    = { "draft", "hearing", "adopted", "number", "period" };
static const char *const follow_up_words[GF_N_FOLLOW_UP_WORDS]
    = { "deadline", "limit", "promise", "duty", "past", "guess", "yearly" };

static const Source sources[] = {
  { "headings.tsv", GF_REGISTER_HEADINGS, heading_words, GF_N_HEADINGS },
  { "outcome-words.tsv", GF_REGISTER_OUTCOMES, outcome_words, GF_N_OUTCOME_WORDS },
  { "outcome-grammar.tsv", GF_REGISTER_GRAMMAR, grammar_words, GF_N_GRAMMAR_WORDS },
  { "document-types.tsv", GF_REGISTER_TYPES, type_words, GF_TYPE_LAST + 1 },
  { "bodies.tsv", GF_REGISTER_BODIES, NULL, 0 },
  { "regions.tsv", GF_REGISTER_REGIONS, NULL, 0 },
  { "members.tsv", GF_REGISTER_MEMBERS, NULL, 0 },
  { "municipalities.tsv", GF_REGISTER_MUNICIPALITIES, NULL, 0 },
  { "counties.tsv", GF_REGISTER_COUNTIES, NULL, 0 },
  { "function-words.tsv", GF_REGISTER_LANGUAGES, language_words, GF_N_LANGUAGES },
  { "number-words.tsv", GF_REGISTER_NUMBERS, number_words, 2 },
  { "abbreviations.tsv", GF_REGISTER_ABBREVIATIONS, abbreviation_words,
    GF_N_ABBREVIATIONS },
  { "reference-words.tsv", GF_REGISTER_REFERENCES, reference_words,
    GF_N_REFERENCE_WORDS },
  { "version-words.tsv", GF_REGISTER_VERSIONS, version_words, GF_N_VERSION_WORDS },
  { "follow-up-words.tsv", GF_REGISTER_FOLLOW_UPS, follow_up_words,
    GF_N_FOLLOW_UP_WORDS },
};

/* The columns that registers have, not each of them all. */
enum
{
  SOURCE,
  PHRASE,
  MEMBER, /* in place of PHRASE, in members.tsv */
  MEANING,
  LANGUAGE,
  WEIGHT,
  ALONE,
  NAME,
  REGION,
  FROM,
  TO,
  NUMBER,
  BECAME,
  COUNTY,
  N_COLUMNS
};

static const char *const columns[N_COLUMNS]
    = { "source", "phrase", "member", "meaning", "language", "weight", "alone",
        "name",   "region", "from",   "to",      "number",   "became", "county" };

/* A row of a register. */
typedef struct
{
  const Source *source;
  const GfTable *table;
  const char *cells[N_COLUMNS]; /* NULL where empty, or where there is no such column */
} Row;

static bool
read_meaning (const Row *row, int *meaning_out, GError **error)
{
  const Source *source = row->source;
  const char *word
      = row->cells[source->which == GF_REGISTER_LANGUAGES ? LANGUAGE : MEANING];

  if (source->meanings == NULL)
    return true;
  for (int i = 0; word != NULL && i < source->n_meanings; i++)
    if (strcmp (word, source->meanings[i]) == 0)
      {
        *meaning_out = i;
        return true;
      }
  return gf_table_fail (row->table, "unknown meaning", word, error);
}

static void
entry_free (gpointer data)
{
  GfEntry *entry = data;

  gf_phrase_free (entry->phrase);
  g_free (entry->name);
  g_free (entry->region);
  g_free (entry->from);
  g_free (entry->to);
  g_free (entry->member);
  g_free (entry->number);
  g_free (entry->became);
  g_free (entry);
}

static uint64_t
read_opening (const char *text, size_t length)
{
  uint64_t opening = 0;

  memcpy (&opening, text, MIN (length, sizeof opening));
  return opening;
}

/* All of its bytes; of a whole word also that nothing follows. */
static uint64_t
mask_opening (size_t length, bool is_whole)
{
  static const char ones[] = "\xff\xff\xff\xff\xff\xff\xff\xff";

  return is_whole ? UINT64_MAX : read_opening (ones, length);
}

static void
add_to_bucket (Table *table, const GfEntry *entry)
{
  size_t length;
  bool is_whole;
  const char *opening = gf_phrase_get_opening (entry->phrase, &length, &is_whole);
  unsigned char key = opening != NULL ? (unsigned char) *opening : OPEN_BUCKET;
  Candidate candidate = { .meaning = GF_MEANING (entry->meaning), .entry = entry };

  if (opening != NULL)
    {
      candidate.opening = read_opening (opening, length);
      candidate.mask = mask_opening (length, is_whole);
    }
  if (table->buckets[key] == NULL)
    table->buckets[key] = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_array_append_val (table->buckets[key], candidate);
}

static bool
is_place (GfRegister which)
{
  return which == GF_REGISTER_MUNICIPALITIES || which == GF_REGISTER_COUNTIES;
}

/* A name as a phrase: "Nord-Odal" is two words of a text. */
static char *
dup_pattern (const char *written, bool name)
{
  char *pattern = g_strdup (written);

  if (pattern != NULL && name)
    g_strdelimit (pattern, "-", ' ');
  return pattern;
}

static bool
add_row (Table *table, const Row *row, GError **error)
{
  bool member = row->source->which == GF_REGISTER_MEMBERS;
  bool place = is_place (row->source->which);
  const char *const *cells = row->cells;
  const char *written = cells[member ? MEMBER : place ? NAME : PHRASE];
  g_autofree char *pattern = dup_pattern (written, member || place);
  int meaning = 0;

  if (pattern == NULL)
    return gf_table_fail (row->table, "no phrase", NULL, error);
  if (cells[SOURCE] == NULL)
    return gf_table_fail (row->table, "no source for", pattern, error);
  if (!read_meaning (row, &meaning, error))
    return false;

  GfEntry *entry = g_new0 (GfEntry, 1);
  entry->phrase = gf_phrase_new (pattern);
  entry->meaning = meaning;
  entry->weight
      = cells[WEIGHT] != NULL ? (int) g_ascii_strtoll (cells[WEIGHT], NULL, 10) : 1;
  entry->alone = g_strcmp0 (cells[ALONE], "yes") == 0;
  entry->name = g_strdup (cells[member ? REGION : NAME]);
  entry->region = g_strdup (cells[place ? COUNTY : REGION]);
  entry->from = g_strdup (cells[FROM]);
  entry->to = g_strdup (cells[TO]);
  entry->member = g_strdup (cells[MEMBER]);
  entry->number = g_strdup (cells[NUMBER]);
  entry->became = g_strdup (cells[BECAME]);
  g_ptr_array_add (table->entries, entry);
  add_to_bucket (table, entry);
  return true;
}

static bool
read_table (Table *table, const Source *source, const char *folder, GError **error)
{
  g_autoptr (GfTable) rows
      = gf_table_open (folder, source->file, columns, N_COLUMNS, 1, error);
  Row row = { .source = source, .table = rows };
  bool more = true;

  if (rows == NULL)
    return false;
  for (;;)
    {
      if (!gf_table_next (rows, row.cells, &more, error))
        return false;
      if (!more)
        return true;
      if (!add_row (table, &row, error))
        return false;
    }
}

/* The columns of outcome-verbs.tsv; the first are those of the forms. */
enum
{
  VERB_PARTICLE = GF_N_VERB_FORMS,
  VERB_MEANING,
  VERB_NEGATED,
  VERB_OF,
  VERB_SOURCE,
  N_VERB_COLUMNS
};

static const char *const verb_columns[N_VERB_COLUMNS]
    = { "participle", "passive", "active", "infinitive", "particle",
        "meaning",    "negated", "of",     "source" };

static const char *const verb_of_words[] = { "", "case", "itself", "person" };

static bool
read_verb_word (const GfTable *table, const char *cell, const char *const *words,
                size_t n_words, int *value_out, GError **error)
{
  *value_out = 0;
  for (size_t i = 0; cell != NULL && i < n_words; i++)
    if (strcmp (cell, words[i]) == 0)
      {
        *value_out = (int) i;
        return true;
      }
  return cell == NULL || gf_table_fail (table, "unknown word", cell, error);
}

static void
add_verb_form (Table *table, const GfEntry *verb, GfVerbForm form, const char *written,
               const char *particle)
{
  g_autofree char *pattern = *particle != '\0'
                                 ? g_strdup_printf ("%s .. %s", written, particle)
                                 : g_strdup (written);
  GfEntry *entry = g_new0 (GfEntry, 1);

  *entry = *verb;
  entry->meaning = (int) form;
  entry->phrase = gf_phrase_new (pattern);
  g_ptr_array_add (table->entries, entry);
  add_to_bucket (table, entry);
}

/* Each form of the verb in @cells, with each of the particles that may follow. */
static void
add_verb (Table *table, const GfEntry *verb, const char *const *cells)
{
  g_auto (GStrv) particles
      = g_strsplit (cells[VERB_PARTICLE] != NULL ? cells[VERB_PARTICLE] : " ", ",", -1);

  for (int form = 0; form < GF_N_VERB_FORMS; form++)
    {
      g_auto (GStrv) forms = g_strsplit (cells[form] != NULL ? cells[form] : "", " ", -1);

      for (char **written = forms; *written != NULL; written++)
        for (char **particle = particles; **written != '\0' && *particle != NULL;
             particle++)
          add_verb_form (table, verb, (GfVerbForm) form, *written,
                         g_strstrip (*particle));
    }
}

static bool
read_verbs (Table *table, const char *folder, GError **error)
{
  g_autoptr (GfTable) rows = gf_table_open (folder, "outcome-verbs.tsv", verb_columns,
                                            N_VERB_COLUMNS, N_VERB_COLUMNS, error);
  const char *cells[N_VERB_COLUMNS];
  bool more = true;

  if (rows == NULL)
    return false;
  for (;;)
    {
      GfEntry verb = { .weight = 1 };
      int said = 0, negated = 0, of = 0;

      if (!gf_table_next (rows, cells, &more, error))
        return false;
      if (!more)
        return true;
      if (cells[VERB_SOURCE] == NULL)
        return gf_table_fail (rows, "no source", NULL, error);
      if (!read_verb_word (rows, cells[VERB_MEANING], outcome_words, GF_OUTCOME_LAST + 1,
                           &said, error)
          || !read_verb_word (rows, cells[VERB_NEGATED], outcome_words,
                              GF_OUTCOME_LAST + 1, &negated, error)
          || !read_verb_word (rows, cells[VERB_OF], verb_of_words,
                              G_N_ELEMENTS (verb_of_words), &of, error))
        return false;
      verb.said = (GfOutcome) said;
      verb.negated = (GfOutcome) negated;
      verb.of = (GfVerbOf) of;
      add_verb (table, &verb, cells);
    }
}

GfRegisters *
gf_registers_load (const char *folder, GError **error)
{
  g_autoptr (GfRegisters) registers = g_new0 (GfRegisters, 1);

  for (size_t i = 0; i < GF_N_REGISTERS; i++)
    registers->tables[i].entries = g_ptr_array_new_with_free_func (entry_free);
  for (size_t i = 0; i < G_N_ELEMENTS (sources); i++)
    if (!read_table (&registers->tables[sources[i].which], &sources[i], folder, error))
      return NULL;
  if (!read_verbs (&registers->tables[GF_REGISTER_VERBS], folder, error))
    return NULL;
  return g_steal_pointer (&registers);
}

void
gf_registers_free (GfRegisters *registers)
{
  if (registers == NULL)
    return;
  for (size_t i = 0; i < GF_N_REGISTERS; i++)
    {
      for (size_t j = 0; j < 256; j++)
        g_clear_pointer (&registers->tables[i].buckets[j], g_array_unref);
      g_clear_pointer (&registers->tables[i].entries, g_ptr_array_unref);
    }
  g_free (registers);
}

guint
gf_registers_count (const GfRegisters *registers, GfRegister which)
{
  return registers->tables[which].entries->len;
}

const GfEntry *
gf_registers_get (const GfRegisters *registers, GfRegister which, guint index)
{
  return g_ptr_array_index (registers->tables[which].entries, index);
}

typedef struct
{
  uint64_t meanings;
  const GfWords *words;
  size_t index;
  uint64_t opening; /* of the word there */
  bool fuzzy;
  const GfEntry *best;
  size_t best_size; /* words of the text it takes */
} Search;

static bool
is_better (const Search *search, const GfEntry *entry, size_t size)
{
  size_t said = gf_phrase_get_size (entry->phrase);
  size_t best = search->best != NULL ? gf_phrase_get_size (search->best->phrase) : 0;

  return said > best || (said == best && size < search->best_size);
}

/* A slip of the pen may stand in the first bytes too. */
static bool
may_match (const Search *search, const Candidate *candidate)
{
  return (search->meanings & candidate->meaning) != 0
         && (search->fuzzy || (search->opening & candidate->mask) == candidate->opening);
}

static void
search_bucket (Search *search, const GArray *bucket)
{
  for (guint i = 0; bucket != NULL && i < bucket->len; i++)
    {
      const Candidate *candidate = &g_array_index (bucket, Candidate, i);
      const GfEntry *entry = candidate->entry;
      size_t size;

      if (!may_match (search, candidate))
        continue;
      size = gf_phrase_match (entry->phrase, search->words, search->index, search->fuzzy);
      if (size == 0 || !is_better (search, entry, size))
        continue;
      search->best = entry;
      search->best_size = size;
    }
}

static const GfEntry *
match (const GfRegisters *registers, GfRegister which, Search *search, size_t *size_out)
{
  const Table *table = &registers->tables[which];
  const GfWord *word = gf_words_get (search->words, search->index);
  const char *text = search->words->folded + word->start;

  search->opening = read_opening (text, word->length);
  search_bucket (search, table->buckets[(unsigned char) *text]);
  search_bucket (search, table->buckets[OPEN_BUCKET]);
  if (size_out != NULL)
    *size_out = search->best_size;
  return search->best;
}

const GfEntry *
gf_registers_match (const GfRegisters *registers, GfRegister which, uint64_t meanings,
                    const GfWords *words, size_t index, size_t *size_out)
{
  Search search = { .meanings = meanings, .words = words, .index = index };

  return match (registers, which, &search, size_out);
}

const GfEntry *
gf_registers_match_fuzzily (const GfRegisters *registers, GfRegister which,
                            uint64_t meanings, const GfWords *words, size_t index,
                            size_t *size_out)
{
  Search search = { .meanings = meanings, .words = words, .index = index, .fuzzy = true };

  return match (registers, which, &search, size_out);
}
