/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/question/fields.h"

#include <string.h>

#include "common/schema.h"

/* Shorter words are too near each other for a slip of the pen. */
#define MIN_GUESS_LETTERS 5

static const GfFieldInfo infos[GF_N_FIELDS] = {
  [GF_FIELD_TEXT]
  = { "tekst", "text", GF_FIELD_WORDS, GF_TERM_EXACT, GF_TERM_ROOT, NULL },
  [GF_FIELD_TITLE]
  = { "tittel", "title", GF_FIELD_WORDS, GF_TERM_TITLE, GF_TERM_TITLE_ROOT, NULL },
  [GF_FIELD_DECISION] = { "vedtak", "decision", GF_FIELD_WORDS, GF_TERM_DECISION,
                          GF_TERM_DECISION_ROOT, NULL },
  [GF_FIELD_REGION] = { "region", "region", GF_FIELD_NAME, GF_TERM_REGION_WORD,
                        GF_TERM_REGION_ROOT, GF_TERM_REGION },
  [GF_FIELD_BODY] = { "organ", "body", GF_FIELD_NAME, GF_TERM_BODY_WORD,
                      GF_TERM_BODY_ROOT, GF_TERM_BODY },
  [GF_FIELD_MUNICIPALITY]
  = { "kommune", "municipality", GF_FIELD_VALUE, NULL, NULL, GF_TERM_MUNICIPALITY },
  [GF_FIELD_TYPE] = { "type", "type", GF_FIELD_VALUE, NULL, NULL, GF_TERM_TYPE },
  [GF_FIELD_CASE] = { "sak", "case", GF_FIELD_VALUE, NULL, NULL, GF_TERM_CASE },
  [GF_FIELD_OUTCOME]
  = { "utfall", "outcome", GF_FIELD_VALUE, NULL, NULL, GF_TERM_OUTCOME },
  [GF_FIELD_YEAR] = { "år", "year", GF_FIELD_PERIOD, NULL, NULL, NULL },
  [GF_FIELD_DATE] = { "dato", "date", GF_FIELD_PERIOD, NULL, NULL, NULL },
  [GF_FIELD_DUE] = { "frist", "due", GF_FIELD_PERIOD, NULL, NULL, NULL },
  [GF_FIELD_LANGUAGE]
  = { "språk", "language", GF_FIELD_VALUE, NULL, NULL, GF_TERM_LANGUAGE },
};

/* A value of a closed list.  The first row of each value is its label in bokmål. */
typedef struct
{
  GfField field;
  const char *value; /* the contract's word */
  const char *word;  /* what a person may write; lower case */
} ValueWord;

/*
 * Names of document types and outcomes in bokmål and nynorsk: shared/FIELD.md, section 2.
 * These lists are closed as the enums in common/record.h are.
 */
