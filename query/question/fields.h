/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fields.h: the fields of the question language, and what may stand after their colon.
 *
 * Each field has a Norwegian name and an English one; values of closed lists (type,
 * outcome, language) are known by their contract word and by the words people use, in
 * bokmål and nynorsk.  Case never matters.  Knows nothing of trees or databases.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum
{
  GF_FIELD_TEXT, /* no field: the whole unit */
  GF_FIELD_TITLE,
  GF_FIELD_DECISION,
  GF_FIELD_REGION,
  GF_FIELD_BODY,
  GF_FIELD_MUNICIPALITY,
  GF_FIELD_TYPE,
  GF_FIELD_CASE,
  GF_FIELD_OUTCOME,
  GF_FIELD_YEAR,
  GF_FIELD_DATE,
  GF_FIELD_DUE, /* by when something that was promised is due */
  GF_FIELD_LANGUAGE,
  GF_N_FIELDS
} GfField;

/* What a field is made of. */
typedef enum
{
  GF_FIELD_WORDS, /* words, ranked: text, title, decision */
  GF_FIELD_NAME,  /* words, or a whole value in quotes; a filter: region, body */
  GF_FIELD_VALUE, /* one whole value; a filter: type, outcome, case ... */
  GF_FIELD_PERIOD /* a day, a month, a year or a range; a filter */
} GfFieldKind;

typedef struct
{
  const char *norwegian; /* as a plan in words names it */
  const char *english;   /* the alias, and the parameter's name in a request */
  GfFieldKind kind;
  const char *exact_prefix; /* of words; NULL where the field has none */
  const char *root_prefix;
  const char *filter_prefix; /* of whole values; NULL where the field has none */
} GfFieldInfo;

/* gf_field_info: Returns: (transfer none): never NULL. */
const GfFieldInfo *gf_field_info (GfField field);

/* gf_field_from_name: "år", "ar", "YEAR"; false for a word that is no field. */
bool gf_field_from_name (const char *name, size_t length, GfField *field_out);

/* gf_field_guess: the field whose name differs from @name by one letter, missing, wrong,
   one too many or two that changed places; for names of five letters or more. */
bool gf_field_guess (const char *name, size_t length, GfField *field_out);

/* gf_field_names: the fields a person can write, in Norwegian: "tittel, vedtak, ...".
   Returns: (transfer none). */
const char *gf_field_names (void);

/*
 * gf_field_value: what the index calls @value of a GF_FIELD_VALUE or GF_FIELD_NAME field:
 * "case-paper" for "saksfremlegg", "5/18" for "PS 005/2018".
 * Returns: (transfer full) (nullable): NULL where the field has no such value.
 */
char *gf_field_value (GfField field, const char *value);

/* gf_field_guess_value: the word of a closed list that differs from @value as above; NULL
   where there is none, or where those that do stand for several values.
   Returns: (transfer none) (nullable). */
const char *gf_field_guess_value (GfField field, const char *value);

/* gf_field_values, gf_field_values_norwegian: what the field may hold, for an error: the
   contract's words and the Norwegian ones, or these alone; NULL where that is open.
   Returns: (transfer full) (nullable). */
char *gf_field_values (GfField field);
char *gf_field_values_norwegian (GfField field);

/* gf_field_value_label: bokmål for the contract's word: "vedtatt" for "adopted"; @value
   itself where the field's values are open.  Returns: (transfer none). */
const char *gf_field_value_label (GfField field, const char *value);
