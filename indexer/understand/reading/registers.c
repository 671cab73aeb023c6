/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/registers.h"

#include <string.h>

#include "common/table.h"
#include "indexer/understand/reading/phrase-index.h"

typedef struct
{
  GPtrArray *entries; /* of GfEntry, owned */
  GfPhraseIndex *index;
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
  "owner",
};

/* The first seven in the order of GfOutcome. */
static const char *const outcome_words[GF_N_OUTCOME_WORDS] = {
  "unknown",     "adopted", "proposed", "noted",  "postponed", "rejected",
  "withdrawn",   "neutral", "fell",     "see",    "performs",  "performed",
  "as-proposed", "grants",  "request",  "thanks", "talk",      "settles",
  "tells",       "stays",   "lacks",    "voices",
};

static const char *const grammar_words[GF_N_GRAMMAR_WORDS] = {
  "case",        "request", "proposal", "document", "body",      "officer", "passive",
  "perfect",     "can",     "shall",    "modal",    "not",       "agree",   "break",
  "preposition", "adverb",  "motion",   "moved",    "later",     "day",     "telling",
  "accepts",     "again",   "none",     "ground",   "objection",
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

static void
add_entry (Table *table, GfEntry *entry)
{
  g_ptr_array_add (table->entries, entry);
  gf_phrase_index_add (table->index, entry);
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
  add_entry (table, entry);
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

static const char *const verb_of_words[]
    = { "", "case", "itself", "person", "later", "decide", "anyone", "deed" };

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
  g_autofree char *pattern = *particle == '\0' ? g_strdup (written)
                             : *particle == '+'
                                 ? g_strdup_printf ("%s %s", written, particle + 1)
                                 : g_strdup_printf ("%s .. %s", written, particle);
  GfEntry *entry = g_new0 (GfEntry, 1);

  *entry = *verb;
  entry->meaning = (int) form
                   + (verb->of == GF_VERB_OF_DEED     ? GF_N_VERB_FORMS
                      : verb->of == GF_VERB_OF_DECIDE ? 2 * GF_N_VERB_FORMS
                                                      : 0);
  entry->phrase = gf_phrase_new (pattern);
  add_entry (table, entry);
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
    registers->tables[i]
        = (Table){ g_ptr_array_new_with_free_func (entry_free), gf_phrase_index_new () };
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
      gf_phrase_index_free (registers->tables[i].index);
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

const GfEntry *
gf_registers_match (const GfRegisters *registers, GfRegister which, uint64_t meanings,
                    const GfWords *words, size_t index, size_t *size_out)
{
  return gf_phrase_index_find (registers->tables[which].index, meanings, words, index,
                               false, size_out);
}

const GfEntry *
gf_registers_match_fuzzily (const GfRegisters *registers, GfRegister which,
                            uint64_t meanings, const GfWords *words, size_t index,
                            size_t *size_out)
{
  return gf_phrase_index_find (registers->tables[which].index, meanings, words, index,
                               true, size_out);
}