static const ValueWord value_words[] = {
  { GF_FIELD_TYPE, "minutes", "referat" },
  { GF_FIELD_TYPE, "minutes", "protokoll" },
  { GF_FIELD_TYPE, "minutes", "møteprotokoll" },
  { GF_FIELD_TYPE, "minutes", "saksprotokoll" },
  { GF_FIELD_TYPE, "minutes", "møtebok" },
  { GF_FIELD_TYPE, "minutes", "møtereferat" },
  { GF_FIELD_TYPE, "agenda", "innkalling" },
  { GF_FIELD_TYPE, "agenda", "møteinnkalling" },
  { GF_FIELD_TYPE, "agenda", "tilleggsinnkalling" },
  { GF_FIELD_TYPE, "agenda", "saksliste" },
  { GF_FIELD_TYPE, "agenda", "sakskart" },
  { GF_FIELD_TYPE, "agenda", "sakliste" },
  { GF_FIELD_TYPE, "agenda", "dagsorden" },
  { GF_FIELD_TYPE, "case-paper", "saksframlegg" },
  { GF_FIELD_TYPE, "case-paper", "saksfremlegg" },
  { GF_FIELD_TYPE, "case-paper", "saksutredning" },
  { GF_FIELD_TYPE, "case-paper", "saksutgreiing" },
  { GF_FIELD_TYPE, "strategy", "strategi" },
  { GF_FIELD_TYPE, "plan", "plan" },
  { GF_FIELD_TYPE, "plan", "handlingsplan" },
  { GF_FIELD_TYPE, "plan", "økonomiplan" },
  { GF_FIELD_TYPE, "plan", "prosjektplan" },
  { GF_FIELD_TYPE, "plan", "budsjett" },
  { GF_FIELD_TYPE, "report", "rapport" },
  { GF_FIELD_TYPE, "report", "årsmelding" },
  { GF_FIELD_TYPE, "report", "årsrapport" },
  { GF_FIELD_TYPE, "report", "halvårsrapport" },
  { GF_FIELD_TYPE, "report", "tertialrapport" },
  { GF_FIELD_TYPE, "hearing", "høring" },
  { GF_FIELD_TYPE, "hearing", "høyring" },
  { GF_FIELD_TYPE, "hearing", "høringssvar" },
  { GF_FIELD_TYPE, "hearing", "høyringssvar" },
  { GF_FIELD_TYPE, "hearing", "uttalelse" },
  { GF_FIELD_TYPE, "hearing", "fråsegn" },
  { GF_FIELD_TYPE, "agreement", "avtale" },
  { GF_FIELD_TYPE, "agreement", "samarbeidsavtale" },
  { GF_FIELD_TYPE, "agreement", "vedtekter" },
  { GF_FIELD_TYPE, "agreement", "mandat" },
  { GF_FIELD_TYPE, "note", "notat" },
  { GF_FIELD_TYPE, "other", "annet" },
  { GF_FIELD_TYPE, "other", "anna" },
  { GF_FIELD_TYPE, "other", "andre" },
  { GF_FIELD_OUTCOME, "adopted", "vedtatt" },
  { GF_FIELD_OUTCOME, "adopted", "vedteke" },
  { GF_FIELD_OUTCOME, "adopted", "vedteken" },
  { GF_FIELD_OUTCOME, "adopted", "godkjent" },
  { GF_FIELD_OUTCOME, "proposed", "foreslått" },
  { GF_FIELD_OUTCOME, "proposed", "foreslege" },
  { GF_FIELD_OUTCOME, "proposed", "forslag" },
  { GF_FIELD_OUTCOME, "proposed", "framlegg" },
  { GF_FIELD_OUTCOME, "noted", "tatt til orientering" },
  { GF_FIELD_OUTCOME, "noted", "teke til orientering" },
  { GF_FIELD_OUTCOME, "noted", "tatt til etterretning" },
  { GF_FIELD_OUTCOME, "noted", "orientering" },
  { GF_FIELD_OUTCOME, "noted", "orientert" },
  { GF_FIELD_OUTCOME, "noted", "etterretning" },
  { GF_FIELD_OUTCOME, "postponed", "utsatt" },
  { GF_FIELD_OUTCOME, "postponed", "utsett" },
  { GF_FIELD_OUTCOME, "rejected", "avslått" },
  { GF_FIELD_OUTCOME, "rejected", "avslag" },
  { GF_FIELD_OUTCOME, "rejected", "avvist" },
  { GF_FIELD_OUTCOME, "rejected", "forkastet" },
  { GF_FIELD_OUTCOME, "rejected", "forkasta" },
  { GF_FIELD_OUTCOME, "withdrawn", "trukket" },
  { GF_FIELD_OUTCOME, "withdrawn", "trekt" },
  { GF_FIELD_OUTCOME, "unknown", "ukjent" },
  { GF_FIELD_OUTCOME, "unknown", "ukjend" },
  { GF_FIELD_LANGUAGE, "nb", "bokmål" },
  { GF_FIELD_LANGUAGE, "nb", "bokmal" },
  { GF_FIELD_LANGUAGE, "nn", "nynorsk" },
  { GF_FIELD_LANGUAGE, "en", "engelsk" },
  { GF_FIELD_LANGUAGE, "en", "english" },
};

/* Spellings of a field's name beside the two in its info: without a Norwegian keyboard.
 */
static const struct
{
  const char *name;
  GfField field;
} more_names[] = { { "ar", GF_FIELD_YEAR }, { "sprak", GF_FIELD_LANGUAGE } };

const GfFieldInfo *
gf_field_info (GfField field)
{
  g_assert (field < GF_N_FIELDS);
  return &infos[field];
}

bool
gf_field_from_name (const char *name, size_t length, GfField *field_out)
{
  g_autofree char *lower = g_utf8_strdown (name, (gssize) length);

  for (GfField field = GF_FIELD_TITLE; field < GF_N_FIELDS; field++)
    if (strcmp (lower, infos[field].norwegian) == 0
        || strcmp (lower, infos[field].english) == 0)
      {
        *field_out = field;
        return true;
      }
  for (size_t i = 0; i < G_N_ELEMENTS (more_names); i++)
    if (strcmp (lower, more_names[i].name) == 0)
      {
        *field_out = more_names[i].field;
        return true;
      }
  return false;
}

/* One letter missing, wrong or too many, or two that changed places. */
static bool
is_slip (const char *one, const char *other)
{
  glong n, m;
  g_autofree gunichar *a = g_utf8_to_ucs4_fast (one, -1, &n);
  g_autofree gunichar *b = g_utf8_to_ucs4_fast (other, -1, &m);
  glong same = 0;

  while (same < n && same < m && a[same] == b[same])
    same++;
  while (n > same && m > same && a[n - 1] == b[m - 1])
    {
      n--;
      m--;
    }
  if (n - same <= 1 && m - same <= 1)
    return n + m > 2 * same;
  return n - same == 2 && m - same == 2 && a[same] == b[same + 1]
         && a[same + 1] == b[same];
}

static bool
is_long_enough (const char *word)
{
  return g_utf8_strlen (word, -1) >= MIN_GUESS_LETTERS;
}

bool
gf_field_guess (const char *name, size_t length, GfField *field_out)
{
  g_autofree char *lower = g_utf8_strdown (name, (gssize) length);

  if (!is_long_enough (lower))
    return false;
  for (GfField field = GF_FIELD_TITLE; field < GF_N_FIELDS; field++)
    if (is_slip (lower, infos[field].norwegian) || is_slip (lower, infos[field].english))
      {
        *field_out = field;
        return true;
      }
  return false;
}

const char *
gf_field_names (void)
{
  return "tittel, vedtak, region, organ, kommune, type, sak, utfall, år, dato, frist, "
         "språk";
}

static bool
is_closed (GfField field)
{
  return field == GF_FIELD_TYPE || field == GF_FIELD_OUTCOME
         || field == GF_FIELD_LANGUAGE;
}

static char *
closed_value (GfField field, const char *value)
{
  g_autofree char *lower = g_utf8_strdown (value, -1);

  g_strstrip (lower);
  for (size_t i = 0; i < G_N_ELEMENTS (value_words); i++)
    if (value_words[i].field == field
        && (strcmp (lower, value_words[i].value) == 0
            || strcmp (lower, value_words[i].word) == 0))
      return g_strdup (value_words[i].value);
  return NULL;
}

char *
gf_field_value (GfField field, const char *value)
{
  if (field == GF_FIELD_CASE)
    return gf_schema_case_number (value, NULL);
  if (is_closed (field))
    return closed_value (field, value);

  g_autofree char *stripped = g_strstrip (g_strdup (value));
  return *stripped != '\0' ? g_steal_pointer (&stripped) : NULL;
}

const char *
gf_field_guess_value (GfField field, const char *value)
{
  g_autofree char *lower = g_utf8_strdown (value, -1);
  const ValueWord *guess = NULL;

  g_strstrip (lower);
  for (size_t i = 0; is_long_enough (lower) && i < G_N_ELEMENTS (value_words); i++)
    {
      const ValueWord *row = &value_words[i];

      if (row->field != field || !is_slip (lower, row->word))
        continue;
      if (guess != NULL && strcmp (guess->value, row->value) != 0)
        return NULL;
      guess = row;
    }
  return guess != NULL ? guess->word : NULL;
}

/* The row that gives @value its label; NULL past the last value. */
static const ValueWord *
next_value (GfField field, const ValueWord *after)
{
  const ValueWord *row = after != NULL ? after : value_words;

  for (; row < value_words + G_N_ELEMENTS (value_words); row++)
    if (row->field == field && (after == NULL || strcmp (row->value, after->value) != 0))
      return row;
  return NULL;
}

char *
gf_field_values (GfField field)
{
  GString *values = g_string_new (NULL);
  const ValueWord *row = NULL;

  if (field == GF_FIELD_CASE)
    g_string_append (values, "a case number such as 14/23, or \"PS 14/23\" in quotes");
  while ((row = next_value (field, row)) != NULL)
    g_string_append_printf (values, "%s%s (%s)", values->len > 0 ? ", " : "", row->value,
                            row->word);
  return g_string_free (values, values->len == 0);
}

char *
gf_field_values_norwegian (GfField field)
{
  GString *values = g_string_new (NULL);
  const ValueWord *row = NULL;

  if (field == GF_FIELD_CASE)
    g_string_append (values, "et saksnummer som 14/23, eller «PS 14/23» i anførselstegn");
  while ((row = next_value (field, row)) != NULL)
    g_string_append_printf (values, "%s%s", values->len > 0 ? ", " : "", row->word);
  return g_string_free (values, values->len == 0);
}

const char *
gf_field_value_label (GfField field, const char *value)
{
  for (size_t i = 0; i < G_N_ELEMENTS (value_words); i++)
    if (value_words[i].field == field && strcmp (value_words[i].value, value) == 0)
      return value_words[i].word;
  return value;
}
